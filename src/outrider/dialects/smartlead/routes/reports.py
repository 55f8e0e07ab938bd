"""Figures of all campaigns: together, by day, by account, by client, by member, by category. Counts are kept, never made by
reading messages, but for what is told by the day a message was sent.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.scopes import needs
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.bodies import Id, day
from outrider.dialects.smartlead.routes import clients
from outrider.errors import Invalid
from outrider.outreach.base import checks
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.enrollments import reply_times
from outrider.outreach.senders import senders, sends
from outrider.outreach.senders.senders import Sender, SenderFilter
from outrider.outreach.senders.sends import Earned
from outrider.outreach.tenancy import categories, seats, users, workspaces
from outrider.rules.schedule import local_day

router = APIRouter(tags=["Analytics"])
READ = needs("analytics:read", "campaigns:read")
MAX_DAYS = 366
MAX_CAMPAIGNS = 10_000
MAX_CHOSEN = 1000  # ids in one parameter
Row = TypeVar("Row")
Text = Annotated[str | None, Field(max_length=20_000)]


class Clients(BaseModel):
    """Which clients: one, or several separated by commas."""

    model_config = ConfigDict(extra="ignore")

    client_id: Id | None = None
    client_ids: Text = None


class Asked(Clients):
    """Days (both or neither) of a time zone, and which campaigns: by their ids, by their clients, or both."""

    start_date: Annotated[str | None, Field(max_length=10)] = None
    end_date: Annotated[str | None, Field(max_length=10)] = None
    timezone: Annotated[str | None, Field(max_length=100)] = None
    campaign_id: Text = None
    campaign_ids: Text = None


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
        return [c.id for c in await campaigns.all(scope, limit=MAX_CAMPAIGNS)]


def _ids(text: str | None, name: str) -> list[int]:
    parts = [p.strip() for p in (text or "").split(",") if p.strip()]
    if len(parts) > MAX_CHOSEN:
        raise Invalid(f"At most {MAX_CHOSEN} ids at once.", field=name)
    if not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
        raise Invalid(f"{name} are numbers separated by commas.", field=name)
    return [int(p) for p in parts]


def _clients(asked: Clients) -> list[int]:
    return list(dict.fromkeys([*_ids(asked.client_ids, "client_ids"), *([asked.client_id] if asked.client_id else [])]))


async def _chosen(scope: Scope, asked: Asked) -> list[int] | None:
    """The campaigns asked for. Ids of none, and clients that have none, leave nothing: never everything."""
    named = list(dict.fromkeys([*_ids(asked.campaign_ids, "campaign_ids"), *_ids(asked.campaign_id, "campaign_id")]))
    of = _clients(asked)
    given = {name for name in ("campaign_ids", "campaign_id") if getattr(asked, name)}
    if not given and not of:
        return None
    if given:
        found = await campaigns.get_many(scope, named)
        return [c.id for c in found.values() if not of or c.seat_id in of]
    return [c.id for seat in of for c in await campaigns.all(scope, seat_id=seat, limit=MAX_CAMPAIGNS)]


async def reach(scope: Scope, asked: Asked) -> Reach:
    """Raises Invalid for dates, a time zone or ids that are not."""
    zone = checks.timezone(asked.timezone) if asked.timezone else (await workspaces.get(scope)).timezone
    days = _days(asked.start_date, asked.end_date)
    start, end = figures.span(*days, zone) if days else (None, None)
    return Reach(await _chosen(scope, asked), zone, days, start, end)


def _days(start: str | None, end: str | None) -> tuple[date, date] | None:
    if not start and not end:
        return None
    if not start or not end:
        raise Invalid("start_date and end_date (YYYY-MM-DD) go together.", field="end_date" if start else "start_date")
    first, last = day(start, "start_date"), day(end, "end_date")
    if first > last:
        raise Invalid("start_date must not be after end_date.", field="start_date")
    if (last - first).days >= MAX_DAYS:
        raise Invalid(f"At most {MAX_DAYS} days at once.", field="end_date")
    return first, last


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


def _numbers(read: Mapping[str, int]) -> Numbers:
    return {
        "sent": read.get("message.sent", 0),
        "opened": read.get("message.opened/m", 0),
        "clicked": read.get("link.clicked/m", 0),
        "replied": read.get("reply.received/e", 0),
        "positive_replied": read.get(answers.POSITIVE_REPLY, 0),
        "bounced": read.get("message.bounced/e", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
        "unique_lead_count": read.get("message.sent/e", 0),
    }


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "0.00%"


def _rates(read: Mapping[str, int]) -> Rates:
    n = _numbers(read)
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


def _sum(many: Iterable[Mapping[str, int]]) -> Counts:
    together: Counts = defaultdict(int)
    for read in many:
        for metric, n in read.items():
            together[metric] += n
    return together


# Campaigns


class CampaignRow(Rates):
    campaign_id: int
    campaign_name: str
    client_id: int | None


class OverallData(TypedDict):
    overall_stats: Rates
    campaign_wise_performance: list[CampaignRow]


class OverallAnswer(TypedDict):
    success: bool
    message: str
    data: OverallData


@router.get("/analytics/overall-stats-v2", dependencies=[READ])
@router.get("/analytics/campaign/overall-stats", dependencies=[READ])
async def overall_stats(scope: Scoped, asked: Annotated[Overall, Query()]) -> OverallAnswer:
    """Every campaign's sums, and all of them together. `is_agency`: true for those of clients, false for the others."""
    about = await reach(scope, asked)
    read = await about.totals(scope, "campaign")
    found = await campaigns.get_many(scope, [key[0] for key in read if key[0]])
    if asked.is_agency is not None:
        found = {id: c for id, c in found.items() if (answers.client_id(scope, c.seat_id) is not None) == asked.is_agency}
    everything = about.ids is None and asked.is_agency is None
    together = _sum(counts for (id,), counts in read.items() if everything or id in found)
    rows: list[CampaignRow] = [
        {"campaign_id": id, "campaign_name": c.name, "client_id": answers.client_id(scope, c.seat_id), **_rates(read[(id,)])}
        for id, c in found.items()
    ]
    data: OverallData = {"overall_stats": _rates(together), "campaign_wise_performance": asked.page(rows)}
    return {"success": True, "message": "OK", "data": data}


