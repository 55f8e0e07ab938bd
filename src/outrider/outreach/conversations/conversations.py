"""Conversations: what was written to and fro between a sender and a lead, and the state people see of it.

Listing and searching them is in outreach.inbox, what came of them in outreach.outcomes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, LiteralString, NotRequired, TypedDict

from typing_extensions import Unpack

from outrider.errors import NotFound
from outrider.outreach.base.query import Where, assignments, columns, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was written to and fro between a sender and a lead. `last_sent_at` and `last_reply_at` are ours and theirs."""

    id: int
    channel: str
    sender_id: int
    lead_id: int | None
    campaign_id: int | None
    enrollment_id: int | None
    thread_key: str | None
    subject: str
    category_id: int | None
    intent: str | None
    intent_source: str | None
    unread: bool
    important: bool
    archived: bool
    snoozed_until: datetime | None
    assigned_user_id: int | None
    agent: str | None  # the agent that writes here, by its client's name for it
    message_count: int
    last_message_at: datetime | None
    last_sent_at: datetime | None
    last_reply_at: datetime | None
    preview: str
    candidate: bool
    vendor: dict[str, Any]
    created_at: datetime
    updated_at: datetime


CONVERSATION_COLUMNS = tuple(f.name for f in fields(Conversation))


async def get(scope: Scope, conversation_id: int) -> Conversation:
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM conversations
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
            columns=columns(Conversation),
        ),
        id=conversation_id,
    )
    if row is None:
        raise missing_conversation()
    return Conversation(**row)


async def of_enrollments(scope: Scope, enrollment_ids: Sequence[int], *, channel: str | None = None) -> dict[int, Conversation]:
    """The newest conversation of each enrollment that has one (on that channel)."""
    where = Where("v")
    where.add("v.enrollment_id = ANY (%(ids)s)", ids=enrollment_ids)
    where.given("v.channel = %(channel)s", channel=channel)
    rows = await scope.all(
        sql(
            """
        SELECT DISTINCT ON (v.enrollment_id) {columns} FROM conversations v
        WHERE {where} ORDER BY v.enrollment_id, v.id DESC
        """,
            columns=columns(Conversation),
            where=where.sql,
        ),
        **where.params,
    )
    return {r["enrollment_id"]: Conversation(**r) for r in rows}


def missing_conversation() -> NotFound:
    return NotFound("There is no such conversation.", field="conversation_id")


async def refresh(scope: Scope, conversation_ids: Sequence[int]) -> None:
    """Bring what a conversation says of its messages (count, times, unread) in line with them."""
    await scope.run(
        """
        UPDATE conversations c SET message_count = m.n, last_message_at = m.last_at, last_sent_at = m.sent_at,
               last_reply_at = m.reply_at, unread = m.unread, updated_at = %(now)s
        FROM (
            SELECT i.id, count(x.id) AS n, max(coalesce(x.sent_at, x.created_at)) AS last_at,
                   max(x.sent_at) FILTER (WHERE x.direction = 'out') AS sent_at,
                   max(coalesce(x.sent_at, x.created_at)) FILTER (WHERE x.direction = 'in') AS reply_at,
                   coalesce(bool_or(x.unread), false) AS unread
            FROM unnest(%(ids)s::bigint[]) AS i (id)
            LEFT JOIN messages x ON x.workspace_id = %(workspace_id)s AND x.conversation_id = i.id
            GROUP BY i.id
        ) m
        WHERE c.workspace_id = %(workspace_id)s AND c.id = m.id
        """,
        ids=conversation_ids,
    )


