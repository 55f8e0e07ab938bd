"""A day of faults: real processes on a PostgreSQL that dies, with mail servers that hang, beside poisoned neighbors.

While leads come in by the API, faults strike one after another. Then they stop, days pass until everybody is done, and what the
mail server recorded is compared with what the database says.
"""

import asyncio
import contextlib
import functools
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from outrider.outreach.base.scope import Core
from outrider.sandbox.personas import PERSONAS
from outrider.sandbox.world import Options
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.migrate import migrate
from tests.commands.running import Process, running
from tests.faults import tenants
from tests.faults.ledger import Account, Recording, Unsettled, account, unfiled, unsettled
from tests.faults.postgres import Postgres, postgres
from tests.faults.shifted import ShiftedClock
from tests.faults.tenants import Tenant
from tests.waiting import eventually

HOUR = 3600.0
SECRET = "the secret that all processes of the day share"
STILL = 4.0  # seconds without a change, after which what is under way is waited for no longer
BATCH, EVERY = 5, 0.5  # leads a request, seconds between requests
# Of these, none has a message sent again, as one with a full mailbox would: what arrives twice is a fault.
KINDS = ["silent"] * 15 + ["interested", "interested", "notinterested", "ooo", "bounce"]
assert PERSONAS.keys() >= set(KINDS)
SKEWS = (0.0, 20.0, -20.0)  # seconds by which the workers' clocks differ


@dataclass(frozen=True)
class Plan:
    """How long faults strike, how long PostgreSQL stays away at the worst, and how long settling may stand still: in seconds.

    `leads`: how many come in at most.
    """

    seconds: float
    refusing: float
    settling: float
    leads: int
    seed: int


