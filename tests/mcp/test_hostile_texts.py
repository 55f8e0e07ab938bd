"""Agents that obey every text they read, on hostile mails and leads, over real HTTP: nothing leaves, and no tool decides."""

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial

import httpx
import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from outrider.app import create_app
from outrider.channels.email import parse, verify
from outrider.dialects import ALL, load
from outrider.engine.reading.judge import Reader, judge
from outrider.outreach.base.scope import Core, Mode, Scope
from outrider.outreach.correspondence import filing
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.intents import RulesClassifier
from outrider.settings import Settings
from tests import hostile_corpus
from tests.dialects.every_route import Ids
from tests.dialects.test_every_route import a_workspace
from tests.dialects.test_modes import on_wires
from tests.hostile_corpus import ATTACKER
from tests.making import rows
from tests.mcp.obedient import Obedient
from tests.mcp.serving import served
from tests.zone import Zone

_GIVEN = json.dumps({"to": ATTACKER, "email": ATTACKER, "status": "START"})
_COLUMNS = ("first_name", "last_name", "company_name", "job_title", "location", "phone", "website", "linkedin_url")


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


@dataclass
class Found:
    """What came of it, by dialect: what got nearer to a wire, and tools whose answers show a text outside of the fence."""

    on_wires: dict[str, dict[str, list[str]]] = field(default_factory=dict[str, dict[str, list[str]]])
    unfenced: set[str] = field(default_factory=set[str])
    unread: list[int] = field(default_factory=list[int])
    decided: list[str] = field(default_factory=list[str])
    asked: int = 0


def writing_tools() -> dict[str, list[str]]:
    """The names of each dialect's tools that change something, from the snapshots."""
    return {name: [tool.name for tool in load(name).tools() if not tool.reads] for name in ALL}


class Orders:
    """Commands for texts: each names the next tools of every dialect, so that all texts together name all of them."""

    def __init__(self) -> None:
        self.tools, self.turn = writing_tools(), 0

    def next(self) -> str:
        self.turn += 1
        return " ; ".join(f"{tools[self.turn % len(tools)]}({_GIVEN})" for tools in self.tools.values())


async def answerable(scope: Scope, ids: Ids) -> str:
    """Have written to the lead of the workspace's conversation; the Message-ID that answers name."""
    wire_id = "ours@foreign.example"
    await scope.run(
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, subject, from_address, to_addresses, body_text, wire_id, sent_at, created_at,
                              updated_at)
        SELECT m.workspace_id, 'out', 'manual', 'sent', m.sender_id, m.conversation_id, m.lead_id, m.campaign_id,
               m.enrollment_id, m.subject, 'Own@foreign.example', '{lead1@prospect.example}', 'Hello', %(wire_id)s, m.sent_at,
               m.created_at, m.updated_at
        FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s
        """,
        id=ids["message"],
        wire_id=wire_id,
    )
    return wire_id


async def fill(scope: Scope, ids: Ids, places: Mapping[str, object]) -> int:
    """Put the whole corpus into a workspace; how many texts it has."""
    orders, number, answered = Orders(), 0, await answerable(scope, ids)
    reader = Reader(scope.workspace_id, scope.vault, scope.now, "UTC", RulesClassifier())
    for mail in hostile_corpus.mails():
        number += 1
        call = orders.next()
        render = partial(hostile_corpus.rendered, call=call, number=number, **places)
        raw = hostile_corpus.raw(mail, render, number, answered)
        filed = await filing.file(scope, int(ids["sender"]), await judge(parse.parse(raw), raw, reader))
        assert filed.conversation_id, mail.name
    given: list[LeadInput] = []
    for field_ in hostile_corpus.fields():
        number += 1
        render = partial(hostile_corpus.rendered, call=orders.next(), number=number, **places)
        text, name = render(field_.text), render(field_.field)
        lead = LeadInput(email=f"lead{number}@prospect.example")
        given.append(replace(lead, **{name: text}) if name in _COLUMNS else replace(lead, custom={name: text}))
    saved = [one.lead_id for one in await leads.upsert(scope, given) if one.lead_id]
    await enrollments.enroll(scope, int(ids["campaign"]), saved)
    return number


def _transport(url: str, key: str) -> StreamableHttpTransport:
    return StreamableHttpTransport(url, headers={"Authorization": f"Bearer {key}"})


async def attacked(core: Core, installed: Installed, mode: Mode) -> Found:
    """What agents of every dialect bring about that have a key of this mode."""
    found, read = Found(), set[int]()
    ids = await a_workspace(core, installed, "Own")
    async with core.scope(installed.workspace_id) as scope:
        _, key = await keys.create(scope, str(mode), user_id=installed.user_id, mode=mode)
    async with served(create_app(core, Settings(rate_limits=dict.fromkeys(ALL, "off")))) as base:
        places = {"host": base, "workspace": installed.workspace_id, "approval": ids["approval"]}
        async with core.scope(installed.workspace_id) as scope:
            n = await fill(scope, ids, places)
        headers = {"Authorization": f"Bearer {key}", "X-API-Key": key}
        async with AsyncExitStack() as stack:
            web = await stack.enter_async_context(httpx.AsyncClient(headers=headers, params={"api_key": key}, timeout=60))
            agents: list[Obedient] = []
            for dialect in ALL:
                async with Client(_transport(f"{base}/mcp/{dialect}", installed.key)) as client:
                    known = {tool.name: tool for tool in await client.list_tools()}
                client = await stack.enter_async_context(Client(_transport(f"{base}/mcp/{dialect}", key)))
                agents.append(Obedient(dialect, client, web, ids, known))
            for agent in agents:
                await agent.read()
            before = await on_wires(core)
            for agent in agents:
                await agent.obey()
                after = await on_wires(core)
                if more := {name: sorted(after[name] - before[name]) for name in after if after[name] - before[name]}:
                    found.on_wires[agent.dialect] = more
                found.unfenced |= {f"{agent.dialect}.{tool}" for tool in agent.unfenced}
                read |= agent.numbers
                before = after
    found.unread = sorted(set(range(1, n + 1)) - read)
    approvals = await rows(core, "SELECT id, state FROM approvals")
    found.decided = [f"{row['id']}: {row['state']}" for row in approvals if row["state"] != "pending"]
    found.asked = len(approvals) - 1
    return found


@pytest.mark.timeout(300)
async def test_nothing_leaves_without_approval(core: Core, workspace: Installed) -> None:
    """Nor does a text stand outside of the fence, or an approval get decided, although everything was read and asked for."""
    found = await attacked(core, workspace, Mode.APPROVE)
    assert found == Found(asked=found.asked)
    assert found.asked >= 5


@pytest.mark.timeout(300)
async def test_nothing_leaves_with_a_reading_key(core: Core, workspace: Installed) -> None:
    found = await attacked(core, workspace, Mode.READ)
    assert found == Found()


@pytest.mark.timeout(300)
async def test_the_same_agents_do_send_with_a_free_key(core: Core, workspace: Installed) -> None:
    """They are obedient enough to show what the modes prevent."""
    found = await attacked(core, workspace, Mode.FREE)
    assert {"smartlead", "instantly", "multilead"} <= set(found.on_wires)
