"""How answers are made of the core's rows."""

from collections.abc import Mapping, Sequence

from outrider.dialects.kit.texts import iso
from outrider.dialects.outrider.answer_types import (
    Approval,
    Campaign,
    Category,
    Conversation,
    Draft,
    Figures,
    InCampaign,
    Lead,
    MailServer,
    Message,
    Schedule,
    SenderSettings,
    Sent,
    Snippet,
    Step,
    Suppression,
    Template,
    Variant,
    Why,
)
from outrider.outreach.base import acts
from outrider.outreach.base import approvals as asked
from outrider.outreach.campaigns import campaigns, templates
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.campaigns.sequences import Step as CoreStep
from outrider.outreach.conversations import drafts, inbox, messages, snippets
from outrider.outreach.enrollments import explain
from outrider.outreach.leads import leads
from outrider.outreach.leads.suppression import Entry
from outrider.outreach.senders import connecting, senders
from outrider.outreach.senders.mailboxes import Reading
from outrider.outreach.tenancy.categories import Category as CoreCategory
from outrider.rules import schedule as schedules

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY_SECONDS = 86_400


def campaign(c: campaigns.Campaign) -> Campaign:
    brief = c.vendor.get("brief")
    return {
        "id": c.id,
        "name": c.name,
        "status": c.status,
        "status_reason": c.status_reason,
        "brief": brief if isinstance(brief, str) else None,
        "created_at": iso(c.created_at),
        "started_at": iso(c.started_at),
    }


def step(s: CoreStep) -> Step:
    shown: list[Variant] = [
        {"id": v.id, "label": v.label, "subject": v.subject, "body": v.body, "enabled": v.enabled} for v in s.variants
    ]
    return {"position": s.position, "action": s.action, "wait_days": s.delay_seconds / _DAY_SECONDS, "variants": shown}


def schedule(stored: Mapping[str, object]) -> Schedule:
    parsed = schedules.from_json(stored)
    return {
        "timezone": parsed.timezone,
        "windows": [
            {
                "days": [_DAYS[day] for day in sorted(w.days)],
                "start": f"{w.start:%H:%M}",
                "end": f"{w.end:%H:%M}",
                "timezone": w.timezone or parsed.timezone,
            }
            for w in parsed.windows
        ],
        "start_date": parsed.start_date.isoformat() if parsed.start_date else None,
        "end_date": parsed.end_date.isoformat() if parsed.end_date else None,
    }


def days_of(names: Sequence[str]) -> list[int]:
    """Days as the core counts them."""
    return sorted({_DAYS.index(name) for name in names})


def figures(counts: Counts) -> Figures:
    return {
        "sent": counts.get("message.sent", 0),
        "contacted": counts.get("message.sent/e", 0),
        "opened": counts.get("message.opened/m", 0),
        "clicked": counts.get("link.clicked/m", 0),
        "replied": counts.get("reply.received/e", 0),
        "interested": counts.get("lead.category_set:positive", 0),
        "bounced": counts.get("message.bounced", 0),
        "unsubscribed": counts.get("lead.unsubscribed/e", 0),
    }


def lead(found: leads.Lead, enrolled: list[InCampaign]) -> Lead:
    return {
        "id": found.id,
        "email": found.email,
        "first_name": found.first_name,
        "last_name": found.last_name,
        "company": found.company_name,
        "job_title": found.job_title,
        "phone": found.phone,
        "website": found.website,
        "location": found.location,
        "linkedin_url": found.linkedin_url,
        "custom": {name: str(value) for name, value in found.custom.items() if value is not None},
        "unsubscribed": found.unsubscribed_at is not None,
        "bounced": found.bounced_at is not None,
        "last_contacted_at": iso(found.last_contacted_at),
        "last_replied_at": iso(found.last_replied_at),
        "campaigns": enrolled,
    }


def why(found: explain.Explanation) -> Why:
    return {
        "code": str(found.code),
        "sentence": found.sentence,
        "next_at": iso(found.next_at),
        "parts": [{"code": str(p.code), "sentence": p.sentence, "next_at": iso(p.next_at)} for p in found.parts],
    }


