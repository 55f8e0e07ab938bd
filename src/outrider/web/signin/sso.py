"""Single sign-on at an OpenID Connect provider: authorization code with PKCE. The identity token's signature, audience, age and
nonce are checked. The state of a sign-in is kept in an encrypted cookie.
"""

import base64
import hashlib
import secrets
from dataclasses import asdict, dataclass
from urllib.parse import quote_plus, urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.channels.http import authorities
from outrider.errors import Forbidden, Invalid, NotFound, Unavailable
from outrider.outreach.tenancy import identities, sessions
from outrider.settings import Settings
from outrider.web.kit import sealed, security
from outrider.web.kit.guest import Guest, entered, plain, where_to
from outrider.web.kit.text import _
from outrider.web.kit.visit import Site, device_of

COOKIE = "outrider_sso"
SECONDS = 600
TIMEOUT = 10.0  # seconds, timeout of requests to the provider
SCOPE = "openid email profile"
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY = 60  # seconds of allowed clock skew


class Provider(BaseModel):
    """The parts of the provider's metadata that we use; what may be left out, with what OpenID Connect Discovery says of it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]


class Tokens(BaseModel):
    """The parts of the token response that we use."""

    id_token: str
    access_token: str = ""


class Person(BaseModel):
    """Who someone is. Microsoft Entra has no `email_verified`: `xms_edov` says that the address's domain is its owner's."""

    sub: str
    email: str = ""
    email_verified: bool = False
    xms_edov: bool = False

    @property
    def vouched_for(self) -> bool:
        return self.email_verified or self.xms_edov


class Claims(Person):
    """The required claims of an identity token."""

    iss: str
    aud: str | list[str]
    exp: float
    nonce: str


@dataclass(frozen=True, slots=True)
class Begun:
    """One sign-in in progress."""

    state: str
    nonce: str
    verifier: str
    next: str


def label(settings: Settings) -> str | None:
    """The button's label; None if no provider is configured."""
    return settings.oidc_name if settings.oidc_issuer and settings.oidc_client_id else None


def _back(guest: Guest) -> str:
    return (guest.site.settings.public_url or str(guest.request.base_url)).rstrip("/") + "/sign-in/sso/back"


async def _provider(http: httpx.AsyncClient, issuer: str) -> Provider:
    answer = await http.get(issuer + "/.well-known/openid-configuration")
    answer.raise_for_status()
    found = Provider.model_validate(answer.json())
    if found.issuer.rstrip("/") != issuer:
        raise Unavailable(_("The sign-on provider's issuer is not the one configured here."))
    return found


def _issuer(guest: Guest) -> str:
    if label(guest.site.settings) is None or guest.site.settings.oidc_issuer is None:
        raise NotFound(_("Single sign-on is not set up here."))
    return guest.site.settings.oidc_issuer


async def begin(guest: Guest) -> Response:
    """Redirect to the provider."""
    issuer = _issuer(guest)
    begun = Begun(*(secrets.token_urlsafe(32) for _n in range(3)), next=where_to(guest.request.query_params.get("next", "")))
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT, verify=authorities()) as http:
            provider = await _provider(http, issuer)
    except (httpx.HTTPError, ValueError) as error:
        raise Unavailable(_("The sign-on provider is not responding. Try again, or use your password.")) from error
    challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": guest.site.settings.oidc_client_id,
        "redirect_uri": _back(guest),
        "scope": SCOPE,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    url = provider.authorization_endpoint + ("&" if "?" in provider.authorization_endpoint else "?") + urlencode(query)
    response = RedirectResponse(url, 303)
    kept = sealed.seal(guest.site.core, COOKIE, asdict(begun), SECONDS)
    secure = security.is_secure(guest.request, guest.site.settings.public_url)
    security.keep(response, COOKIE, kept, secure=secure, seconds=SECONDS)
    return response


