"""The job that does one act to every lead that a search finds."""

import pytest

from outrider.engine.work import bulk as work
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import bulk
from outrider.outreach.enrollments.bulk import Act, What
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.searches import Search
from outrider.outreach.tenancy.workspaces import Installed
from tests.explaining import statements
from tests.making import a_campaign, some_leads
from tests.working import do_jobs


@pytest.mark.parametrize("by_day", [False, True])
async def test_everyone_found_is_deleted(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch, by_day: bool) -> None:
    """Also in the order of the days on which they were added, where the last lead of a page is gone when the next is read."""
    monkeypatch.setattr(work, "PAGE", 2)
    async with core.scope(workspace.workspace_id) as scope:
        await some_leads(scope, 5)
        await bulk.enqueue(scope, Act("delete"), Search(added_from=scope.now.date() if by_day else None))
    await do_jobs(core, work.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        assert await leads.count(scope) == 0


@pytest.mark.parametrize("what", ["unsubscribe", "resubscribe"])
async def test_many_leads_take_as_many_statements_as_one(scope: Scope, what: What) -> None:
    await a_campaign(scope, leads=5, start=True)
    first, *others = [lead.id for lead in await leads.search(scope)]
    one = await statements(scope, lambda counting: bulk.apply(counting, Act(what), [first]))
    assert await statements(scope, lambda counting: bulk.apply(counting, Act(what), others[1:])) == one


async def test_each_of_many_leads_is_unsubscribed_where_they_were(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=2, start=True)
    ids = [lead.id for lead in await leads.search(scope)]
    await bulk.apply(scope, Act("unsubscribe"), ids)
    await bulk.apply(scope, Act("unsubscribe"), ids)
    rows = await scope.all(
        """
        SELECT lead_id, campaign_id FROM events
        WHERE workspace_id = %(workspace_id)s AND type = 'lead.unsubscribed' ORDER BY lead_id
        """
    )
    assert [(row["lead_id"], row["campaign_id"]) for row in rows] == [(id, campaign.id) for id in sorted(ids)]
    assert [e.value for e in await suppression.find_all(scope)] == ["lead2@prospect.example", "lead1@prospect.example"]
    found = (await leads.get_many(scope, ids)).values()
    assert [lead.unsubscribed_at for lead in found] == [scope.now] * 2


async def test_each_of_many_leads_is_written_to_again(scope: Scope) -> None:
    ids = await some_leads(scope, 2)
    await bulk.apply(scope, Act("unsubscribe"), ids)
    await bulk.apply(scope, Act("resubscribe"), ids)
    assert [lead.unsubscribed_at for lead in (await leads.get_many(scope, ids)).values()] == [None] * 2
    assert not await suppression.find_all(scope)
