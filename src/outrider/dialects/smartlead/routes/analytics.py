"""Figures: of one campaign, of all, by day, by account, by lead category. Counts are never made by reading messages."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.bodies import Id, PathId, day, instant
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders, sends
from outrider.outreach.tenancy import categories, seats, workspaces
from outrider.rules.schedule import local_day

router = APIRouter(tags=["Analytics"])
READ = needs("analytics:read", "campaigns:read")
Json = dict[str, Any]

Day = Annotated[str | None, Query(max_length=10)]
Client = Annotated[Id | None, Query()]
MAX_DAYS = 366
MAX_CAMPAIGNS = 10_000


def _span(scope: Scope, start: str | None, end: str | None, *, required: bool = False) -> tuple[date, date] | None:
    """Both dates or neither; None for neither, unless they are required."""
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


# One campaign


@router.get("/campaigns/{campaign_id}/analytics", dependencies=[READ])
async def campaign_analytics(scope: Scoped, campaign_id: PathId) -> Json:
    """A campaign's sums since ever, and where its leads stand. Counts are texts."""
    campaign = await campaigns.get(scope, campaign_id)
    read = await figures.total(scope, [campaign_id])
    stands = (await campaigns.enrollment_counts(scope, [campaign_id]))[campaign_id]
    blocked = await _count(scope, campaign_id, status=["stopped"], reasons=list(answers.BLOCKED))
    fresh = stands["not_started"]
    client = await _client(scope, campaign.seat_id)
    tagged = (await tags.of_objects(scope, "campaign", [campaign_id]))[campaign_id]
    return {
        "id": campaign.id,
        "user_id": campaign.owner_user_id,
        "created_at": iso(campaign.created_at),
        "status": answers.CAMPAIGN_STATUS[campaign.status],
        "name": campaign.name,
        "start_date": iso(campaign.started_at),
        "end_date": iso(campaign.completed_at),
        **answers.counts(read),
        "block_count": str(blocked),
        "total_count": str(stands["total"]),
        "drafted_count": str(fresh),
        "sequence_count": str(len(await sequences.get(scope, campaign_id))),
        **client,
        "parent_campaign_id": campaign.parent_id,
        "tags": [{"id": t.id, "name": t.name, "color": t.color} for t in tagged],
        "campaign_lead_stats": {
            "total": stands["total"],
            "notStarted": fresh,
            "inprogress": stands["active"] - fresh,
            "completed": stands["completed"],
            "paused": stands["paused"],
            "stopped": stands["stopped"] - blocked,
            "blocked": blocked,
            "interested": await _interested(scope, campaign_id),
            "revenue": 0,
        },
    }


async def _count(scope: Scope, campaign_id: int, **filters: Any) -> int:
    return await enrollments.count(scope, enrollments.Filters(campaign_ids=[campaign_id], **filters))


async def _interested(scope: Scope, campaign_id: int) -> int:
    ids = [c.id for c in await categories.all(scope, sentiment="positive")]
    return await _count(scope, campaign_id, category_ids=ids) if ids else 0


async def _client(scope: Scope, seat_id: int) -> Json:
    id = answers.client_id(scope, seat_id)
    seat = await seats.get(scope, id) if id else None
    return {"client_id": id, "client_name": seat.name if seat else None, "client_email": None}


@router.get("/campaigns/{campaign_id}/analytics-by-date", dependencies=[READ])
async def campaign_analytics_by_date(scope: Scoped, campaign_id: PathId, start_date: Day = None, end_date: Day = None) -> Json:
    """What happened in a campaign from one day to another, both included, in its own time zone."""
    campaign = await campaigns.get(scope, campaign_id)
    span = _span(scope, start_date, end_date, required=True)
    assert span is not None
    start, end = figures.span(*span, campaign.schedule.get("timezone") or "UTC")
    read = await figures.total(scope, [campaign_id], start=start, end=end)
    return {
        "id": campaign.id,
        "user_id": campaign.owner_user_id,
        "created_at": iso(campaign.created_at),
        "status": answers.CAMPAIGN_STATUS[campaign.status],
        "name": campaign.name,
        "start_date": span[0].isoformat(),
        "end_date": span[1].isoformat(),
        **answers.counts(read),
        "block_count": str(read.get("message.bounced/e", 0)),
        "total_count": str(read.get("lead.added", 0)),
        "drafted_count": "0",
    }


