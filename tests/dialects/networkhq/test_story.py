"""The story, by a client that a public generator made of the document we serve, over real HTTP, with the engine at work."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import FastAPI
from fastmcp import Client as McpClient

from outrider.dialects import load
from outrider.mcp import backend
from outrider.mcp.server import build_server
from outrider.outreach.tenancy import workspaces
from tests.dialects.networkhq.conftest import a_draft
from tests.engine.desk import Desk, working
from tests.mcp.serving import served


@pytest.fixture
def generated(app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package that openapi-python-client makes of our document."""
    (tmp_path / "document.json").write_text(json.dumps(app.openapi()))
    made = subprocess.run(
        [Path(sys.executable).with_name("openapi-python-client"), "generate", "--path", "document.json", "--meta", "none",
         "--output-path", "networkhq_client"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("networkhq_client")
    for name in [name for name in sys.modules if name.partition(".")[0] == "networkhq_client"]:
        del sys.modules[name]


async def test_a_generated_client_imports_starts_reads_replies_and_sends(
    generated: ModuleType, app: FastAPI, workspace: workspaces.Installed, desk: Desk
) -> None:
    models = importlib.import_module("networkhq_client.models")

    async def call(operation: str, *path: str, status: int = 200, **arguments: Any) -> Any:
        module = importlib.import_module(f"networkhq_client.api.{operation}")
        answer = await module.asyncio_detailed(*path, client=client, **arguments)
        assert answer.status_code == status, answer.content
        return answer.parsed

    async with served(app, "off") as base:
        client = generated.AuthenticatedClient(f"{base}/api/v1", workspace.key, raise_on_unexpected_status=True, timeout=30)

        # import
        body = models.CreateLeadListsBody([models.LeadListCreateInput("Founders")])
        made = await call("lead_lists.create_lead_lists", body=body, status=201)
        list_id = made.data[0].id
        slugs = ("bob-roe--accepts--interested", "jane-doe--accepts", "ira-kent--ignores")
        leads = [
            models.LeadCreateRequest(slug.split("-")[0].title(), "Prospect", linkedin_url=f"https://www.linkedin.com/in/{slug}")
            for slug in slugs
        ]
        brought = await call("leads.create_leads", list_id, body=models.CreateLeadsBodyType1(leads), status=201)
        assert brought.summary.created == 3
        bob = brought.data[0].lead.id
        page = await call("leads.list_leads", query="bob prospect")
        assert [lead.id for lead in page.data] == [bob]
        assert page.data[0].lead_list_ids == [list_id]

        # start, with a text for one of them
        campaign = await a_draft(desk, list_id)
        override = models.CampaignLeadMessageOverrideInput.from_dict(
            {"node_type": "send_message", "message_stage": "ice_breaker", "message": "Bob, this is for you alone."}
        )
        await call("campaigns.save_message_overrides", campaign, bob, body=models.SaveMessageOverridesBody([override]))
        action = models.CampaignActionRequest.from_dict({"action": "start"})
        assert (await call("campaigns.run_campaign_action", campaign, body=action)).data.total_leads == 3
        await desk.live(6)

        # replies
        told = {row.lead_id: row for row in (await call("campaigns.list_campaign_leads", campaign)).data}
        assert told[bob].intent == "INTERESTED"
        assert told[bob].current_state.message_status == "replied"
        unread = await call("conversations.list_conversations", unread_only=True)
        [conversation] = unread.data
        assert conversation.lead.id == bob
        assert conversation.last_message.direction == "received"
        detail = await call("conversations.get_conversation", conversation.id)
        assert "Bob, this is for you alone." in [m.content for m in detail.data.messages]

        # send
        desk.clock.advance(60)
        async with working(desk):
            sending = models.SendConversationMessageRequest("How about Tuesday?")
            sent = await call("conversations.send_conversation_message", conversation.id, body=sending)
        assert sent.data.ok
        assert not sent.data.pending
        assert sent.data.message.content == "How about Tuesday?"
        assert [d.slug for d in desk.world.transcript if d.text == "How about Tuesday?"] == [slugs[0]]
        figures = (await call("campaigns.list_campaigns")).data[0]
        assert (figures.connections_sent, figures.connection_requests_accepted, figures.replies_received) == (3, 2, 1)
        assert (await call("linked_in_accounts.list_linkedin_accounts")).data[0].status == "connected"
        missing = await call("leads.get_lead", "nobody", status=404)
        assert missing.error.code == "not_found"


@pytest.mark.parametrize("where", ["engine", "vendor"])
async def test_agent_tools_do_the_same_on_the_same_wire(
    where: str, app: FastAPI, workspace: workspaces.Installed, desk: Desk
) -> None:
    """On the engine in process, and on a vendor's host, which this API stands in for."""
    dialect = load("networkhq")
    async with served(app, "off") as base:
        here = backend.engine(dialect, app, lambda: workspace.key)
        there = backend.vendor(dialect, lambda: workspace.key, base_url=f"{base}/api/v1")
        async with McpClient(build_server(dialect, here if where == "engine" else there)) as agent:
            await the_story(agent, desk)


async def the_story(agent: McpClient[Any], desk: Desk) -> None:

    async def use(tool: str, **arguments: Any) -> Any:
        answer = await agent.call_tool(tool, arguments)
        return answer.structured_content

    list_id = (await use("create_lead_lists", lead_lists=[{"name": "Founders"}]))["data"][0]["id"]
    lead = {
        "first_name": "Bob",
        "last_name": "Roe",
        "linkedin_url": "https://www.linkedin.com/in/bob-roe--accepts--interested",
    }
    made = await use("create_leads", lead_list_id=list_id, leads=[lead])
    bob = made["data"][0]["lead"]["id"]
    assert (await use("get_lead_list", lead_list_id=list_id))["data"]["lead_count"] == 1
    assert [row["id"] for row in (await use("list_leads", query="bob", list_ids=list_id, limit=5))["data"]] == [bob]
    assert (await use("list_lead_list_leads", lead_list_id=list_id))["data"][0]["id"] == bob
    assert (await use("get_lead", lead_id=bob))["data"]["lead_list_ids"] == [list_id]
    assert (await use("enrich_lead", lead_id=bob))["enrichment"]["status"] == "insufficient_credits"
    assert (await use("list_lead_lists"))["data"][0]["id"] == list_id
    campaign = await a_draft(desk, list_id)
    messages = [{"node_type": "send_message", "message_stage": "ice_breaker", "message": "For Bob"}]
    saved = await use("save_message_overrides", campaign_id=campaign, lead_id=bob, messages=messages)
    assert saved["lead_campaign_state"] == "pending_enrollment"
    assert (await use("run_campaign_action", campaign_id=campaign, action="start"))["data"]["status"] == "started"
    await desk.live(6)
    assert (await use("list_campaigns"))["data"][0]["repliesReceived"] == 1
    assert (await use("list_campaign_leads", campaign_id=campaign))["data"][0]["intent"] == "INTERESTED"
    assert (await use("list_linkedin_accounts"))["data"][0]["status"] == "connected"
    [row] = (await use("list_conversations", unread_only=True))["data"]
    told = (await use("get_conversation", conversation_id=row["id"]))["data"]["messages"]
    assert any("For Bob" in m["content"] for m in told)
    desk.clock.advance(60)
    async with working(desk):
        sent = await use("send_conversation_message", conversation_id=row["id"], content="Tuesday?")
    assert sent["data"]["ok"] is True
    answer = await agent.call_tool("get_lead", {"lead_id": "nobody"}, raise_on_error=False)
    assert answer.is_error
    assert "404" in str(answer.content)
