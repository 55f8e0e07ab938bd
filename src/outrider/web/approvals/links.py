"""Links in webhook bodies that decide one approval without signing in.

Each link is signed for one approval and one decision, and works until the approval is decided or expires. A GET only shows a
confirmation, because mail scanners and previews follow links.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from outrider.dialects.kit import approved
from outrider.errors import Conflict, NotFound
from outrider.outreach.base import acts, approvals
from outrider.outreach.base.approvals import Approval, Ticket
from outrider.outreach.base.scope import Actor
from outrider.web.kit.notice import Notice, notice
from outrider.web.kit.text import _
from outrider.web.kit.visit import Site

_ASKED = {"approve": (_("Approve this?"), _("Approve")), "reject": (_("Reject this?"), _("Reject"))}


def _unknown() -> Response:
    return notice(Notice(_("Not found"), [_("This link is not valid.")]), status=404)


def _not_done(why: str) -> Response:
    return notice(Notice(_("Not done"), [why]), status=409)


def routes(site: Site) -> list[Route]:
    """Under the root of the public URL. An invalid token gets a plain 404."""

    async def decide(request: Request) -> Response:
        ticket = approvals.read_token(site.core.vault, request.path_params["token"])
        if ticket is None:
            return _unknown()
        actor = Actor("link", ip=request.client.host if request.client else None)
        try:
            async with site.core.scope(ticket.workspace_id, actor) as scope:
                found = await approvals.get(scope, ticket.approval_id)
            if not found.is_open(site.core.clock.now()):
                over = _("This link was for a single decision, which has been made or has expired.")
                return notice(Notice(_("Decided already"), [over]), status=410)
            if request.method != "POST":
                question, button = _ASKED[ticket.decision]
                return notice(Notice(question, acts.summary(found.acts, found.shown), button=button))
            return await _carry_out(site, ticket, found, actor)
        except NotFound:
            return _unknown()
        except Conflict as error:
            return _not_done(error.message)

    return [Route("/a/{token}", decide, methods=["GET", "POST"])]


async def _carry_out(site: Site, ticket: Ticket, found: Approval, actor: Actor) -> Response:
    if ticket.decision == "reject":
        async with site.core.scope(ticket.workspace_id, actor) as scope:
            await approvals.decide(scope, found.id, "rejected")
        return notice(Notice(_("Rejected"), [_("Nothing was sent.")]))
    done = await approved.carry_out(site.core, site.apps[found.dialect], ticket.workspace_id, found.id, actor)
    if done.state == "done":
        return notice(Notice(_("Approved"), [_("The request was carried out as shown.")]))
    return _not_done(done.outcome or _("The request could not be carried out."))
