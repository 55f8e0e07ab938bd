"""The official TypeScript clients at real processes: signing in, being refused, asking a person, and being shut out.

Run by `make clients`, because the clients come from npm.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from outrider.outreach.base.scope import Core, Mode
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from tests.commands.running import Process, environment, outrider, running
from tests.consenting import Person
from tests.making import a_sender, a_sequence
from tests.public_clients.installing import Client, install
from tests.waiting import eventually
from tests.web.visiting import member

pytestmark = [
    pytest.mark.skipif("OUTRIDER_CLIENTS" not in os.environ, reason="`make clients` runs these"),
    pytest.mark.timeout(120),
]
SECRET = "a secret of the tests, long enough"
BOSS = "boss@acme.example"
KITS = {"client": ("@modelcontextprotocol/client", "2.4.0"), "sdk": ("@modelcontextprotocol/sdk", "1.32.2")}
STEP = {"subject": "A question, {{first_name}}", "body": "Hi {{first_name}}, how do you find new customers?"}


@dataclass
class Agent:
    """A process of the client's: one line for each thing to do, one for each thing that happens."""

    process: asyncio.subprocess.Process

    async def say(self, **what: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what).encode() + b"\n")
        await self.process.stdin.drain()

    async def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the client's process ended"
        return json.loads(line)

    async def does(self, act: str, **what: Any) -> dict[str, Any]:
        await self.say(do=act, **what)
        return await self.hear()

    async def calls(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What the tool answered, as data. Fails where it was refused."""
        found = await self.does("call", name=tool, arguments=arguments)
        assert not found["result"].get("isError"), found
        return found["result"]["structuredContent"]

    async def signs_in(self, person: Person) -> dict[str, Any]:
        """Connect, with a person who consents."""
        opened = await self.does("connect")
        await person.consent(opened["open"])
        came_back = await person.answered()
        await self.say(code=came_back.code, iss=came_back.iss)
        return await self.hear()


@asynccontextmanager
async def agent(kit: str, *server: str, **env: str) -> AsyncIterator[Agent]:
    """The client, installed and started."""
    package, version = KITS[kit]
    client = Client(f"typescript-{kit}", "npm", version, "outrider", "agent", package)
    try:
        install(client)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        pytest.skip(f"{package} could not be installed: {error}")
    script = client.folder / "agent.mjs"  # beside the packages that it imports
    shutil.copy(Path(__file__).parent / "inside" / "typescript.mjs", script)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "node", str(script), kit, *server, stdin=pipe, stdout=pipe, env=environment(**env), limit=1 << 24
    )
    try:
        yield Agent(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def installation(core: Core, database: str, workspace: Installed) -> AsyncIterator[tuple[Process, str, dict[str, str]]]:
    """A process with the sandbox, whose workspace has a person who manages it: the process, its address, its environment."""
    await member(core, workspace.workspace_id, BOSS, "admin")
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": SECRET}
    with running("up", "--sandbox", "--port", "0", **env) as up:
        yield up, up.line("ready ").split()[1], env


async def a_mailbox(up: Process, url: str, key: str) -> int:
    """A mailbox of the sandbox's, connected; its id."""
    servers = up.line("Sandbox mail").replace(",", "").replace(";", "").split()
    smtp, imap = ({"host": at.rpartition(":")[0], "port": int(at.rpartition(":")[2])} for at in (servers[3], servers[5]))
    for server in (smtp, imap):
        server |= {"security": "plain", "password": "sandbox"}
    body = {"address": "ada@outreach.test", "name": "Ada", "smtp": smtp, "imap": imap}
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as web:
        made = await web.post("/api/senders", json=body)
    assert made.status_code == 201, made.text
    return made.json()["id"]


@pytest.mark.parametrize("kit", KITS)
async def test_a_campaign_from_sign_in_to_the_mailbox(kit: str, core: Core, database: str, workspace: Installed) -> None:
    """Drafted, rehearsed and launched by an agent that may not send by itself, once a person has approved."""
    async with installation(core, database, workspace) as (up, url, _), agent(kit, f"{url}/mcp/outrider") as client:
        person = Person(url, BOSS, "approve")
        sender_id = await a_mailbox(up, url, workspace.key)
        assert await client.signs_in(person) == {"connected": True}
        leads = [{"email": "jane+silent@acme.test", "first_name": "Jane"}]
        listed = await client.calls("import_leads", leads=leads, list_name="Founders")
        schedule = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "00:00", "end": "23:59"}
        drafted = await client.calls(
            "draft_campaign",
            name="Spring", steps=[STEP], sender_ids=[sender_id], list_id=listed["list_id"], schedule=schedule,
        )  # fmt: skip
        rehearsed = await client.calls("rehearse_campaign", campaign_id=drafted["id"])
        assert rehearsed["messages"] == 1
        await client.say(do="call", name="launch_campaign", arguments={"campaign_id": drafted["id"]})
        launched = await client.hear()
        if kit == "client":  # it can be asked
            await person.approve(launched["asked"]["url"])
            await client.say(action="accept")
            launched = await client.hear()
        else:  # it is told where the approval waits
            assert launched["result"]["isError"]
            [waiting] = (await client.calls("list_approvals"))["approvals"]
            assert waiting["page"] in launched["result"]["content"][0]["text"]
            await person.approve(waiting["page"])
            launched = await client.does("call", name="launch_campaign", arguments={"campaign_id": drafted["id"]})
        assert launched["result"]["structuredContent"]["status"] == "active"

        async def sent() -> bool:
            return (await client.calls("get_campaign", campaign_id=drafted["id"]))["figures"]["sent"] == 1

        await eventually(sent)
        await person.browser.aclose()


