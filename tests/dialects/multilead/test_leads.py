"""Leads: what each filter finds, what is not added, changed values, plain leads of the team, exports that stream."""

import asyncio
import csv
import io
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from psycopg.types.json import Jsonb
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider.dialects.multilead import inbox_answers
from outrider.dialects.multilead.routes import leads as lead_routes
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.senders import linkedin_people
from outrider.outreach.senders.linkedin_people import User
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import V1, V2, ok, refused
from tests.dialects.multilead.story import Story
from tests.making import put
from tests.waiting import eventually


async def found(api: Api, story: Story, path: str, **filters: Any) -> list[str]:
    listed = (await ok(api.get(f"{story.home}{path}", params=filters)))["result"]
    assert listed["count"] == len(listed["items"])
    return [item["firstName"] for item in listed["items"]]


async def test_filters_or_inside_and_between(api: Api, story: Story) -> None:
    of_campaign = f"/campaigns/{story.campaign_id}/leads"
    async with story.scope() as scope:
        await put(scope, "enrollments", story.ids[2], {"status": "paused", "reason": "out_of_office"})
    step = story.step_ids[2]
    for filters, names in (
        ({}, ["Jane", "Tom", "Ida"]),
        ({"filterByStatus": "[4]"}, ["Jane"]),
        ({"filterByStatus": "[4]", "filterByConnectionDegree": "[1]"}, ["Jane"]),
        ({"filterByStatus": "[4]", "filterByConnectionDegree": "[2,3]"}, []),
        ({"filterByStatus": "[1,2]"}, ["Tom", "Ida"]),
        ({"filterByStatus": "[3]"}, []),
        ({"filterByStatus": "[4]", "filterByOutOfOffice": "true"}, ["Jane", "Ida"]),
        ({"filterByName": "jane", "filterByOccupation": "found"}, ["Jane", "Tom"]),
        ({"filterByCompany": "acme", "filterByName": "tom"}, ["Jane", "Tom", "Ida"]),
        ({"filterByCompany": "acme", "filterByStatus": "[2]"}, ["Ida"]),
        ({"filterByVerifiedEmails": "true"}, ["Jane"]),
        ({"filterByNotVerifiedEmails": "true", "filterByVerifiedEmails": "false"}, ["Tom", "Ida"]),
        ({"filterByNotVerifiedEmails": "true", "filterByVerifiedEmails": "true"}, ["Jane", "Tom", "Ida"]),
        ({"filterBySelectedLeads": f"[{story.ids[0]},{story.ids[2]}]", "filterByCompany": "acme"}, ["Jane", "Ida"]),
        ({"search": "acme sales"}, ["Jane"]),
        ({"filterByStepChangeTimestamp": "4000000000000"}, []),
        ({"filterByStepChangeTimestamp": "123"}, ["Jane", "Tom", "Ida"]),
    ):
        assert await found(api, story, of_campaign, **filters) == names, filters
        assert await found(api, story, "/leads", **filters) == names, filters
    assert await found(api, story, of_campaign, filterByCurrentStep=f"[{step}]") == ["Jane", "Ida"]
    page = await ok(api.get(f"{story.home}/leads", params={"limit": 1, "offset": 1}))
    assert ([i["firstName"] for i in page["result"]["items"]], page["result"]["count"]) == (["Tom"], 3)


