"""Groups of workspaces: one administers others, and its keys act on them.

A workspace is added to a group by an administrator of both, and can leave from either side. It is in one group at most.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import LiteralString

from psycopg.errors import UniqueViolation

from outrider.errors import Conflict, Forbidden, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.keys import Principal


@dataclass(frozen=True, slots=True)
class Grouped:
    """A workspace (`sub`) in the group of another (`admin`)."""

    id: int
    admin_workspace_id: int
    admin_name: str
    sub_workspace_id: int
    sub_name: str
    created_at: datetime


_SELECT: LiteralString = """
SELECT g.id, g.admin_workspace_id, a.name AS admin_name, g.sub_workspace_id, s.name AS sub_name, g.created_at
FROM workspace_groups g JOIN workspaces a ON a.id = g.admin_workspace_id AND a.deleted_at IS NULL
JOIN workspaces s ON s.id = g.sub_workspace_id AND s.deleted_at IS NULL
"""


async def join(scope: Scope, workspace: int) -> Grouped:
    """Put a workspace into this one's group. The actor's user must own or administer it.

    Raises NotFound for any other, Conflict ('grouped') for one that is in a group, Invalid for this workspace itself.
    """
    scope.require_person("change groups of workspaces")
    if workspace == scope.workspace_id:
        raise Invalid("A workspace cannot be in its own group.", field="sub_workspace_id")
    inside = Scope(workspace, scope.conn, scope.now, scope.vault, scope.actor)
    try:
        member = await users.get_member(inside, scope.actor.user_id or 0)
    except NotFound:
        member = None
    if member is None or member.accepted_at is None or member.role not in ("owner", "admin"):
        raise NotFound("There is no workspace with this id that the key's user owns or administers.", field="sub_workspace_id")
    try:
        async with scope.conn.transaction():
            row = await scope.one(
                """
                INSERT INTO workspace_groups (admin_workspace_id, sub_workspace_id, created_at)
                VALUES (%(workspace_id)s, %(sub)s, %(now)s) RETURNING id
                """,
                sub=workspace,
            )
    except UniqueViolation:
        raise Conflict("This workspace is in a group already.", code="grouped") from None
    assert row is not None
    await events.audit(inside, "workspace.grouped", "workspace", scope.workspace_id)
    return await _get(scope, row["id"])


async def _get(scope: Scope, id: int) -> Grouped:
    """As either side sees it. Raises NotFound."""
    found = await scope.row(
        Grouped,
        sql(
            "{select} WHERE g.id = %(id)s AND %(workspace_id)s IN (g.admin_workspace_id, g.sub_workspace_id)",
            select=_SELECT,
        ),
        id=id,
    )
    if found is None:
        raise NotFound("There is no such member of a group.")
    return found


async def member(scope: Scope, grouped: int) -> Grouped:
    """A membership by its id, as the administering workspace and the one in its group see it. Raises NotFound."""
    return await _get(scope, grouped)


async def members(scope: Scope, limit: int = 100, after: int | None = None) -> list[Grouped]:
    """The workspaces in this one's group, oldest first."""
    return await scope.rows(
        Grouped,
        sql(
            "{select} WHERE g.admin_workspace_id = %(workspace_id)s AND g.id > %(after)s ORDER BY g.id LIMIT %(limit)s",
            select=_SELECT,
        ),
        after=after or 0,
        limit=limit,
    )


async def admin(scope: Scope) -> Grouped | None:
    """The membership of this workspace itself, if it is in a group."""
    return await scope.row(Grouped, sql("{select} WHERE g.sub_workspace_id = %(workspace_id)s", select=_SELECT))


async def leave(scope: Scope, grouped: int) -> Grouped:
    """End a membership, from either side: the administering workspace's keys no longer act there. Raises NotFound."""
    scope.require_person("change groups of workspaces")
    found = await _get(scope, grouped)
    await scope.run("DELETE FROM workspace_groups WHERE id = %(id)s", id=grouped)
    inside = Scope(found.sub_workspace_id, scope.conn, scope.now, scope.vault, scope.actor)
    await events.audit(inside, "workspace.ungrouped", "workspace", found.admin_workspace_id)
    return found


async def act_in(core: Core, principal: Principal, workspace_id: int) -> Principal:
    """The key as it acts in a workspace of its group, with its own scopes and mode. Raises Forbidden for any other workspace."""
    if workspace_id == principal.workspace_id:
        return principal
    async with core.scope(workspace_id) as scope:
        found = await admin(scope)
        if found is None or found.admin_workspace_id != principal.workspace_id:
            raise Forbidden("This workspace is not in the group of the key's workspace.")
        seat = await seats.default(scope)
    return replace(principal, workspace_id=workspace_id, seat_id=seat.id)
