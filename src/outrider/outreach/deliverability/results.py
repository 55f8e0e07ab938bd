"""What placement tests found: where each mail landed, as the seed mailboxes tell it, and the reports that follow from it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.deliverability import blocklists
from outrider.rules.content import Finding
from outrider.rules.placement import Landed
from outrider.rules.receipts import FilterVerdict, Hop
from outrider.values import Json, amended

# A mail that is not found is looked for again, less and less often, until this long after it was sent.
GIVEN_UP = timedelta(hours=2)
LONGEST_WAIT = timedelta(minutes=20)
SHORTEST_WAIT = timedelta(minutes=2)
MOST_HEADERS = 40_000  # characters kept of a mail's headers


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of a run, as its report needs it. `landed` None: not known yet. `spf` … None: the receiver did not say."""

    id: int
    test_id: int
    run_no: int
    sender_id: int
    sender_address: str
    sender_provider: str
    seed_id: int | None
    seed_address: str
    provider: str
    audience: str
    country: str
    message_id: int
    wire_id: str
    due_at: datetime
    landed: Landed | None
    detail: str | None
    folder: str | None
    sent_at: datetime | None
    received_at: datetime | None
    spf: str | None
    dkim: str | None
    dmarc: str | None
    ip: str | None
    hops: tuple[Hop, ...]
    filters: tuple[FilterVerdict, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """`pending`: mails whose place is not known yet. `content`: what stands out in the text. `links`: domains of its links."""

    test_id: int
    run_no: int
    pending: int
    content: tuple[Finding, ...]
    links: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None


_RUN = columns(Run)


def _mail(row: Json) -> Mail:
    verdicts = tuple(FilterVerdict(**amended(one, reasons=tuple(one["reasons"]))) for one in row["filters"])
    return Mail(**amended(row, hops=tuple(Hop(**one) for one in row["hops"]), filters=verdicts))


def _run(row: Json) -> Run:
    findings = tuple(Finding(**one) for one in row["content"])
    return Run(**amended(row, content=findings, links=tuple(row["links"])))


@dataclass(frozen=True, slots=True)
class MailFilter:
    """Which mails; None does not filter. `runs`: only these runs of the tests. Days are of the mails' times, UTC."""

    test_ids: Sequence[int]
    run_no: int | None = None
    providers: Sequence[str] | None = None
    audiences: Sequence[str] | None = None
    countries: Sequence[str] | None = None
    sender_address: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_CONDITIONS: dict[str, LiteralString] = {
    "test_ids": "m.test_id = ANY (%(test_ids)s)",
    "run_no": "m.run_no = %(run_no)s",
    "providers": "m.provider = ANY (%(providers)s)",
    "audiences": "m.audience = ANY (%(audiences)s)",
    "countries": "m.country = ANY (%(countries)s)",
    "sender_address": "m.sender_address = %(sender_address)s",
    "since": "m.due_at >= %(since)s",
    "until": "m.due_at < %(until)s",
}


_AT_ONCE = 10_000  # mails that one statement reads


async def mails(scope: Scope, wanted: MailFilter, *, after: int = 0, limit: int = _AT_ONCE) -> list[Mail]:
    """Mails by id."""
    where = Where("m")
    where.fields(_CONDITIONS, wanted)
    where.add("m.id > %(after)s", after=after)
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM placement_mails m WHERE {where} ORDER BY m.id LIMIT %(limit)s",
            columns=columns(Mail, "m"),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [_mail(row) for row in rows]


async def every(scope: Scope, wanted: MailFilter) -> list[Mail]:
    """All of them by id, however many there are."""
    found: list[Mail] = []
    while page := await mails(scope, wanted, after=found[-1].id if found else 0, limit=_AT_ONCE):
        found += page
        if len(page) < _AT_ONCE:
            break
    return found


async def mail(scope: Scope, id: int) -> Mail | None:
    """One mail, if it is there."""
    row = await scope.one(
        sql(
            """
            SELECT {columns} FROM placement_mails m
            JOIN placement_tests t ON t.workspace_id = %(workspace_id)s AND t.id = m.test_id
            WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s
            """,
            columns=columns(Mail, "m"),
        ),
        id=id,
    )
    return _mail(row) if row else None


async def headers(scope: Scope, mail_id: int) -> str | None:
    """The headers of a mail as it lay in the seed mailbox; None before it was found."""
    row = await scope.one("SELECT headers FROM placement_mails WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=mail_id)
    return row["headers"] if row else None


async def runs(scope: Scope, test_ids: Sequence[int], *, limit: int = 500) -> list[Run]:
    """Runs of tests, the newest first."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM placement_runs WHERE workspace_id = %(workspace_id)s AND test_id = ANY (%(ids)s)
        ORDER BY test_id DESC, run_no DESC LIMIT %(limit)s
        """,
            columns=_RUN,
        ),
        ids=test_ids,
        limit=limit,
    )
    return [_run(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Count:
    """How many mails have the values of a group: see `counts`."""

    test_id: int
    run_no: int
    sender_id: int
    sender_address: str
    sender_provider: str
    provider: str
    landed: Landed | None
    n: int


async def counts(scope: Scope, *, test_ids: Sequence[int] | None = None) -> list[Count]:
    """Mails counted by test, run, sender, provider and place; of all tests where none are named."""
    where = Where("m")
    where.given("m.test_id = ANY (%(ids)s)", ids=test_ids)
    return await scope.rows(
        Count,
        sql(
            """
        SELECT test_id, run_no, sender_id, min(sender_address) AS sender_address, min(sender_provider) AS sender_provider,
               provider, landed, count(*)::int AS n
        FROM placement_mails m WHERE {where}
        GROUP BY test_id, run_no, sender_id, provider, landed ORDER BY test_id DESC, run_no DESC, sender_id LIMIT 50000
        """,
            where=where.sql,
        ),
        **where.params,
    )


# -- looking


@dataclass(frozen=True, slots=True)
class Look:
    """A seed mailbox that is looked into, for the mails that are missing. `rescue`: those whose test wants them out of spam."""

    workspace_id: int
    seed_id: int
    mails: tuple[tuple[int, str], ...]  # id and Message-ID
    rescue: frozenset[int]


_CLAIM: LiteralString = """
UPDATE placement_mails m SET look_at = %(lease)s
FROM placement_tests t
WHERE m.workspace_id = %(workspace_id)s AND t.workspace_id = %(workspace_id)s AND t.id = m.test_id AND m.id = ANY (ARRAY(
    SELECT id FROM placement_mails
    WHERE workspace_id = %(workspace_id)s AND look_at <= %(now)s AND seed_id = (
        SELECT seed_id FROM placement_mails WHERE workspace_id = %(workspace_id)s AND look_at <= %(now)s
        ORDER BY look_at, id LIMIT 1)
    ORDER BY look_at, id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED))
RETURNING m.id, m.seed_id, m.wire_id, t.rescue
"""


async def claim(scope: Scope, lease: datetime) -> Look | None:
    """Take the mails of one seed that are to be looked for."""
    rows = await scope.all(_CLAIM, lease=lease)
    if not rows:
        return None
    found = tuple((row["id"], row["wire_id"]) for row in rows)
    return Look(scope.workspace_id, rows[0]["seed_id"], found, frozenset(row["id"] for row in rows if row["rescue"]))


@dataclass(frozen=True, slots=True)
class Found:
    """What a seed mailbox holds: a mail, in which folder, and what its headers say."""

    mail_id: int
    landed: Landed
    folder: str
    received_at: datetime | None
    spf: str | None
    dkim: str | None
    dmarc: str | None
    ip: str | None
    hops: Sequence[Hop]
    filters: Sequence[FilterVerdict]
    headers: str


_FOUND: LiteralString = """
UPDATE placement_mails m SET landed = %(landed)s, folder = %(folder)s, received_at = %(received_at)s, spf = %(spf)s,
       dkim = %(dkim)s, dmarc = %(dmarc)s, ip = %(ip)s, hops = %(hops)s, filters = %(filters)s, headers = %(headers)s,
       look_at = NULL, sent_at = coalesce((SELECT o.sent_at FROM messages o
                           WHERE o.workspace_id = %(workspace_id)s AND o.id = m.message_id), m.due_at)
WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.landed IS NULL
RETURNING m.test_id, m.run_no
"""


async def note_found(scope: Scope, found: Sequence[Found]) -> None:
    """Record where mails landed; a run that thereby knows all of its mails ends."""
    for one in found:
        row = await scope.one(
            _FOUND,
            id=one.mail_id,
            landed=one.landed,
            folder=one.folder,
            received_at=one.received_at,
            spf=one.spf,
            dkim=one.dkim,
            dmarc=one.dmarc,
            ip=one.ip,
            hops=Jsonb([asdict(hop) for hop in one.hops]),
            filters=Jsonb([asdict(verdict) for verdict in one.filters]),
            headers=one.headers[:MOST_HEADERS],
        )
        if row:
            await _settled(scope, row["test_id"], row["run_no"], 1)
    await blocklists.want(scope, "ip", [one.ip for one in found if one.ip])


_LOST: LiteralString = """
SELECT p.id, p.test_id, p.run_no, p.due_at, p.looks, o.state, o.state_detail, o.sent_at
FROM placement_mails p
LEFT JOIN messages o ON o.workspace_id = %(workspace_id)s AND o.id = p.message_id
WHERE p.workspace_id = %(workspace_id)s AND p.id = ANY (%(ids)s) AND p.landed IS NULL
ORDER BY p.id
"""


async def note_missing(scope: Scope, mail_ids: Sequence[int]) -> None:
    """The seed does not hold these mails: they are looked for again, or failed, or went missing."""
    for row in await scope.all(_LOST, ids=mail_ids):
        state, sent_at = row["state"], row["sent_at"]
        ended = state in (None, "failed", "cancelled")
        since = sent_at or row["due_at"]
        if ended or (scope.now - since >= GIVEN_UP and state in ("sent", "uncertain")):
            await scope.run(
                """
                UPDATE placement_mails SET landed = %(landed)s, detail = %(detail)s, sent_at = %(sent_at)s, look_at = NULL
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s
                """,
                id=row["id"],
                landed="failed" if ended else "missing",
                detail=row["state_detail"],
                sent_at=sent_at,
            )
            await _settled(scope, row["test_id"], row["run_no"], 1)
        else:
            wait = min(SHORTEST_WAIT * 2 ** min(row["looks"], 10), LONGEST_WAIT)
            await scope.run(
                """
                UPDATE placement_mails SET look_at = %(at)s, looks = looks + 1
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s
                """,
                id=row["id"],
                at=scope.now + wait,
            )


async def _settled(scope: Scope, test_id: int, run_no: int, n: int) -> None:
    row = await scope.one(
        """
        UPDATE placement_runs SET pending = pending - %(n)s, ended_at = CASE WHEN pending <= %(n)s THEN %(now)s END
        WHERE workspace_id = %(workspace_id)s AND test_id = %(test_id)s AND run_no = %(run_no)s RETURNING pending
        """,
        test_id=test_id,
        run_no=run_no,
        n=n,
    )
    if row and row["pending"] <= 0:
        await scope.run(
            """
            UPDATE placement_tests SET status = 'completed', updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND next_at IS NULL AND status = 'active'
            """,
            id=test_id,
        )
