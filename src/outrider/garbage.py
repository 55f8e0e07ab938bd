"""When Python looks for garbage: objects that refer to each other and that nothing else uses."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

_NEW_OBJECTS = 10_000  # before it is looked for


def look_rarely() -> None:
    """Look for garbage after 10,000 new objects instead of 700.

    What a request, a claim or a page makes lives for moments, and nearly all of it is freed without a search: one every 700
    objects takes a tenth of the engine's time. It takes a sixth of a start, in which libraries make objects by the hundred
    thousand that stay.
    """
    gc.set_threshold(_NEW_OBJECTS)


@contextmanager
def loading() -> Generator[None]:
    """Look for none while libraries are loaded: what they make stays for good."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep_what_is_loaded() -> None:
    """What is in memory now stays for good: a search that goes over it holds everything up for a tenth of a second."""
    gc.collect()
    gc.freeze()
