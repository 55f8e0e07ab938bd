"""What requests look like."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema


def _moment(value: object) -> object:
    """An RFC 3339 text as a time in UTC. Raises ValueError; numbers, which pydantic would take, are no times here."""
    if value is None or isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(value.upper()) if isinstance(value, str) and len(value) >= 19 else None
    except ValueError:
        moment = None
    if moment is None:
        raise ValueError("must be a date-time such as 1990-01-15T00:00:00.000Z") from None
    if moment.tzinfo is None:
        raise ValueError("must name its offset from UTC, as in 1990-01-15T00:00:00.000Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("must be a time after the year 1") from None


class CampaignActionRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"action": "pause"}})

    action: Literal["start", "pause", "resume"] = Field(
        description="`start` for a draft, `pause` for an active campaign, `resume` for a paused one."
    )


Slot = Literal["ice_breaker", "follow_up_1", "follow_up_2"]


class CampaignLeadMessageOverrideInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    node_type: Literal["send_message"] = Field(description="The kind of node; messages are the only kind with overrides.")
    message_stage: Slot = Field(description="Which message: ice_breaker is the first, then follow_up_1 and follow_up_2.")
    message: Annotated[str, StringConstraints(min_length=1, max_length=8000)] = Field(
        description="The text this lead is sent instead of the campaign's own."
    )


class MessageOverridesRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    messages: list[CampaignLeadMessageOverrideInput] = Field(min_length=1, max_length=10)


class LeadListCreateInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    description: Annotated[str, StringConstraints(max_length=500)] | None = None


Given = Annotated[str, StringConstraints(min_length=1)]


BirthDate = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]


class LeadCreateRequest(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "first_name": "Mara",
                "last_name": "Lindqvist",
                "linkedin_url": "https://www.linkedin.com/in/mara-lindqvist",
                "company": "Northwind",
                "job_title": "Head of Sales",
            }
        },
    )

    first_name: Given
    last_name: Given
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    industry: str | None = None
    skills: list[str] | None = None
    linkedin_url: str
    phone: str | None = None
    location: str | None = None
    gender: str | None = None
    date_of_birth: BirthDate | None = None
    notes: str | None = None
    profile_picture_url: str | None = None


class SendConversationMessageRequest(BaseModel):
    content: Annotated[str, StringConstraints(min_length=1, max_length=8000)] = Field(
        description="The text to send into the conversation, without markup."
    )
