"""How many requests a key may make: counters in the database, exact however many processes answer."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from outrider.errors import RateLimited
from outrider.outreach.base.scope import Core
from outrider.store.db import autocommit


@dataclass(frozen=True, slots=True)
class Window:
    """Where a caller stands: `limit` requests a window, `remaining` of them left, all of them again at `reset_at`."""

    limit: int
    remaining: int
    reset_at: datetime
    retry_after: float = 0.0  # seconds; 0 when the request is allowed

    @property
    def allowed(self) -> bool:
        return self.retry_after == 0

    def check(self) -> None:
        """Raise RateLimited when this request was one too many."""
        if not self.allowed:
            seconds = max(1, ceil(self.retry_after))
            raise RateLimited(f"Too many requests: try again in {seconds} s.", data={"retry_after": seconds})


_FIXED = """
INSERT INTO rate_windows AS w (who, dialect, seconds, window_start, n)
VALUES (%(who)s, %(dialect)s, %(seconds)s, %(start)s, 1)
ON CONFLICT (who, dialect, seconds, window_start) DO UPDATE SET n = w.n + 1
RETURNING n
"""

# A log of the allowed requests of the last window. The row lock of the upsert makes counting and appending one act;
# n is the request's place in the window, limit + 1 for a refused one.
_SLIDING = """
INSERT INTO rate_windows AS w (who, dialect, seconds, window_start, n, log)
VALUES (%(who)s, %(dialect)s, %(seconds)s, '-infinity', 1, ARRAY[%(now)s::timestamptz])
ON CONFLICT (who, dialect, seconds, window_start) DO UPDATE SET (n, log) = (
    SELECT least(cardinality(kept.log), %(limit)s) + 1,
           CASE WHEN cardinality(kept.log) < %(limit)s THEN kept.log || %(now)s::timestamptz ELSE kept.log END
    FROM (SELECT ARRAY(SELECT t FROM unnest(w.log) AS t WHERE t > %(since)s ORDER BY t) AS log) AS kept)
RETURNING n, log[1] AS oldest
"""

# Reckoned in UTC, because a time with a zone plus an interval depends on the session.
_SWEEP = """
DELETE FROM rate_windows
WHERE coalesce(log[cardinality(log)], window_start) AT TIME ZONE 'UTC' + make_interval(secs => seconds)
      < %(before)s AT TIME ZONE 'UTC'
"""


def uncounted(core: Core, limit: int, window_seconds: int) -> Window:
    """The current fixed window of a caller who is not counted."""
    start = _window_start(core.clock.now(), window_seconds)
    return Window(limit, limit, start + timedelta(seconds=window_seconds))


def _window_start(now: datetime, window_seconds: int) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // window_seconds * window_seconds, UTC)


async def hit(core: Core, who: int | str, dialect: str, limit: int, window_seconds: int, *, sliding: bool = False) -> Window:
    """Count one request of `who` (an API key's id, or any name such as 'workspace:7') and say where it stands.

    Fixed windows begin at multiples of their length. `sliding` looks back over exactly the last `window_seconds` instead, and
    does not count refused requests; it keeps one time per allowed request, so use it for small limits ("10 in 2 seconds").
    """
    now = core.clock.now()
    start = _window_start(now, window_seconds)
    length = timedelta(seconds=window_seconds)
    params = {
        "who": str(who),
        "dialect": dialect,
        "seconds": window_seconds,
        "start": start,
        "now": now,
        "since": now - length,
        "limit": limit,
    }
    async with autocommit(core.pool) as conn:
        row = await (await conn.execute(_SLIDING if sliding else _FIXED, params)).fetchone()
    assert row is not None
    reset_at = (row["oldest"] if sliding else start) + length
    return Window(limit, max(0, limit - row["n"]), reset_at, (reset_at - now).total_seconds() if row["n"] > limit else 0.0)


async def sweep(core: Core, now: datetime) -> int:
    """Delete windows that ended more than an hour ago; how many."""
    async with core.pool.connection() as conn:
        return (await conn.execute(_SWEEP, {"before": now - timedelta(hours=1)})).rowcount
