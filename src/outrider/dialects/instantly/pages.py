"""Pages: `limit`, the cursor `starting_after`, and the answer `{items, next_starting_after}`; ids as UUIDs."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BeforeValidator

from outrider.errors import Invalid, NotFound
from outrider.store import ids

DEFAULT = 10
Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[str | None, Query(max_length=300)]
Json = dict[str, Any]


def _split(values: Any) -> Any:
    return [part for value in values for part in comma_list(value)] if isinstance(values, list) else values


# Ids in a query: the key repeated, or one value with commas.
Ids = Annotated[list[UUID] | None, BeforeValidator(_split), Query(max_length=1000)]
Row = TypeVar("Row")


def page(rows: Sequence[Row], limit: int, show: Callable[[Row], Json], cursor: Callable[[Row], str]) -> Json:
    """The first `limit` of the rows (read limit + 1 of them); the cursor is there only when something follows."""
    shown = list(rows[:limit])
    answer: Json = {"items": [show(row) for row in shown]}
    if len(rows) > limit:
        answer["next_starting_after"] = cursor(shown[-1])
    return answer


def after_id(kind: str, cursor: str | None) -> int | None:
    """The id a cursor stands for. Raises Invalid for one that is none of ours."""
    if cursor is None or cursor == "":
        return None
    found = ids.to_id(kind, cursor)
    if found is None:
        raise Invalid("querystring/starting_after is not a cursor of this list: pass next_starting_after unchanged.")
    return found


def uid(kind: str, id: int | None) -> str | None:
    return None if id is None else str(ids.to_uuid(kind, id))


def row_id(kind: str, value: UUID | str, what: str) -> int:
    """The row a UUID stands for. Raises NotFound: a UUID of another kind or installation names nothing."""
    found = ids.to_id(kind, value)
    if found is None:
        raise NotFound(f"{what} not found")
    return found


def some_ids(kind: str, values: Sequence[UUID | str]) -> list[int]:
    """The rows that UUIDs stand for; those that name nothing are passed over."""
    return [id for value in values if (id := ids.to_id(kind, value)) is not None]


def comma_list(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
