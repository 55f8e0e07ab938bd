"""A lead that changes its campaign keeps its id: every call with that id reaches it where it is now."""

from dataclasses import dataclass

import pytest_asyncio

from outrider.dialects import load
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.enrollments import enrollments
from tests.dialects.clients import Api, Json
from tests.dialects.multilead.conftest import V2, ok, refused
from tests.dialects.multilead.story import Story
from tests.making import a_sequence


@dataclass(frozen=True)
class Moved:
    """Tom after his change from Spring to Autumn: `id` is what he has been known by all along."""

    id: int
    autumn: int
    step_ids: list[int]


@pytest_asyncio.fixture
async def tom(api: Api, story: Story) -> Moved:
    id = story.ids[1]
    async with story.scope() as scope:
        autumn = await campaigns.create(scope, "Autumn")
        steps = [step.id for step in await a_sequence(scope, autumn.id)]
        await campaign_senders.attach(scope, autumn.id, [story.mailbox_id])
    [tag] = await _tags(api, story)
    await ok(api.post(f"{story.home}/leads/{id}/tags/{tag}"))
    await ok(api.post(f"{story.home}/leads/{id}/change_campaign", json={"campaignId": autumn.id, "step": steps[1]}), 204)
    return Moved(id, autumn.id, steps)


async def _tags(api: Api, story: Story) -> list[int]:
    await ok(api.post(f"{story.home}/tags", json={"tag": "hot", "color": "orange"}))
    return [tag["id"] for tag in (await ok(api.get(f"{story.home}/tags")))["result"]["items"]]


async def leads_of(api: Api, path: str, **params: str) -> list[Json]:
    return (await ok(api.get(path, params=params)))["result"]["items"]


async def test_it_is_listed_by_its_id_in_the_other_campaign_alone(api: Api, story: Story, tom: Moved) -> None:
    here = await leads_of(api, f"{story.home}/campaigns/{tom.autumn}/leads")
    assert [(lead["id"], lead["currentStep"], lead["fullName"]) for lead in here] == [(tom.id, 2, "Tom Small")]
    there = await leads_of(api, f"{story.home}/campaigns/{story.campaign_id}/leads")
    assert tom.id not in [lead["id"] for lead in there]
    [found] = await leads_of(api, f"{story.home}/leads", filterBySelectedLeads=f"[{tom.id}]")
    assert (found["id"], found["campaign"]["id"]) == (tom.id, tom.autumn)
    assert [tag["tag"] for tag in found["tags"]] == ["hot"]


async def test_it_is_paused_and_continued_by_its_id(api: Api, story: Story, tom: Moved) -> None:
    async def status() -> str:
        async with story.scope() as scope:
            return (await enrollments.by_lead(scope, tom.autumn, story.lead_ids[1])).status

    await ok(api.patch(f"/leads/{tom.id}/pause"))
    assert await status() == "paused"
    await ok(api.patch(f"/leads/{tom.id}/continue"))
    assert await status() == "active"


async def test_its_fields_are_changed_by_its_id(api: Api, story: Story, tom: Moved) -> None:
    body = {"linkedinAccountId": story.seat_id, "changedValues": {"occupation": "CEO"}}
    changed = await ok(api.patch(f"{V2}/campaigns/{tom.autumn}/leads/{tom.id}", json=body))
    assert changed["data"] == {"id": tom.id}
    [found] = await leads_of(api, f"{story.home}/leads", filterBySelectedLeads=f"[{tom.id}]")
    assert found["occupation"] == "CEO"
    assert (await api.patch(f"{V2}/campaigns/{story.campaign_id}/leads/{tom.id}", json=body)).status_code == 404


async def test_its_tags_are_put_on_and_taken_off_by_its_id(api: Api, story: Story, tom: Moved) -> None:
    path, params = f"{story.home}/leads/tags", {"leadIds": f"[{tom.id}]"}
    [tagging] = (await ok(api.get(path, params=params)))["result"]["items"]
    assert tagging["leadId"] == tom.id
    await ok(api.delete(f"{story.home}/leads/{tom.id}/tags/{tagging['tagId']}"))
    assert (await ok(api.get(path, params=params)))["result"]["items"] == []
    await ok(api.post(f"{story.home}/leads/{tom.id}/tags/{tagging['tagId']}"))
    assert len((await ok(api.get(path, params=params)))["result"]["items"]) == 1


