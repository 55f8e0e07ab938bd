"""The UUIDs that dialects show for rows, and the rows that UUIDs stand for."""

from collections.abc import Sequence
from typing import overload
from uuid import UUID

from outrider.errors import NotFound
from outrider.store import ids


@overload
def uid(kind: str, id: int) -> str: ...
@overload
def uid(kind: str, id: int | None) -> str | None: ...
def uid(kind: str, id: int | None) -> str | None:
    """The UUID that stands for a row; None for no row."""
    return None if id is None else str(ids.to_uuid(kind, id))


def row_id(kind: str, value: UUID | str, missing: str) -> int:
    """The row a UUID stands for. Raises NotFound, saying `missing`: a UUID of another kind or installation names nothing."""
    found = ids.to_id(kind, value)
    if found is None:
        raise NotFound(missing)
    return found


def some_ids(kind: str, values: Sequence[UUID | str]) -> list[int]:
    """The rows that UUIDs stand for; those that name nothing are passed over."""
    return [id for value in values if (id := ids.to_id(kind, value)) is not None]
