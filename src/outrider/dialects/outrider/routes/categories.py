"""Categories: what can come of a conversation."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Categories"])
READ, WRITE = needs("conversations:read"), needs("conversations:write")
CategoryId = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.get("/categories", dependencies=[READ])
async def list_categories(
    scope: Scoped, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Categories:
    """What can come of a conversation: the built-in categories, which have a `key`, and the workspace's own."""
    found = await categories.find_all(scope, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda category: str(category.id))
    return {"categories": [answers.category(category) for category in shown], "next_cursor": following}


@router.post("/categories", status_code=201, dependencies=[WRITE])
async def create_category(scope: Scoped, body: bodies.NewCategory) -> answer_types.Category:
    """A category of the workspace's own. Its name must be free."""
    made = await categories.create(scope, body.name, sentiment=body.sentiment, description=body.description)
    return answers.category(made)


@router.post("/categories/{category_id}", dependencies=[WRITE])
async def change_category(scope: Scoped, category_id: CategoryId, body: bodies.CategoryChanges) -> answer_types.Category:
    """Change what is given. A built-in category may be renamed and described; its sentiment is fixed."""
    changed = await categories.update(scope, category_id, name=body.name, sentiment=body.sentiment, description=body.description)
    return answers.category(changed)


@router.delete("/categories/{category_id}", dependencies=[WRITE])
async def delete_category(
    scope: Scoped,
    category_id: CategoryId,
    reassign_to: Annotated[
        int | None, Query(ge=1, lt=1 << 63, description="The category that takes its place; left out: none.")
    ] = None,
) -> answer_types.Removed:
    """Remove a category of the workspace's own. A built-in one stays."""
    return {"removed": (await categories.delete(scope, category_id, reassign_to=reassign_to)).id}
