"""Days of many mailboxes on a simulated clock: every decision and every row as in production, only the wire is left out.

    python -m bench.day [--scale 1.0] [--days 1] [--workers 2] [--kept FOLDER [--stretch DAYS]]

At scale 1: 10,000 mailboxes in 200 campaigns, 1,000,000 leads, 50 messages a mailbox, so 500,000 sends between 08:00 and 18:00.
A lead gets a message every other day, so that every day is as full as the first. The workers are processes, as many as there are
processors; the clock moves on when all have done what was due. Prints one JSON object. Of each day it says how long it took, its
claims, and how large tables, indexes and workers had become; after several days also how long a campaign's figures and the pages
that people open first then take. With --kept the database stays in a folder and the next run goes on where the last one ended:
thirty days can be lived in stretches of a few.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bench import figures as readings
from bench.pages import look, visitor
from bench.sends import children_cpu
from bench.world import UNLIMITED, database, in_turn, percentile, resident_kb
from outrider.clock import SimulatedClock
from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending import dispatch, ready
from outrider.engine.sending.deliver import delivering
from outrider.garbage import keep_what_is_loaded, look_rarely
from outrider.outreach.base import enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, campaigns, figures, sequences
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import allow, open_pool

DAY_BEGINS = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
WINDOW = {"timezone": "UTC", "windows": [{"days": [0, 1, 2, 3, 4, 5, 6], "start": "08:00", "end": "18:00"}]}
TICK = 60.0  # seconds: how far the clock moves when nothing is due any more
PER_MAILBOX = 50
SENDERS_EACH = 50  # mailboxes of a campaign
PAGES = ("/", "/inbox", "/campaigns", "/campaigns/{campaign}", "/campaigns/{campaign}/leads", "/leads", "/senders", "/analytics")


@dataclass(frozen=True)
class Done:
    """What a worker did at one moment. `cpu`: seconds of its process so far."""

    claims_ms: list[float]
    sends: int
    cpu: float
    rss_mb: int


@dataclass(frozen=True)
class Day:
    """How a day went. The processor times are those of a message. `table_mb`, `index_mb`: of all tables at its end; `rss_mb`: of
    each worker."""

    sends: int
    seconds: float
    worker_cpu_ms: float
    database_cpu_ms: float
    claim_p95_ms: float
    table_mb: int
    index_mb: int
    rss_mb: list[int]


@dataclass
class Life:
    """The days of a workspace and how many of them are over; written to `file`, if there is one, after each."""

    workspace_id: int
    days: int
    over: int = 0
    file: Path | None = None

    def note(self, over: int) -> None:
        self.over = over
        if self.file:
            self.file.write_text(json.dumps({"workspace_id": self.workspace_id, "days": self.days, "over": over}))

    def next(self, stretch: int | None) -> range:
        """The days to live now: all that are left, or as many as are asked for."""
        left = self.days - self.over
        return range(self.over, self.over + min(left, left if stretch is None else stretch))


class Nowhere:
    """A transport that takes everything."""

    async def send(self, claimed: Claimed) -> Outcome:
        return Outcome("sent")

    async def was_sent(self, claimed: Claimed) -> bool | None:
        return None

    async def close(self) -> None:
        pass


async def set_up(core: Core, mailboxes: int, n_leads: int, days: int) -> int:
    """The workspace; leads and mailboxes are written in bulk, as an import would leave them."""
    workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Bench")
    each = n_leads * SENDERS_EACH // mailboxes
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            INSERT INTO senders (workspace_id, seat_id, channel, address, name, daily_limit, min_gap_seconds, gap_jitter_seconds,
                                 created_at, updated_at)
            SELECT %(workspace_id)s, %(seat)s, 'email', 's' || i || '@sender' || i %% 500 || '.example', 'Sender ' || i,
                   %(limit)s, 600, 120, %(now)s, %(now)s
            FROM generate_series(0, %(n)s - 1) i
            """,
            seat=workspace.seat_id, n=mailboxes, limit=PER_MAILBOX,
        )  # fmt: skip
        await scope.run(
            """
            INSERT INTO leads (workspace_id, email, email_domain, first_name, company_name, created_at, updated_at)
            SELECT %(workspace_id)s, 'p' || i || '@company' || i %% 50000 || '.example', 'company' || i %% 50000 || '.example',
                   'Pat' || i, 'Company ' || i %% 50000, %(now)s, %(now)s
            FROM generate_series(0, %(n)s - 1) i
            """,
            n=n_leads,
        )
        await scope.run(
            """
            INSERT INTO lead_contacts (workspace_id, lead_id)
            SELECT %(workspace_id)s, id FROM leads WHERE workspace_id = %(workspace_id)s
            """
        )
        wordings = [
            sequences.VariantInput(
                "{{first_name}}, a {quick|short} question", "<p>Hello {{first_name}} of {{company_name}}.</p>"
            ),
            sequences.VariantInput("About {{company_name}}", "<p>Hi {{first_name}}, {this|that} is about {{company_name}}.</p>"),
        ]
        follow_up = sequences.StepInput([sequences.VariantInput(body="<p>Any thoughts?</p>")], delay_seconds=2 * 86_400)
        steps = [sequences.StepInput(wordings), *[follow_up] * max(days // 2, 1)]
        for n in range(mailboxes // SENDERS_EACH):
            campaign = await campaigns.create(scope, f"Campaign {n}", schedule=WINDOW)
            await sequences.replace(scope, campaign.id, steps)
            await scope.run(
                """
                INSERT INTO campaign_senders (workspace_id, campaign_id, sender_id, created_at, updated_at)
                SELECT %(workspace_id)s, %(campaign)s, id, %(now)s, %(now)s FROM senders
                WHERE workspace_id = %(workspace_id)s ORDER BY id OFFSET %(first)s LIMIT %(each)s
                """,
                campaign=campaign.id, first=n * SENDERS_EACH, each=SENDERS_EACH,
            )  # fmt: skip
            enrolled = await scope.run(
                """
                INSERT INTO enrollments (workspace_id, campaign_id, lead_id, due_at, created_at, updated_at)
                SELECT %(workspace_id)s, %(campaign)s, id, %(now)s, %(now)s, %(now)s FROM leads
                WHERE workspace_id = %(workspace_id)s ORDER BY id OFFSET %(first)s LIMIT %(each)s
                """,
                campaign=campaign.id, first=n * each, each=each,
            )  # fmt: skip
            await enrollment_places.count(scope, [Move(None, Place(campaign.id, "active", 0), enrolled)])
            await campaign_states.start(scope, campaign.id)
    async with core.pool.connection() as conn:
        await conn.set_autocommit(True)
        await conn.execute("VACUUM ANALYZE")
        await conn.set_autocommit(False)
    return workspace.workspace_id


async def work(url: str, workspace_id: int, orders: Connection) -> None:
    """One worker: at each moment that is ordered, claim and deliver until nothing is due; then say what that was."""
    look_rarely()  # as every command does
    keep_what_is_loaded()
    clock = SimulatedClock(DAY_BEGINS)
    async with open_pool(url, size=6) as pool:
        core = Core(pool, clock, Vault("bench"))
        engine = Engine(core, Settings(public_url=None), transports={"email": Nowhere()})  # type: ignore[call-arg]
        async with delivering(engine) as delivery:
            while (moment := await asyncio.to_thread(orders.recv)) is not None:
                clock.set(moment)
                claims: list[float] = []
                sends = 0
                while workspace_id in await ready.ready_workspaces(core):
                    began = time.perf_counter()
                    claimed = await dispatch.claim(engine, workspace_id, limit=500)
                    claims.append((time.perf_counter() - began) * 1000)
                    sends += len(claimed)
                    delivery.take(claimed)
                    await delivery.below(1000)
                    if not claimed:  # another worker has them, and does what is left
                        break
                await delivery.below(1)
                orders.send(Done(claims, sends, time.process_time(), resident_kb() // 1024))


def worker(url: str, workspace_id: int, orders: Connection) -> None:
    asyncio.run(work(url, workspace_id, orders))


@contextmanager
def working(url: str, workspace_id: int, workers: int) -> Generator[list[Connection]]:
    """Workers in processes of their own, for as long as the body runs."""
    pairs = [multiprocessing.Pipe() for _ in range(workers)]
    processes = [multiprocessing.Process(target=worker, args=(url, workspace_id, theirs), daemon=True) for _, theirs in pairs]
    for process in processes:
        process.start()
    ours = [mine for mine, _ in pairs]
    yield ours
    for orders in ours:
        orders.send(None)
    for process in processes:
        process.join()


def at(moment: datetime, workers: Sequence[Connection]) -> list[Done]:
    """Have all workers do what is due at a moment."""
    for orders in workers:
        orders.send(moment)
    return [orders.recv() for orders in workers]


async def live(core: Core, morning: datetime, workers: Sequence[Connection]) -> list[list[Done]]:
    """The day, tick by tick: what each worker did in each."""
    ticks: list[list[Done]] = []
    moment, end = morning, morning + timedelta(hours=12)
    while moment < end:
        ticks.append(at(moment, workers))
        due = await ready.next_due(core)
        if due is None:
            break
        moment = max(due, moment + timedelta(seconds=TICK))
    return ticks


async def live_days(core: Core, life: Life, days: range, workers: Sequence[Connection], url: str) -> list[Day]:
    lived: list[Day] = []
    for n in days:
        own_before = sum(done.cpu for done in at(DAY_BEGINS + timedelta(days=n), workers))
        database_before, began = children_cpu(url), time.perf_counter()
        ticks = await live(core, DAY_BEGINS + timedelta(days=n), workers)
        seconds = time.perf_counter() - began
        sends = sum(done.sends for tick in ticks for done in tick)
        own, of_database = sum(done.cpu for done in ticks[-1]) - own_before, children_cpu(url) - database_before
        claims = sorted(ms for tick in ticks for done in tick for ms in done.claims_ms)
        table_mb, index_mb = await _sizes(core)
        lived.append(
            Day(
                sends=sends,
                seconds=round(seconds, 1),
                worker_cpu_ms=round(1000 * own / sends, 3),
                database_cpu_ms=round(1000 * of_database / sends, 3),
                claim_p95_ms=percentile(claims, 0.95),
                table_mb=table_mb,
                index_mb=index_mb,
                rss_mb=[done.rss_mb for done in ticks[-1]],
            )
        )
        life.note(n + 1)
        if life.days > 1:
            print(json.dumps({"day": n + 1, **asdict(lived[-1])}), file=sys.stderr, flush=True)
    return lived


async def _sizes(core: Core) -> tuple[int, int]:
    """The megabytes of all tables and of all their indexes."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT sum(pg_table_size(oid)) / 1e6 AS tables, sum(pg_indexes_size(oid)) / 1e6 AS indexes
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            """
        )
        row = await cursor.fetchone()
    assert row is not None
    return round(row["tables"]), round(row["indexes"])


async def afterwards(core: Core, workspace_id: int) -> dict[str, object]:
    """How long the figures of a campaign and the pages that people open first take when the days are over."""
    async with core.scope(workspace_id) as scope:
        campaign = (await campaigns.find_all(scope))[0].id
    keep_what_is_loaded()  # as `outrider up` does before it serves
    (times,) = await in_turn(100, lambda: readings.read(core, workspace_id, campaign))
    async with visitor(core, workspace_id) as client:
        found = {page: await look(client, f"/w/{workspace_id}{page.format(campaign=campaign)}", 100) for page in PAGES}
    return {"figures_p99_ms": percentile(times, 0.99), "pages_p95_ms": {page: of.p95_ms for page, of in found.items()}}


async def begin(url: str, mailboxes: int, n_leads: int, days: int, kept: Path | None) -> Life:
    """The life that was kept, or else a new one."""
    file = kept / "days.json" if kept else None
    if file and file.exists():
        return Life(**json.loads(file.read_text()), file=file)
    async with open_pool(url, size=2) as pool:
        core = Core(pool, SimulatedClock(DAY_BEGINS), Vault("bench"))
        life = Life(await set_up(core, mailboxes, n_leads, days), days, file=file)
    life.note(0)
    return life


async def run(url: str, life: Life, days: range, workers: Sequence[Connection]) -> dict[str, object]:
    """The days, and what is found in the database when they are over."""
    async with open_pool(url, size=2) as pool:
        core = Core(pool, SimulatedClock(DAY_BEGINS + timedelta(days=days.stop)), Vault("bench"))
        lived = await live_days(core, life, days, workers, url)
        async with core.scope(life.workspace_id) as scope:
            await allow(scope.conn, UNLIMITED)
            sent = await scope.one("SELECT count(*) AS n FROM messages WHERE workspace_id = %(workspace_id)s AND state = 'sent'")
            over = await scope.one(
                "SELECT count(*) AS n FROM sender_days WHERE workspace_id = %(workspace_id)s AND n > %(limit)s", limit=PER_MAILBOX
            )
            differences = await figures.recount(scope)
        later = await afterwards(core, life.workspace_id) if life.days > 1 else {}
    claimed, seconds = sum(each.sends for each in lived), sum(each.seconds for each in lived)
    return {
        "claimed": claimed, "sent": sent and sent["n"], "over_limit": over and over["n"], "wrong_figures": len(differences),
        "seconds": round(seconds, 1), "per_second": round(claimed / max(seconds, 0.1)), "days": [asdict(each) for each in lived],
        **later,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--stretch", type=int, metavar="DAYS", help="live only so many of the days that are left; 0: only look")
    given = parser.parse_args()
    mailboxes, n_leads = int(10_000 * given.scale), int(1_000_000 * given.scale)
    with database(given.kept) as url:
        life = asyncio.run(begin(url, mailboxes, n_leads, given.days, given.kept))
        with working(url, life.workspace_id, given.workers) as workers:
            found = asyncio.run(run(url, life, life.next(given.stretch), workers))
    print(json.dumps({"mailboxes": mailboxes, "leads": n_leads, "workers": given.workers, **found}))


if __name__ == "__main__":
    main()
