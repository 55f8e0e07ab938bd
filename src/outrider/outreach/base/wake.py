"""Waking senders: code that makes something due wakes the senders that could do it.

A sender with `next_at` NULL costs the engine nothing, so it must be woken when that changes. What makes it wait for itself (gap,
limits, working hours) is not cut short by a wake-up.
"""

from collections.abc import Sequence
from datetime import datetime

from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope

# NOTIFY channel that ends the dispatcher's idle wait once the waking transaction has committed.
CHANNEL = "outrider_work"

# Why a sender rests: its server wants to see no more of it for a while.
RESTS = [
    Reason.SENDER_BACKOFF,
    Reason.SENDER_RATE_LIMITED,
    Reason.SENDER_REFUSED,
    Reason.SENDER_BLOCKED,
    Reason.SENDER_HOST_REFUSED,
    Reason.SENDER_NOT_ALLOWED,
    Reason.SENDER_DOMAIN_UNKNOWN,
]
# What a sender waits for of its own.
OWN_WAITS = [
    Reason.SENDER_GAP,
    Reason.SENDER_OUTSIDE_WINDOW,
    Reason.SENDER_DAILY_LIMIT,
    Reason.SENDER_24H_LIMIT,
    Reason.SENDER_ACTION_LIMIT,
    *RESTS,
]
# Senders that are due already are locked and written, too: a claim that runs at this moment does not see what this transaction
# makes due, and would lay them to rest. So either it waits for us, or we for it.
_WAKE = """
UPDATE senders s SET next_at = least(s.next_at, %(at)s), wait_reason = NULL
WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (
    SELECT l.id FROM senders l
    WHERE l.workspace_id = %(workspace_id)s AND (l.id = ANY (%(senders)s) OR l.id IN (
              SELECT cs.sender_id FROM campaign_senders cs
              WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = ANY (%(campaigns)s)))
      AND (l.next_at IS NULL OR l.next_at <= %(at)s OR l.wait_reason IS NULL OR l.wait_reason <> ALL (%(own)s))
    ORDER BY l.id FOR NO KEY UPDATE)
"""


async def senders(scope: Scope, sender_ids: Sequence[int], at: datetime | None = None) -> int:
    """Have these senders look for work from `at` (default: now) on; how many it concerned."""
    return await _wake(scope, sender_ids, (), at)


async def senders_of(scope: Scope, campaign_ids: Sequence[int], at: datetime | None = None) -> int:
    """Have every sender of these campaigns look for work from `at` (default: now) on."""
    return await _wake(scope, (), campaign_ids, at)


async def dispatcher(scope: Scope) -> None:
    """End the dispatcher's idle wait once this transaction has committed."""
    await scope.run(f"NOTIFY {CHANNEL}")


async def _wake(scope: Scope, senders: Sequence[int], campaigns: Sequence[int], at: datetime | None) -> int:
    woken = await scope.run(_WAKE, senders=senders, campaigns=campaigns, at=at or scope.now, own=OWN_WAITS)
    if woken:
        await dispatcher(scope)
    return woken
