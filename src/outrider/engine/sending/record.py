"""Recording the results of sent messages, many in one transaction.

Everything hangs on the change of a message's state: only rows that this transaction takes out of `sending` have effects. So a
record may be tried again after a commit whose fate is unknown, and nothing happens twice. And only the attempt that was claimed:
a process that slept through its lease says nothing about the attempt of the one that took over.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending.database import count
from outrider.frozen import checked
from outrider.outreach.base import batches, enrollment_states, events, message_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.message_states import Attempt, Settlement, State
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts, protection
from outrider.outreach.conversations import conversations
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import suppression
from outrider.outreach.senders import linkedin_connections, refusals, senders
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.rules import retry
from outrider.store.db import prefer_keys

log = structlog.get_logger()

# Back-off of a message that was refused for now: 5 minutes, doubling, at most 4 hours, 8 attempts (about half a day).
RETRY_BASE, RETRY_CAP, RETRY_ATTEMPTS = 300.0, 4 * 3600.0, 8
# How long a sender rests when its server can't be reached.
SENDER_REST = timedelta(minutes=5)
# When a message whose answer never came is looked up.
LOOK_UP_AFTER = timedelta(seconds=30)

_SENT_EVENTS = {
    "invite": "invite.sent",
    "view_profile": "profile.viewed",
    "follow": "profile.followed",
    "like": "post.liked",
}


@checked(frozen=True, slots=True)
class Result:
    """The outcome of one claimed message, and when. `last`: no other message of the sender's claim is in progress."""

    claimed: Claimed
    outcome: Outcome
    at: datetime
    last: bool = True


async def record(engine: Engine, workspace_id: int, results: Sequence[Result]) -> None:
    """Commit results of one workspace. Raises what the database raises; may be called again with the same."""
    by_verdict: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_verdict[result.outcome.verdict].append(result)
    async with engine.core.scope(workspace_id) as scope:
        await prefer_keys(scope.conn)
        await enrollment_states.lock(
            scope,
            [r.claimed.message.enrollment_id for r in results if r.claimed.message.enrollment_id],
            leads=[r.claimed.message.lead_id for r in by_verdict.get("bounced", ()) if r.claimed.message.lead_id],
        )
        await linkedin_connections.note_facts(scope, _facts(results))
        for verdict, write in _WRITERS.items():
            if of := by_verdict.get(verdict):
                await write(scope, of)
        await _free_senders(scope, results)
        engine.crash_point("before_record_commit")
    engine.crash_point("after_record_commit")


def _facts(results: Sequence[Result]) -> list[Fact]:
    """What LinkedIn showed on the way. An invitation that may have left may be accepted, answer or not."""
    facts = [r.outcome.fact for r in results if r.outcome.fact]
    for r in results:
        m = r.claimed.message
        if m.action == "invite" and r.outcome.verdict in ("sent", "uncertain") and not r.outcome.fact and m.lead_id:
            facts.append(Fact(r.claimed.sender.id, m.lead_id, invited=True))
    return facts


async def note_submitted(engine: Engine, workspace_id: int, results: Sequence[Result]) -> None:
    """Make the server's answer durable when recording it in full failed: `recover` finishes it."""
    async with engine.core.scope(workspace_id) as scope:
        attempts = [Attempt(r.claimed.id, r.claimed.message.attempts, r.at) for r in results]
        await message_states.note_submitted(scope, attempts)
    engine.crash_point("after_submitted")


# -- one writer for each verdict -----------------------------------------------------------------------------------------


async def _move(
    scope: Scope,
    results: Sequence[Result],
    state: State,
    reason: Reason | None,
    due: Mapping[int, datetime] | None = None,
) -> list[Result]:
    """Take messages out of `sending`; those results that really did."""
    settlements = [
        Settlement(
            id=r.claimed.id,
            attempts=r.claimed.message.attempts,
            detail=r.outcome.detail[:1000] or None if reason else None,
            due_at=due[r.claimed.id] if due else None,
            sent_at=r.at if state == State.SENT else None,
            wire_id=r.outcome.wire_id,
        )
        for r in results
    ]
    moved = await message_states.settle(scope, state, reason, settlements) if settlements else set[int]()
    return [r for r in results if r.claimed.id in moved]


