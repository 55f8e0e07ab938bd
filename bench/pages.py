"""How long the pages take in a large workspace, and how large they are, each against its budget.

    python -m bench.pages [--leads 1000000] [--events 10000000] [--readings 40] [--kept FOLDER]

The workspace is that of bench.plans, with more events and their counts; with --kept it is made in a folder and read again from
there the next time. Each page is asked for in this process, signed in, as a browser asks: compressed. The budget of a page is
50 ms for 95 of 100 requests, and 25 kB. Beside its times stand the processor time of this process and what it reads of the
database, in blocks of 8 kB, which depend little on how busy the machine is; --readings 0 leaves the times out. The statements
that read the most are listed.
"""

import argparse
import asyncio
import gc
import json
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bench import figures
from bench.plans import Read, Reader, load
from bench.world import UNLIMITED, database, in_turn, percentile, rss_mb, settle, without_indexes
from outrider.app import create_app
from outrider.clock import RealClock
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import sessions, users, workspaces
from outrider.outreach.tenancy.sessions import Device
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import allow, open_pool

P95_MS, BYTES = 50.0, 25_000
DEAR = 500  # blocks that one statement may read without being told of
DAYS = 90
EMAIL = "ed@acme.example"
# Below the workspace; names in braces are ids of the workspace's things.
PAGES = (
    "/", "/inbox", "/inbox?view=unread", "/inbox?view=needs", "/inbox?view=interested", "/inbox?view=snoozed",
    "/inbox?view=sent", "/inbox?view=archived", "/inbox?q=pat", "/inbox?q=nothing-has-this", "/inbox?tag={tag}",
    "/inbox/{conversation}", "/campaigns", "/campaigns/{campaign}", "/campaigns/{campaign}/leads",
    "/campaigns/{campaign}/leads/{enrollment}", "/campaigns/{campaign}/sequence", "/campaigns/{campaign}/senders", "/leads",
    "/leads?q=pat7", "/leads?q=nothing-has-this", "/leads?list={list}", "/leads?tag={tag}", "/leads/{lead}", "/leads/lists",
    "/leads/suppression", "/leads/suppression?q=gone7", "/leads/suppression?q=nothing-has-this", "/leads/import", "/senders",
    "/senders/{sender}", "/analytics", "/analytics?days=365", "/analytics/senders", "/approvals", "/settings",
    "/settings/members", "/settings/keys", "/settings/webhooks", "/settings/categories", "/settings/snippets", "/settings/audit",
    "/settings/audit?q=started", "/settings/audit?q=nothing-has-this", "/settings/system", "/account",
)  # fmt: skip


@asynccontextmanager
async def visitor(core: Core, workspace_id: int) -> AsyncGenerator[httpx.AsyncClient]:
    """A client that is signed in as an administrator."""
    async with core.scope(workspace_id, Actor("bench")) as scope:
        user = await users.user_by_email(scope, EMAIL)
        if user is None:
            user = await users.create_user(scope, EMAIL, full_name="Ed", password="a good password", confirmed=True)
            await users.add_member(scope, user.id, "admin", accepted=True)
    token = await sessions.begin(core, user.id, "password", Device("192.0.2.7", "Bench"))
    transport = httpx.ASGITransport(app=create_app(core, Settings()))
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://bench", headers=headers, cookies={"outrider_session": token}
    ) as client:
        yield client


async def count_events(core: Core, workspace_id: int, campaign_id: int, n: int) -> None:
    """Add `n` events to a campaign, and count all events as the engine does."""
    async with without_indexes(core, "events"), core.scope(workspace_id) as scope:
        await allow(scope.conn, UNLIMITED)
        await scope.run(figures.EVENTS, campaign=campaign_id, first=0, last=n - 1, seconds=DAYS * 86_400)
    async with core.scope(workspace_id) as scope:
        await allow(scope.conn, UNLIMITED)
        for table, counts in figures.COUNTS.items():
            await scope.run(f"TRUNCATE {table}")
            await scope.run(counts)
    await settle(core)


