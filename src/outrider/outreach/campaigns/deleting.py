"""Deleting a campaign with time to change one's mind: it is archived at once, and a job deletes it when `GRACE` is over.

Restoring the campaign is enough to keep it: the job deletes only what is still archived for this reason.
"""

from datetime import timedelta

from outrider.outreach.base import jobs
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.campaigns.campaigns import Campaign

KIND = "campaigns.delete"
GRACE = timedelta(days=7)


def is_due(campaign: Campaign) -> bool:
    """Whether the campaign is deleted once its time is over."""
    return campaign.status == "archived" and campaign.status_reason == Reason.CAMPAIGN_DELETED


async def later(scope: Scope, id: int) -> Campaign:
    """Archive the campaign, so that nothing leaves, and have it deleted after GRACE. Raises NotFound."""
    campaign = await campaign_states.archive(scope, id, Reason.CAMPAIGN_DELETED)
    for earlier in await jobs.find_all(scope, kinds=[KIND], states=["pending"], entity_kind="campaign", entity_ids=[id]):
        await jobs.cancel(scope, earlier.id)
    await jobs.enqueue(scope, KIND, {"id": id}, entity_kind="campaign", entity_id=id, due_at=scope.now + GRACE)
    return campaign


async def delete_if_due(scope: Scope, id: int) -> bool:
    """Delete the campaign, unless it was restored or is gone; whether it was deleted."""
    found = (await campaigns.get_many(scope, [id])).get(id)
    if found is None or not is_due(await campaigns.lock(scope, id)):
        return False
    await campaigns.delete(scope, id)
    return True
