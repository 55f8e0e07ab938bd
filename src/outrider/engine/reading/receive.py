"""Receiving: reads every mailbox, files relevant mail, and continues where it stopped.

A mailbox is polled every few minutes; one with live conversations every half minute or, while there is room, watched continuously
over IDLE. A folder's read position is committed together with what was filed, so that no message is lost or filed twice.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import LiteralString

import structlog
from psycopg.rows import class_row

from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.imap import Fetched, FolderState, ImapError, ImapSession, UidValidityChanged
from outrider.channels.email.parse import Parsed, parse
from outrider.engine import oauth, warmup_letters
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room, in_each, repeating
from outrider.engine.reading import model
from outrider.engine.reading.judge import Reader, bare_id, judge, normal
from outrider.errors import OutriderError
from outrider.outreach.base import due
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.correspondence import filing, thread, unfiled
from outrider.outreach.correspondence.received import Received
from outrider.outreach.senders import senders
from outrider.rules import replies, retry, sharing
from outrider.rules.languages import lists
from outrider.store.db import may_pass

log = structlog.get_logger()

INBOX = "INBOX"
AT_ONCE = 150  # mailboxes being read
PER_LANE = 50  # of them at one server; also the limit for all mailboxes that failed last time, on any server
IDLE_AT_ONCE = 2000  # mailboxes listened to beyond that, each with a connection
LEASE_SECONDS = 180.0  # of the machine
IDLE_SECONDS = 20 * 60.0  # of real time; then the connection is renewed
_IDLE_TURN = 30.0  # of the machine: how often the lease of a listened-to mailbox is renewed
_OTHER_FOLDERS = 25.0  # of real time: how often its other folders are checked
PROVEN_SECONDS = 300.0  # a connection that lasted this long does not count as a failure
# Polling intervals in clock seconds: with live conversations, and without.
POLL_LIVE, POLL_QUIET = 30, 180
SOON = 5  # after sending
LIVE_FOR = timedelta(days=3)  # after the last message in either direction
FIRST_RETRY, LONGEST_RETRY = 30, 3600
BATCH = 50
PATIENCE = 3  # failures in a row after which the message is sought at which reading fails
LONG = 256 * 1024  # bytes
# A mail server's clock may lag behind ours, and ours may be set back: mail dated a little before the connection is not old.
CLOCKS_DIFFER = timedelta(hours=2)
LOOK_BACK = 500  # how many of a folder's newest messages are read on first contact or after UIDVALIDITY changed
_PAUSE = 0.5  # of real time: between checks for due mailboxes
_REFRESH = 2.0  # of real time: between checks for new mailboxes


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox claimed for reading. `seen_from`: when it was connected; older mail is not read."""

    workspace_id: int
    sender_id: int
    seen_from: datetime
    failures: int
    error: str | None
    lane: str
    live: bool
    strangers: bool


class LeaseLost(Exception):
    """Another process is reading this mailbox now."""


# -- which mailboxes --------------------------------------------------------------------------------------------------

_NEW = """
-- every workspace
SELECT DISTINCT s.workspace_id FROM senders s
WHERE s.channel = 'email' AND s.connection ? 'imap' AND s.status IN ('active', 'paused')
  AND NOT EXISTS (SELECT FROM mailbox_cursors c
                  WHERE c.workspace_id = s.workspace_id AND c.sender_id = s.id AND c.folder = 'INBOX')
"""
_REGISTER = """
INSERT INTO mailbox_cursors (workspace_id, sender_id, folder, next_poll_at)
SELECT %(workspace_id)s, s.id, 'INBOX', %(now)s FROM senders s
WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'email' AND s.connection ? 'imap' AND s.status IN ('active', 'paused')
  AND NOT EXISTS (SELECT FROM mailbox_cursors c
                  WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = s.id AND c.folder = 'INBOX')
FOR KEY SHARE OF s ON CONFLICT DO NOTHING RETURNING sender_id
"""

