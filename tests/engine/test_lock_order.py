"""Senders, campaigns, enrollments and messages are locked in this order, so that no two transactions wait for each other.

Each test holds what comes first, sees the other transaction wait for it (or pass it over), and then takes what comes later: had
the other one taken that already, the database would end one of the two.
"""

import asyncio

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import LEASE_SECONDS, Outcome
from outrider.engine.sending import dispatch, queued, record, recover
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, campaigns, figures, protection
from outrider.outreach.conversations import messages
from outrider.outreach.deliverability import placement, seeds
from outrider.outreach.enrollments import enrollments, staffing
from outrider.outreach.leads import leads
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import DAY, Remembering, make, make_engine, steps, work
from tests.engine.test_meanwhile import lock_waits
from tests.making import a_sender, rows
from tests.waiting import eventually

MESSAGES = "SELECT 1 FROM messages WHERE workspace_id = %(workspace_id)s FOR NO KEY UPDATE"


async def test_a_claim_of_a_retry_leaves_it_where_its_enrollment_is_held(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    engine = make_engine(core, Remembering(core, answers={"p0@prospect.example": Outcome("later", "greylisted")}))
    await work(engine, made.workspace_id)
    clock.advance(3600)
    async with core.scope(made.workspace_id) as scope:
        await enrollment_states.lock(scope, made.enrollment_ids)
        assert await asyncio.wait_for(queued.claim_queued(engine, made.workspace_id), 10) == []
        assert await scope.run(MESSAGES) == 1
    assert len(await queued.claim_queued(engine, made.workspace_id)) == 1


async def test_a_message_of_a_deleted_sender_is_given_up_after_its_enrollment_is_locked(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    engine = make_engine(core)
    await dispatch.claim(engine, made.workspace_id)
    async with core.scope(made.workspace_id) as scope:
        await staffing.delete_sender(scope, made.sender_ids[0])
    clock.advance(LEASE_SECONDS + 1)
    async with core.scope(made.workspace_id) as scope:
        await enrollment_states.lock(scope, made.enrollment_ids)
        recovering = asyncio.create_task(recover.claim(engine, made.workspace_id, 10))
        await eventually(lambda: lock_waits(core), saw=lambda: recovering)
        assert await scope.run(MESSAGES) == 1
    assert await asyncio.wait_for(recovering, 60) == []
    assert await rows(core, "SELECT state, state_reason FROM messages") == [{"state": "uncertain", "state_reason": "sender_gone"}]


async def test_a_bounce_locks_all_that_it_ends_before_its_message(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    async with core.scope(made.workspace_id) as scope:
        other = await campaigns.create(scope, "Another")
        elsewhere = [id for id in (await enrollments.enroll(scope, other.id, made.lead_ids)).values() if id]
    engine = make_engine(core)
    claimed = await dispatch.claim(engine, made.workspace_id)
    results = [record.Result(c, Outcome("bounced", "no_such_user"), core.clock.now()) for c in claimed]
    async with core.scope(made.workspace_id) as scope:
        await enrollment_states.lock(scope, elsewhere)
        recording = asyncio.create_task(record.record(engine, made.workspace_id, results))
        await eventually(lambda: lock_waits(core), saw=lambda: recording)
        assert await scope.run(MESSAGES) == 3
    await asyncio.wait_for(recording, 60)
    async with core.scope(made.workspace_id) as scope:
        found = await leads.get_many(scope, made.lead_ids)
        assert all(lead.bounced_at for lead in found.values())
    ended = await rows(core, "SELECT status, reason, count(*) AS n FROM enrollments GROUP BY status, reason")
    assert ended == [{"status": "stopped", "reason": "bounced", "n": 6}]
    assert await rows(core, "SELECT count(*) AS n FROM suppressions WHERE reason = 'bounced'") == [{"n": 3}]


async def test_a_message_is_marked_read_after_its_conversation_is_locked(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
        conversation = await scope.one(
            """
            INSERT INTO conversations (workspace_id, channel, sender_id, unread, created_at, updated_at)
            VALUES (%(workspace_id)s, 'email', %(sender)s, true, %(now)s, %(now)s) RETURNING id
            """,
            sender=sender.id,
        )
        assert conversation
        message = await scope.one(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, unread, created_at,
                                  updated_at)
            VALUES (%(workspace_id)s, 'in', 'reply', 'received', %(sender)s, %(conversation)s, true, %(now)s, %(now)s)
            RETURNING id
            """,
            sender=sender.id,
            conversation=conversation["id"],
        )
        assert message

    async def reading() -> bool:
        async with core.scope(workspace.workspace_id) as scope:
            return (await messages.set_read(scope, message["id"], True)).unread

    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("SELECT 1 FROM conversations WHERE workspace_id = %(workspace_id)s FOR NO KEY UPDATE")
        marking = asyncio.create_task(reading())
        await eventually(lambda: lock_waits(core), saw=lambda: marking)
        assert await scope.run(MESSAGES) == 1
    assert await asyncio.wait_for(marking, 60) is False
    assert await rows(core, "SELECT unread FROM conversations") == [{"unread": False}]


async def test_a_bounce_of_a_campaign_that_is_completed_meanwhile_is_recorded(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    totals = figures.totals

    async def completed(*args: object, **options: object) -> object:
        """Another transaction completes the campaign between the look at its state and its pause."""
        async with core.scope(workspace.workspace_id) as scope:
            await scope.run("UPDATE campaigns SET status = 'completed' WHERE workspace_id = %(workspace_id)s")
        await totals(*args, **options)  # type: ignore[arg-type]
        return {(made.campaign_id,): {"message.sent": 1000, "message.bounced:hard": 900}}

    monkeypatch.setattr(figures, "totals", completed)
    async with core.scope(workspace.workspace_id) as scope:
        assert await protection.check(scope, [made.campaign_id]) == []
    assert await rows(core, "SELECT status FROM campaigns") == [{"status": "completed"}]


async def test_a_campaign_goes_on_where_a_lead_returns_while_it_is_being_completed(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, sequence=steps(0, DAY))
    first, second = made.enrollment_ids
    async with core.scope(made.workspace_id) as scope:
        await enrollments.stop(scope, [first])

    async def returning() -> None:
        async with core.scope(made.workspace_id) as scope:
            await enrollments.return_to(scope, first, 1)

    async with core.scope(made.workspace_id) as scope:
        await enrollments.stop(scope, [second])
        await campaign_states.complete_if_done(scope, [made.campaign_id])
        assert (await campaigns.get(scope, made.campaign_id)).status == "completed"
        back = asyncio.create_task(returning())
        await eventually(lambda: lock_waits(core), saw=lambda: back)
    await asyncio.wait_for(back, 60)
    assert await rows(core, "SELECT status FROM campaigns") == [{"status": "active"}]


async def test_a_placement_test_that_is_deleted_as_it_begins_sends_nothing(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
        for n in range(2):
            await seeds.add(scope, seeds.SeedInput(f"seed{n}@gmail.com", "a password"))
        test = await placement.create(scope, placement.TestInput("A test", "Hello", "Hello", [sender.id]))

    async def deleting() -> int:
        async with core.scope(workspace.workspace_id) as scope:
            return await placement.delete(scope, [test.id])

    async with core.scope(workspace.workspace_id) as scope:
        assert await placement.start_due(scope)
        deleted = asyncio.create_task(deleting())
        await eventually(lambda: lock_waits(core), saw=lambda: deleted)
    assert await asyncio.wait_for(deleted, 60) == 1
    assert await rows(core, "SELECT DISTINCT state FROM messages") == [{"state": "cancelled"}]
    assert await rows(core, "SELECT count(*) AS n FROM placement_mails") == [{"n": 0}]
