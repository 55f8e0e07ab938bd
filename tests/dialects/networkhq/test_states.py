"""What becomes of leads in campaigns and of accounts: every state that the lists show, and what resuming leaves alone."""

from datetime import timedelta
from typing import Any

from outrider.engine.work import housekeeping
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.store.ids import to_id
from tests.dialects.clients import Api, ok
from tests.dialects.networkhq.conftest import CONNECTED, a_draft, a_list, act, prospects, some_leads
from tests.engine.desk import Desk, text, working


async def rows_of(api: Api, campaign: str, ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    """A campaign's leads by their profiles' slugs."""
    told = {row["lead_id"]: row for row in (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"]}
    return {slug: told[id] for slug, id in ids.items()}


async def test_resume_only_flips_the_campaign_back(api: Api, desk: Desk) -> None:
    """run_campaign_action: nothing that start asks for is asked again, and nobody is enrolled."""
    list_id = await a_list(api)
    await some_leads(api, list_id, 2)
    campaign = await a_draft(desk, list_id)
    await act(api, campaign, "start")
    await act(api, campaign, "pause")
    await some_leads(api, list_id, 1, start=3)
    async with desk.core.scope(desk.workspace_id) as scope:
        await senders.set_status(scope, desk.sender_id, "disconnected", "sender_disconnected")
    resumed = await act(api, campaign, "resume")
    assert (resumed["status"], resumed["totalLeads"]) == ("started", 2)


async def test_list_campaign_leads_shows_inmail_sent_and_replied(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    ids = await prospects(api, list_id, "olga-open--openprofile--replies", "otto-open--openprofile", "carl-closed--ignores")
    steps = [text("inmail", "Hello", subject="Hi {{first_name}}")]
    campaign = await a_draft(desk, list_id, steps=steps)
    await act(api, campaign, "start")
    await desk.live(4)
    olga, otto, carl = (await rows_of(api, campaign, ids)).values()
    assert [row["current_state"]["inmail_status"] for row in (olga, otto, carl)] == ["replied", "sent", None]
    assert [row["current_state"]["message_status"] for row in (olga, otto, carl)] == [None, None, None]
    assert [(a["type"], a["status"]) for a in otto["actions_performed"]] == [("send_inmail", "sent")]
    assert [(a["type"], a["status"]) for a in carl["actions_performed"]] == [("send_inmail", "skipped")]
    assert carl["actions_performed"][0]["metadata"]["reason"] == "no_inmail"
    assert carl["current_state"]["last_action_at"] is None


async def test_list_campaign_leads_shows_every_kind_of_action(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    ids = await prospects(api, list_id, "olga-open--openprofile", "jane-doe--accepts")
    steps = [
        text("view_profile"), text("follow"), text("like"),
        text("message", "You have an open profile", condition={"if": "open_profile"}),
        text("invite"), text("message", "Thanks", condition=CONNECTED),
    ]  # fmt: skip
    campaign = await a_draft(desk, list_id, steps=steps)
    await act(api, campaign, "start")
    await desk.live(5)
    olga, jane = (await rows_of(api, campaign, ids)).values()
    assert [(a["type"], a["status"]) for a in olga["actions_performed"]][:4] == [
        ("profile_viewed", "completed"), ("follow_lead", "completed"), ("like_post", "completed"), ("send_open_message", "sent"),
    ]  # fmt: skip
    kinds = [(a["type"], a["status"]) for a in jane["actions_performed"]]
    assert ("send_connection_request", "sent") in kinds, "an invitation without a note"
    assert ("send_message", "sent") in kinds, "an invitation without a note"
    for row in (olga, jane):
        times = [a["performed_at"] for a in row["actions_performed"] if "performed_at" in a]
        assert times == sorted(times)
        assert row["current_state"]["last_action_at"] >= times[-1]


async def test_list_campaign_leads_status_and_timeline_of_those_who_do_not_go_on(api: Api, desk: Desk) -> None:
    """Paused, excluded, failed; and what is still to come."""
    list_id = await a_list(api)
    ids = await prospects(
        api, list_id, "pia-paused--ignores", "eve-excluded--ignores", "flo-failed--ignores", "ada-active--ignores"
    )
    campaign = await a_draft(desk, list_id, steps=[text("view_profile"), text("message", "Later", 5 * 86_400)])
    await act(api, campaign, "start")
    await desk.live(1)
    numbers = {slug: to_id("enrollment", row["id"]) or 0 for slug, row in (await rows_of(api, campaign, ids)).items()}
    pia, eve, flo, _ = numbers.values()
    async with desk.core.scope(desk.workspace_id) as scope:
        await enrollments.pause(scope, [pia])
        await enrollments.stop(scope, [eve], "manual")
        await enrollments.stop(scope, [flo], "bounced")
    rows = list((await rows_of(api, campaign, ids)).values())
    assert [row["status"] for row in rows] == ["paused", "excluded", "failed", "active"]
    assert rows[0]["parked_reason"] == "manual"
    assert [row["parked_reason"] for row in rows[1:]] == [None] * 3
    assert [row["completed_at"] is not None for row in rows] == [False, True, True, False]
    assert rows[3]["actions_performed"][-1]["status"] == "pending"
    assert rows[3]["actions_performed"][-1]["scheduled_for"]
    assert [len(row["actions_performed"]) for row in rows[1:3]] == [1, 1], "nothing is planned for those who have left"


async def test_list_linkedin_accounts_shows_what_they_did_and_who_has_not_answered(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    await prospects(api, list_id, "jane-doe--accepts", "ira-kent--ignores", "max-kent--ignores")
    premium = await desk.connect("dan.hill+premium@sender.example")
    before = (await ok(api.get("/linkedin_accounts")))["data"][1]
    await act(api, await a_draft(desk, list_id, steps=[text("invite"), text("message", "Hi", condition=CONNECTED)]), "start")
    await desk.live(3)
    async with desk.core.scope(desk.workspace_id) as scope:
        await linkedin_accounts.note_cooldown(scope, desk.sender_id, "invite", desk.clock.now() + timedelta(hours=2))
    other, after = (await ok(api.get("/linkedin_accounts")))["data"]
    assert (to_id("sender", other["id"]), other["account_tier"], other["last_ran_at"]) == (premium, "premium", None)
    assert before["last_ran_at"] is None
    assert after["last_ran_at"] > before["created_at"]
    assert after["pending_invite_count"] == 2, "she had 500, and Jane accepted"
    assert after["connection_count"] == 501, "she had 500, and Jane accepted"
    assert after["cooldown_until"] > after["last_ran_at"]


async def test_a_conversation_begins_with_the_first_message_not_with_the_first_answer(api: Api, desk: Desk) -> None:
    """list_conversations, send_conversation_message: who has not answered yet is there, and can be written to by hand."""
    list_id = await a_list(api)
    ids = await prospects(api, list_id, "jane-doe--accepts", "olga-open--openprofile", "ira-kent--ignores")
    await act(api, await a_draft(desk, list_id), "start")
    await desk.live(6)
    [row] = (await ok(api.get("/conversations")))["data"]
    assert row["lead"]["id"] == ids["jane-doe--accepts"]
    assert row["intent"] is None
    assert row["is_unread"] is False
    assert row["last_message"]["direction"] == "sent"
    assert row["last_message"]["content"] == "Did you see it?"
    told = (await ok(api.get(f"/conversations/{row['id']}")))["data"]["messages"]
    assert [m["content"] for m in told] == ["Hi Jane", "Thanks, Jane", "Did you see it?"]
    desk.clock.advance(60)
    async with working(desk):
        sent = await ok(api.post(f"/conversations/{row['id']}/messages", json={"content": "One more thing"}))
    assert sent["data"]["pending"] is False
    desk.clock.advance(60)
    desk.world.says(desk.account_id, "jane-doe--accepts", "Yes, I did")
    await desk.sync()
    [again] = (await ok(api.get("/conversations")))["data"]
    assert again["id"] == row["id"]
    assert again["is_unread"]
    assert again["last_message"]["content"] == "Yes, I did"
    assert len((await ok(api.get(f"/conversations/{row['id']}")))["data"]["messages"]) == 5


async def test_list_campaigns_shows_a_campaign_completed_when_nobody_is_left(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    await prospects(api, list_id, "jane-doe--connected")
    campaign = await a_draft(desk, list_id, steps=[text("message", "Hello")])
    await act(api, campaign, "start")
    await desk.live(2)
    await housekeeping.complete_campaigns(desk.core)
    assert [c["status"] for c in (await ok(api.get("/campaigns")))["data"]] == ["completed"]
    for action in ("start", "pause", "resume"):
        assert (await api.post(f"/campaigns/{campaign}/actions", json={"action": action})).status_code == 409


async def test_leads_of_the_workspace_and_of_a_list_show_company_and_heat(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    """list_leads, list_lead_list_leads: as get_lead does."""
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.spend_credits(scope, -1, "granted")
    list_id = await a_list(api)
    [id] = await some_leads(api, list_id, 1)
    await ok(api.post(f"/leads/{id}/enrich"))
    one = (await ok(api.get(f"/leads/{id}")))["data"]
    assert one["company_details"]["name"]
    assert one["lead_heat_reason"] == "no engagement yet"
    assert one["lead_heat_raw_score"] == 0
    assert (await ok(api.get("/leads")))["data"] == [one]
    listed = {name: value for name, value in one.items() if name != "lead_list_ids"}
    assert (await ok(api.get(f"/lead_lists/{list_id}/leads")))["data"] == [listed]
