"""When placement tests run again, and what their places add up to."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import placement
from outrider.rules.placement import Recurrence, Tally

MONDAY = date(2026, 3, 2)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recurrence", "after", "expected"),
    [
        (Recurrence(time(10), "UTC", MONDAY), at(2), at(2, 10)),
        (Recurrence(time(10), "UTC", MONDAY), at(2, 10), at(3, 10)),
        (Recurrence(time(10), "UTC", MONDAY, every_days=7), at(2, 11), at(9, 10)),
        (Recurrence(time(10), "UTC", MONDAY, weekdays=frozenset({4})), at(2), at(6, 10)),
        (Recurrence(time(10), "Europe/Berlin", MONDAY), at(2, 8), at(2, 9)),
        (Recurrence(time(10), "UTC", MONDAY, until=date(2026, 3, 3)), at(3, 11), None),
    ],
)
def test_next_run(recurrence: Recurrence, after: datetime, expected: datetime | None) -> None:
    assert placement.next_run(recurrence, after) == expected


recurrences = st.builds(
    Recurrence, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.sampled_from(["UTC", "Asia/Tokyo"]),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 60), st.frozensets(st.integers(0, 6)),
)  # fmt: skip


@given(recurrences)
def test_a_recurrence_is_kept_and_read_back(recurrence: Recurrence) -> None:
    assert placement.from_json(placement.to_json(recurrence)) == recurrence


@given(recurrences, st.integers(0, 400))
def test_a_run_is_always_later(recurrence: Recurrence, days: int) -> None:
    now = at(2) + timedelta(days=days)
    following = placement.next_run(recurrence, now)
    assert following is None or following > now


def test_rates_leave_out_what_is_not_known_yet() -> None:
    assert placement.tally(["inbox", "inbox", "spam", "failed", None]).percent("inbox") == 50.0


def test_a_tally_of_nothing() -> None:
    assert placement.tally([]) == Tally()
