"""`outrider approvals`: the operator decides what keys in `approve` mode may send."""

import json

from outrider import dialects
from outrider.dialects.kit import approved
from outrider.errors import Invalid
from outrider.outreach.base import acts
from outrider.outreach.base import approvals as waiting
from outrider.outreach.base.approvals import Approval
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import installation
from outrider.process import open_core
from outrider.settings import Settings

ACTOR = Actor("cli")
ACTIONS = ("list", "show", "approve", "reject")
HEADING = ("id", "state", "acts", "request", "key", "through")


async def approvals(settings: Settings, action: str, approval_id: int | None, reason: str = "") -> list[str]:
    """The lines to print. Raises Invalid for an unknown action, NotFound, or Conflict if it has already been decided."""
    if action not in ACTIONS:
        raise Invalid(f"The action is one of {', '.join(ACTIONS)}, not {action!r}.")
    if action != "list" and approval_id is None:
        raise Invalid(f"Give the id of the approval to {action}: `outrider approvals` lists pending ones.")
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        if approval_id is None or action == "list":
            async with core.scope(workspace_id, ACTOR) as scope:
                return ["\t".join(HEADING), *(line(found) for found in await waiting.find_all(scope, limit=1000))]
        return await _one(core, settings, workspace_id, action, approval_id, reason)


async def _one(core: Core, settings: Settings, workspace_id: int, action: str, id: int, reason: str) -> list[str]:
    async with core.scope(workspace_id, ACTOR) as scope:
        found = await waiting.get(scope, id)
        if action == "show":
            request = await waiting.request_of(scope, id)
            return [*card(found, await waiting.last_like(scope, found)), "request:", request.body.decode(errors="replace")]
        if action == "reject":
            return [line(await waiting.decide(scope, id, "rejected", reason=reason))]
    app = dialects.load(found.dialect).app(core, settings)
    done = await approved.carry_out(core, app, workspace_id, id, ACTOR)
    return [line(done), *([done.outcome] if done.outcome and done.state == "failed" else [])]


def line(approval: Approval) -> str:
    """One tab-separated line with the columns of HEADING."""
    kinds = ",".join(sorted({str(act["kind"]) for act in approval.acts}))
    asked = f"{approval.method} /{approval.dialect}{approval.path}"
    return "\t".join((str(approval.id), approval.state, kinds, asked, approval.key_name, approval.surface))


def card(approval: Approval, before: Approval | None) -> list[str]:
    """Everything needed to decide, as lines."""
    shown = approval.shown
    lines = [
        line(approval),
        f"asked {approval.created_at:%F %T} by {approval.asked_by or 'a key without a user'}, "
        f"expires {approval.expires_at:%F %T} UTC",
        *_facts(approval),
    ]
    if recipients := shown.get("recipients"):
        lines.append(f"recipients: {recipients}")
    if opens_at := shown.get("opens_at"):
        lines.append(f"first day: {shown.get('first_day', 0)} messages from {opens_at}")
        lines += [f"  {address}: at most {most} a day" for address, most in shown.get("senders", ())]
    for text in shown.get("texts", ()):
        said = [text["problem"]] if text["problem"] else [text["subject"], *text["text"].splitlines()]
        lines += [f"to {text['to']}:", *(f"  {one}" for one in said)]
    if before is not None:
        lines.append(f"changed since approval {before.id} of {before.created_at:%F}:")
        lines += [f"  {d.name}: {_json(d.before)} -> {_json(d.after)}" for d in acts.differences(before.acts, approval.acts)]
    return lines


def _facts(approval: Approval) -> list[str]:
    lines: list[str] = []
    for act in approval.acts:
        lines.append(acts.sentence(act))
        lines += [f"  {name}: {_json(value)}" for name, value in act["facts"].items()]
    return lines


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
