"""The first minute, and the inbox by keyboard alone."""

import pytest
from playwright.async_api import Page

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.leads import leads, lists
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import sessions
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import Visitor, sign_in
from tests.making import a_campaign, a_sender
from tests.web.mailing import replies
from tests.web.visiting import PASSWORD, member

# Two updates from another tab while this one is in the background, and what it has reloaded before and after it is shown.
HEARD_BY_A_TAB = """async () => {
  let heard = 0;
  document.body.addEventListener("live-inbox", () => heard++);
  const shown = (state) => Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  const channel = new BroadcastChannel(document.body.dataset.live);
  const told = new Promise((done) => {
    let n = 0;
    new BroadcastChannel(document.body.dataset.live).addEventListener("message", () => ++n === 2 && setTimeout(done));
  });
  shown("hidden");
  for (const id of ["1", "2"]) channel.postMessage({ id, topics: ["inbox"], conversations: [] });
  await told;
  const before = heard;
  shown("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  return { "in the background": before, "looked at": heard };
}"""

# Four updates at once from another tab, and how often the parts of this one that show figures were to reload.
HEARD_OF_FIGURES = """async () => {
  window.heard = 0;
  document.body.addEventListener("live-figures", () => window.heard++);
  const channel = new BroadcastChannel(document.body.dataset.live);
  const told = new Promise((done) => {
    let n = 0;
    new BroadcastChannel(document.body.dataset.live).addEventListener("message", () => ++n === 4 && done());
  });
  for (const id of ["1", "2", "3", "4"]) channel.postMessage({ id, topics: ["figures"], conversations: [] });
  await told;
  return window.heard;
}"""


