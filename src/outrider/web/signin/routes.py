"""Sign in with a password (and a second factor), or with a single-use link; sign out; forgotten passwords."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.errors import Invalid, OutriderError, RateLimited, Unauthorized
from outrider.outreach.base.scope import Actor
from outrider.outreach.tenancy import factors, installation, registration, sessions, teams, users
from outrider.web.kit import security
from outrider.web.kit.guest import MAX_NEXT, Guest, entered, plain, where_to
from outrider.web.kit.visit import Site, device_of, signed_in
from outrider.web.signin import mails, sso
from outrider.web.signin.mails import Gone

LAST = "outrider_workspace"  # the workspace this browser last visited


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form; `ended`: whether a session has ended meanwhile; `single_sign_on`: the label of that button, if configured."""

    next: str
    email: str = ""
    error: str | None = None
    single_sign_on: str | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A form with one field. `mails`: whether the installation sends its own mail."""

    error: str | None = None
    email: str = ""
    sent: bool = False
    mails: bool = True


async def start(guest: Guest) -> Response:
    """The root URL: redirect to the last visited workspace or the first one; guests sign in."""
    visitor = await signed_in(guest.site, guest.request)
    if visitor is None:
        return RedirectResponse("/sign-in", 303)
    places = await teams.places_of(guest.site.core, visitor.user_id)
    last = guest.request.cookies.get(LAST, "")
    place = next((p for p in places if str(p.id) == last), places[0] if places else None)
    if place is None:
        return guest.render("signin/nowhere.html", status=403)
    return RedirectResponse(f"/w/{place.id}/", 303)


def _form(
    guest: Guest, wanted: str, email: str = "", error: str | None = None, status: int = 200, *, ended: bool = False
) -> Response:
    view = SignIn(where_to(wanted), email, error, sso.label(guest.site.settings), ended)
    return guest.render("signin/sign_in.html", view, status=status)


async def show(guest: Guest) -> Response:
    if await signed_in(guest.site, guest.request):
        return RedirectResponse(where_to(guest.request.query_params.get("next", "")), 303)
    asked = guest.request.query_params
    return _form(guest, asked.get("next", ""), ended="ended" in asked)


async def sign_in(guest: Guest) -> Response:
    """Check the password, then start the session or ask for the second factor."""
    core, email, wanted = guest.site.core, guest.text("email"), where_to(guest.text("next", MAX_NEXT))
    try:
        await guest.throttle("sign-in", email)
        user = await users.check_password(core, email, guest.secret("password"))
    except (Unauthorized, RateLimited) as error:
        return _form(guest, wanted, email, error.message, 429 if isinstance(error, RateLimited) else 401)
    pending = await factors.has(core, user.id)
    token = await sessions.begin(core, user.id, "password", device_of(guest.request), pending=pending)
    return entered(guest, token, "/sign-in/code?" + urlencode({"next": wanted}) if pending else wanted)


async def show_code(guest: Guest) -> Response:
    return guest.render("signin/code.html", SignIn(where_to(guest.request.query_params.get("next", ""))))


async def give_code(guest: Guest) -> Response:
    """Check the second factor: an authenticator code or a recovery code."""
    core, token = guest.site.core, guest.request.cookies.get(security.SESSION, "")
    visitor = await sessions.recognise(core, token)
    if visitor is None or not visitor.pending:
        return RedirectResponse("/sign-in", 303)
    wanted = where_to(guest.text("next", MAX_NEXT))
    try:
        await guest.throttle("code", str(visitor.user_id), limit=6)
        await factors.check(core, visitor.user_id, guest.text("code"))
        fresh = await sessions.complete(core, token)
    except OutriderError as error:
        return guest.render("signin/code.html", SignIn(wanted, error=error.message), status=401)
    return entered(guest, fresh, wanted)


async def show_link(guest: Guest) -> Response:
    """Show a form for the link. A GET does not use the link up; a script submits the form immediately."""
    if not await registration.is_open(guest.site.core, guest.request.path_params["token"], "sign_in"):
        return await _gone(guest)
    return guest.render("signin/link.html")


async def _gone(guest: Guest) -> Response:
    owner = await installation.owner(guest.site.core)
    return guest.render("signin/gone.html", Gone(owner is not None and not owner.claimed), status=404)


async def use_link(guest: Guest) -> Response:
    """Sign in with the single-use link printed by the command line."""
    try:
        user_id = await sessions.redeem_link(guest.site.core, guest.request.path_params["token"])
    except Invalid:
        return await _gone(guest)
    token = await sessions.begin(guest.site.core, user_id, "link", device_of(guest.request))
    return entered(guest, token, "/")


async def sign_out(guest: Guest) -> Response:
    """End this browser's session."""
    if visitor := await sessions.recognise(guest.site.core, guest.request.cookies.get(security.SESSION, "")):
        await sessions.end(guest.site.core, visitor.user_id, visitor.session_id)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(security.SESSION, path="/")
    return response


async def show_forgotten(guest: Guest) -> Response:
    return guest.render("signin/forgotten.html", Asking())


async def forgotten(guest: Guest) -> Response:
    """Send the reset mail. The response is the same whether or not the user exists."""
    email = guest.text("email")
    try:
        await guest.throttle("forgotten", email, limit=5)
    except RateLimited as error:
        return guest.render("signin/forgotten.html", Asking(error.message, email), status=429)
    # The engine looks the user up later, so that this takes the same time for every address.
    workspace_id = await teams.home_of(guest.site.core, email) or await teams.first(guest.site.core)
    if workspace_id is not None:
        async with guest.site.core.scope(workspace_id, Actor("web")) as scope:
            await registration.ask_for_reset(scope, email)
    return guest.render(
        "signin/forgotten.html", Asking(email=email, sent=True, mails=guest.site.settings.system_smtp_url is not None)
    )


def routes(site: Site) -> list[Route]:
    """All routes of this subject."""
    return [
        plain(site, "/sign-in", show),
        plain(site, "/sign-in", sign_in, ("POST",)),
        plain(site, "/sign-in/code", show_code),
        plain(site, "/sign-in/code", give_code, ("POST",)),
        plain(site, "/sign-in/link/{token}", show_link),
        plain(site, "/sign-in/link/{token}", use_link, ("POST",)),
        plain(site, "/sign-out", sign_out, ("POST",)),
        plain(site, "/forgotten", show_forgotten),
        plain(site, "/forgotten", forgotten, ("POST",)),
        *mails.routes(site),
        *sso.routes(site),
    ]
