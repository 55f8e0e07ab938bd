"""Connections: one pool per process, rows as dicts, one transaction per unit of work."""

import select
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from types import NoneType
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import AsyncConnection, OperationalError, errors
from psycopg.abc import Buffer, DumperKey, PyFormat
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row
from psycopg.types.array import BaseListDumper, ListDumper
from psycopg.types.json import set_json_loads
from psycopg_pool import AsyncConnectionPool
from pydantic_core import from_json

from outrider import __version__
from outrider.store.migrate import PROCESS

Connection = AsyncConnection[DictRow]
Pool = AsyncConnectionPool[Connection]

_BIGINTS = 1016  # bigint[]

set_json_loads(from_json)  # four times as fast as the standard library's


class _Lists(ListDumper):
    """Lists as psycopg writes them, in one go for the types that most batches are made of instead of item by item."""

    def get_key(self, obj: list[Any], format: PyFormat) -> DumperKey:  # noqa: A002  psycopg's name
        return (self.cls, int) if not self.oid and _holds_ints(obj) else super().get_key(obj, format)

    def upgrade(self, obj: list[Any], format: PyFormat) -> BaseListDumper:  # noqa: A002
        """Integers as bigint[], however small they are: else each magnitude makes a statement of its own."""
        if self.oid or not _holds_ints(obj):
            return super().upgrade(obj, format)
        dumper = type(self)(self.cls, self._tx)
        dumper.oid = _BIGINTS
        return dumper

    def dump(self, obj: list[Any]) -> Buffer | None:
        kinds = set(map(type, obj))
        whole = NoneType not in kinds
        kinds.discard(NoneType)
        literal = _LITERALS.get(kinds.pop()) if len(kinds) == 1 else None
        if literal is None:
            return super().dump(obj)
        if whole and obj.count(obj[0]) == len(obj):  # many columns of a batch: a day, a state
            text = ",".join([literal(obj[0])] * len(obj))
        elif whole and literal is _quoted:
            text = _all_quoted(obj)
        else:
            text = ",".join(map(literal, obj) if whole else [literal(item) if item is not None else "NULL" for item in obj])
        return f"{{{text}}}".encode() if "\0" not in text else super().dump(obj)  # which says that text cannot hold it


def _holds_ints(obj: list[Any]) -> bool:
    """Whether a list holds integers, perhaps none in places, of which each is one of a bigint."""
    kinds = set(map(type, obj))
    if int not in kinds or not kinds <= {int, NoneType}:
        return False
    given = [item for item in obj if item is not None] if NoneType in kinds else obj
    return max(given) < 2**63 and min(given) >= -(2**63)


def _quoted(item: object) -> str:
    return '"' + str(item).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _all_quoted(items: list[object]) -> str:
    text = '","'.join(map(str, items))
    if "\\" in text or text.count('"') != 2 * len(items) - 2:
        return ",".join(map(_quoted, items))
    return f'"{text}"'


# How an item of an array is written, by its exact type.
_LITERALS: dict[type, Callable[[Any], str]] = {int: str, bool: str, str: _quoted, date: str, datetime: _quoted}


# What errors say that Citus gives the code of an internal one: those that a COPY, or rows selected to be inserted, met on another
# server of the cluster, and those of a server that ended. Source: `ReportCopyError` in its multi_copy.c.
_TOLD_IN_WORDS: dict[str, type[psycopg.Error]] = {
    "violates unique constraint": errors.UniqueViolation,
    "violates foreign key constraint": errors.ForeignKeyViolation,
    "violates check constraint": errors.CheckViolation,
    "violates not-null constraint": errors.NotNullViolation,
    "exceeds btree version": errors.ProgramLimitExceeded,
    "deadlock detected": errors.DeadlockDetected,
    "canceling statement due to lock timeout": errors.LockNotAvailable,
    "canceling statement due to statement timeout": errors.QueryCanceled,
    "terminating connection ": errors.AdminShutdown,
    "could not commit transaction for shard": errors.ConnectionFailure,
    "failure on connection marked as essential": errors.ConnectionFailure,
}


