"""A list of 100 leads over HTTP, against a bare Starlette route that reads the same rows.

    python -m bench.api [--leads 100000] [--requests 300]

Both are served by uvicorn in this process and asked in turn over kept connections. The list is NetworkHQ's GET /leads with key,
scope, rate limit, cursor and validation; the bare route reads the same with the same SQL and writes it as JSON.
"""

import argparse
import asyncio
import json

import httpx
from bench.world import in_turn, percentile, rss_mb, served, settle, workspace
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from outrider import dialects
from outrider.app import create_app
from outrider.dialects.networkhq.routes.leads import with_lists
from outrider.outreach.base.scope import Core
from outrider.outreach.leads import leads
from outrider.settings import Settings

MAKE = """
INSERT INTO leads (workspace_id, email, email_domain, first_name, last_name, company_name, job_title, created_at, updated_at)
SELECT %(workspace_id)s, 'p' || i || '@company' || i %% 5000 || '.example', 'company' || i %% 5000 || '.example', 'Pat' || i,
       'Jones', 'Company ' || i %% 5000, 'Buyer', %(now)s, %(now)s
FROM generate_series(1, %(n)s) i
"""


def bare(core: Core, workspace_id: int) -> Starlette:
    async def lead_list(request: Request) -> Response:
        async with core.scope(workspace_id) as scope:
            rows = await with_lists(scope, await leads.search(scope, limit=101))
        return Response(json.dumps({"data": rows[:100]}, default=str), media_type="application/json")

    return Starlette(routes=[Route("/leads", lead_list)])


async def measure(n_leads: int, requests: int) -> dict[str, object]:
    async with workspace() as (core, installed):
        async with core.scope(installed.workspace_id) as scope:
            await scope.run(MAKE, n=n_leads)
        await settle(core)
        dialect = dialects.load("networkhq")
        settings = Settings(rate_limits={"networkhq": "1000000/1"})  # type: ignore[call-arg]
        key = {"Authorization": f"Bearer {installed.key}"}
        async with (
            served(create_app(core, settings)) as ours,
            served(bare(core, installed.workspace_id)) as theirs,
            httpx.AsyncClient(headers=key) as client,
        ):

            async def ask(url: str) -> None:
                answer = await client.get(url, params={"limit": 100})
                assert answer.status_code == 200 and len(answer.json()["data"]) == 100, answer.text[:500]

            own, other = await in_turn(
                requests, lambda: ask(f"{ours}/networkhq{dialect.api_base}/leads"), lambda: ask(f"{theirs}/leads")
            )
    return {
        "leads": n_leads, "requests": requests, "p50_ms": percentile(own, 0.5), "p99_ms": percentile(own, 0.99),
        "bare_p50_ms": percentile(other, 0.5), "ratio": round(percentile(own, 0.5) / percentile(other, 0.5), 2),
        "rss_mb": rss_mb(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=300)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.leads, given.requests))))


if __name__ == "__main__":
    main()
