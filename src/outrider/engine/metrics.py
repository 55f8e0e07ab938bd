"""Prometheus metrics: backlog and lag, event counts, and counters of this process.

They contain no names, addresses or ids, only kinds and numbers, over all workspaces.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import LiteralString

import psycopg
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from psycopg.rows import class_row

from outrider.engine import totals
from outrider.engine.totals import Total
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core

# Counters of this process since it started.
WIRE = Counter("outrider_wire", "Messages that this process put on the wire, by what became of them", ["channel", "verdict"])
_SECONDS = (0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 180)
WIRE_SECONDS = Histogram("outrider_wire_seconds", "How long a message took on the wire", ["channel"], buckets=_SECONDS)


@lru_cache(maxsize=100)
def _wire(channel: str, verdict: str) -> tuple[Counter, Histogram]:
    """The counters of these labels, which are slow to find."""
    return WIRE.labels(channel, verdict), WIRE_SECONDS.labels(channel)


def on_wire(channel: str, verdict: str, seconds: float) -> None:
    """Count a message that was on the wire."""
    messages, times = _wire(channel, verdict)
    messages.inc()
    times.observe(seconds)


LOOP_FAILURES = Counter("outrider_loop_failures", "Rounds of a loop that failed", ["loop"])
WORK = Counter(
    "outrider_work", "Items of the engine's queues that this process worked on, by what became of them", ["queue", "outcome"]
)
WORK_FAILURES = Counter("outrider_work_failures", "Claims, items and chores of the engine's queues that failed", ["queue"])
WORK_SECONDS = Histogram("outrider_work_seconds", "How long an item of a queue took", ["queue"], buckets=_SECONDS)
WORKING = Gauge("outrider_working", "Items of the engine's queues in progress in this process", ["queue"])

# Seconds of real time: the maximum age of cached database figures, and the timeout of reading them.
SECONDS, TIMEOUT = 5, 5
# Counting stops at this many due items in a workspace, and for senders at this many in all.
MOST, MOST_IN_ALL = 1000, 10_000

# Overdue work; in a healthy installation there is little of it. Senders are found by an index that begins with the time, the
# others workspace by workspace, so that the cost does not grow with the backlog or the data. Each is a statement of its
# own, because only so can it be asked of several servers at once (outreach.base.due.EACH).
_SENDERS: LiteralString = """
-- every workspace
SELECT count(*) AS n, count(DISTINCT x.workspace_id) AS workspaces, min(x.next_at) AS oldest FROM (
    SELECT workspace_id, next_at FROM senders
    WHERE status = 'active' AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY next_at LIMIT %(most_in_all)s) x
"""
_BY_WORKSPACE: LiteralString = """
-- every workspace
SELECT coalesce(sum(d.n), 0)::bigint AS n, count(*) AS workspaces, min(d.oldest) AS oldest FROM seats t
CROSS JOIN LATERAL (
    SELECT count(*) AS n, min(x.at) AS oldest FROM (
        SELECT {at} AS at FROM {table} WHERE workspace_id = t.workspace_id AND {at} <= %(now)s
        ORDER BY {at} LIMIT %(most)s) x) d
WHERE t.is_default AND d.n > 0
"""
DUE: dict[str, LiteralString] = {
    "senders": _SENDERS,
    "messages": sql(_BY_WORKSPACE, table="messages", at="due_at"),
    "lost_messages": sql(_BY_WORKSPACE, table="message_leases", at="lease_until"),
    "mailboxes": sql(_BY_WORKSPACE, table="mailbox_cursors", at="next_poll_at"),
    "webhooks": sql(_BY_WORKSPACE, table="webhook_deliveries", at="due_at"),
    "jobs": sql(_BY_WORKSPACE, table="jobs", at="due_at"),
    "unfiled_messages": sql(_BY_WORKSPACE, table="unfiled_messages", at="due_at"),
}


@dataclass(frozen=True, slots=True)
class _Due:
    """How many items of a kind are overdue, in how many workspaces, and since when the oldest is."""

    n: int
    workspaces: int
    oldest: datetime


class _Happened(Collector):
    """Counters kept in the database: they cover all processes and survive restarts."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily("outrider_events", "What happened in campaigns, by type", labels=["type"])
        for kind, n in self.counts.items():
            family.add_metric([kind], n)
        yield family


class Exposition:
    """All metrics in Prometheus' text format. However often it is scraped, the database is queried at most every few seconds, by
    one request at a time and with a timeout; figures that are not available in time are omitted. Totals come from engine.totals.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._one = asyncio.Lock()
        self._known = b""
        self._asked_at: datetime | None = None

    async def text(self) -> bytes:
        async with self._one:
            if self._is_older(self._asked_at, SECONDS):
                self._known = await self._ask()
                self._asked_at = self._core.clock.now()
        return generate_latest() + self._known

    def _is_older(self, at: datetime | None, seconds: float) -> bool:
        return at is None or self._core.clock.now() - at >= self._core.clock.real(seconds)

    async def _ask(self) -> bytes:
        now = self._core.clock.now()
        here = CollectorRegistry()
        answers = Gauge("outrider_database_answers", "Whether the database said what follows in time", registry=here)
        try:
            async with self._core.pool.connection(timeout=TIMEOUT) as conn:
                await conn.execute("SET LOCAL statement_timeout = '5s'")
                bounds = {"now": now, "most": MOST, "most_in_all": MOST_IN_ALL}
                async with conn.cursor(row_factory=class_row(_Due)) as cursor:
                    due = {work: await (await cursor.execute(text, bounds)).fetchone() for work, text in DUE.items()}
                async with conn.cursor(row_factory=class_row(Total)) as cursor:
                    kept = await (await cursor.execute(totals.READ)).fetchall()
        except psycopg.Error:
            return generate_latest(here)
        answers.set(1)
        _gauges(
            here, now, {work: row for work, row in due.items() if row and row.n}, [row for row in kept if row.thing != "event"]
        )
        age = Gauge(
            "outrider_totals_age_seconds", "How long ago what outrider_things and outrider_events say was counted", registry=here
        )
        if kept:
            age.set((now - kept[0].counted_at).total_seconds())
            here.register(_Happened(totals.event_counts(kept)))
        return generate_latest(here)


def _gauges(here: CollectorRegistry, now: datetime, due: Mapping[str, _Due], states: Sequence[Total]) -> None:
    waiting = Gauge("outrider_due", "Due items not yet claimed", ["work"], registry=here)
    places = Gauge("outrider_due_workspaces", "In how many workspaces", ["work"], registry=here)
    lag = Gauge("outrider_lag_seconds", "How long the longest of them has waited", ["work"], registry=here)
    for work in DUE:
        row = due.get(work)
        waiting.labels(work).set(row.n if row else 0)
        places.labels(work).set(row.workspaces if row else 0)
        lag.labels(work).set((now - row.oldest).total_seconds() if row else 0)
    there = Gauge(
        "outrider_things",
        "Senders, messages in progress or uncertain, failing mailboxes, webhooks",
        ["thing", "state"],
        registry=here,
    )
    for row in states:
        there.labels(row.thing, row.state).set(row.n)
