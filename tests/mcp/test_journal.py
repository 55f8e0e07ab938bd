"""Tool calls on a vendor's account are noted in a file whose lines follow from each other."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from outrider.clock import RealClock
from outrider.errors import Conflict
from outrider.mcp import journal
from tests import forking
from tests.mcp.serving import served


@pytest_asyncio.fixture
async def vendors() -> AsyncIterator[str]:
    """A vendor's host that knows no campaigns."""
    app = Starlette(routes=[Route("/api/v1/campaigns", lambda request: JSONResponse([]))])
    async with served(app, "off") as base:
        yield f"{base}/api/v1"


@pytest.mark.timeout(180)
async def test_calls_on_a_vendors_account_are_noted(vendors: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    named = {"SMARTLEAD_API_KEY": "theirs", "SMARTLEAD_BASE_URL": vendors, "OUTRIDER_MCP_AUDIT": str(file)}
    python, *words = forking.command()
    transport = StdioTransport(python, [*words, "mcp", "smartlead"], env={**os.environ, **named}, keep_alive=False)
    async with Client(transport) as client:
        await client.call_tool("get_campaigns", {}, raise_on_error=False)
    [line] = map(json.loads, file.read_text().splitlines())
    assert (line["tool"], line["surface"], line["outcome"]) == ("get_campaigns", "smartlead.mcp.vendor", "done")
    assert "theirs" not in file.read_text()


async def noted(path: Path, n: int = 3) -> None:
    note = journal.note_in(path, "test", RealClock())
    await asyncio.gather(*(note("a_tool", {"n": i}, "done", 0.1) for i in range(n)))


async def test_a_file_is_whole(tmp_path: Path) -> None:
    await noted(tmp_path / "calls")
    await noted(tmp_path / "calls")
    assert journal.verify(tmp_path / "calls") == 6


@pytest.mark.parametrize("harm", ["changed", "taken out", "swapped", "cut"])
async def test_what_was_done_to_it_is_found(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "calls"
    await noted(path)
    first, second, third = path.read_text().splitlines(keepends=True)
    kept = {
        "changed": [first, second.replace("a_tool", "b_tool"), third],
        "taken out": [first, third],
        "swapped": [second, first, third],
        "cut": [first, second[:20] + "\n", third],
    }
    path.write_text("".join(kept[harm]))
    with pytest.raises(Conflict, match="Line"):
        journal.verify(path)


async def test_nobody_else_reads_it(tmp_path: Path) -> None:
    await noted(tmp_path / "calls")
    assert (tmp_path / "calls").stat().st_mode & 0o077 == 0
