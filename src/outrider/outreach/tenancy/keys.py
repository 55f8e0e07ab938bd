"""API keys: create, list, revoke, and the principal of each."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from outrider.errors import Forbidden, Invalid, NotFound, Unauthorized
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Asks, Core, Mode, Scope
from outrider.outreach.tenancy import seats
from outrider.rules import policy as policies
from outrider.rules.policy import EVERYTHING, Policy
from outrider.store.crypto import key_hash, new_key
from outrider.values import Json, amended


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What may be shown of a key: never the key itself. `hint` is its last four characters. `seat_id`: the one seat it opens."""

    id: int
    user_id: int | None
    name: str
    hint: str
    scopes: tuple[str, ...]
    seat_id: int | None
    mode: Mode
    policy: Policy
    asks: Asks
    created_at: datetime
    updated_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Principal:
    """The principal of a key. `seat_id` is the workspace's default seat; `only_seat_id` the one seat that a client's key opens.
    `audience`: it is the token of a signed-in agent, which opens this dialect's agent tools only, until `expires_at`.
    """

    workspace_id: int
    user_id: int | None
    api_key_id: int
    scopes: frozenset[str]
    seat_id: int
    only_seat_id: int | None = None
    mode: Mode = Mode.FREE
    policy: Policy = EVERYTHING
    asks: Asks = "link"
    audience: str | None = None
    expires_at: datetime | None = None

    def may(self, *words: str) -> bool:
        """Whether the key carries one of these scopes ('*' carries all)."""
        return "*" in self.scopes or not self.scopes.isdisjoint(words)


_KEY = "id, user_id, name, hint, scopes, seat_id, mode, policy, asks, created_at, updated_at, last_used_at, revoked_at"

# Keys seen lately by this process. Other processes' revocations are noticed after at most so many seconds.
_CACHE_SECONDS = 3.0
_CACHE_SIZE = 4096
_seen: dict[bytes, tuple[float, Principal]] = {}

# What a key is stands outside all workspaces; its seats are asked for in its own.
_FIND = """
SELECT k.id AS api_key_id, k.workspace_id, k.user_id, k.scopes, k.mode, k.policy, k.asks, k.seat_id AS only_seat_id,
       k.last_used_at, k.audience, k.expires_at
FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id AND w.deleted_at IS NULL
WHERE k.key_hash = %(hash)s AND k.revoked_at IS NULL
"""
_SEAT = "SELECT s.id FROM seats s WHERE s.workspace_id = %(workspace_id)s AND s.is_default"
# Of a key that opens one seat only: none, while that one is not active.
_SEAT_BESIDE = """
SELECT s.id FROM seats s JOIN seats o ON o.workspace_id = %(workspace_id)s AND o.id = %(only_seat_id)s AND o.status = 'active'
WHERE s.workspace_id = %(workspace_id)s AND s.is_default
"""
_TOUCH = """
UPDATE api_keys SET last_used_at = %(now)s WHERE id = %(id)s AND (last_used_at IS NULL OR last_used_at < %(before)s)
"""
_MEMBER = "SELECT user_id FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(user_id)s FOR KEY SHARE"
_USE_NOTED = timedelta(minutes=1)  # a key's use is written down at most so often


async def create(
    scope: Scope,
    name: str,
    scopes: Iterable[str] = ("*",),
    user_id: int | None = None,
    *,
    seat_id: int | None = None,
    mode: Mode | None = None,
    policy: Policy = EVERYTHING,
    asks: Asks = "link",
) -> tuple[ApiKey, str]:
    """A new key and its plain text, which is not kept. Scopes are the dialects' own words; '*' opens everything.

    With `seat_id` it opens this seat's things only, in the dialects that know such keys. Without `mode` it has that of the actor
    who makes it. Raises Forbidden for one that may do more by itself than that actor.
    """
    scope.require_person("make keys")
    await _require_lasting(scope)
    own = scope.actor.mode
    if mode is not None and list(Mode).index(mode) > list(Mode).index(own):
        raise Forbidden(f"A key of the mode {own!s} cannot make one of the mode {mode!s}.")
    words = sorted(set(scopes))
    if not words:
        raise Invalid("A key needs at least one scope.", field="scopes")
    if "*" in words and "*" not in scope.actor.scopes:
        raise Forbidden("A key hands on only what it may do itself: not every scope.", code="beyond_scopes")
    if seat_id is not None:
        await seats.get(scope, seat_id)
    if user_id is not None and not await scope.one(_MEMBER, user_id=user_id):
        raise NotFound("There is no such member.", field="user_id")
    plain = new_key()
    row = await scope.one(
        sql(
            """
        INSERT INTO api_keys (workspace_id, user_id, name, key_hash, hint, scopes, seat_id, mode, policy, asks, created_at,
                              updated_at)
        VALUES (%(workspace_id)s, %(user_id)s, %(name)s, %(hash)s, %(hint)s, %(scopes)s, %(seat_id)s, %(mode)s, %(policy)s,
                %(asks)s, %(now)s, %(now)s)
        RETURNING {key}
        """,
            key=_KEY,
        ),
        user_id=user_id,
        name=name.strip(),
        hash=key_hash(plain),
        hint=plain[-4:],
        scopes=words,
        seat_id=seat_id,
        mode=mode or own,
        policy=Jsonb(policies.to_json(policy)),
        asks=asks,
    )
    assert row is not None
    await events.audit(scope, "key.created", "api_key", row["id"], scopes=words, mode=row["mode"], policy=row["policy"])
    return _key(row), plain


