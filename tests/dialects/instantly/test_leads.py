"""Leads as rows: creating, finding, changing and removing them, in campaigns and lists."""

from typing import Any

from outrider.engine.work import moves
from outrider.outreach.base.scope import Core
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import a_campaign, a_lead, a_list, refused
from tests.working import do_jobs


async def listed(api: Api, **filter: Any) -> list[str]:
    return [lead["email"] for lead in (await ok(api.post("/leads/list", json=filter)))["items"]]


async def test_a_person_in_two_places_is_two_leads_with_values_of_their_own(api: Api) -> None:
    campaign, people = await a_campaign(api), await a_list(api)
    first = await a_lead(
        api, campaign=campaign["id"], first_name="Ada", company_name="Acme", personalization="Nice talk",
        custom_variables={"city": "Ulm", "age": 36, "vip": True, "none": None},
    )  # fmt: skip
    second = await a_lead(api, list_id=people["id"], first_name="A.", custom_variables={"city": "Rome"})
    assert first["id"] != second["id"]
    assert first["campaign"] == campaign["id"]
    assert first["list_id"] is None
    assert second["list_id"] == people["id"]
    again = await ok(api.get(f"/leads/{first['id']}"))
    assert again["first_name"] == "Ada"
    assert again["personalization"] == "Nice talk"
    assert again["status"] == 1
    assert again["payload"] == {
        "firstName": "Ada", "companyName": "Acme", "personalization": "Nice talk", "city": "Ulm", "age": 36, "vip": True,
    }  # fmt: skip
    assert second["first_name"] == "A."
    assert second["company_name"] is None
    assert second["payload"] == {"firstName": "A.", "city": "Rome"}

    changed = await ok(api.patch(f"/leads/{second['id']}", json={"first_name": "Augusta", "custom_variables": {"team": "Red"}}))
    assert changed["first_name"] == "Augusta"
    assert changed["payload"] == {"firstName": "Augusta", "team": "Red"}
    assert (await ok(api.get(f"/leads/{first['id']}")))["payload"] == again["payload"]
    changed = await ok(api.patch(f"/leads/{first['id']}", json={"custom_variables": {"city": "Bonn"}}))
    assert changed["payload"] == {"firstName": "Ada", "companyName": "Acme", "personalization": "Nice talk", "city": "Bonn"}


async def test_pages_filters_and_cursors(api: Api) -> None:
    campaign, people = await a_campaign(api), await a_list(api)
    for n in range(4):
        await a_lead(api, f"p{n}@acme.example", campaign=campaign["id"], first_name=f"Pat{n}")
    for n in range(3):
        await a_lead(api, f"p{n}@acme.example", list_id=people["id"])
    seen: list[str] = []
    cursor: Any = None
    for _ in range(10):
        answer = await ok(api.post("/leads/list", json={"limit": 2} | ({"starting_after": cursor} if cursor else {})))
        seen += [lead["id"] for lead in answer["items"]]
        cursor = answer.get("next_starting_after")
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert len(await listed(api, campaign=campaign["id"])) == 4
    assert len(await listed(api, list_id=people["id"])) == 3
    assert len(await listed(api, in_list=True)) == 3
    assert len(await listed(api, in_campaign=True)) == 4
    assert await listed(api, search="pat2") == ["p2@acme.example", "p2@acme.example"]
    assert await listed(api, contacts=["P3@acme.example"]) == ["p3@acme.example"]
    assert len(await listed(api, ids=seen[:3])) == 3
    assert len(await listed(api, excluded_ids=seen[:3])) == 4
    assert len(await listed(api, filter="FILTER_VAL_NOT_CONTACTED")) == 7
    assert await listed(api, filter="FILTER_VAL_CONTACTED") == []
    first = await ok(api.post("/leads/list", json={"distinct_contacts": True, "limit": 3}))
    assert [lead["email"] for lead in first["items"]] == [f"p{n}@acme.example" for n in range(3)]
    rest = await ok(api.post("/leads/list", json={"distinct_contacts": True, "starting_after": first["next_starting_after"]}))
    assert [lead["email"] for lead in rest["items"]] == ["p3@acme.example"]
    assert "next_starting_after" not in rest
    query = {"actionType": "reply", "values": {"occurrence-days": 7, "occurrence-count": {"condition": "more", "count": 0}}}
    assert await listed(api, queries=[query]) == []


