"""The inbox: conversations and their messages, read, marked and filed under categories.

Answering is in outreach.letters, filing what comes in is in outreach.filing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, TypedDict

from psycopg.types.json import Jsonb

from outrider.errors import Invalid, NotFound
from outrider.outreach import categories, enrollments, events, suppression
from outrider.outreach.events import Event
from outrider.outreach.reasons import Reason
from outrider.outreach.scope import Scope


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
    message_count: int
    last_message_at: datetime | None
    last_sent_at: datetime | None
    last_reply_at: datetime | None
    preview: str
    candidate: bool
    vendor: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message out or in. Text of inbound ones is data from strangers: `body_text` is what a reader sees, quotes included.

    `headers` of an inbound one may hold 'reply_text' (quotes stripped), 'attachments' and verdicts; the raw bytes stay in the
    table (see `raw`).
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
    headers: dict[str, Any] | None
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
    created_at: datetime
    updated_at: datetime


MESSAGE_COLUMNS = tuple(f.name for f in fields(Message))
CONVERSATION_COLUMNS = tuple(f.name for f in fields(Conversation))


class LastMessage(TypedDict):
    """The newest message of a conversation, for its row in a list."""

    id: int
    direction: str
    kind: str
    subject: str
    body_text: str
    from_address: str | None
    sent_at: datetime | None


class ConversationRow(TypedDict):
    """A conversation with what its row in a list shows. Parts are None where there is no lead, campaign or category."""

    conversation: Conversation
    lead: dict[str, Any] | None  # id, email, first_name, last_name, company_name, job_title, linkedin_url, linkedin_key, status
    enrollment: dict[str, Any] | None  # id, status, reason, done_position, category_id, opens, clicks, replies, vendor
    campaign: dict[str, Any] | None  # id, name, status, parent_id, seat_id, schedule
    sender: dict[str, Any]  # id, address, name, seat_id, channel
    category: dict[str, Any] | None  # id, key, name, sentiment, interest_value
    last_message: LastMessage | None


class MessageRow(TypedDict):
    """A message with what its row in a list shows. Parts are None where there is no lead, campaign or category."""

    message: Message
    lead: dict[str, Any] | None  # id, email, first_name, last_name, company_name
    campaign: dict[str, Any] | None  # id, name, parent_id, seat_id
    sender: dict[str, Any]  # id, address, name, seat_id
    category: dict[str, Any] | None  # id, key, name, sentiment, interest_value


@dataclass(frozen=True, slots=True)
class ConversationFilter:
    """Which conversations. None does not filter; sequences mean "any of these"; times are [after, before)."""

    ids: Sequence[int] | None = None
    unread: bool | None = None
    important: bool | None = None
    archived: bool | None = None
    snoozed: bool | None = None  # True: snoozed until later than now
    replied: bool | None = None  # the other side has written
    stranger: bool | None = None  # True: without a campaign
    with_lead: bool | None = None
    channel: str | None = None
    campaign_ids: Sequence[int] | None = None
    campaign_tag_ids: Sequence[int] | None = None
    tag_ids: Sequence[int] | None = None  # on the lead, or on its place in the campaign
    sender_ids: Sequence[int] | None = None
    seat_ids: Sequence[int] | None = None
    lead_ids: Sequence[int] | None = None
    enrollment_ids: Sequence[int] | None = None
    lead_emails: Sequence[str] | None = None  # normalised
    linkedin_keys: Sequence[str] | None = None
    assigned_user_ids: Sequence[int] | None = None
    category_ids: Sequence[int] | None = None
    category_ids_not: Sequence[int] | None = None
    category_assigned: bool | None = None
    opened: bool | None = None  # what the lead did in this campaign
    clicked: bool | None = None
    unsubscribed: bool | None = None
    bounced: bool | None = None
    intents: Sequence[str] | None = None
    reply_after: datetime | None = None
    reply_before: datetime | None = None
    search: str | None = None  # beginnings of words in names, address, company, subject, last reply; all must be there


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages. None does not filter; sequences mean "any of these"; times are [after, before)."""

    ids: Sequence[int] | None = None
    directions: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    states: Sequence[str] | None = None
    channels: Sequence[str] | None = None
    conversation_ids: Sequence[int] | None = None
    campaign_ids: Sequence[int] | None = None
    enrollment_ids: Sequence[int] | None = None
    list_ids: Sequence[int] | None = None
    lead_ids: Sequence[int] | None = None
    lead_email: str | None = None
    lead_domain: str | None = None
    sender_ids: Sequence[int] | None = None
    sender_addresses: Sequence[str] | None = None
    unread: bool | None = None
    category_values: Sequence[int] | None = None  # interest values of the enrollment's category
    assigned_user_id: int | None = None
    kinds_not: Sequence[str] | None = None
    shown: bool = False  # only what left or came in, or may have, and letters on their way: what an inbox shows
    waiting: bool = False  # only what is still to leave
    latest_of_conversation: bool = False
    after: datetime | None = None  # by when it was created here
    before: datetime | None = None
    search: str | None = None  # an address: that lead's; else words in the conversation


