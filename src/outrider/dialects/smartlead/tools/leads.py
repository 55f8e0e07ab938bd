"""Leads."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.smartlead import answer_types
from outrider.dialects.smartlead.tools.common import LISTED, Campaign, ImportSettings, Lead, Offset, toolbox

tools = toolbox("leads")


@tools.write("DELETE /campaigns/{campaign_id}/leads/{lead_id}", destructive=True, idempotent=True)
async def delete_campaign_lead(
    campaign_id: Campaign,
    lead_id: Annotated[int, Field(ge=1, description="Lead id, from get_campaign_leads.")],
) -> answer_types.Ok: ...


@tools.read("GET /campaigns/{campaign_id}/leads")
async def get_campaign_leads(
    campaign_id: Campaign,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=100, description="Leads a page.")] = 100,
) -> answer_types.CampaignLeads: ...


@tools.read("GET /leads/global-leads")
async def get_global_leads(
    limit: Annotated[int, Field(ge=1, le=1000, description="Leads a page.")] = 100,
    offset: Offset = 0,
    created_at_gt: Annotated[str | None, Field(description="ISO 8601: only leads created after.")] = None,
    email: Annotated[str | None, Field(max_length=320, description="Only the lead with this address.")] = None,
) -> answer_types.GlobalLeads: ...


@tools.read("GET /leads/")
async def get_lead_by_email(
    email: Annotated[str, Field(min_length=3, max_length=320)],
) -> answer_types.FoundLead | answer_types.GlobalLeads: ...


@tools.read("GET /leads/fetch-categories", LISTED)
async def get_lead_categories() -> answer_types.Listed[answer_types.Category]: ...


@tools.write("POST /campaigns/{campaign_id}/leads", idempotent=True, open_world=True)
async def upsert_campaign_leads(
    campaign_id: Campaign,
    lead_list: Annotated[list[Lead], Field(min_length=1, max_length=400, description="The leads, at most 400 a call.")],
    settings: ImportSettings | None = None,
) -> answer_types.AddedLeads: ...
