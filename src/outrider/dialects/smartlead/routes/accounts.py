"""Sender accounts: saved only when both logins work, warmed up from the start, tagged, suspended."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from outrider.channels.email.account import Security
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import Account, Id, PathId, TagManager, TagMapping, Warmup
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import staffing
from outrider.outreach.leads import tags
from outrider.outreach.senders import connecting, senders, sending_limits, warmup
from outrider.outreach.senders.kept import SenderChanges
from outrider.outreach.senders.senders import Sender, SenderInput, Server
from outrider.outreach.tenancy import seats
from outrider.rules import addresses
from outrider.rules.schedule import local_day

router = APIRouter(tags=["Email accounts"])
READ, WRITE = needs("senders:read"), needs("senders:write")

REQUIRED = ("from_name", "from_email", "username", "password", "smtp_host", "smtp_port", "imap_host", "imap_port")
WARMUP_DEFAULTS = {"daily_target": 40, "increment": 5, "reply_rate": 20}
WARMUP_DAYS = 7  # how far back the statistics look
TYPES = {"SMTP": "smtp", "GMAIL": "gmail", "OUTLOOK": "outlook", "ZOHO": "zoho"}
NO_SERVER = Server("", 0, "tls", "", None)
SECURITY: dict[str, Security] = {"SSL": "tls", "TLS": "starttls", "STARTTLS": "starttls", "NONE": "plain"}


async def shown(scope: Scope, found: Sequence[Sender]) -> list[answer_types.Account]:
    ids = [s.id for s in found]
    today = await sending_limits.counters(scope, ids)
    used = await senders.campaign_counts(scope, ids)
    warmed = await warmup.stats(scope, ids, days=None)
    tagged = await tags.of_objects(scope, "sender", ids)
    return [answers.account(scope, s, today[s.id].get("email", 0), used[s.id], warmed[s.id].total, tagged[s.id]) for s in found]


async def get(scope: Scope, id: int) -> Sender:
    found = await senders.get(scope, id)
    if found.channel != "email":
        raise NotFound("There is no such email account.", field="sender_id")
    return found


@router.get("/email-accounts", dependencies=[READ], include_in_schema=False)
@router.get("/email-accounts/", dependencies=[READ])
async def list_accounts(
    scope: Scoped,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    username: Annotated[str | None, Query(max_length=320)] = None,
    client_id: Annotated[Id | None, Query()] = None,
    emailWarmupStatus: Annotated[str | None, Query(pattern="^(ACTIVE|INACTIVE)$")] = None,
    isSmtpSuccess: bool | None = None,
    isInUse: bool | None = None,
    isWarmupBlocked: bool | None = None,
    esp: Annotated[str | None, Query(pattern="^(GMAIL|OUTLOOK|SMTP)$")] = None,
    fetch_campaigns: bool = False,
) -> list[answer_types.Account]:
    """A page of sender accounts, newest first, as a bare array. With `fetch_campaigns` each shows the ids of its campaigns. No
    account's warm-up is ever blocked here, so that `isWarmupBlocked` finds none.
    """
    if isWarmupBlocked:
        return []
    found = await senders.find_all(
        scope,
        senders.SenderFilter(
            seat_id=client_id,
            channel="email",
            search=username,
            provider=[name for name, word in answers.PROVIDERS.items() if word == esp] or None,
            provider_not=[*answers.PROVIDERS] if esp == "SMTP" else None,
            in_campaign=isInUse,
            warmup_enabled=None if emailWarmupStatus is None else emailWarmupStatus == "ACTIVE",
            status=None if isSmtpSuccess is None else [s for s in senders.STATUSES if (s == "error") != isSmtpSuccess],
        ),
        limit=limit,
        offset=offset,
    )
    rows = await shown(scope, found)
    if fetch_campaigns:
        used = await senders.campaign_ids_of(scope, [s.id for s in found])
        for row in rows:
            row["campaign_ids"] = used[row["id"]]
    return rows


# Tags (before the paths that have an id in this place)


@router.post("/email-accounts/tag-manager", dependencies=[WRITE])
async def save_tag(scope: Scoped, body: TagManager) -> answer_types.SavedTag:
    """Create a tag, or change the one whose id is given. Tags go on accounts, campaigns, leads and lead lists alike."""
    if body.id is not None:
        changes = {name: value for name, value in body.given().items() if name != "id" and value is not None}
        tag = await tags.update(scope, body.id, **changes)
    elif body.name:
        tag = await tags.get_or_create(scope, body.name, color=body.color)
    else:
        raise Invalid("A tag needs a name.", field="name")
    row = answers.tag(tag)
    return {"ok": True, **row, "data": row}


async def _tagged(scope: Scope, body: TagMapping) -> list[int]:
    ids = list(body.email_account_ids or ())
    if body.emails:
        found = await senders.by_addresses(scope, body.emails)
        unknown = [email for email in body.emails if email not in found]
        if unknown:
            raise NotFound(f"There is no email account {unknown[0]}.", field="emails")
        ids += [s.id for s in found.values()]
    if not ids:
        raise Invalid("Give emails or email_account_ids.", field="emails")
    return ids


@router.post("/email-accounts/tag-mapping", dependencies=[WRITE])
async def map_tags(scope: Scoped, body: TagMapping) -> answer_types.Ok:
    """Put tags on accounts."""
    await tags.assign(scope, "sender", await _tagged(scope, body), add=body.tag_ids)
    return {"ok": True}


@router.delete("/email-accounts/tag-mapping", dependencies=[WRITE])
async def unmap_tags(scope: Scoped, body: TagMapping) -> answer_types.Ok:
    """Take tags off accounts."""
    await tags.assign(scope, "sender", await _tagged(scope, body), remove=body.tag_ids)
    return {"ok": True}


# One account


@router.get("/email-accounts/{account_id}", dependencies=[READ])
@router.get("/email-accounts/{account_id}/", dependencies=[READ], include_in_schema=False)
async def get_account(scope: Scoped, account_id: PathId, fetch_campaigns: bool = False) -> answer_types.Account:
    """One sender account; with `fetch_campaigns` also the ids of its campaigns."""
    row = (await shown(scope, [await get(scope, account_id)]))[0]
    if fetch_campaigns:
        row["campaign_ids"] = (await senders.campaign_ids_of(scope, [account_id]))[account_id]
    return row


# Saving: what the servers say comes first, and no transaction waits for them.


@router.post("/email-accounts/save", dependencies=[WRITE])
async def save_account(request: Request, work: Work, body: Account) -> answer_types.SavedAccount:
    """Add an account (or change the one whose `id` is given). SMTP and IMAP logins are really tried before anything is saved."""
    if body.id is not None:
        return await change_account(request, work, body.id, body)
    missing = [name for name in REQUIRED if getattr(body, name) in (None, "")]
    if missing:
        raise Invalid(f"Required: {', '.join(missing)}.", field=missing[0])
    address = _address(body.from_email or "", "from_email")
    async with work() as scope:
        if address in await senders.by_addresses(scope, [address]):
            raise Invalid(f"{address} is an email account of this workspace already.", field="from_email", code="exists")
        if body.client_id is not None:
            await seats.get(scope, body.client_id)
    smtp, imap = await _proved(request, body, _smtp(body, NO_SERVER), _imap(body, NO_SERVER))
    made = await senders.create(await work.last(), _input(body, address, smtp, imap))
    warmup_key = made.warmup.get("tag")
    return {"ok": True, "message": "Email account added successfully!", "emailAccountId": made.id, "warmupKey": warmup_key}


def _address(text: str, field: str) -> str:
    try:
        return addresses.normalise(text)
    except addresses.InvalidAddress as error:
        raise Invalid(f"{text[:100]!r} is not an email address: {error.reason}", field=field) from None


def _input(body: Account, address: str, smtp: Server, imap: Server) -> SenderInput:
    made = SenderInput(
        address=address,
        name=body.from_name or "",
        provider=TYPES[body.type] if body.type else _provider(body.smtp_host or ""),
        smtp=smtp,
        imap=imap,
        seat_id=body.client_id,
        warmup_enabled=body.warmup_enabled is not False,
        warmup={**WARMUP_DEFAULTS, **_warmup(body), "tag": _warmup_tag(address)},
        profile={},
        reply_to=body.different_reply_to_address or None,
        bcc=body.bcc or None,
        tracking_domain=body.custom_tracking_url or None,
    )
    if body.max_email_per_day is not None:
        made = replace(made, daily_limit=body.max_email_per_day)
    if body.time_to_wait_in_mins is not None:
        made = replace(made, min_gap_seconds=body.time_to_wait_in_mins * 60)
    return made if body.signature is None else replace(made, signature=body.signature)


def _warmup_tag(address: str) -> str:
    """A word that looks like nothing, the same for one address: it marks the account's warm-up mails."""
    return hashlib.sha256(address.encode()).hexdigest()[:12]


