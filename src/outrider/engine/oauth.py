"""Access tokens of mailboxes at Google and Microsoft: refreshed before they end, by one process for all."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx

from outrider.channels.email import oauth
from outrider.channels.email.account import ImapEndpoint, OAuthToken, Secret, SmtpEndpoint
from outrider.errors import Unavailable
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.settings import Settings

# Apart from every other advisory lock of the installation.
_LOCK = 7_205_003
_TIMEOUT = 15.0

Endpoints = tuple[SmtpEndpoint, ImapEndpoint | None]


def client(settings: Settings, provider: str, redirect_uri: str = "") -> oauth.OAuthClient:
    """The operator's registration with a provider. Raises Unavailable when there is none."""
    id, key = {
        "google": (settings.google_client_id, settings.google_client_secret),
        "microsoft": (settings.microsoft_client_id, settings.microsoft_client_secret),
    }.get(provider, (None, None))
    secret = Secret(key.get_secret_value()) if key else None
    if not id:
        name = provider.upper()
        raise Unavailable(f"Set OUTRIDER_{name}_CLIENT_ID and OUTRIDER_{name}_CLIENT_SECRET first.", code="no_oauth_client")
    return oauth.OAuthClient(oauth.PROVIDERS[provider], id, secret, redirect_uri)


async def endpoints(core: Core, settings: Settings, workspace_id: int, sender: Sender) -> tuple[Endpoints, datetime | None]:
    """A sender's servers with credentials that work now, and until when (None: for good).

    Raises Unavailable ('oauth_failed') when the provider gives no token any more, Invalid when the sender has no server.
    """
    async with core.scope(workspace_id) as scope:
        token = await _token(scope, sender.id)
        if token and oauth.is_stale(token, scope.now):
            token = await _refreshed(scope, settings, sender.id)
        known = await senders.endpoints(scope, sender, **settings.mail_servers)
    return known, token.expires_at if token else None


async def _refreshed(scope: Scope, settings: Settings, sender_id: int) -> OAuthToken | None:
    await scope.run("SELECT pg_advisory_xact_lock(%(lock)s, %(id)s::int)", lock=_LOCK, id=sender_id % 2**31)
    token = await _token(scope, sender_id)
    if token is None or not oauth.is_stale(token, scope.now):
        return token  # another process was quicker
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT) as http:
            fresh = await oauth.refresh(http, client(settings, token.provider), token, scope.now)
    except oauth.OAuthError as error:
        if not error.permanent:
            return token  # it may still do; if not, the server says so and the sender is tried again later
        raise Unavailable(f"The mailbox must be connected again: {error.code}.", code="oauth_failed") from None
    await senders.set_secrets(scope, sender_id, {"oauth": to_secrets(fresh)})
    return fresh


async def _token(scope: Scope, sender_id: int) -> OAuthToken | None:
    kept = (await senders.credentials(scope, sender_id)).get("oauth")
    return from_secrets(kept) if kept else None


def to_secrets(token: OAuthToken) -> dict[str, Any]:
    """A token as it is kept among a sender's encrypted credentials."""
    return {
        "provider": token.provider,
        "access_token": token.access_token.get_secret_value(),
        "refresh_token": token.refresh_token.get_secret_value() if token.refresh_token else None,
        "expires_at": token.expires_at.isoformat(),
        "scope": token.scope,
    }


def from_secrets(kept: dict[str, Any]) -> OAuthToken:
    """The token that `to_secrets` kept."""
    refresh = kept.get("refresh_token")
    token = OAuthToken(
        kept["provider"], Secret(kept["access_token"]), None, datetime.fromisoformat(kept["expires_at"]), kept.get("scope") or ""
    )
    return replace(token, refresh_token=Secret(refresh)) if refresh else token
