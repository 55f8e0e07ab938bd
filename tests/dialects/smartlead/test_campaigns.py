"""Campaigns, settings, schedules, sequences and attached senders over Smartlead's API."""

from datetime import UTC, datetime

import pytest
from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import a_campaign, leads, mailbox, refused, step

from outrider.dialects.smartlead.answers import message_of
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.conversations import messages
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules import schedule
from outrider.sandbox.world import World


async def test_a_new_campaign_is_drafted_and_listed(api: Api) -> None:
    made = await ok(api.post("/campaigns/create", json={"name": "Spring"}))
    assert made["ok"] is True
    assert made["name"] == "Spring"
    assert made["created_at"].endswith("Z")
    listed = await ok(api.get("/campaigns"))
    assert [c["id"] for c in listed] == [made["id"]]
    assert listed == await ok(api.get("/campaigns/"))
    one = await ok(api.get(f"/campaigns/{made['id']}"))
    assert one["status"] == "DRAFTED"
    assert one["stop_lead_settings"] == "REPLY_TO_AN_EMAIL"
    # The conservative defaults: no tracking on first touch (D17).
    assert one["track_settings"] == ["DONT_EMAIL_OPEN", "DONT_LINK_CLICK"]


async def test_settings_and_schedule_are_changed_in_part(api: Api) -> None:
    id = await a_campaign(api)
    await ok(
        api.post(
            f"/campaigns/{id}/settings",
            json={"name": "Summer", "track_settings": ["DONT_TRACK_LINK_CLICK"], "stop_lead_settings": "CLICK_ON_A_LINK",
                  "unsubscribe_text": "No more mail", "send_as_plain_text": True, "follow_up_percentage": 60},
        )
    )  # fmt: skip
    schedule = {"timezone": "Europe/Berlin", "days_of_the_week": [1, 2], "start_hour": "9:00", "end_hour": "17:00",
                "min_time_btw_emails": 15, "max_new_leads_per_day": 30}  # fmt: skip
    await ok(api.post(f"/campaigns/{id}/schedule", json=schedule))
    one = await ok(api.get(f"/campaigns/{id}"))
    assert one["name"] == "Summer"
    assert one["track_settings"] == ["DONT_LINK_CLICK"]
    assert one["stop_lead_settings"] == "CLICK_ON_A_LINK"
    assert one["unsubscribe_text"] == "No more mail"
    assert one["send_as_plain_text"] is True
    assert one["follow_up_percentage"] == 60
    assert one["scheduler_cron_value"] == {"tz": "Europe/Berlin", "days": [1, 2], "startHour": "09:00", "endHour": "17:00"}
    assert one["min_time_btwn_emails"] == 15
    assert one["max_leads_per_day"] == 30
    await ok(api.post(f"/campaigns/{id}/schedule", json={"end_hour": "18:00"}))
    again = await ok(api.get(f"/campaigns/{id}"))
    assert again["scheduler_cron_value"]["endHour"] == "18:00"
    assert again["max_leads_per_day"] == 30


async def test_what_is_not_tracked_is_read_without_track_and_may_be_written_back(api: Api) -> None:
    """The vendor's page of one campaign has these words, and clients that copy campaigns or check them compare with them."""
    id, words = await a_campaign(api), ["DONT_EMAIL_OPEN", "DONT_LINK_CLICK", "DONT_REPLY_TO_AN_EMAIL"]
    for written in ([word.replace("DONT_", "DONT_TRACK_") for word in words], words):
        await ok(api.post(f"/campaigns/{id}/settings", json={"track_settings": []}))
        assert (await ok(api.get(f"/campaigns/{id}")))["track_settings"] == []
        await ok(api.post(f"/campaigns/{id}/settings", json={"track_settings": written}))
        assert (await ok(api.get(f"/campaigns/{id}")))["track_settings"] == words