_LEAD = ("id", "email", "first_name", "last_name", "company_name", "job_title", "linkedin_url", "linkedin_key", "status")
_ENROLLMENT = ("id", "status", "reason", "done_position", "category_id", "opens", "clicks", "replies", "vendor")
_CAMPAIGN = ("id", "name", "status", "parent_id", "seat_id", "schedule")
_SENDER = ("id", "address", "name", "seat_id", "channel")
_CATEGORY = ("id", "key", "name", "sentiment", "interest_value")
_LAST = ("id", "direction", "kind", "subject", "body_text", "from_address", "sent_at")


def _select(alias: str, prefix: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{alias}.{c} AS {prefix}_{c}" for c in columns)


def _part(row: Mapping[str, Any], prefix: str, columns: Sequence[str]) -> dict[str, Any] | None:
    return None if row[f"{prefix}_id"] is None else {c: row[f"{prefix}_{c}"] for c in columns}


# -- reading conversations --------------------------------------------------------------------------------------------

Sort = Literal["reply_time", "sent_time", "recent"]
_SORTS: dict[Sort, str] = {"reply_time": "last_reply_at", "sent_time": "last_sent_at", "recent": "last_message_at"}

_ENROLLED = "SELECT FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.id = c.enrollment_id"
_CONVERSATION_CONDITIONS: dict[str, str] = {
    "ids": "c.id = ANY (%(ids)s)",
    "important": "c.important = %(important)s",
    "archived": "c.archived = %(archived)s",
    "snoozed": "coalesce(c.snoozed_until > %(now)s, false) = %(snoozed)s",
    "replied": "(c.last_reply_at IS NOT NULL) = %(replied)s",
    "stranger": "(c.campaign_id IS NULL) = %(stranger)s",
    "with_lead": "(c.lead_id IS NOT NULL) = %(with_lead)s",
    "channel": "c.channel = %(channel)s",
    "campaign_ids": "c.campaign_id = ANY (%(campaign_ids)s)",
    "campaign_tag_ids": """c.campaign_id IN (
        SELECT t.object_id FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'campaign'
        AND t.tag_id = ANY (%(campaign_tag_ids)s))""",
    "tag_ids": """EXISTS (
        SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.tag_id = ANY (%(tag_ids)s)
        AND (t.object_kind, t.object_id) IN (('lead', c.lead_id), ('enrollment', c.enrollment_id)))""",
    "sender_ids": "c.sender_id = ANY (%(sender_ids)s)",
    "seat_ids": """c.sender_id IN (
        SELECT x.id FROM senders x WHERE x.workspace_id = %(workspace_id)s AND x.seat_id = ANY (%(seat_ids)s))""",
    "lead_ids": "c.lead_id = ANY (%(lead_ids)s)",
    "enrollment_ids": "c.enrollment_id = ANY (%(enrollment_ids)s)",
    "lead_emails": """c.lead_id IN (
        SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.email = ANY (%(lead_emails)s))""",
    "linkedin_keys": """c.lead_id IN (
        SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.linkedin_key = ANY (%(linkedin_keys)s))""",
    "assigned_user_ids": "c.assigned_user_id = ANY (%(assigned_user_ids)s)",
    "category_ids": "c.category_id = ANY (%(category_ids)s)",
    "category_ids_not": "(c.category_id IS NULL OR NOT c.category_id = ANY (%(category_ids_not)s))",
    "category_assigned": "(c.category_id IS NOT NULL) = %(category_assigned)s",
    "opened": f"EXISTS ({_ENROLLED} AND x.opens > 0) = %(opened)s",
    "clicked": f"EXISTS ({_ENROLLED} AND x.clicks > 0) = %(clicked)s",
    "unsubscribed": f"EXISTS ({_ENROLLED} AND x.reason = 'unsubscribed') = %(unsubscribed)s",
    "bounced": f"EXISTS ({_ENROLLED} AND x.reason = 'bounced') = %(bounced)s",
    "intents": "c.intent = ANY (%(intents)s)",
    "reply_after": "c.last_reply_at >= %(reply_after)s",
    "reply_before": "c.last_reply_at < %(reply_before)s",
}


def _given(filter: ConversationFilter | MessageFilter) -> dict[str, Any]:
    values = {f.name: getattr(filter, f.name) for f in fields(filter)}
    return {k: list(v) if isinstance(v, Sequence) and not isinstance(v, str) else v for k, v in values.items() if v is not None}


def _conversation_where(filter: ConversationFilter) -> tuple[str, dict[str, Any]]:
    given = _given(filter)
    conditions = [sql for name, sql in _CONVERSATION_CONDITIONS.items() if name in given]
    if "unread" in given:
        conditions.append("c.unread" if given.pop("unread") else "NOT c.unread")  # literal, for the partial index
    if "search" in given:
        given["search"] = words_query(given["search"])
        conditions.append("c.search @@ to_tsquery('simple', %(search)s)")
    return " AND ".join(["c.workspace_id = %(workspace_id)s", *conditions]), given


def words_query(text: str) -> str:
    """A tsquery of the words of `text`, each as a beginning; matches nothing for a text without words."""
    words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
    return " & ".join(f"{w}:*" for w in words)


_CONVERSATION_ROW = f"""
SELECT {", ".join(f"c.{c}" for c in CONVERSATION_COLUMNS)}, {_select("l", "lead", _LEAD)}, {_select("e", "enr", _ENROLLMENT)},
       {_select("p", "camp", _CAMPAIGN)}, {_select("s", "send", _SENDER)}, {_select("k", "cat", _CATEGORY)},
       {_select("m", "newest", _LAST)}
FROM page c
LEFT JOIN leads l ON l.workspace_id = c.workspace_id AND l.id = c.lead_id
LEFT JOIN enrollments e ON e.workspace_id = c.workspace_id AND e.id = c.enrollment_id
LEFT JOIN campaigns p ON p.workspace_id = c.workspace_id AND p.id = c.campaign_id
LEFT JOIN senders s ON s.workspace_id = c.workspace_id AND s.id = c.sender_id
LEFT JOIN categories k ON k.workspace_id = c.workspace_id AND k.id = c.category_id
LEFT JOIN LATERAL (
    SELECT x.* FROM messages x WHERE x.workspace_id = c.workspace_id AND x.conversation_id = c.id ORDER BY x.id DESC LIMIT 1
) m ON true
"""


async def conversations(
    scope: Scope,
    filter: ConversationFilter | None = None,
    *,
    sort: Sort = "reply_time",
    limit: int = 20,
    offset: int = 0,
    after: tuple[datetime, int] | None = None,
) -> list[ConversationRow]:
    """Conversations, newest first by `sort`; those that lack that time are not listed.

    `after`: (that time, id) of the last row of the page before; `offset` for dialects that count.
    """
    where, params = _conversation_where(filter or ConversationFilter())
    column = _SORTS[sort]
    keyset = f"AND (c.{column}, c.id) < (%(after_at)s, %(after_id)s)" if after else ""
    order = f"ORDER BY c.{column} DESC, c.id DESC"
    rows = await scope.all(
        f"""
        WITH page AS (
            SELECT c.* FROM conversations c WHERE {where} AND c.{column} IS NOT NULL {keyset}
            {order} LIMIT %(limit)s OFFSET %(offset)s
        )
        {_CONVERSATION_ROW} WHERE c.workspace_id = %(workspace_id)s {order}
        """,
        **params, limit=limit, offset=offset, after_at=after and after[0], after_id=after and after[1],
    )  # fmt: skip
    return [_conversation_row(r) for r in rows]


def _conversation_row(row: Mapping[str, Any]) -> ConversationRow:
    return ConversationRow(
        conversation=Conversation(**{c: row[c] for c in CONVERSATION_COLUMNS}),
        lead=_part(row, "lead", _LEAD),
        enrollment=_part(row, "enr", _ENROLLMENT),
        campaign=_part(row, "camp", _CAMPAIGN),
        sender=_part(row, "send", _SENDER) or {},
        category=_part(row, "cat", _CATEGORY),
        last_message=_part(row, "newest", _LAST),  # pyright: ignore[reportArgumentType]
    )


async def count(scope: Scope, filter: ConversationFilter | None = None, *, sort: Sort = "reply_time") -> int:
    """How many conversations `conversations` would list in all."""
    where, params = _conversation_where(filter or ConversationFilter())
    row = await scope.one(f"SELECT count(*) AS n FROM conversations c WHERE {where} AND c.{_SORTS[sort]} IS NOT NULL", **params)
    return row["n"] if row else 0


async def conversation(scope: Scope, conversation_id: int) -> ConversationRow:
    """One conversation as a list shows it."""
    rows = await scope.all(
        f"""
        WITH page AS (SELECT c.* FROM conversations c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s)
        {_CONVERSATION_ROW} WHERE c.workspace_id = %(workspace_id)s
        """,
        id=conversation_id,
    )
    if not rows:
        raise missing_conversation()
    return _conversation_row(rows[0])


async def get(scope: Scope, conversation_id: int) -> Conversation:
    row = await scope.one(
        f"""
        SELECT {", ".join(CONVERSATION_COLUMNS)} FROM conversations
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=conversation_id,
    )
    if row is None:
        raise missing_conversation()
    return Conversation(**row)


async def of_enrollments(scope: Scope, enrollment_ids: Sequence[int], *, channel: str | None = None) -> dict[int, Conversation]:
    """The newest conversation of each enrollment that has one (on that channel)."""
    rows = await scope.all(
        f"""
        SELECT DISTINCT ON (enrollment_id) {", ".join(CONVERSATION_COLUMNS)} FROM conversations
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = ANY (%(ids)s)
          AND (%(channel)s::text IS NULL OR channel = %(channel)s) ORDER BY enrollment_id, id DESC
        """,
        ids=list(enrollment_ids),
        channel=channel,
    )
    return {r["enrollment_id"]: Conversation(**r) for r in rows}


async def count_by_category(scope: Scope) -> dict[str, int]:
    """How many conversations with a reply there are under each category's name; '' stands for none."""
    rows = await scope.all(
        """
        SELECT coalesce(k.name, '') AS name, count(*)::int AS n FROM conversations c
        LEFT JOIN categories k ON k.workspace_id = c.workspace_id AND k.id = c.category_id
        WHERE c.workspace_id = %(workspace_id)s AND c.last_reply_at IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    )
    return {r["name"]: r["n"] for r in rows}


async def unread_count(scope: Scope, *, sender_ids: Sequence[int] | None = None) -> int:
    """How many conversations hold something unread."""
    return await count(scope, ConversationFilter(unread=True, sender_ids=sender_ids))


def missing_conversation() -> NotFound:
    return NotFound("There is no such conversation.", field="conversation_id")


# -- reading messages -------------------------------------------------------------------------------------------------

_MESSAGE_CONDITIONS: dict[str, str] = {
    "ids": "m.id = ANY (%(ids)s)",
    "directions": "m.direction = ANY (%(directions)s)",
    "kinds": "m.kind = ANY (%(kinds)s)",
    "kinds_not": "NOT m.kind = ANY (%(kinds_not)s)",
    "states": "m.state = ANY (%(states)s)",
    "channels": "CASE WHEN m.action = 'email' THEN 'email' ELSE 'linkedin' END = ANY (%(channels)s)",
    "conversation_ids": "m.conversation_id = ANY (%(conversation_ids)s)",
    "campaign_ids": "m.campaign_id = ANY (%(campaign_ids)s)",
    "enrollment_ids": "m.enrollment_id = ANY (%(enrollment_ids)s)",
    "list_ids": """m.lead_id IN (
        SELECT x.lead_id FROM list_members x WHERE x.workspace_id = %(workspace_id)s AND x.list_id = ANY (%(list_ids)s))""",
    "lead_ids": "m.lead_id = ANY (%(lead_ids)s)",
    "lead_email": """m.lead_id IN (
        SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.email = %(lead_email)s)""",
    "lead_domain": """m.lead_id IN (
        SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.email_domain = %(lead_domain)s)""",
    "sender_ids": "m.sender_id = ANY (%(sender_ids)s)",
    "sender_addresses": """m.sender_id IN (
        SELECT x.id FROM senders x WHERE x.workspace_id = %(workspace_id)s AND x.address = ANY (%(sender_addresses)s))""",
    "category_values": """m.enrollment_id IN (
        SELECT e.id FROM categories k JOIN enrollments e ON e.workspace_id = k.workspace_id AND e.category_id = k.id
        WHERE k.workspace_id = %(workspace_id)s AND k.interest_value = ANY (%(category_values)s))""",
    "assigned_user_id": """m.conversation_id IN (
        SELECT x.id FROM conversations x
        WHERE x.workspace_id = %(workspace_id)s AND x.assigned_user_id = %(assigned_user_id)s)""",
    "after": "m.created_at >= %(after)s",
    "before": "m.created_at < %(before)s",
}

_LATEST = """
NOT EXISTS (SELECT 1 FROM messages n WHERE n.workspace_id = m.workspace_id AND n.conversation_id = m.conversation_id
            AND n.id > m.id)
"""
_SHOWN = """
m.kind NOT IN ('test', 'bounce', 'complaint') AND (
    m.state IN ('submitted', 'sent', 'uncertain', 'received') OR m.kind <> 'step' AND m.state IN ('queued', 'sending'))
"""
_WAITING = "m.kind <> 'test' AND m.state IN ('queued', 'sending')"


def _message_where(filter: MessageFilter) -> tuple[str, dict[str, Any]]:
    given = _given(filter)
    search, unread = given.pop("search", None), given.pop("unread", None)
    conditions = [sql for name, sql in _MESSAGE_CONDITIONS.items() if name in given]
    if unread is not None:
        conditions.append("m.unread" if unread else "NOT m.unread")  # literal, for the partial index
    for name, condition in (("latest_of_conversation", _LATEST), ("shown", _SHOWN), ("waiting", _WAITING)):
        if given.pop(name):
            conditions.append(condition)
    if search and "@" in search:
        given["search"] = search.strip().lower()
        conditions.append(_MESSAGE_CONDITIONS["lead_email"].replace("lead_email", "search"))
    elif search:
        given["search"] = words_query(search)
        conditions.append("""m.conversation_id IN (SELECT x.id FROM conversations x
            WHERE x.workspace_id = %(workspace_id)s AND x.search @@ to_tsquery('simple', %(search)s))""")
    return " AND ".join(["m.workspace_id = %(workspace_id)s", *conditions]), given


async def messages(
    scope: Scope,
    filter: MessageFilter | None = None,
    *,
    newest_first: bool = True,
    limit: int = 100,
    after: int | None = None,
) -> list[MessageRow]:
    """Messages in order of their ids, which is the order they were made or came in. `after`: last id of the page before."""
    where, params = _message_where(filter or MessageFilter())
    sign = "<" if newest_first else ">"
    order = f"ORDER BY m.id {'DESC' if newest_first else 'ASC'}"
    rows = await scope.all(
        f"""
        WITH page AS (
            SELECT m.* FROM messages m WHERE {where} {f"AND m.id {sign} %(after_id)s" if after else ""}
            {order} LIMIT %(limit)s
        )
        SELECT {", ".join(f"m.{c}" for c in MESSAGE_COLUMNS)}, {_select("l", "lead", _LEAD[:5])},
               {_select("p", "camp", _CAMPAIGN)}, {_select("s", "send", _SENDER)}, {_select("k", "cat", _CATEGORY)}
        FROM page m
        LEFT JOIN leads l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
        LEFT JOIN campaigns p ON p.workspace_id = m.workspace_id AND p.id = m.campaign_id
        LEFT JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id
        LEFT JOIN enrollments e ON e.workspace_id = m.workspace_id AND e.id = m.enrollment_id
        LEFT JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
        LEFT JOIN categories k ON k.workspace_id = m.workspace_id AND k.id = coalesce(e.category_id, c.category_id)
        WHERE m.workspace_id = %(workspace_id)s {order}
        """,
        **params, after_id=after, limit=limit,
    )  # fmt: skip
    return [
        MessageRow(
            message=Message(**{c: r[c] for c in MESSAGE_COLUMNS}),
            lead=_part(r, "lead", _LEAD[:5]),
            campaign=_part(r, "camp", _CAMPAIGN),
            sender=_part(r, "send", _SENDER) or {},
            category=_part(r, "cat", _CATEGORY),
        )
        for r in rows
    ]


async def count_messages(scope: Scope, filter: MessageFilter | None = None) -> int:
    where, params = _message_where(filter or MessageFilter())
    row = await scope.one(f"SELECT count(*) AS n FROM messages m WHERE {where}", **params)
    return row["n"] if row else 0


async def message(scope: Scope, message_id: int) -> Message:
    row = await scope.one(
        f"""
        SELECT {", ".join(MESSAGE_COLUMNS)} FROM messages
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=message_id,
    )
    if row is None:
        raise NotFound("There is no such message.", field="message_id")
    return Message(**row)


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
    limit: int = 1000,
) -> list[Message]:
    """What was sent and received, oldest first: of enrollments, of conversations, or both together (each message once).

    Only messages that left or came in, or may have. `after`: later than this. At most `limit`, the newest.
    """
    rows = await scope.all(
        f"""
        SELECT {", ".join(MESSAGE_COLUMNS)} FROM messages
        WHERE workspace_id = %(workspace_id)s
          AND (enrollment_id = ANY (%(enrollments)s) OR conversation_id = ANY (%(conversations)s))
          AND (state IN ('submitted', 'sent', 'uncertain', 'received') OR kind = 'manual' AND state IN ('queued', 'sending'))
          AND (%(after)s::timestamptz IS NULL OR coalesce(sent_at, created_at) > %(after)s)
        ORDER BY id DESC LIMIT %(limit)s
        """,
        enrollments=list(enrollment_ids), conversations=list(conversation_ids), after=after, limit=limit,
    )  # fmt: skip
    found = [Message(**r) for r in rows]
    return sorted(found, key=lambda m: (m.sent_at or m.created_at, m.id))


async def transcript(
    scope: Scope, conversation_id: int, *, limit: int = 100, after: tuple[datetime, int] | None = None
) -> list[Message]:
    """The messages of a conversation that left (or may have) or came in, oldest first.

    `after`: when the last one seen was sent (or made, where that is not known), and its id.
    """
    rows = await scope.all(
        f"""
        SELECT {", ".join(MESSAGE_COLUMNS)} FROM messages
        WHERE workspace_id = %(workspace_id)s AND conversation_id = %(id)s
          AND state IN ('submitted', 'sent', 'uncertain', 'received')
          AND (%(at)s::timestamptz IS NULL OR (coalesce(sent_at, created_at), id) > (%(at)s, %(after)s))
        ORDER BY coalesce(sent_at, created_at), id LIMIT %(limit)s
        """,
        id=conversation_id, at=after and after[0], after=after and after[1], limit=limit,
    )  # fmt: skip
    return [Message(**r) for r in rows]


async def delete_message(scope: Scope, message_id: int) -> Message:
    """Remove a message from the inbox. One that is on its way or may be sent again can't be removed: cancel it first.

    A step's message stays in the table without its content: it is what keeps the step from being sent a second time.
    """
    found = await message(scope, message_id)
    if found.state in ("sending", "submitted"):
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
        await refresh(scope, [found.conversation_id])
    await events.audit(scope, "message.deleted", "message", message_id)
    return found


# -- marking ----------------------------------------------------------------------------------------------------------


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
        ids=list(conversation_ids),
    )


