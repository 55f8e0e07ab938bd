"""Senders: mailboxes and LinkedIn accounts, their credentials, limits and health."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Literal, LiteralString, cast

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.channels.email.account import ImapEndpoint, Secret, SmtpEndpoint
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events, wake
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import Where, any_of, assignments, columns, inserted, keys_of, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import tracking_domains
from outrider.outreach.senders.kept import Connection, KeptServer, Limits, Login, Secrets, SenderChanges, Server, Warmup
from outrider.outreach.tenancy import seats
from outrider.rules import addresses, pacing, routing, zone_names
from outrider.rules import schedule as schedules
from outrider.rules.schedule import ScheduleJson

STATUSES = ("active", "paused", "error", "connecting", "awaiting_code", "disconnected", "suspended")
AUTH_FAILURES_ALLOWED = 2  # in a row; the next one takes the sender out of service


@dataclass(frozen=True, slots=True)
class SenderInput:
    """What a new sender is made of. `secrets`: anything else to be kept encrypted (OAuth tokens, session cookies)."""

    address: str
    channel: Literal["email", "linkedin"] = "email"
    provider: str = "smtp"
    name: str = ""
    smtp: Server | None = None
    imap: Server | None = None
    connection: Connection = field(default_factory=Connection)
    secrets: Secrets = field(default_factory=Secrets, repr=False)
    seat_id: int | None = None
    status: str = "active"
    timezone: str = "UTC"
    schedule: Mapping[str, object] | ScheduleJson | None = None
    daily_limit: int = pacing.DEFAULT_DAILY_LIMIT
    limits: Mapping[str, object] = field(default_factory=dict[str, object])
    min_gap_seconds: int = pacing.DEFAULT_MIN_GAP_SECONDS
    gap_jitter_seconds: int = 0
    signature: str = ""
    reply_to: str | None = None
    bcc: str | None = None
    tracking_domain: str | None = None
    warmup_enabled: bool = False
    warmup: Mapping[str, object] = field(default_factory=dict[str, object])
    profile: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Sender:
    """A sender without its secrets. `next_at`: may act again from here; None: nothing waits for it. `profile`: what a LinkedIn
    account says of itself, and the words of the dialect that the sender was made through.
    """

    id: int
    seat_id: int
    channel: str
    provider: str
    address: str
    name: str
    status: str
    status_code: str | None
    status_detail: str | None
    status_at: datetime | None
    connection: Connection
    timezone: str
    schedule: ScheduleJson | None
    daily_limit: int
    limits: Limits
    min_gap_seconds: int
    gap_jitter_seconds: int
    signature: str
    reply_to: str | None
    bcc: str | None
    tracking_domain: str | None
    warmup_enabled: bool
    warmup: Warmup
    warmup_started_at: datetime | None
    profile: dict[str, Any]
    auth_failures: int
    last_sent_at: datetime | None
    next_at: datetime | None
    wait_reason: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def server(self) -> str:
        """What its messages leave through: the host of its mail server, or its provider."""
        return _smtp_host(self) or self.provider


COLUMNS = tuple(f.name for f in fields(Sender))
SELECTED = columns(Sender, "s")


# ---- Reading


async def get(scope: Scope, id: int) -> Sender:
    found = await get_many(scope, [id])
    if not found:
        raise NotFound("There is no such sender.", field="sender_id")
    return found[id]


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, Sender]:
    """Those of the ids that exist."""
    rows = await scope.all(
        sql(
            "SELECT {selected} FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s)", selected=SELECTED
        ),
        ids=ids,
    )
    return {r["id"]: Sender(**r) for r in rows}


async def of_seats(scope: Scope, seat_ids: Sequence[int]) -> dict[int, list[Sender]]:
    """The senders of each seat, oldest first."""
    rows = await scope.all(
        sql(
            """
            SELECT {selected} FROM senders s
            WHERE s.workspace_id = %(workspace_id)s AND s.seat_id = ANY (%(ids)s) ORDER BY s.id
            """,
            selected=SELECTED,
        ),
        ids=seat_ids,
    )
    found: dict[int, list[Sender]] = {id: [] for id in seat_ids}
    for row in rows:
        found[row["seat_id"]].append(Sender(**row))
    return found


async def by_addresses(scope: Scope, given: Sequence[str], channel: str = "email") -> dict[str, Sender]:
    """Senders by address, keyed by the address as given; unknown ones are absent."""
    normal = {text: text.strip().lower() for text in given}
    rows = await scope.all(
        sql(
            """
        SELECT {selected} FROM senders s
        WHERE s.workspace_id = %(workspace_id)s AND s.channel = %(channel)s AND s.address = ANY (%(addresses)s)
        """,
            selected=SELECTED,
        ),
        channel=channel,
        addresses=list(normal.values()),
    )
    found = {r["address"]: Sender(**r) for r in rows}
    return {text: found[address] for text, address in normal.items() if address in found}


Order = Literal["newest", "oldest", "address", "status", "landed"]
_LANDED = """
SELECT sum(d.n) FILTER (WHERE d.action = 'warmup_inbox')::float / sum(d.n) FROM sender_days d
WHERE d.workspace_id = %(workspace_id)s AND d.sender_id = s.id AND d.action IN ('warmup_inbox', 'warmup_spam')
  AND d.day > (%(now)s AT TIME ZONE s.timezone)::date - 7
