"""MCP over streamable HTTP, each request with its caller's own key."""

from __future__ import annotations

import json
from typing import Any

from fastmcp.server.dependencies import get_http_request
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outrider.dialects import Dialect
from outrider.mcp.backend import engine
from outrider.mcp.selection import Selection
from outrider.mcp.server import build_server


def find_key(query: QueryParams, headers: Headers) -> str | None:
    """The key of an MCP request: `Authorization: Bearer`, `X-API-Key`, or `?api_key=`."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    return headers.get("x-api-key") or query.get("api_key") or None


def caller_key() -> str | None:
    """The key of the MCP request being served."""
    request = get_http_request()
    return find_key(request.query_params, request.headers)


class _Spoken:
    """Tells whoever looks at the address with a browser what it is, and refuses what is no JSON in plain words."""

    def __init__(self, app: ASGIApp, title: str) -> None:
        self.app, self.title = app, title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        if scope["method"] == "GET" and "text/event-stream" not in request.headers.get("accept", ""):
            hint = "POST JSON-RPC here (MCP over streamable HTTP), with 'Authorization: Bearer <key>'."
            return await JSONResponse({"name": self.title, "hint": hint})(scope, receive, send)
        if scope["method"] != "POST":
            return await self.app(scope, receive, send)
        body = await request.body()
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            return await JSONResponse({"error": "Invalid JSON body."}, 400)(scope, receive, send)
        read = False

        async def again() -> Message:
            nonlocal read
            if read:
                return await receive()
            read = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)


class _KeyRequired:
    """Turns requests without any key away before they reach the MCP session; whose key it is, the dialect's
    wire decides.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not find_key(QueryParams(scope["query_string"]), Headers(scope=scope)):
            message = "An API key is needed: 'Authorization: Bearer <key>' or '?api_key=<key>'."
            refusal = JSONResponse({"error": message}, 401, headers={"WWW-Authenticate": "Bearer"})
            return await refusal(scope, receive, send)
        await self.app(scope, receive, send)


def http_app(dialect: Dialect, app: ASGIApp, *, select: Selection | None = None, path: str = "/", **options: Any) -> Any:
    """The ASGI application that serves the dialect's tools on the engine in this process; enter its
    `lifespan` while it is mounted.

    `app` is the dialect's own application. Each caller's key decides what its tools may see and do. No
    session is kept.
    """
    from starlette.middleware import Middleware

    server = build_server(dialect, engine(dialect, app, caller_key), select=select, **options)
    return server.http_app(
        path=path,
        stateless_http=True,
        json_response=True,
        middleware=[Middleware(_KeyRequired), Middleware(_Spoken, title=f"Outrider: {dialect.title}")],
        host_origin_protection=False,
    )
