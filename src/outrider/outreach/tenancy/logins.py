"""How people prove who they are: passwords, and the one-time tokens of mails."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TypedDict

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from psycopg.types.json import Jsonb

from outrider.errors import Invalid
from outrider.outreach.base.scope import Core, Scope
from outrider.store.crypto import key_hash

MIN_PASSWORD = 8

_hasher = PasswordHasher()


class TokenData(TypedDict, total=False):
    """What a token carries. `workspace_id`: where an invitation leads."""

    workspace_id: int


@dataclass(frozen=True, slots=True)
class Token:
    """A redeemed one-time token."""

    user_id: int
    purpose: str
    data: TokenData


async def hash_password(password: str) -> str:
    """Argon2id, off the event loop (it takes tens of milliseconds by design)."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(f"A password has at least {MIN_PASSWORD} characters.", code="password_too_short", field="password")
    return await asyncio.to_thread(_hasher.hash, password)


async def password_matches(hashed: str | None, password: str) -> bool:
    """Without a hash (an unknown address, or a user who has set no password) it is False after the same time."""
    try:
        return await asyncio.to_thread(_hasher.verify, hashed or await asyncio.to_thread(_dummy_hash), password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy_hash() -> str:
    """A hash that no password matches."""
    return _hasher.hash(secrets.token_hex(16))


async def issue_token(
    scope: Scope,
    user_id: int,
    purpose: str,
    *,
    lifetime: timedelta = timedelta(hours=24),
    data: Mapping[str, object] | None = None,
) -> str:
    """A one-time token for a mail ('confirm', 'reset', 'invite'). Only its hash is kept."""
    plain = secrets.token_urlsafe(24)
    await scope.run(
        """
        INSERT INTO user_tokens (token_hash, user_id, purpose, data, expires_at)
        VALUES (%(hash)s, %(user_id)s, %(purpose)s, %(data)s, %(expires_at)s)
        """,
        hash=key_hash(plain),
        user_id=user_id,
        purpose=purpose,
        data=Jsonb(dict(data or {})),
        expires_at=scope.now + lifetime,
    )
    return plain


async def redeem_token(scope: Scope, plain: str, purpose: str) -> Token:
    """Use a token up. Invalid 'bad_token' when it is unknown, used, over its time or for another purpose."""
    row = await scope.one(
        """
        UPDATE user_tokens SET used_at = %(now)s
        WHERE token_hash = %(hash)s AND purpose = %(purpose)s AND used_at IS NULL AND expires_at > %(now)s
        RETURNING user_id, purpose, data
        """,
        hash=key_hash(plain),
        purpose=purpose,
    )
    if row is None:
        raise Invalid("This link has expired or was used already.", code="bad_token", field="token")
    return Token(**row)


async def sweep(core: Core, limit: int = 1000) -> int:
    """Delete the tokens whose time is over; how many."""
    deleted = 0
    while True:
        async with core.pool.connection() as conn:
            cursor = await conn.execute(
                """
                DELETE FROM user_tokens WHERE token_hash = ANY (ARRAY(
                    SELECT token_hash FROM user_tokens WHERE expires_at <= %(now)s
                    ORDER BY expires_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
                """,
                {"now": core.clock.now(), "limit": limit},
            )
        deleted += cursor.rowcount
        if cursor.rowcount < limit:
            return deleted