"""


@dataclass(frozen=True, slots=True)
class SenderFilter:
    """Which senders. None does not filter; sequences mean "any of these".

    `search` looks in address and display name. `tag_ids`: with any of these; `all_tag_ids`: with each; `untagged`: with none.
    `tracking_domain`: with one of their own, or without. `in_campaign`: attached to at least one campaign, or to none.
    """

    seat_id: int | None = None
    seat_ids: Sequence[int] | None = None
    channel: str | None = None
    status: str | Sequence[str] | None = None
    provider: str | Sequence[str] | None = None
    provider_not: Sequence[str] | None = None
    search: str | None = None
    tag_ids: Sequence[int] | None = None
    all_tag_ids: Sequence[int] | None = None
    untagged: bool = False
    campaign_id: int | None = None
    in_campaign: bool | None = None
    warmup_enabled: bool | None = None
    status_codes: Sequence[str] | None = None
    status_codes_not: Sequence[str] | None = None
    tracking_domain: bool | None = None


_TAGGED = """EXISTS (
    SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'sender' AND t.object_id = s.id
      AND t.tag_id = ANY (%(tag_ids)s))"""
_TAGGED_WITH_ALL = """(
    SELECT count(*) FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'sender' AND t.object_id = s.id
      AND t.tag_id = ANY (%(all_tag_ids)s)) = cardinality(%(all_tag_ids)s)"""
_UNTAGGED = """NOT EXISTS (
    SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'sender' AND t.object_id = s.id)"""
_OF_CAMPAIGN = """s.id IN (
    SELECT cs.sender_id FROM campaign_senders cs
    WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = %(campaign_id)s)"""
_CONDITIONS: dict[str, LiteralString] = {
    "seat_id": "s.seat_id = %(seat_id)s",
    "seat_ids": "s.seat_id = ANY (%(seat_ids)s)",
    "channel": "s.channel = %(channel)s",
    "warmup_enabled": "s.warmup_enabled = %(warmup_enabled)s",
    "status_codes": "s.status_code = ANY (%(status_codes)s)",
    "provider_not": "NOT s.provider = ANY (%(provider_not)s)",
    "status_codes_not": "NOT coalesce(s.status_code, '') = ANY (%(status_codes_not)s)",
    "tracking_domain": "(coalesce(s.tracking_domain, '') <> '') = %(tracking_domain)s",
    "campaign_id": _OF_CAMPAIGN,
    "in_campaign": """EXISTS (SELECT FROM campaign_senders cs
        WHERE cs.workspace_id = %(workspace_id)s AND cs.sender_id = s.id) = %(in_campaign)s""",
}
_ORDERS: dict[tuple[Order, bool], LiteralString] = {
    ("newest", False): "s.id DESC",
    ("oldest", False): "s.id",
    ("address", False): "s.channel, s.address",
    ("address", True): "s.channel, s.address DESC",
    ("status", False): "s.status, s.id",
    ("status", True): "s.status DESC, s.id",
    ("landed", False): sql("({landed}) NULLS LAST, s.id", landed=_LANDED),
    ("landed", True): sql("({landed}) DESC NULLS LAST, s.id", landed=_LANDED),
}


async def find_all(
    scope: Scope,
    filters: SenderFilter | None = None,
    *,
    limit: int = 100,
    after: int | None = None,
    offset: int = 0,
    order: Order = "newest",
    descending: bool = False,
) -> list[Sender]:
    """Senders that pass the filter. `after` is the last id seen (with orders other than newest and oldest use `offset`).

    Order 'landed': by the share of warm-up letters of the last 7 days that did not land in spam; `descending` turns the orders
    'address', 'status' and 'landed' round.
    """
    filters = filters or SenderFilter()
    where = Where("s")
    where.fields(_CONDITIONS, filters)
    where.given("s.status = ANY (%(status)s)", status=any_of(filters.status))
    where.given("s.provider = ANY (%(provider)s)", provider=any_of(filters.provider))
    where.given("strpos(lower(s.address || ' ' || s.name), lower(%(search)s)) > 0", search=filters.search or None)
    where.given(_TAGGED, tag_ids=filters.tag_ids or None)
    where.given(_TAGGED_WITH_ALL, all_tag_ids=sorted({*(filters.all_tag_ids or ())}) or None)
    if filters.untagged:
        where.add(_UNTAGGED)
    where.given("s.id > %(after)s" if order == "oldest" else "s.id < %(after)s", after=after)
    return await scope.rows(
        Sender,
        sql(
            "SELECT {selected} FROM senders s WHERE {where} ORDER BY {by} LIMIT %(limit)s OFFSET %(offset)s",
            selected=SELECTED,
            where=where.sql,
            by=_ORDERS[order, descending and order not in ("newest", "oldest")],
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )


async def count(scope: Scope, *, seat_id: int | None = None, channel: str | None = None) -> int:
    where = Where("s")
    where.given("s.seat_id = %(seat_id)s", seat_id=seat_id)
    where.given("s.channel = %(channel)s", channel=channel)
    return await scope.count(sql("SELECT count(*) FROM senders s WHERE {where}", where=where.sql), **where.params)


async def campaign_counts(scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """How many campaigns each sender is attached to."""
    rows = await scope.all(
        """
        SELECT sender_id, count(*) AS n FROM campaign_senders
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) GROUP BY sender_id
        """,
        ids=ids,
    )
    found = {r["sender_id"]: r["n"] for r in rows}
    return {id: found.get(id, 0) for id in ids}


async def campaign_ids_of(scope: Scope, ids: Sequence[int]) -> dict[int, list[int]]:
    """The campaigns that each sender is attached to."""
    rows = await scope.all(
        """
        SELECT sender_id, campaign_id FROM campaign_senders
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) ORDER BY campaign_id
        """,
        ids=ids,
    )
    return {id: [r["campaign_id"] for r in rows if r["sender_id"] == id] for id in ids}


def mail_group(sender: Sender) -> routing.Group:
    """Which group of providers the mailbox is at."""
    return routing.group_of_mailbox(sender.provider, _smtp_host(sender))


def _smtp_host(sender: Sender) -> str:
    smtp = sender.connection.get("smtp")
    return smtp["host"] if smtp else ""


# ---- Creating and changing


async def create(scope: Scope, given: SenderInput) -> Sender:
    """A new sender. Conflict 'sender_exists' when the workspace has one of this address. Nothing is connected to here."""
    seat_id = await seats.or_default(scope, given.seat_id)
    connection, secrets = _split(given)
    values = _checked(cast(SenderChanges, {name: getattr(given, name) for name in _PLAIN}))
    names, parameters = inserted(_PLAIN, values)
    try:
        async with scope.conn.transaction():
            row = await scope.one(
                sql(
                    """
                INSERT INTO senders AS s (workspace_id, seat_id, channel, provider, address, status, status_at, connection,
                                          credentials, warmup_started_at, {names}created_at, updated_at)
                VALUES (%(workspace_id)s, %(seat_id)s, %(channel)s, %(provider)s, %(address)s, %(status)s, %(now)s,
                        %(connection)s, %(credentials)s, %(warmup_started_at)s, {parameters}%(now)s, %(now)s)
                RETURNING {selected}
                """,
                    names=names,
                    parameters=parameters,
                    selected=SELECTED,
                ),
                seat_id=seat_id,
                channel=_one_of(given.channel, ("email", "linkedin"), "channel"),
                provider=given.provider,
                address=_address(given.address, given.channel),
                status=_one_of(given.status, STATUSES, "status"),
                connection=Jsonb(connection),
                credentials=scope.vault.encrypt(secrets, workspace_id=scope.workspace_id) if secrets else None,
                warmup_started_at=scope.now if given.warmup_enabled else None,
                **values,
            )
    except UniqueViolation:
        raise Conflict(
            f"There is a sender with the address {given.address} already.", code="sender_exists", field="address"
        ) from None
    assert row is not None
    if host := values["tracking_domain"]:
        await tracking_domains.want(scope, str(host))
    scope.note("sender.create", None, {"sender": row["address"], "servers": _servers(given.smtp, given.imap), **_noted(values)})
    await events.audit(scope, "sender.created", "sender", row["id"], address=row["address"])
    return await _as_its_seat(scope, Sender(**row))


CHANGEABLE = keys_of(SenderChanges)
# Columns that a new sender is made with as they are given.
_PLAIN: tuple[LiteralString, ...] = tuple([name for name in CHANGEABLE if name not in ("provider", "seat_id")])
_MERGED: tuple[LiteralString, ...] = ("limits", "warmup", "profile")


async def update(
    scope: Scope, id: int, *, smtp: Server | None = None, imap: Server | None = None, **changes: Unpack[SenderChanges]
) -> Sender:
    """Change a sender and its servers. A server given without a password keeps the old one."""
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise Invalid(f"A sender has no {', '.join(sorted(unknown))} to change.", field=min(unknown))
    if (seat_id := changes.get("seat_id")) is not None:
        await seats.get(scope, seat_id)
    values = _checked(changes)
    if smtp or imap or (set(changes) - {"profile"} and changes != {"warmup_enabled": False}):
        scope.note("sender.change", id, {"servers": _servers(smtp, imap), **_noted(values)})
    started: LiteralString = (
        "warmup_started_at = coalesce(s.warmup_started_at, %(now)s), " if changes.get("warmup_enabled") else ""
    )
    row = await scope.one(
        sql(
            """
        UPDATE senders s SET {changes}{started}updated_at = %(now)s
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s RETURNING {selected}
        """,
            changes=assignments(CHANGEABLE, values, pruned=_MERGED, table="s"),
            started=started,
            selected=SELECTED,
        ),
        id=id,
        **values,
    )
    if row is None:
        raise NotFound("There is no such sender.", field="sender_id")
    if smtp or imap:
        await _set_servers(scope, id, smtp, imap)
    if host := values.get("tracking_domain"):
        await tracking_domains.want(scope, str(host))
    await _reconsider(scope, id, but=[] if smtp or imap else wake.RESTS)
    await events.audit(scope, "sender.updated", "sender", id, changed=sorted(changes))
    return await _as_its_seat(scope, await get(scope, id))


def _noted(values: Mapping[str, object]) -> dict[str, str]:
    """What of a sender a person is shown who approves its change."""
    return {name: str(value.obj if isinstance(value, Jsonb) else value) for name, value in values.items()}


def _servers(smtp: Server | None, imap: Server | None) -> list[str]:
    """The servers that are given, without their passwords."""
    return [f"{server.host}:{server.port} as {server.username}" for server in (smtp, imap) if server]


def _split(given: SenderInput) -> tuple[Connection, Secrets]:
    """What may be shown of the connection, and what must not."""
    connection, secrets = given.connection.copy(), given.secrets.copy()
    if given.smtp:
        connection["smtp"] = _shown(given.smtp)
        if given.smtp.password is not None:
            secrets["smtp_password"] = given.smtp.password
    if given.imap:
        connection["imap"] = _shown(given.imap)
        if given.imap.password is not None:
            secrets["imap_password"] = given.imap.password
    return connection, secrets


def _shown(server: Server) -> KeptServer:
    SmtpEndpoint(server.host, server.port, server.security, allow_plain=True)  # refuses a malformed host or port
    return {
        "host": server.host,
        "port": server.port,
        "security": server.security,
        "username": server.username,
        "auth": server.auth,
    }


async def _set_servers(scope: Scope, id: int, smtp: Server | None, imap: Server | None) -> None:
    given = {name: server for name, server in (("smtp", smtp), ("imap", imap)) if server}
    await scope.run(
        """
        UPDATE senders SET connection = connection || %(connection)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        connection=Jsonb({name: _shown(server) for name, server in given.items()}),
    )
    passwords = {f"{name}_password": s.password for name, s in given.items() if s.password is not None}
    if passwords:
        await set_secrets(scope, id, passwords)


