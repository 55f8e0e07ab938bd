"""The form that an owner without a password is redirected to from any page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.responses import RedirectResponse, Response

from outrider.errors import Conflict, Forbidden, Invalid
from outrider.outreach.tenancy import registration, sessions, workspaces
from outrider.outreach.tenancy.installation import FIRST_OWNER
from outrider.outreach.tenancy.logins import MIN_PASSWORD
from outrider.web.kit import security
from outrider.web.kit.text import _, zones
from outrider.web.kit.visit import Toast, Visit, act, device_of, page


@dataclass(frozen=True, slots=True)
class Welcome:
    """The input, and its errors by field."""

    full_name: str = ""
    email: str = ""
    workspace: str = ""
    timezone: str = "UTC"
    errors: dict[str, str] = field(default_factory=dict[str, str])
    shortest: int = MIN_PASSWORD
    zones: Sequence[tuple[str, str]] = ()


async def show(visit: Visit) -> Response:
    if visit.visitor.has_password:
        return RedirectResponse(visit.url("/"), 303)
    email = "" if visit.visitor.email == FIRST_OWNER else visit.visitor.email
    name = "" if visit.place.name == "Default" else visit.place.name
    view = Welcome(visit.visitor.full_name, email, name, str(visit.zone), zones=zones())
    return visit.render("welcome/welcome.html", view)


async def save(visit: Visit) -> Response:
    """Create the owner and name the workspace, in one transaction."""
    if visit.visitor.has_password:
        raise Forbidden(_("This has already been done. Change your password on your account page."))
    full_name, email, workspace, zone = (visit.text(name, 250) for name in ("full_name", "email", "workspace", "timezone"))
    given = Welcome(full_name, email, workspace, zone)
    password = visit.form.get("password", "")
    try:
        if not given.workspace:
            raise Invalid(_("Give the workspace a name, such as your company's."), field="workspace")
        await registration.claim(
            visit.core, visit.visitor.user_id, given.email, given.full_name, password if isinstance(password, str) else ""
        )
        async with visit.scope() as scope:
            await workspaces.update(scope, name=given.workspace, timezone=given.timezone)
    except (Invalid, Conflict) as error:
        errors = {error.field or "": error.message}
        view = Welcome(given.full_name, given.email, given.workspace, given.timezone, errors, zones=zones())
        return visit.render("welcome/welcome.html", view, status=422)
    await sessions.end_others(visit.core, visit.visitor.user_id)
    token = await sessions.begin(visit.core, visit.visitor.user_id, "password", device_of(visit.request))
    response = visit.done(visit.url("/"), Toast(_("Welcome. These steps lead to your first campaign.")))
    secure = security.is_secure(visit.request, visit.site.settings.public_url)
    security.keep(response, security.SESSION, token, secure=secure, seconds=int(sessions.LIFETIME.total_seconds()))
    return response


ROUTES = [page("/welcome", show, needs=None), act("/welcome", save, needs=None)]
