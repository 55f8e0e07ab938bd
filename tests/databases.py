"""The databases of the tests: each test has one to itself, on an embedded server or on the one that DATABASE_URL names.

A test's database is emptied and given to a later test with the connections to it, which is ten times as quick as a new one; it
is dropped if the test changed more than rows.

A distributed database cannot be copied. On a server with Citus the database of the URL is the only one: it is distributed once
and emptied before each test, so run with one worker (`make test WORKERS=1 DATABASE_URL=...`). Its name has to contain "test".
Tests marked `one_server`, which change the schema or ask how one server works, have a plain database on the coordinator.
"""

import asyncio
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from outrider.store.db import Pool, open_pool
from outrider.store.distribute import distribute, state
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import migrate

# Taken out of the environment: the commands that the tests start are to use what the tests say.
if "DATABASE_URL" in os.environ:
    os.environ["TESTS_DATABASE_URL"] = os.environ.pop("DATABASE_URL")
GIVEN = os.environ.get("TESTS_DATABASE_URL")
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
TEMPLATE = f"outrider_template{_WORKER}"
_numbers = itertools.count(1)


def named(url: str, database: str) -> str:
    """The URL of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


@contextmanager
def server() -> Iterator[str]:
    """The URL of the server that the tests use, with what each test's database is made from."""
    if GIVEN is None:
        with _embedded() as url, _template(url):
            yield url
    else:
        if is_cluster():
            migrate(GIVEN)
            distribute(GIVEN, shards=8)
        with _template(GIVEN):
            yield GIVEN


@contextmanager
def fresh(server: str, *, one_server: bool = False) -> Iterator[str]:
    """The URL of a migrated, empty database that nobody else has. `one_server`: it is not distributed, and its schema may be
    changed."""
    if GIVEN is not None and is_cluster() and not one_server:
        _empty(GIVEN)
        yield GIVEN
        return
    database = _empty_ones.pop() if _empty_ones else _create(server)
    _lent[database.url] = database
    try:
        yield database.url
    finally:
        del _lent[database.url]
        changed = _is_changed(database)
        if not changed and _clear(database):
            _empty_ones.append(database)
        else:
            _discard(server, database)
        # A cluster has one database for all other tests.
        assert one_server or not changed, "a test that changes the schema is to be marked one_server"


@asynccontextmanager
async def pool(url: str) -> AsyncIterator[Pool]:
    """The connections of a test to its database.

    They are kept for later tests, because a new connection has everything to read and to plan again. They are closed if the test
    has not given all of them back, or has left a task that could still use one.
    """
    await close_pools(_left)
    if (database := _lent.get(url)) is None:
        async with open_pool(url, size=SIZE) as pool:
            yield pool
        return
    if database.pool is None:
        database.pool = await database.opened.enter_async_context(open_pool(url, size=SIZE))
    before = asyncio.all_tasks()
    yield database.pool
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    database.spared = [] if left else await _processes(database.pool)
    if not database.spared:
        await database.opened.aclose()
        database.pool = None


async def disconnect(url: str) -> None:
    """Close the connections to a test's database that were kept from earlier tests: a process of another version sees them as
    processes of this one."""
    if database := _lent.get(url):
        await database.opened.aclose()
        database.pool, database.spared = None, []


async def close_pools(databases: list["_Database"] | None = None) -> None:
    """Close the connections to these databases (by default to all that wait for a test), and forget the databases if they are
    dropped."""
    for database in _empty_ones if databases is None else databases:
        await database.opened.aclose()
        database.pool, database.spared = None, []
    _left.clear()


async def _processes(pool: Pool) -> list[int]:
    """The server's processes behind all connections of the pool; none if a connection is not back in it."""
    stats = pool.get_stats()
    if pool.closed or stats.get("requests_waiting") or stats["pool_available"] != stats["pool_size"]:
        return []
    async with AsyncExitStack() as stack:
        held = [await stack.enter_async_context(pool.connection()) for _ in range(stats["pool_size"])]
        return [conn.info.backend_pid for conn in held]


SIZE = 8  # connections of a test, at most


@dataclass(slots=True)
class _Database:
    """A database of tests, what it was like before the first of them had it, and how many rows were deleted since.

    `keeper` empties it. `pool` (entered in `opened`) is for the tests, and `spared` are its processes.
    """

    url: str
    keeper: psycopg.Connection
    schema: tuple[object, ...]
    deleted: int = 0
    opened: AsyncExitStack = field(default_factory=AsyncExitStack)
    pool: Pool | None = None
    spared: list[int] = field(default_factory=list[int])


_empty_ones: list[_Database] = []
_lent: dict[str, _Database] = {}  # by URL
_left: list[_Database] = []  # dropped ones, whose pools are still to be closed


