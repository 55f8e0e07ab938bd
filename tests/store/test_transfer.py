"""A workspace that moves to another installation: everything comes along, nothing is sent from both, nothing comes half."""

import base64
import io
import json
import os
import re
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row
from rich.console import Console

from outrider.clock import SimulatedClock
from outrider.commands import backup as commands
from outrider.engine.sending import dispatch, queued, ready
from outrider.errors import Invalid, OutriderError, Unavailable
from outrider.outreach.base import audit_chain, due, jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.enrollments import explain
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import factors, keys, notices, workspaces
from outrider.settings import Settings
from outrider.store import backup, transfer
from outrider.store.archive import Manifest
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.distribute import distribute
from tests import databases
from tests.engine.helpers import Made, Remembering, make, make_engine, run_until, steps, work
from tests.guards.test_house import SOURCE
from tests.store.citus import stand_in

pytestmark = pytest.mark.one_server
PASSPHRASE = "correct horse battery"
WEEK = 7 * 86_400


def quiet(table: str, done: int, of: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def elsewhere(postgres_url: str) -> Iterator[str]:
    """The URL of the other installation's database."""
    with databases.fresh(postgres_url, one_server=True) as url:
        yield url


@pytest.fixture
async def there(elsewhere: str, clock: SimulatedClock) -> AsyncIterator[Core]:
    """The other installation. It has a workspace, whose owner is a member of the one that comes, too."""
    async with open_pool(elsewhere, size=4) as pool:
        core = Core(pool, clock, Vault("another secret of the tests"))
        await workspaces.install(core, email="somebody@example.com", workspace_name="First")
        await workspaces.install(core, email="owner@example.com", workspace_name="Second")
        yield core


@pytest.fixture
async def made(core: Core, workspace: workspaces.Installed) -> Made:
    """A campaign that has sent the first of its steps."""
    made = await make(core, workspace.workspace_id, n_leads=5, sequence=steps(0, 86_400))
    await work(make_engine(core, Remembering(core)), workspace.workspace_id)
    return made


def export(core: Core, url: str, workspace_id: int, file: Path, passphrase: str = PASSPHRASE) -> Manifest:
    return transfer.write(url, file, transfer.Asked(workspace_id, core.clock.now(), core.vault, passphrase), quiet)


def bring(core: Core, url: str, file: Path, passphrase: str = PASSPHRASE, name: str | None = None) -> int:
    return transfer.read(url, file, transfer.Target(core.clock.now(), core.vault, passphrase, name), quiet)[1]


# -- a row in every table ------------------------------------------------------------------------------------------------------


def fill(url: str, vault: Vault, workspace_id: int, user_id: int) -> None:
    """Put a row into every table of the workspace that has none."""
    with psycopg.connect(url, autocommit=True) as conn:
        for source in transfer._sources(conn):
            query = sql.SQL("SELECT 1 FROM ({}) r LIMIT 1").format(transfer._rows_of(source, workspace_id))
            if conn.execute(query).fetchone():
                continue
            row = _row(conn, source.name, vault, {"workspace_id": workspace_id, "user_id": user_id})
            columns = [sql.Identifier(name) for name in row]
            conn.execute(
                sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                    sql.Identifier(source.name), sql.SQL(", ").join(columns), sql.SQL(", ").join([sql.Placeholder()] * len(row))
                ),
                list(row.values()),
            )


ONE_OF_TWO = {("enrichment_plans", "list_id")}  # columns of which a check wants one, that are not needed by themselves


