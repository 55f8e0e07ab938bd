"""The card of an approval in a browser: nothing serious for axe, nothing beyond the edge, both themes."""

from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.dialects.test_approvals import Story, story  # noqa: F401 - a fixture
from tests.web.visiting import member


async def test_the_card_can_be_read(core: Core, workspace: Installed, story: Story, visitor: Visitor) -> None:  # noqa: F811
    await story.enroll("ada@example.com", "bob@example.com")
    first = await story.start()
    await story.approve(first)
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_states.pause(scope, story.campaign_id)
    second = await story.start()
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    findings: dict[str, list[str]] = {}
    paths = ("/approvals", f"/approvals/{second}", f"/approvals/{first}", "/approvals?view=all")
    for path in paths:
        await visitor.open(f"/w/{workspace.workspace_id}{path}")
        findings[path] = await visitor.findings()
    assert findings == {path: [] for path in paths}
