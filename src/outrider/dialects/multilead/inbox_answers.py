"""Conversations, messages and LinkedIn users as Multilead shows them."""

from collections.abc import Mapping, Sequence
from datetime import date

from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, lead_types
from outrider.dialects.multilead.answers import (
    BASIC,
    EMAIL,
    EMAIL_DASHBOARD,
    LINKEDIN_DASHBOARD,
    millis,
    own_name,
    person_of_lead,
    person_of_user,
    text_or_none,
)
from outrider.outreach.conversations import attachments
from outrider.outreach.conversations.inbox import ConversationRow
from outrider.outreach.conversations.messages import Message
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.leads.leads import Lead
from outrider.outreach.senders.linkedin_people import User
from outrider.rules.careers import Career
from outrider.values import is_object

NO_CAREER = Career(0, None, None)
MESSAGE_TYPES = {"email": "EMAIL", "inmail": "INMAIL", "invite": "CONNECTION_MESSAGE"}
_STATUSES = {"queued": "SENDING", "sending": "SENDING", "submitted": "SENDING", "failed": "FAILED", "cancelled": "CANCELLED"}


def dashboard(channel: str) -> int:
    return EMAIL_DASHBOARD if channel == "email" else LINKEDIN_DASHBOARD


def thread_of(m: Message) -> str:
    """A thread is a conversation, by its number; what was sent to a lead and never answered is in a thread of the lead's."""
    return str(m.conversation_id) if m.conversation_id else f"lead-{m.enrollment_id or 0}"


def message(m: Message, seat_id: int, *, receiver_as_int: bool = False, person: int = 0) -> answer_types.Message:
    """A message. `receiver`: it was received."""
    received = m.direction == "in"
    at = m.sent_at or m.created_at
    return {
        "id": m.id,
        "thread": thread_of(m),
        "linkedinUserId": person_of_lead(m.lead_id) if m.lead_id else person,
        "account": seat_id,
        "dashboard": dashboard("email" if m.action == "email" else "linkedin"),
        "campaignId": m.campaign_id,
        "leadId": m.enrollment_id,
        "message": (m.body_html or m.body_text) if m.action == "email" else m.body_text,
        "attachments": [{**file} for file in attachments.of(m)] or None,
        "receiver": int(received) if receiver_as_int else received,
        "seenAt": None if m.unread else millis(m.updated_at if received else at),
        "messageType": MESSAGE_TYPES.get(m.action, "LINKEDIN_MESSAGE"),
        "createdAt": millis(at),
        "messageStatus": _STATUSES.get(m.state, "SENT/RECEIVED"),
    }


def threads(
    messages: Sequence[Message], seat_id: int, *, short: bool = False, archived: bool | None = None
) -> answer_types.Channels:
    """{channels: {dashboard: {threads: {thread: [message]}}}}; `short`: messages with fewer fields, as some lists have them."""
    channels: dict[str, answer_types.Channel] = {}
    for m in messages:
        shown = message(m, seat_id, receiver_as_int=short)
        if short:
            shown.pop("messageType", None)
        else:
            shown.update({"lastRetry": 0, "subject": m.subject or None, "trackingId": None})
            if archived is not None:
                shown["archived"] = archived
        found = channels.setdefault(str(shown["dashboard"]), {"threads": {}})["threads"]
        found.setdefault(shown["thread"], []).append(shown)
    return {"channels": channels}


def sending(m: Message, seat_id: int, person: int, *, thread: bool) -> answer_types.SentMessage:
    """A message just written, on its way."""
    at = millis(m.created_at)
    shown: answer_types.SentMessage = {
        "id": m.id,
        "message": m.body_html or m.body_text,
        "receiver": False,
        "createdAt": at,
        "seenAt": at,
        "account": seat_id,
        "linkedinUserId": person_of_lead(m.lead_id) if m.lead_id else person,
        "thread": thread_of(m),
        "dashboard": dashboard("email" if m.action == "email" else "linkedin"),
        "leadId": m.enrollment_id,
        "campaignId": m.campaign_id,
        "messageStatus": "SENDING",
        "messageType": MESSAGE_TYPES.get(m.action, "LINKEDIN_MESSAGE"),
        "lastRetry": at,
    }
    if not thread:
        shown.pop("thread", None)
    return shown


