"""Looking at senders' own tracking domains: do they lead here by DNS, and do they answer over TLS?"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from outrider.channels.email import verify
from outrider.channels.email.verify import Resolver
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room
from outrider.outreach.base import due
from outrider.outreach.senders import tracking_domains

# Seconds of the machine: until a host is looked at again that was in order, was not, or that DNS was silent about.
AGAIN_READY, AGAIN_FAILED, AGAIN_SILENT = 6 * 3600.0, 600.0, 120.0
LEASE_SECONDS = 60.0
AT_ONCE = 10
Answers = Callable[[str], Awaitable[bool]]  # whether a host answers over TLS with a certificate for its name


async def look(
    engine: Engine, workspace_id: int, host: str, resolver: Resolver | None = None, answers: Answers = verify.answers_tls
) -> None:
    """Look at one host and record what it showed."""
    core, clock = engine.core, engine.core.clock
    ours = urlsplit(engine.settings.public_url or "").hostname
    status: tracking_domains.Status | None = "failed"
    detail, again = "this installation has no public URL (OUTRIDER_PUBLIC_URL)", AGAIN_FAILED
    if ours:
        found = await verify.check_alias(host, ours, resolver)
        if found.verdict == "unknown":
            status, detail, again = None, "", AGAIN_SILENT
        elif found.verdict != "pass":
            detail = f"{host} does not lead to {ours}: add a CNAME record"
        elif not await answers(host):  # only a name that leads here is connected to
            detail = f"{host} does not answer over TLS with a certificate for its name"
        else:
            status, detail, again = "ready", "", AGAIN_READY
    async with core.scope(workspace_id) as scope:
        await tracking_domains.note(scope, host, status, detail, clock.real(again))


@asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[tuple[int, str]]]:
    """Hosts that are to be looked at."""
    core = engine.core

    async def claim(workspace_id: int, room: Room) -> Sequence[tuple[int, str]]:
        async with core.scope(workspace_id) as scope:
            hosts = await tracking_domains.claim(scope, scope.now + core.clock.real(LEASE_SECONDS), room.limit)
        return [(workspace_id, host) for host in hosts]

    yield Queue(
        name="tracking domains",
        due=lambda: due.workspaces(core, "tracking_domains"),
        claim=claim,
        do=lambda item: look(engine, *item),
        workspace=lambda item: item[0],
        describe=lambda item: {"workspace": item[0], "host": item[1]},
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        idle=10.0,
    )