async def set_read(scope: Scope, read: bool, *, conversation_ids: Sequence[int] = (), enrollment_ids: Sequence[int] = ()) -> int:
    """Mark conversations read or unread; how many there were. Read marks all messages of these enrollments, too, whether they
    are in a conversation or not; unread the last inbound one.
    """
    rows = await scope.all(
        """
        UPDATE conversations SET unread = %(unread)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
        RETURNING id
        """,
        unread=not read,
        ids=conversation_ids,
        enrollments=enrollment_ids,
    )
    ids = [r["id"] for r in rows]
    if read:
        statement = """
            UPDATE messages SET unread = false, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND unread
              AND (conversation_id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
            """
    else:
        statement = """
            UPDATE messages SET unread = true, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id IN (
                SELECT max(id) FROM messages WHERE workspace_id = %(workspace_id)s AND conversation_id = ANY (%(ids)s)
                AND direction = 'in' GROUP BY conversation_id)
            """
    await scope.run(statement, ids=ids, enrollments=enrollment_ids)
    return len(ids)


_MARKS: tuple[LiteralString, ...] = ("important", "archived", "snoozed_until", "assigned_user_id", "agent")


class NullableMarks(TypedDict, total=False):
    """Marks of a conversation that None clears."""

    snoozed_until: datetime | None
    assigned_user_id: int | None
    agent: str | None


async def mark(
    scope: Scope,
    *,
    conversation_ids: Sequence[int] = (),
    enrollment_ids: Sequence[int] = (),
    important: bool | None = None,
    archived: bool | None = None,
    **nullable: Unpack[NullableMarks],
) -> int:
    """Set what is given; how many conversations were touched."""
    changes: dict[str, object] = {k: v for k, v in (("important", important), ("archived", archived)) if v is not None}
    changes |= {**nullable}
    if not changes:
        return 0
    if user := nullable.get("assigned_user_id"):
        await _check_member(scope, user)
    return await scope.run(
        sql(
            """
        UPDATE conversations SET {changes}updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
        """,
            changes=assignments(_MARKS, changes),
        ),
        ids=conversation_ids,
        enrollments=enrollment_ids,
        **changes,
    )


async def _check_member(scope: Scope, user_id: int) -> None:
    if not await scope.one("SELECT 1 FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(id)s", id=user_id):
        raise NotFound("There is no such member in this workspace.", field="assigned_user_id")


async def note_sent(scope: Scope, message_ids: Sequence[int]) -> None:
    """Bring conversations up to date after messages left: a follow-up joins the conversation its enrollment has."""
    await scope.run(
        """
        UPDATE messages m SET conversation_id = c.id
        FROM conversations c
        WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s) AND m.conversation_id IS NULL
          AND c.workspace_id = %(workspace_id)s AND c.enrollment_id = m.enrollment_id
          AND CASE WHEN c.channel = 'email' THEN m.action = 'email' ELSE m.action <> 'email' AND m.body_text <> '' END
        """,
        ids=message_ids,
    )
    await scope.run(
        """
        UPDATE conversations c SET last_sent_at = greatest(c.last_sent_at, m.at),
               last_message_at = greatest(c.last_message_at, m.at), message_count = c.message_count + m.n, updated_at = %(now)s
        FROM (
            SELECT conversation_id AS id, max(coalesce(sent_at, %(now)s)) AS at, count(*) FILTER (WHERE kind = 'step') AS n
            FROM messages WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND conversation_id IS NOT NULL GROUP BY 1
        ) m
        WHERE c.workspace_id = %(workspace_id)s AND c.id = m.id
        """,
        ids=message_ids,
    )


class NewConversation(TypedDict):
    """The parties of a new conversation, and the thread it belongs to."""

    channel: str
    sender_id: int
    lead_id: NotRequired[int | None]
    campaign_id: NotRequired[int | None]
    enrollment_id: NotRequired[int | None]
    thread_key: NotRequired[str | None]
    subject: NotRequired[str]
    candidate: NotRequired[bool]


