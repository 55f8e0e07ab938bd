"""What a claim costs does not grow with the backlog it is taken from: asked of PostgreSQL, on generated rows."""

from typing import Any

import pytest

from outrider.engine.work import jobs as running
from outrider.engine.work import webhooks as delivering
from outrider.outreach.base import due
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy.workspaces import Installed

pytestmark = pytest.mark.one_server

FEW, MANY = 1_000, 50_000

_DELIVERIES = """
INSERT INTO webhook_deliveries (workspace_id, webhook_id, event_id, due_at, created_at, updated_at)
SELECT %(workspace_id)s, w.id, g, %(now)s, %(now)s, %(now)s FROM generate_series(%(first)s::int, %(last)s::int) g
JOIN webhooks w ON w.workspace_id = %(workspace_id)s
"""
_JOBS = """
INSERT INTO jobs (workspace_id, kind, state, due_at, created_at, updated_at)
SELECT %(workspace_id)s, 'work', 'pending', %(now)s, %(now)s, %(now)s FROM generate_series(%(first)s::int, %(last)s::int)
"""


async def pages(core: Core, statement: str, **params: Any) -> int:
    """How many pages of tables and indexes a statement touches. What it writes is undone."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}".encode(), {"now": now, "lease": now, **params}
        )
        row = await cursor.fetchone()
        await conn.rollback()
    assert row is not None
    [plan] = row["QUERY PLAN"]
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


async def fill(core: Core, workspace: Installed, statement: str, first: int, last: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(statement, first=first, last=last)
        await scope.run("ANALYZE webhook_deliveries, jobs")


@pytest.fixture
def claims(workspace: Installed) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """By kind of work: what makes rows, the claim, and its parameters."""
    mine = {"workspace_id": workspace.workspace_id, "limit": 32}
    return {
        "webhooks": (_DELIVERIES, delivering._CLAIM, {**mine, "per_webhook": delivering.PER_WEBHOOK, "full": []}),  # pyright: ignore[reportPrivateUsage]
        "jobs": (_JOBS, running._CLAIM, {**mine, "kinds": ["work"]}),  # pyright: ignore[reportPrivateUsage]
    }


@pytest.mark.parametrize("work", ["webhooks", "jobs"])
async def test_a_claim_costs_the_same_whatever_waits(
    core: Core, workspace: Installed, work: due.Work, claims: dict[str, tuple[str, str, dict[str, Any]]]
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        for n in range(3):
            await webhooks.create(scope, dialect="plain", url=f"https://hooks.example/{n}", event_types=["message.sent"])
    rows, claim, params = claims[work]
    statements = {"claim": (claim, params), "scan": (due.statements(work)[0], {})}
    await fill(core, workspace, rows, 1, FEW)
    before = {name: await pages(core, text, **given) for name, (text, given) in statements.items()}
    await fill(core, workspace, rows, FEW + 1, MANY)
    after = {name: await pages(core, text, **given) for name, (text, given) in statements.items()}
    assert {name: n for name, n in after.items() if n > before[name] * 1.5 + 20} == {}


def rows_read(plan: dict[str, Any]) -> int:
    """The most rows that a node of a plan gave."""
    here = int(plan["Actual Rows"] * plan["Actual Loops"])
    return max([here, *(rows_read(child) for child in plan.get("Plans", ()))])


async def test_finding_workspaces_reads_no_row_more_whatever_waits(
    core: Core, workspace: Installed, claims: dict[str, tuple[str, str, dict[str, Any]]]
) -> None:
    """Also where the planner knows that a whole index is read in a few pages."""
    await fill(core, workspace, claims["jobs"][0], 1, MANY)
    async with core.pool.connection() as conn:
        await conn.set_autocommit(True)
        await conn.execute("VACUUM ANALYZE jobs")
        await conn.set_autocommit(False)
        cursor = await conn.execute(
            ("EXPLAIN (ANALYZE, FORMAT JSON) " + due.statements("jobs")[0]).encode(), {"now": core.clock.now()}
        )
        row = await cursor.fetchone()
    assert row is not None
    assert rows_read(row["QUERY PLAN"][0]["Plan"]) <= 2


_LAPSED = """
INSERT INTO approvals (workspace_id, state, dialect, method, path, query, content_type, body, digest, surface, api_key_id, acts,
                       shown, created_at, expires_at, lease_until)
VALUES (%(workspace_id)s, 'running', 'smartlead', 'POST', '/', '', '', '', '', 'api', 1, '[]', '{}', %(now)s, %(now)s, %(now)s)
"""


async def test_a_scan_finds_only_the_workspace_that_has_work(core: Core, workspace: Installed, stranger: Installed) -> None:
    """Also where the rows that count are given by alternatives, as those of approvals are."""
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(_LAPSED)
    assert await due.workspaces(core, "lost_approvals") == [workspace.workspace_id]
