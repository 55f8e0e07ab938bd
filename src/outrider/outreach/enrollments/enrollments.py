"""Enrollments: a lead in a campaign, where it stands, and what pauses, stops or returns it."""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, LiteralString, TypedDict

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import (
    approvals,
    batches,
    enrollment_places,
    enrollment_states,
    events,
    marks,
    message_states,
    purges,
    wake,
)
from outrider.outreach.base.enrollment_states import Change, Moved
from outrider.outreach.base.events import Event
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.query import Where, columns, names_of, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.enrollments.filters import LEAD, NEAR, Condition, Filters, Found, found_by
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import Lead
from outrider.rules import addresses

STATUSES = ("active", "paused", "completed", "stopped")


@dataclass(frozen=True, slots=True)
class Enrollment:
    """`due_at` NULL: claimed, paused or ended. `fields` override the lead's merge fields, by name.

    `done_position` is the number of the last step done; `run` is raised each time the lead is returned to the campaign.
    `connection` (LinkedIn, with the sender): 'pending' invited, 'connected', or None.
    """

    id: int
    campaign_id: int
    lead_id: int
    status: str
    reason: str | None
    reason_detail: str | None
    sender_id: int | None
    done_position: int
    run: int
    due_at: datetime | None
    last_step_at: datetime | None
    resume_at: datetime | None
    priority: int
    category_id: int | None
    category_at: datetime | None
    owner_user_id: int | None
    fields: dict[str, object]
    vendor: dict[str, Any]
    opens: int
    clicks: int
    replies: int
    connection: str | None
    first_sent_at: datetime | None
    last_reply_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """An enrollment with its lead and its campaign's name."""

    enrollment: Enrollment
    lead: Lead
    campaign_name: str

    @property
    def values(self) -> dict[str, Any]:
        """Merge fields by name as messages of this enrollment see them."""
        return leads.effective(self.lead, self.enrollment.fields)


_NAMES = names_of(Enrollment)
_COLUMNS = sql(
    "{own}, {position} AS done_position",
    own=columns(Enrollment, "e", without=("done_position",)),
    position=marks.position(),
)
_LISTED = sql("{columns}, {lead}, c.name AS campaign_name", columns=_COLUMNS, lead=leads.PREFIXED)
_LEAD_AND_CAMPAIGN = sql("{lead} JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id", lead=LEAD)


def _listed(row: Mapping[str, Any]) -> Listed:
    return Listed(
        Enrollment(**{name: row[name] for name in _NAMES}),
        Lead(**{name: row[f"lead__{name}"] for name in leads.COLUMNS}),
        row["campaign_name"],
    )


# ---- Reading


async def get(scope: Scope, id: int) -> Enrollment:
    found = await get_many(scope, [id])
    if not found:
        raise NotFound("There is no such lead in a campaign.", field="enrollment_id")
    return found[id]


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, Enrollment]:
    """Those of the ids that exist."""
    rows = await scope.all(
        sql(
            """
            SELECT {columns} FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
            WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s)
            """,
            columns=_COLUMNS,
        ),
        ids=ids,
    )
    return {r["id"]: Enrollment(**r) for r in rows}


