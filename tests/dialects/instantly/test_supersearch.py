"""SuperSearch on the operator's own enrichment provider: people searched for, found into lists, enriched, and written about."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.channels.email import verify
from outrider.clock import SimulatedClock
from outrider.dialects import Dialect
from outrider.engine.work import finding
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.enrichment import EnrichmentWorld
from outrider.sandbox.listening import listen
from outrider.settings import Settings
from tests import working
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import a_campaign, a_lead, a_list, refused
from tests.zone import Zone

PATH = "/supersearch-enrichment"
FOUNDERS = {"title": {"include": ["Founder"]}}


@pytest_asyncio.fixture
async def world() -> AsyncIterator[EnrichmentWorld]:
    async with EnrichmentWorld() as made:
        yield made


class Model:
    """A model that answers with what it was asked, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def complete(self, request: Request) -> Response:
        text = (await request.json())["messages"][1]["content"]
        self.asked.append(text)
        return JSONResponse({"choices": [{"message": {"content": f"Line {len(self.asked)}"}}]})


@pytest_asyncio.fixture
async def model() -> AsyncIterator[tuple[Model, str]]:
    made = Model()
    server = await listen(
        Starlette(routes=[Route("/v1/chat/completions", made.complete, methods=["POST"])]), "127.0.0.1", 0, "model"
    )
    yield made, f"http://127.0.0.1:{server.port}/v1"
    await server.close()


@pytest.fixture
def provider() -> str:
    return "peopledatalabs"


@pytest.fixture
def settings(dialect: Dialect, world: EnrichmentWorld, model: tuple[Model, str], provider: str) -> Settings:
    return Settings.model_validate(
        {
            "enrichment_provider": provider,
            "enrichment_url": world.base_url,
            "enrichment_key": world.key,
            "classifier_url": model[1],
            "classifier_model": "small",
        }
    )


@pytest_asyncio.fixture(autouse=True)
async def credits(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.spend_credits(scope, -1000, "test")


@pytest.fixture
def do(core: Core, settings: Settings) -> Callable[[], Awaitable[int]]:
    return lambda: working.do_jobs(core, finding.handlers(settings))


async def left(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        return (await workspaces.get(scope)).credits


async def leads_of(api: Api, list_id: str) -> list[Json]:
    return (await ok(api.post("/leads/list", json={"list_id": list_id, "limit": 100})))["items"]


async def test_count_and_preview(api: Api) -> None:
    counted = await ok(api.post(f"{PATH}/count-leads-from-supersearch", json={"search_filters": FOUNDERS}))
    shown = await ok(api.post(f"{PATH}/preview-leads-from-supersearch", json={"search_filters": FOUNDERS}))
    assert counted == {"number_of_leads": 12}
    assert (shown["number_of_leads"], len(shown["leads"])) == (12, 10)
    assert {p["jobTitle"].lower() for p in shown["leads"]} == {"founder"}
    assert "@" not in str(shown["leads"])


@pytest.mark.parametrize("provider", ["http"])
async def test_the_plain_interface_is_searched_alike(api: Api) -> None:
    counted = await ok(api.post(f"{PATH}/count-leads-from-supersearch", json={"search_filters": FOUNDERS}))
    assert counted == {"number_of_leads": 12}


async def test_a_filter_that_cannot_be_searched_by_is_refused(api: Api) -> None:
    body = {"search_filters": {"revenue": ["$1 - 10M"]}}
    assert "revenue" in await refused(api.post(f"{PATH}/count-leads-from-supersearch", json=body), 400)


async def test_owned_leads_and_colleagues_are_passed_over(api: Api) -> None:
    await a_lead(api, "clara.adler@acme.example", list_id=(await a_list(api))["id"])
    body = {"search_filters": {"domains": ["acme.example"]}}
    counts = [
        (await ok(api.post(f"{PATH}/count-leads-from-supersearch", json={**body, **flags})))["number_of_leads"]
        for flags in ({}, {"skip_owned_leads": True}, {"show_one_lead_per_company": True})
    ]
    assert counts == [12, 11, 1]
    shown = await ok(api.post(f"{PATH}/preview-leads-from-supersearch", json=body))
    assert [p["fullName"].title() for p in shown["leads"] if p["isOwned"]] == ["Clara Adler"]
    for flagged in (
        {**body, "skip_owned_leads": True},
        {"search_filters": {**body["search_filters"], "skip_owned_leads": True}},
    ):
        passed = await ok(api.post(f"{PATH}/preview-leads-from-supersearch", json=flagged))
        assert "Clara Adler" not in [p["fullName"].title() for p in passed["leads"]]


async def test_people_are_found_into_a_list(api: Api, do: Callable[[], Awaitable[int]], core: Core, workspace: Installed) -> None:
    before = await left(core, workspace)
    begun = await ok(
        api.post(f"{PATH}/enrich-leads-from-supersearch", json={"search_filters": FOUNDERS, "limit": 5, "list_name": "Founders"})
    )
    state = await ok(api.get(f"{PATH}/{begun['resource_id']}"))
    assert (state["exists"], state["in_progress"], state["has_no_leads"]) == (True, True, True)
    await do()
    found = await leads_of(api, begun["resource_id"])
    assert len(found) == 5
    assert {lead["job_title"].lower() for lead in found} == {"founder"}
    assert await left(core, workspace) == before - 5
    job = await ok(api.get(f"/background-jobs/{begun['background_job_id']}"))
    assert (job["status"], job["data"]["added"]) == ("success", 5)
    assert (await ok(api.get(f"{PATH}/{begun['resource_id']}")))["in_progress"] is False
    assert [run["type"] for run in await ok(api.get(f"{PATH}/history/{begun['resource_id']}"))] == ["supersearch"]


@pytest.mark.parametrize(("skip", "addressless"), [(True, 0), (False, 1)])
async def test_rows_without_an_address_are_taken_or_left(
    api: Api, do: Callable[[], Awaitable[int]], skip: bool, addressless: int
) -> None:
    body = {"search_filters": {"name": ["Ada Adler"]}, "limit": 5, "skip_rows_without_email": skip}  # who has none
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json=body))
    await do()
    assert len(await leads_of(api, begun["resource_id"])) == addressless


