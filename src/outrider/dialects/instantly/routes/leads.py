"""Leads: rows of people in campaigns and lists; creating, finding, changing, moving and removing them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter

from outrider.dialects.instantly import answer_types, answers, translate
from outrider.dialects.instantly.bodies import (
    MAX_VARIABLES,
    AddLeads,
    AssignLeads,
    CreateLead,
    DeleteLeads,
    LeadFilter,
    LeadId,
    LeadWord,
    ListLeads,
    MergeLeads,
    MoveLeads,
    PatchLead,
    Person,
    SmartQuery,
    ToSubsequence,
    UpdateInterest,
)
from outrider.dialects.instantly.errors import with_body
from outrider.dialects.instantly.pages import page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.ids import some_ids, uid
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import imports, moves, placement_changes, placements, triggers
from outrider.outreach.enrollments.imports import ImportOptions, Outcome
from outrider.outreach.enrollments.placements import Filter, Ref
from outrider.outreach.leads import leads, lists, verification
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import users
from outrider.store import ids

router = APIRouter(prefix="/leads", tags=["Leads"])

_REFUSED = {
    "skipped": "The lead is already in the workspace: in_{reason}",
    "suppressed": "The lead is on the block list: {reason}",
    "unsubscribed": "The lead has unsubscribed",
    "bounced": "The lead's address has bounced",
    "invalid": "The lead is not valid: {reason}",
    "duplicate": "The lead is given twice",
}


# ---- Ids

KINDS: tuple[placements.Kind, ...] = ("list_member", "enrollment")


def ref_of(value: UUID | str) -> Ref:
    """The row of a UUID itself, which may have been replaced since. Raises NotFound."""
    for kind in KINDS:
        if (id := ids.to_id(kind, value)) is not None:
            return kind, id
    raise NotFound("Lead not found")


async def row_of(scope: Scope, value: UUID) -> Ref:
    """The row that a lead's id stands for; a lead that was moved keeps its id. Raises NotFound."""
    return await placements.current(scope, ref_of(value))


async def rows_of(scope: Scope, values: Sequence[UUID]) -> list[Ref]:
    """The rows of those ids that can be any, also of leads that were moved."""
    return await moves.with_later(scope, [(kind, id) for kind in KINDS for id in some_ids(kind, values)])


def user_id(value: UUID | None) -> int | None:
    return None if value is None else row_id("user", value, "User")


async def owner_of(scope: Scope, value: UUID | None) -> int | None:
    """The member a user's id stands for. Raises NotFound."""
    if value is None:
        return None
    return (await users.get_member(scope, row_id("user", value, "User"))).user_id


async def shown(scope: Scope, ref: Ref) -> answer_types.Lead:
    return (await answers.leads(scope, [await placements.get(scope, ref)]))[0]


# ---- Creating


def person(given: Person) -> LeadInput:
    """A person as the importer takes it. Custom variables without a value are no variables."""
    custom = {name: value for name, value in (given.custom_variables or {}).items() if value is not None}
    if given.personalization:
        custom["personalization"] = given.personalization
    return LeadInput(
        email=given.email,
        first_name=given.first_name,
        last_name=given.last_name,
        company_name=given.company_name,
        job_title=given.job_title,
        phone=given.phone,
        website=given.website,
        custom=custom,
    )


def block_list(scope: Scope, value: UUID | None) -> str:
    """The id of the block list that applies: there is one, the workspace's, of the workspace's own id. Raises NotFound."""
    own = str(uid("workspace", scope.workspace_id))
    if value is not None and str(value) != own:
        raise NotFound("Block list not found: the workspace has one, whose id is the organization_id of its entries")
    return own


class Target:
    """Where leads go: exactly one of a campaign and a list."""

    def __init__(self, campaign: UUID | None, list_id: UUID | None, *, name: str = "campaign") -> None:
        if (campaign is None) == (list_id is None):
            raise Invalid(f"body must have exactly one of {name} and list_id")
        self.campaign_id = row_id("campaign", campaign, "Campaign") if campaign else None
        self.list_id = row_id("list", list_id, "Lead list") if list_id else None
        self.kind: placements.Kind = "enrollment" if campaign else "list_member"


