"""The public MCP server for Multilead, pointed at this API: what its requests are like, and that it can read the answers.

It calls every request JSON (those without a body, too), accepts nothing else, and takes each answer for an object.
Some of its fields are not the collection's. Its base URL may or may not carry the first version's path.
"""

from typing import Any

import pytest

from outrider.outreach.campaigns import templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.tenancy import notices
from tests.dialects.clients import Api
from tests.dialects.multilead.story import Story

HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
BASES = ("http://test", "http://test/api/open-api/v1")


async def asked(api: Api, method: str, url: str, **options: Any) -> Any:
    """What that server would make of the answer."""
    response = await api.request(method, url, headers=HEADERS, **options)
    assert response.is_success, f"{response.status_code} {response.text}"
    body = {"success": True} if response.status_code == 204 else response.json()
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("base", BASES)
async def test_its_paths_follow_either_base_url(api: Api, story: Story, base: str) -> None:
    """The first version's paths have no prefix of their own; the second version's, and the leads', have one."""
    assert (await asked(api, "GET", f"{base}/user/me"))["id"] == story.user_id
    made = await asked(api, "POST", f"{base}/v1/leads", json={"email": "e@x.example", "tags": [], "custom_fields": {}})
    assert (await asked(api, "GET", f"{base}/v1/leads/{made['id']}"))["email"] == "e@x.example"
    assert (await asked(api, "GET", f"{base}/v1/account/stats"))["account"]["leads_count"] > 0
    change = {
        "campaignId": story.campaign_id,
        "linkedinAccountId": story.seat_id,
        "changedValues": {"businessEmail": "b@x.example"},
    }
    path = f"/api/open-api/v2/campaigns/{story.campaign_id}/leads/{story.ids[0]}"
    assert (await asked(api, "PATCH", base + path, json=change))["success"] is True
    empty = await asked(api, "DELETE", f"{base}/v1/leads/{made['id']}")
    assert empty["success"] is True


async def test_answers_of_a_word_or_nothing_are_objects_for_it(api: Api, story: Story) -> None:
    home, lead, thread = story.home, story.ids[0], story.conversation_ids[0]
    assert await asked(api, "PATCH", f"/leads/{lead}/pause") == {"success": True}
    assert await asked(api, "PATCH", f"/leads/{lead}/continue") == {"success": True}
    assert await asked(api, "POST", f"{home}/tags", json={"name": "hot"}) == {"success": True}
    (tag,) = (await asked(api, "GET", f"{home}/tags"))["result"]["items"]
    assert tag["tag"] == "hot"
    assert await asked(api, "POST", f"{home}/leads/{lead}/tags/{tag['id']}") == {"success": True}
    assert await asked(api, "DELETE", f"{home}/leads/{lead}/tags/{tag['id']}") == {"success": True}
    assert await asked(api, "PATCH", f"{home}/conversations/{thread}/seen") == {"success": True}
    letter = {"recipient": "j@x.example", "subject": "Hello", "content": "Hi", "signatureId": 0}
    said = await asked(api, "POST", f"{home}/conversations/send_email_manually", json=letter)
    assert said == {"success": True, "result": "SUCCESS"}


async def test_csv_comes_in_an_object(api: Api, story: Story) -> None:
    path = f"{story.home}/campaigns/{story.campaign_id}/export"
    plain = await api.get(path)
    assert plain.headers["content-type"].startswith("text/csv")
    assert "Jane" in plain.text
    assert await asked(api, "GET", path) == {"csv": plain.text}
    span = {"from": 1, "to": 86_400, "curves": [3, 4], "timeZone": "Europe/Belgrade"}
    assert (await asked(api, "GET", f"{story.home}/statistics/export_csv", params=span))["csv"].startswith(
        "Date,Connections sent"
    )


