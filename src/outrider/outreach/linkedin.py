"""LinkedIn: accounts as senders, people as LinkedIn knows them, who is connected with whom, and what was done for a lead.

Verbs that ask the provider take a core and settings instead of a scope and must be called outside of any transaction: they read
in one, talk, and record in another.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from psycopg.types.json import Jsonb

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Found, Login, Profile, Provider
from outrider.channels.linkedin.unipile import Unipile
from outrider.errors import Conflict, Invalid, NotFound, RateLimited, Unavailable
from outrider.outreach import enrollments, events, letters, senders, sequences, wake
from outrider.outreach.events import Event
from outrider.outreach.messages import Message
from outrider.outreach.reasons import Reason
from outrider.outreach.scope import ENGINE, Actor, Core, Scope
from outrider.outreach.senders import Sender, SenderInput
from outrider.rules import addresses, schedule
from outrider.settings import Settings

ACTIONS = sequences.LINKEDIN_ACTIONS
# What a new account does of each action a day, unless told otherwise; its tier and its slow start may allow less.
DEFAULT_LIMITS = {"invite": 20, "message": 40, "inmail": 20, "view_profile": 60, "follow": 20, "like": 20}
DEFAULT_GAP_SECONDS, DEFAULT_JITTER_SECONDS = 120, 240
# NOTIFY channel that tells the engine of an account to be read.
SYNC_WAKE = "outrider_linkedin"

Status = Literal["scheduled", "in_progress", "sent", "uncertain", "failed", "skipped", "cancelled"]


@dataclass(frozen=True, slots=True)
class Connecting:
    """How far signing in has come. `checkpoint`: what LinkedIn asks for while the status is awaiting_code."""

    sender_id: int
    status: str
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What there is to know of a LinkedIn sender. Cool-downs end at their time; `cooldown_until` is that of all actions."""

    sender_id: int
    status: str
    tier: str
    profile_name: str
    profile_url: str | None
    picture_url: str | None
    connection_count: int | None
    pending_invites: int | None
    cooldown_until: datetime | None
    cooldowns: dict[str, datetime]
    last_ran_at: datetime | None
    last_synced_at: datetime | None
    checkpoint: str | None
    error: str | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """Of one action: what somebody set, what binds today (`daily`) and this week, what is used up."""

    configured: int | None
    daily: int
    weekly: int | None
    used_today: int
    used_week: int
    cooldown_until: datetime | None


@dataclass(frozen=True, slots=True)
class User:
    """A person as LinkedIn knows them. `fetched_at` None: only the profile's slug is known so far."""

    id: int
    slug: str | None
    provider_id: str | None
    first_name: str | None
    last_name: str | None
    headline: str | None
    company: str | None
    location: str | None
    picture_url: str | None
    premium: bool | None
    open_profile: bool | None
    profile: dict[str, Any]
    fetched_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))

    @property
    def url(self) -> str | None:
        return profile_url(self.slug)


@dataclass(frozen=True, slots=True)
class Connection:
    """Between a sender and a lead."""

    sender_id: int
    lead_id: int
    state: str = "none"
    degree: int | None = None
    open_profile: bool = False
    provider_id: str | None = None
    chat_id: str | None = None
    invitation_id: str | None = None
    invited_at: datetime | None = None
    connected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an action or a look has shown of a sender and a lead; None: it showed nothing of that."""

    sender_id: int
    lead_id: int
    provider_id: str | None = None
    degree: int | None = None
    open_profile: bool | None = None
    invited: bool = False
    invitation_id: str | None = None
    chat_id: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One step of an enrollment, done or to come. `scheduled_for`: when it may be done, as things stand."""

    message_id: int | None
    step_id: int | None
    step_position: int | None
    slot: str | None
    action: str
    status: Status
    scheduled_for: datetime | None
    performed_at: datetime | None
    accepted_at: datetime | None
    with_note: bool
    reason: str | None
    detail: str | None
    upcoming: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Part of a search's result."""

    items: Sequence[Found]
    cursor: str | None
    total: int | None


_USER = ", ".join(f.name for f in fields(User))
_CONNECTION = ", ".join(f.name for f in fields(Connection))


def profile_url(slug: str | None) -> str | None:
    return f"https://www.linkedin.com/in/{slug}" if slug else None


# -- the provider ---------------------------------------------------------------------------------------------------------


def open_provider(settings: Settings) -> Provider:
    """The provider that the installation is set up with; to be closed. Raises Unavailable when there is none."""
    if not settings.linkedin_url or settings.linkedin_key is None:
        raise Unavailable("LinkedIn is not set up: the operator sets OUTRIDER_LINKEDIN_URL and _KEY.", "linkedin_not_configured")
    url = urlsplit(settings.linkedin_url)
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise Unavailable("The LinkedIn provider's URL must begin with https://.", "linkedin_not_configured")
    return Unipile(settings.linkedin_url, settings.linkedin_key.get_secret_value())


@asynccontextmanager
async def _provider(settings: Settings) -> AsyncIterator[Provider]:
    """The provider for one conversation, its errors in the words of ours."""
    provider = open_provider(settings)
    try:
        yield provider
    except port.BadLogin as error:
        raise Invalid("LinkedIn does not take these credentials.", "invalid_credentials", "password") from error
    except port.BadCode as error:
        raise Invalid("The code is wrong or came too late.", "invalid_code", "code") from error
    except port.Limited as error:
        data = {"retry_after": int(error.retry_after.total_seconds())}
        raise RateLimited("LinkedIn wants to be left alone for a while.", data=data) from error
    except port.Disconnected as error:
        raise Conflict("The LinkedIn account is signed out: connect it again.", "sender_disconnected") from error
    except port.Unreachable as error:
        raise NotFound("LinkedIn knows nobody by that name.") from error
    except port.NotAllowed as error:
        raise Invalid(f"LinkedIn refuses: {error.detail}", "refused") from error
    except (port.Unavailable, port.Uncertain) as error:
        raise Unavailable("The LinkedIn provider does not answer.", "linkedin_unreachable") from error
    finally:
        await provider.close()


