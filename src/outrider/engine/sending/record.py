"""Recording: what became of messages on the wire, many in one transaction.

Everything hangs on the change of a message's state: only rows that this transaction takes out of `sending` have effects. So a
record may be tried again after a commit whose fate is unknown, and nothing happens twice. And only the attempt that was claimed:
a process that slept through its lease says nothing about the attempt of the one that took over.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending.ready import count
from outrider.outreach.base import events
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts, protection
from outrider.outreach.conversations import conversations
from outrider.outreach.enrollments import enrollments, leaving
from outrider.outreach.leads import leads, suppression
from outrider.outreach.senders import linkedin_connections, senders
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.rules import retry

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


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one claimed message, and when. `last`: the sender has no other of its claim under way."""

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
        await linkedin_connections.note_facts(scope, _facts(results))
        for verdict, write in _WRITERS.items():
            if of := by_verdict.get(verdict):
                await write(scope, of)
        await _free_senders(engine, scope, results)
        engine.crash_point("before_record_commit")
    engine.crash_point("after_record_commit")


def _facts(results: Sequence[Result]) -> list[Fact]:
    """What LinkedIn showed on the way. An invitation that may have left may be accepted, answer or not."""
    facts = [r.outcome.fact for r in results if r.outcome.fact]
    for r in results:
        m = r.claimed.message
        if m["action"] == "invite" and r.outcome.verdict in ("sent", "uncertain") and not r.outcome.fact and m["lead_id"]:
            facts.append(Fact(r.claimed.sender.id, m["lead_id"], invited=True))
    return facts


async def note_submitted(engine: Engine, workspace_id: int, results: Sequence[Result]) -> None:
    """Make the server's answer durable when recording it in full failed: `recover` finishes it."""
    async with engine.core.scope(workspace_id) as scope:
        await scope.run(
            """
            UPDATE messages m SET state = 'submitted', sent_at = u.at, lease_until = %(now)s, updated_at = %(now)s
            FROM unnest(%(ids)s::bigint[], %(attempts)s::int[], %(at)s::timestamptz[]) AS u (id, attempts, at)
            WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
            """,
            **_attempts(results),
            at=[r.at for r in results],
        )
    engine.crash_point("after_submitted")


# -- enrollments ---------------------------------------------------------------------------------------------------------

# A step may have got another number while its message was under way. In one statement with it: when leads were last written to.
_ADVANCE = """
WITH moved AS (UPDATE enrollments e SET
    done_position = greatest(e.done_position, u.position),
    last_step_at = coalesce(u.at, e.last_step_at),
    first_sent_at = coalesce(e.first_sent_at, u.at),
    due_at = CASE WHEN e.status = 'active' THEN coalesce(u.at, %(now)s) + make_interval(secs => n.delay_seconds) END,
    status = CASE WHEN e.status = 'active' AND n.delay_seconds IS NULL THEN 'completed' ELSE e.status END,
    reason = CASE WHEN e.status = 'active' AND n.delay_seconds IS NULL THEN 'done' ELSE e.reason END,
    updated_at = %(now)s
FROM (SELECT x.id, coalesce(t.position, x.position) AS position, x.at
      FROM unnest(%(ids)s::bigint[], %(steps)s::bigint[], %(positions)s::int[], %(at)s::timestamptz[])
           AS x (id, step_id, position, at)
      LEFT JOIN steps t ON t.workspace_id = %(workspace_id)s AND t.id = x.step_id AND t.deleted_at IS NULL) u
JOIN enrollments b ON b.workspace_id = %(workspace_id)s AND b.id = u.id
LEFT JOIN LATERAL (
    SELECT s.delay_seconds FROM steps s
    WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = b.campaign_id AND s.deleted_at IS NULL
      AND s.position > greatest(b.done_position, u.position)
    ORDER BY s.position LIMIT 1) n ON true
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
RETURNING e.id, e.campaign_id, e.lead_id, e.sender_id, e.status, e.due_at, e.first_sent_at = u.at AS first,
          e.status = 'completed' AND b.status = 'active' AS completed, u.at,
          date_trunc('day', b.last_step_at, 'UTC') < date_trunc('day', u.at, 'UTC') AS again
), contacted AS (
    UPDATE leads l SET last_contacted_at = greatest(l.last_contacted_at, c.at)
    FROM (SELECT lead_id, max(at) AS at FROM moved WHERE at IS NOT NULL GROUP BY lead_id ORDER BY lead_id) c
    WHERE l.workspace_id = %(workspace_id)s AND l.id = c.lead_id)
SELECT id, campaign_id, lead_id, sender_id, status, due_at, first, completed, again FROM moved
"""


