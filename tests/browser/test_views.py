"""Views of the agent tools in a browser, in a sandboxed frame as a host shows them.

Hostile answers stay text, nothing is loaded, and all that a view asks for is to open a page.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, FrameLocator, Page

from outrider.dialects.outrider.tools.views import page as view_page
from tests.browser.conftest import AXE

HOSTILE = (
    "</pre></script><script>parent.postMessage({jsonrpc:'2.0',method:'owned'},'*')</script>"
    "<img src=x onerror=\"parent.postMessage({jsonrpc:'2.0',method:'owned'},'*')\">"
    "<a href='javascript:alert(1)'>Approve</a>"
)
FENCED = f"<untrusted_text 0123456789ab>{HOSTILE}</untrusted_text 0123456789ab>"
TEXT = {"to": FENCED, "subject": FENCED, "text": FENCED, "problem": ""}
APPROVAL = {
    "id": 7,
    "state": "pending",
    "acts": [FENCED],
    "asked_by": "",
    "key": FENCED,
    "created_at": "2026-03-02T09:00:00Z",
    "expires_at": "2026-03-05T09:00:00Z",
    "decided_at": None,
    "outcome": None,
    "recipients": 3,
    "texts": [TEXT],
    "first_day": 3,
    "page": "https://outreach.example/w/1/approvals/7",
}
COUNTS = dict.fromkeys(("sent", "contacted", "opened", "clicked", "replied", "interested", "bounced", "unsubscribed"), 12)
ANSWERS: dict[str, Mapping[str, object]] = {
    "approvals": {"approvals": [APPROVAL], "next_cursor": None},
    "campaign": {
        "campaign_id": 1,
        "lead_id": 1,
        "messages": [{"position": 1, "action": "email", "variant": "A", "subject": FENCED, "text": FENCED, "problem": FENCED}],
    },
    "draft": {
        "id": 1,
        "state": "waiting",
        "text": FENCED,
        "note": FENCED,
        "author": FENCED,
        "created_at": "2026-03-02T09:00:00Z",
    },
    "figures": {"days": 30, "total": COUNTS, "campaigns": [{"campaign_id": 1, **COUNTS}]},
}
HOST = """<!doctype html><html lang="en"><title>Host</title><body><script>
"use strict"; { window.heard = [];
addEventListener("message", (event) => {
  const message = event.data;
  window.heard.push(message);
  if (message.method === "ui/initialize") event.source.postMessage({jsonrpc: "2.0", id: message.id, result: {
    protocolVersion: "2026-01-26", hostInfo: {name: "host", version: "1"}, hostCapabilities: {},
    hostContext: {theme: THEME}}}, "*");
  if (message.method === "ui/notifications/initialized") event.source.postMessage({jsonrpc: "2.0",
    method: "ui/notifications/tool-result", params: {content: [], structuredContent: ANSWER}}, "*");
});
const frame = document.createElement("iframe");
frame.sandbox = "allow-scripts";
frame.title = "view";
frame.style = "width: 100%; height: 600px; border: 0";
frame.srcdoc = PAGE;
document.body.append(frame); }
</script></body></html>"""


@pytest.fixture
def size() -> tuple[int, int]:
    """A host shows views in a narrow column."""
    return (360, 720)


@dataclass
class Host:
    """A page that shows views, what it heard from them, and what the browser asked of any network."""

    page: Page
    asked: list[str] = field(default_factory=list[str])
    said: list[str] = field(default_factory=list[str])

    async def show(self, name: str, answer: object, theme: str = "light") -> FrameLocator:
        html = (
            HOST.replace("THEME", json.dumps(theme))
            .replace("ANSWER", _script(answer))
            .replace("PAGE", _script(view_page(name, name)))
        )
        await self.page.set_content(html)
        frame = self.page.frame_locator("iframe")
        await frame.locator("h1").wait_for()
        return frame

    async def heard(self) -> list[str]:
        return await self.page.evaluate("window.heard.map((message) => message.method)")


def _script(value: object) -> str:
    """JSON that stands in a script."""
    return json.dumps(value).replace("</", "<\\/").replace("<!--", "<\\!--")


@pytest_asyncio.fixture
async def host(context: BrowserContext) -> AsyncIterator[Host]:
    page = await context.new_page()
    host = Host(page)
    page.on("request", lambda request: host.asked.append(request.url))
    page.on("console", lambda message: host.said.append(message.text) if message.type == "error" else None)
    yield host


@pytest.mark.parametrize("name", ANSWERS)
async def test_hostile_answers_stay_text(host: Host, name: str) -> None:
    frame = await host.show(name, ANSWERS[name])
    shown = await frame.locator("main").inner_text()
    assert (name == "figures") or HOSTILE[:20] in shown
    assert "owned" not in await host.heard()
    assert [url for url in host.asked if url.startswith("http")] == []


@pytest.mark.parametrize("name", ANSWERS)
async def test_the_marks_of_strangers_text_are_not_shown(host: Host, name: str) -> None:
    frame = await host.show(name, ANSWERS[name])
    assert "untrusted_text" not in await frame.locator("main").inner_text()


@pytest.mark.parametrize("name", ANSWERS)
async def test_a_view_asks_for_nothing_by_itself(host: Host, name: str) -> None:
    await host.show(name, ANSWERS[name])
    heard = set(await host.heard()) - {"ui/initialize", "ui/notifications/initialized", "ui/notifications/size-changed"}
    assert heard == set()


async def test_a_decision_is_made_on_the_page(host: Host) -> None:
    frame = await host.show("approvals", ANSWERS["approvals"])
    await frame.get_by_role("button", name="Decide in Outrider").click()
    opened = await host.page.wait_for_function("window.heard.find((message) => message.method === 'ui/open-link')?.params")
    assert await opened.json_value() == {"url": APPROVAL["page"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ANSWERS)
async def test_a_view_can_be_read(host: Host, name: str, theme: str) -> None:
    await host.show(name, ANSWERS[name], theme)
    frame = host.page.frames[1]
    await frame.evaluate(AXE.read_text())
    found = await frame.evaluate("async () => (await axe.run(document)).violations")
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []
    assert not await frame.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
