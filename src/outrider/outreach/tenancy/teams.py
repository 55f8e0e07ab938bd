"""Who may do what in which workspace: the workspaces a key opens, roles by seat, users that a workspace brought in, credits
moved from one workspace to another.

A key opens its own workspace and those that were made with it. What it may do there is what its user's membership allows; a key
without a user (created by the operator) may do everything in its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, LiteralString

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Forbidden, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import users, workspaces
from outrider.outreach.tenancy.keys import Principal
from outrider.outreach.tenancy.users import User
from outrider.store.db import autocommit

# What a role can allow, each for viewing only or in full.
PERMISSIONS = (
    "campaigns", "leads", "inbox", "statistics", "tags", "blacklist", "webhooks", "linkedin", "mailboxes", "templates", "exports",
    "lead_sources", "warmup", "team",
)  # fmt: skip
# What members may do for the workspace as a whole, whatever their roles at seats: `members.permissions`.
FLAGS = ("manage_payment", "manage_global_blacklist", "manage_global_webhooks")
MAX_ROLES = 10

Kind = Literal["seat", "campaign", "enrollment", "lead"]


@dataclass(frozen=True, slots=True)
class Access:
    """What a key's user may do in one workspace. `seats`: permissions by seat; None: the same `everywhere`."""

    workspace_id: int
    user_id: int | None
    role: str
    everywhere: Mapping[str, str] | None
    seats: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
    flags: frozenset[str] = frozenset()

    @property
    def manages(self) -> bool:
        """Whether this is the workspace's owner or one of its administrators."""
        return self.role in ("owner", "admin") and self.everywhere is not None

    def may(self, permission: str, *, write: bool, seat_id: int | None = None) -> bool:
        """Whether the permission is held, in full if `write`: at the seat, or (no seat) at any."""
        if self.everywhere is not None:
            held = [self.everywhere.get(permission)]
        elif seat_id is not None:
            held = [self.seats.get(seat_id, {}).get(permission)]
        else:
            held = [permissions.get(permission) for permissions in self.seats.values()]
        return "full" in held or (not write and "view" in held)

    def sees(self, seat_id: int) -> bool:
        return self.everywhere is not None or seat_id in self.seats

    def seat_ids(self) -> list[int] | None:
        """The seats this user may see; None: every one."""
        return None if self.everywhere is not None else sorted(self.seats)


def may_decide(access: Access, permissions: Sequence[str]) -> bool:
    """Whether a user has these permissions in every seat."""
    return access.seat_ids() is None and not [one for one in permissions if not access.may(one, write=True)]


FULL: Mapping[str, str] = dict.fromkeys(PERMISSIONS, "full")
VIEW: Mapping[str, str] = dict.fromkeys(PERMISSIONS, "view")
_BY_ROLE: dict[str, Mapping[str, str]] = {
    "owner": FULL, "admin": FULL, "editor": {**FULL, "team": "view"}, "viewer": VIEW, "client": VIEW,
}  # fmt: skip


# ---- Which workspaces a key opens


async def opened(core: Core, principal: Principal) -> list[int]:
    """The workspaces the key opens, its own first."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            -- every workspace
            SELECT k.workspace_id FROM key_workspaces k JOIN workspaces w ON w.id = k.workspace_id AND w.deleted_at IS NULL
            JOIN members m ON m.workspace_id = k.workspace_id AND m.user_id = %(user_id)s AND m.accepted_at IS NOT NULL
            WHERE k.api_key_id = %(key)s ORDER BY k.workspace_id
            """,
            {"key": principal.api_key_id, "user_id": principal.user_id},
        )
        return [principal.workspace_id, *(row["workspace_id"] for row in await cursor.fetchall())]


async def reached(core: Core, principal: Principal, workspace_id: int) -> int | None:
    """`workspace_id` if the key opens it."""
    if workspace_id == principal.workspace_id:
        return workspace_id
    return workspace_id if workspace_id in await opened(core, principal) else None


