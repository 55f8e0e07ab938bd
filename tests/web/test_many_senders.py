"""Connecting many mailboxes by a table: what is read of it, what the job keeps, and what it refuses."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine.work import connecting
from outrider.engine.work import jobs as work_of_jobs
from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.senders import many, senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import World
from outrider.settings import Settings
from tests.web.visiting import Browser, browser, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock) as world:
        for name in ("ada", "alan"):
            world.add_mailbox(f"{name}@outreach.test", "right")
        yield world


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/senders/many"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("address\nada@x.test", "no column 'password'"),
        ("name,company\nAda,Acme", "no column 'address'"),
        ("address,password\n", "no mailboxes"),
    ],
)
def test_what_is_not_such_a_table_is_refused(table: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        many.read(table.encode())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not-an-address,pw,", "@"),
        ("ada@outreach.test,,", "password"),
        ("ada@outreach.test,pw,0", "daily_limit"),
        ("ada@outreach.test,pw,many", "daily_limit"),
    ],
)
def test_a_line_that_is_wrong_says_what(line: str, reason: str) -> None:
    rows, refused = many.read(f"Email,App password,Daily limit\n{line}\n".encode())
    assert rows == []
    assert reason in refused[0].reason


def test_headings_may_be_called_otherwise() -> None:
    rows, _ = many.read(b"Email;Password;From name\nAda@Outreach.test;pw;Ada\n")
    assert (rows[0].address, rows[0].name) == ("ada@outreach.test", "Ada")


def table(world: World, *lines: str) -> str:
    servers = f"127.0.0.1,{world.smtp_port},127.0.0.1,{world.imap_port}"
    head = "address,password,name,daily_limit,smtp_host,smtp_port,imap_host,imap_port"
    return "\n".join([head, *(f"{line},{servers}" for line in lines)])


async def work(core: Core, workspace: Installed) -> jobs.Job:
    """Run the job as the engine does, and say what came of it."""
    handlers = connecting.handlers(Settings(allow_plain_smtp=True, allow_private_mail_servers=True))
    (running,) = await work_of_jobs.claim(core, workspace.workspace_id, list(handlers), 1)
    await work_of_jobs.run(handlers[running.kind], running)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await jobs.get(scope, running.id)


async def test_the_good_ones_are_connected_and_the_others_listed(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    pasted = table(world, "ada@outreach.test,right,Ada,35", "alan@outreach.test,wrong,Alan,", "nonsense,pw,,")
    answer = await editor.post(base, {"pasted": pasted})
    job = await work(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        kept = [(s.address, s.name, s.daily_limit) for s in await senders.find_all(scope)]
    assert kept == [("ada@outreach.test", "Ada", 35)]
    lines = (await editor.get(f"{answer.headers['location']}/refused.csv")).text.splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["3", "alan@outreach.test"], ["4", "nonsense"]]
    assert job.result["connected"] == 1


async def secrets_of(core: Core, workspace: Installed, job_id: int) -> bytes | None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        row = await scope.one("SELECT secrets FROM jobs WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=job_id)
    assert row is not None
    return row["secrets"]


async def test_passwords_are_sealed_and_then_forgotten(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    await editor.post(base, {"pasted": table(world, "ada@outreach.test,right,Ada,")})
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (job,) = await jobs.find_all(scope, kinds=[many.KIND], limit=1)
    assert "right" not in str(job.params)
    await work(core, workspace)
    assert await secrets_of(core, workspace, job.id) is None


async def test_a_table_given_twice_connects_nothing_twice(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    pasted = {"pasted": table(world, "ada@outreach.test,right,Ada,")}
    await editor.post(base, pasted)
    await work(core, workspace)
    await editor.post(base, pasted)
    job = await work(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await senders.count(scope) == 1
    assert job.result["refused"] == []


async def test_what_was_pasted_is_not_shown_again(editor: Browser, base: str) -> None:
    answer = await editor.post(base, {"pasted": "address,name\nada@outreach.test,topsecret"})
    assert answer.status_code == 422
    assert "topsecret" not in answer.text


async def test_who_may_only_look_connects_none(core: Core, workspace: Installed, base: str) -> None:
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example", "viewer"))
        assert (await viewer.get(base)).status_code == 403