async def connect(
    core: Core, settings: Settings, workspace_id: int, login: Login, *, seat_id: int | None = None, sender_id: int | None = None,
    name: str = "", actor: Actor = ENGINE,
) -> Connecting:  # fmt: skip
    """Sign an account in: as a new sender, or again as `sender_id`. Raises Invalid for wrong credentials: then a new sender is
    not made, and an old one stays as it was."""
    if not (login.username and login.password) and not login.cookie:
        raise Invalid("Give a user name and password, or a session cookie.", field="password")
    known = await _account_id(core, workspace_id, sender_id, actor) if sender_id is not None else None
    async with _provider(settings) as provider:
        if known:
            try:
                sign_in = await provider.reconnect(known, login)
            except port.Unreachable:  # the provider has forgotten it
                sign_in = await provider.connect(login)
        else:
            sign_in = await provider.connect(login)
        if sign_in.checkpoint is None:
            return await _take_in(core, workspace_id, provider, sign_in.account_id, login, seat_id, sender_id, name, actor)
    async with core.scope(workspace_id, actor) as scope:
        if sender_id is None:
            sender_id = (await _create(scope, f"{sign_in.account_id}", sign_in.account_id, login, seat_id, name)).id
        await _keep_account(scope, sender_id, sign_in.account_id, login, sign_in.checkpoint)
        await senders.set_status(scope, sender_id, "awaiting_code", Reason.SENDER_AWAITING_CODE, sign_in.checkpoint)
    return Connecting(sender_id, "awaiting_code", sign_in.checkpoint)


async def solve(
    core: Core, settings: Settings, workspace_id: int, sender_id: int, code: str, *, actor: Actor = ENGINE
) -> Connecting:
    """Answer the checkpoint of a sign-in. It may be followed by another. Raises Invalid for a wrong code."""
    account_id = await _account_id(core, workspace_id, sender_id, actor)
    if account_id is None:
        raise Conflict("This account is not being signed in.", "sender_disconnected")
    async with _provider(settings) as provider:
        sign_in = await provider.solve_checkpoint(account_id, code.strip())
        if sign_in.checkpoint is None:
            return await _take_in(core, workspace_id, provider, sign_in.account_id, None, None, sender_id, "", actor)
    async with core.scope(workspace_id, actor) as scope:
        await _keep_account(scope, sender_id, sign_in.account_id, None, sign_in.checkpoint)
    return Connecting(sender_id, "awaiting_code", sign_in.checkpoint)


async def disconnect(core: Core, settings: Settings, workspace_id: int, sender_id: int, *, actor: Actor = ENGINE) -> Sender:
    """Have the provider forget the account. The sender stays, with its history, and can be connected again."""
    account_id = await _account_id(core, workspace_id, sender_id, actor)
    if account_id:
        async with _provider(settings) as provider:
            await provider.disconnect(account_id)
    async with core.scope(workspace_id, actor) as scope:
        await scope.run(
            """
            UPDATE senders SET connection = connection - 'account_id', credentials = NULL, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s
            """,
            id=sender_id,
        )
        await events.audit(scope, "sender.disconnected", "sender", sender_id)
        return await senders.set_status(scope, sender_id, "disconnected", Reason.SENDER_DISCONNECTED)


async def refresh(core: Core, settings: Settings, workspace_id: int, sender_id: int) -> Account:
    """What the provider says of the account now: its state, its profile and tier, how many invitations are pending."""
    account_id = await _account_id(core, workspace_id, sender_id)
    if account_id is not None:
        async with _provider(settings) as provider:
            await read_account(core, workspace_id, sender_id, provider, account_id)
    async with core.scope(workspace_id) as scope:
        return (await accounts(scope, [sender_id]))[sender_id]


async def look_up(
    core: Core, settings: Settings, workspace_id: int, sender_id: int, identifier: str, *,
    max_age: timedelta = timedelta(days=7),
) -> User:  # fmt: skip
    """A person by profile URL, slug or provider id, as this account sees them; from the cache while that is young enough."""
    slug = addresses.linkedin_key(identifier)
    if slug is None:
        raise Invalid("That is not a LinkedIn profile.", field="identifier")
    async with core.scope(workspace_id) as scope:
        row = await scope.one(
            f"""
            SELECT {_USER} FROM linkedin_users
            WHERE workspace_id = %(workspace_id)s AND (slug = %(slug)s OR provider_id = %(id)s) AND fetched_at > %(since)s
            ORDER BY fetched_at DESC LIMIT 1
            """,
            slug=slug, id=identifier.strip(), since=scope.now - max_age,
        )  # fmt: skip
    if row:
        return User(**row)
    account_id = await _working(core, workspace_id, sender_id)
    async with _provider(settings) as provider:
        profile = await provider.profile(account_id, slug if "/" in identifier else identifier.strip())
    async with core.scope(workspace_id) as scope:
        return await note_profile(scope, sender_id, profile)


