"""Recovering: messages whose lease ran out, because the process that had claimed them died or the answer never came.

`submitted`: the server had taken it, so only the recording is made up for. `sending`: it may or may not have left. Where the
transport can tell, it is recorded as sent or queued again as it was; else it is `uncertain` and never sent again by itself.
"""

import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from outrider.engine.engine import LEASE_SECONDS, Claimed, Engine, Outcome
from outrider.engine.queue import Queue
from outrider.engine.sending.record import Result, record
from outrider.outreach.base import due, enrollment_states, events, message_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.message_states import COLUMNS, OutgoingMessage, State
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.senders import senders
from outrider.rules import schedule

log = structlog.get_logger()

AT_ONCE = 20
PER_SERVER = 4  # look-ups at one mail server
IDLE_SECONDS = 5.0  # of the machine

# The lease is renewed first: looking up takes time, and no other process may do the same in the meantime.
_TAKE_OVER = """
UPDATE message_leases SET lease_until = %(lease)s
WHERE workspace_id = %(workspace_id)s AND message_id = ANY (ARRAY(
    SELECT message_id FROM message_leases WHERE workspace_id = %(workspace_id)s AND lease_until <= %(now)s
    ORDER BY lease_until LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
RETURNING message_id
"""
_TAKEN_OVER = sql(
    """
SELECT state, sent_at, {columns} FROM messages
WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND state IN ('sending', 'submitted') ORDER BY id
""",
    columns=columns(OutgoingMessage),
)
_END = "DELETE FROM message_leases WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)"


@dataclass(frozen=True, slots=True)
class Lost:
    """A message whose lease ran out, as it was found: `claimed` is as it was when it was claimed."""

    state: str
    sent_at: datetime | None
    claimed: Claimed


async def claim(engine: Engine, workspace_id: int, limit: int) -> list[Lost]:
    """Take over messages whose lease ran out. Those of senders that are gone become uncertain here and now."""
    async with engine.core.scope(workspace_id) as scope:
        taken = {row["message_id"] for row in await scope.all(_TAKE_OVER, lease=engine.lease(), limit=limit)}
        rows = await scope.all(_TAKEN_OVER, ids=taken)
        found = {row["id"]: row for row in rows}
        if removed := taken - found.keys():  # with the lead or the campaign that they belonged to
            await scope.run(_END, ids=removed)
        claimed, gone = await _reconstruct(scope, [OutgoingMessage(**{c: row[c] for c in COLUMNS}) for row in rows])
    if gone:
        async with engine.core.scope(workspace_id) as scope:  # of its own: enrollments are locked before their messages
            await _abandon(scope, gone)
    return [Lost(found[c.id]["state"], found[c.id]["sent_at"], c) for c in claimed]


async def settle(engine: Engine, lost: Lost) -> None:
    """Find out what became of one message, and record it."""
    outcome = await _outcome(engine, lost.claimed, lost.state)
    at = lost.sent_at or lost.claimed.message.created_at
    await record(engine, lost.claimed.workspace_id, [Result(lost.claimed, outcome, at, last=False)])
    log.warning("message recovered", message_id=lost.claimed.id, verdict=outcome.verdict)


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Lost]]:
    """Messages whose lease ran out. A look-up that outlasts the lease is cancelled, and tried again."""
    yield Queue(
        name="recover",
        due=lambda: due.workspaces(engine.core, "lost_messages"),
        claim=lambda workspace_id, room: claim(engine, workspace_id, room.limit),
        do=lambda lost: settle(engine, lost),
        workspace=lambda lost: lost.claimed.workspace_id,
        describe=lambda lost: {"workspace": lost.claimed.workspace_id, "message": lost.claimed.id},
        lane=_server,
        per_lane=PER_SERVER,
        give_back=lambda lost: _give_back(engine, lost),
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        idle=IDLE_SECONDS,
    )


def _server(lost: Lost) -> str:
    """What is asked whether the message left."""
    sender = lost.claimed.sender
    imap = sender.connection.get("imap")
    return imap["host"] if imap else sender.channel


async def _give_back(engine: Engine, lost: Lost) -> None:
    async with engine.core.scope(lost.claimed.workspace_id) as scope:
        await scope.run(
            """
            UPDATE message_leases SET lease_until = %(now)s
            WHERE workspace_id = %(workspace_id)s AND message_id = %(id)s AND EXISTS (
                SELECT FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND attempts = %(attempts)s)
            """,
            id=lost.claimed.id,
            attempts=lost.claimed.message.attempts,
        )


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


async def _reconstruct(scope: Scope, lost: Sequence[OutgoingMessage]) -> tuple[list[Claimed], list[OutgoingMessage]]:
    """The messages as they were claimed, and those of deleted senders."""
    known = await senders.get_many(scope, list({m.sender_id for m in lost}))
    running = await campaigns.get_many(scope, list({m.campaign_id for m in lost if m.campaign_id}))
    claimed: list[Claimed] = []
    for message in lost:
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
            claimed.append(c)
    return claimed, [m for m in lost if m.sender_id not in known]


async def _abandon(scope: Scope, messages: Sequence[OutgoingMessage]) -> None:
    """Messages of deleted senders become uncertain, because no server can be asked."""
    await enrollment_states.lock(scope, [m.enrollment_id for m in messages if m.enrollment_id])
    running = await campaigns.get_many(scope, list({m.campaign_id for m in messages if m.campaign_id}))
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
