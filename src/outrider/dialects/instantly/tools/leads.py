"""Leads."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.tools import outputs
from outrider.dialects.instantly.tools.common import INTEREST, ONE_LEAD, PAGE, PERSON, Ids, action, ask, page, toolbox
from outrider.dialects.instantly.tools.outputs import LeadDetail
from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import given

tools = toolbox("leads")


@action(tools, "POST /leads/list", Wire(answer=page("leads", LeadDetail)), reads=True, untrusted=PERSON)
async def list_leads(
    search: Annotated[str | None, Field(description="Search by first name, last name, or email")] = None,
    filter: Annotated[
        str | None,
        Field(
            description="Lead filter value, such as FILTER_VAL_CONTACTED or FILTER_VAL_ACTIVE\n"
            "Also FILTER_VAL_REPLIED, FILTER_VAL_COMPLETED, FILTER_VAL_BOUNCED, FILTER_LEAD_INTERESTED."
        ),
    ] = None,
    campaign: Annotated[str | None, Field(description="Campaign ID to filter leads")] = None,
    list_id: Annotated[str | None, Field(description="Lead list ID to filter leads")] = None,
    in_campaign: Annotated[bool | None, Field(description="Whether the lead is in a campaign")] = None,
    in_list: Annotated[bool | None, Field(description="Whether the lead is in a list")] = None,
    ids: Annotated[Ids, Field(description="Lead IDs to include")] = None,
    excluded_ids: Annotated[Ids, Field(description="Lead IDs to exclude")] = None,
    contacts: Annotated[Ids, Field(description="Lead email addresses to include")] = None,
    organization_user_ids: Annotated[
        Ids, Field(description="Organization user IDs to filter leads\nThe users the leads are assigned to.")
    ] = None,
    smart_view_id: Annotated[str | None, Field(description="Smart view ID to filter leads")] = None,
    is_website_visitor: Annotated[bool | None, Field(description="Whether the lead is a website visitor")] = None,
    distinct_contacts: Annotated[
        bool | None,
        Field(description="Whether to return distinct contacts\nThat is one row for each address, in order of addresses."),
    ] = None,
    enrichment_status: Annotated[
        int | None, Field(description="Enrichment status filter\n1 enriched, -1 no data, 11 pending, -2 error.")
    ] = None,
    esg_code: Annotated[
        str | None,
        Field(
            description="Email security gateway code filter\n'0' (not checked yet), '1' (Barracuda), '2' (Mimecast),"
            " '3' (Proofpoint), '4' (Cisco), 'all' or 'none'. Outrider does not look gateways up and refuses all but 'all'."
        ),
    ] = None,
    limit: Annotated[int | None, Field(description="Number of leads to return, from 1 to 100" + PAGE)] = None,
    starting_after: Annotated[
        str | None, Field(description="Forward pagination cursor from next_starting_after\nUnchanged; null ends the list.")
    ] = None,
) -> outputs.ListLeadsOutput: ...


@action(tools, "GET /leads/{lead_id}", ONE_LEAD, reads=True, untrusted=PERSON)
async def get_lead(lead_id: Annotated[str, Field(description="Lead ID\nFrom list_leads.")]) -> outputs.GetLeadOutput: ...


@action(tools, "POST /leads", ONE_LEAD, untrusted=PERSON, open_world=True)
async def create_lead(
    campaign: Annotated[
        str | None, Field(description="Campaign ID associated with the lead\nEither this or list_id: where the lead is added.")
    ] = None,
    list_id: Annotated[
        str | None, Field(description="Lead list ID associated with the lead\nEither this or campaign: where the lead is added.")
    ] = None,
    email: Annotated[str | None, Field(description="Lead email address. Required when adding to a campaign.")] = None,
    first_name: Annotated[str | None, Field(description="Lead first name")] = None,
    last_name: Annotated[str | None, Field(description="Lead last name")] = None,
    company_name: Annotated[str | None, Field(description="Lead company name")] = None,
    job_title: Annotated[str | None, Field(description="Lead job title")] = None,
    phone: Annotated[str | None, Field(description="Lead phone number")] = None,
    website: Annotated[str | None, Field(description="Lead website")] = None,
    personalization: Annotated[
        str | None, Field(description="Lead personalization text\nFor {{personalization}} in emails.")
    ] = None,
    lt_interest_status: Annotated[int | None, Field(description=f"Lead interest status value\n{INTEREST}.")] = None,
    pl_value_lead: Annotated[str | None, Field(description="Potential value of the lead\nAs text.")] = None,
    assigned_to: Annotated[str | None, Field(description="Organization user ID assigned to the lead")] = None,
    skip_if_in_workspace: Annotated[
        bool | None,
        Field(description="Skip if the lead already exists in the workspace\nThat is in any campaign or list."),
    ] = None,
    skip_if_in_campaign: Annotated[
        bool | None, Field(description="Skip if the lead already exists in the campaign\nOr in any other campaign.")
    ] = None,
    skip_if_in_list: Annotated[
        bool | None, Field(description="Skip if the lead already exists in the list\nOr in any other list.")
    ] = None,
    blocklist_id: Annotated[
        str | None, Field(description="Blocklist ID to check for the lead\nThe workspace's own is always checked.")
    ] = None,
    verify_leads_for_lead_finder: Annotated[
        bool | None, Field(description="Whether to verify leads imported from Lead Finder")
    ] = None,
    verify_leads_on_import: Annotated[bool | None, Field(description="Whether to verify leads on import")] = None,
    custom_variables: Annotated[
        dict[str, str | int | float | bool | None] | None,
        Field(description="Custom variable object with string, number, boolean, or null values\nFurther merge values, by name."),
    ] = None,
) -> outputs.CreateLeadOutput: ...


@action(tools, answers=("DELETE /leads",), destructive=True, idempotent=True)
async def delete_leads(
    campaign_id: Annotated[
        str | None, Field(description="Campaign ID to delete leads from. Required if list_id is not provided.")
    ] = None,
    list_id: Annotated[
        str | None, Field(description="Lead list ID to delete leads from. Required if campaign_id is not provided.")
    ] = None,
    status: Annotated[
        int | None,
        Field(
            description="Optional lead status filter\n1 active, 2 paused, 3 completed, -1 bounced, -2 unsubscribed, -3 skipped."
        ),
    ] = None,
    ids: Annotated[Ids, Field(description="Specific lead IDs to delete")] = None,
    limit: Annotated[int | None, Field(description="Maximum number of matching leads to delete, up to 10000")] = None,
) -> outputs.DeleteLeadsOutput:
    body = given({"campaign_id": campaign_id, "list_id": list_id, "status": status, "ids": ids, "limit": limit})
    answer: answer_types.Count = await ask("DELETE", "/leads", body)
    return outputs.DeleteLeadsOutput(success=True, count=answer.get("count"))


@action(tools, answers=("POST /leads/update-interest-status",), idempotent=True, open_world=True)
async def update_lead_interest_status(
    lead_email: Annotated[str, Field(description="Lead email address")],
    interest_value: Annotated[
        int | None, Field(description=f"Interest status value. Pass null to reset to Lead.\n{INTEREST}.")
    ] = None,
    campaign_id: Annotated[str | None, Field(description="Campaign ID for the lead\nOnly the lead's row there.")] = None,
    list_id: Annotated[str | None, Field(description="Lead list ID for the lead\nOnly the lead's row there.")] = None,
    ai_interest_value: Annotated[int | None, Field(description="AI interest value to set for the lead")] = None,
    disable_auto_interest: Annotated[
        bool | None, Field(description="Whether to disable auto interest\nNo machine changes it from then on.")
    ] = None,
) -> outputs.UpdateLeadInterestStatusOutput:
    body: dict[str, object] = given(
        {
            "lead_email": lead_email,
            "campaign_id": campaign_id,
            "list_id": list_id,
            "ai_interest_value": ai_interest_value,
            "disable_auto_interest": disable_auto_interest,
        }
    )
    body["interest_value"] = interest_value
    answer: answer_types.Said = await ask("POST", "/leads/update-interest-status", body)
    return outputs.UpdateLeadInterestStatusOutput(success=True, message=answer.get("message"))
