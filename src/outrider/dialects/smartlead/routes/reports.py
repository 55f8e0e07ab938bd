"""Figures of all campaigns together, and of their leads."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.routes.reporting import (
    MAX_CAMPAIGNS,
    READ,
    Asked,
    Clients,
    Listing,
    Overall,
    Rates,
    chosen_clients,
    numbers,
    percent,
    rates,
    reach,
    summed,
)
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.enrollments import reply_times
from outrider.outreach.tenancy import categories

router = APIRouter(tags=["Analytics"])


class CampaignRow(Rates):
    campaign_id: int
    campaign_name: str
    client_id: int | None


class OverallData(TypedDict):
    overall_stats: Rates
    campaign_wise_performance: list[CampaignRow]


class OverallAnswer(TypedDict):
    success: bool
    message: str
    data: OverallData


@router.get("/analytics/overall-stats-v2", dependencies=[READ])
@router.get("/analytics/campaign/overall-stats", dependencies=[READ])
async def overall_stats(scope: Scoped, asked: Annotated[Overall, Query()]) -> OverallAnswer:
    """Every campaign's sums, and all of them together. `is_agency`: true for those of clients, false for the others."""
    about = await reach(scope, asked)
    read = await about.totals(scope, "campaign")
    found = await campaigns.get_many(scope, [key[0] for key in read if key[0]])
    if asked.is_agency is not None:
        found = {id: c for id, c in found.items() if (answers.client_id(scope, c.seat_id) is not None) == asked.is_agency}
    everything = about.ids is None and asked.is_agency is None
    together = summed(counts for (id,), counts in read.items() if everything or id in found)
    rows: list[CampaignRow] = [
        {"campaign_id": id, "campaign_name": c.name, "client_id": answers.client_id(scope, c.seat_id), **rates(read[(id,)])}
        for id, c in found.items()
    ]
    data: OverallData = {"overall_stats": rates(together), "campaign_wise_performance": asked.page(rows)}
    return {"success": True, "message": "OK", "data": data}


class CampaignName(TypedDict):
    id: int
    name: str
    status: str
    client_id: int | None


class CampaignNames(TypedDict):
    campaign_list: list[CampaignName]


class CampaignNamesAnswer(TypedDict):
    success: bool
    message: str
    data: CampaignNames


async def _campaigns(scope: Scope, asked: Clients) -> list[campaigns.Campaign]:
    of = chosen_clients(asked)
    if not of:
        return await campaigns.find_all(scope, limit=MAX_CAMPAIGNS)
    return [c for seat in of for c in await campaigns.find_all(scope, seat_id=seat, limit=MAX_CAMPAIGNS)]


@router.get("/analytics/campaign/list", dependencies=[READ])
async def campaign_names(scope: Scoped, asked: Annotated[Clients, Query()]) -> CampaignNamesAnswer:
    """Campaigns by id and name."""
    rows: list[CampaignName] = [
        {
            "id": c.id,
            "name": c.name,
            "status": answers.CAMPAIGN_STATUS[c.status],
            "client_id": answers.client_id(scope, c.seat_id),
        }
        for c in await _campaigns(scope, asked)
    ]
    return {"success": True, "message": "OK", "data": {"campaign_list": rows}}


class StatusData(TypedDict):
    total: int
    status_stats: dict[str, int]


class StatusAnswer(TypedDict):
    success: bool
    message: str
    data: StatusData


@router.get("/analytics/campaign/status-stats", dependencies=[READ])
async def status_stats(scope: Scoped, asked: Annotated[Clients, Query()]) -> StatusAnswer:
    """How many campaigns are in each status."""
    counted = dict.fromkeys(answers.CAMPAIGN_STATUS.values(), 0)
    found = await _campaigns(scope, asked)
    for c in found:
        counted[answers.CAMPAIGN_STATUS[c.status]] += 1
    return {"success": True, "message": "OK", "data": {"total": len(found), "status_stats": counted}}


class Responses(TypedDict):
    replied: int
    positive: int
    negative: int
    neutral: int
    out_of_office: int
    unsubscribed: int


class ResponseRow(Responses):
    campaign_id: int
    campaign_name: str


class ResponsesData(Responses):
    campaign_wise_response: list[ResponseRow]


class ResponsesAnswer(TypedDict):
    success: bool
    message: str
    data: ResponsesData


def _responses(read: Mapping[str, int]) -> Responses:
    return {
        "replied": read.get("reply.received/e", 0),
        "positive": read.get(answers.POSITIVE_REPLY, 0),
        "negative": read.get("lead.category_set:negative", 0),
        "neutral": read.get("lead.category_set:neutral", 0),
        "out_of_office": read.get("auto_reply.received", 0),
        "unsubscribed": read.get("lead.unsubscribed/e", 0),
    }


@router.get("/analytics/campaign/response-stats", dependencies=[READ])
async def response_stats(scope: Scoped, asked: Annotated[Listing, Query()]) -> ResponsesAnswer:
    """Replies by what they were: of all campaigns together, and of each."""
    read = await (await reach(scope, asked)).totals(scope, "campaign")
    found = await campaigns.get_many(scope, [key[0] for key in read if key[0]])
    rows: list[ResponseRow] = [{"campaign_id": id, "campaign_name": c.name, **_responses(read[(id,)])} for id, c in found.items()]
    data: ResponsesData = {**_responses(summed(read.values())), "campaign_wise_response": asked.page(rows)}
    return {"success": True, "message": "OK", "data": data}


