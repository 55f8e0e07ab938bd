"""What Outrider asks of an enrichment provider: who is this person, what is their company, and which people match criteria."""

from dataclasses import dataclass, field, fields
from typing import Literal, Protocol


class EnrichmentError(Exception):
    """The provider did not answer, or refused for a reason that is not the person's. `detail` holds no secret."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Subject:
    """The person to look up. At least one part must be given."""

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
        """What identifies it: its LinkedIn page, else its website, else its name."""
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
    linkedin_url: str | None = None


class Unsearchable(Exception):
    """The provider cannot search by one of the criteria. `detail` says which, and what it takes instead."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


Level = Literal["entry", "senior", "manager", "director", "vp", "cxo", "owner", "partner"]
About = Literal["title", "skill", "industry", "company", "location"]


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases, one of which must be there, and phrases of which none may be. `exact`: the whole value, not a part of it."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exact: bool = False
    every: bool = False  # all of `include` must be there

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it is named. `text`: whatever its parts are, such as 'Berlin, Germany'."""

    city: str | None = None
    state: str | None = None
    country: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which people are searched for: those who meet every criterion given. Of a tuple one must be met."""

    names: tuple[str, ...] = ()
    titles: Words = Words()
    levels: tuple[Level, ...] = ()
    departments: tuple[str, ...] = ()
    companies: Words = Words()
    domains: tuple[str, ...] = ()  # of the company's website
    industries: Words = Words()
    keywords: Words = Words()  # anywhere in what is said of the person
    skills: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    not_places: tuple[Place, ...] = ()
    places_of: Literal["person", "company"] = "person"
    employees: tuple[tuple[int, int | None], ...] = ()  # of the company: from and up to, both included; None: no end

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self) if f.name != "places_of")


@dataclass(frozen=True, slots=True)
class People:
    """A page of a search. `total`: how many people match; `cursor` asks for the next page, None at the end."""

    people: tuple[Person, ...]
    total: int
    cursor: str | None = None


class Provider(Protocol):
    """An enrichment provider. Raises EnrichmentError."""

    async def person(self, subject: Subject) -> Person | None:
        """What the provider knows about a person; None if there is no match."""
        ...

    async def search(self, criteria: Criteria, limit: int, cursor: str | None = None) -> People:
        """A page of at most `limit` (up to 100) people. Raises Unsearchable."""
        ...

    async def keywords(self, subject: About, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Values that people have for `subject` and that begin with `prefix`, each with how many have it, most first."""
        ...

    async def close(self) -> None: ...
