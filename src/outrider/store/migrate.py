"""Migrations: the numbered SQL files next to this module, applied in order, once, under an advisory lock.

From the first release on, a change that running processes of the version before would notice comes in up to three files of one
number, so that an installation is upgraded without a stop:

- `0009_pace.pre.sql` adds (a table, a column that may be NULL, an index) what the version before does not miss.
- `0009_pace.fill.sql` is one statement that changes a batch of rows; it is repeated until it changes none.
- `0009_pace.post.sql` takes away what the version before needs. It waits until no process of another version is connected.

A file whose first line is `-- alone` is one statement outside a transaction: CREATE INDEX CONCURRENTLY.

Where the tables are spread over several servers (store.shards), those that a migration makes are spread with it.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from importlib.resources import files

import psycopg
import structlog

from outrider import __version__
from outrider.errors import Unavailable
from outrider.store import shards

log = structlog.get_logger()

LOCK = 7_205_001
OLDEST_SERVER = 15
PROCESS = "outrider "  # what the name of every connection of a process begins with; its version follows
STAGES = ("", "pre", "fill", "post")
# How long a change of a table waits for transactions that use it, blocking later ones; then it lets them pass and retries.
LOCK_TIMEOUT, TRIES, PAUSE = "2s", 60, 0.5


def available() -> list[tuple[str, str]]:
    """(name, SQL) of every migration, in order."""
    folder = files("outrider.store") / "migrations"
    return sorted(((f.name, f.read_text()) for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda m: _place(m[0]))


def stage(name: str) -> str:
    """`pre`, `fill` or `post`; '' for a file that stands alone."""
    found = name.removesuffix(".sql").rpartition(".")
    return found[2] if found[0] else ""


def _place(name: str) -> tuple[str, int]:
    return name.partition(".")[0], STAGES.index(stage(name))


def migrate(url: str, *, only: frozenset[str] | None = None) -> list[str]:
    """Apply what is missing (of `only`, if given); the names applied. Several processes may call this at once.

    What takes away waits (see `others`): call this again when the processes of the version before have ended.
    Raises Unavailable for a newer schema, and for a table that is in use all the time.
    """
    applied: list[str] = []
    with _connected(url) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        if _is_new(conn):
            _refuse_other_encodings(conn)
        conn.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        done = _done(conn)
        _refuse_newer(done)
        for name, sql in available():
            if name in done or (only is not None and name not in only) or (stage(name) == "post" and _others(conn)):
                continue
            _apply(conn, name, sql)
            applied.append(name)
    return applied


@contextmanager
def _connected(url: str) -> Generator[psycopg.Connection]:
    """A connection to a database that Outrider can use. Raises Unavailable, with what to do, for any other."""
    with psycopg.connect(url, autocommit=True) as conn:
        if (version := conn.info.server_version // 10_000) < OLDEST_SERVER:
            raise Unavailable(f"This is PostgreSQL {version}: {OLDEST_SERVER} or later is needed.", code="old_server")
        try:
            yield conn
        except psycopg.errors.InsufficientPrivilege as error:
            raise Unavailable(
                f"The user of DATABASE_URL needs more rights ({error.diag.message_primary}): make it the database's owner.",
                code="missing_rights",
            ) from error


def others(url: str) -> list[str]:
    """The other versions of which processes are connected to this database."""
    with psycopg.connect(url, autocommit=True) as conn:
        return _others(conn)


def _others(conn: psycopg.Connection) -> list[str]:
    rows = conn.execute(
        """
        SELECT DISTINCT substr(application_name, length(%(ours)s) + 1) FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, %(ours)s)
          AND application_name <> %(ours)s || %(version)s
        """,
        {"ours": PROCESS, "version": __version__},
    )
    return sorted(str(row[0]) for row in rows)


def _is_new(conn: psycopg.Connection) -> bool:
    return conn.execute("SELECT to_regclass('migrations') IS NULL").fetchone() == (True,)


def _refuse_other_encodings(conn: psycopg.Connection) -> None:
    if (encoding := conn.info.parameter_status("server_encoding")) != "UTF8":
        raise Unavailable(
            f"The database is encoded in {encoding}, which cannot hold every name and message: make it with"
            " CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
            code="not_utf8",
        )


def _done(conn: psycopg.Connection) -> set[str]:
    return {row[0] for row in conn.execute("SELECT name FROM migrations")}


def _apply(conn: psycopg.Connection, name: str, sql: str) -> None:
    """Apply and record one migration, in one transaction if it allows that."""
    if stage(name) == "fill":
        while conn.execute(sql.encode()).rowcount > 0:
            pass
    elif sql.startswith("-- alone\n"):
        conn.execute(sql.encode())
    else:
        _patiently(conn, name, sql)
        return
    _note(conn, name)


def _patiently(conn: psycopg.Connection, name: str, sql: str) -> None:
    """Apply a migration while processes run: no statement waits long behind a lock that the migration waits for."""
    for attempt in range(1, TRIES + 1):
        try:
            with conn.transaction():
                conn.execute("SELECT set_config('lock_timeout', %s, true)", (LOCK_TIMEOUT,))
                if spread := shards.state(conn).is_begun:
                    shards.hold(conn)
                conn.execute(sql.encode())
                if spread:
                    shards.spread(conn)
                _note(conn, name)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            if attempt == TRIES:
                raise Unavailable(f"{name} could not be applied: a table that it changes was in use all the time.") from error
            log.info("a migration waits for a table that is in use", migration=name)
            conn.execute("SELECT pg_sleep(%s)", (PAUSE,))
        else:
            return


def _note(conn: psycopg.Connection, name: str) -> None:
    conn.execute("INSERT INTO migrations (name) VALUES (%s)", (name,))


def _refuse_newer(done: Collection[str]) -> None:
    """Raise Unavailable where another version made or changed the schema in a way that this one may not bear."""
    known = {name for name, _ in available()}
    unknown = sorted(name for name in done if name not in known and stage(name) not in ("pre", "fill"))
    if not unknown:
        return
    if unknown[0] < max(name for name in known if stage(name) == ""):  # a later version adds numbers, and changes none
        raise Unavailable(
            f"This database was made before the first release ({unknown[0]} is not known here), and no version upgrades it:"
            " start with an empty one. Contacts can be exported with the version that made it, and imported here.",
            code="older_schema",
        )
    raise Unavailable(
        f"This database was migrated by a newer Outrider ({unknown[-1]} is not known here): upgrade this one.",
        code="newer_schema",
    )


def require_current(url: str) -> None:
    """Raise Unavailable, with what to do, unless the database has the migrations that this version needs.

    It may have additions of the next version, and may still have what the version before needs.
    """
    if missing := [name for name in pending(url) if stage(name) != "post"]:
        raise Unavailable(
            f"The database needs {len(missing)} migration{'s' * (len(missing) != 1)} ({missing[0]}"
            f"{' to ' + missing[-1] if len(missing) > 1 else ''}): run `outrider migrate`.",
            code="migrations_pending",
        )


def pending(url: str) -> list[str]:
    """Names of migrations not yet applied. Raises Unavailable for a newer schema."""
    with _connected(url) as conn:
        if _is_new(conn):
            return [name for name, _ in available()]
        done = _done(conn)
    _refuse_newer(done)
    return [name for name, _ in available() if name not in done]
