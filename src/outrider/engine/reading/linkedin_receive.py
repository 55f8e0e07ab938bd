"""Reading LinkedIn accounts: new messages, accepted invitations, and whether they are still signed in.

Messages are read every few minutes; requests that LinkedIn would notice (connections, invitations, the own profile) are made
every few hours, or on demand. The read position is committed together with what was filed. A message that cannot be filed is
kept apart and retried (engine.reading.unfiled).
"""

import contextlib
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from psycopg.rows import class_row

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import ChatMessage, Provider, Relation
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, in_each, repeating
from outrider.engine.reading import linkedin_filing, model
from outrider.engine.reading.judge import clean
from outrider.engine.reading.linkedin_filing import Chats
from outrider.outreach.base import due
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.correspondence import linkedin, unfiled
from outrider.outreach.senders import linkedin_connections
from outrider.rules import replies, retry
from outrider.store.db import may_pass

log = structlog.get_logger()

AT_ONCE = 20  # accounts being read concurrently
LEASE_SECONDS = 300.0  # of the machine
# Intervals between readings, in clock seconds: messages with and without live conversations, and slowly changing data.
POLL_LIVE, POLL_QUIET, POLL_RELATIONS = 120, 600, 3 * 3600
LIVE_FOR = timedelta(days=3)
FIRST_RETRY, LONGEST_RETRY = 60, 3600
# Overlap: messages this far back are read again, because the provider may add older ones late. Filing is idempotent.
OVERLAP = timedelta(minutes=15)
RELATIONS_OVERLAP = timedelta(days=1)
MOST = 5000  # messages of one reading
IDLE_SECONDS = 2.0  # of the machine


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An account claimed for reading. `slow`: slowly changing data is due too."""

    workspace_id: int
    sender_id: int
    account_id: str
    status: str
    since: datetime
    relations_since: datetime
    slow: bool
    live: bool
    failures: int
    strangers: bool


# -- which accounts -------------------------------------------------------------------------------------------------------

_STATUSES = "('active', 'paused', 'connecting', 'awaiting_code', 'disconnected')"
_NEW = sql(
    """
-- every workspace
SELECT DISTINCT s.workspace_id FROM senders s
LEFT JOIN linkedin_accounts a ON a.workspace_id = s.workspace_id AND a.sender_id = s.id
WHERE s.channel = 'linkedin' AND s.connection ? 'account_id' AND s.status IN {statuses} AND a.next_poll_at IS NULL
""",
    statuses=_STATUSES,
)
_REGISTER = sql(
    """
INSERT INTO linkedin_accounts AS a (workspace_id, sender_id, next_poll_at, relations_due_at)
SELECT %(workspace_id)s, s.id, %(now)s, %(now)s FROM senders s
LEFT JOIN linkedin_accounts a ON a.workspace_id = %(workspace_id)s AND a.sender_id = s.id
WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'linkedin' AND s.connection ? 'account_id' AND s.status IN {statuses}
  AND a.next_poll_at IS NULL
FOR KEY SHARE OF s
ON CONFLICT (workspace_id, sender_id) DO UPDATE SET next_poll_at = excluded.next_poll_at,
    relations_due_at = coalesce(a.relations_due_at, excluded.relations_due_at)
WHERE a.next_poll_at IS NULL
""",
    statuses=_STATUSES,
)
_CLAIM = sql(
    """
WITH due AS (
    SELECT a.sender_id FROM linkedin_accounts a
    JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = a.sender_id
         AND s.connection ? 'account_id' AND s.status IN {statuses}
    WHERE a.workspace_id = %(workspace_id)s AND a.next_poll_at <= %(now)s
    ORDER BY a.next_poll_at LIMIT %(limit)s FOR UPDATE OF a SKIP LOCKED
),
taken AS (
    UPDATE linkedin_accounts a SET lease_until = %(lease)s, next_poll_at = %(lease)s
    FROM due WHERE a.workspace_id = %(workspace_id)s AND a.sender_id = due.sender_id
    RETURNING a.sender_id, a.failures, a.messages_since, a.relations_since, a.relations_due_at
)
SELECT %(workspace_id)s AS workspace_id, t.sender_id, s.connection ->> 'account_id' AS account_id, s.status, t.failures,
       coalesce(t.messages_since, s.created_at) AS since, coalesce(t.relations_since, s.created_at) AS relations_since,
       coalesce(t.relations_due_at <= %(now)s, true) AS slow,
       coalesce((w.settings ->> 'file_strangers')::boolean, false) AS strangers,
       coalesce(s.last_sent_at > %(live_since)s, false) AS live
