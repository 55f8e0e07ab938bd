"""The append-only record of what happened, and the counts, webhooks and audit that follow from it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from outrider.frozen import checked
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.values import is_list

# NOTIFY channel by which the engine learns of webhook deliveries to make.
WEBHOOKS_WAKE = "outrider_webhooks"

# Event type -> what it is. Webhooks subscribe to these; dialects map their own words onto them.
TYPES = {
    "message.sent": "a step's or hand-written message left (data.marks 'day': a follow-up, the lead's first of its UTC day)",
    "message.failed": "a message could not be sent and will not be tried again",
    "message.uncertain": "a message may or may not have left; it is not sent again by itself",
    "message.opened": "the open pixel was fetched",
    "link.clicked": "a tracked link was followed",
    "reply.received": "a person answered",
    "auto_reply.received": "a machine answered (out of office and the like)",
    "message.bounced": "a message could not be delivered (data.kind: hard, soft or sender; data.cause: why)",
    "complaint.received": "the recipient reported the message as spam",
    "lead.unsubscribed": "the lead asked not to be written to (first for its enrollment only if that had been contacted)",
    "lead.added": "a lead was enrolled in a campaign",
    "lead.category_set": "a category was set on an enrollment (data.category_id, data.key, data.sentiment)",
    "lead.completed": "an enrollment did its last step",
    "lead.stopped": "an enrollment was stopped (data.reason)",
    "lead.paused": "an enrollment was paused (data.reason)",
    "lead.resumed": "an enrollment was resumed",
    "lead.status_set": "a lead's sales status changed (data.from, data.to)",
    "profile.viewed": "LinkedIn: profile viewed",
    "profile.followed": "LinkedIn: followed",
    "post.liked": "LinkedIn: liked",
    "invite.sent": "LinkedIn: invitation sent",
    "invite.accepted": "LinkedIn: invitation accepted",
    "campaign.started": "a campaign started or resumed",
    "campaign.paused": "a campaign was paused (data.reason)",
    "campaign.stopped": "a campaign was stopped",
    "campaign.completed": "every enrollment ended",
    "sender.error": "a sender stopped working (data.code)",
    "sender.recovered": "a sender works again",
    "deliverability.alert": "a sender's domain or host is on a blocklist or no longer, a mailbox's health fell or recovered, or a"
    " campaign's bounces or complaints come near the line that pauses it (data.kind: listed, delisted, health_fell,"
    " health_recovered, bounce_rate or complaint_rate; data.name, data.text)",
    "approval.requested": "what a key wants to send waits for a person (data.approval, data.acts; links that decide it)",
    "enrichment.completed": "a search for leads, or the enrichment of a list or campaign, has ended (data.list, data.added,"
    " data.enriched)",
    "reply.drafted": "a reply was drafted and waits for a person to send it (data.draft)",
    "conversation.returned": "a snoozed conversation, or one with a due reminder, is back in the inbox, unread",
}
APPROVAL = "approval.requested"
ALERT = "deliverability.alert"
DRAFTED = "reply.drafted"
RETURNED = "conversation.returned"


@checked(frozen=True, slots=True)
class Event:
    """One thing that happened. `at` defaults to the scope's now."""

    type: str
    at: datetime | None = None
    seat_id: int | None = None
    campaign_id: int | None = None
    step_id: int | None = None
    variant_id: int | None = None
    sender_id: int | None = None
    lead_id: int | None = None
    enrollment_id: int | None = None
    conversation_id: int | None = None
    message_id: int | None = None
    first_for_message: bool = True
    first_for_enrollment: bool = True
    data: Mapping[str, object] = field(default_factory=dict[str, object])  # as the table keeps it


# What may happen several times to one message: only these are also counted as "first for its message".
REPEATABLE = ("message.opened", "link.clicked", "reply.received", "auto_reply.received")


