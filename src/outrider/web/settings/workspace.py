"""The workspace's name and time zone, and its seats."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.tenancy import seats, workspaces
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.workspaces import Workspace
from outrider.web.kit.text import _, zones
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form


@dataclass(frozen=True, slots=True)
class WorkspaceView:
    """`seats`: those that the visitor sees. `form` is the workspace's, `seat` the one of a new seat."""

    workspace: Workspace
    seats: Sequence[Seat]
    zones: Sequence[tuple[str, str]]
    can_write: bool
    form: Form = UNTOUCHED
    seat: Form = UNTOUCHED


async def _show(visit: Visit, form: Form | None = None, seat: Form | None = None) -> Response:
    async with visit.scope() as scope:
        workspace = await workspaces.get(scope)
        visible = [s for s in await seats.all(scope, limit=500) if visit.access.sees(s.id)]
    view = WorkspaceView(workspace, visible, zones(), visit.access.manages, form or UNTOUCHED, seat or UNTOUCHED)
    return frame.show(visit, "workspace.html", view, status=422 if form or seat else 200)


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def save(visit: Visit) -> Response:
    """Rename the workspace, or move it to another zone."""
    frame.require_manager(visit)
    given = {name: visit.text(name, 250) for name in ("name", "timezone")}
    try:
        async with visit.scope() as scope:
            await workspaces.update(scope, name=given["name"], timezone=given["timezone"])
    except Invalid as error:
        return await _show(visit, Form(given, {error.field or "name": error.message}))
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
    """Suspend a seat, or let it work again."""
    frame.require_manager(visit)
    id, status = visit.request.path_params["id"], visit.text("status")
    async with visit.scope() as scope:
        seat = await seats.set_status(scope, id, status)
    said = _("{name} works again") if status == "active" else _("{name} is suspended: its senders do nothing")
    return visit.done(visit.url("/settings"), Toast(said.format(name=seat.name)))


ROUTES = [
    page("/settings", show, needs=None),
    act("/settings/workspace", save, needs=None),
    act("/settings/seats", add_seat, needs=None),
    act("/settings/seats/{id:int}/status", set_seat_status, needs=None),
]
