"""Dates of other calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.calendars import from_jalali
from outrider.rules.returning import return_date


@pytest.mark.parametrize(
    ("jalali", "day"),
    [
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 12, 25), date(2026, 3, 16)),
        ((1408, 12, 30), date(2030, 3, 20)),
        ((1405, 7, 1), date(2026, 9, 23)),
    ],
)
def test_days_of_the_iranian_calendar(jalali: tuple[int, int, int], day: date) -> None:
    assert from_jalali(*jalali) == day


@given(st.integers(1380, 1450), st.integers(1, 12), st.integers(1, 29))
def test_one_day_follows_another(year: int, month: int, day: int) -> None:
    first = from_jalali(year, month, day)
    assert first is not None
    following = from_jalali(year, month, day + 1)
    assert following == first + timedelta(days=1)


@pytest.mark.parametrize("jalali", [(1404, 13, 1), (1404, 7, 31), (1404, 1, 0), (9999, 1, 1)])
def test_days_that_do_not_exist(jalali: tuple[int, int, int]) -> None:
    assert from_jalali(*jalali) is None


@pytest.mark.parametrize("text", ["تا ۲۵ اسفند ۱۴۰۴ در مرخصی هستم", "من تا ۲۵ اسفند در مرخصی هستم"])
def test_return_on_a_day_of_the_iranian_calendar(text: str) -> None:
    assert return_date(text, date(2026, 3, 2)) == date(2026, 3, 16)
