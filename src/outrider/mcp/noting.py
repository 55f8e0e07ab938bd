"""Writes tool calls to the audit log of the caller's workspace."""

import logging
from collections.abc import Callable, Mapping

import psycopg
from psycopg_pool import PoolTimeout

from outrider.dialects import Dialect
from outrider.errors import OutriderError
from outrider.mcp.audited import Note, digest
from outrider.outreach.base import audit
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import keys

log = logging.getLogger(__name__)


def note_in(core: Core, dialect: Dialect, key: Callable[[], str | None]) -> Note:
    """A function that records a call. `key`: the caller's. A failure to write is logged and does not affect the call's result."""
    reading = frozenset(tool.name for tool in dialect.tools() if tool.reads)

    async def note(tool: str, arguments: Mapping[str, object], outcome: str, seconds: float) -> None:
        if not (given := key()):
            return
        try:
            principal = await keys.authenticate(core, given, of_one_seat=True, audience=dialect.name)
            actor = Actor(f"{dialect.name}.mcp", principal.user_id, principal.api_key_id)
            async with core.without_transaction(principal.workspace_id, actor) as scope:
                took, durable = round(seconds * 1000), tool not in reading
                await audit.note_call(scope, tool, digest(arguments), outcome, took, durable=durable)
        except (OutriderError, psycopg.Error, PoolTimeout):
            log.exception("the call of %s could not be recorded", tool)

    return note
