"""Explain: each thing that can hold a message up is named, with when it ends; and every reason reads as a sentence."""

from datetime import timedelta
from typing import Any

import pytest

from outrider.outreach.base.reasons import OF_CAMPAIGN_STATUS, OF_SENDER_STATUS, SENTENCES, Reason, sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import seats
from tests.explaining import statements
from tests.making import OFFICE_HOURS, a_campaign, a_sender, put


async def running(scope: Scope, **values: Any) -> tuple[Campaign, Sender, int]:
    sender = await a_sender(scope)
    campaign = await a_campaign(scope, leads=1, start=True, sender=sender, **values)
    (id,) = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    return campaign, sender, id


async def used(scope: Scope, sender: Sender, n: int, action: str = "email") -> None:
    await scope.run(
        """
        INSERT INTO sender_days (workspace_id, sender_id, day, action, n)
        VALUES (%(workspace_id)s, %(id)s, (%(now)s AT TIME ZONE 'UTC')::date, %(action)s, %(n)s)
        """,
        id=sender.id,
        n=n,
        action=action,
    )


async def test_ready(scope: Scope) -> None:
    campaign, sender, lead = await running(scope)
    for answer in (
        await explain.of_enrollment(scope, lead), await explain.of_sender(scope, sender.id),
        await explain.of_campaign(scope, campaign.id),
    ):  # fmt: skip
        assert (answer.code, answer.next_at, answer.parts) == ("ready", scope.now, ())


async def test_d12_all_mail_of_a_mailbox_uses_up_its_day(scope: Scope) -> None:
    _, sender, _ = await running(scope)
    for action in ("email", "manual", "warmup", "warmup_answer"):
        await used(scope, sender, 10, action)
    answer = await explain.of_sender(scope, sender.id)
    assert (answer.code, answer.limit and answer.limit["used"]) == ("sender_daily_limit", 40)


async def test_many_senders_are_explained_by_as_many_statements_as_one(scope: Scope) -> None:
    campaign, sender, _ = await running(scope)
    await used(scope, sender, 40)
    one = await statements(scope, lambda counting: explain.of_campaign(counting, campaign.id))
    for n in range(4):
        more = await a_sender(scope, f"s{n}@sender.example")
        await used(scope, more, 40)
        await campaign_senders.attach(scope, campaign.id, [more.id])
    assert await statements(scope, lambda counting: explain.of_campaign(counting, campaign.id)) == one


async def test_each_sender_is_judged_by_its_own_day(scope: Scope) -> None:
    """In Honolulu it is still the evening before: what was sent there on the second of March does not count yet."""
    campaign, sender, _ = await running(scope)
    await used(scope, sender, 40)
    there = await a_sender(scope, "hono@sender.example", timezone="Pacific/Honolulu")
    await used(scope, there, 40)
    await campaign_senders.attach(scope, campaign.id, [there.id])
    assert (await explain.of_campaign(scope, campaign.id)).code == "ready"


