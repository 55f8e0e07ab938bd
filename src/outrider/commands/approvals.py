"""`outrider approvals`: a person on the machine itself decides what keys of the mode `approve` may send."""

import json

from outrider import dialects
from outrider.dialects.kit import approved
from outrider.errors import Invalid
from outrider.outreach.base import approvals as waiting
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import installation
from outrider.process import open_core
from outrider.settings import Settings

ACTOR = Actor("cli")
ACTIONS = ("list", "show", "approve", "reject")


async def approvals(settings: Settings, action: str, approval_id: int | None) -> list[str]:
    """The lines to print. Raises Invalid for an action that does not exist; NotFound; Conflict for what was decided already."""
    if action not in ACTIONS:
        raise Invalid(f"The action is one of {', '.join(ACTIONS)}, not {action!r}.")
    if action != "list" and approval_id is None:
        raise Invalid(f"Name the approval to {action} by its id: `outrider approvals` lists those that wait.")
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        if approval_id is None or action == "list":
            async with core.scope(workspace_id, ACTOR) as scope:
                return [line(found) for found in await waiting.all(scope, limit=1000)]
        return await _one(core, settings, workspace_id, action, approval_id)


async def _one(core: Core, settings: Settings, workspace_id: int, action: str, id: int) -> list[str]:
    async with core.scope(workspace_id, ACTOR) as scope:
        found = await waiting.get(scope, id)
        if action == "show":
            request = await waiting.request_of(scope, id)
            body = request.body.decode(errors="replace")
            return [line(found), f"asked {found.created_at:%F %T}, expires {found.expires_at:%F %T} UTC", *acts(found), body]
        if action == "reject":
            return [line(await waiting.decide(scope, id, "rejected"))]
    app = dialects.load(found.dialect).app(core, settings)
    done = await approved.carry_out(core, app, workspace_id, id, ACTOR)
    return [line(done), *([done.outcome] if done.outcome and done.state == "failed" else [])]


def line(approval: Approval) -> str:
    """One tab-separated line."""
    kinds = ",".join(sorted({str(act["kind"]) for act in approval.acts}))
    asked = f"{approval.method} /{approval.dialect}{approval.path}"
    return "\t".join((str(approval.id), approval.state, kinds, asked, approval.key_name, approval.surface))


def acts(approval: Approval) -> list[str]:
    """Everything that it would do, a line for each fact."""
    lines: list[str] = []
    for act in approval.acts:
        lines.append(f"{act['kind']} {act['id'] or ''}".strip())
        facts = act["facts"]
        if isinstance(facts, dict):
            lines += [f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    return lines
