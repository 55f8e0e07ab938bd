"""Suppression: kept by workspace or seat, asked in one statement."""

from typing import Any

import pytest
from psycopg import AsyncConnection

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.leads import suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy import workspaces

ANN = LeadInput(
    email="ann@mail.acme.co.uk", first_name="Ann", last_name="Lee", company_name="Acme  Holding", job_title="Junior Buyer",
    linkedin_url="https://www.linkedin.com/in/Ann-Lee",
)  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [
        EntryInput("email", "ANN@mail.acme.co.uk"),
        EntryInput("email", "ann@", "starts"),
        EntryInput("email", ".co.uk", "ends"),
        EntryInput("domain", "@mail.acme.co.uk"),
        EntryInput("domain", "Acme.co.uk"),
        EntryInput("domain", "acme", "contains"),
        EntryInput("company", "acme holding"),
        EntryInput("company", "HOLD", "contains"),
        EntryInput("name", "Ann Lee"),
        EntryInput("profile_url", "linkedin.com/in/ann-lee/"),
        EntryInput("job_title", "junior", "starts"),
    ],
)
async def test_every_kind_and_comparison_blocks(scope: Scope, entry: EntryInput) -> None:
    assert not await suppression.check(scope, [ANN])
    (made,) = (await suppression.add(scope, [entry])).created
    bob = LeadInput(email="bob@acme-other.com", first_name="Bob", last_name="Ann", company_name="Other")
    blocked = await suppression.check(scope, [bob, ANN])
    assert blocked[1] == made
    assert (0 in blocked) == (entry.comparison == "contains" and entry.kind == "domain")
    assert await suppression.remove(scope, [made.id]) == [made]
    assert not await suppression.check(scope, [ANN])


async def test_a_seats_entries_hold_for_that_seat_only(scope: Scope, workspace: workspaces.Installed) -> None:
    seat = workspace.seat_id
    await suppression.add(scope, [
        EntryInput("email", ANN.email or "", seat_id=seat), EntryInput("company", "hold", "contains", seat_id=seat),
    ])  # fmt: skip
    assert set(await suppression.blocked(scope, [(ANN, None), (ANN, seat), (ANN, seat + 1)])) == {1}
    assert [e.kind for e in await suppression.find_all(scope, seat_id=seat)] == ["company", "email"]
    assert await suppression.find_all(scope, workspace_only=True) == []


async def test_a_batch_is_one_statement(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    await suppression.add(scope, [EntryInput("company", "hold", "contains"), EntryInput("domain", "x.com")])
    await suppression.check(scope, [ANN])
    statements: list[str] = []
    execute = AsyncConnection.execute

    async def noted(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(str(query))
        return await execute(self, query, *args, **kwargs)

    monkeypatch.setattr(AsyncConnection, "execute", noted)
    many = [LeadInput(email=f"p{i}@{'x' if i % 2 else 'y'}.com") for i in range(200)]
    assert set(await suppression.check(scope, many)) == set(range(1, 200, 2))
    assert len(statements) == 1


async def test_adding_tells_new_old_and_wrong(scope: Scope) -> None:
    first = await suppression.add(
        scope, [EntryInput("email", "a@x.com"), EntryInput("email", "A@x.com"), EntryInput("domain", "X.com")]
    )
    assert [e.value for e in first.created] == ["a@x.com", "x.com"]
    assert not first.existing
    second = await suppression.add(scope, [
        EntryInput("domain", "x.com", reason="other"), EntryInput("email", "nope"), EntryInput("planet", "x"),
        EntryInput("domain", "no dots"), EntryInput("name", " "), EntryInput("name", "x", "like"),
    ])  # fmt: skip
    assert [e.reason for e in second.existing] == ["manual"]
    assert [i for i, _ in second.invalid] == [1, 2, 3, 4, 5]


async def test_entries_are_listed_searched_changed_and_cleared(scope: Scope) -> None:
    made = (
        await suppression.add(scope, [EntryInput("email", f"p{i}@x.com") for i in range(3)] + [EntryInput("domain", "y.com")])
    ).created
    assert [e.id for e in await suppression.find_all(scope, limit=2, after=made[3].id)] == [made[2].id, made[1].id]
    assert [e.value for e in await suppression.find_all(scope, kinds=["domain"], search="Y.")] == ["y.com"]
    assert (await suppression.update(scope, made[0].id, "z.com")).kind == "domain"
    with pytest.raises(Invalid):
        await suppression.update(scope, made[1].id, "p2@x.com")
    with pytest.raises(NotFound):
        await suppression.update(scope, 999_999, "z.com")
    assert len(await suppression.clear(scope, search="x.com")) == 2
    assert [e.value for e in await suppression.find_all(scope)] == ["y.com", "z.com"]


async def test_nothing_crosses_to_another_workspace(core: Core, scope: Scope, stranger: workspaces.Installed) -> None:
    made = (await suppression.add(scope, [EntryInput("email", ANN.email or ""), EntryInput("name", "ann", "starts")])).created
    assert await suppression.check(scope, [ANN])
    await scope.conn.commit()
    async with core.scope(stranger.workspace_id) as other:
        assert not await suppression.check(other, [ANN])
        assert await suppression.find_all(other) == []
        assert await suppression.remove(other, [e.id for e in made]) == []
        with pytest.raises(NotFound):
            await suppression.update(other, made[0].id, "z@x.com")
    assert len(await suppression.find_all(scope)) == 2


@pytest.mark.parametrize("first_commits", [True, False])
async def test_entries_hold_in_whatever_order_they_are_committed(
    core: Core, workspace: workspaces.Installed, first_commits: bool
) -> None:
    """An entry drawn before another may be committed after it, when that one has been lifted: as many, and the same newest."""

    async def companies() -> set[str]:
        async with core.scope(workspace.workspace_id) as scope:
            return {entry.value for entry in (await suppression.patterns(scope)).entries.values()}

    async with core.scope(workspace.workspace_id) as scope:
        (alpha,) = (await suppression.add(scope, [EntryInput("company", "Alpha")])).created
    async with core.pool.connection() as slow:
        scope = Scope(workspace.workspace_id, slow, core.clock.now(), core.vault)
        await suppression.add(scope, [EntryInput("company", "Slow Corp")])
        assert {e.value for e in (await suppression.patterns(scope)).entries.values()} == {"alpha", "slow corp"}
        async with core.scope(workspace.workspace_id) as quick:
            await suppression.add(quick, [EntryInput("company", "Quick Corp")])
        assert await companies() == {"alpha", "quick corp"}
        async with core.scope(workspace.workspace_id) as other:
            await suppression.remove(other, [alpha.id])
        await (slow.commit() if first_commits else slow.rollback())
    assert await companies() == {"quick corp", *(["slow corp"] if first_commits else [])}
