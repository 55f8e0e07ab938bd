"""Schemathesis over every dialect: no undocumented answer, no valid request refused, no invalid one accepted, in every phase.

`make fuzz` tries every operation in the coverage phase, and more examples."""

import os
from pathlib import Path

import httpx
import pytest

from outrider.channels.email import verify
from outrider.dialects import ALL, load
from outrider.dialects.instantly.routes import account_checks, accounts
from outrider.dialects.kit import app
from outrider.dialects.networkhq.routes import conversations
from outrider.dialects.outrider.routes import senders
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.conforming import PHASES, Origins, Subject, effort, noting_problem_of, run
from tests.dialects.serving import in_thread
from tests.dialects.test_every_route import a_workspace, linkedin_only
from tests.zone import Zone

# Multilead answers in many ways that no document says: it is tried by `make fuzz` only, and by its own test of nonsense.
UNGUESSED = 987_654_321_012_345
# NetworkHQ has a test of its own that does as much (`networkhq.test_schemathesis`).
TRIED = ALL if os.environ.get("OUTRIDER_FUZZ") else tuple(name for name in ALL if name not in ("multilead", "networkhq"))


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("dialect", TRIED)
def test_every_answer_is_as_documented(
    request: pytest.FixtureRequest, database: str, dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    much = effort(request.config.getoption("--hypothesis-seed"))
    monkeypatch.setattr(verify, "default_resolver", Zone)
    for module in (account_checks, accounts):
        monkeypatch.setattr(module, "LOGIN_SECONDS", 0.5)
    monkeypatch.setattr(senders, "LOGIN_SECONDS", 0.5)
    monkeypatch.setattr(conversations, "WAIT_SECONDS", 0.05)
    monkeypatch.setattr(app, "problem_of", noting_problem_of)
    ids: dict[str, int | str] = {}

    async def prepare(core: Core, owner: Installed) -> None:
        ids.update(await a_workspace(core, owner, "Own"))
        ids["user"] = owner.user_id
        if dialect == "networkhq":
            await linkedin_only(core, owner)
        async with core.scope(owner.workspace_id) as scope:  # the key that the requests carry is not to be revoked by one
            await scope.run("UPDATE api_keys SET id = id + %(n)s WHERE workspace_id = %(workspace_id)s AND id = 1", n=UNGUESSED)

    with in_thread(database, dialect, prepare, Origins) as here:
        document = httpx.get(f"{here.url}/openapi.json", timeout=60).json()
        base = load(dialect).api_base if dialect == "networkhq" else ""
        outcome = run(Subject(dialect, document, here.url + base, here.key, ids), tmp_path, much)
    print(f"\n{dialect}: {outcome}")
    assert outcome.code == 0, f"{outcome.text[-8000:]}\nAll of it: {tmp_path / 'report.txt'}"
    assert all(outcome.phases.get(phase) for phase in PHASES)
