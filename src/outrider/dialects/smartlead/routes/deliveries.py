"""Webhooks' deliveries: how many came through, and failed ones tried again; and other ways to remove a webhook."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Moment
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import DIALECT
from outrider.dialects.smartlead.bodies import Body, Id, Instant, PathId, instant, utc
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Webhook

router = APIRouter(tags=["Webhooks"])
READ, WRITE = needs("webhooks:read"), needs("webhooks:write")
LATELY = timedelta(days=30)
MAX_SPAN = timedelta(days=366)


class Span(Body):
    """From when to when the failed deliveries were made; the last 30 days where nothing is said."""

    also: ClassVar[dict[str, str]] = {"start_date": "from_time", "end_date": "to_time"}

    from_time: Moment | None = None
    to_time: Moment | None = None


class Failed(Span):
    campaign_id: Id | None = None
    webhook_id: Id | None = None


class WebhookId(Body):
    also: ClassVar[dict[str, str]] = {"webhook_id": "id"}

    id: Id


class EventSummary(TypedDict):
    event_type: str
    sent: int
    success: int
    failed: int
    pending: int
    retried: int
    last_event_time: str | None


class WebhookSummary(TypedDict):
    webhook_id: int
    name: str
    webhook_url: str
    is_active: bool
    sent: int
    success: int
    failed: int
    pending: int
    events: list[EventSummary]


TimeRange = TypedDict("TimeRange", {"from": str | None, "to": str | None})


class SummaryData(TypedDict):
    summary: list[WebhookSummary]
    timeRange: TimeRange


class Summary(TypedDict):
    ok: bool
    from_time: str | None
    to_time: str | None
    total: int
    success: int
    failed: int
    pending: int
    webhooks: list[WebhookSummary]
    data: SummaryData


class Retriggered(TypedDict):
    ok: bool
    message: str
    retriggered: int


class Done(TypedDict):
    ok: bool


def _span(scope: Scope, start: datetime | None, end: datetime | None) -> tuple[datetime, datetime]:
    last = utc(end) if end else scope.now
    first = utc(start) if start else last - LATELY
    if first >= last:
        raise Invalid("fromTime must be before toTime.", field="fromTime")
    if last - first > MAX_SPAN:
        raise Invalid("At most a year at once.", field="fromTime")
    return first, last + timedelta(milliseconds=1)


async def _of_campaign(scope: Scope, campaign_id: int) -> list[Webhook]:
    await campaigns.get(scope, campaign_id)
    found = await webhooks.find_all(scope, dialect=DIALECT.name, campaign_id=campaign_id, limit=1000)
    return [w for w in found if w.campaign_id == campaign_id]


async def _summary(scope: Scope, found: list[Webhook], start: datetime | None, end: datetime | None) -> Summary:
    first, last = _span(scope, start, end)
    tallies = await webhooks.tallies(scope, [w.id for w in found], first, last)
    rows: list[WebhookSummary] = []
    for w in found:
        own = [t for t in tallies if t.webhook_id == w.id]
        events: list[EventSummary] = [
            {
                "event_type": t.event_type,
                "sent": t.delivered + t.failed,
                "success": t.delivered,
                "failed": t.failed,
                "pending": t.pending,
                "retried": t.retried,
                "last_event_time": iso(t.last_at),
            }
            for t in own
        ]
        rows.append(
            {
                "webhook_id": w.id,
                "name": w.name,
                "webhook_url": w.url,
                "is_active": w.status == "active",
                "sent": sum(t.delivered + t.failed for t in own),
                "success": sum(t.delivered for t in own),
                "failed": sum(t.failed for t in own),
                "pending": sum(t.pending for t in own),
                "events": events,
            }
        )
    since, until = iso(first), iso(last - timedelta(milliseconds=1))
    return {
        "ok": True,
        "from_time": since,
        "to_time": until,
        "total": sum(r["sent"] + r["pending"] for r in rows),
        "success": sum(r["success"] for r in rows),
        "failed": sum(r["failed"] for r in rows),
        "pending": sum(r["pending"] for r in rows),
        "webhooks": rows,
        "data": {"summary": rows, "timeRange": {"from": since, "to": until}},
    }


@router.get("/campaigns/{campaign_id}/webhooks/summary", dependencies=[READ])
async def summary(scope: Scoped, campaign_id: PathId, fromTime: Instant = None, toTime: Instant = None) -> Summary:
    """How many deliveries to the campaign's webhooks came through, failed for good or are still tried, by webhook and event."""
    found = await _of_campaign(scope, campaign_id)
    return await _summary(scope, found, instant(fromTime, "fromTime"), instant(toTime, "toTime"))


