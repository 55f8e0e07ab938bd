"""How workers share their slots between workspaces."""

from collections.abc import Sequence


def allowance(free: int, held: int) -> int:
    """How many of the `free` slots a workspace that already holds `held` may take.

    With what it holds, at most half of what it could have, so that something is left for others; one that holds
    nothing may always take one.
    """
    if free <= 0:
        return 0
    return min(free, max((free + held + 1) // 2 - held, 0 if held else 1))


def in_turn(workspaces: Sequence[int], last: int) -> list[int]:
    """The workspaces in the order in which they are served: by id, beginning after `last`, which was served last."""
    return sorted(workspaces, key=lambda id: (id <= last, id))