async def home_of(core: Core, email: str) -> int | None:
    """The first workspace that the user of this address is a member of."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            -- every workspace of a user
            SELECT min(m.workspace_id) AS id FROM users u JOIN members m ON m.user_id = u.id AND m.accepted_at IS NOT NULL
            JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL WHERE lower(u.email) = lower(%s)
            """,
            (email.strip(),),
        )
        row = await cursor.fetchone()
    return row["id"] if row else None


async def first(core: Core) -> int | None:
    """The installation's first workspace that is open."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT id FROM workspaces WHERE id > 0 AND deleted_at IS NULL ORDER BY id LIMIT 1")
        row = await cursor.fetchone()
    return row["id"] if row else None


_LOCATE: dict[Kind, LiteralString] = {
    "seat": "-- every workspace of a key\nSELECT workspace_id FROM seats WHERE workspace_id = ANY (%(ids)s) AND id = %(id)s",
    "campaign": "-- every workspace of a key\n"
    "SELECT workspace_id FROM campaigns WHERE workspace_id = ANY (%(ids)s) AND id = %(id)s",
    "enrollment": "-- every workspace of a key\n"
    "SELECT workspace_id FROM enrollments WHERE workspace_id = ANY (%(ids)s) AND id = %(id)s"
    " UNION ALL SELECT workspace_id FROM lead_moves WHERE workspace_id = ANY (%(ids)s) AND kind = 'enrollment' AND id = %(id)s"
    " UNION ALL SELECT workspace_id FROM lead_moves"
    " WHERE workspace_id = ANY (%(ids)s) AND first_kind = 'enrollment' AND first_id = %(id)s LIMIT 1",
    "lead": "-- every workspace of a key\nSELECT workspace_id FROM leads WHERE workspace_id = ANY (%(ids)s) AND id = %(id)s",
}


async def locate(core: Core, principal: Principal, kind: Kind, id: int) -> int | None:
    """The one of the key's workspaces that has this row, or None."""
    ids = await opened(core, principal)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_LOCATE[kind], {"ids": ids, "id": id})
        row = await cursor.fetchone()
    return row["workspace_id"] if row else None


async def open_with_key(scope: Scope, api_key_id: int) -> None:
    """Let a key open the scope's workspace too."""
    await scope.run(
        """
        INSERT INTO key_workspaces (workspace_id, api_key_id, created_at) VALUES (%(workspace_id)s, %(key)s, %(now)s)
        ON CONFLICT DO NOTHING
        """,
        key=api_key_id,
    )


# ---- What a key may do there


async def access(core: Core, principal: Principal, workspace_id: int) -> Access:
    """The permissions of the key's user in a workspace that the key opens. Raises Forbidden if the user is not a member."""
    if principal.user_id is None:
        if workspace_id != principal.workspace_id:
            raise Forbidden("This key does not open that workspace.")
        return Access(workspace_id, None, "owner", FULL, flags=frozenset(FLAGS))
    found = await access_of(core, principal.user_id, workspace_id)
    if found is None:
        raise Forbidden("This key's user is not a member of that workspace.")
    return found


@dataclass(frozen=True, slots=True)
class _Member:
    """A user's role in a workspace, with the permissions of a custom one, and `grants`: pairs of a seat and the permissions there
    (None: all). `name` and `timezone` are the workspace's; None: it was removed.
    """

    role: str
    seat_ids: list[int] | None
    flags: Mapping[str, object]
    permissions: Mapping[str, object] | None
    grants: list[tuple[int, Mapping[str, object] | None]] | None
    name: str | None
    timezone: str | None


async def access_of(core: Core, user_id: int, workspace_id: int) -> Access | None:
    """A user's permissions in a workspace; None if not a member."""
    member = await _member(core, user_id, workspace_id)
    return _access(workspace_id, user_id, member) if member else None


async def entered(core: Core, user_id: int, workspace_id: int) -> "tuple[Place, Access] | None":
    """A workspace and the user's permissions in it; None if it was removed, or the user is not a member."""
    member = await _member(core, user_id, workspace_id)
    if member is None or member.name is None or member.timezone is None:
        return None
    return Place(workspace_id, member.name, member.timezone), _access(workspace_id, user_id, member)


