"""Delivering webhooks: at least once, signed, retried with back-off for about a day; one that never answers is disabled."""

import contextlib
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

import httpx
import structlog
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from outrider.channels import webhook as wire
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room, through_restarts
from outrider.outreach.base import approvals, due, events
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations.webhooks import (
    CampaignFacts,
    EventRow,
    Form,
    Happened,
    LeadFacts,
    Receiver,
    SenderFacts,
)
from outrider.rules import retry
from outrider.store.db import is_away
from outrider.store.ids import to_uuid

log = structlog.get_logger()

LEASE_SECONDS = 60.0  # of the machine
AT_ONCE = 64
PER_WEBHOOK = 8  # so that one dead address does not hold up the others
# 15 s, 30 s, 1 min, ... 4 h: fifteen attempts in about a day.
FIRST_RETRY, LONGEST_RETRY, MAX_ATTEMPTS = 15, 4 * 3600, 15
DISABLE_AFTER = 100  # failures in a row, of whatever deliveries
DRAIN_SECONDS = 25.0  # of the machine: a post takes at most 20
BATCH = 1000  # deliveries that one claim holds back or takes up: more than it claims, so that the next claim takes up more


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed delivery: an event and the webhook it goes to. `lead`, `campaign` and `sender` are what receivers get about
    these, if the event has them.
    """

    workspace_id: int
    id: int
    webhook_id: int
    attempts: int
    event: EventRow
    event_at: datetime
    dialect: str
    url: str
    name: str
    credentials: bytes
    vendor: Mapping[str, object]
    event_types: list[str]
    campaign_id: int | None
    seat_id: int | None
    lead: LeadFacts | None
    campaign: CampaignFacts | None
    sender: SenderFacts | None

    @property
    def event_id(self) -> str:
        """The id that receivers know the event by."""
        return str(to_uuid("event", self.event["id"]))

    def happened(self) -> Happened:
        """The event as payload builders take it."""
        return {
            **self.event,
            "at": self.event_at.isoformat(),
            "workspace_id": self.workspace_id,
            "lead": self.lead,
            "campaign": self.campaign,
            "sender": self.sender,
        }

    def receiver(self) -> Receiver:
        """The webhook as payload builders take it."""
        return {
            "id": self.webhook_id,
            "workspace_id": self.workspace_id,
            "dialect": self.dialect,
            "url": self.url,
            "name": self.name,
            "vendor": self.vendor,
            "event_types": self.event_types,
            "campaign_id": self.campaign_id,
            "seat_id": self.seat_id,
        }


# A webhook's due deliveries are found by an index that begins with it, so that neither its own backlog nor that of another
# webhook makes the claim dearer.
_CLAIM: LiteralString = """
WITH due AS (
    SELECT d.id FROM webhooks w CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_deliveries d
        WHERE d.workspace_id = %(workspace_id)s AND d.webhook_id = w.id AND d.due_at <= %(now)s
        ORDER BY d.due_at, d.id LIMIT %(per_webhook)s FOR UPDATE SKIP LOCKED
    ) d
    WHERE w.workspace_id = %(workspace_id)s AND w.status = 'active' AND NOT w.id = ANY (%(full)s) LIMIT %(limit)s
),
taken AS (
    UPDATE webhook_deliveries d SET attempts = d.attempts + 1, lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
    FROM due WHERE d.workspace_id = %(workspace_id)s AND d.id = due.id
    RETURNING d.id, d.webhook_id, d.event_id, d.attempts
)
SELECT %(workspace_id)s AS workspace_id, t.id, t.webhook_id, t.attempts, to_jsonb(e) - 'workspace_id' AS event, e.at AS event_at,
       w.dialect, w.url, w.name, w.credentials, w.vendor, w.event_types, w.campaign_id, w.seat_id,
       CASE WHEN l.id IS NULL THEN NULL ELSE jsonb_build_object('id', l.id, 'email', l.email, 'first_name', l.first_name,
            'last_name', l.last_name, 'company_name', l.company_name, 'job_title', l.job_title, 'phone', l.phone,
            'website', l.website, 'linkedin_url', l.linkedin_url, 'custom', l.custom) END AS lead,
       CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name, 'status', c.status,
            'seat_id', c.seat_id) END AS campaign,
       CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'address', s.address, 'name', s.name) END AS sender
