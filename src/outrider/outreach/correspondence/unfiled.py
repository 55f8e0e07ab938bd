"""Mail that came in and could not be filed: kept as it came, shown, and tried again until it can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.outreach.base.scope import Scope

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=10), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A message in a mailbox's folder, claimed for another attempt. `received_at`: when the server received it, if it says so."""

    workspace_id: int
    id: int
    sender_id: int
    folder: str
    uid: int
    raw: bytes
    received_at: datetime | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of a workspace's mail waits to be filed: how many messages, since when, and why the last one failed."""

    n: int
    since: datetime | None
    error: str | None


async def keep(
    scope: Scope, sender_id: int, folder: str, uidvalidity: int, uid: int, raw: bytes, received_at: datetime | None, error: str
) -> None:
    """Keep a message that could not be filed, unless its sender is gone. Keeping it again changes nothing."""
    await scope.run(
        """
        INSERT INTO unfiled_messages (workspace_id, sender_id, folder, uidvalidity, uid, raw, received_at, error, due_at, created_at)
        SELECT %(workspace_id)s, s.id, %(folder)s, %(validity)s, %(uid)s, %(raw)s, %(received)s, %(error)s, %(due)s, %(now)s
        FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = %(sender)s FOR KEY SHARE
        ON CONFLICT DO NOTHING
        """,
        sender=sender_id,
        folder=folder,
        validity=uidvalidity,
        uid=uid,
        raw=raw,
        received=received_at,
        error=error[:500],
        due=scope.now + FIRST_RETRY,
    )


async def claim(scope: Scope, lease_until: datetime, limit: int) -> Sequence[Unfiled]:
    """Take messages whose next attempt is due."""
    rows = await scope.all(
        """
        UPDATE unfiled_messages SET due_at = %(lease)s, attempts = attempts + 1
        WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
            SELECT id FROM unfiled_messages WHERE workspace_id = %(workspace_id)s AND due_at <= %(now)s
            ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
        RETURNING workspace_id, id, sender_id, folder, uid, raw, received_at, attempts
        """,
        lease=lease_until,
        limit=limit,
    )
    return [Unfiled(**row) for row in rows]


async def filed(scope: Scope, mail: Unfiled) -> None:
    """Forget a message: it has been filed, or is not to be."""
    await scope.run("DELETE FROM unfiled_messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=mail.id)


async def failed(scope: Scope, mail: Unfiled, error: str) -> None:
    """Have a message tried again, later each time."""
    wait = min(FIRST_RETRY * 2 ** min(mail.attempts, 20), LONGEST_RETRY)
    await scope.run(
        """
        UPDATE unfiled_messages SET due_at = %(due)s, error = %(error)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND attempts = %(attempts)s
        """,
        id=mail.id,
        attempts=mail.attempts,
        due=scope.now + wait,
        error=error[:500],
    )


async def waiting(scope: Scope) -> Waiting:
    """What waits to be filed in the workspace."""
    row = await scope.one(
        """
        SELECT count(*) AS n, min(created_at) AS since, (array_agg(error ORDER BY id DESC))[1] AS error
        FROM unfiled_messages WHERE workspace_id = %(workspace_id)s
        """
    )
    assert row is not None
    return Waiting(**row)
