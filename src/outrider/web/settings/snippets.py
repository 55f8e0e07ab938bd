"""Snippets: texts for replies, inserted in the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.conversations import snippets
from outrider.outreach.conversations.snippets import MAX_BODY, Snippet
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form


@dataclass(frozen=True, slots=True)
class SnippetsView:
    """`edited`: the id of the snippet being edited; 0 for a new one."""

    snippets: Sequence[Snippet]
    can_write: bool
    edited: int = 0
    form: Form = UNTOUCHED
    longest: int = MAX_BODY


async def _show(visit: Visit, form: Form = UNTOUCHED, edited: int = 0) -> Response:
    async with visit.scope() as scope:
        found = await snippets.find_all(scope)
    view = SnippetsView(found, visit.may("inbox", write=True), edited, form)
    return frame.show(visit, "snippets.html", view, status=422 if form.errors else 200)


async def show(visit: Visit) -> Response:
    """Show all snippets; `edit` in the URL opens one."""
    wanted = visit.numbers("edit")
    if not wanted:
        return await _show(visit)
    async with visit.scope() as scope:
        found = next((one for one in await snippets.find_all(scope) if one.id == wanted[0]), None)
    if found is None:
        raise NotFound(_("There is no such snippet."))
    return await _show(visit, Form({"name": found.name, "body": found.body}), found.id)


async def save(visit: Visit) -> Response:
    """Create or change a snippet."""
    given = {"name": visit.text("name", 500), "body": visit.text("body", 100_000)}
    chosen = [id for id in visit.numbers("id") if id]
    try:
        async with visit.scope() as scope:
            await snippets.save(scope, given["name"], given["body"], id=chosen[0] if chosen else None)
    except (Invalid, Conflict) as error:
        return await _show(visit, Form(given, {error.field or "name": error.message}), chosen[0] if chosen else 0)
    return visit.done(visit.url("/settings/snippets"), Toast(_("{name} is saved").format(name=given["name"])))


async def delete(visit: Visit) -> Response:
    async with visit.scope() as scope:
        gone = await snippets.delete(scope, visit.request.path_params["id"])
    return visit.done(visit.url("/settings/snippets"), Toast(_("{name} is deleted").format(name=gone.name)))


ROUTES = [
    page("/settings/snippets", show, needs="inbox"),
    act("/settings/snippets/save", save, needs="inbox"),
    act("/settings/snippets/{id:int}/delete", delete, needs="inbox"),
]