def _create(server: str) -> _Database:
    name = f"outrider_test{_WORKER}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as conn:
        # Quicker than by way of the log.
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy".encode())
    url = named(server, name)
    keeper = psycopg.connect(url, autocommit=True, prepare_threshold=0)
    keeper.execute("SET session_replication_role = replica")  # neither triggers nor foreign keys have a say
    keeper.execute(_emptying([row[0] for row in keeper.execute(_TABLES)]))
    return _Database(url, keeper, _schema(keeper))


def _discard(server: str, database: _Database) -> None:
    database.keeper.close()
    _drop(server, database.url)
    if database.pool is not None:
        _left.append(database)


def _drop(server: str, url: str) -> None:
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(urlsplit(url).path[1:])))


# What a test may leave behind that is not a row. A temporary table stays with the connection that made it.
_SCHEMA: LiteralString = """
    WITH ours AS (SELECT oid FROM pg_class WHERE relkind IN ('r', 'p', 'i', 'S', 'v') AND oid >= 16384
                  AND relnamespace <> 'pg_toast'::regnamespace AND relpersistence <> 't')
    SELECT (SELECT (count(*), sum(oid::bigint), max(oid))::text FROM ours),
           (SELECT (count(*), sum(hashname(attname)::bigint * (attrelid::bigint + attnum)),
                    sum(atttypid::bigint * attrelid::bigint), sum(attrelid::bigint) FILTER (WHERE attnotnull))::text
            FROM pg_attribute JOIN ours ON ours.oid = attrelid WHERE NOT attisdropped),
           (SELECT (count(*), sum(oid::bigint), max(oid))::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
           (SELECT array_agg((oid, prosrc)::text ORDER BY oid) FROM pg_proc
                WHERE oid >= 16384 AND pronamespace <> pg_my_temp_schema()),
           (SELECT array_agg((oid, tgenabled)::text ORDER BY oid) FROM pg_trigger WHERE NOT tgisinternal),
           (SELECT array_agg(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                WHERE d.datname = current_database()),
           (SELECT array_agg(m::text ORDER BY m::text) FROM migrations m)
"""
_ROWS = 5_000  # more deleted ones than that would slow the next test down: they go on taking room, and indexes lead to them
_TABLES: LiteralString = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations' ORDER BY relname
"""
_WRITTEN: LiteralString = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations' AND pg_relation_size(oid) > 0
"""
_DISCONNECT: LiteralString = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid <> ALL (%s)
"""
# Ours alone: Citus counts its shards by sequences, too.
SEQUENCES: LiteralString = """
    SELECT setval(seqrelid, seqstart, false) FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid
    WHERE relnamespace = 'public'::regnamespace AND pg_sequence_last_value(seqrelid) IS NOT NULL
"""


def _schema(conn: psycopg.Connection) -> tuple[object, ...]:
    return conn.execute(_SCHEMA).fetchone() or ()


def _emptying(tables: Iterable[str]) -> sql.Composed:
    """What makes a function of the connection that deletes all rows and counts them: its statements are planned once. Most of
    the tables are empty, which is quicker to see than to delete nothing."""
    each = sql.SQL("""IF EXISTS (SELECT FROM {0}) THEN
        DELETE FROM {0}; GET DIAGNOSTICS n = ROW_COUNT; total := total + n;
    END IF;""")
    body = sql.SQL(" ").join(each.format(sql.Identifier(table)) for table in tables)
    return sql.SQL("""CREATE FUNCTION pg_temp.emptied() RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE n bigint; total bigint := 0; BEGIN {} RETURN total; END $$""").format(body)


def _is_changed(database: _Database) -> bool:
    """Whether a test left more than rows behind. Ends what else is connected."""
    try:
        database.keeper.execute(_DISCONNECT, (database.spared,))
        return _schema(database.keeper) != database.schema
    except psycopg.Error:
        return False


def _clear(database: _Database) -> bool:
    """Delete all rows. False if that does not make the database what it was."""
    conn = database.keeper
    try:
        database.deleted += next(conn.execute("SELECT pg_temp.emptied()"))[0]
        conn.execute(SEQUENCES)
    except psycopg.Error:
        return False
    return database.deleted < _ROWS


# A table's rows as values that an INSERT takes.
_COLUMNS_OF: LiteralString = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
_COUNTERS: LiteralString = """
    SELECT seqrelid::regclass::text, pg_sequence_last_value(seqrelid) FROM pg_sequence
    WHERE pg_sequence_last_value(seqrelid) IS NOT NULL
"""


def lock_waits() -> LiteralString:
    """A query whose `n` says how many transactions of the tests' database wait for a lock, on whichever server."""
    if is_cluster():
        return "SELECT count(*) AS n FROM citus_lock_waits"
    return "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def is_copy(url: str) -> bool:
    """Whether a test's database is one that this module made: on a cluster it is not."""
    return url in _lent


