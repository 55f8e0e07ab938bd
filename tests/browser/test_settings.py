"""Settings in a browser: a webhook's waiting delivery, and what stands where a provider needs an operator first."""

from datetime import timedelta

import pytest

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.web.visiting import member

one_width = pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])


async def waiting_delivery(core: Core, workspace: Installed) -> int:
    """One whose next attempt is in an hour; its id."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await webhooks.create(scope, dialect="smartlead", url="https://hooks.example/x", event_types=["reply.received"])
        await events.append(scope, [Event("reply.received", data={})])
        await scope.run(
            "UPDATE webhook_deliveries SET due_at = %(at)s, attempts = 1 WHERE workspace_id = %(workspace_id)s",
            at=scope.now + timedelta(hours=1),
        )
        (delivery,) = await webhooks.deliveries(scope)
        return delivery.id


@one_width
async def test_a_waiting_delivery_is_sent_now(core: Core, workspace: Installed, visitor: Visitor) -> None:
    id = await waiting_delivery(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    page = visitor.page
    await visitor.open(f"/w/{workspace.workspace_id}/settings/webhooks/deliveries/{id}")
    await page.get_by_role("button", name="Send now").click()
    await page.locator("#toasts").get_by_text("It is sent now").wait_for()
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await webhooks.delivery(scope, id)).due_at == scope.now
    await page.get_by_role("link", name="reply.received").click()
    await page.get_by_role("heading", name="Delivery").wait_for()
    assert await page.get_by_role("button", name="Send now").count() == 0


@pytest.mark.parametrize(
    ("role", "says"), [("admin", ["register it there once and set OUTRIDER_GOOGLE_CLIENT_ID"]), ("editor", [])]
)
async def test_a_provider_without_a_client_id_says_what_the_operator_does(
    core: Core, workspace: Installed, visitor: Visitor, role: str, says: list[str]
) -> None:
    """Those who manage the workspace read what to do; everyone connects with a password of an app."""
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", role))
    await visitor.open(f"/w/{workspace.workspace_id}/senders/new?address=ada@gmail.com")
    page = visitor.page
    await page.get_by_label("App password").wait_for()
    text = " ".join((await page.locator("main").inner_text()).split())
    assert [said for said in says if said in text] == says
    assert ("the operator of this installation" in text) == bool(says)
    assert await page.get_by_role("link", name="Connect with Google").count() == 0
    assert await visitor.findings() == []
