"""A server of the sandbox on a port of its own, in this process."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp


@dataclass(slots=True)
class Running:
    """A server that listens."""

    port: int
    server: uvicorn.Server
    task: asyncio.Task[None]

    async def close(self) -> None:
        self.server.should_exit = self.server.force_exit = True
        with suppress(asyncio.CancelledError):
            await self.task


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield  # the process has a life of its own


async def listen(app: ASGIApp, host: str, port: int, name: str) -> Running:
    """Serve `app` on host and port (0: any)."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
    task = asyncio.create_task(server.serve(sockets=[listening]), name=name)
    await server.listens.wait()
    return Running(listening.getsockname()[1], server, task)
