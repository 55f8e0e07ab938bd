"""Whatever a client sends to any documented route: no 5xx, and errors in the vendor's shape."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from tests.dialects.serving import in_thread


@pytest.fixture
def served(database: str) -> Iterator[tuple[str, str]]:
    """Base URL and key."""
    with in_thread(database, "makinari") as here:
        yield here.url, here.key


@pytest.mark.timeout(600)
def test_no_request_breaks_a_route(served: tuple[str, str]) -> None:
    url, key = served
    site = _some_things(url, key)
    document = httpx.get(f"{url}/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=url)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    broken: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        given(case=operation.as_strategy())(_checked(operation.label, key, site, broken))()
    assert not broken, "\n".join(broken[:20])


def _checked(label: str, key: str, site: str, broken: list[str]) -> Any:
    @settings(
        max_examples=15, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(case: Any) -> None:
        if isinstance(case.body, dict) and "site_id" in case.body and case.method != "GET":
            case.body["site_id"] = site  # an arbitrary one gets no further than the door
        response = case.call(headers={"Authorization": f"Bearer {key}"})
        if response.status_code >= 500:
            broken.append(f"{label}: {response.status_code} {response.text[:300]}")
        elif response.status_code >= 400:
            body = response.json()
            assert body["success"] is False and body["error"], label

    return check


def _some_things(url: str, key: str) -> str:
    """Something for the requests to meet; the site."""
    with httpx.Client(base_url=f"{url}/api", headers={"Authorization": f"Bearer {key}"}) as api:
        site = api.get("/site").raise_for_status().json()["site"]["id"]
        for name in ("One", "Two"):
            api.post("/agents/tools/segments/create", json={"site_id": site, "name": name}).raise_for_status()
            body = {"site_id": site, "name": name, "email": f"{name}@example.com"}
            api.post("/agents/tools/leads/create", json=body).raise_for_status()
        return site
