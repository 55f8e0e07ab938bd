"""Statistics: 17 curves by day in any time zone, as JSON and CSV, by step, and in all.

A reply, opening or click is counted once for each message of ours that it is to. A rate is the day's own: accepted of sent,
replies of messages, and so on, in percent. Curve 13 has no name in the vendor's list; here it is the emails that bounced.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from outrider.dialects.kit.fields import TimeZone
from outrider.dialects.multilead import answer_types, answers
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.bodies import NUMBERS, Id, TimestampText, moment
from outrider.dialects.multilead.errors import wrong
from outrider.dialects.multilead.places import campaign_at
from outrider.dialects.multilead.routes.exports import csv_answer
from outrider.dialects.multilead.stats import Stats, stats_by_day, together
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.rules.rates import rate
from outrider.rules.text import csv_lines

router = APIRouter(prefix="/users/{userId}/accounts/{accountId}", tags=["Statistics"])

SeatScope = Annotated[Scope, at("seat", "statistics")]
MOST_DAYS = 3660


def _percent(part: int, whole: int) -> float | int:
    found = round(100 * rate(part, whole), 2)
    return int(found) if found == int(found) else found


@dataclass(frozen=True, slots=True)
class Curve:
    """What is counted, and its column's heading in a CSV."""

    heading: str
    value: Callable[[Stats], float]


CURVES: dict[int, Curve] = {
    1: Curve("Profile views", lambda s: s.views),
    2: Curve("Profile follows", lambda s: s.follows),
    3: Curve("Connections sent", lambda s: s.invites),
    4: Curve("Messages sent", lambda s: s.messages),
    5: Curve("InMails sent", lambda s: s.inmails),
    6: Curve("Connections accepted", lambda s: s.accepted),
    7: Curve("Message replies", lambda s: s.message_replies),
    8: Curve("Acceptance rate", lambda s: _percent(s.accepted, s.invites)),
    9: Curve("Reply rate", lambda s: _percent(s.message_replies, s.messages + s.inmails)),
    10: Curve("Emails sent", lambda s: s.emails),
    11: Curve("Emails opened", lambda s: s.opened),
    12: Curve("Emails clicked", lambda s: s.clicked),
    13: Curve("Emails bounced", lambda s: s.bounced),
    14: Curve("Open rate", lambda s: _percent(s.opened, s.emails)),
    15: Curve("Click rate", lambda s: _percent(s.clicked, s.emails)),
    16: Curve("Emails verified", lambda s: s.verified),
    17: Curve("Bounce rate", lambda s: _percent(s.bounced, s.emails)),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for, as they are in the time zone, and the curves."""

    start: date
    end: date
    curves: Sequence[int]
    time_zone: str

    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)]


Curves = Annotated[list[Annotated[int, Field(ge=1, le=17)]], NUMBERS, Field(min_length=1, max_length=100), Query()]


def _moment(name: str, text: str) -> datetime:
    try:
        found = moment(text)
    except Invalid:
        found = None
    if found is None:
        raise wrong(**{name: f"{name} must be a timestamp"})
    return found


async def _span(
    since: Annotated[TimestampText, Query(alias="from")],
    until: Annotated[TimestampText, Query(alias="to")],
    curves: Curves,
    timeZone: Annotated[str, TimeZone(), Query()],
) -> Span:
    first, last = _moment("from", since), _moment("to", until)
    zone = ZoneInfo(timeZone)
    try:
        start, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    except OverflowError:
        raise wrong(to="to must be a timestamp") from None
    if start > end:
        raise wrong(to="to must not be before from")
    if (end - start).days > MOST_DAYS:
        raise wrong(to="A span has ten years at the most.")
    return Span(start, end, list(dict.fromkeys(curves)), timeZone)


Asked = Annotated[Span, Depends(_span)]
CampaignQuery = Annotated[Id | None, Query()]


async def _read(scope: Scope, span: Span, campaign_id: int | None) -> tuple[dict[date, Stats], Stats]:
    """What each day's counts come to, and all days' together."""
    if campaign_id is not None:
        await campaign_at(scope, campaign_id)
    found = await stats_by_day(
        scope, span.start, span.end, tz=span.time_zone, seat_id=scope.seat_id or 0, campaign_id=campaign_id
    )
    return {day: found.get(day) or Stats({}, {}) for day in span.days()}, together(found.values())


@router.get("/statistics")
async def statistics(
    scope: SeatScope, span: Asked, campaignId: CampaignQuery = None
) -> answer_types.Result[answer_types.Statistics]:
    """Each curve by day, and over all the days."""
    days, total = await _read(scope, span, campaignId)
    return {
        "result": {
            "dailyStatistic": {
                str(n): [{"date": day.isoformat(), "value": CURVES[n].value(stats)} for day, stats in days.items()]
                for n in span.curves
            },
            "total": {str(n): CURVES[n].value(total) for n in span.curves},
        }
    }


@router.get("/statistics/export_csv")
async def statistics_csv(request: Request, scope: SeatScope, span: Asked, campaignId: CampaignQuery = None) -> Response:
    """The same as CSV: a line a day, a column a curve."""
    days, _ = await _read(scope, span, campaignId)
    rows = [[day.isoformat(), *(CURVES[n].value(stats) for n in span.curves)] for day, stats in days.items()]

    async def lines() -> AsyncIterator[str]:
        yield csv_lines([["Date", *(CURVES[n].heading for n in span.curves)], *rows], ending="\n")

    return csv_answer(request, "statistics", lines())


@router.get("/statistics/steps")
async def by_step(scope: SeatScope, campaignId: Annotated[Id, Query()]) -> answer_types.Result[dict[str, dict[str, float]]]:
    """All curves of each of a campaign's steps, since ever."""
    await campaign_at(scope, campaignId)
    steps = await sequences.get(scope, campaignId)
    counts = await figures.totals(scope, [campaignId], by=("step",))
    shown: dict[str, dict[str, float]] = {}
    for step in steps:
        of_step = counts.get((step.id,), {})
        stats = Stats(of_step, of_step if step.channel == "linkedin" else {})
        shown[str(step.id)] = {str(n): curve.value(stats) for n, curve in CURVES.items()}
    return {"result": shown}


@router.get("/all_campaigns_statistics")
async def summary(
    scope: SeatScope, campaignState: Annotated[int, Query(ge=1, le=3)] = answers.ACTIVE
) -> answer_types.Result[answer_types.CampaignTotals]:
    """Connections, profile views and replies of all campaigns of a state, since ever."""
    ids: list[int] = []
    after = None
    while page := await campaigns.find_all(
        scope, seat_id=scope.seat_id, status=answers.STATES[campaignState], limit=1000, after=after
    ):
        ids += [c.id for c in page]
        after = ids[-1]
    stats = Stats(await figures.total(scope, ids) if ids else {}, {})
    totals: answer_types.CampaignTotals = {
        "total_connections": stats.accepted,
        "total_profile_views": stats.views,
        "total_replies": stats.replies,
    }
    return {"result": totals}
