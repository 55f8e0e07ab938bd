"""Every tool, prompt and resource of every dialect is as its snapshot says: a change of what agents see is made on purpose.

`pytest tests/mcp/test_snapshots.py --update-snapshots` writes them anew.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from fastmcp import Client

from outrider import dialects
from outrider.mcp.backend import vendor
from outrider.mcp.server import build_server

SNAPSHOTS = Path(__file__).parent / "snapshots"
NAMES = [d.name for d in dialects.available()]


async def shown(name: str) -> dict[str, Any]:
    """What a client is told of a dialect's server, by kind and name."""
    dialect = dialects.load(name)
    async with Client(build_server(dialect, vendor(dialect, lambda: "key"))) as client:
        tools = {t.name: _plain(t) for t in await client.list_tools()}
        prompts = {f"prompt.{p.name}": _plain(p) for p in await client.list_prompts()}
        readable = [*await client.list_resources(), *await client.list_resource_templates()]
        resources = {f"resource.{r.name.replace(' ', '-')}": _plain(r) for r in readable}
    return tools | prompts | resources


def _plain(item: Any) -> dict[str, Any]:
    return item.model_dump(mode="json", exclude_none=True, by_alias=True)


@pytest.mark.parametrize("name", NAMES)
async def test_a_dialects_tools_are_as_their_snapshots(name: str, request: pytest.FixtureRequest) -> None:
    folder = SNAPSHOTS / name
    current = {
        key: json.dumps(item, indent=1, ensure_ascii=False, sort_keys=True) + "\n" for key, item in (await shown(name)).items()
    }
    if request.config.getoption("--update-snapshots"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.json"):
            old.unlink()
        for key, text in current.items():
            (folder / f"{key}.json").write_text(text)
    kept = {file.stem: file.read_text() for file in folder.glob("*.json")}
    assert sorted(kept) == sorted(current), "a snapshot is missing or of something that is gone: --update-snapshots"
    for key, text in current.items():
        assert kept[key] == text, f"{name}: {key} is not as its snapshot: --update-snapshots, if it is meant"


@pytest.mark.parametrize("name", NAMES)
async def test_every_tool_says_what_it_does(name: str) -> None:
    for tool in dialects.load(name).tools():
        assert tool.description, tool.name
        assert not (tool.reads and tool.destructive), tool.name
        assert tool.toolset, tool.name
