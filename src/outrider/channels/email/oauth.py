"""OAuth 2 for mailboxes at Google and Microsoft: consent, code exchange, and refresh of the access token."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

import httpx

from outrider.channels.email.account import OAuthToken, Secret
from outrider.channels.http import Limits, ask, object_of
from outrider.errors import Invalid

LIMITS = Limits(connect=5, silence=10, seconds=15, bytes=256 * 1024)
# What is wrong with the request stays wrong; a limit or a failure of the provider passes, also where Google answers 400 to it
# (its own library tries these again). A secret that has ended (`invalid_client` of RFC 6749) is the operator's to renew.
_PASSING = ("temporarily_unavailable", "server_error", "internal_failure", "slow_down", "invalid_client")
# A token this close to its end is refreshed before it is used.
_MARGIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class OAuthProvider:
    """Where a provider's consent page and token endpoint are, and what to ask it for."""

    name: str
    authorize_url: str
    token_url: str
    scope: str
    extra: tuple[tuple[str, str], ...] = ()
    needed: str | None = None  # the part of the scope that people can leave out when they consent

    def in_tenant(self, tenant: str) -> "OAuthProvider":
        """For people of one Microsoft tenant: a registration for one organisation is not served at the addresses for all."""
        place, narrow = "/common/", f"/{tenant}/"
        authorize_url, token_url = (url.replace(place, narrow, 1) for url in (self.authorize_url, self.token_url))
        return replace(self, authorize_url=authorize_url, token_url=token_url)


