"""Delivering webhooks: at least once, signed, retried with back-off for about a day; one that never answers is switched off."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import structlog
from psycopg.types.json import Jsonb

from outrider.channels import webhook as wire
from outrider.engine.engine import Engine
from outrider.outreach.base import events
from outrider.outreach.base.scope import Core, Scope
from outrider.rules import retry
from outrider.store.ids import to_uuid

log = structlog.get_logger()

LEASE_SECONDS = 60.0  # of the machine
AT_ONCE = 32
PER_WEBHOOK = 8  # so that one dead address does not hold up the others
# 15 s, 30 s, 1 min, ... 4 h: fifteen attempts in about a day.
FIRST_RETRY, LONGEST_RETRY, MAX_ATTEMPTS = 15, 4 * 3600, 15
DISABLE_AFTER = 100  # failures in a row, of whatever deliveries
_IDLE_SECONDS = 0.5  # of the machine

# Makes what a dialect's receivers expect out of an event (a row of `events`, with 'lead', 'campaign' and 'sender' parts or None)
# and the webhook it goes to.
# None: the event is of a type that the webhook asked for, but not what it is for; nothing is sent.
PayloadBuilder = Callable[[Core, dict[str, Any], dict[str, Any]], Awaitable[dict[str, Any] | None]]

# Dialect -> builder; the app fills it before the loop begins.
payload_builders: dict[str, PayloadBuilder] = {}

_CLAIM = """
WITH waiting AS (
    SELECT DISTINCT workspace_id, webhook_id FROM webhook_deliveries
    WHERE due_at <= %(now)s AND NOT webhook_id = ANY (%(busy)s)
),
due AS (
    SELECT d.* FROM waiting x CROSS JOIN LATERAL (
        SELECT d.workspace_id, d.id FROM webhook_deliveries d
        WHERE d.workspace_id = x.workspace_id AND d.webhook_id = x.webhook_id AND d.due_at <= %(now)s
        ORDER BY d.due_at, d.id LIMIT %(per_webhook)s FOR UPDATE SKIP LOCKED
    ) d LIMIT %(limit)s
),
taken AS (
    UPDATE webhook_deliveries d SET attempts = d.attempts + 1, lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
    FROM due WHERE d.workspace_id = due.workspace_id AND d.id = due.id
    RETURNING d.workspace_id, d.id, d.webhook_id, d.event_id, d.attempts
)
SELECT t.workspace_id, t.id, t.webhook_id, t.attempts, to_jsonb(e) - 'workspace_id' AS event, e.at AS event_at,
       w.dialect, w.url, w.name, w.credentials, w.vendor, w.event_types, w.campaign_id, w.seat_id,
       CASE WHEN l.id IS NULL THEN NULL ELSE jsonb_build_object('id', l.id, 'email', l.email, 'first_name', l.first_name,
            'last_name', l.last_name, 'company_name', l.company_name, 'job_title', l.job_title, 'phone', l.phone,
            'website', l.website, 'linkedin_url', l.linkedin_url, 'custom', l.custom) END AS lead,
       CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name, 'status', c.status,
            'seat_id', c.seat_id) END AS campaign,
       CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'address', s.address, 'name', s.name) END AS sender
FROM taken t
JOIN webhooks w ON w.workspace_id = t.workspace_id AND w.id = t.webhook_id
JOIN events e ON e.workspace_id = t.workspace_id AND e.id = t.event_id
LEFT JOIN leads l ON l.workspace_id = t.workspace_id AND l.id = e.lead_id
LEFT JOIN campaigns c ON c.workspace_id = t.workspace_id AND c.id = e.campaign_id
LEFT JOIN senders s ON s.workspace_id = t.workspace_id AND s.id = e.sender_id
ORDER BY t.event_id
"""


async def claim(core: Core, limit: int = AT_ONCE, busy: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Take deliveries that are due, and those whose process died over them; none for the webhooks in `busy`."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            _CLAIM,
            {
                "now": now,
                "lease": now + core.clock.real(LEASE_SECONDS),
                "limit": limit,
                "per_webhook": PER_WEBHOOK,
                "busy": list(busy),
            },
        )
        return await cursor.fetchall()


async def plain_payload(core: Core, event: dict[str, Any], webhook: dict[str, Any]) -> dict[str, Any]:
    """The event in the core's own words: for webhooks of no dialect, or of one that has no builder."""
    return {
        "id": str(to_uuid("event", event["id"])),
        "type": event["type"],
        "at": event["at"],
        "lead": event["lead"],
        "campaign": event["campaign"],
        "sender": event["sender"],
        "enrollment_id": event["enrollment_id"],
        "conversation_id": event["conversation_id"],
        "message_id": event["message_id"],
        "data": event["data"],
    }