def _row(conn: psycopg.Connection, table: str, vault: Vault, known: Mapping[str, int]) -> dict[str, Any]:
    """Values for the columns that must have one, and for those that name a user, a key, or are encrypted."""
    checks = " ".join(
        row[0]
        for row in conn.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", (table,)
        )
    )
    values: dict[str, Any] = {}
    for name, kind, needed in conn.execute(
        """
        SELECT attname, format_type(atttypid, NULL), attnotnull AND NOT atthasdef AND attidentity = '' FROM pg_attribute
        WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        """,
        (table,),
    ):
        if name in transfer.USER_COLUMNS and (table, name) not in transfer.NOT_USERS:
            values[name] = known["user_id"]
        elif table in transfer.SEALED and transfer.SEALED[table] == name:
            values[name] = vault.encrypt({"of": table}, workspace_id=known["workspace_id"])
        elif name == "workspace_id":
            values[name] = known[name]
        elif needed or name == "api_key_id" or (table, name) in ONE_OF_TWO:
            values[name] = _value(conn, table, name, kind, checks)
    return values


def _value(conn: psycopg.Connection, table: str, name: str, kind: str, checks: str) -> Any:
    if allowed := re.search(rf"\({name} = ANY \(ARRAY\['(\w+)'", checks):
        return allowed[1]
    match kind:
        case "bigint" | "integer":
            owner = {"api_key_id": "api_keys", "test_id": "placement_tests"}.get(name, name.removesuffix("_id") + "s")
            exists = conn.execute("SELECT to_regclass(%s) IS NOT NULL", (owner,)).fetchone()
            if not name.endswith("_id") or exists != (True,):
                return 1
            row = conn.execute(sql.SQL("SELECT min(id) FROM {}").format(sql.Identifier(owner))).fetchone()
            return (row and row[0]) or 1
        case "text[]" | "bigint[]" | "timestamp with time zone[]":
            return []
        case "jsonb":
            return json.dumps({})
        case "bytea":
            return b"some bytes\n\t\\"
        case "uuid":
            return "9b2f8a52-5d0b-4d8e-8f7b-0c1d2e3f4a5b"
        case "date":
            return "2026-03-02"
        case "timestamp with time zone":
            return "2026-03-02 09:00:00+00"
        case _:
            return "a text\nof \t two \\ lines"


# -- comparing -----------------------------------------------------------------------------------------------------------------


def contents(url: str, vault: Vault, workspace_id: int) -> dict[str, list[str]]:
    """All rows of the workspace, with users and keys by what they are known by and secrets in the clear."""
    with psycopg.connect(url, row_factory=dict_row) as conn:
        people = {row["id"]: row["email"] for row in conn.execute("SELECT id, email FROM users")}
        opening = {row["id"]: bytes(row["key_hash"]).hex() for row in conn.execute("SELECT id, key_hash FROM api_keys")}
        with psycopg.connect(url) as plain:
            sources = transfer._sources(plain)
        found: dict[str, list[str]] = {}
        for source in sources:
            rows = conn.execute(sql.SQL("SELECT * FROM {} r").format(transfer._rows_of(source, workspace_id))).fetchall()
            found[source.name] = sorted(
                json.dumps(_neutral(source.name, row, people, opening, vault, workspace_id), default=str, sort_keys=True)
                for row in rows
            )
        return found


def _neutral(
    table: str, row: dict[str, Any], people: dict[int, str], opening: dict[int, str], vault: Vault, workspace_id: int
) -> dict[str, Any]:
    owner = transfer.USERS if table == "user_factors" else workspace_id
    out = dict(row)
    for name, value in row.items():
        if name == "workspace_id" or (table, name) == ("workspaces", "id"):
            out[name] = "the workspace"
        elif value is None or (table == "audit" and name in transfer.CHAIN):
            out[name] = None
        elif (table, name) == ("users", "id") or (name in transfer.USER_COLUMNS and (table, name) not in transfer.NOT_USERS):
            out[name] = people[value]
        elif name == "api_key_id" or (table, name) == ("api_keys", "id"):
            out[name] = opening[value]
        elif transfer.SEALED.get(table) == name:
            out[name] = vault.decrypt(bytes(value), workspace_id=owner)
        elif (table, name) == transfer.SEALED_PARAMS and "sealed" in value:
            sealed = base64.b64decode(value["sealed"])
            out[name] = value | {"sealed": vault.decrypt(sealed, workspace_id=owner)}
        elif isinstance(value, bytes):
            out[name] = value.hex()
    return out


