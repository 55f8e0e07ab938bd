"""The inbox: conversations and messages as lists show them, filtered and searched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, LiteralString, TypedDict, TypeVar

from outrider.outreach.base import marks
from outrider.outreach.base.query import Where, columns, keys_of, prefixed, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations.conversations import CONVERSATION_COLUMNS, Conversation, missing_conversation
from outrider.outreach.conversations.messages import MESSAGE_COLUMNS, Message
from outrider.rules.schedule import ScheduleJson


class LastMessage(TypedDict):
    """The newest message of a conversation, for its row in a list."""

    id: int
    direction: str
    kind: str
    subject: str
    body_text: str
    from_address: str | None
    sent_at: datetime | None


class Person(TypedDict):
    """The lead, for a row in a list of messages."""

    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company_name: str | None


class Lead(Person):
    """The lead, for a row in a list of conversations."""

    job_title: str | None
    linkedin_url: str | None
    linkedin_key: str | None
    status: str


class Enrollment(TypedDict):
    """The lead's place in the campaign, for a row in a list."""

    id: int
    status: str
    reason: str | None
    done_position: int | None
    category_id: int | None
    opens: int
    clicks: int
    replies: int
    vendor: dict[str, Any]  # words of a dialect


class Campaign(TypedDict):
    """The campaign, for a row in a list."""

    id: int
    name: str
    status: str
    parent_id: int | None
    seat_id: int
    schedule: ScheduleJson


class Sender(TypedDict):
    """The sender, for a row in a list; without a name, an address and a seat (0) if it was deleted."""

    id: int
    address: str
    name: str
    seat_id: int
    channel: str


class Category(TypedDict):
    """The category, for a row in a list."""

    id: int
    key: str
    name: str
    sentiment: str
    interest_value: int | None


class ConversationRow(TypedDict):
    """A conversation with what its row in a list shows. Parts are None where there is no lead, campaign or category."""

    conversation: Conversation
    lead: Lead | None
    enrollment: Enrollment | None
    campaign: Campaign | None
    sender: Sender
    category: Category | None
    last_message: LastMessage | None


class MessageRow(TypedDict):
    """A message with what its row in a list shows. Parts are None where there is no lead, campaign or category."""

    message: Message
    lead: Person | None
    campaign: Campaign | None
    sender: Sender
    category: Category | None


@dataclass(frozen=True, slots=True)
class ConversationFilter:
    """Which conversations. None does not filter; sequences mean "any of these"; times are [after, before)."""

    ids: Sequence[int] | None = None
    unread: bool | None = None
    important: bool | None = None
    archived: bool | None = None
    snoozed: bool | None = None  # True: snoozed until later than now
    replied: bool | None = None  # the other side has written
    unanswered: bool | None = None  # the other side wrote last
    drafted: bool | None = None  # a draft of a reply waits for a person
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
    agents: Sequence[str] | None = None
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
    """Which messages. None does not filter; sequences mean "any of these"; times are [after, before).

    `conversations`: only messages of conversations that this finds; no field may be given in both.
    """

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
    category_ids: Sequence[int] | None = None  # of the lead's place in the campaign, or of a stranger's conversation
    assigned_user_id: int | None = None
    kinds_not: Sequence[str] | None = None
    reminded: bool | None = None  # True: has a pending reminder
    archived: bool | None = None  # True: its conversation is done with
    shown: bool = False  # only what left or came in, or may have, and letters on their way: what an inbox shows
    waiting: bool = False  # only what is still to leave
    latest_of_thread: bool = False  # only the last one that is shown, of a lead's place in a campaign or of a conversation
    after: datetime | None = None  # by when it was created here
    before: datetime | None = None
    search: str | None = None  # an address: that lead's; else beginnings of words in the conversation or of the lead
    conversations: ConversationFilter | None = None


Part = TypeVar("Part")


def _part(kind: Callable[..., Part], row: Mapping[str, object], prefix: str, names: Sequence[str]) -> Part | None:
    """The columns of a row that were selected behind a prefix; None where nothing was joined."""
    return None if row[f"{prefix}_id"] is None else kind(**{name: row[f"{prefix}_{name}"] for name in names})


def _sender(row: Mapping[str, object], sender_id: int, channel: str) -> Sender:
    gone = Sender(id=sender_id, address="", name="", seat_id=0, channel=channel)
    return _part(Sender, row, "send", keys_of(Sender)) or gone


