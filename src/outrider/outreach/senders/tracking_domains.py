"""Hosts of senders', campaigns' and workspaces' own: verified before a link carries one, and again while they are used.

A campaign that has one is tracked under it or not at all, and so is a sender, in campaigns that have none: while it is not
verified, messages carry no tracked links, no pixel and no unsubscribe page, and unsubscribing goes by mail. A workspace's own
host is what the links of its mails to people begin with (invitations and the like) once it is verified, and the public URL until
then.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, LiteralString

from outrider.errors import Invalid
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+")
Status = Literal["unchecked", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class TrackingDomain:
    """`status`: unchecked (no check has had an answer yet), ready or failed, with `detail` saying why."""

    host: str
    status: Status
    detail: str
    checked_at: datetime | None
    next_at: datetime


_COLUMNS = columns(TrackingDomain)


def host_of(text: str, field: str = "tracking_domain") -> str:
    """The host name in user input, which may be a URL. Raises Invalid naming the field."""
    host = re.sub(r"^https?://", "", text.strip().lower()).rstrip("/.")
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise Invalid(f"{field.replace('_', ' ').capitalize()} must be the name of a host, such as links.acme.com.", field=field)
    return host


def shown(domain: TrackingDomain | None, public_url: str | None) -> str | None:
    """What a workspace's links to pages begin with: its own host once that is verified, else the public URL."""
    return f"https://{domain.host}" if domain and domain.status == "ready" and public_url else public_url


def base(host: str | None, known: Mapping[str, TrackingDomain], public_url: str | None) -> str | None:
    """What links of a sender begin with: its own domain once that is verified, nothing before; the public URL without one."""
    if not host:
        return public_url
    found = known.get(host)
    return f"https://{host}" if found and found.status == "ready" and public_url else None


async def want(scope: Scope, host: str) -> None:
    """Have a host that was given to a sender checked now."""
    await scope.run(
        """
        INSERT INTO tracking_domains (workspace_id, host, next_at) VALUES (%(workspace_id)s, %(host)s, %(now)s)
        ON CONFLICT (workspace_id, host) DO UPDATE SET next_at = excluded.next_at
        """,
        host=host,
    )


async def of(scope: Scope, hosts: Collection[str]) -> dict[str, TrackingDomain]:
    """What is known of these hosts, by host."""
    if not hosts:
        return {}
    rows = await scope.rows(
        TrackingDomain,
        sql(
            "SELECT {columns} FROM tracking_domains WHERE workspace_id = %(workspace_id)s AND host = ANY (%(hosts)s)",
            columns=_COLUMNS,
        ),
        hosts=sorted(hosts),
    )
    return {row.host: row for row in rows}


async def note(scope: Scope, host: str, status: Status | None, detail: str, again_after: timedelta) -> None:
    """Record what a look at a host showed. None: DNS did not answer, so that it stays what it was."""
    await scope.run(
        """
        UPDATE tracking_domains SET status = coalesce(%(status)s, status), detail = CASE WHEN %(status)s::text IS NULL THEN detail
               ELSE %(detail)s END, checked_at = CASE WHEN %(status)s::text IS NULL THEN checked_at ELSE %(now)s END,
               next_at = %(at)s, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND host = %(host)s
        """,
        host=host,
        status=status,
        detail=detail[:300],
        at=scope.now + again_after,
    )


_UNUSED: LiteralString = """
DELETE FROM tracking_domains t WHERE t.workspace_id = %(workspace_id)s AND t.next_at <= %(now)s AND NOT EXISTS (
    SELECT FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.tracking_domain = t.host) AND NOT EXISTS (
    SELECT FROM workspaces w WHERE w.id = %(workspace_id)s AND w.settings->>'domain' = t.host) AND NOT EXISTS (
    SELECT FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.settings->>'tracking_domain' = t.host)
"""
_CLAIM: LiteralString = """
UPDATE tracking_domains SET lease_until = %(lease)s
WHERE workspace_id = %(workspace_id)s AND host = ANY (ARRAY(
    SELECT host FROM tracking_domains
    WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
RETURNING host
"""


async def claim(scope: Scope, lease: datetime, limit: int) -> list[str]:
    """Claim hosts that are due for a check; unused ones are deleted."""
    await scope.run(_UNUSED)
    return [row["host"] for row in await scope.all(_CLAIM, lease=lease, limit=limit)]
