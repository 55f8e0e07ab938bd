"""What sending costs at the least on a machine: the same bytes over SMTP and nothing else, the same rows and nothing else."""

import asyncio
import os
import time
from collections.abc import Callable

import psycopg
from psycopg.types.json import Jsonb

GROUP = 200
COLUMNS = (
    "workspace_id, direction, kind, action, state, sender_id, lead_id, campaign_id, enrollment_id, run, step_position, wire_id,"
    " from_address, to_addresses, subject, body_text, body_html, headers, attempts, created_at, updated_at, step_id"
)


def measure(url: str, port: int, messages: int, sessions: int, database_cpu: Callable[[str], float]) -> dict[str, float]:
    """Milliseconds of processor time a message, and how many a second they would allow here. `url`: a database that a bench has
    filled with messages. The sink's own time is not counted.
    """
    with psycopg.connect(url) as conn:
        size = conn.execute("SELECT avg(length(body_text) + length(body_html)) FROM messages").fetchone()
        letter = b"Subject: limits\r\n\r\n" + b"x" * 70 * (int(size[0] if size else 0) // 70 + 6) + b"\r\n.\r\n"
        began = time.process_time()
        asyncio.run(_letters(port, messages // sessions, sessions, letter))
        wire = time.process_time() - began
        began, before = time.process_time(), database_cpu(url)
        written = _rows(conn, messages)
        rows, database = time.process_time() - began, database_cpu(url) - before
    each = [1000 * wire / messages, 1000 * rows / written, 1000 * database / written]
    return {
        "wire_cpu_ms": round(each[0], 3), "rows_cpu_ms": round(each[1], 3), "rows_database_cpu_ms": round(each[2], 3),
        "limit_per_second": round((os.cpu_count() or 1) * 1000 / sum(each)),
    }  # fmt: skip


async def _letters(port: int, each: int, sessions: int, letter: bytes) -> None:
    """One message after the other on every session, in two writes as RFC 2920 allows: the envelope with DATA, then the rest."""

    async def session() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.readline()
        for n in range(each):
            writer.write(b"MAIL FROM:<a@b.example>\r\nRCPT TO:<p%d@b.example>\r\nDATA\r\n" % n)
            for _ in range(3):
                await reader.readline()
            writer.write(letter)
            await reader.readline()
        writer.close()

    await asyncio.gather(*(session() for _ in range(sessions)))


def _rows(conn: psycopg.Connection, messages: int) -> int:
    """For each message: its row written and the enrollment taken in one transaction, both changed in another; how many."""
    found = conn.execute(f"SELECT {COLUMNS} FROM messages WHERE kind = 'step' ORDER BY id LIMIT {messages}".encode()).fetchall()
    conn.commit()
    steps = len(found) + 1  # no step has this number: a message of each is allowed
    for start in range(0, len(found), GROUP):
        group = found[start : start + GROUP]
        enrollments = [row[8] for row in group]
        with conn.cursor().copy(f"COPY messages ({COLUMNS}) FROM STDIN".encode()) as copy:
            for row in group:
                values = [Jsonb(value) if isinstance(value, dict) else value for value in row]
                copy.write_row((*values[:4], "sending", *values[5:-1], steps))
        conn.execute("UPDATE enrollments SET due_at = NULL WHERE workspace_id = 1 AND id = ANY (%s)", (enrollments,))
        conn.commit()
        conn.execute(
            """UPDATE messages SET state = 'sent', sent_at = created_at
               WHERE workspace_id = 1 AND enrollment_id = ANY (%s) AND state = 'sending'""",
            (enrollments,),
        )
        conn.execute("UPDATE enrollments SET due_at = updated_at WHERE workspace_id = 1 AND id = ANY (%s)", (enrollments,))
        conn.commit()
    return len(found)
