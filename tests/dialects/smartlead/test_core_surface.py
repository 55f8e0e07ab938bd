"""What the newer operations do, each on real rows: a table of requests, and what must be seen after them."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from tests.dialects.clients import Api, Json, client, ok
from tests.dialects.smartlead.conftest import Talk, a_campaign, leads, refused, step
from tests.making import rows

from outrider import dialects
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import attachments
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import suppression
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings


@dataclass(frozen=True)
class Distinct:
    """A campaign with one lead, whose ids are all different numbers."""

    campaign: int
    lead: int
    map_id: int
    list: int


@pytest_asyncio.fixture
async def distinct(api: Api, core: Core, workspace: Installed) -> Distinct:
    """Ids far from each other, and each also the id of a thing of another kind where that is possible."""
    first = await a_campaign(api, "First")
    await ok(api.post(f"/campaigns/{first}/leads", json={"lead_list": leads(3, "first.example")}))
    async with core.scope(workspace.workspace_id) as scope:
        for table, start in (("campaigns", 40), ("leads", 2), ("enrollments", 20), ("lists", 60)):
            await scope.run("SELECT setval(%(name)s, %(start)s, false)", name=f"{table}_id_seq", start=start + 100)
    campaign = await a_campaign(api, "Second")
    await ok(api.post(f"/campaigns/{campaign}/leads", json={"lead_list": leads(1, "second.example")}))
    row = (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"][0]
    made = await ok(api.post("/lead-list/", json={"list_name": "Own"}))
    found = Distinct(campaign, row["lead"]["id"], row["campaign_lead_map_id"], made.get("id") or made["data"]["id"])
    assert len({found.campaign, found.lead, found.map_id, found.list}) == 4
    return found


# The kind of the last id, method, path and body. Each answers 404 where another kind's id stands in its place.
BY_KIND = [
    ("map", "POST", "/campaigns/{campaign}/leads/{map}/manual-complete", None),
    ("map", "GET", "/leads/{map}/sequence-details", None),
    ("lead", "GET", "/leads/{lead}", None),
    ("lead", "GET", "/leads/{lead}/campaign-overview", None),
    ("lead", "GET", "/leads/{lead}/campaigns", None),
    ("lead", "GET", "/crm/leads/notes/{lead}", None),
    ("lead", "GET", "/crm/leads/tasks/{lead}", None),
    ("lead", "POST", "/campaigns/{campaign}/leads/{lead}/pause", None),
    ("lead", "POST", "/campaigns/{campaign}/leads/{lead}/resume", None),
    ("lead", "POST", "/campaigns/{campaign}/leads/{lead}/category", {"category_id": None}),
    ("lead", "GET", "/campaigns/{campaign}/leads/{lead}/message-history", None),
    ("campaign", "GET", "/campaigns/{campaign}", None),
    ("campaign", "GET", "/campaigns/{campaign}/analytics", None),
    ("campaign", "GET", "/campaigns/{campaign}/webhooks/summary", None),
    ("list", "GET", "/lead-list/{list}", None),
]


@pytest.mark.parametrize(("kind", "method", "path", "body"), BY_KIND, ids=[f"{m} {p}" for _, m, p, _ in BY_KIND])
async def test_an_id_is_what_the_document_says(
    api: Api, distinct: Distinct, kind: str, method: str, path: str, body: dict[str, object] | None
) -> None:
    ids = {"map": distinct.map_id, "lead": distinct.lead, "campaign": distinct.campaign, "list": distinct.list}
    wrong = [other for other in ids if other != kind]
    for other in wrong:
        answer = await api.request(method, path.format(**{**ids, kind: ids[other]}), json=body)
        assert answer.status_code == 404, f"{other} for {kind}: {answer.text}"
    answer = await api.request(method, path.format(**ids), json=body)
    assert answer.is_success, answer.text


async def test_manual_complete_ends_the_right_lead(api: Api, distinct: Distinct, core: Core, workspace: Installed) -> None:
    await ok(api.post(f"/campaigns/{distinct.campaign}/leads/{distinct.map_id}/manual-complete"))
    async with core.scope(workspace.workspace_id) as scope:
        assert (await enrollments.get(scope, distinct.map_id)).status == "completed"


async def test_notes_and_tasks_are_kept_of_a_lead(api: Api, talk: Talk) -> None:
    await ok(api.post("/master-inbox/create-note", json={"email_lead_map_id": talk.map_id, "note_message": "Call on Monday"}))
    task = {"email_lead_map_id": talk.map_id, "name": "Call", "priority": "HIGH", "due_date": "2026-12-01T09:00:00Z"}
    made = (await ok(api.post("/master-inbox/create-task", json=task)))["data"]
    notes = (await ok(api.get(f"/crm/leads/notes/{talk.lead}")))["data"]
    assert [(n["note"], n["campaign_id"]) for n in notes] == [("Call on Monday", talk.campaign)]
    await ok(api.post(f"/crm/leads/tasks/{made['id']}", json={"status": "DONE"}))
    [kept] = (await ok(api.get(f"/crm/leads/tasks/{talk.lead}")))["data"]
    assert (kept["name"], kept["priority"], kept["status"]) == ("Call", "HIGH", "DONE")


async def test_a_tag_comes_off_by_its_mapping(api: Api, talk: Talk) -> None:
    tag = await ok(api.post("/tags", json={"name": "Warm", "color": "#FF5733"}))
    put = (await ok(api.post("/crm/leads/tags", json={"leadId": talk.lead, "tagIds": [tag["id"]]})))["data"]
    assert [t["name"] for t in put] == ["Warm"]
    await refused(api.delete(f"/crm/leads/tags/{put[0]['tag_mapping_id'] + 1000}"), 404)
    await ok(api.delete(f"/crm/leads/tags/{put[0]['tag_mapping_id']}"))
    assert (await ok(api.get("/crm/leads/tags", params={"leadId": talk.lead})))["data"] == []


async def test_a_lead_is_pushed_to_a_subsequence(api: Api, talk: Talk, core: Core, workspace: Installed) -> None:
    categories = await ok(api.get("/leads/fetch-categories"))
    events = [{"eventType": "EMAIL_REPLY"}, {"eventType": "LEAD_CATEGORY_UPDATED", "categoryId": categories[0]["id"]}]
    body = {"parentCampaignId": talk.campaign, "name": "Later", "delayForNewLeads": 2, "conditionEvents": events}
    made = await ok(api.post("/campaigns/create-subsequence", json=body))
    await ok(api.post(f"/campaigns/{made['id']}/sequences", json={"sequences": [step(1, days=0)]}))
    async with core.scope(workspace.workspace_id) as scope:
        kept = (await campaigns.get(scope, made["id"])).triggers
    assert kept == {"category_values": [], "category_ids": [categories[0]["id"]], "activities": ["replied"],
                    "reply_contains": "", "wait_seconds": 2 * 86400}  # fmt: skip
    pushed = await ok(
        api.post("/master-inbox/push-to-subsequence", json={"email_lead_map_id": talk.map_id, "sub_sequence_id": made["id"]})
    )
    async with core.scope(workspace.workspace_id) as scope:
        inner = await enrollments.get(scope, pushed["email_lead_map_id"])
        assert (inner.campaign_id, inner.lead_id) == (made["id"], talk.lead)
        assert inner.due_at is not None
        assert (inner.due_at - scope.now).days == 2
    again = api.post("/master-inbox/push-to-subsequence", json={"email_lead_map_id": talk.map_id, "sub_sequence_id": made["id"]})
    assert "has been in this subsequence before" in await refused(again, 400)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"conditionEvents": [{"eventType": "MOON_RISES"}]}, "brings no lead in"),
        ({"conditionEvents": [{"eventType": "LEAD_CATEGORY_UPDATED"}]}, "Say which category"),
        ({"stopLeadOnParentCampaignReply": False}, "is never written to"),
    ],
)
async def test_what_a_subsequence_cannot_do_is_said(api: Api, body: dict[str, object], said: str) -> None:
    parent = await a_campaign(api)
    assert said in await refused(api.post("/campaigns/create-subsequence", json={"parent_campaign_id": parent, **body}), 400)


async def test_a_copy_has_the_subsequences_where_asked(api: Api) -> None:
    parent = await a_campaign(api)
    await ok(api.post("/campaigns/create-subsequence", json={"parent_campaign_id": parent}))
    plain = await ok(api.post(f"/campaigns/{parent}/duplicate"))
    whole = await ok(api.post(f"/campaigns/{parent}/duplicate", json={"duplicate_sub_sequence": True}))
    parents = [c["parent_campaign_id"] for c in await ok(api.get("/campaigns"))]
    assert parents.count(plain["id"]) == 0
    assert parents.count(whole["id"]) == 1


async def test_a_member_answers_for_a_campaign(api: Api, workspace: Installed) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/team-member", json={"teamMemberId": workspace.user_id}))
    board = (await ok(api.get("/analytics/team-board/overall-stats")))["data"]["team_board_stats"]
    assert [(row["team_member_id"], row["campaign_count"]) for row in board] == [(workspace.user_id, 1)]
    await refused(api.post(f"/campaigns/{id}/team-member", json={"teamMemberId": 999999}), 404)


async def test_failed_deliveries_are_counted_and_tried_again(api: Api, talk: Talk, core: Core, workspace: Installed) -> None:
    hook = {"name": "CRM", "webhook_url": "https://hooks.example/x", "event_types": ["EMAIL_REPLY"]}
    made = await ok(api.post(f"/campaigns/{talk.campaign}/webhooks", json=hook))
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, state, attempts, created_at, updated_at)
            SELECT %(workspace_id)s, %(id)s, v.id, 'failed', 9, %(now)s, %(now)s FROM events v
            WHERE v.workspace_id = %(workspace_id)s AND v.type = 'reply.received'
            """,
            id=made["id"],
        )
    seen = await ok(api.get(f"/campaigns/{talk.campaign}/webhooks/summary"))
    assert (seen["failed"], seen["webhooks"][0]["events"][0]["event_type"]) == (1, "reply.received")
    again = await ok(api.post(f"/campaigns/{talk.campaign}/webhooks/retrigger-failed-events", json={}))
    assert again["retriggered"] == 1
    after = await ok(api.get(f"/campaigns/{talk.campaign}/webhooks/summary"))
    assert (after["failed"], after["pending"]) == (0, 1)
    await ok(api.delete(f"/campaigns/{talk.campaign}/webhooks/{made['id']}"))
    assert await ok(api.get(f"/campaigns/{talk.campaign}/webhooks")) == []


