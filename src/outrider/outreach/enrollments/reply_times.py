"""How long leads take to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """Seconds from the first message to the first reply, over the leads who replied; None without replies."""

    replies: int
    average: float | None
    median: float | None
    fastest: float | None
    slowest: float | None


async def of_campaigns(
    scope: Scope, campaign_ids: Sequence[int], *, start: datetime | None = None, end: datetime | None = None
) -> ReplyTimes:
    """Of the leads whose first reply came from `start` to `end` (exclusive). Their enrollments are looked up one by one: those
    who replied are few of all.
    """
    where = Where("v")
    where.add("v.campaign_id = ANY (%(campaign_ids)s)", campaign_ids=campaign_ids)
    where.add("v.type = 'reply.received' AND v.first_for_enrollment AND w.first_sent_at <= v.at")
    where.given("v.at >= %(start)s", start=start)
    where.given("v.at < %(end)s", end=end)
    found = await scope.row(
        ReplyTimes,
        sql(
            """
            WITH taken AS (
                SELECT extract(epoch FROM v.at - w.first_sent_at)::double precision AS seconds
                FROM events v
                CROSS JOIN LATERAL (
                    SELECT coalesce((
                        SELECT e.first_sent_at FROM enrollments e
                        WHERE e.workspace_id = %(workspace_id)s AND e.id = v.enrollment_id AND e.campaign_id = v.campaign_id), (
                        SELECT min(m.sent_at) FROM messages m  -- the lead has left the campaign since
                        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = v.enrollment_id AND m.kind = 'step'
                          AND m.campaign_id = v.campaign_id)) AS first_sent_at
                    OFFSET 0) w  -- worked out once, not wherever it is named
                WHERE {where}
            )
            SELECT count(*) AS replies, avg(seconds) AS average,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median, min(seconds) AS fastest,
                   max(seconds) AS slowest
            FROM taken
            """,
            where=where.sql,
        ),
        **where.params,
    )
    assert found is not None
    return found
