"""Servers that hang hold up nothing but their own messages, and hold no more than their part of what a process sends at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from outrider.clock import SimulatedClock
from outrider.engine import loops
from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending.deliver import Delivery, delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.sending.slots import Slots
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from tests.engine.helpers import make, make_engine
from tests.making import rows
from tests.waiting import eventually


@asynccontextmanager
async def hanging_server() -> AsyncIterator[int]:
    """The port of a mail server that takes connections and says nothing. At the end it drops them."""
    connections: set[asyncio.StreamWriter] = set()

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(writer)
        with suppress(ConnectionError):
            await reader.read()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in connections:
            writer.transport.abort()


async def dispatch(engine: Engine, delivery: Delivery) -> None:
    """The dispatch loop, without its times of rest."""
    while True:
        engine.work.clear()
        if not await loops.dispatch_round(engine, delivery, loops.Resting()):
            await engine.work.wait()


@asynccontextmanager
async def dispatching(engine: Engine) -> AsyncIterator[Delivery]:
    async with delivering(engine) as delivery:
        running = asyncio.create_task(dispatch(engine, delivery))
        try:
            yield delivery
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_fifty_hanging_servers_of_one_tenant_delay_nobody_else(
    core: Core, clock: SimulatedClock, workspace: Installed, stranger: Installed
) -> None:
    """One tenant has 2,500 messages due in 50 mailboxes that hang: more than a process has under way at once."""
    engine = make_engine(core)
    engine.transports["email"] = EmailTransport(core, engine.settings)
    async with World(clock, options=Options(react=False, tls=False)) as world, dispatching(engine), hanging_server() as port:
        world.add_mailbox("sp0@sender.example", "pw")
        await make(core, workspace.workspace_id, n_leads=2500, n_senders=50, smtp_port=port)
        await make(core, stranger.workspace_id, n_leads=20, n_senders=1, smtp_port=world.smtp_port)
        engine.work.set()

        async def delivered() -> bool:
            return sum(world.all_delivered().values()) == 20

        await eventually(delivered)
        [hanging] = await rows(core, "SELECT count(*) AS n FROM messages WHERE state = 'sending'")
        assert hanging["n"] > 0, "the hanging servers hang still"


@dataclass
class Hanging:
    """A transport on which everything to one server waits until it is let go."""

    host: str
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    sent: Counter[int] = field(default_factory=Counter[int])

    async def send(self, claimed: Claimed) -> Outcome:
        if claimed.sender.server == self.host:
            await self.let_go.wait()
        else:
            self.sent[claimed.workspace_id] += 1
        return Outcome("sent")

    async def was_sent(self, claimed: Claimed) -> bool | None:
        return None

    async def close(self) -> None:
        pass


async def move(core: Core, workspace_id: int, sender_ids: Sequence[int], host: str) -> None:
    """Have these senders send through another server."""
    async with core.scope(workspace_id) as scope:
        await scope.run(
            """
            UPDATE senders SET connection = jsonb_set(connection, '{smtp,host}', to_jsonb(%(host)s::text))
            WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
            """,
            host=host,
            ids=list(sender_ids),
        )


async def test_a_server_that_hangs_leaves_room_for_the_other_servers_of_its_tenant(core: Core, workspace: Installed) -> None:
    engine = make_engine(core, transport := Hanging("slow.example"), require_authentication_dns=False)
    async with dispatching(engine) as delivery:
        slow = await make(core, workspace.workspace_id, n_leads=2500, n_senders=50, start=False)
        await move(core, workspace.workspace_id, slow.sender_ids, "slow.example")
        async with core.scope(workspace.workspace_id) as scope:
            await campaign_states.start(scope, slow.campaign_id)
        engine.work.set()

        async def slow_has_its_part() -> bool:
            return "slow.example" in delivery.room(workspace.workspace_id).full

        await eventually(slow_has_its_part)
        await make(core, workspace.workspace_id, n_leads=20, n_senders=1, prefix="q")
        engine.work.set()

        async def sent() -> bool:
            return transport.sent[workspace.workspace_id] == 20

        await eventually(sent)
        transport.let_go.set()


# -- slots ---------------------------------------------------------------------------------------------------------------


async def hold(slots: Slots, end: asyncio.Event, *lanes: str) -> None:
    async with slots.slot(*lanes):
        await end.wait()


async def start(slots: Slots, end: asyncio.Event, n: int, *lanes: str) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(hold(slots, end, *lanes)) for _ in range(n)]
    await asyncio.sleep(0)
    return tasks


async def test_one_lane_leaves_slots_for_the_others() -> None:
    slots, end = Slots(10), asyncio.Event()
    tasks = await start(slots, end, 20, "a", "slow")
    tasks += await start(slots, end, 20, "b", "slow")
    assert slots.free == 5
    tasks += await start(slots, end, 1, "b", "quick")
    assert slots.free == 4
    end.set()
    await asyncio.gather(*tasks)


async def test_everyone_has_a_turn_in_the_end() -> None:
    slots, end = Slots(3), asyncio.Event()
    tasks = [task for lane in "abcdef" for task in await start(slots, end, 5, lane)]
    end.set()
    await asyncio.gather(*tasks)
    assert slots == Slots(3)


async def test_a_freed_slot_goes_to_the_lane_that_was_served_longest_ago() -> None:
    slots, order, first = Slots(1), [], asyncio.Event()

    async def take(lane: str) -> None:
        async with slots.slot(lane):
            order.append(lane)

    tasks = await start(slots, first, 1, "a")
    tasks += [asyncio.create_task(take(lane)) for lane in "aabbc"]
    await asyncio.sleep(0)
    first.set()
    await asyncio.gather(*tasks)
    assert order == ["a", "b", "c", "a", "b"]


async def test_a_slot_that_was_given_to_a_cancelled_task_is_free_again() -> None:
    slots, end = Slots(1), asyncio.Event()
    [first] = await start(slots, end, 1, "a")
    [waiting] = await start(slots, end, 1, "b")
    end.set()
    await first  # its slot is given to the one that waits ...
    waiting.cancel()  # ... which is cancelled before it goes on
    await asyncio.gather(waiting, return_exceptions=True)
    assert slots.free == 1
