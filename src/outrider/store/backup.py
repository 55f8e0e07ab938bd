"""Backups: every table of an installation in one file (store.archive), as of one moment, and back into an empty database.

Rows of unlogged tables are left out: they do not survive a crash either. The secret key is not in it; what the secret encrypts
stays encrypted.
"""

import zipfile
from datetime import datetime
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from outrider import __version__
from outrider.errors import Invalid, Unavailable
from outrider.store import shards
from outrider.store.archive import (
    FORMAT,
    Manifest,
    Progress,
    Table,
    copy_in,
    copy_out,
    created,
    describe,
    listed,
    opened,
    snapshot,
)
from outrider.store.migrate import PROCESS, migrate

_TABLES: LiteralString = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
           max(a.attname::text) FILTER (WHERE a.attidentity <> '')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname <> 'migrations'
    GROUP BY c.relname ORDER BY c.relname
"""
_FOREIGN_KEYS: LiteralString = """
    SELECT t.relname::text, c.conname::text, pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


def write(url: str, file: Path, at: datetime, progress: Progress) -> Manifest:
    """Write a backup of the database to `file`, which appears when it is whole.

    Raises Invalid where there is such a file, and Unavailable where processes are at work on a cluster.
    """
    with created(file) as archive:
        return _write(url, archive, at, progress)


def _write(url: str, archive: zipfile.ZipFile, at: datetime, progress: Progress) -> Manifest:
    with psycopg.connect(url) as conn:
        names = snapshot(conn)
        _require_rest(conn)
        found = conn.execute(_TABLES).fetchall()
        tables: list[Table] = []
        for done, (name, columns, identity) in enumerate(found):
            progress(name, done, len(found))
            rows = copy_out(conn, archive, name, sql.SQL("{} ({})").format(sql.Identifier(name), listed(columns)))
            tables.append(Table(name, columns, rows, (identity, _last(conn, name, identity)) if identity else None))
        manifest = Manifest(FORMAT, __version__, at.isoformat(timespec="seconds"), names, tables)
        describe(archive, manifest)
    progress("", len(found), len(found))
    return manifest


def _require_rest(conn: psycopg.Connection) -> None:
    """Raise Unavailable where tables are on several servers, which do not show one moment, and a process may change them."""
    query = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, %s)"
    if shards.state(conn).is_begun and conn.execute(query, (PROCESS,)).fetchone():
        raise Unavailable(
            "A cluster cannot be read as of one moment while it is in use: stop every process of this installation first, or"
            " back up the servers themselves.",
            code="at_work",
        )


def _last(conn: psycopg.Connection, name: str, column: str) -> int:
    """The last number that an identity column gave; 0 before the first."""
    sequence = conn.execute("SELECT pg_get_serial_sequence(%s, %s)", (f'public."{name}"', column)).fetchone()
    assert sequence is not None
    schema, _, table = str(sequence[0]).partition(".")
    statement = sql.SQL("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}").format(
        sql.Identifier(schema, table.strip('"'))
    )
    row = conn.execute(statement).fetchone()
    return int(row[0]) if row else 0


def restore(url: str, file: Path, progress: Progress, *, paused_at: datetime | None = None) -> Manifest:
    """Read a backup into an empty database, all of it or nothing, then apply the migrations that came after it.

    `paused_at`: the installation is paused as of then, so that no engine works on it until a person resumes it.
    Raises Invalid for a file that is not a whole backup and for a database that holds something.
    """
    with opened(file) as (archive, manifest):
        if manifest.origin:
            raise Invalid(f"{file} holds one workspace: read it with `outrider import workspace`.")
        with psycopg.connect(url) as conn:
            _require_empty(conn)
            if shards.state(conn).is_begun:
                raise Invalid("This database is distributed: restore into another one, then run `outrider distribute`.")
        migrate(url, only=frozenset(manifest.migrations))
        with psycopg.connect(url) as conn:
            _require_empty(conn)
            keys = conn.execute(_FOREIGN_KEYS).fetchall()
            for table, name, _ in keys:
                conn.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))
            for done, table in enumerate(manifest.tables):
                progress(table.name, done, len(manifest.tables))
                copy_in(conn, archive, table, file)
                _go_on(conn, table)
            progress("foreign keys", len(manifest.tables), len(manifest.tables))
            for table, name, definition in keys:
                statement = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(sql.Identifier(table), sql.Identifier(name))
                conn.execute(statement + sql.SQL(definition))
            if paused_at and conn.execute("UPDATE installation SET paused_at = %s", (paused_at,)).rowcount != 1:
                raise Invalid("This backup cannot be paused: it is of an installation that was never started.", field="paused")
            conn.execute("ANALYZE")
    migrate(url)
    return manifest


def _require_empty(conn: psycopg.Connection) -> None:
    """Raise Invalid where the database has a workspace."""
    if conn.execute("SELECT to_regclass('workspaces')").fetchone() == (None,):
        return
    if conn.execute("SELECT id FROM workspaces LIMIT 1").fetchone():
        raise Invalid("This database holds an installation already: restore into an empty one.", code="not_empty")
    conn.execute("TRUNCATE installation")


def _go_on(conn: psycopg.Connection, table: Table) -> None:
    """Number new rows from where the installation was."""
    if table.serial and table.serial[1]:
        column, last = table.serial
        conn.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", (f'public."{table.name}"', column, last))
