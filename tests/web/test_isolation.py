"""Every page and act, with the ids of another workspace, and by people whose role does not allow it.

What another workspace has is, on every page, exactly as if it did not exist.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import sessions, users
from outrider.outreach.tenancy.sessions import Device
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web.kit.visit import FLASH
from tests.outreach.test_isolation import GHOST, MARK, a_full_workspace, everything
from tests.web.every_page import FORMS, QUERIES, Asked, declared, every_request
from tests.web.visiting import Browser, browser, member

# Acts on oneself, or on nothing of the workspace.
OWN = {
    "/account/factor", "/account/factor/confirm", "/account/factor/remove", "/account/name", "/account/password",
    "/account/sessions/end-others", "/account/sessions/{id:int}/end", "/theme", "/welcome",
}  # fmt: skip
# One's own account, and pages that show their forms switched off to those who may only look.
SWITCHED_OFF = {
    "/account", "/campaigns/{id:int}/senders", "/campaigns/{id:int}/sequence", "/settings/members/{user_id:int}",
}  # fmt: skip
# Pages that everybody in the workspace may open; what they show depends on the role.
OPEN = {"/", "/live", "/find", "/account", "/welcome", "/settings", "/settings/about"}
ALLOWED = {200, 204, 303}


def test_every_route_has_an_entry() -> None:
    assert {route.path for route in declared() if route.writes} == set(FORMS)
    assert set(QUERIES) <= {route.path for route in declared() if not route.writes}


async def full(core: Core, installed: Installed, mark: str) -> dict[str, int]:
    """A workspace with one thing of every kind, and a session of its owner."""
    ids = await a_full_workspace(core, installed, mark)
    await sessions.begin(core, installed.user_id, "password", Device("192.0.2.9", mark))
    return {**ids, "session": (await sessions.of_user(core, installed.user_id))[0].id}


async def ask(visitor: Browser, base: str, asked: Asked, token: str) -> httpx.Response:
    if FLASH in visitor.client.cookies:
        visitor.client.cookies.delete(FLASH)  # what the act before has left to be said
    if asked.writes:
        return await visitor.client.post(base + asked.path, data={"form_token": token, **asked.fields})
    return await visitor.client.get(base + asked.path, params=asked.fields, headers={"Accept": "text/html"})


async def token_of(visitor: Browser, base: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', (await visitor.get(base + "/account")).text)
    assert found
    return found[1]


def scrubbed(answer: httpx.Response) -> str:
    """What an answer says, without ids and random secrets."""
    said = [str(answer.status_code), re.sub(r"\d+", "N", answer.headers.get("location", "")), answer.text]
    return re.sub(r"\b[79]0\d{7}\b", "ID", re.sub(r'value="[\w-]{22,}"|"X-Form-Token": "[^"]+"', "TOKEN", "\n".join(said)))


def one_foreign(asked: Asked, kind: str, own: Mapping[str, int], other: Mapping[str, int]) -> Asked:
    """Own ids, but for one kind."""
    return asked.about({**own, kind: other[kind]})


async def test_foreign_things_are_as_if_they_did_not_exist(core: Core, workspace: Installed, stranger: Installed) -> None:
    own = await full(core, workspace, "Own")
    foreign = await full(core, stranger, MARK)
    ghosts = {kind: GHOST + n for n, kind in enumerate(foreign)}
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "admin")
    before = await everything(core, stranger.workspace_id)
    wrong: list[str] = []
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        base = f"/w/{workspace.workspace_id}"
        token = await token_of(visitor, base)
        for asked in every_request():
            for kind in sorted(asked.kinds()):
                real, imagined = [
                    await ask(visitor, base, one_foreign(asked, kind, own, ids), token) for ids in (foreign, ghosts)
                ]
                if scrubbed(real) != scrubbed(imagined):
                    wrong.append(
                        f"{asked.route} ({kind}): {real.status_code}, but {imagined.status_code} for what does not exist"
                    )
                if MARK.lower() in real.text.lower():
                    wrong.append(f"{asked.route} ({kind}): shows what is another's")
                if f"@{kind}" in asked.path and real.status_code != 404:
                    wrong.append(f"{asked.route} ({kind}): {real.status_code} where 404 was to be expected")
    assert wrong == []
    assert await everything(core, stranger.workspace_id) == before


async def test_a_strangers_workspace_opens_for_nothing(core: Core, workspace: Installed, stranger: Installed) -> None:
    foreign = await full(core, stranger, MARK)
    before = await everything(core, stranger.workspace_id)
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
        token = await token_of(visitor, f"/w/{workspace.workspace_id}")
        answers = {
            asked.route: (await ask(visitor, f"/w/{stranger.workspace_id}", asked.about(foreign), token)).status_code
            for asked in every_request()
        }
    assert {route: status for route, status in answers.items() if status != 404} == {}
    assert await everything(core, stranger.workspace_id) == before


@pytest.mark.parametrize("role", ["viewer", "client"])
async def test_who_may_only_look_changes_nothing(core: Core, workspace: Installed, role: str) -> None:
    own = await full(core, workspace, "Own")
    user_id = await member(core, workspace.workspace_id, "vera@acme.example", role)
    allowed: dict[str, int] = {}
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        base = f"/w/{workspace.workspace_id}"
        token = await token_of(visitor, base)
        before = await everything(core, workspace.workspace_id)
        for asked in every_request():
            if asked.writes and asked.route not in OWN:
                status = (await ask(visitor, base, asked.about(own), token)).status_code
                if status != 403:
                    allowed[asked.route] = status
    assert allowed == {}
    assert await everything(core, workspace.workspace_id) == before


async def test_a_role_without_permissions_opens_nothing(core: Core, workspace: Installed) -> None:
    own = await full(core, workspace, "Own")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        role = await users.create_role(scope, "Nothing", permissions={})
        user = await users.create_user(scope, "nat@acme.example", password="a good password", confirmed=True)
        await users.add_member(scope, user.id, "custom", role_id=role.id, accepted=True)
    opened: dict[str, int] = {}
    async with browser(core) as visitor:
        await visitor.sign_in(user.id)
        base = f"/w/{workspace.workspace_id}"
        token = await token_of(visitor, base)
        for asked in every_request():
            if asked.route not in OWN | OPEN:
                answer = await ask(visitor, base, asked.about(own), token)
                if answer.status_code not in (403, 404):
                    opened[asked.route] = answer.status_code
                if "Own" in answer.text:
                    opened[asked.route + " shows something"] = answer.status_code
    assert opened == {}


async def test_the_opposite_is_noticed(core: Core, workspace: Installed) -> None:
    """An administrator is let through where the others were not: the requests above are ones that would do something."""
    own = await full(core, workspace, "Own")
    refused: dict[str, int] = {}
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "admin"))
        base = f"/w/{workspace.workspace_id}"
        token = await token_of(visitor, base)
        for asked in every_request():
            if not asked.writes:
                answer = await ask(visitor, base, replace(asked.about(own), fields={}), token)
                if answer.status_code == 403:
                    refused[asked.route] = answer.status_code
    assert refused == {}


async def test_who_may_only_look_is_offered_no_act(core: Core, workspace: Installed) -> None:
    """No form posts anything, but for one's own theme and signing out."""
    own = await full(core, workspace, "Own")
    offered: dict[str, set[str]] = {}
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, "vera@acme.example", "viewer"))
        base = f"/w/{workspace.workspace_id}"
        for asked in every_request():
            if asked.writes or asked.route in SWITCHED_OFF:
                continue
            answer = await visitor.get(base + asked.about(own).path)
            posts = set(re.findall(r'<form method="post" action="([^"]+)"', answer.text)) - {base + "/theme", "/sign-out"}
            if answer.status_code == 200 and posts:
                offered[asked.route] = posts
    assert offered == {}