# -- conversations ----------------------------------------------------------------------------------------------------

Sort = Literal["reply_time", "sent_time", "recent"]
_SORTS: dict[Sort, LiteralString] = {"reply_time": "last_reply_at", "sent_time": "last_sent_at", "recent": "last_message_at"}

_ENROLLED = "SELECT x.id FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.id = c.enrollment_id"
_CONVERSATION_CONDITIONS: dict[str, LiteralString] = {
    "ids": "c.id = ANY (%(ids)s)",
    "important": "c.important = %(important)s",
    "with_lead": "(c.lead_id IS NOT NULL) = %(with_lead)s",
    "channel": "c.channel = %(channel)s",
    "campaign_ids": "c.campaign_id = ANY (%(campaign_ids)s)",
    "campaign_tag_ids": """c.campaign_id IN (
        SELECT t.object_id FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'campaign'
        AND t.tag_id = ANY (%(campaign_tag_ids)s))""",
    "tag_ids": """(c.lead_id IN (
        SELECT t.object_id FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'lead'
        AND t.tag_id = ANY (%(tag_ids)s))
        OR c.enrollment_id IN (
        SELECT t.object_id FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'enrollment'
        AND t.tag_id = ANY (%(tag_ids)s)))""",
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
    "agents": "c.agent = ANY (%(agents)s)",
    "category_ids": "c.category_id = ANY (%(category_ids)s)",
    "category_ids_not": "(c.category_id IS NULL OR NOT c.category_id = ANY (%(category_ids_not)s))",
    "category_assigned": "(c.category_id IS NOT NULL) = %(category_assigned)s",
    "opened": sql("EXISTS ({enrolled} AND x.opens > 0) = %(opened)s", enrolled=_ENROLLED),
    "clicked": sql("EXISTS ({enrolled} AND x.clicks > 0) = %(clicked)s", enrolled=_ENROLLED),
    "unsubscribed": sql("EXISTS ({enrolled} AND x.reason = %(reason_unsubscribed)s) = %(unsubscribed)s", enrolled=_ENROLLED),
    "bounced": sql("EXISTS ({enrolled} AND x.reason = %(reason_bounced)s) = %(bounced)s", enrolled=_ENROLLED),
    "intents": "c.intent = ANY (%(intents)s)",
    "reply_after": "c.last_reply_at >= %(reply_after)s",
    "reply_before": "c.last_reply_at < %(reply_before)s",
}
# Of a single one, equality: its index is then read in the order of the list, and only as far as the page goes.
_OF_ONE: dict[str, LiteralString] = {
    "campaign_ids": "c.campaign_id = (%(campaign_ids)s::bigint[])[1]",
    "category_ids": "c.category_id = (%(category_ids)s::bigint[])[1]",
    "assigned_user_ids": "c.assigned_user_id = (%(assigned_user_ids)s::bigint[])[1]",
}
# Without a parameter, for the partial indexes, and as a join where there is something to join.
_DRAFTED = "SELECT d.conversation_id FROM drafts d WHERE d.workspace_id = %(workspace_id)s AND d.state = 'waiting'"
_EITHER_WAY: dict[str, dict[bool, LiteralString]] = {
    "unread": {True: "c.unread", False: "NOT c.unread"},
    "drafted": {True: sql("c.id IN ({ids})", ids=_DRAFTED), False: sql("c.id NOT IN ({ids})", ids=_DRAFTED)},
    "replied": {True: "c.last_reply_at IS NOT NULL", False: "c.last_reply_at IS NULL"},
    "archived": {True: "c.archived", False: "NOT c.archived"},
    "stranger": {True: "c.campaign_id IS NULL", False: "c.campaign_id IS NOT NULL"},
    "unanswered": {
        True: "c.last_reply_at >= coalesce(c.last_sent_at, '-infinity')",
        False: "(c.last_reply_at >= coalesce(c.last_sent_at, '-infinity')) IS NOT TRUE",
    },
    "snoozed": {True: "c.snoozed_until > %(now)s", False: "(c.snoozed_until IS NULL OR c.snoozed_until <= %(now)s)"},
}