async def set_read(scope: Scope, read: bool, *, conversation_ids: Sequence[int] = (), enrollment_ids: Sequence[int] = ()) -> int:
    """Mark conversations read or unread; how many there were. Unread marks the last inbound message unread."""
    rows = await scope.all(
        """
        UPDATE conversations SET unread = %(unread)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
        RETURNING id
        """,
        unread=not read, ids=list(conversation_ids), enrollments=list(enrollment_ids),
    )  # fmt: skip
    ids = [r["id"] for r in rows]
    if read:
        statement = """
            UPDATE messages SET unread = false, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND conversation_id = ANY (%(ids)s) AND unread
            """
    else:
        statement = """
            UPDATE messages SET unread = true, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id IN (
                SELECT max(id) FROM messages WHERE workspace_id = %(workspace_id)s AND conversation_id = ANY (%(ids)s)
                AND direction = 'in' GROUP BY conversation_id)
            """
    await scope.run(statement, ids=ids)
    return len(ids)


async def set_message_read(scope: Scope, message_id: int, read: bool) -> Message:
    """Mark one inbound message; its conversation is unread while any of its messages is."""
    row = await scope.one(
        f"""
        UPDATE messages SET unread = %(unread)s AND direction = 'in', updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {", ".join(MESSAGE_COLUMNS)}
        """,
        id=message_id, unread=not read,
    )  # fmt: skip
    if row is None:
        raise NotFound("There is no such message.", field="message_id")
    if row["conversation_id"]:
        await refresh(scope, [row["conversation_id"]])
    return Message(**row)