def conversation(row: inbox.ConversationRow) -> Conversation:
    c, person, last = row["conversation"], row["lead"] or {}, row["last_message"]
    theirs = last["from_address"] if last and last["direction"] == "in" else None
    names = [str(person[part]) for part in ("first_name", "last_name") if person.get(part)]
    email = person.get("email") or theirs
    return {
        "id": c.id,
        "lead": {
            "id": c.lead_id,
            "name": " ".join(names) or email or "",
            "email": email,
            "company": person.get("company_name"),
        },
        "subject": c.subject,
        "preview": c.preview,
        "channel": c.channel,
        "campaign_id": c.campaign_id,
        "sender_id": c.sender_id,
        "category": row["category"]["name"] if row["category"] else None,
        "unread": c.unread,
        "archived": c.archived,
        "last_reply_at": iso(c.last_reply_at),
        "last_message_at": iso(c.last_message_at),
    }


def message(m: messages.Message) -> Message:
    """Of an inbound message the text that is new in it, where it is known."""
    new = str((m.headers or {}).get("reply_text") or "").strip() if m.direction == "in" else ""
    return {
        "id": m.id,
        "direction": m.direction,
        "kind": m.kind,
        "state": m.state,
        "from": m.from_address,
        "to": m.to_addresses or [],
        "subject": m.subject,
        "text": new or m.body_text,
        "at": iso(m.sent_at or m.created_at),
    }


def draft(d: drafts.Draft) -> Draft:
    return {
        "id": d.id,
        "conversation_id": d.conversation_id,
        "state": d.state,
        "text": d.body_text,
        "note": d.note,
        "author": d.author,
        "surface": d.surface,
        "message_id": d.message_id,
        "created_at": iso(d.created_at),
        "updated_at": iso(d.updated_at),
    }


def sent(m: messages.Message) -> Sent:
    return {"message_id": m.id, "conversation_id": m.conversation_id, "state": m.state, "due_at": iso(m.due_at)}


def category(c: CoreCategory) -> Category:
    return {"id": c.id, "key": c.key, "name": c.name, "sentiment": c.sentiment, "description": c.description}


def template(t: templates.Template) -> Template:
    return {
        "id": t.id,
        "title": t.title,
        "description": t.description,
        "steps": [
            {
                "action": step.action,
                "wait_days": step.delay_seconds / _DAY_SECONDS,
                "subject": step.variants[0].subject if step.variants else "",
                "body": step.variants[0].body if step.variants else "",
            }
            for step in t.steps
        ],
        "created_at": iso(t.created_at),
    }


def snippet(s: snippets.Snippet) -> Snippet:
    return {"id": s.id, "name": s.name, "body": s.body, "updated_at": iso(s.updated_at)}


def suppression(entry: Entry) -> Suppression:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "value": entry.value,
        "reason": entry.reason,
        "created_at": iso(entry.created_at),
    }


def problem_of(sender: senders.Sender, sentence: str, reading: Reading | None) -> str | None:
    """What stands in the sender's way; None: nothing that a person must see to."""
    if sender.status == "active":
        return f"The mailbox cannot be read: {reading.error}" if reading and reading.failures else None
    return " ".join(part for part in (sentence, sender.status_detail or "") if part) or f"It is {sender.status}."


def sender_settings(s: senders.Sender) -> SenderSettings:
    smtp, imap = connecting.servers_of(s)
    return {
        "daily_limit": s.daily_limit,
        "min_gap_seconds": s.min_gap_seconds,
        "timezone": s.timezone,
        "signature": s.signature,
        "reply_to": s.reply_to,
        "warms_up": s.warmup_enabled,
        "smtp": _mail_server(smtp),
        "imap": _mail_server(imap),
        "created_at": iso(s.created_at),
    }


def _mail_server(server: senders.Server | None) -> MailServer | None:
    if server is None:
        return None
    return {"host": server.host, "port": server.port, "security": server.security, "username": server.username}


def approval(a: asked.Approval, page: str | None) -> Approval:
    return {
        "id": a.id,
        "state": a.state,
        "acts": [acts.sentence(act) for act in a.acts],
        "asked_by": a.asked_by,
        "key": a.key_name,
        "created_at": iso(a.created_at),
        "expires_at": iso(a.expires_at),
        "decided_at": iso(a.decided_at),
        "outcome": a.outcome,
        "recipients": a.shown.get("recipients") or 0,
        "texts": a.shown.get("texts") or [],
        "first_day": a.shown.get("first_day") or 0,
        "page": page,
    }
