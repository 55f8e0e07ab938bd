"""Periodic chores: pauses that end, reminders, completed campaigns, and senders that missed their wake-up."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import LiteralString

from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, in_each, per_workspace
from outrider.outreach.base import approvals, audit_chain, due
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_states, winners
from outrider.outreach.conversations import reminders
from outrider.outreach.enrollments import enrollments, providers

ROUND = 10.0  # seconds of the machine between two looks
LEASE_SECONDS = 300.0  # of the machine


def _all_due(engine: Engine, name: str, work: due.Work, batch: Callable[[Scope], Awaitable[int]]) -> Queue[int]:
    async def do(workspace_id: int) -> None:
        while True:
            async with engine.core.scope(workspace_id) as scope:
                if not await batch(scope):
                    return

    return per_workspace(name, lambda: due.workspaces(engine.core, work), do, lease=LEASE_SECONDS, idle=ROUND)


@contextlib.asynccontextmanager
async def pauses(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Leads whose pause ends by itself."""
    yield _all_due(engine, "pauses", "pauses", enrollments.resume_due)


@contextlib.asynccontextmanager
async def remind(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """The queue of due reminders."""
    yield _all_due(engine, "reminders", "reminders", reminders.remind_due)


@contextlib.asynccontextmanager
async def snoozed(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Snoozed conversations whose time has come."""
    yield _all_due(engine, "snoozed", "snoozed", reminders.wake_due)


@contextlib.asynccontextmanager
async def lost_approvals(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Approved requests whose process died over them, and answers that were kept long enough."""
    yield _all_due(engine, "lost_approvals", "lost_approvals", approvals.tidy)


@contextlib.asynccontextmanager
async def audit(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Entries of the audit log that are not in its chain yet."""
    yield _all_due(engine, "audit", "audit", audit_chain.seal)


_DONE: LiteralString = """
-- every workspace
SELECT c.workspace_id, array_agg(c.id ORDER BY c.id) AS ids FROM campaigns c
WHERE c.status = 'active' AND NOT coalesce((c.settings->>'evergreen')::boolean, false)
  AND EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = c.workspace_id AND e.campaign_id = c.id)
  AND NOT EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = c.workspace_id AND e.campaign_id = c.id
                  AND e.status IN ('active', 'paused'))
GROUP BY c.workspace_id
"""


async def complete_campaigns(core: Core) -> int:
    """Complete campaigns in which nothing is left to do; how many."""
    async with core.pool.connection() as conn:
        found = {row["workspace_id"]: row["ids"] for row in await (await conn.execute(_DONE)).fetchall()}

    async def complete(scope: Scope) -> int:
        return len(await campaign_states.complete_if_done(scope, found[scope.workspace_id]))

    return await in_each(core, "completing campaigns", found, complete)


_TESTED: LiteralString = """
-- every workspace
SELECT DISTINCT c.workspace_id FROM campaigns c
WHERE c.status = 'active' AND (c.settings ->> 'winning_metric' IS NOT NULL OR EXISTS (
    SELECT FROM steps s WHERE s.workspace_id = c.workspace_id AND s.campaign_id = c.id AND s.deleted_at IS NULL
      AND s.settings ? 'winning_metric'))
"""


async def choose_winners(core: Core) -> int:
    """Continue steps whose A/B test is decided with the best variant; how many."""
    async with core.pool.connection() as conn:
        found = [row["workspace_id"] for row in await (await conn.execute(_TESTED)).fetchall()]
    return await in_each(core, "choosing winners", found, winners.judge)


# The new leads are asked for by LIMIT, not by EXISTS: that would be answered from a hash of all that are due.
_FORGOTTEN: LiteralString = """
-- every workspace
SELECT w.workspace_id, array_agg(w.id ORDER BY w.id) AS ids FROM senders w
JOIN seats t ON t.workspace_id = w.workspace_id AND t.id = w.seat_id AND t.status = 'active'
WHERE w.status = 'active' AND w.next_at IS NULL AND EXISTS (
    SELECT FROM campaign_senders cs
    JOIN campaigns c ON c.workspace_id = cs.workspace_id AND c.id = cs.campaign_id AND c.status = 'active'
    WHERE cs.workspace_id = w.workspace_id AND cs.sender_id = w.id AND (
        EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = cs.workspace_id
                AND e.campaign_id = cs.campaign_id AND e.sender_id = w.id AND e.status = 'active'
                AND e.due_at <= %(now)s)
        OR (SELECT true FROM enrollments e WHERE e.workspace_id = cs.workspace_id
            AND e.campaign_id = cs.campaign_id AND e.route = ANY (%(routes)s) AND e.sender_id IS NULL AND e.status = 'active'
            AND e.due_at <= %(now)s LIMIT 1)))
GROUP BY w.workspace_id
"""
_WAKE: LiteralString = """
UPDATE senders SET next_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND next_at IS NULL AND id = ANY (ARRAY(
    SELECT id FROM senders WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND next_at IS NULL
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED))
"""


async def wake_forgotten(core: Core) -> int:
    """Wake senders that missed a wake-up although they have due work. Returns their number. A safety net for the wake-ups of
    outreach.
    """
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_FORGOTTEN, {"now": core.clock.now(), "routes": providers.ALL_ROUTES})
        found = {row["workspace_id"]: row["ids"] for row in await cursor.fetchall()}
    return await in_each(core, "waking senders", found, lambda scope: scope.run(_WAKE, ids=found[scope.workspace_id]))


async def wake(engine: Engine) -> None:
    if await wake_forgotten(engine.core):
        engine.work.set()
