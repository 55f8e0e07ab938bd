"""What is asked of LinkedIn's provider: accounts signed in and out, their state, people looked up and searched for.

These verbs take a core and settings instead of a scope and must be called outside of any transaction: they read in one, talk, and
record in another.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from psycopg.types.json import Jsonb

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Found, Login, Provider, SignIn
from outrider.channels.linkedin.unipile import Unipile
from outrider.errors import Conflict, Invalid, NotFound, RateLimited, Unavailable
from outrider.outreach.base import events
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import ENGINE, Actor, Core, Mode, Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.campaigns.linkedin_accounts import DEFAULT_GAP_SECONDS, DEFAULT_JITTER_SECONDS, DEFAULT_LIMITS
from outrider.outreach.senders import linkedin_people, senders
from outrider.outreach.senders.senders import Sender, SenderInput
from outrider.rules import addresses
from outrider.rules.policy import EVERYTHING
from outrider.settings import Settings


@dataclass(frozen=True, slots=True)
class Connecting:
    """How far signing in has come. `checkpoint`: what LinkedIn asks for while the status is awaiting_code."""

    sender_id: int
    status: str
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Part of a search's result."""

    items: Sequence[Found]
    cursor: str | None
    total: int | None


def open_provider(settings: Settings) -> Provider:
    """The provider that the installation is set up with; to be closed. Raises Unavailable when there is none."""
    if not settings.linkedin_url or settings.linkedin_key is None:
        raise Unavailable("LinkedIn is not set up: the operator sets OUTRIDER_LINKEDIN_URL and _KEY.", "linkedin_not_configured")
    url = urlsplit(settings.linkedin_url)
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise Unavailable("The LinkedIn provider's URL must begin with https://.", "linkedin_not_configured")
    return Unipile(settings.linkedin_url, settings.linkedin_key.get_secret_value())


@asynccontextmanager
async def _provider(settings: Settings) -> AsyncGenerator[Provider]:
    """The provider for one conversation, its errors translated into ours."""
    provider = open_provider(settings)
    try:
        yield provider
    except port.BadLogin as error:
        raise Invalid("LinkedIn rejected these credentials.", "invalid_credentials", "password") from error
    except port.BadCode as error:
        raise Invalid("The code is wrong or has expired.", "invalid_code", "code") from error
    except port.Limited as error:
        data = {"retry_after": int(error.retry_after.total_seconds())}
        raise RateLimited("LinkedIn asks to wait before trying again.", data=data) from error
    except port.Disconnected as error:
        raise Conflict("The LinkedIn account is signed out: connect it again.", "sender_disconnected") from error
    except port.Unreachable as error:
        raise NotFound("There is no such person on LinkedIn.") from error
    except port.NotAllowed as error:
        raise Invalid(f"LinkedIn refuses: {error.detail}", "refused") from error
    except (port.Unavailable, port.Uncertain) as error:
        raise Unavailable("The LinkedIn provider is not responding.", "linkedin_unreachable") from error
    finally:
        await provider.close()


async def connect(
    core: Core,
    settings: Settings,
    workspace_id: int,
    login: Login,
    *,
    seat_id: int | None = None,
    sender_id: int | None = None,
    name: str = "",
    actor: Actor = ENGINE,
) -> Connecting:
    """Sign an account in: as a new sender, or again as `sender_id`. Raises Invalid for wrong credentials: then a new sender is
    not made, and an old one stays as it was."""
    if not (login.username and login.password) and not login.cookie:
        raise Invalid("Give a user name and password, or a session cookie.", field="password")
    asked = _Asked(sender_id, login, seat_id, name)
    await _require_permission(core, workspace_id, asked, actor)
    known = await _account_id(core, workspace_id, sender_id, actor) if sender_id is not None else None
    async with _provider(settings) as provider:
        sign_in = await _reconnected(provider, known, login) if known else None
        if sign_in is not None:
            return await _take_in(core, workspace_id, provider, sign_in, asked, actor)
        sign_in = await provider.connect(login)
        try:
            return await _take_in(core, workspace_id, provider, sign_in, asked, actor)
        except Exception:
            await _abandon(core, workspace_id, provider, sign_in.account_id)
            raise


async def _abandon(core: Core, workspace_id: int, provider: Provider, account_id: str) -> None:
    """Have the provider forget an account that no sender came to have: nobody here would ever sign it out."""
    async with core.scope(workspace_id) as scope:
        kept = await scope.one(
            """
            SELECT id FROM senders
            WHERE workspace_id = %(workspace_id)s AND channel = 'linkedin' AND connection ->> 'account_id' = %(account)s LIMIT 1
            """,
            account=account_id,
        )
    if kept is None:
        with suppress(port.LinkedInError):
            await provider.disconnect(account_id)


