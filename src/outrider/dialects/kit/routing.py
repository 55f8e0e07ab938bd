"""The routes of a dialect's application, each with its whole path.

They are made from those of its routers: FastAPI's own inclusion of a router would match every path at two levels, and would
let a route make its handler for one application only.
"""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from inspect import signature

from fastapi import APIRouter
from fastapi.params import Depends
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from outrider.dialects.kit.answers import AsMade
from outrider.dialects.kit.intake import Handler, careful
from outrider.dialects.kit.paths import path_within


@dataclass(frozen=True, slots=True)
class Part:
    """A router of an application, where its paths begin, and what all its routes depend on."""

    router: APIRouter
    prefix: str = ""
    dependencies: Sequence[Depends] = ()
    documented: bool = True


class TypedRoute(APIRoute):
    """A route that reads requests with care, and writes its answer as the declared type says."""

    def get_route_handler(self) -> Handler:
        return careful(self, super().get_route_handler())


class PlainRoute(TypedRoute):
    """A route that reads requests with care, and sends its answer as it was made."""

    def get_route_handler(self) -> Handler:
        if self.response_field is not None:
            self.response_field = AsMade(self.response_field)
        return super().get_route_handler()


class FirstFitting:
    """Hands a request to the first route whose path fits, and those after it: a router compares one route after the other, and
    of hundreds nearly all are plainly not the request's."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._places: _Places | None = None  # once all routes are there
        self._from: dict[int, APIRouter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        router = self._router
        if self._places is None:
            self._places = _Places(router.routes)
        first = self._places.first(path_within(scope)) if scope["type"] == "http" else None
        if first is not None:
            if first not in self._from:
                rest = self._from[first] = copy(router)
                rest.routes = router.routes[first:]
            scope["router"], router = router, self._from[first]
        await router.app(scope, receive, send)


_NAMED = r"\(\?P<\w+>"  # the beginning of a named group


class _Places:
    """Where each path is in a list of routes. A route without parameters is nowhere behind another that its path fits."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        known = [route for route in routes if isinstance(route, Route)]
        assert len(known) == len(routes)
        self._whole = {route.path: at for at, route in reversed(list(enumerate(known))) if not route.param_convertors}
        self._patterns = re.compile("|".join(f"({re.sub(_NAMED, '(?:', route.path_regex.pattern)})" for route in known))

    def first(self, path: str) -> int | None:
        """The place of the first route that the path fits."""
        if path in self._whole:
            return self._whole[path]
        found = self._patterns.match(path)
        return found.lastindex - 1 if found is not None and found.lastindex is not None else None


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
