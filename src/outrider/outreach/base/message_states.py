"""The states of messages, and every statement that changes one.

An outgoing message is `queued` (waits for its time), `sending` (a process has claimed it), `submitted` (a server took it, the
record is to follow), and ends as `sent`, `failed`, `uncertain` or `cancelled`. A `sent` one that came back undelivered for the
time being is `queued` again. A message that came in is `received`. What a process says of a message names the attempt it speaks
of: one that slept through its lease changes nothing. The events of what happened on the wire are the record's to append, for the
messages that really changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, LiteralString, TypedDict

from psycopg.types.json import Jsonb

from outrider.frozen import checked
from outrider.outreach.base import batches
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SUBMITTED = "submitted"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RECEIVED = "received"


class Facts(TypedDict, total=False):
    """What a message's `headers` hold while it is outgoing: how its bytes are made from its row."""

    from_name: str
    to_name: str
    base: str  # public address that tracked links and the pixel begin with
    pixel: bool
    unsubscribe: bool
    attached: list[tuple[int, int]]  # attachments taken along: message, place


@checked(frozen=True, slots=True)
class OutgoingMessage:
    """A message between claim and record: the columns of its row that its transport and its record need."""

    id: int
    kind: str
    action: str
    sender_id: int
    conversation_id: int | None
    lead_id: int | None
    campaign_id: int | None
    enrollment_id: int | None
    run: int | None
    step_id: int | None
    step_position: int | None
    mark: int | None
    variant_id: int | None
    wire_id: str | None
    in_reply_to: str | None
    reference_ids: list[str] | None
    from_address: str | None
    to_addresses: list[str] | None
    cc_addresses: list[str] | None
    bcc_addresses: list[str] | None
    reply_to: str | None
    subject: str
    body_text: str
    body_html: str | None
    headers: Facts | None
    attempts: int
    created_at: datetime
    api_key_id: int | None = None

    @property
    def recipient(self) -> str:
        """The address or profile that it goes to first; '' where it was erased."""
        return self.to_addresses[0] if self.to_addresses else ""

    @property
    def copies(self) -> list[str]:
        """Who else gets it."""
        return [*(self.to_addresses or ())[1:], *(self.cc_addresses or ()), *(self.bcc_addresses or ())]


COLUMNS = tuple(f.name for f in fields(OutgoingMessage))
_values = attrgetter(*COLUMNS)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a message. `at`: when the server answered, or when to look again."""

    id: int
    attempts: int
    at: datetime | None = None


@checked(frozen=True, slots=True)
class Settlement:
    """The outcome of one attempt at a message. `due_at`: when a message that is queued again is tried."""

    id: int
    attempts: int
    detail: str | None = None
    due_at: datetime | None = None
    sent_at: datetime | None = None
    wire_id: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A queued message is not sent before `due_at`, and why."""

    id: int
    due_at: datetime
    reason: Reason


# -- from nothing, and into `sending` ------------------------------------------------------------------------------------

_COPY = f"COPY messages (workspace_id, direction, state, updated_at, {', '.join(COLUMNS)}) FROM STDIN"
_HEADERS = 4 + COLUMNS.index("headers")  # behind workspace_id, direction, state and updated_at
_CLAIM = """
UPDATE messages m SET state = %(sending)s, attempts = m.attempts + 1, due_at = NULL,
       bounced_at = NULL, bounce_kind = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
"""
_LEASE = """
INSERT INTO message_leases (workspace_id, message_id, lease_until)
SELECT %(workspace_id)s, u.id, %(lease)s FROM unnest(%(ids)s::bigint[]) AS u (id)
ON CONFLICT (workspace_id, message_id) DO UPDATE SET lease_until = excluded.lease_until
"""


async def insert_claimed(scope: Scope, messages: Sequence[OutgoingMessage], lease_until: datetime) -> None:
    """Write new messages as `sending`. The unique index messages_once is the last guard against a second message of a step."""
    first = (scope.workspace_id, "out", State.SENDING, scope.now)
    async with scope.conn.cursor().copy(_COPY.encode()) as copy:
        for message in messages:
            row: list[Any] = [*first, *_values(message)]
            if message.headers:
                row[_HEADERS] = Jsonb(message.headers)
            await copy.write_row(row)
    await scope.run(_LEASE, ids=[message.id for message in messages], lease=lease_until)


async def claim(scope: Scope, ids: Sequence[int], lease_until: datetime) -> None:
    """queued -> sending: another attempt at messages that the caller holds locked."""
    await scope.run(_CLAIM, ids=ids, sending=State.SENDING)
    await scope.run(_LEASE, ids=ids, lease=lease_until)


# -- out of `sending` ----------------------------------------------------------------------------------------------------

