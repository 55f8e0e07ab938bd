"""The loops of one process: each runs for the life of the process and survives the failure of a round."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field

import structlog

from outrider.engine import metrics, totals
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, T, repeat, serve
from outrider.engine.reading import linkedin_receive, receive, unfiled
from outrider.engine.sending import deliver, dispatch, queued, ready, recover
from outrider.engine.sending.deliver import Delivery, delivering
from outrider.engine.sending.linkedin import LinkedInTransport
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import (
    bulk,
    chores,
    connecting,
    domains,
    drafting,
    finding,
    health,
    housekeeping,
    imports,
    jobs,
    moves,
    placement,
    providers,
    purge,
    retention,
    screening,
    sources,
    system_mail,
    tracking_domains,
    triggers,
    warmup,
    webhooks,
)
from outrider.outreach.base import events, limits, wake
from outrider.outreach.base import jobs as queued_jobs
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.conversations.webhooks import Form
from outrider.outreach.tenancy import installation, logins, notices, oauth, sessions, workspaces
from outrider.settings import Settings
from outrider.store.db import may_pass

log = structlog.get_logger()

# Seconds of real time.
IDLE = 5.0
HOUSEKEEPING = 10.0
_SHORTEST, _LONGEST, _FIRST_PAUSE = 0.05, 30.0, 0.5
GRACE = 60.0
# The notification channels this process listens to.
CHANNELS = (wake.CHANNEL, queued_jobs.WAKE, events.WEBHOOKS_WAKE, linkedin_accounts.SYNC_WAKE)

Loop = Callable[[Engine], Awaitable[None]]


async def run(
    core: Core,
    settings: Settings,
    *,
    stop: asyncio.Event,
    roles: Sequence[str] | None = None,
    webhook_forms: Mapping[str, Form] | None = None,
) -> None:
    """Run the loops until `stop` is set, then finish or release claimed work.

    `webhook_forms`: what webhooks are sent, by their dialect.
    `roles`: run only these of LOOPS. In an installation restored paused, they start once it is resumed.
    """
    await _resumed(core, stop)
    handlers = moves.HANDLERS | screening.HANDLERS | bulk.HANDLERS | imports.HANDLERS | purge.HANDLERS | chores.handlers(settings)
    handlers |= connecting.handlers(settings) | finding.handlers(settings) | {notices.KIND: system_mail.handler(settings)}
    engine = Engine(core, settings, stop, handlers=handlers, webhook_forms=webhook_forms or {})
    email = EmailTransport(core, settings)
    engine.transports["email"] = email
    engine.transports["linkedin"] = LinkedInTransport(core, settings)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_kept_up(engine, name, LOOPS[name]), name=name) for name in roles or LOOPS]
        group.create_task(_wake_at_stop(engine))
        listener = group.create_task(engine.bells.listen(str(core.pool.conninfo), CHANNELS))
        await stop.wait()
        _, late = await asyncio.wait(tasks, timeout=GRACE)
        for task in late:
            log.warning("loop did not stop in time", loop=task.get_name())
            task.cancel()
        listener.cancel()


async def _resumed(core: Core, stop: asyncio.Event) -> None:
    """Wait until the installation is not paused, or the process stops."""
    said = False
    while not stop.is_set() and await installation.is_paused(core):
        if not said:
            log.warning("nothing is sent or read: this installation was restored paused; `outrider resume` lets it work")
            said = True
        await core.clock.wait(stop, core.clock.real(IDLE).total_seconds())


def _queue(open_queue: Callable[[Engine], AbstractAsyncContextManager[Queue[T] | None]]) -> Loop:
    """The loop of a queue; None if this installation has no such work."""

    async def loop(engine: Engine) -> None:
        async with open_queue(engine) as queue:
            if queue:
                await serve(engine, queue)
            else:
                await engine.stop.wait()

    return loop


def _chore(name: str, seconds: float, chore: Callable[[Engine], Awaitable[object]]) -> Loop:
    """The loop of a chore, repeated at an interval in seconds of real time."""

    async def loop(engine: Engine) -> None:
        await repeat(engine, name, seconds, lambda: chore(engine))

    return loop


async def _kept_up(engine: Engine, name: str, loop: Loop) -> None:
    """Restart a loop whenever it fails, after a pause that grows while it keeps failing."""
    pause = _FIRST_PAUSE
    clock = asyncio.get_running_loop().time
    while not engine.stop.is_set():
        began = clock()
        try:
            return await loop(engine)
        except Exception as error:
            metrics.LOOP_FAILURES.labels(name).inc()
            if may_pass(error):
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


@dataclass(slots=True)
class Resting:
    """Failed claims, by kind and workspace: until when each is skipped, in event-loop time, and its last pause."""

    until: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict[tuple[str, int], tuple[float, float]])

    def rests(self, claim: tuple[str, int]) -> bool:
        return self.until.get(claim, (0.0, 0.0))[0] > asyncio.get_running_loop().time()

    def failed(self, claim: tuple[str, int]) -> None:
        """Skip a workspace for a while, longer each time, so that its failures do not slow down others."""
        pause = min(self.until.get(claim, (0.0, _FIRST_PAUSE / 2))[1] * 2, _LONGEST)
        self.until[claim] = asyncio.get_running_loop().time() + pause, pause

    def worked(self, claim: tuple[str, int]) -> None:
        self.until.pop(claim, None)


async def run_dispatch(engine: Engine) -> None:
    """Claim and deliver due messages; in between, wait for the next due time or a wake-up."""
    resting = Resting()
    async with delivering(engine) as delivery:
        with engine.bells.listening(wake.CHANNEL, engine.work):
            while not engine.stop.is_set():
                engine.work.clear()
                if not await dispatch_round(engine, delivery, resting):
                    await _idle(engine, _FIRST_PAUSE if resting.until else _SHORTEST)


async def dispatch_round(engine: Engine, delivery: Delivery, resting: Resting) -> int:
    """One claim in each workspace that has something due and is below its share. Returns the number of messages claimed."""
    claimed = 0
    for kind, claim, most, due in (
        ("queued", queued.claim_queued, queued.AT_ONCE, await queued.queued_workspaces(engine.core)),
        ("ready", dispatch.claim, dispatch.AT_ONCE, await ready.ready_workspaces(engine.core)),
    ):
        for workspace_id in due:
            if resting.rests((kind, workspace_id)):
                continue
            await delivery.below(deliver.UNDER_WAY)
            if engine.stop.is_set():
                return claimed
            room = delivery.room(workspace_id)
            if not room.limit:
                continue
            try:
                taken = await claim(engine, workspace_id, limit=min(room.limit, most), full=room.full)
            except Exception as error:
                # An error in one workspace must not affect the others.
                if may_pass(error):  # the database is unavailable, or a deadlock was resolved against this claim
                    log.warning("claiming failed", workspace_id=workspace_id, error=str(error).strip())
                else:
                    log.exception("claiming failed", workspace_id=workspace_id)
                resting.failed((kind, workspace_id))
            else:
                resting.worked((kind, workspace_id))
                delivery.take(taken)
                claimed += len(taken)
    return claimed


async def _idle(engine: Engine, shortest: float) -> None:
    """Wait until something is due or a wake-up arrives. There is always a short pause, because due work may be locked or
    resting.
    """
    clock = engine.core.clock
    due = await ready.next_due(engine.core)
    longest = clock.real(IDLE).total_seconds()
    seconds = longest if due is None else min((due - clock.now()).total_seconds(), longest)
    await clock.wait(engine.work, max(seconds, clock.real(shortest).total_seconds()))


# All loops of a process, by their name in `roles`.
LOOPS: dict[str, Loop] = {
    "dispatch": run_dispatch,
    "recover": _queue(recover.queue),
    "receive": _queue(receive.queue),
    "unfiled": _queue(unfiled.queue),
    "linkedin": _queue(linkedin_receive.queue),
    "warmup": _queue(warmup.queue),
    "webhooks": _queue(webhooks.queue),
    "jobs": _queue(jobs.queue),
    "sources": _queue(sources.queue),
    "triggers": _queue(triggers.queue),
    "domains": _queue(domains.queue),
    "providers": _queue(providers.queue),
    "tracking domains": _queue(tracking_domains.queue),
    "placement": _queue(placement.runs),
    "seeds": _queue(placement.looks),
    "blocklists": _queue(placement.listings),
    "health": _queue(health.queue),
    "pauses": _queue(housekeeping.pauses),
    "approvals": _queue(housekeeping.lost_approvals),
    "audit": _queue(housekeeping.audit),
    "drafts": _queue(drafting.queue),
    "reminders": _queue(housekeeping.remind),
    "snoozed": _queue(housekeeping.snoozed),
    "completion": _chore("completing campaigns", HOUSEKEEPING, lambda engine: housekeeping.complete_campaigns(engine.core)),
    "winners": _chore("choosing winners", HOUSEKEEPING, lambda engine: housekeeping.choose_winners(engine.core)),
    "forgotten": _chore("waking senders", HOUSEKEEPING, housekeeping.wake),
    "enrichment": _chore("running enrichment plans", HOUSEKEEPING, lambda engine: finding.run_due(engine.core)),
    "retention": _chore("retention", HOUSEKEEPING, lambda engine: retention.sweep(engine.core)),
    "closing": _chore("closing workspaces", HOUSEKEEPING, lambda engine: workspaces.remove_due(engine.core)),
    "totals": _chore("counting totals", totals.SECONDS, lambda engine: totals.keep(engine.core)),
    "rates": _chore("sweeping rate windows", 600.0, lambda engine: limits.sweep(engine.core, engine.core.clock.now())),
    "sign-ins": _chore("sweeping ended sign-ins of agents", 600.0, lambda engine: oauth.sweep(engine.core)),
    "links": _chore("sweeping links whose time is over", 600.0, lambda engine: logins.sweep(engine.core)),
    "sessions": _chore("sweeping ended sessions", 600.0, lambda engine: sessions.sweep(engine.core)),
}
