"""What happened to leads, across campaigns: the record of events, read by people and by programs that follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
    return await scope.rows(
        Activity,
        """
            WITH page AS (
                SELECT v.id, v.type, v.at, v.lead_id, v.campaign_id, v.enrollment_id, v.sender_id, v.message_id FROM events v
                WHERE v.workspace_id = %(workspace_id)s AND v.type = ANY (%(types)s) AND v.enrollment_id IS NOT NULL
                  AND (%(seat_id)s::bigint IS NULL OR v.seat_id = %(seat_id)s)
                  AND (%(start)s::timestamptz IS NULL OR v.at >= %(start)s) AND (%(end)s::timestamptz IS NULL OR v.at < %(end)s)
                ORDER BY v.id DESC LIMIT %(limit)s OFFSET %(offset)s
            )
            SELECT p.id, p.type, p.at, p.lead_id, l.email AS lead_email, l.first_name AS lead_first_name,
                   l.last_name AS lead_last_name, p.campaign_id, c.name AS campaign_name, p.enrollment_id, p.sender_id,
                   s.address AS sender_address, p.message_id, m.step_position, m.subject
            FROM page p
            LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = p.lead_id
            LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = p.campaign_id
            LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = p.sender_id
            LEFT JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = p.message_id
            ORDER BY p.id DESC
            """,
        types=types,
        seat_id=seat_id,
        start=start,
        end=end,
        limit=limit,
        offset=offset,
    )
