"""What requests about campaigns and their sequences look like."""

from typing import Annotated, ClassVar, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from outrider.dialects.kit.fields import (
    Flag,
    Moment,
)
from outrider.dialects.smartlead.answer_types import Untracked
from outrider.dialects.smartlead.bodies import Body, Decimal, Hour, Id, Ids, LongText, Number, Percentage
from outrider.values import is_object


class CreateCampaign(Body):
    name: str = Field(default="Untitled Campaign", min_length=1, max_length=500)
    client_id: Id | None = None


class SetStatus(Body):
    status: Literal["START", "PAUSED", "STOPPED"]

    @field_validator("status", mode="before")
    @classmethod
    def _other_words(cls, value: object) -> object:
        return (
            {"ACTIVE": "START", "STARTED": "START", "STOP": "STOPPED", "PAUSE": "PAUSED"}.get(value, value)
            if isinstance(value, str)
            else value
        )


TRACK_WORDS = {
    "DONT_TRACK_EMAIL_OPEN": "open_tracking",
    "DONT_TRACK_LINK_CLICK": "click_tracking",
    "DONT_TRACK_REPLY_TO_AN_EMAIL": "reply_tracking",
    "DONT_EMAIL_OPEN": "open_tracking",
    "DONT_LINK_CLICK": "click_tracking",
    "DONT_REPLY_TO_AN_EMAIL": "reply_tracking",
}  # fmt: skip


class OutOfOffice(Body):
    """What an out-of-office answer does. `reactivateOOOwithDelay`: days after it."""

    model_config = ConfigDict(extra="forbid")

    ignoreOOOasReply: Flag | None = None
    autoReactivateOOO: Flag | None = None
    reactivateOOOwithDelay: Number | None = Field(default=None, ge=0, le=365)
    autoCategorizeOOO: Flag | None = None


def _category_option(value: object) -> object:
    """A page shows a category as {"id": 1, "label": "Interested"}."""
    return value.get("id") if is_object(value) else value


CategoryOption = Annotated[Id, BeforeValidator(_category_option)]


class CampaignSettings(Body):
    also: ClassVar[dict[str, str]] = {
        "ai_esp_matching": "enable_ai_esp_matching",
        "enable_esp_matching": "enable_ai_esp_matching",
    }

    name: str | None = Field(default=None, min_length=1, max_length=500)
    track_settings: list[Untracked] | None = None
    stop_lead_settings: Literal["REPLY_TO_AN_EMAIL", "CLICK_ON_A_LINK", "OPEN_AN_EMAIL"] | None = None
    unsubscribe_text: str | None = Field(default=None, max_length=2000)
    send_as_plain_text: Flag | None = None
    force_plain_text: Flag | None = None
    follow_up_percentage: Number | None = Field(default=None, ge=0, le=100)
    client_id: Id | None = None
    enable_ai_esp_matching: Flag | None = None
    auto_pause_domain_leads_on_reply: Flag | None = None
    add_unsubscribe_tag: Flag | None = None
    ignore_ss_mailbox_sending_limit: Flag | None = None
    domain_level_rate_limit: Flag | None = None
    bounce_autopause_threshold: Percentage | None = None
    out_of_office_detection_settings: OutOfOffice | None = None
    ai_categorisation_options: Annotated[list[CategoryOption], Field(max_length=1000)] | None = None

    @field_validator("stop_lead_settings", mode="before")
    @classmethod
    def _newer_words(cls, value: object) -> object:
        newer = {"OPENED_EMAIL": "OPEN_AN_EMAIL", "CLICKED_LINK": "CLICK_ON_A_LINK"}
        return newer.get(value, value) if isinstance(value, str) else value

    @field_validator("track_settings", mode="before")
    @classmethod
    def _newer_form(cls, value: object) -> object:
        """Newer pages show {"track_open": true, "track_click": false}, and one word by itself."""
        if isinstance(value, str):
            return [value]
        if not is_object(value):
            return value
        words = {
            "track_open": "DONT_TRACK_EMAIL_OPEN",
            "track_click": "DONT_TRACK_LINK_CLICK",
            "track_reply": "DONT_TRACK_REPLY_TO_AN_EMAIL",
        }
        return [word for name, word in words.items() if value.get(name, value.get(f"{name}s", True)) is False]


