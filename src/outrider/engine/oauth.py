"""Access tokens of mailboxes at Google and Microsoft: refreshed before they expire, by one process at a time."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from outrider.channels import http
from outrider.channels.email import oauth
from outrider.channels.email.account import ImapEndpoint, OAuthToken, Secret, SmtpEndpoint
from outrider.errors import Unavailable
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.senders import consents, senders
from outrider.outreach.senders.kept import KeptToken, Secrets
from outrider.outreach.senders.senders import Sender
from outrider.settings import Settings

# Key in a sender's secrets: until when one process has the exclusive right to refresh the token.
_LEASE = "oauth_refresh_until"
_LEASE_SECONDS = 30.0
# A process without a usable token polls until the lease must have expired.
_LOOK_SECONDS = 0.5
_LOOKS = 80

Endpoints = tuple[SmtpEndpoint, ImapEndpoint | None]


async def endpoints(core: Core, settings: Settings, workspace_id: int, sender: Sender) -> tuple[Endpoints, datetime | None]:
    """A sender's servers with valid credentials, and their expiry (None: they do not expire).

    Raises Unavailable: 'oauth_failed' if the provider no longer issues tokens, 'oauth_unavailable' if it issues none at present;
    Invalid if the sender has no server.
    """
    async with core.scope(workspace_id) as scope:
        kept = await senders.credentials(scope, sender.id)
    token = from_kept(kept)
    if token is not None and oauth.is_stale(token, core.clock.now()):
        token = await _fresh(core, settings, workspace_id, sender.id)
        kept = Secrets({**kept, "oauth": to_secrets(token)}) if token else Secrets()
    return senders.endpoints_from(sender.connection, kept, **settings.mail_servers), token.expires_at if token else None


async def _fresh(core: Core, settings: Settings, workspace_id: int, sender_id: int) -> OAuthToken | None:
    """The refreshed token, from here or another process. No database connection is held during the provider's request."""
    token = None
    for _ in range(_LOOKS):
        async with core.scope(workspace_id) as scope:
            token, leased = await _lease(scope, sender_id, core.clock.real(_LEASE_SECONDS))
            stale = token is not None and oauth.is_stale(token, scope.now)
            usable = token is not None and token.expires_at > scope.now
        if token is None or not stale:
            return token  # another process has refreshed it
        if leased:
            return await _refreshed(core, settings, workspace_id, sender_id, token)
        if usable:
            return token  # another process is refreshing it
        await asyncio.sleep(_LOOK_SECONDS)
    return token


async def _lease(scope: Scope, sender_id: int, lease: timedelta) -> tuple[OAuthToken | None, bool]:
    """The stored token, and whether this process may refresh it."""
    await _lock(scope, sender_id)
    kept = await senders.credentials(scope, sender_id)
    token = from_kept(kept)
    if token is None or not oauth.is_stale(token, scope.now):
        return token, False
    until = kept.get(_LEASE)
    if until and datetime.fromisoformat(until) > scope.now:
        return token, False
    await senders.set_secrets(scope, sender_id, {_LEASE: (scope.now + lease).isoformat()})
    return token, True


async def _refreshed(core: Core, settings: Settings, workspace_id: int, sender_id: int, token: OAuthToken) -> OAuthToken:
    """A new token, stored unless the mailbox was reconnected meanwhile. A temporary failure keeps the old one, while it is good:
    a server would count a login with one that has ended against the mailbox.
    """
    fresh: OAuthToken | None = None
    failure = ""
    try:
        async with http.client(oauth.LIMITS) as client_:
            fresh = await oauth.refresh(client_, consents.client(settings, token.provider), token, core.clock.now())
    except oauth.OAuthError as error:
        if error.permanent:
            raise Unavailable(f"The mailbox must be connected again: {error.code}.", code="oauth_failed") from None
        failure = error.code
    finally:
        async with core.scope(workspace_id) as scope:
            await _lock(scope, sender_id)
            kept = from_kept(await senders.credentials(scope, sender_id))
            unchanged = kept is not None and kept.access_token == token.access_token
            found = {"oauth": to_secrets(fresh)} if fresh and unchanged else {}
            await senders.set_secrets(scope, sender_id, {_LEASE: None, **found})
    found_token = fresh if fresh and unchanged else kept or token
    if failure and found_token.expires_at <= core.clock.now():
        raise Unavailable(f"The mailbox's provider gives no access at present: {failure}.", code="oauth_unavailable")
    return found_token


async def _lock(scope: Scope, sender_id: int) -> None:
    await scope.run(
        "SELECT id FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE", id=sender_id
    )


def from_kept(secrets: Secrets) -> OAuthToken | None:
    """The token in a sender's credentials."""
    kept = secrets.get("oauth")
    return from_secrets(kept) if kept else None


def to_secrets(token: OAuthToken) -> KeptToken:
    """A token in the form stored in a sender's encrypted credentials."""
    return {
        "provider": token.provider,
        "access_token": token.access_token.get_secret_value(),
        "refresh_token": token.refresh_token.get_secret_value() if token.refresh_token else None,
        "expires_at": token.expires_at.isoformat(),
        "scope": token.scope,
    }


def from_secrets(kept: KeptToken) -> OAuthToken:
    """The inverse of `to_secrets`."""
    refresh = kept.get("refresh_token")
    token = OAuthToken(
        kept["provider"], Secret(kept["access_token"]), None, datetime.fromisoformat(kept["expires_at"]), kept.get("scope") or ""
    )
    return replace(token, refresh_token=Secret(refresh)) if refresh else token
