"""Choosing: which due enrollments the senders of a claim serve. Follow-ups before new leads, campaigns in turn."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence, Set

from outrider.engine.sending.books import Books, DueEnrollment, FollowUps, Place
from outrider.engine.sending.ready import OpenCampaign, Ready


async def choose(books: Books, ready: Sequence[Ready]) -> None:
    """Follow-ups before new leads, campaigns in turn. What goes beyond a sender's number stays as it was."""
    able = [r for r in ready if r.takes]
    asked = [(r, c) for r in able for c in r.campaigns if c.opens_at == books.now and c.has_room(False)]
    if not asked:
        return
    found = await books.follow_ups([FollowUps(r.sender.id, c.id, r.takes) for r, c in asked])
    follow_ups: dict[int, list[DueEnrollment]] = defaultdict(list)
    for due in sorted(found, key=lambda e: (e.due_at, e.id)):
        follow_ups[due.sender_id or 0].append(due)
    for r in able:
        of = {c.id: c for c in r.campaigns}
        for row in follow_ups[r.sender.id]:
            campaign = of[row.campaign_id]
            if r.wants() and r.has_room(campaign) and campaign.has_room(False) and campaign.follow_ups_first():
                r.give(campaign, row)
            else:
                r.spare.append((campaign, row))
    await _choose_new(books, able)
    for r in able:
        for campaign, row in r.spare:
            if r.wants() and r.has_room(campaign) and campaign.has_room(False):
                r.give(campaign, row)


async def _choose_new(books: Books, able: Sequence[Ready]) -> None:
    """Fill up with new leads: one per sender in turn, each rotating through its campaigns; exhausted places are skipped.

    If a campaign chooses its mailboxes by the recipient's provider, each mailbox gets leads of its own routes.
    """
    dry: set[Place] = set()
    taken: list[int] = []
    by_id = {c.id: c for r in able for c in r.campaigns}
    places = {
        r.sender.id: [
            (c, [(c.id, route) for route in r.routes(c)]) for c in r.campaigns if c.opens_at == books.now and r.starts(c)
        ]
        for r in able
    }
    while wishes := _wishes(able, places, dry):
        for due in await books.new_leads({place: len(wishes[place]) for place in sorted(wishes)}, taken):
            taken.append(due.id)
            wishes[due.campaign_id, due.route].pop(0).give(by_id[due.campaign_id], due)
        dry |= {place for place, unmet in wishes.items() if unmet}
        if not dry:
            return  # every wish was met; else those of another campaign may be


def _wishes(
    able: Sequence[Ready], places: Mapping[int, Sequence[tuple[OpenCampaign, Sequence[Place]]]], dry: Set[Place]
) -> dict[Place, list[Ready]]:
    """The senders that new leads of each place would go to in this round, in order, as far as senders and campaigns have room.

    `places`: each sender's campaigns, and where it may take their leads from. Nothing is asked of those in `dry`.
    """
    wishes: dict[Place, list[Ready]] = defaultdict(list)
    wished: Counter[int] = Counter()
    turns = {
        id: deque((c, left) for c, of in mine if (left := [place for place in of if place not in dry]))
        for id, mine in places.items()
    }
    wanted = {r.sender.id: r.wants() for r in able}
    room = {r.sender.id: r.room_left for r in able}
    asked: Counter[tuple[int, str]] = Counter()  # of each action, by sender: in this round, and given before
    for r in able:
        asked.update((r.sender.id, c.first[1]) for c, e in r.chosen if c.first and e.sender_id is None)
    asking = deque(r for r in able if wanted[r.sender.id] and turns[r.sender.id])
    while asking:
        r = asking.popleft()
        mine = turns[r.sender.id]
        campaign, left = mine[0]
        action = r.sender.id, campaign.first[1] if campaign.first else ""
        bound = not campaign.settings.ignore_sender_limits
        if (
            wished[campaign.id] + 1 > min(campaign.room, campaign.new_room)
            or asked[action] >= r.left(action[1])
            or (bound and room[r.sender.id] < 1)
        ):
            mine.popleft()
        else:
            asked[action] += 1
            room[r.sender.id] -= bound
            wishes[left[wished[campaign.id] % len(left)]].append(r)
            wished[campaign.id] += 1
            mine.rotate(-1)
            wanted[r.sender.id] -= 1
        if wanted[r.sender.id] and mine:
            asking.append(r)
    return wishes
