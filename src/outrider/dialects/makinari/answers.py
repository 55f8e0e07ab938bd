"""Core things as Makinari shows them."""

from collections.abc import Sequence
from typing import cast

from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.dialects.makinari import answer_types
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns.campaigns import Campaign as CoreCampaign
from outrider.outreach.conversations.inbox import ConversationRow
from outrider.outreach.conversations.messages import Message as CoreMessage
from outrider.outreach.leads import leads, segments, visitors
from outrider.outreach.leads.leads import Lead as CoreLead
from outrider.outreach.leads.segments import Segment as CoreSegment
from outrider.outreach.leads.visitors import Visitor as CoreVisitor
from outrider.outreach.tenancy import workspaces
from outrider.values import or_empty

CAMPAIGN_STATUS: dict[str, answer_types.CampaignStatus] = {
    "draft": "pending",
    "paused": "pending",
    "active": "active",
    "stopped": "completed",
    "completed": "completed",
    "archived": "completed",
}
CAMPAIGN_FACTS = ("description", "type", "priority", "budget", "revenue", "due_date")
IDENTIFIED = ("lead_score", "source", "contact_info", "company_info", "interest_level", "product_interest")


def pagination(total: int, count: int, offset: int, limit: int) -> answer_types.Pagination:
    return {"total": total, "count": count, "offset": offset, "limit": limit, "has_more": offset + count < total}


def name_of(lead: CoreLead) -> str:
    return " ".join(part for part in (lead.first_name, lead.last_name) if part) or lead.email or "Unnamed visitor"


async def lead(scope: Scope, found: CoreLead) -> answer_types.Lead:
    return (await all_leads(scope, [found]))[0]


async def all_leads(scope: Scope, found: Sequence[CoreLead]) -> list[answer_types.Lead]:
    """Leads with what belongs to them: four statements, however many."""
    ids = [x.id for x in found]
    segment, seen = await segments.of_leads(scope, ids), await visitors.of_leads(scope, ids)
    pages = await visitors.pages(scope, [v.id for v in seen.values()])
    campaign = {id: rows[-1]["campaign_id"] for id, rows in (await leads.campaigns_of(scope, ids)).items() if rows}
    owner = (await workspaces.get(scope)).owner_user_id
    site = uid("workspace", scope.workspace_id)
    answers: list[answer_types.Lead] = []
    for x in found:
        facts, company = x.profile, dict(or_empty(x.profile.get("company")))
        answer: answer_types.Lead = {
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
            answer = cast(answer_types.Lead, {**answer, **visitor(seen[x.id], pages[seen[x.id].id])})
        answers.append(answer)
    return answers


def visitor(found: CoreVisitor, pages: Sequence[str]) -> answer_types.VisitorFacts:
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


def campaign(scope: Scope, found: CoreCampaign) -> answer_types.Campaign:
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


def segment(scope: Scope, found: CoreSegment) -> answer_types.Segment:
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


def message(found: CoreMessage) -> answer_types.Message:
    return {
        "id": uid("message", found.id),
        "conversation_id": uid("conversation", found.conversation_id),
        "lead_id": uid("lead", found.lead_id),
        "role": "user" if found.direction == "in" else "assistant",
        "content": found.body_text,
        "created_at": iso(found.sent_at or found.created_at),
    }


def conversation(scope: Scope, row: ConversationRow, visitor_of: dict[int, CoreVisitor]) -> answer_types.Conversation:
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
        "agent_id": found.agent,
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
