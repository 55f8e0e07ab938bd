"""One loop for every queue of the engine.

A queue says which workspaces have something due and how one of its items is claimed, done, kept and given back. The loop does
the rest, the same for all: it shares its slots fairly between workspaces and lanes, renews leases, logs and counts failures,
backs off while claiming fails, wakes up on NOTIFY (and looks by itself every few seconds), and drains at the engine's stop.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog

from outrider.clock import Clock
from outrider.engine import metrics
from outrider.engine.engine import Engine
from outrider.rules import sharing
from outrider.store.db import is_away

log = structlog.get_logger()

T = TypeVar("T")
R = TypeVar("R")

# Seconds of the machine: the pause after a claim that failed, which doubles while claiming keeps failing.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# What has been done is recorded as soon as the database is back, if that is within so many seconds of the machine.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a workspace's work a claim may take: at most `limit` items, none of the lanes in `full`."""

    limit: int
    full: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Generic[T]):
    """What one queue is made of.

    due: the workspaces that have something due. claim: takes due items of one workspace and leases them. do: does one item and
    records what became of it; what it raises is logged. All times are seconds of the machine.

    renew: extends an item's lease; False when it belongs to another process now, and the work on it is cancelled. Without it,
    work that outlasts the lease is cancelled. failed: records that `do` raised, or TimeoutError when the lease ended before it
    did; it must not touch an item that another process has taken since. give_back: makes an item claimable at once, because the
    process stops or the item's lane is full.

    lane: what the item uses that it must not use up (a host, a webhook); at most `per_lane` items of a lane run at once.
    apart: whether the item only waits (for a server to announce something), so that it takes no slot; `claim` bounds these.
    channel: the NOTIFY channel that announces work. idle: how long the loop waits when nothing is announced. drain: how long
    running work may go on after the stop; then it is cancelled and given back.
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
    """Work on a queue until the engine stops; then finish or give back what is under way."""
    await _Loop(engine, queue).run()


async def repeat(engine: Engine, name: str, seconds: float, chore: Callable[[], Awaitable[object]]) -> None:
    """Do a chore every so many seconds of the machine until the engine stops. A failure is logged, and the next turn comes."""
    clock = engine.core.clock
    while not engine.stop.is_set():
        try:
            await chore()
        except Exception as error:  # noqa: BLE001  reported; the work goes on
            report_failure(name, error)
        await clock.wait(engine.stop, clock.real(seconds).total_seconds())


@asynccontextmanager
async def repeating(engine: Engine, name: str, seconds: float, chore: Callable[[], Awaitable[object]]) -> AsyncGenerator[None]:
    """Do a chore every so many seconds while the body runs."""
    task = asyncio.create_task(repeat(engine, name, seconds, chore))
    try:
        yield
    finally:
        await _cancel(task)


def per_workspace(
    name: str, due: Callable[[], Awaitable[Sequence[int]]], do: Callable[[int], Awaitable[object]], *, lease: float, idle: float
) -> Queue[int]:
    """A queue whose items are workspaces: `do` does all that is due in one. One at a time works on a workspace here."""

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
    """Log and count a failure: the same for every queue and chore. A database that is away is expected, and needs no trace."""
    metrics.WORK_FAILURES.labels(queue).inc()
    if is_away(error):
        log.warning("work waits for the database", queue=queue, error=" ".join(str(error).split()), **of_item)
    else:
        log.error("work failed", queue=queue, exc_info=error, **of_item)


async def through_restarts(clock: Clock, act: Callable[[], Awaitable[R]]) -> R:
    """Do something to the database, again while it is away. For recording what cannot be done a second time."""
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
    more: bool = False  # the last round left something behind for want of room
    last: int = 0  # the workspace that was served last

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
                except Exception as error:  # noqa: BLE001  reported; the work goes on
                    report_failure(self.queue.name, error)
                    wait, pause = pause, min(pause * 2, LONGEST_PAUSE)
                else:
                    wait, pause = 0.0 if taken else wait, FIRST_PAUSE
            if wait:
                await clock.wait(self.bell, clock.real(wait).total_seconds())
            else:
                await asyncio.sleep(0)

    def _busy(self) -> list[T]:
        """What takes a slot."""
        apart = self.queue.apart
        return [item for item in self.running.values() if apart is None or not apart(item)]

    def _free(self) -> int:
        return self.queue.at_once - len(self._busy())

    async def _claim(self) -> int:
        """One claim in each workspace that has something due, as far as there is room; how many items were begun."""
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
        """Do one item while its lease is kept, and see to whatever happens to it."""
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
        """Renew the item's lease; return when it is lost. A renewal that fails says nothing about the item: the work goes on."""
        clock, queue = self.engine.core.clock, self.queue
        if queue.renew is None:
            await clock.sleep(clock.real(queue.lease).total_seconds())
            return
        while True:
            await clock.sleep(clock.real(queue.lease / 3).total_seconds())
            try:
                if not await queue.renew(item):
                    return
            except Exception as error:  # noqa: BLE001  reported; the work goes on
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
