"""Launching a LinkedIn campaign from its lead list: what must be there first, and everybody on the list enrolled at once.

Stricter than campaign_states.start, which lets leads and lists come later: here a draft starts complete or not at all.
"""

from outrider.errors import Conflict, Invalid
from outrider.outreach.base import wake
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import lists

_BATCH = 10_000
_SPEAKING = ("message", "inmail")


async def launch(scope: Scope, campaign_id: int) -> Campaign:
    """Start a draft and enroll every lead of its list. Raises Conflict with a code for what is missing, or the wrong state."""
    campaign = await _in_state(scope, campaign_id, ("draft",), "start")
    list_id = await _check_complete(scope, campaign)
    after: int | None = None
    while members := await lists.lead_ids(scope, list_id, limit=_BATCH, after=after):
        await enrollments.enroll(scope, campaign_id, [lead_id for _, lead_id in members])
        after = members[-1][0]
    try:
        return await campaign_states.start(scope, campaign_id)
    except Invalid as missing:
        raise Conflict(missing.message, code=missing.code, field=missing.field) from missing


async def pause(scope: Scope, campaign_id: int) -> Campaign:
    """Pause an active campaign. Raises Conflict for one that is not."""
    await _in_state(scope, campaign_id, ("active",), "pause")
    return await campaign_states.pause(scope, campaign_id)


async def resume(scope: Scope, campaign_id: int) -> Campaign:
    """Resume a paused campaign as it is, with the leads it has. Raises Conflict for one that is not paused."""
    await _in_state(scope, campaign_id, ("paused", "stopped"), "resume")
    return await campaign_states.start(scope, campaign_id, force=True)


async def _in_state(scope: Scope, campaign_id: int, states: tuple[str, ...], action: str) -> Campaign:
    await wake.senders_of(scope, [campaign_id])  # before the campaign's lock: the dispatcher locks in this order, too
    campaign = await campaigns.lock(scope, campaign_id)
    if campaign.status not in states:
        raise Conflict(f"A campaign that is {campaign.status} can't {action}: it must be {states[0]}.", code="invalid_state")
    return campaign


async def _check_complete(scope: Scope, campaign: Campaign) -> int:
    """The campaign's list, once everything is there."""
    if campaign.list_id is None or campaign.list_id not in await lists.get_many(scope, [campaign.list_id]):
        raise Conflict("The campaign has no lead list.", code="no_lead_list", field="list_id")
    if not campaign.schedule:
        raise Conflict("The campaign has no schedule.", code="no_schedule", field="schedule")
    steps = await sequences.get(scope, campaign.id)
    if not any(s.action in _SPEAKING and any(v.enabled and v.body.strip() for v in s.variants) for s in steps):
        raise Conflict("The campaign has no message to send.", code="no_messages", field="sequence")
    sessions = await scope.all(
        """
        SELECT s.status FROM campaign_senders c JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id
        WHERE c.workspace_id = %(workspace_id)s AND c.campaign_id = %(id)s AND s.channel = 'linkedin'
        """,
        id=campaign.id,
    )
    if not sessions:
        raise Conflict("The campaign has no LinkedIn account.", code=Reason.NO_SENDERS, field="senders")
    if not any(row["status"] == "active" for row in sessions):
        raise Conflict("No LinkedIn account of the campaign is signed in.", code="no_valid_session", field="senders")
    return campaign.list_id
