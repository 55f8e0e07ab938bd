"""Removing messages: what may go, and what stays so that nothing is sent twice."""

import pytest
from psycopg.errors import UniqueViolation

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations, messages
from outrider.outreach.correspondence import filing
from tests.making import put
from tests.outreach.mailing import answer, sent_mail


async def test_a_steps_message_loses_its_content_but_never_its_place(scope: Scope) -> None:
    (sent,) = await sent_mail(scope)
    await messages.delete(scope, sent.message_id)
    left = await messages.get(scope, sent.message_id)
    assert (left.subject, left.body_text, left.body_html) == ("", "", None)
    assert (left.state, left.enrollment_id, left.step_id) == ("sent", sent.enrollment_id, sent.step_id)
    with pytest.raises(UniqueViolation):
        async with scope.conn.transaction():
            await scope.run(
                """
                INSERT INTO messages (workspace_id, direction, kind, state, sender_id, enrollment_id, run, step_id, created_at,
                                      updated_at)
                SELECT workspace_id, direction, kind, 'sending', sender_id, enrollment_id, run, step_id, %(now)s, %(now)s
                FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s
                """,
                id=sent.message_id,
            )


@pytest.mark.parametrize("state", ["sending", "submitted"])
async def test_what_is_leaving_cannot_be_removed(scope: Scope, state: str) -> None:
    (sent,) = await sent_mail(scope)
    await put(scope, "messages", sent.message_id, {"state": state})
    with pytest.raises(Invalid) as refused:
        await messages.delete(scope, sent.message_id)
    assert refused.value.code == "message_leaving"
    assert (await messages.get(scope, sent.message_id)).subject == "Hello there"


async def test_an_answer_goes_and_its_conversation_forgets_it(scope: Scope) -> None:
    (sent,) = await sent_mail(scope)
    filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
    assert filed.message_id
    assert filed.conversation_id
    before = await conversations.get(scope, filed.conversation_id)
    assert before.unread
    assert before.last_reply_at is not None
    await messages.delete(scope, filed.message_id)
    after = await conversations.get(scope, filed.conversation_id)
    assert (after.message_count, after.unread, after.last_reply_at) == (before.message_count - 1, False, None)
    with pytest.raises(NotFound):
        await messages.get(scope, filed.message_id)
