"""Visitors of the site's web pages: the tracking image, and their identification."""

import math
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from outrider.dialects.kit.access import Scoped, core_of
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.scopes import needs
from outrider.dialects.makinari import answer_types, answers, sites
from outrider.dialects.makinari.bodies import IdentifyVisitor
from outrider.dialects.makinari.routes.leads import lead_for
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import limits
from outrider.outreach.correspondence import tracking
from outrider.outreach.leads import leads, visitors
from outrider.rules.deliverability import is_machine_fetch
from outrider.store.ids import to_id

router = APIRouter(tags=["Visitors"])
images = APIRouter(tags=["Visitors"])
MOST = 600  # page views a minute from one address

_NO_STORE = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer"}


@images.get("/v/{site_id}/{visitor_id}.gif", response_class=Response)
async def record_visit(
    request: Request,
    site_id: UUID,
    visitor_id: UUID,
    page: Annotated[str | None, Query(max_length=visitors.MAX_PAGE)] = None,
    source: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """An image for web pages, without any script: `<img src=".../v/{site}/{visitor}.gif?page=/pricing" alt="">`.

    The page writes the visitor's id into it, a UUID that it keeps in a cookie of its own. Without `page` the browser's Referer
    says where it is. No key is needed. Visits, pages and time are counted; robots and floods are not.
    """
    core, workspace_id = core_of(request), to_id("workspace", site_id)
    if workspace_id is None:
        raise NotFound("Site not found", field="site_id")
    where = (page or request.headers.get("referer", "")).replace("\0", "").strip() or "/"
    if not is_machine_fetch(request.headers.get("user-agent", ""), math.inf):  # no letter precedes a visit
        who = f"visits:{workspace_id}:{request.client.host if request.client else ''}"
        allowed = (await limits.hit(core, who, "makinari", MOST, 60)).allowed
        origin = (source or "").replace("\0", "").strip() or None
        if allowed and not await visitors.record(core, workspace_id, visitor_id, where, origin):
            raise NotFound("Site not found", field="site_id")
    return Response(tracking.PIXEL, media_type="image/gif", headers=_NO_STORE)


@router.post("/visitors/identify", dependencies=[needs("leads:write")])
@router.post("/agents/tools/visitors/identify", dependencies=[needs("leads:write")], operation_id="identify_visitor_as_tool")
async def identify_visitor(scope: Scoped, body: IdentifyVisitor) -> answer_types.IdentifiedVisitor:
    """Link a visitor to the lead that has the email or phone in `traits`; one is made when none has."""
    sites.enter(scope, body.site_id)
    named = [body.traits.get(name) for name in ("email", "name", "phone")]
    if not any(isinstance(value, str) and value.strip() for value in named):
        raise Invalid("traits: give email, name or phone", field="traits")
    seen = await visitors.by_key(scope, body.id, lock=True)
    if seen.lead_id is None:
        found = await lead_for(scope, body.traits, {}, source=seen.source)
        seen = await visitors.identify(scope, seen.id, found.id, facts={"contact_info": body.traits})
    else:
        found = await leads.get(scope, seen.lead_id)
    pages = (await visitors.pages(scope, [seen.id]))[seen.id]
    return {
        "success": True,
        "visitor": {"id": str(seen.key), "lead_id": uid("lead", seen.lead_id), **answers.visitor(seen, pages)},
        "lead": await answers.lead(scope, found),
    }
