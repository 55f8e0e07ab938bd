"""Texts that a team keeps: sequence templates for campaigns, and snippets for replies."""

from typing import Annotated

from fastapi import APIRouter, Path

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.dialects.outrider.routes.campaigns import step_input
from outrider.errors import Invalid
from outrider.outreach.campaigns import templates
from outrider.outreach.conversations import snippets

router = APIRouter(tags=["Templates"])
READ, WRITE = needs("campaigns:read"), needs("campaigns:write")
READ_SNIPPETS, WRITE_SNIPPETS = needs("conversations:read"), needs("conversations:write")
TemplateId = Annotated[int, Path(ge=1, lt=1 << 63)]
SnippetId = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.get("/templates", dependencies=[READ])
async def list_templates(
    scope: Scoped, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Templates:
    """Sequences that were kept for later campaigns, newest first."""
    found = await templates.find_all(scope, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda template: str(template.id))
    return {"templates": [answers.template(template) for template in shown], "next_cursor": following}


@router.post("/templates", status_code=201, dependencies=[WRITE])
async def save_template(scope: Scoped, body: bodies.NewTemplate) -> answer_types.Template:
    """Keep a sequence: the steps that are given, or those of a campaign as they are now."""
    if (body.steps is None) == (body.campaign_id is None):
        raise Invalid("Give one of steps and campaign_id.", field="steps")
    if body.campaign_id is not None:
        saved = await templates.save_from_campaign(scope, body.campaign_id, body.title, description=body.description)
    else:
        steps = [step_input(step) for step in body.steps or ()]
        saved = await templates.save(scope, body.title, steps, description=body.description)
    return answers.template(saved)


@router.get("/templates/{template_id}", dependencies=[READ])
async def get_template(scope: Scoped, template_id: TemplateId) -> answer_types.Template:
    """One template. Its steps are written as `POST /campaigns` takes them."""
    return answers.template(await templates.get(scope, template_id))


@router.delete("/templates/{template_id}", dependencies=[WRITE])
async def delete_template(scope: Scoped, template_id: TemplateId) -> answer_types.Removed:
    """Remove a template. Campaigns that were made from it stay as they are."""
    await templates.delete(scope, template_id)
    return {"removed": template_id}


@router.get("/snippets", dependencies=[READ_SNIPPETS])
async def list_snippets(scope: Scoped, limit: pages.Limit = pages.DEFAULT, cursor: pages.Cursor = None) -> answer_types.Snippets:
    """Texts for replies, newest first; a workspace keeps at most 200."""
    found = await snippets.newest(scope, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda snippet: str(snippet.id))
    return {"snippets": [answers.snippet(snippet) for snippet in shown], "next_cursor": following}


@router.post("/snippets", status_code=201, dependencies=[WRITE_SNIPPETS])
async def create_snippet(scope: Scoped, body: bodies.NewSnippet) -> answer_types.Snippet:
    """Keep a text for replies. Its merge tags get the values of whoever is answered; its name must be free."""
    return answers.snippet(await snippets.save(scope, body.name, body.body))


@router.post("/snippets/{snippet_id}", dependencies=[WRITE_SNIPPETS])
async def change_snippet(scope: Scoped, snippet_id: SnippetId, body: bodies.NewSnippet) -> answer_types.Snippet:
    """Another name and text."""
    return answers.snippet(await snippets.save(scope, body.name, body.body, id=snippet_id))


@router.delete("/snippets/{snippet_id}", dependencies=[WRITE_SNIPPETS])
async def delete_snippet(scope: Scoped, snippet_id: SnippetId) -> answer_types.Removed:
    """Remove a snippet."""
    return {"removed": (await snippets.delete(scope, snippet_id)).id}
