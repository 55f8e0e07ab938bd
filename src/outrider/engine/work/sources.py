"""Reading lead sources: each due search gives its next page of people to its campaign."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import timedelta
from typing import LiteralString

import structlog

from outrider.engine.engine import Engine
from outrider.engine.queue import Queue
from outrider.errors import Conflict, Invalid, NotFound, OutriderError, RateLimited
from outrider.outreach.base import due
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.correspondence import linkedin
from outrider.outreach.enrollments import sources
from outrider.outreach.enrollments.sources import Source
from outrider.settings import Settings

log = structlog.get_logger()

AT_ONCE = 4
PAGE = 100
LEASE_SECONDS = 120.0  # of the machine
WAIT = timedelta(minutes=15)  # before a source is tried again that could not be read
IDLE_SECONDS = 2.0  # of the machine

_TAKE: LiteralString = """
UPDATE lead_sources SET lease_until = %(lease)s, next_at = %(lease)s
WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM lead_sources WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s
    ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A source claimed for the reading of a page."""

    workspace_id: int
    source: Source


async def claim(core: Core, workspace_id: int, limit: int = AT_ONCE) -> list[Claimed]:
    """Take due sources, and those whose process died over them."""
    async with core.scope(workspace_id) as scope:
        rows = await scope.all(_TAKE, lease=scope.now + core.clock.real(LEASE_SECONDS), limit=limit)
        return [Claimed(workspace_id, source) for source in await sources.get_many(scope, [row["id"] for row in rows])]


async def read(core: Core, settings: Settings, claimed: Claimed) -> None:
    """Read one page of a claimed source and record what came of it."""
    try:
        await _read(core, settings, claimed.workspace_id, claimed.source)
    except (NotFound, Conflict):
        log.info("lead source is gone", source=claimed.source.id)  # removed with its campaign meanwhile


async def _read(core: Core, settings: Settings, workspace_id: int, source: Source) -> None:
    async with core.scope(workspace_id) as scope:
        if (await campaigns.get(scope, source.campaign_id)).status == "archived":
            return await sources.give_up(scope, source, Reason.CAMPAIGN_ARCHIVED)
        sender_id = await sources.reader_of(scope, source)
        if sender_id is None:
            return await sources.postpone(scope, source, Reason.NO_SENDERS, WAIT)
    try:
        people = await linkedin.search_people(
            core, settings, workspace_id, sender_id, source.url, limit=PAGE, cursor=source.cursor
        )
    except OutriderError as error:
        async with core.scope(workspace_id) as scope:
            match error:
                case RateLimited():
                    await sources.postpone(scope, source, error.code, timedelta(seconds=error.data.get("retry_after", 900)))
                case Invalid():
                    await sources.give_up(scope, source, error.message)
                case _:  # signed out, or the provider is away
                    await sources.postpone(scope, source, error.code, WAIT)
        return
    async with core.scope(workspace_id) as scope:
        await sources.take(scope, source, sender_id, people.items, people.cursor)


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[Claimed]]:
    """Sources whose next page is due. One that cannot be read is tried again when its lease ends."""
    core = engine.core
    yield Queue(
        name="sources",
        due=lambda: due.workspaces(core, "lead_sources"),
        claim=lambda workspace_id, room: claim(core, workspace_id, room.limit),
        do=lambda claimed: read(core, engine.settings, claimed),
        workspace=lambda claimed: claimed.workspace_id,
        describe=lambda claimed: {"workspace": claimed.workspace_id, "source": claimed.source.id},
        at_once=AT_ONCE,
        lease=LEASE_SECONDS,
        idle=IDLE_SECONDS,
    )
