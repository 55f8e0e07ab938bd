"""A lead that is moved keeps its id, wherever it goes and whoever asks by it."""

from typing import Any

import pytest

from outrider.engine.work import moves
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import a_campaign, a_lead, a_list, refused
from tests.making import put
from tests.outreach.mailing import sent_mail
from tests.working import do_jobs


async def move(api: Api, core: Core, **body: Any) -> int:
    """How many a move took along, once its job is done."""
    job = await ok(api.post("/leads/move", json=body))
    await do_jobs(core, moves.HANDLERS)
    return (await ok(api.get(f"/background-jobs/{job['id']}")))["data"]["moved"]


async def listed(api: Api, **filter: Any) -> list[str]:
    return [lead["id"] for lead in (await ok(api.post("/leads/list", json=filter)))["items"]]


async def a_list_to_a_campaign(api: Api, core: Core) -> tuple[Json, Json]:
    """A lead that was in a list, as it was there, and the campaign that it was moved into."""
    people, campaign = await a_list(api), await a_campaign(api)
    lead = await a_lead(api, list_id=people["id"], first_name="Ada")
    assert await move(api, core, list_id=people["id"], to_campaign_id=campaign["id"]) == 1
    return lead, campaign


async def test_a_lead_is_found_by_its_id_after_each_move(api: Api, core: Core) -> None:
    people, spring = await a_list(api), await a_campaign(api)
    autumn, others = await a_campaign(api, "Autumn"), await a_list(api, "Others")
    id = (await a_lead(api, list_id=people["id"]))["id"]
    ways: list[Json] = [
        {"to_campaign_id": spring["id"]}, {"to_campaign_id": autumn["id"]}, {"to_list_id": others["id"]},
        {"to_list_id": people["id"]}, {"to_campaign_id": spring["id"]},
    ]  # fmt: skip
    seen: list[tuple[str, str | None, str | None]] = []
    for way in ways:
        assert await move(api, core, ids=[id], **way) == 1
        lead = await ok(api.get(f"/leads/{id}"))
        seen.append((lead["id"], lead["campaign"], lead["list_id"]))
    assert seen == [(id, way.get("to_campaign_id"), way.get("to_list_id")) for way in ways]


async def test_lists_of_leads_show_the_id_that_was_kept(api: Api, core: Core) -> None:
    lead, campaign = await a_list_to_a_campaign(api, core)
    assert await listed(api, campaign=campaign["id"]) == [lead["id"]]
    assert await listed(api, distinct_contacts=True) == [lead["id"]]
    assert await listed(api, ids=[lead["id"]]) == [lead["id"]]
    assert await listed(api, excluded_ids=[lead["id"]]) == []


async def test_a_moved_lead_is_changed_and_removed_by_its_id(api: Api, core: Core) -> None:
    lead, campaign = await a_list_to_a_campaign(api, core)
    changed = await ok(api.patch(f"/leads/{lead['id']}", json={"first_name": "Augusta"}))
    assert (changed["id"], changed["first_name"], changed["campaign"]) == (lead["id"], "Augusta", campaign["id"])
    gone = await ok(api.delete(f"/leads/{lead['id']}"))
    assert gone["id"] == lead["id"]
    await refused(api.get(f"/leads/{lead['id']}"), 404)
    await refused(api.patch(f"/leads/{lead['id']}", json={"first_name": "Ada"}), 404)


async def test_many_moved_leads_are_removed_by_their_ids(api: Api, core: Core) -> None:
    lead, campaign = await a_list_to_a_campaign(api, core)
    await a_lead(api, "stays@acme.example", campaign=campaign["id"])
    body = {"campaign_id": campaign["id"], "ids": [lead["id"]]}
    assert await ok(api.request("DELETE", "/leads", json=body)) == {"count": 1}
    assert len(await listed(api, campaign=campaign["id"])) == 1


async def test_a_copy_is_another_lead(api: Api, core: Core) -> None:
    people, campaign = await a_list(api), await a_campaign(api)
    lead = await a_lead(api, list_id=people["id"])
    assert await move(api, core, list_id=people["id"], to_campaign_id=campaign["id"], copy_leads=True) == 1
    [copy] = await listed(api, campaign=campaign["id"])
    assert copy != lead["id"]
    assert (await ok(api.get(f"/leads/{lead['id']}")))["list_id"] == people["id"]
    assert (await ok(api.get(f"/leads/{copy}")))["campaign"] == campaign["id"]


async def test_who_is_in_the_target_already_stays_with_an_id_of_each(api: Api, core: Core) -> None:
    people, campaign = await a_list(api), await a_campaign(api)
    there = await a_lead(api, campaign=campaign["id"])
    lead = await a_lead(api, list_id=people["id"])
    assert await move(api, core, list_id=people["id"], to_campaign_id=campaign["id"]) == 0
    assert await listed(api, campaign=campaign["id"]) == [there["id"]]
    assert await listed(api, list_id=people["id"]) == [lead["id"]]


