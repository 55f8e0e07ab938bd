"""The five routes of the `leads` tool."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from typing_extensions import TypedDict

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.makinari import advice, answer_types, answers, sites
from outrider.dialects.makinari.bodies import CreateLead, GetLeads, IdentifyLead, QualifyLead, UpdateLead
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import enrollments, placement_changes
from outrider.outreach.leads import leads, pipeline, segments, visitors
from outrider.outreach.leads.leads import Lead, LeadInput
from outrider.rules import addresses
from outrider.store.ids import to_id

router = APIRouter(prefix="/agents/tools/leads", tags=["Leads"])
READ, WRITE = needs("leads:read"), needs("leads:write")
_UNKNOWN = "Lead not found with the provided identifiers"


@router.post("/create", status_code=201, dependencies=[WRITE])
async def create_lead(scope: Scoped, body: CreateLead) -> answer_types.OneLead:
    """Create a lead. 409 when the site has one with this email."""
    sites.enter(scope, body.site_id)
    if known := await leads.get_by_email(scope, body.email):
        raise _taken(known.id)
    changes = await _changes(scope, body, {})
    creator = changes.pop("created_by", None)
    values: Mapping[str, Any] = {name: value for name, value in changes.items() if value is not None}
    [made] = await leads.upsert(scope, [LeadInput(status=body.status, **values)], update=False)
    if made.result == "updated" and made.lead_id:
        raise _taken(made.lead_id)  # another request has just created it
    if made.lead_id is None:
        raise Invalid(f"The lead cannot be kept: {made.reason}.", field="email")
    if creator is not None:
        await leads.update(scope, made.lead_id, created_by=creator)
    await _place(scope, made.lead_id, body)
    return {"success": True, "lead": await answers.lead(scope, await leads.get(scope, made.lead_id))}


@router.post("/get", dependencies=[READ])
async def get_leads(scope: Scoped, body: GetLeads) -> answer_types.Leads:
    """A page of the leads that pass every filter; with lead_id, that one."""
    sites.enter(scope, body.site_id)
    if body.lead_id is not None:
        try:
            found = await sites.lead_of(scope, body.lead_id)
        except NotFound:
            return {"success": True, "data": {"lead": None, "pagination": None}}
        return {"success": True, "data": {"lead": await answers.lead(scope, found), "pagination": None}}
    filters = _filters(body)
    page: list[Lead] = []
    total = 0
    if filters is not None:
        page = await pipeline.search(
            scope, filters, sort=body.sort_by, descending=body.sort_order == "desc", limit=body.limit, offset=body.offset
        )
        total = await totals.total(page, lambda: pipeline.count(scope, filters), limit=body.limit, offset=body.offset)
    pagination = answers.pagination(total, len(page), body.offset, body.limit)
    return {"success": True, "data": {"leads": await answers.all_leads(scope, page), "pagination": pagination}}


@router.post("/update", dependencies=[WRITE])
@router.put("/update", dependencies=[WRITE], operation_id="put_lead")
async def update_lead(scope: Scoped, body: UpdateLead) -> answer_types.OneLead:
    """Change what is given; null takes the lead out of its segment or campaign, or from its assignee."""
    sites.enter(scope, body.site_id)
    found = await sites.lead_of(scope, body.lead_id)
    if body.status is not None:
        found = (await pipeline.set_status(scope, found.id, body.status)).lead
    if changes := await _changes(scope, body, found.profile):
        await leads.update(scope, found.id, **changes)
    await _place(scope, found.id, body)
    await events.audit(scope, "lead.updated", "lead", found.id, changed=sorted(body.model_fields_set - {"site_id", "lead_id"}))
    return {"success": True, "lead": await answers.lead(scope, await leads.get(scope, found.id))}


@router.post("/qualify", dependencies=[WRITE])
async def qualify_lead(scope: Scoped, body: QualifyLead) -> answer_types.Qualified:
    """Move a lead, named by its id, email or phone, to another status."""
    sites.enter(scope, body.site_id)
    found = await _named(scope, body)
    move = await pipeline.set_status(scope, found.id, body.status, note=body.notes)
    answer: answer_types.Qualified = {
        "success": True,
        "message": "Lead status updated successfully" if move.changed else "Lead already has the specified status",
        "lead": await answers.lead(scope, move.lead),
        "status_changed": move.changed,
    }
    if move.changed:
        answer["status_change"] = {"from": move.before, "to": move.after, "timestamp": iso(move.at)}
        answer["next_actions"] = advice.after_status(move.after, answer["lead"].get("lead_score"))
    return answer


@router.post("/identify", status_code=201, dependencies=[WRITE])
async def identify_lead(scope: Scoped, body: IdentifyLead) -> answer_types.Identified:
    """Say who a visitor is: a lead that is known by email or phone, or else a new one."""
    sites.enter(scope, body.site_id)
    visitor = await visitors.by_key(scope, body.visitor_id, lock=True)
    if visitor.lead_id is not None:
        raise Conflict("Visitor already identified as a lead", field="visitor_id")
    contact, company = body.contact_info or {}, body.company_info or {}
    found = await lead_for(scope, contact, company, source=body.source or visitor.source, notes=body.notes)
    facts = {name: value for name in answers.IDENTIFIED if (value := getattr(body, name)) is not None}
    await visitors.identify(
        scope,
        visitor.id,
        found.id,
        facts=facts,
        pages=body.pages_visited or (),
        time_spent=body.time_spent or 0,
        visit_count=body.visit_count or 0,
    )
    return {
        "success": True,
        "lead": await answers.lead(scope, found),
        "next_actions": advice.after_identifying(
            body.lead_score, body.interest_level, reachable=bool(_text(contact, "email") and _text(contact, "name"))
        ),
    }


async def lead_for(
    scope: Scope,
    contact: Mapping[str, object],
    company: Mapping[str, object],
    *,
    source: str | None = None,
    notes: str | None = None,
) -> Lead:
    """The lead that these facts are of, with what they add; made when there is none."""
    email, phone = _text(contact, "email"), _text(contact, "phone")
    if email:
        try:
            email = addresses.normalise(email)
        except addresses.InvalidAddress as error:
            raise Invalid(f"email: must be an email address: {error.reason}", field="contact_info.email") from None
    first, last = split(_text(contact, "name") or "")
    facts = {
        "email": email,
        "phone": phone,
        "first_name": first,
        "last_name": last,
        "source": source,
        "job_title": _text(contact, "position") or _text(contact, "title"),
        "company_name": _text(company, "name"),
        "website": _text(company, "website"),
    }
    known = await leads.get_by_email(scope, email) if email else None
    if known is None and phone and any(c.isdigit() for c in phone):
        known = next(iter(await leads.find_by_phone(scope, phone, 1)), None)
    if known is None:
        profile = {k: v for k, v in (("company", company), ("notes", notes)) if v}
        return await leads.create_unaddressed(scope, status="new", profile=profile, **{k: v for k, v in facts.items() if v})
    # Existing values take precedence; only gaps are filled.
    changes: dict[str, object] = {k: v for k, v in facts.items() if v and not getattr(known, k)}
    profile = dict(known.profile)
    if company and not profile.get("company"):
        profile["company"] = company
    if notes:
        profile["notes"] = f"{profile['notes']}\n{notes}" if profile.get("notes") else notes
    if profile != known.profile:
        changes["profile"] = profile
    return await leads.update(scope, known.id, **changes) if changes else known


def split(name: str) -> tuple[str | None, str | None]:
    """First name and the rest."""
    first, _, last = " ".join(name.split()).partition(" ")
    return first or None, last or None


def _text(facts: Mapping[str, object], name: str) -> str | None:
    value = facts.get(name)
    return value.strip()[:1000] or None if isinstance(value, str) else None


def _taken(lead_id: int) -> Conflict:
    return Conflict("A lead with this email exists already.", field="email", data={"lead_id": uid("lead", lead_id)})


class Changes(TypedDict, total=False):
    """The lead's columns that a request sets."""

    email: str
    phone: str | None
    job_title: str | None
    source: str | None
    first_name: str | None
    last_name: str | None
    company_name: str | None
    profile: dict[str, object]
    owner_user_id: int | None
    created_by: int | None


