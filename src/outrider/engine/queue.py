"""One loop for every queue of the engine.

A queue defines which workspaces have due work, and how an item is claimed, done, renewed and given back. The loop does the rest:
it shares its slots fairly between workspaces and lanes, renews leases, logs and counts failures, backs off while claiming fails,
wakes up on NOTIFY (and polls every few seconds), and drains when the engine stops.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog

from outrider.clock import Clock
from outrider.engine import metrics
from outrider.engine.engine import Engine
from outrider.outreach.base.scope import Core, Scope
from outrider.rules import sharing
from outrider.store.db import is_away

log = structlog.get_logger()

T = TypeVar("T")
R = TypeVar("R")

# Seconds of real time: the pause after a failed claim, which doubles while claiming keeps failing.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Results are recorded once the database is back, if that takes no longer than this many seconds of real time.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Room:
    """How much a claim may take from a workspace: at most `limit` items, none in the lanes in `full`."""

    limit: int
    full: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Generic[T]):
    """The definition of a queue.

    due: the workspaces with due work. claim: claims due items of one workspace under a lease. do: does one item and records its
    result; exceptions are logged. All times are in seconds of real time.

    renew: extends an item's lease; False if another process now owns it, in which case the work is cancelled. Without it, work
    that outlasts the lease is cancelled. failed: records an exception of `do`, or TimeoutError when the lease expired; it must
    not change an item that another process has claimed since. give_back: makes an item claimable immediately, because the process
    stops or the item's lane is full.

    lane: a shared resource of the item (a host, a webhook); at most `per_lane` items of a lane run concurrently. apart: whether
    the item only waits (for a server's push), so that it takes no slot; `claim` limits their number. channel: the NOTIFY channel
    that announces work. idle: the polling interval without notifications. drain: how long running work may continue after the
    stop; then it is cancelled and given back.
    """

    name: str
    due: Callable[[], Awaitable[Sequence[int]]]
    claim: Callable[[int, Room], Awaitable[Sequence[T]]]
    do: Callable[[T], Awaitable[object]]
    workspace: Callable[[T], int]
    describe: Callable[[T], Mapping[str, object]]
    renew: Callable[[T], Awaitable[bool]] | None = None
    failed: Callable[[T, Exception], Awaitable[None]] | None = None
    give_back: Callable[[T], Awaitable[None]] | None = None
    lane: Callable[[T], str] | None = None
    per_lane: int = 1
    apart: Callable[[T], bool] | None = None
    at_once: int = 1
    lease: float = 60.0
    channel: str | None = None
    idle: float = 5.0
    drain: float = 0.0


async def serve(engine: Engine, queue: Queue[T]) -> None:
    """Process a queue until the engine stops, then finish or give back running items."""
    await _Loop(engine, queue).run()


async def repeat(engine: Engine, name: str, seconds: float, chore: Callable[[], Awaitable[object]]) -> None:
    """Repeat a chore at an interval in seconds of real time until the engine stops. Failures are logged."""
    clock = engine.core.clock
    while not engine.stop.is_set():
        try:
            await chore()
        except Exception as error:  # noqa: BLE001  reported; the work continues
            report_failure(name, error)
        await clock.wait(engine.stop, clock.real(seconds).total_seconds())


async def in_each(core: Core, name: str, workspaces: Iterable[int], act: Callable[[Scope], Awaitable[int]]) -> int:
    """Do a chore's act in each workspace, in a transaction of its own; the sum of what these return.

    A failure in one workspace is reported and does not keep the chore from the others. Raises only while the database is away.
    """
    done = 0
    for id in workspaces:
        try:
            async with core.scope(id) as scope:
                done += await act(scope)
        except Exception as error:
            if is_away(error):
                raise
            report_failure(name, error, workspace=id)
    return done


@asynccontextmanager
async def repeating(engine: Engine, name: str, seconds: float, chore: Callable[[], Awaitable[object]]) -> AsyncGenerator[None]:
    """Repeat a chore at an interval in seconds while the body runs."""
    task = asyncio.create_task(repeat(engine, name, seconds, chore))
    try:
        yield
    finally:
        await _cancel(task)


def per_workspace(
    name: str, due: Callable[[], Awaitable[Sequence[int]]], do: Callable[[int], Awaitable[object]], *, lease: float, idle: float
) -> Queue[int]:
    """A queue whose items are workspaces: `do` does everything due in one. Each workspace is processed by one task at a time."""

    async def claim(workspace_id: int, room: Room) -> Sequence[int]:
        return [] if str(workspace_id) in room.full else [workspace_id]

    return Queue(
        name=name,
        due=due,
        claim=claim,
        do=do,
        workspace=int,
        describe=lambda id: {"workspace": id},
        lane=str,
        at_once=4,
        lease=lease,
        idle=idle,
        drain=30.0,
    )


def report_failure(queue: str, error: Exception, **of_item: object) -> None:
    """Log and count a failure of a queue or chore. An unavailable database is expected and logged without a traceback."""
    metrics.WORK_FAILURES.labels(queue).inc()
    if is_away(error):
        log.warning("work waits for the database", queue=queue, error=" ".join(str(error).split()), **of_item)
    else:
        log.error("work failed", queue=queue, exc_info=error, **of_item)


async def through_restarts(clock: Clock, act: Callable[[], Awaitable[R]]) -> R:
    """Retry a database operation while the database is unavailable, to record work that cannot be repeated."""
    patience, pause = clock.now() + clock.real(PATIENCE), 0.1
    while True:
        try:
            return await act()
        except Exception as error:
            if not is_away(error) or clock.now() >= patience:
                raise
        await clock.sleep(clock.real(pause).total_seconds())
        pause = min(pause * 2, 5.0)


@dataclass(slots=True)
class _Loop(Generic[T]):
    engine: Engine
    queue: Queue[T]
    running: dict[asyncio.Task[None], T] = field(default_factory=dict[asyncio.Task[None], T])
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    more: bool = False  # the last round left work behind for lack of room
    last: int = 0  # the workspace served last

    async def run(self) -> None:
        with self.engine.bells.listening(self.queue.channel, self.bell):
            stopping = asyncio.create_task(self._ring_at_stop())
            try:
                await self._rounds()
            finally:
                stopping.cancel()
                await self._drain()

    async def _ring_at_stop(self) -> None:
        await self.engine.stop.wait()
        self.bell.set()

    async def _rounds(self) -> None:
        clock, pause = self.engine.core.clock, FIRST_PAUSE
        while not self.engine.stop.is_set():
            self.bell.clear()
            wait = self.queue.idle
            if self._free() >= max(1, self.queue.at_once // 4):
                try:
                    taken = await self._claim()
                except Exception as error:  # noqa: BLE001  reported; the work continues
                    report_failure(self.queue.name, error)
                    wait, pause = pause, min(pause * 2, LONGEST_PAUSE)
                else:
                    wait, pause = 0.0 if taken else wait, FIRST_PAUSE
            else:
                self.more = True  # whatever the bell announced is looked for once there is room
            if wait:
                await clock.wait(self.bell, clock.real(wait).total_seconds())
            else:
                await asyncio.sleep(0)

    def _busy(self) -> list[T]:
        """The items that occupy a slot."""
        apart = self.queue.apart
        return [item for item in self.running.values() if apart is None or not apart(item)]

    def _free(self) -> int:
        return self.queue.at_once - len(self._busy())

    async def _claim(self) -> int:
        """One claim in each workspace with due work, as far as there is room. Returns the number of items started."""
        taken, self.more = 0, False
        for workspace_id in sharing.in_turn(await self.queue.due(), self.last):
            if (free := self._free()) <= 0 or self.engine.stop.is_set():
                self.more = True
                break
            limit = sharing.allowance(free, sum(self.queue.workspace(item) == workspace_id for item in self._busy()))
            if limit:
                taken += await self._claim_in(workspace_id, limit)
            else:
                self.more = True
        return taken

    async def _claim_in(self, workspace_id: int, limit: int) -> int:
        lanes = self._lanes()
        full = [lane for lane, n in lanes.items() if n >= self.queue.per_lane]
        items = await self.queue.claim(workspace_id, Room(limit, full))
        self.last, begun = workspace_id, 0
        for item in items:
            lane = self.queue.lane(item) if self.queue.lane else None
            if lane is not None and lanes[lane] >= self.queue.per_lane:
                await self._give_back(item)
                continue
            if lane is not None:
                lanes[lane] += 1
            self._begin(item)
            begun += 1
        self.more = self.more or len(items) >= limit or bool(full)
        return begun

    def _lanes(self) -> Counter[str]:
        lane = self.queue.lane
        return Counter(lane(item) for item in self._busy()) if lane else Counter()

    def _begin(self, item: T) -> None:
        task = asyncio.create_task(self._work(item))
        self.running[task] = item
        metrics.WORKING.labels(self.queue.name).set(len(self.running))
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self.running.pop(task, None)
        metrics.WORKING.labels(self.queue.name).set(len(self.running))
        if self.more:
            self.bell.set()

    async def _work(self, item: T) -> None:
        """Do one item while renewing its lease, and handle every outcome."""
        doing, keeping = asyncio.ensure_future(self.queue.do(item)), asyncio.ensure_future(self._keep(item))
        began = asyncio.get_running_loop().time()
        try:
            await asyncio.wait((doing, keeping), return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                outcome = await self._settle(item, doing)
            else:
                await _cancel(doing)
                outcome = await self._failed(item, TimeoutError("its lease ended"))
        finally:
            keeping.cancel()
            if not doing.done():
                await _cancel(doing)
        metrics.WORK.labels(self.queue.name, outcome).inc()
        metrics.WORK_SECONDS.labels(self.queue.name).observe(asyncio.get_running_loop().time() - began)

    async def _settle(self, item: T, doing: "asyncio.Future[object]") -> str:
        error = TimeoutError("it was cancelled") if doing.cancelled() else doing.exception()
        if error is None:
            return "done"
        if not isinstance(error, Exception):
            raise error
        return await self._failed(item, error)

    async def _failed(self, item: T, error: Exception) -> str:
        report_failure(self.queue.name, error, **self.queue.describe(item))
        if failed := self.queue.failed:
            try:
                await through_restarts(self.engine.core.clock, lambda: failed(item, error))
            except Exception as second:  # noqa: BLE001  its lease ends, and it is claimed again
                report_failure(self.queue.name, second, **self.queue.describe(item))
        return "failed"

    async def _keep(self, item: T) -> None:
        """Keep renewing the item's lease; return when it is lost. A failed renewal does not stop the work."""
        clock, queue = self.engine.core.clock, self.queue
        if queue.renew is None:
            await clock.sleep(clock.real(queue.lease).total_seconds())
            return
        while True:
            await clock.sleep(clock.real(queue.lease / 3).total_seconds())
            try:
                if not await queue.renew(item):
                    return
            except Exception as error:  # noqa: BLE001  reported; the work continues
                report_failure(queue.name, error, **queue.describe(item))

    async def _give_back(self, item: T) -> None:
        if self.queue.give_back:
            try:
                await self.queue.give_back(item)
            except Exception as error:  # noqa: BLE001  its lease ends by itself
                report_failure(self.queue.name, error, **self.queue.describe(item))

    async def _drain(self) -> None:
        if self.running and self.queue.drain:
            await asyncio.wait(list(self.running), timeout=self.queue.drain)
        left = dict(self.running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        for task, item in left.items():
            if task.cancelled():
                await self._give_back(item)


async def _cancel(work: "asyncio.Future[R]") -> None:
    work.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await work
