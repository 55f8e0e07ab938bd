"""Custom tags on accounts and campaigns. An account is named by its address, a campaign by its id."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import AfterValidator, Field
from starlette.exceptions import HTTPException

from outrider.dialects.instantly import account_filter, answer_types
from outrider.dialects.instantly.account_filter import AccountFilter
from outrider.dialects.instantly.bodies import EXACT, NUMBER, Body, Changes, Text
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import NOT_BLANK, Flag
from outrider.dialects.kit.ids import some_ids, uid
from outrider.dialects.kit.texts import comma_list, iso
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import tags
from outrider.outreach.leads.tags import Tag, TagChanges, Tagging
from outrider.outreach.senders import senders
from outrider.store import ids

router = APIRouter(tags=["Custom tags"])
TAKEN: dict[int | str, dict[str, Any]] = {409: {"description": "Another tag has this label."}}
KIND = {1: "sender", 2: "campaign"}
TYPE = {kind: number for number, kind in KIND.items()}
MOST = 10_000  # things that one call may tag


Label = Annotated[str, Field(min_length=1, max_length=tags.MAX_NAME, pattern=NOT_BLANK), AfterValidator(str.strip)]


class CreateTag(Body):
    label: Label
    description: Text | None = None


class PatchTag(Changes):
    label: Label | None = None
    description: Text | None = None


class Toggle(Body):
    model_config = EXACT

    tag_ids: list[UUID] = Field(min_length=1, max_length=1000)
    resource_type: Annotated[Literal[1, 2], NUMBER]
    resource_ids: list[Text] | None = Field(default=None, min_length=1, max_length=MOST)
    excluded_resource_ids: list[Text] | None = Field(default=None, min_length=1, max_length=MOST)
    assign: Flag
    selected_all: Flag = False
    filter: AccountFilter | str | None = None
    search: Text | None = None


def shown(scope: Scope, tag: Tag) -> answer_types.Tag:
    return {
        "id": uid("tag", tag.id),
        "timestamp_created": iso(tag.created_at),
        "timestamp_updated": iso(tag.updated_at),
        "organization_id": uid("workspace", scope.workspace_id),
        "label": tag.name,
        "description": tag.description,
    }


def _mapping(scope: Scope, tagging: Tagging) -> answer_types.TagMapping:
    return {
        "id": uid("tagging", tagging.id),
        "tag_id": uid("tag", tagging.tag_id),
        "resource_id": uid(tagging.object_kind, tagging.object_id),
        "resource_type": TYPE[tagging.object_kind],
        "timestamp_created": iso(tagging.created_at),
        "organization_id": uid("workspace", scope.workspace_id),
    }


async def _things(scope: Scope, values: list[str]) -> dict[str, list[int]]:
    """What ids of campaigns, addresses of accounts and ids of mappings' resources name; what names nothing is passed over."""
    accounts = await senders.by_addresses(scope, [value for value in values if "@" in value])
    return {
        "campaign": some_ids("campaign", values),
        "sender": [*(s.id for s in accounts.values()), *some_ids("sender", values)],
    }


def _id(value: UUID) -> int:
    return row_id("tag", value, "Custom tag")


@router.get("/custom-tag-mappings", dependencies=[needs("custom_tag_mappings:read")])
async def list_mappings(
    scope: Scoped, limit: Limit = DEFAULT, starting_after: After = None, resource_ids: str | None = None
) -> answer_types.Page[answer_types.TagMapping]:
    """Which tag is on which account or campaign, newest first."""
    values = comma_list(resource_ids)
    found = await tags.taggings(
        scope,
        kind=list(TYPE),
        things=await _things(scope, values) if values else None,
        limit=limit,
        after=after_id("tagging", starting_after),
    )
    return page(found, limit, lambda tagging: _mapping(scope, tagging), lambda tagging: str(uid("tagging", tagging.id)))


@router.post("/custom-tags", dependencies=[needs("custom_tags:create")], responses=TAKEN)
async def create_tag(scope: Scoped, body: CreateTag) -> answer_types.Tag:
    """A new tag; 409 when the workspace has one of this label."""
    try:
        return shown(scope, await tags.create(scope, body.label, description=body.description))
    except Conflict:
        raise HTTPException(409, f"A tag with the label {body.label!r} exists already.") from None


