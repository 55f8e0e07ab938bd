"""The types of answers of the master inbox; like `answer_types`, data alone."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from outrider.dialects.smartlead.answer_types import Cron, From, Ok, Said, Time


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
