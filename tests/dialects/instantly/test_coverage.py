"""The table of what is served is current, and complete where the vendor's document is at hand."""

import pytest
from fastapi import FastAPI

from outrider.dialects.instantly import coverage
from outrider.dialects.instantly.routes.unserved import UNSERVED
from tests.dialects.vendor_documents import ABSENT, ROOT, vendor_document

# Operations that the vendor documents and the document at hand leaves out.
LEFT_OUT = (
    "/inbox-placement-tests", "/inbox-placement-analytics", "/inbox-placement-reports", "/workspace-group-members",
    "/workspace-billing", "/oauth", "/supersearch-enrichment", "/dfy-email-account-orders", "/crm-actions",
)  # fmt: skip


def test_the_file_is_current() -> None:
    assert (ROOT / coverage.FILE).read_text() == coverage.table(), "run: python -m outrider.dialects.instantly.coverage"


def test_every_operation_of_the_vendors_is_served_or_refused_with_a_reason(app: FastAPI) -> None:
    document = vendor_document("instantly") or pytest.skip(ABSENT)
    served = {(method, bare(path)) for rows in coverage.operations(app).values() for method, path, _ in rows}
    refused = tuple(path for group in UNSERVED for path in group.paths)
    theirs = {
        (method.upper(), path.removeprefix("/api/v2"))
        for path, item in document["paths"].items()
        for method in item
        if method in ("get", "post", "patch", "put", "delete")
    }
    assert sorted(o for o in theirs if (o[0], bare(o[1])) not in served and not o[1].startswith(refused)) == []
    beyond = {(method, path) for method, path in served if not path.startswith(LEFT_OUT)}
    assert beyond <= {(method, bare(path)) for method, path in theirs}


def bare(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
