"""Waiting for a condition, with a deadline: what tests do instead of sleeping."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(
    condition: Callable[[], T], *, seconds: float = 60, every: float = 0.02, saw: Callable[[], object] | None = None
) -> T:
    """The first true value of `condition()`; fails after `seconds`, with what was seen last and what `saw` says."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, _late(condition, seconds, value, saw)
        time.sleep(every)
    return value


async def eventually(
    condition: Callable[[], Awaitable[T]],
    *,
    seconds: float = 60,
    every: float = 0.02,
    saw: Callable[[], object] | None = None,
    patient: bool = False,
) -> T:
    """As wait_until, for coroutines. `patient`: the seconds begin anew whenever what `saw` says has changed, so that a busy
    machine is waited for as long as anything moves on it."""
    end = time.monotonic() + seconds
    before = repr(saw and saw())
    while not (value := await condition()):
        if patient and (now := repr(saw and saw())) != before:
            before, end = now, time.monotonic() + seconds
        assert time.monotonic() < end, _late(condition, seconds, value, saw)
        await asyncio.sleep(every)
    return value


def _late(condition: Callable[[], object], seconds: float, value: object, saw: Callable[[], object] | None) -> str:
    """What was awaited, as its source has it, and what there was instead: the last value and what the condition looks at."""
    try:
        awaited = inspect.getsource(condition).strip()
    except (OSError, TypeError):  # a partial has no source
        awaited = repr(condition)
    seen = inspect.getclosurevars(condition).nonlocals if inspect.isfunction(condition) else {}
    lines = [f"not within {seconds} s:", awaited, f"last value: {value!r}"]
    lines += [f"{name} = {_short(what)}" for name, what in seen.items() if not callable(what)]
    return "\n".join(lines + ([f"saw: {saw()!r}"] if saw else []))


def _short(what: object) -> str:
    shown = repr(what)
    return shown if len(shown) <= 2000 else f"{shown[:1000]} … {shown[-1000:]}"
