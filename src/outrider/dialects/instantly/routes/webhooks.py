"""Webhooks, and the log of what was delivered to them.

A delivery is one WebhookEvent, however often it was tried: its figures are those of the last try. Failed deliveries are tried
again for about a day.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BeforeValidator, Field

from outrider.dialects.instantly import DIALECT, answer_types, translate
from outrider.dialects.instantly.bodies import Body, Changes, Int, Text
from outrider.dialects.instantly.dates import days_before
from outrider.dialects.instantly.events import ALL, EVENT_TYPES, VALUE
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Caller, Scoped, check_webhook_url, core_of
from outrider.dialects.kit.fields import WebAddress, no_timestamp
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Delivery, Webhook, WebhookChanges
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Webhooks"])

EventType = Literal[
    "all_events",
    "email_sent",
    "email_opened",
    "email_link_clicked",
    "reply_received",
    "auto_reply_received",
    "email_bounced",
    "lead_unsubscribed",
    "campaign_completed",
    "account_error",
    "lead_neutral",
    "lead_interested",
    "lead_not_interested",
    "lead_meeting_booked",
    "lead_meeting_completed",
    "lead_closed",
    "lead_out_of_office",
    "lead_wrong_person",
    "lead_no_show",
    "supersearch_enrichment_completed",
]
LABELS = {"all_events": "All Events", **{word: word.replace("_", " ").title() for word in EVENT_TYPES}}
From = Annotated[date | None, BeforeValidator(no_timestamp), Query(alias="from")]
To = Annotated[date | None, BeforeValidator(no_timestamp), Query(alias="to")]
SUMMARY_DAYS = 30
MOST_DAYS = 366
SAMPLE = "sample@example.com"


class Fields(Body):
    campaign: UUID | None = None
    name: Text | None = None
    event_type: EventType | None = None
    custom_interest_value: Int | None = None
    headers: dict[Text, Text] | None = Field(default=None, max_length=50)


class CreateWebhook(Fields):
    target_hook_url: WebAddress


class PatchWebhook(Changes, Fields):
    target_hook_url: WebAddress | None = None


def shown(scope: Scope, w: Webhook) -> answer_types.Webhook:
    answer: answer_types.Webhook = {
        "id": uid("webhook", w.id),
        "organization": uid("workspace", scope.workspace_id),
        "campaign": uid("campaign", w.campaign_id),
        "name": w.name or None,
        "target_hook_url": w.url,
        "custom_interest_value": w.vendor.get("custom_interest_value"),
        "headers": w.headers or None,
        "timestamp_created": iso(w.created_at),
        "status": 1 if w.status == "active" else -1,
        "timestamp_error": iso(w.disabled_at),
    }
    if word := w.vendor.get("event_type"):  # the vendor's document has no null among its words
        answer["event_type"] = word
    return answer


async def _get(scope: Scope, id: UUID) -> Webhook:
    found = await webhooks.get(scope, row_id("webhook", id, "Webhook"))
    if found.dialect != DIALECT.name:
        raise NotFound("Webhook not found")
    return found


async def _subscription(scope: Scope, word: str | None, value: int | None) -> tuple[list[str], list[int] | None]:
    """Core event types, and the categories they are narrowed to (0: the category no longer exists)."""
    if word is not None and value is not None and VALUE.get(word) != value:
        raise Invalid("body/custom_interest_value: a webhook is for one event or for one label; for a label, event_type is null")
    if word is None:
        if value is None:
            return list(ALL), None
        found = await categories.by_value(scope, value)
        if found is None:
            raise Invalid(f"body/custom_interest_value: no label has the interest status {value}")
        return ["lead.category_set"], [found.id]
    if word == "all_events":
        return list(ALL), None
    if word not in VALUE:
        return list(EVENT_TYPES[word]), None
    number = VALUE[word]
    if number is None:
        return ["lead.category_set"], [0]
    return ["lead.category_set"], await translate.category_ids(scope, number)


async def _campaign(scope: Scope, id: UUID | None) -> int | None:
    return None if id is None else (await campaigns.get(scope, row_id("campaign", id, "Campaign"))).id


@router.get("/webhooks", dependencies=[needs("webhooks:read")])
async def list_webhooks(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    campaign: UUID | None = None,
    event_type: EventType | None = None,
) -> answer_types.Page[answer_types.Webhook]:
    """Webhooks, oldest first."""
    found = await webhooks.find_all(
        scope,
        dialect=DIALECT.name,
        campaign_id=None if campaign is None else row_id("campaign", campaign, "Campaign"),
        vendor={"event_type": event_type} if event_type else None,
        limit=limit,
        after=after_id("webhook", starting_after),
    )
    return page(found, limit, lambda w: shown(scope, w), lambda w: str(uid("webhook", w.id)))


async def _new_reachable(request: Request, body: CreateWebhook) -> None:
    await check_webhook_url(request, body.target_hook_url)


async def _changed_reachable(request: Request, body: PatchWebhook) -> None:
    await check_webhook_url(request, body.target_hook_url)


@router.post("/webhooks", dependencies=[needs("webhooks:create"), Depends(_new_reachable)])
async def create_webhook(scope: Scoped, body: CreateWebhook) -> answer_types.Webhook:
    """Subscribe a URL: to one event, to one label (`custom_interest_value`), or (neither given) to all of them."""
    types, category_ids = await _subscription(scope, body.event_type, body.custom_interest_value)
    made, _ = await webhooks.create(
        scope,
        dialect=DIALECT.name,
        url=body.target_hook_url,
        event_types=types,
        name=body.name or "",
        campaign_id=await _campaign(scope, body.campaign),
        category_ids=category_ids,
        headers=body.headers,
        vendor={"event_type": body.event_type, "custom_interest_value": body.custom_interest_value},
    )
    return shown(scope, made)


@router.get("/webhooks/event-types", dependencies=[needs("webhooks:read")])
async def event_types(scope: Scoped) -> answer_types.EventTypes:
    """What can be subscribed to: the standard events, and the workspace's own labels."""
    labels = await categories.find_all(scope, custom=True, numbered=True)
    return {
        "event_types": [
            *({"id": word, "label": label, "type": "standard"} for word, label in LABELS.items()),
            *({"id": str(c.interest_value), "label": c.name, "type": "custom"} for c in labels),
        ]
    }


