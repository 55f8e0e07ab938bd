"""`outrider audit`: who did what and how, and whether the log's hash chain is intact."""

import json
from pathlib import Path

from outrider.errors import Conflict, Invalid
from outrider.mcp import journal
from outrider.outreach.base import audit as log
from outrider.outreach.base import audit_chain
from outrider.outreach.base.audit import Act
from outrider.outreach.base.scope import Actor
from outrider.outreach.tenancy import installation
from outrider.process import open_core
from outrider.settings import Settings

ACTIONS = ("list", "verify")
HEADING = ("id", "at", "who", "through", "what", "on", "details")


async def audit(settings: Settings, action: str, search: str | None, limit: int) -> list[str]:
    """The lines to print. Raises Invalid for an unknown action, Conflict if the chain is broken."""
    if action not in ACTIONS:
        raise Invalid(f"The action is one of {', '.join(ACTIONS)}, not {action!r}.")
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, Actor("cli")) as scope:
            if action == "list":
                return ["\t".join(HEADING), *(_line(act) for act in await log.acts(scope, search=search, limit=limit))]
            found = await audit_chain.verify(scope)
    if found.broken:
        raise Conflict(f"The audit log is not intact: {found.broken}.")
    deleted = f" {found.deleted} older entries were deleted after audit_days, a workspace setting." if found.deleted else ""
    return [f"The audit log is intact: {found.chained} entries, and {found.waiting} not chained yet.{deleted}"]


async def verify_file(path: Path) -> list[str]:
    """The lines to print. Raises Invalid if the file does not exist, Conflict if it was changed."""
    try:
        return [f"The file is intact: {journal.verify(path)} tool calls."]
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from None


def _line(act: Act) -> str:
    """One tab-separated line with the columns of HEADING."""
    who = act.user_name or (f"key {act.api_key_id}" if act.api_key_id else "")
    thing = f"{act.object_kind} {act.object_id}" if act.object_id else ""
    details = json.dumps(act.data, ensure_ascii=False, default=str) if act.data else ""
    return "\t".join((str(act.id), act.at.isoformat(), who, act.surface, act.action, thing, details))