@pytest.mark.parametrize("kit", KITS)
async def test_a_client_that_is_refused_and_one_that_is_shut_out(
    kit: str, core: Core, database: str, workspace: Installed
) -> None:
    async with installation(core, database, workspace) as (_, url, env), agent(kit, f"{url}/mcp/outrider") as client:
        person = Person(url, BOSS, "")
        opened = await client.does("connect")
        await person.consent(opened["open"])
        assert "error=access_denied" in person.answer
        await client.say(code="no code", iss=url)
        assert "error" in await client.hear()
        person.mode = "read"
        assert await client.signs_in(person) == {"connected": True}
        tools = (await client.does("list"))["tools"]
        assert "list_campaigns" in tools
        assert "launch_campaign" not in tools
        refused = await client.does("call", name="launch_campaign", arguments={"campaign_id": 1})
        assert "error" in refused or refused["result"]["isError"]
        outrider("connection", "end", outrider("connection", "list", **env).stdout.splitlines()[1].split("\t")[0], **env)

        async def shut_out() -> bool:
            return (await client.does("call", name="list_campaigns", arguments={})).get("unauthorized", False)

        await eventually(shut_out)
        await person.browser.aclose()


async def test_a_member_decides_in_the_form_of_a_client_at_stdio(core: Core, database: str, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
        made = await campaigns.create(scope, "Spring")
        await a_sequence(scope, made.id, 1)
        await campaign_senders.attach(scope, made.id, [sender.id])
        _, key = await keys.create(scope, "agent", user_id=workspace.user_id, mode=Mode.APPROVE, asks="form")
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": "a secret of the tests", "OUTRIDER_API_KEY": key}
    entry = shutil.which("outrider", path=str(Path(sys.executable).parent)) or "outrider"
    async with agent("sdk", entry, "mcp", "outrider", "--backend", "engine", **env) as client:
        assert await client.does("connect") == {"connected": True}
        asked = await client.does("call", name="launch_campaign", arguments={"campaign_id": made.id})
        assert asked["asked"]["requestedSchema"]["properties"]["decision"]["enum"] == ["approve", "reject"]
        await client.say(action="accept", content={"decision": "approve"})
        launched = await client.hear()
    assert launched["result"]["structuredContent"]["status"] == "active"