async def test_no_more_is_found_than_is_paid_for(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, workspace: Installed
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await workspaces.spend_credits(scope, (await workspaces.get(scope)).credits - 2, "test")
    body = {"search_filters": FOUNDERS, "limit": 5}
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json=body))
    await do()
    assert len(await leads_of(api, begun["resource_id"])) == 2
    assert "credits" in await refused(api.post(f"{PATH}/enrich-leads-from-supersearch", json=body), 402)


@pytest.mark.parametrize("of", ["list", "campaign"])
async def test_a_list_or_campaign_is_enriched(api: Api, do: Callable[[], Awaitable[int]], of: str) -> None:
    resource = (await (a_list(api) if of == "list" else a_campaign(api)))["id"]
    where = {"list_id": resource} if of == "list" else {"campaign": resource}
    lead = await a_lead(api, "bruno.adler@northwind.example", **where)
    made = await ok(api.post(PATH, json={"resource_id": resource, "type": "fully_enriched_profile"}))
    assert (made["resource_type"], made["in_progress"]) == (2 if of == "list" else 1, True)
    await do()
    assert (await ok(api.get(f"/leads/{lead['id']}")))["company_name"]


async def test_people_who_were_found_are_enriched_and_verified(
    api: Api, do: Callable[[], Awaitable[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)
    body = {"search_filters": FOUNDERS, "limit": 3, "work_email_enrichment": True, "email_verification": True}
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json=body))
    assert [await do(), await do()] == [1, 1]
    verified = {lead["email"]: lead.get("verification_status") for lead in await leads_of(api, begun["resource_id"])}
    assert len(verified) == 3
    assert set(verified.values()) == {-1}  # no such domain


async def test_an_enrichment_leaves_the_search_that_fills_its_list(api: Api) -> None:
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json={"search_filters": FOUNDERS, "limit": 1}))
    await ok(api.post(PATH, json={"resource_id": begun["resource_id"]}))
    assert (await ok(api.get(f"{PATH}/{begun['resource_id']}")))["search_filters"] == FOUNDERS


@pytest.mark.parametrize(
    ("of", "setting"), [("list", "is_evergreen"), ("campaign", "is_evergreen"), ("campaign", "skip_rows_without_email")]
)
async def test_a_setting_that_could_change_nothing_is_refused(api: Api, of: str, setting: str) -> None:
    resource = (await (a_list(api) if of == "list" else a_campaign(api)))["id"]
    await ok(api.post(PATH, json={"resource_id": resource}))
    assert setting in await refused(api.patch(f"{PATH}/{resource}/settings", json={setting: True}), 400)
    await ok(api.patch(f"{PATH}/{resource}/settings", json={setting: False}))


async def test_address_and_profile_enrich_different_rows(
    api: Api, do: Callable[[], Awaitable[int]], world: EnrichmentWorld
) -> None:
    resource = (await a_list(api))["id"]
    await a_lead(api, "bruno.adler@northwind.example", list_id=resource)
    asked = []
    for type in ("work_email_enrichment", "fully_enriched_profile"):
        before = sum(world.requests.values())
        await ok(api.post(PATH, json={"resource_id": resource, "type": type}))
        await do()
        asked.append(sum(world.requests.values()) > before)
    assert asked == [False, True]


