"""`outrider rehearse`: what a campaign would send in the coming weeks, without sending it."""

from pydantic_core import to_json

from outrider.engine.rehearsal.rehearse import Rehearsal, rehearse
from outrider.outreach.base.scope import Actor
from outrider.outreach.tenancy import installation
from outrider.process import open_core
from outrider.settings import Settings
from outrider.web.explain import number

ACTOR = Actor("cli")


async def rehearsed(settings: Settings, campaign: str, days: int, *, as_json: bool) -> list[str]:
    """The lines to print. Raises what `rehearse` raises: NotFound, Invalid."""
    id = number("campaign", campaign)
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        found = await rehearse(core, settings, workspace_id, id, days, actor=ACTOR)
    return [to_json(found, indent=2).decode()] if as_json else lines(found)


def lines(found: Rehearsal) -> list[str]:
    """A summary, the calendar by day and sender, the limits that apply, and the leads that are held up, tab-separated."""
    addresses = {load.sender_id: load.address for load in found.senders}
    ends = found.ends_at.isoformat(timespec="minutes") if found.ends_at else f"not by {found.until.isoformat(timespec='minutes')}"
    summary = [
        f"campaign\t{found.campaign_id}\t{found.name}",
        f"sends\t{len(found.sends)}",
        f"ends\t{ends}",
        *(f"leads\t{status}\t{n}" for status, n in sorted(found.leads.items())),
    ]
    calendar = [
        f"day\t{d.day}\t{addresses[d.sender_id]}\t{d.sent}\tnew {d.new}\tother campaigns {d.others}" for d in found.calendar
    ]
    binds = [f"binds\t{b.reason}\t{b.days} days\t{b.senders} senders\t{b.sentence}" for b in found.binds]
    held = [f"held\t{h.enrollment_id}\t{h.email or h.lead_id}\t{h.status}\t{h.reason}\t{h.detail or ''}" for h in found.held]
    elsewhere = [f"also in\t{e.campaign_id}\t{e.campaign_name}\t{e.email or e.lead_id}" for e in found.elsewhere]
    return [*summary, *calendar, *binds, *held, *elsewhere]