class CampaignName(TypedDict):
    id: int
    name: str
    status: str
    client_id: int | None


class CampaignNames(TypedDict):
    campaign_list: list[CampaignName]


class CampaignNamesAnswer(TypedDict):
    success: bool
    message: str
    data: CampaignNames


async def _campaigns(scope: Scope, asked: Clients) -> list[campaigns.Campaign]:
    of = _clients(asked)
    if not of:
        return await campaigns.all(scope, limit=MAX_CAMPAIGNS)
    return [c for seat in of for c in await campaigns.all(scope, seat_id=seat, limit=MAX_CAMPAIGNS)]


@router.get("/analytics/campaign/list", dependencies=[READ])
async def campaign_names(scope: Scoped, asked: Annotated[Clients, Query()]) -> CampaignNamesAnswer:
    """Campaigns by id and name."""
    rows: list[CampaignName] = [
        {
            "id": c.id,
            "name": c.name,
            "status": answers.CAMPAIGN_STATUS[c.status],
            "client_id": answers.client_id(scope, c.seat_id),
        }
        for c in await _campaigns(scope, asked)
    ]
    return {"success": True, "message": "OK", "data": {"campaign_list": rows}}


class StatusData(TypedDict):
    total: int
    status_stats: dict[str, int]


class StatusAnswer(TypedDict):
    success: bool
    message: str
    data: StatusData