async def start(scope: Scope, **given: Unpack[NewConversation]) -> Conversation:
    """A new, empty conversation. It takes on the category that its enrollment has."""
    row = await scope.one(
        sql(
            """
        INSERT INTO conversations (workspace_id, channel, sender_id, lead_id, campaign_id, enrollment_id, thread_key, subject,
                                   candidate, category_id, search, created_at, updated_at)
        SELECT %(workspace_id)s, %(channel)s, %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s, %(thread)s, %(subject)s,
               %(candidate)s, e.category_id, to_tsvector('simple', ''), %(now)s, %(now)s
        FROM (SELECT 1) AS always
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = %(enrollment)s
        RETURNING {columns}
        """,
            columns=columns(Conversation),
        ),
        channel=given["channel"],
        sender=given["sender_id"],
        lead=given.get("lead_id"),
        campaign=given.get("campaign_id"),
        enrollment=given.get("enrollment_id"),
        thread=given.get("thread_key"),
        subject=given.get("subject", ""),
        candidate=given.get("candidate", False),
    )
    assert row is not None
    await index(scope, [row["id"]])
    return Conversation(**row)


async def open_chats(scope: Scope, chats: Sequence[tuple[int, str]]) -> None:
    """Have messages that left join the conversation of the network's chat that each went to; where there is none it is opened.

    `chats`: (message id, chat). What was written to the lead before, such as the note of an invitation, joins with them.
    """
    params = {"ids": [id for id, _ in chats], "chats": [chat for _, chat in chats]}
    await scope.run(
        """
        INSERT INTO conversations (workspace_id, channel, sender_id, lead_id, campaign_id, enrollment_id, thread_key, category_id,
                                   search, created_at, updated_at)
        SELECT DISTINCT ON (m.sender_id, u.chat) %(workspace_id)s, 'linkedin', m.sender_id, m.lead_id, m.campaign_id,
               m.enrollment_id, u.chat, e.category_id, to_tsvector('simple', ''), %(now)s, %(now)s
        FROM unnest(%(ids)s::bigint[], %(chats)s::text[]) AS u (id, chat)
        JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = u.id AND m.conversation_id IS NULL
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id
        ORDER BY m.sender_id, u.chat, m.id
        ON CONFLICT (workspace_id, sender_id, thread_key) WHERE thread_key IS NOT NULL DO NOTHING
        """,
        **params,
    )
    joined = await scope.all(
        """
        UPDATE messages m SET conversation_id = c.id
        FROM unnest(%(ids)s::bigint[], %(chats)s::text[]) AS u (id, chat)
        JOIN messages o ON o.workspace_id = %(workspace_id)s AND o.id = u.id
        JOIN conversations c ON c.workspace_id = %(workspace_id)s AND c.sender_id = o.sender_id AND c.thread_key = u.chat
        WHERE m.workspace_id = %(workspace_id)s AND m.conversation_id IS NULL AND m.direction = 'out' AND m.state = 'sent'
          AND m.action <> 'email' AND m.body_text <> '' AND (m.id = o.id OR m.enrollment_id = o.enrollment_id)
        RETURNING c.id
        """,
        **params,
    )
    if ids := sorted({row["id"] for row in joined}):
        await refresh(scope, ids)
        await index(scope, ids)


async def index(scope: Scope, conversation_ids: Sequence[int]) -> None:
    """Write what the inbox's search finds conversations by: the lead's names and address, subject and last reply."""
    await scope.run(
        """
        UPDATE conversations c SET search = to_tsvector('simple', lower(
            translate(coalesce(l.first_name, '') || ' ' || coalesce(l.last_name, '') || ' ' || coalesce(l.company_name, '') || ' '
                || coalesce(l.email, ''), '@.-_+/:', '       ')
            || ' ' || translate(c.subject || ' ' || left(c.preview, 1000), '@.-_+/:', '       ')))
        FROM conversations x LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = x.lead_id
        WHERE x.workspace_id = %(workspace_id)s AND x.id = ANY (%(ids)s) AND c.workspace_id = %(workspace_id)s AND c.id = x.id
        """,
        ids=conversation_ids,
    )
