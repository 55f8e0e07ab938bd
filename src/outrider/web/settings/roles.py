"""The workspace's own roles: what their members may see and change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import teams, users
from outrider.outreach.tenancy.users import Role
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

AREAS: Mapping[str, str] = {
    "campaigns": _("Campaigns"),
    "leads": _("Leads"),
    "inbox": _("Inbox"),
    "statistics": _("Analytics"),
    "tags": _("Tags"),
    "blacklist": _("Suppression"),
    "mailboxes": _("Mailboxes"),
    "warmup": _("Warm-up"),
    "linkedin": _("LinkedIn accounts"),
    "lead_sources": _("Lead sources"),
    "templates": _("Templates"),
    "exports": _("Exports"),
    "webhooks": _("Webhooks"),
    "team": _("Members"),
}
LEVELS = (("", _("None")), ("view", _("View")), ("full", _("Edit")))


@dataclass(frozen=True, slots=True)
class RolesView:
    """`edited`: the role being edited; 0 for a new one. `counts`: how many members have each role."""

    roles: Sequence[Role]
    counts: Mapping[int, int]
    can_write: bool
    edited: int = 0
    form: Form = UNTOUCHED
    most: int = teams.MAX_ROLES
    areas: Mapping[str, str] = field(default_factory=lambda: AREAS)
    levels: Sequence[tuple[str, str]] = LEVELS

    def says(self, role: Role) -> str:
        """A role's permissions in one line."""
        lines = ((_("Changes"), "full"), (_("looks at"), "view"))
        parts = [
            (verb, [name for key, name in self.areas.items() if role.permissions.get(key) == level]) for verb, level in lines
        ]
        return "; ".join(f"{verb} {', '.join(names).lower()}" for verb, names in parts if names) or _("Opens nothing.")


async def _show(visit: Visit, form: Form = UNTOUCHED, edited: int = 0) -> Response:
    async with visit.scope() as scope:
        found = await users.roles(scope)
        counts = await users.count_by_role(scope)
    view = RolesView(found, counts, visit.access.manages, edited, form)
    return frame.show(visit, "roles.html", view, status=422 if form.errors else 200)


async def show(visit: Visit) -> Response:
    """Show all roles; `edit` in the URL opens one."""
    wanted = visit.numbers("edit")
    if not wanted:
        return await _show(visit)
    async with visit.scope() as scope:
        role = await users.get_role(scope, wanted[0])
    return await _show(visit, Form({"name": role.name, **role.permissions}), role.id)


async def save(visit: Visit) -> Response:
    """Create or change a role. Changes apply to its members immediately."""
    frame.require_manager(visit)
    given = {name: visit.text(name, 250) for name in ("name", *AREAS)}
    chosen = next((id for id in visit.numbers("id") if id), 0)
    try:
        async with visit.scope() as scope:
            await _keep(scope, chosen, given["name"], {name: given[name] for name in AREAS if given[name] in ("view", "full")})
    except (Invalid, Conflict) as error:
        return await _show(visit, Form(given, {"name": error.message}), chosen)
    return visit.done(visit.url("/settings/roles"), Toast(_("{name} is saved").format(name=given["name"])))


async def _keep(scope: Scope, id: int, name: str, permissions: Mapping[str, str]) -> None:
    if id:
        await users.update_role(scope, id, name=name, permissions=permissions)
    else:
        await teams.create_role(scope, name, permissions)


async def delete(visit: Visit) -> Response:
    """Delete a role. Refused while a member has it."""
    frame.require_manager(visit)
    async with visit.scope() as scope:
        role = await users.get_role(scope, visit.request.path_params["id"])
        await users.delete_role(scope, role.id)
    return visit.done(visit.url("/settings/roles"), Toast(_("{name} is deleted").format(name=role.name)))


ROUTES = [
    page("/settings/roles", show, needs="team"),
    act("/settings/roles/save", save, needs="team"),
    act("/settings/roles/{id:int}/delete", delete, needs="team"),
]