class TestEnrollment:
    async def test_limits_of_the_sender(self, scope: Scope) -> None:
        _, sender, lead = await running(scope)
        await used(scope, sender, 40)
        answer = await explain.of_enrollment(scope, lead)
        assert answer.code == "sender_daily_limit"
        assert answer.limit == {"name": "sender_daily_limit", "limit": 40, "used": 40, "day": "2026-03-02"}
        assert answer.next_at == scope.now + timedelta(hours=15)
        await senders.update(scope, sender.id, daily_limit=50)
        assert (await explain.of_enrollment(scope, lead)).code == "ready"
        await senders.update(scope, sender.id, limits={"ramp": {"start": 5, "step": 1, "started_on": "2026-03-02"}})
        assert (await explain.of_enrollment(scope, lead)).code == "sender_ramp_limit"

    async def test_what_ends_last_binds_and_the_rest_is_told(self, scope: Scope) -> None:
        _, sender, lead = await running(scope, schedule=OFFICE_HOURS)
        await put(scope, "enrollments", lead, {"due_at": scope.now + timedelta(hours=1), "sender_id": sender.id})
        await put(scope, "senders", sender.id, {"last_sent_at": scope.now + timedelta(minutes=55)})
        answer = await explain.of_enrollment(scope, lead)
        assert (answer.code, answer.next_at) == ("sender_gap", scope.now + timedelta(minutes=65))
        assert [p.code for p in answer.parts] == ["follow_up_delay", "sender_gap"]

    async def test_a_limit_reached_in_the_evening_moves_to_the_next_window(self, scope: Scope) -> None:
        campaign, _, lead = await running(scope, schedule=OFFICE_HOURS, new_leads_per_day=1, daily_limit=5)
        await scope.run(
            """
            INSERT INTO campaign_days (workspace_id, campaign_id, day, sent, new_leads)
            VALUES (%(workspace_id)s, %(id)s, '2026-03-02', 1, 1)
            """,
            id=campaign.id,
        )
        answer = await explain.of_enrollment(scope, lead)
        assert (answer.code, answer.next_at) == ("new_lead_limit", scope.now + timedelta(hours=23))
        assert answer.limit
        assert answer.limit["used"] == 1

    @pytest.mark.parametrize("reason", ["missing_tag", "manual", "sender_gone", "out_of_office"])
    async def test_paused(self, scope: Scope, reason: str) -> None:
        _, _, lead = await running(scope)
        back = scope.now + timedelta(days=2) if reason == "out_of_office" else None
        await enrollments.pause(scope, [lead], reason, detail="first_name", resume_at=back)
        answer = await explain.of_enrollment(scope, lead)
        assert (answer.code, answer.next_at) == (reason, back)
        assert "first_name" in answer.sentence

    async def test_ended(self, scope: Scope) -> None:
        _, _, lead = await running(scope)
        await enrollments.stop(scope, [lead], Reason.UNSUBSCRIBED)
        answer = await explain.of_enrollment(scope, lead)
        assert (answer.code, answer.next_at) == ("unsubscribed", None)

    async def test_claimed_and_uncertain(self, scope: Scope) -> None:
        _, sender, lead = await running(scope)
        await put(scope, "enrollments", lead, {"due_at": None})
        row = await scope.one(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, enrollment_id, run, created_at, updated_at)
            VALUES (%(workspace_id)s, 'out', 'step', 'sending', %(sender)s, %(lead)s, 1, %(now)s, %(now)s) RETURNING id
            """,
            sender=sender.id,
            lead=lead,
        )
        assert row
        assert (await explain.of_enrollment(scope, lead)).code == "claimed"
        await put(scope, "messages", row["id"], {"state": "uncertain"})
        await enrollments.pause(scope, [lead], Reason.UNCERTAIN)
        assert (await explain.of_enrollment(scope, lead)).code == "uncertain"

    async def test_a_new_lead_waits_for_the_first_sender_that_is_free(self, scope: Scope) -> None:
        campaign, first, lead = await running(scope)
        await put(scope, "senders", first.id, {"last_sent_at": scope.now})
        assert (await explain.of_enrollment(scope, lead)).code == "sender_gap"
        second = await a_sender(scope, "second@sender.example")
        await campaign_senders.attach(scope, campaign.id, [second.id])
        assert (await explain.of_enrollment(scope, lead)).code == "ready"
        await put(scope, "enrollments", lead, {"sender_id": first.id})
        assert (await explain.of_enrollment(scope, lead)).code == "sender_gap", "follow-ups wait for their own sender"


class TestCampaign:
    async def test_states(self, scope: Scope) -> None:
        draft = await a_campaign(scope)
        assert (await explain.of_campaign(scope, draft.id)).code == "campaign_draft"
        campaign, _, _ = await running(scope)
        await campaign_states.pause(scope, campaign.id, Reason.BOUNCE_RATE)
        assert (await explain.of_campaign(scope, campaign.id)).code == "bounce_rate"
        await campaign_states.start(scope, campaign.id)
        await campaign_states.pause(scope, campaign.id)
        assert (await explain.of_campaign(scope, campaign.id)).code == "campaign_paused"
        await campaign_states.stop(scope, campaign.id)
        answer = await explain.of_campaign(scope, campaign.id)
        assert (answer.code, answer.next_at) == ("campaign_stopped", None)

    async def test_window_and_end(self, scope: Scope) -> None:
        campaign, _, _ = await running(scope, schedule=OFFICE_HOURS | {"start_date": "2026-03-04"})
        answer = await explain.of_campaign(scope, campaign.id)
        assert (answer.code, answer.next_at) == ("not_started_yet", scope.now + timedelta(hours=47))
        await campaigns.update(scope, campaign.id, schedule=OFFICE_HOURS | {"end_date": "2026-03-01"})
        answer = await explain.of_campaign(scope, campaign.id)
        assert (answer.code, answer.next_at) == ("campaign_ended", None)

    async def test_without_leads_or_working_senders(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        empty = await a_campaign(scope, start=True, sender=sender)
        assert (await explain.of_campaign(scope, empty.id)).code == "no_leads"
        campaign = await a_campaign(scope, name="full", leads=1, start=True, sender=sender)
        for _ in range(3):
            await senders.note_auth_failure(scope, sender.id, "535")
        answer = await explain.of_campaign(scope, campaign.id)
        assert (answer.code, [p.code for p in answer.parts]) == ("no_senders", ["no_senders", "auth_failed"])
        assert answer.parts[1].object == {"kind": "sender", "id": sender.id, "name": sender.address}


class TestSender:
    async def test_nothing_to_do(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        assert (await explain.of_sender(scope, sender.id)).code == "nothing_due"

    async def test_next_follow_up(self, scope: Scope) -> None:
        _, sender, lead = await running(scope)
        await put(scope, "enrollments", lead, {"due_at": scope.now + timedelta(days=1), "sender_id": sender.id})
        answer = await explain.of_sender(scope, sender.id)
        assert (answer.code, answer.next_at) == ("follow_up_delay", scope.now + timedelta(days=1))

    async def test_own_hours(self, scope: Scope) -> None:
        _, sender, _ = await running(scope)
        await senders.update(
            scope, sender.id, schedule={"timezone": "UTC", "windows": [{"days": [1], "start": "10:00", "end": "11:00"}]}
        )
        answer = await explain.of_sender(scope, sender.id)
        assert (answer.code, answer.next_at) == ("sender_outside_window", scope.now + timedelta(hours=1))

    async def test_out_of_service(self, scope: Scope) -> None:
        seat = await seats.create(scope, "Client")
        sender = await a_sender(scope, seat_id=seat.id)
        await seats.set_status(scope, seat.id, "suspended")
        assert (await explain.of_sender(scope, sender.id)).code == "seat_suspended"
        paused = await a_sender(scope, "p@sender.example")
        await senders.pause(scope, paused.id)
        assert (await explain.of_sender(scope, paused.id)).code == "sender_paused"


def test_every_code_has_a_sentence_and_every_status_a_code() -> None:
    assert set(SENTENCES) == set(Reason)
    assert set(OF_CAMPAIGN_STATUS) == set(campaigns.STATUSES) - {"active"}
    assert set(OF_SENDER_STATUS) == set(senders.STATUSES) - {"active"}
    assert sentence("of_a_later_version") == "of a later version"
