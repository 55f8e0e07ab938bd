"""The pages on senders: connecting, what is wrong with one and how it is put right, settings, and who may."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.channels.email.presets import provider_at
from outrider.clock import SimulatedClock
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.deliverability import blocklists, health
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderInput, Server
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.blocklists import Blocklist
from outrider.sandbox.world import Options, World
from outrider.web.kit.visit import SandboxMail
from tests.making import a_sender
from tests.web.visiting import Browser, browser, form_token, member

ADDRESS = "ada@outreach.test"


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock) as world:
        world.add_mailbox(ADDRESS, "right")
        yield world


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/senders"


async def made(core: Core, workspace: Installed, status: str = "active") -> Sender:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        server = Server("127.0.0.1", 1, "plain", ADDRESS, "pw")
        return await senders.create(scope, SenderInput(ADDRESS, name="Ada", smtp=server, imap=server, status=status))


async def kept(core: Core, workspace: Installed) -> list[Sender]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await senders.find_all(scope)


def connection(world: World, password: str = "right") -> dict[str, str]:
    return {
        "address": ADDRESS, "name": "Ada", "password": password, "smtp_host": "127.0.0.1", "smtp_port": str(world.smtp_port),
        "imap_host": "127.0.0.1", "imap_port": str(world.imap_port),
    }  # fmt: skip


async def test_an_empty_list_says_what_to_do_next(editor: Browser, base: str) -> None:
    assert f'href="{base}/new"' in (await editor.get(base)).text


async def test_a_mailbox_that_works_is_kept(core: Core, workspace: Installed, editor: Browser, base: str, world: World) -> None:
    answer = await editor.post(f"{base}/new", connection(world), page=f"{base}/new")
    (sender,) = await kept(core, workspace)
    assert answer.headers["location"] == f"{base}/{sender.id}"
    assert (sender.address, sender.status) == (ADDRESS, "active")
    assert "Working" in (await editor.get(f"{base}/{sender.id}")).text


async def test_a_mailbox_belongs_to_the_only_seat_of_whoever_connects_it(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        seat, user = await seats.create(scope, "Another"), await users.user_by_email(scope, "ed@acme.example")
        assert user
        await users.update_member(scope, user.id, seat_ids=[seat.id])
    await editor.post(f"{base}/new", connection(world), page=f"{base}/new")
    (sender,) = await kept(core, workspace)
    assert sender.seat_id == seat.id


async def test_a_login_that_fails_keeps_nothing_and_says_why(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    answer = await editor.post(f"{base}/new", connection(world, "wrong"), page=f"{base}/new")
    assert answer.status_code == 422
    assert "login failed" in answer.text
    assert await kept(core, workspace) == []


async def test_a_new_password_puts_a_broken_mailbox_right(
    core: Core, workspace: Installed, editor: Browser, base: str, world: World
) -> None:
    sender = await made(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await senders.set_status(scope, sender.id, "error", "auth_failed", "535 not accepted")
    assert "535 not accepted" in (await editor.get(base)).text
    await editor.post(f"{base}/{sender.id}/connection", connection(world), page=f"{base}/{sender.id}")
    assert [s.status for s in await kept(core, workspace)] == ["active"]


async def test_pausing_is_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    sender = await made(core, workspace)
    for act, status in (("pause", "paused"), ("resume", "active")):
        await editor.post(f"{base}/{sender.id}/{act}", page=f"{base}/{sender.id}")
        assert [s.status for s in await kept(core, workspace)] == [status]


SETTINGS = {"name": "Ada L.", "daily_limit": "25", "gap": "5", "timezone": "Europe/Berlin", "ramp_start": "5", "ramp_step": "2",
            "day": "0", "start": "09:00", "end": "17:00"}  # fmt: skip


async def test_settings_are_kept(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    sender = await made(core, workspace)
    assert (await editor.post(f"{base}/{sender.id}", SETTINGS)).status_code == 303
    (after,) = await kept(core, workspace)
    assert (after.name, after.daily_limit, after.min_gap_seconds) == ("Ada L.", 25, 300)
    assert (after.limits["ramp"]["start"], after.limits["ramp"]["step"]) == (5, 2)
    assert after.schedule
    assert [w["days"] for w in after.schedule["windows"]] == [[0]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("daily_limit", "many"),
        ("tracking_domain", "no host"),
        ("timezone", "Mars/Olympus"),
        ("start", "25"),
        ("reply_to", "nobody"),
    ],
)
async def test_a_wrong_setting_is_said_beside_it(
    core: Core, workspace: Installed, editor: Browser, base: str, field: str, value: str
) -> None:
    sender = await made(core, workspace)
    answer = await editor.post(f"{base}/{sender.id}", SETTINGS | {field: value})
    assert answer.status_code == 422
    assert f'id="f-{field}-says"' in answer.text
    assert [s.name for s in await kept(core, workspace)] == ["Ada"], "half a write"


async def test_warm_up_is_switched(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    sender = await made(core, workspace)
    for form, on in (({"switch": "on", "daily_target": "20"}, True), ({"switch": "off"}, False)):
        await editor.post(f"{base}/{sender.id}/warmup", form, page=f"{base}/{sender.id}")
        assert [s.warmup_enabled for s in await kept(core, workspace)] == [on]


async def test_a_sender_is_removed(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    sender = await made(core, workspace)
    await editor.post(f"{base}/{sender.id}/remove", page=f"{base}/{sender.id}")
    assert await kept(core, workspace) == []


@pytest.mark.parametrize("path", ["new", "{id}", "{id}/pause", "{id}/remove", "{id}/warmup", "{id}/connection"])
async def test_a_viewer_changes_nothing(core: Core, workspace: Installed, base: str, path: str) -> None:
    sender = await made(core, workspace)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example"))
        assert (await viewer.post(f"{base}/{path.format(id=sender.id)}", SETTINGS, page=base)).status_code == 403


async def test_another_workspaces_sender_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str
) -> None:
    theirs = await made(core, stranger)
    assert (await editor.get(f"{base}/{theirs.id}")).status_code == 404
    assert (await editor.post(f"{base}/{theirs.id}/pause", page=base)).status_code == 404


@pytest.mark.parametrize(
    ("hosts", "provider"),
    [
        (("aspmx.l.google.com",), "gmail"), (("acme-com.mail.protection.outlook.com",), "microsoft365"),
        (("mx.notgoogle.com", "in1-smtp.messagingengine.com."), "fastmail"), (("mx.acme.example",), None), ((), None),
    ],
)  # fmt: skip
def test_a_provider_is_told_by_its_exchangers(hosts: tuple[str, ...], provider: str | None) -> None:
    assert provider_at(hosts) == provider


# ---- Health


async def judged(core: Core, workspace: Installed) -> Sender:
    """A mailbox of which five of a hundred messages bounced, whose domain is listed, and which wrote to nobody else."""
    sender = await made(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await blocklists.want(scope, "domain", ["outreach.test"])
        [check] = await blocklists.claim(scope, scope.now, 1)
        listed = Blocklist("dbl.spamhaus.org", "domain", "Spamhaus DBL")
        await blocklists.note(scope, check, {listed: ["127.0.1.2"]}, ["dbl.spamhaus.org"], None)
        bounced = Event("message.bounced", sender_id=sender.id, data={"kind": "hard"})
        await events.append(scope, [*[Event("message.sent", sender_id=sender.id)] * 100, *[bounced] * 5])
        await judge(scope, sender)
    return sender


async def judge(scope: Scope, sender: Sender) -> None:
    await scope.run(
        "INSERT INTO sender_health (workspace_id, sender_id, next_at) VALUES (%(workspace_id)s, %(id)s, %(now)s)", id=sender.id
    )
    await health.judge_due(scope)


async def test_the_list_shows_each_ones_health(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    await judged(core, workspace)
    assert '<span class="badge danger"><span class="cut">35</span></span>' in (await editor.get(base)).text


@pytest.mark.parametrize("says", ["35 of 100", "Hard bounces", "5 / 100", "−40", "Spamhaus DBL"])
async def test_a_senders_page_explains_its_health(
    core: Core, workspace: Installed, editor: Browser, base: str, says: str
) -> None:
    sender = await judged(core, workspace)
    assert says in (await editor.get(f"{base}/{sender.id}")).text


async def test_too_little_mail_is_no_score(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    sender = await made(core, workspace)
    unseen = (await editor.get(f"{base}/{sender.id}")).text
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await judge(scope, sender)
    seen = (await editor.get(f"{base}/{sender.id}")).text
    assert ["Not scored yet" in page for page in (unseen, seen)] == [True, False]
    assert ["Too little mail in the last 14 days" in page for page in (unseen, seen)] == [False, True]


async def test_a_mailbox_of_the_sandbox_takes_one_click(
    core: Core, workspace: Installed, base: str, clock: SimulatedClock
) -> None:
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "editor")
    async with World(clock, options=Options(any_sender_password="sandbox")) as world:
        sandbox = SandboxMail(world.host, world.smtp_port, world.imap_port, "sandbox")
        async with browser(core, sandbox=sandbox) as editor:
            await editor.sign_in(user_id)
            for _ in range(2):
                await editor.post(f"{base}/sandbox", page=f"{base}/new")
    assert [sender.address for sender in await kept(core, workspace)] == ["sender2@sandbox.test", "sender1@sandbox.test"]


async def test_without_a_sandbox_none_is_offered(editor: Browser, base: str) -> None:
    assert "/sandbox" not in (await editor.get(f"{base}/new")).text


async def test_before_the_first_campaign_a_new_mailbox_leads_on_to_the_next_step(
    core: Core, workspace: Installed, base: str, clock: SimulatedClock
) -> None:
    user_id = await member(core, workspace.workspace_id, "ad@acme.example", "admin")
    async with World(clock, options=Options(any_sender_password="sandbox")) as world:
        sandbox = SandboxMail(world.host, world.smtp_port, world.imap_port, "sandbox")
        async with browser(core, sandbox=sandbox) as admin:
            await admin.sign_in(user_id)
            answer = await admin.post(f"{base}/sandbox", page=f"{base}/new")
    assert answer.headers["location"] == f"/w/{workspace.workspace_id}/"


@pytest.mark.parametrize(("address", "setting"), [("ada@gmail.com", "GOOGLE"), ("ada@outlook.com", "MICROSOFT")])
async def test_a_consent_that_is_not_set_up_says_what_it_lacks(
    core: Core, workspace: Installed, base: str, address: str, setting: str
) -> None:
    async with browser(core) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        assert f"OUTRIDER_{setting}_CLIENT_ID" in (await admin.get(f"{base}/new?address={address}")).text


async def two(core: Core, workspace: Installed) -> tuple[Sender, Sender]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await a_sender(scope, "one@sender.example"), await a_sender(scope, "two@sender.example")


@pytest.mark.parametrize(
    ("what", "field", "before", "after"),
    [
        ("pause", "status", "active", "paused"), ("resume", "status", "active", "active"),
        ("warm", "warmup_enabled", False, True), ("limit", "daily_limit", 40, 25),
    ],
)  # fmt: skip
async def test_what_is_done_with_the_chosen_senders(
    core: Core, workspace: Installed, editor: Browser, base: str, what: str, field: str, before: object, after: object
) -> None:
    one, other = await two(core, workspace)
    await editor.post(f"{base}/act/{what}", {"id": str(one.id), "daily_limit": "25"}, page=base)
    now = {s.id: getattr(s, field) for s in await kept(core, workspace)}
    assert now == {one.id: after, other.id: before}


async def test_pausing_several_senders_is_undone(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    one, other = await two(core, workspace)
    token = form_token((await editor.get(base)).text)
    for path in ("act/pause", f"act/resume?id={one.id}&id={other.id}"):
        await editor.client.post(f"{base}/{path}", data={"form_token": token, "id": [str(one.id), str(other.id)]})
    assert {s.status for s in await kept(core, workspace)} == {"active"}


async def test_a_limit_that_is_no_number_changes_no_sender(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    one, _other = await two(core, workspace)
    answer = await editor.post(f"{base}/act/limit", {"id": str(one.id), "daily_limit": "many"}, page=base)
    assert "Enter a whole number from 0 to 10,000." in answer.text
    assert {s.daily_limit for s in await kept(core, workspace)} == {40}


async def test_senders_of_another_seat_are_not_changed(core: Core, workspace: Installed, base: str) -> None:
    one, _other = await two(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        seat = await seats.create(scope, "Client")
    async with browser(core) as elsewhere:
        user_id = await member(core, workspace.workspace_id, "el@acme.example", "editor")
        async with core.scope(workspace.workspace_id, Actor("test")) as scope:
            await users.update_member(scope, user_id, seat_ids=[seat.id])
        await elsewhere.sign_in(user_id)
        answer = await elsewhere.post(f"{base}/act/pause", {"id": str(one.id)}, page=base)
    assert answer.status_code == 404
    assert {s.status for s in await kept(core, workspace)} == {"active"}
