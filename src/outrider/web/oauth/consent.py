"""The consent page: which agent asks, where the response goes, what it may do, and in which workspace."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from pydantic import BaseModel, ValidationError
from starlette.responses import RedirectResponse, Response

from outrider import dialects
from outrider.channels import document
from outrider.dialects.kit.scopes import scopes as scopes_of
from outrider.errors import Forbidden, Invalid, OutriderError
from outrider.mcp.addresses import EVERYTHING, READING, Place, base_url, is_whole_installation, place_of_resource
from outrider.outreach.base.scope import Actor, Mode
from outrider.outreach.tenancy import oauth, oauth_clients, teams
from outrider.outreach.tenancy.oauth import Consent
from outrider.outreach.tenancy.oauth_clients import Client
from outrider.outreach.tenancy.sessions import Visitor
from outrider.web.kit import security
from outrider.web.kit.guest import Guest
from outrider.web.kit.text import _
from outrider.web.kit.visit import device_of, signed_in, to_sign_in

LONGEST_QUERY = 4000  # characters
MOST_SCOPES = 50
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
Fetch = Callable[[str], Awaitable[object]]


class Document(BaseModel):
    """The parts of a client's metadata document that we use."""

    client_id: str
    redirect_uris: list[str]
    client_name: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A valid authorization request. `place` is None if the client names no resource."""

    client: Client
    redirect_uri: str
    state: str | None
    challenge: str
    scopes: Sequence[str]
    place: Place | None

    @property
    def modes(self) -> Sequence[Mode]:
        """The modes to choose from, the safest first."""
        reads = self.place is not None and self.place.read_only
        return [Mode.READ] if reads or list(self.scopes) == [READING] else [Mode.READ, Mode.APPROVE, Mode.FREE]


class Refused(Exception):
    """The client gets an error response. `error`: the OAuth error code."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.error, self.message = error, message


@dataclass(frozen=True, slots=True)
class View:
    """`goes_to`: the redirect target in readable form. `systems`: the choices, if the client names none."""

    client: str
    published_by: str | None
    goes_to: str
    is_local: bool
    system: str | None
    systems: Sequence[tuple[str, str]]
    scopes: Sequence[str]
    modes: Sequence[Mode]
    places: Sequence[tuple[int, str]]
    query: str
    user: str
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    error: str | None = None


async def client_of(guest: Guest, client_id: str, fetch: Fetch = document.fetch) -> Client:
    """The requesting client. A metadata document is fetched at most once an hour. Raises Invalid, RateLimited, Unavailable."""
    core = guest.site.core
    if found := await oauth_clients.find(core, client_id):
        return found
    if not oauth_clients.is_document(client_id):
        raise Invalid(_("This client is not registered here. Remove the connection in the program and add it again."))
    oauth_clients.check_document_address(client_id)
    await guest.throttle("client-document", urlsplit(client_id).netloc, limit=30)
    try:
        said = Document.model_validate(await fetch(client_id))
    except ValidationError:
        raise Invalid(_("The client's metadata document lacks client_id or redirect_uris.")) from None
    if said.client_id != client_id:
        raise Invalid(_("The client's metadata document names another client id."))
    client = oauth_clients.described(client_id, said.client_name, said.redirect_uris)
    await oauth_clients.keep(core, client)
    return client


async def _recognised(guest: Guest) -> tuple[Client, str]:
    """The client and its redirect URI. Errors here are shown to the person, never redirected."""
    query = guest.request.query_params
    if len(guest.request.url.query) > LONGEST_QUERY:
        raise Invalid(_("The request is too long."))
    if twice := next((name for name in query if len(query.getlist(name)) > 1), None):
        raise Invalid(_("The parameter {name} is present more than once.").format(name=twice[:50]))
    client = await client_of(guest, query.get("client_id", ""))
    redirect_uri = query.get("redirect_uri") or (client.redirect_uris[0] if len(client.redirect_uris) == 1 else "")
    if not client.redirects_to(redirect_uri):
        raise Invalid(_("The redirect_uri is not one that the client registered."))
    return client, oauth_clients.check_redirect(redirect_uri)


def _asked(guest: Guest, client: Client, redirect_uri: str) -> Asked:
    query = guest.request.query_params
    if query.get("response_type") != "code":
        raise Refused("unsupported_response_type", "The response_type must be code.")
    if query.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(query.get("code_challenge", "")):
        raise Refused("invalid_request", "PKCE is required: send a code_challenge with the method S256.")
    place = None
    base = base_url(guest.request.scope, guest.site.settings.public_url)
    if "resource" in query and not is_whole_installation(query["resource"], base):
        place = place_of_resource(query["resource"], base)
        if place is None:
            raise Refused("invalid_target", "This installation serves no agent tools at that resource.")
    words = [word for word in query.get("scope", "").split() if word not in oauth.OPENID_SCOPES]
    scopes = [EVERYTHING] if EVERYTHING in words or not words else sorted(set(words))
    known = scopes_of(app.built() for app in guest.site.apps.values()) if scopes != [EVERYTHING] else ()
    if len(scopes) > MOST_SCOPES or any(word not in known for word in scopes if word != EVERYTHING):
        raise Refused("invalid_scope", f"Scopes are {EVERYTHING}, {READING}, or noun:verb such as leads:read.")
    return Asked(client, redirect_uri, query.get("state"), query["code_challenge"], scopes, place)


