"""The score of a mailbox's health: floors of samples, bands, and trends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.health import Facts, Share, band_of, judge, trend

COUNTS = st.integers(0, 10_000)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    sent = draw(COUNTS)
    return Facts(
        sent, draw(st.integers(0, sent)), draw(st.integers(0, sent)), draw(COUNTS), draw(COUNTS), draw(st.none() | st.booleans()),
        draw(st.none() | st.integers(0, 9)),
    )  # fmt: skip


@given(facts())
def test_a_score_is_between_0_and_100(given_: Facts) -> None:
    assert 0 <= (judge(given_).score or 0) <= 100


@given(facts(), st.integers(1, 100))
def test_more_bounces_never_raise_it(given_: Facts, more: int) -> None:
    worse = Facts(given_.sent, given_.bounced + more, *[getattr(given_, n) for n in
                  ("complained", "inbox", "spam", "authenticated", "listings")])  # fmt: skip
    assert (judge(worse).score or 0) <= (judge(given_).score or 0)


@given(facts())
def test_the_parts_explain_the_score(given_: Facts) -> None:
    health = judge(given_)
    assert health.score is None or health.score == max(0, 100 - sum(part.points for part in health.parts))


@pytest.mark.parametrize(
    ("facts", "score", "band"),
    [
        (Facts(), None, "unknown"),
        (Facts(sent=49, bounced=49), None, "unknown"),  # too few to judge by
        (Facts(sent=50), 100, "good"),
        (Facts(sent=1000, bounced=50), 60, "poor"),
        (Facts(sent=1000, bounced=20), 84, "fair"),
        (Facts(sent=1000, complained=3), 50, "poor"),
        (Facts(inbox=9), None, "unknown"),
        (Facts(inbox=5, spam=5), 40, "bad"),
        (Facts(authenticated=False), 60, "poor"),
        (Facts(listings=0), None, "unknown"),
        (Facts(listings=1), 75, "fair"),
        (Facts(sent=1000, bounced=100, complained=10, inbox=0, spam=20), 0, "bad"),
    ],
)
def test_scores(facts: Facts, score: int | None, band: str) -> None:
    assert (judge(facts).score, judge(facts).band) == (score, band)


@pytest.mark.parametrize(("score", "band"), [(100, "good"), (85, "good"), (84, "fair"), (69, "poor"), (49, "bad"), (0, "bad")])
def test_bands(score: int, band: str) -> None:
    assert band_of(score) == band


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        (Share(9, 9), Share(20, 20), "unknown"),
        (Share(20, 20), Share(18, 20), "better"),
        (Share(18, 20), Share(20, 20), "worse"),
        (Share(99, 100), Share(100, 100), "same"),
        (Share(0, 0), Share(0, 0), "unknown"),
    ],
)
def test_trends(now: Share, before: Share, direction: str) -> None:
    assert trend(now, before) == direction
