"""People: installing, keys, passwords, tokens, members, seats."""

from datetime import timedelta

import pytest
from argon2 import Type, extract_parameters

from outrider.clock import SimulatedClock
from outrider.errors import Conflict, Invalid, NotFound, PaymentRequired, Unauthorized
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories, keys, logins, seats, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from tests import passwords
from tests.making import a_sender

OWASP = 2 * 19 * 1024  # passes times KiB: what it recommends for Argon2id at least


class TestInstall:
    async def test_gives_owner_seat_categories_and_a_key_that_works(self, core: Core, workspace: Installed) -> None:
        principal = await keys.authenticate(core, workspace.key)
        assert (principal.workspace_id, principal.user_id, principal.seat_id) == (
            workspace.workspace_id, workspace.user_id, workspace.seat_id,
        )  # fmt: skip
        assert principal.may("anything")
        async with core.scope(workspace.workspace_id) as scope:
            assert (await users.get_member(scope, workspace.user_id)).role == "owner"
            assert len(await categories.find_all(scope)) == len(categories.DEFAULTS)

    async def test_the_key_is_not_kept_and_not_shown(self, core: Core, workspace: Installed) -> None:
        assert workspace.key not in repr(workspace)
        async with core.pool.connection() as conn:
            rows = await (await conn.execute("SELECT api_keys::text AS t FROM api_keys")).fetchall()
        assert rows
        assert all(workspace.key not in row["t"] for row in rows)

    async def test_an_existing_user_owns_a_second_workspace(self, core: Core, workspace: Installed) -> None:
        second = await workspaces.install(core, email="OWNER@example.com", workspace_name="Second")
        assert second.user_id == workspace.user_id
        owned = await workspaces.find_all(core, user_id=workspace.user_id)
        assert [w.id for w in owned] == [workspace.workspace_id, second.workspace_id]


