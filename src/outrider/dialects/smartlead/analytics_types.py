"""The types of answers about figures; like `answer_types`, data alone."""

from typing_extensions import TypedDict

from outrider.dialects.smartlead.answer_types import Ok, Tag, Time


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
