"""Markup in every text that a workspace, a lead or a stranger's mail can hold, and in every address: no page of ours obeys it."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import httpx
import psycopg
import pytest
from psycopg import sql
from starlette.applications import Starlette

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import oauth_clients
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.web import connect, recipients
from tests.outreach.test_isolation import MARK
from tests.web.every_page import every_request
from tests.web.test_isolation import ask, full
from tests.web.visiting import Browser, browser, member

HOSTILE = "</title></textarea>\"'><img src=x onerror=alert(1)><script>alert(2)</script><a href=javascript:alert(3)>"
ALLOWED_TO_SHOW = 20  # pages that show the text must be at least so many, or the test looks at nothing


class Obeyed(HTMLParser):
    """What a browser would take from a page as commands of a stranger."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        for name, value in attrs:
            script = name in ("href", "src", "action", "formaction") and (value or "").strip().lower().startswith("javascript:")
            if script or name.startswith("on"):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False

    def handle_data(self, data: str) -> None:
        if self.in_script and "alert(" in data:
            self.found.append(f"<script>{data[:80]}")


def obeyed(answer: httpx.Response) -> list[str]:
    """The commands in an answer that a browser shows as a page."""
    html = "html" in answer.headers.get("content-type", "") or "svg" in answer.headers.get("content-type", "")
    return Obeyed(answer.text).found if html else []


def test_commands_are_seen() -> None:
    assert len(Obeyed(f"<p title='x'>{HOSTILE}").found) == 3


def test_what_is_escaped_is_none() -> None:
    assert Obeyed('<p title="&quot;&gt;&lt;img onerror=alert(1)&gt;">onerror=alert(1)<script src="/x.js"></script>').found == []


def text_columns(conn: psycopg.Connection) -> Iterator[tuple[str, str, str]]:
    """(table, column, type) of all that holds text."""
    yield from conn.execute(
        """
        SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.udt_name IN ('text', '_text', 'jsonb')
          AND c.is_generated = 'NEVER'
        """
    ).fetchall()


def poison(url: str) -> int:
    """Put the markup wherever the mark of a workspace stands, past every check of ours; in how many columns."""
    quoted = json.dumps(HOSTILE)[1:-1]
    poisoned = 0
    with psycopg.connect(url, autocommit=True) as conn:
        for table, column, kind in text_columns(conn):
            name = sql.Identifier(column)
            value = {
                "text": sql.SQL("regexp_replace({0}, %(mark)s, %(plain)s, 'gi')"),
                "_text": sql.SQL("regexp_replace({0}::text, %(mark)s, %(listed)s, 'gi')::text[]"),
                "jsonb": sql.SQL("regexp_replace({0}::text, %(mark)s, %(quoted)s, 'gi')::jsonb"),
            }[kind].format(name)
            statement = sql.SQL("UPDATE {0} SET {1} = {2} WHERE {1}::text ~* %(mark)s").format(sql.Identifier(table), name, value)
            values = {"mark": MARK, "plain": HOSTILE, "quoted": quoted.replace("\\", "\\\\"), "listed": "hostile"}
            try:
                poisoned += conn.execute(statement, values).rowcount > 0
            except (psycopg.errors.CheckViolation, psycopg.errors.UniqueViolation):
                continue
    return poisoned


@pytest.mark.timeout(300)
async def test_no_page_obeys_what_is_stored(core: Core, workspace: Installed, database: str) -> None:
    own = await full(core, workspace, MARK)
    assert poison(database) > 40
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    wrong: dict[str, list[str]] = {}
    shown = 0
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        for asked in every_request():
            if asked.writes:
                continue
            answer = await ask(visitor, f"/w/{workspace.workspace_id}", asked.about(own), "")
            assert answer.status_code < 500, f"{asked.route}: {answer.text[-2000:]}"
            shown += "onerror" in answer.text
            if found := obeyed(answer):
                wrong[asked.route] = found
    assert wrong == {}
    assert shown >= ALLOWED_TO_SHOW


ADDRESSES = (
    "/sign-in?next={0}", "/sign-in?error={0}", "/sign-in/sso?next={0}", "/sign-in/sso/back?error={0}&state={0}", "/reset/{0}",
    "/sign-in/reset?token={0}", "/invitation/{0}", "/oauth/authorize?client_id={0}&redirect_uri={0}&state={0}&response_type={0}",
    "/w/{0}/", "/{0}", "/welcome?next={0}",
)  # fmt: skip
WITHOUT_ACCOUNT = (
    "/connect/{0}", "/connect/callback?error={0}", "/connect/callback?state=1.{0}&error={0}", "/connect/google?address={0}",
    "/u/{0}", "/c/{0}", "/o/{0}.gif", "/a/{0}",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
async def test_no_page_obeys_its_address(core: Core, workspace: Installed, address: str) -> None:
    async with browser(core) as visitor:
        answer = await visitor.get(address.format(quote(HOSTILE, safe="")))
    assert answer.status_code < 500
    assert obeyed(answer) == []


@pytest.mark.parametrize("address", WITHOUT_ACCOUNT)
async def test_no_page_without_account_obeys_its_address(core: Core, workspace: Installed, address: str) -> None:
    settings = Settings.model_validate({"google_client_id": "client", "google_client_secret": "shh"})
    routes = [*recipients.routes(core), *connect.routes(core, settings)]
    transport = httpx.ASGITransport(app=Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://outrider.test") as client:
        visitor = Browser(client, core)
        answer = await visitor.get(address.format(quote(HOSTILE, safe="")))
    assert answer.status_code < 500
    assert obeyed(answer) == []


async def test_the_page_of_consent_obeys_no_client(core: Core, workspace: Installed) -> None:
    """Anybody may register a client, under any name that fits."""
    back = "http://127.0.0.1:33418/callback"
    client = await oauth_clients.register(core, HOSTILE[: oauth_clients.LONGEST_NAME], [back])
    asked = {"client_id": client.id, "redirect_uri": back, "state": HOSTILE, "code_challenge": "c" * 43, "scope": "*"}
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        query = urlencode({**asked, "response_type": "code", "code_challenge_method": "S256"})
        answer = await visitor.get(f"/oauth/authorize?{query}")
    assert "onerror" in answer.text
    assert obeyed(answer) == []
