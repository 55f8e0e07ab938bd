"""Makinari over MCP: the whole way of a lead told through the agent tools over real HTTP, with mail that really leaves."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

from outrider.app import create_app
from outrider.clock import RealClock, ScaledClock
from outrider.dialects import load
from outrider.dialects.makinari import tools
from outrider.engine import loops
from outrider.mcp.backend import vendor
from outrider.mcp.server import build_server
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import leaving
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.ids import to_uuid
from tests import forking
from tests.dialects.makinari.conftest import BROWSER
from tests.mcp.serving import served
from tests.waiting import eventually

PASSWORD = "letmein"
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FACTOR = 5000  # people answer within hours: seconds here


def connect(url: str, key: str, path: str = "/mcp/makinari", **headers: str) -> Client[Any]:
    return Client(StreamableHttpTransport(f"{url}{path}", headers={"Authorization": f"Bearer {key}", **headers}))


async def use(client: Client[Any], tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert result.structured_content is not None
    return unmarked(result.structured_content)


def unmarked(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the marks of untrusted text, which differ from call to call."""
    return json.loads(re.sub(r"</?untrusted_text [0-9a-f]{12}>", "", json.dumps(answer)))


async def fails(client: Client[Any], tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments, raise_on_error=False)
    assert result.is_error
    return result.content[0].text  # type: ignore[union-attr]


@asynccontextmanager
async def running(database: str) -> AsyncIterator[tuple[World, str, workspaces.Installed, Core]]:
    """A world of mail, the base URL, the owner, and the engine at work."""
    clock, settings, stop = ScaledClock(FACTOR, MONDAY), Settings(), asyncio.Event()
    async with World(clock, options=Options(any_sender_password=PASSWORD)) as world, open_pool(database, size=10) as pool:
        core = Core(pool, clock, Vault("story"))
        owner = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
        server = {"host": world.host, "security": "plain", "username": "anna@sender.example", "password": PASSWORD}
        async with core.scope(owner.workspace_id) as scope:
            await senders.create(
                scope,
                SenderInput(
                    "anna@sender.example", name="Anna", smtp=Server(port=world.smtp_port, **server),
                    imap=Server(port=world.imap_port, **server),
                ),
            )  # fmt: skip
        engine = asyncio.create_task(loops.run(core, settings, stop=stop))
        try:
            async with served(create_app(core, settings)) as url:
                yield world, url, owner, core
        finally:
            stop.set()
            await engine


