"""Pages: `limit`, the cursor `starting_after`, and the answer `{items, next_starting_after}`; ids as UUIDs."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BeforeValidator

from outrider.dialects.instantly.answer_types import Page
from outrider.dialects.kit import ids
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Invalid
from outrider.store.ids import to_id
from outrider.values import is_array

DEFAULT = 10
Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[str | None, Query(max_length=300)]


def _split(values: object) -> object:
    return [part for value in values for part in comma_list(value)] if is_array(values) else values


# Ids in a query: the key repeated, or one value with commas.
Ids = Annotated[list[UUID] | None, BeforeValidator(_split), Query(max_length=1000)]
Row = TypeVar("Row")
Shown = TypeVar("Shown")


def page(rows: Sequence[Row], limit: int, show: Callable[[Row], Shown], cursor: Callable[[Row], str]) -> Page[Shown]:
    """At most `limit` rows. A full page has a cursor, though nothing may follow: the next page is empty then.

    So do the vendor's recorded answers, and clients in use count on it: they read on for as long as pages are full, with whatever
    cursor came, and without one would begin again.
    """
    answer: Page[Shown] = {"items": [show(row) for row in rows]}
    if len(rows) == limit:
        answer["next_starting_after"] = cursor(rows[-1])
    return answer


def after_id(kind: str, cursor: str | None) -> int | None:
    """The id in a cursor. Raises Invalid for a cursor that we did not issue."""
    if cursor is None or cursor == "":
        return None
    found = to_id(kind, cursor)
    if found is None:
        raise Invalid("querystring/starting_after is not a cursor of this list: pass next_starting_after unchanged.")
    return found


def row_id(kind: str, value: UUID | str, what: str) -> int:
    """The row a UUID stands for. Raises NotFound in the vendor's words."""
    return ids.row_id(kind, value, f"{what} not found")
