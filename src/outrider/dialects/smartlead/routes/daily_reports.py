"""Figures by day: of what happened on it, or of what its sending earned."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.smartlead.routes.reporting import READ, Asked, Numbers, numbers, reach
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.senders import sends
from outrider.outreach.senders.sends import Earned

router = APIRouter(tags=["Analytics"])


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
    return {d: numbers(read.get((d,), {})) for d in days}


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
