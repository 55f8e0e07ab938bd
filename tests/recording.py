"""Every statement that our code executes while the tests run, judged by the rules of `tests/guards/statements.py`.

Most statements are constants, but some are put together from pieces, and only what is executed is whole. A statement is judged
when it is seen for the first time; the test that executed it fails.
"""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from tests.guards.statements import EVERY_WORKSPACE, breaches

_SOURCE = str(Path(__file__).parents[1] / "src" / "outrider")
_TESTS = str(Path(__file__).parent)
# What is executed there concerns the installation, or is handed in by the caller.
_PASSED_OVER = tuple(f"{_SOURCE}/{part}" for part in ("store/", "outreach/base/scope.py", "outreach/tenancy/installation.py"))
_judged: set[str] = set()
_wrong: list[str] = []


def install() -> None:
    """Have psycopg's cursors show what they execute."""
    for cursor in (psycopg.AsyncCursor, psycopg.AsyncServerCursor):
        for name in ("execute", "executemany", "copy", "stream"):
            if name in cursor.__dict__:
                setattr(cursor, name, _seen_first(getattr(cursor, name)))


def _seen_first(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapped(self: object, query: object, *args: object, **kwargs: object) -> Any:
        if isinstance(query, str) and query not in _judged:
            _judge(query)
        return method(self, query, *args, **kwargs)

    return wrapped


def _judge(query: str) -> None:
    frame = sys._getframe(2)
    while frame is not None:
        where = frame.f_code.co_filename
        if where.startswith(_SOURCE) and not where.startswith(_PASSED_OVER):
            _judged.add(query)
            if EVERY_WORKSPACE not in query:
                place = f"{where.removeprefix(_SOURCE + '/')}:{frame.f_lineno} {frame.f_code.co_name}"
                _wrong.extend(f"{place}: {breach}" for breach in breaches(query))
            return
        if where.startswith(_TESTS) and where != __file__:
            return
        frame = frame.f_back


def found() -> list[str]:
    """What was wrong since this was asked last."""
    wrong = list(_wrong)
    _wrong.clear()
    return wrong
