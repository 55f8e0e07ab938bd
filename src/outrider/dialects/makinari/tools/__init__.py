"""The `leads` agent tool and its neighbours. Each call is one request on Makinari's own wire, so that it works here and at the
vendor alike.

The site comes from the request's header `x-mcp-site-id`, else from MCP_SITE_ID; on our own engine it is else the key's.
"""

import os
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from outrider.dialects.kit.tools import ApiError, Toolbox, call, current, given

TOOLS = Toolbox()
Result = dict[str, Any]

# An argument left out has no value: null is understood, but not offered.
Text = str | SkipJsonSchema[None]
Number = float | SkipJsonSchema[None]
Object = dict[str, Any] | SkipJsonSchema[None]
List = list[Any] | SkipJsonSchema[None]
Flag = bool | SkipJsonSchema[None]


def _about(description: str) -> Any:
    return Field(description=description)


async def _site(asked: str | None) -> str:
    """The site that a call is about. Raises ApiError when nothing says which."""
    named = asked or current().headers.get("x-mcp-site-id") or os.environ.get("MCP_SITE_ID")
    if named:
        return named
    try:
        return (await call("GET", "/site"))["site"]["id"]
    except (ApiError, KeyError, TypeError) as error:
        if isinstance(error, ApiError) and error.status in (0, 401, 429):
            raise
        raise ApiError(503, "No site is configured: send the header x-mcp-site-id, or set MCP_SITE_ID.") from None


def _user(asked: str | None) -> str | None:
    return asked or current().headers.get("x-mcp-user-id") or os.environ.get("MCP_USER_ID") or None


def _needs(action: str, values: Result, *names: str) -> None:
    if missing := [name for name in names if not values.get(name)]:
        raise ApiError(0, f"Missing required fields for {action}: {', '.join(missing)}.")


_CREATED = ("name", "email", "phone", "position", "company", "notes", "status", "origin", "segment_id", "campaign_id",
            "assignee_id", "user_id")  # fmt: skip
_TAKES = {
    "create": _CREATED,
    "update": ("lead_id", *_CREATED),
    "list": ("lead_id", "user_id", "status", "segment_id", "campaign_id", "assignee_id", "search", "sort_by", "sort_order",
             "limit", "offset"),
    "qualify": ("lead_id", "email", "phone", "status", "notes"),
    "identify": ("visitor_id", "lead_score", "source", "contact_info", "company_info", "interest_level", "product_interest",
                 "pages_visited", "time_spent", "visit_count", "notes"),
}  # fmt: skip
_NEEDS = {"create": ("name", "email"), "update": ("lead_id",), "list": (), "qualify": ("status",), "identify": ("visitor_id",)}


@TOOLS.write("leads")
async def leads(
    action: Annotated[Literal["create", "list", "update", "qualify", "identify"], _about("Action to perform on leads")],
    lead_id: Annotated[Text, _about("Lead UUID")] = None,
    name: Annotated[Text, _about("Lead full name")] = None,
    email: Annotated[Text, _about("Email address")] = None,
    phone: Annotated[Text, _about("Phone number")] = None,
    position: Annotated[Text, _about("Job title/position")] = None,
    company: Annotated[Text, _about("Company name")] = None,
    notes: Annotated[Text, _about("Notes")] = None,
    status: Annotated[Text, _about("new, contacted, qualified, converted, lost")] = None,
    origin: Annotated[Text, _about("Lead source (e.g. website, referral)")] = None,
    segment_id: Annotated[Text, _about("Segment UUID")] = None,
    campaign_id: Annotated[Text, _about("Campaign UUID")] = None,
    assignee_id: Annotated[Text, _about("Assignee user UUID")] = None,
    site_id: Annotated[Text, _about("Filter by site UUID")] = None,
    user_id: Annotated[Text, _about("Filter by user UUID")] = None,
    search: Annotated[Text, _about("Text search in name, email, notes")] = None,
    limit: Annotated[Number, _about("Max results (default 50)")] = None,
    offset: Annotated[Number, _about("Pagination offset")] = None,
    sort_by: Annotated[Text, _about("Field to sort by: created_at, updated_at, name, status, last_contact")] = None,
    sort_order: Annotated[Literal["asc", "desc"] | SkipJsonSchema[None], _about("Sort order")] = None,
    visitor_id: Annotated[Text, _about("Visitor UUID")] = None,
    lead_score: Annotated[Number, _about("Score 1-100")] = None,
    source: Annotated[Text, _about("Lead source")] = None,
    contact_info: Annotated[Object, _about("Contact details, e.g. {email, name, phone}")] = None,
    company_info: Annotated[Object, _about("Company details, e.g. {name, website}")] = None,
    interest_level: Annotated[Text, _about("Interest level: high, medium or low")] = None,
    product_interest: Annotated[Text, _about("Product interest")] = None,
    pages_visited: Annotated[List, _about("Pages visited")] = None,
    time_spent: Annotated[Number, _about("Time spent, in seconds")] = None,
    visit_count: Annotated[Number, _about("Visit count")] = None,
) -> Result:
    """Manage leads. Use action=“create” to create a new lead (requires name, email). Use action=“update” to update an existing
    lead (requires lead_id). Use action=“list” to get leads with filters. Use action=“qualify” to change status (requires
    status). Use action=“identify” to identify a visitor (requires visitor_id)."""
    values: Result = {
        "lead_id": lead_id, "name": name, "email": email, "phone": phone, "position": position, "company": company,
        "notes": notes, "status": status, "origin": origin, "segment_id": segment_id, "campaign_id": campaign_id,
        "assignee_id": assignee_id,
        "user_id": user_id, "search": search, "limit": limit, "offset": offset, "sort_by": sort_by, "sort_order": sort_order,
        "visitor_id": visitor_id, "lead_score": lead_score, "source": source, "contact_info": contact_info,
        "company_info": company_info, "interest_level": interest_level, "product_interest": product_interest,
        "pages_visited": pages_visited, "time_spent": time_spent, "visit_count": visit_count,
    }  # fmt: skip
    _needs(f"{action} lead", values, *_NEEDS[action])
    if action == "create":
        values["user_id"] = _user(user_id)
    body = given({"site_id": await _site(site_id), **{name: values[name] for name in _TAKES[action]}})
    return await call("POST", f"/agents/tools/leads/{'get' if action == 'list' else action}", json=body)


