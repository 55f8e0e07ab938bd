"""The routes of the sign-in for agents."""

import functools
from collections.abc import Awaitable, Callable

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from outrider.mcp.addresses import METADATA
from outrider.web.kit.guest import plain
from outrider.web.kit.visit import Site
from outrider.web.oauth import consent, metadata, tokens

# Browser-based programs (inspectors) call these from their own origins; cookies are ignored.
_ANYWHERE = [Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])]


def routes(site: Site) -> list[Route]:
    def found(handler: Callable[..., Response], path: str) -> Route:
        async def serve(request: Request) -> Response:
            return handler(site.settings, request)

        return Route(path, serve, methods=["GET", "OPTIONS"], middleware=_ANYWHERE)

    def called(handler: Callable[[Site, Request], Awaitable[Response]], path: str) -> Route:
        return Route(path, functools.partial(handler, site), methods=["POST", "OPTIONS"], middleware=_ANYWHERE)

    return [
        found(metadata.resource, METADATA + "/{path:path}"),
        found(metadata.server, metadata.SERVER),
        found(metadata.server, metadata.SERVER + "/{path:path}"),
        found(metadata.server, metadata.OPENID),
        plain(site, metadata.AUTHORIZE, consent.show),
        plain(site, metadata.AUTHORIZE, consent.decide, ("POST",)),
        called(tokens.token, metadata.TOKEN),
        called(tokens.register, metadata.REGISTER),
        called(tokens.revoke, metadata.REVOKE),
    ]
