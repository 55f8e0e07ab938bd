"""Signing in: passwords, links, second factors, sessions. What is wrong opens nothing, and tells nothing."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import factors, notices, registration, sessions, users
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules import totp
from tests.making import rows
from tests.web.visiting import PASSWORD, Browser, browser, member

VERA = "vera@acme.example"


@pytest_asyncio.fixture
async def guest(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as guest:
        yield guest


@pytest_asyncio.fixture
async def vera(core: Core, workspace: Installed) -> int:
    return await member(core, workspace.workspace_id, VERA)


async def signed_in(guest: Browser, workspace: Installed) -> bool:
    return (await guest.get(f"/w/{workspace.workspace_id}/")).status_code == 200


async def test_the_right_password_opens_the_workspace(guest: Browser, workspace: Installed, vera: int) -> None:
    answer = await guest.post("/sign-in", {"email": VERA, "password": PASSWORD})
    assert answer.headers["location"] == "/"
    assert await signed_in(guest, workspace)


@pytest.mark.parametrize(("email", "password"), [(VERA, "not it at all"), ("stranger@acme.example", PASSWORD), ("", "")])
async def test_a_wrong_password_and_a_stranger_are_told_the_same(
    guest: Browser, workspace: Installed, vera: int, email: str, password: str
) -> None:
    answer = await guest.post("/sign-in", {"email": email, "password": password})
    assert answer.status_code == 401
    assert "The email address or the password is wrong." in answer.text
    assert not await signed_in(guest, workspace)


async def test_passwords_cannot_be_tried_without_end(guest: Browser, workspace: Installed, vera: int) -> None:
    for _ in range(10):
        await guest.post("/sign-in", {"email": VERA, "password": "a wrong one"})
    assert (await guest.post("/sign-in", {"email": VERA, "password": PASSWORD})).status_code == 429


async def test_a_form_from_elsewhere_changes_nothing(guest: Browser, workspace: Installed, vera: int) -> None:
    form = {"email": VERA, "password": PASSWORD, "form_token": "made up"}
    await guest.get("/sign-in")
    assert (await guest.client.post("/sign-in", data=form)).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
async def test_a_right_token_sent_by_another_site_changes_nothing(
    guest: Browser, workspace: Installed, vera: int, headers: dict[str, str]
) -> None:
    guest.client.headers.update(headers)
    real = guest.client.post
    guest.client.post = lambda path, data, headers: real(path, data=data)  # type: ignore[method-assign]  # its own headers stay
    assert (await guest.post("/sign-in", {"email": VERA, "password": PASSWORD})).status_code == 403


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/static/x"]
)
async def test_a_sign_in_leads_nowhere_else(guest: Browser, workspace: Installed, vera: int, wanted: str) -> None:
    answer = await guest.post("/sign-in", {"email": VERA, "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == "/"


async def test_a_page_that_needs_signing_in_is_come_back_to(guest: Browser, workspace: Installed) -> None:
    answer = await guest.get(f"/w/{workspace.workspace_id}/account?x=1")
    assert answer.headers["location"] == f"/sign-in?next=%2Fw%2F{workspace.workspace_id}%2Faccount%3Fx%3D1"


@pytest.mark.parametrize(
    ("headers", "next"),
    [
        ({"Referer": "http://outrider.test/w/1/settings/snippets?edit=2"}, "/w/1/settings/snippets?edit=2"),
        ({"Referer": "https://evil.example/w/1/"}, "/"),
        ({"Referer": "http://outrider.test//evil.example"}, "/"),
        ({"HX-Request": "true", "HX-Current-URL": "http://outrider.test/w/1/inbox/3"}, "/w/1/inbox/3"),
    ],
)
async def test_a_form_of_one_who_is_signed_out_leads_back_to_its_page(
    guest: Browser, workspace: Installed, headers: dict[str, str], next: str
) -> None:
    answer = await guest.client.post("/w/1/settings/snippets/save", data={"name": "x"}, headers=headers)
    to = answer.headers.get("location") or answer.headers["hx-redirect"]
    assert to == "/sign-in?" + urlencode({"next": next, "ended": "1"})


async def test_a_link_signs_in_once_and_a_get_uses_nothing_up(
    core: Core, guest: Browser, workspace: Installed, vera: int
) -> None:
    link = await sessions.link(core, vera)
    assert (await guest.get(link)).status_code == 200
    await guest.post(link)
    assert await signed_in(guest, workspace)
    assert (await guest.get(link)).status_code == 404


async def test_a_link_is_over_after_its_time(core: Core, clock: SimulatedClock, guest: Browser, vera: int) -> None:
    link = await sessions.link(core, vera)
    clock.advance(7200)
    assert (await guest.get(link)).status_code == 404


async def test_signing_out_ends_the_session(core: Core, guest: Browser, workspace: Installed, vera: int) -> None:
    await guest.sign_in(vera)
    token = guest.client.cookies["outrider_session"]
    await guest.post("/sign-out", page=f"/w/{workspace.workspace_id}/account")
    assert await sessions.recognise(core, token) is None


@pytest.mark.parametrize("away", [sessions.IDLE, sessions.LIFETIME])
async def test_a_session_ends_by_itself(core: Core, clock: SimulatedClock, vera: int, away: timedelta) -> None:
    token = await sessions.begin(core, vera, "password", sessions.Device(None, None))
    clock.advance(away.total_seconds())
    assert await sessions.recognise(core, token) is None


async def test_no_token_is_kept(core: Core, guest: Browser, vera: int) -> None:
    await guest.sign_in(vera)
    kept = await rows(core, "SELECT * FROM sessions")
    assert guest.client.cookies["outrider_session"] not in str(kept)


async def test_another_persons_session_cannot_be_ended(
    core: Core, guest: Browser, workspace: Installed, stranger: Installed, vera: int
) -> None:
    await sessions.begin(core, stranger.user_id, "password", sessions.Device(None, None))
    (theirs,) = await sessions.of_user(core, stranger.user_id)
    await guest.sign_in(vera)
    base = f"/w/{workspace.workspace_id}/account"
    assert (await guest.post(f"{base}/sessions/{theirs.id}/end", page=base)).status_code == 404


async def test_a_new_password_signs_everybody_else_out(core: Core, guest: Browser, workspace: Installed, vera: int) -> None:
    elsewhere = await sessions.begin(core, vera, "password", sessions.Device(None, None))
    await guest.sign_in(vera)
    base = f"/w/{workspace.workspace_id}/account"
    await guest.post(f"{base}/password", {"current": PASSWORD, "password": "another good one"}, page=base)
    assert await sessions.recognise(core, elsewhere) is None
    assert await signed_in(guest, workspace)


async def set_up_factor(core: Core, clock: SimulatedClock, user_id: int) -> tuple[bytes, list[str]]:
    """The app's secret and the recovery codes."""
    await factors.begin(core, user_id, VERA)
    secret = factors._opened(core, (await rows(core, "SELECT secret FROM user_factors"))[0]["secret"])
    return secret, await factors.confirm(core, user_id, code_now(secret, clock))