@pytest.mark.timeout(120)
async def test_from_a_visit_to_a_customer(database: str) -> None:
    async with running(database) as (world, url, owner, core), connect(url, owner.key) as agent:
        site, visitor = to_uuid("workspace", owner.workspace_id), str(uuid4())
        async with httpx.AsyncClient(headers=BROWSER) as browser:
            for page in ("/", "/pricing"):
                assert (await browser.get(f"{url}/makinari/v/{site}/{visitor}.gif", params={"page": page})).status_code == 200
        segment = (await use(agent, "segments", action="create", name="Founders", size=1000))["segment"]
        made = await use(
            agent, "leads", action="identify", visitor_id=visitor, lead_score=90, interest_level="high",
            contact_info={"email": "ada+interested@acme.example", "name": "Ada Lovelace"}, company_info={"name": "Engines Ltd"},
        )  # fmt: skip
        lead = made["lead"]
        assert lead["name"] == "Ada Lovelace"
        assert lead["visit_count"] >= 1
        assert [a["action_type"] for a in made["next_actions"]] == ["call", "demo", "email"]
        await use(
            agent, "leads", action="update", lead_id=lead["id"], segment_id=segment["id"], notes="Wants a demo", position="CTO"
        )
        listed = (await use(agent, "leads", action="list", search="ada", segment_id=segment["id"], sort_by="name", limit=5))[
            "data"
        ]
        assert listed["pagination"] == {"total": 1, "count": 1, "offset": 0, "limit": 5, "has_more": False}
        assert listed["leads"][0]["position"] == "CTO"
        assert "Wants a demo" in listed["leads"][0]["notes"]
        assert (await use(agent, "segments", action="list"))["data"]["segments"][0]["lead_count"] == 1

        sent = await use(
            agent, "sendEmail", email="ada+interested@acme.example", subject="Hello {{lead.first_name}}", lead_id=lead["id"],
            message="Dear {{lead.name}} of {{lead.company}},\n\nyours{{lead.nickname}}, {{site.name}}",
        )  # fmt: skip
        assert sent["status"] == "sent"
        assert sent["envelope_id"].startswith("<")
        assert sent["subject"] == "Hello Ada"
        skipped = await use(
            agent, "sendEmail", email="ada+interested@acme.example", subject="x", message="{{lead.phone}}",
            placeholder_policy="skip_recipient",
        )  # fmt: skip
        assert skipped["status"] == "skipped"
        assert skipped["missing"] == ["lead.phone"]

        async def answered() -> bool:
            found = (await use(agent, "conversations", action="list", lead_id=lead["id"]))["data"]["conversations"]
            return bool(found) and found[0]["last_message"]["role"] == "user"

        await eventually(answered, seconds=60, every=0.5)
        assert world.delivered("ada+interested@acme.example")
        async with core.scope(owner.workspace_id) as scope:
            row = await scope.one(
                """
                SELECT subject, body_text, state FROM messages
                WHERE workspace_id = %(workspace_id)s AND direction = 'out' ORDER BY id LIMIT 1
                """
            )
        assert row == {"subject": "Hello Ada", "body_text": "Dear Ada Lovelace of Engines Ltd,\n\nyours, Acme", "state": "sent"}

        thread = (await use(agent, "conversations", visitor_id=visitor))["data"]["conversations"][0]
        assert thread["visitor_id"] == visitor
        assert thread["id"] == sent["conversation_id"]
        reply = await use(
            agent, "sendEmail", email="ada+interested@acme.example", subject="Re: Hello", message="<p>Tuesday?</p>",
            conversation_id=thread["id"], **{"from": "Anna"},
        )  # fmt: skip
        assert reply["conversation_id"] == thread["id"]
        assert reply["from"] == "Anna <anna@sender.example>"
        for status in ("contacted", "qualified", "converted"):
            moved = await use(agent, "leads", action="qualify", lead_id=lead["id"], status=status)
            assert moved["status_changed"]
            assert moved["next_actions"]
        assert (await use(agent, "leads", action="list", status="converted"))["data"]["pagination"]["total"] == 1

        async with core.scope(owner.workspace_id) as scope:
            await leaving.unsubscribe(scope, "ada+interested@acme.example")
        assert "409" in await fails(agent, "sendEmail", email="ada+interested@acme.example", subject="x", message="y")
        campaign = (await use(agent, "campaigns", action="create", title="Spring", budget={"amount": 5}))["campaign"]
        assert campaign["status"] == "pending"
        assert campaign["budget"] == {"amount": 5}
        assert "HTTP 400" in await fails(agent, "campaigns", action="update", campaign_id=campaign["id"], status="active")
        await use(agent, "leads", action="update", lead_id=lead["id"], campaign_id=campaign["id"])
        assert (await use(agent, "leads", action="list", campaign_id=campaign["id"]))["data"]["leads"][0]["id"] == lead["id"]


@pytest_asyncio.fixture
async def url(core: Core) -> AsyncIterator[str]:
    async with served(create_app(core, Settings())) as base:
        yield base


async def test_both_addresses_answer_plainly(url: str, workspace: workspaces.Installed) -> None:
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {workspace.key}"}) as http:
        for path in ("/mcp/makinari", "/makinari/api/mcp"):
            hint = await http.get(path)
            assert hint.status_code == 200
            assert "POST" in hint.json()["hint"]
            bad = await http.post(path, content=b"{")
            assert bad.status_code == 400
            assert bad.json() == {"error": "Invalid JSON body."}
            assert (await http.post(path, json={}, headers={"Authorization": ""})).status_code == 401
            async with connect(url, workspace.key, path) as agent:
                made = await use(agent, "leads", action="create", name="Jane Smith", email=f"{len(path)}@example.com")
                assert made["lead"]["name"] == "Jane Smith"
                assert made["lead"]["site_id"] == str(to_uuid("workspace", workspace.workspace_id))