async def search_people(
    core: Core, settings: Settings, workspace_id: int, sender_id: int, url: str, *, limit: int = 100, cursor: str | None = None
) -> People:
    """People that a LinkedIn or Sales Navigator search URL finds for this account."""
    host = (urlsplit(url).hostname or "").lower()
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        raise Invalid("That is not the URL of a LinkedIn search.", field="url")
    account_id = await _working(core, workspace_id, sender_id)
    async with _provider(settings) as provider:
        page = await provider.search(account_id, url, limit=min(limit, 100), cursor=cursor)
    return People(page.items, page.cursor, page.total)


async def _account_id(core: Core, workspace_id: int, sender_id: int, actor: Actor = ENGINE) -> str | None:
    """The sender's account at the provider. Raises NotFound unless it is a LinkedIn sender."""
    async with core.scope(workspace_id, actor) as scope:
        return (await _linkedin_sender(scope, sender_id)).connection.get("account_id")


async def _linkedin_sender(scope: Scope, sender_id: int) -> Sender:
    sender = await senders.get(scope, sender_id)
    if sender.channel != "linkedin":
        raise NotFound("There is no such LinkedIn account.", field="sender_id")
    return sender


async def _working(core: Core, workspace_id: int, sender_id: int) -> str:
    async with core.scope(workspace_id) as scope:
        sender = await _linkedin_sender(scope, sender_id)
    account_id = sender.connection.get("account_id")
    if not account_id or sender.status in ("disconnected", "connecting", "awaiting_code"):
        raise Conflict("The LinkedIn account is signed out: connect it again.", "sender_disconnected")
    return account_id


async def _take_in(
    core: Core, workspace_id: int, provider: Provider, account_id: str, login: Login | None, seat_id: int | None,
    sender_id: int | None, name: str, actor: Actor,
) -> Connecting:  # fmt: skip
    """Signed in: keep the account, and under its own name where that can be read already."""
    try:
        owner = await provider.owner(account_id)
    except port.LinkedInError:
        owner = None  # the account is still being read; the engine looks again
    address = (owner and (owner.slug or owner.provider_id)) or account_id
    async with core.scope(workspace_id, actor) as scope:
        if sender_id is None:
            found = await senders.by_addresses(scope, [address], "linkedin")
            sender_id = found[address].id if found else (await _create(scope, address, account_id, login, seat_id, name)).id
        await _keep_account(scope, sender_id, account_id, login, None)
        if owner:
            await note_owner(scope, sender_id, owner)
        status = "active" if owner else "connecting"
        await senders.set_status(scope, sender_id, status, None if owner else Reason.SENDER_CONNECTING)
        await request_sync(scope, sender_id)
        await events.audit(scope, "sender.connected", "sender", sender_id)
    return Connecting(sender_id, status)


async def _create(scope: Scope, address: str, account_id: str, login: Login | None, seat_id: int | None, name: str) -> Sender:
    return await senders.create(
        scope,
        SenderInput(
            address, channel="linkedin", provider="unipile", name=name or (login and login.username) or "", seat_id=seat_id,
            status="connecting", connection={"account_id": account_id}, limits=dict(DEFAULT_LIMITS), warmup_enabled=True,
            min_gap_seconds=DEFAULT_GAP_SECONDS, gap_jitter_seconds=DEFAULT_JITTER_SECONDS,
        ),
    )  # fmt: skip


async def _keep_account(scope: Scope, sender_id: int, account_id: str, login: Login | None, checkpoint: str | None) -> None:
    await scope.run(
        """
        UPDATE senders SET connection = connection || %(connection)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=sender_id, connection=Jsonb({"account_id": account_id}),
    )  # fmt: skip
    if login:
        # Kept for signing in again when the session ends; a cookie given replaces a password and the other way round.
        kept = {"username": login.username, "password": login.password, "cookie": login.cookie,
                "premium_cookie": login.premium_cookie, "user_agent": login.user_agent, "country": login.country}  # fmt: skip
        await senders.set_secrets(scope, sender_id, kept)
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, checkpoint) VALUES (%(workspace_id)s, %(id)s, %(checkpoint)s)
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET checkpoint = excluded.checkpoint
        """,
        id=sender_id, checkpoint=checkpoint,
    )  # fmt: skip


async def read_account(core: Core, workspace_id: int, sender_id: int, provider: Provider, account_id: str) -> None:
    """Ask the provider for the account's state and what else changes slowly, and keep it. Raises LinkedInError."""
    state = await provider.state(account_id)
    if state != "ok":
        async with core.scope(workspace_id) as scope:
            await note_state(scope, sender_id, state)
        return
    owner = await provider.owner(account_id)
    pending = await _count_invitations(provider, account_id)
    profile = await provider.profile(account_id, owner.slug or owner.provider_id)
    async with core.scope(workspace_id) as scope:
        await note_owner(scope, sender_id, owner)
        await note_state(scope, sender_id, state)
        await scope.run(
            """
            UPDATE linkedin_accounts SET pending_invites = %(pending)s, connection_count = coalesce(%(count)s, connection_count)
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s
            """,
            id=sender_id, pending=pending, count=profile.connection_count,
        )  # fmt: skip


async def _count_invitations(provider: Provider, account_id: str, most_pages: int = 20) -> int:
    total, cursor = 0, None
    for _ in range(most_pages):
        page = await provider.invitations(account_id, cursor)
        total += len(page.items)
        if (cursor := page.cursor) is None:
            break
    return total


