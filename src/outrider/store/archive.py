"""What backups and exported workspaces are kept in: a zip file of tables, as of one moment.

It holds `manifest.json` (last) and, for each table, `tables/NAME` in PostgreSQL's text COPY format.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from outrider.errors import Invalid, Unavailable
from outrider.store.migrate import available
from outrider.values import amended

FORMAT = 1
CHUNK = 1 << 20  # bytes
MANIFEST = "manifest.json"

Progress = Callable[[str, int, int], None]
"""Called with the table, how many tables are done, and how many there are."""

Change = Callable[[bytes], bytes | None]
"""Makes another line of a table's line, both without the newline; None leaves it out."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file. `serial`: its identity column and the highest number in use, where it has one."""

    name: str
    columns: list[str]
    rows: int
    serial: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The one workspace that a file holds. `salt` and `check` are of the key that its secrets are encrypted with."""

    workspace_id: int
    name: str
    salt: str
    check: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file holds: a whole installation, or with `origin` one workspace of it."""

    format: int
    version: str
    at: str  # ISO 8601, UTC
    migrations: list[str]
    tables: list[Table] = field(default_factory=list[Table])
    origin: Origin | None = None


@contextmanager
def created(file: Path) -> Generator[zipfile.ZipFile]:
    """A new archive, which appears under its name when it is whole. Raises Invalid where there is such a file."""
    if file.exists():
        raise Invalid(f"{file} exists: name a new file.")
    partial = file.with_name(file.name + ".partial")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                yield archive
            out.flush()
            os.fsync(out.fileno())
        os.rename(partial, file)
    finally:
        partial.unlink(missing_ok=True)


def describe(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest, last: a file without one is not whole."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest)))


@contextmanager
def opened(file: Path) -> Generator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its manifest. Raises Invalid for a file that is not whole, Unavailable for one of a newer version."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise Invalid(f"{file} was not written by Outrider, or was cut off.") from None
    with archive:
        try:
            content = json.loads(archive.read(MANIFEST))
            tables = [Table(**amended(t, serial=tuple(t["serial"]) if t["serial"] else None)) for t in content.pop("tables")]
            origin = Origin(**kept) if (kept := content.pop("origin", None)) else None
            manifest = Manifest(**content, tables=tables, origin=origin)
        except (KeyError, TypeError, ValueError):
            raise Invalid(f"{file} was not written by Outrider.") from None
        known = {name for name, _ in available()}
        if manifest.format > FORMAT or set(manifest.migrations) - known:
            raise Unavailable(
                f"{file} was written by Outrider {manifest.version}, which is newer: upgrade this one.", code="newer_schema"
            )
        yield archive, manifest


def snapshot(conn: psycopg.Connection) -> list[str]:
    """Have a new connection see one moment and change nothing; the migrations of its database."""
    conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    conn.read_only = True
    return [str(row[0]) for row in conn.execute("SELECT name FROM migrations ORDER BY name")]


def listed(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def copy_out(
    conn: psycopg.Connection,
    archive: zipfile.ZipFile,
    name: str,
    source: sql.Composable,
    change: Callable[[bytes], bytes] | None = None,
) -> int:
    """Stream a table, or the rows of a query in parentheses, into the archive; how many rows. `change`: as in Change."""
    statement = sql.SQL("COPY {} TO STDOUT").format(source)
    with conn.cursor() as cursor, archive.open(f"tables/{name}", "w", force_zip64=True) as out:
        with cursor.copy(statement) as copy:
            held, size = list[bytes](), 0
            for data in copy:
                line = bytes(data)
                if change:
                    line = change(line.removesuffix(b"\n")) + b"\n"
                held.append(line)
                if (size := size + len(line)) >= CHUNK:
                    out.write(b"".join(held))
                    held, size = [], 0
            out.write(b"".join(held))
        return cursor.rowcount


def copy_in(conn: psycopg.Connection, archive: zipfile.ZipFile, table: Table, file: Path, change: Change | None = None) -> None:
    """Stream a table of the archive into the database's. Raises Invalid where the file is damaged or of another schema."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), listed(table.columns))
    read = 0
    try:
        with conn.cursor() as cursor:
            with archive.open(f"tables/{table.name}") as source, cursor.copy(statement) as copy:
                if change is None:
                    _pump(source, copy)
                else:
                    read = _pump_changed(source, copy, change)
            rows = read if change else cursor.rowcount
    except (KeyError, zipfile.BadZipFile, zlib.error, psycopg.errors.DataError, EOFError) as error:
        raise Invalid(f"{file} is damaged: {table.name} cannot be read ({' '.join(str(error).split())}).") from None
    except psycopg.errors.ProgrammingError as error:
        message = f"{file} was written with another schema: {' '.join(str(error).split())}."
        raise Invalid(message, code="other_schema") from None
    if rows != table.rows:
        raise Invalid(f"{file} is damaged: {table.name} has {rows} rows, not {table.rows}.")


def _pump(source: IO[bytes], copy: psycopg.Copy) -> None:
    while data := source.read(CHUNK):
        copy.write(data)


def _pump_changed(source: IO[bytes], copy: psycopg.Copy, change: Change) -> int:
    """As `_pump`, line by line; how many lines there were. A row is a line: the format writes line breaks in values as \\n."""
    read, held, size = 0, list[bytes](), 0
    for line in lines(source):
        read += 1
        if (changed := change(line)) is None:
            continue
        held.append(changed)
        if (size := size + len(changed)) >= CHUNK:
            copy.write(b"\n".join((*held, b"")))
            held, size = [], 0
    if held:
        copy.write(b"\n".join((*held, b"")))
    return read


def lines(source: IO[bytes]) -> Iterator[bytes]:
    """The lines of a table in an archive, without their newlines."""
    tail = b""
    while data := source.read(CHUNK):
        *whole, tail = (tail + data).split(b"\n")
        yield from whole
    if tail:
        yield tail
