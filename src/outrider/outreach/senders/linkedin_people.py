"""People as LinkedIn knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from outrider.channels.linkedin.port import Profile
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Mode, Scope
from outrider.outreach.senders import linkedin_connections
from outrider.rules.careers import Career, career


@dataclass(frozen=True, slots=True)
class User:
    """A person as LinkedIn knows them. `fetched_at` None: only the profile's slug is known so far."""

    id: int
    slug: str | None
    provider_id: str | None
    first_name: str | None
    last_name: str | None
    headline: str | None
    company: str | None
    location: str | None
    picture_url: str | None
    premium: bool | None
    open_profile: bool | None
    profile: dict[str, Any]
    fetched_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))

    @property
    def url(self) -> str | None:
        return profile_url(self.slug)

    @property
    def college(self) -> str | None:
        """The school that the profile names first."""
        return next((str(school["school"]) for school in self.profile.get("education") or () if school.get("school")), None)

    @property
    def company_id(self) -> int | None:
        """LinkedIn's number of the company of the job held now."""
        jobs = self.profile.get("work_experience") or ()
        number = next((str(job.get("company_id")) for job in jobs if job.get("current") or not job.get("end")), "")
        return int(number) if number.isdecimal() else None

    def career(self, today: date) -> Career | None:
        """None where the profile names no jobs."""
        jobs = self.profile.get("work_experience")
        return career(jobs, today) if jobs else None


USER_COLUMNS = columns(User)


def profile_url(slug: str | None) -> str | None:
    return f"https://www.linkedin.com/in/{slug}" if slug else None


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, User]:
    """Those of the ids that exist."""
    rows = await scope.all(
        sql("SELECT {user} FROM linkedin_users WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", user=USER_COLUMNS),
        ids=ids,
    )
    return {row["id"]: User(**row) for row in rows}


_LOOKED_AT = """
INSERT INTO linkedin_users (workspace_id, slug, first_name, last_name, company, location, created_at, updated_at)
SELECT %(workspace_id)s, l.linkedin_key, l.first_name, l.last_name, l.company_name, l.location, %(now)s, %(now)s
FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s) AND l.linkedin_key IS NOT NULL
  AND NOT EXISTS (SELECT FROM linkedin_users u WHERE u.workspace_id = %(workspace_id)s AND u.slug = l.linkedin_key)
ORDER BY l.linkedin_key ON CONFLICT DO NOTHING
"""


async def of_leads(scope: Scope, lead_ids: Sequence[int]) -> dict[int, User]:
    """The LinkedIn user of each lead that has a profile, by lead. One that was never fetched gets a row, and so its id;
    an actor who may only read is shown those that have one.
    """
    if scope.actor.mode != Mode.READ:
        await scope.run(_LOOKED_AT, ids=lead_ids)
    rows = await scope.all(
        sql(
            """
        SELECT l.id AS lead_id, {columns} FROM leads l
        JOIN linkedin_users u ON u.workspace_id = %(workspace_id)s AND u.slug = l.linkedin_key
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)
        """,
            columns=columns(User, "u"),
        ),
        ids=lead_ids,
    )
    return {row.pop("lead_id"): User(**row) for row in rows}


async def lead_of(scope: Scope, user_id: int) -> int | None:
    """The lead that a LinkedIn user is."""
    row = await scope.one(
        """
        SELECT l.id FROM linkedin_users u JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.linkedin_key = u.slug
        WHERE u.workspace_id = %(workspace_id)s AND u.id = %(id)s
        """,
        id=user_id,
    )
    return row["id"] if row else None


async def note_profile(scope: Scope, sender_id: int | None, profile: Profile) -> User:
    """Keep a fetched profile, and what it shows about the connection with the sender."""
    row = await scope.one(
        sql(
            """
        INSERT INTO linkedin_users AS u (workspace_id, slug, provider_id, first_name, last_name, headline, company, location,
                                         picture_url, premium, open_profile, profile, fetched_at, created_at, updated_at)
        VALUES (%(workspace_id)s, %(slug)s, %(provider_id)s, %(first_name)s, %(last_name)s, %(headline)s, %(company)s,
                %(location)s, %(picture_url)s, %(premium)s, %(open_profile)s, %(profile)s, %(now)s, %(now)s, %(now)s)
        ON CONFLICT (workspace_id, slug) WHERE slug IS NOT NULL DO UPDATE SET
            provider_id = excluded.provider_id, first_name = coalesce(excluded.first_name, u.first_name),
            last_name = coalesce(excluded.last_name, u.last_name), headline = coalesce(excluded.headline, u.headline),
            company = coalesce(excluded.company, u.company), location = coalesce(excluded.location, u.location),
            picture_url = coalesce(excluded.picture_url, u.picture_url), premium = excluded.premium,
            open_profile = excluded.open_profile, profile = u.profile || excluded.profile, fetched_at = excluded.fetched_at,
            updated_at = excluded.updated_at
        RETURNING {user}
        """,
            user=USER_COLUMNS,
        ),
        slug=profile.slug,
        provider_id=profile.provider_id,
        first_name=profile.first_name or None,
        last_name=profile.last_name or None,
        headline=profile.headline or None,
        company=profile.company or None,
        location=profile.location or None,
        picture_url=profile.picture_url,
        premium=profile.premium,
        open_profile=profile.open_profile,
        profile=Jsonb(dict(profile.details)),
    )
    assert row is not None
    if sender_id is not None and profile.slug:
        lead = await scope.one(
            "SELECT id FROM leads WHERE workspace_id = %(workspace_id)s AND linkedin_key = %(slug)s", slug=profile.slug
        )
        if lead:
            await linkedin_connections.note_facts(scope, [linkedin_connections.fact_of(sender_id, lead["id"], profile)])
    return User(**row)