async def _member(core: Core, user_id: int, workspace_id: int) -> _Member | None:
    async with autocommit(core.pool) as conn:
        cursor = conn.cursor(row_factory=class_row(_Member))
        await cursor.execute(
            """
            SELECT m.role, m.seat_ids, m.permissions AS flags, r.permissions,
                   (SELECT jsonb_agg(jsonb_build_array(g.seat_id, gr.permissions))
                    FROM member_grants g LEFT JOIN roles gr ON gr.workspace_id = %(workspace_id)s AND gr.id = g.role_id
                    WHERE g.workspace_id = %(workspace_id)s AND g.user_id = m.user_id) AS grants,
                   w.name, w.timezone
            FROM members m LEFT JOIN roles r ON r.workspace_id = %(workspace_id)s AND r.id = m.role_id
            LEFT JOIN workspaces w ON w.id = %(workspace_id)s AND w.deleted_at IS NULL
            WHERE m.workspace_id = %(workspace_id)s AND m.user_id = %(user_id)s AND m.accepted_at IS NOT NULL
            """,
            {"workspace_id": workspace_id, "user_id": user_id},
        )
        return await cursor.fetchone()


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace that a user may enter."""

    id: int
    name: str
    timezone: str


async def places_of(core: Core, user_id: int, limit: int = 100) -> list[Place]:
    """The workspaces that the user is a member of, by name."""
    async with autocommit(core.pool) as conn:
        cursor = await conn.execute(
            """
            -- every workspace of a user
            SELECT w.id, w.name, w.timezone FROM members m JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
            WHERE m.user_id = %(user_id)s AND m.accepted_at IS NOT NULL ORDER BY lower(w.name), w.id LIMIT %(limit)s
            """,
            {"user_id": user_id, "limit": limit},
        )
        return [Place(**row) for row in await cursor.fetchall()]


def _access(workspace_id: int, user_id: int, member: _Member) -> Access:
    held = _BY_ROLE.get(member.role) or _known(member.permissions or {})
    owner = member.role in ("owner", "admin") and member.seat_ids is None
    flags = frozenset(FLAGS if owner else (name for name in FLAGS if member.flags.get(name)))
    if member.grants:
        seats: dict[int, dict[str, str]] = {}
        for seat_id, permissions in member.grants:
            mine = seats.setdefault(seat_id, {})
            for name, level in (FULL if permissions is None else _known(permissions)).items():
                mine[name] = "full" if level == "full" or mine.get(name) == "full" else "view"
        return Access(workspace_id, user_id, member.role, None, seats, flags)
    if member.seat_ids is not None:
        return Access(workspace_id, user_id, member.role, None, dict.fromkeys(member.seat_ids, held), flags)
    return Access(workspace_id, user_id, member.role, held, flags=flags)


def _known(permissions: Mapping[str, object]) -> dict[str, str]:
    return {name: level for name, level in permissions.items() if name in PERMISSIONS and level in ("view", "full")}


# ---- Members with roles at seats


@dataclass(frozen=True, slots=True)
class Grant:
    """One role at one seat. `role_id` None: everything there."""

    user_id: int
    seat_id: int
    seat_name: str
    role_id: int | None
    role_name: str | None


async def grants(scope: Scope, user_ids: Sequence[int]) -> dict[int, list[Grant]]:
    """The grants of members, by user."""
    rows = await scope.all(
        """
        SELECT g.user_id, g.seat_id, s.name AS seat_name, g.role_id, r.name AS role_name
        FROM member_grants g JOIN seats s ON s.workspace_id = %(workspace_id)s AND s.id = g.seat_id
        LEFT JOIN roles r ON r.workspace_id = %(workspace_id)s AND r.id = g.role_id
        WHERE g.workspace_id = %(workspace_id)s AND g.user_id = ANY (%(ids)s) ORDER BY g.id
        """,
        ids=user_ids,
    )
    found: dict[int, list[Grant]] = {id: [] for id in user_ids}
    for row in rows:
        found[row["user_id"]].append(Grant(**row))
    return found


async def set_grants(scope: Scope, user_id: int, wanted: Sequence[tuple[int, int | None]]) -> None:
    """Replace what a member of role 'custom' may do by (seat, role) pairs; role None is everything at that seat. NotFound
    (field 'seats' or 'roles') for a seat or role of another workspace; nothing is changed then.
    """
    scope.require_person("change members")
    seats, roles = sorted({seat for seat, _ in wanted}), sorted({role for _, role in wanted if role is not None})
    row = await scope.one(
        """
        SELECT (SELECT count(*) FROM seats WHERE workspace_id = %(workspace_id)s AND id = ANY (%(seats)s)) AS seats,
               (SELECT count(*) FROM roles WHERE workspace_id = %(workspace_id)s AND id = ANY (%(roles)s)) AS roles
        """,
        seats=seats,
        roles=roles,
    )
    assert row is not None
    if row["roles"] != len(roles):
        raise NotFound("There is no such role in this workspace.", field="roles")
    if row["seats"] != len(seats):
        raise NotFound("There is no such seat in this workspace.", field="seats")
    await scope.run("DELETE FROM member_grants WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s", user_id=user_id)
    await scope.run(
        """
        INSERT INTO member_grants (workspace_id, user_id, seat_id, role_id, created_at)
        SELECT %(workspace_id)s, %(user_id)s, u.seat_id, u.role_id, %(now)s
        FROM unnest(%(seat_ids)s::bigint[], %(role_ids)s::bigint[]) AS u (seat_id, role_id) ON CONFLICT DO NOTHING
        """,
        user_id=user_id,
        seat_ids=[seat for seat, _ in wanted],
        role_ids=[role for _, role in wanted],
    )
    await scope.run(
        """
        UPDATE members SET seat_ids = %(seats)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s
        """,
        user_id=user_id,
        seats=seats,
    )
    await events.audit(scope, "member.roles_set", "user", user_id, seats=seats, roles=roles)


async def create_role(scope: Scope, name: str, permissions: Mapping[str, str]) -> users.Role:
    """A role of this workspace; Conflict 'too_many_roles' beyond ten, 'name_taken' for a second one of a name."""
    await scope.run("SELECT 1 FROM workspaces WHERE id = %(workspace_id)s FOR UPDATE")
    row = await scope.one("SELECT count(*) AS n FROM roles WHERE workspace_id = %(workspace_id)s")
    if row and row["n"] >= MAX_ROLES:
        raise Conflict(f"A workspace has at most {MAX_ROLES} roles.", code="too_many_roles")
    return await users.create_role(scope, name, permissions)


async def set_flags(scope: Scope, user_id: int, flags: Mapping[str, bool]) -> None:
    """What a member may do for the workspace as a whole; merged with what is set."""
    scope.require_person("change members")
    await scope.run(
        """
        UPDATE members SET permissions = permissions || %(flags)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s
        """,
        user_id=user_id,
        flags=Jsonb({name: value for name, value in flags.items() if name in FLAGS}),
    )


async def members_of_seat(scope: Scope, seat_id: int, *, search: str | None, limit: int, offset: int) -> list[users.Member]:
    """Members who may see this seat: those of every seat, and those with a role at it."""
    where = Where("m")
    where.add("(m.seat_ids IS NULL OR %(seat_id)s = ANY (m.seat_ids))", seat_id=seat_id)
    where.given(users.NAMED_LIKE, search=search or None)
    rows = await scope.all(
        sql(
            """
        SELECT {member} FROM members m JOIN users u ON u.id = m.user_id
        WHERE {where} ORDER BY m.id LIMIT %(limit)s OFFSET %(offset)s
        """,
            member=users.MEMBER,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [users.member_of(row) for row in rows]


# ---- Users that a workspace brought to the installation


_BROUGHT_IN = """
-- every workspace of a key
(u.id IN (SELECT user_id FROM members WHERE workspace_id = ANY (%(ids)s))
   OR u.id IN (SELECT user_id FROM registrations WHERE workspace_id = ANY (%(ids)s)))
