"""The master inbox, figures and webhooks over Smartlead's API, on conversations as the engine leaves them."""

from datetime import timedelta
from typing import Any

import pytest
from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import Talk, a_campaign, leads, refused
from tests.making import a_sender, put, rows
from tests.outreach import mailing

from outrider.dialects import load
from outrider.dialects.smartlead.answers import message_of, stats_id
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import figures
from outrider.outreach.correspondence import filing
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces


def test_a_stats_id_names_its_message() -> None:
    assert message_of(stats_id(42)) == 42
    assert message_of("42") == 42
    assert message_of("00000000-0000-4000-8000-000000000000") is None
    assert message_of("x") is None


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 21}, {"limit": 0}, {"offset": -1}, {"sortBy": "RANDOM"}, {"filters": {"search": "x" * 31}},
        {"filters": {"campaignId": [1, 2, 3, 4, 5, 6]}}, {"filters": {"emailAccountId": list(range(1, 22))}},
        {"filters": {"campaignTeamMemberId": list(range(1, 12))}}, {"filters": {"campaignTagId": list(range(1, 12))}},
        {"filters": {"clientId": list(range(1, 12))}}, {"filters": {"leadCategories": {"categoryIdsIn": list(range(1, 12))}}},
        {"filters": {"leadCategories": {"categoryIdsNotIn": list(range(1, 12))}}}, {"filters": {"emailStatus": "Delighted"}},
        {"filters": {"replyTimeBetween": ["2025-01-01T00:00:00Z"]}}, {"filters": {"replyTimeBetween": ["yesterday", "today"]}},
        {"filters": {"campaignId": "all"}}, {"filters": "none"}, {"offset": True},
    ],
)  # fmt: skip
async def test_filters_beyond_their_maxima_are_refused(api: Api, query: dict[str, Any]) -> None:  # rule 10
    for view in ("inbox-replies", "unread-replies", "important"):
        await refused(api.post(f"/master-inbox/{view}", json=query), (400, 422))


async def test_more_accounts_may_be_named_in_the_view_of_all(api: Api) -> None:  # rule 10
    query = {"filters": {"emailAccountId": list(range(1, 21))}}
    await ok(api.post("/master-inbox/inbox-replies", json=query))
    await refused(api.post("/master-inbox/unread-replies", json=query), 400)
    await refused(api.post("/master-inbox/important", json=query), 400)


MANY = """
INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, enrollment_id, sent_at, created_at,
                      updated_at)
SELECT m.workspace_id, 'in', 'reply', 'received', m.sender_id, m.conversation_id, m.enrollment_id,
       %(now)s + make_interval(secs => n), %(now)s, %(now)s
FROM messages m, generate_series(1, 2100) n WHERE m.workspace_id = %(workspace_id)s AND m.direction = 'out'
"""


