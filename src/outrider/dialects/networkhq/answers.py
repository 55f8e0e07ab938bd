"""Core things as NetworkHQ shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from outrider.dialects.kit.ids import row_id, uid
from outrider.dialects.networkhq import answer_types, bodies
from outrider.outreach.campaigns import campaigns, overrides
from outrider.outreach.campaigns.linkedin_accounts import Account, Limit
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.conversations import Conversation as CoreConversation
from outrider.outreach.conversations.messages import Message
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.timeline import Action
from outrider.outreach.leads import enrichment, leads, lists
from outrider.outreach.leads.heat import priority_of
from outrider.outreach.senders import linkedin_people, senders
from outrider.outreach.tenancy import categories
from outrider.rules.heat import Heat
from outrider.values import is_array


def id_of(kind: str, given: str, what: str) -> int:
    """The row that a path names. Raises NotFound in the vendor's words."""
    return row_id(kind, given, f"There is no such {what} in this workspace.")


# -- campaigns -------------------------------------------------------------------------------------------------------------

_CAMPAIGN_STATUS = {"draft": "draft", "active": "started", "paused": "paused", "stopped": "paused"}  # else completed


def campaign(
    found: campaigns.Campaign,
    figures: Mapping[str, int],
    total: int,
    accounts: Sequence[Account],
    list_: lists.LeadList | None,
) -> answer_types.Campaign:
    return {
        "id": uid("campaign", found.id),
        "name": found.name,
        "status": cast(Any, _CAMPAIGN_STATUS.get(found.status, "completed")),
        "totalLeads": total,
        "connectionsSent": figures.get("invite.sent", 0),
        "messagesSent": figures.get("message.sent", 0),
        "repliesReceived": figures.get("reply.received", 0),
        "connectionRequestsAccepted": figures.get("invite.accepted", 0),
        "linkedinAccounts": [{"id": uid("sender", a.sender_id), "profileName": a.profile_name or None} for a in accounts],
        "leadList": {"id": uid("list", list_.id), "name": list_.name} if list_ else None,
        "createdAt": found.created_at,
        "updatedAt": found.updated_at,
    }


# Reasons for a regular end of an enrollment, and those that mean the lead must not be contacted. Otherwise it failed.
_COMPLETED = ("replied", "auto_replied", "done", "opened", "clicked", "moved", "condition_unmet")
_EXCLUDED = ("manual", "unsubscribed", "suppressed", "category", "company_replied", "complained", "stopped", "deleted")


def lead_status(e: enrollments.Enrollment, begun: bool) -> answer_types.LeadStatus:
    match e.status:
        case "active":
            return "active" if begun else "queued"
        case "paused":
            return "paused"
        case "completed":
            return "completed"
        case _:
            return "completed" if e.reason in _COMPLETED else "excluded" if e.reason in _EXCLUDED else "failed"


@dataclass(frozen=True, slots=True)
class LeadStory:
    """What happened to a lead in a campaign. `words`: those that the verdict on its reply stands on."""

    timeline: Sequence[Action]
    heat: Heat
    conversation: CoreConversation | None
    category: categories.Category | None
    words: str | None
    ended_at: datetime | None


