"""How much and how fast: daily limits, gaps with jitter, ramps.

Everything here can only lower or delay, never raise: a ramp never exceeds the configured limit, jitter never shortens a gap.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from outrider.rules.chance import fraction

# D12, D13: defaults for a mailbox.
DEFAULT_DAILY_LIMIT = 40
DEFAULT_MIN_GAP_SECONDS = 600
DEFAULT_DOMAIN_DAILY_LIMIT = 10  # D15: where a limit is wanted and no number given
WARMUP_START = 5
WARMUP_INCREMENT = 2
WARMUP_CEILING = 40
WARMUP_WHEN_LIVE = 5  # warm-up messages a day once a mailbox also sends for campaigns


def next_allowed(
    now: datetime, last_sent_at: datetime | None, min_gap_seconds: float, jitter_seconds: float, key: str
) -> datetime:
    """From when a sender may send again: never before `now`, nor before the gap since its last message is over.

    Jitter adds up to `jitter_seconds`, drawn from `key` and the last message, so that asking again gives the same answer.
    """
    if last_sent_at is None:
        return now
    jitter = jitter_seconds * fraction(key, last_sent_at.timestamp()) if jitter_seconds > 0 else 0.0
    return max(now, last_sent_at + timedelta(seconds=min_gap_seconds + jitter))


def has_room(limit: int | None, used: int) -> bool:
    """May one more be counted? None: no limit. For per-recipient-domain, campaign and action limits alike."""
    return limit is None or used < limit


def room(limit: int, used_today: int, used_24h: int = 0) -> int:
    """How many more a mailbox may send, by its local day and by the rolling 24 hours (D14: all mail counts)."""
    return max(0, limit - max(used_today, used_24h))


@dataclass(frozen=True, slots=True)
class Ramp:
    """A slow start: `start` messages on the first day, `step` more each day, up to `ceiling` (None: the daily limit)."""

    start: int
    step: int
    started_on: date
    today: date
    ceiling: int | None = None


def effective_daily_limit(daily_limit: int, ramp: Ramp | None) -> int:
    """The limit that binds today: the daily limit, or the ramp's while it is lower."""
    if ramp is None:
        return daily_limit
    days = max(0, (ramp.today - ramp.started_on).days)
    ramped = max(0, ramp.start + ramp.step * days)
    return min(daily_limit, ramped if ramp.ceiling is None else min(ramped, ramp.ceiling))


def warmup_target(
    day_index: int,
    start: int = WARMUP_START,
    increment: int = WARMUP_INCREMENT,
    ceiling: int = WARMUP_CEILING,
) -> int:
    """Warm-up messages on day `day_index` (0 = the first)."""
    return max(0, min(ceiling, start + increment * max(0, day_index)))


class Tier(StrEnum):
    """What a LinkedIn account is; unknown ones count as basic."""

    BASIC = "basic"
    PREMIUM = "premium"
    SALES_NAVIGATOR = "sales_navigator"
    RECRUITER = "recruiter"


@dataclass(frozen=True, slots=True)
class ActionCaps:
    """What LinkedIn tolerates of one action: a day, and (invitations only) a week."""

    daily: int
    weekly: int | None = None


# D23. A basic account writes InMail only to people with an open profile, as plain messages.
_CAPS: dict[str, dict[str, ActionCaps]] = {
    Tier.BASIC: {
        "invite": ActionCaps(20, 100),
        "message": ActionCaps(50),
        "inmail": ActionCaps(20),
        "view_profile": ActionCaps(80),
    },
    Tier.PREMIUM: {
        "invite": ActionCaps(30, 150),
        "message": ActionCaps(75),
        "inmail": ActionCaps(30),
        "view_profile": ActionCaps(150),
    },
    Tier.SALES_NAVIGATOR: {
        "invite": ActionCaps(40, 200),
        "message": ActionCaps(100),
        "inmail": ActionCaps(50),
        "view_profile": ActionCaps(250),
    },
    Tier.RECRUITER: {
        "invite": ActionCaps(40, 200),
        "message": ActionCaps(100),
        "inmail": ActionCaps(50),
        "view_profile": ActionCaps(250),
    },
}
_OTHER_ACTIONS = ActionCaps(50)  # follow, like
_FIRST_WEEK_DAILY = 5


def linkedin_ramp(week: int) -> int:
    """Actions of one kind a day in week `week` (0 = the first) of an account's use: 5, 10, 20, 40, ..."""
    return _FIRST_WEEK_DAILY << min(max(week, 0), 16)


def linkedin_caps(action: str, tier: str, week: int | None, configured_daily: int | None = None) -> ActionCaps:
    """The least of the tier's cap, the ramp week's (None: no ramp) and the configured limit. Each action counts for itself."""
    caps = _CAPS.get(tier, _CAPS[Tier.BASIC]).get(action, _OTHER_ACTIONS)
    daily = caps.daily if week is None else min(caps.daily, linkedin_ramp(week))
    if configured_daily is not None:
        daily = min(daily, max(0, configured_daily))
    return ActionCaps(daily, caps.weekly)
