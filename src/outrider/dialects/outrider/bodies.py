"""What requests look like; agent tools take the same shapes, so nothing heavy is imported here."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.texts import clean

MOST_STEPS = 20
MOST_LEADS = 1000
MOST_DAYS = 365
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _storable(text: str) -> str:
    if clean(text) != text:
        raise ValueError("must be text without control characters")
    return text


Text = Annotated[str, AfterValidator(_storable)]
Id = Annotated[int, Field(strict=True, ge=1, lt=1 << 63)]
Limit = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Name = Annotated[Text, Field(min_length=1, max_length=255)]
Short = Annotated[Text, Field(max_length=1000)]
Long = Annotated[Text, Field(max_length=100_000)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Step(Body):
    """One message or act of a campaign."""

    action: Literal["email", "invite", "message", "inmail", "view_profile", "follow", "like"] = "email"
    wait_days: Annotated[float, Field(strict=True, ge=0, le=MOST_DAYS, allow_inf_nan=False)] = Field(
        0, description="Days after the step before."
    )
    subject: Short = Field("", description="Left out: a follow-up in the thread of the email before.")
    body: Long = Field("", description="Text or HTML, with merge tags such as {{first_name}}.")


class Schedule(Body):
    """When a campaign may send."""

    timezone: str = Field("UTC", max_length=100, description="A name such as Europe/Berlin.")
    days: list[Day] = Field(["mon", "tue", "wed", "thu", "fri"], min_length=1, max_length=7)
    start: Clock = "09:00"
    end: Clock = "17:00"
    start_date: date | None = None
    end_date: date | None = None


class Plan(Body):
    """What a campaign consists of; what is left out stays as it is."""

    brief: Annotated[Text, Field(max_length=10_000)] | None = Field(
        None, description="What it is for and to whom: kept beside it for people and agents, and sent to no one."
    )
    steps: list[Step] | None = Field(None, max_length=MOST_STEPS, description="The whole sequence, in order.")
    sender_ids: list[Id] | None = Field(None, max_length=1000, description="Senders to add.")
    list_id: Id | None = Field(None, description="Enroll the leads of this list.")
    lead_ids: list[Id] | None = Field(None, max_length=MOST_LEADS, description="Enroll these leads.")
    schedule: Schedule | None = None
    daily_limit: Limit | None = Field(None, description="Messages a day at most.")
    new_leads_per_day: Limit | None = None
    tracking_domain: Short | None = Field(
        None, description="A host of its own that its links begin with, once DNS and TLS lead here; an empty text takes it away."
    )
    winning_metric: Literal["positive_reply", "reply", "click", "open", "none"] | None = Field(
        None, description="By what the best variant of a step is found and kept; left out of a new campaign: positive replies."
    )


class NewCampaign(Plan):
    name: Name


class CampaignChanges(Plan):
    name: Name | None = None


class NewLead(Body):
    """A person: an email address or a LinkedIn profile is needed."""

    email: Short | None = None
    first_name: Short | None = None
    last_name: Short | None = None
    company: Short | None = None
    job_title: Short | None = None
    phone: Short | None = None
    website: Short | None = None
    location: Short | None = None
    linkedin_url: Short | None = None
    custom: dict[Annotated[str, Field(min_length=1, max_length=100)], Short] | None = Field(
        None, max_length=100, description="Values for merge tags of your own, by name."
    )


class LeadImport(Body):
    leads: list[NewLead] = Field(min_length=1, max_length=MOST_LEADS)
    list_id: Id | None = Field(None, description="A list to put them in.")
    list_name: Name | None = Field(None, description="Instead of list_id: a list by name, made if there is none.")
    campaign_id: Id | None = Field(None, description="Instead of a list: a campaign to enroll them in.")
    source: Name | None = Field(None, description="Where they come from: noted on new leads.")


class Reply(Body):
    text: Annotated[Long, Field(min_length=1)]


class NewDraft(Body):
    text: Annotated[Long, Field(min_length=1)]
    note: Short = Field("", description="Why you answer so, for the person who decides.")


class DraftSending(Body):
    text: Annotated[Long, Field(min_length=1)] | None = Field(None, description="A changed text; left out: as drafted.")


class Categorising(Body):
    category: Name | None = Field(description="A category's name or key, from GET /categories; null takes it back.")
    archive: Flag = Field(False, description="And take the conversation out of the inbox.")


class Marking(Body):
    read: Flag | None = None
    archived: Flag | None = None


class NewSuppression(Body):
    kind: Literal["email", "domain", "company", "profile_url"] = "email"
    value: Annotated[Text, Field(min_length=1, max_length=500)]
