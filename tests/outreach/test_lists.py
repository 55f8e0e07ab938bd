"""Lists and their members."""

from collections.abc import Iterator, Mapping
from itertools import count

import pytest

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import workspaces


async def _people(scope: Scope, n: int) -> list[int]:
    return [u.lead_id or 0 for u in await leads.upsert(scope, [LeadInput(email=f"p{i}@x.com") for i in range(n)])]


async def test_lists_are_made_renamed_counted_and_deleted(scope: Scope) -> None:
    one = await lists.create(scope, " One ", unique=True)
    with pytest.raises(Conflict) as conflict:
        await lists.create(scope, "ONE", unique=True)
    assert conflict.value.data == {"id": one.id}
    assert (await lists.create(scope, "One")).id != one.id
    ids = await _people(scope, 3)
    assert await lists.add_members(scope, one.id, [*ids[:2], ids[0], 999_999]) == ids[:2]
    assert await lists.add_members(scope, one.id, ids) == ids[2:]
    assert (await lists.rename(scope, one.id, "Uno")).lead_count == 3
    await leaving.unsubscribe(scope, ids[0])
    assert await lists.active_counts(scope, [one.id, 999_999]) == {one.id: 2, 999_999: 0}
    await lists.delete(scope, one.id)
    with pytest.raises(NotFound):
        await lists.get(scope, one.id)
    assert len(await leads.get_many(scope, ids)) == 3
    with pytest.raises(Invalid):
        await lists.create(scope, "  ")


@pytest.mark.parametrize("name", ["Oslo", "x" * lists.MAX_NAME])
async def test_lists_made_together_and_later_have_names_of_their_own(scope: Scope, name: str) -> None:
    made = [x.name for n in (3, 1, 2) for x in await lists.create_many(scope, [(name, {})] * n)]
    assert made[0] == name
    assert [x.rpartition(" (Copy ")[2] for x in made[1:]] == ["1)", "2)", "3)", "4)", "5)"]