FROM taken t
JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.id = t.webhook_id
JOIN events e ON e.workspace_id = %(workspace_id)s AND e.id = t.event_id
LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = e.sender_id
ORDER BY t.event_id
"""


# A webhook's status is all that pausing it changes: what comes due meanwhile is held back here, and what was held back is due
# again once it is active. The webhooks are locked first, so that none of them is resumed while its deliveries are held back.
_IDLE: LiteralString = """
SELECT w.id FROM webhooks w
WHERE w.workspace_id = %(workspace_id)s AND w.status <> 'active' AND EXISTS (
    SELECT FROM webhook_deliveries d
    WHERE d.workspace_id = %(workspace_id)s AND d.webhook_id = w.id AND d.due_at <= %(now)s)
ORDER BY w.id FOR SHARE
"""
_HOLD_BACK: LiteralString = """
UPDATE webhook_deliveries SET due_at = NULL, lease_until = NULL
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM webhook_deliveries
    WHERE workspace_id = %(workspace_id)s AND webhook_id = ANY (%(idle)s) AND due_at <= %(now)s
    LIMIT %(batch)s FOR UPDATE SKIP LOCKED))
"""
_TAKE_UP: LiteralString = """
UPDATE webhook_deliveries SET due_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT d.id FROM webhooks w CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_deliveries d
        WHERE d.workspace_id = %(workspace_id)s AND d.webhook_id = w.id AND d.due_at IS NULL AND d.state = 'pending'
        ORDER BY d.id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
    ) d
    WHERE w.workspace_id = %(workspace_id)s AND w.status = 'active' LIMIT %(batch)s))
