"""Approvals asked for at the client: the official Python SDK's client over HTTP, and what a client can't do by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import pytest_asyncio
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ElicitRequestFormParams, ElicitRequestURLParams, ElicitResult

from mcp import Client
from outrider.app import create_app
from outrider.dialects import ALL, load
from outrider.dialects.kit import approved
from outrider.outreach.base import approvals
from outrider.outreach.base.scope import Actor, Asks, Core, Mode
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.tenancy import keys, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.making import a_sender, a_sequence
from tests.mcp.serving import served

ADDRESS = "https://outreach.example"


@dataclass
class Desk:
    """A draft campaign, served, and a person at the client who answers `says`."""

    core: Core
    app: Any
    base: str
    installed: Installed
    campaign_id: int
    says: ElicitResult = field(default_factory=lambda: ElicitResult(action="accept"))
    asked: list[Any] = field(default_factory=list[Any])
    on_page: str = ""  # what the person decides on the page of the approval, once the client has opened it

    async def key(self, asks: Asks = "link", user_id: int | None = None) -> str:
        async with self.core.scope(self.installed.workspace_id) as scope:
            return (await keys.create(scope, "agent", user_id=user_id, mode=Mode.APPROVE, asks=asks))[1]

    async def answer(self, _: Any, params: Any) -> ElicitResult:
        self.asked.append(params)
        async with self.core.scope(self.installed.workspace_id, Actor("web", user_id=self.installed.user_id)) as scope:
            waiting = (await approvals.find_all(scope))[0]
            if self.on_page == "reject":
                await approvals.decide(scope, waiting.id, "rejected", reason="Not now.")
        if self.on_page == "approve":
            person = Actor("web", user_id=self.installed.user_id)
            await approved.carry_out(self.core, self.app, self.installed.workspace_id, waiting.id, person)
        return self.says

    @asynccontextmanager
    async def client(self, key: str, *, offers: bool = True) -> AsyncIterator[Client]:
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=60) as web:
            transport = streamable_http_client(f"{self.base}/mcp/outrider", http_client=web)
            async with Client(transport, elicitation_callback=self.answer if offers else None) as client:
                yield client

    async def launch(self, key: str, *, offers: bool = True) -> Any:
        async with self.client(key, offers=offers) as client:
            return await client.call_tool("launch_campaign", {"campaign_id": self.campaign_id})

    async def status(self) -> str:
        async with self.core.scope(self.installed.workspace_id) as scope:
            return (await campaigns.get(scope, self.campaign_id)).status

    async def decided(self) -> approvals.Approval:
        async with self.core.scope(self.installed.workspace_id) as scope:
            [found] = await approvals.find_all(scope, waiting=False)
        return found


@pytest_asyncio.fixture
async def desk(core: Core, workspace: Installed) -> AsyncIterator[Desk]:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
        made = await campaigns.create(scope, "Spring")
        await a_sequence(scope, made.id, 1)
        await campaign_senders.attach(scope, made.id, [sender.id])
    settings = Settings(rate_limits=dict.fromkeys(ALL, "off"), public_url=ADDRESS)
    async with served(create_app(core, settings)) as base:
        yield Desk(core, load("outrider").app(core, settings), base, workspace, made.id)


def form(decision: str) -> ElicitResult:
    return ElicitResult(action="accept", content={"decision": decision})


async def test_the_client_is_given_a_link(desk: Desk) -> None:
    desk.on_page = "reject"
    await desk.launch(await desk.key())
    [asked] = desk.asked
    assert isinstance(asked, ElicitRequestURLParams)
    assert asked.url == f"{ADDRESS}/w/{desk.installed.workspace_id}/approvals/{(await desk.decided()).id}"


async def test_the_question_says_what_would_be_done(desk: Desk) -> None:
    desk.on_page = "reject"
    await desk.launch(await desk.key())
    assert "Start the campaign Spring" in desk.asked[0].message


async def test_what_is_approved_on_the_page_is_the_tools_answer(desk: Desk) -> None:
    desk.on_page = "approve"
    found = await desk.launch(await desk.key())
    assert (found.is_error, found.structured_content["status"]) == (False, "active")


async def test_what_is_rejected_on_the_page_is_said(desk: Desk) -> None:
    desk.on_page = "reject"
    found = await desk.launch(await desk.key())
    assert found.is_error
    assert "rejected" in found.content[0].text


@pytest.mark.parametrize("says", [form("approve"), ElicitResult(action="decline"), ElicitResult(action="cancel")])
async def test_no_answer_to_a_link_decides(desk: Desk, monkeypatch: pytest.MonkeyPatch, says: ElicitResult) -> None:
    """Not even one that brings the content of a form: a scripted client answers whatever it likes."""
    monkeypatch.setattr(approved, "MOST_SECONDS", 0)
    desk.says = says
    found = await desk.launch(await desk.key(user_id=desk.installed.user_id))
    assert (found.is_error, await desk.status(), (await desk.decided()).state) == (True, "draft", "pending")


async def test_a_member_decides_in_the_client_where_that_was_allowed(desk: Desk) -> None:
    desk.says = form("approve")
    found = await desk.launch(await desk.key("form", desk.installed.user_id))
    assert isinstance(desk.asked[0], ElicitRequestFormParams)
    assert (found.is_error, await desk.status()) == (False, "active")


async def test_it_is_noted_that_it_was_decided_in_the_client(desk: Desk) -> None:
    desk.says = form("approve")
    await desk.launch(await desk.key("form", desk.installed.user_id))
    decided = await desk.decided()
    assert (decided.decided_through, decided.decided_by) == ("elicitation", desk.installed.user_id)


async def test_a_member_rejects_in_the_client(desk: Desk) -> None:
    desk.says = form("reject")
    found = await desk.launch(await desk.key("form", desk.installed.user_id))
    assert (found.is_error, (await desk.decided()).state) == (True, "rejected")


@pytest.mark.parametrize("action", ["decline", "cancel"])
async def test_a_form_that_is_put_away_leaves_the_approval(desk: Desk, action: Any) -> None:
    desk.says = ElicitResult(action=action)
    found = await desk.launch(await desk.key("form", desk.installed.user_id))
    assert (found.is_error, (await desk.decided()).state) == (True, "pending")


async def test_a_key_of_nobody_is_given_a_link(desk: Desk) -> None:
    desk.on_page = "reject"
    await desk.launch(await desk.key("form"))
    assert isinstance(desk.asked[0], ElicitRequestURLParams)


async def test_a_member_who_may_not_decide_is_given_a_link(desk: Desk) -> None:
    desk.on_page = "reject"
    async with desk.core.scope(desk.installed.workspace_id) as scope:
        viewer = await users.create_user(scope, "viewer@example.com")
        await users.add_member(scope, viewer.id, "viewer", accepted=True)
    await desk.launch(await desk.key("form", viewer.id))
    assert isinstance(desk.asked[0], ElicitRequestURLParams)


@pytest.mark.parametrize(("of_workspace", "way"), [("off", None), ("link", ElicitRequestURLParams)])
async def test_the_workspace_says_how_clients_may_ask(desk: Desk, of_workspace: str, way: type | None) -> None:
    desk.on_page = "reject"
    async with desk.core.scope(desk.installed.workspace_id) as scope:
        await workspaces.update(scope, settings={"client_approvals": of_workspace})
    await desk.launch(await desk.key("form", desk.installed.user_id))
    assert [type(asked) for asked in desk.asked] == ([way] if way else [])


async def test_a_key_asks_nothing_where_that_is_off(desk: Desk) -> None:
    found = await desk.launch(await desk.key("off", desk.installed.user_id))
    assert (found.is_error, desk.asked) == (True, [])


async def test_a_client_that_offers_no_questions_is_told_of_the_approval(desk: Desk) -> None:
    found = await desk.launch(await desk.key(), offers=False)
    assert "Approval" in found.content[0].text


async def test_an_answer_without_a_question_decides_nothing(desk: Desk) -> None:
    """A client that makes up the protocol's answer, with a state that was never sealed here."""
    key = await desk.key("form", desk.installed.user_id)
    await desk.launch(key, offers=False)
    waiting = await desk.decided()
    async with desk.client(key) as client:
        with pytest.raises(Exception, match=r"(?i)state"):
            await client.session.call_tool(
                "launch_campaign",
                {"campaign_id": desk.campaign_id},
                input_responses={"approval": form("approve")},
                request_state=str(waiting.id),
            )
    assert (await desk.decided()).state == "pending"