def _checked(changes: SenderChanges) -> dict[str, object]:
    """The values as the table takes them. Invalid for one that breaks a rule."""
    values: dict[str, object] = {**changes}
    if "timezone" in changes:
        values["timezone"] = zone_names.canonical(changes["timezone"] or "")
    for name in ("warmup_enabled", "provider", "seat_id"):
        if name in changes and changes.get(name) is None:
            raise Invalid("It cannot be empty.", field=name)
    if (schedule := changes.get("schedule")) is not None:
        values["schedule"] = Jsonb(schedules.to_json(schedules.from_json(schedule)))
    for name in ("daily_limit", "min_gap_seconds", "gap_jitter_seconds"):
        if name in changes and ((limit := changes.get(name)) is None or limit < 0):
            raise Invalid("A limit is a number from 0 up.", field=name)
    for name in ("limits", "warmup", "profile"):
        if name in changes:
            values[name] = Jsonb(dict(changes.get(name) or {}))
    if host := changes.get("tracking_domain"):
        values["tracking_domain"] = tracking_domains.host_of(host)
    for name in ("reply_to", "bcc"):
        if address := changes.get(name):
            values[name] = _address(address, "email", name)
    for name in ("name", "signature"):
        if name in changes:
            values[name] = changes.get(name) or ""
    return values


