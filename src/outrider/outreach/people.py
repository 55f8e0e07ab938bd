"""Workspaces and who may act in them: users, members and roles, API keys, one-time tokens, seats.

Workspaces, users, keys and tokens belong to the installation, so some verbs take the `Core` (there is no workspace yet, or not
only one); everything else takes a `Scope`.
"""

import asyncio
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound, PaymentRequired, Unauthorized
from outrider.outreach import categories, events
from outrider.outreach.scope import Actor, Core, Scope
from outrider.store.crypto import key_hash, new_key

ROLES = ("owner", "admin", "editor", "viewer", "client", "custom")
SEAT_STATUSES = ("active", "suspended", "cancelled")
MIN_PASSWORD = 8

_hasher = PasswordHasher()


# ---- Workspaces


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


@dataclass(frozen=True, slots=True)
class Installed:
    """What a new workspace begins with. `key` is the plain API key, shown this once."""

    workspace_id: int
    user_id: int
    seat_id: int
    key: str = field(repr=False)


_WORKSPACE = "id, name, timezone, owner_user_id, credits, settings, created_at, updated_at"


async def install(core: Core, *, email: str, workspace_name: str, password: str | None = None) -> Installed:
    """Create an owner (or take the existing user of that address), a workspace with its defaults, and a first key."""
    async with core.pool.connection() as conn:
        before = Scope(0, conn, core.clock.now(), core.vault, Actor("cli"))
        user = await _user_by_email(before, email) or await create_user(before, email, password=password, confirmed=True)
        scope = await create_workspace(before, workspace_name, owner_user_id=user.id)
        seat = await default_seat(scope)
        _, plain = await create_key(scope, "first key", user_id=user.id)
        return Installed(scope.workspace_id, user.id, seat.id, plain)


async def create_workspace(
    scope: Scope, name: str, *, owner_user_id: int | None = None, timezone: str = "UTC", seat_name: str = "Default"
) -> Scope:
    """A workspace with its default seat and categories and its owner as a member. Returns a scope in it (same transaction)."""
    row = await scope.one(
        """
        INSERT INTO workspaces (name, timezone, owner_user_id, created_at, updated_at)
        VALUES (%(name)s, %(timezone)s, %(owner)s, %(now)s, %(now)s) RETURNING id
        """,
        name=_name(name), timezone=_timezone(timezone), owner=owner_user_id,
    )  # fmt: skip
    assert row is not None
    inside = Scope(row["id"], scope.conn, scope.now, scope.vault, scope.actor)
    if owner_user_id is not None:
        await add_member(inside, owner_user_id, "owner", accepted=True)
    await create_seat(inside, seat_name, timezone=timezone, user_id=owner_user_id, is_default=True)
    await categories.install_defaults(inside)
    await events.audit(inside, "workspace.created", "workspace", inside.workspace_id)
    return inside


async def get_workspace(scope: Scope) -> Workspace:
    row = await scope.one(f"SELECT {_WORKSPACE} FROM workspaces WHERE id = %(workspace_id)s AND deleted_at IS NULL")
    if row is None:
        raise NotFound("This workspace no longer exists.")
    return Workspace(**row)


async def update_workspace(
    scope: Scope, *, name: str | None = None, timezone: str | None = None, settings: Mapping[str, Any] | None = None
) -> Workspace:
    """Change what is given; `settings` is merged key by key."""
    row = await scope.one(
        f"""
        UPDATE workspaces SET name = coalesce(%(name)s, name), timezone = coalesce(%(timezone)s, timezone),
               settings = settings || %(settings)s, updated_at = %(now)s
        WHERE id = %(workspace_id)s AND deleted_at IS NULL RETURNING {_WORKSPACE}
        """,
        name=None if name is None else _name(name),
        timezone=None if timezone is None else _timezone(timezone),
        settings=Jsonb(dict(settings or {})),
    )
    if row is None:
        raise NotFound("This workspace no longer exists.")
    await events.audit(scope, "workspace.updated", "workspace", scope.workspace_id)
    return Workspace(**row)


