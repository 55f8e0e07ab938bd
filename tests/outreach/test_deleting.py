"""A campaign that a person deleted can be restored for some days, and goes for good after them."""

from datetime import timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.work import purge
from outrider.errors import NotFound
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, campaigns, deleting
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign
from tests.working import do_jobs

DAY = timedelta(days=1).total_seconds()
GRACE = deleting.GRACE.total_seconds()


async def deleted(core: Core, workspace: Installed) -> int:
    """A running campaign that was deleted just now."""
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, leads=2, start=True)
        return (await deleting.later(scope, campaign.id)).id


async def found(core: Core, workspace: Installed, id: int) -> Campaign:
    async with core.scope(workspace.workspace_id) as scope:
        return await campaigns.get(scope, id)


async def restore(core: Core, workspace: Installed, id: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.restore(scope, id)


async def test_it_stops_at_once(core: Core, workspace: Installed) -> None:
    id = await deleted(core, workspace)
    assert (await found(core, workspace, id)).status == "archived"


async def test_it_stays_until_its_time_is_over(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    id = await deleted(core, workspace)
    clock.advance(GRACE - DAY)
    await do_jobs(core, purge.HANDLERS)
    assert deleting.is_due(await found(core, workspace, id))


async def test_it_is_gone_once_its_time_is_over(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    id = await deleted(core, workspace)
    clock.advance(GRACE)
    await do_jobs(core, purge.HANDLERS)
    with pytest.raises(NotFound):
        await found(core, workspace, id)


async def test_one_that_was_restored_stays(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    id = await deleted(core, workspace)
    await restore(core, workspace, id)
    clock.advance(GRACE)
    await do_jobs(core, purge.HANDLERS)
    assert (await found(core, workspace, id)).status == "paused"


async def test_the_time_begins_again_with_another_deletion(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    id = await deleted(core, workspace)
    clock.advance(GRACE - DAY)
    await restore(core, workspace, id)
    async with core.scope(workspace.workspace_id) as scope:
        await deleting.later(scope, id)
    clock.advance(2 * DAY)
    await do_jobs(core, purge.HANDLERS)
    assert deleting.is_due(await found(core, workspace, id))


async def test_an_archived_one_can_be_deleted(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope)
        await campaign_states.archive(scope, campaign.id)
        assert deleting.is_due(await deleting.later(scope, campaign.id))
