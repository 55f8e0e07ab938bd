"""Identities: who a user is at an OpenID provider."""

from outrider.errors import Forbidden
from outrider.outreach.base.scope import Core


async def enter(core: Core, issuer: str, subject: str, *, email: str, verified: bool) -> int:
    """The user behind an identity. One that is new belongs to the user with its address, if the provider vouches for that.

    Raises Forbidden for a stranger: people come in by invitation, not by having an account at the provider.
    """
    known = {"issuer": issuer, "subject": subject, "email": email.strip(), "verified": verified, "now": core.clock.now()}
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT user_id FROM user_identities WHERE issuer = %(issuer)s AND subject = %(subject)s", known
        )
        if row := await cursor.fetchone():
            return row["user_id"]
        cursor = await conn.execute(
            "SELECT id FROM users WHERE NOT provisional AND lower(email) = lower(%(email)s) AND %(verified)s", known
        )
        row = await cursor.fetchone()
        if row is None:
            raise Forbidden("No user has this address. Ask the workspace's owner for an invitation.", code="stranger")
        await conn.execute(
            """
            INSERT INTO user_identities (issuer, subject, user_id, created_at)
            VALUES (%(issuer)s, %(subject)s, %(user_id)s, %(now)s) ON CONFLICT DO NOTHING
            """,
            known | {"user_id": row["id"]},
        )
    return row["id"]
