"""What Smartlead documents: each operation is served, or refused for good with what to use instead."""

import re
from pathlib import Path

import pytest
from tests.dialects.clients import Api, ok
from tests.dialects.every_route import everything
from tests.dialects.smartlead.conftest import a_campaign, refused

from outrider import dialects
from outrider.dialects.smartlead.routes.unserved import UNSERVED
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DOCUMENTED = (Path(__file__).parents[2] / "ledger" / "documented" / "smartlead.txt").read_text().split("\n")
CORE_HOST = [line for line in DOCUMENTED if line and not line.startswith("#")]


def shape(path: str) -> str:
    """A path with its ids alike and without a slash at its end."""
    return re.sub(r"{[^}]+}", "{}", path).rstrip("/")


@pytest.fixture
def served(core: Core) -> dict[tuple[str, str], bool]:
    """Method and path of every route -> whether it does something."""
    refused = {(method, shape("/api/v1" + path)) for method, path, _ in UNSERVED}
    app = dialects.load("smartlead").app(core, Settings())
    found: dict[tuple[str, str], bool] = {}
    for method, path in everything(app):
        found[method, shape(path)] = (method, shape(path)) not in refused
    return found


def test_every_documented_operation_is_known(served: dict[tuple[str, str], bool]) -> None:
    missing = [line for line in CORE_HOST if (line.split()[0], shape("/api/v1" + line.split()[1])) not in served]
    assert missing == []


def test_all_but_one_of_the_core_host_are_served(served: dict[tuple[str, str], bool]) -> None:
    kept = [line for line in CORE_HOST if not served[line.split()[0], shape("/api/v1" + line.split()[1])]]
    assert kept == ["POST /email-accounts/save-oauth"]


def test_the_inventory_is_whole() -> None:
    assert len(set(CORE_HOST)) == 135


async def test_every_refusal_is_final_and_says_what_to_use(api: Api) -> None:
    for method, path, instead in UNSERVED:
        message = await refused(api.request(method, re.sub(r"{\w+}", "7", path), json={}), 402)
        assert instead in message, f"{method} {path}"


@pytest.mark.parametrize(
    "path", ["/campaigns/nothing-of-the-kind", "/leads/nothing", "/email-accounts/nothing", "/master-inbox/nothing"]
)
async def test_a_word_is_never_taken_for_an_id(api: Api, path: str) -> None:
    assert f"There is no GET /api/v1{path}" in await refused(api.get(path), 404)


@pytest.mark.parametrize("host", ["smartdelivery", "smart-senders", "prospect-api"])
def test_the_vendors_other_hosts_are_known(host: str) -> None:
    assert f"{host}.smartlead.ai" in dialects.load("smartlead").hosts


async def test_names_that_a_route_does_not_know_are_told(api: Api) -> None:
    answer = await api.post("/campaigns/create", json={"name": "Spring", "colour": "red"}, params={"fast": "1"})
    assert answer.headers["X-Outrider-Ignored"] == "fast, colour"


async def test_known_names_in_any_spelling_are_not_told(api: Api) -> None:
    id = await a_campaign(api)
    body = {"maxNewLeadsPerDay": 5, "days": [1], "start_hour": "09:00", "end_hour": "17:00", "tz": "UTC"}
    answer = await api.post(f"/campaigns/{id}/schedule", json=body)
    assert "X-Outrider-Ignored" not in answer.headers


async def test_hostile_names_leave_the_header_well_formed(api: Api) -> None:
    id = await a_campaign(api)
    body = {
        "maxNewLeadsPerDay": 5,
        "days": [1],
        "start_hour": "09:00",
        "end_hour": "17:00",
        "tz": "UTC",
        "": 1,
        " x ": 1,
        "a\r\nb": 1,
    }
    answer = await api.post(f"/campaigns/{id}/schedule", json=body)
    assert answer.headers["X-Outrider-Ignored"] == "%20x%20, a%0D%0Ab"


async def test_the_inbox_lists_without_a_body(api: Api) -> None:
    for view in ("inbox-replies", "unread-replies", "important", "archived", "snoozed", "sent", "scheduled", "views"):
        assert (await ok(api.post(f"/master-inbox/{view}")))["data"] == [], view
