"""A dialect's agent tools over HTTP beside its API: built for the first request, at its own path and at others."""

import asyncio
from collections.abc import Callable

import structlog
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from outrider.dialects import Dialect
from outrider.mcp.addresses import PLACE, place_of

log = structlog.get_logger()


class Tools:
    """A dialect's MCP server, built for the first request to it: the MCP libraries take a second to load."""

    def __init__(self, name: str, build: Callable[[], Starlette]) -> None:
        self.name, self.build = name, build
        self.app: Starlette | None = None
        self.wanted, self.settled = asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        """Build the server for its first request and keep its sessions until cancelled. Without a server, requests get a 503."""
        await self.wanted.wait()
        try:
            app = await asyncio.to_thread(self.build)
            async with app.router.lifespan_context(app):
                self.app = app
                self.settled.set()
                await asyncio.Event().wait()
        except Exception:
            log.exception("MCP server cannot be served", dialect=self.name)
        finally:
            self.app = None
            self.settled.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.wanted.set()
        await self.settled.wait()
        app: ASGIApp = self.app or JSONResponse({"error": "These tools cannot be served now; the log says why."}, 503)
        await app(scope, receive, send)


class At:
    """Serves a dialect's agent tools at an additional path: the vendor's own, or one that offers fewer tools."""

    def __init__(self, app: Tools, dialect: Dialect) -> None:
        self.app, self.dialect, self.path = app, dialect, f"/mcp/{dialect.name}"
        self.toolsets: frozenset[str] | None = None  # its tools are loaded for the first request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = place_of(scope["path"])
        if self.toolsets is None:
            self.toolsets = frozenset(tool.toolset for tool in await asyncio.to_thread(self.dialect.tools))
        if place is None or not (place.toolsets or frozenset()) <= self.toolsets:
            there = ", ".join(sorted(self.toolsets))
            message = f"After {self.path} may follow /readonly, /search and /x/<toolset>. Toolsets are {there}."
            return await JSONResponse({"error": message}, 404)(scope, receive, send)
        await self.app({**scope, "path": self.path, "raw_path": self.path.encode(), PLACE: place}, receive, send)
