"""Agents that a person signed in: what was consented to, codes, tokens, and the connections that stand.

A connection is a row of `api_keys` with an audience, whose hash is that of its present access token: so it has scopes and a mode,
is limited, audited and revoked as keys are, and ends with its user's membership. Only hashes are kept of codes and tokens.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict

from psycopg.rows import class_row, dict_row

from outrider.errors import Invalid
from outrider.outreach.base import events
from outrider.outreach.base.scope import Core, Mode, Scope
from outrider.outreach.tenancy import keys, teams
from outrider.outreach.tenancy.oauth_clients import Client
from outrider.store.crypto import key_hash, new_key
from outrider.store.db import Connection

CODE_LIVES = timedelta(minutes=2)
ACCESS_LIVES = timedelta(hours=1)
REFRESH_LIVES = timedelta(days=30)
REPEATED_WITHIN = timedelta(minutes=1)  # of its first use, a refresh token is answered the same
# Many clients ask for these whatever a server offers. They are about the person, and ignored: a token says nothing of a person.
OPENID_SCOPES = frozenset(("openid", "profile", "email", "address", "phone", "offline_access"))


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person lets a client do. `audience`: the dialect whose agent tools it may use. `challenge`: PKCE's, by S256."""

    client_id: str
    client_name: str
    redirect_uri: str
    challenge: str
    audience: str
    scopes: Sequence[str]
    mode: Mode
    workspace_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Plain texts, which are not kept. `expires_in`: seconds of the access token."""

    access: str
    refresh: str
    scopes: Sequence[str]
    expires_in: int


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection that stands."""

    id: int
    name: str
    audience: str
    scopes: Sequence[str]
    mode: str
    user_id: int | None
    user: str | None
    created_at: datetime
    last_used_at: datetime | None


class Refused(Exception):
    """Nothing is given for a code or token. `error`: OAuth's word."""

    def __init__(self, message: str, error: str = "invalid_grant") -> None:
        super().__init__(message)
        self.message, self.error = message, error


async def give_code(scope: Scope, client: Client, consent: Consent) -> str:
    """A code to be exchanged for tokens within two minutes. Raises Invalid for a workspace that is not the scope's."""
    scope.require_person("let agents in")
    if consent.workspace_id != scope.workspace_id:
        raise Invalid("The consent is for another workspace.")
    code = secrets.token_urlsafe(32)
    await scope.run(
        """
        INSERT INTO oauth_codes (code_hash, client_id, client_name, redirect_uri, challenge, audience, scopes, mode, workspace_id,
                                 user_id, expires_at)
        VALUES (%(hash)s, %(client_id)s, %(client_name)s, %(redirect_uri)s, %(challenge)s, %(audience)s, %(scopes)s, %(mode)s,
                %(workspace_id)s, %(user_id)s, %(expires_at)s)
        """,
        hash=key_hash(code),
        client_id=client.id,
        client_name=client.name,
        redirect_uri=consent.redirect_uri,
        challenge=consent.challenge,
        audience=consent.audience,
        scopes=list(consent.scopes),
        mode=consent.mode,
        user_id=consent.user_id,
        expires_at=scope.now + CODE_LIVES,
    )
    await scope.run("UPDATE oauth_clients SET used_at = %(now)s WHERE id = %(id)s", id=client.id)
    await events.audit(scope, "agent.allowed", None, None, client=client.name, audience=consent.audience, mode=consent.mode)
    return code


def matches(challenge: str, verifier: str) -> bool:
    """Whether PKCE's challenge was made of this verifier, by S256."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return secrets.compare_digest(digest, challenge.encode())


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a client asks tokens with. `audience`: what its resource parameter names, if it has one."""

    client_id: str
    code: str
    verifier: str
    redirect_uri: str | None
    audience: str | None