async def back(guest: Guest) -> Response:
    """Handle the provider's redirect: exchange the code, verify the identity, start the session."""
    issuer, begun, query = _issuer(guest), _begun(guest), guest.request.query_params
    if begun is None or not secrets.compare_digest(query.get("state", "").encode(), begun.state.encode()):
        raise Forbidden(_("This response does not belong to a sign-in from this browser. Start again."))
    if "code" not in query:
        raise Forbidden(_("The provider did not sign you in: {reason}.").format(reason=query.get("error", "no code")[:100]))
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT, verify=authorities()) as http:
            provider = await _provider(http, issuer)
            tokens = await _exchange(guest, http, provider, query["code"], begun.verifier)
            keys = await http.get(provider.jwks_uri)
            decoded = jwt.decode(tokens.id_token, KeySet.import_key_set(keys.json()), algorithms=ALGORITHMS)
            claims = Claims.model_validate(decoded.claims)
            person = await _person(http, provider, tokens, claims)
    except (JoseError, ValueError) as error:
        raise Invalid(_("The provider's response could not be verified. Start again.")) from error
    except httpx.HTTPError as error:
        raise Unavailable(_("The sign-on provider is not responding. Try again, or use your password.")) from error
    _check(guest, claims, provider, begun)
    user_id = await identities.enter(guest.site.core, claims.iss, claims.sub, email=person.email, verified=person.vouched_for)
    session = await sessions.begin(guest.site.core, user_id, "sso", device_of(guest.request))
    response = entered(guest, session, begun.next)
    response.delete_cookie(COOKIE, path="/")
    return response


async def _exchange(guest: Guest, http: httpx.AsyncClient, provider: Provider, code: str, verifier: str) -> Tokens:
    """Exchange a code for the tokens."""
    settings = guest.site.settings
    id = settings.oidc_client_id or ""
    secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _back(guest),
        "code_verifier": verifier,
        "client_id": id,
    }
    auth: httpx.BasicAuth | None = None
    if secret and "client_secret_basic" in provider.token_endpoint_auth_methods_supported:
        auth = httpx.BasicAuth(quote_plus(id), quote_plus(secret))  # encoded as in a form: RFC 6749, 2.3.1
    elif secret:
        form["client_secret"] = secret
    answer = await http.post(provider.token_endpoint, data=form, auth=auth or httpx.USE_CLIENT_DEFAULT)
    answer.raise_for_status()
    return Tokens.model_validate(answer.json())


async def _person(http: httpx.AsyncClient, provider: Provider, tokens: Tokens, claims: Claims) -> Person:
    """Who signed in. Providers may name the address in the identity token; where they must is the UserInfo endpoint (OpenID
    Connect Core, 5.4). What it says of another subject is not believed (5.3.2).
    """
    if claims.email or provider.userinfo_endpoint is None or not tokens.access_token:
        return claims
    answer = await http.get(provider.userinfo_endpoint, headers={"Authorization": f"Bearer {tokens.access_token}"})
    answer.raise_for_status()
    found = Person.model_validate(answer.json())
    return found if found.sub == claims.sub else claims


def _check(guest: Guest, claims: Claims, provider: Provider, begun: Begun) -> None:
    audiences = [claims.aud] if isinstance(claims.aud, str) else claims.aud
    now = guest.site.core.clock.now().timestamp()
    if (
        claims.iss != provider.issuer
        or guest.site.settings.oidc_client_id not in audiences
        or claims.exp < now - _LEEWAY
        or not secrets.compare_digest(claims.nonce.encode(), begun.nonce.encode())
    ):
        raise Forbidden(_("The provider's response is for another user or has expired. Start again."))


def _begun(guest: Guest) -> Begun | None:
    kept = sealed.opened(guest.site.core, COOKIE, guest.request.cookies.get(COOKIE, ""))
    return Begun(**kept) if kept else None


def routes(site: Site) -> list[Route]:
    """The routes of single sign-on."""
    return [plain(site, "/sign-in/sso", begin), plain(site, "/sign-in/sso/back", back)]
