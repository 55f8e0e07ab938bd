"""The agent tools: the published words, what reading alone offers, and work on the vendor's own host."""

import re

import pytest
from fastapi import FastAPI
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from outrider.app import create_app
from outrider.dialects import load
from outrider.mcp.backend import vendor
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.dialects.makinari.test_story import use
from tests.dialects.vendor_documents import ABSENT, ROOT
from tests.mcp.serving import served


def published() -> tuple[str, dict[str, tuple[str, str]]] | None:
    """What the published page says of the tool `leads`: its description, and each parameter's type and description."""
    for file in ROOT.parent.glob("*/seeds/*.txt"):
        described, _, rest = file.read_text().partition("\n\nInput Schema\n\n")
        if "agents/tools/leads" in rest and len(described) < 2000:
            table = rest.partition("\n\nREST Endpoint")[0]
            rows = re.findall(r"^([a-z_]+?)(string|number|object|array)([A-Z0-9n].*)$", table, re.MULTILINE)
            return described.rpartition("\n\n")[2], {name: (kind, text) for name, kind, text in rows}
    return None


async def test_the_leads_tool_says_what_the_published_one_says() -> None:
    found = published() or pytest.skip(ABSENT)
    dialect = load("makinari")
    async with Client(build_server(dialect, vendor(dialect, lambda: "k"))) as agent:
        tool = next(tool for tool in await agent.list_tools() if tool.name == "leads")
    assert " ".join((tool.description or "").split()) == " ".join(found[0].split())
    parts = tool.input_schema["properties"]
    assert list(parts) == list(found[1])
    assert len(parts) == 30
    for name, (kind, text) in found[1].items():
        said, _, choices = text.partition(". Enum: ")
        assert parts[name]["type"] == kind, name
        assert parts[name]["description"].startswith(said), name
        assert parts[name].get("enum", []) == (choices.split(", ") if choices else []), name


async def test_reading_alone_offers_what_reads(core: Core, workspace: Installed) -> None:
    async with served(create_app(core, Settings())) as url:
        headers = {"Authorization": f"Bearer {workspace.key}", "X-MCP-Readonly": "true"}
        async with Client(StreamableHttpTransport(f"{url}/mcp/makinari", headers=headers)) as agent:
            assert [tool.name for tool in await agent.list_tools()] == ["conversations", "messages"]
            assert (await use(agent, "conversations"))["data"]["conversations"] == []
            refused = await agent.call_tool("leads", {"action": "list"}, raise_on_error=False)
            assert refused.is_error


async def test_they_work_on_the_vendors_own_host(app: FastAPI, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    """This API stands in for it, reached with the vendor's key and the configured site."""
    site = str(to_uuid("workspace", workspace.workspace_id))
    monkeypatch.setenv("MCP_SITE_ID", site)
    dialect = load("makinari")
    async with (
        served(app, "off") as base,
        Client(build_server(dialect, vendor(dialect, lambda: workspace.key, base_url=f"{base}/api"))) as agent,
    ):
        made = await use(agent, "leads", action="create", name="Jane Smith", email="jane@example.com", company="Acme Corp")
        assert made["lead"]["site_id"] == site
        changed = await use(agent, "leads", action="update", lead_id=made["lead"]["id"], position="CTO")
        assert changed["lead"]["position"] == "CTO"
        moved = await use(agent, "leads", action="qualify", email="jane@example.com", status="qualified")
        assert moved["status_change"]["to"] == "qualified"
        listed = await use(agent, "leads", action="list", status="qualified", limit=1, sort_by="name", sort_order="asc")
        assert [lead["name"] for lead in listed["data"]["leads"]] == ["Jane Smith"]
        segment = (await use(agent, "segments", action="create", name="Founders"))["segment"]
        assert (await use(agent, "segments", action="list"))["data"]["segments"] == [segment]
        assert (await use(agent, "campaigns", action="create", title="Spring"))["campaign"]["status"] == "pending"


async def test_names_are_marked_as_untrusted_and_addresses_are_not(app: FastAPI, workspace: Installed) -> None:
    """Visitors name themselves; an address is read as one, and tools take it back."""
    async with served(app, "off") as base:
        dialect = load("makinari")
        async with Client(build_server(dialect, vendor(dialect, lambda: workspace.key, base_url=f"{base}/api"))) as agent:
            given = {"action": "create", "name": "Jane Smith", "email": "jane@example.com"}
            lead = (await agent.call_tool("leads", given)).structured_content["lead"]
    assert lead["name"].startswith("<untrusted_text ")
    assert lead["email"] == "jane@example.com"
