"""Provisional users: created by someone else in addition to a possible existing user of the address, so that its existence is not
revealed.

Their memberships pass to the address's user once its owner follows a mailed link. If no one can sign in as them,
it becomes that user's at the next sign-in.
"""

from outrider.outreach.base.scope import Actor, Core, Scope


async def settle(scope: Scope, user_id: int) -> int:
    """The owner of the address followed a link. Returns the id of its user: the existing one, or else this one, no longer
    provisional.
    """
    row = await scope.one("SELECT email, provisional FROM users WHERE id = %(id)s FOR UPDATE", id=user_id)
    if row is None or not row["provisional"]:
        return user_id
    await scope.one("SELECT pg_advisory_xact_lock(hashtextextended(lower(%(email)s), 0)) AS locked", email=row["email"])
    known = await scope.one(
        "SELECT id FROM users WHERE lower(email) = lower(%(email)s) AND NOT provisional FOR UPDATE", email=row["email"]
    )
    if known is None:
        await scope.run("UPDATE users SET provisional = false, updated_at = %(now)s WHERE id = %(id)s", id=user_id)
        return user_id
    await _hand_over(scope, user_id, known["id"])
    return known["id"]


_PROVISIONAL = """
-- every workspace of a user
SELECT DISTINCT p.id FROM users u JOIN users p ON lower(p.email) = lower(u.email) AND p.provisional
JOIN members m ON m.workspace_id > 0 AND m.user_id = p.id AND m.accepted_at IS NOT NULL
WHERE u.id = %(id)s AND NOT u.provisional AND p.password_hash IS NULL
"""
_STILL = "SELECT id FROM users WHERE id = %(id)s AND provisional AND password_hash IS NULL FOR UPDATE"


async def adopt(core: Core, user_id: int) -> None:
    """Give a user who signs in the places that workspaces gave provisional users of the same address, accepted and without a
    password: no one else can take them."""
    async with core.pool.connection() as conn:
        found = [row["id"] for row in await (await conn.execute(_PROVISIONAL, {"id": user_id})).fetchall()]
    for id in found:
        async with core.scope(0, Actor("web", user_id)) as scope:
            if await scope.one(_STILL, id=id):
                await _hand_over(scope, id, user_id)


async def _hand_over(scope: Scope, before: int, after: int) -> None:
    """Transfer everything from a provisional user to another user; no one can sign in as the former from then on.

    The user is changed before the workspaces are looked for: where they are spread over several servers, the other way round
    would be refused.
    """
    await scope.run("UPDATE users SET password_hash = NULL, updated_at = %(now)s WHERE id = %(before)s", before=before)
    places = await scope.all(
        "-- every workspace of a user\nSELECT workspace_id FROM members WHERE user_id = %(before)s ORDER BY workspace_id",
        before=before,
    )
    for place in places:
        inside = Scope(place["workspace_id"], scope.conn, scope.now, scope.vault, scope.actor)
        for statement in _MOVES:
            await inside.run(statement, before=before, after=after)
    await scope.run("DELETE FROM sessions WHERE user_id = %(before)s", before=before)


_MOVES = (
    """
    INSERT INTO members (workspace_id, user_id, id, role, role_id, seat_ids, permissions, invited_by, accepted_at, created_at,
                         updated_at)
    SELECT %(workspace_id)s, %(after)s, id, role, role_id, seat_ids, permissions, invited_by, accepted_at, created_at, %(now)s
    FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(before)s ON CONFLICT (workspace_id, user_id) DO NOTHING
    """,
    """
    UPDATE member_grants g SET user_id = %(after)s WHERE g.workspace_id = %(workspace_id)s AND g.user_id = %(before)s
      AND NOT EXISTS (SELECT FROM member_grants o WHERE o.workspace_id = %(workspace_id)s AND o.user_id = %(after)s)
    """,
    "DELETE FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(before)s",
    "UPDATE workspaces SET owner_user_id = %(after)s WHERE id = %(workspace_id)s AND owner_user_id = %(before)s",
    "UPDATE seats SET user_id = %(after)s WHERE workspace_id = %(workspace_id)s AND user_id = %(before)s",
    "UPDATE api_keys SET user_id = %(after)s WHERE workspace_id = %(workspace_id)s AND user_id = %(before)s",
)