_CAMPAIGN = ("title", "description", "status", "type", "priority", "budget", "revenue", "due_date")


@TOOLS.write("campaigns")
async def campaigns(
    action: Annotated[Literal["create", "update", "list"], _about("What to do with campaigns")],
    campaign_id: Annotated[Text, _about("The campaign's UUID")] = None,
    title: Annotated[Text, _about("The campaign's title")] = None,
    description: Annotated[Text, _about("What it is about")] = None,
    status: Annotated[Text, _about("pending, active or completed")] = None,
    type: Annotated[Text, _about("Kind of campaign")] = None,
    priority: Annotated[Text, _about("low, medium or high")] = None,
    budget: Annotated[Object, _about("Budget, e.g. {amount, currency}")] = None,
    revenue: Annotated[Object, _about("Revenue, e.g. {projected, actual}")] = None,
    due_date: Annotated[Text, _about("When it is due (ISO date)")] = None,
    limit: Annotated[Number, _about("Most results to return (default 50)")] = None,
    offset: Annotated[Number, _about("How many results to skip")] = None,
) -> Result:
    """Work with the site's campaigns. action="create" makes one (title required), "update" changes one (campaign_id required) and
    starts, pauses or ends it by its status, "list" reads them, newest first. Only a campaign with a sequence and senders can be
    active.
    """
    values: Result = {
        "campaign_id": campaign_id, "title": title, "description": description, "status": status, "type": type,
        "priority": priority, "budget": budget, "revenue": revenue, "due_date": due_date, "limit": limit, "offset": offset,
    }  # fmt: skip
    _needs(f"{action} campaign", values, *{"create": ("title",), "update": ("campaign_id",), "list": ()}[action])
    takes = {"create": _CAMPAIGN, "update": ("campaign_id", *_CAMPAIGN), "list": ("campaign_id", "status", "limit", "offset")}
    return await _post("campaigns", action, {name: values[name] for name in takes[action]})


_SEGMENT = ("name", "description", "audience", "size", "estimated_value", "language", "is_active", "attributes")


