"""What one has begun on a page is not lost: ticked rows when a list reloads by itself, changes when one leaves, and what is in a
form when its sender is signed out meanwhile.
"""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Dialog

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.making import a_campaign
from tests.web.mailing import replies
from tests.web.visiting import PASSWORD, member

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


async def write_a_snippet_signed_out(visitor: Visitor, workspace: Installed) -> None:
    """Write one while the session ends, and send it."""
    await visitor.open(f"/w/{workspace.workspace_id}/settings/snippets")
    await visitor.page.get_by_label("Name").fill("Booking")
    await visitor.page.get_by_label("Text").fill("Ten minutes of work.")
    await visitor.page.context.clear_cookies(name="outrider_session")
    await visitor.page.get_by_role("button", name="Add").click()
    await visitor.page.get_by_text("Your session has ended.").wait_for()


async def sign_in_by_hand(visitor: Visitor, email: str) -> None:
    await visitor.page.get_by_label("Email address").fill(email)
    await visitor.page.get_by_label("Password").fill(PASSWORD)
    await visitor.page.get_by_role("button", name="Sign in").click()
    await visitor.page.get_by_role("heading", name="Snippets", exact=True).wait_for()


async def test_a_text_comes_back_to_one_whose_session_had_ended(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await write_a_snippet_signed_out(visitor, workspace)
    assert await visitor.page.get_by_text("What you wrote is kept").is_visible()
    await sign_in_by_hand(visitor, "ed@acme.example")
    await visitor.page.get_by_text("What you wrote is back.").wait_for()
    assert await visitor.page.get_by_label("Text").input_value() == "Ten minutes of work."


async def test_a_text_that_came_back_comes_only_once(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await write_a_snippet_signed_out(visitor, workspace)
    await sign_in_by_hand(visitor, "ed@acme.example")
    await visitor.page.get_by_role("button", name="Add").click()
    await visitor.page.get_by_role("cell", name="Booking").or_(visitor.page.get_by_text("Booking", exact=True)).first.wait_for()
    assert await visitor.page.get_by_label("Text").input_value() == ""


async def test_a_text_does_not_come_back_to_somebody_else(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await member(core, workspace.workspace_id, "eve@acme.example", "admin")
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await write_a_snippet_signed_out(visitor, workspace)
    await sign_in_by_hand(visitor, "eve@acme.example")
    assert await visitor.page.get_by_label("Text").input_value() == ""


async def test_a_text_of_a_page_that_is_too_old_comes_back(core: Core, workspace: Installed, visitor: Visitor) -> None:
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    await sign_in(visitor, core, user_id)
    await visitor.open(f"/w/{workspace.workspace_id}/settings/snippets")
    await visitor.page.get_by_label("Text").fill("Ten minutes of work.")
    await visitor.page.get_by_label("Name").fill("Booking")
    await sign_in(visitor, core, user_id)  # in another tab
    await visitor.page.get_by_role("button", name="Add").click()
    await visitor.page.get_by_role("link", name="Back to the page").click()
    await visitor.page.get_by_text("What you wrote is back.").wait_for()
    assert await visitor.page.get_by_label("Text").input_value() == "Ten minutes of work."
    visitor.said = [line for line in visitor.said if "403" not in line]
