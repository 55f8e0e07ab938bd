"""Figures: how many of what happened, read from counts that are kept as events are appended, never by counting events.

A reading is a dict metric -> count; metrics are named in events.metrics ('message.sent', 'reply.received/e', ...). A metric that
never happened is missing: read with .get(metric, 0).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, LiteralString
from zoneinfo import ZoneInfo

from outrider.outreach.base import events
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope

Counts = dict[str, int]

_FIRST_DAY = date(2000, 1, 1)
_COLUMN: dict[str, LiteralString] = {
    "campaign": "campaign_id",
    "step": "step_id",
    "variant": "variant_id",
    "sender": "sender_id",
    "seat": "seat_id",
}


async def total(
    scope: Scope,
    campaign_ids: Sequence[int] | None = None,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    sender_ids: Sequence[int] | None = None,
    seat_ids: Sequence[int] | None = None,
) -> Counts:
    """Everything summed. See `totals`."""
    read = await totals(scope, campaign_ids, by=(), start=start, end=end, sender_ids=sender_ids, seat_ids=seat_ids)
    return read.get((), {})


async def totals(
    scope: Scope,
    campaign_ids: Sequence[int] | None = None,
    *,
    by: Sequence[str] = ("campaign",),
    start: datetime | None = None,
    end: datetime | None = None,
    sender_ids: Sequence[int] | None = None,
    seat_ids: Sequence[int] | None = None,
) -> dict[tuple[int, ...], Counts]:
    """Counts per key, the key's parts named by `by`: 'campaign', 'step', 'variant', 'seat', or 'campaign', 'sender'.

    Steps, variants and seats are not counted per sender: asking for both raises ValueError. `start` and `end` (exclusive) are
    instants on a quarter of an hour, such as `span` gives; without them, over all time. 0 in a key means "none".
    """
    columns: list[LiteralString] = [_COLUMN[b] for b in by]
    table = _table(columns, sender_ids, seat_ids, [edge for edge in (start, end) if edge])
    read: defaultdict[tuple[int, ...], Counter[str]] = defaultdict(Counter)
    days = _days_of(table, columns)
    for part in by_days(table, days, start, end) if days else [Part(table, start, end)]:
        for key, counts in await _summed(scope, part, columns, campaign_ids, sender_ids, seat_ids):
            read[key].update(counts)
    return {key: dict(counts) for key, counts in read.items()}


async def _summed(
    scope: Scope,
    part: "Part",
    columns: Sequence[LiteralString],
    campaign_ids: Sequence[int] | None,
    sender_ids: Sequence[int] | None,
    seat_ids: Sequence[int] | None,
) -> list[tuple[tuple[int, ...], Counts]]:
    """A part's counts, as (values of `columns`, some of their metrics)."""
    rows = await scope.all(
        sql(
            """
        SELECT {select}, {sums} FROM {table}
        WHERE workspace_id = %(workspace_id)s {filters}
        GROUP BY {select}
        """,
            select=", ".join([*columns, "metric"]),
            sums=events.SUMS,
            table=part.table,
            filters=_filters(part.table, campaign_ids, part.start, part.end, sender_ids, seat_ids),
        ),
        campaigns=campaign_ids,
        start=part.start,
        end=part.end,
        senders=sender_ids,
        seats=seat_ids,
    )
    return [(tuple(row[c] for c in columns), dict(events.counts_of(*events.COUNTED(row)))) for row in rows]


async def daily(
    scope: Scope,
    start: date,
    end: date,
    *,
    tz: str = "UTC",
    campaign_ids: Sequence[int] | None = None,
    by: Sequence[str] = (),
    sender_ids: Sequence[int] | None = None,
    seat_ids: Sequence[int] | None = None,
) -> dict[tuple[Any, ...], Counts]:
    """Counts per (local day, *key), from `start` to `end` inclusive, in the time zone `tz`. Days without events are missing."""
    start, end = max(start, _FIRST_DAY), min(end, scope.now.date() + timedelta(days=1))  # nothing has happened outside
    # Where each day begins is worked out once here, and not the day of every bucket there.
    days = [span(start + timedelta(days=n), end, tz)[0] for n in range((end - start).days + 2)]
    read = await between(scope, days, by=by, campaign_ids=campaign_ids, sender_ids=sender_ids, seat_ids=seat_ids)
    return {(start + timedelta(days=key[0]), *key[1:]): counts for key, counts in read.items()}


