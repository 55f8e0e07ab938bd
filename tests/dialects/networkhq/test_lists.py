"""Lead lists, and bringing leads into them."""

import asyncio

from outrider.outreach.base.scope import Core
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.suppression import EntryInput
from tests.dialects.clients import Api, ok
from tests.dialects.networkhq.conftest import a_list, person, refused, some_leads


async def test_create_lead_lists_makes_them_and_counts(api: Api) -> None:
    body = {"lead_lists": [{"name": "Founders", "description": "People who found"}, {"name": "Operators"}]}
    made = await ok(api.post("/lead_lists", json=body), 201)
    assert made["summary"] == {"attempted": 2, "created": 2, "malformed": 0}
    assert made["malformed"] == []
    assert [(row["name"], row["description"], row["lead_count"]) for row in made["data"]] == [
        ("Founders", "People who found", 0), ("Operators", None, 0),
    ]  # fmt: skip
    assert made["data"][0]["workspace_name"] == "Acme"


async def test_create_lead_lists_suffixes_names_that_collide(api: Api) -> None:
    await a_list(api, "Founders")
    made = await ok(
        api.post("/lead_lists", json={"lead_lists": [{"name": n} for n in ("Founders", "founders", "New", "New")]}), 201
    )
    assert [row["name"] for row in made["data"]] == ["Founders (Copy 1)", "founders (Copy 2)", "New", "New (Copy 1)"]


async def test_create_lead_lists_keeps_names_unique_under_concurrency(api: Api) -> None:
    made = await asyncio.gather(*(ok(api.post("/lead_lists", json={"lead_lists": [{"name": "Same"}]}), 201) for _ in range(12)))
    assert len({one["data"][0]["name"] for one in made}) == 12


async def test_create_lead_lists_reports_malformed_entries_with_207(api: Api) -> None:
    body = {"lead_lists": [{"name": "Good"}, {"name": ""}, {"title": "x"}, 7]}
    made = await ok(api.post("/lead_lists", json=body), 207)
    assert [row["name"] for row in made["data"]] == ["Good"]
    assert [row["index"] for row in made["malformed"]] == [1, 2, 3]
    assert made["malformed"][0]["errors"][0]["field"] == "name"
    assert made["summary"] == {"attempted": 4, "created": 1, "malformed": 3}


async def test_create_lead_lists_refuses_what_is_no_batch_and_makes_nothing(api: Api) -> None:
    for body in (
        None, [], {}, {"lead_lists": []}, {"lead_lists": "x"}, {"lead_lists": [{"name": "a"}], "more": 1}, {"lead_lists": [{}]},
        {"lead_lists": [{"name": "x" * 121}]}, {"lead_lists": [{"name": "x", "description": "y" * 501}]},
        {"lead_lists": [{"name": 3}]},
    ):  # fmt: skip
        assert await refused(api.post("/lead_lists", json=body), 400) == "invalid_request"
    assert (await ok(api.get("/lead_lists")))["data"] == []


async def test_list_lead_lists_newest_first_with_member_counts(api: Api) -> None:
    first, second = await a_list(api, "One"), await a_list(api, "Two")
    await some_leads(api, first, 3)
    rows = (await ok(api.get("/lead_lists")))["data"]
    assert [(row["id"], row["lead_count"]) for row in rows] == [(second, 0), (first, 3)]


async def test_get_lead_list_counts_members_and_404(api: Api, other: Api) -> None:
    id = await a_list(api)
    lead = (await some_leads(api, id, 2))[0]
    assert (await ok(api.get(f"/lead_lists/{id}")))["data"]["lead_count"] == 2
    for wrong in ("nothing", lead, id[:-1] + ("0" if id[-1] != "0" else "1")):
        assert await refused(api.get(f"/lead_lists/{wrong}"), 404) == "not_found"
    await refused(other.get(f"/lead_lists/{id}"), 404)


