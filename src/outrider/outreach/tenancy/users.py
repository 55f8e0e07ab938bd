"""People: the users of the installation, their membership and roles in a workspace.

Users belong to the installation, so some verbs take the `Core` (there may be no workspace yet, or not only one).
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound, Unauthorized
from outrider.outreach.base import checks, events
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import keys, logins
from outrider.values import amended

ROLES = ("owner", "admin", "editor", "viewer", "client", "custom")


@dataclass(frozen=True, slots=True)
class User:
    id: int
    email: str
    full_name: str
    confirmed_at: datetime | None
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime


USER = "id, email, full_name, confirmed_at, settings, created_at, updated_at"


async def create_user(
    scope: Scope,
    email: str,
    *,
    full_name: str = "",
    password: str | None = None,
    confirmed: bool = False,
    settings: Mapping[str, object] | None = None,
    provisional: bool = False,
) -> User:
    """A user of the installation; Conflict 'email_taken' when the address has one. Without a password the user cannot log in yet.

    `provisional`: created by someone else, who must not learn whether the address has a user. It exists in addition to that user
    until the reader of the address's mail follows a link (`registration`).
    """
    scope.require_person("make users")
    email = checked_email(email)
    hashed = None if password is None else await logins.hash_password(password)
    try:
        async with scope.conn.transaction():
            row = await scope.one(
                sql(
                    """
                INSERT INTO users (email, full_name, password_hash, confirmed_at, settings, provisional, created_at, updated_at)
                VALUES (%(email)s, %(full_name)s, %(hashed)s, %(confirmed_at)s, %(settings)s, %(provisional)s, %(now)s, %(now)s)
                RETURNING {user}
                """,
                    user=USER,
                ),
                email=email,
                full_name=full_name.strip(),
                hashed=hashed,
                settings=Jsonb(dict(settings or {})),
                confirmed_at=scope.now if confirmed else None,
                provisional=provisional,
            )
    except UniqueViolation:
        raise Conflict("There is a user with this email address already.", code="email_taken", field="email") from None
    assert row is not None
    return User(**row)


async def find_user(core: Core, email: str) -> User | None:
    """The user of the installation with this address."""
    async with core.pool.connection() as conn:
        return await user_by_email(Scope(0, conn, core.clock.now(), core.vault), email)


async def get_user(scope: Scope, user_id: int) -> User:
    """A user who is a member of this workspace."""
    row = await scope.one(
        sql(
            """
        SELECT {user} FROM users u WHERE id = %(user_id)s
          AND EXISTS (SELECT FROM members m WHERE m.workspace_id = %(workspace_id)s AND m.user_id = u.id)
        """,
            user=USER,
        ),
        user_id=user_id,
    )
    if row is None:
        raise NotFound("There is no such user in this workspace.", field="user_id")
    return User(**row)


async def update_user(
    core: Core,
    user_id: int,
    *,
    full_name: str | None = None,
    password: str | None = None,
    confirmed: bool = False,
    settings: Mapping[str, object] | None = None,
) -> User:
    """Change what is given of oneself; `settings` is merged key by key."""
    hashed = None if password is None else await logins.hash_password(password)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            UPDATE users SET full_name = coalesce(%(full_name)s, full_name), password_hash = coalesce(%(hashed)s, password_hash),
                   confirmed_at = CASE WHEN %(confirmed)s THEN coalesce(confirmed_at, %(now)s) ELSE confirmed_at END,
                   settings = settings || %(settings)s, updated_at = %(now)s
            WHERE id = %(user_id)s RETURNING {user}
            """,
                user=USER,
            ),
            {
                "user_id": user_id,
                "full_name": full_name,
                "hashed": hashed,
                "confirmed": confirmed,
                "now": core.clock.now(),
                "settings": Jsonb(dict(settings or {})),
            },
        )
        row = await cursor.fetchone()
    if row is None:
        raise NotFound("There is no such user.", field="user_id")
    return User(**row)


# A sign-in compares the password with so many: that of the address's user, and those of the latest provisional ones. It is always
# as many, so that the time does not say how many there are.
_COMPARED = 3


