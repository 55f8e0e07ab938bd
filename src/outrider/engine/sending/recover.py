"""Recovering: messages whose lease ran out, because the process that had claimed them died or the answer never came.

`submitted`: the server had taken it, so only the recording is made up for. `sending`: it may or may not have left. Where the
transport can tell, it is recorded as sent or queued again as it was; else it is `uncertain` and never sent again by itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending.record import Result, record
from outrider.outreach.base import enrollment_states, events, message_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.message_states import COLUMNS, OutgoingMessage, State
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.senders import senders
from outrider.rules import schedule

log = structlog.get_logger()

# The lease is renewed first: looking up takes time, and no other process shall do the same meanwhile.
_TAKE_OVER = f"""
UPDATE messages m SET lease_until = %(lease)s
FROM (SELECT workspace_id, id FROM messages
      WHERE state IN ('sending', 'submitted') AND lease_until <= %(now)s
      ORDER BY lease_until LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED) l
WHERE m.workspace_id = l.workspace_id AND m.id = l.id
RETURNING m.workspace_id, m.state, m.sent_at, {", ".join(f"m.{name}" for name in COLUMNS)}
"""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A message whose lease ran out, as it was found."""

    workspace_id: int
    state: str
    sent_at: datetime | None
    message: OutgoingMessage


async def recover(engine: Engine, *, limit: int = 100) -> int:
    """Settle up to `limit` messages whose lease ran out; how many."""
    async with engine.core.pool.connection() as conn:
        cursor = await conn.execute(
            _TAKE_OVER.encode(), {"now": engine.core.clock.now(), "lease": engine.lease(), "limit": limit}
        )
        rows = await cursor.fetchall()
    by_workspace: dict[int, list[_Lost]] = defaultdict(list)
    for row in rows:
        found = _Lost(row["workspace_id"], row["state"], row["sent_at"], OutgoingMessage(**{c: row[c] for c in COLUMNS}))
        by_workspace[found.workspace_id].append(found)
    for workspace_id, lost in sorted(by_workspace.items()):
        async with engine.core.scope(workspace_id) as scope:
            claimed = await _reconstruct(scope, lost)
        results = []
        for found, c in claimed:
            at = found.sent_at or found.message.created_at
            results.append(Result(c, await _outcome(engine, c, found.state), at, last=False))
        if results:
            await record(engine, workspace_id, results)
        for result in results:
            log.warning("message recovered", message_id=result.claimed.id, verdict=result.outcome.verdict)
    return len(rows)


async def _outcome(engine: Engine, claimed: Claimed, state: str) -> Outcome:
    if state == State.SUBMITTED:
        return Outcome("sent")
    transport = engine.transports.get(claimed.sender.channel)
    try:
        was_sent = await transport.was_sent(claimed) if transport else None
    except Exception:
        log.exception("look-up failed", message_id=claimed.id)
        was_sent = None
    match was_sent:
        case True:
            return Outcome("sent")
        case False:
            return Outcome("released")
        case None:
            return Outcome("uncertain", detail="no way to find out whether it left")


async def _reconstruct(scope: Scope, lost: Sequence[_Lost]) -> list[tuple[_Lost, Claimed]]:
    """The messages as they were claimed. Those of senders that are gone stay uncertain: there is nobody left to ask."""
    known = await senders.get_many(scope, list({x.message.sender_id for x in lost}))
    running = await campaigns.get_many(scope, list({x.message.campaign_id for x in lost if x.message.campaign_id}))
    await _abandon(scope, [x.message for x in lost if x.message.sender_id not in known], running)
    claimed: list[tuple[_Lost, Claimed]] = []
    for found in lost:
        message = found.message
        if sender := known.get(message.sender_id):
            campaign = running.get(message.campaign_id or 0)
            zone = (campaign.schedule.get("timezone") or "UTC") if campaign else "UTC"
            c = Claimed(
                workspace_id=scope.workspace_id,
                sender=sender,
                message=message,
                seat_id=campaign.seat_id if campaign else sender.seat_id,
                sender_day=schedule.local_day(message.created_at, sender.timezone),
                campaign_day=schedule.local_day(message.created_at, zone) if campaign else None,
                fresh=False,
            )
            claimed.append((found, c))
    return claimed


async def _abandon(scope: Scope, messages: Sequence[OutgoingMessage], running: Mapping[int, Campaign]) -> None:
    moved = await message_states.abandon(scope, [m.id for m in messages], Reason.SENDER_GONE)
    gone = [m for m in messages if m.id in moved]
    await events.append(
        scope,
        [
            events.Event(
                "message.uncertain",
                seat_id=campaign.seat_id if (campaign := running.get(m.campaign_id or 0)) else None,
                campaign_id=m.campaign_id,
                step_id=m.step_id,
                variant_id=m.variant_id,
                sender_id=m.sender_id,
                lead_id=m.lead_id,
                enrollment_id=m.enrollment_id,
                conversation_id=m.conversation_id,
                message_id=m.id,
                data={"reason": str(Reason.SENDER_GONE)},
            )
            for m in gone
        ],
    )
    await enrollment_states.pause(
        scope, [Change(m.enrollment_id, Reason.UNCERTAIN, run=m.run) for m in gone if m.enrollment_id and m.kind == "step"]
    )
