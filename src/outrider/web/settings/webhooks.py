"""Webhooks: where events are posted, the deliveries, and the bodies that were sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider import dialects
from outrider.channels.webhook import Answer
from outrider.errors import Forbidden, Invalid
from outrider.outreach.base import events
from outrider.outreach.conversations import webhooks
from outrider.outreach.conversations.webhooks import Delivery, Webhook
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

OWN = "outrider"  # webhooks created here get events in Outrider's own format
PAGE, MOST = 50, 200
_USUAL = ("reply.received", "lead.category_set", "message.bounced", "lead.unsubscribed")


@dataclass(frozen=True, slots=True)
class WebhooksView:
    """`events`: event types with descriptions. `chosen`: those checked in the form of a new webhook."""

    webhooks: Sequence[Webhook]
    systems: Mapping[str, str]
    events: Mapping[str, str]
    chosen: Sequence[str]
    can_write: bool
    form: Form = UNTOUCHED


@dataclass(frozen=True, slots=True)
class WebhookView:
    """One webhook with its latest deliveries. `secret`: shown to those who may change the webhook. `next`: the URL of older
    deliveries.
    """

    webhook: Webhook
    system: str
    deliveries: Sequence[Delivery]
    secret: str | None
    filter: str
    next: str | None
    first: str | None
    can_write: bool
    events: Mapping[str, str]
    chosen: Sequence[str]
    form: Form = UNTOUCHED


@dataclass(frozen=True, slots=True)
class DeliveryView:
    delivery: Delivery
    body: str
    can_write: bool


def _systems() -> dict[str, str]:
    return {OWN: "Outrider", **{d.name: d.title for d in dialects.available()}}


def _may_write(visit: Visit) -> bool:
    return visit.may("webhooks", write=True)


def _require_seat(visit: Visit, webhook: Webhook, *, write: bool = False) -> None:
    """Raise Forbidden for a webhook of every seat unless the visitor sees every seat."""
    if webhook.seat_id is not None:
        visit.require_seat(webhook.seat_id, "webhooks", write=write)
    elif visit.access.seat_ids() is not None:
        raise Forbidden(_("This webhook is for every seat of the workspace; your role covers only some of them."))


async def _show(visit: Visit, form: Form | None = None, chosen: Sequence[str] = _USUAL) -> Response:
    async with visit.scope() as scope:
        found = await webhooks.find_all(scope, limit=MOST)
    mine = [w for w in found if visit.access.seat_ids() is None or (w.seat_id is not None and visit.access.sees(w.seat_id))]
    can_write = _may_write(visit) and visit.access.seat_ids() is None
    view = WebhooksView(mine, _systems(), events.TYPES, chosen, can_write, form or UNTOUCHED)
    return frame.show(visit, "webhooks.html", view, status=422 if form else 200)


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def create(visit: Visit) -> Response:
    """Subscribe; the webhook's page shows its signing secret."""
    if visit.access.seat_ids() is not None:
        raise Forbidden(_("Your role covers only some seats; a webhook made here is for all of them."))
    given = {"name": visit.text("name", 250), "url": visit.text("url", 2000)}
    chosen = [value for value in visit.form.getlist("event") if isinstance(value, str)]
    try:
        await webhooks.check_target(given["url"], allow_private=visit.site.settings.allow_private_webhooks)
        async with visit.scope() as scope:
            made, _secret = await webhooks.create(scope, dialect=OWN, url=given["url"], event_types=chosen, name=given["name"])
    except Invalid as error:
        return await _show(visit, Form(given, {error.field or "url": error.message}), chosen)
    return visit.done(visit.url(f"/settings/webhooks/{made.id}"), Toast(_("The webhook is active. You can send it a test now.")))


async def show_one(visit: Visit) -> Response:
    """Show the webhook and its deliveries: all, or only failed ones."""
    return await _show_one(visit)


async def _show_one(visit: Visit, form: Form = UNTOUCHED, chosen: Sequence[str] | None = None) -> Response:
    asked = visit.request.query_params
    shown, after = asked.get("show", ""), asked.get("after", "")
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        webhook = await webhooks.get(scope, id)
        _require_seat(visit, webhook)
        last = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
        only = False if shown == "failed" else None
        found = await webhooks.deliveries(scope, webhook_id=id, succeeded=only, limit=PAGE + 1, after=last)
        can_write = _may_write(visit)
        secret = await webhooks.secret_of(scope, id) if can_write else None
    here = f"/settings/webhooks/{id}"
    following = visit.url(here, show=shown, after=found[PAGE - 1].id) if len(found) > PAGE else None
    first = visit.url(here, show=shown) if after else None
    system = _systems().get(webhook.dialect, webhook.dialect)
    kinds = events.TYPES if webhook.dialect == OWN else {}  # its events are named by the vendor
    ticked = webhook.event_types if chosen is None else chosen
    view = WebhookView(webhook, system, found[:PAGE], secret, shown, following, first, can_write, kinds, ticked, form)
    return frame.show(visit, "webhook.html", view, status=422 if form.errors else 200)


