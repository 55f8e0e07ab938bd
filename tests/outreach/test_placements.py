"""Leads in lists and campaigns as one sequence of rows: what is found by words, and page by page."""

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import placements
from outrider.outreach.enrollments.filters import NEAR
from outrider.outreach.enrollments.placements import Filter
from outrider.outreach.leads import leads, lists
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy.workspaces import Installed

SEEN = 2 * NEAR  # rows between two that have the word: more than are looked at for a page of one


@pytest.fixture
async def named(core: Core, workspace: Installed) -> list[str]:
    """The addresses of those in a list who are named Rare, in the order in which they came into it."""
    async with core.scope(workspace.workspace_id) as scope:
        people = [
            LeadInput(email=f"p{n}@x.example", first_name="Pat", last_name="Rare" if n % SEEN == SEEN - 1 else "Often")
            for n in range(3 * SEEN)
        ]
        made = [u.lead_id for u in await leads.upsert(scope, people)]
        of = await lists.create(scope, "People")
        await lists.add_members(scope, of.id, [id for id in made if id is not None])
    return [p.email for p in people if p.last_name == "Rare" and p.email]


async def test_rare_words_are_found_behind_the_rows_that_are_looked_at_first(
    core: Core, workspace: Installed, named: list[str]
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        found = await placements.search(scope, Filter(search="rare"), limit=1)
    assert [p.lead.email for p in found] == named[:1]


async def test_pages_of_what_words_find_follow_each_other(core: Core, workspace: Installed, named: list[str]) -> None:
    found: list[str | None] = []
    after = None
    async with core.scope(workspace.workspace_id) as scope:
        while page := await placements.search(scope, Filter(search="rar"), limit=2, after=after):
            found += [p.lead.email for p in page]
            after = page[-1].ref
    assert found == named


async def test_words_that_all_have_fill_a_page_in_order(core: Core, workspace: Installed, named: list[str]) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        found = await placements.search(scope, Filter(search="pat"), limit=3)
    assert [p.lead.email for p in found] == ["p0@x.example", "p1@x.example", "p2@x.example"]


async def test_words_are_looked_for_in_the_list_that_is_named(core: Core, workspace: Installed, named: list[str]) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        other = await lists.create(scope, "Others")
        found = await placements.search(scope, Filter(search="rare", list_ids=[other.id]))
    assert found == []