def contents(url: str) -> sql.Composed:
    """A statement that fills another empty database with what a test's database holds."""
    conn = _lent[url].keeper
    parts: list[sql.Composable] = [sql.SQL("BEGIN")]
    for (table,) in conn.execute(_WRITTEN).fetchall():
        columns = [sql.Identifier(row[0]) for row in conn.execute(_COLUMNS_OF, (table,))]
        texts = sql.SQL(", ").join(sql.SQL("{}::text").format(column) for column in columns)
        if rows := conn.execute(sql.SQL("SELECT {} FROM {} ORDER BY ctid").format(texts, sql.Identifier(table))).fetchall():
            values = sql.SQL(", ").join(sql.SQL("({})").format(sql.SQL(", ").join(map(sql.Literal, row))) for row in rows)
            insert = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES {}")
            parts.append(insert.format(sql.Identifier(table), sql.SQL(", ").join(columns), values))
    for sequence, last in conn.execute(_COUNTERS).fetchall():
        parts.append(sql.SQL("SELECT setval({}, {})").format(sql.Literal(sequence), sql.Literal(last)))
    return sql.SQL("; ").join([*parts, sql.SQL("COMMIT")])


def is_empty(url: str, tables: Iterable[str] | None = None) -> bool:
    """Whether a test's database holds no row, or none in these tables."""
    conn = _lent[url].keeper
    names = map(sql.Identifier, [row[0] for row in conn.execute(_WRITTEN)] if tables is None else tables)
    rows = sql.SQL(" OR ").join(sql.SQL("EXISTS (SELECT FROM {})").format(name) for name in names)
    return conn.execute(sql.SQL("SELECT false OR {}").format(rows or sql.SQL("false"))).fetchone() == (False,)


def fill(url: str, *statements: sql.Composable) -> None:
    """Execute in a test's database what `contents` says of another, and what changes it then."""
    _lent[url].keeper.execute(sql.SQL("; ").join(statements), prepare=False)


@contextmanager
def _embedded() -> Iterator[str]:
    # Not below pytest's own directory: that is closed to other users each time another pytest starts, and where the tests run as
    # root the server is another user.
    with (
        tempfile.TemporaryDirectory(prefix="outrider-", dir=_in_memory(), ignore_cleanup_errors=True) as folder,
        embedded_postgres(Path(folder)) as url,
    ):
        with psycopg.connect(url, autocommit=True) as conn:
            # Nothing of this survives a power cut; it survives the death of a process, which is all that tests inject.
            for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '128MB'"):
                conn.execute(f"ALTER SYSTEM SET {setting}".encode())
            conn.execute("SELECT pg_reload_conf()")
        yield url


@contextmanager
def _template(url: str) -> Iterator[None]:
    """A migrated database on the server, for as long as the tests run."""
    _drop(url, named(url, TEMPLATE))
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0".encode())
    migrate(named(url, TEMPLATE))
    yield
    while _empty_ones:
        _discard(url, _empty_ones.pop())
    _drop(url, named(url, TEMPLATE))


def _in_memory(folder: str = "/dev/shm", room: int = 4 << 30) -> str | None:
    """Where files stay in memory, if there is room: a database is hundreds of files, and every test has one of its own."""
    return folder if Path(folder).is_dir() and shutil.disk_usage(folder).free > room else None


@cache
def is_cluster() -> bool:
    """Whether the given database has Citus. Raises ValueError where the tests would then empty what is not theirs."""
    if GIVEN is None or not state(GIVEN).has_extension:
        return False
    name = urlsplit(GIVEN).path.strip("/")
    if "test" not in name:
        raise ValueError(f"On a cluster the tests empty the database that they are given, and {name!r} is not called a test's.")
    return True


# Each server deletes the rows of what it has: six hundred tables in a tenth of a second, where TRUNCATE takes many.
EMPTYING: LiteralString = """
    DO $$ DECLARE shard text; BEGIN
        PERFORM set_config('session_replication_role', 'replica', true);
        FOR shard IN SELECT shard_name(logicalrelid, shardid) FROM pg_dist_shard JOIN pg_dist_placement USING (shardid)
                     JOIN pg_dist_local_group USING (groupid) LOOP
            EXECUTE 'DELETE FROM ' || shard;
        END LOOP;
    END $$
"""
_UNKNOWN_TO_CITUS: LiteralString = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations'
      AND oid NOT IN (SELECT logicalrelid FROM pg_dist_partition)
"""


def _empty(url: str) -> None:
    """Delete all rows of a cluster's database."""
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(_DISCONNECT, ([],))
        try:
            failed = conn.execute("SELECT result FROM run_command_on_workers(%s) WHERE NOT success", (EMPTYING,)).fetchone()
            assert failed is None, failed
            conn.execute(EMPTYING)
            for (table,) in conn.execute(_UNKNOWN_TO_CITUS).fetchall():
                conn.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            conn.execute(SEQUENCES)
        except (psycopg.Error, AssertionError) as error:  # only a superuser may switch foreign keys off
            warnings.warn(f"The tests take longer: rows cannot be deleted on each server. {error}", stacklevel=2)
            tables = sql.SQL(", ").join(sql.Identifier(row[0]) for row in conn.execute(_TABLES))
            conn.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