def conversation(
    row: ConversationRow,
    seat_id: int,
    lead: Lead | None,
    e: Enrollment | None,
    step_id: int | None,
    user: User | None,
    *,
    note: bool = False,
    declined: bool = False,
) -> answer_types.Conversation:
    """A conversation in a list. Of a stranger only what LinkedIn or the mail says is known.

    `declined`: an invitation to connect was withdrawn unanswered.
    """
    c = row["conversation"]
    first = row["last_message"]
    shown: answer_types.ConversationLead = {"id": None}
    if e:
        shown = {
            "id": e.id,
            "isDeclined": int(declined),
            "backToCampaignTimestamp": millis(e.due_at) if e.run > 1 and e.status == "active" else 0,
            "nextStepId": step_id,
        }
        if note:
            shown["note"] = text_or_none(e.vendor.get("note"))
    email = lead.email if lead else (first or {}).get("from_address") if c.channel == "email" else None
    name = own_name(lead) if lead else user.full_name if user else ""
    return {
        "account": seat_id,
        "thread": str(c.id),
        "dashboard": dashboard(c.channel),
        "campaignId": c.campaign_id,
        "lead": shown,
        "linkedinUser": {
            "id": person_of_lead(lead.id) if lead else person_of_user(user.id) if user else person_of_user(c.id),
            "occupation": (lead.job_title if lead else None) or (user.headline if user else None),
            "picture": user.picture_url if user else None,
            "email": email,
            "businessEmail": text_or_none(lead.custom.get("businessEmail")) if lead else None,
            "fullName": name or " ",
            "identifier": (lead.linkedin_key if lead else user.slug if user else None) or email or "",
            "country": lead.location if lead else user.location if user else None,
            "currentCompany": lead.company_name if lead else user.company if user else None,
            "phone": lead.phone if lead else None,
            "createdAt": iso((lead or c).created_at),
        },
    }


def linkedin_user(number: int, user: User | None, lead: Lead | None, degree: int | None, today: date) -> lead_types.LinkedInUser:
    """A person, as LinkedIn shows them and as far as we know them ourselves. `degree`: how near to the seat's accounts."""
    known = user or lead
    assert known is not None
    profile = user.profile if user else {}
    worked = (user.career(today) if user else None) or NO_CAREER
    slug = user.slug if user else lead.linkedin_key if lead else None
    email = lead.email if lead else None
    return {
        "id": number,
        "linkedinUser": {
            "education": [_school(s) for s in profile.get("education") or ()],
            "experience": [_job(j) for j in profile.get("work_experience") or ()],
            "volunteer": profile.get("volunteering_experience"),
            "id": number,
            "email": email,
            "businessEmail": text_or_none(lead.custom.get("businessEmail")) if lead else None,
            "fullName": (user.full_name if user else "") or (own_name(lead) if lead else ""),
            "picture": (user.picture_url if user else None) or "",
            "occupation": (user.headline if user else None) or (lead.job_title if lead else None) or "",
            "country": known.location or "",
            "currentCompanyLogo": "",
            "primaryIdentifier": slug or email or "",
            "primaryIdentifierTypeId": BASIC if slug else EMAIL,
            "currentCompany": (user.company if user else None) or (lead.company_name if lead else None) or "",
            "yearsInCurrentCompany": worked.current or 0,
            "totalCareerPositionsCount": worked.positions,
            "totalYearsInCareer": "" if worked.total is None else str(worked.total),
            "collegeName": (user.college if user else None) or "",
            "temporaryField": None,
            "phone": (lead.phone if lead else None) or "",
            "twitter": text_or_none(lead.custom.get("twitter")) if lead else None,
            "website": (lead.website if lead else None) or "",
            "domain": lead.company_domain if lead else None,
            "connectionDegree": degree,
            "activities": None,
            "recommendations": profile.get("recommendations"),
            "currentLinkedinCompanyId": user.company_id if user else None,
            "created_at": iso(known.created_at),
            "updated_at": iso(known.updated_at),
            "additionalData": None,
            "profileIdentifiers": [
                {
                    "id": 10 * number + kind,
                    "identifier": value,
                    "identityTypeId": kind,
                    "linkedinUserId": number,
                    "createdAt": iso(known.created_at),
                    "updatedAt": iso(known.updated_at),
                }
                for kind, value in ((BASIC, slug), (EMAIL, email))
                if value
            ],
        },
    }


def _school(s: Mapping[str, object]) -> lead_types.School:
    return {
        "schoolLink": _page("school", s.get("school_id")),
        "schoolLogo": "",
        "schoolName": str(s.get("school") or ""),
        "schoolFos": str(s.get("field_of_study") or s.get("degree") or ""),
        "timeInSchool": _span(s),
    }


def _job(j: Mapping[str, object]) -> lead_types.Job:
    return {
        "companyLink": _page("company", j.get("company_id")),
        "companyLogo": "",
        "companyName": str(j.get("company") or ""),
        "positionInCompany": str(j.get("position") or ""),
        "timeInCompany": _span(j),
    }


def _page(kind: str, number: object) -> str:
    """The address of LinkedIn's page of a school or company; '' where its number is not known."""
    return f"https://www.linkedin.com/{kind}/{number}/" if number else ""


def _span(entry: Mapping[str, object]) -> str:
    return " – ".join(_date(entry[end]) for end in ("start", "end") if entry.get(end))


def _date(given: object) -> str:
    """A date of a profile: text, or an object with a year and perhaps a month, depending on where LinkedIn was asked."""
    if not is_object(given):
        return str(given)
    return "/".join(str(given[part]) for part in ("month", "year") if given.get(part))
