"""How a campaign behaves: its settings, with what they decide of themselves."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from outrider.errors import Invalid
from outrider.rules.routing import Rule


class Settings(BaseModel):
    """How a campaign behaves. Stored whole, so that a later default does not change a campaign that exists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    open_tracking: bool = False
    click_tracking: bool = False
    reply_tracking: bool = True  # replies are counted; they are read, filed and stop the sequence either way
    stop_on_reply: bool = True
    stop_on_auto_reply: bool = False
    stop_on_open: bool = False
    stop_on_click: bool = False
    stop_for_company: bool = False  # a reply stops everybody at the same company
    resume_after_ooo: bool = True  # an out-of-office answer pauses until the return
    ooo_days: int | None = Field(default=None, ge=0, le=365)  # days after such an answer that must pass as well, or in its place
    categorize_ooo: bool = True  # such an answer gives its lead a category
    categories: tuple[int, ...] | None = None  # those that replies may give; None: all
    plain_text: bool = False
    first_plain_text: bool = False
    unsubscribe_header: bool = True
    unsubscribe_text: str = ""  # HTML appended to each message; {{unsubscribe_url}} is its link
    postal_address: str | None = None  # plain text appended to each message; None: the workspace's
    # Messages a day to one recipient domain; None: the workspace's limit, 0: none. Counted for this campaign, or together with
    # all others that are counted for the workspace.
    domain_daily_limit: int | None = Field(default=None, ge=0)
    domain_limit_scope: Literal["campaign", "workspace"] = "campaign"
    follow_up_percentage: int | None = Field(
        default=None, ge=0, le=100
    )  # share of a sender's day kept for follow-ups; None: all they need
    prioritize_new_leads: bool = False
    random_wait_minutes: int = Field(default=0, ge=0, le=1440)  # added to the gap, at random
    use_lead_timezone: bool = False  # its schedule holds by each lead's own clock, where that is known (leads.timezone_of)
    evergreen: bool = False  # stays active when every lead is done
    allow_risky: bool = True
    bounce_protect: bool = True
    bounce_limit: float | None = Field(default=None, gt=0, le=1)  # share of bounces that pauses it; None: what rules.rates says
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    esp_matching: bool = False  # mailboxes at the recipient's own provider write to it, where there are any
    routing: tuple[Rule, ...] = ()  # whose mailboxes may write to whose
    ignore_sender_limits: bool = False  # its messages leave although their sender's day is full; they are counted all the same
    winning_metric: Literal["open", "click", "reply", "positive_reply"] | None = None
    tracking_domain: str | None = None  # a host of its own for links, pixel and unsubscribe page; None: its senders'
    pl_value: float | None = None  # money a positive lead is worth

    def resumes_at(self, now: datetime, back: datetime | None) -> datetime | None:
        """When a lead goes on who says now that they are away until `back`; None: it is not held."""
        waited = None if self.ooo_days is None else now + timedelta(days=self.ooo_days)
        until = max((at for at in (waited, back) if at), default=None)
        return until if self.resume_after_ooo and until and until > now else None

    def may_give(self, category_id: int, *, away: bool) -> bool:
        """Whether a reply (`away`: one that says its writer is absent) may give its lead the category."""
        return (self.categorize_ooo or not away) and (self.categories is None or category_id in self.categories)

    @property
    def is_routed(self) -> bool:
        """Does the campaign choose its mailboxes by who runs the recipient's mail (outreach.providers)?"""
        return self.esp_matching or bool(self.routing)


_SETTINGS = frozenset(Settings.model_fields)


def settings_of(stored: Mapping[str, object]) -> Settings:
    """Settings from a stored row. Unknown settings, written by another version, are ignored."""
    return Settings.model_validate({k: v for k, v in stored.items() if k in _SETTINGS})


def merged(old: Settings, changes: Settings | Mapping[str, object]) -> Settings:
    """The settings with these changed. Invalid names the first that is unknown or out of range."""
    if isinstance(changes, Settings):
        return changes
    try:
        return Settings.model_validate({**old.model_dump(), **changes})
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", field=str(first["loc"][0])) from None
