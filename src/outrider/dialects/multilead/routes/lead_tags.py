"""Tags of a seat, and which are on its leads."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AliasChoices, Field

from outrider.dialects.multilead import answer_types, answers, lead_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import MOST, Body, LeadId, Numbers, body
from outrider.dialects.multilead.errors import clash, wrong
from outrider.dialects.multilead.places import known_leads, lead_at
from outrider.errors import Conflict, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import tags

router = APIRouter(prefix="/users/{userId}/accounts/{accountId}", tags=["Tags"])

SeatScope = Annotated[Scope, at("seat", "tags")]
TagId = Annotated[int, Path(alias="tagId", ge=1, le=MOST)]


class NewTag(Body):
    tag: str = Field(min_length=1, max_length=tags.MAX_NAME, validation_alias=AliasChoices("tag", "tagName", "tag_name", "name"))
    color: str | None = Field(default=None, max_length=50, validation_alias=AliasChoices("color", "tagColor"))


@router.get("/tags")
async def all_tags(scope: SeatScope) -> answer_types.Items[lead_types.Tag]:
    """The seat's tags and those that all seats share."""
    assert scope.seat_id is not None
    return items([answers.tag(t, scope.seat_id) for t in await tags.find_all(scope, seat_id=scope.seat_id, limit=None)])


@router.post("/tags", status_code=201)
async def create_tag(request: Request, scope: SeatScope, data: Annotated[NewTag, body(NewTag)]) -> Response:
    """Make a tag; one of that name is a conflict."""
    try:
        await tags.create(scope, data.tag, color=data.color, seat_id=scope.seat_id)
    except Conflict:
        raise clash("A tag of this name exists already.") from None
    return says(request, 201)


@router.get("/leads/tags", status_code=201)
async def tags_of_leads(
    scope: SeatScope, leadIds: Annotated[Numbers, Query(max_length=1000)]
) -> answer_types.Items[lead_types.Tagging]:
    """Which tag is on which of the leads. Leads that are not the seat's are left out. The vendor answers 201."""
    here = {lead.enrollment.id: lead.id for lead in await known_leads(scope, leadIds)}
    found = await tags.taggings(scope, object_ids=list(here), kind="enrollment", limit=None) if here else []
    return items([{"id": t.id, "tagId": t.tag_id, "leadId": here[t.object_id]} for t in reversed(found)])


@router.post("/leads/{leadId}/tags/{tagId}", status_code=201)
async def assign(request: Request, scope: SeatScope, leadId: LeadId, tagId: TagId) -> Response:
    """Put a tag on a lead."""
    lead = await lead_at(scope, leadId)
    await _tag_at(scope, tagId)
    await tags.assign(scope, "enrollment", [lead.enrollment.id], add=[tagId])
    return says(request, 201)


@router.delete("/leads/{leadId}/tags/{tagId}", status_code=201)
async def remove(request: Request, scope: SeatScope, leadId: LeadId, tagId: TagId) -> Response:
    """Take a tag off a lead."""
    lead = await lead_at(scope, leadId)
    await _tag_at(scope, tagId)
    await tags.assign(scope, "enrollment", [lead.enrollment.id], remove=[tagId])
    return says(request, 201)


async def _tag_at(scope: Scope, tag_id: int) -> None:
    try:
        tag = await tags.get(scope, tag_id)
    except NotFound:
        raise wrong(tagId="There is no such tag.") from None
    if tag.seat_id not in (None, scope.seat_id):
        raise wrong(tagId="There is no such tag.")