@router.get("/custom-tags", dependencies=[needs("custom_tags:read")])
async def list_tags(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: str | None = None,
    resource_ids: str | None = None,
    tag_ids: str | None = None,
) -> answer_types.Page[answer_types.Tag]:
    """Tags, newest first; `resource_ids`: only those on one of these accounts or campaigns."""
    resources, wanted = comma_list(resource_ids), comma_list(tag_ids)
    found = await tags.find_all(
        scope,
        search=search,
        object_ids=await _things(scope, resources) if resources else None,
        ids=some_ids("tag", wanted) if wanted else None,
        limit=limit,
        after=after_id("tag", starting_after),
    )
    return page(found, limit, lambda tag: shown(scope, tag), lambda tag: str(uid("tag", tag.id)))


@router.post("/custom-tags/toggle-resource", dependencies=[needs("custom_tags:update")])
async def toggle(scope: Scoped, body: Toggle) -> answer_types.Done:
    """Put tags on accounts or campaigns, or take them off: on those named, and with `selected_all` on all that the filters find;
    never on those excluded."""
    kind = KIND[body.resource_type]
    wanted = [_id(value) for value in body.tag_ids]
    if not body.selected_all and not body.resource_ids:
        raise Invalid("body must have required property 'resource_ids', or selected_all")
    things = await _named(scope, kind, body.resource_ids) if body.resource_ids else []
    if body.selected_all:
        things = list(dict.fromkeys([*things, *await _selected(scope, kind, body)]))
    if body.excluded_resource_ids:
        excluded = await _things(scope, body.excluded_resource_ids)
        things = [id for id in things if id not in excluded[kind]]
    await tags.assign(scope, kind, things, add=wanted if body.assign else (), remove=() if body.assign else wanted)
    return {"success": True}


async def _named(scope: Scope, kind: str, values: list[str]) -> list[int]:
    """Every one of the things. NotFound names the first that is not there."""
    accounts = await senders.by_addresses(scope, values) if kind == "sender" else {}
    found: list[int] = []
    for value in values:
        id = accounts[value].id if value in accounts else ids.to_id(kind, value)
        if id is None:
            raise NotFound(f"{'Account' if kind == 'sender' else 'Campaign'} not found: {value[:100]}")
        found.append(id)
    return list(dict.fromkeys(found))


async def _selected(scope: Scope, kind: str, body: Toggle) -> list[int]:
    if kind == "sender":
        given = account_filter.of(body.filter, search=body.search)
        found = [] if given is None else [s.id for s in await senders.find_all(scope, given, limit=MOST + 1)]
    else:
        given = account_filter.of_campaigns(body.filter, search=body.search)
        found = [] if given is None else [c.id for c in await campaigns.find_all(scope, **given, limit=MOST + 1)]
    if len(found) > MOST:
        raise Invalid(f"body/selected_all finds more than {MOST}: tag them in parts, by search or filter.")
    return found


@router.get("/custom-tags/{id}", dependencies=[needs("custom_tags:read")])
async def get_tag(scope: Scoped, id: UUID) -> answer_types.Tag:
    return shown(scope, await tags.get(scope, _id(id)))


@router.patch("/custom-tags/{id}", dependencies=[needs("custom_tags:update")], responses=TAKEN)
async def patch_tag(scope: Scoped, id: UUID, body: PatchTag) -> answer_types.Tag:
    """Change what is given; 409 when another tag has the label."""
    given = body.given()
    changes: TagChanges = {"description": body.description} if "description" in given else {}
    if body.label:
        changes["name"] = body.label
    try:
        return shown(scope, await tags.update(scope, _id(id), **changes))
    except Conflict:
        raise HTTPException(409, f"A tag with the label {body.label!r} exists already.") from None


@router.delete("/custom-tags/{id}", dependencies=[needs("custom_tags:delete")])
async def delete_tag(scope: Scoped, id: UUID) -> answer_types.Tag:
    """Remove a tag from everything; the answer is the tag as it was."""
    return shown(scope, await tags.delete(scope, _id(id)))
