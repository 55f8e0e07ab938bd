"""Leads: searched, shown with heat and company, enriched for credits that are charged once."""

import asyncio

import pytest

from outrider.channels.enrichment.peopledatalabs import PeopleDataLabs
from outrider.channels.enrichment.port import Company, Person, Subject
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import enrichment as enriching
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.enrichment import EnrichmentWorld
from outrider.settings import Settings
from outrider.store.ids import to_id
from tests.dialects.clients import Api, client, ok
from tests.dialects.networkhq.conftest import a_list, person, refused, some_leads
from tests.waiting import eventually


async def grant(core: Core, workspace: workspaces.Installed, credits: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.spend_credits(scope, -credits, "granted")


async def balance(core: Core, workspace: workspaces.Installed) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        return await enriching.balance(scope)


async def test_list_leads_newest_first_with_their_lists(api: Api, other: Api) -> None:
    one, two = await a_list(api, "One"), await a_list(api, "Two")
    first, second = await some_leads(api, one, 2)
    await ok(api.post(f"/lead_lists/{two}/leads", json=person(1)), 201)
    rows = (await ok(api.get("/leads")))["data"]
    assert [(row["id"], row["lead_list_ids"]) for row in rows] == [(second, [one]), (first, [one, two])]
    assert rows[0]["company_details"] is None
    assert rows[0]["enrichment_failed"] is False
    assert (await ok(other.get("/leads")))["data"] == []


async def test_list_leads_query_needs_every_word_in_any_field_and_case(api: Api) -> None:
    id = await a_list(api)
    people = {"leads": [
        person(1, company="Northwind", job_title="Head of Sales", location="Ulm", email="one@northwind.example"),
        person(2, company="Northwind", job_title="Engineer", location="Bern"),
    ]}  # fmt: skip
    await ok(api.post(f"/lead_lists/{id}/leads", json=people), 201)

    async def found(query: str) -> list[str]:
        return [row["first_name"] for row in (await ok(api.get("/leads", params={"query": query})))["data"]]

    assert await found("NORTHWIND") == ["Pia2", "Pia1"]
    assert await found("northwind sales") == ["Pia1"]
    assert await found("sales  northwind ulm pia1 prospect") == ["Pia1"]
    assert await found("northwind nowhere") == []
    assert await found("bern engineer") == ["Pia2"]
    assert await found("one@northwind") == ["Pia1"]
    assert await found("%") == []
    assert await found(" ") == ["Pia2", "Pia1"]


async def test_list_leads_list_ids_keeps_to_those_lists(api: Api, other: Api) -> None:
    one, two, three = [await a_list(api, name) for name in ("One", "Two", "Three")]
    [a], [b] = await some_leads(api, one, 1), await some_leads(api, two, 1, start=2)
    await some_leads(api, three, 1, start=3)
    theirs = await a_list(other)

    async def found(list_ids: str) -> list[str]:
        return [row["id"] for row in (await ok(api.get("/leads", params={"list_ids": list_ids})))["data"]]

    assert await found(f"{one},{two}") == [b, a]
    assert await found(f" {one} ,") == [a]
    assert await found("nonsense") == []
    assert await found(theirs) == []


async def test_get_lead_shows_it_with_heat_and_lists_or_404(api: Api, other: Api) -> None:
    list_id = await a_list(api)
    [id] = await some_leads(api, list_id, 1)
    lead = (await ok(api.get(f"/leads/{id}")))["data"]
    assert lead["lead_list_ids"] == [list_id]
    assert lead["lead_heat_raw_score"] == 0
    await refused(api.get(f"/leads/{list_id}"), 404)
    await refused(other.get(f"/leads/{id}"), 404)
    await refused(api.get("/leads/%00"), 404)


async def test_enrich_lead_fills_blanks_charges_once_then_is_already_enriched(
    api: Api, core: Core, workspace: workspaces.Installed, enrichment: EnrichmentWorld
) -> None:
    await grant(core, workspace, 5)
    [id] = await some_leads(api, await a_list(api), 1)
    told = await ok(api.post(f"/leads/{id}/enrich"))
    assert told["enrichment"] == {"status": "enriched", "charged": True, "credits_remaining": 4}
    lead = told["data"]
    assert lead["first_name"] == "Pia1", "what was written by hand stays"
    assert lead["job_title"]
    assert lead["headline"]
    assert lead["skills"] == ["negotiation", "planning"]
    assert lead["location"]
    assert lead["email"] is None, "a value that the plan hides is none"
    company = lead["company_details"]
    assert company["name"] == lead["company"]
    assert company["employee_count"] == 120
    assert company["hq_city"] == "ulm"
    assert (company["employee_count_range_min"], company["employee_count_range_max"]) == (51, 200)
    assert lead["profile_enriched_at"] == lead["company_enriched_at"] == lead["enrichment_requested_at"] == company["enriched_at"]
    again = await ok(api.post(f"/leads/{id}/enrich"))
    assert again["enrichment"] == {"status": "already_enriched", "charged": False, "credits_remaining": 4}
    assert again["data"] == lead
    assert enrichment.requests["person"] == 1
    assert (await ok(api.get(f"/leads/{id}")))["data"]["company_details"] == company


async def test_enrich_lead_without_credits_asks_nobody(api: Api, enrichment: EnrichmentWorld) -> None:
    [id] = await some_leads(api, await a_list(api), 1)
    told = await ok(api.post(f"/leads/{id}/enrich"))
    assert told["enrichment"] == {"status": "insufficient_credits", "charged": False, "credits_remaining": 0}
    assert told["data"]["enrichment_requested_at"] is None
    assert not enrichment.requests


async def test_enrich_lead_whom_the_provider_does_not_know_failed_costs_nothing(
    api: Api, core: Core, workspace: workspaces.Installed
) -> None:
    await grant(core, workspace, 1)
    list_id = await a_list(api)
    body = person(linkedin_url="https://www.linkedin.com/in/nobody--unknown")
    id = (await ok(api.post(f"/lead_lists/{list_id}/leads", json=body), 201))["data"]["id"]
    told = await ok(api.post(f"/leads/{id}/enrich"))
    assert told["enrichment"] == {"status": "failed", "charged": False, "credits_remaining": 1}
    assert told["data"]["enrichment_failed"] is True
    assert told["data"]["profile_enriched_at"] is None


async def test_enrich_lead_leaves_out_what_no_lead_can_hold(
    api: Api, core: Core, workspace: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def odd(self: PeopleDataLabs, subject: Subject) -> Person:
        company = Company(name="Odd", tagline="nul\0", website="odd.example")
        return Person(
            email="not an address", job_title="x" * 2000, location="Ulm", headline="nul\0", skills=("\ud800",), company=company
        )

    monkeypatch.setattr(PeopleDataLabs, "person", odd)
    await grant(core, workspace, 5)
    [id] = await some_leads(api, await a_list(api), 1)
    told = await ok(api.post(f"/leads/{id}/enrich"))
    assert told["enrichment"] == {"status": "enriched", "charged": True, "credits_remaining": 4}
    lead = told["data"]
    assert (lead["location"], lead["email"], lead["headline"]) == ("Ulm", None, None)
    assert (lead["company_details"]["name"], lead["company_details"]["tagline"]) == ("Odd", None)


@pytest.mark.parametrize("status", [500, 401, 402, 429])
async def test_enrich_lead_502_when_the_provider_fails_and_the_credit_comes_back(
    api: Api, core: Core, workspace: workspaces.Installed, enrichment: EnrichmentWorld, status: int
) -> None:
    await grant(core, workspace, 1)
    [id] = await some_leads(api, await a_list(api), 1)
    enrichment.status = status
    assert await refused(api.post(f"/leads/{id}/enrich"), 502) == "enrichment_unreachable"
    assert await balance(core, workspace) == 1
    enrichment.status = 200
    assert (await ok(api.post(f"/leads/{id}/enrich")))["enrichment"]["status"] == "enriched"


async def test_enrich_lead_502_where_there_is_no_provider(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    await grant(core, workspace, 1)
    [id] = await some_leads(api, await a_list(api), 1)
    for settings in (Settings(), Settings(enrichment_key="k", enrichment_url="http://plain.example")):  # pyright: ignore[reportArgumentType]
        async with client(load("networkhq").app(core, settings), workspace.key) as bare:
            assert await refused(bare.post(f"/leads/{id}/enrich"), 502) == "enrichment_not_configured"
    assert await balance(core, workspace) == 1


async def test_enrich_lead_404(api: Api, other: Api) -> None:
    [id] = await some_leads(api, await a_list(api), 1)
    await refused(api.post("/leads/nobody/enrich"), 404)
    await refused(other.post(f"/leads/{id}/enrich"), 404)


async def test_fifty_calls_at_once_charge_once(
    api: Api, core: Core, workspace: workspaces.Installed, enrichment: EnrichmentWorld
) -> None:
    await grant(core, workspace, 50)
    enrichment.delay = 0.2
    [id] = await some_leads(api, await a_list(api), 1)
    told = await asyncio.gather(*(ok(api.post(f"/leads/{id}/enrich")) for _ in range(50)))
    statuses = [one["enrichment"]["status"] for one in told]
    assert statuses.count("enriched") == 1
    assert statuses.count("already_enriched") == 49
    assert sum(one["enrichment"]["charged"] for one in told) == 1
    assert await balance(core, workspace) == 49
    assert enrichment.requests["person"] == 1


async def test_fifty_leads_and_three_credits_charge_three(
    api: Api, core: Core, workspace: workspaces.Installed, enrichment: EnrichmentWorld
) -> None:
    await grant(core, workspace, 3)
    ids = await some_leads(api, await a_list(api), 50)
    told = await asyncio.gather(*(ok(api.post(f"/leads/{id}/enrich")) for id in ids))
    statuses = [one["enrichment"]["status"] for one in told]
    assert statuses.count("enriched") == 3
    assert statuses.count("insufficient_credits") == 47
    assert await balance(core, workspace) == 0
    assert enrichment.requests["person"] == 3


async def test_a_call_that_died_is_taken_over_without_a_second_charge(
    api: Api, core: Core, workspace: workspaces.Installed, settings: Settings, clock: SimulatedClock
) -> None:
    """A process dies after taking the credit: when its lease is over, the next call goes on with that credit."""
    await grant(core, workspace, 1)
    [id] = await some_leads(api, await a_list(api), 1)
    lead_id = to_id("lead", id)
    assert lead_id
    async with core.scope(workspace.workspace_id) as scope:
        begun = await enriching._begin(core, settings, scope, lead_id, overwrite=False)  # and nothing after it
        assert isinstance(begun, enriching._Ticket)
    assert await balance(core, workspace) == 0
    clock.advance(enriching.LEASE_SECONDS + 1)
    assert (await ok(api.post(f"/leads/{id}/enrich")))["enrichment"] == {
        "status": "enriched",
        "charged": True,
        "credits_remaining": 0,
    }
    # The dead one was only slow: its answer, come late, neither counts nor gives the credit back.
    async with core.scope(workspace.workspace_id) as scope:
        assert (await enriching._record(scope, begun, None)).charged is False
    assert await balance(core, workspace) == 0


async def test_a_cancelled_call_gives_its_credit_back(
    api: Api, core: Core, workspace: workspaces.Installed, settings: Settings, enrichment: EnrichmentWorld
) -> None:
    await grant(core, workspace, 1)
    [id] = await some_leads(api, await a_list(api), 1)
    lead_id = to_id("lead", id)
    assert lead_id
    enrichment.delay = 30
    call = asyncio.create_task(enriching.enrich(core, settings, workspace.workspace_id, lead_id))

    async def asked() -> bool:
        return bool(enrichment.requests)

    await eventually(asked)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert await balance(core, workspace) == 1


async def test_heat_follows_what_the_lead_did(
    api: Api, core: Core, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    [id] = await some_leads(api, await a_list(api), 1)
    lead_id = to_id("lead", id)
    assert lead_id
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            "UPDATE leads SET last_replied_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id
        )
    lead = (await ok(api.get(f"/leads/{id}")))["data"]
    assert (lead["lead_heat_raw_score"], lead["lead_heat_reason"]) == (40, "1 reply")
    clock.advance(30 * 86_400)
    assert (await ok(api.get(f"/leads/{id}")))["data"]["lead_heat_raw_score"] == 20
    async with core.scope(workspace.workspace_id) as scope:
        await leaving.unsubscribe(scope, lead_id)
    assert (await ok(api.get(f"/leads/{id}")))["data"]["lead_heat_raw_score"] == 0