async def test_every_row_comes_along(
    core: Core, there: Core, made: Made, workspace: workspaces.Installed, database: str, elsewhere: str, tmp_path: Path
) -> None:
    await factors.begin(core, workspace.user_id, "owner@example.com")
    async with core.scope(workspace.workspace_id) as scope:
        await notices.send(scope, notices.Notice("ada@example.com", 'He said "hello"\n\\', "text"))
    fill(database, core.vault, workspace.workspace_id, workspace.user_id)
    before = contents(database, core.vault, workspace.workspace_id)
    assert [name for name, rows in before.items() if not rows] == []
    export(core, database, workspace.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    after = contents(elsewhere, there.vault, id)
    paused = [json.loads(row)["paused_at"] for row in after["workspaces"]]
    assert paused == [str(core.clock.now())]
    for name in before:
        came = [row for row in after[name] if '"workspace.imported"' not in row]
        if name == "workspaces":
            came = [json.dumps(json.loads(row) | {"paused_at": None}, sort_keys=True) for row in came]
        if name not in ("users", "user_factors"):  # those of a user who was there already stay as they are
            assert came == before[name], name


async def test_on_a_cluster_only_a_paused_workspace_is_exported(
    core: Core, workspace: workspaces.Installed, database: str, tmp_path: Path
) -> None:
    stand_in(database)
    distribute(database)
    with pytest.raises(Unavailable, match="outrider pause"):
        export(core, database, workspace.workspace_id, tmp_path / "w")
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.pause(scope)
    assert export(core, database, workspace.workspace_id, tmp_path / "w")


async def test_who_is_new_there_keeps_password_and_second_factor(
    core: Core, there: Core, made: Made, workspace: workspaces.Installed, database: str, elsewhere: str, tmp_path: Path
) -> None:
    await factors.begin(core, workspace.user_id, "owner@example.com")
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("UPDATE users SET email = 'new@example.com', password_hash = 'a hash'")
    export(core, database, workspace.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    after = contents(elsewhere, there.vault, id)
    before = contents(database, core.vault, workspace.workspace_id)
    assert after["users"] == before["users"]
    assert after["user_factors"] == before["user_factors"]


async def test_who_is_there_already_stays_as_they_are(
    core: Core, there: Core, made: Made, workspace: workspaces.Installed, database: str, elsewhere: str, tmp_path: Path
) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("UPDATE users SET password_hash = 'of the other installation'")
    export(core, database, workspace.workspace_id, tmp_path / "w")
    bring(there, elsewhere, tmp_path / "w")
    with psycopg.connect(elsewhere) as conn:
        assert conn.execute("SELECT count(*) FROM users WHERE email = 'owner@example.com'").fetchone() == (1,)
        assert conn.execute("SELECT count(*) FROM users WHERE password_hash = 'of the other installation'").fetchone() == (0,)


async def test_the_next_step_leaves_from_the_new_place_alone(
    core: Core, there: Core, clock: SimulatedClock, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    async with core.scope(made.workspace_id, Actor("cli")) as scope:
        await workspaces.pause(scope)
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    async with there.scope(id, Actor("cli")) as scope:
        await workspaces.resume(scope)
    old, new = Remembering(core), Remembering(there)
    start = clock.now()
    await run_until(make_engine(there, new), id, start.replace(day=start.day + 7))
    await run_until(make_engine(core, old), made.workspace_id, start.replace(day=start.day + 7))
    assert sorted(new.recipients()) == [f"p{n}@prospect.example" for n in range(5)]
    assert {c.message.step_position for _, c in new.left} == {2}
    assert old.left == []


async def test_the_follow_up_goes_on_in_its_thread(
    core: Core, there: Core, clock: SimulatedClock, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    async with there.scope(id, Actor("cli")) as scope:
        await workspaces.resume(scope)
        first = await scope.all("SELECT wire_id FROM messages WHERE workspace_id = %(workspace_id)s ORDER BY wire_id")
    new = Remembering(there)
    await run_until(make_engine(there, new), id, clock.now().replace(day=9))
    assert sorted(str(c.message.in_reply_to) for _, c in new.left) == [row["wire_id"] for row in first]


async def test_new_rows_meet_none_that_came(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    again = await make(there, id, n_leads=3, prefix="q", start=False)
    assert min(again.lead_ids) > max(made.lead_ids)


async def test_numbers_from_far_ahead_are_jumped_over(
    core: Core, made: Made, database: str, there: Core, elsewhere: str, tmp_path: Path
) -> None:
    far = 10**15
    async with core.scope(made.workspace_id) as scope:
        await scope.run(
            """
            INSERT INTO tags (workspace_id, id, name, created_at, updated_at)
            VALUES (%(workspace_id)s, %(far)s, 'far ahead', %(now)s, %(now)s)
            """,
            far=far,
        )
    export(core, database, made.workspace_id, tmp_path / "w.zip")
    workspace_id = bring(there, elsewhere, tmp_path / "w.zip")
    async with there.scope(workspace_id) as scope:
        assert (await tags.create(scope, "next")).id == far + 1


async def test_its_keys_open_it_there(
    core: Core, there: Core, made: Made, workspace: workspaces.Installed, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    assert (await keys.authenticate(there, workspace.key)).workspace_id == id


async def test_a_guest_s_key_does_not(
    core: Core,
    there: Core,
    made: Made,
    workspace: workspaces.Installed,
    stranger: workspaces.Installed,
    database: str,
    elsewhere: str,
    tmp_path: Path,
) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(
            """
            INSERT INTO key_workspaces (workspace_id, api_key_id, created_at)
            SELECT %s, id, now() FROM api_keys WHERE workspace_id = %s
            """,
            (workspace.workspace_id, stranger.workspace_id),
        )
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    with psycopg.connect(elsewhere) as conn:
        found = conn.execute("SELECT revoked_at IS NULL, count(*) FROM api_keys WHERE workspace_id = %s GROUP BY 1", (id,))
        assert sorted(found) == [(False, 1), (True, 1)]


async def test_the_mailbox_s_password_opens_with_the_other_secret(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    async with there.scope(id) as scope:
        assert (await senders.credentials(scope, made.sender_ids[0]))["smtp_password"] == "pw"


async def test_the_audit_log_can_be_verified_there(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    async with core.scope(made.workspace_id) as scope:
        await audit_chain.seal(scope)
    export(core, database, made.workspace_id, tmp_path / "w")
    id = bring(there, elsewhere, tmp_path / "w")
    async with there.scope(id) as scope:
        await audit_chain.seal(scope)
        assert (await audit_chain.verify(scope)).broken is None


async def test_what_changes_meanwhile_is_in_none_of_the_tables(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    def meddle(table: str, done: int, of: int) -> None:
        with psycopg.connect(database, autocommit=True) as conn:
            conn.execute("DELETE FROM leads WHERE id = (SELECT min(id) FROM leads)")

    asked = transfer.Asked(made.workspace_id, core.clock.now(), core.vault, PASSPHRASE)
    written = transfer.write(database, tmp_path / "w", asked, meddle)
    assert {table.name: table.rows for table in written.tables}["leads"] == 5


# -- what is refused -----------------------------------------------------------------------------------------------------------


async def test_a_short_passphrase_is_refused(core: Core, made: Made, database: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="at least 12 characters"):
        export(core, database, made.workspace_id, tmp_path / "w", "short")


async def test_a_secret_that_no_key_opens_is_named(core: Core, made: Made, database: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"encrypted in senders.*OUTRIDER_OTHER_SECRET_KEYS"):
        export(replace(core, vault=Vault("a wrong secret")), database, made.workspace_id, tmp_path / "w")
    assert os.listdir(tmp_path) == []


def _older(file: Path) -> None:
    _rewrite(file, lambda manifest: manifest | {"migrations": manifest["migrations"][:-1]})


def _newer(file: Path) -> None:
    _rewrite(file, lambda manifest: manifest | {"migrations": [*manifest["migrations"], "9999_later.sql"]})


def _row_missing(file: Path) -> None:
    def change(manifest: dict[str, Any]) -> dict[str, Any]:
        for table in manifest["tables"]:
            table["rows"] += table["name"] == "webhook_deliveries"
        return manifest

    _rewrite(file, change)


def _rewrite(file: Path, change: Any) -> None:
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["manifest.json"] = json.dumps(change(json.loads(entries["manifest.json"]))).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "name", "kind", "says"),
    [
        (None, "another passphrase", None, Invalid, "not the passphrase"),
        (None, PASSPHRASE, "Second", Invalid, "There is a workspace 'Second' here"),
        (_older, PASSPHRASE, None, Unavailable, "which is older: upgrade that one"),
        (_newer, PASSPHRASE, None, Unavailable, "which is newer: upgrade this one"),
        (_row_missing, PASSPHRASE, None, Invalid, "is damaged: webhook_deliveries has 0 rows, not 1"),
    ],
)
async def test_what_cannot_come_whole_leaves_nothing(
    core: Core,
    there: Core,
    made: Made,
    database: str,
    elsewhere: str,
    tmp_path: Path,
    spoil: Any,
    passphrase: str,
    name: str | None,
    kind: type[OutriderError],
    says: str,
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    if spoil:
        spoil(tmp_path / "w")
    before = _counts(elsewhere)
    with pytest.raises(kind, match=says):
        bring(there, elsewhere, tmp_path / "w", passphrase, name)
    assert _counts(elsewhere) == before


def _counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as conn:
        names = [row[0] for row in conn.execute(backup._TABLES)]
        return {name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # type: ignore[index]


async def test_a_second_import_is_refused_in_the_words_of_a_cluster_too(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise psycopg.errors.InternalError_('duplicate key value violates unique constraint "api_keys_key_hash_key_102010"')

    export(core, database, made.workspace_id, tmp_path / "w")
    monkeypatch.setattr(transfer, "copy_in", refused)
    with pytest.raises(Invalid, match="was it imported before"):
        bring(there, elsewhere, tmp_path / "w")


async def test_a_second_import_is_refused(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    bring(there, elsewhere, tmp_path / "w")
    with pytest.raises(Invalid, match="was it imported before"):
        bring(there, elsewhere, tmp_path / "w", name="Again")


async def test_neither_kind_of_file_is_taken_for_the_other(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    export(core, database, made.workspace_id, tmp_path / "w")
    backup.write(database, tmp_path / "b", core.clock.now(), quiet)
    with pytest.raises(Invalid, match="outrider import workspace"):
        backup.restore(elsewhere, tmp_path / "w", quiet)
    with pytest.raises(Invalid, match="outrider restore"):
        bring(there, elsewhere, tmp_path / "b")


# -- pausing -------------------------------------------------------------------------------------------------------------------


async def test_a_paused_workspace_is_passed_over(core: Core, workspace: workspaces.Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    async with core.scope(made.workspace_id, Actor("cli")) as scope:
        await jobs.enqueue(scope, "leads.export")
        await workspaces.pause(scope)
    engine = make_engine(core, Remembering(core))
    assert await ready.ready_workspaces(core) == []
    assert await ready.next_due(core) is None
    assert await due.workspaces(core, "jobs") == []
    assert await dispatch.claim(engine, made.workspace_id) == []
    assert await queued.claim_queued(engine, made.workspace_id) == []


async def test_explain_says_that_the_workspace_is_paused(core: Core, workspace: workspaces.Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    async with core.scope(made.workspace_id, Actor("cli")) as scope:
        await workspaces.pause(scope)
        answers = [
            await explain.of_campaign(scope, made.campaign_id),
            await explain.of_sender(scope, made.sender_ids[0]),
            await explain.of_enrollment(scope, made.enrollment_ids[0]),
        ]
    assert [answer.code for answer in answers] == ["workspace_paused"] * 3


async def test_a_pause_waits_for_claims_under_way(core: Core, workspace: workspaces.Installed, database: str) -> None:
    """Whoever is told that the workspace is paused has seen the last message that leaves."""
    async with core.scope(workspace.workspace_id) as scope:
        assert not await workspaces.hold_unpaused(scope)
        with psycopg.connect(database) as conn:
            conn.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                conn.execute("SELECT id FROM workspaces WHERE id = %s FOR UPDATE", (workspace.workspace_id,))


# -- the commands --------------------------------------------------------------------------------------------------------------


async def test_a_workspace_moves_by_commands(
    core: Core, there: Core, made: Made, database: str, elsewhere: str, tmp_path: Path
) -> None:
    said = Console(file=io.StringIO(), width=200)
    old = Settings(database_url=database, secret_key="a secret of the tests")
    new = Settings(database_url=elsewhere, secret_key="another secret of the tests")
    await commands.pause(old, "Acme", said)
    lines = await commands.export(old, "Acme", tmp_path / "w", PASSPHRASE, said)
    assert await commands.import_workspace(new, tmp_path / "w", PASSPHRASE, "Moved", said) == lines
    await commands.resume(new, "Moved", said)
    texts = said.file.getvalue()
    assert [line for line in texts.splitlines() if "Running processes resume" in line]
    assert "still active here" not in texts


async def test_a_copy_of_what_still_works_is_pointed_out(core: Core, made: Made, database: str, tmp_path: Path) -> None:
    said = Console(file=io.StringIO(), width=200)
    settings = Settings(database_url=database, secret_key="a secret of the tests")
    await commands.export(settings, "Acme", tmp_path / "w", PASSPHRASE, said)
    assert "The workspace is still active here" in said.file.getvalue()


# -- what a new column has to be put into --------------------------------------------------------------------------------------


def test_every_encrypted_column_is_known() -> None:
    found = {
        (table, column)
        for file in (SOURCE / "store" / "migrations").glob("*.sql")
        for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)^\);", file.read_text(), re.DOTALL | re.MULTILINE)
        for column in re.findall(r"^    (\w+)\s+bytea[^\n]*encrypted", body, re.MULTILINE)
    }
    assert found - {("approvals", "body")} == set(transfer.SEALED.items()) - {("approvals", "body")}


# Numbers of things of the workspace that are not named after their table, and numbers that are no ids.
KNOWN = frozenset(
    {
        "workspace_id",
        "id",
        "object_id",
        "entity_id",
        "origin_id",
        "first_id",
        "parent_id",
        "test_id",
        "seed_id",
        "source_lead_id",
        "folder_id",
    }
    | {"to_workspace_id", "amount", "n", "seq", "credits", "delay_seconds", "every_seconds", "last_step"}
    | {"uid", "uidvalidity", "last_uid", "modseq", "size"}
)


def test_every_column_that_names_a_user_or_a_key_is_known(database: str) -> None:
    """A bigint of any other name is the id of something of the workspace, or in the list above."""
    with psycopg.connect(database) as conn:
        tables = {row[0] for row in conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        columns = conn.execute(
            """
            SELECT c.table_name, c.column_name FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.data_type = 'bigint'
            """
        ).fetchall()
        sources = {source.name for source in transfer._sources(conn)}
    unknown = {
        (table, column)
        for table, column in columns
        if table in sources
        and column not in KNOWN | transfer.USER_COLUMNS | {"api_key_id"}
        and not {column.removesuffix("_id") + "s", re.sub(r"y_id$", "ies", column)} & tables
    }
    assert unknown == set()
