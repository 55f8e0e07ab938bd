"""Sequence templates: kept, listed by seat, and made into a live campaign."""

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.tenancy import seats, workspaces
from tests.making import DAY, a_campaign, a_sender, event_types


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
    assert [link.sender_id for link in await campaign_senders.links(scope, made.id)] == [sender.id]
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
