"""Webhooks: subscriptions to events, and the state of each delivery. engine.work.webhooks delivers them."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, LiteralString, NotRequired, TypedDict
from urllib.parse import urlsplit

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.channels import reach
from outrider.channels.webhook import Answer, client, post
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events, purges
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Core, Scope


class LeadFacts(TypedDict):
    """What receivers get about a lead."""

    id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    company_name: str | None
    job_title: str | None
    phone: str | None
    website: str | None
    linkedin_url: str | None
    custom: Mapping[str, object]


class CampaignFacts(TypedDict):
    """What receivers get about a campaign."""

    id: int
    name: str
    status: str
    seat_id: int


class SenderFacts(TypedDict):
    """What receivers get about a sender."""

    id: int
    address: str
    name: str


class EventRow(TypedDict):
    """A row of `events` as JSON."""

    id: int
    at: str
    type: str
    seat_id: int | None
    campaign_id: int | None
    step_id: int | None
    variant_id: int | None
    sender_id: int | None
    lead_id: int | None
    enrollment_id: int | None
    conversation_id: int | None
    message_id: int | None
    first_for_message: bool
    first_for_enrollment: bool
    data: Mapping[str, object]


class Happened(EventRow):
    """An event with what receivers get about its lead, campaign and sender, if it has them."""

    workspace_id: int
    lead: LeadFacts | None
    campaign: CampaignFacts | None
    sender: SenderFacts | None


class Receiver(TypedDict):
    """The webhook that an event goes to. `vendor`: the words of its dialect."""

    id: int
    workspace_id: int
    dialect: str
    url: str
    name: str
    vendor: Mapping[str, object]
    event_types: list[str]
    campaign_id: int | None
    seat_id: int | None


# Makes what a dialect's receivers expect out of an event. None: the webhook asked for events of this type, but not for this one;
# nothing is sent.
PayloadBuilder = Callable[[Core, Happened, Receiver], Awaitable[Mapping[str, object] | None]]
# The headers by which a dialect's receivers know a delivery: of its body, the webhook's secret, the event's id and the webhook.
Signer = Callable[[bytes, str, str, Receiver], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Form:
    """What a dialect's receivers get: the body, and headers in addition to ours where they expect any."""

    payload: PayloadBuilder
    headers: Signer | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """`event_types` are core types (events.TYPES); `vendor` keeps the words of the dialect it was created through.

    `category_ids`: of lead.category_set only these; 0 among them stands for a category taken away.
    """

    id: int
    seat_id: int | None
    campaign_id: int | None
    dialect: str
    name: str
    url: str
    event_types: list[str]
    category_ids: list[int] | None
    headers: dict[str, str] = field(repr=False)  # extra request headers; they often carry a token
    vendor: dict[str, Any]
    status: str
    failures: int
    disabled_at: datetime | None
    created_by: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook. `due_at` None: ended. `attempts` counts tries so far."""

    id: int
    webhook_id: int
    event_id: int
    event_type: str
    lead_email: str | None
    url: str
    state: str
    attempts: int
    due_at: datetime | None
    payload: dict[str, Any] | None  # as its dialect makes it
    status_code: int | None
    error: str | None
    response_ms: int | None
    created_at: datetime
    updated_at: datetime


_COLUMNS = (
    "id, seat_id, campaign_id, dialect, name, url, event_types, category_ids, credentials, vendor, status, failures, "
    "disabled_at, created_by, created_at, updated_at"
)


def _webhook(scope: Scope, row: dict[str, Any]) -> Webhook:
    sealed = scope.vault.decrypt(row.pop("credentials"), workspace_id=scope.workspace_id)
    return Webhook(**row, headers=sealed.get("headers", {}))


class WebhookInput(TypedDict):
    """What a new webhook is made of. Without a `secret` one is made."""

    dialect: str
    url: str
    event_types: Sequence[str]
    name: NotRequired[str]
    campaign_id: NotRequired[int | None]
    seat_id: NotRequired[int | None]
    category_ids: NotRequired[Sequence[int] | None]
    headers: NotRequired[Mapping[str, str] | None]
    vendor: NotRequired[Mapping[str, object] | None]
    secret: NotRequired[str | None]


async def create(scope: Scope, **given: Unpack[WebhookInput]) -> tuple[Webhook, str]:
    """Subscribe. Returns the webhook and its signing secret in clear, which is not shown again by itself."""
    url, event_types, campaign_id = given["url"], given["event_types"], given.get("campaign_id")
    _check(url, event_types, given.get("headers"))
    if events.APPROVAL in event_types:
        scope.require_person("be sent the approvals it asks for")
    scope.note("webhook.create", campaign_id, {"url": url, "events": sorted(set(event_types))})
    if campaign_id is not None and not await scope.one(
        "SELECT 1 FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=campaign_id
    ):
        raise NotFound("There is no such campaign.", field="campaign_id")
    secret = given.get("secret") or "whsec_" + secrets.token_urlsafe(32)
    category_ids = given.get("category_ids")
    row = await scope.one(
        sql(
            """
        INSERT INTO webhooks (workspace_id, seat_id, campaign_id, dialect, name, url, event_types, category_ids, credentials,
                              vendor, created_by, created_at, updated_at)
        VALUES (%(workspace_id)s, %(seat_id)s, %(campaign_id)s, %(dialect)s, %(name)s, %(url)s, %(event_types)s,
                %(category_ids)s, %(credentials)s, %(vendor)s, %(user_id)s, %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        seat_id=given.get("seat_id"),
        campaign_id=campaign_id,
        dialect=given["dialect"],
        name=given.get("name", ""),
        url=url,
        event_types=sorted(set(event_types)),
        category_ids=category_ids or None,
        vendor=Jsonb(dict(given.get("vendor") or {})),
        user_id=scope.actor.user_id,
        credentials=_seal(scope, secret, given.get("headers") or {}),
    )
    assert row is not None
    await events.audit(scope, "webhook.created", "webhook", row["id"], host=urlsplit(url).hostname)
    return _webhook(scope, row), secret


