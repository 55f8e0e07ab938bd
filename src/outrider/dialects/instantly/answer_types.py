"""The types of Instantly's answers: data alone, so that agent tools can name them without loading the core.

Times are ISO 8601 text. Keys that are not always there are `NotRequired`.
"""

from collections.abc import Mapping
from typing import Generic, Literal, NotRequired, TypeVar

from typing_extensions import TypedDict

T = TypeVar("T")
Object = Mapping[str, object]  # any object, stored as given
Time = str | None


# Lists and small answers


class Page(TypedDict, Generic[T]):
    items: list[T]
    next_starting_after: NotRequired[str]


class Items(TypedDict, Generic[T]):
    items: list[T]


class Count(TypedDict):
    count: int


class Done(TypedDict):
    success: Literal[True]


class Said(TypedDict):
    message: str


class Status(TypedDict):
    status: str
    message: NotRequired[str]


# Leads


StepRun = TypedDict(
    "StepRun",
    {
        "from": Literal["campaign"],
        "stepID": str,  # '0_1_0': sequence, step and variant, from 0
        "timestamp_executed": NotRequired[Time],
        "timestampExecuted": NotRequired[Time],  # in a subsequence
    },
)


class StepSummary(TypedDict, total=False):
    """Empty before the first step."""

    lastStep: StepRun


class Lead(TypedDict):
    """The values of the person are of whatever type they were given."""

    id: str
    timestamp_created: Time
    timestamp_updated: Time
    organization: str
    campaign: str | None
    list_id: str | None
    status: int
    email: str | None
    personalization: str | None
    first_name: object
    last_name: object
    company_name: object
    job_title: object
    website: object
    phone: object
    company_domain: str
    payload: Object
    email_open_count: int
    email_reply_count: int
    email_click_count: int
    status_summary: StepSummary
    status_summary_subseq: NotRequired[StepRun]
    last_step_from: str | None
    last_step_id: str | None
    last_step_timestamp_executed: Time
    email_opened_step: int | None
    email_opened_variant: int | None
    email_clicked_step: int | None
    email_clicked_variant: int | None
    email_replied_step: int | None
    email_replied_variant: int | None
    subsequence_id: str | None
    timestamp_added_subsequence: Time
    pl_value_lead: str | None
    timestamp_last_contact: Time
    timestamp_last_open: Time
    timestamp_last_reply: Time
    timestamp_last_click: Time
    timestamp_last_interest_change: Time
    timestamp_last_touch: Time
    last_contacted_from: str | None
    uploaded_by_user: str | None
    upload_method: str
    assigned_to: str | None
    is_website_visitor: bool
    lt_interest_status: NotRequired[int]
    verification_status: NotRequired[int]
    esp_code: NotRequired[int]
    enrichment_status: NotRequired[int]


class CreatedLead(TypedDict):
    index: int
    id: str | None
    email: str | None
    first_name: str | None
    last_name: str | None
    phone: str | None


class Added(TypedDict):
    status: Literal["success"]
    total_sent: int
    leads_uploaded: int
    in_blocklist: int
    blocklist_used: str
    duplicated_leads: int
    skipped_count: int
    invalid_email_count: int
    incomplete_count: int
    duplicate_email_count: int
    remaining_in_plan: None
    created_leads: list[CreatedLead]


class LeadList(TypedDict):
    id: str
    organization_id: str
    has_enrichment_task: bool
    owned_by: str | None
    name: str
    timestamp_created: Time


class VerificationStats(TypedDict):
    stats: dict[str, int]
    total_leads: int


class Label(TypedDict):
    id: str
    timestamp_created: Time
    created_by: str
    organization_id: str
    label: str
    interest_status_label: str
    interest_status: int | None
    description: str | None
    use_with_ai: bool


class ReplyLabel(TypedDict):
    result: str
    custom_labels_considered: list[str]


class Tag(TypedDict):
    id: str
    timestamp_created: Time
    timestamp_updated: Time
    organization_id: str
    label: str
    description: str | None


class TagMapping(TypedDict):
    id: str
    tag_id: str
    resource_id: str
    resource_type: int
    timestamp_created: Time
    organization_id: str


class BlockListEntry(TypedDict):
    id: str
    timestamp_created: Time
    organization_id: str
    bl_value: str
    is_domain: bool


class BlockListEntries(TypedDict):
    items: list[BlockListEntry]
    valid_count: int
    invalid_count: int


class Verification(TypedDict):
    email: str
    status: Literal["success", "error"] | None
    verification_status: Literal["verified", "invalid", "pending", "unknown"]
    catch_all: bool | Literal["pending"]
    credits: None
    credits_used: int


