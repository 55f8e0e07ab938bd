"""The key's workspace, and who is a member of it. Invited members get a mail with a link."""

from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import Field

from outrider.dialects.instantly import answer_types, permissions
from outrider.dialects.instantly.bodies import Address, Body, Changes, Name, Text
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.permissions import Permission
from outrider.dialects.instantly.scopes import limited
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Forbidden, Invalid, NotFound, Unauthorized
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import tracking_domains
from outrider.outreach.tenancy import registration, users, workspaces
from outrider.outreach.tenancy.users import Member
from outrider.outreach.tenancy.workspaces import Workspace
from outrider.values import Json

router = APIRouter(tags=["Workspace and members"])
REMOVAL = timedelta(hours=24)

ROLE = {"viewer": "view", "custom": "editor"}  # a role of the core's -> the vendor's word where it is another
Role = Literal["owner", "admin", "editor", "view", "client"]
Nickname = Annotated[Text, Field(max_length=80)]


class PatchWorkspace(Changes):
    name: Name | None = None
    org_logo_url: Text | None = None


class ChangeOwner(Body):
    email: Address
    sec: Text


class CreateMember(Body):
    email: Address
    role: Role
    user_email: Address | None = None
    nickname: Nickname | None = None
    permissions: list[Permission] | None = Field(default=None, max_length=100)


class PatchMember(Changes):
    nickname: Nickname | None = None
    role: Role | None = None


# ---- The workspace


def _workspace(found: Workspace) -> answer_types.Workspace:
    return {
        "id": uid("workspace", found.id),
        "timestamp_created": iso(found.created_at),
        "timestamp_updated": iso(found.updated_at),
        "owner": uid("user", found.owner_user_id or 1),
        "name": found.name,
        "plan_id": None,
        "add_unsub_to_block": True,
        "org_logo_url": found.settings.get("logo_url"),
        "org_client_domain": found.settings.get("domain"),
        "scheduled_for_removal_at": iso(found.remove_at),
    }


@router.get("/workspaces/current", dependencies=[needs("workspaces:read")])
async def current(scope: Scoped) -> answer_types.Workspace:
    """The workspace that the key opens. Unsubscribed addresses are always on its block list."""
    return _workspace(await workspaces.get(scope))


@router.patch("/workspaces/current", dependencies=[needs("workspaces:update")])
async def patch_current(scope: Scoped, body: PatchWorkspace) -> answer_types.Workspace:
    """Another name or logo."""
    settings = {"logo_url": body.org_logo_url} if "org_logo_url" in body.model_fields_set else {}
    return _workspace(await workspaces.update(scope, name=body.name, settings=settings))


@router.post("/workspaces/current/schedule-for-removal", dependencies=[needs("workspaces:delete")])
async def schedule_removal(scope: Scoped) -> answer_types.Workspace:
    """Close the workspace in 24 hours: its keys stop working and nothing more is sent. An earlier closing time is kept."""
    return _workspace(await workspaces.schedule_removal(scope, scope.now + REMOVAL))


@router.delete("/workspaces/current/schedule-for-removal", dependencies=[needs("workspaces:delete")])
async def cancel_removal(scope: Scoped) -> answer_types.Workspace:
    """The workspace stays after all."""
    return _workspace(await workspaces.schedule_removal(scope, None))


@router.post(
    "/workspaces/current/change-owner",
    dependencies=[needs("workspaces:update"), limited("change-owner", 10, 3600)],
)
async def change_owner(request: Request, work: Work, body: ChangeOwner) -> answer_types.Workspace:
    """Hand the workspace to another member, who has accepted. `sec` is the present owner's password: no key is proof enough."""
    async with work() as scope:
        owner = (await workspaces.get(scope)).owner_user_id
        present = None if owner is None else await users.get_user(scope, owner)
        members = await users.members(scope, 1, email=body.email, accepted=True)
    try:
        await users.check_password(request.app.state.core, present.email if present else "", body.sec)
    except Unauthorized:
        raise Forbidden("body/sec is not the password of the workspace's owner.") from None
    if not members:
        raise NotFound("No member of the workspace has this email address")
    return _workspace(await workspaces.hand_over(await work.last(), members[0].user_id))


# ---- The workspace's own domain


class SetDomain(Body):
    domain: Text


@router.post("/workspaces/current/whitelabel-domain", dependencies=[needs("workspaces:update")])
async def set_domain(request: Request, scope: Scoped, body: SetDomain) -> answer_types.Workspace:
    """The host under which people of this workspace see it: invitations and other mails lead there once it is verified."""
    _ours(request)
    host = tracking_domains.host_of(body.domain, "domain")
    await tracking_domains.want(scope, host)
    return _workspace(await workspaces.update(scope, settings={"domain": host}))


