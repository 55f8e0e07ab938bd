"""Webhooks: of one campaign, of a client, or of everything."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from outrider.dialects.kit.access import Scoped, check_webhook_url
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import DIALECT, answer_types, answers
from outrider.dialects.smartlead.bodies import Id, PathId, WebhookBody, WebhookRef
from outrider.dialects.smartlead.events import EVENT_TYPES, SYNONYMS
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Webhook, WebhookChanges
from outrider.outreach.tenancy import categories, seats

router = APIRouter(tags=["Webhooks"])
READ, WRITE = needs("webhooks:read"), needs("webhooks:write")


async def _reachable(request: Request, body: WebhookBody) -> None:
    await check_webhook_url(request, body.webhook_url)


REACHABLE = Depends(_reachable)


def shown(scope: Scope, w: Webhook) -> answer_types.Webhook:
    return {
        "id": w.id,
        "name": w.name,
        "created_at": iso(w.created_at),
        "updated_at": iso(w.updated_at),
        "webhook_url": w.url,
        "email_campaign_id": w.campaign_id,
        "client_id": answers.client_id(scope, w.seat_id) if w.seat_id else None,
        "event_types": w.vendor.get("event_types") or [],
        "categories": w.vendor.get("categories") or [],
        "is_active": w.status == "active",
    }


def _words(body: WebhookBody) -> list[str] | None:
    """The requested event types, from the list and the map together. Raises Invalid naming an unknown one."""
    words = body.event_types
    if body.event_type_map is not None:
        words = list(dict.fromkeys([*(words or ()), *(word for word, on in body.event_type_map.items() if on)]))
    for word in words or ():
        if SYNONYMS.get(word, word) not in EVENT_TYPES:
            raise Invalid(f"{word} is not an event type; there are {', '.join(EVENT_TYPES)}.", field="event_types")
    return words


async def _wanted(scope: Scope, body: WebhookBody) -> list[categories.Category] | None:
    """The categories that the webhook is to hear of, from the list of names and the map of ids together. None: not said."""
    if body.categories is None and body.category_id_map is None:
        return None
    known = await categories.find_all(scope)
    by_name, by_id = {c.name.lower(): c for c in known}, {str(c.id): c for c in known}
    chosen = [id for id, on in (body.category_id_map or {}).items() if on]
    for name in body.categories or ():
        if name.lower() not in by_name:
            raise Invalid(f"There is no category {name}.", field="categories")
    for id in chosen:
        if id not in by_id:
            raise Invalid(f"There is no category {id}.", field="category_id_map")
    found = [*(by_name[name.lower()] for name in body.categories or ()), *(by_id[id] for id in chosen)]
    return list({c.id: c for c in found}.values())


def one(scope: Scope, w: Webhook) -> answer_types.OneWebhook:
    """A webhook that was asked for or saved."""
    row = shown(scope, w)
    return {
        "ok": True,
        **row,
        "event_type_map": dict.fromkeys(row["event_types"], True),
        "category_id_map": {str(id): True for id in w.category_ids or ()},
        "data": row,
    }


def _subject(body: WebhookBody, campaign_id: int | None = None, seat_id: int | None = None) -> tuple[int | None, int | None]:
    """The campaign and the client that a webhook is of: those given, else those it had. `association_type` 1 takes both away, 2
    the campaign; one that the ids contradict is refused.
    """
    kind = body.association_type
    if kind == 1 and (body.campaign_id or body.client_id):
        raise Invalid("association_type 1 is for everything: leave campaign_id and client_id out.", field="association_type")
    if kind == 2 and body.campaign_id:
        raise Invalid("association_type 2 is for a client: leave campaign_id out.", field="association_type")
    campaign = None if kind in (1, 2) else body.campaign_id or campaign_id
    client = None if kind == 1 else body.client_id or seat_id
    if kind == 2 and client is None:
        raise Invalid("association_type 2 needs client_id.", field="client_id")
    if kind == 3 and campaign is None:
        raise Invalid("association_type 3 needs campaign_id.", field="campaign_id")
    return campaign, client


async def _save(scope: Scope, body: WebhookBody) -> Webhook:
    """Create a webhook, or change the one whose id is given."""
    words = _words(body)
    wanted = await _wanted(scope, body)
    category_ids = [c.id for c in wanted] if wanted else None
    vendor: dict[str, object] = {}
    if words is not None:
        vendor["event_types"] = words
    if wanted is not None:
        vendor["categories"] = [c.name for c in wanted]
    types = None if words is None else [t for word in words for t in EVENT_TYPES[SYNONYMS.get(word, word)]]
    if body.campaign_id is not None:
        await campaigns.get(scope, body.campaign_id)
    if body.client_id is not None:
        await seats.get(scope, body.client_id)
    if body.id is not None:
        old = await _get(scope, body.id)
        campaign, client = _subject(body, old.campaign_id, old.seat_id)
        changes: WebhookChanges = {
            "url": body.webhook_url,
            "event_types": types,
            "name": body.name,
            "vendor": {**old.vendor, **vendor},
            "campaign_id": campaign,
            "seat_id": client,
        }
        if wanted is not None:
            changes["category_ids"] = category_ids
        return await webhooks.update(scope, body.id, **changes)
    if not body.webhook_url:
        raise Invalid("webhook_url is required.", field="webhook_url")
    if not types:
        raise Invalid("event_types must name at least one event.", field="event_types")
    campaign, client = _subject(body)
    made, _ = await webhooks.create(
        scope,
        dialect=DIALECT.name,
        url=body.webhook_url,
        event_types=types,
        name=body.name or "",
        campaign_id=campaign,
        seat_id=client,
        category_ids=category_ids,
        vendor={**vendor, "created_at": iso(scope.now)},
    )
    return made


async def _get(scope: Scope, id: int) -> Webhook:
    found = await webhooks.get(scope, id)
    if found.dialect != DIALECT.name:
        raise NotFound("There is no such webhook.", field="webhook_id")
    return found


# Of one campaign


@router.get("/campaigns/{campaign_id}/webhooks", dependencies=[READ])
async def campaign_webhooks(scope: Scoped, campaign_id: PathId) -> list[answer_types.Webhook]:
    """The campaign's webhooks, as a bare array."""
    await campaigns.get(scope, campaign_id)
    return [
        shown(scope, w)
        for w in await webhooks.find_all(scope, dialect=DIALECT.name, campaign_id=campaign_id, limit=1000)
        if w.campaign_id == campaign_id
    ]


