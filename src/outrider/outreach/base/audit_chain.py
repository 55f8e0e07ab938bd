"""The audit log as a chain: each entry's hash covers the one before it, so that none can be changed or taken out unnoticed.

Entries are written without a lock, and chained afterwards by one process at a time in each workspace, so that writers never wait
for the chain.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile

from outrider.outreach.base import events
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope

BATCH = 1000
_START = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its place in the chain; without `seq` it is not chained yet. `data_hash` stays when `data` is erased."""

    id: int
    at: datetime
    user_id: int | None
    api_key_id: int | None
    surface: str
    action: str
    object_kind: str | None
    object_id: int | None
    affected: int | None
    ip: str | None
    user_agent: str | None
    data: dict[str, object]
    seq: int | None
    data_hash: bytes | None
    hash: bytes | None

    def link(self, seq: int, before: bytes, data_hash: bytes) -> bytes:
        """The hash of this entry in this place."""
        values = (
            seq,
            self.id,
            self.at.astimezone(UTC).isoformat(),
            self.user_id,
            self.api_key_id,
            self.surface,
            self.action,
            self.object_kind,
            self.object_id,
            self.affected,
            self.ip,
            self.user_agent,
        )
        return hashlib.sha256(before + data_hash + json.dumps(values).encode()).digest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: how many entries are chained and not yet chained, and how many earlier ones were deleted for their age;
    `broken`: what is wrong, and at which entry."""

    chained: int
    waiting: int
    broken: str | None = None
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the chain ends, and after which entry it is kept."""

    seq: int
    hash: bytes
    start_seq: int
    start_hash: bytes | None


TRIMMED = "audit.trimmed"
_COLUMNS = columns(Entry, "a")
_OLDEST = """
SELECT seq, at, hash FROM audit WHERE workspace_id = %(workspace_id)s AND seq > %(start)s ORDER BY seq LIMIT %(limit)s
"""
_SAID = """
SELECT id FROM audit
WHERE workspace_id = %(workspace_id)s AND action = 'audit.trimmed' AND data ->> 'hash' = %(hash)s
  AND (data ->> 'seq')::bigint = %(seq)s LIMIT 1
"""


async def seal(scope: Scope) -> int:
    """Chain the oldest entries that are not; how many."""
    await scope.run(
        """
        INSERT INTO audit_heads (workspace_id, seq, hash) VALUES (%(workspace_id)s, 0, %(start)s) ON CONFLICT DO NOTHING
        """,
        start=_START,
    )
    head = await scope.one("SELECT seq, hash FROM audit_heads WHERE workspace_id = %(workspace_id)s FOR UPDATE")
    assert head is not None
    rows = await scope.rows(
        Entry,
        sql(
            """
            SELECT {columns} FROM audit a WHERE a.workspace_id = %(workspace_id)s AND a.hash IS NULL ORDER BY a.id LIMIT %(limit)s
            """,
            columns=_COLUMNS,
        ),
        limit=BATCH,
    )
    if not rows:
        return 0
    seq, last, links, data = head["seq"], bytes(head["hash"]), list[bytes](), [_data_hash(row.data) for row in rows]
    for row, data_hash in zip(rows, data, strict=True):
        seq += 1
        last = row.link(seq, last, data_hash)
        links.append(last)
    await scope.run(
        """
        UPDATE audit a SET seq = u.seq, data_hash = u.data_hash, hash = u.hash
        FROM unnest(%(ids)s::bigint[], %(seqs)s::bigint[], %(data)s::bytea[], %(links)s::bytea[]) AS u (id, seq, data_hash, hash)
        WHERE a.workspace_id = %(workspace_id)s AND a.id = u.id
        """,
        ids=[row.id for row in rows],
        seqs=list(range(head["seq"] + 1, seq + 1)),
        data=data,
        links=links,
    )
    await scope.run(
        "UPDATE audit_heads SET seq = %(seq)s, hash = %(hash)s WHERE workspace_id = %(workspace_id)s", seq=seq, hash=last
    )
    return len(rows)


async def verify(scope: Scope) -> Verdict:
    """Walk the chain from where it is kept to its head."""
    head = await scope.row(
        _Head, "SELECT seq, hash, start_seq, start_hash FROM audit_heads WHERE workspace_id = %(workspace_id)s"
    )
    start = seq = head.start_seq if head else 0
    last = bytes(head.start_hash) if head and head.start_hash else _START
    if start and not await scope.one(_SAID, seq=start, hash=last.hex()):
        return Verdict(0, 0, f"{start} entries are missing from its start, and no entry says that they were deleted")
    while page := await _after(scope, seq):
        for row in page:
            seq += 1
            if row.seq != seq or row.data_hash is None:
                return Verdict(seq - 1 - start, 0, f"entry {seq} of the chain is missing, before the one with the id {row.id}")
            last = row.link(seq, last, bytes(row.data_hash))
            if row.hash is None or last != bytes(row.hash) or (row.data and _data_hash(row.data) != bytes(row.data_hash)):
                return Verdict(seq - 1 - start, 0, f"the entry with the id {row.id} ({row.action}, {row.at:%F %T}) was changed")
    if head is not None and (head.seq != seq or bytes(head.hash) != last):
        return Verdict(seq - start, 0, f"the chain ends at entry {seq}, not at {head.seq}: entries were taken from its end")
    waiting = await scope.count("SELECT count(*) FROM audit WHERE workspace_id = %(workspace_id)s AND hash IS NULL")
    return Verdict(seq - start, waiting, deleted=start)


async def trim(scope: Scope, before: datetime, limit: int = BATCH) -> int:
    """Delete the oldest entries of the chain, those from before a time; how many.

    Where the rest begins is recorded with the chain's head and in an entry of the chain itself, so that it can still be verified.
    """
    head = await scope.row(
        _Head, "SELECT seq, hash, start_seq, start_hash FROM audit_heads WHERE workspace_id = %(workspace_id)s FOR UPDATE"
    )
    if head is None:
        return 0
    rows = await scope.all(_OLDEST, start=head.start_seq, limit=limit)
    old = list(takewhile(lambda row: row["at"] < before, rows))
    if not old:
        return 0
    last = old[-1]
    await scope.run(
        "DELETE FROM audit WHERE workspace_id = %(workspace_id)s AND seq > %(start)s AND seq <= %(seq)s",
        start=head.start_seq,
        seq=last["seq"],
    )
    await scope.run(
        "UPDATE audit_heads SET start_seq = %(seq)s, start_hash = %(hash)s WHERE workspace_id = %(workspace_id)s",
        seq=last["seq"],
        hash=last["hash"],
    )
    await events.audit(scope, TRIMMED, affected=len(old), seq=last["seq"], hash=bytes(last["hash"]).hex())
    return len(old)


async def _after(scope: Scope, seq: int) -> Sequence[Entry]:
    return await scope.rows(
        Entry,
        sql(
            """
            SELECT {columns} FROM audit a WHERE a.workspace_id = %(workspace_id)s AND a.seq > %(seq)s ORDER BY a.seq
            LIMIT %(limit)s
            """,
            columns=_COLUMNS,
        ),
        seq=seq,
        limit=BATCH,
    )


def _data_hash(data: dict[str, object]) -> bytes:
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).digest()
