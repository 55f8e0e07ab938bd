"""What a model is told of arguments that do not fit: which, and what they may be instead."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from fastmcp import Client

from outrider.dialects import load
from outrider.mcp.backend import engine
from outrider.mcp.server import build_server


@pytest_asyncio.fixture
async def said(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """What is answered to a call of a dialect's tool, before any request is made."""

    async def call(dialect: str, tool: str, **arguments: object) -> str:
        spoken = load(dialect)
        async with Client(build_server(spoken, engine(spoken, FastAPI(), lambda: ""))) as client:
            answer = await client.call_tool(tool, arguments, raise_on_error=False)
        assert answer.is_error
        return answer.content[0].text

    yield call


@pytest.mark.parametrize(
    ("dialect", "tool", "arguments", "told"),
    [
        (
            "smartlead",
            "get_campaign_leads",
            {"campaign_id": 1, "limits": 5},
            "limits: there is no such argument (is limit meant?); there are campaign_id, offset, limit",
        ),
        ("smartlead", "get_lead_categories", {"whatever": 5}, "whatever: it takes no arguments"),
        ("smartlead", "get_campaign_leads", {}, "campaign_id: is required"),
        (
            "smartlead",
            "get_campaign_leads",
            {"campaign_id": "Spring"},
            "campaign_id: should be the number of the thing, not its name",
        ),
        ("smartlead", "get_campaign_leads", {"campaign_id": 1, "limit": 5000}, "limit: should be less than or equal to 100"),
        (
            "smartlead",
            "set_campaign_status",
            {"campaign_id": 1, "status": "go"},
            "status: should be 'START', 'PAUSED' or 'STOPPED'",
        ),
        (
            "smartlead",
            "get_campaign_analytics",
            {"campaign_id": 1, "start_date": "01/02/2026", "end_date": "2026-02-03"},
            "start_date: write a day as 2026-03-31",
        ),
        (
            "smartlead",
            "upsert_campaign_leads",
            {"campaign_id": 1, "lead_list": ["ann@acme.test"]},
            "lead_list.0: should be an object",
        ),
        (
            "smartlead",
            "upsert_campaign_leads",
            {"campaign_id": 1, "lead_list": [{"email": "ann@acme.test", "company": "Acme"}]},
            "lead_list.0.company: there is no such argument (is company_name meant?); there are ",
        ),
        (
            "networkhq",
            "create_leads",
            {"lead_list_id": "x", "leads": [{"email": "ann@acme.test"}]},
            "leads.0.first_name: is required; leads.0.last_name: is required; leads.0.linkedin_url: is required",
        ),
        (
            "instantly",
            "create_lead",
            {"email": "ann@acme.test", "custom_variables": {"a": {"b": 1}}},
            "custom_variables.a: should be text or a whole number or a number or true or false",
        ),
        (
            "outrider",
            "draft_campaign",
            {"name": "Spring", "steps": [{"subject": "a", "body": "b"}], "schedule": {"start": "noon"}},
            "schedule.start: write an hour as 09:30",
        ),
    ],
)
async def test_it_is_said_what_to_write_instead(
    said: Any, dialect: str, tool: str, arguments: dict[str, object], told: str
) -> None:
    assert told in await said(dialect, tool, **arguments)