@router.get("/analytics/campaign/status-stats", dependencies=[READ])
async def status_stats(scope: Scoped, asked: Annotated[Clients, Query()]) -> StatusAnswer:
    """How many campaigns are in each status."""
    counted = dict.fromkeys(answers.CAMPAIGN_STATUS.values(), 0)
    found = await _campaigns(scope, asked)
    for c in found:
        counted[answers.CAMPAIGN_STATUS[c.status]] += 1
    return {"success": True, "message": "OK", "data": {"total": len(found), "status_stats": counted}}


class Responses(TypedDict):
    replied: int
    positive: int
    negative: int
    neutral: int
    out_of_office: int
    unsubscribed: int


class ResponseRow(Responses):
    campaign_id: int
    campaign_name: str


class ResponsesData(Responses):
    campaign_wise_response: list[ResponseRow]


class ResponsesAnswer(TypedDict):
    success: bool
    message: str
    data: ResponsesData


def _responses(read: Mapping[str, int]) -> Responses:
    return {
        "replied": read.get("reply.received/e", 0),
        "positive": read.get(answers.POSITIVE_REPLY, 0),
        "negative": read.get("lead.category_set:negative", 0),
        "neutral": read.get("lead.category_set:neutral", 0),
        "out_of_office": read.get("auto_reply.received", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
    }


@router.get("/analytics/campaign/response-stats", dependencies=[READ])
async def response_stats(scope: Scoped, asked: Annotated[Listing, Query()]) -> ResponsesAnswer:
    """Replies by what they were: of all campaigns together, and of each."""
    read = await (await reach(scope, asked)).totals(scope, "campaign")
    found = await campaigns.get_many(scope, [key[0] for key in read if key[0]])
    rows: list[ResponseRow] = [{"campaign_id": id, "campaign_name": c.name, **_responses(read[(id,)])} for id, c in found.items()]
    data: ResponsesData = {**_responses(_sum(read.values())), "campaign_wise_response": asked.page(rows)}
    return {"success": True, "message": "OK", "data": data}


class FollowUps(TypedDict):
    replies_to_first_email: int
    replies_to_follow_ups: int
    follow_up_reply_rate: str


class FollowUpsAnswer(TypedDict):
    success: bool
    message: str
    data: FollowUps


@router.get("/analytics/campaign/follow-up-reply-rate", dependencies=[READ])
async def follow_up_rate(scope: Scoped, asked: Annotated[Asked, Query()]) -> FollowUpsAnswer:
    """How much of the replies came to follow-ups rather than to first mails."""
    read = await (await reach(scope, asked)).totals(scope, "campaign", "step")
    first = {s.id for steps in (await sequences.get_many(scope, list({k[0] for k in read if k[0]}))).values() for s in steps[:1]}
    to_first = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step in first)
    to_later = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step and step not in first)
    data: FollowUps = {
        "replies_to_first_email": to_first,
        "replies_to_follow_ups": to_later,
        "follow_up_reply_rate": percent(to_later, to_first + to_later),
    }
    return {"success": True, "message": "OK", "data": data}


class ReplyTime(TypedDict):
    """From the first mail to the first reply; None where nobody answered."""

    replied_leads: int
    average_hours: float | None
    median_hours: float | None
    fastest_hours: float | None
    slowest_hours: float | None


class ReplyTimeAnswer(TypedDict):
    success: bool
    message: str
    data: ReplyTime


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 2)


@router.get("/analytics/campaign/lead-to-reply-time", dependencies=[READ])
async def lead_to_reply_time(scope: Scoped, asked: Annotated[Asked, Query()]) -> ReplyTimeAnswer:
    """How long leads took to answer, of those whose first reply came on these days."""
    about = await reach(scope, asked)
    read = await reply_times.of_campaigns(scope, await about.campaigns(scope), start=about.start, end=about.end)
    data: ReplyTime = {
        "replied_leads": read.replies,
        "average_hours": _hours(read.average),
        "median_hours": _hours(read.median),
        "fastest_hours": _hours(read.fastest),
        "slowest_hours": _hours(read.slowest),
    }
    return {"success": True, "message": "OK", "data": data}


