"""Days of many mailboxes on a simulated clock: every decision and every row as in production, only the wire is left out.

    python -m bench.day [--scale 1.0] [--days 1]

At scale 1: 10,000 mailboxes in 200 campaigns, 1,000,000 leads, 50 messages a mailbox, so 500,000 sends between 08:00 and 18:00.
A lead gets a message every other day, so that every day is as full as the first. Prints one JSON object; `rss_mb` is this
process' memory at moments of each day. With more days than one it says of each how long it took, its claims, and how large
tables and indexes had become, and at the end how long a campaign's figures and the pages people open first then take.
"""

import argparse
import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

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
class Day:
    """How a day went. `table_mb`, `index_mb`: of all tables at its end."""

    sends: int
    seconds: float
    claim_p95_ms: float
    table_mb: int
    index_mb: int
    rss_mb: int


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


async def live(engine: Engine, clock: SimulatedClock, workspace_id: int) -> tuple[list[float], int, list[int]]:
    """The day, tick by tick: how long each claim took in milliseconds, how many were claimed, and the memory on the way."""
    claims: list[float] = []
    memory: list[int] = []
    claimed_in_all = 0
    end = clock.now() + timedelta(hours=12)
    async with delivering(engine) as delivery:
        while clock.now() < end:
            while workspace_id in await ready.ready_workspaces(engine.core):
                began = time.perf_counter()
                claimed = await dispatch.claim(engine, workspace_id, limit=500)
                claims.append((time.perf_counter() - began) * 1000)
                claimed_in_all += len(claimed)
                delivery.take(claimed)
                await delivery.below(1000)
            await delivery.below(1)
            due = await ready.next_due(engine.core)
            if due is None or due >= end:
                break
            before = clock.now()
            clock.set(max(due, before + timedelta(seconds=TICK)))
            if before.hour // 2 != clock.now().hour // 2:
                memory.append(resident_kb() // 1024)
    return claims, claimed_in_all, memory


async def live_days(engine: Engine, clock: SimulatedClock, workspace_id: int, days: int) -> tuple[list[Day], list[int]]:
    """Day after day; and the memory on the way."""
    lived: list[Day] = []
    memory: list[int] = []
    for n in range(days):
        clock.set(DAY_BEGINS + timedelta(days=n))
        began = time.perf_counter()
        claims, sends, on_the_way = await live(engine, clock, workspace_id)
        seconds = round(time.perf_counter() - began, 1)
        table_mb, index_mb = await _sizes(engine.core)
        lived.append(Day(sends, seconds, percentile(sorted(claims), 0.95), table_mb, index_mb, resident_kb() // 1024))
        memory += on_the_way
        if days > 1:
            print(json.dumps({"day": n + 1, **asdict(lived[-1])}), file=sys.stderr, flush=True)
    return lived, memory


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
    (times,) = await in_turn(100, lambda: readings.read(core, workspace_id, campaign))
    async with visitor(core, workspace_id) as client:
        found = {page: await look(client, f"/w/{workspace_id}{page.format(campaign=campaign)}", 20) for page in PAGES}
    return {"figures_p99_ms": percentile(times, 0.99), "pages_p95_ms": {page: of.p95_ms for page, of in found.items()}}


async def day(url: str, mailboxes: int, n_leads: int, days: int) -> dict[str, object]:
    clock = SimulatedClock(DAY_BEGINS)
    async with open_pool(url, size=6) as pool:
        core = Core(pool, clock, Vault("bench"))
        workspace_id = await set_up(core, mailboxes, n_leads, days)
        engine = Engine(core, Settings(public_url=None), transports={"email": Nowhere()})  # type: ignore[call-arg]
        look_rarely()  # as every command does
        keep_what_is_loaded()
        own_before, database_before = time.process_time(), children_cpu(url)
        lived, memory = await live_days(engine, clock, workspace_id, days)
        own_cpu, database_cpu = time.process_time() - own_before, children_cpu(url) - database_before
        async with core.scope(workspace_id) as scope:
            await allow(scope.conn, UNLIMITED)
            sent = await scope.one("SELECT count(*) AS n FROM messages WHERE workspace_id = %(workspace_id)s AND state = 'sent'")
            over = await scope.one(
                "SELECT count(*) AS n FROM sender_days WHERE workspace_id = %(workspace_id)s AND n > %(limit)s", limit=PER_MAILBOX
            )
            differences = await figures.recount(scope)
        later = await afterwards(core, workspace_id) if days > 1 else {}
    claimed, seconds = sum(each.sends for each in lived), sum(each.seconds for each in lived)
    return {
        "mailboxes": mailboxes, "leads": n_leads, "claimed": claimed, "sent": sent and sent["n"],
        "over_limit": over and over["n"], "wrong_figures": len(differences),
        "seconds": round(seconds, 1), "per_second": round(claimed / seconds), "rss_mb": memory,
        "worker_cpu_ms_per_message": round(1000 * own_cpu / claimed, 3),
        "database_cpu_ms_per_message": round(1000 * database_cpu / claimed, 3),
        "days": [asdict(each) for each in lived], **later,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--days", type=int, default=1)
    given = parser.parse_args()
    with database() as url:
        print(json.dumps(asyncio.run(day(url, int(10_000 * given.scale), int(1_000_000 * given.scale), given.days))))


if __name__ == "__main__":
    main()
