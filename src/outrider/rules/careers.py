"""How long people have worked, as their LinkedIn profiles say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# '5/1/2021', '5/2021', '2021-05' or '2021': the month, the year; the year, the month.
_MONTH_FIRST = re.compile(r"(1[0-2]|0?[1-9])/(?:\d{1,2}/)?((?:19|20)\d\d)$")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:-(1[0-2]|0[1-9])(?:-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Career:
    """Whole years; None where a profile has no dates. `current`: in the job held now."""

    positions: int
    current: int | None
    total: int | None


def career(jobs: Iterable[Mapping[str, object]], today: date) -> Career:
    """What jobs come to that have `start`, `end` and `current`. The total reaches from the first start to the last end."""
    now = 12 * today.year + today.month
    spans: list[tuple[int, int]] = []
    current: int | None = None
    count = 0
    for job in jobs:
        count += 1
        start, end = _months(job.get("start")), _months(job.get("end"))
        held = bool(job.get("current")) or not job.get("end")
        if start is None or start > now:
            continue
        spans.append((start, now if held else max(start, end or start)))
        if held and current is None:
            current = (now - start) // 12
    total = (max(end for _, end in spans) - min(start for start, _ in spans)) // 12 if spans else None
    return Career(count, current, total)


def _months(text: object) -> int | None:
    """A date as a count of months; a year alone is its January."""
    given = str(text or "").strip()
    if found := _MONTH_FIRST.match(given):
        return 12 * int(found[2]) + int(found[1])
    if found := _YEAR_FIRST.match(given):
        return 12 * int(found[1]) + int(found[2] or 1)
    return None