class Job(TypedDict):
    id: str
    workspace_id: str
    user_id: str | None
    type: str
    data: Object
    progress: int
    status: str
    created_at: Time
    updated_at: Time
    entity_type: NotRequired[str]
    entity_id: NotRequired[str | None]


# Figures of campaigns


class Contacted(TypedDict):
    contacted: int
    new_leads_contacted: int


class Engaged(TypedDict):
    opened: int
    unique_opened: int
    replies: int
    unique_replies: int
    replies_automatic: int
    unique_replies_automatic: int
    clicks: int
    unique_clicks: int


class Sent(TypedDict):
    emails_sent_count: int
    contacted_count: int
    new_leads_contacted_count: int


class Engagement(TypedDict):
    open_count: int
    open_count_unique: int
    open_count_unique_by_step: int
    link_click_count: int
    link_click_count_unique: int
    link_click_count_unique_by_step: int
    reply_count: int
    reply_count_unique: int
    reply_count_unique_by_step: int
    reply_count_automatic: int
    reply_count_automatic_unique: int
    reply_count_automatic_unique_by_step: int
    bounced_count: int
    unsubscribed_count: int
    completed_count: int


class CampaignTotals(Sent, Engagement):
    campaign_name: str
    campaign_id: str
    campaign_status: int
    campaign_is_evergreen: bool
    leads_count: int
    total_opportunities: int
    total_opportunity_value: int | float


class Overview(Sent, Engagement):
    total_opportunities: int
    total_opportunity_value: int | float
    total_interested: int
    total_meeting_booked: int
    total_meeting_completed: int
    total_closed: int


class CampaignDay(Contacted, Engaged):
    date: str
    sent: int
    opportunities: int
    unique_opportunities: int


class StepFigures(TypedDict):
    step: str
    variant: str
    sent: int
    opened: int
    unique_opened: int
    replies: int
    unique_replies: int
    replies_automatic: int
    unique_replies_automatic: int
    clicks: int
    unique_clicks: int


class StepOutcomes(TypedDict):
    opportunities: int
    unique_opportunities: int
    meetings_booked: int
    won: int


class CampaignStep(StepFigures):
    opportunities: NotRequired[int]
    unique_opportunities: NotRequired[int]
    meetings_booked: NotRequired[int]
    won: NotRequired[int]


# Emails


class TestSent(TypedDict):
    """What became of a test mail: its status, or why it was refused."""

    status: NotRequired[Literal["success"]]
    error: NotRequired[Literal["ACC_NOT_FOUND", "ACC_AUTH_ERROR", "ACC_UNKNOWN_ERROR"]]


class EmailBody(TypedDict, total=False):
    text: str
    html: str


class AttachedFile(TypedDict):
    filename: str
    size: NotRequired[int]
    type: NotRequired[str]
    url: NotRequired[str]


class Attachments(TypedDict):
    files: list[AttachedFile]


class Email(TypedDict):
    id: str
    timestamp_created: Time
    timestamp_email: Time
    message_id: str
    subject: str
    from_address_email: str | None
    to_address_email_list: str
    cc_address_email_list: str | None
    bcc_address_email_list: str | None
    reply_to: str | None
    body: EmailBody
    organization_id: str
    campaign_id: str | None
    subsequence_id: str | None
    list_id: None
    lead: str | None
    lead_id: str | None
    eaccount: str
    ue_type: int
    step: str | None
    is_unread: int
    is_auto_reply: int
    is_focused: int
    i_status: int | None
    thread_id: str | None
    content_preview: str
    reminder_ts: Time
    attachment_json: NotRequired[Attachments]
    ai_interest_value: NotRequired[float]


# Accounts


class WarmupSettings(TypedDict, total=False):
    limit: int
    reply_rate: int | float
    increment: str
    warmup_custom_ftag: str
    advanced: Object


class Account(TypedDict):
    email: str
    timestamp_created: Time
    timestamp_updated: Time
    first_name: str
    last_name: str
    warmup: WarmupSettings
    daily_limit: int
    tracking_domain_name: str | None
    tracking_domain_status: str | None
    status: int
    enable_slow_ramp: bool
    inbox_placement_test_limit: int | None
    organization: str
    warmup_status: int
    timestamp_warmup_start: Time
    provider_code: int
    setup_pending: bool
    is_managed_account: bool
    stat_warmup_score: int | None
    sending_gap: int | float
    signature: str
    reply_to: str | None
    status_message: NotRequired[dict[str, str]]
    tags: NotRequired[list[dict[str, str]]]


class WarmupDay(TypedDict):
    sent: int
    landed_inbox: int
    landed_spam: int
    received: int


class Health(TypedDict):
    health_score_label: str
    health_score: int


class WarmupTotal(WarmupDay, Health):
    """A warm-up's sums, and the score they make."""


