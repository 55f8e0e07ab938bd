"""Pages: how many rows, and from where on. A cursor names the last row seen by what the list is ordered by."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, TypeVar

from fastapi import Query

from outrider.errors import Invalid

MOST, DEFAULT = 100, 25
_MOST_DIGITS = 18
T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows a page.")]
Cursor = Annotated[str | None, Query(max_length=100, description="`next_cursor` of the page before.")]


def after_id(cursor: str | None) -> int | None:
    """The id that a page begins after. Raises Invalid for a cursor that no page gave."""
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= _MOST_DIGITS):
        raise _unknown()
    return int(cursor)


def after_time(cursor: str | None) -> tuple[datetime, int] | None:
    """The time and id that a page begins after. Raises Invalid for a cursor that no page gave."""
    if not cursor:
        return None
    moment, _, id = cursor.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        raise _unknown() from None
    number = after_id(id)
    if at.tzinfo is None or number is None:
        raise _unknown()
    return at, number


def _unknown() -> Invalid:
    return Invalid("The cursor is not one that a page gave as next_cursor.", field="cursor")


def page(rows: Sequence[T], limit: int, place: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """The rows to show, of up to `limit` + 1 read, and the cursor of the next page; None where nothing follows."""
    return rows[:limit], place(rows[limit - 1]) if len(rows) > limit else None
