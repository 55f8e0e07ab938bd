"""Figures of one campaign: its sums, its leads, its steps and accounts. Counts are never made by reading messages."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import analytics_types, answer_types, answers
from outrider.dialects.smartlead.bodies import Day, Id, Instant, PathId, days_between, instant
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import checks
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders, sends
from outrider.outreach.tenancy import categories, seats

router = APIRouter(tags=["Analytics"])
READ = needs("analytics:read", "campaigns:read")

StepNumber = Annotated[str, Field(max_length=200, json_schema_extra={"pattern": "^([1-9]|1[0-9]|20)?$"})]
Client = Annotated[Id | None, Query()]
Zone = Annotated[str | None, Query(max_length=100)]


def _zone(campaign: campaigns.Campaign, given: str | None) -> str:
    return checks.timezone(given, field="time_zone") if given else campaign.schedule.get("timezone") or "UTC"


# One campaign


@router.get("/campaigns/{campaign_id}/analytics", dependencies=[READ])
async def campaign_analytics(scope: Scoped, campaign_id: PathId, client_id: Client = None) -> analytics_types.CampaignAnalytics:
    """A campaign's sums since ever, and where its leads stand. Counts are texts."""
    campaign = await _campaign(scope, campaign_id, client_id)
    read = await figures.total(scope, [campaign_id])
    stands = (await campaigns.enrollment_counts(scope, [campaign_id]))[campaign_id]
    blocked = await enrollments.count(
        scope, Filters(campaign_ids=[campaign_id], status=["stopped"], reasons=list(answers.BLOCKED))
    )
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
        **answers.text_counts(read),
        "block_count": str(blocked),
        "total_count": str(stands["total"]),
        "drafted_count": str(fresh),
        "sequence_count": str(len(await sequences.get(scope, campaign_id))),
        **client,
        "parent_campaign_id": campaign.parent_id,
        "tags": [answers.tag(t) for t in tagged],
        "campaign_lead_stats": {
            "total": stands["total"],
            "notStarted": fresh,
            "inprogress": stands["active"] - fresh,
            "completed": stands["completed"],
            "paused": stands["paused"],
            "stopped": stands["stopped"] - blocked,
            "blocked": blocked,
            "interested": await _interested(scope, campaign_id),
            "revenue": await enrollments.revenue(scope, campaign_id),
        },
    }


async def _campaign(scope: Scope, id: int, client_id: int | None) -> campaigns.Campaign:
    """The campaign, which must be this client's where one is named."""
    found = await campaigns.get(scope, id)
    if client_id is not None and found.seat_id != client_id:
        raise NotFound("This client has no such campaign.", field="client_id")
    return found


async def _interested(scope: Scope, campaign_id: int) -> int:
    ids = [c.id for c in await categories.find_all(scope, sentiment="positive")]
    return await enrollments.count(scope, Filters(campaign_ids=[campaign_id], category_ids=ids)) if ids else 0


async def _client(scope: Scope, seat_id: int) -> analytics_types.ClientOf:
    id = answers.client_id(scope, seat_id)
    seat = await seats.get(scope, id) if id else None
    return {
        "client_id": id,
        "client_name": seat.name if seat else None,
        "client_email": answers.client_email(seat.settings) if seat else None,
    }


@router.get("/campaigns/{campaign_id}/analytics-by-date", dependencies=[READ])
@router.get("/campaigns/{campaign_id}/top-level-analytics-by-date", dependencies=[READ])
async def campaign_analytics_by_date(
    scope: Scoped,
    campaign_id: PathId,
    start_date: Day = None,
    end_date: Day = None,
    time_zone: Zone = None,
    client_id: Client = None,
) -> analytics_types.DatedAnalytics:
    """What happened in a campaign from one day to another, both included, in its own time zone or the one given."""
    campaign = await _campaign(scope, campaign_id, client_id)
    span = days_between(start_date, end_date, required=True)
    assert span is not None
    start, end = figures.span(*span, _zone(campaign, time_zone))
    read = await figures.total(scope, [campaign_id], start=start, end=end)
    unwritten = Filters(campaign_ids=[campaign_id], status=["active"], started=False, created_from=start, created_before=end)
    return {
        "id": campaign.id,
        "user_id": campaign.owner_user_id,
        "created_at": iso(campaign.created_at),
        "status": answers.CAMPAIGN_STATUS[campaign.status],
        "name": campaign.name,
        "start_date": span[0].isoformat(),
        "end_date": span[1].isoformat(),
        **answers.text_counts(read),
        "block_count": str(read.get("message.bounced/e", 0)),
        "total_count": str(read.get("lead.added", 0)),
        "drafted_count": str(await enrollments.count(scope, unwritten)),
    }


