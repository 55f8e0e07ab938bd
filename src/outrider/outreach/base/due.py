"""Which workspaces have work due: the only statements that read all workspaces at once, each named here.

A claim then works in one workspace at a time. Each asks, for every workspace, whether there is one due row, by an index that
begins with the workspace: the cost follows the number of workspaces, not that of the rows that wait. ORDER BY and LIMIT 1 see to
that: a condition (IN, EXISTS) may be answered from a hash of all rows that wait, and without an order all of a table may be read
in the hope that the first row will do.
"""

from datetime import datetime
from typing import Literal, LiteralString

from outrider.outreach.base import approvals
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
]

# For the statements that find their workspaces by other means: what keeps those out that a person has paused.
PAUSED: LiteralString = "(SELECT id FROM workspaces WHERE paused_at IS NOT NULL)"
# Of `seats t`, one row for each workspace that is not paused: its default seat, of which it has exactly one. That row is on the
# workspace's own server where workspaces are spread over several: only so may what is looked for in each (CROSS JOIN LATERAL,
# with LIMIT) be asked of all at once.
EACH: LiteralString = sql("t.is_default AND t.workspace_id NOT IN {paused}", paused=PAUSED)

# Where the rows of each kind of work are, the column by which an index has them in each workspace, and which of them are due.
_ROWS: dict[Work, tuple[tuple[LiteralString, LiteralString, LiteralString], ...]] = {
    "jobs": (("jobs", "due_at", "r.due_at <= %(now)s"),),
    "webhooks": (("webhook_deliveries", "due_at", "r.due_at <= %(now)s"),),
    "mailboxes": (("mailbox_cursors", "next_poll_at", "r.next_poll_at <= %(now)s AND r.folder = 'INBOX'"),),
    "linkedin_accounts": (("linkedin_accounts", "next_poll_at", "r.next_poll_at <= %(now)s"),),
    "warmup": (("warmup_messages", "due_at", "r.due_at <= %(now)s"),),
    "lead_sources": (("lead_sources", "next_at", "r.next_at <= %(now)s"),),
    "sender_domains": (("sender_domains", "next_at", "r.next_at <= %(now)s"),),
    "mail_domains": (("mail_domains", "next_at", "r.next_at <= %(now)s"),),
    "lost_messages": (("message_leases", "lease_until", "r.lease_until <= %(now)s"),),
    "reminders": (("messages", "remind_at", "r.remind_at <= %(now)s"),),
    "snoozed": (("conversations", "snoozed_until", "r.snoozed_until <= %(now)s"),),
    "pauses": (("enrollments", "resume_at", "r.resume_at <= %(now)s"),),
    "unfiled": (("unfiled_messages", "due_at", "r.due_at <= %(now)s"),),
    "lost_approvals": (
        ("approvals", "lease_until", "r.state = 'running' AND r.lease_until <= %(now)s"),
        ("approvals", "decided_at", "r.answer_status IS NOT NULL AND r.decided_at <= %(answered)s"),
    ),
    "audit": (("audit", "id", "r.hash IS NULL"),),
    "firings": (("firings", "due_at", "r.due_at <= %(now)s"),),
    "placement_tests": (("placement_tests", "next_at", "r.next_at <= %(now)s"),),
    "placement_mails": (("placement_mails", "look_at", "r.look_at <= %(now)s"),),
    "tracking_domains": (("tracking_domains", "next_at", "r.next_at <= %(now)s"),),
    "sender_health": (("sender_health", "next_at", "r.next_at <= %(now)s"),),
    "enrichment_plans": (("enrichment_plans", "next_at", "r.next_at <= %(now)s"),),
    "blocklist_checks": (("blocklist_checks", "next_at", "r.next_at <= %(now)s"),),
    "old_counts": (
        ("domain_days", "day", "r.day < (%(now)s::timestamptz AT TIME ZONE 'UTC')::date - 9"),
        ("key_days", "day", "r.day < (%(now)s::timestamptz AT TIME ZONE 'UTC')::date - 9"),
    ),
}


def params(now: datetime) -> dict[str, object]:
    """What the statements bind."""
    return {"now": now, "answered": now - approvals.ANSWERS_KEPT}


def finding(table: LiteralString, by: LiteralString, due: LiteralString, *, among: LiteralString = "") -> LiteralString:
    """The statement that finds workspaces with a row `r` of a table that is due, except paused ones. `by`: the column that
    follows the workspace in the index to look in; `among`: a further condition on the workspaces `t`.
    """
    return sql(
        """
        -- every workspace
        SELECT t.workspace_id AS id FROM seats t
        CROSS JOIN LATERAL (
            SELECT true AS found FROM {table} r WHERE r.workspace_id = t.workspace_id AND {due} ORDER BY r.{by} LIMIT 1) due
        WHERE {each} {among} ORDER BY t.workspace_id
        """,
        table=table,
        by=by,
        due=due,
        each=EACH,
        among=among,
    )


def statements(work: Work) -> list[LiteralString]:
    """The statements that find workspaces with work of this kind, as `params` bind them."""
    return [finding(*rows) for rows in _ROWS[work]]


async def workspaces(core: Core, work: Work) -> list[int]:
    """The workspaces that have work of this kind due now."""
    found: set[int] = set()
    async with core.pool.connection() as conn:
        for statement in statements(work):
            cursor = await conn.execute(statement, params(core.clock.now()))
            found.update(row["id"] for row in await cursor.fetchall())
    return sorted(found)
