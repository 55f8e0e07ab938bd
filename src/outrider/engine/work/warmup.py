"""Warm-up: the installation's mailboxes write to each other and answer, more each day, and fetch each other's mail out of spam.

Every letter carries a signed token; a mailbox that reads it knows it for what it is and keeps it out of the inbox.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog

from outrider.channels.email.compose import Outgoing, compose, new_message_id
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.channels.email.smtp import SmtpError, SmtpPool, Unsendable
from outrider.engine import oauth
from outrider.engine.engine import Engine
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work.warmup_text import letter, reply
from outrider.errors import OutriderError
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders, warmup
from outrider.rules import addresses, chance, threads
from outrider.rules.replies import WARMUP_HEADER
from outrider.rules.schedule import day_bounds, local_day
from outrider.store.crypto import Vault

log = structlog.get_logger()

AT_ONCE = 10
LEASE_SECONDS = 120.0  # of the machine
DEEPEST = 3  # letters of one thread beyond the first
# A day's letters are spread over these parts of the local day.
DAY_BEGINS, DAY_ENDS = 7 / 24, 21 / 24
# An answer is written after so many seconds of the clock, at random.
ANSWER_AFTER, ANSWER_BEFORE = 300, 3 * 3600
_EVERY = 20.0  # seconds of the clock between two looks, but
_AT_LEAST = 1.0  # second of the machine


# -- tokens -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    workspace_id: int
    message_id: int


def make_token(vault: Vault, workspace_id: int, message_id: int) -> str:
    text = f"{workspace_id:x}.{message_id:x}"
    return f"{text}.{vault.sign(f'w.{text}')}"


def read_token(vault: Vault, value: str) -> Token | None:
    """The letter a header names, or None when it was not written here: anybody can send such a header."""
    text, _, signature = value.rpartition(".")
    if not text or len(value) > 80 or not vault.verify(f"w.{text}", signature):
        return None
    workspace_id, message_id = (int(part, 16) for part in text.split("."))
    return Token(workspace_id, message_id)


# -- writing ----------------------------------------------------------------------------------------------------------

_WRITERS = """
SELECT s.workspace_id, s.id, s.address, s.name, s.timezone, s.warmup, coalesce(s.warmup_started_at, s.created_at) AS since,
       coalesce(s.last_sent_at > %(live_since)s, false) AS live, coalesce(d.n, 0) AS sent
FROM senders s
LEFT JOIN sender_days d ON d.workspace_id = s.workspace_id AND d.sender_id = s.id
     AND d.day = (%(now)s::timestamptz AT TIME ZONE s.timezone)::date AND d.action = 'warmup'
WHERE s.warmup_enabled AND s.status = 'active' AND s.channel = 'email' AND s.connection ? 'imap'
ORDER BY s.workspace_id, s.id
"""


async def plan(engine: Engine) -> int:
    """Have each mailbox that is behind its day's share write one letter; how many were put down as due."""
    core, now = engine.core, engine.core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_WRITERS, {"now": now, "live_since": now - timedelta(days=3)})
        writers = await cursor.fetchall()
    circles: dict[int, list[dict[str, Any]]] = {}
    for writer in writers:
        circles.setdefault(0 if engine.settings.warmup_across_workspaces else writer["workspace_id"], []).append(writer)
    written = 0
    for circle in circles.values():
        for writer in circle if len(circle) > 1 else []:
            if writer["sent"] < _share(writer, now):
                written += await _write(engine, writer, circle, now)
    return written


def _share(writer: Mapping[str, Any], now: datetime) -> int:
    """How many of the day's letters are due by now: evenly from morning to evening, each mailbox a little off."""
    zone = writer["timezone"]
    today = local_day(now, zone)
    begins, ends = day_bounds(today, zone)
    passed = (now - begins) / (ends - begins)
    part = min(1.0, max(0.0, (passed - DAY_BEGINS) / (DAY_ENDS - DAY_BEGINS)))
    aim = warmup.target(writer["warmup"], (today - local_day(writer["since"], zone)).days, writer["live"])
    return int(aim * part + chance.fraction("warmup", writer["id"], today.isoformat()) * (0 < part < 1))