class FirstReply(TypedDict):
    contacted_leads: int
    replied_leads: int
    positive_leads: int
    leads_per_reply: float | None
    leads_per_positive_reply: float | None


class FirstReplyAnswer(TypedDict):
    success: bool
    message: str
    data: FirstReply


@router.get("/analytics/campaign/leads-take-for-first-reply", dependencies=[READ])
async def leads_for_reply(scope: Scoped, asked: Annotated[Asked, Query()]) -> FirstReplyAnswer:
    """How many leads were written to for each that answered, and for each that answered well."""
    n = _numbers(await (await reach(scope, asked)).total(scope))
    contacted, replied, positive = n["unique_lead_count"], n["replied"], n["positive_replied"]
    data: FirstReply = {
        "contacted_leads": contacted,
        "replied_leads": replied,
        "positive_leads": positive,
        "leads_per_reply": round(contacted / replied, 2) if replied else None,
        "leads_per_positive_reply": round(contacted / positive, 2) if positive else None,
    }
    return {"success": True, "message": "OK", "data": data}


# Days


class Positive(TypedDict):
    positive_replied: int


class DayRow(TypedDict):
    date: str
    day_name: str
    email_engagement_metrics: Numbers


class DayData(TypedDict):
    day_wise_stats: list[DayRow]


class DayAnswer(TypedDict):
    success: bool
    message: str
    data: DayData


class PositiveRow(TypedDict):
    date: str
    day_name: str
    email_engagement_metrics: Positive


class PositiveData(TypedDict):
    day_wise_stats: list[PositiveRow]


class PositiveAnswer(TypedDict):
    success: bool
    message: str
    data: PositiveData


def _by_day(days: Mapping[date, Numbers]) -> DayAnswer:
    rows: list[DayRow] = [
        {"date": d.isoformat(), "day_name": d.strftime("%A"), "email_engagement_metrics": n} for d, n in days.items()
    ]
    return {"success": True, "message": "OK", "data": {"day_wise_stats": rows}}


def _positive_by_day(days: Mapping[date, Numbers]) -> PositiveAnswer:
    rows: list[PositiveRow] = [
        {
            "date": d.isoformat(),
            "day_name": d.strftime("%A"),
            "email_engagement_metrics": {"positive_replied": n["positive_replied"]},
        }
        for d, n in days.items()
    ]
    return {"success": True, "message": "OK", "data": {"day_wise_stats": rows}}


async def _daily(scope: Scope, asked: Asked) -> dict[date, Numbers]:
    """By the day on which things happened."""
    about = await reach(scope, asked)
    days = about.dates(scope)
    read = await figures.daily(scope, days[0], days[-1], tz=about.zone, campaign_ids=about.ids)
    return {d: _numbers(read.get((d,), {})) for d in days}


async def _by_sent_day(scope: Scope, asked: Asked) -> dict[date, Numbers]:
    """By the day on which the message was sent that they follow from."""
    about = await reach(scope, asked)
    days = about.dates(scope)
    starts = [figures.span(d, d, about.zone)[0] for d in days] + [figures.span(days[-1], days[-1], about.zone)[1]]
    read = await sends.by_sent_day(scope, await about.campaigns(scope), starts)
    return {d: _earned(read.get(n, Earned())) for n, d in enumerate(days)}


def _earned(x: Earned) -> Numbers:
    return {
        "sent": x.sent,
        "opened": x.opened,
        "clicked": x.clicked,
        "replied": x.replied,
        "positive_replied": x.positive,
        "bounced": x.bounced,
        "unsubscribed": x.unsubscribed,
        "unique_lead_count": x.leads,
    }


@router.get("/analytics/day-wise-overall-stats", dependencies=[READ])
async def day_wise(scope: Scoped, asked: Annotated[Asked, Query()]) -> DayAnswer:
    """Sums by day; the last 30 days where no dates are given, in the workspace's time zone where none is given."""
    return _by_day(await _daily(scope, asked))


