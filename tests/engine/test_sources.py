"""Lead sources against the sandbox's LinkedIn: page after page, once or again, and what stops them."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from pydantic import SecretStr

from outrider.channels.linkedin.port import Login
from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.work import sources as engine
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.correspondence import linkedin
from outrider.outreach.enrollments import enrollments, sources
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.enrollments.sources import Options, Source
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from tests.working import do_due

URL = "https://www.linkedin.com/sales/search/people?titleIncluded=SDR&count=230"


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[LinkedInWorld]:
    async with LinkedInWorld(clock) as made:
        yield made


@pytest.fixture
def settings(world: LinkedInWorld) -> Settings:
    return Settings.model_validate({"linkedin_url": world.base_url, "linkedin_key": SecretStr(world.key)})


async def a_source(core: Core, workspace: Installed, **values: object) -> Source:
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await campaigns.create(scope, "From a search")
        return await sources.add(scope, campaign.id, URL, **values)  # type: ignore[arg-type]


def worker(core: Core, settings: Settings) -> Engine:
    return Engine(core, settings)


async def now(core: Core, workspace: Installed, source: Source) -> tuple[Source, int]:
    async with core.scope(workspace.workspace_id) as scope:
        return await sources.get(scope, source.id), await enrollments.count(scope, Filters(campaign_ids=[source.campaign_id]))


async def test_a_search_fills_its_campaign_and_runs_again(
    core: Core, clock: SimulatedClock, workspace: Installed, settings: Settings
) -> None:
    source = await a_source(core, workspace, every=timedelta(days=7))
    assert (source.kind, source.state, source.page) == ("sales_navigator", "active", 1)
    assert await do_due(worker(core, settings), engine.queue) == 1
    waiting, n = await now(core, workspace, source)
    assert (waiting.reason, waiting.failures, n) == ("no_senders", 1, 0)
    await linkedin.connect(core, settings, workspace.workspace_id, Login("anna+salesnav@sender.example", "a password"))
    clock.advance(engine.WAIT.total_seconds())
    for total in (100, 200, 230):
        assert await do_due(worker(core, settings), engine.queue) == 1
        read, n = await now(core, workspace, source)
        assert (n, read.found, read.added, read.failures) == (total, total, total, 0)
        clock.advance(sources.PAUSE.total_seconds())
    assert (read.runs, read.page, read.cursor, read.state) == (1, 1, None, "active")
    assert read.next_at
    assert read.last_run_at
    assert read.next_at - read.last_run_at == timedelta(days=7)
    assert await do_due(worker(core, settings), engine.queue) == 0
    clock.advance(timedelta(days=7).total_seconds())
    while await do_due(worker(core, settings), engine.queue):
        clock.advance(sources.PAUSE.total_seconds())
    again, n = await now(core, workspace, source)
    assert (n, again.found, again.added, again.runs) == (230, 460, 230, 2)
    async with core.scope(workspace.workspace_id) as scope:
        listed = (await enrollments.search(scope, Filters(campaign_ids=[source.campaign_id]), limit=1))[0]
        assert listed.lead.linkedin_key
        assert listed.lead.custom["headline"]
        assert listed.lead.company_name
        assert listed.lead.source == f"search {source.id}"


async def test_a_process_that_dies_loses_and_doubles_nothing(
    core: Core, clock: SimulatedClock, workspace: Installed, settings: Settings
) -> None:
    await linkedin.connect(core, settings, workspace.workspace_id, Login("anna+salesnav@sender.example", "a password"))
    source = await a_source(core, workspace)
    assert len(await engine.claim(core, workspace.workspace_id)) == 1
    assert await engine.claim(core, workspace.workspace_id) == []
    clock.advance(clock.real(engine.LEASE_SECONDS).total_seconds())
    while await do_due(worker(core, settings), engine.queue):
        clock.advance(sources.PAUSE.total_seconds())
    done, n = await now(core, workspace, source)
    assert (done.state, done.next_at, n) == ("finished", None, 230)


async def test_only_new_people(core: Core, clock: SimulatedClock, workspace: Installed, settings: Settings) -> None:
    await linkedin.connect(core, settings, workspace.workspace_id, Login("anna+salesnav@sender.example", "a password"))
    first = await a_source(core, workspace)
    await do_due(worker(core, settings), engine.queue)
    second = await a_source(core, workspace, options=Options(unique=True))
    while await do_due(worker(core, settings), engine.queue, limit=1):
        clock.advance(sources.PAUSE.total_seconds())
    assert (await now(core, workspace, first))[1] + (await now(core, workspace, second))[1] == 230


async def test_invited_people_are_passed_over(
    core: Core, clock: SimulatedClock, workspace: Installed, settings: Settings
) -> None:
    await linkedin.connect(core, settings, workspace.workspace_id, Login("anna+salesnav@sender.example", "a password"))
    await a_source(core, workspace)
    await do_due(worker(core, settings), engine.queue)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            UPDATE lead_connections SET state = 'pending' WHERE workspace_id = %(workspace_id)s AND lead_id = (
                SELECT min(lead_id) FROM lead_connections WHERE workspace_id = %(workspace_id)s)
            """
        )
    second = await a_source(core, workspace, options=Options(invited=False))
    while await do_due(worker(core, settings), engine.queue, limit=1):
        clock.advance(sources.PAUSE.total_seconds())
    assert (await now(core, workspace, second))[1] == 229


async def test_what_stops_a_source(
    core: Core, clock: SimulatedClock, workspace: Installed, stranger: Installed, settings: Settings, world: LinkedInWorld
) -> None:
    connected = await linkedin.connect(
        core, settings, workspace.workspace_id, Login("anna+salesnav@sender.example", "a password")
    )
    source = await a_source(core, workspace)
    world.faults.answer(429, "errors/too_many_requests", route="*")
    await do_due(worker(core, settings), engine.queue)
    held, n = await now(core, workspace, source)
    assert (n, held.failures) == (0, 1)
    assert held.reason
    assert held.next_at
    assert held.next_at > clock.now()
    async with core.scope(workspace.workspace_id) as scope:
        await senders.pause(scope, connected.sender_id)
    clock.set(held.next_at)
    await do_due(worker(core, settings), engine.queue)
    assert (await now(core, workspace, source))[0].reason == "no_senders"
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.archive(scope, source.campaign_id)
    clock.advance(timedelta(hours=1).total_seconds())
    await do_due(worker(core, settings), engine.queue)
    failed, _ = await now(core, workspace, source)
    assert (failed.state, failed.reason, failed.next_at) == ("failed", "campaign_archived", None)
    async with core.scope(stranger.workspace_id) as scope:
        with pytest.raises(NotFound):
            await sources.get(scope, source.id)
        with pytest.raises(NotFound):
            await sources.add(scope, source.campaign_id, URL)
        with pytest.raises(NotFound):
            await sources.remove(scope, source.id)
        assert await sources.of_campaigns(scope, [source.campaign_id]) == {source.campaign_id: []}
    async with core.scope(workspace.workspace_id) as scope:
        for url in ("", "https://example.com/search", "http://www.linkedin.com/search", "https://linkedin.com.evil.example/x"):
            with pytest.raises(Invalid):
                await sources.add(scope, source.campaign_id, url)
        with pytest.raises(Invalid):
            await sources.add(scope, source.campaign_id, URL, every=timedelta(0))
        await sources.remove(scope, source.id)
        assert await sources.of_campaigns(scope, [source.campaign_id]) == {source.campaign_id: []}
