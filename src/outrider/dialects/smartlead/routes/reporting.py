"""What reports of figures ask for, and the numbers that they show.

Counts are kept; only figures by the day on which a message was sent read messages.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from outrider.dialects.kit.fields import DayText, Flag, NumbersText
from outrider.dialects.kit.scopes import needs
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.bodies import Id, days_between
from outrider.errors import Invalid
from outrider.outreach.base import checks
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.tenancy import workspaces
from outrider.rules.schedule import local_day

READ = needs("analytics:read", "campaigns:read")
MAX_CAMPAIGNS = 10_000
MAX_CHOSEN = 1000  # ids in one parameter
Row = TypeVar("Row")


class Clients(BaseModel):
    """Which clients: one, or several separated by commas."""

    model_config = ConfigDict(extra="ignore")

    client_id: Id | None = None
    client_ids: NumbersText | None = None


class Asked(Clients):
    """Days (both or neither) of a time zone, and which campaigns: by their ids, by their clients, or both."""

    start_date: DayText | None = None
    end_date: DayText | None = None
    timezone: Annotated[str | None, Field(max_length=100)] = None
    campaign_id: NumbersText | None = None
    campaign_ids: NumbersText | None = None


class Listing(Asked):
    """`full_data`: every row, whatever `limit` and `offset` say."""

    limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    offset: Annotated[int, Field(ge=0, le=10**9)] = 0
    full_data: Flag = False

    def page(self, rows: list[Row]) -> list[Row]:
        if self.full_data:
            return rows
        return rows[self.offset : self.offset + self.limit] if self.limit else rows[self.offset :]


class ByAccount(Listing):
    is_bounced: Flag | None = None


class ByClient(Listing):
    filter: Annotated[str | None, Field(max_length=200)] = None


class Overall(Listing):
    is_agency: Flag | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a request is about. `ids` None: every campaign there ever was. `days` None: since ever."""

    ids: list[int] | None
    zone: str
    days: tuple[date, date] | None
    start: datetime | None
    end: datetime | None

    async def total(self, scope: Scope) -> Counts:
        return await figures.total(scope, self.ids, start=self.start, end=self.end)

    async def totals(self, scope: Scope, *by: str) -> dict[tuple[int, ...], Counts]:
        return await figures.totals(scope, self.ids, by=by, start=self.start, end=self.end)

    def dates(self, scope: Scope) -> list[date]:
        """The days asked for, or the last 30."""
        today = local_day(scope.now, self.zone)
        first, last = self.days or (today - timedelta(days=29), today)
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    async def campaigns(self, scope: Scope) -> list[int]:
        if self.ids is not None:
            return self.ids
        return [c.id for c in await campaigns.find_all(scope, limit=MAX_CAMPAIGNS)]


def _ids(text: str | None, name: str) -> list[int]:
    parts = [p.strip() for p in (text or "").split(",") if p.strip()]
    if len(parts) > MAX_CHOSEN:
        raise Invalid(f"At most {MAX_CHOSEN} ids at once.", field=name)
    if not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
        raise Invalid(f"{name} are numbers separated by commas.", field=name)
    return [int(p) for p in parts]


def chosen_clients(asked: Clients) -> list[int]:
    return list(dict.fromkeys([*_ids(asked.client_ids, "client_ids"), *([asked.client_id] if asked.client_id else [])]))


async def _chosen(scope: Scope, asked: Asked) -> list[int] | None:
    """The campaigns asked for. Ids of none, and clients that have none, leave nothing: never everything."""
    named = list(dict.fromkeys([*_ids(asked.campaign_ids, "campaign_ids"), *_ids(asked.campaign_id, "campaign_id")]))
    of = chosen_clients(asked)
    given = {name for name in ("campaign_ids", "campaign_id") if getattr(asked, name)}
    if not given and not of:
        return None
    if given:
        found = await campaigns.get_many(scope, named)
        return [c.id for c in found.values() if not of or c.seat_id in of]
    return [c.id for seat in of for c in await campaigns.find_all(scope, seat_id=seat, limit=MAX_CAMPAIGNS)]


async def reach(scope: Scope, asked: Asked) -> Reach:
    """Raises Invalid for dates, a time zone or ids that are not."""
    zone = checks.timezone(asked.timezone) if asked.timezone else (await workspaces.get(scope)).timezone
    days = days_between(asked.start_date, asked.end_date)
    start, end = figures.span(*days, zone) if days else (None, None)
    return Reach(await _chosen(scope, asked), zone, days, start, end)


# What rows look like


class Numbers(TypedDict):
    sent: int
    opened: int
    clicked: int
    replied: int
    positive_replied: int
    bounced: int
    unsubscribed: int
    unique_lead_count: int


class Rates(Numbers):
    open_rate: str
    click_rate: str
    reply_rate: str
    positive_reply_rate: str
    bounce_rate: str
    unsubscribed_rate: str


def numbers(read: Mapping[str, int]) -> Numbers:
    return {
        "sent": read.get("message.sent", 0),
        "opened": read.get("message.opened/m", 0),
        "clicked": read.get("link.clicked/m", 0),
        "replied": read.get("reply.received/e", 0),
        "positive_replied": read.get(answers.POSITIVE_REPLY, 0),
        "bounced": read.get("message.bounced/e", 0),
        "unsubscribed": read.get("lead.unsubscribed/e", 0),
        "unique_lead_count": read.get("message.sent/e", 0),
    }


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "0.00%"


def rates(read: Mapping[str, int]) -> Rates:
    n = numbers(read)
    sent = n["sent"]
    return {
        **n,
        "open_rate": percent(n["opened"], sent),
        "click_rate": percent(n["clicked"], sent),
        "reply_rate": percent(n["replied"], sent),
        "positive_reply_rate": percent(n["positive_replied"], sent),
        "bounce_rate": percent(n["bounced"], sent),
        "unsubscribed_rate": percent(n["unsubscribed"], sent),
    }


def summed(many: Iterable[Mapping[str, int]]) -> Counts:
    together: Counts = defaultdict(int)
    for read in many:
        for metric, n in read.items():
            together[metric] += n
    return together
