"""Messages: what was sent and what came in, read, marked and removed.

Listing and searching them is in outreach.inbox, writing them by hand in outreach.letters, filing what comes in in
outreach.filing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import LiteralString, TypedDict

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events, message_states
from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations


class File(TypedDict, total=False):
    """What is known of an attached file: `size` in bytes, decoded. LinkedIn gives a `type` and a `name` only."""

    filename: str
    content_type: str
    size: int
    content_id: str
    inline: bool
    type: str | None
    name: str | None


class BounceFacts(TypedDict):
    """What a delivery report says; see outreach.correspondence.received.Bounce."""

    hard: bool
    recipient: str | None
    fault: str
    cause: str
    status: str | None
    detail: str


class Candidate(TypedDict):
    """The sent message that a received one may answer."""

    message_id: int
    enrollment_id: int | None


class Headers(message_states.Facts, total=False):
    """What a message's `headers` hold. Of an outgoing one: how its bytes are made, and its files. Of a received one: what was
    read from it, and the verdicts on it.
    """

    attachments: list[File]
    reply_text: str  # without what it quotes
    words: str  # what the verdict stands on, in the writer's own words
    reason: str  # why it was taken for what it is
    authentication: dict[str, str]  # verdicts of the receiving server by method: spf, dkim, dmarc
    folder: str  # where it was found, if not in the inbox
    bounce: BounceFacts
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Message:
    """One message out or in. Text of inbound ones is data from strangers: `body_text` is what a reader sees, quotes included.

    The raw bytes stay in the table (see `raw`).
    """

    id: int
    direction: str
    kind: str
    action: str
    state: str
    state_reason: str | None
    state_detail: str | None
    sender_id: int
    conversation_id: int | None
    lead_id: int | None
    campaign_id: int | None
    enrollment_id: int | None
    step_id: int | None
    step_position: int | None
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
    headers: Headers | None
    unread: bool
    opens: int
    clicks: int
    opened_at: datetime | None
    clicked_at: datetime | None
    replied_at: datetime | None
    bounced_at: datetime | None
    bounce_kind: str | None
    unsubscribed_at: datetime | None
    due_at: datetime | None
    sent_at: datetime | None
    remind_at: datetime | None
    created_at: datetime
    updated_at: datetime


MESSAGE_COLUMNS = tuple(f.name for f in fields(Message))


async def get(scope: Scope, message_id: int) -> Message:
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM messages
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
            columns=columns(Message),
        ),
        id=message_id,
    )
    if row is None:
        raise NotFound("There is no such message.", field="message_id")
    return Message(**row)


async def verdict_words(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, str]:
    """The words that the latest verdict on an answer stands on, by enrollment; those without such words are left out."""
    rows = await scope.all(
        """
        SELECT DISTINCT ON (enrollment_id) enrollment_id, headers ->> 'words' AS words FROM messages
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = ANY (%(ids)s) AND direction = 'in'
          AND headers ->> 'words' IS NOT NULL
        ORDER BY enrollment_id, id DESC
        """,
        ids=enrollment_ids,
    )
    return {row["enrollment_id"]: row["words"] for row in rows}


async def by_wire_id(scope: Scope, wire_id: str) -> Message | None:
    """The message that left or came in with this Message-ID (without the angle brackets); the newest of several."""
    return await scope.row(
        Message,
        sql(
            """
        SELECT {columns} FROM messages
        WHERE workspace_id = %(workspace_id)s AND wire_id = %(wire_id)s ORDER BY id DESC LIMIT 1
        """,
            columns=columns(Message),
        ),
        wire_id=wire_id,
    )


async def untracked(
    scope: Scope,
    *,
    from_address: str | None = None,
    to_address: str | None = None,
    subject: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Message]:
    """Mail from people who are in no campaign, newest first. Addresses are compared whole, `subject` is a part of it."""
    where = Where("m")
    where.add("m.direction = 'in' AND m.enrollment_id IS NULL AND m.action = 'email'")
    where.given("lower(m.from_address) = lower(%(from_address)s)", from_address=from_address or None)
    where.given("lower(%(to_address)s) = ANY (m.to_addresses)", to_address=to_address or None)
    where.given("strpos(lower(m.subject), lower(%(subject)s)) > 0", subject=subject or None)
    return await scope.rows(
        Message,
        sql(
            "SELECT {columns} FROM messages m WHERE {where} ORDER BY m.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            columns=columns(Message),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )


async def raw(scope: Scope, message_id: int) -> bytes | None:
    """An inbound message as it was received; None for others."""
    row = await scope.one("SELECT raw FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=message_id)
    return row["raw"] if row else None


async def history(
    scope: Scope,
    *,
    enrollment_ids: Sequence[int] = (),
    conversation_ids: Sequence[int] = (),
    after: datetime | None = None,
    before: int | None = None,
    limit: int = 1000,
) -> list[Message]:
    """What was sent and received, oldest first: of enrollments, of conversations, or both together (each message once).

    Only messages that left or came in, or may have. `after`: later than this. `before`: with a smaller id. At most `limit`, the
    newest.
    """
    where = Where("m")
    where.add(
        "(m.enrollment_id = ANY (%(enrollments)s) OR m.conversation_id = ANY (%(conversations)s))",
        enrollments=enrollment_ids,
        conversations=conversation_ids,
    )
    where.add(
        "(m.state IN ('submitted', 'sent', 'uncertain', 'received') OR m.kind = 'manual' AND m.state IN ('queued', 'sending'))"
    )
    where.given("coalesce(m.sent_at, m.created_at) > %(after)s", after=after)
    where.given("m.id < %(before)s", before=before)
    found = await scope.rows(
        Message,
        sql(
            "SELECT {columns} FROM messages m WHERE {where} ORDER BY m.id DESC LIMIT %(limit)s",
            columns=columns(Message),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return sorted(found, key=lambda m: (m.sent_at or m.created_at, m.id))


async def both_sides(scope: Scope, message: Message, data: Mapping[str, object]) -> tuple[Message | None, Message | None]:
    """The message of ours that an event with `message` is about, and the one that came in, if one did.

    Which of ours a reply answers is in the event's `data`, or in the reply itself; else it is the last one that its lead got
    before.
    """
    if message.direction == "out":
        return message, None
    if message.enrollment_id is None:
        return None, message
    thread = await history(scope, enrollment_ids=[message.enrollment_id], before=message.id)
    before = [m for m in thread if m.direction == "out"]
    named = (m for m in before if m.id == data.get("answers") or (m.wire_id and m.wire_id == message.in_reply_to))
    return next(named, before[-1] if before else None), message


async def transcript(
    scope: Scope, conversation_id: int, *, limit: int = 100, after: tuple[datetime, int] | None = None
) -> list[Message]:
    """The messages of a conversation that left (or may have) or came in, oldest first.

    `after`: when the last one seen was sent (or made, where that is not known), and its id.
    """
    where = Where("m")
    where.add("m.conversation_id = %(id)s AND m.state IN ('submitted', 'sent', 'uncertain', 'received')", id=conversation_id)
    if after is not None:
        where.add("(coalesce(m.sent_at, m.created_at), m.id) > (%(at)s, %(after)s)", at=after[0], after=after[1])
    return await scope.rows(
        Message,
        sql(
            """
        SELECT {columns} FROM messages m
        WHERE {where} ORDER BY coalesce(m.sent_at, m.created_at), m.id LIMIT %(limit)s
        """,
            columns=columns(Message),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )


async def delete(scope: Scope, message_id: int) -> Message:
    """Remove a message from the inbox. One that is on its way or may be sent again can't be removed: cancel it first.

    A step's message stays in the table without its content: it is what keeps the step from being sent a second time.
    """
    found = await get(scope, message_id)
    if found.state in ("sending", "submitted") or (found.kind == "step" and found.state == "queued"):
        raise Invalid("The message is leaving right now.", code="message_leaving")
    if found.kind == "step":
        await scope.run(
            """
            UPDATE messages SET subject = '', body_text = '', body_html = NULL, conversation_id = NULL, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s
            """,
            id=message_id,
        )
    else:
        await scope.run("DELETE FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=message_id)
    if found.conversation_id:
        await conversations.refresh(scope, [found.conversation_id])
    await events.audit(scope, "message.deleted", "message", message_id)
    return found


# A conversation is locked before its messages, as by conversations.set_read: so no two transactions wait for each other.
_LOCK_CONVERSATION: LiteralString = """
SELECT c.id FROM conversations c WHERE c.workspace_id = %(workspace_id)s AND c.id = (
    SELECT m.conversation_id FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s) FOR NO KEY UPDATE
"""


async def set_read(scope: Scope, message_id: int, read: bool) -> Message:
    """Mark one inbound message; its conversation is unread while any of its messages is."""
    await scope.run(_LOCK_CONVERSATION, id=message_id)
    row = await scope.one(
        sql(
            """
        UPDATE messages SET unread = %(unread)s AND direction = 'in', updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            columns=columns(Message),
        ),
        id=message_id,
        unread=not read,
    )
    if row is None:
        raise NotFound("There is no such message.", field="message_id")
    if row["conversation_id"]:
        await conversations.refresh(scope, [row["conversation_id"]])
    return Message(**row)