async def delete_workspace(scope: Scope) -> None:
    """Close the workspace: its keys stop working and its engine work stops at once; its rows are kept."""
    await scope.run(
        "UPDATE workspaces SET deleted_at = %(now)s, updated_at = %(now)s WHERE id = %(workspace_id)s AND deleted_at IS NULL"
    )
    gone = await scope.all(
        """
        UPDATE api_keys SET revoked_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND revoked_at IS NULL RETURNING key_hash
        """
    )
    await scope.run(
        """
        UPDATE campaigns SET status = 'stopped', status_reason = 'manual', updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND status = 'active'
        """
    )
    _forget(r["key_hash"] for r in gone)
    await events.audit(scope, "workspace.deleted", "workspace", scope.workspace_id)


async def workspaces(core: Core, *, user_id: int | None = None, limit: int = 100, after: int = 0) -> list[Workspace]:
    """Workspaces of the installation, or those a user is a member of, by id."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            f"""
            SELECT {_WORKSPACE} FROM workspaces w WHERE deleted_at IS NULL AND id > %(after)s
              AND (%(user_id)s::bigint IS NULL OR EXISTS (
                    SELECT FROM members m WHERE m.workspace_id = w.id AND m.user_id = %(user_id)s))
            ORDER BY id LIMIT %(limit)s
            """,
            {"user_id": user_id, "limit": limit, "after": after},
        )
        return [Workspace(**row) for row in await cursor.fetchall()]


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
        amount=-amount, reason=reason, object_kind=object_kind, object_id=object_id,
    )  # fmt: skip
    return row["credits"]


# ---- Users, passwords, one-time tokens


@dataclass(frozen=True, slots=True)
class User:
    id: int
    email: str
    full_name: str
    confirmed_at: datetime | None
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A redeemed one-time token."""

    user_id: int
    purpose: str
    data: dict[str, Any]


USER = "id, email, full_name, confirmed_at, settings, created_at, updated_at"


async def create_user(
    scope: Scope, email: str, *, full_name: str = "", password: str | None = None, confirmed: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> User:  # fmt: skip
    """A user of the installation; Conflict 'email_taken' when the address has one. Without a password nobody can log in yet."""
    email = _email(email)
    hashed = None if password is None else await hash_password(password)
    try:
        async with scope.conn.transaction():
            row = await scope.one(
                f"""
                INSERT INTO users (email, full_name, password_hash, confirmed_at, settings, created_at, updated_at)
                VALUES (%(email)s, %(full_name)s, %(hashed)s, %(confirmed_at)s, %(settings)s, %(now)s, %(now)s)
                RETURNING {USER}
                """,
                email=email, full_name=full_name.strip(), hashed=hashed, settings=Jsonb(dict(settings or {})),
                confirmed_at=scope.now if confirmed else None,
            )  # fmt: skip
    except UniqueViolation:
        raise Conflict("There is a user with this email address already.", code="email_taken", field="email") from None
    assert row is not None
    return User(**row)


async def find_user(core: Core, email: str) -> User | None:
    """The user of the installation with this address."""
    async with core.pool.connection() as conn:
        return await _user_by_email(Scope(0, conn, core.clock.now(), core.vault), email)


async def get_user(scope: Scope, user_id: int) -> User:
    """A user who is a member of this workspace."""
    row = await scope.one(
        f"""
        SELECT {USER} FROM users u WHERE id = %(user_id)s
          AND EXISTS (SELECT FROM members m WHERE m.workspace_id = %(workspace_id)s AND m.user_id = u.id)
        """,
        user_id=user_id,
    )
    if row is None:
        raise NotFound("There is no such user in this workspace.")
    return User(**row)


async def update_user(
    core: Core, user_id: int, *, full_name: str | None = None, password: str | None = None, confirmed: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> User:  # fmt: skip
    """Change what is given of oneself; `settings` is merged key by key."""
    hashed = None if password is None else await hash_password(password)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            f"""
            UPDATE users SET full_name = coalesce(%(full_name)s, full_name), password_hash = coalesce(%(hashed)s, password_hash),
                   confirmed_at = CASE WHEN %(confirmed)s THEN coalesce(confirmed_at, %(now)s) ELSE confirmed_at END,
                   settings = settings || %(settings)s, updated_at = %(now)s
            WHERE id = %(user_id)s RETURNING {USER}
            """,
            {"user_id": user_id, "full_name": full_name, "hashed": hashed, "confirmed": confirmed, "now": core.clock.now(),
             "settings": Jsonb(dict(settings or {}))},
        )  # fmt: skip
        row = await cursor.fetchone()
    if row is None:
        raise NotFound("There is no such user.")
    return User(**row)


async def hash_password(password: str) -> str:
    """Argon2id, off the event loop (it takes tens of milliseconds by design)."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(f"A password has at least {MIN_PASSWORD} characters.", code="password_too_short", field="password")
    return await asyncio.to_thread(_hasher.hash, password)


async def check_password(core: Core, email: str, password: str) -> User:
    """The user who logs in with these; Unauthorized otherwise, after the same time whether or not the address is known."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(f"SELECT {USER}, password_hash FROM users WHERE lower(email) = %s", (email.strip().lower(),))
        row = await cursor.fetchone()
    hashed = (row or {}).get("password_hash") or await asyncio.to_thread(_nobody)
    try:
        await asyncio.to_thread(_hasher.verify, hashed, password)
    except (VerificationError, InvalidHashError):
        row = None
    if row is None:
        raise Unauthorized("The email address or the password is wrong.", code="bad_login")
    del row["password_hash"]
    return User(**row)


def _nobody() -> str:
    """A hash that no password matches, to spend the same time on an unknown address."""
    global _nobody_hash
    if _nobody_hash is None:
        _nobody_hash = _hasher.hash(secrets.token_hex(16))
    return _nobody_hash


_nobody_hash: str | None = None


async def issue_token(
    scope: Scope, user_id: int, purpose: str, *, lifetime: timedelta = timedelta(hours=24), data: Mapping[str, Any] | None = None
) -> str:
    """A one-time token for a mail ('confirm', 'reset', 'invite'). Only its hash is kept."""
    plain = secrets.token_urlsafe(24)
    await scope.run(
        """
        INSERT INTO user_tokens (token_hash, user_id, purpose, data, expires_at)
        VALUES (%(hash)s, %(user_id)s, %(purpose)s, %(data)s, %(expires_at)s)
        """,
        hash=key_hash(plain), user_id=user_id, purpose=purpose, data=Jsonb(dict(data or {})), expires_at=scope.now + lifetime,
    )  # fmt: skip
    return plain


async def redeem_token(core: Core, plain: str, purpose: str) -> Token:
    """Use a token up. Invalid 'bad_token' when it is unknown, used, over its time or for another purpose."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            UPDATE user_tokens SET used_at = %(now)s
            WHERE token_hash = %(hash)s AND purpose = %(purpose)s AND used_at IS NULL AND expires_at > %(now)s
            RETURNING user_id, purpose, data
            """,
            {"hash": key_hash(plain), "purpose": purpose, "now": core.clock.now()},
        )
        row = await cursor.fetchone()
    if row is None:
        raise Invalid("This link is not valid any more.", code="bad_token", field="token")
    return Token(**row)


