"""Every call of a tool stands in the audit log."""

import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from outrider import dialects
from outrider.app import create_app
from outrider.mcp.audited import digest
from outrider.mcp.noting import Later, note_in
from outrider.outreach.base import audit
from outrider.outreach.base.audit import Act
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.mcp.serving import served


async def called(core: Core, installed: Installed, tool: str, arguments: dict[str, object]) -> Act:
    """What the log says of this call over HTTP."""
    async with served(create_app(core, Settings())) as base:
        transport = StreamableHttpTransport(f"{base}/mcp/smartlead", headers={"Authorization": f"Bearer {installed.key}"})
        async with Client(transport) as agent:
            await agent.call_tool(tool, arguments, raise_on_error=False)
    async with core.scope(installed.workspace_id) as scope:
        [act] = await audit.acts(scope, actions=[audit.CALLED])
    return act


async def test_a_call_is_noted(core: Core, workspace: Installed) -> None:
    act = await called(core, workspace, "get_campaigns", {})
    assert (act.surface, act.data["tool"], act.data["outcome"]) == ("smartlead.mcp", "get_campaigns", "done")


async def test_who_called_is_noted(core: Core, workspace: Installed) -> None:
    act = await called(core, workspace, "get_campaigns", {})
    assert (act.user_id, act.api_key_id is not None) == (workspace.user_id, True)


async def test_a_call_that_failed_is_noted_with_its_error(core: Core, workspace: Installed) -> None:
    act = await called(core, workspace, "get_campaign_sequences", {"campaign_id": 999})
    assert act.data["outcome"].startswith("failed: HTTP 404")


async def test_arguments_are_noted_as_their_digest(core: Core, workspace: Installed) -> None:
    act = await called(core, workspace, "get_campaign_sequences", {"campaign_id": 999})
    assert act.data["arguments"] == digest({"campaign_id": 999})


@pytest.mark.parametrize(("tool", "left"), [("get_campaigns", 1), ("upsert_campaign", 0)])
async def test_only_notes_of_calls_that_read_are_left_until_after_the_answer(
    core: Core, workspace: Installed, tool: str, left: int
) -> None:
    later: Later = []
    note = note_in(core, dialects.load("smartlead"), lambda: workspace.key, lambda: later)
    await note(tool, {}, "done", 0.1)
    async with core.scope(workspace.workspace_id) as scope:
        noted = await audit.acts(scope, actions=[audit.CALLED])
    assert (len(later), len(noted)) == (left, 1 - left)


@pytest.mark.parametrize("durable", [True, False])
async def test_a_note_leaves_its_connection_durable(core: Core, workspace: Installed, durable: bool) -> None:
    async with core.without_transaction(workspace.workspace_id) as scope:
        await audit.note_call(scope, "get_campaigns", "a digest", "done", 5, durable=durable)
        assert await scope.one("SHOW synchronous_commit") == {"synchronous_commit": "on"}


@pytest.mark.parametrize(("durable", "commits"), [(True, "on"), (False, "off")])
async def test_only_the_notes_of_calls_that_read_may_be_lost(
    core: Core, workspace: Installed, durable: bool, commits: str
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await audit.note_call(scope, "get_campaigns", "a digest", "done", 5, durable=durable)
        assert await scope.one("SHOW synchronous_commit") == {"synchronous_commit": commits}


@pytest.mark.parametrize("other", [{"a": 1, "b": 3}, {"a": 1}, {"a": "1", "b": 2}])
def test_other_arguments_have_another_digest(other: dict[str, object]) -> None:
    assert digest(other) != digest({"a": 1, "b": 2})


def test_the_order_of_arguments_makes_no_difference() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