async def by_lead(scope: Scope, campaign_id: int, lead_id: int) -> Enrollment:
    """A lead's enrollment in one campaign. Raises NotFound naming the campaign, the lead, or that the one is not in the other."""
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(campaign_id)s AND e.lead_id = %(lead_id)s
        """,
            columns=_COLUMNS,
        ),
        campaign_id=campaign_id,
        lead_id=lead_id,
    )
    if row is None:
        await campaigns.get(scope, campaign_id)
        await leads.get(scope, lead_id)
        raise NotFound("The lead is not in this campaign.", field="lead_id")
    return Enrollment(**row)


async def ended_at(scope: Scope, ids: Sequence[int]) -> dict[int, datetime]:
    """When those of the enrollments that ended did so, the last time."""
    rows = await scope.all(
        """
        SELECT enrollment_id, max(at) AS at FROM events
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = ANY (%(ids)s)
          AND type IN ('lead.completed', 'lead.stopped', 'lead.unsubscribed')
        GROUP BY enrollment_id
        """,
        ids=ids,
    )
    return {r["enrollment_id"]: r["at"] for r in rows}


async def search(
    scope: Scope,
    filters: Filters = Filters(),
    *,
    limit: int = 100,
    after: int | None = None,
    offset: int = 0,
    order: "Order" = "oldest",
) -> list[Listed]:
    """A page of enrollments with their leads, by enrollment id. `after` is the last id seen: prefer it to `offset`."""
    found = await found_by(scope, filters)
    if after is not None:
        found.conditions.append(Condition("e.id > %(after)s" if order == "oldest" else "e.id < %(after)s", "place"))
    page = {**found.params, "after": after, "limit": limit, "offset": offset}
    if found.by_leads:
        near = await scope.all(_page(_near(found, order), order), **page, near=NEAR * limit)
        if len(near) == limit:
            return [_listed(r) for r in near]
    return [_listed(r) for r in await scope.all(_page(_anywhere(found, order), order), **page)]


Order = Literal["oldest", "newest"]
_DIRECTIONS: dict[Order, LiteralString] = {"oldest": "ASC", "newest": "DESC"}


def _anywhere(found: Found, order: Order) -> LiteralString:
    """The ids of a page."""
    return sql(
        "SELECT e.id FROM {source} WHERE {where} ORDER BY {key} {direction} LIMIT %(limit)s OFFSET %(offset)s",
        source=found.source,
        where=found.sql,
        key=found.key,
        direction=_DIRECTIONS[order],
    )


def _near(found: Found, order: Order) -> LiteralString:
    """The ids of a page, if the next enrollments have one: words that many leads have fill it at once, whereas finding all the
    leads that have them takes seconds. Each enrollment is asked by itself.
    """
    place: list[LiteralString] = [c.sql for c in found.conditions if c.kind == "place"]
    asked: list[LiteralString] = [
        sql("(SELECT true FROM ({leads}) f (id) WHERE f.id = e.lead_id LIMIT 1)", leads=c.sql) if c.kind == "leads" else c.sql
        for c in found.conditions
        if c.kind != "place"
    ]
    return sql(
        """
        SELECT e.id FROM (
            SELECT * FROM enrollments e WHERE {place} ORDER BY e.id {direction} LIMIT %(near)s
        ) e {joined} WHERE {asked} ORDER BY e.id {direction} LIMIT %(limit)s OFFSET %(offset)s
        """,
        place=" AND ".join(place),
        joined=LEAD if found.asks_lead else "",
        asked=" AND ".join(asked),
        direction=_DIRECTIONS[order],
    )


def _page(ids: LiteralString, order: Order) -> LiteralString:
    """The statement of a page: first which, then all of them."""
    return sql(
        """
        WITH page AS ({ids})
        SELECT {listed} FROM page JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = page.id {lead_and_campaign}
        ORDER BY e.id {direction}
        """,
        ids=ids,
        listed=_LISTED,
        lead_and_campaign=_LEAD_AND_CAMPAIGN,
        direction=_DIRECTIONS[order],
    )


async def count(scope: Scope, filters: Filters = Filters()) -> int:
    """How many enrollments pass the filters: of the counts that are kept as enrollments move, where these have what is asked."""
    found = await found_by(scope, filters)
    if found.is_counted:
        return await scope.count(
            sql("SELECT coalesce(sum(e.n), 0)::bigint FROM enrollment_counts e WHERE {where}", where=found.sql), **found.params
        )
    return await scope.count(
        sql("SELECT count(*) FROM {source} WHERE {where}", source=found.source, where=found.sql), **found.params
    )


async def ids_of(scope: Scope, filters: Filters, limit: int = 10_000) -> list[int]:
    """The ids alone, oldest first: for acting on what a filter finds."""
    found = await found_by(scope, filters)
    rows = await scope.all(
        sql(
            "SELECT e.id FROM {source} WHERE {where} ORDER BY {key} LIMIT %(limit)s",
            source=found.source,
            where=found.sql,
            key=found.key,
        ),
        **found.params,
        limit=limit,
    )
    return [r["id"] for r in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the leads of a campaign stand: how many have each status, and how many wait for each step, by its position."""

    statuses: Mapping[str, int]
    waiting: Mapping[int, int]

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