async def test_many_lists_of_one_name_cost_no_more_than_as_many_others(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def counting(start: int) -> Iterator[int]:
        for i in count(start):
            tried.append(i)
            yield i

    monkeypatch.setattr(lists, "count", counting)
    await lists.create_many(scope, [("Oslo", {})] * 200)
    assert len(tried) == 199


async def test_a_page_of_lists_costs_two_statements_and_filters_by_tag_and_name(scope: Scope) -> None:
    made = [await lists.create(scope, name) for name in ("Oslo 50%", "Berlin", "Oslo old")]
    tag = await tags.create(scope, "hot")
    await tags.assign(scope, "list", [made[0].id, made[1].id], add=[tag.id])
    assert [x.name for x in await lists.find_all(scope)] == ["Oslo old", "Berlin", "Oslo 50%"]
    assert [x.name for x in await lists.find_all(scope, query="oslo", tag_ids=[tag.id])] == ["Oslo 50%"]
    assert [x.name for x in await lists.find_all(scope, query="0%")] == ["Oslo 50%"]
    assert [x.name for x in await lists.find_all(scope, order="name", limit=1, offset=1)] == ["Oslo 50%"]
    assert [x.name for x in await lists.find_all(scope, after=made[1].id)] == ["Oslo 50%"]
    assert [x.name for x in await lists.find_all(scope, order="oldest", after=made[1].id)] == ["Oslo old"]
    assert (await lists.by_name(scope, " berlin ")) == await lists.get(scope, made[1].id)


async def test_members_page_by_their_own_ids_and_keep_their_own_values(scope: Scope) -> None:
    ids = await _people(scope, 5)
    made = await lists.create(scope, "A")
    await lists.add_members(scope, made.id, ids, fields={ids[0]: {"first_name": "Ann"}})
    newest = await lists.members(scope, made.id, 2)
    assert [m.lead.id for m in newest] == ids[:2:-1]
    assert [m.lead.id for m in await lists.members(scope, made.id, 10, newest[-1].id)] == ids[2::-1]
    oldest = await lists.members(scope, made.id, order="oldest", query="p0 x.com")
    assert [m.fields for m in oldest] == [{"first_name": "Ann"}]
    assert leads.effective(oldest[0].lead, oldest[0].fields)["first_name"] == "Ann"
    changed = await lists.update_member(scope, oldest[0].id, fields={"k": None}, category_id=7)
    assert (changed.fields, changed.category_id) == ({"k": None}, 7)
    assert (await lists.update_member(scope, changed.id, fields={})).category_id == 7
    assert await lists.lists_of(scope, [ids[0], 999_999]) == {ids[0]: [made.id], 999_999: []}
    assert await lists.delete_members(scope, [changed.id]) == 1
    assert (await lists.get(scope, made.id)).lead_count == 4
    with pytest.raises(NotFound):
        await lists.update_member(scope, changed.id, fields={})


async def test_moving_and_copying_between_lists(scope: Scope) -> None:
    ids = await _people(scope, 4)
    one, two = [(await lists.create(scope, name)).id for name in ("A", "B")]
    await lists.add_members(scope, one, ids, fields={ids[0]: {"k": 1}})
    await lists.add_members(scope, two, [ids[3]], fields={ids[3]: {"mine": 1}})
    assert await lists.move(scope, one, two, [ids[0], ids[3], 999_999], copy=True) == 2
    assert (await lists.get(scope, one)).lead_count == 4
    assert {m.lead.id: m.fields for m in await lists.members(scope, two)} == {ids[0]: {"k": 1}, ids[3]: {"mine": 1}}
    assert await lists.move(scope, one, two) == 4
    assert [(await lists.get(scope, x)).lead_count for x in (one, two)] == [0, 4]
    assert await lists.move(scope, None, one, ids[:2]) == 2
    assert (await lists.get(scope, two)).lead_count == 4
    with pytest.raises(Invalid):
        await lists.move(scope, one, one)
    with pytest.raises(NotFound):
        await lists.move(scope, one, 999_999)


async def test_nothing_crosses_to_another_workspace(core: Core, scope: Scope, stranger: workspaces.Installed) -> None:
    ids = await _people(scope, 2)
    mine = await lists.create(scope, "Mine")
    await lists.add_members(scope, mine.id, ids)
    member = (await lists.members(scope, mine.id))[0]
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        theirs = await lists.create(other, "Theirs")
        assert await lists.add_members(other, theirs.id, ids) == []
        assert [x.id for x in await lists.find_all(other)] == [theirs.id]
        assert await lists.members(other) == []
        assert await lists.get_members(other, [member.id]) == {}
        assert await lists.delete_members(other, [member.id]) == 0
        assert await lists.lists_of(other, ids) == {i: [] for i in ids}
        for attempt in (
            lists.get(other, mine.id), lists.rename(other, mine.id, "x"), lists.delete(other, mine.id),
            lists.move(other, mine.id, theirs.id), lists.move(other, theirs.id, mine.id),
            lists.update_member(other, member.id, fields={}), lists.add_members(other, mine.id, []),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                await attempt


async def test_a_member_who_comes_while_a_list_is_moved_is_not_lost(
    core: Core, workspace: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        ids = await _people(scope, 3)
        one, two = await lists.create(scope, "One"), await lists.create(scope, "Two")
        await lists.add_members(scope, one.id, ids[:2])
    count = lists.count_members

    async def after_another(scope: Scope, more: Mapping[int, int]) -> None:
        monkeypatch.undo()
        async with core.scope(workspace.workspace_id) as other:
            await lists.add_members(other, one.id, ids[2:])
        await count(scope, more)

    monkeypatch.setattr(lists, "count_members", after_another)
    async with core.scope(workspace.workspace_id) as scope:
        assert await lists.move(scope, one.id, two.id) == 2
    async with core.scope(workspace.workspace_id) as scope:
        assert await lists.lists_of(scope, ids) == {ids[0]: [two.id], ids[1]: [two.id], ids[2]: [one.id]}
        assert await lists.sizes(scope, [one.id, two.id]) == {one.id: 1, two.id: 2}
