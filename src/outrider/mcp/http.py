"""MCP over streamable HTTP; each request carries its caller's key."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import psycopg
from fastapi import FastAPI
from fastmcp.server.dependencies import get_http_request
from starlette.datastructures import Headers, QueryParams
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from outrider.dialects import Dialect
from outrider.dialects.kit import in_process
from outrider.dialects.kit.idempotency import once
from outrider.dialects.kit.intake import parse_json
from outrider.errors import Unauthorized
from outrider.mcp import requests
from outrider.mcp.addresses import EVERYTHING, PLACE, READING, Place, metadata_url
from outrider.mcp.asking import Asking
from outrider.mcp.audited import Audited
from outrider.mcp.backend import engine
from outrider.mcp.needs import may_use, needs_of
from outrider.mcp.noting import Later, note_in
from outrider.mcp.selection import Selection, from_headers, is_yes, unknown_names
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core, Mode
from outrider.outreach.tenancy import keys
from outrider.values import is_array, is_object


def find_key(query: QueryParams, headers: Headers) -> str | None:
    """The key of an MCP request: `Authorization: Bearer` (the word may be missing or doubled), `X-API-Key`, or `?api_key=`."""
    words = headers.get("authorization", "").split()
    while words and words[0].lower() == "bearer":
        del words[0]
    if len(words) == 1:
        return words[0]
    return headers.get("x-api-key") or query.get("api_key") or None


def caller_key() -> str | None:
    """The key of the MCP request being served."""
    request = get_http_request()
    return find_key(request.query_params, request.headers)


def _own_address() -> str:
    """The URL by which the client reached this installation."""
    url = get_http_request().url
    return f"{url.scheme}://{url.netloc}"


# In an MCP request's ASGI scope: the principal of its key, and what is done once the request is answered.
PRINCIPAL = "outrider.principal"
LATER = "outrider.later"


def _later() -> Later | None:
    """What is done once the current MCP request is answered."""
    return get_http_request().scope.get(LATER)


def narrowing(dialect: Dialect, app: FastAPI) -> Callable[[], Selection]:
    """The tools visible to the current MCP request: those its URL and headers ask for and its key may use."""
    tools = {tool.name: tool for tool in dialect.tools()}
    needs = needs_of(dialect, app)

    @lru_cache(256)
    def barred(scopes: frozenset[str]) -> frozenset[str]:
        """The tools that a key with these scopes may not use."""
        return frozenset(name for name in tools if not may_use(needs[name], scopes))

    def narrowed() -> Selection:
        request = get_http_request()
        asked = from_headers(request.headers)
        place, principal = request.scope.get(PLACE), request.scope.get(PRINCIPAL)
        hidden, read_only = asked.exclude, asked.read_only
        if isinstance(place, Place):
            read_only = read_only or place.read_only
            if place.toolsets is not None:
                hidden |= {name for name, tool in tools.items() if tool.toolset not in place.toolsets}
        if isinstance(principal, keys.Principal):
            read_only = read_only or principal.mode == Mode.READ
            hidden |= barred(frozenset(principal.scopes))
        return replace(asked, exclude=hidden, read_only=read_only)

    return narrowed


def asks_for_search() -> bool:
    """Whether the current MCP request's URL or its header X-MCP-Tool-Search asks for a search over the tools instead of their
    list.
    """
    try:
        request = get_http_request()
    except RuntimeError:  # the server lists its own tools at start-up
        return False
    place = request.scope.get(PLACE)
    return (isinstance(place, Place) and place.search) or is_yes(request.headers.get("x-mcp-tool-search"))


BODY = 8 * 1024 * 1024  # maximum bytes of a request; tools accept lists of leads
MOST_AT_ONCE = 50  # messages of a batch


class _Guard:
    """Rejects an invalid key and unknown toolsets or tools before a request's body is read; and does what was left for when it is
    answered.
    """

    def __init__(self, app: ASGIApp, core: Core, dialect: Dialect, public_url: str | None) -> None:
        self.app, self.core, self.tools, self.name = app, core, dialect.tools(), dialect.name
        self.public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := await self._refusal(Request(scope))):
            return await refusal(scope, receive, send)
        later: Later = []
        scope[LATER] = later
        try:
            await self.app(scope, receive, send)
        finally:
            for act in later:
                await act()

    async def _refusal(self, request: Request) -> Response | None:
        key = find_key(request.query_params, request.headers)
        if not key:
            message = "Sign in, or send an API key: 'Authorization: Bearer <key>' or '?api_key=<key>'."
            return self._unauthorized(request, message)
        try:
            request.scope[PRINCIPAL] = await keys.authenticate(self.core, key, of_one_seat=True, audience=self.name)
        except Unauthorized as error:
            return self._unauthorized(request, error.message, "invalid_token")
        except psycopg.Error:
            return _error(503, "The database is busy or restarting; try again in a moment.")
        if sentence := unknown_names(request.headers, self.tools):
            return _error(400, sentence)
        return None

    def _unauthorized(self, request: Request, message: str, error: str | None = None) -> Response:
        """401 with a link to the metadata that says where to sign in (RFC 9728)."""
        place = request.scope.get(PLACE)
        scope = READING if isinstance(place, Place) and place.read_only else EVERYTHING
        words = [f'resource_metadata="{metadata_url(request.scope, self.public_url)}"', f'scope="{scope}"']
        if error:
            words.insert(0, f'error="{error}", error_description="{message}"')
        return _error(401, message, {"WWW-Authenticate": f'Bearer realm="outrider", {", ".join(words)}'})


class Origins(CORSMiddleware):
    """Lets pages call the tools: those of this installation, of the same machine, and of the `others` (`*`: of any site).
    Requests of other pages are refused before anything of them is read.
    """

    def __init__(self, app: ASGIApp, public_url: str | None, others: Sequence[str]) -> None:
        super().__init__(app, allow_methods=_METHODS, allow_headers=["*"], expose_headers=_EXPOSED, max_age=86400)
        self.own, self.others = urlsplit(public_url).hostname if public_url else None, frozenset(others)

    def is_allowed_origin(self, origin: str) -> bool:
        if origin in self.others or "*" in self.others:
            return True
        try:
            host = urlsplit(origin).hostname
        except ValueError:
            return False
        return host is not None and (host == self.own or host in ("localhost", "127.0.0.1", "::1"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if origin is not None and not self.is_allowed_origin(origin):
            return await _error(403, "Pages of other sites may not call these tools.")(scope, receive, send)
        await super().__call__(scope, receive, send)


_METHODS = ("GET", "POST", "DELETE")
_EXPOSED = ("WWW-Authenticate", "Mcp-Session-Id")


def _error(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    # The request's body is not read, so the connection cannot be reused.
    return JSONResponse({"error": message}, status, headers={"Connection": "close", **(headers or {})})


class Checked:
    """Explains the endpoint to browsers, and rejects invalid requests with a readable message. `beside`: a path that is served
    beside the endpoint.
    """

    def __init__(self, app: ASGIApp, title: str, beside: str | None = None) -> None:
        self.app, self.title, self.beside = app, title, beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == self.beside:
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        if scope["method"] == "GET" and "text/event-stream" not in request.headers.get("accept", ""):
            hint = "POST JSON-RPC here (MCP over streamable HTTP), signed in or with 'Authorization: Bearer <key>'."
            return await JSONResponse({"name": self.title, "hint": hint})(scope, receive, send)
        if scope["method"] != "POST":
            return await self.app(scope, receive, send)
        body = await _body(request)
        if body is None:
            return await _error(413, f"The request body must not exceed {BODY:,} bytes.")(scope, receive, send)
        try:
            asked = await parse_json(body.removeprefix(codecs.BOM_UTF8))
        except ValueError:
            return await _error(400, "Invalid JSON body.")(scope, receive, send)
        if is_array(asked):
            return await (await self._batch(scope, asked))(scope, receive, send)
        if refusal := _bad_cursor(asked):
            return await refusal(scope, receive, send)
        meant = requests.tidied(asked)
        if meant is not asked or body.startswith(codecs.BOM_UTF8):
            body = json.dumps(meant).encode()
        await self.app(requests.suit(scope, asked), once(body, receive), send)

    async def _batch(self, scope: Scope, asked: list[object]) -> Response:
        """The answers to several messages, which the protocol of March 2025 lets a client send at once."""
        if not 1 <= len(asked) <= MOST_AT_ONCE:
            return _error(400, f"A batch has from 1 to {MOST_AT_ONCE} messages.")
        answers: list[object] = []
        for one in asked:
            if refusal := _bad_cursor(one):
                answers.append(json.loads(bytes(refusal.body)))
                continue
            heard = await in_process.ask(self.app, requests.suit(scope, one), json.dumps(requests.tidied(one)).encode())
            if heard.body:
                answers.append(json.loads(heard.body))
        return JSONResponse(answers) if answers else Response(status_code=202)


async def _body(request: Request) -> bytes | None:
    """The request's body; None if it is too long. The rest is then left unread."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > BODY:
            return None
    return bytes(read)