async def _user_by_email(scope: Scope, email: str) -> User | None:
    row = await scope.one(f"SELECT {USER} FROM users WHERE lower(email) = %(email)s", email=email.strip().lower())
    return User(**row) if row else None


# ---- API keys


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What may be shown of a key: never the key itself. `hint` is its last four characters."""

    id: int
    user_id: int | None
    name: str
    hint: str
    scopes: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Principal:
    """Whom a key stands for. `seat_id` is the workspace's default seat."""

    workspace_id: int
    user_id: int | None
    api_key_id: int
    scopes: frozenset[str]
    seat_id: int

    def may(self, *words: str) -> bool:
        """Whether the key carries one of these scopes ('*' carries all)."""
        return "*" in self.scopes or not self.scopes.isdisjoint(words)


_KEY = "id, user_id, name, hint, scopes, created_at, updated_at, last_used_at, revoked_at"

# Keys seen lately by this process. Other processes' revocations are noticed after at most so many seconds.
_CACHE_SECONDS = 3.0
_CACHE_SIZE = 4096
_seen: dict[bytes, tuple[float, Principal]] = {}

# One statement: who it is, and (at most once a minute) that the key was used.
_AUTHENTICATE = """
WITH known AS (
    SELECT k.id AS api_key_id, k.workspace_id, k.user_id, k.scopes, s.id AS seat_id
    FROM api_keys k
    JOIN workspaces w ON w.id = k.workspace_id AND w.deleted_at IS NULL
    JOIN seats s ON s.workspace_id = k.workspace_id AND s.is_default
    WHERE k.key_hash = %(hash)s AND k.revoked_at IS NULL
), touched AS (
    UPDATE api_keys SET last_used_at = %(now)s
    WHERE id = (SELECT api_key_id FROM known) AND (last_used_at IS NULL OR last_used_at < %(now)s - interval '1 minute')
)
SELECT * FROM known
"""


