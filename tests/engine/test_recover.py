"""Messages whose lease ran out, and messages that wait in their own right."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import LEASE_SECONDS, Outcome, Verdict
from outrider.engine.sending import deliver, dispatch, queued, record, recover
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, leaving, staffing
from outrider.outreach.leads import suppression
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import DAY, Remembering, make, make_engine, run_until, steps, work
from tests.making import rows
from tests.working import do_due

_CLAIMED = """
SELECT m.id, m.state, m.attempts, l.lease_until FROM messages m
LEFT JOIN message_leases l ON l.workspace_id = m.workspace_id AND l.message_id = m.id
"""


async def test_a_lease_that_still_runs_is_left_alone(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    engine = make_engine(core)
    assert len(await dispatch.claim(engine, made.workspace_id)) == 3
    clock.advance(LEASE_SECONDS - 1)
    assert await do_due(engine, recover.queue) == 0
    clock.advance(2)
    assert await do_due(engine, recover.queue) == 3
    assert await rows(core, "SELECT DISTINCT state, state_reason FROM messages") == [
        {"state": "uncertain", "state_reason": "uncertain"}
    ]
    assert await rows(core, "SELECT count(*) AS n FROM events WHERE type = 'message.uncertain'") == [{"n": 3}]
    assert await do_due(engine, recover.queue) == 0


async def test_a_transport_that_can_prove_it_did_not_leave_sends_the_same_row(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core, found=False)
    engine = make_engine(core, transport)
    (claimed,) = await dispatch.claim(engine, made.workspace_id)
    clock.advance(LEASE_SECONDS + 1)
    await do_due(engine, recover.queue)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=1))
    assert [c.message.wire_id for _, c in transport.left] == [claimed.message.wire_id]
    assert await rows(core, "SELECT state FROM messages") == [{"state": "sent"}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days") == [{"n": 1}]


@pytest.mark.parametrize("late", ["released", "later", "sent", "unanswered", "refused"])
async def test_who_slept_through_its_lease_says_nothing_about_the_next_attempt(
    core: Core, workspace: Installed, clock: SimulatedClock, late: Verdict
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core, found=False)
    engine = make_engine(core, transport)
    (slept,) = await dispatch.claim(engine, made.workspace_id)
    clock.advance(LEASE_SECONDS + 1)
    await do_due(engine, recover.queue)
    (second,) = await queued.claim_queued(engine, made.workspace_id)
    before = await rows(core, _CLAIMED)
    await record.record(engine, made.workspace_id, [record.Result(slept, Outcome(late), clock.now())])
    assert await rows(core, _CLAIMED) == before
    await record.record(engine, made.workspace_id, [record.Result(second, Outcome("sent"), clock.now())])
    assert await rows(core, "SELECT state, attempts FROM messages") == [{"state": "sent", "attempts": 2}]
    assert await rows(core, "SELECT count(*) AS n FROM events WHERE type = 'message.sent'") == [{"n": 1}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days") == [{"n": 1}]


async def test_the_sequence_goes_on_once_somebody_decides_about_an_uncertain_message(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, DAY))
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await dispatch.claim(engine, made.workspace_id)
    clock.advance(LEASE_SECONDS + 1)
    await do_due(engine, recover.queue)
    async with core.scope(workspace.workspace_id) as scope:
        await enrollments.resume(scope, made.enrollment_ids)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(days=3))
    assert [c.message.step_position for _, c in transport.left] == [2]


async def test_a_retry_is_not_sent_once_the_lead_has_answered(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core, answers={"p0@prospect.example": Outcome("later", "greylisted")})
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    async with core.scope(workspace.workspace_id) as scope:
        await enrollments.stop(scope, made.enrollment_ids, Reason.REPLIED)
    transport.answers.clear()
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=6))
    assert transport.left == []
    assert await rows(core, "SELECT state, state_reason FROM messages") == [{"state": "cancelled", "state_reason": "replied"}]


async def test_d21_a_retry_is_not_sent_to_who_was_suppressed_meanwhile(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    transport = Remembering(core, answers=dict.fromkeys(("p0@prospect.example", "p1@prospect.example"), Outcome("later")))
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    assert await rows(core, "SELECT state FROM messages") == [{"state": "queued"}] * 2
    transport.answers.clear()
    async with core.scope(made.workspace_id) as scope:
        await suppression.add(scope, [suppression.EntryInput("email", "p0@prospect.example")])
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(hours=2))
    assert transport.recipients() == ["p1@prospect.example"]
    found = await rows(core, "SELECT state, state_reason FROM messages ORDER BY to_addresses")
    assert found == [{"state": "cancelled", "state_reason": "suppressed"}, {"state": "sent", "state_reason": None}]


async def test_a_retry_waits_while_the_campaign_is_paused(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core, answers={"p0@prospect.example": Outcome("later", "greylisted")})
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    transport.answers.clear()
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.pause(scope, made.campaign_id)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=2))
    assert transport.left == []
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.start(scope, made.campaign_id)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=1))
    assert len(transport.left) == 1


async def test_a_message_is_given_up_after_half_a_day(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    engine = make_engine(core, Remembering(core, answers={"p0@prospect.example": Outcome("later", "busy", "450 busy")}))
    await run_until(engine, made.workspace_id, clock.now() + timedelta(days=2))
    found = await rows(core, "SELECT state, state_reason, state_detail, attempts FROM messages")
    assert found == [{"state": "failed", "state_reason": "gave_up", "state_detail": "450 busy", "attempts": 8}]
    assert await rows(core, "SELECT status, reason FROM enrollments") == [{"status": "paused", "reason": "gave_up"}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days WHERE n > 0") == [{"n": 1}]


async def test_a_letter_by_hand_ignores_the_gap_but_is_counted(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, sender={"min_gap_seconds": 3600, "daily_limit": 2})
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    async with core.scope(workspace.workspace_id) as scope:
        await letters.send_new(
            scope, made.sender_ids[0], to=["p9@prospect.example"], subject="By hand", body_html="<p>Dear Pat</p>"
        )
    await work(engine, made.workspace_id)
    assert transport.recipients() == ["p0@prospect.example", "p9@prospect.example"]
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=10))
    assert len(transport.left) == 2, "the letter used up the sender's second message of the day"
    assert await queued.queued_workspaces(core) == []
    async with core.scope(workspace.workspace_id) as scope:
        assert "message.sent" in [e["type"] for e in await scope.all(
            "SELECT type FROM events WHERE workspace_id = %(workspace_id)s AND campaign_id IS NULL"
        )]  # fmt: skip


async def test_what_is_deleted_while_its_message_is_on_the_wire(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    gone, login = await dispatch.claim(engine, made.workspace_id)
    async with core.scope(made.workspace_id) as scope:
        await leaving.delete(scope, [gone.message.lead_id])
    await record.record(engine, made.workspace_id, [record.Result(gone, Outcome("bounced"), core.clock.now())])
    async with core.scope(made.workspace_id) as scope:
        assert [e.value for e in await suppression.find_all(scope)] == ["p0@prospect.example"], "it takes no mail all the same"
        await staffing.delete_sender(scope, made.sender_ids[0])
    failed = Outcome("sender_failed", "login_refused", auth=True)
    await record.record(engine, made.workspace_id, [record.Result(login, failed, core.clock.now())])
    found = await rows(core, "SELECT state, state_reason FROM messages")
    assert found == [{"state": "failed", "state_reason": "bounced"}], "the other one surely did not leave"


async def test_an_answer_is_noted_once_the_database_is_back(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    outages = [psycopg.errors.ConnectionFailure("the server is away")]

    async def refused(*_: object) -> None:
        raise psycopg.errors.UniqueViolation

    async def noted(*results: Any) -> None:
        if outages:
            raise outages.pop()
        await record.note_submitted(*results)

    monkeypatch.setattr(deliver, "record", refused)
    monkeypatch.setattr(deliver, "note_submitted", noted)
    await work(make_engine(core, Remembering(core)), made.workspace_id)
    assert await rows(core, "SELECT state FROM messages") == [{"state": "submitted"}]