async def test_a_long_history_is_whole(api: Api, core: Core, talk: Talk, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(MANY)
    [row] = (await ok(api.post("/master-inbox/inbox-replies", params={"fetch_message_history": True}, json={})))["data"]
    one = await ok(api.get(f"/master-inbox/{talk.map_id}"))
    thread = await ok(api.get(f"/campaigns/{talk.campaign}/leads/{talk.lead}/message-history"))
    found = (row["email_history"], one["data"]["email_history"], thread["history"])
    assert [(len(history), history[0]["type"]) for history in found] == [(2102, "SENT")] * 3


async def test_an_empty_inbox_has_both_spellings(api: Api) -> None:
    page = await ok(api.post("/master-inbox/inbox-replies", json={}))
    assert page["data"] == page["messages"] == []
    assert page["total_count"] == 0
    assert page["offset"] == 0
    assert page["limit"] == 20


@pytest.mark.parametrize("dates", [{"start_date": "2026-03-01"}, {"end_date": "2026-03-01"}, {}])
async def test_dated_figures_need_both_dates(api: Api, dates: dict[str, str]) -> None:  # rule 11
    id = await a_campaign(api)
    await refused(api.get(f"/campaigns/{id}/analytics-by-date", params=dates), 400)


@pytest.mark.parametrize(
    "span", [("2026-03-02", "2026-03-01"), ("2026-13-01", "2026-13-02"), ("1.3.2026", "2.3.2026"), ("2020-01-01", "2026-01-01")]
)
async def test_bad_spans_are_refused(api: Api, span: tuple[str, str]) -> None:
    id = await a_campaign(api)
    await refused(api.get(f"/campaigns/{id}/analytics-by-date", params={"start_date": span[0], "end_date": span[1]}), 400)


async def test_figures_of_a_new_campaign_are_noughts_as_texts(api: Api) -> None:
    id = await a_campaign(api)
    read = await ok(api.get(f"/campaigns/{id}/analytics"))
    for name in ("sent_count", "unique_sent_count", "open_count", "click_count", "reply_count", "bounce_count", "block_count",
                 "unsubscribed_count", "unsubscribe_count", "sequence_count", "total_count", "drafted_count"):  # fmt: skip
        assert read[name] == "0", name
    assert read["campaign_lead_stats"]["total"] == 0
    assert read["tags"] == []
    assert read["client_id"] is None
    dated = await ok(api.get(f"/campaigns/{id}/analytics-by-date", params={"start_date": "2026-03-01", "end_date": "2026-03-02"}))
    assert dated["sent_count"] == "0"
    assert "campaign_lead_stats" not in dated


@pytest.mark.parametrize(
    "params",
    [{"limit": 1001}, {"limit": 0}, {"email_status": "loved"}, {"email_sequence_number": "21"}, {"email_sequence_number": "0"},
     {"sent_time_start_date": "yesterday"}, {"offset": -1}],
)  # fmt: skip
async def test_statistics_have_their_limits(api: Api, params: dict[str, Any]) -> None:
    id = await a_campaign(api)
    await refused(api.get(f"/campaigns/{id}/statistics", params=params), (400, 422))
    assert (await ok(api.get(f"/campaigns/{id}/statistics")))["total_stats"] == "0"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email_body": "x"},
        {"email_stats_id": "x"},
        {"email_stats_id": "1", "email_body": ""},
        {"email_stats_id": 5, "email_body": "x"},
    ],
)
async def test_a_reply_needs_a_message_and_a_text(api: Api, body: dict[str, Any]) -> None:
    id = await a_campaign(api)
    await refused(api.post(f"/campaigns/{id}/reply-email-thread", json=body), (400, 404, 422))


async def test_webhooks_are_saved_listed_changed_and_removed(api: Api) -> None:
    id = await a_campaign(api)
    body = {"id": None, "name": "CRM", "webhook_url": "https://crm.example.com/hook",
            "event_types": ["EMAIL_REPLY", "LEAD_CATEGORY_UPDATED"],
            "categories": ["Interested"]}  # fmt: skip
    made = await ok(api.post(f"/campaigns/{id}/webhooks", json=body))
    [listed] = await ok(api.get(f"/campaigns/{id}/webhooks"))
    assert listed["id"] == made["id"]
    assert listed["event_types"] == body["event_types"]
    assert listed["categories"] == ["Interested"]
    await ok(
        api.post(f"/campaigns/{id}/webhooks", json={**body, "id": made["id"], "name": "Other", "event_types": ["EMAIL_SENT"]})
    )
    [changed] = await ok(api.get(f"/campaigns/{id}/webhooks"))
    assert changed["name"] == "Other"
    assert changed["event_types"] == ["EMAIL_SENT"]
    await ok(api.request("DELETE", f"/campaigns/{id}/webhooks", json={"id": made["id"]}))
    assert await ok(api.get(f"/campaigns/{id}/webhooks")) == []
    for bad in (
        {**body, "webhook_url": "ftp://x"}, {**body, "webhook_url": None}, {**body, "event_types": []},
        {**body, "event_types": ["PARTY"]},
        {**body, "categories": ["Friends"]}, {**body, "id": 999_999},
    ):  # fmt: skip
        await refused(api.post(f"/campaigns/{id}/webhooks", json=bad), (400, 404, 422))
    newer = {
        "name": "All",
        "webhook_url": "https://crm.example.com/all",
        "event_type_map": {"EMAIL_REPLIED": True, "EMAIL_SENT": False},
    }
    everything = await ok(api.post("/webhook/create", json=newer))
    assert everything["email_campaign_id"] is None
    assert everything["event_types"] == ["EMAIL_REPLIED"]


