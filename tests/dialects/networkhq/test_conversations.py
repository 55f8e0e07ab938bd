"""Conversations: listed, read, and written into through the engine."""

import pytest
import pytest_asyncio

from outrider.dialects import load
from outrider.dialects.networkhq.routes import conversations
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, client, ok
from tests.dialects.networkhq.conftest import a_draft, a_list, act, prospects, refused
from tests.engine.desk import Desk, working
from tests.engine.helpers import work

SLUGS = ("bob-roe--accepts--interested", "eva-sol--accepts--notinterested", "jane-doe--accepts")


@pytest_asyncio.fixture
async def talking(api: Api, desk: Desk) -> dict[str, str]:
    """Leads by slug, after a campaign that two of three answered."""
    list_id = await a_list(api)
    ids = await prospects(api, list_id, *SLUGS)
    await act(api, await a_draft(desk, list_id), "start")
    await desk.live(8)
    return ids


async def rows_of(api: Api, **params: str) -> list[dict]:
    return (await ok(api.get("/conversations", params=params)))["data"]


async def test_list_conversations_latest_message_first_with_lead_account_intent_and_preview(
    api: Api, other: Api, desk: Desk, talking: dict[str, str]
) -> None:
    rows = await rows_of(api)
    times = [row["last_message"]["sent_at"] for row in rows]
    assert times == sorted(times, reverse=True)
    by_lead = {row["lead"]["id"]: row for row in rows}
    bob, eva = by_lead[talking[SLUGS[0]]], by_lead[talking[SLUGS[1]]]
    assert (bob["intent"], eva["intent"]) == ("INTERESTED", "NOT_INTERESTED")
    assert bob["is_unread"]
    assert bob["last_message"]["direction"] == "received"
    assert bob["last_message"]["content"]
    assert bob["lead"]["first_name"] == "Bob"
    assert bob["linkedin_account"]["profile_name"] == "Anna Meyer"
    assert bob["linkedin_conversation_id"].startswith("2-")
    assert await rows_of(other) == []
    # Somebody writes again: the conversation comes first.
    last = rows[-1]["lead"]["id"]
    slug = next(slug for slug, id in talking.items() if id == last)
    desk.clock.advance(60)
    desk.world.says(desk.account_id, slug, "One more thing")
    await desk.sync()
    assert (await rows_of(api))[0]["lead"]["id"] == last
    assert (await rows_of(api))[0]["last_message"]["content"] == "One more thing"


async def test_list_conversations_unread_only_and_by_account(api: Api, desk: Desk, talking: dict[str, str]) -> None:
    everything = await rows_of(api)
    unread = await rows_of(api, unread_only="true")
    assert {row["lead"]["id"] for row in unread} == {talking[SLUGS[0]], talking[SLUGS[1]]}
    assert await rows_of(api, unread_only="false") == everything
    account = str(to_uuid("sender", desk.sender_id))
    assert await rows_of(api, linkedin_account_id=account) == everything
    second = str(to_uuid("sender", await desk.connect("ben.fox@sender.example")))
    assert await rows_of(api, linkedin_account_id=second) == []
    assert await rows_of(api, linkedin_account_id="x") == []
    assert await rows_of(api, linkedin_account_id=account, unread_only="true") == unread


async def test_get_conversation_oldest_message_first_in_pages_or_404(
    api: Api, other: Api, desk: Desk, talking: dict[str, str]
) -> None:
    id = (await rows_of(api, unread_only="true"))[0]["id"]
    whole = await ok(api.get(f"/conversations/{id}"))
    messages = whole["data"]["messages"]
    assert len(messages) >= 2
    assert whole["pagination"] == {"limit": 100, "has_more": False, "next_cursor": None}
    times = [m["sent_at"] for m in messages]
    assert times == sorted(times)
    assert {m["direction"] for m in messages} == {"sent", "received"}
    read, cursor = [], None
    while True:
        page = await ok(api.get(f"/conversations/{id}", params={"limit": 1, **({"cursor": cursor} if cursor else {})}))
        read += page["data"]["messages"]
        assert page["data"]["lead"] == whole["data"]["lead"]
        if not (cursor := page["pagination"]["next_cursor"]):
            break
    assert read == messages
    await refused(api.get("/conversations/nothing"), 404)
    await refused(other.get(f"/conversations/{id}"), 404)


