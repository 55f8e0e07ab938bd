"""When to try again: exponential back-off with repeatable jitter."""

from outrider.rules.chance import fraction


def next_attempt(attempt: int, base: float, cap: float, key: str, max_attempts: int = 10) -> float | None:
    """Seconds to wait after failed attempt number `attempt` (the first is 1); None: give up.

    Doubles from `base` up to `cap`, less up to a quarter drawn from `key`, so that many who failed together do not return
    together.
    """
    if attempt >= max_attempts:
        return None
    full = min(cap, base * 2.0 ** min(max(attempt, 1) - 1, 60))
    return full * (1 - fraction(key, attempt) / 4)