async def note(scope: Scope, message_id: int, **facts: Any) -> Message:
    """Keep facts beside a message (in its `headers`), such as when somebody wants to be reminded; None removes one."""
    row = await scope.one(
        f"""
        UPDATE messages SET headers = jsonb_strip_nulls(coalesce(headers, '{{}}') || %(facts)s), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {", ".join(MESSAGE_COLUMNS)}
        """,
        id=message_id, facts=Jsonb(facts),
    )  # fmt: skip
    if row is None:
        raise NotFound("There is no such message.", field="message_id")
    return Message(**row)


async def mark(
    scope: Scope,
    *,
    conversation_ids: Sequence[int] = (),
    enrollment_ids: Sequence[int] = (),
    important: bool | None = None,
    archived: bool | None = None,
    **nullable: Any,
) -> int:
    """Set what is given; how many conversations were touched. `snoozed_until` and `assigned_user_id` may be given as None."""
    changes = {k: v for k, v in (("important", important), ("archived", archived)) if v is not None}
    if unknown := nullable.keys() - {"snoozed_until", "assigned_user_id"}:
        raise TypeError(f"not marks of a conversation: {unknown}")
    changes |= nullable
    if not changes:
        return 0
    if user := changes.get("assigned_user_id"):
        await _check_member(scope, user)
    assignments = ", ".join(f"{name} = %({name})s" for name in changes)
    return await scope.run(
        f"""
        UPDATE conversations SET {assignments}, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
        """,
        ids=list(conversation_ids), enrollments=list(enrollment_ids), **changes,
    )  # fmt: skip


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
        ids=list(message_ids),
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
        ids=list(message_ids),
    )


