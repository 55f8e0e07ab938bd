"""Migrations, the pool, and the embedded PostgreSQL: several users share it, and what was committed survives kill -9."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from outrider.errors import Unavailable
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core
from outrider.store.db import LIMITS, allow, as_of_one_server, is_away, knows_capitals, may_pass, open_pool
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import available, migrate, pending, require_current


class TestMigrations:
    def test_are_applied_once_in_order_by_many_at_once(self, postgres_url: str) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as conn:
            conn.execute("CREATE DATABASE fresh")
        url = urlsplit(postgres_url)._replace(path="/fresh").geturl()
        names = [name for name, _ in available()]
        assert names == sorted(names)
        assert pending(url) == names
        with ThreadPoolExecutor(4) as threads:
            applied = list(threads.map(migrate, [url] * 4))
        assert sorted(applied, key=len)[:3] == [[], [], []]
        assert max(applied, key=len) == names
        assert pending(url) == []

    @pytest.mark.one_server
    def test_a_newer_schema_is_refused(self, database: str) -> None:
        with psycopg.connect(database, autocommit=True) as conn:
            conn.execute("INSERT INTO migrations (name) VALUES ('9999_later.sql')")
        for act in (migrate, pending, require_current):
            with pytest.raises(Unavailable, match=r"newer Outrider \(9999_later\.sql"):
                act(database)

    @pytest.mark.one_server
    def test_a_schema_from_before_the_first_release_is_not_taken_for_a_newer_one(self, database: str) -> None:
        with psycopg.connect(database, autocommit=True) as conn:
            conn.execute("INSERT INTO migrations (name) VALUES ('0002_leads.sql'), ('0017_rare.sql')")
        with pytest.raises(Unavailable, match=r"before the first release \(0002_leads\.sql"):
            require_current(database)

    @pytest.mark.one_server
    def test_what_is_pending_is_named_and_not_applied(self, database: str) -> None:
        require_current(database)
        with psycopg.connect(database, autocommit=True) as conn:
            conn.execute("DELETE FROM migrations WHERE name = (SELECT max(name) FROM migrations)")
        with pytest.raises(Unavailable, match=r"needs 1 migration .*run `outrider migrate`"):
            require_current(database)
        assert len(pending(database)) == 1

    def test_numbers_are_unique(self) -> None:
        numbers = [name[:4] for name, _ in available()]
        assert len(set(numbers)) == len(numbers)
        assert all(n.isdigit() for n in numbers)


class TestPool:
    async def test_a_body_that_raises_leaves_nothing(self, core: Core) -> None:
        with pytest.raises(RuntimeError):
            async with core.scope(1) as scope:
                await scope.run("INSERT INTO workspaces (name, created_at, updated_at) VALUES ('x', %(now)s, %(now)s)")
                raise RuntimeError
        async with core.scope(1) as scope:
            assert await scope.all("SELECT id FROM workspaces") == []

    async def test_a_broken_connection_is_replaced(self, core: Core) -> None:
        async with core.pool.connection() as conn:
            pid = conn.info.backend_pid
        async with core.pool.connection() as one, core.pool.connection() as other:
            killer = one if one.info.backend_pid != pid else other
            await killer.execute("SELECT pg_terminate_backend(%s, 60000)", (pid,))  # returns when it has ended
        for _ in range(4):
            async with core.pool.connection() as conn:
                assert await (await conn.execute("SELECT 1 AS one")).fetchone() == {"one": 1}

    @pytest.mark.parametrize(
        ("kind", "items"),
        [
            ("bigint", [1, None, -(2**62)]),
            ("int", [None, None]),
            ("smallint", [1, 2]),
            ("numeric", [2**63, 1]),
            ("text", ["plain", "żółć", "", "NULL"]),
            ("text", ['a "quoted" word', "a \\ b"]),
            ("text", ['plain, "quoted" and \\', "", "NULL", "null", None, "{}", "\n\t ", "żółć 😀", "\u2028"]),
            ("boolean", [True, False, None]),
            ("timestamptz", [datetime(2026, 3, 2, 7, 30, 1, 5, UTC), None]),
            ("date", [date(2026, 3, 2), None]),
            ("float", [1.5, None]),
            ("text", []),
            ("text", ['the same, "quoted" and \\'] * 3),
            ("boolean", [False, False]),
            ("timestamptz", [datetime(2026, 3, 2, 7, 30, 1, 5, UTC)] * 2),
        ],
    )
    async def test_a_list_arrives_as_it_was(self, core: Core, kind: LiteralString, items: list[object]) -> None:
        async with core.pool.connection() as conn:
            row = await (await conn.execute(sql("SELECT %s::{kind}[] AS items", kind=kind), (items,))).fetchone()
        assert row == {"items": items}

    async def test_a_list_with_a_null_character_is_refused(self, core: Core) -> None:
        async with core.pool.connection() as conn:
            with pytest.raises(psycopg.DataError):
                await conn.execute("SELECT %s::text[]", (["a\0b"],))

    async def test_times_are_utc(self, database: str) -> None:
        async with open_pool(database, size=1) as pool, pool.connection() as conn:
            row = await (await conn.execute("SELECT '2026-07-01 12:00+02'::timestamptz AS at")).fetchone()
            assert row
            assert row["at"].utcoffset().total_seconds() == 0
            assert row["at"].hour == 10


HOLDER = """
import sys, time
from pathlib import Path
import psycopg
from outrider.store.embedded import embedded_postgres
with embedded_postgres(Path(sys.argv[1])) as url:
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("CREATE TABLE t (n int)")
        conn.execute("INSERT INTO t VALUES (1)")
    print("ready", flush=True)
    time.sleep(60)
