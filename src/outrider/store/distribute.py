"""`outrider distribute`: spreading the tables over several servers by workspace (store.shards)."""

import psycopg

from outrider.errors import Unavailable
from outrider.store import shards as layout
from outrider.store.migrate import require_current
from outrider.store.shards import SHARDS, State


def state(url: str) -> State:
    """How the tables of a migrated database lie."""
    with psycopg.connect(url, autocommit=True) as conn:
        return layout.state(conn)


def distribute(url: str, shards: int = SHARDS) -> list[str]:
    """Distribute the tables that are not yet distributed, in one transaction; returns them. Nothing else may be running.

    Raises Unavailable without the extension, where it does not know this server, and unless the schema is this version's.
    """
    require_current(url)
    with psycopg.connect(url) as conn:
        found = layout.state(conn)
        if not found.has_extension:
            raise Unavailable(
                "This PostgreSQL cannot distribute tables: the database has no extension citus. Install Citus on every server,"
                " run CREATE EXTENSION citus in this database, and add the others with citus_add_node.",
                code="no_citus",
            )
        if not found.missing:
            return []
        if layout.lacks_coordinator(conn):
            raise Unavailable(
                "Citus does not know under which address this server is reached: run"
                " SELECT citus_set_coordinator_host('name of this server').",
                code="no_coordinator",
            )
        layout.hold(conn)
        return list(layout.spread(conn, shards))
