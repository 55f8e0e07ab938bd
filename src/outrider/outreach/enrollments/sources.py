"""Lead sources: LinkedIn searches that fill a campaign, once or again at an interval. engine.sources reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from psycopg.types.json import Jsonb

from outrider.channels.linkedin.port import Found
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import approvals, events
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import imports
from outrider.outreach.enrollments.imports import ImportOptions, ImportResult
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_connections, linkedin_people, senders
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.values import Json, amended

Kind = Literal["linkedin", "sales_navigator", "recruiter"]
MAX_URL = 8000
MOST = 2500  # people a run reads: LinkedIn's searches show no more
PAUSE = timedelta(seconds=30)  # between two pages of a run
MAX_FAILURES = 50  # in a row, before a source is given up


@dataclass(frozen=True, slots=True)
class Options:
    """Which people a source accepts."""

    connected: bool = True  # also people that the searching account is connected with
    unique: bool = False  # only who is in no campaign yet
    invited: bool = True  # also people that the searching account has invited, and who have not answered


@dataclass(frozen=True, slots=True)
class Source:
    """`state`: active (runs, or waits for its next run), finished, failed. `reason`: why it waits or failed.

    `found` and `added` count people seen and leads enrolled in all runs. `cursor` None: the next run begins at the beginning.
    """

    id: int
    campaign_id: int
    kind: str
    url: str
    state: str
    reason: str | None
    every_seconds: int | None
    options: Options
    cursor: str | None
    page: int
    found: int
    added: int
    runs: int
    failures: int
    next_at: datetime | None
    last_run_at: datetime | None
    vendor: dict[str, Any]
    created_at: datetime
    updated_at: datetime


COLUMNS = columns(Source)
_KINDS: dict[str, Kind] = {"sales": "sales_navigator", "talent": "recruiter"}  # by the first part of a search's path


def from_row(row: Json) -> Source:
    return Source(**amended(row, options=Options(**row["options"])))


def kind_of(url: str) -> Kind:
    """Which of LinkedIn's searches a URL is of. Raises Invalid for any other URL."""
    parts = urlsplit(url) if len(url) <= MAX_URL else None
    host = (parts.hostname or "").lower() if parts else ""
    if parts is None or parts.scheme != "https" or (host != "linkedin.com" and not host.endswith(".linkedin.com")):
        raise Invalid("That is not the URL of a LinkedIn search.", field="url")
    first = parts.path.strip("/").partition("/")[0]
    return _KINDS.get(first, "linkedin")


async def add(
    scope: Scope,
    campaign_id: int,
    url: str,
    *,
    every: timedelta | None = None,
    options: Options = Options(),
    vendor: Mapping[str, object] | None = None,
) -> Source:
    """Link a search to a campaign: it is read as soon as the engine can, and again at an interval after each run."""
    await campaigns.get(scope, campaign_id)
    if every is not None and not timedelta(minutes=1) <= every <= timedelta(days=3650):
        raise Invalid("A search runs again after a minute at the least and ten years at the most.", field="every")
    row = await scope.one(
        sql(
            """
        INSERT INTO lead_sources (workspace_id, campaign_id, kind, url, every_seconds, options, next_at, vendor, created_at,
                                  updated_at)
        VALUES (%(workspace_id)s, %(campaign_id)s, %(kind)s, %(url)s, %(every)s, %(options)s, %(now)s, %(vendor)s, %(now)s,
                %(now)s)
        RETURNING {columns}
        """,
            columns=COLUMNS,
        ),
        campaign_id=campaign_id,
        kind=kind_of(url),
        url=url,
        every=int(every.total_seconds()) if every else None,
        options=Jsonb(asdict(options)),
        vendor=Jsonb(dict(vendor or {})),
    )
    assert row is not None
    await approvals.note_campaign(scope, "campaign.source", campaign_id, facts={"search": url})
    await events.audit(scope, "source.added", "source", row["id"], campaign_id=campaign_id)
    return from_row(row)


async def get(scope: Scope, id: int) -> Source:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM lead_sources WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=COLUMNS), id=id
    )
    if row is None:
        raise NotFound("There is no such lead source.", field="source_id")
    return from_row(row)


async def get_many(scope: Scope, ids: Sequence[int]) -> list[Source]:
    """Those of these sources that there are, by id."""
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM lead_sources WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id",
            columns=COLUMNS,
        ),
        ids=ids,
    )
    return [from_row(row) for row in rows]


async def of_campaigns(scope: Scope, campaign_ids: Sequence[int]) -> dict[int, list[Source]]:
    """Each campaign's sources, oldest first; every id is a key."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM lead_sources WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(ids)s) ORDER BY id
        """,
            columns=COLUMNS,
        ),
        ids=campaign_ids,
    )
    found: dict[int, list[Source]] = {id: [] for id in campaign_ids}
    for row in rows:
        found[row["campaign_id"]].append(from_row(row))
    return found