async def test_a_reply_is_an_item_in_both_generations_fields(api: Api, talk: Talk) -> None:
    page = await ok(
        api.post("/master-inbox/inbox-replies", json={"filters": {"emailStatus": "Replied", "campaignId": talk.campaign}})
    )
    [item] = page["data"]
    assert page["total_count"] == 1
    assert item["campaign_lead_map_id"] == item["email_lead_map_id"] == talk.map_id
    assert item["email_lead_id"] == talk.lead
    assert item["email_campaign_id"] == talk.campaign
    assert item["email_account_id"] == talk.account
    assert item["has_new_unread_email"] is True
    assert item["is_read"] is False
    assert item["last_reply_time"] > item["last_sent_time"]
    assert item["lead_email"] == item["lead"]["email"]
    assert item["campaign"]["id"] == talk.campaign
    assert item["last_message"]["type"] == "REPLY"
    assert "email_history" not in item
    full = await ok(api.post("/master-inbox/inbox-replies", params={"fetch_message_history": "true"}, json={}))
    assert [m["type"] for m in full["data"][0]["email_history"]] == ["SENT", "REPLY"]
    for filters in (
        {"campaignId": [talk.campaign + 1]}, {"emailAccountId": [talk.account + 1]}, {"search": "nobody"}, {"clientId": 999},
        {"replyTimeBetween": ["2030-01-01T00:00:00Z", "2030-02-01T00:00:00Z"]}, {"campaignTagId": [1]},
        {"emailStatus": "Bounced"},
    ):  # fmt: skip
        assert (await ok(api.post("/master-inbox/inbox-replies", json={"filters": filters})))["data"] == [], filters
    between = {"replyTimeBetween": ["2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z"], "search": "lead1"}
    assert (
        len((await ok(api.post("/master-inbox/inbox-replies", json={"filters": between, "sortBy": "SENT_TIME_DESC"})))["data"])
        == 1
    )


async def test_read_and_category_follow_the_map_id(api: Api, talk: Talk) -> None:
    async def unread() -> int:
        return (await ok(api.post("/master-inbox/unread-replies", json={})))["total_count"]

    assert await unread() == 1
    await ok(api.patch("/master-inbox/change-read-status", json={"email_lead_map_id": talk.map_id, "read_status": True}))
    assert await unread() == 0
    await ok(
        api.patch("/master-inbox/change-read-status", json={"lead_id": talk.lead, "campaign_id": talk.campaign, "is_read": False})
    )
    assert await unread() == 1
    categories = {c["name"]: c["id"] for c in await ok(api.get("/leads/fetch-categories"))}
    ref = {"email_lead_map_id": talk.map_id}
    await ok(api.patch("/master-inbox/update-category", json={**ref, "category_id": categories["Interested"]}))
    row = (await ok(api.get(f"/campaigns/{talk.campaign}/leads")))["data"][0]
    assert row["lead_category_id"] == categories["Interested"]
    by_category = {"filters": {"leadCategories": {"categoryIdsIn": [categories["Interested"]]}}}
    assert len((await ok(api.post("/master-inbox/inbox-replies", json=by_category)))["data"]) == 1
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/analytics")))["campaign_lead_stats"]["interested"] == 1
    await ok(api.patch("/master-inbox/update-category", json={**ref, "category": "meeting request"}))
    [row] = (await ok(api.get(f"/campaigns/{talk.campaign}/leads")))["data"]
    assert row["lead_category_id"] == categories["Meeting Request"], "some clients send the name"
    await refused(api.patch("/master-inbox/update-category", json={**ref, "category": "No such"}), 404)
    await ok(api.patch("/master-inbox/update-category", json={**ref, "category_id": None}))
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/leads")))["data"][0]["lead_category_id"] is None
    await refused(api.patch("/master-inbox/update-category", json={**ref, "category_id": 999_999}), 404)
    await refused(api.patch("/master-inbox/update-category", json={"category_id": 1}), 422)
    older = {"category_id": categories["Not Interested"], "pause_lead": True}
    await ok(api.post(f"/campaigns/{talk.campaign}/leads/{talk.lead}/category", json=older))
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/leads")))["data"][0]["lead_category_id"] == categories["Not Interested"]


