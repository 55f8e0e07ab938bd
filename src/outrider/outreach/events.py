"""The append-only record of what happened, and the counts, webhooks and audit that follow from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from outrider.outreach.scope import Scope

# Event type -> what it is. Webhooks subscribe to these; dialects map their own words onto them.
TYPES = {
    "message.sent": "a step's or hand-written message left",
    "message.failed": "a message could not be sent and will not be tried again",
    "message.uncertain": "a message may or may not have left; it is not sent again by itself",
    "message.opened": "the open pixel was fetched",
    "link.clicked": "a tracked link was followed",
    "reply.received": "a person answered",
    "auto_reply.received": "a machine answered (out of office and the like)",
    "message.bounced": "a message could not be delivered (data.kind: hard or soft)",
    "complaint.received": "the recipient reported the message as spam",
    "lead.unsubscribed": "the lead asked not to be written to",
    "lead.added": "a lead was enrolled in a campaign",
    "lead.category_set": "a category was set on an enrollment (data.category_id, data.key, data.sentiment)",
    "lead.completed": "an enrollment did its last step",
    "lead.stopped": "an enrollment was stopped (data.reason)",
    "lead.paused": "an enrollment was paused (data.reason)",
    "lead.resumed": "an enrollment goes on",
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
}


@dataclass(frozen=True, slots=True)
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
    data: dict[str, Any] = field(default_factory=dict)


def metrics(event: Event) -> list[str]:
    """Which counts an event raises by one: its type; 'type/m' when first for its message; 'type/e' when first for its enrollment.

    E.g. the first opening of a lead's second mail raises 'message.opened', 'message.opened/m'. A category set also raises
    'lead.category_set:<key>' and, for positive ones, 'lead.category_set:positive'.
    """
    names = [event.type]
    if event.first_for_message:
        names.append(event.type + "/m")
    if event.first_for_enrollment:
        names.append(event.type + "/e")
    for qualifier in ("key", "kind", "sentiment"):
        if value := event.data.get(qualifier):
            names.append(f"{event.type}:{value}")
    return names


def bucket(at: datetime) -> datetime:
    """The 15-minute bucket an instant belongs to."""
    return at - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)


_INSERT = """
INSERT INTO events (workspace_id, at, type, seat_id, campaign_id, step_id, variant_id, sender_id, lead_id, enrollment_id,
                    conversation_id, message_id, first_for_message, first_for_enrollment, data)
SELECT %(workspace_id)s, u.* FROM unnest(
    %(at)s::timestamptz[], %(type)s::text[], %(seat_id)s::bigint[], %(campaign_id)s::bigint[], %(step_id)s::bigint[],
    %(variant_id)s::bigint[], %(sender_id)s::bigint[], %(lead_id)s::bigint[], %(enrollment_id)s::bigint[],
    %(conversation_id)s::bigint[], %(message_id)s::bigint[], %(first_for_message)s::boolean[],
    %(first_for_enrollment)s::boolean[], %(data)s::jsonb[]) AS u
RETURNING id, type, campaign_id, seat_id
"""

# Keys are sorted before they get here, so that two processes never wait for each other in a circle.
_COUNT_BUCKETS = """
INSERT INTO figures AS f (workspace_id, campaign_id, metric, bucket, step_id, variant_id, sender_id, seat_id, n)
SELECT %(workspace_id)s, u.* FROM unnest(
    %(campaign_id)s::bigint[], %(metric)s::text[], %(bucket)s::timestamptz[], %(step_id)s::bigint[], %(variant_id)s::bigint[],
    %(sender_id)s::bigint[], %(seat_id)s::bigint[], %(n)s::bigint[]) AS u
ON CONFLICT (workspace_id, campaign_id, metric, bucket, step_id, variant_id, sender_id, seat_id) DO UPDATE SET n = f.n + excluded.n
"""
_COUNT_TOTALS = """
INSERT INTO figure_totals AS f (workspace_id, campaign_id, metric, step_id, variant_id, sender_id, seat_id, n)
SELECT %(workspace_id)s, u.* FROM unnest(
    %(campaign_id)s::bigint[], %(metric)s::text[], %(step_id)s::bigint[], %(variant_id)s::bigint[],
    %(sender_id)s::bigint[], %(seat_id)s::bigint[], %(n)s::bigint[]) AS u