@router.get("/analytics/day-wise-positive-reply-stats", dependencies=[READ])
async def day_wise_positive(scope: Scoped, asked: Annotated[Asked, Query()]) -> PositiveAnswer:
    """Positive replies by day."""
    return _positive_by_day(await _daily(scope, asked))


@router.get("/analytics/day-wise-overall-stats-by-sent-time", dependencies=[READ])
async def day_wise_by_sent_time(scope: Scoped, asked: Annotated[Asked, Query()]) -> DayAnswer:
    """What each day's sending earned, whenever it came."""
    return _by_day(await _by_sent_day(scope, asked))


@router.get("/analytics/day-wise-positive-reply-stats-by-sent-time", dependencies=[READ])
async def day_wise_positive_by_sent_time(scope: Scoped, asked: Annotated[Asked, Query()]) -> PositiveAnswer:
    """The positive replies that each day's sending earned, whenever they came."""
    return _positive_by_day(await _by_sent_day(scope, asked))


# Accounts


class AccountRow(Rates):
    from_email: str


class DomainRow(Rates):
    domain: str


class ProviderRow(Rates):
    email_provider: str


class AccountData(TypedDict):
    email_health_metrics: list[AccountRow]


class AccountAnswer(TypedDict):
    success: bool
    message: str
    data: AccountData


class DomainData(TypedDict):
    domain_health_metrics: list[DomainRow]


class DomainAnswer(TypedDict):
    success: bool
    message: str
    data: DomainData


class ProviderData(TypedDict):
    email_provider_performance_overview: list[ProviderRow]


class ProviderAnswer(TypedDict):
    success: bool
    message: str
    data: ProviderData


async def _grouped(scope: Scope, asked: Asked, key: Callable[[Sender], str]) -> list[tuple[str, Counts]]:
    """Counts of accounts, those with the same key together, in the order of their keys."""
    read = await (await reach(scope, asked)).totals(scope, "sender")
    found = await senders.get_many(scope, [id for (id,) in read if id])
    groups: dict[str, list[Counts]] = defaultdict(list)
    for id, sender in found.items():
        if sender.channel == "email":
            groups[key(sender)].append(read[(id,)])
    return [(name, _sum(many)) for name, many in sorted(groups.items())]


@router.get("/analytics/mailbox/name-wise-health-metrics", dependencies=[READ])
async def mailbox_health(scope: Scoped, asked: Annotated[ByAccount, Query()]) -> AccountAnswer:
    """Sums by account. `is_bounced`: only those with bounces, or only those without."""
    rows: list[AccountRow] = [
        {"from_email": name, **_rates(read)} for name, read in await _grouped(scope, asked, lambda s: s.address)
    ]
    if asked.is_bounced is not None:
        rows = [row for row in rows if (row["bounced"] > 0) == asked.is_bounced]
    return {"success": True, "message": "OK", "data": {"email_health_metrics": asked.page(rows)}}


@router.get("/analytics/mailbox/domain-wise-health-metrics", dependencies=[READ])
async def domain_health(scope: Scoped, asked: Annotated[Listing, Query()]) -> DomainAnswer:
    """Sums by the accounts' domains."""
    rows: list[DomainRow] = [
        {"domain": name, **_rates(read)} for name, read in await _grouped(scope, asked, lambda s: s.address.rpartition("@")[2])
    ]
    return {"success": True, "message": "OK", "data": {"domain_health_metrics": asked.page(rows)}}


@router.get("/analytics/mailbox/provider-wise-overall-performance", dependencies=[READ])
async def provider_performance(scope: Scoped, asked: Annotated[Listing, Query()]) -> ProviderAnswer:
    """Sums by the accounts' providers."""
    rows: list[ProviderRow] = [
        {"email_provider": name, **_rates(read)}
        for name, read in await _grouped(scope, asked, lambda s: answers.PROVIDERS.get(s.provider, "SMTP"))
    ]
    return {"success": True, "message": "OK", "data": {"email_provider_performance_overview": asked.page(rows)}}


