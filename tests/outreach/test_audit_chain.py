"""The chain of the audit log: whole while nobody changes it, and what is found where somebody does."""

from datetime import timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.work import retention
from outrider.outreach.base import audit, audit_chain, events
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed

OWN = "workspace_id = %(workspace_id)s"
FIRST, LAST = (f"(SELECT {which} FROM audit WHERE {OWN})" for which in ("min(seq)", "max(id)"))


async def chained(core: Core, installed: Installed, n: int = 3) -> None:
    """So many entries, all chained."""
    async with core.scope(installed.workspace_id) as scope:
        for i in range(n):
            await events.audit(scope, "lead.updated", "lead", 7, n=i, text="né 'x' \\ud83d".encode("ascii", "replace").decode())
        while await audit_chain.seal(scope):
            pass


async def test_a_chain_is_whole(core: Core, workspace: Installed) -> None:
    await chained(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        found = await audit_chain.verify(scope)
    assert (found.broken, found.waiting) == (None, 0)


async def test_it_goes_on_where_it_ended(core: Core, workspace: Installed) -> None:
    await chained(core, workspace)
    await chained(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        assert (await audit_chain.verify(scope)).broken is None


async def test_what_is_not_chained_yet_is_counted(core: Core, workspace: Installed) -> None:
    await chained(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await events.audit(scope, "lead.updated")
        assert (await audit_chain.verify(scope)).waiting == 1


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE audit SET action = 'x' WHERE {own} AND id = {last} - 1", "was changed"),
        ("UPDATE audit SET data = '{{\"n\": 9}}' WHERE {own} AND id = {last} - 1", "was changed"),
        ("UPDATE audit SET at = '2026-03-02 09:00:01+00' WHERE {own} AND id = {last} - 1", "was changed"),
        ("UPDATE audit SET hash = '\\x00' WHERE {own} AND id = {last}", "was changed"),
        ("DELETE FROM audit WHERE {own} AND id = {last} - 1", "is missing"),
        ("DELETE FROM audit WHERE {own} AND id = {last}", "taken from its end"),
    ],
    ids=["action", "data", "time", "hash", "deleted", "cut off"],
)
async def test_what_was_done_to_it_is_found(core: Core, workspace: Installed, harm: str, said: str) -> None:
    await chained(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(harm.format(own=OWN, first=FIRST, last=LAST))
        assert said in ((await audit_chain.verify(scope)).broken or "")


async def test_erasing_what_an_entry_says_of_a_person_keeps_it_whole(core: Core, workspace: Installed) -> None:
    await chained(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("UPDATE audit SET data = '{}' WHERE workspace_id = %(workspace_id)s AND object_kind = 'lead'")
        assert (await audit_chain.verify(scope)).broken is None


async def test_forgetting_what_tools_were_called_with_keeps_it_whole(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await audit.note_call(scope, "get_campaigns", "a digest", "done", 5, durable=True)
    await chained(core, workspace)
    clock.advance(10 * 86_400)
    async with core.scope(workspace.workspace_id) as scope:
        await retention.forget(scope, timedelta(days=9))
        [call] = await audit.acts(scope, actions=[audit.CALLED])
        assert (call.data, (await audit_chain.verify(scope)).broken) == ({}, None)


async def trimmed(core: Core, installed: Installed, clock: SimulatedClock) -> None:
    """A chain whose first five entries were deleted for their age."""
    await chained(core, installed, 5)
    clock.advance(10 * 86_400)
    await chained(core, installed, 2)
    async with core.scope(installed.workspace_id) as scope:
        await scope.run("UPDATE workspaces SET settings = settings || '{\"audit_days\": 9}' WHERE id = %(workspace_id)s")
    await retention.sweep(core)


async def test_a_chain_whose_old_entries_were_deleted_is_whole(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    await trimmed(core, workspace, clock)
    async with core.scope(workspace.workspace_id) as scope:
        found = await audit_chain.verify(scope)
    assert (found.broken, found.chained, found.waiting) == (None, 2, 1)


async def test_it_stays_whole_when_it_goes_on(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    await trimmed(core, workspace, clock)
    await chained(core, workspace)
    clock.advance(10 * 86_400)
    await retention.sweep(core)
    async with core.scope(workspace.workspace_id) as scope:
        assert (await audit_chain.verify(scope)).broken is None


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM audit WHERE {own} AND seq = {first}", "is missing"),
        ("DELETE FROM audit WHERE {own} AND action = 'audit.trimmed'", "no entry says"),
        ("UPDATE audit SET data = '{{}}' WHERE {own} AND action = 'audit.trimmed'", "no entry says"),
        (
            """WITH gone AS (DELETE FROM audit WHERE {own} AND seq = {first} RETURNING seq, hash)
               UPDATE audit_heads h SET start_seq = gone.seq, start_hash = gone.hash FROM gone WHERE h.{own}""",
            "no entry says",
        ),
    ],
    ids=["one more deleted", "the note deleted", "the note emptied", "one more deleted and the beginning moved"],
)
async def test_what_was_done_to_its_beginning_is_found(
    core: Core, workspace: Installed, clock: SimulatedClock, harm: str, said: str
) -> None:
    await trimmed(core, workspace, clock)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(harm.format(own=OWN, first=FIRST, last=LAST))
        assert said in ((await audit_chain.verify(scope)).broken or "")