"""


async def search_users(
    core: Core, workspace_ids: Sequence[int], *, search: str | None = None, limit: int = 30, offset: int = 0
) -> list[User]:
    """Members of these workspaces and users registered through them, by id."""
    where = Where(None)
    where.add(_BROUGHT_IN, ids=list(workspace_ids))
    where.given("strpos(lower(u.email || ' ' || u.full_name), lower(%(search)s)) > 0", search=search or None)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                "SELECT {user} FROM users u WHERE {wanted} ORDER BY id LIMIT %(limit)s OFFSET %(offset)s",
                user=users.USER,
                wanted=where.sql,
            ),
            {**where.params, "limit": limit, "offset": offset},
        )
        return [User(**row) for row in await cursor.fetchall()]


async def users_by_id(scope: Scope, ids: Sequence[int]) -> list[User]:
    """Members of the scope's workspace among these."""
    rows = await scope.all(
        sql(
            """
        SELECT {user} FROM users u WHERE id = ANY (%(ids)s)
          AND EXISTS (SELECT FROM members m WHERE m.workspace_id = %(workspace_id)s AND m.user_id = u.id)
        """,
            user=users.USER,
        ),
        ids=ids,
    )
    return [User(**row) for row in rows]


async def knows_user(core: Core, workspace_id: int, user_id: int) -> bool:
    """Whether the user is a member of the workspace or was registered through it."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql("SELECT EXISTS (SELECT FROM users u WHERE u.id = %(user_id)s AND {brought_in}) AS known", brought_in=_BROUGHT_IN),
            {"ids": [workspace_id], "user_id": user_id},
        )
        row = await cursor.fetchone()
    return bool(row and row["known"])


async def note_registration(scope: Scope, user_id: int) -> None:
    """The scope's workspace brought this user in."""
    await scope.run(
        """
        INSERT INTO registrations (workspace_id, user_id, created_at) VALUES (%(workspace_id)s, %(user_id)s, %(now)s)
        ON CONFLICT DO NOTHING
        """,
        user_id=user_id,
    )


