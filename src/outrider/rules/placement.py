"""Placement tests: when a recurring one runs again, and what the places of its mails add up to."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypedDict, TypeVar

from outrider.rules.schedule import zone

Landed = Literal["inbox", "category", "spam", "missing", "failed"]
LANDED: tuple[Landed, ...] = ("inbox", "category", "spam", "missing", "failed")
MOST_DAYS = 365
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A test runs at a local time of day: every so many days, on some weekdays (0 = Monday; none: all), until a day.

    The days are counted from `first`, the local day of its first run.
    """

    at: time
    timezone: str
    first: date
    every_days: int = 1
    weekdays: frozenset[int] = frozenset()
    until: date | None = None


class RecurrenceJson(TypedDict):
    """A recurrence as it is kept: times and days as ISO writes them."""

    at: str
    timezone: str
    first: str
    every_days: int
    weekdays: list[int]
    until: str | None


def next_run(recurrence: Recurrence, after: datetime) -> datetime | None:
    """The first run later than a moment; None when there is none any longer."""
    local = zone(recurrence.timezone)
    day = max(recurrence.first, after.astimezone(local).date())
    for _ in range(MOST_DAYS * 7 + 7):
        if recurrence.until is not None and day > recurrence.until:
            return None
        on_day = (day - recurrence.first).days % max(1, recurrence.every_days) == 0
        if on_day and (not recurrence.weekdays or day.weekday() in recurrence.weekdays):
            at = datetime.combine(day, recurrence.at, local)
            if at > after:
                return at
        day += timedelta(days=1)
    return None


def to_json(recurrence: Recurrence) -> RecurrenceJson:
    return {
        "at": recurrence.at.isoformat("minutes"),
        "timezone": recurrence.timezone,
        "first": recurrence.first.isoformat(),
        "every_days": recurrence.every_days,
        "weekdays": sorted(recurrence.weekdays),
        "until": recurrence.until.isoformat() if recurrence.until else None,
    }


def from_json(kept: RecurrenceJson) -> Recurrence:
    return Recurrence(
        time.fromisoformat(kept["at"]),
        kept["timezone"],
        date.fromisoformat(kept["first"]),
        kept["every_days"],
        frozenset(kept["weekdays"]),
        date.fromisoformat(kept["until"]) if kept["until"] else None,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Where mails landed. `pending`: not known yet. Rates are percentages, to one decimal, of the mails whose place is known."""

    inbox: int = 0
    category: int = 0
    spam: int = 0
    missing: int = 0
    failed: int = 0
    pending: int = 0

    @property
    def placed(self) -> int:
        """Mails that are known to be somewhere, or nowhere."""
        return self.inbox + self.category + self.spam + self.missing

    @property
    def total(self) -> int:
        return self.placed + self.failed + self.pending

    def percent(self, landed: Landed) -> float:
        whole = self.placed + self.failed
        return round(100 * getattr(self, landed) / whole, 1) if whole else 0.0


def tally(places: Iterable[str | None]) -> Tally:
    counts = Counter(places)
    return Tally(**{name: counts[name] for name in LANDED}, pending=counts[None])


def tallies(mails: Iterable[T], key: Callable[[T], K], landed: Callable[[T], str | None]) -> dict[K, Tally]:
    """Tallies by a key of the mails, in the order in which the keys first appear."""
    groups: dict[K, list[str | None]] = {}
    for mail in mails:
        groups.setdefault(key(mail), []).append(landed(mail))
    return {name: tally(places) for name, places in groups.items()}