async def test_blocked_domains_keep_their_reason(api: Api, core: Core, workspace: Installed) -> None:
    done = await ok(api.post("/master-inbox/block-domains", json={"domains": ["spam.example"], "source": "complaint"}))
    assert done["blocked_count"] == 1
    async with core.scope(workspace.workspace_id) as scope:
        [kept] = await suppression.having(scope, "domain", "spam.example")
    assert kept.reason == "complained"


async def test_what_happened_to_leads_is_listed(api: Api, talk: Talk) -> None:
    rows = (await ok(api.get("/campaigns/all-leads-activities")))["data"]
    assert {"EMAIL_SENT", "EMAIL_REPLY"} <= {row["event_type"] for row in rows}
    assert {row["campaign_lead_map_id"] for row in rows} == {talk.map_id}
    later = await ok(api.get("/campaigns/all-leads-activities", params={"event_time_from": "2199-01-01T00:00:00Z"}))
    assert later["data"] == []


async def test_a_single_letter_is_queued_and_its_state_is_told(api: Api, talk: Talk) -> None:
    letter = {"to": "bob@elsewhere.example", "subject": "Hello", "body": "<p>Hi</p>", "fromEmailId": talk.account}
    sent = (await ok(api.post("/send-email/initiate", json=letter)))["data"]
    state = await ok(api.get("/master-inbox/reply-status", params={"message_id": sent["message_id"] or sent["stats_id"]}))
    assert state["status"] == "scheduled"
    await refused(api.post("/send-email/initiate", json={**letter, "fromEmail": "other@sender.example"}), 400)


