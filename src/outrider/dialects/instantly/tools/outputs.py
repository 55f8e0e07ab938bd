"""What the 13 actions answer with: closed objects, in which everything but `success` may be missing.

Light on purpose: the agent tools import it, and stdio servers must start at once.
"""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from outrider.values import is_object

Kept = TypeVar("Kept", bound="Detail")


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Detail(Closed):
    """One of the API's objects, cut down to what the action promises."""

    @classmethod
    def of(cls: type[Kept], body: object) -> Kept:
        """The fields known here, each null where the API's value is of another type."""
        found = cls()
        for name in cls.model_fields:
            value = body.get(name) if is_object(body) else None
            if isinstance(value, float) and value.is_integer() and name != "pl_value":
                value = int(value)
            try:
                found = cls.model_validate(found.model_dump(exclude_unset=True) | ({} if value is None else {name: value}))
            except ValidationError:
                continue
        return found


class LeadDetail(Detail):
    id: str | None = None
    timestamp_created: str | None = None
    timestamp_updated: str | None = None
    organization: str | None = None
    campaign: str | None = None
    status: int | None = None
    email: str | None = None
    personalization: str | None = None
    website: str | None = None
    last_name: str | None = None
    first_name: str | None = None
    company_name: str | None = None
    job_title: str | None = None
    phone: str | None = None
    email_open_count: int | None = None
    email_reply_count: int | None = None
    email_click_count: int | None = None
    company_domain: str | None = None
    payload: dict[str, object] | None = None
    lt_interest_status: int | None = None


class CampaignDetail(Detail):
    id: str | None = None
    name: str | None = None
    pl_value: float | None = None
    status: int | None = None
    is_evergreen: bool | None = None
    timestamp_created: str | None = None
    timestamp_updated: str | None = None
    email_gap: int | None = None
    daily_limit: int | None = None
    daily_max_leads: int | None = None
    open_tracking: bool | None = None
    stop_on_reply: bool | None = None
    sequences: list[object] = Field(default_factory=list[object])
    campaign_schedule: dict[str, object] | None = None


class EmailBody(Detail):
    text: str | None = None
    html: str | None = None


class EmailDetail(Detail):
    id: str | None = None
    timestamp_created: str | None = None
    timestamp_email: str | None = None
    message_id: str | None = None
    subject: str | None = None
    from_address_email: str | None = None
    to_address_email_list: str | None = None
    cc_address_email_list: str | None = None
    bcc_address_email_list: str | None = None
    reply_to: str | None = None
    body: EmailBody | None = None
    organization_id: str | None = None
    campaign_id: str | None = None
    subsequence_id: str | None = None
    list_id: str | None = None
    lead: str | None = None
    lead_id: str | None = None
    eaccount: str | None = None
    ue_type: int | None = None
    is_unread: int | None = None
    is_auto_reply: int | None = None
    i_status: int | None = None
    thread_id: str | None = None
    content_preview: str | None = None


class LeadListDetail(Detail):
    id: str | None = None
    organization_id: str | None = None
    has_enrichment_task: bool | None = None
    owned_by: str | None = None
    name: str | None = None
    timestamp_created: str | None = None


class Output(Closed):
    success: bool
    error: str | None = None


class ListLeadsOutput(Output):
    leads: list[LeadDetail] = Field(default_factory=list[LeadDetail])
    count: int | None = None
    next_starting_after: str | None = None


class LeadOutput(Output):
    lead: LeadDetail | None = None
    id: str | None = None
    email_address: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    campaign: str | None = None
    status: int | None = None


class GetLeadOutput(LeadOutput):
    pass


class CreateLeadOutput(LeadOutput):
    pass


class DeleteLeadsOutput(Output):
    count: int | None = None


class UpdateLeadInterestStatusOutput(Output):
    message: str | None = None


class ListCampaignsOutput(Output):
    campaigns: list[CampaignDetail] = Field(default_factory=list[CampaignDetail])
    count: int | None = None
    next_starting_after: str | None = None


class CampaignOutput(Output):
    campaign: CampaignDetail | None = None
    id: str | None = None
    name: str | None = None
    status: int | None = None


class CreateCampaignOutput(CampaignOutput):
    pass


class PatchCampaignOutput(CampaignOutput):
    pass


class ActivateCampaignOutput(CampaignOutput):
    pass


class ListEmailsOutput(Output):
    emails: list[EmailDetail] = Field(default_factory=list[EmailDetail])
    count: int | None = None
    next_starting_after: str | None = None


class ReplyToEmailOutput(Output):
    email: EmailDetail | None = None
    id: str | None = None
    subject: str | None = None
    thread_id: str | None = None


class ListLeadListsOutput(Output):
    lead_lists: list[LeadListDetail] = Field(default_factory=list[LeadListDetail])
    count: int | None = None
    next_starting_after: str | None = None


class CreateLeadListOutput(Output):
    lead_list: LeadListDetail | None = None
    id: str | None = None
    name: str | None = None