async def note_state(scope: Scope, sender_id: int, state: port.State) -> None:
    """Bring the sender's status in line with what the provider says of its session. A pause by hand stays a pause."""
    sender = await senders.get(scope, sender_id)
    if state == "ok" and sender.status in ("connecting", "awaiting_code", "disconnected", "error"):
        await senders.set_status(scope, sender_id, "active")
        await scope.run(
            "UPDATE linkedin_accounts SET checkpoint = NULL WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s",
            id=sender_id,
        )
    elif state in ("credentials", "stopped") and sender.status in ("active", "paused", "connecting"):
        await senders.set_status(scope, sender_id, "disconnected", Reason.SENDER_DISCONNECTED, f"the provider says: {state}")


async def note_owner(scope: Scope, sender_id: int, owner: port.Owner) -> None:
    """Keep the profile behind an account: the sender goes by its slug and name from now on."""
    user = await note_profile(scope, None, Profile(
        owner.provider_id, owner.slug, owner.first_name, owner.last_name, owner.headline, picture_url=owner.picture_url,
        premium=owner.tier != "basic",
    ))  # fmt: skip
    facts = {"tier": owner.tier, "url": profile_url(owner.slug), "picture_url": owner.picture_url}
    await scope.run(
        """
        UPDATE senders s SET profile = jsonb_strip_nulls(s.profile || %(facts)s), name = coalesce(%(name)s, s.name),
               address = CASE WHEN EXISTS (SELECT FROM senders o WHERE o.workspace_id = %(workspace_id)s AND o.id <> s.id
                                           AND o.channel = 'linkedin' AND o.address = %(address)s)
                         THEN s.address ELSE %(address)s END, updated_at = %(now)s
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s
        """,
        id=sender_id, facts=Jsonb(facts), name=user.full_name or None, address=(owner.slug or owner.provider_id).lower(),
    )  # fmt: skip
    await scope.run(
        "UPDATE linkedin_accounts SET user_id = %(user)s WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s",
        id=sender_id, user=user.id,
    )  # fmt: skip


# -- accounts and their limits --------------------------------------------------------------------------------------------


async def accounts(scope: Scope, sender_ids: Sequence[int]) -> dict[int, Account]:
    """LinkedIn senders by id; those of other channels are absent."""
    rows = await scope.all(
        """
        SELECT s.id, s.status, s.name, s.address, s.profile, s.wait_reason, s.next_at, s.last_sent_at, a.*
        FROM senders s LEFT JOIN linkedin_accounts a ON a.workspace_id = s.workspace_id AND a.sender_id = s.id
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s) AND s.channel = 'linkedin'
        """,
        ids=list(sender_ids),
    )
    return {row["id"]: _account(row, scope.now) for row in rows}


def _account(row: Mapping[str, Any], now: datetime) -> Account:
    resting = row["wait_reason"] == Reason.SENDER_BACKOFF and row["next_at"] and row["next_at"] > now
    return Account(
        sender_id=row["id"],
        status=row["status"],
        tier=str(row["profile"].get("tier") or "basic"),
        profile_name=row["name"],
        profile_url=row["profile"].get("url"),
        picture_url=row["profile"].get("picture_url"),
        connection_count=row["connection_count"],
        pending_invites=row["pending_invites"],
        cooldown_until=row["next_at"] if resting else None,
        cooldowns=cooling(row["cooldowns"], now),
        last_ran_at=row["last_sent_at"],
        last_synced_at=row["synced_at"],
        checkpoint=row["checkpoint"],
        error=row["error"],
        user_id=row["user_id"],
    )


def cooling(cooldowns: Mapping[str, str] | None, now: datetime) -> dict[str, datetime]:
    """Actions that LinkedIn wants to see none of yet, and until when."""
    until = {action: datetime.fromisoformat(at) for action, at in (cooldowns or {}).items()}
    return {action: at for action, at in until.items() if at > now}


