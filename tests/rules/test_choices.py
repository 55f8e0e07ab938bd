"""Variants, rates, breakers, back-off, heat."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.heat import Engagement, heat, priority
from outrider.rules.rates import breaker, interval, rate
from outrider.rules.retry import next_attempt
from outrider.rules.variants import VariantCounts, choose, winner

weights = st.lists(st.tuples(st.integers(1, 99), st.integers(0, 10) | st.floats(0, 10)), min_size=1, max_size=6)


@given(weights, st.text())
def test_d20_the_choice_repeats_and_a_weight_of_zero_is_never_chosen(variants: list[tuple[int, float]], key: str) -> None:
    if not any(w > 0 for _, w in variants):
        with pytest.raises(ValueError, match="no variant has a weight"):
            choose(variants, key)
        return
    chosen = choose(variants, key)
    assert chosen == choose(list(variants), key)
    assert chosen in {id for id, w in variants if w > 0}


def test_choices_are_in_proportion() -> None:
    counts = Counter(choose([(1, 1), (2, 0), (3, 3)], f"{i}:1") for i in range(8000))
    assert set(counts) == {1, 3}
    assert counts[3] / counts[1] == pytest.approx(3, rel=0.1)


def test_a_winner_needs_a_sample_of_each() -> None:
    few = VariantCounts(2, 99, replied=50)
    assert winner([VariantCounts(1, 1000, replied=1), few], "reply") is None


@pytest.mark.parametrize(
    ("replies", "won"),
    [((10, 40), 2), ((40, 10), 1), ((10, 12), None), ((0, 0), None), ((500, 500), None)],
)
def test_a_winner_is_better_beyond_chance(replies: tuple[int, int], won: int | None) -> None:
    found = winner([VariantCounts(1, 500, replied=replies[0]), VariantCounts(2, 500, replied=replies[1])], "reply")
    assert (found and found.id) == won


def test_each_metric_looks_at_its_own_count() -> None:
    a, b = VariantCounts(1, 500, opened=400, replied=5), VariantCounts(2, 500, opened=100, replied=60)
    opened, replied = winner([a, b], "open"), winner([a, b], "reply")
    assert (opened and opened.id, replied and replied.id) == (1, 2)


def test_an_unknown_metric_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown metric"):
        winner([VariantCounts(1, 1), VariantCounts(2, 1)], "luck")


tried = st.builds(lambda sent, share: VariantCounts(0, sent, replied=int(sent * share)), st.integers(1, 5000), st.floats(0, 1))


@given(st.lists(tried, min_size=2, max_size=6), st.permutations(range(6)))
def test_a_winner_has_the_highest_rate_whatever_the_order(given: list[VariantCounts], order: list[int]) -> None:
    counts = [replace(c, id=n + 1) for n, c in enumerate(given)]
    found = winner(counts, "reply")
    mixed = winner([counts[n] for n in order if n < len(counts)], "reply")
    assert found == mixed
    if found is not None:
        assert found.rate == max(c.replied / c.sent for c in counts)


@given(st.lists(tried, min_size=2, max_size=6))
def test_more_confidence_never_makes_more_winners(given: list[VariantCounts]) -> None:
    counts = [replace(c, id=n + 1) for n, c in enumerate(given)]
    if winner(counts, "reply", confidence=0.99):
        assert winner(counts, "reply", confidence=0.9) is not None


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 200))
def test_breaker_is_monotonous_and_waits_for_a_sample(sent: int, bounced: int, complained: int, sample: int) -> None:
    order = {None: 0, "warn": 1, "pause": 2}

    def level(b: int, c: int) -> int:
        verdict = breaker(sent, b, c, sample)
        return order[verdict.action if verdict else None]

    if sent < sample:
        assert level(bounced, complained) == 0
    assert level(bounced, complained) <= level(bounced + 1, complained)
    assert level(bounced, complained) <= level(bounced, complained + 1)


@pytest.mark.parametrize(("complaints", "action"), [(0, None), (9, None), (10, "warn"), (29, "warn"), (30, "pause")])
def test_d6_complaints(complaints: int, action: str | None) -> None:
    verdict = breaker(10_000, 0, complaints)
    assert (verdict and verdict.action) == action
    assert verdict is None or verdict.code == "complaint_rate"


@pytest.mark.parametrize(("bounces", "action"), [(0, None), (19, None), (20, "warn"), (49, "warn"), (50, "pause")])
def test_d7_bounces(bounces: int, action: str | None) -> None:
    verdict = breaker(1_000, bounces, 0)
    assert (verdict and verdict.action) == action
    assert breaker(49, 49, 0) is None
    assert breaker(1_000, 10, 0, bounces_pause=0.01) == breaker(1_000, 10, 0, bounces_pause=0.005)
    own = breaker(1_000, 60, 0, bounces_pause=0.1)
    assert own is not None
    assert own.action == "warn"


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_rates_are_shares(part: int, whole: int) -> None:
    assert 0 <= rate(part, whole) <= 1


@given(st.integers(1, 30), st.text())
def test_back_off_grows_to_its_cap_and_ends(attempt: int, key: str) -> None:
    seconds = next_attempt(attempt, 10, 3600, key, max_attempts=20)
    if attempt >= 20:
        assert seconds is None
        return
    full = min(3600, 10 * 2 ** (attempt - 1))
    assert seconds is not None
    assert 0.75 * full <= seconds <= full
    assert seconds == next_attempt(attempt, 10, 3600, key, max_attempts=20)


NOW = datetime(2026, 3, 2, tzinfo=UTC)
engagements = st.builds(
    Engagement, replies=st.integers(0, 9), positive=st.booleans(), accepted=st.booleans(), clicks=st.integers(0, 9),
    opens=st.integers(0, 99), visits=st.integers(0, 9),
    last_at=st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2026, 3, 2), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis wants naive bounds
)  # fmt: skip


@given(engagements)
def test_heat_is_a_score_with_a_reason_that_cools_down(engagement: Engagement) -> None:
    now, later = heat(engagement, NOW), heat(engagement, NOW + timedelta(days=30))
    assert 0 <= now.score <= 100
    assert now.reason
    assert later.score <= now.score or engagement.last_at is None


def test_heat_rule() -> None:
    assert heat(Engagement(), NOW).score == 0
    assert heat(Engagement(replies=1, positive=True, last_at=NOW), NOW).score == 70
    assert heat(Engagement(replies=1, positive=True, last_at=NOW - timedelta(days=30)), NOW).score == 35
    assert heat(Engagement(replies=3, positive=True, negative=True), NOW).score == 0
    assert heat(Engagement(opens=1000), NOW).score == 5  # D17: opens alone make nobody warm
    assert [priority(s) for s in (100, 60, 59, 25, 24, 0)] == ["high", "high", "medium", "medium", "low", "low"]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_an_interval_holds_the_share_that_was_seen(part: int, more: int) -> None:
    low, high = interval(part, part + more)
    assert 0 <= low <= rate(part, part + more) + 1e-12
    assert rate(part, part + more) <= high + 1e-12 <= 1 + 1e-9


def test_more_messages_make_an_interval_narrower() -> None:
    few, many = interval(5, 50), interval(50, 500)
    assert many[1] - many[0] < few[1] - few[0]


def test_nothing_sent_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)