@router.get("/campaigns/{campaign_id}/statistics", dependencies=[READ])
async def campaign_statistics(
    scope: Scoped,
    campaign_id: PathId,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    email_sequence_number: Annotated[str | None, Query(max_length=200)] = None,
    email_status: Literal["opened", "clicked", "replied", "unsubscribed", "bounced"] | None = None,
    sent_time_start_date: Annotated[str | None, Query(max_length=40)] = None,
    sent_time_end_date: Annotated[str | None, Query(max_length=40)] = None,
) -> Json:
    """One row for each message the campaign's steps sent. `total_stats` is a text."""
    await campaigns.get(scope, campaign_id)
    which = sends.Sends(
        campaign_ids=[campaign_id],
        position=_step_number(email_sequence_number),
        happened=email_status,
        sent_after=instant(sent_time_start_date, "sent_time_start_date"),
        sent_before=instant(sent_time_end_date, "sent_time_end_date"),
    )
    rows = await sends.search(scope, which, limit=limit, offset=offset)
    total = await sends.count(scope, which)
    return {"total_stats": str(total), "offset": offset, "limit": limit, "data": [_send(row) for row in rows]}


def _step_number(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 20):
        raise Invalid("email_sequence_number is a number from 1 to 20.", field="email_sequence_number")
    return int(text[:9])


def _send(row: sends.Send) -> Json:
    name = " ".join(part for part in (row.lead_first_name, row.lead_last_name) if part)
    return {
        "lead_name": name or None,
        "lead_email": row.lead_email,
        "lead_id": row.lead_id,
        "campaign_lead_map_id": row.enrollment_id,
        "lead_category": row.category_name,
        "sequence_number": row.step_position,
        "stats_id": answers.stats_id(row.message_id),
        "email_campaign_seq_id": row.step_id,
        "seq_variant_id": row.variant_id,
        "email_subject": row.subject,
        "email_message": row.body_html or row.body_text,
        "sent_time": iso(row.sent_at),
        "open_time": iso(row.opened_at),
        "click_time": iso(row.clicked_at),
        "reply_time": iso(row.replied_at),
        "open_count": row.opens,
        "click_count": row.clicks,
        "is_unsubscribed": row.unsubscribed_at is not None,
        "is_bounced": row.bounced_at is not None,
    }


