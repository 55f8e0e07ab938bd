"""Connecting a mailbox by consent, and keeping its access token fresh: against a provider on loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from outrider.channels.email import oauth as provider_oauth
from outrider.channels.email.presets import preset
from outrider.clock import SimulatedClock
from outrider.engine import oauth
from outrider.errors import Unavailable
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import keys, seats, users, workspaces
from outrider.process import serving
from outrider.sandbox.world import World
from outrider.settings import Settings
from outrider.web import connect, pages
from outrider.web.kit import sealed
from outrider.web.kit.live import Live
from outrider.web.kit.visit import Site
from outrider.web.signin import sso
from tests.web.visiting import Browser, member

ADDRESS = "ada@outreach.test"


@dataclass
class Provider:
    """Google, as far as we meet it: a consent page that always agrees, and a token endpoint."""

    world: World
    url: str = ""
    issued: int = 0
    revoked: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    async def consent(self, request: Request) -> Response:
        query = request.query_params
        return RedirectResponse(f"{query['redirect_uri']}?code=agreed&state={query['state']}", 302)

    async def token(self, request: Request) -> Response:
        form = {k: str(v) for k, v in (await request.form()).items()}
        self.asked.append(form)
        if self.revoked:
            return JSONResponse({"error": "invalid_grant"}, 400)
        self.issued += 1
        token = f"access-{self.issued}"
        self.world.add_mailbox(ADDRESS, "no password opens it", token=token)
        return JSONResponse({"access_token": token, "refresh_token": "refresh", "expires_in": 3600})


@pytest_asyncio.fixture
async def provider(clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Provider]:
    async with World(clock) as world:
        here = Provider(world)
        app = Starlette(routes=[Route("/consent", here.consent), Route("/token", here.token, methods=["POST"])])
        async with serving(app, "127.0.0.1", 0) as here.url:
            local = replace(provider_oauth.GOOGLE, authorize_url=f"{here.url}/consent", token_url=f"{here.url}/token")
            monkeypatch.setitem(provider_oauth.PROVIDERS, "google", local)
            servers = replace(
                preset(ADDRESS, "gmail"), smtp_host="127.0.0.1", smtp_port=world.smtp_port, smtp_security="plain",
                imap_host="127.0.0.1", imap_port=world.imap_port, imap_security="plain",
            )  # fmt: skip
            monkeypatch.setattr(connect, "preset", lambda address, name: servers)
            yield here


@pytest.fixture
def settings() -> Settings:
    return Settings.model_validate({"google_client_id": "client", "google_client_secret": "shh"})


async def _connect(core: Core, settings: Settings, workspace: workspaces.Installed) -> httpx.Response:
    async with (
        serving(Starlette(routes=connect.routes(core, settings)), "127.0.0.1", 0) as url,
        httpx.AsyncClient(base_url=url) as browser,
    ):
        assert (await browser.get("/connect/google")).status_code == 200
        form = {"key": workspace.key, "address": ADDRESS, "name": "Ada"}
        return await browser.post("/connect/google", data=form, follow_redirects=True)


async def test_consent_makes_a_sender_that_logs_in(
    core: Core, settings: Settings, workspace: workspaces.Installed, provider: Provider
) -> None:
    answer = await _connect(core, settings, workspace)
    assert answer.status_code == 200, answer.text
    assert "Connected" in answer.text, answer.text
    asked = provider.asked[0]
    assert asked["grant_type"] == "authorization_code"
    assert asked["code_verifier"]
    assert asked["client_secret"] == "shh"
    async with core.scope(workspace.workspace_id) as scope:
        sender = (await senders.by_addresses(scope, [ADDRESS]))[ADDRESS]
        assert (sender.name, sender.provider, sender.status) == ("Ada", "gmail", "active")
        assert "access-1" not in repr(sender)
        assert "access-1" not in str(sender.connection)
        assert (await scope.one("SELECT credentials FROM senders WHERE workspace_id = %(workspace_id)s") or {})["credentials"]


async def test_a_token_is_refreshed_before_it_ends_and_kept(
    core: Core, settings: Settings, workspace: workspaces.Installed, provider: Provider, clock: SimulatedClock
) -> None:
    await _connect(core, settings, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        sender = (await senders.by_addresses(scope, [ADDRESS]))[ADDRESS]
    (smtp, _), until = await oauth.endpoints(core, settings, workspace.workspace_id, sender)
    assert smtp.secret.get_secret_value() == "access-1"
    assert until == clock.now() + timedelta(hours=1)
    clock.advance(59 * 60)
    (smtp, _), until = await oauth.endpoints(core, settings, workspace.workspace_id, sender)
    assert smtp.secret.get_secret_value() == "access-2"
    assert until == clock.now() + timedelta(hours=1)
    assert provider.asked[-1]["grant_type"] == "refresh_token"
    assert provider.asked[-1]["refresh_token"] == "refresh"
    (smtp, _), _ = await oauth.endpoints(core, settings, workspace.workspace_id, sender)
    assert smtp.secret.get_secret_value() == "access-2"
    assert provider.issued == 2


async def test_a_revoked_consent_is_said(
    core: Core, settings: Settings, workspace: workspaces.Installed, provider: Provider, clock: SimulatedClock
) -> None:
    await _connect(core, settings, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        sender = (await senders.by_addresses(scope, [ADDRESS]))[ADDRESS]
    provider.revoked = True
    clock.advance(7200)
    with pytest.raises(Unavailable, match="connected again"):
        await oauth.endpoints(core, settings, workspace.workspace_id, sender)


async def test_what_is_refused(core: Core, settings: Settings, workspace: workspaces.Installed, provider: Provider) -> None:
    async with (
        serving(Starlette(routes=connect.routes(core, settings)), "127.0.0.1", 0) as url,
        httpx.AsyncClient(base_url=url) as browser,
    ):
        assert (await browser.get("/connect/yahoo")).status_code == 404
        assert (await browser.get("/connect/microsoft")).status_code == 400  # no client is configured
        bad_key = await browser.post("/connect/google", data={"key": "or_" + "0" * 40, "address": ADDRESS})
        assert bad_key.status_code == 400
        async with core.scope(workspace.workspace_id) as scope:
            _, reader = await keys.create(scope, "reads leads", ("leads:read",))
        narrow = await browser.post("/connect/google", data={"key": reader, "address": ADDRESS})
        assert narrow.status_code == 400, "connecting is not reading"
        assert "accounts:create" in narrow.text, "connecting is not reading"
        begun = await browser.post("/connect/google", data={"key": workspace.key, "address": ADDRESS})
        assert begun.status_code == 303
        assert workspace.key not in begun.headers["location"]
        asked = parse_qs(urlsplit(begun.headers["location"]).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["login_hint"] == [ADDRESS]
        forged = await browser.get("/connect/callback", params={"code": "x", "state": "another"})
        assert forged.status_code == 400
        assert provider.issued == 0
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=connect.routes(core, settings))), base_url="http://x"
    ) as other:
        assert (await other.get("/connect/callback", params={"code": "x", "state": asked["state"][0]})).status_code == 400


@dataclass
class Attempt:
    """A consent that one browser began, and whoever comes back from it."""

    browser: httpx.AsyncClient
    state: str
    core: Core

    async def other_browser(self) -> None:
        self.browser.cookies.clear()

    async def too_late(self) -> None:
        self.core.clock.advance(connect.MINUTES * 60 + 1)  # type: ignore[attr-defined]

    async def another_state(self) -> None:
        self.state = self.state[:-1] + ("a" if self.state[-1] != "a" else "b")

    async def no_state(self) -> None:
        self.state = ""

    async def altered_cookie(self) -> None:
        kept = self.browser.cookies[connect.COOKIE]
        self.browser.cookies.clear()
        self.browser.cookies.set(connect.COOKIE, kept[:-6] + "AAAAA=")

    async def cookie_of_another_purpose(self) -> None:
        """Something else that a browser keeps sealed for us."""
        kept = sealed.seal(self.core, sso.COOKIE, {"state": self.state}, 60)
        self.browser.cookies.clear()
        self.browser.cookies.set(connect.COOKIE, kept)

    async def replayed(self) -> None:
        assert (await self.browser.get("/connect/callback", params={"code": "x", "state": self.state})).status_code == 200

    async def consent_elsewhere(self) -> None:
        """The state of a consent begun through the API has the workspace before it: that of nobody's."""
        self.state = f"1.{self.state}"


