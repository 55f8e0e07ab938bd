"""Refreshing a mailbox's token: no connection of the pool waits for the provider, and nothing later is overwritten."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from outrider.channels.email import oauth as provider
from outrider.channels.email.account import OAuthToken, Secret
from outrider.clock import SimulatedClock
from outrider.engine import oauth
from outrider.errors import Unavailable
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.making import a_sender
from tests.waiting import eventually

SETTINGS = Settings.model_validate({"google_client_id": "client", "google_client_secret": "shh"})
Refresh = Callable[[OAuthToken], Awaitable[OAuthToken]]


def a_token(core: Core, word: str, *, minutes: float) -> OAuthToken:
    return OAuthToken("google", Secret(word), Secret("refresh"), core.clock.now() + timedelta(minutes=minutes))


async def senders_with(core: Core, workspace: Installed, token: OAuthToken, n: int = 1) -> list[Sender]:
    async with core.scope(workspace.workspace_id) as scope:
        made = [await a_sender(scope, f"box{i}@mail.example") for i in range(n)]
        for sender in made:
            await senders.set_secrets(scope, sender.id, {"oauth": oauth.to_secrets(token)})
    return made


def answering(monkeypatch: pytest.MonkeyPatch, refresh: Refresh) -> None:
    async def asked(http: httpx.AsyncClient, client: object, token: OAuthToken, now: object) -> OAuthToken:
        return await refresh(token)

    monkeypatch.setattr(provider, "refresh", asked)


async def kept_word(core: Core, workspace: Installed, sender: Sender) -> str:
    async with core.scope(workspace.workspace_id) as scope:
        token = oauth.from_kept(await senders.credentials(scope, sender.id))
    assert token is not None
    return token.access_token.get_secret_value()


async def test_refreshes_that_hang_hold_no_connection(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    go, waiting = asyncio.Event(), 0
    n = core.pool.max_size + 2

    async def hang(token: OAuthToken) -> OAuthToken:
        nonlocal waiting
        waiting += 1
        await go.wait()
        return replace(token, expires_at=token.expires_at + timedelta(hours=1))

    answering(monkeypatch, hang)
    made = await senders_with(core, workspace, a_token(core, "old", minutes=-1), n)
    asking = [asyncio.create_task(oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender)) for sender in made]
    await eventually(lambda: asyncio.sleep(0, waiting == n or any(task.done() for task in asking)), saw=lambda: (waiting, asking))
    assert [task.result() for task in asking if task.done()] == []
    async with core.scope(workspace.workspace_id) as scope:
        assert await scope.one("SELECT 1 AS one")
    go.set()
    assert all(until is not None for _, until in await asyncio.gather(*asking))


async def test_one_process_refreshes_for_all(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    async def refresh(token: OAuthToken) -> OAuthToken:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.05)
        return a_token(core, "new", minutes=60)

    answering(monkeypatch, refresh)
    [sender] = await senders_with(core, workspace, a_token(core, "old", minutes=1))  # stale, and still good
    await asyncio.gather(*(oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender) for _ in range(4)))
    assert asked == 1
    assert await kept_word(core, workspace, sender) == "new"


async def test_a_mailbox_connected_anew_meanwhile_keeps_its_new_token(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refresh(token: OAuthToken) -> OAuthToken:
        async with core.scope(workspace.workspace_id) as scope:
            later = a_token(core, "connected anew", minutes=60)
            await senders.set_secrets(scope, sender.id, {"oauth": oauth.to_secrets(later)})
        return a_token(core, "of the old consent", minutes=60)

    answering(monkeypatch, refresh)
    [sender] = await senders_with(core, workspace, a_token(core, "old", minutes=-1))
    await oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender)
    assert await kept_word(core, workspace, sender) == "connected anew"


async def test_a_process_that_died_refreshing_is_replaced(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch, clock: SimulatedClock
) -> None:

    async def refresh(token: OAuthToken) -> OAuthToken:
        return a_token(core, "new", minutes=60)

    [sender] = await senders_with(core, workspace, a_token(core, "old", minutes=1))
    async with core.scope(workspace.workspace_id) as scope:
        _, leased = await oauth._lease(scope, sender.id, timedelta(seconds=30))
    assert leased
    answering(monkeypatch, refresh)
    await oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender)
    assert await kept_word(core, workspace, sender) == "old"  # the lease still stands
    clock.advance(31)
    await oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender)
    assert await kept_word(core, workspace, sender) == "new"


@pytest.mark.parametrize(
    ("permanent", "minutes", "code"), [(True, -1, "oauth_failed"), (False, -1, "oauth_unavailable"), (False, 1, None)]
)
async def test_a_refusal_frees_the_lease(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch, permanent: bool, minutes: int, code: str | None
) -> None:
    """A token that has ended is not used, and one that is still good is."""

    async def refuse(token: OAuthToken) -> OAuthToken:
        raise provider.OAuthError("invalid_grant", "", permanent)

    answering(monkeypatch, refuse)
    [sender] = await senders_with(core, workspace, a_token(core, "old", minutes=minutes))
    for _ in range(2):  # the second would wait for the lease, if it were not free
        try:
            await oauth.endpoints(core, SETTINGS, workspace.workspace_id, sender)
            found = None
        except Unavailable as error:
            found = error.code
        assert found == code
