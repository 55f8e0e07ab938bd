"""What requests look like; agent tools take the same shapes, so nothing heavy is imported here."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from outrider.dialects.kit.fields import NOT_BLANK, Flag, whole_number
from outrider.dialects.kit.texts import clean
from outrider.dialects.outrider.scopes import EVERYTHING, SCOPES

MOST_STEPS = 20
MOST_LEADS = 1000
MOST_DAYS = 365
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _storable(text: str) -> str:
    if clean(text) != text:
        raise ValueError("must be text without control characters")
    return text


STORABLE = AfterValidator(_storable)  # the last of what is said of a text: pydantic documents no pattern that follows it
Text = Annotated[str, STORABLE]
Int = Annotated[int, BeforeValidator(whole_number), Field(strict=True)]
Id = Annotated[Int, Field(ge=1, lt=1 << 63)]
Limit = Annotated[Int, Field(ge=1, le=1_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=255, pattern=NOT_BLANK), STORABLE]
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
        None, description="Its purpose and audience: a note for people and agents, never sent."
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


SuppressionKind = Literal["email", "domain", "company", "profile_url"]


class NewSuppression(Body):
    kind: SuppressionKind = "email"
    value: Annotated[Text, Field(min_length=1, max_length=500)]


Address = Annotated[Text, Field(min_length=3, max_length=320), AfterValidator(str.lower)]


class MailServer(Body):
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$")]
    port: Annotated[Int, Field(ge=1, le=65535)]
    password: Annotated[Text, Field(min_length=1, max_length=1000)]
    username: Annotated[Text, Field(min_length=1, max_length=320)] | None = Field(None, description="Left out: the address.")
    security: Literal["tls", "starttls", "plain"] | None = Field(
        None,
        description="Left out: what the port usually means, else what works. `plain` only where the installation permits it.",
    )


class SenderLimits(Body):
    name: Annotated[Text, Field(max_length=200)] | None = Field(None, description="Shown beside the address of what it sends.")
    daily_limit: Annotated[Int, Field(ge=0, le=100_000)] | None = Field(None, description="Messages a day at most.")
    min_gap_seconds: Annotated[Int, Field(ge=0, le=86_400)] | None = Field(None, description="Between two messages at least.")
    timezone: Annotated[str, Field(max_length=100)] | None = Field(None, description="Whose days count, such as Europe/Berlin.")
    signature: Annotated[Text, Field(max_length=20_000)] | None = Field(None, description="HTML, for the merge tag of that name.")
    reply_to: Address | None = Field(None, description="Where answers go instead of its own address.")


class NewMailbox(SenderLimits):
    address: Address
    smtp: MailServer
    imap: MailServer


class SenderChanges(SenderLimits):
    """What is left out stays as it is; null takes `reply_to` away."""


class NewList(Body):
    name: Name


class SomeLeads(Body):
    lead_ids: list[Id] = Field(min_length=1, max_length=MOST_LEADS)


TagName = Annotated[str, Field(min_length=1, max_length=100, pattern=NOT_BLANK), STORABLE]
Color = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$", description="Such as #3366ff.")]


class NewTag(Body):
    name: TagName
    color: Color | None = None


class TagChanges(Body):
    """What is left out stays as it is; null takes the color away."""

    name: TagName | None = None
    color: Color | None = None


def _granting(word: str) -> str:
    if word not in (EVERYTHING, *SCOPES):
        raise ValueError(f"must be one of {', '.join((EVERYTHING, *SCOPES))}")
    return word


ScopeWord = Annotated[str, AfterValidator(_granting), Field(json_schema_extra={"enum": [EVERYTHING, *SCOPES]})]


class NewKey(Body):
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=NOT_BLANK), STORABLE]
    scopes: Annotated[list[ScopeWord], Field(min_length=1, max_length=len(SCOPES) + 1, description="`*` is every scope.")]
    mode: Literal["read", "approve", "free"] | None = Field(
        None,
        description="What it may do by itself: only read; send nothing without a person's approval; everything."
        " Left out: as the key that makes it.",
    )


Sentiment = Literal["positive", "neutral", "negative"]
CategoryName = Annotated[str, Field(min_length=1, max_length=100, pattern=NOT_BLANK), STORABLE]


class NewCategory(Body):
    name: CategoryName
    sentiment: Sentiment = "neutral"
    description: Short | None = None


class CategoryChanges(Body):
    """What is left out stays as it is."""

    name: CategoryName | None = None
    sentiment: Sentiment | None = None
    description: Short | None = None


class NewTemplate(Body):
    title: Annotated[str, Field(min_length=1, max_length=512, pattern=NOT_BLANK), STORABLE]
    description: Short = ""
    steps: Annotated[list[Step], Field(min_length=1, max_length=MOST_STEPS)] | None = None
    campaign_id: Id | None = Field(None, description="Instead of steps: a campaign whose steps are kept.")


class NewSnippet(Body):
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=NOT_BLANK), STORABLE]
    body: Annotated[str, Field(min_length=1, max_length=20_000, pattern=NOT_BLANK, description="Text with merge tags."), STORABLE]