async def hourly(scope: Scope, day: date, *, tz: str = "UTC", seat_ids: Sequence[int] | None = None) -> dict[datetime, Counts]:
    """Counts per hour of a local day, by the instant that the hour begins at. Hours without events are missing."""
    start, end = (edge.astimezone(UTC) for edge in span(day, day, tz))
    hours = [start + timedelta(hours=n) for n in range(round((end - start) / timedelta(hours=1)) + 1)]
    read = await between(scope, hours, seat_ids=seat_ids)
    return {hours[place]: counts for (place,), counts in read.items()}


async def between(
    scope: Scope,
    edges: Sequence[datetime],
    *,
    by: Sequence[str] = (),
    campaign_ids: Sequence[int] | None = None,
    sender_ids: Sequence[int] | None = None,
    seat_ids: Sequence[int] | None = None,
) -> dict[tuple[int, ...], Counts]:
    """Counts per (place of the edge that a span begins at, *key), over the spans from edge to edge, which are instants on a
    quarter of an hour. Spans without events are missing.
    """
    if len(edges) < 2:
        return {}
    columns: list[LiteralString] = [_COLUMN[b] for b in by]
    table = _table(columns, sender_ids, seat_ids, edges)
    cut = sorted({_midnight(edge) for edge in edges if edge != _midnight(edge)})
    first, last = edges[0], edges[-1]
    days = _days_of(table, columns)
    if days is None or (last - first).days <= 2 * len(cut):
        days, cut = table, []
    sources: list[tuple[_Table, LiteralString]] = [(days, _UNCUT)]
    if cut:
        sources.append((table, _CUT))
    read: defaultdict[tuple[int, ...], Counter[str]] = defaultdict(Counter)
    for source, statement in sources:
        rows = await scope.all(
            sql(
                statement,
                keys=", ".join([*columns, "metric"]),
                sums=events.SUMS,
                table=source,
                time=_TIME[source],
                filters=_filters(source, campaign_ids, first, last, sender_ids, seat_ids),
            ),
            edges=edges,
            cut=cut,
            campaigns=campaign_ids,
            start=first,
            end=last,
            senders=sender_ids,
            seats=seat_ids,
        )
        for row in rows:
            read[(row["place"] - 1, *(row[c] for c in columns))].update(dict(events.counts_of(*events.COUNTED(row))))
    return {key: dict(counts) for key, counts in sorted(read.items())}


# The counts of whole UTC days that no edge lies in, and of the hours or quarters of the other days.
_UNCUT = """
SELECT width_bucket({time}, %(edges)s::timestamptz[]) AS place, {keys}, {sums} FROM {table}
WHERE workspace_id = %(workspace_id)s {filters} AND {time} <> ALL (%(cut)s::timestamptz[]) GROUP BY place, {keys}
"""
_CUT = """
SELECT width_bucket({time}, %(edges)s::timestamptz[]) AS place, {keys}, {sums}
FROM unnest(%(cut)s::timestamptz[]) AS d (cut)
JOIN {table} ON workspace_id = %(workspace_id)s AND {time} >= d.cut AND {time} < d.cut + interval '24 hours'
WHERE workspace_id = %(workspace_id)s {filters} GROUP BY place, {keys}
"""


def span(start: date, end: date, tz: str = "UTC") -> tuple[datetime, datetime]:
    """The instants from the beginning of `start` to the end of `end` (exclusive) in a time zone.

    Every zone's offset is a multiple of 15 minutes, so both fall on a bucket's edge.
    """
    zone = ZoneInfo(tz)
    return datetime.combine(start, time(), zone), datetime.combine(end + timedelta(days=1), time(), zone)


