"""Teams: made by a user, with roles of up to 14 permissions, and members who hold roles at seats."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from outrider.dialects.kit.access import Caller, core_of
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, permissions
from outrider.dialects.multilead.access import NO_PERMISSION, Team, at
from outrider.dialects.multilead.answers import counted, items, says
from outrider.dialects.multilead.bodies import NUMBERS, Body, Id, Limit, Search, Switch, UserId, body
from outrider.dialects.multilead.errors import forbidden, refusal, wrong
from outrider.dialects.multilead.routes.users import Email, Name, me_of
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import registration, seats, teams, users
from outrider.outreach.tenancy.teams import Grant
from outrider.outreach.tenancy.users import Member
from outrider.store.ids import to_id, to_uuid

router = APIRouter(tags=["Team Management"])

# The role of a team's owner or manager. It is not a row: it has every permission.
OWNER_ID = 2**62
OWNER = str(to_uuid("role", OWNER_ID))
OWNER_NAME = "Owner"
NO_ROLES = "You don't have a needed permission to get the info about these roles."
NO_MEMBERS = "You don't have a needed permission to get info about these team members."
NO_INVITING = "You don't have a needed permission to invite another team member. Contact your team owner to do it for you."
NOT_COVERED = "You can't assign these roles because your access doesn't cover them."
FOREIGN_SEATS = "You can't assign seats to a user if those seats don't belong to the team you're inviting them to."
LENGTH = "Team name can't be shorter than 1 character or longer than 512 characters."


@router.get("/users/{userId}/teams")
async def list_teams(
    request: Request,
    principal: Caller,
    place: Team,
    user_id: UserId,
    limit: Limit = 20,
    offset: Offset = 0,
    search: Search = None,
) -> answer_types.Counted[answer_types.Team]:
    """The teams of the platform that this key's user runs."""
    if not place.access.manages:
        raise forbidden()
    core = core_of(request)
    found, total = await teams.find_all(core, await teams.opened(core, principal), search=search, limit=limit, offset=offset)
    rows: list[answer_types.Team] = [
        {"teamId": t.id, "teamName": t.name, "ownerId": t.owner_id, "ownerName": t.owner_name, "createdAt": iso(t.created_at)}
        for t in found
    ]
    return counted(rows, total)


class NewTeam(Body):
    """The vendor's own sentence is answered where there is no name."""

    model_config = ConfigDict(json_schema_extra={"required": ["name"]})

    name: Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": 512})] = ""


@router.post("/users/{userId}/create_team", status_code=201)
async def create_team(
    user_id: UserId, principal: Caller, scope: Annotated[Scope, at("team", None)], data: Annotated[NewTeam, body(NewTeam)]
) -> answer_types.Result[answer_types.CreatedTeam]:
    """A team that the key's user owns; the key opens it too."""
    if not 1 <= len(data.name) <= 512:
        raise wrong(name=LENGTH)
    if (await me_of(scope, principal)).user_id != user_id:
        raise forbidden()
    try:
        inside = await teams.create(scope, data.name, user_id)
    except Conflict:
        raise refusal("Whoops... This team name already exists. Please enter another one.") from None
    return {"result": {"teamId": inside.workspace_id, "value": f"Team {data.name} team successfully created!"}}


# Roles


class Permission(Body):
    id: Annotated[int, Field(ge=1, le=len(permissions.NAMES))]
    isViewOnly: Switch


class NewRole(Body):
    """The vendor's own sentence is answered where there are no permissions."""

    model_config = ConfigDict(json_schema_extra={"required": ["name", "permissions"]})

    name: Annotated[str, Field(min_length=1, max_length=200)]
    permissions: Annotated[list[Permission], Field(max_length=100, default_factory=list, json_schema_extra={"minItems": 1})]