class TestKeys:
    async def test_scopes_bind(self, core: Core, scope: Scope) -> None:
        key, plain = await keys.create(scope, "reader", ["leads:read", "all:read"])
        await scope.conn.commit()
        principal = await keys.authenticate(core, plain)
        assert principal.api_key_id == key.id
        assert principal.may("leads:read", "leads:all")
        assert not principal.may("leads:create", "leads:all")
        assert key.hint == plain[-4:]

    async def test_a_revoked_key_is_refused_at_once_here(self, core: Core, workspace: Installed) -> None:
        principal = await keys.authenticate(core, workspace.key)
        async with core.scope(workspace.workspace_id) as scope:
            await keys.revoke(scope, principal.api_key_id)
            assert await keys.find_all(scope) == []
            assert len(await keys.find_all(scope, revoked=True)) == 1
        with pytest.raises(Unauthorized):
            await keys.authenticate(core, workspace.key)

    async def test_a_key_revoked_by_another_process_is_refused_soon(
        self, core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await keys.authenticate(core, workspace.key)
        async with core.pool.connection() as conn:  # another process: this one's cache hears nothing of it
            await conn.execute("UPDATE api_keys SET revoked_at = created_at")
        await keys.authenticate(core, workspace.key)
        assert keys._CACHE_SECONDS <= 5
        monkeypatch.setattr(keys, "_seen", {d: (0.0, p) for d, (_, p) in keys._seen.items()})  # the seconds are over
        with pytest.raises(Unauthorized):
            await keys.authenticate(core, workspace.key)

    @pytest.mark.parametrize("key", ["", "or_", "or_" + "0" * 40, "ключ", "x" * 10_000])
    async def test_an_unknown_key_is_refused(self, core: Core, workspace: Installed, key: str) -> None:
        with pytest.raises(Unauthorized):
            await keys.authenticate(core, key)

    async def test_use_is_noted_once_a_minute(self, core: Core, workspace: Installed, clock: SimulatedClock) -> None:
        async def use() -> object:
            keys._seen.clear()
            key_id = (await keys.authenticate(core, workspace.key)).api_key_id
            async with core.scope(workspace.workspace_id) as scope:
                return (await keys.get(scope, key_id)).last_used_at

        start = clock.now()
        assert await use() == start
        clock.advance(30)
        assert await use() == start
        clock.advance(31)
        assert await use() == start + timedelta(seconds=61)

    async def test_a_deleted_workspace_lets_nobody_in(self, core: Core, workspace: Installed) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            await workspaces.delete(scope)
        with pytest.raises(Unauthorized):
            await keys.authenticate(core, workspace.key)


class TestPasswords:
    async def test_login(self, core: Core, scope: Scope) -> None:
        user = await users.create_user(scope, "Eva@example.com", password="correct horse", full_name="Eva")
        await scope.conn.commit()
        assert (await users.check_password(core, "eva@EXAMPLE.com", "correct horse")).id == user.id
        for email, password in (("eva@example.com", "wrong horse"), ("nobody@example.com", "correct horse")):
            with pytest.raises(Unauthorized) as refused:
                await users.check_password(core, email, password)
            assert refused.value.code == "bad_login"

    def test_a_password_takes_memory_and_time_to_guess(self) -> None:
        hashed = extract_parameters(passwords.THOROUGH.hash("correct horse"))
        assert hashed.type is Type.ID
        assert hashed.memory_cost * hashed.time_cost >= OWASP

    def test_a_passphrase_takes_memory_and_time_to_guess(self) -> None:
        passes, memory, _ = passwords.COST
        assert passes * memory >= OWASP

    async def test_a_user_without_a_password_cannot_log_in(self, core: Core, workspace: Installed) -> None:
        with pytest.raises(Unauthorized):
            await users.check_password(core, "owner@example.com", "")

    async def test_change(self, core: Core, workspace: Installed) -> None:
        await users.update_user(core, workspace.user_id, password="a new password")
        await users.check_password(core, "owner@example.com", "a new password")
        with pytest.raises(Invalid):
            await users.update_user(core, workspace.user_id, password="short")

    async def test_one_user_an_address(self, scope: Scope) -> None:
        await users.create_user(scope, "eva@example.com")
        with pytest.raises(Conflict) as taken:
            await users.create_user(scope, "EVA@example.com")
        assert taken.value.code == "email_taken"
        await users.create_user(scope, "still.works@example.com")  # the transaction survives the refusal


class TestTokens:
    async def test_work_once_for_their_purpose_and_time(self, core: Core, workspace: Installed, clock: SimulatedClock) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            first, second = [
                await logins.issue_token(scope, workspace.user_id, "reset", lifetime=timedelta(hours=1), data={"a": 1})
                for _ in range(2)
            ]

        async def redeem(plain: str, purpose: str) -> logins.Token:
            async with core.scope(workspace.workspace_id) as scope:
                return await logins.redeem_token(scope, plain, purpose)

        with pytest.raises(Invalid):
            await redeem(first, "invite")
        assert await redeem(first, "reset") == logins.Token(workspace.user_id, "reset", {"a": 1})
        with pytest.raises(Invalid):
            await redeem(first, "reset")
        clock.advance(3601)
        with pytest.raises(Invalid):
            await redeem(second, "reset")


class TestMembers:
    async def test_invite_accept_change_remove(self, core: Core, scope: Scope, workspace: Installed) -> None:
        user = await users.create_user(scope, "eva@example.com", full_name="Eva")
        member = await users.add_member(scope, user.id, "viewer", seat_ids=[workspace.seat_id])
        assert member.accepted_at is None
        assert member.invited_by == workspace.user_id
        assert (await users.accept_membership(scope, user.id)).accepted_at == scope.now
        assert (await users.update_member(scope, user.id, role="editor", every_seat=True)).seat_ids is None
        assert [m.email for m in await users.members(scope, search="eva")] == ["eva@example.com"]
        _, plain = await keys.create(scope, "eva's", user_id=user.id)
        await users.remove_member(scope, user.id)
        await scope.conn.commit()
        with pytest.raises(Unauthorized):
            await keys.authenticate(core, plain)

    async def test_a_member_twice(self, scope: Scope, workspace: Installed) -> None:
        with pytest.raises(Conflict):
            await users.add_member(scope, workspace.user_id)
        with pytest.raises(NotFound):
            await users.add_member(scope, 999_999)

    async def test_the_last_owner_stays(self, scope: Scope, workspace: Installed) -> None:
        with pytest.raises(Conflict):
            await users.remove_member(scope, workspace.user_id)
        with pytest.raises(Conflict):
            await users.update_member(scope, workspace.user_id, role="viewer")
        heir = await users.create_user(scope, "heir@example.com")
        await users.add_member(scope, heir.id, "owner", accepted=True)
        await users.remove_member(scope, workspace.user_id)

    async def test_roles(self, scope: Scope, workspace: Installed) -> None:
        role = await users.create_role(scope, "Callers", {"leads": "view"})
        with pytest.raises(Conflict):
            await users.create_role(scope, "Callers")
        user = await users.create_user(scope, "eva@example.com")
        await users.add_member(scope, user.id, "custom", role_id=role.id)
        with pytest.raises(Conflict):
            await users.delete_role(scope, role.id)
        assert (await users.update_role(scope, role.id, permissions={"leads": "full"})).permissions == {"leads": "full"}
        await users.remove_member(scope, user.id)
        await users.delete_role(scope, role.id)
        assert await users.roles(scope) == []


class TestSeats:
    async def test_a_suspended_seat_rests_its_senders(self, scope: Scope) -> None:
        seat = await seats.create(scope, "Client")
        resting, paused = await a_sender(scope, seat_id=seat.id), await a_sender(scope, "b@sender.example", seat_id=seat.id)
        await senders.pause(scope, paused.id)
        await seats.set_status(scope, seat.id, "suspended")
        assert (await senders.get(scope, resting.id)).status == "suspended"
        await seats.set_status(scope, seat.id, "active")
        assert (await senders.get(scope, resting.id)).status == "active"
        assert (await senders.get(scope, paused.id)).status == "paused"

    async def test_the_default_seat_stays_active(self, scope: Scope, workspace: Installed) -> None:
        with pytest.raises(Conflict):
            await seats.set_status(scope, workspace.seat_id, "cancelled")

    async def test_bad_values(self, scope: Scope) -> None:
        for call in (
            seats.create(scope, " "),
            seats.create(scope, "x", timezone="Mars/Olympus"),
            seats.set_status(scope, 1, "gone"),
        ):
            with pytest.raises(Invalid):
                await call


async def test_credits_never_go_below_zero(scope: Scope) -> None:
    assert await workspaces.spend_credits(scope, -10, "bought") == 10
    assert await workspaces.spend_credits(scope, 4, "enrichment") == 6
    with pytest.raises(PaymentRequired):
        await workspaces.spend_credits(scope, 7, "enrichment")
    rows = await scope.all("SELECT amount FROM credit_entries WHERE workspace_id = %(workspace_id)s ORDER BY id")
    assert [r["amount"] for r in rows] == [10, -4]


async def test_workspace_settings_are_merged(scope: Scope) -> None:
    await workspaces.update(scope, settings={"a": 1, "b": 2})
    workspace = await workspaces.update(scope, name="Renamed", settings={"b": 3})
    assert (workspace.name, workspace.settings) == ("Renamed", {"a": 1, "b": 3})
