"""A round over many mailboxes, in real IMAP, from servers in other processes: nothing new, some replies, and all after an outage.

    python -m bench.receiving [--mailboxes 10000] [--servers 4] [--misbehaving 50]

A tenth of the mailboxes are read over STARTTLS. One in a hundred has a live thread, whose reply comes in the third round. The
misbehaving servers are silent, trickle, never end a line or a literal, send garbage or hang after the login; each has one of the
mailboxes. Prints one JSON object: seconds of each round, memory of the reading process by mailbox, how late replies were seen.
"""

import argparse
import asyncio
import itertools
import json
import os
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from bench.world import database, resident_kb, settle
from outrider.clock import RealClock
from outrider.engine import loops
from outrider.outreach.base import enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool

PASSWORD = "bench"
WORKSPACES = 20
LIVE = 100  # one mailbox in so many has a live thread
TLS = 10  # one in so many is read over TLS
PATIENCE = 900.0  # seconds after which a round is given up
Play = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Server = tuple[str, int, int]  # host, SMTP port (0: none), IMAP port


# -- servers ---------------------------------------------------------------------------------------------------------------


@contextmanager
def mail_servers(n: int, folder: Path) -> Generator[list[Server]]:
    """(host, SMTP port, IMAP port) of `n` worlds, each a process; OpenSSL is made to trust their certificates."""
    found: list[Server] = []
    processes: list[subprocess.Popen[str]] = []
    try:
        for i in range(n):
            host, certificate = f"127.0.0.{10 + i}", folder / f"{i}.pem"
            command = [sys.executable, "-m", "outrider.sandbox", "--host", host, "--password", PASSWORD]
            process = subprocess.Popen([*command, "--certificate", str(certificate)], stdout=subprocess.PIPE, text=True)
            processes.append(process)
            assert process.stdout is not None
            _, smtp, imap = process.stdout.readline().split()
            found.append((host, int(smtp.rpartition(":")[2]), int(imap.rpartition(":")[2])))
        trusted = folder / "trusted.pem"
        trusted.write_bytes(b"".join((folder / f"{i}.pem").read_bytes() for i in range(n)))
        os.environ["SSL_CERT_FILE"] = str(trusted)
        yield found
    finally:
        for process in processes:
            process.terminate()
            process.wait()


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def _trickling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for byte in itertools.cycle(b"* OK a moment more\r\n"):
        writer.write(bytes((byte,)))
        await writer.drain()
        await asyncio.sleep(0.2)


async def _endless_line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"* OK" + b" x" * 10_000)
        await writer.drain()


async def _endless_literal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"* OK ready\r\n")
    await reader.readline()
    writer.write(b"* LIST () {9999999999}\r\n")
    while True:
        writer.write(b"x" * 20_000)
        await writer.drain()


async def _garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(os.urandom(1000) + b"\r\n")
        await writer.drain()