def _conversation_where(filters: ConversationFilter) -> Where:
    where = Where("c")
    conditions = dict(_CONVERSATION_CONDITIONS)
    conditions.update((name, condition) for name, condition in _OF_ONE.items() if len(getattr(filters, name) or ()) == 1)
    where.fields(conditions, filters)
    where.params |= {"reason_unsubscribed": Reason.UNSUBSCRIBED, "reason_bounced": Reason.BOUNCED}
    for name, ways in _EITHER_WAY.items():
        wanted = getattr(filters, name)
        if wanted is not None:
            where.add(ways[wanted])
    where.words("c.search @@ to_tsquery('simple', %(search)s)", "search", filters.search)
    return where


def _listed(filters: ConversationFilter, sort: Sort) -> Where:
    """The condition of a list in this order. None stands in it twice: the planner would take the list for that much shorter, and
    read all of it to sort it.
    """
    where = _conversation_where(replace(filters, replied=None) if filters.replied and sort == "reply_time" else filters)
    where.add(sql("c.{column} IS NOT NULL", column=_SORTS[sort]))
    return where


_OF_ALL = "SELECT c.* FROM conversations c WHERE {where}"
# Of several categories, the newest of each: its index is then read only as far as the page goes.
_OF_EACH_CATEGORY = """
SELECT c.* FROM unnest(%(category_ids)s::bigint[]) AS k (id) CROSS JOIN LATERAL (
    SELECT c.* FROM conversations c WHERE {where} {order} LIMIT %(limit)s::bigint + %(offset)s::bigint
) c
"""

_CONVERSATION_ROW = sql(
    """
SELECT {columns}, {lead}, {enr}, {done_position} AS enr_done_position,
       {camp}, {send}, {cat},
       {newest}
FROM page c
LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = c.lead_id
LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = c.enrollment_id
LEFT JOIN campaigns p ON p.workspace_id = %(workspace_id)s AND p.id = c.campaign_id
LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id
LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = c.category_id
LEFT JOIN LATERAL (
    SELECT x.* FROM messages x WHERE x.workspace_id = %(workspace_id)s AND x.conversation_id = c.id ORDER BY x.id DESC LIMIT 1
) m ON true
""",
    columns=columns(Conversation, "c"),
    lead=prefixed("l", "lead", keys_of(Lead)),
    enr=prefixed("e", "enr", [key for key in keys_of(Enrollment) if key != "done_position"]),
    done_position=marks.position("e", "p"),
    camp=prefixed("p", "camp", keys_of(Campaign)),
    send=prefixed("s", "send", keys_of(Sender)),
    cat=prefixed("k", "cat", keys_of(Category)),
    newest=prefixed("m", "newest", keys_of(LastMessage)),
)