async def test_a_link_leads_a_new_owner_to_the_first_steps(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await visitor.open(await sessions.link(core, workspace.user_id))
    page = visitor.page
    await page.get_by_label("Your name").fill("Ada Okafor")
    await page.get_by_label("Email address").fill("ada@acme.example")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_label("Workspace").fill("Acme")
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_role("heading", name="Connect a mailbox").wait_for()
    assert await visitor.findings() == []


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_replies_are_handled_by_keyboard_alone(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await replies(core, workspace, 3)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox")
    page = visitor.page
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.locator("#thread [data-conversation]").wait_for()
    await page.keyboard.press("r")
    await page.keyboard.type("Thank you, let us talk on Monday.")
    await page.keyboard.press("Control+Enter")
    await page.locator("#toasts").get_by_text("Sending").wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.press("e")
    await page.locator("#toasts").get_by_text("Archived").wait_for()
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert len(await inbox.messages(scope, MessageFilter(waiting=True))) == 1
        assert await inbox.count(scope, ConversationFilter(archived=True)) == 1


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_tab_in_the_background_reloads_nothing_until_it_is_looked_at(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox")
    heard = await visitor.page.evaluate(HEARD_BY_A_TAB)
    assert heard == {"in the background": 0, "looked at": 1}


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_the_palette_leads_from_any_page_to_any_other(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/leads")
    page = visitor.page
    await page.keyboard.press("Control+k")
    await page.keyboard.type("audit")
    await page.get_by_role("option", name="Settings: Audit log", selected=True).wait_for()
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Audit log").wait_for()


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_the_palette_finds_a_lead_by_name(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/settings")
    page = visitor.page
    await page.keyboard.press("Control+k")
    await page.keyboard.type("lead1")
    await page.locator("#palette li").filter(has_text="Lead").filter(has=page.locator(".muted", has_text="Lead")).first.click()
    await page.wait_for_url("**/leads/1")


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_question_is_asked_by_a_dialog_that_gives_the_focus_back(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    (conversation,) = await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{conversation}")
    page = visitor.page
    for key in ("#", "ArrowUp", "Enter"):
        await page.keyboard.press(key)
    question = page.get_by_role("dialog", name="Never contact them again?")
    await question.wait_for()
    await page.keyboard.press("Escape")
    await question.wait_for(state="hidden")
    assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "Stop or block"


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_what_was_asked_about_is_done_with_the_button_that_was_pressed(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    (conversation,) = await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{conversation}")
    for key in ("#", "ArrowUp", "Enter", "Enter"):
        await visitor.page.keyboard.press(key)
    await visitor.page.locator("#toasts").get_by_text("prospect.example is blocked").wait_for()


async def _answering(core: Core, workspace: Installed, visitor: Visitor) -> Page:
    """The page of a reply, where an administrator has begun to answer it."""
    (conversation,) = await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{conversation}")
    await visitor.page.keyboard.press("r")
    await visitor.page.keyboard.type("Thank you.")
    return visitor.page


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_reply_that_is_taken_back_can_be_written_on(core: Core, workspace: Installed, visitor: Visitor) -> None:
    page = await _answering(core, workspace, visitor)
    await page.keyboard.press("Control+Enter")
    await page.locator("#toasts").get_by_text("Sending").wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.press("z")
    await page.locator("#toasts").get_by_text("Undone").wait_for()
    assert await page.locator(".answer textarea").input_value() == "Thank you."


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_reply_is_sent_on_another_morning(core: Core, workspace: Installed, visitor: Visitor) -> None:
    page = await _answering(core, workspace, visitor)
    await page.get_by_text("Later", exact=True).click()
    await page.get_by_role("button", name="Tomorrow morning").click()
    await page.get_by_role("button", name="Send Tue, Mar 3, 08:00 AM").click()
    await page.locator("#toasts").get_by_text("Scheduled").wait_for()
    assert await page.locator(".answer").get_by_role("button", name="Send", exact=True).is_visible()


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_lists_are_walked_by_keyboard(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await replies(core, workspace, 3)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/leads")
    page = visitor.page
    for key in ("j", "j", "x"):
        await page.keyboard.press(key)
    assert await page.locator("tbody tr").nth(1).get_by_role("checkbox").is_checked()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/leads/2")


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_figures_that_change_all_the_time_are_reloaded_at_a_pace(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    """At once, and once more after the last change."""
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.page.clock.install()
    await visitor.open(f"/w/{workspace.workspace_id}/inbox")
    heard = [await visitor.page.evaluate(HEARD_OF_FIGURES)]
    await visitor.page.clock.run_for(10_000)
    heard.append(await visitor.page.evaluate("window.heard"))
    assert heard == [1, 2]


@pytest.mark.parametrize("size", [(360, 720)], indirect=True, ids=["narrow"])
async def test_what_has_the_focus_is_not_below_the_navigation(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/settings/webhooks")
    boxes = visitor.page.locator("main input[type=checkbox]")
    for at in range(await boxes.count()):
        await boxes.nth(at).focus()
        covered = await boxes.nth(at).evaluate(
            "box => box.getBoundingClientRect().bottom > document.querySelector('.side').getBoundingClientRect().top"
        )
        assert not covered, at


async def test_the_number_of_unread_conversations_follows_the_inbox(core: Core, workspace: Installed, visitor: Visitor) -> None:
    """On a page that shows no conversation, and on the inbox itself as one reads."""
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    page = visitor.page
    await visitor.open(f"/w/{workspace.workspace_id}/campaigns")
    (conversation,) = await replies(core, workspace, 1)
    await page.get_by_role("link", name="Inbox 1 unread").wait_for()
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{conversation}")
    await page.get_by_role("link", name="Inbox", exact=True).wait_for()


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_one_long_name_does_not_push_the_columns_out_of_the_table(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await leads.upsert(scope, [LeadInput(email="w@acme.example", first_name="W" * 100, company_name="V" * 100)])
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/leads")
    assert await visitor.page.locator(".scroll").evaluate("table => table.scrollWidth <= table.clientWidth")


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
@pytest.mark.parametrize(
    ("path", "chosen", "other"),
    [
        ("campaigns/1/senders", "[name=days-0]:checked + span", "[name=days-0]:not(:checked) + span"),
        ("settings/roles", ".level input:checked + span", ".level input:not(:checked) + span"),
        ("settings/roles", ".views [aria-current]", ".views a:not([aria-current])"),
    ],
)
async def test_what_is_chosen_is_seen_in_the_systems_own_colors(
    core: Core, workspace: Installed, visitor: Visitor, path: str, chosen: str, other: str
) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        window = {"days": [1], "start": "09:00", "end": "17:00"}
        await a_campaign(scope, schedule={"timezone": "UTC", "windows": [window]})
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.page.emulate_media(forced_colors="active")
    await visitor.open(f"/w/{workspace.workspace_id}/{path}")
    ground = "element => getComputedStyle(element).backgroundColor"
    grounds = [await visitor.page.locator(which).first.evaluate(ground) for which in (chosen, other)]
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("size", [(1280, 800)], indirect=True, ids=["wide"])
async def test_a_conversation_is_printed_without_what_is_to_be_clicked(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    (id,) = await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/inbox/{id}")
    await visitor.page.emulate_media(media="print")
    shown = {
        which: await visitor.page.locator(which).first.is_visible() for which in (".letter", ".side", ".answer", ".pane.list")
    }
    assert shown == {".letter": True, ".side": False, ".answer": False, ".pane.list": False}


async def test_a_long_list_is_left_from_the_leads_page(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (lead,) = await leads.upsert(scope, [LeadInput(email="w@acme.example")])
        assert lead.lead_id
        await lists.add_members(scope, (await lists.create(scope, "A list of a very long name " * 6)).id, [lead.lead_id])
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/leads/{lead.lead_id}")
    await visitor.page.get_by_role("button", name="Remove A list").click(timeout=5000)
    await visitor.page.get_by_text("None yet").wait_for()


async def test_several_senders_are_paused_at_once(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        for name in ("one", "two"):
            await a_sender(scope, f"{name}@sender.example")
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    await visitor.open(f"/w/{workspace.workspace_id}/senders")
    await visitor.page.get_by_label("This page").check()
    assert await visitor.findings() == []
    await visitor.page.get_by_role("button", name="Pause").click()
    await visitor.page.get_by_text("2 paused").wait_for()
    await visitor.page.get_by_role("button", name="Undo").click()
    await visitor.page.get_by_text("2 active again").wait_for()


@pytest.mark.parametrize("size", [(768, 1024), (1024, 768)], indirect=True, ids=["upright tablet", "tablet"])
async def test_lists_fit_on_a_tablet(core: Core, workspace: Installed, visitor: Visitor) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await a_campaign(scope, name="Spring " * 20, leads=3, start=True)
        await leads.upsert(scope, [LeadInput(email=f"{'w' * 60}@acme.example", company_name="Acme " * 20, job_title="CEO " * 9)])
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    wider: list[str] = []
    for path in ("campaigns", "leads", "senders", "campaigns/1/leads", "leads/suppression", "settings/members"):
        await visitor.open(f"/w/{workspace.workspace_id}/{path}")
        beyond = (
            "[document.documentElement, ...document.querySelectorAll('.scroll')].some(box => box.scrollWidth > box.clientWidth)"
        )
        if await visitor.page.evaluate(beyond):
            wider.append(path)
    assert wider == []
