"""People who do not exist, for the sandbox's enrichment provider to be searched for, and the two ways in which it is asked:
People Data Labs' queries, and the criteria of the plain HTTP interface."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from outrider.values import is_array

Asked = Mapping[str, Any]  # a query or criteria, as they were sent
Record = Asked  # of People Data Labs' person schema

_FIRST = ("Ada", "Bruno", "Clara", "Dario", "Emma", "Felix", "Greta", "Hugo", "Iris", "Jonas")
_LAST = ("Adler", "Brandt", "Castro", "Dietz", "Ebner", "Fuchs")
_JOBS = (
    ("head of sales", "sales", "director"), ("founder", "operations", "owner"), ("operations lead", "operations", "senior"),
    ("marketing director", "marketing", "director"), ("software engineer", "engineering", "entry"),
)  # fmt: skip
_COMPANIES = (
    ("northwind", "logistics and supply chain", 120), ("acme", "computer software", 40), ("globex", "machinery", 900),
    ("initech", "computer software", 15), ("umbra", "security and investigations", 12_000),
)  # fmt: skip
_PLACES = (
    ("ulm", "baden-württemberg", "germany"),
    ("berlin", "berlin", "germany"),
    ("chicago", "illinois", "united states"),
    ("lyon", "auvergne-rhône-alpes", "france"),
)
_SKILLS = (("negotiation", "planning"), ("python", "sql"), ("planning",))


def _record(n: int, first: str, last: str) -> Record:
    title, role, level = _JOBS[n % len(_JOBS)]
    company, industry, size = _COMPANIES[(n // 2) % len(_COMPANIES)]
    town, region, country = _PLACES[n % len(_PLACES)]
    slug = f"{first}-{last}".lower()
    return {
        "id": f"person-{n}",
        "full_name": f"{first} {last}".lower(),
        "first_name": first.lower(),
        "last_name": last.lower(),
        "linkedin_url": f"linkedin.com/in/{slug}",
        "work_email": f"{first}.{last}@{company}.example".lower() if n % 7 else None,
        "job_title": title,
        "job_title_role": role,
        "job_title_levels": [level],
        "headline": f"{title} at {company}",
        "summary": "works with people who answer letters",
        "skills": list(_SKILLS[n % len(_SKILLS)]),
        "industry": industry,
        "location_name": f"{town}, {region}, {country}",
        "location_locality": town,
        "location_region": region,
        "location_country": country,
        "job_company_name": company,
        "job_company_website": f"{company}.example",
        "job_company_industry": industry,
        "job_company_employee_count": size,
        "job_company_linkedin_url": f"linkedin.com/company/{company}",
        "job_company_location_locality": "ulm",
        "job_company_location_region": "baden-württemberg",
        "job_company_location_country": "germany",
    }


RECORDS = [_record(n, first, last) for n, (last, first) in enumerate(itertools.product(_LAST, _FIRST))]


def by_query(query: Asked) -> list[Record]:
    """Who matches a query in Elasticsearch's language, as far as the adapter speaks it."""
    return [record for record in RECORDS if _matches(record, query)]


def _matches(record: Record, clause: Asked) -> bool:
    [(kind, body)] = clause.items()
    if kind == "bool":
        assert set(body) <= {"must", "must_not", "should"}, body
        return (
            all(_matches(record, c) for c in body.get("must", ()))
            and not any(_matches(record, c) for c in body.get("must_not", ()))
            and ("should" not in body or any(_matches(record, c) for c in body["should"]))
        )
    [(field, wanted)] = body.items()
    values = _values(record, field.removesuffix(".text"))
    match kind:
        case "term":
            return wanted in values
        case "terms":
            return any(value in values for value in wanted)
        case "match_phrase":
            return any(f" {wanted} " in f" {value} " for value in values)
        case "range":
            return any(wanted["gte"] <= value <= wanted.get("lte", value) for value in values)
        case _:
            raise AssertionError(f"the sandbox knows no {kind}")


def _values(record: Record, field: str) -> Sequence[Any]:
    assert field in record or field == "job_summary", f"the schema has no field {field}"
    value = record.get(field)
    return value if is_array(value) else [] if value is None else [value]


def person(record: Record) -> Mapping[str, object]:
    """The person in the shape of the plain interface."""
    names = ("first_name", "last_name", "job_title", "headline", "summary", "industry", "linkedin_url")
    company = {name: record[f"job_company_{name}"] for name in ("name", "website", "industry", "employee_count", "linkedin_url")}
    return {
        **{name: record[name] for name in names},
        "email": record["work_email"],
        "location": record["location_name"].title(),
        "skills": record["skills"],
        "company": {**company, "name": company["name"].title()},
    }


def by_criteria(criteria: Asked) -> list[Record]:
    """Who meets the criteria of the plain interface."""
    return [record for record in RECORDS if all(_meets(record, name, wanted, criteria) for name, wanted in criteria.items())]


_LISTS = {
    "names": "full_name", "levels": "job_title_levels", "departments": "job_title_role", "domains": "job_company_website",
    "skills": "skills",
}  # fmt: skip
_WORDS = {
    "titles": ("job_title",), "companies": ("job_company_name",), "industries": ("job_company_industry",),
    "keywords": ("headline", "summary", "skills"),
}  # fmt: skip


def _meets(record: Record, name: str, wanted: Any, criteria: Asked) -> bool:
    if name in _LISTS:
        return any(value.lower() in _values(record, _LISTS[name]) for value in wanted)
    if name in _WORDS:
        said = [text for field in _WORDS[name] for text in _values(record, field)]
        found = [any(_has(text, word.lower(), wanted["exact"]) for text in said) for word in wanted["include"]]
        excluded = any(_has(text, word.lower(), wanted["exact"]) for text in said for word in wanted["exclude"])
        return not excluded and (not found or (all if wanted["every"] else any)(found))
    if name == "employees":
        size = record["job_company_employee_count"]
        return any(least <= size and (most is None or size <= most) for least, most in wanted)
    if name in ("places", "not_places"):
        prefix = "job_company_location" if criteria["places_of"] == "company" else "location"
        return any(_is_at(record, prefix, place) for place in wanted) == (name == "places")
    return name == "places_of"


def _has(text: str, word: str, exact: bool) -> bool:
    return text == word if exact else f" {word} " in f" {text} "


def _is_at(record: Record, prefix: str, place: Asked) -> bool:
    town, region, country = (record[f"{prefix}_{name}"] for name in ("locality", "region", "country"))
    texts = [part.strip().lower() for part in (place["text"] or "").split(",") if part.strip()]
    named = zip((place["city"], place["state"], place["country"]), (town, region, country), strict=True)
    return all(not wanted or wanted.lower() == real for wanted, real in named) and all(
        t in (town, region, country) for t in texts
    )


_FACETS = {
    "title": "job_title",
    "skill": "skills",
    "industry": "industry",
    "company": "job_company_name",
    "location": "location_name",
}


def keywords(subject: str, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Values that begin with the prefix, most frequent first."""
    counted = Counter(
        value for record in RECORDS for value in _values(record, _FACETS[subject]) if value.startswith(prefix.lower())
    )
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:limit]
