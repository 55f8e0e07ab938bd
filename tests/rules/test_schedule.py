"""Windows, time zones and clock changes, against the plain meaning: what the wall clock shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.errors import Invalid
from outrider.rules.schedule import (
    ALWAYS,
    Schedule,
    Window,
    all_open,
    closes_at,
    day_bounds,
    from_json,
    is_open,
    local_day,
    next_all_open,
    next_open,
    parse_time,
    to_json,
)

ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago",
         "Australia/Lord_Howe", "America/St_Johns", "Africa/Cairo", "Pacific/Apia"]  # fmt: skip

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 45, 59]))
windows = st.builds(Window, st.frozensets(st.integers(0, 6)), times, times, st.none() | st.sampled_from(ZONES))
dates = st.dates(date(2025, 12, 1), date(2027, 1, 31))
schedules = st.builds(
    Schedule,
    st.sampled_from(ZONES),
    st.lists(windows, max_size=4).map(tuple),
    st.none() | dates,
    st.none() | dates,
)
# Around clock changes of several zones, and anywhere else.
changes = st.sampled_from(
    [datetime(2026, m, d, tzinfo=UTC) for m, d in ((3, 8), (3, 29), (4, 4), (4, 5), (4, 24), (9, 5), (9, 26), (10, 25), (11, 1))]
)
instants = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis wants naive bounds
    st.builds(lambda at, minutes: at + timedelta(minutes=minutes), changes, st.integers(-600, 2400)),
)


def shows_open(schedule: Schedule, at: datetime) -> bool:
    """The definition, read off the wall clock."""
    day = at.astimezone(ZoneInfo(schedule.timezone)).date()
    if (schedule.start_date and day < schedule.start_date) or (schedule.end_date and day > schedule.end_date):
        return False
    for w in schedule.windows:
        local = at.astimezone(ZoneInfo(w.timezone or schedule.timezone))
        now, today, yesterday = local.time(), local.isoweekday() % 7, (local.isoweekday() - 1) % 7
        if w.end > w.start:
            if today in w.days and w.start <= now < w.end:
                return True
        elif (today in w.days and now >= w.start) or (yesterday in w.days and now < w.end):
            return True
    return not schedule.windows


@given(schedules, instants)
@settings(max_examples=600, deadline=None)
def test_open_is_what_the_wall_clock_shows(schedule: Schedule, at: datetime) -> None:
    assert is_open(schedule, at) == shows_open(schedule, at)


@given(schedules, instants)
@settings(max_examples=400, deadline=None)
def test_next_open_is_the_earliest_open_instant(schedule: Schedule, at: datetime) -> None:
    opens = next_open(schedule, at)
    step, probe = timedelta(minutes=15), at
    if opens is None:
        for _ in range(4 * 24 * 8):
            assert not shows_open(schedule, probe)
            probe += step
        return
    assert opens >= at
    assert shows_open(schedule, opens)
    assert opens == at or not shows_open(schedule, opens - timedelta(microseconds=1))
    while probe < min(opens, at + timedelta(days=9)):
        assert not shows_open(schedule, probe)
        probe += step


@given(schedules, instants)
@settings(max_examples=400, deadline=None)
def test_closes_at_is_the_end_of_the_open_stretch(schedule: Schedule, at: datetime) -> None:
    closes = closes_at(schedule, at)
    if not shows_open(schedule, at):
        assert closes is None
        return
    probe, until = at, min(closes or at + timedelta(days=8), at + timedelta(days=8))
    while probe < until:
        assert shows_open(schedule, probe)
        probe += timedelta(minutes=15)
    if closes:
        assert not shows_open(schedule, closes)
        assert shows_open(schedule, closes - timedelta(microseconds=1))


@given(schedules)
def test_json_round_trip(schedule: Schedule) -> None:
    zone = schedule.timezone
    windows = tuple(replace(w, timezone=None) if w.timezone == zone else w for w in schedule.windows)
    assert from_json(to_json(schedule)) == replace(schedule, windows=windows)


def test_a_window_follows_the_time_zone_of_its_schedule() -> None:
    window = {"days": [1], "start": "09:00", "end": "17:00", "timezone": "America/Chicago"}
    own = {**window, "timezone": "Asia/Dubai"}
    stored = to_json(from_json({"timezone": "America/Chicago", "windows": [window, own]}))
    moved = from_json({**stored, "timezone": "Europe/Berlin"})
    assert [w.timezone for w in moved.windows] == [None, "Asia/Dubai"]


@given(st.sampled_from(ZONES), dates)
def test_day_bounds_hold_the_day_and_nothing_else(tz: str, day: date) -> None:
    start, end = day_bounds(day, tz)
    tick = timedelta(microseconds=1)
    assert local_day(start, tz) == local_day(end - tick, tz) == day
    assert local_day(start - tick, tz) != day
    assert local_day(end, tz) != day


@given(st.lists(schedules, min_size=1, max_size=3), instants)
@settings(max_examples=200, deadline=None)
def test_d16_a_send_satisfies_every_window(several: list[Schedule], at: datetime) -> None:
    opens = next_all_open(several, at)
    if opens is not None:
        assert opens >= at
        assert all(shows_open(s, opens) for s in several)
        assert all_open(several, opens)
        probe = at
        while probe < min(opens, at + timedelta(days=3)):
            assert not all(shows_open(s, probe) for s in several)
            probe += timedelta(minutes=15)


BERLIN_WORK = from_json({"timezone": "Europe/Berlin", "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "17:00"}]})


def test_d16_hours_move_with_the_clock_change() -> None:
    friday, monday = datetime(2026, 3, 27, 18, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC)
    assert next_open(BERLIN_WORK, friday) == monday + timedelta(hours=7)  # summer time; the week before it was 8
    assert next_open(BERLIN_WORK, friday - timedelta(days=7)) == datetime(2026, 3, 23, 8, tzinfo=UTC)


def test_d16_the_missing_hour_has_no_window_and_the_doubled_hour_has_it_twice() -> None:
    night = from_json({"timezone": "America/New_York", "windows": [{"days": [0], "start": "02:00", "end": "03:00"}]})
    assert next_open(night, datetime(2026, 3, 7, 12, tzinfo=UTC)) == datetime(2026, 3, 15, 6, tzinfo=UTC)
    twice = from_json({"timezone": "America/New_York", "windows": [{"days": [0], "start": "01:00", "end": "02:00"}]})
    opens = next_open(twice, datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert opens == datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert closes_at(twice, opens) == datetime(2026, 11, 1, 7, tzinfo=UTC)


def test_a_window_over_midnight_belongs_to_the_day_it_opens_on() -> None:
    late = from_json({"timezone": "UTC", "windows": [{"days": [5], "start": "22:00", "end": "02:00"}]})
    friday = datetime(2026, 3, 6, tzinfo=UTC)
    assert is_open(late, friday + timedelta(hours=25))
    assert not is_open(late, friday + timedelta(hours=1))
    assert closes_at(late, friday + timedelta(hours=23)) == friday + timedelta(hours=26)


def test_windows_in_several_zones() -> None:
    both = from_json({
        "timezone": "Europe/London",
        "windows": [
            {"days": [1], "start": "09:00", "end": "10:00"},
            {"days": [1], "start": "09:00", "end": "10:00", "timezone": "America/New_York"},
        ],
    })  # fmt: skip
    monday = datetime(2026, 2, 2, tzinfo=UTC)
    assert [h for h in range(24) if is_open(both, monday + timedelta(hours=h))] == [9, 14]


def test_no_windows_is_always_open_and_never_closes() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert from_json({}) == from_json(None) == ALWAYS
    assert next_open(ALWAYS, at) == at
    assert closes_at(ALWAYS, at) is None


def test_never_again_after_the_end_date() -> None:
    ended = from_json({"timezone": "UTC", "windows": [], "end_date": "2026-02-28"})
    assert next_open(ended, datetime(2026, 3, 1, tzinfo=UTC)) is None
    assert closes_at(ended, datetime(2026, 1, 1, tzinfo=UTC)) == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9:00", "09:00"), ("09:00:00", "09:00"), ("0930", "09:30"), ("17.30", "17:30"), ("17h30", "17:30"), ("17h", "17:00"),
        ("9 Uhr", "09:00"), ("17:30 Uhr", "17:30"), (" 9:05 ", "09:05"),
        ("9am", "09:00"), ("9:30 AM", "09:30"), ("5:30p.m.", "17:30"), ("12am", "00:00"), ("12:00 pm", "12:00"),
        ("24:00", "00:00"), ("24:00:00", "00:00"), ("23:59:59.9", "23:59"), ("\uff19\uff1a\uff10\uff10", "09:00"),
    ],
)  # fmt: skip
def test_times_of_day(written: str, read: str) -> None:
    assert f"{parse_time(written):%H:%M}" == read


@pytest.mark.parametrize(
    "written", ["", "9", "25:00", "24:30", "09:60", "-1:00", "13:00 pm", "0 am", "noon", "9:0", "930", "09:00+02:00"]
)
def test_what_is_not_a_time_of_day_is_refused(written: str) -> None:
    with pytest.raises(Invalid, match="start"):
        parse_time(written, "start")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Eastern Standard Time", "America/New_York"), ("america/new_york", "America/New_York"), ("EDT", "America/New_York"),
        ("America/New York ", "America/New_York"), ("UTC+5:30", "Asia/Kolkata"), ("+02:00", "Etc/GMT-2"), ("Z", "UTC"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam"), ("Central Standard Time (Mexico)", "America/Mexico_City"),
        ("Asia/Calcutta", "Asia/Calcutta"), ("EST", "EST"), ("UTC", "UTC"),
        ("UTC\u22125", "Etc/GMT+5"), ("GMT+5.5", "Asia/Kolkata"), ("MESZ", "Europe/Berlin"), ("Europe / Berlin", "Europe/Berlin"),
        ("British Summer Time", "Europe/London"), ("New York", "America/New_York"), ("london", "Europe/London"),
    ],
)  # fmt: skip
def test_a_zone_is_kept_by_its_iana_name(given: str, kept: str) -> None:
    assert from_json({"timezone": given}).timezone == kept


@pytest.mark.parametrize("name", ["localtime", "Factory", "IST", "posix/UTC", "UTC+15"])
def test_names_that_no_zone_or_several_have_are_refused(name: str) -> None:
    with pytest.raises(Invalid, match="time zone"):
        from_json({"timezone": name})


@pytest.mark.parametrize(
    "obj",
    [
        {"timezone": "Mars/Olympus"},
        {"timezone": "../etc/passwd"},
        {"windows": [{"days": [7], "start": "09:00", "end": "10:00"}]},
        {"windows": [{"days": [1], "start": "9", "end": "10:00"}]},
        {"windows": [{"days": [1], "end": "10:00"}]},
        {"windows": [{"days": [1], "start": "09:00", "end": "10:00", "timezone": "nowhere"}]},
        {"start_date": "01/02/2026"},
    ],
)
def test_malformed_schedules_are_refused(obj: dict[str, object]) -> None:
    with pytest.raises(Invalid) as caught:
        from_json(obj)
    assert caught.value.field
