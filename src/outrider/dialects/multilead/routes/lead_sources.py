"""Lead sources: a search URL linked to a campaign."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field, model_validator

from outrider.dialects.kit.tools import Schema
from outrider.dialects.multilead import answer_types, answers, campaign_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import items
from outrider.dialects.multilead.bodies import Body, Id, Switch, body
from outrider.dialects.multilead.errors import wrong
from outrider.dialects.multilead.places import campaign_at
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import sources
from outrider.outreach.enrollments.sources import Options, Source
from outrider.values import is_object

router = APIRouter(tags=["Campaigns"])


# What the schema of a search's URL says; the core looks closer.
SEARCH: Schema = {"pattern": r"^https://([a-z0-9-]+\.)*linkedin\.com([/?#][!-~]*)?$"}


class NewSource(Body):
    campaignId: Id
    leadSourceUrl: str = Field(min_length=1, max_length=sources.MAX_URL, json_schema_extra=SEARCH)
    leadSourceType: Literal["LINKEDIN", "SALES_NAVIGATOR", "RECRUITER"] | None = None
    dashboard: Literal[1, 2, 3] | None = None  # LinkedIn, Sales Navigator, Recruiter
    autoReuse: Switch = False
    autoReuseInterval: Annotated[int, Field(ge=1, le=3650)] | None = None  # days


class NewSources(Body):
    """Exactly one; a client may also send its fields bare."""

    leadSources: list[NewSource] = Field(min_length=1, max_length=1)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        bare = is_object(value) and "leadSources" not in value and "leadSourceUrl" in value
        return {"leadSources": [value]} if bare else value


@router.post("/users/{userId}/accounts/{accountId}/lead_sources", status_code=201)
async def create(
    scope: Annotated[Scope, at("seat", "lead_sources")], data: Annotated[NewSources, body(NewSources)]
) -> answer_types.Items[campaign_types.Source]:
    """Link a search to a campaign of the seat: its people become leads, again at the interval when it is to be reused."""
    [wanted] = data.leadSources
    campaign = await campaign_at(scope, wanted.campaignId)
    _check_kind(wanted)
    every = timedelta(days=wanted.autoReuseInterval or 1) if wanted.autoReuse else None
    made = await link(scope, campaign, wanted.leadSourceUrl, every)
    return items([answers.new_source(made, scope.now)])


def _check_kind(wanted: NewSource) -> None:
    """Refuse a search that is said to be of another kind than its URL is."""
    try:
        kind = sources.kind_of(wanted.leadSourceUrl)
    except Invalid as error:
        raise wrong(leadSourceUrl=error.message) from None
    dashboard, name = answers.DASHBOARDS[kind], answers.SOURCE_KINDS[kind]
    if wanted.dashboard not in (None, dashboard):
        raise wrong(dashboard=f"The URL is that of a search with dashboard {dashboard}: give that, or leave it out.")
    if wanted.leadSourceType not in (None, name):
        raise wrong(leadSourceType=f"The URL is that of a {name} search: give that, or leave it out.")


async def link(scope: Scope, campaign: Campaign, url: str, every: timedelta | None = None) -> Source:
    """Add a source that takes the people whom the campaign's settings allow."""
    options = Options(
        connected=answers.flag(campaign, "isFirstConnection"),
        unique=answers.flag(campaign, "onlyUniqueLeads") or not answers.flag(campaign, "includeGloballyTargetedLeads", True),
        invited=not answers.flag(campaign, "noPendingConnections"),
    )
    try:
        return await sources.add(scope, campaign.id, url, every=every, options=options)
    except Invalid as error:
        raise wrong(leadSourceUrl=error.message) from None