async def _changes(scope: Scope, body: CreateLead | UpdateLead, profile: Mapping[str, object]) -> Changes:
    given, changes = body.model_fields_set, Changes()
    if body.email is not None:
        changes["email"] = body.email
    if "phone" in given:
        changes["phone"] = body.phone
    if "position" in given:
        changes["job_title"] = body.position
    if "origin" in given:
        changes["source"] = body.origin
    if body.name:
        changes["first_name"], changes["last_name"] = split(body.name)
    facts = dict(profile)
    if "notes" in given:
        facts["notes"] = body.notes
    if "company" in given:
        known = body.company if isinstance(body.company, dict) else {}
        named = known.get("name") if known else body.company
        changes["company_name"] = named if isinstance(named, str) else None
        facts["company"] = known
    facts = {name: value for name, value in facts.items() if value not in (None, {})}
    if facts != profile:
        changes["profile"] = facts
    if "assignee_id" in given:
        changes["owner_user_id"] = await sites.user(scope, body.assignee_id, "assignee_id")
    if body.user_id:
        changes["created_by"] = await sites.user(scope, body.user_id, "user_id")
    return changes


async def _place(scope: Scope, lead_id: int, body: CreateLead | UpdateLead) -> None:
    """Segment and campaign, where the request names them."""
    if "segment_id" in body.model_fields_set:
        await segments.assign(scope, [lead_id], await sites.segment(scope, body.segment_id))
    if "campaign_id" not in body.model_fields_set:
        return
    wanted = await sites.campaign(scope, body.campaign_id)
    places = (await leads.campaigns_of(scope, [lead_id]))[lead_id]
    if wanted is None:
        await enrollments.remove(scope, [place["enrollment_id"] for place in places])
    elif not places or places[-1]["campaign_id"] != wanted:
        if any(place["campaign_id"] == wanted for place in places):
            await enrollments.remove(scope, [places[-1]["enrollment_id"]])
        elif places:
            await placement_changes.change_campaign(scope, places[-1]["enrollment_id"], wanted)
        else:
            await enrollments.enroll(scope, wanted, [lead_id])


