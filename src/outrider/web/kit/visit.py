"""A visit: one request for a page of one workspace by a signed-in user, with their permissions.

Routes are declared with `page` (reads) and `act` (changes), each with the permission it needs. `bind` checks session, membership,
permission and CSRF token before a handler runs, and turns errors into readable pages.
"""

import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, tzinfo
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from psycopg import Error, OperationalError
from starlette.datastructures import URL, FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from outrider.dialects.kit.deadlocks import is_collision
from outrider.dialects.kit.late import Late
from outrider.errors import Forbidden, Invalid, NotFound, OutriderError, PaymentRequired, RateLimited, Unavailable
from outrider.outreach.base import events
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.tenancy import sessions, teams
from outrider.outreach.tenancy.sessions import Device, Visitor
from outrider.outreach.tenancy.teams import Access, Place
from outrider.settings import Settings
from outrider.store.db import may_pass
from outrider.web.kit import sealed, security, templates
from outrider.web.kit.live import Live
from outrider.web.kit.shared import Audience, Shared, audience
from outrider.web.kit.text import _, address

log = structlog.get_logger()
ZONE, THEME, FLASH = "outrider_zone", "outrider_theme", "outrider_flash"
_FLASH_SECONDS = 60
MAX_FIELDS, MAX_FILES = 2000, 20
MANY = 99  # unread conversations: more are "99+"
_STATUS: Mapping[type[OutriderError], int] = {
    NotFound: 404, Forbidden: 403, RateLimited: 429, PaymentRequired: 402, Unavailable: 503,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SandboxMail:
    """Where the sandbox's mail servers listen, and the password of every mailbox."""

    host: str
    smtp_port: int
    imap_port: int
    password: str


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of a process share. `apps`: every dialect's ASGI application by name; `sandbox`: set if one is running."""

    core: Core
    settings: Settings
    live: Live
    apps: Mapping[str, Late] = field(default_factory=dict[str, Late])
    sandbox: SandboxMail | None = None
    shared: Shared = field(default_factory=Shared)


@dataclass(frozen=True, slots=True)
class Toast:
    """A short-lived message. `undo`: the URL of the action that reverts what was done."""

    text: str
    kind: str = "done"  # done, error
    undo: str | None = None


class NothingHappened(OperationalError):
    """The only transaction so far met a deadlock and was rolled back: the handler may be called again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page. `form` is empty for GET requests. For a whole page, `places`: every workspace of the visitor;
    `unread`: how many conversations of the inbox are, counted up to `MANY` + 1, if their role may read it; `seen`: the last event
    before it was made, after which its live updates begin.
    """

    site: Site
    request: Request
    visitor: Visitor
    place: Place
    access: Access
    places: Sequence[Place] = ()
    unread: int = 0
    seen: int = 0
    form: FormData = field(default_factory=FormData)
    transactions: list[Scope] = field(default_factory=list[Scope])

    @property
    def core(self) -> Core:
        return self.site.core

    @property
    def now(self) -> datetime:
        return self.core.clock.now()

    @property
    def zone(self) -> tzinfo:
        """The viewer's time zone: the browser's, otherwise the one they chose, otherwise the workspace's."""
        return zone_of(self.request.cookies.get(ZONE), self.visitor.timezone, self.place.timezone)

    @property
    def partial(self) -> bool:
        """Whether a script requests only a part of the page."""
        return "hx-request" in self.request.headers and "hx-boosted" not in self.request.headers

    @property
    def actor(self) -> Actor:
        """The visitor, for functions that open their own scopes."""
        device = device_of(self.request)
        return Actor("web", self.visitor.user_id, ip=device.ip, user_agent=device.user_agent)

    @asynccontextmanager
    async def scope(self) -> AsyncGenerator[Scope]:
        """A scope in the visited workspace, acting as the visitor. Raises NothingHappened if the visit's first transaction
        meets a deadlock.
        """
        try:
            async with self.core.scope(self.place.id, self.actor) as scope:
                self.transactions.append(scope)
                yield scope
        except Error as error:
            if is_collision(error) and len(self.transactions) == 1:
                raise NothingHappened from error
            raise

    def url(self, path: str, **query: object) -> str:
        """A URL in this workspace; parameters that are None or empty are omitted."""
        return address(self.place.id, path, query)

    def may(self, permission: str, *, write: bool = False, seat_id: int | None = None) -> bool:
        return self.access.may(permission, write=write, seat_id=seat_id)

    def own_seat(self, permission: str) -> int | None:
        """The seat of what the visitor creates without choosing one: the first at which they may. None: the default seat."""
        return next((id for id in self.access.seat_ids() or () if self.may(permission, write=True, seat_id=id)), None)

    def audience(self, permission: str) -> Audience:
        """Everyone who shares parts of pages with this visitor."""
        return audience(self.request, self.access, permission, self.zone)

    def require_seat(self, seat_id: int, permission: str, *, write: bool = False) -> None:
        """Raise NotFound for a seat that the visitor cannot see, Forbidden for one they may only see."""
        if not self.access.sees(seat_id):
            raise NotFound(_("There is no page at this address."))
        if not self.access.may(permission, write=write, seat_id=seat_id):
            raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))

    def text(self, name: str, most: int = 10_000) -> str:
        """A form field, stripped. Raises Invalid if it is longer than `most` characters."""
        value = self.form.get(name, "")
        given = value.strip() if isinstance(value, str) else ""
        if len(given) > most:
            raise Invalid(_("At most {most} characters.").format(most=f"{most:,}"), field=name)
        return given

    def numbers(self, name: str) -> list[int]:
        """The ids in a form's checkboxes or in a repeated query parameter."""
        values = self.form.getlist(name) or self.request.query_params.getlist(name)
        return [int(v) for v in values if isinstance(v, str) and re.fullmatch(r"[0-9]{1,18}", v)]

    def files(self, name: str) -> list[UploadFile]:
        return [f for f in self.form.getlist(name) if isinstance(f, UploadFile) and f.filename]

    def render(
        self, template: str, view: object = None, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """The template as a page, with `view` as `v`."""
        response = templates.respond(self.site.core.vault, self.request, template, status, headers, visit=self, v=view)
        if FLASH in self.request.cookies and not self.partial:
            response.delete_cookie(FLASH, path="/")
        return response

    def done(self, to: str, toast: Toast | None = None) -> Response:
        """Redirect to `to` after an action and show the toast there; scripts follow as well."""
        response = RedirectResponse(to, 303, headers={"Cache-Control": "no-store"})
        if self.partial:
            response = Response(status_code=204, headers={"HX-Redirect": to, "Cache-Control": "no-store"})
        if toast:
            leave(self.core, self.site.settings, self.request, response, toast)
        return response

    def flash(self) -> Toast | None:
        """The toast left by the previous action."""
        kept = sealed.opened(self.core, FLASH, self.request.cookies.get(FLASH, ""))
        return Toast(**kept) if kept else None


def leave(core: Core, settings: Settings, request: Request, response: Response, toast: Toast) -> None:
    """Leave the toast for the page that the response leads to."""
    kept = sealed.seal(core, FLASH, asdict(toast), _FLASH_SECONDS)
    secure = security.is_secure(request, settings.public_url)
    security.keep(response, FLASH, kept, secure=secure, seconds=_FLASH_SECONDS)


def announce(toast: Toast | None, **events: object) -> dict[str, str]:
    """Response headers that show a toast and trigger other events in the page."""
    shown = {"toast": asdict(toast)} if toast else {}
    return {"HX-Trigger": json.dumps({**shown, **events}), "Cache-Control": "no-store"}


def zone_of(*names: str | None) -> tzinfo:
    """The first valid time zone name."""
    for name in names:
        if name and re.fullmatch(r"[A-Za-z][A-Za-z0-9_+/-]{0,62}", name):
            try:
                return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return ZoneInfo("UTC")


def device_of(request: Request) -> Device:
    return Device(request.client.host if request.client else None, request.headers.get("user-agent"))


Handler = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared page route, before it is bound. `needs` is one of teams.PERMISSIONS; None: every member."""

    path: str
    handler: Handler
    needs: str | None
    writes: bool


def page(path: str, handler: Handler, *, needs: str | None) -> Declared:
    """Declare a read-only page or part of a page."""
    return Declared(path, handler, needs, writes=False)


def act(path: str, handler: Handler, *, needs: str | None) -> Declared:
    """Declare an action that a form or script posts to."""
    return Declared(path, handler, needs, writes=True)


def bind(site: Site, declared: Declared) -> Route:
    """The route under `/w/{workspace}`, with all checks before its handler."""

    async def serve(request: Request) -> Response:
        visitor = await signed_in(site, request)
        if visitor is None:
            return to_sign_in(request)
        entered = await teams.entered(site.core, visitor.user_id, request.path_params["workspace"])
        if entered is None:
            return trouble(site, request, NotFound(_("There is no such workspace, or you are not a member of it.")))
        visit = Visit(site, request, visitor, *entered)
        if not visit.partial:
            seen, unread = await _standing(visit)
            visit = replace(visit, places=await teams.places_of(site.core, visitor.user_id), unread=unread, seen=seen)
        if not visitor.has_password and not request.url.path.startswith(visit.url("/welcome")):
            return RedirectResponse(visit.url("/welcome"), 303)
        try:
            if declared.needs is not None and not visit.may(declared.needs, write=declared.writes):
                raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
            if declared.writes:
                async with request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS) as form:
                    check_form(site, request, form)
                    visit = replace(visit, form=form)
                    return await _acted(declared.handler, visit)
            return await declared.handler(visit)
        except OutriderError as error:
            return trouble(site, request, error, visit)
        except Error as error:
            if not may_pass(error):
                raise
            log.exception("page_failed", path=request.url.path)
            return trouble(site, request, Unavailable(_("The database is not responding. Try again in a moment.")), visit)

    methods = ["POST"] if declared.writes else ["GET"]
    return Route("/w/{workspace:int}" + declared.path, serve, methods=methods)


async def _standing(visit: Visit) -> tuple[int, int]:
    """The workspace's last event, and the number of unread conversations."""
    async with visit.core.without_transaction(visit.place.id, visit.actor) as scope:
        seen = await events.last_id(scope)
        if not visit.may("inbox"):
            return seen, 0
        return seen, await inbox.count_unread(scope, seat_ids=visit.access.seat_ids(), most=MANY + 1)


async def _acted(handler: Handler, visit: Visit) -> Response:
    """The handler's response. The handler is called once more if nothing has happened, unless the form holds a file, which may
    have been read.
    """
    try:
        return await handler(visit)
    except NothingHappened:
        if any(isinstance(value, UploadFile) for value in visit.form.values()):
            raise
        return await handler(replace(visit, transactions=[]))


async def signed_in(site: Site, request: Request) -> Visitor | None:
    """The user of this browser's session, unless their second factor is still pending."""
    token = request.cookies.get(security.SESSION)
    visitor = await sessions.recognise(site.core, token) if token else None
    return None if visitor is None or visitor.pending else visitor


def check_form(site: Site, request: Request, form: FormData) -> None:
    """Raise Forbidden for a form without a valid CSRF token."""
    given = request.headers.get("x-form-token") or form.get("form_token", "")
    if not isinstance(given, str) or not security.is_ours(site.core.vault, request, given):
        raise Forbidden(
            _("This page was open for too long, or the form was sent from another site. Reload the page and try again."),
            code="not_ours",
        )


def to_sign_in(request: Request) -> Response:
    """Redirect to the sign-in page, which returns afterwards to the page, or to the one that holds the form or the script."""
    by_script = "hx-request" in request.headers
    shown = _path(request.url) if request.method == "GET" and not by_script else page_before(request)
    ended = request.method != "GET" or by_script or security.SESSION in request.cookies
    to = "/sign-in?" + urlencode({"next": shown} | ({"ended": "1"} if ended else {}))
    if by_script:
        return Response(status_code=204, headers={"HX-Redirect": to, "Cache-Control": "no-store"})
    return RedirectResponse(to, 303, headers={"Cache-Control": "no-store"})


def page_before(request: Request) -> str:
    """The path of the workspace's page that sent this request; "/" if the browser does not say."""
    before = request.headers.get("hx-current-url") or request.headers.get("referer", "")
    try:
        url = URL(before)
        ours = url.netloc == request.headers.get("host") and url.path.startswith("/w/")
        return _path(url) if ours else "/"
    except ValueError:
        return "/"


def _path(url: URL) -> str:
    return url.path + ("?" + url.query if url.query else "")


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error page: what is wrong and what to do. `back`: the page whose form was not carried out."""

    title: str
    message: str
    back: str | None = None


_TITLES = {
    404: _("Not found"),
    403: _("Not allowed"),
    429: _("Too many attempts"),
    402: _("Not enough credits"),
    503: _("Not available right now"),
    400: _("This did not work"),
}


def trouble(site: Site, request: Request, error: OutriderError, visit: Visit | None = None) -> Response:
    """The error as a toast for a script, or as a page for a person."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
    if "hx-request" in request.headers:
        headers = announce(Toast(error.message, "error")) | {"HX-Reswap": "none", "Cache-Control": "no-store"}
        return Response(status_code=status, headers=headers)
    back = page_before(request) if request.method == "POST" and visit else "/"
    view = Trouble(_TITLES[status], error.message, back if back != "/" else None)
    template = "layout/trouble.html" if visit else "layout/trouble_plain.html"
    return templates.respond(site.core.vault, request, template, status, None, visit=visit, v=view)