async def standing(scope: Scope, campaign_id: int) -> Standing:
    """Read from the counts that are kept as enrollments move."""
    statuses: dict[str, int] = dict.fromkeys(STATUSES, 0)
    waiting = Counter[int]()
    for place in await enrollment_places.read(scope, [campaign_id]):
        statuses[place.status] += place.n
        if place.status in ("active", "paused"):
            waiting[place.done_position + 1] += place.n
    return Standing(statuses, waiting)


async def revenue(scope: Scope, campaign_id: int) -> float:
    """What the leads of a campaign are worth together, where that was noted."""
    row = await scope.one(
        """
        SELECT coalesce(sum((vendor ->> 'revenue')::numeric), 0)::double precision AS worth FROM enrollments
        WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND vendor ? 'revenue'
        """,
        id=campaign_id,
    )
    return row["worth"] if row else 0.0


# ---- Enrolling


class EnrollmentInput(TypedDict, total=False):
    """What new enrollments begin with. `due_at`: when the first step may be done (default: at once)."""

    priority: int
    category_id: int | None
    owner_user_id: int | None
    due_at: datetime | None
    vendor: Mapping[str, object] | None


_ENROLL = """
INSERT INTO enrollments (workspace_id, campaign_id, lead_id, due_at, priority, category_id, category_at, owner_user_id, fields,
                         vendor, api_key_id, created_at, updated_at)
SELECT %(workspace_id)s, %(campaign_id)s, u.lead_id, %(due_at)s, %(priority)s, %(category_id)s, %(category_at)s,
       %(owner_user_id)s, u.fields, %(vendor)s, %(key)s, %(now)s, %(now)s
FROM unnest(%(lead_ids)s::bigint[], %(fields)s::jsonb[]) WITH ORDINALITY AS u (lead_id, fields, n) ORDER BY u.n
ON CONFLICT (workspace_id, campaign_id, lead_id) DO NOTHING RETURNING id, lead_id
"""


async def enroll(
    scope: Scope,
    campaign_id: int,
    lead_ids: Sequence[int],
    *,
    fields: Mapping[int, Mapping[str, object]] | None = None,
    reopen: bool = True,
    **given: Unpack[EnrollmentInput],
) -> dict[int, int | None]:
    """Put leads into a campaign, tens of thousands at once. For each lead the new enrollment's id, or None if it was in already.

    Leads of another workspace are absent from the answer. `fields`: merge fields by lead that override the lead's own.
    `reopen`: a completed campaign becomes active again.
    Suppression is the importer's to check; the dispatcher checks it again before every message.
    """
    await purges.hold(scope, "campaign", campaign_id)
    campaign = await campaigns.get(scope, campaign_id)
    verifications = await _held(scope, lead_ids)
    wanted = [id for id in dict.fromkeys(lead_ids) if id in verifications]
    overrides = {id: dict((fields or {}).get(id, {})) for id in wanted}
    rows = await scope.all(
        _ENROLL,
        campaign_id=campaign_id,
        lead_ids=wanted,
        fields=[Jsonb(overrides[id]) for id in wanted],
        due_at=given.get("due_at") or scope.now,
        priority=given.get("priority", 0),
        category_id=given.get("category_id"),
        category_at=scope.now if given.get("category_id") else None,
        owner_user_id=given.get("owner_user_id"),
        vendor=Jsonb(dict(given.get("vendor") or {})),
        key=scope.actor.api_key_id,
    )
    new = {row["lead_id"]: row["id"] for row in rows}
    added = [id for id in wanted if id in new]
    await enrollment_states.enrolled(scope, campaign_id, len(added))
    about = {id: {"kind": "verified"} if verifications[id] == "verified" else {} for id in added}
    added_to = functools.partial(Event, "lead.added", seat_id=campaign.seat_id, campaign_id=campaign_id)
    await events.append(scope, [added_to(lead_id=id, enrollment_id=new[id], data=about[id]) for id in added])
    if added:
        await approvals.note_enrolled(scope, campaign_id, added, [overrides[id] for id in added])
        if reopen and campaign.status == "completed":
            await campaign_states.reopen(scope, campaign_id)
        await _wake(scope, [campaign_id])
    return {id: new.get(id) for id in wanted}


