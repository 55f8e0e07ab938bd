"""Jobs: done once when all goes well, again when a process died, never for ever."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Mapping
from typing import Any

import psycopg
import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.job import LEASE_SECONDS, MAX_ATTEMPTS, Handler, Lost, Running
from outrider.engine.queue import serve
from outrider.engine.work import jobs as running
from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.waiting import eventually
from tests.working import do_job


async def enqueued(core: Core, workspace: Installed, kind: str = "work", **params: Any) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        return await jobs.enqueue(scope, kind, params)


async def now_of(core: Core, workspace: Installed, job: Job) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        return await jobs.get(scope, job.id)


async def work(core: Core, workspace: Installed, handler: Handler) -> int:
    claimed = await running.claim(core, workspace.workspace_id, ["work"], 10)
    for job in claimed:
        await do_job(handler, job)
    return len(claimed)


async def with_secrets(core: Core, workspace: Installed) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        return await jobs.enqueue(scope, "work", secrets={"password": "letmein"})


async def kept_of(core: Core, workspace: Installed, job: Job) -> bytes | None:
    async with core.scope(workspace.workspace_id) as scope:
        row = await scope.one("SELECT secrets FROM jobs WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=job.id)
    assert row is not None
    return row["secrets"]


async def succeeds(job: Running) -> Mapping[str, Any]:
    return {}


async def is_refused(job: Running) -> Mapping[str, Any]:
    raise Invalid("no")


async def breaks(job: Running) -> Mapping[str, Any]:
    raise ValueError("a bug")


async def test_a_job_opens_its_secrets_each_time_it_is_tried(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    opened: list[object] = []

    async def handler(job: Running) -> Mapping[str, Any]:
        assert job.secrets is not None
        opened.append(core.vault.decrypt(job.secrets, workspace_id=job.workspace_id))
        return await breaks(job)

    made = await with_secrets(core, workspace)
    for _ in range(2):
        await work(core, workspace, handler)
        clock.advance(600)
    assert opened == 2 * [{"password": "letmein"}]
    assert "letmein" not in str(await kept_of(core, workspace, made))


@pytest.mark.parametrize("handler", [succeeds, is_refused, breaks])
async def test_a_job_that_ended_keeps_no_secrets(
    core: Core, workspace: Installed, clock: SimulatedClock, handler: Handler
) -> None:
    made = await with_secrets(core, workspace)
    while await work(core, workspace, handler):
        clock.advance(600)
    assert (await now_of(core, workspace, made)).ended
    assert await kept_of(core, workspace, made) is None


async def test_a_cancelled_job_keeps_no_secrets(core: Core, workspace: Installed) -> None:
    made = await with_secrets(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await jobs.cancel(scope, made.id)
    assert await kept_of(core, workspace, made) is None


async def test_progress_and_result(core: Core, workspace: Installed) -> None:
    seen: list[Job] = []

    async def handler(job: Running) -> Mapping[str, Any]:
        await job.progress(40, moved=["a@x.example"])
        seen.append(await now_of(core, workspace, made))
        async with job.scope() as scope:
            assert scope.workspace_id == workspace.workspace_id
        return {"count": job.params["n"]}

    made = await enqueued(core, workspace, n=3)
    assert await work(core, workspace, handler) == 1
    assert (seen[0].state, seen[0].progress, seen[0].result) == ("running", 40, {"moved": ["a@x.example"]})
    done = await now_of(core, workspace, made)
    assert (done.state, done.progress, done.result) == ("success", 100, {"moved": ["a@x.example"], "count": 3})
    assert await work(core, workspace, handler) == 0


async def test_a_wrong_request_fails_at_once(core: Core, workspace: Installed) -> None:
    async def handler(job: Running) -> None:
        raise Invalid("The list is gone.")

    made = await enqueued(core, workspace)
    await work(core, workspace, handler)
    done = await now_of(core, workspace, made)
    assert (done.state, done.error) == ("failed", "The list is gone.")


async def test_an_accident_is_tried_again_and_given_up(core: Core, workspace: Installed) -> None:
    calls = 0

    async def handler(job: Running) -> None:
        nonlocal calls
        calls += 1
        raise RuntimeError("password=secret")

    clock: Any = core.clock
    made = await enqueued(core, workspace)
    for _ in range(10):
        await work(core, workspace, handler)
        clock.advance(700)
    done = await now_of(core, workspace, made)
    assert calls == MAX_ATTEMPTS
    assert done.state == "failed"
    assert "secret" not in (done.error or "")


async def test_a_dead_process_job_is_done_by_another(core: Core, workspace: Installed) -> None:
    made = await enqueued(core, workspace)
    (first,) = await running.claim(core, workspace.workspace_id, ["work"], 10)  # and its process dies here
    assert not await running.claim(core, workspace.workspace_id, ["work"], 10)
    clock: Any = core.clock
    clock.advance(LEASE_SECONDS + 1)

    async def handler(job: Running) -> Mapping[str, Any]:
        with pytest.raises(Lost):
            await first.progress(50)  # the dead one was only slow: it is told
        return {"attempt": job.attempt}

    await work(core, workspace, handler)
    assert (await now_of(core, workspace, made)).result == {"attempt": 2}


async def test_one_of_two_workers_does_it(core: Core, workspace: Installed) -> None:
    await enqueued(core, workspace)
    claimed = await asyncio.gather(*(running.claim(core, workspace.workspace_id, ["work"], 10) for _ in range(4)))
    assert sum(map(len, claimed)) == 1


async def quick(job: Running) -> None:
    return None


class Endless:
    """A handler that never ends by itself."""

    def __init__(self) -> None:
        self.begun, self.cancelled = asyncio.Event(), False

    async def __call__(self, job: Running) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


@contextlib.asynccontextmanager
async def serving(core: Core, **handlers: Handler) -> AsyncIterator[Engine]:
    engine = Engine(core, Settings(), handlers=handlers)
    async with running.queue(engine) as queue:
        loop = asyncio.create_task(serve(engine, queue))
        yield engine
        engine.stop.set()
        await asyncio.wait_for(loop, 60)


async def test_the_loop_gives_back_what_it_holds(core: Core, workspace: Installed) -> None:
    endless = Endless()
    short, long, unknown = [await enqueued(core, workspace, kind) for kind in ("work", "long", "unknown")]
    async with serving(core, work=quick, long=endless):
        await asyncio.wait_for(endless.begun.wait(), 60)
        await eventually(lambda: ended(core, workspace, short))
    given_back = await now_of(core, workspace, long)
    assert (given_back.state, given_back.attempts) == ("pending", 0)
    assert (await now_of(core, workspace, unknown)).state == "pending"


async def ended(core: Core, workspace: Installed, job: Job) -> bool:
    return (await now_of(core, workspace, job)).ended


async def test_a_database_hiccup_in_a_renewal_cancels_nothing(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless, renewals = Endless(), 0
    real = Running.keep

    async def unlucky(job: Running, percent: float = 0, result: Mapping[str, Any] | None = None) -> bool:
        nonlocal renewals
        renewals += 1
        if renewals == 1:
            raise psycopg.OperationalError("the connection is lost")
        return await real(job, percent, result)

    monkeypatch.setattr(Running, "keep", unlucky)
    clock: Any = core.clock
    made = await enqueued(core, workspace, "long")
    async with serving(core, long=endless):
        await asyncio.wait_for(endless.begun.wait(), 60)

        async def twice() -> bool:
            clock.advance(LEASE_SECONDS / 3)
            return renewals >= 2

        await eventually(twice)
        assert not endless.cancelled
    assert (await now_of(core, workspace, made)).state == "pending"


async def test_a_job_that_another_process_took_is_cancelled(core: Core, workspace: Installed) -> None:
    endless = Endless()
    made = await enqueued(core, workspace, "long")
    clock: Any = core.clock
    async with serving(core, long=endless):
        await asyncio.wait_for(endless.begun.wait(), 60)
        async with core.scope(workspace.workspace_id) as scope:
            await scope.run(
                "UPDATE jobs SET attempts = 2 WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=made.id
            )  # as a second claim leaves it

        async def lost() -> bool:
            clock.advance(LEASE_SECONDS / 3)
            return endless.cancelled

        await eventually(lost)
    assert (await now_of(core, workspace, made)).attempts == 2


async def test_restarts_of_the_database_are_no_attempts(core: Core, workspace: Installed) -> None:
    async def interrupted(job: Running) -> None:
        raise psycopg.errors.AdminShutdown("terminating connection due to administrator command")

    made = await enqueued(core, workspace)
    clock: Any = core.clock
    for _ in range(MAX_ATTEMPTS + 2):
        await work(core, workspace, interrupted)
        clock.advance(running.AGAIN + 1)
    assert (await now_of(core, workspace, made)).state == "pending"


async def test_a_new_job_begins_without_waiting_for_the_next_look(core: Core, workspace: Installed) -> None:
    """The clock stands still, so that only the notification can wake the loop."""
    async with serving(core, work=quick) as engine:
        listener = asyncio.create_task(engine.bells.listen(core.pool.conninfo, (jobs.WAKE,)))
        for _ in range(2):
            made = await enqueued(core, workspace)
            await eventually(functools.partial(ended, core, workspace, made))
        listener.cancel()