def checked_asks(given: str) -> Asks:
    """Raises Invalid for what is not one of them."""
    known: dict[str, Asks] = {"off": "off", "link": "link", "form": "form"}
    if given not in known:
        raise Invalid(f"Clients ask for approval by one of {', '.join(known)}, not {given!r}.", field="asks")
    return known[given]


async def _require_lasting(scope: Scope) -> None:
    """Raise Forbidden for an agent that a person signed in: a key would outlive that person's consent."""
    signed_in = await scope.one("SELECT id FROM api_keys WHERE id = %(id)s AND audience IS NOT NULL", id=scope.actor.api_key_id)
    if signed_in:
        raise Forbidden("An agent that was signed in cannot make keys.", code="beyond_consent")


async def find_all(scope: Scope, limit: int = 100, after: int | None = None, *, revoked: bool = False) -> list[ApiKey]:
    """Newest first; `after` is the last id seen. Revoked keys only when asked for."""
    rows = await scope.all(
        sql(
            """
        SELECT {key} FROM api_keys
        WHERE workspace_id = %(workspace_id)s AND audience IS NULL AND (%(revoked)s OR revoked_at IS NULL)
          AND id < coalesce(%(after)s, 9223372036854775807)
        ORDER BY id DESC LIMIT %(limit)s
        """,
            key=_KEY,
        ),
        limit=limit,
        after=after,
        revoked=revoked,
    )
    return [_key(r) for r in rows]


