"""What people do to a lead while its message is under way stands, and no lead is left without anything that will happen to it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.commands import doctor
from outrider.engine import metrics, totals
from outrider.engine.engine import Outcome
from outrider.engine.sending import dispatch, recover
from outrider.engine.sending.deliver import delivering
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.conversations import messages
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, explain, leaving, staffing
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.leads import suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, make_senders, run_until, steps, work
from tests.making import put, rows, some_leads
from tests.waiting import eventually
from tests.working import do_due

LATER = {"p0@prospect.example": Outcome("later", "greylisted")}


async def enrollment(core: Core, made: Made) -> Enrollment:
    async with core.scope(made.workspace_id) as scope:
        return await enrollments.get(scope, made.enrollment_ids[0])


@asynccontextmanager
async def on_the_wire(core: Core, made: Made, transport: Remembering) -> AsyncIterator[None]:
    """The body runs while the next message is held up on the wire; after it the message is answered and recorded."""
    engine = make_engine(core, transport)
    transport.hold, transport.waiting = asyncio.Event(), 0
    async with delivering(engine) as delivery:
        delivery.take(await dispatch.claim(engine, made.workspace_id))
        await eventually(lambda: _count(transport))
        yield
        transport.hold.set()
        await delivery.below(1)
    transport.hold = None


async def _count(transport: Remembering) -> int:
    return transport.waiting


async def after_first_step(core: Core, workspace: Installed, clock: SimulatedClock) -> tuple[Made, Remembering]:
    """A lead of three steps a day apart, whose second is due."""
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, DAY, DAY))
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    clock.advance(DAY)
    return made, transport


def sent(transport: Remembering) -> list[tuple[int | None, int | None]]:
    return [(c.message.run, c.message.step_position) for _, c in transport.left]


# -- a record speaks of the run that its message belongs to --------------------------------------------------------------


async def test_a_lead_returned_to_a_step_while_its_message_leaves_does_that_step(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made, transport = await after_first_step(core, workspace, clock)
    async with on_the_wire(core, made, transport), core.scope(made.workspace_id) as scope:
        await enrollments.pause(scope, made.enrollment_ids)
        await enrollments.return_to(scope, made.enrollment_ids[0], 1)
    assert (await enrollment(core, made)).done_position == 0
    await run_until(make_engine(core, transport), made.workspace_id, clock.now() + timedelta(days=30))
    assert sent(transport) == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)]


@pytest.mark.parametrize("verdict", ["refused", "released", "later", "uncertain"])
async def test_no_verdict_on_an_earlier_run_undoes_a_return(
    core: Core, workspace: Installed, clock: SimulatedClock, verdict: str
) -> None:
    made, transport = await after_first_step(core, workspace, clock)
    transport.answers["p0@prospect.example"] = Outcome(verdict)  # type: ignore[arg-type]
    at = clock.now() + timedelta(hours=5)
    async with on_the_wire(core, made, transport), core.scope(made.workspace_id) as scope:
        await enrollments.pause(scope, made.enrollment_ids)
        await enrollments.return_to(scope, made.enrollment_ids[0], 1, at=at)
    found = await enrollment(core, made)
    assert (found.status, found.done_position, found.due_at) == ("active", 0, at)


async def test_a_claim_that_comes_to_nothing_keeps_the_sender_that_a_person_chose_meanwhile(
    core: Core, workspace: Installed
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    async with core.scope(made.workspace_id) as scope:
        (other,) = await make_senders(scope, 1, prefix="other")
    transport = Remembering(core, answers={"p0@prospect.example": Outcome("released")})
    async with on_the_wire(core, made, transport), core.scope(made.workspace_id) as scope:
        await enrollments.pause(scope, made.enrollment_ids)
        await enrollments.resume(scope, made.enrollment_ids, sender_id=other)
    assert (await enrollment(core, made)).sender_id == other


async def test_a_lead_resumed_while_its_message_leaves_gets_no_second_one(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    """Although its lease has run out, and it has waited for longer than the next step's delay."""
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, DAY))
    clock.advance(5 * DAY)
    transport = Remembering(core)
    async with on_the_wire(core, made, transport):
        async with core.scope(made.workspace_id) as scope:
            await enrollments.pause(scope, made.enrollment_ids)
            await enrollments.resume(scope, made.enrollment_ids)
        clock.advance(3600)
        assert await dispatch.claim(make_engine(core), made.workspace_id) == []
        assert (await enrollment(core, made)).status == "active"


# -- no lead in limbo ----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def waiting_for_a_retry(core: Core, workspace: Installed, n_steps: int = 2) -> AsyncIterator[tuple[Made, Remembering]]:
    """A lead whose first message was refused for now."""
    made = await make(core, workspace.workspace_id, n_leads=1, n_senders=2, sequence=steps(*(DAY * n for n in range(n_steps))))
    transport = Remembering(core, answers=dict(LATER))
    await work(make_engine(core, transport), made.workspace_id)
    transport.answers.clear()
    yield made, transport


@pytest.mark.parametrize("entry", [EntryInput("email", "p0@prospect.example"), EntryInput("domain", "prospect.example")])
async def test_a_lead_suppressed_while_its_message_waits_for_a_retry_is_stopped(
    core: Core, workspace: Installed, clock: SimulatedClock, entry: EntryInput
) -> None:
    async with waiting_for_a_retry(core, workspace) as (made, transport):
        async with core.scope(made.workspace_id) as scope:
            await suppression.add(scope, [entry])
        await run_until(make_engine(core, transport), made.workspace_id, clock.now() + timedelta(hours=6))
        found = await enrollment(core, made)
        assert (found.status, found.reason) == ("stopped", "suppressed")