FILE = {"filename": "Offer.pdf", "content": base64.b64encode(b"%PDF-1.7").decode(), "mimeType": "application/pdf"}


@pytest.mark.parametrize("named", [{}, {"fromName": "Sales team"}])
async def test_files_go_along_with_a_single_letter(api: Api, talk: Talk, core: Core, workspace: Installed, named: Json) -> None:
    letter = {"to": "bob@elsewhere.example", "subject": "Hello", "body": "<p>Hi</p>", "fromEmailId": talk.account}
    await ok(api.post("/send-email/initiate", json={**letter, **named, "attachments": [FILE]}))
    [row] = await rows(core, "SELECT headers FROM messages ORDER BY id DESC LIMIT 1")
    async with core.scope(workspace.workspace_id) as scope:
        [file] = await attachments.content(scope, row["headers"])
    assert (file.filename, file.content_type, file.content) == ("Offer.pdf", "application/pdf", b"%PDF-1.7")
    assert row["headers"].get("from_name") == named.get("fromName")


async def test_files_go_along_with_a_reply(api: Api, talk: Talk, core: Core, workspace: Installed) -> None:
    asked = {"email_lead_map_id": talk.map_id, "email_body": "Here it is", "attachments": [FILE]}
    await ok(api.post(f"/campaigns/{talk.campaign}/reply-email-thread", json=asked))
    [row] = await rows(core, "SELECT headers FROM messages ORDER BY id DESC LIMIT 1")
    async with core.scope(workspace.workspace_id) as scope:
        [file] = await attachments.content(scope, row["headers"])
    assert file.content == b"%PDF-1.7"