# What is counted of the events of a type at a place, by column: all of them, and those that were the first for their message and
# for their enrollment. And what follows the type's name in the name of each metric.
_KINDS: dict[LiteralString, LiteralString] = {"n": "", "messages": "/m", "enrollments": "/e"}
SUMS: LiteralString = ", ".join([sql("sum({column})::bigint AS {column}", column=column) for column in _KINDS])


COUNTED = itemgetter("metric", *_KINDS)  # of a row, what `counts_of` takes


def counts_of(metric: str, *counts: int) -> Iterator[tuple[str, int]]:
    """The metrics that a row of counts is read as, with their values; those that are 0 are missing. See `metrics`."""
    for suffix, n in zip(_KINDS.values(), counts, strict=True):
        if n:
            yield metric + suffix, n


def summed(metric: LiteralString) -> LiteralString:
    """The value of a metric as an expression over a group of rows of counts; 0 for what never happened."""
    kind, column = metric, "n"
    for name, suffix in _KINDS.items():
        if suffix and ":" not in metric and metric.endswith(suffix):
            kind, column = metric.removesuffix(suffix), name
    return sql("coalesce(sum({column}) FILTER (WHERE metric = '{kind}'), 0)::bigint", column=column, kind=kind)


def metrics(event: Event) -> list[str]:
    """Which counts an event raises by one: its type; 'type/m' when first for its message (REPEATABLE types only); 'type/e'
    when first for its enrollment; 'type:x' for each x that data gives as key, kind, sentiment or among its marks.

    E.g. the first opening of a lead's second mail raises 'message.opened', 'message.opened/m'. A category set also raises
    'lead.category_set:<key>' and, for positive ones, 'lead.category_set:positive'; its marks are described in outreach.outcomes.
    An event that data says is 'untracked' raises none.
    """
    return [name for metric, *firsts in _raised(event) for name, _ in counts_of(metric, 1, *firsts)]


def _raised(event: Event) -> Iterator[tuple[str, bool, bool]]:
    """The rows of counts that an event raises: their metric, and whether also as first for its message, for its enrollment. What
    is counted apart ('type:x') has a row of its own.
    """
    if event.data.get("untracked"):
        return
    yield event.type, event.first_for_message and event.type in REPEATABLE, event.first_for_enrollment
    for name in ("key", "kind", "sentiment"):
        if value := event.data.get(name):
            yield f"{event.type}:{value}", False, False
    marks = event.data.get("marks", ())
    for mark in marks if is_list(marks) else ():
        yield f"{event.type}:{mark}", False, False


def bucket(at: datetime) -> datetime:
    """The 15-minute bucket an instant belongs to."""
    return at - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)


# The ids are drawn along with the places in the batch, so that each event's id is known in whatever order rows are written.
_INSERT = """
WITH given AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('events', 'id')) AS id, u.* FROM unnest(
        %(at)s::timestamptz[], %(type)s::text[], %(seat_id)s::bigint[], %(campaign_id)s::bigint[], %(step_id)s::bigint[],
        %(variant_id)s::bigint[], %(sender_id)s::bigint[], %(lead_id)s::bigint[], %(enrollment_id)s::bigint[],
        %(conversation_id)s::bigint[], %(message_id)s::bigint[], %(first_for_message)s::boolean[],
        %(first_for_enrollment)s::boolean[], %(data)s::text[]) WITH ORDINALITY
        AS u (at, type, seat_id, campaign_id, step_id, variant_id, sender_id, lead_id, enrollment_id, conversation_id, message_id,
              first_for_message, first_for_enrollment, data, place)
), added AS (
    INSERT INTO events (workspace_id, id, at, type, seat_id, campaign_id, step_id, variant_id, sender_id, lead_id, enrollment_id,
                        conversation_id, message_id, first_for_message, first_for_enrollment, data)
    SELECT %(workspace_id)s, g.id, g.at, g.type, g.seat_id, g.campaign_id, g.step_id, g.variant_id, g.sender_id, g.lead_id,
           g.enrollment_id, g.conversation_id, g.message_id, g.first_for_message, g.first_for_enrollment, g.data::jsonb
    FROM given g ORDER BY g.place)
SELECT id FROM given ORDER BY place
"""