async def remove(scope: Scope, id: int) -> None:
    """Unlink a search; who came from it stays. Raises NotFound."""
    if not await scope.run("DELETE FROM lead_sources WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such lead source.", field="source_id")
    await events.audit(scope, "source.removed", "source", id)


# What the engine does with them


async def reader_of(scope: Scope, source: Source) -> int | None:
    """The LinkedIn account that reads a source: one that works for its campaign, else one of its campaign's seat."""
    campaign = await campaigns.get(scope, source.campaign_id)
    for seat_id, campaign_id in ((None, campaign.id), (campaign.seat_id, None)):
        found = await senders.find_all(
            scope,
            senders.SenderFilter(seat_id=seat_id, campaign_id=campaign_id, channel="linkedin", status="active"),
            order="oldest",
            limit=1,
        )
        if found:
            return found[0].id
    return None


async def take(scope: Scope, source: Source, sender_id: int, people: Sequence[Found], cursor: str | None) -> ImportResult:
    """Enroll a page of search results and record the run's progress. Processing a page twice adds no one twice.

    `cursor` None: that was all; the run is over.
    """
    able = people if source.options.invited else await _not_invited(scope, sender_id, people)
    wanted = [p for p in able if (p.slug or p.url) and (source.options.connected or p.degree != 1)]
    rows = [
        LeadInput(
            first_name=p.first_name,
            last_name=p.last_name,
            company_name=p.company,
            job_title=p.job_title,
            location=p.location,
            linkedin_url=linkedin_people.profile_url(p.slug) or p.url,
            custom={"headline": p.headline} if p.headline else {},
        )
        for p in wanted
    ]
    options = ImportOptions(skip_if_in_campaign=source.options.unique, source=f"search {source.id}")
    result = await imports.import_rows(scope, rows, campaign_id=source.campaign_id, options=options)
    leads = {row.line: row.lead_id for row in result.rows if row.lead_id}
    await linkedin_connections.note_facts(
        scope,
        [
            Fact(sender_id, leads[i], p.provider_id, degree=p.degree, open_profile=p.open_profile)
            for i, p in enumerate(wanted)
            if i in leads
        ],
    )
    over = cursor is None or source.page * len(people) >= MOST
    every = timedelta(seconds=source.every_seconds) if source.every_seconds else None
    await scope.run(
        """
        UPDATE lead_sources SET found = found + %(found)s, added = added + %(added)s, cursor = %(cursor)s, page = %(page)s,
               runs = runs + %(over)s::int, state = %(state)s, reason = NULL, failures = 0, next_at = %(next_at)s,
               lease_until = NULL, last_run_at = CASE WHEN %(over)s THEN %(now)s ELSE last_run_at END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=source.id,
        found=len(people),
        added=len(result.enrollment_ids),
        over=over,
        cursor=None if over else cursor,
        page=1 if over else source.page + 1,
        state="finished" if over and every is None else "active",
        next_at=(every and scope.now + every) if over else scope.now + PAUSE,
    )
    return result


async def _not_invited(scope: Scope, sender_id: int, people: Sequence[Found]) -> Sequence[Found]:
    """Those without a pending invitation from the account, as far as LinkedIn says so or it is known here."""
    provider_ids, slugs = [p.provider_id for p in people if p.provider_id], [p.slug for p in people if p.slug]
    passed = await linkedin_connections.invited(scope, sender_id, provider_ids, slugs)
    return [p for p in people if not p.invited and p.provider_id not in passed and p.slug not in passed]


async def postpone(scope: Scope, source: Source, reason: str, wait: timedelta) -> None:
    """Note why a source could not be read, to try again after `wait`; given up after many failures in a row."""
    await scope.run(
        """
        UPDATE lead_sources SET failures = failures + 1, reason = %(reason)s, lease_until = NULL, updated_at = %(now)s,
               state = CASE WHEN failures + 1 >= %(most)s THEN 'failed' ELSE state END,
               next_at = CASE WHEN failures + 1 >= %(most)s THEN NULL ELSE %(next_at)s END
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=source.id,
        reason=reason,
        most=MAX_FAILURES,
        next_at=scope.now + wait,
    )


async def give_up(scope: Scope, source: Source, reason: str) -> None:
    """A source that can't be read, now or later."""
    await scope.run(
        """
        UPDATE lead_sources SET state = 'failed', reason = %(reason)s, next_at = NULL, lease_until = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=source.id,
        reason=reason,
    )