async def cooldowns(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
    """The cool-downs in force, by sender; senders without any are absent."""
    rows = await scope.all(
        """
        SELECT sender_id, cooldowns FROM linkedin_accounts
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND cooldowns <> '{}'
        """,
        ids=list(sender_ids),
    )
    found = {row["sender_id"]: cooling(row["cooldowns"], scope.now) for row in rows}
    return {id: actions for id, actions in found.items() if actions}


async def note_cooldown(scope: Scope, sender_id: int, action: str, until: datetime) -> None:
    """LinkedIn has had enough of an action from this sender."""
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, cooldowns)
        VALUES (%(workspace_id)s, %(id)s, %(cooldown)s)
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET cooldowns = linkedin_accounts.cooldowns || excluded.cooldowns
        """,
        id=sender_id, cooldown=Jsonb({action: until.isoformat()}),
    )  # fmt: skip


async def week_counts(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """What senders did today and in the seven local days before, by action: no week of any 168 hours holds more."""
    rows = await scope.all(
        """
        SELECT d.sender_id, d.action, sum(d.n)::int AS n FROM senders s
        JOIN sender_days d ON d.workspace_id = s.workspace_id AND d.sender_id = s.id
             AND d.day > (%(now)s AT TIME ZONE s.timezone)::date - 8
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s) GROUP BY d.sender_id, d.action
        """,
        ids=list(sender_ids),
    )
    counts: dict[int, dict[str, int]] = {id: {} for id in sender_ids}
    for row in rows:
        counts[row["sender_id"]][row["action"]] = row["n"]
    return counts


async def limits(scope: Scope, sender_ids: Sequence[int]) -> dict[int, dict[str, Limit]]:
    """For each LinkedIn sender and action: what may be done and what was."""
    found = {id: s for id, s in (await senders.get_many(scope, sender_ids)).items() if s.channel == "linkedin"}
    today, week = await senders.counters(scope, list(found)), await week_counts(scope, list(found))
    resting = await cooldowns(scope, list(found))

    def limit(sender: Sender, action: str) -> Limit:
        caps = senders.action_caps(sender, action, schedule.local_day(scope.now, sender.timezone))
        return Limit(
            sender.limits.get(action), caps.daily, caps.weekly, today[sender.id].get(action, 0), week[sender.id].get(action, 0),
            resting.get(sender.id, {}).get(action),
        )  # fmt: skip

    return {id: {action: limit(sender, action) for action in ACTIONS} for id, sender in found.items()}


async def set_limits(scope: Scope, sender_id: int, daily: Mapping[str, int | None], *, slow_start: bool | None = None) -> Sender:
    """Set how often an action is done a day (None: as often as the account's tier allows), and whether it starts slowly."""
    await _linkedin_sender(scope, sender_id)
    for action, n in daily.items():
        if action not in ACTIONS:
            raise Invalid(f"An action is one of {', '.join(ACTIONS)}.", field="action")
        if n is not None and n < 0:
            raise Invalid("A limit is a number from 0 up.", field=action)
    changes: dict[str, Any] = {"limits": dict(daily)}
    if slow_start is not None:
        changes["warmup_enabled"] = slow_start
    return await senders.update(scope, sender_id, **changes)


async def request_sync(scope: Scope, sender_id: int) -> None:
    """Have the engine read the account's messages and accepted invitations as soon as it can."""
    await _linkedin_sender(scope, sender_id)
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, next_poll_at, relations_due_at)
        VALUES (%(workspace_id)s, %(id)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET relations_due_at = %(now)s,
            next_poll_at = CASE WHEN linkedin_accounts.lease_until > %(now)s THEN linkedin_accounts.next_poll_at ELSE %(now)s END
        """,
        id=sender_id,
    )
    await scope.run(f"NOTIFY {SYNC_WAKE}")


async def note_sync_asked(scope: Scope, sender_id: int, every: timedelta) -> bool:
    """Note that somebody asks for a sync. False when one was asked for less than `every` ago."""
    return bool(
        await scope.run(
            """
            INSERT INTO linkedin_accounts AS a (workspace_id, sender_id, sync_asked_at)
            VALUES (%(workspace_id)s, %(id)s, %(now)s)
            ON CONFLICT (workspace_id, sender_id) DO UPDATE SET sync_asked_at = %(now)s
            WHERE a.sync_asked_at IS NULL OR a.sync_asked_at <= %(now)s - %(every)s::interval
            """,
            id=sender_id, every=every,
        )
    )  # fmt: skip


# -- people ---------------------------------------------------------------------------------------------------------------


async def users(scope: Scope, ids: Sequence[int]) -> dict[int, User]:
    """Those of the ids that exist."""
    rows = await scope.all(
        f"SELECT {_USER} FROM linkedin_users WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", ids=list(ids)
    )
    return {row["id"]: User(**row) for row in rows}


async def users_of(scope: Scope, lead_ids: Sequence[int]) -> dict[int, User]:
    """The LinkedIn user of each lead that has a profile, by lead. One that was never looked at gets a row, and so its id."""
    await scope.run(
        """
        INSERT INTO linkedin_users (workspace_id, slug, first_name, last_name, company, location, created_at, updated_at)
        SELECT %(workspace_id)s, l.linkedin_key, l.first_name, l.last_name, l.company_name, l.location, %(now)s, %(now)s
        FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s) AND l.linkedin_key IS NOT NULL
          AND NOT EXISTS (SELECT FROM linkedin_users u WHERE u.workspace_id = %(workspace_id)s AND u.slug = l.linkedin_key)
        ORDER BY l.linkedin_key ON CONFLICT DO NOTHING
        """,
        ids=list(lead_ids),
    )
    columns = ", ".join(f"u.{f.name}" for f in fields(User))
    rows = await scope.all(
        f"""
        SELECT l.id AS lead_id, {columns} FROM leads l
        JOIN linkedin_users u ON u.workspace_id = l.workspace_id AND u.slug = l.linkedin_key
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)
        """,
        ids=list(lead_ids),
    )
    return {row.pop("lead_id"): User(**row) for row in rows}


async def lead_of(scope: Scope, user_id: int) -> int | None:
    """The lead that a LinkedIn user is."""
    row = await scope.one(
        """
        SELECT l.id FROM linkedin_users u JOIN leads l ON l.workspace_id = u.workspace_id AND l.linkedin_key = u.slug
        WHERE u.workspace_id = %(workspace_id)s AND u.id = %(id)s
        """,
        id=user_id,
    )
    return row["id"] if row else None


async def note_profile(scope: Scope, sender_id: int | None, profile: Profile) -> User:
    """Keep a profile that was looked at, and what it shows of its connection with the sender."""
    row = await scope.one(
        f"""
        INSERT INTO linkedin_users AS u (workspace_id, slug, provider_id, first_name, last_name, headline, company, location,
                                         picture_url, premium, open_profile, profile, fetched_at, created_at, updated_at)
        VALUES (%(workspace_id)s, %(slug)s, %(provider_id)s, %(first_name)s, %(last_name)s, %(headline)s, %(company)s,
                %(location)s, %(picture_url)s, %(premium)s, %(open_profile)s, %(profile)s, %(now)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, slug) WHERE slug IS NOT NULL DO UPDATE SET
            provider_id = excluded.provider_id, first_name = coalesce(excluded.first_name, u.first_name),
            last_name = coalesce(excluded.last_name, u.last_name), headline = coalesce(excluded.headline, u.headline),
            company = coalesce(excluded.company, u.company), location = coalesce(excluded.location, u.location),
            picture_url = coalesce(excluded.picture_url, u.picture_url), premium = excluded.premium,
            open_profile = excluded.open_profile, profile = u.profile || excluded.profile, fetched_at = excluded.fetched_at,
            updated_at = excluded.updated_at
        RETURNING {_USER}
        """,
        slug=profile.slug, provider_id=profile.provider_id, first_name=profile.first_name or None,
        last_name=profile.last_name or None, headline=profile.headline or None, company=profile.company or None,
        location=profile.location or None, picture_url=profile.picture_url, premium=profile.premium,
        open_profile=profile.open_profile, profile=Jsonb(dict(profile.details)),
    )  # fmt: skip
    assert row is not None
    if sender_id is not None and profile.slug:
        lead = await scope.one(
            "SELECT id FROM leads WHERE workspace_id = %(workspace_id)s AND linkedin_key = %(slug)s", slug=profile.slug
        )
        if lead:
            await note_facts(scope, [fact_of(sender_id, lead["id"], profile)])
    return User(**row)


def fact_of(sender_id: int, lead_id: int, profile: Profile) -> Fact:
    """What a profile shows of its connection with the account that looked."""
    return Fact(
        sender_id, lead_id, profile.provider_id, profile.degree or 0, profile.open_profile, invited=profile.invitation == "sent"
    )


# -- who is connected with whom -------------------------------------------------------------------------------------------


async def connections(scope: Scope, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Connection]:
    """What is known of each (sender, lead); a pair of which nothing is known has an empty Connection."""
    rows = await scope.all(
        f"""
        SELECT {", ".join(f"c.{f.name}" for f in fields(Connection))}
        FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = u.sender_id AND c.lead_id = u.lead_id
        """,
        senders=[sender for sender, _ in pairs], leads=[lead for _, lead in pairs],
    )  # fmt: skip
    known = {(row["sender_id"], row["lead_id"]): Connection(**row) for row in rows}
    return {pair: known.get(pair) or Connection(*pair) for pair in pairs}


_NOTE = """
INSERT INTO lead_connections AS c (workspace_id, sender_id, lead_id, state, degree, open_profile, provider_id, chat_id,
                                   invitation_id, invited_at, connected_at, updated_at)