GOOGLE = OAuthProvider(
    "google",
    "https://accounts.google.com/o/oauth2/v2/auth",
    "https://oauth2.googleapis.com/token",
    "https://mail.google.com/",
    # Without these Google gives no refresh token, or only the first time.
    (("access_type", "offline"), ("prompt", "consent")),
    needed="https://mail.google.com/",
)
MICROSOFT = OAuthProvider(
    "microsoft",
    "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    "offline_access https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All",
    (("prompt", "select_account"),),
)
PROVIDERS: dict[str, OAuthProvider] = {provider.name: provider for provider in (GOOGLE, MICROSOFT)}


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """The operator's registration with a provider. `secret` may be None for public clients."""

    provider: OAuthProvider
    client_id: str
    secret: Secret | None
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Send the person to `url`; keep `state` and `verifier` until they come back."""

    url: str
    state: str
    verifier: Secret


class OAuthError(Exception):
    """The provider returned no token. `permanent`: only the mailbox's owner can fix it, by consenting again; otherwise it may
    pass, or the operator's registration with the provider is at fault.
    """

    def __init__(self, code: str, detail: str, permanent: bool) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Person:
    """Whose mailbox a consent opened, as the provider says."""

    address: str
    name: str


# What makes a provider say whose mailbox it is, where that is not known before.
_IDENTITY = "openid email profile"


def begin(client: OAuthClient, login_hint: str | None = None, *, state: str | None = None, identify: bool = False) -> Consent:
    """Where to send the person who owns the mailbox (authorization code with PKCE, S256).

    `state`: what the provider hands back, random by default. `identify`: ask whose mailbox it is too.
    """
    state, verifier = state or secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": client.client_id,
        "redirect_uri": client.redirect_uri,
        "response_type": "code",
        "scope": f"{_IDENTITY} {client.provider.scope}" if identify else client.provider.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **dict(client.provider.extra),
    }
    if login_hint:
        query["login_hint"] = login_hint
    return Consent(f"{client.provider.authorize_url}?{urlencode(query)}", state, Secret(verifier))


async def exchange(
    http: httpx.AsyncClient, client: OAuthClient, code: str, verifier: Secret, now: datetime, limits: Limits = LIMITS
) -> OAuthToken:
    """The tokens for the code that the person came back with. Raises OAuthError."""
    return _token(client, await _redeem(http, client, code, verifier, limits), now)


async def exchange_identified(
    http: httpx.AsyncClient, client: OAuthClient, code: str, verifier: Secret, now: datetime, limits: Limits = LIMITS
) -> tuple[OAuthToken, Person]:
    """The tokens, and whose mailbox they open, after `begin(identify=True)`. Raises OAuthError."""
    body = await _redeem(http, client, code, verifier, limits)
    return _token(client, body, now), _person(body.get("id_token"))


async def _redeem(
    http: httpx.AsyncClient, client: OAuthClient, code: str, verifier: Secret, limits: Limits
) -> Mapping[str, object]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.redirect_uri,
        "code_verifier": verifier.get_secret_value(),
    }
    body = await _post(http, client, form, limits)
    granted, needed = body.get("scope"), client.provider.needed
    if needed and isinstance(granted, str) and needed not in granted.split():
        raise OAuthError("missing_scope", "access to mail was not granted: leave its box ticked", permanent=True)
    return body


def _person(id_token: object) -> Person:
    """What an ID token says. It came from the provider itself over TLS, so its signature need not be checked (OpenID Connect
    Core, 3.1.3.7). Raises OAuthError.
    """
    try:
        part = str(id_token).split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        address = claims.get("email") or claims.get("preferred_username")
        name = claims.get("name")
    except (IndexError, ValueError, AttributeError, RecursionError):
        address = name = None
    if not isinstance(address, str):
        raise OAuthError("no_address", "the provider does not say whose mailbox this is", permanent=True)
    return Person(address, name if isinstance(name, str) else "")


async def refresh(
    http: httpx.AsyncClient, client: OAuthClient, token: OAuthToken, now: datetime, limits: Limits = LIMITS
) -> OAuthToken:
    """A fresh access token, and the old refresh token unless the provider replaced it. Raises OAuthError.

    The scope is what was asked for at first, not what was granted: Microsoft's `offline_access`, without which no refresh token
    comes with the answer, is never named among the granted ones.
    """
    if token.refresh_token is None:
        raise OAuthError("no_refresh_token", "the mailbox must be connected again", permanent=True)
    form = {
        "grant_type": "refresh_token",
        "refresh_token": token.refresh_token.get_secret_value(),
        "scope": client.provider.scope,
    }
    fresh = _token(client, await _post(http, client, form, limits), now)
    return fresh if fresh.refresh_token else replace(fresh, refresh_token=token.refresh_token)


def is_stale(token: OAuthToken, now: datetime) -> bool:
    """Whether the access token should be refreshed before it is used."""
    return now >= token.expires_at - _MARGIN


async def _post(http: httpx.AsyncClient, client: OAuthClient, form: dict[str, str], limits: Limits) -> Mapping[str, object]:
    form = {"client_id": client.client_id} | form
    if client.secret is not None:
        form["client_secret"] = client.secret.get_secret_value()
    try:
        answer = await ask(http, "POST", client.provider.token_url, limits, data=form)
    except httpx.HTTPError as error:
        raise OAuthError("unreachable", type(error).__name__, permanent=False) from None
    body = object_of(answer)
    if body is None:
        raise OAuthError("malformed", f"status {answer.status_code}", permanent=False)
    if answer.status_code != 200 or "access_token" not in body:
        code = str(body.get("error", f"status_{answer.status_code}"))
        permanent = 400 <= answer.status_code < 500 and answer.status_code not in (408, 429) and code not in _PASSING
        raise OAuthError(code, str(body.get("error_description", ""))[:500], permanent)
    return body


def _token(client: OAuthClient, body: Mapping[str, object], now: datetime) -> OAuthToken:
    if now.tzinfo is None:
        raise Invalid("The current time must have a time zone.", field="now")
    try:
        lifetime = max(0, int(str(body.get("expires_in", 3600))))
    except (TypeError, ValueError):
        lifetime = 3600
    refresh_token = body.get("refresh_token")
    return OAuthToken(
        provider=client.provider.name,
        access_token=Secret(str(body["access_token"])),
        refresh_token=Secret(str(refresh_token)) if refresh_token else None,
        expires_at=now + timedelta(seconds=lifetime),
        scope=str(body.get("scope") or ""),
    )
