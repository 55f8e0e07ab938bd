"""Workspace groups: one workspace administers others. Its keys act on a member with the header `x-as-workspace`.

A workspace is put into the group by a key whose user owns or administers it, so that it is accepted at once: nobody is asked
twice. Either side ends the membership.
"""

from uuid import UUID

from fastapi import APIRouter, Request

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import Body
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped, core_of
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Forbidden
from outrider.outreach.tenancy import groups
from outrider.outreach.tenancy.groups import Grouped
from outrider.outreach.tenancy.keys import Principal
from outrider.store.ids import to_id

router = APIRouter(tags=["Workspace groups"])
HEADER = "x-as-workspace"


async def act_in(request: Request, principal: Principal) -> Principal:
    """The key as it acts in the workspace that the request's header names; without the header, in its own."""
    named = request.headers.get(HEADER)
    if not named:
        return principal
    found = to_id("workspace", named.strip())
    if found is None:
        raise Forbidden(f"headers/{HEADER} is not the id of a workspace.")
    return await groups.act_in(core_of(request), principal, found)


class CreateGroupMember(Body):
    sub_workspace_id: UUID


def _member(member: Grouped) -> answer_types.GroupMember:
    return {
        "id": uid("workspace_group", member.id),
        "admin_workspace_id": uid("workspace", member.admin_workspace_id),
        "sub_workspace_id": uid("workspace", member.sub_workspace_id),
        "status": "accepted",
        "timestamp_created": iso(member.created_at),
        "timestamp_updated": iso(member.created_at),
        "sub_workspace_name": member.sub_name,
        "admin_workspace_name": member.admin_name,
    }


@router.post("/workspace-group-members", dependencies=[needs("workspace_group_members:create")])
async def create(scope: Scoped, body: CreateGroupMember) -> answer_types.GroupMember:
    """Put a workspace into this one's group. The key's user must own or administer that workspace."""
    return _member(await groups.join(scope, row_id("workspace", body.sub_workspace_id, "Workspace")))


@router.get("/workspace-group-members", dependencies=[needs("workspace_group_members:read")])
async def list_all(
    scope: Scoped, limit: Limit = DEFAULT, starting_after: After = None
) -> answer_types.Page[answer_types.GroupMember]:
    """The workspaces of this one's group, oldest first."""
    found = await groups.members(scope, limit, after_id("workspace_group", starting_after))
    return page(found, limit, _member, lambda member: uid("workspace_group", member.id))


@router.get("/workspace-group-members/admin", dependencies=[needs("workspace_group_members:read")])
async def admin(scope: Scoped) -> answer_types.GroupAdmin:
    """The workspace that administers this one, if it is in a group."""
    found = await groups.admin(scope)
    if found is None:
        return {"has_admin_workspace": False, "workspace_name": ""}
    return {
        "has_admin_workspace": True,
        "workspace_name": found.admin_name,
        "workspace_group_member_id": uid("workspace_group", found.id),
    }


@router.get("/workspace-group-members/{id}", dependencies=[needs("workspace_group_members:read")])
async def get(scope: Scoped, id: UUID) -> answer_types.GroupMember:
    return _member(await groups.member(scope, row_id("workspace_group", id, "Workspace group member")))


@router.delete("/workspace-group-members/{id}", dependencies=[needs("workspace_group_members:delete")])
async def delete(scope: Scoped, id: UUID) -> answer_types.GroupMember:
    """End a membership, from either side."""
    return _member(await groups.leave(scope, row_id("workspace_group", id, "Workspace group member")))
