"""Which variant of a step a lead gets, and which one wins."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.rules.chance import fraction

METRICS = ("open_rate", "click_rate", "reply_rate", "positive_reply_rate")


def choose(variants: Sequence[tuple[int, float]], key: str) -> int:
    """The id of one of (id, weight), in proportion to the weights, always the same for the same key.

    A weight of zero is never chosen; ValueError when there is nothing to choose from.
    """
    candidates = [(id, weight) for id, weight in variants if weight > 0]
    if not candidates:
        raise ValueError("no variant has a weight")
    mark = fraction(key) * sum(weight for _, weight in candidates)
    for id, weight in candidates:
        mark -= weight
        if mark < 0:
            return id
    return candidates[-1][0]  # rounding of float weights


@dataclass(frozen=True, slots=True)
class VariantCounts:
    """What a variant achieved: messages sent, and of these how many were opened, clicked, answered, answered well."""

    id: int
    sent: int
    opened: int = 0
    clicked: int = 0
    replied: int = 0
    positive: int = 0


def best(counts: Sequence[VariantCounts], metric: str, min_sample: int = 100) -> int | None:
    """The variant with the highest rate (the lower id on a tie), once every variant was sent `min_sample` times.

    None while it is too early, or while none has achieved anything.
    """
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric!r}")
    if not counts or any(c.sent < max(min_sample, 1) for c in counts):
        return None
    winner = max(counts, key=lambda c: (_hits(c, metric) / c.sent, -c.id))
    return winner.id if _hits(winner, metric) else None


def _hits(counts: VariantCounts, metric: str) -> int:
    return {
        "open_rate": counts.opened,
        "click_rate": counts.clicked,
        "reply_rate": counts.replied,
        "positive_reply_rate": counts.positive,
    }[metric]
