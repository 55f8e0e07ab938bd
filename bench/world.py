"""What several benches need: a fresh workspace on an embedded PostgreSQL, a served application, times as percentiles."""

import asyncio
import os
import resource
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import psycopg
import uvicorn

from outrider.clock import RealClock
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store.crypto import Vault
from outrider.store.db import allow, open_pool
from outrider.store.distribute import distribute, state
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import migrate

UNLIMITED = 0  # seconds that a statement which fills a table may take


@contextmanager
def database(kept: Path | None = None) -> Generator[str]:
    """The URL of a migrated, empty database: that of DATABASE_URL, empty before and after, else one of an embedded server.

    `kept`: a folder for an embedded server's database that is there again the next time.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        if "migrations" in _tables(given):
            raise SystemExit("DATABASE_URL holds an installation: a bench needs an empty database.")
        migrate(given)
        if state(given).has_extension:
            distribute(given)
        yield given
        with psycopg.connect(given, autocommit=True) as conn:
            conn.execute("DROP SCHEMA public CASCADE")
            conn.execute("CREATE SCHEMA public")
        return
    place = nullcontext(str(kept)) if kept else tempfile.TemporaryDirectory()
    with place as folder, embedded_postgres(Path(folder)) as url:
        migrate(url)
        yield url


def _tables(url: str) -> set[str]:
    with psycopg.connect(url, autocommit=True) as conn:
        return {row[0] for row in conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


@asynccontextmanager
async def workspace() -> AsyncGenerator[tuple[Core, Installed]]:
    """An empty workspace on a server of its own."""
    with database() as url:
        async with open_pool(url, size=6) as pool:
            core = Core(pool, RealClock(), Vault("bench"))
            yield core, await workspaces.install(core, email="bench@example.com", workspace_name="Bench")


async def settle(core: Core) -> None:
    """Statistics and visibility as after a quiet night."""
    async with core.pool.connection() as conn:
        await conn.set_autocommit(True)
        await conn.execute("VACUUM ANALYZE")
        await conn.execute("CHECKPOINT")
        await conn.set_autocommit(False)


@asynccontextmanager
async def without_indexes(core: Core, table: str) -> AsyncGenerator[None]:
    """While a table is filled it has its key alone; the other indexes are made afterwards, many times as fast."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
            WHERE indrelid = %s::regclass AND NOT indisunique
            """,
            (table,),
        )
        found = await cursor.fetchall()
        for index in found:
            await conn.execute(f"DROP INDEX {index['name']}".encode())
    yield
    async with core.pool.connection() as conn:
        await allow(conn, UNLIMITED)
        await conn.execute("SET LOCAL maintenance_work_mem = '1GB'")
        for index in found:
            await conn.execute(index["made"])


@asynccontextmanager
async def served(app: Any) -> AsyncGenerator[str]:
    """The base URL of `app` while the body runs."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=2))
    server.install_signal_handlers = lambda: None  # pyright: ignore[reportAttributeAccessIssue]
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task


async def in_turn(n: int, *calls: Callable[[], Awaitable[object]]) -> list[list[float]]:
    """Milliseconds of each call, `n` times, sorted. In turn, because a shared machine is not equally fast all the time."""
    for call in calls:
        for _ in range(max(n // 20, 3)):
            await call()
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(n):
        for call, of in zip(calls, times, strict=True):
            began = time.perf_counter()
            await call()
            of.append((time.perf_counter() - began) * 1000)
    return [sorted(of) for of in times]


def percentile(times: list[float], share: float) -> float:
    return round(times[min(int(len(times) * share), len(times) - 1)], 2)


def rss_mb() -> int:
    """The most that this process has used so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def resident_kb() -> int:
    """What this process uses now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
