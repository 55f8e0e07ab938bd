"""What requests look like: one spelling inside, every documented spelling understood."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal

from fastapi import Path, Query
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from outrider.dialects.kit.bodies import without_nulls
from outrider.dialects.kit.fields import (
    STRIPPED,
    DayText,
    Flag,
    MomentText,
    OneForMany,
    no_boolean,
    say_stripped,
)
from outrider.errors import Invalid
from outrider.rules import addresses
from outrider.values import is_object

MAX_LEADS = 400  # contacts a request
MAX_CUSTOM_FIELDS = 250  # of one lead


def _percentage(value: object) -> object:
    """'5%' and '5' are 5; '' is nothing."""
    return (value.strip().removesuffix("%").strip() or None) if isinstance(value, str) else no_boolean(value)


Number = Annotated[int, BeforeValidator(no_boolean)]
Decimal = Annotated[float, BeforeValidator(no_boolean)]
_UP_TO_100 = r"^(0\.\d*[1-9]\d*|[1-9]\d?(\.\d+)?|100)%?$"
Percentage = Annotated[
    float,
    BeforeValidator(_percentage),
    Field(gt=0, le=100),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 100}, {"type": "string", "pattern": _UP_TO_100}]}
    ),
]
Id = Annotated[int, BeforeValidator(no_boolean), Field(ge=1, le=2**63 - 1)]
PathId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Ids = Annotated[list[Id], OneForMany()]
Text = Annotated[str, Field(max_length=1000)]
LongText = Annotated[str, Field(max_length=500_000)]
Day = Annotated[DayText | None, Query()]
Instant = Annotated[MomentText | None, Query()]
Hour = Annotated[str, Field(pattern=r"^([01]?\d|2[0-4]):[0-5]\d$")]


def snake(name: str) -> str:
    """'leadCategories' -> 'lead_categories'."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


