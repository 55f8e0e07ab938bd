"""The queue of jobs: work that outlives a request, claimed with a lease, tried again when its process died."""

import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import timedelta
from typing import LiteralString

import structlog
from psycopg.types.json import Jsonb

from outrider.engine.engine import Engine
from outrider.engine.job import LEASE_SECONDS, MAX_ATTEMPTS, Handler, Lost, Running
from outrider.engine.queue import Queue, Room, through_restarts
from outrider.errors import OutriderError
from outrider.outreach.base import due, jobs
from outrider.outreach.base.scope import Core
from outrider.rules import retry
from outrider.store.db import is_away

log = structlog.get_logger()

AT_ONCE = 4
AGAIN = 5.0  # seconds of the clock until a job that the database interrupted is resumed

_CLAIM: LiteralString = """
UPDATE jobs j SET state = 'running', attempts = j.attempts + 1, lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
WHERE j.workspace_id = %(workspace_id)s AND j.id = ANY (ARRAY(
    SELECT id FROM jobs
    WHERE workspace_id = %(workspace_id)s AND due_at <= %(now)s AND state IN ('pending', 'running') AND kind = ANY (%(kinds)s)
    ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
RETURNING j.workspace_id, j.id, j.kind, j.params, j.user_id, j.attempts AS attempt, j.secrets
"""


async def claim(core: Core, workspace_id: int, kinds: Sequence[str], limit: int) -> list[Running]:
    """Take due jobs of these kinds, and running ones whose lease ended."""
    async with core.scope(workspace_id) as scope:
        lease = scope.now + core.clock.real(LEASE_SECONDS)
        rows = await scope.all(_CLAIM, lease=lease, kinds=list(kinds), limit=limit)
    return [Running(core, **row) for row in rows]


async def run(handler: Handler, job: Running) -> None:
    """Do one claimed job and record how it ended. What is to be tried again is raised; see `failed`."""
    if job.attempt > MAX_ATTEMPTS:
        await _end(job, "failed", error="The job did not end in several attempts.")
        return
    try:
        result = await handler(job)
    except Lost:
        log.info("job went to another process", workspace=job.workspace_id, job=job.id, kind=job.kind)
    except OutriderError as error:
        message = error.message
        await through_restarts(job.core.clock, lambda: _end(job, "failed", error=message))
    else:
        await through_restarts(job.core.clock, lambda: _end(job, "success", result=result))


async def failed(job: Running, error: Exception) -> None:
    """Schedule a job's retry, later each time. A database outage does not count as an attempt."""
    if is_away(error):
        await _reschedule(job, AGAIN, job.attempt - 1)
        return
    wait = retry.next_attempt(job.attempt, 10, 600, f"job/{job.id}", MAX_ATTEMPTS)
    if wait is None:
        await _end(job, "failed", error="The job failed in several attempts; the engine's log says why.")
    else:
        await _reschedule(job, wait, job.attempt)


async def give_back(job: Running) -> None:
    """Return a job unharmed: the process stops."""
    await _reschedule(job, 0, job.attempt - 1)


async def _end(job: Running, state: str, *, error: str | None = None, result: Mapping[str, object] | None = None) -> None:
    async with job.core.scope(job.workspace_id) as scope:
        await scope.run(
            """
            UPDATE jobs SET state = %(state)s, error = %(error)s, result = result || %(result)s, secrets = NULL, due_at = NULL,
                   lease_until = NULL, progress = CASE WHEN %(state)s = 'success' THEN 100 ELSE progress END, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
            """,
            id=job.id,
            attempt=job.attempt,
            state=state,
            error=error,
            result=Jsonb(dict(result or {})),
        )


async def _reschedule(job: Running, seconds: float, attempts: int) -> None:
    async with job.core.scope(job.workspace_id) as scope:
        await scope.run(
            """
            UPDATE jobs SET state = 'pending', attempts = %(attempts)s, lease_until = NULL, due_at = %(due)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
            """,
            id=job.id,
            attempt=job.attempt,
            attempts=attempts,
            due=scope.now + timedelta(seconds=seconds),
        )


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Running]]:
    """Jobs of the kinds that the engine has handlers for. At the stop they are given back at once: they may take hours."""
    core, handlers = engine.core, engine.handlers

    async def workspaces() -> Sequence[int]:
        return await due.workspaces(core, "jobs") if handlers else []

    async def take(workspace_id: int, room: Room) -> Sequence[Running]:
        return await claim(core, workspace_id, list(handlers), room.limit)

    yield Queue(
        name="jobs",
        due=workspaces,
        claim=take,
        do=lambda job: run(handlers[job.kind], job),
        workspace=lambda job: job.workspace_id,
        describe=lambda job: {"workspace": job.workspace_id, "job": job.id, "kind": job.kind, "attempt": job.attempt},
        renew=Running.keep,
        failed=failed,
        give_back=give_back,
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        channel=jobs.WAKE,
    )
