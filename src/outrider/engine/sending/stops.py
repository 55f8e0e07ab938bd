"""A second check of messages that waited after their claim and may have been stopped meanwhile."""

from collections.abc import Sequence

from outrider.engine.engine import Claimed
from outrider.outreach.base.scope import Core
from outrider.outreach.leads import leads, suppression
from outrider.store.db import prefer_keys

# What a claim looks at before it commits a message as `sending`; a letter written by hand is stopped with its sender only.
_STOPPED = """
SELECT m.id FROM messages m
LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = m.sender_id
LEFT JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id
LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
  AND (s.status IS DISTINCT FROM 'active'
       OR m.kind = 'step' AND (e.status IS DISTINCT FROM 'active' OR e.run <> m.run OR c.status IS DISTINCT FROM 'active'
                               OR l.unsubscribed_at IS NOT NULL OR m.action = 'email' AND l.bounced_at IS NOT NULL))
"""


async def stopped(core: Core, workspace_id: int, claimed: Sequence[Claimed]) -> set[int]:
    """The ids of claimed messages that must no longer be sent."""
    async with core.scope(workspace_id) as scope:
        await prefer_keys(scope.conn)
        found = {row["id"] for row in await scope.all(_STOPPED, ids=[c.id for c in claimed])}
        written = {c.id: c.message.lead_id for c in claimed if c.message.kind == "step" and c.id not in found}
        people = await leads.get_many(scope, [lead_id for lead_id in written.values() if lead_id])
        wishes = [(c, people[lead_id]) for c in claimed if (lead_id := written.get(c.id)) in people and lead_id]
        blocked = await suppression.blocked(scope, [(lead, c.seat_id) for c, lead in wishes]) if wishes else {}
    return found | {wishes[index][0].id for index in blocked}