async def _write(engine: Engine, writer: dict[str, Any], circle: list[dict[str, Any]], now: datetime) -> int:
    """Put down a letter to one of the circle, a different one each time. Two processes at once: only one of them does."""
    today = local_day(now, writer["timezone"])
    others = [w for w in circle if w["id"] != writer["id"]]
    to = others[chance.pick(len(others), "warmup", writer["id"], today.isoformat(), writer["sent"])]
    async with engine.core.scope(writer["workspace_id"]) as scope:
        locked = await scope.one(
            """
            SELECT 1 FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE SKIP LOCKED
            """,
            id=writer["id"],
        )
        row = await scope.one(
            """
            SELECT n FROM sender_days
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND day = %(day)s AND action = 'warmup'
            """,
            id=writer["id"], day=today,
        )  # fmt: skip
        if locked is None or (row["n"] if row else 0) != writer["sent"]:
            return 0
        await warmup.count(scope, writer["id"], today, sent=1)
        subject, _ = letter(f"{writer['id']}/{today}/{writer['sent']}", writer["name"], to["name"])
        await _put_down(scope, writer["id"], writer["address"], to["address"], to["name"], subject, due_at=now)
    return 1


async def _put_down(
    scope: Scope,
    sender_id: int,
    address: str,
    recipient: str,
    recipient_name: str,
    subject: str,
    *,
    due_at: datetime,
    in_reply_to: str | None = None,
    depth: int = 0,
) -> None:
    await scope.run(
        """
        INSERT INTO warmup_messages (workspace_id, sender_id, recipient, recipient_name, state, wire_id, in_reply_to, subject,
                                     depth, due_at, created_at)
        VALUES (%(workspace_id)s, %(sender)s, %(to)s, %(name)s, 'queued', %(wire_id)s, %(in_reply_to)s, %(subject)s, %(depth)s,
                %(due_at)s, %(now)s)
        """,
        sender=sender_id, to=recipient, name=recipient_name, in_reply_to=in_reply_to, subject=subject, depth=depth, due_at=due_at,
        wire_id=new_message_id(addresses.domain(address), uuid4().hex),
    )  # fmt: skip


# -- sending ----------------------------------------------------------------------------------------------------------

_CLAIM = """
WITH due AS (
    SELECT workspace_id, id FROM warmup_messages WHERE due_at <= %(now)s AND state = 'queued'
    ORDER BY due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE warmup_messages m SET state = 'sending', due_at = %(lease)s
FROM due WHERE m.workspace_id = due.workspace_id AND m.id = due.id RETURNING m.*
"""
# Who died while sending may have sent: such a letter is never sent again.
_ABANDON = """
UPDATE warmup_messages SET state = 'uncertain', due_at = NULL WHERE state = 'sending' AND due_at <= %(now)s
RETURNING workspace_id, id
"""


async def claim(engine: Engine, limit: int) -> list[dict[str, Any]]:
    """Take letters that are due; those whose process died while sending become uncertain."""
    now = engine.core.clock.now()
    async with engine.core.pool.connection() as conn:
        cursor = await conn.execute(_ABANDON, {"now": now})
        for row in await cursor.fetchall():
            log.warning("warm-up letter may or may not have left", workspace=row["workspace_id"], letter=row["id"])
        params = {"now": now, "lease": now + engine.core.clock.real(LEASE_SECONDS), "limit": limit}
        cursor = await conn.execute(_CLAIM, params)
        return await cursor.fetchall()


async def send(engine: Engine, pool: SmtpPool, row: dict[str, Any]) -> None:
    """Send one claimed letter and record what became of it. One that fails is not tried again: the next is soon due."""
    core = engine.core
    async with core.scope(row["workspace_id"]) as scope:
        sender = (await senders.get_many(scope, [row["sender_id"]])).get(row["sender_id"])
        if sender is None or not sender.warmup_enabled or sender.status != "active":
            await _ended(scope, row["id"], "failed", "the mailbox does not warm up now")
            return
    write = reply if row["depth"] else letter
    _, text = write(row["wire_id"], sender.name, row["recipient_name"])
    outgoing = Outgoing(
        message_id=row["wire_id"], date=core.clock.now(), from_address=sender.address, from_name=sender.name,
        to_address=row["recipient"], to_name=row["recipient_name"], subject=row["subject"], text=text,
        in_reply_to=row["in_reply_to"], references=[row["in_reply_to"]] if row["in_reply_to"] else [],
        headers=[(WARMUP_HEADER.title(), make_token(core.vault, row["workspace_id"], row["id"]))],
    )  # fmt: skip
    state, detail = "sent", None
    try:
        (endpoint, _), _ = await oauth.endpoints(core, engine.settings, row["workspace_id"], sender)
        async with asyncio.timeout(LEASE_SECONDS / 2), pool.session((row["workspace_id"], sender.id), endpoint) as session:
            await session.send(sender.address, [row["recipient"]], compose(outgoing))
    except (SmtpError, Unsendable, OutriderError, TimeoutError, OSError) as e:
        state, detail = "failed", str(e)[:300]
    async with core.scope(row["workspace_id"]) as scope:
        await _ended(scope, row["id"], state, detail)