async def test_interest_is_set_by_address_and_found_again(api: Api) -> None:
    campaign, people = await a_campaign(api), await a_list(api)
    lead = await a_lead(api, campaign=campaign["id"], lt_interest_status=1)
    await a_lead(api, list_id=people["id"])
    assert lead["lt_interest_status"] == 1
    body = {"lead_email": "Ada@acme.example", "interest_value": 2}
    answer = await ok(api.post("/leads/update-interest-status", json=body), 202)
    assert answer == {"message": "Lead interest status update background job submitted"}
    assert len(await listed(api, filter="FILTER_LEAD_MEETING_BOOKED")) == 2
    body = {"lead_email": "ada@acme.example", "interest_value": None, "campaign_id": campaign["id"]}
    await ok(api.post("/leads/update-interest-status", json=body), 202)
    assert "lt_interest_status" not in await ok(api.get(f"/leads/{lead['id']}"))
    assert len(await listed(api, filter="FILTER_LEAD_MEETING_BOOKED")) == 1
    for bad in (
        {"lead_email": "nobody@acme.example", "interest_value": 1},
        {"lead_email": "ada@acme.example", "interest_value": 77},
    ):
        response = await api.post("/leads/update-interest-status", json=bad)
        assert response.status_code == 400
        assert set(response.json()) == {"error"}
    assert "interest_value" in await refused(
        api.post("/leads/update-interest-status", json={"lead_email": "ada@acme.example"}), 400
    )


async def test_who_is_kept_out_and_why(api: Api) -> None:
    campaign, second, people = await a_campaign(api), await a_campaign(api, "Autumn"), await a_list(api)
    lead = await a_lead(api, campaign=campaign["id"])
    assert (await a_lead(api, campaign=campaign["id"]))["id"] == lead["id"]
    again = {"email": "ada@acme.example", "campaign": second["id"]}
    for flag in ("skip_if_in_workspace", "skip_if_in_campaign"):
        assert "already" in await refused(api.post("/leads", json=again | {flag: True}), 400)
    assert (await a_lead(api, campaign=second["id"], skip_if_in_list=True))["campaign"] == second["id"]
    await refused(api.post("/leads", json={"email": "a@b.example"}), 400)
    await refused(api.post("/leads", json={"email": "a@b.example", "campaign": campaign["id"], "list_id": people["id"]}), 400)
    await refused(api.post("/leads", json={"email": "not an address", "campaign": campaign["id"]}), 400)
    await refused(api.post("/leads", json={"campaign": campaign["id"], "first_name": "Ada"}), 400)
    bad = {"email": "x@b.example", "campaign": campaign["id"]}
    assert "custom_variables" in await refused(api.post("/leads", json=bad | {"custom_variables": {"a": [1]}}), 400)
    await refused(api.post("/leads", json=bad | {"lt_interest_status": 4711}), 400)
    await refused(api.post("/leads", json=bad | {"first_name": "x" * 5000}), 400)
    await refused(api.post("/leads", json=bad | {"first_name": "nul\x00"}), 400)
    assert await listed(api, contacts=["x@b.example"]) == []


async def test_deleting_one_and_many(api: Api) -> None:
    campaign, people = await a_campaign(api), await a_list(api)
    rows = [await a_lead(api, f"p{n}@acme.example", campaign=campaign["id"]) for n in range(5)]
    member = await a_lead(api, "p0@acme.example", list_id=people["id"])
    gone = await ok(api.delete(f"/leads/{rows[0]['id']}"))
    assert gone["id"] == rows[0]["id"]
    await refused(api.get(f"/leads/{rows[0]['id']}"), 404)
    assert await ok(api.request("DELETE", "/leads", json={"campaign_id": campaign["id"], "ids": [rows[1]["id"]]})) == {"count": 1}
    assert await ok(api.request("DELETE", "/leads", json={"campaign_id": campaign["id"], "status": 3})) == {"count": 0}
    assert await ok(api.request("DELETE", "/leads", json={"campaign_id": campaign["id"], "limit": 2})) == {"count": 2}
    assert await ok(api.request("DELETE", "/leads", json={"campaign_id": campaign["id"]})) == {"count": 1}
    assert await listed(api) == ["p0@acme.example"]
    assert await ok(api.request("DELETE", "/leads", json={"list_id": people["id"]})) == {"count": 1}
    await refused(api.request("DELETE", "/leads", json={}), 400)
    await refused(api.request("DELETE", "/leads"), 400)
    await refused(api.get(f"/leads/{member['id']}"), 404)


