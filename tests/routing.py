"""The applications of a dialect share their routes and their document while the tests run: to put these together takes longer
than most tests do."""

from collections.abc import Callable, Iterable

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic_core import from_json, to_json

from outrider.dialects import Dialect
from outrider.dialects.kit import app, routing
from outrider.dialects.kit.demands import Demand, demands_of
from outrider.dialects.kit.routing import Part
from outrider.dialects.kit.tools import Schema
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

_routes: dict[tuple[tuple[int, str], ...], tuple[list[Part], list[APIRoute]]] = {}
_demands: dict[str, list[Demand]] = {}
_documents: dict[str, bytes] = {}
_build = Dialect.app


def _app(self: Dialect, core: Core, settings: Settings) -> FastAPI:
    made = _build(self, core, settings)
    made.state.demands = _demands.get(self.name) or _demands.setdefault(self.name, demands_of(made))
    made.openapi = _shared(self.name, made.openapi)
    return made


def _shared(name: str, document: Callable[[], Schema]) -> Callable[[], Schema]:
    """The document of the dialect's first application, of which each has a copy."""
    own: list[Schema] = []

    def openapi() -> Schema:
        if name not in _documents:
            _documents[name] = to_json(document())
        if not own:
            own.append(from_json(_documents[name]))
        return own[0]

    return openapi


def _routes_of(parts: Iterable[Part], kind: type[APIRoute]) -> list[APIRoute]:
    parts = list(parts)
    key = tuple((id(part.router), part.prefix) for part in parts)
    if key not in _routes:
        _routes[key] = parts, routing.routes_of(parts, kind)  # with their routers, so that no other gets the id of one
    return _routes[key][1]


def install() -> None:
    Dialect.app = _app
    app.routes_of = _routes_of
