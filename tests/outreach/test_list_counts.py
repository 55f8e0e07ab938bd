"""Promise 5 for lists: the numbers of members that are kept equal a recount, whatever brings or takes them."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.enrollments import imports, leaving, pushes
from outrider.outreach.leads import lists
from outrider.outreach.leads.leads import LeadInput
from tests.explaining import blocks_read
from tests.making import a_campaign, some_leads


async def _import(scope: Scope, a: int, b: int, ids: list[int]) -> None:
    rows = [LeadInput(email="lead1@prospect.example"), LeadInput(email="new@prospect.example")]
    await imports.import_rows(scope, rows, list_id=b)


async def _push(scope: Scope, a: int, b: int, ids: list[int]) -> None:
    await pushes.push(scope, (await a_campaign(scope)).id, list_id=a, move=True)


async def _delete_members(scope: Scope, a: int, b: int, ids: list[int]) -> None:
    members = await scope.all("SELECT id FROM list_members WHERE workspace_id = %(workspace_id)s ORDER BY id LIMIT 2")
    await lists.delete_members(scope, [row["id"] for row in members])


# What happens to two lists, the first with three members and the second with one of them -> how many they have then.
CHANGES: dict[str, tuple[Callable[[Scope, int, int, list[int]], Awaitable[Any]], tuple[int, int]]] = {
    "added": (lambda scope, a, b, ids: lists.add_members(scope, b, ids), (3, 3)),
    "imported": (_import, (3, 2)),
    "pushed": (_push, (0, 1)),
    "moved": (lambda scope, a, b, ids: lists.move(scope, a, b), (0, 3)),
    "copied": (lambda scope, a, b, ids: lists.move(scope, a, b, ids[:2], copy=True), (3, 2)),
    "taken out": (lambda scope, a, b, ids: lists.take_out(scope, a, ids[:2]), (1, 1)),
    "taken out of all": (lambda scope, a, b, ids: lists.take_out(scope, None, ids[:1]), (2, 0)),
    "members deleted": (_delete_members, (1, 1)),
    "leads deleted": (lambda scope, a, b, ids: leaving.delete(scope, ids[:2]), (1, 0)),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_members_are_counted(scope: Scope, name: str) -> None:
    act, expected = CHANGES[name]
    ids = await some_leads(scope, 3)
    a, b = (await lists.create(scope, "A")).id, (await lists.create(scope, "B")).id
    await lists.add_members(scope, a, ids)
    await lists.add_members(scope, b, ids[:1])
    await act(scope, a, b, ids)
    counts = await lists.sizes(scope, [a, b])
    assert (counts[a], counts[b]) == expected
    assert await figures.recount(scope) == []


async def test_a_list_that_is_deleted_leaves_no_count(scope: Scope) -> None:
    made = (await lists.create(scope, "A")).id
    await lists.add_members(scope, made, await some_leads(scope, 3))
    await lists.delete(scope, made)
    assert await scope.count("SELECT count(*) FROM list_counts WHERE workspace_id = %(workspace_id)s") == 0


async def test_the_recount_would_notice(scope: Scope) -> None:
    made = (await lists.create(scope, "A")).id
    await lists.count_members(scope, {made: 2})
    (difference,) = await figures.recount(scope)
    assert (difference.table, difference.kept, difference.recounted) == ("list_counts", 2, 0)


@pytest.mark.one_server
async def test_lists_are_counted_without_their_members(scope: Scope) -> None:
    made = (await lists.create(scope, "A")).id
    await lists.add_members(scope, made, await some_leads(scope, 2000))
    await scope.run("ANALYZE list_members, list_counts")
    assert await blocks_read(scope, lambda explaining: lists.sizes(explaining, [made])) < 10