# Replies and bounces come soonest after sending, so a quiet mailbox that has just sent is read early.
_BRING_FORWARD = """
-- every workspace
UPDATE mailbox_cursors c SET next_poll_at = %(soon)s FROM senders s
WHERE s.workspace_id = c.workspace_id AND s.id = c.sender_id AND s.last_sent_at > %(sent_since)s
  AND c.folder = 'INBOX' AND c.lease_until IS NULL AND c.failures = 0 AND c.next_poll_at > %(live)s
"""

# The lane of a mailbox: its server, or the lane shared by mailboxes that failed.
_LANE: LiteralString = """
CASE WHEN {cursor}.failures > 0 THEN 'failing'
     ELSE concat(s.connection -> 'imap' ->> 'host', ':', s.connection -> 'imap' ->> 'port') END
"""
_CLAIM = sql(
    """
WITH due AS (
    SELECT c.sender_id FROM mailbox_cursors c
    JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id AND s.status IN ('active', 'paused')
    WHERE c.workspace_id = %(workspace_id)s AND c.next_poll_at <= %(now)s AND c.folder = 'INBOX'
      AND NOT {due_lane} = ANY (%(full)s)
    ORDER BY c.next_poll_at LIMIT %(limit)s FOR UPDATE OF c SKIP LOCKED
),
taken AS (
    UPDATE mailbox_cursors c SET lease_until = %(lease)s, next_poll_at = %(lease)s
    FROM due WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = due.sender_id AND c.folder = 'INBOX'
    RETURNING c.sender_id, c.failures, c.error
)
SELECT %(workspace_id)s AS workspace_id, t.sender_id, t.failures, t.error, s.created_at AS seen_from,
       {lane} AS lane,
       coalesce((w.settings ->> 'file_strangers')::boolean, false) AS strangers,
       coalesce(s.last_sent_at > %(live_since)s, false) OR EXISTS (
           SELECT 1 FROM conversations v WHERE v.workspace_id = %(workspace_id)s AND v.sender_id = t.sender_id
           AND v.last_message_at > %(live_since)s) AS live
FROM taken t
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = t.sender_id
JOIN workspaces w ON w.id = %(workspace_id)s
""",
    due_lane=sql(_LANE, cursor="c"),
    lane=sql(_LANE, cursor="t"),
)


async def register(engine: Engine) -> int:
    """Create cursors for new mailboxes. Returns their number."""
    async with engine.core.pool.connection() as conn:
        found = [row["workspace_id"] for row in await (await conn.execute(_NEW)).fetchall()]

    async def make(scope: Scope) -> int:
        return len(await scope.all(_REGISTER))

    return await in_each(engine.core, "new mailboxes", found, make)


async def bring_forward(engine: Engine) -> int:
    """Advance the reading of mailboxes that have just sent. Returns their number."""
    now = engine.core.clock.now()
    times = {"soon": SOON, "live": POLL_LIVE, "sent_since": -POLL_QUIET}
    async with engine.core.pool.connection() as conn:
        cursor = await conn.execute(_BRING_FORWARD, {name: now + timedelta(seconds=s) for name, s in times.items()})
        return cursor.rowcount


async def claim(engine: Engine, workspace_id: int, room: Room) -> list[Mailbox]:
    """Claim mailboxes that are due or whose reader died, except in lanes that `room` lists as full."""
    core, now = engine.core, engine.core.clock.now()
    params = {
        "workspace_id": workspace_id,
        "now": now,
        "lease": now + core.clock.real(LEASE_SECONDS),
        "limit": room.limit,
        "live_since": now - LIVE_FOR,
        "full": list(room.full),
    }
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Mailbox)) as cursor:
        await cursor.execute(_CLAIM, params)
        return await cursor.fetchall()


# -- reading one ------------------------------------------------------------------------------------------------------