async def check_password(core: Core, email: str, password: str) -> User:
    """The user who logs in with these; Unauthorized otherwise, after the same time whether or not the address is known."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            (SELECT {user}, password_hash FROM users WHERE lower(email) = %(email)s AND NOT provisional)
            UNION ALL
            (SELECT {user}, password_hash FROM users
             WHERE lower(email) = %(email)s AND provisional AND password_hash IS NOT NULL ORDER BY id DESC LIMIT %(provisional)s)
            """,
                user=USER,
            ),
            {"email": email.strip().lower(), "provisional": _COMPARED - 1},
        )
        rows = await cursor.fetchall()
    hashes = [row.pop("password_hash") for row in rows]
    asked = [logins.password_matches(hashed, password) for hashed in (*hashes, *[None] * (_COMPARED - len(hashes)))]
    matches = await asyncio.gather(*asked)
    for row, matched in zip(rows, matches, strict=False):
        if matched:
            return User(**row)
    raise Unauthorized("The email address or the password is wrong.", code="bad_login")


async def user_by_email(scope: Scope, email: str) -> User | None:
    """The user of the address, provisional ones left aside."""
    row = await scope.one(
        sql("SELECT {user} FROM users WHERE lower(email) = %(email)s AND NOT provisional", user=USER), email=email.strip().lower()
    )
    return User(**row) if row else None


async def seen_here(scope: Scope, email: str) -> int | None:
    """The user of the address who is a member of this workspace or was registered by it: its people can see them anyway."""
    row = await scope.one(
        """
        SELECT u.id FROM users u WHERE lower(u.email) = %(email)s AND (
            EXISTS (SELECT FROM members m WHERE m.workspace_id = %(workspace_id)s AND m.user_id = u.id)
            OR EXISTS (SELECT FROM registrations g WHERE g.workspace_id = %(workspace_id)s AND g.user_id = u.id))
        ORDER BY u.provisional, u.id LIMIT 1
        """,
        email=email.strip().lower(),
    )
    return row["id"] if row else None