async def test_a_run_takes_the_rows_it_is_told(api: Api, do: Callable[[], Awaitable[int]]) -> None:
    resource = (await a_list(api))["id"]
    ids = [(await a_lead(api, f"{n}.adler@northwind.example", list_id=resource))["id"] for n in ("ada", "bruno", "clara")]
    await ok(api.post(PATH, json={"resource_id": resource, "type": "fully_enriched_profile", "limit": 1}))
    for rows in ({"starting_row": 2, "limit": 1}, {"lead_ids": ids[2:]}, {"overwrite": True}):
        await ok(api.post(f"{PATH}/run", json={"resource_id": resource, **rows}))
    await do()
    runs = [run["data"]["seen"] for run in await ok(api.get(f"{PATH}/history/{resource}"))]
    assert runs == [3, 1, 1, 1]


async def test_a_search_that_another_process_took_over_adds_nobody(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page and how far the search is are noted together: else the page would come twice, and its people count once."""
    add = finding.finding.add

    async def overtaken(scope: Scope, *rest: Any) -> int:
        async with core.scope(scope.workspace_id) as other:
            await other.run("UPDATE jobs SET attempts = attempts + 1 WHERE workspace_id = %(workspace_id)s")
        return await add(scope, *rest)

    monkeypatch.setattr(finding.finding, "add", overtaken)
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json={"search_filters": FOUNDERS, "limit": 2}))
    await do()
    assert (await ok(api.post("/leads/list", json={"list_id": begun["resource_id"]})))["items"] == []


async def test_settings_let_it_run_again_by_itself(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, clock: SimulatedClock
) -> None:
    begun = await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json={"search_filters": FOUNDERS, "limit": 2}))
    await do()
    clock.advance(2 * 86_400)
    assert await finding.run_due(core) == 0
    changed = await ok(api.patch(f"{PATH}/{begun['resource_id']}/settings", json={"is_evergreen": True}))
    assert changed["is_evergreen"] is True
    clock.advance(7200)
    await finding.run_due(core)
    await do()
    assert len(await ok(api.get(f"{PATH}/history/{begun['resource_id']}"))) == 2


@pytest.mark.parametrize("at", ["creation", "change"])
async def test_a_list_with_an_enrichment_task_enriches_who_comes_in(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, clock: SimulatedClock, at: str
) -> None:
    made = await ok(api.post("/lead-lists", json={"name": "Enriched", "has_enrichment_task": at == "creation"}))
    if at == "change":
        made = await ok(api.patch(f"/lead-lists/{made['id']}", json={"has_enrichment_task": True}))
    assert made["has_enrichment_task"] is True
    lead = await a_lead(api, "bruno.adler@northwind.example", list_id=made["id"])
    clock.advance(7200)
    await finding.run_due(core)
    await do()
    assert (await ok(api.get(f"/leads/{lead['id']}")))["company_name"]


async def test_a_list_without_its_enrichment_task_enriches_nobody(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, clock: SimulatedClock
) -> None:
    made = await ok(api.post("/lead-lists", json={"name": "Enriched", "has_enrichment_task": True}))
    changed = await ok(api.patch(f"/lead-lists/{made['id']}", json={"has_enrichment_task": False}))
    assert changed["has_enrichment_task"] is False
    await a_lead(api, "bruno.adler@northwind.example", list_id=made["id"])
    clock.advance(7200)
    await finding.run_due(core)
    assert await do() == 0


async def test_a_lists_enrichment_task_and_its_settings_are_one(api: Api) -> None:
    resource = (await a_list(api))["id"]
    await ok(api.post(PATH, json={"resource_id": resource, "type": "work_email_enrichment"}))
    assert (await ok(api.get(f"/lead-lists/{resource}")))["has_enrichment_task"] is False
    await ok(api.patch(f"{PATH}/{resource}/settings", json={"auto_update": True}))
    assert [found["id"] for found in (await ok(api.get("/lead-lists?has_enrichment_task=true")))["items"]] == [resource]
    await ok(api.patch(f"/lead-lists/{resource}", json={"has_enrichment_task": False}))
    assert (await ok(api.get(f"{PATH}/{resource}")))["auto_update"] is False


async def test_a_column_is_written(api: Api, do: Callable[[], Awaitable[int]], model: tuple[Model, str]) -> None:
    resource = (await a_list(api))["id"]
    lead = await a_lead(api, "ada@acme.example", list_id=resource, first_name="Ada", company_name="Acme")
    body: dict[str, Any] = {
        "resource_id": resource, "output_column": "icebreaker", "resource_type": 2, "model_version": "gpt-4o",
        "prompt": "Write a first line.", "input_columns": ["company_name"],
    }  # fmt: skip
    made = await ok(api.post(f"{PATH}/ai", json=body))
    assert (made["status"], made["model_version"]) == (1, "small")
    assert [w["output_column"] for w in await ok(api.get(f"{PATH}/ai/{resource}/in-progress"))] == ["icebreaker"]
    await do()
    assert (await ok(api.get(f"/leads/{lead['id']}")))["payload"]["icebreaker"] == "Line 1"
    [asked] = model[0].asked
    assert "Acme" in asked
    assert "Ada" not in asked
    await ok(api.post(f"{PATH}/ai", json=body))
    await ok(api.post(f"{PATH}/run", json={"resource_id": resource, "column_name": "icebreaker", "overwrite": True}))
    await do()
    assert (await ok(api.get(f"/leads/{lead['id']}")))["payload"]["icebreaker"] == "Line 2"
    assert len(model[0].asked) == 2


async def test_a_column_beside_one_that_was_kept_without_later_settings(
    api: Api, core: Core, workspace: Installed, do: Callable[[], Awaitable[int]]
) -> None:
    resource = (await a_list(api))["id"]
    body = {
        "resource_id": resource, "output_column": "old", "resource_type": 2, "model_version": "gpt-4o", "prompt": "A line.",
    }  # fmt: skip
    await ok(api.post(f"{PATH}/ai", json=body))
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            UPDATE enrichment_plans SET columns = '{"old": {"column": "old", "prompt": "A line."}}'
            WHERE workspace_id = %(workspace_id)s
            """
        )
    made = await ok(api.post(f"{PATH}/ai", json={**body, "output_column": "new"}))
    assert made["output_column"] == "new"