async def test_the_thread_and_an_answer_in_it(api: Api, talk: Talk, core: Core) -> None:
    path = f"/campaigns/{talk.campaign}/leads/{talk.lead}/message-history"
    thread = await ok(api.get(path))
    assert [(m["type"], m["email_seq_number"]) for m in thread["history"]] == [("SENT", "1"), ("REPLY", None)]
    assert thread["to"] == "lead1@prospect.example"
    assert thread["from"]
    assert (await ok(api.get(path, params={"event_time_gt": thread["history"][0]["time"]})))["history"][0]["type"] == "REPLY"
    await refused(api.get(path, params={"event_time_gt": "soon"}), 400)
    reply = thread["history"][1]
    body = {"email_stats_id": reply["stats_id"], "email_body": "<p>Tuesday?</p>", "reply_message_id": reply["message_id"],
            "cc": "boss@sender.example, crm@sender.example", "add_signature": True}  # fmt: skip
    queued = await ok(api.post(f"/campaigns/{talk.campaign}/reply-email-thread", json=body))
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT * FROM messages WHERE id = %s", (message_of(queued["stats_id"]),))
        row = await cursor.fetchone()
    assert row is not None
    assert row["state"] == "queued"
    assert row["kind"] == "manual"
    assert row["to_addresses"] == ["lead1@prospect.example"]
    assert row["cc_addresses"] == ["boss@sender.example", "crm@sender.example"]
    assert "Anna" in row["body_html"]
    assert f"<{row['in_reply_to']}>" == reply["message_id"]
    other = await a_campaign(api)
    await refused(api.post(f"/campaigns/{other}/reply-email-thread", json=body), 404)
    await refused(api.post(f"/campaigns/{talk.campaign}/reply-email-thread", json={**body, "cc": "not an address"}), 400)
    await refused(
        api.post(f"/campaigns/{talk.campaign}/reply-email-thread", json={**body, "email_stats_id": stats_id(999_999)}), 404
    )


async def test_an_answer_can_wait_and_be_seen_waiting(api: Api, talk: Talk) -> None:
    body = {"email_lead_map_id": talk.map_id, "email_body": "Later", "scheduled_time": "2026-03-05T09:00:00Z"}
    await ok(api.post(f"/campaigns/{talk.campaign}/reply-email-thread", json=body))
    [waiting] = (await ok(api.post("/master-inbox/scheduled", json={})))["data"]
    assert waiting["scheduled_time"] == "2026-03-05T09:00:00.000Z"
    assert waiting["email_lead_map_id"] == talk.map_id


async def test_a_mail_is_forwarded(api: Api, talk: Talk) -> None:
    thread = (await ok(api.get(f"/campaigns/{talk.campaign}/leads/{talk.lead}/message-history")))["history"]
    body = {"stats_id": thread[1]["stats_id"], "message_id": thread[1]["message_id"], "to_emails": "boss@sender.example"}
    done = await ok(api.post(f"/campaigns/{talk.campaign}/forward-email", json=body))
    assert done["status"] == "success"
    assert done["messageId"]
    await refused(api.post(f"/campaigns/{talk.campaign}/forward-email", json={**body, "to_emails": ""}), 400)