"""


# Citus gives some of its errors the code of an internal one.
AWAY = [
    psycopg.errors.ConnectionFailure(),
    psycopg.errors.AdminShutdown(),
    psycopg.errors.IoError(),
    psycopg.errors.InternalError_("could not commit transaction for shard 102008 on at least one active node"),
    psycopg.errors.InternalError_("failure on connection marked as essential: worker:5432"),
    psycopg.errors.InternalError_("terminating connection due to administrator command"),
]
OTHERS = [
    psycopg.errors.QueryCanceled(),
    psycopg.errors.UniqueViolation(),
    psycopg.errors.InternalError_("tuple concurrently updated"),
]


@pytest.mark.parametrize("error", AWAY)
def test_a_server_that_is_away_is_no_fault_of_the_statement(error: psycopg.Error) -> None:
    assert is_away(error)
    assert may_pass(error)


@pytest.mark.parametrize("error", OTHERS)
def test_other_errors_are_no_reason_to_wait(error: psycopg.Error) -> None:
    assert not is_away(error)


IN_WORDS = [
    ('duplicate key value violates unique constraint "tags_name_102010"', psycopg.errors.UniqueViolation),
    (
        'insert or update on table "leads_102011" violates foreign key constraint "owner_102011"',
        psycopg.errors.ForeignKeyViolation,
    ),
    ('new row for relation "leads_102011" violates check constraint "leads_email_check"', psycopg.errors.CheckViolation),
    ('null value in column "email" of relation "leads_102011" violates not-null constraint', psycopg.errors.NotNullViolation),
    ('index row size 3000 exceeds btree version 4 maximum 2704 for index "leads_102011"', psycopg.errors.ProgramLimitExceeded),
    ("deadlock detected", psycopg.errors.DeadlockDetected),
    ("canceling statement due to lock timeout", psycopg.errors.LockNotAvailable),
]


@pytest.mark.parametrize(("text", "kind"), IN_WORDS)
def test_what_another_server_of_a_cluster_refused_is_known_by_its_words(text: str, kind: type[psycopg.Error]) -> None:
    found = as_of_one_server(psycopg.errors.InternalError_(text))
    assert type(found) is kind
    assert str(found) == text


def test_other_internal_errors_stay_what_they_are() -> None:
    error = psycopg.errors.InternalError_("tuple concurrently updated")
    assert as_of_one_server(error) is error


def test_the_embedded_server_outlives_a_killed_process_and_stops_with_its_last_user() -> None:
    with TemporaryDirectory(prefix="outrider-", ignore_cleanup_errors=True) as folder:
        holder = subprocess.Popen([sys.executable, "-W", "ignore", "-c", HOLDER, folder], stdout=subprocess.PIPE, text=True)
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "ready\n"
        finally:
            holder.kill()
            holder.wait()
        with embedded_postgres(Path(folder)) as first, embedded_postgres(Path(folder)) as second:
            assert first == second
            with psycopg.connect(second) as conn:
                assert conn.execute("SELECT n FROM t").fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(first)


@pytest.mark.parametrize("locale", ["xx_XX.UTF-8", "C"])
def test_the_embedded_server_is_the_same_in_every_locale(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)  # of someone who signed in from elsewhere; of a service
    with (
        TemporaryDirectory(prefix="outrider-", ignore_cleanup_errors=True) as folder,
        embedded_postgres(Path(folder)) as url,
        psycopg.connect(url) as conn,
    ):
        assert conn.execute("SELECT lower('ÄŁΩЖ'), to_tsvector('simple', 'Ärger')::text").fetchone() == ("äłωж", "'ärger':1")


@pytest.mark.one_server
@pytest.mark.parametrize(("locale", "knows"), [("C", False), ("C.UTF-8", True)])
async def test_a_database_that_knows_english_capitals_alone_is_noticed(database: str, locale: str, knows: bool) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE shouting TEMPLATE template0 LOCALE_PROVIDER libc LOCALE '{locale}'".encode())
        try:
            async with open_pool(make_conninfo(database, dbname="shouting")) as pool:
                assert await knows_capitals(pool) is knows
        finally:
            conn.execute("DROP DATABASE shouting WITH (FORCE)")


JOINER = """
import sys
from pathlib import Path
from outrider.store.embedded import embedded_postgres
with embedded_postgres(Path(sys.argv[1])):
    print("ready", flush=True)
"""


def test_the_embedded_server_needs_no_file_that_users_of_the_machine_share() -> None:
    with TemporaryDirectory(prefix="outrider-", ignore_cleanup_errors=True) as folder:
        shared = Path(folder) / "tmp"
        (shared / ".lockfile").mkdir(parents=True)  # nobody can open it, as another user's cannot be opened
        command = [sys.executable, "-W", "ignore", "-c", JOINER, f"{folder}/data"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"TMPDIR": str(shared)})
        assert done.stdout == "ready\n", done.stderr


@pytest.mark.parametrize("name", LIMITS)
async def test_no_connection_is_held_without_end(core: Core, name: str) -> None:
    async with core.pool.connection() as conn:
        row = await (
            await conn.execute("SELECT setting::int AS milliseconds FROM pg_settings WHERE name = %s", (name,))
        ).fetchone()
    assert row is not None
    assert row["milliseconds"] == int(LIMITS[name].removesuffix("s")) * 1000


async def test_long_work_may_ask_for_more_time_in_its_transaction_only(core: Core) -> None:
    async def limit() -> str:
        row = await (await conn.execute("SHOW statement_timeout")).fetchone()
        assert row is not None
        return row["statement_timeout"]

    async with core.pool.connection() as conn:
        await allow(conn, 900)
        assert await limit() == "15min"
        await conn.commit()
        assert await limit() == "2min"
