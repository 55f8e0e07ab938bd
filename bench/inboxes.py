"""People with the inbox open on one process: what each of them costs, and how late a reply shows.

    python -m bench.inboxes [--people 200] [--leads 100000] [--replies 10] [--every 5]

Each person is a browser of a member that has the list open and listens for updates. Then replies come in, one every few seconds,
and everyone reads the list again when an update arrives, as a browser does. Lag is the time from the reply's commit to the update
on the stream; `list` is how long the list then takes, and `shown` how long after its commit the reply is there. Memory and
processor time (for one person and one reply) are those of the serving process alone.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
import psutil

from bench import serve
from bench.plans import load
from bench.world import percentile, workspace
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import sessions, users
from outrider.outreach.tenancy.sessions import Device

HEADERS = {"Accept-Encoding": "gzip"}
PAUSE = 0.3  # seconds after an update until the list is asked for, as in the page


@dataclass
class Heard:
    """Milliseconds from a reply to each person's update, of each list read after it, and from the reply to the list's end."""

    replied_at: float = 0.0
    lags: list[float] = field(default_factory=list[float])
    lists: list[float] = field(default_factory=list[float])
    shown: list[float] = field(default_factory=list[float])


async def sign_in(core: Core, workspace_id: int, people: int) -> list[str]:
    """As many signed-in browsers of one administrator: a process does the same for each, whoever they are."""
    async with core.scope(workspace_id, Actor("bench")) as scope:
        user = await users.create_user(scope, "ed@acme.example", full_name="Ed", password="a good password", confirmed=True)
        await users.add_member(scope, user.id, "admin", accepted=True)
    return [await sessions.begin(core, user.id, "password", Device("192.0.2.7", "Bench")) for _ in range(people)]


async def person(client: httpx.AsyncClient, token: str, place: str, heard: Heard, ready: asyncio.Event) -> None:
    """One person: the inbox is open, and follows its stream until cancelled."""
    cookies = HEADERS | {"Cookie": f"outrider_session={token}"}
    (await client.get(f"{place}/inbox", headers=cookies)).raise_for_status()
    async with client.stream("GET", f"{place}/live", headers=cookies, timeout=None) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("retry"):
                ready.set()
            if line.startswith("data"):
                heard.lags.append((time.perf_counter() - heard.replied_at) * 1000)
                await asyncio.sleep(PAUSE)
                began = time.perf_counter()
                (await client.get(f"{place}/inbox", headers=cookies | {"HX-Request": "true"})).raise_for_status()
                ended = time.perf_counter()
                heard.lists.append((ended - began) * 1000)
                heard.shown.append((ended - heard.replied_at) * 1000)


async def _opened(
    group: asyncio.TaskGroup, client: httpx.AsyncClient, token: str, place: str, heard: Heard
) -> asyncio.Task[None]:
    """One more person, once their stream is open."""
    ready = asyncio.Event()
    task = group.create_task(person(client, token, place, heard, ready))
    await ready.wait()
    return task


def _server() -> psutil.Process:
    return next(child for child in psutil.Process().children() if "bench.serve" in child.cmdline())


def _cpu_ms() -> float:
    times = _server().cpu_times()
    return (times.user + times.system) * 1000


async def measure(people: int, leads: int, replies: int, every: float) -> dict[str, object]:
    async with workspace() as (core, installed):
        ids = await load(core, installed.workspace_id, installed.seat_id, leads)
        tokens = await sign_in(core, installed.workspace_id, people)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=people)
        async with serve.process("outrider", core) as url, httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
            place, heard = f"/w/{installed.workspace_id}", Heard()
            (await client.get(f"{place}/inbox", headers={"Cookie": f"outrider_session={tokens[0]}"})).raise_for_status()
            before = _server().memory_info().rss
            async with asyncio.TaskGroup() as group:
                running = [await _opened(group, client, token, place, heard) for token in tokens]
                opened, worked = _server().memory_info().rss, _cpu_ms()
                await _reply(core, installed.workspace_id, ids["conversation"], heard, [every] * replies)
                after, worked = _server().memory_info().rss, _cpu_ms() - worked
                for task in running:
                    task.cancel()
    mb = 1024 * 1024
    return {
        "people": people, "leads": leads, "replies": replies, "updates": len(heard.lags),
        "lag_p50_ms": percentile(sorted(heard.lags), 0.5), "lag_p95_ms": percentile(sorted(heard.lags), 0.95),
        "list_p50_ms": percentile(sorted(heard.lists), 0.5), "list_p95_ms": percentile(sorted(heard.lists), 0.95),
        "shown_p50_ms": percentile(sorted(heard.shown), 0.5), "shown_p95_ms": percentile(sorted(heard.shown), 0.95),
        "cpu_ms": round(worked / max(len(heard.lists), 1), 2),
        "rss_before_mb": before // mb, "rss_open_mb": opened // mb, "rss_after_mb": after // mb,
    }  # fmt: skip


async def _reply(core: Core, workspace_id: int, conversation_id: int, heard: Heard, pauses: Sequence[float]) -> None:
    """A reply before each of the pauses."""
    for pause in pauses:
        async with core.scope(workspace_id) as scope:
            await events.append(scope, [Event("reply.received", conversation_id=conversation_id)])
        heard.replied_at = time.perf_counter()
        await asyncio.sleep(pause)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--replies", type=int, default=10)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between replies")
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.people, given.leads, given.replies, given.every))))


if __name__ == "__main__":
    main()
