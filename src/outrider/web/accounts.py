"""The pages behind the links in the installation's own mail: confirm an address, set a password, accept an invitation.

A GET changes nothing: mail scanners follow links.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import registration
from outrider.outreach.tenancy.logins import MIN_PASSWORD
from outrider.web.recipients import page

MOST = 1000
_PASSWORD = (
    f'<p><label>New password <input type="password" name="password" minlength="{MIN_PASSWORD}" maxlength="{MOST}" required'
    ' autocomplete="new-password"></label></p>'
)


def _form(button: str, inside: str = "") -> str:
    return f'<form method="post">{inside}<button>{button}</button></form>'


def _gone() -> HTMLResponse:
    return page("Not valid", "This link is not valid any more. Ask for a new one.", status=404)


async def _password(request: Request) -> str:
    async with request.form(max_fields=5) as form:
        value = form.get("password")
    return value[: MOST + 1] if isinstance(value, str) else ""


def routes(core: Core) -> list[Route]:
    """Routes under the root of the public URL."""

    async def confirm(request: Request) -> Response:
        token = request.path_params["token"]
        if request.method == "POST":
            try:
                await registration.confirm(core, token)
            except Invalid:
                return _gone()
            return page("Thank you", "Your email address is confirmed.")
        if not await registration.is_open(core, token, "confirm"):
            return _gone()
        return page("Confirm your email address", "Is this address yours?", form=_form("Confirm"))

    async def reset(request: Request) -> Response:
        token = request.path_params["token"]
        said = "It works from now on, instead of the old one."
        if request.method == "POST":
            try:
                await registration.reset(core, token, await _password(request))
            except Invalid as error:
                if error.code == "bad_token":
                    return _gone()
                said = error.message
            else:
                return page("Done", "Your new password is set.")
        if not await registration.is_open(core, token, "reset"):
            return _gone()
        return page("Set a new password", escape(said), form=_form("Set password", _PASSWORD))

    async def invite(request: Request) -> Response:
        token = request.path_params["token"]
        invitation = await registration.look_at_invitation(core, token)
        if invitation is None:
            return _gone()
        said = f"{invitation.email} is invited to the team {invitation.workspace_name}."
        if request.method == "POST":
            try:
                await registration.accept(core, token, await _password(request))
            except (Invalid, Conflict) as error:
                if error.code == "bad_token":
                    return _gone()
                said = error.message
            else:
                return page("Welcome", f"You are a member of {escape(invitation.workspace_name)} now.")
        return page("Join?", escape(said), form=_form("Accept", _PASSWORD if invitation.needs_password else ""))

    return [
        Route("/account/confirm/{token}", confirm, methods=["GET", "POST"]),
        Route("/account/reset/{token}", reset, methods=["GET", "POST"]),
        Route("/account/invite/{token}", invite, methods=["GET", "POST"]),
    ]
