"""A browser without a browser: an HTTP client that keeps cookies, signs in and posts forms with their token."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import unescape

import httpx
from starlette.applications import Starlette

from outrider.dialects.kit.late import Late
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import sessions, users
from outrider.outreach.tenancy.sessions import Device
from outrider.settings import Settings
from outrider.web import pages
from outrider.web.kit.live import Live
from outrider.web.kit.visit import SandboxMail, Site

ORIGIN = "http://outrider.test"
PASSWORD = "a good password"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


def form_token(page: str) -> str:
    """What the forms of a page carry."""
    found = _TOKEN.search(page)
    assert found, f"the page has no form: {page[:300]}"
    return unescape(found.group(1))


class Browser:
    """`client` with the acts of a person."""

    def __init__(self, client: httpx.AsyncClient, core: Core) -> None:
        self.client, self.core = client, core

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers={"Accept": "text/html", **headers})

    async def post(self, path: str, form: Mapping[str, str] | None = None, *, page: str | None = None) -> httpx.Response:
        """Post a form with the token that `page` (default: the same address) carries, as the browser would."""
        shown = await self.get(page or path)
        data = {"form_token": form_token(shown.text), **(form or {})}
        return await self.client.post(path, data=data, headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"})

    async def sign_in(self, user_id: int) -> None:
        """Hold a session of the user, without the form."""
        token = await sessions.begin(self.core, user_id, "password", Device("192.0.2.7", "Test"))
        self.client.cookies.set("outrider_session", token)


def site_of(
    core: Core,
    settings: Settings | None = None,
    apps: Mapping[str, Late] | None = None,
    sandbox: SandboxMail | None = None,
) -> Site:
    return Site(core, settings or Settings(), Live(core, every=0.01), apps or {}, sandbox)


@asynccontextmanager
async def browser(
    core: Core,
    settings: Settings | None = None,
    apps: Mapping[str, Late] | None = None,
    sandbox: SandboxMail | None = None,
    site: Site | None = None,
) -> AsyncIterator[Browser]:
    """A browser that has never been here; of a process of its own unless `site` is given."""
    site = site or site_of(core, settings, apps, sandbox)
    transport = httpx.ASGITransport(app=Starlette(routes=pages.routes(site)))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield Browser(client, core)


async def member(core: Core, workspace_id: int, email: str, role: str = "viewer", password: str | None = PASSWORD) -> int:
    """A new user who is a member of the workspace; their id."""
    async with core.scope(workspace_id, Actor("test")) as scope:
        user = await users.create_user(scope, email, full_name="Vera View", password=password, confirmed=True)
        await users.add_member(scope, user.id, role, accepted=True)
        return user.id
