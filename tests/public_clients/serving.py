"""A dialect served for a client that keeps one key, while rows that its calls have used up are made anew behind it."""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from outrider.channels.email import verify
from outrider.clock import RealClock
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.dialects.every_route import Ids
from tests.dialects.serving import in_thread
from tests.dialects.test_every_route import a_workspace
from tests.zone import Zone

KEY = "or_" + "c" * 40  # what the client is given: the server puts the present workspace's in its place
# What the made rows lack to be things of a vendor's.
AS_THE_VENDOR_HAS_IT = (
    "UPDATE webhooks SET dialect = %(dialect)s WHERE workspace_id = %(workspace_id)s",
    "UPDATE jobs SET kind = 'leads.move' WHERE workspace_id = %(workspace_id)s",
    """UPDATE categories SET interest_value = 777, key = NULL
       WHERE workspace_id = %(workspace_id)s AND id = %(category)s AND %(dialect)s = 'instantly'""",
)
_marks = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what it was answered."""

    method: str
    path: str
    status: int
    text: str
    ignored: str  # names of the request that were passed over

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.status} {self.text[:300]}"


@dataclass
class Recorder:
    """Between the client and the dialect: swaps the key, and keeps what is said."""

    app: ASGIApp
    key: str = KEY
    exchanges: list[Exchange] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        old, new = KEY.encode(), self.key.encode()
        scope["headers"] = [(name, value.replace(old, new)) for name, value in scope["headers"]]
        scope["query_string"] = scope["query_string"].replace(old, new)
        query = scope["query_string"].replace(new, b"KEY").decode()
        path = scope["path"] + (f"?{query}" if query else "")
        status, ignored, text = 0, "", b""

        async def sending(message: Message) -> None:
            nonlocal status, ignored, text
            if message["type"] == "http.response.start":
                status = message["status"]
                ignored = dict(message["headers"]).get(b"x-outrider-ignored", b"").decode()
                whole = status in (204, 304)  # the client waits for no body
            else:
                text += message.get("body", b"")
                whole = status not in (204, 304) and not message.get("more_body")
            if whole:  # before the client has it all, and may go on
                self.exchanges.append(Exchange(scope["method"], path, status, text.decode(errors="replace"), ignored))
            await send(message)

        await self.app(scope, receive, sending)


@dataclass
class Place:
    """Where the dialect is served, and the ids of what is there."""

    database: str
    dialect: str
    url: str
    recorder: Recorder
    ids: Ids = field(default_factory=dict)

    def renew(self) -> None:
        """A new workspace with one of each kind of thing, behind the same key."""
        asyncio.run(self._renew())

    async def _renew(self) -> None:
        mark = f"Rows{next(_marks)}"
        async with open_pool(self.database, size=2) as pool:
            core = Core(pool, RealClock(), Vault("fuzz"))
            owner = await workspaces.install(core, email=f"{mark}@example.com", workspace_name=mark)
            self.ids = {**await a_workspace(core, owner, mark), "user": owner.user_id}
            async with core.scope(owner.workspace_id) as scope:
                for statement in AS_THE_VENDOR_HAS_IT:
                    await scope.run(statement, dialect=self.dialect, category=self.ids["category"])
        self.recorder.key = owner.key


@contextmanager
def served(database: str, dialect: str) -> Iterator[Place]:
    """A dialect with recorded answers, on a database without DNS."""
    recorders: list[Recorder] = []

    def wrap(app: ASGIApp) -> ASGIApp:
        recorders.append(Recorder(app))
        return recorders[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "default_resolver", Zone)
        with in_thread(database, dialect, None, wrap) as here:
            yield Place(database, dialect, here.url, recorders[0])
