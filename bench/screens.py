"""A picture of every page, in both themes and at two widths, of a running installation.

    python -m bench.screens LINK [FOLDER] [--docs]

LINK is the address that signs in, as `outrider demo` and `outrider up` print it. The pictures go to FOLDER. With --docs only
those are taken that docs/pages.md shows, as WebP.
"""

import argparse
import base64
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright

from outrider.values import Json

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"wide": (1280, 800), "narrow": (360, 740)}
THEMES = ("light", "dark")
# Below the workspace; `{conversation}` is the newest one.
PAGES = {
    "campaigns": "/campaigns", "campaign": "/campaigns/1", "campaign-leads": "/campaigns/1/leads",
    "campaign-lead": "/campaigns/1/leads/1", "campaign-sequence": "/campaigns/1/sequence",
    "campaign-senders": "/campaigns/1/senders", "campaign-review": "/campaigns/1/review", "campaign-new": "/campaigns/new",
    "home": "/", "inbox": "/inbox", "inbox-thread": "/inbox/{conversation}", "inbox-needs-reply": "/inbox?view=needs",
    "inbox-empty": "/inbox?q=nothing-has-these-words", "analytics": "/analytics",
    "tool": "/tools/smartlead/get_lead_lists", "settings": "/settings", "members": "/settings/members", "keys": "/settings/keys",
    "webhooks": "/settings/webhooks", "audit": "/settings/audit", "system": "/settings/system",
    "account": "/account", "not-found": "/nothing-here", "leads": "/leads", "leads-empty": "/leads?q=nothing-has-these-words",
    "lead": "/leads/1", "lead-import": "/leads/import", "lists": "/leads/lists",
    "suppression": "/leads/suppression?test=jane@globex.example", "senders": "/senders", "sender": "/senders/1",
    "sender-new": "/senders/new", "senders-many": "/senders/many", "campaign-rehearsal": "/campaigns/2/rehearsal",
    "campaign-running": "/campaigns/2", "approvals": "/approvals", "roles": "/settings/roles", "member": "/settings/members/1",
    "agents": "/settings/agents", "categories": "/settings/categories", "snippets": "/settings/snippets",
    "templates": "/settings/templates", "about": "/settings/about", "blocklists": "/settings/blocklists",
    "notices": "/settings/notices",
}  # fmt: skip
# What docs/pages.md shows: pages with their theme and width.
DOCS = (
    "home.light.wide", "inbox-thread.light.wide", "inbox-thread.light.narrow", "campaign-running.light.wide",
    "campaign-sequence.dark.wide", "leads.light.wide", "lead.light.wide", "analytics.light.wide", "tool.dark.wide",
)  # fmt: skip
GUEST = {"sign-in": "/sign-in", "forgotten": "/forgotten"}


def main(link: str, folder: Path, only: Iterable[str] = (), suffix: str = "png") -> None:
    """Take those of `only`, or all."""
    chosen = set(only)
    folder.mkdir(parents=True, exist_ok=True)
    base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        signed_in = browser.new_context()
        signed_in.set_default_timeout(120_000)
        workspace = _sign_in(signed_in, link)
        newest = _newest(signed_in, workspace)
        pages = {name: workspace + path.replace("{conversation}", newest) for name, path in PAGES.items()}
        state = signed_in.storage_state()
        for theme in THEMES:
            for size, (width, height) in SIZES.items():
                for kept, wanted in ((state, pages), (None, {name: base + path for name, path in GUEST.items()})):
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, storage_state=kept, reduced_motion="reduce"
                    )
                    context.set_default_timeout(120_000)
                    context.add_cookies([{"name": "outrider_theme", "value": theme, "url": base}])
                    for name, address in wanted.items():
                        title = f"{name}.{theme}.{size}"
                        if not chosen or title in chosen:
                            _picture(context.new_page(), address, folder / f"{title}.{suffix}")
                    context.close()
        browser.close()


def _sign_in(context: BrowserContext, link: str) -> str:
    """The workspace's address, once signed in."""
    page = context.new_page()
    page.goto(link)
    page.wait_for_url("**/w/*/")
    return page.url.rstrip("/")


def _newest(context: BrowserContext, workspace: str) -> str:
    page = context.new_page()
    page.goto(workspace + "/inbox")
    row = page.locator("[data-row]").first
    return row.get_attribute("data-row", timeout=2000) or "0" if row.count() else "0"


def _picture(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_timeout(1500)  # charts are drawn, and previews shown
    if path.suffix == ".webp":
        browser = page.context.new_cdp_session(page)
        taken = cast("Json", browser.send("Page.captureScreenshot", {"format": "webp", "quality": 80}))  # pyright: ignore[reportUnknownMemberType]
        path.write_bytes(base64.b64decode(taken["data"]))
    else:
        page.screenshot(path=path)
    page.close()
    print(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("link")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    main(given.link, given.folder, DOCS if given.docs else (), "webp" if given.docs else "png")