@router.get("/workspaces/current/whitelabel-domain", dependencies=[needs("workspaces:read")])
async def get_domain(request: Request, scope: Scoped) -> answer_types.WorkspaceDomain:
    """Whether the domain leads here over TLS, and the DNS record that it needs. It is looked at every few minutes."""
    host = await workspaces.domain(scope)
    if host is None:
        raise NotFound("The workspace has no domain of its own.")
    known = (await tracking_domains.of(scope, [host])).get(host)
    reason = known.detail if known and known.detail else "pending"
    verified = known is not None and known.status == "ready"
    record: answer_types.DomainRecord = {"domain": host, "type": "CNAME", "value": _ours(request), "reason": reason}
    return {"name": host, "verified": verified, "verification": [] if verified else [record]}


@router.delete("/workspaces/current/whitelabel-domain", dependencies=[needs("workspaces:update")])
async def delete_domain(scope: Scoped) -> answer_types.Workspace:
    """Mails lead to the installation's own address again."""
    return _workspace(await workspaces.update(scope, settings={"domain": None}))


def _ours(request: Request) -> str:
    """The host that a domain must lead to. Raises Invalid for an installation without an address."""
    host = urlsplit(request.app.state.settings.public_url or "").hostname
    if not host:
        raise Invalid("This installation has no public URL: the operator sets OUTRIDER_PUBLIC_URL first.")
    return host


# ---- Members


def _member(scope: Scope, member: Member) -> answer_types.Member:
    first, _, last = member.full_name.partition(" ")
    return {
        "id": uid("member", member.id),
        "email": member.email,
        "user_id": uid("user", member.user_id),
        "user_email": member.email,
        "nickname": member.permissions.get("nickname"),
        "name": {"first": first, "last": last},
        "role": member.permissions.get("role") or ROLE.get(member.role, member.role),
        "timestamp_created": iso(member.created_at),
        "workspace_id": uid("workspace", scope.workspace_id),
        "accepted": member.accepted_at is not None,
        "issuer_id": uid("user", member.invited_by),
        "permissions": member.permissions.get("instantly"),
    }


async def _get(scope: Scope, id: UUID) -> Member:
    return await users.get_membership(scope, row_id("member", id, "Workspace member"))


def _role(word: str) -> str:
    if word in ("owner", "client"):
        raise Invalid(f"body/role {word} cannot be given through the API; give admin, editor or view")
    return "viewer" if word == "view" else word


@router.post("/workspace-members", dependencies=[needs("workspace_members:create")])
async def invite(scope: Scoped, body: CreateMember) -> answer_types.Member:
    """Invite someone. They become a member once they follow the link in the mail.

    `permissions`: they may do this and nothing else; as a viewer, look at it. Without, what their role allows.
    """
    if body.user_email not in (None, body.email):
        raise Invalid("body/user_email differs from body/email, which is who is invited: leave it out.")
    role, role_id = _role(body.role), None
    if body.permissions is not None:
        if role == "admin":
            raise Invalid("body/permissions: an admin may do everything; give the role editor or view with them")
        role_id = await permissions.role_of(scope, body.permissions, only_view=role == "viewer")
        role = "custom"
    user = await registration.invite(scope, body.email, "", ask=True)
    given: Json = {"instantly": body.permissions, "role": role_id and body.role, "nickname": body.nickname}
    kept = {name: value for name, value in given.items() if value is not None}
    return _member(scope, await users.update_member(scope, user.id, role=role, role_id=role_id, permissions=kept))


@router.get("/workspace-members", dependencies=[needs("workspace_members:read")])
async def list_members(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    accepted: bool | None = None,
    search: str | None = None,
) -> answer_types.Page[answer_types.Member]:
    """Members and those invited, oldest first."""
    after = after_id("member", starting_after) or 0
    found = await users.members(scope, limit, after, search=search, accepted=accepted)
    return page(found, limit, lambda member: _member(scope, member), lambda member: str(uid("member", member.id)))


@router.get("/workspace-members/{id}", dependencies=[needs("workspace_members:read")])
async def get_member(scope: Scoped, id: UUID) -> answer_types.Member:
    return _member(scope, await _get(scope, id))


@router.patch("/workspace-members/{id}", dependencies=[needs("workspace_members:update")])
async def patch_member(scope: Scoped, id: UUID, body: PatchMember) -> answer_types.Member:
    """Another role, with all that it allows, or another nickname."""
    member = await _get(scope, id)
    kept = dict(member.permissions)
    if "nickname" in body.model_fields_set:
        kept = {k: v for k, v in {**kept, "nickname": body.nickname}.items() if v is not None}
    role = None
    if body.role is not None:
        if member.role == "owner":
            raise Forbidden("The owner's role cannot be changed through the API.")
        role = _role(body.role)
        kept = {k: v for k, v in kept.items() if k not in ("instantly", "role")}
    return _member(scope, await users.update_member(scope, member.user_id, role=role, permissions=kept))


@router.delete("/workspace-members/{id}", dependencies=[needs("workspace_members:delete")])
async def remove_member(scope: Scoped, id: UUID) -> answer_types.Member:
    """The member leaves, and the keys they made stop working; the answer is the member as they were."""
    member = await _get(scope, id)
    await users.remove_member(scope, member.user_id)
    return _member(scope, member)
