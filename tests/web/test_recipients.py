"""What recipients of mail reach: a GET never unsubscribes, one click does, and no link leads where its sender did not write."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from outrider.app import create_app
from outrider.clock import ScaledClock
from outrider.engine import loops
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.tenancy import workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.conftest import START
from tests.engine.helpers import DAY, make, steps
from tests.making import rows
from tests.mcp.serving import served
from tests.outreach.test_tracking import sent
from tests.waiting import eventually

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest_asyncio.fixture
async def http(core: Core) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(core, Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers={"User-Agent": FIREFOX}) as client:
        yield client


async def unsubscribed(core: Core) -> int:
    return (await rows(core, "SELECT count(*) AS n FROM leads WHERE unsubscribed_at IS NOT NULL"))[0]["n"]


async def test_a_get_asks_and_a_post_unsubscribes(core: Core, workspace: Installed, http: httpx.AsyncClient) -> None:
    _, tokens = await sent(core, workspace)
    for method in ("GET", "HEAD", "OPTIONS"):
        await http.request(method, f"/u/{tokens['u']}")
    asked = await http.get(f"/u/{tokens['u']}")
    assert asked.status_code == 200
    assert '<form method="post"' in asked.text
    assert await unsubscribed(core) == 0, "scanners follow links"
    form = {"List-Unsubscribe": "One-Click"}  # RFC 8058: no cookie, no login, no redirect
    assert (await http.post(f"/u/{tokens['u']}", data=form)).status_code == 200
    assert await unsubscribed(core) == 1
    assert (await http.post(f"/u/{tokens['u']}", data=form)).status_code == 200


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"Purpose": "prefetch"}),
        ("GET", {"X-Moz": "prefetch"}),
        ("GET", {"X-Purpose": "preview"}),
    ],
)
async def test_a_program_that_looks_ahead_is_answered_and_not_counted(
    core: Core, workspace: Installed, http: httpx.AsyncClient, method: str, headers: dict[str, str]
) -> None:
    _, tokens = await sent(core, workspace, stop_on_open=True, stop_on_click=True)
    link = await http.request(method, f"/c/{tokens['c']}", headers=headers)
    assert (link.status_code, link.headers["location"]) == (302, "https://example.com/page?a=1&b=2")
    picture = await http.request(method, f"/o/{tokens['o']}.gif", headers=headers)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/gif")
    assert await rows(core, "SELECT opens, clicks, status FROM enrollments") == [{"opens": 0, "clicks": 0, "status": "active"}]


@pytest.mark.parametrize("behind", [".", ",", ")", "%3E", "%22", "%20", "...", "%C2%A0", "%E2%80%9D)."])
async def test_punctuation_that_a_mail_program_takes_for_a_part_of_a_link(
    core: Core, workspace: Installed, http: httpx.AsyncClient, behind: str
) -> None:
    _, tokens = await sent(core, workspace)
    assert (await http.get(f"/c/{tokens['c']}{behind}")).status_code == 302
    assert (await http.get(f"/u/{tokens['u']}{behind}")).status_code == 200


@pytest.mark.parametrize("bend", ["{c}x", "x{c}", "{u}", "{o}", "https://evil.example", "%2F%2Fevil.example", "1.1.2.{c}"])
async def test_a_link_that_was_not_made_here_leads_nowhere(
    core: Core, workspace: Installed, http: httpx.AsyncClient, bend: str
) -> None:
    _, tokens = await sent(core, workspace)
    good = await http.get(f"/c/{tokens['c']}", params={"url": "https://evil.example", "next": "//evil.example"})
    assert (good.status_code, good.headers["location"]) == (302, "https://example.com/page?a=1&b=2")
    bad = await http.get(f"/c/{bend.format(**tokens)}")
    assert bad.status_code == 404
    assert "location" not in bad.headers


async def test_a_mail_program_unsubscribes_with_one_click(database: str) -> None:
    """The header alone: the prospect's mail program finds the address in the letter that arrived and posts to it."""
    clock = ScaledClock(20_000, START)
    async with World(clock, options=Options(tls=False)) as world, open_pool(database, size=8) as pool:
        core = Core(pool, clock, Vault("a secret of the tests"))
        workspace = await workspaces.install(core, email="owner@example.com", workspace_name="Acme")
        world.add_mailbox("sp0@sender.example", "pw")
        made = await make(
            core, workspace.workspace_id, n_leads=0, smtp_port=world.smtp_port, sequence=steps(0, 2 * DAY), start=False
        )  # fmt: skip
        async with core.scope(workspace.workspace_id) as scope:
            found = await leads.upsert(scope, [leads.LeadInput(email="pat+oneclick@prospect.example", first_name="Pat")])
            await enrollments.enroll(scope, made.campaign_id, [u.lead_id for u in found if u.lead_id])
            await campaign_states.start(scope, made.campaign_id)
        stop = asyncio.Event()
        async with served(create_app(core, Settings())) as url:
            running = asyncio.create_task(loops.run(core, Settings(public_url=url), stop=stop))

            async def gone() -> bool:
                return await rows(core, "SELECT status, reason FROM enrollments") == [
                    {"status": "stopped", "reason": "unsubscribed"}
                ]

            await eventually(gone, seconds=60, every=0.2)
            stop.set()
            await asyncio.wait_for(running, 60)
        assert world.all_delivered().get("pat+oneclick@prospect.example") == 1
