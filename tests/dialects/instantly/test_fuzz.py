"""Whatever a client sends to any route: no 5xx, and every answer as the API's document says.

The document is the vendor's where it is at hand, else the application's own. Half of the
requests are about things that are there, so that good answers are seen, too.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from outrider.channels.email import verify
from outrider.dialects.instantly.routes import accounts
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from tests.dialects.instantly.conftest import SCHEDULE, sequence
from tests.dialects.serving import in_thread
from tests.dialects.vendor_documents import ABSENT, vendor_document
from tests.making import a_sender
from tests.zone import Zone

EXAMPLES = 10
ACCOUNT, SPARE = "anna@sender.example", "eva@sender.example"  # the second one may be deleted
# Statuses that any route may answer with although not every one lists them: a value or the key may not do.
ANYWHERE = ("400", "401", "403", "404", "429")


async def _two_accounts(core: Core, owner: workspaces.Installed) -> None:
    async with core.scope(owner.workspace_id) as scope:
        for address in (ACCOUNT, SPARE):
            await a_sender(scope, address)


@pytest.fixture
def served(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Base URL and key of a workspace with two accounts, on an application that waits for nothing outside."""
    monkeypatch.setattr(verify, "default_resolver", Zone)
    monkeypatch.setattr(accounts, "LOGIN_SECONDS", 0.5)
    with in_thread(database, "instantly", _two_accounts) as here:
        yield here.url, here.key


def _document(own: dict[str, Any]) -> dict[str, Any]:
    """The document to hold the application to, with the operations that are served."""
    official = vendor_document("instantly")
    if official is None:
        print(ABSENT + ": held to our own")
        return own
    served = {(path, method) for path, item in own["paths"].items() for method in item}
    plain = {(_bare(path), method) for path, method in served}
    official["paths"] = {
        path: kept
        for path, item in official["paths"].items()
        if (kept := {m: op for m, op in item.items() if m == "parameters" or (_bare(path), m) in plain})
    }
    return official


def _bare(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.timeout(600)
def test_no_request_breaks_a_route_and_every_answer_is_as_documented(served: tuple[str, str]) -> None:
    url, key = served
    client = httpx.Client(base_url=f"{url}/api/v2", headers={"Authorization": f"Bearer {key}"})
    document = _document(httpx.get(f"{url}/openapi.json").json())
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=url)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    broken: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        there = _there(client)
        given(case=operation.as_strategy())(_checked(document, operation, key, there, broken))()
    assert not broken, f"{len(broken)}:\n" + "\n".join(broken[:30])


def _there(client: httpx.Client) -> dict[str, str]:
    """Ids of things that are there, by what a path or field calls them."""

    def post(path: str, **body: Any) -> dict[str, Any]:
        response = client.post(path, json=body)
        assert response.status_code == 200, response.text
        return response.json()

    campaign = post("/campaigns", name="Spring", campaign_schedule=SCHEDULE, sequences=sequence("<p>Hi</p>", "<p>Again</p>"))
    people_list = post("/lead-lists", name="People")
    lead = post("/leads", campaign=campaign["id"], email="ada@acme.example", first_name="Ada", lt_interest_status=1)
    post("/leads", list_id=people_list["id"], email="ada@acme.example")
    child = post(
        "/subsequences", parent_campaign=campaign["id"], name="More", conditions={"crm_status": [1]}, sequences=sequence("x")
    )
    number = next(_numbers)
    label = post("/lead-labels", label=f"Label {number}", interest_status_label="positive")
    tag = post("/custom-tags", label=f"Tag {number}")
    return {
        "webhooks": post("/webhooks", target_hook_url="https://hooks.invalid/x", event_type="email_sent")["id"],
        "block-lists-entries": post("/block-lists-entries", bl_value=f"blocked{number}.example")["id"],
        "custom-tags": tag["id"], "api-keys": post("/api-keys", name="Key", scopes=["leads:read"])["id"],
        "workspace-members": post("/workspace-members", email=f"m{number}@acme.example", role="view")["id"],
        "background-jobs": post("/accounts/warmup/enable", emails=[ACCOUNT])["id"], "accounts": ACCOUNT,
        "account-campaign-mappings": ACCOUNT, "eaccount": ACCOUNT,
        "campaigns": campaign["id"], "lead-lists": people_list["id"], "leads": lead["id"], "subsequences": child["id"],
        "lead-labels": label["id"], "campaign": campaign["id"], "campaign_id": campaign["id"], "list_id": people_list["id"],
        "lead_id": lead["id"], "subsequence_id": child["id"], "parent_campaign": campaign["id"], "lead_email": "ada@acme.example",
    }  # fmt: skip


_numbers = itertools.count(1)


def _checked(document: dict[str, Any], operation: Any, key: str, there: dict[str, str], broken: list[str]) -> Any:
    turns = itertools.count()
    noun = operation.path.split("/")[3]

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(case: Any) -> None:
        if next(turns) % 2 == 0:
            for name in {"id", "email"} & set(case.path_parameters or {}):
                spare = operation.method.lower() == "delete" and noun == "accounts"
                case.path_parameters[name] = SPARE if spare else there.get(noun, case.path_parameters[name])
            for fields in (case.body, case.query):
                if isinstance(fields, dict):
                    fields.update({name: there[name] for name in fields if name in there})
        response = case.call(headers={**dict(case.headers or {}), "Authorization": f"Bearer {key}"})
        told = f"{operation.label} {response.status_code} {response.text[:300]} <- {case.body!r:.200} {case.query!r:.200}"
        if response.status_code >= 500 or (trouble := _trouble(document, operation, response)):
            broken.append(told if response.status_code >= 500 else f"{trouble}: {told}")

    return check


def _trouble(document: dict[str, Any], operation: Any, response: Any) -> str | None:
    """What of an answer is not as documented."""
    status, documented = str(response.status_code), operation.definition.raw["responses"]
    if response.status_code >= 400:
        body = response.json()
        if set(body) == {"statusCode", "error", "message"}:
            return None if status in (*documented, *ANYWHERE, "405") else "undocumented status"
        if set(body) not in ({"error"}, {"message"}, {"status", "message", "host"}):
            return "not the vendor's error"
        return None
    if status not in documented:
        return "undocumented status"
    content = documented[status].get("content", {}).get("application/json")
    if not content:
        return None
    wanted = {**content["schema"], "components": document.get("components", {})}
    checker = jsonschema.Draft202012Validator(wanted, format_checker=jsonschema.FormatChecker())
    error = next(checker.iter_errors(response.json()), None)
    return f"{error.json_path}: {error.message[:200]}" if error else None
