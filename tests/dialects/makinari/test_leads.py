"""The five routes of the leads tool: what they take, what they answer, and what they refuse."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import keys, users, workspaces
from outrider.store.ids import to_id, to_uuid
from tests.dialects.makinari.conftest import BROWSER, Site, ok, refused
from tests.making import a_campaign, event_types, note_written

SHAPE = {
    "id", "name", "email", "personal_email", "position", "segment_id", "status", "notes", "last_contact", "site_id", "user_id",
    "created_at", "updated_at", "phone", "origin", "social_networks", "address", "company", "subscription", "birthday",
    "campaign_id", "command_id", "language", "company_id", "attribution", "metadata", "assignee_id", "referral_lead_id",
}  # fmt: skip
IDENTIFIED = {
    "visitor_id", "lead_score", "source", "contact_info", "company_info", "interest_level", "product_interest", "pages_visited",
    "time_spent", "visit_count",
}  # fmt: skip


async def test_text_is_refused_for_what_it_holds_and_not_for_how_it_would_be_escaped(site: Site) -> None:
    made = await site.a_lead(company={"folder": r"C:\udev\x00"}, notes=r"see C:\udev")
    assert (made["company"], made["notes"]) == ({"folder": r"C:\udev\x00"}, r"see C:\udev")
    for bad in ("nul\0", {"deep": ["nul\0"]}):
        refusal = await site.tool("leads/create", name="A", email="a@example.com", company=bad)
        assert "must not contain NUL or half a surrogate pair" in refusal.text


async def test_a_lead_from_creation_to_customer(site: Site, core: Core, workspace: workspaces.Installed) -> None:
    """The story over REST."""
    async with core.scope(workspace.workspace_id) as scope:
        colleague = await users.create_user(scope, "colleague@example.com", full_name="Col League")
        await users.add_member(scope, colleague.id, "editor")
        campaign = await a_campaign(scope, name="Spring")
    segment = (await ok(site.tool("segments/create", name="Founders"), 201))["segment"]
    made = await site.a_lead(
        company="Acme Corp", status="new", phone="+1 (555) 010-9999", position="CTO", origin="referral",
        notes="Met at the fair",
        segment_id=segment["id"], assignee_id=str(to_uuid("user", colleague.id)),
        campaign_id=str(to_uuid("campaign", campaign.id)),
    )  # fmt: skip
    assert made.keys() == SHAPE
    assert (made["name"], made["email"], made["status"], made["company"]) == (
        "Jane Smith",
        "jane@example.com",
        "new",
        {"name": "Acme Corp"},
    )
    assert (made["site_id"], made["user_id"], made["segment_id"]) == (site.id, site.owner, segment["id"])
    assert made["campaign_id"] == str(to_uuid("campaign", campaign.id))
    assert made["position"] == "CTO"
    assert made["origin"] == "referral"
    assert made["id"][14] == "4", "strict clients take UUIDs of versions 1 to 5"
    read = (await ok(site.tool("leads/get", lead_id=made["id"])))["data"]
    assert read == {"lead": made, "pagination": None}

    first = await ok(site.tool("leads/qualify", phone="15550109999", status="contacted", notes="Called"))
    assert first["status_changed"] is True
    assert first["status_change"]["from"] == "new"
    assert first["status_change"]["to"] == "contacted"
    assert first["status_change"]["timestamp"] == "2026-03-02T09:00:00.000Z"
    assert first["lead"]["notes"] == "Met at the fair\nCalled"
    assert first["message"] == "Lead status updated successfully"
    assert _suggested(first) == [("follow_up", "medium"), ("log_interaction", "high")]
    again = await ok(site.tool("leads/qualify", email="JANE@example.com", status="contacted"))
    assert again["status_changed"] is False
    assert again["message"] == "Lead already has the specified status"
    assert "status_change" not in again
    for status, advised in (
        ("qualified", [("demo", "high"), ("assessment", "high"), ("assign_sales", "high")]),
        ("converted", [("onboarding", "high"), ("celebrate", "medium"), ("update_crm", "high")]),
        ("lost", [("feedback", "medium"), ("nurture", "low"), ("analyze", "low")]),
        ("new", [("initial_contact", "high"), ("research", "medium")]),
    ):
        moved = await ok(site.tool("leads/qualify", lead_id=made["id"], status=status))
        assert moved["lead"]["status"] == status
        assert _suggested(moved) == advised
    async with core.scope(workspace.workspace_id) as scope:
        rows = await scope.all(
            "SELECT data FROM events WHERE workspace_id = %(workspace_id)s AND type = 'lead.status_set' ORDER BY id"
        )
        assert [r["data"]["to"] for r in rows] == ["contacted", "qualified", "converted", "lost", "new"]

    changed = (
        await ok(
            site.http.put(
                "/api/agents/tools/leads/update",
                json={
                    "site_id": site.id,
                    "lead_id": made["id"],
                    "name": "Jane van der Berg",
                    "segment_id": None,
                    "campaign_id": None,
                    "assignee_id": None,
                    "company": {"name": "Globex", "industry": "Energy"},
                    "status": "new",
                },
            )
        )
    )["lead"]
    assert changed["name"] == "Jane van der Berg"
    assert changed["company"] == {"name": "Globex", "industry": "Energy"}
    assert (changed["segment_id"], changed["campaign_id"], changed["assignee_id"], changed["status"]) == (None, None, None, "new")
    assert changed["email"] == "jane@example.com"
    assert changed["notes"] == "Met at the fair\nCalled"


async def test_a_visitor_becomes_a_lead(site: Site, clock: SimulatedClock, core: Core, workspace: workspaces.Installed) -> None:
    visitor = await site.visit(page="/")
    clock.advance(40)
    await site.visit(visitor, "/pricing", source="newsletter")
    made = await ok(
        site.tool(
            "leads/identify", visitor_id=visitor, lead_score=85, interest_level="high", product_interest="Pro plan",
            contact_info={"email": "max@example.com", "name": "Max Muster", "phone": "+49 170 1234567"},
            company_info={"name": "Muster AG"}, pages_visited=["/docs", {"url": "/blog"}], visit_count=3, notes="Chatted",
        ),
        201,
    )  # fmt: skip
    lead = made["lead"]
    assert lead.keys() == SHAPE | IDENTIFIED
    assert lead["name"] == "Max Muster"
    assert lead["email"] == "max@example.com"
    assert lead["company"]["name"] == "Muster AG"
    assert lead["visitor_id"] == visitor
    assert lead["lead_score"] == 85
    assert lead["interest_level"] == "high"
    assert set(lead["pages_visited"]) == {"/", "/pricing", "/docs", "/blog"}
    assert lead["time_spent"] == 40
    assert lead["visit_count"] == 3
    assert lead["status"] == "new"
    assert lead["notes"] == "Chatted"
    assert _suggested(made) == [("call", "high"), ("demo", "high"), ("email", "medium")]
    moved = await ok(site.tool("leads/qualify", lead_id=lead["id"], status="contacted"))
    assert _suggested(moved)[-1] == ("priority_handling", "high")
    assert "already identified" in (await refused(site.tool("leads/identify", visitor_id=visitor), 409))["error"]
    assert (await refused(site.tool("leads/identify", visitor_id=str(uuid4())), 404))["error"] == "Visitor not found"


async def test_identifying_finds_the_lead_that_is_known(site: Site) -> None:
    known = await site.a_lead(phone="+1 555 010 9999", company="Acme")
    by_email = await ok(
        site.tool("leads/identify", visitor_id=await site.visit(), contact_info={"email": "Jane@Example.com", "name": "J"}), 201
    )
    by_phone = await ok(site.tool("leads/identify", visitor_id=await site.visit(), contact_info={"phone": "1-555-0109999"}), 201)
    assert by_email["lead"]["id"] == by_phone["lead"]["id"] == known["id"]
    assert by_phone["lead"]["name"] == "Jane Smith"
    assert by_phone["lead"]["lead_score"] == 50
    anonymous = (await ok(site.tool("leads/identify", visitor_id=await site.visit()), 201))["lead"]
    assert anonymous["email"] is None
    assert anonymous["name"]
    assert anonymous["id"] != known["id"]
    for facts, advised in (
        ({}, [("content", "low"), ("email", "medium")]),
        ({"lead_score": 20, "interest_level": "Medium", "contact_info": {"email": "x@b.example"}}, [("email", "medium")]),
    ):
        seen = await ok(site.tool("leads/identify", visitor_id=await site.visit(), **facts), 201)
        assert _suggested(seen) == advised
    assert (await ok(site.tool("leads/get")))["data"]["pagination"]["total"] == 4
    bad = await refused(site.tool("leads/identify", visitor_id=await site.visit(), contact_info={"email": "nope"}), 400)
    assert bad["details"][0]["path"] == ["contact_info", "email"]


async def test_visits_are_counted_and_robots_are_not(site: Site, clock: SimulatedClock) -> None:
    visitor = await site.visit(page="/a")
    url = f"/v/{site.id}/{visitor}.gif"
    assert (await site.http.get(url, params={"page": "/robot"}, headers={"User-Agent": "Googlebot/2.1"})).status_code == 200
    assert (await site.http.get(url, headers={**BROWSER, "Referer": "https://acme.example/b"})).status_code == 200
    clock.advance(7200)
    await site.visit(visitor, "/a")
    lead = (await ok(site.tool("leads/identify", visitor_id=visitor), 201))["lead"]
    assert lead["visit_count"] == 2
    assert lead["time_spent"] == 0
    assert sorted(lead["pages_visited"]) == ["/a", "https://acme.example/b"]
    unknown = await site.http.get(f"/v/{uuid4()}/{visitor}.gif", headers=BROWSER)
    assert unknown.status_code == 404
    assert (await site.http.get(f"/v/{site.id}/nobody.gif", headers=BROWSER)).status_code == 400


async def test_lists_filter_search_sort_and_page(
    site: Site, core: Core, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    segment = (await ok(site.tool("segments/create", name="A"), 201))["segment"]["id"]
    for i, name in enumerate(("Cora Cee", "Abe Ay", "Bob Bee")):
        clock.advance(60)
        await site.a_lead(name, f"lead{i}@example.com", status=("new", "lost", "contacted")[i], notes=f"likes tea{i}",
                          **({"segment_id": segment} if i else {}))  # fmt: skip
    async with core.scope(workspace.workspace_id) as scope:  # a lead that another dialect brought
        [other] = await leads.upsert(scope, [LeadInput(email="zed@import.example", first_name="Zed")])
        assert other.lead_id
        await note_written(scope, other.lead_id)
    everybody = ["Zed", "Bob Bee", "Abe Ay", "Cora Cee"]
    assert await site.listed() == everybody
    assert await site.listed(sort_by="created_at", sort_order="asc") == everybody[::-1]
    assert await site.listed(sort_by="name", sort_order="asc") == ["Abe Ay", "Bob Bee", "Cora Cee", "Zed"]
    assert await site.listed(sort_by="name") == ["Zed", "Cora Cee", "Bob Bee", "Abe Ay"]
    assert await site.listed(sort_by="status", sort_order="asc") == ["Bob Bee", "Abe Ay", "Cora Cee", "Zed"]
    assert (
        (await site.listed(sort_by="last_contact"))[0]
        == "Zed"
        == (await site.listed(sort_by="last_contact", sort_order="asc"))[-1]
    )
    assert len(await site.listed(sort_by="updated_at")) == 4
    assert await site.listed(status="new") == ["Zed", "Cora Cee"]
    assert await site.listed(segment_id=segment) == ["Bob Bee", "Abe Ay"]
    assert await site.listed(search="TEA1") == ["Abe Ay"]
    assert await site.listed(search="lead2@example") == ["Bob Bee"]
    assert await site.listed(search="cor cee") == ["Cora Cee"]
    assert await site.listed(search="%!") == []
    assert await site.listed(user_id=site.owner) == everybody
    assert await site.listed(user_id=str(uuid4())) == []
    assert await site.listed(assignee_id=site.owner) == []
    page = (await ok(site.tool("leads/get", limit=2, offset=1)))["data"]
    assert [x["name"] for x in page["leads"]] == everybody[1:3]
    assert page["pagination"] == {"total": 4, "count": 2, "offset": 1, "limit": 2, "has_more": True}
    assert (await ok(site.tool("leads/get", offset=99)))["data"]["pagination"]["has_more"] is False
    assert (await ok(site.tool("leads/get", lead_id=str(uuid4()))))["data"] == {"lead": None, "pagination": None}


@pytest.mark.parametrize(
    ("route", "body", "field"),
    [
        ("create", {"email": "a@b.example"}, "name"), ("create", {"name": " ", "email": "a@b.example"}, "name"),
        ("create", {"name": "A", "email": "nope"}, "email"), ("create", {"name": "A"}, "email"),
        ("create", {"name": "A", "email": "a@b.example", "status": "won"}, "status"),
        ("create", {"name": "A", "email": "a@b.example", "segment_id": "7"}, "segment_id"),
        ("create", {"name": "A", "email": "a@b.example", "segment_id": str(uuid4())}, "segment_id"),
        ("create", {"name": "A", "email": "a@b.example", "campaign_id": str(uuid4())}, "campaign_id"),
        ("create", {"name": "A", "email": "a@b.example", "assignee_id": str(uuid4())}, "assignee_id"),
        ("create", {"name": "A\0", "email": "a@b.example"}, "name"), ("create", {"name": ["A"], "email": "a@b.example"}, "name"),
        ("create", {"name": "A", "email": "a@b.example", "company": {"x": "\0"}}, "company"),
        ("get", {"limit": 0}, "limit"), ("get", {"limit": 501}, "limit"), ("get", {"offset": -1}, "offset"),
        ("get", {"sort_by": "email"}, "sort_by"), ("get", {"sort_order": "up"}, "sort_order"), ("get", {"status": "x"}, "status"),
        ("get", {"lead_id": "x"}, "lead_id"), ("get", {"limit": True}, "limit"),
        ("update", {}, "lead_id"), ("update", {"lead_id": "x"}, "lead_id"),
        ("qualify", {}, "status"), ("qualify", {"status": "won", "email": "a@b.example"}, "status"),
        ("qualify", {"status": "lost"}, "lead_id"), ("qualify", {"status": "lost", "phone": "123"}, "phone"),
        ("qualify", {"status": "lost", "email": "x"}, "email"),
        ("identify", {}, "visitor_id"), ("identify", {"visitor_id": "x"}, "visitor_id"),
        ("identify", {"visitor_id": str(uuid4()), "lead_score": 0}, "lead_score"),
        ("identify", {"visitor_id": str(uuid4()), "lead_score": 101}, "lead_score"),
        ("identify", {"visitor_id": str(uuid4()), "pages_visited": [1]}, "pages_visited"),
        ("identify", {"visitor_id": str(uuid4()), "contact_info": "x"}, "contact_info"),
    ],
)  # fmt: skip
async def test_bad_input_is_named(site: Site, route: str, body: dict[str, Any], field: str) -> None:
    answer = await refused(site.tool(f"leads/{route}", **body), 400)
    assert answer["details"][0]["path"][0] == field, answer
    if route in ("qualify", "identify"):
        assert field in answer["error"]
    elif "Invalid" in answer["error"]:
        assert answer["error"] == ("Invalid filters" if route == "get" else "Invalid input")
    assert (await ok(site.tool("leads/get")))["data"]["pagination"]["total"] == 0, "nothing half-written"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"site_id": None, "status": "lost", "email": "a@b.example"}, "site_id must be a valid UUID"),
        ({"site_id": "7", "status": "lost", "email": "a@b.example"}, "site_id must be a valid UUID"),
        ({"status": "lost"}, "At least one identifier is required: lead_id, email, or phone"),
        ({"status": "lost", "lead_id": "", "email": "", "phone": ""},
         "At least one identifier is required: lead_id, email, or phone"),
        ({"email": "a@b.example"}, "status is required"),
        ({"status": "won", "email": "a@b.example"},
         "Invalid status. Must be one of: new, contacted, qualified, converted, lost"),
        ({"status": "lost", "lead_id": "7"}, "lead_id must be a valid UUID"),
        ({"status": "lost", "email": "nope"}, "email format is invalid"),
        ({"status": "lost", "phone": "123"}, "phone format is invalid"),
    ],
)  # fmt: skip
async def test_qualifying_is_refused_in_the_words_of_the_vendors_own_tests(site: Site, body: dict[str, Any], error: str) -> None:
    answer = await refused(site.http.post("/api/agents/tools/leads/qualify", json={"site_id": site.id, **body}), 400)
    assert answer["error"] == error


async def test_an_empty_text_names_no_lead(site: Site) -> None:
    """Agents fill every argument in; an identifier that is empty is one left out."""
    made = await site.a_lead()
    moved = await ok(site.tool("leads/qualify", lead_id="", email=made["email"], phone="", status="qualified"))
    assert moved["lead"]["id"] == made["id"]


def _suggested(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """What clients choose by: the kind of each suggested action, and its priority."""
    return [(action["action_type"], action["priority"]) for action in answer["next_actions"]]


async def test_what_is_not_there_and_what_is_twice(site: Site) -> None:
    made = await site.a_lead()
    twice = await refused(site.tool("leads/create", name="X", email="jane@EXAMPLE.com"), 409)
    assert twice["details"][0]["lead_id"] == made["id"]
    missing = await refused(site.tool("leads/update", lead_id=str(uuid4()), status="lost"), 404)
    assert missing["error"] == "Lead not found"
    for unknown in ({"lead_id": str(uuid4())}, {"email": "nobody@example.com"}, {"phone": "+1 555 010 0000"}):
        missing = await refused(site.tool("leads/qualify", **unknown, status="lost"), 404)
        assert missing["error"] == "Lead not found with the provided identifiers"
    second = await site.a_lead("Two", "two@example.com")
    await refused(site.tool("leads/update", lead_id=second["id"], email="jane@example.com"), 409)
    unsaved = await refused(site.tool("leads/update", lead_id=second["id"], status="lost", segment_id=str(uuid4())), 400)
    assert unsaved["details"][0]["path"] == ["segment_id"]
    assert (await ok(site.tool("leads/get", lead_id=second["id"])))["data"]["lead"]["status"] == "new"


async def test_keys_are_needed_and_may_be_in_either_header(site: Site, workspace: workspaces.Installed, core: Core) -> None:
    body = {"site_id": site.id}
    for headers in (
        {"Authorization": ""},
        {"Authorization": "Bearer or_" + "0" * 40},
        {"Authorization": f"Basic {workspace.key}"},
    ):
        bad = await site.http.post("/api/agents/tools/leads/get", json=body, headers=headers)
        assert bad.status_code == 401
        assert bad.headers["www-authenticate"] == "Bearer"
        assert bad.json()["error"].startswith("Missing or invalid API key")
    good = await site.http.post(
        "/api/agents/tools/leads/get", json=body, headers={"Authorization": "", "X-API-Key": workspace.key}
    )
    assert good.status_code == 200
    async with core.scope(workspace.workspace_id) as scope:
        _, reader = await keys.create(scope, "reads", ["leads:read"])
    may_not = await site.http.post(
        "/api/agents/tools/leads/create",
        json={**body, "name": "A", "email": "a@b.example"},
        headers={"Authorization": f"Bearer {reader}"},
    )
    assert may_not.status_code == 403
    garbled = await site.http.post("/api/agents/tools/leads/get", content=b"{", headers={"Content-Type": "application/json"})
    assert garbled.status_code == 400
    assert garbled.json()["success"] is False
    assert (await site.http.get("/api/site")).json()["site"]["id"] == site.id


async def test_a_site_knows_nothing_of_another(site: Site, other: Site, core: Core, stranger: workspaces.Installed) -> None:
    theirs = await other.a_lead("Their Lead", "their@example.com")
    visitor = await other.visit()
    segment = (await ok(other.tool("segments/create", name="Theirs"), 201))["segment"]["id"]
    mine = await site.a_lead()
    for route, body in (
        ("create", {"name": "A", "email": "a@b.example"}), ("get", {}), ("update", {"lead_id": mine["id"]}),
        ("qualify", {"status": "lost", "email": "jane@example.com"}), ("identify", {"visitor_id": visitor}),
    ):  # fmt: skip
        await refused(site.tool(f"leads/{route}", **{**body, "site_id": other.id}), 403)
    for route in ("get", "update", "qualify"):
        await refused(site.tool(f"leads/{route}", lead_id=theirs["id"], status="lost"), 403)
    await refused(site.tool("leads/qualify", email="their@example.com", status="lost"), 404)
    await refused(site.tool("leads/identify", visitor_id=visitor), 404)
    await refused(site.tool("visitors/identify", id=visitor, traits={"email": "a@b.example"}), 404)
    await refused(site.tool("leads/update", lead_id=mine["id"], segment_id=segment), 400)
    await refused(site.tool("leads/update", lead_id=mine["id"], assignee_id=other.owner), 400)
    await refused(site.tool("segments/update", segment_id=segment, name="Mine"), 404)
    assert await site.listed(segment_id=segment) == []
    assert await site.listed(search="their") == []
    assert (await ok(other.tool("leads/get")))["data"]["leads"] == [theirs]
    nobody = str(to_uuid("lead", (to_id("lead", theirs["id"]) or 0) + 1000))
    of_theirs = await refused(site.tool("leads/get", lead_id=theirs["id"]), 403)
    assert of_theirs == await refused(site.tool("leads/get", lead_id=nobody), 403), "nothing tells whether it exists"
    async with core.scope(stranger.workspace_id) as scope:
        assert "lead.status_set" not in await event_types(scope)


async def test_what_a_visitor_told_goes_with_the_lead(site: Site, core: Core, workspace: workspaces.Installed) -> None:
    visitor = await site.visit(page="/secret")
    lead = (await ok(site.tool("leads/identify", visitor_id=visitor, contact_info={"email": "gone@example.com"}), 201))["lead"]
    async with core.scope(workspace.workspace_id) as scope:
        id = to_id("lead", lead["id"]) or 0
        kept = await leaving.export(scope, id)
        assert kept["visits"][0]["page"] == "/secret"
        assert kept["visits"][0]["facts"]["contact_info"]["email"] == "gone@example.com"
        await leaving.erase(scope, id)
    await refused(site.tool("leads/identify", visitor_id=visitor), 404)


@pytest.mark.one_server
async def test_each_order_has_an_index(core: Core, workspace: workspaces.Installed) -> None:
    """With many leads no order sorts them all."""
    from outrider.outreach.leads import pipeline

    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            WITH made AS (
                INSERT INTO leads (workspace_id, email, first_name, last_name, status, created_at, updated_at)
                SELECT %(workspace_id)s, 'lead' || n || '@x.example', 'F' || n %% 97, 'L' || n,
                       (ARRAY['new', 'lost', NULL])[n %% 3 + 1], %(now)s, %(now)s + n * interval '1 s'
                FROM generate_series(1, 20000) AS n RETURNING id)
            INSERT INTO lead_contacts (workspace_id, lead_id, last_contacted_at)
            SELECT %(workspace_id)s, id, CASE WHEN id %% 2 = 0 THEN %(now)s - id * interval '1 s' END FROM made
            """
        )
        await scope.conn.execute("ANALYZE leads, lead_contacts")
        await scope.conn.execute("SET LOCAL enable_seqscan = off")
        for sort in ("created_at", "updated_at", "name", "status", "last_contact"):
            for descending in (True, False):
                plans: list[str] = []
                asked = scope.all

                async def explained(query: str, **params: Any) -> list[dict[str, Any]]:
                    rows = await asked("EXPLAIN " + query, **params)  # noqa: B023
                    plans.extend(r["QUERY PLAN"] for r in rows)  # noqa: B023
                    return []

                await pipeline.search(_Explaining(scope, explained), pipeline.Filters(), sort=sort, descending=descending)  # type: ignore[arg-type]
                assert not any("Sort" in line and "Incremental" not in line and "Key" not in line for line in plans), (
                    sort,
                    plans,
                )


