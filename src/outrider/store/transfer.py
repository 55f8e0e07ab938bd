"""One workspace in a file (store.archive), and from there into another installation.

Its rows keep their ids: all their keys begin with the workspace, so that they cannot collide. Only rows of the installation get
new ids if theirs are taken: the workspace, its keys, its users. Users are known by their address. What the installation's secret
key encrypts is encrypted in the file with a key made from a passphrase, and with the other installation's secret key when it is
read.

Left behind: sign-ins of people and agents, links sent by mail, request counters, and what ties the workspace to others there.
"""

import base64
import json
import re
import secrets
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import LiteralString

import psycopg
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from psycopg import sql
from psycopg.types.json import Jsonb

from outrider import __version__
from outrider.errors import Invalid, Unavailable
from outrider.store import archive, shards
from outrider.store.archive import FORMAT, Change, Manifest, Origin, Progress, Table, copy_in, copy_out, created, describe, opened
from outrider.store.crypto import Vault
from outrider.store.db import as_of_one_server

SHORTEST_PASSPHRASE = 12  # characters
COST = 3, 1 << 16, 4  # passes, KiB and lanes of Argon2: part of the file format
SIGNED = "workspace"  # what Origin.check is the signature of
USERS = 0  # the workspace that values of users, who belong to none, are encrypted for
NULL = b"\\N"

# Columns that hold the number of a user, in every table but those named with another meaning; of a key; encrypted values.
USER_COLUMNS = frozenset({"user_id", "owner_user_id", "assigned_user_id", "created_by", "invited_by", "decided_by"})
NOT_USERS = frozenset({("linkedin_accounts", "user_id")})
SEALED = {
    "senders": "credentials",
    "webhooks": "credentials",
    "seed_mailboxes": "credentials",
    "approvals": "body",
    "idempotency": "body",
    "jobs": "secrets",
    "user_factors": "secret",
}
SEALED_PARAMS = ("jobs", "params")  # a JSON object, whose member `sealed` is an encrypted value in base64
CHAIN = ("seq", "data_hash", "hash")  # of the audit log: user ids change, so the chain is rebuilt
LEFT_BEHIND = frozenset({"audit_heads", "key_workspaces"})
OF_A_KEY = frozenset({"approvals", "key_days"})  # rows that are nothing without the key that they are of

_TABLES: LiteralString = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
           max(a.attname::text) FILTER (WHERE a.attidentity <> ''),
           array_agg(a.attname::text ORDER BY array_position(i.indkey::smallint[], a.attnum)) FILTER (
               WHERE a.attnum = ANY (i.indkey::smallint[]))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
    GROUP BY c.relname ORDER BY c.relname
"""
_REFERENCES: LiteralString = """
    SELECT DISTINCT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid
"""
_PEOPLE: LiteralString = """
    SELECT user_id FROM members WHERE workspace_id = {id} UNION SELECT user_id FROM registrations WHERE workspace_id = {id}
    UNION SELECT owner_user_id FROM workspaces WHERE id = {id} UNION SELECT user_id FROM seats WHERE workspace_id = {id}
    UNION SELECT user_id FROM api_keys WHERE workspace_id = {id} OR id IN {guests}
