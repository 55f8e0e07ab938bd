"""The loops of one process: each does its own work for as long as the process lives, whatever goes wrong in one round."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial

import psycopg
import structlog

from outrider.engine import metrics
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, T, serve
from outrider.engine.reading import linkedin_receive, receive
from outrider.engine.sending import dispatch, queued, ready, recover
from outrider.engine.sending.deliver import Delivery, delivering
from outrider.engine.sending.linkedin import LinkedInTransport
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import (
    chores,
    domains,
    jobs,
    moves,
    providers,
    retention,
    screening,
    sources,
    system_mail,
    triggers,
    warmup,
    webhooks,
)
from outrider.outreach.base import events, wake
from outrider.outreach.base import jobs as queued_jobs
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import reminders
from outrider.outreach.conversations.webhooks import PayloadBuilder
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy import notices, workspaces
from outrider.settings import Settings

log = structlog.get_logger()

# Messages that may be between claim and record in one process: so few that hardly one waits long enough to be asked about again.
UNDER_WAY = 1000
# Seconds of the machine.
IDLE = 5.0
HOUSEKEEPING = 10.0
_SHORTEST, _LONGEST, _FIRST_PAUSE = 0.05, 30.0, 0.5
GRACE = 60.0
# What the database announces to this process.
CHANNELS = (wake.CHANNEL, queued_jobs.WAKE, events.WEBHOOKS_WAKE)

Loop = Callable[[Engine], Awaitable[None]]


async def run(
    core: Core,
    settings: Settings,
    *,
    stop: asyncio.Event,
    roles: Sequence[str] | None = None,
    payloads: Mapping[str, PayloadBuilder] | None = None,
) -> None:
    """Run the loops until `stop` is set; what was claimed is then finished or released.

    `payloads`: what subscribers are sent, by the dialect they subscribed in.
    `roles`: only these of dispatch, recover, housekeeping, receive, linkedin, warmup, webhooks, jobs, sources, triggers,
    domains, providers.
    """
    handlers = moves.HANDLERS | screening.HANDLERS | chores.handlers(settings) | {notices.KIND: system_mail.handler(settings)}
    engine = Engine(core, settings, stop, handlers=handlers, payloads=payloads or {})
    email = EmailTransport(core, settings)
    engine.transports["email"] = email
    engine.transports["linkedin"] = LinkedInTransport(core, settings)
    loops: dict[str, Loop] = {
        "dispatch": run_dispatch,
        "recover": run_recover,
        "housekeeping": run_housekeeping,
        "receive": receive.run_receive,
        "linkedin": linkedin_receive.run_linkedin,
        "warmup": warmup.run_warmup,
        "webhooks": partial(_serve, webhooks.queue),
        "jobs": partial(_serve, jobs.queue),
        "sources": sources.run_sources,
        "triggers": triggers.run_triggers,
        "domains": domains.run_domains,
        "providers": providers.run_providers,
    }
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_kept_up(engine, name, loops[name]), name=name) for name in roles or loops]
        group.create_task(_wake_at_stop(engine))
        listener = group.create_task(engine.bells.listen(str(core.pool.conninfo), CHANNELS))
        await stop.wait()
        _, late = await asyncio.wait(tasks, timeout=GRACE)
        for task in late:
            log.warning("loop did not stop in time", loop=task.get_name())
            task.cancel()
        listener.cancel()


async def _serve(open_queue: Callable[[Engine], AbstractAsyncContextManager[Queue[T]]], engine: Engine) -> None:
    async with open_queue(engine) as queue:
        await serve(engine, queue)


async def _kept_up(engine: Engine, name: str, loop: Loop) -> None:
    """Run a loop again whenever it fails, after a pause that grows while it keeps failing."""
    pause = _FIRST_PAUSE
    clock = asyncio.get_running_loop().time
    while not engine.stop.is_set():
        began = clock()
        try:
            return await loop(engine)
        except Exception as error:
            metrics.LOOP_FAILURES.labels(name).inc()
            if isinstance(error, psycopg.OperationalError):
                log.warning("loop waits for the database", loop=name, error=str(error).strip())
            else:
                log.exception("loop failed", loop=name)
            pause = _FIRST_PAUSE if clock() - began > _LONGEST else min(pause * 2, _LONGEST)
            with suppress(TimeoutError):
                await asyncio.wait_for(engine.stop.wait(), pause)


async def _wake_at_stop(engine: Engine) -> None:
    await engine.stop.wait()
    engine.work.set()


# -- dispatch ------------------------------------------------------------------------------------------------------------


async def run_dispatch(engine: Engine) -> None:
    """Claim what is due and deliver it; in between wait for the next due time or a wake-up."""
    async with delivering(engine) as delivery:
        with engine.bells.listening(wake.CHANNEL, engine.work):
            while not engine.stop.is_set():
                engine.work.clear()
                if not await dispatch_round(engine, delivery):
                    await _idle(engine)


async def dispatch_round(engine: Engine, delivery: Delivery) -> int:
    """One claim in each workspace that has something due; how many messages were claimed."""
    claimed = 0
    for claim, due in (
        (queued.claim_queued, await queued.queued_workspaces(engine.core)),
        (dispatch.claim, await ready.ready_workspaces(engine.core)),
    ):
        for workspace_id in due:
            await delivery.below(UNDER_WAY)
            if engine.stop.is_set():
                return claimed
            try:
                taken = await claim(engine, workspace_id)
            except psycopg.OperationalError as error:
                # The database is away, or two claims met in a circle and one had to go. Nothing was claimed.
                log.warning("claiming failed", workspace_id=workspace_id, error=str(error).strip())
                await asyncio.sleep(_FIRST_PAUSE)
            except Exception:
                # One workspace's trouble is not the others'.
                log.exception("claiming failed", workspace_id=workspace_id)
                await asyncio.sleep(_FIRST_PAUSE)
            else:
                delivery.take(taken)
                claimed += len(taken)
    return claimed


async def _idle(engine: Engine) -> None:
    """Until something is due, or somebody says so. Never quite without pause: what is due may be locked by others."""
    clock = engine.core.clock
    due = await ready.next_due(engine.core)
    longest = clock.real(IDLE).total_seconds()
    seconds = longest if due is None else min((due - clock.now()).total_seconds(), longest)
    await clock.wait(engine.work, max(seconds, clock.real(_SHORTEST).total_seconds()))


# -- recovery and housekeeping -------------------------------------------------------------------------------------------


async def run_recover(engine: Engine) -> None:
    """Settle messages whose lease ran out."""
    while not engine.stop.is_set():
        if not await recover.recover(engine):
            await _pause(engine, IDLE)


async def run_housekeeping(engine: Engine) -> None:
    """What nobody's request does: pauses that end, reminders, campaigns that are done, senders that missed their wake-up."""
    while not engine.stop.is_set():
        await enrollments.resume_due(engine.core)
        await reminders.remind_due(engine.core)
        await complete_campaigns(engine.core)
        await retention.sweep(engine.core)
        await workspaces.remove_due(engine.core)
        if await wake_forgotten(engine.core):
            engine.work.set()
        await _pause(engine, HOUSEKEEPING)


