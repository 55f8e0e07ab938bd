"""What is read of a request's body, when, and how much: its key first, then no more than its route takes."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Never, TypeAlias

import psycopg
from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.dialects.kit import alike
from outrider.dialects.kit.access import caller
from outrider.dialects.kit.demands import demand_of

BODY = 2 * 1024 * 1024  # bytes
WITHOUT_KEY = 64 * 1024  # bytes of what needs no key: signing in, registering
NESTING = 64  # levels of JSON
OFF_THE_LOOP = 256 * 1024  # bytes from which on JSON is parsed beside the event loop

Handler: TypeAlias = Callable[[Request], Coroutine[object, Never, Response]]


class Intake:
    """Asks for a request's key before its body is read, and reads no more of it than its route takes.

    `refuse` gives an error the dialect's body.
    """

    def __init__(
        self, app: ASGIApp, api: FastAPI, most: int, refuse: Callable[[Request, Exception], Awaitable[Response]]
    ) -> None:
        self.app, self.api, self.most, self.refuse = app, api, most, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        demand = demand_of(self.api, scope)
        try:
            if demand and not demand.key:
                most = WITHOUT_KEY
            else:
                request.state.principal = await caller(request)
                most = self.most if demand and demand.imports else min(BODY, self.most)
            if _length(scope) > most:
                raise _too_long(most)
        except (errors.OutriderError, psycopg.Error, HTTPException) as error:
            refusal = await self.refuse(request, error)
            refusal.headers["Connection"] = "close"  # the body is not read, so nothing else can come over it
            return await refusal(scope, receive, send)
        body = _Counted(receive, most)
        try:
            await self.app(scope, body, send)
        except HTTPException as error:
            if body.read <= most:
                raise
            await (await self.refuse(request, error))(scope, receive, send)  # read by who comes before the routes


class _Counted:
    """A body that ends in a 413 where it is longer than announced, or than anything announced."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.most, self.read = receive, most, 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.read += len(message.get("body", b""))
        if self.read > self.most:
            raise _too_long(self.most)
        return message


def _too_long(most: int) -> HTTPException:
    return HTTPException(413, f"A request to this route has at most {most:,} bytes.")


def _length(scope: AsgiScope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length[:20]) if length.isascii() and length.isdigit() else 0


def _has_body(scope: AsgiScope) -> bool:
    return _length(scope) > 0 or "transfer-encoding" in Headers(scope=scope)


# --- JSON


async def parse_json(raw: bytes) -> Any:
    """A body as JSON, a long one beside the event loop. Raises json.JSONDecodeError, also for what is nested too deep."""
    if len(raw) < OFF_THE_LOOP:
        return _parse(raw)
    return await asyncio.to_thread(_parse, raw)


def _parse(raw: bytes) -> Any:
    try:
        value = json.loads(raw, parse_constant=_no_constant)
    except (RecursionError, UnicodeError) as error:
        raise json.JSONDecodeError("nested too deep" if isinstance(error, RecursionError) else "not UTF-8", "", 0) from None
    if raw.count(b"[") + raw.count(b"{") > NESTING and _depth_over(value, NESTING):
        raise json.JSONDecodeError(f"nested more than {NESTING} levels deep", "", 0)
    return value


def _no_constant(name: str) -> Never:
    """NaN and Infinity, which Python's parser accepts, are not JSON."""
    raise json.JSONDecodeError(f"{name} is not JSON", "", 0)


def _depth_over(value: object, most: int) -> bool:
    level = [value]
    for _ in range(most + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


class _JsonRequest(Request):
    """A request whose JSON is parsed with care, and which can be read otherwise than it came.

    What is changed is changed in a scope of its own: an approval keeps the request as it came.
    """

    def _be(self, **changes: Any) -> None:
        _ = self.state  # kept in the scope, and the same in both
        changed: AsgiScope = {**self.scope, **changes}
        self.scope = changed

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = await parse_json(await self.body())
        return self._json

    def be_json(self, value: object) -> None:
        """Have this read as the body."""
        self._json, self._body = value, self._body or b"{}"
        self.be_called_json()

    def be_called_json(self) -> None:
        """Have the body read as JSON, or refused as what it is not."""
        others = [(name, value) for name, value in self.scope["headers"] if name != b"content-type"]
        self._be(headers=[*others, (b"content-type", b"application/json")])
        del self._headers

    def be_asked(self, query: str) -> None:
        """Have this read as the query."""
        self._be(query_string=query.encode())
        del self._query_params


# Content types with which programs send JSON by default; the last is curl's.
_UNSAID = ("", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded")


async def _as_json(request: _JsonRequest) -> _JsonRequest:
    """The request, said to be JSON where it plainly is but its content type does not say so."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _UNSAID or not _has_body(request.scope):
        return request
    raw = await request.body()
    if raw.lstrip()[:1] in (b"{", b"["):
        try:
            request.be_json(await parse_json(raw))
        except ValueError:
            if raw.lstrip()[:1] == b"{":  # the name of no form's field
                request.be_called_json()
    return request


async def _from_anywhere(request: _JsonRequest, route: APIRoute) -> _JsonRequest:
    """The request with its values where the route looks for them."""
    if (body := await alike.as_body(request, route)) is not None:
        request.state.from_query = frozenset(body)
        request.be_json(body)
    elif (query := await alike.as_query(request, route)) is not None:
        request.be_asked(query)
    return request


def careful(route: APIRoute, handle: Handler) -> Handler:
    """A handler whose requests parse their JSON with care and have their values where the route looks for them.

    The answer is in the request's state when the route's transaction ends.
    """

    async def answered(request: Request) -> Response:
        read = await _as_json(_JsonRequest(request.scope, request.receive))
        request.state.answer = await handle(await _from_anywhere(read, route))
        return request.state.answer

    return answered
