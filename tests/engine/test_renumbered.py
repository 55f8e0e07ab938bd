"""A sequence that is changed while messages of it are under way: whoever gets one goes on with the step after it."""

import pytest

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending import dispatch, queued
from outrider.engine.sending.record import Result, record
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import Made, make, make_engine


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
