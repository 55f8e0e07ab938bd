"""SuperSearch's filters as criteria of an enrichment provider. A filter that no provider here can search by is refused."""

import re
from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field

from outrider.channels.enrichment.port import Criteria, Level, Place, Words
from outrider.dialects.instantly.bodies import Body, Count, Text
from outrider.dialects.kit.fields import Flag
from outrider.errors import Invalid

Texts = Annotated[list[Text], Field(max_length=1000)]
Mode = Annotated[
    Literal["CONTAINS", "EXACT"] | None,
    BeforeValidator(lambda mode: mode.upper() if isinstance(mode, str) else mode),
]


class IncludeExclude(Body):
    include: Texts = Field(default_factory=list[str])
    exclude: Texts = Field(default_factory=list[str])

    def words(self) -> Words:
        return Words(tuple(self.include), tuple(self.exclude))


class Titles(IncludeExclude):
    includeMode: Mode = None
    excludeMode: Mode = None

    def words(self) -> Words:
        modes = {mode for mode, given in ((self.includeMode, self.include), (self.excludeMode, self.exclude)) if given and mode}
        if len(modes) > 1:
            raise Invalid("body/search_filters/title includeMode and excludeMode must be the same")
        return Words(tuple(self.include), tuple(self.exclude), exact=modes == {"EXACT"})


class Keyword(Body):
    """Phrases, separated by commas."""

    include: Text | None = None
    exclude: Text | None = None
    include_mode: Literal["ANY", "ALL"] = "ANY"

    def words(self) -> Words:
        return Words(_phrases(self.include), _phrases(self.exclude), every=self.include_mode == "ALL")