async def test_create_leads_single_says_created_added_existing_and_already_in_list(api: Api) -> None:
    first, second = await a_list(api, "One"), await a_list(api, "Two")
    values = {"email": "Pia@Northwind.example", "company": "Northwind", "skills": ["sales"], "notes": "met", "gender": "unknown",
              "date_of_birth": "1990-01-15T00:00:00.000Z", "headline": "Sells", "summary": "Long", "industry": "Ships",
              "company_linkedin_url": "https://www.linkedin.com/company/northwind", "phone": "+1 415", "location": "Ulm",
              "job_title": "VP", "profile_picture_url": "https://x.example/p.jpg"}  # fmt: skip
    made = await ok(api.post(f"/lead_lists/{first}/leads", json=person(**values)), 201)
    assert made["result"] == "created"
    lead = made["data"]
    assert {name: lead[name] for name in values} == values | {"email": "pia@northwind.example"}
    added = await ok(api.post(f"/lead_lists/{second}/leads", json=person()), 201)
    assert added["result"] == "added_existing"
    assert added["data"]["id"] == lead["id"]
    again = await ok(api.post(f"/lead_lists/{second}/leads", json=person()), 200)
    assert again["result"] == "already_in_list"
    assert len((await ok(api.get("/leads")))["data"]) == 1


async def test_create_leads_batch_statuses(api: Api) -> None:
    first, second = await a_list(api, "One"), await a_list(api, "Two")
    path = f"/lead_lists/{first}/leads"
    await some_leads(api, second, 1)
    good = {"leads": [person(1), person(2), person(3)]}
    made = await ok(api.post(path, json=good), 201)
    assert [item["result"] for item in made["data"]] == ["added_existing", "created", "created"]
    assert made["summary"] == {
        "attempted": 3,
        "created": 2,
        "added_existing": 1,
        "already_in_list": 0,
        "malformed": 0,
        "failed": 0,
    }
    assert (await ok(api.post(path, json=good), 200))["summary"]["already_in_list"] == 3
    mixed = {"leads": [person(4), {"first_name": "No"}, person(5, email="nonsense"), person(6, linkedin_url="https://example.com/a"),
                       person(4)]}  # fmt: skip
    mixed["leads"][1] = {"first_name": "No", "last_name": "Url"}
    told = await ok(api.post(path, json=mixed), 207)
    assert [(item["index"], item["result"]) for item in told["data"]] == [(0, "created"), (4, "already_in_list")]
    assert [(m["index"], m["errors"][0]["field"]) for m in told["malformed"]] == [
        (1, "linkedin_url"),
        (2, "email"),
        (3, "linkedin_url"),
    ]
    assert told["summary"] == {
        "attempted": 5,
        "created": 1,
        "added_existing": 0,
        "already_in_list": 1,
        "malformed": 3,
        "failed": 0,
    }


async def test_create_leads_reports_who_may_not_be_processed_as_failed(api: Api, core: Core, workspace) -> None:  # type: ignore[no-untyped-def]
    id = await a_list(api)
    async with core.scope(workspace.workspace_id) as scope:
        [made] = await leads.upsert(scope, [leads.LeadInput(email="gone@example.com")])
        assert made.lead_id
        await suppression.add(scope, [EntryInput(kind="email", value="gone@example.com", reason="complained")])
    body = {"leads": [person(1, email="gone@example.com"), person(2)]}
    told = await ok(api.post(f"/lead_lists/{id}/leads", json=body), 207)
    assert [(f["index"], f["error"]["code"]) for f in told["failed"]] == [(0, "processing_failed")]
    assert told["summary"]["created"] == 1
    assert told["summary"]["failed"] == 1


async def test_create_leads_refuses_malformed_requests_and_writes_nothing(api: Api) -> None:
    id = await a_list(api)
    for body in (
        None, [], "x", {"leads": []}, {"leads": [person(i) for i in range(101)]}, {"leads": [person()], "x": 1},
        person(first_name=""), person(linkedin_url="nowhere at all"), person(nickname="x"), person(date_of_birth=5),
        person(date_of_birth="1990"), person(date_of_birth="0001-01-01T00:00:00+05:00"),
        person(date_of_birth="1990-01-15T00:00:00"), {"first_name": "A", "last_name": "B"},
    ):  # fmt: skip
        assert await refused(api.post(f"/lead_lists/{id}/leads", json=body), 400) == "invalid_request"
    assert (await ok(api.get(f"/lead_lists/{id}")))["data"]["lead_count"] == 0


