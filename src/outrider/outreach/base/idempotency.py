"""Requests that carry a key of their own (`Idempotency-Key`): done once, answered the same however often they are sent."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

from outrider.errors import Conflict
from outrider.outreach.base.scope import Scope

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)  # of real time; the process that serves a request renews it three times per lease


@dataclass(frozen=True, slots=True)
class Answer:
    """The first request's response. `content_type` as in HTTP."""

    status: int
    content_type: str
    body: bytes


_BEGIN: LiteralString = """
INSERT INTO idempotency AS i (workspace_id, key, request_hash, lease_until, created_at)
VALUES (%(workspace_id)s, %(key)s, %(request)s, %(lease)s, %(now)s)
ON CONFLICT (workspace_id, key) DO UPDATE SET request_hash = excluded.request_hash, lease_until = excluded.lease_until,
    created_at = excluded.created_at
WHERE i.status IS NULL AND i.lease_until <= excluded.created_at
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A key while its request is served; `since` distinguishes it from a later request that took the key after the lease."""

    workspace: int
    key: str
    since: datetime


async def begin(scope: Scope, key: str, request: bytes, lease: timedelta) -> Answer | Held:
    """Record that the request (by its hash) is being served, or return the answer that it got in the last 24 hours.

    Commit this before the request is served. Raises Conflict when the key came with another request, and while the first
    one is being served. When the process that serves it dies, its lease (LEASE, as the clock counts it) ends and the key is free
    again, unless it had `acted`.
    """
    await scope.run(
        "DELETE FROM idempotency WHERE workspace_id = %(workspace_id)s AND created_at <= %(old)s", old=scope.now - KEPT
    )
    if await scope.run(_BEGIN, key=key, request=request, lease=scope.now + lease):
        return Held(scope.workspace_id, key, scope.now)
    row = await scope.one(
        """
        SELECT request_hash, status, content_type, body FROM idempotency WHERE workspace_id = %(workspace_id)s AND key = %(key)s
        """,
        key=key,
    )
    if row is None:  # the first one failed this very moment
        raise Conflict("The request with this Idempotency-Key has just failed: send it again.", code="idempotency_in_progress")
    if row["request_hash"] != request:
        raise Conflict("This Idempotency-Key was used for another request.", code="idempotency_key_reused")
    if row["status"] is None:
        raise Conflict("The request with this Idempotency-Key has not been answered yet.", code="idempotency_in_progress")
    body = base64.b64decode(scope.vault.decrypt(row["body"], workspace_id=scope.workspace_id)["body"])
    return Answer(row["status"], row["content_type"], body)


async def renew(scope: Scope, held: Held, lease: timedelta) -> None:
    """Keep the key while its request is being served."""
    await scope.run(
        """
        UPDATE idempotency SET lease_until = greatest(lease_until, %(lease)s)
        WHERE workspace_id = %(workspace_id)s AND key = %(key)s AND created_at = %(since)s AND status IS NULL
        """,
        key=held.key,
        since=held.since,
        lease=scope.now + lease,
    )


async def has_changed(scope: Scope) -> bool:
    """Whether this transaction has written something."""
    row = await scope.one("SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS changed")
    return bool(row and row["changed"])


async def acted(scope: Scope, held: Held) -> None:
    """The request has done something that stays, before its answer is known: should its process die, it is not done again.

    In the transaction of what it did. The key stays taken until its time is over, or the request is answered or refused.
    """
    await scope.run(
        """
        UPDATE idempotency SET lease_until = %(until)s
        WHERE workspace_id = %(workspace_id)s AND key = %(key)s AND created_at = %(since)s AND status IS NULL
        """,
        workspace_id=held.workspace,
        key=held.key,
        since=held.since,
        until=held.since + KEPT,
    )


async def finish(scope: Scope, held: Held, answer: Answer) -> None:
    """Keep the answer for those who ask again. Encrypted: it may hold a key or a secret that is shown only once.

    In the transaction of what the request did, so that both are committed or neither. Raises Conflict when the key was lost to a
    later request, which must not be done as well.
    """
    body = scope.vault.encrypt({"body": base64.b64encode(answer.body).decode()}, workspace_id=held.workspace)
    kept = await scope.run(
        """
        UPDATE idempotency SET status = %(status)s, content_type = %(content_type)s, body = %(body)s, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND key = %(key)s AND created_at = %(since)s AND status IS NULL
        """,
        workspace_id=held.workspace,  # its caller's: the request may have worked in another
        key=held.key,
        since=held.since,
        status=answer.status,
        content_type=answer.content_type,
        body=body,
    )
    if not kept:
        raise Conflict("A later request with this Idempotency-Key took its place.", code="idempotency_in_progress")


async def forget(scope: Scope, held: Held) -> None:
    """The request was refused and changed nothing: it may be sent again, corrected or not."""
    await scope.run(
        """
        DELETE FROM idempotency
        WHERE workspace_id = %(workspace_id)s AND key = %(key)s AND created_at = %(since)s AND status IS NULL
        """,
        key=held.key,
        since=held.since,
    )
