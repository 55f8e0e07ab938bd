"""What a person does in a week of outreach, by way of the pages alone, and the installation that they do it on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator

from outrider.commands import notices
from outrider.engine import loops
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import sessions, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.browser.conftest import Visitor
from tests.browser.processes import SECRET, SharedClock, behind_one_address
from tests.conftest import START
from tests.waiting import eventually
from tests.web.visiting import PASSWORD

FAST, SLOW = 4_000, 1  # clock seconds in a second: while one waits for mail, and while one works
MAILBOX = "ada@outreach.test"
CHARACTERS = ("interested", "meeting", "notinterested", "wrongperson", "interested")
_ME = Actor("test")


@dataclass(frozen=True, slots=True)
class Installation:
    """Two processes that serve, an engine, and the world of mail around them."""

    core: Core
    clock: SharedClock
    world: World
    workspace: Installed
    url: str


@asynccontextmanager
async def installation(database: str, folder: Path) -> AsyncIterator[Installation]:
    """One that `outrider up` has just made: nobody has signed in yet."""
    path = folder / "clock"
    clock = SharedClock.made(path, START)
    async with World(clock, options=Options(tls=False)) as world, open_pool(database, size=8) as pool:
        core = Core(pool, clock, Vault(SECRET))
        workspace = await workspaces.install(core, email="owner@outrider.invalid", workspace_name="Default")
        world.add_mailbox(MAILBOX, "right")
        stop = asyncio.Event()
        async with behind_one_address(database, path) as url:
            running = asyncio.create_task(loops.run(core, Settings(public_url=url), stop=stop))
            try:
                yield Installation(core, clock, world, workspace, url)
            finally:
                stop.set()
                await running


class Week:
    """The acts, in the order of the week. `people` answer; `silent` more do not."""

    def __init__(self, visitor: Visitor, here: Installation, people: int, silent: int = 3) -> None:
        self.visitor, self.page, self.here = visitor, visitor.page, here
        self.base = f"/w/{here.workspace.workspace_id}"
        self.people = people
        marks = [CHARACTERS[n % len(CHARACTERS)] for n in range(people)] + ["silent"] * silent
        self.addresses = [f"lead{n}+{mark}@prospect.example" for n, mark in enumerate(marks, 1)]

    async def go(self, path: str) -> None:
        await self.visitor.open(self.base + path)

    async def says(self, text: str) -> None:
        await self.page.locator("#toasts").get_by_text(text).last.wait_for()

    async def press(self, name: str, *, exact: bool = False) -> None:
        await self.page.get_by_role("button", name=name, exact=exact).first.click()

    async def set_up(self) -> None:
        """From the link that `outrider up` prints to a mailbox that works."""
        page = self.page
        await self.visitor.open(await sessions.link(self.here.core, self.here.workspace.user_id))
        await page.get_by_label("Your name").fill("Ada Okafor")
        await page.get_by_label("Email address").fill("ada@acme.example")
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_label("Workspace").fill("Acme")
        await self.press("Continue")
        await page.get_by_role("link", name="Connect", exact=True).click()
        await page.get_by_label("Address", exact=True).fill(MAILBOX)
        await self.press("Continue")
        await self._servers("right")
        await self.press("Test and connect")
        await self.says("can send and receive")

    async def _servers(self, password: str) -> None:
        page, world = self.page, self.here.world
        await page.locator("[name=password]").fill(password)
        for name, port in (("smtp", world.smtp_port), ("imap", world.imap_port)):
            await page.locator(f"[name={name}_host]").fill("127.0.0.1")
            await page.locator(f"[name={name}_port]").fill(str(port))

    async def import_people(self) -> None:
        page = self.page
        await self.go("/leads/import")
        lines = [f"{address},Lead{n},Acme" for n, address in enumerate(self.addresses, 1)]
        await page.get_by_label("Paste lines").fill("\n".join(["email,first_name,company_name", *lines]))
        await self.press("Continue")
        await page.get_by_label("Into a list").check()
        await page.get_by_label("New list").fill("Founders")
        await self.press("Import", exact=True)
        await page.get_by_text("The file is imported.").wait_for()

    async def build(self) -> None:
        """A campaign from a starter, with a subject of one's own and time for everybody on the first day."""
        page = self.page
        await self.go("/campaigns/new")
        await page.get_by_label("Name").fill("Spring")
        await self.press("Next: leads")
        await self.press("Add these leads")
        await self.says(f"{len(self.addresses)} leads added")
        await page.get_by_role("link", name="Next: sequence").first.click()
        await page.get_by_label("Subject").first.fill("A question, {{first_name}}")
        await page.get_by_text("Saved", exact=True).first.wait_for()

    async def rehearse_and_start(self) -> None:
        page = self.page
        await self.go("/campaigns/1/review")
        await page.get_by_role("link", name="Rehearse the coming weeks").click()
        await page.get_by_role("region", name="The first messages").get_by_text(self.addresses[0]).first.wait_for()
        await self.go("/campaigns/1/review")
        await self.press("Start the campaign")
        await self.press("Start all the same")  # the starter's gaps are left as they are
        await self.says("Started")

    async def wait_for_replies(self) -> None:
        """Time passes until all who answer have answered."""

        async def enough() -> bool:
            async with self.here.core.scope(self.here.workspace.workspace_id, _ME) as scope:
                return await inbox.count(scope, ConversationFilter(replied=True)) >= self.people

        self.here.clock.run(FAST)
        await eventually(enough, seconds=120, every=0.1)
        self.here.clock.run(SLOW)

    async def triage(self) -> None:
        """Every reply by keyboard alone: the next one opens by itself, until nothing waits."""
        page, acts = self.page, (self._answer, self._categorise, self._snooze, self._archive, self._block)
        await self.go("/inbox?view=unread")
        await page.keyboard.press("j")
        await page.keyboard.press("Enter")
        shown = page.locator("#thread [data-conversation]")
        for at in range(self.people):
            await shown.wait_for()
            here = page.locator(f'#thread [data-conversation="{await shown.get_attribute("data-conversation")}"]')
            await acts[at % len(acts)](here)
            await here.wait_for(state="detached")

    async def _archive(self, conversation: Locator) -> None:
        await self.page.keyboard.press("e")

    async def _answer(self, conversation: Locator) -> None:
        await self.page.keyboard.press("r")
        await self.page.keyboard.type("Thank you. Is ten o'clock good?")
        await self.page.keyboard.press("Control+Enter")
        await conversation.locator(".letter").get_by_text("Waits").last.wait_for()
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("e")

    async def _categorise(self, conversation: Locator) -> None:
        """The second category of the menu."""
        for key in ("c", "ArrowDown", "Enter"):
            await self.page.keyboard.press(key)
        await self.says("Category set")
        await self.page.keyboard.press("e")

    async def _snooze(self, conversation: Locator) -> None:
        """Until tomorrow."""
        for key in ("h", "ArrowDown", "Enter"):
            await self.page.keyboard.press(key)

    async def _block(self, conversation: Locator) -> None:
        """Never write to the address again: the last but one of the menu, and the question that follows."""
        for key in ("#", "ArrowUp", "ArrowUp", "Enter", "Enter"):
            await self.page.keyboard.press(key)
        await self.says("is blocked")
        await self.page.keyboard.press("e")

    async def why_a_lead_waits(self) -> str:
        """What the page says of somebody who has not answered, found from the campaign."""
        await self.go("/campaigns/1/leads")
        await self.page.get_by_role("searchbox").fill("silent")
        await self.page.get_by_role("link", name=f"Lead{len(self.addresses)}", exact=True).click()
        return await self.page.locator("section.why").inner_text()

    async def repair_the_mailbox(self) -> None:
        """Its password was changed at the provider: Home says so, and leads to what mends it."""
        world = self.here.world
        world.remove_mailbox(MAILBOX)
        world.add_mailbox(MAILBOX, "new")
        world.drop_connections()

        async def broken() -> bool:
            async with self.here.core.scope(self.here.workspace.workspace_id, _ME) as scope:
                return (await senders.get(scope, 1)).status == "error"

        self.here.clock.run(FAST)
        await eventually(broken, seconds=60, every=0.1)
        self.here.clock.run(SLOW)
        await self.go("/")
        await self.page.get_by_role("link", name="Connect again").click()
        await self._servers("new")
        await self.press("Test sending and receiving")
        await self.says("can send and receive")

    async def figures(self) -> str:
        await self.go("/analytics")
        return await self.page.locator("main").inner_text()

    async def invite(self, email: str) -> str:
        """A colleague who may only look; the path of the invitation, as `outrider notices` shows it."""
        page = self.page
        await self.go("/settings/members")
        await page.get_by_label("Email address").fill(email)
        await page.get_by_label("Role").select_option("viewer")
        await self.press("Send invitation")
        await self.says("is invited")
        lines = await notices.listing(self.here.core, self.here.url, self.here.workspace.workspace_id)
        (line,) = [line for line in lines if email in line]
        return line.split("\t")[-1].removeprefix(self.here.url)


async def join(visitor: Visitor, path: str, email: str) -> None:
    """Accept an invitation as someone who is new here: that signs in. Then sign out, and in again."""
    page = visitor.page
    await visitor.open(path)
    await page.get_by_label("Your name").fill("Vera View")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Accept").click()
    await page.get_by_role("heading", name="Home").wait_for()
    await page.context.clear_cookies()
    await visitor.open("/sign-in")
    await page.get_by_label("Email address").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("heading", name="Home").wait_for()