class _Explaining:
    def __init__(self, scope: Any, all: Any) -> None:
        self._scope, self.all = scope, all

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scope, name)


async def test_the_same_at_once_is_done_once(site: Site, core: Core, workspace: workspaces.Installed) -> None:
    """Creating a lead, identifying a visitor, and qualifying: one wins, the others are told so."""
    made = await asyncio.gather(*(site.tool("leads/create", name="Jane", email="jane@example.com") for _ in range(6)))
    assert sorted(answer.status_code for answer in made) == [201, 409, 409, 409, 409, 409]
    visitor = await site.visit()
    contact = {"email": "max@example.com"}
    known = await asyncio.gather(*(site.tool("leads/identify", visitor_id=visitor, contact_info=contact) for _ in range(6)))
    assert sorted(answer.status_code for answer in known) == [201, 409, 409, 409, 409, 409]
    assert (await ok(site.tool("leads/get")))["data"]["pagination"]["total"] == 2
    moved = await asyncio.gather(*(ok(site.tool("leads/qualify", email="jane@example.com", status="lost")) for _ in range(6)))
    assert [answer["status_changed"] for answer in moved].count(True) == 1
    async with core.scope(workspace.workspace_id) as scope:
        assert (await event_types(scope)).count("lead.status_set") == 1


async def test_two_visitors_of_one_person_become_one_lead_at_once(site: Site) -> None:
    contact = {"email": "max@example.com", "name": "Max"}
    visitors = [await site.visit() for _ in range(5)]
    told = await asyncio.gather(*(site.tool("leads/identify", visitor_id=v, contact_info=contact) for v in visitors))
    assert {answer.status_code for answer in told} == {201}, [answer.text for answer in told]
    assert len({answer.json()["lead"]["id"] for answer in told}) == 1
