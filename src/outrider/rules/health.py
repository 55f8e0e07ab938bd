"""The health of a mailbox: a score from what became of its mail, with bands, and trends by recipient provider.

A part counts only where there is enough to judge by; a mailbox with no such part has no score. Each part that does badly takes
points from 100, up to a limit of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Band = Literal["good", "fair", "poor", "bad", "unknown"]
Name = Literal["bounces", "complaints", "spam", "authentication", "blocklists"]
Direction = Literal["better", "worse", "same", "unknown"]

# The least of a sample that a share is taken of.
LEAST_SENT, LEAST_SENT_FOR_COMPLAINTS, LEAST_LANDED = 50, 100, 10
# The share at which a part takes all of its points: Gmail and Yahoo act on complaints from 0.3 %, lists from 5 % of bounces.
WORST_BOUNCES, WORST_COMPLAINTS, WORST_SPAM = 0.05, 0.003, 0.5
MOST_BOUNCES, MOST_COMPLAINTS, MOST_SPAM, MOST_AUTHENTICATION, A_LISTING, MOST_LISTINGS = 40, 50, 60, 40, 25, 50
_FLOORS: Sequence[tuple[int, Band]] = ((85, "good"), (70, "fair"), (50, "poor"), (0, "bad"))
NOTABLE = 0.02  # a change of a share that is a trend
ORDER: Sequence[Band] = ("good", "fair", "poor", "bad")


@dataclass(frozen=True, slots=True)
class Facts:
    """What became of a mailbox's mail of the last days.

    `inbox` and `spam`: where warm-up letters and mails of placement tests landed. `authenticated`: None where DNS has not
    answered. `listings`: how many blocklists name its domain; None: none has been asked.
    """

    sent: int = 0
    bounced: int = 0
    complained: int = 0
    inbox: int = 0
    spam: int = 0
    authenticated: bool | None = None
    listings: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one thing takes from the score. `n` of `of` did badly; `points` is 0 where all is well."""

    name: Name
    n: int
    of: int
    points: int


@dataclass(frozen=True, slots=True)
class Health:
    """`score`: 0 to 100, or None where there is too little to judge by. `parts`: those that were judged, worst first."""

    score: int | None
    band: Band
    parts: tuple[Part, ...]


def judge(facts: Facts) -> Health:
    """The health that the facts indicate."""
    landed = facts.inbox + facts.spam
    parts: list[Part] = []
    if facts.sent >= LEAST_SENT:
        parts.append(_share("bounces", facts.bounced, facts.sent, WORST_BOUNCES, MOST_BOUNCES))
    if facts.sent >= LEAST_SENT_FOR_COMPLAINTS:
        parts.append(_share("complaints", facts.complained, facts.sent, WORST_COMPLAINTS, MOST_COMPLAINTS))
    if landed >= LEAST_LANDED:
        parts.append(_share("spam", facts.spam, landed, WORST_SPAM, MOST_SPAM))
    if facts.authenticated is False:
        parts.append(Part("authentication", 1, 1, MOST_AUTHENTICATION))
    if facts.listings:
        parts.append(Part("blocklists", facts.listings, facts.listings, min(MOST_LISTINGS, A_LISTING * facts.listings)))
    if not parts:
        return Health(None, "unknown", ())
    score = max(0, 100 - sum(part.points for part in parts))
    return Health(score, band_of(score), tuple(sorted(parts, key=lambda part: -part.points)))


def _share(name: Name, n: int, of: int, worst: float, most: int) -> Part:
    return Part(name, n, of, min(most, round(most * n / of / worst)))


def band_of(score: int) -> Band:
    """The band of a score."""
    return next(band for floor, band in _FLOORS if score >= floor)


def is_trouble(band: Band) -> bool:
    """Whether it needs attention."""
    return band in ("poor", "bad")


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of`."""

    n: int
    of: int

    @property
    def value(self) -> float | None:
        """None of nothing."""
        return self.n / self.of if self.of else None


def trend(now: Share, before: Share, least: int = LEAST_LANDED) -> Direction:
    """How a share of what is good went from one time to the next; unknown where either has too little to judge by."""
    if now.of < least or before.of < least or now.value is None or before.value is None:
        return "unknown"
    change = now.value - before.value
    return "same" if abs(change) < NOTABLE else "better" if change > 0 else "worse"