# Table, key columns, their types. Keys are sorted before they are written, so that two processes never wait for each other in
# a circle within one table. Those of campaigns come last: what two processes do at once is often of one campaign, and the second
# waits until the first commits.
COUNTS: tuple[tuple[LiteralString, tuple[LiteralString, ...], LiteralString], ...] = (
    ("sender_figures", ("sender_id", "bucket", "metric", "campaign_id"), "bigint timestamptz text bigint"),
    ("sender_figure_days", ("sender_id", "day", "metric", "campaign_id"), "bigint timestamptz text bigint"),
    ("sender_totals", ("campaign_id", "sender_id", "metric"), "bigint bigint text"),
    (
        "figures",
        ("campaign_id", "bucket", "metric", "step_id", "variant_id", "seat_id"),
        "bigint timestamptz text bigint bigint bigint",
    ),
    ("figure_hours", ("campaign_id", "hour", "metric", "seat_id"), "bigint timestamptz text bigint"),
    ("figure_days", ("campaign_id", "day", "metric", "seat_id"), "bigint timestamptz text bigint"),
    ("figure_totals", ("campaign_id", "metric", "step_id", "variant_id", "seat_id"), "bigint text bigint bigint bigint"),
)


def _upsert(table: LiteralString, names: tuple[LiteralString, ...], types: LiteralString) -> LiteralString:
    arrays = ", ".join(
        [sql("%({name})s::{kind}[]", name=name, kind=kind) for name, kind in zip(names, types.split(), strict=True)]
    )
    keys = ", ".join(names)
    return sql(
        """
        INSERT INTO {table} AS f (workspace_id, {keys}, {kinds})
        SELECT %(workspace_id)s, u.* FROM unnest({arrays}, {counts}) AS u
        ON CONFLICT (workspace_id, {keys}) DO UPDATE SET {more}
        """,
        table=table,
        keys=keys,
        arrays=arrays,
        kinds=", ".join(_KINDS),
        counts=", ".join([sql("%({column})s::bigint[]", column=column) for column in _KINDS]),
        more=", ".join([sql("{column} = f.{column} + excluded.{column}", column=column) for column in _KINDS]),
    )


_UPSERTS: list[tuple[tuple[LiteralString, ...], LiteralString]] = [
    (names, _upsert(table, names, types)) for table, names, types in COUNTS
]

_ENQUEUE_WEBHOOKS = """
INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, due_at, created_at, updated_at)
SELECT w.workspace_id, w.id, e.id, %(now)s, %(now)s, %(now)s
FROM unnest(%(ids)s::bigint[], %(types)s::text[], %(campaigns)s::bigint[], %(seats)s::bigint[], %(categories)s::bigint[])
     AS e (id, type, campaign_id, seat_id, category_id)
JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.status = 'active' AND e.type = ANY (w.event_types)
     AND (w.campaign_id IS NULL OR w.campaign_id = e.campaign_id
          OR w.campaign_id = (
              SELECT c.parent_id FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id))
     AND (w.seat_id IS NULL OR e.seat_id IS NULL OR w.seat_id = e.seat_id)
     AND (w.category_ids IS NULL OR e.category_id IS NULL OR e.category_id = ANY (w.category_ids))
FOR KEY SHARE OF w
"""


# What subsequences may wait for (outreach.triggers). Only a possibility is noted: the engine looks closer.
_TRIGGERING = {"message.opened": "opened", "link.clicked": "clicked", "lead.completed": "completed", "reply.received": "replied",
               "lead.category_set": None}  # fmt: skip
