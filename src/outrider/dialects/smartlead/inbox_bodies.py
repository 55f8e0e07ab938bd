"""What requests about the master inbox, and letters written from it, look like."""

from typing import Annotated, ClassVar, Literal

from pydantic import (
    Field,
    model_validator,
)

from outrider.dialects.kit.fields import (
    ONE_LINE,
    Flag,
    Moment,
    OneForMany,
)
from outrider.dialects.smartlead.bodies import Body, Decimal, Id, Ids, LongText, Number, gathered
from outrider.outreach.conversations import attachments

EmailStatus = Literal["Opened", "Clicked", "Replied", "Unsubscribed", "Bounced", "Accepted", "Not Replied"]


class Categories(Body):
    category_ids_in: list[Id] | None = Field(default=None, max_length=10)
    category_ids_not_in: list[Id] | None = Field(default=None, max_length=10)
    category_assigned: Flag | None = None
    unassigned: Flag | None = None
    is_assigned: Flag | None = None


class Filters(Body):
    also: ClassVar[dict[str, str]] = {
        "categories": "lead_categories",
        "email_statuses": "email_status",
        "campaign_client_id": "client_id",
    }

    email_status: Annotated[list[EmailStatus], Field(max_length=10), OneForMany()] | None = None
    campaign_id: Annotated[Ids, Field(max_length=5)] | None = None
    email_account_id: Annotated[Ids, Field(max_length=20)] | None = None
    campaign_team_member_id: Annotated[Ids, Field(max_length=10)] | None = None
    campaign_tag_id: Annotated[Ids, Field(max_length=10)] | None = None
    client_id: Annotated[Ids, Field(max_length=10)] | None = None
    lead_categories: Categories = Categories()
    reply_time_between: list[Moment] | None = Field(default=None, min_length=2, max_length=2)
    search: str | None = Field(default=None, max_length=30)


class InboxPage(Body):
    offset: Number = Field(default=0, ge=0, le=10**9)
    limit: Number = Field(default=20, ge=1, le=20)
    filters: Filters = Filters()

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, value: object) -> object:
        """Some clients put filters beside offset and limit."""
        return gathered(value, "filters", Filters)


class InboxQuery(InboxPage):
    sort_by: Literal["REPLY_TIME_DESC", "SENT_TIME_DESC"] | None = None  # the view's own order unless said


class ConversationRef(Body):
    """One conversation: by its map id, or by campaign and lead."""

    also: ClassVar[dict[str, str]] = {"id": "email_lead_map_id", "campaign_lead_map_id": "email_lead_map_id"}

    email_lead_map_id: Id | None = None
    campaign_id: Id | None = None
    lead_id: Id | None = None

    @model_validator(mode="after")
    def _named(self) -> "ConversationRef":
        if self.email_lead_map_id is None and (self.campaign_id is None or self.lead_id is None):
            raise ValueError("give email_lead_map_id (or campaign_id and lead_id)")
        return self


class Leads(Body):
    lead_ids: list[Id] = Field(min_length=1, max_length=400)


class ReadStatus(ConversationRef):
    also: ClassVar[dict[str, str]] = {**ConversationRef.also, "is_read": "read_status"}

    read_status: Flag


CategoryId = Id | Annotated[str, Field(min_length=1, max_length=200)]  # some clients send the category's name


class SetCategory(ConversationRef):
    also: ClassVar[dict[str, str]] = {**ConversationRef.also, "category": "category_id"}

    category_id: CategoryId | None = None


class TeamMember(ConversationRef):
    also: ClassVar[dict[str, str]] = {**ConversationRef.also, "user_id": "team_member_id"}

    team_member_id: Id | None = None


class Revenue(ConversationRef):
    revenue: Decimal = Field(ge=0, le=1e12)


class Reminder(ConversationRef):
    also: ClassVar[dict[str, str]] = {**ConversationRef.also, "reminder_time": "reminder_date", "snooze_until": "reminder_date"}

    reminder_date: Moment


class ResumeLead(ConversationRef):
    also: ClassVar[dict[str, str]] = {**ConversationRef.also, "resume_delay_days": "resume_lead_with_delay_days"}

    resume_lead_with_delay_days: Number = Field(default=0, ge=0, le=365)


class LeadAccount(Body):
    also: ClassVar[dict[str, str]] = {"email_campaign_id": "campaign_id", "email_lead_id": "lead_id"}

    campaign_id: Id | None = None
    lead_id: Id | None = None
    email_account_id: Id | None = None
    override_lead_email_account: Flag = False  # also of a lead that is being written to


class LeadCategory(Body):
    also: ClassVar[dict[str, str]] = {"category": "category_id"}

    category_id: CategoryId | None
    pause_lead: Flag = False


_BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$"


class AttachedFile(Body):
    """A file to go along with an email (`files.upload_of`)."""

    also: ClassVar[dict[str, str]] = {"file_name": "filename", "content_type": "mime_type"}

    filename: str = Field(min_length=1, max_length=255)
    content: str = Field(
        min_length=1,
        max_length=attachments.MAX_BYTES * 2,  # in lines, and a third longer than the file
        description="The file in base64.",
        json_schema_extra={"contentEncoding": "base64", "pattern": _BASE64},
    )
    mime_type: str = Field(
        default="application/octet-stream", pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+-]{0,80}$"
    )


Files = Annotated[list[AttachedFile], Field(max_length=attachments.MAX_FILES)]


class Reply(Body):
    email_stats_id: str | None = Field(default=None, max_length=200)
    email_body: str = Field(min_length=1, max_length=500_000)
    reply_message_id: str | None = Field(default=None, max_length=1000)
    reply_email_time: str | None = Field(default=None, max_length=100)
    reply_email_body: LongText | None = None
    email_lead_map_id: Id | None = None
    lead_id: Id | None = None
    to_email: str | None = Field(default=None, max_length=320)
    cc: list[str] | str | None = None
    bcc: list[str] | str | None = None
    add_signature: Flag = False
    scheduled_time: Moment | None = None
    attachments: Files = Field(default_factory=list[AttachedFile])


class Forward(Body):
    also: ClassVar[dict[str, str]] = {"email_stats_id": "stats_id", "to": "to_emails", "note": "forward_email_body"}

    stats_id: str | None = Field(default=None, max_length=200)
    message_id: str | None = Field(default=None, max_length=1000)
    to_emails: list[str] | str
    forward_email_body: LongText | None = None
    forward_email_subject: str | None = Field(default=None, max_length=1000, pattern=ONE_LINE)


class TestEmail(Body):
    also: ClassVar[dict[str, str]] = {
        "to": "custom_email_address",
        "seq_number": "sequence_number",
        "email_account_id": "selected_email_account_id",
    }

    lead_id: Id | None = None
    sequence_number: Number = Field(default=1, ge=1, le=100)
    selected_email_account_id: Id | None = None
    custom_email_address: str = Field(max_length=320)
