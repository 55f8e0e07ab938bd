"""The sequence editor in a real browser: a text is saved as one types, and never lost."""

import pytest

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaign_senders, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.making import a_campaign, a_sender
from tests.web.visiting import member


async def draft(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await a_sender(scope)
        return (await a_campaign(scope, leads=3)).id


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_text_is_saved_as_one_types(core: Core, workspace: Installed, visitor: Visitor) -> None:
    id = await draft(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/sequence")
    page = visitor.page
    await page.get_by_label("Subject").first.fill("A word with {{first_name}}")
    await page.get_by_text("Saved", exact=True).first.wait_for()
    await page.locator("#preview").get_by_text("A word with Lead1").wait_for()
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await sequences.get(scope, id))[0].variants[0].subject == "A word with {{first_name}}"


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_what_cannot_be_saved_is_kept_in_the_browser(core: Core, workspace: Installed, visitor: Visitor) -> None:
    id = await draft(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/sequence")
    await visitor.page.get_by_label("Subject").first.fill("{% if %}")
    await visitor.page.get_by_text("Not saved:").first.wait_for()
    await visitor.page.reload()
    assert await visitor.page.get_by_label("Subject").first.input_value() == "{% if %}"


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_text_is_saved_by_one_who_leaves_at_once(core: Core, workspace: Installed, visitor: Visitor) -> None:
    id = await draft(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/sequence")
    await visitor.page.get_by_label("Subject").first.fill("A word before I go")
    await visitor.page.get_by_role("link", name="Review", exact=True).click()
    await visitor.page.get_by_role("heading", name="The first messages").wait_for()
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await sequences.get(scope, id))[0].variants[0].subject == "A word before I go"


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_the_field_that_cannot_be_saved_is_marked(core: Core, workspace: Installed, visitor: Visitor) -> None:
    id = await draft(core, workspace)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/senders")
    field = visitor.page.get_by_label("New leads a day")
    await field.fill("many")
    await field.press("Tab")
    await visitor.page.locator("[aria-invalid=true]").wait_for()
    assert "says-limits" in (await field.get_attribute("aria-describedby") or "")
    await field.fill("7")
    await field.press("Tab")
    await visitor.page.get_by_text("Saved", exact=True).wait_for()
    assert await field.get_attribute("aria-invalid") is None


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_start_asks_while_a_text_is_not_finished(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        id = (await a_campaign(scope, leads=1)).id
        await campaign_senders.attach(scope, id, [(await a_sender(scope)).id])
        await sequences.replace(scope, id, [StepInput([VariantInput("Hello", "I noticed [what you noticed].")])])
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns/{id}/review")
    await visitor.page.get_by_role("button", name="Start the campaign").click()
    asked = visitor.page.get_by_role("dialog", name="Start although a text is not finished?")
    await asked.get_by_text("[what you noticed]").wait_for()
    await asked.get_by_role("button", name="Start all the same").click()
    await visitor.page.get_by_text("Running", exact=True).wait_for()


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_two_tabs_do_not_overwrite_each_other(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        id = (await a_campaign(scope, leads=1, start=True)).id
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    path = f"/w/{workspace.workspace_id}/campaigns/{id}/sequence"
    await visitor.open(path)
    other = await visitor.page.context.new_page()
    await other.goto(visitor.base + path)
    for page, subject, said in ((visitor.page, "By one", "Saved"), (other, "By the other", "Not saved:")):
        form = page.locator("form.wording").first
        await form.get_by_label("Subject").fill(subject)
        await form.get_by_role("button", name="Save").click()
        await form.get_by_text(said).wait_for()
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await sequences.get(scope, id))[0].variants[0].subject == "By one"
