"""The types of answers about webhooks and blacklists; like `answer_types`, data alone."""

from typing import NotRequired

from typing_extensions import TypedDict

from outrider.dialects.multilead.answer_types import Object, Time
from outrider.dialects.multilead.campaign_types import ShortCampaign


class Webhook(TypedDict):
    id: int
    linkedinAccountId: int | None
    url: str
    accountWebhookActionId: int | None
    createdAt: Time
    updatedAt: Time
    metadata: Object


class CampaignWebhook(Webhook):
    campaignId: int | None
    campaign: ShortCampaign | None


class Keyword(TypedDict):
    id: int
    teamId: NotRequired[int]
    seatId: NotRequired[int]
    type: str
    source: str
    sourceName: None
    comparisonType: str
    createdAt: Time
    updatedAt: Time


class GlobalBlacklist(TypedDict):
    globalBlacklist: Keyword


class Blacklist(TypedDict):
    blacklist: Keyword