@router.post("/teams/{teamId}/users/{userId}/create_role")
async def create_role(
    place: Team, user_id: UserId, scope: Annotated[Scope, at("team", "team")], data: Annotated[NewRole, body(NewRole)]
) -> answer_types.Result[answer_types.Created]:
    """Create a role; it cannot allow more than its creator may do."""
    if not data.permissions:
        raise wrong(permissions="Permissions are required!")
    wanted = permissions.stored((p.id, p.isViewOnly) for p in data.permissions)
    if not _covers(place.access, wanted):
        raise refusal(NOT_COVERED)
    taken = f"The role with the name {data.name} already exists. Pick another name."
    if data.name.lower() == OWNER_NAME.lower():
        raise refusal(taken)
    try:
        role = await teams.create_role(scope, data.name, wanted)
    except Conflict as error:
        raise refusal("Can't create more than 10 roles for a team" if error.code == "too_many_roles" else taken) from None
    value = f"You have successfully created your new role {role.name}. You can assign it now to a team member."
    return {"result": {"id": str(to_uuid("role", role.id)), "value": value}}


def _covers(access: teams.Access, wanted: dict[str, str]) -> bool:
    return all(access.may(name, write=level == "full") for name, level in wanted.items())


def _role(role: users.Role, workspace_id: int) -> answer_types.Role:
    return {
        "id": str(to_uuid("role", role.id)),
        "name": role.name,
        "permissions": permissions.shown(role.permissions),
        "teamId": workspace_id,
        "whitelabelId": None,
    }


@router.get("/teams/{teamId}/users/{userId}/get_roles")
async def get_roles(
    place: Team, user_id: UserId, scope: Annotated[Scope, at("team", None)]
) -> answer_types.Items[answer_types.Role]:
    """The team's roles, the owner's first."""
    if not place.may("team", write=False):
        raise refusal(NO_ROLES)
    rows: list[answer_types.Role] = [
        {"id": OWNER, "name": OWNER_NAME, "permissions": permissions.shown(teams.FULL), "teamId": None, "whitelabelId": None}
    ]
    rows += [_role(role, scope.workspace_id) for role in await users.roles(scope)]
    return items(rows)


# Members


@router.get("/users/{userId}/teams/{teamId}/get_team_members")
async def get_members(
    place: Team,
    user_id: UserId,
    scope: Annotated[Scope, at("team", None)],
    limit: Limit = 1000,
    offset: Offset = 0,
    search: Annotated[str | None, Query(max_length=500)] = None,
) -> answer_types.Members:
    """Members and invited people, with their roles at seats."""
    if not place.may("team", write=False):
        raise refusal(NO_MEMBERS)
    found = (await users.members(scope, limit=limit + offset, search=search))[offset:]
    held = await teams.grants(scope, [m.user_id for m in found])
    every = await seats.find_all(scope, limit=1000)
    rows = [_member(m, held[m.user_id], every) for m in found]
    total = await users.count_members(scope, search=search)
    return {"result": {"items": rows, "count": len(rows), "sumCount": total}}


def _member(member: Member, held: Sequence[Grant], every: Sequence[seats.Seat]) -> answer_types.Member:
    manages = member.role in ("owner", "admin") and member.seat_ids is None
    at_seats = [Grant(member.user_id, s.id, s.name, None, None) for s in every] if manages else held
    roles: dict[int | None, answer_types.SeatRole] = {}
    for grant in at_seats:
        named: answer_types.SeatRole = {"roleName": grant.role_name or OWNER_NAME, "roleId": _shown(grant.role_id), "seats": []}
        roles.setdefault(grant.role_id, named)["seats"].append({"accountId": grant.seat_id, "name": grant.seat_name})
    flags = member.permissions
    return {
        "userId": member.user_id,
        "name": member.full_name or member.email,
        "email": member.email,
        "seatRoles": list(roles.values()),
        "status": "active" if member.accepted_at else "invited",
        "canManagePayment": manages or bool(flags.get("manage_payment")),
        "canManageGlobalBlacklist": manages or bool(flags.get("manage_global_blacklist")),
        "isTeamOwner": member.role == "owner",
    }


def _shown(role_id: int | None) -> str:
    return OWNER if role_id is None else str(to_uuid("role", role_id))


class AccountRole(Body):
    roleId: Annotated[str, Field(max_length=100)]
    accounts: Annotated[list[Id], NUMBERS, Field(min_length=1, max_length=1000)]