@router.get("/campaigns/{campaign_id}/statistics", dependencies=[READ])
async def campaign_statistics(
    scope: Scoped,
    campaign_id: PathId,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    email_sequence_number: Annotated[StepNumber | None, Query()] = None,
    email_status: Literal["opened", "clicked", "replied", "unsubscribed", "bounced"] | None = None,
    sent_time_start_date: Instant = None,
    sent_time_end_date: Instant = None,
) -> analytics_types.CampaignStatistics:
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
    total = await totals.total(rows, lambda: sends.count(scope, which), limit=limit, offset=offset)
    return {"total_stats": str(total), "offset": offset, "limit": limit, "data": [_send(row) for row in rows]}


def _step_number(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 20):
        raise Invalid("email_sequence_number is a number from 1 to 20.", field="email_sequence_number")
    return int(text[:9])


def _send(row: sends.Send) -> analytics_types.SentMessage:
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
@router.get("/campaigns/{campaign_id}/lead-statistics", dependencies=[READ], include_in_schema=False)
async def lead_statistics(
    scope: Scoped,
    campaign_id: PathId,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    client_id: Client = None,
    event_time_gt: Instant = None,
    created_at_gt: Instant = None,
    skip: Annotated[int | None, Query(ge=0, le=10**9, include_in_schema=False)] = None,
) -> analytics_types.LeadStatistics:
    """One row for each lead of the campaign: opens, clicks, replies. `event_time_gt`: only leads with a later event
    than this; `created_at_gt`: only leads added later.
    """
    await _campaign(scope, campaign_id, client_id)
    offset = offset if skip is None else skip  # as the answer calls it
    which = Filters(
        campaign_ids=[campaign_id],
        happened_after=instant(event_time_gt, "event_time_gt"),
        created_after=instant(created_at_gt, "created_at_gt"),
    )
    rows = await enrollments.search(scope, which, limit=limit + 1, offset=offset)
    data: list[analytics_types.LeadFigures] = [
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
async def sequence_analytics(
    scope: Scoped, campaign_id: PathId, start_date: Instant = None, end_date: Instant = None, time_zone: Zone = None
) -> answer_types.Data[list[analytics_types.StepFigures]]:
    """A campaign's sums by step and variant: since ever, or on the days given. A time after a date is passed over."""
    campaign = await campaigns.get(scope, campaign_id)
    steps = await sequences.get(scope, campaign_id)
    span = days_between((start_date or "")[:10], (end_date or "")[:10])
    start, end = figures.span(*span, _zone(campaign, time_zone)) if span else (None, None)
    by_step = await figures.totals(scope, [campaign_id], by=("step",), start=start, end=end)
    by_variant = await figures.totals(scope, [campaign_id], by=("variant",), start=start, end=end)
    data: list[analytics_types.StepFigures] = [
        {
            "email_campaign_seq_id": s.id,
            "seq_number": s.position,
            **answers.counts(by_step.get((s.id,), {})),
            "variants": [
                {"id": v.id, "variant_label": v.label, **answers.counts(by_variant.get((v.id,), {}))} for v in s.variants
            ],
        }
        for s in steps
    ]
    return {"ok": True, "data": data}


@router.get("/campaigns/{campaign_id}/mailbox-statistics", dependencies=[READ])
async def mailbox_statistics(
    scope: Scoped,
    campaign_id: PathId,
    start_date: Day = None,
    end_date: Day = None,
    time_zone: Zone = None,
    timezone: Annotated[str | None, Query(max_length=100, include_in_schema=False)] = None,
    client_id: Client = None,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=100)] | None = None,
) -> answer_types.Data[list[analytics_types.AccountFigures]]:
    """A campaign's sums by sender account: since ever, or on the days given."""
    campaign = await _campaign(scope, campaign_id, client_id)
    span, zone = days_between(start_date, end_date), _zone(campaign, time_zone or timezone)
    start, end = figures.span(*span, zone) if span else (None, None)
    read = await figures.totals(scope, [campaign_id], by=("sender",), start=start, end=end)
    found = await senders.get_many(scope, [key[0] for key in read if key[0]])
    data: list[analytics_types.AccountFigures] = [
        {"email_account_id": id, "from_email": s.address, **answers.counts(read[(id,)])} for id, s in sorted(found.items())
    ]
    return {"ok": True, "data": data[offset : offset + limit] if limit else data[offset:]}