def _provider(smtp_host: str) -> str:
    known = {
        "smtp.gmail.com": "gmail",
        "smtp.office365.com": "outlook",
        "smtp-mail.outlook.com": "outlook",
        "smtp.zoho.com": "zoho",
    }
    return known.get(smtp_host.lower(), "smtp")


def _warmup(body: Account | Warmup) -> dict[str, int | str]:
    """The volume of warm-up that is asked for."""
    asked = {
        "daily_target": body.total_warmup_per_day,
        "increment": body.daily_rampup,
        "reply_rate": body.reply_rate_percentage,
    }
    return {name: value for name, value in asked.items() if value is not None}


async def _proved(request: Request, body: Account, smtp: Server, imap: Server) -> tuple[Server, Server]:
    """The servers as a login worked with them. Invalid says what each server answered."""
    return await connecting.prove(
        smtp,
        imap,
        **request.app.state.settings.mail_servers,
        smtp_security=smtp.security if body.smtp_port_type else None,
        imap_security=imap.security if body.imap_port_type else None,
    )


@router.post("/email-accounts/{account_id}", dependencies=[WRITE])
@router.post("/email-accounts/{account_id}/", dependencies=[WRITE], include_in_schema=False)
async def update_account(request: Request, work: Work, account_id: PathId, body: Account) -> answer_types.SavedAccount:
    """Change what is given. New servers or credentials are tried first."""
    return await change_account(request, work, account_id, body)


