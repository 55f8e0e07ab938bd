"""What is done to placements: their values, owner and category, where they move to, and that they end."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import approvals, events, jobs
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import enrollments, moves, outcomes
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.enrollments.moves import Kind, Moved, Ref
from outrider.outreach.enrollments.placements import (
    MAX_CHANGED,
    Filter,
    Placement,
    count,
    get,
    refs_of,
    search,
    subsequences_of,
    to_json,
)
from outrider.outreach.leads import leads, lists
from outrider.outreach.leads.staging import MERGE_FIELDS
from outrider.outreach.tenancy import categories

REMOVE_KIND = "leads.remove"


def split(refs: Sequence[Ref]) -> tuple[list[int], list[int]]:
    """The enrollments' ids, the members' ids."""
    return [id for kind, id in refs if kind == "enrollment"], [id for kind, id in refs if kind == "list_member"]


async def set_fields(scope: Scope, ref: Ref, values: Mapping[str, object], *, replace_custom: bool = False) -> Placement:
    """Change values that hold here only; None: no value here, whatever the lead has.

    `replace_custom`: custom values that are not among these have none here from now on.
    """
    found = await get(scope, ref)
    kept = dict(found.fields)
    if replace_custom:
        custom = {*found.lead.custom, *found.fields} - {*MERGE_FIELDS}
        kept = {k: None if k in custom else v for k, v in kept.items()} | dict.fromkeys(custom)
    await approvals.note_leads(scope, [found.lead.id], {"values": {**kept, **values}})
    await _write(scope, [ref], "fields = %(fields)s", fields=Jsonb({**kept, **values}))
    return await get(scope, ref)


async def annotate(scope: Scope, refs: Sequence[Ref], values: Mapping[str, object]) -> None:
    """Merge values that a dialect echoes."""
    await _write(scope, refs, "vendor = vendor || %(values)s", values=Jsonb(dict(values)))


async def set_owner(scope: Scope, refs: Sequence[Ref], user_id: int | None) -> None:
    """Assign to a member of the workspace, or unassign. Raises NotFound for anyone else."""
    if user_id is not None and not await scope.one(
        "SELECT 1 FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s", user_id=user_id
    ):
        raise NotFound("There is no such member.", field="user_id")
    await _write(scope, refs, "owner_user_id = %(user_id)s", user_id=user_id)


async def keep_category(scope: Scope, refs: Sequence[Ref], kept: bool) -> None:
    """Let only people change the category of these from now on, whatever replies say; or (not `kept`) replies, too."""
    await _write(scope, [ref for ref in refs if ref[0] == "enrollment"], "category_by_hand = %(kept)s", kept=kept)


async def _write(scope: Scope, refs: Sequence[Ref], assignment: LiteralString, **params: object) -> None:
    tables: tuple[LiteralString, LiteralString] = ("enrollments", "list_members")
    for table, ids in zip(tables, split(refs), strict=True):
        if ids:
            await scope.run(
                sql(
                    """
                UPDATE {table} SET {assignment}, updated_at = %(now)s
                WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
                """,
                    table=table,
                    assignment=assignment,
                ),
                ids=ids,
                **params,
            )


async def set_category(scope: Scope, refs: Sequence[Ref], category_id: int | None, *, source: str = "manual") -> int:
    """Say what came of these; in campaigns with everything that follows from it (`outcomes.set_category`). How many there are."""
    enrolled, members = split(refs)
    if category_id is not None:
        await categories.hold(scope, category_id)
    if enrolled:
        await outcomes.set_category(scope, category_id, enrollment_ids=enrolled, source=source)
    if members:
        await scope.run(
            """
            UPDATE list_members SET category_id = %(category)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
            """,
            ids=members,
            category=category_id,
        )
    return len(refs)


async def remove(scope: Scope, refs: Sequence[Ref]) -> int:
    """Take people out of where they are (and of the subsequences they got into from there); how many rows there were."""
    enrolled, members = split(refs)
    inner = [id for _, id, _ in (await subsequences_of(scope, enrolled)).values()]
    removed = await enrollments.remove(scope, enrolled) if enrolled else 0
    if inner:
        await enrollments.remove(scope, inner)
    if members:
        gone = await lists.delete_members(scope, members)
        await events.audit(scope, "list_member.removed", "list_member", members[0] if gone == 1 else None, affected=gone)
        removed += gone
    return removed


async def remove_found(scope: Scope, filters: Filter, most: int | None = None) -> int:
    """Take out what the filter finds, at most so many; how many. More than MAX_CHANGED are taken out by a job, soon after."""
    here = MAX_CHANGED if most is None else min(most, MAX_CHANGED)
    removed = await remove(scope, await refs_of(scope, filters, limit=here))
    if removed < here or removed == most:
        return removed
    rest = await count(scope, filters)
    rest = rest if most is None else min(rest, most - removed)
    if rest:
        await jobs.enqueue(scope, REMOVE_KIND, {"filter": to_json(filters), "limit": rest})
    return removed + rest


async def move(
    scope: Scope,
    found: Sequence[Placement],
    *,
    campaign_id: int | None = None,
    list_id: int | None = None,
    copy: bool = False,
    reset_category: bool = False,
    skip_enrolled: bool = False,
    owner_user_id: int | None = None,
) -> list[Placement]:
    """Put people somewhere else too (`copy`), or instead, with the values and the category they have here; those that went.

    Who is in the target already stays where they are, and out of campaigns who can't be written to. `skip_enrolled`: so does who
    is in another campaign. A lead that is moved, not copied, keeps the id of their original row.
    """
    wanted = {p.lead.id: p for p in found if (p.campaign_id, p.list_id) != (campaign_id, list_id)}
    if campaign_id is not None:
        wanted = {id: p for id, p in wanted.items() if p.lead.email or p.lead.linkedin_key}
    if skip_enrolled:
        sources = {p.campaign_id for p in wanted.values()}
        there = await leads.campaigns_of(scope, list(wanted))
        wanted = {id: p for id, p in wanted.items() if all(row["campaign_id"] in sources for row in there[id])}
    values = {id: p.fields for id, p in wanted.items()}
    kind: Kind = "enrollment" if campaign_id is not None else "list_member"
    made: dict[int, Ref] = {}
    if campaign_id is not None:
        enrolled = await enrollments.enroll(scope, campaign_id, list(wanted), fields=values)
        made = {lead_id: (kind, id) for lead_id, id in enrolled.items() if id is not None}
    elif list_id is not None:
        added = await lists.add_members(scope, list_id, list(wanted), fields=values)
        made = {p.lead.id: p.ref for p in await search(scope, Filter(list_ids=[list_id], lead_ids=added), limit=len(added) or 1)}
    await _take_along(scope, [(wanted[lead_id], ref) for lead_id, ref in made.items()], reset_category, owner_user_id)
    if not copy:
        await moves.record(scope, [Moved(lead_id, *ref, *wanted[lead_id].ref) for lead_id, ref in made.items()])
        await remove(scope, [wanted[lead_id].ref for lead_id in made])
    return [wanted[lead_id] for lead_id in made]


async def change_campaign(
    scope: Scope, id: int, campaign_id: int, *, step_id: int | None = None, at: datetime | None = None
) -> Enrollment:
    """Have a lead do a step of a campaign, now or at a time: of its own (`return_to`), or of another, which it then moves to.

    Whoever knows it by the id that it had finds it there, with its values, category, owner and tags; what it was sent and what
    it answered stays with the campaign that it leaves. Raises NotFound; Conflict 'claimed' while a message is leaving, and
    'already_enrolled' for a campaign that it is in as well.
    """
    enrollment = await enrollments.get(scope, id)
    if campaign_id == enrollment.campaign_id:
        return await enrollments.return_to(scope, id, step_id=step_id, at=at)
    await enrollments.leave(scope, id)
    lead_id = enrollment.lead_id
    enrolled = await enrollments.enroll(
        scope,
        campaign_id,
        [lead_id],
        fields={lead_id: enrollment.fields},
        due_at=at,
        category_id=enrollment.category_id,
        owner_user_id=enrollment.owner_user_id,
        vendor=enrollment.vendor,
    )
    new = enrolled[lead_id]
    if new is None:
        raise Conflict("The lead is in that campaign as well: ask for it there.", code="already_enrolled", field="campaign_id")
    await moves.record(scope, [Moved(lead_id, "enrollment", new, "enrollment", id)])
    await remove(scope, [("enrollment", id)])
    if step_id is not None:
        return await enrollments.return_to(scope, new, step_id=step_id, at=at)
    return await enrollments.get(scope, new)


async def _take_along(
    scope: Scope, pairs: Sequence[tuple[Placement, Ref]], reset_category: bool, owner_user_id: int | None
) -> None:
    """Give new rows the category, owner and echoed values of those they came from; those alike are written together."""
    by_category: dict[int, list[Ref]] = {}
    by_owner: dict[int | None, list[Ref]] = {}
    for old, ref in pairs:
        by_owner.setdefault(owner_user_id or old.owner_user_id, []).append(ref)
        if old.category_id is not None and not reset_category:
            by_category.setdefault(old.category_id, []).append(ref)
        if old.vendor:
            await annotate(scope, [ref], old.vendor)
    for category, refs in by_category.items():
        await set_category(scope, refs, category)
    for owner, refs in by_owner.items():
        await set_owner(scope, refs, owner)


async def merge(scope: Scope, ref: Ref, into: Ref) -> Placement:
    """Give one row's values to another where that has none, and remove the first."""
    if ref == into:
        raise Invalid("A lead cannot be merged with itself.", field="destination_lead_id")
    source, destination = await get(scope, ref), await get(scope, into)
    has = {name: value for name, value in destination.values.items() if value is not None and value != ""}
    brings = {name: value for name, value in source.values.items() if value is not None and name != "email" and name not in has}
    if brings:
        await set_fields(scope, into, brings)
    if destination.category_id is None and source.category_id is not None:
        await set_category(scope, [into], source.category_id)
    await remove(scope, [ref])
    return await get(scope, into)
