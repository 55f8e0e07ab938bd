"""Workspaces: made, changed, closed, and the credits they hold.

They belong to the installation, so some verbs take the `Core`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from outrider.errors import NotFound, PaymentRequired
from outrider.outreach.base import checks, events, wake
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import categories, keys, seats, users


@dataclass(frozen=True, slots=True)
class Workspace:
    id: int
    name: str
    timezone: str
    owner_user_id: int | None
    credits: int
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    remove_at: datetime | None = None  # when it will be closed, if requested
    paused_at: datetime | None = None  # since when no engine works on it


@dataclass(frozen=True, slots=True)
class Installed:
    """What a new workspace begins with. `key` is the plain API key, shown this once."""

    workspace_id: int
    user_id: int
    seat_id: int
    key: str = field(repr=False)


_WORKSPACE = "id, name, timezone, owner_user_id, credits, settings, created_at, updated_at, remove_at, paused_at"


async def install(core: Core, *, email: str, workspace_name: str, password: str | None = None) -> Installed:
    """Create an owner (or take the existing user of that address), a workspace with its defaults, and a first key."""
    async with core.pool.connection() as conn:
        before = Scope(0, conn, core.clock.now(), core.vault, Actor("cli"))
        user = await users.user_by_email(before, email) or await users.create_user(
            before, email, password=password, confirmed=True
        )
        scope = await create(before, workspace_name, owner_user_id=user.id)
        seat = await seats.default(scope)
        _, plain = await keys.create(scope, "first key", user_id=user.id)
        return Installed(scope.workspace_id, user.id, seat.id, plain)


async def create(
    scope: Scope, name: str, *, owner_user_id: int | None = None, timezone: str = "UTC", seat_name: str = "Default"
) -> Scope:
    """A workspace with its default seat and categories and its owner as a member. Returns a scope in it (same transaction)."""
    scope.require_person("make workspaces")
    row = await scope.one(
        """
        INSERT INTO workspaces (name, timezone, owner_user_id, created_at, updated_at)
        VALUES (%(name)s, %(timezone)s, %(owner)s, %(now)s, %(now)s) RETURNING id
        """,
        name=checks.name(name),
        timezone=checks.timezone(timezone),
        owner=owner_user_id,
    )
    assert row is not None
    inside = Scope(row["id"], scope.conn, scope.now, scope.vault, scope.actor)
    if owner_user_id is not None:
        await users.add_member(inside, owner_user_id, "owner", accepted=True)
    await seats.create(inside, seat_name, timezone=timezone, user_id=owner_user_id, is_default=True)
    await categories.install_defaults(inside)
    await events.audit(inside, "workspace.created", "workspace", inside.workspace_id)
    return inside


async def get(scope: Scope) -> Workspace:
    row = await scope.one(
        sql("SELECT {workspace} FROM workspaces WHERE id = %(workspace_id)s AND deleted_at IS NULL", workspace=_WORKSPACE)
    )
    if row is None:
        raise NotFound("This workspace no longer exists.")
    return Workspace(**row)


async def update(
    scope: Scope, *, name: str | None = None, timezone: str | None = None, settings: Mapping[str, object] | None = None
) -> Workspace:
    """Change what is given; `settings` is merged key by key."""
    scope.require_person("change the workspace's settings")
    row = await scope.one(
        sql(
            """
        UPDATE workspaces SET name = coalesce(%(name)s, name), timezone = coalesce(%(timezone)s, timezone),
               settings = settings || %(settings)s, updated_at = %(now)s
        WHERE id = %(workspace_id)s AND deleted_at IS NULL RETURNING {workspace}
        """,
            workspace=_WORKSPACE,
        ),
        name=None if name is None else checks.name(name),
        timezone=None if timezone is None else checks.timezone(timezone),
        settings=Jsonb(dict(settings or {})),
    )
    if row is None:
        raise NotFound("This workspace no longer exists.")
    await events.audit(scope, "workspace.updated", "workspace", scope.workspace_id)
    return Workspace(**row)


async def domain(scope: Scope) -> str | None:
    """The host under which the workspace is shown to its people, where it has one of its own."""
    row = await scope.one("SELECT settings->>'domain' AS host FROM workspaces WHERE id = %(workspace_id)s")
    return row["host"] if row else None


async def hand_over(scope: Scope, user_id: int) -> Workspace:
    """Make a member who has accepted the owner; the former owner stays as an admin. Raises NotFound for anyone else."""
    scope.require_person("change members")
    before = await get(scope)
    member = await users.get_member(scope, user_id)
    if member.accepted_at is None:
        raise NotFound("There is no such member.", field="user_id")
    await users.update_member(scope, user_id, role="owner")
    if before.owner_user_id not in (None, user_id):
        await users.update_member(scope, before.owner_user_id, role="admin")
    await scope.run(
        "UPDATE workspaces SET owner_user_id = %(user_id)s, updated_at = %(now)s WHERE id = %(workspace_id)s", user_id=user_id
    )
    await events.audit(scope, "workspace.handed_over", "user", user_id)
    return await get(scope)


async def schedule_removal(scope: Scope, at: datetime | None) -> Workspace:
    """Have the workspace closed at that time (a time that is set already stands), or (None) not at all."""
    scope.require_person("close workspaces")
    await scope.run(
        """
        UPDATE workspaces SET remove_at = CASE WHEN %(at)s::timestamptz IS NOT NULL THEN coalesce(remove_at, %(at)s) END,
               updated_at = %(now)s
        WHERE id = %(workspace_id)s AND deleted_at IS NULL
        """,
        at=at,
    )
    await events.audit(scope, "workspace.removal_scheduled" if at else "workspace.removal_cancelled", "workspace", None)
    return await get(scope)


async def remove_due(core: Core) -> int:
    """Close the workspaces whose time has come; how many."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT id FROM workspaces WHERE remove_at <= %(now)s AND deleted_at IS NULL ORDER BY id LIMIT 100",
            {"now": core.clock.now()},
        )
        due = [row["id"] for row in await cursor.fetchall()]
    for id in due:
        async with core.scope(id) as scope:
            if (await get(scope)).remove_at is not None:  # not cancelled in the meantime
                await delete(scope)
    return len(due)


