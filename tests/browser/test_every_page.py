"""What axe finds on every page, and in the states that pages come into: wide and narrow, light and dark; and what stands in the
way of those who use a page by keyboard alone.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import oauth_clients
from outrider.outreach.tenancy.workspaces import Installed
from tests.browser.conftest import SIZES, Visitor, sign_in
from tests.browser.keyboard import Keys
from tests.outreach.test_isolation import a_full_workspace
from tests.web.every_page import Asked, every_request
from tests.web.mailing import replies
from tests.web.test_oauth import CALLBACK, CHALLENGE
from tests.web.visiting import member

# What is no page: files, streams, parts of other pages, and ways to somewhere else.
NO_PAGE = (".csv", ".json", "/html", "/text", "/attachments/0", "/connect/google", "/preview", "/find", "/inbox/unread")
GUEST = ("/sign-in", "/forgotten", "/account/reset/nothing", "/sign-in/link/nothing", "/nothing")
# Where keys are tried from the beginning of the page; the navigation is much the same everywhere.
NAVIGATION = ("/", "/inbox", "/settings/keys")
# One visit, in which the window changes its width.
at_both_widths = pytest.mark.parametrize("size", [SIZES[0]], indirect=True, ids=["both"])


def every_page() -> Iterator[Asked]:
    """The pages without what their addresses ask beyond the things that they are about."""
    for asked in every_request():
        if not asked.writes and not asked.path.endswith(NO_PAGE):
            yield asked


@pytest.mark.timeout(900)
@at_both_widths
async def test_axe_and_keys_find_nothing_serious_on_any_page(core: Core, workspace: Installed, visitor: Visitor) -> None:
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    ids = {**await a_full_workspace(core, workspace, "Own"), "session": 1}
    await sign_in(visitor, core, user_id)
    keys = await Keys.of(visitor.page)
    findings: dict[str, list[str]] = {}
    for asked in every_page():
        about = asked.about(ids)
        await visitor.open(f"/w/{workspace.workspace_id}{about.path}?{urlencode(about.fields)}")
        by_keys = await keys.findings("body" if asked.path in NAVIGATION else "main")
        if found := by_keys + await visitor.findings_at_both_widths():
            findings[asked.route] = found
    visitor.said = [line for line in visitor.said if "404" not in line]
    assert findings == {}


# A page, and what is done there: keys that are pressed, elements that are clicked (by selector), and texts that are typed.
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "account menu": ("/", ("click .account > summary",)),
    "workspaces menu": ("/", ("click .switcher > summary",)),
    "palette": ("/", ("press Control+k", "type inb")),
    "shortcuts": ("/inbox", ("press ?",)),
    "inbox filters": ("/inbox", ("click .find .menu > summary",)),
    "chosen conversations": ("/inbox", ("click [data-row] input", "click .bulk .menu > summary")),
    "snooze menu": ("/inbox/{conversation}", ("press h",)),
    "category menu": ("/inbox/{conversation}", ("press c",)),
    "stop menu": ("/inbox/{conversation}", ("press #",)),
    "send later": ("/inbox/{conversation}", ("click .answer .menu > summary",)),
    "forward": ("/inbox/{conversation}", ("press f",)),
    "reply that waits": ("/inbox/{conversation}", ("press r", "type Thank you.", "press Control+Enter", "see .toast")),
    "campaign menu": ("/campaigns/1", ("click .campaign > header .menu > summary",)),
    "campaign rename": ("/campaigns/1", ("click .campaign > header .menu > summary", "click [data-open='#rename']")),
    "campaign delete": ("/campaigns/1", ("click .campaign > header .menu > summary", "click [data-open='#delete']")),
    "subsequence": ("/campaigns/1", ("click .campaign > header .menu > summary", "click [data-open='#subsequence']")),
    "merge tags": ("/campaigns/1/sequence", ("click .wording .menu > summary",)),
    "chosen people": ("/campaigns/1/leads", ("click .pick input",)),
    "add leads": ("/campaigns/1/leads", ("click .add > summary",)),
    "remove a lead": ("/campaigns/1/leads/1", ("click [data-open='#remove-lead']",)),
    "chosen leads": ("/leads", ("click [name=id]",)),
    "more filters": ("/leads", ("click .filters .menu > summary",)),
    "keep a search": ("/leads?q=lead", ("click .page > .menu > summary",)),
    "lead menu": ("/leads/1", ("click .page > header .menu > summary",)),
    "erase": ("/leads/1", ("click .page > header .menu > summary", "click [data-open='#erase']")),
    "no lead found": ("/leads?q=nothing-has-this", ()),
    "remove a sender": ("/senders/1", ("click [data-open='#remove']",)),
    "wrong limit": ("/senders/1", ("fill [name=daily_limit] many", "click .halves form .primary", "see .error")),
    "nothing to import": ("/leads/import", ("click main form .primary", "see .error")),
    "no such file": ("/nothing-here", ()),
    "revoke a key": ("/settings/keys", ("click [data-open^='#revoke']",)),
    "what a key may send": ("/settings/keys", ("click main details summary",)),
    "new key": ("/settings/keys", ("fill [name=name] Reports", "click main form .primary", "see .made")),
    "new role": ("/settings/roles", ("fill [name=name] Sales", "click main form .primary", "see .lines li")),
    "wrong webhook": ("/settings/webhooks", ("fill [name=url] http://127.0.0.1/", "click main form .primary", "see .error")),
    "busy": ("/settings", ("busy",)),
}  # fmt: skip


@pytest.mark.timeout(900)
async def test_axe_finds_nothing_serious_in_any_state(core: Core, workspace: Installed, visitor: Visitor) -> None:
    (conversation,) = await replies(core, workspace, 1)
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    findings: dict[str, list[str]] = {}
    for name, (path, steps) in STATES.items():
        await visitor.open(f"/w/{workspace.workspace_id}{path.format(conversation=conversation)}")
        for step in steps:
            await do(visitor, step)
        if found := await visitor.findings():
            findings[name] = found
    visitor.said = [line for line in visitor.said if "404" not in line and "422" not in line]
    assert findings == {}


async def do(visitor: Visitor, step: str) -> None:
    """One step of a state."""
    page = visitor.page
    act, _, what = step.partition(" ")
    if act == "press":
        await page.keyboard.press(what)
    elif act == "type":
        await page.keyboard.type(what)
    elif act == "click":
        await page.locator(what).first.click()
    elif act == "fill":
        selector, _, text = what.partition(" ")
        await page.locator(selector).first.fill(text)
    elif act == "see":
        await page.locator(what).first.wait_for()
    else:
        await page.locator("main .primary").first.evaluate("button => button.setAttribute('aria-busy', 'true')")


EMPTY = (
    "/", "/inbox", "/campaigns", "/leads", "/leads/lists", "/leads/suppression", "/senders",
    "/senders/new?address=ada@acme.example", "/analytics", "/approvals", "/settings/webhooks", "/settings/snippets",
    "/settings/templates", "/settings/agents", "/settings/blocklists", "/settings/notices",
)  # fmt: skip


@at_both_widths
async def test_axe_finds_nothing_serious_where_there_is_nothing(core: Core, workspace: Installed, visitor: Visitor) -> None:
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    findings: dict[str, list[str]] = {}
    for path in EMPTY:
        await visitor.open(f"/w/{workspace.workspace_id}{path}")
        if found := await visitor.findings_at_both_widths():
            findings[path] = found
    assert findings == {}


@at_both_widths
async def test_axe_and_keys_find_nothing_serious_before_one_is_signed_in(
    core: Core, workspace: Installed, visitor: Visitor
) -> None:
    keys = await Keys.of(visitor.page)
    findings: dict[str, list[str]] = {}
    for path in GUEST:
        await visitor.open(path)
        if found := await keys.findings() + await visitor.findings_at_both_widths():
            findings[path] = found
    visitor.said = [line for line in visitor.said if "40" not in line and "410" not in line]
    assert findings == {}


@pytest.mark.parametrize("system", ["/mcp/smartlead", ""], ids=["one system", "any system"])
@at_both_widths
async def test_axe_finds_nothing_serious_where_an_agent_is_let_in(
    core: Core, workspace: Installed, visitor: Visitor, system: str
) -> None:
    client = await oauth_clients.register(core, "Test agent", [CALLBACK])
    await sign_in(visitor, core, await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
    asked = {
        "response_type": "code", "client_id": client.id, "redirect_uri": CALLBACK, "scope": "*", "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }  # fmt: skip
    await visitor.open("/oauth/authorize?" + urlencode(asked | ({"resource": visitor.base + system} if system else {})))
    await visitor.page.get_by_role("button", name="Allow", exact=True).wait_for()
    assert await visitor.findings_at_both_widths() == []
