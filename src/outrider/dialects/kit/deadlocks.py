"""Repeats requests that met a deadlock.

When two transactions wait for each other, PostgreSQL rolls one of them back, and the program has to repeat it. This is safe if it
was the request's only transaction, because none of it took effect.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider.store.db import as_of_one_server

TIMES = 3  # how often a request is attempted at most
MOST = 2 << 20  # bytes of a body that is kept to be read again

_ATTEMPT = "outrider.attempt"  # key of the ASGI scope


def is_collision(error: psycopg.Error) -> bool:
    """Whether a transaction was rolled back because of another one, and would succeed alone."""
    return isinstance(as_of_one_server(error), psycopg.errors.DeadlockDetected | psycopg.errors.SerializationFailure)


@dataclass(slots=True)
class _Attempt:
    """`ended`: the request's only transaction was rolled back because of a deadlock."""

    ended: bool = False


@contextmanager
def noticed(request: Request) -> Generator[None]:
    """Wraps a route's only transaction, and records whether it met a deadlock."""
    try:
        yield
    except psycopg.Error as error:
        if is_collision(error) and isinstance(attempt := request.scope.get(_ATTEMPT), _Attempt):
            attempt.ended = True
        raise


class Retried:
    """Repeats a request if its only transaction met a deadlock, unless its body is too long to be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = _Body(receive)
        for time in range(1, TIMES + 1):
            attempt = scope[_ATTEMPT] = _Attempt()
            answer = _Answer(send, attempt, body, last=time == TIMES)
            await self.app(scope, body.read_again(), answer.send)
            if not answer.withheld:
                return


class _Body:
    """A request's body, which can be read more than once while it is short."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.parts: list[Message] = []
        self.size = 0

    @property
    def is_kept(self) -> bool:
        return self.size <= MOST

    def read_again(self) -> Receive:
        """A stream that begins with what was read before."""
        kept = iter(list(self.parts))

        async def read() -> Message:
            if (part := next(kept, None)) is not None:
                return part
            message = await self.receive()
            self.size += len(message.get("body", b""))
            if self.is_kept:
                self.parts.append(message)
            else:
                self.parts.clear()
            return message

        return read


class _Answer:
    """The answer of an attempt, withheld where another attempt follows."""

    def __init__(self, send: Send, attempt: _Attempt, body: _Body, *, last: bool) -> None:
        self.onward, self.attempt, self.body, self.last = send, attempt, body, last
        self.started = self.withheld = False

    async def send(self, message: Message) -> None:
        if not self.started:
            self.started = True
            self.withheld = self.attempt.ended and self.body.is_kept and not self.last
        if not self.withheld:
            await self.onward(message)
