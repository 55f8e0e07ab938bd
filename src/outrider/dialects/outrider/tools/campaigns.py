"""Campaigns."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.outrider import answer_types
from outrider.dialects.outrider.bodies import MOST_LEADS, MOST_STEPS, Schedule, Step
from outrider.dialects.outrider.tools.common import CampaignId, Cursor, LeadId, Limit, ListId, SenderId, toolbox
from outrider.dialects.outrider.tools.views import uri

tools = toolbox("campaigns")

OWN = frozenset[str]()  # a campaign's texts are our own

Brief = Annotated[
    str | None, Field(max_length=10_000, description="The campaign's purpose and audience; a note that is never sent.")
]
Steps = Annotated[list[Step] | None, Field(max_length=MOST_STEPS, description="The whole sequence, in order.")]
SenderIds = Annotated[list[SenderId] | None, Field(description="Senders to add, from senders_health.")]
LeadIds = Annotated[list[LeadId] | None, Field(max_length=MOST_LEADS, description="Instead of list_id: enroll these leads.")]
Enrolled = Annotated[ListId | None, Field(description="Enroll the leads of this list.")]
When = Annotated[Schedule | None, Field(description="When it may send; left out: as it is, at first always.")]
Most = Annotated[int | None, Field(ge=1, description="Messages a day at most.")]
New = Annotated[int | None, Field(ge=1, description="New leads a day at most.")]


@tools.read("GET /campaigns", untrusted=OWN)
async def list_campaigns(
    status: Annotated[Literal["draft", "active", "paused", "stopped", "completed", "archived"] | None, Field()] = None,
    search: Annotated[str | None, Field(description="Part of the name.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> answer_types.Campaigns: ...


@tools.read("GET /campaigns/{campaign_id}", untrusted=OWN, view=uri("campaign"))
async def get_campaign(campaign_id: CampaignId) -> answer_types.CampaignDetail: ...


@tools.write("POST /campaigns", untrusted=OWN)
async def draft_campaign(
    name: Annotated[str, Field(min_length=1, max_length=255)],
    steps: Annotated[list[Step], Field(min_length=1, max_length=MOST_STEPS, description="The whole sequence, in order.")],
    brief: Brief = None,
    sender_ids: SenderIds = None,
    list_id: Enrolled = None,
    lead_ids: LeadIds = None,
    schedule: When = None,
    daily_limit: Most = None,
    new_leads_per_day: New = None,
) -> answer_types.CampaignDetail: ...


@tools.write("POST /campaigns/{campaign_id}", destructive=True, open_world=True, untrusted=OWN)
async def revise_campaign(
    campaign_id: CampaignId,
    name: Annotated[str | None, Field(min_length=1, max_length=255)] = None,
    steps: Steps = None,
    brief: Brief = None,
    sender_ids: SenderIds = None,
    list_id: Enrolled = None,
    lead_ids: LeadIds = None,
    schedule: When = None,
    daily_limit: Most = None,
    new_leads_per_day: New = None,
) -> answer_types.CampaignDetail: ...


@tools.read("GET /campaigns/{campaign_id}/preview", view=uri("campaign"))
async def preview_campaign(
    campaign_id: CampaignId,
    lead_id: Annotated[LeadId | None, Field(description="A lead of the campaign; left out: its first, or an example.")] = None,
) -> answer_types.Preview: ...


@tools.read("GET /campaigns/{campaign_id}/rehearsal")
async def rehearse_campaign(
    campaign_id: CampaignId,
    days: Annotated[int, Field(ge=1, le=90, description="How far to look ahead.")] = 30,
) -> answer_types.Rehearsal: ...


@tools.write("POST /campaigns/{campaign_id}/launch", idempotent=True, open_world=True, untrusted=OWN)
async def launch_campaign(campaign_id: CampaignId) -> answer_types.Campaign: ...


@tools.write("POST /campaigns/{campaign_id}/pause", idempotent=True, untrusted=OWN)
async def pause_campaign(campaign_id: CampaignId) -> answer_types.Campaign: ...
