"""Sending accounts: kept once their servers have let us in; warmed up, paused, changed and removed.

Warm-up is switched by background jobs. An account's `status` is the engine's: 1 active, 2 paused, 3 being set up, -1 refused or
gone, -2 bounces, -3 other trouble.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, AliasChoices, Field

from outrider.dialects.instantly import account_filter, answer_types, answers, campaign_types
from outrider.dialects.instantly.account_filter import AccountFilter, Word
from outrider.dialects.instantly.bodies import EXACT, NUMBER, Address, Body, Changes, LongText, Number, Text
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.instantly.translate import whole
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.fields import EMAIL, Flag, OneOf
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import comma_list, iso
from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import staffing
from outrider.outreach.leads import tags
from outrider.outreach.senders import connecting, senders, tracking_domains, warmup
from outrider.outreach.senders.kept import SenderChanges
from outrider.outreach.senders.senders import Sender, SenderInput, Server
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.outreach.senders.warmup import Stats
from outrider.rules import addresses
from outrider.values import Json, or_empty

router = APIRouter(tags=["Accounts"])

PROVIDERS = {1: "smtp", 2: "gmail", 3: "microsoft365", 4: "ses", 8: "airmail", 11: "airmail_instant"}
CODES = {name: code for code, name in PROVIDERS.items()} | {"google": 2, "outlook": 3, "microsoft": 3}
RAMP_START, RAMP_STEP = 2, 2  # a slow ramp: two emails on the first day, two more each day
SCORE_DAYS = 7
LOGIN_SECONDS = 20.0  # for each try of a server


# Warm-up settings: the vendor's words, and the core's.
HABITS = {
    "open_rate": "open_rate", "important_rate": "important_rate", "spam_save_rate": "save_rate", "weekday_only": "weekdays_only",
    "warm_ctd": "own_domain", "read_emulation": "reads_slowly",
}  # fmt: skip


# ---- What requests look like


def percent(rate: float | None) -> int | None:
    """A share such as 0.95, or a percentage, as a percentage."""
    return None if rate is None else round(rate * 100 if rate <= 1 else rate)


def _email(value: str) -> str:
    try:
        return addresses.normalise(value)
    except addresses.InvalidAddress:
        raise ValueError('must match format "email"') from None


Email = Annotated[str, Field(max_length=320, json_schema_extra=EMAIL), AfterValidator(_email)]
Port = Annotated[int, NUMBER, Field(ge=1, le=65535)]
Volume = Annotated[int, NUMBER, Field(ge=1, le=warmup.MOST_A_DAY)]
Percent = Annotated[Number, Field(ge=0, le=100)]


class Advanced(Body):
    warm_ctd: Flag | None = None
    open_rate: Percent | None = None
    important_rate: Percent | None = None
    read_emulation: Flag | None = None
    spam_save_rate: Percent | None = None
    weekday_only: Flag | None = None


class WarmupFields(Body):
    limit: Volume | None = None
    advanced: Advanced | None = None
    warmup_custom_ftag: Text | None = None
    increment: Literal["disabled", "0", "1", "2", "3", "4"] | None = None
    reply_rate: Percent | None = None


class Fields(Body):
    """What may be said of an account at any time."""

    warmup: WarmupFields | None = None
    daily_limit: Annotated[int, NUMBER, Field(ge=0, le=100_000)] | None = None
    tracking_domain_name: Text | None = None
    tracking_domain_status: Text | None = None
    enable_slow_ramp: Flag | None = None
    inbox_placement_test_limit: Annotated[int, NUMBER, Field(ge=0, le=100_000)] | None = None  # mails of placement tests a day
    sending_gap: Annotated[Number, Field(ge=0, le=1440)] | None = None
    signature: LongText | None = None
    reply_to: Address | None = None
    skip_cname_check: Flag | None = None


class CreateAccount(Fields):
    email: Email
    first_name: Text
    last_name: Text
    provider_code: Annotated[Literal[1, 2, 3, 4, 8, 11], NUMBER]
    imap_username: Text
    imap_password: Text
    imap_host: Text
    imap_port: Port
    smtp_username: Text
    smtp_password: Text
    smtp_host: Text
    smtp_port: Port
    warmup_custom_ftag: Text | None = None


class PatchAccount(Changes, Fields):
    first_name: Text | None = None
    last_name: Text | None = None
    remove_tracking_domain: Flag | None = None


class Emails(Body):
    emails: list[Text] = Field(min_length=1, max_length=100)


class SwitchWarmup(Body):
    model_config = EXACT

    emails: list[Text] | None = Field(default=None, max_length=100, validation_alias=AliasChoices("emails", "account_ids"))
    include_all_emails: Flag = False
    excluded_emails: list[Text] | None = Field(default=None, max_length=100)
    filter: AccountFilter | None = None
    search: Text | None = None


class Move(Body):
    emails: list[Text] = Field(min_length=1, max_length=1000)
    source_workspace_id: Text
    destination_workspace_id: Text


# ---- What answers look like


def _names(sender: Sender) -> tuple[str, str]:
    """First and last name: as they were given, unless the name has been changed by other means since."""
    kept = sender.profile.get("instantly", {})
    first, last = kept.get("first_name", ""), kept.get("last_name", "")
    if f"{first} {last}".strip() == sender.name:
        return first, last
    first, _, last = sender.name.partition(" ")
    return first, last


# The state of an account's own tracking domain, in the vendor's words. Links carry it while it is active.
TRACKING = {"unchecked": "pending", "ready": "active", "failed": "failed"}


def _shown_warmup(sender: Sender) -> answer_types.WarmupSettings:
    kept, settings = sender.profile.get("instantly", {}), sender.warmup
    found: answer_types.WarmupSettings = {}
    if (target := settings.get("daily_target")) is not None:
        found["limit"] = target
    found["reply_rate"] = settings.get("reply_rate", warmup.DEFAULT_REPLY_RATE)
    increment = settings.get("increment")
    if (step := kept.get("increment") or (str(increment) if increment in range(5) else None)) is not None:
        found["increment"] = step
    if (tag := settings.get("tag")) is not None:
        found["warmup_custom_ftag"] = tag
    if (advanced := kept.get("advanced")) is not None:
        found["advanced"] = advanced
    return found


def shown(
    scope: Scope,
    sender: Sender,
    stats: Stats | None,
    tracking: TrackingDomain | None,
    labels: Sequence[tags.Tag] | None = None,
) -> answer_types.Account:
    first, last = _names(sender)
    answer: answer_types.Account = {
        "email": sender.address,
        "timestamp_created": iso(sender.created_at),
        "timestamp_updated": iso(sender.updated_at),
        "first_name": first,
        "last_name": last,
        "warmup": _shown_warmup(sender),
        "daily_limit": sender.daily_limit,
        "tracking_domain_name": sender.tracking_domain,
        "tracking_domain_status": TRACKING[tracking.status if tracking else "unchecked"] if sender.tracking_domain else None,
        "status": account_filter.status(sender),
        "enable_slow_ramp": bool(sender.limits.get("ramp")),
        "inbox_placement_test_limit": sender.limits.get("placement"),
        "organization": uid("workspace", scope.workspace_id),
        "warmup_status": int(sender.warmup_enabled),
        "timestamp_warmup_start": iso(sender.warmup_started_at),
        "provider_code": CODES.get(sender.provider, 1),
        "setup_pending": sender.status in ("connecting", "awaiting_code"),
        "is_managed_account": False,
        "stat_warmup_score": stats.health if stats else None,
        "sending_gap": whole(sender.min_gap_seconds / 60),
        "signature": sender.signature,
        "reply_to": sender.reply_to,
    }
    if sender.status != "active" and (sender.status_code or sender.status_detail):
        detail = {"code": sender.status_code, "e_message": sender.status_detail}
        answer["status_message"] = {name: value for name, value in detail.items() if value}
    if labels is not None:
        answer["tags"] = [
            {"id": uid("tag", tag.id), "label": tag.name} | ({"description": tag.description} if tag.description else {})
            for tag in labels
        ]
    return answer


async def shown_many(scope: Scope, found: Sequence[Sender], *, with_tags: bool = False) -> dict[int, answer_types.Account]:
    ids = [s.id for s in found]
    stats = await warmup.stats(scope, ids, days=SCORE_DAYS)
    labels = await tags.of_objects(scope, "sender", ids) if with_tags else {}
    known = await tracking_domains.of(scope, {s.tracking_domain for s in found if s.tracking_domain})
    return {s.id: shown(scope, s, stats[s.id], known.get(s.tracking_domain or ""), labels.get(s.id)) for s in found}


async def one(scope: Scope, id: int) -> answer_types.Account:
    return (await shown_many(scope, [await senders.get(scope, id)]))[id]


async def own(scope: Scope, email: str) -> Sender:
    """The account of an address. Raises NotFound."""
    found = (await senders.by_addresses(scope, [email])).get(email)
    if found is None:
        raise NotFound("Account not found")
    return found


async def every(scope: Scope, emails: Sequence[str]) -> list[Sender]:
    """The accounts with these addresses. Raises NotFound naming the first unknown one."""
    found = await senders.by_addresses(scope, emails)
    for email in emails:
        if email not in found:
            raise NotFound(f"Account not found: {email[:100]}")
    return list({s.id: s for s in found.values()}.values())


# ---- Reading and changing


def _changes(scope: Scope, body: Fields, before: Sender | None = None) -> SenderChanges:
    """What the request sets of the sender."""
    given = body.given()
    if given.get("skip_cname_check"):
        raise Invalid("body/skip_cname_check: links carry a tracking domain only once it leads here; leave this out.")
    kept: Json = dict(before.profile.get("instantly", {})) if before else {}
    changes: SenderChanges = {}
    limits: dict[str, object] = {}
    if given.get("daily_limit") is not None:
        changes["daily_limit"] = given["daily_limit"]
    if given.get("sending_gap") is not None:
        changes["min_gap_seconds"] = round(given["sending_gap"] * 60)
    if "signature" in given:
        changes["signature"] = body.signature or ""
    if "reply_to" in given:
        changes["reply_to"] = body.reply_to or None
    if "tracking_domain_name" in given:
        changes["tracking_domain"] = body.tracking_domain_name or None
    if given.get("remove_tracking_domain"):
        changes["tracking_domain"] = None
    if "enable_slow_ramp" in given:
        ramp = {"start": RAMP_START, "step": RAMP_STEP, "started_on": scope.now.date().isoformat()}
        running = before.limits.get("ramp") if before else None
        limits["ramp"] = (running or ramp) if given["enable_slow_ramp"] else None
    for name in ("first_name", "last_name"):
        if name in given:
            kept[name] = given[name]
    if asked := _warmup(body, kept):
        changes["warmup"] = asked
    if "first_name" in given or "last_name" in given:
        first, last = _names(before) if before else ("", "")
        kept["first_name"] = (given.get("first_name") or "") if "first_name" in given else first
        kept["last_name"] = (given.get("last_name") or "") if "last_name" in given else last
        changes["name"] = f"{kept['first_name']} {kept['last_name']}".strip()
    if "inbox_placement_test_limit" in given:
        limits["placement"] = given["inbox_placement_test_limit"]
    if limits:
        changes["limits"] = limits
    changes["profile"] = {"instantly": {name: value for name, value in kept.items() if value is not None}}
    return changes


def _warmup(body: Fields, kept: Json) -> dict[str, object]:
    """Warm-up settings of the core. `kept` holds them as the vendor's clients write them, to be shown again."""
    given = body.warmup.given() if body.warmup else {}
    found: dict[str, object] = {}
    if given.get("limit") is not None:
        found["daily_target"] = given["limit"]
    if given.get("reply_rate") is not None:
        found["reply_rate"] = percent(given["reply_rate"])
    if given.get("increment") is not None:
        found["increment"] = 0 if given["increment"] == "disabled" else int(given["increment"])
        kept["increment"] = given["increment"]
    if "advanced" in given:
        advanced = dict.fromkeys(HABITS) if given["advanced"] is None else given["advanced"]
        kept["advanced"] = {**or_empty(kept.get("advanced")), **advanced} if given["advanced"] else None
        found |= {HABITS[name]: percent(value) if name.endswith("_rate") else value for name, value in advanced.items()}
    tag = given.get("warmup_custom_ftag") or getattr(body, "warmup_custom_ftag", None)
    if tag:
        found["tag"] = tag
    return found