async def open_conversation(
    scope: Scope,
    *,
    channel: str,
    sender_id: int,
    lead_id: int | None = None,
    campaign_id: int | None = None,
    enrollment_id: int | None = None,
    thread_key: str | None = None,
    subject: str = "",
    candidate: bool = False,
) -> Conversation:
    """A new, empty conversation. It takes on the category that its enrollment has."""
    row = await scope.one(
        f"""
        INSERT INTO conversations (workspace_id, channel, sender_id, lead_id, campaign_id, enrollment_id, thread_key, subject,
                                   candidate, category_id, search, created_at, updated_at)
        SELECT %(workspace_id)s, %(channel)s, %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s, %(thread)s, %(subject)s,
               %(candidate)s, e.category_id, to_tsvector('simple', ''), %(now)s, %(now)s
        FROM (SELECT 1) AS always
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = %(enrollment)s
        RETURNING {", ".join(CONVERSATION_COLUMNS)}
        """,
        channel=channel, sender=sender_id, lead=lead_id, campaign=campaign_id, enrollment=enrollment_id, thread=thread_key,
        subject=subject, candidate=candidate,
    )  # fmt: skip
    assert row is not None
    await index(scope, row["id"])
    return Conversation(**row)


async def index(scope: Scope, conversation_id: int) -> None:
    """Write what the inbox's search finds a conversation by: the lead's names and address, subject and last reply."""
    await scope.run(
        """
        UPDATE conversations c SET search = to_tsvector('simple', lower(
            translate(concat_ws(' ', l.first_name, l.last_name, l.company_name, l.email), '@.-_+/:', '       ')
            || ' ' || translate(c.subject || ' ' || left(c.preview, 1000), '@.-_+/:', '       ')))
        FROM (SELECT 1) AS always
        LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = (
            SELECT x.lead_id FROM conversations x WHERE x.workspace_id = %(workspace_id)s AND x.id = %(id)s)
        WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s
        """,
        id=conversation_id,
    )


