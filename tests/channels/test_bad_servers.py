"""Every client of somebody's HTTP server ends in time, reads little, and says what happened in the words of its port."""

import asyncio
import tracemalloc
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outrider.channels import webhook
from outrider.channels.email import oauth
from outrider.channels.email.account import OAuthToken, Secret
from outrider.channels.enrichment.peopledatalabs import PeopleDataLabs
from outrider.channels.enrichment.port import EnrichmentError, Subject
from outrider.channels.http import Limits, client
from outrider.channels.linkedin.port import LinkedInError
from outrider.channels.linkedin.unipile import Unipile
from tests.channels.bad_servers import PLAYS, serving, silent

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TIGHT = Limits(connect=0.1, silence=0.1, seconds=0.1, bytes=100_000)
# Of the machine. Far above what is needed: only an end that never comes is to be noticed.
PATIENCE = 30.0

Ask = Callable[[str], Awaitable[object]]


async def linkedin_read(url: str) -> object:
    return await _linkedin(url, lambda provider: provider.messages("a", NOW - timedelta(days=1)))


async def linkedin_owner(url: str) -> object:
    return await _linkedin(url, lambda provider: provider.owner("a"))


async def linkedin_state(url: str) -> object:
    return await _linkedin(url, lambda provider: provider.state("a"))


async def linkedin_search(url: str) -> object:
    return await _linkedin(url, lambda provider: provider.search("a", "https://www.linkedin.com/search", limit=10))


async def linkedin_write(url: str, limits: Limits = TIGHT) -> object:
    return await _linkedin(url, lambda provider: provider.write("a", "p", "Hello"), limits)


async def _linkedin(url: str, act: Callable[[Unipile], Awaitable[object]], limits: Limits = TIGHT) -> object:
    provider = Unipile(url, "key", limits)
    try:
        return await act(provider)
    except LinkedInError as error:
        return error
    finally:
        await provider.close()


async def enrichment(url: str) -> object:
    provider = PeopleDataLabs(url, "key", limits=TIGHT)
    try:
        return await provider.person(Subject(None, "pia@example.com", "Pia", "Prospect", None))
    except EnrichmentError as error:
        return error
    finally:
        await provider.close()


async def token_refresh(url: str) -> object:
    registered = oauth.OAuthClient(replace(oauth.GOOGLE, token_url=f"{url}/token"), "id", Secret("s"), "https://o.example")
    async with client(TIGHT) as http:
        try:
            return await oauth.refresh(http, registered, OAuthToken("google", Secret("a"), Secret("r"), NOW), NOW, TIGHT)
        except oauth.OAuthError as error:
            return error


async def event(url: str) -> object:
    async with webhook.client() as http:
        return await webhook.post(http, url, {"a": 1}, secret="s", event_id="1", at=NOW, allow_private=True, limits=TIGHT)


CLIENTS: list[Ask] = [
    linkedin_read,
    linkedin_owner,
    linkedin_state,
    linkedin_search,
    linkedin_write,
    enrichment,
    token_refresh,
    event,
]


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("ask", CLIENTS, ids=lambda ask: ask.__name__)
async def test_a_bad_server_is_borne(ask: Ask, play: str) -> None:
    async with serving(PLAYS[play]) as url, asyncio.timeout(PATIENCE):
        await ask(url)  # whatever comes of it, it ends, and nothing but the port's own errors comes out


@pytest.mark.parametrize("ask", CLIENTS, ids=lambda ask: ask.__name__)
async def test_a_stalling_handshake_is_borne(ask: Ask) -> None:
    async with serving(silent) as url, asyncio.timeout(PATIENCE):
        await ask(url.replace("http:", "https:"))


@pytest.mark.parametrize("play", ["endless body", "huge"])
@pytest.mark.parametrize("ask", [enrichment, token_refresh, event], ids=lambda ask: ask.__name__)
async def test_an_endless_answer_takes_little_memory(ask: Ask, play: str) -> None:
    async with serving(PLAYS[play]) as url:
        await ask(url)
        tracemalloc.start()
        try:
            await ask(url)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


async def test_a_message_whose_answer_never_came_is_uncertain() -> None:
    async with serving(silent) as url:
        error = await linkedin_write(url, Limits(seconds=0.5))
    assert type(error).__name__ == "Uncertain"


async def test_a_message_that_was_not_sent_is_not_uncertain() -> None:
    async with serving(silent) as url:
        gone = url
    error = await linkedin_write(gone)
    assert type(error).__name__ == "Unavailable"