def campaign_lead(
    row: enrollments.Listed, story: LeadStory, account: Account | None, open_profile: bool
) -> answer_types.CampaignLead:
    e, lead = row.enrollment, row.lead
    timeline, conversation, category = story.timeline, story.conversation, story.category
    done = [a for a in timeline if not a.upcoming and a.action in _ACTIONS]
    sent = {a.action for a in done if a.status in ("sent", "uncertain")}
    answered = e.replies > 0
    times = [a.performed_at for a in done if a.performed_at] + [a.accepted_at for a in done if a.accepted_at]
    if e.last_reply_at:
        times.append(e.last_reply_at)
    intent = intent_of(category, conversation)
    return {
        "id": uid("enrollment", e.id),
        "campaign_id": uid("campaign", e.campaign_id),
        "lead_id": uid("lead", lead.id),
        "current_state": {
            "connection_status": "connected" if e.connection == "connected" else "sent" if e.connection == "pending" else None,
            "inmail_status": _outcome("inmail" in sent, answered and "message" not in sent),
            "message_status": _outcome("message" in sent, answered),
            "last_action_at": max(times, default=None),
        },
        "lead": {
            "id": uid("lead", lead.id),
            "name": " ".join(filter(None, (lead.first_name, lead.last_name))) or None,
            "first_name": lead.first_name,
            "last_name": lead.last_name,
            "company": lead.company_name,
            "linkedin_url": lead.linkedin_url,
        },
        "status": lead_status(e, bool(done)),
        "priority": cast(answer_types.Priority, priority_of(story.heat, e.first_sent_at)),
        "intent": intent,
        "intent_source": (conversation.intent_source if conversation else None) if intent else None,
        "intent_reason": (story.words or (category.name if category else None)) if intent else None,
        "sender": account
        and {
            "id": uid("sender", account.sender_id),
            "profile_name": account.profile_name or None,
            "status": account_status(account.status),
        },
        "actions_performed": [action(e.id, a, open_profile) for a in timeline if a.action in _ACTIONS],
        "parked_reason": e.reason if e.status == "paused" else None,
        "enrolled_at": e.created_at,
        "next_action_at": e.due_at or e.resume_at,
        "completed_at": story.ended_at if e.status in ("completed", "stopped") else None,
    }


def _outcome(sent: bool, answered: bool) -> Literal["replied", "sent"] | None:
    return None if not sent else "replied" if answered else "sent"


_ACTIONS: dict[str, answer_types.ActionType] = {
    "view_profile": "profile_viewed", "follow": "follow_lead", "like": "like_post", "invite": "send_connection_request",
    "message": "send_message", "inmail": "send_inmail",
}  # fmt: skip
# An uncertain action stays in progress: it may have been done and is not tried again by itself.
_ACTION_STATUS: dict[str, answer_types.ActionStatus] = {"uncertain": "in_progress"}
_LOOKS = ("view_profile", "follow", "like")


def action(enrollment_id: int, a: Action, open_profile: bool) -> answer_types.CampaignLeadActionEvent:
    """One line of a lead's timeline. An action to come is known by its step and its lead."""
    kind = _ACTIONS[a.action]
    if a.action == "invite" and a.with_note:
        kind = "send_connection_request_with_note"
    elif a.action == "message" and open_profile:
        kind = "send_open_message"
    status = "pending" if a.upcoming else _ACTION_STATUS.get(a.status, cast(answer_types.ActionStatus, a.status))
    if status == "sent" and a.action in _LOOKS:
        status = "completed"
    metadata = {
        "step": a.step_position,
        "message_stage": a.slot,
        "reason": a.reason,
        "detail": a.detail,
        "outcome": "uncertain" if a.status == "uncertain" else None,
    }
    shown: answer_types.CampaignLeadActionEvent = {
        "id": uid("message", a.message_id)
        if a.message_id
        else f"{uid('enrollment', enrollment_id)}:{uid('step', a.step_id or 0)}",
        "type": kind,
        "status": status,
        "metadata": {name: value for name, value in metadata.items() if value is not None},
    }
    if a.performed_at:
        shown["performed_at"] = a.performed_at
    if a.scheduled_for:
        shown["scheduled_for"] = a.scheduled_for
    if a.accepted_at:
        shown["accepted_at"] = a.accepted_at
    return shown


def override(o: overrides.Override) -> answer_types.CampaignLeadMessageOverride:
    return {
        "id": uid("override", o.id),
        "campaign_id": uid("campaign", o.campaign_id),
        "lead_id": uid("lead", o.lead_id),
        "node_type": "send_message",
        "message_stage": cast(bodies.Slot, o.slot),
        "message": o.body,
        "updated_at": o.updated_at,
    }


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------

