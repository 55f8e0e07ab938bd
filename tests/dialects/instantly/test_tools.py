"""The 13 actions: their outputs' schemas, and failures as values."""

import hashlib
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastmcp import Client

from outrider.dialects import load
from outrider.mcp.backend import Host, HttpBackend, InProcess, vendor
from outrider.mcp.server import build_server
from outrider.outreach.tenancy import workspaces
from tests.dialects.instantly.conftest import SCHEDULE

# SHA-256 of each published output schema, as JSON with sorted keys.
PUBLISHED = {
    "list_leads": "ee9077dc0607112b92d7819634cc6043b688a819932bc5b2f14e327b010cc7d0",
    "get_lead": "62d2753d24c853bad6afad342616ef814e4987d93f8362f08f5cdc7554586bde",
    "create_lead": "5f8fc62afb2920208c27c9e6395c64973ee3b5cfc234916b35bfa179a209991c",
    "delete_leads": "156256234e98375facc1774ef052865072574e7453b80cef7857baa2f23b5f01",
    "update_lead_interest_status": "19ccd342648438977b2be414c8ad042749ba67135e70785f75dacd11d56820ef",
    "list_campaigns": "65c6faffc8d2c57877d54970fcd0e4236ebc164bbf2be5f09c215e0ac9e03ef6",
    "create_campaign": "830397b8dc978e31c4f6e149c0b84bc0f4cd72984539edb1b4319cb5d63ab84a",
    "patch_campaign": "87add4e8d3d06f5131d26d6074a5c2c36a6e4613381e4f8a69a0770e1b86ec1f",
    "activate_campaign": "d0d8f4bb5cfe00a2bcafbc150feef5f3c14d9bed9adb2e2cf24f0e94fc94c0fb",
    "list_emails": "b6ff105472baa01aec58285b0ae34d6b415d0175dc6c907a87f45586be1cc16b",
    "reply_to_email": "a6bbe00eedd8309a31081bb251c79b08c45bd8fb3dabb719ad854906142255aa",
    "list_lead_lists": "661d501261de796a020ee63818c4f791c3a22df27d3f8e52813691c83c827e41",
    "create_lead_list": "66f1c4b22530d74d3e300fb493c42c0a0da9286bf8b56ea679bbba001cccfdb5",
}
# The same of {parameter: what is said of it}: the first line of each description is the vendor's.
SAID = {
    "list_leads": "6568374d96e3fa4cdb6dd9b81f297f17c8510fc7a76d4509745940d8a4c671ed",
    "get_lead": "e81c2ba7cb1799397b0928adc71d37e06159347f74172f5ca14c6b296d3ff2b9",
    "create_lead": "84c81c6780919e096820fc7919813c9b942aa8915f03a036fa215b2a15876e25",
    "delete_leads": "e440d5ae86a8b1384ad65740e3c570c230de0cfc4e2d8b9864245d0b04ea2a0c",
    "update_lead_interest_status": "e9e2fa5658aedee45c5d4cd7ec1fe07241049e2c763096c5ebca6f12fafe77ed",
    "list_campaigns": "fb926202b01c11b5e6f1f92018adfe76c79079a8eeb81a20e8034fd8c4a27f0b",
    "create_campaign": "d9ccdc78b40cc2ff6e01e42a0ecb639426755d10c969859e020e884e4bcfb62c",
    "patch_campaign": "298bddb58fbdaf0db6ac75a4a8d80ec58f30b9328dbc28568b01560d0e1ceaf4",
    "activate_campaign": "272a9efc610d131c7f6251010906a32870d1ecf80fb8dffb1b5041f8da2e2fc2",
    "list_emails": "0f865d6437f6a817315e62d6be0a5d95ebebfe6341f0b2d921ae30d7cbb973ed",
    "reply_to_email": "93db92f99eeb1be8738d0da1ae8d361d34b1955764b0d6aed8faf570105a6aa3",
    "list_lead_lists": "7cfb9864f192cb2784bc2c483a7f2504b4aea6b07ed8c2168c29c411a1cf562f",
    "create_lead_list": "9d997ca6a6b95b51c2f39e5ebe82fe90a3b23def20155caeb96296d6b6c4560e",
}


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


async def test_schemas_and_descriptions_are_the_published_ones_to_the_letter() -> None:
    dialect = load("instantly")
    async with Client(build_server(dialect, vendor(dialect, lambda: "key"))) as client:
        tools = await client.list_tools()
    assert {tool.name: digest(tool.output_schema) for tool in tools} == PUBLISHED
    said = {tool.name: {n: p["description"].split("\n")[0] for n, p in tool.input_schema["properties"].items()} for tool in tools}
    assert {name: digest(of) for name, of in said.items()} == SAID