async def _write_sent(scope: Scope, results: Sequence[Result]) -> None:
    moved = await _move(scope, results, State.SENT, None)
    first, again = await _advance(scope, moved)
    await events.append(scope, [_sent_event(r, r.claimed.id in first, r.claimed.id in again) for r in moved])
    in_thread = [r.claimed.id for r in moved if not r.claimed.starts]
    if in_thread:
        await conversations.note_sent(scope, in_thread)
    if chats := [(r.claimed.id, r.outcome.fact.chat_id) for r in moved if r.outcome.fact and r.outcome.fact.chat_id]:
        await linkedin_connections.note_chats(scope, chats)


async def _advance(scope: Scope, moved: Sequence[Result], *, sent: bool = True) -> tuple[set[int], set[int]]:
    """Advance enrollments past completed steps. Returns the messages that were their first, and those of a new day."""
    by_enrollment: dict[int, Result] = {}
    steps: list[enrollment_states.Step] = []
    for r in moved:
        m = r.claimed.message
        if m.kind == "step" and m.enrollment_id is not None:
            by_enrollment[m.enrollment_id] = r
            at = r.at if sent else None
            steps.append(enrollment_states.Step(m.enrollment_id, m.run or 0, m.mark or 0, at))
    first: set[int] = set()
    again: set[int] = set()
    for row in await enrollment_states.advance(scope, steps):
        r = by_enrollment[row.id]
        if row.first:
            first.add(r.claimed.id)
        if sent and row.before is not None and row.before.astimezone(UTC).date() < r.at.astimezone(UTC).date():
            again.add(r.claimed.id)
    return first, again


async def _write_later(scope: Scope, results: Sequence[Result]) -> None:
    """Refused for now: the same row waits its back-off; after the last attempt it is given up."""
    due: dict[int, datetime] = {}
    for r in results:
        wait = retry.next_attempt(r.claimed.message.attempts, RETRY_BASE, RETRY_CAP, str(r.claimed.id), RETRY_ATTEMPTS)
        if wait is not None:
            due[r.claimed.id] = r.at + max(timedelta(seconds=wait), r.outcome.retry_after or timedelta())
    again = [r for r in results if r.claimed.id in due]
    moved = await _move(scope, again, State.QUEUED, Reason.TRY_AGAIN, due)
    await count(scope, [r.claimed for r in moved], -1)
    if over := [r for r in results if r.claimed.id not in due]:
        await _fail(scope, over, Reason.GAVE_UP)


async def _write_skipped(scope: Scope, results: Sequence[Result]) -> None:
    """Nothing was done, because nothing was left to do or the network does not allow it: the sequence continues."""
    by_reason: dict[Reason, list[Result]] = defaultdict(list)
    for r in results:
        by_reason[Reason(r.outcome.code)].append(r)
    for reason, of in by_reason.items():
        moved = await _move(scope, of, State.CANCELLED, reason)
        await count(scope, [r.claimed for r in moved], -1)
        await _advance(scope, moved, sent=False)
        if reason != Reason.ALREADY_DONE:
            data = {"reason": str(reason), "skipped": True}
            await events.append(scope, [_event(r.claimed, "message.failed", r.at, data) for r in moved])


async def _write_limited(scope: Scope, results: Sequence[Result]) -> None:
    """The sender has done enough of this action for now, and continues with others."""
    for r in results:
        until = scope.now + (r.outcome.retry_after or SENDER_REST)
        await linkedin_accounts.note_cooldown(scope, r.claimed.sender.id, r.claimed.message.action, until)
        await _write_released(scope, [r], until)


async def _write_refused(scope: Scope, results: Sequence[Result]) -> None:
    await _fail(scope, results, Reason.REFUSED)