@router.get("/webhooks/{id}", dependencies=[needs("webhooks:read")])
async def get_webhook(scope: Scoped, id: UUID) -> answer_types.Webhook:
    return shown(scope, await _get(scope, id))


@router.patch("/webhooks/{id}", dependencies=[needs("webhooks:update"), Depends(_changed_reachable)])
async def patch_webhook(scope: Scoped, id: UUID, body: PatchWebhook) -> answer_types.Webhook:
    """Change what is given."""
    before = await _get(scope, id)
    given = body.given()
    changes: WebhookChanges = {"url": body.target_hook_url}
    if "event_type" in given or "custom_interest_value" in given:
        subject = {n: given[n] for n in ("event_type", "custom_interest_value") if n in given}
        # A label that is chosen takes the place of an event, and an event that of a label.
        replaced = dict.fromkeys(("event_type", "custom_interest_value")) if any(v is not None for v in subject.values()) else {}
        kept = before.vendor | replaced | subject
        types, category_ids = await _subscription(scope, kept.get("event_type"), kept.get("custom_interest_value"))
        changes |= {"event_types": types, "category_ids": category_ids, "vendor": kept}
    if "campaign" in given:
        changes["campaign_id"] = await _campaign(scope, body.campaign)
    if "headers" in given:
        changes["headers"] = body.headers or {}
    if "name" in given:
        changes["name"] = body.name or ""
    return shown(scope, await webhooks.update(scope, before.id, **changes))


@router.delete("/webhooks/{id}", dependencies=[needs("webhooks:delete")])
async def delete_webhook(scope: Scoped, id: UUID) -> answer_types.Webhook:
    """Unsubscribe; the answer is the webhook as it was."""
    found = await _get(scope, id)
    return shown(scope, await webhooks.delete(scope, found.id))


@router.post("/webhooks/{id}/test", dependencies=[needs("webhooks:update")])
async def test_webhook(request: Request, caller: Caller, id: UUID) -> answer_types.WebhookTest:
    """Post a sample to the webhook's URL now, and say what came back."""
    core = core_of(request)
    async with core.scope(caller.workspace_id) as scope:
        found = await _get(scope, id)
        at = scope.now
    word = found.vendor.get("event_type")
    sample = {
        "timestamp": iso(at),
        "event_type": word if word in EVENT_TYPES else "email_sent",
        "workspace": uid("workspace", caller.workspace_id),
        "campaign_id": uid("campaign", found.campaign_id),
        "campaign_name": "Sample campaign",
        "lead_email": SAMPLE,
        "email": SAMPLE,
        "email_account": "sender@example.com",
        "unibox_url": None,
        "step": 1,
        "variant": 1,
        "is_first": True,
        "email_subject": "Sample subject",
        "email_text": "This is a test of your webhook.",
    }
    allowed = request.app.state.settings.allow_private_webhooks
    answer = await webhooks.send_test(core, caller.workspace_id, found.id, sample, allow_private=allowed)
    result: answer_types.WebhookTest = {
        "success": answer.accepted,
        "message": "The webhook took the test." if answer.accepted else "The webhook did not take the test.",
        "response_time_ms": answer.milliseconds,
    }
    if answer.status is not None:
        result["status_code"] = answer.status
    if answer.error:
        result["error"] = answer.error
    return result


