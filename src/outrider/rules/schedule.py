"""When sending is allowed: weekly windows in time zones, between dates, not on the holidays of countries.

A schedule is open exactly when the wall clock of a window's zone shows a time inside the window, on a day of that window.
So an hour that a clock change repeats is open twice, and one that it skips does not exist that day.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NotRequired, TypedDict, cast

from outrider.errors import Invalid
from outrider.rules.zone_names import canonical, zone
from outrider.values import is_list

_DAY = timedelta(days=1)
# A weekly pattern repeats after 7 days; a window that a clock change skips is there again the week after.
_HORIZON_DAYS = 16
_HORIZON_WITH_HOLIDAYS = 37  # Christmas and New Year close the same day of two weeks
# Each round of looking for a common opening passes at least one window.
_ROUNDS = 100

Spans = tuple[tuple[datetime, datetime], ...]  # from, until (UTC), in order


@dataclass(frozen=True, slots=True)
class Window:
    """Open from `start` to `end` on `days` (0 = Sunday .. 6 = Saturday). `end` at or before `start`: until the next day."""

    days: frozenset[int]
    start: time
    end: time
    timezone: str | None = None  # None: the schedule's


@dataclass(frozen=True, slots=True)
class Schedule:
    """Open in any of the windows, from `start_date` to `end_date` (both included, in `timezone`). No windows: always open.

    `holidays`: countries ('DE') or parts of them ('DE-BY') on whose public holidays it is closed, by each window's own calendar.
    """

    timezone: str = "UTC"
    windows: tuple[Window, ...] = ()
    start_date: date | None = None
    end_date: date | None = None
    holidays: tuple[str, ...] = ()
    open_spans: dict[int, Spans] = field(default_factory=dict[int, Spans], init=False, repr=False, compare=False)  # by UTC day


ALWAYS = Schedule()
_ALL_DAY = Window(frozenset(range(7)), time(), time())


def is_open(schedule: Schedule, at: datetime) -> bool:
    """May something be sent at this moment?"""
    at = at.astimezone(UTC)
    return any(start <= at < end for start, end in _spans(schedule, at.toordinal()))


def next_open(schedule: Schedule, at: datetime) -> datetime | None:
    """The earliest instant at or after `at` that is open (UTC); None when it is never open again."""
    at = at.astimezone(UTC)
    if schedule.start_date:
        at = max(at, day_bounds(schedule.start_date, schedule.timezone)[0])
    for day in range(at.toordinal(), at.toordinal() + _horizon(schedule)):
        for start, end in _spans(schedule, day):
            if at < end:
                return max(at, start)
    return None


def closes_at(schedule: Schedule, at: datetime) -> datetime | None:
    """The end (UTC) of the open stretch that `at` lies in; None when closed at `at`, or open for ever."""
    at = at.astimezone(UTC)
    close = None
    for day in range(at.toordinal(), at.toordinal() + _horizon(schedule)):
        for start, end in _spans(schedule, day):
            if start <= at < end or start == close:
                close = end
            elif start > at:
                return close
        if close is None or close < _midnight(day + 1):
            return close
    return day_bounds(schedule.end_date, schedule.timezone)[1] if schedule.end_date else None


def all_open(schedules: Sequence[Schedule], at: datetime) -> bool:
    """Is every one open: campaign, recipient and mailbox?"""
    return all(is_open(s, at) for s in schedules)


def next_all_open(schedules: Sequence[Schedule], at: datetime) -> datetime | None:
    """The earliest instant at or after `at` when every schedule is open; None when there is none in sight (weeks)."""
    at = at.astimezone(UTC)
    for _ in range(_ROUNDS):
        latest = at
        for schedule in schedules:
            opens = next_open(schedule, latest)
            if opens is None:
                return None
            latest = opens
        if latest == at:
            return at
        at = latest
    return None


def in_zone(schedule: Schedule, timezone: str) -> Schedule:
    """The schedule by another clock: its windows and dates are those of that zone."""
    windows = tuple(replace(window, timezone=None) for window in schedule.windows)
    return replace(schedule, timezone=timezone, windows=windows)


def in_any_zone(schedule: Schedule) -> Schedule:
    """A schedule that is open whenever the given one is open in any time zone."""
    start, end = schedule.start_date, schedule.end_date
    return Schedule(schedule.timezone, (), start and start - _DAY, end and end + _DAY)


def _horizon(schedule: Schedule) -> int:
    return _HORIZON_WITH_HOLIDAYS if schedule.holidays else _HORIZON_DAYS


def local_day(at: datetime, tz: str) -> date:
    """The calendar day that `at` falls on in a time zone."""
    return at.astimezone(zone(tz)).date()


def day_bounds(day: date, tz: str) -> tuple[datetime, datetime]:
    """The first instant of a local day and the first of the next, in UTC. 23 or 25 hours apart when clocks change."""
    info = zone(tz)
    first, next_first = (datetime.combine(d, time(), info).astimezone(UTC) for d in (day, day + _DAY))
    return first, next_first


def from_json(obj: Mapping[str, object] | None) -> Schedule:
    """Read what `to_json` wrote. {} and None: always open. Invalid (with the field's name) for anything malformed.

    A window keeps a time zone of its own only where that is another than the schedule's: it follows when the schedule's changes.
    """
    if not obj:
        return ALWAYS
    timezone = _zone_from_json(obj) or "UTC"
    windows = [_window_from_json(w) for w in _list_from_json(obj, "windows")]
    return Schedule(
        timezone=timezone,
        windows=tuple(replace(w, timezone=None) if w.timezone == timezone else w for w in windows),
        start_date=_date_from_json(obj, "start_date"),
        end_date=_date_from_json(obj, "end_date"),
        holidays=tuple(dict.fromkeys(_region(code) for code in _list_from_json(obj, "holidays"))),
    )


class WindowJson(TypedDict):
    """A window as JSON. `days`: from 0 (Sunday) to 6; times as 'HH:MM'."""

    days: list[int]
    start: str
    end: str
    timezone: NotRequired[str]


class ScheduleJson(TypedDict, total=False):
    """A schedule as JSON; empty: always open. Dates in ISO format, both included."""

    timezone: str
    windows: list[WindowJson]
    start_date: str | None
    end_date: str | None
    holidays: list[str]


def to_json(schedule: Schedule) -> ScheduleJson:
    """Plain data for a jsonb column."""
    found: ScheduleJson = {
        "timezone": schedule.timezone,
        "windows": [_window_to_json(window) for window in schedule.windows],
        "start_date": schedule.start_date.isoformat() if schedule.start_date else None,
        "end_date": schedule.end_date.isoformat() if schedule.end_date else None,
    }
    if schedule.holidays:
        found["holidays"] = list(schedule.holidays)
    return found


def _window_to_json(window: Window) -> WindowJson:
    start, end = window.start.strftime("%H:%M"), window.end.strftime("%H:%M")
    found: WindowJson = {"days": sorted(window.days), "start": start, "end": end}
    if window.timezone:
        found["timezone"] = window.timezone
    return found


_TIME = re.compile(
    r"T?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?|(?<=\d\d)(?P<more>\d\d))?"
    r"\s*(?:(?P<half>[ap]\.?m\.?)|(?P<o_clock>h|uhr))?Z?",
    re.IGNORECASE,
)


def parse_time(text: str, name: str = "time") -> time:
    """A time of day: '09:30', '9:30', '0930', '09:30:00', '9.30', '9:30 am', '9am', '9h', '9 Uhr'; '24:00' is midnight.

    Seconds are dropped. Invalid names the field.
    """
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or not (found["minute"] or found["more"] or found["half"] or found["o_clock"]):
        raise Invalid(f"{name} must look like 09:30", field=name)
    hour, minute = int(found["hour"]), int(found["minute"] or found["more"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise Invalid(f"{name} must look like 09:30 or 9:30 am", field=name)
        hour = hour % 12 + 12 * (half[0] in "pP")
    if (hour, minute) == (24, 0):
        return time()
    if hour > 23 or minute > 59:
        raise Invalid(f"{name} must be from 00:00 to 24:00", field=name)
    return time(hour, minute)


def _window_from_json(obj: object) -> Window:
    if not isinstance(obj, Mapping):
        raise Invalid("a window has days, a start and an end", field="windows")
    window = cast("Mapping[str, object]", obj)
    given = _list_from_json(window, "days")
    days = frozenset(day for day in given if isinstance(day, int))
    if not days <= frozenset(range(7)) or not all(isinstance(day, int) for day in given):
        raise Invalid("days are numbers from 0 (Sunday) to 6 (Saturday)", field="days")
    start, end = (parse_time(str(window.get(name, "")), name) for name in ("start", "end"))
    return Window(days, start, end, _zone_from_json(window))


def _list_from_json(obj: Mapping[str, object], name: str) -> list[object]:
    value = obj.get(name) or ()
    if not is_list(value):
        raise Invalid(f"{name} must be a list", field=name)
    return list(value)


def _zone_from_json(obj: Mapping[str, object]) -> str | None:
    name = str(obj.get("timezone") or "").strip()
    return canonical(name) if name else None


def _date_from_json(obj: Mapping[str, object], name: str) -> date | None:
    value = obj.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise Invalid(f"{name} must look like 2026-03-02", field=name)


# --- holidays


def is_holiday(schedule: Schedule, day: date) -> bool:
    """Whether a day is a public holiday of one of the schedule's countries."""
    return any(day in _holidays(region, day.year) for region in schedule.holidays)


def _region(code: object) -> str:
    """A country's code, or one of a part of it, as it is kept; Invalid for one that is not known."""
    region = str(code).strip().upper().rstrip("-")
    try:
        _holidays(region, 2026)
    except (NotImplementedError, KeyError, AttributeError, ValueError):
        raise Invalid(
            f"{code!r} is not a country whose holidays are known; use codes such as DE or DE-BY", field="holidays"
        ) from None
    return region


@lru_cache(maxsize=1024)
def _holidays(region: str, year: int) -> frozenset[date]:
    # The library takes longer to load than everything else together, and few campaigns need it.
    from holidays import country_holidays

    country, _, part = region.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=year))


