"""Domains that senders write from: campaign mail leaves only from those that DNS says are set up for it (D1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from outrider.channels.email.account import is_loopback
from outrider.outreach.base import wake
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender

LACKS = {"no_spf": "SPF", "no_dkim": "DKIM", "no_dmarc": "DMARC", "not_aligned": "alignment"}
_is_loopback = lru_cache(maxsize=1024)(is_loopback)


@dataclass(frozen=True, slots=True)
class SenderDomain:
    """`status`: unchecked (DNS has not answered yet), ready or lacking. `next_at`: when DNS is asked again."""

    domain: str
    status: str
    lacking: Sequence[str]
    checked_at: datetime | None
    next_at: datetime


_COLUMNS = "domain, status, lacking, checked_at, next_at"


def domain_of(sender: Sender) -> str | None:
    """The domain that DNS is asked about before the sender may send; None for one whose mail stays on this machine."""
    smtp = sender.connection.get("smtp")
    if sender.channel != "email" or not smtp or _is_loopback(smtp["host"]):
        return None
    return sender.address.rpartition("@")[2]


async def known(scope: Scope, names: Sequence[str]) -> dict[str, SenderDomain]:
    """Those of these domains that DNS was asked about, or will be."""
    rows = await scope.rows(
        SenderDomain,
        sql(
            "SELECT {columns} FROM sender_domains WHERE workspace_id = %(workspace_id)s AND domain = ANY (%(names)s)",
            columns=_COLUMNS,
        ),
        names=names,
    )
    return {row.domain: row for row in rows}


async def of(scope: Scope, names: Sequence[str]) -> Mapping[str, SenderDomain]:
    """What is known of these domains. One that was never asked about is due from now on."""
    names = sorted(set(names))
    found = await known(scope, names)
    if len(found) < len(names):
        rows = await scope.rows(
            SenderDomain,
            sql(
                """
            INSERT INTO sender_domains (workspace_id, domain, next_at)
            SELECT %(workspace_id)s, u.*, %(now)s FROM unnest(%(names)s::text[]) AS u
            ON CONFLICT (workspace_id, domain) DO UPDATE SET domain = excluded.domain RETURNING {columns}
            """,
                columns=_COLUMNS,
            ),
            names=sorted(set(names) - found.keys()),
        )
        found |= {row.domain: row for row in rows}
    return found


async def record_dns_failure(scope: Scope, domain: str, again_at: datetime) -> None:
    """DNS did not respond: nothing changes, and senders that could send still may."""
    await scope.run(
        """
        UPDATE sender_domains SET failures = failures + 1, next_at = %(at)s, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND domain = %(domain)s
        """,
        domain=domain,
        at=again_at,
    )


async def note_answer(scope: Scope, domain: str, lacking: Sequence[str], again_after: timedelta) -> None:
    """DNS answered. Senders of a domain with missing records are paused with the reason, and resumed when it is fixed.

    A sender that a server refused although no record is missing stays out of service: DNS cannot explain that.
    """
    before = (await of(scope, [domain]))[domain].status
    mine = await _senders(scope, domain)
    if not mine:
        await scope.run("DELETE FROM sender_domains WHERE workspace_id = %(workspace_id)s AND domain = %(domain)s", domain=domain)
        return
    await scope.run(
        """
        UPDATE sender_domains SET status = %(status)s, lacking = %(lacking)s, checked_at = %(now)s, next_at = %(at)s,
               failures = 0, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND domain = %(domain)s
        """,
        domain=domain,
        status="lacking" if lacking else "ready",
        lacking=lacking,
        at=scope.now + again_after,
    )
    if lacking:
        detail = f"{domain} lacks {' and '.join(LACKS.get(code, code) for code in lacking)}"
        for sender in mine:
            if sender.status == "active":
                await senders.set_status(scope, sender.id, "paused", Reason.DOMAIN_UNAUTHENTICATED, detail)
    elif before != "ready":
        for sender in mine:
            if sender.status in ("paused", "error") and sender.status_code == Reason.DOMAIN_UNAUTHENTICATED:
                await senders.set_status(scope, sender.id, "active")
        await wake.senders(scope, [sender.id for sender in mine if sender.status == "active"])


async def _senders(scope: Scope, domain: str) -> list[Sender]:
    """The senders that write from it over a server elsewhere."""
    rows = await scope.all(
        sql(
            """
        SELECT {selected} FROM senders s
        WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'email' AND split_part(s.address, '@', 2) = %(domain)s
        ORDER BY s.id
        """,
            selected=senders.SELECTED,
        ),
        domain=domain,
    )
    return [sender for sender in (Sender(**row) for row in rows) if domain_of(sender) == domain]