async def test_files_of_several_megabytes_may_go_along(api: Api, talk: Talk) -> None:
    letter = {"to": "bob@elsewhere.example", "subject": "Hello", "body": "<p>Hi</p>", "fromEmailId": talk.account}
    large = {**FILE, "content": base64.b64encode(bytes(5_000_000)).decode()}
    await ok(api.post("/send-email/initiate", json={**letter, "attachments": [large]}))


@pytest.mark.parametrize(
    ("file", "field"),
    [
        ({"filename": "a.pdf"}, "attachments.0.content"),
        ({"content": "aGk="}, "attachments.0.filename"),
        ({"filename": "a.pdf", "content": "not base64!"}, "attachments.0.content"),
        ({"filename": "a.pdf", "content": "aGk=", "mimeType": "pdf"}, "attachments.0.mime_type"),
    ],
)
async def test_a_file_that_cannot_be_read_is_named(api: Api, talk: Talk, file: Json, field: str) -> None:
    letter = {"to": "bob@elsewhere.example", "subject": "Hello", "body": "<p>Hi</p>", "fromEmailId": talk.account}
    answer = await api.post("/send-email/initiate", json={**letter, "attachments": [file]})
    assert answer.status_code in (400, 422)
    assert answer.json()["field"] == field


async def test_a_single_letter_bears_the_name_and_the_address_for_answers_that_are_given(
    api: Api, talk: Talk, core: Core
) -> None:
    letter = {"to": "bob@elsewhere.example", "subject": "Hello", "body": "<p>Hi</p>", "fromEmailId": talk.account}
    named = {"fromName": "Sales team", "replyTo": "team@sender.example"}
    await ok(api.post("/send-email/initiate", json={**letter, **named}))
    [row] = await rows(core, "SELECT headers, reply_to FROM messages ORDER BY id DESC LIMIT 1")
    assert row == {"headers": {"from_name": "Sales team"}, "reply_to": "team@sender.example"}


