"""Campaigns."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.instantly.tools import outputs
from outrider.dialects.instantly.tools.common import (
    ONE_CAMPAIGN,
    PAGE,
    SCHEDULE,
    After,
    CampaignId,
    DailyLimit,
    Gap,
    Links,
    Mailboxes,
    NewLeads,
    Opens,
    Sequences,
    StopOnReply,
    TextOnly,
    Worth,
    action,
    page,
    toolbox,
)
from outrider.dialects.instantly.tools.outputs import CampaignDetail
from outrider.dialects.kit.toolbox import Wire
from outrider.values import Json

tools = toolbox("campaigns")


@action(tools, "GET /campaigns", Wire(answer=page("campaigns", CampaignDetail)), reads=True)
async def list_campaigns(
    limit: Annotated[int | None, Field(description="Number of campaigns to return, from 1 to 100" + PAGE)] = None,
    starting_after: After = None,
    search: Annotated[str | None, Field(description="Search by campaign name")] = None,
    tag_ids: Annotated[str | None, Field(description="Comma-separated campaign tag IDs\nAny of them.")] = None,
    ai_sales_agent_id: Annotated[str | None, Field(description="AI Sales Agent ID filter")] = None,
    status: Annotated[
        int | None,
        Field(
            description="Campaign status enum value\n"
            "0 draft, 1 active, 2 paused, 3 completed, 4 running subsequences, -1, -2, -99 stopped by trouble."
        ),
    ] = None,
) -> outputs.ListCampaignsOutput: ...


@action(tools, "POST /campaigns", ONE_CAMPAIGN)
async def create_campaign(
    name: Annotated[str, Field(description="Campaign name")],
    campaign_schedule: Annotated[Json, SCHEDULE],
    sequences: Sequences = None,
    email_list: Mailboxes = None,
    daily_limit: DailyLimit = None,
    daily_max_leads: NewLeads = None,
    open_tracking: Opens = None,
    stop_on_reply: StopOnReply = None,
    link_tracking: Links = None,
    text_only: TextOnly = None,
    email_gap: Gap = None,
    pl_value: Worth = None,
) -> outputs.CreateCampaignOutput: ...


@action(tools, "PATCH /campaigns/{campaign_id}", ONE_CAMPAIGN, destructive=True, idempotent=True)
async def patch_campaign(
    campaign_id: CampaignId,
    name: Annotated[str | None, Field(description="Campaign name")] = None,
    campaign_schedule: Annotated[Json | None, SCHEDULE] = None,
    sequences: Sequences = None,
    email_list: Mailboxes = None,
    daily_limit: DailyLimit = None,
    daily_max_leads: NewLeads = None,
    open_tracking: Opens = None,
    stop_on_reply: StopOnReply = None,
    link_tracking: Links = None,
    text_only: TextOnly = None,
    email_gap: Gap = None,
    pl_value: Worth = None,
) -> outputs.PatchCampaignOutput: ...


@action(
    tools,
    "POST /campaigns/{campaign_id}/activate",
    ONE_CAMPAIGN,
    idempotent=True,
    open_world=True,
)
async def activate_campaign(campaign_id: CampaignId) -> outputs.ActivateCampaignOutput: ...
