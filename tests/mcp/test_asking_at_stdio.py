"""Approvals asked for at clients of an older protocol, which are asked within the call, over stdio."""

import os
from pathlib import Path
from typing import Any

import pytest
from mcp_types import ElicitRequestFormParams, ElicitResult

from mcp import Client, StdioServerParameters, stdio_client
from outrider.outreach.base.scope import Mode
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.tenancy import keys, workspaces
from outrider.process import open_core
from outrider.settings import Settings
from tests import forking
from tests.making import a_sender, a_sequence


@pytest.mark.timeout(180)
async def test_a_member_decides_at_a_client_of_an_older_protocol(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    async with open_core(settings, new=True) as core:
        installed = await workspaces.install(core, email="owner@example.com", workspace_name="Here")
        async with core.scope(installed.workspace_id) as scope:
            sender = await a_sender(scope)
            made = await campaigns.create(scope, "Spring")
            await a_sequence(scope, made.id, 1)
            await campaign_senders.attach(scope, made.id, [sender.id])
            _, key = await keys.create(scope, "agent", user_id=installed.user_id, mode=Mode.APPROVE, asks="form")
    asked: list[Any] = []

    async def answer(_: Any, params: Any) -> ElicitResult:
        asked.append(params)
        return ElicitResult(action="accept", content={"decision": "approve"})

    python, *words = forking.command()
    arguments = [*words, "mcp", "outrider", "--backend", "engine", "--data", str(tmp_path)]
    server = StdioServerParameters(command=python, args=arguments, env={**os.environ, "OUTRIDER_API_KEY": key})
    async with Client(stdio_client(server), elicitation_callback=answer, mode="legacy") as client:
        found = await client.call_tool("launch_campaign", {"campaign_id": made.id})
    assert [type(one) for one in asked] == [ElicitRequestFormParams]
    assert (found.is_error, (found.structured_content or {}).get("status")) == (False, "active")
