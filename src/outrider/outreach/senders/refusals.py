"""What it does to a sender that servers refuse it: it rests for a while, or stops until a person acts. Leads are not touched."""

from datetime import timedelta

from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders
from outrider.rules.failure_causes import Cause, Consequence

# Why a sender rests or is stopped, in the scheduler's codes.
REASONS: dict[str, Reason] = {
    Cause.RATE_LIMITED: Reason.SENDER_RATE_LIMITED,
    Cause.SENDER_REFUSED: Reason.SENDER_REFUSED,
    Cause.SENDER_BLOCKED: Reason.SENDER_BLOCKED,
    Cause.SENDER_HOST: Reason.SENDER_HOST_REFUSED,
    Cause.SENDER_NOT_ALLOWED: Reason.SENDER_NOT_ALLOWED,
    Cause.SENDER_DOMAIN: Reason.SENDER_DOMAIN_UNKNOWN,
    Cause.DOMAIN_UNAUTHENTICATED: Reason.DOMAIN_UNAUTHENTICATED,
}

# A sender that was refused rests this long; each further refusal within a day doubles it, up to the most.
REST = timedelta(hours=1)
LONGEST_REST = timedelta(hours=24)
_DOUBLINGS = 5


# Causes for which trying again is useless at once; a refused login may be a fault of the moment, and is counted.
STOPPING = (Cause.DOMAIN_UNAUTHENTICATED, Cause.SENDER_NOT_ALLOWED, Cause.SENDER_DOMAIN)


async def note_refusal(scope: Scope, sender_id: int, cause: str, consequence: Consequence, detail: str = "") -> None:
    """A report says that a message failed for what the sender is or does: let it rest, or stop it."""
    reason = REASONS.get(cause, Reason.SENDER_REFUSED)
    if consequence == "stop":
        sender = await senders.get(scope, sender_id)
        if sender.status == "active":
            await senders.set_status(scope, sender_id, "paused", reason, detail[:300] or None)
    elif consequence == "rest":
        await senders.rest(scope, sender_id, scope.now + await _how_long(scope, sender_id), reason)


async def _how_long(scope: Scope, sender_id: int) -> timedelta:
    row = await scope.one(
        """
        SELECT count(*) AS refused FROM (
            SELECT FROM messages
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND bounce_kind = 'sender' AND bounced_at > %(since)s
            LIMIT %(most)s) AS recent
        """,
        sender=sender_id,
        since=scope.now - timedelta(days=1),
        most=_DOUBLINGS + 1,
    )
    refused = row["refused"] if row else 1
    return min(REST * 2 ** max(refused - 1, 0), LONGEST_REST)
