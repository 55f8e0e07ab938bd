"""All loops of a process together, on a clock that runs fast, against mail servers with people behind them."""

import asyncio
import os
import signal
import sys
from typing import Any

import psycopg
import pytest
import structlog

from outrider.clock import ScaledClock, SimulatedClock
from outrider.engine import loops
from outrider.engine.engine import Claimed, Engine
from outrider.engine.queue import in_each
from outrider.engine.sending import dispatch, ready
from outrider.engine.sending.deliver import delivering
from outrider.engine.work import housekeeping
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import installation, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.conftest import START
from tests.engine.helpers import DAY, make, make_engine, steps
from tests.making import rows
from tests.waiting import eventually

VAULT = "a secret of the tests"


async def test_a_campaign_runs_with_replies_and_bounces_by_itself(database: str) -> None:
    clock = ScaledClock(20_000, START)  # a day in 4.3 seconds
    async with World(clock, options=Options(tls=False)) as world, open_pool(database, size=8) as pool:
        core = Core(pool, clock, Vault(VAULT))
        workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
        for i in range(2):
            world.add_mailbox(f"sp{i}@sender.example", "pw")
        made = await make(
            core, workspace.workspace_id, n_leads=0, n_senders=2, smtp_port=world.smtp_port, sequence=steps(0, 2 * DAY),
            sender={"min_gap_seconds": 600}, settings={"bounce_protect": False}, start=False,
        )  # fmt: skip
        async with core.scope(workspace.workspace_id) as scope:
            for i, sender_id in enumerate(made.sender_ids):
                imap = senders.Server("127.0.0.1", world.imap_port, "plain", f"sp{i}@sender.example", "pw")
                await senders.update(scope, sender_id, imap=imap)
            kinds = ("reply", "bounce", "silent", "interested", "unsubscribe")
            found = await leads.upsert(
                scope,
                [leads.LeadInput(email=f"x{i}+{kind}@prospect.example", first_name=kind) for i in range(2) for kind in kinds],
            )
            await enrollments.enroll(scope, made.campaign_id, [u.lead_id for u in found if u.lead_id])
            await campaign_states.start(scope, made.campaign_id)
        stop = asyncio.Event()
        running = asyncio.create_task(loops.run(core, Settings(), stop=stop))  # type: ignore[call-arg]

        async def all_ended() -> bool:
            left = await rows(core, "SELECT count(*) AS n FROM enrollments WHERE status IN ('active', 'paused')")
            return left[0]["n"] == 0

        await eventually(all_ended, seconds=60, every=0.2)

        async def completed() -> bool:
            return await rows(core, "SELECT status FROM campaigns") == [{"status": "completed"}]

        await eventually(completed, seconds=60)
        stop.set()
        await asyncio.wait_for(running, 60)
        reasons = {r["email"].split("+")[1].split("@")[0]: r["reason"] for r in await rows(
            core,
            "SELECT l.email, e.reason FROM enrollments e JOIN leads l ON l.workspace_id = e.workspace_id AND l.id = e.lead_id",
        )}  # fmt: skip
        assert reasons["reply"] == reasons["interested"] == "replied"
        assert reasons["bounce"] == "bounced"
        assert reasons["silent"] == "done"
        assert max(n for address, n in world.all_delivered().items() if address.endswith("@prospect.example")) <= 2


async def test_a_failing_round_is_survived(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = ready.ready_workspaces

    async def failing(*args: Any) -> Any:
        calls.append(1)
        if len(calls) < 3:
            raise ValueError("not this time")
        return await real(*args)

    monkeypatch.setattr(ready, "ready_workspaces", failing)
    monkeypatch.setattr(loops, "_FIRST_PAUSE", 0.01)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    stop = asyncio.Event()
    running = asyncio.create_task(loops.run(core, Settings(), stop=stop, roles=["dispatch"]))  # type: ignore[call-arg]

    async def thrice() -> bool:
        return len(calls) >= 3

    await eventually(thrice)
    stop.set()
    await asyncio.wait_for(running, 60)


WORKER = f"""
import asyncio, signal
from outrider.clock import RealClock
from outrider.engine import loops
from outrider.engine.sending import deliver
from outrider.outreach.base.scope import Core
from outrider.process import set_up_log
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
import sys
async def main():
    set_up_log(Settings())  # on stderr: nobody reads the rest of stdout
    stop = asyncio.Event()
    deliver.UNDER_WAY = 500  # no process holds many of the senders at once
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_pool(sys.argv[1], size=6) as pool:
        print("ready", flush=True)
        await loops.run(Core(pool, RealClock(), Vault({VAULT!r})), Settings(), stop=stop, roles=["dispatch", "recover"])
asyncio.run(main())
"""


@pytest.mark.timeout(600)
async def test_three_workers_one_killed_one_stopped_nothing_doubled(database: str) -> None:
    """kill -9 for one, SIGTERM for another, while they send: the third does what is left, but for what the first holds.

    Each holds a few of 24 senders: what a killed process holds waits for the end of its leases.
    """
    from outrider.clock import RealClock

    clock = RealClock()
    async with World(clock, options=Options(react=False, tls=False)) as world, open_pool(database, size=4) as pool:
        core = Core(pool, clock, Vault(VAULT))
        workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
        for i in range(24):
            world.add_mailbox(f"sp{i}@sender.example", "pw")
        await make(core, workspace.workspace_id, n_leads=6000, n_senders=24, smtp_port=world.smtp_port)
        workers = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-c", WORKER, database, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
            )
            for _ in range(3)
        ]

        for worker in workers:
            assert worker.stdout is not None
            assert await asyncio.wait_for(worker.stdout.readline(), 60) == b"ready\n"

        async def some() -> bool:
            return sum(world.all_delivered().values()) > 300

        await eventually(some, seconds=120)

        async def waiting() -> list[int]:
            """How many leads are due, and how many messages are being sent."""
            due = "SELECT count(*) AS n FROM enrollments WHERE due_at IS NOT NULL"
            sending = "SELECT count(*) AS n FROM messages WHERE state = 'sending'"
            return [(await rows(core, query))[0]["n"] for query in (due, sending)]

        os.kill(workers[0].pid, signal.SIGKILL)
        workers[1].terminate()
        assert await asyncio.wait_for(workers[1].wait(), 60) == 0

        async def settled() -> bool:
            """Nothing waits, and nobody but the killed one holds anything: it stays as it is for a while."""
            before = await waiting()
            await asyncio.sleep(1.5)
            return before == await waiting() and before[0] == 0

        await eventually(settled, seconds=240)
        workers[2].terminate()
        assert await asyncio.wait_for(workers[2].wait(), 60) == 0
        delivered = world.all_delivered()
        assert max(delivered.values()) == 1
        by_state = {r["state"]: r["n"] for r in await rows(core, "SELECT state, count(*) AS n FROM messages GROUP BY state")}
        assert by_state["sent"] + by_state.get("sending", 0) == 6000  # `sending`: the killed one's, until its leases end
        assert len(delivered) >= by_state["sent"]


