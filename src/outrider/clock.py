"""Sources of time. The only module that may read the system clock."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from typing import Protocol


class Clock(Protocol):
    """The engine's source of time. All seconds are seconds of this clock."""

    def now(self) -> datetime:
        """The current time, timezone-aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait until `seconds` have passed on this clock."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait for the event, at most `seconds`. True if it is set."""
        ...

    def real(self, seconds: float) -> timedelta:
        """How far this clock advances during `seconds` of real time; used for leases and timeouts of real work."""
        ...


class RealClock:
    """The system clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        return await _wait_really(event, seconds)

    def real(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds)


class ScaledClock:
    """A clock that runs `factor` times as fast as real time, from `start` (default: now)."""

    def __init__(self, factor: float, start: datetime | None = None) -> None:
        if factor <= 0:
            raise ValueError("factor must be positive")
        self.factor = factor
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._zero = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._zero) * self.factor)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.factor)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        return await _wait_really(event, seconds / self.factor)

    def real(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds * self.factor)

    def rescale(self, factor: float) -> None:
        """Continue at a different speed. Sleeps in progress keep the speed they started with."""
        self._start, self._zero, self.factor = self.now(), time.monotonic(), factor


async def _wait_really(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), max(seconds, 0))
    except TimeoutError:
        return event.is_set()
    return True


@dataclass(order=True, slots=True)
class _Sleeper:
    due: datetime
    order: int
    future: "asyncio.Future[None]" = field(compare=False)


class SimulatedClock:
    """A clock that moves only through `advance` and `set`. Sleepers wake in order of due time, then of when they went to sleep.

    Belongs to one event loop; call `advance` and `set` on it. They only mark sleepers as awake: these run when the caller next
    awaits, and all see the new time. To let each see its own time, move in steps to `next_wake()`.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("start must be aware")
        self._now = start.astimezone(UTC)
        self._order = 0
        self._sleepers: list[_Sleeper] = []

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Advance by `seconds`."""
        self.set(self._now + timedelta(seconds=seconds))

    def set(self, at: datetime) -> None:
        """Advance to `at`. Raises ValueError for a time in the past."""
        if at < self._now:
            raise ValueError("time does not run backwards")
        self._now = at.astimezone(UTC)
        while self._sleepers and (self._sleepers[0].due <= self._now or self._sleepers[0].future.done()):
            future = heappop(self._sleepers).future
            if not future.done():
                future.set_result(None)

    def real(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds)

    def next_wake(self) -> datetime | None:
        """When the next sleeper is due, or None without sleepers."""
        while self._sleepers and self._sleepers[0].future.done():
            heappop(self._sleepers)
        return self._sleepers[0].due if self._sleepers else None

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
        else:
            await self._alarm(seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        if event.is_set() or seconds <= 0:
            await asyncio.sleep(0)
            return event.is_set()
        alarm = self._alarm(seconds)
        waiter = asyncio.ensure_future(event.wait())
        try:
            await asyncio.wait((alarm, waiter), return_when=asyncio.FIRST_COMPLETED)
        finally:
            alarm.cancel()
            waiter.cancel()
        return event.is_set()

    def _alarm(self, seconds: float) -> "asyncio.Future[None]":
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._order += 1
        heappush(self._sleepers, _Sleeper(self._now + timedelta(seconds=seconds), self._order, future))
        return future
