"""Writes tool calls to the audit log of the caller's workspace."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TypeAlias

import psycopg

from outrider.dialects import Dialect
from outrider.errors import OutriderError
from outrider.mcp.audited import Note, digest
from outrider.outreach.base import audit
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import keys

log = logging.getLogger(__name__)


Later: TypeAlias = list[Callable[[], Awaitable[None]]]  # what is done once a request is answered


def note_in(core: Core, dialect: Dialect, key: Callable[[], str | None], later: Callable[[], Later | None] | None = None) -> Note:
    """A function that records a call. `key`: the caller's. A failure to write is logged and does not affect the call's result.

    `later`: of the current request; calls that only read are recorded then, all others before they are answered.
    """
    reading = frozenset(tool.name for tool in dialect.tools() if tool.reads)

    async def note(tool: str, arguments: Mapping[str, object], outcome: str, seconds: float) -> None:
        if not (given := key()):
            return
        write = partial(_write, core, dialect, given, tool, digest(arguments), outcome, round(seconds * 1000))
        if tool not in reading:
            await write(durable=True)
        elif later is not None and (after := later()) is not None:
            after.append(partial(write, durable=False))
        else:
            await write(durable=False)

    return note


async def _write(
    core: Core, dialect: Dialect, key: str, tool: str, arguments: str, outcome: str, took: int, *, durable: bool
) -> None:
    try:
        principal = await keys.authenticate(core, key, of_one_seat=True, audience=dialect.name)
        actor = Actor(f"{dialect.name}.mcp", principal.user_id, principal.api_key_id)
        async with core.without_transaction(principal.workspace_id, actor) as scope:
            await audit.note_call(scope, tool, arguments, outcome, took, durable=durable)
    except (OutriderError, psycopg.Error):
        log.exception("the call of %s could not be recorded", tool)
