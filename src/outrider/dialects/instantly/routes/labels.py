"""Lead labels: the workspace's own interest statuses, each with a number that the server gives it."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from outrider.dialects.instantly import answer_types, answers, translate
from outrider.dialects.instantly.bodies import CreateLabel, DeleteLabel, PatchLabel, ReplyText
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import categories, workspaces
from outrider.rules import replies

router = APIRouter(prefix="/lead-labels", tags=["Lead labels"])


async def _own(scope: Scope, value: UUID) -> categories.Category:
    """A label of the workspace's own; the built-in statuses are none. Raises NotFound."""
    found = await categories.get(scope, row_id("category", value, "Lead label"))
    if found.key is not None or found.interest_value is None:
        raise NotFound("Lead label not found")
    return found


async def _shown(scope: Scope, *found: categories.Category) -> list[answer_types.Label]:
    workspace = await workspaces.get(scope)
    return [answers.label(scope, c, workspace.owner_user_id) for c in found]


def _refuse_ai(use: bool | None) -> None:
    if use:
        raise Invalid(
            "body/use_with_ai: replies are given built-in statuses only, and labels of your own by people or over the API; leave"
            " it out, or send false"
        )


@router.post("", dependencies=[needs("lead-labels:create")])
async def create_label(scope: Scoped, body: CreateLabel) -> answer_types.Label:
    """A new label; its number tells its kind: from 100 positive, from 10000 neutral, from -100 negative."""
    _refuse_ai(body.use_with_ai)
    made = await categories.create(
        scope, body.label, sentiment=body.interest_status_label, description=body.description, number=True
    )
    return (await _shown(scope, made))[0]


@router.get("", dependencies=[needs("lead-labels:read")])
async def list_labels(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: str | None = None,
    interest_status: Literal["positive", "neutral", "negative"] | None = None,
) -> answer_types.Page[answer_types.Label]:
    """Labels, oldest first."""
    found = await categories.find_all(
        scope,
        custom=True,
        numbered=True,
        sentiment=interest_status,
        query=search or None,
        limit=limit,
        after=after_id("category", starting_after),
    )
    return page(await _shown(scope, *found), limit, lambda item: item, lambda item: item["id"])


@router.post("/ai-reply-label", dependencies=[needs("lead-labels:read")])
async def ai_reply_label(scope: Scoped, body: ReplyText) -> answer_types.ReplyLabel:
    """Which label a reply with this text would get. Custom labels are given by people only: it is a built-in one."""
    intent = await replies.RulesClassifier().classify(body.reply_text, "")
    category = await categories.by_key(scope, intent.name) if intent.name else None
    return {"result": category.name if category else "Lead", "custom_labels_considered": []}


@router.get("/{id}", dependencies=[needs("lead-labels:read")])
async def get_label(scope: Scoped, id: UUID) -> answer_types.Label:
    return (await _shown(scope, await _own(scope, id)))[0]


@router.patch("/{id}", dependencies=[needs("lead-labels:update")])
async def patch_label(scope: Scoped, id: UUID, body: PatchLabel) -> answer_types.Label:
    """Change what is given; the number stays."""
    _refuse_ai(body.use_with_ai)
    found = await _own(scope, id)
    changed = await categories.update(
        scope, found.id, name=body.label, description=body.description, sentiment=body.interest_status_label
    )
    return (await _shown(scope, changed))[0]


@router.delete("/{id}", dependencies=[needs("lead-labels:delete")])
async def delete_label(scope: Scoped, id: UUID, body: DeleteLabel | None = None) -> answer_types.Label:
    """Delete a label; its leads get `reassigned_status`, or become plain leads. The answer is the label as it was."""
    found = await _own(scope, id)
    shown = (await _shown(scope, found))[0]
    to = await translate.category_id(scope, body.reassigned_status) if body else None
    await categories.delete(scope, found.id, reassign_to=None if to == found.id else to)
    return shown
