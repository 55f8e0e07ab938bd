"""JSON-RPC requests of real clients, made what the protocol says before the library reads them.

Clients leave out parts of `initialize`, send arguments as JSON text or an empty list, numbers as 1.0, no Accept header, or a
protocol version that is only up for negotiation. None of that leaves any doubt about what is meant.
"""

import codecs
import io
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from starlette.types import Scope

from outrider.values import is_array, is_object

_OLDEST_NEGOTIATED = "2025-03-26"  # what the protocol assumes of a client that does not say


def tidied(asked: object) -> object:
    """A request, or a batch of them, with what clients leave out or write differently; the same object where nothing is."""
    if is_array(asked):
        each = [tidied(one) for one in asked]
        return each if any(new is not old for new, old in zip(each, asked, strict=True)) else asked
    if not is_object(asked):
        return asked
    changes: dict[str, object] = {}
    id, params = asked.get("id"), asked.get("params")
    if isinstance(id, float) and id.is_integer():
        changes["id"] = int(id)
    if asked.get("method") == "initialize":
        changes["params"] = _introduced(params if is_object(params) else {})
    elif "params" in asked and not params and params != {}:
        changes["params"] = {}
    elif (
        asked.get("method") in ("tools/call", "prompts/get") and is_object(params) and not is_object(params.get("arguments", {}))
    ):
        changes["params"] = {**params, "arguments": _arguments(params["arguments"])}
    return {**asked, **changes} if changes else asked


def _introduced(params: Mapping[str, object]) -> dict[str, object]:
    """The parameters of `initialize`."""
    capabilities = params.get("capabilities")
    told = (
        {name: value if is_object(value) else {} for name, value in capabilities.items() if value}
        if is_object(capabilities)
        else {}
    )
    version, who = params.get("protocolVersion"), params.get("clientInfo")
    who = who if is_object(who) else {}
    return {
        **params,
        "protocolVersion": version if isinstance(version, str) and version else _OLDEST_NEGOTIATED,
        "capabilities": told,
        "clientInfo": {**who, "name": str(who.get("name") or "unknown"), "version": str(who.get("version") or "0")},
    }


def _arguments(given: object) -> object:
    """Arguments as an object, where they are one as text, or nothing."""
    if isinstance(given, str) and given.strip():
        with suppress(ValueError, RecursionError):
            read: object = json.loads(given)
            return read if is_object(read) else given
        return given
    return given or {}


def suit(scope: Scope, asked: object) -> Scope:
    """The request's scope with the headers that the protocol asks for.

    Every answer is JSON, whatever is accepted; the version is negotiated in the body of `initialize`.
    """
    first = is_object(asked) and asked.get("method") == "initialize"
    replaced = {b"accept", b"mcp-protocol-version"} if first else {b"accept"}
    headers = [(name, value) for name, value in scope["headers"] if name not in replaced]
    if not any(name == b"content-type" for name, _ in headers):
        headers.append((b"content-type", b"application/json"))
    return {**scope, "headers": [*headers, (b"accept", b"application/json, text/event-stream")]}


class TidyLines(io.RawIOBase):
    """JSON-RPC messages on a stream, one a line, each tidied."""

    def __init__(self, lines: BinaryIO) -> None:
        self._lines, self._unread = lines, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._unread:
            self._unread = tidy_line(self._lines.readline())
        taken = self._unread[: len(buffer)]
        buffer[: len(taken)], self._unread = taken, self._unread[len(taken) :]
        return len(taken)


def tidy_line(line: bytes) -> bytes:
    """A line with its message tidied; as it is where nothing has to be, or where it is not JSON."""
    line = line.removeprefix(codecs.BOM_UTF8)
    try:
        asked: object = json.loads(line)
    except (ValueError, RecursionError):
        return line
    meant = tidied(asked)
    return line if meant is asked else json.dumps(meant).encode() + b"\n"
