"""What agent tools, prompts and resources are, and how a running one reaches its dialect's HTTP wire.

A tool makes its requests with `call`, which goes to whatever backend the server was built on: the engine in this process, or
the vendor's own host. `kit.toolbox` declares tools.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Schema = dict[str, Any]  # JSON Schema


def as_answered(schema: Schema) -> Schema:
    """A tool's answer is the route's."""
    return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One agent tool. `reads`: changes nothing. `destructive`: may undo or remove. `idempotent`: twice is as
    good as once. `answers`: the routes whose answers it gives; `shown_as`: what it makes of their schemas.
    """

    function: Callable[..., Awaitable[Any]]
    name: str
    description: str
    title: str | None = None
    toolset: str
    reads: bool = False
    destructive: bool = False
    idempotent: bool = False
    open_world: bool = False  # acts on people or systems outside (sends, connects)
    output_schema: Schema | None = None  # None: that of the routes' answers (`kit.outputs`)
    answers: tuple[str, ...] = ()
    shown_as: Callable[[Schema], Schema] = as_answered
    untrusted: frozenset[str] | None = None  # fields with strangers' text; None: the dialect's
    view: str | None = None  # URI of the resource that clients with views show beside its answer (MCP Apps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt template: the function's arguments are the prompt's."""

    function: Callable[..., Awaitable[str] | str]
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to read at a URI. The function returns text, or a value that is shown as JSON; its arguments are those that the
    URI has in braces.
    """

    function: Callable[..., Awaitable[Any]]
    uri: str
    name: str
    description: str
    mime_type: str = "application/json"
    meta: Mapping[str, object] | None = None


class ApiError(Exception):
    """The wire answered other than 2xx, or (status 0) not at all. `message` is the vendor's own."""

    def __init__(self, status: int, message: str, body: object = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status}: {message}" if status else message)
        self.status, self.message, self.body, self.headers = status, message, body, dict(headers or {})


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer: JSON decoded, or text."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Backend(Protocol):
    """What `call` needs of a backend (made by `outrider.mcp`). `facts`: 'backend' in words, 'base_url', 'timeout' in seconds.
    `as_documented`: it answers as the dialect's OpenAPI document says.
    """

    facts: Mapping[str, Any]
    as_documented: bool

    async def request(self, method: str, path: str, /, **options: object) -> Answer: ...


Report = Callable[[float, float | None, str | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """What a running tool or resource has around it."""

    backend: Backend
    facts: Mapping[str, Any] = field(default_factory=dict[str, object])  # what the server was started with
    headers: Mapping[str, str] = field(default_factory=dict[str, str])  # of the MCP request, names in lower case; empty on stdio
    report: Report | None = None  # where progress goes
    approval: int | None = None  # that this call waited for: its request is answered what came of it


_current: ContextVar[Call] = ContextVar("call")


def current() -> Call:
    """The call being served. Raises LookupError outside one."""
    return _current.get()


@contextmanager
def serving(call: Call) -> Generator[None]:
    """Within it, `call` and `send` make their requests for this call."""
    token = _current.set(call)
    try:
        yield
    finally:
        _current.reset(token)


async def call(
    method: str,
    path: str,
    *,
    params: Mapping[str, object] | None = None,
    json: object = None,
    data: Mapping[str, object] | None = None,
    files: object = None,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """One request on the dialect's wire; `path` follows the dialect's `api_base`. Parameters that are None
    are left out.

    Returns the decoded body. Raises ApiError for any other answer than 2xx, a time-out, or no answer.
    """
    return (await send(method, path, params=params, json=json, data=data, files=files, headers=headers)).body


async def send(method: str, path: str, *, params: Mapping[str, object] | None = None, **options: Any) -> Answer:
    """Like `call`, but returns status and headers too."""
    call = current()
    if call.approval is not None:
        waiting = {"X-Approval": str(call.approval), "Prefer": "wait=50"}
        options["headers"] = {**(options.get("headers") or {}), **waiting}
    return await call.backend.request(method, path, params=given(params or {}), **options)


def given(values: Mapping[str, T | None]) -> dict[str, T]:
    """The values that are not None: arguments an agent left out are left out of the request."""
    return {name: value for name, value in values.items() if value is not None}


def about() -> dict[str, Any]:
    """Facts of the server: backend, base_url, timeout (seconds), and what else it was started with (debug, limits)."""
    call = current()
    return {**call.backend.facts, **call.facts}


MOST_BYTES = 20_000_000


def read_file(path: str) -> bytes:
    """A file of the machine that the server runs on. A server that strangers reach reads only below the directory that its
    operator opened (OUTRIDER_MCP_FILES), and none without one. Raises ApiError.
    """
    opened = current().facts.get("files")
    if opened is None:
        raise ApiError(0, "This server reads no files: give the content itself, with the tool that takes it as a list.")
    root, wanted = Path(opened).resolve(), (Path(opened) / Path(path).expanduser()).resolve()
    if not wanted.is_relative_to(root):
        raise ApiError(0, f"This server reads only files below {root}.")
    try:
        if wanted.stat().st_size > MOST_BYTES:
            raise ApiError(0, f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
        return wanted.read_bytes()
    except OSError as exc:
        raise ApiError(0, f"The file cannot be read: {exc.strerror}.") from None


async def progress(done: float, total: float | None = None, message: str | None = None) -> None:
    """Report progress of a long call to the agent, if it listens."""
    if report := current().report:
        await report(done, total, message)
