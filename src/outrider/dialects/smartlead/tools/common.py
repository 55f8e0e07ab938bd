"""What the tools share."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from outrider.dialects.kit.toolbox import Toolbox, Wire, texts_of
from outrider.dialects.kit.tools import Schema
from outrider.values import is_object

Id = Annotated[int, Field(ge=1)]


Campaign = Annotated[int, Field(ge=1, description="Numeric campaign id, from get_campaigns.")]


Account = Annotated[int, Field(ge=1, description="Numeric sender account id, from get_email_accounts.")]


Offset = Annotated[int, Field(ge=0, le=10**9, description="How many rows to skip.")]


Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


MapId = Annotated[
    int,
    Field(
        ge=1,
        description="The conversation's campaign_lead_map_id, as get_inbox_replies and get_campaign_leads show it.",
    ),
]


def toolbox(toolset: str) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    return Toolbox(toolset, texts=texts_of(__package__ or "", toolset), dump=with_values)


def with_values(model: BaseModel) -> dict[str, object]:
    """The fields of an argument that have a value."""
    return model.model_dump(exclude_none=True)


def listed(rows: Any) -> Any:
    """An array, which a tool's answer cannot be, as `answer_types.Listed`. An object stays as it is."""
    return rows if is_object(rows) else {"data": rows, "count": len(rows)}


def as_listed(schema: Schema) -> Schema:
    """The schema of `listed`."""
    if schema.get("type") != "array":
        return schema
    return {
        "type": "object",
        "properties": {"data": schema, "count": {"type": "integer"}},
        "required": ["data", "count"],
    }


LISTED = Wire(answer=lambda answer: listed(answer.body), shown_as=as_listed)


def some_ids(most: int, description: str) -> Any:
    return Field(min_length=1, max_length=most, description=description)


class Lead(BaseModel):
    """A contact. Only the email is required."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=320)
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    company_name: str | None = None
    website: str | None = None
    location: str | None = None
    linkedin_profile: str | None = None
    company_url: str | None = None
    custom_fields: dict[str, object] | None = Field(None, description="Further merge fields, by name.")


class ImportSettings(BaseModel):
    """Which of the checks on incoming contacts to pass over. All are made unless said otherwise."""

    model_config = ConfigDict(extra="forbid")

    ignore_global_block_list: bool | None = None
    ignore_unsubscribe_list: bool | None = None
    ignore_community_bounce_list: bool | None = None
    ignore_duplicate_leads_in_other_campaign: bool | None = Field(
        None, description="Also take leads that are enrolled in another campaign."
    )
    return_lead_ids: bool | None = Field(None, description="Answer with the id of each lead, by email.")


class Delay(BaseModel):
    delay_in_days: int = Field(ge=0, le=365, description="Days after the previous step; 0 for the first.")


class Variant(BaseModel):
    """One of several versions of a step's email."""

    id: int | None = Field(None, description="Keep this existing variant; omit for a new one.")
    subject: str = ""
    email_body: str
    variant_label: str = Field(description="'A', 'B', ...")
    variant_distribution_percentage: float | None = Field(
        None, ge=0, le=100, description="Its share, with MANUAL_PERCENTAGE; all shares together are 100."
    )


class Step(BaseModel):
    """One email of the sequence. Either subject and email_body, or seq_variants."""

    id: int | None = Field(None, description="Keep this existing step; omit for a new one.")
    seq_number: int = Field(ge=1, description="Place in the sequence, from 1 without gaps.")
    seq_delay_details: Delay
    subject: str | None = Field(None, description="Leave empty on a follow-up to reply in the same thread.")
    email_body: str | None = Field(None, description="HTML or plain text, with merge tags such as {{first_name}}.")
    seq_variants: list[Variant] | None = None
    variant_distribution_type: Literal["MANUAL_EQUAL", "MANUAL_PERCENTAGE", "AI_EQUAL"] | None = None
    lead_distribution_percentage: float | None = Field(None, ge=0, le=100)
    winning_metric_property: Literal["OPEN_RATE", "CLICK_RATE", "REPLY_RATE", "POSITIVE_REPLY_RATE"] | None = None