@dataclass
class Day:
    """The day under way."""

    plan: Plan
    folder: Path
    clock: ShiftedClock
    database: Postgres
    world: Recording
    processes: dict[str, tuple[contextlib.ExitStack, Process]] = field(default_factory=dict)
    url: str = ""
    faults: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[int, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    starting: set[asyncio.Task[None]] = field(default_factory=set)
    settled: list[str] = field(default_factory=list)  # how far it was, each time that something had changed
    refused: str = ""  # how the last request for leads was refused

    def __post_init__(self) -> None:
        self.random = random.Random(self.plan.seed)


async def live(plan: Plan, folder: Path) -> tuple[Day, Account]:
    """Live through a day of faults, and its account."""
    clock = ShiftedClock(folder / "clock")
    options = Options(any_sender_password=tenants.PASSWORD, tls=False, spam_rate=0)
    async with contextlib.AsyncExitStack() as stack:
        database = stack.enter_context(postgres())
        migrate(database.url)
        world = await stack.enter_async_context(Recording(clock, options))
        silent = await stack.enter_async_context(tenants.silent_server())
        day = Day(plan, folder, clock, database, world)
        if database.no_disk:
            day.skipped.append(f"full disk: {database.no_disk}")
        async with open_pool(database.url, size=3) as pool:
            healthy, others = await _open(Core(pool, clock, Vault(SECRET)), world, silent)
        await stack.enter_async_context(_processes(day))
        await _strike(day, healthy)
        async with open_pool(database.url, size=3) as pool:
            core = Core(pool, clock, Vault(SECRET))
            await _settle(day, core, healthy)
            every = [tenant.workspace_id for tenant in (*healthy, *others)]
            return day, await account(core, world, day.accepted, tenants.STEPS, every)


async def _open(core: Core, world: Recording, silent: int) -> tuple[list[Tenant], list[Tenant]]:
    ports = world.smtp_port, world.imap_port
    healthy = [await tenants.healthy(core, f"healthy {n}", *ports) for n in range(2)]
    others = [await tenants.poisoned(core, name, poison, *ports) for name, poison in tenants.POISONS.items()]
    for tenant in healthy:
        for n in range(tenants.MAILBOXES):
            # Half of the servers file what they take in Sent, where a lost answer can be looked up.
            address = f"box{n}.w{tenant.workspace_id}@sender.example"
            world.add_mailbox(address, tenants.PASSWORD, saves_sent=n % 2 == 0)
    return healthy, [*others, await tenants.hung(core, silent)]


# -- processes -----------------------------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def _processes(day: Day) -> AsyncIterator[None]:
    try:
        for name in ("up", *(f"worker {n}" for n in range(len(SKEWS)))):
            await _start(day, name)
        yield
    finally:
        for task in day.starting:
            task.cancel()
        await asyncio.gather(*day.starting, return_exceptions=True)
        for stack, _ in day.processes.values():
            await asyncio.to_thread(stack.close)


async def _start(day: Day, name: str) -> None:
    """Start a process, and again for as long as it finds no database."""
    role, _, n = name.partition(" ")
    env = {
        "DATABASE_URL": day.database.url,
        "OUTRIDER_SECRET_KEY": SECRET,
        "OUTRIDER_RATE_LIMITS": '{"smartlead": "off"}',
        "OUTRIDER_LOG_LEVEL": "error",
    }
    arguments = [day.folder / "clock", str(SKEWS[int(n or 0)]), role, *(["--port", "0"] if role == "up" else [])]
    while True:
        with contextlib.ExitStack() as stack:
            process = stack.enter_context(running(*arguments, module="tests.faults.shifted", **env))
            await eventually(functools.partial(_started, process), seconds=240, every=0.1)
            if ready := _ready(process):
                day.url = ready.split()[1] if role == "up" else day.url
                day.processes[name] = stack.pop_all(), process
                return
        assert "connection" in "".join(process.err).lower(), "".join(process.err)  # the database was away
        await asyncio.sleep(0.5)


async def _started(process: Process) -> bool:
    """Whether it is ready, or has given up."""
    return process.popen.poll() is not None or _ready(process) is not None


def _ready(process: Process) -> str | None:
    return next((line for line in process.out if line.startswith("ready")), None)


async def _kill(day: Day) -> None:
    """SIGKILL to one process; another takes its place, while the others go on."""
    name = day.random.choice(list(day.processes))
    stack, process = day.processes.pop(name)
    process.popen.kill()
    await asyncio.to_thread(stack.close)
    day.starting.add(asyncio.create_task(_start(day, name)))


async def _stop(day: Day) -> None:
    """SIGSTOP to one process, so long that its leases may run out meanwhile, then SIGCONT."""
    _, process = day.processes[day.random.choice(list(day.processes))]
    process.popen.send_signal(signal.SIGSTOP)
    await asyncio.sleep(day.random.uniform(0.2, 2))
    if day.random.random() < 0.5:
        _jump(day, HOUR / 6)
        await asyncio.sleep(1)
    process.popen.send_signal(signal.SIGCONT)


# -- other faults --------------------------------------------------------------------------------------------------------


async def _database_dies(day: Day) -> None:
    await asyncio.to_thread(day.database.kill)
    await asyncio.sleep(day.random.uniform(0, 1))
    await asyncio.to_thread(day.database.start)


async def _database_refuses(day: Day) -> None:
    await asyncio.to_thread(day.database.kill)
    await asyncio.sleep(day.plan.refusing)
    await asyncio.to_thread(day.database.start)


async def _disk_is_full(day: Day) -> None:
    if day.database.no_disk:
        return
    await asyncio.to_thread(day.database.fill)
    await asyncio.sleep(min(day.plan.refusing, 8))
    await asyncio.to_thread(day.database.relieve)


async def _time_passes(day: Day) -> None:
    _jump(day, day.random.uniform(2, 12) * HOUR)


async def _clock_is_set_back(day: Day) -> None:
    _jump(day, -day.random.uniform(1, 30) * 60)


async def _server_hangs(day: Day) -> None:
    """Answers come late or never: before the message was taken, or after."""
    faults = day.world.faults
    match day.random.randrange(5):
        case 0:
            faults.delay(4, stage="data", times=4)
        case 1:
            faults.drop_after_accepting(times=4)
        case 2:
            faults.drop_before_accepting(times=4)
        case 3:
            faults.answer(451, "4.3.0 Try again later", stage="data", times=4)
        case _:
            day.world.drop_connections()


def _jump(day: Day, seconds: float) -> None:
    day.clock.jump(seconds)
    day.world.notice()


Fault = Callable[[Day], Awaitable[None]]
# Each with how many turns it has while all have had one.
FAULTS: dict[str, tuple[Fault, int]] = {
    "processes killed": (_kill, 5),
    "processes stopped": (_stop, 2),
    "PostgreSQL killed": (_database_dies, 1),
    "clock set forward": (_time_passes, 3),
    "clock set back": (_clock_is_set_back, 1),
    "mail server hung or cut": (_server_hangs, 4),
}
ONCE: dict[str, Fault] = {"PostgreSQL refusing": _database_refuses, "disk full": _disk_is_full}


async def _strike(day: Day, healthy: list[Tenant]) -> None:
    """Faults, one after another, for as long as the plan says; every kind at least once."""
    loop = asyncio.get_running_loop()
    feeding = asyncio.create_task(_feed(day, healthy))
    await eventually(lambda: _value(day.world.by_id))
    end = loop.time() + day.plan.seconds
    first = [*ONCE, *FAULTS]
    day.random.shuffle(first)
    often = [name for name, (_, n) in FAULTS.items() for _ in range(n)]
    while loop.time() < end or first:
        name = first.pop() if first else day.random.choice(often)
        if day.processes:
            await (ONCE[name] if name in ONCE else FAULTS[name][0])(day)
            day.faults[name] += 1
        await asyncio.sleep(day.random.uniform(0.3, 1.5))
    await asyncio.gather(*day.starting)
    day.world.faults.clear()
    _jump(day, HOUR)  # what was leased before the clock was set back ends
    await feeding


async def _feed(day: Day, healthy: list[Tenant]) -> None:
    """Leads, a few at a time. A request without an answer is repeated under the same key until it has one."""
    async with httpx.AsyncClient(timeout=10) as http:
        while len(day.accepted) < day.plan.leads:
            n = len(day.accepted)
            for tenant in healthy:
                kinds = day.random.choices(KINDS, k=BATCH)
                people = [f"p{n}-{i}.{tenant.workspace_id}+{kind}@prospect.example" for i, kind in enumerate(kinds)]
                taken = functools.partial(_accepted, http, day, tenant, n, people)
                await eventually(taken, seconds=240, every=0.3, saw=lambda: day.refused)
                day.accepted += [(tenant.workspace_id, person) for person in people]
            await asyncio.sleep(EVERY)


async def _accepted(http: httpx.AsyncClient, day: Day, tenant: Tenant, n: int, people: list[str]) -> bool:
    rows = [{"email": person, "first_name": "Pat"} for person in people]
    try:
        answer = await http.post(
            f"{day.url}/smartlead/api/v1/campaigns/{tenant.campaign_id}/leads",
            params={"api_key": tenant.key},
            headers={"Idempotency-Key": f"batch {n}"},
            json={"lead_list": rows},
        )
    except httpx.HTTPError as error:
        day.refused = repr(error)
        return False
    day.refused = f"{answer.status_code} {answer.text[:200]}"
    return answer.status_code == 200


async def _settle(day: Day, core: Core, healthy: list[Tenant]) -> None:
    """Let time pass, without faults, until nothing of the healthy workspaces is under way, or nothing has changed for so long
    that it never will: that is for the account. A slow machine is waited for."""
    ids = [tenant.workspace_id for tenant in healthy]
    loop = asyncio.get_running_loop()
    began = changed = moved = loop.time()
    before = Unsettled(0, 0)
    while loop.time() - changed < day.plan.settling and (now := await unsettled(core, ids)) != Unsettled(0, 0):
        if now != before:
            changed, moved, before = loop.time(), loop.time(), now
            seen = f"{now.enrollments} active, {now.messages} under way, {day.world.by_id.total()} delivered"
            day.settled.append(f"{loop.time() - began:5.0f} s  {seen}")
        if not now.messages or loop.time() - moved > STILL:
            _jump(day, 3 * HOUR if not now.messages else HOUR / 6)  # to the next step, or past the leases of the dead
            moved = loop.time()
        await asyncio.sleep(0.5)
    _jump(day, 24 * HOUR)  # the last answers are written
    end = loop.time() + day.plan.settling
    while loop.time() < end and any([await unfiled(core, day.world, id) for id in ids]):
        _jump(day, HOUR / 6)
        await asyncio.sleep(2)


async def _value(value: object) -> object:
    return value


# -- what is printed -----------------------------------------------------------------------------------------------------


def table(day: Day, made: Account) -> str:
    """The day's table: what struck, what arrived, and what should be none."""
    lines = [f"{name:28}{n:>8}" for name, n in sorted(day.faults.items())]
    lines += [f"{'skipped':28}{reason}" for reason in day.skipped]
    figures = {
        "leads accepted": len(day.accepted),
        "deliveries": made.deliveries,
        "uncertain": made.uncertain,
        "replies": day.world.counts["reply"],
        "doubles": len(made.doubles),
        "lost": len(made.lost),
        "limbo": len(made.limbo),
        "wrong": len(made.wrong),
    }
    lines += [f"{name:28}{n:>8}" for name, n in figures.items()]
    if made.findings:
        lines += [*day.settled[:5], *day.settled[5:][-20:], *made.findings[:40]]
    return "\n".join([f"seed {day.plan.seed}", *lines])
