"""Lists, tags and suppression of our own API."""

from typing import Any

import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import leaving
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.clients import Api, Json, answer, ok

NOUNS = ("/lists", "/tags")


@pytest_asyncio.fixture
async def leads(api: Api) -> list[int]:
    people = [{"email": f"p{i}@prospect.example", "company": "Acme"} for i in range(3)]
    return (await ok(api.post("/leads/import", json={"leads": people, "list_name": "Imported"})))["lead_ids"]


async def found(api: Api, **params: Any) -> set[int]:
    return {lead["id"] for lead in (await ok(api.get("/leads", params=params)))["leads"]}


@pytest.mark.parametrize("noun", NOUNS)
async def test_made_renamed_and_deleted(api: Api, noun: str) -> None:
    made = await ok(api.post(noun, json={"name": "Warm"}), 201)
    assert (await ok(api.post(f"{noun}/{made['id']}", json={"name": "Cold"})))["name"] == "Cold"
    assert await ok(api.delete(f"{noun}/{made['id']}")) == {"removed": made["id"]}
    await answer(api.post(f"{noun}/{made['id']}", json={"name": "Gone"}), 404)


@pytest.mark.parametrize("noun", NOUNS)
async def test_a_name_is_taken_once(api: Api, noun: str) -> None:
    await ok(api.post(noun, json={"name": "Warm"}), 201)
    refused = (await answer(api.post(noun, json={"name": "warm"}), 409)).json()["error"]
    assert refused["field"] == "name"


async def test_leads_are_put_in_a_list_and_taken_out(api: Api, leads: list[int]) -> None:
    made = await ok(api.post("/lists", json={"name": "Warm"}), 201)
    added = await ok(api.post(f"/lists/{made['id']}/leads", json={"lead_ids": leads[:2]}))
    assert (added["changed"], added["lead_list"]["size"]) == (2, 2)
    again = await ok(api.post(f"/lists/{made['id']}/leads", json={"lead_ids": leads}))
    assert again["changed"] == 1
    await ok(api.post(f"/lists/{made['id']}/leads/remove", json={"lead_ids": leads[:1]}))
    assert await found(api, list_id=made["id"]) == {*leads[1:]}


async def test_a_tag_is_put_on_leads_and_taken_off(api: Api, leads: list[int]) -> None:
    made = await ok(api.post("/tags", json={"name": "VIP", "color": "#ff0000"}), 201)
    assert (await ok(api.post(f"/tags/{made['id']}/leads", json={"lead_ids": leads})))["added"] == 3
    await ok(api.post(f"/tags/{made['id']}/leads/remove", json={"lead_ids": leads[:2]}))
    assert await found(api, tag_id=made["id"]) == {leads[2]}


async def test_a_tag_keeps_what_is_not_given(api: Api) -> None:
    made = await ok(api.post("/tags", json={"name": "VIP", "color": "#ff0000"}), 201)
    assert (await ok(api.post(f"/tags/{made['id']}", json={"name": "Top"})))["color"] == "#ff0000"
    assert (await ok(api.post(f"/tags/{made['id']}", json={"color": None})))["color"] is None


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("verb", ["", "/remove"])
async def test_leads_that_are_not_there_are_refused_whole(api: Api, leads: list[int], noun: str, verb: str) -> None:
    made = await ok(api.post(noun, json={"name": "Warm"}), 201)
    refused = await answer(api.post(f"{noun}/{made['id']}/leads{verb}", json={"lead_ids": [leads[0], leads[0] + 999]}), 404)
    assert refused.json()["error"]["field"] == "lead_ids"
    assert await found(api, **{f"{noun.strip('/')[:-1]}_id": made["id"]}) == set()


async def test_an_address_that_nothing_keeps_back(api: Api, leads: list[int]) -> None:
    told = await ok(api.get("/suppression-check", params={"email": "P0@Prospect.example"}))
    assert (told["email"], told["allowed"], told["lead_id"]) == ("p0@prospect.example", True, leads[0])


@pytest.mark.parametrize(
    "entry",
    [{"value": "p0@prospect.example"}, {"kind": "domain", "value": "prospect.example"}, {"kind": "company", "value": "Acme"}],
)
async def test_an_address_says_what_suppresses_it(api: Api, leads: list[int], entry: Json) -> None:
    made = (await ok(api.post("/suppressions", json=entry)))["suppression"]
    told = await ok(api.get("/suppression-check", params={"email": "p0@prospect.example"}))
    assert (told["allowed"], told["reason"], told["suppression"]) == (False, "suppressed", made)
    assert (await ok(api.delete(f"/suppressions/{made['id']}"))) == made
    assert (await ok(api.get("/suppression-check", params={"email": "p0@prospect.example"})))["allowed"]


async def test_whoever_unsubscribed_is_not_written_to(api: Api, core: Core, workspace: Installed, leads: list[int]) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await leaving.unsubscribe(scope, leads[0])
    told = await ok(api.get("/suppression-check", params={"email": "p0@prospect.example"}))
    assert (told["allowed"], told["reason"]) == (False, "unsubscribed")


async def test_what_is_not_an_address_is_refused(api: Api) -> None:
    refused = (await answer(api.get("/suppression-check", params={"email": "nobody"}), 400)).json()["error"]
    assert refused["field"] == "email"


async def test_suppressions_are_listed_by_kind(api: Api) -> None:
    await ok(api.post("/suppressions", json={"kind": "domain", "value": "prospect.example"}))
    await ok(api.post("/suppressions", json={"value": "x@other.example"}))
    shown = (await ok(api.get("/suppressions", params={"kind": "domain"})))["suppressions"]
    assert [entry["value"] for entry in shown] == ["prospect.example"]