class Mailboxes(TypedDict):
    total: int
    connected: int
    disconnected: int
    suspended: int
    warmup_active: int
    daily_capacity: int
    by_provider: dict[str, int]


class MailboxesAnswer(TypedDict):
    success: bool
    message: str
    data: Mailboxes


@router.get("/analytics/mailbox/overall-stats", dependencies=[READ])
async def mailboxes(scope: Scoped, asked: Annotated[Clients, Query()]) -> MailboxesAnswer:
    """How many accounts there are, and how many of them work."""
    of = _clients(asked)
    found: list[Sender] = []
    for seat in of or [None]:
        found += await senders.all(scope, SenderFilter(channel="email", seat_id=seat), limit=MAX_CAMPAIGNS)
    providers: dict[str, int] = defaultdict(int)
    for s in found:
        providers[answers.PROVIDERS.get(s.provider, "SMTP")] += 1
    broken = sum(s.status in ("error", "disconnected") for s in found)
    data: Mailboxes = {
        "total": len(found),
        "connected": len(found) - broken,
        "disconnected": broken,
        "suspended": sum(s.status == "suspended" for s in found),
        "warmup_active": sum(s.warmup_enabled for s in found),
        "daily_capacity": sum(s.daily_limit or 0 for s in found if s.status == "active"),
        "by_provider": dict(providers),
    }
    return {"success": True, "message": "OK", "data": data}


# Leads


class LeadSums(TypedDict):
    total_leads: int
    contacted: int
    replied: int
    completed: int
    unsubscribed: int
    bounced: int


class LeadAnswer(TypedDict):
    success: bool
    message: str
    data: LeadSums


