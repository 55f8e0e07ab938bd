"""Campaigns: what they send, when, from where and how; starting and pausing them."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Response

from outrider.dialects.instantly import answer_types, answers, bodies, campaign_types, status, translate
from outrider.dialects.instantly.bodies import (
    MAX_VARIABLES,
    CampaignFields,
    CreateCampaign,
    Duplicate,
    PatchCampaign,
    Variables,
)
from outrider.dialects.instantly.errors import with_body
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.routes.leads import owner_of
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import OneOf
from outrider.dialects.kit.ids import some_ids, uid
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, copying, sequences
from outrider.outreach.campaigns.campaigns import CampaignChanges
from outrider.outreach.enrollments import staffing
from outrider.outreach.senders import senders
from outrider.values import Json

router = APIRouter(prefix="/campaigns", tags=["Campaigns"])
MAX_SENDERS = 10_000

_BY_STATUS: dict[int, list[str]] = {
    0: ["draft"], 1: ["active"], 2: ["paused", "stopped", "archived"], 3: ["completed"], 4: ["completed"], -1: ["paused"],
    -2: ["paused"], -99: [],
}  # fmt: skip
Status = Annotated[int, OneOf(tuple(_BY_STATUS))] | None


async def own(scope: Scope, id: UUID) -> campaigns.Campaign:
    """The campaign with that id, not a subsequence. Raises NotFound."""
    found = await campaigns.get(scope, row_id("campaign", id, "Campaign"))
    if found.parent_id is not None:
        raise NotFound("Campaign not found")
    return found


async def save(scope: Scope, id: int, body: CampaignFields, given: Set[str]) -> None:
    """Write the fields that are named in `given`. The holidays of a schedule, for which there is no field, stay."""
    campaign = await campaigns.get(scope, id)
    changes: CampaignChanges = {**translate.limits(body, given)}
    if settings := translate.settings(body, given):
        changes["settings"] = settings
    if name := getattr(body, "name", None):
        changes["name"] = name
    if schedule := getattr(body, "campaign_schedule", None):
        holidays = {name: days for name, days in campaign.schedule.items() if name == "holidays"}
        changes["schedule"] = translate.schedule(schedule) | holidays
    if "owned_by" in given:
        changes["owner_user_id"] = await owner_of(scope, body.owned_by)
    kept = given & set(translate.KEPT)
    before: Json = campaign.vendor.get("instantly", {})
    if kept:
        dumped = body.model_dump(mode="json", by_alias=True, exclude_unset=True)
        changes["vendor"] = {"instantly": before | {name: dumped[name] for name in kept}}
    await campaigns.update(scope, id, **changes)
    if body.sequences is not None:
        await save_sequence(scope, id, body.sequences)
    if "email_list" in given or "email_tag_list" in given:
        await attach(scope, id, gone=before.get("email_list") or ())
    await pass_on(scope, id)


# What a subsequence has of its own beside its name, steps and triggers; all else is its campaign's.
_OWN_SETTINGS = ("evergreen", "ignore_sender_limits", "winning_metric")


async def pass_on(scope: Scope, id: int) -> None:
    """Have the subsequences follow what changed."""
    parent = await campaigns.get(scope, id)
    for inner in await campaigns.find_all(scope, parent_id=id, limit=1000):
        changes = of_parent(parent, inner)
        if any(getattr(inner, name) != value for name, value in changes.items()):
            await campaigns.update(scope, inner.id, **changes)


def of_parent(parent: campaigns.Campaign, inner: campaigns.Campaign) -> CampaignChanges:
    """What a subsequence has of its campaign: settings and gap; schedule and daily limit where it has none of its own."""
    kept = inner.vendor.get("instantly")
    if kept is None:
        return {}  # made by another surface, which keeps its settings apart
    own = {name: getattr(inner.settings, name) for name in _OWN_SETTINGS}
    changes: CampaignChanges = {"settings": parent.settings.model_copy(update=own), "min_gap_seconds": parent.min_gap_seconds}
    if not kept.get("campaign_schedule"):
        changes["schedule"] = parent.schedule
    if (kept.get("daily_limit_mode") or "inherit") == "inherit":
        changes["daily_limit"] = parent.daily_limit
    return changes


async def save_sequence(scope: Scope, id: int, given: Sequence[bodies.Sequence] | None, *, first_waits: bool = False) -> None:
    """Replace the steps: only the first sequence counts."""
    steps = given[0].steps if given else []
    existing = await sequences.get(scope, id)
    await sequences.replace(scope, id, translate.steps(steps, existing, first_waits=first_waits), reopen_done=bool(steps))


async def attach(scope: Scope, id: int, *, gone: Sequence[str] = ()) -> None:
    """Have exactly the accounts of `email_list`, and those with a tag of `email_tag_list`, send; in the subsequences, too.

    Raises Invalid for an address that is not an account, unless it is in `gone`: deleted accounts stay in the list.
    """
    campaign = await campaigns.get(scope, id)
    kept = campaign.vendor.get("instantly", {})
    wanted: list[str] = kept.get("email_list") or []
    found = await senders.by_addresses(scope, wanted)
    if unknown := [address for address in wanted if address not in found and address not in gone]:
        raise Invalid(f"body/email_list: there is no account {unknown[0][:100]}")
    tag_ids = some_ids("tag", kept.get("email_tag_list") or [])
    tagged = (
        await senders.find_all(scope, senders.SenderFilter(tag_ids=tag_ids, channel="email"), limit=MAX_SENDERS)
        if tag_ids
        else []
    )
    sending = list(dict.fromkeys([*(s.id for s in found.values()), *(s.id for s in tagged)]))
    for campaign_id in (id, *(inner.id for inner in await campaigns.find_all(scope, parent_id=id, limit=1000))):
        await staffing.set_senders(scope, campaign_id, sending)


@router.post("", dependencies=[needs("campaigns:create")])
async def create_campaign(scope: Scoped, body: CreateCampaign) -> campaign_types.Campaign:
    """A draft: nothing is sent before it is activated."""
    if body.ai_sdr_id is not None:
        raise Invalid("body/ai_sdr_id is not served: no AI SDR runs here; agents work through the API or over MCP.")
    schedule = translate.schedule(body.campaign_schedule)
    owner = await owner_of(scope, body.owned_by) or scope.actor.user_id
    made = await campaigns.create(
        scope, body.name, schedule=schedule, owner_user_id=owner, settings={"allow_risky": False, "unsubscribe_header": True}
    )
    await save(scope, made.id, body, body.model_fields_set - {"owned_by"})
    return await answers.one_campaign(scope, made.id)


@router.get("", dependencies=[needs("campaigns:read")])
async def list_campaigns(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: str | None = None,
    tag_ids: str | None = None,
    ai_sales_agent_id: UUID | None = None,
    status: Status = None,
    exclude_status: Status = None,
) -> answer_types.Page[campaign_types.Campaign]:
    """Campaigns, newest first."""
    after = after_id("campaign", starting_after)
    tags_given = comma_list(tag_ids)
    nothing = ai_sales_agent_id is not None or (status is not None and not _BY_STATUS[status])
    if nothing or (tags_given and not some_ids("tag", tags_given)):
        return {"items": []}
    found: list[campaigns.Campaign] = []
    while True:
        batch = await campaigns.find_all(
            scope,
            search=search,
            tag_ids=some_ids("tag", tags_given),
            subsequences=False,
            limit=limit,
            after=after,
            status=None if status is None else _BY_STATUS[status],
        )
        known = await answers.statuses(scope, batch)
        found += [c for c in batch if status in (None, known[c.id]) and exclude_status != known[c.id]]
        if len(batch) < limit or len(found) >= limit:
            break
        after = batch[-1].id
    found = found[:limit]
    parts = await answers.parts_of(scope, found)
    return page(found, limit, lambda c: answers.campaign(scope, c, parts[c.id]), lambda c: str(uid("campaign", c.id)))


@router.get("/search-by-contact", dependencies=[needs("campaigns:read")])
async def search_by_contact(
    scope: Scoped,
    search: str | None = None,
    sort_column: Literal["timestamp_created", "name"] = "timestamp_created",
    sort_order: Literal["asc", "desc"] = "asc",
) -> answer_types.Items[campaign_types.Campaign]:
    """The campaigns a person is in, by address; in the order in which they were created, or by `name`."""
    descending = sort_order == "desc"
    found = await campaigns.find_all(
        scope,
        lead_email=(search or "").strip(),
        subsequences=False,
        limit=1000,
        order=("name_down" if descending else "name") if sort_column == "name" else ("newest" if descending else "oldest"),
    )
    parts = await answers.parts_of(scope, found)
    return {"items": [answers.campaign(scope, c, parts[c.id]) for c in found]}


@router.get("/count-launched", dependencies=[needs("campaigns:read")])
async def count_launched(scope: Scoped) -> answer_types.Count:
    """How many campaigns have ever been started."""
    return {"count": await campaigns.count(scope, launched=True)}


@router.get("/{id}", dependencies=[needs("campaigns:read")])
async def get_campaign(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    return await answers.one_campaign(scope, (await own(scope, id)).id)


@router.patch("/{id}", dependencies=[needs("campaigns:update")])
async def patch_campaign(scope: Scoped, id: UUID, body: PatchCampaign) -> campaign_types.Campaign:
    """Change what is given; lists replace what was there. A running campaign goes on with the change."""
    found = await own(scope, id)
    await save(scope, found.id, body, body.model_fields_set)
    return await answers.one_campaign(scope, found.id)


@router.delete("/{id}", dependencies=[needs("campaigns:delete")])
async def delete_campaign(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    """Delete a campaign with its subsequences and leads; the answer is the campaign as it was."""
    found = await own(scope, id)
    shown = await answers.one_campaign(scope, found.id)
    for inner in await campaigns.find_all(scope, parent_id=found.id, limit=1000):
        await campaigns.delete(scope, inner.id)
    await campaigns.delete(scope, found.id)
    return shown


@router.post("/{id}/activate", dependencies=[needs("campaigns:update")])
async def activate(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    """Start or resume. 400 says what is missing: an account that works, or a step."""
    found = await own(scope, id)
    if found.vendor.get("instantly", {}).get("email_tag_list"):
        await attach(scope, found.id, gone=found.vendor["instantly"].get("email_list") or ())
    if found.status == "archived":
        await campaign_states.restore(scope, found.id)
    await campaign_states.start(scope, found.id)
    return await answers.one_campaign(scope, found.id)


@router.post("/{id}/pause", dependencies=[needs("campaigns:update")])
async def pause(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    """Stop sending. Pausing a campaign that is not running is not an error."""
    found = await own(scope, id)
    if found.status == "active":
        await campaign_states.pause(scope, found.id)
    return await answers.one_campaign(scope, found.id)


# ---- Copies


@router.post("/{id}/duplicate", dependencies=[needs("campaigns:create")])
async def duplicate(scope: Scoped, id: UUID, body: Duplicate | None = None) -> campaign_types.Campaign:
    """A draft with the same settings, schedule, sequence and accounts, and no leads."""
    copy = await copying.duplicate(scope, (await own(scope, id)).id, body.name if body else None)
    await _keep(scope, copy, shared_until=None)
    return await answers.one_campaign(scope, copy.id)


@router.post("/{id}/export", dependencies=[needs("campaigns:read")])
async def export(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    """All that makes the campaign, to be kept elsewhere."""
    return await answers.one_campaign(scope, (await own(scope, id)).id)


@router.post("/{id}/share", status_code=204, dependencies=[needs("campaigns:update")])
async def share(scope: Scoped, id: UUID) -> Response:
    """Open the campaign for copying (from-export) for seven days."""
    found = await own(scope, id)
    await _keep(scope, found, shared_until=(scope.now + timedelta(days=7)).isoformat())
    return Response(status_code=204)


@router.post("/{id}/from-export", dependencies=[needs("campaigns:create")])
async def from_export(scope: Scoped, id: UUID) -> campaign_types.Campaign:
    """A copy of a shared campaign: a draft without accounts and leads."""
    found = await own(scope, id)
    until = found.vendor.get("instantly", {}).get("shared_until")
    if not until or datetime.fromisoformat(until) < scope.now:
        message = "The campaign is not shared: share it first"
        raise with_body(Forbidden(message), {"message": message})
    copy = await copying.duplicate(scope, found.id, with_senders=False)
    await _keep(scope, copy, shared_until=None, email_list=[], email_tag_list=[])
    return await answers.one_campaign(scope, copy.id)


async def _keep(scope: Scope, campaign: campaigns.Campaign, **values: Any) -> None:
    kept = campaign.vendor.get("instantly", {})
    await campaigns.update(scope, campaign.id, vendor={"instantly": kept | values})


@router.post("/{id}/variables", dependencies=[needs("campaigns:update")])
async def add_variables(scope: Scoped, id: UUID, body: Variables) -> campaign_types.Campaign:
    """Name variables that leads of the campaign may have."""
    found = await own(scope, id)
    names = [*(found.vendor.get("instantly", {}).get("variables") or ()), *body.variables]
    await _keep(scope, found, variables=list(dict.fromkeys(names))[:MAX_VARIABLES])
    return await answers.one_campaign(scope, found.id)


@router.get("/{id}/sending-status", dependencies=[needs("campaigns:read")])
async def sending_status(scope: Scoped, id: UUID, with_ai_summary: bool = False) -> campaign_types.SendingStatus:
    """Why the campaign does not send now, or that it does. With `with_ai_summary` the summary names all that holds it up, not the
    first thing alone; no model writes it, the engine knows why.
    """
    return await status.of(scope, await own(scope, id), whole=with_ai_summary)
