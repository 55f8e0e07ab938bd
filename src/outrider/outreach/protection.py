"""Protecting senders: a campaign whose mail bounces or is complained about too much is paused (D6, D7)."""

from collections.abc import Sequence
from datetime import timedelta

from outrider.outreach import campaigns, events, figures
from outrider.outreach.scope import Scope
from outrider.rules import rates

WINDOW = timedelta(days=7)


async def check(scope: Scope, campaign_ids: Sequence[int]) -> list[int]:
    """Pause those active campaigns whose rates over the last seven days are too high, unless they opted out; their ids.

    To be called whenever a bounce or complaint has been recorded.
    """
    ids = sorted(set(campaign_ids))
    if not ids:
        return []
    start = events.bucket(scope.now - WINDOW)
    counts = await figures.totals(scope, ids, start=start, end=events.bucket(scope.now) + timedelta(minutes=15))
    paused = []
    for id in ids:
        of = counts.get((id,), {})
        bounced, complained = of.get("message.bounced:hard", 0), of.get("complaint.received", 0)
        # Mail refused while it was being submitted never counted as sent.
        found = rates.breaker(max(of.get("message.sent", 0), bounced), bounced, complained)
        if found is None or found.action != "pause":
            continue
        campaign = await campaigns.get(scope, id)
        if campaign.status == "active" and campaign.settings.bounce_protect:
            await campaigns.pause(scope, id, found.code)
            paused.append(id)
    return paused
