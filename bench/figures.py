"""A campaign's figures while its events grow: they are read from counts, so they must not grow with them.

    python -m bench.figures [--events 1000000] [--readings 300]

The events lie in one campaign over 90 days, with their counts as the engine keeps them. Read at a tenth of the events and at
all of them: the campaign's totals, its steps, and its last thirty days by the day.
"""

import argparse
import asyncio
import json
from datetime import timedelta
from typing import LiteralString

from bench.world import in_turn, percentile, rss_mb, settle, without_indexes, workspace
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns, figures

DAYS = 90
EVENTS = """
INSERT INTO events (workspace_id, at, type, campaign_id, step_id, variant_id, sender_id, lead_id, enrollment_id)
SELECT %(workspace_id)s, %(now)s - make_interval(secs => (i * 7919 %% %(seconds)s)::float8),
       (ARRAY['message.sent', 'message.opened', 'link.clicked', 'reply.received'])[1 + i %% 4],
       %(campaign)s, 1 + i %% 5, 1 + i %% 10, 1 + i %% 200, i, i
FROM generate_series(%(first)s::bigint, %(last)s) i
"""
# The counts lie in the table in the order of time, as they do when the engine makes them.
QUARTER = "date_bin('15 minutes', at, '2000-01-01+00'::timestamptz)"
KINDS = "n, messages, enrollments"
COUNTED = """count(*), count(*) FILTER (WHERE first_for_message AND type <> 'message.sent'),
           count(*) FILTER (WHERE first_for_enrollment)"""
SUMMED = "sum(n), sum(messages), sum(enrollments)"
COUNTS: dict[LiteralString, LiteralString] = {
    "figures": f"""
    INSERT INTO figures (workspace_id, campaign_id, bucket, metric, step_id, variant_id, seat_id, {KINDS})
    SELECT workspace_id, campaign_id, {QUARTER}, type, coalesce(step_id, 0), coalesce(variant_id, 0), 0,
           {COUNTED}
    FROM events
    WHERE workspace_id = %(workspace_id)s AND campaign_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 3
    """,
    "figure_hours": f"""
    INSERT INTO figure_hours (workspace_id, campaign_id, hour, metric, seat_id, {KINDS})
    SELECT workspace_id, campaign_id, date_trunc('hour', bucket), metric, seat_id, {SUMMED} FROM figures
    WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5 ORDER BY 3
    """,
    "figure_days": f"""
    INSERT INTO figure_days (workspace_id, campaign_id, day, metric, seat_id, {KINDS})
    SELECT workspace_id, campaign_id, date_trunc('day', hour), metric, seat_id, {SUMMED} FROM figure_hours
    WHERE workspace_id = %(workspace_id)s GROUP BY 1, 2, 3, 4, 5 ORDER BY 3
    """,
    "figure_totals": f"""
    INSERT INTO figure_totals (workspace_id, campaign_id, metric, step_id, variant_id, seat_id, {KINDS})
    SELECT workspace_id, campaign_id, type, coalesce(step_id, 0), coalesce(variant_id, 0), 0,
           {COUNTED}
    FROM events
    WHERE workspace_id = %(workspace_id)s AND campaign_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5
    """,
}


async def read(core: Core, workspace_id: int, campaign_id: int) -> None:
    async with core.scope(workspace_id) as scope:
        today = scope.now.date()
        assert await figures.totals(scope, [campaign_id])
        assert await figures.totals(scope, [campaign_id], by=("campaign", "step"))
        assert await figures.daily(scope, today - timedelta(days=30), today, campaign_ids=[campaign_id])


async def measure(n_events: int, readings: int) -> dict[str, object]:
    found: dict[str, object] = {"events": n_events, "readings": readings}
    async with workspace() as (core, installed):
        async with core.scope(installed.workspace_id) as scope:
            campaign = await campaigns.create(scope, "Bench")
        done = 0
        for name, upto in (("tenth", n_events // 10), ("all", n_events)):
            async with without_indexes(core, "events"), core.scope(installed.workspace_id) as scope:
                await scope.run(EVENTS, campaign=campaign.id, first=done, last=upto - 1, seconds=DAYS * 86_400)
            done = upto
            async with core.scope(installed.workspace_id) as scope:
                for table, counts in COUNTS.items():
                    await scope.run(f"TRUNCATE {table}")
                    await scope.run(counts)
            await settle(core)
            (times,) = await in_turn(readings, lambda: read(core, installed.workspace_id, campaign.id))
            found[name] = {"p50_ms": percentile(times, 0.5), "p99_ms": percentile(times, 0.99)}
    return found | {"p99_ms": percentile(times, 0.99), "rss_mb": rss_mb()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--readings", type=int, default=300)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.events, given.readings))))


if __name__ == "__main__":
    main()
