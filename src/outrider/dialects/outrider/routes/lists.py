"""Lead lists and tags, and the leads in them."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, bodies, pages
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.leads.lists import LeadList
from outrider.outreach.leads.tags import Tag

router = APIRouter(tags=["Lists and tags"])
READ, WRITE = needs("leads:read"), needs("leads:write")
ListId = Annotated[int, Path(ge=1, lt=1 << 63)]
TagId = Annotated[int, Path(ge=1, lt=1 << 63)]
Search = Annotated[str | None, Query(max_length=200, description="Part of the name.")]


def _list(found: LeadList) -> answer_types.LeadList:
    return {"id": found.id, "name": found.name, "size": found.lead_count}


def _tag(found: Tag) -> answer_types.Tag:
    return {"id": found.id, "name": found.name, "color": found.color}


async def _require_leads(scope: Scope, ids: Sequence[int]) -> None:
    if missing := set(ids) - (await leads.get_many(scope, ids)).keys():
        raise NotFound(f"There is no lead {min(missing)} in this workspace.", field="lead_ids")


@router.get("/lists", dependencies=[READ])
async def list_lists(
    scope: Scoped, search: Search = None, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.LeadLists:
    """Lead lists, newest first."""
    found = await lists.find_all(scope, query=search, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda one: str(one.id))
    return {"lists": [_list(one) for one in shown], "next_cursor": following}


@router.post("/lists", status_code=201, dependencies=[WRITE])
async def create_list(scope: Scoped, body: bodies.NewList) -> answer_types.LeadList:
    """A new, empty list. Its name must be free."""
    return _list(await lists.create(scope, body.name, scope.actor.user_id, unique=True))


@router.get("/lists/{list_id}", dependencies=[READ])
async def get_list(scope: Scoped, list_id: ListId) -> answer_types.LeadList:
    """One list with how many leads are in it. `GET /leads?list_id=` shows them."""
    return _list(await lists.get(scope, list_id))


@router.post("/lists/{list_id}", dependencies=[WRITE])
async def rename_list(scope: Scoped, list_id: ListId, body: bodies.NewList) -> answer_types.LeadList:
    """Give a list another name."""
    return _list(await lists.rename(scope, list_id, body.name))


@router.delete("/lists/{list_id}", dependencies=[WRITE])
async def delete_list(scope: Scoped, list_id: ListId) -> answer_types.Removed:
    """Remove a list. Its leads stay, and so do their places in campaigns."""
    return {"removed": (await lists.delete(scope, list_id)).id}


@router.post("/lists/{list_id}/leads", dependencies=[WRITE])
async def add_to_list(scope: Scoped, list_id: ListId, body: bodies.SomeLeads) -> answer_types.ListChange:
    """Put up to 1,000 leads in a list; those that are in it already stay."""
    await _require_leads(scope, body.lead_ids)
    added = await lists.add_members(scope, list_id, body.lead_ids)
    return {"lead_list": _list(await lists.get(scope, list_id)), "changed": len(added)}


@router.post("/lists/{list_id}/leads/remove", dependencies=[WRITE])
async def take_out_of_list(scope: Scoped, list_id: ListId, body: bodies.SomeLeads) -> answer_types.ListChange:
    """Take up to 1,000 leads out of a list."""
    await lists.require(scope, list_id)
    await _require_leads(scope, body.lead_ids)
    removed = await lists.take_out(scope, list_id, body.lead_ids)
    return {"lead_list": _list(await lists.get(scope, list_id)), "changed": removed}


@router.get("/tags", dependencies=[READ])
async def list_tags(
    scope: Scoped, search: Search = None, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Tags:
    """Tags, newest first."""
    found = await tags.find_all(scope, search=search, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda one: str(one.id))
    return {"tags": [_tag(one) for one in shown], "next_cursor": following}


@router.post("/tags", status_code=201, dependencies=[WRITE])
async def create_tag(scope: Scoped, body: bodies.NewTag) -> answer_types.Tag:
    """A new tag. Its name must be free."""
    return _tag(await tags.create(scope, body.name, color=body.color))


@router.post("/tags/{tag_id}", dependencies=[WRITE])
async def change_tag(scope: Scoped, tag_id: TagId, body: bodies.TagChanges) -> answer_types.Tag:
    """Another name or color."""
    changes = tags.TagChanges()
    if body.name is not None:
        changes["name"] = body.name
    if "color" in body.model_fields_set:
        changes["color"] = body.color
    return _tag(await (tags.update(scope, tag_id, **changes) if changes else tags.get(scope, tag_id)))


@router.delete("/tags/{tag_id}", dependencies=[WRITE])
async def delete_tag(scope: Scoped, tag_id: TagId) -> answer_types.Removed:
    """Remove a tag from everything."""
    return {"removed": (await tags.delete(scope, tag_id)).id}


@router.post("/tags/{tag_id}/leads", dependencies=[WRITE])
async def tag_leads(scope: Scoped, tag_id: TagId, body: bodies.SomeLeads) -> answer_types.TagChange:
    """Put a tag on up to 1,000 leads."""
    await _require_leads(scope, body.lead_ids)
    made = await tags.assign(scope, "lead", body.lead_ids, add=[tag_id])
    return {"tag": _tag(await tags.get(scope, tag_id)), "added": len(made)}


@router.post("/tags/{tag_id}/leads/remove", dependencies=[WRITE])
async def untag_leads(scope: Scoped, tag_id: TagId, body: bodies.SomeLeads) -> answer_types.Tag:
    """Take a tag off up to 1,000 leads."""
    await _require_leads(scope, body.lead_ids)
    await tags.assign(scope, "lead", body.lead_ids, remove=[tag_id])
    return _tag(await tags.get(scope, tag_id))
