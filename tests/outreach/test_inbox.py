"""Filing, reading, marking and answering."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.conversations import conversations, inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.correspondence import filing, letters
from outrider.outreach.correspondence.matching import CANDIDATE_WINDOW
from outrider.outreach.correspondence.received import Bounce, Kind
from outrider.outreach.enrollments import enrollments, leaving, outcomes, staffing
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import event_types, put
from tests.outreach.mailing import Sent, answer, sent_mail


async def total(scope: Scope, metric: str) -> int:
    return (await figures.total(scope)).get(metric, 0)


class TestLadder:
    async def test_references_come_first(self, scope: Scope) -> None:
        _, two = await sent_mail(scope, 2)
        received = answer(scope, two, from_address="lead1@prospect.example")  # an address of the first, a thread of the second
        filed = await filing.file(scope, two.sender.id, received)
        assert (filed.level, filed.enrollment_id) == (1, two.enrollment_id)

    async def test_the_nearest_reference_wins(self, scope: Scope) -> None:
        one, two = await sent_mail(scope, 2)
        received = answer(scope, references=[one.wire_id, two.wire_id], from_address="x@elsewhere.example")
        assert (await filing.file(scope, one.sender.id, received)).enrollment_id == two.enrollment_id

    async def test_provider_thread(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        first = await filing.file(scope, sent.sender.id, answer(scope, sent, thread_key="t1"))
        second = answer(scope, thread_key="t1", from_address="assistant@elsewhere.example")
        filed = await filing.file(scope, sent.sender.id, second)
        assert (filed.level, filed.conversation_id) == (2, first.conversation_id)

    async def test_an_answer_to_several_of_our_mailboxes_is_one_answer(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        (other,) = await sent_mail(scope, domain="other.example")
        for to, cc in ((sent, other), (other, sent)):
            received = answer(scope, sent, to=[to.sender.address], cc=[cc.sender.address])
            filed = await filing.file(scope, other.sender.id, received)
            assert (filed.enrollment_id, filed.duplicate) == (sent.enrollment_id, False)
            assert (await messages.get(scope, filed.message_id or 0)).sender_id == sent.sender.id, "it answers this one"
            assert (await filing.file(scope, sent.sender.id, received)).duplicate
            assert (await filing.file(scope, other.sender.id, received)).duplicate
        assert await total(scope, "reply.received") == 2

    async def test_token(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        received = answer(scope, token_message_id=sent.message_id, from_address="someone@elsewhere.example")
        assert (await filing.file(scope, sent.sender.id, received)).level == 3

    async def test_address_of_a_lead_of_this_sender(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, subject="Something else"))
        assert (filed.level, filed.enrollment_id) == (4, sent.enrollment_id)

    async def test_a_colleague_is_a_candidate_only(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        received = answer(scope, from_address="boss@prospect.example")
        filed = await filing.file(scope, sent.sender.id, received)
        assert (filed.level, filed.enrollment_id) == (5, None)
        assert (await enrollments.get(scope, sent.enrollment_id)).status == "active"
        assert filed.conversation_id
        assert (await conversations.get(scope, filed.conversation_id)).candidate
        assert "reply.received" not in await event_types(scope)

    async def test_who_is_no_colleague_or_comes_too_late_is_not_even_a_candidate(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        (at_home,) = await sent_mail(scope, domain="gmail.com")
        boss = answer(scope, from_address="boss@prospect.example")
        for sender, received in (
            (at_home, answer(scope, from_address="anybody@gmail.com")),  # half the world is at this domain
            (sent, replace(boss, subject="Another matter")),
            (sent, replace(boss, subject="Re:")),
            (at_home, boss),  # this sender wrote to nobody there
        ):
            assert (await filing.file(scope, sender.sender.id, received)).message_id is None
        late = replace(scope, now=scope.now + CANDIDATE_WINDOW)
        assert (await filing.file(late, sent.sender.id, boss)).message_id is None
        in_time = replace(scope, now=scope.now + CANDIDATE_WINDOW - timedelta(seconds=1))
        assert (await filing.file(in_time, sent.sender.id, boss)).level == 5

    async def test_private_mail_is_not_kept(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        received = answer(scope, from_address="mother@home.example", subject="Dinner")
        assert (await filing.file(scope, sent.sender.id, received)).message_id is None
        assert (await filing.file(scope, sent.sender.id, received, strangers=True)).message_id is not None

    async def test_filed_once(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        received = answer(scope, sent)
        await filing.file(scope, sent.sender.id, received)
        assert (await filing.file(scope, sent.sender.id, received)).duplicate
        assert await total(scope, "reply.received") == 1


GONE: dict[str, Callable[[Scope, Sent], Awaitable[Any]]] = {
    "lead": lambda scope, sent: leaving.delete(scope, [sent.lead_id]),
    "enrollment": lambda scope, sent: enrollments.remove(scope, [sent.enrollment_id]),
    "campaign": lambda scope, sent: campaigns.delete(scope, sent.campaign_id),
    "sender that wrote": lambda scope, sent: staffing.delete_sender(scope, sent.sender.id),
}


@pytest.mark.parametrize("what", GONE)
@pytest.mark.parametrize("kind", ["reply", "auto_reply", "bounce", "complaint", "unsubscribe", "other"])
async def test_answers_to_what_is_gone_are_filed_all_the_same(scope: Scope, what: str, kind: Kind) -> None:
    (sent,) = await sent_mail(scope)
    (other,) = await sent_mail(scope, domain="other.example")
    await GONE[what](scope, sent)
    bounce = Bounce(hard=True, original_id=sent.wire_id, recipient="lead1@prospect.example") if kind == "bounce" else None
    complained = "lead1@prospect.example" if kind == "complaint" else None
    mailbox = other.sender.id if what == "sender that wrote" else sent.sender.id
    filed = await filing.file(scope, mailbox, answer(scope, sent, kind, bounce=bounce, complained_of=complained))
    assert filed.message_id is not None
    assert filed.level == 1
    if kind in ("complaint", "unsubscribe"):
        assert [e.value for e in await suppression.find_all(scope)] == ["lead1@prospect.example"]
    assert await figures.recount(scope) == []


class TestEffects:
    async def test_a_reply_stops_and_counts(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        await filing.file(scope, sent.sender.id, answer(scope, sent, intent="interested"))
        await filing.file(scope, sent.sender.id, answer(scope, sent))
        found = await enrollments.get(scope, sent.enrollment_id)
        assert (found.status, found.reason, found.replies) == ("stopped", "replied", 2)
        counts = await figures.total(scope, [sent.campaign_id])
        assert counts["reply.received"] == 2
        assert counts["reply.received/e"] == 1
        assert counts["reply.received/m"] == 1
        assert counts["lead.category_set:interested"] == 1
        assert counts["lead.category_set:positive"] == 1
        interested = await categories.by_key(scope, "interested")
        assert interested
        assert found.category_id == interested.id
        assert not await figures.recount(scope)

    async def test_stop_on_reply_off(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope, stop_on_reply=False)
        await filing.file(scope, sent.sender.id, answer(scope, sent))
        assert (await enrollments.get(scope, sent.enrollment_id)).status == "active"

    async def test_stop_for_company(self, scope: Scope) -> None:
        one, two = await sent_mail(scope, 2, stop_for_company=True)
        await filing.file(scope, one.sender.id, answer(scope, one))
        assert (await enrollments.get(scope, two.enrollment_id)).reason == "company_replied"

    async def test_out_of_office_pauses_until_the_return(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        back = scope.now + timedelta(days=5)
        received = answer(scope, sent, "auto_reply", returns_at=back, intent="out_of_office")
        await filing.file(scope, sent.sender.id, received)
        found = await enrollments.get(scope, sent.enrollment_id)
        assert (found.status, found.reason, found.resume_at) == ("paused", "out_of_office", back)
        assert await total(scope, "auto_reply.received") == 1
        assert await total(scope, "reply.received") == 0

    async def test_stop_on_auto_reply(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope, stop_on_auto_reply=True)
        await filing.file(scope, sent.sender.id, answer(scope, sent, "auto_reply"))
        assert (await enrollments.get(scope, sent.enrollment_id)).reason == "auto_replied"

    async def test_hard_bounce(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        bounce = Bounce(hard=True, recipient="lead1@prospect.example", original_id=sent.wire_id, status="5.1.1")
        report = answer(scope, None, "bounce", bounce=bounce, from_address="mailer-daemon@prospect.example")
        filed = await filing.file(scope, sent.sender.id, report)
        assert filed.level == 1
        assert filed.conversation_id is None
        assert (await enrollments.get(scope, sent.enrollment_id)).reason == "bounced"
        assert (await leads.get(scope, sent.lead_id)).bounced_at is not None
        assert await suppression.check(scope, [LeadInput(email="lead1@prospect.example")], None)
        assert (await messages.get(scope, sent.message_id)).bounce_kind == "hard"
        again = answer(scope, None, "bounce", bounce=bounce, from_address="mailer-daemon@prospect.example")
        await filing.file(scope, sent.sender.id, again)
        assert await total(scope, "message.bounced:hard") == 1

    async def test_soft_bounce_changes_nothing_else(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        bounce = Bounce(hard=False, original_id=sent.wire_id, status="4.2.2")
        await filing.file(scope, sent.sender.id, answer(scope, None, "bounce", bounce=bounce, from_address=None))
        assert (await enrollments.get(scope, sent.enrollment_id)).status == "active"
        assert await total(scope, "message.bounced:soft") == 1

    async def test_a_bounce_of_the_senders_making_spares_the_lead(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        bounce = Bounce(hard=True, original_id=sent.wire_id, status="5.7.515", fault="sender")
        await filing.file(scope, sent.sender.id, answer(scope, None, "bounce", bounce=bounce, from_address=None))
        assert (await leads.get(scope, sent.lead_id)).bounced_at is None

    async def test_complaint_suppresses_at_once(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        report = answer(scope, None, "complaint", complained_of="lead1@prospect.example", from_address="arf@isp.example")
        await filing.file(scope, sent.sender.id, report)
        assert (await enrollments.get(scope, sent.enrollment_id)).status == "stopped"
        assert await suppression.check(scope, [LeadInput(email="lead1@prospect.example")], None)
        assert await total(scope, "complaint.received") == 1

    async def test_unsubscribe(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        await filing.file(scope, sent.sender.id, answer(scope, sent, "unsubscribe", intent="do_not_contact"))
        found = await enrollments.get(scope, sent.enrollment_id)
        assert (found.status, found.reason) == ("stopped", "unsubscribed")
        assert (await leads.get(scope, sent.lead_id)).unsubscribed_at is not None
        assert await total(scope, "lead.unsubscribed") == 1
        assert not await figures.recount(scope)

    async def test_a_persons_category_outlasts_the_rules(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        await filing.file(scope, sent.sender.id, answer(scope, sent))
        won = await categories.by_key(scope, "won")
        assert won
        await outcomes.set_category(scope, won.id, enrollment_ids=[sent.enrollment_id])
        await filing.file(scope, sent.sender.id, answer(scope, sent, intent="not_interested"))
        assert (await enrollments.get(scope, sent.enrollment_id)).category_id == won.id


class TestReading:
    async def test_filters_sorts_and_counts(self, scope: Scope) -> None:
        one, two = await sent_mail(scope, 2)
        await filing.file(scope, one.sender.id, answer(scope, one, at=scope.now - timedelta(hours=1)))
        await filing.file(scope, two.sender.id, answer(scope, two, from_address="lead2@prospect.example", intent="interested"))
        listed = await inbox.conversations(scope)
        assert [r["enrollment"]["id"] for r in listed if r["enrollment"]] == [two.enrollment_id, one.enrollment_id]
        row = listed[0]
        assert row["lead"]
        assert row["lead"]["email"] == "lead2@prospect.example"
        assert row["category"]
        assert row["category"]["key"] == "interested"
        assert row["last_message"]
        assert row["last_message"]["direction"] == "in"
        assert row["conversation"].message_count == 2
        assert row["conversation"].last_sent_at is not None
        for filter, expected in (
            (ConversationFilter(category_assigned=True), 1),
            (ConversationFilter(category_ids_not=[row["category"]["id"]]), 1),
            (ConversationFilter(search="lead2"), 1),
            (ConversationFilter(search="lead2 prospect"), 1),
            (ConversationFilter(search="nobody"), 0),
            (ConversationFilter(search="''& :* |"), 0),
            (ConversationFilter(campaign_ids=[one.campaign_id], unread=True), 2),
            (ConversationFilter(sender_ids=[one.sender.id + 999]), 0),
            (ConversationFilter(lead_emails=["lead1@prospect.example"]), 1),
            (ConversationFilter(reply_after=scope.now - timedelta(minutes=5)), 1),
            (ConversationFilter(snoozed=False, archived=False, important=False), 2),
        ):
            assert await inbox.count(scope, filter) == expected, filter
            assert len(await inbox.conversations(scope, filter, sort="sent_time")) == expected, filter
        first = listed[0]["conversation"]
        assert first.last_reply_at
        rest = await inbox.conversations(scope, after=(first.last_reply_at, first.id))
        assert [r["conversation"].id for r in rest] == [listed[1]["conversation"].id]

    async def test_several_categories_are_one_list_page_by_page(self, scope: Scope) -> None:
        sent = await sent_mail(scope, 6)
        filed = [
            await filing.file(scope, each.sender.id, answer(scope, each, at=scope.now - timedelta(minutes=n)))
            for n, each in enumerate(sent)
        ]
        ids = [f.conversation_id or 0 for f in filed]
        one, two, three = [category.id for category in await categories.find_all(scope)][:3]
        for n, id in enumerate(ids):
            await put(scope, "conversations", id, {"category_id": (one, two, three)[n % 3]})
        wanted = ConversationFilter(category_ids=[two, one, two])
        newest_first = [id for n, id in enumerate(ids) if n % 3 != 2]
        pages: list[int] = []
        after: tuple[datetime, int] | None = None
        while rows := await inbox.conversations(scope, wanted, limit=3, after=after):
            last = rows[-1]["conversation"]
            pages, after = pages + [row["conversation"].id for row in rows], (last.last_reply_at or scope.now, last.id)
        counted = [row["conversation"].id for row in await inbox.conversations(scope, wanted, limit=2, offset=1)]
        assert (pages, counted) == (newest_first, newest_first[1:3])

    async def test_messages(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
        for filter, expected in (
            (MessageFilter(), 2),
            (MessageFilter(directions=["in"]), 1),
            (MessageFilter(unread=True), 1),
            (MessageFilter(search="lead1@prospect.example"), 2),
            (MessageFilter(search="tell more"), 2),
            (MessageFilter(sender_addresses=[sent.sender.address], kinds=["step"]), 1),
            (MessageFilter(latest_of_thread=True), 1),
            (MessageFilter(lead_domain="prospect.example"), 2),
            (MessageFilter(category_ids=[1]), 0),
        ):
            assert len(await inbox.messages(scope, filter)) == expected, filter
            assert await inbox.count_messages(scope, filter) == expected, filter
        assert [m.id for m in await messages.history(scope, enrollment_ids=[sent.enrollment_id])] == [
            sent.message_id,
            filed.message_id,
        ]
        assert filed.message_id
        assert (await messages.raw(scope, filed.message_id) or b"").startswith(b"From:")
        page = await inbox.messages(scope, limit=1)
        assert [r["message"].id for r in await inbox.messages(scope, after=page[0]["message"].id)] == [sent.message_id]

    async def test_marks(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
        assert filed.conversation_id
        assert filed.message_id
        assert await inbox.unread_count(scope) == 1
        assert await conversations.set_read(scope, True, enrollment_ids=[sent.enrollment_id]) == 1
        assert await inbox.unread_count(scope) == 0
        assert not (await messages.get(scope, filed.message_id)).unread
        await messages.set_read(scope, filed.message_id, False)
        assert await inbox.unread_count(scope) == 1
        until = scope.now + timedelta(days=1)
        await conversations.mark(scope, conversation_ids=[filed.conversation_id], important=True, snoozed_until=until)
        assert await inbox.count(scope, ConversationFilter(important=True, snoozed=True)) == 1
        with pytest.raises(NotFound):
            await conversations.mark(scope, conversation_ids=[filed.conversation_id], assigned_user_id=999)

    async def test_another_workspace_sees_nothing(self, core: Core, scope: Scope, stranger: Installed) -> None:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
        await scope.conn.commit()
        async with core.scope(stranger.workspace_id) as other:
            assert not await inbox.conversations(other)
            assert not await inbox.messages(other)
            with pytest.raises(NotFound):
                await conversations.get(other, filed.conversation_id or 0)
            with pytest.raises(NotFound):
                await letters.reply(other, message_id=filed.message_id, body_text="x")
            assert await conversations.set_read(other, True, conversation_ids=[filed.conversation_id or 0]) == 0


class TestCategories:
    async def test_do_not_contact_suppresses(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        category = await categories.by_key(scope, "do_not_contact")
        assert category
        assert await outcomes.set_category(scope, category.id, enrollment_ids=[sent.enrollment_id]) == 1
        assert (await enrollments.get(scope, sent.enrollment_id)).reason == "suppressed"
        assert await suppression.check(scope, [LeadInput(email="lead1@prospect.example")], None)

    async def test_setting_it_again_is_no_event(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        category = await categories.by_key(scope, "won")
        for _ in range(2):
            await outcomes.set_category(scope, category.id if category else None, enrollment_ids=[sent.enrollment_id])
        assert await total(scope, "lead.category_set:won") == 1
        await outcomes.set_category(scope, None, enrollment_ids=[sent.enrollment_id])
        assert (await enrollments.get(scope, sent.enrollment_id)).category_id is None
        with pytest.raises(NotFound):
            await outcomes.set_category(scope, None, enrollment_ids=[999_999])


class TestLetters:
    async def test_reply_in_the_thread(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        received = answer(scope, sent, reply_to="desk@prospect.example")
        filed = await filing.file(scope, sent.sender.id, received)
        queued = await letters.reply(scope, message_id=filed.message_id, body_html="<p>Gladly.</p>", cc=["Boss@Prospect.example"])
        assert (queued.state, queued.kind, queued.due_at) == ("queued", "manual", scope.now)
        assert queued.to_addresses == ["desk@prospect.example"]
        assert queued.cc_addresses == ["boss@prospect.example"]
        assert queued.in_reply_to == received.wire_id
        assert queued.reference_ids == [sent.wire_id, received.wire_id]
        assert queued.subject == "Re: Hello there"
        assert queued.body_text == "Gladly."
        assert queued.wire_id
        assert queued.wire_id.endswith("@" + sent.sender.address.partition("@")[2])
        assert (queued.conversation_id, queued.enrollment_id) == (filed.conversation_id, sent.enrollment_id)

    async def test_the_conversations_last_word_of_theirs_is_answered(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
        await letters.reply(scope, conversation_id=filed.conversation_id, body_text="One")
        second = await letters.reply(scope, conversation_id=filed.conversation_id, body_text="Two")
        assert second.to_addresses == ["lead1@prospect.example"]

    async def test_writing_before_they_answered(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        queued = await letters.reply(scope, message_id=sent.message_id, body_text="Did you see this?")
        assert queued.to_addresses == ["lead1@prospect.example"]
        assert queued.conversation_id
        assert (await letters.cancel(scope, queued.id)).state == "cancelled"

    @pytest.mark.parametrize(
        ("values", "field"),
        [({"body_text": " "}, "body"), ({"to": ["no address"]}, "to"), ({"subject": "a\r\nBcc: x@y.example"}, "subject")],
    )
    async def test_bad_letters(self, scope: Scope, values: dict[str, Any], field: str) -> None:
        (sent,) = await sent_mail(scope)
        with pytest.raises(Invalid) as e:
            await letters.reply(scope, message_id=sent.message_id, **{"body_text": "Hello", **values})
        assert e.value.field == field

    async def test_new_and_forward(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        new = await letters.send_new(scope, sent.sender.id, to=["lead1@prospect.example"], subject="Hi", body_text="Hello")
        assert new.lead_id == sent.lead_id
        assert new.conversation_id
        received = answer(scope, sent, body_html="<script>alert(1)</script><p>Yes</p>")
        filed = await filing.file(scope, sent.sender.id, received)
        assert filed.message_id
        passed = await letters.forward(scope, filed.message_id, to=["colleague@sender.example"], body_text="For you")
        assert passed.subject == "Fwd: Hello there"
        assert "For you" in passed.body_text
        assert "Forwarded message" in passed.body_text
        assert passed.body_html
        assert "<script" not in passed.body_html

    async def test_a_test_belongs_nowhere(self, scope: Scope) -> None:
        (sent,) = await sent_mail(scope)
        made = await letters.send_new(
            scope, sent.sender.id, to=["lead1@prospect.example"], subject="Test", body_text="Hello", kind="test"
        )
        assert made.lead_id is None
        assert made.conversation_id is None
