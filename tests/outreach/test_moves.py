"""A lead that moves to another campaign: what goes along, what stays, and what still reaches it."""

import pytest

from outrider.errors import Conflict, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.conversations import conversations
from outrider.outreach.correspondence import filing, tracking
from outrider.outreach.enrollments import enrollments, moves, placement_changes, placements, reply_times
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.leads import tags
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, put, rows, some_leads
from tests.outreach.mailing import Sent, answer, sent_mail
from tests.outreach.test_tracking import FIREFOX, sent


async def moved_after_mail(scope: Scope) -> tuple[Sent, Enrollment]:
    """A mail that left, and where its lead is now: moved to another campaign, which has written to it too."""
    [mail] = await sent_mail(scope)
    there = await a_campaign(scope, name="Another", start=True, sender=mail.sender)
    return mail, await placement_changes.change_campaign(scope, mail.enrollment_id, there.id)


async def test_a_moved_lead_begins_in_the_other_campaign_with_its_values(scope: Scope) -> None:
    here, there = await a_campaign(scope, start=True), await a_campaign(scope, name="Another")
    [lead] = await some_leads(scope, 1)
    id = (await enrollments.enroll(scope, here.id, [lead], fields={lead: {"city": "Ulm"}}))[lead]
    assert id
    second = (await sequences.get(scope, there.id))[1]
    moved = await placement_changes.change_campaign(scope, id, there.id, step_id=second.id)
    assert (moved.campaign_id, moved.done_position, moved.fields, moved.status) == (there.id, 1, {"city": "Ulm"}, "active")
    with pytest.raises(NotFound):
        await enrollments.get(scope, id)
    back = await placement_changes.change_campaign(scope, moved.id, here.id)
    assert (back.campaign_id, back.status, back.done_position) == (here.id, "active", 0)
    same = await placement_changes.change_campaign(scope, back.id, here.id, step_id=(await sequences.get(scope, here.id))[1].id)
    assert (same.id, same.done_position) == (back.id, 1)
    with pytest.raises(NotFound):
        await placement_changes.change_campaign(scope, back.id, here.id, step_id=second.id)
    assert await moves.lines_of(scope, [moved.id]) == {moved.id: [id, moved.id, back.id]}
    assert await moves.known_by(scope, [back.id]) == {back.id: id}


async def test_a_lead_of_both_campaigns_is_not_moved(scope: Scope) -> None:
    here, there = await a_campaign(scope, start=True), await a_campaign(scope, name="Another")
    [lead] = await some_leads(scope, 1)
    [id] = (await enrollments.enroll(scope, here.id, [lead])).values()
    await enrollments.enroll(scope, there.id, [lead])
    assert id
    with pytest.raises(Conflict) as refused:
        await placement_changes.change_campaign(scope, id, there.id)
    assert refused.value.code == "already_enrolled"


async def test_a_lead_is_not_moved_while_a_message_leaves(scope: Scope) -> None:
    [mail] = await sent_mail(scope)
    there = await a_campaign(scope, name="Another")
    await put(scope, "messages", mail.message_id, {"state": "sending"})
    with pytest.raises(Conflict) as refused:
        await placement_changes.change_campaign(scope, mail.enrollment_id, there.id)
    assert refused.value.code == Reason.CLAIMED


async def test_category_tags_and_conversations_go_along(scope: Scope) -> None:
    [mail] = await sent_mail(scope, stop_on_reply=False)
    filed = await filing.file(scope, mail.sender.id, answer(scope, mail, intent="interested"))
    tag = await tags.create(scope, "hot")
    await tags.assign(scope, "enrollment", [mail.enrollment_id], add=[tag.id])
    before = await enrollments.get(scope, mail.enrollment_id)
    moved = await placement_changes.change_campaign(scope, mail.enrollment_id, (await a_campaign(scope, name="Another")).id)
    assert before.category_id
    assert moved.category_id == before.category_id
    assert [t.id for t in (await tags.of_objects(scope, "enrollment", [moved.id]))[moved.id]] == [tag.id]
    assert filed.conversation_id
    assert (await conversations.get(scope, filed.conversation_id)).enrollment_id == moved.id


async def test_a_late_reply_stops_the_lead_where_it_is_and_counts_where_it_was_written(scope: Scope) -> None:
    mail, moved = await moved_after_mail(scope)
    await filing.file(scope, mail.sender.id, answer(scope, mail))
    now = await enrollments.get(scope, moved.id)
    assert (now.status, now.reason, now.replies) == ("stopped", Reason.REPLIED, 1)
    assert (await figures.total(scope, [mail.campaign_id]))["reply.received/e"] == 1
    assert "reply.received" not in await figures.total(scope, [moved.campaign_id])
    assert (await reply_times.of_campaigns(scope, [mail.campaign_id])).replies == 1


async def test_a_late_reply_reaches_a_lead_that_was_moved_with_others(scope: Scope) -> None:
    [mail] = await sent_mail(scope)
    there = await a_campaign(scope, name="Another")
    found = await placements.get(scope, ("enrollment", mail.enrollment_id))
    await placement_changes.move(scope, [found], campaign_id=there.id)
    await filing.file(scope, mail.sender.id, answer(scope, mail))
    assert (await enrollments.by_lead(scope, there.id, mail.lead_id)).reason == Reason.REPLIED


async def test_each_campaign_counts_the_first_reply_to_it(scope: Scope) -> None:
    mail, moved = await moved_after_mail(scope)
    for _ in range(2):
        await filing.file(scope, mail.sender.id, answer(scope, mail))
    again = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, run,
                              wire_id, subject, body_text, sent_at, created_at, updated_at)
        SELECT workspace_id, 'out', 'step', 'sent', sender_id, lead_id, %(campaign)s, %(enrollment)s, 1, 'other@sender.example',
               subject, body_text, sent_at, created_at, updated_at
        FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING id
        """,
        campaign=moved.campaign_id, enrollment=moved.id, id=mail.message_id,
    )  # fmt: skip
    assert again
    reply = answer(scope, in_reply_to="other@sender.example", references=["other@sender.example"])
    filed = await filing.file(scope, mail.sender.id, reply)
    for campaign_id, replies in ((mail.campaign_id, 2), (moved.campaign_id, 1)):
        counts = await figures.total(scope, [campaign_id])
        assert (counts["reply.received"], counts["reply.received/e"]) == (replies, 1)
    assert filed.conversation_id
    assert (await conversations.get(scope, filed.conversation_id)).campaign_id == moved.campaign_id


async def test_an_absence_told_late_pauses_the_lead_where_it_is(scope: Scope) -> None:
    mail, moved = await moved_after_mail(scope)
    await campaigns.update(scope, moved.campaign_id, settings={"stop_on_auto_reply": True})
    await filing.file(scope, mail.sender.id, answer(scope, mail, "auto_reply"))
    assert (await enrollments.get(scope, moved.id)).reason == Reason.AUTO_REPLIED


async def test_late_opens_count_once_for_the_campaign_that_was_left(core: Core, workspace: Installed) -> None:
    made, tokens = await sent(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        there = await campaigns.create(scope, "Another")
        await placement_changes.change_campaign(scope, made.enrollment_ids[0], there.id)
    for _ in range(3):
        await tracking.record_open(core, tokens["o"], FIREFOX)
    async with core.scope(workspace.workspace_id) as scope:
        total = await figures.total(scope, [made.campaign_id])
    assert (total["message.opened"], total["message.opened/e"]) == (3, 1)
    assert await rows(core, "SELECT opens FROM enrollments") == [{"opens": 0}]
