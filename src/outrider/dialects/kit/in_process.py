"""Asks an application in this process, as a server would that has received the whole request."""

import asyncio
import logging
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the application answered."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


# What a server says of every request.
_EVERY: Scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": ""}


async def ask(app: ASGIApp, scope: Scope, body: bytes) -> Heard:
    """Ask it, and hear it out. `scope`: what is the request's own.

    An application that fails is logged; it has answered 500, or what it said before.
    """
    unread, answered, parts = [body], asyncio.Event(), list[bytes]()
    status, headers = 500, list[tuple[bytes, bytes]]()

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        await answered.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], message.get("headers", [])
            return
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            answered.set()

    try:
        await app({**_EVERY, **scope}, receive, send)
    except Exception:
        log.exception("%s %s failed", scope["method"], scope["path"])
    return Heard(status, headers, b"".join(parts))