def _domain_of_state(domain: str | None) -> str:
    """The tracking domain whose state is given. Raises Invalid if there is none."""
    if not domain:
        raise Invalid("body/tracking_domain_status: the account has no tracking domain; give tracking_domain_name")
    return domain


@router.post("/accounts", dependencies=[needs("accounts:create")])
async def create_account(request: Request, work: Work, body: CreateAccount) -> answer_types.Account:
    """Add an account. Both its servers are really logged in to before it is kept; 400 says what they answered.

    The state of a tracking domain is found out here; one that is given without a domain is refused.
    """
    if body.tracking_domain_status:
        _domain_of_state(body.tracking_domain_name)
    async with work() as scope:
        if await senders.by_addresses(scope, [body.email]):
            raise Invalid(f"body/email {body.email} is an account of this workspace already")
    smtp, imap = await connecting.prove(
        Server(body.smtp_host, body.smtp_port, username=body.smtp_username, password=body.smtp_password),
        Server(body.imap_host, body.imap_port, username=body.imap_username, password=body.imap_password),
        **request.app.state.settings.mail_servers,
        seconds=LOGIN_SECONDS,
    )
    scope = await work.last()
    made = await senders.create(
        scope,
        replace(
            SenderInput(address=body.email, provider=PROVIDERS[body.provider_code], smtp=smtp, imap=imap),
            **_changes(scope, body),
        ),
    )
    return await one(scope, made.id)


