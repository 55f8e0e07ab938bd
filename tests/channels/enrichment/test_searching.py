"""The contract of searching an enrichment provider, held by both adapters against the sandbox's people."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from outrider.channels.enrichment import pdl_query
from outrider.channels.enrichment.people_http import PeopleHTTP
from outrider.channels.enrichment.peopledatalabs import PeopleDataLabs
from outrider.channels.enrichment.port import (
    Criteria,
    EnrichmentError,
    People,
    Person,
    Place,
    Provider,
    Subject,
    Unsearchable,
    Words,
)
from outrider.sandbox import people
from outrider.sandbox.enrichment import EnrichmentWorld

Search = Callable[[Criteria], Awaitable[list[Person]]]


@pytest_asyncio.fixture
async def world() -> AsyncIterator[EnrichmentWorld]:
    async with EnrichmentWorld() as made:
        yield made


@pytest_asyncio.fixture(params=[PeopleDataLabs, PeopleHTTP])
async def provider(world: EnrichmentWorld, request: pytest.FixtureRequest) -> AsyncIterator[Provider]:
    made: Provider = request.param(world.base_url, world.key)
    yield made
    await made.close()


async def everyone(provider: Provider, criteria: Criteria, page: int = 100) -> list[Person]:
    found: list[Person] = []
    cursor = None
    while True:
        answer = await provider.search(criteria, page, cursor)
        found += answer.people
        assert answer.total >= len(found)
        if (cursor := answer.cursor) is None:
            return found


def expected(test: Callable[[people.Record], bool]) -> set[str]:
    found = {record["linkedin_url"] for record in people.RECORDS if test(record)}
    assert 0 < len(found) < len(people.RECORDS), "a sample that tells something"
    return found


CASES: dict[str, tuple[Criteria, Callable[[people.Record], bool]]] = {
    "title": (Criteria(titles=Words(("Head of Sales",))), lambda r: r["job_title"] == "head of sales"),
    "part of a title": (Criteria(titles=Words(("Director",))), lambda r: "director" in r["job_title"]),
    "whole title": (Criteria(titles=Words(("Founder",), exact=True)), lambda r: r["job_title"] == "founder"),
    "not a title": (
        Criteria(titles=Words(exclude=("engineer",)), domains=("acme.example",)),
        lambda r: "engineer" not in r["job_title"] and r["job_company_name"] == "acme",
    ),
    "level": (Criteria(levels=("director", "owner")), lambda r: r["job_title_levels"][0] in ("director", "owner")),
    "department": (Criteria(departments=("Sales",)), lambda r: r["job_title_role"] == "sales"),
    "company": (Criteria(companies=Words(("Acme", "Globex"))), lambda r: r["job_company_name"] in ("acme", "globex")),
    "not a company": (Criteria(companies=Words(exclude=("Acme",))), lambda r: r["job_company_name"] != "acme"),
    "domain": (Criteria(domains=("acme.example",)), lambda r: r["job_company_name"] == "acme"),
    "industry": (
        Criteria(industries=Words(("Computer Software",), exact=True)),
        lambda r: r["job_company_industry"] == "computer software",
    ),
    "keyword": (Criteria(keywords=Words(("negotiation",))), lambda r: "negotiation" in r["skills"]),
    "name": (Criteria(names=("Ada Adler",)), lambda r: r["full_name"] == "ada adler"),
    "country": (Criteria(places=(Place(country="Germany"),)), lambda r: r["location_country"] == "germany"),
    "place by its label": (Criteria(places=(Place(text="Berlin, Germany"),)), lambda r: r["location_locality"] == "berlin"),
    "not a place": (Criteria(not_places=(Place(country="Germany"),)), lambda r: r["location_country"] != "germany"),
    "size": (Criteria(employees=((25, 200),)), lambda r: 25 <= r["job_company_employee_count"] <= 200),
    "size without end": (Criteria(employees=((1000, None),)), lambda r: r["job_company_employee_count"] >= 1000),
    "two criteria": (
        Criteria(titles=Words(("founder",)), places=(Place(city="Chicago"),)),
        lambda r: r["job_title"] == "founder" and r["location_locality"] == "chicago",
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_who_is_found(provider: Provider, name: str) -> None:
    criteria, test = CASES[name]
    assert {person.linkedin_url for person in await everyone(provider, criteria)} == expected(test)


async def test_pages(provider: Provider) -> None:
    criteria = Criteria(places=(Place(country="Germany"),))
    found = await everyone(provider, criteria, page=7)
    assert len({p.linkedin_url for p in found}) == len(found) == len(await everyone(provider, criteria))


async def test_a_person_is_told_with_their_company(provider: Provider) -> None:
    [found] = await everyone(provider, Criteria(names=("Bruno Adler",)))
    assert ((found.first_name or "").title(), found.email) == ("Bruno", "bruno.adler@northwind.example")
    assert found.company is not None
    assert (found.company.website, found.company.employee_count) == ("northwind.example", 120)


async def test_nobody(provider: Provider) -> None:
    assert await provider.search(Criteria(names=("Nobody Else",)), 10) == People((), 0)


async def test_keywords(provider: Provider) -> None:
    found = await provider.keywords("title", "oper", 5)
    assert found == [("operations lead", 12)]


async def test_a_refusal_of_the_provider_is_an_error(world: EnrichmentWorld, provider: Provider) -> None:
    world.status = 503
    with pytest.raises(EnrichmentError, match="503"):
        await provider.search(Criteria(names=("Ada Adler",)), 1)


@pytest.mark.parametrize(
    ("department", "role"),
    [("Support", "support"), ("Customer Service", "support"), ("Design", "creative"), ("IT & IS", "engineering")],
)
def test_a_department_is_one_of_the_roles_that_people_data_labs_lists(department: str, role: str) -> None:
    """Its documentation, "Job Title Roles": `customer_service`, `design`, `media` and `trades` match nobody any more."""
    assert pdl_query.of(Criteria(departments=(department,))) == {"bool": {"must": [{"terms": {"job_title_role": [role]}}]}}
    assert set(pdl_query.ROLES.values()) == pdl_query.CANONICAL
    assert {record["job_title_role"] for record in people.RECORDS} <= pdl_query.CANONICAL


async def test_what_a_provider_cannot_search_by_it_says(world: EnrichmentWorld) -> None:
    labs, plain = PeopleDataLabs(world.base_url, world.key), PeopleHTTP(world.base_url, world.key)
    with pytest.raises(Unsearchable, match="department"):
        await labs.search(Criteria(departments=("Juggling",)), 1)
    with pytest.raises(Unsearchable, match="Skills cannot be searched"):
        await plain.search(Criteria(skills=("sql",)), 1)
    await asyncio.gather(labs.close(), plain.close())


async def test_the_plain_interface_matches_a_person(world: EnrichmentWorld) -> None:
    plain = PeopleHTTP(world.base_url, world.key)
    found = await plain.person(Subject("https://www.linkedin.com/in/emma-brandt"))
    nobody = await plain.person(Subject(email="nobody@prospect.example"))
    await plain.close()
    assert (found and found.last_name, nobody) == ("brandt", None)