# What is not there


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("GET", "/campaigns/999/leads/{lead}/message-history", None, "campaign_id"),
        ("GET", "/campaigns/{campaign}/leads/999/message-history", None, "lead_id"),
        ("DELETE", "/campaigns/999/leads/{lead}", None, "campaign_id"),
        ("GET", "/email-accounts/999/", None, "account_id"),
        ("PUT", "/email-accounts/suspend/999", None, "account_id"),
        ("GET", "/spam-test/999", None, "spam_test_id"),
        ("GET", "/leads/999/sequence-details", None, "lead_map_id"),
        ("GET", "/master-inbox/999", None, "map_id"),
        ("POST", "/campaigns/create-subsequence", {"parent_campaign_id": 999, "name": "Later"}, "parent_campaign_id"),
        ("POST", "/leads/leads/push-between-lists", {"from_list_id": 999, "to_list_id": "{list}"}, "from_list_id"),
        ("POST", "/leads/leads/push-between-lists", {"from_list_id": "{list}", "to_list_id": 999}, "to_list_id"),
        ("POST", "/master-inbox/push-to-subsequence", {"email_lead_map_id": "{map}", "sub_sequence_id": 999}, "sub_sequence_id"),
    ],
)
async def test_what_is_not_there_is_named(
    api: Api, distinct: Distinct, method: str, path: str, body: Json | None, field: str
) -> None:
    ids = {"campaign": distinct.campaign, "lead": distinct.lead, "map": distinct.map_id, "list": distinct.list}
    asked = body and {name: ids[value.strip("{}")] if str(value).startswith("{") else value for name, value in body.items()}
    answer = await api.request(method, path.format(**ids), json=asked)
    assert answer.status_code == 404
    assert answer.json()["field"] == field


# Figures


async def test_campaigns_that_do_not_exist_have_no_figures(api: Api, talk: Talk) -> None:
    for name in ("campaign_ids", "campaign_id", "client_ids"):
        read = await ok(api.get("/analytics/day-wise-overall-stats", params={name: "999999"}))
        assert sum(row["email_engagement_metrics"]["sent"] for row in read["data"]["day_wise_stats"]) == 0, name
    read = await ok(api.get("/analytics/day-wise-overall-stats", params={"campaign_ids": f"999999,{talk.campaign}"}))
    assert sum(row["email_engagement_metrics"]["sent"] for row in read["data"]["day_wise_stats"]) == 1


async def test_what_was_sent_is_told_by_its_own_day(api: Api, talk: Talk) -> None:
    read = (await ok(api.get("/analytics/day-wise-overall-stats-by-sent-time", params={"timezone": "UTC"})))["data"]
    days = [row["email_engagement_metrics"] for row in read["day_wise_stats"]]
    assert sum(d["sent"] for d in days) == 1
    assert [d["replied"] for d in days if d["sent"]] == [1]


async def test_reply_times_are_measured_from_the_first_mail(api: Api, talk: Talk) -> None:
    data = (await ok(api.get("/analytics/campaign/lead-to-reply-time")))["data"]
    assert (data["replied_leads"], data["median_hours"]) == (1, 1.0)


async def test_a_time_zone_that_is_none_is_refused(api: Api) -> None:
    assert "no time zone" in await refused(api.get("/analytics/day-wise-overall-stats", params={"timezone": "Mars/One"}), 400)


async def test_a_category_by_hand_is_no_positive_reply(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(1)}))
    row = (await ok(api.get(f"/campaigns/{id}/leads")))["data"][0]
    await ok(api.post(f"/campaigns/{id}/leads/{row['lead']['id']}/category", json={"category_id": "Interested"}))
    assert (await ok(api.get(f"/campaigns/{id}/analytics")))["positive_reply_count"] == "0"


