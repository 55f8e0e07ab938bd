"""`python -m bench.screens LINK [FOLDER]`: a picture of every page, in both themes and at two widths, of a running installation.

LINK is the address that signs in, as `outrider demo` and `outrider up` print it. The pictures go to `screens/`, or to FOLDER.
"""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
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
    "account": "/account", "not-found": "/nothing-here",
}  # fmt: skip
GUEST = {"sign-in": "/sign-in", "forgotten": "/forgotten"}


def main(link: str, folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        signed_in = browser.new_context()
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
                    context.add_cookies([{"name": "outrider_theme", "value": theme, "url": base}])
                    for name, address in wanted.items():
                        _picture(context.new_page(), address, folder / f"{name}.{theme}.{size}.png")
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
    page.wait_for_timeout(400)  # charts are drawn
    page.screenshot(path=path)
    page.close()
    print(path)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "screens"))