async def conversations(
    scope: Scope,
    filters: ConversationFilter | None = None,
    *,
    sort: Sort = "reply_time",
    limit: int = 20,
    offset: int = 0,
    after: tuple[datetime, int] | None = None,
) -> list[ConversationRow]:
    """Conversations, newest first by `sort`; those that lack that time are not listed.

    `after`: (that time, id) of the last row of the page before; `offset` for dialects that count.
    """
    filters, column = filters or ConversationFilter(), _SORTS[sort]
    by_category = sort == "reply_time" and len(filters.category_ids or ()) > 1
    where = _listed(replace(filters, category_ids=None) if by_category else filters, sort)
    if by_category:
        where.add("c.category_id = k.id", category_ids=list(dict.fromkeys(filters.category_ids or ())))
    if after:
        where.add(sql("(c.{column}, c.id) < (%(after_at)s, %(after_id)s)", column=column), after_at=after[0], after_id=after[1])
    order = sql("ORDER BY c.{column} DESC, c.id DESC", column=column)
    rows = await scope.all(
        sql(
            """
        WITH page AS ({page} {order} LIMIT %(limit)s OFFSET %(offset)s)
        {conversation_row} WHERE c.workspace_id = %(workspace_id)s {order}
        """,
            page=sql(_OF_EACH_CATEGORY if by_category else _OF_ALL, where=where.sql, order=order),
            order=order,
            conversation_row=_CONVERSATION_ROW,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_conversation_row(r) for r in rows]


def _conversation_row(row: Mapping[str, Any]) -> ConversationRow:
    found = Conversation(**{c: row[c] for c in CONVERSATION_COLUMNS})
    return ConversationRow(
        conversation=found,
        lead=_part(Lead, row, "lead", keys_of(Lead)),
        enrollment=_part(Enrollment, row, "enr", keys_of(Enrollment)),
        campaign=_part(Campaign, row, "camp", keys_of(Campaign)),
        sender=_sender(row, found.sender_id, found.channel),
        category=_part(Category, row, "cat", keys_of(Category)),
        last_message=_part(LastMessage, row, "newest", keys_of(LastMessage)),
    )


async def count(scope: Scope, filters: ConversationFilter | None = None, *, sort: Sort = "reply_time") -> int:
    """How many conversations `conversations` would list in all."""
    where = _listed(filters or ConversationFilter(), sort)
    return await scope.count(sql("SELECT count(*) FROM conversations c WHERE {where}", where=where.sql), **where.params)


async def count_unread(scope: Scope, *, seat_ids: Sequence[int] | None = None, most: int) -> int:
    """How many unread conversations are in the inbox, counted up to `most`, from the index alone."""
    where = _listed(ConversationFilter(unread=True, archived=False, snoozed=False, seat_ids=seat_ids), "reply_time")
    return await scope.count(
        sql(
            "SELECT count(*) FROM (SELECT 1 FROM conversations c WHERE {where} LIMIT %(most)s) u",
            where=where.sql,
        ),
        **where.params,
        most=most,
    )


async def conversation(scope: Scope, conversation_id: int) -> ConversationRow:
    """One conversation as a list shows it."""
    rows = await scope.all(
        sql(
            """
        WITH page AS (SELECT c.* FROM conversations c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s)
        {conversation_row} WHERE c.workspace_id = %(workspace_id)s
        """,
            conversation_row=_CONVERSATION_ROW,
        ),
        id=conversation_id,
    )
    if not rows:
        raise missing_conversation()
    return _conversation_row(rows[0])


async def count_by_category(scope: Scope) -> dict[str, int]:
    """How many conversations with a reply each category has, by its name; '' for those without one."""
    rows = await scope.all(
        """
        SELECT coalesce(k.name, '') AS name, count(*)::int AS n FROM conversations c
        LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = c.category_id
        WHERE c.workspace_id = %(workspace_id)s AND c.last_reply_at IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    )
    return {r["name"]: r["n"] for r in rows}


async def unread_count(scope: Scope, *, sender_ids: Sequence[int] | None = None) -> int:
    """How many conversations hold something unread."""
    return await count(scope, ConversationFilter(unread=True, sender_ids=sender_ids))


# -- messages ---------------------------------------------------------------------------------------------------------

_MESSAGE_CONDITIONS: dict[str, LiteralString] = {
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
    "category_ids": """(m.enrollment_id IN (
        SELECT x.id FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.category_id = ANY (%(category_ids)s))
      OR m.enrollment_id IS NULL AND m.conversation_id IN (
        SELECT x.id FROM conversations x
        WHERE x.workspace_id = %(workspace_id)s AND x.category_id = ANY (%(category_ids)s)))""",
    "assigned_user_id": """m.conversation_id IN (
        SELECT x.id FROM conversations x
        WHERE x.workspace_id = %(workspace_id)s AND x.assigned_user_id = %(assigned_user_id)s)""",
    "after": "m.created_at >= %(after)s",
    "before": "m.created_at < %(before)s",
}

_SHOWN_OF = """
{m}.kind NOT IN ('test', 'bounce', 'complaint') AND (
    {m}.state IN ('submitted', 'sent', 'uncertain', 'received') OR {m}.kind <> 'step' AND {m}.state IN ('queued', 'sending'))
"""
_SHOWN = sql(_SHOWN_OF, m="m")
_LATER = sql(
    "SELECT n.id FROM messages n WHERE n.workspace_id = %(workspace_id)s AND n.id > m.id AND {shown}", shown=sql(_SHOWN_OF, m="n")
)
# A follow-up has no conversation until someone replies; a stranger's mail has no enrollment.
_LATEST = sql(
    """
    NOT EXISTS ({later} AND n.enrollment_id = m.enrollment_id)
    AND NOT EXISTS ({later} AND n.conversation_id = m.conversation_id)
    """,
    later=_LATER,
)
# There are few of these, and no index of messages says which are under way.
_WAITING = """m.kind <> 'test' AND m.state IN ('queued', 'sending') AND m.id = ANY (ARRAY(
    SELECT q.id FROM messages q WHERE q.workspace_id = %(workspace_id)s AND q.due_at IS NOT NULL
    UNION ALL SELECT q.message_id FROM message_leases q WHERE q.workspace_id = %(workspace_id)s))"""
_MESSAGES_EITHER_WAY: dict[str, dict[bool, LiteralString]] = {
    "unread": {True: "m.unread", False: "NOT m.unread"},  # without a parameter, for the partial index
    "reminded": {True: "m.remind_at IS NOT NULL", False: "m.remind_at IS NULL"},
    "archived": {
        True: """m.conversation_id IN (
            SELECT x.id FROM conversations x WHERE x.workspace_id = %(workspace_id)s AND x.archived)""",
        False: """NOT EXISTS (
            SELECT FROM conversations x WHERE x.workspace_id = %(workspace_id)s AND x.id = m.conversation_id AND x.archived)""",
    },
}
_OF_ADDRESS = """m.lead_id IN (
    SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.email = %(search_email)s)"""
_OF_WORDS = """(m.conversation_id IN (
        SELECT x.id FROM conversations x
        WHERE x.workspace_id = %(workspace_id)s AND x.search @@ to_tsquery('simple', %(search)s))
    OR m.lead_id IN (
        SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.search @@ to_tsquery('simple', %(search)s)))"""


def _message_where(filters: MessageFilter) -> Where:
    where = Where("m")
    where.fields(_MESSAGE_CONDITIONS, filters)
    for name, ways in _MESSAGES_EITHER_WAY.items():
        wanted = getattr(filters, name)
        if wanted is not None:
            where.add(ways[wanted])
    if filters.latest_of_thread:
        where.add(_LATEST)
    if filters.shown:
        where.add(_SHOWN)
    if filters.waiting:
        where.add(_WAITING)
    if filters.search and "@" in filters.search:
        where.add(_OF_ADDRESS, search_email=filters.search.strip().lower())
    else:
        where.words(_OF_WORDS, "search", filters.search)
    if filters.conversations is not None:
        of = _conversation_where(filters.conversations)
        if both := of.params.keys() & where.params.keys():
            raise TypeError(f"given of the messages and of their conversations: {both}")
        where.add(sql("m.conversation_id IN (SELECT c.id FROM conversations c WHERE {of})", of=of.sql), **of.params)
    return where


async def messages(
    scope: Scope,
    filters: MessageFilter | None = None,
    *,
    newest_first: bool = True,
    limit: int = 100,
    offset: int = 0,
    after: int | None = None,
) -> list[MessageRow]:
    """Messages in order of their ids, which is the order they were made or came in. `after`: last id of the page before;
    `offset` for dialects that count.
    """
    where = _message_where(filters or MessageFilter())
    where.given("m.id < %(after_id)s" if newest_first else "m.id > %(after_id)s", after_id=after)
    order = "ORDER BY m.id DESC" if newest_first else "ORDER BY m.id"
    rows = await scope.all(
        sql(
            """
        WITH page AS (
            SELECT m.* FROM messages m WHERE {where}
            {order} LIMIT %(limit)s OFFSET %(offset)s
        )
        SELECT {columns}, {lead},
               {camp}, {send}, {cat}
        FROM page m
        LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
        LEFT JOIN campaigns p ON p.workspace_id = %(workspace_id)s AND p.id = m.campaign_id
        LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = m.sender_id
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id
        LEFT JOIN conversations c ON c.workspace_id = %(workspace_id)s AND c.id = m.conversation_id
        LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = coalesce(e.category_id, c.category_id)
        WHERE m.workspace_id = %(workspace_id)s {order}
        """,
            where=where.sql,
            order=order,
            columns=columns(Message, "m"),
            lead=prefixed("l", "lead", keys_of(Person)),
            camp=prefixed("p", "camp", keys_of(Campaign)),
            send=prefixed("s", "send", keys_of(Sender)),
            cat=prefixed("k", "cat", keys_of(Category)),
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_message_row(r) for r in rows]


def _message_row(row: Mapping[str, Any]) -> MessageRow:
    found = Message(**{c: row[c] for c in MESSAGE_COLUMNS})
    return MessageRow(
        message=found,
        lead=_part(Person, row, "lead", keys_of(Person)),
        campaign=_part(Campaign, row, "camp", keys_of(Campaign)),
        sender=_sender(row, found.sender_id, "email" if found.action == "email" else "linkedin"),
        category=_part(Category, row, "cat", keys_of(Category)),
    )


async def count_messages(scope: Scope, filters: MessageFilter | None = None) -> int:
    """How many messages `messages` would list in all."""
    where = _message_where(filters or MessageFilter())
    return await scope.count(sql("SELECT count(*) FROM messages m WHERE {where}", where=where.sql), **where.params)