async def test_what_was_said_before_is_still_its_conversation(api: Api, story: Story, tom: Moved) -> None:
    thread = str(story.conversation_ids[1])
    of_one = (await ok(api.get(f"{story.home}/conversations/leads/{tom.id}")))["result"]["messages"]
    said = of_one["channels"]["4"]["threads"][thread]
    assert [(m["message"], m["leadId"]) for m in said] == [("Hi there", tom.id), ("No, thanks", tom.id)]
    of_some = (await ok(api.get(f"{story.home}/conversations/leads", params={"leadIds": f"[{tom.id}]"})))["result"]["leads"]
    assert list(of_some) == [str(tom.id)]
    by_thread = (await ok(api.get(f"{story.home}/conversations/threads", params={"threads": f'["{thread}"]'})))["result"]["items"]
    assert {m["leadId"] for m in by_thread[thread]} == {tom.id}
    [listed] = [c for c in await leads_of(api, f"{story.home}/conversations") if c["thread"] == thread]
    assert listed["lead"]["id"] == tom.id
    [belonged] = await leads_of(api, f"{story.home}/conversations/{thread}/belonged_leads")
    assert (belonged["id"], belonged["campaignId"]) == (tom.id, tom.autumn)


async def test_it_is_answered_by_its_id(api: Api, story: Story, tom: Moved) -> None:
    answer = {"message": "Fine", "messageType": "EMAIL", "leadId": tom.id, "campaignId": tom.autumn}
    sent = await ok(api.post(f"{story.home}/conversations/{story.conversation_ids[1]}/email", json=answer), 201)
    assert sent["leadId"] == tom.id


async def test_its_export_has_what_was_said_before(api: Api, story: Story, tom: Moved) -> None:
    text = await ok(api.get(f"{story.home}/campaigns/{tom.autumn}/export", params={"filterBySelectedLeads": f"[{tom.id}]"}))
    assert "RECEIVED: No, thanks" in text


async def test_webhooks_name_it_by_its_id(story: Story, tom: Moved) -> None:
    async with story.scope() as scope:
        now = await enrollments.by_lead(scope, tom.autumn, story.lead_ids[1])
    for enrollment_id in (tom.id, now.id):
        event = {
            "id": 1,
            "workspace_id": story.workspace_id,
            "type": "lead.completed",
            "at": "2026-03-02T09:00:00+00:00",
            "enrollment_id": enrollment_id,
            "campaign_id": tom.autumn,
            "data": {},
        }
        body = await load("multilead").webhook_form().payload(story.core, event, {"id": 1, "vendor": {"action": 15}})
        assert (body["leadId"], body["lead"]["id"], body["lead"]["campaign"]["id"]) == (tom.id, tom.id, tom.autumn)


async def test_it_moves_on_and_back_by_its_id(api: Api, story: Story, tom: Moved) -> None:
    path = f"{story.home}/leads/{tom.id}/change_campaign"
    for campaign_id in (story.campaign_id, tom.autumn, story.campaign_id):
        await ok(api.post(path, json={"campaignId": campaign_id}), 204)
        [found] = await leads_of(api, f"{story.home}/leads", filterBySelectedLeads=f"[{tom.id}]")
        assert (found["id"], found["campaign"]["id"], found["active"]) == (tom.id, campaign_id, True)


async def test_a_lead_of_both_campaigns_is_refused(api: Api, story: Story, tom: Moved) -> None:
    async with story.scope() as scope:
        await enrollments.enroll(scope, story.campaign_id, [story.lead_ids[1]])
    path = f"{story.home}/leads/{tom.id}/change_campaign"
    said = await refused(api.post(path, json={"campaignId": story.campaign_id}), 409)
    assert said == "The lead is in that campaign as well: ask for it there."


async def test_figures_of_both_campaigns_stay_true(api: Api, story: Story, tom: Moved) -> None:
    stats: dict[int, Json] = {}
    for state in ("1", "2"):
        listed = (await ok(api.get(f"{story.home}/campaigns", params={"campaignState": state})))["result"]["campaigns"]
        stats |= {c["id"]: c["campaignStats"] for c in listed}
    assert (stats[story.campaign_id]["emailsSent"], stats[story.campaign_id]["openRate"]) == (4, "25")
    assert stats[tom.autumn]["emailsSent"] == 0
