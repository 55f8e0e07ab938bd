"""Senders that leave a campaign or the workspace, and the leads they wrote to."""

from collections.abc import Sequence

from outrider.outreach.base import events, message_states, purges
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.campaigns.campaign_senders import Attachment
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders import senders


async def detach(scope: Scope, id: int, sender_ids: Sequence[int]) -> int:
    """Take senders off the campaign; how many were on it. Leads they wrote to wait, paused with reason 'sender_gone'."""
    await campaigns.lock(scope, id)  # before its senders and leads, in the same order as a claim: no deadlock
    gone = await scope.all(
        """
        DELETE FROM campaign_senders
        WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND sender_id = ANY (%(ids)s) RETURNING sender_id
        """,
        id=id,
        ids=sender_ids,
    )
    if gone:
        await enrollments.pause_of_senders(scope, [r["sender_id"] for r in gone], campaign_id=id)
        await events.audit(scope, "campaign.senders_detached", "campaign", id, affected=len(gone))
    return len(gone)


async def set_senders(scope: Scope, id: int, sender_ids: Sequence[int]) -> list[Attachment]:
    """Make exactly these the campaign's senders."""
    present = {link.sender_id for link in await campaign_senders.links(scope, id)}
    await detach(scope, id, sorted(present - set(sender_ids)))
    return await campaign_senders.attach(scope, id, sender_ids)


async def delete_sender(scope: Scope, id: int) -> None:
    """Remove a sender from the workspace and its campaigns. Leads it wrote to wait, paused with reason 'sender_gone'.

    Where these are many, a job pauses them: without their sender nothing is sent to them from now on. It also removes what is
    known of the sender alone. Its messages and conversations stay; what was still queued is cancelled.
    """
    sender = await senders.get(scope, id)
    more = len(await enrollments.pause_of_senders(scope, [id], limit=purges.BATCH)) >= purges.BATCH
    await message_states.cancel(scope, Waiting(senders=[id]), Reason.SENDER_GONE)
    await scope.run(
        "DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = 'sender' AND object_id = %(id)s", id=id
    )
    await scope.run("DELETE FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if (await purges.batch(scope, "sender", id, purges.BATCH)).more or more:
        await purges.schedule(scope, "sender", id)
    await events.audit(scope, "sender.deleted", "sender", id, address=sender.address)