@pytest.mark.parametrize(
    "forge",
    [
        Attempt.other_browser,
        Attempt.too_late,
        Attempt.another_state,
        Attempt.no_state,
        Attempt.altered_cookie,
        Attempt.cookie_of_another_purpose,
        Attempt.replayed,
        Attempt.consent_elsewhere,
    ],
)
async def test_an_answer_that_does_not_belong_to_this_browser_connects_nothing(
    core: Core,
    settings: Settings,
    workspace: workspaces.Installed,
    provider: Provider,
    forge: Callable[[Attempt], Awaitable[None]],
) -> None:
    app = Starlette(routes=connect.routes(core, settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://outrider.test") as browser:
        begun = await browser.post("/connect/google", data={"key": workspace.key, "address": ADDRESS})
        attempt = Attempt(browser, parse_qs(urlsplit(begun.headers["location"]).query)["state"][0], core)
        await forge(attempt)
        issued = provider.issued
        answered = await browser.get("/connect/callback", params={"code": "x", "state": attempt.state})
    assert answered.status_code == 400
    assert provider.issued == issued


@pytest_asyncio.fixture
async def editor(core: Core, settings: Settings, workspace: workspaces.Installed) -> AsyncIterator[Browser]:
    """The browser of an editor, on the pages and the addresses that a provider comes back to."""
    app = Starlette(routes=[*pages.routes(Site(core, settings, Live(core))), *connect.routes(core, settings)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://outrider.test") as client:
        browser = Browser(client, core)
        await browser.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield browser


async def _begin(editor: Browser, base: str, seat: int | None = None) -> str:
    """Begin to connect the mailbox with the wizard; the state that the provider is to give back."""
    begun = await editor.get(f"{base}/connect/google?address={ADDRESS}" + (f"&seat={seat}" if seat else ""))
    return parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]


@pytest.fixture
def base(workspace: workspaces.Installed) -> str:
    return f"/w/{workspace.workspace_id}/senders"


async def test_a_refusal_at_the_provider_leads_back_to_the_wizard(editor: Browser, base: str) -> None:
    back = await editor.get(f"/connect/callback?error=access_denied&state={await _begin(editor, base)}")
    assert back.headers["location"].startswith(f"{base}/new?address=")
    assert "access_denied" in (await editor.get(back.headers["location"])).text


async def test_what_the_provider_says_of_a_refusal_is_shown(editor: Browser, base: str) -> None:
    """As Microsoft's identity platform words it: whoever needs an administrator learns so from nothing else."""
    said = "AADSTS90094: The grant requires admin permission.\r\nTrace ID: 4457d068"
    query = urlencode({"error": "access_denied", "error_description": said, "state": await _begin(editor, base)})
    back = await editor.get(f"/connect/callback?{query}")
    page = (await editor.get(back.headers["location"])).text
    assert "AADSTS90094: The grant requires admin permission." in page
    assert "Trace ID" not in page


async def _seat_of_the_mailbox(core: Core, workspace: workspaces.Installed) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        return (await senders.by_addresses(scope, [ADDRESS]))[ADDRESS].seat_id


async def _another_seat(core: Core, workspace: workspaces.Installed, *, only: str | None = None) -> int:
    """A second seat, which is the only one of the member with this address."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        seat = await seats.create(scope, "Another")
        if only and (user := await users.user_by_email(scope, only)):
            await users.update_member(scope, user.id, seat_ids=[seat.id])
        return seat.id


@pytest.mark.usefixtures("provider")
async def test_a_mailbox_belongs_to_the_seat_chosen_in_the_wizard(
    core: Core, workspace: workspaces.Installed, editor: Browser, base: str
) -> None:
    seat = await _another_seat(core, workspace)
    await editor.get(f"/connect/callback?code=agreed&state={await _begin(editor, base, seat)}")
    assert await _seat_of_the_mailbox(core, workspace) == seat


@pytest.mark.usefixtures("provider")
async def test_a_mailbox_belongs_to_the_only_seat_of_a_visitor(
    core: Core, workspace: workspaces.Installed, editor: Browser, base: str
) -> None:
    seat = await _another_seat(core, workspace, only="ed@acme.example")
    await editor.get(f"/connect/callback?code=agreed&state={await _begin(editor, base)}")
    assert await _seat_of_the_mailbox(core, workspace) == seat


async def test_the_wizard_asks_for_the_seat_before_it_offers_a_way_to_connect(
    core: Core, workspace: workspaces.Installed, editor: Browser, base: str
) -> None:
    seat = await _another_seat(core, workspace)
    assert 'name="seat"' in (await editor.get(f"{base}/new")).text
    offered = (await editor.get(f"{base}/new?address=ada@gmail.com&seat={seat}")).text
    assert f"/connect/google?address=ada%40gmail.com&amp;name=Vera+View&amp;seat={seat}" in offered
    assert f'type="hidden" name="seat" value="{seat}"' in offered
