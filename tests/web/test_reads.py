"""What lists of a large workspace read: a few pages of an index, however far down the rows are that a view or filter finds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outrider.outreach.base import audit, enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads, searches
from outrider.outreach.leads.leads import LeadFilter
from outrider.outreach.leads.searches import Search
from outrider.outreach.tenancy import users
from outrider.web.inbox.view import PAGE, VIEWS
from tests.explaining import blocks_read
from tests.making import a_campaign, a_sender

pytestmark = pytest.mark.one_server

N = 20_000
MOST = 600  # blocks; the whole of each table is thousands
# The oldest tenth is what views and filters find: it is archived, nobody's, assigned and so on.
CONVERSATIONS = """
INSERT INTO conversations (workspace_id, channel, sender_id, campaign_id, subject, unread, category_id, archived,
                           assigned_user_id, last_message_at, last_sent_at, last_reply_at, created_at, updated_at)
SELECT %(workspace_id)s, CASE WHEN old THEN 'linkedin' ELSE 'email' END, %(sender)s, CASE WHEN NOT old THEN 1 + i %% 9 END,
       repeat('subject ', 20), old, CASE WHEN old THEN 7 ELSE 8 END, {archived}, CASE WHEN old THEN 1 END, at,
       CASE WHEN NOT old THEN at END, at - interval '1 s', at, at
FROM (SELECT i, i > %(n)s * 9 / 10 AS old, %(now)s - make_interval(mins => i) AS at FROM generate_series(1, %(n)s) i) x
"""
FILTERS: dict[str, ConversationFilter] = {
    "category": ConversationFilter(category_ids=[7]),
    "categories": ConversationFilter(category_ids=[6, 7, 9]),
    "assignee": ConversationFilter(assigned_user_ids=[1]),
    "channel": ConversationFilter(channel="linkedin"),
    "campaign": ConversationFilter(campaign_ids=[3]),
}
LEADS = """
INSERT INTO leads (workspace_id, email, email_domain, company_name, owner_user_id, created_at, updated_at)
SELECT %(workspace_id)s, i || '@a.example', 'a.example', 'Company ' || i %% 1000, CASE WHEN i < 2000 THEN 1 END,
       %(now)s - make_interval(mins => %(n)s - i), %(now)s
FROM generate_series(1, %(n)s) i
"""


async def _fill(scope: Scope, *, old_are_archived: bool) -> None:
    statement = CONVERSATIONS.replace("{archived}", "old" if old_are_archived else "NOT old")
    await scope.run(statement, sender=(await a_sender(scope)).id, n=N)
    await scope.run("ANALYZE conversations")


async def test_views_of_the_inbox(scope: Scope) -> None:
    await _fill(scope, old_are_archived=True)
    read: dict[str, int] = {}
    for view in VIEWS:
        read[view.key] = await blocks_read(
            scope,
            lambda explaining, view=view: inbox.conversations(explaining, view.filter, sort=view.times, limit=PAGE + 1),
        )
    assert {key: blocks for key, blocks in read.items() if blocks > MOST} == {}


async def test_filters_of_the_inbox(scope: Scope) -> None:
    """Of what is open, which is a small part: people archive what they have answered."""
    await _fill(scope, old_are_archived=False)
    read: dict[str, int] = {}
    for name, asked in {"all": ConversationFilter(), **FILTERS}.items():
        wanted = replace(asked, replied=True, archived=False, snoozed=False)
        read[name] = await blocks_read(
            scope, lambda explaining, wanted=wanted: inbox.conversations(explaining, wanted, limit=PAGE + 1)
        )
    assert {name: blocks for name, blocks in read.items() if blocks > MOST} == {}


async def test_a_search_is_planned_for_its_words(scope: Scope) -> None:
    """A plan for any words takes them for rare: it would read and sort all that a frequent one finds."""
    for _ in range(6):  # what is executed more often is prepared
        await inbox.conversations(scope, ConversationFilter(search="subject"), limit=PAGE + 1)
        await leads.search(scope, LeadFilter(query="company"), limit=PAGE + 1)
    kept = await scope.all("SELECT statement FROM pg_prepared_statements WHERE statement LIKE %(like)s", like="%to_tsquery(%")
    assert kept == []


AUDIT = """
INSERT INTO audit (workspace_id, at, user_id, surface, action, data)
SELECT %(workspace_id)s, %(now)s - make_interval(mins => i), CASE WHEN i %% 3 = 0 THEN %(user)s END, 'web',
       CASE WHEN i %% 5 = 0 THEN 'tool.called' ELSE (ARRAY['lead.updated', 'campaign.started'])[1 + i %% 2] END,
       CASE WHEN i %% 5 = 0 THEN jsonb_build_object('tool', 'tool_' || i %% 50) ELSE '{}' END