async def exchange(core: Core, asked: Exchange) -> Tokens:
    """Tokens for a code. Raises Refused; a code that comes a second time ends the connection that it was exchanged for."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        consent = await _use_code(conn, asked, now)
        if consent is None:
            gone = await _connection_of_code(conn, asked)
            await _end(conn, gone, now)
    if consent is None:
        raise Refused("The code is wrong, has expired or was used.")
    if consent.redirect_uri != (asked.redirect_uri or consent.redirect_uri):
        raise Refused("The redirect URI is not the one that the code was given for.")
    if not matches(consent.challenge, asked.verifier):
        raise Refused("The code verifier does not match.")
    if asked.audience not in (None, consent.audience):
        raise Refused("The code is for another resource.", "invalid_target")
    await _require_manager(core, consent.user_id, consent.workspace_id)
    async with core.pool.connection() as conn:
        access = new_key()
        cursor = await conn.execute(
            """
            INSERT INTO api_keys (workspace_id, user_id, name, key_hash, hint, scopes, mode, audience, expires_at, created_at,
                                  updated_at)
            VALUES (%(workspace_id)s, %(user_id)s, %(name)s, %(hash)s, %(hint)s, %(scopes)s, %(mode)s, %(audience)s,
                    %(expires_at)s, %(now)s, %(now)s)
            RETURNING id
            """,
            {
                "workspace_id": consent.workspace_id,
                "user_id": consent.user_id,
                "name": consent.client_name,
                "hash": key_hash(access),
                "hint": access[-4:],
                "scopes": list(consent.scopes),
                "mode": consent.mode,
                "audience": consent.audience,
                "expires_at": now + ACCESS_LIVES,
                "now": now,
            },
        )
        made = await cursor.fetchone()
        assert made is not None
        await conn.execute(
            "UPDATE oauth_codes SET api_key_id = %(id)s WHERE code_hash = %(hash)s",
            {"id": made["id"], "hash": key_hash(asked.code)},
        )
        refresh = "orr_" + secrets.token_urlsafe(32)
        await _keep_refresh(conn, refresh, made["id"], asked.client_id, now)
    return Tokens(access, refresh, consent.scopes, int(ACCESS_LIVES.total_seconds()))


async def _use_code(conn: Connection, asked: Exchange, now: datetime) -> Consent | None:
    """What the code grants; it cannot be used again. None for an invalid one."""
    async with conn.cursor(row_factory=class_row(Consent)) as cursor:
        await cursor.execute(
            """
            UPDATE oauth_codes SET used_at = %(now)s
            WHERE code_hash = %(hash)s AND client_id = %(client_id)s AND used_at IS NULL AND expires_at > %(now)s
            RETURNING client_id, client_name, redirect_uri, challenge, audience, scopes, mode, workspace_id, user_id
            """,
            {"now": now, "hash": key_hash(asked.code), "client_id": asked.client_id},
        )
        found = await cursor.fetchone()
    return replace(found, mode=Mode(found.mode)) if found else None


async def _connection_of_code(conn: Connection, asked: Exchange) -> int | None:
    cursor = await conn.execute(
        "SELECT api_key_id FROM oauth_codes WHERE code_hash = %(hash)s AND client_id = %(client_id)s",
        {"hash": key_hash(asked.code), "client_id": asked.client_id},
    )
    row = await cursor.fetchone()
    return row["api_key_id"] if row else None


async def _end(conn: Connection, connection_id: int | None, now: datetime) -> None:
    """The connection's tokens stop working."""
    cursor = await conn.execute(
        """
        UPDATE api_keys SET revoked_at = coalesce(revoked_at, %(now)s), updated_at = %(now)s
        WHERE id = %(id)s AND audience IS NOT NULL RETURNING key_hash
        """,
        {"id": connection_id, "now": now},
    )
    keys.forget([row["key_hash"] for row in await cursor.fetchall()])


async def _require_manager(core: Core, user_id: int | None, workspace_id: int) -> None:
    """A connection ends when its user may not make one any longer."""
    access = await teams.access_of(core, user_id, workspace_id) if user_id is not None else None
    if access is None or not access.manages:
        raise Refused("The person who signed this agent in no longer manages the workspace.")


async def _keep_refresh(conn: Connection, plain: str, connection_id: int, client_id: str, now: datetime) -> None:
    await conn.execute(
        """
        INSERT INTO oauth_refresh_tokens (token_hash, api_key_id, client_id, expires_at)
        VALUES (%(hash)s, %(id)s, %(client_id)s, %(expires_at)s)
        """,
        {"hash": key_hash(plain), "id": connection_id, "client_id": client_id, "expires_at": now + REFRESH_LIVES},
    )


class _Held(TypedDict):
    """A refresh token with its connection."""

    api_key_id: int
    used_at: datetime | None
    key_hash: bytes
    expires_at: datetime
    audience: str
    scopes: list[str]
    workspace_id: int
    user_id: int | None


# The connection's row is locked, so that of two requests with one token the second sees that it was used.
_HELD = """
SELECT r.api_key_id, r.used_at, k.key_hash, k.expires_at, k.audience, k.scopes, k.workspace_id, k.user_id
FROM oauth_refresh_tokens r JOIN api_keys k ON k.id = r.api_key_id
WHERE r.token_hash = %(hash)s AND r.client_id = %(client_id)s AND r.expires_at > %(now)s AND k.revoked_at IS NULL
  AND k.audience IS NOT NULL
FOR UPDATE
"""


