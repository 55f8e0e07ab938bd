"""Campaigns."""

from typing import Annotated, Literal

from outrider.dialects.makinari import answer_types
from outrider.dialects.makinari.tools.common import (
    Actions,
    Number,
    Object,
    Text,
    about,
    acting,
    toolbox,
)

tools = toolbox("campaigns")
_FIELDS = ("title", "description", "status", "type", "priority", "budget", "revenue", "due_date")
ACTIONS = Actions(
    "campaign",
    takes={
        "create": _FIELDS,
        "update": ("campaign_id", *_FIELDS),
        "list": ("campaign_id", "title", "status", "type", "priority", "user_id", "limit", "offset"),
    },
    needs={"create": ("title",), "update": ("campaign_id",)},
)


@acting(tools, ACTIONS, destructive=True, open_world=True)
async def campaigns(
    action: Annotated[Literal["create", "update", "list"], about("What to do with campaigns")],
    campaign_id: Annotated[Text, about("The campaign's UUID")] = None,
    title: Annotated[Text, about("The campaign's title")] = None,
    description: Annotated[Text, about("What it is about")] = None,
    status: Annotated[Text, about("pending, active or completed")] = None,
    type: Annotated[Text, about("Kind of campaign")] = None,
    priority: Annotated[Text, about("low, medium or high")] = None,
    budget: Annotated[Object, about("Budget, e.g. {amount, currency}")] = None,
    revenue: Annotated[Object, about("Revenue, e.g. {projected, actual}")] = None,
    due_date: Annotated[Text, about("When it is due (ISO date)")] = None,
    user_id: Annotated[Text, about("Only campaigns of this user (UUID)")] = None,
    limit: Annotated[Number, about("Most results to return (default 50)")] = None,
    offset: Annotated[Number, about("How many results to skip")] = None,
) -> answer_types.OneCampaign | answer_types.Campaigns: ...
