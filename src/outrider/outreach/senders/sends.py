"""Sends: the messages that a campaign's steps sent, one row each, with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, LiteralString

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope

Happened = Literal["opened", "clicked", "replied", "unsubscribed", "bounced"]


@dataclass(frozen=True, slots=True)
class Sends:
    """Which sends. None does not filter; times are [after, before]."""

    campaign_ids: Sequence[int]
    position: int | None = None
    happened: Happened | None = None
    sent_after: datetime | None = None
    sent_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """One message of a step. `unsubscribed_at` also when the lead left through another message of the same campaign."""

    message_id: int
    campaign_id: int
    enrollment_id: int | None
    step_id: int | None
    step_position: int | None
    variant_id: int | None
    subject: str
    body_html: str | None
    body_text: str
    sent_at: datetime | None
    opened_at: datetime | None
    clicked_at: datetime | None
    replied_at: datetime | None
    bounced_at: datetime | None
    unsubscribed_at: datetime | None
    opens: int
    clicks: int
    lead_id: int | None
    lead_email: str | None
    lead_first_name: str | None
    lead_last_name: str | None
    category_id: int | None
    category_name: str | None
    sender_id: int


_HAPPENED: dict[str, LiteralString] = {
    "opened": "m.opened_at IS NOT NULL",
    "clicked": "m.clicked_at IS NOT NULL",
    "replied": "m.replied_at IS NOT NULL",
    "unsubscribed": "m.unsubscribed_at IS NOT NULL",
    "bounced": "m.bounced_at IS NOT NULL",
}


_OF_CAMPAIGNS = """m.campaign_id = ANY (%(campaign_ids)s) AND m.kind = 'step' AND m.action = 'email'
    AND m.sent_at IS NOT NULL"""
# No index has the time at which a message was sent, as its record would have to write it. So it is looked for among those made
# about then and those tried again: a first attempt leaves while its message is leased, which is minutes.
_LEAVES_WITHIN = timedelta(days=1)
_MADE = "(m.created_at BETWEEN %(made_from)s AND %(made_until)s OR m.attempts > 1)"


def _where(which: Sends) -> Where:
    where = Where("m")
    where.add(_OF_CAMPAIGNS, campaign_ids=which.campaign_ids)
    if which.happened:
        where.add(_HAPPENED[which.happened])
    where.given("m.step_position = %(position)s", position=which.position)
    where.given("m.sent_at >= %(sent_after)s", sent_after=which.sent_after)
    where.given("m.sent_at <= %(sent_before)s", sent_before=which.sent_before)
    if which.sent_after or which.sent_before:
        where.add(
            _MADE,
            made_from=which.sent_after - _LEAVES_WITHIN if which.sent_after else "-infinity",
            made_until=which.sent_before or "infinity",
        )
    return where


async def search(scope: Scope, which: Sends, *, limit: int = 100, offset: int = 0) -> list[Send]:
    """Sends in the order they were made."""
    where = _where(which)
    rows = await scope.all(
        sql(
            """
        WITH page AS (SELECT m.* FROM messages m WHERE {where} ORDER BY m.id LIMIT %(limit)s OFFSET %(offset)s)
        SELECT m.id AS message_id, m.campaign_id, m.enrollment_id, m.step_id, m.step_position, m.variant_id, m.subject,
               m.body_html, m.body_text, m.sent_at, m.opened_at, m.clicked_at, m.replied_at, m.bounced_at, m.unsubscribed_at,
               m.opens, m.clicks, m.lead_id, coalesce(l.email, m.to_addresses[1]) AS lead_email,
               l.first_name AS lead_first_name, l.last_name AS lead_last_name, e.category_id, k.name AS category_name,
               m.sender_id
        FROM page m
        LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
        LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id
        LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = e.category_id
        ORDER BY m.id
        """,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [Send(**row) for row in rows]


async def count(scope: Scope, which: Sends) -> int:
    """How many sends `search` would list in all."""
    where = _where(which)
    row = await scope.one(sql("SELECT count(*) AS n FROM messages m WHERE {where}", where=where.sql), **where.params)
    return row["n"] if row else 0


@dataclass(frozen=True, slots=True)
class Earned:
    """The outcomes of the messages sent on one day, whenever they happened. `positive`: answered by a lead now in a positive
    category. `leads`: different leads written to.
    """

    sent: int = 0
    leads: int = 0
    opened: int = 0
    clicked: int = 0
    replied: int = 0
    positive: int = 0
    bounced: int = 0
    unsubscribed: int = 0


async def by_sent_day(scope: Scope, campaign_ids: Sequence[int], starts: Sequence[datetime]) -> dict[int, Earned]:
    """Per day, counted from 0: `starts` are the instants at which the days begin, and last that at which the last one ends.

    Days without messages are missing. Categories are looked up for the few messages that were answered.
    """
    if len(starts) < 2:
        return {}
    rows = await scope.all(
        sql(
            """
        SELECT width_bucket(m.sent_at, %(starts)s::timestamptz[]) - 1 AS day, count(*) AS sent,
               count(DISTINCT m.lead_id) AS leads, count(m.opened_at) AS opened, count(m.clicked_at) AS clicked,
               count(m.replied_at) AS replied,
               count(*) FILTER (WHERE m.replied_at IS NOT NULL AND (
                   SELECT k.sentiment FROM enrollments e
                   JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = e.category_id
                   WHERE e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id) = 'positive') AS positive,
               count(m.bounced_at) AS bounced, count(m.unsubscribed_at) AS unsubscribed
        FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.campaign_id = ANY (%(campaign_ids)s) AND m.kind = 'step'
          AND m.action = 'email' AND m.sent_at >= %(first)s AND m.sent_at < %(last)s
          AND {made}
        GROUP BY 1
        """,
            made=_MADE,
        ),
        campaign_ids=campaign_ids,
        starts=starts,
        first=starts[0],
        last=starts[-1],
        made_from=starts[0] - _LEAVES_WITHIN,
        made_until=starts[-1],
    )
    return {row.pop("day"): Earned(**row) for row in rows}
