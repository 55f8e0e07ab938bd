"""`Idempotency-Key` on the wire of every dialect: a request that changes something may be sent again without being done again.

The answer of a request that succeeded is kept for 24 hours and given again with `Idempotent-Replayed: true`. A refused request
changed nothing and is forgotten. The same key with another request, or while the first is still being served, is a conflict.

A route keeps its answer in its transaction (`keep`), or of several in the last one, so that a process that dies leaves both or
neither. An earlier transaction that changed something keeps the key taken (`note_change`): should the process die before the
answer is known, the request is not done again. What a route streams is kept when the answer is complete.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.responses import FileResponse, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.clock import Clock
from outrider.outreach.base import idempotency
from outrider.outreach.base.scope import Mode, Scope

MOST = 255  # characters of a key
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
ScopeOf = Callable[[Request], Awaitable[Callable[[], AbstractAsyncContextManager[Scope]]]]


class Idempotent:
    """Answers repeated requests with the first request's response.

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
            if request.state.principal.mode == Mode.READ:  # changes nothing, and the database would refuse to note its key
                return await self.app(scope, once(body, receive), send)
            async with open_scope() as mine:
                begun = await idempotency.begin(mine, key, _fingerprint(request, body), _lease(request.app.state.core.clock))
        except (errors.OutriderError, psycopg.Error) as error:
            return await (await self.refuse(request, error))(scope, receive, send)
        if isinstance(begun, idempotency.Answer):
            again = Response(begun.body, begun.status, {"Idempotent-Replayed": "true"}, begun.content_type or None)
            return await again(scope, receive, send)
        answer, keeping = _Answer(send), _Keeping(begun)
        scope[KEEPING] = keeping
        renewing = asyncio.create_task(_renew(request.app.state.core.clock, open_scope, begun))
        try:
            await self.app(scope, once(body, receive), answer.send)
        finally:
            renewing.cancel()
            if not (kept := answer.kept()):
                async with open_scope() as mine:
                    await idempotency.forget(mine, begun)
            elif not keeping.kept:
                async with open_scope() as mine:
                    await idempotency.finish(mine, begun, kept)
            await answer.release()


# Key of the ASGI scope: the idempotency key of the request that is being served.
KEEPING = "outrider.idempotency"


@dataclass(slots=True)
class _Keeping:
    """A request's key, and whether its route's transaction kept the answer."""

    held: idempotency.Held
    kept: bool = False


async def keep(scope: Scope, request: Request) -> None:
    """At the end of a route's transaction: keep its answer, if the request carries a key and the answer is a whole, good one."""
    keeping, response = request.scope.get(KEEPING), getattr(request.state, "answer", None)
    if (
        not isinstance(keeping, _Keeping)
        or not isinstance(response, Response)
        or isinstance(response, StreamingResponse | FileResponse)
    ):
        return
    if response.status_code < 400:
        content_type = response.headers.get("content-type", "")
        await idempotency.finish(
            scope, keeping.held, idempotency.Answer(response.status_code, content_type, bytes(response.body))
        )
        keeping.kept = True


async def note_change(scope: Scope, request: Request, *, outside: bool = False) -> None:
    """At the end of a transaction that is not the route's last: if it changed something, a repetition of the request must not.

    `outside`: what the route does next, on a third-party server, counts as a change whatever the transaction did.
    """
    keeping = request.scope.get(KEEPING)
    if isinstance(keeping, _Keeping) and (outside or await idempotency.has_changed(scope)):
        await idempotency.acted(scope, keeping.held)


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


async def _renew(clock: Clock, open_scope: Callable[[], AbstractAsyncContextManager[Scope]], held: idempotency.Held) -> None:
    """Keep the key until cancelled. A renewal that fails says nothing about the request."""
    while True:
        await clock.sleep(_lease(clock).total_seconds() / 3)
        with contextlib.suppress(psycopg.Error):
            async with open_scope() as mine:
                await idempotency.renew(mine, held, _lease(clock))


def _lease(clock: Clock) -> timedelta:
    return clock.real(idempotency.LEASE.total_seconds())


def _fingerprint(request: Request, body: bytes) -> bytes:
    """What makes two requests the same. The caller's own key is not part of it: keys are changed."""
    credentials = {place.name for place in (request.app.state.dialect.credential, *request.app.state.dialect.also)}
    query = sorted((name, value) for name, value in request.query_params.multi_items() if name not in credentials)
    return hashlib.sha256(repr((request.method, request.url.path, query, body)).encode()).digest()


def once(body: bytes, receive: Receive) -> Receive:
    """The body that has been read, and then what comes after it."""
    delivered = False

    async def again() -> Message:
        nonlocal delivered
        if delivered:
            return await receive()
        delivered = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
