"""Running a tool as an agent would: through its MCP server, in this process, with a key that exists only during the call."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from fastmcp import Client

from outrider.dialects import Dialect
from outrider.dialects.kit.tools import Answer, ApiError, Backend
from outrider.mcp.audited import Audited
from outrider.mcp.backend import engine
from outrider.mcp.noting import note_in
from outrider.mcp.selection import Selection
from outrider.mcp.server import build_server
from outrider.outreach.tenancy import keys
from outrider.values import JsonValue, or_empty
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request made by the tool. `status` is None if there was no response."""

    method: str
    path: str
    body: str
    status: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a call. `text`: the response as an agent reads it."""

    failed: bool
    text: str
    arguments: str
    milliseconds: int
    requests: list[Request]


@dataclass(slots=True)
class _Noting:
    """A backend that records the requests passing through it."""

    inner: Backend
    facts: Mapping[str, object]
    as_documented: bool
    noted: list[Request] = field(default_factory=list[Request])

    async def request(self, method: str, path: str, **options: Any) -> Answer:
        query = {name: value for name, value in or_empty(options.get("params")).items() if value is not None}
        body: dict[str, object] = {"query": query} if query else {}
        body |= {k: options[k] for k in ("json", "data") if options.get(k) is not None}
        status: int | None = None
        try:
            answer = await self.inner.request(method, path, **options)
            status = answer.status
            return answer
        except ApiError as error:
            status = error.status or None
            raise
        finally:
            shown = json.dumps(body, indent=2, ensure_ascii=False, default=str) if body else ""
            self.noted.append(Request(method, path, shown, status))


async def schema(dialect: Dialect, name: str) -> Mapping[str, JsonValue]:
    """The tool's input schema as MCP clients see it."""
    server = build_server(dialect, _Nowhere(), select=Selection(tools=frozenset({name})))
    tool = await server.get_tool(name)
    return tool.parameters if tool else {}


@dataclass(slots=True)
class _Nowhere:
    """The backend of a server that only describes its tools."""

    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    as_documented: bool = True

    async def request(self, _method: str, _path: str, /, **_options: object) -> Answer:
        raise ApiError(0, "This server only describes its tools.")


async def run(visit: Visit, dialect: Dialect, name: str, arguments: Mapping[str, JsonValue]) -> Outcome:
    """Call the tool with these arguments on behalf of the visitor."""
    async with _key(visit) as key:
        inner = engine(dialect, visit.site.apps[dialect.name], lambda: key)
        noting = _Noting(inner, inner.facts, inner.as_documented)
        note = note_in(visit.core, dialect, lambda: key)
        server = build_server(dialect, noting, select=Selection(tools=frozenset({name})), middleware=[Audited(lambda: note)])
        began = perf_counter()
        async with Client(server) as client:
            result = await client.call_tool(name, dict(arguments), raise_on_error=False)
        took = round((perf_counter() - began) * 1000)
    texts = [text for block in result.content if (text := getattr(block, "text", None))]
    shown = json.dumps(dict(arguments), indent=2, ensure_ascii=False)
    return Outcome(bool(result.is_error), "\n".join(map(_pretty, texts)) or _("An empty answer."), shown, took, noting.noted)


def _pretty(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


@asynccontextmanager
async def _key(visit: Visit) -> AsyncGenerator[str]:
    """A temporary key of the visitor, revoked after the call."""
    async with visit.scope() as scope:
        made, plain = await keys.create(scope, "Tool studio", user_id=visit.visitor.user_id)
    try:
        yield plain
    finally:
        async with visit.scope() as scope:
            await keys.revoke(scope, made.id)