async def test_keywords_are_the_providers(api: Api) -> None:
    found = await ok(api.post(f"{PATH}/signal-keywords-facet", json={"category": "people", "field": "title", "prefix": "oper"}))
    assert [(k["keyword"].lower(), k["count"]) for k in found["keywords"]] == [("operations lead", 12)]


class TestWithoutAKey:
    @pytest.fixture
    def settings(self, dialect: Dialect) -> Settings:
        return Settings()

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("count-leads-from-supersearch", {"search_filters": FOUNDERS}),
            ("preview-leads-from-supersearch", {"search_filters": FOUNDERS}),
            ("enrich-leads-from-supersearch", {"search_filters": FOUNDERS, "limit": 1}),
            ("signal-keywords-facet", {"category": "x", "field": "title"}),
        ],
    )
    async def test_it_says_what_to_set(self, api: Api, path: str, body: Json) -> None:
        assert "OUTRIDER_ENRICHMENT_KEY" in await refused(api.post(f"{PATH}/{path}", json=body), 402)

    async def test_enriching_and_writing_say_what_to_set(self, api: Api) -> None:
        resource = (await a_list(api))["id"]
        assert "OUTRIDER_ENRICHMENT_KEY" in await refused(api.post(f"{PATH}/", json={"resource_id": resource}), 402)
        body = {"resource_id": resource, "output_column": "x", "resource_type": 2, "model_version": "gpt-4o", "prompt": "x"}
        assert "OUTRIDER_CLASSIFIER_URL" in await refused(api.post(f"{PATH}/ai", json=body), 402)

    async def test_a_list_with_an_enrichment_task_is_not_made(self, api: Api) -> None:
        body = {"name": "Enriched", "has_enrichment_task": True}
        assert "OUTRIDER_ENRICHMENT_KEY" in await refused(api.post("/lead-lists", json=body), 402)
        assert (await ok(api.get("/lead-lists")))["items"] == []
        made = await a_list(api)
        body = {"name": "Other", "has_enrichment_task": True}
        await refused(api.patch(f"/lead-lists/{made['id']}", json=body), 402)
        assert (await ok(api.get(f"/lead-lists/{made['id']}"))) == made

    async def test_addresses_are_verified_without_one(self, api: Api, app: FastAPI) -> None:
        resource = (await a_list(api))["id"]
        made = await ok(api.post(PATH, json={"resource_id": resource, "type": "email_verification"}))
        assert made["type"] == "email_verification"


async def test_subscribers_are_told_of_the_end(
    api: Api, do: Callable[[], Awaitable[int]], core: Core, workspace: Installed
) -> None:
    hook = {"target_hook_url": "https://hooks.example/x", "event_type": "supersearch_enrichment_completed"}
    await ok(api.post("/webhooks", json=hook))
    await ok(api.post(f"{PATH}/enrich-leads-from-supersearch", json={"search_filters": FOUNDERS, "limit": 1}))
    await do()
    async with core.scope(workspace.workspace_id) as scope:
        assert await scope.count("SELECT count(*) FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s") == 1
