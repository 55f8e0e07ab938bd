"""Senders: secrets stay secret, health has reasons, limits follow the sender's own day."""

from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag

from outrider.clock import SimulatedClock
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders
from outrider.outreach.enrollments import enrollments, staffing
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders, sending_limits
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, a_sender, event_types, put


class TestCredentials:
    async def test_are_encrypted_and_shown_nowhere(self, scope: Scope) -> None:
        given = SenderInput(
            "Anna@Sender.example",
            smtp=Server("127.0.0.1", 2525, "plain", "anna", "s3cret-smtp"),
            imap=Server("127.0.0.1", 1143, "plain", "anna", "s3cret-imap"),
            secrets={"oauth": {"refresh_token": "s3cret-oauth"}},
        )
        sender = await senders.create(scope, given)
        assert sender.address == "anna@sender.example"
        row = await scope.one("SELECT senders::text AS t FROM senders WHERE workspace_id = %(workspace_id)s")
        audit = await scope.all("SELECT audit::text AS t FROM audit WHERE workspace_id = %(workspace_id)s")
        smtp, imap = await senders.endpoints(scope, sender)
        for text in (repr(given), repr(sender), str(row), str(audit), repr(smtp), repr(imap)):
            assert "s3cret" not in text
        assert imap
        assert (smtp.secret.get_secret_value(), imap.secret.get_secret_value()) == ("s3cret-smtp", "s3cret-imap")
        assert (await senders.credentials(scope, sender.id))["oauth"] == {"refresh_token": "s3cret-oauth"}

    async def test_a_row_copied_to_another_workspace_does_not_open(self, core: Core, scope: Scope, stranger: Installed) -> None:
        sender = await a_sender(scope)
        await scope.conn.commit()
        async with core.scope(stranger.workspace_id) as elsewhere:
            copy = await a_sender(elsewhere)
            found = await elsewhere.conn.execute("SELECT credentials FROM senders WHERE id = %s", (sender.id,))
            sealed = (await found.fetchall())[0]["credentials"]
            await elsewhere.conn.execute("UPDATE senders SET credentials = %s WHERE id = %s", (sealed, copy.id))
            with pytest.raises(InvalidTag):
                await senders.credentials(elsewhere, copy.id)

    async def test_a_server_without_a_password_keeps_the_old_one(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        moved = await senders.update(scope, sender.id, smtp=Server("localhost", 2526, "plain", "anna"))
        smtp, _ = await senders.endpoints(scope, moved)
        assert (smtp.host, smtp.port, smtp.secret.get_secret_value()) == ("localhost", 2526, "a password")
        await senders.set_secrets(scope, sender.id, {"smtp_password": "new", "imap_password": None})
        assert await senders.credentials(scope, sender.id) == {"smtp_password": "new"}

    async def test_oauth_uses_the_access_token(self, scope: Scope) -> None:
        sender = await senders.create(
            scope,
            SenderInput(
                "o@sender.example",
                provider="gmail",
                smtp=Server("smtp.gmail.com", 587, "starttls", "o@sender.example", auth="xoauth2"),
                secrets={"oauth": {"access_token": "token"}},
            ),
        )
        smtp, imap = await senders.endpoints(scope, sender)
        assert (smtp.auth, smtp.secret.get_secret_value(), imap) == ("xoauth2", "token", None)

    async def test_plain_connections_leave_this_machine_only_when_allowed(self, scope: Scope) -> None:
        sender = await a_sender(scope, smtp=Server("mail.example.com", 25, "plain"), imap=None)
        with pytest.raises(Invalid):
            await senders.endpoints(scope, sender)
        assert (await senders.endpoints(scope, sender, allow_plain=True))[0].host == "mail.example.com"


class TestCreate:
    async def test_one_of_each_address_and_channel(self, scope: Scope) -> None:
        await a_sender(scope)
        with pytest.raises(Conflict) as refused:
            await a_sender(scope, "ANNA@sender.example")
        assert refused.value.code == "sender_exists"
        await senders.create(scope, SenderInput("anna@sender.example", channel="linkedin", provider="sandbox"))
        assert await senders.count(scope) == 2
        assert await senders.count(scope, channel="email") == 1

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"address": "not an address"}, "address"),
            ({"daily_limit": -1}, "daily_limit"),
            ({"timezone": "Mars/Olympus"}, "timezone"),
            ({"status": "asleep"}, "status"),
            ({"channel": "fax"}, "channel"),
            ({"smtp": Server("127.0.0.1", 70_000)}, "port"),
            ({"smtp": Server("a b", 25)}, "host"),
            ({"reply_to": "nobody"}, "reply_to"),
            ({"schedule": {"windows": [{"days": [1], "start": "25:00", "end": "26:00"}]}}, "start"),
        ],
    )
    async def test_bad_values(self, scope: Scope, values: dict[str, object], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            await senders.create(scope, SenderInput(**{"address": "ok@sender.example", **values}))  # pyright: ignore[reportArgumentType]
        assert refused.value.field == field
        assert await senders.count(scope) == 0

    async def test_of_another_seat(self, scope: Scope) -> None:
        with pytest.raises(NotFound):
            await a_sender(scope, seat_id=999_999)


class TestUpdate:
    async def test_merges_and_reconsiders(self, scope: Scope) -> None:
        sender = await a_sender(scope, limits={"invite": 10, "message": 5}, warmup={"daily_target": 20})
        await put(scope, "senders", sender.id, {
            "next_at": scope.now + timedelta(hours=9), "wait_reason": "sender_daily_limit", "last_sent_at": scope.now,
        })  # fmt: skip
        changed = await senders.update(
            scope, sender.id, daily_limit=80, min_gap_seconds=60, limits={"invite": None, "view_profile": 7}, warmup_enabled=True
        )
        assert (changed.daily_limit, changed.limits) == (80, {"message": 5, "view_profile": 7})
        assert changed.warmup == {"daily_target": 20}
        assert (changed.warmup_started_at, changed.wait_reason) == (scope.now, None)
        assert changed.next_at == scope.now + timedelta(seconds=60), "the gap since the last message stays"

    async def test_a_rest_that_its_server_wants_goes_on_unless_the_server_is_another(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        tomorrow = scope.now + timedelta(days=1)
        await senders.rest(scope, sender.id, tomorrow, Reason.SENDER_RATE_LIMITED)
        changed = await senders.update(scope, sender.id, name="Anna", signature="Anna")
        assert (changed.next_at, changed.wait_reason) == (tomorrow, Reason.SENDER_RATE_LIMITED)
        changed = await senders.update(scope, sender.id, smtp=Server("other.example", 587, "starttls", "anna", "pw"))
        assert (changed.next_at, changed.wait_reason) == (scope.now, None)

    @pytest.mark.parametrize(
        "changes", [{"address": "b@x.example"}, {"daily_limit": None}, {"timezone": None}, {"credentials": b""}]
    )
    async def test_refusals(self, scope: Scope, changes: dict[str, object]) -> None:
        sender = await a_sender(scope)
        with pytest.raises(Invalid):
            await senders.update(scope, sender.id, **changes)
        with pytest.raises(NotFound):
            await senders.update(scope, 999_999, name="x")


class TestHealth:
    async def test_three_refusals_in_a_row_put_it_out_of_service(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        for _ in range(2):
            assert (await senders.note_auth_failure(scope, sender.id, "535")).status == "active"
        await senders.note_auth_success(scope, sender.id)
        for _ in range(2):
            await senders.note_auth_failure(scope, sender.id, "535")
        broken = await senders.note_auth_failure(scope, sender.id, "535 5.7.8 bad credentials")
        assert (broken.status, broken.status_code, broken.status_detail) == ("error", "auth_failed", "535 5.7.8 bad credentials")
        assert broken.next_at is None
        await senders.note_auth_failure(scope, sender.id, "again")
        await senders.note_auth_success(scope, sender.id)
        healed = await senders.get(scope, sender.id)
        assert (healed.status, healed.auth_failures, healed.next_at) == ("active", 0, scope.now)
        assert await event_types(scope) == ["sender.error", "sender.recovered"]

    async def test_pause_and_resume(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        paused = await senders.pause(scope, sender.id)
        assert (paused.status, paused.status_code, paused.next_at) == ("paused", "manual", None)
        assert (await senders.resume(scope, sender.id)).status == "active"
        assert await event_types(scope) == []


class TestLimits:
    async def test_counters_follow_the_local_day(self, core: Core, workspace: Installed, clock: SimulatedClock) -> None:
        """At 09:00 UTC it is still Sunday evening in Honolulu (23:00) and Monday night in Auckland (22:00)."""
        async with core.scope(workspace.workspace_id) as scope:
            west = await a_sender(scope, "w@sender.example", timezone="Pacific/Honolulu")
            east = await a_sender(scope, "e@sender.example", timezone="Pacific/Auckland")
            for id in (west.id, east.id):
                await scope.run(
                    """
                    INSERT INTO sender_days (workspace_id, sender_id, day, action, n)
                    VALUES (%(workspace_id)s, %(id)s, '2026-03-01', 'email', 1),
                           (%(workspace_id)s, %(id)s, '2026-03-02', 'email', 2)
                    """,
                    id=id,
                )
            assert await sending_limits.counters(scope, [west.id, east.id]) == {west.id: {"email": 1}, east.id: {"email": 2}}
            assert await sending_limits.counters(scope, [east.id], date(2026, 3, 1)) == {east.id: {"email": 1}}
            assert [done.n for done in await sending_limits.days(scope, east.id, date(2026, 3, 1), date(2026, 3, 9))] == [1, 2]
        clock.advance(2 * 3600)
        async with core.scope(workspace.workspace_id) as scope:
            assert await sending_limits.counters(scope, [west.id]) == {west.id: {"email": 2}}

    async def test_a_slow_start(self, scope: Scope) -> None:
        sender = await a_sender(scope, daily_limit=12, limits={"ramp": {"start": 5, "step": 2, "started_on": "2026-03-02"}})
        days = [date(2026, 3, d) for d in (1, 2, 3, 5, 6, 30)]
        assert [sending_limits.daily_limit_on(sender, day) for day in days] == [5, 5, 7, 11, 12, 12]

    async def test_linkedin_caps(self, scope: Scope) -> None:
        sender = await senders.create(
            scope,
            SenderInput(
                "anna",
                channel="linkedin",
                provider="sandbox",
                limits={"invite": 3},
                profile={"tier": "premium"},
                warmup_enabled=True,
            ),
        )
        assert sending_limits.action_caps(sender, "invite", date(2026, 3, 2)).daily == 3
        assert sending_limits.action_caps(sender, "message", date(2026, 3, 2)).daily == 5
        assert sending_limits.action_caps(sender, "message", date(2026, 6, 2)).daily == 75


async def test_deleting_takes_it_off_campaigns_and_holds_its_leads(scope: Scope) -> None:
    sender = await a_sender(scope)
    campaign = await a_campaign(scope, leads=2, start=True, sender=sender)
    fresh, written = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    await put(scope, "enrollments", written, {"sender_id": sender.id})
    await scope.run(
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, due_at, created_at, updated_at)
        VALUES (%(workspace_id)s, 'out', 'manual', 'queued', %(id)s, %(now)s, %(now)s, %(now)s)
        """,
        id=sender.id,
    )
    await staffing.delete_sender(scope, sender.id)
    with pytest.raises(NotFound):
        await senders.get(scope, sender.id)
    assert await campaign_senders.links(scope, campaign.id) == []
    assert (await enrollments.get(scope, written)).reason == "sender_gone"
    assert (await enrollments.get(scope, fresh)).status == "active"
    assert await scope.one("SELECT state FROM messages WHERE workspace_id = %(workspace_id)s") == {"state": "cancelled"}


async def test_lists_filter_and_page(scope: Scope) -> None:
    a = await a_sender(scope, "c@one.example", name="Anna")
    b = await a_sender(scope, "b@two.example", provider="gmail")
    c = await a_sender(scope, "a@three.example", warmup_enabled=True)
    await senders.pause(scope, b.id)
    hot, cold = await tags.create(scope, "hot"), await tags.create(scope, "cold")
    await tags.assign(scope, "sender", [a.id, b.id], add=[hot.id])
    await tags.assign(scope, "sender", [a.id], add=[cold.id])
    campaign = await a_campaign(scope)
    await campaign_senders.attach(scope, campaign.id, [c.id])

    async def ids(
        limit: int = 100, offset: int = 0, after: int | None = None, order: senders.Order = "newest", **given
    ) -> list[int]:
        filter = senders.SenderFilter(**given)
        return [s.id for s in await senders.find_all(scope, filter, limit=limit, offset=offset, after=after, order=order)]

    assert await ids() == [c.id, b.id, a.id]
    assert await ids(order="address") == [c.id, b.id, a.id]
    assert await ids(order="oldest", after=a.id) == [b.id, c.id]
    assert await ids(limit=1, offset=1) == [b.id]
    assert await ids(search="ANNA") == [a.id]
    assert await ids(status="paused") == await ids(provider=["gmail"]) == [b.id]
    assert await ids(tag_ids=[hot.id, cold.id]) == [b.id, a.id]
    assert await ids(all_tag_ids=[hot.id, cold.id]) == [a.id]
    assert await ids(tag_ids=[cold.id], all_tag_ids=[hot.id]) == [a.id]
    assert await ids(untagged=True) == [c.id]
    assert await ids(campaign_id=campaign.id) == await ids(warmup_enabled=True) == [c.id]
    assert set(await senders.by_addresses(scope, ["B@two.example", "nobody@x.example"])) == {"B@two.example"}
    assert await senders.campaign_counts(scope, [a.id, c.id]) == {a.id: 0, c.id: 1}