# -- roles and members ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Role:
    id: int
    name: str
    permissions: dict[str, str]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A user in this workspace. `seat_ids` None: every seat. `accepted_at` None: invited, not yet here."""

    id: int
    user_id: int
    email: str
    full_name: str
    role: str
    role_id: int | None
    seat_ids: tuple[int, ...] | None
    permissions: dict[str, Any]
    invited_by: int | None
    accepted_at: datetime | None
    created_at: datetime
    updated_at: datetime


_ROLE = "id, name, permissions, created_at, updated_at"
MEMBER = """m.id, m.user_id, u.email, u.full_name, m.role, m.role_id, m.seat_ids, m.permissions, m.invited_by, m.accepted_at,
       m.created_at, m.updated_at"""


async def create_role(scope: Scope, name: str, permissions: Mapping[str, object] | None = None) -> Role:
    """A named set of permissions for members whose role is 'custom'."""
    scope.require_person("change roles")
    row = await scope.one(
        sql(
            """
        INSERT INTO roles (workspace_id, name, permissions, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(permissions)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, name) DO NOTHING RETURNING {role}
        """,
            role=_ROLE,
        ),
        name=checks.name(name),
        permissions=Jsonb(dict(permissions or {})),
    )
    if row is None:
        raise Conflict("There is a role of this name already.", code="name_taken", field="name")
    await events.audit(scope, "role.created", "role", row["id"])
    return Role(**row)


async def roles(scope: Scope, limit: int = 100, after: int = 0) -> list[Role]:
    rows = await scope.all(
        sql(
            "SELECT {role} FROM roles WHERE workspace_id = %(workspace_id)s AND id > %(after)s ORDER BY id LIMIT %(limit)s",
            role=_ROLE,
        ),
        limit=limit,
        after=after,
    )
    return [Role(**r) for r in rows]


async def count_by_role(scope: Scope) -> dict[int, int]:
    """How many members, or memberships at a seat, have each role; roles without members are absent."""
    rows = await scope.all(
        """
        SELECT role_id, count(*) AS n FROM (
            SELECT role_id FROM members WHERE workspace_id = %(workspace_id)s AND role_id IS NOT NULL
            UNION ALL SELECT role_id FROM member_grants WHERE workspace_id = %(workspace_id)s AND role_id IS NOT NULL
        ) AS given GROUP BY role_id
        """
    )
    return {row["role_id"]: row["n"] for row in rows}


async def get_role(scope: Scope, id: int) -> Role:
    row = await scope.one(
        sql("SELECT {role} FROM roles WHERE workspace_id = %(workspace_id)s AND id = %(id)s", role=_ROLE), id=id
    )
    if row is None:
        raise NotFound("There is no such role.", field="role_id")
    return Role(**row)


async def update_role(scope: Scope, id: int, *, name: str | None = None, permissions: Mapping[str, object] | None = None) -> Role:
    """Change what is given; `permissions` replaces the old ones. NotFound; Conflict 'name_taken'."""
    scope.require_person("change roles")
    named = None if name is None else checks.name(name)
    taken = await scope.one(
        "SELECT 1 FROM roles WHERE workspace_id = %(workspace_id)s AND name = %(name)s AND id <> %(id)s", id=id, name=named
    )
    if taken:
        raise Conflict("There is a role of this name already.", code="name_taken", field="name")
    row = await scope.one(
        sql(
            """
        UPDATE roles SET name = coalesce(%(name)s, name), permissions = coalesce(%(permissions)s, permissions),
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {role}
        """,
            role=_ROLE,
        ),
        id=id,
        name=named,
        permissions=None if permissions is None else Jsonb(dict(permissions)),
    )
    if row is None:
        raise NotFound("There is no such role.", field="role_id")
    await events.audit(scope, "role.updated", "role", id)
    return Role(**row)


async def delete_role(scope: Scope, id: int) -> None:
    """Conflict 'role_in_use' while members have it."""
    scope.require_person("change roles")
    if (await count_by_role(scope)).get(id):
        raise Conflict("Members still have this role.", code="role_in_use")
    if not await scope.run("DELETE FROM roles WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such role.", field="role_id")
    await events.audit(scope, "role.deleted", "role", id)


async def add_member(
    scope: Scope,
    user_id: int,
    role: str = "admin",
    *,
    role_id: int | None = None,
    seat_ids: Sequence[int] | None = None,
    permissions: Mapping[str, object] | None = None,
    accepted: bool = False,
) -> Member:
    """Let a user into the workspace; Conflict 'already_member'. Not accepted: an invitation until `accept_membership`."""
    scope.require_person("change members")
    await _check_grant(scope, role, role_id, seat_ids)
    added = await scope.run(
        """
        INSERT INTO members (workspace_id, user_id, role, role_id, seat_ids, permissions, invited_by, accepted_at,
                             created_at, updated_at)
        SELECT %(workspace_id)s, u.id, %(role)s, %(role_id)s, %(seat_ids)s, %(permissions)s, %(invited_by)s, %(accepted_at)s,
               %(now)s, %(now)s
        FROM users u WHERE u.id = %(user_id)s
        ON CONFLICT (workspace_id, user_id) DO NOTHING RETURNING 1
        """,
        user_id=user_id,
        role=role,
        role_id=role_id,
        seat_ids=seat_ids,
        permissions=Jsonb(dict(permissions or {})),
        invited_by=scope.actor.user_id,
        accepted_at=scope.now if accepted else None,
    )
    if not added:
        known = await scope.one("SELECT 1 FROM users WHERE id = %(user_id)s", user_id=user_id)
        if not known:
            raise NotFound("There is no such user.", field="user_id")
        raise Conflict("The user is a member of this workspace already.", code="already_member")
    await events.audit(scope, "member.added", "user", user_id, role=role)
    return await get_member(scope, user_id)


# A member whose name or address has the text in it.
NAMED_LIKE = "strpos(lower(u.email || ' ' || u.full_name), lower(%(search)s)) > 0"


async def members(
    scope: Scope,
    limit: int = 100,
    after: int = 0,
    *,
    search: str | None = None,
    email: str | None = None,
    role: str | None = None,
    accepted: bool | None = None,
) -> list[Member]:
    """By membership id. `search` looks in name and address; `email` is a whole address. `accepted`: only those who are here, or
    only those invited.
    """
    where = Where("m")
    where.add("m.id > %(after)s", after=after)
    where.given("m.role = %(role)s", role=role)
    where.given(NAMED_LIKE, search=search or None)
    where.given("lower(u.email) = lower(%(email)s)", email=email)
    where.given("(m.accepted_at IS NOT NULL) = %(accepted)s", accepted=accepted)
    rows = await scope.all(
        sql(
            """
        SELECT {member} FROM members m JOIN users u ON u.id = m.user_id
        WHERE {where} ORDER BY m.id LIMIT %(limit)s
        """,
            member=MEMBER,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [member_of(r) for r in rows]


async def count_members(scope: Scope, *, search: str | None = None) -> int:
    where = Where("m")
    where.given(NAMED_LIKE, search=search or None)
    query = sql("SELECT count(*) FROM members m JOIN users u ON u.id = m.user_id WHERE {where}", where=where.sql)
    return await scope.count(query, **where.params)


async def get_member(scope: Scope, user_id: int) -> Member:
    row = await scope.one(
        sql(
            """
        SELECT {member} FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND m.user_id = %(user_id)s
        """,
            member=MEMBER,
        ),
        user_id=user_id,
    )
    if row is None:
        raise NotFound("There is no such member.", field="user_id")
    return member_of(row)


async def get_membership(scope: Scope, id: int) -> Member:
    """By the membership's own id."""
    row = await scope.one(
        sql(
            """
        SELECT {member} FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s
        """,
            member=MEMBER,
        ),
        id=id,
    )
    if row is None:
        raise NotFound("There is no such member.", field="user_id")
    return member_of(row)


