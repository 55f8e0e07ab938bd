"""Warm-up: the installation's mailboxes write to each other and answer, more each day, and fetch each other's mail out of spam.

Every letter carries a signed token; a mailbox that reads it knows it for what it is and keeps it out of the inbox.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

import structlog
from psycopg.rows import class_row

from outrider.channels.email.compose import Outgoing, compose
from outrider.channels.email.smtp import SmtpError, SmtpPool, Unsendable
from outrider.engine import oauth
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, repeating
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.warmup_letters import Draft, enqueue, make_token
from outrider.engine.work.warmup_text import letter, reply
from outrider.errors import OutriderError
from outrider.outreach.base import due
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders, tracking_domains, warmup
from outrider.outreach.senders.kept import Warmup
from outrider.outreach.senders.sending_limits import MAIL
from outrider.rules import chance
from outrider.rules.replies import WARMUP_HEADER
from outrider.rules.schedule import day_bounds, local_day

log = structlog.get_logger()

AT_ONCE = 10
LEASE_SECONDS = 120.0  # of the machine
# A day's letters are spread over these parts of the local day.
DAY_BEGINS, DAY_ENDS = 7 / 24, 21 / 24
_EVERY = 20.0  # seconds of the clock between two looks, but
_AT_LEAST = 1.0  # second of the machine


# -- writing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """A mailbox that warms up. `since`: when it began; `live`: it also sends to leads; `sent`: letters of its day so far;
    `mails`: other mail of its day.
    """

    workspace_id: int
    id: int
    address: str
    name: str
    timezone: str
    warmup: Warmup
    since: datetime
    live: bool
    sent: int
    daily_limit: int
    mails: int


_WRITERS = """
-- every workspace
SELECT s.workspace_id, s.id, s.address, s.name, s.timezone, s.warmup, coalesce(s.warmup_started_at, s.created_at) AS since,
       coalesce(s.last_sent_at > %(live_since)s, false) AS live, coalesce(d.n, 0) AS sent, s.daily_limit,
       (SELECT coalesce(sum(m.n), 0)::int FROM sender_days m WHERE m.workspace_id = s.workspace_id AND m.sender_id = s.id
        AND m.day = (%(now)s::timestamptz AT TIME ZONE s.timezone)::date
        AND m.action = ANY (%(mail)s) AND m.action <> 'warmup') AS mails
FROM senders s
LEFT JOIN sender_days d ON d.workspace_id = s.workspace_id AND d.sender_id = s.id
     AND d.day = (%(now)s::timestamptz AT TIME ZONE s.timezone)::date AND d.action = 'warmup'
WHERE s.warmup_enabled AND s.status = 'active' AND s.channel = 'email' AND s.connection ? 'imap'
ORDER BY s.workspace_id, s.id
"""


async def plan(engine: Engine) -> int:
    """Have each mailbox that is behind its day's share write one letter; how many were queued."""
    core, now = engine.core, engine.core.clock.now()
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(_Writer)) as cursor:
        await cursor.execute(_WRITERS, {"now": now, "live_since": now - timedelta(days=3), "mail": list(MAIL)})
        writers = await cursor.fetchall()
    circles: dict[int, list[_Writer]] = {}
    for writer in writers:
        circles.setdefault(0 if engine.settings.warmup_across_workspaces else writer.workspace_id, []).append(writer)
    written = 0
    for circle in circles.values():
        for writer in circle if len(circle) > 1 else []:
            if writer.sent < _share(writer, now):
                written += await _write(engine, writer, circle, now)
    return written


def _share(writer: _Writer, now: datetime) -> int:
    """How many of the day's letters are due by now: evenly from morning to evening, each mailbox a little off."""
    zone = writer.timezone
    today = local_day(now, zone)
    if writer.warmup.get("weekdays_only") and today.weekday() >= 5:
        return 0
    begins, ends = day_bounds(today, zone)
    passed = (now - begins) / (ends - begins)
    part = min(1.0, max(0.0, (passed - DAY_BEGINS) / (DAY_ENDS - DAY_BEGINS)))
    aim = warmup.target(writer.warmup, (today - local_day(writer.since, zone)).days, writer.live)
    aim = min(aim, max(0, writer.daily_limit - writer.mails))  # all mail counts against the mailbox's limit (D12)
    return int(aim * part + chance.fraction("warmup", writer.id, today.isoformat()) * (0 < part < 1))


async def _write(engine: Engine, writer: _Writer, circle: Sequence[_Writer], now: datetime) -> int:
    """Put down a letter to one of the circle, a different one each time. Two processes at once: only one of them does."""
    today = local_day(now, writer.timezone)
    others = [w for w in circle if w.id != writer.id]
    to = others[chance.pick(len(others), "warmup", writer.id, today.isoformat(), writer.sent)]
    async with engine.core.scope(writer.workspace_id) as scope:
        locked = await scope.one(
            """
            SELECT 1 FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE SKIP LOCKED
            """,
            id=writer.id,
        )
        row = await scope.one(
            """
            SELECT n FROM sender_days
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND day = %(day)s AND action = 'warmup'
            """,
            id=writer.id,
            day=today,
        )
        if locked is None or (row["n"] if row else 0) != writer.sent:
            return 0
        await warmup.count(scope, writer.id, today, sent=1)
        subject, _ = letter(f"{writer.id}/{today}/{writer.sent}", writer.name, to.name)
        tag = writer.warmup.get("tag")  # a word to find the letters by
        title = f"{subject} | {tag}" if tag else subject
        await enqueue(scope, writer.id, writer.address, Draft(to.address, to.name, title, now))
    return 1


