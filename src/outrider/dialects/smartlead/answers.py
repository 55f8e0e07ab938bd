"""What answers look like: the core's things in Smartlead's shapes. Counts come as texts where its clients expect them so."""

from collections.abc import Mapping, Sequence
from typing import Any

from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import analytics_types, answer_types, inbox_types
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.conversations.inbox import ConversationRow, LastMessage
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import tracking
from outrider.outreach.enrollments.enrollments import Enrollment, Listed
from outrider.outreach.leads.leads import Lead
from outrider.outreach.leads.lists import LeadList
from outrider.outreach.leads.tags import Tag
from outrider.outreach.senders import warmup
from outrider.outreach.senders.senders import Sender
from outrider.rules.text import html_to_text, text_to_html
from outrider.store.ids import to_id, to_uuid
from outrider.values import Json, is_object, or_empty

CAMPAIGN_STATUS = {
    "draft": "DRAFTED",
    "active": "ACTIVE",
    "paused": "PAUSED",
    "stopped": "STOPPED",
    "completed": "COMPLETED",
    "archived": "ARCHIVED",
}
# End reasons of an enrollment that the vendor calls blocked: this address must not be contacted again.
BLOCKED = frozenset(
    {
        Reason.BOUNCED,
        Reason.UNSUBSCRIBED,
        Reason.SUPPRESSED,
        Reason.COMPLAINED,
        Reason.INVALID_ADDRESS,
        Reason.RISKY_ADDRESS,
    }
)


def client_id(scope: Scope, seat_id: int | None) -> int | None:
    """The vendor's client is a seat; the workspace's default seat is not a client."""
    return None if seat_id == scope.seat_id else seat_id


def client_email(settings: Mapping[str, object]) -> str | None:
    """The address kept with a client, of its seat's settings."""
    kept = settings.get("smartlead")
    return kept.get("email") if is_object(kept) else None


def tag(t: Tag) -> answer_types.Tag:
    return {"id": t.id, "name": t.name, "color": t.color}


def campaign_tag(t: Tag) -> answer_types.CampaignTag:
    return {**tag(t), "tag_id": t.id, "tag_name": t.name, "tag_color": t.color}


# Campaigns


def track_settings(campaign: Campaign) -> list[str]:
    """What is not tracked. The vendor reads these words back without the TRACK that they are usually written with."""
    words = (
        ("open_tracking", "DONT_EMAIL_OPEN"),
        ("click_tracking", "DONT_LINK_CLICK"),
        ("reply_tracking", "DONT_REPLY_TO_AN_EMAIL"),
    )
    return [word for name, word in words if not getattr(campaign.settings, name)]


def stop_lead_settings(campaign: Campaign) -> str:
    if campaign.settings.stop_on_open:
        return "OPEN_AN_EMAIL"
    return "CLICK_ON_A_LINK" if campaign.settings.stop_on_click else "REPLY_TO_AN_EMAIL"


def cron(schedule: Mapping[str, Any]) -> answer_types.Cron | None:
    """The schedule as the vendor's `scheduler_cron_value`; None where any time is allowed."""
    windows: list[Json] = schedule.get("windows") or []
    if not windows:
        return None
    window = windows[0]
    return {
        "tz": window.get("timezone") or schedule.get("timezone") or "UTC",
        "days": window["days"],
        "startHour": window["start"],
        "endHour": window["end"],
    }


def campaign(scope: Scope, c: Campaign, tags: Sequence[Tag] | None = None) -> answer_types.Campaign:
    shown: answer_types.Campaign = {
        "id": c.id,
        "user_id": c.owner_user_id,
        "created_at": iso(c.created_at),
        "updated_at": iso(c.updated_at),
        "status": CAMPAIGN_STATUS[c.status],
        "name": c.name,
        "track_settings": track_settings(c),
        "scheduler_cron_value": cron(c.schedule),
        "min_time_btwn_emails": c.min_gap_seconds // 60,
        "max_leads_per_day": c.new_leads_per_day,
        "stop_lead_settings": stop_lead_settings(c),
        "schedule_start_time": c.vendor.get("schedule_start_time"),
        "enable_ai_esp_matching": c.settings.esp_matching,
        "send_as_plain_text": c.settings.plain_text,
        "follow_up_percentage": c.settings.follow_up_percentage,
        "unsubscribe_text": c.vendor.get("unsubscribe_text"),
        "auto_pause_domain_leads_on_reply": c.settings.stop_for_company,
        "bounce_autopause_threshold": f"{c.settings.bounce_limit * 100:g}" if c.settings.bounce_limit else None,
        "parent_campaign_id": c.parent_id,
        "client_id": client_id(scope, c.seat_id),
    }
    if tags is not None:
        shown["tags"] = [campaign_tag(t) for t in tags]
    return shown


