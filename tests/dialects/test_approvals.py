"""Approvals: asked for on the wire, decided by a person, carried out as shown and once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.dialects.kit import approved
from outrider.errors import Conflict, Forbidden
from outrider.outreach.base import approvals
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments, leaving
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import Api, Json, client
from tests.outreach.test_isolation import a_full_workspace

PERSON = Actor("cli")


class Story:
    """A draft campaign with a step and a sender, and an agent's key that needs approval to start it."""

    def __init__(self, core: Core, app: FastAPI, api: Api, workspace_id: int, campaign_id: int, key_id: int) -> None:
        self.core, self.app, self.api = core, app, api
        self.workspace_id, self.campaign_id, self.key_id = workspace_id, campaign_id, key_id

    async def start(self) -> int:
        """Ask for the campaign's start; the approval's id."""
        told = await self.api.post(f"/campaigns/{self.campaign_id}/status", json={"status": "START"})
        assert told.status_code == 403, told.text
        async with self.core.scope(self.workspace_id) as scope:
            return (await approvals.find_all(scope))[0].id

    async def approve(self, id: int) -> approvals.Approval:
        return await approved.carry_out(self.core, self.app, self.workspace_id, id, PERSON)

    async def status(self) -> str:
        async with self.core.scope(self.workspace_id) as scope:
            return (await campaigns.get(scope, self.campaign_id)).status

    async def enroll(self, *emails: str) -> list[int]:
        """Put leads into the campaign; their ids."""
        async with self.core.scope(self.workspace_id) as scope:
            given = [LeadInput(email=email, first_name=email.partition("@")[0].capitalize()) for email in emails]
            ids = [saved.lead_id for saved in await leads.upsert(scope, given) if saved.lead_id]
            await enrollments.enroll(scope, self.campaign_id, ids)
        return ids

    async def rewrite(self, body: str) -> None:
        async with self.core.scope(self.workspace_id) as scope:
            await sequences.replace(scope, self.campaign_id, [step(body)])


def step(body: str) -> StepInput:
    return StepInput(variants=[VariantInput(subject="Hello", body=body)])


@pytest_asyncio.fixture
async def story(core: Core, workspace: Installed) -> AsyncIterator[Story]:
    ids = await a_full_workspace(core, workspace, "Own")
    async with core.scope(workspace.workspace_id) as scope:
        made, key = await keys.create(scope, "agent", user_id=workspace.user_id, mode=Mode.APPROVE)
        draft = await campaigns.create(scope, "Spring")
        await sequences.replace(scope, draft.id, [step("Hello there")])
        await campaign_senders.attach(scope, draft.id, [int(ids["sender"])])
    app = load("smartlead").app(core, Settings(rate_limits={"smartlead": "off"}))
    async with client(app, key) as api:
        yield Story(core, app, api, workspace.workspace_id, draft.id, made.id)


async def test_what_would_send_waits(story: Story) -> None:
    await story.start()
    assert await story.status() == "draft"


async def test_the_approval_shows_what_would_be_sent(story: Story) -> None:
    id = await story.start()
    async with story.core.scope(story.workspace_id) as scope:
        [act] = (await approvals.get(scope, id)).acts
    assert act["kind"] == "campaign.start"
    assert "Hello there" in str(act["facts"])


async def test_the_same_request_twice_is_one_approval(story: Story) -> None:
    assert await story.start() == await story.start()


async def test_an_approved_request_is_carried_out(story: Story) -> None:
    done = await story.approve(await story.start())
    assert (done.state, await story.status()) == ("done", "active")


async def test_what_changed_meanwhile_is_not_carried_out(story: Story) -> None:
    id = await story.start()
    await story.rewrite("Something else")
    done = await story.approve(id)
    assert (done.state, await story.status()) == ("failed", "draft")
    assert "steps has changed" in (done.outcome or "")


async def test_a_decision_is_made_once(story: Story) -> None:
    id = await story.start()
    await story.approve(id)
    with pytest.raises(Conflict, match="is done"):
        await story.approve(id)


async def test_a_rejected_request_is_not_carried_out(story: Story) -> None:
    id = await story.start()
    async with story.core.scope(story.workspace_id, PERSON) as scope:
        await approvals.decide(scope, id, "rejected")
    with pytest.raises(Conflict, match="is rejected"):
        await story.approve(id)
    assert await story.status() == "draft"


