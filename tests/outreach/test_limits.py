"""Request limits: exact, also when several connections count at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.errors import RateLimited
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Core


async def test_a_fixed_window_allows_its_number_and_begins_anew(core: Core, clock: SimulatedClock) -> None:
    clock.advance(7)
    windows = [await limits.hit(core, 1, "smartlead", 3, 60) for _ in range(4)]
    assert [w.allowed for w in windows] == [True, True, True, False]
    assert [w.remaining for w in windows] == [2, 1, 0, 0]
    assert windows[0].reset_at == datetime(2026, 3, 2, 9, 1, tzinfo=UTC)
    assert windows[3].retry_after == 53
    with pytest.raises(RateLimited) as refused:
        windows[3].check()
    assert refused.value.data == {"retry_after": 53}
    clock.advance(53)
    assert (await limits.hit(core, 1, "smartlead", 3, 60)).allowed


async def test_callers_dialects_and_lengths_are_counted_apart(core: Core) -> None:
    for who, dialect, seconds in ((1, "a", 60), (2, "a", 60), (1, "b", 60), (1, "a", 1), ("workspace:1", "a", 60)):
        assert (await limits.hit(core, who, dialect, 1, seconds)).allowed
        assert not (await limits.hit(core, who, dialect, 1, seconds)).allowed


@pytest.mark.parametrize("sliding", [False, True])
async def test_exactly_the_limit_passes_under_a_rush(core: Core, sliding: bool) -> None:
    windows = await asyncio.gather(*(limits.hit(core, 1, "d", 10, 2, sliding=sliding) for _ in range(60)))
    assert sum(w.allowed for w in windows) == 10


async def test_a_sliding_window_knows_no_edge(core: Core, clock: SimulatedClock) -> None:
    """Ten at the end of one fixed window and ten at the start of the next would be twenty in a second."""
    clock.advance(1.9)
    assert all([(await limits.hit(core, 1, "d", 10, 2, sliding=True)).allowed for _ in range(10)])
    clock.advance(0.2)
    refused = await limits.hit(core, 1, "d", 10, 2, sliding=True)
    assert not refused.allowed
    assert refused.retry_after == pytest.approx(1.8)
    clock.advance(1.8)
    assert (await limits.hit(core, 1, "d", 10, 2, sliding=True)).remaining == 9


async def test_refused_requests_do_not_lengthen_a_sliding_wait(core: Core, clock: SimulatedClock) -> None:
    await limits.hit(core, 1, "d", 1, 2, sliding=True)
    for _ in range(4):
        clock.advance(0.5)
        last = await limits.hit(core, 1, "d", 1, 2, sliding=True)
    assert last.allowed


async def test_old_windows_are_swept(core: Core, clock: SimulatedClock) -> None:
    await limits.hit(core, 1, "d", 10, 2, sliding=True)
    await limits.hit(core, 1, "d", 10, 60)
    assert await limits.sweep(core, clock.now()) == 0
    assert await limits.sweep(core, clock.now() + timedelta(hours=2)) == 2


@pytest.mark.parametrize("sliding", [False, True])
async def test_a_window_is_kept_as_long_as_it_runs(core: Core, clock: SimulatedClock, sliding: bool) -> None:
    """A limit of a whole day holds on all of it, however often old windows are swept."""
    clock.set(clock.now().replace(hour=1, minute=0) + timedelta(days=1))
    await limits.hit(core, "model", "d", 1, 86_400, sliding=sliding)
    clock.advance(22 * 3600)
    await limits.sweep(core, clock.now())
    assert not (await limits.hit(core, "model", "d", 1, 86_400, sliding=sliding)).allowed
