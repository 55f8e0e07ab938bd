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

# What a campaign does not track, in the words that clients write and in those that they read.
Untracked = Literal[
    "DONT_TRACK_EMAIL_OPEN",
    "DONT_TRACK_LINK_CLICK",
    "DONT_TRACK_REPLY_TO_AN_EMAIL",
    "DONT_EMAIL_OPEN",
    "DONT_LINK_CLICK",
    "DONT_REPLY_TO_AN_EMAIL",
]


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


class CampaignTag(Tag):
    """A tag, under the names that lists of campaigns have for its parts as well."""

    tag_id: int
    tag_name: str
    tag_color: str | None


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
    tags: NotRequired[list[CampaignTag]]


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
    """A webhook, and the same again under `data`; what it hears of also as maps, the categories by their ids."""

    event_type_map: dict[str, bool]
    category_id_map: dict[str, bool]
    data: Webhook
