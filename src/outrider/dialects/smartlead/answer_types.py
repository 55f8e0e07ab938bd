"""The types of Smartlead's answers: data alone, so that agent tools can name them without loading the core.

Times are ISO 8601 text in UTC. Counts are texts where the vendor's clients expect texts. Keys that are not always there are
`NotRequired`.
"""

from typing import Generic, Literal, NotRequired, TypeVar

from pydantic import JsonValue
from typing_extensions import TypedDict

T = TypeVar("T")
Time = str | None
From = TypedDict("From", {"from": str | None})


class Ok(TypedDict):
    ok: Literal[True]


class Said(Ok):
    message: str


class Success(Ok):
    data: Literal["success"]


class Data(Ok, Generic[T]):
    data: T


class Listed(TypedDict, Generic[T]):
    """What agent tools answer where the wire answers an array."""

    data: list[T]
    count: int


class Tag(TypedDict):
    id: int
    name: str
    color: str | None


class SavedTag(Tag, Ok):
    """A tag, and the same again under `data`."""

    data: Tag


# Campaigns


class Cron(TypedDict):
    tz: str
    days: list[int]
    startHour: str
    endHour: str


class Campaign(TypedDict):
    id: int
    user_id: int | None
    created_at: Time
    updated_at: Time
    status: str
    name: str
    track_settings: list[str]
    scheduler_cron_value: Cron | None
    min_time_btwn_emails: int
    max_leads_per_day: int | None
    stop_lead_settings: str
    schedule_start_time: Time
    enable_ai_esp_matching: bool
    send_as_plain_text: bool
    follow_up_percentage: int | None
    unsubscribe_text: str | None
    auto_pause_domain_leads_on_reply: bool
    bounce_autopause_threshold: str | None
    parent_campaign_id: int | None
    client_id: int | None
    tags: NotRequired[list[Tag]]


class CreatedCampaign(Ok):
    id: int
    name: str
    created_at: Time


class CampaignStatus(Ok):
    status: str


class Variant(TypedDict):
    id: int
    created_at: Time
    updated_at: Time
    is_deleted: bool
    subject: str
    email_body: str
    email_campaign_seq_id: int
    variant_label: str
    variant_distribution_percentage: float | None


class Delay(TypedDict):
    delayInDays: int
    delay_in_days: int


class Winner(TypedDict):
    """The variant that did best. `rate` and `confidence` are from 0 to 1; `sent` counts each variant's messages by its id."""

    variant_id: int
    metric: str
    rate: float
    confidence: float
    at: str
    sent: dict[str, int]


class Step(TypedDict):
    id: int
    created_at: Time
    updated_at: Time
    email_campaign_id: int
    seq_number: int
    seq_delay_details: Delay
    subject: str
    email_body: str
    variant_distribution_type: str | None
    lead_distribution_percentage: float | None
    winning_metric_property: str | None
    winner: Winner | None
    sequence_variants: list[Variant] | None


class SavedStep(TypedDict):
    id: int
    seq_number: int


class SavedSequences(Success):
    sequences: list[SavedStep]


class AttachedAccount(TypedDict):
    id: int
    email_campaign_id: int
    email_account_id: int
    updated_at: Time


class AttachedAccounts(Ok):
    result: list[AttachedAccount]


class DetachedAccounts(Ok):
    result: int


class QueuedTest(Said):
    stats_id: str


# Leads


class Lead(TypedDict):
    """A lead's details. A campaign may hold a value of its own in place of the lead's."""

    id: int
    email: str
    first_name: JsonValue
    last_name: JsonValue
    created_at: Time
    phone_number: JsonValue
    company_name: JsonValue
    website: JsonValue
    location: JsonValue
    linkedin_profile: JsonValue
    company_url: JsonValue
    custom_fields: dict[str, JsonValue]
    is_unsubscribed: bool
    unsubscribed_client_id_map: dict[str, JsonValue]


class CampaignLead(TypedDict):
    campaign_lead_map_id: int
    lead_category_id: int | None
    status: str
    created_at: Time
    lead: Lead


class CampaignLeads(TypedDict):
    total_leads: str
    offset: int
    limit: int
    data: list[CampaignLead]


class SkippedLead(TypedDict):
    email: str | None
    reason: str


class AddedLeads(Ok):
    success: Literal[True]
    upload_count: int
    total_leads: int
    already_added_to_campaign: int
    duplicate_count: int
    invalid_email_count: int
    invalid_emails: list[str | None]
    unsubscribed_leads: list[str | None]
    bounce_count: int
    block_count: int
    is_lead_limit_exhausted: bool
    lead_import_stopped_count: int
    added_count: int
    skipped_count: int
    skipped_leads: list[SkippedLead]
    emailToLeadIdMap: NotRequired[dict[str, int]]


class LeadCampaign(TypedDict):
    campaign_lead_map_id: int
    lead_category_id: int | None
    campaign_id: int
    campaign_name: str
    client_id: int | None
    client_email: str | None


class GlobalLead(Lead):
    campaigns: list[LeadCampaign]


class GlobalLeads(Ok):
    data: list[GlobalLead]
    skip: int
    limit: int
    hasMore: bool