async def _ended(scope: Scope, id: int, state: str, detail: str | None = None) -> None:
    await scope.run(
        """
        UPDATE warmup_messages SET state = %(state)s, detail = %(detail)s, due_at = NULL,
               sent_at = CASE WHEN %(state)s = 'sent' THEN %(now)s END
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'sending'
        """,
        id=id, state=state, detail=detail,
    )  # fmt: skip


# -- receiving --------------------------------------------------------------------------------------------------------


async def received(engine: Engine, sender: senders.Sender, workspace_id: int, token: Token, wire_id: str, in_spam: bool) -> None:
    """Note that a mailbox got a letter, and where it had landed; perhaps have it answered. Seeing it again changes nothing."""
    core = engine.core
    async with core.scope(token.workspace_id) as scope:
        row = await scope.one(
            """
            UPDATE warmup_messages m SET landed = %(landed)s, received_at = %(now)s
            FROM senders s
            WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.recipient = %(recipient)s AND m.received_at IS NULL
              AND s.workspace_id = %(workspace_id)s AND s.id = m.sender_id
            RETURNING m.sender_id, m.subject, m.depth, m.in_reply_to, s.address, s.name, s.timezone
            """,
            id=token.message_id, recipient=sender.address, landed="spam" if in_spam else "inbox",
        )  # fmt: skip
        if row is None:
            return
        landed = {"landed_spam": 1, "saved": 1} if in_spam else {"landed_inbox": 1}
        await warmup.count(scope, row["sender_id"], local_day(scope.now, row["timezone"]), **landed)
    async with core.scope(workspace_id) as scope:
        today: date = local_day(scope.now, sender.timezone)
        await warmup.count(scope, sender.id, today, received=1, **({"replied": 1} if row["in_reply_to"] else {}))
        rate = sender.warmup.get("reply_rate")
        rate = warmup.DEFAULT_REPLY_RATE if rate is None else rate
        if sender.warmup_enabled and row["depth"] < DEEPEST and chance.fraction("answer", wire_id) * 100 < rate:
            wait = ANSWER_AFTER + chance.fraction("wait", wire_id) * (ANSWER_BEFORE - ANSWER_AFTER)
            await _put_down(
                scope, sender.id, sender.address, row["address"], row["name"], threads.reply_subject(row["subject"]),
                due_at=scope.now + timedelta(seconds=wait), in_reply_to=wire_id, depth=row["depth"] + 1,
            )  # fmt: skip


async def tidy(session: ImapSession, folder: str, uid: int, in_spam: bool) -> None:
    """Mark a letter read and important, as a person would, and move it out of spam. What the server refuses is left as it is."""
    with suppress(ImapError):
        await session.add_flags(folder, [uid], ("\\Seen", "\\Flagged") if in_spam else ("\\Seen",))
        if in_spam:
            await session.move(folder, [uid], "INBOX")


# -- the loop ---------------------------------------------------------------------------------------------------------


async def run_warmup(engine: Engine) -> None:
    """The loop: plan and send letters until the engine stops."""
    clock = engine.core.clock
    pause = max(_EVERY, clock.real(_AT_LEAST).total_seconds())
    running: set[asyncio.Task[None]] = set()
    planned = time.monotonic() - 3600
    async with _pool(engine) as pool:
        while not engine.stop.is_set():
            if time.monotonic() - planned >= _AT_LEAST:
                await plan(engine)
                planned = time.monotonic()
            claimed = await claim(engine, AT_ONCE - len(running)) if len(running) < AT_ONCE else []
            for row in claimed:
                task = asyncio.create_task(send(engine, pool, row))
                running.add(task)
                task.add_done_callback(running.discard)
            if not claimed:
                await clock.wait(engine.stop, pause)
        await asyncio.gather(*running, return_exceptions=True)


@asynccontextmanager
async def _pool(engine: Engine) -> AsyncIterator[SmtpPool]:
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