def as_of_one_server(error: BaseException) -> BaseException:
    """The error as a single server would have raised it: some of those of a cluster say only in words what they are."""
    if not isinstance(error, psycopg.InternalError):
        return error
    kinds = (kind for words, kind in _TOLD_IN_WORDS.items() if words in str(error))
    return kind(*error.args) if (kind := next(kinds, None)) else error


def is_away(error: BaseException) -> bool:
    """Whether the database itself is at fault and not the statement: it restarts, has no connection left, cannot be reached,
    or cannot reach its disk or another server of a cluster."""
    error = as_of_one_server(error)
    if not isinstance(error, OperationalError):
        return False
    state = error.sqlstate
    return state is None or (state[:2] in ("08", "53", "57", "58") and state != "57014")  # 57014: the statement was cancelled


def may_pass(error: BaseException) -> bool:
    """Whether the same may succeed later: the database is away or busy, or resolved a deadlock against it."""
    error = as_of_one_server(error)
    if isinstance(error, errors.ProgramLimitExceeded):  # a value too long for an index
        return False
    return isinstance(error, OperationalError)


# No statement, no wait for a lock and no pause inside a transaction may hold a connection for longer.
LIMITS = {"statement_timeout": "120s", "lock_timeout": "30s", "idle_in_transaction_session_timeout": "60s"}


async def _configure(conn: Connection) -> None:
    conn.adapters.register_dumper(list, _Lists)
    await conn.execute("SET TIME ZONE 'UTC'")
    for name, limit in LIMITS.items():
        await conn.execute("SELECT set_config(%s, %s, false)", (name, limit))
    await conn.commit()


async def allow(conn: Connection, seconds: float) -> None:
    """Set the statement timeout of this transaction, for work of unbounded size."""
    await conn.execute("SELECT set_config('statement_timeout', %s, true)", (f"{seconds:.0f}s",))


async def prefer_keys(conn: Connection) -> None:
    """Have the statements of this transaction find their rows by indexes, as they are all found by keys. A table that grows in
    a burst is larger than its statistics say: by these, reading all of it seems to cost less."""
    await conn.execute("SET LOCAL random_page_cost = 1.1")


async def _check(conn: Connection) -> None:
    """Raise for a connection that the server has closed. Only one that has something to read is asked: an idle connection hears
    nothing but its end, and a round trip before every transaction would be felt."""
    poll = select.poll()
    poll.register(conn.fileno(), select.POLLIN)
    if poll.poll(0):
        await Pool.check_connection(conn)


@asynccontextmanager
async def open_pool(url: str, *, size: int = 10) -> AsyncGenerator[Pool]:
    """A pool of autocommit-off connections whose rows are dicts and whose times are UTC."""
    pool: Pool = AsyncConnectionPool(
        url,
        min_size=min(2, size),
        max_size=size,
        open=False,
        configure=_configure,
        connection_class=AsyncConnection[DictRow],
        check=_check,
        kwargs={"row_factory": dict_row, "application_name": PROCESS + __version__},
    )
    await pool.open(wait=True, timeout=30)
    try:
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def autocommit(pool: Pool) -> AsyncGenerator[Connection]:
    """A connection on which each statement is a transaction of its own: one round trip, and not three with BEGIN and COMMIT."""
    async with pool.connection() as conn:
        await conn.set_autocommit(True)
        try:
            yield conn
        finally:
            if conn.info.transaction_status is TransactionStatus.IDLE:  # the pool closes a connection in any other state
                await conn.set_autocommit(False)


async def hears_notifications(url: str, *, within: float) -> bool:
    """Whether a connection that listens gets what another one says, in so many seconds."""
    channel = f"outrider_{uuid4().hex}"
    async with await AsyncConnection.connect(url, autocommit=True) as listener:
        await listener.execute(f"LISTEN {channel}".encode())
        async with await AsyncConnection.connect(url, autocommit=True) as speaker:
            await speaker.execute("SELECT pg_notify(%s, '')", (channel,))
        return bool([said async for said in listener.notifies(timeout=within, stop_after=1)])


async def knows_capitals(pool: Pool) -> bool:
    """Whether the database knows the capitals of all languages. With the locale C it knows those of English alone."""
    async with pool.connection() as conn:
        row = await (await conn.execute("SELECT lower('ÄŁΩЖ') = 'äłωж' AS knows")).fetchone()
    return bool(row and row["knows"])
