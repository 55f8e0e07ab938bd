"""Single sign-on, against a provider that answers over real HTTP: who comes in, and which answers are not believed."""

import base64
import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass, field
from urllib.parse import parse_qsl, unquote_plus, urlsplit

import httpx
import pytest
import pytest_asyncio
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.process import serving
from outrider.settings import Settings
from outrider.web.kit import sealed
from outrider.web.signin import sso
from tests.web.visiting import Browser, browser, member

VERA = "vera@acme.example"
CLIENT = "outrider"


@dataclass
class Provider:
    """An OpenID provider. `claims` changes what its next identity token says, `info` what its UserInfo endpoint does; `asked` is
    what the sign-in began with; `secret` and `methods`: what the client proves itself with, and how.
    """

    clock: SimulatedClock
    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    claims: dict[str, object] = field(default_factory=dict[str, object])
    info: dict[str, object] = field(default_factory=dict[str, object])
    secret: str | None = None
    methods: list[str] | None = None
    asked: dict[str, str] = field(default_factory=dict[str, str])

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.configuration),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
                Route("/userinfo", self.userinfo),
            ]
        )

    async def configuration(self, _: Request) -> Response:
        addresses = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys",
                     "userinfo_endpoint": "/userinfo"}  # fmt: skip
        methods = {"token_endpoint_auth_methods_supported": self.methods} if self.methods else {}
        return JSONResponse({"issuer": self.url, **{name: self.url + path for name, path in addresses.items()}, **methods})

    async def userinfo(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer x":
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"sub": "42", **self.info})

    def _is_proved(self, request: Request, form: Mapping[str, object]) -> bool:
        """Whether the client proved itself, in one of the ways that this provider takes."""
        if self.secret is None:
            return True
        if "client_secret_post" in (self.methods or ()):
            return form.get("client_secret") == self.secret and "authorization" not in request.headers
        given = base64.b64decode(request.headers.get("authorization", "Basic ").removeprefix("Basic ")).decode()
        return [unquote_plus(part) for part in given.split(":")] == [CLIENT, self.secret] and "client_secret" not in form

    async def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def token(self, request: Request) -> Response:
        async with request.form() as form:
            if not self._is_proved(request, form):
                return JSONResponse({"error": "invalid_client"}, 401)
            digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.asked["code_challenge"]
        if form["code"] != "a code" or not proved:
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {
            "iss": self.url, "sub": "42", "aud": CLIENT, "exp": self.clock.now().timestamp() + 300, "nonce": self.asked["nonce"],
            "email": VERA, "email_verified": True, **self.claims,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signs_with or self.key)
        return JSONResponse({"id_token": token, "access_token": "x", "token_type": "Bearer"})


@pytest_asyncio.fixture
async def provider(clock: SimulatedClock) -> AsyncIterator[Provider]:
    provider = Provider(clock)
    async with serving(provider.app(), "127.0.0.1", 0) as provider.url:
        yield provider


@pytest_asyncio.fixture
async def guest(core: Core, workspace: Installed, provider: Provider) -> AsyncIterator[Browser]:
    async with browser(core, Settings(oidc_issuer=provider.url, oidc_client_id=CLIENT)) as guest:
        yield guest


@pytest_asyncio.fixture
async def vera(core: Core, workspace: Installed) -> int:
    return await member(core, workspace.workspace_id, VERA)


async def come_back(guest: Browser, provider: Provider, **changed: str) -> httpx.Response:
    """Go to the provider, consent there, and come back with its answer."""
    sent = await guest.get("/sign-in/sso")
    provider.asked = dict(parse_qsl(urlsplit(sent.headers["location"]).query))
    return await guest.client.get("/sign-in/sso/back", params={"code": "a code", "state": provider.asked["state"], **changed})


async def signed_in(guest: Browser, workspace: Installed) -> bool:
    return (await guest.get(f"/w/{workspace.workspace_id}/")).status_code == 200


async def test_a_member_signs_in(guest: Browser, workspace: Installed, provider: Provider, vera: int) -> None:
    assert (await come_back(guest, provider)).status_code == 303
    assert await signed_in(guest, workspace)


async def test_who_is_known_may_change_their_address(
    core: Core, guest: Browser, workspace: Installed, provider: Provider, vera: int
) -> None:
    await come_back(guest, provider)
    guest.client.cookies.clear()
    provider.claims = {"email": "married@acme.example", "email_verified": False}
    await come_back(guest, provider)
    assert await signed_in(guest, workspace)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@acme.example"}, {"email_verified": False}, {"nonce": "another"}, {"aud": "another client"},
        {"iss": "https://another.example"}, {"exp": 1_000_000_000}, {"email": ""},
    ],
)  # fmt: skip
async def test_what_the_provider_does_not_vouch_for_opens_nothing(
    guest: Browser, workspace: Installed, provider: Provider, vera: int, claims: dict[str, object]
) -> None:
    provider.claims = claims
    assert (await come_back(guest, provider)).status_code == 403
    assert not await signed_in(guest, workspace)


