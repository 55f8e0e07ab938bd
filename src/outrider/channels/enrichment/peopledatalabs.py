"""People Data Labs: the adapter for its Person and Company Enrichment, Person Search and Autocomplete APIs, version 5.

A match is 200 with `data`, no match is 404; whatever else comes back is an error of the provider. The company is asked for apart
and only when the person's record names one; without an answer to that the person's own record still says a little about it.
A search is charged for each record that it returns.
"""

from collections.abc import Mapping
from contextlib import suppress

import httpx

from outrider.channels.enrichment import pdl_query
from outrider.channels.enrichment.port import About, Company, Criteria, EnrichmentError, People, Person, Subject
from outrider.channels.http import Limits, ask, client, object_of
from outrider.values import is_array, is_object

_FIELDS: dict[About, str] = {
    "title": "title", "skill": "skill", "industry": "industry", "company": "company", "location": "location",
}  # fmt: skip
LIMITS = Limits(connect=5, silence=20, seconds=30, bytes=4 * 1024 * 1024)  # of each request


class PeopleDataLabs:
    """A Provider. `url` is scheme and host; `key` the account's API key."""

    def __init__(self, url: str, key: str, *, min_likelihood: int = 6, limits: Limits = LIMITS) -> None:
        self._min_likelihood = min_likelihood
        self._limits = limits
        self._client = client(limits, url.rstrip("/") + "/v5", {"X-Api-Key": key, "accept": "application/json"})

    async def close(self) -> None:
        await self._client.aclose()

    async def person(self, subject: Subject) -> Person | None:
        named = subject.first_name and subject.last_name and subject.company_name
        if not (subject.linkedin_url or subject.email or named):
            return None  # too little to find a clear match by: the API would refuse it
        asked = {
            "profile": subject.linkedin_url,
            "email": subject.email,
            "first_name": subject.first_name,
            "last_name": subject.last_name,
            "company": subject.company_name,
            "min_likelihood": self._min_likelihood,
        }
        answer = await self._get("/person/enrich", asked)
        data = answer.get("data") if answer else None
        if not is_object(data):
            return None
        return _person(data, await self._company(data))

    async def search(self, criteria: Criteria, limit: int, cursor: str | None = None) -> People:
        asked = {"query": pdl_query.of(criteria), "size": limit, "titlecase": True}
        answer = await self._ask("POST", "/person/search", json={**asked, **({"scroll_token": cursor} if cursor else {})})
        if answer is None:
            return People((), 0)
        records = answer.get("data")
        people = tuple(_person(r, _company_of_person(r)) for r in records if is_object(r)) if is_array(records) else ()
        return People(people, _number(answer.get("total")) or len(people), _text(answer.get("scroll_token")) if people else None)

    async def keywords(self, subject: About, prefix: str, limit: int) -> list[tuple[str, int]]:
        answer = await self._ask(
            "GET", "/autocomplete", params={"field": _FIELDS[subject], "text": prefix, "size": limit, "titlecase": "true"}
        )
        found = (answer or {}).get("data")
        rows = [row for row in found if is_object(row)] if is_array(found) else []
        return [(name, _number(row.get("count")) or 0) for row in rows if (name := _text(row.get("name")))]

    async def _company(self, person: Mapping[str, object]) -> Company | None:
        known = _company_of_person(person)
        asked = {"profile": known.linkedin_url, "website": known.website, "name": known.name}
        if not any(asked.values()):
            return None
        with suppress(EnrichmentError):
            if found := await self._get("/company/enrich", asked):
                return _company(found)
        return known

    async def _get(self, path: str, params: Mapping[str, str | int | None]) -> Mapping[str, object] | None:
        return await self._ask("GET", path, params={k: v for k, v in params.items() if v is not None})

    async def _ask(
        self, method: str, path: str, *, params: Mapping[str, str | int] | None = None, json: Mapping[str, object] | None = None
    ) -> Mapping[str, object] | None:
        """The answer's body, or None when nothing matches. Raises EnrichmentError."""
        try:
            response = await ask(self._client, method, path, self._limits, params=dict(params) if params else None, json=json)
        except httpx.HTTPError as error:
            raise EnrichmentError(f"no answer: {type(error).__name__}") from error
        if response.status_code == 404:
            return None
        if response.status_code != 200:
            raise EnrichmentError(f"the provider answers {response.status_code}")
        body = object_of(response)
        if body is None:
            raise EnrichmentError("the provider's answer is not a JSON object")
        return body


def _person(data: Mapping[str, object], company: Company | None) -> Person:
    return Person(
        first_name=_titled(data.get("first_name")),
        last_name=_titled(data.get("last_name")),
        email=_text(data.get("work_email")) or _text(data.get("recommended_personal_email")),
        phone=_text(data.get("mobile_phone")),
        job_title=_text(data.get("job_title")),
        headline=_text(data.get("headline")),
        summary=_text(data.get("summary")),
        industry=_text(data.get("industry")),
        location=_text(data.get("location_name")),
        gender=_text(data.get("sex")) or _text(data.get("gender")),
        skills=_texts(data.get("skills")) or (),
        company=company,
        linkedin_url=_text(data.get("linkedin_url")),
    )


def _company_of_person(data: Mapping[str, object]) -> Company:
    return _company({name.removeprefix("job_company_"): value for name, value in data.items() if name.startswith("job_company_")})


def _company(data: Mapping[str, object]) -> Company:
    location = data.get("location")
    place = location if is_object(location) else {}
    low, high = _range(_text(data.get("size")))
    return Company(
        name=_text(data.get("display_name")) or _text(data.get("name")),
        tagline=_text(data.get("headline")),
        description=_text(data.get("summary")),
        website=_text(data.get("website")),
        linkedin_url=_text(data.get("linkedin_url")),
        industry=_text(data.get("industry")),
        employee_count=_number(data.get("employee_count")),
        employee_count_range_min=low,
        employee_count_range_max=high,
        hq_city=_text(place.get("locality")) or _text(data.get("location_locality")),
        hq_country=_text(place.get("country")) or _text(data.get("location_country")),
        founded_year=_number(data.get("founded")),
        specialties=_texts(data.get("tags")),
        follower_count=_number(data.get("linkedin_follower_count")),
        company_type=_text(data.get("type")),
    )


def _range(size: str | None) -> tuple[int | None, int | None]:
    """'51-200' and '10001+' as bounds."""
    low, _, high = (size or "").rstrip("+").partition("-")
    return (int(low) if low.isdecimal() else None, int(high) if high.isdecimal() else None)


def _text(value: object) -> str | None:
    """A text; of a field that the account's plan hides (true instead of its value) nothing."""
    return value.strip() or None if isinstance(value, str) else None


def _titled(value: object) -> str | None:
    """Names come in lower case."""
    text = _text(value)
    return text.title() if text and text.islower() else text


def _texts(value: object) -> tuple[str, ...] | None:
    return tuple(v for v in value if isinstance(v, str) and v.strip()) or None if is_array(value) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
