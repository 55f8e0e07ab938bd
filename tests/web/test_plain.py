"""Without scripts every page can be read, and its forms are plain ones that lead somewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.outreach.test_isolation import a_full_workspace
from tests.web.every_page import declared, every_request
from tests.web.visiting import browser, member

# Parts of other pages, files, streams, and pages that lead elsewhere.
PARTS = {
    "/inbox/messages/{id:int}/attachments/{place:int}", "/senders/connect/{provider}", "/welcome", "/leads/import/{id:int}",
    "/leads/import/{id:int}/rejected.csv", "/senders/many/{id:int}", "/senders/many/{id:int}/refused.csv",
    "/analytics/{name}.csv", "/leads/act", "/leads/jobs/{id:int}",
}  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page: their method and action, and whether a heading of the first level is there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, str]] = []
        self.headings = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", "")))
        if tag == "button" and "formaction" in given:
            self.forms.append(("post", given["formaction"]))
        self.headings += tag == "h1"


async def test_every_page_is_whole_without_scripts(core: Core, workspace: Installed) -> None:
    own = await a_full_workspace(core, workspace, "Own")
    acts = [re.compile(re.sub(r"\{\w+(:int|:str)?\}", r"[^/]+", route.path)) for route in declared() if route.writes]
    pages = [re.compile(re.sub(r"\{\w+(:int|:str)?\}", r"[^/]+", route.path)) for route in declared() if not route.writes]
    wrong: list[str] = []
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
        base = f"/w/{workspace.workspace_id}"
        for asked in every_request():
            if asked.writes or asked.route in PARTS or "session" in asked.kinds():
                continue
            answer = await visitor.get(base + asked.about(own).path)
            if answer.status_code != 200:
                wrong.append(f"{asked.route}: {answer.status_code}")
            if not answer.headers["content-type"].startswith("text/html") or "<main" not in answer.text:
                continue
            found = Forms(answer.text)
            if found.headings != 1:
                wrong.append(f"{asked.route}: {found.headings} headings of the first level")
            for method, action in set(found.forms):
                path = urlsplit(action).path.removeprefix(base) or "/"
                known = acts if method == "post" else pages
                if method != "dialog" and action not in ("", "/sign-out") and not any(one.fullmatch(path) for one in known):
                    wrong.append(f"{asked.route}: a form leads to {method} {action}")
    assert not wrong, "\n".join(wrong)