FROM taken t
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = t.sender_id
JOIN workspaces w ON w.id = %(workspace_id)s
""",
    statuses=_STATUSES,
)


async def register(engine: Engine) -> None:
    """Schedule new accounts for reading."""
    async with engine.core.pool.connection() as conn:
        found = [row["workspace_id"] for row in await (await conn.execute(_NEW)).fetchall()]
    await in_each(engine.core, "new LinkedIn accounts", found, lambda scope: scope.run(_REGISTER))


async def claim(engine: Engine, workspace_id: int, limit: int = AT_ONCE) -> list[Mailbox]:
    """Claim accounts that are due for reading."""
    core, now = engine.core, engine.core.clock.now()
    params = {
        "workspace_id": workspace_id,
        "now": now,
        "lease": now + core.clock.real(LEASE_SECONDS),
        "limit": limit,
        "live_since": now - LIVE_FOR,
    }
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Mailbox)) as cursor:
        await cursor.execute(_CLAIM, params)
        return await cursor.fetchall()


# -- reading one ----------------------------------------------------------------------------------------------------------


async def poll(engine: Engine, mailbox: Mailbox, provider: Provider, *, classifier: replies.Classifier | None = None) -> int:
    """Read a claimed account. Returns the number of new messages. A provider's refusal is recorded, and the account is retried
    later.
    """
    try:
        if mailbox.slow or mailbox.status not in ("active", "paused"):
            state = await _read_slowly(engine, mailbox, provider)
            if state != "ok":
                await _rest(engine, mailbox, POLL_LIVE if state == "connecting" else POLL_RELATIONS)
                return 0
        filed, more = await _read_messages(engine, mailbox, provider, classifier or replies.RulesClassifier())
    except port.Disconnected:
        async with engine.core.scope(mailbox.workspace_id) as scope:
            await linkedin_accounts.note_state(scope, mailbox.sender_id, "credentials")
        await _rest(engine, mailbox, POLL_RELATIONS)
        return 0
    except port.LinkedInError as error:
        at_least = error.retry_after.total_seconds() if isinstance(error, port.Limited) else 0.0
        await note_failure(engine, mailbox, error.detail, at_least)
        return 0
    await _rest(engine, mailbox, 0 if more else POLL_LIVE if mailbox.live or filed else POLL_QUIET)
    return filed


async def note_failure(engine: Engine, mailbox: Mailbox, detail: str, at_least: float = 0.0) -> None:
    """Postpone an account's reading, longer with each failure. `at_least`: in clock seconds."""
    key = f"linkedin/{mailbox.workspace_id}/{mailbox.sender_id}"
    wait = retry.next_attempt(mailbox.failures + 1, FIRST_RETRY, LONGEST_RETRY, key, max_attempts=1 << 30) or LONGEST_RETRY
    wait = max(wait, at_least)
    log.warning("LinkedIn account not read", sender_id=mailbox.sender_id, error=detail, retry_in=round(wait))
    await _rest(engine, mailbox, wait, failures=mailbox.failures + 1, error=detail[:500])


async def _read_slowly(engine: Engine, mailbox: Mailbox, provider: Provider) -> port.State:
    state = await provider.state(mailbox.account_id)
    if state != "ok":
        async with engine.core.scope(mailbox.workspace_id) as scope:
            await linkedin_accounts.note_state(scope, mailbox.sender_id, state)
        return state
    await linkedin.read_account(engine.core, mailbox.workspace_id, mailbox.sender_id, provider, mailbox.account_id)
    began, since = engine.core.clock.now(), mailbox.relations_since - RELATIONS_OVERLAP
    relations: list[Relation] = []
    cursor = None
    while True:
        page = await provider.relations(mailbox.account_id, cursor)
        new = [r for r in page.items if r.at > since]
        relations += new
        if (cursor := page.cursor) is None or len(new) < len(page.items):
            break
    async with engine.core.scope(mailbox.workspace_id) as scope:
        if relations:
            await linkedin_connections.note_relations(scope, mailbox.sender_id, relations)
        await scope.run(
            """
            UPDATE linkedin_accounts SET relations_since = %(at)s, relations_due_at = %(due)s
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s
            """,
            sender=mailbox.sender_id,
            at=began,
            due=began + timedelta(seconds=POLL_RELATIONS),
        )
    return state


