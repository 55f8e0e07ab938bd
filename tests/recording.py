"""Every statement that our code executes while the tests run, judged by the rules of `tests/guards/statements.py`.

Most statements are constants, but some are put together from pieces, and only what is executed is whole. A statement is judged
when it is seen for the first time; the test that executed it fails. So does one in which a scope without a transaction writes,
but for the places that write one statement alone; and one in which a transaction first looks in every workspace and then changes
what is copied to every server: where workspaces are spread over several servers, that is refused (the other way round is not).
"""

import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakSet

import psycopg
from psycopg.pq import TransactionStatus

from outrider.store.shards import REFERENCE
from tests.guards.statements import EVERY_WORKSPACE, breaches, scattered

_SOURCE = str(Path(__file__).parents[1] / "src" / "outrider")
_TESTS = str(Path(__file__).parent)
# What is executed there concerns the installation, or is handed in by the caller.
_PASSED_OVER = tuple(f"{_SOURCE}/{part}" for part in ("store/", "outreach/base/scope.py", "outreach/tenancy/installation.py"))
# What writes one statement on which nothing else depends: it needs no transaction around it.
_ALONE = tuple(f"{_SOURCE}/outreach/{name}.py" for name in ("base/audit", "senders/linkedin_people"))
_WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE \w+ (?:AS )?(?:\w+ )?SET|DELETE FROM|MERGE INTO|pg_advisory_xact_lock)\b")
_COPIED = re.compile(rf"\b(?:INSERT INTO|UPDATE|DELETE FROM) (?:{'|'.join(REFERENCE)})\b")
_judged: set[tuple[str, bool]] = set()
# Those whose transaction has looked in every workspace; those whose has changed before what is copied to every server.
_looked: "WeakSet[psycopg.AsyncConnection[Any]]" = WeakSet()
_changed: "WeakSet[psycopg.AsyncConnection[Any]]" = WeakSet()
_wrong: list[str] = []


def install() -> None:
    """Have psycopg's cursors show what they execute."""
    for cursor in (psycopg.AsyncCursor, psycopg.AsyncServerCursor):
        for name in ("execute", "executemany", "copy", "stream"):
            if name in cursor.__dict__:
                setattr(cursor, name, _seen_first(getattr(cursor, name)))
    connection: Any = psycopg.AsyncConnection
    connection._exec_command = _ending(connection._exec_command)


def _seen_first(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapped(self: psycopg.AsyncCursor[Any], query: object, *args: object, **kwargs: object) -> Any:
        if isinstance(query, str):
            _note(self.connection, query)
            alone = _is_alone(self)
            if (query, alone) not in _judged:
                _judge(query, alone)
        return method(self, query, *args, **kwargs)

    return wrapped


def _note(conn: psycopg.AsyncConnection[Any], query: str) -> None:
    """Note who looks in every workspace, and that nobody changes what is copied to every server thereafter."""
    if conn.info.transaction_status is TransactionStatus.IDLE:
        forget(conn)
        if conn.autocommit:
            return  # a transaction of one statement
    if EVERY_WORKSPACE in query:
        _looked.add(conn)
    elif _COPIED.search(query) and conn not in _looked:
        _changed.add(conn)
    elif _COPIED.search(query) and conn not in _changed:
        _wrong.append(f"{' '.join(query.split())[:100]} comes after a look in every workspace in one transaction")


def forget(conn: psycopg.AsyncConnection[Any]) -> None:
    """What the transaction did is over: also where it was a savepoint of a test's own transaction."""
    _looked.discard(conn)
    _changed.discard(conn)


def _ending(method: Callable[..., Any]) -> Callable[..., Any]:
    """What psycopg itself says to the server: with a transaction, all that is known of it ends."""

    @functools.wraps(method)
    def wrapped(self: psycopg.AsyncConnection[Any], command: object, *args: object, **kwargs: object) -> Any:
        if command in (b"COMMIT", b"ROLLBACK"):
            forget(self)
        return method(self, command, *args, **kwargs)

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
            place = f"{where.removeprefix(_SOURCE + '/')}:{frame.f_lineno} {frame.f_code.co_name}"
            judge = scattered if EVERY_WORKSPACE in query else breaches
            _wrong.extend(f"{place}: {breach}" for breach in judge(query))
            return
        if where.startswith(_TESTS) and where != __file__:
            return
        frame = frame.f_back


def found() -> list[str]:
    """What was wrong since this was asked last."""
    wrong = list(_wrong)
    _wrong.clear()
    return wrong
