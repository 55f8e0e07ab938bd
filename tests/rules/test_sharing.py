"""Slots shared between workspaces: nobody takes all, nobody is left out."""

from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.sharing import allowance, in_turn


@given(free=st.integers(-5, 500), held=st.integers(0, 500))
def test_never_more_than_is_free(free: int, held: int) -> None:
    assert 0 <= allowance(free, held) <= max(free, 0)


@given(free=st.integers(1, 500))
def test_who_holds_nothing_gets_something(free: int) -> None:
    assert allowance(free, 0) >= 1


@given(free=st.integers(2, 500), held=st.integers(0, 500))
def test_something_is_left_for_the_next(free: int, held: int) -> None:
    assert allowance(free, held) < free


@given(free=st.integers(1, 500), held=st.integers(1, 500))
def test_nobody_holds_more_than_half_for_long(free: int, held: int) -> None:
    assert allowance(free, held) == 0 or held + allowance(free, held) <= (free + held + 1) // 2


def test_turns_begin_after_who_was_served_last() -> None:
    assert in_turn([5, 1, 3], last=3) == [5, 1, 3]
