"""Leads of campaigns and seats."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import ApiError, call, given
from outrider.dialects.multilead import answer_types, campaign_types, lead_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    FILTERED,
    SILENT,
    V1,
    V2,
    Account,
    Campaign,
    ChangedAfter,
    Contains,
    Degrees,
    Lead,
    NotVerified,
    Offset,
    OutOfOffice,
    Rows,
    Search,
    Selected,
    Statuses,
    Steps,
    Thread,
    User,
    Verified,
    an_id,
    done,
    milliseconds,
    number,
    or_done,
    segment,
    toolbox,
)

tools = toolbox("leads")


@tools.write(answers=("POST {v1}/campaign/{id}/leads",), open_world=True)
async def add_leads_to_campaign(
    campaign_id: Campaign,
    profile_url: Annotated[str | None, Field(description="LinkedIn profile URL; required if there is no email.")] = None,
    email: Annotated[str | None, Field(description="Email address; required if there is no profile URL.")] = None,
    custom_fields: Annotated[
        dict[str, object] | None,
        Field(description="Everything else by name: firstName, lastName, occupation, phone, company, or fields of your own."),
    ] = None,
) -> lead_types.AddedLead:
    if not profile_url and not email:
        raise ApiError(0, "Give profile_url or email.")
    lead = {**(custom_fields or {}), **given({"profileUrl": profile_url, "email": email})}
    return await call("POST", f"{V1}/campaign/{campaign_id}/leads", json=lead)


@tools.write(answers=("PATCH {v2}/campaigns/{id}/leads/{lead_id}",), idempotent=True)
async def update_lead_in_campaign(
    campaign_id: Campaign,
    lead_id: Lead,
    linkedin_account_id: Annotated[str, an_id("The seat's id (its LinkedIn account)."), AS_TEXT],
    changed_values: Annotated[
        dict[str, object],
        Field(min_length=1, description="New values by field: businessEmail and the like, or fields of your own."),
    ],
) -> answer_types.Updated:
    body = {
        "campaignId": number(campaign_id),
        "linkedinAccountId": number(linkedin_account_id),
        "changedValues": changed_values,
    }
    return await call("PATCH", f"{V2}/campaigns/{campaign_id}/leads/{lead_id}", json=body)


@tools.read("GET {seat}/conversations/{thread_id}/belonged_leads", Wire(forms={"thread_id": segment}))
async def get_leads_from_thread(
    user_id: User, account_id: Account, thread_id: Thread
) -> answer_types.Items[campaign_types.BelongedLead]: ...


@tools.read("GET {seat}/linkedin_users/{linkedin_user_id}")
async def get_linkedin_user_info(
    user_id: User,
    account_id: Account,
    linkedin_user_id: Annotated[str, an_id("The person's linkedinUserId, as leads and conversations show it."), AS_TEXT],
) -> answer_types.Result[lead_types.LinkedInUser]: ...


@tools.write("PATCH {v1}/leads/{lead_id}/pause", SILENT, idempotent=True)
async def pause_lead_execution(lead_id: Lead) -> answer_types.Done: ...


@tools.write("PATCH {v1}/leads/{lead_id}/continue", SILENT, idempotent=True, open_world=True)
async def resume_lead_execution(lead_id: Lead) -> answer_types.Done: ...


@tools.read("GET {seat}/campaigns/{campaign_id}/leads", FILTERED)
async def get_leads_from_campaign(
    user_id: User,
    account_id: Account,
    campaign_id: Campaign,
    search: Search = None,
    filter_by_verified_emails: Verified = None,
    filter_by_not_verified_emails: NotVerified = None,
    filter_by_status: Statuses = None,
    filter_by_connection_degree: Degrees = None,
    filter_by_current_step: Steps = None,
    filter_by_name: Contains = None,
    filter_by_company: Contains = None,
    filter_by_occupation: Contains = None,
    filter_by_headline: Contains = None,
    filter_by_out_of_office: OutOfOffice = None,
    filter_by_step_change_timestamp: ChangedAfter = None,
    filter_by_selected_leads: Selected = None,
    limit: Rows = 30,
    offset: Offset = 0,
) -> lead_types.Leads: ...


@tools.write(
    "POST {seat}/leads/{lead_id}/change_campaign",
    Wire(
        names={"target_campaign_id": "campaignId", "scheduled_time": "doTaskAt"},
        forms={"target_campaign_id": number, "scheduled_time": milliseconds},
        answer=done,
        shown_as=or_done,
    ),
    open_world=True,
)
async def return_lead_to_campaign(
    user_id: User,
    account_id: Account,
    lead_id: Lead,
    target_campaign_id: Annotated[str, an_id("The campaign to return the lead to."), AS_TEXT],
    scheduled_time: Annotated[
        str | None, Field(description="When: ISO 8601, or Unix seconds or milliseconds. Left out: at once."), AS_TEXT
    ] = None,
) -> answer_types.Done: ...


@tools.read("GET {seat}/leads", FILTERED)
async def get_leads_from_seat(
    user_id: User,
    account_id: Account,
    search: Search = None,
    filter_by_verified_emails: Verified = None,
    filter_by_not_verified_emails: NotVerified = None,
    filter_by_status: Statuses = None,
    filter_by_connection_degree: Degrees = None,
    filter_by_name: Contains = None,
    filter_by_company: Contains = None,
    filter_by_occupation: Contains = None,
    filter_by_headline: Contains = None,
    filter_by_out_of_office: OutOfOffice = None,
    filter_by_step_change_timestamp: ChangedAfter = None,
    filter_by_selected_leads: Selected = None,
    limit: Rows = 30,
    offset: Offset = 0,
) -> lead_types.Leads: ...
