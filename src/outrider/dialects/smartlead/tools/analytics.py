"""Analytics."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.kit.tools import ApiError, call
from outrider.dialects.smartlead import analytics_types
from outrider.dialects.smartlead.tools.common import Campaign, Day, Offset, toolbox

tools = toolbox("analytics")


@tools.read(answers=("GET /campaigns/{id}/analytics", "GET /campaigns/{id}/analytics-by-date"))
async def get_campaign_analytics(
    campaign_id: Campaign,
    start_date: Annotated[Day | None, Field(description="YYYY-MM-DD, with end_date.")] = None,
    end_date: Annotated[Day | None, Field(description="YYYY-MM-DD, with start_date.")] = None,
) -> analytics_types.CampaignAnalytics | analytics_types.DatedAnalytics:
    if (start_date is None) != (end_date is None):
        raise ApiError(0, "Pass start_date and end_date together, or neither.")
    if start_date is None:
        return await call("GET", f"/campaigns/{campaign_id}/analytics")
    params = {"start_date": start_date, "end_date": end_date}
    return await call("GET", f"/campaigns/{campaign_id}/analytics-by-date", params=params)


@tools.read("GET /campaigns/{campaign_id}/statistics")
async def get_campaign_statistics(
    campaign_id: Campaign,
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=1000, description="Rows a page.")] = 100,
    email_sequence_number: Annotated[int | None, Field(ge=1, le=20, description="Only this step's mails.")] = None,
    email_status: Annotated[
        Literal["opened", "clicked", "replied", "unsubscribed", "bounced"] | None,
        Field(description="Only mails to which this happened."),
    ] = None,
    sent_time_start_date: Annotated[str | None, Field(description="ISO 8601: sent at or after.")] = None,
    sent_time_end_date: Annotated[str | None, Field(description="ISO 8601: sent at or before.")] = None,
) -> analytics_types.CampaignStatistics: ...
