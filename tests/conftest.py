"""Real parts for every test: one embedded PostgreSQL, a fresh database for each test, a clock that stands still."""

import asyncio
import contextlib
import functools
import gc
import importlib
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import workspaces
from outrider.store.crypto import Vault
from tests import authorities, databases, forking, installing, passwords, recording, routing
from tests.receiving import Receiver

# What tests make is looked through for garbage every 20,000 objects, not every 700: that took a tenth of the time.
gc.set_threshold(20_000, 20, 10)

authorities.install()
passwords.install()
recording.install()
routing.install()

# In continuous integration the same examples each time: a change is judged by itself, not by a new draw. An example has no
# deadline of its own: how long one takes says how busy the machine is.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday

# What takes longest begins first: a worker that is left with it at the end would keep the others waiting.
FIRST = (
    "browser/test_week.py", "browser/", "dialects/test_conformance.py", "faults/", "commands/", "dialects/test_misdirected.py",
    "engine/test_real_servers.py", "engine/test_loops.py", "engine/test_linkedin.py", "dialects/networkhq/test_schemathesis.py",
    "dialects/multilead/test_fuzz.py", "mcp/test_hostile_texts.py", "dialects/test_every_route.py", "dialects/test_modes.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers' processes, too, are forked from this one's
        stack = contextlib.ExitStack()
        stack.enter_context(forking.offered())
        config.add_cleanup(stack.close)


def pytest_collection(session: pytest.Session) -> None:
    """Each worker begins with other modules. pytest compiles a test module where no worker has, which takes half of the time of
    importing all of them; so each is compiled by one of them alone.
    """
    number, workers = os.environ.get("PYTEST_XDIST_WORKER", "")[2:], int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if not number or session.config.args != session.config.getini("testpaths"):
        return
    modules = sorted(Path(__file__).parent.rglob("test_*.py"))
    for path in modules[int(number) :: workers]:
        with contextlib.suppress(Exception):  # a module that cannot be imported is reported when its tests are collected
            importlib.import_module(".".join(path.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    @functools.cache
    def place(path: Path) -> int:
        file = path.relative_to(Path(__file__).parent).as_posix()
        return next((n for n, start in enumerate(FIRST) if file.startswith(start)), len(FIRST))

    items.sort(key=lambda item: place(item.path))


def pytest_collection_finish() -> None:
    """What was imported and collected stays: to look through it again and again for garbage would take a fifth of the time."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots of tools and routes anew")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The server's URL. It also holds a migrated database, which each test's own database is copied from."""
    with databases.server() as url:
        yield url


@pytest.fixture
def database(postgres_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh, migrated, empty database."""
    with databases.fresh(postgres_url, one_server=request.node.get_closest_marker("one_server") is not None) as url:
        yield url


@pytest.fixture(autouse=True)
def _statements_keep_the_rules() -> Iterator[None]:
    """Fails the test that executed a statement which could not run where workspaces are spread over several servers."""
    yield
    assert recording.found() == []


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


@pytest_asyncio.fixture(scope="session")
async def _pools(postgres_url: str) -> AsyncIterator[None]:
    """Closes the connections that were kept from test to test."""
    yield
    await databases.close_pools()


@pytest_asyncio.fixture
async def core(database: str, clock: SimulatedClock, _pools: None) -> AsyncIterator[Core]:
    async with databases.pool(database) as pool:
        yield Core(pool, clock, Vault("a secret of the tests"))


@pytest_asyncio.fixture
async def workspace(core: Core, database: str) -> workspaces.Installed:
    """The workspace of the test, with its owner, default seat, default categories and first key."""
    return await installing.a_workspace(core, database)


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
