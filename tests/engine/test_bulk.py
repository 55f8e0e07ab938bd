"""The job that does one act to every lead that a search finds."""

import pytest

from outrider.engine.work import bulk as work
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import bulk
from outrider.outreach.enrollments.bulk import Act
from outrider.outreach.leads import leads
from outrider.outreach.leads.searches import Search
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import some_leads
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
