"""Rates from counts, and when a rate must stop a sender or campaign."""

from dataclasses import dataclass
from typing import Literal

# D6, D7: shares of delivered mail.
COMPLAINTS_WARN, COMPLAINTS_PAUSE = 0.001, 0.003
BOUNCES_WARN, BOUNCES_PAUSE = 0.02, 0.05
MIN_SAMPLE = 50


def rate(part: int, whole: int) -> float:
    """A share between 0 and 1; 0 of nothing is 0. A reply may be counted after its sending fell out of the window."""
    return min(part / whole, 1.0) if whole > 0 else 0.0


def interval(part: int, whole: int) -> tuple[float, float]:
    """The range that a share lies in with 95 % confidence, by Wilson's score interval; (0, 1) for nothing."""
    if whole <= 0:
        return 0.0, 1.0
    z, n, p = 1.96, float(whole), rate(part, whole)
    middle, spread = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


@dataclass(frozen=True, slots=True)
class Breaker:
    """What the rates call for, and why (a code and a sentence)."""

    action: Literal["warn", "pause"]
    code: Literal["complaint_rate", "bounce_rate"]
    reason: str


def breaker(
    sent: int, bounced: int, complained: int, min_sample: int = MIN_SAMPLE, bounces_pause: float = BOUNCES_PAUSE
) -> Breaker | None:
    """Pause or warn when too much of a rolling window's mail bounced or was reported; None when all is well.

    A handful of messages says nothing: below `min_sample` sent it never acts. `bounces_pause`: the share of bounces that pauses.
    """
    if sent < max(min_sample, 1):
        return None
    complaints, bounces = rate(complained, sent), rate(bounced, sent)
    of = f"of the last {sent} messages"
    lines: tuple[tuple[Literal["warn", "pause"], float, float], ...] = (
        ("pause", COMPLAINTS_PAUSE, bounces_pause),
        ("warn", COMPLAINTS_WARN, min(BOUNCES_WARN, bounces_pause)),
    )
    for action, complaint_line, bounce_line in lines:
        if complaints >= complaint_line:
            return Breaker(action, "complaint_rate", f"{complaints:.2%} {of} were reported as spam")
        if bounces >= bounce_line:
            return Breaker(action, "bounce_rate", f"{bounces:.1%} {of} bounced")
    return None