class CampaignSchedule(Body):
    also: ClassVar[dict[str, str]] = {"days": "days_of_the_week", "min_time_btwn_emails": "min_time_btw_emails", "tz": "timezone",
            "max_leads_per_day": "max_new_leads_per_day"}  # fmt: skip

    timezone: str | None = Field(default=None, min_length=1, max_length=100)
    days_of_the_week: list[Annotated[Number, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7)
    start_hour: Hour | None = None
    end_hour: Hour | None = None
    min_time_btw_emails: Number | None = Field(default=None, ge=1, le=24 * 60)
    max_new_leads_per_day: Number | None = Field(default=None, ge=1, le=1_000_000)
    schedule_start_time: Moment | None = None
    use_lead_timezone: Flag | None = None  # ours: the hours are those of each lead's own clock
    holidays: list[str] | None = Field(default=None, max_length=50)  # ours: countries, or parts such as DE-BY

    @model_validator(mode="after")
    def _in_order(self) -> "CampaignSchedule":
        if self.start_hour and self.end_hour and self.start_hour.zfill(5) >= self.end_hour.zfill(5):
            raise ValueError("start_hour must be before end_hour")
        return self


class Delay(Body):
    delay_in_days: Number = Field(ge=0, le=365)


class Variant(Body):
    also: ClassVar[dict[str, str]] = {"body": "email_body"}

    id: Id | None = None
    subject: str = Field(default="", max_length=1000)
    email_body: LongText
    variant_label: str | None = Field(default=None, max_length=50)
    variant_distribution_percentage: Decimal | None = Field(default=None, ge=0, le=100)

    @field_validator("subject", mode="before")
    @classmethod
    def _blank(cls, value: object) -> object:
        return "" if value is None else value


DISTRIBUTIONS = Literal["MANUAL_EQUAL", "MANUAL_PERCENTAGE", "AI_EQUAL"]


class Step(Body):
    also: ClassVar[dict[str, str]] = {"sequence_variants": "seq_variants", "variants": "seq_variants", "body": "email_body"}

    id: Id | None = None
    seq_number: Number = Field(ge=1, le=100)
    seq_delay_details: Delay
    subject: str | None = Field(default=None, max_length=1000)
    email_body: LongText | None = None
    seq_variants: list[Variant] | None = Field(default=None, max_length=26)
    variant_distribution_type: DISTRIBUTIONS | None = None
    lead_distribution_percentage: Decimal | None = Field(default=None, ge=0, le=100)
    winning_metric_property: Literal["OPEN_RATE", "CLICK_RATE", "REPLY_RATE", "POSITIVE_REPLY_RATE"] | None = None

    @model_validator(mode="after")
    def _content(self) -> "Step":
        if not self.seq_variants and not (self.email_body or "").strip():
            raise ValueError(f"step {self.seq_number} needs an email_body or seq_variants")
        if self.variant_distribution_type == "MANUAL_PERCENTAGE" and self.seq_variants:
            shares = [v.variant_distribution_percentage for v in self.seq_variants]
            if any(s is None for s in shares) or abs(sum(s or 0 for s in shares) - 100) > 0.5:
                raise ValueError("with MANUAL_PERCENTAGE every variant has a percentage and all together are 100")
        return self


class SaveSequences(Body):
    also: ClassVar[dict[str, str]] = {"sequence": "sequences"}

    sequences: list[Step] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _numbered(self) -> "SaveSequences":
        if sorted(s.seq_number for s in self.sequences) != list(range(1, len(self.sequences) + 1)):
            raise ValueError("seq_number counts from 1 without gaps or repetitions")
        return self


class AccountIds(Body):
    also: ClassVar[dict[str, str]] = {
        "email_account_id": "email_account_ids",
        "email_accounts_ids": "email_account_ids",
        "ids": "email_account_ids",
    }

    email_account_ids: Ids = Field(min_length=1, max_length=1000)
