"""Figures of campaigns: totals, an overview, by day, by step.

Dates are days or ISO times. A bare day begins at midnight UTC; as `end_date` it counts whole. Campaigns that never sent
have no row. An opportunity is a lead whose interest status becomes positive; where it does so again it is one more, but no
other unique one. Subsequences have their own figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from outrider.dialects.instantly import answer_types, answers
from outrider.dialects.instantly.dates import days_before
from outrider.dialects.instantly.errors import with_body
from outrider.dialects.instantly.pages import Ids, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.instantly.translate import whole
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import MomentText
from outrider.dialects.kit.ids import uid
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences

router = APIRouter(prefix="/campaigns/analytics", tags=["Analytics"])
Counts = Mapping[str, int]
READ = needs("campaigns:read")
OPPORTUNITIES = "lead.category_set:opportunity/e"
MAX_CAMPAIGNS = 10_000
MAX_DAYS = 3660
Date = Annotated[MomentText | None, Query()]
Status = Annotated[int | None, Query()]


class Span:
    """From `start` to before `end`; None: since ever, for ever."""

    def __init__(self, start: str | None, end: str | None) -> None:
        self.start = _instant(start, "start_date", False)
        self.end = _instant(end, "end_date", True)
        if self.start and self.end and self.start >= self.end:
            raise Invalid("Start date must be before end date")

    def days(self, now: datetime) -> tuple[date, date]:
        """The first and last day, for figures by day: the last 30 unless given."""
        last = (self.end - timedelta(microseconds=1)).date() if self.end else now.date()
        first = self.start.date() if self.start else days_before(last, 29)
        return max(first, days_before(last, MAX_DAYS)), last


def _span(start: str | None, end: str | None) -> Span:
    """The span asked for. The 400 of these routes has the message alone."""
    try:
        return Span(start, end)
    except Invalid as error:
        raise with_body(error, {"message": error.message}) from None


def _instant(text: str | None, name: str, ends: bool) -> datetime | None:
    """On the quarter of an hour that figures are counted by."""
    if not text:
        return None
    try:
        if len(text) <= 10:
            return datetime.combine(date.fromisoformat(text), time(), UTC) + timedelta(days=int(ends))
        at = datetime.fromisoformat(text.replace(" ", "+"))
        return events.bucket((at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        raise Invalid(f'querystring/{name} must match format "date"') from None


def _sum(parts: Iterable[Counts]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for part in parts:
        for metric, n in part.items():
            summed[metric] = summed.get(metric, 0) + n
    return summed


def _of_steps(read: Mapping[tuple[Any, ...], Counts], place: int) -> dict[str, int]:
    """What is counted of steps' messages only: sending, without letters written by hand."""
    return _sum(counts for key, counts in read.items() if key[place])


def _engagement(sums: Counts) -> answer_types.Engagement:
    return {
        "open_count": sums.get("message.opened", 0),
        "open_count_unique": sums.get("message.opened/e", 0),
        "open_count_unique_by_step": sums.get("message.opened/m", 0),
        "link_click_count": sums.get("link.clicked", 0),
        "link_click_count_unique": sums.get("link.clicked/e", 0),
        "link_click_count_unique_by_step": sums.get("link.clicked/m", 0),
        "reply_count": sums.get("reply.received", 0),
        "reply_count_unique": sums.get("reply.received/e", 0),
        "reply_count_unique_by_step": sums.get("reply.received/m", 0),
        "reply_count_automatic": sums.get("auto_reply.received", 0),
        "reply_count_automatic_unique": sums.get("auto_reply.received/e", 0),
        "reply_count_automatic_unique_by_step": sums.get("auto_reply.received/m", 0),
        "bounced_count": sums.get("message.bounced:hard", 0),
        "unsubscribed_count": sums.get("lead.unsubscribed/e", 0),
        "completed_count": sums.get("lead.completed", 0),
    }


def _sent(steps: Counts) -> answer_types.Sent:
    first = steps.get("message.sent/e", 0)
    return {"emails_sent_count": steps.get("message.sent", 0), "contacted_count": first, "new_leads_contacted_count": first}


