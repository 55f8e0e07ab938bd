"""Choosing: which due enrollments the senders of a claim serve. Follow-ups before new leads, campaigns in turn."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence, Set

from outrider.engine.sending.ready import DueEnrollment, OpenCampaign, Ready
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope

_ENROLLMENT = columns(DueEnrollment, "e")
_FOLLOW_UPS = sql(
    """
SELECT e.* FROM unnest(%(senders)s::bigint[], %(campaigns)s::bigint[], %(n)s::int[]) AS w (sender_id, campaign_id, n)
CROSS JOIN LATERAL (
    SELECT {enrollment} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at <= %(now)s
    ORDER BY e.due_at LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
""",
    enrollment=_ENROLLMENT,
)
_NEW = sql(
    """
SELECT e.* FROM unnest(%(campaigns)s::bigint[], %(routes)s::smallint[], %(n)s::int[]) AS w (campaign_id, route, n)
CROSS JOIN LATERAL (
    SELECT {enrollment} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.route = w.route AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at <= %(now)s AND e.id <> ALL (%(taken)s)
    ORDER BY e.priority DESC, e.due_at, e.id LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
""",
    enrollment=_ENROLLMENT,
)

_Place = tuple[int, int]  # a campaign's new leads of one route


async def choose(scope: Scope, ready: Sequence[Ready]) -> None:
    """Follow-ups before new leads, campaigns in turn. What goes beyond a sender's number stays as it was."""
    able = [r for r in ready if r.takes]
    asked = [(r, c) for r in able for c in r.campaigns if c.opens_at == scope.now and c.has_room(False)]
    if not asked:
        return
    rows = await scope.all(
        _FOLLOW_UPS,
        senders=[r.sender.id for r, _ in asked],
        campaigns=[c.id for _, c in asked],
        n=[r.takes for r, _ in asked],
    )
    follow_ups: dict[int, list[DueEnrollment]] = defaultdict(list)
    for due in sorted((DueEnrollment(**row) for row in rows), key=lambda e: e.due_at):
        follow_ups[due.sender_id or 0].append(due)
    for r in able:
        of = {c.id: c for c in r.campaigns}
        for row in follow_ups[r.sender.id]:
            campaign = of[row.campaign_id]
            if r.wants() and r.has_room(campaign) and campaign.has_room(False) and campaign.follow_ups_first():
                r.give(campaign, row)
            else:
                r.spare.append((campaign, row))
    await _choose_new(scope, able)
    for r in able:
        for campaign, row in r.spare:
            if r.wants() and r.has_room(campaign) and campaign.has_room(False):
                r.give(campaign, row)


async def _choose_new(scope: Scope, able: Sequence[Ready]) -> None:
    """Fill up with new leads: one for each sender in turn, each going round its campaigns; what ran dry is passed over.

    Where a campaign chooses its mailboxes by the recipient's provider, each is given leads of the routes that are its own.
    """
    dry: set[_Place] = set()
    taken: list[int] = []
    by_id = {c.id: c for r in able for c in r.campaigns}
    places = {
        r.sender.id: [
            (c, [(c.id, route) for route in r.routes(c)]) for c in r.campaigns if c.opens_at == scope.now and r.starts(c)
        ]
        for r in able
    }
    while wishes := _wishes(able, places, dry):
        asking_for = sorted(wishes)
        rows = await scope.all(
            _NEW,
            campaigns=[id for id, _ in asking_for],
            routes=[route for _, route in asking_for],
            n=[len(wishes[place]) for place in asking_for],
            taken=taken,
        )
        for due in (DueEnrollment(**row) for row in rows):
            taken.append(due.id)
            wishes[due.campaign_id, due.route].pop(0).give(by_id[due.campaign_id], due)
        dry |= {place for place, unmet in wishes.items() if unmet}
        if not dry:
            return  # every wish was met; else those of another campaign may be


def _wishes(
    able: Sequence[Ready], places: Mapping[int, Sequence[tuple[OpenCampaign, Sequence[_Place]]]], dry: Set[_Place]
) -> dict[_Place, list[Ready]]:
    """Whom new leads of each place would go to in this round, in order: as many as senders and campaigns have room for.

    `places`: each sender's campaigns, and where it may take their leads from. Nothing is asked of those in `dry`.
    """
    wishes: dict[_Place, list[Ready]] = defaultdict(list)
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
