"""What each route of an application demands of a request: found once, for the gates that stand before the routes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.types import Scope as AsgiScope

from outrider.dialects.kit.access import caller
from outrider.dialects.kit.paths import path_within
from outrider.dialects.kit.scopes import asked


async def _imports() -> None:
    """Marks a route that takes as much as the installation allows (`max_body_bytes`)."""


IMPORTS = Depends(_imports)


@dataclass(frozen=True, slots=True)
class Demand:
    """`key`: whether it asks for one; `reads`: for scopes of reading alone; `imports`: whether its bodies may be long."""

    path: re.Pattern[str]
    methods: frozenset[str]
    key: bool
    reads: bool
    imports: bool


_DEMAND = "outrider.demand"


def demand_of(app: FastAPI, scope: AsgiScope) -> Demand | None:
    """What the route demands that a request is for; None where there is none. Several gates ask: it is kept in the request."""
    if _DEMAND not in scope:
        path, method = path_within(scope), scope["method"]
        fitting = (demand for demand in demands_of(app) if method in demand.methods and demand.path.match(path))
        scope[_DEMAND] = next(fitting, None)
    return scope[_DEMAND]


def demands_of(app: FastAPI) -> list[Demand]:
    """What each route demands, in the order in which they are matched; kept in the state of the application."""
    if not hasattr(app.state, "demands"):
        app.state.demands = [_demand(route) for route in app.routes if isinstance(route, APIRoute)]
    return app.state.demands


def _demand(route: APIRoute) -> Demand:
    used, words = set(calls(route.dependant)), set(asked(route.dependant))
    return Demand(
        path=route.path_regex,
        methods=frozenset(route.methods or ()),
        key=caller in used,
        reads=bool(words) and all(word.endswith(":read") for word in words),
        imports=_imports in used,
    )


def calls(dependant: Dependant) -> Iterator[object]:
    """Everything that a route depends on."""
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from calls(dependency)