async def _read_messages(
    engine: Engine, mailbox: Mailbox, provider: Provider, classifier: replies.Classifier
) -> tuple[int, bool]:
    """File new messages, oldest first, each together with the new read position. Returns how many were filed, and whether there
    are more.
    """
    chats = Chats(mailbox.workspace_id, mailbox.sender_id, mailbox.account_id, mailbox.strangers, provider)
    found, more = await _next(mailbox, provider)
    filed = 0
    for message in found:
        try:
            read = await linkedin_filing.read(engine.core, chats, message, classifier)
            async with engine.core.scope(mailbox.workspace_id) as scope:
                filed += await linkedin_filing.file(scope, chats, read)
                await _advance(scope, mailbox, message)
        except port.LinkedInError:
            raise
        except Exception as error:
            if may_pass(error):
                raise
            # One message must not block all later ones. It is kept and retried.
            log.exception("LinkedIn message could not be filed", sender_id=mailbox.sender_id, message=message.id)
            async with engine.core.scope(mailbox.workspace_id) as scope:
                raw = linkedin_filing.packed(message)
                await unfiled.keep(scope, mailbox.sender_id, "", clean(message.id), raw, message.at, error)
                await _advance(scope, mailbox, message)
    return filed, more


async def _next(mailbox: Mailbox, provider: Provider) -> tuple[list[ChatMessage], bool]:
    """The oldest messages that are not read yet, the oldest first, and whether there are more than these.

    The provider lists the newest first, and its cursor may count from the newest of the moment. So every page is asked for, the
    oldest messages are kept, and reading goes on from the read position.
    """
    room = MOST
    while True:
        oldest, seen, cursor = deque[ChatMessage](maxlen=room), 0, None
        while True:
            page = await provider.messages(mailbox.account_id, mailbox.since - OVERLAP, cursor)
            oldest.extend(page.items)
            seen += len(page.items)
            if (cursor := page.cursor) is None:
                break
        found = sorted(oldest, key=lambda m: m.at)
        if seen <= room:
            return found, False
        if found[-1].at > mailbox.since:
            return found, True
        room *= 2  # what is read again fills all the room


async def _advance(scope: Scope, mailbox: Mailbox, message: ChatMessage) -> None:
    """Move the read position to a message."""
    await scope.run(
        """
        UPDATE linkedin_accounts SET messages_since = greatest(messages_since, %(at)s)
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s
        """,
        sender=mailbox.sender_id,
        at=min(message.at, scope.now),
    )


async def failed(engine: Engine, mailbox: Mailbox, error: Exception) -> None:
    """Postpone an account's reading. What the database did not let be recorded says nothing about the account."""
    if may_pass(error):
        await _release(engine, mailbox, POLL_LIVE)
    else:
        await note_failure(engine, mailbox, type(error).__name__)


async def _release(engine: Engine, mailbox: Mailbox, seconds: float = 0) -> None:
    """End the lease of an account that was not read to its end: it is read again after `seconds`."""
    async with engine.core.scope(mailbox.workspace_id) as scope:
        await scope.run(
            """
            UPDATE linkedin_accounts SET next_poll_at = %(at)s, lease_until = NULL
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s
            """,
            sender=mailbox.sender_id,
            at=scope.now + timedelta(seconds=seconds),
        )


async def _rest(engine: Engine, mailbox: Mailbox, seconds: float, *, failures: int = 0, error: str | None = None) -> None:
    async with engine.core.scope(mailbox.workspace_id) as scope:
        await scope.run(
            """
            UPDATE linkedin_accounts SET next_poll_at = %(at)s, lease_until = NULL, failures = %(failures)s, error = %(error)s,
                   synced_at = CASE WHEN %(error)s::text IS NULL THEN %(now)s ELSE synced_at END
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s
            """,
            sender=mailbox.sender_id,
            at=scope.now + timedelta(seconds=seconds),
            failures=failures,
            error=error,
        )


# -- the queue ------------------------------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Mailbox] | None]:
    """The queue of accounts due for reading. None without a provider."""
    if not engine.settings.linkedin_url:
        yield None
        return
    provider = linkedin.open_provider(engine.settings)
    try:
        async with (
            model.classifier(engine.core, engine.settings) as classifier,
            repeating(engine, "new LinkedIn accounts", IDLE_SECONDS, lambda: register(engine)),
        ):
            yield Queue(
                name="linkedin",
                due=lambda: due.workspaces(engine.core, "linkedin_accounts"),
                claim=lambda workspace_id, room: claim(engine, workspace_id, room.limit),
                do=lambda mailbox: poll(engine, mailbox, provider, classifier=classifier),
                workspace=lambda mailbox: mailbox.workspace_id,
                describe=lambda mailbox: {"workspace": mailbox.workspace_id, "sender": mailbox.sender_id},
                failed=lambda mailbox, error: failed(engine, mailbox, error),
                give_back=lambda mailbox: _release(engine, mailbox),
                at_once=AT_ONCE,
                lease=LEASE_SECONDS,
                channel=linkedin_accounts.SYNC_WAKE,
                idle=IDLE_SECONDS,
            )
    finally:
        await provider.close()