async def _reconnected(provider: Provider, account_id: str, login: Login) -> SignIn | None:
    """The account signed in again; None when the provider has forgotten it."""
    try:
        return await provider.reconnect(account_id, login)
    except port.Unreachable:
        return None


async def solve(
    core: Core, settings: Settings, workspace_id: int, sender_id: int, code: str, *, actor: Actor = ENGINE
) -> Connecting:
    """Answer the checkpoint of a sign-in. It may be followed by another. Raises Invalid for a wrong code. A person who had to
    approve the sign-in did so before it began.
    """
    asked = _Asked(sender_id)
    await _require_permission(core, workspace_id, asked, actor)
    account_id = await _account_id(core, workspace_id, sender_id, actor)
    if account_id is None:
        raise Conflict("This account is not being signed in.", "sender_disconnected")
    async with _provider(settings) as provider:
        sign_in = await provider.solve_checkpoint(account_id, code.strip())
        return await _take_in(core, workspace_id, provider, sign_in, asked, actor)


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


async def refresh(core: Core, settings: Settings, workspace_id: int, sender_id: int) -> linkedin_accounts.Account:
    """What the provider says of the account now: its state, its profile and tier, how many invitations are pending."""
    account_id = await _account_id(core, workspace_id, sender_id)
    if account_id is not None:
        async with _provider(settings) as provider:
            await read_account(core, workspace_id, sender_id, provider, account_id)
    async with core.scope(workspace_id) as scope:
        return (await linkedin_accounts.get_many(scope, [sender_id]))[sender_id]


async def look_up(
    core: Core,
    settings: Settings,
    workspace_id: int,
    sender_id: int,
    identifier: str,
    *,
    max_age: timedelta = timedelta(days=7),
) -> linkedin_people.User:
    """A person by profile URL, slug or provider id, as this account sees them; from the cache while that is young enough."""
    slug = addresses.linkedin_key(identifier)
    if slug is None:
        raise Invalid("That is not a LinkedIn profile.", field="identifier")
    async with core.scope(workspace_id) as scope:
        row = await scope.one(
            sql(
                """
            SELECT {user} FROM linkedin_users
            WHERE workspace_id = %(workspace_id)s AND (slug = %(slug)s OR provider_id = %(id)s) AND fetched_at > %(since)s
            ORDER BY fetched_at DESC LIMIT 1
            """,
                user=linkedin_people.USER_COLUMNS,
            ),
            slug=slug,
            id=identifier.strip(),
            since=scope.now - max_age,
        )
    if row:
        return linkedin_people.User(**row)
    account_id = await _working(core, workspace_id, sender_id)
    async with _provider(settings) as provider:
        profile = await provider.profile(account_id, slug if "/" in identifier else identifier.strip())
    async with core.scope(workspace_id) as scope:
        return await linkedin_people.note_profile(scope, sender_id, profile)


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
        return (await linkedin_accounts.sender(scope, sender_id)).connection.get("account_id")