@router.get("/campaigns/{campaign_id}/leads-statistics", dependencies=[READ])
async def lead_statistics(
    scope: Scoped,
    campaign_id: PathId,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> Json:
    """One row for each lead of the campaign: opens, clicks, replies."""
    await campaigns.get(scope, campaign_id)
    rows = await enrollments.search(scope, enrollments.Filters(campaign_ids=[campaign_id]), limit=limit + 1, offset=offset)
    data = [
        {
            "lead_id": r.lead.id,
            "to": r.lead.email,
            "campaign_lead_map_id": r.enrollment.id,
            "status": answers.enrollment_status(r.enrollment),
            "lead_category_id": r.enrollment.category_id,
            "sequence_number": r.enrollment.done_position,
            "open_count": r.enrollment.opens,
            "click_count": r.enrollment.clicks,
            "reply_count": r.enrollment.replies,
            "first_sent_time": iso(r.enrollment.first_sent_at),
            "last_reply_time": iso(r.enrollment.last_reply_at),
        }
        for r in rows[:limit]
    ]
    return {"ok": True, "data": data, "hasMore": len(rows) > limit, "skip": offset, "limit": limit}


@router.get("/campaigns/{campaign_id}/sequence-analytics", dependencies=[READ])
async def sequence_analytics(scope: Scoped, campaign_id: PathId) -> Json:
    """A campaign's sums by step and variant."""
    steps = await sequences.get(scope, campaign_id)
    by_step = await figures.totals(scope, [campaign_id], by=("step",))
    by_variant = await figures.totals(scope, [campaign_id], by=("variant",))
    data = [
        {
            "email_campaign_seq_id": s.id,
            "seq_number": s.position,
            **answers.counts(by_step.get((s.id,), {}), texts=False),
            "variants": [
                {"id": v.id, "variant_label": v.label, **answers.counts(by_variant.get((v.id,), {}), texts=False)}
                for v in s.variants
            ],
        }
        for s in steps
    ]
    return {"ok": True, "data": data}


@router.get("/campaigns/{campaign_id}/mailbox-statistics", dependencies=[READ])
async def mailbox_statistics(scope: Scoped, campaign_id: PathId) -> Json:
    """A campaign's sums by sender account."""
    await campaigns.get(scope, campaign_id)
    read = await figures.totals(scope, [campaign_id], by=("sender",))
    found = await senders.get_many(scope, [key[0] for key in read if key[0]])
    data = [
        {"email_account_id": id, "from_email": s.address, **answers.counts(read[(id,)], texts=False)} for id, s in found.items()
    ]
    return {"ok": True, "data": data}


# All campaigns


async def _campaign_ids(scope: Scope, client_id: int | None, chosen: str | None = None) -> list[int] | None:
    """None: every campaign there ever was."""
    if chosen:
        parts = [p.strip() for p in chosen.split(",") if p.strip()]
        if not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
            raise Invalid("campaign_ids are numbers separated by commas.", field="campaign_ids")
        return list(await campaigns.get_many(scope, [int(p) for p in parts]))
    if client_id is None:
        return None
    return [c.id for c in await campaigns.all(scope, seat_id=client_id, limit=MAX_CAMPAIGNS)]


async def _instants(scope: Scope, start: str | None, end: str | None) -> dict[str, Any]:
    span = _span(scope, start, end)
    if span is None:
        return {}
    first, last = figures.span(*span, await _zone(scope))
    return {"start": first, "end": last}


async def _zone(scope: Scope) -> str:
    return (await workspaces.get(scope)).timezone


def _rates(read: Counts) -> Json:
    sent = read.get("message.sent", 0)

    def rate(metric: str) -> str:
        return f"{100 * read.get(metric, 0) / sent:.2f}%" if sent else "0.00%"

    return {
        "sent": sent,
        "opened": read.get("message.opened/m", 0),
        "clicked": read.get("link.clicked/m", 0),
        "replied": read.get("reply.received/e", 0),
        "positive_replied": read.get("lead.category_set:positive", 0),
        "bounced": read.get("message.bounced/e", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
        "unique_lead_count": read.get("message.sent/e", 0),
        "open_rate": rate("message.opened/m"),
        "click_rate": rate("link.clicked/m"),
        "reply_rate": rate("reply.received/e"),
        "positive_reply_rate": rate("lead.category_set:positive"),
        "bounce_rate": rate("message.bounced/e"),
        "unsubscribed_rate": rate("lead.unsubscribed"),
    }


@router.get("/analytics/overall-stats-v2", dependencies=[READ], include_in_schema=False)
@router.get("/analytics/campaign/overall-stats", dependencies=[READ])
async def overall_stats(
    scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None,
    campaign_ids: Annotated[str | None, Query(max_length=5000)] = None,
) -> Json:  # fmt: skip
    """Every campaign's sums, and all of them together."""
    chosen = await _campaign_ids(scope, client_id, campaign_ids)
    read = await figures.totals(scope, chosen, **await _instants(scope, start_date, end_date))
    found = await campaigns.get_many(scope, [key[0] for key in read if key[0]])
    together: Counts = defaultdict(int)
    for (id,), counts in read.items():
        for metric, n in counts.items():
            together[metric] += n if id or chosen is None else 0
    rows = [{"campaign_id": id, "campaign_name": c.name, **_rates(read[(id,)])} for id, c in found.items()]
    return {"success": True, "message": "OK", "data": {"overall_stats": _rates(together), "campaign_wise_performance": rows}}


@router.get("/analytics/campaign/list", dependencies=[READ])
async def campaign_names(scope: Scoped, client_id: Client = None) -> Json:
    """Campaigns by id and name."""
    found = await campaigns.all(scope, seat_id=client_id, limit=MAX_CAMPAIGNS)
    rows = [{"id": c.id, "name": c.name, "status": answers.CAMPAIGN_STATUS[c.status]} for c in found]
    return {"success": True, "message": "OK", "data": {"campaign_list": rows}}


@router.get("/analytics/campaign/response-stats", dependencies=[READ])
async def response_stats(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """Replies of all campaigns by what they were."""
    read = await figures.total(scope, await _campaign_ids(scope, client_id), **await _instants(scope, start_date, end_date))
    data = {
        "replied": read.get("reply.received/e", 0),
        "positive": read.get("lead.category_set:positive", 0),
        "negative": read.get("lead.category_set:negative", 0),
        "neutral": read.get("lead.category_set:neutral", 0),
        "out_of_office": read.get("auto_reply.received", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
    }
    return {"success": True, "message": "OK", "data": data}


async def _day_wise(
    scope: Scope, start: str | None, end: str | None, ids: Sequence[int] | None, row: Callable[[Counts], Json]
) -> Json:
    zone = await _zone(scope)
    today = local_day(scope.now, zone)
    first, last = _span(scope, start, end) or (today - timedelta(days=29), today)
    read = await figures.daily(scope, first, last, tz=zone, campaign_ids=ids)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rows = [
        {"date": d.isoformat(), "day_name": d.strftime("%A"), "email_engagement_metrics": row(read.get((d,), {}))} for d in days
    ]
    return {"success": True, "message": "OK", "data": {"day_wise_stats": rows}}


@router.get("/analytics/day-wise-overall-stats", dependencies=[READ])
async def day_wise(
    scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None,
    campaign_id: Annotated[str | None, Query(max_length=5000)] = None,
) -> Json:  # fmt: skip
    """All campaigns' sums by day of the workspace's time zone; the last 30 days where no dates are given."""

    def row(read: Counts) -> Json:
        return {name: n for name, n in _rates(read).items() if not name.endswith("_rate")}

    return await _day_wise(scope, start_date, end_date, await _campaign_ids(scope, client_id, campaign_id), row)


@router.get("/analytics/day-wise-positive-reply-stats", dependencies=[READ])
async def day_wise_positive(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """Positive replies by day."""

    def row(read: Counts) -> Json:
        return {"positive_replied": read.get("lead.category_set:positive", 0)}

    return await _day_wise(scope, start_date, end_date, await _campaign_ids(scope, client_id), row)


async def _by_account(scope: Scope, start: str | None, end: str | None, client_id: int | None) -> list[tuple[Any, Counts]]:
    read = await figures.totals(
        scope, await _campaign_ids(scope, client_id), by=("sender",), **await _instants(scope, start, end)
    )
    found = await senders.get_many(scope, [key[0] for key in read if key[0]])
    return [(s, read[(id,)]) for id, s in found.items() if s.channel == "email"]


def _grouped(rows: Sequence[tuple[Any, Counts]], name: str, key: Callable[[Any], str]) -> list[Json]:
    groups: dict[str, Counts] = defaultdict(lambda: defaultdict(int))
    for sender, read in rows:
        for metric, n in read.items():
            groups[key(sender)][metric] += n
    return [{name: group, **_rates(read)} for group, read in sorted(groups.items())]


@router.get("/analytics/mailbox/name-wise-health-metrics", dependencies=[READ])
async def mailbox_health(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """Sums by sender account."""
    rows = await _by_account(scope, start_date, end_date, client_id)
    return {"success": True, "message": "OK", "data": {"email_health_metrics": _grouped(rows, "from_email", lambda s: s.address)}}


@router.get("/analytics/mailbox/domain-wise-health-metrics", dependencies=[READ])
async def domain_health(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """Sums by the sender accounts' domains."""
    rows = await _by_account(scope, start_date, end_date, client_id)
    grouped = _grouped(rows, "domain", lambda s: s.address.rpartition("@")[2])
    return {"success": True, "message": "OK", "data": {"domain_health_metrics": grouped}}


@router.get("/analytics/mailbox/provider-wise-overall-performance", dependencies=[READ])
async def provider_performance(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """Sums by the sender accounts' providers."""
    rows = await _by_account(scope, start_date, end_date, client_id)
    grouped = _grouped(rows, "email_provider", lambda s: answers.PROVIDERS.get(s.provider, "SMTP"))
    return {"success": True, "message": "OK", "data": {"email_provider_performance_overview": grouped}}


@router.get("/analytics/lead/overall-stats", dependencies=[READ])
async def lead_stats(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """How many leads were added, written to, answered, done."""
    read = await figures.total(scope, await _campaign_ids(scope, client_id), **await _instants(scope, start_date, end_date))
    data = {
        "total_leads": read.get("lead.added", 0),
        "contacted": read.get("message.sent/e", 0),
        "replied": read.get("reply.received/e", 0),
        "completed": read.get("lead.completed", 0),
        "unsubscribed": read.get("lead.unsubscribed", 0),
        "bounced": read.get("message.bounced/e", 0),
    }
    return {"success": True, "message": "OK", "data": data}


@router.get("/analytics/lead/category-wise-response", dependencies=[READ])
async def category_responses(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """How often each built-in category was set."""
    read = await figures.total(scope, await _campaign_ids(scope, client_id), **await _instants(scope, start_date, end_date))
    rows = [
        {"id": c.id, "name": c.name, "sentiment_type": c.sentiment, "total_response": read.get(f"lead.category_set:{c.key}", 0)}
        for c in await categories.all(scope)
        if c.key
    ]
    return {"success": True, "message": "OK", "data": {"lead_responses_by_category": rows}}


@router.get("/analytics/campaign/follow-up-reply-rate", dependencies=[READ])
async def follow_up_rate(scope: Scoped, start_date: Day = None, end_date: Day = None, client_id: Client = None) -> Json:
    """How much of the replies came to follow-ups rather than to first mails."""
    ids = await _campaign_ids(scope, client_id)
    read = await figures.totals(scope, ids, by=("campaign", "step"), **await _instants(scope, start_date, end_date))
    first = {s.id for steps in (await sequences.get_many(scope, list({k[0] for k in read if k[0]}))).values() for s in steps[:1]}
    to_first = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step in first)
    to_later = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step and step not in first)
    total = to_first + to_later
    data = {
        "replies_to_first_email": to_first,
        "replies_to_follow_ups": to_later,
        "follow_up_reply_rate": f"{100 * to_later / total:.2f}%" if total else "0.00%",
    }
    return {"success": True, "message": "OK", "data": data}


@router.get("/analytics/client/overall-stats", dependencies=[READ])
async def client_stats(scope: Scoped, start_date: Day = None, end_date: Day = None) -> Json:
    """Sums by client."""
    read = await figures.totals(scope, None, by=("seat",), **await _instants(scope, start_date, end_date))
    names = {s.id: s.name for s in await seats.all(scope, limit=1000)}
    rows = [
        {"client_id": answers.client_id(scope, id), "client_name": names[id], **_rates(counts)}
        for (id,), counts in read.items()
        if id in names
    ]
    return {"success": True, "message": "OK", "data": {"client_wise_performance": rows}}
