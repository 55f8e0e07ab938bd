"""The People Data Labs adapter: what it asks, and what it makes of every kind of answer."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from outrider.channels.enrichment.peopledatalabs import PeopleDataLabs
from outrider.channels.enrichment.port import Company, EnrichmentError, Subject
from outrider.sandbox.enrichment import EnrichmentWorld

SOMEBODY = Subject("https://www.linkedin.com/in/pia-prospect", "pia@northwind.example", "Pia", "Prospect", "Northwind")


@pytest_asyncio.fixture
async def world() -> AsyncIterator[EnrichmentWorld]:
    async with EnrichmentWorld() as made:
        yield made


async def ask(url: str, key: str, subject: Subject = SOMEBODY) -> Any:
    provider = PeopleDataLabs(url, key)
    try:
        return await provider.person(subject)
    finally:
        await provider.close()


async def test_a_person_with_their_company(world: EnrichmentWorld) -> None:
    person = await ask(world.base_url, world.key)
    assert (person.first_name, person.last_name, person.location) == ("Pia", "Prospect", "Ulm, Germany")
    assert person.email is None, "a field that the plan hides comes as true"
    assert person.company.employee_count == 120
    assert person.company.key == f"linkedin.com/company/{person.company.name.lower()}"
    assert world.requests == {"person": 1, "company": 1}


async def test_nobody_known(world: EnrichmentWorld) -> None:
    assert await ask(world.base_url, world.key, Subject("https://www.linkedin.com/in/x--unknown")) is None


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        (Subject(first_name="Pia", last_name="Prospect"), False),
        (Subject(first_name="Pia", company_name="Northwind"), False),
        (Subject(company_name="Northwind"), False),
        (Subject(first_name="Pia", last_name="Prospect", company_name="Northwind"), True),
        (Subject(email="pia@northwind.example"), True),
    ],
)
async def test_what_is_too_little_to_match_by_is_not_asked(world: EnrichmentWorld, subject: Subject, asked: bool) -> None:
    """ "Request requirements" of the Person Enrichment API: a profile, an address, or both names and the company."""
    assert (await ask(world.base_url, world.key, subject) is not None) is asked
    assert (world.requests["person"] == 1) is asked


async def test_the_sandbox_refuses_what_is_too_little(world: EnrichmentWorld) -> None:
    async with httpx.AsyncClient(base_url=world.base_url, headers={"X-Api-Key": world.key}) as client:
        response = await client.get("/v5/person/enrich", params={"first_name": "Pia", "last_name": "Prospect"})
    assert (response.status_code, response.json()["error"]["type"]) == (400, "invalid_request_error")


@pytest.mark.parametrize("status", [400, 401, 402, 405, 429, 500, 503])
async def test_refusals_are_errors_without_secrets(world: EnrichmentWorld, status: int) -> None:
    world.status = status
    with pytest.raises(EnrichmentError) as caught:
        await ask(world.base_url, world.key)
    assert world.key not in caught.value.detail


async def test_a_wrong_key_and_a_dead_host_are_errors(world: EnrichmentWorld) -> None:
    with pytest.raises(EnrichmentError, match="401"):
        await ask(world.base_url, "wrong")
    await world._server.close()
    with pytest.raises(EnrichmentError, match="ConnectError"):
        await ask(world.base_url, world.key)


async def test_what_the_person_tells_of_the_company_is_kept_when_the_company_is_not_known() -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        if request.url.path == "/v5/company/enrich":
            return httpx.Response(404, json={"status": 404})
        data = {"first_name": "pia", "job_company_name": "northwind", "job_company_size": "10001+", "job_company_founded": 1999,
                "job_company_location_locality": "ulm", "skills": ["a", 3, ""], "job_title": True, "summary": None}  # fmt: skip
        return httpx.Response(200, json={"status": 200, "data": data})

    provider = PeopleDataLabs("https://pdl.example", "k")
    provider._client = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="https://pdl.example/v5")
    person = await provider.person(SOMEBODY)
    await provider.close()
    assert person
    assert person.skills == ("a",)
    assert person.job_title is None
    assert person.company == Company(
        name="northwind", employee_count_range_min=10001, founded_year=1999, hq_city="ulm"
    )  # fmt: skip
    assert dict(asked[0].params)["profile"] == SOMEBODY.linkedin_url
    assert asked[1].params["name"] == "northwind"


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'"x"'])
async def test_an_answer_that_is_no_object_is_an_error(body: bytes) -> None:
    provider = PeopleDataLabs("https://pdl.example", "k")
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    provider._client = httpx.AsyncClient(transport=transport, base_url="https://pdl.example/v5")
    with pytest.raises(EnrichmentError, match="JSON"):
        await provider.person(SOMEBODY)
    await provider.close()