# --- open spans of a UTC day: everything above is read off these


def _midnight(ordinal: int) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time(), UTC)


def _spans(schedule: Schedule, ordinal: int) -> Spans:
    """The open spans of one UTC day, in order and disjoint. Cached, because a day is asked for many thousand times."""
    spans = schedule.open_spans.get(ordinal)
    if spans is None:
        if len(schedule.open_spans) >= 32:
            schedule.open_spans.clear()
        spans = schedule.open_spans[ordinal] = tuple(_merged(_clipped(schedule, ordinal)))
    return spans


def _clipped(schedule: Schedule, ordinal: int) -> Iterator[tuple[datetime, datetime]]:
    first, last = _midnight(ordinal), _midnight(ordinal + 1)
    if schedule.start_date:
        first = max(first, day_bounds(schedule.start_date, schedule.timezone)[0])
    if schedule.end_date:
        last = min(last, day_bounds(schedule.end_date, schedule.timezone)[1])
    spans = _window_spans(schedule, ordinal) if schedule.windows or schedule.holidays else [(first, last)]
    for start, end in spans:
        start, end = max(start, first), min(end, last)
        if start < end:
            yield start, end


def _window_spans(schedule: Schedule, ordinal: int) -> Iterator[tuple[datetime, datetime]]:
    for window in schedule.windows or (_ALL_DAY,):
        for seg_start, seg_end, offset in _segments(window.timezone or schedule.timezone, ordinal):
            # Within a segment the offset is constant, so a window on the wall clock is an interval of UTC.
            day = (seg_start + offset).date() - _DAY  # a window of the day before may reach into this one
            while day <= (seg_end + offset).date():
                if day.isoweekday() % 7 in window.days and not is_holiday(schedule, day):
                    start = datetime.combine(day, window.start, UTC) - offset
                    end = datetime.combine(day if window.end > window.start else day + _DAY, window.end, UTC) - offset
                    if window.end <= window.start and is_holiday(schedule, day + _DAY):
                        end = datetime.combine(day + _DAY, time(), UTC) - offset
                    if start < seg_end and seg_start < end:
                        yield max(start, seg_start), min(end, seg_end)
                day += _DAY


@lru_cache(maxsize=8192)
def _segments(tz: str, ordinal: int) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """A UTC day cut where the zone's offset changes: (start, end, offset)."""
    info = zone(tz)

    def offset(at: datetime) -> timedelta:
        return at.astimezone(info).utcoffset() or timedelta()

    def cut(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
        same = offset(start) == offset(end - timedelta(microseconds=1))
        if same or end - start <= timedelta(seconds=1):
            yield start, end, offset(start)
        else:
            middle = start + (end - start) // 2
            middle = middle.replace(microsecond=0)
            yield from cut(start, middle)
            yield from cut(middle, end)

    segments: list[tuple[datetime, datetime, timedelta]] = []
    for start, end, off in cut(_midnight(ordinal), _midnight(ordinal + 1)):
        if segments and segments[-1][2] == off:
            segments[-1] = (segments[-1][0], end, off)
        else:
            segments.append((start, end, off))
    return tuple(segments)


def _merged(spans: Iterator[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    current: tuple[datetime, datetime] | None = None
    for start, end in sorted(spans):
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current:
                yield current
            current = (start, end)
    if current:
        yield current
