"""Import of leads from CSV, with dedupe and suppression, against a raw COPY of the same rows into the same indexed table.

    python -m bench.imports [--rows 1000000] [--no-list] [--json]

Both run on the same embedded PostgreSQL in one process's life, into the same table with all its indexes, which holds nothing
else: the COPY gets finished rows, the import the CSV file. The file has 2 % doubled and 0.1 % malformed addresses; 10,000
addresses and 1,000 domains are suppressed, of which 0.5 % of the rows are hit.
"""

import argparse
import asyncio
import csv
import json
import random
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.world import database
from outrider.clock import RealClock
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import imports
from outrider.outreach.leads import lists, suppression
from outrider.outreach.tenancy import workspaces
from outrider.store.crypto import Vault
from outrider.store.db import open_pool

HEADER = ["email", "first_name", "last_name", "company_name", "job_title", "location", "phone", "plan"]
FIRST = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eva",
    "Finn",
    "Gita",
    "Hugo",
    "Ines",
    "Jan",
    "Kira",
    "Liam",
    "Mona",
    "Nils",
    "Olga",
    "Paul",
]
LAST = ["Berg", "Costa", "Diaz", "Ekman", "Fischer", "Garcia", "Hansen", "Ivanov", "Jansen", "Larsen", "Moreau", "Novak"]
TITLES = ["Head of Sales", "CTO", "Founder", "Marketing Manager", "VP Engineering", "Buyer", "Operations Lead"]
CITIES = ["Oslo, Norway", "Berlin, Germany", "Austin, Texas", "Lyon, France", "Pune, India", "Porto, Portugal"]


def row(n: int) -> list[str]:
    """The n-th person's cells: the same every time."""
    pick = random.Random(n)
    first, last, company = pick.choice(FIRST), pick.choice(LAST), pick.randrange(200_000)
    return [f"{first}.{last}{n}@company{company}.example".lower(), first, last, f"Company {company}", pick.choice(TITLES),
            pick.choice(CITIES), f"+47 {pick.randrange(10**8):08d}", pick.choice(("free", "pro"))]  # fmt: skip


def write_csv(path: Path, n: int) -> None:
    """The file to import: every 50th row a double of an earlier one, every 1000th without an address."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for i in range(n):
            cells = row(i - i % 7 - 1 if i % 50 == 49 else i)
            writer.writerow(["nobody", *cells[1:]] if i % 1000 == 500 else cells)


def write_finished(path: Path, n: int, workspace_id: int) -> None:
    """The same people as COPY takes them."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        for c in map(row, range(n)):
            domain, custom = c[0].rpartition("@")[2], json.dumps({"plan": c[7]})
            writer.writerow((workspace_id, c[0], domain, *c[1:7], custom, STAMP, STAMP))


STAMP = "2026-01-01T00:00:00Z"
COPY = """
COPY leads (workspace_id, email, email_domain, first_name, last_name, company_name, job_title, location, phone, custom,
            created_at, updated_at) FROM STDIN WITH (FORMAT csv)
"""


def raw_copy(url: str, path: Path) -> float:
    """Seconds that COPY takes."""
    with psycopg.connect(url) as conn, path.open("rb") as file:
        began = time.perf_counter()
        with conn.cursor().copy(COPY) as copy:
            while piece := file.read(1 << 20):
                copy.write(piece)
        conn.commit()
        return time.perf_counter() - began


def empty(url: str) -> None:
    """An empty leads table, and no work left over by the last run."""
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("TRUNCATE leads, lead_contacts CASCADE")
        conn.execute("CHECKPOINT")


async def suppress(core: Core, workspace_id: int, n: int) -> None:
    """10,000 addresses, half of them in the file, and 1,000 domains, a hundred of them in it."""
    pick = random.Random(1)
    addresses = [row(pick.randrange(n))[0] for _ in range(5_000)] + [f"gone{i}@elsewhere.example" for i in range(5_000)]
    domains = [f"company{pick.randrange(200_000)}.example" for _ in range(100)] + [f"competitor{i}.example" for i in range(900)]
    entries = [suppression.EntryInput("email", a) for a in addresses] + [suppression.EntryInput("domain", d) for d in domains]
    async with core.scope(workspace_id) as scope:
        await suppression.add(scope, entries)


async def timed_import(core: Core, workspace_id: int, path: Path, into_list: bool) -> tuple[float, imports.ImportResult]:
    """Seconds, and what came of the rows."""
    list_id = None
    if into_list:
        async with core.scope(workspace_id) as scope:
            list_id = (await lists.create(scope, "bench")).id
    began = time.perf_counter()
    done = await imports.import_csv(core, workspace_id, path, list_id=list_id)
    return time.perf_counter() - began, done


def peak_rss_mb() -> int:
    """Of this process, so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


async def measure(n: int, with_list: bool = True) -> dict[str, Any]:
    """Everything, as one object. COPY runs before and after, because a shared machine is not equally fast all the time."""
    with tempfile.TemporaryDirectory() as folder, database() as url:
        path, finished = Path(folder) / "people.csv", Path(folder) / "finished.csv"
        async with open_pool(url, size=4) as pool:
            core = Core(pool, RealClock(), Vault("bench"))
            workspace_id = (await workspaces.install(core, email="bench@example.com", workspace_name="Bench")).workspace_id
            write_csv(path, n)
            write_finished(finished, n, workspace_id)
            await suppress(core, workspace_id, n)
            idle = peak_rss_mb()
            copies = [await asyncio.to_thread(raw_copy, url, finished)]
            runs: dict[str, dict[str, Any]] = {}
            for name, into_list in (("import", False), ("import into a list", True))[: 1 + with_list]:
                empty(url)
                seconds, done = await timed_import(core, workspace_id, path, into_list)
                runs[name] = {"seconds": round(seconds, 1), "rows_per_second": round(n / seconds), "counts": dict(done.counts)}
            peak = peak_rss_mb()
            empty(url)
            copies.append(await asyncio.to_thread(raw_copy, url, finished))
    copied = sum(copies) / 2
    for run in runs.values():
        run["ratio"] = round(run["seconds"] / copied, 2)
    return {
        "rows": n,
        "copy": {"seconds": [round(c, 1) for c in copies], "rows_per_second": round(n / copied)},
        **runs,
        "rss_mb": {"before": idle, "peak": peak},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--no-list", action="store_true", help="leave out the second import, into a list")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = asyncio.run(measure(arguments.rows, not arguments.no_list))
    print(json.dumps(result, indent=None if arguments.json else 2))


if __name__ == "__main__":
    main()
