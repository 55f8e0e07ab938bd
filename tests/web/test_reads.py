"""What lists of a large workspace read: a few pages of an index, however far down the rows are that a view or filter finds."""

from dataclasses import replace

from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.leads import leads, searches
from outrider.outreach.leads.searches import Search
from outrider.web.inbox.view import PAGE, VIEWS
from tests.explaining import blocks_read
from tests.making import a_sender

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
