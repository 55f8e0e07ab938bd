"""Jobs that ended, and approvals that were decided or have expired: deleted once older than their workspace wants."""

from datetime import timedelta
from typing import LiteralString

from outrider.outreach.base import due
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core, Scope

DAYS = 90  # where a workspace does not say

# The age at which a row of the workspace `w` is deleted. Nothing is older than a hundred years.
_AGE: LiteralString = """interval '1 day' * CASE WHEN jsonb_typeof(w.settings -> 'history_days') = 'number'
    THEN least(greatest((w.settings ->> 'history_days')::numeric, 1), 36500) ELSE %(history_days)s END"""
_OWN_AGE = sql("SELECT {age} AS age FROM workspaces w WHERE w.id = %(workspace_id)s", age=_AGE)
_AGES = sql("SELECT {age} AS age, array_agg(w.id) AS ids FROM workspaces w GROUP BY 1", age=_AGE)
_ENDED: LiteralString = "{r}due_at IS NULL AND {r}updated_at < %(before)s"
_DECIDED: LiteralString = """{r}created_at < %(before)s AND {r}state <> 'running'
    AND ({r}state <> 'pending' OR {r}expires_at <= %(now)s)"""
_AMONG: LiteralString = "AND t.workspace_id = ANY (%(ids)s)"
_OLD = (
    due.finding("jobs", "updated_at", sql(_ENDED, r="r."), among=_AMONG),
    due.finding("approvals", "created_at", sql(_DECIDED, r="r."), among=_AMONG),
)
_JOBS = sql(
    """
DELETE FROM jobs WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM jobs WHERE workspace_id = %(workspace_id)s AND {ended}
    ORDER BY updated_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
""",
    ended=sql(_ENDED, r=""),
)
_APPROVALS = sql(
    """
DELETE FROM approvals WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM approvals WHERE workspace_id = %(workspace_id)s AND {decided}
    ORDER BY created_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
""",
    decided=sql(_DECIDED, r=""),
)


async def workspaces(core: Core) -> list[int]:
    """The workspaces that have something to delete."""
    now, found = core.clock.now(), set[int]()
    async with core.pool.connection() as conn:
        ages = await (await conn.execute(_AGES, {"history_days": DAYS})).fetchall()
        for statement in _OLD:
            for row in ages:
                cursor = await conn.execute(statement, {"now": now, "before": now - row["age"], "ids": row["ids"]})
                found.update(old["id"] for old in await cursor.fetchall())
    return sorted(found)


async def forget(scope: Scope, limit: int) -> int:
    """Delete one batch of each; how many rows."""
    row = await scope.one(_OWN_AGE, history_days=DAYS)
    age: timedelta = row["age"] if row else timedelta(days=DAYS)
    before = scope.now - age
    return await scope.run(_JOBS, before=before, limit=limit) + await scope.run(_APPROVALS, before=before, limit=limit)
