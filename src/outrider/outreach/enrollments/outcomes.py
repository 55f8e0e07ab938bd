"""What came of leads: the category that people, replies and intents put them under, and what follows from it.

Of a category set in a campaign is counted apart (`marks` of its event, see events.metrics): '<key>/e', the first time that this
lead gets it there; '<key>/apart', unless the category was changed in the ten minutes before; 'opportunity', a positive category
after one that was not, and 'opportunity/e', the first of the lead; 'positive_reply', the first positive category of a lead who
has answered, whatever people say of those who have not. It counts for the step that was last sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.errors import NotFound
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import suppression
from outrider.outreach.tenancy import categories


async def set_category(
    scope: Scope,
    category_id: int | None,
    *,
    enrollment_ids: Sequence[int] = (),
    conversation_ids: Sequence[int] = (),
    source: str = "manual",
    seat_id: int | None = None,
) -> int:
    """Say what came of these leads, or with None take it back; how many enrollments and lone conversations it concerns.

    Appends lead.category_set to each that changes. 'do_not_contact' suppresses the lead's address and stops all its sequences;
    other categories don't change sending. With `seat_id` it is said for that seat, and holds there alone. An enrollment, those in
    subsequences that continue it, and their conversations always carry the same category: it is set on, and counts for, the one
    that the lead began with.
    """
    category = await categories.hold(scope, category_id) if category_id is not None else None
    conversing = await _conversations_of(scope, conversation_ids)
    origins = await _origins(scope, [*enrollment_ids, *(c.enrollment_id for c in conversing if c.enrollment_id)])
    enrolled = await _lock_enrollments(scope, sorted({*origins.values()}))
    found = {e.id for e in enrolled}
    if missing := {id for id in enrollment_ids if origins.get(id) not in found}:
        raise NotFound(f"There is no such lead in a campaign: {min(missing)}.", field="enrollment_id")
    alone = [c for c in conversing if c.enrollment_id is None]
    changed = [x for x in (*enrolled, *alone) if x.category_id != category_id]
    before = await _before(scope, [x.enrollment_id for x in changed if x.enrollment_id])
    await _write_category(scope, category_id, [e.id for e in enrolled], [c.id for c in alone], source)
    await events.append(
        scope, [_category_event(x, category, source, before.get(x.enrollment_id or 0), scope.now) for x in changed]
    )
    kind, ids = ("enrollment", [e.id for e in enrolled]) if enrolled else ("conversation", [c.id for c in alone])
    await events.audit_by_hand(scope, "lead.category_set", kind, ids, category_id=category_id)
    if category is not None and category.key == "do_not_contact":
        await _contact_no_more(scope, [x.lead_id for x in changed if x.lead_id], seat_id)
    return len(enrolled) + len(alone)


@dataclass(frozen=True, slots=True)
class _Place:
    """An enrollment, or a conversation of none (then `category_at` and `seat_id` are None), whose category is set."""

    id: int
    enrollment_id: int | None
    campaign_id: int | None
    lead_id: int | None
    sender_id: int | None
    category_id: int | None
    category_at: datetime | None
    seat_id: int | None


@dataclass(frozen=True, slots=True)
class _Before:
    """What an enrollment was until now: the sentiment of its category, what it has been counted as, and the step that was last
    answered, for which its replies count, else the one last sent.

    `replies`: those that its campaign counts.
    """

    id: int
    sentiment: str | None
    step_id: int | None
    variant_id: int | None
    keys: list[str | None] | None
    opportunity: bool
    positive_reply: bool
    replies: int


async def _conversations_of(scope: Scope, ids: Sequence[int]) -> list[_Place]:
    found = await scope.rows(
        _Place,
        """
        SELECT id, enrollment_id, campaign_id, lead_id, sender_id, category_id, NULL::timestamptz AS category_at,
               NULL::bigint AS seat_id
        FROM conversations WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=ids,
    )
    if len(found) < len(set(ids)):
        raise conversations.missing_conversation()
    return found


async def _origins(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, int]:
    """Each enrollment's own id, or of one in a subsequence the id of the one that it continues."""
    rows = await scope.all(
        """
        SELECT e.id, coalesce(o.id, e.id) AS origin_id FROM enrollments e
        LEFT JOIN enrollments o ON o.workspace_id = %(workspace_id)s AND o.id = e.origin_id
        WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s)
        """,
        ids=enrollment_ids,
    )
    return {row["id"]: row["origin_id"] for row in rows}


async def _lock_enrollments(scope: Scope, ids: Sequence[int]) -> list[_Place]:
    """Enrollments, locked in the order of their ids before anything else is: the dispatcher's claim waits or has been."""
    return await scope.rows(
        _Place,
        """
        SELECT e.id, e.id AS enrollment_id, e.campaign_id, e.lead_id, e.sender_id, e.category_id, e.category_at, p.seat_id
        FROM enrollments e JOIN campaigns p ON p.workspace_id = %(workspace_id)s AND p.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s)
        ORDER BY e.id FOR UPDATE OF e
        """,
        ids=ids,
    )