@router.get("/accounts", dependencies=[needs("accounts:read")])
async def list_accounts(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: str | None = None,
    status: Annotated[int, OneOf(account_filter.STATUSES)] | None = None,
    provider_code: Annotated[int, OneOf(tuple(PROVIDERS))] | None = None,
    tag_ids: str | None = None,
    tag_ids_all: str | None = None,
    include_tags: bool = False,
    filter: Word | None = None,
    sort_by: Literal["timestamp_created", "email", "stat_warmup_score", "status"] | None = None,
    sort_order: Literal["asc", "desc"] = "desc",
    skip: Annotated[int | None, Query(ge=0, le=10**6)] = None,
) -> answer_types.Page[answer_types.Account]:
    """Accounts, newest first; with `sort_by` in that order, paged by `skip`."""
    given = account_filter.of(
        filter,
        search=search,
        status=status,
        tag_ids=comma_list(tag_ids),
        all_tag_ids=comma_list(tag_ids_all),
    )
    if given is None:
        return {"items": []}
    if provider_code:
        given = replace(given, provider=[name for name, code in CODES.items() if code == provider_code])
    descending = sort_order == "desc"
    found = await senders.find_all(
        scope,
        given,
        limit=limit,
        offset=skip or 0,
        after=after_id("sender", starting_after),
        order=_ORDERS.get(sort_by or "", "newest" if descending else "oldest"),
        descending=descending,
    )
    rows = await shown_many(scope, found, with_tags=include_tags)
    answer = page(found, limit, lambda s: rows[s.id], lambda s: str(uid("sender", s.id)))
    if sort_by not in (None, "timestamp_created"):
        answer.pop("next_starting_after", None)  # these orders are paged by skip
    return answer