async def advance(
    scope: Scope, ids: Sequence[int], steps: Sequence[int | None], positions: Sequence[int], at: Sequence[datetime | None]
) -> list[dict[str, Any]]:
    """Note that steps were done, and when the next ones are due; an enrollment without a next one is complete.

    `positions` are those that the steps had; a step None stands for all up to its position. `at` None: nothing was sent.
    Rows: id, status, due_at, first (it was the enrollment's first message), completed (just now), again (not that, but the
    first of its UTC day).
    """
    rows = await scope.all(_ADVANCE, ids=list(ids), steps=list(steps), positions=list(positions), at=list(at))
    completed = [row for row in rows if row["completed"]]
    if completed:
        seats = await scope.all(
            "SELECT id, seat_id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)",
            ids=list({row["campaign_id"] for row in completed}),
        )
        seat_of = {row["id"]: row["seat_id"] for row in seats}
        await events.append(scope, [
            events.Event("lead.completed", seat_id=seat_of[row["campaign_id"]], campaign_id=row["campaign_id"],
                         sender_id=row["sender_id"], lead_id=row["lead_id"], enrollment_id=row["id"])
            for row in completed
        ])  # fmt: skip
    return rows


# -- one writer for each verdict -----------------------------------------------------------------------------------------

_SET_STATE = """
UPDATE messages m SET state = %(state)s, state_reason = %(reason)s, state_detail = u.detail, lease_until = NULL,
       due_at = u.due_at, sent_at = coalesce(u.sent_at, m.sent_at), wire_id = coalesce(u.wire_id, m.wire_id),
       bounced_at = CASE WHEN %(reason)s = 'bounced' THEN %(now)s ELSE m.bounced_at END,
       bounce_kind = CASE WHEN %(reason)s = 'bounced' THEN 'hard' ELSE m.bounce_kind END, updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(attempts)s::int[], %(details)s::text[], %(due)s::timestamptz[], %(sent)s::timestamptz[],
            %(wires)s::text[]) AS u (id, attempts, detail, due_at, sent_at, wire_id)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state IN ('sending', 'submitted')
RETURNING m.id
"""


async def _move(
    scope: Scope, results: Sequence[Result], state: str, reason: str | None, due: Mapping[int, datetime] | None = None
) -> list[Result]:
    """Take messages out of `sending`; those results that really did."""
    rows = await scope.all(
        _SET_STATE,
        state=state,
        reason=reason,
        **_attempts(results),
        details=[r.outcome.detail[:1000] or None if reason else None for r in results],
        due=[due[r.claimed.id] if due else None for r in results],
        sent=[r.at if state == "sent" else None for r in results],
        wires=[r.outcome.wire_id for r in results],
    )
    moved = {row["id"] for row in rows}
    return [r for r in results if r.claimed.id in moved]


def _attempts(results: Sequence[Result]) -> dict[str, list[int]]:
    """Which attempt at which message each result is of."""
    return {"ids": [r.claimed.id for r in results], "attempts": [r.claimed.message["attempts"] for r in results]}


async def _write_sent(scope: Scope, results: Sequence[Result]) -> None:
    moved = await _move(scope, results, "sent", None)
    first, again = await _advance(scope, moved)
    await events.append(scope, [_sent_event(r, r.claimed.id in first, r.claimed.id in again) for r in moved])
    in_thread = [r.claimed.id for r in moved if not r.claimed.starts]
    if in_thread:
        await conversations.note_sent(scope, in_thread)
    if chats := [(r.claimed.id, r.outcome.fact.chat_id) for r in moved if r.outcome.fact and r.outcome.fact.chat_id]:
        await linkedin_connections.note_chats(scope, chats)


async def _advance(scope: Scope, moved: Sequence[Result], *, sent: bool = True) -> tuple[set[int], set[int]]:
    """Take enrollments past the steps that were done; the messages that were the first of theirs, and those of a new day."""
    steps = {r.claimed.message["enrollment_id"]: r for r in moved if r.claimed.message["kind"] == "step"}
    if not steps:
        return set(), set()
    rows = await advance(
        scope,
        list(steps),
        [r.claimed.message["step_id"] for r in steps.values()],
        [r.claimed.message["step_position"] for r in steps.values()],
        [r.at if sent else None for r in steps.values()],
    )
    first, again = ({steps[row["id"]].claimed.id for row in rows if row[name]} for name in ("first", "again"))
    return first, again


