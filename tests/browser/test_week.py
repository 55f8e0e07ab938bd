"""A person's week in a browser, wide and narrow, on two processes behind one address, a real engine and real mail servers."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext

from outrider.outreach.base.scope import Actor
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import MessageFilter
from tests.browser.conftest import Visitor
from tests.browser.week import Installation, Week, installation, join

LOOKED_AT = (
    "/", "/inbox", "/inbox/1", "/campaigns", "/campaigns/1", "/campaigns/1/leads", "/campaigns/1/leads/1", "/leads", "/leads/1",
    "/senders", "/senders/1", "/analytics", "/settings", "/settings/members",
)  # fmt: skip
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>")


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("size", "people"), [((1280, 800), 30), ((360, 720), 5)], indirect=["size"], ids=["wide", "narrow"])
async def test_a_week(database: str, chromium: Browser, context: BrowserContext, tmp_path: Path, people: int) -> None:
    async with installation(database, tmp_path) as here:
        context.set_default_timeout(300_000)
        week = Week(Visitor(await context.new_page(), here.url), here, people)
        await week.set_up()
        await week.import_people()
        await week.build()
        await week.rehearse_and_start()
        await week.wait_for_replies()
        await week.triage()
        assert "Next action" in await week.why_a_lead_waits()
        await week.repair_the_mailbox()
        assert "Spring" in await week.figures()
        assert await too_wide(week.visitor, week.base) == []
        assert "/campaigns/1" in await acts_offered(week.visitor, week.base)
        another = await chromium.new_context()
        another.set_default_timeout(300_000)
        colleague = Visitor(await another.new_page(), here.url)
        await join(colleague, await week.invite("vera@acme.example"), "vera@acme.example")
        assert await acts_offered(colleague, week.base) == {}
        assert await refused(colleague, week.base) == 403
        assert await answered(here) == len([n for n in range(people) if n % 5 == 0])
        assert week.visitor.said == []
        assert colleague.said == []
        for browser in (context, another):
            await browser.close()  # before the server: their streams of live updates are open


async def too_wide(visitor: Visitor, base: str) -> list[str]:
    """The pages that must be scrolled sideways."""
    found: list[str] = []
    for path in LOOKED_AT:
        await visitor.open(base + path)
        if await visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(path)
    return found


async def acts_offered(visitor: Visitor, base: str) -> dict[str, list[str]]:
    """Where the forms of the pages post to, but those that are everybody's."""
    found: dict[str, list[str]] = {}
    for path in LOOKED_AT:
        text = await (await visitor.page.request.get(visitor.base + base + path)).text()
        to = [part.partition('"')[0] for form in FORM.findall(text) for part in form.split('action="')[1:]]
        if offered := [action for action in to if not action.endswith(("/theme", "/sign-out"))]:
            found[path] = offered
    return found


async def refused(visitor: Visitor, base: str) -> int:
    """The status that pausing the campaign gives to one who knows its address."""
    token = await visitor.page.locator("[name=form_token]").first.input_value()
    answer = await visitor.page.request.post(
        visitor.base + base + "/campaigns/1/state", form={"form_token": token, "to": "pause"}, headers={"Origin": visitor.base}
    )
    return answer.status


async def answered(here: Installation) -> int:
    """How many letters were written by hand."""
    async with here.core.scope(here.workspace.workspace_id, Actor("test")) as scope:
        return len(await inbox.messages(scope, MessageFilter(kinds=["manual"])))