_ORDERS: dict[str, senders.Order] = {"email": "address", "status": "status", "stat_warmup_score": "landed"}


# Literal paths, before those that have an address in this place.


@router.post("/accounts/warmup/enable", dependencies=[needs("accounts:update")])
async def enable_warmup(scope: Scoped, body: SwitchWarmup) -> answer_types.Job:
    """Switch warm-up on, in the background: for the accounts named, or for all that the filters find.

    Addresses that no account has fail in the job's data and keep none of the others back, as in the vendor's recorded answers.
    """
    return await _switch(scope, body, on=True)


@router.post("/accounts/warmup/disable", dependencies=[needs("accounts:update")])
async def disable_warmup(scope: Scoped, body: SwitchWarmup) -> answer_types.Job:
    """Switch warm-up off, in the background."""
    return await _switch(scope, body, on=False)


async def _switch(scope: Scope, body: SwitchWarmup, *, on: bool) -> answer_types.Job:
    params: dict[str, object] = {"on": on}
    filtered = body.include_all_emails or body.search or (body.filter and body.filter.given())
    if body.emails and (filtered or body.excluded_emails):
        raise Invalid("body/emails says which accounts: leave filters, include_all_emails and excluded_emails out")
    if body.emails:
        found = await senders.by_addresses(scope, body.emails)
        params["sender_ids"] = list({s.id: s for s in found.values()})
        params["unknown"] = [email for email in dict.fromkeys(body.emails) if email not in found]
    elif filtered:
        given = account_filter.of(body.filter, search=body.search)
        excluded = await senders.by_addresses(scope, body.excluded_emails or [])
        if given is None:
            params["sender_ids"] = []
        else:
            params |= {"filter": account_filter.to_json(given), "excluded": [s.id for s in excluded.values()]}
    else:
        raise Invalid("body must have required property 'emails', or include_all_emails")
    job = await jobs.enqueue(scope, "senders.warmup", params, entity_kind="workspace", entity_id=scope.workspace_id)
    return answers.job(scope, job)