class FoundLead(TypedDict, total=False):
    """A lead and its campaigns; an empty object if the lead does not exist."""

    id: int
    email: str
    first_name: JsonValue
    last_name: JsonValue
    created_at: Time
    phone_number: JsonValue
    company_name: JsonValue
    website: JsonValue
    location: JsonValue
    linkedin_profile: JsonValue
    company_url: JsonValue
    custom_fields: dict[str, JsonValue]
    is_unsubscribed: bool
    unsubscribed_client_id_map: dict[str, JsonValue]
    lead_campaign_data: list[LeadCampaign]


class CampaignOfLead(LeadCampaign):
    id: int
    name: str
    status: str
    created_at: Time


class Category(TypedDict):
    id: int
    name: str
    created_at: Time
    sentiment_type: str


class BlockedDomains(Ok):
    uploadCount: int
    totalDomainsAdded: int
    alreadyAddedCount: int
    invalid: list[str]


class BlockedDomain(TypedDict):
    id: int
    domain_block: str
    source: str
    client_id: int | None
    created_at: Time


class Unblocked(Ok):
    removed: int


# Lead lists


class LeadList(TypedDict):
    id: int
    list_name: str
    name: str
    leads_count: int
    active_leads_count: int
    tag_ids: list[int]
    user_id: int | None
    created_at: Time
    updated_at: Time


class OneLeadList(LeadList, Ok):
    """A list, and the same again under `data`."""

    data: LeadList


class LeadLists(Ok):
    data: list[LeadList]
    offset: int
    limit: int
    hasMore: bool


class TagsOfList(TypedDict):
    list_id: int
    tag_ids: list[int]


class ImportedLeads(Ok):
    uploadedCount: int
    duplicateCount: int
    invalidCount: int
    blockedCount: int
    skippedCount: int
    totalCount: int
    leadIds: NotRequired[list[int]]


class Pushed(TypedDict):
    campaign_id: int
    campaign_name: str
    total_leads: int
    pushed: int
    duplicates: int
    unsubscribed: int
    bounced: int
    blocked: int
    not_found: int
    lead_ids: NotRequired[list[int]]


class PushedLeads(Pushed, Ok):
    """What became of the leads, and the same again under `data`."""

    data: Pushed
    message: str


class MovedLeads(TypedDict):
    total_leads_moved: int


# Sender accounts


class WarmupDetails(TypedDict):
    id: int
    status: str
    reply_rate: int | None
    warmup_key_id: str | None
    total_warmup_per_day: int | None
    daily_rampup: int | None
    total_sent_count: int
    total_spam_count: int
    warmup_reputation: str
    warmup_created_at: Time
    is_warmup_blocked: bool
    blocked_reason: str | None


class Account(TypedDict):
    id: int
    created_at: Time
    updated_at: Time
    user_id: int | None
    from_name: str
    from_email: str
    username: str | None
    smtp_host: str | None
    smtp_port: int | None
    smtp_port_type: str | None
    imap_host: str | None
    imap_port: int | None
    imap_port_type: str | None
    imap_username: str | None
    is_different_imap_account: bool
    message_per_day: int
    minTimeToWaitInMins: int
    different_reply_to_address: str | None
    signature: str | None
    custom_tracking_domain: str | None
    bcc_email: str | None
    is_smtp_success: bool
    is_imap_success: bool
    smtp_failure_error: str | None
    imap_failure_error: str | None
    type: str
    is_suspended: bool
    daily_sent_count: int
    client_id: int | None
    campaign_count: int
    tags: list[Tag]
    warmup_enabled: bool
    warmup_details: WarmupDetails
    campaign_ids: NotRequired[list[int]]


class SavedAccount(Said):
    emailAccountId: int
    warmupKey: NotRequired[str | None]


class SavedWarmup(Said):
    emailAccountId: int
    warmupKey: str | None
    data: WarmupDetails


class WarmupDay(TypedDict):
    id: int
    date: str
    sent_count: int
    reply_count: int
    save_from_spam_count: int


class WarmupStats(TypedDict):
    id: int
    sent_count: str
    spam_count: str
    inbox_count: str
    warmup_email_received_count: str
    stats_by_date: list[WarmupDay]


# The master inbox


class ThreadMessage(From):
    stats_id: str
    to: str
    cc: list[str]
    type: Literal["SENT", "REPLY"]
    kind: str
    message_id: str | None
    time: Time
    subject: str
    email_body: str
    email_seq_number: str | None
    open_count: int
    click_count: int
    click_details: dict[str, int]


class InboxLead(TypedDict):
    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company_name: str | None


class InboxCampaign(TypedDict):
    id: int
    name: str
    status: str


class InboxAccount(TypedDict):
    id: int
    from_email: str
    from_name: str


class InboxCategory(TypedDict):
    id: int
    name: str


class InboxStats(TypedDict):
    opens: int
    clicks: int
    replies: int


class InboxLastMessage(From):
    stats_id: str
    type: Literal["SENT", "REPLY"]
    subject: str
    preview: str
    time: Time


