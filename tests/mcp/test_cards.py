"""How clients and directories find the tools: cards, the catalog, and what every tool says of itself."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from outrider.app import create_app
from outrider.dialects import ALL
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.mcp.serving import served

ADDRESS = "https://outreach.example.com"


@pytest_asyncio.fixture
async def web(core: Core) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(core, Settings(public_url=ADDRESS))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://engine") as client:
        yield client


@pytest.mark.parametrize("path", ["/.well-known/mcp/catalog.json", "/.well-known/ai-catalog.json"])
async def test_the_catalog_names_the_card_of_every_server(web: httpx.AsyncClient, path: str) -> None:
    found = (await web.get(path)).json()
    assert sorted(entry["url"] for entry in found["entries"]) == sorted(f"{ADDRESS}/mcp/{name}/server-card" for name in ALL)


@pytest.mark.parametrize("name", ALL)
async def test_a_card_says_where_to_connect(web: httpx.AsyncClient, name: str) -> None:
    found = await web.get(f"/mcp/{name}/server-card")
    assert found.headers["content-type"] == "application/mcp-server-card+json"
    assert [remote["url"] for remote in found.json()["remotes"]] == [f"{ADDRESS}/mcp/{name}"]


async def test_a_card_may_be_read_by_pages_of_other_sites(web: httpx.AsyncClient) -> None:
    assert (await web.get("/mcp/outrider/server-card")).headers["access-control-allow-origin"] == "*"


async def test_a_card_is_named_by_the_domain(web: httpx.AsyncClient) -> None:
    assert (await web.get("/mcp/outrider/server-card")).json()["name"] == "com.example.outreach/outrider"


@pytest.mark.parametrize("name", ALL)
async def test_every_tool_has_a_title_and_says_what_it_may_do(core: Core, workspace: Installed, name: str) -> None:
    async with served(create_app(core, Settings())) as base:
        transport = StreamableHttpTransport(f"{base}/mcp/{name}", headers={"Authorization": f"Bearer {workspace.key}"})
        async with Client(transport) as client:
            tools = await client.list_tools()
    lacking = [
        tool.name
        for tool in tools
        if not tool.title
        or tool.annotations is None
        or None in (tool.annotations.read_only_hint, tool.annotations.destructive_hint, tool.annotations.open_world_hint)
    ]
    assert lacking == []
