"""What happened to leads, across campaigns: the newest first, and found in any time without reading what came later."""

from datetime import timedelta

import pytest

from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import activities
from tests.explaining import rows_read

_EVENTS = """
INSERT INTO events (workspace_id, at, type, campaign_id, enrollment_id)
SELECT %(workspace_id)s, %(now)s + n * interval '1 minute', 'message.sent', n %% 3 + 1, n FROM generate_series(1, %(n)s::int) n
"""


@pytest.fixture
async def minutes(scope: Scope) -> Scope:
    """3,000 messages of three campaigns, one a minute."""
    await scope.run(_EVENTS, n=3000)
    await scope.run("ANALYZE events")
    return scope


@pytest.mark.parametrize("times", [("start", "end"), ("start",), ("end",), ()])
async def test_a_time_gives_the_newest_in_it(minutes: Scope, times: tuple[str, ...]) -> None:
    every = {"start": minutes.now + timedelta(minutes=11), "end": minutes.now + timedelta(minutes=20)}
    found = await activities.find_all(minutes, ["message.sent"], limit=4, offset=1, **{name: every[name] for name in times})
    newest = 20 if "end" in times else 3001
    assert [a.enrollment_id for a in found] == [newest - 2, newest - 3, newest - 4, newest - 5]


async def test_both_ends_of_a_time_are_kept(minutes: Scope) -> None:
    start, end = minutes.now + timedelta(minutes=11), minutes.now + timedelta(minutes=14)
    found = await activities.find_all(minutes, ["message.sent"], start=start, end=end)
    assert [a.enrollment_id for a in found] == [13, 12, 11]


@pytest.mark.one_server
async def test_an_old_time_is_found_by_an_index(minutes: Scope) -> None:
    end = minutes.now + timedelta(minutes=20)
    assert await rows_read(minutes, lambda explaining: activities.find_all(explaining, ["message.sent"], end=end)) < 100


@pytest.mark.one_server
async def test_a_recent_time_with_little_in_it_reads_nothing_older(minutes: Scope) -> None:
    start = minutes.now + timedelta(minutes=2990)
    assert await rows_read(minutes, lambda explaining: activities.find_all(explaining, ["message.sent"], start=start)) < 100