async def update_member(
    scope: Scope,
    user_id: int,
    *,
    role: str | None = None,
    role_id: int | None = None,
    seat_ids: Sequence[int] | None = None,
    every_seat: bool = False,
    permissions: Mapping[str, object] | None = None,
) -> Member:
    """Change what is given; `every_seat` lifts a restriction to seats; `permissions` replaces. The last owner stays owner."""
    scope.require_person("change members")
    member = await get_member(scope, user_id)
    await _check_grant(scope, role or member.role, role_id, seat_ids)
    if role and role != "owner":
        await _keep_an_owner(scope, member)
    await scope.run(
        """
        UPDATE members SET role = coalesce(%(role)s, role), role_id = coalesce(%(role_id)s, role_id),
               seat_ids = CASE WHEN %(every_seat)s THEN NULL ELSE coalesce(%(seat_ids)s, seat_ids) END,
               permissions = coalesce(%(permissions)s, permissions), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s
        """,
        user_id=user_id,
        role=role,
        role_id=role_id,
        every_seat=every_seat,
        seat_ids=seat_ids,
        permissions=None if permissions is None else Jsonb(dict(permissions)),
    )
    await events.audit(scope, "member.updated", "user", user_id, role=role)
    return await get_member(scope, user_id)


async def accept_membership(scope: Scope, user_id: int) -> Member:
    """The invited user is here."""
    scope.require_person("change members")
    await scope.run(
        """
        UPDATE members SET accepted_at = coalesce(accepted_at, %(now)s), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s
        """,
        user_id=user_id,
    )
    return await get_member(scope, user_id)


async def remove_member(scope: Scope, user_id: int) -> None:
    """The user leaves this workspace, with the keys they made here. The user and their other workspaces stay."""
    scope.require_person("change members")
    await _keep_an_owner(scope, await get_member(scope, user_id))
    await scope.run("DELETE FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s", user_id=user_id)
    await keys.revoke_all(scope, user_id=user_id)
    await events.audit(scope, "member.removed", "user", user_id)


async def _check_grant(scope: Scope, role: str, role_id: int | None, seat_ids: Sequence[int] | None) -> None:
    if role not in ROLES:
        raise Invalid(f"A role is one of {', '.join(ROLES)}.", field="role")
    if role_id is not None:
        await get_role(scope, role_id)
    if seat_ids:
        row = await scope.one(
            "SELECT count(*) AS n FROM seats WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", ids=seat_ids
        )
        if not row or row["n"] != len(set(seat_ids)):
            raise NotFound("There is no such seat.", field="seat_ids")


async def _keep_an_owner(scope: Scope, member: Member) -> None:
    if member.role != "owner":
        return
    # Locked, so that two owners who leave at the same time do not both find the other still here.
    owners = await scope.all(
        "SELECT user_id FROM members WHERE workspace_id = %(workspace_id)s AND role = 'owner' ORDER BY user_id FOR UPDATE"
    )
    if len(owners) < 2:
        raise Conflict("The workspace needs an owner: make another member owner first.", code="last_owner")


def member_of(row: dict[str, Any]) -> Member:
    return Member(**amended(row, seat_ids=None if row["seat_ids"] is None else tuple(row["seat_ids"])))


def checked_email(email: str) -> str:
    """The address without spaces around. Invalid where it is not one."""
    email = email.strip()
    local, _, domain = email.partition("@")
    if not local or "." not in domain or any(c.isspace() for c in email) or len(email) > 254:
        raise Invalid("This is not an email address.", field="email")
    return email
