"""Three `outrider worker` processes beside the API's, on one PostgreSQL: the whole job, nothing twice, the work shared."""

import contextlib
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from outrider.clock import RealClock, ScaledClock
from outrider.sandbox.world import Options, World
from tests.commands.running import outrider, running
from tests.servers.postgres15 import BIN, postgres15
from tests.waiting import eventually

PASSWORD = "letmein"
SECRET = "the secret that all processes share"
MAILBOXES, LEADS = 12, 800
STEPS = [
    {"seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "subject": "Hi {{first_name}}", "email_body": "<p>Hello</p>"},
    {"seq_number": 2, "seq_delay_details": {"delay_in_days": 1}, "subject": "", "email_body": "<p>Again</p>"},
]  # fmt: skip


@pytest.fixture(params=["embedded", "15"])
def shared_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL for several processes: the embedded one's, and the oldest that is promised to work."""
    if request.param == "embedded":
        yield request.getfixturevalue("database")
        return
    if not BIN.exists():
        pytest.skip("Debian's package postgresql-15 is not installed")
    with postgres15() as url:
        yield url


def people() -> list[dict[str, str]]:
    """One in a hundred is interested, one in four hundred bounces, the others say nothing."""
    kinds = ["interested" if i % 100 == 0 else "bounce" if i % 400 == 1 else "silent" for i in range(LEADS)]
    return [{"email": f"p{i}+{kind}@prospect.example", "first_name": f"P{i}"} for i, kind in enumerate(kinds)]


@pytest.mark.timeout(600)
async def test_workers_share_a_campaign(shared_database: str) -> None:
    env = {"DATABASE_URL": shared_database, "OUTRIDER_SECRET_KEY": SECRET, "OUTRIDER_RATE_LIMITS": '{"smartlead": "off"}'}
    clock = ScaledClock(5_000, RealClock().now())  # prospects who take hours to answer do so within seconds
    async with contextlib.AsyncExitStack() as stack:
        world = await stack.enter_async_context(World(clock, options=Options(any_sender_password=PASSWORD)))
        up = stack.enter_context(running("up", "--port", "0", **env))
        url = up.line("ready ").split()[1]
        key = outrider("key", "create", DATABASE_URL=shared_database, OUTRIDER_SECRET_KEY=SECRET).stdout.strip()
        workers = [stack.enter_context(running("worker", **env)) for _ in range(3)]
        for worker in workers:
            worker.line("ready")
        client = httpx.AsyncClient(base_url=f"{url}/smartlead/api/v1", params={"api_key": key}, timeout=30)
        http = await stack.enter_async_context(client)
        campaign = await _start(http, world)

        senders: set[int] = set()
        saw: dict[str, object] = {}  # what a failure prints

        async def done() -> bool:
            senders.update(_who_sends([up.popen.pid, *(w.popen.pid for w in workers)], world.smtp_port))
            seen = await _told(http.get(f"/campaigns/{campaign}/analytics"))
            inbox = await _told(http.post("/master-inbox/inbox-replies", json={}))
            saw.update(seen, replies=inbox["total_count"], delivered=sum(world.all_delivered().values()), doubled=world.doubled)
            return (seen["sent_count"], seen["bounce_count"], inbox["total_count"]) == (
                str(LEADS),
                str(LEADS // 400),
                LEADS // 100,
            )

        await eventually(done, seconds=60, every=0.2, saw=lambda: saw, patient=True)
        assert world.doubled == 0
        delivered = world.all_delivered()
        assert sum(n for address, n in delivered.items() if address.endswith("@prospect.example")) == LEADS
        assert len(senders) >= 2, "one process did all the work"
        told = [
            row["lead_email"]
            for offset in range(0, LEADS, 1000)
            for row in (await _told(http.get(f"/campaigns/{campaign}/statistics", params={"limit": 1000, "offset": offset})))[
                "data"
            ]
        ]
        assert sorted(told) == sorted(p["email"] for p in people())
        for worker in workers:
            assert worker.stop() == 0
        assert up.stop() == 0


async def _start(http: httpx.AsyncClient, world: World) -> int:
    campaign = (await _told(http.post("/campaigns/create", json={"name": "Shared"})))["id"]
    await _told(http.post(f"/campaigns/{campaign}/sequences", json={"sequences": STEPS}))
    for first in range(0, LEADS, 400):
        await _told(http.post(f"/campaigns/{campaign}/leads", json={"lead_list": people()[first : first + 400]}))
    accounts = []
    for i in range(MAILBOXES):
        address = f"anna{i}@sender.example"
        mailbox = {
            "from_name": "Anna", "from_email": address, "username": address, "password": PASSWORD, "warmup_enabled": False,
            "smtp_host": world.host, "smtp_port": world.smtp_port, "imap_host": world.host, "imap_port": world.imap_port,
            "max_email_per_day": 500, "time_to_wait_in_mins": 0,
        }  # fmt: skip
        accounts.append((await _told(http.post("/email-accounts/save", json=mailbox)))["emailAccountId"])
    await _told(http.post(f"/campaigns/{campaign}/email-accounts", json={"email_account_ids": accounts}))
    await _told(http.post(f"/campaigns/{campaign}/status", json={"status": "START"}))
    return campaign


async def _told(asked: Any) -> Any:
    answer = await asked
    assert answer.status_code == 200, answer.text
    return answer.json()


def _who_sends(pids: list[int], smtp_port: int) -> Iterator[int]:
    """The processes that now have a connection to the mail server."""
    for pid in pids:
        if any(c.raddr and c.raddr.port == smtp_port for c in psutil.Process(pid).net_connections("tcp")):
            yield pid
