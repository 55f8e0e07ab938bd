"""Debian's Chromium, driven by Playwright, on the application served as people reach it.

A warning or an error on the console fails the test. Without the windows that nobody sees, where that is installed, Chromium takes
a third less of the processor.
"""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from outrider.app import create_app
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import sessions
from outrider.outreach.tenancy.sessions import Device
from outrider.outreach.tenancy.workspaces import Installed
from outrider.process import serving
from outrider.settings import Settings

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = ((1280, 800), (360, 720))
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


# Only what is wrong is described, by the rules that can find something serious. Frames are not entered: they hold strangers'
# mail, and axe would wait for each to answer.
#
# Contrast, the dearest rule, depends on how a text looks: its colour, size and weight, on the grounds of the elements that it is
# in. What looks as something did that was found well is not examined again, on whichever page it is. Where its grounds are not
# told by these elements (they float on no ground of their own, or have an image), it is examined each time.
_FINDINGS = r"""async (well) => {
  const asked = { resultTypes: ["violations"], iframes: false, preload: false };
  const { rules, data } = axe._audit, checks = (rule) => [...rule.any, ...rule.all, ...rule.none];
  const impacts = (rule) => [rule.impact, ...checks(rule).map((check) => data.checks[check.id ?? check]?.impact)];
  const counts = (rule) => rule.enabled && impacts(rule).some((impact) => ["serious", "critical"].includes(impact));
  const others = rules.filter((rule) => !counts(rule) || rule.id === "color-contrast");
  const found = (await axe.run(document, {
    ...asked, rules: Object.fromEntries(others.map((rule) => [rule.id, { enabled: false }])),
  })).violations;

  const known = new Set(well);
  let looks = new Map();
  const look = (element) => {
    if (looks.has(element)) return looks.get(element);
    const above = element.parentElement ? look(element.parentElement) : { grounds: "", veils: "", told: true };
    const style = getComputedStyle(element), { backgroundColor: ground, opacity, filter, mixBlendMode: blend } = style;
    const opaque = ground.startsWith("rgb(") && !ground.includes("/");
    const floats = ["absolute", "fixed", "sticky"].includes(style.position);
    const own = {
      grounds: (opaque ? "" : above.grounds) + ground + ";",
      veils: above.veils + (opacity + filter + blend === "1nonenormal" ? "" : [opacity, filter, blend, ""].join(";")),
      told: style.backgroundImage === "none" && (opaque || above.told && !floats),
    };
    own.all = [own.grounds, own.veils, style.color, style.fontSize, style.fontWeight, style.textShadow].join(" ");
    looks.set(element, own);
    return own;
  };
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
  const hasText = (element) => "value" in element || [...element.childNodes].some(isText);
  const contrast = async () => {
    looks = new Map();
    const seen = [...document.body.querySelectorAll("*")].filter((element) => hasText(element) && element.checkVisibility());
    const fresh = seen.filter((element) => !look(element).told || !known.has(look(element).all));
    if (!fresh.length) return;
    const { violations } = await axe.run({ include: fresh }, { ...asked, runOnly: ["color-contrast"] });
    found.push(...violations);
    if (!violations.length) fresh.forEach((element) => known.add(look(element).all));
  };
  const root = document.documentElement, before = root.dataset.theme;
  await contrast();
  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches || before === "dark" ? "light" : "dark";
  await contrast();
  root.dataset.theme = before;
  return { found, well: [...known] };
}"""
_well: list[str] = []  # looks of texts that have enough contrast


_HIDDEN_MENUS = """() => [...document.querySelectorAll("details.menu[open] > .popup")].filter((menu) => {
  const { left, right, top } = menu.getBoundingClientRect();
  return left < 0 || right > innerWidth || top < 0;
}).map((menu) => menu.textContent.trim().replace(/\\s+/g, " ").slice(0, 60))"""

# What fingers would miss on a narrow screen: the height counts, of a checkbox that of its label. Links inside a text are exempt.
_SMALL = """() => innerWidth > 760 ? [] : [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden], [type=file]), select, summary")].filter((element) => {
  if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  if (getComputedStyle(element, "::after").position === "absolute") return false; // the whole card is its target
  if (element.matches("a") && getComputedStyle(element).display === "inline") return false;
  const touched = element.matches("[type=checkbox], [type=radio]") && element.closest("label") || element;
  return touched.getBoundingClientRect().height < 39.5 && element.getBoundingClientRect().width > 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


class Visitor:
    """A page of the browser, the address of the application, and what the console said."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text}")

    async def open(self, path: str) -> None:
        await self.page.goto(self.base + path)

    async def findings(self) -> list[str]:
        """What axe finds that is serious or critical in the page as it is, with the first element of each; contrast in both
        themes.

        A page that is wider than its window, an open menu that is not all in it, and on a narrow screen what is to be touched and
        less than 40 pixels high, are findings too.
        """
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE.read_text())
        told = await self.page.evaluate(_FINDINGS, _well)
        found: list[dict[str, Any]] = told["found"]
        _well[:] = told["well"]
        wide = await self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
        hidden = await self.page.evaluate(_HIDDEN_MENUS)
        small = [f"too low for a finger: {element}" for element in (await self.page.evaluate(_SMALL))[:1]]
        return small + serious + ["wider than the window"] * wide + [f"menu beyond the window: {menu}" for menu in hidden]

    async def findings_at_both_widths(self) -> list[str]:
        """The same of a page that is loaded once, for what does not depend on how it came to be as it is."""
        found: list[str] = []
        for width, height in reversed(SIZES):
            await self.page.set_viewport_size({"width": width, "height": height})
            found += [f"{width} pixels wide: {finding}" for finding in await self.findings()]
        return found


@pytest.fixture(scope="session")
def installed() -> None:
    if not os.path.exists(CHROMIUM):
        pytest.skip("no Chromium: install Debian's package chromium-headless-shell")


@pytest_asyncio.fixture(scope="session")
async def chromium(installed: None) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture
async def served(core: Core, workspace: Installed) -> AsyncIterator[str]:
    """The base URL of the application."""
    async with serving(create_app(core, Settings()), "127.0.0.1", 0) as url:
        yield url


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest_asyncio.fixture
async def context(chromium: Browser, size: tuple[int, int]) -> AsyncIterator[BrowserContext]:
    context = await chromium.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    yield context
    await context.close()


@pytest_asyncio.fixture
async def visitor(core: Core, context: BrowserContext, served: str) -> AsyncIterator[Visitor]:
    """A browser that nobody is signed in with."""
    visitor = Visitor(await context.new_page(), served)
    yield visitor
    assert visitor.said == []


async def sign_in(visitor: Visitor, core: Core, user_id: int) -> None:
    """Hold a session of the user, without the form."""
    token = await sessions.begin(core, user_id, "password", Device("127.0.0.1", "Chromium"))
    await visitor.page.context.add_cookies([{"name": "outrider_session", "value": token, "url": visitor.base}])