_ENQUEUE_FIRINGS = """
INSERT INTO firings (workspace_id, campaign_id, event_id, due_at, api_key_id)
SELECT k.workspace_id, k.id, e.id, %(now)s, %(key)s
FROM unnest(%(ids)s::bigint[], %(campaigns)s::bigint[], %(activities)s::text[], %(values)s::int[], %(categories)s::bigint[])
     AS e (id, campaign_id, activity, value, category_id)
JOIN campaigns k ON k.workspace_id = %(workspace_id)s AND k.parent_id = e.campaign_id AND k.status = 'active'
     AND (k.triggers -> 'category_values' @> to_jsonb(e.value) OR k.triggers -> 'category_ids' @> to_jsonb(e.category_id)
          OR k.triggers -> 'activities' @> to_jsonb(e.activity)
          OR e.activity = 'replied' AND k.triggers ->> 'reply_contains' <> '')
ON CONFLICT DO NOTHING
"""


async def append(scope: Scope, events: Sequence[Event]) -> list[int]:
    """Record events, raise the figures they count in, and enqueue webhook deliveries, all in the scope's transaction.

    Returns the events' ids in order.
    """
    if not events:
        return []
    columns = (
        "type",
        "seat_id",
        "campaign_id",
        "step_id",
        "variant_id",
        "sender_id",
        "lead_id",
        "enrollment_id",
        "conversation_id",
        "message_id",
        "first_for_message",
        "first_for_enrollment",
    )
    params: dict[str, list[Any]] = {c: [getattr(e, c) for e in events] for c in columns}
    params["at"] = [e.at or scope.now for e in events]
    params["data"] = [json.dumps(e.data) if e.data else "{}" for e in events]
    ids: list[int] = [row["id"] for row in await scope.all(_INSERT, **params)]
    enqueued = await scope.run(
        _ENQUEUE_WEBHOOKS,
        ids=ids,
        types=params["type"],
        campaigns=params["campaign_id"],
        seats=params["seat_id"],
        categories=[e.data.get("category_id") or (0 if e.type == "lead.category_set" else None) for e in events],
    )
    if enqueued:
        await scope.run(f"NOTIFY {WEBHOOKS_WAKE}")
    await _enqueue_firings(scope, events, ids)
    await _count(scope, events)
    return ids


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as those who wait for one see it."""

    id: int
    type: str
    at: datetime
    campaign_id: int | None
    sender_id: int | None
    lead_id: int | None
    conversation_id: int | None


async def since(scope: Scope, after: int, limit: int = 1000) -> list[Happened]:
    """The events after this id, oldest first; of more than `limit`, the newest ones."""
    rows = await scope.all(
        """
        SELECT id, type, at, campaign_id, sender_id, lead_id, conversation_id FROM events
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s ORDER BY id DESC LIMIT %(limit)s
        """,
        after=after,
        limit=limit,
    )
    return [Happened(**row) for row in reversed(rows)]


async def last_id(scope: Scope) -> int:
    """The newest event's id; 0 where nothing has happened yet."""
    row = await scope.one("SELECT max(id) AS id FROM events WHERE workspace_id = %(workspace_id)s")
    return row["id"] or 0 if row else 0


async def _enqueue_firings(scope: Scope, events: Sequence[Event], ids: Sequence[int]) -> None:
    """Note for the engine what may bring a lead into a subsequence."""
    found = [
        (
            id,
            e.campaign_id,
            _TRIGGERING[e.type],
            *((e.data.get("interest_value"), e.data.get("category_id")) if e.type == "lead.category_set" else (None, None)),
        )
        for id, e in zip(ids, events, strict=True)
        if e.type in _TRIGGERING
        and e.campaign_id is not None
        and e.enrollment_id is not None
        and (e.type != "lead.category_set" or e.data.get("category_id") is not None)
    ]
    if found:
        columns = zip(
            ("ids", "campaigns", "activities", "values", "categories"), (list(c) for c in zip(*found, strict=True)), strict=True
        )
        await scope.run(_ENQUEUE_FIRINGS, **dict(columns), key=scope.actor.api_key_id if scope.is_held else None)
        if scope.is_watched:
            await _note_firings(scope, ids)