class WarmupAnalytics(TypedDict):
    email_date_data: dict[str, dict[str, WarmupDay]]
    aggregate_data: dict[str, WarmupTotal]


class AccountDay(Contacted, Engaged):
    date: str
    email_account: str
    sent: int
    bounced: int


class Paused(TypedDict):
    paused_emails: list[str]
    failed_emails: list[str]


class TrackingDomain(TypedDict):
    success: bool
    ssl: bool
    cname: bool
    host: str


class AccountVitals(TypedDict):
    domain: str
    allPass: bool
    mx: bool
    spf: bool
    dkim: bool
    dmarc: bool
    account: str
    smtp: bool
    imap: bool
    errors: NotRequired[dict[str, str]]


class Vitals(TypedDict):
    status: Literal["success"]
    success_list: list[AccountVitals]
    failure_list: list[AccountVitals]


# Webhooks


class Webhook(TypedDict):
    id: str
    organization: str
    campaign: str | None
    name: str | None
    target_hook_url: str
    custom_interest_value: int | float | None
    headers: dict[str, str] | None
    timestamp_created: Time
    status: int
    timestamp_error: Time
    event_type: NotRequired[str]


class EventType(TypedDict):
    id: str
    label: str
    type: Literal["standard", "custom"]


class EventTypes(TypedDict):
    event_types: list[EventType]


class WebhookTest(TypedDict):
    success: bool
    message: str
    response_time_ms: int
    status_code: NotRequired[int]
    error: NotRequired[str]


class WebhookEvent(TypedDict):
    id: str
    timestamp_created: Time
    timestamp_created_date: str
    organization_id: str
    payload: Object
    success: bool
    retry_count: int
    will_retry: bool
    webhook_url: str
    status_code: int | None
    error_message: str | None
    timestamp_next_retry: Time
    retry_group_id: str
    retry_successful: bool | None
    lead_email: str | None
    response_time_ms: int | None


class EventCounts(TypedDict):
    total_events: int
    successful_events: int
    failed_events: int
    success_rate: float


class EventSummary(EventCounts):
    failure_rate: float


class EventDay(EventCounts):
    date: str


# The workspace


class ApiKey(TypedDict):
    id: str
    name: str
    scopes: list[str]
    key: str
    organization_id: str
    timestamp_created: Time
    timestamp_updated: Time


class Workspace(TypedDict):
    id: str
    timestamp_created: Time
    timestamp_updated: Time
    owner: str
    name: str
    plan_id: None
    add_unsub_to_block: bool
    org_logo_url: str | None
    org_client_domain: str | None
    scheduled_for_removal_at: Time


class DomainRecord(TypedDict):
    domain: str
    type: Literal["CNAME"]
    value: str
    reason: str


class WorkspaceDomain(TypedDict):
    name: str
    verified: bool
    verification: list[DomainRecord]


class GroupMember(TypedDict):
    id: str
    admin_workspace_id: str
    sub_workspace_id: str
    status: Literal["pending", "accepted", "rejected"]
    timestamp_created: Time
    timestamp_updated: Time
    sub_workspace_name: str | None
    admin_workspace_name: str | None


class GroupAdmin(TypedDict):
    has_admin_workspace: bool
    workspace_name: str
    workspace_group_member_id: NotRequired[str]


class NoPlan(TypedDict):
    """Empty: there is nothing to pay for."""


class PlanDetails(TypedDict):
    organization_id: str
    organization_name: str
    addons: NoPlan
    subscriptions: NoPlan


class SubscriptionDetails(TypedDict):
    subscriptions: list[NoPlan]
    all_subs_cancelled: bool


class OAuthBegun(TypedDict):
    session_id: str
    auth_url: str
    expires_at: Time


class OAuthSession(TypedDict):
    status: Literal["pending", "success", "error", "expired"]
    email: NotRequired[str]
    name: NotRequired[str]
    error: NotRequired[str]
    error_description: NotRequired[str]


class MemberName(TypedDict):
    first: str
    last: str


class Member(TypedDict):
    id: str
    email: str
    user_id: str
    user_email: str
    nickname: str | None
    name: MemberName
    role: str
    timestamp_created: Time
    workspace_id: str
    accepted: bool
    issuer_id: str | None
    permissions: list[str] | None


class AuditEntry(TypedDict):
    id: str
    timestamp: Time
    organization_id: str
    activity_type: int
    user_agent: str | None
    user_id: str | None
    ip_address: str
    from_api: bool
    api_key_id: str | None
    affected_count: int | None
    audit_metadata: Object
    user_name: str | None
    campaign_id: NotRequired[str | None]
    subsequence_id: NotRequired[str | None]
    webhook_id: NotRequired[str | None]
    list_id: NotRequired[str | None]
