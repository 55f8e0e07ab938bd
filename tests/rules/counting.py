"""What a piece of work costs, by a measure that does not depend on the machine."""

import sys
from collections.abc import Callable

from outrider.errors import OutriderError
from outrider.rules.merge import MergeError


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, Python's and C's: a measure that no load of the machine changes."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    except (MergeError, OutriderError):  # a refusal costs something too
        pass
    finally:
        sys.setprofile(None)
    return count