async def create_key(scope: Scope, name: str, scopes: Iterable[str] = ("*",), user_id: int | None = None) -> tuple[ApiKey, str]:
    """A new key and its plain text, which is not kept. Scopes are the dialects' own words; '*' opens everything."""
    words = sorted(set(scopes))
    if not words:
        raise Invalid("A key needs at least one scope.", field="scopes")
    if user_id is not None:
        await get_member(scope, user_id)
    plain = new_key()
    row = await scope.one(
        f"""
        INSERT INTO api_keys (workspace_id, user_id, name, key_hash, hint, scopes, created_at, updated_at)
        VALUES (%(workspace_id)s, %(user_id)s, %(name)s, %(hash)s, %(hint)s, %(scopes)s, %(now)s, %(now)s) RETURNING {_KEY}
        """,
        user_id=user_id, name=name.strip(), hash=key_hash(plain), hint=plain[-4:], scopes=words,
    )  # fmt: skip
    assert row is not None
    await events.audit(scope, "key.created", "api_key", row["id"], scopes=words)
    return _key(row), plain


async def list_keys(scope: Scope, limit: int = 100, after: int | None = None, *, revoked: bool = False) -> list[ApiKey]:
    """Newest first; `after` is the last id seen. Revoked keys only when asked for."""
    rows = await scope.all(
        f"""
        SELECT {_KEY} FROM api_keys
        WHERE workspace_id = %(workspace_id)s AND (%(revoked)s OR revoked_at IS NULL)
          AND id < coalesce(%(after)s, 9223372036854775807)
        ORDER BY id DESC LIMIT %(limit)s
        """,
        limit=limit, after=after, revoked=revoked,
    )  # fmt: skip
    return [_key(r) for r in rows]


async def get_key(scope: Scope, id: int) -> ApiKey:
    row = await scope.one(f"SELECT {_KEY} FROM api_keys WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None:
        raise NotFound("There is no such API key.")
    return _key(row)


async def revoke_key(scope: Scope, id: int) -> ApiKey:
    """The key stops working at once in this process, within seconds in the others. Revoking twice is no error."""
    row = await scope.one(
        f"""
        UPDATE api_keys SET revoked_at = coalesce(revoked_at, %(now)s), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {_KEY}, key_hash
        """,
        id=id,
    )
    if row is None:
        raise NotFound("There is no such API key.")
    _forget([row.pop("key_hash")])
    await events.audit(scope, "key.revoked", "api_key", id)
    return _key(row)


async def authenticate(core: Core, key: str) -> Principal:
    """Whom the key stands for: one statement, or none when the key was seen in the last seconds. Raises Unauthorized."""
    digest = key_hash(key)
    moment = asyncio.get_running_loop().time()
    cached = _seen.get(digest)
    if cached and cached[0] > moment:
        return cached[1]
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_AUTHENTICATE, {"hash": digest, "now": core.clock.now()})
        row = await cursor.fetchone()
    if row is None:
        _seen.pop(digest, None)
        raise Unauthorized("The API key is missing, wrong or revoked.")
    principal = Principal(**{**row, "scopes": frozenset(row["scopes"])})
    if len(_seen) >= _CACHE_SIZE:
        _seen.clear()
    _seen[digest] = (moment + _CACHE_SECONDS, principal)
    return principal


def _forget(hashes: Iterable[bytes]) -> None:
    for digest in hashes:
        _seen.pop(bytes(digest), None)


def _key(row: dict[str, Any]) -> ApiKey:
    return ApiKey(**{**row, "scopes": tuple(row["scopes"])})


# ---- Roles and members


@dataclass(frozen=True, slots=True)
class Role:
    id: int
    name: str
    permissions: dict[str, Any]
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


async def create_role(scope: Scope, name: str, permissions: Mapping[str, Any] | None = None) -> Role:
    """A named set of permissions for members whose role is 'custom'."""
    row = await scope.one(
        f"""
        INSERT INTO roles (workspace_id, name, permissions, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(permissions)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, name) DO NOTHING RETURNING {_ROLE}
        """,
        name=_name(name), permissions=Jsonb(dict(permissions or {})),
    )  # fmt: skip
    if row is None:
        raise Conflict("There is a role of this name already.", code="name_taken", field="name")
    await events.audit(scope, "role.created", "role", row["id"])
    return Role(**row)


