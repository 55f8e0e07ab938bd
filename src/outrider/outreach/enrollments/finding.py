"""Finding leads at the enrichment provider, and enriching whole lists and campaigns: what is asked for, and how far it is.

A plan says how a list or campaign is enriched, and stays with it: it can be run again by hand, or runs by itself for leads who
come in later (`auto_update`) and for the search that fills its list (`is_evergreen`). The work is done by jobs of the engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from outrider.channels.enrichment.port import Criteria, Person
from outrider.errors import NotFound, PaymentRequired
from outrider.outreach.base import events, jobs
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Facts, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import imports
from outrider.outreach.enrollments.imports import ImportOptions
from outrider.outreach.leads import enrichment, leads, lists
from outrider.outreach.leads.staging import LeadInput
from outrider.outreach.tenancy import workspaces
from outrider.rules.addresses import linkedin_key

# The engine's jobs: searching, enriching, and having the model write a column.
FIND, ENRICH, WRITE = "leads.find", "leads.enrich", "leads.write"
KINDS = (FIND, ENRICH, WRITE)
COMPLETED = "enrichment.completed"
ENRICHES = "has_enrichment_task"  # a list's setting: whether its plan enriches who comes in later
MOST = 1_000_000  # leads a search adds
EVERY = timedelta(hours=1)  # leads who came in later are looked for
SEARCH_EVERY = timedelta(days=1)

Enrichment = Literal["none", "address", "profile", "verification"]
Resource = tuple[Literal["list", "campaign"], int]


@dataclass(frozen=True, slots=True)
class Search:
    """The search criteria, and which of the people found are added."""

    criteria: Criteria
    most: int
    one_per_company: bool = False
    skip_known: bool = False  # who is a lead of this workspace already


@dataclass(frozen=True, slots=True)
class Writing:
    """What the model writes about each lead. `inputs`: names of the lead's values that it is given."""

    column: str
    prompt: str
    inputs: tuple[str, ...] = ()
    overwrite: bool = False
    addressed_only: bool = False
    auto_update: bool = False
    vendor: Facts = field(default_factory=dict[str, object])  # stored for the client only


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a list or campaign a run takes, oldest first: from row `first` on, at most `most`, or these leads."""

    first: int = 1
    most: int | None = None
    lead_ids: tuple[int, ...] | None = None
    overwrite: bool = False  # also those already done, replacing their values


@dataclass(frozen=True, slots=True)
class Plan:
    """How a list or campaign is enriched."""

    id: int
    list_id: int | None
    campaign_id: int | None
    enrichment: Enrichment
    search: Facts | None
    columns: Mapping[str, Facts]
    auto_update: bool
    is_evergreen: bool
    addressed_only: bool
    verifies: bool
    searched_at: datetime | None
    vendor: Facts
    created_at: datetime
    updated_at: datetime

    @property
    def resource(self) -> Resource:
        return ("list", self.list_id) if self.list_id else ("campaign", self.campaign_id or 0)

    @property
    def writings(self) -> dict[str, Writing]:
        """What the model writes, by column. A setting that a column was kept without has its default."""
        return {name: WRITING.validate_python(kept) for name, kept in self.columns.items()}


SEARCH: TypeAdapter[Search] = TypeAdapter(Search)
WRITING: TypeAdapter[Writing] = TypeAdapter(Writing)
ROWS: TypeAdapter[Rows] = TypeAdapter(Rows)


async def require(scope: Scope, resource: Resource) -> None:
    """Raises NotFound when there is no such list or campaign."""
    kind, id = resource
    await (lists.require(scope, id) if kind == "list" else campaigns.get(scope, id))


async def plan_of(scope: Scope, resource: Resource) -> Plan | None:
    """How a list or campaign is enriched. Raises NotFound when there is no such list or campaign."""
    await require(scope, resource)
    return await scope.row(
        Plan,
        sql(
            """
            SELECT {columns} FROM enrichment_plans
            WHERE workspace_id = %(workspace_id)s
              AND CASE WHEN %(of_list)s THEN list_id = %(id)s ELSE campaign_id = %(id)s END
            """,
            columns=columns(Plan),
        ),
        of_list=resource[0] == "list",
        id=resource[1],
    )


async def plan(
    scope: Scope,
    resource: Resource,
    *,
    enrichment: Enrichment,
    verifies: bool = False,
    search: Search | None = None,
    vendor: Facts | None = None,
) -> Plan:
    """Say how a list or campaign is enriched; what it said before of that and of its search is replaced.

    `verifies`: addresses are verified as well, once leads are enriched.
    """
    await require(scope, resource)
    kind, id = resource
    await scope.run(
        sql(
            """
            INSERT INTO enrichment_plans AS p
                (workspace_id, list_id, campaign_id, enrichment, verifies, search, vendor, created_at, updated_at)
            VALUES (%(workspace_id)s, %(list_id)s, %(campaign_id)s, %(enrichment)s, %(verifies)s, %(search)s, %(vendor)s, %(now)s,
                    %(now)s)
            ON CONFLICT (workspace_id, {target}) WHERE {target} IS NOT NULL DO UPDATE SET
                enrichment = excluded.enrichment, verifies = excluded.verifies, search = coalesce(excluded.search, p.search),
                vendor = excluded.vendor, updated_at = excluded.updated_at
            """,
            target="list_id" if kind == "list" else "campaign_id",
        ),
        list_id=id if kind == "list" else None,
        campaign_id=id if kind == "campaign" else None,
        enrichment=enrichment,
        verifies=verifies,
        search=Jsonb(asdict(search)) if search else None,
        vendor=Jsonb(dict(vendor or {})),
    )
    return await _made(scope, resource)


async def _made(scope: Scope, resource: Resource) -> Plan:
    found = await plan_of(scope, resource)
    if found is None:
        raise NotFound("This list or campaign has no enrichment.")
    return found


async def settle(
    scope: Scope,
    resource: Resource,
    *,
    auto_update: bool | None = None,
    is_evergreen: bool | None = None,
    addressed_only: bool | None = None,
) -> Plan:
    """Change a plan's settings; None: as it is. Raises NotFound for what has no plan."""
    found = await _made(scope, resource)
    auto = found.auto_update if auto_update is None else auto_update
    evergreen = found.is_evergreen if is_evergreen is None else is_evergreen
    repeats = auto or evergreen or any(writing.auto_update for writing in found.writings.values())
    await scope.run(
        """
        UPDATE enrichment_plans SET auto_update = %(auto)s, is_evergreen = %(evergreen)s, addressed_only = %(addressed)s,
               next_at = CASE WHEN %(repeats)s THEN coalesce(next_at, %(next)s) END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=found.id,
        auto=auto,
        evergreen=evergreen,
        addressed=found.addressed_only if addressed_only is None else addressed_only,
        repeats=repeats,
        next=scope.now + EVERY,
    )
    if found.list_id and auto != found.auto_update:
        await lists.update(scope, found.list_id, settings={ENRICHES: auto})
    return await _made(scope, resource)


async def enrich_newcomers(scope: Scope, list_id: int, on: bool) -> None:
    """Enable or disable enrichment of people added to a list: as its plan says, otherwise with all available data.

    Raises NotFound when there is no such list.
    """
    found = await plan_of(scope, ("list", list_id))
    if on and (found is None or found.enrichment == "none"):
        found = await plan(scope, ("list", list_id), enrichment="profile", vendor=found.vendor if found else None)
    if found:
        await settle(scope, ("list", list_id), auto_update=on)


async def keep_writing(scope: Scope, resource: Resource, writing: Writing) -> Plan:
    """Remember what the model writes, by its column."""
    found = await plan_of(scope, resource) or await plan(scope, resource, enrichment="none")
    await scope.run(
        """
        UPDATE enrichment_plans SET columns = columns || %(columns)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=found.id,
        columns=Jsonb({writing.column: asdict(writing)}),
    )
    return await settle(scope, resource)


