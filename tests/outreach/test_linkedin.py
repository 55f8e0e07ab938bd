"""Connecting LinkedIn accounts, looking people up, and what is kept of both."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio
from pydantic import SecretStr

from outrider.channels.linkedin.port import Login, Relation
from outrider.clock import SimulatedClock
from outrider.errors import ApprovalNeeded, Conflict, Invalid, NotFound, Unavailable
from outrider.outreach.base import approvals
from outrider.outreach.base.scope import Act, Actor, Approved, Core, Mode, Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.correspondence import linkedin
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_connections, linkedin_people, senders
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import CODE, LinkedInWorld
from outrider.settings import Settings
from tests.making import event_types


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[LinkedInWorld]:
    async with LinkedInWorld(clock) as world:
        yield world


@pytest.fixture
def settings(world: LinkedInWorld) -> Settings:
    return Settings(linkedin_url=world.base_url, linkedin_key=SecretStr(world.key))


@pytest_asyncio.fixture
async def sender_id(core: Core, settings: Settings, workspace: Installed) -> int:
    login = Login("anna.meyer+premium@sender.example", "a password")
    return (await linkedin.connect(core, settings, workspace.workspace_id, login)).sender_id


async def a_lead(scope: Scope, slug: str) -> int:
    (made,) = await leads.upsert(scope, [LeadInput(linkedin_url=f"https://linkedin.com/in/{slug}", first_name="Jane")])
    assert made.lead_id
    return made.lead_id


async def test_a_connected_account_goes_by_its_own_name(core: Core, workspace: Installed, sender_id: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = await senders.get(scope, sender_id)
        assert (sender.channel, sender.address, sender.name, sender.status) == ("linkedin", "anna-meyer", "Anna Meyer", "active")
        assert sender.warmup_enabled
        account = (await linkedin_accounts.get_many(scope, [sender_id]))[sender_id]
        assert (account.tier, account.profile_url) == ("premium", "https://www.linkedin.com/in/anna-meyer")
        assert (await senders.credentials(scope, sender_id))["password"] == "a password"
        assert "a password" not in repr(sender)


async def test_wrong_credentials_leave_nothing_behind(core: Core, settings: Settings, workspace: Installed) -> None:
    with pytest.raises(Invalid) as wrong:
        await linkedin.connect(core, settings, workspace.workspace_id, Login("ben@sender.example", "wrong"))
    assert wrong.value.code == "invalid_credentials"
    async with core.scope(workspace.workspace_id) as scope:
        assert await senders.count(scope, channel="linkedin") == 0


async def test_a_second_factor_is_asked_for_and_solved(core: Core, settings: Settings, workspace: Installed) -> None:
    ws = workspace.workspace_id
    begun = await linkedin.connect(core, settings, ws, Login("ben+2fa@sender.example", "a password"))
    assert (begun.status, begun.checkpoint) == ("awaiting_code", "2FA")
    with pytest.raises(Invalid) as wrong:
        await linkedin.solve(core, settings, ws, begun.sender_id, "000000")
    assert wrong.value.code == "invalid_code"
    done = await linkedin.solve(core, settings, ws, begun.sender_id, CODE)
    assert (done.status, done.sender_id) == ("active", begun.sender_id)
    async with core.scope(ws) as scope:
        assert (await senders.get(scope, begun.sender_id)).address == "ben"


AGENT = Actor("multilead.http", api_key_id=1, mode=Mode.APPROVE)
BEN = Login("ben@sender.example", "a password")


async def test_a_sign_in_that_waits_for_approval_asks_the_provider_nothing(
    core: Core, settings: Settings, world: LinkedInWorld, workspace: Installed
) -> None:
    with pytest.raises(ApprovalNeeded):
        await linkedin.connect(core, settings, workspace.workspace_id, BEN, actor=AGENT)
    assert not world.members


async def approved(core: Core, workspace: Installed, needed: ApprovalNeeded) -> Actor:
    """The agent, once a person has approved what it wants."""
    acts = [Act(**act) for act in needed.data["acts"]]
    async with core.scope(workspace.workspace_id) as scope:
        id, _ = await approvals.ask(scope, 1, approvals.Request("multilead", "POST", "/", "", b""), acts, {})
        found = await approvals.decide(scope, id, "running", lease_until=scope.now + timedelta(hours=1))
    return replace(AGENT, approval=Approved(id, workspace.workspace_id, found.acts))


@pytest.mark.parametrize("account", ["ben", "ben+2fa"])
async def test_an_approved_sign_in_is_carried_out(
    core: Core, settings: Settings, world: LinkedInWorld, workspace: Installed, account: str
) -> None:
    ws, login = workspace.workspace_id, Login(f"{account}@sender.example", "a password")
    with pytest.raises(ApprovalNeeded) as needed:
        await linkedin.connect(core, settings, ws, login, actor=AGENT)
    actor = await approved(core, workspace, needed.value)
    sender_id = (await linkedin.connect(core, settings, ws, login, actor=actor)).sender_id
    async with core.scope(ws) as scope:
        assert (await senders.get(scope, sender_id)).connection.get("account_id") in world.members
        assert actor.approval
        assert (await approvals.get(scope, actor.approval.id)).state == "done"


async def test_the_code_of_an_approved_sign_in_needs_no_second_approval(
    core: Core, settings: Settings, workspace: Installed
) -> None:
    ws = workspace.workspace_id
    begun = await linkedin.connect(core, settings, ws, Login("ben+2fa@sender.example", "a password"))
    assert (await linkedin.solve(core, settings, ws, begun.sender_id, CODE, actor=AGENT)).status == "active"


async def test_an_account_that_no_sender_came_to_have_is_forgotten_by_the_provider(
    core: Core, settings: Settings, world: LinkedInWorld, workspace: Installed
) -> None:
    with pytest.raises(NotFound):
        await linkedin.connect(core, settings, workspace.workspace_id, BEN, seat_id=1 << 40)
    assert not world.members


async def test_an_account_that_a_sender_has_stays_when_connecting_it_again_fails(
    core: Core, settings: Settings, world: LinkedInWorld, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = workspace.workspace_id
    await linkedin.connect(core, settings, ws, BEN)

    async def fails(*given: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(linkedin_accounts, "note_owner", fails)
    with pytest.raises(ValueError, match="a bug"):
        await linkedin.connect(core, settings, ws, BEN)
    assert world.members


async def test_connecting_the_same_account_twice_is_one_sender(
    core: Core, settings: Settings, workspace: Installed, sender_id: int
) -> None:
    again = await linkedin.connect(
        core, settings, workspace.workspace_id, Login("anna.meyer+premium@sender.example", "a password")
    )
    assert again.sender_id == sender_id


async def test_disconnect_and_connect_again(core: Core, settings: Settings, workspace: Installed, sender_id: int) -> None:
    ws = workspace.workspace_id
    assert (await linkedin.disconnect(core, settings, ws, sender_id)).status == "disconnected"
    async with core.scope(ws) as scope:
        assert await senders.credentials(scope, sender_id) == {}
    with pytest.raises(Conflict):
        await linkedin.look_up(core, settings, ws, sender_id, "jane-doe")
    login = Login("anna.meyer+premium@sender.example", "a password")
    assert (await linkedin.connect(core, settings, ws, login, sender_id=sender_id)).status == "active"


async def test_another_workspace_sees_none_of_it(core: Core, settings: Settings, stranger: Installed, sender_id: int) -> None:
    with pytest.raises(NotFound):
        await linkedin.disconnect(core, settings, stranger.workspace_id, sender_id)
    async with core.scope(stranger.workspace_id) as scope:
        assert await linkedin_accounts.get_many(scope, [sender_id]) == {}
        assert await linkedin_accounts.limits(scope, [sender_id]) == {}


async def test_without_a_provider_it_says_what_to_do(core: Core, workspace: Installed) -> None:
    with pytest.raises(Unavailable) as none:
        await linkedin.connect(core, Settings(linkedin_url=None), workspace.workspace_id, Login("ben", "a password"))
    assert none.value.code == "linkedin_not_configured"


async def test_refresh_counts_what_is_pending(
    core: Core, world: LinkedInWorld, settings: Settings, workspace: Installed, sender_id: int
) -> None:
    member = next(iter(world.members.values()))
    world.invite(member, world.person("jane-doe--ignores"), "")
    account = await linkedin.refresh(core, settings, workspace.workspace_id, sender_id)
    assert (account.pending_invites, account.connection_count) == (1, 500)


async def test_people_keep_their_number_and_are_looked_up_once(
    core: Core, world: LinkedInWorld, settings: Settings, workspace: Installed, sender_id: int, clock: SimulatedClock
) -> None:
    ws = workspace.workspace_id
    async with core.scope(ws) as scope:
        lead_id = await a_lead(scope, "jane-doe--connected")
        known = (await linkedin_people.of_leads(scope, [lead_id]))[lead_id]
        assert known.fetched_at is None
    found = await linkedin.look_up(core, settings, ws, sender_id, "https://www.linkedin.com/in/jane-doe--connected/")
    assert (found.id, found.full_name) == (known.id, "Jane Doe")
    assert found.profile["work_experience"]
    world.faults.answer(500, "unexpected_error", times=None)
    assert (await linkedin.look_up(core, settings, ws, sender_id, "jane-doe--connected")).id == known.id
    world.faults.clear()
    async with core.scope(ws) as scope:
        assert await linkedin_people.lead_of(scope, known.id) == lead_id
        connection = (await linkedin_connections.between(scope, [(sender_id, lead_id)]))[sender_id, lead_id]
        assert (connection.state, connection.degree) == ("connected", 1)
    clock.advance(timedelta(days=8).total_seconds())
    assert (await linkedin.look_up(core, settings, ws, sender_id, "jane-doe--connected")).fetched_at == clock.now()
    with pytest.raises(NotFound):
        await linkedin.look_up(core, settings, ws, sender_id, "gone--unreachable")


async def test_an_accepted_invitation_is_an_event_once(core: Core, workspace: Installed, sender_id: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        lead_id = await a_lead(scope, "jane-doe")
        await linkedin_connections.note_facts(scope, [Fact(sender_id, lead_id, "ACoAA1", degree=2, invited=True)])
        for _ in range(2):
            await linkedin_connections.note_relations(scope, sender_id, [Relation("ACoAA1", "jane-doe", scope.now)])
        await linkedin_connections.note_facts(scope, [Fact(sender_id, lead_id, invited=True)])  # recorded again, late
        pair = sender_id, lead_id
        assert (await linkedin_connections.between(scope, [pair]))[pair].state == "connected"
        assert (await event_types(scope)).count("invite.accepted") == 1


async def test_limits_are_checked(core: Core, workspace: Installed, sender_id: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        with pytest.raises(Invalid):
            await linkedin_accounts.set_limits(scope, sender_id, {"dance": 3})
        with pytest.raises(Invalid):
            await linkedin_accounts.set_limits(scope, sender_id, {"invite": -1})
        await linkedin_accounts.set_limits(scope, sender_id, {"invite": 12}, slow_start=False)
        limit = (await linkedin_accounts.limits(scope, [sender_id]))[sender_id]["invite"]
        assert (limit.configured, limit.daily, limit.used_today) == (12, 12, 0)


async def test_search_pages(core: Core, settings: Settings, workspace: Installed, sender_id: int) -> None:
    ws, url = workspace.workspace_id, "https://www.linkedin.com/search/results/people/?keywords=cto&count=30"
    first = await linkedin.search_people(core, settings, ws, sender_id, url, limit=20)
    rest = await linkedin.search_people(core, settings, ws, sender_id, url, limit=20, cursor=first.cursor)
    assert (len(first.items), len(rest.items), rest.cursor, first.total) == (20, 10, None, 30)
    with pytest.raises(Invalid):
        await linkedin.search_people(core, settings, ws, sender_id, "https://elsewhere.example/search")
