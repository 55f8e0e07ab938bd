"""Requests that carry a key of their own (`Idempotency-Key`): done once, answered the same however often they are sent."""

from dataclasses import dataclass
from datetime import timedelta

from outrider.errors import Conflict
from outrider.outreach.base.scope import Scope

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first request was told. `content_type` as in HTTP."""

    status: int
    content_type: str
    body: bytes


async def begin(scope: Scope, key: str, request: bytes) -> Answer | None:
    """Note that the request (by its hash) is being served, or give the answer that it got in the last 24 hours.

    To be committed before the request is served. Raises Conflict when the key came with another request, and while the
    first one's answer is unknown: it is still being served, or the process that served it died.
    """
    await scope.run(
        "DELETE FROM idempotency WHERE workspace_id = %(workspace_id)s AND created_at <= %(old)s", old=scope.now - KEPT
    )
    made = await scope.run(
        """
        INSERT INTO idempotency (workspace_id, key, request_hash, created_at)
        VALUES (%(workspace_id)s, %(key)s, %(request)s, %(now)s) ON CONFLICT DO NOTHING
        """,
        key=key, request=request,
    )  # fmt: skip
    if made:
        return None
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
    return Answer(row["status"], row["content_type"], row["body"])


async def finish(scope: Scope, key: str, answer: Answer) -> None:
    """Keep the answer for those who ask again."""
    await scope.run(
        """
        UPDATE idempotency SET status = %(status)s, content_type = %(content_type)s, body = %(body)s
        WHERE workspace_id = %(workspace_id)s AND key = %(key)s
        """,
        key=key, status=answer.status, content_type=answer.content_type, body=answer.body,
    )  # fmt: skip


async def forget(scope: Scope, key: str) -> None:
    """The request was refused and changed nothing: it may be sent again, mended or not."""
    await scope.run("DELETE FROM idempotency WHERE workspace_id = %(workspace_id)s AND key = %(key)s", key=key)
