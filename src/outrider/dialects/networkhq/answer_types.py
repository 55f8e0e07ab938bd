"""The types of NetworkHQ's answers: data alone, so that agent tools can name them without loading the core."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Generic, Literal, NotRequired, TypeVar

from pydantic import ConfigDict, Field, PlainSerializer, WithJsonSchema
from typing_extensions import TypedDict

from outrider.dialects.kit.texts import iso
from outrider.dialects.networkhq.bodies import Slot

T = TypeVar("T")
Time = Annotated[datetime, PlainSerializer(iso, return_type=str), WithJsonSchema({"type": "string", "format": "date-time"})]


# -- paging and errors -----------------------------------------------------------------------------------------------------


class Pagination(TypedDict):
    limit: int
    has_more: bool
    next_cursor: str | None


class Page(TypedDict, Generic[T]):
    data: list[T]
    pagination: Pagination


class Data(TypedDict, Generic[T]):
    data: T


class FieldError(TypedDict):
    field: str
    message: str


# -- campaigns -------------------------------------------------------------------------------------------------------------


class CampaignLinkedInAccount(TypedDict):
    id: str
    profileName: str | None


class CampaignLeadList(TypedDict):
    id: str
    name: str


class Campaign(TypedDict):
    id: str
    name: str
    status: Literal["draft", "started", "paused", "completed"]
    totalLeads: int
    connectionsSent: int
    messagesSent: int
    repliesReceived: int
    connectionRequestsAccepted: int
    linkedinAccounts: list[CampaignLinkedInAccount]
    leadList: CampaignLeadList | None
    createdAt: Time
    updatedAt: Time


class CampaignActionResult(TypedDict):
    data: Campaign


class CampaignLeadBasicLead(TypedDict):
    id: str | None
    name: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    linkedin_url: str | None


class CampaignLeadSender(TypedDict):
    id: str | None
    profile_name: str | None
    status: str | None


class CampaignLeadCurrentState(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid")  # pyright: ignore[reportGeneralTypeIssues]

    connection_status: NotRequired[Literal["connected", "sent"] | None]
    inmail_status: NotRequired[Literal["sent", "replied"] | None]
    message_status: NotRequired[Literal["sent", "replied"] | None]
    last_action_at: Time | None


ActionType = Literal[
    "send_connection_request",
    "send_connection_request_with_note",
    "send_message",
    "send_open_message",
    "send_inmail",
    "profile_viewed",
    "like_post",
    "follow_lead",
    "comment_post",
    "reply_comment",
]


ActionStatus = Literal["pending", "scheduled", "in_progress", "sent", "completed", "failed", "skipped", "cancelled"]


class CampaignLeadActionEvent(TypedDict):
    """One action of a campaign for a lead, done or to come."""

    id: str
    type: ActionType
    status: ActionStatus
    performed_at: NotRequired[Time]
    scheduled_for: NotRequired[Time]
    accepted_at: NotRequired[Time]
    metadata: Mapping[str, object]


LeadStatus = Literal["queued", "active", "completed", "failed", "excluded", "paused"]


Priority = Literal["high", "medium", "low", "unknown"]


class CampaignLead(TypedDict):
    id: str
    campaign_id: str
    lead_id: str | None
    current_state: CampaignLeadCurrentState
    lead: CampaignLeadBasicLead
    status: LeadStatus
    priority: Priority
    intent: str | None
    intent_source: str | None
    intent_reason: str | None
    sender: CampaignLeadSender | None
    actions_performed: list[CampaignLeadActionEvent]
    parked_reason: str | None
    enrolled_at: Time
    next_action_at: Time | None
    completed_at: Time | None


class CampaignLeadMessageOverride(TypedDict):
    id: str
    campaign_id: str
    lead_id: str
    node_type: Literal["send_message"]
    message_stage: Slot
    message: str
    updated_at: Time


class CampaignLeadMessageOverrideResult(TypedDict):
    data: list[CampaignLeadMessageOverride]
    lead_campaign_state: Literal["enrolled", "pending_enrollment"]


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------


class LinkedInAccountSendingLimits(TypedDict):
    max_follows_per_day: int
    max_messages_per_day: int
    max_inmails_per_day: int
    max_connection_requests_per_day: int
    max_profile_views_per_day: int
    max_post_likes_per_day: int
    max_comments_per_day: int
    warmup_enabled: bool


AccountStatus = Literal["connecting", "connected", "disconnected", "error", "awaiting_code"]


AccountTier = Literal["regular", "premium", "sales_navigator"]


class LinkedInAccount(TypedDict):
    id: str
    profile_name: str | None
    profile_url: str | None
    profile_picture_url: str | None
    status: AccountStatus
    account_tier: AccountTier
    sending_limits: LinkedInAccountSendingLimits
    connection_count: int | None
    pending_invite_count: int | None
    last_ran_at: Time | None
    cooldown_until: Time | None
    created_at: Time
    updated_at: Time


# -- lead lists ------------------------------------------------------------------------------------------------------------


class LeadList(TypedDict):
    id: str
    workspace_name: str | None
    name: str
    description: NotRequired[str | None]
    is_default: bool
    created_by: str
    created_at: Time
    updated_at: Time
    lead_count: NotRequired[int]


class LeadListCreateValidationError(TypedDict):
    index: int
    errors: list[FieldError]


class LeadListCreateSummary(TypedDict):
    attempted: int
    created: int
    malformed: int


class LeadListCreateResult(TypedDict):
    data: list[LeadList]
    malformed: list[LeadListCreateValidationError]
    summary: LeadListCreateSummary


# -- leads -----------------------------------------------------------------------------------------------------------------


class CompanyDetails(TypedDict):
    id: str
    name: NotRequired[str | None]
    tagline: NotRequired[str | None]
    description: NotRequired[str | None]
    website: NotRequired[str | None]
    linkedin_url: NotRequired[str | None]
    industry: NotRequired[str | None]
    employee_count: NotRequired[int | None]
    employee_count_range_min: NotRequired[int | None]
    employee_count_range_max: NotRequired[int | None]
    hq_city: NotRequired[str | None]
    hq_country: NotRequired[str | None]
    founded_year: NotRequired[int | None]
    specialties: NotRequired[list[str] | None]
    logo_url: NotRequired[str | None]
    follower_count: NotRequired[int | None]
    company_type: NotRequired[str | None]
    phone: NotRequired[str | None]
    active: NotRequired[bool | None]
    top_companies_rank: NotRequired[int | None]
    top_companies_list_name: NotRequired[str | None]
    enriched_at: Time


class Lead(TypedDict):
    id: str
    first_name: NotRequired[str | None]
    last_name: NotRequired[str | None]
    email: NotRequired[str | None]
    company: NotRequired[str | None]
    company_linkedin_url: NotRequired[str | None]
    job_title: NotRequired[str | None]
    headline: NotRequired[str | None]
    summary: NotRequired[str | None]
    industry: NotRequired[str | None]
    skills: NotRequired[list[str] | None]
    linkedin_url: NotRequired[str | None]
    phone: NotRequired[str | None]
    location: NotRequired[str | None]
    gender: NotRequired[str | None]
    date_of_birth: NotRequired[Time | None]
    notes: NotRequired[str | None]
    profile_picture_url: NotRequired[str | None]
    profile_enriched_at: NotRequired[Time | None]
    company_enriched_at: NotRequired[Time | None]
    enrichment_requested_at: NotRequired[Time | None]
    company_details: NotRequired[CompanyDetails | None]
    enrichment_failed: NotRequired[bool]
    lead_heat_reason: NotRequired[str | None]
    lead_heat_raw_score: NotRequired[float]
    created_at: Time
    updated_at: Time


class LeadWithLists(Lead):
    lead_list_ids: list[str]


class LeadCreateValidationError(TypedDict):
    index: int
    errors: list[FieldError]


class ProcessingFailure(TypedDict):
    code: Literal["processing_failed"]
    message: str


class LeadCreateProcessingError(TypedDict):
    index: int
    error: ProcessingFailure


LeadResult = Literal["created", "added_existing", "already_in_list"]


class LeadImportSummary(TypedDict):
    attempted: int
    created: int
    added_existing: int
    already_in_list: int
    malformed: int
    failed: int


class ImportedRow(TypedDict):
    index: int
    result: LeadResult
    lead: Lead


class ImportedLeads(TypedDict):
    """What came of a batch of leads."""

    data: list[ImportedRow]
    malformed: list[LeadCreateValidationError]
    failed: list[LeadCreateProcessingError]
    summary: LeadImportSummary


class ImportedLead(TypedDict):
    """What came of one lead."""

    data: Lead
    result: LeadResult


class LeadEnrichment(TypedDict):
    status: Literal["already_enriched", "enriched", "failed", "insufficient_credits"]
    charged: bool
    credits_remaining: int


class LeadEnrichmentResult(TypedDict):
    data: Lead
    enrichment: LeadEnrichment


# -- conversations ---------------------------------------------------------------------------------------------------------

Intent = Literal["INTERESTED", "CURIOUS", "NOT_INTERESTED", "DEFERRED", "NEEDS_LABEL", "CONVERTED"]


Direction = Literal["sent", "received"]


class ConversationLead(TypedDict):
    id: str
    first_name: str | None
    last_name: str | None
    linkedin_url: str | None


class ConversationLinkedInAccount(TypedDict):
    id: str
    profile_name: str | None


class ConversationLastMessage(TypedDict):
    id: str
    content: str
    sent_at: Time
    direction: Direction


class ConversationMessage(TypedDict):
    id: str
    linkedin_message_id: str
    content: str
    direction: Direction
    sent_at: Time
    content_type: Literal["text"]


class Conversation(TypedDict):
    id: str
    linkedin_conversation_id: str
    intent: Intent | None
    is_unread: bool
    lead: ConversationLead
    linkedin_account: ConversationLinkedInAccount
    last_message: ConversationLastMessage | None
    created_at: Time
    updated_at: Time


class ConversationDetail(TypedDict):
    id: str
    linkedin_conversation_id: str
    intent: Intent | None
    is_unread: bool
    lead: ConversationLead
    linkedin_account: ConversationLinkedInAccount
    messages: list[ConversationMessage]
    created_at: Time
    updated_at: Time


class OneConversation(TypedDict):
    data: ConversationDetail
    pagination: Pagination  # of its messages


class SendConversationMessageResult(TypedDict):
    ok: bool
    pending: Annotated[bool, Field(description="True: accepted, and its id not known yet; it shows in the conversation later.")]
    message: ConversationMessage | None
