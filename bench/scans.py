"""What the statements read that look in every workspace: those of the engine's loops and of `/metrics`.

    python -m bench.scans [--rows 1000000] [--workspaces 300]

One workspace has a million leads and a backlog in every queue; the others are empty. Each statement is explained with ANALYZE and
fails when it touches more pages than `FREE`, `A_WORKSPACE` for each workspace and `A_ROW` for each row that it gives or counts.
"""

import argparse
import asyncio
import re
import sys
from contextlib import AsyncExitStack
from typing import Any, get_args

from bench.plans import Json, load, worst_node
from bench.world import settle, without_indexes, workspace
from outrider.engine import metrics, totals
from outrider.engine.reading import linkedin_receive, receive
from outrider.engine.sending import queued, ready
from outrider.engine.work import domains, health, housekeeping, retention, warmup
from outrider.outreach.base import due, history
from outrider.outreach.base.message_states import UNCERTAIN_REASONS
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import providers
from outrider.store import db

FREE, A_WORKSPACE, A_ROW = 200, 60, 8
BACKLOG = (
    """UPDATE webhook_deliveries SET state = 'pending', due_at = %(now)s - interval '1 hour'
       WHERE workspace_id > 0 AND id %% 3 = 0""",
    """UPDATE messages SET state = 'queued', due_at = %(now)s - interval '1 hour'
       WHERE workspace_id > 0 AND direction = 'out' AND id %% 10 = 0""",
    "UPDATE jobs SET state = 'pending', due_at = %(now)s - interval '1 hour' WHERE workspace_id > 0",
    "UPDATE senders SET next_at = %(now)s - interval '1 hour' WHERE workspace_id > 0 AND id %% 2 = 0",
    """INSERT INTO mailbox_cursors (workspace_id, sender_id, folder, next_poll_at)
       SELECT workspace_id, id, 'INBOX', %(now)s - interval '1 hour' FROM senders WHERE channel = 'email'""",
)


def statements() -> dict[str, str]:
    """Every statement of theirs, by where it is."""
    named: dict[str, str] = {}
    for work in sorted(get_args(due.Work)):
        named |= {f"due: {work} {n}": text for n, text in enumerate(due.statements(work), 1)}
    modules = (metrics, receive, linkedin_receive, domains, health, housekeeping, retention, warmup)
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, str) and "-- every workspace" in value and "{" not in value:
                named[f"{module.__name__.removeprefix('outrider.')}: {name.strip('_').lower()}"] = value
    return named | {f"engine.metrics: {work}": text for work, text in metrics.DUE.items()}


async def made(core: Core) -> dict[str, tuple[str, Any]]:
    """Those that are put together where they are run, as they are run."""
    found: dict[str, tuple[str, Any]] = {}
    for name, ask in {
        "sending.queued: workspaces": lambda: queued.queued_workspaces(core),
        "sending.ready: workspaces": lambda: ready.ready_workspaces(core),
        "sending.ready: next due": lambda: ready.next_due(core),
        "enrollments.providers: campaigns to sort": lambda: providers.campaigns_to_sort(core),
        "base.history: workspaces": lambda: history.workspaces(core),
    }.items():
        seen: list[tuple[str, Any]] = []
        async with core.pool.connection() as conn:
            kind = type(conn)
        execute = kind.execute

        async def listen(self: Any, query: Any, params: Any = None, *, _seen: Any = seen, _do: Any = execute, **more: Any) -> Any:
            text = query.decode() if isinstance(query, bytes) else query
            if isinstance(text, str) and "-- every workspace" in text:
                _seen.append((text, params))
            return await _do(self, query, params, **more)

        kind.execute = listen  # type: ignore[method-assign]
        try:
            await ask()
        finally:
            kind.execute = execute  # type: ignore[method-assign]
        found |= {f"{name} {n}": asked for n, asked in enumerate(seen, 1)}
    return found


async def measure(rows: int, others: int) -> tuple[list[str], int]:
    """A table of what was read, and how many statements read too much."""
    db.LIMITS["statement_timeout"] = "0"  # filling takes its time
    async with workspace() as (core, installed):
        async with AsyncExitStack() as stack:
            for table in ("leads", "list_members", "enrollments", "conversations", "messages", "events"):
                await stack.enter_async_context(without_indexes(core, table))
            await load(core, installed.workspace_id, installed.seat_id, rows)
        now = core.clock.now()
        async with core.pool.connection() as conn:
            await conn.execute(
                """
                INSERT INTO workspaces (name, created_at, updated_at)
                SELECT 'Empty ' || i, %(now)s, %(now)s FROM generate_series(1, %(n)s) i
                """,
                {"now": now, "n": others},
            )
            await conn.execute(
                """
                INSERT INTO seats (workspace_id, name, is_default, created_at, updated_at)
                SELECT w.id, 'Main', true, %(now)s, %(now)s FROM workspaces w WHERE w.name LIKE 'Empty %%'
                """,
                {"now": now},
            )
            for statement in BACKLOG:
                await conn.execute(statement.encode(), {"now": now})
        await settle(core)
        params = dict.fromkeys(("live", "live_since", "sent_since", "before"), now) | due.params(now) | {
            "soon": now, "routes": providers.ALL_ROUTES, "most": metrics.MOST, "most_in_all": metrics.MOST_IN_ALL, "limit": 1000,
            "events": list(totals.EVENTS), "uncertain": list(UNCERTAIN_REASONS),
        }  # fmt: skip
        asked = {name: (text, params) for name, text in statements().items()} | await made(core)
        asked["engine.totals: one workspace"] = (totals.COUNTS, params | {"workspace_id": installed.workspace_id})
        lines, dear = ["statement | pages | rows | ms | what read most", "--- | --- | --- | --- | ---"], 0
        for name, (text, given) in asked.items():
            if name.startswith("engine.metrics"):
                given = {**given, "most": metrics.MOST}
            plan, ms = await _explained(core, text, given)
            pages = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
            counted = _counted(plan)
            too_much = pages > FREE + A_WORKSPACE * (others + 1) + A_ROW * counted
            dear += too_much
            lines.append(f"{name}{' **too much**' if too_much else ''} | {pages:,} | {counted:,} | {ms:.1f} | {worst_node(plan)}")
        return lines, dear


def _counted(plan: Json) -> int:
    """The most rows that a node gave: what was found, counted or sorted."""
    inner = [_counted(child) for child in plan.get("Plans", ())]
    return max([int(plan["Actual Rows"] * plan["Actual Loops"]), *inner])


async def _explained(core: Core, text: str, params: Any) -> tuple[Json, float]:
    async with core.pool.connection() as conn:
        names = set(re.findall(r"%\((\w+)\)", text))
        bound = {name: value for name, value in dict(params or {}).items() if name in names}
        cursor = await conn.execute(("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + text).encode(), bound)
        row = await cursor.fetchone()
        await conn.rollback()
    assert row is not None
    found = row["QUERY PLAN"][0]
    return found["Plan"], found["Execution Time"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workspaces", type=int, default=300)
    options = parser.parse_args()
    lines, dear = asyncio.run(measure(options.rows, options.workspaces))
    print("\n".join(lines))
    sys.exit(bool(dear))


if __name__ == "__main__":
    main()
