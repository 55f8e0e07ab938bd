"""Spreading the tables over several servers by workspace, where PostgreSQL has the Citus extension.

Whatever belongs to a workspace is distributed by workspace_id in one colocation group, so that a statement which binds the
workspace is one server's. What workspaces refer to is copied to every server. The rest stays on the coordinator, to which every
process connects: ids, LISTEN/NOTIFY and advisory locks are its own.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from outrider.errors import Unavailable
from outrider.store.migrate import require_current

REFERENCE = ("users", "workspaces", "api_keys")  # in this order: later ones refer to earlier ones
LOCAL = ("migrations", "installation", "rate_windows")
SHARDS = 32


@dataclass(frozen=True, slots=True)
class State:
    """`shards` of each distributed table, 0 where none is; `missing`: tables not distributed or copied that should be."""

    has_extension: bool
    shards: int
    missing: tuple[str, ...]

    @property
    def is_begun(self) -> bool:
        return self.shards > 0

    def __str__(self) -> str:
        if not self.is_begun:
            return "on one server"
        return f"by workspace over {self.shards} shards" + (f"; not yet: {', '.join(self.missing)}" if self.missing else "")


def state(url: str) -> State:
    """How the tables of a migrated database lie."""
    with psycopg.connect(url, autocommit=True) as conn:
        return _state(conn)


def distribute(url: str, shards: int = SHARDS) -> list[str]:
    """Distribute the tables that are not yet distributed, in one transaction; returns them. Nothing else may be running.

    Raises Unavailable without the extension and unless the schema is this version's.
    """
    require_current(url)
    with psycopg.connect(url) as conn:
        found = _state(conn)
        if not found.has_extension:
            raise Unavailable(
                "This PostgreSQL cannot distribute tables: the database has no extension citus. Install Citus on every server,"
                " run CREATE EXTENSION citus in this database, and add the others with citus_add_node.",
                code="no_citus",
            )
        if not found.missing:
            return []
        # A table whose foreign key reaches a reference table would become a local one of the coordinator, for good. So the keys
        # go first and come back last; sequential, because they touch several tables in one transaction.
        conn.execute("SET LOCAL citus.multi_shard_modify_mode = 'sequential'")
        keys = _foreign_keys(conn)
        for table, name, _ in keys:
            conn.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))
        for table in found.missing:
            if table in REFERENCE:
                conn.execute("SELECT create_reference_table(%s::regclass)", (table,))
            else:
                _spread(conn, table, shards)
        for table, name, definition in keys:
            add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(sql.Identifier(table), sql.Identifier(name))
            conn.execute(add + sql.SQL(definition))  # type: ignore[arg-type]  # as the catalog wrote it
        return list(found.missing)


def _spread(conn: psycopg.Connection, table: str, shards: int) -> None:
    """Distribute one table, colocated with the others."""
    beside = conn.execute("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod = 'h' LIMIT 1").fetchone()
    if beside:
        conn.execute("SELECT create_distributed_table(%s::regclass, 'workspace_id', colocate_with => %s)", (table, beside[0]))
    else:
        conn.execute("SELECT create_distributed_table(%s::regclass, 'workspace_id', shard_count => %s)", (table, shards))


def _state(conn: psycopg.Connection) -> State:
    if not conn.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'").fetchone():
        return State(False, 0, ())
    placed = {row[0] for row in conn.execute("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod IN ('h', 'n')")}
    row = conn.execute(
        "SELECT count(*) FROM pg_dist_shard WHERE logicalrelid = (SELECT min(logicalrelid::oid) FROM pg_dist_partition"
        " WHERE partmethod = 'h')"
    ).fetchone()
    shards = int(row[0]) if row else 0
    wanted = [*REFERENCE, *_of_workspaces(conn)]
    return State(True, shards, tuple(table for table in wanted if table not in placed))


def _of_workspaces(conn: psycopg.Connection) -> list[str]:
    """The tables whose primary key begins with workspace_id, by name."""
    rows = conn.execute(
        """
        SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'workspace_id'
        ORDER BY c.relname
        """
    )
    return [row[0] for row in rows if row[0] not in LOCAL]


def _foreign_keys(conn: psycopg.Connection) -> list[tuple[str, str, str]]:
    """(table, name, definition) of every foreign key."""
    rows = conn.execute(
        """
        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY c.relname, k.conname
        """
    )
    return [(row[0], row[1], row[2]) for row in rows]
