"""Sessions: the browsers that people are signed in with. A session's token is kept by the browser, its hash here.

They belong to the installation, so the verbs take the `Core`; any process recognises them.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from psycopg.rows import class_row

from outrider.errors import NotFound
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import logins, provisional
from outrider.store.crypto import key_hash
from outrider.store.db import autocommit

LIFETIME = timedelta(days=30)  # from the sign-in on, however busy
IDLE = timedelta(days=14)  # without a request
PENDING = timedelta(minutes=10)  # to give the second factor
_TOUCH = timedelta(minutes=5)  # how exact last_seen_at is

Method = Literal["password", "link", "sso"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, and with which session. `has_password` False: a new owner, who is asked for one first."""

    session_id: int
    user_id: int
    email: str
    full_name: str
    timezone: str | None
    has_password: bool
    pending: bool
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its owner sees it in a list."""

    id: int
    method: str
    ip: str | None
    user_agent: str | None
    created_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """What is noted of the browser that signs in."""

    ip: str | None
    user_agent: str | None


_RECOGNISE = """
SELECT s.id AS session_id, s.user_id, u.email, u.full_name, u.settings ->> 'timezone' AS timezone,
       u.password_hash IS NOT NULL AS has_password, s.pending, s.last_seen_at
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.token_hash = %(hash)s AND s.expires_at > %(now)s AND s.last_seen_at > %(idle)s
"""


async def link(core: Core, user_id: int, lifetime: timedelta = timedelta(hours=1)) -> str:
    """The path of a single-use sign-in link, for the operator of the installation."""
    async with core.scope(0, Actor("cli")) as scope:
        return "/sign-in/link/" + await logins.issue_token(scope, user_id, "sign_in", lifetime=lifetime)


async def redeem_link(core: Core, plain: str) -> int:
    """Use up a link's token; the user it signs in. Raises Invalid."""
    async with core.scope(0, Actor("web")) as scope:
        return (await logins.redeem_token(scope, plain, "sign_in")).user_id


async def begin(core: Core, user_id: int, method: Method, device: Device, *, pending: bool = False) -> str:
    """A new session; its token. `pending`: it opens nothing until `complete`."""
    await provisional.adopt(core, user_id)
    token, now = secrets.token_urlsafe(32), core.clock.now()
    async with core.pool.connection() as conn:
        await conn.execute(
            """
            INSERT INTO sessions (token_hash, user_id, method, pending, ip, user_agent, created_at, last_seen_at, expires_at)
            VALUES (%(hash)s, %(user_id)s, %(method)s, %(pending)s, %(ip)s, %(agent)s, %(now)s, %(now)s, %(expires_at)s)
            """,
            {
                "hash": key_hash(token),
                "user_id": user_id,
                "method": method,
                "pending": pending,
                "ip": device.ip,
                "agent": (device.user_agent or "")[:400],
                "now": now,
                "expires_at": now + (PENDING if pending else LIFETIME),
            },
        )
    return token


async def complete(core: Core, token: str) -> str:
    """The second factor was given: a full session instead of the pending one. Its token is new: the old one may have been seen.

    Raises NotFound for a token without a pending session.
    """
    fresh, now = secrets.token_urlsafe(32), core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            UPDATE sessions SET token_hash = %(fresh)s, pending = false, last_seen_at = %(now)s, expires_at = %(expires_at)s
            WHERE token_hash = %(hash)s AND pending AND expires_at > %(now)s
            """,
            {"hash": key_hash(token), "fresh": key_hash(fresh), "now": now, "expires_at": now + LIFETIME},
        )
    if not cursor.rowcount:
        raise NotFound("This sign-in took too long. Begin again.")
    return fresh


async def recognise(core: Core, token: str) -> Visitor | None:
    """Who holds this token; None when it is unknown, ended or over its time."""
    now = core.clock.now()
    async with autocommit(core.pool) as conn, conn.cursor(row_factory=class_row(Visitor)) as cursor:
        await cursor.execute(_RECOGNISE, {"hash": key_hash(token), "now": now, "idle": now - IDLE})
        visitor = await cursor.fetchone()
        if visitor and not visitor.pending and visitor.last_seen_at < now - _TOUCH:
            await conn.execute("UPDATE sessions SET last_seen_at = %s WHERE id = %s", (now, visitor.session_id))
    return visitor


async def of_user(core: Core, user_id: int, limit: int = 100) -> list[Session]:
    """The user's sessions that still open something, the one used last first."""
    now = core.clock.now()
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Session)) as cursor:
        await cursor.execute(
            """
            SELECT id, method, ip, user_agent, created_at, last_seen_at FROM sessions
            WHERE user_id = %(user_id)s AND NOT pending AND expires_at > %(now)s AND last_seen_at > %(idle)s
            ORDER BY last_seen_at DESC, id DESC LIMIT %(limit)s
            """,
            {"user_id": user_id, "now": now, "idle": now - IDLE, "limit": limit},
        )
        return await cursor.fetchall()


async def end(core: Core, user_id: int, session_id: int) -> None:
    """The session opens nothing from now on. NotFound for another user's."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("DELETE FROM sessions WHERE user_id = %s AND id = %s", (user_id, session_id))
    if not cursor.rowcount:
        raise NotFound("There is no such sign-in.")


async def end_others(core: Core, user_id: int, keep: int | None = None) -> int:
    """End every session of the user but one; how many."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("DELETE FROM sessions WHERE user_id = %s AND id <> %s", (user_id, keep or 0))
    return cursor.rowcount


async def sweep(core: Core) -> int:
    """Delete the sessions whose time is over; how many."""
    async with core.pool.connection() as conn:
        return (await conn.execute("DELETE FROM sessions WHERE expires_at < %s", (core.clock.now(),))).rowcount