async def test_a_large_page_is_read_in_parts(api: Api, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients in use ask for 10,000 leads at once, and take a shorter page for the last."""
    path = f"{story.home}/campaigns/{story.campaign_id}/leads"
    whole = await ok(api.get(path, params={"limit": 10_000}))
    monkeypatch.setattr(lead_routes, "_AT_ONCE", 1)
    assert len(whole["result"]["items"]) == whole["result"]["count"] == 3
    assert await ok(api.get(path, params={"limit": 10_000})) == whole
    assert (await ok(api.get(path, params={"limit": 2, "offset": 1})))["result"]["items"] == whole["result"]["items"][1:]


async def test_how_near_a_person_is_and_what_they_did_is_shown(api: Api, story: Story) -> None:
    when = datetime(2026, 2, 1, tzinfo=UTC)
    async with story.scope() as scope:
        jobs = [{"position": "Head of Sales", "company": "Acme", "start": "1/1/2022", "current": True, "company_id": "77"},
                {"position": "Sales", "company": "Small Ltd", "start": "2016", "end": "2021"}]  # fmt: skip
        profile = {"work_experience": jobs, "education": [{"school": "IT Academy"}]}
        user = (await linkedin_people.of_leads(scope, [story.lead_ids[0]]))[story.lead_ids[0]]
        await put(scope, "linkedin_users", user.id, {"profile": Jsonb(profile)})
        await scope.run(
            """
            INSERT INTO lead_connections (workspace_id, sender_id, lead_id, state, degree, connected_at, updated_at)
            VALUES (%(workspace_id)s, %(sender)s, %(lead)s, 'connected', 1, %(at)s, %(at)s)
            ON CONFLICT (workspace_id, sender_id, lead_id) DO UPDATE SET degree = 1, connected_at = excluded.connected_at
            """,
            sender=story.account_id,
            lead=story.lead_ids[0],
            at=when,
        )
    [jane] = (await ok(api.get(f"{story.home}/leads", params={"filterByName": "jane"})))["result"]["items"]
    worked = {"totalCareerPositionsCount": 2, "yearsInCurrentCompany": 4, "collegeName": "IT Academy"}
    assert {name: jane["allFieldsData"][name] for name in worked} == worked
    person = (await ok(api.get(f"{story.home}/linkedin_users/{jane['linkedinUserId']}")))["result"]["linkedinUser"]
    assert {name: person[name] for name in worked} == worked
    assert (person["connectionDegree"], person["totalYearsInCareer"]) == (1, "10")
    assert person["currentLinkedinCompanyId"] == 77
    assert person["experience"][0]["companyLink"] == "https://www.linkedin.com/company/77/"
    [seat] = (await ok(api.get("/accounts")))["result"]["items"]
    assert seat["lastConnectionAcceptedAt"] == int(when.timestamp() * 1000)


async def test_an_additional_field_by_the_vendors_example_name_is_kept(api: Api, story: Story) -> None:
    asked = {"email": "eva@new.example", "personalizedField": "random", "new_field": "field"}
    made = await ok(api.post(f"/campaign/{story.campaign_id}/leads", json=asked), 201)
    async with story.scope() as scope:
        enrollment = await enrollments.get(scope, made["leadId"])
        lead = await leads.get(scope, enrollment.lead_id)
    assert {**lead.custom, **enrollment.fields} == {"personalizedField": "random", "new_field": "field"}


async def test_who_is_not_added(api: Api, story: Story) -> None:
    path = f"/campaign/{story.campaign_id}/leads"
    assert "in a campaign already" in await refused(api.post(path, json={"email": "jane@acme.example"}), 409)
    again = await ok(api.post(path, json={"email": "jane@acme.example", "removeDbDuplicates": False}), 201)
    assert again["leadId"] == story.ids[0]
    async with story.scope() as scope:
        await suppression.add(scope, [EntryInput("domain", "blocked.example", seat_id=story.seat_id)])
    assert "blacklist" in await refused(api.post(path, json={"email": "x@blocked.example"}), 409)
    assert "email" in await refused(api.post(path, json={"email": "no address"}), 422)
    assert "profileUrl" in await refused(api.post(path, json={"profileUrl": "https://example.com/x"}), 422)
    await refused(api.post(path, json={"firstName": "Nobody"}), 422)
    await refused(api.post(path, json=[]), 400)
    async with story.scope() as scope:
        assert await enrollments.count(scope) == 3


async def test_a_value_that_is_taken_away_is_gone(api: Api, story: Story) -> None:
    async with story.scope() as scope:
        await leads.update(scope, (await enrollments.get(scope, story.ids[0])).lead_id, job_title="CEO")
    body = {"linkedinAccountId": story.seat_id, "changedValues": {"occupation": ""}}
    await ok(api.patch(f"{V2}/campaigns/{story.campaign_id}/leads/{story.ids[0]}", json=body))
    listed = (await ok(api.get(f"{story.home}/leads", params={"filterBySelectedLeads": f"[{story.ids[0]}]"})))["result"]["items"]
    assert listed[0]["occupation"] in (None, "")


async def test_changed_values_are_the_campaign_s_own(api: Api, story: Story) -> None:
    jane = story.ids[0]
    path = f"{V2}/campaigns/{story.campaign_id}/leads/{jane}"
    values = {"businessEmail": "b@x.example", "custom-variable": "custom value", "occupation": "CEO", "email": "new@acme.example"}
    await ok(api.patch(path, json={"linkedinAccountId": story.seat_id, "changedValues": values}))
    listed = (await ok(api.get(f"{story.home}/leads", params={"filterBySelectedLeads": f"[{jane}]"})))["result"]["items"][0]
    assert (listed["occupation"], listed["businessEmail"], listed["personalEmail"]) == ("CEO", "b@x.example", "new@acme.example")
    assert listed["allFieldsData"]["custom-variable"] == "custom value"
    async with story.scope() as scope:
        lead = await leads.get(scope, story.lead_ids[0])
        assert (lead.email, lead.job_title, lead.custom["city"]) == ("new@acme.example", "Head of Sales", "Ulm")
    for body, status in (
        ({"changedValues": {"a": "b"}}, 400), ({"linkedinAccountId": "x", "changedValues": {"a": "b"}}, 400),
        ({"linkedinAccountId": story.seat_id + 1, "changedValues": {"a": "b"}}, 404),
        ({"linkedinAccountId": story.seat_id, "changedValues": {}}, 400),
        ({"linkedinAccountId": story.seat_id, "changedValues": {"email": ""}}, 400),
        ({"linkedinAccountId": story.seat_id, "changedValues": {"email": "not one"}}, 400),
    ):  # fmt: skip
        answer = await api.patch(path, json=body)
        assert answer.status_code == status, (body, answer.text)
        assert answer.json()["success"] is False
        assert answer.json()["metadata"]["method"] == "PATCH"


async def test_returning_and_pausing(api: Api, story: Story) -> None:
    jane, tom, _ = story.ids
    path = f"{story.home}/leads/{tom}/change_campaign"
    await ok(api.post(path, json={"targetCampaignId": story.campaign_id, "scheduledTime": "2026-03-04T10:00:00Z",
                                  "step": story.step_ids[0]}), 204)  # fmt: skip
    async with story.scope() as scope:
        back = await enrollments.get(scope, tom)
        assert (back.status, back.done_position, back.run) == ("active", 0, 2)
        assert back.due_at
        assert back.due_at.isoformat() == "2026-03-04T10:00:00+00:00"
    await refused(api.post(path, json={}), 422)
    await refused(api.post(path, json={"campaignId": story.campaign_id, "step": 999_999}), 422)
    await refused(api.post(path, json={"campaignId": story.campaign_id, "doTaskAt": "soon"}), 422)
    await refused(api.post(path, json={"campaignId": 999_999}), 403)
    await ok(api.patch(f"/leads/{jane}/pause"))
    async with story.scope() as scope:
        assert (await enrollments.get(scope, jane)).status == "paused"
    await ok(api.patch(f"/leads/{jane}/continue"))
    async with story.scope() as scope:
        assert (await enrollments.get(scope, jane)).status == "active"
    assert await refused(api.patch("/leads/999999/continue"), 400) == "Lead not found for user"


async def test_the_team_s_leads(api: Api, story: Story) -> None:
    base = "http://test/v1/leads"
    body = {"email": "Eva@New.example", "first_name": "Eva", "company": "New Co", "tags": ["vip", "spring"],
            "custom_fields": {"city": "Bonn"}}  # fmt: skip
    made = await ok(api.post(base, json=body), 201)
    assert (made["email"], made["tags"], made["custom_fields"]) == ("eva@new.example", ["vip", "spring"], {"city": "Bonn"})
    assert await refused(api.post(base, json=body), 409)
    assert "email" in await refused(api.post(base, json={"first_name": "Nobody"}), 422)
    assert "email" in await refused(api.post(base, json={"email": "nobody"}), 422)
    assert await ok(api.get(f"{base}/{made['id']}")) == made
    listed = await ok(api.get(base, params={"tags": "vip,unknown", "company": "new"}))
    assert ([lead["id"] for lead in listed["leads"]], listed["total"]) == ([made["id"]], 1)
    assert (await ok(api.get(base, params={"tags": "unknown"})))["total"] == 0
    assert (await ok(api.get(base, params={"created_after": "2026-03-02T09:00:00Z"})))["total"] == 0
    assert (await ok(api.get(base, params={"created_before": "2026-03-03", "limit": 2})))["total"] == 4
    assert "created_after" in await refused(api.get(base, params={"created_after": "yesterday"}), 422)
    await refused(api.get(base, params={"limit": 1001}), 422)
    changed = await ok(api.put(f"{base}/{made['id']}", json={"title": "CEO", "tags": ["vip"], "custom_fields": {"zip": "53111"}}))
    assert (changed["title"], changed["tags"], changed["custom_fields"]) == ("CEO", ["vip"], {"city": "Bonn", "zip": "53111"})
    await refused(api.put(f"{base}/{made['id']}", json={"email": "jane@acme.example"}), 409)
    assert (await ok(api.delete(f"{base}/{made['id']}")))["success"] is True
    for pending in (api.get(f"{base}/{made['id']}"), api.delete(f"{base}/{made['id']}"), api.put(f"{base}/1000000", json={})):
        await refused(pending, 404)


async def test_exports(api: Api, story: Story) -> None:
    async with story.scope() as scope:
        await leads.update(scope, story.lead_ids[1], company_name='=HYPERLINK("http://evil.example")')
    text = await ok(api.get(f"{story.home}/campaigns/{story.campaign_id}/export", params={"filterByStatus": "[1,2,3,4]"}))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["firstName"] for r in rows] == ["Jane", "Tom", "Ida"]
    assert rows[0]["leadConversation"] == "SENT: Hi there \n\nRECEIVED: Sounds good \n\n"
    assert (rows[0]["_status"], rows[0]["isConnectionAcceptedDetected"], rows[0]["phone"]) == ("Responded", "Yes", "+49 1")
    assert rows[1]["currentCompany"].startswith("'=")
    only = await ok(api.get(f"{story.home}/campaigns/{story.campaign_id}/export", params={"filterByName": "ida"}))
    assert len(list(csv.DictReader(io.StringIO(only)))) == 1
    await refused(api.get(f"{story.home}/campaigns/999999/export"), 403)
    assert "recipientEmail" in await refused(api.post(f"{story.home}/campaigns/export", data={"recipientEmail": "x"}), 422)


class SlowReaders:
    """Clients that take the beginning of an answer and then read no further."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.stuck = app, 0

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        messages = 0

        async def slow(message: Message) -> None:
            nonlocal messages
            messages += 1
            if messages == 3:
                self.stuck += 1
                await asyncio.Event().wait()
            await send(message)

        await self.app(scope, receive, slow)


async def test_who_reads_an_export_slowly_holds_no_connection(
    app: FastAPI, core: Core, workspace: Installed, story: Story
) -> None:
    clients = 8  # as many as the pool has connections
    readers = SlowReaders(app)
    transport = httpx.ASGITransport(app=readers)
    headers = app.state.dialect.credential.headers(workspace.key)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://test{V1}", headers=headers) as http:
        path = f"{story.home}/campaigns/{story.campaign_id}/export"
        reading = [asyncio.create_task(http.get(path)) for _ in range(clients)]

        async def all_stuck() -> bool:
            return readers.stuck == clients

        try:
            await eventually(all_stuck)
            async with core.pool.connection(timeout=10) as conn:
                await conn.execute("SELECT 1")
        finally:
            for task in reading:
                task.cancel()
            await asyncio.gather(*reading, return_exceptions=True)


SEAT_ROUTES = [
    ("GET", "/campaigns/{campaign}/leads", {}), ("GET", "/campaigns/{campaign}/export", {}),
    ("GET", "/campaigns/{campaign}/details", {}), ("GET", "/campaigns/{campaign}/messages", {}),
    ("GET", "/statistics/steps?campaignId={campaign}", {}),
    ("POST", "/leads/{lead}/tags/1", {}), ("DELETE", "/leads/{lead}/tags/1", {}), ("GET", "/linkedin_users/{person}", {}),
    ("POST", "/leads/{lead}/change_campaign", {"campaignId": 1}), ("GET", "/conversations/leads/{lead}", {}),
    ("GET", "/conversations/{thread}/belonged_leads", {}), ("PATCH", "/conversations/{thread}/seen", {}),
    ("POST", "/conversations/{thread}/email", {"message": "x", "messageType": "EMAIL"}),
    ("POST", "/conversations/lead-{lead}/email", {"message": "x", "messageType": "EMAIL"}),
    ("POST", "/conversations/send_message", {"message": "x", "leadId": 1}),
    ("POST", "/lead_sources", {"leadSources": [{"campaignId": 1, "leadSourceUrl": "https://www.linkedin.com/sales/search/people"}]}),
    ("POST", "/webhooks", {"webhooks": [{"accountWebhookActionId": 4, "url": "https://x.example", "campaignId": 1}]}),
    ("DELETE", "/webhooks/1", {}),
]  # fmt: skip


async def test_nothing_of_another_workspace(other: Api, api: Api, stranger: Any, story: Story) -> None:
    """A stranger reaches nothing: neither through this seat's paths nor through their own with these ids."""
    await ok(api.post(f"{story.home}/webhooks", json={"webhooks": [{"accountWebhookActionId": 4, "url": "https://x.example"}]}))
    own = f"/users/{stranger.user_id}/accounts/{stranger.seat_id}"
    thread, person = story.conversation_ids[1], 2 * story.lead_ids[0]
    ids = {"campaign": story.campaign_id, "lead": story.ids[0], "person": person, "thread": thread}
    for method, path, body in SEAT_ROUTES:
        for home in (story.home, own):
            answer = await other.request(method, f"{home}{path.format(**ids)}", json=body or None)
            assert answer.status_code in (400, 403, 404, 422), (home, path, answer.status_code, answer.text)
            assert answer.json()["error"]["code"] == answer.status_code
    for path in (f"/leads/{story.ids[0]}/pause", f"/leads/{story.ids[0]}/continue"):
        await refused(other.patch(path), 400)
    assert (await other.post(f"/campaign/{story.campaign_id}/leads", json={"email": "x@x.example"})).status_code in (403, 404)
    assert (await other.get(f"http://test/v1/leads/{story.lead_ids[0]}")).status_code == 404
    listed = await other.get(f"{own}/leads", params={"filterBySelectedLeads": f"[{story.ids[0]}]"})
    assert listed.json()["result"]["count"] == 0
    async with story.scope() as scope:
        assert (await enrollments.get(scope, story.ids[0])).status == "active"
        assert await scope.one("SELECT count(*) AS n FROM messages WHERE workspace_id = %(workspace_id)s") == {"n": 5}


async def test_ids_that_are_none(api: Api, story: Story) -> None:
    for account in ("x", "0", "99999999999999999999"):
        for path in ("leads", "tags", "campaigns", "conversations", "statistics?from=1&to=2&curves=[1]&timeZone=UTC", "webhooks"):
            errors = await refused(api.get(f"/users/{story.user_id}/accounts/{account}/{path}"), 422)
            assert errors["accountId"]["msg"] == "Account id must be a number."
            assert errors["accountId"]["location"] == "params"


async def test_filters_that_are_none(api: Api, story: Story) -> None:
    for name, value in (
        ("filterByStatus", ""), ("filterByStatus", "[9]"), ("filterByStatus", "x"), ("filterByConnectionDegree", "[7]"),
        ("filterBySelectedLeads", "[0]"), ("filterByCurrentStep", "['a']"), ("limit", "0"), ("limit", "10001"), ("offset", "-1"),
        ("filterByOutOfOffice", "perhaps"), ("filterByStepChangeTimestamp", "soon"), ("filterByName", "x" * 501),
    ):  # fmt: skip
        for path in ("leads", f"campaigns/{story.campaign_id}/leads"):
            errors = await refused(api.get(f"{story.home}/{path}", params={name: value}), 422)
            assert any(key.startswith(name) for key in errors), (name, errors)


def test_the_dates_of_a_profile_wherever_it_was_read() -> None:
    """Sales Navigator and Recruiter tell a month and a year, LinkedIn itself a text."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    jobs = [
        {"company": "Acme", "start": {"month": 5, "year": 2019}, "end": {"year": 2021}},
        {"company": "B", "start": "1/1/2022"},
    ]
    known = User(1, "jane", None, "Jane", None, None, None, None, None, None, None, {"work_experience": jobs}, now, now, now)
    shown = inbox_answers.linkedin_user(1, known, None, None, now.date())["linkedinUser"]
    assert [job["timeInCompany"] for job in shown["experience"]] == ["5/2019 – 2021", "1/1/2022"]
