"""Pages: how many rows, from where on, and what tells the next page.

A cursor names the last row seen by what the list is ordered by, so rows that come in meanwhile neither repeat nor hide others.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from fastapi import Query
from pydantic import BeforeValidator

from outrider.dialects.networkhq.answer_types import Pagination

MOST, DEFAULT = 500, 100
T = TypeVar("T")


def _within(value: Any) -> Any:
    try:
        return min(max(int(value), 1), MOST)
    except (ValueError, TypeError, OverflowError):
        return DEFAULT


def _truth(value: object) -> bool:
    return str(value).strip().lower() in ("true", "1", "yes", "on")


_LIMIT = Query(ge=1, le=MOST, description="How many to return at most.")
Limit = Annotated[int, _LIMIT]
# For lists that document no answer to a bad value: see the dialect's docstring.
LenientLimit = Annotated[int, _LIMIT, BeforeValidator(_within)]
LenientFlag = Annotated[bool | None, BeforeValidator(_truth), Query()]
Cursor = Annotated[str | None, Query(description="pagination.next_cursor of the page before.")]


@dataclass(frozen=True, slots=True)
class After:
    """Where a page begins: after the row with this id (in lists by time: and of this time), at the start (None), or nowhere for a
    cursor that we did not issue.
    """

    id: int | None = None
    at: datetime | None = None
    nowhere: bool = False

    @property
    def key(self) -> tuple[datetime, int] | None:
        """The last row of the page before, in a list by time."""
        return None if self.at is None or self.id is None else (self.at, self.id)


def after(cursor: str | None, kind: str, *, timed: bool = False) -> After:
    """What a cursor of this kind of list says. `timed`: the list is ordered by time and then id, not by id alone."""
    if not cursor:
        return After()
    try:
        found, *times, id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moments = [datetime.fromisoformat(at).astimezone(UTC) for at in times]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return After(nowhere=True)
    if found != kind or len(moments) != timed or type(id) is not int or not 0 <= id < 1 << 63:
        return After(nowhere=True)
    return After(id, moments[0] if timed else None)


def cursor_of(kind: str, *key: datetime | int) -> str:
    parts = [part.isoformat() if isinstance(part, datetime) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps([kind, *parts], separators=(",", ":")).encode()).decode().rstrip("=")


def page(rows: Sequence[T], limit: int, kind: str, key: Callable[[T], tuple[datetime | int, ...]]) -> tuple[list[T], Pagination]:
    """The rows to show, of up to `limit` + 1 read, and what to say of the rest."""
    shown = list(rows[:limit])
    more = len(rows) > limit
    return shown, {"limit": limit, "has_more": more, "next_cursor": cursor_of(kind, *key(shown[-1])) if more else None}
