"""Messages that wait in their own right: letters written by hand, and those a server refused for now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from outrider.engine.engine import MESSAGE_COLUMNS, Claimed, Engine
from outrider.engine.sending import recipients
from outrider.engine.sending.ready import LOCK_THESE, OpenCampaign, Ready, allot, as_ready, count, load_campaigns, midnight
from outrider.engine.work import domains
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.leads import leads, suppression

_QUEUED = f"""
SELECT {", ".join(f"m.{name}" for name in MESSAGE_COLUMNS)} FROM messages m
JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
     AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.due_at <= %(now)s
ORDER BY m.due_at, m.id LIMIT %(limit)s FOR NO KEY UPDATE OF m SKIP LOCKED
"""
_THEIR_ENROLLMENTS = """
SELECT id, status, run, first_sent_at FROM enrollments
WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR NO KEY UPDATE
"""
_SEND_QUEUED = """
UPDATE messages m SET state = 'sending', lease_until = %(lease)s, attempts = m.attempts + 1, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
"""
_LEASE_SENDERS = """
UPDATE senders SET lease_until = %(lease)s, last_sent_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
"""
_PUT_OFF = """
UPDATE messages m SET due_at = u.at, state_reason = u.reason, updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(at)s::timestamptz[], %(reasons)s::text[]) AS u (id, at, reason)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id
"""
_CANCEL = """
UPDATE messages m SET state = 'cancelled', state_reason = %(reason)s, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
"""
_LOOK_AGAIN = timedelta(minutes=10)


async def queued_workspaces(core: Core, limit: int = 1000) -> list[int]:
    """Workspaces with queued messages that are due and whose sender is free."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT m.workspace_id FROM messages m
            JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
                 AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
            WHERE m.state = 'queued' AND m.due_at <= %(now)s GROUP BY m.workspace_id ORDER BY min(m.due_at) LIMIT %(limit)s
            """,
            {"now": core.clock.now(), "limit": limit},
        )
        return [row["workspace_id"] for row in await cursor.fetchall()]


async def claim_queued(engine: Engine, workspace_id: int, *, limit: int = 100) -> list[Claimed]:
    """Claim messages that wait in their own right, as `claim` does. A letter written by hand is counted, but neither gap nor
    limit nor window holds it up; a retry obeys all that its first attempt obeyed."""
    async with engine.core.scope(workspace_id) as scope:
        rows = await scope.all(_QUEUED, limit=limit)
        locked = await scope.all(LOCK_THESE, ids=sorted({row["sender_id"] for row in rows}))
        ready = {r.sender.id: r for r in await as_ready(scope, locked)}
        rows = [row for row in rows if row["sender_id"] in ready]
        if not rows:
            return []
        await domains.hold(engine, scope, list(ready.values()))
        await load_campaigns(scope, list(ready.values()))
        allot(scope.now, list(ready.values()), limit)
        enrolled = await scope.all(_THEIR_ENROLLMENTS, ids=sorted({r["enrollment_id"] for r in rows if r["enrollment_id"]}))
        by_id = {e["id"]: e for e in enrolled}
        stopped = await _who_must_not(scope, rows, ready)
        steps = [(c, row) for row in rows if row["kind"] == "step" and (c := _campaign(ready[row["sender_id"]], row))]
        room = await recipients.room(scope, [(c, row["to_addresses"][0]) for c, row in steps if c.domain_rule])
        sends: list[tuple[Ready, dict[str, Any]]] = []
        put_off: dict[int, tuple[datetime, str]] = {}
        cancelled: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            r = ready[row["sender_id"]]
            verdict = stopped.get(row["id"]) or _may_leave(scope.now, r, row, by_id.get(row["enrollment_id"]), room)
            if verdict is None:
                sends.append((r, row))
            elif isinstance(verdict, tuple):
                put_off[row["id"]] = verdict
            else:
                cancelled[verdict].append(row["id"])
        if put_off:
            at, reasons = zip(*put_off.values(), strict=True)
            await scope.run(_PUT_OFF, ids=list(put_off), at=list(at), reasons=list(reasons))
        for reason, ids in cancelled.items():
            await scope.run(_CANCEL, ids=ids, reason=reason)
        claimed = await _claim_rows(engine, scope, sends, by_id)
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


async def _who_must_not(scope: Scope, rows: Sequence[dict[str, Any]], ready: dict[int, Ready]) -> dict[int, str]:
    """Retries to leads that may not be written to any more, by message."""
    steps = [row for row in rows if row["kind"] == "step" and row["lead_id"]]
    people = await leads.get_many(scope, [row["lead_id"] for row in steps])
    steps = [row for row in steps if row["lead_id"] in people]
    wishes = [(people[row["lead_id"]], ready[row["sender_id"]].sender.seat_id) for row in steps]
    blocked = await suppression.blocked(scope, wishes) if wishes else {}
    return {
        row["id"]: Reason.SUPPRESSED if index in blocked else Reason.UNSUBSCRIBED
        for index, row in enumerate(steps)
        if index in blocked or people[row["lead_id"]].unsubscribed_at
    }


def _campaign(r: Ready, row: dict[str, Any]) -> OpenCampaign | None:
    return next((c for c in r.campaigns if c.id == row["campaign_id"]), None)


def _may_leave(
    now: datetime, r: Ready, row: dict[str, Any], enrollment: dict[str, Any] | None, room: recipients.DomainRoom
) -> tuple[datetime, str] | str | None:
    """None: now. A time and reason: not before. A reason alone: never."""
    if row["kind"] != "step":
        return None
    if enrollment is None or enrollment["status"] in ("stopped", "completed") or enrollment["run"] != row["run"]:
        return Reason.STOPPED
    campaign = _campaign(r, row)
    if campaign is None or enrollment["status"] == "paused":
        return now + _LOOK_AGAIN, Reason.PAUSED if campaign else Reason.CAMPAIGN_PAUSED
    if r.blocked:
        return r.blocked[1] or now + _LOOK_AGAIN, r.blocked[0]
    new = enrollment["first_sent_at"] is None
    if not campaign.has_room(new):
        return midnight(campaign.day, campaign.schedule.timezone), Reason.CAMPAIGN_DAILY_LIMIT
    if campaign.opens_at != now:
        return campaign.opens_at or now + _LOOK_AGAIN, Reason.OUTSIDE_WINDOW
    if r.takes < 1:
        return now + timedelta(seconds=max(r.gap, 1)), Reason.SENDER_GAP
    if r.sender.channel == "linkedin":
        if not r.left(row["action"]):
            return r.again_at(row["action"]), Reason.SENDER_ACTION_LIMIT
        r.do(row["action"])
    elif campaign.domain_rule and (until := room.take(campaign, row["to_addresses"][0])):
        return until, Reason.DOMAIN_LIMIT
    r.takes -= 1
    campaign.take(new)
    return None


async def _claim_rows(
    engine: Engine, scope: Scope, sends: Sequence[tuple[Ready, dict[str, Any]]], enrolled: dict[int, dict[str, Any]]
) -> list[Claimed]:
    if not sends:
        return []
    lease, ids = engine.lease(), [row["id"] for _, row in sends]
    await scope.run(_SEND_QUEUED, ids=ids, lease=lease)
    await scope.run(_LEASE_SENDERS, ids=sorted({r.sender.id for r, _ in sends}), lease=lease)
    tickets: dict[int, dict[str, int]] = defaultdict(dict)
    for link in await scope.all(
        "SELECT message_id, id, url FROM links WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)", ids=ids
    ):
        tickets[link["message_id"]][link["url"]] = link["id"]
    claimed = []
    for r, row in sends:
        campaign = _campaign(r, row)
        step = row["kind"] == "step" and campaign is not None
        claimed.append(
            Claimed(
                workspace_id=scope.workspace_id,
                sender=r.sender,
                message={**row, "attempts": row["attempts"] + 1},
                seat_id=campaign.seat_id if campaign else r.sender.seat_id,
                sender_day=r.day,
                campaign_day=campaign.day if campaign and step else None,
                domain_day=(
                    recipients.counter_of(campaign, row["to_addresses"][0])
                    if campaign and step and campaign.domain_rule
                    else None
                ),
                tickets=tickets[row["id"]],
                starts=bool(step and enrolled[row["enrollment_id"]]["first_sent_at"] is None),
                fresh=False,
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await count(scope, claimed, 1)
    return claimed
