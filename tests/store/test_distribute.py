"""Spreading the tables by workspace: what Citus is asked, and in which order. A stand-in keeps Citus's own rules."""

import psycopg
import pytest

from outrider.errors import Unavailable
from outrider.store.distribute import REFERENCE, distribute, state
from tests.guards.statements import tenant_tables

# Citus's functions, as far as they are called: they note what lies where, and refuse what Citus cannot undo.
CITUS = """
CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, partmethod "char" NOT NULL);
CREATE TABLE pg_dist_shard (logicalrelid regclass NOT NULL, n int NOT NULL);
CREATE FUNCTION noted(t regclass, method "char", shards int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND t IN (conrelid, confrelid)) THEN
        RAISE 'cannot complete operation on a table with identity column: % has foreign keys', t; END IF;
    IF current_setting('citus.multi_shard_modify_mode', true) IS DISTINCT FROM 'sequential' THEN
        RAISE 'parallel operation'; END IF;
    INSERT INTO pg_dist_partition VALUES (t, method);
    INSERT INTO pg_dist_shard SELECT t, n FROM generate_series(1, shards) AS n; END $$;
CREATE FUNCTION create_reference_table(t regclass) RETURNS void LANGUAGE sql AS $$ SELECT noted(t, 'n', 1) $$;
CREATE FUNCTION create_distributed_table(t regclass, by text, shard_count int DEFAULT NULL, colocate_with text DEFAULT NULL)
    RETURNS void LANGUAGE sql AS $$
    SELECT noted(t, 'h', coalesce(
        shard_count, (SELECT count(*)::int FROM pg_dist_shard WHERE logicalrelid = colocate_with::regclass)))
    WHERE by = 'workspace_id' $$;
INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    VALUES (99999, 'citus', 10, 11, false, '13');
"""


@pytest.fixture
def cluster(database: str) -> str:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(CITUS.encode())
    return database


def keys(url: str) -> set[tuple[str, str]]:
    with psycopg.connect(url) as conn:
        rows = conn.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'")
        return {(row[0], row[1]) for row in rows}


def test_without_the_extension_it_is_refused(database: str) -> None:
    with pytest.raises(Unavailable, match="no extension citus"):
        distribute(database)


def test_every_table_of_a_workspace_is_distributed(cluster: str) -> None:
    assert tenant_tables() <= set(distribute(cluster))


def test_what_workspaces_refer_to_is_copied_first(cluster: str) -> None:
    assert distribute(cluster)[: len(REFERENCE)] == list(REFERENCE)


def test_the_foreign_keys_are_as_before(cluster: str) -> None:
    before = keys(cluster)
    distribute(cluster)
    assert keys(cluster) == before


def test_all_have_the_shards_asked_for(cluster: str) -> None:
    distribute(cluster, shards=8)
    assert (state(cluster).shards, state(cluster).missing) == (8, ())


def test_a_second_time_does_nothing(cluster: str) -> None:
    distribute(cluster)
    assert distribute(cluster) == []


def test_a_table_that_came_later_is_added_beside_the_others(cluster: str) -> None:
    distribute(cluster, shards=8)
    with psycopg.connect(cluster, autocommit=True) as conn:
        conn.execute("CREATE TABLE later (workspace_id bigint, id bigint, PRIMARY KEY (workspace_id, id))")
    assert distribute(cluster) == ["later"]


def test_a_database_that_is_not_distributed_says_so(database: str) -> None:
    assert str(state(database)) == "on one server"