# Jobs


async def require_credit(scope: Scope) -> None:
    """Raises PaymentRequired when the workspace has no credit left."""
    if (await workspaces.get(scope)).credits < enrichment.COST:
        raise PaymentRequired(
            "The workspace has no credits left for enrichment: the operator gives it some with `outrider credits --add`.",
            "not_enough_credits",
        )


async def find(scope: Scope, list_id: int, search: Search) -> jobs.Job:
    """Have the engine search for people and put them into a list; its plan says what becomes of them there."""
    await lists.require(scope, list_id)
    await require_credit(scope)
    return await jobs.enqueue(scope, FIND, {"search": asdict(search)}, entity_kind="list", entity_id=list_id)


async def enrich(scope: Scope, resource: Resource, rows: Rows = Rows()) -> jobs.Job:
    """Have the engine enrich the leads of a list or campaign as its plan says. Raises NotFound for what has no plan."""
    found = await _made(scope, resource)
    if found.enrichment != "verification":
        await require_credit(scope)
    return await jobs.enqueue(
        scope, ENRICH, {"enrichment": found.enrichment, "rows": asdict(rows)}, entity_kind=resource[0], entity_id=resource[1]
    )


async def write(scope: Scope, resource: Resource, writing: Writing, rows: Rows = Rows()) -> jobs.Job:
    """Have the model write a column for the leads of a list or campaign."""
    await require(scope, resource)
    return await jobs.enqueue(
        scope, WRITE, {"writing": asdict(writing), "rows": asdict(rows)}, entity_kind=resource[0], entity_id=resource[1]
    )


