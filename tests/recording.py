"""Every statement that our code executes while the tests run, judged by the rules of `tests/guards/statements.py`.

Most statements are constants, but some are put together from pieces, and only what is executed is whole. A statement is judged
when it is seen for the first time; the test that executed it fails. So does one in which a scope without a transaction writes,
but for the places that write one statement alone.
"""

import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from tests.guards.statements import EVERY_WORKSPACE, breaches

_SOURCE = str(Path(__file__).parents[1] / "src" / "outrider")
_TESTS = str(Path(__file__).parent)
# What is executed there concerns the installation, or is handed in by the caller.
_PASSED_OVER = tuple(f"{_SOURCE}/{part}" for part in ("store/", "outreach/base/scope.py", "outreach/tenancy/installation.py"))
# What writes one statement on which nothing else depends: it needs no transaction around it.
_ALONE = tuple(f"{_SOURCE}/outreach/{name}.py" for name in ("base/audit", "senders/linkedin_people"))
_WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE \w+ (?:AS )?(?:\w+ )?SET|DELETE FROM|MERGE INTO|pg_advisory_xact_lock)\b")
_judged: set[tuple[str, bool]] = set()
_wrong: list[str] = []


def install() -> None:
    """Have psycopg's cursors show what they execute."""
    for cursor in (psycopg.AsyncCursor, psycopg.AsyncServerCursor):
        for name in ("execute", "executemany", "copy", "stream"):
            if name in cursor.__dict__:
                setattr(cursor, name, _seen_first(getattr(cursor, name)))


def _seen_first(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapped(self: psycopg.AsyncCursor[Any], query: object, *args: object, **kwargs: object) -> Any:
        if isinstance(query, str):
            alone = _is_alone(self)
            if (query, alone) not in _judged:
                _judge(query, alone)
        return method(self, query, *args, **kwargs)

    return wrapped


def _is_alone(cursor: psycopg.AsyncCursor[Any]) -> bool:
    """Whether a statement would be a transaction of its own."""
    conn = cursor.connection
    return conn.autocommit and conn.info.transaction_status is TransactionStatus.IDLE


def _judge(query: str, alone: bool) -> None:
    frame, by_scope = sys._getframe(2), False
    while frame is not None:
        where = frame.f_code.co_filename
        by_scope = by_scope or where.endswith("/outreach/base/scope.py")
        if where.startswith(_SOURCE) and not where.startswith(_PASSED_OVER):
            _judged.add((query, alone))
            if alone and by_scope and _WRITES.search(query) and not where.startswith(_ALONE):
                _wrong.append(f"{where.removeprefix(_SOURCE + '/')}:{frame.f_lineno} writes without a transaction")
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