async def _write_later(scope: Scope, results: Sequence[Result]) -> None:
    """Refused for now: the same row waits its back-off; after the last attempt it is given up."""
    due: dict[int, datetime] = {}
    for r in results:
        wait = retry.next_attempt(r.claimed.message["attempts"], RETRY_BASE, RETRY_CAP, str(r.claimed.id), RETRY_ATTEMPTS)
        if wait is not None:
            due[r.claimed.id] = r.at + max(timedelta(seconds=wait), r.outcome.retry_after or timedelta())
    again = [r for r in results if r.claimed.id in due]
    moved = await _move(scope, again, "queued", Reason.TRY_AGAIN, due) if again else []
    await count(scope, [r.claimed for r in moved], -1)
    if over := [r for r in results if r.claimed.id not in due]:
        await _fail(scope, over, Reason.GAVE_UP)


async def _write_skipped(scope: Scope, results: Sequence[Result]) -> None:
    """Nothing was done, because nothing was left to do or the network does not let it be done: the sequence goes on."""
    by_reason: dict[Reason, list[Result]] = defaultdict(list)
    for r in results:
        by_reason[Reason(r.outcome.code)].append(r)
    for reason, of in by_reason.items():
        moved = await _move(scope, of, "cancelled", reason)
        await count(scope, [r.claimed for r in moved], -1)
        await _advance(scope, moved, sent=False)
        if reason != Reason.ALREADY_DONE:
            data = {"reason": str(reason), "skipped": True}
            await events.append(scope, [_event(r.claimed, "message.failed", r.at, data) for r in moved])


async def _write_limited(scope: Scope, results: Sequence[Result]) -> None:
    """The sender has done enough of this for now: it goes on with other things."""
    for r in results:
        until = scope.now + (r.outcome.retry_after or SENDER_REST)
        await linkedin_accounts.note_cooldown(scope, r.claimed.sender.id, r.claimed.message["action"], until)
        await _write_released(scope, [r], until)


async def _write_refused(scope: Scope, results: Sequence[Result]) -> None:
    await _fail(scope, results, Reason.REFUSED)


async def _fail(scope: Scope, results: Sequence[Result], reason: Reason) -> None:
    moved = await _move(scope, results, "failed", reason)
    data = {"reason": str(reason)}
    await events.append(
        scope, [_event(r.claimed, "message.failed", r.at, {**data, "detail": r.outcome.detail[:500]}) for r in moved]
    )
    await _pause(scope, moved, reason)


async def _pause(scope: Scope, moved: Sequence[Result], reason: Reason) -> None:
    held = [r for r in moved if r.claimed.message["kind"] == "step"]
    for r in held:
        await enrollments.pause(scope, [r.claimed.message["enrollment_id"]], reason, detail=r.outcome.detail[:500])


async def _write_bounced(scope: Scope, results: Sequence[Result]) -> None:
    moved = await _move(scope, results, "failed", Reason.BOUNCED)
    data = {"kind": "hard"}
    await events.append(
        scope, [_event(r.claimed, "message.bounced", r.at, {**data, "detail": r.outcome.detail[:500]}) for r in moved]
    )
    messages = [r.claimed.message for r in moved if r.claimed.message["lead_id"]]
    addresses = {m["lead_id"]: m["to_addresses"][0] for m in messages}
    there = await leads.get_many(scope, list(addresses)) if addresses else {}
    for lead_id, address in sorted(addresses.items()):
        if lead_id in there:
            await leaving.mark_bounced(scope, lead_id)
        else:  # deleted since
            await suppression.suppress_address(scope, address, Reason.BOUNCED)
    await protection.check(scope, [r.claimed.message["campaign_id"] for r in moved if r.claimed.message["campaign_id"]])


async def _write_uncertain(scope: Scope, results: Sequence[Result]) -> None:
    """Nobody knows whether it left: counted, visible, never sent again by itself. The lead waits for somebody to decide."""
    moved = await _move(scope, results, "uncertain", Reason.UNCERTAIN)
    await events.append(scope, [_event(r.claimed, "message.uncertain", r.at, {}) for r in moved])
    await _advance(scope, moved)
    await _pause(scope, moved, Reason.UNCERTAIN)


async def _write_looked_up(scope: Scope, results: Sequence[Result]) -> None:
    """The answer never came: `recover` looks it up soon, when what was taken has had time to show up as sent."""
    await scope.run(
        """
        UPDATE messages m SET lease_until = %(soon)s, state_detail = 'no answer from the server', updated_at = %(now)s
        FROM unnest(%(ids)s::bigint[], %(attempts)s::int[]) AS u (id, attempts)
        WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
        """,
        **_attempts(results),
        soon=scope.now + LOOK_UP_AFTER,
    )


