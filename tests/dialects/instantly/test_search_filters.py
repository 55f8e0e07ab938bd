"""SuperSearch's filters, as criteria that the sandbox's people are searched by."""

import pytest
from pydantic import ValidationError

from outrider.channels.enrichment import pdl_query
from outrider.dialects.instantly.search_filters import SearchFilters
from outrider.errors import Invalid
from outrider.sandbox import people
from tests.dialects.clients import Json


def count(filters: Json) -> int:
    return len(people.by_query(pdl_query.of(SearchFilters.model_validate(filters).criteria())))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"title": {"include": ["Director"], "includeMode": "EXACT"}}, 0),
        ({"title": {"include": ["Director"]}}, 12),
        ({"title": {"exclude": ["Director"]}}, 48),
        ({"level": ["Owner"]}, 12),
        ({"department": ["Sales"]}, 12),
        ({"employeeCount": ["25 - 100"]}, 12),
        ({"employeeCount": [{"op": "gte", "min": 1000}]}, 12),
        ({"employeeCount": [{"op": "lte", "max": 1000}]}, 48),
        ({"employeeCount": [{"op": "between", "min": 25, "max": 100}]}, 12),
        ({"employee_count": ["10K - 50K"]}, 12),
        ({"domains": ["acme.example"]}, 12),
        ({"company_name": {"exclude": ["Acme"]}}, 48),
        ({"industry": {"include": ["Software & Internet"]}}, 24),
        ({"industry": {"exclude": ["Software & Internet"]}}, 36),
        ({"subIndustry": {"exclude": ["Machinery"]}}, 48),
        ({"industry": {"include": ["Software & Internet"]}, "subIndustry": {"include": ["Machinery"]}}, 12),
        ({"keyword_filter": {"include": "sql, negotiation", "include_mode": "ALL"}}, 0),
        ({"keyword_filter": {"include": "sql, negotiation"}}, 40),
        ({"keyword_filter": {"exclude": "sql"}}, 40),
        ({"name": ["Ada Adler"]}, 1),
        ({"locations": [{"place_id": "x", "label": "Berlin, Germany"}]}, 15),
        ({"locations": ["France"]}, 15),
        ({"locations": {"include": [{"country": "Germany"}], "exclude": [{"city": "Ulm"}]}}, 15),
        ({"locations": {"exclude": [{"label": "Berlin, Germany"}]}}, 45),
        ({"locations": {"exclude": [{"state": "Illinois"}]}}, 45),
        ({"locations": {"exclude": [{"country": "Germany"}]}}, 30),
        ({"locations": [{"city": "Ulm"}]}, 15),
        ({"locations": [{"city": "Ulm"}], "location_mode": "company"}, 60),
    ],
)
def test_who_is_searched_for(filters: Json, expected: int) -> None:
    assert count(filters) == expected


@pytest.mark.parametrize(
    ("filters", "word"),
    [
        ({}, "at least one filter"),
        ({"skip_owned_leads": True}, "at least one filter"),
        ({"revenue": ["$1 - 10M"]}, "revenue"),
        ({"title": {"include": ["x"]}, "technologies": ["Salesforce"]}, "technologies"),
        ({"title": {"include": ["x"], "includeMode": "EXACT", "exclude": ["y"], "excludeMode": "CONTAINS"}}, "the same"),
        ({"level": ["Boss"]}, "allowed values"),
        ({"employeeCount": ["many"]}, "ranges"),
        ({"employeeCount": [{"op": "gte", "min": 1, "max": 5}]}, "gte goes with min"),
        ({"employeeCount": [{"op": "lte", "min": 1, "max": 5}]}, "lte with max"),
        ({"employeeCount": [{"op": "between", "min": 5}]}, "a min and a max"),
        ({"employeeCount": [{"op": "between", "min": 5, "max": 1}]}, "not less"),
        ({"locations": [{"place_id": "only"}]}, "label"),
    ],
)
def test_what_cannot_be_searched_by_is_refused(filters: Json, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        SearchFilters.model_validate(filters).criteria()


def test_a_mode_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        SearchFilters.model_validate({"title": {"include": ["x"], "includeMode": "LIKE"}})