_Table = Literal[
    "figures", "figure_hours", "figure_days", "figure_totals", "sender_figures", "sender_figure_days", "sender_totals"
]
# The column that says when.
_TIME: dict[_Table, LiteralString] = {
    "figures": "bucket",
    "figure_hours": "hour",
    "figure_days": "day",
    "sender_figures": "bucket",
    "sender_figure_days": "day",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period, and the table whose counts it is read from. None: open at that end."""

    table: _Table
    start: datetime | None
    end: datetime | None

    @property
    def time(self) -> LiteralString:
        """The column that says when."""
        return _TIME[self.table]


def by_days(table: _Table, days: _Table, start: datetime | None, end: datetime | None) -> list[Part]:
    """A period in parts: its whole UTC days, of the table that keeps them, and what lies before and after them."""
    first = start and _midnight(start.astimezone(UTC) + timedelta(days=1) - timedelta(microseconds=1))
    last = end and _midnight(end)
    if first and last and first >= last:
        return [Part(table, start, end)]
    edges = (Part(table, start, first), Part(table, last, end))
    return [Part(days, first, last), *(edge for edge in edges if edge.start != edge.end)]


def _midnight(at: datetime) -> datetime:
    """The beginning of the UTC day."""
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _table(
    columns: Sequence[str], sender_ids: Sequence[int] | None, seat_ids: Sequence[int] | None, edges: Sequence[datetime]
) -> _Table:
    """Where the counts asked for are kept in the fewest rows. `edges`: the instants between which they are wanted."""
    if "sender_id" in columns or sender_ids is not None:
        if seat_ids is not None or not set(columns) <= {"sender_id", "campaign_id"}:
            raise ValueError("figures of senders are kept by campaign only")
        table: _Table = "sender_figures" if edges else "sender_totals"
    elif {"step_id", "variant_id"}.isdisjoint(columns) and not any(edge.astimezone(UTC).minute for edge in edges):
        table = "figure_hours" if edges else "figure_totals"
    else:
        table = "figures" if edges else "figure_totals"
    return (_days_of(table, columns) or table) if all(edge == _midnight(edge) for edge in edges) else table


def _days_of(table: _Table, columns: Sequence[str]) -> _Table | None:
    """Where the same is kept by the UTC day; None: nowhere."""
    if table in ("figures", "figure_hours") and {"step_id", "variant_id"}.isdisjoint(columns):
        return "figure_days"
    return "sender_figure_days" if table == "sender_figures" else None


def _filters(
    table: _Table,
    campaign_ids: Sequence[int] | None,
    start: datetime | None,
    end: datetime | None,
    sender_ids: Sequence[int] | None,
    seat_ids: Sequence[int] | None,
) -> LiteralString:
    """Only the conditions that are asked for, so that each question gets the plan of its own index."""
    time = _TIME.get(table, "")
    conditions: tuple[tuple[bool, LiteralString], ...] = (
        (campaign_ids is not None, "AND campaign_id = ANY (%(campaigns)s::bigint[])"),
        (start is not None, sql("AND {time} >= %(start)s", time=time)),
        (end is not None, sql("AND {time} < %(end)s", time=time)),
        (sender_ids is not None, "AND sender_id = ANY (%(senders)s::bigint[])"),
        (seat_ids is not None, "AND seat_id = ANY (%(seats)s::bigint[])"),
    )
    return " ".join([condition for given, condition in conditions if given])


@dataclass(frozen=True, slots=True)
class Difference:
    """A count that is not what the events say."""

    table: str
    key: dict[str, object]
    kept: int
    recounted: int


# The metrics of events.metrics, written a second time in SQL: a recount that shared its code would share its mistakes.
_RECOUNT = """
WITH facts AS MATERIALIZED (
    SELECT coalesce(e.campaign_id, 0) AS campaign_id, coalesce(e.step_id, 0) AS step_id, coalesce(e.variant_id, 0) AS variant_id,
           coalesce(e.seat_id, 0) AS seat_id, coalesce(e.sender_id, 0) AS sender_id, m.metric,
           date_bin('15 minutes', e.at, timestamptz '2000-01-01 00:00+00') AS bucket,
           date_bin('1 hour', e.at, timestamptz '2000-01-01 00:00+00') AS hour,
           date_bin('1 day', e.at, timestamptz '2000-01-01 00:00+00') AS day
    FROM events e
    CROSS JOIN LATERAL (
        SELECT e.type AS metric
        UNION ALL SELECT e.type || '/m' WHERE e.first_for_message AND e.type = ANY (%(repeatable)s)
        UNION ALL SELECT e.type || '/e' WHERE e.first_for_enrollment
        UNION ALL SELECT e.type || ':' || q.value
                  FROM (VALUES (e.data ->> 'key'), (e.data ->> 'kind'), (e.data ->> 'sentiment')) AS q (value) WHERE q.value <> ''
        UNION ALL SELECT e.type || ':' || k.mark FROM jsonb_array_elements_text(e.data -> 'marks') AS k (mark)
    ) AS m
    WHERE e.workspace_id = %(workspace_id)s AND NOT coalesce((e.data ->> 'untracked')::boolean, false)
),
counted AS (SELECT {keys}, count(*) AS n FROM facts WHERE {condition} GROUP BY {keys}),
kept AS (
    SELECT {keys}, sum(n)::bigint AS n FROM (
        SELECT {parts}, v.n FROM {table} f
        CROSS JOIN LATERAL (VALUES ('', f.n), ('/m', f.messages), ('/e', f.enrollments)) AS v (kind, n)
        WHERE f.workspace_id = %(workspace_id)s
    ) AS k GROUP BY {keys}
)
SELECT {keys}, coalesce(kept.n, 0) AS kept, coalesce(counted.n, 0) AS recounted
FROM kept FULL JOIN counted USING ({keys})
WHERE coalesce(kept.n, 0) <> coalesce(counted.n, 0)
LIMIT %(limit)s
"""
_RECOUNT_LISTS = """
WITH counted AS (
    SELECT m.list_id, count(*) AS n FROM list_members m
    JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = m.list_id
    WHERE m.workspace_id = %(workspace_id)s GROUP BY m.list_id
),
kept AS (
    SELECT k.list_id, sum(k.n)::bigint AS n FROM list_counts k
    JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = k.list_id
    WHERE k.workspace_id = %(workspace_id)s GROUP BY k.list_id
)
SELECT list_id, coalesce(kept.n, 0) AS kept, coalesce(counted.n, 0) AS recounted FROM kept FULL JOIN counted USING (list_id)
WHERE coalesce(kept.n, 0) <> coalesce(counted.n, 0)
LIMIT %(limit)s
"""
# What a deleted campaign leaves is removed in batches, of the enrollments and of their counts.
_RECOUNT_ENROLLMENTS = """
WITH counted AS (
    SELECT e.campaign_id, e.status, e.mark, count(*) AS n FROM enrollments e
    JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
    WHERE e.workspace_id = %(workspace_id)s GROUP BY e.campaign_id, e.status, e.mark
),
kept AS (
    SELECT k.campaign_id, k.status, k.mark, sum(k.n)::bigint AS n FROM enrollment_counts k
    JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = k.campaign_id
    WHERE k.workspace_id = %(workspace_id)s GROUP BY k.campaign_id, k.status, k.mark
)
SELECT campaign_id, status, mark, coalesce(kept.n, 0) AS kept, coalesce(counted.n, 0) AS recounted
FROM kept FULL JOIN counted USING (campaign_id, status, mark)
WHERE coalesce(kept.n, 0) <> coalesce(counted.n, 0)
LIMIT %(limit)s
"""


async def recount(scope: Scope, *, limit: int = 100) -> list[Difference]:
    """Compare every count with what it counts: events, enrollments and members of lists, all of which are read, for tests and
    `doctor`. Empty: promise 5 holds.
    """
    differences = await _differences(scope, "enrollment_counts", _RECOUNT_ENROLLMENTS, limit)
    differences += await _differences(scope, "list_counts", _RECOUNT_LISTS, limit)
    for table, names, _ in events.COUNTS:
        condition = "sender_id <> 0" if "sender_id" in names else "true"
        parts = ", ".join(["f.metric || v.kind AS metric" if name == "metric" else sql("f.{name}", name=name) for name in names])
        statement = sql(_RECOUNT, keys=", ".join(names), parts=parts, table=table, condition=condition)
        differences += await _differences(scope, table, statement, limit)
    return differences


async def _differences(scope: Scope, table: str, statement: LiteralString, limit: int) -> list[Difference]:
    """What a statement found: the key of each count, as it is kept, and as it should be."""
    rows = await scope.all(statement, repeatable=events.REPEATABLE, limit=limit)
    return [Difference(table, row, kept=row.pop("kept"), recounted=row.pop("recounted")) for row in rows]