async def roles(scope: Scope, limit: int = 100, after: int = 0) -> list[Role]:
    rows = await scope.all(
        f"SELECT {_ROLE} FROM roles WHERE workspace_id = %(workspace_id)s AND id > %(after)s ORDER BY id LIMIT %(limit)s",
        limit=limit, after=after,
    )  # fmt: skip
    return [Role(**r) for r in rows]


async def get_role(scope: Scope, id: int) -> Role:
    row = await scope.one(f"SELECT {_ROLE} FROM roles WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None:
        raise NotFound("There is no such role.")
    return Role(**row)


async def update_role(scope: Scope, id: int, *, name: str | None = None, permissions: Mapping[str, Any] | None = None) -> Role:
    """Change what is given; `permissions` replaces the old ones."""
    row = await scope.one(
        f"""
        UPDATE roles SET name = coalesce(%(name)s, name), permissions = coalesce(%(permissions)s, permissions),
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {_ROLE}
        """,
        id=id, name=None if name is None else _name(name), permissions=None if permissions is None else Jsonb(dict(permissions)),
    )  # fmt: skip
    if row is None:
        raise NotFound("There is no such role.")
    await events.audit(scope, "role.updated", "role", id)
    return Role(**row)


async def delete_role(scope: Scope, id: int) -> None:
    """Conflict 'role_in_use' while members have it."""
    used = await scope.one("SELECT 1 FROM members WHERE workspace_id = %(workspace_id)s AND role_id = %(id)s LIMIT 1", id=id)
    if used:
        raise Conflict("Members still have this role.", code="role_in_use")
    if not await scope.run("DELETE FROM roles WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such role.")
    await events.audit(scope, "role.deleted", "role", id)


async def add_member(
    scope: Scope, user_id: int, role: str = "admin", *, role_id: int | None = None, seat_ids: Sequence[int] | None = None,
    permissions: Mapping[str, Any] | None = None, accepted: bool = False,
) -> Member:  # fmt: skip
    """Let a user into the workspace; Conflict 'already_member'. Not accepted: an invitation until `accept_membership`."""
    await _check_grant(scope, role, role_id, seat_ids)
    added = await scope.run(
        """
        INSERT INTO members (workspace_id, user_id, role, role_id, seat_ids, permissions, invited_by, accepted_at,
                             created_at, updated_at)
        SELECT %(workspace_id)s, u.id, %(role)s, %(role_id)s, %(seat_ids)s, %(permissions)s, %(invited_by)s, %(accepted_at)s,
               %(now)s, %(now)s
        FROM users u WHERE u.id = %(user_id)s
        ON CONFLICT (workspace_id, user_id) DO NOTHING
        """,
        user_id=user_id, role=role, role_id=role_id, seat_ids=None if seat_ids is None else list(seat_ids),
        permissions=Jsonb(dict(permissions or {})), invited_by=scope.actor.user_id, accepted_at=scope.now if accepted else None,
    )  # fmt: skip
    if not added:
        known = await scope.one("SELECT 1 FROM users WHERE id = %(user_id)s", user_id=user_id)
        if not known:
            raise NotFound("There is no such user.")
        raise Conflict("The user is a member of this workspace already.", code="already_member")
    await events.audit(scope, "member.added", "user", user_id, role=role)
    return await get_member(scope, user_id)


async def members(
    scope: Scope, limit: int = 100, after: int = 0, *, search: str | None = None, role: str | None = None,
    accepted: bool | None = None,
) -> list[Member]:  # fmt: skip
    """By membership id. `search` looks in name and address. `accepted`: only those who are here, or only those invited."""
    rows = await scope.all(
        f"""
        SELECT {MEMBER} FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND m.id > %(after)s AND (%(role)s::text IS NULL OR m.role = %(role)s)
          AND (%(search)s::text IS NULL OR strpos(lower(u.email || ' ' || u.full_name), lower(%(search)s)) > 0)
          AND (%(accepted)s::boolean IS NULL OR (m.accepted_at IS NOT NULL) = %(accepted)s)
        ORDER BY m.id LIMIT %(limit)s
        """,
        limit=limit, after=after, search=search or None, role=role, accepted=accepted,
    )  # fmt: skip
    return [member_of(r) for r in rows]


async def count_members(scope: Scope, *, search: str | None = None) -> int:
    row = await scope.one(
        """
        SELECT count(*) AS n FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s
          AND (%(search)s::text IS NULL OR strpos(lower(u.email || ' ' || u.full_name), lower(%(search)s)) > 0)
        """,
        search=search or None,
    )
    return row["n"] if row else 0


async def get_member(scope: Scope, user_id: int) -> Member:
    row = await scope.one(
        f"""
        SELECT {MEMBER} FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND m.user_id = %(user_id)s
        """,
        user_id=user_id,
    )
    if row is None:
        raise NotFound("There is no such member.")
    return member_of(row)


async def get_membership(scope: Scope, id: int) -> Member:
    """By the membership's own id."""
    row = await scope.one(
        f"""
        SELECT {MEMBER} FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s
        """,
        id=id,
    )
    if row is None:
        raise NotFound("There is no such member.")
    return member_of(row)


async def update_member(
    scope: Scope, user_id: int, *, role: str | None = None, role_id: int | None = None, seat_ids: Sequence[int] | None = None,
    every_seat: bool = False, permissions: Mapping[str, Any] | None = None,
) -> Member:  # fmt: skip
    """Change what is given; `every_seat` lifts a restriction to seats; `permissions` replaces. The last owner stays owner."""
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
        user_id=user_id, role=role, role_id=role_id, every_seat=every_seat,
        seat_ids=None if seat_ids is None else list(seat_ids),
        permissions=None if permissions is None else Jsonb(dict(permissions)),
    )  # fmt: skip
    await events.audit(scope, "member.updated", "user", user_id, role=role)
    return await get_member(scope, user_id)


