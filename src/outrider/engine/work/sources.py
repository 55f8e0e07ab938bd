"""Reading lead sources: each due search gives its next page of people to its campaign."""

import asyncio
from datetime import timedelta

import structlog

from outrider.engine.engine import Engine
from outrider.errors import Conflict, Invalid, NotFound, OutriderError, RateLimited
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
_IDLE_SECONDS = 2.0  # of the machine

_CLAIM = f"""
WITH due AS (
    SELECT workspace_id, id FROM lead_sources WHERE next_at <= %(now)s ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE lead_sources s SET lease_until = %(lease)s, next_at = %(lease)s
FROM due WHERE s.workspace_id = due.workspace_id AND s.id = due.id
RETURNING s.workspace_id, {", ".join(f"s.{c}" for c in sources.COLUMNS.split(", "))}
"""


async def claim(core: Core, limit: int = AT_ONCE) -> list[tuple[int, Source]]:
    """Take due sources, and those whose process died over them: (workspace, source)."""
    now = core.clock.now()
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_CLAIM.encode(), {"now": now, "lease": now + core.clock.real(LEASE_SECONDS), "limit": limit})
        return [(row.pop("workspace_id"), sources.from_row(row)) for row in await cursor.fetchall()]


async def read(core: Core, settings: Settings, workspace_id: int, source: Source) -> None:
    """Read one page of a claimed source and record what came of it."""
    async with core.scope(workspace_id) as scope:
        if (await campaigns.get(scope, source.campaign_id)).status == "archived":
            return await sources.give_up(scope, source, Reason.CAMPAIGN_ARCHIVED)
        sender_id = await sources.reader_of(scope, source)
        if sender_id is None:
            return await sources.put_off(scope, source, Reason.NO_SENDERS, WAIT)
    try:
        people = await linkedin.search_people(
            core, settings, workspace_id, sender_id, source.url, limit=PAGE, cursor=source.cursor
        )
    except OutriderError as error:
        async with core.scope(workspace_id) as scope:
            match error:
                case RateLimited():
                    await sources.put_off(scope, source, error.code, timedelta(seconds=error.data.get("retry_after", 900)))
                case Invalid():
                    await sources.give_up(scope, source, error.message)
                case _:  # signed out, or the provider is away
                    await sources.put_off(scope, source, error.code, WAIT)
        return
    async with core.scope(workspace_id) as scope:
        await sources.take(scope, source, sender_id, people.items, people.cursor)


async def read_due(core: Core, settings: Settings, limit: int = AT_ONCE) -> int:
    """Claim due sources and read a page of each, side by side; how many there were."""

    async def one(workspace_id: int, source: Source) -> None:
        try:
            await read(core, settings, workspace_id, source)
        except (NotFound, Conflict):
            log.info("lead source is gone", source=source.id)  # removed with its campaign meanwhile
        except Exception:  # its lease ends, and it is tried again
            log.exception("lead source could not be read", source=source.id)

    claimed = await claim(core, limit)
    await asyncio.gather(*(one(*each) for each in claimed))
    return len(claimed)


async def run_sources(engine: Engine) -> None:
    """The loop: read what is due until the engine stops."""
    core = engine.core
    while not engine.stop.is_set():
        if not await read_due(core, engine.settings):
            await core.clock.wait(engine.stop, core.clock.real(_IDLE_SECONDS).total_seconds())