@router.get("/analytics/lead/overall-stats", dependencies=[READ])
async def lead_stats(scope: Scoped, asked: Annotated[Asked, Query()]) -> LeadAnswer:
    """How many leads were added, written to, answered, done."""
    read = await (await reach(scope, asked)).total(scope)
    data: LeadSums = {
        "total_leads": read.get("lead.added", 0),
        "contacted": read.get("message.sent/e", 0),
        "replied": read.get("reply.received/e", 0),
        "completed": read.get("lead.completed", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
        "bounced": read.get("message.bounced/e", 0),
    }
    return {"success": True, "message": "OK", "data": data}


class CategoryRow(TypedDict):
    id: int
    name: str
    sentiment_type: str
    total_response: int


class CategoryData(TypedDict):
    lead_responses_by_category: list[CategoryRow]


class CategoryAnswer(TypedDict):
    success: bool
    message: str
    data: CategoryData


@router.get("/analytics/lead/category-wise-response", dependencies=[READ])
async def category_responses(scope: Scoped, asked: Annotated[Asked, Query()]) -> CategoryAnswer:
    """How often each built-in category was set."""
    read = await (await reach(scope, asked)).total(scope)
    rows: list[CategoryRow] = [
        {"id": c.id, "name": c.name, "sentiment_type": c.sentiment, "total_response": read.get(f"lead.category_set:{c.key}", 0)}
        for c in await categories.all(scope)
        if c.key
    ]
    return {"success": True, "message": "OK", "data": {"lead_responses_by_category": rows}}


# Clients and members


class ClientRow(Rates):
    client_id: int | None
    client_name: str


class ClientData(TypedDict):
    client_wise_performance: list[ClientRow]


class ClientAnswer(TypedDict):
    success: bool
    message: str
    data: ClientData


@router.get("/analytics/client/overall-stats", dependencies=[READ])
async def client_stats(scope: Scoped, asked: Annotated[ByClient, Query()]) -> ClientAnswer:
    """Sums by client; what belongs to no client stands under None. `filter`: a part of the client's name."""
    read = await (await reach(scope, asked)).totals(scope, "seat")
    found = {s.id: s for s in await seats.all(scope, limit=clients.MAX_CLIENTS)}
    of = _clients(asked)
    rows: list[ClientRow] = [
        {"client_id": answers.client_id(scope, id), "client_name": found[id].name, **_rates(counts)}
        for (id,), counts in read.items()
        if id in found and (not of or id in of) and (asked.filter or "").lower() in found[id].name.lower()
    ]
    return {"success": True, "message": "OK", "data": {"client_wise_performance": asked.page(rows)}}


class ClientName(TypedDict):
    id: int
    name: str
    email: str | None
    status: str


class ClientNames(TypedDict):
    client_list: list[ClientName]


class ClientNamesAnswer(TypedDict):
    success: bool
    message: str
    data: ClientNames


async def _some_clients(scope: Scope, asked: Clients) -> list[seats.Seat]:
    of = _clients(asked)
    return [s for s in await clients.every(scope) if not of or s.id in of]


@router.get("/analytics/client/list", dependencies=[READ])
async def client_names(scope: Scoped, asked: Annotated[Clients, Query()]) -> ClientNamesAnswer:
    """Clients by id and name."""
    shown = [clients.shown(s) for s in await _some_clients(scope, asked)]
    rows: list[ClientName] = [{"id": c["id"], "name": c["name"], "email": c["email"], "status": c["status"]} for c in shown]
    return {"success": True, "message": "OK", "data": {"client_list": rows}}


class MonthRow(TypedDict):
    month: str
    new_clients: int
    total_clients: int


class MonthData(TypedDict):
    month_wise_count: list[MonthRow]


class MonthAnswer(TypedDict):
    success: bool
    message: str
    data: MonthData


@router.get("/analytics/client/month-wise-count", dependencies=[READ])
async def clients_by_month(scope: Scoped, asked: Annotated[Clients, Query()]) -> MonthAnswer:
    """How many clients came in each month since the first, and how many there were by its end."""
    made = sorted(s.created_at for s in await _some_clients(scope, asked))
    rows: list[MonthRow] = []
    month = made[0].replace(day=1) if made else scope.now
    while made and (month.year, month.month) <= (scope.now.year, scope.now.month):
        new = sum((at.year, at.month) == (month.year, month.month) for at in made)
        total = (rows[-1]["total_clients"] if rows else 0) + new
        rows.append({"month": f"{month:%Y-%m}", "new_clients": new, "total_clients": total})
        month = (month + timedelta(days=32)).replace(day=1)
    return {"success": True, "message": "OK", "data": {"month_wise_count": rows}}


class MemberRow(Rates):
    team_member_id: int | None
    team_member_name: str
    team_member_email: str | None
    campaign_count: int


class MemberData(TypedDict):
    team_board_stats: list[MemberRow]


class MemberAnswer(TypedDict):
    success: bool
    message: str
    data: MemberData


@router.get("/analytics/team-board/overall-stats", dependencies=[READ])
async def team_board(scope: Scoped, asked: Annotated[Listing, Query()]) -> MemberAnswer:
    """Sums of the campaigns that each member of the workspace is responsible for; those of nobody stand under None."""
    about = await reach(scope, asked)
    read = await about.totals(scope, "campaign")
    found = await campaigns.get_many(scope, await about.campaigns(scope))
    owned: dict[int | None, list[int]] = defaultdict(list)
    for c in found.values():
        owned[c.owner_user_id].append(c.id)
    members = {m.user_id: m for m in await users.members(scope, limit=1000)}
    rows: list[MemberRow] = []
    for user_id in (*members, *sorted((id for id in owned if id not in members), key=lambda id: id or 0)):
        member, mine = members.get(user_id or 0), owned.get(user_id, [])
        rows.append(
            {
                "team_member_id": user_id,
                "team_member_name": (member.full_name or member.email) if member else "",
                "team_member_email": member.email if member else None,
                "campaign_count": len(mine),
                **_rates(_sum(read.get((id,), {}) for id in mine)),
            }
        )
    return {"success": True, "message": "OK", "data": {"team_board_stats": asked.page(rows)}}
