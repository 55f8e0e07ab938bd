"""Which variant of a step a lead gets, and which one wins."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from outrider.rules.chance import fraction

METRICS = ("open", "click", "reply", "positive_reply")


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


MIN_SAMPLE = 100  # messages of each variant
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Winner:
    """`confidence`: how sure it is, from 0.5 to 1, that its true rate is higher than that of the next best variant."""

    id: int
    rate: float
    confidence: float


def winner(
    counts: Sequence[VariantCounts], metric: str, *, min_sample: int = MIN_SAMPLE, confidence: float = CONFIDENCE
) -> Winner | None:
    """The variant whose rate is higher than each other's beyond chance, once every variant was sent `min_sample` times.

    One-sided z-tests of two proportions; the chance of a mistake is shared among the rivals (Bonferroni), so that many variants
    do not make a winner by luck. None while it is too early or too close.
    """
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric!r}")
    if len(counts) < 2 or any(c.sent < max(min_sample, 1) for c in counts):
        return None
    first = max(counts, key=lambda c: (_rate(c, metric), -c.id))
    rivals = [c for c in counts if c.id != first.id]
    sure = min(_confidence(first, rival, metric) for rival in rivals)
    if 1 - sure > (1 - confidence) / len(rivals):
        return None
    return Winner(first.id, _rate(first, metric), sure)


def _rate(c: VariantCounts, metric: str) -> float:
    return min(_hits(c, metric) / c.sent, 1.0)


def _confidence(a: VariantCounts, b: VariantCounts, metric: str) -> float:
    """How sure it is that `a` is better than `b`: 0.5 where they are equal."""
    pooled = (_rate(a, metric) * a.sent + _rate(b, metric) * b.sent) / (a.sent + b.sent)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / a.sent + 1 / b.sent))
    if not spread:
        return 0.5
    return 1 - 0.5 * math.erfc((_rate(a, metric) - _rate(b, metric)) / spread / math.sqrt(2))


def _hits(counts: VariantCounts, metric: str) -> int:
    return {
        "open": counts.opened,
        "click": counts.clicked,
        "reply": counts.replied,
        "positive_reply": counts.positive,
    }[metric]
