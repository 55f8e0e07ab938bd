"""Emails a second, end to end (claim, render, SMTP, recorded), against smtp-sink; and as a share of what smtp-source does.

    python -m bench.sends [--messages 20000] [--workers 2] [--senders 100] [--limits]

Needs Postfix's smtp-source and smtp-sink (Debian: apt-get install postfix; it need not run). Prints one JSON object.
"""

import argparse
import asyncio
import cProfile
import json
import multiprocessing
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench import send_limits
from bench.world import database
from outrider.channels.email.smtp import SmtpPool
from outrider.clock import RealClock
from outrider.engine.engine import Engine
from outrider.engine.sending import dispatch
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.garbage import keep_what_is_loaded, look_rarely
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool

SESSIONS = 10
BODY = (
    "<p>Hello {{first_name|there}},</p><p>{I saw|I noticed} that {{company_name}} is growing, and thought of a way in which we"
    " could save your team a day a week. Would you have {a quarter of an hour|fifteen minutes} on Thursday?</p>"
    "<p>Best regards<br>{{sender_name}}</p>"
)


def tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(f"/usr/sbin/{name}")
    if not found:
        sys.exit(f"{name} is missing: apt-get install postfix")
    return found


@contextmanager
def sink() -> Generator[int]:
    """smtp-sink on a free port, accepting and forgetting everything."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen([tool("smtp-sink"), *user, f"127.0.0.1:{port}", "1024"])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield port
    finally:
        process.terminate()
        process.wait()


def reference(port: int, messages: int, size: int) -> float:
    """Messages a second of smtp-source."""
    began = time.perf_counter()
    subprocess.run(
        [tool("smtp-source"), "-s", str(SESSIONS), "-m", str(messages), "-l", str(size), "-d", f"127.0.0.1:{port}"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return messages / (time.perf_counter() - began)


async def set_up(url: str, port: int, messages: int, n_senders: int) -> int:
    async with open_pool(url, size=2) as pool:
        core = Core(pool, RealClock(), Vault("bench"))
        installed = await workspaces.install(core, email="owner@example.com", workspace_name="Bench")
        async with core.scope(installed.workspace_id) as scope:
            sender_ids: list[int] = []
            for i in range(n_senders):
                server = senders.Server("127.0.0.1", port, "plain", auth="none")  # type: ignore[arg-type]
                given = senders.SenderInput(
                    f"s{i}@sender.example", name=f"Sender {i}", smtp=server, daily_limit=10**6, min_gap_seconds=0
                )
                sender_ids.append((await senders.create(scope, given)).id)
            campaign = await campaigns.create(scope, "Bench")
            variants = [sequences.VariantInput("{{first_name}}, a {quick|short} question", BODY)]
            await sequences.replace(
                scope, campaign.id, [sequences.StepInput(variants), sequences.StepInput(variants, delay_seconds=86_400)]
            )
            await campaign_senders.attach(scope, campaign.id, sender_ids)
        for start in range(0, messages, 5000):
            async with core.scope(installed.workspace_id) as scope:
                rows = [
                    leads.LeadInput(email=f"p{i}@prospect{i % 997}.example", first_name=f"Pat{i}", company_name=f"Company {i}")
                    for i in range(start, min(start + 5000, messages))
                ]
                ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
                await enrollments.enroll(scope, campaign.id, ids)
        async with core.scope(installed.workspace_id) as scope:
            await campaign_states.start(scope, campaign.id)
        async with pool.connection() as conn:
            await conn.set_autocommit(True)
            await conn.execute("VACUUM ANALYZE")
            await conn.execute("CHECKPOINT")
            await conn.set_autocommit(False)
        return installed.workspace_id


async def work(url: str, workspace_id: int) -> int:
    """One worker: claim and deliver until nothing is left."""
    look_rarely()  # as every command does
    keep_what_is_loaded()
    async with open_pool(url, size=6) as pool:
        core = Core(pool, RealClock(), Vault("bench"))
        engine = Engine(core, Settings(public_url=None))  # type: ignore[call-arg]
        transport = EmailTransport(core, engine.settings)
        transport.pool = SmtpPool(max_messages=10**9)
        engine.transports["email"] = transport
        done = 0
        async with delivering(engine) as delivery:
            idle = 0
            while idle < 20:
                await delivery.below(1000)
                claimed = await dispatch.claim(engine, workspace_id, limit=500)
                delivery.take(claimed)
                done += len(claimed)
                if claimed:
                    idle = 0
                elif delivery.under_way:
                    engine.work.clear()
                    await asyncio.wait_for(engine.work.wait(), 5)
                else:
                    idle += 1
                    await asyncio.sleep(0.02)
            await delivery.below(1)
        return done


def worker(url: str, workspace_id: int, profile: str | None, out: "multiprocessing.Queue[tuple[int, int, float]]") -> None:
    if profile:
        with cProfile.Profile() as profiler:
            done = asyncio.run(work(url, workspace_id))
        profiler.dump_stats(f"{profile}.{os.getpid()}")
    else:
        done = asyncio.run(work(url, workspace_id))
    out.put((done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()))


async def check(url: str) -> dict[str, int]:
    async with open_pool(url, size=1) as pool, pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT (SELECT count(*) FROM messages WHERE state = 'sent') AS sent,
                   (SELECT count(*) FROM messages WHERE state <> 'sent') AS other,
                   (SELECT count(*) FROM events WHERE type = 'message.sent') AS events,
                   (SELECT extract(epoch FROM max(sent_at) - min(created_at)) FROM messages)::float8 AS seconds
            """
        )
        row = await cursor.fetchone()
        assert row is not None
        return row


