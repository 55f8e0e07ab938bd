"""Between Instantly's words and the core's: schedules, sequences, campaign settings, interest and lead statuses."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal, TypedDict, TypeVar

from outrider.dialects.instantly import bodies, campaign_types
from outrider.dialects.instantly.bodies import CampaignFields, Schedule, Step, VariantChoice
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.enrollments.placements import Standing
from outrider.outreach.tenancy import categories
from outrider.rules import pacing, routing
from outrider.rules import schedule as schedules
from outrider.rules.schedule import ScheduleJson

T = TypeVar("T")

LEAD_STATUS: dict[Standing, int] = {
    "active": 1, "paused": 2, "completed": 3, "bounced": -1, "unsubscribed": -2, "skipped": -3,
}  # fmt: skip
STANDING: dict[int, Standing] = {number: word for word, number in LEAD_STATUS.items()}
VERIFICATION = {"verified": 1, "invalid": -1, "risky": -2, "catch_all": -3, "job_change": -4, "pending": 11}
CAMPAIGN_STATUS = {"draft": 0, "active": 1, "paused": 2, "stopped": 2, "archived": 2, "completed": 3}
RUNNING_SUBSEQUENCES = 4
PAUSE_STATUS = {"bounce_rate": -2, "complaint_rate": -2, "no_senders": -1, "sender_error": -1}
WINNING = {"reply_rate": "reply", "click_rate": "click", "open_rate": "open"}
TRIGGER = {metric: rate for rate, metric in WINNING.items()}
_UNIT = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}
# What a body has where the lead's own unsubscribe link goes, and what the core's templates have there.
UNSUBSCRIBE = "https://UNSUBSCRIBE_INSTANTLY.ai"
_PLACEHOLDER, _LINK = re.compile(re.escape(UNSUBSCRIBE) + "/?", re.IGNORECASE), "{{unsubscribe_url}}"


# ---- Schedules


def schedule(given: Schedule | Mapping[str, object]) -> ScheduleJson:
    """rules.schedule JSON of a `campaign_schedule`. The dates are read in the first window's time zone."""
    body = given if isinstance(given, Schedule) else Schedule.model_validate(given)
    windows = [
        {
            "days": [int(day) for day, on in sorted(w.days.items()) if on],
            "start": w.timing.start,
            "end": w.timing.end,
            "timezone": w.timezone,
        }
        for w in body.schedules
    ]
    if not any(w["days"] for w in windows):
        raise Invalid("body/campaign_schedule/schedules/0/days must have at least one day")
    if body.start_date and body.end_date and body.end_date < body.start_date:
        raise Invalid("body/campaign_schedule/end_date must NOT be before start_date")
    found = {"timezone": body.schedules[0].timezone, "windows": windows, "start_date": body.start_date, "end_date": body.end_date}
    return schedules.to_json(schedules.from_json(found))


def shown_schedule(stored: Mapping[str, Any], kept: campaign_types.Schedule | None) -> campaign_types.Schedule:
    """A `campaign_schedule`: as it was given, unless the schedule has been changed by other means since."""
    if kept and schedule(kept) == {name: value for name, value in stored.items() if name != "holidays"}:
        return kept
    zone = stored.get("timezone") or "Etc/GMT-12"
    windows: list[Any] = stored.get("windows") or [{"days": range(7), "start": "00:00", "end": "23:59"}]
    shown: campaign_types.Schedule = {
        "schedules": [
            {
                "name": f"Schedule {n}",
                "timing": {"from": w["start"], "to": w["end"]},
                "days": {str(day): day in w["days"] for day in range(7)},
                "timezone": w.get("timezone") or zone,
            }
            for n, w in enumerate(windows, 1)
        ]
    }
    if start := stored.get("start_date"):
        shown["start_date"] = start
    if end := stored.get("end_date"):
        shown["end_date"] = end
    return shown


# ---- Sequences


