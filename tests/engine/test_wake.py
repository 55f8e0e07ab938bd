"""Wake-ups are never lost: a claim that runs while something is made due does not lay the sender to rest."""

import pytest

from outrider.engine.sending import dispatch
from outrider.outreach.base import wake
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import Made, make, make_engine
from tests.making import rows


async def started_during_a_claim(core: Core, workspace: Installed) -> int:
    """A campaign whose sender is awake already is started; before that is committed, a claim looks and finds nothing to do.
    How many messages the next claim takes."""
    made: Made = await make(core, workspace.workspace_id, n_leads=3, start=False)
    async with core.scope(workspace.workspace_id) as scope:
        await wake.senders(scope, made.sender_ids)
    engine = make_engine(core)
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.start(scope, made.campaign_id)
        assert await dispatch.claim(engine, workspace.workspace_id) == []
    return len(await dispatch.claim(engine, workspace.workspace_id))


async def test_a_start_that_meets_a_claim_is_noticed(core: Core, workspace: Installed) -> None:
    assert await started_during_a_claim(core, workspace) == 3


async def test_without_the_lock_it_would_be_missed(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    asleep_only = wake._WAKE.replace("ORDER BY l.id FOR", "AND (l.next_at IS NULL OR l.next_at > %(at)s) ORDER BY l.id FOR")
    monkeypatch.setattr(wake, "_WAKE", asleep_only)
    assert await started_during_a_claim(core, workspace) == 0
    assert (await rows(core, "SELECT next_at, wait_reason FROM senders"))[0]["next_at"] is None
