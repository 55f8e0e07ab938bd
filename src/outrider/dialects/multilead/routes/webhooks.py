"""Webhooks: of one campaign, and global ones that hear of everything at a seat. Each has one action."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import AliasChoices, Field, WithJsonSchema, field_validator, model_validator

from outrider.dialects.kit.access import check_webhook_url
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import DIALECT, answer_types, answers, webhook_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import MOST, NUMBERS, ONE_OR_MANY, Body, Id, Limit, body
from outrider.dialects.multilead.errors import forbidden, wrong
from outrider.dialects.multilead.events import ACTIONS, EVENT_TYPES, number_of
from outrider.dialects.multilead.places import campaign_at
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Webhook
from outrider.values import is_array, is_object, or_empty

router = APIRouter(prefix="/users/{userId}/accounts/{accountId}", tags=["Webhooks"])

SeatScope = Annotated[Scope, at("seat", "webhooks")]
MOST_AT_ONCE = 100
# What the document says of an action; its name in any case is understood as well.
NAMED = WithJsonSchema({"anyOf": [{"enum": sorted(ACTIONS)}, {"enum": sorted(EVENT_TYPES)}]})


def _actions(value: Any) -> Any:
    """Numbers or names of actions, one or several, as numbers."""
    given = value if is_array(value) else [value]
    if unknown := [each for each in given if number_of(each) is None]:
        raise ValueError(f"{str(unknown[0])[:100]} is not a webhook action")
    return [number_of(each) for each in given]


class NewWebhook(Body):
    """`accountWebhookActionId` by number or name, or several as `events`."""

    actions: list[Annotated[int, NAMED]] = Field(
        min_length=1, validation_alias=AliasChoices("accountWebhookActionId", "events", "event", "actions")
    )
    url: str = Field(min_length=1, max_length=2000)
    metadata: dict[str, object] | None = None
    linkedinAccountId: Id | None = None
    campaignId: Id | None = None

    _numbered = field_validator("actions", mode="before")(_actions)


class NewWebhooks(Body):
    """Several, or the fields of one."""

    webhooks: list[NewWebhook] = Field(min_length=1, max_length=MOST_AT_ONCE)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"webhooks": [value]} if is_object(value) and "webhooks" not in value and "url" in value else value


async def _create(scope: Scope, wanted: list[NewWebhook], *, everywhere: bool) -> list[int]:
    made: list[int] = []
    for hook in wanted:
        if hook.linkedinAccountId not in (None, scope.seat_id):
            raise forbidden()
        if hook.campaignId is not None:
            await campaign_at(scope, hook.campaignId)
        campaign_id = None if everywhere else hook.campaignId  # a global one hears of every campaign, whichever is named
        for action in hook.actions:
            try:
                created, _ = await webhooks.create(
                    scope,
                    dialect=DIALECT.name,
                    url=_full(hook.url),
                    event_types=ACTIONS[action].types,
                    name=ACTIONS[action].name,
                    seat_id=scope.seat_id,
                    campaign_id=campaign_id,
                    vendor={"action": action, "url": hook.url, "metadata": hook.metadata or {}, "global": everywhere},
                )
            except Invalid as error:
                raise wrong(url=error.message) from None
            made.append(created.id)
    return made


def _full(url: str) -> str:
    """Clients give a host without a scheme, too."""
    return url if "://" in url else f"https://{url}"


Wanted = Annotated[NewWebhooks, body(NewWebhooks)]


async def _reachable(request: Request, data: Wanted) -> None:
    for url in {_full(hook.url) for hook in data.webhooks}:
        try:
            await check_webhook_url(request, url)
        except Invalid as error:
            raise wrong(url=error.message) from None


@router.post("/webhooks", dependencies=[Depends(_reachable)])
async def create(scope: SeatScope, data: Wanted) -> answer_types.Result[answer_types.CreatedMany]:
    """Subscribe to an action at a campaign (without one, at all the seat's campaigns)."""
    return {"result": {"ids": await _create(scope, data.webhooks, everywhere=False), "value": "Webhook(s) created"}}


@router.post("/global_webhook", dependencies=[Depends(_reachable)])
async def create_global(scope: SeatScope, data: Wanted) -> answer_types.Result[answer_types.CreatedMany]:
    """Subscribe to an action at everything of the seat."""
    return {"result": {"ids": await _create(scope, data.webhooks, everywhere=True), "value": "Global webhooks created"}}


def _shown(w: Webhook) -> webhook_types.Webhook:
    return {
        "id": w.id,
        "linkedinAccountId": w.seat_id,
        "url": w.vendor.get("url") or w.url,
        "accountWebhookActionId": w.vendor.get("action"),
        "createdAt": iso(w.created_at),
        "updatedAt": iso(w.updated_at),
        "metadata": or_empty(w.vendor.get("metadata")),
    }


async def _listed(scope: Scope, limit: int, offset: int, *, everywhere: bool) -> list[Webhook]:
    return await webhooks.find_all(
        scope, dialect=DIALECT.name, seat_id=scope.seat_id, vendor={"global": everywhere}, limit=limit, offset=offset
    )


@router.get("/webhooks")
async def listed(scope: SeatScope, limit: Limit = 30, offset: Offset = 0) -> answer_types.Items[webhook_types.CampaignWebhook]:
    """The seat's webhooks that are not global, each with its campaign."""
    rows = await _listed(scope, limit, offset, everywhere=False)
    of = await campaigns.get_many(scope, [w.campaign_id for w in rows if w.campaign_id])
    return items(
        [
            {
                **_shown(w),
                "campaignId": w.campaign_id,
                "campaign": answers.short_campaign(of[w.campaign_id]) if w.campaign_id in of else None,
            }
            for w in rows
        ]
    )


@router.get("/global_webhooks")
async def listed_global(scope: SeatScope, limit: Limit = 30, offset: Offset = 0) -> answer_types.Items[webhook_types.Webhook]:
    """The seat's global webhooks."""
    return items([_shown(w) for w in await _listed(scope, limit, offset, everywhere=True)])


@router.delete("/webhooks/{webhookId}", status_code=204)
async def delete(scope: SeatScope, webhookId: Annotated[int, Path(ge=1, le=MOST)]) -> Response:
    """Remove a webhook that is not global."""
    found = await webhooks.get(scope, webhookId)
    if found.dialect != DIALECT.name or found.seat_id != scope.seat_id or found.vendor.get("global"):
        raise NotFound("There is no such webhook.")
    await webhooks.delete(scope, webhookId)
    return Response(status_code=204)


class Gone(Body):
    url: str = Field(min_length=1, max_length=2000)
    arrayOfActions: Annotated[list[Annotated[Any, NAMED]], ONE_OR_MANY] = Field(min_length=1, max_length=MOST_AT_ONCE)
    arrayOfIds: Annotated[list[Id], NUMBERS] = Field(max_length=1000)

    _numbered = field_validator("arrayOfActions", mode="after")(_actions)


@router.post("/delete_global_webhook")
async def delete_global(request: Request, scope: SeatScope, data: Annotated[Gone, body(Gone)]) -> Response:
    """Remove the global webhooks with this URL and these actions, whose ids (or whose seat's) are given."""
    rows = await _listed(scope, 10_000, 0, everywhere=True)
    ids = set(data.arrayOfIds)
    gone = [
        w
        for w in rows
        if _full(data.url) == w.url and w.vendor.get("action") in data.arrayOfActions and (not ids or {w.id, w.seat_id} & ids)
    ]
    if not gone:
        raise NotFound("There is no such webhook.")
    for w in gone:
        await webhooks.delete(scope, w.id)
    return says(request, 200)