FROM generate_series(1, %(n)s) i
"""


async def test_the_audit_log(scope: Scope) -> None:
    user = await users.create_user(scope, "ada@acme.example", full_name="Ada Lovelace")
    await scope.run(AUDIT, n=N, user=user.id)
    await scope.run("ANALYZE audit")
    old = scope.now - timedelta(minutes=N - 60)
    read = {
        "nothing": await blocks_read(scope, lambda explaining: audit.acts(explaining, search="nothing has this")),
        "action": await blocks_read(scope, lambda explaining: audit.acts(explaining, search="started")),
        "user": await blocks_read(scope, lambda explaining: audit.acts(explaining, search="lovelace")),
        "tool": await blocks_read(scope, lambda explaining: audit.acts(explaining, search="tool_45")),
        "time": await blocks_read(scope, lambda explaining: audit.acts(explaining, end=old)),
        "actions": await blocks_read(scope, lambda explaining: audit.acts(explaining, actions=["lead.deleted"])),
    }
    assert {name: blocks for name, blocks in read.items() if blocks > MOST} == {}


async def test_filters_of_the_leads(scope: Scope) -> None:
    await scope.run(LEADS, n=N)
    await scope.run("ANALYZE leads")
    first, last = scope.now.date().replace(day=1), scope.now.date().replace(day=17)
    asked = {
        "owner": Search(owner_user_id=1),
        "company": Search(company="company 777"),
        "from": Search(added_from=first),
        "until": Search(added_to=first.replace(month=2, day=18)),
        "none": Search(added_from=last),
    }
    read: dict[str, int] = {}
    for name, search in asked.items():
        wanted = await searches.filter_of(scope, search)
        read[name] = await blocks_read(
            scope,
            lambda explaining, wanted=wanted, search=search: leads.search(explaining, wanted, limit=51, order=search.order),
        )
    assert {name: blocks for name, blocks in read.items() if blocks > MOST} == {}


# Half wait for their first message, half for the next one of the campaign's sender.
ENROLLMENTS = """
INSERT INTO enrollments (workspace_id, campaign_id, lead_id, sender_id, mark, priority, due_at, created_at, updated_at)
SELECT %(workspace_id)s, %(campaign)s, l.id, CASE WHEN l.id %% 2 = 0 THEN %(sender)s END, 1 - l.id %% 2, l.id %% 7,
       %(due)s + make_interval(mins => l.id::int), %(now)s, %(now)s
FROM leads l WHERE l.workspace_id = %(workspace_id)s
"""


async def test_where_many_leads_stand_and_why_they_wait(scope: Scope) -> None:
    """None is due before tomorrow, so that none that is found first would do."""
    sender = await a_sender(scope)
    campaign = await a_campaign(scope, start=True, sender=sender)
    await scope.run(LEADS, n=N)
    await scope.run(ENROLLMENTS, campaign=campaign.id, sender=sender.id, due=scope.now + timedelta(days=1))
    halves = [Move(None, Place(campaign.id, "active", done), N // 2) for done in (0, 1)]
    await enrollment_places.count(scope, halves)
    await scope.run("ANALYZE leads, enrollments, enrollment_counts")
    read = {
        "standing": await blocks_read(scope, lambda explaining: enrollments.standing(explaining, campaign.id)),
        "campaign": await blocks_read(scope, lambda explaining: explain.of_campaign(explaining, campaign.id)),
        "sender": await blocks_read(scope, lambda explaining: explain.of_sender(explaining, sender.id)),
    }
    assert {name: blocks for name, blocks in read.items() if blocks > 150} == {}
    assert (await explain.of_campaign(scope, campaign.id)).code == "follow_up_delay"
