"""What became of mail by who runs its recipients' mailboxes, counted from the newest messages of a sender or a campaign."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, LiteralString

from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import providers
from outrider.rules.providers import PROVIDERS

Whose = Literal["sender", "campaign"]
_COLUMNS: dict[Whose, LiteralString] = {"sender": "sender_id", "campaign": "campaign_id"}


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Messages that left, those that bounced for good, and those that were answered."""

    sent: int = 0
    bounced: int = 0
    replied: int = 0

    def __add__(self, other: "Outcomes") -> "Outcomes":
        return Outcomes(self.sent + other.sent, self.bounced + other.bounced, self.replied + other.replied)


_BY_DOMAIN: LiteralString = """
SELECT l.email_domain AS domain, m.sent_at >= %(recent)s AS recent, count(*) AS sent,
       count(*) FILTER (WHERE m.bounce_kind = 'hard') AS bounced, count(*) FILTER (WHERE m.replied_at IS NOT NULL) AS replied
FROM (SELECT lead_id, sent_at, bounce_kind, replied_at, action FROM messages
      WHERE workspace_id = %(workspace_id)s AND {whose} = %(id)s AND direction = 'out'
      ORDER BY id DESC LIMIT %(newest)s) m
JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
WHERE m.sent_at >= %(since)s AND m.action = 'email' AND l.email_domain IS NOT NULL GROUP BY 1, 2
"""


async def by_provider(
    scope: Scope, whose: Whose, id: int, *, since: datetime, recent: datetime, newest: int
) -> dict[tuple[str, bool], Outcomes]:
    """The outcomes of emails sent from `since` on, by (provider's name, sent from `recent` on); `newest`: at most so many."""
    rows = await scope.all(sql(_BY_DOMAIN, whose=_COLUMNS[whose]), id=id, since=since, recent=recent, newest=newest)
    known = await providers.of_domains(scope, [row["domain"] for row in rows])
    found: defaultdict[tuple[str, bool], Outcomes] = defaultdict(Outcomes)
    for row in rows:
        key = name_of(known.get(row["domain"], "other")), row["recent"]
        found[key] += Outcomes(row["sent"], row["bounced"], row["replied"])
    return dict(found)


def name_of(provider: str) -> str:
    """What a provider is called."""
    return PROVIDERS[provider].name if provider in PROVIDERS else provider.capitalize()


_UNKNOWN: LiteralString = """
SELECT DISTINCT l.email_domain AS domain
FROM unnest(%(ids)s::bigint[]) AS s (id)
CROSS JOIN LATERAL (
    SELECT m.lead_id FROM messages m
    WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = s.id AND m.direction = 'out' AND m.sent_at >= %(since)s
    ORDER BY m.id DESC LIMIT %(newest)s) m
JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
WHERE l.email_domain IS NOT NULL
"""


async def learn(scope: Scope, sender_ids: Sequence[int], *, since: datetime, newest: int) -> None:
    """Schedule DNS lookups of the mail providers of these senders' recent recipients, where unknown."""
    domains = [row["domain"] for row in await scope.all(_UNKNOWN, ids=sender_ids, since=since, newest=newest)]
    unknown = set(domains) - (await providers.of_domains(scope, domains)).keys()
    if unknown:
        await providers.ask(scope, sorted(unknown))
