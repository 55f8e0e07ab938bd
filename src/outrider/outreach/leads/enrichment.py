"""Enrichment: what a provider knows about a lead and their company, for one credit per lead, charged once.

A credit is taken in the transaction that decides to ask, before the provider is asked, and given back when it has nothing to
tell or does not answer. Concurrent requests for the same lead wait for that answer. A process that dies in between leaves
its credit reserved: the next request continues with it, so that no crash charges twice.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from psycopg.types.json import Jsonb

from outrider.channels.enrichment.people_http import PeopleHTTP
from outrider.channels.enrichment.peopledatalabs import PeopleDataLabs
from outrider.channels.enrichment.port import Company, EnrichmentError, Person, Provider, Subject
from outrider.errors import NotFound, PaymentRequired, Unavailable
from outrider.outreach.base import events
from outrider.outreach.base.scope import ENGINE, Actor, Core, Scope
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import Lead
from outrider.outreach.leads.staging import is_too_long, storable
from outrider.outreach.tenancy import workspaces
from outrider.rules import addresses
from outrider.settings import Settings

COST = 1  # credits a lead
LEASE_SECONDS = 90.0  # of the machine: longer than the provider may take
_LOOK_AGAIN = 0.05  # seconds of the machine, growing to a second

Status = Literal["enriched", "already_enriched", "insufficient_credits", "failed"]


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """A company, as described by a provider."""

    id: int
    facts: dict[str, object]  # channels.enrichment.port.Company
    enriched_at: datetime


@dataclass(frozen=True, slots=True)
class Enrichment:
    """How far a lead's enrichment has come."""

    lead_id: int
    state: Literal["running", "enriched", "failed"]
    requested_at: datetime
    profile_enriched_at: datetime | None
    company_enriched_at: datetime | None
    company: KnownCompany | None


@dataclass(frozen=True, slots=True)
class Enriched:
    """What came of asking. `charged`: by this very call."""

    lead: Lead
    status: Status
    charged: bool
    credits_remaining: int


@dataclass(frozen=True, slots=True)
class _Ticket:
    """The right to ask the provider about a lead. `attempt` distinguishes its answer from later ones; `overwrite`: it replaces
    values.
    """

    lead: Lead
    attempt: int
    overwrite: bool


async def of(scope: Scope, lead_ids: Sequence[int]) -> dict[int, Enrichment]:
    """What there is of these leads; those never enriched are absent."""
    rows = await scope.all(
        """
        SELECT e.lead_id, e.state, e.requested_at, e.profile_enriched_at, e.company_enriched_at,
               c.id AS company_id, c.facts, c.enriched_at
        FROM enrichments e LEFT JOIN companies c ON c.workspace_id = %(workspace_id)s AND c.id = e.company_id
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s)
        """,
        ids=lead_ids,
    )
    found: dict[int, Enrichment] = {}
    for row in rows:
        company_id, facts, enriched_at = row.pop("company_id"), row.pop("facts"), row.pop("enriched_at")
        company = KnownCompany(company_id, facts, enriched_at) if company_id else None
        found[row["lead_id"]] = Enrichment(**row, company=company)
    return found


async def enrich(
    core: Core, settings: Settings, workspace_id: int, lead_id: int, *, actor: Actor = ENGINE, overwrite: bool = False
) -> Enriched:
    """Ask the provider about a lead and keep what it says; must be called outside of any transaction.

    `overwrite`: ask again even if already enriched, and replace the lead's values. Raises NotFound, and Unavailable when
    the provider is not set up or does not answer (nothing is charged then).
    """
    pause, deadline = _LOOK_AGAIN, asyncio.get_running_loop().time() + LEASE_SECONDS
    while True:
        async with core.scope(workspace_id, actor) as scope:
            begun = await _begin(core, settings, scope, lead_id, overwrite)
        if isinstance(begun, Enriched):
            return begun
        if begun is not None:
            return await _ask(core, settings, workspace_id, begun, actor)
        if asyncio.get_running_loop().time() > deadline:
            raise Unavailable("The enrichment of this lead takes too long; try again later.", "enrichment_busy")
        await asyncio.sleep(pause)
        pause = min(pause * 2, 1.0)


