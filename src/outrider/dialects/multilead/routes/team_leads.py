"""The team's leads as people, in no campaign: the plain routes that the published agent tools use."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from outrider.dialects.kit import totals
from outrider.dialects.kit.fields import EMAIL, Offset, OneForMany
from outrider.dialects.kit.texts import comma_list, iso
from outrider.dialects.multilead import lead_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import LeadFields, core_fields, text_or_none
from outrider.dialects.multilead.bodies import Body, Limit, body, moment
from outrider.dialects.multilead.errors import clash, wrong
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import leads, tags
from outrider.outreach.leads.leads import Lead, LeadInput
from outrider.outreach.leads.tags import Tag

plain = APIRouter(prefix="/v1/leads", tags=["Leads of the team"])
router = APIRouter()

TeamScope = Annotated[Scope, at("team", "leads")]
LeadNumber = Annotated[int, Path(alias="leadId", ge=1, le=2**62)]
Name = Annotated[str | None, Field(max_length=500)]


class _Commas(OneForMany):
    """Annotation of a list that may be one text, with commas in between."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "maxLength": 100}]}

    def _listed(self, value: object) -> object:
        return comma_list(value) if isinstance(value, str) else value


class Changes(Body):
    """What is known of a lead. `tags` are names; `custom_fields` are merged into those there are."""

    email: Annotated[str, Field(max_length=320, json_schema_extra=EMAIL)] | None = None
    first_name: Name = None
    last_name: Name = None
    company: Name = None
    title: Name = None
    phone: Annotated[str | None, Field(max_length=100)] = None
    tags: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=100), _Commas()] | None = None
    custom_fields: Annotated[dict[str, object] | None, Field(max_length=200)] = None

    def values(self) -> LeadFields:
        return core_fields(self.model_dump(exclude={"tags", "custom_fields"}, exclude_none=True))[0]


class NewLead(Changes):
    email: Annotated[str, Field(max_length=320, json_schema_extra=EMAIL)]  # pyright: ignore


def shown(lead: Lead, tagged: list[Tag]) -> lead_types.TeamLead:
    return {
        "id": lead.id,
        "email": lead.email,
        "first_name": lead.first_name,
        "last_name": lead.last_name,
        "company": lead.company_name,
        "title": lead.job_title,
        "phone": lead.phone,
        "linkedin_url": lead.linkedin_url,
        "tags": [t.name for t in tagged],
        "custom_fields": lead.custom,
        "source": text_or_none(lead.source),
        "created_at": iso(lead.created_at),
        "updated_at": iso(lead.updated_at),
    }


async def _shown(scope: Scope, lead: Lead) -> lead_types.TeamLead:
    return shown(lead, (await tags.of_objects(scope, "lead", [lead.id]))[lead.id])


async def _set_tags(scope: Scope, lead_id: int, names: list[str] | None) -> None:
    """Make these the lead's tags, new ones included; None leaves them as they are."""
    if names is None:
        return
    wanted = {(await tags.get_or_create(scope, name)).id for name in names}
    present = {t.id for t in (await tags.of_objects(scope, "lead", [lead_id]))[lead_id]}
    await tags.assign(scope, "lead", [lead_id], add=sorted(wanted - present), remove=sorted(present - wanted))


@plain.post("", status_code=201)
async def create(scope: TeamScope, data: Annotated[NewLead, body(NewLead)]) -> lead_types.TeamLead:
    """Make a lead. An address that is there already is a conflict."""
    row = LeadInput(**data.values(), custom=data.custom_fields or {}, source="multilead")
    if await leads.get_by_email(scope, data.email):
        raise clash("There is a lead with this email address already.")
    [outcome] = await leads.upsert(scope, [row])
    if outcome.lead_id is None:
        raise wrong(email="email is not valid" if outcome.reason == "invalid_email" else str(outcome.reason))
    await _set_tags(scope, outcome.lead_id, data.tags)
    return await _shown(scope, await leads.get(scope, outcome.lead_id))


def _time(name: Literal["created_after", "created_before"]) -> Any:
    async def read(request: Request) -> datetime | None:
        try:
            return moment(request.query_params.get(name))
        except Invalid:
            raise wrong(**{name: f"{name} must be an ISO 8601 time"}) from None

    return Depends(read)


@plain.get("")
async def listed(
    scope: TeamScope,
    created_after: Annotated[datetime | None, _time("created_after")],
    created_before: Annotated[datetime | None, _time("created_before")],
    tag_names: Annotated[str | None, Query(alias="tags", max_length=2000)] = None,
    company: Annotated[str | None, Query(max_length=500)] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> lead_types.TeamLeads:
    """Leads, newest first; with any of the tags, by company, by when they were made."""
    tag_ids = None
    if names := comma_list(tag_names):
        tag_ids = [tag.id for tag in await tags.by_names(scope, names)]
    criteria = leads.LeadFilter(created_after=created_after, created_before=created_before, company=company, tag_ids=tag_ids)
    rows = await leads.search(scope, criteria, limit=limit, offset=offset)
    tagged = await tags.of_objects(scope, "lead", [lead.id for lead in rows])
    total = await totals.total(rows, lambda: leads.count(scope, criteria), limit=limit, offset=offset)
    people = [shown(lead, tagged[lead.id]) for lead in rows]
    return {"leads": people, "total": total, "limit": limit, "offset": offset, "has_more": offset + len(rows) < total}


@plain.get("/{leadId}")
async def one(scope: TeamScope, leadId: LeadNumber) -> lead_types.TeamLead:
    return await _shown(scope, await leads.get(scope, leadId))


@plain.put("/{leadId}")
@plain.patch("/{leadId}", include_in_schema=False)
async def update(scope: TeamScope, leadId: LeadNumber, data: Annotated[Changes, body(Changes)]) -> lead_types.TeamLead:
    """Change what is given. Tags are replaced, custom fields merged."""
    lead = await leads.get(scope, leadId)
    values: dict[str, object] = {**data.values()}
    if data.custom_fields:
        values["custom"] = {**lead.custom, **data.custom_fields}
    try:
        changed = await leads.update(scope, leadId, **values) if values else lead
    except Conflict:
        raise clash("There is another lead with this email address.") from None
    await _set_tags(scope, leadId, data.tags)
    return await _shown(scope, changed)


@plain.delete("/{leadId}")
async def delete(scope: TeamScope, leadId: LeadNumber) -> lead_types.DeletedLead:
    """Remove a lead from the team and from all its campaigns."""
    if not await leaving.delete(scope, [leadId]):
        raise NotFound("There is no such lead.")
    return {"success": True, "id": leadId, "message": "Lead deleted"}