async def registered(scope: Scope, user_id: int) -> User | None:
    """The user if the scope's workspace registered them."""
    row = await scope.one(
        sql(
            """
        SELECT {user} FROM users u WHERE id = %(user_id)s
          AND EXISTS (SELECT FROM registrations g WHERE g.workspace_id = %(workspace_id)s AND g.user_id = u.id)
        """,
            user=users.USER,
        ),
        user_id=user_id,
    )
    return User(**row) if row else None


async def count_mail(scope: Scope, user_id: int) -> None:
    """One more confirmation mail to a user registered here."""
    await scope.run(
        "UPDATE registrations SET mails = mails + 1 WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s",
        user_id=user_id,
    )


async def mails_sent(core: Core, workspace_ids: Sequence[int], user_ids: Sequence[int]) -> dict[int, int]:
    """Confirmation mails sent to these users by these workspaces."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            -- every workspace of a key
            SELECT user_id, sum(mails)::int AS n FROM registrations
            WHERE workspace_id = ANY (%s) AND user_id = ANY (%s) GROUP BY user_id
            """,
            (list(workspace_ids), list(user_ids)),
        )
        return {row["user_id"]: row["n"] for row in await cursor.fetchall()}


# ---- Teams


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace with its owner's name."""

    id: int
    name: str
    owner_id: int | None
    owner_name: str | None
    created_at: datetime


async def create(scope: Scope, name: str, owner_user_id: int) -> Scope:
    """A workspace of the user, opened by the scope's key too; Conflict 'name_taken' when the user owns one of this name.
    Returns a scope in it (same transaction).
    """
    await scope.run("SELECT 1 FROM users WHERE id = %(owner)s FOR UPDATE", owner=owner_user_id)
    taken = await scope.one(
        "SELECT 1 FROM workspaces WHERE owner_user_id = %(owner)s AND lower(name) = lower(%(name)s) AND deleted_at IS NULL",
        owner=owner_user_id,
        name=name.strip(),
    )
    if taken:
        raise Conflict("The user has a workspace of this name already.", code="name_taken", field="name")
    inside = await workspaces.create(scope, name, owner_user_id=owner_user_id)
    if scope.actor.api_key_id is not None:
        await open_with_key(inside, scope.actor.api_key_id)
    return inside


