"""Domains and addresses that blocklists are asked about: which, how often, and what they said. The engine asks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import alerts
from outrider.outreach.tenancy.alerts import Alert
from outrider.rules.blocklists import Blocklist, Kind, Listing
from outrider.values import Json, amended

WANTED = timedelta(days=30)  # how long names from tests and senders are checked; each use restarts the time
EVERY = timedelta(hours=6)
WATCHED = timedelta(days=1)  # after a sender was last seen to use it
AGAIN_SILENT = timedelta(minutes=15)  # when no list answered


@dataclass(frozen=True, slots=True)
class Check:
    """What the lists say of a domain or an address. `asked`: the zones of the lists that answered; none: not known yet.

    `rdns`: the name of an address, where that name leads back to it. `watched_until`: until then its changes are alerted about.
    """

    id: int
    kind: Kind
    name: str
    listings: tuple[Listing, ...]
    asked: tuple[str, ...]
    rdns: str | None
    checked_at: datetime | None
    next_at: datetime
    watched_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Listings that are new, and those that ended."""

    new: Sequence[Listing] = ()
    gone: Sequence[Listing] = ()


_COLUMNS = columns(Check)


def _check(row: Json) -> Check:
    listings = tuple(Listing(**amended(one, codes=tuple(one["codes"]))) for one in row["listings"])
    return Check(**amended(row, listings=listings, asked=tuple(row["asked"])))


async def want(scope: Scope, kind: Kind, names: Sequence[str]) -> None:
    """Have the lists asked about these from now on; those that are known already stay known."""
    wanted = sorted(set(names))
    if wanted:
        await scope.run(
            """
            INSERT INTO blocklist_checks AS b (workspace_id, kind, name, next_at, wanted_until, created_at)
            SELECT %(workspace_id)s, %(kind)s, u.name, %(now)s, %(until)s, %(now)s FROM unnest(%(names)s::text[]) AS u (name)
            ORDER BY u.name
            ON CONFLICT (workspace_id, kind, name) DO UPDATE SET wanted_until = excluded.wanted_until
            """,
            kind=kind,
            names=wanted,
            until=scope.now + WANTED,
        )


async def watch(scope: Scope, kind: Kind, names: Sequence[str]) -> None:
    """Have the lists asked about senders' domains or hosts, and their changes alerted about, for a day more."""
    await want(scope, kind, names)
    if names:
        await scope.run(
            """
            UPDATE blocklist_checks SET watched_until = %(until)s
            WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s AND name = ANY (%(names)s)
            """,
            kind=kind,
            names=names,
            until=scope.now + WATCHED,
        )


async def alert(scope: Scope, check: Check, changes: Changes) -> None:
    """Report the changes of a watched domain or address."""
    if check.watched_until is None or check.watched_until < scope.now:
        return
    what = "domain" if check.kind == "domain" else "mail server's address"
    kinds: tuple[tuple[alerts.Kind, Sequence[Listing], str], ...] = (
        ("listed", changes.new, "is"),
        ("delisted", changes.gone, "is no longer"),
    )
    found: list[Alert] = []
    for kind, listings, verb in kinds:
        if listings:
            lists = [listing.name for listing in listings]
            text = f"Your {what} {check.name} {verb} on the blocklist {', '.join(lists)}."
            found.append(Alert(kind, check.name, text, facts={"name_kind": check.kind, "lists": lists}))
    await alerts.raise_all(scope, found)


async def of(scope: Scope, kind: Kind, names: Sequence[str]) -> dict[str, Check]:
    """What is known of these, by name."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM blocklist_checks
        WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s AND name = ANY (%(names)s)
        """,
            columns=_COLUMNS,
        ),
        kind=kind,
        names=names,
    )
    return {row["name"]: _check(row) for row in rows}


async def find_all(scope: Scope, *, limit: int) -> list[Check]:
    """Everything that the lists are asked about: what is on one first, then by name."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM blocklist_checks WHERE workspace_id = %(workspace_id)s
        ORDER BY listings = '[]', kind, name LIMIT %(limit)s
        """,
            columns=_COLUMNS,
        ),
        limit=limit,
    )
    return [_check(row) for row in rows]


async def note(
    scope: Scope, check: Check, listed: Mapping[Blocklist, Sequence[str]], asked: Sequence[str], rdns: str | None
) -> Changes:
    """Record what the lists said, and what changed. A list that did not answer says what it said before."""
    before = {listing.zone: listing for listing in check.listings}
    now = {
        one.zone: Listing(
            one.zone, one.name, tuple(codes), before[one.zone].since if one.zone in before else scope.now.isoformat()
        )
        for one, codes in listed.items()
    }
    silent = {zone: listing for zone, listing in before.items() if zone not in asked}
    await scope.run(
        """
        UPDATE blocklist_checks SET listings = %(listings)s, asked = %(asked)s, rdns = %(rdns)s, lease_until = NULL,
               checked_at = CASE WHEN %(answered)s THEN %(now)s ELSE checked_at END, next_at = %(next_at)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=check.id,
        listings=Jsonb([asdict(listing) for listing in (silent | now).values()]),
        asked=sorted({*asked, *silent}),
        rdns=rdns,
        answered=bool(asked),
        next_at=scope.now + (EVERY if asked else AGAIN_SILENT),
    )
    ended = [listing for zone, listing in before.items() if zone not in now and zone not in silent]
    return Changes([listing for zone, listing in now.items() if zone not in before], ended)


async def claim(scope: Scope, lease: datetime, limit: int) -> list[Check]:
    """Take what is due; what nothing needs any longer is forgotten."""
    await scope.run("DELETE FROM blocklist_checks WHERE workspace_id = %(workspace_id)s AND wanted_until < %(now)s")
    rows = await scope.all(
        sql(
            """
        UPDATE blocklist_checks SET lease_until = %(lease)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
            SELECT id FROM blocklist_checks
            WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
            ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        lease=lease,
        limit=limit,
    )
    return [_check(row) for row in rows]
