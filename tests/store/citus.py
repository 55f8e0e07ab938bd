"""A stand-in for the extension Citus: it keeps those of Citus's own rules that matter, and spreads nothing."""

import psycopg

# Citus's functions and what it does by itself, as far as either matters: they note what lies where, and refuse what Citus cannot
# undo. A table that refers to a copied one becomes a local one of the coordinator, unless that is switched off.
CITUS = """
CREATE TABLE pg_dist_node (groupid int NOT NULL);
INSERT INTO pg_dist_node VALUES (0), (1), (2);
CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, partmethod "char" NOT NULL, repmodel "char" NOT NULL);
CREATE TABLE pg_dist_shard (logicalrelid regclass NOT NULL, n int NOT NULL);
CREATE TABLE emptied (name text NOT NULL);
CREATE FUNCTION noted(t regclass, method "char", model "char", shards int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND t IN (conrelid, confrelid)) THEN
        RAISE 'cannot complete operation on a table with identity column: % has foreign keys', t; END IF;
    IF EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = t) THEN
        RAISE 'cannot complete operation on a table with identity column: % is local', t; END IF;
    IF current_setting('citus.multi_shard_modify_mode', true) IS DISTINCT FROM 'sequential' THEN
        RAISE 'parallel operation'; END IF;
    INSERT INTO pg_dist_partition VALUES (t, method, model);
    INSERT INTO pg_dist_shard SELECT t, n FROM generate_series(1, shards) AS n; END $$;
CREATE FUNCTION create_reference_table(t regclass) RETURNS void LANGUAGE sql AS $$ SELECT noted(t, 'n', 't', 1) $$;
CREATE FUNCTION create_distributed_table(t regclass, by text, shard_count int DEFAULT NULL, colocate_with text DEFAULT NULL)
    RETURNS void LANGUAGE sql AS $$
    SELECT noted(t, 'h', 's', coalesce(
        shard_count, (SELECT count(*)::int FROM pg_dist_shard WHERE logicalrelid = colocate_with::regclass)))
    WHERE by = 'workspace_id' $$;
CREATE FUNCTION truncate_local_data_after_distributing_table(t regclass) RETURNS void LANGUAGE sql AS $$
    INSERT INTO emptied SELECT t::text FROM pg_dist_partition WHERE logicalrelid = t $$;
CREATE FUNCTION takes_over() RETURNS boolean LANGUAGE sql AS $$
    SELECT current_setting('citus.enable_local_reference_table_foreign_keys', true) IS DISTINCT FROM 'off' $$;
CREATE FUNCTION taken_over() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO pg_dist_partition SELECT DISTINCT k.conrelid, 'n'::"char", 's'::"char" FROM pg_constraint k
    WHERE takes_over() AND k.contype = 'f' AND k.conrelid NOT IN (SELECT logicalrelid FROM pg_dist_partition)
      AND k.confrelid IN (SELECT logicalrelid FROM pg_dist_partition WHERE repmodel = 't'); END $$;
CREATE FUNCTION parted() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM pg_event_trigger_dropped_objects() o JOIN pg_dist_partition d
               ON o.object_type = 'table constraint' AND d.logicalrelid = o.address_names[2]::regclass
               WHERE takes_over() AND d.partmethod = 'n' AND d.repmodel = 's') THEN
        RAISE 'cannot complete operation on a table with identity column'; END IF; END $$;
CREATE EVENT TRIGGER taken_over ON ddl_command_end EXECUTE FUNCTION taken_over();
CREATE EVENT TRIGGER parted ON sql_drop EXECUTE FUNCTION parted();
INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    VALUES (99999, 'citus', 10, 11, false, '13');
"""


def stand_in(url: str) -> None:
    """Have a database take itself for the coordinator of a cluster."""
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(CITUS.encode())
