"""Members of the workspace and invitations, with roles and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Conflict, Forbidden, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import registration, seats, teams, users
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.teams import Grant
from outrider.outreach.tenancy.users import Member, Role
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

MOST = 500
ROLES: Mapping[str, tuple[str, str]] = {
    "owner": (_("Owner"), _("Full access, and may appoint other owners")),
    "admin": (_("Administrator"), _("Full access, except to owners")),
    "editor": (_("Editor"), _("Campaigns, leads, senders and the inbox")),
    "viewer": (_("Viewer"), _("Sees everything, changes nothing")),
    "client": (_("Client"), _("Sees what belongs to their seats, changes nothing")),
}
_INVITED_AS = "viewer"


@dataclass(frozen=True, slots=True)
class MembersView:
    """`mails`: whether the installation can send its own mail, such as invitations."""

    members: Sequence[Member]
    seats: Sequence[Seat]
    roles: Sequence[tuple[str, str]]
    names: Mapping[str, str]
    can_write: bool
    mails: bool
    form: Form = UNTOUCHED


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member. `role`: a name in ROLES, or 'custom:' and the id of one of the workspace's own roles."""

    member: Member
    role: str
    roles: Sequence[tuple[str, str]]
    seats: Sequence[Seat]
    grants: Sequence[Grant]
    can_write: bool
    errors: Mapping[str, str]


def _choices(visit: Visit, custom: Sequence[Role]) -> list[tuple[str, str]]:
    """The roles that the visitor may assign. Only owners may make owners."""
    given = [
        (name, f"{title}: {text[0].lower()}{text[1:]}")
        for name, (title, text) in ROLES.items()
        if name != "owner" or visit.access.role == "owner"
    ]
    return [*given, *((f"custom:{role.id}", role.name) for role in custom)]


def _names(custom: Sequence[Role]) -> dict[str, str]:
    return {**{name: title for name, (title, _text) in ROLES.items()}, "custom": _("Roles at seats")} | {
        f"custom:{role.id}": role.name for role in custom
    }


def _role_of(member: Member) -> str:
    return f"custom:{member.role_id}" if member.role == "custom" and member.role_id else member.role


async def _show(visit: Visit, form: Form | None = None) -> Response:
    async with visit.scope() as scope:
        members, places, custom = await users.members(scope, MOST), await seats.find_all(scope, MOST), await users.roles(scope)
    mails = visit.site.settings.system_smtp_url is not None
    view = MembersView(
        members, places, _choices(visit, custom), _names(custom), visit.access.manages, mails, form or Form({"role": _INVITED_AS})
    )
    return frame.show(visit, "members.html", view, status=422 if form else 200)


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def show_one(visit: Visit) -> Response:
    return await _show_one(visit, {})


async def _show_one(visit: Visit, errors: Mapping[str, str]) -> Response:
    user_id = visit.request.path_params["user_id"]
    async with visit.scope() as scope:
        member = await users.get_member(scope, user_id)
        places, custom = await seats.find_all(scope, MOST), await users.roles(scope)
        grants = (await teams.grants(scope, [user_id]))[user_id]
    can_write = visit.access.manages and (member.role != "owner" or visit.access.role == "owner")
    view = MemberView(member, _role_of(member), _choices(visit, custom), places, grants, can_write, errors)
    return frame.show(visit, "member.html", view, status=422 if errors else 200)


async def _give(visit: Visit, scope: Scope, user_id: int) -> None:
    """The role and seats from the form. Raises Invalid naming the field, or Forbidden for what only an owner may assign."""
    role, _colon, id = visit.text("role").partition(":")
    if role not in ROLES and not (role == "custom" and id.isascii() and id.isdigit()):
        raise Invalid(_("Choose a role."), field="role")
    if role == "owner" and visit.access.role != "owner":
        raise Forbidden(_("Only an owner may make someone else an owner."))
    chosen = visit.numbers("seat")
    everywhere = visit.text("everywhere") == "yes"
    if role in ("owner", "admin") and not everywhere:
        raise Invalid(_("Owners and administrators have access to every seat."), field="seat")
    if not everywhere and not chosen:
        raise Invalid(_("Choose at least one seat, or every seat."), field="seat")
    if (await teams.grants(scope, [user_id]))[user_id]:
        await teams.set_grants(scope, user_id, [])
    await users.update_member(
        scope, user_id, role=role, role_id=int(id) if id else None, every_seat=everywhere, seat_ids=None if everywhere else chosen
    )


async def invite(visit: Visit) -> Response:
    """Invite someone by email, with their role and seats."""
    frame.require_manager(visit)
    given = {name: visit.text(name, 250) for name in ("email", "full_name", "role")}
    try:
        async with visit.scope() as scope:
            user = await registration.invite(scope, given["email"], given["full_name"], ask=True)
            await _give(visit, scope, user.id)
    except (Invalid, Conflict) as error:
        field = error.field if error.field in ("email", "full_name", "role", "seat") else "email"
        return await _show(visit, Form(given, {field: error.message}))
    return visit.done(visit.url("/settings/members"), Toast(_("{email} is invited").format(email=user.email)))


async def _changeable(visit: Visit, scope: Scope) -> Member:
    """The member in the URL. Raises Forbidden if the visitor may not change them."""
    frame.require_manager(visit)
    member = await users.get_member(scope, visit.request.path_params["user_id"])
    if member.role == "owner" and visit.access.role != "owner":
        raise Forbidden(_("Only an owner may change what an owner may do."))
    return member


async def save(visit: Visit) -> Response:
    try:
        async with visit.scope() as scope:
            member = await _changeable(visit, scope)
            await _give(visit, scope, member.user_id)
    except (Invalid, Conflict) as error:
        field = error.field if error.field in ("role", "seat") else "role"
        return await _show_one(visit, {field: error.message})
    return visit.done(visit.url("/settings/members"), Toast(_("{email}: saved").format(email=member.email)))


async def remove(visit: Visit) -> Response:
    """Remove a member and the keys they made here, or withdraw an invitation."""
    async with visit.scope() as scope:
        member = await _changeable(visit, scope)
        await users.remove_member(scope, member.user_id)
    return visit.done(visit.url("/settings/members"), Toast(_("{email} is removed").format(email=member.email)))


ROUTES = [
    page("/settings/members", show, needs="team"),
    page("/settings/members/{user_id:int}", show_one, needs="team"),
    act("/settings/members/invite", invite, needs="team"),
    act("/settings/members/{user_id:int}/save", save, needs="team"),
    act("/settings/members/{user_id:int}/remove", remove, needs="team"),
]
