"""Sums that any number of transactions add to at the same time, for what many of them count at the same place.

A key may have several rows, which are summed when they are read. Each addition takes the rows of its keys that no other
transaction holds, and puts them back as one with the addition in it. So no transaction waits for another, a key never has
many more rows than there are open transactions, and the sum always equals a recount.
"""

from typing import LiteralString

from outrider.outreach.base.query import sql

_ADDING: LiteralString = """
WITH given AS (SELECT * FROM unnest({arrays}, %(n)s::bigint[]) AS u ({keys}, n)),
taken AS (
    DELETE FROM {table} t WHERE t.workspace_id = %(workspace_id)s AND t.id IN (
        SELECT c.id FROM {table} c
        WHERE c.workspace_id = %(workspace_id)s AND c.{first} = ANY (%({first})s) AND ({own}) IN (SELECT {keys} FROM given)
        FOR UPDATE OF c SKIP LOCKED)
    RETURNING {keys}, n
)
INSERT INTO {table} (workspace_id, {keys}, n)
SELECT %(workspace_id)s, {keys}, sum(n) FROM (SELECT * FROM given UNION ALL SELECT * FROM taken) a
GROUP BY {keys} HAVING sum(n) <> 0
"""


def adding(table: LiteralString, keys: tuple[LiteralString, ...], types: LiteralString) -> LiteralString:
    """The statement that adds `n` to keys; each key column and `n` are bound by name as lists. The table also has the columns id
    and n, and an index that begins with the workspace and the first key.
    """
    arrays: list[LiteralString] = [
        sql("%({name})s::{kind}[]", name=name, kind=kind) for name, kind in zip(keys, types.split(), strict=True)
    ]
    return sql(
        _ADDING,
        table=table,
        first=keys[0],
        keys=", ".join(keys),
        own=", ".join([sql("c.{name}", name=name) for name in keys]),
        arrays=", ".join(arrays),
    )
