"""A subsequence writes from the sender that wrote before, in the same thread."""

from outrider.clock import SimulatedClock
from outrider.engine.work import triggers as loop
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.enrollments import outcomes
from outrider.outreach.enrollments.triggers import Triggers
from outrider.outreach.tenancy import categories, workspaces
from tests.engine.helpers import Remembering, make, make_engine, steps, work
from tests.working import do_due


async def test_the_first_message_of_a_subsequence_answers_the_parents_thread(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    wire = Remembering(core)
    engine = make_engine(core, wire)
    made = await make(core, workspace.workspace_id, n_leads=2, n_senders=2, sequence=steps(0, 3 * 86_400))
    async with core.scope(workspace.workspace_id) as scope:
        child = await campaigns.create(
            scope, "Then", parent_id=made.campaign_id, triggers=Triggers(category_values=[1]).as_json()
        )
        blank = sequences.VariantInput("", "<p>Then</p>")
        await sequences.replace(scope, child.id, [sequences.StepInput([blank], delay_seconds=3600)])
        await campaign_senders.attach(scope, child.id, made.sender_ids)
        await campaign_states.start(scope, child.id)
    await work(engine, workspace.workspace_id)
    assert len(wire.left) == 2
    async with core.scope(workspace.workspace_id) as scope:
        interested = await categories.by_value(scope, 1)
        assert interested
        await outcomes.set_category(scope, interested.id, enrollment_ids=made.enrollment_ids[:1])
    assert await do_due(engine, loop.queue) == 1
    assert await do_due(engine, loop.queue) == 0
    clock.advance(30 * 60)
    await work(engine, workspace.workspace_id)
    assert len(wire.left) == 2
    clock.advance(31 * 60)
    await work(engine, workspace.workspace_id)
    before = next(c for _, c in wire.left if c.message.to_addresses == ["p0@prospect.example"])
    after = wire.left[-1][1]
    assert len(wire.left) == 3
    assert after.message.to_addresses == ["p0@prospect.example"]
    assert after.message.in_reply_to == before.message.wire_id
    assert after.message.from_address == before.message.from_address
    assert after.message.subject == "Re: Hi Pat0"
    clock.advance(4 * 86_400)
    await work(engine, workspace.workspace_id)
    assert wire.recipients().count("p0@prospect.example") == 2
    assert wire.recipients().count("p1@prospect.example") == 2
