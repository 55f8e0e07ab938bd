"""Words that look like spam."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import spam_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Act NOW and get it risk-free!", ["act now", "risk-free"]),
        ("GREAT OFFER!!", ["GREAT OFFER", "!!"]),
        ("We guaranteed a winnerless season.", ["guaranteed"]),
        ("How does your team find customers today?", []),
    ],
)
def test_what_stands_out_is_named(text: str, found: list[str]) -> None:
    assert spam_words.found(text) == found


@given(st.text())
def test_each_is_named_once(text: str) -> None:
    found = spam_words.found(text)
    assert len(found) == len(set(found))