class Body(BaseModel):
    """A request's JSON object. Names are understood in snake_case and camelCase, and by the other names in `also`."""

    model_config = STRIPPED
    also: ClassVar[dict[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _spellings(cls, value: object) -> object:
        if not is_object(value):
            return value
        named = {k if k in cls.model_fields else snake(k): v for k, v in value.items()}
        for other, name in cls.also.items():
            if other in named and named.get(name) is None:
                named[name] = named.pop(other)
        return without_nulls(cls, named)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Null stands for a field that is left out, and a number for a text, wherever they may."""
        said = handler(schema)
        written = handler.resolve_ref_schema(said)
        say_stripped(written.get("properties"))
        if cls.model_config.get("coerce_numbers_to_str"):
            for name, field in written["properties"].items():
                if any(option.get("type") == "string" for option in field.get("anyOf", [field])):
                    written["properties"][name] = {"anyOf": [*field.get("anyOf", [field]), {"type": "number"}]}
        for name, field in written.get("properties", {}).items():
            if name not in written.get("required", ()) and {"type": "null"} not in field.get("anyOf", ()):
                written["properties"][name] = {"anyOf": [field, {"type": "null"}]}
        return said

    def given(self) -> dict[str, Any]:
        """The values that the request set, None among them."""
        return self.model_dump(exclude_unset=True)


class Lead(Body):
    """A contact. Values are kept as texts; a number is written out."""

    model_config = ConfigDict(coerce_numbers_to_str=True)
    also = {"phone": "phone_number", "linkedin_url": "linkedin_profile", "company": "company_name", "title": "job_title"}

    email: str = Field(max_length=320)
    first_name: Text | None = None
    last_name: Text | None = None
    phone_number: Text | None = None
    company_name: Text | None = None
    website: Text | None = None
    location: Text | None = None
    linkedin_profile: Text | None = None
    company_url: Text | None = None
    job_title: Text | None = None
    custom_fields: dict[str, object] | None = Field(default=None, max_length=MAX_CUSTOM_FIELDS)

    @field_validator("custom_fields")
    @classmethod
    def _plain_values(cls, value: dict[str, object] | None) -> dict[str, object] | None:
        for name, item in (value or {}).items():
            if not name.strip() or len(name) > 200:
                raise ValueError("a custom field's name has 1 to 200 characters")
            if isinstance(item, dict | list):
                raise ValueError(f"custom field {name} must be a text, number, boolean or null")
        return value


class ImportSettings(Body):
    """Which checks to pass over. All are made unless said otherwise."""

    also = {"allow_duplicate": "ignore_duplicate_leads_in_other_campaign"}

    ignore_global_block_list: Flag = False
    ignore_unsubscribe_list: Flag = False
    ignore_community_bounce_list: Flag = False
    ignore_duplicate_leads_in_other_campaign: Flag | None = None  # left out: True where leads are pushed on, else False
    return_lead_ids: Flag = False


def gathered(value: object, under: str, model: type[Body]) -> Any:
    """A body whose fields of `model` stand beside the others, with them `under` one name."""
    if not is_object(value) or under in value:
        return value
    names = {*model.model_fields, *model.also}
    beside = {k: v for k, v in value.items() if snake(k) in names}
    return {**value, under: beside} if beside else value


class WithSettings(Body):
    """The settings are an object of their own, or stand beside the other fields."""

    settings: ImportSettings = ImportSettings()

    @model_validator(mode="before")
    @classmethod
    def _beside(cls, value: object) -> object:
        return gathered(value, "settings", ImportSettings)


class AddLeads(WithSettings):
    also = {"leads": "lead_list"}

    lead_list: list[Lead] = Field(min_length=1, max_length=MAX_LEADS)

    @model_validator(mode="before")
    @classmethod
    def _one(cls, value: object) -> object:
        """A lead by itself stands for a list of one."""
        if is_object(value) and "email" in value and not {"lead_list", "leadList", "leads"} & value.keys():
            names = {*Lead.model_fields, *Lead.also, "title"}
            lead = {name: part for name, part in value.items() if snake(str(name)) in names}
            rest = {name: part for name, part in value.items() if name not in lead and name != "campaign_id"}
            return {**rest, "lead_list": [lead]}
        return value


class ImportLeads(WithSettings):
    also = {"leads": "lead_list", "csv_settings": "settings"}

    file_name: str = Field(default="API", min_length=1, max_length=255)  # where the leads are from
    lead_list: list[Lead] = Field(min_length=1, max_length=MAX_LEADS)


class UpdateLead(Lead):
    email: str | None = Field(default=None, max_length=320)  # pyright: ignore[reportIncompatibleVariableOverride]


class Resume(Body):
    resume_lead_with_delay_days: Number = Field(default=0, ge=0, le=365)


class ListName(Body):
    also = {"name": "list_name"}

    list_name: str = Field(min_length=1, max_length=255)


class AssignTags(Body):
    also = {"id": "list_ids", "list_id": "list_ids"}

    list_ids: Ids = Field(min_length=1, max_length=10)
    tag_ids: list[Id] | None = Field(default=None, min_length=1, max_length=10)
    remove_tag_ids: list[Id] | None = Field(default=None, min_length=1, max_length=10)

    @model_validator(mode="after")
    def _some(self) -> "AssignTags":
        if not self.tag_ids and not self.remove_tag_ids:
            raise ValueError("give tag_ids, remove_tag_ids, or both")
        return self


class Source(Body):
    """Which leads to push: exactly one of the three."""

    also = {"id": "list_id", "all": "all_leads"}

    list_id: Id | None = None
    lead_ids: list[Id] | None = Field(default=None, min_length=1, max_length=10_000)
    all_leads: Flag = False


class PushLeads(WithSettings):
    """The source is given as `lead_list: {...}` or beside the other fields."""

    campaign_id: Id | None = None
    campaign_name: str | None = Field(default=None, min_length=1, max_length=500)
    action: Literal["copy", "move"] = "copy"
    lead_list: Source

    @model_validator(mode="before")
    @classmethod
    def _nested(cls, value: object) -> object:
        if not is_object(value):
            return value
        named = {snake(k): v for k, v in value.items()}
        if not is_object(named.get("lead_list")):
            source = ("id", "list_id", "lead_ids", "all_leads", "all")
            named["lead_list"] = {k: named[k] for k in source if named.get(k) is not None}
        return named

    @model_validator(mode="after")
    def _one_each(self) -> "PushLeads":
        if (self.campaign_id is None) == (self.campaign_name is None):
            raise ValueError("give campaign_id or campaign_name, one of the two")
        source = self.lead_list
        if (source.list_id is not None) + (source.lead_ids is not None) + source.all_leads != 1:
            raise ValueError("give exactly one source: list_id, lead_ids, or all_leads")
        return self


class PushBetween(Body):
    also = {"move": "action"}

    from_list_id: Id | None = None
    to_list_id: Id
    lead_ids: list[Id] | None = Field(default=None, min_length=1, max_length=10_000)
    action: Literal["copy", "move"] = "move"

    @field_validator("action", mode="before")
    @classmethod
    def _flag(cls, value: object) -> object:
        return {True: "move", False: "copy"}.get(value, value) if isinstance(value, bool) else value

    @model_validator(mode="after")
    def _one(self) -> "PushBetween":
        if self.from_list_id is None and self.lead_ids is None:
            raise ValueError("give from_list_id or lead_ids")
        return self


# Sender accounts


class Account(Body):
    """`email-accounts/save` without id, and the fields that a change may name."""

    also = {
        "user_name": "username", "custom_tracking_domain": "custom_tracking_url", "bcc_email": "bcc",
        "message_per_day": "max_email_per_day", "min_time_to_wait_in_mins": "time_to_wait_in_mins",
        "smtp_username": "username", "imap_user_name": "imap_username", "reply_rate": "reply_rate_percentage",
    }  # fmt: skip

    id: Id | None = None
    from_name: str | None = Field(default=None, max_length=200)
    from_email: str | None = Field(default=None, max_length=320)
    username: str | None = Field(default=None, max_length=320)
    password: str | None = Field(default=None, max_length=1000, repr=False)
    smtp_host: str | None = Field(default=None, max_length=255)
    smtp_port: Number | None = Field(default=None, ge=1, le=65535)
    smtp_port_type: Literal["SSL", "TLS", "STARTTLS", "NONE"] | None = None
    imap_host: str | None = Field(default=None, max_length=255)
    imap_port: Number | None = Field(default=None, ge=1, le=65535)
    imap_port_type: Literal["SSL", "TLS", "STARTTLS", "NONE"] | None = None
    imap_username: str | None = Field(default=None, max_length=320)
    imap_password: str | None = Field(default=None, max_length=1000, repr=False)
    max_email_per_day: Number | None = Field(default=None, ge=0, le=10_000)
    time_to_wait_in_mins: Number | None = Field(default=None, ge=0, le=24 * 60)
    different_reply_to_address: str | None = Field(default=None, max_length=320)
    custom_tracking_url: str | None = Field(default=None, max_length=255)
    bcc: str | None = Field(default=None, max_length=320)
    signature: str | None = Field(default=None, max_length=50_000)
    warmup_enabled: Flag | None = None
    total_warmup_per_day: Number | None = Field(default=None, ge=0, le=200)
    daily_rampup: Number | None = Field(default=None, ge=0, le=100)
    reply_rate_percentage: Number | None = Field(default=None, ge=0, le=100)
    client_id: Id | None = None
    type: Literal["SMTP", "GMAIL", "OUTLOOK", "ZOHO"] | None = None  # whose mailbox it is; else its server's name says so

    @field_validator("smtp_port_type", "imap_port_type", "type", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return (value.upper() or None) if isinstance(value, str) else value


class Warmup(Body):
    warmup_enabled: Flag
    total_warmup_per_day: Number | None = Field(default=None, ge=1, le=200)
    daily_rampup: Number | None = Field(default=None, ge=0, le=100)
    reply_rate_percentage: Number | None = Field(default=None, ge=0, le=100)
    warmup_key_id: Annotated[str, Field(max_length=100)] | None = None


class TagManager(Body):
    id: Id | None = None
    name: str | None = Field(default=None, min_length=1, max_length=100)
    color: str | None = Field(default=None, max_length=20)


class TagMapping(Body):
    emails: list[Annotated[str, Field(max_length=320)]] | None = Field(default=None, min_length=1, max_length=100)
    email_account_ids: list[Id] | None = Field(default=None, min_length=1, max_length=100)
    tag_ids: list[Id] = Field(min_length=1, max_length=25)


class WebhookRef(Body):
    id: Id | None = None


ASSOCIATIONS = {"user": 1, "client": 2, "campaign": 3}


def _association(value: object) -> object:
    """Newer pages have words for the numbers."""
    return ASSOCIATIONS.get(value, value) if isinstance(value, str) else no_boolean(value)


class WebhookBody(Body):
    also = {"url": "webhook_url", "events": "event_types", "event_type": "event_types", "email_campaign_id": "campaign_id"}

    id: Id | None = None
    name: str | None = Field(default=None, max_length=255)
    webhook_url: str | None = Field(default=None, max_length=2000)
    event_types: (
        Annotated[list[Annotated[str, Field(max_length=50)]], Field(min_length=1, max_length=20), OneForMany()] | None
    ) = None
    event_type_map: dict[str, Flag] | None = None
    categories: list[Annotated[str, Field(max_length=200)]] | None = Field(default=None, max_length=50)
    category_id_map: dict[str, Flag] | None = Field(default=None, max_length=50)  # by their ids, as texts
    association_type: Annotated[Literal[1, 2, 3], BeforeValidator(_association)] | None = (
        None  # of everything, of a client, of a campaign
    )
    campaign_id: Id | None = None
    client_id: Id | None = None


class Domains(Body):
    also = {"domain": "domain_block_list", "domains": "domain_block_list", "emails": "domain_block_list"}

    domain_block_list: Annotated[list[Annotated[str, Field(min_length=1, max_length=320)]], OneForMany()] = Field(
        min_length=1, max_length=10_000
    )
    client_id: Id | None = None


def addresses_of(value: Sequence[str] | str | None) -> list[str]:
    """'a@x.com, b@x.com' or a list of addresses. Raises Invalid for an invalid address."""
    parts = value.split(",") if isinstance(value, str) else list(value or ())
    found = [part.strip() for part in parts if part and part.strip()]
    if len(found) > 50:
        raise Invalid("At most 50 addresses at once.")
    for address in found:
        try:
            addresses.normalise(address)
        except addresses.InvalidAddress as error:
            raise Invalid(f"{address[:100]!r} is not an email address: {error.reason}") from None
    return found


FIRST_YEAR, LAST_YEAR = 1900, 9000  # of days and times: far from the ends of the calendar, so that they can be reckoned with


def utc(value: datetime, name: str | None = None) -> datetime:
    """A time without zone is UTC. Raises Invalid for one that nobody means."""
    _check_year(value, name)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def _check_year(value: date, name: str | None) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Invalid(f"{name or 'A time'} must be between the years {FIRST_YEAR} and {LAST_YEAR}.", field=name)


def day(text: str, name: str) -> date:
    """YYYY-MM-DD. Raises Invalid."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{name} must be a date as YYYY-MM-DD.", field=name) from None
    _check_year(found, name)
    return found


MAX_DAYS = 366


def days_between(start: str | None, end: str | None, *, required: bool = False) -> tuple[date, date] | None:
    """The days that start_date and end_date name: both or neither. Returns None for neither, unless they are required. Raises
    Invalid.
    """
    if not start and not end and not required:
        return None
    if not start or not end:
        raise Invalid("start_date and end_date (YYYY-MM-DD) go together.", field="end_date" if start else "start_date")
    first, last = day(start, "start_date"), day(end, "end_date")
    if first > last:
        raise Invalid("start_date must not be after end_date.", field="start_date")
    if (last - first).days >= MAX_DAYS:
        raise Invalid(f"At most {MAX_DAYS} days at once.", field="end_date")
    return first, last


def instant(text: str | None, name: str) -> datetime | None:
    """ISO 8601 date or time, or None. Raises Invalid."""
    if not text:
        return None
    try:
        return utc(datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text), name)
    except ValueError:
        raise Invalid(f"{name} must be a time as ISO 8601.", field=name) from None