async def _write_released(scope: Scope, results: Sequence[Result], again_at: datetime | None = None) -> None:
    """It surely did not leave: everything as it was before the claim. What waits in its own right waits until `again_at`."""
    fresh = [r for r in results if r.claimed.fresh]
    gone = await scope.all(
        """
        DELETE FROM messages m USING unnest(%(ids)s::bigint[], %(attempts)s::int[]) AS u (id, attempts)
        WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
        RETURNING m.id
        """,
        **_attempts(fresh),
    )
    deleted = {row["id"] for row in gone}
    freed = [r for r in fresh if r.claimed.id in deleted]
    await scope.run("DELETE FROM links WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)", ids=list(deleted))
    await scope.run(
        """
        UPDATE enrollments e SET due_at = CASE WHEN e.status = 'active' THEN u.at END,
               sender_id = CASE WHEN u.starts THEN NULL ELSE e.sender_id END, updated_at = %(now)s
        FROM unnest(%(ids)s::bigint[], %(starts)s::boolean[], %(at)s::timestamptz[]) AS u (id, starts, at)
        WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
        """,
        ids=[r.claimed.message["enrollment_id"] for r in freed],
        starts=[r.claimed.starts for r in freed],
        at=[scope.now for _ in freed],
    )
    retried = [r for r in results if not r.claimed.fresh]
    back = {r.claimed.id: again_at or scope.now for r in retried}
    moved = await _move(scope, retried, "queued", None, back) if retried else []
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
        if r.outcome.code == Reason.DOMAIN_UNAUTHENTICATED:
            await senders.set_status(scope, r.claimed.sender.id, "paused", r.outcome.code, r.outcome.detail[:500])
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
    """What was done, by its own name; an InMail is a message that is also counted apart, and so is one `again` on a new day."""
    action = r.claimed.message["action"]
    data: dict[str, Any] = {"kind": action} if action == "inmail" else {}
    if again:
        data["marks"] = ["day"]
    return _event(r.claimed, _SENT_EVENTS.get(action, "message.sent"), r.at, data, first)


def _event(claimed: Claimed, type: str, at: datetime, data: dict[str, Any], first: bool = True) -> events.Event:
    m = claimed.message
    return events.Event(
        type,
        at=at,
        seat_id=claimed.seat_id,
        campaign_id=m["campaign_id"],
        step_id=m["step_id"],
        variant_id=m["variant_id"],
        sender_id=claimed.sender.id,
        lead_id=m["lead_id"],
        enrollment_id=m["enrollment_id"],
        conversation_id=m["conversation_id"],
        message_id=claimed.id,
        first_for_enrollment=first,
        data=data,
    )


# -- senders -------------------------------------------------------------------------------------------------------------

_FREE = """
UPDATE senders s SET
    lease_until = CASE WHEN u.last THEN NULL ELSE s.lease_until END,
    last_sent_at = greatest(s.last_sent_at, u.sent_at),
    auth_failures = CASE WHEN u.sent_at IS NULL THEN s.auth_failures ELSE 0 END,
    next_at = greatest(coalesce(s.next_at, u.next_at), u.next_at),
    wait_reason = CASE WHEN u.rests THEN 'sender_backoff' ELSE s.wait_reason END
FROM unnest(%(ids)s::bigint[], %(last)s::boolean[], %(sent)s::timestamptz[], %(next)s::timestamptz[], %(rests)s::boolean[])
     AS u (id, last, sent_at, next_at, rests)
WHERE s.workspace_id = %(workspace_id)s AND s.id = u.id
"""


async def _free_senders(engine: Engine, scope: Scope, results: Sequence[Result]) -> None:
    """End the senders' leases; the gap begins when the message really left, and one that can't work rests a while."""
    rows: dict[int, list[Any]] = {}
    for r in results:
        _, last, sent_at, next_at, rests = rows.setdefault(r.claimed.sender.id, [r.claimed.sender.id, False, None, None, False])
        if r.outcome.verdict == "sent":
            sent_at = r.at if sent_at is None else max(sent_at, r.at)
            next_at = sent_at + r.claimed.gap
        elif r.outcome.verdict == "sender_failed":
            next_at, rests = scope.now + max(SENDER_REST, r.outcome.retry_after or timedelta()), True
        rows[r.claimed.sender.id] = [r.claimed.sender.id, last or r.last, sent_at, next_at, rests]
    ids, last, sent, next_at, rests = (list(column) for column in zip(*sorted(rows.values()), strict=True))
    await scope.run(_FREE, ids=ids, last=last, sent=sent, next=next_at, rests=rests)