async def test_adding_in_bulk_counts_what_became_of_each(api: Api) -> None:
    campaign = await a_campaign(api)
    await a_lead(api, "here@acme.example", campaign=campaign["id"])
    rows = [
        {"email": "new@acme.example", "first_name": "New", "lt_interest_status": 1, "pl_value_lead": "High"},
        {"email": "here@acme.example"},
        {"email": "NEW@acme.example"},
        {"email": "nonsense"},
        {"first_name": "Nameless"},
    ]
    answer = await ok(api.post("/leads/add", json={"campaign_id": campaign["id"], "leads": rows}))
    made = answer.pop("created_leads")
    assert answer.pop("blocklist_used") == campaign["organization"]
    assert [(m["index"], m["email"], m["first_name"]) for m in made] == [(0, "new@acme.example", "New")]
    assert answer == {
        "status": "success", "total_sent": 5, "leads_uploaded": 1, "in_blocklist": 0,
        "duplicated_leads": 1, "skipped_count": 0, "invalid_email_count": 2, "incomplete_count": 0, "duplicate_email_count": 1,
        "remaining_in_plan": None,
    }  # fmt: skip
    lead = await ok(api.get(f"/leads/{made[0]['id']}"))
    assert lead["lt_interest_status"] == 1
    assert lead["pl_value_lead"] == "High"
    assert lead["upload_method"] == "api"
    await refused(api.post("/leads/add", json={"campaign_id": campaign["id"], "leads": []}), 400)
    await refused(api.post("/leads/add", json={"campaign_id": campaign["id"], "leads": [{"email": "a@b.example"}] * 1001}), 400)
    await refused(api.post("/leads/add", json={"leads": [{"email": "a@b.example"}]}), 400)


async def test_a_lead_in_a_list_may_have_a_name_alone(api: Api, core: Core) -> None:
    people, other, campaign = await a_list(api), await a_list(api, "Others"), await a_campaign(api)
    lead = await ok(api.post("/leads", json={"list_id": people["id"], "first_name": "Ada", "custom_variables": {"city": "Ulm"}}))
    assert lead["email"] is None
    assert lead["first_name"] == "Ada"
    assert lead["payload"] == {"firstName": "Ada", "city": "Ulm"}
    assert lead["status"] == 1
    assert lead["company_domain"] == ""
    assert await ok(api.get(f"/leads/{lead['id']}")) == lead
    for nobody in ({}, {"email": ""}, {"company_name": "Acme"}):
        assert "at least one of" in await refused(api.post("/leads", json={"list_id": people["id"], **nobody}), 400)
    rows = [{"last_name": "Hopper"}, {"last_name": "Hopper"}, {"phone": "1"}, {"email": "nonsense"}, {"email": "g@acme.example"}]
    answer = await ok(api.post("/leads/add", json={"list_id": people["id"], "leads": rows}))
    assert [m["index"] for m in answer["created_leads"]] == [0, 1, 4]  # two of one name may be two people
    assert (answer["incomplete_count"], answer["invalid_email_count"], answer["leads_uploaded"]) == (1, 1, 3)
    assert await listed(api, list_id=people["id"]) == [None, None, None, "g@acme.example"]
    assert await listed(api, search="hopper") == [None, None]
    patched = await ok(api.patch(f"/leads/{lead['id']}", json={"last_name": "Lovelace", "lt_interest_status": 1}))
    assert patched["last_name"] == "Lovelace"
    assert patched["email"] is None
    assert patched["lt_interest_status"] == 1
    stats = await ok(api.get(f"/lead-lists/{people['id']}/verification-stats"))
    assert stats["total_leads"] == 4

    job = await moved(api, core, list_id=people["id"], to_list_id=other["id"])
    assert (job["status"], job["data"]) == ("success", {"moved": 4, "moved_lead_emails": ["g@acme.example"]})
    job = await moved(api, core, list_id=other["id"], to_campaign_id=campaign["id"])
    assert job["data"] == {"moved": 1, "moved_lead_emails": ["g@acme.example"]}  # a campaign needs an address
    assert await listed(api, list_id=other["id"]) == [None] * 3
    stays = (await ok(api.post("/leads/list", json={"list_id": other["id"], "limit": 1})))["items"][0]
    gone = await ok(api.delete(f"/leads/{stays['id']}"))
    assert gone["email"] is None
    assert await listed(api, list_id=other["id"]) == [None] * 2


