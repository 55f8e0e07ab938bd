"""The ASGI application: every dialect on its path and by host name, its agent tools, and the pages."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncGenerator, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from outrider import __version__, dialects
from outrider.dialects.kit.late import Late
from outrider.mcp import cards
from outrider.mcp.serving import At, Tools
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from outrider.web import connect, explain, health, pages, recipients
from outrider.web.bounds import Bounded
from outrider.web.kit.live import Live
from outrider.web.kit.visit import SandboxMail, Site
from outrider.web.traced import Traced


class ByHost:
    """Routes requests for a vendor's own host to its dialect, for clients whose base URL is fixed."""

    def __init__(self, app: ASGIApp, prefixes: Mapping[str, str]) -> None:
        self.app, self.prefixes = app, prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            host = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"host"), "")
            if prefix := self.prefixes.get(host.partition(":")[0].lower()):
                raw = prefix.encode() + scope.get("raw_path", scope["path"].encode())
                scope = {**scope, "path": prefix + scope["path"], "raw_path": raw}
        await self.app(scope, receive, send)


METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def _addresses(dialect: dialects.Dialect) -> dict[str, str]:
    path = dialect.path
    return {"title": dialect.title, "api": f"{path}{dialect.api_base}", "docs": f"{path}/docs", "mcp": f"/mcp/{dialect.name}"}


def _vendor_paths(dialect: dialects.Dialect) -> list[str]:
    return [f"{dialect.path}{path}" for path in dialect.mcp_paths]


def _vendors_bases(spoken: Sequence[dialects.Dialect]) -> list[str]:
    """The vendors' base paths that overlap with our own API."""
    return sorted({d.api_base for d in spoken if d.api_base.startswith("/api/")})


def create_app(core: Core, settings: Settings, sandbox: SandboxMail | None = None) -> Starlette:
    """The application that serves everything in one process. Its lifespan runs the MCP servers' sessions. `sandbox`: the
    sandbox's mail servers.
    """
    spoken = dialects.available()
    apps = {dialect.name: Late(functools.partial(dialect.app, core, settings)) for dialect in spoken}
    site = Site(core, settings, Live(core), apps, sandbox)

    def build(dialect: dialects.Dialect) -> Starlette:
        from outrider.mcp.http import http_app

        facts = {"files": settings.mcp_files} if settings.mcp_files else {}
        return http_app(dialect, apps[dialect.name].built(), path=f"/mcp/{dialect.name}", facts=facts)

    tools = {dialect.name: Tools(dialect.name, functools.partial(build, dialect)) for dialect in spoken}

    narrowed = {d.name: At(tools[d.name], d) for d in spoken}

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        running = [asyncio.create_task(server.run()) for server in tools.values()]
        yield
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def index(request: Request) -> Response:
        if pages.is_for_people(request):
            return await pages.start(site, request)
        return JSONResponse(
            {
                "name": "outrider",
                "version": __version__,
                "dialects": {d.name: _addresses(d) for d in spoken},
            }
        )

    async def unknown(request: Request, _: Exception) -> Response:
        """404 with the dialects' base URLs, for clients whose base URL lacks the dialect's name."""
        if pages.is_for_people(request):
            return pages.not_found(site, request)
        bases = {d.name: str(request.base_url).rstrip("/") + _addresses(d)["api"] for d in spoken}
        message = f"There is nothing at {request.url.path}. Each dialect's API has a base URL of its own: `bases` names them."
        return JSONResponse({"error": message, "message": message, "bases": bases}, 404)

    async def elsewhere(_: Request) -> Response:
        """404 for a vendor's path below /api that lacks its dialect's name."""
        raise HTTPException(404)

    # A path is compared with one route after the other: what programs ask most comes before the many pages.
    routes: list[BaseRoute] = [
        *explain.routes(core),
        *cards.routes(spoken, settings.public_url),
        *(Route(f"/mcp/{name}", app) for name, app in tools.items()),
        *(Route(path, narrowed[d.name]) for d in spoken for path in (f"/mcp/{d.name}/{{rest:path}}", *_vendor_paths(d))),
        *(Route(f"{base}/{{rest:path}}", elsewhere, methods=METHODS) for base in _vendors_bases(spoken)),
        *(Mount(d.path, apps[d.name]) for d in spoken),
        Route("/", index),
        *health.routes(core, settings),
        *recipients.routes(core),
        *connect.routes(core, settings),
        *pages.routes(site),
    ]
    hosts = {host: dialect.path for dialect in spoken for host in dialect.hosts}
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[
            Middleware(Traced),
            Middleware(Bounded, most=settings.max_body_bytes),
            Middleware(ByHost, prefixes=hosts),
        ],
        exception_handlers={404: unknown},
    )
    app.state.live = site.live
    return app
