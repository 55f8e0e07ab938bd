"""A request whose transaction was ended because of a deadlock is served again."""

import asyncio
from collections.abc import Callable

import psycopg
import pytest

from outrider.dialects import Dialect, load
from outrider.dialects.kit import deadlocks
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.clients import Api

CREATE = campaigns.create


@pytest.fixture
def dialect() -> Dialect:
    return load("smartlead")


async def names(api: Api) -> list[str]:
    return [c["name"] for c in (await api.get("/campaigns")).json()]


async def hold(scope: Scope, lock: int) -> None:
    await scope.one("SELECT pg_advisory_xact_lock(%(lock)s)", lock=lock)


async def test_a_request_goes_on_after_the_transaction_it_collided_with(
    api: Api, core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = asyncio.Event(), asyncio.Event()

    async def another() -> None:
        async with core.scope(workspace.workspace_id) as scope:
            await scope.run("SET LOCAL deadlock_timeout = '60s'")  # the request's is the one that is ended
            await hold(scope, 1)
            theirs.set()
            await mine.wait()
            await hold(scope, 2)

    async def colliding(scope: Scope, name: str, **given: object) -> campaigns.Campaign:
        made = await CREATE(scope, name, **given)  # pyright: ignore[reportArgumentType]
        await theirs.wait()
        await scope.run("SET LOCAL deadlock_timeout = '10ms'")
        await hold(scope, 2)
        mine.set()
        await hold(scope, 1)
        return made

    monkeypatch.setattr(campaigns, "create", colliding)
    other = asyncio.create_task(another())
    answer = await api.post("/campaigns/create", json={"name": "Spring"}, headers={"Idempotency-Key": "k"})
    await other
    assert answer.status_code == 200
    assert await names(api) == ["Spring"]


def ended(times: int, error: type[psycopg.Error] = psycopg.errors.DeadlockDetected) -> Callable[..., object]:
    """Creates campaigns; the database ends the first transactions that do."""
    calls = 0

    async def create(scope: Scope, name: str, **given: object) -> campaigns.Campaign:
        nonlocal calls
        made = await CREATE(scope, name, **given)  # pyright: ignore[reportArgumentType]
        calls += 1
        if calls <= times:
            raise error
        return made

    return create


@pytest.mark.parametrize(
    ("create", "status"),
    [
        (ended(deadlocks.TIMES - 1), 200),
        (ended(deadlocks.TIMES), 503),
        (ended(1, psycopg.OperationalError), 503),
    ],
)
async def test_only_a_deadlock_is_tried_again_and_not_for_ever(
    api: Api, monkeypatch: pytest.MonkeyPatch, create: Callable[..., object], status: int
) -> None:
    monkeypatch.setattr(campaigns, "create", create)
    assert (await api.post("/campaigns/create", json={"name": "Spring"})).status_code == status


async def test_a_body_too_long_to_be_kept_is_read_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlocks, "MOST", 10)
    monkeypatch.setattr(campaigns, "create", ended(1))
    assert (await api.post("/campaigns/create", json={"name": "Spring"})).status_code == 503
