"""The import wizard: from a file or pasted lines to leads, with what was rejected."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.engine.work import imports as work
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.enrollments import import_files
from outrider.outreach.leads import leads, lists, suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_sender
from tests.web.visiting import Browser, browser, member
from tests.working import do_jobs

CSV = "Mail,Vorname,Firma\njane@globex.example,Jane,Globex\nbad,Omar,Initech\nno@rival.example,Mei,Rival\n"


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/leads/import"


async def test_a_table_becomes_leads_of_a_list(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await suppression.add(scope, [EntryInput("domain", "rival.example")])
    given = await editor.post(base, {"text": CSV})
    step = given.headers["location"]
    shown = (await editor.get(step)).text
    assert "jane@globex.example" in shown
    form = {"column-0": "email", "column-1": "first_name", "column-2": "company_name", "into": "list", "list_name": "New"}
    assert (await editor.post(step, form)).status_code == 303
    assert "<progress" in (await editor.get(step)).text
    await do_jobs(core, work.HANDLERS)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (lead,) = await leads.search(scope)
        (made,) = await lists.find_all(scope)
    assert (lead.email, lead.first_name, lead.company_name) == ("jane@globex.example", "Jane", "Globex")
    assert made.lead_count == 1
    rejected = (await editor.get(f"{step}/rejected.csv")).text.splitlines()[1:]
    assert [line.split(",")[1] for line in rejected] == ["invalid", "suppressed"]
    assert "The file is imported." in (await editor.get(step)).text


async def test_a_file_without_an_address_column_says_so(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    step = (await editor.post(base, {"text": "Vorname,Firma\nJane,Globex\n"})).headers["location"]
    answer = await editor.post(step, {})
    assert answer.status_code == 422
    assert "map one to email" in answer.text


async def test_nothing_given_is_said_beside_the_field(editor: Browser, base: str) -> None:
    answer = await editor.post(base, {"text": ""})
    assert answer.status_code == 422
    assert "Choose a file" in answer.text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("jane@x.example\nomar@y.example\n", [["jane@x.example", "", ""], ["omar@y.example", "", ""]]),
        ("Jane Smith <jane@x.example>, \n", [["jane@x.example", "Jane", "Smith"]]),
        ("Jane\tjane@x.example\nOmar\tomar@y.example", [["Jane", "jane@x.example"], ["Omar", "omar@y.example"]]),
        ("Email,Name\njane@x.example,Jane\n", [["jane@x.example", "Jane"]]),
        ("jane@x.example, omar@y.example", [["jane@x.example", "", ""], ["omar@y.example", "", ""]]),
        (
            "Smith, Jane <jane@x.example>; Omar <omar@y.example>",
            [["jane@x.example", "Jane", "Smith"], ["omar@y.example", "Omar", ""]],
        ),
        ('"Smith, Jane",jane@x.example', [["Smith, Jane", "jane@x.example"]]),
        ("jane@x.example\nnobody", [["jane@x.example", "", ""], ["nobody", "", ""]]),
    ],
)
def test_pasted_lines_are_a_table(text: str, rows: list[list[str]]) -> None:
    assert import_files.look(import_files.table_of(text).encode()).rows == rows


def test_pasted_columns_are_guessed() -> None:
    assert import_files.look(import_files.table_of("Jane\tjane@x.example").encode()).guess == ["custom:Column 1", "email"]


async def test_a_viewer_gives_no_file(core: Core, workspace: Installed, base: str) -> None:
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example"))
        assert (await viewer.post(base, {"text": CSV})).status_code == 403


async def test_another_workspaces_file_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str
) -> None:
    async with core.scope(stranger.workspace_id, Actor("test")) as scope:
        file = await import_files.keep(scope, "theirs.csv", CSV.encode())
    assert (await editor.get(f"{base}/{file.id}")).status_code == 404


async def test_before_the_first_campaign_an_import_leads_on_to_the_sequence(core: Core, workspace: Installed, base: str) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await a_sender(scope)
    async with browser(core) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        step = (await admin.post(base, {"text": "jane@globex.example"})).headers["location"]
        await admin.post(step, {"column-0": "email"})
        await do_jobs(core, work.HANDLERS)
        assert "Next: write a sequence" in (await admin.get(step)).text
