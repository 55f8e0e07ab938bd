"""Webhooks: subscriptions to events, and the state of each delivery.

Deliveries have Outrider's own payloads; webhooks made through a vendor's API are listed too, and keep the vendor's payloads.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from outrider.dialects.kit.access import Caller, Scoped, check_webhook_url, core_of
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.outrider import DIALECT, answer_types, pages, workspace_bodies
from outrider.errors import Conflict
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Delivery, Webhook
from outrider.store.ids import to_uuid

router = APIRouter(tags=["Webhooks"])
READ, WRITE = needs("webhooks:read"), needs("webhooks:write")
WebhookId = Annotated[int, Path(ge=1, lt=1 << 63)]
DeliveryId = Annotated[int, Path(ge=1, lt=1 << 63)]


def _shown(w: Webhook) -> answer_types.Webhook:
    return {
        "id": w.id,
        "name": w.name,
        "url": w.url,
        "format": w.dialect,
        "events": w.event_types,
        "campaign_id": w.campaign_id,
        "headers": sorted(w.headers),
        "status": w.status,
        "failures": w.failures,
        "disabled_at": iso(w.disabled_at),
        "created_at": iso(w.created_at),
    }


def _delivery(d: Delivery) -> answer_types.Delivery:
    return {
        "id": d.id,
        "webhook_id": d.webhook_id,
        "event_id": str(to_uuid("event", d.event_id)),
        "event_type": d.event_type,
        "state": d.state,
        "attempts": d.attempts,
        "next_try_at": iso(d.due_at),
        "status_code": d.status_code,
        "error": d.error,
        "response_ms": d.response_ms,
        "created_at": iso(d.created_at),
        "updated_at": iso(d.updated_at),
    }


@router.get("/webhooks", dependencies=[READ])
async def list_webhooks(
    scope: Scoped,
    campaign_id: Annotated[int | None, Query(ge=1, lt=1 << 63, description="Only those of this campaign alone.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Webhooks:
    """Webhooks, oldest first."""
    found = await webhooks.find_all(scope, campaign_id=campaign_id, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda w: str(w.id))
    return {"webhooks": [_shown(w) for w in shown], "next_cursor": following}


async def _new_reachable(request: Request, body: workspace_bodies.NewWebhook) -> None:
    await check_webhook_url(request, body.url)


async def _changed_reachable(request: Request, body: workspace_bodies.WebhookChanges) -> None:
    await check_webhook_url(request, body.url)


@router.post("/webhooks", status_code=201, dependencies=[WRITE, Depends(_new_reachable)])
async def create_webhook(scope: Scoped, body: workspace_bodies.NewWebhook) -> answer_types.CreatedWebhook:
    """Have events posted to a URL. The answer shows the secret that signs the deliveries, once."""
    made, secret = await webhooks.create(
        scope,
        dialect=DIALECT.name,
        url=body.url,
        event_types=body.events,
        name=body.name or "",
        campaign_id=body.campaign_id,
        headers=body.headers,
    )
    return {**_shown(made), "secret": secret}


@router.get("/webhooks/{webhook_id}", dependencies=[READ])
async def get_webhook(scope: Scoped, webhook_id: WebhookId) -> answer_types.Webhook:
    """One webhook."""
    return _shown(await webhooks.get(scope, webhook_id))


@router.post("/webhooks/{webhook_id}", dependencies=[WRITE, Depends(_changed_reachable)])
async def change_webhook(scope: Scoped, webhook_id: WebhookId, body: workspace_bodies.WebhookChanges) -> answer_types.Webhook:
    """Change what is given. The events of a webhook that a vendor's API made are that vendor's words: they can't be changed
    here.
    """
    found = await webhooks.get(scope, webhook_id)
    if body.events is not None and found.dialect != DIALECT.name:
        raise Conflict(f"Its events are in the words of {found.dialect}: change them through that API.", code="vendor_webhook")
    changed = await webhooks.update(
        scope,
        webhook_id,
        url=body.url,
        event_types=body.events,
        name=body.name,
        headers=body.headers,
        campaign_id=body.campaign_id if "campaign_id" in body.model_fields_set else found.campaign_id,
    )
    return _shown(changed)


@router.delete("/webhooks/{webhook_id}", dependencies=[WRITE])
async def delete_webhook(scope: Scoped, webhook_id: WebhookId) -> answer_types.Removed:
    """Unsubscribe. Deliveries on their way are dropped."""
    return {"removed": (await webhooks.delete(scope, webhook_id)).id}


@router.post("/webhooks/{webhook_id}/pause", dependencies=[WRITE])
async def pause_webhook(scope: Scoped, webhook_id: WebhookId) -> answer_types.Webhook:
    """Post nothing more before it is resumed: what waits is held back, and events that happen meanwhile are not delivered."""
    return _shown(await webhooks.pause(scope, webhook_id))


@router.post("/webhooks/{webhook_id}/resume", dependencies=[WRITE])
async def resume_webhook(scope: Scoped, webhook_id: WebhookId) -> answer_types.Webhook:
    """Set a paused or disabled webhook going again: what was held back is delivered now."""
    return _shown(await webhooks.resume(scope, webhook_id))


@router.post("/webhooks/{webhook_id}/test", dependencies=[WRITE])
async def test_webhook(request: Request, caller: Caller, webhook_id: WebhookId) -> answer_types.WebhookTest:
    """Post a signed example to the URL now, and say what came back. It is in no list of deliveries."""
    core, settings = core_of(request), request.app.state.settings
    example = {"type": "test", "at": core.clock.now().isoformat(), "text": "This is a test of your webhook."}
    answer = await webhooks.send_test(
        core, caller.workspace_id, webhook_id, example, allow_private=settings.allow_private_webhooks
    )
    return {
        "delivered": answer.accepted,
        "status_code": answer.status,
        "error": answer.error,
        "response_ms": answer.milliseconds,
    }


@router.get("/webhooks/{webhook_id}/deliveries", dependencies=[READ])
async def list_deliveries(
    scope: Scoped,
    webhook_id: WebhookId,
    delivered: Annotated[bool | None, Query(description="Only those that were taken, or only those that were not.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Deliveries:
    """Deliveries to a webhook that were tried at least once, newest first."""
    await webhooks.get(scope, webhook_id)
    found = await webhooks.deliveries(
        scope, webhook_id=webhook_id, succeeded=delivered, limit=limit + 1, after=pages.after_id(cursor)
    )
    shown, following = pages.page(found, limit, lambda d: str(d.id))
    return {"deliveries": [_delivery(d) for d in shown], "next_cursor": following}


@router.get("/deliveries/{delivery_id}", dependencies=[READ])
async def get_delivery(scope: Scoped, delivery_id: DeliveryId) -> answer_types.DeliveryDetail:
    """One delivery, with what was sent."""
    found = await webhooks.delivery(scope, delivery_id)
    return {**_delivery(found), "payload": found.payload}


@router.post("/deliveries/{delivery_id}/resend", dependencies=[WRITE])
async def resend_delivery(scope: Scoped, delivery_id: DeliveryId) -> answer_types.Delivery:
    """Deliver it once more, with the event's payload as it is now; of one that waits for its next attempt, make that now. Refused
    during an attempt, and while its webhook is not active.
    """
    return _delivery(await webhooks.redeliver(scope, delivery_id))