async def accept_membership(scope: Scope, user_id: int) -> Member:
    """The invited user is here."""
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
    await _keep_an_owner(scope, await get_member(scope, user_id))
    await scope.run("DELETE FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s", user_id=user_id)
    gone = await scope.all(
        """
        UPDATE api_keys SET revoked_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s AND revoked_at IS NULL RETURNING key_hash
        """,
        user_id=user_id,
    )
    _forget(r["key_hash"] for r in gone)
    await events.audit(scope, "member.removed", "user", user_id)


async def _check_grant(scope: Scope, role: str, role_id: int | None, seat_ids: Sequence[int] | None) -> None:
    if role not in ROLES:
        raise Invalid(f"A role is one of {', '.join(ROLES)}.", field="role")
    if role_id is not None:
        await get_role(scope, role_id)
    if seat_ids:
        row = await scope.one(
            "SELECT count(*) AS n FROM seats WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", ids=list(seat_ids)
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
    return Member(**{**row, "seat_ids": None if row["seat_ids"] is None else tuple(row["seat_ids"])})


# ---- Seats


@dataclass(frozen=True, slots=True)
class Seat:
    """A sub-account of the workspace: its own senders, campaigns and suppression entries."""

    id: int
    name: str
    is_default: bool
    status: str
    user_id: int | None
    timezone: str
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime


_SEAT = "id, name, is_default, status, user_id, timezone, settings, created_at, updated_at"


async def create_seat(
    scope: Scope, name: str, *, timezone: str = "UTC", user_id: int | None = None, is_default: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> Seat:  # fmt: skip
    row = await scope.one(
        f"""
        INSERT INTO seats (workspace_id, name, is_default, user_id, timezone, settings, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(is_default)s, %(user_id)s, %(timezone)s, %(settings)s, %(now)s, %(now)s)
        RETURNING {_SEAT}
        """,
        name=_name(name), is_default=is_default, user_id=user_id, timezone=_timezone(timezone),
        settings=Jsonb(dict(settings or {})),
    )  # fmt: skip
    assert row is not None
    await events.audit(scope, "seat.created", "seat", row["id"])
    return Seat(**row)


async def seats(
    scope: Scope, limit: int = 100, after: int = 0, *, status: str | None = None, search: str | None = None,
    ids: Sequence[int] | None = None, user_ids: Sequence[int] | None = None,
) -> list[Seat]:  # fmt: skip
    """By id. `ids`, `user_ids`: only these seats, only those of these users."""
    rows = await scope.all(
        f"""
        SELECT {_SEAT} FROM seats
        WHERE workspace_id = %(workspace_id)s AND id > %(after)s AND (%(status)s::text IS NULL OR status = %(status)s)
          AND (%(search)s::text IS NULL OR strpos(lower(name), lower(%(search)s)) > 0)
          AND (%(ids)s::bigint[] IS NULL OR id = ANY (%(ids)s))
          AND (%(user_ids)s::bigint[] IS NULL OR user_id = ANY (%(user_ids)s))
        ORDER BY id LIMIT %(limit)s
        """,
        limit=limit, after=after, status=status, search=search or None, ids=None if ids is None else list(ids),
        user_ids=None if user_ids is None else list(user_ids),
    )  # fmt: skip
    return [Seat(**r) for r in rows]


async def get_seat(scope: Scope, id: int) -> Seat:
    row = await scope.one(f"SELECT {_SEAT} FROM seats WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None:
        raise NotFound("There is no such seat.")
    return Seat(**row)


async def default_seat(scope: Scope) -> Seat:
    """The seat that work belongs to when no other is named."""
    row = await scope.one(f"SELECT {_SEAT} FROM seats WHERE workspace_id = %(workspace_id)s AND is_default")
    if row is None:
        raise NotFound("This workspace no longer exists.")
    return Seat(**row)


async def seat_or_default(scope: Scope, seat_id: int | None) -> int:
    """The id of the seat named here, else of the scope's seat, else of the default one. NotFound for a foreign one."""
    wanted = seat_id or scope.seat_id
    return (await get_seat(scope, wanted)).id if wanted else (await default_seat(scope)).id


async def update_seat(
    scope: Scope, id: int, *, name: str | None = None, timezone: str | None = None, user_id: int | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Seat:  # fmt: skip
    """Change what is given; `settings` is merged key by key."""
    row = await scope.one(
        f"""
        UPDATE seats SET name = coalesce(%(name)s, name), timezone = coalesce(%(timezone)s, timezone),
               user_id = coalesce(%(user_id)s, user_id), settings = settings || %(settings)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {_SEAT}
        """,
        id=id, name=None if name is None else _name(name), timezone=None if timezone is None else _timezone(timezone),
        user_id=user_id, settings=Jsonb(dict(settings or {})),
    )  # fmt: skip
    if row is None:
        raise NotFound("There is no such seat.")
    await events.audit(scope, "seat.updated", "seat", id)
    return Seat(**row)


async def set_seat_status(scope: Scope, id: int, status: str) -> Seat:
    """Suspend, cancel or reactivate a seat. Senders of a seat that is not active do nothing; the default seat stays active."""
    if status not in SEAT_STATUSES:
        raise Invalid(f"A seat's status is one of {', '.join(SEAT_STATUSES)}.", field="status")
    seat = await get_seat(scope, id)
    if seat.is_default and status != "active":
        raise Conflict("The default seat stays active.", code="default_seat")
    row = await scope.one(
        f"""
        UPDATE seats SET status = %(status)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {_SEAT}
        """,
        id=id, status=status,
    )  # fmt: skip
    assert row is not None
    # A suspended seat's senders are suspended with it, so that whoever claims work looks at the sender alone.
    await scope.run(
        """
        UPDATE senders SET status = CASE WHEN %(active)s THEN 'active' ELSE 'suspended' END,
               status_code = CASE WHEN %(active)s THEN NULL ELSE 'seat_suspended' END, status_detail = NULL,
               status_at = %(now)s, next_at = CASE WHEN %(active)s THEN %(now)s END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND seat_id = %(id)s
          AND CASE WHEN %(active)s THEN status = 'suspended' AND status_code = 'seat_suspended' ELSE status = 'active' END
        """,
        id=id, active=status == "active",
    )  # fmt: skip
    await events.audit(scope, f"seat.{status}", "seat", id)
    return Seat(**row)


# ---- Checks shared by the verbs above


def _name(name: str) -> str:
    name = name.strip()
    if not name:
        raise Invalid("A name is needed.", field="name")
    return name


def _email(email: str) -> str:
    email = email.strip()
    local, _, domain = email.partition("@")
    if not local or "." not in domain or any(c.isspace() for c in email) or len(email) > 254:
        raise Invalid("This is not an email address.", field="email")
    return email


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"There is no time zone '{name}'.", code="unknown_timezone", field="timezone") from None
    return name
