"""Two processes that serve the pages behind one address: each request goes to the other one than the last.

`main` is that of one of them. They and the engine of the test live by one clock, whose pace the test
changes: it lies in a file that every process has mapped into its memory.
"""

import asyncio
import itertools
import mmap
import struct
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from outrider.app import create_app
from outrider.outreach.base.scope import Core
from outrider.process import serving, stopping_on_signals
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.commands.running import running

SECRET = "a secret of the tests"
_FORM = struct.Struct("ddd")  # seconds since 1970 at the machine's `zero`, and clock seconds in a second
_SLICE = 0.05  # seconds after which a sleeper sees that the pace has changed
_METHODS = ["GET", "POST"]
# What belongs to one connection, and what this proxy changes.
_HOPS = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class SharedClock:
    """A clock that all processes share. Its pace can be changed at any time, for sleepers too."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _FORM.size)

    @classmethod
    def made(cls, path: Path, start: datetime) -> "SharedClock":
        """A new one, which runs as the machine's does."""
        path.write_bytes(_FORM.pack(start.timestamp(), time.monotonic(), 1.0))
        return cls(path)

    def _read(self) -> tuple[float, float, float]:
        return _FORM.unpack(self._memory[: _FORM.size])

    def run(self, pace: float) -> None:
        """Go on from here at `pace` clock seconds in a second."""
        self._memory[: _FORM.size] = _FORM.pack(self.now().timestamp(), time.monotonic(), pace)

    def now(self) -> datetime:
        start, zero, pace = self._read()
        return datetime.fromtimestamp(start + (time.monotonic() - zero) * pace, UTC)

    async def sleep(self, seconds: float) -> None:
        await self.wait(asyncio.Event(), seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        end = self.now() + timedelta(seconds=seconds)
        while not event.is_set() and (left := (end - self.now()).total_seconds()) > 0:
            try:
                await asyncio.wait_for(event.wait(), min(left / self._read()[2], _SLICE))
            except TimeoutError:
                continue
        return event.is_set()

    def real(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds * self._read()[2])


@asynccontextmanager
async def behind_one_address(url: str, clock: Path, processes: int = 2) -> AsyncIterator[str]:
    """The address behind which the processes serve the database at `url`."""
    async with AsyncExitStack() as stack:
        backends = [await stack.enter_async_context(_process(url, clock)) for _ in range(processes)]
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # they are the browser's alone
        limits = httpx.Limits(max_connections=None)
        client = await stack.enter_async_context(httpx.AsyncClient(timeout=120, limits=limits, cookies=no_cookies))
        turns = itertools.cycle([await backend for backend in backends])

        async def forward(request: Request) -> Response:
            target = next(turns) + request.url.path + (f"?{request.url.query}" if request.url.query else "")
            headers = [(k, v) for k, v in request.headers.raw if k.decode() not in _HOPS]
            asked = client.build_request(request.method, target, headers=headers, content=await request.body())
            answer = await client.send(asked, stream=True)
            passed = StreamingResponse(answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose))
            passed.raw_headers = [(k.lower(), v) for k, v in answer.headers.raw if k.lower().decode() not in _HOPS]
            return passed

        proxy = Starlette(routes=[Route("/{path:path}", forward, methods=_METHODS)])
        yield await stack.enter_async_context(serving(proxy, "127.0.0.1", 0))


@asynccontextmanager
async def _process(url: str, clock: Path) -> AsyncIterator["asyncio.Task[str]"]:
    """A process that starts; the task gives its address."""
    with running(url, clock, module=__name__) as process:
        try:
            yield asyncio.create_task(asyncio.to_thread(lambda: process.line("ready ").split()[1]))
        finally:
            await asyncio.to_thread(process.stop)


async def _serve(url: str, clock: Path) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    async with open_pool(url, size=4) as pool:
        core = Core(pool, SharedClock(clock), Vault(SECRET))
        with stopping_on_signals(stop):
            async with serving(create_app(core, Settings()), "127.0.0.1", 0) as address:
                print("ready", address, flush=True)
                await stop.wait()


def main() -> None:
    asyncio.run(_serve(sys.argv[1], Path(sys.argv[2])))


if __name__ == "__main__":
    main()