@TOOLS.write("segments")
async def segments(
    action: Annotated[Literal["create", "update", "list"], _about("What to do with segments")],
    segment_id: Annotated[Text, _about("The segment's UUID")] = None,
    name: Annotated[Text, _about("The segment's name")] = None,
    description: Annotated[Text, _about("Who belongs to it")] = None,
    audience: Annotated[Text, _about("The audience meant")] = None,
    size: Annotated[Number, _about("How many people the market has")] = None,
    estimated_value: Annotated[Number, _about("What it may be worth")] = None,
    language: Annotated[Text, _about("Its language, e.g. en")] = None,
    is_active: Annotated[Flag, _about("Whether it is worked on")] = None,
    attributes: Annotated[Object, _about("Anything else that describes it")] = None,
    limit: Annotated[Number, _about("Most results to return (default 50)")] = None,
    offset: Annotated[Number, _about("How many results to skip")] = None,
) -> Result:
    """Work with the segments of the site's market. action="create" makes one (name required), "update" changes one (segment_id
    required), "list" reads them, newest first. Leads are put into a segment with the leads tool's segment_id.
    """
    values: Result = {
        "segment_id": segment_id, "name": name, "description": description, "audience": audience, "size": size,
        "estimated_value": estimated_value, "language": language, "is_active": is_active, "attributes": attributes,
        "limit": limit, "offset": offset,
    }  # fmt: skip
    _needs(f"{action} segment", values, *{"create": ("name",), "update": ("segment_id",), "list": ()}[action])
    takes = {"create": _SEGMENT, "update": ("segment_id", *_SEGMENT), "list": ("segment_id", "is_active", "limit", "offset")}
    return await _post("segments", action, {name: values[name] for name in takes[action]})


@TOOLS.read("conversations", untrusted=frozenset({"title", "content"}))
async def conversations(
    action: Annotated[Literal["list"], _about("What to do with conversations")] = "list",
    lead_id: Annotated[Text, _about("Only with this lead (UUID)")] = None,
    visitor_id: Annotated[Text, _about("Only with this visitor (UUID)")] = None,
    user_id: Annotated[Text, _about("Only those this user handles (UUID)")] = None,
    agent_id: Annotated[Text, _about("Only those this agent handles (UUID)")] = None,
    status: Annotated[Text, _about("active, archived or closed")] = None,
    channel: Annotated[Text, _about("email or linkedin")] = None,
    limit: Annotated[Number, _about("Most results to return (default 10)")] = None,
    offset: Annotated[Number, _about("How many results to skip")] = None,
) -> Result:
    """Read the site's conversations with people, the latest first, each with its last message."""
    params = {
        "site_id": await _site(None), "lead_id": lead_id, "visitor_id": visitor_id, "user_id": user_id, "agent_id": agent_id,
        "status": status, "channel": channel, "limit": _whole(limit), "offset": _whole(offset),
    }  # fmt: skip
    return await call("GET", "/agents/customerSupport/conversations", params=params)


@TOOLS.write("email", name="sendEmail", title="Send email", open_world=True)
async def send_email(
    email: Annotated[str, _about("The recipient's address")],
    subject: Annotated[str, _about("Subject line")],
    message: Annotated[str, _about("The letter, as text or HTML")],
    sender: Annotated[Text, Field(alias="from", description="Display name of the mailbox it leaves from")] = None,
    lead_id: Annotated[Text, _about("The lead it is for (UUID); else the one with that address")] = None,
    conversation_id: Annotated[Text, _about("Answer in this conversation (UUID)")] = None,
    agent_id: Annotated[Text, _about("The agent that writes (UUID)")] = None,
    placeholder_policy: Annotated[
        Literal["strip_tokens", "skip_recipient"] | SkipJsonSchema[None],
        _about("What a placeholder without a value does: strip_tokens (default) leaves it out, skip_recipient sends nothing"),
    ] = None,
) -> Result:
    """Send an email to one person, from one of the site's own mailboxes. Subject and message may have placeholders:
    {{lead.name}}, {{lead.first_name}}, {{lead.email}}, {{lead.phone}}, {{lead.position}}, {{lead.company}}, {{lead.notes}},
    {{lead.metadata.<name>}} and {{site.name}}. It cannot be taken back.
    """
    body = given({
        "site_id": await _site(None), "email": email, "subject": subject, "message": message, "from": sender, "lead_id": lead_id,
        "conversation_id": conversation_id, "agent_id": agent_id, "placeholder_policy": placeholder_policy,
    })  # fmt: skip
    return await call("POST", "/agents/tools/sendEmail", json=body)


@TOOLS.write("leads", idempotent=True)
async def visitors(
    action: Annotated[Literal["identify"], _about("What to do with visitors")],
    id: Annotated[str, _about("The visitor's UUID, as the web pages keep it")],
    traits: Annotated[dict[str, Any], _about("Who it is: {email, name, phone}")],
) -> Result:
    """Link an anonymous visitor of the web pages to the lead with that email or phone; a lead is made when there is none. For a
    score and interest use the leads tool's action "identify".
    """
    return await call("POST", "/visitors/identify", json={"site_id": await _site(None), "id": id, "traits": traits})


async def _post(noun: str, action: str, values: Result) -> Result:
    body = given({"site_id": await _site(None), **values})
    return await call("POST", f"/agents/tools/{noun}/{'get' if action == 'list' else action}", json=body)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
