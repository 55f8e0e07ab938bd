"""Backups: every table of an installation in one zip file, as of one moment, and back into an empty database.

The file holds `manifest.json` (last) and, for each table, `tables/NAME` in PostgreSQL's text COPY format. Rows of unlogged tables
are left out: they do not survive a crash either. The secret key is not in it; what the secret encrypts stays encrypted.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, LiteralString

import psycopg
from psycopg import sql

from outrider import __version__
from outrider.errors import Invalid, Unavailable
from outrider.store.migrate import available, migrate

FORMAT = 1
CHUNK = 1 << 20  # bytes
MANIFEST = "manifest.json"

Progress = Callable[[str, int, int], None]
"""Called with the table, how many tables are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a backup. `serial`: its identity column and the last number given, where it has one."""

    name: str
    columns: list[str]
    rows: int
    serial: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of."""

    format: int
    version: str
    at: str  # ISO 8601, UTC
    migrations: list[str]
    tables: list[Table] = field(default_factory=list[Table])


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
    """Write a backup of the database to `file`, which appears when it is whole. Raises Invalid where there is such a file."""
    if file.exists():
        raise Invalid(f"{file} exists: name a new file.")
    partial = file.with_name(file.name + ".partial")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                manifest = _write(url, archive, at, progress)
            out.flush()
            os.fsync(out.fileno())
        os.rename(partial, file)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _write(url: str, archive: zipfile.ZipFile, at: datetime, progress: Progress) -> Manifest:
    with psycopg.connect(url) as conn:
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        conn.read_only = True
        names = [str(row[0]) for row in conn.execute("SELECT name FROM migrations ORDER BY name")]
        found = conn.execute(_TABLES).fetchall()
        tables: list[Table] = []
        for done, (name, columns, identity) in enumerate(found):
            progress(name, done, len(found))
            rows = _copy_out(conn, archive, name, columns)
            tables.append(Table(name, columns, rows, (identity, _last(conn, name, identity)) if identity else None))
        manifest = Manifest(FORMAT, __version__, at.isoformat(timespec="seconds"), names, tables)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest)))
    progress("", len(found), len(found))
    return manifest


def _copy_out(conn: psycopg.Connection, archive: zipfile.ZipFile, name: str, columns: list[str]) -> int:
    """Stream a table into the archive; how many rows."""
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(name), _listed(columns))
    with conn.cursor() as cursor, archive.open(f"tables/{name}", "w", force_zip64=True) as out:
        with cursor.copy(statement) as copy:
            held, size = list[bytes](), 0
            for data in copy:
                held.append(bytes(data))
                if (size := size + len(data)) >= CHUNK:
                    out.write(b"".join(held))
                    held, size = [], 0
            out.write(b"".join(held))
        return cursor.rowcount


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


def _listed(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its manifest. Raises Invalid for a file that is not a whole backup, or one of a newer version."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise Invalid(f"{file} is not a backup, or was cut off.") from None
    with archive:
        try:
            content = json.loads(archive.read(MANIFEST))
            tables = [Table(**{**t, "serial": tuple(t["serial"]) if t["serial"] else None}) for t in content.pop("tables")]
            manifest = Manifest(**content, tables=tables)
        except (KeyError, TypeError, ValueError):
            raise Invalid(f"{file} is not a backup of Outrider.") from None
        known = {name for name, _ in available()}
        if manifest.format > FORMAT or set(manifest.migrations) - known:
            raise Unavailable(
                f"{file} was written by Outrider {manifest.version}, which is newer: upgrade this one.", code="newer_schema"
            )
        yield archive, manifest


def restore(url: str, file: Path, progress: Progress, *, paused_at: datetime | None = None) -> Manifest:
    """Read a backup into an empty database, all of it or nothing, then apply the migrations that came after it.

    `paused_at`: the installation is paused as of then, so that no engine works on it until a person resumes it.
    Raises Invalid for a file that is not a whole backup and for a database that holds something.
    """
    with _opened(file) as (archive, manifest):
        with psycopg.connect(url) as conn:
            _require_empty(conn)
        migrate(url, only=frozenset(manifest.migrations))
        with psycopg.connect(url) as conn:
            _require_empty(conn)
            keys = conn.execute(_FOREIGN_KEYS).fetchall()
            for table, name, _ in keys:
                conn.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))
            for done, table in enumerate(manifest.tables):
                progress(table.name, done, len(manifest.tables))
                _copy_in(conn, archive, table, file)
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


def _copy_in(conn: psycopg.Connection, archive: zipfile.ZipFile, table: Table, file: Path) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), _listed(table.columns))
    try:
        with conn.cursor() as cursor:
            with archive.open(f"tables/{table.name}") as source, cursor.copy(statement) as copy:
                _pump(source, copy)
            rows = cursor.rowcount
    except (KeyError, zipfile.BadZipFile, zlib.error, psycopg.errors.DataError, EOFError) as error:
        raise Invalid(f"{file} is damaged: {table.name} cannot be read ({' '.join(str(error).split())}).") from None
    except psycopg.errors.ProgrammingError as error:
        message = f"{file} was written with another schema: {' '.join(str(error).split())}."
        raise Invalid(message, code="other_schema") from None
    if rows != table.rows:
        raise Invalid(f"{file} is damaged: {table.name} has {rows} rows, not {table.rows}.")
    if table.serial and table.serial[1]:
        column, last = table.serial
        conn.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", (f'public."{table.name}"', column, last))


def _pump(source: IO[bytes], copy: psycopg.Copy) -> None:
    while data := source.read(CHUNK):
        copy.write(data)
