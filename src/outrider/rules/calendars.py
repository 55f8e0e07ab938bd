"""Dates of other calendars, converted to Gregorian ones."""

import re
from datetime import date, timedelta

# The Iranian (Jalali) months, in the spellings of Persian and Dari, as rules.phrases folds them.
_JALALI_MONTHS = (
    "فروردین حمل",
    "اردیبهشت ثور",
    "خرداد جوزا",
    "تیر سرطان",
    "مرداد اسد",
    "شهریور سنبله",
    "مهر میزان",
    "آبان عقرب",
    "آذر قوس",
    "دی جدی",
    "بهمن دلو",
    "اسفند حوت",
)
_JALALI = {name: number for number, names in enumerate(_JALALI_MONTHS, 1) for name in names.split()}
_JALALI_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s(?:ماه\s)?({'|'.join(_JALALI)})(?:\sماه)?(?:\s(?:سال\s)?(1[34]\d\d))?(?!\w)")
# 1 Farvardin 1400. Leap years follow a cycle of 33 years, exact for the years in which this will be asked.
_EPOCH, _EPOCH_YEAR = date(2021, 3, 21), 1400
_LEAP_REMAINDERS = (1, 5, 9, 13, 17, 22, 26, 30)


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The day of a date of the Iranian calendar; None for one that does not exist or lies far away."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)) or abs(year - _EPOCH_YEAR) > 100:
        return None
    years = range(_EPOCH_YEAR, year) if year >= _EPOCH_YEAR else range(year, _EPOCH_YEAR)
    days = sum(366 if y % 33 in _LEAP_REMAINDERS else 365 for y in years)
    before = (month - 1) * 31 - max(0, month - 7)
    return _EPOCH + timedelta(days=(days if year >= _EPOCH_YEAR else -days) + before + day - 1)


def jalali_dates(text: str, today: date) -> list[tuple[int, int, date]]:
    """The dates that a text names by a month of the Iranian calendar: where each starts and ends, and the day.

    Without a year, the next such day. Digits are to be ASCII.
    """
    found: list[tuple[int, int, date]] = []
    this_year = today.year - 621 - (today < date(today.year, 3, 20))
    for match in _JALALI_DATE.finditer(text):
        month, day = _JALALI[match[2]], int(match[1])
        years = [int(match[3])] if match[3] else [this_year, this_year + 1]
        days = [named for year in years if (named := from_jalali(year, month, day))]
        named = next((d for d in days if d >= today or match[3]), None)
        if named:
            found.append((match.start(), match.end(), named))
    return found
