"""`outrider notices`: system mail that has not been sent, with its links, for the operator to forward."""

from outrider.engine.work.system_mail import link_of
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import installation, notices
from outrider.process import kept_address, open_core
from outrider.settings import Settings

MOST = 100


async def unsent(settings: Settings) -> list[str]:
    """A heading, then a line per mail, as `listing` returns them."""
    async with open_core(settings) as core:
        return await listing(core, kept_address(settings), await installation.find_workspace(core, settings.workspace))


async def listing(core: Core, base: str | None, workspace_id: int) -> list[str]:
    """A heading, then time, recipient, subject and link, tab-separated, newest first. Links are one-time secrets below `base`."""
    async with core.scope(workspace_id, Actor("cli")) as scope:
        waiting = [j for j in await jobs.find_all(scope, kinds=[notices.KIND], limit=MOST) if not j.result.get("sent")]
    lines = ["at\tto\tsubject\tlink"]
    for job in waiting:
        notice = notices.opened(core.vault, workspace_id, job.params)
        lines.append("\t".join((job.created_at.isoformat(), notice.to, notice.subject, link_of(base, notice) or "")))
    return lines
