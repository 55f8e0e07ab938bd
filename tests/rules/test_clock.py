"""Time: real, faster than real, and only when told."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from outrider.clock import RealClock, ScaledClock, SimulatedClock

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_simulated_sleepers_wake_in_order_of_time_then_of_arrival() -> None:
    clock, woken = SimulatedClock(START), []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)

    tasks = [asyncio.create_task(sleeper(n, s)) for n, s in (("c", 30), ("a", 10), ("b1", 20), ("b2", 20), ("later", 99))]
    await _settle()
    assert clock.next_wake() == START + timedelta(seconds=10)
    clock.advance(30)
    await _settle()
    assert woken == ["a", "b1", "b2", "c"]
    assert clock.now() == START + timedelta(seconds=30)
    tasks[-1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert clock.next_wake() is None


async def test_simulated_wait_ends_by_event_or_by_time() -> None:
    clock, event = SimulatedClock(START), asyncio.Event()
    waiting = asyncio.create_task(clock.wait(event, 60))
    await _settle()
    clock.advance(59)
    await _settle()
    assert not waiting.done()
    clock.advance(1)
    assert await waiting is False

    waiting = asyncio.create_task(clock.wait(event, 60))
    await _settle()
    event.set()
    assert await waiting is True
    assert clock.next_wake() is None


async def test_time_does_not_run_backwards() -> None:
    clock = SimulatedClock(START)
    with pytest.raises(ValueError, match="backwards"):
        clock.set(START - timedelta(seconds=1))


async def test_scaled_clock_runs_faster() -> None:
    clock = ScaledClock(10_000, START)
    assert await clock.wait(asyncio.Event(), 100) is False
    assert clock.now() >= START + timedelta(seconds=100)


async def test_real_clock_is_aware_and_sees_events() -> None:
    event = asyncio.Event()
    event.set()
    assert RealClock().now().tzinfo is UTC
    assert await RealClock().wait(event, 0) is True