SELECT %(workspace_id)s, u.sender_id, u.lead_id,
       CASE WHEN u.degree = 1 THEN 'connected' WHEN u.invited THEN 'pending' ELSE 'none' END, nullif(u.degree, 0),
       coalesce(u.open_profile, false), u.provider_id, u.chat_id, u.invitation_id, CASE WHEN u.invited THEN %(now)s END,
       CASE WHEN u.degree = 1 THEN %(now)s END, %(now)s
FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[], %(degrees)s::int[], %(opens)s::boolean[], %(providers)s::text[],
            %(chats)s::text[], %(invitations)s::text[], %(invited)s::boolean[])
     AS u (sender_id, lead_id, degree, open_profile, provider_id, chat_id, invitation_id, invited)
WHERE EXISTS (SELECT FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id = u.lead_id)
  AND EXISTS (SELECT FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = u.sender_id)
ORDER BY u.sender_id, u.lead_id
ON CONFLICT (workspace_id, sender_id, lead_id) DO UPDATE SET
    state = CASE WHEN excluded.state = 'none' AND (excluded.degree IS NULL OR c.state <> 'connected') THEN c.state
                 WHEN excluded.state = 'pending' AND c.state = 'connected' THEN c.state
                 ELSE excluded.state END,
    degree = coalesce(excluded.degree, c.degree),
    open_profile = excluded.open_profile OR c.open_profile,
    provider_id = coalesce(excluded.provider_id, c.provider_id),
    chat_id = coalesce(excluded.chat_id, c.chat_id),
    invitation_id = coalesce(excluded.invitation_id, c.invitation_id),
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    connected_at = coalesce(c.connected_at, excluded.connected_at),
    updated_at = excluded.updated_at
RETURNING c.sender_id, c.lead_id, c.state
"""


async def note_facts(scope: Scope, facts: Sequence[Fact]) -> None:
    """Keep what was shown. An invitation found accepted by this is an event, and what waited for it goes on.

    A `degree` of 0 says that they are not connected and how far they are apart is not known.
    """
    by_pair: dict[tuple[int, int], Fact] = {(f.sender_id, f.lead_id): f for f in facts}
    if not by_pair:
        return
    before = await scope.all(
        """
        SELECT c.sender_id, c.lead_id, c.state FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = u.sender_id AND c.lead_id = u.lead_id
        ORDER BY c.sender_id, c.lead_id FOR NO KEY UPDATE OF c
        """,
        senders=[pair[0] for pair in by_pair], leads=[pair[1] for pair in by_pair],
    )  # fmt: skip
    old = {(row["sender_id"], row["lead_id"]): row["state"] for row in before}
    given = list(by_pair.values())
    rows = await scope.all(
        _NOTE,
        senders=[f.sender_id for f in given],
        leads=[f.lead_id for f in given],
        degrees=[f.degree for f in given],
        opens=[f.open_profile for f in given],
        providers=[f.provider_id for f in given],
        chats=[f.chat_id for f in given],
        invitations=[f.invitation_id for f in given],
        invited=[f.invited for f in given],
    )
    changed = [row for row in rows if row["state"] != old.get((row["sender_id"], row["lead_id"]), "none")]
    if not changed:
        return
    await scope.run(
        """
        UPDATE enrollments e SET connection = nullif(nullif(u.state, 'none'), 'withdrawn'), updated_at = %(now)s
        FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[], %(states)s::text[]) AS u (sender_id, lead_id, state)
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = u.lead_id AND e.sender_id = u.sender_id
        """,
        senders=[r["sender_id"] for r in changed], leads=[r["lead_id"] for r in changed], states=[r["state"] for r in changed],
    )  # fmt: skip
    connected = [(r["sender_id"], r["lead_id"]) for r in changed if r["state"] == "connected"]
    if connected:
        await _tell_accepted(scope, [pair for pair in connected if old.get(pair) == "pending"])
        await _go_on(scope, connected)


# The invitation's own message tells which campaign, step and enrollment had it sent.
_INVITED_BY = """
SELECT u.sender_id, u.lead_id, m.id AS message_id, m.campaign_id, m.enrollment_id, m.step_id, m.variant_id, m.conversation_id,
       coalesce(c.seat_id, s.seat_id) AS seat_id
FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = u.sender_id
LEFT JOIN LATERAL (
    SELECT * FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = u.lead_id AND m.sender_id = u.sender_id
      AND m.action = 'invite' AND m.state IN ('submitted', 'sent', 'uncertain') ORDER BY m.id DESC LIMIT 1) m ON true
LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
"""


async def _tell_accepted(scope: Scope, pairs: Sequence[tuple[int, int]]) -> None:
    rows = await scope.all(_INVITED_BY, senders=[s for s, _ in pairs], leads=[lead for _, lead in pairs])
    await events.append(scope, [Event("invite.accepted", **row) for row in rows])


async def _go_on(scope: Scope, pairs: Sequence[tuple[int, int]]) -> None:
    """Have enrollments that may have waited for this looked at again, as soon as their next step's delay is over.

    Also those that are with a mailbox of the same campaign meanwhile: its next step may be LinkedIn's.
    """
    rows = await scope.all(
        """
        UPDATE enrollments e SET updated_at = %(now)s,
               due_at = least(e.due_at, greatest(%(now)s, e.last_step_at + make_interval(secs => coalesce((
                   SELECT s.delay_seconds FROM steps s WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = e.campaign_id
                   AND s.deleted_at IS NULL AND s.position > e.done_position ORDER BY s.position LIMIT 1), 0))))
        FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = u.lead_id AND e.status = 'active' AND e.due_at > %(now)s
          AND (e.sender_id = u.sender_id OR EXISTS (
              SELECT FROM campaign_senders cs WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = e.campaign_id
              AND cs.sender_id = u.sender_id AND e.sender_id IS NOT NULL))
        RETURNING e.sender_id
        """,
        senders=[s for s, _ in pairs], leads=[lead for _, lead in pairs],
    )  # fmt: skip
    if rows:
        await wake.senders(scope, sorted({row["sender_id"] for row in rows}))


async def address(scope: Scope, message: Mapping[str, Any]) -> tuple[str | None, Connection, str | None]:
    """What a message needs to reach its person: the profile's slug, what is known of the connection, and the chat they have."""
    row = await scope.one(
        f"""
        SELECT (SELECT linkedin_key FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(lead)s) AS slug,
               coalesce(c.chat_id, v.thread_key) AS chat, {", ".join(f"c.{f.name}" for f in fields(Connection)[2:])}
        FROM (SELECT 1) AS always
        LEFT JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender)s AND c.lead_id = %(lead)s
        LEFT JOIN conversations v ON v.workspace_id = %(workspace_id)s AND v.id = %(conversation)s AND v.sender_id = %(sender)s
        """,
        lead=message["lead_id"], sender=message["sender_id"], conversation=message["conversation_id"],
    )  # fmt: skip
    assert row is not None
    slug, chat, state = row.pop("slug"), row.pop("chat"), row.pop("state") or "none"
    row["open_profile"] = bool(row["open_profile"])
    return slug, Connection(message["sender_id"], message["lead_id"] or 0, state, **row), chat


async def note_chats(scope: Scope, chats: Sequence[tuple[int, str]]) -> None:
    """Messages that left, and LinkedIn's chat each went to: their conversations go by it from now on."""
    await scope.run(
        """
        UPDATE conversations v SET thread_key = u.chat_id
        FROM unnest(%(ids)s::bigint[], %(chats)s::text[]) AS u (id, chat_id)
        JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = u.id
        WHERE v.workspace_id = %(workspace_id)s AND v.id = m.conversation_id AND v.thread_key IS NULL AND NOT EXISTS (
            SELECT FROM conversations o WHERE o.workspace_id = %(workspace_id)s AND o.sender_id = v.sender_id
            AND o.thread_key = u.chat_id)
        """,
        ids=[id for id, _ in chats], chats=[chat for _, chat in chats],
    )  # fmt: skip


async def campaign_facts(scope: Scope, wanted: Sequence[tuple[int, int, int, int | None]]) -> dict[int, tuple[bool, bool]]:
    """For each (enrollment, lead, campaign, sender): whether they are connected and whether the profile is open.

    Without a sender it is asked of every LinkedIn account of the campaign. Enrollments of which nothing is known are absent.
    """
    rows = await scope.all(
        """
        SELECT u.id, bool_or(c.state = 'connected') AS connected, bool_or(c.open_profile) AS open_profile
        FROM unnest(%(ids)s::bigint[], %(leads)s::bigint[], %(campaigns)s::bigint[], %(senders)s::bigint[])
             AS u (id, lead_id, campaign_id, sender_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.lead_id = u.lead_id
        WHERE c.sender_id = u.sender_id OR u.sender_id IS NULL AND EXISTS (
            SELECT FROM campaign_senders cs WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = u.campaign_id
            AND cs.sender_id = c.sender_id)
        GROUP BY u.id
        """,
        ids=[w[0] for w in wanted], leads=[w[1] for w in wanted], campaigns=[w[2] for w in wanted],
        senders=[w[3] for w in wanted],
    )  # fmt: skip
    return {row["id"]: (row["connected"], row["open_profile"]) for row in rows}