async def _pause(engine: Engine, seconds: float) -> None:
    await engine.core.clock.wait(engine.stop, engine.core.clock.real(seconds).total_seconds())


async def complete_campaigns(core: Core) -> int:
    """Complete campaigns in which nothing is left to do; how many."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT c.workspace_id, array_agg(c.id ORDER BY c.id) AS ids FROM campaigns c
            WHERE c.status = 'active' AND NOT coalesce((c.settings->>'evergreen')::boolean, false)
              AND EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = c.workspace_id AND e.campaign_id = c.id)
              AND NOT EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = c.workspace_id AND e.campaign_id = c.id
                              AND e.status IN ('active', 'paused'))
            GROUP BY c.workspace_id
            """
        )
        rows = await cursor.fetchall()
    completed = 0
    for row in rows:
        async with core.scope(row["workspace_id"]) as scope:
            completed += len(await campaigns.complete_if_done(scope, row["ids"]))
    return completed


async def wake_forgotten(core: Core, limit: int = 1000) -> int:
    """Wake senders that nobody woke although something waits for them; how many. A net under the wake-ups of outreach.

    The new leads are asked for by LIMIT, not by EXISTS: that would be answered from a hash of all that are due.
    """
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            UPDATE senders s SET next_at = %(now)s
            FROM (
                SELECT w.workspace_id, w.id FROM senders w
                JOIN seats t ON t.workspace_id = w.workspace_id AND t.id = w.seat_id AND t.status = 'active'
                WHERE w.status = 'active' AND w.next_at IS NULL AND EXISTS (
                    SELECT FROM campaign_senders cs
                    JOIN campaigns c ON c.workspace_id = cs.workspace_id AND c.id = cs.campaign_id AND c.status = 'active'
                    WHERE cs.workspace_id = w.workspace_id AND cs.sender_id = w.id AND (
                        EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = cs.workspace_id
                                AND e.campaign_id = cs.campaign_id AND e.sender_id = w.id AND e.status = 'active'
                                AND e.due_at <= %(now)s)
                        OR (SELECT true FROM enrollments e WHERE e.workspace_id = cs.workspace_id
                            AND e.campaign_id = cs.campaign_id AND e.sender_id IS NULL AND e.status = 'active'
                            AND e.due_at <= %(now)s LIMIT 1)))
                LIMIT %(limit)s FOR NO KEY UPDATE OF w SKIP LOCKED) f
            WHERE s.workspace_id = f.workspace_id AND s.id = f.id
            """,
            {"now": core.clock.now(), "limit": limit},
        )
        return cursor.rowcount
