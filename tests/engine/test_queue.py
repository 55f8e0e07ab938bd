"""The loop of all queues: fair, bounded, bearing failures, stopping cleanly. The clock stands still unless a test moves it."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
import pytest

from outrider.clock import SimulatedClock
from outrider.engine import metrics
from outrider.engine.engine import Engine
from outrider.engine.queue import FIRST_PAUSE, Queue, Room, repeat, serve, through_restarts
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from outrider.store.crypto import Vault
from tests.conftest import START
from tests.waiting import eventually


@dataclass(frozen=True)
class Item:
    workspace: int
    id: int
    lane: str = ""


@dataclass
class Shelf:
    """A queue in memory."""

    items: list[Item]
    under_way: list[Item] = field(default_factory=list[Item])
    done: list[Item] = field(default_factory=list[Item])
    returned: list[Item] = field(default_factory=list[Item])
    failures: list[str] = field(default_factory=list[str])
    claims: int = 0
    go: asyncio.Event = field(default_factory=asyncio.Event)
    trouble: Callable[[Item], None] = lambda item: None

    async def due(self) -> Sequence[int]:
        return sorted({item.workspace for item in self.items})

    async def claim(self, workspace: int, room: Room) -> Sequence[Item]:
        self.claims += 1
        found = [i for i in self.items if i.workspace == workspace and i.lane not in room.full][: room.limit]
        self.items = [i for i in self.items if i not in found]
        return found

    async def do(self, item: Item) -> None:
        self.under_way.append(item)
        try:
            self.trouble(item)
            await self.go.wait()
            self.done.append(item)
        finally:
            self.under_way.remove(item)

    async def give_back(self, item: Item) -> None:
        self.returned.append(item)
        self.items.append(item)

    async def failed(self, item: Item, error: Exception) -> None:
        self.failures.append(str(error))

    def queue(self, **options: Any) -> Queue[Item]:
        made = Queue(
            name="shelf", due=self.due, claim=self.claim, do=self.do, workspace=lambda i: i.workspace,
            describe=lambda i: {"item": i.id}, give_back=self.give_back, failed=self.failed, at_once=8,
        )  # fmt: skip
        return replace(made, **options)


@pytest.fixture
def engine() -> Engine:
    nothing: Any = None  # these queues are in memory
    return Engine(Core(nothing, SimulatedClock(START), Vault("a secret of the tests")), Settings())


@contextlib.asynccontextmanager
async def serving(engine: Engine, queue: Queue[Item]) -> AsyncIterator[None]:
    loop = asyncio.create_task(serve(engine, queue))
    try:
        yield
    finally:
        engine.stop.set()
        await asyncio.wait_for(loop, 60)


async def settled(shelf: Shelf) -> None:
    """Until the loop has nothing more to begin."""

    async def still() -> bool:
        before = (shelf.claims, len(shelf.under_way), len(shelf.done))
        for _ in range(20):
            await asyncio.sleep(0)
        return before == (shelf.claims, len(shelf.under_way), len(shelf.done))

    await eventually(still)


async def test_one_workspace_leaves_room_for_the_others(engine: Engine) -> None:
    shelf = Shelf([Item(1, n) for n in range(100)])
    async with serving(engine, shelf.queue()):
        await settled(shelf)
        assert len(shelf.under_way) == 4


async def test_who_comes_later_is_not_kept_waiting(engine: Engine) -> None:
    shelf = Shelf([Item(1, n) for n in range(100)])
    clock: Any = engine.core.clock
    async with serving(engine, shelf.queue()):
        await settled(shelf)
        shelf.items += [Item(2, n) for n in range(100, 200)]
        clock.advance(10)
        await settled(shelf)
        assert Counter(item.workspace for item in shelf.under_way)[2] >= 2


async def test_a_lane_is_never_overfull(engine: Engine) -> None:
    shelf = Shelf([Item(w, w * 100 + n, lane="slow.example") for w in (1, 2) for n in range(10)])
    async with serving(engine, shelf.queue(lane=lambda i: i.lane, per_lane=2)):
        await settled(shelf)
        assert len(shelf.under_way) == 2


async def test_a_full_lane_holds_up_no_other(engine: Engine) -> None:
    shelf = Shelf([Item(1, n, lane="slow.example") for n in range(10)] + [Item(1, 100, lane="quick.example")])
    clock: Any = engine.core.clock
    async with serving(engine, shelf.queue(lane=lambda i: i.lane, per_lane=2)):
        await settled(shelf)
        clock.advance(10)
        await settled(shelf)
        assert Item(1, 100, lane="quick.example") in shelf.under_way


async def test_everything_is_done_in_the_end(engine: Engine) -> None:
    shelf = Shelf([Item(n % 3, n, lane=str(n % 5)) for n in range(100)])
    shelf.go.set()
    clock: Any = engine.core.clock

    async def all_done() -> bool:
        clock.advance(1)
        return len(shelf.done) == 100

    async with serving(engine, shelf.queue(lane=lambda i: i.lane, per_lane=1)):
        await eventually(all_done)


async def test_a_failure_is_recorded_and_counted(engine: Engine) -> None:
    def fail(item: Item) -> None:
        raise ValueError("not this one")

    before = metrics.WORK_FAILURES.labels("shelf")._value.get()  # pyright: ignore[reportPrivateUsage]
    shelf = Shelf([Item(1, 1)], trouble=fail)
    async with serving(engine, shelf.queue()):
        await settled(shelf)
    assert shelf.failures == ["not this one"]
    assert metrics.WORK_FAILURES.labels("shelf")._value.get() == before + 1  # pyright: ignore[reportPrivateUsage]


async def test_claiming_goes_on_after_a_failure(engine: Engine) -> None:
    shelf = Shelf([Item(1, 1)])
    shelf.go.set()
    turns = 0

    async def due() -> Sequence[int]:
        nonlocal turns
        turns += 1
        if turns < 3:
            raise psycopg.OperationalError("the database is away")
        return await shelf.due()

    clock: Any = engine.core.clock

    async def done() -> bool:
        clock.advance(FIRST_PAUSE)
        return len(shelf.done) == 1

    async with serving(engine, shelf.queue(due=due)):
        await eventually(done)


async def test_what_is_under_way_at_the_stop_is_finished(engine: Engine) -> None:
    shelf = Shelf([Item(1, 1)])
    async with serving(engine, shelf.queue(drain=30.0)):
        await settled(shelf)
        engine.stop.set()
        shelf.go.set()
    assert shelf.done == [Item(1, 1)]


async def test_what_would_take_too_long_at_the_stop_is_given_back(engine: Engine) -> None:
    shelf = Shelf([Item(1, 1)])
    async with serving(engine, shelf.queue()):
        await settled(shelf)
    assert shelf.returned == [Item(1, 1)]


async def test_work_without_renewal_ends_with_its_lease(engine: Engine) -> None:
    shelf = Shelf([Item(1, 1)])
    clock: Any = engine.core.clock
    async with serving(engine, shelf.queue(lease=60.0)):
        await settled(shelf)
        clock.advance(61)
        await settled(shelf)
        assert not shelf.under_way


async def test_work_goes_on_while_its_lease_is_renewed(engine: Engine) -> None:
    async def renewed(item: Item) -> bool:
        return True

    shelf = Shelf([Item(1, 1)])
    clock: Any = engine.core.clock
    async with serving(engine, shelf.queue(lease=60.0, renew=renewed)):
        await settled(shelf)
        for _ in range(10):
            clock.advance(20)
            await settled(shelf)
        assert shelf.under_way == [Item(1, 1)]


async def test_a_notification_wakes_the_loop(engine: Engine) -> None:
    shelf = Shelf([])
    shelf.go.set()
    async with serving(engine, shelf.queue(channel="work_came")):
        await settled(shelf)
        shelf.items.append(Item(1, 1))
        engine.bells.ring("work_came")
        await settled(shelf)
        assert shelf.done == [Item(1, 1)]


async def test_a_notification_that_comes_while_there_is_no_room_is_not_lost(engine: Engine) -> None:
    shelf = Shelf([Item(n, n) for n in range(1, 50)])
    async with serving(engine, shelf.queue(channel="work_came", at_once=64)):
        await settled(shelf)
        assert len(shelf.under_way) == 49  # the rest is less than a quarter: nothing is claimed before one of these has ended
        shelf.items.append(Item(50, 50))
        engine.bells.ring("work_came")
        await settled(shelf)
        shelf.go.set()
        await settled(shelf)
    assert Item(50, 50) in shelf.done


async def test_a_failing_chore_is_done_again(engine: Engine) -> None:
    turns = 0

    async def chore() -> None:
        nonlocal turns
        turns += 1
        raise ValueError("not this time")

    clock: Any = engine.core.clock
    task = asyncio.create_task(repeat(engine, "chore", 10, chore))

    async def twice() -> bool:
        clock.advance(10)
        return turns >= 2

    await eventually(twice)
    engine.stop.set()
    clock.advance(10)
    await asyncio.wait_for(task, 60)


async def test_recording_waits_for_a_database_that_restarts() -> None:
    clock, turns = SimulatedClock(START), 0

    async def act() -> str:
        nonlocal turns
        turns += 1
        if turns < 3:
            raise psycopg.OperationalError("the connection is lost")
        return "recorded"

    task = asyncio.create_task(through_restarts(clock, act))

    async def ended() -> bool:
        clock.advance(1)
        return task.done()

    await eventually(ended)
    assert task.result() == "recorded"
