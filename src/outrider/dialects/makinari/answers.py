"""What answers look like."""

from collections.abc import Sequence
from typing import Literal, NotRequired, cast

from typing_extensions import TypedDict

from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.dialects.makinari.advice import Action
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns.campaigns import Campaign as CoreCampaign
from outrider.outreach.conversations.inbox import ConversationRow
from outrider.outreach.leads import leads, segments, visitors
from outrider.outreach.leads.leads import Lead as CoreLead
from outrider.outreach.leads.segments import Segment as CoreSegment
from outrider.outreach.leads.visitors import Visitor as CoreVisitor
from outrider.outreach.tenancy import workspaces
from outrider.values import or_empty

CampaignStatus = Literal["pending", "active", "completed"]
CAMPAIGN_STATUS: dict[str, CampaignStatus] = {
    "draft": "pending",
    "paused": "pending",
    "active": "active",
    "stopped": "completed",
    "completed": "completed",
    "archived": "completed",
}
CAMPAIGN_FACTS = ("description", "type", "priority", "budget", "revenue", "due_date")
IDENTIFIED = ("lead_score", "source", "contact_info", "company_info", "interest_level", "product_interest")


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


def pagination(total: int, count: int, offset: int, limit: int) -> Pagination:
    return {"total": total, "count": count, "offset": offset, "limit": limit, "has_more": offset + count < total}


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
    },
)


class SkippedEmail(TypedDict):
    success: Literal[True]
    status: Literal["skipped"]
    envelope_id: None
    email_id: None
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


def name_of(lead: CoreLead) -> str:
    return " ".join(part for part in (lead.first_name, lead.last_name) if part) or lead.email or "Unnamed visitor"


async def lead(scope: Scope, found: CoreLead) -> Lead:
    return (await all_leads(scope, [found]))[0]


async def all_leads(scope: Scope, found: Sequence[CoreLead]) -> list[Lead]:
    """Leads with what belongs to them: four statements, however many."""
    ids = [x.id for x in found]
    segment, seen = await segments.of_leads(scope, ids), await visitors.of_leads(scope, ids)
    pages = await visitors.pages(scope, [v.id for v in seen.values()])
    campaign = {id: rows[-1]["campaign_id"] for id, rows in (await leads.campaigns_of(scope, ids)).items() if rows}
    owner = (await workspaces.get(scope)).owner_user_id
    site = uid("workspace", scope.workspace_id)
    answers: list[Lead] = []
    for x in found:
        facts, company = x.profile, dict(or_empty(x.profile.get("company")))
        answer: Lead = {
            "id": uid("lead", x.id),
            "name": name_of(x),
            "email": x.email,
            "personal_email": None,
            "position": x.job_title,
            "segment_id": uid("segment", segment.get(x.id)),
            "status": x.status or "new",
            "notes": facts.get("notes"),
            "last_contact": iso(x.last_contacted_at),
            "site_id": site,
            "user_id": uid("user", x.created_by or owner),
            "created_at": iso(x.created_at),
            "updated_at": iso(x.updated_at),
            "phone": x.phone,
            "origin": x.source,
            "social_networks": {"linkedin": x.linkedin_url} if x.linkedin_url else {},
            "address": {"formatted": x.location} if x.location else {},
            "company": {**company, "name": x.company_name} if x.company_name else company,
            "subscription": {"unsubscribed_at": iso(x.unsubscribed_at)} if x.unsubscribed_at else {},
            "birthday": facts.get("date_of_birth"),
            "campaign_id": uid("campaign", campaign.get(x.id)),
            "command_id": None,
            "language": None,
            "company_id": None,
            "attribution": {},
            "metadata": x.custom,
            "assignee_id": uid("user", x.owner_user_id),
            "referral_lead_id": None,
        }
        if x.id in seen:
            answer = cast(Lead, {**answer, **visitor(seen[x.id], pages[seen[x.id].id])})
        answers.append(answer)
    return answers


def visitor(found: CoreVisitor, pages: Sequence[str]) -> VisitorFacts:
    """What an identified visitor adds to its lead."""
    return {
        "visitor_id": str(found.key),
        "lead_score": found.facts.get("lead_score"),
        "source": found.facts.get("source"),
        "contact_info": found.facts.get("contact_info"),
        "company_info": found.facts.get("company_info"),
        "interest_level": found.facts.get("interest_level"),
        "product_interest": found.facts.get("product_interest"),
        "pages_visited": list(pages),
        "time_spent": _number(found.time_spent),
        "visit_count": found.visit_count,
    }


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 3)


def campaign(scope: Scope, found: CoreCampaign) -> Campaign:
    facts = or_empty(found.vendor.get("makinari"))
    return {
        "id": uid("campaign", found.id),
        "title": found.name,
        "description": facts.get("description"),
        "type": facts.get("type"),
        "priority": facts.get("priority"),
        "due_date": facts.get("due_date"),
        "budget": or_empty(facts.get("budget")),
        "revenue": or_empty(facts.get("revenue")),
        "status": CAMPAIGN_STATUS[found.status],
        "site_id": uid("workspace", scope.workspace_id),
        "user_id": uid("user", found.owner_user_id),
        "created_at": iso(found.created_at),
        "updated_at": iso(found.updated_at),
    }


def segment(scope: Scope, found: CoreSegment) -> Segment:
    return {
        "id": uid("segment", found.id),
        "name": found.name,
        "description": found.description,
        "audience": found.audience,
        "size": found.size,
        "estimated_value": found.estimated_value,
        "language": found.language,
        "is_active": found.is_active,
        "attributes": found.attributes,
        "lead_count": found.lead_count,
        "site_id": uid("workspace", scope.workspace_id),
        "created_at": iso(found.created_at),
        "updated_at": iso(found.updated_at),
    }


def conversation(scope: Scope, row: ConversationRow, visitor_of: dict[int, CoreVisitor]) -> Conversation:
    found, last = row["conversation"], row["last_message"]
    who = visitor_of.get(found.lead_id or 0)
    return {
        "id": uid("conversation", found.id),
        "title": found.subject,
        "status": "archived" if found.archived else "active",
        "channel": found.channel,
        "site_id": uid("workspace", scope.workspace_id),
        "lead_id": uid("lead", found.lead_id),
        "visitor_id": str(who.key) if who else None,
        "user_id": uid("user", found.assigned_user_id),
        "agent_id": None,
        "message_count": found.message_count,
        "unread": found.unread,
        "last_message": last
        and {
            "id": uid("message", last["id"]),
            "role": "user" if last["direction"] == "in" else "assistant",
            "content": last["body_text"],
            "created_at": iso(last["sent_at"]),
        },
        "last_message_at": iso(found.last_message_at),
        "created_at": iso(found.created_at),
        "updated_at": iso(found.updated_at),
    }