async def take(scope: Scope, target: Target, given: Sequence[Person], flags: Any, assigned_to: int | None) -> Sequence[Outcome]:
    """Bring people into the target; one outcome for each, in order. What they came with is on the rows made."""
    owner = assigned_to
    if target.campaign_id is not None:
        campaign = await campaigns.get(scope, target.campaign_id)
        if campaign.parent_id is not None:
            raise NotFound("Campaign not found")
        owner = owner or await _still_here(scope, campaign.owner_user_id)
    owner = owner or scope.actor.user_id
    options = ImportOptions(
        existing="keep",
        nameable=target.list_id is not None,
        skip_if_in_workspace=flags.skip_if_in_workspace,
        skip_if_in_campaign=flags.skip_if_in_campaign and not flags.skip_if_in_workspace,
        skip_if_in_list=flags.skip_if_in_list and not flags.skip_if_in_workspace,
        source="api",
    )
    result = await imports.import_rows(
        scope, [person(p) for p in given], list_id=target.list_id, campaign_id=target.campaign_id, options=options
    )
    made = [o for o in result.rows if o.result in ("created", "updated") and o.target_id is not None]
    await _annotate(scope, target.kind, given, made, owner)
    if target.campaign_id is not None:
        await _declare(scope, target.campaign_id, [given[o.line] for o in made])
    if flags.verify_leads_on_import or flags.verify_leads_for_lead_finder:
        await verification.of_leads(scope, [o.lead_id for o in made if o.lead_id is not None])
    return result.rows


async def _still_here(scope: Scope, user_id: int | None) -> int | None:
    """The user, unless they have left the workspace since."""
    try:
        return None if user_id is None else (await users.get_member(scope, user_id)).user_id
    except NotFound:
        return None


async def _declare(scope: Scope, campaign_id: int, given: Sequence[Person]) -> None:
    """Variables that leads bring are variables of their campaign."""
    kept = (await campaigns.get(scope, campaign_id)).vendor.get("instantly", {})
    known: list[str] = kept.get("variables") or []
    if new := {name for row in given for name in row.custom_variables or ()} - {*known}:
        variables = [*known, *sorted(new)][:MAX_VARIABLES]
        await campaigns.update(scope, campaign_id, vendor={"instantly": kept | {"variables": variables}})


async def _annotate(
    scope: Scope, kind: placements.Kind, given: Sequence[Person], made: Sequence[Outcome], owner: int | None
) -> None:
    """Owner, value and interest of new rows; those alike are written together."""
    owners: dict[int | None, list[Ref]] = {}
    values: dict[str | None, list[Ref]] = {}
    interests: dict[int, list[Ref]] = {}
    for outcome in made:
        assert outcome.target_id is not None
        ref: Ref = (kind, outcome.target_id)
        row = given[outcome.line]
        owners.setdefault(user_id(row.assigned_to) or owner, []).append(ref)
        values.setdefault(row.pl_value_lead, []).append(ref)
        if row.lt_interest_status is not None:
            interests.setdefault(row.lt_interest_status, []).append(ref)
    for user, refs in owners.items():
        await placement_changes.set_owner(scope, refs, user)
    source = {"upload_method": "api", "uploaded_by_user": uid("user", scope.actor.user_id)}
    for value, refs in values.items():
        await placement_changes.annotate(scope, refs, source | ({"pl_value_lead": value} if value is not None else {}))
    for status, refs in interests.items():
        await placement_changes.set_category(scope, refs, await translate.category_id(scope, status))


@router.post("", dependencies=[needs("leads:create")])
async def create_lead(scope: Scoped, body: CreateLead) -> answer_types.Lead:
    """Add one person to a campaign or to a list, where a name is enough. Someone already in it is returned unchanged."""
    target = Target(body.campaign, body.list_id)
    block_list(scope, body.blocklist_id)
    if not body.email and target.campaign_id:
        raise Invalid("body must have required property 'email': a campaign needs it")
    if not (body.email or body.first_name or body.last_name):
        raise Invalid("body must have at least one of email, first_name and last_name")
    if body.lt_interest_status is not None:
        await translate.category_id(scope, body.lt_interest_status)
    [outcome] = await take(scope, target, [body], body, user_id(body.assigned_to))
    if outcome.result == "already_member" and outcome.lead_id is not None:
        return await shown(scope, await _present(scope, target, outcome.lead_id))
    if outcome.target_id is None:
        reason = (outcome.reason or "").removeprefix("in_")
        raise Invalid(_REFUSED[outcome.result].format(reason=reason))
    return await shown(scope, (target.kind, outcome.target_id))


async def _present(scope: Scope, target: Target, lead_id: int) -> Ref:
    """The row of a person who is in the target."""
    there = Filter(
        lead_ids=[lead_id],
        campaign_ids=[target.campaign_id] if target.campaign_id else None,
        list_ids=[target.list_id] if target.list_id else None,
    )
    return (await placements.refs_of(scope, there, limit=1))[0]