async def _working(core: Core, workspace_id: int, sender_id: int) -> str:
    async with core.scope(workspace_id) as scope:
        sender = await linkedin_accounts.sender(scope, sender_id)
    account_id = sender.connection.get("account_id")
    if not account_id or sender.status in ("disconnected", "connecting", "awaiting_code"):
        raise Conflict("The LinkedIn account is signed out: connect it again.", "sender_disconnected")
    return account_id


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an account is signed in for: an existing sender, or a new one with this seat and name. Without a login: the code of a
    sign-in that began before.
    """

    sender_id: int | None
    login: Login | None = None
    seat_id: int | None = None
    name: str = ""

    def note(self, scope: Scope) -> None:
        """Say what a person approves. It does not depend on what the provider answers."""
        if self.login is None:
            return
        account = self.login.username or self.name or "LinkedIn"
        if self.sender_id is None:
            scope.note("sender.create", None, {"sender": account, "channel": "linkedin", "seat": self.seat_id})
        else:
            scope.note("sender.connect", self.sender_id, {"account": account})


async def _require_permission(core: Core, workspace_id: int, asked: _Asked, actor: Actor) -> None:
    """Before the provider is asked for anything: raises Forbidden, or ApprovalNeeded where a person has to approve first."""
    async with core.scope(workspace_id, actor) as scope:
        scope.require_no_policy("connect accounts")
        if actor.approval is None:
            asked.note(scope)


async def _take_in(core: Core, workspace_id: int, provider: Provider, sign_in: SignIn, asked: _Asked, actor: Actor) -> Connecting:
    """Keep the account of a sign-in: under its own name where that can be read already."""
    owner = None
    if sign_in.checkpoint is None:
        with suppress(port.LinkedInError):  # the account is still being read; the engine looks again
            owner = await provider.owner(sign_in.account_id)
    address = (owner and (owner.slug or owner.provider_id)) or sign_in.account_id
    async with core.scope(workspace_id, actor) as scope:
        asked.note(scope)
        permitted = replace(actor, mode=Mode.FREE, approval=None, policy=EVERYTHING)
        return await _record(replace(scope, actor=permitted), sign_in, asked, owner, address)


async def _record(scope: Scope, sign_in: SignIn, asked: _Asked, owner: port.Owner | None, address: str) -> Connecting:
    """Record a sign-in that was permitted."""
    found = await senders.by_addresses(scope, [address], "linkedin") if asked.sender_id is None else {}
    sender_id = found[address].id if found else asked.sender_id
    if sender_id is None:
        sender_id = (await _create(scope, address, sign_in.account_id, asked)).id
    await _keep_account(scope, sender_id, sign_in.account_id, asked.login, sign_in.checkpoint)
    if sign_in.checkpoint is not None:
        await senders.set_status(scope, sender_id, "awaiting_code", Reason.SENDER_AWAITING_CODE, sign_in.checkpoint)
        return Connecting(sender_id, "awaiting_code", sign_in.checkpoint)
    if owner:
        await linkedin_accounts.note_owner(scope, sender_id, owner)
    status = "active" if owner else "connecting"
    await senders.set_status(scope, sender_id, status, None if owner else Reason.SENDER_CONNECTING)
    await linkedin_accounts.request_sync(scope, sender_id)
    await events.audit(scope, "sender.connected", "sender", sender_id)
    return Connecting(sender_id, status)


async def _create(scope: Scope, address: str, account_id: str, asked: _Asked) -> Sender:
    return await senders.create(
        scope,
        SenderInput(
            address,
            channel="linkedin",
            provider="unipile",
            name=asked.name or (asked.login and asked.login.username) or "",
            seat_id=asked.seat_id,
            status="connecting",
            connection={"account_id": account_id},
            limits=dict(DEFAULT_LIMITS),
            warmup_enabled=True,
            min_gap_seconds=DEFAULT_GAP_SECONDS,
            gap_jitter_seconds=DEFAULT_JITTER_SECONDS,
        ),
    )


async def _keep_account(scope: Scope, sender_id: int, account_id: str, login: Login | None, checkpoint: str | None) -> None:
    await scope.run(
        """
        UPDATE senders SET connection = connection || %(connection)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=sender_id,
        connection=Jsonb({"account_id": account_id}),
    )
    if login:
        # Kept for signing in again when the session ends; a cookie replaces a password, and vice versa.
        kept = {
            "username": login.username,
            "password": login.password,
            "cookie": login.cookie,
            "premium_cookie": login.premium_cookie,
            "user_agent": login.user_agent,
            "country": login.country,
        }
        await senders.set_secrets(scope, sender_id, kept)
    await scope.run(
        """
        INSERT INTO linkedin_accounts (workspace_id, sender_id, checkpoint) VALUES (%(workspace_id)s, %(id)s, %(checkpoint)s)
        ON CONFLICT (workspace_id, sender_id) DO UPDATE SET checkpoint = excluded.checkpoint
        """,
        id=sender_id,
        checkpoint=checkpoint,
    )


async def read_account(core: Core, workspace_id: int, sender_id: int, provider: Provider, account_id: str) -> None:
    """Ask the provider for the account's state and what else changes slowly, and keep it. Raises LinkedInError."""
    state = await provider.state(account_id)
    if state != "ok":
        async with core.scope(workspace_id) as scope:
            await linkedin_accounts.note_state(scope, sender_id, state)
        return
    owner = await provider.owner(account_id)
    pending = await _count_invitations(provider, account_id)
    profile = await provider.profile(account_id, owner.slug or owner.provider_id)
    async with core.scope(workspace_id) as scope:
        await linkedin_accounts.note_owner(scope, sender_id, owner)
        await linkedin_accounts.note_state(scope, sender_id, state)
        await scope.run(
            """
            UPDATE linkedin_accounts SET pending_invites = %(pending)s, connection_count = coalesce(%(count)s, connection_count)
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s
            """,
            id=sender_id,
            pending=pending,
            count=profile.connection_count,
        )


async def _count_invitations(provider: Provider, account_id: str, most_pages: int = 20) -> int:
    total, cursor = 0, None
    for _ in range(most_pages):
        page = await provider.invitations(account_id, cursor)
        total += len(page.items)
        if (cursor := page.cursor) is None:
            break
    return total
