"""The sender pages and actions: settings, pause and resume, warm-up, DNS check, remove."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.responses import Response

from outrider.channels.email import verify
from outrider.errors import Conflict, Forbidden, Invalid, NotFound, OutriderError
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.correspondence import linkedin
from outrider.outreach.enrollments import staffing
from outrider.outreach.senders import senders, tracking_domains, warmup
from outrider.outreach.senders.kept import SenderChanges
from outrider.outreach.senders.senders import Sender
from outrider.rules import schedule
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.senders import dns, together, view


async def show(visit: Visit) -> Response:
    """The list."""
    query = visit.request.query_params
    after = query.get("after", "")
    async with visit.scope() as scope:
        listing = await view.listing(
            visit, scope, query.get("q", "").strip()[:200], query.get("status", ""), int(after) if _is_id(after) else None
        )
    return visit.render("senders/senders.html", listing)


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,18}", text))


async def open_sender(visit: Visit) -> Response:
    """One sender."""
    async with visit.scope() as scope:
        return visit.render("senders/sender.html", await view.one(visit, scope, visit.request.path_params["id"]))


async def writable(visit: Visit, scope: Scope) -> Sender:
    """The sender in the URL. Raises NotFound, or Forbidden if the visitor may not change it."""
    sender = await senders.get(scope, visit.request.path_params["id"])
    visit.require_seat(sender.seat_id, view.permission_of(sender), write=True)
    return sender


def given(visit: Visit) -> dict[str, str]:
    """The input, to be shown again beside errors."""
    return {name: value for name, value in visit.form.items() if isinstance(value, str)}


async def again(visit: Visit, errors: Mapping[str, str]) -> Response:
    """Show the page again, with errors beside their fields."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        shown = await view.one(visit, scope, id, given(visit), errors)
    return visit.render("senders/sender.html", shown, status=422)


def _number(visit: Visit, name: str, most: int) -> int | None:
    """A whole number from the form; None if empty. Raises Invalid."""
    text = visit.text(name, 40)
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > most:
        raise Invalid(_("Enter a whole number from 0 to {most}.").format(most=f"{most:,}"), field=name)
    return int(text)


async def save(visit: Visit) -> Response:
    """Save a mailbox's limits, hours, signature and addresses."""
    id = visit.request.path_params["id"]
    try:
        async with visit.scope() as scope:
            sender = await writable(visit, scope)
            await senders.update(scope, id, **_settings(visit, sender, scope))
    except (Invalid, Conflict) as error:
        return await again(visit, {error.field or "name": error.message})
    return visit.done(visit.url(f"/senders/{id}"), Toast(_("Saved")))


def _settings(visit: Visit, sender: Sender, scope: Scope) -> SenderChanges:
    limit, gap = _number(visit, "daily_limit", 10_000), _number(visit, "gap", 1440)
    start, step = _number(visit, "ramp_start", 10_000), _number(visit, "ramp_step", 10_000)
    timezone, host = visit.text("timezone", 64) or "UTC", visit.text("tracking_domain", 300)
    changes: SenderChanges = {
        "name": visit.text("name", 200),
        "timezone": timezone,
        "daily_limit": sender.daily_limit if limit is None else limit,
        "min_gap_seconds": sender.min_gap_seconds if gap is None else gap * 60,
        "signature": visit.text("signature", 20_000),
        "reply_to": visit.text("reply_to", 320) or None,
        "bcc": visit.text("bcc", 320) or None,
        "tracking_domain": tracking_domains.host_of(host) if host else None,
    }
    if start is None:
        changes["limits"] = {"ramp": None}
    else:
        before = sender.limits.get("ramp")
        began = before["started_on"] if before else schedule.local_day(scope.now, timezone).isoformat()
        changes["limits"] = {"ramp": {"start": start, "step": step or 1, "started_on": began}}
    if visit.text("hours_other") != "yes":
        changes["schedule"] = _schedule(visit, timezone)
    return changes


def _schedule(visit: Visit, timezone: str) -> dict[str, object] | None:
    days = sorted({n for n in visit.numbers("day") if 0 <= n < 7})
    start, end = visit.text("start", 5), visit.text("end", 5)
    if not days and not start and not end:
        return None
    for name, value in (("start", start), ("end", end)):
        if not re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", value):
            raise Invalid(_("Enter a time of day, such as 09:00."), field=name)
    if not days:
        raise Invalid(_("Choose at least one day, or leave the hours empty."), field="start")
    return {"timezone": timezone, "windows": [{"days": days, "start": start, "end": end}]}