# -- sending ----------------------------------------------------------------------------------------------------------

_CLAIM: LiteralString = """
UPDATE warmup_messages SET state = 'sending', due_at = %(lease)s
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM warmup_messages WHERE workspace_id = %(workspace_id)s AND due_at <= %(now)s AND state = 'queued'
    ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
RETURNING workspace_id, id, sender_id, recipient, recipient_name, wire_id, in_reply_to, subject, depth
"""
# Who died while sending may have sent: such a letter is never sent again.
_ABANDON: LiteralString = """
UPDATE warmup_messages SET state = 'uncertain', due_at = NULL
WHERE workspace_id = %(workspace_id)s AND state = 'sending' AND due_at <= %(now)s RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed letter."""

    workspace_id: int
    id: int
    sender_id: int
    recipient: str
    recipient_name: str
    wire_id: str
    in_reply_to: str | None
    subject: str
    depth: int


async def claim(engine: Engine, workspace_id: int, limit: int) -> list[Letter]:
    """Take letters that are due; those whose process died while sending become uncertain."""
    async with engine.core.scope(workspace_id) as scope:
        for row in await scope.all(_ABANDON):
            log.warning("warm-up letter may or may not have left", workspace=workspace_id, letter=row["id"])
        rows = await scope.all(_CLAIM, lease=scope.now + engine.core.clock.real(LEASE_SECONDS), limit=limit)
    return [Letter(**row) for row in rows]


async def send(engine: Engine, pool: SmtpPool, claimed: Letter) -> None:
    """Send one claimed letter and record what became of it. One that fails is not tried again: the next is soon due."""
    core = engine.core
    async with core.scope(claimed.workspace_id) as scope:
        sender = (await senders.get_many(scope, [claimed.sender_id])).get(claimed.sender_id)
        if sender is None or not sender.warmup_enabled or sender.status != "active":
            await _ended(scope, claimed.id, "failed", "the mailbox does not warm up now")
            return
        domain = await _own_domain(scope, sender)
    write = reply if claimed.depth else letter
    _, body = write(claimed.wire_id, sender.name, claimed.recipient_name)
    outgoing = Outgoing(
        message_id=claimed.wire_id,
        date=core.clock.now(),
        from_address=sender.address,
        from_name=sender.name,
        to_address=claimed.recipient,
        to_name=claimed.recipient_name,
        subject=claimed.subject,
        text=f"{body}\nhttps://{domain}/\n" if domain else body,
        in_reply_to=claimed.in_reply_to,
        references=[claimed.in_reply_to] if claimed.in_reply_to else [],
        headers=[(WARMUP_HEADER.title(), make_token(core.vault, claimed.workspace_id, claimed.id))],
    )
    state, detail = "sent", None
    try:
        (endpoint, _), _ = await oauth.endpoints(core, engine.settings, claimed.workspace_id, sender)
        async with asyncio.timeout(LEASE_SECONDS / 2), pool.session((claimed.workspace_id, sender.id), endpoint) as session:
            await session.send(sender.address, [claimed.recipient], compose(outgoing))
    except (SmtpError, Unsendable, OutriderError, TimeoutError, OSError) as e:
        state, detail = "failed", str(e)[:300]
    async with core.scope(claimed.workspace_id) as scope:
        await _ended(scope, claimed.id, state, detail)


async def _own_domain(scope: Scope, sender: senders.Sender) -> str | None:
    """The sender's tracking domain, where its letters are to name it and it leads here."""
    if not sender.warmup.get("own_domain") or not sender.tracking_domain:
        return None
    known = (await tracking_domains.of(scope, {sender.tracking_domain})).get(sender.tracking_domain)
    return sender.tracking_domain if known and known.status == "ready" else None


async def _ended(scope: Scope, id: int, state: str, detail: str | None = None) -> None:
    await scope.run(
        """
        UPDATE warmup_messages SET state = %(state)s, detail = %(detail)s, due_at = NULL,
               sent_at = CASE WHEN %(state)s = 'sent' THEN %(now)s END
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'sending'
        """,
        id=id,
        state=state,
        detail=detail,
    )


# -- the queue --------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Letter]]:
    """Letters that are due; new ones are planned in the meantime. At the stop, letters in progress are finished."""
    clock = engine.core.clock
    look = max(_EVERY / clock.real(1.0).total_seconds(), _AT_LEAST)
    async with _pool(engine) as pool, repeating(engine, "planning the warm-up", look, lambda: plan(engine)):
        yield Queue(
            name="warmup",
            due=lambda: due.workspaces(engine.core, "warmup"),
            claim=lambda workspace_id, room: claim(engine, workspace_id, room.limit),
            do=lambda letter: send(engine, pool, letter),
            workspace=lambda letter: letter.workspace_id,
            describe=lambda letter: {"workspace": letter.workspace_id, "letter": letter.id, "sender": letter.sender_id},
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=look,
            drain=LEASE_SECONDS / 2,
        )


@asynccontextmanager
async def _pool(engine: Engine) -> AsyncGenerator[SmtpPool]:
    """The pool that delivery uses, so that a mailbox has one connection at a time; a process without delivery has its own."""
    transport = engine.transports.get("email")
    if isinstance(transport, EmailTransport):
        yield transport.pool
        return
    pool = SmtpPool(idle_seconds=5, max_idle=AT_ONCE)
    try:
        yield pool
    finally:
        await pool.close()