# -- categories -------------------------------------------------------------------------------------------------------


async def set_category(
    scope: Scope,
    category_id: int | None,
    *,
    enrollment_ids: Sequence[int] = (),
    conversation_ids: Sequence[int] = (),
    source: str = "manual",
) -> int:
    """Say what came of these leads, or with None take it back; how many enrollments and lone conversations it concerns.

    Appends lead.category_set to each that changes. 'do_not_contact' suppresses the lead's address and stops all its sequences;
    other categories don't change sending. An enrollment and its conversations always carry the same category.
    """
    category = await categories.get(scope, category_id) if category_id is not None else None
    conversing = await _conversations_of(scope, conversation_ids)
    wanted = {*enrollment_ids, *(c["enrollment_id"] for c in conversing if c["enrollment_id"])}
    enrolled = await _lock_enrollments(scope, sorted(wanted))
    if missing := set(enrollment_ids) - {e["id"] for e in enrolled}:
        raise NotFound(f"There is no such lead in a campaign: {min(missing)}.", field="enrollment_id")
    alone = [c for c in conversing if c["enrollment_id"] is None]
    changed = [x for x in (*enrolled, *alone) if x["category_id"] != category_id]
    await _write_category(scope, category_id, [e["id"] for e in enrolled], [c["id"] for c in alone], source)
    await events.append(scope, [_category_event(x, category, source) for x in changed])
    kind, ids = ("enrollment", [e["id"] for e in enrolled]) if enrolled else ("conversation", [c["id"] for c in alone])
    await events.audit_by_hand(scope, "lead.category_set", kind, ids, category_id=category_id)
    if category is not None and category.key == "do_not_contact":
        await _contact_no_more(scope, [x["lead_id"] for x in changed if x["lead_id"]])
    return len(enrolled) + len(alone)


