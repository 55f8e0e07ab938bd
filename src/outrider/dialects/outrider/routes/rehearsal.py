"""A campaign's coming weeks, lived through by the engine's own decisions without sending anything."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request

from outrider.dialects.kit.access import Caller, actor_of, core_of
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.outrider import answer_types
from outrider.dialects.outrider.routes.campaigns import CampaignId
from outrider.engine.rehearsal.rehearse import MAX_DAYS, Rehearsal, rehearse

router = APIRouter(tags=["Campaigns"])
_MOST_HELD = 50


@router.get("/campaigns/{campaign_id}/rehearsal", dependencies=[needs("campaigns:read")])
async def rehearse_campaign(
    request: Request,
    caller: Caller,
    campaign_id: CampaignId,
    days: Annotated[int, Query(ge=1, le=MAX_DAYS, description="How far to look ahead.")] = 30,
) -> answer_types.Rehearsal:
    """What the campaign would send on which day from which sender if it started now, what limits it, and when it ends."""
    found = await rehearse(
        core_of(request),
        request.app.state.settings,
        caller.workspace_id,
        campaign_id,
        days,
        actor=actor_of(request, caller),
    )
    return {
        "campaign_id": found.campaign_id,
        "timezone": found.timezone,
        "begins": iso(found.begins),
        "until": iso(found.until),
        "ends_at": iso(found.ends_at),
        "is_cut": found.is_cut,
        "messages": len(found.sends),
        "outcomes": found.leads,
        "days": _days(found),
        "senders": [
            {
                "sender_id": load.sender_id,
                "address": load.address,
                "daily_limit": load.daily_limit,
                "sent": load.sent,
                "for_other_campaigns": load.others,
                "full_days": load.full_days,
            }
            for load in found.senders
        ],
        "binds": [{"reason": str(b.reason), "sentence": b.sentence, "days": b.days} for b in found.binds],
        "samples": [
            {"position": s.step_position, "action": s.action, "recipient": s.recipient, "subject": s.subject, "text": s.text}
            for s in found.samples
        ],
        "held": [
            {"lead_id": h.lead_id, "email": h.email, "status": str(h.status), "sentence": h.sentence, "detail": h.detail}
            for h in found.held[:_MOST_HELD]
        ],
        "in_other_campaigns": len({one.lead_id for one in found.elsewhere}),
    }


def _days(found: Rehearsal) -> list[answer_types.PlannedDay]:
    """The calendar of all senders together, without days on which nothing leaves."""
    sent, new = Counter[str](), Counter[str]()
    for cell in found.calendar:
        sent[cell.day.isoformat()] += cell.sent
        new[cell.day.isoformat()] += cell.new
    return [{"day": day, "sent": sent[day], "new": new[day]} for day in sorted(sent) if sent[day]]