async def _hanging(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the login and then says nothing more."""
    writer.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
    while line := await reader.readline():
        tag, _, command = line.partition(b" ")
        if command.upper().startswith((b"CAPABILITY", b"LOGIN")):
            writer.write(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")


MISBEHAVING: Sequence[Play] = (_silent, _trickling, _endless_line, _endless_literal, _garbage, _hanging)


async def misbehave(n: int) -> None:
    """Serve `n` servers that misbehave, each on an address of its own, until standard input ends; prints their ports."""

    def kept(play: Play) -> Play:
        async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(OSError, asyncio.CancelledError):  # the client hung up, or this process ends
                await play(reader, writer)
            writer.transport.abort()

        return served

    ports: list[int] = []
    for i in range(n):
        server = await asyncio.start_server(kept(MISBEHAVING[i % len(MISBEHAVING)]), f"127.0.1.{1 + i}", 0)
        ports.append(server.sockets[0].getsockname()[1])
    print(json.dumps(ports), flush=True)
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def misbehaving_servers(n: int) -> Generator[list[Server]]:
    command = [sys.executable, "-m", "bench.receiving", "--misbehave", str(n)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield [(f"127.0.1.{1 + i}", 0, port) for i, port in enumerate(json.loads(process.stdout.readline()))]
        process.stdin.close()


# -- what is read ----------------------------------------------------------------------------------------------------------


async def set_up(core: Core, well: Sequence[Server], ill: Sequence[Server], mailboxes: int) -> dict[int, tuple[str, int]]:
    """The workspaces with their mailboxes; the address and SMTP port of every mailbox, by its number."""
    each = mailboxes // WORKSPACES
    apart = mailboxes // len(ill) if ill else mailboxes + 1
    found: dict[int, tuple[str, int]] = {}
    for w in range(WORKSPACES):
        workspace = await workspaces.install(core, email=f"owner{w}@example.com", workspace_name=f"Bench {w}")
        async with core.scope(workspace.workspace_id) as scope:
            for i in range(w * each, (w + 1) * each):
                misbehaves = i % apart == apart - 1 and i // apart < len(ill)
                host, smtp, port = ill[i // apart] if misbehaves else well[i % len(well)]
                security = "starttls" if i // len(well) % TLS == 0 and not misbehaves else "plain"
                address = f"box{i}@sender.example"
                imap = senders.Server(host, port, security, username=address, password=PASSWORD)
                outgoing = senders.Server(host, smtp or port, "plain", username=address, password=PASSWORD)
                await senders.create(scope, senders.SenderInput(address, seat_id=workspace.seat_id, smtp=outgoing, imap=imap))
                found[i] = address, smtp
            await scope.run(_STRANGERS)
            campaign = await campaigns.create(scope, "Bench")
            await sequences.replace(scope, campaign.id, [sequences.StepInput([sequences.VariantInput("Hello", "<p>Hello</p>")])])
            written = await scope.run(_THREADS, campaign=campaign.id, live=LIVE, hour_ago=scope.now - timedelta(hours=1))
            await enrollment_places.count(scope, [Move(None, Place(campaign.id, "paused", 1), written)])
    return found


# Mail of people who were not written to is kept, too.
_STRANGERS = "UPDATE workspaces SET settings = settings || '{\"file_strangers\": true}' WHERE id = %(workspace_id)s"
# A lead who was written to an hour ago, for one mailbox in LIVE.
_THREADS = """
WITH chosen AS (
    SELECT id, address FROM senders
    WHERE workspace_id = %(workspace_id)s AND substring(address from '[0-9]+')::int %% %(live)s = 0
), written AS (
    UPDATE senders s SET last_sent_at = %(hour_ago)s FROM chosen WHERE s.workspace_id = %(workspace_id)s AND s.id = chosen.id
), lead AS (
    INSERT INTO leads (workspace_id, email, email_domain, created_at, updated_at)
    SELECT %(workspace_id)s, 'lead.' || replace(address, 'sender', 'prospect'), 'prospect.example', %(now)s, %(now)s FROM chosen
    RETURNING id, email
), enrolled AS (
    INSERT INTO enrollments (workspace_id, campaign_id, lead_id, status, sender_id, mark, first_sent_at,
                             last_step_at, created_at, updated_at)
    SELECT %(workspace_id)s, %(campaign)s, lead.id, 'paused', chosen.id, 1, %(hour_ago)s, %(hour_ago)s, %(now)s, %(now)s
    FROM lead JOIN chosen ON lead.email = 'lead.' || replace(chosen.address, 'sender', 'prospect')
    RETURNING id, lead_id, sender_id
)
INSERT INTO messages (workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, run, step_position,
                      wire_id, to_addresses, subject, body_text, sent_at, created_at, updated_at)
SELECT %(workspace_id)s, 'out', 'manual', 'sent', e.sender_id, e.lead_id, %(campaign)s, e.id, 1, 1,
       'first.' || chosen.address, ARRAY['lead.' || replace(chosen.address, 'sender', 'prospect')], 'Hello', 'Hello there',
       %(hour_ago)s, %(hour_ago)s, %(hour_ago)s
FROM enrolled e JOIN chosen ON chosen.id = e.sender_id
"""


def deliver(found: dict[int, tuple[str, int]], hosts: dict[int, str]) -> None:
    """A reply to each of these mailboxes: in the thread, where there is one."""
    for address, port in found.values():
        lead = "lead." + address.replace("sender", "prospect")
        letter = (
            f"From: {lead}\r\nTo: {address}\r\nSubject: Re: Hello\r\nMessage-ID: <{time.time_ns()}@prospect.example>\r\n"
            f"In-Reply-To: <first.{address}>\r\nDate: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}\r\n\r\n"
            "Yes, please tell me more.\r\n"
        )
        with smtplib.SMTP(hosts[port], port, local_hostname="bench.example") as connection:
            connection.login(lead, "prospect")
            connection.sendmail(lead, [address], letter)


# -- rounds ----------------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def reading(core: Core) -> AsyncGenerator[None]:
    """Receiving, as in a worker."""
    stop = asyncio.Event()
    task = asyncio.create_task(loops.run(core, Settings(public_url=None), stop=stop, roles=["receive"]))
    try:
        yield
    finally:
        stop.set()
        await task


async def until(core: Core, statement: str, **params: object) -> float:
    """Seconds until a statement finds nothing more."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        async with core.pool.connection() as conn:
            cursor = await conn.execute(statement.encode(), params)
            if not await cursor.fetchone():
                return time.monotonic() - began
        await asyncio.sleep(0.25)
    return PATIENCE


# Of those without a live thread, which are listened to.
_UNREAD = """
SELECT 1 FROM mailbox_cursors c JOIN senders s ON s.workspace_id = c.workspace_id AND s.id = c.sender_id
WHERE c.folder = 'INBOX' AND s.connection -> 'imap' ->> 'host' LIKE '127.0.0.%%'
  AND s.last_sent_at IS NULL AND (c.read_at IS NULL OR c.read_at < %(since)s) LIMIT 1
"""
_REGISTERED = "SELECT 1 FROM senders s WHERE NOT EXISTS (SELECT 1 FROM mailbox_cursors c WHERE c.sender_id = s.id) LIMIT 1"
_DUE = "UPDATE mailbox_cursors SET next_poll_at = %s, failures = 0 WHERE folder = 'INBOX' AND lease_until IS NULL"
_FILED = "SELECT 1 FROM (SELECT count(*) AS n FROM messages WHERE direction = 'in') m WHERE n < %(wanted)s"


async def everything_is_due(core: Core) -> None:
    async with core.pool.connection() as conn:
        await conn.execute(_DUE, (core.clock.now(),))


async def rounds(core: Core, found: dict[int, tuple[str, int]], hosts: dict[int, str]) -> dict[str, object]:
    well = {i: one for i, one in found.items() if one[1]}
    live = {i: one for i, one in well.items() if i % LIVE == 0}
    before = resident_kb()
    async with reading(core):
        began, cpu = core.clock.now(), time.process_time()
        await until(core, _REGISTERED)
        first = await until(core, _UNREAD, since=began)
        first_cpu = time.process_time() - cpu
        say(f"first round {first:.1f} s")
        await everything_is_due(core)
        cpu = time.process_time()
        quiet = await until(core, _UNREAD, since=core.clock.now())
        quiet_cpu = time.process_time() - cpu
        say(f"nothing new {quiet:.1f} s")
        await everything_is_due(core)
        began = core.clock.now()
        await asyncio.to_thread(deliver, live, hosts)
        seen = await until(core, _FILED, wanted=len(live))
        replied = seen + await until(core, _UNREAD, since=began)
        peak = resident_kb()
        say(f"replies {replied:.1f} s")
    await asyncio.to_thread(deliver, well, hosts)
    async with reading(core):
        await everything_is_due(core)
        after_outage = await until(core, _FILED, wanted=len(live) + len(well))
    return {
        "mailboxes": len(found),
        "first_seconds": round(first, 1),
        "quiet_seconds": round(quiet, 1),
        "quiet_cpu_ms": round(quiet_cpu / len(found) * 1000, 2),
        "first_cpu_ms": round(first_cpu / len(found) * 1000, 2),
        "replies_seconds": round(replied, 1),
        "replies_seen_seconds": round(seen, 1),
        "after_outage_seconds": round(after_outage, 1),
        "kb_a_mailbox": round((peak - before) / len(found), 1),
        "rss_mb": peak // 1024,
    }


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


async def measure(url: str, well: Sequence[Server], ill: Sequence[Server], mailboxes: int) -> dict[str, object]:
    async with open_pool(url, size=8) as pool:
        core = Core(pool, RealClock(), Vault("bench"))
        found = await set_up(core, well, ill, mailboxes)
        await settle(core)
        return await rounds(core, found, {smtp: host for host, smtp, _ in well})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mailboxes", type=int, default=10_000)
    parser.add_argument("--servers", type=int, default=4)
    parser.add_argument("--misbehaving", type=int, default=50)
    parser.add_argument("--misbehave", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.misbehave:
        asyncio.run(misbehave(given.misbehave))
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        database() as url,
        mail_servers(given.servers, Path(folder)) as well,
        misbehaving_servers(given.misbehaving) as ill,
    ):
        print(json.dumps(asyncio.run(measure(url, well, ill, given.mailboxes))))


if __name__ == "__main__":
    main()