async def _fail(scope: Scope, results: Sequence[Result], reason: Reason) -> None:
    moved = await _move(scope, results, State.FAILED, reason)
    data = {"reason": str(reason)}
    await events.append(
        scope, [_event(r.claimed, "message.failed", r.at, {**data, "detail": r.outcome.detail[:500]}) for r in moved]
    )
    await _pause(scope, moved, reason)


async def _pause(scope: Scope, moved: Sequence[Result], reason: Reason) -> None:
    await enrollment_states.pause(
        scope,
        [
            Change(m.enrollment_id, reason, r.outcome.detail[:500], m.run)
            for r in moved
            if (m := r.claimed.message).kind == "step" and m.enrollment_id is not None
        ],
    )


async def _write_bounced(scope: Scope, results: Sequence[Result]) -> None:
    moved = await _move(scope, results, State.FAILED, Reason.BOUNCED)
    data = {"kind": "hard"}
    await events.append(
        scope, [_event(r.claimed, "message.bounced", r.at, {**data, "detail": r.outcome.detail[:500]}) for r in moved]
    )
    messages = [r.claimed.message for r in moved if r.claimed.message.lead_id]
    addresses = {m.lead_id: m.recipient for m in messages if m.lead_id}
    marked = await leaving.mark_bounced(scope, sorted(addresses)) if addresses else set[int]()
    deleted = [address for id, address in sorted(addresses.items()) if id not in marked]
    await suppression.add(scope, [suppression.EntryInput("email", address, reason=Reason.BOUNCED) for address in deleted])
    await protection.check(scope, [r.claimed.message.campaign_id for r in moved if r.claimed.message.campaign_id])


async def _write_uncertain(scope: Scope, results: Sequence[Result]) -> None:
    """Unknown whether it was sent: counted, visible, never resent automatically. The lead waits for a person to decide."""
    moved = await _move(scope, results, State.UNCERTAIN, Reason.UNCERTAIN)
    await events.append(scope, [_event(r.claimed, "message.uncertain", r.at, {}) for r in moved])
    await _advance(scope, moved)
    await _pause(scope, moved, Reason.UNCERTAIN)


async def _write_looked_up(scope: Scope, results: Sequence[Result]) -> None:
    """The answer never came: `recover` looks it up soon, when what was taken has had time to show up as sent."""
    soon = scope.now + LOOK_UP_AFTER
    attempts = [Attempt(r.claimed.id, r.claimed.message.attempts, soon) for r in results]
    await message_states.look_up(scope, attempts, "no answer from the server")


async def _write_released(scope: Scope, results: Sequence[Result], again_at: datetime | None = None) -> None:
    """It surely did not leave: everything as it was before the claim. What waits in its own right waits until `again_at`."""
    fresh = [r for r in results if r.claimed.fresh]
    gone = await message_states.withdraw(scope, [Attempt(r.claimed.id, r.claimed.message.attempts) for r in fresh])
    freed = [r for r in fresh if r.claimed.id in gone]
    await enrollment_states.release(
        scope,
        [
            enrollment_states.Release(m.enrollment_id, m.run or 0, m.sender_id, r.claimed.starts)
            for r in freed
            if (m := r.claimed.message).enrollment_id is not None
        ],
    )
    retried = [r for r in results if not r.claimed.fresh]
    back = {r.claimed.id: again_at or scope.now for r in retried}
    moved = await _move(scope, retried, State.QUEUED, None, back)
    await count(scope, [r.claimed for r in (*freed, *moved)], -1)


async def _write_sender_failed(scope: Scope, results: Sequence[Result]) -> None:
    """The sender could not work: its messages are released; refused credentials count against its health."""
    by_rest: dict[timedelta, list[Result]] = defaultdict(list)
    for r in results:
        by_rest[max(SENDER_REST, r.outcome.retry_after or timedelta())].append(r)
    for rest, of in by_rest.items():
        await _write_released(scope, of, scope.now + rest)
    there = await senders.get_many(scope, list({r.claimed.sender.id for r in results}))
    for r in {r.claimed.sender.id: r for r in results if r.claimed.sender.id in there}.values():
        if r.outcome.code == Reason.DOMAIN_UNAUTHENTICATED or (r.outcome.auth and r.outcome.code in refusals.STOPPING):
            reason = refusals.REASONS[r.outcome.code]
            await senders.set_status(scope, r.claimed.sender.id, "paused", reason, r.outcome.detail[:500])
        elif r.outcome.code == Reason.SENDER_DISCONNECTED:
            await senders.set_status(scope, r.claimed.sender.id, "disconnected", r.outcome.code, r.outcome.detail[:500])
        elif r.outcome.auth:
            await senders.note_auth_failure(scope, r.claimed.sender.id, r.outcome.detail[:500])


