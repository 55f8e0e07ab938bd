"""What each sender did in a period, and their domains and channels: those that sent the most first, whatever their number.

Ranked and cut in the database, because an installation may have thousands of senders, and a page shows fifty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, LiteralString

from outrider.outreach.base import events
from outrider.outreach.base.query import Where, parameter, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures

Kind = Literal["sender", "domain", "channel"]

_COUNTED = """
WITH done AS (
    SELECT u.sender_id, {metrics} FROM ({counts}
    ) u GROUP BY u.sender_id
),
known AS MATERIALIZED (
    SELECT coalesce(s.id, 0) AS id, coalesce(nullif(s.address, ''), s.name, '') AS label, s.channel,
           CASE WHEN s.channel = 'email' THEN lower(substring(s.address FROM '[^@]*$')) END AS domain, {numbers}
    FROM done LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = done.sender_id
    WHERE {anything} AND {where}
)
(SELECT 'sender' AS kind, id, label, {sums}, count(*) OVER () AS of FROM known GROUP BY id, label
 ORDER BY sum(sent) DESC, label, id LIMIT %(limit)s OFFSET %(offset)s)
UNION ALL
(SELECT 'domain', 0, domain, {sums}, count(*) OVER () FROM known WHERE domain <> '' GROUP BY domain
 ORDER BY sum(sent) DESC, domain LIMIT %(limit)s)
UNION ALL
(SELECT 'channel', 0, channel, {sums}, count(*) OVER () FROM known WHERE channel IS NOT NULL GROUP BY channel
 ORDER BY sum(sent) DESC, channel)
"""
_COUNTS = """
        SELECT sender_id, metric, n, messages, enrollments FROM {table}
        WHERE workspace_id = %(workspace_id)s AND {time} >= {start} AND {time} < {end} {campaigns}"""


@dataclass(frozen=True, slots=True)
class Done:
    """`contacted`, `replied`: leads, each counted once a campaign. `opened`, `clicked`: messages."""

    sent: int = 0
    contacted: int = 0
    opened: int = 0
    clicked: int = 0
    replied: int = 0
    interested: int = 0
    bounced: int = 0
    unsubscribed: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sender, a domain or a channel. `id`: of a sender; 0 for all that were removed, which have no `label`. `of`: how many of
    its kind there are in all.
    """

    kind: Kind
    id: int
    label: str
    done: Done
    of: int


# What the numbers of `Done` are.
_METRICS: dict[LiteralString, LiteralString] = {
    "sent": "message.sent",
    "contacted": "message.sent/e",
    "opened": "message.opened/m",
    "clicked": "link.clicked/m",
    "replied": "reply.received/e",
    "interested": "lead.category_set:positive",
    "bounced": "message.bounced",
    "unsubscribed": "lead.unsubscribed/e",
}


@dataclass(frozen=True, slots=True)
class Which:
    """Whose counts, and of which campaigns. None does not filter. `domain`: of an email sender's address, in lower case."""

    campaign_ids: Sequence[int] | None = None
    seat_ids: Sequence[int] | None = None
    sender_id: int | None = None
    domain: str | None = None


async def ranking(
    scope: Scope, start: datetime, end: datetime, which: Which, *, limit: int | None = None, offset: int = 0
) -> list[Ranked]:
    """Senders, from `offset` on, and the first domains and channels; those that did nothing are missing. `limit` None: all.

    `start` and `end` (exclusive) are instants on a quarter of an hour, such as `figures.span` gives.
    """
    campaigns: LiteralString = "" if which.campaign_ids is None else "AND campaign_id = ANY (%(campaigns)s::bigint[])"
    counts: list[LiteralString] = []
    edges: dict[str, datetime | None] = {}
    for n, part in enumerate(figures.by_days("sender_figures", "sender_figure_days", start, end)):
        first, last = parameter("start", n), parameter("end", n)
        counts.append(sql(_COUNTS, table=part.table, time=part.time, start=first, end=last, campaigns=campaigns))
        edges |= {f"start_{n}": part.start, f"end_{n}": part.end}
    where = Where("s")
    where.given("s.seat_id = ANY (%(seat_ids)s)", seat_ids=which.seat_ids)
    where.given("s.id = %(sender_id)s", sender_id=which.sender_id)
    where.given("s.channel = 'email' AND lower(substring(s.address FROM '[^@]*$')) = %(domain)s", domain=which.domain)
    rows = await scope.all(
        sql(
            _COUNTED,
            counts=" UNION ALL".join(counts),
            metrics=", ".join([sql("{metric} AS {name}", metric=events.summed(m), name=name) for name, m in _METRICS.items()]),
            numbers=", ".join(_METRICS),
            anything=sql("{all} > 0", all=" + ".join(_METRICS)),
            sums=", ".join([sql("sum({name})::bigint AS {name}", name=name) for name in _METRICS]),
            where=where.sql if where.clauses else "true",
        ),
        **where.params,
        campaigns=which.campaign_ids,
        **edges,
        limit=limit,
        offset=offset,
    )
    return [Ranked(r["kind"], r["id"], r["label"], Done(**{name: r[name] for name in _METRICS}), r["of"]) for r in rows]
