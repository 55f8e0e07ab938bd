"""A process of its own that asks as fast as it can: `python counting_worker.py DATABASE_URL KEY N`. Prints the statuses."""

import asyncio
import sys
from collections import Counter
from datetime import datetime

import httpx

from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool


async def main(url: str, key: str, n: int, now: str) -> None:
    async with open_pool(url, size=4) as pool:
        app = load("networkhq").app(
            Core(pool, SimulatedClock(datetime.fromisoformat(now)), Vault("a secret of the tests")), Settings()
        )
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://test/api/v1", headers=headers, timeout=60
        ) as api:
            answers = await asyncio.gather(*(api.get("/lead_lists") for _ in range(n)))
    counts = Counter(answer.status_code for answer in answers)
    left = sorted(int(answer.headers["x-ratelimit-remaining"]) for answer in answers if answer.status_code == 200)
    print(counts[200], counts[429], *left)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
