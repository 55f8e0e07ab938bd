"""What requests look like."""

import json
import re
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema

from outrider.dialects.kit.fields import EMAIL, NO_NUL, ONE_LINE, Flag, Stripped, no_boolean
from outrider.dialects.kit.tools import Schema
from outrider.outreach.leads.staging import storable
from outrider.rules import addresses
from outrider.values import is_object

Status = Literal["new", "contacted", "qualified", "converted", "lost"]
MAX_OBJECT = 20_000  # characters of an object, written out


def _email(value: str) -> str:
    try:
        return addresses.normalise(value)
    except addresses.InvalidAddress as error:
        raise ValueError(f"must be an email address: {error.reason}") from None


def _phone(value: str) -> str:
    if len(re.sub(r"\D", "", value)) < 10:
        raise ValueError("must be a phone number of at least 10 digits")
    return value


def _storable(value: Any) -> Any:
    """Whatever is kept must be text that PostgreSQL keeps, and not endless."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) > MAX_OBJECT:
        raise ValueError(f"must not be longer than {MAX_OBJECT} characters")
    if not storable(text):
        raise ValueError("must not contain NUL or half a surrogate pair")
    return value


def _pages(value: list[Any]) -> list[str]:
    """Pages are addresses, or objects that have one."""
    named = [next((x[k] for k in ("url", "path", "page") if x.get(k)), None) if is_object(x) else x for x in value]
    if any(not isinstance(page, str) for page in named):
        raise ValueError("must be addresses, or objects with a url")
    return [_storable(page) for page in named]


def _blank_is_null(value: object) -> object:
    return None if value == "" else value


def _may_be_blank(schema: Schema) -> None:
    """Say of a value that may be null that it may be an empty text, too."""
    schema["anyOf"].append({"type": "string", "maxLength": 0})


def _object_with(name: str) -> Schema:
    """The schema of an object with an address of this name."""
    address = {"type": "string", "minLength": 1}
    return {"type": "object", "properties": {name: address}, "required": [name], "additionalProperties": False}


Email = Annotated[str, Field(max_length=320, json_schema_extra=EMAIL), AfterValidator(_email)]
MaybeEmail = Annotated[Email | None, BeforeValidator(_blank_is_null), Field(json_schema_extra=_may_be_blank)]
MaybeId = Annotated[UUID | None, BeforeValidator(_blank_is_null), Field(json_schema_extra=_may_be_blank)]
MaybePhone = Annotated[
    Annotated[str, Field(max_length=100, json_schema_extra={"pattern": r"^([^0-9]*[0-9]){10}"}), AfterValidator(_phone)] | None,
    BeforeValidator(_blank_is_null),
    Field(json_schema_extra=_may_be_blank),
]
Text = Annotated[str, Field(max_length=1000, json_schema_extra=NO_NUL), AfterValidator(_storable)]
LongText = Annotated[str, Field(max_length=20_000, json_schema_extra=NO_NUL), AfterValidator(_storable)]
Name = Annotated[str, Field(min_length=1, max_length=255, json_schema_extra=NO_NUL), AfterValidator(_storable)]
Wanted = Annotated[str, Field(max_length=255, json_schema_extra=NO_NUL), AfterValidator(_storable)]
Page = Annotated[Any, WithJsonSchema({"anyOf": [{"type": "string"}, *map(_object_with, ("url", "path", "page"))]})]
Object = Annotated[dict[str, object], AfterValidator(_storable)]
Number = Annotated[float, BeforeValidator(no_boolean), Field(allow_inf_nan=False)]
Whole = Annotated[int, BeforeValidator(no_boolean)]


class Body(Stripped):
    site_id: UUID

    def given(self) -> dict[str, object]:
        """The values that the request set, None among them."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class _LeadFacts(Body):
    user_id: UUID | None = None
    phone: Text | None = None
    position: Text | None = None
    company: Text | Object | None = None
    notes: LongText | None = None
    origin: Text | None = None
    segment_id: UUID | None = None
    campaign_id: UUID | None = None
    assignee_id: UUID | None = None


