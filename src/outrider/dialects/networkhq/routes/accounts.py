"""LinkedIn accounts: the workspace's senders."""

from fastapi import APIRouter

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.networkhq import answer_types, answers, pages
from outrider.dialects.networkhq.document import documented
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.senders import senders

router = APIRouter(tags=["LinkedIn accounts"])


@router.get(
    "/linkedin_accounts",
    operation_id="list_linkedin_accounts",
    dependencies=[needs("linkedin_accounts:read")],
    responses=documented(400, 401, 403, 429),
)
async def list_linkedin_accounts(
    scope: Scoped, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Page[answer_types.LinkedInAccount]:
    """The workspace's LinkedIn accounts, the newest first: session, tier, daily limits, counts, and when they rest."""
    start = pages.after(cursor, "account")
    criteria = senders.SenderFilter(channel="linkedin")
    found = [] if start.nowhere else await senders.find_all(scope, criteria, limit=limit + 1, after=start.id)
    rows, pagination = pages.page(found, limit, "account", lambda s: (s.id,))
    ids = [sender.id for sender in rows]
    accounts, limits = await linkedin_accounts.get_many(scope, ids), await linkedin_accounts.limits(scope, ids)
    return {"data": [answers.linkedin_account(s, accounts[s.id], limits[s.id]) for s in rows], "pagination": pagination}
