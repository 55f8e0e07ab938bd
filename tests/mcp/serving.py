"""A dialect served as people reach it: HTTP on a port of loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal

import uvicorn

from tests.waiting import eventually


@asynccontextmanager
async def served(app: Any, lifespan: Literal["on", "off"] = "on") -> AsyncIterator[str]:
    """The base URL of `app`, served by uvicorn while the body runs."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan=lifespan, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # pyright: ignore[reportAttributeAccessIssue]
    task = asyncio.create_task(server.serve())

    async def started_or_ended() -> bool:
        return server.started or task.done()

    await eventually(started_or_ended, every=0.01)
    if task.done():
        task.result()
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task
