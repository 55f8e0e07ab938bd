"""How the tests' database is emptied on a cluster: each server deletes what it has, and nothing of the others'."""

import psycopg
import pytest

from tests.databases import EMPTYING, SEQUENCES

pytestmark = pytest.mark.one_server

# What Citus tells each server of all shards, and the function that names one. This is the server of group 1.
SHARDS = """
CREATE TABLE pg_dist_local_group (groupid int NOT NULL);
INSERT INTO pg_dist_local_group VALUES (1);
CREATE TABLE pg_dist_shard (logicalrelid regclass NOT NULL, shardid bigint NOT NULL);
CREATE TABLE pg_dist_placement (shardid bigint NOT NULL, groupid int NOT NULL);
CREATE FUNCTION shard_name(t regclass, shard bigint) RETURNS text LANGUAGE sql AS $$ SELECT t::text || '_' || shard $$;
CREATE TABLE seats_1 (id bigint PRIMARY KEY);
CREATE TABLE senders_3 (seat_id bigint REFERENCES seats_1);
INSERT INTO seats_1 VALUES (7);
INSERT INTO senders_3 VALUES (7);
INSERT INTO pg_dist_shard VALUES ('seats', 1), ('seats', 2), ('senders', 3);
INSERT INTO pg_dist_placement VALUES (1, 1), (2, 2), (3, 1);
"""


def test_a_server_deletes_the_rows_of_its_own_shards(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(SHARDS.encode())
        conn.execute(EMPTYING)
        assert conn.execute("SELECT count(*) FROM seats_1, senders_3").fetchone() == (0,)


def test_foreign_keys_hold_again_afterwards(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(SHARDS.encode())
        conn.execute(EMPTYING)
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            conn.execute("INSERT INTO senders_3 VALUES (7)")


def test_only_our_ids_begin_again(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute("CREATE SCHEMA citus")
        conn.execute("CREATE SEQUENCE citus.pg_dist_shardid_seq")
        conn.execute("SELECT nextval('citus.pg_dist_shardid_seq'), nextval('leads_id_seq')")
        conn.execute(SEQUENCES)
        assert conn.execute("SELECT nextval('citus.pg_dist_shardid_seq'), nextval('leads_id_seq')").fetchone() == (2, 1)
