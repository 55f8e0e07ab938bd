"""The lead beside a thread: notes, tasks, and other people of the company."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.leads import leads, notes, tags, tasks
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.tasks import Task
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/inbox"


async def the_lead(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return (await leads.search(scope, limit=1))[0].id


async def the_tasks(core: Core, workspace: Installed) -> list[Task]:
    lead_id = await the_lead(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await tasks.find_all(scope, lead_id)


async def test_a_note_is_kept_and_shown(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/{id}/note", {"note": "Prefers <b>mornings</b>"}, page=f"{base}/{id}")
    assert "Prefers &lt;b&gt;mornings&lt;/b&gt;" in (await editor.get(f"{base}/{id}")).text


async def test_a_task_is_due_at_the_end_of_the_day_chosen(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/{id}/tasks", {"task": "Call back", "day": "2031-03-04"}, page=f"{base}/{id}")
    due = (await the_tasks(core, workspace))[0].due_at
    assert due is not None
    assert f"{due:%Y-%m-%d %H:%M}" == "2031-03-04 23:59"


async def test_a_finished_task_leaves_the_page(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/{id}/tasks", {"task": "Call back"}, page=f"{base}/{id}")
    (task,) = await the_tasks(core, workspace)
    await editor.post(f"{base}/{id}/tasks/{task.id}/done", page=f"{base}/{id}")
    assert "Call back" not in (await editor.get(f"{base}/{id}")).text


async def test_a_task_of_another_lead_is_not_finished_here(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (other,) = await leads.upsert(scope, [LeadInput(email="else@elsewhere.example")])
        task = await tasks.create(scope, other.lead_id or 0, "Not here")
    answer = await editor.post(f"{base}/{id}/tasks/{task.id}/done", page=f"{base}/{id}")
    assert answer.status_code == 404


async def test_who_may_only_look_writes_no_note(core: Core, workspace: Installed, base: str) -> None:
    (id,) = await replies(core, workspace)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example", "viewer"))
        answer = await viewer.post(f"{base}/{id}/note", {"note": "Hello"}, page=f"{base}/{id}")
    assert answer.status_code == 403
    lead_id = await the_lead(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await notes.find_all(scope, lead_id) == []


async def colleague_of(core: Core, workspace: Installed, domain: str | None = None) -> None:
    lead_id = await the_lead(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        if domain:
            await leads.update(scope, lead_id, email=f"lead@{domain}")
        lead = await leads.get(scope, lead_id)
        await leads.upsert(scope, [LeadInput(email=f"zora@{lead.email_domain}", first_name="Zora")])


async def test_other_people_of_the_company_are_listed(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await colleague_of(core, workspace)
    assert "Zora" in (await editor.get(f"{base}/{id}")).text


async def test_people_at_a_mail_provider_are_not_a_company(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await colleague_of(core, workspace, "gmail.com")
    assert "Zora" not in (await editor.get(f"{base}/{id}")).text


@pytest.mark.parametrize(("tagged", "listed"), [(True, True), (False, False)])
async def test_the_list_is_filtered_by_tag(
    core: Core, workspace: Installed, editor: Browser, base: str, tagged: bool, listed: bool
) -> None:
    (id,) = await replies(core, workspace)
    lead_id = await the_lead(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        tag = await tags.create(scope, "Warm")
        if tagged:
            await tags.assign(scope, "lead", [lead_id], add=[tag.id])
    assert (f'data-row="{id}"' in (await editor.get(f"{base}?tag={tag.id}")).text) == listed