async def test_an_approval_expires(story: Story, clock: SimulatedClock) -> None:
    id = await story.start()
    clock.advance(approvals.LIFETIME.total_seconds())
    with pytest.raises(Conflict, match="is expired"):
        await story.approve(id)


async def test_a_revoked_key_is_not_acted_for(story: Story) -> None:
    id = await story.start()
    async with story.core.scope(story.workspace_id) as scope:
        await keys.revoke(scope, story.key_id)
    with pytest.raises(Conflict, match="revoked"):
        await story.approve(id)


async def shown(story: Story, id: int) -> approvals.Approval:
    async with story.core.scope(story.workspace_id) as scope:
        return await approvals.get(scope, id)


async def test_it_shows_to_how_many(story: Story) -> None:
    await story.enroll("ada@example.com", "bob@example.com")
    assert (await shown(story, await story.start())).shown["recipients"] == 2


async def test_it_shows_the_first_texts_as_they_would_leave(story: Story) -> None:
    await story.enroll("ada@example.com")
    await story.rewrite("Dear {{first_name}}")
    [text] = (await shown(story, await story.start())).shown["texts"]
    assert text == {"to": "ada@example.com", "subject": "Hello", "text": "Dear Ada", "problem": ""}


async def test_it_shows_no_lead_that_is_not_written_to_any_more(story: Story) -> None:
    gone, _left = await story.enroll("ada@example.com", "bob@example.com")
    async with story.core.scope(story.workspace_id) as scope:
        [first, _second] = await enrollments.search(scope, Filters(campaign_ids=[story.campaign_id]))
        assert first.lead.id == gone
        await enrollments.stop(scope, [first.enrollment.id])
    found = (await shown(story, await story.start())).shown
    assert (found["recipients"], [text["to"] for text in found["texts"]]) == (1, ["bob@example.com"])


async def test_it_shows_the_texts_of_the_leads_that_are_added(story: Story) -> None:
    await story.enroll("ada@example.com")
    await story.approve(await story.start())
    told = await story.api.post(
        f"/campaigns/{story.campaign_id}/leads", json={"lead_list": [{"email": "bob@example.com", "first_name": "Bob"}]}
    )
    assert told.status_code == 403, told.text
    async with story.core.scope(story.workspace_id) as scope:
        found = (await approvals.find_all(scope))[0].shown
    assert (found["recipients"], [text["to"] for text in found["texts"]]) == (1, ["bob@example.com"])


async def test_it_shows_the_first_day(story: Story) -> None:
    await story.enroll("ada@example.com", "bob@example.com")
    found = (await shown(story, await story.start())).shown
    assert (found["first_day"], len(found["senders"])) == (2, 1)


async def test_it_shows_who_asked_and_through_what(story: Story) -> None:
    found = await shown(story, await story.start())
    assert (found.key_name, found.surface) == ("agent", "smartlead.http")


async def test_a_lead_that_changed_meanwhile_is_not_written_to(story: Story) -> None:
    [lead] = await story.enroll("ada@example.com")
    id = await story.start()
    async with story.core.scope(story.workspace_id) as scope:
        await leads.update(scope, lead, first_name="Eve")
    done = await story.approve(id)
    assert (done.state, await story.status()) == ("failed", "draft")
    assert "leads' fields has changed" in (done.outcome or "")


async def test_it_is_compared_with_the_last_that_was_approved(story: Story) -> None:
    first = await story.start()
    await story.approve(first)
    async with story.core.scope(story.workspace_id) as scope:
        await campaign_states.pause(scope, story.campaign_id)
    second = await shown(story, await story.start())
    async with story.core.scope(story.workspace_id) as scope:
        before = await approvals.last_like(scope, second)
    assert before is not None
    assert before.id == first


async def test_what_a_dead_process_left_is_closed(story: Story, clock: SimulatedClock) -> None:
    id = await story.start()
    async with story.core.scope(story.workspace_id, PERSON) as scope:
        await approvals.decide(scope, id, "running", lease_until=scope.now + timedelta(minutes=10))
    clock.advance(601)
    async with story.core.scope(story.workspace_id) as scope:
        assert await approvals.fail_lost(scope) == 1
    assert (await shown(story, id)).outcome == approvals.DIED


