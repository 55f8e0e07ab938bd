"""How warm leads are, from what they did: rules.heat over the engagement that enrollments, connections and replies record.

Worked out when asked, not kept: the score falls as time passes, and a page of leads costs one statement.
"""

from collections.abc import Sequence
from datetime import datetime

from outrider.outreach.base.scope import Scope
from outrider.rules.heat import Engagement, Heat, heat, priority

_ENGAGEMENT = """
SELECT l.id, l.bounced_at IS NOT NULL AS bounced,
       greatest(coalesce(e.replies, 0), (l.last_replied_at IS NOT NULL)::int) AS replies,
       coalesce(e.clicks, 0) AS clicks, coalesce(e.opens, 0) AS opens, coalesce(e.positive, false) AS positive,
       coalesce(e.refused, false) OR l.unsubscribed_at IS NOT NULL AS negative, c.connected_at IS NOT NULL AS accepted,
       greatest(l.last_replied_at, e.last_at, c.connected_at, m.last_at) AS last_at
FROM leads l
LEFT JOIN LATERAL (
    SELECT sum(x.replies)::int AS replies, sum(x.clicks)::int AS clicks, sum(x.opens)::int AS opens,
           bool_or(k.sentiment = 'positive') AS positive, bool_or(k.key IN ('not_interested', 'do_not_contact')) AS refused,
           greatest(max(x.last_reply_at), max(x.category_at) FILTER (WHERE k.sentiment = 'positive')) AS last_at
    FROM enrollments x JOIN campaigns p ON p.workspace_id = %(workspace_id)s AND p.id = x.campaign_id
    LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = x.category_id
    WHERE x.workspace_id = %(workspace_id)s AND x.lead_id = l.id) e ON true
LEFT JOIN LATERAL (
    SELECT max(x.connected_at) AS connected_at FROM lead_connections x
    WHERE x.workspace_id = %(workspace_id)s AND x.lead_id = l.id AND x.state = 'connected' AND x.invited_at IS NOT NULL) c ON true
LEFT JOIN LATERAL (
    SELECT greatest(max(x.opened_at), max(x.clicked_at)) AS last_at FROM messages x
    WHERE x.workspace_id = %(workspace_id)s AND x.lead_id = l.id AND e.opens + e.clicks > 0) m ON true
WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)
"""


async def of(scope: Scope, lead_ids: Sequence[int]) -> dict[int, Heat]:
    """The heat of each lead; ids of no lead of the workspace are absent."""
    rows = await scope.all(_ENGAGEMENT, ids=lead_ids)
    return {row.pop("id"): heat(Engagement(**row), scope.now) for row in rows}


def priority_of(found: Heat, first_sent_at: datetime | None) -> str:
    """'high', 'medium' or 'low' by the score; 'unknown' for a lead that nothing was sent to and that has done nothing."""
    return "unknown" if first_sent_at is None and not found.score else priority(found.score)
