"""The inbox keeps conversations of an account that was deleted."""

from tests.dialects.clients import Api, ok
from tests.outreach.test_isolation import a_full_workspace

from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import staffing
from outrider.outreach.tenancy.workspaces import Installed


async def test_a_conversation_of_a_deleted_account_is_shown(core: Core, workspace: Installed, api: Api) -> None:
    made = await a_full_workspace(core, workspace, "Own")
    async with core.scope(workspace.workspace_id) as scope:
        await staffing.delete_sender(scope, made["sender"])
    shown = await ok(api.post("/master-inbox/inbox-replies", json={}))
    assert [item["email_account"] for item in shown["data"]] == [None]