async def test_conversations_are_put_off_handed_over_and_valued(api: Api, talk: Talk, workspace: workspaces.Installed) -> None:
    ref = {"email_lead_map_id": talk.map_id}
    await ok(api.post("/master-inbox/set-reminder", json={**ref, "reminder_date": "2026-04-01T09:00:00Z"}))
    [item] = (await ok(api.post("/master-inbox/snoozed", json={})))["data"]
    assert item["is_snoozed"] is True
    await ok(api.post("/master-inbox/update-team-member", json={**ref, "team_member_id": workspace.user_id}))
    await refused(api.post("/master-inbox/update-team-member", json={**ref, "team_member_id": 999_999}), 404)
    await ok(api.patch("/master-inbox/update-revenue", json={**ref, "revenue": 1200.5}))
    one = await ok(api.get(f"/master-inbox/{talk.map_id}"))
    assert one["team_member_id"] == workspace.user_id
    assert one["revenue"] == 1200.5
    shown = await ok(api.get(f"/campaigns/{talk.campaign}/analytics"))
    assert shown["campaign_lead_stats"]["revenue"] == 1200.5
    assert len(one["email_history"]) == 2
    assert (await ok(api.post("/master-inbox/sent", json={})))["total_count"] == 1
    assert (await ok(api.post("/master-inbox/archived", json={})))["total_count"] == 0


async def test_a_lead_who_answered_goes_on_when_told(api: Api, talk: Talk) -> None:
    async def status() -> str:
        return (await ok(api.get(f"/campaigns/{talk.campaign}/leads")))["data"][0]["status"]

    assert await status() == "STOPPED"
    await ok(api.patch("/master-inbox/resume-lead", json={"email_lead_map_id": talk.map_id, "resume_lead_with_delay_days": 3}))
    assert await status() == "INPROGRESS"


async def test_the_links_that_were_followed_are_counted(
    api: Api, core: Core, talk: Talk, workspace: workspaces.Installed
) -> None:
    thread = f"/campaigns/{talk.campaign}/leads/{talk.lead}/message-history"
    [sent, _] = (await ok(api.get(thread)))["history"]
    assert sent["click_details"] == {}
    async with core.scope(workspace.workspace_id) as scope:
        message = message_of(sent["stats_id"])
        for url, clicks in (("https://acme.example/a", 2), ("https://acme.example/b", 0)):
            await scope.run(
                "INSERT INTO links (workspace_id, message_id, url, clicks) VALUES (%(workspace_id)s, %(id)s, %(url)s, %(n)s)",
                id=message,
                url=url,
                n=clicks,
            )
        await put(scope, "messages", message or 0, {"clicks": 2})
    [sent, _] = (await ok(api.get(thread)))["history"]
    assert sent["click_details"] == {"https://acme.example/a": 2}
    page = await ok(api.post("/master-inbox/inbox-replies", params={"fetch_message_history": "true"}, json={}))
    assert page["data"][0]["email_history"][0]["click_details"] == {"https://acme.example/a": 2}


async def test_leads_added_on_a_day_and_not_written_to_are_drafted(api: Api, talk: Talk) -> None:
    at = f"/campaigns/{talk.campaign}/analytics-by-date"
    day = {"start_date": "2026-03-02", "end_date": "2026-03-02"}
    assert (await ok(api.get(at, params=day)))["drafted_count"] == "0", "the one lead was written to"
    await ok(api.post(f"/campaigns/{talk.campaign}/leads", json={"lead_list": leads(2, "fresh.example")}))
    assert (await ok(api.get(at, params=day)))["drafted_count"] == "2"
    before = {"start_date": "2026-03-01", "end_date": "2026-03-01"}
    assert (await ok(api.get(at, params=before)))["drafted_count"] == "0"


