"""Campaigns, as far as Makinari knows them: a title, plans and figures around it, and whether it runs."""

from collections.abc import Mapping

from fastapi import APIRouter

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.makinari import answer_types, answers, sites
from outrider.dialects.makinari.bodies import CreateCampaign, GetCampaigns, UpdateCampaign
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.store.ids import to_id
from outrider.values import or_empty

router = APIRouter(prefix="/agents/tools/campaigns", tags=["Campaigns"])
READ, WRITE = needs("campaigns:read"), needs("campaigns:write")
_CORE_STATUSES = {
    word: [core for core, shown in answers.CAMPAIGN_STATUS.items() if shown == word] for word in answers.CAMPAIGN_STATUS.values()
}


@router.post("/create", status_code=201, dependencies=[WRITE])
async def create_campaign(scope: Scoped, body: CreateCampaign) -> answer_types.OneCampaign:
    """Create a campaign. It can be active only once it has a sequence and senders, which other dialects give it."""
    sites.enter(scope, body.site_id)
    facts = {"makinari": _facts(body.given())}
    made = await campaigns.create(scope, body.title, owner_user_id=scope.actor.user_id, vendor=facts)
    return {"success": True, "campaign": answers.campaign(scope, await _set_status(scope, made, body.status))}


@router.post("/get", dependencies=[READ])
async def get_campaigns(scope: Scoped, body: GetCampaigns) -> answer_types.Campaigns:
    """A page of the site's campaigns that pass every filter, newest first; with campaign_id, that one. `title`: a part of it."""
    sites.enter(scope, body.site_id)
    if body.campaign_id is not None:
        id = to_id("campaign", body.campaign_id)
        one = (await campaigns.get_many(scope, [id] if id else [])).get(id or 0)
        return {"success": True, "data": {"campaign": answers.campaign(scope, one) if one else None, "pagination": None}}
    facts = {name: value for name in ("type", "priority") if (value := getattr(body, name))}
    filters: campaigns.CampaignFilters = {
        "status": _CORE_STATUSES[body.status] if body.status else None,
        "search": body.title,
        "owner_user_id": (to_id("user", body.user_id) or sites.NOBODY) if body.user_id else None,
        "vendor": {"makinari": facts} if facts else None,
    }
    total = await campaigns.count(scope, **filters)
    page = await campaigns.find_all(scope, limit=body.limit, offset=body.offset, **filters)
    return {
        "success": True,
        "data": {
            "campaigns": [answers.campaign(scope, x) for x in page],
            "pagination": answers.pagination(total, len(page), body.offset, body.limit),
        },
    }


@router.post("/update", dependencies=[WRITE])
async def update_campaign(scope: Scoped, body: UpdateCampaign) -> answer_types.OneCampaign:
    """Change what is given. status active starts it, pending pauses it, completed ends it."""
    sites.enter(scope, body.site_id)
    id = to_id("campaign", body.campaign_id)
    if id is None or id not in (known := await campaigns.get_many(scope, [id])):
        raise NotFound("Campaign not found", field="campaign_id")
    facts = or_empty(known[id].vendor.get("makinari")) | _facts(body.given())
    changes: campaigns.CampaignChanges = {"vendor": {"makinari": facts}}
    if body.title:
        changes["name"] = body.title
    changed = await campaigns.update(scope, id, **changes)
    return {"success": True, "campaign": answers.campaign(scope, await _set_status(scope, changed, body.status))}


def _facts(given: Mapping[str, object]) -> dict[str, object]:
    return {name: given[name] for name in answers.CAMPAIGN_FACTS if name in given}


async def _set_status(scope: Scope, campaign: Campaign, status: str | None) -> Campaign:
    if status is None or answers.CAMPAIGN_STATUS[campaign.status] == status:
        return campaign
    if campaign.status == "archived":
        campaign = await campaign_states.restore(scope, campaign.id)
    if status == "active":
        return await campaign_states.start(scope, campaign.id)
    if status == "completed":  # one that never ran is put away
        return await (campaign_states.archive if campaign.status == "draft" else campaign_states.stop)(scope, campaign.id)
    return campaign if answers.CAMPAIGN_STATUS[campaign.status] == status else await campaign_states.pause(scope, campaign.id)
