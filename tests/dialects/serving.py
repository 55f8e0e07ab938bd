"""A dialect's application alone, over real HTTP, for test tools that bring no event loop of their own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.types import ASGIApp

from outrider.clock import RealClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.process import serving
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool


@dataclass
class Served:
    """Where the application listens, and the workspace that was made for it."""

    url: str = ""
    owner: workspaces.Installed = field(init=False)

    @property
    def key(self) -> str:
        return self.owner.key


@contextmanager
def in_thread(
    database: str,
    dialect: str,
    prepare: Callable[[Core, workspaces.Installed], Awaitable[None]] | None = None,
    wrap: Callable[[ASGIApp], ASGIApp] | None = None,
) -> Iterator[Served]:
    """Serve a dialect, without its rate limit, in a thread with a loop of its own. `prepare` puts things into the workspace,
    `wrap` something around the application.
    """
    ready, stop, served = threading.Event(), threading.Event(), Served()

    async def serve() -> None:
        async with open_pool(database, size=6) as pool:
            core = Core(pool, RealClock(), Vault("fuzz"))
            served.owner = await workspaces.install(core, email="owner@example.com", workspace_name="Fuzz")
            if prepare:
                await prepare(core, served.owner)
            app = load(dialect).app(core, Settings(rate_limits={dialect: "off"}))
            async with serving(wrap(app) if wrap else app, "127.0.0.1", 0) as served.url:
                ready.set()
                await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(60)
    try:
        yield served
    finally:
        stop.set()
        thread.join(20)
