"""Figures for whoever watches the installation: what waits and how late it is, what happened, what this process saw.

No names, addresses or ids: only kinds of things and numbers, over all workspaces.
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import psycopg
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from psycopg_pool import PoolTimeout

from outrider.outreach.base.enrollment_states import lost
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core

# Of this process since it started.
WIRE = Counter("outrider_wire", "Messages that this process put on the wire, by what became of them", ["channel", "verdict"])
_SECONDS = (0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 180)
WIRE_SECONDS = Histogram("outrider_wire_seconds", "How long a message took on the wire", ["channel"], buckets=_SECONDS)
LOOP_FAILURES = Counter("outrider_loop_failures", "Rounds of a loop that failed", ["loop"])
WORK = Counter(
    "outrider_work", "Items of the engine's queues that this process worked on, by what became of them", ["queue", "outcome"]
)
WORK_FAILURES = Counter("outrider_work_failures", "Claims, items and chores of the engine's queues that failed", ["queue"])
WORK_SECONDS = Histogram("outrider_work_seconds", "How long an item of a queue took", ["queue"], buckets=_SECONDS)
WORKING = Gauge("outrider_working", "Items of the engine's queues under way in this process", ["queue"])

# Of the machine: how old what the database said may be (sums over all campaigns cost more), and how long it may take to say it.
SECONDS, TOTALS_SECONDS, TIMEOUT = 5, 60, 5

EVENTS = (
    "message.sent", "message.failed", "message.uncertain", "message.bounced", "message.opened", "link.clicked", "reply.received",
    "auto_reply.received", "complaint.received", "lead.unsubscribed",
)  # fmt: skip

# What is due and nobody does: with everything well, hardly anything, and not for long.
_DUE = """
-- every workspace
SELECT work, count(*) AS n, count(DISTINCT workspace_id) AS workspaces, min(due_at) AS oldest FROM (
    SELECT 'senders' AS work, workspace_id, next_at AS due_at FROM senders
    WHERE status = 'active' AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    UNION ALL SELECT 'messages', workspace_id, due_at FROM messages WHERE state = 'queued' AND due_at <= %(now)s
    UNION ALL SELECT 'lost_messages', workspace_id, lease_until FROM messages
              WHERE state IN ('sending', 'submitted') AND lease_until <= %(now)s
    UNION ALL SELECT 'mailboxes', workspace_id, next_poll_at FROM mailbox_cursors WHERE next_poll_at <= %(now)s
    UNION ALL SELECT 'webhooks', workspace_id, due_at FROM webhook_deliveries WHERE due_at <= %(now)s
    UNION ALL SELECT 'unfiled_mail', workspace_id, due_at FROM unfiled_mail WHERE due_at <= %(now)s
    UNION ALL SELECT 'jobs', workspace_id, due_at FROM jobs WHERE due_at <= %(now)s) d
GROUP BY work
"""
_WORK = ("senders", "messages", "lost_messages", "mailboxes", "webhooks", "jobs", "unfiled_mail")
_STATES = sql(
    """
-- every workspace
SELECT 'sender' AS thing, channel || '/' || status AS state, count(workspace_id) AS n FROM senders GROUP BY 2
UNION ALL SELECT 'message', 'sending', count(workspace_id) FROM messages WHERE state IN ('sending', 'submitted')
UNION ALL SELECT 'message', 'uncertain', count(workspace_id) FROM messages WHERE state = 'uncertain'
UNION ALL SELECT 'message', 'unfiled', count(workspace_id) FROM unfiled_mail
UNION ALL SELECT 'enrollment', 'lost', count(e.workspace_id) FROM enrollments e WHERE {lost}
UNION ALL SELECT 'mailbox', 'failing', count(workspace_id) FROM mailbox_cursors WHERE failures > 0
UNION ALL SELECT 'webhook', status, count(workspace_id) FROM webhooks GROUP BY 2
""",
    lost=lost("e.workspace_id"),
)
_EVENTS = """
-- every workspace
SELECT metric, sum(n)::bigint AS n FROM figure_totals WHERE workspace_id > 0 AND metric = ANY (%(types)s) GROUP BY metric
"""


class _Happened(Collector):
    """Counts that the database keeps: of all processes, and through their restarts."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.counts = counts

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily("outrider_events", "What happened in campaigns, by type", labels=["type"])
        for type in EVENTS:
            family.add_metric([type], self.counts.get(type, 0))
        yield family


class Exposition:
    """Everything in Prometheus' text format. The database is asked at most every few seconds, by one request at a time and for a
    few seconds, however often and by whoever the page is read; what it does not say in time is left out.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._one = asyncio.Lock()
        self._known = b""
        self._totals: list[dict[str, Any]] = []
        self._asked_at: datetime | None = None
        self._totals_at: datetime | None = None

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
                due = await (await conn.execute(_DUE, {"now": now})).fetchall()
                states = await (await conn.execute(_STATES)).fetchall()
                if self._is_older(self._totals_at, TOTALS_SECONDS):
                    self._totals = await (await conn.execute(_EVENTS, {"types": list(EVENTS)})).fetchall()
                    self._totals_at = now
        except (psycopg.Error, PoolTimeout):
            return generate_latest(here)
        answers.set(1)
        _gauges(here, now, {row["work"]: row for row in due}, states)
        here.register(_Happened({row["metric"]: row["n"] for row in self._totals}))
        return generate_latest(here)


def _gauges(here: CollectorRegistry, now: datetime, due: dict[str, dict[str, Any]], states: list[dict[str, Any]]) -> None:
    waiting = Gauge("outrider_due", "Things whose time has come and that nobody has taken yet", ["work"], registry=here)
    places = Gauge("outrider_due_workspaces", "In how many workspaces", ["work"], registry=here)
    lag = Gauge("outrider_lag_seconds", "How long the longest of them has waited", ["work"], registry=here)
    for work in _WORK:
        row = due.get(work)
        waiting.labels(work).set(row["n"] if row else 0)
        places.labels(work).set(row["workspaces"] if row else 0)
        lag.labels(work).set((now - row["oldest"]).total_seconds() if row else 0)
    there = Gauge(
        "outrider_things",
        "Senders, messages under way or uncertain, failing mailboxes, webhooks",
        ["thing", "state"],
        registry=here,
    )
    for row in states:
        there.labels(row["thing"], row["state"]).set(row["n"])