async def test_a_category_of_one_who_answered_is_a_positive_reply_once(api: Api, talk: Talk) -> None:
    for category in ("Interested", "Not Interested", "Interested"):
        await ok(api.post(f"/campaigns/{talk.campaign}/leads/{talk.lead}/category", json={"category_id": category}))
    assert (await ok(api.get(f"/campaigns/{talk.campaign}/analytics")))["positive_reply_count"] == "1"


# Clients


@dataclass(frozen=True)
class OfClient:
    id: int
    key_id: int
    campaign: int
    api: Api


@pytest_asyncio.fixture
async def of_client(api: Api, core: Core) -> AsyncIterator[OfClient]:
    saved = await ok(api.post("/client/save", json={"name": "Acme", "email": "acme@client.example", "password": "letmein-now"}))
    key = (await ok(api.post("/client/api-key", json={"clientId": saved["clientId"], "keyName": "Reports"})))["data"]
    made = await ok(api.post("/campaigns/create", json={"name": "Theirs", "client_id": saved["clientId"]}))
    app = dialects.load("smartlead").app(core, Settings(rate_limits={"smartlead": "off"}))
    async with client(app, key["api_key"]) as theirs:
        yield OfClient(saved["clientId"], key["id"], made["id"], theirs)


async def test_clients_are_listed_without_the_default_seat(api: Api, of_client: OfClient) -> None:
    assert [(c["id"], c["email"]) for c in await ok(api.get("/client/"))] == [(of_client.id, "acme@client.example")]


async def test_a_campaign_names_its_clients_address(api: Api, of_client: OfClient) -> None:
    await ok(api.post(f"/campaigns/{of_client.campaign}/leads", json={"lead_list": leads(1)}))
    assert (await ok(api.get(f"/campaigns/{of_client.campaign}/analytics")))["client_email"] == "acme@client.example"
    [place] = (await ok(api.get("/leads/", params={"email": "lead1@prospect.example"})))["lead_campaign_data"]
    assert place["client_email"] == "acme@client.example"


async def test_a_clients_key_opens_their_campaigns_only(api: Api, of_client: OfClient) -> None:
    other = await a_campaign(api, "Ours")
    theirs = of_client.api
    await ok(theirs.get(f"/campaigns/{of_client.campaign}"))
    await ok(theirs.post(f"/campaigns/{of_client.campaign}/leads", json={"lead_list": leads(1)}))
    listed = await ok(theirs.get("/campaigns", params={"client_id": of_client.id}))
    assert [c["id"] for c in listed] == [of_client.campaign]
    await refused(theirs.get(f"/campaigns/{other}"), 404)
    for method, path in (("GET", "/campaigns"), ("GET", "/email-accounts/"), ("GET", "/client/"), ("GET", "/leads/global-leads"),
                         ("POST", f"/campaigns/{of_client.campaign}/email-accounts"),
                         ("POST", f"/campaigns/{of_client.campaign}/settings"),
                         ("POST", "/master-inbox/inbox-replies")):  # fmt: skip
        await refused(theirs.request(method, path, json={}), 403)


async def test_a_clients_key_neither_reads_nor_changes_what_others_hold_of_a_lead(api: Api, of_client: OfClient) -> None:
    ours, theirs = await a_campaign(api, "Ours"), f"/campaigns/{of_client.campaign}/leads"
    lead = {"email": "lead1@prospect.example", "first_name": "Ada", "company_name": "Acme", "custom_fields": {"city": "Ulm"}}
    added = await ok(api.post(f"/campaigns/{ours}/leads", json={"lead_list": [lead], "settings": {"return_lead_ids": True}}))
    before = await ok(api.get(f"/campaigns/{ours}/leads"))
    again = {"ignore_duplicate_leads_in_other_campaign": True}
    await ok(of_client.api.post(theirs, json={"lead_list": [{"email": lead["email"], "first_name": "Eve"}], "settings": again}))
    assert await _shown(of_client.api, theirs) == ("Eve", None, {})
    path = f"{theirs}/{added['emailToLeadIdMap'][lead['email']]}"
    change = {"email": lead["email"], "company_name": "Bcme", "custom_fields": {"tone": "warm"}}
    await ok(of_client.api.post(path, json=change))
    assert await _shown(of_client.api, theirs) == ("Eve", "Bcme", {"tone": "warm"})
    await refused(of_client.api.post(path, json={"email": "eve@prospect.example"}), 400)
    assert await ok(api.get(f"/campaigns/{ours}/leads")) == before
    await ok(api.post(path, json={"first_name": "Zoe"}))
    assert await _shown(of_client.api, theirs) == ("Zoe", "Bcme", {"tone": "warm"})


