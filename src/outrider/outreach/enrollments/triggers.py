"""Triggers: what brings a lead of a campaign into one of its subsequences, and the way in and out.

A subsequence is a campaign with a parent. A lead that is brought in stops in the parent; the subsequence writes to it from the
same sender, in the same thread. A lead is brought into a subsequence once, and is active in one at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.enrollments import enrollments

Activity = Literal["opened", "clicked", "completed", "replied"]


@dataclass(frozen=True, slots=True)
class Triggers:
    """Each of these brings a lead in: an interest value or a category set; an activity ('completed': the last step done, and no
    reply came); a reply with this text in it (letter case aside). The first step follows `wait_seconds` later than it says.
    """

    category_values: Sequence[int] = ()
    category_ids: Sequence[int] = ()
    activities: Sequence[Activity] = ()
    reply_contains: str = ""
    wait_seconds: int = 0

    def as_json(self) -> campaigns.Triggers:
        return {
            "category_values": list(self.category_values),
            "category_ids": list(self.category_ids),
            "activities": list(self.activities),
            "reply_contains": self.reply_contains.strip().lower(),
            "wait_seconds": self.wait_seconds,
        }


async def bring_in(
    scope: Scope, subsequence_id: int, enrollment_ids: Sequence[int], *, wait: timedelta | None = None
) -> dict[int, int]:
    """Move the leads of these enrollments of the parent campaign into the subsequence: enrollment -> the new one there.

    The first step is due after `wait`, or after what the subsequence says. Those that were brought in before are absent.
    Raises NotFound, and Invalid for enrollments of another campaign.
    """
    subsequence = await campaigns.get(scope, subsequence_id)
    if subsequence.parent_id is None:
        raise NotFound("There is no such subsequence.", field="subsequence_id")
    found = await enrollments.get_many(scope, enrollment_ids)
    if any(e.campaign_id != subsequence.parent_id for e in found.values()):
        raise Invalid("The lead is not in the subsequence's campaign.", field="enrollment_id")
    senders = sorted({e.sender_id for e in found.values() if e.sender_id is not None})
    present = {link.sender_id for link in await campaign_senders.links(scope, subsequence_id)}
    known = [link.sender_id for link in await campaign_senders.links(scope, subsequence.parent_id)]
    if missing := [id for id in senders if id not in present and id in known]:
        await campaign_senders.attach(scope, subsequence_id, missing)
    steps = await sequences.get(scope, subsequence_id)
    if wait is None:
        later: int = (subsequence.triggers or {}).get("wait_seconds", 0)
        wait = timedelta(seconds=later + (steps[0].delay_seconds if steps else 0))
    made: dict[int, int] = {}
    for e in found.values():
        new = await enrollments.enroll(
            scope,
            subsequence_id,
            [e.lead_id],
            fields={e.lead_id: e.fields},
            category_id=e.category_id,
            owner_user_id=e.owner_user_id,
            due_at=scope.now + wait,
        )
        if inner := new.get(e.lead_id):
            made[e.id] = inner
    await scope.run(
        """
        UPDATE enrollments x SET origin_id = u.origin_id, sender_id = e.sender_id, updated_at = %(now)s
        FROM unnest(%(origins)s::bigint[], %(ids)s::bigint[]) AS u (origin_id, id)
        JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = u.origin_id
        WHERE x.workspace_id = %(workspace_id)s AND x.id = u.id
        """,
        origins=list(made),
        ids=list(made.values()),
    )
    before = await scope.all(
        """
        SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND origin_id = ANY (%(ids)s) AND id <> ALL (%(new)s)
        """,
        ids=list(made),
        new=list(made.values()),
    )
    await enrollments.stop(scope, [*made, *(row["id"] for row in before)], Reason.MOVED, subsequence.name)
    return made


async def take_out(scope: Scope, enrollment_id: int) -> int:
    """Remove a lead from the subsequences that it entered from this enrollment; how many. It does not continue in the parent."""
    rows = await scope.all(
        "SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND origin_id = %(id)s", id=enrollment_id
    )
    return await enrollments.remove(scope, [r["id"] for r in rows]) if rows else 0


async def origins(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, int]:
    """For those of the enrollments that are in subsequences: the parent campaign's enrollment."""
    rows = await scope.all(
        """
        SELECT id, origin_id FROM enrollments
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND origin_id IS NOT NULL
        """,
        ids=enrollment_ids,
    )
    return {r["id"]: r["origin_id"] for r in rows}


async def line_of(scope: Scope, enrollment_id: int) -> list[int]:
    """An enrollment and those in subsequences that continue it."""
    rows = await scope.all(
        "SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND origin_id = %(id)s ORDER BY id", id=enrollment_id
    )
    return [enrollment_id, *(r["id"] for r in rows)]


# ---- Firing

_TAKE = """
DELETE FROM firings f WHERE f.workspace_id = %(workspace_id)s AND f.id IN (
    SELECT id FROM firings WHERE workspace_id = %(workspace_id)s AND due_at <= %(now)s
    ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING f.campaign_id, f.event_id, f.api_key_id
"""
_FACTS = """
SELECT u.campaign_id, u.api_key_id, v.type, v.enrollment_id, e.replies, k.triggers, k.status,
       lower(coalesce(m.subject, '') || ' ' || coalesce(m.headers ->> 'reply_text', m.body_text, '')) AS said
FROM unnest(%(campaigns)s::bigint[], %(events)s::bigint[], %(keys)s::bigint[]) AS u (campaign_id, event_id, api_key_id)
JOIN events v ON v.workspace_id = %(workspace_id)s AND v.id = u.event_id
JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = v.enrollment_id
JOIN campaigns k ON k.workspace_id = %(workspace_id)s AND k.id = u.campaign_id AND k.parent_id = e.campaign_id
LEFT JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = v.message_id AND v.type = 'reply.received'
ORDER BY v.id
"""


@dataclass(frozen=True, slots=True)
class _Firing:
    """An event and the subsequence that it may trigger. `said`: the words of a reply, in lower case."""

    campaign_id: int
    api_key_id: int | None
    type: str
    enrollment_id: int
    replies: int
    triggers: campaigns.Triggers
    status: str
    said: str


def _holds(firing: _Firing) -> bool:
    if firing.status != "active":
        return False
    if firing.type == "lead.completed":
        return firing.replies == 0
    if firing.type == "reply.received":
        if "replied" in firing.triggers.get("activities", ()):
            return True
        wanted = firing.triggers.get("reply_contains") or ""
        return bool(wanted) and wanted in firing.said
    return True


async def fire(scope: Scope, limit: int = 500) -> int:
    """Decide about what the workspace's events may have triggered; how many there were."""
    taken = await scope.all(_TAKE, limit=limit)
    if not taken:
        return 0
    of, events, keys = ([r[name] for r in taken] for name in ("campaign_id", "event_id", "api_key_id"))
    wanted: dict[tuple[int, int | None], list[int]] = {}
    for firing in await scope.rows(_Firing, _FACTS, campaigns=of, events=events, keys=keys):
        if _holds(firing):
            wanted.setdefault((firing.campaign_id, firing.api_key_id), []).append(firing.enrollment_id)
    for (campaign_id, key), ids in wanted.items():
        named = replace(scope, actor=replace(scope.actor, api_key_id=key))
        await bring_in(named, campaign_id, list(dict.fromkeys(ids)))
    return len(taken)
