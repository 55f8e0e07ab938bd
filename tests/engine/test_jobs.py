"""Jobs: done once when all goes well, again when a process died, never for ever."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from outrider.engine.engine import Engine
from outrider.engine.work import jobs as running
from outrider.engine.work.jobs import Running
from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.waiting import eventually


@pytest_asyncio.fixture(autouse=True)
async def handlers() -> AsyncIterator[dict[str, running.Handler]]:
    before = dict(running.handlers)
    running.handlers.clear()
    yield running.handlers
    running.handlers.clear()
    running.handlers.update(before)


async def enqueued(core: Core, workspace: Installed, kind: str = "work", **params: Any) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        return await jobs.enqueue(scope, kind, params)


async def now_of(core: Core, workspace: Installed, job: Job) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        return await jobs.get(scope, job.id)


async def work(core: Core, handler: running.Handler) -> int:
    claimed = await running.claim(core, ["work"], 10)
    for job in claimed:
        await running.run(core, handler, job)
    return len(claimed)


async def test_progress_and_result(core: Core, workspace: Installed) -> None:
    seen: list[Job] = []

    async def handler(core: Core, job: Running) -> Mapping[str, Any]:
        await job.progress(40, moved=["a@x.example"])
        seen.append(await now_of(core, workspace, made))
        async with job.scope() as scope:
            assert scope.workspace_id == workspace.workspace_id
        return {"count": job.params["n"]}

    made = await enqueued(core, workspace, n=3)
    assert await work(core, handler) == 1
    assert (seen[0].state, seen[0].progress, seen[0].result) == ("running", 40, {"moved": ["a@x.example"]})
    done = await now_of(core, workspace, made)
    assert (done.state, done.progress, done.result) == ("success", 100, {"moved": ["a@x.example"], "count": 3})
    assert await work(core, handler) == 0


async def test_a_wrong_request_fails_at_once(core: Core, workspace: Installed) -> None:
    async def handler(core: Core, job: Running) -> None:
        raise Invalid("The list is gone.")

    made = await enqueued(core, workspace)
    await work(core, handler)
    done = await now_of(core, workspace, made)
    assert (done.state, done.error) == ("failed", "The list is gone.")


async def test_an_accident_is_tried_again_and_given_up(core: Core, workspace: Installed) -> None:
    calls = 0

    async def handler(core: Core, job: Running) -> None:
        nonlocal calls
        calls += 1
        raise RuntimeError("password=secret")

    clock: Any = core.clock
    made = await enqueued(core, workspace)
    for _ in range(10):
        await work(core, handler)
        clock.advance(700)
    done = await now_of(core, workspace, made)
    assert calls == running.MAX_ATTEMPTS and done.state == "failed" and "secret" not in (done.error or "")


async def test_a_dead_process_job_is_done_by_another(core: Core, workspace: Installed) -> None:
    made = await enqueued(core, workspace)
    (first,) = await running.claim(core, ["work"], 10)  # and its process dies here
    assert not await running.claim(core, ["work"], 10)
    clock: Any = core.clock
    clock.advance(running.LEASE_SECONDS + 1)

    async def handler(core: Core, job: Running) -> Mapping[str, Any]:
        with pytest.raises(running.Lost):
            await first.progress(50)  # the dead one was only slow: it is told
        return {"attempt": job.attempt}

    await work(core, handler)
    assert (await now_of(core, workspace, made)).result == {"attempt": 2}


async def test_one_of_two_workers_does_it(core: Core, workspace: Installed) -> None:
    await enqueued(core, workspace)
    claimed = await asyncio.gather(*(running.claim(core, ["work"], 10) for _ in range(4)))
    assert sum(map(len, claimed)) == 1


async def test_the_loop_does_it_and_gives_back_what_it_holds(
    core: Core, workspace: Installed, handlers: dict[str, running.Handler]
) -> None:
    begun = asyncio.Event()

    async def quick(core: Core, job: Running) -> None:
        return None

    async def endless(core: Core, job: Running) -> None:
        begun.set()
        await asyncio.Event().wait()

    handlers.update(work=quick, long=endless)
    engine = Engine(core, Settings())
    short, long, unknown = [await enqueued(core, workspace, kind) for kind in ("work", "long", "unknown")]
    loop = asyncio.create_task(running.run_jobs(engine))
    clock: Any = core.clock

    async def done() -> bool:
        clock.advance(0.1)
        return (await now_of(core, workspace, short)).state == "success" and begun.is_set()

    await eventually(done)
    engine.stop.set()
    clock.advance(10)
    await asyncio.wait_for(loop, 60)
    given_back = await now_of(core, workspace, long)
    assert (given_back.state, given_back.attempts) == ("pending", 0)
    assert (await now_of(core, workspace, unknown)).state == "pending"
