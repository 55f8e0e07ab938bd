"""Campaigns."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import call, given
from outrider.dialects.multilead import answer_types, campaign_types, seat_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    FILTERED_CSV,
    V1,
    Account,
    Campaign,
    CampaignNumber,
    ChangedAfter,
    Contains,
    Degrees,
    NotVerified,
    Offset,
    OutOfOffice,
    Rows,
    Search,
    Selected,
    Statuses,
    Steps,
    Team,
    User,
    Verified,
    an_id,
    done,
    number,
    or_done,
    seat,
    silent,
    toolbox,
)

tools = toolbox("campaigns")


class Mailed(answer_types.Done):
    sent_to: str


@tools.write(answers=("POST {seat}/campaigns/export",), shown_as=or_done, open_world=True)
async def export_all_campaigns(user_id: User, account_id: Account) -> Mailed:
    me: seat_types.User = await call("GET", f"{V1}/user/me")
    path = f"{seat(user_id, account_id)}/campaigns/export"
    result: answer_types.Done = await silent("POST", path, data={"recipientEmail": me["email"]})
    return {**result, "sent_to": me["email"]}


@tools.read("GET {seat}/campaigns/{campaign_id}/export", FILTERED_CSV)
async def export_leads_from_campaign(
    user_id: User,
    account_id: Account,
    campaign_id: Campaign,
    search: Search = None,
    filter_by_verified_emails: Verified = None,
    filter_by_not_verified_emails: NotVerified = None,
    filter_by_status: Statuses = None,
    filter_by_connection_degree: Degrees = None,
    filter_by_current_step: Steps = None,
    filter_by_selected_leads: Selected = None,
    filter_by_name: Contains = None,
    filter_by_company: Contains = None,
    filter_by_occupation: Contains = None,
    filter_by_headline: Contains = None,
    filter_by_out_of_office: OutOfOffice = None,
    filter_by_step_change_timestamp: ChangedAfter = None,
) -> answer_types.CsvText: ...


@tools.read("GET {seat}/campaigns/{campaign_id}/details")
async def get_campaign_info(
    user_id: User, account_id: Account, campaign_id: Campaign
) -> answer_types.Result[campaign_types.Campaign]: ...


@tools.read("GET {seat}/campaigns")
async def get_campaign_list(
    user_id: User,
    account_id: Account,
    campaign_state: Annotated[int | None, Field(ge=1, le=3, description="1 active, 2 draft, 3 archived.")] = 1,
    sort_order: Annotated[Literal["ASC", "DESC"] | None, Field(description="Ascending or descending.")] = None,
    sort_column: Annotated[Literal["isActive", "name", "createdAt"] | None, Field(description="What to sort by.")] = None,
    limit: Rows = 30,
    offset: Offset = 0,
) -> answer_types.Result[campaign_types.CampaignRows]: ...


@tools.write(answers=("POST {seat}/lead_sources",), open_world=True)
async def create_lead_source(
    user_id: User,
    account_id: Account,
    campaign_id: CampaignNumber,
    lead_source_url: Annotated[str, Field(min_length=1, description="Where leads come from, e.g. a Sales Navigator search URL.")],
    lead_source_type: Annotated[str, Field(description="What it is, e.g. 'SALES_NAVIGATOR'.")],
    dashboard: Annotated[int | None, Field(description="Which LinkedIn: 1 basic, 2 Sales Navigator, 3 Recruiter.")] = None,
    auto_reuse: Annotated[int | None, Field(description="1: import again at the interval.")] = None,
    auto_reuse_interval: Annotated[int | None, Field(ge=1, description="Days between two imports.")] = None,
) -> answer_types.Items[campaign_types.Source]:
    source = {
        "campaignId": campaign_id,
        "leadSourceUrl": lead_source_url,
        "leadSourceType": lead_source_type,
        "dashboard": dashboard,
        "autoReuse": auto_reuse,
        "autoReuseInterval": auto_reuse_interval,
    }
    return await call("POST", f"{seat(user_id, account_id)}/lead_sources", json={"leadSources": [given(source)]})


@tools.write(
    "POST {seat}/campaigns",
    Wire(
        names={"campaign_name": "name", "sequence_template_id": "templateId"},
        forms={"sequence_template_id": number},
        answer=done,
        shown_as=or_done,
    ),
    open_world=True,
)
async def create_campaign_from_template(
    user_id: User,
    account_id: Account,
    sequence_template_id: Annotated[str, an_id("A saved sequence's id, from get_users_sequence_templates."), AS_TEXT],
    campaign_name: Annotated[str, Field(min_length=1, description="Name of the new campaign.")],
    lead_source_url: Annotated[str | None, Field(description="A search URL to link to it at once.")] = None,
) -> answer_types.Result[answer_types.Value]: ...


@tools.read("GET {v1}/users/{user_id}/teams/{team_id}/saved_sequences")
async def get_users_sequence_templates(user_id: User, team_id: Team) -> answer_types.Counted[campaign_types.Template]: ...
