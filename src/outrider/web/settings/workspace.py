"""The workspace's name, time zone, preferences and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import preferences, seats, workspaces
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.workspaces import Workspace
from outrider.web.kit.text import _, zones
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

TEXTS = ("postal_address", "domain_daily_limit", "retention_days")
# On/off preferences, each with a description.
SWITCHES: Mapping[str, str] = {
    "file_strangers": _("Also show mail that belongs to no campaign in the inbox"),
}
_WRONG: Mapping[str, str] = {
    "postal_address": _("At most {most} characters.").format(most=preferences.MAX_ADDRESS),
    "domain_daily_limit": _("Enter a whole number of 1 or more, or leave it empty."),
    "retention_days": _("Enter a whole number of 1 or more, or leave it empty."),
}


@dataclass(frozen=True, slots=True)
class WorkspaceView:
    """`seats`: those that the visitor can see. The forms are for name and time zone, preferences, and a new seat."""

    workspace: Workspace
    seats: Sequence[Seat]
    zones: Sequence[tuple[str, str]]
    can_write: bool
    preferences: Form
    form: Form = UNTOUCHED
    seat: Form = UNTOUCHED
    switches: Mapping[str, str] = field(default_factory=lambda: SWITCHES)


async def _show(visit: Visit, form: Form | None = None, seat: Form | None = None, prefs: Form | None = None) -> Response:
    async with visit.scope() as scope:
        workspace = await workspaces.get(scope)
        visible = [s for s in await seats.find_all(scope, limit=500) if visit.access.sees(s.id)]
        decided = prefs or await _decided(scope)
    view = WorkspaceView(workspace, visible, zones(), visit.access.manages, decided, form or UNTOUCHED, seat or UNTOUCHED)
    return frame.show(visit, "workspace.html", view, status=422 if form or seat or prefs else 200)


async def _decided(scope: Scope) -> Form:
    """The preferences as form values."""
    found = await preferences.find_all(scope)
    texts = {key: str(found[key] or "") for key in TEXTS}
    switches = {key: "on" for key in SWITCHES if found[key]}
    return Form({**texts, **switches})


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def save(visit: Visit) -> Response:
    """Change the workspace's name or time zone."""
    frame.require_manager(visit)
    given = {name: visit.text(name, 250) for name in ("name", "timezone")}
    try:
        async with visit.scope() as scope:
            await workspaces.update(scope, name=given["name"], timezone=given["timezone"])
    except Invalid as error:
        return await _show(visit, Form(given, {error.field or "name": error.message}))
    return visit.done(visit.url("/settings"), Toast(_("Saved")))


async def decide(visit: Visit) -> Response:
    """Save all preferences of the form, or none on error. An empty field unsets its preference."""
    frame.require_manager(visit)
    given = {key: visit.text(key, 1000).replace("\r\n", "\n") for key in (*TEXTS, *SWITCHES)}
    try:
        async with visit.scope() as scope:
            for key in TEXTS:
                await preferences.change(scope, key, given[key] or "none")
            for key in SWITCHES:
                await preferences.change(scope, key, "on" if given[key] else "off")
    except Invalid as error:
        key = error.field or TEXTS[0]
        return await _show(visit, prefs=Form(given, {key: _WRONG.get(key, error.message)}))
    return visit.done(visit.url("/settings"), Toast(_("Saved")))


async def add_seat(visit: Visit) -> Response:
    frame.require_manager(visit)
    given = {"seat_name": visit.text("seat_name", 250)}
    try:
        async with visit.scope() as scope:
            seat = await seats.create(scope, given["seat_name"], timezone=visit.place.timezone)
    except (Invalid, Conflict) as error:
        return await _show(visit, seat=Form(given, {"seat_name": error.message}))
    return visit.done(visit.url("/settings"), Toast(_("{name} is added").format(name=seat.name)))


async def set_seat_status(visit: Visit) -> Response:
    """Suspend or reactivate a seat."""
    frame.require_manager(visit)
    id, status = visit.request.path_params["id"], visit.text("status")
    async with visit.scope() as scope:
        seat = await seats.set_status(scope, id, status)
    said = _("{name} works again") if status == "active" else _("{name} has been suspended: its senders are idle")
    return visit.done(visit.url("/settings"), Toast(said.format(name=seat.name)))


ROUTES = [
    page("/settings", show, needs=None),
    act("/settings/workspace", save, needs=None),
    act("/settings/preferences", decide, needs=None),
    act("/settings/seats", add_seat, needs=None),
    act("/settings/seats/{id:int}/status", set_seat_status, needs=None),
]
