"""The pages of approvals: what a person is shown, who may decide, and the links that a webhook carries."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.dialects.kit.late import Late
from outrider.outreach.base import approvals, jobs
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import notices, preferences
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.test_approvals import Story, story  # noqa: F401 - a fixture
from tests.web.visiting import Browser, browser, member

BASE = "https://outreach.example"


@pytest_asyncio.fixture
async def admin(core: Core, workspace: Installed, story: Story) -> AsyncIterator[Browser]:  # noqa: F811
    async with browser(core, apps={"smartlead": Late(lambda: story.app)}) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        yield admin


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/approvals"


async def found(story: Story, id: int) -> Approval:  # noqa: F811
    async with story.core.scope(story.workspace_id) as scope:
        return await approvals.get(scope, id)


async def test_what_waits_is_listed(story: Story, admin: Browser, base: str) -> None:  # noqa: F811
    await story.start()
    assert "Start the campaign Spring" in (await admin.get(base)).text


async def test_home_counts_what_waits(story: Story, admin: Browser, workspace: Installed) -> None:  # noqa: F811
    await story.start()
    assert "Approvals waiting" in (await admin.get(f"/w/{workspace.workspace_id}/")).text


@pytest.mark.parametrize("shown", ["Hello there", "agent", "Smartlead HTTP", "to 1 in all", "up to 1 first messages"])
async def test_the_card_shows_what_decides(story: Story, admin: Browser, base: str, shown: str) -> None:  # noqa: F811
    await story.enroll("ada@example.com")
    assert shown in (await admin.get(f"{base}/{await story.start()}")).text


async def test_the_card_shows_hostile_text_as_text(story: Story, admin: Browser, base: str) -> None:  # noqa: F811
    await story.enroll("ada@example.com")
    await story.rewrite("<script>alert(1)</script>")
    assert "<script>alert" not in (await admin.get(f"{base}/{await story.start()}")).text


async def test_a_person_approves(story: Story, admin: Browser, base: str) -> None:  # noqa: F811
    id = await story.start()
    await admin.post(f"{base}/{id}/approve", page=f"{base}/{id}")
    assert await story.status() == "active"


async def test_a_person_rejects_with_a_reason(story: Story, admin: Browser, base: str) -> None:  # noqa: F811
    id = await story.start()
    await admin.post(f"{base}/{id}/reject", {"reason": "Too soon"}, page=f"{base}/{id}")
    decided = await found(story, id)
    assert (decided.state, decided.outcome, decided.decider) == ("rejected", "Too soon", "Vera View")


async def test_what_changed_is_said_on_the_card(story: Story, admin: Browser, base: str) -> None:  # noqa: F811
    id = await story.start()
    await story.rewrite("Something else")
    await admin.post(f"{base}/{id}/approve", page=f"{base}/{id}")
    assert "steps has changed" in (await admin.get(f"{base}/{id}")).text


async def test_a_viewer_decides_nothing(story: Story, core: Core, workspace: Installed, base: str) -> None:  # noqa: F811
    id = await story.start()
    async with browser(core, apps={"smartlead": Late(lambda: story.app)}) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example", "viewer"))
        answer = await viewer.post(f"{base}/{id}/approve", page=f"/w/{workspace.workspace_id}/settings")
    assert (answer.status_code, await story.status()) == (403, "draft")


def link(story: Story, id: int, decision: approvals.Decision) -> str:  # noqa: F811
    return approvals.links(BASE, story.core.vault, story.workspace_id, id)[decision].removeprefix(BASE)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT"])
async def test_a_link_that_is_only_looked_at_decides_nothing(story: Story, admin: Browser, method: str) -> None:  # noqa: F811
    """As mail scanners and previews do."""
    id = await story.start()
    await admin.client.request(method, link(story, id, "approve"))
    assert (await found(story, id)).state == "pending"


async def test_a_link_asks_first(story: Story, admin: Browser) -> None:  # noqa: F811
    assert "Approve this?" in (await admin.get(link(story, await story.start(), "approve"))).text


async def test_a_link_ends_with_its_approval(story: Story, admin: Browser, clock: SimulatedClock) -> None:  # noqa: F811
    id = await story.start()
    clock.advance(approvals.LIFETIME.total_seconds())
    assert ((await admin.client.post(link(story, id, "approve"))).status_code, await story.status()) == (410, "draft")


async def test_a_link_does_not_approve_what_has_changed_since(story: Story, admin: Browser) -> None:  # noqa: F811
    id = await story.start()
    await story.rewrite("Something else")
    assert ((await admin.client.post(link(story, id, "approve"))).status_code, await story.status()) == (409, "draft")


async def test_a_link_approves(story: Story, admin: Browser) -> None:  # noqa: F811
    id = await story.start()
    await admin.client.post(link(story, id, "approve"))
    assert await story.status() == "active"


async def test_a_link_rejects(story: Story, admin: Browser) -> None:  # noqa: F811
    id = await story.start()
    await admin.client.post(link(story, id, "reject"))
    assert (await found(story, id)).state == "rejected"


async def test_a_link_works_once(story: Story, admin: Browser) -> None:  # noqa: F811
    id = await story.start()
    await admin.client.post(link(story, id, "reject"))
    assert (await admin.client.post(link(story, id, "approve"))).status_code == 410


async def test_a_link_is_for_its_own_decision(story: Story, admin: Browser) -> None:  # noqa: F811
    id = await story.start()
    forged = link(story, id, "reject").replace(".reject.", ".approve.")
    assert ((await admin.client.post(forged)).status_code, await story.status()) == (404, "draft")


@pytest.mark.parametrize("token", ["", "x", "1.1.approve", "1.1.approve.x", "../..", "1.1.approve." + "A" * 300])
async def test_a_made_up_link_is_not_found(admin: Browser, token: str) -> None:
    assert (await admin.client.post(f"/a/{token}")).status_code == 404


async def mailed(core: Core, workspace: Installed) -> list[notices.Notice]:
    async with core.scope(workspace.workspace_id) as scope:
        found = [job for job in await jobs.find_all(scope, limit=100) if job.kind == notices.KIND]
    return [notices.opened(core.vault, workspace.workspace_id, job.params) for job in found]


@pytest.mark.usefixtures("admin")
async def test_people_are_mailed_where_the_workspace_wants_it(core: Core, workspace: Installed, story: Story, base: str) -> None:  # noqa: F811
    async with core.scope(workspace.workspace_id) as scope:
        await preferences.change(scope, "approval_mails", "on")
    id = await story.start()
    assert {(mail.to, mail.path) for mail in await mailed(core, workspace)} >= {("ad@acme.example", f"{base}/{id}")}


async def test_nobody_is_mailed_otherwise(core: Core, workspace: Installed, story: Story) -> None:  # noqa: F811
    await story.start()
    assert not await mailed(core, workspace)
