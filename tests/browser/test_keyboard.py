"""The way past the navigation by keyboard, and where the focus is after a filter was chosen."""

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import SIZES, Visitor, sign_in
from tests.web.mailing import replies
from tests.web.visiting import member

wide = pytest.mark.parametrize("size", [SIZES[0]], indirect=True, ids=["wide"])


@wide
async def test_a_link_before_the_navigation_leads_into_the_page(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/settings/webhooks")
    page = visitor.page
    await page.keyboard.press("Tab")
    shown = await page.evaluate(
        "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0"
    )
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert [shown, await page.evaluate("document.querySelector('main').contains(document.activeElement)")] == [True, True]


# A field, and the keys that are pressed in it: each loads the page again.
FILTERS = (("#f-q", ("l", "e")), ("#f-state", ("ArrowDown", "ArrowDown")), ("#f-owner", ("ArrowDown",)))


@wide
async def test_a_filter_keeps_the_focus(core: Core, workspace: Installed, visitor: Visitor) -> None:
    """Typed, chosen, and chosen in a menu."""
    await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    page = visitor.page
    found: list[str] = []
    for field, keys in FILTERS:
        await visitor.open(f"/w/{workspace.workspace_id}/leads")
        await page.evaluate("document.querySelector('.filters .menu').open = true")
        await page.locator(field).focus()
        for key in keys:
            async with page.expect_navigation():
                await page.keyboard.press(key)
        found.append(await page.evaluate("`#${document.activeElement.id} ${document.activeElement.value}`"))
    assert found == ["#f-q le", "#f-state contacted", "#f-owner 1"]
