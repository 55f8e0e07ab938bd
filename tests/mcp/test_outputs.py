"""Every tool says what it answers: what its route answers, as the dialect's OpenAPI document has it."""

import pytest
from fastmcp import Client
from jsonschema import Draft202012Validator

from outrider import dialects
from outrider.mcp.backend import engine, vendor
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

NAMES = [d.name for d in dialects.available()]


@pytest.mark.parametrize("name", NAMES)
async def test_every_tool_has_an_output_schema(name: str, core: Core) -> None:
    dialect = dialects.load(name)
    async with Client(build_server(dialect, engine(dialect, dialect.app(core, Settings()), lambda: "key"))) as client:
        tools = await client.list_tools()
    assert [tool.name for tool in tools if (tool.output_schema or {}).get("type") != "object"] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_valid(name: str) -> None:
    for schema in dialects.load(name).outputs().values():
        Draft202012Validator.check_schema(schema)


async def test_nothing_is_promised_of_a_vendors_own_answers() -> None:
    dialect = dialects.load("smartlead")
    async with Client(build_server(dialect, vendor(dialect, lambda: "key"))) as client:
        tools = {tool.name: tool.output_schema for tool in await client.list_tools()}
    assert tools["get_lead_categories"] == {"type": "object", "properties": {"data": {}, "count": {}}}