"""


async def claim(core: Core, workspace_id: int, room: Room) -> list[Delivery]:
    """Take deliveries that are due, and those whose process died over them; none for the webhooks that `room` calls full, and
    none for those that are not active.
    """
    now = core.clock.now()
    params = {
        "workspace_id": workspace_id,
        "now": now,
        "lease": now + core.clock.real(LEASE_SECONDS),
        "limit": room.limit,
        "per_webhook": PER_WEBHOOK,
        "full": [int(id) for id in room.full],
        "batch": BATCH,
    }
    async with core.pool.connection() as conn, conn.cursor(row_factory=class_row(Delivery)) as cursor:
        if idle := [row["id"] for row in await (await conn.execute(_IDLE, params)).fetchall()]:
            await conn.execute(_HOLD_BACK, {**params, "idle": idle})
        await conn.execute(_TAKE_UP, params)
        await cursor.execute(_CLAIM, params)
        return await cursor.fetchall()


async def plain_payload(_core: Core, event: Happened, _webhook: Receiver) -> Mapping[str, object]:
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


_PLAIN = Form(plain_payload)


async def deliver(engine: Engine, http: httpx.AsyncClient, delivery: Delivery) -> None:
    """Make one claimed delivery and record what came of it."""
    core = engine.core
    asks = delivery.event["type"] == events.APPROVAL
    ours = asks or delivery.event["type"] == events.ALERT  # no vendor has a form for it
    form = _PLAIN if ours else engine.webhook_forms.get(delivery.dialect, _PLAIN)
    sealed = core.vault.decrypt(delivery.credentials, workspace_id=delivery.workspace_id)
    payload = await form.payload(core, delivery.happened(), delivery.receiver())
    if payload is None:
        return await _drop(core, delivery)

    def sign(body: bytes) -> Mapping[str, str]:
        return form.headers(body, sealed.get("secret", ""), delivery.event_id, delivery.receiver()) if form.headers else {}

    answer = await wire.post(
        http,
        delivery.url,
        {**payload, "links": _links(engine, delivery)} if asks else payload,  # sent, but not kept: keys read what is kept
        secret=sealed.get("secret", ""),
        headers=sealed.get("headers", {}),
        sign=sign,
        event_id=delivery.event_id,
        at=core.clock.now(),
        allow_private=engine.settings.allow_private_webhooks,
    )
    await through_restarts(core.clock, lambda: _record(core, delivery, payload, answer))


def _links(engine: Engine, delivery: Delivery) -> Mapping[str, str]:
    """By which the approval is decided; none where this installation has no address that others reach."""
    base, id = engine.settings.public_url, int(str(delivery.event["data"]["approval"]))
    return {**approvals.links(base, engine.core.vault, delivery.workspace_id, id)} if base else {}


async def failed(core: Core, delivery: Delivery, error: Exception) -> None:
    """Record a delivery that could not even be prepared, like one that was refused. Where the database was away its lease ends,
    and it is made again: receivers know it by its event."""
    if is_away(error):
        return
    await _record(core, delivery, None, wire.Answer(None, f"could not be prepared: {type(error).__name__}", 0))


async def give_back(core: Core, delivery: Delivery) -> None:
    """Leave a delivery to the next claim: it was not tried."""
    async with core.scope(delivery.workspace_id) as scope:
        await scope.run(
            """
            UPDATE webhook_deliveries SET due_at = %(now)s, lease_until = NULL, attempts = attempts - 1
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND attempts = %(attempts)s AND state = 'pending'
            """,
            id=delivery.id,
            attempts=delivery.attempts,
        )


async def _drop(core: Core, delivery: Delivery) -> None:
    async with core.scope(delivery.workspace_id) as scope:
        await scope.run("DELETE FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=delivery.id)


async def _record(core: Core, delivery: Delivery, payload: Mapping[str, object] | None, answer: wire.Answer) -> None:
    wait = None
    if not answer.accepted:
        key = f"webhook/{delivery.id}"
        wait = retry.next_attempt(delivery.attempts, FIRST_RETRY, LONGEST_RETRY, key, MAX_ATTEMPTS)
    state = "delivered" if answer.accepted else "pending" if wait is not None else "failed"
    async with core.scope(delivery.workspace_id) as scope:
        # The webhook before its deliveries, here and wherever both are written: two of them would else wait for each other.
        await scope.run(
            """
            UPDATE webhooks SET failures = CASE WHEN %(ok)s THEN 0 ELSE failures + 1 END
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND NOT (%(ok)s AND failures = 0)
            """,
            id=delivery.webhook_id,
            ok=answer.accepted,
        )
        await scope.run(
            """
            UPDATE webhook_deliveries SET state = %(state)s, payload = %(payload)s, status_code = %(status)s, error = %(error)s,
                   response_ms = %(ms)s, lease_until = NULL, updated_at = %(now)s, due_at = %(due)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND attempts = %(attempts)s AND state = 'pending'
            """,
            id=delivery.id,
            attempts=delivery.attempts,
            state=state,
            payload=None if payload is None else Jsonb(payload),
            status=answer.status,
            error=answer.error,
            ms=answer.milliseconds,
            due=None if wait is None else scope.now + timedelta(seconds=wait),
        )
        if not answer.accepted:
            # 410: the receiver says that it is gone for good.
            await _disable(scope, delivery.webhook_id, 0 if answer.status == 410 else DISABLE_AFTER)


async def _disable(scope: Scope, webhook_id: int, after: int) -> None:
    """Disable the webhook once it failed so often; what waits for it is held back until it is resumed."""
    disabled = await scope.run(
        """
        UPDATE webhooks SET status = 'disabled', disabled_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active' AND failures >= %(after)s
        """,
        id=webhook_id,
        after=after,
    )
    if disabled:
        log.warning("webhook disabled", webhook=webhook_id, workspace=scope.workspace_id)
        await events.audit(scope, "webhook.disabled", "webhook", webhook_id)


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Delivery]]:
    """Deliveries that are due; at the stop, posts in progress are finished."""
    core = engine.core
    async with wire.client() as http:
        yield Queue(
            name="webhooks",
            due=lambda: due.workspaces(core, "webhooks"),
            claim=lambda workspace_id, room: claim(core, workspace_id, room),
            do=lambda delivery: deliver(engine, http, delivery),
            workspace=lambda delivery: delivery.workspace_id,
            describe=lambda d: {"workspace": d.workspace_id, "delivery": d.id, "webhook": d.webhook_id, "attempt": d.attempts},
            failed=lambda delivery, error: failed(core, delivery, error),
            give_back=lambda delivery: give_back(core, delivery),
            lane=lambda delivery: str(delivery.webhook_id),
            per_lane=PER_WEBHOOK,
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            channel=events.WEBHOOKS_WAKE,
            drain=DRAIN_SECONDS,
        )
