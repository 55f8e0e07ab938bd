"""Reply categories and sequence templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Conflict, Invalid
from outrider.outreach.campaigns import templates
from outrider.outreach.campaigns.templates import Template
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.categories import Category
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame
from outrider.web.settings.frame import UNTOUCHED, Form

MOST = 200
SENTIMENTS = (("positive", _("Positive")), ("neutral", _("Neutral")), ("negative", _("Negative")))


@dataclass(frozen=True, slots=True)
class CategoriesView:
    """`edited`: the id of the category being edited; 0 for a new one."""

    categories: Sequence[Category]
    sentiments: Sequence[tuple[str, str]]
    can_write: bool
    edited: int = 0
    form: Form = UNTOUCHED


@dataclass(frozen=True, slots=True)
class TemplatesView:
    templates: Sequence[Template]
    can_write: bool


async def _show(visit: Visit, form: Form | None = None, edited: int = 0) -> Response:
    async with visit.scope() as scope:
        found = await categories.find_all(scope)
    can_write = visit.access.manages
    view = CategoriesView(found, SENTIMENTS, can_write, edited, form or Form({"sentiment": "neutral"}))
    return frame.show(visit, "categories.html", view, status=422 if form and form.errors else 200)


async def show(visit: Visit) -> Response:
    """Show the categories; `edit` in the URL opens one."""
    wanted = visit.numbers("edit")
    if not wanted:
        return await _show(visit)
    async with visit.scope() as scope:
        found = await categories.get(scope, wanted[0])
    given = {"name": found.name, "description": found.description or "", "sentiment": found.sentiment}
    return await _show(visit, Form(given), found.id)


async def save(visit: Visit) -> Response:
    """Create or change a category."""
    frame.require_manager(visit)
    given = {name: visit.text(name, 500) for name in ("name", "description", "sentiment")}
    id = visit.numbers("id")
    try:
        async with visit.scope() as scope:
            if id and id[0]:
                await categories.update(
                    scope, id[0], name=given["name"], description=given["description"], sentiment=given["sentiment"]
                )
            else:
                description = given["description"] or None
                await categories.create(scope, given["name"], sentiment=given["sentiment"], description=description, number=True)
    except (Invalid, Conflict) as error:
        return await _show(visit, Form(given, {error.field or "name": error.message}), id[0] if id else 0)
    return visit.done(visit.url("/settings/categories"), Toast(_("{name} is saved").format(name=given["name"])))


async def delete(visit: Visit) -> Response:
    frame.require_manager(visit)
    async with visit.scope() as scope:
        gone = await categories.delete(scope, visit.request.path_params["id"])
    return visit.done(visit.url("/settings/categories"), Toast(_("{name} is deleted").format(name=gone.name)))


async def show_templates(visit: Visit) -> Response:
    async with visit.scope() as scope:
        found = await templates.find_all(scope, limit=MOST)
    mine = [t for t in found if t.seat_id is None or visit.access.sees(t.seat_id)]
    return frame.show(visit, "templates.html", TemplatesView(mine, visit.may("templates", write=True)))


async def delete_template(visit: Visit) -> Response:
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        template = await templates.get(scope, id)
        if template.seat_id is not None:
            visit.require_seat(template.seat_id, "templates", write=True)
        await templates.delete(scope, id)
    return visit.done(visit.url("/settings/templates"), Toast(_("{name} is deleted").format(name=template.title)))


ROUTES = [
    page("/settings/categories", show, needs="inbox"),
    act("/settings/categories/save", save, needs="inbox"),
    act("/settings/categories/{id:int}/delete", delete, needs="inbox"),
    page("/settings/templates", show_templates, needs="templates"),
    act("/settings/templates/{id:int}/delete", delete_template, needs="templates"),
]