@router.post("/add", dependencies=[needs("leads:create"), IMPORTS])
async def add_leads(scope: Scoped, body: AddLeads) -> answer_types.Added:
    """Put up to 1,000 people into a campaign or a list; what became of them, in counts."""
    target = Target(body.campaign_id, body.list_id, name="campaign_id")
    used = block_list(scope, body.blocklist_id)
    for status in {row.lt_interest_status for row in body.leads} - {None}:
        await translate.category_id(scope, status)
    outcomes = await take(scope, target, body.leads, body, user_id(body.assigned_to))
    made = [o for o in outcomes if o.result in ("created", "updated")]
    blank = [o for o in outcomes if o.result == "invalid" and not body.leads[o.line].email]

    def count(*results: str) -> int:
        return sum(o.result in results for o in outcomes)

    return {
        "status": "success",
        "total_sent": len(body.leads),
        "leads_uploaded": len(made),
        "in_blocklist": count("suppressed", "unsubscribed", "bounced"),
        "blocklist_used": used,
        "duplicated_leads": count("already_member"),
        "skipped_count": count("skipped"),
        "invalid_email_count": count("invalid") - (len(blank) if target.list_id else 0),
        "incomplete_count": len(blank) if target.list_id else 0,
        "duplicate_email_count": count("duplicate"),
        "remaining_in_plan": None,
        "created_leads": [
            {
                "index": o.line,
                "id": uid(target.kind, o.target_id),
                "email": body.leads[o.line].email,
                "first_name": body.leads[o.line].first_name,
                "last_name": body.leads[o.line].last_name,
                "phone": body.leads[o.line].phone,
            }
            for o in made
        ],
    }


# ---- Finding

INTERESTS: dict[LeadWord, int] = {
    "FILTER_LEAD_INTERESTED": 1, "FILTER_LEAD_NOT_INTERESTED": -1, "FILTER_LEAD_MEETING_BOOKED": 2,
    "FILTER_LEAD_MEETING_COMPLETED": 3, "FILTER_LEAD_CLOSED": 4, "FILTER_LEAD_OUT_OF_OFFICE": 0, "FILTER_LEAD_WRONG_PERSON": -2,
    "FILTER_LEAD_LOST": -3, "FILTER_LEAD_NO_SHOW": -4,
}  # fmt: skip
FILTERS: dict[LeadWord, Filter] = {
    "FILTER_VAL_CONTACTED": Filter(contacted=True),
    "FILTER_VAL_NOT_CONTACTED": Filter(contacted=False),
    "FILTER_VAL_COMPLETED": Filter(standing=["completed"]),
    "FILTER_VAL_UNSUBSCRIBED": Filter(standing=["unsubscribed"]),
    "FILTER_VAL_ACTIVE": Filter(standing=["active"]),
    "FILTER_LEAD_CUSTOM_LABEL_POSITIVE": Filter(custom_sentiments=["positive"]),
    "FILTER_LEAD_CUSTOM_LABEL_NEGATIVE": Filter(custom_sentiments=["negative"]),
    "FILTER_VAL_BOUNCED": Filter(standing=["bounced"]),
    "FILTER_VAL_SKIPPED": Filter(standing=["skipped"]),
    "FILTER_VAL_RISKY": Filter(verification=["risky", "catch_all"]),
    "FILTER_VAL_INVALID": Filter(verification=["invalid"]),
    "FILTER_VAL_VALID": Filter(verification=["verified"]),
    "FILTER_VAL_IN_SUBSEQUENCE": Filter(in_subsequence=True),
    "FILTER_VAL_OPENED_NO_REPLY": Filter(opened=True, replied=False),
    "FILTER_VAL_COMPLETED_NO_REPLY": Filter(standing=["completed"], replied=False),
    "FILTER_VAL_NO_OPENS": Filter(contacted=True, opened=False),
    "FILTER_VAL_REPLIED": Filter(replied=True),
    "FILTER_VAL_LINK_CLICKED": Filter(clicked=True),
}


