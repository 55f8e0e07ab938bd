"""The applications of a dialect share their routes and their document while the tests run: to put these together takes longer
than most tests do."""

from collections.abc import Callable

from fastapi import FastAPI
from pydantic_core import from_json, to_json
from starlette.routing import BaseRoute

from outrider.dialects import Dialect
from outrider.dialects.kit.demands import Demand, demands_of
from outrider.dialects.kit.tools import Schema
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

_routes: dict[str, list[BaseRoute]] = {}
_demands: dict[str, list[Demand]] = {}
_documents: dict[str, bytes] = {}
_build = Dialect.app


def _app(self: Dialect, core: Core, settings: Settings) -> FastAPI:
    made = _build(self, core, settings)
    made.router.routes[:] = _routes.setdefault(self.name, list(made.router.routes))
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


def install() -> None:
    Dialect.app = _app