class InboxItem(TypedDict):
    """A conversation, in both generations' fields."""

    id: int
    campaign_lead_map_id: int | None
    email_lead_map_id: int | None
    email_lead_id: int | None
    email_campaign_id: int | None
    email_campaign_name: str | None
    email_account_id: int | None
    lead_first_name: str | None
    lead_last_name: str | None
    lead_email: str | None
    lead_status: str | None
    lead_category_id: int | None
    current_sequence_number: int | None
    last_sent_time: Time
    last_reply_time: Time
    has_new_unread_email: bool
    is_important: bool
    is_archived: bool
    is_snoozed: bool
    snoozed_till: Time
    team_member_id: int | None
    client_id: int | None
    sub_sequence_id: int | None
    belongs_to_sub_sequence: bool
    campaign_sending_schedule: Cron | None
    revenue: float | None
    is_read: bool
    subject: str
    lead: InboxLead | None
    campaign: InboxCampaign | None
    email_account: InboxAccount | None
    category: InboxCategory | None
    stats: InboxStats
    last_message: InboxLastMessage | None
    email_history: NotRequired[list[ThreadMessage]]


class Inbox(Ok):
    """A page of conversations, the same under `data` and `messages`."""

    data: list[InboxItem]
    messages: list[InboxItem]
    total_count: int
    offset: int
    limit: int


class OneInboxItem(InboxItem, Ok):
    """A conversation, and the same again under `data`."""

    data: InboxItem


class ScheduledMessage(TypedDict):
    stats_id: str
    email_lead_map_id: int | None
    campaign_lead_map_id: int | None
    email_campaign_id: int | None
    email_account_id: int
    lead_email: str | None
    subject: str
    email_body: str
    scheduled_time: Time


class ScheduledMessages(Ok):
    data: list[ScheduledMessage]
    messages: list[ScheduledMessage]
    offset: int
    limit: int


class Thread(From):
    history: list[ThreadMessage]
    to: str | None


class QueuedReply(Said):
    stats_id: str
    message_id: str | None


class Forwarded(Ok):
    status: Literal["success"]
    messageId: str | None


# Figures


class TextCounts(TypedDict):
    sent_count: str
    unique_sent_count: str
    open_count: str
    unique_open_count: str
    click_count: str
    unique_click_count: str
    reply_count: str
    positive_reply_count: str
    bounce_count: str
    unsubscribed_count: str
    unsubscribe_count: str


class Counts(TypedDict):
    sent_count: int
    unique_sent_count: int
    open_count: int
    unique_open_count: int
    click_count: int
    unique_click_count: int
    reply_count: int
    positive_reply_count: int
    bounce_count: int
    unsubscribed_count: int
    unsubscribe_count: int


class LeadStanding(TypedDict):
    """How many leads of a campaign stand where."""

    total: int
    notStarted: int
    inprogress: int
    completed: int
    paused: int
    stopped: int
    blocked: int
    interested: int
    revenue: float


class DatedAnalytics(TextCounts):
    """A campaign's sums between two days."""

    id: int
    user_id: int | None
    created_at: Time
    status: str
    name: str
    start_date: Time
    end_date: Time
    block_count: str
    total_count: str
    drafted_count: str


class ClientOf(TypedDict):
    client_id: int | None
    client_name: str | None
    client_email: str | None


class CampaignAnalytics(DatedAnalytics, ClientOf):
    sequence_count: str
    parent_campaign_id: int | None
    tags: list[Tag]
    campaign_lead_stats: LeadStanding


class SentMessage(TypedDict):
    lead_name: str | None
    lead_email: str | None
    lead_id: int | None
    campaign_lead_map_id: int | None
    lead_category: str | None
    sequence_number: int | None
    stats_id: str
    email_campaign_seq_id: int | None
    seq_variant_id: int | None
    email_subject: str
    email_message: str
    sent_time: Time
    open_time: Time
    click_time: Time
    reply_time: Time
    open_count: int
    click_count: int
    is_unsubscribed: bool
    is_bounced: bool


class CampaignStatistics(TypedDict):
    total_stats: str
    offset: int
    limit: int
    data: list[SentMessage]


class LeadFigures(TypedDict):
    lead_id: int
    to: str | None
    campaign_lead_map_id: int
    status: str
    lead_category_id: int | None
    sequence_number: int | None
    open_count: int
    click_count: int
    reply_count: int
    first_sent_time: Time
    last_reply_time: Time


class LeadStatistics(Ok):
    data: list[LeadFigures]
    hasMore: bool
    skip: int
    limit: int


class VariantFigures(Counts):
    id: int
    variant_label: str


class StepFigures(Counts):
    email_campaign_seq_id: int
    seq_number: int
    variants: list[VariantFigures]


class AccountFigures(Counts):
    email_account_id: int
    from_email: str


# Webhooks


class Webhook(TypedDict):
    id: int
    name: str
    created_at: Time
    updated_at: Time
    webhook_url: str
    email_campaign_id: int | None
    client_id: int | None
    event_types: list[str]
    categories: list[str]
    is_active: bool


class OneWebhook(Webhook, Ok):
    """A webhook, and the same again under `data`."""

    data: Webhook
