"""Agents sign in: what they find out, what a person consents to, and what their tokens open."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from fastmcp import Client
from starlette.applications import Starlette

from outrider.app import create_app
from outrider.clock import SimulatedClock
from outrider.errors import Invalid, Unauthorized
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.tenancy import keys, oauth, oauth_clients, sessions, users
from outrider.outreach.tenancy.sessions import Device
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.web import pages
from outrider.web.kit.live import Live
from outrider.web.kit.visit import Site
from tests.mcp.serving import served
from tests.web.visiting import member

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
CALLBACK = "http://127.0.0.1:33418/callback"


@dataclass
class Program:
    """A client that registered, and the browser of the person who connects it."""

    url: str
    client_id: str
    http: httpx.AsyncClient
    resource: str

    def query(self, **changed: str | None) -> dict[str, str]:
        asked: dict[str, str | None] = {
            "response_type": "code", "client_id": self.client_id, "redirect_uri": CALLBACK, "state": "a state", "scope": "*",
            "code_challenge": CHALLENGE, "code_challenge_method": "S256", "resource": self.resource, **changed,
        }  # fmt: skip
        return {name: value for name, value in asked.items() if value is not None}

    async def decide(
        self, *, workspace: int, mode: str = "free", decision: str = "allow", **changed: str | None
    ) -> dict[str, str]:
        """What the client is answered on its redirect URI."""
        address = "/oauth/authorize?" + urlencode(self.query())
        token = unescape((await self.http.get(address)).text.split('name="form_token" value="')[1].split('"')[0])
        form = {"form_token": token, "workspace": str(workspace), "mode": mode, "decision": decision}
        answer = await self.http.post(address, data=form)
        assert answer.status_code == 303, answer.text
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}

    async def exchange(self, code: str, **changed: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code", "code": code, "client_id": self.client_id, "code_verifier": VERIFIER,
            "redirect_uri": CALLBACK, "resource": self.resource, **changed,
        }  # fmt: skip
        return await self.http.post("/oauth/token", data=form)

    async def refresh(self, token: str, **changed: str) -> httpx.Response:
        form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": self.client_id, **changed}
        return await self.http.post("/oauth/token", data=form)

    async def signed_in(self, workspace: int, mode: str = "free") -> dict[str, str]:
        answer = await self.exchange((await self.decide(workspace=workspace, mode=mode))["code"])
        return answer.json()

    async def tools(self, access: str, path: str = "/mcp/smartlead") -> set[str]:
        async with Client(self.url + path, auth=access) as client:
            return {tool.name for tool in await client.list_tools()}


def pages_of(core: Core) -> Starlette:
    """The pages alone: the tools take a second to load."""
    return Starlette(routes=pages.routes(Site(core, Settings(), Live(core), {})))


async def is_good(core: Core, access: str) -> bool:
    try:
        await keys.authenticate(core, access, audience="smartlead")
    except Unauthorized:
        return False
    return True


@asynccontextmanager
async def program(core: Core, workspace: Installed, app: Starlette | None = None) -> AsyncIterator[Program]:
    async with served(app or pages_of(core)) as url, httpx.AsyncClient(base_url=url, timeout=60) as http:
        said = await http.post("/oauth/register", json={"client_name": "Test agent", "redirect_uris": [CALLBACK]})
        user_id = await member(core, workspace.workspace_id, "boss@acme.example", "admin", password="a fine password")
        http.cookies.set("outrider_session", await sessions.begin(core, user_id, "password", Device("192.0.2.7", "Test")))
        yield Program(url, said.json()["client_id"], http, f"{url}/mcp/smartlead")


async def test_what_a_program_finds_out_and_what_its_token_opens(core: Core, workspace: Installed) -> None:
    async with program(core, workspace, create_app(core, Settings())) as agent:
        http, url = agent.http, agent.url
        refusal = await http.post("/mcp/smartlead/readonly", json={})
        assert refusal.status_code == 401
        pointed = refusal.headers["www-authenticate"].split('resource_metadata="')[1].split('"')[0]
        assert pointed == f"{url}/.well-known/oauth-protected-resource/mcp/smartlead/readonly"
        resource = (await http.get(pointed)).json()
        assert resource["resource"] == f"{url}/mcp/smartlead/readonly"
        assert resource["scopes_supported"] == ["*:read"]
        server = (await http.get("/.well-known/oauth-authorization-server")).json()
        assert server["issuer"] == resource["authorization_servers"][0]
        assert server["code_challenge_methods_supported"] == ["S256"]
        assert (await http.get("/.well-known/oauth-protected-resource/mcp/nothing")).status_code == 404

        everything, reading = [(await agent.signed_in(workspace.workspace_id, mode))["access_token"] for mode in ("free", "read")]
        async with Client(agent.resource, auth=everything) as client:
            assert not (await client.call_tool("get_campaigns", {})).is_error
        all_of_them, some = await agent.tools(everything), await agent.tools(reading)
        assert "delete_campaign" in all_of_them
        assert "delete_campaign" not in some
        assert some == await agent.tools(everything, "/mcp/smartlead/readonly")
        assert await agent.tools(everything, "/mcp/smartlead/search") == {"search_tools", "call_tool"}
        lists = await agent.tools(everything, "/mcp/smartlead/x/lead_lists")
        assert lists < all_of_them
        assert "get_lead_lists" in lists
        unknown = await http.post("/mcp/smartlead/x/nothing", json={})
        assert unknown.status_code == 404
        other = await http.post("/mcp/instantly", json={}, headers={"Authorization": f"Bearer {everything}"})
        assert other.status_code == 401
        assert 'error="invalid_token"' in other.headers["www-authenticate"]
        wire = await http.get("/smartlead/api/v1/campaigns", params={"api_key": everything})
        assert wire.status_code == 401


async def test_nobody_is_asked_what_cannot_be_answered(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        for changed, word in (
            ({"code_challenge_method": "plain"}, "invalid_request"),
            ({"code_challenge": None}, "invalid_request"),
            ({"response_type": "token"}, "unsupported_response_type"),
            ({"resource": "https://elsewhere.example/mcp/smartlead"}, "invalid_target"),
            ({"scope": "rockets:launch"}, "invalid_scope"),
        ):
            answer = await agent.http.get("/oauth/authorize", params=agent.query(**changed))
            found = parse_qs(urlsplit(answer.headers["location"]).query)
            assert (found["error"], found["state"]) == ([word], ["a state"])
        for changed in ({"redirect_uri": "https://thief.example/"}, {"client_id": "orc_unknown"}):
            answer = await agent.http.get("/oauth/authorize", params=agent.query(**changed))
            assert answer.status_code == 400
            assert "location" not in answer.headers


async def test_the_port_of_a_program_on_the_same_machine_may_differ(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        answer = await agent.http.get("/oauth/authorize", params=agent.query(redirect_uri="http://127.0.0.1:5/callback"))
        assert answer.status_code == 200
        assert "form-action 'self' http://127.0.0.1:5;" in answer.headers["content-security-policy"] + ";"


@pytest.mark.parametrize(
    ("registered", "used", "same"),
    [
        ("http://127.0.0.1:33418/callback", "http://localhost:5/callback", True),
        ("http://localhost/callback", "http://[::1]:5/callback", True),
        ("http://127.0.0.1", "http://127.0.0.1:5/", True),
        ("http://127.0.0.1/callback", "http://127.0.0.1:5/other", False),
        ("http://127.0.0.1/callback", "http://127.0.0.1.thief.example/callback", False),
        ("https://localhost/callback", "https://127.0.0.1/callback", False),
        ("https://client.example/callback", "https://client.example:5/callback", False),
        ("https://client.example", "https://client.example/", False),
    ],
)
def test_which_redirect_uris_are_the_same(registered: str, used: str, same: bool) -> None:
    assert oauth_clients.Client("orc_x", "x", [registered]).redirects_to(used) is same


async def test_a_person_who_does_not_allow_it(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        answer = await agent.decide(workspace=workspace.workspace_id, decision="deny")
        assert answer["error"] == "access_denied"
        assert answer["iss"] == agent.url


async def test_a_form_from_elsewhere_is_refused(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        form = {"workspace": str(workspace.workspace_id), "mode": "free", "decision": "allow", "form_token": "guessed"}
        answer = await agent.http.post("/oauth/authorize", params=agent.query(), data=form)
        assert answer.status_code == 403


async def test_only_workspaces_that_the_person_manages(core: Core, workspace: Installed, stranger: Installed) -> None:
    async with program(core, workspace) as agent:
        address = "/oauth/authorize?" + urlencode(agent.query())
        token = unescape((await agent.http.get(address)).text.split('name="form_token" value="')[1].split('"')[0])
        form = {"form_token": token, "workspace": str(stranger.workspace_id), "mode": "free", "decision": "allow"}
        assert (await agent.http.post(address, data=form)).status_code == 422


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:33418/other"}, "invalid_grant"),
        ({"client_id": "orc_other"}, "invalid_grant"),
        ({"resource": "https://elsewhere.example/mcp/smartlead"}, "invalid_target"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
async def test_a_code_is_for_who_asked(core: Core, workspace: Installed, changed: dict[str, str], word: str) -> None:
    async with program(core, workspace) as agent:
        code = (await agent.decide(workspace=workspace.workspace_id))["code"]
        answer = await agent.exchange(code, **changed)
        assert (answer.status_code, answer.json()["error"]) == (400, word)


async def test_a_code_that_comes_twice_ends_the_connection(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        code = (await agent.decide(workspace=workspace.workspace_id))["code"]
        access = (await agent.exchange(code)).json()["access_token"]
        assert (await agent.exchange(code)).json()["error"] == "invalid_grant"
        assert not await is_good(core, access)


async def test_a_code_ends_after_two_minutes(core: Core, clock: SimulatedClock, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        code = (await agent.decide(workspace=workspace.workspace_id))["code"]
        clock.advance(180)
        assert (await agent.exchange(code)).json()["error"] == "invalid_grant"


async def test_processes_that_share_a_refresh_token_may_renew_it_at_once(
    core: Core, clock: SimulatedClock, workspace: Installed
) -> None:
    """As several windows of one client do, and one whose answer was lost."""
    async with program(core, workspace) as agent:
        first = await agent.signed_in(workspace.workspace_id)
        clock.advance(7200)
        answers = await asyncio.gather(*(agent.refresh(first["refresh_token"]) for _ in range(4)))
        clock.advance(30)
        late = (await agent.refresh(first["refresh_token"])).json()
        tokens = {(answer.json()["access_token"], answer.json()["refresh_token"]) for answer in answers}
        assert tokens == {(late["access_token"], late["refresh_token"])}
        assert late["expires_in"] == 3570
        assert await is_good(core, late["access_token"])


async def test_a_refresh_token_whose_successor_was_used_ends_the_connection(
    core: Core, clock: SimulatedClock, workspace: Installed
) -> None:
    async with program(core, workspace) as agent:
        first = await agent.signed_in(workspace.workspace_id)
        second = (await agent.refresh(first["refresh_token"])).json()
        third = (await agent.refresh(second["refresh_token"])).json()
        assert (await agent.refresh(first["refresh_token"])).json()["error"] == "invalid_grant"
        assert not await is_good(core, third["access_token"])


@pytest.mark.parametrize("asked", ["openid", "openid profile email offline_access", "offline_access *"])
async def test_scopes_about_the_person_are_passed_over(core: Core, workspace: Installed, asked: str) -> None:
    async with program(core, workspace) as agent:
        assert (await agent.http.get("/oauth/authorize", params=agent.query(scope=asked))).status_code == 200
        tokens = await agent.signed_in(workspace.workspace_id)
        assert (await agent.refresh(tokens["refresh_token"], scope=asked)).json()["scope"] == "*"


@pytest.mark.parametrize("tail", ["", "/"])
async def test_where_a_client_names_only_the_host_the_person_chooses_the_tools(
    core: Core, workspace: Installed, tail: str
) -> None:
    async with program(core, workspace) as agent:
        address = "/oauth/authorize?" + urlencode(agent.query(resource=agent.url + tail))
        page = (await agent.http.get(address)).text
        assert 'name="system"' in page
        form = {
            "form_token": unescape(page.split('name="form_token" value="')[1].split('"')[0]), "decision": "allow",
            "workspace": str(workspace.workspace_id), "mode": "read", "system": "smartlead",
        }  # fmt: skip
        answer = await agent.http.post(address, data=form)
        code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
        tokens = (await agent.exchange(code, resource=agent.url + tail)).json()
        assert await is_good(core, tokens["access_token"])


@pytest.mark.parametrize("secret", ["", "whatever"])
async def test_a_client_may_name_itself_by_http_basic(core: Core, workspace: Installed, secret: str) -> None:
    async with program(core, workspace) as agent:
        code = (await agent.decide(workspace=workspace.workspace_id))["code"]
        form = {
            "grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER, "redirect_uri": CALLBACK,
        }  # fmt: skip
        answer = await agent.http.post("/oauth/token", data=form, auth=(agent.client_id, secret))
        assert await is_good(core, answer.json()["access_token"])


async def test_tokens_are_renewed_and_the_old_ones_end(core: Core, clock: SimulatedClock, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        first = await agent.signed_in(workspace.workspace_id)
        clock.advance(7200)
        assert not await is_good(core, first["access_token"])
        second = (await agent.refresh(first["refresh_token"])).json()
        assert await is_good(core, second["access_token"])
        clock.advance(61)
        stolen = await agent.refresh(first["refresh_token"])
        assert stolen.json()["error"] == "invalid_grant"
        assert (await agent.refresh(second["refresh_token"])).json()["error"] == "invalid_grant"
        assert not await is_good(core, second["access_token"])


async def test_a_connection_ends_with_the_right_to_make_it(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        tokens = await agent.signed_in(workspace.workspace_id)
        async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
            (found,) = await oauth.connections(scope)
            await users.update_member(scope, found.user_id or 0, role="viewer")
        assert (await agent.refresh(tokens["refresh_token"])).json()["error"] == "invalid_grant"


async def test_a_program_gives_its_token_back(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        tokens = await agent.signed_in(workspace.workspace_id)
        form = {"client_id": agent.client_id, "token": tokens["refresh_token"]}
        assert (await agent.http.post("/oauth/revoke", data=form)).status_code == 200
        assert (await agent.refresh(tokens["refresh_token"])).json()["error"] == "invalid_grant"


async def test_an_agent_makes_no_key_that_outlives_the_consent(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        await agent.signed_in(workspace.workspace_id)
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        (found,) = await oauth.connections(scope)
    acting = Actor("instantly.mcp", found.user_id, found.id, mode=Mode.FREE)
    with pytest.raises(Exception, match="cannot make keys"):
        async with core.scope(workspace.workspace_id, acting) as scope:
            await keys.create(scope, "Mine for ever")


async def test_connections_are_no_keys_in_lists_of_keys(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        await agent.signed_in(workspace.workspace_id)
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        assert "Test agent" not in {key.name for key in await keys.find_all(scope)}
        (found,) = await oauth.connections(scope)
        await keys.revoke(scope, found.id)
        assert await oauth.connections(scope) == []


async def test_the_settings_list_connections_and_end_them(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        tokens = await agent.signed_in(workspace.workspace_id, "approve")
        address = f"/w/{workspace.workspace_id}/settings/agents"
        shown = (await agent.http.get(address)).text
        assert "Test agent" in shown
        assert "Asks before sending" in shown
        token = unescape(shown.split('name="form_token" value="')[-1].split('"')[0])
        end = shown.split(f'action="{address}/')[1].split('"')[0]
        await agent.http.post(f"{address}/{end}", data={"form_token": token})
        assert not await is_good(core, tokens["access_token"])


async def test_nothing_is_kept_in_plain_text(core: Core, workspace: Installed) -> None:
    async with program(core, workspace) as agent:
        tokens = await agent.signed_in(workspace.workspace_id)
    async with core.pool.connection() as conn:
        for table in ("api_keys", "oauth_codes", "oauth_refresh_tokens"):
            kept = str(await (await conn.execute(f"SELECT * FROM {table}")).fetchall())  # pyright: ignore
            assert tokens["access_token"] not in kept
            assert tokens["refresh_token"] not in kept


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)", "http://elsewhere.example/back", "https://user@host.example/", "https://host.example/#there",
        "data:text/html,x", "/back", "https://host.example/'; script-src *", "https:///back", "",
    ],
)  # fmt: skip
async def test_where_no_client_is_answered(uri: str) -> None:
    with pytest.raises(Invalid):
        oauth_clients.check_redirect(uri)


@pytest.mark.parametrize("uri", ["https://claude.ai/back", "http://localhost:1/x", "http://[::1]:7/", "cursor://host/back"])
async def test_where_a_client_is_answered(uri: str) -> None:
    assert oauth_clients.check_redirect(uri) == uri


async def test_registration_is_refused_with_a_sentence(core: Core, workspace: Installed) -> None:
    async with served(pages_of(core)) as url, httpx.AsyncClient(base_url=url, timeout=60) as http:
        for body, word in (
            ({"redirect_uris": ["http://thief.example/"]}, "invalid_redirect_uri"),
            ({"redirect_uris": []}, "invalid_client_metadata"),
            ({"redirect_uris": [CALLBACK] * 11}, "invalid_redirect_uri"),
            ([], "invalid_client_metadata"),
        ):
            answer = await http.post("/oauth/register", json=body)
            assert (answer.status_code, answer.json()["error"]) == (400, word)
        answers = [await http.post("/oauth/register", json={"redirect_uris": [CALLBACK]}) for _ in range(20)]
        assert answers[-1].status_code == 429