def children_cpu(url: str) -> float:
    """CPU seconds of the database's processes, those that ended and those that still run; 0 on another machine."""
    with psycopg.connect(url) as conn:
        backend = Path(f"/proc/{conn.info.backend_pid}/stat")
        if not backend.exists() or "postgres" not in backend.read_text():
            return 0.0
        postmaster = backend.read_text().rpartition(")")[2].split()[1]
    fields = Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[13]) + int(fields[14])
    for child in Path("/proc").glob("[0-9]*"):
        try:
            stat = (child / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if stat[1] == postmaster:
            ticks += int(stat[11]) + int(stat[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--senders", type=int, default=100)
    parser.add_argument("--limits", action="store_true", help="also what bytes and rows alone cost here")
    parser.add_argument("--profile", metavar="FILE", help="write a cProfile of each worker to FILE.<pid>")
    given = parser.parse_args()
    with sink() as port, database() as url:
        workspace_id = asyncio.run(set_up(url, port, given.messages, given.senders))
        results: multiprocessing.Queue[tuple[int, int, float]] = multiprocessing.Queue()
        processes = [
            multiprocessing.Process(target=worker, args=(url, workspace_id, given.profile, results)) for _ in range(given.workers)
        ]
        database_before = children_cpu(url)
        for process in processes:
            process.start()
        reports = [results.get(timeout=600) for _ in processes]
        for process in processes:
            process.join()
        database_cpu = children_cpu(url) - database_before
        found = asyncio.run(check(url))
        per_second = found["sent"] / found["seconds"]
        source = reference(port, given.messages, 1200)
        limits = send_limits.measure(url, port, given.messages, SESSIONS, children_cpu) if given.limits else {}
    print(
        json.dumps(
            {
                "messages": given.messages,
                "sent": found["sent"],
                "not_sent": found["other"],
                "events": found["events"],
                "seconds": round(found["seconds"], 2),
                "per_second": round(per_second),
                "smtp_source_per_second": round(source),
                "ratio": round(per_second / source, 3),
                "by_worker": [done for done, _, _ in reports],
                "worker_cpu_ms_per_message": round(1000 * sum(cpu for *_, cpu in reports) / given.messages, 3),
                "database_cpu_ms_per_message": round(1000 * database_cpu / given.messages, 3),
                "worker_rss_mb": [rss // 1024 for _, rss, _ in reports],
                **limits,
            }
        )
    )


if __name__ == "__main__":
    main()
