"""The application of a dialect: its routers, its vendor's error bodies, its document, and what runs before its routes."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.dialects import Dialect, Rate
from outrider.dialects.kit import approved, deadlocks, docs
from outrider.dialects.kit.access import caller, opener
from outrider.dialects.kit.demands import demands_of
from outrider.dialects.kit.documents import documented
from outrider.dialects.kit.field_names import Words, renamed, without_kinds
from outrider.dialects.kit.idempotency import Idempotent
from outrider.dialects.kit.intake import Intake
from outrider.dialects.kit.modes import Modes
from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.paths import path_within
from outrider.dialects.kit.problems import STATUS, UNEXPECTED, ErrorBody, problem_of
from outrider.dialects.kit.refusals import Refusals, described
from outrider.dialects.kit.routing import FirstFitting, Part, PlainRoute, TypedRoute, routes_of
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import keys
from outrider.settings import Settings

log = logging.getLogger(__name__)


def _no_headers(_: limits.Window) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a vendor's API behaves on all its paths.

    `statuses` overrides how core errors map to HTTP. `rate_headers` are added to every answer to a known key. `rate_by` says who
    is counted, where it is not the API key. `gate`: ask for the key and count it before anything is looked at, for every path
    of the API, so that malformed requests and unknown paths are counted and answered with rate headers too.
    `hold_to_seat`: raises Forbidden where a request by a key that opens one seat only goes beyond that seat; without it such keys
    are refused altogether. `refusals`: what the document says of them on every operation; None: the dialect's own document does.
    `act_in`: the key as it acts in the workspace that a request names, where that is not its own.
    `apply_types`: build each answer by its declared type, which says how values are written. `nouns`: the vendor's, for what the
    core says, and `field_names` its names for what errors of the core name.
    """

    error_body: ErrorBody
    statuses: Mapping[type[errors.OutriderError], int] = field(default_factory=dict[type[errors.OutriderError], int])
    rate_headers: Callable[[limits.Window], dict[str, str]] = _no_headers
    rate_by: Callable[[keys.Principal], int | str] | None = None
    gate: bool = False
    apply_types: bool = False
    nouns: Nouns | None = None
    field_names: Words = field(default_factory=dict[str, Sequence[str]])
    hold_to_seat: Callable[[Request, keys.Principal], Awaitable[None]] | None = None
    act_in: Callable[[Request, keys.Principal], Awaitable[keys.Principal]] | None = None
    refusals: Refusals | None = None


def build_app(
    dialect: Dialect,
    core: Core,
    settings: Settings,
    *,
    parts: Iterable[Part],
    conventions: Conventions,
    **fastapi: Any,
) -> FastAPI:
    """A dialect's application: its parts in the order in which paths are matched, its vendor's conventions, its own OpenAPI
    document and page of documentation. `fastapi`: description, version, and what else FastAPI takes.
    """
    app = FastAPI(
        title=f"Outrider: {dialect.title}",
        docs_url=None,
        redoc_url=None,
        **fastapi,
    )
    app.state.core, app.state.settings, app.state.dialect = core, settings, dialect
    configured = settings.rate_limits.get(dialect.name)
    app.state.rate = Rate.parse(configured) if configured else dialect.rate
    app.state.rate_headers, app.state.rate_by = conventions.rate_headers, conventions.rate_by
    app.state.hold_to_seat, app.state.act_in = conventions.hold_to_seat, conventions.act_in
    app.router.routes.extend(routes_of(parts, TypedRoute if conventions.apply_types else PlainRoute))
    app.router.routes.extend(docs.routes(app.title))
    app.router.middleware_stack = FirstFitting(app.router)
    mapping = {**STATUS, **conventions.statuses}

    async def handle(request: Request, exc: Exception) -> Response:
        if isinstance(exc, errors.ApprovalNeeded):
            exc = await approved.ask(request, exc)
        problem = problem_of(exc, mapping)
        if isinstance(exc, RequestValidationError):
            problem = without_kinds(request, problem)
        elif isinstance(exc, errors.OutriderError):
            problem = renamed(request, problem, conventions.field_names)
            problem = conventions.nouns.said(problem) if conventions.nouns else problem
        response = conventions.error_body(request, problem)
        if problem.status == 429 and "retry_after" in problem.data:
            response.headers.setdefault("Retry-After", str(problem.data["retry_after"]))
        if isinstance(exc, errors.ApprovalNeeded):
            response.headers[approved.HEADER] = str(exc.data["approval"])
        if isinstance(exc, HTTPException) and exc.headers:
            response.headers.update(exc.headers)
        if response.status_code == 405:
            response.headers["Allow"] = ", ".join(sorted(_methods(app, request)))
        return response

    for kind in (
        errors.OutriderError,
        RequestValidationError,
        HTTPException,
        psycopg.Error,
        UnicodeError,
    ):
        app.add_exception_handler(kind, handle)
    app.openapi = documented(app, dialect, app.openapi, gated=conventions.gate)
    if conventions.refusals:
        app.openapi = described(app.openapi, conventions.refusals)
    app.add_middleware(deadlocks.Retried)
    app.add_middleware(approved.Awaited, refuse=handle)
    app.add_middleware(Modes, api=app, refuse=handle)
    app.add_middleware(Idempotent, scope_of=opener, refuse=handle)
    app.add_middleware(Intake, api=app, most=settings.max_body_bytes, refuse=handle)
    if conventions.gate:
        app.add_middleware(_Gate, prefix=dialect.api_base, refuse=handle)
    app.add_middleware(_Edge, error_body=conventions.error_body)
    return app


def _methods(app: FastAPI, request: Request) -> set[str]:
    """The methods that a path takes, of all its routes: the router only knows those of the first that fits."""
    path = path_within(request.scope)
    return {method for demand in demands_of(app) if demand.path.match(path) for method in demand.methods}


class _Edge:
    """Adds the headers collected in `request.state.headers`, answers unexpected errors in the vendor's shape, and HEAD as GET:
    the server leaves the body out.
    """

    def __init__(self, app: ASGIApp, error_body: ErrorBody) -> None:
        self.app, self.error_body = app, error_body

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        extra = scope.setdefault("state", {}).setdefault("headers", {})
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [
                    *message.get("headers", []),
                    *((name.lower().encode(), str(value).encode()) for name, value in extra.items()),
                ]
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if started:
                raise
            log.exception("unexpected error in %s %s", scope["method"], scope["path"])
            await self.error_body(Request(scope), UNEXPECTED)(scope, receive, send_with_headers)


class _Gate:
    """Lets requests to the API pass once their caller is known and counted."""

    def __init__(self, app: ASGIApp, prefix: str, refuse: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app, self.prefix, self.refuse = app, prefix, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not path_within(scope).startswith(self.prefix + "/"):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        try:
            request.state.principal = await caller(request)
        except (errors.OutriderError, psycopg.Error) as error:
            if isinstance(error, errors.Unauthorized) and (rate := request.app.state.rate):
                window = limits.uncounted(request.app.state.core, rate.limit, rate.seconds)
                request.state.headers.update(request.app.state.rate_headers(window))
            refusal = await self.refuse(request, error)
            return await refusal(scope, receive, send)
        await self.app(scope, receive, send)
