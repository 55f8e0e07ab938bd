"""docs/coverage.md is current, and every operation that a vendor documents is served or refused with what to use instead."""

import pytest

from tests.dialects.vendor_documents import ABSENT, ROOT, vendor_document
from tests.ledger import coverage

FILES = [(name, file) for name, lists in coverage.LISTS.items() for file, _ in lists]


def test_the_file_is_current() -> None:
    assert (ROOT / coverage.FILE).read_text() == coverage.text(), f"run: python -m tests.ledger.coverage > {coverage.FILE}"


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_every_documented_operation_is_served_or_refused_with_a_reason(name: str, file: str) -> None:
    assert [o.name for o in coverage.operations(name, file) if not o.is_served and not o.refusal] == []


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("smartlead", 135),
        ("smartlead-other-hosts", 60),
        ("instantly", 173),
        ("multilead", 72),
        ("networkhq", 16),
        ("makinari", 16),
    ],
)
def test_the_lists_are_whole(file: str, count: int) -> None:
    assert len(set(coverage.documented(file))) == count


@pytest.mark.parametrize("name", ["instantly", "networkhq"])
def test_the_lists_have_what_the_vendors_document_has(name: str) -> None:
    document = vendor_document(name) or pytest.skip(ABSENT)
    theirs = {
        coverage.shape(f"{method.upper()} {path.removeprefix('/api/v2')}")
        for path, item in document["paths"].items()
        for method in item
        if method in ("get", "post", "patch", "put", "delete")
    }
    assert theirs <= {coverage.shape(operation) for operation in coverage.documented(name)}
