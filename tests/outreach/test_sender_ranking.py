"""Senders by what they did in a period: all of them, in any time zone, with totals that agree with the figures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import figures, sender_ranking
from outrider.outreach.campaigns.sender_ranking import Done, Which
from outrider.outreach.tenancy import seats
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_sender


async def three(scope: Scope) -> list[int]:
    """Senders of two domains that have sent 1, 2 and 3 messages over three days, an hour and a half apart."""
    ids = [(await a_sender(scope, address)).id for address in ("ada@one.example", "bob@two.example", "eve@ONE.example")]
    for n, id in enumerate(ids, 1):
        sent = [
            Event("message.sent", at=scope.now - timedelta(hours=1.5 + 24 * at), sender_id=id, campaign_id=n) for at in range(n)
        ]
        await events.append(scope, sent)
    return ids


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"])
@pytest.mark.parametrize("days", [1, 2, 3, 40])
async def test_they_add_up_to_the_figures(core: Core, workspace: Installed, zone: str, days: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await three(scope)
        start, end = figures.span(scope.now.date() - timedelta(days=days - 1), scope.now.date(), zone)
        found = await sender_ranking.ranking(scope, start, end, Which())
        sent = (await figures.total(scope, start=start, end=end)).get("message.sent", 0)
    for kind in ("sender", "domain", "channel"):
        assert sum(r.done.sent for r in found if r.kind == kind) == sent


async def test_a_senders_numbers_are_those_of_its_figures(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender = (await a_sender(scope)).id
        sent, opened, clicked, replied = (
            Event(type, sender_id=sender, campaign_id=1)
            for type in ("message.sent", "message.opened", "link.clicked", "reply.received")
        )
        later = {"first_for_enrollment": False}
        opened_again, clicked_again = (replace(e, first_for_message=False, **later) for e in (opened, clicked))
        many = [sent] * 9 + [replace(sent, **later)] * 2 + [opened] * 4 + [opened_again] * 3 + [clicked] * 2 + [clicked_again] * 5
        many += [replied] * 3 + [replace(replied, **later)] * 2
        many += [Event("lead.category_set", sender_id=sender, campaign_id=1, data={"sentiment": "positive"})] * 2
        many += [Event("lead.unsubscribed", sender_id=sender, campaign_id=1), Event("message.bounced", sender_id=sender)]
        await events.append(scope, many)
        [ranked, *_] = await sender_ranking.ranking(scope, *figures.span(scope.now.date(), scope.now.date()), Which())
    assert ranked.done == Done(sent=11, contacted=9, opened=4, clicked=2, replied=3, interested=2, bounced=1, unsubscribed=1)


async def test_those_that_sent_most_come_first_and_the_next_page_goes_on(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        ada, bob, eve = await three(scope)
        start, end = scope.now.replace(minute=0) - timedelta(days=9), scope.now.replace(minute=0) + timedelta(days=1)
        pages = [await sender_ranking.ranking(scope, start, end, Which(), limit=2, offset=offset) for offset in (0, 2)]
    assert [[(r.id, r.of) for r in page if r.kind == "sender"] for page in pages] == [[(eve, 3), (bob, 3)], [(ada, 3)]]


@pytest.mark.parametrize(
    ("which", "senders"),
    [
        (Which(domain="one.example"), [3, 1]),
        (Which(campaign_ids=[2]), [2]),
        (Which(campaign_ids=[]), []),
        (Which(domain="elsewhere.example"), []),
    ],
)
async def test_filters(core: Core, workspace: Installed, which: Which, senders: list[int]) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await three(scope)
        start, end = scope.now.replace(minute=0) - timedelta(days=9), scope.now.replace(minute=0) + timedelta(days=1)
        found = await sender_ranking.ranking(scope, start, end, which)
    assert [r.done.sent for r in found if r.kind == "sender"] == senders


async def test_seats_see_their_own(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await three(scope)
        other = await seats.create(scope, "Other")
        start, end = scope.now.replace(minute=0) - timedelta(days=9), scope.now.replace(minute=0) + timedelta(days=1)
        assert await sender_ranking.ranking(scope, start, end, Which(seat_ids=[other.id])) == []


async def test_senders_that_were_removed_still_count(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        _ada, _bob, eve = await three(scope)
        await scope.run("DELETE FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=eve)
        start, end = scope.now.replace(minute=0) - timedelta(days=9), scope.now.replace(minute=0) + timedelta(days=1)
        found = await sender_ranking.ranking(scope, start, end, Which())
    assert [(r.label, r.done.sent) for r in found if r.kind == "sender"] == [
        ("", 3),
        ("bob@two.example", 2),
        ("ada@one.example", 1),
    ]
