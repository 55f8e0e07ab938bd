"""Forgetting: raw mail, webhook payloads and what tools were called with, once older than their workspace wants (D22, GDPR).

A workspace says so with the setting `retention_days` and, for whole entries of the audit log, `audit_days`; else everything is
kept. What was received stays as text in its conversation, and what happened as events. What limits are checked against is
forgotten in every workspace once limits no longer look at it; so are, after `history_days`, jobs that ended and approvals that
were decided or have expired.
"""

from datetime import timedelta

from outrider.engine.queue import in_each
from outrider.outreach.base import audit_chain, due, history
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import import_files

BATCH = 500  # rows of one transaction
_ROUND = 20  # batches of one workspace in one round, so that housekeeping goes on
_MOST_DAYS = 36_500  # nothing is older: a time before the calendar begins cannot be reckoned with
_KEEP_COUNTS = 8  # days: no limit looks further back

_WORKSPACES = """
SELECT id, settings -> 'retention_days' AS days, settings -> 'audit_days' AS audit_days FROM workspaces
WHERE 'number' IN (jsonb_typeof(settings -> 'retention_days'), jsonb_typeof(settings -> 'audit_days')) AND deleted_at IS NULL
ORDER BY id
"""
_RAW_MAIL = """
UPDATE messages SET raw = NULL, updated_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM messages WHERE workspace_id = %(workspace_id)s AND raw IS NOT NULL AND created_at < %(before)s
      AND state <> 'queued'
    ORDER BY created_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
"""
_DELIVERIES = """
DELETE FROM webhook_deliveries
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM webhook_deliveries
    WHERE workspace_id = %(workspace_id)s AND created_at < %(before)s AND state <> 'pending'
    ORDER BY created_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
"""
# The entry stays, and its hash with it: the chain of the log goes on being whole.
_TOOL_CALLS = """
UPDATE audit SET data = '{}' WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM audit
    WHERE workspace_id = %(workspace_id)s AND action = 'tool.called' AND data <> '{}' AND hash IS NOT NULL AND at < %(before)s
    ORDER BY at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
"""
_DOMAIN_DAYS = """
DELETE FROM domain_days d USING (
    SELECT campaign_id, domain, day FROM domain_days
    WHERE workspace_id = %(workspace_id)s AND day < %(day)s ORDER BY day LIMIT %(limit)s) old
WHERE d.workspace_id = %(workspace_id)s AND d.campaign_id = old.campaign_id AND d.domain = old.domain AND d.day = old.day
"""
_KEY_DAYS = """
DELETE FROM key_days d USING (
    SELECT api_key_id, day FROM key_days
    WHERE workspace_id = %(workspace_id)s AND day < %(day)s ORDER BY day LIMIT %(limit)s) old
WHERE d.workspace_id = %(workspace_id)s AND d.api_key_id = old.api_key_id AND d.day = old.day
"""
_FILES = "-- every workspace\nSELECT DISTINCT workspace_id FROM import_files WHERE created_at < %(before)s"


async def sweep(core: Core) -> int:
    """Forget what is due, in batches; how many rows."""
    async with core.pool.connection() as conn:
        rows = {row["id"]: row for row in await (await conn.execute(_WORKSPACES)).fetchall()}

    async def batch(scope: Scope) -> int:
        days, audit_days = (rows[scope.workspace_id][name] for name in ("days", "audit_days"))
        n = await forget(scope, _age(days, 0)) if days is not None else 0
        return n + (await audit_chain.trim(scope, scope.now - _age(audit_days, 1)) if audit_days is not None else 0)

    forgotten = 0
    for _ in range(_ROUND):
        n = await in_each(core, "retention", rows, batch)
        forgotten += n
        if not n:
            break
    for _ in range(_ROUND):
        if not (found := await history.workspaces(core)):
            break
        forgotten += await in_each(core, "retention", found, lambda scope: history.forget(scope, BATCH))
    forgotten += await in_each(core, "retention", await due.workspaces(core, "old_counts"), _forget_counts)
    return forgotten + await _sweep_files(core)


def _age(days: float, least: int) -> timedelta:
    return timedelta(days=min(max(days, least), _MOST_DAYS))


async def _sweep_files(core: Core) -> int:
    """Forget imported files after their time, in every workspace; how many."""
    before = core.clock.now() - import_files.KEPT
    async with core.pool.connection() as conn:
        found = [row["workspace_id"] for row in await (await conn.execute(_FILES, {"before": before})).fetchall()]
    return await in_each(core, "retention", found, import_files.forget_old)


async def forget(scope: Scope, older_than: timedelta, limit: int = BATCH) -> int:
    """Forget one batch of each kind; how many rows."""
    before = scope.now - older_than
    n = await scope.run(_RAW_MAIL, before=before, limit=limit) + await scope.run(_DELIVERIES, before=before, limit=limit)
    return n + await scope.run(_TOOL_CALLS, before=before, limit=limit)


async def _forget_counts(scope: Scope) -> int:
    """Forget one batch of each kind of counts that limits no longer look at, whatever the workspace keeps; how many rows."""
    day = (scope.now - timedelta(days=_KEEP_COUNTS)).date()
    return await scope.run(_DOMAIN_DAYS, day=day, limit=BATCH) + await scope.run(_KEY_DAYS, day=day, limit=BATCH)