async def test_the_block_list_is_the_workspaces(api: Api) -> None:
    campaign = await a_campaign(api)
    entry = await ok(api.post("/block-lists-entries", json={"bl_value": "blocked.example"}))
    body = {"campaign_id": campaign["id"], "leads": [{"email": "a@blocked.example"}, {"email": "a@acme.example"}]}
    for given in ({}, {"blocklist_id": entry["organization_id"]}):
        answer = await ok(api.post("/leads/add", json=body | given))
        assert answer["in_blocklist"] == 1
        assert answer["blocklist_used"] == entry["organization_id"]
    for unknown in (entry["id"], campaign["id"], "0190f3f0-0000-7000-8000-000000000000"):
        assert "Block list" in await refused(api.post("/leads/add", json=body | {"blocklist_id": unknown}), 404)
        one = {"email": "b@acme.example", "campaign": campaign["id"], "blocklist_id": unknown}
        await refused(api.post("/leads", json=one), 404)
    assert await listed(api, campaign=campaign["id"]) == ["a@acme.example"]


async def test_what_a_move_takes_along_and_leaves(api: Api, core: Core) -> None:
    campaign, people, other = await a_campaign(api), await a_list(api), await a_list(api, "Others")
    for email in ("a@gmail.com", "b@hotmail.com", "c@unknown-domain.com", "d@acme.example"):
        await a_lead(api, email, list_id=people["id"])
    await ok(api.post("/leads/add", json={"list_id": people["id"], "leads": [{"email": "e@gmail.com"}],
                                          "verify_leads_on_import": True}))  # fmt: skip
    assert "which leads" in await refused(api.post("/leads/move", json={"to_list_id": other["id"]}), 400)
    await refused(api.post("/leads/move", json={"list_id": people["id"]}), 400)
    both = {"to_list_id": other["id"], "to_campaign_id": campaign["id"], "list_id": people["id"]}
    await refused(api.post("/leads/move", json=both), 400)
    codes = {lead["email"]: lead.get("esp_code") for lead in (await ok(api.post("/leads/list", json={})))["items"]}
    assert codes == {"a@gmail.com": 1, "b@hotmail.com": 2, "c@unknown-domain.com": None, "d@acme.example": 999, "e@gmail.com": 1}
    job = await moved(api, core, list_id=people["id"], to_campaign_id=campaign["id"], esp_code=1, skip_leads_in_verification=True)
    assert job["data"]["moved_lead_emails"] == ["a@gmail.com"]
    job = await moved(api, core, list_id=people["id"], to_campaign_id=campaign["id"], esp_code=0, copy_leads=True)
    assert job["data"]["moved_lead_emails"] == ["c@unknown-domain.com"]
    ids = [lead["id"] for lead in (await ok(api.post("/leads/list", json={"campaign": campaign["id"]})))["items"]]
    inside = {"ids": ids, "list_id": people["id"], "to_list_id": other["id"]}
    assert (await moved(api, core, **inside))["data"]["moved"] == 0  # ids count inside of the list only
    assert (await moved(api, core, **inside, ignore_resource_filter_clauses=True))["data"]["moved"] == 2
    assert await listed(api, campaign=campaign["id"]) == []
    assert len(await listed(api, list_id=other["id"])) == 2


async def moved(api: Api, core: Core, **body: Any) -> Any:
    """The job of a move, once it is done."""
    job = await ok(api.post("/leads/move", json=body))
    assert await do_jobs(core, moves.HANDLERS) == 1
    return await ok(api.get(f"/background-jobs/{job['id']}"))


async def test_what_belongs_to_others_is_not_there(api: Api, other: Api) -> None:
    campaign = await a_campaign(api)
    lead = await a_lead(api, campaign=campaign["id"])
    await refused(other.get(f"/leads/{lead['id']}"), 404)
    await refused(other.patch(f"/leads/{lead['id']}", json={"first_name": "Eve"}), 404)
    await refused(other.delete(f"/leads/{lead['id']}"), 404)
    await refused(other.post("/leads", json={"email": "a@b.example", "campaign": campaign["id"]}), 404)
    await refused(other.request("DELETE", "/leads", json={"campaign_id": campaign["id"]}), 404)
    await refused(other.get(f"/campaigns/{campaign['id']}"), 404)
    await refused(api.get(f"/leads/{campaign['id']}"), 404)
    await refused(api.get("/leads/0190f3f0-0000-7000-8000-000000000000"), 404)
    assert "uuid" in await refused(api.get("/leads/17"), 400)
    assert await listed(other) == []
