"""The official Python client signs in to a real process, works, and is shut out when its connection ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import httpx2
import pytest
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import OAuthClientInformationFull, OAuthClientMetadata, OAuthToken

from mcp import ClientSession
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.commands.running import outrider, running
from tests.consenting import Person
from tests.web.visiting import member

SECRET = "a secret of the tests, long enough"
CALLBACK = "http://127.0.0.1:33419/callback"


class Storage:
    """What a client keeps, in memory."""

    def __init__(self) -> None:
        self.tokens: OAuthToken | None = None
        self.client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


@asynccontextmanager
async def session(url: str, person: Person, storage: Storage) -> AsyncIterator[ClientSession]:
    said = OAuthClientMetadata.model_validate({"client_name": "The official client", "redirect_uris": [CALLBACK]})
    auth = OAuthClientProvider(url, said, storage, person.consent, person.answered)
    async with (
        httpx2.AsyncClient(auth=auth, timeout=60) as http,
        streamable_http_client(url, http_client=http) as streams,
        ClientSession(streams[0], streams[1]) as found,
    ):
        await found.initialize()
        yield found


@pytest.mark.timeout(300)
async def test_the_python_client_signs_in(core: Core, database: str, workspace: Installed) -> None:
    await member(core, workspace.workspace_id, "boss@acme.example", "admin")
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": SECRET}
    with running("up", "--port", "0", **env) as up:
        url = up.line("ready ").split()[1]
        storage = Storage()
        person = Person(url, "boss@acme.example")
        async with session(f"{url}/mcp/smartlead", person, storage) as agent:
            names = {tool.name for tool in (await agent.list_tools()).tools}
            assert "get_campaigns" in names
            assert "delete_campaign" not in names  # the person let it read only
            assert not (await agent.call_tool("get_campaigns", {})).is_error
        assert storage.tokens is not None
        listed = outrider("connection", "list", **env).stdout.splitlines()
        assert "The official client" in listed[1]
        outrider("connection", "end", listed[1].split("\t")[0], **env)
        bearer = {"Authorization": f"Bearer {storage.tokens.access_token}"}
        async with httpx.AsyncClient(timeout=60) as http:
            while (await http.post(f"{url}/mcp/smartlead", json={}, headers=bearer)).status_code != 401:
                pass  # other processes notice within seconds
        await person.browser.aclose()