async def _write_category(
    scope: Scope, category_id: int | None, enrollment_ids: list[int], conversation_ids: list[int], source: str
) -> None:
    await scope.run(
        """
        UPDATE enrollments SET category_id = %(category)s, category_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND (id = ANY (%(ids)s) OR origin_id = ANY (%(ids)s))
          AND category_id IS DISTINCT FROM %(category)s
        """,
        category=category_id,
        ids=enrollment_ids,
    )
    await scope.run(
        """
        UPDATE conversations SET category_id = %(category)s, intent_source = %(source)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND category_id IS DISTINCT FROM %(category)s
          AND (id = ANY (%(ids)s) OR enrollment_id IN (
              SELECT e.id FROM enrollments e
              WHERE e.workspace_id = %(workspace_id)s AND (e.id = ANY (%(enrollments)s) OR e.origin_id = ANY (%(enrollments)s))))
        """,
        category=category_id,
        source=source,
        ids=conversation_ids,
        enrollments=enrollment_ids,
    )


_CORRECTED = timedelta(minutes=10)
_BEFORE = """
SELECT u.id, c.sentiment, coalesce(r.step_id, s.step_id) AS step_id,
       CASE WHEN r.step_id IS NULL THEN s.variant_id ELSE r.variant_id END AS variant_id,
       h.keys, coalesce(h.opportunity, false) AS opportunity,
       coalesce(h.positive_reply, false) AS positive_reply,
       CASE WHEN coalesce((p.settings ->> 'reply_tracking')::boolean, true) THEN e.replies ELSE 0 END AS replies
FROM unnest(%(ids)s::bigint[]) AS u (id)
JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = u.id
JOIN campaigns p ON p.workspace_id = %(workspace_id)s AND p.id = e.campaign_id
LEFT JOIN categories c ON c.workspace_id = %(workspace_id)s AND c.id = e.category_id
LEFT JOIN LATERAL (
    SELECT m.step_id, m.variant_id FROM messages m
    WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = u.id AND m.kind = 'step' AND m.direction = 'out'
      AND m.state IN ('submitted', 'sent', 'uncertain')
    ORDER BY m.id DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (
    SELECT v.step_id, v.variant_id FROM events v
    WHERE v.workspace_id = %(workspace_id)s AND v.enrollment_id = u.id AND v.type = 'reply.received' AND v.step_id IS NOT NULL
    ORDER BY v.id DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT v.data ->> 'key') AS keys, bool_or(v.data -> 'marks' ? 'opportunity') AS opportunity,
           bool_or(v.data -> 'marks' ? 'positive_reply') AS positive_reply
    FROM events v
    WHERE v.workspace_id = %(workspace_id)s AND v.enrollment_id = u.id AND v.type = 'lead.category_set') h ON true
"""


async def _before(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, _Before]:
    return {row.id: row for row in await scope.rows(_Before, _BEFORE, ids=enrollment_ids)}


def _category_event(
    place: _Place, category: categories.Category | None, source: str, before: _Before | None, now: datetime
) -> Event:
    data: dict[str, object] = {"source": source, "previous_category_id": place.category_id, "category_id": None}
    if category is not None:
        data |= {
            "category_id": category.id,
            "name": category.name,
            "sentiment": category.sentiment,
            "interest_value": category.interest_value,
        }
        if category.key:
            data["key"] = category.key
        if before is not None and (marks := _marks(place, category, before, now)):
            data["marks"] = marks
    return Event(
        "lead.category_set",
        seat_id=place.seat_id,
        campaign_id=place.campaign_id,
        step_id=before.step_id if before else None,
        variant_id=before.variant_id if before else None,
        sender_id=place.sender_id,
        lead_id=place.lead_id,
        enrollment_id=place.enrollment_id,
        conversation_id=None if place.enrollment_id else place.id,
        first_for_enrollment=place.category_at is None,
        data=data,
    )


def _marks(place: _Place, category: categories.Category, before: _Before, now: datetime) -> list[str]:
    marks: list[str] = []
    if category.key:
        if category.key not in (before.keys or ()):
            marks.append(f"{category.key}/e")
        if place.category_at is None or now - place.category_at >= _CORRECTED:
            marks.append(f"{category.key}/apart")
    if category.sentiment == "positive" and before.sentiment != "positive":
        marks.append("opportunity")
        if not before.opportunity:
            marks.append("opportunity/e")
    if category.sentiment == "positive" and before.replies and not before.positive_reply:
        marks.append("positive_reply")
    return marks


async def _contact_no_more(scope: Scope, lead_ids: Sequence[int], seat_id: int | None) -> None:
    rows = await scope.all(
        """
        SELECT e.id, l.email FROM leads l
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.lead_id = l.id AND e.status IN ('active', 'paused')
             AND (%(seat_id)s::bigint IS NULL OR e.campaign_id IN (
                 SELECT p.id FROM campaigns p WHERE p.workspace_id = %(workspace_id)s AND p.seat_id = %(seat_id)s))
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)
        """,
        ids=lead_ids,
        seat_id=seat_id,
    )
    if emails := sorted({r["email"] for r in rows if r["email"]}):
        entries = [suppression.EntryInput("email", email, seat_id=seat_id, reason="do_not_contact") for email in emails]
        await suppression.add(scope, entries)
    await enrollments.stop(scope, sorted(r["id"] for r in rows if r["id"]), Reason.SUPPRESSED)