async def test_figures_and_rows_agree(api: Api, talk: Talk) -> None:
    read = await ok(api.get(f"/campaigns/{talk.campaign}/analytics"))
    assert (read["sent_count"], read["reply_count"], read["sequence_count"]) == ("1", "1", "2")
    dated = {"start_date": "2026-03-02", "end_date": "2026-03-02"}
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/analytics-by-date", params=dated)))["reply_count"] == "1"
    before = {"start_date": "2026-03-01", "end_date": "2026-03-01"}
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/analytics-by-date", params=before)))["reply_count"] == "0"
    rows = await ok(
        api.get(f"/campaigns/{talk.campaign}/statistics", params={"email_status": "replied", "email_sequence_number": 1})
    )
    assert rows["total_stats"] == "1"
    assert rows["data"][0]["lead_email"] == "lead1@prospect.example"
    assert rows["data"][0]["reply_time"]
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/statistics", params={"email_sequence_number": 2})))["data"] == []
    overall = (await ok(api.get("/analytics/campaign/overall-stats", params=dated)))["data"]
    assert overall["overall_stats"]["sent"] == 1
    assert overall["campaign_wise_performance"][0]["replied"] == 1
    days = (await ok(api.get("/analytics/day-wise-overall-stats", params=dated)))["data"]["day_wise_stats"]
    assert days == [{"date": "2026-03-02", "day_name": "Monday", "email_engagement_metrics": days[0]["email_engagement_metrics"]}]
    for path in (
        "mailbox/name-wise-health-metrics",
        "mailbox/domain-wise-health-metrics",
        "mailbox/provider-wise-overall-performance",
    ):
        [group] = next(iter((await ok(api.get(f"/analytics/{path}")))["data"].values()))
        assert group["sent"] == 1, path
    steps = (await ok(api.get(f"/campaigns/{talk.campaign}/sequence-analytics")))["data"]
    assert [s["sent_count"] for s in steps] == [1, 0]
    assert steps[0]["variants"][0]["reply_count"] == 1
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/mailbox-statistics")))["data"][0]["sent_count"] == 1
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/leads-statistics")))["data"][0]["reply_count"] == 1


async def test_a_steps_figures_by_day(api: Api, talk: Talk) -> None:
    path = f"/campaigns/{talk.campaign}/sequence-analytics"

    async def sent(first: str, last: str, **query: str) -> int:
        return (await ok(api.get(path, params={"start_date": first, "end_date": last, **query})))["data"][0]["sent_count"]

    assert await sent("2026-03-02", "2026-03-02") == 1
    assert await sent("2026-03-02 00:00:00", "2026-03-02 23:59:59") == 1
    assert await sent("2026-03-03", "2026-03-04") == 0
    assert await sent("2026-03-01", "2026-03-01", time_zone="Pacific/Honolulu") == 1
    await refused(api.get(path, params={"start_date": "2026-03-02"}), 400)


async def test_threads_of_many_leads_are_those_of_each(api: Api, talk: Talk, second_talk: Talk) -> None:
    path = f"/campaigns/{talk.campaign}"
    many = await ok(api.post(f"{path}/message-history-for-leads", json={"lead_ids": [talk.lead, second_talk.lead, 10**9]}))
    assert many == {str(talk.lead): await ok(api.get(f"{path}/leads/{talk.lead}/message-history"))}
    assert [m["type"] for m in many[str(talk.lead)]["history"]] == ["SENT", "REPLY"]


async def test_a_subscriber_is_sent_the_vendors_body(api: Api, talk: Talk, core: Core, workspace: workspaces.Installed) -> None:
    hook = {"name": "CRM", "webhook_url": "https://crm.example.com/h", "event_types": ["EMAIL_REPLY", "EMAIL_SENT"]}
    made = await ok(api.post(f"/campaigns/{talk.campaign}/webhooks", json=hook))
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT * FROM events WHERE type IN ('message.sent', 'reply.received') ORDER BY id")
        happened = await cursor.fetchall()
    build = load("smartlead").webhook_form().payload
    parts = {
        "lead": {
            "id": talk.lead,
            "email": "lead1@prospect.example",
            "first_name": "Lead1",
            "last_name": None,
            "custom": {"city": "Ulm"},
        },
        "campaign": {"id": talk.campaign, "name": "A campaign", "status": "active"},
        "sender": {"id": talk.account, "address": "anna@sender.example", "name": "Anna"},
    }
    webhook = {"id": made["id"], "name": "CRM", "url": hook["webhook_url"], "vendor": {"event_types": hook["event_types"]}}
    sent, reply = [await build(core, {**e, **parts, "at": e["at"].isoformat()}, webhook) for e in happened]
    assert sent["event_type"] == "EMAIL_SENT"
    assert sent["campaign_id"] == talk.campaign
    assert sent["sequence_number"] == 1
    assert sent["sl_email_lead_map_id"] == talk.map_id
    assert sent["to_email"] == "lead1@prospect.example"
    assert sent["time_sent"]
    assert sent["sent_message"]["message_id"]
    assert sent["webhook_id"] == made["id"]
    assert sent["secret_key"].startswith("whsec_")
    assert reply["event_type"] == "EMAIL_REPLY"
    assert reply["reply_message"]["text"]
    assert reply["reply"]["body"] == reply["reply_message"]["text"]
    assert reply["sent_message"]["message_id"] == sent["sent_message"]["message_id"]
    assert reply["stats_id"] != sent["stats_id"]
    assert reply["leadCorrespondence"]["targetLeadEmail"] == "lead1@prospect.example"
    assert reply["lead"]["custom_fields"] == {"city": "Ulm"}


