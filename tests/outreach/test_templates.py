"""Sequence templates: kept, listed by seat, and made into a live campaign."""

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy import seats, workspaces
from tests.making import DAY, a_campaign, a_sender, event_types, some_leads


async def test_a_saved_sequence_becomes_a_live_campaign(scope: Scope) -> None:
    original = await a_campaign(scope, steps=3)
    template = await templates.save_from_campaign(scope, original.id, " Three mails ", description="as in spring")
    assert (template.title, template.description, len(template.steps)) == ("Three mails", "as in spring", 3)
    assert await templates.get(scope, template.id) == template
    with pytest.raises(Invalid) as none:
        await templates.start_campaign(scope, template.id, "Too early")
    assert none.value.code == "no_senders"
    sender = await a_sender(scope)
    made = await templates.start_campaign(scope, template.id, "Summer", settings={"open_tracking": True})
    assert made.status == "active"
    assert made.settings.open_tracking
    assert [link.sender_id for link in await campaigns.senders_of(scope, made.id)] == [sender.id]
    steps = await sequences.get(scope, made.id)
    assert [(s.delay_seconds, s.variants[0].body) for s in steps] == [
        (s.delay_seconds, s.variants[0].body) for s in template.steps
    ]
    assert "campaign.started" in await event_types(scope)
    await templates.delete(scope, template.id)
    assert len(await sequences.get(scope, made.id)) == 3
    with pytest.raises(NotFound):
        await templates.get(scope, template.id)


async def test_templates_of_a_seat(scope: Scope) -> None:
    seat = await seats.create(scope, "Second")
    step = StepInput([VariantInput("Hello", "<p>Hi</p>")])
    shared = await templates.save(scope, "For all", [step])
    steps = [step, StepInput(action="view_profile", delay_seconds=DAY)]
    own = await templates.save(scope, "Of the second", steps, seat_id=seat.id)
    first = await seats.default(scope)
    assert [t.id for t in await templates.find_all(scope)] == [own.id, shared.id]
    assert [t.id for t in await templates.find_all(scope, seat_id=first.id)] == [shared.id]
    assert [t.id for t in await templates.find_all(scope, seat_id=seat.id)] == [own.id, shared.id]
    assert await templates.count(scope) == 2
    with pytest.raises(NotFound):
        await templates.start_campaign(scope, own.id, "Of the first", seat_id=first.id)
    for title, steps in (("", [step]), ("x", []), ("x", [StepInput()]), ("x" * 513, [step])):
        with pytest.raises(Invalid):
            await templates.save(scope, title, steps)


async def test_templates_stay_in_their_workspace(
    core: Core, workspace: workspaces.Installed, stranger: workspaces.Installed
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made = await templates.save(scope, "Ours", [StepInput([VariantInput("Hello", "<p>Hi</p>")])])
    async with core.scope(stranger.workspace_id) as other:
        assert await templates.find_all(other) == []
        assert await templates.count(other) == 0
        for refused in (
            templates.get(other, made.id), templates.delete(other, made.id), templates.start_campaign(other, made.id, "Theirs"),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                await refused
    async with core.scope(workspace.workspace_id) as scope:
        assert await templates.get(scope, made.id) == made


async def test_moving_a_lead_to_another_campaign(scope: Scope) -> None:
    here, there = await a_campaign(scope, start=True), await a_campaign(scope, name="Another")
    [lead] = await some_leads(scope, 1)
    id = (await enrollments.enroll(scope, here.id, [lead], fields={lead: {"city": "Ulm"}}))[lead]
    assert id
    second = (await sequences.get(scope, there.id))[1]
    moved = await enrollments.move(scope, id, there.id, step_id=second.id)
    assert (moved.campaign_id, moved.done_position, moved.fields, moved.status) == (there.id, 1, {"city": "Ulm"}, "active")
    left = await enrollments.get(scope, id)
    assert (left.status, left.reason) == ("stopped", "moved")
    back = await enrollments.move(scope, moved.id, here.id)
    assert (back.id, back.status, back.done_position) == (id, "active", 0)
    same = await enrollments.move(scope, id, here.id, step_id=(await sequences.get(scope, here.id))[1].id)
    assert (same.id, same.done_position) == (id, 1)
    with pytest.raises(NotFound):
        await enrollments.move(scope, id, here.id, step_id=second.id)