async def deliver(
    core: Core,
    http: httpx.AsyncClient,
    delivery: dict[str, Any],
    *,
    allow_private: bool,
) -> None:
    """Make one claimed delivery and record what came of it."""
    event = {**delivery["event"], "workspace_id": delivery["workspace_id"], "at": delivery["event_at"].isoformat()}
    event |= {part: delivery[part] for part in ("lead", "campaign", "sender")}
    names = ("webhook_id", "workspace_id", "dialect", "url", "name", "vendor", "event_types", "campaign_id", "seat_id")
    webhook = {("id" if name == "webhook_id" else name): delivery[name] for name in names}
    payload: dict[str, Any] | None = None
    try:
        sealed = core.vault.decrypt(delivery["credentials"], workspace_id=delivery["workspace_id"])
        payload = await payload_builders.get(delivery["dialect"], plain_payload)(core, event, webhook)
        if payload is None:
            return await _drop(core, delivery)
        answer = await wire.post(
            http, delivery["url"], payload, secret=sealed.get("secret", ""), headers=sealed.get("headers", {}),
            event_id=str(to_uuid("event", event["id"])), at=core.clock.now(), allow_private=allow_private,
        )  # fmt: skip
    except Exception as e:
        log.exception("webhook delivery failed here", delivery=delivery["id"])
        answer = wire.Answer(None, f"could not be prepared: {type(e).__name__}", 0)
    await _record(core, delivery, payload, answer)


async def _drop(core: Core, delivery: dict[str, Any]) -> None:
    async with core.scope(delivery["workspace_id"]) as scope:
        await scope.run("DELETE FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=delivery["id"])


async def _record(core: Core, delivery: dict[str, Any], payload: dict[str, Any] | None, answer: wire.Answer) -> None:
    wait = None
    if not answer.accepted:
        key = f"webhook/{delivery['id']}"
        wait = retry.next_attempt(delivery["attempts"], FIRST_RETRY, LONGEST_RETRY, key, MAX_ATTEMPTS)
    state = "delivered" if answer.accepted else "pending" if wait is not None else "failed"
    async with core.scope(delivery["workspace_id"]) as scope:
        # The webhook before its deliveries, here and wherever both are written: two of them would else wait for each other.
        await scope.run(
            """
            UPDATE webhooks SET failures = CASE WHEN %(ok)s THEN 0 ELSE failures + 1 END
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND NOT (%(ok)s AND failures = 0)
            """,
            id=delivery["webhook_id"],
            ok=answer.accepted,
        )
        await scope.run(
            """
            UPDATE webhook_deliveries d SET state = %(state)s, payload = %(payload)s, status_code = %(status)s, error = %(error)s,
                   response_ms = %(ms)s, lease_until = NULL, updated_at = %(now)s,
                   due_at = CASE WHEN w.status = 'active' THEN %(now)s + make_interval(secs => %(wait)s) END
            FROM webhooks w
            WHERE d.workspace_id = %(workspace_id)s AND d.id = %(id)s AND d.attempts = %(attempts)s AND d.state = 'pending'
              AND w.workspace_id = d.workspace_id AND w.id = d.webhook_id
            """,
            id=delivery["id"],
            attempts=delivery["attempts"],
            state=state,
            payload=Jsonb(payload),
            status=answer.status,
            error=answer.error,
            ms=answer.milliseconds,
            wait=wait,
        )
        if not answer.accepted:
            # 410: the receiver says that it is gone for good.
            await _disable(scope, delivery["webhook_id"], 0 if answer.status == 410 else DISABLE_AFTER)


async def _disable(scope: Scope, webhook_id: int, after: int) -> None:
    """Switch the webhook off once it failed so often; what waits for it waits until it is resumed."""
    disabled = await scope.run(
        """
        UPDATE webhooks SET status = 'disabled', disabled_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active' AND failures >= %(after)s
        """,
        id=webhook_id, after=after,
    )  # fmt: skip
    if disabled:
        log.warning("webhook switched off", webhook=webhook_id, workspace=scope.workspace_id)
        await events.audit(scope, "webhook.disabled", "webhook", webhook_id)
        await scope.run(
            """
            UPDATE webhook_deliveries SET due_at = NULL
            WHERE workspace_id = %(workspace_id)s AND webhook_id = %(id)s AND state = 'pending'
            """,
            id=webhook_id,
        )


async def run_webhooks(engine: Engine) -> None:
    """The loop: deliver what is due until the engine stops, then finish what is on its way."""
    core, allow_private = engine.core, engine.settings.allow_private_webhooks
    running: dict[int, set[asyncio.Task[None]]] = defaultdict(set)
    async with wire.client() as http:
        while not engine.stop.is_set():
            under_way = sum(map(len, running.values()))
            busy = [webhook_id for webhook_id, tasks in running.items() if len(tasks) >= PER_WEBHOOK]
            claimed = await claim(core, AT_ONCE - under_way, busy) if under_way < AT_ONCE else []
            for delivery in claimed:
                task = asyncio.create_task(deliver(core, http, delivery, allow_private=allow_private))
                tasks = running[delivery["webhook_id"]]
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            if not claimed:
                await core.clock.wait(engine.stop, core.clock.real(_IDLE_SECONDS).total_seconds())
        await asyncio.gather(*(task for tasks in running.values() for task in tasks), return_exceptions=True)
