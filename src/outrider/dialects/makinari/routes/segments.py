"""Segments of the site's market."""

from fastapi import APIRouter

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.makinari import answer_types, answers, sites
from outrider.dialects.makinari.bodies import CreateSegment, GetSegments, UpdateSegment
from outrider.errors import NotFound
from outrider.outreach.leads import segments
from outrider.store.ids import to_id

router = APIRouter(prefix="/agents/tools/segments", tags=["Segments"])
READ, WRITE = needs("leads:read"), needs("leads:write")


@router.post("/create", status_code=201, dependencies=[WRITE])
async def create_segment(scope: Scoped, body: CreateSegment) -> answer_types.OneSegment:
    sites.enter(scope, body.site_id)
    values = {name: value for name, value in body.given().items() if name in segments.WRITABLE and value is not None}
    values.pop("name", None)
    return {"success": True, "segment": answers.segment(scope, await segments.create(scope, body.name, **values))}


@router.post("/get", dependencies=[READ])
async def get_segments(scope: Scoped, body: GetSegments) -> answer_types.Segments:
    """A page of the site's segments, newest first; with segment_id, that one. `name`: a part of it."""
    sites.enter(scope, body.site_id)
    if body.segment_id is not None:
        try:
            one = answers.segment(scope, await segments.get(scope, to_id("segment", body.segment_id) or 0))
        except NotFound:
            one = None
        return {"success": True, "data": {"segment": one, "pagination": None}}
    total = await segments.count(scope, active=body.is_active, search=body.name)
    page = await segments.find_all(scope, active=body.is_active, search=body.name, limit=body.limit, offset=body.offset)
    return {
        "success": True,
        "data": {
            "segments": [answers.segment(scope, x) for x in page],
            "pagination": answers.pagination(total, len(page), body.offset, body.limit),
        },
    }


@router.post("/update", dependencies=[WRITE])
async def update_segment(scope: Scoped, body: UpdateSegment) -> answer_types.OneSegment:
    sites.enter(scope, body.site_id)
    given = {name: value for name, value in body.given().items() if name in segments.WRITABLE}
    given = {name: value for name, value in given.items() if value is not None or name not in ("name", "is_active")}
    try:
        changed = await segments.update(scope, to_id("segment", body.segment_id) or 0, **given)
    except NotFound:
        raise NotFound("Segment not found", field="segment_id") from None
    return {"success": True, "segment": answers.segment(scope, changed)}
