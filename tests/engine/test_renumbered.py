"""A sequence that is changed while messages of it are under way: whoever gets one goes on with the step after it."""

import asyncio

import pytest

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending import dispatch, queued
from outrider.engine.sending.record import Result, record
from outrider.outreach.base import enrollment_states, message_states
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import Made, make, make_engine
from tests.engine.test_meanwhile import lock_waits
from tests.making import rows
from tests.waiting import eventually


def steps(names: str, ids: dict[str, int]) -> list[StepInput]:
    """One step for each letter, those that are there already by their ids."""
    return [StepInput([VariantInput("Hi", name)], id=ids.get(name)) for name in names]


async def change(core: Core, made: Made, names: str) -> None:
    """Make these the steps of the campaign."""
    async with core.scope(made.workspace_id) as scope:
        ids = {step.variants[0].body: step.id for step in await sequences.get(scope, made.campaign_id)}
        await sequences.replace(scope, made.campaign_id, steps(names, ids))


async def settle(engine: Engine, made: Made, claimed: Claimed, verdict: str) -> None:
    await record(engine, made.workspace_id, [Result(claimed, Outcome(verdict), engine.core.clock.now())])  # pyright: ignore[reportArgumentType]


async def following(core: Core, made: Made) -> str | None:
    """The step that the lead gets next."""
    async with core.scope(made.workspace_id) as scope:
        done = (await enrollments.get(scope, made.enrollment_ids[0])).done_position
        assert await figures.recount(scope) == []
        found = await sequences.get(scope, made.campaign_id)
        return found[done].variants[0].body if done < len(found) else None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["BC"], "B"),  # the step is taken out
        (["XYABC", "XYBC"], "B"),  # others come before it, then it is taken out
        (["XYBC"], "Y"),  # X takes its place
        (["AXBC"], "X"),
        (["BAC"], "C"),  # moved
        (["BC", "ZBC"], "Z"),  # taken out; then one is put in before what the lead is to get next
        (["A"], None),
    ],
)
async def test_a_lead_goes_on_after_the_step_that_was_leaving(
    core: Core, workspace: Installed, changes: list[str], expected: str | None
) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    (claimed,) = await dispatch.claim(engine, workspace.workspace_id)
    for names in changes:
        await change(core, made, names)
    await settle(engine, made, claimed, "sent")
    assert await following(core, made) == expected


@pytest.mark.parametrize(("changes", "expected"), [(["BC"], "B"), (["XYABC", "XYBC"], "B"), (["XABC", "XAYBC"], "Y")])
async def test_a_lead_goes_on_after_the_step_that_waited_to_be_tried_again(
    core: Core, workspace: Installed, changes: list[str], expected: str
) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    (claimed,) = await dispatch.claim(engine, workspace.workspace_id)
    await settle(engine, made, claimed, "later")
    for names in changes:
        await change(core, made, names)
    engine.core.clock.advance(3600)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    (again,) = await queued.claim_queued(engine, workspace.workspace_id)
    assert again.id == claimed.id
    await settle(engine, made, again, "sent")
    assert await following(core, made) == expected


async def test_a_lead_that_goes_on_while_the_steps_change_is_where_it_should_be(core: Core, workspace: Installed) -> None:
    """Recording its message waits for nothing."""
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    (claimed,) = await dispatch.claim(engine, workspace.workspace_id)
    async with core.scope(workspace.workspace_id) as changing:
        a, b, c = [StepInput([VariantInput("Hi", "text")], id=s.id) for s in await sequences.get(changing, made.campaign_id)]
        await sequences.replace(changing, made.campaign_id, [*steps("XY", {}), a, b, c])
        await asyncio.wait_for(settle(engine, made, claimed, "sent"), 5)
    async with core.scope(workspace.workspace_id) as scope:
        assert (await enrollments.get(scope, made.enrollment_ids[0])).done_position == 3


async def test_a_message_claimed_after_a_change_is_counted_by_the_new_numbers(core: Core, workspace: Installed) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    await change(core, made, "XABC")
    await change(core, made, "ABC")
    (claimed,) = await dispatch.claim(engine, workspace.workspace_id)
    assert claimed.message.body_text.strip().startswith("A")
    await change(core, made, "XBC")
    await settle(engine, made, claimed, "sent")
    assert await following(core, made) == "B"


async def test_a_lead_keeps_its_place_when_a_message_comes_back_whose_step_is_gone(core: Core, workspace: Installed) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    (claimed,) = await dispatch.claim(engine, workspace.workspace_id)
    await change(core, made, "BC")
    await settle(engine, made, claimed, "sent")
    await change(core, made, "XBC")
    async with core.scope(made.workspace_id) as scope:
        await enrollment_states.lock(scope, made.enrollment_ids)
        await message_states.send_again(scope, claimed.id, "again@sender.example", scope.now, None)
        await enrollment_states.await_message(scope, made.enrollment_ids[0], 1)
    (again,) = await queued.claim_queued(engine, workspace.workspace_id)
    await settle(engine, made, again, "sent")
    assert await following(core, made) == "X"


async def test_a_lead_is_returned_to_a_step_before_or_after_the_steps_change(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps("ABC", {}))
    async with core.scope(made.workspace_id) as scope:
        await enrollments.return_to(scope, made.enrollment_ids[0], 3)
        changing = asyncio.create_task(change(core, made, "BC"))
        await eventually(lambda: lock_waits(core), saw=lambda: changing)
    await asyncio.wait_for(changing, 60)
    assert await following(core, made) == "C"


async def test_marks_that_nobody_has_are_used_again(core: Core, workspace: Installed) -> None:
    engine = make_engine(core)
    made = await make(core, workspace.workspace_id, n_leads=2, sequence=steps("ABC", {}))
    first, _ = await dispatch.claim(engine, workspace.workspace_id)
    await settle(engine, made, first, "sent")
    for _ in range(10):
        await change(core, made, "ABDEFC")
        await change(core, made, "ABC")
    (row,) = await rows(core, f"SELECT marks FROM campaigns WHERE id = {made.campaign_id}")
    assert len(row["marks"]) <= 6
    assert await following(core, made) == "B"