_ACCOUNT_STATUS: dict[str, answer_types.AccountStatus] = {
    "active": "connected", "paused": "connected", "connecting": "connecting", "awaiting_code": "awaiting_code",
    "disconnected": "disconnected",
}  # fmt: skip
_TIER: dict[str, answer_types.AccountTier] = {
    "premium": "premium",
    "sales_navigator": "sales_navigator",
    "recruiter": "sales_navigator",
}


def account_status(status: str) -> answer_types.AccountStatus:
    return _ACCOUNT_STATUS.get(status, "error")


def linkedin_account(sender: senders.Sender, found: Account, limits: Mapping[str, Limit]) -> answer_types.LinkedInAccount:
    def daily(action: str) -> int:
        limit = limits[action]
        return limit.daily if limit.configured is None else limit.configured

    resting = [at for at in (found.cooldown_until, *found.cooldowns.values()) if at]
    return {
        "id": uid("sender", sender.id),
        "profile_name": found.profile_name or None,
        "profile_url": found.profile_url,
        "profile_picture_url": found.picture_url,
        "status": account_status(found.status),
        "account_tier": _TIER.get(found.tier, "regular"),
        "sending_limits": {
            "max_follows_per_day": daily("follow"),
            "max_messages_per_day": daily("message"),
            "max_inmails_per_day": daily("inmail"),
            "max_connection_requests_per_day": daily("invite"),
            "max_profile_views_per_day": daily("view_profile"),
            "max_post_likes_per_day": daily("like"),
            "max_comments_per_day": 0,  # nothing here comments
            "warmup_enabled": sender.warmup_enabled,
        },
        "connection_count": found.connection_count,
        "pending_invite_count": found.pending_invites,
        "last_ran_at": found.last_ran_at,
        "cooldown_until": max(resting, default=None),
        "created_at": sender.created_at,
        "updated_at": sender.updated_at,
    }


# -- lead lists and leads --------------------------------------------------------------------------------------------------


def lead_list(found: lists.LeadList, workspace_name: str) -> answer_types.LeadList:
    return {
        "id": uid("list", found.id),
        "workspace_name": workspace_name,
        "name": found.name,
        "description": found.settings.get("description"),
        "is_default": bool(found.settings.get("is_default")),
        "created_by": uid("user", found.owner_user_id) if found.owner_user_id else "system",
        "created_at": found.created_at,
        "updated_at": found.updated_at,
        "lead_count": found.lead_count,
    }


# A lead's facts beyond its columns, by the vendor's names: kept in leads.profile under these.
FACTS = ("company_linkedin_url", "headline", "summary", "industry", "skills", "gender", "date_of_birth", "notes",
         "profile_picture_url")  # fmt: skip


def lead(found: leads.Lead, heat: Heat | None, enriched: enrichment.Enrichment | None) -> answer_types.Lead:
    facts = found.profile
    born = facts.get("date_of_birth")
    skills = facts.get("skills")
    return {
        "id": uid("lead", found.id),
        "first_name": found.first_name,
        "last_name": found.last_name,
        "email": found.email,
        "company": found.company_name,
        "company_linkedin_url": facts.get("company_linkedin_url"),
        "job_title": found.job_title,
        "headline": facts.get("headline"),
        "summary": facts.get("summary"),
        "industry": facts.get("industry"),
        "skills": skills if is_array(skills) else None,
        "linkedin_url": found.linkedin_url,
        "phone": found.phone,
        "location": found.location,
        "gender": facts.get("gender"),
        "date_of_birth": datetime.fromisoformat(born) if isinstance(born, str) else None,
        "notes": facts.get("notes"),
        "profile_picture_url": facts.get("profile_picture_url"),
        "profile_enriched_at": enriched and enriched.profile_enriched_at,
        "company_enriched_at": enriched and enriched.company_enriched_at,
        "enrichment_requested_at": enriched and enriched.requested_at,
        "company_details": company(enriched.company) if enriched and enriched.company else None,
        "enrichment_failed": bool(enriched and enriched.state == "failed"),
        "lead_heat_reason": heat and heat.reason,
        "lead_heat_raw_score": heat.score if heat else 0,
        "created_at": found.created_at,
        "updated_at": found.updated_at,
    }


