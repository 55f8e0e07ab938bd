"""What happened to leads, across campaigns: the record of events, read by people and by programs that follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class Activity:
    """An event with its lead and campaign. Names are None if these were deleted."""

    id: int
    type: str
    at: datetime
    lead_id: int | None
    lead_email: str | None
    lead_first_name: str | None
    lead_last_name: str | None
    campaign_id: int | None
    campaign_name: str | None
    enrollment_id: int | None
    sender_id: int | None
    sender_address: str | None
    message_id: int | None
    step_position: int | None
    subject: str | None


# The page is taken from the newest events; where times are given, from those of each campaign in that time. Campaigns are found
# by stepping from one to the next in the index: some events are of campaigns that were deleted.
_NEWEST: LiteralString = """
page AS (SELECT {columns} FROM events v WHERE {where} ORDER BY v.id DESC LIMIT %(limit)s OFFSET %(offset)s)
"""
_IN_TIME: LiteralString = """
RECURSIVE known (id) AS (
    (SELECT campaign_id FROM events WHERE workspace_id = %(workspace_id)s AND campaign_id IS NOT NULL
     ORDER BY campaign_id LIMIT 1)
    UNION ALL
    SELECT n.campaign_id FROM known k CROSS JOIN LATERAL (
        SELECT e.campaign_id FROM events e WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id > k.id
        ORDER BY e.campaign_id LIMIT 1) n
),
page AS (
    SELECT f.* FROM known k CROSS JOIN LATERAL (
        SELECT {columns} FROM events v WHERE {where} AND v.campaign_id = k.id
        ORDER BY v.at DESC, v.id DESC LIMIT %(limit)s + %(offset)s) f
    ORDER BY f.id DESC LIMIT %(limit)s OFFSET %(offset)s
)
"""
_COLUMNS = "v.id, v.type, v.at, v.lead_id, v.campaign_id, v.enrollment_id, v.sender_id, v.message_id"
_NAMED: LiteralString = """
WITH {page}
SELECT p.id, p.type, p.at, p.lead_id, l.email AS lead_email, l.first_name AS lead_first_name, l.last_name AS lead_last_name,
       p.campaign_id, c.name AS campaign_name, p.enrollment_id, p.sender_id, s.address AS sender_address, p.message_id,
       m.step_position, m.subject
FROM page p
LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = p.lead_id
LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = p.campaign_id
LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = p.sender_id
LEFT JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = p.message_id
ORDER BY p.id DESC
"""


async def find_all(
    scope: Scope,
    types: Sequence[str],
    *,
    seat_id: int | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Activity]:
    """Events of these types that are about a lead in a campaign, newest first. `end` is exclusive."""
    where = Where("v")
    where.add("v.type = ANY (%(types)s) AND v.enrollment_id IS NOT NULL", types=types)
    where.given("v.seat_id = %(seat_id)s", seat_id=seat_id)
    where.given("v.at >= %(start)s", start=start)
    where.given("v.at < %(end)s", end=end)
    page = _NEWEST if start is None and end is None else _IN_TIME
    return await scope.rows(
        Activity,
        sql(_NAMED, page=sql(page, columns=_COLUMNS, where=where.sql)),
        **where.params,
        limit=limit,
        offset=offset,
    )
