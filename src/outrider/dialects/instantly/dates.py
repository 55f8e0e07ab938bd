"""Days and moments as requests write them."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal

from outrider.errors import Invalid

Place = Literal["querystring", "body"]


def moment(text: str | None, name: str, *, end: bool = False, place: Place = "querystring") -> datetime | None:
    """An instant; a bare day is its UTC beginning, or (`end`) the end of that day. `place`: where it stood. Raises Invalid."""
    if not text:
        return None
    try:
        if len(text) == 10:
            found = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
            return found + timedelta(days=1) if end else found
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(f'{place}/{name} must match format "date"') from None


def days_before(day: date, days: int) -> date:
    """The day so many days earlier, or the first there is."""
    return max(day, date.min + timedelta(days=days)) - timedelta(days=days)
