"""Every tool says what it answers: what its route answers, as the dialect's OpenAPI document has it.

`pytest tests/mcp/test_outputs.py --update-snapshots` writes the files of the dialects anew.
"""

import json
from importlib import resources
from pathlib import Path

import pytest
from fastmcp import Client
from jsonschema import Draft202012Validator

from outrider import dialects
from outrider.dialects.kit import outputs
from outrider.dialects.kit.tools import Schema
from outrider.mcp.backend import engine, vendor
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

NAMES = [d.name for d in dialects.available()]


def written(schemas: dict[str, Schema]) -> str:
    return json.dumps(schemas, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace('},"', '},\n"') + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_kept_are_those_of_the_routes(name: str, core: Core, request: pytest.FixtureRequest) -> None:
    dialect = dialects.load(name)
    current = outputs.of_tools(dialect.tools(), dialect.app(core, Settings()).openapi(), dialect.api_base, dialect.untrusted)
    file = Path(str(resources.files(f"outrider.dialects.{name}.tools") / "outputs.json"))
    if request.config.getoption("--update-snapshots"):
        file.write_text(written(current))
    assert dialect.outputs() == current, "--update-snapshots, if it is meant"


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
