"""The applications of a dialect share their routes while the tests run: to put these together takes longer than most tests do."""

from fastapi import FastAPI
from starlette.routing import BaseRoute

from outrider.dialects import Dialect
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

_routes: dict[str, list[BaseRoute]] = {}
_build = Dialect.app


def _app(self: Dialect, core: Core, settings: Settings) -> FastAPI:
    made = _build(self, core, settings)
    made.router.routes[:] = _routes.setdefault(self.name, list(made.router.routes))
    return made


def install() -> None:
    Dialect.app = _app