def _phrases(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


class Location(Body):
    place_id: Text | None = None
    label: Text | None = None
    city: Text | None = None
    state: Text | None = None
    country: Text | None = None

    def place(self) -> Place:
        if not (self.label or self.city or self.state or self.country):
            raise Invalid("body/search_filters/locations must name each place by its label, or by city, state and country")
        return Place(self.city, self.state, self.country, None if self.city or self.state or self.country else self.label)


def _named(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


Locations = Annotated[list[Annotated[Location, BeforeValidator(_named)]], Field(max_length=200)]


class LocationLists(Body):
    include: Locations = Field(default_factory=list[Location])
    exclude: Locations = Field(default_factory=list[Location])


class Employees(Body):
    op: Literal["gte", "lte", "between"]
    min: Count | None = None
    max: Count | None = None

    def bounds(self) -> tuple[int, int | None]:
        """Raises Invalid for a bound that the operator lacks, or has no use for."""
        match self.op, self.min, self.max:
            case "gte", int(least), None:
                return least, None
            case "lte", None | 0, int(most):
                return 0, most
            case "between", int(least), int(most) if least <= most:
                return least, most
            case _:
                raise Invalid(
                    "body/search_filters/employeeCount: gte goes with min, lte with max, and between with a min and a max that is"
                    " not less"
                )


LEVELS: dict[str, Level] = {
    "owner": "owner", "partner": "partner", "c-level": "cxo", "chief x officer (cxo)": "cxo", "executive": "cxo",
    "vp-level": "vp", "vice president (vp)": "vp", "director-level": "director", "director": "director",
    "manager-level": "manager", "manager": "manager", "mid-senior level": "senior", "senior": "senior",
    "entry level": "entry", "staff": "entry", "associate": "entry", "internship": "entry", "unpaid / internship": "entry",
}  # fmt: skip
# The vendor's industries, by the industries (as LinkedIn names them) that its subIndustry has for them.
INDUSTRIES: dict[str, tuple[str, ...]] = {
    "agriculture & mining": ("farming", "dairy", "fishery", "ranching", "mining & metals"),
    "business services": (
        "management consulting", "staffing and recruiting", "human resources", "outsourcing/offshoring", "legal services",
        "law practice", "marketing and advertising", "facilities services", "business supplies and equipment",
        "professional training & coaching", "events services",
    ),
    "computers & electronics": (
        "computer hardware", "consumer electronics", "semiconductors", "computer networking",
        "electrical/electronic manufacturing",
    ),
    "consumer services": ("consumer services", "individual & family services", "health, wellness and fitness"),
    "education": ("education management", "e-learning", "higher education", "primary/secondary education", "research"),
    "energy & utilities": ("oil & energy", "renewables & environment", "utilities"),
    "financial services": (
        "financial services", "accounting", "banking", "capital markets", "insurance", "investment banking",
        "investment management", "venture capital & private equity",
    ),
    "government": ("government administration", "government relations", "public policy", "international affairs", "military"),
    "healthcare, pharmaceuticals, & biotech": (
        "hospital & health care", "biotechnology", "medical devices", "medical practice", "mental health care", "pharmaceuticals",
        "veterinary", "alternative medicine",
    ),
    "manufacturing": (
        "automotive", "aviation & aerospace", "chemicals", "industrial automation", "machinery", "plastics", "textiles",
        "mechanical or industrial engineering", "furniture", "shipbuilding", "railroad manufacture", "food production",
    ),
    "media & entertainment": (
        "broadcast media", "entertainment", "media production", "motion pictures and film", "music", "newspapers",
        "online media", "publishing", "computer games",
    ),
    "non-profit": ("nonprofit organization management", "civic & social organization", "philanthropy", "fund-raising"),
    "real estate & construction": (
        "real estate", "commercial real estate", "construction", "architecture & planning", "building materials",
        "civil engineering",
    ),
    "retail": ("retail", "supermarkets", "apparel & fashion", "luxury goods & jewelry", "cosmetics", "sporting goods"),
    "software & internet": (
        "computer software", "internet", "information technology and services", "computer & network security",
    ),
    "telecommunications": ("telecommunications", "wireless"),
    "transportation & storage": (
        "logistics and supply chain", "transportation/trucking/railroad", "package/freight delivery", "warehousing", "maritime",
        "airlines/aviation",
    ),
    "travel, recreation, and leisure": (
        "leisure, travel & tourism", "hospitality", "restaurants", "recreational facilities and services",
    ),
    "wholesale & distribution": ("wholesale", "import and export"),
}  # fmt: skip
_UNSEARCHED = {
    "revenue": "a company's revenue",
    "news": "a company's news",
    "jobListing": "job listings",
    "jobListingFilter": "job listings",
    "look_alike": "a company's likeness to another",
    "lookAlike": "a company's likeness to another",
    "lookAlikeMode": "a company's likeness to another",
    "technologies": "the technologies that a company uses",
    "fundingType": "a company's funding",
    "funding_type": "a company's funding",
    "signals": "signals",
    "website_visitors": "visits to your website",
    "company_list_id": "a saved list of companies",
}


class SearchFilters(Body):
    """Search filters. Every filter given must match."""

    locations: Locations | LocationLists | None = None
    location_mode: Literal["contact", "company", "company_hq"] | None = Field(
        default=None, validation_alias=AliasChoices("location_mode", "locationMode")
    )
    department: Texts | None = None
    level: Texts | None = None
    employeeCount: Annotated[list[Text | Employees], Field(max_length=50)] | None = Field(
        default=None, validation_alias=AliasChoices("employeeCount", "employee_count")
    )
    title: Titles | None = None
    name: Texts | None = None
    company_name: IncludeExclude | None = None
    domains: Texts | None = None
    industry: IncludeExclude | None = None
    subIndustry: IncludeExclude | None = None
    keyword_filter: Keyword | None = None
    skip_owned_leads: Flag | None = None
    show_one_lead_per_company: Flag | None = None
    revenue: object = None
    news: object = None
    jobListing: object = None
    jobListingFilter: object = None
    look_alike: object = None
    lookAlike: object = None
    lookAlikeMode: object = None
    technologies: object = None
    fundingType: object = None
    funding_type: object = None
    signals: object = None
    website_visitors: object = None
    company_list_id: object = None

    def criteria(self) -> Criteria:
        """Raises Invalid for what cannot be searched by, and where nothing is asked for."""
        for name, what in _UNSEARCHED.items():
            if getattr(self, name) not in (None, [], {}, "", False):
                raise Invalid(
                    f"body/search_filters/{name} cannot be searched by: the enrichment provider is not asked for {what}."
                )
        includes, excludes = self._places()
        found = Criteria(
            names=tuple(self.name or ()),
            titles=self.title.words() if self.title else Words(),
            levels=tuple(dict.fromkeys(_level(word) for word in self.level or ())),
            departments=tuple(self.department or ()),
            companies=self.company_name.words() if self.company_name else Words(),
            domains=tuple(self.domains or ()),
            industries=self._industries(),
            keywords=self.keyword_filter.words() if self.keyword_filter else Words(),
            places=includes,
            not_places=excludes,
            places_of="person" if self.location_mode in (None, "contact") else "company",
            employees=tuple(_employees(value) for value in self.employeeCount or ()),
        )
        if not found:
            raise Invalid("body/search_filters must have at least one filter: a title, a place, a company ...")
        return found

    def _places(self) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        given = self.locations
        if given is None:
            return (), ()
        lists = given if isinstance(given, LocationLists) else LocationLists(include=given)
        return tuple(one.place() for one in lists.include), tuple(one.place() for one in lists.exclude)

    def _industries(self) -> Words:
        """What is narrower counts: sub-industries where some are given, else all that an industry has."""
        wide, narrow = self.industry or IncludeExclude(), self.subIndustry or IncludeExclude()
        include = narrow.include or [name for word in wide.include for name in _within(word)]
        return Words(tuple(include), (*narrow.exclude, *(name for word in wide.exclude for name in _within(word))), exact=True)


def _within(industry: str) -> tuple[str, ...]:
    return INDUSTRIES.get(industry.strip().lower(), (industry,))


def _level(word: str) -> Level:
    found = LEVELS.get(word.strip().lower())
    if found is None:
        raise Invalid(f"body/search_filters/level must be equal to one of the allowed values: {', '.join(LEVELS)}")
    return found


def _employees(value: str | Employees) -> tuple[int, int | None]:
    """'25 - 100', '1K - 10K', '> 100K', or bounds."""
    if isinstance(value, Employees):
        return value.bounds()
    numbers = [int(n) * (1000 if k else 1) for n, k in re.findall(r"(\d+)\s*(k?)", value.lower())]
    match numbers:
        case [least] if value.strip().startswith(">") or value.strip().endswith("+"):
            return least, None
        case [least, most] if least <= most:
            return least, most
        case _:
            raise Invalid("body/search_filters/employeeCount must be ranges such as '25 - 100', '1K - 10K' and '> 100K'")
