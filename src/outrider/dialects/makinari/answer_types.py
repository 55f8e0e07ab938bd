"""The types of Makinari's answers: data alone, so that agent tools can name them without loading the core.

Times are ISO 8601 text in UTC.
"""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from outrider.dialects.makinari.advice import Action

CampaignStatus = Literal["pending", "active", "completed"]


Object = dict[str, object]  # any object, stored as given


class VisitorFacts(TypedDict, total=False):
    """What is known of an identified visitor."""

    visitor_id: str
    lead_score: float | None
    source: str | None
    contact_info: Object | None
    company_info: Object | None
    interest_level: str | None
    product_interest: str | None
    pages_visited: list[str]
    time_spent: int | float  # seconds
    visit_count: int


class Lead(VisitorFacts):
    id: str
    name: str
    email: str | None
    personal_email: str | None
    position: str | None
    segment_id: str | None
    status: str
    notes: str | None
    last_contact: str | None
    site_id: str
    user_id: str | None
    created_at: str | None
    updated_at: str | None
    phone: str | None
    origin: str | None
    social_networks: dict[str, str]
    address: dict[str, str]
    company: Object
    subscription: dict[str, str | None]
    birthday: str | None
    campaign_id: str | None
    command_id: str | None
    language: str | None
    company_id: str | None
    attribution: Object
    metadata: Object
    assignee_id: str | None
    referral_lead_id: str | None


class Campaign(TypedDict):
    id: str
    title: str
    description: str | None
    type: str | None
    priority: str | None
    budget: Object
    revenue: Object
    due_date: str | None
    status: CampaignStatus
    site_id: str
    user_id: str | None
    created_at: str | None
    updated_at: str | None


class Segment(TypedDict):
    id: str
    name: str
    description: str | None
    audience: str | None
    size: int | None
    estimated_value: float | None
    language: str | None
    is_active: bool
    attributes: Object
    lead_count: int
    site_id: str
    created_at: str | None
    updated_at: str | None


class LastMessage(TypedDict):
    id: str
    role: Literal["user", "assistant"]
    content: str | None
    created_at: str | None


class Conversation(TypedDict):
    id: str
    title: str | None
    status: Literal["active", "archived"]
    channel: str
    site_id: str
    lead_id: str | None
    visitor_id: str | None
    user_id: str | None
    agent_id: str | None
    message_count: int
    unread: bool
    last_message: LastMessage | None
    last_message_at: str | None
    created_at: str | None
    updated_at: str | None


class Pagination(TypedDict):
    total: int
    count: int
    offset: int
    limit: int
    has_more: bool


class Pages(TypedDict):
    total: int
    page: int
    limit: int
    pages: int


class OneLead(TypedDict):
    success: Literal[True]
    lead: Lead


class LeadPage(TypedDict):
    leads: list[Lead]
    pagination: Pagination


class LeadFound(TypedDict):
    lead: Lead | None
    pagination: None


class Leads(TypedDict):
    success: Literal[True]
    data: LeadPage | LeadFound


StatusChange = TypedDict("StatusChange", {"from": str | None, "to": str, "timestamp": str | None})


class Qualified(OneLead):
    message: str
    status_changed: bool
    status_change: NotRequired[StatusChange]
    next_actions: NotRequired[list[Action]]


class Identified(OneLead):
    next_actions: list[Action]


class OneCampaign(TypedDict):
    success: Literal[True]
    campaign: Campaign


class CampaignPage(TypedDict):
    campaigns: list[Campaign]
    pagination: Pagination


class CampaignFound(TypedDict):
    campaign: Campaign | None
    pagination: None


class Campaigns(TypedDict):
    success: Literal[True]
    data: CampaignPage | CampaignFound


class OneSegment(TypedDict):
    success: Literal[True]
    segment: Segment


class SegmentPage(TypedDict):
    segments: list[Segment]
    pagination: Pagination


class SegmentFound(TypedDict):
    segment: Segment | None
    pagination: None


class Segments(TypedDict):
    success: Literal[True]
    data: SegmentPage | SegmentFound


class Message(LastMessage):
    conversation_id: str | None
    lead_id: str | None


class MessagePage(TypedDict):
    messages: list[Message]
    pagination: Pages


class Messages(TypedDict):
    success: Literal[True]
    data: MessagePage


class ConversationPage(TypedDict):
    conversations: list[Conversation]
    pagination: Pages


class Conversations(TypedDict):
    success: Literal[True]
    data: ConversationPage


SentEmail = TypedDict(
    "SentEmail",
    {
        "success": Literal[True],
        "status": Literal["sent"],
        "envelope_id": str,
        "email_id": str,
        "conversation_id": str | None,
        "from": str,
        "recipient": str,
        "sender": str,
        "subject": str,
        "sent_at": str | None,  # when the engine got it
    },
)


class SkippedEmail(TypedDict):
    success: Literal[True]
    status: Literal["skipped"]
    envelope_id: None
    email_id: None
    recipient: str
    reason: str
    missing: list[str]


class Visitor(VisitorFacts):
    id: str
    lead_id: str | None


class IdentifiedVisitor(OneLead):
    visitor: Visitor


class Site(TypedDict):
    id: str
    name: str


class OneSite(TypedDict):
    success: Literal[True]
    site: Site