async def change_account(request: Request, work: Work, account_id: int, body: Account) -> answer_types.SavedAccount:
    if body.id is not None and body.id != account_id:
        raise Invalid("id names another account than the path: leave it out.", field="id")
    async with work() as scope:
        sender = await get(scope, account_id)
        secrets = await senders.credentials(scope, account_id)
    if body.from_email and _address(body.from_email, "from_email") != sender.address:
        raise Invalid("An account's address cannot be changed: add another account.", field="from_email")
    old_smtp = _server(sender.connection.get("smtp") or {}, secrets.get("smtp_password"))
    old_imap = _server(sender.connection.get("imap") or {}, secrets.get("imap_password"))
    smtp, imap = _smtp(body, old_smtp), _imap(body, old_imap)
    if is_changed := (smtp, imap) != (old_smtp, old_imap):
        if not smtp.host or not imap.host:
            raise Invalid("This account needs both an SMTP and an IMAP server.", field="smtp_host")
        smtp, imap = await _proved(request, body, smtp, imap)
    scope = await work.last()
    changes = _changes(body)
    if "client_id" in body.model_fields_set:
        changes["seat_id"] = await seats.or_default(scope, body.client_id)
    await senders.update(scope, account_id, smtp=smtp if is_changed else None, imap=imap if is_changed else None, **changes)
    if is_changed and sender.status == "error":
        await senders.resume(scope, account_id)
    return {"ok": True, "message": "Email account updated successfully!", "emailAccountId": account_id}


def _server(kept: Mapping[str, Any], password: str | None) -> Server:
    return Server(
        kept.get("host") or "", kept.get("port") or 0, kept.get("security") or "tls", kept.get("username") or "", password
    )


def _smtp(body: Account, old: Server) -> Server:
    """The outgoing server with what the request changes of it."""
    return replace(
        old,
        host=body.smtp_host or old.host,
        port=body.smtp_port or old.port,
        security=SECURITY.get(body.smtp_port_type or "", old.security),
        username=body.username or old.username,
        password=body.password or old.password,
    )


def _imap(body: Account, old: Server) -> Server:
    """The incoming server with what the request changes of it; its login is the account's where it has none of its own."""
    return replace(
        old,
        host=body.imap_host or old.host,
        port=body.imap_port or old.port,
        security=SECURITY.get(body.imap_port_type or "", old.security),
        username=body.imap_username or body.username or old.username,
        password=body.imap_password or body.password or old.password,
    )


