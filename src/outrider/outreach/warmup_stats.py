"""What warm-up did for senders: counts by local day and since ever, read from sender_days.

Actions: 'warmup' sent, 'warmup_received', 'warmup_reply' answered, 'warmup_spam' found in spam, 'warmup_saved' moved out of it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from outrider.outreach.scope import Scope

ACTIONS = ("warmup", "warmup_received", "warmup_reply", "warmup_spam", "warmup_saved")


async def totals(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Counts since ever, by sender and action; every id is a key."""
    rows = await scope.all(
        """
        SELECT sender_id, action, sum(n)::bigint AS n FROM sender_days
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND action = ANY (%(actions)s)
        GROUP BY sender_id, action
        """,
        ids=list(sender_ids),
        actions=list(ACTIONS),
    )
    found: dict[int, dict[str, int]] = {id: {} for id in sender_ids}
    for row in rows:
        found[row["sender_id"]][row["action"]] = row["n"]
    return found


async def daily(scope: Scope, sender_ids: Sequence[int], start: date, end: date) -> dict[tuple[int, date], dict[str, int]]:
    """Counts by (sender, local day), from `start` to `end` inclusive. Days without any are missing."""
    rows: list[dict[str, Any]] = await scope.all(
        """
        SELECT sender_id, day, action, n FROM sender_days
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND action = ANY (%(actions)s)
          AND day BETWEEN %(start)s AND %(end)s
        """,
        ids=list(sender_ids),
        actions=list(ACTIONS),
        start=start,
        end=end,
    )
    found: dict[tuple[int, date], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row["sender_id"], row["day"]), {})[row["action"]] = row["n"]
    return found
