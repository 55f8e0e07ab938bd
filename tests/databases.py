"""The databases of the tests: each test has a fresh one, on an embedded server or on the one that DATABASE_URL names.

On a server with Citus a database cannot be copied. There the database of the URL is the only one: it is distributed once and
emptied before each test, so run with one worker (`make test WORKERS=1 DATABASE_URL=...`). Its name has to contain "test".
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

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
    elif _is_cluster(GIVEN):
        migrate(GIVEN)
        distribute(GIVEN, shards=8)
        yield GIVEN
    else:
        with _template(GIVEN):
            yield GIVEN


@contextmanager
def fresh(server: str) -> Iterator[str]:
    """The URL of a migrated, empty database."""
    if GIVEN is not None and _is_cluster(GIVEN):
        _empty(GIVEN)
        yield GIVEN
        return
    name = f"outrider_test{_WORKER}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as conn:
        # Quicker than by way of the log.
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy".encode())
    yield named(server, name)
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


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
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)".encode())
        conn.execute(f"CREATE DATABASE {TEMPLATE}".encode())
    migrate(named(url, TEMPLATE))
    yield
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {TEMPLATE} WITH (FORCE)".encode())


def _in_memory(folder: str = "/dev/shm", room: int = 4 << 30) -> str | None:
    """Where files stay in memory, if there is room: a database is hundreds of files, and every test has one of its own."""
    return folder if Path(folder).is_dir() and shutil.disk_usage(folder).free > room else None


def _is_cluster(url: str) -> bool:
    """Whether the database has Citus. Raises ValueError where the tests would then empty what is not theirs."""
    if not state(url).has_extension:
        return False
    name = urlsplit(url).path.strip("/")
    if "test" not in name:
        raise ValueError(f"On a cluster the tests empty the database that they are given, and {name!r} is not called a test's.")
    return True


def _empty(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as conn:
        rows = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'")
        tables = sql.SQL(", ").join(sql.Identifier(row[0]) for row in rows)
        conn.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