async def of_seats(
    scope: Scope, *, seat_id: int | None = None, revoked: bool | None = None, search: str | None = None, limit: int = 100
) -> list[ApiKey]:
    """The keys that open one seat each, newest first. `search` is a part of the name."""
    where = Where("k")
    where.given("k.seat_id = %(seat_id)s", seat_id=seat_id)
    where.given("(k.revoked_at IS NOT NULL) = %(revoked)s", revoked=revoked)
    where.given("strpos(lower(k.name), lower(%(search)s)) > 0", search=search or None)
    rows = await scope.all(
        sql(
            """
        SELECT {key} FROM api_keys k WHERE {where} AND k.seat_id IS NOT NULL ORDER BY k.id DESC LIMIT %(limit)s
        """,
            key=_KEY,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [_key(r) for r in rows]


async def renew(scope: Scope, id: int) -> tuple[ApiKey, str]:
    """Give a key a new plain text; the old one stops working. Raises NotFound, also for a revoked key."""
    scope.require_person("renew keys")
    await _require_lasting(scope)
    before = await scope.one(
        """
        SELECT key_hash FROM api_keys
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND audience IS NULL AND revoked_at IS NULL FOR NO KEY UPDATE
        """,
        id=id,
    )
    if before is None:
        raise NotFound("There is no such API key.", field="key_id")
    plain = new_key()
    row = await scope.one(
        sql(
            """
        UPDATE api_keys SET key_hash = %(hash)s, hint = %(hint)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {key}
        """,
            key=_KEY,
        ),
        id=id,
        hash=key_hash(plain),
        hint=plain[-4:],
    )
    assert row is not None
    forget([before["key_hash"]])
    await events.audit(scope, "key.renewed", "api_key", id)
    return _key(row), plain


async def restrict(scope: Scope, id: int, policy: Policy) -> ApiKey:
    """Give a key this policy in place of its own; within seconds it holds for what is asked for, at once for what leaves. Raises
    NotFound, also for a revoked key."""
    scope.require_person("change keys")
    row = await scope.one(
        sql(
            """
        UPDATE api_keys SET policy = %(policy)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND revoked_at IS NULL RETURNING {key}, key_hash
        """,
            key=_KEY,
        ),
        id=id,
        policy=Jsonb(policies.to_json(policy)),
    )
    if row is None:
        raise NotFound("There is no such API key.", field="key_id")
    forget([row.pop("key_hash")])
    await events.audit(scope, "key.restricted", "api_key", id, policy=row["policy"])
    return _key(row)


async def get(scope: Scope, id: int) -> ApiKey:
    row = await scope.one(
        sql("SELECT {key} FROM api_keys WHERE workspace_id = %(workspace_id)s AND id = %(id)s", key=_KEY), id=id
    )
    if row is None:
        raise NotFound("There is no such API key.", field="key_id")
    return _key(row)


async def revoke(scope: Scope, id: int) -> ApiKey:
    """The key stops working immediately in this process and within seconds in others. Revoking twice is not an error."""
    scope.require_person("revoke keys")
    row = await scope.one(
        sql(
            """
        UPDATE api_keys SET revoked_at = coalesce(revoked_at, %(now)s), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {key}, key_hash
        """,
            key=_KEY,
        ),
        id=id,
    )
    if row is None:
        raise NotFound("There is no such API key.", field="key_id")
    forget([row.pop("key_hash")])
    await events.audit(scope, "key.revoked", "api_key", id)
    return _key(row)


async def revoke_all(scope: Scope, *, user_id: int | None = None) -> None:
    """All keys of the workspace, or those that this user made here, stop working."""
    scope.require_person("revoke keys")
    where = Where("k")
    where.given("k.user_id = %(user_id)s", user_id=user_id)
    gone = await scope.all(
        sql(
            """
        UPDATE api_keys k SET revoked_at = %(now)s, updated_at = %(now)s WHERE {where} AND k.revoked_at IS NULL
        RETURNING k.key_hash
        """,
            where=where.sql,
        ),
        **where.params,
    )
    forget(r["key_hash"] for r in gone)


async def principal_of(scope: Scope, id: int) -> Principal | None:
    """The principal of a key by id, without its plain text; None if it is no longer valid. It may be a key of another
    workspace, whose user works in this one.
    """
    row = await scope.one(
        """
        SELECT k.workspace_id, k.user_id, k.id AS api_key_id, k.scopes, k.mode, k.policy, s.id AS seat_id,
               k.seat_id AS only_seat_id
        FROM approvals a JOIN api_keys k ON k.id = a.api_key_id AND k.revoked_at IS NULL
        JOIN seats s ON s.workspace_id = %(workspace_id)s AND s.is_default
        WHERE a.workspace_id = %(workspace_id)s AND a.api_key_id = %(id)s LIMIT 1
        """,
        id=id,
    )
    return _principal(row) if row else None


async def authenticate(core: Core, key: str, *, of_one_seat: bool = False, audience: str | None = None) -> Principal:
    """The principal of the key: one statement, or none if the key was seen within the last seconds. Raises Unauthorized.

    A key that opens one seat only is Forbidden unless the caller says (`of_one_seat`) that it holds it to that seat. `audience`:
    the dialect whose agent tools are asked for; a signed-in agent's token is good for one dialect's tools and nothing else.
    """
    principal = await _authenticate(core, key)
    if principal.audience not in (None, audience):
        raise Unauthorized(f"This token is for the agent tools of {principal.audience} only.")
    if principal.expires_at is not None and principal.expires_at <= core.clock.now():
        raise Unauthorized("The token has expired.")
    if principal.only_seat_id is not None and not of_one_seat:
        raise Forbidden("This key opens one client's campaigns only, and cannot be used here.")
    return principal


async def _authenticate(core: Core, key: str) -> Principal:
    digest = key_hash(key)
    moment = asyncio.get_running_loop().time()
    cached = _seen.get(digest)
    if cached and cached[0] > moment:
        return cached[1]
    principal = await _look_up(core, digest)
    if principal is None:
        _seen.pop(digest, None)
        raise Unauthorized("The API key is missing, wrong or revoked.")
    if len(_seen) >= _CACHE_SIZE:
        _seen.clear()
    _seen[digest] = (moment + _CACHE_SECONDS, principal)
    return principal


async def _look_up(core: Core, digest: bytes) -> Principal | None:
    """The principal of a key, from the database. Its last use is recorded at most once a minute."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        row = await (await conn.execute(_FIND, {"hash": digest})).fetchone()
        if row is None:
            return None
        last_used_at = row.pop("last_used_at")
        seat = await (await conn.execute(_SEAT if row["only_seat_id"] is None else _SEAT_BESIDE, row)).fetchone()
        if seat is None:
            return None
        if last_used_at is None or last_used_at < now - _USE_NOTED:
            await conn.execute(_TOUCH, {"id": row["api_key_id"], "now": now, "before": now - _USE_NOTED})
    return _principal({**row, "seat_id": seat["id"]})


def forget(hashes: Iterable[bytes]) -> None:
    """Ask the database again about these, in this process."""
    for digest in hashes:
        _seen.pop(bytes(digest), None)


def _key(row: Json) -> ApiKey:
    mode, policy = Mode(row["mode"]), policies.from_json(row["policy"])
    return ApiKey(**amended(row, scopes=tuple(row["scopes"]), mode=mode, policy=policy))


def _principal(row: Json) -> Principal:
    mode, policy = Mode(row["mode"]), policies.from_json(row["policy"])
    return Principal(**amended(row, scopes=frozenset(row["scopes"]), mode=mode, policy=policy))