# The ids are named twice, and the leases by a list of ids: where a table has grown since its statistics were made, a join alone
# would be planned as if reading all of it cost nothing.
_SETTLE = """
WITH settled AS (UPDATE messages m SET state = %(state)s, state_reason = %(reason)s, state_detail = u.detail,
       due_at = u.due_at, sent_at = coalesce(u.sent_at, m.sent_at), wire_id = coalesce(u.wire_id, m.wire_id),
       bounced_at = CASE WHEN %(bounced)s THEN %(now)s ELSE m.bounced_at END,
       bounce_kind = CASE WHEN %(bounced)s THEN 'hard' ELSE m.bounce_kind END, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(attempts)s::int[], %(detail)s::text[], %(due_at)s::timestamptz[], %(sent_at)s::timestamptz[],
            %(wire_id)s::text[]) AS u (id, attempts, detail, due_at, sent_at, wire_id)
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(id)s::bigint[]) AND m.id = u.id AND m.attempts = u.attempts
  AND m.state IN ('sending', 'submitted')
RETURNING m.id
), ended AS (
    DELETE FROM message_leases l WHERE l.workspace_id = %(workspace_id)s AND l.message_id = ANY (ARRAY(SELECT id FROM settled)))
SELECT id FROM settled
"""
_SUBMITTED = """
WITH noted AS (UPDATE messages m SET state = %(submitted)s, sent_at = u.at, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(attempts)s::int[], %(at)s::timestamptz[]) AS u (id, attempts, at)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
RETURNING m.id)
UPDATE message_leases l SET lease_until = %(now)s
WHERE l.workspace_id = %(workspace_id)s AND l.message_id = ANY (ARRAY(SELECT id FROM noted))
"""
_LOOK_UP = """
WITH noted AS (UPDATE messages m SET state_detail = %(detail)s, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(attempts)s::int[], %(at)s::timestamptz[]) AS u (id, attempts, at)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
RETURNING m.id, u.at)
UPDATE message_leases l SET lease_until = noted.at FROM noted
WHERE l.workspace_id = %(workspace_id)s AND l.message_id = noted.id
"""
_WITHDRAW = """
WITH gone AS (
DELETE FROM messages m USING unnest(%(id)s::bigint[], %(attempts)s::int[], %(at)s::timestamptz[]) AS u (id, attempts, at)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.attempts = u.attempts AND m.state = 'sending'
RETURNING m.id
), ended AS (
    DELETE FROM message_leases l WHERE l.workspace_id = %(workspace_id)s AND l.message_id = ANY (ARRAY(SELECT id FROM gone)))
SELECT id FROM gone
"""
_DELETE_LINKS = "DELETE FROM links WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)"


async def settle(scope: Scope, state: State, reason: Reason | None, settlements: Sequence[Settlement]) -> set[int]:
    """sending, submitted -> `state`; the ids of those that really changed."""
    rows = await scope.all(
        _SETTLE, state=state, reason=reason, bounced=reason == Reason.BOUNCED, **batches.columns(Settlement, settlements)
    )
    return {row["id"] for row in rows}


async def note_submitted(scope: Scope, attempts: Sequence[Attempt]) -> None:
    """sending -> submitted: the server took it at `at`. Its lease ends at once, so that the record is made up for."""
    await scope.run(_SUBMITTED, submitted=State.SUBMITTED, **batches.columns(Attempt, attempts))


async def look_up(scope: Scope, attempts: Sequence[Attempt], detail: str) -> None:
    """Leave messages `sending`, to be looked up at `at`: the answer never came."""
    await scope.run(_LOOK_UP, detail=detail, **batches.columns(Attempt, attempts))


async def withdraw(scope: Scope, attempts: Sequence[Attempt]) -> set[int]:
    """Remove messages that surely did not leave and that this attempt made, with their links; the ids of those removed."""
    if not attempts:
        return set()
    gone = [row["id"] for row in await scope.all(_WITHDRAW, **batches.columns(Attempt, attempts))]
    await scope.run(_DELETE_LINKS, ids=gone)
    return set(gone)


# -- while it waits ------------------------------------------------------------------------------------------------------