@pytest.mark.parametrize(("by_client", "elsewhere"), [(True, "STARTED"), (False, "BLOCKED")])
async def test_whom_a_client_wants_not_contacted_others_may_contact(
    api: Api, of_client: OfClient, by_client: bool, elsewhere: str
) -> None:
    ours = await a_campaign(api, "Ours")
    again = {"ignore_duplicate_leads_in_other_campaign": True, "return_lead_ids": True}
    for campaign in (ours, of_client.campaign):
        added = await ok(api.post(f"/campaigns/{campaign}/leads", json={"lead_list": leads(1), "settings": again}))
    lead_id = next(iter(added["emailToLeadIdMap"].values()))
    path = f"/campaigns/{of_client.campaign}/leads/{lead_id}/category"
    await ok((of_client.api if by_client else api).post(path, json={"category_id": "Do Not Contact"}))
    status = {id: (await ok(api.get(f"/campaigns/{id}/leads")))["data"][0]["status"] for id in (ours, of_client.campaign)}
    assert status == {ours: elsewhere, of_client.campaign: "BLOCKED"}
    [entry] = await ok(api.get("/leads/get-domain-block-list"))
    assert entry["client_id"] == (of_client.id if by_client else None)


async def _shown(api: Api, path: str) -> tuple[object, object, object]:
    [row] = (await ok(api.get(path)))["data"]
    return row["lead"]["first_name"], row["lead"]["company_name"], row["lead"]["custom_fields"]


async def test_a_clients_key_opens_no_other_dialect(core: Core, api: Api, of_client: OfClient) -> None:
    key = of_client.api.params["api_key"]
    for name, path in (
        ("instantly", "/campaigns"),
        ("multilead", "/v1/users"),
        ("networkhq", "/campaigns"),
        ("makinari", "/leads"),
    ):
        async with client(dialects.load(name).app(core, Settings()), key) as elsewhere:
            answer: httpx.Response = await elsewhere.get(path)
            assert answer.status_code in (401, 403, 404), f"{name}: {answer.text}"
            assert answer.status_code != 200, name


async def test_a_reset_key_replaces_the_old_one(api: Api, core: Core, of_client: OfClient) -> None:
    fresh = (await ok(api.put(f"/client/api-key/reset/{of_client.key_id}")))["data"]["api_key"]
    await refused(of_client.api.get(f"/campaigns/{of_client.campaign}"), 401)
    app = dialects.load("smartlead").app(core, Settings(rate_limits={"smartlead": "off"}))
    async with client(app, fresh) as theirs:
        await ok(theirs.get(f"/campaigns/{of_client.campaign}"))
        await ok(api.delete(f"/client/api-key/{of_client.key_id}"))
        await refused(theirs.get(f"/campaigns/{of_client.campaign}"), 401)
    [kept] = (await ok(api.get("/client/api-key", params={"status": "inactive"})))["data"]
    assert (kept["id"], kept["api_key"]) == (of_client.key_id, None)


async def test_what_clients_cannot_have_is_refused(api: Api) -> None:
    base = {"name": "Acme", "email": "acme@client.example"}
    for extra in ({"logo": "aGk="}, {"is_credit_assigned": True}, {"permission": ["rule_the_world"]}):
        await refused(api.post("/client/save", json={**base, **extra}), 400)
    assert await ok(api.get("/client/")) == []
