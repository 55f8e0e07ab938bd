"""Recovering: messages whose lease ran out, because the process that had claimed them died or the answer never came.

`submitted`: the server had taken it, so only the recording is made up for. `sending`: it may or may not have left. Where the
transport can tell, it is recorded as sent or queued again as it was; else it is `uncertain` and never sent again by itself.
"""

from collections import defaultdict
from typing import Any

import structlog

from outrider.engine.engine import MESSAGE_COLUMNS, Claimed, Engine, Outcome
from outrider.engine.sending.record import Result, record
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.senders import senders
from outrider.rules import schedule

log = structlog.get_logger()

# The lease is renewed first: looking up takes time, and no other process shall do the same meanwhile.
_TAKE_OVER = f"""
UPDATE messages m SET lease_until = %(lease)s
FROM (SELECT workspace_id, id FROM messages
      WHERE state IN ('sending', 'submitted') AND lease_until <= %(now)s
      ORDER BY lease_until LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED) l
WHERE m.workspace_id = l.workspace_id AND m.id = l.id
RETURNING m.workspace_id, m.state, m.sent_at, {", ".join(f"m.{name}" for name in MESSAGE_COLUMNS)}
"""


async def recover(engine: Engine, *, limit: int = 100) -> int:
    """Settle up to `limit` messages whose lease ran out; how many."""
    async with engine.core.pool.connection() as conn:
        cursor = await conn.execute(
            _TAKE_OVER.encode(), {"now": engine.core.clock.now(), "lease": engine.lease(), "limit": limit}
        )
        rows = await cursor.fetchall()
    by_workspace: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_workspace[row.pop("workspace_id")].append(row)
    for workspace_id, of in sorted(by_workspace.items()):
        async with engine.core.scope(workspace_id) as scope:
            claimed = await _reconstruct(scope, of)
        results = []
        for row, c in claimed:
            at = row["sent_at"] or row["created_at"]
            results.append(Result(c, await _outcome(engine, c, row["state"]), at, last=False))
        if results:
            await record(engine, workspace_id, results)
        for result in results:
            log.warning("message recovered", message_id=result.claimed.id, verdict=result.outcome.verdict)
    return len(rows)


async def _outcome(engine: Engine, claimed: Claimed, state: str) -> Outcome:
    if state == "submitted":
        return Outcome("sent")
    transport = engine.transports.get(claimed.sender.channel)
    try:
        was_sent = await transport.was_sent(claimed) if transport else None
    except Exception:
        log.exception("look-up failed", message_id=claimed.id)
        was_sent = None
    match was_sent:
        case True:
            return Outcome("sent")
        case False:
            return Outcome("released")
        case None:
            return Outcome("uncertain", detail="nobody knows whether it left")


async def _reconstruct(scope: Scope, rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Claimed]]:
    known = await senders.get_many(scope, list({row["sender_id"] for row in rows}))
    of = await campaigns.get_many(scope, list({row["campaign_id"] for row in rows if row["campaign_id"]}))
    await scope.run(
        """
        UPDATE messages SET state = 'uncertain', state_reason = %(reason)s, lease_until = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND state IN ('sending', 'submitted')
        """,
        reason=Reason.SENDER_GONE,
        ids=[row["id"] for row in rows if row["sender_id"] not in known],
    )
    claimed = []
    for row in rows:
        if sender := known.get(row["sender_id"]):
            campaign = of.get(row["campaign_id"])
            day = schedule.local_day
            c = Claimed(
                workspace_id=scope.workspace_id,
                sender=sender,
                message=row,
                seat_id=campaign.seat_id if campaign else sender.seat_id,
                sender_day=day(row["created_at"], sender.timezone),
                campaign_day=day(row["created_at"], campaign.schedule.get("timezone") or "UTC") if campaign else None,
                fresh=False,
            )
            claimed.append((row, c))
    return claimed
