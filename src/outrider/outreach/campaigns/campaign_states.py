"""The states of campaigns: what starts, halts and completes one. Each change is recorded with its event."""

from collections.abc import Sequence
from typing import LiteralString

from outrider.errors import Conflict, Invalid
from outrider.outreach.base import approvals, events, wake
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns.campaigns import Campaign


async def start(scope: Scope, id: int, *, force: bool = False) -> Campaign:
    """Start sending. Starting an active campaign is not an error. Invalid 'no_senders' or 'no_steps' says what is missing, unless
    `force`: then it waits for that.
    """
    await wake.senders_of(scope, [id])  # before the campaign's lock: the dispatcher locks in this order, too
    campaign = await campaigns.lock(scope, id)
    if campaign.status == "active":
        return campaign
    if campaign.status == "archived":
        raise Conflict("An archived campaign cannot be started.", code=Reason.CAMPAIGN_ARCHIVED)
    if not force:
        await _check_ready(scope, id)
    await scope.run(
        """
        UPDATE campaigns SET status = 'active', status_reason = NULL, started_at = coalesce(started_at, %(now)s),
               completed_at = NULL, api_key_id = %(key)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        key=scope.actor.api_key_id,
    )
    await _record(scope, [campaign], "campaign.started", "campaign.started")
    await approvals.note_campaign(scope, "campaign.start", id, running=False)
    return await campaigns.get(scope, id)


async def resume(scope: Scope, id: int) -> Campaign:
    """Resume a paused or stopped campaign."""
    return await start(scope, id)


async def pause(scope: Scope, id: int, reason: str = Reason.MANUAL) -> Campaign:
    """Stop sending; every lead keeps its place. Pausing a paused campaign is not an error."""
    return await _halt(scope, id, "paused", reason)


async def stop(scope: Scope, id: int, reason: str = Reason.MANUAL) -> Campaign:
    """As a pause, but meant for good. It can still be started again."""
    return await _halt(scope, id, "stopped", reason)


async def archive(scope: Scope, id: int, reason: str = Reason.MANUAL) -> Campaign:
    """Put away: nothing leaves and it cannot be started until it is restored."""
    return await _halt(scope, id, "archived", reason)


async def restore(scope: Scope, id: int) -> Campaign:
    """Take an archived campaign back, paused (or as a draft when it never ran)."""
    campaign = await campaigns.lock(scope, id)
    if campaign.status != "archived":
        raise Conflict("The campaign is not archived.", code="not_archived")
    await scope.run(
        """
        UPDATE campaigns SET status = CASE WHEN started_at IS NULL THEN 'draft' ELSE 'paused' END, status_reason = %(reason)s,
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        reason=Reason.MANUAL,
    )
    await events.audit(scope, "campaign.restored", "campaign", id)
    return await campaigns.get(scope, id)


async def complete_if_done(scope: Scope, ids: Sequence[int]) -> list[int]:
    """Complete those active campaigns that have leads, none of which is still active or paused, and are not evergreen.

    Returns the ids completed.
    """
    free = await scope.all(_LOCK_DONE, ids=ids)
    if not free:
        return []
    completed = [row["id"] for row in await scope.all(_COMPLETE, ids=[row["id"] for row in free], done=Reason.DONE)]
    if completed:
        await _record(scope, list((await campaigns.get_many(scope, completed)).values()), "campaign.completed", None)
    return completed


_IS_DONE: LiteralString = """
c.id = ANY (%(ids)s) AND c.status = 'active'
  AND NOT coalesce((c.settings->>'evergreen')::boolean, false)
  AND NOT EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id
                  AND e.status IN ('active', 'paused'))
  AND EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id)
"""
# Whoever puts leads into a campaign, or has one go on, holds its row (purges.hold, _HOLD): such a campaign is left alone, and
# looked at again later. Those that committed in the meantime are seen by a second statement.
_LOCK_DONE = sql(
    """
SELECT c.id FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND {is_done} ORDER BY c.id FOR UPDATE SKIP LOCKED
""",
    is_done=_IS_DONE,
)
_COMPLETE = sql(
    """
UPDATE campaigns c SET status = 'completed', status_reason = %(done)s, completed_at = %(now)s, updated_at = %(now)s
WHERE c.workspace_id = %(workspace_id)s AND {is_done} RETURNING c.id
""",
    is_done=_IS_DONE,
)


_HOLD: LiteralString = "SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE"


async def reactivate(scope: Scope, id: int) -> None:
    """completed, with every lead done -> active: a message of its came back and is sent again."""
    await scope.run(_HOLD, id=id)
    reactivated = await scope.run(
        """
        UPDATE campaigns SET status = 'active', status_reason = NULL, completed_at = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'completed' AND status_reason = %(done)s
        """,
        id=id,
        done=Reason.DONE,
    )
    if reactivated:
        await _record(scope, [await campaigns.get(scope, id)], "campaign.started", None)


async def reopen(scope: Scope, id: int) -> bool:
    """A completed campaign that has work again becomes active. Whether it did. One that is being completed, because the work is
    not seen there yet, is waited for."""
    await scope.run(_HOLD, id=id)
    campaign = await campaigns.get(scope, id)
    if campaign.status != "completed":
        return False
    await start(scope, id)
    return True


async def _check_ready(scope: Scope, id: int) -> None:
    row = await scope.one(
        """
        SELECT EXISTS (SELECT FROM campaign_senders cs
                       JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = cs.sender_id
                       WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = %(id)s AND s.status = 'active') AS sender,
               EXISTS (SELECT FROM steps WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s
                       AND deleted_at IS NULL) AS step
        """,
        id=id,
    )
    assert row is not None
    if not row["sender"]:
        raise Invalid("The campaign has no working sender: attach one first.", code=Reason.NO_SENDERS, field="senders")
    if not row["step"]:
        raise Invalid("The sequence is empty: save at least one step first.", code=Reason.NO_STEPS, field="sequence")


async def _halt(scope: Scope, id: int, status: str, reason: str) -> Campaign:
    campaign = await campaigns.lock(scope, id)
    if campaign.status == status and (status != "archived" or campaign.status_reason == reason):
        return campaign
    if status != "archived" and campaign.status not in ("active", "paused", "stopped"):
        raise Conflict(f"The campaign is {campaign.status}; only a running one can be {status}.", code="not_running")
    await scope.run(
        """
        UPDATE campaigns SET status = %(status)s, status_reason = %(reason)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        status=status,
        reason=reason,
    )
    kind = {"paused": "campaign.paused", "stopped": "campaign.stopped"}.get(status)
    await _record(scope, [campaign], kind, f"campaign.{status}", reason=reason)
    return await campaigns.get(scope, id)


async def _record(
    scope: Scope, campaigns: Sequence[Campaign], kind: str | None, action: str | None, reason: str | None = None
) -> None:
    """Append the event and the audit entry, whichever are named, of a change of these campaigns' state."""
    why: dict[str, str] = {"reason": reason} if reason else {}
    if kind:
        await events.append(
            scope, [Event(kind, campaign_id=c.id, seat_id=c.seat_id, data={"name": c.name, **why}) for c in campaigns]
        )
    for campaign in campaigns if action else ():
        await events.audit(scope, action or "", "campaign", campaign.id, affected=None, **why)