async def _chosen(scope: Scope, ids: Sequence[UUID | str], status: int | None = None) -> list[campaigns.Campaign]:
    """The requested campaigns, or all. Raises NotFound for an unknown id."""
    if ids:
        wanted = list(dict.fromkeys(row_id("campaign", id, "Campaign") for id in ids))
        there = await campaigns.get_many(scope, wanted)
        if len(there) < len(wanted):
            raise NotFound("Campaign not found")
        found = [there[id] for id in wanted]
    else:
        found = await campaigns.find_all(scope, subsequences=False, limit=MAX_CAMPAIGNS)
    known = await answers.statuses(scope, found) if status is not None else {}
    return [c for c in found if status is None or known[c.id] == status]


@router.get("", dependencies=[READ])
async def totals(
    scope: Scoped,
    id: UUID | None = None,
    ids: Ids = None,
    start_date: Date = None,
    end_date: Date = None,
    exclude_total_leads_count: bool = False,
) -> list[answer_types.CampaignTotals]:
    """One row for each campaign that has sent."""
    span = _span(start_date, end_date)
    chosen = await _chosen(scope, [*([id] if id else ()), *(ids or ())])
    wanted = [c.id for c in chosen]
    read = await figures.totals(scope, wanted, by=("campaign", "step"), start=span.start, end=span.end)
    counts = {} if exclude_total_leads_count else await campaigns.enrollment_counts(scope, wanted)
    statuses = await answers.statuses(scope, chosen)
    rows: list[answer_types.CampaignTotals] = []
    for c in chosen:
        own = {key: of for key, of in read.items() if key[0] == c.id}
        if not own and c.started_at is None:
            continue
        sums = _sum(own.values())
        opportunities = sums.get(OPPORTUNITIES, 0)
        rows.append(
            {
                "campaign_name": c.name,
                "campaign_id": uid("campaign", c.id),
                "campaign_status": statuses[c.id],
                "campaign_is_evergreen": c.settings.evergreen,
                "leads_count": counts[c.id]["total"] if c.id in counts else 0,
                **_sent(_of_steps(own, 1)),
                **_engagement(sums),
                "total_opportunities": opportunities,
                "total_opportunity_value": whole(float(opportunities * (c.settings.pl_value or 0))),
            }
        )
    return rows


@router.get("/overview", dependencies=[READ])
async def overview(
    scope: Scoped,
    id: UUID | None = None,
    ids: Ids = None,
    start_date: Date = None,
    end_date: Date = None,
    campaign_status: Status = None,
    expand_crm_events: bool = False,
) -> answer_types.Overview:
    """Everything of the chosen campaigns summed. Of a lead's interest each status counts once; with `expand_crm_events` each time
    that it was set, corrections within ten minutes aside.
    """
    span = _span(start_date, end_date)
    chosen = await _chosen(scope, [*([id] if id else ()), *(ids or ())], campaign_status)
    read = await figures.totals(scope, [c.id for c in chosen], by=("campaign", "step"), start=span.start, end=span.end)
    sums = _sum(read.values())
    worth = {c.id: c.settings.pl_value or 0 for c in chosen}
    value = sum(of.get(OPPORTUNITIES, 0) * worth[key[0]] for key, of in read.items())
    times = "apart" if expand_crm_events else "e"
    return {
        **_sent(_of_steps(read, 1)),
        **_engagement(sums),
        "total_opportunities": sums.get(OPPORTUNITIES, 0),
        "total_opportunity_value": whole(float(value)),
        "total_interested": sums.get(f"lead.category_set:interested/{times}", 0),
        "total_meeting_booked": sums.get(f"lead.category_set:meeting_booked/{times}", 0),
        "total_meeting_completed": sums.get(f"lead.category_set:meeting_completed/{times}", 0),
        "total_closed": sums.get(f"lead.category_set:won/{times}", 0),
    }


def day_row(day: date, sums: Counts, steps: Counts) -> answer_types.CampaignDay:
    return {
        "date": day.isoformat(),
        "sent": steps.get("message.sent", 0),
        **contacted(steps),
        **engaged(sums),
        "opportunities": sums.get("lead.category_set:opportunity", 0),
        "unique_opportunities": sums.get(OPPORTUNITIES, 0),
    }


def contacted(counts: Counts) -> answer_types.Contacted:
    """How many leads were written to on a day, and how many of them for the first time."""
    new = counts.get("message.sent/e", 0)
    return {"contacted": new + counts.get("message.sent:day", 0), "new_leads_contacted": new}