async def _note_firings(scope: Scope, event_ids: Sequence[int]) -> None:
    """Subsequences that may take leads in now send to them."""
    rows = await scope.all(
        """
        SELECT f.campaign_id, c.name, v.type, v.lead_id FROM firings f
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = f.campaign_id
        JOIN events v ON v.workspace_id = %(workspace_id)s AND v.id = f.event_id
        WHERE f.workspace_id = %(workspace_id)s AND f.event_id = ANY (%(ids)s) ORDER BY f.campaign_id, f.event_id
        """,
        ids=event_ids,
    )
    for row in rows:
        scope.note("subsequence", row["campaign_id"], {"name": row["name"], "event": row["type"], "lead": row["lead_id"]})


_PARTS = ("campaign_id", "step_id", "variant_id", "seat_id", "sender_id", "bucket", "hour", "day", "metric")
_FIRSTS = slice(len(_PARTS), None)  # of a key's parts: whether it was the first for its message, for its enrollment


@lru_cache(maxsize=1000)
def _times(quarter: float) -> tuple[datetime, datetime, datetime]:
    """The beginnings of a quarter of an hour, by its number since 1970, and of its hour and day. The same objects for all events
    of it, because a time is slow to hash and to compare."""
    at = datetime.fromtimestamp(quarter * 900, UTC)
    return at, at.replace(minute=0), at.replace(hour=0, minute=0)


def _parts(scope: Scope, events: Sequence[Event]) -> Iterator[tuple[Any, ...]]:
    """What keys of counts are made of, as in _PARTS, and _FIRSTS, for each row that each event raises. What an event does not
    name is 0."""
    for e in events:
        about = (e.campaign_id or 0, e.step_id or 0, e.variant_id or 0, e.seat_id or 0, e.sender_id or 0)
        times = _times((e.at or scope.now).timestamp() // 900)
        for raised in _raised(e):
            yield (*about, *times, *raised)


async def _count(scope: Scope, events: Sequence[Event]) -> None:
    everything = Counter(_parts(scope, events))  # many of a batch are counted alike
    of_senders = {parts: n for parts, n in everything.items() if parts[_PARTS.index("sender_id")]}
    for names, statement in _UPSERTS:
        key = itemgetter(*map(_PARTS.index, names))
        counts: defaultdict[tuple[Any, ...], Counter[LiteralString]] = defaultdict(Counter)
        for parts, n in (of_senders if "sender_id" in names else everything).items():
            of = counts[key(parts)]
            for kind, is_counted in zip(_KINDS, (True, *parts[_FIRSTS]), strict=True):
                of[kind] += n * is_counted
        if keys := sorted(counts):
            columns = dict(zip(names, (list(c) for c in zip(*keys, strict=True)), strict=True))
            await scope.run(statement, **columns, **{kind: [counts[k][kind] for k in keys] for kind in _KINDS})


async def audit(
    scope: Scope,
    action: str,
    object_kind: str | None = None,
    object_id: int | None = None,
    *,
    affected: int | None = None,
    **data: object,
) -> None:
    """Note who did what through which surface."""
    a = scope.actor
    await scope.run(
        """
        INSERT INTO audit (workspace_id, at, user_id, api_key_id, surface, action, object_kind, object_id, affected, ip,
                           user_agent, data)
        VALUES (%(workspace_id)s, %(now)s, %(user_id)s, %(api_key_id)s, %(surface)s, %(action)s, %(object_kind)s, %(object_id)s,
                %(affected)s, %(ip)s, %(user_agent)s, %(data)s)
        """,
        user_id=a.user_id,
        api_key_id=a.api_key_id,
        surface=a.surface,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        affected=affected,
        ip=a.ip,
        user_agent=a.user_agent,
        data=Jsonb(data),
    )


async def audit_by_hand(scope: Scope, action: str, object_kind: str, ids: Sequence[int], **data: object) -> None:
    """Note what a person or a program did that the engine also does by itself; of the engine's own acts, events tell."""
    if ids and scope.actor.surface != "engine":
        await audit(scope, action, object_kind, ids[0] if len(ids) == 1 else None, affected=len(ids), **data)
