"""Saved searches: save and delete."""

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.leads import searches
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act
from outrider.web.leads import acts, view
from outrider.web.leads.view import Asked


async def save(visit: Visit) -> Response:
    """Save the current search under a name. Errors are shown above the list."""
    asked, name = acts.search_of(visit), acts.given(visit, "name")
    back = visit.url("/leads", **asked.parameters())
    try:
        async with visit.scope() as scope:
            await view.search_of(visit, scope, asked)
            saved = await searches.save(scope, name, asked.search)
    except (Invalid, Conflict) as error:
        return visit.done(back, Toast(error.message, "error"))
    return visit.done(back, Toast(_("The search “{name}” has been saved").format(name=saved.name)))


async def delete(visit: Visit) -> Response:
    """Delete a saved search, with undo."""
    async with visit.scope() as scope:
        gone = await searches.delete(scope, visit.request.path_params["id"])
    undo = visit.url("/leads/searches", name=gone.name, **Asked(gone.search).parameters())
    return visit.done(visit.url("/leads"), Toast(_("The search “{name}” has been deleted").format(name=gone.name), undo=undo))


ROUTES = [
    act("/leads/searches", save, needs="leads"),
    act("/leads/searches/{id:int}/remove", delete, needs="leads"),
]
