"""Pages: limits, cursors, and that rows which come in meanwhile neither repeat nor hide others."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

from tests.dialects.clients import Api, ok
from tests.dialects.networkhq.conftest import a_draft, a_list, act, prospects, some_leads
from tests.dialects.networkhq.test_conversations import talking as talking
from tests.engine.desk import Desk, text
from tests.engine.helpers import work

Insert = Callable[[int], Awaitable[Any]]


async def walk(api: Api, path: str, insert: Insert | None = None, limit: int = 3) -> list[str]:
    """Ids of all pages, with something new coming in after each."""
    ids: list[str] = []
    cursor: str | None = None
    path, _, query = path.partition("?query=")
    asked: dict[str, Any] = {"limit": limit, **({"query": query} if query else {})}
    for turn in range(100):
        page = await ok(api.get(path, params={**asked, **({"cursor": cursor} if cursor else {})}))
        pagination = page["pagination"]
        ids += [row["id"] for row in page["data"]]
        assert len(page["data"]) <= limit
        assert pagination["limit"] == limit
        assert pagination["has_more"] is (pagination["next_cursor"] is not None)
        if not pagination["has_more"]:
            return ids
        assert len(page["data"]) == limit, "only the last page may be short"
        cursor = pagination["next_cursor"]
        if insert:
            await insert(turn)
    raise AssertionError("the pages never end")


async def test_every_list_is_stable_while_rows_are_inserted(api: Api, desk: Desk) -> None:
    list_id = await a_list(api, "List 0")
    campaign = await a_draft(desk, list_id)
    await some_leads(api, list_id, 8)
    await act(api, campaign, "start")
    for n in range(7):
        await a_list(api, f"List {n + 1}")
        await a_draft(desk, list_id, name=f"Campaign {n}")
        await desk.connect(f"person{n}@sender.example")

    async def a_new_lead(turn: int) -> None:
        await some_leads(api, list_id, 2, start=1000 + 10 * turn + next(serial) * 1000)

    async def a_new_enrollment(turn: int) -> None:
        from outrider.outreach.enrollments import enrollments
        from outrider.store.ids import to_id

        [lead] = await some_leads(api, list_id, 1, start=500_000 + turn)
        async with desk.core.scope(desk.workspace_id) as scope:
            await enrollments.enroll(scope, to_id("campaign", campaign) or 0, [to_id("lead", lead) or 0])

    serial = iter(range(100))
    inserts: dict[str, Insert] = {
        "/campaigns": lambda turn: a_draft(desk, list_id, name=f"New {turn}"),
        f"/campaigns/{campaign}/leads": a_new_enrollment,
        "/linkedin_accounts": lambda turn: desk.connect(f"new{turn}@sender.example"),
        "/lead_lists": lambda turn: a_list(api, f"New {turn}"),
        f"/lead_lists/{list_id}/leads": a_new_lead,
        "/leads": a_new_lead,
        "/leads?query=pia prospect": a_new_lead,
    }
    for path, insert in inserts.items():
        before = await walk(api, path, limit=500)
        assert len(before) >= 7
        assert await walk(api, path, insert) == before, path
        assert len(await walk(api, path)) > len(before), "what came in is there from the start of the next reading"


async def test_leads_read_while_many_come_in_at_once(api: Api) -> None:
    list_id = await a_list(api)
    await some_leads(api, list_id, 60)
    before = await walk(api, "/leads", limit=500)
    coming = asyncio.gather(*(some_leads(api, list_id, 20, start=1000 * n) for n in range(1, 8)))
    read = await walk(api, "/leads", limit=4)
    await coming
    assert read[-60:] == before
    assert len(set(read)) == len(read)


async def test_limit_is_100_unless_said_and_at_most_500(api: Api) -> None:
    list_id = await a_list(api)
    for n in range(0, 600, 100):
        await some_leads(api, list_id, 100, start=n + 1)
    page = await ok(api.get("/leads"))
    assert len(page["data"]) == 100
    assert page["pagination"]["limit"] == 100
    assert page["pagination"]["has_more"] is True
    for given, used in (("500", 500), ("501", 500), ("1", 1), ("0", 1), ("-7", 1), ("many", 100), ("", 100), ("9" * 30, 500)):
        page = await ok(api.get("/leads", params={"limit": given}))
        assert len(page["data"]) == page["pagination"]["limit"] == used


async def test_a_cursor_of_another_list_or_of_nobody_ends_the_list(api: Api) -> None:
    list_id = await a_list(api)
    await some_leads(api, list_id, 3)
    [one, two] = [
        (await ok(api.get(path, params={"limit": 1})))["pagination"]["next_cursor"]
        for path in ("/leads", f"/lead_lists/{list_id}/leads")
    ]
    assert one != two
    for path, wrong in (("/leads", two), (f"/lead_lists/{list_id}/leads", one)):
        for cursor in (wrong, "x", "\u00e4", "WyJsZWFkIiwtMV0", "WyJsZWFkIiwxZTk5XQ", "A" * 5000, "W10", "WyJsZWFkIixbXV0"):
            page = await ok(api.get(path, params={"cursor": cursor}))
            assert page == {"data": [], "pagination": {"limit": 100, "has_more": False, "next_cursor": None}}
    assert len((await ok(api.get("/leads", params={"cursor": ""})))["data"]) == 3


async def test_a_made_up_cursor_ends_the_conversations_and_a_conversation(api: Api, talking: dict[str, str]) -> None:
    assert talking
    at = '"2026-03-02T09:00:00+00:00"'
    one = (await ok(api.get("/conversations")))["data"][0]["id"]
    for path, kind in (("/conversations", "conversation"), (f"/conversations/{one}", "message")):
        for key in ("5", f"{at},{at},5", '"0001-01-01T00:00:00+05:00",5', '"9999-12-31T23:59:59-05:00",5', '{"a":1},5'):
            cursor = base64.urlsafe_b64encode(f'["{kind}",{key}]'.encode()).decode()
            page = await ok(api.get(path, params={"cursor": cursor}))
            assert page["pagination"] == {"limit": 100, "has_more": False, "next_cursor": None}, key


async def test_every_list_has_100_rows_a_page_unless_told(api: Api, desk: Desk, talking: dict[str, str]) -> None:
    list_id = await a_list(api)
    campaign = (await ok(api.get("/campaigns")))["data"][0]["id"]
    conversation = (await ok(api.get("/conversations")))["data"][0]["id"]
    for path in (
        "/campaigns", f"/campaigns/{campaign}/leads", "/linkedin_accounts", "/lead_lists", f"/lead_lists/{list_id}/leads",
        "/leads", "/conversations", f"/conversations/{conversation}",
    ):  # fmt: skip
        for params, limit in (({}, 100), ({"limit": 1}, 1), ({"limit": 500}, 500)):
            assert (await ok(api.get(path, params=params)))["pagination"]["limit"] == limit, path


async def test_conversations_and_messages_are_stable_while_people_write(api: Api, desk: Desk, talking: dict[str, str]) -> None:
    """New conversations come before, new messages after what is being read: nothing shows twice, nothing is passed over."""

    async def a_new_conversation(turn: int) -> None:
        list_id = await a_list(api, f"Newcomers {turn}")
        await prospects(api, list_id, f"nia-{turn}--connected")
        await act(api, await a_draft(desk, list_id, steps=[text("message", "Hello")]), "start")
        desk.clock.advance(60)
        await work(desk.engine, desk.workspace_id)

    before = await walk(api, "/conversations", limit=500)
    assert len(before) >= 3
    assert await walk(api, "/conversations", a_new_conversation, limit=1) == before
    assert len(await walk(api, "/conversations")) > len(before), "they are there"

    id = before[0]
    lead = (await ok(api.get(f"/conversations/{id}")))["data"]["lead"]["id"]
    slug = next(slug for slug, known in talking.items() if known == lead)
    read: list[str] = []
    cursor = None
    for turn in range(100):
        params = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = await ok(api.get(f"/conversations/{id}", params=params))
        read += [message["content"] for message in page["data"]["messages"]]
        if not (cursor := page["pagination"]["next_cursor"]):
            break
        if turn < 2:
            desk.clock.advance(60)
            desk.world.says(desk.account_id, slug, f"Addition {turn}")
            await desk.sync()
    assert read == [message["content"] for message in (await ok(api.get(f"/conversations/{id}")))["data"]["messages"]]
    assert read[-1].startswith("Addition")
