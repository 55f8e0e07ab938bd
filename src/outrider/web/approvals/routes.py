"""The approval pages: the list, one approval, and the two decisions."""

from starlette.responses import Response

from outrider.dialects.kit import approved
from outrider.errors import Forbidden
from outrider.outreach.base import acts, approvals
from outrider.outreach.base.approvals import Approval
from outrider.outreach.tenancy import teams
from outrider.web.approvals import view
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page

PAGE = 50
NEEDS = "campaigns"  # to look at them; a decision needs what each of its acts needs


def may_decide(visit: Visit, approval: Approval) -> bool:
    """Whether the visitor has permission to do what the approval asks for, in every seat."""
    return teams.may_decide(visit.access, acts.permissions(approval.acts))


async def show_all(visit: Visit) -> Response:
    """List the pending approvals, or all of them."""
    asked = visit.request.query_params
    decided, after = asked.get("view") == "all", asked.get("after", "")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    async with visit.scope() as scope:
        found = await approvals.find_all(scope, waiting=not decided, limit=PAGE + 1, after=last)
        waiting = await approvals.count(scope)
    more = visit.url("/approvals", view="all" if decided else None, after=found[PAGE - 1].id) if len(found) > PAGE else None
    lines = [view.line(one, visit.now) for one in found[:PAGE]]
    return visit.render("approvals/approvals.html", view.Listing(lines, decided, waiting, more))


async def show(visit: Visit) -> Response:
    async with visit.scope() as scope:
        found = await approvals.get(scope, visit.request.path_params["id"])
        shown = await view.card(scope, found, can_decide=may_decide(visit, found))
    return visit.render("approvals/approval.html", shown)


async def _allowed(visit: Visit) -> Approval:
    """The approval. Raises NotFound, or Forbidden if the visitor may not decide about it."""
    async with visit.scope() as scope:
        found = await approvals.get(scope, visit.request.path_params["id"])
    if not may_decide(visit, found):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
    return found


async def approve(visit: Visit) -> Response:
    """Carry out the approval. If something has changed since it was requested, the page shows what."""
    found = await _allowed(visit)
    done = await approved.carry_out(visit.core, visit.site.apps[found.dialect], visit.place.id, found.id, visit.actor)
    said = Toast(_("Approved and done")) if done.state == "done" else Toast(done.outcome or _("It failed."), "error")
    return visit.done(visit.url(f"/approvals/{found.id}"), said)


async def reject(visit: Visit) -> Response:
    found = await _allowed(visit)
    async with visit.scope() as scope:
        await approvals.decide(scope, found.id, "rejected", reason=visit.text("reason", 1000))
    return visit.done(visit.url("/approvals"), Toast(_("Rejected: nothing was sent")))


ROUTES = [
    page("/approvals", show_all, needs=NEEDS),
    page("/approvals/{id:int}", show, needs=NEEDS),
    act("/approvals/{id:int}/approve", approve, needs=None),
    act("/approvals/{id:int}/reject", reject, needs=None),
]
