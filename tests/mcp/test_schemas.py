"""The schemas of arguments: words that some model's provider refuses, and with them all tools of the server, are in none."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastmcp import Client

from outrider.dialects import ALL, load
from outrider.mcp.backend import engine
from outrider.mcp.schemas import portable
from outrider.mcp.server import build_server
from outrider.values import JsonValue

# Refused by Gemini, and by gateways and editors that check as it does.
REFUSED = frozenset(
    (
        "$ref", "$defs", "$schema", "allOf", "oneOf", "not", "if", "const", "propertyNames", "patternProperties", "prefixItems",
        "contains", "dependentRequired", "unevaluatedProperties", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems",
    )
)  # fmt: skip


def parts(schema: JsonValue, path: str = "") -> Iterator[tuple[str, dict[str, JsonValue]]]:
    """Every schema within a schema, and where it is."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    properties = schema.get("properties")
    for name, part in properties.items() if isinstance(properties, dict) else ():
        yield from parts(part, f"{path}.{name}")
    for word in ("items", "additionalProperties"):
        yield from parts(schema.get(word), f"{path}[]")
    choices = schema.get("anyOf")
    for choice in choices if isinstance(choices, list) else ():
        yield from parts(choice, path)


def wrong(schema: dict[str, JsonValue]) -> list[str]:
    found = sorted(REFUSED & schema.keys())
    kind = schema.get("type")
    if isinstance(kind, list):
        found.append("several types")
    if kind == "array" and not isinstance(schema.get("items"), dict):
        found.append("a list of anything")
    if kind is not None and "anyOf" in schema:
        found.append("a type beside alternatives")
    if "enum" in schema and (kind != "string" or "" in (schema["enum"] if isinstance(schema["enum"], list) else ())):
        found.append("an enum of other than words")
    return found


@pytest.mark.parametrize("name", ALL)
async def test_every_provider_takes_the_schemas(name: str) -> None:
    spoken = load(name)
    async with Client(build_server(spoken, engine(spoken, FastAPI(), lambda: ""))) as client:
        tools = await client.list_tools()
    found = [f"{tool.name}{path}: {words}" for tool in tools for path, part in parts(tool.input_schema) if (words := wrong(part))]
    assert found == []


@pytest.mark.parametrize("name", ALL)
async def test_names_of_tools_and_arguments_are_short_and_plain(name: str) -> None:
    """Clients put a server's name before a tool's, and take 60 or 64 characters together."""
    spoken = load(name)
    async with Client(build_server(spoken, engine(spoken, FastAPI(), lambda: ""))) as client:
        tools = await client.list_tools()
    names = [tool.name for tool in tools]
    arguments = [argument for tool in tools for argument in tool.input_schema["properties"]]
    assert [each for each in names if len(each) > 45 or not each.isidentifier()] == []
    assert [each for each in arguments if len(each) > 64 or not each.isidentifier()] == []


def test_only_words_of_the_schema_are_changed() -> None:
    given: JsonValue = {
        "type": "object",
        "properties": {"const": {"type": "string", "const": "a"}, "propertyNames": {"type": "string"}, "n": {"const": 1}},
        "items": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
        "additionalProperties": {"type": "object", "propertyNames": {"minLength": 1}},
    }
    assert portable(given) == {
        "type": "object",
        "properties": {"const": {"type": "string", "enum": ["a"]}, "propertyNames": {"type": "string"}, "n": {"const": 1}},
        "items": {"type": "integer", "minimum": 1, "maximum": 9},
        "additionalProperties": {"type": "object"},
    }
