"""Choosing: which due enrollments the senders of a claim serve. Follow-ups before new leads, campaigns in turn."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from typing import Any

from outrider.engine.ready import Ready
from outrider.outreach.scope import Scope

_ENROLLMENT = (
    "e.id, e.campaign_id, e.lead_id, e.sender_id, e.done_position, e.run, e.due_at, e.last_step_at, e.fields, e.created_at"
)
_FOLLOW_UPS = f"""
SELECT e.* FROM unnest(%(senders)s::bigint[], %(campaigns)s::bigint[], %(n)s::int[]) AS w (sender_id, campaign_id, n)
CROSS JOIN LATERAL (
    SELECT {_ENROLLMENT} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at <= %(now)s
    ORDER BY e.due_at LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
"""
_NEW = f"""
SELECT e.* FROM unnest(%(campaigns)s::bigint[], %(n)s::int[]) AS w (campaign_id, n)
CROSS JOIN LATERAL (
    SELECT {_ENROLLMENT} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at <= %(now)s AND e.id <> ALL (%(taken)s)
    ORDER BY e.priority DESC, e.due_at, e.id LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
"""


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
    follow_ups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["due_at"]):
        follow_ups[row["sender_id"]].append(row)
    for r in able:
        of = {c.id: c for c in r.campaigns}
        for row in follow_ups[r.sender.id]:
            campaign = of[row["campaign_id"]]
            if r.wants() and campaign.has_room(False) and campaign.follow_ups_first():
                r.give(campaign, row)
            else:
                r.spare.append((campaign, row))
    await _choose_new(scope, able)
    for r in able:
        for campaign, row in r.spare:
            if r.wants() and campaign.has_room(False):
                r.give(campaign, row)


async def _choose_new(scope: Scope, able: Sequence[Ready]) -> None:
    """Fill up with new leads: one for each sender in turn, each going round its campaigns; one that ran dry is passed over."""
    dry: set[int] = set()
    taken: list[int] = []
    while True:
        wishes: dict[int, list[Ready]] = defaultdict(list)
        by_id = {c.id: c for r in able for c in r.campaigns}
        turns = {r.sender.id: deque(c for c in r.campaigns if c.id not in dry and c.opens_at == scope.now and r.starts(c))
                 for r in able}  # fmt: skip
        wanted = {r.sender.id: r.wants() for r in able}
        asked: Counter[tuple[int, str]] = Counter()  # of each action, by sender: in this round, and given before
        for r in able:
            asked.update((r.sender.id, c.first[1]) for c, e in r.chosen if c.first and e["sender_id"] is None)
        asking = deque(r for r in able if wanted[r.sender.id] and turns[r.sender.id])
        while asking:
            r = asking.popleft()
            mine = turns[r.sender.id]
            action = r.sender.id, mine[0].first[1] if mine[0].first else ""
            if len(wishes[mine[0].id]) + 1 > min(mine[0].room, mine[0].new_room) or asked[action] >= r.left(action[1]):
                mine.popleft()
            else:
                asked[action] += 1
                wishes[mine[0].id].append(r)
                mine.rotate(-1)
                wanted[r.sender.id] -= 1
            if wanted[r.sender.id] and mine:
                asking.append(r)
        wishes = {id: wishing for id, wishing in sorted(wishes.items()) if wishing}
        if not wishes:
            return
        rows = await scope.all(_NEW, campaigns=list(wishes), n=[len(wishing) for wishing in wishes.values()], taken=taken)
        for row in rows:
            taken.append(row["id"])
            wishes[row["campaign_id"]].pop(0).give(by_id[row["campaign_id"]], row)
        dry |= {id for id, unmet in wishes.items() if unmet}
        if not rows or not dry:
            return