def steps(given: Sequence[Step], existing: Sequence[sequences.Step] = (), *, first_waits: bool = False) -> list[StepInput]:
    """Core steps, whose delay is the wait before them; the vendor's is the wait after. Steps and variants that were in the same
    place keep their ids, and with them their figures and the leads that stand there.

    `first_waits`: the first step's own `pre_delay` counts (subsequences).
    """
    made: list[StepInput] = []
    for n, step in enumerate(given):
        old = existing[n] if n < len(existing) else None
        if n:
            wait = given[n - 1].delay * _UNIT[given[n - 1].delay_unit]
        else:
            wait = (step.pre_delay or 0) * _UNIT[step.pre_delay_unit] if first_waits else timedelta()
        made.append(
            StepInput(
                id=old.id if old else None,
                delay_seconds=int(wait.total_seconds()),
                settings={"instantly": step.model_dump(exclude={"variants"}, exclude_unset=True)},
                variants=[
                    VariantInput(
                        subject=v.subject,
                        body=_PLACEHOLDER.sub(_LINK, v.body),
                        enabled=not v.v_disabled,
                        id=old.variants[i].id if old and i < len(old.variants) else None,
                    )
                    for i, v in enumerate(step.variants)
                ],
            )
        )
    return made


def shown_steps(stored: Sequence[sequences.Step]) -> list[campaign_types.Sequence]:
    """The vendor's `sequences`: one, with these steps."""
    shown: list[campaign_types.Step] = []
    for n, step in enumerate(stored):
        kept: campaign_types.KeptStep | None = step.settings.get("instantly")
        if kept is None:  # made by another surface
            kept = _kept_step(stored[n + 1].delay_seconds if n + 1 < len(stored) else 0)
        kept["delay"] = whole(kept["delay"])
        if "pre_delay" in kept:
            kept["pre_delay"] = whole(kept["pre_delay"])
        shown.append({**kept, "variants": [_variant(v) for v in step.variants]})
    return [{"steps": shown}]


