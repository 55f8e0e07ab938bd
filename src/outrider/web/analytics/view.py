"""The view model of Analytics, read from counts that are kept up to date by events."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures, outlines, sender_ranking, sequences
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.campaigns.outlines import Named
from outrider.outreach.campaigns.sender_ranking import Done, Ranked, Which
from outrider.outreach.senders import roster
from outrider.outreach.senders.roster import SenderName
from outrider.outreach.tenancy import seats
from outrider.rules import schedule
from outrider.web.campaigns import wordings
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

DEFAULT = 30  # days
LONGEST = 3660  # days
MOST = 1000  # campaigns, domains and seats
LISTED = 200  # senders to choose from
PAGE = 50  # rows of a table
_LAST_PAGE = 100_000
_DAILY, _WEEKLY = 92, 730  # days up to which a chart has a point a day, and a week

BY_SENDER = ("senders", "domains", "channels")
CHANNELS: Mapping[str, str] = {"email": _("Email"), "linkedin": "LinkedIn"}

Width = Literal["day", "week", "month"]
Keyed = Mapping[tuple[int, ...], Counts]


@dataclass(frozen=True, slots=True)
class Asked:
    """The query parameters, parsed. The days are inclusive, in the workspace's zone. 0 and "" mean no filter."""

    start: date
    end: date
    campaign: int = 0
    sender: int = 0
    domain: str = ""
    page: int = 1  # of the table of senders

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def by_sender(self) -> bool:
        """Whether figures are restricted to some senders."""
        return bool(self.sender or self.domain)

    def before(self) -> "Asked":
        """The preceding period of the same length."""
        last = self.start - timedelta(days=1)
        return Asked(last - timedelta(days=self.days - 1), last, self.campaign, self.sender, self.domain)

    def query(self) -> dict[str, object]:
        """The period and filters as query parameters."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "campaign": self.campaign or None,
            "sender": self.sender or None,
            "domain": self.domain,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: a day, week or month, a campaign, a sender, a domain or a seat. `path`: its page, if it has one."""

    name: str
    numbers: Done
    path: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A table, or those of its rows from the place `first` on, of `of` in all. `next`, `before`: the pages beside this one."""

    lines: Sequence[Line]
    of: int
    first: int = 1
    next: int | None = None
    before: int | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


Tables = Mapping[str, Lines]


@dataclass(frozen=True, slots=True)
class Choices:
    """The filter choices, limited to what the visitor's role may see. `more`: there are more senders than are listed; those of
    one domain are, once it is chosen.
    """

    campaigns: Sequence[Named]
    senders: Sequence[SenderName]
    domains: Sequence[str]
    more: bool


@dataclass(frozen=True, slots=True)
class Analytics:
    """`tables`: lines by 'campaigns', 'steps' and 'seats'; tables that the filters exclude are missing. `of_senders`: those of
    `by_sender`; None while they have not been read.
    """

    asked: Asked
    choices: Choices
    total: Done
    before: Done
    width: Width
    timeline: Sequence[Line]
    tables: Tables
    of_senders: Tables | None = None


def asked_of(query: Mapping[str, str], today: date) -> Asked:
    """Parse the query parameters; invalid ones are ignored."""
    days = _number(query.get("days", "")) or DEFAULT
    end = min(_day(query.get("end", "")) or today, today)
    start = _day(query.get("start", "")) or end - timedelta(days=min(days, LONGEST) - 1)
    start = max(min(start, end), end - timedelta(days=LONGEST - 1))
    domain = query.get("domain", "").strip().lower()[:253]
    page = min(max(_number(query.get("page", "")), 1), _LAST_PAGE)
    return Asked(start, end, _number(query.get("campaign", "")), _number(query.get("sender", "")), domain, page)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= 2000 else None


def numbers(counts: Counts) -> Done:
    """The numbers to show for a reading."""
    return Done(
        sent=counts.get("message.sent", 0),
        contacted=counts.get("message.sent/e", 0),
        opened=counts.get("message.opened/m", 0),
        clicked=counts.get("link.clicked/m", 0),
        replied=counts.get("reply.received/e", 0),
        interested=counts.get("lead.category_set:positive", 0),
        bounced=counts.get("message.bounced", 0),
        unsubscribed=counts.get("lead.unsubscribed/e", 0),
    )


def added(readings: Sequence[Counts]) -> Counts:
    """The sum of several readings."""
    total: defaultdict[str, int] = defaultdict(int)
    for counts in readings:
        for metric, n in counts.items():
            total[metric] += n
    return dict(total)


def width_of(days: int) -> Width:
    """The time that each point of the chart covers, chosen to keep the chart readable."""
    return "day" if days <= _DAILY else "week" if days <= _WEEKLY else "month"


def spans(start: date, end: date) -> dict[str, date]:
    """The points of the timeline, by label: the first day of each. A day, a week (labelled by its first day shown) or a month."""
    width = width_of((end - start).days + 1)
    firsts: dict[str, date] = {}
    for n in range((end - start).days + 1):
        day = start + timedelta(days=n)
        first = day if width == "day" else max(start, day - timedelta(days=day.weekday()))
        label = f"{day:%b %Y}" if width == "month" else f"{first:%-d %b}" if start.year == end.year else f"{first:%-d %b %Y}"
        firsts.setdefault(label, day)
    return firsts


async def choices(visit: Visit, scope: Scope, asked: Asked) -> Choices:
    seat_ids = visit.access.seat_ids()
    found = await outlines.named(scope, seat_ids=seat_ids, subsequences=False, limit=MOST)
    if asked.campaign and asked.campaign not in {c.id for c in found}:
        found += await outlines.named(scope, ids=[asked.campaign], seat_ids=seat_ids)
    boxes = await roster.find_all(scope, seat_ids=seat_ids, domain=asked.domain or None, limit=LISTED + 1)
    domains = await roster.domains(scope, seat_ids=seat_ids, limit=MOST)
    listed = boxes[:LISTED]
    if asked.sender and asked.sender not in {s.id for s in listed}:
        listed += await roster.find_all(scope, sender_id=asked.sender, seat_ids=seat_ids)
    return Choices(found, listed, domains, len(boxes) > LISTED)


@dataclass(frozen=True, slots=True)
class _Filters:
    """The filters of `figures`, of which senders and seats exclude each other."""

    campaign_ids: Sequence[int] | None
    sender_ids: Sequence[int] | None
    seat_ids: Sequence[int] | None


async def _filters(visit: Visit, scope: Scope, asked: Asked) -> _Filters:
    """Ids that the visitor may not see are treated as if they did not exist."""
    seat_ids, chosen = visit.access.seat_ids(), await _campaigns(visit, scope, asked)
    if asked.by_sender:
        mine = await roster.ids_of(scope, seat_ids=seat_ids, domain=asked.domain or None, sender_id=asked.sender or None)
        return _Filters(chosen, mine, None)
    return _Filters(chosen, None, seat_ids)


async def _campaigns(visit: Visit, scope: Scope, asked: Asked) -> Sequence[int] | None:
    """The campaign asked for, if the visitor may see it; None: of all."""
    if not asked.campaign:
        return None
    return [c.id for c in await outlines.named(scope, ids=[asked.campaign], seat_ids=visit.access.seat_ids())]


async def read(visit: Visit, scope: Scope, asked: Asked) -> Analytics:
    """Load everything the page shows."""
    known, zone = await choices(visit, scope, asked), visit.place.timezone
    which = await _filters(visit, scope, asked)
    shown = spans(asked.start, asked.end)
    edges = [figures.span(first, asked.end, zone)[0] for first in shown.values()]
    counted = await figures.between(
        scope,
        [*edges, figures.span(asked.start, asked.end, zone)[1]],
        campaign_ids=which.campaign_ids,
        sender_ids=which.sender_ids,
        seat_ids=which.seat_ids,
    )
    then = asked.before()
    first, last = figures.span(then.start, then.end, zone)
    before = await figures.total(
        scope, which.campaign_ids, start=first, end=last, sender_ids=which.sender_ids, seat_ids=which.seat_ids
    )
    timeline = [Line(label, numbers(counted.get((n,), {}))) for n, label in enumerate(shown)]
    tables = await _tables(visit, scope, asked, which)
    total = numbers(added(list(counted.values())))
    return Analytics(asked, known, total, numbers(before), width_of(asked.days), timeline, tables)


async def by_sender(visit: Visit, scope: Scope, asked: Asked, *, whole: bool = False) -> Tables:
    """Lines by 'senders', 'domains' and, if there are several, 'channels'. They are read apart from the page, because they are
    summed from the most counts: of each sender, campaign and day. Senders are paged, unless they are wanted `whole`.
    """
    first, last = figures.span(asked.start, asked.end, visit.place.timezone)
    which = Which(await _campaigns(visit, scope, asked), visit.access.seat_ids(), asked.sender or None, asked.domain or None)
    offset = 0 if whole else (asked.page - 1) * PAGE
    found = await sender_ranking.ranking(scope, first, last, which, limit=None if whole else PAGE, offset=offset)
    kinds: Mapping[str, list[Ranked]] = {kind: [r for r in found if r.kind == kind] for kind in ("sender", "domain", "channel")}
    path = "/senders/{id}" if visit.may("mailboxes") else ""
    senders = [Line(r.label or _("Removed senders"), r.done, path.format(id=r.id) if r.id else "") for r in kinds["sender"]]
    tables = {
        "senders": _page(senders, kinds["sender"], offset, asked.page),
        "domains": _page([Line(r.label, r.done) for r in kinds["domain"]], kinds["domain"]),
    }
    channels = [Line(CHANNELS.get(r.label, r.label), r.done) for r in kinds["channel"]]
    return tables | ({"channels": Lines(channels, len(channels))} if len(channels) > 1 else {})


def _page(lines: Sequence[Line], found: Sequence[Ranked], offset: int = 0, page: int = 1) -> Lines:
    of = found[0].of if found else 0
    following = page + 1 if offset + len(lines) < of and offset + len(lines) else None
    return Lines(lines, of, offset + 1, following, page - 1 if page > 1 else None)


async def _tables(visit: Visit, scope: Scope, asked: Asked, which: _Filters) -> Tables:
    first, last = figures.span(asked.start, asked.end, visit.place.timezone)
    tables: dict[str, Lines] = {}
    if not asked.campaign:
        by_campaign = await figures.totals(
            scope, by=("campaign",), start=first, end=last, sender_ids=which.sender_ids, seat_ids=which.seat_ids
        )
        ids = [id for (id,) in by_campaign]
        found = await outlines.named(scope, ids=ids, seat_ids=visit.access.seat_ids(), limit=None)
        tables["campaigns"] = _whole(_lines(by_campaign, {c.id: c.name for c in found}, "/campaigns/{id}"))
    elif not asked.by_sender and which.campaign_ids:
        by_step = await figures.totals(scope, which.campaign_ids, by=("step",), start=first, end=last, seat_ids=which.seat_ids)
        steps = await sequences.get(scope, asked.campaign)
        tables["steps"] = _whole([Line(wordings.title(step), numbers(by_step.get((step.id,), {}))) for step in steps])
    if not asked.by_sender:
        names = {seat.id: seat.name for seat in await seats.find_all(scope, MOST) if visit.access.sees(seat.id)}
        if len(names) > 1:
            by_seat = await figures.totals(
                scope, which.campaign_ids, by=("seat",), start=first, end=last, seat_ids=which.seat_ids
            )
            tables["seats"] = _whole(_lines(by_seat, names))
    return tables


def _lines(keyed: Keyed, names: Mapping[int, str], path: str = "") -> list[Line]:
    """Lines for named things with any sent messages, most sent first. `path`: where each thing's own page is."""
    found = [Line(names[id], numbers(counts), path.format(id=id)) for (id, *_), counts in keyed.items() if id in names]
    return sorted((line for line in found if any_of(line.numbers)), key=lambda line: (-line.numbers.sent, line.name))


def any_of(found: Done) -> bool:
    return found != Done()


def _whole(lines: Sequence[Line]) -> Lines:
    return Lines(lines, len(lines))


def today_of(visit: Visit) -> date:
    """Today in the workspace's time zone."""
    return schedule.local_day(visit.now, visit.place.timezone)
