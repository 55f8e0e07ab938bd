"""Incoming warm-up letters: recognized by a signed token, filed separately, sometimes answered."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from outrider.channels.email.compose import new_message_id
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.clock import Clock
from outrider.engine.engine import Engine
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders, warmup
from outrider.rules import addresses, chance, threads
from outrider.rules.schedule import local_day
from outrider.store.crypto import Vault

DEEPEST = 3  # letters of one thread beyond the first
# An answer is written after so many seconds of the clock, at random.
ANSWER_AFTER, ANSWER_BEFORE = 300, 3 * 3600


@dataclass(frozen=True, slots=True)
class Token:
    workspace_id: int
    message_id: int


def make_token(vault: Vault, workspace_id: int, message_id: int) -> str:
    text = f"{workspace_id:x}.{message_id:x}"
    return f"{text}.{vault.sign(f'w.{text}')}"


def read_token(vault: Vault, value: str) -> Token | None:
    """The letter a header names, or None if it was not written here, because anyone can send such a header."""
    text, _, signature = value.rpartition(".")
    if not text or len(value) > 80 or not vault.verify(f"w.{text}", signature):
        return None
    workspace_id, message_id = (int(part, 16) for part in text.split("."))
    return Token(workspace_id, message_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be written. `depth`: how many letters of its thread came before."""

    recipient: str
    recipient_name: str
    subject: str
    due_at: datetime
    in_reply_to: str | None = None
    depth: int = 0


async def enqueue(scope: Scope, sender_id: int, address: str, letter: Draft) -> None:
    """Queue a letter from a mailbox; nothing if that is gone."""
    await scope.run(
        """
        INSERT INTO warmup_messages (workspace_id, sender_id, recipient, recipient_name, state, wire_id, in_reply_to, subject,
                                     depth, due_at, created_at)
        SELECT %(workspace_id)s, s.id, %(to)s, %(name)s, 'queued', %(wire_id)s, %(in_reply_to)s, %(subject)s, %(depth)s,
               %(due_at)s, %(now)s
        FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = %(sender)s FOR KEY SHARE
        """,
        sender=sender_id,
        to=letter.recipient,
        name=letter.recipient_name,
        in_reply_to=letter.in_reply_to,
        subject=letter.subject,
        depth=letter.depth,
        due_at=letter.due_at,
        wire_id=new_message_id(addresses.domain(address), uuid4().hex),
    )


async def received(
    engine: Engine, sender: senders.Sender, workspace_id: int, token: Token, wire_id: str, in_spam: bool
) -> warmup.Treatment:
    """Note that a mailbox got a letter, and where it had landed; perhaps have it answered. What is to be done with it; seeing it
    again changes nothing.
    """
    core = engine.core
    async with core.scope(token.workspace_id) as scope:
        row = await scope.one(
            """
            UPDATE warmup_messages m SET landed = %(landed)s, received_at = %(now)s
            FROM senders s
            WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.recipient = %(recipient)s AND m.received_at IS NULL
              AND s.workspace_id = %(workspace_id)s AND s.id = m.sender_id
            RETURNING m.sender_id, m.subject, m.depth, m.in_reply_to, s.address, s.name, s.timezone, s.warmup
            """,
            id=token.message_id,
            recipient=sender.address,
            landed="spam" if in_spam else "inbox",
        )
        if row is None:  # seen before, or forgotten
            return warmup.treatment({}, wire_id, in_spam=in_spam)
        done = warmup.treatment(row["warmup"], wire_id, in_spam=in_spam)
        landed = {"landed_spam": 1, "saved": int(done.saves)} if in_spam else {"landed_inbox": 1}
        await warmup.count(scope, row["sender_id"], local_day(scope.now, row["timezone"]), **landed)
    async with core.scope(workspace_id) as scope:
        today: date = local_day(scope.now, sender.timezone)
        await warmup.count(scope, sender.id, today, received=1, **({"replied": 1} if row["in_reply_to"] else {}))
        rate = sender.warmup.get("reply_rate")
        rate = warmup.DEFAULT_REPLY_RATE if rate is None else rate
        if sender.warmup_enabled and row["depth"] < DEEPEST and chance.fraction("answer", wire_id) * 100 < rate:
            wait = ANSWER_AFTER + chance.fraction("wait", wire_id) * (ANSWER_BEFORE - ANSWER_AFTER)
            answer = Draft(
                row["address"],
                row["name"],
                threads.reply_subject(row["subject"]),
                scope.now + timedelta(seconds=wait),
                in_reply_to=wire_id,
                depth=row["depth"] + 1,
            )
            await enqueue(scope, sender.id, sender.address, answer)
            await warmup.count(scope, sender.id, today, answered=1)
    return done


async def tidy(clock: Clock, session: ImapSession, folder: str, uid: int, done: warmup.Treatment) -> None:
    """Do with a letter what a person would: mark it, and move it out of spam. What the server refuses is left as it is."""
    flags = [*(["\\Seen"] if done.opens else []), *(["\\Flagged"] if done.marks else [])]
    if done.seconds:
        await clock.sleep(done.seconds)
    with suppress(ImapError):
        if flags:
            await session.add_flags(folder, [uid], flags)
        if done.saves:
            await session.move(folder, [uid], "INBOX")
