"""Limits, gaps and ramps only ever lower or delay."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import pacing
from outrider.rules.pacing import Ramp, effective_daily_limit, linkedin_caps, next_allowed, room, warmup_target

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
seconds = st.integers(0, 100_000)


@given(seconds, seconds, seconds, st.text())
def test_d12_the_gap_is_kept_and_jitter_only_delays(ago: int, gap: int, jitter: int, key: str) -> None:
    last = NOW - timedelta(seconds=ago)
    allowed = next_allowed(NOW, last, gap, jitter, key)
    assert allowed >= max(NOW, last + timedelta(seconds=gap))
    assert allowed <= max(NOW, last + timedelta(seconds=gap + jitter))
    # Asked again, later: the same answer, not another roll.
    again = next_allowed(NOW + timedelta(seconds=1), last, gap, jitter, key)
    assert again == max(allowed, NOW + timedelta(seconds=1))


def test_jitter_differs_from_message_to_message() -> None:
    rolls = {next_allowed(NOW, NOW + timedelta(seconds=i), 0, 3600, "s") - timedelta(seconds=i) for i in range(50)}
    assert len(rolls) > 40


def test_a_sender_that_never_sent_may_send() -> None:
    assert next_allowed(NOW, None, 600, 600, "x") == NOW


def test_d12_defaults() -> None:
    assert 30 <= pacing.DEFAULT_DAILY_LIMIT <= 50
    assert pacing.DEFAULT_MIN_GAP_SECONDS == 600


@given(st.integers(0, 500), st.integers(0, 50), st.integers(0, 20), st.integers(0, 400), st.none() | st.integers(0, 100))
def test_d13_a_ramp_never_exceeds_limit_or_ceiling_and_never_falls(
    limit: int, start: int, step: int, days: int, ceiling: int | None
) -> None:
    first = date(2026, 1, 1)

    def on(day: int) -> int:
        return effective_daily_limit(limit, Ramp(start, step, first, first + timedelta(days=day), ceiling))

    assert 0 <= on(days) <= min(limit, ceiling if ceiling is not None else limit)
    assert on(days) <= on(days + 1)
    assert on(0) == min(limit, start, ceiling if ceiling is not None else start)


def test_d13_warm_up() -> None:
    assert [warmup_target(d) for d in (0, 1, 2, 100)] == [5, 7, 9, 40]
    assert pacing.WARMUP_WHEN_LIVE <= 5


def test_d14_all_mail_of_a_rolling_day_counts() -> None:
    assert room(50, used_today=3, used_24h=48) == 2
    assert room(50, used_today=50, used_24h=0) == 0
    assert room(10, used_today=12) == 0


def test_d15_a_recipient_domain_has_its_own_limit() -> None:
    assert pacing.has_room(5, 4)
    assert not pacing.has_room(5, 5)
    assert pacing.has_room(None, 10**9)


@given(st.sampled_from([*pacing.Tier, "unheard_of"]), st.integers(-1, 200), st.none() | st.integers(-5, 500))
def test_d23_linkedin_caps_are_the_least_of_tier_ramp_and_setting(tier: str, week: int, configured: int | None) -> None:
    for action in ("invite", "message", "inmail", "view_profile", "follow", "like"):
        caps = linkedin_caps(action, tier, week, configured)
        assert 0 <= caps.daily <= min(pacing.linkedin_ramp(week), 500 if configured is None else max(0, configured))
        assert caps.daily <= linkedin_caps(action, tier, week + 1, configured).daily
    assert linkedin_caps("invite", tier, 0).daily == 5
    weekly = linkedin_caps("invite", tier, week).weekly
    assert weekly is not None
    assert 100 <= weekly <= 200
    assert linkedin_caps("inmail", tier, 100).daily <= 50