@router.post("/accounts/pause", dependencies=[needs("accounts:update")])
async def pause_many(scope: Scoped, body: Emails) -> answer_types.Paused:
    """Pause accounts. Unknown addresses are reported separately."""
    found = await senders.by_addresses(scope, body.emails)
    for sender in found.values():
        await senders.pause(scope, sender.id)
    return {"paused_emails": list(found), "failed_emails": [e for e in dict.fromkeys(body.emails) if e not in found]}


@router.post("/accounts/move", dependencies=[needs("accounts:update")])
async def move_accounts(scope: Scoped, body: Move) -> answer_types.Done:
    """Not served: a key opens one workspace; add the account to the other one with a key of that."""
    await every(scope, body.emails)
    raise Forbidden(
        "Moving accounts needs an admin workspace that holds both workspaces. Here every workspace stands by itself:"
        " create the account in the other workspace with a key of that workspace, then delete it here."
    )


@router.get("/accounts/{email}", dependencies=[needs("accounts:read")])
async def get_account(scope: Scoped, email: str) -> answer_types.Account:
    return await one(scope, (await own(scope, email)).id)


@router.patch("/accounts/{email}", dependencies=[needs("accounts:update")])
async def patch_account(scope: Scoped, email: str, body: PatchAccount) -> answer_types.Account:
    """Change what is given; null clears what can be cleared. `tracking_domain_status` is found out here: giving one has the
    domain looked at soon, and is refused where there is no domain.
    """
    before = await own(scope, email)
    changed = await senders.update(scope, before.id, **_changes(scope, body, before))
    if body.tracking_domain_status:
        await tracking_domains.want(scope, _domain_of_state(changed.tracking_domain))
    return await one(scope, before.id)


@router.delete("/accounts/{email}", dependencies=[needs("accounts:delete")])
async def delete_account(scope: Scoped, email: str) -> answer_types.Account:
    """Delete an account; the answer is the account as it was. Leads it wrote to get no further mail."""
    found = await own(scope, email)
    answer = await one(scope, found.id)
    await staffing.delete_sender(scope, found.id)
    return answer


@router.post("/accounts/{email}/pause", dependencies=[needs("accounts:update")])
async def pause_account(scope: Scoped, email: str) -> answer_types.Account:
    """Nothing leaves from here on."""
    found = await own(scope, email)
    await senders.pause(scope, found.id)
    return await one(scope, found.id)


@router.post("/accounts/{email}/resume", dependencies=[needs("accounts:update")])
async def resume_account(scope: Scoped, email: str) -> answer_types.Account:
    """Put a paused account to work again."""
    return await _resumed(scope, email)


@router.post("/accounts/{email}/mark-fixed", dependencies=[needs("accounts:update")])
async def mark_fixed(scope: Scoped, email: str) -> answer_types.Account:
    """The trouble is over, says its owner: the account works again, until its servers say otherwise."""
    return await _resumed(scope, email)


async def _resumed(scope: Scope, email: str) -> answer_types.Account:
    found = await own(scope, email)
    if found.status == "suspended":
        raise Forbidden("This account is suspended with its seat; it comes back when the seat does.")
    await senders.resume(scope, found.id)
    return await one(scope, found.id)


@router.get("/account-campaign-mappings/{email}", dependencies=[needs("account_campaign_mappings:read")])
async def campaign_mappings(
    scope: Scoped, email: str, limit: Limit = DEFAULT, starting_after: After = None
) -> answer_types.Page[campaign_types.CampaignMapping]:
    """The campaigns that an account sends for, newest first."""
    found = await campaigns.find_all(
        scope,
        sender_id=(await own(scope, email)).id,
        subsequences=False,
        limit=limit,
        after=after_id("campaign", starting_after),
    )

    statuses = await answers.statuses(scope, found)

    def mapping(c: campaigns.Campaign) -> campaign_types.CampaignMapping:
        return {
            "campaign_id": uid("campaign", c.id),
            "campaign_name": c.name,
            "timestamp_created": iso(c.created_at),
            "status": statuses[c.id],
        }

    return page(found, limit, mapping, lambda c: str(uid("campaign", c.id)))
