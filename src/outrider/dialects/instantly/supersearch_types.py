"""What SuperSearch's routes answer."""

from collections.abc import Mapping

from typing_extensions import TypedDict

from outrider.dialects.instantly.answer_types import Time


class EnrichmentPlan(TypedDict):
    """How a list (resource_type 2) or campaign (1) is enriched."""

    id: str
    organization_id: str
    resource_id: str
    resource_type: int
    type: str | None
    limit: int | None
    auto_update: bool
    is_evergreen: bool
    skip_rows_without_email: bool
    in_progress: bool
    enrichment_payload: dict[str, object]


class EnrichmentState(TypedDict):
    resource_id: str
    exists: bool
    has_no_leads: bool
    in_progress: bool
    is_evergreen: bool
    auto_update: bool
    enrichment_payload: dict[str, object]
    search_filters: dict[str, object] | None


class EnrichmentRun(TypedDict):
    """One run of a search, an enrichment or a model over a list or campaign."""

    id: str
    resource_id: str
    type: str
    status: str
    timestamp_created: Time
    timestamp_updated: Time
    data: Mapping[str, object]


class WritingRun(TypedDict):
    """A column that the installation's model writes. `status`: 1 waits, 2 is under way."""

    id: str
    organization_id: str
    resource_id: str
    resource_type: int
    output_column: str
    status: int
    model_version: str
    input_columns: list[str]
    limit: int | None
    overwrite: bool
    auto_update: bool
    template_id: str | None


class FoundCount(TypedDict):
    number_of_leads: int


class FoundPerson(TypedDict):
    firstName: str
    lastName: str
    fullName: str
    jobTitle: str
    companyId: str
    companyName: str
    companyLogo: str
    linkedIn: str
    location: str
    isOwned: bool


class FoundPeople(TypedDict):
    leads: list[FoundPerson]
    number_of_leads: int
    number_of_redacted_results: int


class FoundInto(TypedDict):
    id: str
    organization_id: str
    resource_id: str
    resource_type: int
    limit: int
    list_name: str
    custom_flow: list[str]
    background_job_id: str
    live_list_workflow_id: str | None
    search_filters: dict[str, object]


class Keyword(TypedDict):
    keyword: str
    count: int


class Keywords(TypedDict):
    keywords: list[Keyword]
