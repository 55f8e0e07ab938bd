"""Whatever a client sends to any documented route: no 5xx, and errors in the vendor's shape."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from tests.dialects.serving import in_thread

# Their honest job is to wait for mail servers that do not exist.
SLOW = ("/api/v1/email-accounts/save",)


@pytest.fixture
def served(database: str) -> Iterator[tuple[str, str]]:
    """Base URL and key."""
    with in_thread(database, "smartlead") as here:
        yield here.url, here.key


@pytest.mark.timeout(600)
def test_no_request_breaks_a_route(served: tuple[str, str]) -> None:
    url, key = served
    _some_things(url, key)
    document = httpx.get(f"{url}/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=url)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    broken: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path in SLOW:
            continue

        given(case=operation.as_strategy())(_checked(operation.label, key, broken))()
    assert not broken, "\n".join(broken[:20])


def _checked(label: str, key: str, broken: list[str]) -> Any:
    @settings(
        max_examples=12, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(case: Any) -> None:
        response = case.call(params={**(case.query or {}), "api_key": key})
        if response.status_code >= 500:
            broken.append(f"{label}: {response.status_code} {response.text[:300]}")
        elif response.status_code >= 400:
            body = response.json()
            assert body["message"] and body["error"] and body["ok"] is False, label

    return check


def _some_things(url: str, key: str) -> None:
    """Something for the requests to meet: ids are small numbers."""
    with httpx.Client(base_url=f"{url}/api/v1", params={"api_key": key}) as api:
        for name in ("One", "Two"):
            api.post("/campaigns/create", json={"name": name}).raise_for_status()
        api.post("/lead-list/", json={"list_name": "One"}).raise_for_status()
        api.post("/lead-list/1/import", json={"file_name": "f", "lead_list": [{"email": "a@b.example"}]}).raise_for_status()
        api.post("/campaigns/1/leads", json={"lead_list": [{"email": "a@b.example"}]}).raise_for_status()
