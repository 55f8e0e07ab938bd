"""Jobs that ended, and approvals that were decided or have expired: deleted once older than their workspace wants."""

from datetime import timedelta
from typing import LiteralString

from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope

DAYS = 90  # where a workspace does not say

# The age at which a row of the workspace `w` is deleted. Nothing is older than a hundred years.
AGE: LiteralString = """interval '1 day' * CASE WHEN jsonb_typeof(w.settings -> 'history_days') = 'number'
    THEN least(greatest((w.settings ->> 'history_days')::numeric, 1), 36500) ELSE %(history_days)s END"""
_AGE = sql("SELECT {age} AS age FROM workspaces w WHERE w.id = %(workspace_id)s", age=AGE)
_JOBS = """
DELETE FROM jobs WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM jobs WHERE workspace_id = %(workspace_id)s AND due_at IS NULL AND updated_at < %(before)s
    ORDER BY updated_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
"""
_APPROVALS = """
DELETE FROM approvals WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM approvals WHERE workspace_id = %(workspace_id)s AND created_at < %(before)s AND state <> 'running'
      AND (state <> 'pending' OR expires_at <= %(now)s)
    ORDER BY created_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
"""


async def forget(scope: Scope, limit: int) -> int:
    """Delete one batch of each; how many rows."""
    row = await scope.one(_AGE, history_days=DAYS)
    age: timedelta = row["age"] if row else timedelta(days=DAYS)
    before = scope.now - age
    return await scope.run(_JOBS, before=before, limit=limit) + await scope.run(_APPROVALS, before=before, limit=limit)
