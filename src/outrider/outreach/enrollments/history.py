"""Everything that happened with a lead, on every channel and in every campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the lead. `type` and `data` are as in base.events; names are None where the thing is gone."""

    id: int
    type: str
    at: datetime
    data: dict[str, object]
    campaign_id: int | None
    campaign: str | None
    sender: str | None
    channel: str | None
    conversation_id: int | None
    subject: str | None


async def of_lead(
    scope: Scope, lead_id: int, *, seat_ids: Sequence[int] | None = None, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """The lead's events, newest first. `seat_ids`: only those of these seats and of none; `before`: older than this id."""
    where = Where("e")
    where.add("e.lead_id = %(lead_id)s", lead_id=lead_id)
    where.given("e.id < %(before)s", before=before)
    where.given("(e.seat_id IS NULL OR e.seat_id = ANY (%(seat_ids)s))", seat_ids=seat_ids)
    rows = await scope.all(
        sql(
            """
        SELECT e.id, e.type, e.at, e.data, e.campaign_id, c.name AS campaign, s.address AS sender, s.channel,
               coalesce(e.conversation_id, m.conversation_id) AS conversation_id, m.subject
        FROM events e
        LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = e.sender_id
        LEFT JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = e.message_id
        WHERE {where} ORDER BY e.id DESC LIMIT %(limit)s
        """,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [Entry(**row) for row in rows]
