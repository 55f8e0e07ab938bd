"""Home: what is in trouble, and the act beside it that puts it right, for those who may."""

from collections.abc import AsyncIterator

import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.campaigns import campaign_states, campaigns
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, a_sender
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


async def broken_sender(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        sender = await a_sender(scope)
        await senders.set_status(scope, sender.id, "error", "auth_failed", "535 wrong password")
        return sender.id


async def stopped_campaign(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        campaign = await a_campaign(scope, leads=1, start=True)
        return (await campaign_states.pause(scope, campaign.id, "bounce_rate")).id


async def test_a_broken_mailbox_leads_to_its_connection(core: Core, workspace: Installed, editor: Browser) -> None:
    id = await broken_sender(core, workspace)
    assert (
        f'href="/w/{workspace.workspace_id}/senders/{id}#connection"' in (await editor.get(f"/w/{workspace.workspace_id}/")).text
    )


async def test_a_stopped_campaign_is_resumed_from_home(core: Core, workspace: Installed, editor: Browser) -> None:
    id, home = await stopped_campaign(core, workspace), f"/w/{workspace.workspace_id}/"
    address = f"{home}campaigns/{id}/state?to=resume"
    assert f'action="{address}"' in (await editor.get(home)).text
    await editor.post(address, page=home)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert (await campaigns.get(scope, id)).status == "active"


async def test_who_may_only_look_is_shown_the_trouble_without_the_act(core: Core, workspace: Installed) -> None:
    id = await stopped_campaign(core, workspace)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vera@acme.example", "viewer"))
        shown = (await viewer.get(f"/w/{workspace.workspace_id}/")).text
    assert f'href="/w/{workspace.workspace_id}/campaigns/{id}"' in shown
    assert "to=resume" not in shown


async def test_today_is_shown_by_the_hour(core: Core, workspace: Installed, editor: Browser) -> None:
    await replies(core, workspace, 2)
    shown = (await editor.get(f"/w/{workspace.workspace_id}/")).text
    assert "Sent today, by the hour; the senders" in shown
    assert '<th scope="row">09:00</th><td class="number">2</td>' in shown


async def test_home_sums_up_what_happened_lately(core: Core, workspace: Installed, editor: Browser) -> None:
    id = await stopped_campaign(core, workspace)
    shown = (await editor.get(f"/w/{workspace.workspace_id}/")).text.partition("What happened lately")[2]
    assert [text in shown for text in ("Campaign paused", "Campaign started", f"/campaigns/{id}")] == [True] * 3


async def test_what_happened_at_another_seat_is_not_shown(core: Core, workspace: Installed) -> None:
    await stopped_campaign(core, workspace)
    user_id = await member(core, workspace.workspace_id, "cleo@acme.example", "editor")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await users.update_member(scope, user_id, seat_ids=[(await seats.create(scope, "Other")).id])
    async with browser(core) as client:
        await client.sign_in(user_id)
        assert "What happened lately" not in (await client.get(f"/w/{workspace.workspace_id}/")).text


@pytest_asyncio.fixture
async def admin(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as admin:
        await admin.sign_in(await member(core, workspace.workspace_id, "ad@acme.example", "admin"))
        yield admin


async def test_the_last_step_leads_to_the_review_of_the_draft(core: Core, workspace: Installed, admin: Browser) -> None:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        draft = await a_campaign(scope)
    home = f"/w/{workspace.workspace_id}/"
    assert f'href="{home}campaigns/{draft.id}/review">Review' in (await admin.get(home)).text


async def test_the_steps_are_over_once_a_campaign_was_started(core: Core, workspace: Installed, admin: Browser) -> None:
    await stopped_campaign(core, workspace)
    assert "Your first campaign" not in (await admin.get(f"/w/{workspace.workspace_id}/")).text