async def pause(visit: Visit) -> Response:
    """Pause the sender: it sends nothing until it is resumed."""
    async with visit.scope() as scope:
        sender = await writable(visit, scope)
        await senders.pause(scope, sender.id)
    toast = Toast(_("{address} is paused").format(address=sender.address), undo=visit.url(f"/senders/{sender.id}/resume"))
    return visit.done(visit.url(f"/senders/{sender.id}"), toast)


async def resume(visit: Visit) -> Response:
    """Resume the sender."""
    async with visit.scope() as scope:
        sender = await writable(visit, scope)
        await senders.resume(scope, sender.id)
    return visit.done(visit.url(f"/senders/{sender.id}"), Toast(_("{address} is active again").format(address=sender.address)))


async def remove(visit: Visit) -> Response:
    """Remove the sender; a LinkedIn account is also signed out at the provider."""
    async with visit.scope() as scope:
        sender = await writable(visit, scope)
    if sender.channel == "linkedin":
        try:
            await linkedin.disconnect(visit.core, visit.site.settings, visit.place.id, sender.id, actor=visit.actor)
        except OutriderError as error:
            if isinstance(error, Forbidden | NotFound):
                raise
    async with visit.scope() as scope:
        await staffing.delete_sender(scope, sender.id)
    return visit.done(visit.url("/senders"), Toast(_("{address} has been removed").format(address=sender.address)))


async def set_warmup(visit: Visit) -> Response:
    """Turn warm-up on with its settings, or off."""
    id = visit.request.path_params["id"]
    try:
        async with visit.scope() as scope:
            sender = await writable(visit, scope)
            if sender.channel != "email" or visit.text("switch") == "off":
                await warmup.disable(scope, [id])
                said = _("Warm-up is off")
            else:
                await warmup.enable(
                    scope,
                    [id],
                    daily_target=_number(visit, "daily_target", 1000),
                    increment=_number(visit, "increment", 1000),
                    reply_rate=_number(visit, "reply_rate", 100),
                )
                said = _("Warm-up is on")
    except Invalid as error:
        return await again(visit, {error.field or "daily_target": error.message})
    return visit.done(visit.url(f"/senders/{id}"), Toast(said))


async def check_dns(visit: Visit) -> Response:
    """Look up the sender's DNS records now, and show the records to add if some are missing."""
    async with visit.scope() as scope:
        sender = await senders.get(scope, visit.request.path_params["id"])
        visit.require_seat(sender.seat_id, view.permission_of(sender))
    if sender.channel != "email":
        raise NotFound(_("There is no page at this address."))
    report = await verify.check_domain(sender.address.rpartition("@")[2])
    target = urlsplit(visit.site.settings.public_url or "").hostname
    alias = await verify.check_alias(sender.tracking_domain, target) if sender.tracking_domain and target else None
    return visit.render("senders/dns.html", dns.shown(sender, report, target, alias))


async def solve(visit: Visit) -> Response:
    """Submit the code that LinkedIn asks for during sign-in."""
    async with visit.scope() as scope:
        sender = await writable(visit, scope)
    try:
        code = visit.text("code", 40)
        if not code:
            raise Invalid(_("Enter the code that LinkedIn sent."), field="code")
        done = await linkedin.solve(visit.core, visit.site.settings, visit.place.id, sender.id, code, actor=visit.actor)
    except OutriderError as error:
        return await again(visit, {error.field or "code": error.message})
    said = _("LinkedIn asks for one more code") if done.checkpoint else _("The account has been connected")
    return visit.done(visit.url(f"/senders/{sender.id}"), Toast(said))


async def set_limits(visit: Visit) -> Response:
    """Save a LinkedIn account's daily limit for each action."""
    id = visit.request.path_params["id"]
    try:
        async with visit.scope() as scope:
            await writable(visit, scope)
            daily = {action: _number(visit, action, 1000) for action in linkedin_accounts.ACTIONS}
            await linkedin_accounts.set_limits(scope, id, daily, slow_start=visit.text("slow_start") == "yes")
    except Invalid as error:
        return await again(visit, {error.field or "invite": error.message})
    return visit.done(visit.url(f"/senders/{id}"), Toast(_("Saved")))


ROUTES = [
    page("/senders", show, needs="mailboxes"),
    *together.ROUTES,
    page("/senders/{id:int}", open_sender, needs=None),
    page("/senders/{id:int}/dns", check_dns, needs="mailboxes"),
    act("/senders/{id:int}", save, needs=None),
    act("/senders/{id:int}/pause", pause, needs=None),
    act("/senders/{id:int}/resume", resume, needs=None),
    act("/senders/{id:int}/remove", remove, needs=None),
    act("/senders/{id:int}/warmup", set_warmup, needs="warmup"),
    act("/senders/{id:int}/code", solve, needs="linkedin"),
    act("/senders/{id:int}/limits", set_limits, needs="linkedin"),
]