def _filters(body: GetLeads) -> pipeline.Filters | None:
    """None when a filter names what is nothing of ours: then nothing is found."""
    ids: dict[str, int] = {}
    for name, kind, given in (
        ("segment_id", "segment", body.segment_id),
        ("campaign_id", "campaign", body.campaign_id),
        ("owner_user_id", "user", body.assignee_id),
        ("created_by", "user", body.user_id),
    ):
        if given is not None:
            id = to_id(kind, given)
            if id is None:
                return None
            ids[name] = id
    return pipeline.Filters(status=body.status, search=body.search, **ids)


async def _named(scope: Scope, body: QualifyLead) -> Lead:
    """By id, else by email, else by phone."""
    if body.lead_id is None and not body.email and not body.phone:
        raise Invalid("At least one identifier is required: lead_id, email, or phone", field="lead_id")
    if body.lead_id is not None:
        try:
            return await sites.lead_of(scope, body.lead_id)
        except NotFound:
            raise NotFound(_UNKNOWN, field="lead_id") from None
    found = await leads.get_by_email(scope, body.email) if body.email else None
    if found is None and body.phone:
        found = next(iter(await leads.find_by_phone(scope, body.phone, 1)), None)
    if found is None:
        raise NotFound(_UNKNOWN, field="email" if body.email else "phone")
    return found
