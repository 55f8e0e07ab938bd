"""A guest: a request for a page that does not require sign-in."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.errors import OutriderError
from outrider.outreach.base import limits
from outrider.outreach.tenancy import sessions
from outrider.web.kit import security, templates
from outrider.web.kit.visit import Site, check_form, device_of, trouble

_LOCAL = re.compile(r"/w/[0-9]{1,18}(/[^\\\s]*)?(\?[^\\\s]*)?|/oauth/authorize\?[^\\\s]*")
MAX_FIELDS = 20
MAX_NEXT = 5000  # characters of the URL to go to after sign-in
MAX_SECRET = 1000  # characters of a password that are read, at most


@dataclass(frozen=True, slots=True)
class Guest:
    """`form` is empty for GET requests."""

    site: Site
    request: Request
    form: FormData = field(default_factory=FormData)

    def text(self, name: str, most: int = MAX_SECRET) -> str:
        """A form field, stripped and truncated to this many characters."""
        value = self.form.get(name, "")
        return value.strip()[:most] if isinstance(value, str) else ""

    def secret(self, name: str) -> str:
        """A password as typed. One that is too long never matches by being truncated."""
        value = self.form.get(name, "")
        return value[: MAX_SECRET + 1] if isinstance(value, str) else ""

    async def throttle(self, what: str, who: str, limit: int = 10, seconds: int = 900) -> None:
        """Raise RateLimited after too many attempts for one name, or from one IP address (ten times as many)."""
        ip = device_of(self.request).ip or "?"
        for key, most in ((f"{what}:{who.lower()[:200]}", limit), (f"{what}:{ip}", limit * 10)):
            (await limits.hit(self.site.core, key, "web", most, seconds)).check()

    def render(
        self, template: str, view: object = None, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """The template as a page, with `view` as `v`."""
        return templates.respond(self.site.core.vault, self.request, template, status, headers, v=view)


def where_to(wanted: str) -> str:
    """The local URL to go to after sign-in; anything else becomes the start page."""
    return wanted if _LOCAL.fullmatch(wanted) else "/"


def entered(guest: Guest, token: str, to: str) -> Response:
    """Give the browser the session cookie and redirect to `to`."""
    response = RedirectResponse(to, 303, headers={"Cache-Control": "no-store"})
    secure = security.is_secure(guest.request, guest.site.settings.public_url)
    security.keep(response, security.SESSION, token, secure=secure, seconds=int(sessions.LIFETIME.total_seconds()))
    return response


def plain(site: Site, path: str, handler: Callable[[Guest], Awaitable[Response]], methods: tuple[str, ...] = ("GET",)) -> Route:
    """A route that needs no sign-in. POSTs must come from one of our own pages."""

    async def serve(request: Request) -> Response:
        try:
            if request.method == "POST":
                async with request.form(max_files=0, max_fields=MAX_FIELDS) as form:
                    check_form(site, request, form)
                    return await handler(Guest(site, request, form))
            return await handler(Guest(site, request))
        except OutriderError as error:
            return trouble(site, request, error)

    return Route(path, serve, methods=list(methods))
