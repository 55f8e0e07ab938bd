"""What a list has in all: counted only where its page does not show it."""

import pytest

from outrider.dialects.kit import totals

THINGS = 7


@pytest.mark.parametrize(
    ("offset", "limit", "counted"),
    [
        (0, 10, 0),  # all of it
        (5, 5, 0),  # its end
        (0, 7, 1),  # full: there may be more
        (0, 5, 1),
        (7, 5, 1),  # beyond its end
        (90, 5, 1),
        (0, 0, 1),
    ],
)
async def test_a_page(offset: int, limit: int, counted: int) -> None:
    asked: list[int] = []

    async def count() -> int:
        asked.append(THINGS)
        return THINGS

    page = range(THINGS)[offset : offset + limit]
    assert await totals.total(page, count, limit=limit, offset=offset) == THINGS
    assert len(asked) == counted


async def test_an_empty_list_is_not_counted() -> None:
    async def count() -> int:
        raise AssertionError

    assert await totals.total([], count, limit=5, offset=0) == 0