class Invitation(Body):
    name: Name
    email: Email
    accountRoles: Annotated[list[AccountRole], Field(max_length=100, default_factory=list)]
    canManagePayment: Switch = False
    sendAnInvitationEmail: Switch = False


@router.post("/teams/{teamId}/users/{userId}/invite_team_member", status_code=201)
async def invite_member(
    request: Request,
    place: Team,
    user_id: UserId,
    scope: Annotated[Scope, at("team", None)],
    data: Annotated[Invitation, body(Invitation)],
) -> Response:
    """A member with roles at seats: at once, or once they accept by the link in a mail."""
    if not place.may("team", write=True):
        raise refusal(NO_INVITING)
    if data.canManagePayment and "manage_payment" not in place.access.flags:
        raise refusal(NOT_COVERED)
    wanted = await _wanted(scope, place.access, data.accountRoles)
    try:
        invited = await registration.invite(scope, data.email, data.name, ask=data.sendAnInvitationEmail)
    except Conflict as error:
        if error.code == "already_member":
            raise refusal("This user is already a member of the team you're trying to invite them to.") from None
        raise refusal("This user is already invited to join this team.") from None
    await _assign(scope, invited.id, wanted)
    await teams.set_flags(scope, invited.id, {"manage_payment": data.canManagePayment})
    return says(request, 201)


class MemberChange(Body):
    email: Email
    accountRoles: Annotated[list[AccountRole] | None, Field(max_length=100)] = None
    canManagePayment: Switch | None = None
    canManageGlobalBlacklist: Switch | None = None
    canManageTeamGlobalWebhooks: Switch | None = None


@router.patch("/teams/{teamId}/users/{userId}/update_team_member", status_code=201)
async def update_member(
    request: Request,
    place: Team,
    user_id: UserId,
    scope: Annotated[Scope, at("team", None)],
    data: Annotated[MemberChange, body(MemberChange)],
) -> Response:
    """What a member, or an invited person, may do from now on."""
    if not place.may("team", write=True):
        raise forbidden(NO_PERMISSION)
    found = await users.members(scope, 1, email=data.email)
    if not found:
        raise refusal("There is no team member or invited user with this email address!")
    member = found[0]
    if member.role == "owner":
        raise refusal("You cannot update team owner!")
    given = {
        "manage_payment": data.canManagePayment,
        "manage_global_blacklist": data.canManageGlobalBlacklist,
        "manage_global_webhooks": data.canManageTeamGlobalWebhooks,
    }
    flags = {name: value for name, value in given.items() if value is not None}
    if any(value and name not in place.access.flags for name, value in flags.items()):
        raise refusal(NOT_COVERED)
    if data.accountRoles is not None:
        wanted = await _wanted(scope, place.access, data.accountRoles)
        if member.role != "custom":
            await users.update_member(scope, member.user_id, role="custom")
        await _assign(scope, member.user_id, wanted)
    await teams.set_flags(scope, member.user_id, flags)
    return says(request, 201)


async def _wanted(scope: Scope, access: teams.Access, given: Sequence[AccountRole]) -> list[tuple[int, int | None]]:
    """(seat, role) pairs; a 400 for roles that allow more than the caller may, at a seat the caller does not see."""
    roles = {role.id: role for role in await users.roles(scope)}
    pairs: list[tuple[int, int | None]] = []
    for item in given:
        role_id = to_id("role", item.roleId)
        if role_id is None or (role_id != OWNER_ID and role_id not in roles):
            raise refusal(NOT_COVERED)
        held = teams.FULL if role_id == OWNER_ID else roles[role_id].permissions
        for seat_id in item.accounts:
            if not access.sees(seat_id):
                raise refusal(FOREIGN_SEATS)
            if not all(access.may(name, write=level == "full", seat_id=seat_id) for name, level in held.items()):
                raise refusal(NOT_COVERED)
            pairs.append((seat_id, None if role_id == OWNER_ID else role_id))
    return pairs


async def _assign(scope: Scope, user_id: int, wanted: Sequence[tuple[int, int | None]]) -> None:
    try:
        await teams.set_grants(scope, user_id, wanted)
    except (NotFound, Invalid) as error:
        raise refusal(FOREIGN_SEATS if error.field == "seats" else NOT_COVERED) from None