async def change(visit: Visit) -> Response:
    """Change the name, URL and, for Outrider's own webhooks, the events."""
    id = visit.request.path_params["id"]
    given = {"name": visit.text("name", 250), "url": visit.text("url", 2000)}
    chosen = [value for value in visit.form.getlist("event") if isinstance(value, str)]
    async with visit.scope() as scope:
        webhook = await webhooks.get(scope, id)
        _require_seat(visit, webhook, write=True)
    wanted = chosen if webhook.dialect == OWN else None
    try:
        await webhooks.check_target(given["url"], allow_private=visit.site.settings.allow_private_webhooks)
        async with visit.scope() as scope:
            await webhooks.update(scope, id, url=given["url"], name=given["name"], event_types=wanted)
    except Invalid as error:
        return await _show_one(visit, Form(given, {error.field or "url": error.message}), chosen)
    return visit.done(visit.url(f"/settings/webhooks/{id}"), Toast(_("Saved")))


async def show_delivery(visit: Visit) -> Response:
    """Show one delivery with the last body sent."""
    async with visit.scope() as scope:
        delivery = await webhooks.delivery(scope, visit.request.path_params["id"])
        webhook = await webhooks.get(scope, delivery.webhook_id)
        _require_seat(visit, webhook)
    body = json.dumps(delivery.payload, indent=2, ensure_ascii=False) if delivery.payload is not None else ""
    return frame.show(visit, "delivery.html", DeliveryView(delivery, body, _may_write(visit) and webhook.status == "active"))


async def resend(visit: Visit) -> Response:
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        delivery = await webhooks.delivery(scope, id)
        _require_seat(visit, await webhooks.get(scope, delivery.webhook_id), write=True)
        await webhooks.redeliver(scope, id)
    said = _("It is sent now") if delivery.state == "pending" else _("It is sent again now")
    return visit.done(visit.url(f"/settings/webhooks/{delivery.webhook_id}"), Toast(said))


async def test(visit: Visit) -> Response:
    """Post a test event now and show the response."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        _require_seat(visit, await webhooks.get(scope, id), write=True)
    example = {"type": "test", "at": visit.now.isoformat(), "text": "This is a test of your webhook."}
    allowed = visit.site.settings.allow_private_webhooks
    answer = await webhooks.send_test(visit.core, visit.place.id, id, example, allow_private=allowed)
    return visit.done(visit.url(f"/settings/webhooks/{id}"), _said(answer))


def _said(answer: Answer) -> Toast:
    if answer.status is None:
        return Toast(_("No response: {error}").format(error=answer.error or _("no answer")), "error")
    text = _("Responded with {status} in {ms} ms").format(status=answer.status, ms=answer.milliseconds)
    return Toast(text, "done" if answer.accepted else "error")


async def pause(visit: Visit) -> Response:
    """Post nothing more before it is enabled again."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        _require_seat(visit, await webhooks.get(scope, id), write=True)
        await webhooks.pause(scope, id)
    return visit.done(visit.url(f"/settings/webhooks/{id}"), Toast(_("Paused: what waits is held back")))


async def enable(visit: Visit) -> Response:
    """Set a paused or disabled webhook going again."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        _require_seat(visit, await webhooks.get(scope, id), write=True)
        await webhooks.resume(scope, id)
    return visit.done(visit.url(f"/settings/webhooks/{id}"), Toast(_("Enabled: pending deliveries are being sent")))


async def delete(visit: Visit) -> Response:
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        _require_seat(visit, await webhooks.get(scope, id), write=True)
        await webhooks.delete(scope, id)
    return visit.done(visit.url("/settings/webhooks"), Toast(_("The webhook has been deleted")))


ROUTES = [
    page("/settings/webhooks", show, needs="webhooks"),
    page("/settings/webhooks/{id:int}", show_one, needs="webhooks"),
    page("/settings/webhooks/deliveries/{id:int}", show_delivery, needs="webhooks"),
    act("/settings/webhooks/create", create, needs="webhooks"),
    act("/settings/webhooks/deliveries/{id:int}/resend", resend, needs="webhooks"),
    act("/settings/webhooks/{id:int}", change, needs="webhooks"),
    act("/settings/webhooks/{id:int}/test", test, needs="webhooks"),
    act("/settings/webhooks/{id:int}/pause", pause, needs="webhooks"),
    act("/settings/webhooks/{id:int}/enable", enable, needs="webhooks"),
    act("/settings/webhooks/{id:int}/delete", delete, needs="webhooks"),
]