_POSTPONE = """
UPDATE messages m SET due_at = u.due_at, state_reason = u.reason, updated_at = %(now)s
FROM unnest(%(id)s::bigint[], %(due_at)s::timestamptz[], %(reason)s::text[]) AS u (id, due_at, reason)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.state = 'queued'
"""
# A message that a claim holds locked is left to it: the claim sees what stopped its enrollment.
_WAITING: LiteralString = "SELECT w.id FROM messages w WHERE {where} ORDER BY w.id FOR NO KEY UPDATE SKIP LOCKED"
_CANCEL: LiteralString = """
UPDATE messages m SET state = %(cancelled)s, state_reason = %(reason)s, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.id IN ({waiting})
RETURNING m.id
"""
_CANCEL_RETURNED: LiteralString = """
UPDATE messages m SET state = %(cancelled)s, state_reason = %(reason)s, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.sent_at IS NOT NULL AND m.id IN ({waiting})
"""
_TAKE_BACK: LiteralString = """
DELETE FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.id IN ({waiting})
RETURNING m.id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which queued messages: those that pass every condition given. `steps`: only a campaign's, or only letters."""

    ids: Sequence[int] | None = None
    enrollments: Sequence[int] | None = None
    leads: Sequence[int] | None = None
    senders: Sequence[int] | None = None
    campaign: int | None = None
    steps: bool | None = None

    def where(self) -> Where:
        """The condition of these messages `w`."""
        where = Where("w")
        where.add("w.state = 'queued'")
        if self.ids is None and self.enrollments is None and self.leads is None:
            where.add("w.due_at IS NOT NULL")  # as all that wait are: the index of these, not everything ever sent
        where.given("w.id = ANY (%(ids)s)", ids=self.ids)
        where.given("w.enrollment_id = ANY (%(enrollments)s)", enrollments=self.enrollments)
        where.given("w.lead_id = ANY (%(leads)s)", leads=self.leads)
        where.given("w.sender_id = ANY (%(senders)s)", senders=self.senders)
        where.given("w.campaign_id = %(campaign)s", campaign=self.campaign)
        where.given("(w.kind = 'step') = %(steps)s", steps=self.steps)
        return where


async def postpone(scope: Scope, waits: Sequence[Wait]) -> None:
    """Have queued messages wait longer."""
    if waits:
        await scope.run(_POSTPONE, **batches.columns(Wait, waits))


async def cancel(scope: Scope, which: Waiting, reason: Reason) -> list[int]:
    """queued -> cancelled; the ids of those that were."""
    where = which.where()
    statement = sql(_CANCEL, waiting=sql(_WAITING, where=where.sql))
    rows = await scope.all(statement, cancelled=State.CANCELLED, reason=reason, **where.params)
    return [row["id"] for row in rows]


_SEND_AGAIN = """
UPDATE messages m SET state = %(queued)s, state_reason = %(reason)s, state_detail = %(detail)s, due_at = %(due_at)s,
       wire_id = %(wire_id)s, updated_at = %(now)s, mark = (
    SELECT e.mark FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id)
WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.state = 'sent'
"""


async def send_again(scope: Scope, id: int, wire_id: str, due_at: datetime, detail: str | None) -> None:
    """sent -> queued: a report says that the message came back. The attempt at `due_at` goes by a Message-ID of its own.

    Its lead has done the step already, so the message takes the lead's present mark.
    """
    await scope.run(
        _SEND_AGAIN, id=id, wire_id=wire_id, due_at=due_at, detail=detail, queued=State.QUEUED, reason=Reason.RETURNED_BY_MAIL
    )


async def take_back(scope: Scope, which: Waiting) -> list[int]:
    """Remove queued messages of steps, which have definitely not been sent, so that another sender can do the steps. Returns
    their ids.

    One that left and came back is part of what happened: it is cancelled.
    """
    where = which.where()
    waiting = sql(_WAITING, where=where.sql)
    returned = sql(_CANCEL_RETURNED, waiting=waiting)
    await scope.run(returned, cancelled=State.CANCELLED, reason=Reason.SENDER_GONE, **where.params)
    gone = [row["id"] for row in await scope.all(sql(_TAKE_BACK, waiting=waiting), **where.params)]
    if gone:
        await scope.run(_DELETE_LINKS, ids=gone)
    return gone


# -- when nothing will be heard of it ------------------------------------------------------------------------------------

_ABANDON = """
WITH abandoned AS (UPDATE messages m SET state = %(uncertain)s, state_reason = %(reason)s, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s) AND m.state IN ('sending', 'submitted')
RETURNING m.id
), ended AS (
    DELETE FROM message_leases l WHERE l.workspace_id = %(workspace_id)s AND l.message_id = ANY (ARRAY(SELECT id FROM abandoned)))
SELECT id FROM abandoned
"""


# Why a message is uncertain.
UNCERTAIN_REASONS = (Reason.UNCERTAIN, Reason.SENDER_GONE)


async def abandon(scope: Scope, ids: Sequence[int], reason: Reason) -> set[int]:
    """sending, submitted -> uncertain, whatever the attempt: there is no way left to find out. The ids of those that were."""
    if not ids:
        return set()
    return {row["id"] for row in await scope.all(_ABANDON, ids=ids, reason=reason, uncertain=State.UNCERTAIN)}