async def filter_of(scope: Scope, body: LeadFilter, *, anywhere: bool = False) -> Filter | None:
    """The core's filter; None if nothing can match, as for smart views, which this installation does not have.

    `anywhere`: in whichever campaigns and lists, whatever the body says of them. Raises Invalid for a filter by the gateways that
    guard leads' mail: mail servers are looked up for some leads only, and a part would be taken for the whole.
    """
    if body.esg_code not in (None, "all"):
        raise Invalid("body/esg_code is not served: the gateways that guard leads' mail are not looked up. Leave it out.")
    if body.smart_view_id:
        return None
    found = FILTERS.get(body.filter, Filter()) if body.filter else Filter()
    found = replace(found, search=body.search or None, emails=body.contacts, visited=body.is_website_visitor)
    if body.enrichment_status is not None:
        found = replace(found, enrichment=[state for state, n in answers.ENRICHMENT.items() if n == body.enrichment_status])
    if body.filter in INTERESTS:
        found = replace(found, category_ids=await translate.category_ids(scope, INTERESTS[body.filter]))
    if not anywhere:
        found = replace(
            found,
            in_campaign=body.in_campaign,
            in_list=body.in_list,
            campaign_ids=None if body.campaign is None else some_ids("campaign", [body.campaign]),
            list_ids=None if body.list_id is None else some_ids("list", [body.list_id]),
        )
    if body.ids is not None:
        found = replace(found, refs=await rows_of(scope, body.ids))
    if body.excluded_ids:
        found = replace(found, exclude_refs=await rows_of(scope, body.excluded_ids))
    for query in body.queries or ():
        found = _with_query(scope, found, query)
    return found


_COUNTED: dict[str, Literal["replies", "opens", "clicks"]] = {"reply": "replies", "email-open": "opens", "link-click": "clicks"}
_TIMED: dict[str, Literal["last_step_at", "category_at"]] = {
    "last-contacted": "last_step_at", "lead-status-change": "category_at",
}  # fmt: skip


def _with_query(scope: Scope, found: Filter, query: SmartQuery) -> Filter:
    """With one more condition: `lead-status` is of a lead's `status`; changes are those of its interest status."""
    values = query.values
    since = None if values.days is None else scope.now - timedelta(days=values.days)
    if query.action == "lead-status" and values.status:
        asked = {standing for n, standing in translate.STANDING.items() if n == values.status.status}
        if values.status.condition == "is":
            before = asked if found.standing is None else set(found.standing)
            found = replace(found, standing=sorted(asked & before))
        else:
            found = replace(found, exclude_standing=sorted(asked | set(found.exclude_standing or ())))
    if column := _COUNTED.get(query.action):
        count = values.count
        condition, n = (count.condition, count.count) if count else ("more", 0)
        found = replace(found, counts=[*found.counts, placements.Count(column, condition, n, since)])
    if (at := _TIMED.get(query.action)) and since is not None:
        found = replace(found, since=[*found.since, placements.Since(at, since)])
    return found


@router.post("/list", dependencies=[needs("leads:read")])
async def list_leads(scope: Scoped, body: ListLeads | None = None) -> answer_types.Page[answer_types.Lead]:
    """A page of rows, oldest first; by address with `distinct_contacts`."""
    body = body or ListLeads()
    criteria = await filter_of(scope, body)
    if criteria is None:
        return {"items": []}
    if body.organization_user_ids:
        criteria = replace(criteria, owner_user_ids=some_ids("user", body.organization_user_ids))
    if body.distinct_contacts:
        rows = await placements.people(scope, criteria, limit=body.limit, after=body.starting_after or None)
    else:
        after = _after(body.starting_after) if body.starting_after else None
        rows = await placements.search(scope, criteria, limit=body.limit, after=after)
    by_row = dict(zip((p.ref for p in rows), await answers.leads(scope, rows), strict=True))
    return page(
        rows,
        body.limit,
        lambda p: by_row[p.ref],
        lambda p: (p.lead.email or "") if body.distinct_contacts else str(uid(p.kind, p.id)),
    )


def _after(cursor: str) -> Ref:
    try:
        return ref_of(cursor)
    except NotFound:
        raise Invalid("body/starting_after is not a cursor of this list: pass next_starting_after unchanged.") from None


def _places(lead_id: int, body: UpdateInterest) -> list[Filter]:
    """The campaign and the list named, each by itself: no row is in both. Neither: everywhere."""
    named: list[Filter] = []
    if body.campaign_id:
        named.append(Filter(lead_ids=[lead_id], campaign_ids=some_ids("campaign", [body.campaign_id])))
    if body.list_id:
        named.append(Filter(lead_ids=[lead_id], list_ids=some_ids("list", [body.list_id])))
    return named or [Filter(lead_ids=[lead_id])]


