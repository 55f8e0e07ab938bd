"""What answers look like: their types, then the core's things in these shapes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired, cast

from pydantic import ConfigDict, Field, PlainSerializer, WithJsonSchema
from typing_extensions import TypedDict

from outrider.dialects.kit.ids import row_id, uid
from outrider.dialects.kit.texts import iso
from outrider.dialects.networkhq.bodies import Slot
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

Time = Annotated[datetime, PlainSerializer(iso, return_type=str), WithJsonSchema({"type": "string", "format": "date-time"})]


# -- paging and errors -----------------------------------------------------------------------------------------------------


class Pagination(TypedDict):
    limit: int
    has_more: bool
    next_cursor: str | None


class FieldError(TypedDict):
    field: str
    message: str


# -- campaigns -------------------------------------------------------------------------------------------------------------


class CampaignLinkedInAccount(TypedDict):
    id: str
    profileName: str | None


class CampaignLeadList(TypedDict):
    id: str
    name: str


class Campaign(TypedDict):
    id: str
    name: str
    status: Literal["draft", "started", "paused", "completed"]
    totalLeads: int
    connectionsSent: int
    messagesSent: int
    repliesReceived: int
    connectionRequestsAccepted: int
    linkedinAccounts: list[CampaignLinkedInAccount]
    leadList: CampaignLeadList | None
    createdAt: Time
    updatedAt: Time


class CampaignActionResult(TypedDict):
    data: Campaign


class CampaignLeadBasicLead(TypedDict):
    id: str | None
    name: str | None
    first_name: str | None
    last_name: str | None
    company: str | None
    linkedin_url: str | None


class CampaignLeadSender(TypedDict):
    id: str | None
    profile_name: str | None
    status: str | None


class CampaignLeadCurrentState(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid")  # pyright: ignore[reportGeneralTypeIssues]

    connection_status: NotRequired[Literal["connected", "sent"] | None]
    inmail_status: NotRequired[Literal["sent", "replied"] | None]
    message_status: NotRequired[Literal["sent", "replied"] | None]
    last_action_at: Time | None


ActionType = Literal[
    "send_connection_request",
    "send_connection_request_with_note",
    "send_message",
    "send_open_message",
    "send_inmail",
    "profile_viewed",
    "like_post",
    "follow_lead",
    "comment_post",
    "reply_comment",
]


ActionStatus = Literal["pending", "scheduled", "in_progress", "sent", "completed", "failed", "skipped", "cancelled"]


class CampaignLeadActionEvent(TypedDict):
    """One action of a campaign for a lead, done or to come."""

    id: str
    type: ActionType
    status: ActionStatus
    performed_at: NotRequired[Time]
    scheduled_for: NotRequired[Time]
    accepted_at: NotRequired[Time]
    metadata: dict[str, Any]


LeadStatus = Literal["queued", "active", "completed", "failed", "excluded", "paused"]


Priority = Literal["high", "medium", "low", "unknown"]


class CampaignLead(TypedDict):
    id: str
    campaign_id: str
    lead_id: str | None
    current_state: CampaignLeadCurrentState
    lead: CampaignLeadBasicLead
    status: LeadStatus
    priority: Priority
    intent: str | None
    intent_source: str | None
    intent_reason: str | None
    sender: CampaignLeadSender | None
    actions_performed: list[CampaignLeadActionEvent]
    parked_reason: str | None
    enrolled_at: Time
    next_action_at: Time | None
    completed_at: Time | None


class CampaignLeadMessageOverride(TypedDict):
    id: str
    campaign_id: str
    lead_id: str
    node_type: Literal["send_message"]
    message_stage: Slot
    message: str
    updated_at: Time


class CampaignLeadMessageOverrideResult(TypedDict):
    data: list[CampaignLeadMessageOverride]
    lead_campaign_state: Literal["enrolled", "pending_enrollment"]


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------


class LinkedInAccountSendingLimits(TypedDict):
    max_follows_per_day: int
    max_messages_per_day: int
    max_inmails_per_day: int
    max_connection_requests_per_day: int
    max_profile_views_per_day: int
    max_post_likes_per_day: int
    max_comments_per_day: int
    warmup_enabled: bool


AccountStatus = Literal["connecting", "connected", "disconnected", "error", "awaiting_code"]


AccountTier = Literal["regular", "premium", "sales_navigator"]


class LinkedInAccount(TypedDict):
    id: str
    profile_name: str | None
    profile_url: str | None
    profile_picture_url: str | None
    status: AccountStatus
    account_tier: AccountTier
    sending_limits: LinkedInAccountSendingLimits
    connection_count: int | None
    pending_invite_count: int | None
    last_ran_at: Time | None
    cooldown_until: Time | None
    created_at: Time
    updated_at: Time


# -- lead lists ------------------------------------------------------------------------------------------------------------


class LeadList(TypedDict):
    id: str
    workspace_name: str | None
    name: str
    description: NotRequired[str | None]
    is_default: bool
    created_by: str
    created_at: Time
    updated_at: Time
    lead_count: NotRequired[int]


class LeadListCreateValidationError(TypedDict):
    index: int
    errors: list[FieldError]


class LeadListCreateSummary(TypedDict):
    attempted: int
    created: int
    malformed: int


class LeadListCreateResult(TypedDict):
    data: list[LeadList]
    malformed: list[LeadListCreateValidationError]
    summary: LeadListCreateSummary


# -- leads -----------------------------------------------------------------------------------------------------------------


class CompanyDetails(TypedDict):
    id: str
    name: NotRequired[str | None]
    tagline: NotRequired[str | None]
    description: NotRequired[str | None]
    website: NotRequired[str | None]
    linkedin_url: NotRequired[str | None]
    industry: NotRequired[str | None]
    employee_count: NotRequired[int | None]
    employee_count_range_min: NotRequired[int | None]
    employee_count_range_max: NotRequired[int | None]
    hq_city: NotRequired[str | None]
    hq_country: NotRequired[str | None]
    founded_year: NotRequired[int | None]
    specialties: NotRequired[list[str] | None]
    logo_url: NotRequired[str | None]
    follower_count: NotRequired[int | None]
    company_type: NotRequired[str | None]
    phone: NotRequired[str | None]
    active: NotRequired[bool | None]
    top_companies_rank: NotRequired[int | None]
    top_companies_list_name: NotRequired[str | None]
    enriched_at: Time


class Lead(TypedDict):
    id: str
    first_name: NotRequired[str | None]
    last_name: NotRequired[str | None]
    email: NotRequired[str | None]
    company: NotRequired[str | None]
    company_linkedin_url: NotRequired[str | None]
    job_title: NotRequired[str | None]
    headline: NotRequired[str | None]
    summary: NotRequired[str | None]
    industry: NotRequired[str | None]
    skills: NotRequired[list[str] | None]
    linkedin_url: NotRequired[str | None]
    phone: NotRequired[str | None]
    location: NotRequired[str | None]
    gender: NotRequired[str | None]
    date_of_birth: NotRequired[Time | None]
    notes: NotRequired[str | None]
    profile_picture_url: NotRequired[str | None]
    profile_enriched_at: NotRequired[Time | None]
    company_enriched_at: NotRequired[Time | None]
    enrichment_requested_at: NotRequired[Time | None]
    company_details: NotRequired[CompanyDetails | None]
    enrichment_failed: NotRequired[bool]
    lead_heat_reason: NotRequired[str | None]
    lead_heat_raw_score: NotRequired[float]
    created_at: Time
    updated_at: Time


class LeadWithLists(Lead):
    lead_list_ids: list[str]


class LeadCreateValidationError(TypedDict):
    index: int
    errors: list[FieldError]


class ProcessingFailure(TypedDict):
    code: Literal["processing_failed"]
    message: str


class LeadCreateProcessingError(TypedDict):
    index: int
    error: ProcessingFailure


LeadResult = Literal["created", "added_existing", "already_in_list"]


class LeadImportSummary(TypedDict):
    attempted: int
    created: int
    added_existing: int
    already_in_list: int
    malformed: int
    failed: int


class LeadEnrichment(TypedDict):
    status: Literal["already_enriched", "enriched", "failed", "insufficient_credits"]
    charged: bool
    credits_remaining: int


class LeadEnrichmentResult(TypedDict):
    data: Lead
    enrichment: LeadEnrichment


# -- conversations ---------------------------------------------------------------------------------------------------------

Intent = Literal["INTERESTED", "CURIOUS", "NOT_INTERESTED", "DEFERRED", "NEEDS_LABEL", "CONVERTED"]


Direction = Literal["sent", "received"]


class ConversationLead(TypedDict):
    id: str
    first_name: str | None
    last_name: str | None
    linkedin_url: str | None


class ConversationLinkedInAccount(TypedDict):
    id: str
    profile_name: str | None


class ConversationLastMessage(TypedDict):
    id: str
    content: str
    sent_at: Time
    direction: Direction


class ConversationMessage(TypedDict):
    id: str
    linkedin_message_id: str
    content: str
    direction: Direction
    sent_at: Time
    content_type: Literal["text"]


class Conversation(TypedDict):
    id: str
    linkedin_conversation_id: str
    intent: Intent | None
    is_unread: bool
    lead: ConversationLead
    linkedin_account: ConversationLinkedInAccount
    last_message: ConversationLastMessage | None
    created_at: Time
    updated_at: Time


class ConversationDetail(TypedDict):
    id: str
    linkedin_conversation_id: str
    intent: Intent | None
    is_unread: bool
    lead: ConversationLead
    linkedin_account: ConversationLinkedInAccount
    messages: list[ConversationMessage]
    created_at: Time
    updated_at: Time


class SendConversationMessageResult(TypedDict):
    ok: bool
    pending: Annotated[bool, Field(description="True: accepted, and its id not known yet; it shows in the conversation later.")]
    message: ConversationMessage | None


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
) -> Campaign:
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


def lead_status(e: enrollments.Enrollment, begun: bool) -> LeadStatus:
    match e.status:
        case "active":
            return "active" if begun else "queued"
        case "paused":
            return "paused"
        case "completed":
            return "completed"
        case _:
            return "completed" if e.reason in _COMPLETED else "excluded" if e.reason in _EXCLUDED else "failed"


def campaign_lead(
    row: enrollments.Listed,
    timeline: Sequence[Action],
    heat: Heat,
    conversation: CoreConversation | None,
    category: categories.Category | None,
    account: Account | None,
    open_profile: bool,
    ended_at: datetime | None,
    words: str | None,
) -> CampaignLead:
    e, lead = row.enrollment, row.lead
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
        "priority": cast(Priority, priority_of(heat, e.first_sent_at)),
        "intent": intent,
        "intent_source": (conversation.intent_source if conversation else None) if intent else None,
        "intent_reason": (words or (category.name if category else None)) if intent else None,
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
        "completed_at": ended_at if e.status in ("completed", "stopped") else None,
    }


def _outcome(sent: bool, answered: bool) -> Any:
    return None if not sent else "replied" if answered else "sent"


_ACTIONS: dict[str, ActionType] = {
    "view_profile": "profile_viewed", "follow": "follow_lead", "like": "like_post", "invite": "send_connection_request",
    "message": "send_message", "inmail": "send_inmail",
}  # fmt: skip
# An uncertain action stays in progress: it may have been done and is not tried again by itself.
_ACTION_STATUS: dict[str, ActionStatus] = {"uncertain": "in_progress"}
_LOOKS = ("view_profile", "follow", "like")


def action(enrollment_id: int, a: Action, open_profile: bool) -> CampaignLeadActionEvent:
    """One line of a lead's timeline. An action to come is known by its step and its lead."""
    kind = _ACTIONS[a.action]
    if a.action == "invite" and a.with_note:
        kind = "send_connection_request_with_note"
    elif a.action == "message" and open_profile:
        kind = "send_open_message"
    status = "pending" if a.upcoming else _ACTION_STATUS.get(a.status, cast(ActionStatus, a.status))
    if status == "sent" and a.action in _LOOKS:
        status = "completed"
    metadata = {
        "step": a.step_position,
        "message_stage": a.slot,
        "reason": a.reason,
        "detail": a.detail,
        "outcome": "uncertain" if a.status == "uncertain" else None,
    }
    shown: CampaignLeadActionEvent = {
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


def override(o: overrides.Override) -> CampaignLeadMessageOverride:
    return {
        "id": uid("override", o.id),
        "campaign_id": uid("campaign", o.campaign_id),
        "lead_id": uid("lead", o.lead_id),
        "node_type": "send_message",
        "message_stage": cast(Slot, o.slot),
        "message": o.body,
        "updated_at": o.updated_at,
    }


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------

_ACCOUNT_STATUS: dict[str, AccountStatus] = {
    "active": "connected", "paused": "connected", "connecting": "connecting", "awaiting_code": "awaiting_code",
    "disconnected": "disconnected",
}  # fmt: skip
_TIER: dict[str, AccountTier] = {
    "premium": "premium",
    "sales_navigator": "sales_navigator",
    "recruiter": "sales_navigator",
}


def account_status(status: str) -> AccountStatus:
    return _ACCOUNT_STATUS.get(status, "error")


def linkedin_account(sender: senders.Sender, found: Account, limits: Mapping[str, Limit]) -> LinkedInAccount:
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


def lead_list(found: lists.LeadList, workspace_name: str) -> LeadList:
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


def lead(found: leads.Lead, heat: Heat | None, enriched: enrichment.Enrichment | None) -> Lead:
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


def company(found: enrichment.KnownCompany) -> CompanyDetails:
    facts = found.facts
    return cast(
        CompanyDetails,
        {
            "id": uid("company", found.id),
            **{name: facts.get(name) for name in CompanyDetails.__annotations__ if name not in ("id", "enriched_at")},
            "enriched_at": found.enriched_at,
        },
    )


# -- conversations ---------------------------------------------------------------------------------------------------------

_INTENT: dict[str, Intent] = {
    "interested": "INTERESTED", "meeting_request": "INTERESTED", "information_request": "CURIOUS",
    "not_interested": "NOT_INTERESTED", "do_not_contact": "NOT_INTERESTED", "wrong_person": "NOT_INTERESTED",
    "lost": "NOT_INTERESTED", "bounce": "NOT_INTERESTED", "out_of_office": "DEFERRED", "no_show": "DEFERRED",
    "uncategorizable": "NEEDS_LABEL", "meeting_booked": "CONVERTED", "meeting_completed": "CONVERTED", "won": "CONVERTED",
}  # fmt: skip
_BY_SENTIMENT: dict[str, Intent] = {"positive": "INTERESTED", "negative": "NOT_INTERESTED", "neutral": "NEEDS_LABEL"}


def intent_of(category: categories.Category | Mapping[str, Any] | None, conversation: CoreConversation | None) -> Intent | None:
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


def conversation(row: inbox.ConversationRow) -> Conversation:
    last, c = row["last_message"], row["conversation"]
    return cast(
        Conversation,
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


def conversation_detail(row: inbox.ConversationRow, messages: Sequence[Message]) -> ConversationDetail:
    return cast(ConversationDetail, _conversation(row) | {"messages": [message(m) for m in messages]})


def message(m: Message) -> ConversationMessage:
    return {
        "id": uid("message", m.id),
        "linkedin_message_id": m.wire_id or uid("message", m.id),
        "content": m.body_text,
        "direction": "received" if m.direction == "in" else "sent",
        "sent_at": m.sent_at or m.created_at,
        "content_type": "text",
    }