async def test_a_paused_lead_is_handed_to_another_account(
    api: Api, core: Core, workspace: workspaces.Installed, talk: Talk
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        other = await a_sender(scope, "bert@sender.example")
    path, asked = "/campaigns/update-lead-email-account", {"campaign_id": talk.campaign, "lead_id": talk.lead}
    assert "not attached" in await refused(api.post(path, params={**asked, "email_account_id": other.id}), 400)
    await ok(api.post(f"/campaigns/{talk.campaign}/email-accounts", json={"email_account_ids": [other.id]}))
    assert "paused" in await refused(api.post(path, params={**asked, "email_account_id": other.id}), 400)
    await ok(api.patch("/master-inbox/resume-lead", json={"email_lead_map_id": talk.map_id}))
    await ok(api.post(f"/campaigns/{talk.campaign}/leads/{talk.lead}/pause"))
    assert await ok(api.post(path, params={**asked, "email_account_id": other.id})) == {"ok": True}
    async with core.scope(workspace.workspace_id) as scope:
        assert (await enrollments.get(scope, talk.map_id)).sender_id == other.id


async def test_replies_that_are_not_tracked_stop_the_lead_and_do_not_count(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        [sent] = await mailing.sent_mail(scope)
    settings = {"track_settings": ["DONT_TRACK_REPLY_TO_AN_EMAIL"]}
    await ok(api.post(f"/campaigns/{sent.campaign_id}/settings", json=settings))
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent, intent="interested"))
        assert (await enrollments.get(scope, sent.enrollment_id)).reason == "replied"
        assert await figures.recount(scope) == []
    shown = await ok(api.get(f"/campaigns/{sent.campaign_id}/analytics"))
    assert str(shown["reply_count"]) == "0"
    assert len((await ok(api.post("/master-inbox/inbox-replies", json={})))["data"]) == 1


@pytest.mark.parametrize("at", ["creation", "change"])
async def test_webhooks_hear_of_their_categories_alone(api: Api, core: Core, talk: Talk, at: str) -> None:
    hook = {"name": "CRM", "webhook_url": "https://crm.example.com/hook", "event_types": ["LEAD_CATEGORY_UPDATED"]}
    only = {"categories": ["Interested"]}
    made = await ok(api.post(f"/campaigns/{talk.campaign}/webhooks", json={**hook, **(only if at == "creation" else {})}))
    if at == "change":
        await ok(api.patch(f"/webhooks/{made['id']}", json=only))
    for name in ("Not Interested", "Interested"):
        category = next(c["id"] for c in await ok(api.get("/leads/fetch-categories")) if c["name"] == name)
        await ok(api.patch("/master-inbox/update-category", json={"email_lead_map_id": talk.map_id, "category_id": category}))
    heard = await rows(
        core,
        """
        SELECT e.data ->> 'name' AS name FROM webhook_deliveries d
        JOIN events e ON e.workspace_id = d.workspace_id AND e.id = d.event_id
        """,
    )
    assert heard == [{"name": "Interested"}]


