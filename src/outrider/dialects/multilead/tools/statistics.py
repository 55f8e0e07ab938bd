"""Figures."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types
from outrider.dialects.multilead.tools.common import (
    Account,
    CampaignNumber,
    Curves,
    Since,
    TimeZone,
    Until,
    User,
    array,
    as_csv,
    or_csv,
    toolbox,
)

tools = toolbox("statistics")


@tools.read("GET {seat}/statistics", Wire(names={"from_timestamp": "from", "to_timestamp": "to"}, forms={"curves": array}))
async def get_statistics(
    user_id: User,
    account_id: Account,
    from_timestamp: Since,
    to_timestamp: Until,
    curves: Curves,
    time_zone: TimeZone,
    campaign_id: Annotated[int | None, Field(ge=1, description="Only this campaign; left out: all of the seat.")] = None,
) -> answer_types.Result[answer_types.Statistics]: ...


@tools.read(
    "GET {seat}/statistics/export_csv",
    Wire(names={"from_timestamp": "from", "to_timestamp": "to"}, forms={"curves": array}, answer=as_csv, shown_as=or_csv),
)
async def export_statistics_csv(
    user_id: User,
    account_id: Account,
    from_timestamp: Since,
    to_timestamp: Until,
    curves: Curves,
    time_zone: TimeZone,
) -> answer_types.CsvText: ...


@tools.read("GET {seat}/statistics/steps")
async def get_step_statistics(
    user_id: User, account_id: Account, campaign_id: CampaignNumber
) -> answer_types.Result[dict[str, dict[str, float]]]: ...


@tools.read("GET {seat}/all_campaigns_statistics")
async def get_all_campaigns_statistics(
    user_id: User,
    account_id: Account,
    campaign_state: Annotated[int | None, Field(ge=1, le=3, description="1 active, 2 draft, 3 archived campaigns.")] = 1,
) -> answer_types.Result[answer_types.CampaignTotals]: ...