async def delete(scope: Scope) -> None:
    """Close the workspace: its keys stop working and its engine work stops at once; its rows are kept."""
    scope.require_person("close workspaces")
    await scope.run(
        "UPDATE workspaces SET deleted_at = %(now)s, updated_at = %(now)s WHERE id = %(workspace_id)s AND deleted_at IS NULL"
    )
    await keys.revoke_all(scope)
    await scope.run(
        """
        UPDATE campaigns SET status = 'stopped', status_reason = %(reason)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND status = 'active'
        """,
        reason=Reason.MANUAL,
    )
    await events.audit(scope, "workspace.deleted", "workspace", scope.workspace_id)


async def find_all(core: Core, *, user_id: int | None = None, limit: int = 100, after: int = 0) -> list[Workspace]:
    """Workspaces of the installation, or those a user is a member of, by id."""
    where = Where(None)
    where.add("w.deleted_at IS NULL AND w.id > %(after)s", after=after)
    where.given("w.id IN (SELECT workspace_id FROM members WHERE user_id = %(user_id)s)", user_id=user_id)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            -- every workspace
            SELECT {workspace} FROM workspaces w WHERE {wanted} ORDER BY id LIMIT %(limit)s
            """,
                workspace=_WORKSPACE,
                wanted=where.sql,
            ),
            {**where.params, "limit": limit},
        )
        return [Workspace(**row) for row in await cursor.fetchall()]


async def pause(scope: Scope) -> None:
    """Stop engines from working on the workspace. Claims in progress end first; what they claimed may still be sent."""
    scope.require_person("pause the workspace")
    await scope.one("SELECT id FROM workspaces WHERE id = %(workspace_id)s FOR UPDATE")  # waits for those that hold it unpaused
    await scope.run(
        "UPDATE workspaces SET paused_at = %(now)s, updated_at = %(now)s WHERE id = %(workspace_id)s AND paused_at IS NULL"
    )
    await events.audit(scope, "workspace.paused", "workspace", scope.workspace_id)


async def resume(scope: Scope) -> bool:
    """Let the engines work on it again; False when they could already."""
    scope.require_person("resume the workspace")
    resumed = await scope.run(
        "UPDATE workspaces SET paused_at = NULL, updated_at = %(now)s WHERE id = %(workspace_id)s AND paused_at IS NOT NULL"
    )
    if resumed:
        await events.audit(scope, "workspace.resumed", "workspace", scope.workspace_id)
        await wake.dispatcher(scope)
    return resumed > 0


async def hold_unpaused(scope: Scope) -> bool:
    """Whether the workspace is paused; where it is not, a pause waits until this transaction ends."""
    row = await scope.one("SELECT paused_at FROM workspaces WHERE id = %(workspace_id)s FOR KEY SHARE")
    return row is not None and row["paused_at"] is not None


async def under_way(scope: Scope) -> int:
    """How many messages are leaving: claimed by an engine that must still answer for them."""
    return await scope.count(
        """
        SELECT count(*) FROM message_leases WHERE workspace_id = %(workspace_id)s AND lease_until > %(now)s
        """
    )


async def spend_credits(
    scope: Scope, amount: int, reason: str, object_kind: str | None = None, object_id: int | None = None
) -> int:
    """Take credits (a negative amount gives). Returns what is left; PaymentRequired when there are too few."""
    row = await scope.one(
        """
        UPDATE workspaces SET credits = credits - %(amount)s, updated_at = %(now)s
        WHERE id = %(workspace_id)s AND credits >= %(amount)s RETURNING credits
        """,
        amount=amount,
    )
    if row is None:
        raise PaymentRequired(f"This needs {amount} credits.", code="not_enough_credits")
    await scope.run(
        """
        INSERT INTO credit_entries (workspace_id, at, amount, reason, object_kind, object_id)
        VALUES (%(workspace_id)s, %(now)s, %(amount)s, %(reason)s, %(object_kind)s, %(object_id)s)
        """,
        amount=-amount,
        reason=reason,
        object_kind=object_kind,
        object_id=object_id,
    )
    return row["credits"]
