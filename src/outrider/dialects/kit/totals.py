"""How many things a list has in all, beside one page of it."""

from collections.abc import Awaitable, Callable, Sized


async def total(page: Sized, count: Callable[[], Awaitable[int]], *, limit: int, offset: int) -> int:
    """How many things there are in the list that this page is of: what its last page shows, and what any other has counted.

    A search finds few things as a rule, and to count them would be to look for them once more.
    """
    is_last = len(page) < limit and (len(page) or not offset)
    return offset + len(page) if is_last else await count()
