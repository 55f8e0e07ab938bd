"""When to try again: exponential back-off with repeatable jitter, and days after a message came back."""

from datetime import timedelta

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


# A message that came back undelivered for now: how long each further attempt waits, and how long after the first there are any.
RETURN_WAITS = (timedelta(days=1), timedelta(days=2), timedelta(days=4))
MOST_ATTEMPTS = len(RETURN_WAITS) + 1
LONGEST_RETURN = timedelta(days=14)


def after_return(times: int, age: timedelta) -> timedelta | None:
    """How long to wait before a returned message is sent again; None: not again.

    `times`: how often that was done before; `age`: how long ago the message was made.
    """
    if times >= len(RETURN_WAITS) or age + RETURN_WAITS[times] > LONGEST_RETURN:
        return None
    return RETURN_WAITS[times]
