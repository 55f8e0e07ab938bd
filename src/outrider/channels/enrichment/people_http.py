"""A provider behind a small HTTP interface: for data of one's own, or a service put in front of another provider.

Three requests, each a POST of JSON with the key as a bearer token, below the URL that the operator sets:

- `/people/match`: `{linkedin_url, email, first_name, last_name, company_name}` → `{"person": {…} or null}`
- `/people/search`: `{criteria: {…}, limit, cursor}` → `{"people": [{…}], "total": 12, "cursor": "…" or null}`
- `/people/keywords`: `{subject, prefix, limit}` → `{"keywords": [{"keyword": "…", "count": 3}]}`

A person has the fields of `port.Person`, with `company` as an object with those of `port.Company`; criteria are those of
`port.Criteria`, without the ones that are not set. What the provider cannot search by it answers with 422 and
`{"message": "…"}`, which is shown to the user. Other statuses than 200 are errors of the provider.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from outrider.channels.enrichment.port import About, Criteria, EnrichmentError, People, Person, Subject, Unsearchable
from outrider.channels.http import Limits, ask, client

LIMITS = Limits(connect=5, silence=20, seconds=30, bytes=4 * 1024 * 1024)  # of each request


class _Match(BaseModel):
    person: Person | None = None


class _Found(BaseModel):
    people: list[Person]
    total: int
    cursor: str | None = None


class _Keyword(BaseModel):
    keyword: str
    count: int = 0


class _Keywords(BaseModel):
    keywords: list[_Keyword]


class _Refusal(BaseModel):
    message: str


Answer = TypeVar("Answer", bound=BaseModel)


class PeopleHTTP:
    """A Provider. `url` is where its paths begin; `key` is sent as a bearer token."""

    def __init__(self, url: str, key: str, *, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._client = client(limits, url.rstrip("/"), {"authorization": f"Bearer {key}", "accept": "application/json"})

    async def close(self) -> None:
        await self._client.aclose()

    async def person(self, subject: Subject) -> Person | None:
        found = await self._post(_Match, "/people/match", asdict(subject))
        return found.person

    async def search(self, criteria: Criteria, limit: int, cursor: str | None = None) -> People:
        found = await self._post(_Found, "/people/search", {"criteria": _set(criteria), "limit": limit, "cursor": cursor})
        people = tuple(found.people[:limit])
        return People(people, max(found.total, len(people)), found.cursor if people else None)

    async def keywords(self, subject: About, prefix: str, limit: int) -> list[tuple[str, int]]:
        found = await self._post(_Keywords, "/people/keywords", {"subject": subject, "prefix": prefix, "limit": limit})
        return [(one.keyword, one.count) for one in found.keywords[:limit]]

    async def _post(self, shape: type[Answer], path: str, body: Mapping[str, object]) -> Answer:
        try:
            response = await ask(self._client, "POST", path, self._limits, json=body)
        except httpx.HTTPError as error:
            raise EnrichmentError(f"no answer: {type(error).__name__}") from error
        try:
            if response.status_code == 422:
                raise Unsearchable(_Refusal.model_validate_json(response.content).message[:300])
            if response.status_code != 200:
                raise EnrichmentError(f"the provider answers {response.status_code}")
            return shape.model_validate_json(response.content)
        except ValidationError as error:
            raise EnrichmentError("the provider's answer has another shape than this interface's") from error


def _set(criteria: Criteria) -> dict[str, object]:
    """The criteria that are set, as JSON."""
    plain = asdict(criteria)
    words = ("titles", "companies", "industries", "keywords")
    return {
        name: value
        for name, value in plain.items()
        if (value["include"] or value["exclude"] if name in words else value)
        and (name != "places_of" or plain["places"] or plain["not_places"])
    }
