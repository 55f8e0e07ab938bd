"""An upgrade without a stop: a campaign is sent by workers of one version, then of two, then of the next; nothing is lost or
doubled."""

import asyncio
import contextlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

import outrider as package
from outrider.clock import RealClock, ScaledClock
from outrider.sandbox.world import Options, World
from tests.commands.running import Process, outrider, running
from tests.databases import disconnect
from tests.waiting import eventually

pytestmark = pytest.mark.one_server

HERE = Path(package.__file__).parent
ROOT = HERE.parents[1]
PASSWORD, SECRET = "letmein", "the secret that all processes share"
MAILBOXES = 4
# What the next version changes: leads have a pace of their own, and nobody needs `priority` any more but the version before.
NEXT = {
    "9001_pace.pre.sql": "ALTER TABLE enrollments ADD COLUMN pace int;\nALTER TABLE messages ADD COLUMN pace int;",
    "9001_pace.fill.sql": (
        "UPDATE enrollments SET pace = 1 WHERE (workspace_id, id) IN"
        " (SELECT workspace_id, id FROM enrollments WHERE pace IS NULL ORDER BY workspace_id, id LIMIT 50)"
    ),
    "9001_pace.post.sql": "ALTER TABLE messages DROP COLUMN pace",
}


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The source of a version after this one, with migrations of its own."""
    copy = tmp_path / "next"
    shutil.copytree(HERE, copy / "outrider")  # compiled modules, too: they are of the same sources
    init = copy / "outrider" / "__init__.py"
    init.write_text(init.read_text().replace(f'"{package.__version__}"', '"99.0.0"'))
    for name, text in NEXT.items():
        (copy / "outrider" / "store" / "migrations" / name).write_text(text)
    return copy


def latest_tag() -> str | None:
    found = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--tags", "--abbrev=0"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


@pytest.fixture
def last_release(tmp_path: Path) -> Path:
    """The source of the latest release."""
    tag = latest_tag()
    if tag is None:
        pytest.skip("nothing was released yet: the repository has no tag")
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", tag, "src"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(tmp_path / "last", filter="data")
    return tmp_path / "last" / "src"


@pytest.mark.timeout(600)
async def test_the_next_version_takes_over_while_workers_send(database: str, next_version: Path) -> None:
    async with upgraded(database, HERE.parent, next_version) as said:
        pass
    assert "9001_pace.post.sql: waits for the processes of" in said
    with psycopg.connect(database) as conn:
        assert conn.execute("SELECT count(*) > 0 FROM enrollments WHERE pace = 1").fetchone() == (True,)


@pytest.mark.timeout(600)
async def test_this_version_takes_over_from_the_latest_release(database: str, last_release: Path) -> None:
    async with upgraded(database, last_release, HERE.parent):
        pass


@contextlib.asynccontextmanager
async def upgraded(database: str, old: Path, new: Path) -> Any:
    """Send a campaign while the installation is upgraded; yields what the first `outrider migrate` of the new version said."""
    env = {"DATABASE_URL": database, "OUTRIDER_SECRET_KEY": SECRET, "OUTRIDER_RATE_LIMITS": '{"smartlead": "off"}'}
    before, after = ({**env, **({"PYTHONPATH": str(place)} if place != HERE.parent else {})} for place in (old, new))
    await disconnect(database)
    async with contextlib.AsyncExitStack() as stack:
        world = await stack.enter_async_context(World(ScaledClock(5_000, RealClock().now()), options=_options()))
        up = stack.enter_context(running("up", "--port", "0", **before))
        url = up.line("ready ").split()[1]
        workers = [stack.enter_context(running("worker", **before)) for _ in range(2)]
        for worker in workers:
            worker.line("ready")
        key = outrider("key", "create", **before).stdout.strip()
        client = httpx.AsyncClient(base_url=f"{url}/smartlead/api/v1", params={"api_key": key}, timeout=30)
        http = await stack.enter_async_context(client)
        campaign = await _start(http, world)

        feeding = stack.enter_context(fed(http, campaign))

        def delivered() -> int:
            return sum(n for address, n in world.all_delivered().items() if address.endswith("@prospect.example"))

        async def more(n: int) -> None:
            """Until `n` more have been delivered: the processes of this moment send."""
            at = delivered()

            async def arrived() -> bool:
                if feeding.task.done():
                    await feeding.task  # it never ends by itself: says what went wrong
                return delivered() >= at + n

            await eventually(arrived, seconds=60, saw=lambda: (delivered(), feeding.leads), patient=True)

        await more(20)
        first = await asyncio.to_thread(outrider, "migrate", **after)
        await more(20)
        taking_over = [stack.enter_context(running("worker", **after)) for _ in range(2)]
        for worker in taking_over:
            await asyncio.to_thread(worker.line, "ready")
        await more(20)
        assert await stopped(workers) == [0, 0]
        await more(20)
        feeding.stop.set()
        await feeding.task

        async def all_arrived() -> bool:
            return delivered() >= feeding.leads

        await eventually(all_arrived, seconds=60, saw=delivered, patient=True)
        assert await stopped([up]) == [0]
        await asyncio.to_thread(outrider, "migrate", **after)
        assert outrider("migrate", "--check", **after).stdout == ""
        assert await stopped(taking_over) == [0, 0]
        assert world.doubled == 0
        assert delivered() == feeding.leads
        yield first.stderr


async def stopped(workers: Sequence[Process]) -> list[int]:
    """Their exit codes. The mail servers of this process go on: a worker ends what it has begun."""
    return await asyncio.gather(*(asyncio.to_thread(worker.stop) for worker in workers))


@dataclass
class Feeding:
    """Leads that come all the time, until it is stopped."""

    http: httpx.AsyncClient
    campaign: int
    leads: int = 0
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None]" = field(init=False)

    async def feed(self) -> None:
        while not self.stop.is_set():
            people = [{"email": f"p{self.leads + n}+silent@prospect.example", "first_name": "P"} for n in range(5)]
            await _done(self.http.post(f"/campaigns/{self.campaign}/leads", json={"lead_list": people}))
            self.leads += len(people)
            await asyncio.sleep(0.1)  # a campaign that is never done, and never has much to do


@contextlib.contextmanager
def fed(http: httpx.AsyncClient, campaign: int) -> Iterator[Feeding]:
    feeding = Feeding(http, campaign)
    feeding.task = asyncio.create_task(feeding.feed())
    try:
        yield feeding
    finally:
        feeding.task.cancel()


def _options() -> Options:
    return Options(any_sender_password=PASSWORD)


async def _start(http: httpx.AsyncClient, world: World) -> int:
    campaign = (await _done(http.post("/campaigns/create", json={"name": "Upgraded"})))["id"]
    step = {"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "subject": "Hi {{first_name}}", "email_body": "<p>Hi</p>"}
    await _done(http.post(f"/campaigns/{campaign}/sequences", json={"sequences": [step]}))
    accounts = [
        (await _done(http.post("/email-accounts/save", json=_mailbox(i, world))))["emailAccountId"] for i in range(MAILBOXES)
    ]
    await _done(http.post(f"/campaigns/{campaign}/email-accounts", json={"email_account_ids": accounts}))
    await _done(http.post(f"/campaigns/{campaign}/status", json={"status": "START"}))
    return campaign


def _mailbox(i: int, world: World) -> dict[str, Any]:
    address = f"anna{i}@sender.example"
    servers = {"smtp_host": world.host, "smtp_port": world.smtp_port, "imap_host": world.host, "imap_port": world.imap_port}
    login = {"from_name": "Anna", "from_email": address, "username": address, "password": PASSWORD}
    return {**login, **servers, "warmup_enabled": False, "max_email_per_day": 500, "time_to_wait_in_mins": 0}


async def _done(asked: Any) -> Any:
    answer = await asked
    assert answer.status_code == 200, answer.text
    return answer.json()
