"""How warm a lead is: a score from 0 to 100 with its reason, by a rule that anyone can check.

reply                 40     first; 5 for each further one, at most 10
positive intent       30     interested, meeting or information asked for
invitation accepted   10
link click             5     each, at most 15
open                   1     each, at most 5: machines open mail too (D17)
visit to the website   5     each, at most 15
age                  half of the sum is lost for every 30 days without engagement
refusal               the score is 0: not interested, do not contact, unsubscribed, complained
bounced               the score is 0
"""

from dataclasses import dataclass
from datetime import datetime

_HALF_LIFE_DAYS = 30.0
HOT, WARM = 60, 25


@dataclass(frozen=True, slots=True)
class Engagement:
    """What a lead did, over all campaigns. `last_at`: the latest of it."""

    replies: int = 0
    positive: bool = False
    negative: bool = False
    bounced: bool = False
    accepted: bool = False
    clicks: int = 0
    opens: int = 0
    visits: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """0 (cold) to 100, and why."""

    score: int
    reason: str


def heat(engagement: Engagement, now: datetime) -> Heat:
    """Score a lead by the rule above."""
    e = engagement
    if e.negative:
        return Heat(0, "asked not to be contacted or not interested")
    if e.bounced:
        return Heat(0, "address bounces")
    parts = [
        (40 + min(10, 5 * (e.replies - 1)) if e.replies else 0, _times(e.replies, "reply", "replies")),
        (30 if e.positive else 0, "positive intent"),
        (10 if e.accepted else 0, "invitation accepted"),
        (min(15, 5 * e.clicks), _times(e.clicks, "click")),
        (min(15, 5 * e.visits), _times(e.visits, "website visit")),
        (min(5, e.opens), _times(e.opens, "open")),
    ]
    counted = [(points, what) for points, what in parts if points]
    if not counted:
        return Heat(0, "no engagement yet")
    days = max(0.0, (now - e.last_at).total_seconds() / 86400) if e.last_at else 0.0
    score = round(min(100, sum(points for points, _ in counted)) * 0.5 ** (days / _HALF_LIFE_DAYS))
    age = f" ({days:.0f} days ago)" if days >= 1.5 else ""
    return Heat(score, ", ".join(what for _, what in counted) + age)


def priority(score: int) -> str:
    """'high', 'medium' or 'low', from a heat score."""
    return "high" if score >= HOT else "medium" if score >= WARM else "low"


def _times(n: int, one: str, many: str | None = None) -> str:
    return f"1 {one}" if n == 1 else f"{n} {many or one + 's'}"