@pytest.mark.parametrize(
    ("info", "comes_in"),
    [
        ({"email": VERA, "email_verified": True}, True),
        ({"email": VERA, "email_verified": False}, False),
        ({"email": VERA, "email_verified": True, "sub": "somebody else"}, False),
        ({}, False),
    ],
)
async def test_an_address_that_only_userinfo_names(
    guest: Browser, workspace: Installed, provider: Provider, vera: int, info: dict[str, object], comes_in: bool
) -> None:
    """OpenID Connect Core, 5.4: with an access token the claims of the scope `email` come from the UserInfo endpoint."""
    provider.claims, provider.info = {"email": "", "email_verified": False}, info
    await come_back(guest, provider)
    assert await signed_in(guest, workspace) is comes_in


@pytest.mark.parametrize("owned", [True, False])
async def test_what_entra_vouches_for(guest: Browser, workspace: Installed, provider: Provider, vera: int, owned: bool) -> None:
    """It names no `email_verified`, but on request whether the domain's owner is verified (Microsoft's "Optional claims")."""
    provider.claims = {"email_verified": False, "xms_edov": owned}
    await come_back(guest, provider)
    assert await signed_in(guest, workspace) is owned


@pytest.mark.parametrize("methods", [None, ["client_secret_post"], ["client_secret_basic", "private_key_jwt"]])
async def test_the_client_proves_itself_as_the_provider_wants(
    core: Core, workspace: Installed, provider: Provider, vera: int, methods: list[str] | None
) -> None:
    """Unless the metadata say otherwise by the Basic scheme, both parts encoded as in a form (RFC 6749, 2.3.1)."""
    provider.secret, provider.methods = "a+b%41:/ c", methods
    known = Settings.model_validate(
        {"oidc_issuer": provider.url, "oidc_client_id": CLIENT, "oidc_client_secret": provider.secret}
    )
    async with browser(core, known) as guest:
        assert (await come_back(guest, provider)).status_code == 303
        assert await signed_in(guest, workspace)


async def test_a_token_of_another_key_opens_nothing(guest: Browser, workspace: Installed, provider: Provider, vera: int) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256"})
    assert (await come_back(guest, provider)).status_code == 400
    assert not await signed_in(guest, workspace)


@pytest.mark.parametrize("changed", [{"state": "another"}, {"code": "stolen"}])
async def test_an_answer_that_nobody_asked_for_opens_nothing(
    guest: Browser, workspace: Installed, provider: Provider, vera: int, changed: dict[str, str]
) -> None:
    assert (await come_back(guest, provider, **changed)).status_code in (403, 503)
    assert not await signed_in(guest, workspace)


async def test_an_answer_that_comes_too_late_opens_nothing(
    guest: Browser, clock: SimulatedClock, workspace: Installed, provider: Provider, vera: int
) -> None:
    sent = await guest.get("/sign-in/sso")
    provider.asked = dict(parse_qsl(urlsplit(sent.headers["location"]).query))
    clock.advance(sso.SECONDS + 1)
    answer = await guest.client.get("/sign-in/sso/back", params={"code": "a code", "state": provider.asked["state"]})
    assert answer.status_code == 403
    assert not await signed_in(guest, workspace)


@pytest.mark.parametrize("keeps", ["nothing", "garbage", "what was sealed for another purpose", "what another browser began"])
async def test_a_browser_that_did_not_begin_is_not_signed_in(
    core: Core, guest: Browser, workspace: Installed, provider: Provider, vera: int, keeps: str
) -> None:
    sent = await guest.get("/sign-in/sso")
    provider.asked = dict(parse_qsl(urlsplit(sent.headers["location"]).query))
    kept = {
        "nothing": "",
        "garbage": "AAAA",
        "what was sealed for another purpose": sealed.seal(core, "outrider_connect", {"state": provider.asked["state"]}, 60),
        "what another browser began": sealed.seal(core, sso.COOKIE, asdict(sso.Begun("other", "nonce", "verifier", "/")), 60),
    }
    guest.client.cookies.clear()
    guest.client.cookies.set(sso.COOKIE, kept[keeps])
    answer = await guest.client.get("/sign-in/sso/back", params={"code": "a code", "state": provider.asked["state"]})
    assert answer.status_code == 403
    assert not await signed_in(guest, workspace)


async def test_a_provider_that_is_away_is_said(core: Core, workspace: Installed) -> None:
    async with browser(core, Settings(oidc_issuer="http://127.0.0.1:1", oidc_client_id=CLIENT)) as guest:
        answer = await guest.get("/sign-in/sso")
    assert answer.status_code == 503
    assert "is not responding" in answer.text


async def test_without_a_provider_there_is_no_button(core: Core, workspace: Installed) -> None:
    async with browser(core) as guest:
        assert "/sign-in/sso" not in (await guest.get("/sign-in")).text