async def test_send_message_leaves_once_and_shows_in_the_conversation(api: Api, desk: Desk, talking: dict[str, str]) -> None:
    row = next(row for row in await rows_of(api) if row["lead"]["id"] == talking[SLUGS[0]])
    desk.clock.advance(5)
    async with working(desk):
        told = await ok(api.post(f"/conversations/{row['id']}/messages", json={"content": "Tuesday at ten?"}))
    assert told["data"]["ok"] is True
    assert told["data"]["pending"] is False
    sent = told["data"]["message"]
    assert (sent["content"], sent["direction"], sent["content_type"]) == ("Tuesday at ten?", "sent", "text")
    assert [d.text for d in desk.world.transcript if d.what == "message"].count("Tuesday at ten?") == 1
    await desk.sync()
    detail = (await ok(api.get(f"/conversations/{row['id']}")))["data"]
    assert [m["content"] for m in detail["messages"]].count("Tuesday at ten?") == 1
    assert detail["messages"][-1]["linkedin_message_id"] == sent["linkedin_message_id"]


async def test_send_message_pending_until_the_engine_has_sent_it(
    api: Api, desk: Desk, talking: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "WAIT_SECONDS", 0.2)
    id = (await rows_of(api))[0]["id"]
    before = (await ok(api.get(f"/conversations/{id}")))["data"]["messages"]
    told = await ok(api.post(f"/conversations/{id}/messages", json={"content": "Later"}))
    assert told["data"] == {"ok": True, "pending": True, "message": None}
    assert (await ok(api.get(f"/conversations/{id}")))["data"]["messages"] == before
    await work(desk.engine, desk.workspace_id)
    after = (await ok(api.get(f"/conversations/{id}")))["data"]["messages"]
    assert [m["content"] for m in after[len(before) :]] == ["Later"], "it shows afterwards"


async def test_send_message_502_when_linkedin_refuses_it(api: Api, desk: Desk, talking: dict[str, str]) -> None:
    id = (await rows_of(api))[0]["id"]
    desk.world.faults.answer(422, "errors/blocked_recipient", route="POST /chats/*", times=None)
    desk.world.faults.answer(422, "errors/blocked_recipient", route="POST /chats", times=None)
    async with working(desk):
        assert await refused(api.post(f"/conversations/{id}/messages", json={"content": "Hello"}), 502) == "send_failed"


async def test_send_message_503_while_it_cannot_be_sent_at_all(
    api: Api, desk: Desk, talking: dict[str, str], workspace: workspaces.Installed
) -> None:
    id = (await rows_of(api))[0]["id"]
    async with client(load("networkhq").app(desk.core, Settings(rate_limits={"networkhq": "off"})), workspace.key) as bare:
        assert await refused(bare.post(f"/conversations/{id}/messages", json={"content": "Hello"}), 503) == "sending_unavailable"
    async with desk.core.scope(desk.workspace_id) as scope:
        await senders.set_status(scope, desk.sender_id, "disconnected", "sender_disconnected")
    assert await refused(api.post(f"/conversations/{id}/messages", json={"content": "Hello"}), 503) == "sending_unavailable"
    async with desk.core.scope(desk.workspace_id) as scope:
        assert await scope.all("SELECT id FROM messages WHERE workspace_id = %(workspace_id)s AND kind = 'manual'") == []


async def test_send_message_400_and_404(api: Api, other: Api, talking: dict[str, str]) -> None:
    id = (await rows_of(api))[0]["id"]
    for body in (None, {}, {"content": ""}, {"content": "  "}, {"content": "x" * 8001}, {"content": 3}, []):
        assert await refused(api.post(f"/conversations/{id}/messages", json=body), 400) == "invalid_request"
    await refused(api.post("/conversations/nothing/messages", json={"content": "x"}), 404)
    await refused(other.post(f"/conversations/{id}/messages", json={"content": "x"}), 404)
