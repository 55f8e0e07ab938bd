"""Tags and what they are on."""

import pytest

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import workspaces


async def test_tags_are_unique_by_name_in_any_case(scope: Scope, workspace: workspaces.Installed) -> None:
    hot = await tags.create(scope, " Hot  lead ", color="#f00")
    assert hot.name == "Hot lead"
    assert await tags.get_or_create(scope, "HOT lead") == hot
    with pytest.raises(Conflict):
        await tags.create(scope, "hot LEAD")
    own = await tags.create(scope, "hot lead", seat_id=workspace.seat_id)
    cold = await tags.get_or_create(scope, "cold")
    with pytest.raises(Conflict):
        await tags.update(scope, cold.id, name="Hot Lead")
    assert (await tags.update(scope, cold.id, name="Cold", color="#00f", description="x")).color == "#00f"
    assert [t.id for t in await tags.find_all(scope)] == [cold.id, own.id, hot.id]
    assert [t.id for t in await tags.find_all(scope, search="LEAD", limit=1, after=own.id)] == [hot.id]
    await tags.create(scope, "Hot leads of May")
    assert [t.id for t in await tags.by_names(scope, ["HOT lead", "Unknown"])] == [hot.id, own.id]
    with pytest.raises(Invalid):
        await tags.create(scope, " ")
    with pytest.raises(Invalid):
        await tags.update(scope, cold.id, seat_id=1)


async def test_assigning_is_bulk_and_all_or_nothing(scope: Scope) -> None:
    a, b = await tags.create(scope, "a"), await tags.create(scope, "b")
    one, two = [(await lists.create(scope, n)).id for n in ("1", "2")]
    made = await tags.assign(scope, "list", [one, two], add=[a.id, b.id])
    assert len(made) == 4
    assert await tags.assign(scope, "list", [one], add=[a.id]) == []
    await tags.assign(scope, "list", [two], remove=[a.id])
    assert {k: [t.name for t in v] for k, v in (await tags.of_objects(scope, "list", [one, two, 99])).items()} == {
        one: ["a", "b"], two: ["b"], 99: [],
    }  # fmt: skip
    with pytest.raises(NotFound):
        await tags.assign(scope, "list", [one, 999_999], add=[a.id])
    with pytest.raises(NotFound):
        await tags.assign(scope, "list", [one], add=[999_999])
    with pytest.raises(Invalid):
        await tags.assign(scope, "planet", [1], add=[a.id])
    assert [t.name for t in await tags.find_all(scope, object_ids={"list": [two]})] == ["b"]
    assert [(t.object_id, t.tag_id) for t in await tags.taggings(scope, tag_ids=[b.id], limit=1)] == [(two, b.id)]
    await tags.delete(scope, b.id)
    assert await tags.of_objects(scope, "list", [two]) == {two: []}


async def test_nothing_crosses_to_another_workspace(core: Core, scope: Scope, stranger: workspaces.Installed) -> None:
    mine = await tags.create(scope, "mine")
    (made,) = await leads.upsert(scope, [LeadInput(email="a@x.com")])
    lead_id = made.lead_id or 0
    await tags.assign(scope, "lead", [lead_id], add=[mine.id])
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        theirs = await tags.create(other, "mine")
        assert await tags.of_objects(other, "lead", [lead_id]) == {lead_id: []}
        assert await tags.taggings(other) == []
        for attempt in (
            tags.get(other, mine.id), tags.update(other, mine.id, name="x"), tags.delete(other, mine.id),
            tags.assign(other, "lead", [lead_id], add=[theirs.id]), tags.assign(other, "lead", [], add=[mine.id]),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                await attempt
