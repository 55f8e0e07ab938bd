"""Subsequences: what brings a lead in, what happens to it in the parent, and that it happens once."""

import pytest

from outrider.errors import Invalid
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, figures
from outrider.outreach.enrollments import enrollments, outcomes, placements, triggers
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.tenancy import categories
from tests.making import a_campaign, a_sender

TWO = {"category_values": [1], "activities": ["opened", "completed"], "reply_contains": "price"}


async def family(scope: Scope, given: dict[str, object] = TWO) -> tuple[campaigns.Campaign, campaigns.Campaign, list[int]]:
    """A running campaign with three leads, its running subsequence, the enrollments."""
    sender = await a_sender(scope)
    parent = await a_campaign(scope, leads=3, start=True, sender=sender)
    child = await a_campaign(scope, name="Then", parent_id=parent.id, triggers=given, start=True, sender=sender)
    found = await enrollments.search(scope, Filters(campaign_ids=[parent.id]))
    return parent, child, [item.enrollment.id for item in found]


async def inside(scope: Scope, child: campaigns.Campaign) -> list[int]:
    found = await enrollments.search(scope, Filters(campaign_ids=[child.id]))
    return sorted((await triggers.origins(scope, [item.enrollment.id for item in found])).values())


async def test_an_interest_brings_a_lead_in_once_and_stops_it_in_the_parent(scope: Scope) -> None:
    _, child, rows = await family(scope)
    interested, lost = await categories.by_value(scope, 1), await categories.by_value(scope, -3)
    assert interested
    assert lost
    await outcomes.set_category(scope, lost.id, enrollment_ids=rows[1:2])
    await outcomes.set_category(scope, interested.id, enrollment_ids=rows[:1])
    assert await triggers.fire(scope) == 1
    assert await triggers.fire(scope) == 0
    assert await inside(scope, child) == rows[:1]
    there = await enrollments.get(scope, rows[0])
    assert (there.status, there.reason) == ("stopped", Reason.MOVED)
    shown = await placements.search(scope, placements.Filter(in_subsequence=True))
    assert [p.id for p in shown] == rows[:1]
    await outcomes.set_category(scope, None, enrollment_ids=rows[:1])
    await outcomes.set_category(scope, interested.id, enrollment_ids=rows[:1])
    await triggers.fire(scope)
    assert await inside(scope, child) == rows[:1]
    assert await triggers.take_out(scope, rows[0]) == 1
    assert await inside(scope, child) == []


async def test_activities_and_words_of_a_reply(scope: Scope) -> None:
    parent, child, rows = await family(scope)

    async def happens(type: str, row: int, **values: int) -> None:
        lead = (await enrollments.get(scope, row)).lead_id
        await events.append(scope, [Event(type, campaign_id=parent.id, enrollment_id=row, lead_id=lead, **values)])

    await happens("link.clicked", rows[0])
    assert await triggers.fire(scope) == 0
    await happens("message.opened", rows[0])
    await enrollments.complete(scope, [rows[1]])
    await scope.run("UPDATE enrollments SET replies = 1 WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=rows[2])
    await enrollments.complete(scope, [rows[2]])
    assert await triggers.fire(scope) == 3
    assert await inside(scope, child) == rows[:2]
    for text, expected in (("Not now", rows[:2]), ("What is the PRICE?", rows)):
        message = await scope.one(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, enrollment_id, body_text, created_at,
                                  updated_at)
            VALUES (%(workspace_id)s, 'in', 'reply', 'received', 1, %(id)s, %(text)s, %(now)s, %(now)s) RETURNING id
            """,
            id=rows[2], text=text,
        )  # fmt: skip
        assert message
        await happens("reply.received", rows[2], message_id=message["id"])
        await triggers.fire(scope)
        assert await inside(scope, child) == expected


async def test_a_paused_subsequence_takes_nobody_and_strangers_are_refused(scope: Scope) -> None:
    _, child, rows = await family(scope)
    interested = await categories.by_value(scope, 1)
    assert interested
    await campaign_states.pause(scope, child.id)
    await outcomes.set_category(scope, interested.id, enrollment_ids=rows[:1])
    assert await triggers.fire(scope) == 0
    alien = await a_campaign(scope, name="Other", leads=1)
    [other] = await enrollments.search(scope, Filters(campaign_ids=[alien.id]))
    with pytest.raises(Invalid):
        await triggers.bring_in(scope, child.id, [other.enrollment.id])


async def test_what_comes_of_a_lead_in_a_subsequence_is_its_campaigns(scope: Scope) -> None:
    parent, child, rows = await family(scope)
    [inner] = (await triggers.bring_in(scope, child.id, rows[:1])).values()
    interested = await categories.by_value(scope, 1)
    assert interested
    assert await outcomes.set_category(scope, interested.id, enrollment_ids=[inner]) == 1
    assert [(await enrollments.get(scope, id)).category_id for id in (rows[0], inner)] == [interested.id] * 2
    read = await figures.totals(scope)
    assert {key[0]: of["lead.category_set:opportunity"] for key, of in read.items() if "lead.category_set" in of} == {
        parent.id: 1
    }
    assert await outcomes.set_category(scope, None, enrollment_ids=rows[:1]) == 1
    assert (await enrollments.get(scope, inner)).category_id is None


async def test_a_lead_is_under_way_in_one_subsequence_at_a_time(scope: Scope) -> None:
    parent, child, rows = await family(scope)
    second = await a_campaign(scope, name="Instead", parent_id=parent.id, triggers={"category_values": [2]})
    [first_in] = (await triggers.bring_in(scope, child.id, rows[:1])).values()
    [second_in] = (await triggers.bring_in(scope, second.id, rows[:1])).values()
    left, now = await enrollments.get(scope, first_in), await enrollments.get(scope, second_in)
    assert (left.status, left.reason, now.status) == ("stopped", Reason.MOVED, "active")
    assert (await placements.subsequences_of(scope, rows[:1]))[rows[0]][:2] == (second.id, second_in)
