"""An agent with one workspace's key reaches nothing of another's by any tool, whatever ids it names."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from fastapi import FastAPI
from fastmcp import Client

from outrider.channels.email import verify
from outrider.dialects import ALL, Dialect, load
from outrider.mcp.backend import engine
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests.dialects.every_route import KINDS
from tests.outreach.test_isolation import MARK, a_full_workspace
from tests.outreach.test_isolation import everything as rows_of
from tests.zone import Zone

Json = dict[str, Any]
# What arguments of tools stand for, where they have other names than the wire.
TOOLS: Mapping[str, Mapping[str, str]] = {
    "multilead": {"thread_id": "conversation", "target_campaign_id": "campaign", "sequence_template_id": "template"}
}
WITH_UUIDS = ("instantly", "networkhq", "makinari")


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


def kinds_of(dialect: str, name: str) -> list[str]:
    """What an argument of this name may stand for."""
    return [kind for word, kind in words_of(dialect).items() if kind and word in (name, camel(name))]


def words_of(dialect: str) -> dict[str, str | None]:
    """The names of ids, and the kind of thing that each stands for."""
    return {told.rpartition(" ")[2]: kind for told, kind in KINDS[dialect].items()} | dict(TOOLS.get(dialect, {}))


def camel(name: str) -> str:
    """`lead_id` as `leadId`."""
    return "".join(part.title() if n else part for n, part in enumerate(name.split("_")))


def sample(dialect: str, name: str, schema: Mapping[str, Any], ids: Mapping[str, int | str], defs: Mapping[str, Any]) -> Any:
    """A value that fits: a foreign id where the name stands for a thing."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    for part in schema.get("anyOf", ()):
        if part.get("type") != "null":
            return sample(dialect, name, {**part, "default": schema.get("default")}, ids, defs)
    kind = next((kind for kind in kinds_of(dialect, name) if kind in ids), None)
    match schema.get("type"):
        case "array":
            return [sample(dialect, name, schema.get("items", {}), ids, defs)]
        case "object":
            return {n: sample(dialect, n, part, ids, defs) for n, part in schema.get("properties", {}).items()}
        case "integer" | "number":
            return ids[kind] if kind else schema.get("minimum", 1)
        case "boolean":
            return False
        case _:
            if "enum" in schema:
                return schema["enum"][0]
            if "const" in schema:
                return schema["const"]
            if kind is None:
                return "2026-03-02" if "date" in name else "ghost@foreign.example" if "email" in name else "a word"
            id = ids[kind]
            return str(to_uuid(kind, id)) if isinstance(id, int) and dialect in WITH_UUIDS and kind in UUIDS else str(id)


def named_ids(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> set[str]:
    """The names by which a tool's arguments say that they are ids, however deep."""
    found: set[str] = set()
    if "$ref" in schema:
        return named_ids(defs[schema["$ref"].rpartition("/")[2]], defs)
    for name, part in schema.get("properties", {}).items():
        if re.fullmatch(r"ids?|\w+_ids?|\w+Ids?", name):
            found.add(name)
        found |= named_ids(part, defs)
    for part in (schema.get("items"), *schema.get("anyOf", ())):
        if isinstance(part, dict):
            found |= named_ids(part, defs)
    return found


@pytest.mark.parametrize("dialect", ALL)
async def test_every_id_that_a_tool_takes_is_known(dialect: str) -> None:
    """So that a new tool is tried with another workspace's: KINDS says what the argument stands for, or None for nothing."""
    words = words_of(dialect).keys()
    spoken = load(dialect)
    async with Client(build_server(spoken, engine(spoken, FastAPI(), lambda: ""))) as client:
        unknown = {
            f"{tool.name}: {name}"
            for tool in await client.list_tools()
            for name in named_ids(tool.input_schema, tool.input_schema.get("$defs", {}))
            if not words & {name, camel(name)}
        }
    assert unknown == set()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("dialect", ALL)
async def test_no_tool_reaches_another_workspace(core: Core, workspace: Installed, stranger: Installed, dialect: str) -> None:
    """Called with ids of another workspace, all of them or one beside own ones, a tool shows and changes nothing of it."""
    own = await a_full_workspace(core, workspace, "Own")
    foreign = await a_full_workspace(core, stranger, MARK)
    spoken = load(dialect)
    app = spoken.app(core, Settings(rate_limits={dialect: "off"}))
    before = await rows_of(core, stranger.workspace_id)
    leaks = await showing(spoken, app, workspace.key, foreign, own)
    assert not leaks, "\n".join(leaks)
    assert await rows_of(core, stranger.workspace_id) == before
    # To their owner the same calls do show something: they are good enough to find a leak.
    assert await showing(spoken, app, stranger.key, foreign, foreign)


async def showing(spoken: Dialect, app: FastAPI, key: str, foreign: Mapping[str, int], own: Mapping[str, int]) -> list[str]:
    """The calls whose answers show something of the other workspace. What deletes comes last."""
    found: list[str] = []
    async with Client(build_server(spoken, engine(spoken, app, lambda: key))) as client:
        for tool in sorted(await client.list_tools(), key=lambda t: bool(t.annotations and t.annotations.destructive_hint)):
            for arguments in calls(spoken.name, tool.input_schema, foreign, own):
                answer = await client.call_tool(tool.name, arguments, raise_on_error=False)
                if MARK.lower() in f"{answer.content} {answer.structured_content}".lower():
                    found.append(f"{tool.name} {arguments}: {answer.content}")
    return found


def calls(dialect: str, schema: Mapping[str, Any], foreign: Mapping[str, int], own: Mapping[str, int]) -> list[Json]:
    """Arguments of which every id is foreign, and, where a tool takes several, such with one foreign id each."""
    parts, defs = schema["properties"], schema.get("$defs", {})
    places = [name for name in parts if kinds_of(dialect, name)]
    needed = {*schema.get("required", ()), *places}

    def about(strange: Sequence[str]) -> Json:
        return {n: sample(dialect, n, parts[n], foreign if n in strange else own, defs) for n in needed}

    return [about(list(needed)), *(about([place]) for place in places if len(places) > 1)]