def code_now(secret: bytes, clock: SimulatedClock) -> str:
    return totp.code(secret, int(clock.now().timestamp()) // totp.STEP)


async def test_with_a_second_factor_the_password_alone_opens_nothing(
    core: Core, clock: SimulatedClock, guest: Browser, workspace: Installed, vera: int
) -> None:
    secret, _ = await set_up_factor(core, clock, vera)
    answer = await guest.post("/sign-in", {"email": VERA, "password": PASSWORD})
    assert answer.headers["location"].startswith("/sign-in/code")
    assert not await signed_in(guest, workspace)
    clock.advance(totp.STEP)
    await guest.post("/sign-in/code", {"code": code_now(secret, clock)})
    assert await signed_in(guest, workspace)


async def test_a_code_works_once(core: Core, clock: SimulatedClock, guest: Browser, workspace: Installed, vera: int) -> None:
    secret, _ = await set_up_factor(core, clock, vera)
    await guest.post("/sign-in", {"email": VERA, "password": PASSWORD})
    assert (await guest.post("/sign-in/code", {"code": code_now(secret, clock)})).status_code == 401


async def test_a_recovery_code_works_once(core: Core, clock: SimulatedClock, vera: int) -> None:
    _, codes = await set_up_factor(core, clock, vera)
    await factors.check(core, vera, codes[0].upper())
    with pytest.raises(Invalid):
        await factors.check(core, vera, codes[0])


async def test_a_new_owner_is_asked_who_they_are_first(guest: Browser, workspace: Installed) -> None:
    await guest.sign_in(workspace.user_id)
    base = f"/w/{workspace.workspace_id}"
    assert (await guest.get(f"{base}/account")).headers["location"] == f"{base}/welcome"
    form = {
        "full_name": "Ada",
        "email": "ada@acme.example",
        "password": PASSWORD,
        "workspace": "Acme",
        "timezone": "Europe/Berlin",
    }
    await guest.post(f"{base}/welcome", form)
    assert "Connect a mailbox" in (await guest.get(f"{base}/")).text


async def test_another_workspace_is_not_found(guest: Browser, stranger: Installed, vera: int) -> None:
    await guest.sign_in(vera)
    assert (await guest.get(f"/w/{stranger.workspace_id}/")).status_code == 404


async def test_pages_keep_the_strict_policy(guest: Browser, workspace: Installed, vera: int) -> None:
    await guest.sign_in(vera)
    policy = (await guest.get(f"/w/{workspace.workspace_id}/")).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


async def test_a_factor_is_set_up_by_its_drawing(core: Core, guest: Browser, workspace: Installed, vera: int) -> None:
    await guest.sign_in(vera)
    account = f"/w/{workspace.workspace_id}/account"
    shown = await guest.post(f"{account}/factor", {"current": PASSWORD}, page=account)
    assert re.search(r'<svg [^>]*class="qr"', shown.text)


async def invited(core: Core, workspace: Installed, email: str) -> str:
    """The path of an invitation."""
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        user = await registration.invite(scope, email, "", ask=True)
        await users.update_member(scope, user.id, role="viewer")
        (job,) = await jobs.find_all(scope, kinds=[notices.KIND], limit=1)
    return notices.opened(core.vault, workspace.workspace_id, job.params).path or ""


async def test_who_is_new_joins_with_a_name_and_is_signed_in(core: Core, guest: Browser, workspace: Installed) -> None:
    path = await invited(core, workspace, "new@acme.example")
    answer = await guest.post(path, {"full_name": "Nora New", "password": PASSWORD})
    assert answer.headers["location"] == "/"
    assert "Nora New" in (await guest.get(f"/w/{workspace.workspace_id}/")).text


async def test_a_refused_password_leaves_the_name(core: Core, guest: Browser, workspace: Installed) -> None:
    path = await invited(core, workspace, "new@acme.example")
    assert 'value="Nora New"' in (await guest.post(path, {"full_name": "Nora New", "password": "short"})).text


async def test_who_has_a_password_joins_without_being_signed_in(
    core: Core, guest: Browser, stranger: Installed, vera: int
) -> None:
    path = await invited(core, stranger, VERA)
    assert "Your name" not in (await guest.get(path)).text
    assert "Welcome" in (await guest.post(path)).text
    assert not await signed_in(guest, stranger)


async def test_without_mail_a_forgotten_password_says_who_has_the_link(guest: Browser) -> None:
    assert "outrider notices" in (await guest.post("/forgotten", {"email": VERA})).text


async def test_a_used_link_of_a_new_installation_says_where_another_comes_from(guest: Browser, workspace: Installed) -> None:
    assert "outrider up" in (await guest.get("/sign-in/link/nothing")).text


async def test_where_the_owner_has_a_password_it_does_not(core: Core, guest: Browser, workspace: Installed) -> None:
    await registration.claim(core, workspace.user_id, "ada@acme.example", "Ada", PASSWORD)
    assert "outrider up" not in (await guest.get("/sign-in/link/nothing")).text


async def test_a_member_changes_their_own_name(guest: Browser, workspace: Installed, vera: int) -> None:
    await guest.sign_in(vera)
    page = f"/w/{workspace.workspace_id}/account"
    await guest.post(f"{page}/name", {"full_name": " Vera Vogel "}, page=page)
    assert 'value="Vera Vogel"' in (await guest.get(page)).text


@pytest.mark.parametrize(("given", "said"), [(" ", "Say what you are called."), ("x" * 201, "At most 200 characters.")])
async def test_a_name_that_is_refused_stays_in_its_field(
    guest: Browser, workspace: Installed, vera: int, given: str, said: str
) -> None:
    await guest.sign_in(vera)
    page = f"/w/{workspace.workspace_id}/account"
    answer = await guest.post(f"{page}/name", {"full_name": given}, page=page)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{given}"' in answer.text
