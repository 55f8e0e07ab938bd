"""Days, hours and weekdays as models write them, in the one form that a tool's schema takes.

Only what leaves no doubt is read: 2026/3/1 and 1 March 2026 are days, 31/03/2026 is one because there is no 31st month, and
01/02/2026 is left to be refused.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from outrider.values import JsonValue

_MONTHS = {name: n for n, full in enumerate(calendar.month_name[1:], 1) for name in (full.lower(), full[:3].lower())} | {
    "sept": 9
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]+)\.?,?[ -](\d{4})")
_MONTH_NAMED = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_HOUR_12 = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?")
_HOUR_24 = re.compile(r"(\d{1,2})(?::(\d{2})(?::00(?:\.0+)?)?)?")
_WEEKDAYS = {
    name: full[:3]
    for full in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for name in (full, full[:3], *(("tues",) if full == "tuesday" else ("thur", "thurs") if full == "thursday" else ()))
}


def as_schema_writes(text: str, schema: Mapping[str, JsonValue]) -> str | None:
    """The same day or hour in the form of the schema; None where it has that form already, or is neither."""
    reads = kind_of(schema)
    pattern = schema.get("pattern")
    if reads is None or (isinstance(pattern, str) and re.search(pattern, text)):
        return None
    found = reads(text.strip().lower())
    return found if found != text else None


def kind_of(schema: Mapping[str, JsonValue]) -> Callable[[str], str | None] | None:
    """`as_day` or `as_hour` for a schema that takes nothing else."""
    pattern = schema.get("pattern")
    if schema.get("format") == "date":
        return as_day
    if not isinstance(pattern, str) or re.search(pattern, "word"):
        return None
    return next((kind for kind, sample in ((as_day, "2026-03-31"), (as_hour, "09:30")) if re.search(pattern, sample)), None)


def as_day(text: str) -> str | None:
    """A day as YYYY-MM-DD. `text` is in lower case."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        if first == second or (first > 12) != (second > 12):
            return _day(found[4], *sorted((first, second)))
        return None
    if found := _DAY_NAMED.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[2], 0), found[1])
    if found := _MONTH_NAMED.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[1], 0), found[2])
    return None


def _day(year: str, month: str | int, of_month: str | int) -> str | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(of_month)).isoformat()
    return None


def as_hour(text: str) -> str | None:
    """An hour as HH:MM. `text` is in lower case."""
    if found := _HOUR_12.fullmatch(text):
        hours = int(found[1])
        return _hour(hours % 12 + 12 * (found[3] == "p"), found[2]) if 1 <= hours <= 12 else None
    if found := _HOUR_24.fullmatch(text):
        return _hour(int(found[1]), found[2])
    return None


def _hour(hours: int, minutes: str | None) -> str | None:
    late = int(minutes or 0)
    return f"{hours:02}:{late:02}" if hours < 24 and late < 60 else None


def weekday(text: str) -> str | None:
    """The first three letters of a weekday's English name."""
    return _WEEKDAYS.get(text.strip().rstrip(".").lower())
