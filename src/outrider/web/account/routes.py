"""The page of the user's own account, and its actions. Security settings ask for the password again."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from markupsafe import Markup
from starlette.responses import Response

from outrider.errors import Invalid, OutriderError, Unauthorized
from outrider.outreach.base import limits
from outrider.outreach.tenancy import factors, registration, sessions, users
from outrider.outreach.tenancy.factors import Enrolling
from outrider.outreach.tenancy.logins import MIN_PASSWORD
from outrider.outreach.tenancy.sessions import Session
from outrider.web.kit import security
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, device_of, page

_MOST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Account:
    """`enrolling`: an authenticator app is being set up; `recovery`: its recovery codes, shown once after set-up."""

    sessions: Sequence[Session]
    has_factor: bool
    shortest: int = MIN_PASSWORD
    enrolling: Enrolling | None = None
    recovery: Sequence[str] = ()
    errors: dict[str, str] | None = None

    @property
    def drawing(self) -> Markup:
        """The address of the set-up as a QR code: an SVG, dark on light in both themes, as cameras expect it."""
        uri = self.enrolling.uri if self.enrolling else ""
        return Markup(segno.make(uri, error="m").svg_inline(omitsize=True, dark="#000", light="#fff", svgclass="qr"))


async def _show(visit: Visit, *, status: int = 200, **more: object) -> Response:
    core, user_id = visit.core, visit.visitor.user_id
    view = Account(await sessions.of_user(core, user_id), await factors.has(core, user_id), **more)  # pyright: ignore[reportArgumentType]
    return visit.render("account/account.html", view, status=status)


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def set_name(visit: Visit) -> Response:
    """Change the name that the team sees."""
    try:
        name = visit.text("full_name", _MOST_NAME)
        if not name:
            raise Invalid(_("Say what you are called."), field="full_name")
    except Invalid as error:
        return await _show(visit, status=422, errors={"full_name": error.message})
    await users.update_user(visit.core, visit.visitor.user_id, full_name=name)
    return visit.done(visit.url("/account"), Toast(_("Your name has been changed.")))


async def _prove(visit: Visit) -> None:
    """Raise Invalid (field 'current') unless the password is right."""
    (await limits.hit(visit.core, f"prove:{visit.visitor.user_id}", "web", 10, 900)).check()
    value = visit.form.get("current", "")
    try:
        await users.check_password(visit.core, visit.visitor.email, value if isinstance(value, str) else "")
    except Unauthorized:
        raise Invalid(_("This is not your password."), field="current") from None


async def set_password(visit: Visit) -> Response:
    """Change the password. Signs out every other browser and gives this one a new session."""
    try:
        await _prove(visit)
        value = visit.form.get("password", "")
        async with visit.scope() as scope:
            await registration.change_password(scope, visit.visitor.user_id, value if isinstance(value, str) else "")
    except Invalid as error:
        return await _show(visit, status=422, errors={error.field or "password": error.message})
    token = await sessions.begin(visit.core, visit.visitor.user_id, "password", device_of(visit.request))
    response = visit.done(
        visit.url("/account"), Toast(_("Your password has been changed. You have been signed out everywhere else."))
    )
    secure = security.is_secure(visit.request, visit.site.settings.public_url)
    seconds = int(sessions.LIFETIME.total_seconds())
    security.keep(response, security.SESSION, token, secure=secure, seconds=seconds)
    return response


async def end_session(visit: Visit) -> Response:
    await sessions.end(visit.core, visit.visitor.user_id, visit.request.path_params["id"])
    return visit.done(visit.url("/account"), Toast(_("That browser has been signed out.")))


async def end_others(visit: Visit) -> Response:
    await sessions.end_others(visit.core, visit.visitor.user_id, visit.visitor.session_id)
    return visit.done(visit.url("/account"), Toast(_("You have been signed out everywhere else.")))


async def begin_factor(visit: Visit) -> Response:
    """Check the password, then show the secret for the authenticator app."""
    try:
        await _prove(visit)
    except Invalid as error:
        return await _show(visit, status=422, errors={"factor": error.message})
    enrolling = await factors.begin(visit.core, visit.visitor.user_id, visit.visitor.email)
    return await _show(visit, enrolling=enrolling)


async def confirm_factor(visit: Visit) -> Response:
    """Verify the app's first code and show the recovery codes."""
    core, user_id = visit.core, visit.visitor.user_id
    (await limits.hit(core, f"code:{user_id}", "web", 10, 900)).check()
    try:
        codes = await factors.confirm(core, user_id, visit.text("code"))
    except Invalid as error:
        enrolling = await factors.begin(core, user_id, visit.visitor.email)
        return await _show(visit, status=422, enrolling=enrolling, errors={"code": error.message})
    return await _show(visit, recovery=codes)


async def remove_factor(visit: Visit) -> Response:
    try:
        await _prove(visit)
    except OutriderError as error:
        return await _show(visit, status=422, errors={"factor": error.message})
    await factors.remove(visit.core, visit.visitor.user_id)
    return visit.done(visit.url("/account"), Toast(_("Two-step sign-in is off.")))


ROUTES = [
    page("/account", show, needs=None),
    act("/account/name", set_name, needs=None),
    act("/account/password", set_password, needs=None),
    act("/account/sessions/{id:int}/end", end_session, needs=None),
    act("/account/sessions/end-others", end_others, needs=None),
    act("/account/factor", begin_factor, needs=None),
    act("/account/factor/confirm", confirm_factor, needs=None),
    act("/account/factor/remove", remove_factor, needs=None),
]