@dataclass
class Found:
    """What a page took: times in milliseconds, its compressed bytes, and the statements that it ran."""

    p50_ms: float
    p95_ms: float
    cpu_ms: float
    bytes: int
    reads: list[Read]

    @property
    def blocks(self) -> int:
        return sum(read.pages for read in self.reads)


async def look(client: httpx.AsyncClient, address: str, readings: int) -> Found:
    """One page."""

    async def ask() -> None:
        answer = await client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:300]}"

    reader = Reader()
    reader.place = address
    async with reader.listening():
        await ask()
    worked = time.process_time()
    (times,) = await in_turn(readings, ask) if readings else ([0.0],)
    cpu_ms = (time.process_time() - worked) * 1000 / (readings + max(readings // 20, 3))
    async with client.stream("GET", address) as answer:
        size = sum([len(chunk) async for chunk in answer.aiter_raw()])
    return Found(percentile(times, 0.5), percentile(times, 0.95), cpu_ms, size, reader.reads)


async def measure(leads: int, events: int, readings: int, kept: Path | None) -> dict[str, Found]:
    with database(kept) as url:
        async with open_pool(url, size=6) as pool:
            core = Core(pool, RealClock(), Vault("bench"))
            ids = await _world(core, leads, events, kept)
            async with visitor(core, ids["workspace"]) as client:
                gc.collect()
                gc.freeze()  # as `outrider up` does before it serves
                return {page: await look(client, f"/w/{ids['workspace']}{page.format(**ids)}", readings) for page in PAGES}


async def _world(core: Core, leads: int, events: int, kept: Path | None) -> dict[str, int]:
    """The ids of the workspace and of its things, which are made unless they were kept."""
    note = kept / "world.json" if kept else None
    if note and note.exists():
        return json.loads(note.read_text())
    installed = await workspaces.install(core, email="bench@example.com", workspace_name="Bench")
    ids = await load(core, installed.workspace_id, installed.seat_id, leads)
    await count_events(core, installed.workspace_id, ids["campaign"], events)
    if note:
        note.write_text(json.dumps(ids))
    return ids


def show(found: dict[str, Found]) -> None:
    """The pages as a table, those that read most first, and before it their dear statements."""
    console = Console(stderr=True)
    for page, of in found.items():
        for read in of.reads:
            if read.pages > DEAR:
                console.print(f"{page}: {read.told}\n  {read.statement[:600]}", markup=False, highlight=False)
    table = Table("page", "blocks", "statements", "cpu ms", "p50 ms", "p95 ms", "kB", "")
    for page, of in sorted(found.items(), key=lambda item: (-item[1].blocks, -item[1].p95_ms)):
        over = [name for name, beyond in (("slow", of.p95_ms > P95_MS), ("large", of.bytes > BYTES)) if beyond]
        times = [f"{ms:.1f}" for ms in (of.cpu_ms, of.p50_ms, of.p95_ms)]
        table.add_row(page, f"{of.blocks:,}", str(len(of.reads)), *times, f"{of.bytes / 1000:.1f}", ", ".join(over))
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--readings", type=int, default=40)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    found = asyncio.run(measure(given.leads, given.events, given.readings, given.kept))
    show(found)
    slow = sum(of.p95_ms > P95_MS for of in found.values())
    large = sum(of.bytes > BYTES for of in found.values())
    worst = max(of.p95_ms for of in found.values())
    print(json.dumps({"leads": given.leads, "events": given.events, "pages": len(found), "slow": slow, "large": large,
                      "p95_ms": worst, "blocks": max(of.blocks for of in found.values()), "rss_mb": rss_mb()}))  # fmt: skip
    sys.exit(1 if slow or large else 0)


if __name__ == "__main__":
    main()