async def test_settings_are_understood_in_the_newer_pages_words(api: Api) -> None:
    id = await a_campaign(api)
    for word, known in (("OPENED_EMAIL", "OPEN_AN_EMAIL"), ("CLICKED_LINK", "CLICK_ON_A_LINK")):
        body = {"stop_lead_settings": word, "track_settings": "DONT_TRACK_EMAIL_OPEN"}
        await ok(api.post(f"/campaigns/{id}/settings", json=body))
        one = await ok(api.get(f"/campaigns/{id}"))
        assert (one["stop_lead_settings"], one["track_settings"]) == (known, ["DONT_EMAIL_OPEN"])


async def test_a_schedule_may_go_by_the_leads_clocks_and_close_on_holidays(api: Api, scope: Scope) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/schedule", json={"use_lead_timezone": True, "holidays": ["de", "US-CA"]}))
    kept = await campaigns.get(scope, id)
    assert kept.settings.use_lead_timezone
    assert kept.schedule["holidays"] == ["DE", "US-CA"]


async def test_holidays_of_an_unknown_country_are_refused(api: Api) -> None:
    id = await a_campaign(api)
    assert "holidays" in str(await refused(api.post(f"/campaigns/{id}/schedule", json={"holidays": ["XX"]}), 400))


async def test_leads_may_come_with_settings_of_null(api: Api) -> None:
    id = await a_campaign(api)
    body = {"lead_list": [{"email": "k5a@acme.test", "first_name": None, "custom_fields": None}], "settings": None}
    await ok(api.post(f"/campaigns/{id}/leads", json=body))


@pytest.mark.parametrize("headers", [{"Content-Type": "text/plain"}, {"Content-Type": ""}])
async def test_json_without_its_content_type_is_read(api: Api, headers: dict[str, str]) -> None:
    made = await ok(api.post("/campaigns/create", content=b'{"name": "Spring"}', headers=headers))
    assert made["ok"] is True


async def test_a_campaign_has_a_bounce_threshold_of_its_own(api: Api, scope: Scope) -> None:
    id = await a_campaign(api)
    assert (await ok(api.get(f"/campaigns/{id}")))["bounce_autopause_threshold"] is None
    for given, shown, share in ((7, "7", 0.07), ("2.5%", "2.5", 0.025), ("4", "4", 0.04)):
        await ok(api.post(f"/campaigns/{id}/settings", json={"bounce_autopause_threshold": given}))
        assert (await ok(api.get(f"/campaigns/{id}")))["bounce_autopause_threshold"] == shown
        assert (await campaigns.get(scope, id)).settings.bounce_limit == pytest.approx(share)
    for wrong in (0, 101, "many", True):
        await refused(api.post(f"/campaigns/{id}/settings", json={"bounce_autopause_threshold": wrong}), 422)


@pytest.mark.parametrize(
    "schedule",
    [
        {"days_of_the_week": [7]},
        {"timezone": "Mars/Olympus", "days_of_the_week": [1], "start_hour": "09:00", "end_hour": "17:00"},
        {"days_of_the_week": [1], "start_hour": "17:00", "end_hour": "09:00"},
        {"start_hour": "9 o'clock"},
        {"days_of_the_week": [1]},
        {"max_new_leads_per_day": 0},
        {"schedule_start_time": "soon"},
    ],
)
async def test_a_bad_schedule_is_refused(api: Api, schedule: dict[str, object]) -> None:
    id = await a_campaign(api)
    await refused(api.post(f"/campaigns/{id}/schedule", json=schedule), (400, 422))
    assert (await ok(api.get(f"/campaigns/{id}")))["scheduler_cron_value"] is None


async def test_sequences_are_replaced_not_merged(api: Api) -> None:  # rule 13
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1), step(2, ""), step(3, "")]}))
    first = await ok(api.get(f"/campaigns/{id}/sequences"))
    assert [(s["seq_number"], s["seq_delay_details"]["delayInDays"], s["subject"]) for s in first] == [
        (1, 0, "Hello {{first_name}}"), (2, 3, ""), (3, 3, ""),
    ]  # fmt: skip
    kept = {**step(1, "Changed"), "id": first[0]["id"]}
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [kept]}))
    second = await ok(api.get(f"/campaigns/{id}/sequences"))
    assert [(s["id"], s["subject"]) for s in second] == [(first[0]["id"], "Changed")]