ON CONFLICT (workspace_id, campaign_id, metric, step_id, variant_id, sender_id, seat_id) DO UPDATE SET n = f.n + excluded.n
"""

_ENQUEUE_WEBHOOKS = """
INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, due_at, created_at, updated_at)
SELECT w.workspace_id, w.id, e.id, %(now)s, %(now)s, %(now)s
FROM unnest(%(ids)s::bigint[], %(types)s::text[], %(campaigns)s::bigint[], %(seats)s::bigint[], %(categories)s::bigint[])
     AS e (id, type, campaign_id, seat_id, category_id)
JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.status = 'active' AND e.type = ANY (w.event_types)
     AND (w.campaign_id IS NULL OR w.campaign_id = e.campaign_id)
     AND (w.seat_id IS NULL OR e.seat_id IS NULL OR w.seat_id = e.seat_id)
     AND (w.category_ids IS NULL OR e.category_id IS NULL OR e.category_id = ANY (w.category_ids))
"""


async def append(scope: Scope, events: Sequence[Event]) -> list[int]:
    """Record events, raise the figures they count in, and enqueue webhook deliveries, all in the scope's transaction.

    Returns the events' ids in order. Only events that carry a campaign or sender are counted in figures.
    """
    if not events:
        return []
    columns = ("type", "seat_id", "campaign_id", "step_id", "variant_id", "sender_id", "lead_id", "enrollment_id",
               "conversation_id", "message_id", "first_for_message", "first_for_enrollment")  # fmt: skip
    params: dict[str, list[Any]] = {c: [getattr(e, c) for e in events] for c in columns}
    params["at"] = [e.at or scope.now for e in events]
    params["data"] = [Jsonb(e.data) for e in events]
    rows = await scope.all(_INSERT, **params)
    await _count(scope, events)
    await scope.run(
        _ENQUEUE_WEBHOOKS,
        ids=[r["id"] for r in rows],
        types=[r["type"] for r in rows],
        campaigns=[r["campaign_id"] for r in rows],
        seats=[r["seat_id"] for r in rows],
        categories=[e.data.get("category_id") for e in events],
    )
    return [r["id"] for r in rows]


async def _count(scope: Scope, events: Sequence[Event]) -> None:
    buckets: Counter[tuple[Any, ...]] = Counter()
    totals: Counter[tuple[Any, ...]] = Counter()
    for e in events:
        if not (e.campaign_id or e.sender_id):
            continue
        tail = (e.step_id or 0, e.variant_id or 0, e.sender_id or 0, e.seat_id or 0)
        for metric in metrics(e):
            buckets[(e.campaign_id or 0, metric, bucket(e.at or scope.now), *tail)] += 1
            totals[(e.campaign_id or 0, metric, *tail)] += 1
    for statement, names, counts in (
        (_COUNT_BUCKETS, ("campaign_id", "metric", "bucket", "step_id", "variant_id", "sender_id", "seat_id"), buckets),
        (_COUNT_TOTALS, ("campaign_id", "metric", "step_id", "variant_id", "sender_id", "seat_id"), totals),
    ):
        if counts:
            keys = sorted(counts)
            columns = dict(zip(names, (list(c) for c in zip(*keys, strict=True)), strict=True))
            await scope.run(statement, **columns, n=[counts[k] for k in keys])


async def audit(
    scope: Scope,
    action: str,
    object_kind: str | None = None,
    object_id: int | None = None,
    *,
    affected: int | None = None,
    **data: Any,
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
        user_id=a.user_id, api_key_id=a.api_key_id, surface=a.surface, action=action, object_kind=object_kind,
        object_id=object_id, affected=affected, ip=a.ip, user_agent=a.user_agent, data=Jsonb(data),
    )  # fmt: skip
