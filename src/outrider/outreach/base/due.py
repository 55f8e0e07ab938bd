"""Which workspaces have work due: the only statements that read all workspaces at once, each named here.

A claim then works in one workspace at a time. Each asks, for every workspace, whether there is one due row, by an index that
begins with the workspace: the cost follows the number of workspaces, not that of the rows that wait. LIMIT 1 sees to that: a
condition (IN, EXISTS) may be answered from a hash of all rows that wait.
"""

from datetime import datetime
from typing import Literal, LiteralString

from outrider.outreach.base import approvals, history
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core

Work = Literal[
    "jobs",
    "webhooks",
    "mailboxes",
    "linkedin_accounts",
    "warmup",
    "lead_sources",
    "sender_domains",
    "mail_domains",
    "lost_messages",
    "reminders",
    "snoozed",
    "pauses",
    "firings",
    "unfiled",
    "lost_approvals",
    "audit",
    "placement_tests",
    "placement_mails",
    "blocklist_checks",
    "tracking_domains",
    "sender_health",
    "enrichment_plans",
    "old_counts",
    "old_history",
]

# For the statements that find their workspaces by other means: what keeps those out that a person has paused.
PAUSED: LiteralString = "(SELECT id FROM workspaces WHERE paused_at IS NOT NULL)"

_ROWS: dict[Work, LiteralString] = {
    "jobs": "SELECT workspace_id FROM jobs WHERE due_at <= %(now)s",
    "webhooks": "SELECT workspace_id FROM webhook_deliveries WHERE due_at <= %(now)s",
    "mailboxes": "SELECT workspace_id FROM mailbox_cursors WHERE next_poll_at <= %(now)s AND folder = 'INBOX'",
    "linkedin_accounts": "SELECT workspace_id FROM linkedin_accounts WHERE next_poll_at <= %(now)s",
    "warmup": "SELECT workspace_id FROM warmup_messages WHERE due_at <= %(now)s",
    "lead_sources": "SELECT workspace_id FROM lead_sources WHERE next_at <= %(now)s",
    "sender_domains": "SELECT workspace_id FROM sender_domains WHERE next_at <= %(now)s",
    "mail_domains": "SELECT workspace_id FROM mail_domains WHERE next_at <= %(now)s",
    "lost_messages": "SELECT workspace_id FROM message_leases WHERE lease_until <= %(now)s",
    "reminders": "SELECT workspace_id FROM messages WHERE remind_at <= %(now)s",
    "snoozed": "SELECT workspace_id FROM conversations WHERE snoozed_until <= %(now)s",
    "pauses": "SELECT workspace_id FROM enrollments WHERE resume_at <= %(now)s",
    "unfiled": "SELECT workspace_id FROM unfiled_messages WHERE due_at <= %(now)s",
    "lost_approvals": "SELECT workspace_id FROM approvals WHERE state = 'running' AND lease_until <= %(now)s"
    " OR answer_status IS NOT NULL AND decided_at <= %(answered)s",
    "audit": "SELECT workspace_id FROM audit WHERE hash IS NULL",
    "firings": "SELECT workspace_id FROM firings WHERE due_at <= %(now)s",
    "placement_tests": "SELECT workspace_id FROM placement_tests WHERE next_at <= %(now)s",
    "placement_mails": "SELECT workspace_id FROM placement_mails WHERE look_at <= %(now)s",
    "tracking_domains": "SELECT workspace_id FROM tracking_domains WHERE next_at <= %(now)s",
    "sender_health": "SELECT workspace_id FROM sender_health WHERE next_at <= %(now)s",
    "enrichment_plans": "SELECT workspace_id FROM enrichment_plans WHERE next_at <= %(now)s",
    "blocklist_checks": "SELECT workspace_id FROM blocklist_checks WHERE next_at <= %(now)s",
    "old_counts": sql(
        "SELECT workspace_id FROM domain_days WHERE {old} UNION ALL SELECT workspace_id FROM key_days WHERE {old}",
        old="day < (%(now)s::timestamptz AT TIME ZONE 'UTC')::date - 9",
    ),
    "old_history": sql(
        "SELECT workspace_id FROM jobs WHERE due_at IS NULL AND updated_at < %(now)s - {age} UNION ALL"
        " SELECT workspace_id FROM approvals WHERE created_at < %(now)s - {age} AND state <> 'running'"
        " AND (state <> 'pending' OR expires_at <= %(now)s)",
        age=history.AGE,
    ),
}


def params(now: datetime) -> dict[str, object]:
    """What the statements bind."""
    return {"now": now, "answered": now - approvals.ANSWERS_KEPT, "history_days": history.DAYS}


def statement(work: Work) -> LiteralString:
    """The statement that finds workspaces with work of this kind due at %(now)s, except paused ones."""
    return sql(
        """
        -- every workspace
        SELECT w.id FROM workspaces w
        CROSS JOIN LATERAL (SELECT FROM ({rows}) r WHERE r.workspace_id = w.id LIMIT 1) due
        WHERE w.id NOT IN {paused} ORDER BY w.id
        """,
        rows=_ROWS[work],
        paused=PAUSED,
    )


async def workspaces(core: Core, work: Work) -> list[int]:
    """The workspaces that have work of this kind due now."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(statement(work), params(core.clock.now()))
        return [row["id"] for row in await cursor.fetchall()]