async def _begin(core: Core, settings: Settings, scope: Scope, lead_id: int, overwrite: bool) -> Enriched | _Ticket | None:
    """The existing answer, or else the right to ask; None while another process is asking."""
    # The lead's own row is what concurrent calls queue at: there may be no enrichment yet to lock.
    locked = await scope.one(
        "SELECT id FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR NO KEY UPDATE", id=lead_id
    )
    if locked is None:
        raise NotFound("There is no such lead.", field="lead_id")
    lead = await leads.get(scope, lead_id)
    row = await scope.one(
        """
        SELECT state, reserved, attempt, lease_until > %(now)s AS leased FROM enrichments
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s
        """,
        id=lead_id,
    )
    if row and row["state"] == "enriched" and not overwrite:
        return Enriched(lead, "already_enriched", False, await balance(scope))
    if row and row["state"] == "running" and row["leased"]:
        return None
    configured(settings)
    if not (row and row["reserved"]):
        try:
            await workspaces.spend_credits(scope, COST, "enrichment", "lead", lead_id)
        except PaymentRequired:
            return Enriched(lead, "insufficient_credits", False, await balance(scope))
    made = await scope.one(
        """
        INSERT INTO enrichments AS e (workspace_id, lead_id, state, reserved, requested_at, lease_until)
        VALUES (%(workspace_id)s, %(id)s, 'running', true, %(now)s, %(lease)s)
        ON CONFLICT (workspace_id, lead_id) DO UPDATE SET state = 'running', reserved = true, attempt = e.attempt + 1,
            requested_at = %(now)s, lease_until = %(lease)s
        RETURNING attempt
        """,
        id=lead_id,
        lease=scope.now + core.clock.real(LEASE_SECONDS),
    )
    assert made is not None
    return _Ticket(lead, made["attempt"], overwrite)


async def _ask(core: Core, settings: Settings, workspace_id: int, ticket: _Ticket, actor: Actor) -> Enriched:
    lead = ticket.lead
    subject = Subject(lead.linkedin_url or lead.linkedin_key, lead.email, lead.first_name, lead.last_name, lead.company_name)
    provider = open_provider(settings)
    try:
        person = await provider.person(subject)
    except EnrichmentError as error:
        async with core.scope(workspace_id, actor) as scope:
            await _record(scope, ticket, None)
        raise Unavailable(f"The enrichment provider fails: {error.detail}.", "enrichment_unreachable") from error
    except BaseException:
        # Cancelled or failed: return the reservation now instead of waiting for its lease to expire.
        await asyncio.shield(_give_up(core, workspace_id, ticket, actor))
        raise
    finally:
        await provider.close()
    async with core.scope(workspace_id, actor) as scope:
        return await _record(scope, ticket, person)


async def _give_up(core: Core, workspace_id: int, ticket: _Ticket, actor: Actor) -> None:
    async with core.scope(workspace_id, actor) as scope:
        await _record(scope, ticket, None)