class WebhookChanges(TypedDict, total=False):
    """Changes of a webhook. None leaves the first ones as they are; of the last three it means "all"."""

    url: str | None
    event_types: Sequence[str] | None
    name: str | None
    headers: Mapping[str, str] | None
    vendor: Mapping[str, object] | None
    campaign_id: int | None
    seat_id: int | None
    category_ids: Sequence[int] | None


async def update(scope: Scope, webhook_id: int, **changes: Unpack[WebhookChanges]) -> Webhook:
    """Change what is given."""
    url, name, vendor = changes.get("url"), changes.get("name"), changes.get("vendor")
    event_types, headers = changes.get("event_types"), changes.get("headers")
    current = await get(scope, webhook_id, lock=True)
    if events.APPROVAL in (*current.event_types, *(event_types or ())):
        scope.require_person("change who is sent approvals")
    scope.note("webhook.change", webhook_id, {"url": url or current.url, "events": sorted(event_types or current.event_types)})
    _check(url or current.url, event_types if event_types is not None else current.event_types, headers)
    row = await scope.one(
        sql(
            """
        UPDATE webhooks SET url = %(url)s, event_types = %(event_types)s, name = %(name)s, credentials = %(credentials)s,
               vendor = %(vendor)s, campaign_id = %(campaign_id)s, seat_id = %(seat_id)s,
               category_ids = %(category_ids)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        id=webhook_id,
        url=url or current.url,
        name=current.name if name is None else name,
        event_types=current.event_types if event_types is None else sorted(set(event_types)),
        credentials=_seal(scope, await secret_of(scope, webhook_id), current.headers if headers is None else headers),
        vendor=Jsonb(dict(current.vendor if vendor is None else vendor)),
        campaign_id=changes.get("campaign_id", current.campaign_id),
        seat_id=changes.get("seat_id", current.seat_id),
        category_ids=changes.get("category_ids", current.category_ids) or None,
    )
    assert row is not None
    await events.audit(scope, "webhook.updated", "webhook", webhook_id)
    return _webhook(scope, row)


async def delete(scope: Scope, webhook_id: int) -> Webhook:
    """Unsubscribe; deliveries on their way are dropped, by a job where they are many. Returns what was removed."""
    if scope.is_watched and events.APPROVAL in (await get(scope, webhook_id)).event_types:
        scope.require_person("change who is sent approvals")
    row = await scope.one(
        sql("DELETE FROM webhooks WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}", columns=_COLUMNS),
        id=webhook_id,
    )
    if row is None:
        raise _missing()
    await events.audit(scope, "webhook.deleted", "webhook", webhook_id)
    await purges.begin(scope, "webhook", webhook_id)
    return _webhook(scope, row)


async def get(scope: Scope, webhook_id: int, *, lock: bool = False) -> Webhook:
    """`lock`: nobody else changes it until the transaction ends. Raises NotFound."""
    row = await scope.one(
        sql(
            "SELECT {columns} FROM webhooks WHERE workspace_id = %(workspace_id)s AND id = %(id)s{lock}",
            columns=_COLUMNS,
            lock=" FOR NO KEY UPDATE" if lock else "",
        ),
        id=webhook_id,
    )
    if row is None:
        raise _missing()
    return _webhook(scope, row)


class WebhookFilters(TypedDict, total=False):
    """Which webhooks. None does not filter. `vendor`: those whose vendor words have at least these."""

    dialect: str | None
    campaign_id: int | None
    seat_id: int | None
    event_type: str | None
    vendor: Mapping[str, object] | None


async def find_all(
    scope: Scope, *, limit: int = 100, after: int | None = None, offset: int = 0, **filters: Unpack[WebhookFilters]
) -> list[Webhook]:
    """Webhooks by id."""
    where = Where("w")
    where.given("w.id > %(after)s", after=after)
    where.given("w.dialect = %(dialect)s", dialect=filters.get("dialect"))
    where.given("w.campaign_id = %(campaign_id)s", campaign_id=filters.get("campaign_id"))
    where.given("w.seat_id = %(seat_id)s", seat_id=filters.get("seat_id"))
    where.given("%(event_type)s = ANY (w.event_types)", event_type=filters.get("event_type"))
    if vendor := filters.get("vendor"):
        where.add("w.vendor @> %(vendor)s", vendor=Jsonb(dict(vendor)))
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM webhooks w WHERE {where} ORDER BY w.id LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_webhook(scope, r) for r in rows]


async def pause(scope: Scope, webhook_id: int) -> Webhook:
    """Post nothing more to a webhook until it is resumed. Pending deliveries are held back; events that happen in the meantime
    are not delivered to it. A disabled webhook stays disabled.
    """
    current = await get(scope, webhook_id)
    if events.APPROVAL in current.event_types:
        scope.require_person("change who is sent approvals")
    row = await scope.one(
        sql(
            """
        UPDATE webhooks SET status = 'paused', updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active' RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        id=webhook_id,
    )
    if row is None:
        return await get(scope, webhook_id)
    await events.audit(scope, "webhook.paused", "webhook", webhook_id)
    return _webhook(scope, row)


async def resume(scope: Scope, webhook_id: int) -> Webhook:
    """Set a paused or disabled webhook going again. What was held back is delivered now, and so are up to FORWARD deliveries that
    wait for another try; what had failed for good stays failed.
    """
    row = await scope.one(
        sql(
            """
        UPDATE webhooks SET status = 'active', failures = 0, disabled_at = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        id=webhook_id,
    )
    if row is None:
        raise _missing()
    scope.note("webhook.resume", webhook_id, {"url": row["url"], "events": sorted(row["event_types"])})
    await scope.run(_BRING_FORWARD, id=webhook_id, limit=FORWARD)
    await scope.run(f"NOTIFY {events.WEBHOOKS_WAKE}")
    await events.audit(scope, "webhook.resumed", "webhook", webhook_id)
    return _webhook(scope, row)


FORWARD = 1000  # deliveries of each kind that resuming makes due; every claim takes up as many more of those held back
_BRING_FORWARD = """
UPDATE webhook_deliveries SET due_at = %(now)s, updated_at = %(now)s
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    (SELECT id FROM webhook_deliveries
     WHERE workspace_id = %(workspace_id)s AND webhook_id = %(id)s AND due_at IS NULL AND state = 'pending'
     ORDER BY id LIMIT %(limit)s)
    UNION ALL
    (SELECT id FROM webhook_deliveries
     WHERE workspace_id = %(workspace_id)s AND webhook_id = %(id)s AND due_at > %(now)s AND lease_until IS NULL
     ORDER BY due_at, id LIMIT %(limit)s)))
"""


async def send_test(
    core: Core, workspace_id: int, webhook_id: int, payload: Mapping[str, object], *, allow_private: bool
) -> Answer:
    """Post `payload` to the webhook's URL right now, signed like a delivery, and say what came back. Nothing is recorded."""
    async with core.scope(workspace_id) as scope:
        webhook, secret = await get(scope, webhook_id), await secret_of(scope, webhook_id)
    async with client() as http:
        return await post(
            http,
            webhook.url,
            payload,
            secret=secret,
            headers=webhook.headers,
            event_id="test",
            at=core.clock.now(),
            allow_private=allow_private,
        )


async def secret_of(scope: Scope, webhook_id: int) -> str:
    """The signing secret in clear, for an operator who may see it."""
    row = await scope.one("SELECT credentials FROM webhooks WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=webhook_id)
    if row is None:
        raise _missing()
    return scope.vault.decrypt(row["credentials"], workspace_id=scope.workspace_id).get("secret", "")


_DELIVERY: LiteralString = """
SELECT d.id, d.webhook_id, d.event_id, e.type AS event_type, l.email AS lead_email, w.url, d.state, d.attempts, d.due_at,
       d.payload, d.status_code, d.error, d.response_ms, d.created_at, d.updated_at
FROM webhook_deliveries d
JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.id = d.webhook_id
JOIN events e ON e.workspace_id = %(workspace_id)s AND e.id = d.event_id
LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
WHERE d.workspace_id = %(workspace_id)s
"""


class DeliveryFilters(TypedDict, total=False):
    """Which deliveries. None does not filter. `query`: part of the URL or the lead's address. `end` is exclusive."""

    webhook_id: int | None
    dialect: str | None
    succeeded: bool | None
    start: datetime | None
    end: datetime | None
    query: str | None


async def deliveries(
    scope: Scope, *, limit: int = 100, after: int | None = None, **filters: Unpack[DeliveryFilters]
) -> list[Delivery]:
    """Deliveries tried at least once, newest first."""
    where = Where("d")
    where.add("d.attempts > 0")
    where.given("d.id < %(after)s", after=after)
    where.given("d.webhook_id = %(webhook_id)s", webhook_id=filters.get("webhook_id"))
    where.given("w.dialect = %(dialect)s", dialect=filters.get("dialect"))
    where.given("(d.state = 'delivered') = %(succeeded)s", succeeded=filters.get("succeeded"))
    where.given("d.created_at >= %(start)s", start=filters.get("start"))
    where.given("d.created_at < %(end)s", end=filters.get("end"))
    where.given("(strpos(w.url, %(part)s) > 0 OR strpos(l.email, lower(%(part)s)) > 0)", part=filters.get("query"))
    return await scope.rows(
        Delivery,
        sql("{delivery} AND {where} ORDER BY d.id DESC LIMIT %(limit)s", delivery=_DELIVERY, where=where.sql),
        **where.params,
        limit=limit,
    )


async def delivery(scope: Scope, delivery_id: int) -> Delivery:
    found = await scope.row(Delivery, sql("{delivery} AND d.id = %(id)s", delivery=_DELIVERY), id=delivery_id)
    if found is None:
        raise NotFound("There is no such webhook delivery.", field="id")
    return found


async def redeliver(scope: Scope, delivery_id: int) -> Delivery:
    """Make a delivery once more that has ended, with its event's payload as it is now, or the next attempt of one that waits for
    it. Conflict during an attempt, or while its webhook is not active.
    """
    found = await delivery(scope, delivery_id)
    if (await get(scope, found.webhook_id)).status != "active":
        raise Conflict("The webhook is not active: resume it first.", code="webhook_disabled")
    ended = await scope.run(
        """
        UPDATE webhook_deliveries SET attempts = CASE WHEN state = 'pending' THEN attempts ELSE 0 END, state = 'pending',
               due_at = %(now)s, lease_until = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
          AND (state <> 'pending' OR due_at > %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s))
        """,
        id=delivery_id,
    )
    if not ended:
        raise Conflict("This delivery is being tried.", code="delivery_pending")
    await scope.run(f"NOTIFY {events.WEBHOOKS_WAKE}")
    await events.audit(scope, "webhook.redelivered", "webhook", found.webhook_id)
    return await delivery(scope, delivery_id)


async def delivery_days(
    scope: Scope, start: datetime, end: datetime, tz: str = "UTC", *, dialect: str | None = None
) -> dict[date, tuple[int, int]]:
    """Per local day of creation: (delivered, not delivered) among deliveries tried at least once. `end` is exclusive."""
    where = Where("d")
    where.add("d.attempts > 0 AND d.created_at >= %(start)s AND d.created_at < %(end)s", start=start, end=end)
    where.given("w.dialect = %(dialect)s", dialect=dialect)
    rows = await scope.all(
        sql(
            """
        SELECT (d.created_at AT TIME ZONE %(tz)s)::date AS day, count(*) FILTER (WHERE d.state = 'delivered') AS good,
               count(*) FILTER (WHERE d.state <> 'delivered') AS bad
        FROM webhook_deliveries d JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.id = d.webhook_id
        WHERE {where} GROUP BY 1 ORDER BY 1
        """,
            where=where.sql,
        ),
        **where.params,
        tz=tz,
    )
    return {r["day"]: (r["good"], r["bad"]) for r in rows}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries of one event type to one webhook stand how. `retried`: tried more than once."""

    webhook_id: int
    event_type: str
    delivered: int
    pending: int
    failed: int
    retried: int
    last_at: datetime | None


async def tallies(scope: Scope, webhook_ids: Sequence[int], start: datetime, end: datetime) -> list[Tally]:
    """Deliveries made from `start` to `end` (exclusive), by webhook and event type."""
    rows = await scope.all(
        """
        SELECT d.webhook_id, e.type AS event_type, count(*) FILTER (WHERE d.state = 'delivered') AS delivered,
               count(*) FILTER (WHERE d.state = 'pending') AS pending, count(*) FILTER (WHERE d.state = 'failed') AS failed,
               count(*) FILTER (WHERE d.attempts > 1) AS retried, max(d.updated_at) AS last_at
        FROM webhook_deliveries d JOIN events e ON e.workspace_id = %(workspace_id)s AND e.id = d.event_id
        WHERE d.workspace_id = %(workspace_id)s AND d.webhook_id = ANY (%(ids)s)
          AND d.created_at >= %(start)s AND d.created_at < %(end)s
        GROUP BY d.webhook_id, e.type ORDER BY d.webhook_id, e.type
        """,
        ids=webhook_ids,
        start=start,
        end=end,
    )
    return [Tally(**row) for row in rows]


async def retry_failed(scope: Scope, webhook_ids: Sequence[int], start: datetime, end: datetime, limit: int = 10_000) -> int:
    """Have deliveries that had failed for good tried again from the start; how many. Those of a disabled webhook stay failed."""
    again = await scope.run(
        """
        UPDATE webhook_deliveries SET state = 'pending', attempts = 0, due_at = %(now)s, lease_until = NULL, error = NULL,
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id IN (
            SELECT d.id FROM webhook_deliveries d
            JOIN webhooks w ON w.workspace_id = %(workspace_id)s AND w.id = d.webhook_id AND w.status = 'active'
            WHERE d.workspace_id = %(workspace_id)s AND d.webhook_id = ANY (%(ids)s) AND d.state = 'failed'
              AND d.created_at >= %(start)s AND d.created_at < %(end)s
            ORDER BY d.id LIMIT %(limit)s FOR UPDATE OF d)
        """,
        ids=webhook_ids,
        start=start,
        end=end,
        limit=limit,
    )
    if again:
        await scope.run(f"NOTIFY {events.WEBHOOKS_WAKE}")
        await events.audit(scope, "webhook.retried", "webhook", affected=again)
    return again


def _seal(scope: Scope, secret: str, headers: Mapping[str, str]) -> bytes:
    return scope.vault.encrypt({"secret": secret, "headers": dict(headers)}, workspace_id=scope.workspace_id)


async def check_target(url: str, *, allow_private: bool) -> None:
    """Raise Invalid for a URL whose host this installation does not post to. It looks names up: hold no transaction."""
    _check_url(url)
    parts = urlsplit(url)
    assert parts.hostname
    await reach.check_host(parts.hostname, parts.port or 443, allow_private=allow_private, field="url")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise Invalid("A webhook's URL must be http or https, with a host.", field="url")


def _check(url: str, event_types: Sequence[str], headers: Mapping[str, str] | None) -> None:
    _check_url(url)
    if not event_types:
        raise Invalid("Name at least one event type.", field="event_types")
    if unknown := [t for t in event_types if t not in events.TYPES]:
        raise Invalid(f"Unknown event types: {', '.join(unknown)}.", field="event_types")
    for name, value in (headers or {}).items():
        if not name or not name.isascii() or any(c in f"{name}{value}" for c in "\r\n\0") or ":" in name:
            raise Invalid("A header's name or value holds characters that HTTP does not allow.", field="headers")


def _missing() -> NotFound:
    return NotFound("There is no such webhook.", field="webhook_id")
