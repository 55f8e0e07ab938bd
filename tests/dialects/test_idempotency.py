"""`Idempotency-Key`: a request is done once and answered the same, on any dialect's wire."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import psycopg
import pytest
import pytest_asyncio
from fastapi import Request

from outrider.clock import ScaledClock, SimulatedClock
from outrider.dialects import Dialect, load
from outrider.dialects.kit import idempotency as kit
from outrider.errors import Conflict
from outrider.outreach.base import idempotency
from outrider.outreach.base.scope import Core, Mode, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy import keys, workspaces
from outrider.settings import Settings
from tests.dialects.clients import Api, client
from tests.making import a_sender, rows

CREATE = "/campaigns/create"


@pytest.fixture
def dialect() -> Dialect:
    return load("smartlead")


async def create(api: Api, key: str | None, name: str = "Spring") -> httpx.Response:
    return await api.post(CREATE, json={"name": name}, headers={"Idempotency-Key": key} if key else {})


async def names(api: Api) -> list[Any]:
    return [c["name"] for c in (await api.get("/campaigns")).json()]


async def test_the_same_request_is_done_once_and_answered_the_same(api: Api) -> None:
    first, again = await create(api, "k1"), await create(api, "k1")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert await names(api) == ["Spring"]
    await create(api, "k2")
    await create(api, None)
    assert await names(api) == ["Spring"] * 3, "another key, or none, is another request"


async def test_a_key_of_another_request_is_a_conflict(api: Api) -> None:
    await create(api, "k1")
    other = await create(api, "k1", name="Autumn")
    assert other.status_code == 400
    assert other.json()["code"] == "idempotency_key_reused"
    elsewhere = await api.post("/lead-list/", json={"name": "Spring"}, headers={"Idempotency-Key": "k1"})
    assert elsewhere.json()["code"] == "idempotency_key_reused"
    assert await names(api) == ["Spring"]


async def test_a_refused_request_may_be_mended(api: Api) -> None:
    assert (await create(api, "k1", name="")).status_code == 422
    assert (await create(api, "k1")).status_code == 200
    too_long = await create(api, "k" * 256)
    assert too_long.status_code == 400
    assert "255" in too_long.json()["message"]


async def test_requests_at_the_same_time_are_done_once(api: Api) -> None:
    answers = await asyncio.gather(*(create(api, "k1") for _ in range(6)))
    assert await names(api) == ["Spring"]
    for answer in answers:
        assert answer.status_code == 200 or answer.json()["code"] == "idempotency_in_progress"


async def test_after_a_day_a_key_is_free_again(api: Api, clock: SimulatedClock) -> None:
    await create(api, "k1")
    clock.advance(25 * 3600)
    await create(api, "k1", name="Autumn")
    assert sorted(await names(api)) == ["Autumn", "Spring"]


@pytest_asyncio.fixture
async def died(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    """A process died while it served the request with key k1, so that its transaction was undone."""
    async with core.scope(workspace.workspace_id) as scope:
        await create(api, "k1")
        await scope.run(
            "UPDATE idempotency SET status = NULL, lease_until = %(lease)s WHERE workspace_id = %(workspace_id)s",
            lease=scope.now + idempotency.LEASE,
        )
        await scope.run("DELETE FROM campaigns WHERE workspace_id = %(workspace_id)s")


async def test_a_request_that_may_still_be_served_is_not_done_again(api: Api, died: None) -> None:
    assert (await create(api, "k1")).json()["code"] == "idempotency_in_progress"


async def test_a_process_that_dies_keeps_no_key_for_longer_than_its_lease(api: Api, died: None, clock: SimulatedClock) -> None:
    clock.advance(idempotency.LEASE.total_seconds())
    await create(api, "k1")
    assert await names(api) == ["Spring"]


async def test_a_lease_counts_real_time(
    core: Core, workspace: workspaces.Installed, dialect: Dialect, monkeypatch: pytest.MonkeyPatch
) -> None:
    leases: list[Any] = []
    real = campaigns.create

    async def looking(scope: Scope, *args: Any, **kwargs: Any) -> Any:
        [row] = await rows(core, "SELECT lease_until - created_at AS lease FROM idempotency")
        leases.append(row["lease"])
        return await real(scope, *args, **kwargs)

    monkeypatch.setattr(campaigns, "create", looking)
    fast = replace(core, clock=ScaledClock(1000, core.clock.now()))
    async with client(dialect.app(fast, Settings(rate_limits={"smartlead": "off"})), workspace.key) as api:
        await create(api, "k1")
    assert leases == [idempotency.LEASE * 1000]


async def test_a_long_request_keeps_its_key(core: Core, workspace: workspaces.Installed, clock: SimulatedClock) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        held = await idempotency.begin(scope, "k1", b"request", idempotency.LEASE)
    assert isinstance(held, idempotency.Held)
    clock.advance(idempotency.LEASE.total_seconds() / 2)
    async with core.scope(workspace.workspace_id) as scope:
        await idempotency.renew(scope, held, idempotency.LEASE)
    clock.advance(idempotency.LEASE.total_seconds() / 2)
    async with core.scope(workspace.workspace_id) as scope:
        with pytest.raises(Conflict):
            await idempotency.begin(scope, "k1", b"request", idempotency.LEASE)


SAME = """
SELECT o.xmin = i.xmin AS both FROM {table} o JOIN idempotency i ON i.workspace_id = o.workspace_id
WHERE o.workspace_id = %(workspace_id)s
"""


async def test_an_answer_is_kept_in_the_transaction_of_what_was_done(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    """A process that dies at any moment leaves both or neither: one transaction wrote them."""
    await create(api, "k1")
    assert await rows(core, SAME.format(table="campaigns"), workspace_id=workspace.workspace_id) == [{"both": True}]


async def test_a_route_of_several_transactions_keeps_its_answer_in_the_last(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
    path, change = f"/email-accounts/{sender.id}", {"max_email_per_day": 7}
    answer = await api.post(path, json=change, headers={"Idempotency-Key": "k1"})
    assert answer.status_code == 200, answer.text
    assert await rows(core, "SELECT daily_limit FROM senders") == [{"daily_limit": 7}]
    assert await rows(core, SAME.format(table="senders"), workspace_id=workspace.workspace_id) == [{"both": True}]
    again = await api.post(path, json=change, headers={"Idempotency-Key": "k1"})
    assert again.headers["idempotent-replayed"] == "true"


async def test_a_last_transaction_that_fails_leaves_neither(
    api: Api, core: Core, workspace: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await a_sender(scope)
    real = idempotency.finish

    async def full(scope: Scope, held: idempotency.Held, answer: idempotency.Answer) -> None:
        raise psycopg.OperationalError("no space left on device")

    monkeypatch.setattr(idempotency, "finish", full)
    path, change = f"/email-accounts/{sender.id}", {"max_email_per_day": 7}
    with contextlib.suppress(psycopg.Error):
        await api.post(path, json=change, headers={"Idempotency-Key": "k1"})
    assert [row["daily_limit"] for row in await rows(core, "SELECT daily_limit FROM senders")] == [sender.daily_limit]
    monkeypatch.setattr(idempotency, "finish", real)
    assert (await api.post(path, json=change, headers={"Idempotency-Key": "k1"})).status_code == 200


async def noted(core: Core, workspace: workspaces.Installed, work: Callable[[Scope], Awaitable[object]], **how: bool) -> None:
    """A request with the key k1 has done this in a transaction that is not its last, and its process has died."""
    async with core.scope(workspace.workspace_id) as scope:
        held = await idempotency.begin(scope, "k1", b"request", idempotency.LEASE)
    assert isinstance(held, idempotency.Held)
    request = Request({"type": "http", kit.KEEPING: kit._Keeping(held)})
    async with core.scope(workspace.workspace_id) as scope:
        await work(scope)
        await kit.note_change(scope, request, **how)


async def is_free(core: Core, workspace: workspaces.Installed) -> bool:
    async with core.scope(workspace.workspace_id) as scope:
        try:
            return isinstance(await idempotency.begin(scope, "k1", b"request", idempotency.LEASE), idempotency.Held)
        except Conflict:
            return False


async def test_what_had_changed_something_is_not_done_again(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    await noted(core, workspace, lambda scope: campaigns.create(scope, "Spring"))
    clock.advance(idempotency.LEASE.total_seconds() * 10)
    assert not await is_free(core, workspace)
    clock.advance(idempotency.KEPT.total_seconds())
    assert await is_free(core, workspace)


@pytest.mark.parametrize("outside", [False, True])
async def test_what_had_only_looked_is_done_again_unless_it_acted_elsewhere(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock, outside: bool
) -> None:
    await noted(core, workspace, lambda scope: campaigns.find_all(scope), outside=outside)
    clock.advance(idempotency.LEASE.total_seconds())
    assert await is_free(core, workspace) is not outside


async def test_a_request_that_outlived_its_lease_is_undone_where_another_took_its_place(
    api: Api, core: Core, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process was stopped for so long that its key was free: what it does then must not be done a second time."""
    real = campaigns.create

    async def slow(scope: Scope, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(campaigns, "create", real)
        clock.advance(idempotency.LEASE.total_seconds())
        await create(api, "k1")
        return await real(scope, *args, **kwargs)

    monkeypatch.setattr(campaigns, "create", slow)
    late = await create(api, "k1")
    assert late.json()["code"] == "idempotency_in_progress"
    assert await names(api) == ["Spring"]


async def test_a_key_that_may_only_read_reads_with_an_idempotency_key_too(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        _, plain = await keys.create(scope, "reader", user_id=workspace.user_id, mode=Mode.READ)
    answer = await api.post("/master-inbox/inbox-replies", params={"api_key": plain}, json={}, headers={"Idempotency-Key": "k1"})
    assert answer.status_code == 200, answer.text


async def test_kept_answers_are_encrypted(api: Api, core: Core) -> None:
    await create(api, "k1", name="Confidential")
    [kept] = await rows(core, "SELECT body FROM idempotency")
    assert b"Confidential" not in kept["body"]
    assert (await create(api, "k1", name="Confidential")).json()["name"] == "Confidential"


async def test_keys_of_two_workspaces_are_strangers(api: Api, other: Api) -> None:
    await create(api, "k1")
    assert "idempotent-replayed" not in (await create(other, "k1")).headers
    assert await names(other) == ["Spring"]
    refused = await api.post(CREATE, params={"api_key": "wrong"}, json={}, headers={"Idempotency-Key": "k1"})
    assert refused.status_code == 401
