"""What a key may do by itself: the gate before the routes that holds keys of the mode `read` to routes that read.

A GET reads. Any other method reads only where its route asks for nothing but scopes of reading. Behind the gate the database
refuses what a reading route would still write (`Core.scope`).
"""

from collections.abc import Awaitable, Callable

import psycopg
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from outrider import errors
from outrider.dialects.kit.access import READING, caller
from outrider.dialects.kit.demands import demand_of
from outrider.dialects.kit.idempotency import once
from outrider.dialects.kit.problems import READS_ONLY
from outrider.outreach.base.scope import Mode

BODY = "outrider.body"  # in the ASGI scope: the body of a request that may need approval


class Modes:
    """Lets a request pass that its key's mode allows. `refuse` gives an error the dialect's body."""

    def __init__(self, app: ASGIApp, api: FastAPI, refuse: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app, self.api, self.refuse = app, api, refuse

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in READING:
            return await self.app(scope, receive, send)
        demand = demand_of(self.api, scope)
        if demand is None or not demand.key:
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        try:
            principal = request.state.principal = await caller(request)
            if principal.mode == Mode.READ and not demand.reads:
                raise errors.Forbidden(READS_ONLY)
        except (errors.OutriderError, psycopg.Error) as error:
            return await (await self.refuse(request, error))(scope, receive, send)
        if principal.mode == Mode.APPROVE:
            # Read here, so that it can be kept where the request turns out to need approval.
            scope[BODY] = await request.body()
            receive = once(scope[BODY], receive)
        await self.app(scope, receive, send)