@router.post("/update-interest-status", status_code=202, dependencies=[needs("leads:update")])
async def update_interest_status(scope: Scoped, body: UpdateInterest) -> answer_types.Said:
    """Say what came of a lead, in one campaign or list or wherever it is; null makes it a plain lead again.

    With `disable_auto_interest`, the lead's replies no longer change it.
    """
    found = await leads.get_by_email(scope, body.lead_email)
    refs = [ref for where in _places(found.id, body) for ref in await placements.refs_of(scope, where)] if found else []
    if not refs:
        raise with_body(Invalid("Invalid lead email"), {"error": "Invalid lead email"})
    try:
        category = await translate.category_id(scope, body.interest_value)
    except Invalid as error:
        raise with_body(error, {"error": error.message}) from None
    await placement_changes.set_category(scope, refs, category)
    if body.disable_auto_interest is not None:
        await placement_changes.keep_category(scope, refs, body.disable_auto_interest)
    if body.ai_interest_value is not None:
        await placement_changes.annotate(scope, refs, {"ai_interest_value": body.ai_interest_value})
    return {"message": "Lead interest status update background job submitted"}


@router.post("/merge", dependencies=[needs("leads:update")])
async def merge_leads(scope: Scoped, body: MergeLeads) -> answer_types.Lead:
    """Give one row's values to another where that has none; the first is deleted."""
    into = await row_of(scope, body.destination_lead_id)
    merged = await placement_changes.merge(scope, await row_of(scope, body.lead_id), into)
    return await shown(scope, merged.ref)


@router.post("/move", dependencies=[needs("leads:update")])
async def move_leads(scope: Scoped, body: MoveLeads) -> answer_types.Job:
    """Move or copy what the filters find into a campaign or a list: a background job.

    Who is in the target already, and (into campaigns) who has no address, stays where they are.
    """
    if (body.to_campaign_id is None) == (body.to_list_id is None):
        raise Invalid("body must have exactly one of to_campaign_id and to_list_id")
    if body.check_duplicates is False:
        raise Invalid("body/check_duplicates: a campaign or list holds a person once; leave it out or send true")
    criteria = await filter_of(scope, body, anywhere=body.ignore_resource_filter_clauses)
    if criteria == Filter():
        raise Invalid("body must say which leads are moved: by ids, campaign, list_id or another filter")
    if criteria is not None and body.skip_leads_in_verification:
        criteria = replace(criteria, verification_not=["pending"])
    target: dict[str, int] = {}
    if body.to_campaign_id is not None:
        campaign = await campaigns.get(scope, row_id("campaign", body.to_campaign_id, "Campaign"))
        if campaign.parent_id is not None:
            raise NotFound("Campaign not found")
        target["campaign_id"] = campaign.id
    else:
        assert body.to_list_id is not None
        target["list_id"] = row_id("list", body.to_list_id, "Lead list")
        await lists.require(scope, target["list_id"])
    if criteria is None:  # nothing can match
        criteria = Filter(refs=[])
    params = {
        "filter": placements.to_json(criteria),
        "limit": body.limit,
        "providers": None if body.esp_code is None else answers.PROVIDERS_OF.get(body.esp_code, []),
        "move": target
        | {
            "copy": body.copy_leads,
            "reset_category": body.reset_interest_status,
            "skip_enrolled": body.check_duplicates_in_campaigns,
            "owner_user_id": await owner_of(scope, body.assigned_to),
        },
    }
    kind, id = ("campaign", target["campaign_id"]) if "campaign_id" in target else ("list", target["list_id"])
    return answers.job(scope, await jobs.enqueue(scope, "leads.move", params, entity_kind=kind, entity_id=id))


@router.post("/bulk-assign", status_code=202, dependencies=[needs("leads:update")])
async def bulk_assign(scope: Scoped, body: AssignLeads) -> answer_types.Status:
    """Assign what the filters find to users in turn. `assigned_to`: only what is this user's so far."""
    owners = [await owner_of(scope, value) for value in body.organization_user_ids]
    criteria = await filter_of(scope, body)
    if body.has_clause is not None and body.has_clause != (criteria != Filter()):
        raise Invalid("body/has_clause says whether filters choose the leads, and the body says otherwise")
    if criteria is not None and body.assigned_to is not None:
        criteria = replace(criteria, owner_user_ids=some_ids("user", [body.assigned_to]))
    left = body.limit or placements.MAX_CHANGED * 100
    after: Ref | None = None
    while criteria is not None and left > 0:
        found = [p.ref for p in await placements.search(scope, criteria, limit=min(left, 1000), after=after)]
        if not found:
            break
        for n, owner in enumerate(owners):
            await placement_changes.set_owner(scope, found[n :: len(owners)], owner)
        after, left = found[-1], left - len(found)
    return {"status": "success", "message": "Leads assignment has been submitted"}