async def find_all(
    core: Core, workspace_ids: Sequence[int], *, search: str | None = None, limit: int = 20, offset: int = 0
) -> tuple[list[Team], int]:
    """A page of these workspaces by id, and how many there are in all."""
    where = Where(None)
    where.add("w.id = ANY (%(ids)s) AND w.deleted_at IS NULL", ids=list(workspace_ids))
    where.given("strpos(lower(w.name), lower(%(search)s)) > 0", search=search or None)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            SELECT w.id, w.name, w.owner_user_id AS owner_id, u.full_name AS owner_name, w.created_at, count(*) OVER () AS n
            FROM workspaces w LEFT JOIN users u ON u.id = w.owner_user_id
            WHERE {wanted} ORDER BY w.id LIMIT %(limit)s OFFSET %(offset)s
            """,
                wanted=where.sql,
            ),
            {**where.params, "limit": limit, "offset": offset},
        )
        rows = await cursor.fetchall()
    total = rows[0]["n"] if rows else 0
    return [Team(r["id"], r["name"], r["owner_id"], r["owner_name"], r["created_at"]) for r in rows], total


# ---- Credits from one workspace to another


async def transfer_credits(scope: Scope, to_user_id: int, amount: int, *, key: str | None = None) -> int:
    """Move credits from the scope's workspace to the one the user owns (the oldest). Returns what is left here.

    With a `key` of the caller's, the same transfer asked for again moves nothing. Conflict 'not_enough_credits'; Invalid for
    an amount below 1, the same key with another transfer, or a user without a workspace.
    """
    scope.require_person("move credits")
    if amount < 1:
        raise Invalid("At least one credit can be transferred.", field="quantity")
    target = await scope.one(
        "SELECT id FROM workspaces WHERE owner_user_id = %(user_id)s AND deleted_at IS NULL ORDER BY id LIMIT 1",
        user_id=to_user_id,
    )
    if target is None:
        raise Invalid("The destination user has no team to hold credits.", field="destinationUserId")
    if target["id"] == scope.workspace_id:
        raise Invalid("Credits cannot be transferred to the team they are in.", field="destinationUserId")
    if key is not None and await _repeated(scope, key, target["id"], amount):
        return (await workspaces.get(scope)).credits
    # Both rows in the order of their ids, so that two opposite transfers do not wait for each other.
    locked = await scope.all(
        "SELECT id, credits FROM workspaces WHERE id = ANY (%(ids)s) ORDER BY id FOR UPDATE",
        ids=[scope.workspace_id, target["id"]],
    )
    if next(row["credits"] for row in locked if row["id"] == scope.workspace_id) < amount:
        raise Conflict("Insufficient seats/credits", code="not_enough_credits")
    left = await workspaces.spend_credits(scope, amount, "transfer", "workspace", target["id"])
    there = Scope(target["id"], scope.conn, scope.now, scope.vault, scope.actor)
    await workspaces.spend_credits(there, -amount, "transfer", "workspace", scope.workspace_id)
    await events.audit(scope, "credits.transferred", "workspace", target["id"], amount=amount)
    return left


async def _repeated(scope: Scope, key: str, target: int, amount: int) -> bool:
    """Note the transfer's key; whether it was noted before for the same transfer."""
    try:
        async with scope.conn.transaction():
            await scope.run(
                """
                INSERT INTO credit_transfers (workspace_id, key, to_workspace_id, amount, created_at)
                VALUES (%(workspace_id)s, %(key)s, %(target)s, %(amount)s, %(now)s)
                """,
                key=key,
                target=target,
                amount=amount,
            )
    except UniqueViolation:
        row = await scope.one(
            "SELECT to_workspace_id, amount FROM credit_transfers WHERE workspace_id = %(workspace_id)s AND key = %(key)s",
            key=key,
        )
        if row is None or (row["to_workspace_id"], row["amount"]) != (target, amount):
            raise Conflict("This key was used for another transfer.", code="idempotency_key_reused") from None
        return True
    return False