def _address(text: str, channel: str, field: str = "address") -> str:
    if channel == "linkedin":
        return text.strip().lower()
    try:
        return addresses.normalise(text)
    except addresses.InvalidAddress as error:
        raise Invalid(f"{text!r} is not an email address: {error.reason}", code="invalid_address", field=field) from None


def _one_of(value: str, allowed: Sequence[str], field: str) -> str:
    if value not in allowed:
        raise Invalid(f"It is one of {', '.join(allowed)}.", field=field)
    return value


# ---- Credentials


async def credentials(scope: Scope, id: int) -> Secrets:
    """The secrets, decrypted. Never to be shown or logged."""
    row = await scope.one("SELECT credentials FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    if row is None:
        raise NotFound("There is no such sender.", field="sender_id")
    return cast(Secrets, scope.vault.decrypt(row["credentials"], workspace_id=scope.workspace_id))


async def set_secrets(scope: Scope, id: int, secrets: Mapping[str, object]) -> None:
    """Merge secrets into those kept; None removes one."""
    await scope.run("SELECT id FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE", id=id)
    kept = {k: v for k, v in {**await credentials(scope, id), **secrets}.items() if v is not None}
    await scope.run(
        """
        UPDATE senders SET credentials = %(credentials)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        credentials=scope.vault.encrypt(kept, workspace_id=scope.workspace_id),
    )


async def endpoints(
    scope: Scope, sender: Sender, *, allow_plain: bool = False, allow_private: bool = True
) -> tuple[SmtpEndpoint, ImapEndpoint | None]:
    """Where to submit the sender's mail, and where to read its answers (None: nowhere)."""
    secrets = await credentials(scope, sender.id)
    return endpoints_from(sender.connection, secrets, allow_plain=allow_plain, allow_private=allow_private)


def endpoints_from(
    connection: Connection, secrets: Secrets, *, allow_plain: bool = False, allow_private: bool = True
) -> tuple[SmtpEndpoint, ImapEndpoint | None]:
    """The same from a row's columns, for the engine's batches. Invalid when there is no SMTP server."""
    smtp, imap = connection.get("smtp"), connection.get("imap")
    if not smtp:
        raise Invalid("The sender has no SMTP server.", code="no_smtp", field="smtp")
    return (
        SmtpEndpoint(**_endpoint(smtp, secrets, "smtp_password"), allow_plain=allow_plain, allow_private=allow_private),
        ImapEndpoint(**_endpoint(imap, secrets, "imap_password"), allow_plain=allow_plain, allow_private=allow_private)
        if imap
        else None,
    )


def _endpoint(server: KeptServer, secrets: Secrets, password: Literal["smtp_password", "imap_password"]) -> Login:
    if server.get("auth") == "xoauth2":
        token = secrets.get("oauth")
        secret = token["access_token"] if token else None
    else:
        secret = secrets.get(password)
    return {
        "host": server["host"],
        "port": server["port"],
        "security": server.get("security", "tls"),
        "username": server.get("username", ""),
        "secret": Secret(secret or ""),
        "auth": server.get("auth", "plain"),
    }


# ---- Health


async def set_status(scope: Scope, id: int, status: str, code: str | None = None, detail: str | None = None) -> Sender:
    """Set the status and its reason. Going out of service and coming back are events; setting the same again does nothing."""
    _one_of(status, STATUSES, "status")
    before = await get(scope, id)
    if (before.status, before.status_code) == (status, code) and before.status_detail == detail:
        return before
    row = await scope.one(
        sql(
            """
        UPDATE senders s SET status = %(status)s, status_code = %(code)s, status_detail = %(detail)s, status_at = %(now)s,
               auth_failures = CASE WHEN %(status)s = 'active' THEN 0 ELSE s.auth_failures END,
               next_at = CASE WHEN %(status)s = 'active' THEN s.next_at END, wait_reason = NULL, updated_at = %(now)s
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s RETURNING {selected}
        """,
            selected=SELECTED,
        ),
        id=id,
        status=status,
        code=code,
        detail=detail,
    )
    assert row is not None
    if _is_broken(status, code) and not _is_broken(before.status, before.status_code):
        await _note(scope, before, "sender.error", {"code": code or status, "detail": detail})
    if status == "active" and _is_broken(before.status, before.status_code):
        await _note(scope, before, "sender.recovered", {})
    await _reconsider(scope, id)
    return await _as_its_seat(scope, await get(scope, id))


async def rest(scope: Scope, id: int, until: datetime, reason: Reason) -> None:
    """Have an active sender do nothing before `until`, and say why. A longer rest that it has already stays."""
    await scope.run(
        """
        UPDATE senders SET next_at = %(until)s, wait_reason = %(reason)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active'
          AND (next_at IS NULL OR next_at < %(until)s)
        """,
        id=id,
        until=until,
        reason=reason,
    )


def _is_broken(status: str, code: str | None) -> bool:
    """Out of service without anyone's decision. A domain's missing records stop sending; replies still come in."""
    return status in ("error", "disconnected") or (status == "paused" and code in _REFUSED)


_REFUSED = (Reason.DOMAIN_UNAUTHENTICATED, Reason.SENDER_NOT_ALLOWED, Reason.SENDER_DOMAIN_UNKNOWN, Reason.AUTH_FAILED)


async def _as_its_seat(scope: Scope, sender: Sender) -> Sender:
    """A sender of a seat that is not active is suspended with it, and works when it has come to one that is."""
    ours = sender.status == "suspended" and sender.status_code == Reason.SEAT_SUSPENDED
    if sender.status != "active" and not ours:
        return sender
    works = (await seats.get(scope, sender.seat_id)).status == "active"
    if works == (sender.status == "active"):
        return sender
    if works:
        return await set_status(scope, sender.id, "active")
    return await set_status(scope, sender.id, "suspended", Reason.SEAT_SUSPENDED)


async def pause(scope: Scope, id: int, reason: str = Reason.MANUAL) -> Sender:
    """Nothing leaves from this sender until it is resumed."""
    sender = await set_status(scope, id, "paused", reason)
    await events.audit(scope, "sender.paused", "sender", id)
    return sender


async def resume(scope: Scope, id: int) -> Sender:
    """Put a paused or broken sender back into service."""
    sender = await set_status(scope, id, "active")
    scope.note("sender.resume", id, {"sender": sender.address})
    await events.audit(scope, "sender.resumed", "sender", id)
    return sender


async def note_auth_failure(scope: Scope, id: int, detail: str) -> Sender:
    """The server refused the credentials. The third time in a row puts the sender out of service with code 'auth_failed'."""
    row = await scope.one(
        """
        UPDATE senders SET auth_failures = auth_failures + 1, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING auth_failures
        """,
        id=id,
    )
    if row is None:
        raise NotFound("There is no such sender.", field="sender_id")
    if row["auth_failures"] > AUTH_FAILURES_ALLOWED:
        return await set_status(scope, id, "error", Reason.AUTH_FAILED, detail)
    return await get(scope, id)


async def note_auth_success(scope: Scope, id: int) -> None:
    """The server accepted the credentials: reset the failure count, and reactivate a sender disabled for login failures."""
    await scope.run(
        """
        UPDATE senders SET auth_failures = 0
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND auth_failures > 0
        """,
        id=id,
    )
    sender = await get(scope, id)
    if (sender.status, sender.status_code) == ("error", Reason.AUTH_FAILED):
        await set_status(scope, id, "active")


async def _note(scope: Scope, sender: Sender, kind: str, data: Mapping[str, object]) -> None:
    await events.append(
        scope, [Event(kind, sender_id=sender.id, seat_id=sender.seat_id, data={"address": sender.address, **data})]
    )


async def _reconsider(scope: Scope, id: int, *, but: Sequence[Reason] = ()) -> None:
    """After a change of limits or status the sender looks for work again; its gap since the last message stays.

    `but`: unless it waits for one of these.
    """
    at = await scope.one(
        """
        UPDATE senders SET wait_reason = NULL,
               next_at = greatest(%(now)s,
                   ((last_sent_at AT TIME ZONE 'UTC') + make_interval(secs => min_gap_seconds)) AT TIME ZONE 'UTC')
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND status = 'active'
          AND NOT coalesce(wait_reason = ANY (%(but)s::text[]) AND next_at > %(now)s, false) RETURNING next_at
        """,
        id=id,
        but=but,
    )
    if at:
        await wake.dispatcher(scope)