@router.post("/subsequence/move", dependencies=[needs("leads:update")])
async def into_subsequence(scope: Scoped, body: ToSubsequence) -> answer_types.Lead:
    """Bring a lead into a subsequence of its campaign by hand."""
    ref = await row_of(scope, body.id)
    subsequence = row_id("subsequence", body.subsequence_id, "Subsequence")
    if ref[0] != "enrollment":
        raise Invalid("The lead is in no campaign, so it has no subsequences")
    await triggers.take_out(scope, ref[1])
    await triggers.bring_in(scope, subsequence, [ref[1]])
    return await shown(scope, ref)


@router.post("/subsequence/remove", dependencies=[needs("leads:update")])
async def out_of_subsequence(scope: Scoped, body: LeadId) -> answer_types.Lead:
    """Take a lead out of the subsequence it is in."""
    ref = await row_of(scope, body.id)
    if ref[0] == "enrollment":
        await triggers.take_out(scope, ref[1])
    return await shown(scope, ref)


@router.get("/{id}", dependencies=[needs("leads:read")])
async def get_lead(scope: Scoped, id: UUID) -> answer_types.Lead:
    """One row."""
    return await shown(scope, await row_of(scope, id))


# ---- Changing and removing


@router.patch("/{id}", dependencies=[needs("leads:update")])
async def patch_lead(scope: Scoped, id: UUID, body: PatchLead) -> answer_types.Lead:
    """Change what is given, in this row only; `custom_variables` replace all the row had."""
    ref = await row_of(scope, id)
    row = await placements.get(scope, ref)
    given = body.given()
    if body.email and body.email.strip().lower() != (row.lead.email or "").lower():
        raise Invalid("body/email cannot be changed: add the new address as another lead")
    names = ("website", "last_name", "first_name", "company_name", "job_title", "phone", "personalization")
    values: dict[str, object] = {name: given[name] or None for name in names if name in given}
    custom = given.get("custom_variables")
    if custom is not None and "personalization" not in given:
        values["personalization"] = row.values.get("personalization")  # not a variable of its own
    if values or custom is not None:
        await placement_changes.set_fields(scope, ref, values | (custom or {}), replace_custom=custom is not None)
    if "lt_interest_status" in given:
        await placement_changes.set_category(scope, [ref], await translate.category_id(scope, given["lt_interest_status"]))
    if "assigned_to" in given:
        await placement_changes.set_owner(scope, [ref], user_id(body.assigned_to))
    if "pl_value_lead" in given:
        await placement_changes.annotate(scope, [ref], {"pl_value_lead": given["pl_value_lead"]})
    return await shown(scope, ref)


@router.delete("/{id}", dependencies=[needs("leads:delete")])
async def delete_lead(scope: Scoped, id: UUID) -> answer_types.Lead:
    """Take a person out of this campaign or list; the answer is the row as it was."""
    ref = await row_of(scope, id)
    found = await shown(scope, ref)
    await placement_changes.remove(scope, [ref])
    return found


@router.delete("", dependencies=[needs("leads:delete")])
async def delete_leads(scope: Scoped, body: DeleteLeads | None = None) -> answer_types.Count:
    """Take many out of a campaign or a list: those of a status, those of some ids, or all.

    Beyond 10,000 the rest is taken out soon after the answer, which counts it already.
    """
    body = body or DeleteLeads()
    if body.campaign_id is None and body.list_id is None:
        raise Invalid("body must have at least one of campaign_id and list_id")
    parts: list[Filter] = []
    if body.campaign_id is not None:
        campaign = row_id("campaign", body.campaign_id, "Campaign")
        await campaigns.get(scope, campaign)
        parts.append(Filter(campaign_ids=[campaign]))
    if body.list_id is not None:
        found = row_id("list", body.list_id, "Lead list")
        await lists.require(scope, found)
        parts.append(Filter(list_ids=[found]))
    left = body.limit or None
    deleted = 0
    for part in parts:
        criteria = replace(
            part,
            refs=await rows_of(scope, body.ids) if body.ids is not None else None,
            standing=[translate.STANDING[body.status]] if body.status is not None else None,
        )
        if left is None or deleted < left:
            deleted += await placement_changes.remove_found(scope, criteria, None if left is None else left - deleted)
    return {"count": deleted}