async def poll(engine: Engine, mailbox: Mailbox, *, classifier: replies.Classifier | None = None, idle: bool = False) -> int:
    """Read a claimed mailbox to its end and, with `idle`, keep listening for a while. Returns the number of new messages.

    Never raises for mail server errors: these are recorded with the mailbox, which is retried later.
    """
    reader = _Reader(engine, mailbox, classifier or replies.RulesClassifier())
    began = time.monotonic()
    try:
        await reader.open()
        async with ImapSession(await _endpoint(engine, mailbox.workspace_id, reader.sender)) as session:
            await reader.read(session, select=idle)
            if idle:
                await reader.listen(session)
    except LeaseLost:
        log.info("mailbox is read by another process", workspace_id=mailbox.workspace_id, sender_id=mailbox.sender_id)
    except (ImapError, UidValidityChanged, OutriderError) as e:
        await note_failure(engine, mailbox, e, proven=time.monotonic() - began > PROVEN_SECONDS)
    except Exception as e:
        if may_pass(e):
            raise  # the database's failure, not the mailbox's: see `failed`
        log.exception("mailbox could not be read", workspace_id=mailbox.workspace_id, sender_id=mailbox.sender_id)
        await note_failure(engine, mailbox, e, proven=False)
    else:
        await _note_success(engine, mailbox, listened=idle)
    return reader.count


async def _endpoint(engine: Engine, workspace_id: int, sender: senders.Sender) -> ImapEndpoint:
    (_, imap), _ = await oauth.endpoints(engine.core, engine.settings, workspace_id, sender)
    if imap is None:
        raise ImapError("the sender has no IMAP server", "connect")
    return imap


def warmup_token(core: Core, inbound: replies.Inbound) -> warmup_letters.Token | None:
    """The warm-up letter's token; None for other mail."""
    values = inbound.headers.get(replies.WARMUP_HEADER)
    return warmup_letters.read_token(core.vault, values[0].strip()) if values else None


async def judged(
    core: Core,
    workspace_id: int,
    sender: senders.Sender,
    parsed: Parsed,
    raw: bytes,
    at: datetime,
    classifier: replies.Classifier,
) -> Received:
    """Classify a message to a sender's mailbox, together with what was sent in its thread."""
    inbound = parsed.inbound
    async with core.scope(workspace_id) as scope:
        answered = [bare_id(i) for i in (*inbound.in_reply_to, *reversed(inbound.references))]
        written = await thread.written(scope, sender.id, answered, normal(inbound.from_address))
    return await judge(parsed, raw, Reader(workspace_id, core.vault, at, sender.timezone, classifier), written)


