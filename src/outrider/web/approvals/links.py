"""The links that a webhook carries by which one approval is decided without signing in.

Each is signed for one approval and one decision, and works until that approval is decided or expires. A GET only asks: mail
scanners and previews follow links.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from outrider.dialects.kit import approved
from outrider.errors import Conflict, NotFound
from outrider.outreach.base import acts, approvals
from outrider.outreach.base.approvals import Approval, Ticket
from outrider.outreach.base.scope import Actor
from outrider.web.kit.visit import Site
from outrider.web.page import page

_ASKED = {"approve": "Approve this?", "reject": "Reject this?"}


def routes(site: Site) -> list[Route]:
    """Under the root of the public URL. A bad token gets 404 and says nothing."""

    async def decide(request: Request) -> Response:
        ticket = approvals.read_token(site.core.vault, request.path_params["token"])
        if ticket is None:
            return page("Not found", "This link is not valid.", status=404)
        actor = Actor("link", ip=request.client.host if request.client else None)
        try:
            async with site.core.scope(ticket.workspace_id, actor) as scope:
                found = await approvals.get(scope, ticket.approval_id)
            if not found.is_open(site.core.clock.now()):
                return page("Decided already", "This link was for one decision, which was made or has expired.", status=410)
            if request.method != "POST":
                form = f'<form method="post"><button>{ticket.decision.capitalize()}</button></form>'
                return page(_ASKED[ticket.decision], _text(found), form=form)
            return await _carry_out(site, ticket, found, actor)
        except NotFound:
            return page("Not found", "This link is not valid.", status=404)
        except Conflict as error:
            return page("Not done", escape(error.message), status=409)

    return [Route("/a/{token}", decide, methods=["GET", "POST"])]


async def _carry_out(site: Site, ticket: Ticket, found: Approval, actor: Actor) -> Response:
    if ticket.decision == "reject":
        async with site.core.scope(ticket.workspace_id, actor) as scope:
            await approvals.decide(scope, found.id, "rejected")
        return page("Rejected", "Nothing was sent.")
    done = await approved.carry_out(site.core, site.apps[found.dialect], ticket.workspace_id, found.id, actor)
    if done.state == "done":
        return page("Approved", "It was carried out as shown.")
    return page("Not done", escape(done.outcome or "It could not be carried out."), status=409)


def _text(approval: Approval) -> str:
    """What it is about, as HTML."""
    lines = [acts.sentence(act) for act in approval.acts]
    if n := approval.shown.get("recipients"):
        lines.append(f"To {n} people.")
    for text in approval.shown.get("texts", ())[:1]:
        lines += [f"To {text['to']}: {text['subject']}", text["text"] or text["problem"]]
    return "<br>".join(escape(str(one)[:1000]) for one in dict.fromkeys(lines))
