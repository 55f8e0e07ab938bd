"""The tool studio: forms out of schemas, and tools that run as an agent would run them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import pytest_asyncio

from outrider import dialects
from outrider.app import create_app
from outrider.errors import Invalid
from outrider.outreach.base import audit
from outrider.outreach.base.scope import Core
from outrider.outreach.leads import lists
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.values import JsonValue
from outrider.web.studio import forms, running
from outrider.web.studio.forms import Field
from tests.web.visiting import ORIGIN, Browser, browser, member

SCHEMA: dict[str, JsonValue] = {
    "properties": {
        "ids": {"items": {"type": "integer"}, "type": "array"},
        "limit": {"default": 10, "type": "integer"},
        "order": {"anyOf": [{"enum": ["asc", "desc"], "type": "string"}, {"type": "null"}], "default": None},
        "live": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        "email_body": {"type": "string"},
        "name": {"type": "string", "description": "What it is called."},
    },
    "required": ["name"],
}


@asynccontextmanager
async def whole(core: Core) -> AsyncIterator[Browser]:
    """A browser on the application with its dialects."""
    transport = httpx.ASGITransport(app=create_app(core, Settings()))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield Browser(client, core)


@pytest_asyncio.fixture
async def admin(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with whole(core) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        yield admin


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/tools"


def test_what_is_needed_comes_first() -> None:
    assert forms.fields(SCHEMA)[0].name == "name"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("ids", "json"), ("limit", "number"), ("order", "choice"), ("live", "switch"), ("email_body", "area"), ("name", "text")],
)
def test_every_kind_of_argument_has_its_field(name: str, kind: str) -> None:
    assert next(field for field in forms.fields(SCHEMA) if field.name == name).kind == kind


def test_what_is_left_empty_is_left_out() -> None:
    typed = {"name": "x", "limit": "5", "live": "no", "ids": "[1]"}
    filled = forms.filled(forms.fields(SCHEMA), typed)
    assert forms.arguments(filled) == {"name": "x", "limit": 5, "live": False, "ids": [1]}


@pytest.mark.parametrize(("name", "value"), [("ids", "[1,"), ("limit", "five"), ("limit", "1.5"), ("name", "")])
def test_what_is_wrong_is_said_beside_the_field(name: str, value: str) -> None:
    filled = forms.filled(forms.fields(SCHEMA), {"name": "x", name: value})
    assert [field.name for field in filled if field.error] == [name]


def test_deep_json_is_refused() -> None:
    with pytest.raises(Invalid):
        forms.arguments([Field("ids", "json", True, "", "[" * 100_000)])


@pytest.mark.parametrize("system", dialects.ALL)
async def test_every_system_has_its_tools(admin: Browser, base: str, system: str) -> None:
    names = [tool.name for tool in dialects.load(system).tools()]
    text = (await admin.get(f"{base}/{system}")).text
    assert all(f"/tools/{system}/{name}" in text for name in names)


async def test_a_tool_runs_and_shows_what_it_asked(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await lists.create(scope, "Harbor list")
    page = f"{base}/smartlead/get_lead_lists"
    text = (await admin.post(f"{page}/run", {"a-limit": "5"}, page=page)).text
    assert "Harbor list" in text
    assert "GET /lead-list" in text


async def test_a_call_stands_in_the_audit_log(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    page = f"{base}/smartlead/get_lead_lists"
    await admin.post(f"{page}/run", page=page)
    async with core.scope(workspace.workspace_id) as scope:
        [act] = await audit.acts(scope, actions=[audit.CALLED])
    assert (act.data["tool"], act.data["outcome"]) == ("get_lead_lists", "done")


async def test_no_key_is_left_behind(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    page = f"{base}/smartlead/get_lead_lists"
    await admin.post(f"{page}/run", page=page)
    async with core.scope(workspace.workspace_id) as scope:
        assert "Tool studio" not in [key.name for key in await keys.find_all(scope)]


async def test_what_the_system_refuses_is_shown(admin: Browser, base: str) -> None:
    page = f"{base}/smartlead/delete_lead_list"
    answer = await admin.post(f"{page}/run", {"a-id": "999999", "sure": "yes"}, page=page)
    assert "HTTP 404" in answer.text


async def test_a_tool_that_removes_asks_first(core: Core, workspace: Installed, admin: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made = await lists.create(scope, "Kept")
    page = f"{base}/smartlead/delete_lead_list"
    answer = await admin.post(f"{page}/run", {"a-id": str(made.id)}, page=page)
    assert answer.status_code == 422
    async with core.scope(workspace.workspace_id) as scope:
        assert (await lists.get(scope, made.id)).name == "Kept"


async def test_an_editor_runs_nothing(core: Core, workspace: Installed, base: str) -> None:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        assert (await editor.get(base)).status_code == 403


async def test_the_schema_is_the_one_that_agents_see() -> None:
    assert "limit" in (await running.schema(dialects.load("smartlead"), "get_lead_lists"))["properties"]  # type: ignore[operator]