async def test_lists_in_queries(api: Api, story: Story) -> None:
    """Repeated parameters, JSON arrays of text, and numbers with commas between; truth in lower case."""
    home = story.home
    span = {"from": 1, "to": 86_400, "curves": [3, 4], "timeZone": "Europe/Belgrade"}
    assert set((await asked(api, "GET", f"{home}/statistics", params=span))["result"]["total"]) == {"3", "4"}
    jane, tom = story.ids[:2]
    tags = await asked(api, "GET", f"{home}/leads/tags", params={"leadIds": f"[{jane},{tom}]"})
    assert tags["result"]["items"] == []
    found = await asked(api, "GET", f"{home}/conversations/leads", params={"leadIds": f'["{jane}", "{tom}"]', "limit": 100})
    assert set(found["result"]["leads"]) == {str(jane), str(tom)}
    await asked(api, "GET", f"{home}/conversations", params={"tagIds": "1,2", "limit": 100, "offset": 0})
    thread = str(story.conversation_ids[0])
    since = {"threads": f'["{thread}"]', "filterByStepChangeTimestamp": "2020-01-01T00:00:00Z"}
    assert thread in (await asked(api, "GET", f"{home}/conversations/threads", params=since))["result"]["items"]
    filters = {"filterByVerifiedEmails": "true", "filterByStatus": "[4]", "filterByConnectionDegree": "[1]"}
    assert (await asked(api, "GET", f"{home}/leads", params=filters))["result"]["count"] == 1


async def test_fields_by_its_own_names(api: Api, story: Story) -> None:
    home = story.home
    async with story.scope() as scope:
        template = await templates.save(scope, "Short", [StepInput([VariantInput("Hello", "<p>Hi</p>")], "email")])
    fields = {
        "sequenceTemplateId": str(template.id),
        "name": "Q1",
        "leadSourceUrl": "https://linkedin.com/sales/search/people?a=1",
    }
    made = (await asked(api, "POST", f"{home}/campaigns", json=fields))["result"]["value"]
    info = (await asked(api, "GET", f"{home}/campaigns/{made}/details"))["result"]
    assert info["name"] == "Q1"
    assert len(info["leadSources"]) == 1
    lead = {"email": "new@x.example", "first_name": "John", "company": "Acme Corp"}
    added = await asked(api, "POST", f"/campaign/{story.campaign_id}/leads", json=lead)
    (shown,) = (await asked(api, "GET", f"{home}/leads", params={"filterBySelectedLeads": f"[{added['leadId']}]"}))["result"][
        "items"
    ]
    assert (shown["firstName"], shown["company"]) == ("John", "Acme Corp")
    hooks = [{"url": "https://hooks.example/a", "events": ["MESSAGE_REPLIED", "email_replied"], "campaignId": story.campaign_id}]
    assert len((await asked(api, "POST", f"{home}/webhooks", json={"webhooks": hooks}))["result"]["ids"]) == 2


async def test_a_reply_without_its_kind(api: Api, story: Story) -> None:
    answer = {"message": "Fine", "leadId": story.ids[1], "campaignId": story.campaign_id, "recipient": "tom@small.example"}
    sent = await asked(api, "POST", f"{story.home}/conversations/{story.conversation_ids[1]}/email", json=answer)
    assert sent["messageType"] == "EMAIL"


async def test_a_lead_returned_without_a_step_does_the_next_or_begins_again(api: Api, story: Story) -> None:
    jane, tom = story.ids[:2]  # one has a step left, the other none
    for lead in (jane, tom):
        body = {"campaignId": str(story.campaign_id), "scheduledTime": "2026-03-05T09:00:00Z"}
        await asked(api, "POST", f"{story.home}/leads/{lead}/change_campaign", json=body)
    async with story.scope() as scope:
        rows = await scope.all(
            "SELECT mark, status, due_at FROM enrollments WHERE workspace_id = %(workspace_id)s"
            " AND id = ANY (%(ids)s) ORDER BY id", ids=[jane, tom],
        )  # fmt: skip
    assert [(r["mark"], r["status"], r["due_at"].day) for r in rows] == [(2, "active", 5), (0, "active", 5)]


async def test_campaigns_are_mailed_to_the_keys_user(api: Api, story: Story) -> None:
    assert await asked(api, "POST", f"{story.home}/campaigns/export") == {"success": True}
    async with story.scope() as scope:
        rows = await scope.all(
            "SELECT params ->> 'to' AS recipient FROM jobs WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s",
            kind=notices.KIND,
        )
    assert [r["recipient"] for r in rows] == ["owner@example.com"]
