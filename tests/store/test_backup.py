"""Backups: what comes back is what was there, and what is not a whole backup is refused."""

import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from outrider.errors import Invalid, OutriderError, Unavailable
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import installation, workspaces
from outrider.store import backup
from outrider.store.distribute import distribute
from outrider.store.migrate import PROCESS
from tests.databases import disconnect
from tests.engine.helpers import Remembering, make, make_engine, work
from tests.store.citus import stand_in

pytestmark = pytest.mark.one_server

AT = datetime(2026, 3, 2, tzinfo=UTC)


def quiet(table: str, done: int, of: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def empty(postgres_url: str, request: pytest.FixtureRequest):
    """The URL of a database without a table."""
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute("DROP DATABASE IF EXISTS restored WITH (FORCE)")
        conn.execute("CREATE DATABASE restored")
    yield urlsplit(postgres_url)._replace(path="/restored").geturl()
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute("DROP DATABASE restored WITH (FORCE)")


@pytest.fixture
async def busy(core: Core, database: str, workspace: workspaces.Installed) -> str:
    """A database in which a campaign has sent."""
    await make(core, workspace.workspace_id, n_leads=5)
    await work(make_engine(core, Remembering(core)), workspace.workspace_id)
    return database


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and every sequence, in text."""
    with psycopg.connect(url) as conn:
        tables = [row[0] for row in conn.execute(backup._TABLES)]
        found = {name: sorted(conn.execute(f"SELECT t::text FROM {name} t").fetchall()) for name in tables}
        sequences = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
        return found | {"sequences": conn.execute(sequences).fetchall()}


def schema(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as conn:
        return conn.execute(
            """
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
            """
        ).fetchall()


async def test_what_is_restored_is_what_was_there(busy: str, empty: str, tmp_path: Path) -> None:
    written = backup.write(busy, tmp_path / "b", AT, quiet)
    assert sum(table.rows for table in written.tables) > 50
    assert backup.restore(empty, tmp_path / "b", quiet) == written
    assert rows(empty) == rows(busy)
    assert schema(empty) == schema(busy)


async def test_the_file_is_its_owners_alone_and_never_half(busy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.write(busy, tmp_path / "b", AT, quiet)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_out", full)
    with pytest.raises(OSError, match="No space"):
        backup.write(busy, tmp_path / "c", AT, quiet)
    assert os.listdir(tmp_path) == ["b"]


async def test_a_file_is_not_overwritten(busy: str, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("precious")
    with pytest.raises(Invalid, match="exists"):
        backup.write(busy, tmp_path / "b", AT, quiet)
    assert (tmp_path / "b").read_text() == "precious"


async def test_it_is_as_of_one_moment(busy: str, empty: str, tmp_path: Path) -> None:
    """What is committed while tables are read is in none of them."""
    before = rows(busy)

    def meddle(table: str, done: int, of: int) -> None:
        with psycopg.connect(busy, autocommit=True) as conn:
            conn.execute("INSERT INTO workspaces (name, created_at, updated_at) VALUES (%s, now(), now())", (table,))

    backup.write(busy, tmp_path / "b", AT, meddle)
    backup.restore(empty, tmp_path / "b", quiet)
    assert rows(empty)["workspaces"][1:] == []
    assert rows(empty)["messages"] == before["messages"]


def spread(url: str) -> None:
    stand_in(url)
    distribute(url)


async def test_on_a_cluster_nothing_else_may_be_at_work(database: str, tmp_path: Path) -> None:
    await disconnect(database)
    spread(database)
    with psycopg.connect(database, application_name=f"{PROCESS}1.0"), pytest.raises(Unavailable, match="stop every process"):
        backup.write(database, tmp_path / "b", AT, quiet)
    assert backup.write(database, tmp_path / "b", AT, quiet)


def test_a_backup_is_not_restored_into_a_distributed_database(database: str, tmp_path: Path) -> None:
    backup.write(database, tmp_path / "b", AT, quiet)
    spread(database)
    with pytest.raises(Invalid, match="is distributed"):
        backup.restore(database, tmp_path / "b", quiet)


async def test_a_database_that_holds_something_is_left_alone(busy: str, tmp_path: Path) -> None:
    backup.write(busy, tmp_path / "b", AT, quiet)
    before = rows(busy)
    with pytest.raises(Invalid, match="holds an installation already"):
        backup.restore(busy, tmp_path / "b", quiet)
    assert rows(busy) == before


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def _flip(file: Path) -> None:
    """Change a byte in the middle of a table."""
    with zipfile.ZipFile(file) as archive:
        at = archive.getinfo("tables/messages").header_offset + 200
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)


def _rewrite(file: Path, change: dict[str, bytes | None]) -> None:
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (entries | change).items():
            if content is not None:
                archive.writestr(name, content)


def _without_leads(file: Path) -> None:
    _rewrite(file, {"tables/leads": None})


def _without_a_row(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        lines = archive.read("tables/events").splitlines(keepends=True)
    _rewrite(file, {"tables/events": b"".join(lines[1:])})


def _of_a_newer_version(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest = archive.read("manifest.json")
    _rewrite(file, {"manifest.json": manifest.replace(b'"0001_tenancy.sql"', b'"9999_later.sql"')})


@pytest.mark.parametrize(
    ("spoil", "kind", "says"),
    [
        (_cut, Invalid, "was not written by Outrider, or was cut off"),
        (lambda file: file.write_bytes(b"PK" * 50), Invalid, "was not written by Outrider"),
        (lambda file: _rewrite(file, {"manifest.json": b"[]"}), Invalid, "was not written by Outrider"),
        (_flip, Invalid, "messages cannot be read"),
        (_without_leads, Invalid, "leads cannot be read"),
        (_without_a_row, Invalid, "is damaged: events has"),
        (_of_a_newer_version, Unavailable, "which is newer: upgrade this one"),
    ],
)
async def test_what_is_not_whole_is_refused_and_leaves_nothing(
    busy: str, empty: str, tmp_path: Path, spoil, kind: type[OutriderError], says: str
) -> None:
    file = tmp_path / "b"
    backup.write(busy, file, AT, quiet)
    shutil.copy(file, tmp_path / "good")
    spoil(file)
    with pytest.raises(kind, match=says):
        backup.restore(empty, file, quiet)
    assert backup.restore(empty, tmp_path / "good", quiet).version


@pytest.mark.parametrize("paused_at", [None, AT])
async def test_a_copy_is_paused_where_that_is_asked(
    core: Core, busy: str, empty: str, tmp_path: Path, paused_at: datetime | None
) -> None:
    await installation.check_secret(core)
    backup.write(busy, tmp_path / "b", AT, quiet)
    backup.restore(empty, tmp_path / "b", quiet, paused_at=paused_at)
    with psycopg.connect(empty) as conn:
        assert conn.execute("SELECT paused_at FROM installation").fetchall() == [(paused_at,)]