async def test_who_comes_to_the_old_place_later_is_another_lead(api: Api, core: Core) -> None:
    lead, campaign = await a_list_to_a_campaign(api, core)
    again = await a_lead(api, list_id=lead["list_id"])
    assert again["id"] != lead["id"]
    assert (await ok(api.get(f"/leads/{lead['id']}")))["campaign"] == campaign["id"]


@pytest.mark.parametrize("moved_is", ["source", "destination"])
async def test_merging_a_moved_lead_leaves_the_destinations_id(api: Api, core: Core, moved_is: str) -> None:
    moved, _ = await a_list_to_a_campaign(api, core)
    other = await a_lead(api, list_id=moved["list_id"], job_title="CEO")
    source, destination = (moved, other) if moved_is == "source" else (other, moved)
    merged = await ok(api.post("/leads/merge", json={"lead_id": source["id"], "destination_lead_id": destination["id"]}))
    assert (merged["id"], merged["first_name"], merged["job_title"]) == (destination["id"], "Ada", "CEO")
    await refused(api.get(f"/leads/{source['id']}"), 404)


async def test_moving_page_by_page_misses_nobody(api: Api, core: Core) -> None:
    people, campaign = await a_list(api), await a_campaign(api)
    wanted = [(await a_lead(api, f"p{n}@acme.example", list_id=people["id"]))["id"] for n in range(5)]
    seen: list[str] = []
    cursor: Json | None = {}
    while cursor is not None:
        page = await ok(api.post("/leads/list", json={"limit": 2, **cursor}))
        new = [lead["id"] for lead in page["items"] if lead["list_id"]]
        seen += new
        if new:
            await move(api, core, ids=new, to_campaign_id=campaign["id"])
        cursor = {"starting_after": page["next_starting_after"]} if "next_starting_after" in page else None
    assert seen == wanted
    assert await listed(api, campaign=campaign["id"]) == wanted


async def test_pages_of_moved_leads_come_to_their_end(api: Api, core: Core) -> None:
    people, campaign = await a_list(api), await a_campaign(api)
    for n in range(3):
        await a_lead(api, f"new{n}@acme.example", campaign=campaign["id"])
    for n in range(3):
        await a_lead(api, f"old{n}@acme.example", list_id=people["id"])
    await move(api, core, list_id=people["id"], to_campaign_id=campaign["id"])
    seen: list[str] = []
    cursor: Json = {}
    for _ in range(6):
        page = await ok(api.post("/leads/list", json={"campaign": campaign["id"], "limit": 1, **cursor}))
        seen += [lead["email"] for lead in page["items"]]
        cursor = {"starting_after": page.get("next_starting_after")}
    assert seen == [f"{name}{n}@acme.example" for name in ("new", "old") for n in range(3)]


async def test_moves_that_wait_for_each_other_are_all_done(api: Api, core: Core) -> None:
    people, spring, autumn = await a_list(api), await a_campaign(api), await a_campaign(api, "Autumn")
    id = (await a_lead(api, list_id=people["id"]))["id"]
    await ok(api.post("/leads/move", json={"ids": [id], "to_campaign_id": spring["id"]}))
    assert await move(api, core, ids=[id], to_campaign_id=autumn["id"]) == 1
    assert (await ok(api.get(f"/leads/{id}")))["campaign"] == autumn["id"]


async def test_another_workspace_finds_no_moved_lead(api: Api, other: Api, core: Core) -> None:
    lead, _ = await a_list_to_a_campaign(api, core)
    await refused(other.get(f"/leads/{lead['id']}"), 404)
    assert await listed(other, ids=[lead["id"]]) == []


async def test_emails_of_every_campaign_that_a_lead_was_in_show_its_id(api: Api, core: Core, workspace: Installed) -> None:
    actor = Actor("test", workspace.user_id)
    async with core.scope(workspace.workspace_id, actor) as scope:
        [sent] = await sent_mail(scope)
    id = str(to_uuid("enrollment", sent.enrollment_id))
    assert await leads_of_emails(api) == [id]
    await move(api, core, ids=[id], to_campaign_id=(await a_campaign(api))["id"])
    assert await leads_of_emails(api) == [id]
    async with core.scope(workspace.workspace_id, actor) as scope:  # the new campaign wrote this mail
        [enrolled] = await enrollments.search(scope, Filters(lead_ids=[sent.lead_id]))
        await put(scope, "messages", sent.message_id, {"enrollment_id": enrolled.enrollment.id})
    assert await leads_of_emails(api) == [id]
    await move(api, core, ids=[id], to_campaign_id=(await a_campaign(api, "Autumn"))["id"])
    assert await leads_of_emails(api) == [id]


async def leads_of_emails(api: Api) -> list[str]:
    return [mail["lead_id"] for mail in (await ok(api.get("/emails")))["items"]]
