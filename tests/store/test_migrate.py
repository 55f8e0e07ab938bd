"""Migrations of an installation that goes on working: what adds, what fills, and what takes away once nobody needs it."""

import threading
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from outrider import __version__
from outrider.errors import Unavailable
from outrider.outreach.base.scope import Core
from outrider.store import migrate as schema

pytestmark = pytest.mark.one_server

ADD = ("9001_pace.pre.sql", "ALTER TABLE tags ADD COLUMN pace int")
FILL = (
    "9001_pace.fill.sql",
    "UPDATE tags SET pace = 1 WHERE id = ANY (ARRAY(SELECT id FROM tags WHERE pace IS NULL ORDER BY id LIMIT 2))",
)
INDEX = ("9002_index.pre.sql", "-- alone\nCREATE INDEX CONCURRENTLY tags_pace ON tags (workspace_id, pace)")
TAKE = ("9001_pace.post.sql", "ALTER TABLE tags DROP COLUMN description")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version with further migrations."""
    found = [*schema.available(), ADD, FILL, TAKE, INDEX]
    monkeypatch.setattr(schema, "available", lambda: found)


@pytest.fixture
def filled(database: str) -> str:
    """A database with five tags."""
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("INSERT INTO workspaces (name, created_at, updated_at) VALUES ('Acme', now(), now())")
        conn.execute(
            """
            INSERT INTO tags (workspace_id, name, created_at, updated_at)
            SELECT w.id, n::text, now(), now() FROM workspaces w, generate_series(1, 5) n
            """
        )
    return database


def columns(url: str) -> set[str]:
    with psycopg.connect(url) as conn:
        return {c.name for c in conn.execute("SELECT * FROM tags LIMIT 0").description or ()}


@pytest.mark.usefixtures("newer")
class TestUpgrade:
    def test_stages_come_in_their_order(self, filled: str) -> None:
        assert schema.migrate(filled) == [ADD[0], FILL[0], TAKE[0], INDEX[0]]
        assert "pace" in columns(filled)
        assert "description" not in columns(filled)

    def test_a_fill_is_repeated_until_nothing_is_left(self, filled: str) -> None:
        schema.migrate(filled)
        with psycopg.connect(filled) as conn:
            assert conn.execute("SELECT count(*) FROM tags WHERE pace = 1").fetchone() == (5,)

    def test_what_takes_away_waits_for_processes_of_another_version(self, filled: str) -> None:
        with psycopg.connect(filled, application_name=f"{schema.PROCESS}0.0.9"):
            assert schema.migrate(filled) == [ADD[0], FILL[0], INDEX[0]]
            assert schema.others(filled) == ["0.0.9"]
            schema.require_current(filled)
        assert schema.pending(filled) == [TAKE[0]]
        assert schema.migrate(filled) == [TAKE[0]]

    def test_processes_of_this_version_are_no_hindrance(self, filled: str) -> None:
        with psycopg.connect(filled, application_name=schema.PROCESS + __version__):
            assert TAKE[0] in schema.migrate(filled)

    def test_a_table_in_use_is_waited_for_without_holding_up_the_others(
        self, filled: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "LOCK_TIMEOUT", "50ms")
        monkeypatch.setattr(schema, "PAUSE", 0.01)
        with psycopg.connect(filled) as reader:
            reader.execute("SELECT count(*) FROM tags")
            done = threading.Thread(target=schema.migrate, args=[filled])
            done.start()
            with psycopg.connect(filled) as other:
                other.execute("SET statement_timeout = '30s'")
                for _ in range(20):
                    other.execute("SELECT count(*) FROM tags")
                    other.commit()
            assert "pace" not in columns(filled)
            reader.rollback()
            done.join(60)
        assert "pace" in columns(filled)

    def test_a_table_that_is_always_in_use_is_named(self, filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(schema, "LOCK_TIMEOUT", "20ms")
        monkeypatch.setattr(schema, "PAUSE", 0)
        monkeypatch.setattr(schema, "TRIES", 3)
        with psycopg.connect(filled) as reader:
            reader.execute("SELECT count(*) FROM tags")
            with pytest.raises(Unavailable, match=r"9001_pace\.pre\.sql could not be applied"):
                schema.migrate(filled)


def test_the_version_before_bears_what_was_added(database: str) -> None:
    """A process that is started again in the middle of an upgrade goes on."""
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("INSERT INTO migrations (name) VALUES ('9001_pace.pre.sql'), ('9001_pace.fill.sql')")
    schema.require_current(database)
    assert schema.pending(database) == []


def test_the_version_before_is_refused_once_something_was_taken_away(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("INSERT INTO migrations (name) VALUES ('9001_pace.post.sql')")
    with pytest.raises(Unavailable, match="upgrade this one"):
        schema.require_current(database)


def test_every_name_says_its_stage() -> None:
    assert {schema.stage(name) for name, _ in schema.available()} <= set(schema.STAGES)


async def test_a_process_names_its_version_where_an_upgrade_looks(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    url = str(core.pool.conninfo)
    assert schema.others(url) == []
    monkeypatch.setattr(schema, "__version__", "99.0.0")
    assert schema.others(url) == [__version__]


def other_database(beside: str, options: str) -> Iterator[str]:
    """A new database on the same server."""
    name = f"outrider_unusable_{uuid4().hex}"
    with psycopg.connect(beside, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
        try:
            yield make_conninfo(beside, dbname=name)
        finally:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def latin(database: str) -> Iterator[str]:
    yield from other_database(database, "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")


@pytest.fixture
def foreign(database: str) -> Iterator[str]:
    """A database of someone else."""
    for url in other_database(database, ""):
        yield make_conninfo(url, options="-c role=pg_monitor")


def test_a_database_that_cannot_hold_every_text_is_refused(latin: str) -> None:
    with pytest.raises(Unavailable, match=r"encoded in LATIN1.*ENCODING 'UTF8'"):
        schema.migrate(latin)


def test_a_database_of_someone_else_is_refused_with_what_to_do(foreign: str) -> None:
    with pytest.raises(Unavailable, match=r"permission denied for schema public.*make it the database's owner"):
        schema.migrate(foreign)


def test_a_server_that_is_too_old_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "OLDEST_SERVER", 99)
    with pytest.raises(Unavailable, match=r"99 or later is needed"):
        schema.require_current(database)