_WRITERS = {
    "sent": _write_sent,
    "later": _write_later,
    "refused": _write_refused,
    "skipped": _write_skipped,
    "bounced": _write_bounced,
    "uncertain": _write_uncertain,
    "unanswered": _write_looked_up,
    "released": _write_released,
    "sender_failed": _write_sender_failed,
    "limited": _write_limited,
}


def _sent_event(r: Result, first: bool, again: bool) -> events.Event:
    """What was done, by its own name. An InMail is also counted separately, and so is a message `again` on a new day."""
    action = r.claimed.message.action
    data: dict[str, object] = {"kind": action} if action == "inmail" else {}
    if again:
        data["marks"] = ["day"]
    return _event(r.claimed, _SENT_EVENTS.get(action, "message.sent"), r.at, data, first)


def _event(claimed: Claimed, kind: str, at: datetime, data: Mapping[str, object], first: bool = True) -> events.Event:
    m = claimed.message
    return events.Event(
        kind,
        at=at,
        seat_id=claimed.seat_id,
        campaign_id=m.campaign_id,
        step_id=m.step_id,
        variant_id=m.variant_id,
        sender_id=claimed.sender.id,
        lead_id=m.lead_id,
        enrollment_id=m.enrollment_id,
        conversation_id=m.conversation_id,
        message_id=claimed.id,
        first_for_enrollment=first,
        data=dict(data),
    )


# -- senders -------------------------------------------------------------------------------------------------------------

_FREE = """
UPDATE senders s SET
    lease_until = CASE WHEN u.last THEN NULL ELSE s.lease_until END,
    last_sent_at = greatest(s.last_sent_at, u.sent_at),
    auth_failures = CASE WHEN u.sent_at IS NULL THEN s.auth_failures ELSE 0 END,
    next_at = greatest(coalesce(s.next_at, u.next_at), u.next_at),
    wait_reason = coalesce(u.reason, s.wait_reason)
FROM unnest(%(id)s::bigint[], %(last)s::boolean[], %(sent_at)s::timestamptz[], %(next_at)s::timestamptz[], %(reason)s::text[])
     AS u (id, last, sent_at, next_at, reason)
WHERE s.workspace_id = %(workspace_id)s AND s.id = u.id
"""


@dataclass(slots=True)
class _Freed:
    """What results mean for a sender. `last`: nothing of its claim is in progress. `reason`: why it rests."""

    id: int
    last: bool = False
    sent_at: datetime | None = None
    next_at: datetime | None = None
    reason: Reason | None = None


async def _free_senders(scope: Scope, results: Sequence[Result]) -> None:
    """End the senders' leases; the gap begins when the message really left, and one that can't work rests a while."""
    freed: dict[int, _Freed] = {}
    for r in results:
        f = freed.setdefault(r.claimed.sender.id, _Freed(r.claimed.sender.id))
        f.last = f.last or r.last
        if r.outcome.verdict == "sent":
            f.sent_at = r.at if f.sent_at is None else max(f.sent_at, r.at)
            f.next_at = f.sent_at + r.claimed.gap
        elif r.outcome.verdict == "sender_failed":
            f.next_at = scope.now + max(SENDER_REST, r.outcome.retry_after or timedelta())
            f.reason = refusals.REASONS.get(r.outcome.code, Reason.SENDER_BACKOFF)
    await scope.run(_FREE, **batches.columns(_Freed, [freed[id] for id in sorted(freed)]))