@dataclass(slots=True)
class _Cursor:
    """A folder's read position. `uidvalidity` is None before the first contact."""

    uidvalidity: int | None = None
    last_uid: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads one mailbox's folders. While it holds the lease, no other process moves their cursors, so it loads them once."""

    engine: Engine
    mailbox: Mailbox
    classifier: replies.Classifier
    sender: senders.Sender = field(init=False)
    cursors: dict[str, _Cursor] = field(default_factory=dict[str, _Cursor])
    count: int = 0

    async def open(self) -> None:
        """Load the sender and its folders' read positions."""
        async with self.engine.core.scope(self.mailbox.workspace_id) as scope:
            self.sender = await senders.get(scope, self.mailbox.sender_id)
            rows = await scope.all(
                """
                SELECT folder, uidvalidity, last_uid FROM mailbox_cursors
                WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s
                """,
                sender=self.sender.id,
            )
        self.cursors = {row["folder"]: _Cursor(row["uidvalidity"], row["last_uid"]) for row in rows}

    async def read(self, session: ImapSession, *, select: bool = False) -> None:
        """Read the spam folder first, so that mail moved out of it is found in the inbox. A folder that cannot be read is
        skipped.
        """
        try:
            if spam := await session.spam_folder():
                await self._folder(session, spam)
        except ImapError as error:
            if error.response not in ("NO", "BAD"):
                raise  # the connection is unusable
            log.warning("spam folder passed over", sender_id=self.mailbox.sender_id, error=str(error))
        await self._folder(session, INBOX, select=select)

    async def listen(self, session: ImapSession) -> None:
        """Stay connected and read new mail as it arrives; check the other folders from time to time."""
        looked = time.monotonic()
        ends = looked + IDLE_SECONDS
        while not self.engine.stop.is_set() and time.monotonic() < ends:
            await self._renew(read=True)
            changed = await self._change(session)
            if changed is None:
                return
            await self._renew()
            if time.monotonic() - looked > _OTHER_FOLDERS:
                await self.read(session, select=True)
                looked = time.monotonic()
            elif changed:
                await self._folder(session, INBOX, select=True)

    async def _change(self, session: ImapSession) -> bool | None:
        """Whether the inbox changed within one turn; None if the engine is stopping."""
        change = asyncio.ensure_future(session.wait_for_change(INBOX, _IDLE_TURN))
        stopped = asyncio.ensure_future(self.engine.stop.wait())
        try:
            await asyncio.wait((change, stopped), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            if not change.done():
                change.cancel()
                await asyncio.gather(change, return_exceptions=True)
        return None if change.cancelled() else change.result()

    async def _folder(self, session: ImapSession, folder: str, *, select: bool = False) -> None:
        """Read new messages in a folder. `select`: select it even if nothing is new, in order to wait for mail."""
        if folder not in self.cursors:
            await self._begin(folder)
        state = await self._orient(session, folder, await session.state(folder))
        if state.uid_next == self.cursors[folder].last_uid + 1 and not select:
            return
        try:
            await self._read_on(session, folder)
        except UidValidityChanged:  # opened, it has another one than was said of it before
            await self._start_over(session, folder, await session.opened(folder))
            await self._read_on(session, folder)

    async def _orient(self, session: ImapSession, folder: str, state: FolderState) -> FolderState:
        """See to it that the read position means something in the folder as it is now. Returns the folder's state."""
        validity, last = self.cursors[folder].uidvalidity, self.cursors[folder].last_uid
        if validity is not None and state.uid_validity not in (validity, 0):  # 0: the server does not say
            state = await session.opened(folder)  # what counts; some servers say another of a folder that is not open
        if validity is None or state.uid_validity not in (validity, 0):
            await self._start_over(session, folder, state)
        elif 0 < state.uid_next <= last:
            # Lower than it can be: it is never raised, or the folder was numbered again under the same UIDVALIDITY.
            newest = await session.newest(folder)
            if newest is not None and newest < last:
                await self._start_over(session, folder, state)
        return state

    async def _start_over(self, session: ImapSession, folder: str, state: FolderState) -> None:
        """First contact, or the folder's UIDs are others now: messages already known are not filed twice."""
        begin = state.uid_next - 1 - LOOK_BACK if state.uid_next else await session.before_last(folder, LOOK_BACK)
        await self._advance(folder, state.uid_validity, max(0, begin), heard=False)

    async def _read_on(self, session: ImapSession, folder: str) -> None:
        validity, last = self.cursors[folder].uidvalidity or 0, self.cursors[folder].last_uid
        # A mailbox that fails again and again may do so at one message: then each is fetched alone.
        limit = BATCH if self.mailbox.failures < PATIENCE else 1
        while True:
            try:
                fetched = await session.fetch_since(folder, validity, last, limit)
            except ImapError as error:
                if self.mailbox.failures >= PATIENCE and session.failed_at is not None:
                    await self._pass_by(session, folder, validity, session.failed_at, error)
                raise
            if not fetched:
                return
            for message in fetched:
                await self._message(session, folder, validity, message)
                last = message.uid
            await self._renew()

    async def _pass_by(self, session: ImapSession, folder: str, validity: int, uid: int, error: ImapError) -> None:
        """A message at which the connection ends every time, or that the server calls unavailable for ever as Yahoo does, must
        not keep later ones from being read: take its headers alone.
        """
        try:
            async with ImapSession(await _endpoint(self.engine, self.mailbox.workspace_id, self.sender)) as another:
                message = await another.headers(folder, uid)
        except ImapError as again:
            if again.phase != "command" or again.response in ("NO", "BAD"):
                return  # not even that there is such a message
            message = Fetched(uid, None, (), b"", error=error.detail)
        if message is not None and (not message.error or self.mailbox.failures >= 2 * PATIENCE):  # before, the server may be ill
            await self._message(session, folder, validity, message)

    async def _message(self, session: ImapSession, folder: str, validity: int, message: Fetched) -> None:
        """File one message and move the cursor past it, in one transaction."""
        if message.internal_date is not None and message.internal_date < self.mailbox.seen_from - CLOCKS_DIFFER:
            await self._advance(folder, validity, message.uid)
            return
        self.count += 1
        if message.error:
            log.warning("message not given out", sender_id=self.sender.id, folder=folder, uid=message.uid, error=message.error)
            error = f"the server does not give out message {message.uid}: {message.error[:200]}"
            await self._advance(folder, validity, message.uid, error=error)
            return
        try:
            after = await self._file(folder, validity, message)
        except LeaseLost:
            raise
        except Exception as error:
            if may_pass(error):
                raise
            # One unreadable message must not block all later ones. It is kept and retried.
            log.exception("message could not be filed", sender_id=self.sender.id, folder=folder, uid=message.uid)
            await self._keep(folder, validity, message, error)
            return
        if after is not None:
            await after(session)
            await self._renew()  # keep the lease while a message is slow to parse

    async def _file(self, folder: str, validity: int, message: Fetched) -> Callable[[ImapSession], Awaitable[None]] | None:
        core, now = self.engine.core, self.engine.core.clock.now()
        # A long message may take seconds to parse, so this runs in a thread.
        parsed = await asyncio.to_thread(parse, message.raw) if len(message.raw) > LONG else parse(message.raw)
        inbound = parsed.inbound
        if token := warmup_token(core, inbound):
            in_spam = folder != INBOX
            done = await warmup_letters.received(
                self.engine, self.sender, self.mailbox.workspace_id, token, bare_id(inbound.message_id), in_spam
            )
            await self._advance(folder, validity, message.uid)
            return lambda session: warmup_letters.tidy(core.clock, session, folder, message.uid, done)
        if normal(inbound.from_address) == self.sender.address:  # a copy of our own
            await self._advance(folder, validity, message.uid)
            return None
        at = min(now, message.internal_date or now)
        received = await judged(core, self.mailbox.workspace_id, self.sender, parsed, message.raw, at, self.classifier)
        if folder != INBOX:
            received.facts["folder"] = folder
        async with core.scope(self.mailbox.workspace_id) as scope:
            await filing.file(scope, self.sender.id, received, strangers=self.mailbox.strangers)
            await self._advance(folder, validity, message.uid, scope=scope)
        return None

    async def _keep(self, folder: str, validity: int, message: Fetched, error: Exception) -> None:
        async with self.engine.core.scope(self.mailbox.workspace_id) as scope:
            name = f"{validity}/{message.uid}"
            await unfiled.keep(scope, self.sender.id, folder, name, message.raw, message.internal_date, error)
            note = f"message {message.uid} could not be filed"
            await self._advance(folder, validity, message.uid, scope=scope, error=note)

    async def _begin(self, folder: str) -> None:
        """Create a folder's cursor."""
        async with self.engine.core.scope(self.mailbox.workspace_id) as scope:
            await scope.run(
                """
                INSERT INTO mailbox_cursors (workspace_id, sender_id, folder)
                SELECT %(workspace_id)s, s.id, %(folder)s FROM senders s
                WHERE s.workspace_id = %(workspace_id)s AND s.id = %(sender)s FOR KEY SHARE ON CONFLICT DO NOTHING
                """,
                sender=self.mailbox.sender_id,
                folder=folder,
            )
        self.cursors[folder] = _Cursor()

    async def _advance(
        self, folder: str, validity: int, uid: int, *, scope: Scope | None = None, error: str | None = None, heard: bool = True
    ) -> None:
        if scope is None:
            async with self.engine.core.scope(self.mailbox.workspace_id) as own:
                await self._advance(folder, validity, uid, scope=own, error=error, heard=heard)
            return
        moved = await scope.run(
            """
            UPDATE mailbox_cursors SET uidvalidity = %(validity)s, last_uid = %(uid)s, error = coalesce(%(error)s, error),
                heard_at = CASE WHEN %(heard)s THEN %(now)s ELSE heard_at END
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND folder = %(folder)s
            """,
            sender=self.mailbox.sender_id,
            folder=folder,
            validity=validity,
            uid=uid,
            error=error,
            heard=heard,
        )
        if not moved:  # the sender was deleted
            raise LeaseLost
        self.cursors[folder] = _Cursor(validity, uid)

    async def _renew(self, *, read: bool = False) -> None:
        """Renew the lease. `read`: the mailbox has been read to its end."""
        lease = self.engine.core.clock.now() + self.engine.core.clock.real(LEASE_SECONDS)
        async with self.engine.core.scope(self.mailbox.workspace_id) as scope:
            renewed = await scope.run(
                """
                UPDATE mailbox_cursors SET lease_until = %(lease)s, next_poll_at = %(lease)s,
                       read_at = CASE WHEN %(read)s THEN %(now)s ELSE read_at END
                WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND folder = 'INBOX' AND lease_until > %(now)s
                """,
                sender=self.mailbox.sender_id,
                lease=lease,
                read=read,
            )
        if not renewed:
            raise LeaseLost


# -- how it went ------------------------------------------------------------------------------------------------------


async def _note_success(engine: Engine, mailbox: Mailbox, *, listened: bool) -> None:
    wait = 0 if listened else POLL_LIVE if mailbox.live else POLL_QUIET
    async with engine.core.scope(mailbox.workspace_id) as scope:
        await _schedule(scope, mailbox, wait, failures=0, error=None)
        if mailbox.error and mailbox.error.startswith("auth:"):
            await senders.note_auth_success(scope, mailbox.sender_id)


async def note_failure(engine: Engine, mailbox: Mailbox, error: Exception, *, proven: bool) -> None:
    """Retry later, with a delay that grows with each failure. Only a connection that lasted resets the count; otherwise a server
    that accepts logins and drops them immediately would be logged in to endlessly.
    """
    failures = 1 if proven else mailbox.failures + 1
    key = f"mailbox/{mailbox.workspace_id}/{mailbox.sender_id}"
    wait = retry.next_attempt(failures, FIRST_RETRY, LONGEST_RETRY, key, max_attempts=1 << 30) or LONGEST_RETRY
    refused = isinstance(error, ImapError) and error.phase == "auth" and error.response == "NO" and not error.for_now
    refused = refused or (isinstance(error, OutriderError) and error.code == "oauth_failed")
    detail = str(error)[:500]
    log.warning("mailbox failed", sender_id=mailbox.sender_id, error=detail, retry_in=round(wait))
    async with engine.core.scope(mailbox.workspace_id) as scope:
        await _schedule(scope, mailbox, wait, failures=failures, error=detail)
        if refused:
            await senders.note_auth_failure(scope, mailbox.sender_id, detail)


async def failed(engine: Engine, mailbox: Mailbox, error: Exception) -> None:
    """Have a mailbox read again. What the database did not let be recorded says nothing about the mailbox."""
    if may_pass(error):
        await give_back(engine, mailbox, POLL_LIVE)
    else:
        await note_failure(engine, mailbox, error, proven=False)


async def _schedule(scope: Scope, mailbox: Mailbox, seconds: float, *, failures: int, error: str | None) -> None:
    await scope.run(
        """
        UPDATE mailbox_cursors SET next_poll_at = %(at)s, lease_until = NULL, failures = %(failures)s, error = %(error)s,
               read_at = CASE WHEN %(failures)s = 0 THEN %(now)s ELSE read_at END
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND folder = 'INBOX'
        """,
        sender=mailbox.sender_id,
        at=scope.now + timedelta(seconds=seconds),
        failures=failures,
        error=error,
    )


# -- the queue --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Listening:
    """The mailboxes being listened to. They take no queue slot, but their number per workspace is limited."""

    mailboxes: set[Mailbox] = field(default_factory=set["Mailbox"])

    def choose(self, claimed: Sequence[Mailbox]) -> None:
        for mailbox in claimed:
            held = sum(other.workspace_id == mailbox.workspace_id for other in self.mailboxes)
            if mailbox.live and sharing.allowance(IDLE_AT_ONCE - len(self.mailboxes), held):
                self.mailboxes.add(mailbox)

    def includes(self, mailbox: Mailbox) -> bool:
        return mailbox in self.mailboxes


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Mailbox]]:
    """The queue of due mailboxes. A reader keeps its lease by making progress; on shutdown the rest are given back."""
    async with model.classifier(engine.core, engine.settings) as classifier, _queue(engine, classifier) as found:
        yield found