async def note_relations(scope: Scope, sender_id: int, relations: Sequence[port.Relation]) -> None:
    """New connections of an account: those of them that are leads are connected now."""
    rows = await scope.all(
        """
        SELECT DISTINCT ON (x.lead_id) x.lead_id, u.provider_id
        FROM unnest(%(providers)s::text[], %(slugs)s::text[]) AS u (provider_id, slug)
        CROSS JOIN LATERAL (
            SELECT l.id AS lead_id FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = u.slug
            UNION ALL
            SELECT c.lead_id FROM lead_connections c
            WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender)s AND c.provider_id = u.provider_id) x
        """,
        sender=sender_id, providers=[r.provider_id for r in relations], slugs=[r.slug for r in relations],
    )  # fmt: skip
    await note_facts(scope, [Fact(sender_id, row["lead_id"], row["provider_id"], degree=1) for row in rows])


# -- what was done for a lead ---------------------------------------------------------------------------------------------

_STATUSES: dict[str, Status] = {
    "queued": "scheduled", "sending": "in_progress", "submitted": "in_progress", "sent": "sent", "uncertain": "uncertain",
    "failed": "failed", "cancelled": "cancelled",
}  # fmt: skip


async def timeline(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, list[Action]]:
    """What each enrollment's steps came to, oldest first, then those still to come. Steps of every channel."""
    found = await enrollments.get_many(scope, enrollment_ids)
    rows = await scope.all(
        """
        SELECT m.id, m.enrollment_id, m.action, m.state, m.state_reason, m.state_detail, m.step_id, m.step_position, m.due_at,
               m.sent_at, m.created_at, m.run, m.body_text <> '' AS has_text, s.slot, c.connected_at, c.invited_at
        FROM messages m
        LEFT JOIN steps s ON s.workspace_id = m.workspace_id AND s.id = m.step_id
        LEFT JOIN lead_connections c ON c.workspace_id = m.workspace_id AND c.sender_id = m.sender_id AND c.lead_id = m.lead_id
        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = ANY (%(ids)s) AND m.kind = 'step' AND m.direction = 'out'
        ORDER BY m.id
        """,
        ids=list(found),
    )
    done: dict[int, list[Action]] = {id: [] for id in found}
    for row in rows:
        done[row["enrollment_id"]].append(_done(row))
    steps = await sequences.get_many(scope, sorted({e.campaign_id for e in found.values()}))
    for id, enrollment in found.items():
        if enrollment.status in ("active", "paused"):
            had = {row["step_id"] for row in rows if row["enrollment_id"] == id and row["run"] == enrollment.run}
            todo = [s for s in steps.get(enrollment.campaign_id, ()) if s.position > enrollment.done_position and s.id not in had]
            done[id] += _to_come(todo, enrollment.due_at, scope.now)
    return done


def _done(row: Mapping[str, Any]) -> Action:
    skipped = row["state"] == "cancelled" and row["state_reason"] in SKIPPED
    accepted = row["action"] == "invite" and row["connected_at"] and row["sent_at"] and row["connected_at"] >= row["sent_at"]
    return Action(
        message_id=row["id"],
        step_id=row["step_id"],
        step_position=row["step_position"],
        slot=row["slot"],
        action=row["action"],
        status="skipped" if skipped else _STATUSES[row["state"]],
        scheduled_for=row["due_at"] or row["created_at"],
        performed_at=row["sent_at"],
        accepted_at=row["connected_at"] if accepted else None,
        with_note=row["action"] == "invite" and row["has_text"],
        reason=row["state_reason"],
        detail=row["state_detail"],
    )


# Why a step was passed over: nothing was left to do, or LinkedIn does not let it be done.
SKIPPED = (Reason.NOT_CONNECTED, Reason.ALREADY_DONE, Reason.NO_INMAIL, Reason.NO_POST, Reason.UNREACHABLE)


def _to_come(steps: Sequence[sequences.Step], due_at: datetime | None, now: datetime) -> list[Action]:
    actions: list[Action] = []
    at = due_at
    for index, step in enumerate(steps):
        if index and at is not None:
            at = max(at, now) + timedelta(seconds=step.delay_seconds)
        note = step.action == "invite" and any(v.enabled and v.body.strip() for v in step.variants)
        actions.append(
            Action(None, step.id, step.position, step.slot, step.action, "scheduled", at, None, None, note, None, None, True)
        )
    return actions


# -- writing by hand ------------------------------------------------------------------------------------------------------


async def write(
    scope: Scope, sender_id: int, lead_id: int, text: str, *, action: Literal["message", "inmail"] = "message", subject: str = ""
) -> Message:
    """A message that a person wrote, to a lead; the engine sends it. On LinkedIn there is one conversation with each person."""
    await _linkedin_sender(scope, sender_id)
    row = await scope.one("SELECT linkedin_key FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id)
    if row is None:
        raise NotFound("There is no such lead.", field="lead_id")
    if row["linkedin_key"] is None:
        raise Invalid("The lead has no LinkedIn profile.", code=Reason.NO_PROFILE, field="lead_id")
    most = port.MAX_INMAIL if action == "inmail" else port.MAX_MESSAGE
    if len(text) > most:
        raise Invalid(f"At most {most} characters.", field="body")
    return await letters.send_new(scope, sender_id, to=(), subject=subject, body_text=text, lead_id=lead_id, action=action)
