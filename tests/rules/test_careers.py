"""How long people have worked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.careers import Career, career

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("jobs", "found"),
    [
        ([], Career(0, None, None)),
        ([{"company": "Acme"}], Career(1, None, None)),
        ([{"start": "1/1/2022", "end": None, "current": True}], Career(1, 4, 4)),
        ([{"start": "2022-04"}], Career(1, 3, 3)),
        ([{"start": "2024"}, {"start": "6/2015", "end": "2023"}], Career(2, 2, 10)),
        ([{"start": "2010", "end": "2014"}, {"start": "2005-01", "end": "2008-06"}], Career(2, None, 9)),
        ([{"start": "soon", "end": "later"}], Career(1, None, None)),
        ([{"start": "2030"}], Career(1, None, None)),
    ],
)
def test_what_jobs_come_to(jobs: list[dict[str, object]], found: Career) -> None:
    assert career(jobs, TODAY) == found


@given(st.lists(st.fixed_dictionaries({}, optional={"start": st.text(), "end": st.text(), "current": st.booleans()})))
def test_any_jobs_are_read(jobs: list[dict[str, object]]) -> None:
    assert career(jobs, TODAY).positions == len(jobs)
