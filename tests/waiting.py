"""Waiting for a condition, with a deadline: what tests do instead of sleeping."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(condition: Callable[[], T], *, seconds: float = 60, every: float = 0.02) -> T:
    """The first true value of `condition()`; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"not within {seconds} s: {condition}"
        time.sleep(every)
    return value


async def eventually(condition: Callable[[], Awaitable[T]], *, seconds: float = 60, every: float = 0.02) -> T:
    """As wait_until, for coroutines."""
    end = time.monotonic() + seconds
    while not (value := await condition()):
        assert time.monotonic() < end, f"not within {seconds} s: {condition}"
        await asyncio.sleep(every)
    return value