async def history(scope: Scope, resource: Resource, *, open_only: bool = False, kinds: Sequence[str] = KINDS) -> list[jobs.Job]:
    """The jobs of a list or campaign, newest first. `open_only`: those that wait or run."""
    await require(scope, resource)
    states = ("pending", "running") if open_only else None
    return await jobs.find_all(scope, kinds=kinds, states=states, entity_kind=resource[0], entity_ids=[resource[1]], limit=100)


async def completed(scope: Scope, job_id: int, resource: Resource, counts: Mapping[str, int]) -> None:
    """Notify subscribers that a search or an enrichment has ended."""
    data = {"job": job_id, "list": resource[1] if resource[0] == "list" else None, **counts}
    campaign_id = resource[1] if resource[0] == "campaign" else None
    await events.append(scope, [events.Event(COMPLETED, campaign_id=campaign_id, data=data)])


async def take_due(scope: Scope, limit: int) -> int:
    """Let due plans run again: enqueue what each asks for. How many there were."""
    rows = await scope.rows(
        Plan,
        sql(
            """
            UPDATE enrichment_plans SET next_at = %(next)s
            WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
                SELECT id FROM enrichment_plans WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s
                ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
            RETURNING {columns}
            """,
            columns=columns(Plan),
        ),
        next=scope.now + EVERY,
        limit=limit,
    )
    for found in rows:
        await _run_again(scope, found)
    return len(rows)


async def _run_again(scope: Scope, found: Plan) -> None:
    if await history(scope, found.resource, open_only=True):
        return  # next time, when the current run has ended
    if (await workspaces.get(scope)).credits >= enrichment.COST:
        is_due = found.searched_at is None or found.searched_at <= scope.now - SEARCH_EVERY
        if found.is_evergreen and found.search and found.list_id and is_due:
            await find(scope, found.list_id, SEARCH.validate_python(found.search))
        elif found.auto_update and found.enrichment != "none":
            await enrich(scope, found.resource)
    for writing in found.writings.values():
        if writing.auto_update:
            await write(scope, found.resource, writing)


# What a search finds


async def known(scope: Scope, people: Sequence[Person]) -> list[bool]:
    """Of each person whether they are a lead of this workspace."""
    by_email = await leads.find_by_emails(scope, [p.email for p in people if p.email])
    slugs = [linkedin_key(p.linkedin_url) if p.linkedin_url else None for p in people]
    by_profile = await leads.find_by_profiles(scope, [slug for slug in slugs if slug])
    return [
        bool((p.email and p.email in by_email) or (slug and slug in by_profile)) for p, slug in zip(people, slugs, strict=True)
    ]


def of_different_companies(people: Sequence[Person], seen: set[str]) -> list[Person]:
    """The first of each company that is not among `seen`, which then has them as well; and people without a company."""
    kept: list[Person] = []
    for person in people:
        key = person.company.key if person.company else None
        if key is None or key not in seen:
            kept.append(person)
            seen.update([key] if key else [])
    return kept


async def add(scope: Scope, list_id: int, people: Sequence[Person], most: int) -> int:
    """Put people who were found into a list, as far as credits last: each new member costs one. How many came in.

    Who is a lead already keeps their values. Raises PaymentRequired when not one more can be paid for.
    """
    left = (await workspaces.get(scope)).credits // enrichment.COST
    taken = people[: min(most, left)]
    if people and not taken:
        await require_credit(scope)
    done = await imports.import_rows(
        scope,
        [_row(person) for person in taken],
        list_id=list_id,
        options=ImportOptions(existing="keep", source="enrichment provider"),
    )
    added = sum(1 for row in done.rows if row.result in ("created", "updated"))
    if added:
        await workspaces.spend_credits(scope, added * enrichment.COST, "leads found", "list", list_id)
    return added


def _row(person: Person) -> LeadInput:
    company = person.company
    facts = {
        "headline": person.headline,
        "summary": person.summary,
        "industry": person.industry,
        "skills": list(person.skills) or None,
        "profile_picture_url": person.picture_url,
        "company_linkedin_url": company and company.linkedin_url,
    }
    return LeadInput(
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        company_name=company and company.name,
        job_title=person.job_title,
        phone=person.phone,
        website=company and company.website,
        location=person.location,
        linkedin_url=_profile(person.linkedin_url),
        profile={name: value for name, value in facts.items() if value},
    )


def _profile(url: str | None) -> str | None:
    """Providers leave out the scheme."""
    return url if url is None or "://" in url else f"https://{url}"


async def searched(scope: Scope, list_id: int) -> None:
    """Note that the search of a list has run."""
    await scope.run(
        """
        UPDATE enrichment_plans SET searched_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND list_id = %(id)s
        """,
        id=list_id,
    )
