"""Running jobs: work that outlives a request, claimed with a lease, tried again when its process died."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from psycopg.types.json import Jsonb

from outrider.engine.engine import Engine
from outrider.errors import OutriderError
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.rules import retry

log = structlog.get_logger()

LEASE_SECONDS = 60.0  # of the machine; a running job renews it three times as often
MAX_ATTEMPTS = 4
AT_ONCE = 4
_IDLE_SECONDS = 1.0  # of the machine


class Lost(Exception):
    """The job was taken over by another process, or cancelled: stop working on it."""


@dataclass(frozen=True, slots=True)
class Running:
    """A job in the hands of its handler. `attempt` counts from 1: a handler must bear being run again from the start."""

    core: Core
    workspace_id: int
    id: int
    kind: str
    params: dict[str, Any]
    user_id: int | None
    attempt: int

    @contextlib.asynccontextmanager
    async def scope(self) -> AsyncIterator[Scope]:
        """A scope in the job's workspace, acting for whoever asked for the job."""
        async with self.core.scope(self.workspace_id, Actor("job", self.user_id)) as scope:
            yield scope

    async def progress(self, percent: float, **result: Any) -> None:
        """Say how far it got (0 to 100) and merge `result` into the job's result. Raises Lost when the job is no longer ours."""
        async with self.core.scope(self.workspace_id) as scope:
            kept = await scope.run(
                """
                UPDATE jobs SET progress = greatest(progress, %(percent)s), result = result || %(result)s,
                       lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
                """,
                id=self.id, attempt=self.attempt, percent=min(99, max(0, int(percent))), result=Jsonb(result),
                lease=scope.now + self.core.clock.real(LEASE_SECONDS),
            )  # fmt: skip
        if not kept:
            raise Lost


# Does one kind of job; what it returns is merged into the job's result. An OutriderError fails the job with its message; any
# other exception is tried again.
Handler = Callable[[Core, Running], Awaitable[Mapping[str, Any] | None]]

# Kind -> handler; the app fills it before the loop begins.
handlers: dict[str, Handler] = {}

_CLAIM = """
WITH due AS (
    SELECT workspace_id, id FROM jobs
    WHERE due_at <= %(now)s AND state IN ('pending', 'running') AND kind = ANY (%(kinds)s)
    ORDER BY due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE jobs j SET state = 'running', attempts = j.attempts + 1, lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
FROM due WHERE j.workspace_id = due.workspace_id AND j.id = due.id
RETURNING j.workspace_id, j.id, j.kind, j.params, j.user_id, j.attempts AS attempt
"""


async def claim(core: Core, kinds: list[str], limit: int) -> list[Running]:
    """Take due jobs of these kinds, and running ones whose lease ended."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            _CLAIM, {"now": now, "lease": now + core.clock.real(LEASE_SECONDS), "kinds": kinds, "limit": limit}
        )
        return [Running(core, **row) for row in await cursor.fetchall()]


async def run(core: Core, handler: Handler, job: Running) -> None:
    """Do one claimed job and record how it ended."""
    if job.attempt > MAX_ATTEMPTS:
        await _end(job, "failed", error="The job did not end in several attempts.")
        return
    beat = asyncio.create_task(_heartbeat(job))
    work = asyncio.ensure_future(handler(core, job))
    beat.add_done_callback(lambda _: work.cancel())  # the heart stops only when the job is lost
    try:
        result = await work
    except Lost:
        log.info("job lost to another process", job=job.id, kind=job.kind)
    except asyncio.CancelledError:
        if not beat.done():
            work.cancel()
            await _release(job)
            raise
        log.info("job lost to another process", job=job.id, kind=job.kind)
    except OutriderError as e:
        await _end(job, "failed", error=e.message)
    except Exception:
        log.exception("job failed", job=job.id, kind=job.kind, attempt=job.attempt)
        await _try_again(job)
    else:
        await _end(job, "success", result=result or {})
    finally:
        beat.cancel()


async def _heartbeat(job: Running) -> None:
    """Renew the lease until cancelled; ends when the job is no longer ours."""
    with contextlib.suppress(Lost):
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await job.progress(0)


async def _end(job: Running, state: str, *, error: str | None = None, result: Mapping[str, Any] | None = None) -> None:
    async with job.core.scope(job.workspace_id) as scope:
        await scope.run(
            """
            UPDATE jobs SET state = %(state)s, error = %(error)s, result = result || %(result)s, due_at = NULL,
                   lease_until = NULL, progress = CASE WHEN %(state)s = 'success' THEN 100 ELSE progress END, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
            """,
            id=job.id, attempt=job.attempt, state=state, error=error, result=Jsonb(dict(result or {})),
        )  # fmt: skip


async def _try_again(job: Running) -> None:
    wait = retry.next_attempt(job.attempt, 10, 600, f"job/{job.id}", MAX_ATTEMPTS)
    if wait is None:
        await _end(job, "failed", error="The job failed in several attempts; the engine's log says why.")
        return
    await _reschedule(job, wait, job.attempt)


async def _release(job: Running) -> None:
    """Give the job back unharmed: the process stops."""
    await _reschedule(job, 0, job.attempt - 1)


async def _reschedule(job: Running, seconds: float, attempts: int) -> None:
    async with job.core.scope(job.workspace_id) as scope:
        await scope.run(
            """
            UPDATE jobs SET state = 'pending', attempts = %(attempts)s, lease_until = NULL,
                   due_at = %(now)s + make_interval(secs => %(seconds)s), updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
            """,
            id=job.id, attempt=job.attempt, attempts=attempts, seconds=seconds,
        )  # fmt: skip


async def run_jobs(engine: Engine) -> None:
    """The loop: jobs of the kinds there are handlers for, a few at once; at the engine's stop it gives back what it holds."""
    core = engine.core
    running: set[asyncio.Task[None]] = set()
    try:
        while not engine.stop.is_set():
            free = AT_ONCE - len(running)
            claimed = await claim(core, list(handlers), free) if free and handlers else []
            for job in claimed:
                task = asyncio.create_task(run(core, handlers[job.kind], job))
                running.add(task)
                task.add_done_callback(running.discard)
            if not claimed:
                await core.clock.wait(engine.stop, core.clock.real(_IDLE_SECONDS).total_seconds())
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
