"""Jobs as those who ask for them see them."""

import pytest

from outrider.errors import Conflict, NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy.workspaces import Installed


async def test_enqueue_list_cancel(scope: Scope) -> None:
    one = await jobs.enqueue(scope, "move", {"from": 1}, entity_kind="list", entity_id=4)
    two = await jobs.enqueue(scope, "export")
    assert (one.state, one.params, one.user_id) == ("pending", {"from": 1}, scope.actor.user_id)
    assert [j.id for j in await jobs.find_all(scope)] == [two.id, one.id]
    assert [j.id for j in await jobs.find_all(scope, newest_first=False, after=one.id)] == [two.id]
    filters = {"kinds": ["move"], "states": ["pending"], "entity_kind": "list", "entity_ids": [4]}
    assert [j.id for j in await jobs.find_all(scope, **filters)] == [one.id]
    assert [j.id for j in await jobs.find_all(scope, ids=[one.id, two.id], excluded_ids=[one.id])] == [two.id]
    assert (await jobs.cancel(scope, one.id)).ended
    with pytest.raises(Conflict):
        await jobs.cancel(scope, one.id)


async def test_another_workspaces_job_is_not_there(core: Core, scope: Scope, stranger: Installed) -> None:
    job = await jobs.enqueue(scope, "move")
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        with pytest.raises(NotFound):
            await jobs.get(other, job.id)
        assert not await jobs.find_all(other)