def _bad_cursor(asked: object) -> Response | None:
    """An error for a list request with a cursor: every list has one page, so no cursor is valid."""
    if not is_object(asked) or not str(asked.get("method")).endswith("/list"):
        return None
    params = asked.get("params")
    if not is_object(params) or params.get("cursor") is None:
        return None
    error = {"code": -32602, "message": "Unknown cursor: this list has only one page."}
    return JSONResponse({"jsonrpc": "2.0", "id": asked.get("id"), "error": error})


def http_app(dialect: Dialect, app: FastAPI, *, select: Selection | None = None, path: str = "/", **options: Any) -> Any:
    """The ASGI application that serves the dialect's tools on the engine in this process. Enter its `lifespan` while it is
    mounted.

    `app` is the dialect's own application. Each caller's key decides what the tools may see and do. The server is stateless.
    """
    from starlette.middleware import Middleware

    note = note_in(app.state.core, dialect, caller_key, _later)
    backend = engine(dialect, app, caller_key)
    server = build_server(
        dialect,
        backend,
        select=select,
        search=asks_for_search,
        narrowed=narrowing(dialect, app),
        middleware=[Audited(lambda: note)],
        asking=Asking(dialect, lambda: app, caller_key, lambda: app.state.settings.public_url or _own_address()),
        secret="".join(app.state.core.vault.sign(f"mcp.state.{dialect.name}.{half}") for half in (0, 1)),
        **options,
    )
    return server.http_app(
        path=path,
        stateless_http=True,
        json_response=True,
        middleware=[
            Middleware(Origins, public_url=app.state.settings.public_url, others=app.state.settings.mcp_origins),
            Middleware(_Guard, core=app.state.core, dialect=dialect, public_url=app.state.settings.public_url),
            Middleware(Checked, title=f"Outrider: {dialect.title}"),
        ],
        host_origin_protection=False,
    )
