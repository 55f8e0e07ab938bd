"""The output schemas kept beside the tools are those of the routes that the tools call, and each tool is declared to return them.

`pytest tests/guards/test_outputs.py --update-snapshots` writes them anew.
"""

import inspect
import json
from importlib import resources
from pathlib import Path
from typing import cast

import pytest
from pydantic import TypeAdapter

from outrider import dialects
from outrider.dialects.kit import outputs
from outrider.dialects.kit.tools import Schema, Tool
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


def written(schemas: dict[str, Schema]) -> str:
    return json.dumps(schemas, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace('},"', '},\n"') + "\n"


@pytest.mark.parametrize("name", dialects.ALL)
def test_the_schemas_kept_are_those_of_the_routes(name: str, request: pytest.FixtureRequest) -> None:
    dialect = dialects.load(name)
    current = outputs.of_tools(
        dialect.tools(), dialect.app(cast(Core, None), Settings()).openapi(), dialect.api_base, dialect.untrusted
    )
    file = Path(str(resources.files(f"outrider.dialects.{name}.tools") / "outputs.json"))
    if request.config.getoption("--update-snapshots"):
        file.write_text(written(current))
    assert dialect.outputs() == current, "--update-snapshots, if it is meant"


def variants(schema: Schema) -> set[frozenset[str]]:
    """The fields of the objects that a schema allows; an array is shown under `result`."""
    definitions = schema.get("$defs", {})
    found: set[frozenset[str]] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if "$ref" in part:
            waiting.append(definitions[part["$ref"].rpartition("/")[2]])
        elif alternatives := part.get("anyOf") or part.get("oneOf"):
            waiting += alternatives
        else:
            found.add(frozenset(["result"] if part.get("type") == "array" else part.get("properties", {})))
    return found


def undeclared(tool: Tool, shown: Schema) -> set[frozenset[str]]:
    """The objects of a tool's output schema that have more fields than those that its function is declared to return."""
    returned = inspect.signature(inspect.unwrap(tool.function)).return_annotation
    declared = variants(TypeAdapter(returned).json_schema(mode="serialization"))
    return {fields for fields in variants(shown) if not any(fields <= known for known in declared)}


@pytest.mark.parametrize("name", dialects.ALL)
def test_a_tool_is_declared_to_return_what_its_routes_answer(name: str) -> None:
    dialect = dialects.load(name)
    outputs = dialect.outputs()
    missing = {tool.name: undeclared(tool, tool.output_schema or outputs[tool.name]) for tool in dialect.tools()}
    assert {name: objects for name, objects in missing.items() if objects} == {}


def test_the_rule_sees_a_tool_that_is_declared_to_return_another_route_s_answer() -> None:
    [tool] = (tool for tool in dialects.load("outrider").tools() if tool.name == "get_campaign")
    assert undeclared(tool, dialects.load("outrider").outputs()["get_thread"])