class CreateLead(_LeadFacts):
    name: Name
    email: Email
    status: Status = "new"


class UpdateLead(_LeadFacts):
    lead_id: UUID
    name: Name | None = None
    email: MaybeEmail = None
    status: Status | None = None


class GetLeads(Body):
    lead_id: UUID | None = None
    user_id: UUID | None = None
    status: Status | None = None
    segment_id: UUID | None = None
    campaign_id: UUID | None = None
    assignee_id: UUID | None = None
    search: Annotated[str, Field(max_length=500), AfterValidator(_storable)] | None = None
    sort_by: Literal["created_at", "updated_at", "name", "status", "last_contact"] = "created_at"
    sort_order: Literal["asc", "desc"] = "desc"
    limit: Whole = Field(default=50, ge=1, le=500)
    offset: Whole = Field(default=0, ge=0, le=10**9)


class QualifyLead(Body):
    status: Status
    lead_id: MaybeId = None
    email: MaybeEmail = None
    phone: MaybePhone = None
    notes: LongText | None = None


class IdentifyLead(Body):
    visitor_id: UUID
    lead_score: Number = Field(default=50, ge=1, le=100)
    source: Text | None = None
    contact_info: Object | None = None
    company_info: Object | None = None
    interest_level: Text | None = None
    product_interest: Text | None = None
    pages_visited: Annotated[list[Page], Field(max_length=200), AfterValidator(_pages)] | None = None
    time_spent: Number | None = Field(default=None, ge=0, le=1e9)
    visit_count: Whole | None = Field(default=None, ge=0, le=10**9)
    notes: LongText | None = None


class IdentifyVisitor(Body):
    id: UUID
    traits: Object = Field(default_factory=dict)


class Paged(Body):
    limit: Whole = Field(default=50, ge=1, le=500)
    offset: Whole = Field(default=0, ge=0, le=10**9)


class _CampaignFacts(Body):
    description: LongText | None = None
    status: Literal["pending", "active", "completed"] | None = None
    type: Text | None = None
    priority: Text | None = None
    budget: Object | None = None
    revenue: Object | None = None
    due_date: Annotated[str, Field(max_length=40), AfterValidator(_storable)] | None = None


class CreateCampaign(_CampaignFacts):
    title: Name


class UpdateCampaign(_CampaignFacts):
    campaign_id: UUID
    title: Name | None = None


class GetCampaigns(Paged):
    campaign_id: UUID | None = None
    title: Wanted | None = None
    status: Literal["pending", "active", "completed"] | None = None
    type: Wanted | None = None
    priority: Wanted | None = None
    user_id: UUID | None = None


class _SegmentFacts(Body):
    description: LongText | None = None
    audience: Text | None = None
    size: Whole | None = Field(default=None, ge=0, le=10**15)
    estimated_value: Number | None = Field(default=None, ge=0, le=1e15)
    language: Text | None = None
    is_active: Flag | None = None
    attributes: Object | None = None


class CreateSegment(_SegmentFacts):
    name: Name


class UpdateSegment(_SegmentFacts):
    segment_id: UUID
    name: Name | None = None


class GetSegments(Paged):
    segment_id: UUID | None = None
    name: Wanted | None = None
    is_active: Flag | None = None


class SendEmail(Body):
    model_config = ConfigDict(populate_by_name=True)

    email: Email
    subject: str = Field(min_length=1, max_length=1000, pattern=ONE_LINE)
    message: Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_storable)]
    sender: Annotated[str, Field(max_length=320)] | None = Field(default=None, alias="from")
    lead_id: UUID | None = None
    conversation_id: UUID | None = None
    agent_id: UUID | None = None
    placeholder_policy: Literal["strip_tokens", "skip_recipient"] = "strip_tokens"
