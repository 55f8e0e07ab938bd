"""Connecting a mailbox by consent: begun through the API, agreed to in a browser, and asked after by the session's id."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from outrider.channels.email import oauth
from outrider.channels.email.presets import preset
from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.process import serving
from outrider.sandbox.world import World
from outrider.settings import Settings
from outrider.web import connect
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import refused

ADDRESS = "ada@outreach.test"
SETTINGS = Settings.model_validate({"google_client_id": "client", "google_client_secret": "shh"})


@dataclass
class Provider:
    """Google as far as we meet it; whoever comes to the page of consent agrees, or not."""

    world: World
    claims: Json
    agrees: bool = True

    async def consent(self, request: Request) -> Response:
        query = request.query_params
        outcome = "code=agreed" if self.agrees else "error=access_denied"
        return RedirectResponse(f"{query['redirect_uri']}?{outcome}&state={query['state']}", 302)

    async def token(self, request: Request) -> Response:
        self.world.add_mailbox(ADDRESS, "no password opens it", token="access")
        claims = base64.urlsafe_b64encode(json.dumps(self.claims).encode()).rstrip(b"=").decode()
        return JSONResponse({"access_token": "access", "refresh_token": "r", "expires_in": 3600, "id_token": f"e30.{claims}.x"})


@pytest_asyncio.fixture
async def provider(app: FastAPI, core: Core, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Provider]:
    async with World(clock) as world:
        here = Provider(world, {"email": ADDRESS, "name": "Ada"})
        routes = [
            Route("/consent", here.consent),
            Route("/token", here.token, methods=["POST"]),
            *connect.routes(core, SETTINGS),
        ]
        async with serving(Starlette(routes=routes), "127.0.0.1", 0) as url:
            local = replace(oauth.GOOGLE, authorize_url=f"{url}/consent", token_url=f"{url}/token")
            monkeypatch.setitem(oauth.PROVIDERS, "google", local)
            servers = replace(
                preset(ADDRESS, "gmail"), smtp_host="127.0.0.1", smtp_port=world.smtp_port, smtp_security="plain",
                imap_host="127.0.0.1", imap_port=world.imap_port, imap_security="plain",
            )  # fmt: skip
            monkeypatch.setattr(connect, "preset", lambda address, name: servers)
            app.state.settings = SETTINGS.model_copy(update={"public_url": url})
            yield here


async def agree(begun: Json) -> httpx.Response:
    """What the mailbox's owner does: follow the address."""
    async with httpx.AsyncClient() as browser:
        return await browser.get(begun["auth_url"], follow_redirects=True)


async def status(api: Api, begun: Json) -> Json:
    return await ok(api.get(f"/oauth/session/status/{begun['session_id']}"))


async def test_a_session_begins_pending(api: Api, provider: Provider) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    assert await status(api, begun) == {"status": "pending"}


async def test_the_owner_is_sent_to_the_provider(api: Api, provider: Provider) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    assert "openid+email" in urlsplit(begun["auth_url"]).query


async def test_consent_connects_the_mailbox_that_the_provider_names(
    api: Api, provider: Provider, core: Core, workspace: Installed
) -> None:
    await agree(await ok(api.post("/oauth/google/init")))
    async with core.scope(workspace.workspace_id) as scope:
        assert (await senders.by_addresses(scope, [ADDRESS]))[ADDRESS].name == "Ada"


async def test_success_names_the_account(api: Api, provider: Provider) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    await agree(begun)
    assert await status(api, begun) == {"status": "success", "email": ADDRESS, "name": "Ada"}


async def test_a_refusal_is_an_error(api: Api, provider: Provider) -> None:
    provider.agrees = False
    begun = await ok(api.post("/oauth/google/init"))
    await agree(begun)
    assert (await status(api, begun))["error"] == "access_denied"


async def test_a_provider_that_does_not_say_whose_mailbox_it_is(api: Api, provider: Provider) -> None:
    provider.claims = {}
    begun = await ok(api.post("/oauth/google/init"))
    await agree(begun)
    assert (await status(api, begun))["error"] == "no_address"


async def test_an_answer_counts_once(api: Api, provider: Provider) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    await agree(begun)
    assert (await agree(begun)).status_code == 400


async def test_a_session_expires(api: Api, provider: Provider, clock: SimulatedClock) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    clock.advance(601)
    assert await status(api, begun) == {"status": "expired"}


async def test_an_answer_that_comes_late_connects_nothing(api: Api, provider: Provider, clock: SimulatedClock) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    clock.advance(601)
    assert (await agree(begun)).status_code == 400


async def test_another_workspaces_session_is_not_found(api: Api, other: Api, provider: Provider) -> None:
    begun = await ok(api.post("/oauth/google/init"))
    await refused(other.get(f"/oauth/session/status/{begun['session_id']}"), 404)


async def test_without_the_operators_registration_it_says_what_to_set(api: Api, provider: Provider) -> None:
    assert "OUTRIDER_MICROSOFT_CLIENT_ID" in await refused(api.post("/oauth/microsoft/init"), 400)