def company(found: enrichment.KnownCompany) -> answer_types.CompanyDetails:
    known = answer_types.CompanyDetails.__annotations__.keys() - {"id", "enriched_at"}
    facts = {name: found.facts.get(name) for name in known}
    shown = {"id": uid("company", found.id), **facts, "enriched_at": found.enriched_at}
    return cast(answer_types.CompanyDetails, shown)


# -- conversations ---------------------------------------------------------------------------------------------------------

_INTENT: dict[str, answer_types.Intent] = {
    "interested": "INTERESTED", "meeting_request": "INTERESTED", "information_request": "CURIOUS",
    "not_interested": "NOT_INTERESTED", "do_not_contact": "NOT_INTERESTED", "wrong_person": "NOT_INTERESTED",
    "lost": "NOT_INTERESTED", "bounce": "NOT_INTERESTED", "out_of_office": "DEFERRED", "no_show": "DEFERRED",
    "uncategorizable": "NEEDS_LABEL", "meeting_booked": "CONVERTED", "meeting_completed": "CONVERTED", "won": "CONVERTED",
}  # fmt: skip
_BY_SENTIMENT: dict[str, answer_types.Intent] = {"positive": "INTERESTED", "negative": "NOT_INTERESTED", "neutral": "NEEDS_LABEL"}


def intent_of(
    category: categories.Category | Mapping[str, Any] | None, conversation: CoreConversation | None
) -> answer_types.Intent | None:
    """The vendor's word for what a conversation came to: its category's, else what the classifier said."""
    if category is None:
        return _INTENT.get(conversation.intent) if conversation and conversation.intent else None
    key, sentiment = (
        (category["key"], category["sentiment"]) if isinstance(category, Mapping) else (category.key, category.sentiment)
    )
    return _INTENT.get(key or "") or _BY_SENTIMENT[sentiment]


def _conversation(row: inbox.ConversationRow) -> dict[str, Any]:
    c, person, sender = row["conversation"], row["lead"] or {}, row["sender"]
    return {
        "id": uid("conversation", c.id),
        "linkedin_conversation_id": c.thread_key or uid("conversation", c.id),
        "intent": intent_of(row["category"], c),
        "is_unread": c.unread,
        "lead": {
            "id": uid("lead", person["id"]),
            "first_name": person["first_name"],
            "last_name": person["last_name"],
            "linkedin_url": person["linkedin_url"] or linkedin_people.profile_url(person["linkedin_key"]),
        },
        "linkedin_account": {"id": uid("sender", sender["id"]), "profile_name": sender["name"] or None},
        "created_at": c.created_at,
        "updated_at": c.updated_at,
    }


def conversation(row: inbox.ConversationRow) -> answer_types.Conversation:
    last, c = row["last_message"], row["conversation"]
    return cast(
        answer_types.Conversation,
        _conversation(row)
        | {
            "last_message": last
            and {
                "id": uid("message", last["id"]),
                "content": last["body_text"],
                "sent_at": last["sent_at"] or c.last_message_at or c.updated_at,
                "direction": "received" if last["direction"] == "in" else "sent",
            },
        },
    )


def conversation_detail(row: inbox.ConversationRow, messages: Sequence[Message]) -> answer_types.ConversationDetail:
    return cast(answer_types.ConversationDetail, _conversation(row) | {"messages": [message(m) for m in messages]})


def message(m: Message) -> answer_types.ConversationMessage:
    return {
        "id": uid("message", m.id),
        "linkedin_message_id": m.wire_id or uid("message", m.id),
        "content": m.body_text,
        "direction": "received" if m.direction == "in" else "sent",
        "sent_at": m.sent_at or m.created_at,
        "content_type": "text",
    }