def _back(guest: Guest, redirect_uri: str, **answer: str | None) -> Response:
    """Redirect to the client with the response."""
    base = base_url(guest.request.scope, guest.site.settings.public_url)
    given = {name: value for name, value in answer.items() if value is not None} | {"iss": base}
    if (state := guest.request.query_params.get("state")) is not None:
        given["state"] = state
    to = redirect_uri + ("&" if "?" in redirect_uri else "?") + urlencode(given)
    return RedirectResponse(to, 303, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


async def _page(guest: Guest, visitor: Visitor, asked: Asked, error: str | None = None) -> Response:
    places = [(p.id, p.name) for p in await _places(guest, visitor)]
    view = View(
        client=asked.client.name,
        published_by=urlsplit(asked.client.id).hostname if asked.client.is_document else None,
        goes_to=_shown(asked.redirect_uri),
        is_local=oauth_clients.is_loopback(urlsplit(asked.redirect_uri).hostname),
        system=dialects.load(asked.place.dialect).title if asked.place else None,
        systems=[] if asked.place else [(d.name, d.title) for d in dialects.available()],
        scopes=asked.scopes,
        modes=asked.modes,
        places=places,
        query=guest.request.url.query,
        user=visitor.email,
        given={name: guest.text(name) for name in ("workspace", "mode", "system")},
        error=error,
    )
    headers = {"Content-Security-Policy": _policy(asked.redirect_uri), "Referrer-Policy": "same-origin"}
    return guest.render("oauth/consent.html", view, status=422 if error else 200, headers=headers)


async def _places(guest: Guest, visitor: Visitor) -> list[teams.Place]:
    """The workspaces that the visitor manages, to which they may connect agents."""
    core = guest.site.core
    found = await teams.places_of(core, visitor.user_id)
    access = [await teams.access_of(core, visitor.user_id, place.id) for place in found]
    return [place for place, held in zip(found, access, strict=True) if held is not None and held.manages]


def _shown(redirect_uri: str) -> str:
    parts = urlsplit(redirect_uri)
    return parts.netloc if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def _policy(redirect_uri: str) -> str:
    """The content policy. Browsers apply form-action to redirects as well, so it includes the redirect target."""
    parts = urlsplit(redirect_uri)
    target = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"
    return security.POLICY.replace("form-action 'self'", f"form-action 'self' {target}")


async def show(guest: Guest) -> Response:
    """Show the consent page to a signed-in person."""
    visitor = await signed_in(guest.site, guest.request)
    if visitor is None:
        return to_sign_in(guest.request)
    client, redirect_uri = await _recognised(guest)
    try:
        asked = await asyncio.to_thread(_asked, guest, client, redirect_uri)
    except Refused as error:
        return _back(guest, redirect_uri, error=error.error, error_description=error.message)
    return await _page(guest, visitor, asked)


async def decide(guest: Guest) -> Response:
    """Send the person's decision to the client."""
    visitor = await signed_in(guest.site, guest.request)
    if visitor is None:
        raise Forbidden(_("You are no longer signed in. Start again in the program."))
    client, redirect_uri = await _recognised(guest)
    try:
        asked = await asyncio.to_thread(_asked, guest, client, redirect_uri)
    except Refused as error:
        return _back(guest, redirect_uri, error=error.error, error_description=error.message)
    if guest.text("decision") != "allow":
        return _back(guest, redirect_uri, error="access_denied", error_description="The user denied the request.")
    try:
        code = await _allow(guest, visitor, asked)
    except OutriderError as error:
        return await _page(guest, visitor, asked, error.message)
    return _back(guest, redirect_uri, code=code)


async def _allow(guest: Guest, visitor: Visitor, asked: Asked) -> str:
    core = guest.site.core
    workspace, mode = guest.text("workspace"), guest.text("mode")
    place = next((p for p in await _places(guest, visitor) if str(p.id) == workspace), None)
    if place is None:
        raise Invalid(_("Choose a workspace that you manage."), field="workspace")
    if mode not in asked.modes:
        raise Invalid(_("Choose what the agent may do."), field="mode")
    audience = asked.place.dialect if asked.place else guest.text("system")
    if audience not in dialects.ALL:
        raise Invalid(_("Choose which system's tools the agent uses."), field="system")
    device = device_of(guest.request)
    consent = Consent(
        asked.client.id,
        asked.client.name,
        asked.redirect_uri,
        asked.challenge,
        audience,
        asked.scopes,
        Mode(mode),
        place.id,
        visitor.user_id,
    )
    async with core.scope(place.id, Actor("web", visitor.user_id, ip=device.ip, user_agent=device.user_agent)) as scope:
        return await oauth.give_code(scope, asked.client, consent)