async def refresh(core: Core, client_id: str, token: str, audience: str | None, scopes: Sequence[str] | None = None) -> Tokens:
    """New tokens for a refresh token, which is used up, as is the access token before. Raises Refused.

    One that comes a second time ends the connection: someone else may hold it. But within a minute it is answered what it was
    answered before, as long as these are still the connection's tokens: several processes of a client share what it has stored
    and renew it at once, and an answer that is lost on the way is asked for again. `scopes`: at most those of the connection;
    fewer are refused with a sentence, as a connection has one set of them.
    """
    now, access, following = core.clock.now(), _derived(core, "or_", token), _derived(core, "orr_", token)
    async with core.pool.connection() as conn:
        held = await _held(conn, client_id, token, now)
        if held is not None and held["used_at"] is not None and not _is_repeated(held, access, now):
            await _end(conn, held["api_key_id"], now)
    if held is None:
        raise Refused("The refresh token is wrong, has expired or was revoked.")
    if held["used_at"] is not None and not _is_repeated(held, access, now):
        raise Refused("The refresh token was used before: the connection has ended.")
    if audience not in (None, held["audience"]):
        raise Refused("The refresh token is for another resource.", "invalid_target")
    if scopes is not None and set(scopes) != set(held["scopes"]):
        raise Refused(f"The scopes of this connection are {' '.join(held['scopes'])}.", "invalid_scope")
    await _require_manager(core, held["user_id"], held["workspace_id"])
    async with core.pool.connection() as conn:
        held = await _held(conn, client_id, token, now)
        if held is None:
            raise Refused("The connection has ended.")
        expires_at = held["expires_at"]
        if held["used_at"] is None:
            expires_at = now + ACCESS_LIVES
            await _renew(conn, held, client_id, token, (access, following), now)
    return Tokens(access, following, held["scopes"], int((expires_at - now).total_seconds()))


def _derived(core: Core, prefix: str, token: str) -> str:
    """A token that follows a refresh token: the same whenever it is made, by whoever has the refresh token and the secret."""
    return prefix + hashlib.sha256(core.vault.sign(f"oauth.{prefix}{token}").encode()).hexdigest()[:40]


def _is_repeated(held: _Held, access: str, now: datetime) -> bool:
    """Whether a used refresh token is only asked about again: what followed it is still the connection's, and new."""
    used = held["used_at"]
    return used is not None and now - used <= REPEATED_WITHIN and held["key_hash"] == key_hash(access)


async def _renew(conn: Connection, held: _Held, client_id: str, token: str, new: tuple[str, str], now: datetime) -> None:
    """Use the refresh token up, and give the connection its new tokens."""
    access, refresh = new
    await conn.execute(
        "UPDATE oauth_refresh_tokens SET used_at = %(now)s WHERE token_hash = %(hash)s",
        {"now": now, "hash": key_hash(token)},
    )
    await conn.execute(
        """
        UPDATE api_keys SET key_hash = %(hash)s, hint = %(hint)s, expires_at = %(expires_at)s, updated_at = %(now)s
        WHERE id = %(id)s
        """,
        {
            "hash": key_hash(access),
            "hint": access[-4:],
            "expires_at": now + ACCESS_LIVES,
            "now": now,
            "id": held["api_key_id"],
        },
    )
    keys.forget([held["key_hash"]])
    await _keep_refresh(conn, refresh, held["api_key_id"], client_id, now)


async def _held(conn: Connection, client_id: str, token: str, now: datetime) -> _Held | None:
    async with conn.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(_HELD, {"hash": key_hash(token), "client_id": client_id, "now": now})
        row = await cursor.fetchone()
    return _Held(**row) if row else None


async def give_back(core: Core, client_id: str, token: str) -> None:
    """The client's own wish that a token, of either kind, stops working: its connection ends. Unknown ones are no error."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT r.api_key_id FROM oauth_refresh_tokens r JOIN api_keys k ON k.id = r.api_key_id
            WHERE r.client_id = %(client_id)s AND (r.token_hash = %(hash)s OR k.key_hash = %(hash)s) LIMIT 1
            """,
            {"client_id": client_id, "hash": key_hash(token)},
        )
        if row := await cursor.fetchone():
            await _end(conn, row["api_key_id"], now)


async def connections(scope: Scope, limit: int = 100) -> list[Connected]:
    """The workspace's connections that stand, newest first."""
    return await scope.rows(
        Connected,
        """
        SELECT k.id, k.name, k.audience, k.scopes, k.mode, k.user_id, u.email AS user, k.created_at, k.last_used_at
        FROM api_keys k LEFT JOIN users u ON u.id = k.user_id
        WHERE k.workspace_id = %(workspace_id)s AND k.audience IS NOT NULL AND k.revoked_at IS NULL
          AND (k.expires_at > %(now)s OR EXISTS (
              SELECT FROM oauth_refresh_tokens r WHERE r.api_key_id = k.id AND r.used_at IS NULL AND r.expires_at > %(now)s))
        ORDER BY k.id DESC LIMIT %(limit)s
        """,
        limit=limit,
    )


async def sweep(core: Core) -> None:
    """Delete codes and refresh tokens that ended a day ago."""
    before = core.clock.now() - timedelta(days=1)
    async with core.pool.connection() as conn:
        await conn.execute("DELETE FROM oauth_codes WHERE expires_at < %(before)s", {"before": before})
        await conn.execute("DELETE FROM oauth_refresh_tokens WHERE expires_at < %(before)s", {"before": before})