@contextlib.asynccontextmanager
async def _queue(engine: Engine, classifier: replies.Classifier) -> AsyncGenerator[Queue[Mailbox]]:
    listening = _Listening()

    async def take(workspace_id: int, room: Room) -> Sequence[Mailbox]:
        claimed = await claim(engine, workspace_id, room)
        if claimed:
            await asyncio.to_thread(lists.make_all)  # the first time a tenth of a second, then nothing
        listening.choose(claimed)
        return claimed

    async def read(mailbox: Mailbox) -> None:
        try:
            await poll(engine, mailbox, classifier=classifier, idle=listening.includes(mailbox))
        finally:
            listening.mailboxes.discard(mailbox)

    async def look() -> None:
        await register(engine)
        await bring_forward(engine)

    async with repeating(engine, "new mailboxes", _REFRESH, look):
        yield Queue(
            name="receive",
            due=lambda: due.workspaces(engine.core, "mailboxes"),
            claim=take,
            do=read,
            workspace=lambda mailbox: mailbox.workspace_id,
            describe=lambda mailbox: {"workspace": mailbox.workspace_id, "sender": mailbox.sender_id},
            renew=lambda mailbox: is_held(engine, mailbox),
            failed=lambda mailbox, error: failed(engine, mailbox, error),
            give_back=lambda mailbox: give_back(engine, mailbox),
            lane=lambda mailbox: mailbox.lane,
            per_lane=PER_LANE,
            apart=listening.includes,
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=_PAUSE,
        )


async def is_held(engine: Engine, mailbox: Mailbox) -> bool:
    """Whether the reader still holds the lease. Only the reader's own progress extends it."""
    async with engine.core.scope(mailbox.workspace_id) as scope:
        held = await scope.one(
            """
            SELECT 1 FROM mailbox_cursors
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND folder = 'INBOX' AND lease_until > %(now)s
            """,
            sender=mailbox.sender_id,
        )
    return held is not None


async def give_back(engine: Engine, mailbox: Mailbox, seconds: float = 0) -> None:
    """Release a mailbox that was not read to its end, so that no one waits for the lease to expire: it is due in `seconds`."""
    async with engine.core.scope(mailbox.workspace_id) as scope:
        await scope.run(
            """
            UPDATE mailbox_cursors SET next_poll_at = %(at)s, lease_until = NULL
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND folder = 'INBOX'
            """,
            sender=mailbox.sender_id,
            at=scope.now + timedelta(seconds=seconds),
        )