def _kept_step(wait: int) -> campaign_types.KeptStep:
    """A step of another surface, with the seconds to wait after it."""
    days, rest = divmod(wait, 86_400)
    if rest:
        return {"type": "email", "delay": wait // 60, "delay_unit": "minutes"}
    return {"type": "email", "delay": days}


def _variant(found: sequences.Variant) -> campaign_types.Variant:
    shown: campaign_types.Variant = {"subject": found.subject, "body": found.body.replace(_LINK, UNSUBSCRIBE)}
    if not found.enabled:
        shown["v_disabled"] = True
    return shown


def whole(value: T) -> T | int:
    """Numbers without a fraction as integers: strict clients want them so."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# ---- Settings

# Vendor's name -> the core setting of the same meaning; None takes the core's default.
_SETTINGS = {
    "is_evergreen": "evergreen", "text_only": "plain_text", "first_email_text_only": "first_plain_text",
    "stop_on_reply": "stop_on_reply", "link_tracking": "click_tracking", "open_tracking": "open_tracking",
    "stop_on_auto_reply": "stop_on_auto_reply", "prioritize_new_leads": "prioritize_new_leads",
    "match_lead_esp": "esp_matching", "stop_for_company": "stop_for_company",
    "insert_unsubscribe_header": "unsubscribe_header", "allow_risky_contacts": "allow_risky",
}  # fmt: skip
_DEFAULTS = {"stop_on_reply": True, "unsubscribe_header": True}
# Kept to be shown again.
KEPT = ("limit_emails_per_company_override", "provider_routing_rules", "email_list", "email_tag_list", "campaign_schedule")


class CompanyLimit(TypedDict):
    """The core's settings of how many emails a day the people at one company get."""

    domain_daily_limit: int | None
    domain_limit_scope: Literal["campaign", "workspace"]


def _company_limit(rule: bodies.CompanyLimit | None) -> CompanyLimit:
    """Without an override the workspace's limit holds."""
    if rule is None:
        return {"domain_daily_limit": None, "domain_limit_scope": "campaign"}
    number = rule.daily_limit or pacing.DEFAULT_DOMAIN_DAILY_LIMIT
    return {
        "domain_daily_limit": number if rule.mode == "custom" else 0,
        "domain_limit_scope": "workspace" if rule.scope == "across_workspace" else "campaign",
    }


def shown_company_limit(s: Settings, kept: campaign_types.CompanyLimit | None) -> campaign_types.CompanyLimit | None:
    """A `limit_emails_per_company_override`: as it was given, unless it has been changed by other means since."""
    if kept and _company_limit(bodies.CompanyLimit.model_validate(kept)).items() <= s.model_dump().items():
        return kept
    if s.domain_daily_limit is None:
        return None
    if s.domain_daily_limit == 0:
        return {"mode": "disabled"}
    reach = "across_workspace" if s.domain_limit_scope == "workspace" else "per_campaign"
    return {"mode": "custom", "daily_limit": s.domain_daily_limit, "scope": reach}


class Route(TypedDict):
    """A rule of the core's, as it is stored."""

    sends: bool
    recipients: list[routing.Group]
    senders: list[routing.Group]


def _routing(rules: Sequence[bodies.RoutingRule] | None) -> list[Route]:
    def groups(words: Sequence[str]) -> list[routing.Group]:
        return [group for group in routing.GROUPS if group in words or "all" in words]

    return [
        {"sends": rule.action == "send", "recipients": groups(rule.recipient_esp), "senders": groups(rule.sender_esp)}
        for rule in rules or ()
    ]


def shown_routing(s: Settings, kept: list[campaign_types.RoutingRule] | None) -> list[campaign_types.RoutingRule] | None:
    """The `provider_routing_rules`: as they were given, unless they have been changed by other means since."""
    stored = s.model_dump(mode="json")["routing"]
    if kept is not None and _routing([bodies.RoutingRule.model_validate(rule) for rule in kept]) == stored:
        return kept
    return [
        {"action": "send" if rule["sends"] else "do_not_send", "recipient_esp": rule["recipients"], "sender_esp": rule["senders"]}
        for rule in stored
    ] or None


def settings(body: CampaignFields, given: Collection[str]) -> dict[str, object]:
    """Core settings of the campaign's fields that are named in `given`."""
    found: dict[str, object] = {}
    for name, ours in _SETTINGS.items():
        if name in given:
            value = getattr(body, name)
            found[ours] = _DEFAULTS.get(ours, False) if value is None else value
    if "pl_value" in given:
        found["pl_value"] = body.pl_value
    if "random_wait_max" in given:
        found["random_wait_minutes"] = int(body.random_wait_max or 0)
    if "disable_bounce_protect" in given:
        found["bounce_protect"] = not body.disable_bounce_protect
    if "auto_variant_select" in given:
        found["winning_metric"] = winning_metric(body.auto_variant_select)
    if "limit_emails_per_company_override" in given:
        found |= _company_limit(body.limit_emails_per_company_override)
    if "provider_routing_rules" in given:
        found["routing"] = _routing(body.provider_routing_rules)
    if "cc_list" in given:
        found["cc"] = tuple(body.cc_list or ())
    if "bcc_list" in given:
        found["bcc"] = tuple(body.bcc_list or ())
    return found


def winning_metric(choice: VariantChoice | None) -> str | None:
    """What decides between variants."""
    return WINNING[choice.trigger] if choice else None


class Limits(TypedDict, total=False):
    """The core's limits of a campaign."""

    daily_limit: int | None
    new_leads_per_day: int | None
    min_gap_seconds: int


def limits(body: CampaignFields, given: Collection[str]) -> Limits:
    """The limits among the campaign's fields that are named in `given`."""
    found: Limits = {}
    if "daily_limit" in given:
        found["daily_limit"] = None if body.daily_limit is None else int(body.daily_limit)
    if "daily_max_leads" in given:
        found["new_leads_per_day"] = body.daily_max_leads
    if "email_gap" in given:
        found["min_gap_seconds"] = round((body.email_gap or 0) * 60)
    return found


# ---- Interest


async def category_id(scope: Scope, value: int | None) -> int | None:
    """The category of an interest status; None for None. Raises Invalid for a number that no label has."""
    if value is None:
        return None
    found = await categories.by_value(scope, value)
    if found is None:
        raise Invalid(f"{value} is not an interest status: neither a standard one (-4 to 4) nor a custom label's.")
    return found.id


async def category_ids(scope: Scope, value: int) -> list[int]:
    """The categories shown as this interest status; those without a number of their own among them."""
    return [c.id for c in await categories.find_all(scope) if interest(c.interest_value, c.sentiment) == value]


def interest(value: int | None, sentiment: str | None) -> int | None:
    """An interest status; a category without a number counts as interested or not interested by its sentiment."""
    if value is None and sentiment in ("positive", "negative"):
        return 1 if sentiment == "positive" else -1
    return value
