"""Jobs that ended, decided approvals and links whose time is over: kept for as long as anyone wants, and no longer."""

from datetime import timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.work import retention
from outrider.outreach.base import approvals, history, jobs
from outrider.outreach.base.approvals import Request
from outrider.outreach.base.scope import Act, Core, Scope
from outrider.outreach.tenancy import logins, preferences
from outrider.outreach.tenancy.workspaces import Installed
from tests.explaining import rows_read

DAY = 86_400


async def an_ended_job(scope: Scope) -> int:
    job = await jobs.enqueue(scope, "leads.export")
    return (await jobs.cancel(scope, job.id)).id


async def an_approval(scope: Scope, n: int = 1, act: Act = Act("campaign.start", 1, {})) -> int:
    id, _ = await approvals.ask(scope, 1, Request("smartlead", "POST", f"/{n}", "", b""), [act], {})
    return id


async def left(core: Core, workspace: Installed) -> tuple[list[int], list[int]]:
    """The jobs and the approvals that are left after a sweep."""
    await retention.sweep(core)
    async with core.scope(workspace.workspace_id) as scope:
        return [job.id for job in await jobs.find_all(scope)], [a.id for a in await approvals.find_all(scope, waiting=False)]


async def test_what_ended_is_deleted_after_ninety_days(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        job, approval = await an_ended_job(scope), await an_approval(scope)
    clock.advance(90 * DAY)
    assert await left(core, workspace) == ([job], [approval])
    clock.advance(1)
    assert await left(core, workspace) == ([], [])


async def test_a_workspace_says_for_how_long_what_ended_is_kept(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await preferences.change(scope, "history_days", "7")
        await an_ended_job(scope)
        await an_approval(scope)
    clock.advance(7 * DAY + 1)
    assert await left(core, workspace) == ([], [])


async def test_a_time_longer_than_the_calendar_keeps_what_ended(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await preferences.change(scope, "history_days", "1000000")
        job = await an_ended_job(scope)
    clock.advance(200 * DAY)
    assert await left(core, workspace) == ([job], [])


async def test_what_has_not_ended_is_never_deleted(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await preferences.change(scope, "history_days", "1")
        job = (await jobs.enqueue(scope, "leads.export", due_at=scope.now + timedelta(days=400))).id
        waits, runs = await an_approval(scope, 1), await an_approval(scope, 2)
        await approvals.decide(scope, runs, "running", lease_until=scope.now + timedelta(days=400))
    clock.advance(2 * DAY)
    assert await left(core, workspace) == ([job], [runs, waits])


async def test_it_goes_in_batches(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        for _ in range(5):
            await an_ended_job(scope)
    clock.advance(91 * DAY)
    async with core.scope(workspace.workspace_id) as scope:
        assert await history.forget(scope, 2) == 2


async def test_only_workspaces_with_something_old_are_looked_into(
    core: Core, workspace: Installed, stranger: Installed, clock: SimulatedClock
) -> None:
    for one, days in ((workspace, "7"), (stranger, "8")):
        async with core.scope(one.workspace_id) as scope:
            await preferences.change(scope, "history_days", days)
            await an_ended_job(scope)
    clock.advance(8 * DAY)
    assert await history.workspaces(core) == [workspace.workspace_id]


async def test_links_are_deleted_once_their_time_is_over(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        for hours in (1, 1, 2, 3):
            await logins.issue_token(scope, workspace.user_id, "reset", lifetime=timedelta(hours=hours))
    clock.advance(2 * 3600)
    assert await logins.sweep(core, limit=2) == 3
    async with core.scope(workspace.workspace_id) as scope:
        assert await scope.count("SELECT count(*) FROM user_tokens") == 1


# -- the last one like it

_DECIDED = """
INSERT INTO approvals (workspace_id, state, dialect, method, path, query, content_type, body, digest, surface, api_key_id, acts,
                       shown, created_at, expires_at)
SELECT %(workspace_id)s, 'done', 'smartlead', 'POST', '/', '', '', '', '', 'api', 1,
       jsonb_build_array(jsonb_build_object('kind', %(kind)s::text, 'id', n, 'facts', '{}'::jsonb)), '{}', %(now)s, %(now)s
FROM generate_series(1, %(n)s::int) n
"""


@pytest.mark.parametrize("kind", ["lead.change", "campaign.start"])
@pytest.mark.one_server
async def test_the_last_one_like_it_is_found_by_an_index(scope: Scope, kind: str) -> None:
    await scope.run(_DECIDED, kind=kind, n=2000)
    await scope.run("ANALYZE approvals")
    approval = await approvals.get(scope, await an_approval(scope, act=Act("campaign.start", 9000, {})))
    assert await rows_read(scope, lambda explaining: approvals.last_like(explaining, approval)) < 20


async def test_the_last_one_about_the_same_thing_comes_first(scope: Scope) -> None:
    await scope.run(_DECIDED, kind="campaign.start", n=3)
    approval = await approvals.get(scope, await an_approval(scope, act=Act("campaign.start", 2, {})))
    before = await approvals.last_like(scope, approval)
    assert before is not None
    assert before.acts[0]["id"] == 2