def _server(app: FastAPI, key: str) -> Any:
    dialect = load("instantly")

    async def connect() -> Host:
        return InProcess(dialect, app)

    return build_server(dialect, HttpBackend(dialect, connect, lambda: key))


async def test_a_lead_and_a_list_through_the_actions(app: FastAPI, workspace: workspaces.Installed) -> None:
    async with Client(_server(app, workspace.key)) as client:

        async def tell(tool: str, **arguments: Any) -> dict[str, Any]:
            answer = (await client.call_tool(tool, arguments)).structured_content
            assert answer is not None
            return answer

        made = await tell("create_lead_list", name="People")
        assert made["success"]
        assert made["error"] is None
        assert made["lead_list"]["name"] == "People"
        lead = await tell("create_lead", list_id=made["id"], email="ada@acme.example", first_name="Ada")
        assert lead["success"]
        assert lead["email_address"] == "ada@acme.example"
        assert lead["status"] == 1
        campaign = await tell("create_campaign", name="Spring", campaign_schedule=SCHEDULE, email_gap=10)
        assert campaign["campaign"]["campaign_schedule"] == SCHEDULE
        assert campaign["campaign"]["email_gap"] == 10
        changed = await tell("patch_campaign", campaign_id=campaign["id"], daily_limit=30)
        assert changed["campaign"]["daily_limit"] == 30
        assert changed["status"] == 0
        assert (await tell("list_campaigns"))["count"] == 1

        failed = await tell("activate_campaign", campaign_id=campaign["id"])
        assert failed["success"] is False
        assert "no working account" in failed["error"]
        assert failed["campaign"] is None
        failed = await tell("get_lead", lead_id="../campaigns")
        assert failed["success"] is False
        assert failed["error"].startswith("404")
        failed = await tell("reply_to_email", eaccount="a@b.example", reply_to_uuid="x", subject="Re:")
        assert failed["success"] is False
        assert "body" in failed["error"]
        failed = await tell("patch_campaign", campaign_id=campaign["id"])
        assert failed["success"] is False
        for limit in (0, 101):
            assert "limit" in (await tell("list_emails", limit=limit))["error"]
        assert (await tell("delete_leads", list_id=made["id"], limit=10_001))["success"] is False
        assert (await tell("get_lead", lead_id=""))["success"] is False
        failed = await tell("list_leads", filter="NO_SUCH_FILTER")
        assert failed["success"] is False
        assert failed["leads"] == []


def _no_route(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


def _too_slow(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow")


REFUSAL = {"statusCode": 402, "error": "Payment Required", "message": "Upgrade your plan"}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (_no_route, ""), (_too_slow, ""),
        (httpx.Response(502, text="<html>Bad gateway</html>"), "502"),
        (httpx.Response(402, json=REFUSAL), "402: Upgrade your plan"),
        (httpx.Response(500, json=[1]), "500"), (httpx.Response(204), "form"), (httpx.Response(200, text="<html>"), "form"),
        (httpx.Response(200, json=[1]), "form"), (httpx.Response(200, json=None), "form"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("action", ["list_emails", "delete_leads"])
async def test_whatever_goes_wrong_is_an_answer(action: str, answer: Any, told: str) -> None:
    dialect = load("instantly")
    transport = httpx.MockTransport(lambda request: answer if isinstance(answer, httpx.Response) else answer(request))

    async def connect() -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=transport, base_url="http://test/api/v2")

    async with Client(build_server(dialect, HttpBackend(dialect, connect, lambda: "key"))) as client:
        result = (await client.call_tool(action, {})).structured_content
    assert result is not None
    assert result["success"] is False
    assert result["error"]
    assert told in result["error"]
    assert result["count"] is None
    assert result.get("emails", []) == []


@pytest.mark.parametrize(
    "body", [{"items": {"a": 1}, "next_starting_after": 5}, {"items": [None, 3, {"subject": 7, "id": "x"}]}, {}]
)
async def test_what_has_another_type_than_promised_is_null(body: dict[str, Any]) -> None:
    dialect = load("instantly")

    async def connect() -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body)), base_url="http://test")

    async with Client(build_server(dialect, HttpBackend(dialect, connect, lambda: "key"))) as client:
        result = (await client.call_tool("list_emails", {})).structured_content
        assert result is not None
        assert result["success"]
        assert result["next_starting_after"] is None
        assert all(mail["subject"] is None for mail in result["emails"])
        refused = (await client.call_tool("delete_leads", {})).structured_content
        assert refused is not None
        assert refused["success"]
        assert refused["count"] is None