async def test_create_leads_date_of_birth_is_shown_in_utc(api: Api) -> None:
    id = await a_list(api)
    for n, (given, shown) in enumerate((
        ("1990-01-15T02:00:00+02:00", "1990-01-15T00:00:00.000Z"), ("0517-09-16t10:11:05z", "0517-09-16T10:11:05.000Z"),
    )):  # fmt: skip
        made = await ok(api.post(f"/lead_lists/{id}/leads", json=person(n, date_of_birth=given)), 201)
        assert made["data"]["date_of_birth"] == shown


async def test_create_leads_says_which_field_is_wrong_and_what_is_allowed(api: Api) -> None:
    id = await a_list(api)
    example = "must be a date-time such as 1990-01-15T00:00:00.000Z"
    for given, said in (
        ({"date_of_birth": "yesterday, at about noon"}, f"date_of_birth {example}"),
        ({"date_of_birth": "1990-01-15T00:00:00"}, "date_of_birth must name its offset from UTC, as in 1990-01-15T00:00:00.000Z"),
        ({"company": "N" * 1001}, "company must not be longer than 1000 characters"),
        ({"job_title": "\\u0000"}, "job_title must not contain \\u0000"),
        ({"linkedin_url": "nowhere at all"}, "linkedin_url is not the URL of a LinkedIn profile"),
    ):
        error = (await ok(api.post(f"/lead_lists/{id}/leads", json=person(**given)), 400))["error"]
        assert error == {"code": "invalid_request", "message": said}


async def test_create_leads_404_for_a_list_that_is_not_there_or_not_ours(api: Api, other: Api) -> None:
    id = await a_list(api)
    await refused(api.post("/lead_lists/nothing/leads", json=person()), 404)
    await refused(other.post(f"/lead_lists/{id}/leads", json=person()), 404)
    assert (await ok(other.get("/leads")))["data"] == []


async def test_list_lead_list_leads_newest_membership_first(api: Api, other: Api) -> None:
    first, second = await a_list(api, "One"), await a_list(api, "Two")
    one, two = await some_leads(api, first, 2)
    await ok(api.post(f"/lead_lists/{second}/leads", json=person(2)), 201)
    await ok(api.post(f"/lead_lists/{second}/leads", json=person(1)), 201)
    rows = (await ok(api.get(f"/lead_lists/{second}/leads")))["data"]
    assert [row["id"] for row in rows] == [one, two]
    assert rows[0]["lead_heat_raw_score"] == 0
    assert rows[0]["lead_heat_reason"] == "no engagement yet"
    await refused(api.get("/lead_lists/nothing/leads"), 404)
    await refused(other.get(f"/lead_lists/{first}/leads"), 404)


async def test_create_leads_batch_of_nothing_good_is_207_with_why(api: Api) -> None:
    id = await a_list(api)
    told = await ok(api.post(f"/lead_lists/{id}/leads", json={"leads": [{"first_name": "No"}, 7]}), 207)
    assert (told["data"], [m["index"] for m in told["malformed"]]) == ([], [0, 1])
    assert told["summary"]["malformed"] == 2
    assert told["summary"]["attempted"] == 2


async def test_create_leads_takes_a_hundred_at_once(api: Api) -> None:
    id = await a_list(api)
    told = await ok(api.post(f"/lead_lists/{id}/leads", json={"leads": [person(n) for n in range(100)]}), 201)
    assert told["summary"]["created"] == 100
    assert [item["index"] for item in told["data"]] == list(range(100))


async def test_create_leads_is_deduplicated_against_the_workspace_by_profile_and_by_address(api: Api) -> None:
    first, second = await a_list(api, "One"), await a_list(api, "Two")
    [id] = await some_leads(api, first, 1)
    for url in ("http://de.linkedin.com/in/PIA-1/?trk=x", "linkedin.com/in/pia-1"):
        again = await api.post(f"/lead_lists/{second}/leads", json=person(1, linkedin_url=url))
        assert again.json()["data"]["id"] == id
    await ok(api.post(f"/lead_lists/{first}/leads", json=person(2, email="pia@northwind.example")), 201)
    same = await ok(api.post(f"/lead_lists/{second}/leads", json=person(2, email="PIA@northwind.example")), 201)
    assert same["result"] == "added_existing"
    assert len((await ok(api.get("/leads")))["data"]) == 2
