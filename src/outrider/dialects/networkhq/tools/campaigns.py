"""Campaigns."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.networkhq import answer_types
from outrider.dialects.networkhq.tools.common import CampaignId, Cursor, LeadId, Limit, MessageOverride, toolbox

tools = toolbox("campaigns")


@tools.read("GET /campaigns")
async def list_campaigns(limit: Limit = 100, cursor: Cursor = None) -> answer_types.Page[answer_types.Campaign]: ...


@tools.write("POST /campaigns/{campaign_id}/actions", open_world=True)
async def run_campaign_action(
    campaign_id: CampaignId,
    action: Annotated[
        Literal["start", "pause", "resume"],
        Field(
            description="`start` starts a draft campaign, `pause` pauses an active campaign, and `resume` resumes a paused"
            " campaign. Starting begins to write to real people."
        ),
    ],
) -> answer_types.CampaignActionResult: ...


@tools.read("GET /campaigns/{campaign_id}/leads")
async def list_campaign_leads(
    campaign_id: CampaignId, limit: Limit = 100, cursor: Cursor = None
) -> answer_types.Page[answer_types.CampaignLead]: ...


@tools.write("PUT /campaigns/{campaign_id}/leads/{lead_id}/message-overrides", idempotent=True)
async def save_message_overrides(
    campaign_id: CampaignId,
    lead_id: LeadId,
    messages: Annotated[list[MessageOverride], Field(min_length=1, max_length=10, description="One text for each message.")],
) -> answer_types.CampaignLeadMessageOverrideResult: ...
