"""The routes of a dialect's application, each with its whole path.

They are made from those of its routers: FastAPI's own inclusion of a router would match every path at two levels, and would
let a route make its handler for one application only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any

from fastapi import APIRouter
from fastapi.params import Depends
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from outrider.dialects.kit.answers import AsMade
from outrider.dialects.kit.intake import Handler, careful


@dataclass(frozen=True, slots=True)
class Part:
    """A router of an application, where its paths begin, and what all its routes depend on."""

    router: APIRouter
    prefix: str = ""
    dependencies: Sequence[Depends] = ()
    documented: bool = True


class TypedRoute(APIRoute):
    """A route that reads requests with care, and writes its answer as the declared type says."""

    def __init__(self, path: str, endpoint: Callable[..., object], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self._beginning = path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        # A path is compared with one route after the other, and most are plainly not its own.
        if self._beginning not in scope["path"]:
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Handler:
        return careful(self, super().get_route_handler())


class PlainRoute(TypedRoute):
    """A route that reads requests with care, and sends its answer as it was made."""

    def get_route_handler(self) -> Handler:
        if self.response_field is not None:
            self.response_field = AsMade(self.response_field)
        return super().get_route_handler()


def routes_of(parts: Iterable[Part], kind: type[APIRoute]) -> list[APIRoute]:
    """The routes of all parts, in the order in which paths are matched."""
    return [_placed(route, part, kind) for part in parts for route in part.router.routes if isinstance(route, APIRoute)]


# What a route is made of beside what its part adds to.
_KEPT = signature(APIRoute).parameters.keys() - {"path", "endpoint", "dependencies", "include_in_schema"}


def _placed(route: APIRoute, part: Part, kind: type[APIRoute]) -> APIRoute:
    return kind(
        part.prefix + route.path,
        route.endpoint,
        dependencies=[*part.dependencies, *route.dependencies],
        include_in_schema=part.documented and route.include_in_schema,
        **{name: getattr(route, name) for name in _KEPT},
    )
