"""`Idempotency-Key` on the wire of every dialect: a request that changes something may be sent again without being done again.

The answer of a request that succeeded is kept for 24 hours and told again with `Idempotent-Replayed: true`. A refused request
changed nothing and is forgotten. The same key with another request, or while the first is still being served, is a conflict.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import psycopg
from fastapi import Request, Response
from psycopg_pool import PoolTimeout
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.clock import Clock
from outrider.outreach.base import idempotency
from outrider.outreach.base.scope import Scope

MOST = 255  # characters of a key
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
ScopeOf = Callable[[Request], Awaitable[Callable[[], AbstractAsyncContextManager[Scope]]]]


class Idempotent:
    """Answers repeated requests from what the first was told.

    `scope_of` knows the caller and opens scopes for them; `refuse` gives an error the dialect's body.
    """

    def __init__(self, app: ASGIApp, scope_of: ScopeOf, refuse: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app, self.scope_of, self.refuse = app, scope_of, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in CHANGING:
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        given = request.headers.get("idempotency-key", "").strip()
        if not given:
            return await self.app(scope, receive, send)
        body = await request.body()
        try:
            if len(given) > MOST:
                raise errors.Invalid(f"An Idempotency-Key has at most {MOST} characters.", field="Idempotency-Key")
            key = f"{request.app.state.dialect.name}:{given}"
            open_scope = await self.scope_of(request)
            async with open_scope() as mine:
                known = await idempotency.begin(mine, key, _fingerprint(request, body))
        except (errors.OutriderError, psycopg.Error, PoolTimeout) as error:
            return await (await self.refuse(request, error))(scope, receive, send)
        if known is not None:
            again = Response(known.body, known.status, {"Idempotent-Replayed": "true"}, known.content_type or None)
            return await again(scope, receive, send)
        answer = _Answer(send)
        renewing = asyncio.create_task(_renew(request.app.state.core.clock, open_scope, key))
        try:
            await self.app(scope, once(body, receive), answer.send)
        finally:
            renewing.cancel()
            async with open_scope() as mine:
                if kept := answer.kept():
                    await idempotency.finish(mine, key, kept)
                else:
                    await idempotency.forget(mine, key)
            await answer.release()


class _Answer:
    """An answer on its way out. Its last part waits until the answer is kept: who has it may ask again."""

    def __init__(self, send: Send) -> None:
        self.onward = send
        self.status, self.content_type, self.body = 500, "", b""
        self.last: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.content_type = Headers(raw=list(message.get("headers", ()))).get("content-type", "")
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                self.last = message
                return
        await self.onward(message)

    def kept(self) -> idempotency.Answer | None:
        """The whole answer of a request that succeeded."""
        whole = self.last is not None and self.status < 400
        return idempotency.Answer(self.status, self.content_type, self.body) if whole else None

    async def release(self) -> None:
        if self.last is not None:
            await self.onward(self.last)


async def _renew(clock: Clock, open_scope: Callable[[], AbstractAsyncContextManager[Scope]], key: str) -> None:
    """Keep the key until cancelled. A renewal that fails says nothing about the request."""
    while True:
        await clock.sleep(clock.real(idempotency.LEASE.total_seconds() / 3).total_seconds())
        with contextlib.suppress(psycopg.Error):
            async with open_scope() as mine:
                await idempotency.renew(mine, key)


def _fingerprint(request: Request, body: bytes) -> bytes:
    """What makes two requests the same. The caller's own key is not part of it: keys are changed."""
    credentials = {place.name for place in (request.app.state.dialect.credential, *request.app.state.dialect.also)}
    query = sorted((name, value) for name, value in request.query_params.multi_items() if name not in credentials)
    return hashlib.sha256(repr((request.method, request.url.path, query, body)).encode()).digest()


def once(body: bytes, receive: Receive) -> Receive:
    """The body that has been read, and then what comes after it."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
