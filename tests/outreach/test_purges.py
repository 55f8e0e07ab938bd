"""Big deletions: gone at once for whoever asks, removed in batches that are small transactions, whatever dies meanwhile."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from outrider.clock import SimulatedClock
from outrider.engine.job import Running
from outrider.engine.work import jobs as running
from outrider.engine.work import moves, purge
from outrider.errors import NotFound
from outrider.outreach.base import events, jobs, purges
from outrider.outreach.base.events import Event
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.conversations import webhooks
from outrider.outreach.deliverability import placement, seeds
from outrider.outreach.deliverability.placement import TestInput
from outrider.outreach.deliverability.seeds import SeedInput
from outrider.outreach.enrollments import enrollments, imports, outcomes, placement_changes, placements, staffing
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.senders.linkedin_connections import Fact, note_facts
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, a_sender, put, some_leads
from tests.working import do_job, do_jobs

N = 11


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purges, "BATCH", 3)


async def enrolled(core: Core, workspace: Installed) -> tuple[int, list[int]]:
    """A campaign with N leads, and their ids."""
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, leads=N)
        return campaign.id, [lead.id for lead in await leads.search(scope, limit=100)]


async def rows(scope: Scope, table: str) -> int:
    return await scope.count(f"SELECT count(*) FROM {table} WHERE workspace_id = %(workspace_id)s")


async def deleted(core: Core, workspace: Installed, campaign_id: int) -> Job:
    async with core.scope(workspace.workspace_id) as scope:
        job = await campaigns.delete(scope, campaign_id)
    assert job is not None
    return job


async def test_a_pause_that_ends_while_its_campaign_is_removed_is_passed_over(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    """Else the chore that ends pauses would begin again and again until the last lead of the campaign is removed."""
    campaign_id, _ = await enrolled(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        ids = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign_id]))
        await enrollments.pause(scope, ids, resume_at=scope.now + timedelta(hours=1))
    await deleted(core, workspace, campaign_id)
    clock.advance(3601)
    async with core.scope(workspace.workspace_id) as scope:
        assert await enrollments.resume_due(scope) == 0


async def test_a_small_campaign_needs_no_job(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=2)
    assert await campaigns.delete(scope, campaign.id) is None
    assert await rows(scope, "enrollments") == 0


async def test_a_big_campaign_is_removed_by_a_job(core: Core, workspace: Installed) -> None:
    campaign_id, _ = await enrolled(core, workspace)
    await deleted(core, workspace, campaign_id)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "enrollments") == N - 3
    assert await do_jobs(core, purge.HANDLERS) == 1
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "enrollments") == 0
        assert await rows(scope, "leads") == N


async def test_nobody_sees_its_leads_meanwhile(core: Core, workspace: Installed) -> None:
    campaign_id, lead_ids = await enrolled(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        ids = await enrollments.ids_of(scope, Filters())
    await deleted(core, workspace, campaign_id)
    async with core.scope(workspace.workspace_id) as scope:
        assert await enrollments.get_many(scope, ids) == {}
        assert await enrollments.search(scope) == []
        assert await enrollments.count(scope) == 0
        assert set(map(tuple, (await leads.campaigns_of(scope, lead_ids)).values())) == {()}
        assert await placements.search(scope, placements.Filter(lead_ids=lead_ids), limit=100) == []
        with pytest.raises(NotFound):
            await enrollments.by_lead(scope, campaign_id, lead_ids[-1])
        with pytest.raises(NotFound):
            await enrollments.enroll(scope, campaign_id, lead_ids)


async def test_its_leads_are_in_no_campaign_for_an_import(core: Core, workspace: Installed) -> None:
    campaign_id, _ = await enrolled(core, workspace)
    await deleted(core, workspace, campaign_id)
    async with core.scope(workspace.workspace_id) as scope:
        other = await a_campaign(scope, name="Another")
        given = [leads.LeadInput(email=f"lead{n}@prospect.example") for n in range(1, N + 1)]
        options = imports.ImportOptions(skip_if_in_campaign=True, allow_duplicates_across_campaigns=False)
        done = await imports.import_rows(scope, given, campaign_id=other.id, options=options)
    assert len(done.enrollment_ids) == N


async def test_progress_is_visible(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign_id, _ = await enrolled(core, workspace)
    job = await deleted(core, workspace, campaign_id)
    seen: list[dict[str, Any]] = []
    keep = Running.progress

    async def progress(self: Running, percent: float, **result: Any) -> None:
        seen.append(result)
        await keep(self, percent, **result)

    monkeypatch.setattr(Running, "progress", progress)
    await do_jobs(core, purge.HANDLERS)
    assert [s["done"] for s in seen] == [3, 6, 8]
    async with core.scope(workspace.workspace_id) as scope:
        assert (await jobs.get(scope, job.id)).result == {"done": 8, "total": 8}


async def test_a_process_that_dies_leaves_the_rest_to_another(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id, _ = await enrolled(core, workspace)
    await deleted(core, workspace, campaign_id)
    [claimed] = await running.claim(core, workspace.workspace_id, [purges.KIND], 1)
    progress = Running.progress

    async def dying(self: Running, percent: float, **result: Any) -> None:
        raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(Running, "progress", dying)
    await do_job(purge.work, claimed)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "enrollments") == N - 6
    monkeypatch.setattr(Running, "progress", progress)
    core.clock.advance(60)  # type: ignore[attr-defined]
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "enrollments") == 0


async def test_tags_of_its_leads_go_too(core: Core, workspace: Installed) -> None:
    campaign_id, _ = await enrolled(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        tag = await tags.create(scope, "warm")
        await tags.assign(scope, "enrollment", await enrollments.ids_of(scope, Filters()), add=[tag.id])
    await deleted(core, workspace, campaign_id)
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "taggings") == 0


async def test_a_big_list_goes_at_once_and_its_members_by_a_job(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made = await lists.create(scope, "Big")
        lead_ids = await some_leads(scope, N)
        await lists.add_members(scope, made.id, lead_ids)
    async with core.scope(workspace.workspace_id) as scope:
        await lists.delete(scope, made.id)
        assert await rows(scope, "list_members") == N - 3
        assert set(map(tuple, (await lists.lists_of(scope, lead_ids)).values())) == {()}
        assert await placements.search(scope, placements.Filter(lead_ids=lead_ids), limit=100) == []
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "list_members") == 0
        assert await rows(scope, "leads") == N


async def tagged(scope: Scope) -> int:
    tag = await tags.create(scope, "warm")
    await tags.assign(scope, "lead", await some_leads(scope, N), add=[tag.id])
    return tag.id


async def subscribed(scope: Scope) -> int:
    made, _ = await webhooks.create(scope, dialect="core", url="https://receiver.example", event_types=["message.opened"])
    await events.append(scope, [Event("message.opened")] * N)
    return made.id


async def connected(scope: Scope) -> int:
    sender = await a_sender(scope)
    await note_facts(scope, [Fact(sender.id, id, degree=1) for id in await some_leads(scope, N)])
    return sender.id


async def placed(scope: Scope) -> int:
    """A placement test whose mails landed."""
    sender = await a_sender(scope)
    for n in range(N):
        await seeds.add(scope, SeedInput(f"seed{n}@gmail.com", "a password"))
    test = await placement.create(scope, TestInput("A test", "Hello", "Hello", [sender.id]))
    await placement.start_due(scope)
    await scope.run("UPDATE placement_mails SET landed = 'inbox', look_at = NULL WHERE workspace_id = %(workspace_id)s")
    return test.id


async def delete_tests(scope: Scope, id: int) -> int:
    return await placement.delete(scope, [id])


@pytest.mark.parametrize(
    ("fill", "delete", "table"),
    [
        (tagged, tags.delete, "taggings"),
        (subscribed, webhooks.delete, "webhook_deliveries"),
        (connected, staffing.delete_sender, "lead_connections"),
        (placed, delete_tests, "placement_mails"),
    ],
)
async def test_what_is_under_a_thing_goes_with_it_in_batches(
    core: Core,
    workspace: Installed,
    fill: Callable[[Scope], Awaitable[int]],
    delete: Callable[[Scope, int], Awaitable[object]],
    table: str,
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = await fill(scope)
    async with core.scope(workspace.workspace_id) as scope:
        await delete(scope, id)
        assert await rows(scope, table) == N - 3
    assert await do_jobs(core, purge.HANDLERS) == 1
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, table) == 0


async def test_a_deleted_tag_is_on_nothing_meanwhile(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = await tagged(scope)
        on = [tagging.object_id for tagging in await tags.taggings(scope, tag_ids=[id])]
        await tags.delete(scope, id)
        assert await tags.taggings(scope, kind="lead") == []
        assert set(map(tuple, (await tags.of_objects(scope, "lead", on)).values())) == {()}


async def test_the_webhooks_of_a_deleted_campaign_go_in_batches(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope)
        await webhooks.create(
            scope, dialect="core", url="https://a.example", event_types=["message.opened"], campaign_id=campaign.id
        )
        await events.append(scope, [Event("message.opened", campaign_id=campaign.id)] * N)
    async with core.scope(workspace.workspace_id) as scope:
        await campaigns.delete(scope, campaign.id)
        assert await rows(scope, "webhook_deliveries") == N - 3
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "webhook_deliveries") == 0


async def test_the_leads_of_a_busy_sender_are_paused_by_a_job(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
        await a_campaign(scope, leads=N, start=True, sender=sender)
        for id in await enrollments.ids_of(scope, Filters()):
            await put(scope, "enrollments", id, {"sender_id": sender.id})
    async with core.scope(workspace.workspace_id) as scope:
        await staffing.delete_sender(scope, sender.id)
        assert await enrollments.count(scope, Filters(status=["paused"])) == 3
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        found = await enrollments.search(scope)
    assert {(e.enrollment.status, e.enrollment.reason) for e in found} == {("paused", "sender_gone")}


async def test_what_is_being_deleted_takes_no_new_leads(core: Core, workspace: Installed, database: str) -> None:
    """Who adds leads keeps the campaign from being deleted; who deletes it keeps leads from being added."""
    campaign_id, lead_ids = await enrolled(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await enrollments.enroll(scope, campaign_id, lead_ids)
        with psycopg.connect(database) as conn:
            conn.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                conn.execute("DELETE FROM campaigns WHERE id = %s", (campaign_id,))


async def test_many_leads_of_a_filter_go_in_pages(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placement_changes, "MAX_CHANGED", 4)
    monkeypatch.setattr(moves, "PAGE", 3)
    campaign_id, _ = await enrolled(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        filter = placements.Filter(campaign_ids=[campaign_id])
        assert await placement_changes.remove_found(scope, filter, 9) == 9
        assert await rows(scope, "enrollments") == N - 4
    await do_jobs(core, moves.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await rows(scope, "enrollments") == N - 9


async def categorized(core: Core, workspace: Installed) -> int:
    """A category on each of N enrollments; its id."""
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, leads=N)
        own = await categories.create(scope, "Own")
        found = await enrollments.search(scope, Filters(campaign_ids=[campaign.id]), limit=100)
        await outcomes.set_category(scope, own.id, enrollment_ids=[row.enrollment.id for row in found])
        return own.id


async def test_a_deleted_category_is_taken_from_what_carries_it_in_batches(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(categories, "BATCH", 3)
    own = await categorized(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        other = (await categories.create(scope, "Other")).id
        await categories.delete(scope, own, reassign_to=other)
        assert await carrying(scope, own) == N - 3
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await carrying(scope, other) == N


async def test_a_category_whose_place_is_taken_by_a_deleted_one_is_none(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(categories, "BATCH", 3)
    own = await categorized(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        other = (await categories.create(scope, "Other")).id
        await categories.delete(scope, own, reassign_to=other)
        await categories.delete(scope, other)
    await do_jobs(core, purge.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert (
            await scope.count(
                "SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s AND category_id IS NOT NULL"
            )
            == 0
        )


async def carrying(scope: Scope, category_id: int) -> int:
    return await scope.count(
        "SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s AND category_id = %(id)s", id=category_id
    )
