"""Pages behind links in the installation's own mail: confirm an address, set a password, accept an invitation.

A GET changes nothing, because mail scanners follow links.
"""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from outrider.errors import Conflict, Invalid
from outrider.outreach.tenancy import factors, registration, sessions
from outrider.outreach.tenancy.logins import MIN_PASSWORD
from outrider.web.kit.guest import Guest, entered, plain
from outrider.web.kit.text import _
from outrider.web.kit.visit import Site, device_of

MOST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Question:
    """A page that asks for one thing, with or without a new password. `name`: that of someone who is new here, who may change
    it; None: it is not asked for.
    """

    title: str
    text: str
    button: str
    asks_password: bool = False
    name: str | None = None
    error: str | None = None
    shortest: int = MIN_PASSWORD


@dataclass(frozen=True, slots=True)
class Answer:
    """A page that confirms the result."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A link that no longer works. `restart`: a new one is printed when the installation starts again."""

    restart: bool


def _ask(guest: Guest, question: Question) -> Response:
    return guest.render("signin/question.html", question, status=400 if question.error else 200)


def _gone(guest: Guest) -> Response:
    return guest.render("signin/gone.html", Gone(restart=False), status=404)


async def confirm(guest: Guest) -> Response:
    token, core = guest.request.path_params["token"], guest.site.core
    if guest.request.method == "POST":
        try:
            await registration.confirm(core, token)
        except Invalid:
            return _gone(guest)
        return guest.render("signin/answer.html", Answer(_("Thank you"), _("Your email address has been confirmed.")))
    if not await registration.is_open(core, token, "confirm"):
        return _gone(guest)
    return _ask(guest, Question(_("Confirm your email address"), _("Is this address yours?"), _("Confirm")))


async def reset(guest: Guest) -> Response:
    token, core, error = guest.request.path_params["token"], guest.site.core, None
    if guest.request.method == "POST":
        try:
            await registration.reset(core, token, guest.secret("password"))
        except Invalid as invalid:
            if invalid.code == "bad_token":
                return _gone(guest)
            error = invalid.message
        else:
            said = _("Your password has been changed. All other sessions have been signed out.")
            return guest.render("signin/answer.html", Answer(_("Done"), said))
    if not await registration.is_open(core, token, "reset"):
        return _gone(guest)
    text = _("It replaces the old one immediately.")
    return _ask(guest, Question(_("Set a new password"), text, _("Set password"), asks_password=True, error=error))


async def invite(guest: Guest) -> Response:
    """Join a workspace. Someone who is new here is signed in by that."""
    token, core, error = guest.request.path_params["token"], guest.site.core, None
    invitation = await registration.look_at_invitation(core, token)
    if invitation is None:
        return _gone(guest)
    if guest.request.method == "POST":
        try:
            user_id = await registration.accept(core, token, guest.secret("password"), guest.text("full_name", MOST_NAME))
        except (Invalid, Conflict) as refused:
            if refused.code == "bad_token":
                return _gone(guest)
            error = refused.message
        else:
            if invitation.needs_password:
                pending = await factors.has(core, user_id)
                session = await sessions.begin(core, user_id, "password", device_of(guest.request), pending=pending)
                return entered(guest, session, "/sign-in/code" if pending else "/")
            said = _("You are now a member of {name}.").format(name=invitation.workspace_name)
            return guest.render("signin/answer.html", Answer(_("Welcome"), said))
    title = _("Join {name}").format(name=invitation.workspace_name)
    text = _("The invitation is for {email}.").format(email=invitation.email)
    name = guest.text("full_name", MOST_NAME) or invitation.full_name if invitation.needs_password else None
    return _ask(guest, Question(title, text, _("Accept"), invitation.needs_password, name, error))


def routes(site: Site) -> list[Route]:
    """Routes under the root of the public URL."""
    pages = {"confirm": confirm, "reset": reset, "invite": invite}
    return [plain(site, f"/account/{name}/{{token}}", handler, ("GET", "POST")) for name, handler in pages.items()]