@router.post("/campaigns/{campaign_id}/webhooks/retrigger-failed-events", dependencies=[WRITE])
async def retrigger(scope: Scoped, campaign_id: PathId, body: Span | None = None) -> Retriggered:
    """Try deliveries again that had failed for good."""
    wanted = body or Span()
    found = await _of_campaign(scope, campaign_id)
    return await _again(scope, [w.id for w in found], wanted)


async def _again(scope: Scope, ids: list[int], wanted: Span) -> Retriggered:
    n = await webhooks.retry_failed(scope, ids, *_span(scope, wanted.from_time, wanted.to_time))
    return {"ok": True, "message": f"{n} failed events are sent again", "retriggered": n}


@router.post("/webhooks/retrigger-failed-events", dependencies=[WRITE], include_in_schema=False)
async def retrigger_any(scope: Scoped, body: Failed) -> Retriggered:
    """As above, of one webhook, of one campaign's, or of all."""
    if body.webhook_id is not None:
        return await _again(scope, [(await _own(scope, body.webhook_id)).id], body)
    if body.campaign_id is not None:
        return await _again(scope, [w.id for w in await _of_campaign(scope, body.campaign_id)], body)
    return await _again(scope, [w.id for w in await webhooks.find_all(scope, dialect=DIALECT.name, limit=1000)], body)


@router.get("/webhooks/publish-summary", dependencies=[READ], include_in_schema=False)
async def publish_summary(
    scope: Scoped,
    campaign_id: Annotated[Id | None, Query()] = None,
    start_date: Instant = None,
    end_date: Instant = None,
) -> Summary:
    """As the summary of one campaign, or of every webhook."""
    found = (
        await webhooks.find_all(scope, dialect=DIALECT.name, limit=1000)
        if campaign_id is None
        else await _of_campaign(scope, campaign_id)
    )
    return await _summary(scope, found, instant(start_date, "start_date"), instant(end_date, "end_date"))


async def _own(scope: Scope, id: int) -> Webhook:
    found = await webhooks.get(scope, id)
    if found.dialect != DIALECT.name:
        raise NotFound("There is no such webhook.", field="webhook_id")
    return found


@router.delete("/campaigns/{campaign_id}/webhooks/{webhook_id}", dependencies=[WRITE])
async def delete_of_campaign(scope: Scoped, campaign_id: PathId, webhook_id: PathId) -> Done:
    """Remove a webhook of the campaign."""
    if (await _own(scope, webhook_id)).campaign_id != campaign_id:
        raise NotFound("The campaign has no such webhook.", field="webhook_id")
    await webhooks.delete(scope, webhook_id)
    return {"ok": True}


@router.delete("/webhook/delete", dependencies=[WRITE])
async def delete_named(scope: Scoped, body: WebhookId | None = None, id: Annotated[Id | None, Query()] = None) -> Done:
    """Remove a webhook named in the body or in the query."""
    wanted = id or (body.id if body else None)
    if wanted is None:
        raise Invalid("Give the webhook's id.", field="id")
    await _own(scope, wanted)
    await webhooks.delete(scope, wanted)
    return {"ok": True}