async def test_explain_names_the_retry_that_a_lead_waits_for(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with waiting_for_a_retry(core, workspace) as (made, _), core.scope(made.workspace_id) as scope:
        found = await explain.of_enrollment(scope, made.enrollment_ids[0])
        assert found.code == Reason.TRY_AGAIN
        (message,) = await scope.all("SELECT due_at FROM messages WHERE workspace_id = %(workspace_id)s")
        assert found.next_at == message["due_at"]


async def test_explain_says_so_when_the_sender_is_no_longer_of_the_campaign(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, 0))
    async with core.scope(made.workspace_id) as scope:
        (other,) = await make_senders(scope, 1, prefix="other")
        await enrollments.pause(scope, made.enrollment_ids)
        await enrollments.resume(scope, made.enrollment_ids, sender_id=other)
        assert (await explain.of_enrollment(scope, made.enrollment_ids[0])).code == Reason.SENDER_GONE


async def test_whoever_takes_over_does_the_step_that_a_detached_sender_was_to_try_again(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    async with waiting_for_a_retry(core, workspace) as (made, transport):
        (first,) = await rows(core, "SELECT sender_id FROM enrollments")
        (other,) = set(made.sender_ids) - {first["sender_id"]}
        async with core.scope(made.workspace_id) as scope:
            await staffing.detach(scope, made.campaign_id, [first["sender_id"]])
            await enrollments.resume(scope, made.enrollment_ids, sender_id=other)
        await run_until(make_engine(core, transport), made.workspace_id, clock.now() + timedelta(days=5))
        assert [(c.sender.id, c.message.step_position) for _, c in transport.left] == [(other, 1), (other, 2)]


async def test_a_lead_returned_while_its_message_waits_does_not_get_it(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    async with waiting_for_a_retry(core, workspace) as (made, transport):
        async with core.scope(made.workspace_id) as scope:
            await enrollments.return_to(scope, made.enrollment_ids[0], 1)
        await run_until(make_engine(core, transport), made.workspace_id, clock.now() + timedelta(days=5))
        assert sent(transport) == [(2, 1), (2, 2)]


async def test_a_step_that_waits_to_be_tried_again_cannot_be_emptied(core: Core, workspace: Installed) -> None:
    async with waiting_for_a_retry(core, workspace) as (made, _), core.scope(made.workspace_id) as scope:
        (message,) = await scope.all("SELECT id FROM messages WHERE workspace_id = %(workspace_id)s")
        with pytest.raises(Exception, match="leaving"):
            await messages.delete(scope, message["id"])


async def test_a_letter_to_a_person_who_was_erased_does_not_leave(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, start=False)
    async with core.scope(made.workspace_id) as scope:
        await letters.send_new(scope, made.sender_ids[0], to=["p0@prospect.example"], subject="Hello", body_text="You")
        await leaving.erase(scope, made.lead_ids[0])
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert transport.left == []
    assert await rows(core, "SELECT state, to_addresses FROM messages") == [{"state": "cancelled", "to_addresses": None}]


async def test_a_message_whose_sender_was_deleted_while_it_left_is_uncertain_and_its_lead_waits(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    engine = make_engine(core)
    await dispatch.claim(engine, made.workspace_id)
    async with core.scope(made.workspace_id) as scope:
        await staffing.delete_sender(scope, made.sender_ids[0])
    clock.advance(3600)
    await do_due(engine, recover.queue)
    assert await rows(core, "SELECT state, state_reason FROM messages") == [{"state": "uncertain", "state_reason": "sender_gone"}]
    assert await types(core) == ["lead.added", "lead.paused", "message.uncertain"]


async def types(core: Core) -> Sequence[str]:
    found = await rows(core, "SELECT type FROM events WHERE campaign_id IS NOT NULL AND enrollment_id IS NOT NULL ORDER BY id")
    return [row["type"] for row in found]


async def test_a_campaign_without_new_leads_does_not_keep_its_sender_from_those_of_another(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    """Although it is that campaign's turn: the sender never wrote for it, and never will."""
    made = await make(core, workspace.workspace_id, n_leads=0, sender={"min_gap_seconds": 600})
    async with core.scope(made.workspace_id) as scope:
        other = await campaigns.create(scope, "Another")
        await sequences.replace(scope, other.id, steps(0))
        await campaign_senders.attach(scope, other.id, made.sender_ids)
        await enrollments.enroll(scope, other.id, await some_leads(scope, 1))
        await campaign_states.start(scope, other.id)
    assert await work(make_engine(core), made.workspace_id) == 1


# -- what watches over it ------------------------------------------------------------------------------------------------


async def lose(core: Core, made: Made) -> None:
    async with core.scope(made.workspace_id) as scope:
        await put(scope, "enrollments", made.enrollment_ids[0], {"due_at": None})


async def test_the_doctor_makes_a_lost_lead_due_again(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    await lose(core, made)
    found = await doctor.leads_check(core)
    assert (found.ok, found.detail) == (False, "1 active lead had nothing due and no message in progress")
    assert await work(make_engine(core), made.workspace_id) == 2
    assert (await doctor.leads_check(core)).ok


async def test_lost_leads_are_counted_among_the_metrics(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    await lose(core, made)
    await totals.keep(core)
    assert 'outrider_things{state="lost",thing="enrollment"} 1.0' in (await metrics.Exposition(core).text()).decode()


async def test_explain_says_that_a_lead_is_lost(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    await lose(core, made)
    async with core.scope(made.workspace_id) as scope:
        assert (await explain.of_enrollment(scope, made.enrollment_ids[0])).code == Reason.LOST