"""
# Keys of other workspaces that opened this one: what they did here names them.
_GUESTS: LiteralString = """
    (SELECT api_key_id FROM key_workspaces WHERE workspace_id = {id}
     UNION SELECT api_key_id FROM approvals WHERE workspace_id = {id}
     UNION SELECT api_key_id FROM key_days WHERE workspace_id = {id}
     UNION SELECT api_key_id FROM campaigns WHERE workspace_id = {id} AND api_key_id IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class _Source:
    """A table of the schema: its columns, its identity column, its primary key."""

    name: str
    columns: list[str]
    identity: str | None
    key: list[str]


@dataclass(slots=True)
class _Places:
    """Which numbers things of the installation have there, by those they had here, as text."""

    workspace: Mapping[bytes, bytes]
    users: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    keys: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    strangers: frozenset[bytes] = frozenset()  # users who were there already


def carrier(passphrase: str, salt: str) -> Vault:
    """The vault that a file's secrets are encrypted with. Raises Invalid for a passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Invalid(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.", field="passphrase")
    key = hash_secret_raw(passphrase.encode(), bytes.fromhex(salt), *COST, 32, Type.ID)
    return Vault(key.hex())


# -- out -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """Which workspace, as of when, and what its secrets are opened and encrypted with."""

    workspace_id: int
    at: datetime
    vault: Vault
    passphrase: str


def write(url: str, file: Path, asked: Asked, progress: Progress) -> Manifest:
    """Write a workspace to `file`, which appears when it is whole.

    Raises Invalid where there is such a file, for a short passphrase, and for a secret that no key of the installation opens;
    Unavailable on a cluster, which does not show one moment, unless the workspace is paused.
    """
    salt = secrets.token_hex(16)
    carried = carrier(asked.passphrase, salt)
    with created(file) as out, psycopg.connect(url) as conn:
        migrations = archive.snapshot(conn)
        name, is_paused = _name(conn, asked.workspace_id)
        if not is_paused and shards.state(conn).is_begun:
            raise Unavailable(
                f"On a cluster only a paused workspace can be exported: run `outrider pause {asked.workspace_id}` first.",
                code="at_work",
            )
        tables: list[Table] = []
        sources = _sources(conn)
        for done, source in enumerate(sources):
            progress(source.name, done, len(sources))
            tables.append(_write_table(conn, out, source, asked, carried))
        origin = Origin(asked.workspace_id, name, salt, carried.sign(SIGNED))
        manifest = Manifest(FORMAT, __version__, asked.at.isoformat(timespec="seconds"), migrations, tables, origin)
        describe(out, manifest)
    progress("", len(sources), len(sources))
    return manifest


def _name(conn: psycopg.Connection, workspace_id: int) -> tuple[str, bool]:
    """A workspace's name, and whether it is paused."""
    row = conn.execute("SELECT name, paused_at IS NOT NULL FROM workspaces WHERE id = %s", (workspace_id,)).fetchone()
    assert row is not None
    return str(row[0]), bool(row[1])


def _sources(conn: psycopg.Connection) -> list[_Source]:
    """The tables that have rows of a workspace, those that others refer to first."""
    found = {row[0]: _Source(row[0], row[1], row[2], row[3]) for row in conn.execute(_TABLES)}
    ours = {name: s for name, s in found.items() if s.key[0] == "workspace_id" and name not in LEFT_BEHIND}
    ours |= {name: found[name] for name in ("users", "user_factors", "workspaces", "api_keys")}
    order = TopologicalSorter({name: set[str]() for name in sorted(ours)})
    for name, referred in sorted(conn.execute(_REFERENCES).fetchall()):
        if name in ours and referred in ours:
            order.add(name, referred)
    return [ours[name] for name in order.static_order()]


def _rows_of(source: _Source, workspace_id: int) -> sql.Composable:
    """The rows of a table that belong to the workspace, in the order of its key."""
    id = sql.Literal(workspace_id)
    guests = sql.SQL(_GUESTS).format(id=id)
    people = sql.SQL(_PEOPLE).format(id=id, guests=guests)
    match source.name:
        case "workspaces":
            which = sql.SQL("id = {}").format(id)
        case "api_keys":
            which = sql.SQL("workspace_id = {} OR id IN {}").format(id, guests)
        case "users":
            which = sql.SQL("id IN ({})").format(people)
        case "user_factors":
            which = sql.SQL("user_id IN ({})").format(people)
        case _:
            which = sql.SQL("workspace_id = {}").format(id)
    return sql.SQL("(SELECT {} FROM {} WHERE {} ORDER BY {})").format(
        archive.listed(source.columns), sql.Identifier(source.name), which, archive.listed(source.key)
    )


def _write_table(conn: psycopg.Connection, out: zipfile.ZipFile, source: _Source, asked: Asked, carried: Vault) -> Table:
    owner = USERS if source.name == "user_factors" else asked.workspace_id
    highest = _Highest(source.columns.index(source.identity)) if source.identity else None
    again = _resealed(source.name, source.columns, lambda sealed: _again(sealed, (asked.vault, owner), (carried, owner)))

    def change(line: bytes) -> bytes:
        if highest:
            highest.see(line)
        return again(line) if again else line

    try:
        rows = copy_out(conn, out, source.name, _rows_of(source, asked.workspace_id), change)
    except InvalidTag:
        raise Invalid(
            f"No secret key given here opens what is encrypted in {source.name}: name the earlier ones in"
            " OUTRIDER_OTHER_SECRET_KEYS.",
            code="other_secret",
        ) from None
    serial = (source.identity, highest.value) if source.identity and highest else None
    return Table(source.name, source.columns, rows, serial)


@dataclass(slots=True)
class _Highest:
    """The highest number in a column."""

    index: int
    value: int = 0

    def see(self, line: bytes) -> None:
        self.value = max(self.value, int(line.split(b"\t", self.index + 1)[self.index]))


# -- in --------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """What a workspace is read with, when, and under which name (None: its own)."""

    at: datetime
    vault: Vault
    passphrase: str
    name: str | None = None


def read(url: str, file: Path, target: Target, progress: Progress) -> tuple[Manifest, int]:
    """Read a workspace into an installation, all of it or nothing; its id there. It is paused.

    Raises Invalid for a file that is not a whole workspace, a wrong passphrase, a name or a key that is in use there, and
    Unavailable where the versions differ.
    """
    with opened(file) as (source, manifest):
        origin = manifest.origin
        if origin is None:
            raise Invalid(f"{file} holds a whole installation: read it with `outrider restore`.")
        carried = carrier(target.passphrase, origin.salt)
        if not carried.verify(SIGNED, origin.check):
            raise Invalid("This is not the passphrase that the file was written with.", field="passphrase")
        with psycopg.connect(url) as conn:
            _require_same(conn, file, manifest)
            name = target.name or origin.name
            _require_free(conn, name)
            places = _places(conn, source, manifest)
            reading = _Reading(conn, source, file, places, (carried, origin.workspace_id), target)
            for done, table in enumerate(manifest.tables):
                progress(table.name, done, len(manifest.tables))
                reading.take(table)
            id = int(places.workspace[_text(origin.workspace_id)])
            conn.execute("UPDATE workspaces SET name = %s, paused_at = %s WHERE id = %s", (name, target.at, id))
            _note(conn, id, target.at, manifest)
    progress("", len(manifest.tables), len(manifest.tables))
    return manifest, id


def _require_same(conn: psycopg.Connection, file: Path, manifest: Manifest) -> None:
    """Raise Unavailable unless both installations have the same schema."""
    here = {str(row[0]) for row in conn.execute("SELECT name FROM migrations")}
    if here - set(manifest.migrations):
        raise Unavailable(
            f"{file} was written by Outrider {manifest.version}, which is older: upgrade that one, and export again.",
            code="older_schema",
        )
    if set(manifest.migrations) - here:
        raise Unavailable("The upgrade of this installation is not finished: run `outrider migrate`.", code="older_schema")


def _require_free(conn: psycopg.Connection, name: str) -> None:
    if conn.execute("SELECT 1 FROM workspaces WHERE name = %s AND deleted_at IS NULL", (name,)).fetchone():
        raise Invalid(
            f"There is a workspace {name!r} here: give it another name with --name.", field="name", code="occupied_name"
        )


def _places(conn: psycopg.Connection, source: zipfile.ZipFile, manifest: Manifest) -> _Places:
    """Find users by their address; for the rest keep the numbers that are free, and make new ones where they are not."""
    columns = {table.name: table.columns for table in manifest.tables}
    kept = {name: [dict(zip(columns[name], line.split(b"\t"), strict=True)) for line in _all(source, name)] for name in _SMALL}
    workspace = _numbered(conn, "workspaces", [row["id"] for row in kept["workspaces"]])
    keys = _numbered(conn, "api_keys", [row["id"] for row in kept["api_keys"]])
    users: dict[bytes, bytes] = {}
    there: set[bytes] = set()
    for row in kept["users"]:
        found = conn.execute(
            "SELECT id FROM users WHERE NOT provisional AND lower(email) = lower(%s) AND %s = 'f'",
            (_plain(row["email"]), _plain(row["provisional"])),
        ).fetchone()
        if found:
            users[row["id"]] = _text(found[0])
            there.add(row["id"])
    new = [row["id"] for row in kept["users"] if row["id"] not in there]
    return _Places(workspace, users | _numbered(conn, "users", new), keys, frozenset(there))


_SMALL = ("workspaces", "api_keys", "users")


def _all(source: zipfile.ZipFile, name: str) -> list[bytes]:
    try:
        with source.open(f"tables/{name}") as rows:
            return list(archive.lines(rows))
    except (KeyError, zipfile.BadZipFile, EOFError) as error:
        raise Invalid(f"The file is damaged: {name} cannot be read ({error}).") from None


def _numbered(conn: psycopg.Connection, table: LiteralString, ids: list[bytes]) -> dict[bytes, bytes]:
    """For each number the same where it is free, else a new one."""
    wanted = [int(id) for id in ids]
    _advance(conn, Table(table, [], 0, ("id", max(wanted, default=0))))
    query = sql.SQL("SELECT id FROM {} WHERE id = ANY (%s)").format(sql.Identifier(table))
    taken = {row[0] for row in conn.execute(query, (wanted,))}
    fresh = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    new = iter([row[0] for row in conn.execute(fresh, (table, len(taken)))])
    return {_text(id): _text(next(new) if id in taken else id) for id in wanted}


# The longest gap that is passed number by number. A longer one is skipped at once: no one takes that many numbers in the
# meantime, so that the jump cannot lead back.
_STRIDE = 10_000


def _advance(conn: psycopg.Connection, table: Table) -> None:
    """Advance a table's id sequence past the imported rows, never backwards, even if ids are taken at the same time."""
    if not table.serial or not table.serial[1]:
        return
    named = {"table": f'"{table.name}"', "column": table.serial[0], "last": table.serial[1]}
    # Two imports must not jump at once: the one to the smaller number would lead back. A failure ends the connection, and
    # with it the lock.
    conn.execute("SELECT pg_advisory_lock(hashtext('outrider numbers'))")
    row = conn.execute("SELECT nextval(pg_get_serial_sequence(%(table)s, %(column)s))", named).fetchone()
    assert row is not None
    missing = max(table.serial[1] - row[0], 0)
    conn.execute(_SKIP if missing <= _STRIDE else _JUMP, {**named, "missing": missing})
    conn.execute("SELECT pg_advisory_unlock(hashtext('outrider numbers'))")


_SKIP = "SELECT max(nextval(pg_get_serial_sequence(%(table)s, %(column)s))) FROM generate_series(1, %(missing)s)"
_JUMP = "SELECT setval(pg_get_serial_sequence(%(table)s, %(column)s), %(last)s)"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A workspace being read: from which archive, with which numbers and secrets."""

    conn: psycopg.Connection
    source: zipfile.ZipFile
    file: Path
    places: _Places
    carried: tuple[Vault, int]
    target: Target

    def take(self, table: Table) -> None:
        _advance(self.conn, table)
        try:
            copy_in(self.conn, self.source, table, self.file, self._change(table))
        except psycopg.Error as error:
            is_taken = isinstance(as_of_one_server(error), psycopg.errors.UniqueViolation)
            if not is_taken or "api_keys_key_hash_key" not in str(error):
                raise
            raise Invalid(
                "A key of this workspace opens one here already: was it imported before?", code="occupied_key"
            ) from None

    def _change(self, table: Table) -> Change:
        """What becomes of a line of the table."""
        moves = self._moves(table)
        here, there = self.carried[1], int(self.places.workspace[_text(self.carried[1])])
        if table.name == "user_factors":
            here = there = USERS
        again = _resealed(
            table.name, table.columns, lambda sealed: _again(sealed, (self.carried[0], here), (self.target.vault, there))
        )
        guest = _Guests(table.columns, _text(self.carried[1]), self.target.at) if table.name == "api_keys" else None
        key = _index(table, "api_key_id" if table.name in OF_A_KEY else None)
        person = _index(table, {"users": "id", "user_factors": "user_id"}.get(table.name))

        def change(line: bytes) -> bytes | None:
            fields = (again(line) if again else line).split(b"\t")
            if person is not None and fields[person] in self.places.strangers:
                return None
            if guest:
                guest.shut(fields)
            for index, numbers in moves:
                fields[index] = numbers.get(fields[index], NULL)
            return None if key is not None and fields[key] == NULL else b"\t".join(fields)

        return change

    def _moves(self, table: Table) -> list[tuple[int, Mapping[bytes, bytes]]]:
        """The columns that are renumbered, each with its numbers. What is not among them is unknown there."""
        places, moves = self.places, list[tuple[int, Mapping[bytes, bytes]]]()
        for index, column in enumerate(table.columns):
            if column == "workspace_id" or (table.name, column) == ("workspaces", "id"):
                moves.append((index, places.workspace))
            elif (table.name, column) == ("users", "id") or (column in USER_COLUMNS and (table.name, column) not in NOT_USERS):
                moves.append((index, places.users))
            elif column == "api_key_id" or (table.name, column) == ("api_keys", "id"):
                moves.append((index, places.keys))
            elif table.name == "audit" and column in CHAIN:
                moves.append((index, {}))
        return moves


@dataclass(frozen=True, slots=True)
class _Guests:
    """Keys of other workspaces: they become revoked keys of this one."""

    columns: list[str]
    workspace: bytes
    at: datetime

    def shut(self, fields: list[bytes]) -> None:
        if fields[self.columns.index("workspace_id")] == self.workspace:
            return
        fields[self.columns.index("workspace_id")] = self.workspace
        fields[self.columns.index("key_hash")] = b"\\\\x" + secrets.token_hex(32).encode()
        fields[self.columns.index("seat_id")] = NULL
        fields[self.columns.index("revoked_at")] = self.at.isoformat().encode()


def _index(table: Table, column: str | None) -> int | None:
    return None if column is None else table.columns.index(column)


def _note(conn: psycopg.Connection, workspace_id: int, at: datetime, manifest: Manifest) -> None:
    """Begin the audit log here with where the workspace came from."""
    conn.execute(
        """
        INSERT INTO audit (workspace_id, at, surface, action, object_kind, object_id, data)
        VALUES (%s, %s, 'cli', 'workspace.imported', 'workspace', %s, %s)
        """,
        (workspace_id, at, workspace_id, Jsonb({"exported_at": manifest.at, "version": manifest.version})),
    )


# -- values ----------------------------------------------------------------------------------------------------------------------


def _text(number: int) -> bytes:
    return str(number).encode()


_ESCAPES = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def _unescaped(value: bytes) -> bytes:
    """A value as it is, of one in the text COPY format."""
    return re.sub(rb"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), value, flags=re.DOTALL)


def _plain(value: bytes) -> str:
    return _unescaped(value).decode()


def _again(sealed: bytes, before: tuple[Vault, int], after: tuple[Vault, int]) -> bytes:
    """Encrypted with another vault, for another workspace. Raises InvalidTag where the first does not open it."""
    return after[0].encrypt(before[0].decrypt(sealed, workspace_id=before[1]), workspace_id=after[1])


def _hex_again(value: bytes, again: Callable[[bytes], bytes]) -> bytes:
    """A column of bytes, as COPY writes them."""
    return b"\\\\x" + again(bytes.fromhex(value[3:].decode())).hex().encode()


def _resealed(table: str, columns: list[str], again: Callable[[bytes], bytes]) -> Callable[[bytes], bytes] | None:
    """What encrypts the secrets in a table's lines again; None for a table without any."""
    renewals = {columns.index(SEALED[table]): _hex_again} if table in SEALED else {}
    if table == SEALED_PARAMS[0]:
        renewals[columns.index(SEALED_PARAMS[1])] = _params_again
    if not renewals:
        return None

    def change(line: bytes) -> bytes:
        fields = line.split(b"\t")
        for index, renew in renewals.items():
            if fields[index] != NULL:
                fields[index] = renew(fields[index], again)
        return b"\t".join(fields)

    return change


def _params_again(value: bytes, again: Callable[[bytes], bytes]) -> bytes:
    if b'"sealed"' not in value:
        return value
    params = json.loads(_unescaped(value))
    if not isinstance(params.get("sealed"), str):
        return value
    params["sealed"] = base64.b64encode(again(base64.b64decode(params["sealed"]))).decode()
    return json.dumps(params).replace("\\", "\\\\").encode()