@router.post("/campaigns/{campaign_id}/webhooks", dependencies=[WRITE, REACHABLE])
async def save_campaign_webhook(scope: Scoped, campaign_id: PathId, body: WebhookBody) -> answer_types.OneWebhook:
    """Create a webhook of the campaign (id null) or change one."""
    await campaigns.get(scope, campaign_id)
    if body.campaign_id not in (None, campaign_id):
        raise Invalid("The body names another campaign than the path: leave campaign_id out.", field="campaign_id")
    if body.id is not None and (await _get(scope, body.id)).campaign_id != campaign_id:
        raise NotFound("The campaign has no such webhook.", field="id")
    return one(scope, await _save(scope, body.model_copy(update={"campaign_id": campaign_id})))


@router.delete("/campaigns/{campaign_id}/webhooks", dependencies=[WRITE])
async def delete_campaign_webhook(
    scope: Scoped, campaign_id: PathId, body: WebhookRef | None = None, id: Annotated[Id | None, Query()] = None
) -> answer_types.Ok:
    """Remove a webhook of the campaign, named in the body as {"id": ...}."""
    wanted = id or (body.id if body else None)
    if wanted is None:
        raise Invalid("Give the webhook's id.", field="id")
    if (await _get(scope, wanted)).campaign_id != campaign_id:
        raise NotFound("The campaign has no such webhook.", field="id")
    await webhooks.delete(scope, wanted)
    return {"ok": True}


# Of a client, or of everything


@router.get("/webhooks", dependencies=[READ])
async def all_webhooks(scope: Scoped, client_id: Annotated[Id | None, Query()] = None) -> list[answer_types.Webhook]:
    """Every webhook of the workspace, as a bare array."""
    found = await webhooks.find_all(scope, dialect=DIALECT.name, seat_id=client_id, limit=1000)
    return [shown(scope, w) for w in found]


@router.post("/webhooks", dependencies=[WRITE, REACHABLE])
@router.post("/webhook/create", dependencies=[WRITE, REACHABLE], include_in_schema=False)
async def create_webhook(scope: Scoped, body: WebhookBody) -> answer_types.OneWebhook:
    """Create a webhook for every campaign, for one (`email_campaign_id`), or for a client's (`client_id`); with `id`, change
    that one.
    """
    return one(scope, await _save(scope, body))


@router.get("/webhooks/{webhook_id}", dependencies=[READ])
@router.get("/webhook/{webhook_id}", dependencies=[READ], include_in_schema=False)
async def get_webhook(scope: Scoped, webhook_id: PathId) -> answer_types.OneWebhook:
    """One webhook."""
    return one(scope, await _get(scope, webhook_id))


@router.patch("/webhooks/{webhook_id}", dependencies=[WRITE, REACHABLE])
@router.put("/webhook/update/{webhook_id}", dependencies=[WRITE, REACHABLE], include_in_schema=False)
async def update_webhook(scope: Scoped, webhook_id: PathId, body: WebhookBody) -> answer_types.OneWebhook:
    """Change what is given."""
    if body.id not in (None, webhook_id):
        raise Invalid("The body names another webhook than the path: leave id out.", field="id")
    return one(scope, await _save(scope, body.model_copy(update={"id": webhook_id})))


@router.delete("/webhooks/{webhook_id}", dependencies=[WRITE])
@router.delete("/webhook/delete/{webhook_id}", dependencies=[WRITE], include_in_schema=False)
async def delete_webhook(scope: Scoped, webhook_id: PathId) -> answer_types.Ok:
    """Remove a webhook."""
    await _get(scope, webhook_id)
    await webhooks.delete(scope, webhook_id)
    return {"ok": True}
