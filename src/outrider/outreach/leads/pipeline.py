"""The sales pipeline: leads by status, segment, campaign and owner, in the orders sales people want, and their way along it.

A lead without a status is new: imported leads have not been reviewed yet.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, LiteralString

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import Where, sql, words
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import Lead

STATUSES = ("new", "contacted", "qualified", "converted", "lost")
Sort = Literal["created_at", "updated_at", "name", "status", "last_contact"]

_SORTS: dict[Sort, tuple[LiteralString, ...]] = {
    "created_at": ("l.id",),
    "updated_at": ("l.updated_at", "l.id"),
    "name": ("l.first_name", "l.last_name", "l.id"),
    "status": ("coalesce(l.status, 'new')", "l.id"),
}
_BY_CONTACT: LiteralString = """
lead_contacts t JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = t.lead_id AND t.workspace_id = %(workspace_id)s"""
_LONGEST_AGO: LiteralString = "t.last_contacted_at NULLS FIRST, t.lead_id"


@dataclass(frozen=True, slots=True)
class Filters:
    """None does not filter. `search`: beginnings of words of names, address, company, title, location and notes; all must be
    there."""

    status: str | None = None
    segment_id: int | None = None
    campaign_id: int | None = None
    owner_user_id: int | None = None
    created_by: int | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A lead's way from one status to another; the same twice when it was there already."""

    lead: Lead
    before: str
    after: str
    at: datetime

    @property
    def changed(self) -> bool:
        return self.before != self.after


_CONDITIONS: dict[str, LiteralString] = {
    "status": "coalesce(l.status, 'new') = %(status)s",
    "segment_id": """l.id IN (SELECT m.lead_id FROM segment_members m
        WHERE m.workspace_id = %(workspace_id)s AND m.segment_id = %(segment_id)s)""",
    "campaign_id": """l.id IN (SELECT e.lead_id FROM enrollments e
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(campaign_id)s)""",
    "owner_user_id": "l.owner_user_id = %(owner_user_id)s",
    # Who brought it is not always known; then it is the workspace's owner.
    "created_by": """(l.created_by = %(created_by)s OR l.created_by IS NULL AND EXISTS (
        SELECT FROM workspaces w WHERE w.id = %(workspace_id)s AND w.owner_user_id = %(created_by)s))""",
    # An array, so that the words' index is asked first, however common or rare the words are.
    "search": """l.id = ANY (ARRAY(SELECT x.id FROM leads x
        WHERE x.workspace_id = %(workspace_id)s AND x.search @@ to_tsquery('simple', %(search)s)))""",
}


def _where(filters: Filters) -> Where:
    where = Where("l")
    text = (filters.search or "").strip()
    found = words(text)
    if text and not found:
        where.add("false")  # nothing in it that could be found
    where.fields(_CONDITIONS, replace(filters, search=found))
    return where


async def search(
    scope: Scope, filters: Filters, *, sort: Sort = "created_at", descending: bool = True, limit: int = 50, offset: int = 0
) -> list[Lead]:
    """Leads that pass every filter. By `last_contact`, those never written to are the oldest."""
    where = _where(filters)
    source: LiteralString = "leads l"
    if sort == "last_contact":
        source = _BY_CONTACT
        order = "t.last_contacted_at DESC NULLS LAST, t.lead_id DESC" if descending else _LONGEST_AGO
    else:
        order = ", ".join([sql("{column} DESC", column=column) if descending else column for column in _SORTS[sort]])
    return await scope.rows(
        Lead,
        sql(
            "SELECT {columns} FROM {source} WHERE {where} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s",
            columns=leads.SELECTED,
            source=source,
            where=where.sql,
            order=order,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )


async def count(scope: Scope, filters: Filters) -> int:
    """How many leads `search` would find."""
    where = _where(filters)
    return await scope.count(sql("SELECT count(*) FROM leads l WHERE {where}", where=where.sql), **where.params)


async def set_status(scope: Scope, id: int, status: str, *, note: str | None = None) -> Move:
    """Move a lead to a status; a note is written below those there are. Raises NotFound, Invalid."""
    if status not in STATUSES:
        raise Invalid(f"A status is one of {', '.join(STATUSES)}.", field="status")
    row = await scope.one(
        "SELECT status FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE", id=id
    )
    if row is None:
        raise NotFound("Lead not found", field="lead_id")
    lead = await leads.get(scope, id)
    changes: dict[str, object] = {}
    if row["status"] != status:
        changes["status"] = status
    if note and note.strip():
        earlier = lead.profile.get("notes")
        changes["profile"] = {**lead.profile, "notes": f"{earlier}\n{note.strip()}" if earlier else note.strip()}
    if changes:
        lead = await leads.update(scope, id, **changes)
    move = Move(lead, row["status"] or "new", status, scope.now)
    if move.changed:
        await events.append(scope, [Event("lead.status_set", lead_id=id, data={"from": move.before, "to": status})])
    return move
