"""Lists and tags: list, create, rename and remove. Their leads are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.leads import lists, tags
from outrider.outreach.leads.lists import LeadList
from outrider.outreach.leads.tags import Tag
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page

MOST = 200


@dataclass(frozen=True, slots=True)
class Groups:
    """The page: the newest lists and tags. `errors` by field: list-name, tag-name."""

    lists: Sequence[LeadList]
    tags: Sequence[Tag]
    errors: Mapping[str, str]


async def _show(visit: Visit, errors: Mapping[str, str] | None = None, status: int = 200) -> Response:
    async with visit.scope() as scope:
        groups = Groups(await lists.find_all(scope, limit=MOST), await tags.find_all(scope, limit=MOST), errors or {})
    return visit.render("leads/lists.html", groups, status=status)


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def create_list(visit: Visit) -> Response:
    """Create a list with an unused name."""
    try:
        async with visit.scope() as scope:
            made = await lists.create(scope, visit.text("list-name", 1000), visit.visitor.user_id, unique=True)
    except (Invalid, Conflict) as error:
        return await _show(visit, {"list-name": error.message}, 422)
    return visit.done(visit.url("/leads/lists"), Toast(_("The list “{name}” has been created").format(name=made.name)))


async def create_tag(visit: Visit) -> Response:
    try:
        async with visit.scope() as scope:
            made = await tags.create(scope, visit.text("tag-name", 1000))
    except (Invalid, Conflict) as error:
        return await _show(visit, {"tag-name": error.message}, 422)
    return visit.done(visit.url("/leads/lists"), Toast(_("The tag “{name}” has been created").format(name=made.name)))


async def rename_list(visit: Visit) -> Response:
    async with visit.scope() as scope:
        await lists.rename(scope, visit.request.path_params["id"], visit.text("name", 1000))
    return visit.done(visit.url("/leads/lists"), Toast(_("Saved")))


async def delete_list(visit: Visit) -> Response:
    async with visit.scope() as scope:
        gone = await lists.delete(scope, visit.request.path_params["id"])
    return visit.done(
        visit.url("/leads/lists"), Toast(_("The list “{name}” has been removed; its leads stay").format(name=gone.name))
    )


async def delete_tag(visit: Visit) -> Response:
    async with visit.scope() as scope:
        gone = await tags.delete(scope, visit.request.path_params["id"])
    return visit.done(visit.url("/leads/lists"), Toast(_("The tag “{name}” has been removed everywhere").format(name=gone.name)))


ROUTES = [
    page("/leads/lists", show, needs="leads"),
    act("/leads/lists", create_list, needs="leads"),
    act("/leads/lists/{id:int}", rename_list, needs="leads"),
    act("/leads/lists/{id:int}/remove", delete_list, needs="leads"),
    act("/leads/tags", create_tag, needs="tags"),
    act("/leads/tags/{id:int}/remove", delete_tag, needs="tags"),
]
