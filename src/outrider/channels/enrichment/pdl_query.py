"""Criteria as a query of People Data Labs' Person Search API: Elasticsearch's language over its person schema.

Most of the schema's fields are keywords in lower case, found only as a whole; `job_title.text`, `headline`, `summary` and
`job_summary` are searched by phrases within.
"""

from collections.abc import Callable, Mapping, Sequence

from outrider.channels.enrichment.port import Criteria, Place, Unsearchable, Words

Clause = Mapping[str, object]
MOST = 100  # values in a list of a query
# The values of job_title_role, after the provider's list "Job Title Roles" (its older list ended with version 29.1).
CANONICAL = frozenset((
    "advisory", "analyst", "creative", "education", "engineering", "finance", "fulfillment", "health", "hospitality",
    "human_resources", "legal", "manufacturing", "marketing", "operations", "partnerships", "product", "professional_service",
    "public_service", "research", "sales", "sales_engineering", "support", "trade",
))  # fmt: skip
# The names that senders' products have for departments, by their job_title_role.
_NAMES = {
    "customer support": "support", "customer service": "support", "design": "creative", "media": "creative", "trades": "trade",
    "it": "engineering", "it & is": "engineering", "information technology": "engineering",
    "finance & administration": "finance", "medical & health": "health",
}  # fmt: skip
ROLES = {role.replace("_", " "): role for role in CANONICAL} | _NAMES


def of(criteria: Criteria) -> Clause:
    """The query. Raises Unsearchable for a department that the provider does not know."""
    prefix = "job_company_location" if criteria.places_of == "company" else "location"
    must = [
        *_terms("full_name", criteria.names),
        *_words(criteria.titles, _title(criteria.titles.exact)),
        *_terms("job_title_levels", criteria.levels),
        *_terms("job_title_role", [_role(d) for d in criteria.departments]),
        *_words(criteria.companies, _term("job_company_name")),
        *_terms("job_company_website", [_host(d) for d in criteria.domains]),
        *_words(criteria.industries, _term("job_company_industry")),
        *_words(criteria.keywords, _anywhere),
        *_terms("skills", criteria.skills),
        *_any([_place(prefix, place) for place in criteria.places]),
        *_any([_range(*bounds) for bounds in criteria.employees]),
    ]
    must_not = [
        *map(_title(criteria.titles.exact), criteria.titles.exclude),
        *map(_term("job_company_name"), criteria.companies.exclude),
        *map(_term("job_company_industry"), criteria.industries.exclude),
        *map(_anywhere, criteria.keywords.exclude),
        *(_place(prefix, place) for place in criteria.not_places),
    ]
    return {"bool": {"must": must, **({"must_not": must_not} if must_not else {})}}


def _role(department: str) -> str:
    role = ROLES.get(department.strip().lower())
    if role is None:
        raise Unsearchable(f"The provider knows no department {department[:50]!r}; it knows {', '.join(sorted(ROLES))}.")
    return role


def _host(domain: str) -> str:
    return domain.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").strip("/")


def _term(field: str) -> Callable[[str], Clause]:
    return lambda word: {"term": {field: word.lower()}}


def _phrase(field: str) -> Callable[[str], Clause]:
    return lambda word: {"match_phrase": {field: word.lower()}}


def _title(exact: bool) -> Callable[[str], Clause]:
    return _term("job_title") if exact else _phrase("job_title.text")


def _anywhere(word: str) -> Clause:
    """A phrase in what is said of a person."""
    fields = ("headline", "summary", "job_title.text", "job_summary")
    return {"bool": {"should": [*(_phrase(f)(word) for f in fields), _term("skills")(word), _term("job_company_industry")(word)]}}


def _any(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """At most one clause: one of these."""
    return [{"bool": {"should": clauses}}] if len(clauses) > 1 else clauses


def _words(words: Words, clause: Callable[[str], Clause]) -> Sequence[Clause]:
    each = [clause(word) for word in words.include]
    return each if words.every else _any(each)


def _terms(field: str, values: Sequence[str]) -> list[Clause]:
    """One of the values. A list in a query has at most 100 of them."""
    if len(values) > MOST:
        raise Unsearchable(f"The provider takes at most {MOST} values for {field}.")
    return [{"terms": {field: [value.lower() for value in values]}}] if values else []


def _place(prefix: str, place: Place) -> Clause:
    parts = {"locality": place.city, "region": place.state, "country": place.country}
    named: list[Clause] = [_term(f"{prefix}_{name}")(value) for name, value in parts.items() if value]
    # 'Berlin, Germany': each of its parts is the town, the region or the country.
    texts = [part.strip() for part in (place.text or "").split(",") if part.strip()]
    named += [{"bool": {"should": [_term(f"{prefix}_{name}")(text) for name in parts]}} for text in texts]
    return {"bool": {"must": named}}


def _range(least: int, most: int | None) -> Clause:
    return {"range": {"job_company_employee_count": {"gte": least, **({} if most is None else {"lte": most})}}}