def _changes(body: Account) -> SenderChanges:
    """What a request sets of the sender. An empty text clears an address or a domain."""
    changes: SenderChanges = {}
    if body.from_name is not None:
        changes["name"] = body.from_name
    if body.signature is not None:
        changes["signature"] = body.signature
    if body.different_reply_to_address is not None:
        changes["reply_to"] = body.different_reply_to_address or None
    if body.bcc is not None:
        changes["bcc"] = body.bcc or None
    if body.custom_tracking_url is not None:
        changes["tracking_domain"] = body.custom_tracking_url or None
    if body.max_email_per_day is not None:
        changes["daily_limit"] = body.max_email_per_day
    if body.warmup_enabled is not None:
        changes["warmup_enabled"] = body.warmup_enabled
    if body.time_to_wait_in_mins is not None:
        changes["min_gap_seconds"] = body.time_to_wait_in_mins * 60
    if body.type:
        changes["provider"] = TYPES[body.type]
    if asked := _warmup(body):
        changes["warmup"] = asked
    return changes


@router.delete("/email-accounts/{account_id}", dependencies=[WRITE])
async def delete_account(scope: Scoped, account_id: PathId) -> answer_types.Ok:
    """Delete an account, also from its campaigns. Leads it wrote to get no further mail."""
    await get(scope, account_id)
    await staffing.delete_sender(scope, account_id)
    return {"ok": True}


@router.put("/email-accounts/suspend/{account_id}", dependencies=[WRITE])
@router.post("/email-accounts/suspend/{account_id}", dependencies=[WRITE], include_in_schema=False)
async def suspend_account(scope: Scoped, account_id: PathId) -> answer_types.Ok:
    """Nothing leaves from this account until it is taken back."""
    await get(scope, account_id)
    await senders.set_status(scope, account_id, "suspended", "sender_suspended")
    return {"ok": True}


@router.delete("/email-accounts/unsuspend/{account_id}", dependencies=[WRITE])
@router.post("/email-accounts/unsuspend/{account_id}", dependencies=[WRITE], include_in_schema=False)
async def unsuspend_account(scope: Scoped, account_id: PathId) -> answer_types.Ok:
    """Let a suspended account work again."""
    if (await get(scope, account_id)).status == "suspended":
        await senders.set_status(scope, account_id, "active")
    return {"ok": True}


# Warm-up


@router.post("/email-accounts/{account_id}/warmup", dependencies=[WRITE])
async def save_warmup(scope: Scoped, account_id: PathId, body: Warmup) -> answer_types.SavedWarmup:
    """Switch an account's warm-up on or off, and set its volume. What is left out stays."""
    await get(scope, account_id)
    asked = _warmup(body) | ({"tag": body.warmup_key_id} if body.warmup_key_id else {})
    changes: SenderChanges = {"warmup_enabled": body.warmup_enabled}
    if asked:
        changes["warmup"] = asked
    saved = await senders.update(scope, account_id, **changes)
    details = answers.warmup_details(saved, (await warmup.stats(scope, [account_id], days=None))[account_id].total)
    return {
        "ok": True,
        "message": "Email warmup updated successfully!",
        "emailAccountId": account_id,
        "warmupKey": details["warmup_key_id"],
        "data": details,
    }


@router.get("/email-accounts/{account_id}/warmup-stats", dependencies=[READ])
async def get_warmup_stats(scope: Scoped, account_id: PathId) -> answer_types.WarmupStats:
    """The last 7 days of the account's warm-up, today included, and never more."""
    sender = await get(scope, account_id)
    today = local_day(scope.now, sender.timezone)
    days = [today - timedelta(days=n) for n in reversed(range(WARMUP_DAYS))]
    read = (await warmup.stats(scope, [account_id], WARMUP_DAYS))[account_id]
    total = read.total
    return {
        "id": account_id,
        "sent_count": str(total.sent),
        "spam_count": str(total.landed_spam),
        "inbox_count": str(total.sent - total.landed_spam),
        "warmup_email_received_count": str(total.received),
        "stats_by_date": [
            {
                "id": i + 1,
                "date": d.isoformat(),
                "sent_count": on.sent,
                "reply_count": on.replied,
                "save_from_spam_count": on.saved,
            }
            for i, d in enumerate(days)
            for on in [read.days.get(d, warmup.Day())]
        ],
    }
