"""Suppression: who is never written to, and whether an address would be."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import sentence
from outrider.outreach.leads import refusing, suppression
from outrider.outreach.leads.suppression import EntryInput

router = APIRouter(tags=["Suppression"])
READ, WRITE = needs("leads:read"), needs("leads:write")


@router.get("/suppressions", dependencies=[READ])
async def list_suppressions(
    scope: Scoped,
    search: Annotated[str | None, Query(max_length=200, description="Part of the value.")] = None,
    kind: Annotated[bodies.SuppressionKind | None, Query()] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Suppressions:
    """Who is never written to, newest first."""
    kinds, after = [kind] if kind else None, pages.after_id(cursor)
    found = await suppression.find_all(scope, kinds=kinds, search=search, limit=limit + 1, after=after)
    shown, following = pages.page(found, limit, lambda entry: str(entry.id))
    return {"suppressions": [answers.suppression(entry) for entry in shown], "next_cursor": following}


@router.post("/suppressions", dependencies=[WRITE])
async def suppress(scope: Scoped, body: bodies.NewSuppression) -> answer_types.Suppressed:
    """Never write again to an address, a domain, a company or a LinkedIn profile."""
    added = await suppression.add(scope, [EntryInput(body.kind, body.value)])
    if added.invalid:
        raise Invalid(added.invalid[0][1], field="value")
    entry = (added.created or added.existing)[0]
    return {"suppression": answers.suppression(entry), "created": bool(added.created)}


@router.delete("/suppressions/{suppression_id}", dependencies=[WRITE])
async def lift_suppression(scope: Scoped, suppression_id: Annotated[int, Path(ge=1, lt=1 << 63)]) -> answer_types.Suppression:
    """Lift an entry; the answer is the entry as it was. Whoever unsubscribed or bounced is still not written to."""
    removed = await suppression.remove(scope, [suppression_id])
    if not removed:
        raise NotFound("There is no such suppression.", field="suppression_id")
    return answers.suppression(removed[0])


@router.get("/suppression-check", dependencies=[READ])
async def check_address(scope: Scoped, email: Annotated[str, Query(min_length=3, max_length=320)]) -> answer_types.AddressCheck:
    """Whether an address would be written to, and why not. Nothing is looked up outside: a mailbox that does not exist passes."""
    found = await refusing.check(scope, email, scope.seat_id)
    return {
        "email": found.email,
        "allowed": found.reason is None,
        "reason": found.reason,
        "sentence": sentence(found.reason) if found.reason else None,
        "suppression": answers.suppression(found.entry) if found.entry else None,
        "lead_id": found.lead.id if found.lead else None,
    }
