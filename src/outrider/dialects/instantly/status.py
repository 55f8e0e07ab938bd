"""Sending status: why a campaign or subsequence does not send now."""

from outrider.dialects.instantly import campaign_types
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.senders import senders

_WORDS: dict[str, str] = {
    Reason.READY: "healthy",
    Reason.CLAIMED: "healthy",
    Reason.CAMPAIGN_DRAFT: "campaign_draft",
    Reason.CAMPAIGN_PAUSED: "campaign_paused",
    Reason.CAMPAIGN_STOPPED: "campaign_paused",
    Reason.CAMPAIGN_ARCHIVED: "campaign_paused",
    Reason.CAMPAIGN_COMPLETED: "campaign_completed",
    Reason.BOUNCE_RATE: "campaign_bounce_protect",
    Reason.COMPLAINT_RATE: "campaign_bounce_protect",
    Reason.OUTSIDE_WINDOW: "out_of_schedule",
    Reason.SENDER_OUTSIDE_WINDOW: "out_of_schedule",
    Reason.NOT_STARTED_YET: "out_of_schedule",
    Reason.CAMPAIGN_ENDED: "out_of_schedule",
    Reason.NO_LEADS: "waiting_for_leads",
    Reason.NOTHING_DUE: "waiting_for_leads",
    Reason.DONE: "waiting_for_leads",
    Reason.CAMPAIGN_DAILY_LIMIT: "daily_limit_met",
    Reason.NEW_LEAD_LIMIT: "new_lead_limit_met",
    Reason.SENDER_DAILY_LIMIT: "account_daily_limit_met",
    Reason.SENDER_24H_LIMIT: "account_daily_limit_met",
    Reason.SENDER_RAMP_LIMIT: "account_daily_limit_met",
    Reason.DOMAIN_LIMIT: "domain_limit_reached",
    Reason.FOLLOW_UP_DELAY: "follow_up_delay_not_met",
    Reason.NO_SENDERS: "no_accounts_available",
    Reason.SENDER_GAP: "no_accounts_available",
    Reason.SENDER_BUSY: "no_accounts_available",
    Reason.SENDER_BACKOFF: "no_accounts_available",
    Reason.SENDER_RATE_LIMITED: "no_accounts_available",
    Reason.SENDER_REFUSED: "no_accounts_available",
    Reason.SENDER_BLOCKED: "no_accounts_available",
    Reason.SENDER_HOST_REFUSED: "no_accounts_available",
    Reason.PROVIDER_UNKNOWN: "waiting_for_esp_match",
    Reason.NO_MATCHING_SENDER: "waiting_for_esp_match",
}

_ESP = {"google": 1, "outlook": 2, "other": 999}


_NUMBERS = {"out_of_schedule": 1, "waiting_for_leads": 2, "daily_limit_met": 3, "account_daily_limit_met": 4}


async def not_sending(scope: Scope, c: Campaign) -> int | None:
    """The `not_sending_status` of a campaign: 1 outside its schedule, 2 no lead due, 3 its daily limit, 4 its accounts'."""
    return _NUMBERS.get(_word(await explain.of_campaign(scope, c.id))) if c.status == "active" else None


def _word(found: explain.Explanation) -> str:
    return _WORDS.get(found.code, "all_accounts_unhealthy")


async def of(scope: Scope, c: Campaign, *, whole: bool = False) -> campaign_types.SendingStatus:
    """While it runs: `diagnostics`. Else they are null and `summary` has the reason; `whole`: all that holds it up."""
    found = await explain.of_campaign(scope, c.id)
    word = _word(found)
    if c.status == "completed" and await campaigns.with_running_subsequences(scope, [c.id]):
        word = "campaign_running_subsequences"
    summary: campaign_types.StatusSummary = {
        "status": word,
        "status_message": _everything(found) if whole else found.sentence,
        "issue_started_at": None,
        "last_healthy_send_at": iso(await campaigns.last_sent_at(scope, c.id)),
    }
    if c.status != "active":
        return {"diagnostics": None, "summary": summary}
    return {"diagnostics": await _diagnostics(scope, c, found, word), "summary": summary}


def _everything(found: explain.Explanation) -> str:
    """Each thing that holds a campaign up in a sentence, with the accounts that it concerns."""
    said = [f"{part.object['name']}: {part.sentence}" if part.object else part.sentence for part in found.parts]
    return " ".join(dict.fromkeys([found.sentence, *said]))


async def _diagnostics(scope: Scope, c: Campaign, found: explain.Explanation, word: str) -> campaign_types.Diagnostics:
    attached = [link.sender_id for link in await campaign_senders.links(scope, c.id)]
    accounts = list((await senders.get_many(scope, attached)).values())
    working = [s for s in accounts if s.status == "active"]
    counted = {part.limit["name"]: part.limit for part in found.parts if part.limit}
    day = counted.get(Reason.CAMPAIGN_DAILY_LIMIT)
    new = counted.get(Reason.NEW_LEAD_LIMIT)
    codes = {part.code for part in found.parts}
    waiting = next((part for part in found.parts if part.code == Reason.FOLLOW_UP_DELAY), None)
    shown: campaign_types.Diagnostics = {
        "campaign_id": uid("campaign", c.parent_id or c.id),
        "last_updated": iso(scope.now),
        "status": word,
        "issue_tracking": {"current_status_code": word, "consecutive_loops_with_issue": int(word != "healthy")},
        "accounts_summary": {
            "total_connected": len(accounts),
            "available": len(working) if word != "account_daily_limit_met" else 0,
            "unavailable": {
                "daily_limit_hit": int(bool({Reason.SENDER_DAILY_LIMIT, Reason.SENDER_24H_LIMIT} & set(codes))),
                "slow_ramp_limit_hit": int(Reason.SENDER_RAMP_LIMIT in codes),
                "disconnected": len(accounts) - len(working),
                "global_gap_not_met": int(Reason.SENDER_GAP in codes),
            },
        },
        "new_lead_limit": {
            "enabled": c.new_leads_per_day is not None,
            "limit": c.new_leads_per_day,
            "contacted": new["used"] if new else 0,
            "limit_hit": new is not None,
        },
        "schedule_status": {"in_schedule": word != "out_of_schedule"},
        "esp_routing_status": {
            "enabled": c.settings.is_routed,
            "waiting_for_match": bool({Reason.PROVIDER_UNKNOWN, Reason.NO_MATCHING_SENDER} & set(codes)),
            "connected_esps": sorted({_ESP[senders.mail_group(s)] for s in working}),
        },
        "leads_status": {
            "no_leads_ready": word == "waiting_for_leads",
            "account_unavailable_skips": 0,
            "delay_not_met_skips": 0,
        },
    }
    if c.daily_limit is not None:
        shown["campaign_daily_limit"] = {
            "limit": c.daily_limit,
            "sent": day["used"] if day else 0,
            "limit_hit": day is not None,
        }
    if waiting and waiting.next_at:
        seconds = max(0, int((waiting.next_at - scope.now).total_seconds()))
        count = await enrollments.count(scope, Filters(campaign_ids=[c.id], status=["active"], started=True))
        shown["follow_ups_waiting"] = {"count": count, "earliest_wait_time_seconds": seconds}
    if c.parent_id is not None:
        shown["subsequence_id"] = uid("subsequence", c.id)
    return shown
