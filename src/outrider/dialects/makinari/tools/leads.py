"""Leads, and visitors who become leads."""

from typing import Annotated, Literal

from pydantic.json_schema import SkipJsonSchema

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.makinari import answer_types
from outrider.dialects.makinari.tools.common import (
    Actions,
    List,
    Number,
    Object,
    Text,
    about,
    acting,
    toolbox,
    with_site,
)

tools = toolbox("leads")
_CREATED = ("name", "email", "phone", "position", "company", "notes", "status", "origin", "segment_id", "campaign_id",
            "assignee_id", "user_id")  # fmt: skip
ACTIONS = Actions(
    "lead",
    takes={
        "create": _CREATED,
        "update": ("lead_id", *_CREATED),
        "list": (
            "lead_id",
            "user_id",
            "status",
            "segment_id",
            "campaign_id",
            "assignee_id",
            "search",
            "sort_by",
            "sort_order",
            "limit",
            "offset",
        ),
        "qualify": ("lead_id", "email", "phone", "status", "notes"),
        "identify": (
            "visitor_id",
            "lead_score",
            "source",
            "contact_info",
            "company_info",
            "interest_level",
            "product_interest",
            "pages_visited",
            "time_spent",
            "visit_count",
            "notes",
        ),
    },
    needs={"create": ("name", "email"), "update": ("lead_id",), "qualify": ("status",), "identify": ("visitor_id",)},
)


@acting(tools, ACTIONS, destructive=True, open_world=True)
async def leads(
    action: Annotated[Literal["create", "list", "update", "qualify", "identify"], about("Action to perform on leads")],
    lead_id: Annotated[Text, about("Lead UUID")] = None,
    name: Annotated[Text, about("Lead full name")] = None,
    email: Annotated[Text, about("Email address")] = None,
    phone: Annotated[Text, about("Phone number")] = None,
    position: Annotated[Text, about("Job title/position")] = None,
    company: Annotated[Text, about("Company name")] = None,
    notes: Annotated[Text, about("Notes")] = None,
    status: Annotated[Text, about("new, contacted, qualified, converted, lost")] = None,
    origin: Annotated[Text, about("Lead source (e.g. website, referral)")] = None,
    segment_id: Annotated[Text, about("Segment UUID")] = None,
    campaign_id: Annotated[Text, about("Campaign UUID")] = None,
    assignee_id: Annotated[Text, about("Assignee user UUID")] = None,
    site_id: Annotated[Text, about("Filter by site UUID")] = None,
    user_id: Annotated[Text, about("Filter by user UUID")] = None,
    search: Annotated[Text, about("Text search in name, email, notes")] = None,
    limit: Annotated[Number, about("Max results (default 50)")] = None,
    offset: Annotated[Number, about("Pagination offset")] = None,
    sort_by: Annotated[Text, about("Field to sort by: created_at, updated_at, name, status, last_contact")] = None,
    sort_order: Annotated[Literal["asc", "desc"] | SkipJsonSchema[None], about("Sort order")] = None,
    visitor_id: Annotated[Text, about("Visitor UUID")] = None,
    lead_score: Annotated[Number, about("Score 1-100")] = None,
    source: Annotated[Text, about("Lead source")] = None,
    contact_info: Annotated[Object, about("Contact details, e.g. {email, name, phone}")] = None,
    company_info: Annotated[Object, about("Company details, e.g. {name, website}")] = None,
    interest_level: Annotated[Text, about("Interest level: high, medium or low")] = None,
    product_interest: Annotated[Text, about("Product interest")] = None,
    pages_visited: Annotated[List, about("Pages visited")] = None,
    time_spent: Annotated[Number, about("Time spent, in seconds")] = None,
    visit_count: Annotated[Number, about("Visit count")] = None,
) -> answer_types.OneLead | answer_types.Leads | answer_types.Qualified | answer_types.Identified: ...


@tools.write("POST /visitors/identify", Wire(context=with_site, unsent=frozenset({"action"})), idempotent=True)
async def visitors(
    action: Annotated[Literal["identify"], about("What to do with visitors")],
    id: Annotated[str, about("The visitor's UUID, as the web pages keep it")],
    traits: Annotated[dict[str, object], about("Who it is: {email, name, phone}")],
) -> answer_types.IdentifiedVisitor: ...
