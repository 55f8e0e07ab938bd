"""Campaigns: their lifecycle, their leads' states and timelines, and what single leads are sent."""

from typing import Any

import pytest

from outrider.outreach.campaigns import campaign_states
from outrider.outreach.senders import senders
from outrider.store.ids import to_id
from tests.dialects.clients import Api, ok
from tests.dialects.networkhq.conftest import SEQUENCE, a_draft, a_list, act, prospects, refused, some_leads
from tests.engine.desk import Desk, text


async def code(api: Api, campaign: str, action: str) -> str:
    return await refused(api.post(f"/campaigns/{campaign}/actions", json={"action": action}), 409)


async def test_start_needs_list_schedule_message_account_and_session(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    await some_leads(api, list_id, 2)
    for missing, expected in (
        ({"list_id": None}, "no_lead_list"),
        ({"schedule": None}, "no_schedule"),
        ({"steps": None}, "no_messages"),
        ({"steps": [text("view_profile"), text("invite", "Hi")]}, "no_messages"),
        ({"senders": None}, "no_senders"),
    ):
        campaign = await a_draft(desk, **{"list_id": list_id, **missing})  # pyright: ignore[reportArgumentType]
        assert await code(api, campaign, "start") == expected
        shown = next(c for c in (await ok(api.get("/campaigns")))["data"] if c["id"] == campaign)
        assert (shown["status"], shown["totalLeads"]) == ("draft", 0), "nothing was half-started"
    campaign = await a_draft(desk, list_id)
    async with desk.core.scope(desk.workspace_id) as scope:
        await senders.set_status(scope, desk.sender_id, "disconnected", "sender_disconnected")
    assert await code(api, campaign, "start") == "no_valid_session"
    async with desk.core.scope(desk.workspace_id) as scope:
        await senders.set_status(scope, desk.sender_id, "active")
    assert (await act(api, campaign, "start"))["status"] == "started"


async def test_lifecycle_start_draft_only_pause_active_only_resume_paused_only(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    await some_leads(api, list_id, 3)
    campaign = await a_draft(desk, list_id)
    assert [await code(api, campaign, a) for a in ("pause", "resume")] == ["invalid_state"] * 2
    started = await act(api, campaign, "start")
    assert (started["status"], started["totalLeads"]) == ("started", 3), "start enrolls every lead of the list"
    assert [await code(api, campaign, a) for a in ("start", "resume")] == ["invalid_state"] * 2
    await some_leads(api, list_id, 2, start=4)
    assert (await act(api, campaign, "pause"))["status"] == "paused"
    assert [await code(api, campaign, a) for a in ("start", "pause")] == ["invalid_state"] * 2
    resumed = await act(api, campaign, "resume")
    assert (resumed["status"], resumed["totalLeads"]) == ("started", 3), "resume enrolls nobody"


async def test_actions_404_and_400(api: Api, other: Api, desk: Desk) -> None:
    campaign = await a_draft(desk, await a_list(api))
    for client, id in ((api, "nothing"), (other, campaign)):
        await refused(client.post(f"/campaigns/{id}/actions", json={"action": "start"}), 404)
    for body in (None, {}, {"action": "stop"}, {"action": "start", "x": 1}, {"action": None}, [], "start"):
        assert await refused(api.post(f"/campaigns/{campaign}/actions", json=body), 400) == "invalid_request"


async def test_list_campaigns_newest_first_with_figures_accounts_and_list(api: Api, other: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    await prospects(api, list_id, "jane-doe--accepts", "bob-roe--accepts--interested", "ira-kent--ignores")
    first = await a_draft(desk, list_id, name="First")
    second = await a_draft(desk, None, name="Second", senders=None)
    await act(api, first, "start")
    await desk.live(6)
    rows = (await ok(api.get("/campaigns")))["data"]
    assert [(c["id"], c["name"], c["status"]) for c in rows] == [(second, "Second", "draft"), (first, "First", "started")]
    told = rows[1]
    assert {name: told[name] for name in ("totalLeads", "connectionsSent", "connectionRequestsAccepted", "repliesReceived")} == {
        "totalLeads": 3, "connectionsSent": 3, "connectionRequestsAccepted": 2, "repliesReceived": 1,
    }  # fmt: skip
    assert told["messagesSent"] == len(desk.actions("message")) >= 3
    assert told["leadList"] == {"id": list_id, "name": "Founders"}
    assert rows[0]["leadList"] is None
    assert [a["profileName"] for a in told["linkedinAccounts"]] == ["Anna Meyer"]
    assert rows[0]["linkedinAccounts"] == []
    assert (await ok(other.get("/campaigns")))["data"] == []
    async with desk.core.scope(desk.workspace_id) as scope:
        await campaign_states.stop(scope, to_id("campaign", first) or 0)
    assert (await ok(api.get("/campaigns")))["data"][1]["status"] == "paused"


async def test_list_campaign_leads_newest_first_with_state_priority_intent_sender_and_timeline(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    slugs = ["jane-doe--accepts", "bob-roe--accepts--interested", "ira-kent--ignores"]
    ids = await prospects(api, list_id, *slugs)
    campaign = await a_draft(desk, list_id)
    await act(api, campaign, "start")

    async def rows() -> dict[str, dict[str, Any]]:
        told = (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"]
        assert [row["lead_id"] for row in told] == [ids[slug] for slug in reversed(slugs)], "newest enrollment first"
        return {row["lead_id"]: row for row in told}

    queued = (await rows())[ids[slugs[0]]]
    assert (queued["status"], queued["priority"], queued["sender"], queued["intent"]) == ("queued", "unknown", None, None)
    assert queued["current_state"] == {
        "connection_status": None, "inmail_status": None, "message_status": None, "last_action_at": None,
    }  # fmt: skip
    assert [(a["type"], a["status"]) for a in queued["actions_performed"]] == [
        ("profile_viewed", "pending"), ("send_connection_request_with_note", "pending"), ("send_message", "pending"),
        ("send_message", "pending"),
    ]  # fmt: skip
    assert queued["next_action_at"]
    assert queued["completed_at"] is None
    assert queued["parked_reason"] is None

    await desk.live(6)
    told = await rows()
    jane, bob, ira = (told[ids[slug]] for slug in slugs)
    assert (jane["status"], jane["priority"]) == ("completed", "low")
    assert jane["completed_at"]
    assert jane["current_state"]["connection_status"] == "connected"
    assert jane["current_state"]["message_status"] == "sent"
    assert [(a["type"], a["status"]) for a in jane["actions_performed"]] == [
        ("profile_viewed", "completed"), ("send_connection_request_with_note", "sent"),
        ("send_message", "sent"), ("send_message", "sent"),
    ]  # fmt: skip
    times = [a["performed_at"] for a in jane["actions_performed"]]
    assert times == sorted(times), "chronological"
    assert jane["actions_performed"][1]["accepted_at"], "chronological"
    assert jane["current_state"]["last_action_at"] == times[-1]
    assert jane["sender"]["profile_name"] == "Anna Meyer"
    assert jane["sender"]["status"] == "connected"
    assert jane["lead"]["name"] == "Jane Prospect"
    assert (bob["status"], bob["priority"], bob["intent"]) == ("completed", "high", "INTERESTED")
    assert bob["intent_reason"], "his own words"
    assert bob["intent_reason"] != "Interested", "his own words"
    assert bob["intent_source"]
    assert bob["current_state"]["message_status"] == "replied"
    assert ira["status"] == "active"
    assert ira["current_state"]["connection_status"] == "sent"
    assert ira["next_action_at"]


async def test_list_campaign_leads_404_and_400(api: Api, other: Api, desk: Desk) -> None:
    campaign = await a_draft(desk, await a_list(api))
    await refused(api.get("/campaigns/nothing/leads"), 404)
    await refused(other.get(f"/campaigns/{campaign}/leads"), 404)
    for limit in ("0", "501", "x"):
        assert await refused(api.get(f"/campaigns/{campaign}/leads", params={"limit": limit}), 400) == "invalid_request"


# -- message overrides -----------------------------------------------------------------------------------------------------


def message(stage: str, words: str = "Just for you") -> dict[str, str]:
    return {"node_type": "send_message", "message_stage": stage, "message": words}


async def test_save_message_overrides_wins_over_the_template_saved_before_and_after_enrollment(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    slugs = ["jane-doe--accepts", "kim-lee--accepts"]
    ids = await prospects(api, list_id, *slugs)
    campaign = await a_draft(desk, list_id)
    path = f"/campaigns/{campaign}/leads/{ids[slugs[0]]}/message-overrides"
    saved = await ok(api.put(path, json={"messages": [message("ice_breaker", "Dear Jane {{no_tag}}")]}))
    assert saved["lead_campaign_state"] == "pending_enrollment"
    assert {k: v for k, v in saved["data"][0].items() if k not in ("id", "updated_at")} == {
        "campaign_id": campaign, "lead_id": ids[slugs[0]], **message("ice_breaker", "Dear Jane {{no_tag}}"),
    }  # fmt: skip
    await act(api, campaign, "start")
    again = await ok(
        api.put(path, json={"messages": [message("ice_breaker", "Dear Jane {again}"), message("follow_up_1", "Last note")]})
    )
    assert again["lead_campaign_state"] == "enrolled"
    assert again["data"][0]["id"] == saved["data"][0]["id"], "upserted by slot: the text saved before is replaced"
    await desk.live(6)
    said = {slug: [d.text for d in desk.world.transcript if d.slug == slug and d.what == "message"] for slug in slugs}
    assert said[slugs[0]] == ["Dear Jane {again}", "Last note"], "exactly as written"
    assert said[slugs[1]] == ["Thanks, Kim", "Did you see it?"], "the others get the campaign's own"


async def test_save_message_overrides_400_404_409(api: Api, other: Api, desk: Desk) -> None:
    list_id, elsewhere = await a_list(api), await a_list(api, "Elsewhere")
    [inside], [outside] = await some_leads(api, list_id, 1), await some_leads(api, elsewhere, 1, start=2)
    campaign = await a_draft(desk, list_id)
    path = "/campaigns/{}/leads/{}/message-overrides".format
    good = {"messages": [message("ice_breaker")]}
    assert await refused(api.put(path(campaign, outside), json=good), 409) == "not_in_campaign"
    for client, wrong in (
        (api, path("x", inside)),
        (api, path(campaign, "x")),
        (api, path(campaign, campaign)),
        (other, path(campaign, inside)),
    ):
        await refused(client.put(wrong, json=good), 404)
    assert await refused(api.put(path(campaign, inside), json={"messages": [message("follow_up_2")]}), 400) == "no_such_slot"
    for body in (
        None, {}, {"messages": []}, {"messages": [message("ice_breaker")] * 11}, {"messages": [message("other")]},
        {"messages": [message("ice_breaker", "")]}, {"messages": [message("ice_breaker", " ")]},
        {"messages": [message("ice_breaker", "x" * 8001)]},
        {"messages": [{**message("ice_breaker"), "node_type": "send_inmail"}]},
        {"messages": [{**message("ice_breaker"), "more": 1}]}, {"messages": [message("ice_breaker")], "more": 1},
    ):  # fmt: skip
        assert await refused(api.put(path(campaign, inside), json=body), 400) == "invalid_request"
    async with desk.core.scope(desk.workspace_id) as scope:
        assert await scope.all("SELECT id FROM message_overrides WHERE workspace_id = %(workspace_id)s") == []
    longest = {"messages": [message("ice_breaker", "ä" * 8000)] * 10}
    assert len((await ok(api.put(path(campaign, inside), json=longest)))["data"]) == 1, "ten at once; the last of a slot counts"


async def test_slots_follow_the_steps_that_name_them(api: Api, desk: Desk) -> None:
    list_id = await a_list(api)
    ids = await prospects(api, list_id, "jane-doe--connected")
    steps = [text("message", "One"), text("message", "Two", 3600, slot="follow_up_2")]
    campaign = await a_draft(desk, list_id, steps=steps)
    path = f"/campaigns/{campaign}/leads/{ids['jane-doe--connected']}/message-overrides"
    assert await refused(api.put(path, json={"messages": [message("ice_breaker")]}), 400) == "no_such_slot"
    await ok(api.put(path, json={"messages": [message("follow_up_2", "Named")]}))
    await act(api, campaign, "start")
    await desk.live(2)
    assert [d.text for d in desk.world.transcript if d.what == "message"] == ["One", "Named"]


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------


async def test_list_linkedin_accounts_newest_first_with_limits_status_tier_and_counts(api: Api, other: Api, desk: Desk) -> None:
    second = await desk.connect("ben.fox+salesnav@sender.example")
    third = await desk.connect("cia.orr+2fa@sender.example")
    rows = (await ok(api.get("/linkedin_accounts")))["data"]
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    assert len(rows) == 3
    assert [(row["status"], row["account_tier"]) for row in rows] == [
        ("awaiting_code", "regular"), ("connected", "sales_navigator"), ("connected", "regular"),
    ]  # fmt: skip
    limits = rows[2]["sending_limits"]
    assert limits["max_connection_requests_per_day"] == 20
    assert limits["max_messages_per_day"] == 40
    assert limits["max_comments_per_day"] == 0
    assert limits["warmup_enabled"] is False
    assert rows[2]["profile_name"] == "Anna Meyer"
    assert rows[2]["cooldown_until"] is None
    assert rows[2]["last_ran_at"] is None
    async with desk.core.scope(desk.workspace_id) as scope:
        from outrider.outreach.campaigns import linkedin_accounts

        await linkedin_accounts.set_limits(scope, second, {"invite": 7}, slow_start=True)
        await linkedin_accounts.note_cooldown(scope, second, "invite", desk.clock.now().replace(hour=20))
        for status, expected in (
            ("disconnected", "disconnected"),
            ("error", "error"),
            ("connecting", "connecting"),
            ("paused", "connected"),
        ):
            await senders.set_status(scope, third, status, None)
            await scope.conn.commit()
            assert (await ok(api.get("/linkedin_accounts")))["data"][0]["status"] == expected
    row = (await ok(api.get("/linkedin_accounts")))["data"][1]
    assert row["sending_limits"]["max_connection_requests_per_day"] == 7
    assert row["sending_limits"]["warmup_enabled"] is True
    assert row["cooldown_until"] == "2026-03-02T20:00:00.000Z"
    assert (await ok(other.get("/linkedin_accounts")))["data"] == []
    for limit in ("0", "501", "many"):
        await refused(api.get("/linkedin_accounts", params={"limit": limit}), 400)


@pytest.mark.parametrize("action", ["start", "pause"])
async def test_two_of_the_same_action_at_once_one_wins(api: Api, desk: Desk, action: str) -> None:
    import asyncio

    list_id = await a_list(api)
    await some_leads(api, list_id, 5)
    campaign = await a_draft(desk, list_id, steps=SEQUENCE)
    if action == "pause":
        await act(api, campaign, "start")
    answers = await asyncio.gather(*(api.post(f"/campaigns/{campaign}/actions", json={"action": action}) for _ in range(6)))
    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409, 409, 409]