@router.post("/webhooks/{id}/resume", dependencies=[needs("webhooks:update")])
async def resume_webhook(scope: Scoped, id: UUID) -> answer_types.Webhook:
    """Set a webhook that was switched off after many failures going again."""
    found = await _get(scope, id)
    return shown(scope, await webhooks.resume(scope, found.id))


# ---- What was delivered


def _event(scope: Scope, d: Delivery) -> answer_types.WebhookEvent:
    good = d.state == "delivered"
    return {
        "id": uid("webhook_delivery", d.id),
        "timestamp_created": iso(d.created_at),
        "timestamp_created_date": d.created_at.astimezone(UTC).date().isoformat(),
        "organization_id": uid("workspace", scope.workspace_id),
        "payload": d.payload or {},
        "success": good,
        "retry_count": max(0, d.attempts - 1),
        "will_retry": d.state == "pending" and d.due_at is not None,
        "webhook_url": d.url,
        "status_code": d.status_code,
        "error_message": d.error,
        "timestamp_next_retry": iso(d.due_at) if d.state == "pending" else None,
        "retry_group_id": uid("event", d.event_id),
        "retry_successful": good if d.attempts > 1 else None,
        "lead_email": d.lead_email,
        "response_time_ms": d.response_ms,
    }


@router.get("/webhook-events", dependencies=[needs("webhook_events:read")])
async def list_events(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    success: bool | None = None,
    start: From = None,
    end: To = None,
    search: str | None = None,
) -> answer_types.Page[answer_types.WebhookEvent]:
    """Deliveries that were tried, newest first. `search`: part of the URL or of the lead's address."""
    found = await webhooks.deliveries(
        scope,
        dialect=DIALECT.name,
        succeeded=success,
        start=_begin(start),
        end=_begin(_next(end)),
        query=search or None,
        limit=limit,
        after=after_id("webhook_delivery", starting_after),
    )
    return page(found, limit, lambda d: _event(scope, d), lambda d: str(uid("webhook_delivery", d.id)))


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, datetime.min.time(), UTC)


def _next(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


async def _days(scope: Scope, start: date | None, end: date | None) -> dict[date, tuple[int, int]]:
    """(delivered, not delivered) by UTC day: of the last 30 days unless said otherwise."""
    end = end or scope.now.date()
    start = start or days_before(end, SUMMARY_DAYS - 1)
    if start > end:
        raise Invalid("querystring/from must NOT be later than to")
    if (end - start).days >= MOST_DAYS:
        raise Invalid(f"querystring: at most {MOST_DAYS} days at a time")
    first, last = _begin(start), _begin(_next(end))
    assert first is not None
    return await webhooks.delivery_days(scope, first, last or datetime.max.replace(tzinfo=UTC), dialect=DIALECT.name)


def _counts(good: int, bad: int) -> answer_types.EventCounts:
    total = good + bad
    return {
        "total_events": total,
        "successful_events": good,
        "failed_events": bad,
        "success_rate": round(100 * good / total, 2) if total else 0,
    }


def _summary(good: int, bad: int) -> answer_types.EventSummary:
    return {**_counts(good, bad), "failure_rate": round(100 * bad / (good + bad), 2) if good + bad else 0}


@router.get("/webhook-events/summary", dependencies=[needs("webhook_events:read")])
async def summary(scope: Scoped, start: From = None, end: To = None) -> answer_types.EventSummary:
    """How many deliveries succeeded; rates in percent."""
    days = await _days(scope, start, end)
    return _summary(sum(good for good, _ in days.values()), sum(bad for _, bad in days.values()))


@router.get("/webhook-events/summary-by-date", dependencies=[needs("webhook_events:read")])
async def summary_by_date(scope: Scoped, start: From = None, end: To = None) -> answer_types.Items[answer_types.EventDay]:
    """The same for each UTC day with deliveries."""
    days = await _days(scope, start, end)
    return {"items": [{"date": day.isoformat(), **_counts(good, bad)} for day, (good, bad) in days.items()]}


@router.get("/webhook-events/{id}", dependencies=[needs("webhook_events:read")])
async def get_event(scope: Scoped, id: UUID) -> answer_types.WebhookEvent:
    found = await webhooks.delivery(scope, row_id("webhook_delivery", id, "Webhook event"))
    if (await webhooks.get(scope, found.webhook_id)).dialect != DIALECT.name:
        raise NotFound("Webhook event not found")
    return _event(scope, found)
