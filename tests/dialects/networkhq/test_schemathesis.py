"""Schemathesis over every operation, in every phase and with every check: from our document, and from the vendor's.

Where the vendor's document says that a request is answered in a way that a check does not expect, the check is told so here: each
entry stands for a sentence of that document.
"""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from outrider.dialects.networkhq.routes import conversations
from outrider.outreach.tenancy import workspaces
from tests.dialects.clients import Api, ok
from tests.dialects.networkhq.conftest import a_draft, a_list, act, prospects, vendors
from tests.engine.desk import Desk
from tests.mcp.serving import served

# Malformed entries of a batch are answered with 207, as are good ones beside them.
BATCHES = ("POST /lead_lists", "POST /lead_lists/{lead_list_id}/leads")
# No status is documented for a bad `limit`: it is brought into its bounds.
LENIENT = (
    "GET /campaigns", "GET /lead_lists", "GET /lead_lists/{lead_list_id}/leads", "GET /leads", "GET /conversations",
    "GET /conversations/{conversation_id}",
)  # fmt: skip
# What no schema says: the campaign must have the slot, the profile must be one, the message must not be blank.
JUDGED = (
    "PUT /campaigns/{campaign_id}/leads/{lead_id}/message-overrides", "POST /lead_lists/{lead_list_id}/leads",
    "POST /conversations/{conversation_id}/messages",
)  # fmt: skip
REJECTED = ["400", "401", "403", "404", "405", "406", "409", "415", "422", "428", "429"]
ACCEPTED = ["2xx", "401", "403", "404", "409", "429", "502"]
# In continuous integration the same requests each time.
SAME = ["--generation-deterministic"] if os.environ.get("CI") else []


def configuration() -> str:
    def tell(operation: str, check: str, statuses: list[str]) -> str:
        name = json.dumps(operation)
        return f"[[operations]]\ninclude-name = {name}\nchecks.{check}.expected-statuses = {json.dumps(statuses)}\n"

    return "\n".join([
        *(tell(name, "negative_data_rejection", [*REJECTED, "207"]) for name in BATCHES),
        *(tell(name, "negative_data_rejection", [*REJECTED, "200"]) for name in LENIENT),
        *(tell(name, "positive_data_acceptance", [*ACCEPTED, "400"]) for name in JUDGED),
    ])  # fmt: skip


async def check(app: FastAPI, document: dict, key: str, folder: Path) -> None:
    (folder / "document.json").write_text(json.dumps(document))
    (folder / "schemathesis.toml").write_text(configuration())
    async with served(app, "off") as base:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "document.json",
            "--url", f"{base}/api/v1", "-H", f"Authorization: Bearer {key}", "--checks", "all", "-n", "10",
            "--phases", "examples,coverage,fuzzing,stateful", "--continue-on-failure", "--warnings", "off", "--no-color", *SAME,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=folder,
        )  # fmt: skip
        told = (await process.communicate())[0].decode()
    assert process.returncode == 0, told[-8000:]
    assert "Tested: 16" in told
    assert "✅ Stateful" in told
    assert not re.search(r"\b0 covered", told)


@pytest.fixture(params=["ours", "vendor's"])
def document(request: pytest.FixtureRequest, app: FastAPI) -> dict:
    return json.loads(json.dumps(app.openapi())) if request.param == "ours" else vendors()


@pytest.mark.timeout(300)
async def test_every_operation_keeps_to_the_document(
    document: dict,
    app: FastAPI,
    api: Api,
    core,
    workspace: workspaces.Installed,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(conversations, "WAIT_SECONDS", 0.05)
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.spend_credits(scope, -20, "granted")
    list_id = await a_list(api)
    await prospects(api, list_id, "bob-roe--accepts--interested", "jane-doe--accepts")
    await act(api, await a_draft(desk, list_id), "start")
    await desk.live(6)
    assert (await ok(api.get("/conversations")))["data"]
    await check(app, document, workspace.key, tmp_path)
