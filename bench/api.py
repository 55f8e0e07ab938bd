"""A list of 100 leads over HTTP, against a bare Starlette route that reads the same rows.

    python -m bench.api [--leads 100000] [--requests 300]

Each is served by a process of its own and asked in turn over a kept connection. The list is NetworkHQ's GET /leads with key,
scope, rate limit, cursor and validation; the bare route reads the same with the same SQL and writes it as JSON. `GET /healthz` is
compared with a bare route that says ok.
"""

import argparse
import asyncio
import json

import httpx

from bench.serve import process
from bench.world import in_turn, percentile, rss_mb, settle, workspace
from outrider import dialects

MAKE = """
INSERT INTO leads (workspace_id, email, email_domain, first_name, last_name, company_name, job_title, created_at, updated_at)
SELECT %(workspace_id)s, 'p' || i || '@company' || i %% 5000 || '.example', 'company' || i %% 5000 || '.example', 'Pat' || i,
       'Jones', 'Company ' || i %% 5000, 'Buyer', %(now)s, %(now)s
FROM generate_series(1, %(n)s) i
"""


async def measure(n_leads: int, requests: int) -> dict[str, object]:
    async with workspace() as (core, installed):
        async with core.scope(installed.workspace_id) as scope:
            await scope.run(MAKE, n=n_leads)
        await settle(core)
        base = dialects.load("networkhq").api_base
        key = {"Authorization": f"Bearer {installed.key}"}
        async with (
            process("outrider", core) as ours,
            process("lead_list", core, installed.workspace_id) as theirs,
            process("route", core) as empty,
            httpx.AsyncClient(headers=key) as client,
        ):

            async def ask(url: str) -> None:
                answer = await client.get(url, params={"limit": 100})
                assert answer.status_code == 200, answer.text[:500]
                assert len(answer.json()["data"]) == 100, answer.text[:500]

            async def look(url: str) -> None:
                assert (await client.get(url)).status_code == 200

            own, other = await in_turn(requests, lambda: ask(f"{ours}/networkhq{base}/leads"), lambda: ask(f"{theirs}/leads"))
            alive, nothing = await in_turn(requests, lambda: look(f"{ours}/healthz"), lambda: look(f"{empty}/"))
    return {
        "leads": n_leads, "requests": requests, "p50_ms": percentile(own, 0.5), "p99_ms": percentile(own, 0.99),
        "bare_p50_ms": percentile(other, 0.5), "ratio": round(percentile(own, 0.5) / percentile(other, 0.5), 2),
        "healthz_p50_ms": percentile(alive, 0.5), "bare_route_p50_ms": percentile(nothing, 0.5), "rss_mb": rss_mb(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=300)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.leads, given.requests))))


if __name__ == "__main__":
    main()
