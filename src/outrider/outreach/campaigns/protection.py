"""Protecting senders: a campaign whose mail bounces or is complained about too much is paused, after a warning (D6, D7)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import LiteralString

from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, figures
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.tenancy import alerts
from outrider.outreach.tenancy.alerts import Alert
from outrider.rules import rates

# A campaign restarted too soon is stopped by the next complaint: Google forgives after seven days below the line.
WINDOW = timedelta(days=7)

_LOCK_ACTIVE: LiteralString = """
SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active' FOR NO KEY UPDATE
"""


async def check(scope: Scope, campaign_ids: Sequence[int]) -> list[int]:
    """Pause those active campaigns whose rates over the last seven days are too high, unless they opted out; their ids.

    One that comes near its line is warned of, once in seven days. A campaign may have a line of its own for bounces
    (`bounce_limit`). To be called whenever a bounce or complaint has been recorded.
    """
    found = await campaigns.get_many(scope, sorted(set(campaign_ids))) if campaign_ids else {}
    guarded = {id: c.settings for id, c in found.items() if c.status == "active" and c.settings.bounce_protect}
    if not guarded:
        return []
    start = events.bucket(scope.now - WINDOW)
    counts = await figures.totals(scope, list(guarded), start=start, end=events.bucket(scope.now) + timedelta(minutes=15))
    paused: list[int] = []
    for id, settings in guarded.items():
        of = counts.get((id,), {})
        bounced, complained = of.get("message.bounced:hard", 0), of.get("complaint.received", 0)
        # Mail refused while it was being submitted never counted as sent.
        sent, line = max(of.get("message.sent", 0), bounced), settings.bounce_limit or rates.BOUNCES_PAUSE
        verdict = rates.breaker(sent, bounced, complained, bounces_pause=line)
        if verdict is not None and verdict.action == "pause":
            if await scope.run(_LOCK_ACTIVE, id=id):  # else it was completed or deleted meanwhile
                await campaign_states.pause(scope, id, verdict.code)
                paused.append(id)
        elif verdict is not None:
            await _warn(scope, found[id], verdict, line)
    return paused


async def _warn(scope: Scope, campaign: Campaign, verdict: rates.Breaker, line: float) -> None:
    row = await scope.one(
        """
        UPDATE campaigns SET warned_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND (warned_at IS NULL OR warned_at <= %(before)s) RETURNING id
        """,
        id=campaign.id,
        before=scope.now - WINDOW,
    )
    if row is None:
        return
    limit = line if verdict.code == "bounce_rate" else rates.COMPLAINTS_PAUSE
    text = f"{campaign.name}: {verdict.reason}. It is paused at {limit:.1%}."
    path = f"/campaigns/{campaign.id}"
    await alerts.raise_all(
        scope, [Alert(verdict.code, campaign.name, text, path, seat_id=campaign.seat_id, campaign_id=campaign.id)]
    )
