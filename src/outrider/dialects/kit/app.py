"""The HTTP side that all dialects share: who calls, how often, in which transaction, and what is said when it
goes wrong.

A route takes `scope: Scoped` to work in one transaction, committed before the answer leaves and rolled back
on any error; or `work: Work` (`async with work() as scope:`) when it waits for something outside and must not
hold a transaction meanwhile.
"""

import dataclasses
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

import psycopg
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg_pool import PoolTimeout
from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.dialects import Dialect, Rate
from outrider.dialects.kit.idempotency import Idempotent
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy import keys
from outrider.settings import Settings

log = logging.getLogger(__name__)

# Key of the ASGI scope by which an in-process caller says that it is not plain HTTP ('mcp').
SURFACE = "outrider.surface"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, before a dialect gives it its vendor's body. `details`: pydantic's errors of a
    malformed request.
    """

    status: int
    code: str
    message: str
    field: str | None = None
    data: dict[str, Any] = dataclasses.field(default_factory=dict)
    details: list[dict[str, Any]] = dataclasses.field(default_factory=list)


ErrorBody = Callable[[Request, Problem], Response]

STATUS: dict[type[errors.OutriderError], int] = {
    errors.NotFound: 404,
    errors.Invalid: 400,
    errors.Conflict: 409,
    errors.Forbidden: 403,
    errors.Unauthorized: 401,
    errors.RateLimited: 429,
    errors.PaymentRequired: 402,
    errors.Unavailable: 502,
}


def make_app(
    dialect: Dialect,
    core: Core,
    settings: Settings,
    *,
    routers: Sequence[APIRouter],
    error_body: ErrorBody,
    prefix: str = "",
    statuses: dict[type[errors.OutriderError], int] | None = None,
    rate_headers: Callable[[limits.Window], dict[str, str]] | None = None,
    rate_by: Callable[[keys.Principal], int | str] | None = None,
    gate: bool = False,
    description: str = "",
    **fastapi: Any,
) -> FastAPI:
    """A dialect's application: its routers, its vendor's error bodies, its own OpenAPI document and page of
    documentation.

    `prefix` precedes the paths of all routers. Include none in another: its routes are matched anew for each floor of the nest.
    `statuses` overrides how core errors map to HTTP. `rate_headers` are added to every answer to a known key.
    `rate_by` says who is counted, where it is not the API key. `gate`: ask for the key and count it before anything is looked
    at, for every path of the API, so that malformed requests and unknown paths are counted and answered with rate headers too.
    """
    app = FastAPI(
        title=f"Outrider: {dialect.title}",
        description=description,
        docs_url="/docs",
        redoc_url=None,
        **fastapi,
    )
    app.state.core, app.state.settings, app.state.dialect = core, settings, dialect
    configured = settings.rate_limits.get(dialect.name)
    app.state.rate = Rate.parse(configured) if configured else dialect.rate
    app.state.rate_headers, app.state.rate_by = rate_headers or (lambda _: {}), rate_by
    for router in routers:
        app.include_router(router, prefix=prefix)
    mapping = STATUS | (statuses or {})

    async def handle(request: Request, exc: Exception) -> Response:
        problem = _problem(exc, mapping)
        response = error_body(request, problem)
        if problem.status == 429 and "retry_after" in problem.data:
            response.headers.setdefault("Retry-After", str(problem.data["retry_after"]))
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
        PoolTimeout,
        UnicodeError,
    ):
        app.add_exception_handler(kind, handle)
    app.add_middleware(Idempotent, scope_of=_scopes, refuse=handle)
    if gate:
        app.add_middleware(_Gate, prefix=dialect.api_base, refuse=handle)
    app.add_middleware(_Edge, error_body=error_body)
    return app


def _problem(exc: Exception, statuses: Mapping[type[errors.OutriderError], int]) -> Problem:
    match exc:
        case errors.OutriderError():
            status = next((statuses[t] for t in type(exc).__mro__ if t in statuses), 400)
            return Problem(status, exc.code, exc.message, exc.field, exc.data)
        case RequestValidationError():
            details: list[dict[str, Any]] = [dict(e) for e in exc.errors()]
            return Problem(422, "invalid", describe(details), path_of(details), details=details)
        case HTTPException():
            return Problem(exc.status_code, HTTPStatus(exc.status_code).name.lower(), str(exc.detail))
        case _:
            return storage_problem(exc)


def _methods(app: FastAPI, request: Request) -> set[str]:
    """The methods that a path takes, of all its routes: the router only knows those of the first that fits."""
    found: set[str] = set()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in app.router.routes):
            found.add(method)
    return found


def storage_problem(exc: Exception) -> Problem:
    """What the database refused: the caller's value (4xx), a clash (409), or a passing trouble (503); never
    its text.
    """
    match exc:
        case psycopg.errors.UniqueViolation() | psycopg.errors.ForeignKeyViolation():
            return Problem(409, "conflict", "This clashes with something that exists, or names something that does not.")
        case psycopg.DataError() | psycopg.errors.CheckViolation() | psycopg.errors.NotNullViolation() | UnicodeError():
            return Problem(422, "invalid", "A value is out of range or has characters that cannot be stored.")
        case psycopg.errors.ProgramLimitExceeded():
            return Problem(422, "invalid", "A value is too long.")
        case psycopg.OperationalError() | PoolTimeout():
            log.warning("the database did not answer", exc_info=exc)
            return Problem(503, "unavailable", "The database is busy or restarting; try again in a moment.")
        case _:
            log.error("unexpected error", exc_info=exc)
            return UNEXPECTED


UNEXPECTED = Problem(500, "internal", "Something went wrong on our side; it has been logged.")


def path_of(details: Sequence[dict[str, Any]]) -> str | None:
    """The dotted name of the first wrong field: 'lead_list.0.email'."""
    if not details:
        return None
    path = [str(part) for part in details[0].get("loc", ()) if part not in ("body", "query", "path", "header")]
    return ".".join(path) or None


def describe(details: Sequence[dict[str, Any]], *, most: int = 5) -> str:
    """One line for people: each wrong field with what is wrong."""
    lines = []
    for detail in details[:most]:
        where, message = path_of([detail]), str(detail["msg"]).removeprefix("Value error, ")
        lines.append(f"{where}: {message}" if where else message)
    if len(details) > most:
        lines.append(f"and {len(details) - most} more")
    return "; ".join(lines) or "The request is malformed."


class _Edge:
    """Adds the headers collected in `request.state.headers`, and answers unexpected errors in the vendor's
    shape.
    """

    def __init__(self, app: ASGIApp, error_body: ErrorBody) -> None:
        self.app, self.error_body = app, error_body

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        extra = scope.setdefault("state", {}).setdefault("headers", {})
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
        except Exception as exc:
            if started:
                raise
            log.error("unexpected error in %s %s", scope["method"], scope["path"], exc_info=exc)
            await self.error_body(Request(scope), UNEXPECTED)(scope, receive, send_with_headers)


class _Gate:
    """Lets requests to the API pass once their caller is known and counted."""

    def __init__(self, app: ASGIApp, prefix: str, refuse: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app, self.prefix, self.refuse = app, prefix, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not get_route_path(scope).startswith(self.prefix + "/"):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        try:
            request.state.principal = await caller(request)
        except (errors.OutriderError, psycopg.Error, PoolTimeout) as error:
            if isinstance(error, errors.Unauthorized) and (rate := request.app.state.rate):
                window = limits.uncounted(request.app.state.core, rate.limit, rate.seconds)
                request.state.headers.update(request.app.state.rate_headers(window))
            refusal = await self.refuse(request, error)
            return await refusal(scope, receive, send)
        await self.app(scope, receive, send)


# Who calls


async def caller(request: Request) -> keys.Principal:
    """Authenticate the request's key the vendor's way and count it against the rate limit."""
    if (known := getattr(request.state, "principal", None)) is not None:
        return known
    state = request.app.state
    dialect: Dialect = state.dialect
    key = dialect.key(request.query_params, request.headers)
    if not key:
        where = "the query parameter" if dialect.credential.place == "query" else "the header"
        raise errors.Unauthorized(f"An API key is needed, in {where} {dialect.credential.name}.")
    principal = await keys.authenticate(state.core, key)
    if rate := state.rate:
        who = principal.api_key_id if state.rate_by is None else state.rate_by(principal)
        window = await limits.hit(state.core, who, dialect.name, rate.limit, rate.seconds, sliding=rate.sliding)
        request.state.headers.update(state.rate_headers(window))
        window.check()
    return principal


Caller = Annotated[keys.Principal, Depends(caller)]


def allows(granted: Sequence[str] | frozenset[str], needed: str) -> bool:
    """Whether a key's scopes include 'noun:verb', also by 'noun:*', 'noun:all', '*:verb', 'all:verb',
    'all:all' or '*'.
    """
    noun, _, verb = needed.partition(":")
    return not {"*", "all:all", needed, f"{noun}:*", f"{noun}:all", f"*:{verb}", f"all:{verb}"}.isdisjoint(granted)


def needs(*scopes: str) -> Any:
    """Route dependency: the key must have one of these scopes. `@router.get(...,
    dependencies=[needs("leads:read")])`.
    """

    async def check(principal: Caller) -> None:
        _require(principal, *scopes)

    _asked.update(scopes)
    return Depends(check)


def needs_by_method(noun: str) -> Any:
    """Dependency of a whole router: the key must have 'noun:read' to look (GET) and 'noun:write' for all else."""

    async def check(request: Request, principal: Caller) -> None:
        _require(principal, f"{noun}:{'read' if request.method == 'GET' else 'write'}")

    _asked.update((f"{noun}:read", f"{noun}:write"))
    return Depends(check)


_asked: set[str] = set()  # by the routes declared so far


def scopes() -> frozenset[str]:
    """Every scope that is good for something in the dialects loaded: those their routes ask for, and those that stand for
    several."""
    nouns, verbs = ({word.partition(":")[i] for word in _asked} for i in (0, 2))
    several = {f"{noun}:{every}" for noun in nouns for every in ("*", "all")}
    several |= {f"{every}:{verb}" for verb in verbs for every in ("*", "all")}
    return frozenset({"*", "all:all"} | _asked | several)


def _require(principal: keys.Principal, *scopes: str) -> None:
    if not any(allows(principal.scopes, scope) for scope in scopes):
        raise errors.Forbidden(f"This key may not do this: it needs the scope {' or '.join(scopes)}.")


# In which transaction


def actor_of(request: Request, principal: keys.Principal) -> Actor:
    surface = f"{request.app.state.dialect.name}.{request.scope.get(SURFACE, 'http')}"
    return Actor(
        surface=surface,
        user_id=principal.user_id,
        api_key_id=principal.api_key_id,
        scopes=frozenset(principal.scopes),
        ip=request.client.host if request.client else None,
        user_agent=request.headers.get("user-agent", "")[:300] or None,
    )


async def _scoped(request: Request, principal: Caller) -> AsyncIterator[Scope]:
    core: Core = request.app.state.core
    async with core.scope(principal.workspace_id, actor_of(request, principal), principal.seat_id) as scope:
        yield scope


# `function`: the transaction ends when the route's function has returned, before the answer is sent.
Scoped = Annotated[Scope, Depends(_scoped, scope="function")]


async def _work(request: Request, principal: Caller) -> Callable[[], AbstractAsyncContextManager[Scope]]:
    core: Core = request.app.state.core
    return lambda: core.scope(principal.workspace_id, actor_of(request, principal), principal.seat_id)


Work = Annotated[Callable[[], AbstractAsyncContextManager[Scope]], Depends(_work)]


async def check_webhook_url(request: Request, url: str | None) -> None:
    """Raise Invalid for a URL that no event would be posted to, before a transaction begins: names are looked up."""
    await caller(request)
    if url:
        await webhooks.check_target(url, allow_private=request.app.state.settings.allow_private_webhooks)


def core_of(request: Request) -> Core:
    return request.app.state.core


async def _scopes(request: Request) -> Callable[[], AbstractAsyncContextManager[Scope]]:
    """For what comes before the routes: know and count the caller once."""
    request.state.principal = await caller(request)
    return await _work(request, request.state.principal)


# Small things dialects share


def iso(value: Any) -> str | None:
    """A time in UTC as '2026-03-02T09:00:00.000Z', or None."""
    return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z" if value else None


def plain(status: int, body: Any, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body, status_code=status, headers=headers)


async def json_body(request: Request) -> Any:
    """The body as JSON whatever the Content-Type says; {} when empty. Raises Invalid when it is no JSON."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        return json.loads(raw)
    except (ValueError, UnicodeError, RecursionError):
        raise errors.Invalid("The body is no valid JSON.") from None


Handler = Callable[..., Awaitable[Any]]