async def test_variants_keep_their_labels_and_shares(api: Api, scope: Scope) -> None:
    id = await a_campaign(api)
    variants = [
        {"subject": "A", "email_body": "a", "variant_label": "A", "variant_distribution_percentage": 70},
        {"subject": "B", "email_body": "b", "variant_label": "B", "variant_distribution_percentage": 30},
    ]
    sequence = {"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "seq_variants": variants,
                "variant_distribution_type": "MANUAL_PERCENTAGE", "winning_metric_property": "REPLY_RATE"}  # fmt: skip
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [sequence]}))
    [read] = await ok(api.get(f"/campaigns/{id}/sequences"))
    assert [(v["variant_label"], v["subject"], v["variant_distribution_percentage"]) for v in read["sequence_variants"]] == [
        ("A", "A", 70.0), ("B", "B", 30.0),
    ]  # fmt: skip
    assert read["winning_metric_property"] == "REPLY_RATE"
    [kept] = await sequences.get(scope, id)
    assert [v.weight for v in kept.variants] == [70.0, 30.0]
    sequence["seq_variants"] = [{**variants[0], "variant_distribution_percentage": 10}, variants[1]]
    assert "100" in await refused(api.post(f"/campaigns/{id}/sequences", json={"sequences": [sequence]}), 422)


async def test_a_trial_of_variants_takes_its_share_of_the_leads(api: Api, scope: Scope) -> None:
    id = await a_campaign(api)
    sequence = {"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "variant_distribution_type": "AI_EQUAL",
                "lead_distribution_percentage": 25,
                "seq_variants": [{"subject": x, "email_body": x, "variant_label": x} for x in "AB"]}  # fmt: skip
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [sequence]}))
    [read] = await ok(api.get(f"/campaigns/{id}/sequences"))
    assert read["lead_distribution_percentage"] == 25
    [kept] = await sequences.get(scope, id)
    assert kept.settings["trial_share"] == 25


@pytest.mark.parametrize(
    "given",
    [
        [],
        [step(2)],
        [step(1), step(1)],
        [{"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "subject": "x"}],
        [step(1, days=366)],
        [step(1, days=-1)],
        [{**step(1), "id": 999_999}],
        "none",
    ],
)
async def test_a_bad_sequence_leaves_the_old_one(api: Api, given: object) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1)]}))
    before = await ok(api.get(f"/campaigns/{id}/sequences"))
    await refused(api.post(f"/campaigns/{id}/sequences", json={"sequences": given}), (400, 404, 422))
    assert await ok(api.get(f"/campaigns/{id}/sequences")) == before


async def test_start_needs_a_sequence_and_a_sender(api: Api, world: World) -> None:  # rule 8
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1)]}))
    assert "email account" in await refused(api.post(f"/campaigns/{id}/status", json={"status": "START"}), 400)
    account = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    attached = await ok(api.post(f"/campaigns/{id}/email-accounts", json={"email_account_ids": [account]}))
    assert attached["result"][0]["email_account_id"] == account
    assert attached["result"][0]["email_campaign_id"] == id
    assert (await ok(api.post(f"/campaigns/{id}/status", json={"status": "START"})))["status"] == "ACTIVE"
    # Not while ACTIVE.
    assert "active" in await refused(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1)]}), 400)
    assert (await ok(api.post(f"/campaigns/{id}/status", json={"status": "PAUSED"})))["status"] == "PAUSED"
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1), step(2, "")]}))
    assert (await ok(api.post(f"/campaigns/{id}/status", json={"status": "STOPPED"})))["status"] == "STOPPED"
    await refused(api.post(f"/campaigns/{id}/status", json={"status": "ACTIVATE"}), 422)


