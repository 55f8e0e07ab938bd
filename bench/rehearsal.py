"""Thirty days of a campaign of 10,000 leads, rehearsed.

    python -m bench.rehearsal [--leads 10000] [--mailboxes 40]

Three steps, mailboxes with a gap and 40 messages a day, office hours. Prints one JSON object.
"""

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path

from bench.day import DAY_BEGINS, WINDOW
from outrider.clock import SimulatedClock
from outrider.engine.rehearsal.rehearse import rehearse
from outrider.outreach.base import enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from outrider.store.embedded import embedded_postgres
from outrider.store.migrate import migrate

GOAL_SECONDS = 10.0
_DAY = 86_400


async def set_up(core: Core, mailboxes: int, n_leads: int) -> tuple[int, int]:
    """A workspace with one draft campaign; both ids."""
    workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Bench")
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            INSERT INTO senders (workspace_id, seat_id, channel, address, name, daily_limit, min_gap_seconds, gap_jitter_seconds,
                                 created_at, updated_at)
            SELECT %(workspace_id)s, %(seat)s, 'email', 's' || i || '@sender.example', 'Sender ' || i, 40, 600, 120,
                   %(now)s, %(now)s
            FROM generate_series(1, %(n)s) i
            """,
            seat=workspace.seat_id,
            n=mailboxes,
        )
        await scope.run(
            """
            INSERT INTO leads (workspace_id, email, email_domain, first_name, company_name, created_at, updated_at)
            SELECT %(workspace_id)s, 'p' || i || '@company' || i || '.example', 'company' || i || '.example', 'Pat' || i,
                   'Company ' || i, %(now)s, %(now)s
            FROM generate_series(1, %(n)s) i
            """,
            n=n_leads,
        )
        campaign = await campaigns.create(scope, "Rehearsed", schedule=WINDOW)
        first = sequences.VariantInput(
            "{{first_name}}, a {quick|short} question", "<p>Hello {{first_name}} of {{company_name}}.</p>"
        )
        again = sequences.VariantInput(body="<p>{{first_name}}, any {thoughts|news}?</p>")
        steps = [sequences.StepInput([first]), *(sequences.StepInput([again], delay_seconds=n * _DAY) for n in (3, 5))]
        await sequences.replace(scope, campaign.id, steps)
        await scope.run(
            """
            INSERT INTO campaign_senders (workspace_id, campaign_id, sender_id, created_at, updated_at)
            SELECT %(workspace_id)s, %(campaign)s, id, %(now)s, %(now)s FROM senders WHERE workspace_id = %(workspace_id)s
            """,
            campaign=campaign.id,
        )
        enrolled = await scope.run(
            """
            INSERT INTO enrollments (workspace_id, campaign_id, lead_id, due_at, created_at, updated_at)
            SELECT %(workspace_id)s, %(campaign)s, id, %(now)s, %(now)s, %(now)s FROM leads WHERE workspace_id = %(workspace_id)s
            """,
            campaign=campaign.id,
        )
        await enrollment_places.count(scope, [Move(None, Place(campaign.id, "active", 0), enrolled)])
    return workspace.workspace_id, campaign.id


async def bench(url: str, mailboxes: int, n_leads: int) -> dict[str, object]:
    async with open_pool(url, size=2) as pool:
        core = Core(pool, SimulatedClock(DAY_BEGINS), Vault("bench"))
        workspace_id, campaign_id = await set_up(core, mailboxes, n_leads)
        began, used = time.perf_counter(), time.process_time()
        found = await rehearse(core, Settings(public_url=None), workspace_id, campaign_id, 30)  # type: ignore[call-arg]
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
    return {
        "mailboxes": mailboxes, "leads": n_leads, "days": 30, "sends": len(found.sends), "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1), "goal_seconds": GOAL_SECONDS,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--mailboxes", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder)) as url:
        migrate(url)
        print(json.dumps(asyncio.run(bench(url, given.mailboxes, given.leads))))


if __name__ == "__main__":
    main()
