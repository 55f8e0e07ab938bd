"""Who calls, how often they may, and in which transaction a route works.

A route takes `scope: Scoped` to work in one transaction, committed before the answer leaves and rolled back on any error (a GET,
which reads, mostly without one); or
`work: Work` when it waits for something outside and must not hold a transaction meanwhile: `async with work() as scope:` for what
comes before, `scope = await work.last()` for what it does in the end.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from outrider import errors
from outrider.dialects import Dialect
from outrider.dialects.kit import deadlocks, idempotency
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Actor, Approved, Core, Mode, Scope
from outrider.outreach.conversations import webhooks
from outrider.outreach.enrollments import showing
from outrider.outreach.tenancy import keys

# Key of the ASGI scope by which an in-process caller says that it is not plain HTTP ('mcp').
SURFACE = "outrider.surface"
READING = ("GET", "HEAD", "OPTIONS")  # methods
# Key of the ASGI scope of a request that is served again because a person approved it; only `kit.approved` sets it.
APPROVED = "outrider.approved"


@dataclass(frozen=True, slots=True)
class ServedAgain:
    """The principal of an approved request, and its approval."""

    principal: keys.Principal
    approval: Approved


async def caller(request: Request) -> keys.Principal:
    """Authenticate the request's key the vendor's way and count it against the rate limit."""
    if (known := getattr(request.state, "principal", None)) is not None:
        return known
    if isinstance(again := request.scope.get(APPROVED), ServedAgain):
        return again.principal
    state = request.app.state
    dialect: Dialect = state.dialect
    key = dialect.key(request.query_params, request.headers)
    if not key:
        where = "the query parameter" if dialect.credential.place == "query" else "the header"
        raise errors.Unauthorized(f"An API key is needed, in {where} {dialect.credential.name}.")
    audience = dialect.name if request.scope.get(SURFACE) == "mcp" else None
    principal = await keys.authenticate(state.core, key, of_one_seat=state.hold_to_seat is not None, audience=audience)
    if rate := state.rate:
        who = principal.api_key_id if state.rate_by is None else state.rate_by(principal)
        window = await limits.hit(state.core, who, dialect.name, rate.limit, rate.seconds, sliding=rate.sliding)
        request.state.headers.update(state.rate_headers(window))
        window.check()
    if principal.only_seat_id is not None:
        await state.hold_to_seat(request, principal)
    return principal if state.act_in is None else await state.act_in(request, principal)


Caller = Annotated[keys.Principal, Depends(caller)]


def actor_of(request: Request, principal: keys.Principal) -> Actor:
    again = request.scope.get(APPROVED)
    surface = f"{request.app.state.dialect.name}.{request.scope.get(SURFACE, 'http')}"
    return Actor(
        surface=surface,
        user_id=principal.user_id,
        api_key_id=principal.api_key_id,
        scopes=frozenset(principal.scopes),
        ip=request.client.host if request.client else None,
        user_agent=request.headers.get("user-agent", "")[:300] or None,
        mode=principal.mode,
        policy=principal.policy,
        approval=again.approval if isinstance(again, ServedAgain) else None,
    )


@asynccontextmanager
async def entered(
    request: Request, principal: keys.Principal, workspace_id: int, seat_id: int | None, *, alone: bool = False
) -> AsyncGenerator[Scope]:
    """A scope in which the caller acts. What it would send, if that needs approval, is prepared to be shown.

    `alone`: the request is this one transaction; one that was approved must still send what it would have sent. A GET reads, and
    needs none; but where the key may do less than everything, the database has to refuse what its mode does not allow.
    """
    core: Core = request.app.state.core
    actor = actor_of(request, principal)
    if request.method in READING and actor.mode == Mode.FREE and actor.approval is None:
        async with core.without_transaction(workspace_id, actor, seat_id) as scope:
            yield scope
        return
    async with core.scope(workspace_id, actor, seat_id) as scope:
        yield scope
        if alone and scope.actor.approval is not None and not scope.acts:
            raise errors.Conflict("This would no longer send anything, which is not what was approved.", code="approval_outdated")
        await showing.prepare(scope)


async def _scoped(request: Request, principal: Caller) -> AsyncIterator[Scope]:
    with deadlocks.noticed(request):
        async with entered(request, principal, principal.workspace_id, principal.seat_id, alone=True) as scope:
            yield scope
            await idempotency.keep(scope, request)


# `function`: the transaction ends when the route's function has returned, before the answer is sent.
Scoped = Annotated[Scope, Depends(_scoped, scope="function")]


Opener = Callable[[], AbstractAsyncContextManager[Scope]]


@dataclass(frozen=True, slots=True)
class Transactions:
    """The transactions of a route that has several: called, it opens one."""

    request: Request
    open: Opener
    ends_with_route: AsyncExitStack
    opened: list[Scope] = field(default_factory=list[Scope])

    @asynccontextmanager
    async def __call__(self, *, acts_outside: bool = False) -> AsyncGenerator[Scope]:
        """A transaction that ends before the route does. `acts_outside`: what comes next changes something elsewhere."""
        async with self.open() as scope:
            yield scope
            await idempotency.note_change(scope, self.request, outside=acts_outside)

    async def last(self) -> Scope:
        """The last transaction, which ends when the route's function has returned: its answer is kept in it. Wait for nothing
        outside from here on."""
        scope = await self.ends_with_route.enter_async_context(self.open())
        self.opened.append(scope)
        return scope


@asynccontextmanager
async def several(request: Request, opener: Opener) -> AsyncGenerator[Transactions]:
    """The transactions of a route, each opened by `opener`."""
    async with AsyncExitStack() as stack:
        work = Transactions(request, opener, stack)
        yield work
        for scope in work.opened:
            await idempotency.keep(scope, request)


async def _work(request: Request, principal: Caller) -> AsyncIterator[Transactions]:
    async with several(request, _opener(request, principal)) as work:
        yield work


def _opener(request: Request, principal: keys.Principal) -> Opener:
    return lambda: entered(request, principal, principal.workspace_id, principal.seat_id)


Work = Annotated[Transactions, Depends(_work, scope="function")]


async def check_webhook_url(request: Request, url: str | None) -> None:
    """Raise Invalid for a URL that no event would be posted to, before a transaction begins: names are looked up."""
    await caller(request)
    if url:
        await webhooks.check_target(url, allow_private=request.app.state.settings.allow_private_webhooks)


def core_of(request: Request) -> Core:
    return request.app.state.core


async def opener(request: Request) -> Opener:
    """For what comes before the routes: know and count the caller once."""
    request.state.principal = await caller(request)
    return _opener(request, request.state.principal)
