"""What Outrider asks of an enrichment provider: who is this person, and what is their company."""

from dataclasses import dataclass, field
from typing import Protocol


class EnrichmentError(Exception):
    """The provider did not answer, or refused for a reason that is not the person's. `detail` holds no secret."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom to look up. Any part may be missing, but not all."""

    linkedin_url: str | None = None
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A company. None: the provider does not say."""

    name: str | None = None
    tagline: str | None = None
    description: str | None = None
    website: str | None = None
    linkedin_url: str | None = None
    industry: str | None = None
    employee_count: int | None = None
    employee_count_range_min: int | None = None
    employee_count_range_max: int | None = None
    hq_city: str | None = None
    hq_country: str | None = None
    founded_year: int | None = None
    specialties: tuple[str, ...] | None = None
    logo_url: str | None = None
    follower_count: int | None = None
    company_type: str | None = None
    phone: str | None = None
    active: bool | None = None

    @property
    def key(self) -> str | None:
        """What tells it from other companies: its LinkedIn page, else its website, else its name."""
        found = self.linkedin_url or self.website or self.name
        return found.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/") if found else None


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the company they work for."""

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    industry: str | None = None
    location: str | None = None
    gender: str | None = None
    skills: tuple[str, ...] = field(default=())
    picture_url: str | None = None
    company: Company | None = None


class Provider(Protocol):
    """An enrichment provider. Raises EnrichmentError."""

    async def person(self, subject: Subject) -> Person | None:
        """What is known of a person; None when the provider knows nobody like that."""
        ...

    async def close(self) -> None: ...
