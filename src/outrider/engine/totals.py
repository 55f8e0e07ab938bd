"""Totals over all workspaces, kept by the engine, so that `/metrics` need not count anything.

Every minute one of the processes counts, one workspace after the other in short transactions, and replaces what was kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

from outrider.outreach.base.enrollment_states import lost
from outrider.outreach.base.message_states import UNCERTAIN_REASONS
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core

SECONDS = 60.0  # of the machine, between two counts

EVENTS = (
    "message.sent", "message.failed", "message.uncertain", "message.bounced", "message.opened", "link.clicked", "reply.received",
    "auto_reply.received", "complaint.received", "lead.unsubscribed",
)  # fmt: skip

COUNTS = sql(
    """
SELECT 'event' AS thing, metric AS state, sum(n)::bigint AS n FROM figure_totals
WHERE workspace_id = %(workspace_id)s AND metric = ANY (%(events)s) GROUP BY metric
UNION ALL SELECT 'sender', channel || '/' || status, count(*) FROM senders WHERE workspace_id = %(workspace_id)s GROUP BY 2
UNION ALL SELECT 'message', 'sending', count(*) FROM message_leases WHERE workspace_id = %(workspace_id)s
UNION ALL SELECT 'message', 'uncertain', count(*) FROM messages
          WHERE workspace_id = %(workspace_id)s AND state = 'uncertain' AND state_reason = ANY (%(uncertain)s)
UNION ALL SELECT 'message', 'unfiled', count(*) FROM unfiled_messages WHERE workspace_id = %(workspace_id)s
UNION ALL SELECT 'enrollment', 'lost', count(*) FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND {lost}
UNION ALL SELECT 'mailbox', 'failing', count(*) FROM mailbox_cursors WHERE workspace_id = %(workspace_id)s AND failures > 0
UNION ALL SELECT 'webhook', status, count(*) FROM webhooks WHERE workspace_id = %(workspace_id)s GROUP BY 2
""",
    lost=lost(),
)
# One row says when a process last began to count; the process that sets it does the counting.
_BEGIN: LiteralString = """
INSERT INTO totals (thing, state, n, counted_at) VALUES ('', '', 0, %(now)s)
ON CONFLICT (thing, state) DO UPDATE SET counted_at = excluded.counted_at WHERE totals.counted_at <= %(before)s RETURNING 1
"""
_REPLACE: LiteralString = """
INSERT INTO totals (thing, state, n, counted_at)
SELECT u.thing, u.state, u.n, %(now)s
FROM unnest(%(things)s::text[], %(states)s::text[], %(counts)s::bigint[]) AS u (thing, state, n)
"""


async def keep(core: Core) -> bool:
    """Update the totals, unless another process does. Returns whether this process did."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        begun = await conn.execute(_BEGIN, {"now": now, "before": now - core.clock.real(SECONDS) + timedelta(seconds=1)})
        if await begun.fetchone() is None:
            return False
        ids = [row["id"] for row in await (await conn.execute("SELECT id FROM workspaces ORDER BY id")).fetchall()]
    counts: Counter[tuple[str, str]] = Counter()
    for id in ids:
        async with core.scope(id) as scope:
            for row in await scope.all(COUNTS, events=EVENTS, uncertain=UNCERTAIN_REASONS):
                counts[row["thing"], row["state"]] += row["n"]
    await _replace(core, counts, now)
    return True


async def _replace(core: Core, counts: Counter[tuple[str, str]], at: datetime) -> None:
    async with core.pool.connection() as conn:
        await conn.execute("DELETE FROM totals WHERE thing <> ''")
        kept = {
            "now": at,
            "things": [thing for thing, _ in counts],
            "states": [state for _, state in counts],
            "counts": list(counts.values()),
        }
        await conn.execute(_REPLACE, kept)


@dataclass(frozen=True, slots=True)
class Total:
    """How many things there were in a state, or events of a type, when they were counted."""

    thing: str
    state: str
    n: int
    counted_at: datetime


READ: LiteralString = "SELECT thing, state, n, counted_at FROM totals WHERE thing <> ''"


def event_counts(rows: Sequence[Total]) -> dict[str, int]:
    """What happened, by type; 0 for what never did."""
    return dict.fromkeys(EVENTS, 0) | {row.state: row.n for row in rows if row.thing == "event"}