def step(s: Step) -> answer_types.Step:
    """A sequence step. A step saved with plain subject and body has no variants on the wire."""
    plain = s.settings.get("smartlead", {}).get("plain", len(s.variants) == 1)
    first = s.variants[0] if s.variants else None
    variants: list[answer_types.Variant] = [
        {
            "id": v.id,
            "created_at": iso(v.created_at),
            "updated_at": iso(v.updated_at),
            "is_deleted": v.deleted_at is not None,
            "subject": v.subject,
            "email_body": v.body,
            "email_campaign_seq_id": s.id,
            "variant_label": v.label,
            "variant_distribution_percentage": s.settings.get("smartlead", {}).get("shares", {}).get(v.label),
        }
        for v in s.variants
    ]
    return {
        "id": s.id,
        "created_at": iso(s.created_at),
        "updated_at": iso(s.updated_at),
        "email_campaign_id": s.campaign_id,
        "seq_number": s.position,
        "seq_delay_details": {"delayInDays": s.delay_seconds // 86400, "delay_in_days": s.delay_seconds // 86400},
        "subject": first.subject if first and plain else "",
        "email_body": first.body if first and plain else "",
        "variant_distribution_type": s.settings.get("smartlead", {}).get("distribution"),
        "lead_distribution_percentage": s.settings.get("smartlead", {}).get("lead_share"),
        "winning_metric_property": s.settings.get("smartlead", {}).get("winning_metric"),
        "winner": s.settings.get("winner"),
        "sequence_variants": None if plain else variants,
    }


# Leads


def lead(x: Lead, overrides: Mapping[str, Any] | None = None) -> answer_types.Lead:
    """A lead's details, with what this campaign or list holds instead. The vendor's own names are kept in `profile`."""
    own = dict(overrides or {})

    def value(name: str, mine: object) -> Any:
        return own.pop(name, mine)

    return {
        "id": x.id,
        "email": x.email or "",
        "first_name": value("first_name", x.first_name),
        "last_name": value("last_name", x.last_name),
        "created_at": iso(x.created_at),
        "phone_number": value("phone", x.phone),
        "company_name": value("company_name", x.company_name),
        "website": value("website", x.website),
        "location": value("location", x.location),
        "linkedin_profile": value("linkedin_url", x.linkedin_url),
        "company_url": value("company_domain", x.profile.get("company_url") or x.company_domain),
        "custom_fields": {name: held for name, held in {**x.custom, **own}.items() if held is not None},
        "is_unsubscribed": x.unsubscribed_at is not None,
        "unsubscribed_client_id_map": {},
    }


def enrollment_status(e: Enrollment) -> str:
    match e.status:
        case "active":
            return "INPROGRESS" if e.done_position or e.first_sent_at else "STARTED"
        case "stopped":
            return "BLOCKED" if e.reason in BLOCKED else "STOPPED"
        case _:
            return e.status.upper()


def campaign_lead(row: Listed) -> answer_types.CampaignLead:
    e = row.enrollment
    return {
        "campaign_lead_map_id": e.id,
        "lead_category_id": e.category_id,
        "status": enrollment_status(e),
        "created_at": iso(e.created_at),
        "lead": lead(row.lead, e.fields),
    }


def lead_list(x: LeadList, active: int, tag_ids: Sequence[int]) -> answer_types.LeadList:
    return {
        "id": x.id,
        "list_name": x.name,
        "name": x.name,
        "leads_count": x.lead_count,
        "active_leads_count": active,
        "tag_ids": list(tag_ids),
        "user_id": x.owner_user_id,
        "created_at": iso(x.created_at),
        "updated_at": iso(x.updated_at),
    }


# Sender accounts

PROVIDERS = {"gmail": "GMAIL", "google": "GMAIL", "outlook": "OUTLOOK", "microsoft365": "OUTLOOK", "zoho": "ZOHO"}
PORT_TYPES = {"tls": "SSL", "starttls": "TLS", "plain": "NONE"}


def account(
    scope: Scope, s: Sender, sent_today: int, campaigns: int, warmed: warmup.Day, tags: Sequence[Tag] = ()
) -> answer_types.Account:
    """An email account. Its passwords are never shown."""
    smtp, imap = s.connection.get("smtp") or {}, s.connection.get("imap") or {}
    failed = s.status == "error"
    return {
        "id": s.id,
        "created_at": iso(s.created_at),
        "updated_at": iso(s.updated_at),
        "user_id": s.profile.get("user_id"),
        "from_name": s.name,
        "from_email": s.address,
        "username": smtp.get("username"),
        "smtp_host": smtp.get("host"),
        "smtp_port": smtp.get("port"),
        "smtp_port_type": PORT_TYPES.get(smtp.get("security", "")),
        "imap_host": imap.get("host"),
        "imap_port": imap.get("port"),
        "imap_port_type": PORT_TYPES.get(imap.get("security", "")),
        "imap_username": imap.get("username"),
        "is_different_imap_account": bool(imap) and imap.get("username") != smtp.get("username"),
        "message_per_day": s.daily_limit,
        "minTimeToWaitInMins": s.min_gap_seconds // 60,
        "different_reply_to_address": s.reply_to,
        "signature": s.signature or None,
        "custom_tracking_domain": s.tracking_domain,
        "bcc_email": s.bcc,
        "is_smtp_success": not failed,
        "is_imap_success": not failed,
        "smtp_failure_error": s.status_detail if failed else None,
        "imap_failure_error": s.status_detail if failed else None,
        "type": PROVIDERS.get(s.provider, "SMTP"),
        "is_suspended": s.status == "suspended",
        "daily_sent_count": sent_today,
        "client_id": client_id(scope, s.seat_id),
        "campaign_count": campaigns,
        "tags": [tag(t) for t in tags],
        "warmup_enabled": s.warmup_enabled,
        "warmup_details": warmup_details(s, warmed),
    }


def warmup_details(s: Sender, warmed: warmup.Day) -> answer_types.WarmupDetails:
    sent, spam, obstacle = warmed.sent, warmed.landed_spam, warmup.obstacle(s)
    return {
        "id": s.id,
        "status": "ACTIVE" if s.warmup_enabled else "INACTIVE",
        "reply_rate": s.warmup.get("reply_rate"),
        "warmup_key_id": s.warmup.get("tag"),
        "total_warmup_per_day": s.warmup.get("daily_target"),
        "daily_rampup": s.warmup.get("increment"),
        "total_sent_count": sent,
        "total_spam_count": spam,
        "warmup_reputation": f"{round(100 * (1 - spam / sent))}%" if sent else "100%",
        "warmup_created_at": iso(s.warmup_started_at),
        "is_warmup_blocked": obstacle is not None,
        "blocked_reason": obstacle,
    }


# Messages


def stats_id(message_id: int) -> str:
    return str(to_uuid("message", message_id))


def message_of(given: str) -> int | None:
    """The message that a stats_id names: ours, or a bare number."""
    return to_id("message", given) or (int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None)


def body_of(m: Message, plain: bool = False) -> str:
    """HTML where there is some (or all there is, made HTML); with `plain`, text. Inbound quotes are left out of the text."""
    if plain:
        return m.body_text or html_to_text(m.body_html or "")
    return m.body_html or text_to_html(m.body_text)


async def history(scope: Scope, thread: Sequence[Message], plain: bool = False) -> list[inbox_types.ThreadMessage]:
    clicked = await tracking.clicks(scope, [m.id for m in thread if m.clicks])
    return shown_history(thread, clicked, plain)


def shown_history(
    thread: Sequence[Message], clicked: Mapping[int, dict[str, int]], plain: bool = False
) -> list[inbox_types.ThreadMessage]:
    """Messages of a thread. `clicked`: how often each link of a message was followed, by message."""
    return [
        {
            "stats_id": stats_id(m.id),
            "from": m.from_address,
            "to": ", ".join(m.to_addresses or []),
            "cc": m.cc_addresses or [],
            "type": "SENT" if m.direction == "out" else "REPLY",
            "kind": m.kind,
            "message_id": f"<{m.wire_id}>" if m.wire_id else None,
            "time": iso(m.sent_at or m.created_at),
            "subject": m.subject,
            "email_body": body_of(m, plain),
            "email_seq_number": str(m.step_position) if m.step_position else None,
            "open_count": m.opens,
            "click_count": m.clicks,
            "click_details": clicked.get(m.id, {}),
        }
        for m in thread
    ]


def inbox_item(scope: Scope, row: ConversationRow, thread: list[inbox_types.ThreadMessage] | None) -> inbox_types.InboxItem:
    """A conversation of the master inbox, in both generations' fields; `thread`: its messages, where they are asked for."""
    c, s, k = row["conversation"], row["sender"], row["category"]
    x, p, e = row["lead"] or {}, row["campaign"] or {}, row["enrollment"] or {}
    last = row["last_message"]
    shown: inbox_types.InboxItem = {
        "id": c.id,
        "campaign_lead_map_id": c.enrollment_id,
        "email_lead_map_id": c.enrollment_id,
        "email_lead_id": c.lead_id,
        "email_campaign_id": c.campaign_id,
        "email_campaign_name": p.get("name"),
        "email_account_id": c.sender_id,
        "lead_first_name": x.get("first_name"),
        "lead_last_name": x.get("last_name"),
        "lead_email": x.get("email"),
        "lead_status": inbox_status(e),
        "lead_category_id": c.category_id,
        "current_sequence_number": e.get("done_position"),
        "last_sent_time": iso(c.last_sent_at),
        "last_reply_time": iso(c.last_reply_at),
        "has_new_unread_email": c.unread,
        "is_important": c.important,
        "is_archived": c.archived,
        "is_snoozed": bool(c.snoozed_until and c.snoozed_until > scope.now),
        "snoozed_till": iso(c.snoozed_until),
        "team_member_id": c.assigned_user_id,
        "client_id": client_id(scope, p.get("seat_id", scope.seat_id)),
        "sub_sequence_id": p.get("id") if p.get("parent_id") else None,
        "belongs_to_sub_sequence": bool(p.get("parent_id")),
        "campaign_sending_schedule": cron(p.get("schedule") or {}),
        "revenue": or_empty(e.get("vendor")).get("revenue"),
        "is_read": not c.unread,
        "subject": c.subject,
        "lead": inbox_lead(x) if x else None,
        "campaign": {"id": p["id"], "name": p["name"], "status": CAMPAIGN_STATUS[p["status"]]} if p else None,
        "email_account": {"id": s["id"], "from_email": s["address"], "from_name": s["name"]} if s["seat_id"] else None,
        "category": {"id": k["id"], "name": k["name"]} if k else None,
        "stats": {"opens": e.get("opens", 0), "clicks": e.get("clicks", 0), "replies": e.get("replies", 0)},
        "last_message": inbox_last_message(last) if last else None,
    }
    if thread is not None:
        shown["email_history"] = thread
    return shown


def inbox_lead(x: Mapping[str, Any]) -> inbox_types.InboxLead:
    return {
        "id": x["id"],
        "email": x["email"],
        "first_name": x["first_name"],
        "last_name": x["last_name"],
        "company_name": x["company_name"],
    }


def inbox_last_message(last: LastMessage) -> inbox_types.InboxLastMessage:
    return {
        "stats_id": stats_id(last["id"]),
        "type": "SENT" if last["direction"] == "out" else "REPLY",
        "subject": last["subject"],
        "preview": " ".join(last["body_text"].split())[:300],
        "from": last["from_address"],
        "time": iso(last["sent_at"]),
    }


def inbox_status(e: Mapping[str, object]) -> str | None:
    """Where the lead of a conversation stands, from a listing's parts."""
    match e.get("status"):
        case "active":
            return "INPROGRESS" if e.get("done_position") else "STARTED"
        case "stopped":
            return "BLOCKED" if e.get("reason") in BLOCKED else "STOPPED"
        case None:
            return None
        case other:
            return str(other).upper()


# Figures

POSITIVE_REPLY = "lead.category_set:positive_reply"  # leads who answered and are, or were, in a positive category


def counts(read: figures.Counts) -> analytics_types.Counts:
    """Sums of a campaign. `unique_` counts leads, the others messages (opens and clicks: every one)."""
    return {
        "sent_count": read.get("message.sent", 0),
        "unique_sent_count": read.get("message.sent/e", 0),
        "open_count": read.get("message.opened", 0),
        "unique_open_count": read.get("message.opened/e", 0),
        "click_count": read.get("link.clicked", 0),
        "unique_click_count": read.get("link.clicked/e", 0),
        "reply_count": read.get("reply.received/e", 0),
        "positive_reply_count": read.get(POSITIVE_REPLY, 0),
        "bounce_count": read.get("message.bounced/e", 0),
        "unsubscribed_count": read.get("lead.unsubscribed/e", 0),
        "unsubscribe_count": read.get("lead.unsubscribed/e", 0),
    }


def text_counts(read: figures.Counts) -> analytics_types.TextCounts:
    """The same as texts, which the vendor's older routes answer."""
    n = counts(read)
    return {
        "sent_count": str(n["sent_count"]),
        "unique_sent_count": str(n["unique_sent_count"]),
        "open_count": str(n["open_count"]),
        "unique_open_count": str(n["unique_open_count"]),
        "click_count": str(n["click_count"]),
        "unique_click_count": str(n["unique_click_count"]),
        "reply_count": str(n["reply_count"]),
        "positive_reply_count": str(n["positive_reply_count"]),
        "bounce_count": str(n["bounce_count"]),
        "unsubscribed_count": str(n["unsubscribed_count"]),
        "unsubscribe_count": str(n["unsubscribe_count"]),
    }