async def _held(scope: Scope, lead_ids: Sequence[int]) -> dict[int, str | None]:
    """Keep these leads from being deleted until the transaction ends: those that there are, with their verification."""
    rows = await scope.all(
        """
        SELECT id, verification FROM leads
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR KEY SHARE
        """,
        ids=lead_ids,
    )
    return {row["id"]: row["verification"] for row in rows}


async def update_fields(scope: Scope, id: int, values: Mapping[str, object]) -> Enrollment:
    """Merge values into those that override the lead's. With None this campaign has no such value, whatever the lead's own is."""
    if scope.is_watched:
        await approvals.note_leads(scope, [(await get(scope, id)).lead_id], {"values": dict(values)})
    return await _change(
        scope,
        id,
        "fields = e.fields || %(values)s",
        values=Jsonb(dict(values)),
    )


async def update_vendor(scope: Scope, id: int, values: Mapping[str, object]) -> Enrollment:
    """Merge values that a dialect echoes."""
    return await _change(scope, id, "vendor = e.vendor || %(values)s", values=Jsonb(dict(values)))


async def set_owner(scope: Scope, ids: Sequence[int], user_id: int | None) -> int:
    """Assign enrollments to a member, or unassign them. Returns their number."""
    if user_id is not None and not await scope.one(
        "SELECT 1 FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s", user_id=user_id
    ):
        raise NotFound("There is no such member.", field="user_id")
    return await scope.run(
        """
        UPDATE enrollments SET owner_user_id = %(user_id)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=ids,
        user_id=user_id,
    )


async def _change(scope: Scope, id: int, assignment: LiteralString, **params: object) -> Enrollment:
    row = await scope.one(
        sql(
            """
        UPDATE enrollments e SET {assignment}, updated_at = %(now)s FROM campaigns c
        WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s
          AND c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        RETURNING {columns}
        """,
            assignment=assignment,
            columns=_COLUMNS,
        ),
        id=id,
        **params,
    )
    if row is None:
        raise NotFound("There is no such lead in a campaign.", field="enrollment_id")
    return Enrollment(**row)


# ---- Stopping, pausing, going on


async def stop(scope: Scope, ids: Sequence[int], reason: Reason = Reason.MANUAL, detail: str | None = None) -> list[int]:
    """End enrollments that are active or paused; the ids of those that were. Campaigns that have none left complete."""
    return await stop_each(scope, enrollment_states.changes(ids, reason, detail))


async def stop_each(scope: Scope, wanted: Sequence[Change]) -> list[int]:
    """`stop`, each for its own reason."""
    moved = await enrollment_states.stop(scope, wanted)
    await _audit(scope, "lead.stopped", moved)
    await campaign_states.complete_if_done(scope, sorted({m.campaign_id for m in moved}))
    return [m.id for m in moved]


async def complete(scope: Scope, ids: Sequence[int], reason: Reason = Reason.DONE) -> list[int]:
    """Mark enrollments that are active or paused as having come to their end; the ids of those that were."""
    moved = await enrollment_states.complete(scope, enrollment_states.changes(ids, reason))
    await _audit(scope, "lead.completed", moved)
    await campaign_states.complete_if_done(scope, sorted({m.campaign_id for m in moved}))
    return [m.id for m in moved]


async def stop_for_company(scope: Scope, enrollment_id: int, reason: Reason = Reason.COMPANY_REPLIED) -> list[int]:
    """Stop the others of this lead's company (same domain, not a free mail provider) in the same campaign; their ids."""
    row = await scope.one(
        """
        SELECT e.campaign_id, l.email_domain FROM enrollments e
        JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
        WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s
        """,
        id=enrollment_id,
    )
    if row is None:
        raise NotFound("There is no such lead in a campaign.", field="enrollment_id")
    if not row["email_domain"] or addresses.is_free_provider(row["email_domain"]):
        return []
    stopped: list[int] = []
    while True:
        others = await scope.all(
            """
            SELECT e.id FROM leads l
            JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.lead_id = l.id AND e.campaign_id = %(campaign_id)s
            WHERE l.workspace_id = %(workspace_id)s AND l.email_domain = %(email_domain)s AND e.id <> %(id)s
              AND e.status IN ('active', 'paused') ORDER BY e.id LIMIT %(limit)s
            """,
            id=enrollment_id,
            limit=batches.AT_ONCE,
            **row,
        )
        stopped += await stop(scope, [r["id"] for r in others], reason)
        if len(others) < batches.AT_ONCE:
            return stopped


async def pause(
    scope: Scope,
    ids: Sequence[int],
    reason: Reason = Reason.MANUAL,
    *,
    detail: str | None = None,
    resume_at: datetime | None = None,
) -> list[int]:
    """Pause active enrollments; the ids of those that were active. `resume_at`: when they resume automatically."""
    moved = await enrollment_states.pause(scope, enrollment_states.changes(ids, reason, detail), resume_at=resume_at)
    await _audit(scope, "lead.paused", moved)
    return [m.id for m in moved]


async def pause_of_senders(
    scope: Scope, sender_ids: Sequence[int], *, campaign_id: int | None = None, limit: int | None = None
) -> list[int]:
    """Pause the active enrollments whose first message came from these senders, with reason 'sender_gone'; their ids.

    `limit`: no more than so many of them, where there may be any number.

    Their messages that wait for a retry are removed: the new sender does those steps.
    """
    where = Where("e")
    where.add("e.sender_id = ANY (%(sender_ids)s) AND e.status = 'active'", sender_ids=sender_ids)
    where.given("e.campaign_id = %(campaign_id)s", campaign_id=campaign_id)
    paused: list[int] = []
    most = batches.AT_ONCE
    while limit is None or (most := min(limit - len(paused), most)) > 0:
        rows = await scope.all(
            sql("SELECT e.id FROM enrollments e WHERE {where} ORDER BY e.id LIMIT %(limit)s", where=where.sql),
            **where.params,
            limit=most,
        )
        paused += await pause(scope, [r["id"] for r in rows], Reason.SENDER_GONE)
        if len(rows) < most:
            break
    await message_states.take_back(scope, Waiting(senders=sender_ids, campaign=campaign_id, steps=True))
    return paused


async def resume(scope: Scope, ids: Sequence[int], *, sender_id: int | None = None) -> list[int]:
    """Resume paused enrollments with their next step, after the rest of its delay; the ids of those that were paused.

    `sender_id`: hand them to another sender (whose messages begin a new thread).
    """
    if sender_id is not None and not await scope.one(
        "SELECT 1 FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=sender_id
    ):
        raise NotFound("There is no such sender.", field="sender_id")
    moved = await enrollment_states.resume(scope, ids, sender_id=sender_id)
    if sender_id is not None:  # what another sender was to try again is the new one's to do
        await message_states.take_back(scope, Waiting(enrollments=[m.id for m in moved], steps=True))
    for of in sorted({m.campaign_id for m in moved}):
        facts = {"leads": [m.lead_id for m in moved if m.campaign_id == of], "sender": sender_id}
        await approvals.note_campaign(scope, "leads.resume", of, facts=facts)
    await _audit(scope, "lead.resumed", moved)
    await _wake(scope, sorted({m.campaign_id for m in moved}))
    return [m.id for m in moved]


async def resume_due(scope: Scope, limit: int = 500) -> int:
    """Resume those whose temporary pause (out of office) is over, up to `limit`; how many. What is left of campaigns that were
    deleted stays as it is, until it is removed."""
    rows = await scope.all(
        """
        SELECT e.id FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.resume_at <= %(now)s
        ORDER BY e.resume_at LIMIT %(limit)s FOR UPDATE OF e SKIP LOCKED
        """,
        limit=limit,
    )
    return len(await resume(scope, [row["id"] for row in rows])) if rows else 0


async def rescue(scope: Scope) -> int:
    """Make enrollments due again that are active with nothing due or in progress (base.enrollment_states); how many."""
    found = 0
    while lost := await enrollment_states.find_lost(scope):
        moved = await enrollment_states.make_due(scope, lost)
        await _wake(scope, sorted({m.campaign_id for m in moved}))
        found += len(moved)
        if len(lost) < batches.AT_ONCE:
            break
    return found


# By its id or its position, which it keeps until the transaction ends.
_LOCK_STEP = """
SELECT position FROM steps
WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign_id)s AND deleted_at IS NULL
  AND (id = %(step_id)s::bigint OR position = %(position)s::int) FOR SHARE
"""


async def return_to(
    scope: Scope,
    id: int,
    position: int | None = None,
    *,
    step_id: int | None = None,
    at: datetime | None = None,
) -> Enrollment:
    """Have an enrollment do a step (again), from there on as usual: now, or at a time. Without a step: the next one.

    Messages of the earlier run stay; the sender and thread stay the same. Conflict 'claimed' while a message is leaving.
    """
    enrollment = await get(scope, id)
    asked = None if step_id is not None else position or enrollment.done_position + 1
    step = await scope.one(_LOCK_STEP, campaign_id=enrollment.campaign_id, step_id=step_id, position=asked)
    if step is None and step_id is not None:
        raise NotFound("The campaign has no such step.", field="step_id")
    if step is None:
        raise Invalid(f"The campaign has no step {asked}.", code="no_such_step", field="position")
    position = int(step["position"])
    moved = await enrollment_states.restart(scope, id, position, max(at or scope.now, scope.now))
    if moved is None:
        raise Conflict("A message to this lead is being sent right now. Try again in a moment.", code=Reason.CLAIMED)
    await approvals.note_campaign(scope, "leads.resume", moved.campaign_id, facts={"leads": [moved.lead_id], "step": position})
    await _audit(scope, "lead.resumed", [moved], Reason.RETURNED)
    await campaign_states.reopen(scope, enrollment.campaign_id)
    await _wake(scope, [enrollment.campaign_id])
    return await get(scope, id)


async def leave(scope: Scope, id: int) -> None:
    """Stop a lead's sequence because it moves to another campaign. Conflict 'claimed' while a message is leaving."""
    await enrollment_states.lock(scope, [id])
    leaving = await scope.one(
        """
        SELECT 1 FROM messages m
        JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id AND e.run = m.run
        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = %(id)s AND m.kind = 'step'
          AND m.state IN ('sending', 'submitted') LIMIT 1
        """,
        id=id,
    )
    if leaving is not None:
        raise Conflict("A message to this lead is being sent right now. Try again in a moment.", code=Reason.CLAIMED)
    await stop(scope, [id], Reason.MOVED)


async def remove(scope: Scope, ids: Sequence[int]) -> int:
    """Take leads out of their campaigns; how many. The leads, their messages, conversations and events stay."""
    removed = await enrollment_states.remove(scope, ids)
    gone = list(removed)
    if gone:
        await scope.run(
            """
            DELETE FROM taggings
            WHERE workspace_id = %(workspace_id)s AND object_kind = 'enrollment' AND object_id = ANY (%(ids)s)
            """,
            ids=gone,
        )
        await events.audit(scope, "enrollment.removed", "enrollment", gone[0] if len(gone) == 1 else None, affected=len(gone))
        await campaign_states.complete_if_done(scope, sorted(set(removed.values())))
    return len(gone)


async def _audit(scope: Scope, kind: str, moved: Sequence[Moved], reason: str | None = None) -> None:
    """Record what a person did by hand; the events have already been written."""
    by_reason: dict[str | None, list[int]] = {}
    for m in moved:
        by_reason.setdefault(reason or m.reason, []).append(m.id)
    for why, ids in by_reason.items():
        await events.audit_by_hand(scope, kind, "enrollment", ids, **({"reason": str(why)} if why else {}))


async def _wake(scope: Scope, campaign_ids: Sequence[int]) -> None:
    """Tell the senders of those of the campaigns that are active, from when their window opens on."""
    by_opening: dict[datetime, list[int]] = {}
    for campaign in (await campaigns.get_many(scope, campaign_ids)).values():
        opens_at = campaigns.window(campaign.schedule, scope.now).opens_at
        if campaign.status == "active" and opens_at:
            by_opening.setdefault(opens_at, []).append(campaign.id)
    for opens_at, ids in by_opening.items():
        await wake.senders_of(scope, ids, opens_at)