def engaged(sums: Counts) -> answer_types.Engaged:
    return {
        "opened": sums.get("message.opened", 0),
        "unique_opened": sums.get("message.opened/e", 0),
        "replies": sums.get("reply.received", 0),
        "unique_replies": sums.get("reply.received/e", 0),
        "replies_automatic": sums.get("auto_reply.received", 0),
        "unique_replies_automatic": sums.get("auto_reply.received/e", 0),
        "clicks": sums.get("link.clicked", 0),
        "unique_clicks": sums.get("link.clicked/e", 0),
    }


@router.get("/daily", dependencies=[READ])
async def daily(
    scope: Scoped,
    campaign_id: UUID | None = None,
    start_date: Date = None,
    end_date: Date = None,
    campaign_status: Status = None,
) -> list[answer_types.CampaignDay]:
    """One row for each day (UTC) on which something happened."""
    span = _span(start_date, end_date)
    chosen = await _chosen(scope, [campaign_id] if campaign_id else [], campaign_status)
    first, last = span.days(scope.now)
    read = await figures.daily(scope, first, last, campaign_ids=[c.id for c in chosen], by=("step",))
    rows: list[answer_types.CampaignDay] = []
    for day in sorted({key[0] for key in read}):
        own = {key: of for key, of in read.items() if key[0] == day}
        rows.append(day_row(day, _sum(own.values()), _of_steps(own, 1)))
    return rows


@router.get("/steps", dependencies=[READ])
async def steps(
    scope: Scoped,
    campaign_id: UUID | None = None,
    start_date: Date = None,
    end_date: Date = None,
    include_opportunities_count: bool = False,
) -> list[answer_types.CampaignStep]:
    """One row for each step (from 1) and variant (from 0) that was sent. An outcome counts for the step that was last sent."""
    span = _span(start_date, end_date)
    chosen = await _chosen(scope, [campaign_id] if campaign_id else [])
    rows: list[answer_types.CampaignStep] = []
    for step, variant, counts in await by_step(scope, [c.id for c in chosen], span):
        row = step_row(step, variant, counts)
        rows.append({**row, **_outcomes(counts)} if include_opportunities_count else {**row})
    return rows


def _outcomes(counts: Counts) -> answer_types.StepOutcomes:
    return {
        "opportunities": counts.get("lead.category_set:opportunity", 0),
        "unique_opportunities": counts.get(OPPORTUNITIES, 0),
        "meetings_booked": counts.get("lead.category_set:meeting_booked/e", 0),
        "won": counts.get("lead.category_set:won/e", 0),
    }


def step_row(step: int, variant: int, counts: Counts) -> answer_types.StepFigures:
    """Unique within a step: once for each message."""
    return {
        "step": str(step),
        "variant": str(variant),
        "sent": counts.get("message.sent", 0),
        "opened": counts.get("message.opened", 0),
        "unique_opened": counts.get("message.opened/m", 0),
        "replies": counts.get("reply.received", 0),
        "unique_replies": counts.get("reply.received/m", 0),
        "replies_automatic": counts.get("auto_reply.received", 0),
        "unique_replies_automatic": counts.get("auto_reply.received/m", 0),
        "clicks": counts.get("link.clicked", 0),
        "unique_clicks": counts.get("link.clicked/m", 0),
    }


async def by_step(scope: Scope, campaign_ids: Sequence[int], span: Span) -> list[tuple[int, int, dict[str, int]]]:
    """(step from 1, variant from 0, counts) in order; the same place in several campaigns is one."""
    read = await figures.totals(scope, campaign_ids, by=("step", "variant"), start=span.start, end=span.end)
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for of in (await sequences.get_many(scope, campaign_ids, deleted=True)).values():
        for step in of:
            for n, variant in enumerate(step.variants):
                places[(step.id, variant.id)] = (step.position, n)
    found: dict[tuple[int, int], dict[str, int]] = {}
    for key, counts in read.items():
        if place := places.get((key[0], key[1])):
            found[place] = _sum((found.get(place, {}), counts))
    return [(step, variant, counts) for (step, variant), counts in sorted(found.items()) if counts.get("message.sent")]
