"""Between Instantly's words and the core's: schedules, sequences, campaign settings, interest and lead statuses."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from outrider.dialects.instantly.bodies import Schedule, Step
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments.placements import Standing
from outrider.outreach.tenancy import categories
from outrider.rules import pacing, routing
from outrider.rules import schedule as schedules
from outrider.rules.schedule import ScheduleJson
from outrider.values import Json

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


def shown_schedule(stored: Mapping[str, Any], kept: Mapping[str, Any] | None) -> Json:
    """A `campaign_schedule`: as it was given, unless the schedule has been changed by other means since."""
    if kept and schedule(kept) == {name: value for name, value in stored.items() if name != "holidays"}:
        return dict(kept)
    zone = stored.get("timezone") or "Etc/GMT-12"
    every_day: list[Json] = [{"days": range(7), "start": "00:00", "end": "23:59"}]
    windows: list[Json] = stored.get("windows") or every_day
    shown: Json = {
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
    return shown | {name: stored[name] for name in ("start_date", "end_date") if stored.get(name)}


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


def shown_steps(stored: Sequence[sequences.Step]) -> list[Json]:
    """The vendor's `sequences`: one, with these steps."""
    shown: list[Json] = []
    for n, step in enumerate(stored):
        kept = step.settings.get("instantly")
        if kept is None:  # made by another surface
            after = stored[n + 1].delay_seconds if n + 1 < len(stored) else 0
            days, rest = divmod(after, 86_400)
            wait = {"delay": after // 60, "delay_unit": "minutes"} if rest else {"delay": days}
            kept = {"type": "email", **wait}
        kept = {name: whole(value) for name, value in kept.items()}
        variants = [
            {"subject": v.subject, "body": v.body.replace(_LINK, UNSUBSCRIBE)} | ({} if v.enabled else {"v_disabled": True})
            for v in step.variants
        ]
        shown.append({**kept, "variants": variants})
    return [{"steps": shown}]


def whole(value: object) -> Any:
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


def _company_limit(rule: Mapping[str, Any] | None) -> Json:
    """How many emails a day the people at one company get. Without an override the workspace's limit holds."""
    rule = rule or {}
    number = rule.get("daily_limit") or pacing.DEFAULT_DOMAIN_DAILY_LIMIT
    return {
        "domain_daily_limit": {"custom": number, "disabled": 0}.get(rule.get("mode", "")),
        "domain_limit_scope": "workspace" if rule.get("scope") == "across_workspace" else "campaign",
    }


def shown_company_limit(s: campaigns.Settings, kept: Mapping[str, object] | None) -> Json | None:
    """A `limit_emails_per_company_override`: as it was given, unless it has been changed by other means since."""
    if kept and _company_limit(kept).items() <= s.model_dump().items():
        return dict(kept)
    if s.domain_daily_limit is None:
        return None
    if s.domain_daily_limit == 0:
        return {"mode": "disabled"}
    reach = "across_workspace" if s.domain_limit_scope == "workspace" else "per_campaign"
    return {"mode": "custom", "daily_limit": s.domain_daily_limit, "scope": reach}


def _routing(rules: Sequence[Mapping[str, Any]] | None) -> list[Json]:
    def groups(words: Sequence[str]) -> list[str]:
        return [group for group in routing.GROUPS if group in words or "all" in words]

    return [
        {"sends": rule["action"] == "send", "recipients": groups(rule["recipient_esp"]), "senders": groups(rule["sender_esp"])}
        for rule in rules or ()
    ]


def shown_routing(s: campaigns.Settings, kept: Sequence[Mapping[str, object]] | None) -> list[Json] | None:
    """The `provider_routing_rules`: as they were given, unless they have been changed by other means since."""
    stored = s.model_dump(mode="json")["routing"]
    if kept is not None and _routing(kept) == stored:
        return [dict(rule) for rule in kept]
    return [
        {"action": "send" if rule["sends"] else "do_not_send", "recipient_esp": rule["recipients"], "sender_esp": rule["senders"]}
        for rule in stored
    ] or None


def settings(given: Mapping[str, Any]) -> Json:
    """Core settings of the given campaign fields."""
    found: Json = {
        ours: _DEFAULTS.get(ours, False) if given[name] is None else given[name]
        for name, ours in _SETTINGS.items()
        if name in given
    }
    if "pl_value" in given:
        found["pl_value"] = given["pl_value"]
    if "random_wait_max" in given:
        found["random_wait_minutes"] = int(given["random_wait_max"] or 0)
    if "disable_bounce_protect" in given:
        found["bounce_protect"] = not given["disable_bounce_protect"]
    if "auto_variant_select" in given:
        choice = given["auto_variant_select"]
        found["winning_metric"] = WINNING[choice["trigger"]] if choice else None
    if "limit_emails_per_company_override" in given:
        found |= _company_limit(given["limit_emails_per_company_override"])
    if "provider_routing_rules" in given:
        found["routing"] = _routing(given["provider_routing_rules"])
    for name, ours in (("cc_list", "cc"), ("bcc_list", "bcc")):
        if name in given:
            found[ours] = tuple(given[name] or ())
    return found


def limits(given: Mapping[str, Any]) -> Json:
    """Columns of the core's campaign for the given limits."""
    found: Json = {}
    if "daily_limit" in given:
        found["daily_limit"] = None if given["daily_limit"] is None else int(given["daily_limit"])
    if "daily_max_leads" in given:
        found["new_leads_per_day"] = given["daily_max_leads"]
    if "email_gap" in given:
        found["min_gap_seconds"] = round((given["email_gap"] or 0) * 60)
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
