"""Whatever a client sends to any documented route: no 5xx, and every error in one of the vendor's shapes."""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from outrider.outreach.tenancy import workspaces
from tests.dialects.serving import in_thread

EXAMPLES = 7
# Fields of forms and JSON bodies, which the document leaves open: their encoding is up to the client.
FIELDS = (
    "email", "name", "fullName", "password", "newPassword", "phone", "whitelabelId", "planId", "startUTCTime", "endUTCTime",
    "timeZone", "teamId", "reason", "suspended", "accountId", "permissions", "accountRoles", "canManagePayment", "quantity",
    "destinationUserId", "tag", "color", "campaignId", "doTaskAt", "step", "templateId", "leadSources", "keywords", "type",
    "comparisonType", "source", "files", "webhooks", "url", "arrayOfActions", "arrayOfIds", "message", "recipient", "subject",
    "content", "signatureId", "leadId", "messageType", "dashboard", "linkedinUserId", "publicIdentifier", "profileUrl",
    "changedValues", "linkedinAccountId", "recipientEmail", "custom_fields", "tags",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    "x", "a@b.example", "-1", 1, 2**70, 1.5, True, None, [1], ["x"], [{}], {"a": 1}, "\x00", "[[1]]", "é" * 300,
    "2026-03-02T09:00:00Z", "company_name", [{"roleId": "x", "accounts": [1]}], [{"id": 1, "isViewOnly": False}],
    [{"url": "x", "accountWebhookActionId": 4}], [{"campaignId": 1, "leadSourceUrl": "https://x.example"}], "EMAIL",
)  # fmt: skip


@pytest.fixture
def fuzzed(database: str) -> Iterator[tuple[str, str, workspaces.Installed]]:
    """Base URL, key, and whose it is."""
    with in_thread(database, "multilead") as here:
        yield here.url, here.key, here.owner


@pytest.mark.timeout(200)
def test_no_request_breaks_a_route(fuzzed: tuple[str, str, workspaces.Installed]) -> None:
    url, key, owner = fuzzed
    schema = schemathesis.openapi.from_dict(httpx.get(f"{url}/openapi.json").json())
    schema.config.update(base_url=url)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    there = {"userId": owner.user_id, "accountId": owner.seat_id, "teamId": owner.workspace_id}
    broken: list[str] = []
    seen = 0
    with httpx.Client(base_url=url, headers={"Authorization": key}) as client:
        for result in schema.get_all_operations():
            seen += 1
            operation = result.ok()
            given(case=operation.as_strategy())(_checked(operation, key, there, broken))()
            if operation.method.upper() != "GET":
                _bodies(client, operation, there, broken)
    assert seen >= 75
    assert not broken, f"{len(broken)}:\n" + "\n".join(broken[:30])


def _checked(operation: Any, key: str, there: dict[str, int], broken: list[str]) -> Any:
    turns = itertools.count()

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(case: Any) -> None:
        if next(turns) % 4:
            known = {name: id for name, id in there.items() if f"{{{name}}}" in operation.path}
            case.path_parameters = {**(case.path_parameters or {}), **known}
        response = case.call(headers={**dict(case.headers or {}), "Authorization": key})
        _look(operation.label, response, f"{case.path_parameters!r:.200} {case.query!r:.200}", broken)

    return check


def _bodies(client: httpx.Client, operation: Any, there: dict[str, int], broken: list[str]) -> None:
    """The same nonsense for every field, as JSON and as a form."""
    path = operation.path
    for name in ("userId", "accountId", "teamId", "campaignId", "leadId", "tagId", "webhookId", "thread"):
        path = path.replace(f"{{{name}}}", str(there.get(name, 1)))
    for value in VALUES:
        sent = dict.fromkeys(FIELDS, value)
        _look(operation.label, client.request(operation.method.upper(), path, json=sent), f"{value!r}", broken)
    for value in ("", "[1]", "\x00", "1"):
        response = client.request(operation.method.upper(), path, data=dict.fromkeys(FIELDS, value))
        _look(operation.label, response, f"form {value!r}", broken)
    for content in (b"", b"[]", b"{", b"\xff", b'{"a":' * 2000):
        _look(operation.label, client.request(operation.method.upper(), path, content=content), f"{content[:20]!r}", broken)


def _look(label: str, response: Any, told: str, broken: list[str]) -> None:
    trouble = f"{label} {response.status_code} {response.text[:300]} <- {told}"
    if response.status_code >= 500:
        broken.append(trouble)
    elif response.status_code >= 400 and "Cannot " not in response.text:
        body = response.json()
        first = isinstance(body.get("error"), dict) and body["error"]["code"] == response.status_code and body["error"]["message"]
        second = body.get("success") is False and body["statusCode"] == response.status_code and body["metadata"]["path"]
        if not first and not second:
            broken.append(f"not the vendor's error: {trouble}")
