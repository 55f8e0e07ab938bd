"""Schedules that are closed on holidays, and by another clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.errors import Invalid
from outrider.rules.schedule import (
    Schedule,
    Window,
    closes_at,
    from_json,
    in_any_zone,
    in_zone,
    is_holiday,
    is_open,
    next_open,
    parse_time,
    to_json,
)

WEEKDAYS = frozenset(range(1, 6))
NINE_TO_FIVE = (Window(WEEKDAYS, time(9), time(17)),)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
windows = st.sampled_from(
    [(), NINE_TO_FIVE, (Window(frozenset(range(7)), time(20), time(4)),), (Window(frozenset((5,)), time(9), time(10)),)]
)
schedules = st.builds(
    Schedule, timezone=zones, windows=windows, holidays=st.sampled_from([("DE",), ("US",), ("JP",), ("DE-BY", "US")])
)


@settings(deadline=None)  # the first one loads the calendars
@given(schedules, moments)
def test_nothing_is_open_on_a_holiday(schedule: Schedule, at: datetime) -> None:
    day = at.astimezone(ZoneInfo(schedule.timezone)).date()
    assert not (is_open(schedule, at) and is_holiday(schedule, day))


@settings(deadline=None)  # the first one loads the calendars
@given(schedules, moments)
def test_a_closed_schedule_opens_again(schedule: Schedule, at: datetime) -> None:
    opens = next_open(schedule, at)
    assert opens is not None
    assert is_open(schedule, opens)


@settings(deadline=None)  # the first one loads the calendars
@given(schedules, moments)
def test_an_open_stretch_ends_where_it_closes(schedule: Schedule, at: datetime) -> None:
    end = closes_at(schedule, at)
    assert end is None or not is_open(schedule, end)


def test_a_holiday_is_one_by_the_schedules_own_calendar() -> None:
    christmas = Schedule("Asia/Tokyo", NINE_TO_FIVE, holidays=("DE",))
    assert not is_open(christmas, datetime(2026, 12, 25, 3, tzinfo=UTC))
    assert next_open(christmas, datetime(2026, 12, 25, 3, tzinfo=UTC)) == datetime(2026, 12, 28, 0, tzinfo=UTC)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = date(2026, 1, 6)
    assert is_holiday(Schedule(holidays=("DE-BY",)), epiphany)
    assert not is_holiday(Schedule(holidays=("DE",)), epiphany)


def test_holidays_are_kept() -> None:
    kept = to_json(from_json({"holidays": ["de", "US-CA"]}))
    assert kept["holidays"] == ["DE", "US-CA"]


@pytest.mark.parametrize("code", ["XX", "Germany", "DE-XX", "", 5, "__class__"])
def test_an_unknown_country_is_refused(code: object) -> None:
    with pytest.raises(Invalid, match="holidays"):
        from_json({"holidays": [code]})


def test_a_country_named_twice_is_kept_once() -> None:
    assert from_json({"holidays": ["DE", " de-", "DE"]}).holidays == ("DE",)


@pytest.mark.parametrize(
    ("field", "schedule"),
    [
        ("holidays", {"holidays": 5}),
        ("holidays", {"holidays": "DE"}),
        ("windows", {"windows": {"days": [1]}}),
        ("windows", {"windows": [7]}),
        ("days", {"windows": [{"days": 3, "start": "09:00", "end": "17:00"}]}),
        ("days", {"windows": [{"days": [[1]], "start": "09:00", "end": "17:00"}]}),
        ("timezone", {"timezone": 5}),
        ("timezone", {"windows": [{"days": [1], "start": "09:00", "end": "17:00", "timezone": ["UTC"]}]}),
        ("start", {"windows": [{"days": [1], "start": 9, "end": "17:00"}]}),
        ("end_date", {"end_date": 20260301}),
    ],
)
def test_a_malformed_schedule_names_its_field(field: str, schedule: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        from_json(schedule)
    assert refused.value.field == field


@given(zones, zones, moments)
def test_another_clock_opens_at_the_same_hour(one: str, other: str, at: datetime) -> None:
    local = at.replace(tzinfo=None)
    schedule = Schedule(one, (Window(frozenset(range(7)), time(9), time(17)),))
    there = local.replace(hour=12, minute=0, tzinfo=ZoneInfo(other)).astimezone(UTC)
    assert is_open(in_zone(schedule, other), there)


@settings(deadline=None)
@given(zones, zones, moments, st.integers(0, 400))
def test_the_widest_schedule_is_open_whenever_any_clock_is(one: str, other: str, at: datetime, days: int) -> None:
    start = date(2026, 1, 1) + timedelta(days=days)
    schedule = Schedule(one, NINE_TO_FIVE, start, start + timedelta(days=30), ("DE",))
    assert is_open(in_any_zone(schedule), at) or not is_open(in_zone(schedule, other), at)


@pytest.mark.parametrize(("text", "hour"), [("9:00", 9), ("09:00", 9), ("9:00:30", 9), ("17:00", 17), ("24:00", 0)])
def test_an_hour_may_lack_its_zero(text: str, hour: int) -> None:
    assert parse_time(text) == time(hour)