async def _conversations_of(scope: Scope, ids: Sequence[int]) -> list[dict[str, Any]]:
    found = await scope.all(
        """
        SELECT id, enrollment_id, campaign_id, lead_id, sender_id, category_id, NULL::timestamptz AS category_at,
               NULL::bigint AS seat_id
        FROM conversations WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=list(ids),
    )
    if len(found) < len(set(ids)):
        raise missing_conversation()
    return found


async def _lock_enrollments(scope: Scope, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Enrollments, locked in the order of their ids before anything else is: the dispatcher's claim waits or has been."""
    return await scope.all(
        """
        SELECT e.id, e.id AS enrollment_id, e.campaign_id, e.lead_id, e.sender_id, e.category_id, e.category_at, p.seat_id
        FROM enrollments e JOIN campaigns p ON p.workspace_id = e.workspace_id AND p.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s)
        ORDER BY e.id FOR UPDATE OF e
        """,
        ids=list(ids),
    )


async def _write_category(
    scope: Scope, category_id: int | None, enrollment_ids: list[int], conversation_ids: list[int], source: str
) -> None:
    await scope.run(
        """
        UPDATE enrollments SET category_id = %(category)s, category_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND category_id IS DISTINCT FROM %(category)s
        """,
        category=category_id, ids=enrollment_ids,
    )  # fmt: skip
    await scope.run(
        """
        UPDATE conversations SET category_id = %(category)s, intent_source = %(source)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR enrollment_id = ANY (%(enrollments)s))
          AND category_id IS DISTINCT FROM %(category)s
        """,
        category=category_id, source=source, ids=conversation_ids, enrollments=enrollment_ids,
    )  # fmt: skip


def _category_event(row: Mapping[str, Any], category: categories.Category | None, source: str) -> Event:
    data: dict[str, Any] = {"source": source, "previous_category_id": row["category_id"], "category_id": None}
    if category is not None:
        data |= {"category_id": category.id, "name": category.name, "sentiment": category.sentiment,
                 "interest_value": category.interest_value}  # fmt: skip
        if category.key:
            data["key"] = category.key
    return Event(
        "lead.category_set",
        seat_id=row["seat_id"],
        campaign_id=row["campaign_id"],
        sender_id=row["sender_id"],
        lead_id=row["lead_id"],
        enrollment_id=row["enrollment_id"],
        conversation_id=None if row["enrollment_id"] else row["id"],
        first_for_enrollment=row["category_at"] is None,
        data=data,
    )


async def _contact_no_more(scope: Scope, lead_ids: Sequence[int]) -> None:
    rows = await scope.all(
        """
        SELECT e.id, l.email FROM leads l
        LEFT JOIN enrollments e ON e.workspace_id = l.workspace_id AND e.lead_id = l.id AND e.status IN ('active', 'paused')
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)
        """,
        ids=list(lead_ids),
    )
    if emails := sorted({r["email"] for r in rows if r["email"]}):
        entries = [suppression.EntryInput(kind="email", value=email, reason="do_not_contact") for email in emails]
        await suppression.add(scope, entries)
    await enrollments.stop(scope, sorted(r["id"] for r in rows if r["id"]), Reason.SUPPRESSED)