async def test_attaching_twice_is_no_error_and_detaching_keeps_the_account(api: Api, world: World) -> None:
    id = await a_campaign(api)
    account = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    for _ in range(2):
        await ok(api.post(f"/campaigns/{id}/email-accounts", json={"email_account_ids": [account]}))
    assert [a["id"] for a in await ok(api.get(f"/campaigns/{id}/email-accounts"))] == [account]
    await refused(api.post(f"/campaigns/{id}/email-accounts", json={"email_account_ids": [account, 999_999]}), 404)
    await ok(api.request("DELETE", f"/campaigns/{id}/email-accounts", json={"email_accounts_ids": [account]}))
    assert await ok(api.get(f"/campaigns/{id}/email-accounts")) == []
    assert (await ok(api.get(f"/email-accounts/{account}")))["campaign_count"] == 0


async def test_deleting_a_campaign_keeps_senders_and_leads(api: Api, world: World) -> None:  # rule 13
    id = await a_campaign(api)
    account = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    await ok(api.post(f"/campaigns/{id}/email-accounts", json={"email_account_ids": [account]}))
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(2)}))
    assert await ok(api.delete(f"/campaigns/{id}")) == {"ok": True}
    await refused(api.get(f"/campaigns/{id}"), 404)
    await refused(api.delete(f"/campaigns/{id}"), 404)
    assert [a["id"] for a in await ok(api.get("/email-accounts"))] == [account]
    found = await ok(api.get("/leads/", params={"email": "lead1@prospect.example"}))
    assert found["id"]
    assert found["lead_campaign_data"] == []


async def test_a_test_email_says_what_the_campaign_would(api: Api, world: World, scope: Scope) -> None:
    id = await a_campaign(api)
    account = (await ok(api.post("/email-accounts/save", json=mailbox(world, signature="<b>Anna</b>"))))["emailAccountId"]
    steps = [step(1, "{Hi|Hello} {{first_name}}", "<p>News for {{city}}</p>%signature%"), step(2, "", "<p>{{first_name}}?</p>")]
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": steps}))
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(2)}))
    lead = (await ok(api.get("/leads/", params={"email": "lead2@prospect.example"})))["id"]
    path, body = (
        f"/campaigns/{id}/send-test-email",
        {"leadId": lead, "sequenceNumber": 1, "customEmailAddress": "me@sender.example"},
    )
    assert "Attach an email account" in await refused(api.post(path, json=body), 400)
    body["selectedEmailAccountId"] = account

    async def queued(**changes: object) -> messages.Message:
        answer = await ok(api.post(path, json={**body, **changes}))
        found = message_of(answer["stats_id"])
        assert found is not None
        return await messages.get(scope, found)

    first = await queued()
    assert first.subject in ("Hi Lead2", "Hello Lead2")
    assert first.body_html == "<p>News for Ulm</p><b>Anna</b>"
    assert (first.kind, first.to_addresses, first.lead_id, first.conversation_id) == ("test", ["me@sender.example"], None, None)
    second = await queued(sequenceNumber=2)
    assert (second.subject, second.body_html) == (f"Re: {first.subject}", "<p>Lead2?</p>")
    await ok(api.post(f"/campaigns/{id}/settings", json={"send_as_plain_text": True}))
    assert (await queued(sequenceNumber=2)).body_html is None
    await refused(api.post(path, json={**body, "sequenceNumber": 3}), 400)
    await refused(api.post(path, json={**body, "leadId": 999_999}), 404)


async def test_a_time_zone_holds_for_hours_that_another_dialect_set(api: Api, core: Core, workspace: Installed) -> None:
    id = await a_campaign(api)
    hours = {"days": [1], "start": "09:00", "end": "12:00", "timezone": "America/Chicago"}
    async with core.scope(workspace.workspace_id) as scope:
        await campaigns.update(scope, id, schedule={"timezone": "America/Chicago", "windows": [hours]})
    await ok(api.post(f"/campaigns/{id}/schedule", json={"timezone": "Europe/Berlin"}))
    async with core.scope(workspace.workspace_id) as scope:
        stored = schedule.from_json((await campaigns.get(scope, id)).schedule)
    assert schedule.is_open(stored, datetime(2026, 3, 2, 8, 30, tzinfo=UTC)), "half past nine in Berlin"
    assert (await ok(api.get(f"/campaigns/{id}")))["scheduler_cron_value"]["tz"] == "Europe/Berlin"
