"""Real parts for every test: one embedded PostgreSQL, a fresh database for each test, a clock that stands still."""

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import psycopg
import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import workspaces
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import migrate
from tests import recording
from tests.receiving import Receiver

recording.install()

# In continuous integration the same examples each time: a change is judged by itself, not by a new draw. An example has no
# deadline of its own: how long one takes says how busy the machine is.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
TEMPLATE = "outrider_template"
_numbers = itertools.count(1)


def _named(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots of tools and routes anew")


def _in_memory(folder: str = "/dev/shm", room: int = 4 << 30) -> str | None:
    """Where files stay in memory, if there is room: a database is hundreds of files, and every test has one of its own."""
    return folder if Path(folder).is_dir() and shutil.disk_usage(folder).free > room else None


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The server's URL. It also holds a migrated database, which each test's own database is copied from."""
    # Not below pytest's own directory: that is closed to other users each time another pytest starts, and where the tests run as
    # root the server is another user.
    with (
        tempfile.TemporaryDirectory(prefix="outrider-", dir=_in_memory(), ignore_cleanup_errors=True) as folder,
        embedded_postgres(Path(folder)) as url,
    ):
        with psycopg.connect(url, autocommit=True) as conn:
            # Nothing of this survives a power cut; it survives the death of a process, which is all that tests inject.
            for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '128MB'"):
                conn.execute(f"ALTER SYSTEM SET {setting}")
            conn.execute("SELECT pg_reload_conf()")
            conn.execute(f"CREATE DATABASE {TEMPLATE}")
        migrate(_named(url, TEMPLATE))
        yield url


@pytest.fixture
def database(postgres_url: str) -> Iterator[str]:
    """The URL of a fresh, migrated, empty database."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")  # quicker than by way of its log
    yield _named(postgres_url, name)
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def _statements_keep_the_rules() -> Iterator[None]:
    """Fails the test that executed a statement which could not run where workspaces are spread over several servers."""
    yield
    assert recording.found() == []


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


@pytest_asyncio.fixture
async def core(database: str, clock: SimulatedClock) -> AsyncIterator[Core]:
    async with open_pool(database, size=8) as pool:
        yield Core(pool, clock, Vault("a secret of the tests"))


@pytest_asyncio.fixture
async def workspace(core: Core) -> workspaces.Installed:
    """The workspace of the test, with its owner, default seat, default categories and first key."""
    return await workspaces.install(core, email="owner@example.com", workspace_name="Acme")


@pytest_asyncio.fixture
async def stranger(core: Core, workspace: workspaces.Installed) -> workspaces.Installed:
    """Another workspace on the same database: nothing done in one may show or change anything in the other."""
    return await workspaces.install(core, email="owner@elsewhere.example", workspace_name="Elsewhere")


@pytest_asyncio.fixture
async def scope(core: Core, workspace: workspaces.Installed) -> AsyncIterator[Scope]:
    """A scope in the test's workspace, in one transaction that commits when the test ends."""
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        yield scope


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?key=1"
    async with server:
        yield receiver
