"""The agent tools: each the operation of its name, in the vendor's words, over every transport and on either backend."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from mcp.shared.exceptions import MCPError

from outrider.app import create_app
from outrider.clock import RealClock
from outrider.dialects import load
from outrider.mcp import backend
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests import forking
from tests.dialects.networkhq.conftest import vendors
from tests.dialects.networkhq.test_document import METHODS, resolved
from tests.mcp.serving import served

READING = {
    "list_campaigns", "list_campaign_leads", "list_linkedin_accounts", "list_lead_lists", "get_lead_list", "list_lead_list_leads",
    "list_leads", "get_lead", "list_conversations", "get_conversation",
}  # fmt: skip


@pytest.fixture(scope="module")
def operations() -> dict[str, tuple[str, dict[str, Any]]]:
    """By operation id: method and path, and the operation, of the document that is served (which equals the vendor's)."""
    app: FastAPI = load("networkhq").app(None, Settings())  # pyright: ignore[reportArgumentType]
    document = json.loads(json.dumps(app.openapi()))
    return {
        operation["operationId"]: (f"{method} {path}", {**operation, "components": document["components"]["schemas"]})
        for path, item in document["paths"].items() for method, operation in item.items()
    }  # fmt: skip


async def offered(**select: Any) -> dict[str, Any]:
    """The input schema of each tool."""
    dialect = load("networkhq")
    async with Client(build_server(dialect, backend.vendor(dialect, lambda: "k"), **select)) as agent:
        return {tool.name: tool.input_schema for tool in await agent.list_tools()}


@pytest.mark.parametrize("id", [".", "..", "x/../../campaigns?"])
async def test_an_id_cannot_lead_to_another_route(id: str) -> None:
    """Clients of HTTP resolve '/lead_lists/../leads' to '/leads'."""
    asked: list[str] = []

    class Recorded:
        async def request(self, method: str, url: str, **options: Any) -> httpx.Response:
            asked.append(httpx.Request(method, f"http://engine{url}").url.raw_path.decode())
            return httpx.Response(404, json={})

        async def aclose(self) -> None: ...

    async def connect() -> Any:
        return Recorded()

    dialect = load("networkhq")
    lead = {"first_name": "A", "last_name": "B", "linkedin_url": "a-b"}
    async with Client(build_server(dialect, backend.HttpBackend(dialect, connect, lambda: "k"))) as agent:
        for name, given in (("get_lead_list", {}), ("create_leads", {"leads": [lead]})):
            answer = await agent.call_tool(name, {"lead_list_id": id, **given}, raise_on_error=False)
            assert asked or f"{id!r} is not an id." in answer.content[0].text
    assert all(path.startswith("/lead_lists/x%2F..%2F..%2Fcampaigns%3F") for path in asked), asked


def arguments(operation: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """What an operation takes, by name, and which of it is required: of path, query and body together."""
    taken = {p["name"]: resolved(p["schema"], {}) for p in operation.get("parameters", ())}
    required = {p["name"] for p in operation.get("parameters", ()) if p.get("required")}
    if "requestBody" in operation:
        schema = resolved(operation["requestBody"]["content"]["application/json"]["schema"], operation["components"])
        one = next((part for part in schema.get("oneOf", ()) if "leads" not in part["properties"]), None)
        if one:  # a lead, or several in `leads`: the tool's `leads` is either
            schema = next(part for part in schema["oneOf"] if part is not one)
            schema["properties"]["leads"] = {"anyOf": [one, schema["properties"]["leads"]]}
        taken |= schema["properties"]
        required |= set(schema["required"])
    return taken, required


def plain(schema: Any) -> Any:
    """A schema as the document would write it: null among the types, no defaults of null, no lower bound that ids imply."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: plain(part) for name, part in schema.items()}
    parts = schema.get("anyOf", ())
    if len(parts) == 2 and {"type": "null"} in parts:
        [part] = [part for part in parts if part != {"type": "null"}]
        schema = {**{k: v for k, v in schema.items() if k != "anyOf"}, **part, "type": sorted([part["type"], "null"])}
    if schema.get("const"):
        schema["enum"] = [schema.pop("const")]
    if "default" in schema and schema["default"] is None:
        del schema["default"]
    return schema


async def test_each_operation_has_a_tool_that_takes_what_it_takes(operations: dict[str, Any]) -> None:
    tools = await offered()
    assert sorted(tools) == sorted(operations)
    assert len(tools) == 16
    for name, (_, operation) in operations.items():
        taken, required = arguments(operation)
        schema = tools[name]
        mine = {n: plain(resolved(part, schema.get("$defs", {}))) for n, part in schema["properties"].items()}
        assert mine.keys() == taken.keys(), name
        assert set(schema.get("required", ())) == required, name
        for argument, part in taken.items():
            got, wanted = mine[argument], plain(part)
            if argument in {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}:
                got.pop("minLength", None)  # an empty one would name another path
            elif argument not in required and "null" in got.get("type", ()):
                got["type"] = next(kind for kind in got["type"] if kind != "null")  # left out, where agents say null
            _same(got, wanted, f"{name}.{argument}")


def _same(got: Any, wanted: Any, where: str) -> None:
    if wanted.get("format") == "date-time":  # an agent's text is checked by the operation itself
        wanted = {name: value for name, value in wanted.items() if name != "format"}
    if "properties" in wanted:
        assert got["properties"].keys() == wanted["properties"].keys(), where
        assert sorted(got.get("required", ())) == sorted(wanted.get("required", ())), where
        for name, part in wanted["properties"].items():
            _same(got["properties"][name], part, f"{where}.{name}")
        return
    if "items" in wanted:
        _same(got["items"], wanted["items"], f"{where}[]")
        got, wanted = ({k: v for k, v in schema.items() if k != "items"} for schema in (got, wanted))
    if "anyOf" in wanted:
        for one, other in zip(got["anyOf"], wanted["anyOf"], strict=True):
            _same(one, other, where)
        return
    assert got == wanted, where


async def test_each_tool_is_described_in_the_vendors_words(operations: dict[str, Any]) -> None:
    document = vendors()
    theirs = {
        f"{method} {path}": operation for path, item in document["paths"].items() for method, operation in item.items()
        if method in METHODS
    }  # fmt: skip
    dialect = load("networkhq")
    async with Client(build_server(dialect, backend.vendor(dialect, lambda: "k"))) as agent:
        for tool in await agent.list_tools():
            operation = theirs[operations[tool.name][0]]
            assert words(tool.description) == words(operation["description"]), tool.name
            for name, described in _described(operation, document["components"]["schemas"]).items():
                told = json.dumps(_part(tool.input_schema, name))
                assert words(told).find(words(described)) >= 0, f"{tool.name}.{name}"


def words(text: str | None) -> str:
    return " ".join((text or "").split())


def _described(operation: dict[str, Any], components: dict[str, Any]) -> dict[str, str]:
    """What the document says of single arguments and fields of bodies, by name."""
    found = {p["name"]: p["schema"]["description"] for p in operation.get("parameters", ()) if "description" in p["schema"]}
    pending = [c["schema"] for c in operation.get("requestBody", {}).get("content", {}).values()]
    while pending:
        schema = pending.pop()
        schema = components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        found |= {name: part["description"] for name, part in schema.get("properties", {}).items() if "description" in part}
        pending += [
            *schema.get("properties", {}).values(),
            *schema.get("oneOf", ()),
            *([schema["items"]] if "items" in schema else []),
        ]
    return found


def _part(schema: Any, name: str) -> Any:
    """The part of that name, wherever it is in a schema."""
    if isinstance(schema, list):
        return next((part for item in schema if (part := _part(item, name)) is not None), None)
    if not isinstance(schema, dict):
        return None
    if name in schema.get("properties", {}):
        return schema["properties"][name]
    return _part(list(schema.values()), name)


async def test_reading_alone_offers_what_reads(core: Core, workspace: workspaces.Installed) -> None:
    """Over HTTP, by a header."""
    async with served(create_app(core, Settings())) as url:
        headers = {"Authorization": f"Bearer {workspace.key}", "X-MCP-Readonly": "true"}
        async with Client(StreamableHttpTransport(f"{url}/mcp/networkhq", headers=headers)) as agent:
            assert {tool.name for tool in await agent.list_tools()} == READING
            assert (await agent.call_tool("list_campaigns")).structured_content == {
                "data": [], "pagination": {"limit": 100, "has_more": False, "next_cursor": None},
            }  # fmt: skip
            refused = await agent.call_tool("create_lead_lists", {"lead_lists": [{"name": "x"}]}, raise_on_error=False)
            assert refused.is_error
        with pytest.raises(MCPError):  # at the first request already
            async with Client(StreamableHttpTransport(f"{url}/mcp/networkhq", headers={"Authorization": "Bearer wrong"})):
                pass


async def test_over_stdio_they_work_on_the_local_engine(database: str, tmp_path: Path) -> None:
    async with open_pool(database, size=2) as pool:
        await workspaces.install(Core(pool, RealClock(), Vault("stdio")), email="owner@example.com", workspace_name="Acme")
    environment = {"DATABASE_URL": database, "OUTRIDER_DATA_DIR": str(tmp_path), "OUTRIDER_SECRET_KEY": "the secret of this test"}

    def started(*more: str) -> Client[Any]:
        python, *words = forking.command()
        arguments = [*words, "mcp", "networkhq", "--backend", "engine", *more]
        return Client(StdioTransport(python, arguments, env=environment, keep_alive=False))

    async with started() as agent:
        made = await agent.call_tool("create_lead_lists", {"lead_lists": [{"name": "Founders"}]})
        assert made.structured_content
        assert made.structured_content["summary"]["created"] == 1
    async with started("--read-only") as agent:
        assert {tool.name for tool in await agent.list_tools()} == READING
        listed = await agent.call_tool("list_lead_lists")
        assert listed.structured_content
        assert listed.structured_content["data"][0]["lead_count"] == 0
