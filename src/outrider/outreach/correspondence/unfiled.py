"""Messages that came in and could not be filed: kept as they came, shown, and tried again until they can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.outreach.base.scope import Scope

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=10), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A message claimed for another attempt: mail in a mailbox's folder, or a LinkedIn message (as JSON, in the folder "").

    `received_at`: when the server received it, if it says so.
    """

    workspace_id: int
    id: int
    sender_id: int
    folder: str
    raw: bytes
    received_at: datetime | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be filed in a workspace: how many messages, since when, and why the last one failed."""

    n: int
    since: datetime | None
    error: str | None


async def keep(
    scope: Scope, sender_id: int, folder: str, name: str, raw: bytes, received_at: datetime | None, error: Exception
) -> None:
    """Keep a message that could not be filed, by its name in its folder, unless its sender is gone. Keeping it again changes
    nothing."""
    await scope.run(
        """
        INSERT INTO unfiled_messages (workspace_id, sender_id, folder, name, raw, received_at, error, due_at, created_at)
        SELECT %(workspace_id)s, s.id, %(folder)s, %(name)s, %(raw)s, %(received)s, %(error)s, %(due)s, %(now)s
        FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = %(sender)s FOR KEY SHARE
        ON CONFLICT DO NOTHING
        """,
        sender=sender_id,
        folder=folder,
        name=name,
        raw=raw,
        received=received_at,
        error=_text(error),
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
        RETURNING workspace_id, id, sender_id, folder, raw, received_at, attempts
        """,
        lease=lease_until,
        limit=limit,
    )
    return [Unfiled(**row) for row in rows]


async def filed(scope: Scope, message: Unfiled) -> None:
    """Forget a message: it has been filed, or is not to be."""
    await scope.run("DELETE FROM unfiled_messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=message.id)


async def failed(scope: Scope, message: Unfiled, error: Exception) -> None:
    """Have a message tried again, later each time."""
    wait = min(FIRST_RETRY * 2 ** min(message.attempts, 20), LONGEST_RETRY)
    await scope.run(
        """
        UPDATE unfiled_messages SET due_at = %(due)s, error = %(error)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND attempts = %(attempts)s
        """,
        id=message.id,
        attempts=message.attempts,
        due=scope.now + wait,
        error=_text(error),
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


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
