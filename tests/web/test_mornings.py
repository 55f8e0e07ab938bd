"""Times that a reply is postponed to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from outrider.web.inbox.mornings import mornings

TOMORROW, MONDAY = "Tomorrow morning", "Monday morning"


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (datetime(2026, 3, 4, 12, tzinfo=UTC), [(TOMORROW, "2026-03-05T08:00"), (MONDAY, "2026-03-09T08:00")]),  # a Wednesday
        (datetime(2026, 3, 2, 12, tzinfo=UTC), [(TOMORROW, "2026-03-03T08:00"), (MONDAY, "2026-03-09T08:00")]),  # a Monday
        (datetime(2026, 3, 8, 12, tzinfo=UTC), [(TOMORROW, "2026-03-09T08:00")]),  # a Sunday
        (datetime(2026, 3, 4, 3, tzinfo=UTC), [(TOMORROW, "2026-03-04T08:00"), (MONDAY, "2026-03-09T08:00")]),  # Tuesday there
    ],
)
def test_mornings_are_those_of_the_viewers_zone(now: datetime, found: list[tuple[str, str]]) -> None:
    assert mornings(now, ZoneInfo("America/New_York")) == found