async def _record(scope: Scope, ticket: _Ticket, person: Person | None) -> Enriched:
    """Keep the answer and settle the credit, unless another attempt has taken over since."""
    lead_id = ticket.lead.id
    company_id = await _keep_company(scope, person.company) if person and person.company else None
    ours = await scope.run(
        """
        UPDATE enrichments SET state = %(state)s, reserved = false, lease_until = NULL,
               profile_enriched_at = CASE WHEN %(found)s THEN %(now)s ELSE profile_enriched_at END,
               company_enriched_at = CASE WHEN %(company)s::bigint IS NULL THEN company_enriched_at ELSE %(now)s END,
               company_id = coalesce(%(company)s, company_id)
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s AND attempt = %(attempt)s AND state = 'running'
        """,
        id=lead_id,
        attempt=ticket.attempt,
        found=person is not None,
        state="enriched" if person else "failed",
        company=company_id,
    )
    if ours and person is None:
        await workspaces.spend_credits(scope, -COST, "enrichment given back", "lead", lead_id)
    if not (ours and person):
        return Enriched(ticket.lead, "failed", False, await balance(scope))
    lead = await leads.get(scope, lead_id)
    changes = _changes(lead, person, ticket.overwrite)
    email = _address(person.email) if lead.email is None else None
    if email and await leads.get_by_email(scope, email) is None:
        changes["email"] = email
    lead = await leads.update(scope, lead_id, **changes)
    await events.audit(scope, "lead.enriched", "lead", lead_id)
    return Enriched(lead, "enriched", True, await balance(scope))


def _changes(lead: Lead, person: Person, overwrite: bool) -> dict[str, object]:
    """The changes from the answer. Existing values are kept and only blanks filled, unless `overwrite`."""
    company = person.company
    columns = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "phone": person.phone,
        "job_title": person.job_title,
        "location": person.location,
        "company_name": company and company.name,
        "website": company and company.website,
    }
    facts = {
        "headline": person.headline,
        "summary": person.summary,
        "industry": person.industry,
        "gender": person.gender,
        "skills": list(person.skills) or None,
        "profile_picture_url": person.picture_url,
        "company_linkedin_url": company and company.linkedin_url,
    }
    changes: dict[str, object] = {
        name: value
        for name, value in columns.items()
        if value and _is_storable(value) and not is_too_long(name, value) and (overwrite or not getattr(lead, name))
    }
    added = {
        name: value
        for name, value in facts.items()
        if value and _is_storable(value) and (overwrite or not lead.profile.get(name))
    }
    return {**changes, "profile": {**lead.profile, **added}}


# What a provider says may be anything. What no lead can hold is left out, so that the rest of what was paid for is kept.
def _is_storable(value: object) -> bool:
    return storable(json.dumps(value, ensure_ascii=False))


def _address(email: str | None) -> str | None:
    try:
        return addresses.normalise(email) if email else None
    except addresses.InvalidAddress:
        return None


async def _keep_company(scope: Scope, company: Company) -> int | None:
    if company.key is None or not _is_storable(company.key):
        return None
    row = await scope.one(
        """
        INSERT INTO companies AS c (workspace_id, key, facts, enriched_at)
        VALUES (%(workspace_id)s, left(%(key)s, 500), %(facts)s, %(now)s)
        ON CONFLICT (workspace_id, key) DO UPDATE SET facts = c.facts || excluded.facts, enriched_at = excluded.enriched_at
        RETURNING id
        """,
        key=company.key,
        facts=Jsonb({name: value for name, value in asdict(company).items() if value is not None and _is_storable(value)}),
    )
    return row["id"] if row else None


async def balance(scope: Scope) -> int:
    """What the workspace has left."""
    return (await workspaces.get(scope)).credits


def configured(settings: Settings) -> tuple[str, str]:
    """The provider's URL and key. Raises Unavailable when the installation has none."""
    if settings.enrichment_key is None:
        raise Unavailable("Enrichment is not set up: the operator sets OUTRIDER_ENRICHMENT_KEY.", "enrichment_not_configured")
    url = urlsplit(settings.enrichment_url)
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise Unavailable("The enrichment provider's URL must begin with https://.", "enrichment_not_configured")
    return settings.enrichment_url, settings.enrichment_key.get_secret_value()


def open_provider(settings: Settings) -> Provider:
    """The provider that the installation is set up with; to be closed. Raises Unavailable when there is none."""
    url, key = configured(settings)
    return PeopleHTTP(url, key) if settings.enrichment_provider == "http" else PeopleDataLabs(url, key)