async def test_a_client_that_only_posts_json_needs_no_session_and_no_accept_header(
    url: str, workspace: workspaces.Installed
) -> None:
    """The vendor's own client fetches: tools/list and tools/call at once, `Accept: */*`, the key in both headers."""
    headers = {"Accept": "*/*", "x-api-key": workspace.key, "Authorization": f"Bearer {workspace.key}"}
    async with httpx.AsyncClient(base_url=url, headers=headers) as http:
        listed = await http.post("/makinari/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}})
        assert "leads" in [tool["name"] for tool in listed.json()["result"]["tools"]]
        params = {"name": "leads", "arguments": {"action": "create", "name": "Jane", "email": "jane@example.com"}}
        called = await http.post("/makinari/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
        assert called.headers["content-type"].startswith("application/json")
        [said] = called.json()["result"]["content"]
        assert json.loads(said["text"])["success"] is True
        failed = {**params, "arguments": {"action": "create", "name": "Jane"}}
        refused = await http.post("/makinari/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": failed})
        assert refused.status_code == 200
        assert refused.json()["result"]["isError"] is True


async def test_the_site_is_the_headers_then_the_environments_then_the_keys(
    url: str, workspace: workspaces.Installed, stranger: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = (str(to_uuid("workspace", x.workspace_id)) for x in (workspace, stranger))
    monkeypatch.setenv("MCP_SITE_ID", theirs)
    async with connect(url, workspace.key) as agent:
        assert "HTTP 403" in await fails(agent, "leads", action="list")
        assert (await use(agent, "leads", action="list", site_id=mine))["success"]
    async with connect(url, workspace.key, **{"x-mcp-site-id": mine}) as agent:
        assert (await use(agent, "leads", action="list"))["success"]
    async with connect(url, workspace.key, **{"X-MCP-Site-Id": "nonsense"}) as agent:
        assert "HTTP 400: Invalid filters" in await fails(agent, "leads", action="list")


async def test_over_stdio_it_works_on_the_local_engine(database: str, tmp_path: Path) -> None:
    """No key and no site: the tools act on the workspace of this machine."""
    async with open_pool(database, size=2) as pool:
        core = Core(pool, RealClock(), Vault("story"))
        owner = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
    environment = {
        "DATABASE_URL": database,
        "OUTRIDER_DATA_DIR": str(tmp_path),
        "OUTRIDER_SECRET_KEY": "the secret of this story",
    }
    python, *words = forking.command()
    arguments = [*words, "mcp", "makinari", "--backend", "engine"]
    transport = StdioTransport(python, arguments, env=environment, keep_alive=False)
    async with Client(transport) as agent:
        made = await use(agent, "leads", action="create", name="Jane Smith", email="jane@example.com")
        assert made["lead"]["site_id"] == str(to_uuid("workspace", owner.workspace_id))
        assert (await use(agent, "leads", action="list"))["data"]["leads"] == [made["lead"]]


async def test_without_any_site_it_says_so(core: Core) -> None:
    dialect = load("makinari")

    async def elsewhere(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async with (
        served(elsewhere, lifespan="off") as base,
        Client(build_server(dialect, vendor(dialect, lambda: "k", base_url=base))) as agent,
    ):
        assert "HTTP 503: No site is configured" in await fails(agent, "leads", action="list")


async def test_preconditions_are_told_before_any_request() -> None:
    dialect = load("makinari")
    async with Client(build_server(dialect, vendor(dialect, lambda: "k", base_url="http://127.0.0.1:9"))) as agent:
        for arguments, named in (
            ({"action": "create", "name": "A"}, "email"), ({"action": "create", "email": "a@b.example"}, "name"),
            ({"action": "update"}, "lead_id"), ({"action": "qualify", "lead_id": "x"}, "status"),
            ({"action": "identify"}, "visitor_id"),
        ):  # fmt: skip
            assert f"Missing required fields for {arguments['action']} lead: {named}" in await fails(agent, "leads", **arguments)
        assert "action" in await fails(agent, "leads", action="delete")


async def test_the_leads_tool_has_the_published_input_schema() -> None:
    dialect = load("makinari")
    async with Client(build_server(dialect, vendor(dialect, lambda: "k"))) as agent:
        schema = next(t for t in await agent.list_tools() if t.name == "leads").input_schema
    kinds = {name: x["type"] for name, x in schema["properties"].items()}
    numbers, objects = {"limit", "offset", "lead_score", "time_spent", "visit_count"}, {"contact_info", "company_info"}
    assert kinds.pop("pages_visited") == "array"
    assert len(kinds) == 29
    assert {n for n, kind in kinds.items() if kind == "number"} == numbers
    assert {n for n, kind in kinds.items() if kind == "object"} == objects
    assert {kind for n, kind in kinds.items() if n not in numbers | objects} == {"string"}
    assert schema["required"] == ["action"]
    assert schema["properties"]["action"]["enum"] == ["create", "list", "update", "qualify", "identify"]
    assert schema["properties"]["sort_order"]["enum"] == ["asc", "desc"]
    assert all(x["description"] and "default" not in x for x in schema["properties"].values())
    assert {t.name for t in tools.TOOLS} == {
        "leads",
        "campaigns",
        "segments",
        "conversations",
        "messages",
        "sendEmail",
        "visitors",
    }
