"""What one has begun on a page is not lost: ticked rows when a list reloads by itself, changes when one leaves."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Dialog

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.making import a_campaign
from tests.web.mailing import replies
from tests.web.visiting import member

pytestmark = pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])

RELOADED = """topic => new Promise((done) => {
  document.addEventListener("htmx:afterSettle", () => done(), { once: true });
  document.body.dispatchEvent(new CustomEvent(topic, { bubbles: true, detail: { changed: [], gone: [] } }));
})"""


async def running(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return (await a_campaign(scope, leads=3, start=True)).id


async def inbox(core: Core, workspace: Installed) -> str:
    await replies(core, workspace, 2)
    return "inbox"


async def people(core: Core, workspace: Installed) -> str:
    return f"campaigns/{await running(core, workspace)}/leads"


@pytest.mark.parametrize(("place", "topic"), [(inbox, "inbox-changed"), (people, "leads-changed")])
async def test_rows_stay_ticked_and_focused_when_their_list_reloads(
    core: Core,
    workspace: Installed,
    visitor: Visitor,
    place: Callable[[Core, Installed], Awaitable[str]],
    topic: str,
) -> None:
    path = await place(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/{path}")
    box = visitor.page.locator("[data-list] input[type=checkbox]").nth(1)
    await box.check()
    await visitor.page.evaluate(RELOADED, topic)
    assert await box.is_checked()
    assert await box.evaluate("box => box === document.activeElement")


async def test_rows_are_unticked_when_something_was_done_with_them(core: Core, workspace: Installed, visitor: Visitor) -> None:
    path = await people(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/{path}")
    await visitor.page.locator("[data-list] input[type=checkbox]").nth(1).check()
    await visitor.page.locator("[data-list]").get_by_role("button", name="Pause").click()
    await visitor.page.locator("[data-list]").get_by_text("Paused").wait_for()
    assert await visitor.page.locator("[data-list] input:checked").count() == 0


@pytest.mark.parametrize(
    ("saves", "asked"), [(False, ["beforeunload"]), (True, [])], ids=["changes that are not saved", "changes that are saved"]
)
async def test_the_browser_asks_before_it_leaves_changes_to_a_running_campaign(
    core: Core, workspace: Installed, visitor: Visitor, saves: bool, asked: list[str]
) -> None:
    id = await running(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/senders")
    page, heard = visitor.page, list[str]()

    async def answer(dialog: Dialog) -> None:
        heard.append(dialog.type)
        await dialog.accept()

    page.on("dialog", answer)
    await page.get_by_label("New leads a day").fill("7")
    form = page.locator("form").filter(has=page.get_by_label("New leads a day"))
    await form.get_by_text("Changes are not saved yet.").wait_for()
    if saves:
        await form.get_by_role("button", name="Save").click()
        await form.get_by_text("Saved", exact=True).wait_for()
    await page.get_by_role("link", name="Overview").click()
    await page.wait_for_url(f"**/campaigns/{id}")
    assert heard == asked