class FollowUps(TypedDict):
    replies_to_first_email: int
    replies_to_follow_ups: int
    follow_up_reply_rate: str


class FollowUpsAnswer(TypedDict):
    success: bool
    message: str
    data: FollowUps


@router.get("/analytics/campaign/follow-up-reply-rate", dependencies=[READ])
async def follow_up_rate(scope: Scoped, asked: Annotated[Asked, Query()]) -> FollowUpsAnswer:
    """How much of the replies came to follow-ups rather than to first mails."""
    read = await (await reach(scope, asked)).totals(scope, "campaign", "step")
    first = {s.id for steps in (await sequences.get_many(scope, list({k[0] for k in read if k[0]}))).values() for s in steps[:1]}
    to_first = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step in first)
    to_later = sum(c.get("reply.received/e", 0) for (_, step), c in read.items() if step and step not in first)
    data: FollowUps = {
        "replies_to_first_email": to_first,
        "replies_to_follow_ups": to_later,
        "follow_up_reply_rate": percent(to_later, to_first + to_later),
    }
    return {"success": True, "message": "OK", "data": data}


class ReplyTime(TypedDict):
    """From the first email to the first reply; None without replies."""

    replied_leads: int
    average_hours: float | None
    median_hours: float | None
    fastest_hours: float | None
    slowest_hours: float | None


class ReplyTimeAnswer(TypedDict):
    success: bool
    message: str
    data: ReplyTime


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 2)


@router.get("/analytics/campaign/lead-to-reply-time", dependencies=[READ])
async def lead_to_reply_time(scope: Scoped, asked: Annotated[Asked, Query()]) -> ReplyTimeAnswer:
    """How long leads took to answer, of those whose first reply came on these days."""
    about = await reach(scope, asked)
    read = await reply_times.of_campaigns(scope, await about.campaigns(scope), start=about.start, end=about.end)
    data: ReplyTime = {
        "replied_leads": read.replies,
        "average_hours": _hours(read.average),
        "median_hours": _hours(read.median),
        "fastest_hours": _hours(read.fastest),
        "slowest_hours": _hours(read.slowest),
    }
    return {"success": True, "message": "OK", "data": data}


class FirstReply(TypedDict):
    contacted_leads: int
    replied_leads: int
    positive_leads: int
    leads_per_reply: float | None
    leads_per_positive_reply: float | None


class FirstReplyAnswer(TypedDict):
    success: bool
    message: str
    data: FirstReply


@router.get("/analytics/campaign/leads-take-for-first-reply", dependencies=[READ])
async def leads_for_reply(scope: Scoped, asked: Annotated[Asked, Query()]) -> FirstReplyAnswer:
    """How many leads were written to for each that answered, and for each that answered well."""
    n = numbers(await (await reach(scope, asked)).total(scope))
    contacted, replied, positive = n["unique_lead_count"], n["replied"], n["positive_replied"]
    data: FirstReply = {
        "contacted_leads": contacted,
        "replied_leads": replied,
        "positive_leads": positive,
        "leads_per_reply": round(contacted / replied, 2) if replied else None,
        "leads_per_positive_reply": round(contacted / positive, 2) if positive else None,
    }
    return {"success": True, "message": "OK", "data": data}


class LeadSums(TypedDict):
    total_leads: int
    contacted: int
    replied: int
    completed: int
    unsubscribed: int
    bounced: int


class LeadAnswer(TypedDict):
    success: bool
    message: str
    data: LeadSums


@router.get("/analytics/lead/overall-stats", dependencies=[READ])
async def lead_stats(scope: Scoped, asked: Annotated[Asked, Query()]) -> LeadAnswer:
    """How many leads were added, written to, answered, done."""
    read = await (await reach(scope, asked)).total(scope)
    data: LeadSums = {
        "total_leads": read.get("lead.added", 0),
        "contacted": read.get("message.sent/e", 0),
        "replied": read.get("reply.received/e", 0),
        "completed": read.get("lead.completed", 0),
        "unsubscribed": read.get("lead.unsubscribed/e", 0),
        "bounced": read.get("message.bounced/e", 0),
    }
    return {"success": True, "message": "OK", "data": data}


class CategoryRow(TypedDict):
    id: int
    name: str
    sentiment_type: str
    total_response: int


class CategoryData(TypedDict):
    lead_responses_by_category: list[CategoryRow]


class CategoryAnswer(TypedDict):
    success: bool
    message: str
    data: CategoryData


@router.get("/analytics/lead/category-wise-response", dependencies=[READ])
async def category_responses(scope: Scoped, asked: Annotated[Asked, Query()]) -> CategoryAnswer:
    """How often each built-in category was set."""
    read = await (await reach(scope, asked)).total(scope)
    rows: list[CategoryRow] = [
        {"id": c.id, "name": c.name, "sentiment_type": c.sentiment, "total_response": read.get(f"lead.category_set:{c.key}", 0)}
        for c in await categories.find_all(scope)
        if c.key
    ]
    return {"success": True, "message": "OK", "data": {"lead_responses_by_category": rows}}
