"""Where the tables lie once PostgreSQL's Citus extension spreads them over several servers by workspace.

Whatever belongs to a workspace is distributed by workspace_id in one colocation group, so that a statement which binds the
workspace is one server's. What workspaces refer to is copied to every server. The rest stays on the coordinator, to which every
process connects: ids, LISTEN/NOTIFY and advisory locks are its own.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

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


def state(conn: psycopg.Connection) -> State:
    """How the tables of a migrated database lie."""
    if not conn.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'").fetchone():
        return State(False, 0, ())
    # A table of the coordinator alone may be known to Citus, too, because it refers to a copied one ('n', but not 't').
    rows = conn.execute("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod = 'h' OR repmodel = 't'")
    placed = {row[0] for row in rows}
    row = conn.execute(
        "SELECT count(*) FROM pg_dist_shard WHERE logicalrelid = (SELECT min(logicalrelid::oid) FROM pg_dist_partition"
        " WHERE partmethod = 'h')"
    ).fetchone()
    shards = int(row[0]) if row else 0
    wanted = [*REFERENCE, *_of_workspaces(conn)]
    return State(True, shards, tuple(table for table in wanted if table not in placed))


def lacks_coordinator(conn: psycopg.Connection) -> bool:
    """Whether Citus knows other servers but not this one: tables here could then refer to none that is copied."""
    row = conn.execute("SELECT bool_or(groupid = 0) FROM pg_dist_node").fetchone()
    return row == (False,)


def hold(conn: psycopg.Connection) -> None:
    """Have Citus leave tables alone that refer to copied ones, until `spread` in the same transaction.

    It would make them local ones of the coordinator for good: one with an identity column can be neither distributed nor parted
    from its foreign keys again. All in one transaction takes one connection to each server.
    """
    conn.execute("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'")
    conn.execute("SET LOCAL citus.enable_local_reference_table_foreign_keys TO off")


def spread(conn: psycopg.Connection, shards: int = SHARDS) -> tuple[str, ...]:
    """Distribute or copy what is not yet, in the transaction that began with `hold`; returns these tables."""
    missing = state(conn).missing
    keys = _foreign_keys(conn, missing)
    for table, name, _ in keys:
        conn.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))
    for table in missing:
        _spread(conn, table, shards)
    # Now that tables of workspaces are distributed, what else refers to a copied table does become a local one.
    conn.execute("SET LOCAL citus.enable_local_reference_table_foreign_keys TO on")
    for table, name, definition in keys:
        add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(sql.Identifier(table), sql.Identifier(name))
        conn.execute(add + sql.SQL(definition))  # type: ignore[arg-type]  # as the catalog wrote it
    return missing


def _spread(conn: psycopg.Connection, table: str, shards: int) -> None:
    """Copy one table to every server, or distribute it, colocated with the others."""
    filled = conn.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))).rowcount
    beside = conn.execute("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod = 'h' LIMIT 1").fetchone()
    if table in REFERENCE:
        conn.execute("SELECT create_reference_table(%s::regclass)", (table,))
    elif beside:
        conn.execute("SELECT create_distributed_table(%s::regclass, 'workspace_id', colocate_with => %s)", (table, beside[0]))
    else:
        conn.execute("SELECT create_distributed_table(%s::regclass, 'workspace_id', shard_count => %s)", (table, shards))
    if filled:  # its rows are also where they were: nobody would see them, and nobody erase them
        conn.execute("SELECT truncate_local_data_after_distributing_table(%s::regclass)", (table,))


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


def _foreign_keys(conn: psycopg.Connection, missing: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(table, name, definition) of the foreign keys that Citus is yet to learn of: of tables that are `missing` or that it does
    not know, to tables that are `missing` or that it knows."""
    rows = conn.execute(
        """
        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_class p ON p.oid = k.confrelid
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
          AND (c.relname = ANY (%(missing)s) OR k.conrelid NOT IN (SELECT logicalrelid FROM pg_dist_partition))
          AND (c.relname = ANY (%(missing)s) OR p.relname = ANY (%(missing)s)
               OR k.confrelid IN (SELECT logicalrelid FROM pg_dist_partition))
        ORDER BY c.relname, k.conname
        """,
        {"missing": list(missing)},
    )
    return [(row[0], row[1], row[2]) for row in rows]