async def test_what_an_out_of_office_answer_does_is_set(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        [held, sorted_out] = await mailing.sent_mail(scope, 2)
    away = {"ignoreOOOasReply": True, "autoReactivateOOO": True, "reactivateOOOwithDelay": 5, "autoCategorizeOOO": False}
    path = f"/campaigns/{held.campaign_id}/settings"
    await refused(api.post(path, json={"out_of_office_detection_settings": {"enabled": True}}), 422)
    await ok(api.post(path, json={"out_of_office_detection_settings": away}))
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await filing.file(scope, held.sender.id, mailing.answer(scope, held, "auto_reply", intent="out_of_office"))
        now = await enrollments.get(scope, held.enrollment_id)
        assert (now.status, now.resume_at, now.category_id) == ("paused", scope.now + timedelta(days=5), None)
    await ok(api.post(path, json={"out_of_office_detection_settings": {"autoCategorizeOOO": True, "reactivateOOOwithDelay": 0}}))
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await filing.file(scope, held.sender.id, mailing.answer(scope, sorted_out, "auto_reply", intent="out_of_office"))
        now = await enrollments.get(scope, sorted_out.enrollment_id)
        assert (now.status, now.category_id is None) == ("active", False)


async def test_replies_are_given_the_chosen_categories_alone(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        mails = await mailing.sent_mail(scope, 2)
    path = f"/campaigns/{mails[0].campaign_id}/settings"
    known = {c["name"]: c["id"] for c in await ok(api.get("/leads/fetch-categories"))}
    await refused(api.post(path, json={"ai_categorisation_options": [999_999]}), 400)
    await ok(api.post(path, json={"ai_categorisation_options": [{"id": known["Not Interested"], "label": "x"}]}))
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        for mail, intent in zip(mails, ("interested", "not_interested"), strict=True):
            await filing.file(scope, mail.sender.id, mailing.answer(scope, mail, intent=intent))
        given = [(await enrollments.get(scope, mail.enrollment_id)).category_id for mail in mails]
    assert given == [None, known["Not Interested"]]


async def test_limits_of_smart_senders_are_named_as_ignored(api: Api) -> None:
    id = await a_campaign(api)
    answer = await api.post(f"/campaigns/{id}/settings", json={"ignore_ss_mailbox_sending_limit": True})
    assert answer.headers["X-Outrider-Ignored"] == "ignore_ss_mailbox_sending_limit"


async def test_reports_by_domain_and_provider_are_pages_of_groups(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        [one] = await mailing.sent_mail(scope, domain="one.example")
        [other] = await mailing.sent_mail(scope, domain="other.example")
        await senders.update(scope, other.sender.id, provider="google")
        await events.append(scope, [Event("message.sent", campaign_id=one.campaign_id, sender_id=other.sender.id)])

    async def groups(path: str, **query: str) -> int:
        data = (await ok(api.get(path, params=query)))["data"]
        return len(data if isinstance(data, list) else next(iter(data.values())))

    for name in ("domain-wise-health-metrics", "provider-wise-overall-performance"):
        path = f"/analytics/mailbox/{name}"
        counts = [await groups(path), await groups(path, limit="1"), await groups(path, limit="1", full_data="true")]
        assert counts == [2, 1, 2], name
    path = f"/campaigns/{one.campaign_id}/mailbox-statistics"
    assert [await groups(path), await groups(path, limit="1")] == [2, 1]


async def test_a_webhook_of_a_campaign_becomes_one_of_everything(api: Api) -> None:
    id = await a_campaign(api)
    hook = {"name": "CRM", "webhook_url": "https://crm.example.com/hook", "event_types": ["EMAIL_REPLY"]}
    made = await ok(api.post(f"/campaigns/{id}/webhooks", json=hook))
    await ok(api.post("/webhooks", json={"id": made["id"], "association_type": 3}))
    assert len(await ok(api.get(f"/campaigns/{id}/webhooks"))) == 1
    await ok(api.post("/webhooks", json={"id": made["id"], "association_type": 1}))
    assert await ok(api.get(f"/campaigns/{id}/webhooks")) == []
