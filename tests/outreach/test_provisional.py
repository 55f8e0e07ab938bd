"""Whether an address has an account cannot be asked: what somebody else makes for it stands beside it until its owner says so."""

from typing import Any

import pytest

from outrider.engine.work import chores
from outrider.errors import Conflict, Forbidden, Unauthorized
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import identities, notices, provisional, registration, sessions, users, workspaces
from outrider.outreach.tenancy.sessions import Device
from outrider.outreach.tenancy.users import User
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.working import do_jobs

ADA, PASSWORD = "ada@example.com", "a password of the registrar"


@pytest.fixture
async def ada(core: Core, workspace: Installed) -> User:
    """Somebody who has an account, in nobody's workspace of these tests."""
    async with core.scope(0) as scope:
        return await users.create_user(scope, ADA, full_name="Ada", password="her own password", confirmed=True)


async def mails(core: Core, workspace_id: int) -> list[notices.Notice]:
    async with core.scope(workspace_id) as scope:
        found = await jobs.find_all(scope, kinds=[notices.KIND], newest_first=False)
        return [notices.opened(core.vault, workspace_id, job.params) for job in found]


async def register(core: Core, workspace: Installed, email: str = ADA, **options: Any) -> registration.Registered:
    async with core.scope(workspace.workspace_id) as scope:
        return await registration.register(scope, email, PASSWORD, "A Name", **options)


def shape(made: registration.Registered) -> dict[str, object]:
    """What an answer to a registration is made from, but for what is new each time."""
    return {
        "name": made.user.full_name,
        "confirmed": made.user.confirmed_at is not None,
        "settings": made.user.settings,
        "team": made.workspace_id is not None,
        "key": made.key is not None,
    }


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.usefixtures("ada")
async def test_registering_a_taken_address_is_answered_as_a_free_one(core: Core, workspace: Installed, confirmed: bool) -> None:
    taken = await register(core, workspace, ADA, confirmed=confirmed)
    free = await register(core, workspace, "free@example.com", confirmed=confirmed)
    assert shape(taken) == shape(free)
    assert taken.user.id < free.user.id


@pytest.mark.usefixtures("ada")
async def test_it_signs_in_as_one_of_a_free_address_does(core: Core, workspace: Installed) -> None:
    for email in (ADA, "free@example.com"):
        made = await register(core, workspace, email)
        assert (await users.check_password(core, email, PASSWORD)).id == made.user.id


async def test_the_owner_still_signs_in(core: Core, workspace: Installed, ada: User) -> None:
    await register(core, workspace)
    assert (await users.check_password(core, ADA, "her own password")).id == ada.id


@pytest.mark.parametrize("others", [0, 1, 5])
async def test_a_sign_in_compares_as_many_passwords_whatever_there_is(
    core: Core, workspace: Installed, stranger: Installed, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    async with core.scope(0) as scope:
        for _ in range(others):
            await users.create_user(scope, ADA, password=PASSWORD, provisional=True)
    compared: list[str | None] = []

    async def matches(hashed: str | None, password: str) -> bool:
        compared.append(hashed)
        return False

    monkeypatch.setattr("outrider.outreach.tenancy.logins.password_matches", matches)
    with pytest.raises(Unauthorized):
        await users.check_password(core, ADA, "whatever")
    assert len(compared) == 3


@pytest.mark.usefixtures("ada")
async def test_the_owner_is_mailed_instead(core: Core, workspace: Installed) -> None:
    await register(core, workspace)
    [mail] = await mails(core, workspace.workspace_id)
    assert mail.to == ADA
    assert "which already has one" in mail.text


@pytest.mark.parametrize(("email", "n"), [(ADA, 1), ("free@example.com", 0)])
@pytest.mark.usefixtures("ada")
async def test_who_is_vouched_for_is_mailed_only_where_there_was_an_account(
    core: Core, workspace: Installed, email: str, n: int
) -> None:
    await register(core, workspace, email, confirmed=True)
    assert await do_jobs(core, {registration.REGISTERED_KIND: chores.handlers(Settings())[registration.REGISTERED_KIND]}) == 1
    assert len(await mails(core, workspace.workspace_id)) == n


async def test_whoever_confirms_gets_the_team_into_their_account(core: Core, workspace: Installed, ada: User) -> None:
    made = await register(core, workspace)
    [mail] = await mails(core, workspace.workspace_id)
    assert mail.path
    await registration.confirm(core, mail.path.rpartition("/")[2])
    async with core.scope(made.workspace_id or 0) as scope:
        assert [m.user_id for m in await users.members(scope)] == [ada.id]
        assert (await workspaces.get(scope)).owner_user_id == ada.id
    with pytest.raises(Unauthorized):
        await users.check_password(core, ADA, PASSWORD)


async def test_of_a_free_address_it_becomes_the_account(core: Core, workspace: Installed) -> None:
    made = await register(core, workspace)
    [mail] = await mails(core, workspace.workspace_id)
    assert mail.path
    await registration.confirm(core, mail.path.rpartition("/")[2])
    assert (await users.find_user(core, ADA) or made.user).id == made.user.id
    with pytest.raises(Conflict):
        async with core.scope(0) as scope:
            await users.create_user(scope, ADA)


async def test_what_the_workspace_can_see_it_is_told(core: Core, workspace: Installed) -> None:
    await register(core, workspace)
    with pytest.raises(Conflict, match="already"):
        await register(core, workspace, "ADA@example.com")


async def test_an_invitation_says_nothing_of_the_account(core: Core, scope: Scope, ada: User) -> None:
    known = await registration.invite(scope, ADA, "Someone", ask=True)
    unknown = await registration.invite(scope, "free@example.com", "Someone", ask=True)
    assert known.full_name == unknown.full_name == "Someone"
    assert ada.id < known.id < unknown.id


async def test_who_accepts_is_a_member_with_the_account_they_have(core: Core, workspace: Installed, ada: User) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await registration.invite(scope, ADA, "Someone", ask=True)
    [mail] = await mails(core, workspace.workspace_id)
    token = (mail.path or "").rpartition("/")[2]
    seen = await registration.look_at_invitation(core, token)
    assert seen is not None
    assert not seen.needs_password
    await registration.accept(core, token)
    async with core.scope(workspace.workspace_id) as scope:
        assert {m.user_id for m in await users.members(scope)} == {workspace.user_id, ada.id}


async def test_who_was_added_finds_the_team_at_the_next_sign_in(core: Core, workspace: Installed, ada: User) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await registration.invite(scope, ADA, "Someone", ask=False)
    await sessions.begin(core, ada.id, "password", Device(None, None))
    async with core.scope(workspace.workspace_id) as scope:
        assert {m.user_id for m in await users.members(scope)} == {workspace.user_id, ada.id}


async def test_nobody_is_given_what_another_can_sign_in_as(core: Core, workspace: Installed, ada: User) -> None:
    """A stranger's team does not appear in an account because its owner signs in."""
    made = await register(core, workspace)
    await provisional.adopt(core, ada.id)
    async with core.scope(made.workspace_id or 0) as scope:
        assert [m.user_id for m in await users.members(scope)] == [made.user.id]


async def test_single_sign_on_leads_into_no_provisional_account(core: Core, workspace: Installed) -> None:
    """Its maker knows its password."""
    await register(core, workspace)
    with pytest.raises(Forbidden):
        await identities.enter(core, "https://id.example", "ada", email=ADA, verified=True)