async def test_no_key_decides(story: Story) -> None:
    """Not even one that is free."""
    id = await story.start()
    with pytest.raises(Forbidden, match="decided by people"):
        async with story.core.scope(story.workspace_id, Actor("smartlead.http", api_key_id=story.key_id)) as scope:
            await approvals.decide(scope, id, "rejected")


async def test_approved_leads_are_not_added_to_a_campaign_that_was_paused(story: Story) -> None:
    """Adding them would send nothing now, which is not what was approved."""
    await story.approve(await story.start())
    body = {"lead_list": [{"email": "late@example.com"}]}
    await story.api.post(f"/campaigns/{story.campaign_id}/leads", json=body)
    async with story.core.scope(story.workspace_id) as scope:
        waiting = (await approvals.find_all(scope))[0]
        await campaign_states.pause(scope, story.campaign_id)
    done = await story.approve(waiting.id)
    assert done.state == "failed"
    async with story.core.scope(story.workspace_id) as scope:
        assert not await leads.find_by_emails(scope, ["late@example.com"])


async def erased(story: Story) -> approvals.Approval:
    """An approval for writing to a person who is erased while it waits."""
    [lead] = await story.enroll("ada@example.com")
    await story.rewrite("Dear {{first_name}}")
    id = await story.start()
    async with story.core.scope(story.workspace_id, PERSON) as scope:
        await leaving.erase(scope, lead)
    return await shown(story, id)


async def test_an_approval_keeps_nothing_of_an_erased_person(story: Story) -> None:
    found = await erased(story)
    assert (found.shown, [act["facts"] for act in found.acts]) == ({}, [{}])


async def test_an_approval_about_an_erased_person_fails(story: Story) -> None:
    assert (await erased(story)).outcome == approvals.ERASED


async def test_the_request_about_an_erased_person_is_not_kept(story: Story) -> None:
    await story.approve(await story.start())
    body = {"lead_list": [{"email": "late@example.com"}]}
    await story.api.post(f"/campaigns/{story.campaign_id}/leads", json=body)
    async with story.core.scope(story.workspace_id, PERSON) as scope:
        waiting = (await approvals.find_all(scope))[0]
        [saved] = await leads.upsert(scope, [LeadInput(email="late@example.com")])
        await leaving.erase(scope, saved.lead_id or 0)
        assert (await approvals.request_of(scope, waiting.id)).body == b""


async def test_the_same_request_is_answered_what_came_of_it(story: Story) -> None:
    id = await story.start()
    await story.approve(id)
    again = await story.api.post(
        f"/campaigns/{story.campaign_id}/status", json={"status": "START"}, headers={"X-Approval": str(id)}
    )
    assert again.status_code == 200


@pytest.mark.parametrize("sent", [
    {"data": {"status": "START"}},
    {"params": {"status": "START"}},
    {"content": '{"status": "START"}', "headers": {"Content-Type": "text/plain"}},
], ids=["a form", "a query", "text"])  # fmt: skip
async def test_a_request_is_kept_as_it_came(story: Story, sent: Json) -> None:
    path = f"/campaigns/{story.campaign_id}/status"
    refused = await story.api.post(path, **sent)
    id = int(refused.headers["X-Approval"])
    done = await story.approve(id)
    assert (done.state, await story.status()) == ("done", "active"), done.outcome
    again = await story.api.post(path, **{**sent, "headers": {**sent.get("headers", {}), "X-Approval": str(id)}})
    assert again.status_code == 200, again.text


async def test_an_answer_is_kept_for_an_hour(story: Story, clock: SimulatedClock) -> None:
    id = await story.start()
    await story.approve(id)
    clock.advance(approvals.ANSWERS_KEPT.total_seconds())
    async with story.core.scope(story.workspace_id) as scope:
        assert await approvals.tidy(scope) == 1
        request = await approvals.request_of(scope, id)
        found = await approvals.outcome_of(scope, id, story.key_id, request.digest())
    assert (found and found.answer, request.body) == (None, b'{"status":"START"}')