async def test_senders_that_nobody_woke_are_found(core: Core, workspace: workspaces.Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, n_senders=2, sequence=steps(0, DAY))
    for due, woken in (("2027-01-01", 0), (None, 2)):  # new leads that are not due yet, and due ones
        async with core.scope(made.workspace_id) as scope:
            await scope.run("UPDATE senders SET next_at = NULL WHERE workspace_id = %(workspace_id)s")
            await scope.run(
                "UPDATE enrollments SET due_at = coalesce(%(due)s::timestamptz, %(now)s) WHERE workspace_id = %(workspace_id)s",
                due=due,
            )
        assert await housekeeping.wake_forgotten(core) == woken
    async with core.scope(made.workspace_id) as scope:  # a follow-up wakes the sender it belongs to, and no other
        await scope.run("UPDATE senders SET next_at = NULL WHERE workspace_id = %(workspace_id)s")
        await scope.run(
            "UPDATE enrollments SET sender_id = %(sender)s WHERE workspace_id = %(workspace_id)s", sender=made.sender_ids[1]
        )
    assert await housekeeping.wake_forgotten(core) == 1
    assert await rows(core, "SELECT id FROM senders WHERE next_at IS NOT NULL") == [{"id": made.sender_ids[1]}]


async def test_a_workspace_whose_claims_fail_keeps_no_other_waiting(
    core: Core, workspace: workspaces.Installed, stranger: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = await make(core, workspace.workspace_id, n_leads=3, new_leads_per_day=50)
    poisoned = await make(core, stranger.workspace_id, n_leads=1, prefix="q")
    claim, tried = dispatch.claim, list[int]()

    async def failing(engine: Engine, workspace_id: int, **options: Any) -> list[Claimed]:
        tried.append(workspace_id)
        if workspace_id == poisoned.workspace_id:
            raise ValueError("a row that cannot be read")
        return await claim(engine, workspace_id, **options)

    async def no_pause(_: float) -> None:
        raise AssertionError("the round waits for a workspace that fails")

    monkeypatch.setattr(dispatch, "claim", failing)
    engine, resting = make_engine(core), loops.Resting()
    async with delivering(engine) as delivery:
        with monkeypatch.context() as patched:
            patched.setattr(loops.asyncio, "sleep", no_pause)
            await loops.dispatch_round(engine, delivery, resting)
        await loops.dispatch_round(engine, delivery, resting)
    assert tried.count(poisoned.workspace_id) == 1
    assert well.workspace_id in tried


async def test_an_installation_that_was_restored_paused_sends_nothing_until_it_is_resumed(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    real = installation.is_paused

    async def seen(core: Core) -> bool:
        asked.append(await real(core))
        return asked[-1]

    monkeypatch.setattr(installation, "is_paused", seen)
    await installation.check_secret(core)
    async with core.pool.connection() as conn:
        await conn.execute("UPDATE installation SET paused_at = %s", (clock.now(),))
    async with World(clock, options=Options(react=False, tls=False)) as world:
        world.add_mailbox("sp0@sender.example", "pw")
        await make(core, workspace.workspace_id, n_leads=1, smtp_port=world.smtp_port)
        stop = asyncio.Event()
        running = asyncio.create_task(loops.run(core, Settings(), stop=stop, roles=["dispatch"]))

        async def asked_again() -> bool:
            clock.advance(loops.IDLE)
            return len(asked) >= 3

        await eventually(asked_again)
        assert await rows(core, "SELECT id FROM messages") == []
        assert await installation.resume(core)

        async def delivered() -> bool:
            clock.advance(loops.IDLE)
            return sum(world.all_delivered().values()) == 1

        await eventually(delivered)
        stop.set()
        await asyncio.wait_for(running, 60)


async def test_a_failure_in_one_workspace_keeps_a_chore_from_no_other(
    core: Core, workspace: Installed, stranger: Installed
) -> None:
    async def act(scope: Scope) -> int:
        if scope.workspace_id == workspace.workspace_id:
            raise ValueError("not in this one")
        return 1

    assert await in_each(core, "chore", [workspace.workspace_id, stranger.workspace_id], act) == 1


async def test_a_chore_waits_for_a_database_that_is_away(core: Core, workspace: Installed) -> None:
    async def act(scope: Scope) -> int:
        raise psycopg.OperationalError("the connection is lost")

    with pytest.raises(psycopg.OperationalError):
        await in_each(core, "chore", [workspace.workspace_id], act)
