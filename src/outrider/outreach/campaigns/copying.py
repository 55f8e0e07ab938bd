"""Copies of campaigns."""

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign


async def duplicate(
    scope: Scope, id: int, name: str | None = None, *, parent_id: int | None = None, with_senders: bool = True
) -> Campaign:
    """A draft with the same settings, schedule, sequence and (by default) senders, and no leads."""
    original = await campaigns.get(scope, id)
    copy = await campaigns.create(
        scope,
        name or f"{original.name} (copy)",
        seat_id=original.seat_id,
        settings=original.settings,
        schedule=original.schedule,
        daily_limit=original.daily_limit,
        new_leads_per_day=original.new_leads_per_day,
        min_gap_seconds=original.min_gap_seconds,
        list_id=original.list_id,
        parent_id=parent_id or original.parent_id,
        owner_user_id=original.owner_user_id,
        vendor=original.vendor,
        triggers=original.triggers,
    )
    await sequences.copy(scope, id, copy.id)
    if with_senders:
        await scope.run(
            """
            INSERT INTO campaign_senders (workspace_id, campaign_id, sender_id, created_at, updated_at)
            SELECT %(workspace_id)s, %(copy)s, s.id, %(now)s, %(now)s FROM campaign_senders a
            JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = a.sender_id
            WHERE a.workspace_id = %(workspace_id)s AND a.campaign_id = %(id)s ORDER BY a.id FOR KEY SHARE OF s
            """,
            id=id,
            copy=copy.id,
        )
    return copy
