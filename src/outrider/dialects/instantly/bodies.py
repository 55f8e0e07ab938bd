"""What requests look like. Keys that are not known are passed over: public clients send some.

An act on whatever a filter finds is refused where a key is not known: it may be a filter of a client's own, without which the
act would take in more than was meant.
"""

import re
from datetime import UTC, date, datetime
from math import isfinite
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    field_validator,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from outrider.dialects.kit.fields import NO_NUL, NOT_BLANK, ONE_LINE, Flag, no_timestamp
from outrider.dialects.kit.tools import Schema
from outrider.outreach.base.query import MAX_SEARCH
from outrider.values import is_array

MAX_TEXT = 1000
MAX_VARIABLES = 1000  # of a lead, and of a campaign


def _no_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must be number")
    return value


NUMBER = BeforeValidator(_no_boolean)  # of codes: Python takes True for 1


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("must NOT have NUL characters")
    return value


def _utc(value: datetime) -> datetime:
    """A time without a zone is one of UTC."""
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError('must match format "date-time"') from None


def _written_out(value: object) -> object:
    """A number of a spreadsheet's cell as its text: a telephone number, a postal code, a name that is one."""
    if isinstance(value, float) and isfinite(value):
        return str(int(value) if value.is_integer() else value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _or_number(schema: JsonDict) -> None:
    text: JsonDict = {**schema, **NO_NUL}
    schema.clear()
    schema["anyOf"] = [text, {"type": "number"}]


STORABLE = AfterValidator(_no_nul)  # the last of what is said of a text: pydantic documents no pattern that follows it
Text = Annotated[str, Field(max_length=MAX_TEXT, json_schema_extra=NO_NUL), STORABLE]
TextOrNumber = Annotated[str, BeforeValidator(_written_out), Field(max_length=MAX_TEXT, json_schema_extra=_or_number), STORABLE]
Line = Annotated[str, Field(max_length=MAX_TEXT, pattern=ONE_LINE)]
LongText = Annotated[str, Field(max_length=500_000, json_schema_extra=NO_NUL), STORABLE]
VariableName = Annotated[str, Field(max_length=MAX_TEXT, pattern=NOT_BLANK), STORABLE]
Int = Annotated[int, NUMBER, Field(ge=-(2**31), le=2**31 - 1)]
Count = Annotated[int, NUMBER, Field(ge=0, le=2**31 - 1)]
Number = Annotated[float, NUMBER, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Moment = Annotated[datetime, BeforeValidator(no_timestamp), AfterValidator(_utc)]
Scalar = str | bool | int | float | None
EXACT = ConfigDict(extra="forbid")  # of a body whose unknown keys are refused
CampaignId = Field(default=None, validation_alias=AliasChoices("campaign", "campaign_id"))
CampaignIdOther = Field(default=None, validation_alias=AliasChoices("campaign_id", "campaign"))


class Body(BaseModel):
    """A request's body. A public client's own word for a field is taken, too, where only one thing can be meant."""

    model_config = ConfigDict(extra="ignore")

    def given(self) -> dict[str, Any]:
        """The values that the request set, None among them."""
        return self.model_dump(exclude_unset=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return {} if value is None else value


def not_null(value: object) -> object:
    if value is None:
        raise ValueError("must NOT be null")
    return value


class _Kept:
    """Of a field of a change: it may be left out, but not taken away."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(not_null, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        said = handler(schema)
        return next(part for part in said["anyOf"] if part.get("type") != "null")


Kept = _Kept()


class Changes(Body):
    """A change must change something."""

    @model_validator(mode="after")
    def _some(self) -> "Changes":
        if not self.model_fields_set:
            raise ValueError("must NOT have fewer than 1 properties")
        return self


# Leads


class Person(Body):
    """What is known of a lead in one campaign or list."""

    email: Text | None = None
    personalization: LongText | None = None
    website: TextOrNumber | None = None
    last_name: TextOrNumber | None = None
    first_name: TextOrNumber | None = None
    company_name: TextOrNumber | None = None
    job_title: TextOrNumber | None = None
    phone: TextOrNumber | None = None
    lt_interest_status: Int | None = None
    pl_value_lead: TextOrNumber | None = None
    assigned_to: UUID | None = None
    custom_variables: dict[VariableName, Scalar] | None = Field(default=None, max_length=MAX_VARIABLES)

    @field_validator("custom_variables")
    @classmethod
    def _storable(cls, value: dict[str, Scalar] | None) -> dict[str, Scalar] | None:
        for name, item in (value or {}).items():
            if isinstance(item, str) and (len(item) > 20_000 or "\x00" in item):
                raise ValueError(f"{name} must NOT have more than 20000 characters")
            if isinstance(item, float) and not abs(item) < float("inf"):
                raise ValueError(f"{name} must be number")
        return value


class Flags(Body):
    skip_if_in_workspace: Flag = False
    skip_if_in_campaign: Flag = False
    skip_if_in_list: Flag = False
    blocklist_id: UUID | None = None
    verify_leads_for_lead_finder: Flag = False
    verify_leads_on_import: Flag = False


class CreateLead(Person, Flags):
    campaign: UUID | None = CampaignId
    list_id: UUID | None = None


class AddLeads(Flags):
    campaign_id: UUID | None = CampaignIdOther
    list_id: UUID | None = None
    leads: list[Person] = Field(min_length=1, max_length=1000)
    assigned_to: UUID | None = None


class PatchLead(Changes, Person):
    pass


class OccurrenceCount(Body):
    condition: Literal["more", "less", "equal"]
    count: Number


class StatusIs(Body):
    status: Int
    condition: Literal["is", "is-not"]


class SmartValues(Body):
    days: Annotated[Number, Field(ge=0, le=36_500)] | None = Field(default=None, validation_alias="occurrence-days")
    count: OccurrenceCount | None = Field(default=None, validation_alias="occurrence-count")
    status: StatusIs | None = Field(default=None, validation_alias="lead-status")


class SmartQuery(Body):
    action: Literal["reply", "email-open", "last-contacted", "link-click", "lead-status", "lead-status-change"] = Field(
        validation_alias="actionType"
    )
    values: Annotated[SmartValues, BeforeValidator(not_null)]


# The last, an empty text, is as good as none.
LeadWord = Literal[
    "FILTER_VAL_CONTACTED",
    "FILTER_VAL_NOT_CONTACTED",
    "FILTER_VAL_COMPLETED",
    "FILTER_VAL_UNSUBSCRIBED",
    "FILTER_VAL_ACTIVE",
    "FILTER_LEAD_INTERESTED",
    "FILTER_LEAD_NOT_INTERESTED",
    "FILTER_LEAD_MEETING_BOOKED",
    "FILTER_LEAD_MEETING_COMPLETED",
    "FILTER_LEAD_CLOSED",
    "FILTER_LEAD_OUT_OF_OFFICE",
    "FILTER_LEAD_WRONG_PERSON",
    "FILTER_LEAD_LOST",
    "FILTER_LEAD_NO_SHOW",
    "FILTER_LEAD_CUSTOM_LABEL_POSITIVE",
    "FILTER_LEAD_CUSTOM_LABEL_NEGATIVE",
    "FILTER_VAL_BOUNCED",
    "FILTER_VAL_SKIPPED",
    "FILTER_VAL_RISKY",
    "FILTER_VAL_INVALID",
    "FILTER_VAL_VALID",
    "FILTER_VAL_IN_SUBSEQUENCE",
    "FILTER_VAL_OPENED_NO_REPLY",
    "FILTER_VAL_COMPLETED_NO_REPLY",
    "FILTER_VAL_NO_OPENS",
    "FILTER_VAL_REPLIED",
    "FILTER_VAL_LINK_CLICKED",
    "",
]


class LeadFilter(Body):
    """The filters that list, move and bulk assign share."""

    search: Annotated[Text, Field(max_length=MAX_SEARCH)] | None = None
    filter: LeadWord | None = None
    campaign: UUID | None = CampaignId
    list_id: UUID | None = None
    in_campaign: Flag | None = None
    in_list: Flag | None = None
    ids: list[UUID] | None = Field(default=None, max_length=10_000)
    queries: list[SmartQuery] | None = Field(default=None, max_length=20)
    excluded_ids: list[UUID] | None = Field(default=None, max_length=10_000)
    contacts: list[Text] | None = Field(default=None, max_length=10_000)
    smart_view_id: UUID | None = None
    is_website_visitor: Flag | None = None
    enrichment_status: Annotated[Literal[1, -1, 11, -2], NUMBER] | None = None
    esg_code: Literal["0", "1", "2", "3", "4", "all", "none"] | None = None


class ListLeads(LeadFilter):
    limit: Count = Field(default=10, ge=1, le=100)
    starting_after: Text | None = None
    organization_user_ids: list[UUID] | None = Field(default=None, max_length=1000)
    distinct_contacts: Flag = False


class MoveLeads(LeadFilter):
    model_config = EXACT

    to_campaign_id: UUID | None = None
    to_list_id: UUID | None = None
    ignore_resource_filter_clauses: Flag = False
    check_duplicates_in_campaigns: Flag = False
    skip_leads_in_verification: Flag = False
    limit: Annotated[Count, Field(ge=1)] | None = None
    assigned_to: UUID | None = None
    esp_code: Annotated[Literal[0, 1, 2, 3, 8, 9, 10, 12, 13, 999, 1000], NUMBER] | None = None
    copy_leads: Flag = False
    check_duplicates: Flag | None = None
    reset_interest_status: Flag = False


class AssignLeads(LeadFilter):
    model_config = EXACT

    organization_user_ids: list[UUID] = Field(min_length=1, max_length=1000)
    limit: Count | None = None
    assigned_to: UUID | None = None
    has_clause: Flag | None = None


class DeleteLeads(Body):
    model_config = EXACT

    campaign_id: UUID | None = CampaignIdOther
    list_id: UUID | None = None
    status: Annotated[Literal[1, 2, 3, -1, -2, -3], NUMBER] | None = None
    ids: list[UUID] | None = Field(default=None, max_length=10_000)
    limit: Count | None = Field(default=None, ge=1, le=10_000)


class MergeLeads(Body):
    lead_id: UUID
    destination_lead_id: UUID


class UpdateInterest(Body):
    lead_email: Text
    interest_value: Int | None
    campaign_id: UUID | None = CampaignIdOther
    list_id: UUID | None = None
    ai_interest_value: Number | None = None
    disable_auto_interest: Flag | None = None


class LeadId(Body):
    id: UUID


def _only(value: object) -> object:
    return value[0] if is_array(value) and len(value) == 1 else value


class ToSubsequence(Body):
    id: Annotated[UUID, BeforeValidator(_only)] = Field(validation_alias=AliasChoices("id", "lead_ids"))
    subsequence_id: UUID


# Lists and labels

Label = Annotated[str, Field(min_length=1, max_length=255, pattern=NOT_BLANK), STORABLE]


class CreateList(Body):
    name: Label
    has_enrichment_task: Flag | None = None
    owned_by: UUID | None = None


class PatchList(Changes):
    name: Annotated[Label | None, Kept] = None
    has_enrichment_task: Flag | None = None
    owned_by: UUID | None = None


Sentiment = Literal["positive", "negative", "neutral"]


class CreateLabel(Body):
    label: Label
    interest_status_label: Sentiment
    description: Text | None = None
    use_with_ai: Flag | None = None


class PatchLabel(Changes):
    label: Annotated[Label | None, Kept] = None
    interest_status_label: Annotated[Sentiment | None, Kept] = None
    description: Text | None = None
    use_with_ai: Flag | None = None


class DeleteLabel(Body):
    reassigned_status: Int | None = None


class ReplyText(Body):
    reply_text: Annotated[str, Field(min_length=1, max_length=100_000), STORABLE]


# Campaigns

# A schedule's time zone must be one of these; many well-known ones are not among them.
_TIMEZONES = """
Etc/GMT+12 Etc/GMT+11 Etc/GMT+10 America/Anchorage America/Dawson America/Creston America/Chihuahua America/Boise
America/Belize America/Chicago America/Bahia_Banderas America/Regina America/Bogota America/Detroit
America/Indiana/Marengo America/Caracas America/Asuncion America/Glace_Bay America/Campo_Grande America/Anguilla
America/Santiago America/St_Johns America/Sao_Paulo America/Argentina/La_Rioja America/Araguaina America/Godthab
America/Montevideo America/Bahia America/Noronha America/Scoresbysund Atlantic/Cape_Verde Africa/Casablanca
America/Danmarkshavn Europe/Isle_of_Man Atlantic/Canary Africa/Abidjan Arctic/Longyearbyen Europe/Belgrade
Africa/Ceuta Europe/Sarajevo Africa/Algiers Africa/Windhoek Asia/Nicosia Asia/Beirut Africa/Cairo Asia/Damascus
Europe/Bucharest Africa/Blantyre Europe/Helsinki Europe/Istanbul Asia/Jerusalem Africa/Tripoli Asia/Amman Asia/Baghdad
Europe/Kaliningrad Asia/Aden Africa/Addis_Ababa Europe/Kirov Europe/Astrakhan Asia/Tehran Asia/Dubai Asia/Baku
Indian/Mahe Asia/Tbilisi Asia/Yerevan Asia/Kabul Antarctica/Mawson Asia/Yekaterinburg Asia/Karachi Asia/Kolkata
Asia/Colombo Asia/Kathmandu Antarctica/Vostok Asia/Dhaka Asia/Rangoon Antarctica/Davis Asia/Novokuznetsk
Asia/Hong_Kong Asia/Krasnoyarsk Asia/Brunei Australia/Perth Asia/Taipei Asia/Choibalsan Asia/Irkutsk Asia/Dili
Asia/Pyongyang Australia/Adelaide Australia/Darwin Australia/Brisbane Australia/Melbourne Antarctica/DumontDUrville
Australia/Currie Asia/Chita Antarctica/Macquarie Asia/Sakhalin Pacific/Auckland Etc/GMT-12 Pacific/Fiji Asia/Anadyr
Asia/Kamchatka Etc/GMT-13 Pacific/Apia
"""
TIMEZONES = frozenset(_TIMEZONES.split())


_ZONES: Schema = {"enum": sorted(TIMEZONES)}


def _timezone(value: str) -> str:
    if value not in TIMEZONES:
        raise ValueError("must be equal to one of the allowed values")
    return value


Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):([0-5][0-9])$")]


def _day(value: str) -> str:
    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise ValueError('must match format "date"')


Day = Annotated[str, Field(json_schema_extra={"format": "date"}), AfterValidator(_day)]
DelayUnit = Literal["minutes", "hours", "days"]


def _given_days(days: dict[str, bool | None]) -> dict[str, bool | None]:
    return {day: on for day, on in days.items() if on is not None} or days


# Sunday is 0. A day that is null is not given: typed clients name all seven.
Days = Annotated[dict[Literal["0", "1", "2", "3", "4", "5", "6"], bool | None], Field(min_length=1), AfterValidator(_given_days)]


class Timing(Body):
    start: Clock = Field(validation_alias="from", serialization_alias="from")
    end: Clock = Field(validation_alias="to", serialization_alias="to")


class ScheduleWindow(Body):
    name: Text
    timing: Timing
    days: Days
    timezone: Annotated[str, Field(json_schema_extra=_ZONES), AfterValidator(_timezone)]


class Schedule(Body):
    start_date: Day | None = None
    end_date: Day | None = None
    schedules: list[ScheduleWindow] = Field(min_length=1, max_length=100)


class Variant(Body):
    subject: Text
    body: LongText
    v_disabled: Flag | None = None


class Step(Body):
    type: Literal["email"]
    delay: Annotated[Number, Field(ge=0, le=100_000)]
    delay_unit: DelayUnit = "days"
    pre_delay: Annotated[Number, Field(ge=0, le=100_000)] | None = None
    pre_delay_unit: DelayUnit = "days"
    variants: list[Variant] = Field(min_length=1, max_length=26)


class Sequence(Body):
    steps: list[Step] = Field(max_length=100)


class VariantChoice(Body):
    trigger: Literal["reply_rate", "click_rate", "open_rate"]


class CompanyLimit(Body):
    mode: Literal["custom", "disabled"]
    daily_limit: Annotated[Count, Field(ge=1)] | None = None
    scope: Literal["per_campaign", "across_workspace"] | None = None


class RoutingRule(Body):
    action: Literal["send", "do_not_send"]
    recipient_esp: list[Literal["all", "google", "outlook", "other"]] = Field(max_length=4)
    sender_esp: list[Literal["all", "google", "outlook", "other"]] = Field(max_length=4)


_ADDRESS = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$")


def _address(value: str) -> str:
    if not _ADDRESS.match(value):
        raise ValueError('must match format "email"')
    return value


Address = Annotated[str, Field(max_length=320, json_schema_extra={"pattern": _ADDRESS.pattern}), AfterValidator(_address)]


class CampaignFields(Body):
    """Everything that may be said of a campaign."""

    pl_value: Number | None = None
    is_evergreen: Flag | None = None
    sequences: list[Sequence] | None = Field(default=None, max_length=10)
    email_gap: Annotated[Number, Field(ge=0, le=10_000)] | None = None
    random_wait_max: Annotated[Number, Field(ge=0, le=1440)] | None = None
    text_only: Flag | None = None
    first_email_text_only: Flag | None = None
    email_list: list[Text] | None = Field(default=None, max_length=10_000)
    daily_limit: Annotated[Number, Field(ge=0, le=2**31 - 1)] | None = None
    stop_on_reply: Flag | None = None
    email_tag_list: list[UUID] | None = Field(default=None, max_length=1000)
    link_tracking: Flag | None = None
    open_tracking: Flag | None = None
    stop_on_auto_reply: Flag | None = None
    daily_max_leads: Count | None = None
    prioritize_new_leads: Flag | None = None
    auto_variant_select: VariantChoice | None = None
    match_lead_esp: Flag | None = None
    stop_for_company: Flag | None = None
    insert_unsubscribe_header: Flag | None = None
    allow_risky_contacts: Flag | None = None
    disable_bounce_protect: Flag | None = None
    limit_emails_per_company_override: CompanyLimit | None = None
    cc_list: list[Address] | None = Field(default=None, max_length=50)
    bcc_list: list[Address] | None = Field(default=None, max_length=50)
    owned_by: UUID | None = None
    provider_routing_rules: list[RoutingRule] | None = Field(default=None, max_length=100)


Name = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=NOT_BLANK), STORABLE]


class CreateCampaign(CampaignFields):
    name: Name
    campaign_schedule: Schedule
    ai_sdr_id: UUID | None = None


class PatchCampaign(Changes, CampaignFields):
    name: Annotated[Name | None, Kept] = None
    campaign_schedule: Annotated[Schedule | None, Kept] = None


class Duplicate(Body):
    name: Name | None = None


class Variables(Body):
    variables: list[Name] = Field(max_length=MAX_VARIABLES)


# Subsequences


class Conditions(Body):
    crm_status: list[Annotated[Int, Field(ge=-30_000, le=30_000)]] | None = Field(default=None, max_length=1000)
    lead_activity: list[Annotated[Literal[2, 4, 91], NUMBER]] | None = Field(default=None, max_length=10)
    reply_contains: Text | None = None


class SubsequenceFields(Body):
    subsequence_schedule: Schedule | None = None
    sequences: list[Sequence] | None = Field(default=None, max_length=10)
    auto_variant_select: VariantChoice | None = None
    daily_limit_mode: Literal["inherit", "custom", "unlimited"] | None = None
    daily_limit: Annotated[Number, Field(ge=0, le=2**31 - 1)] | None = None
    ignore_account_daily_limit: Flag | None = None


class CreateSubsequence(SubsequenceFields):
    parent_campaign: UUID
    name: Name
    conditions: Conditions


class PatchSubsequence(Changes, SubsequenceFields):
    name: Annotated[Name | None, Kept] = None
    conditions: Annotated[Conditions | None, Kept] = None


class DuplicateSubsequence(Body):
    parent_campaign: UUID
    name: Name | None = None


# Emails


class Content(Body):
    html: LongText | None = None
    text: LongText | None = None


class Reply(Body):
    eaccount: Text
    reply_to_uuid: UUID
    subject: Line
    body: Content
    additional_recipients: list[Address] | None = Field(default=None, max_length=50)
    cc_address_email_list: LongText | None = None
    bcc_address_email_list: LongText | None = None
    reminder_ts: Moment | None = None
    assigned_to: UUID | None = None
