"""Core things as Multilead shows them.

A lead there is an enrollment here; a linkedinUser is the person. People have two kinds of ids in the core (leads, and those met
only on LinkedIn): on the wire a lead's number is doubled, anyone else's is doubled plus one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypedDict, TypeVar

from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, campaign_types, lead_types
from outrider.dialects.multilead.bodies import only_json
from outrider.dialects.multilead.stats import Stats
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.campaigns.templates import Template
from outrider.outreach.enrollments import moves
from outrider.outreach.enrollments.enrollments import Enrollment, Listed
from outrider.outreach.enrollments.sources import Source
from outrider.outreach.leads import staging, tags
from outrider.outreach.leads.leads import Lead
from outrider.outreach.leads.tags import Tag
from outrider.outreach.senders import linkedin_connections, linkedin_people
from outrider.outreach.senders.linkedin_connections import Connection
from outrider.outreach.senders.linkedin_people import User
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.users import User as TenantUser
from outrider.rules import rates

DISCOVERED, PENDING, CONNECTED, REPLIED = 1, 2, 3, 4  # lead statuses
BASIC, EMAIL = 1, 4  # identity types
LINKEDIN_DASHBOARD, EMAIL_DASHBOARD = 1, 4
FINISHED = "Finished"
ACTIVE, DRAFT, ARCHIVED = 1, 2, 3  # campaign states
STATES = {ACTIVE: ("active", "paused", "stopped", "completed"), DRAFT: ("draft",), ARCHIVED: ("archived",)}
# The vendor's words for what a step does, and ours. It has more; those that we don't do can't be saved here.
ACTIONS = {
    "email": "email", "message": "message", "invite": "connect", "view_profile": "view", "follow": "follow", "inmail": "inmail",
    "like": "like",
}  # fmt: skip
LeadField = Literal[
    "email", "first_name", "last_name", "company_name", "job_title", "phone", "website", "location", "linkedin_url"
]
# The vendor's names of what is known of a lead, and ours. All others are the lead's own fields.
FIELDS: dict[str, LeadField] = {
    "email": "email", "firstName": "first_name", "lastName": "last_name", "company": "company_name",
    "currentCompany": "company_name", "companyName": "company_name", "occupation": "job_title", "title": "job_title",
    "phone": "phone", "website": "website", "country": "location", "profileUrl": "linkedin_url", "first_name": "first_name",
    "last_name": "last_name",
}  # fmt: skip


T = TypeVar("T")


# Small things


def millis(at: datetime | None) -> int:
    """Milliseconds since 1970; 0 for none."""
    return int(at.timestamp() * 1000) if at else 0


def person_of_lead(lead_id: int) -> int:
    return 2 * lead_id


def person_of_user(user_id: int) -> int:
    return 2 * user_id + 1


def person(number: int) -> tuple[int | None, int | None]:
    """(lead id, LinkedIn user id), one of which is None."""
    return (None, number // 2) if number % 2 else (number // 2, None)


def text_or_none(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def rate(part: int, whole: int) -> str:
    """A percentage as the vendor writes it: '0', '12.5'."""
    return f"{round(100 * rates.rate(part, whole), 2):g}"


def own_name(lead: Lead) -> str:
    return " ".join(filter(None, (lead.first_name, lead.last_name)))


# Leads


def lead_status(e: Enrollment) -> int:
    if e.replies:
        return REPLIED
    return {"pending": PENDING, "connected": CONNECTED}.get(e.connection or "", DISCOVERED)


GLOBAL_STATUS = {"active": 1, "paused": 2, "completed": 5, "stopped": 6}


class LeadFields(TypedDict, total=False):
    """Fields of a lead by our names."""

    email: str
    first_name: str
    last_name: str
    company_name: str
    job_title: str
    phone: str
    website: str
    location: str
    linkedin_url: str


def core_fields(values: Mapping[str, object]) -> tuple[LeadFields, dict[str, object]]:
    """(lead fields by our names, all others) of fields by the vendor's names. Nulls and empty strings are not given."""
    ours: LeadFields = {}
    others: dict[str, object] = {}
    for name, value in values.items():
        if value in (None, ""):
            continue
        if (known := FIELDS.get(name)) is None:
            others[name] = str(value) if isinstance(value, int | float) else value
        elif known not in ours:
            ours[known] = str(value)
    if (full := str(others.get("fullName") or others.get("full_name") or "").strip()) and not ours.get("first_name"):
        first, _, last = full.partition(" ")
        ours["first_name"] = first
        if last:
            ours["last_name"] = last
    return ours, others


def identifiers(
    lead_id: int, email: str | None, slug: str | None, created: datetime, updated: datetime
) -> list[lead_types.Identifier]:
    """What a person is known by."""
    known = [(n, value) for n, value in ((BASIC, slug), (EMAIL, email)) if value]
    number = person_of_lead(lead_id)
    return [
        {
            "id": 10 * number + kind,
            "identifier": value,
            "identityTypeId": kind,
            "linkedinUserId": number,
            "createdAt": iso(created),
            "updatedAt": iso(updated),
        }
        for kind, value in known
    ]


class LeadShapes:
    """What a page of leads needs beside them, read at once: steps, tags, LinkedIn's view of the people."""

    def __init__(
        self,
        steps: dict[int, list[Step]],
        tagged: dict[int, list[Tag]],
        users: dict[int, User],
        connections: dict[tuple[int, int], Connection],
        only_discover: set[int],
        known: dict[int, int],
        today: date,
    ) -> None:
        self.today = today
        self.steps, self.tagged, self.users, self.connections = steps, tagged, users, connections
        self.only_discover, self.known = only_discover, known

    @classmethod
    async def read(cls, scope: Scope, rows: Sequence[Listed]) -> "LeadShapes":
        found = await campaigns.get_many(scope, sorted({r.enrollment.campaign_id for r in rows}))
        pairs = [(r.enrollment.sender_id, r.lead.id) for r in rows if r.enrollment.sender_id]
        ids = [r.enrollment.id for r in rows]
        return cls(
            await sequences.get_many(scope, list(found)),
            await tags.of_objects(scope, "enrollment", ids),
            await linkedin_people.of_leads(scope, [r.lead.id for r in rows]),
            await linkedin_connections.between(scope, pairs),
            {id for id, c in found.items() if c.vendor.get("onlyDiscoverLeads")},
            await moves.known_by(scope, ids),
            scope.now.date(),
        )

    def degree(self, row: Listed) -> int | None:
        known = self.connections.get((row.enrollment.sender_id or 0, row.lead.id))
        return known.degree if known else None

    def shape(self, row: Listed, *, in_campaign: bool) -> lead_types.Lead:
        e, lead, values, user = row.enrollment, row.lead, row.values, self.users.get(row.lead.id)
        steps = self.steps.get(e.campaign_id, [])
        todo, then = standing(steps, e)
        full = " ".join(filter(None, (values["first_name"], values["last_name"])))
        picture = user.picture_url if user else None
        custom = {name: value for name, value in values.items() if name not in staging.MERGE_FIELDS and name != "email"}
        headline = (user.headline if user else None) or custom.get("headline")
        worked = user.career(self.today) if user else None
        shape: lead_types.Lead = {
            "id": self.known[e.id],
            "linkedinUserId": person_of_lead(lead.id),
            "fullName": full or None,
            "firstName": values["first_name"] or "",
            "lastName": values["last_name"] or "",
            "occupation": values["job_title"],
            "company": values["company_name"],
            "headline": headline,
            "education": user.profile.get("education") if user else None,
            "experience": user.profile.get("work_experience") if user else None,
            "connectionDegree": self.degree(row),
            "step": e.done_position,
            "leadStatusId": lead_status(e),
            "active": e.status == "active",
            "image": picture,
            "linkedinUrl": values["linkedin_url"] or "",
            "allFieldsData": {
                "picture": picture,
                "fullName": full or None,
                "totalCareerPositionsCount": worked.positions if worked else None,
                "phone": values["phone"],
                "occupation": values["job_title"],
                "currentCompany": values["company_name"],
                "email": values["email"],
                "country": values["location"],
                "collegeName": user.college if user else None,
                "yearsInCurrentCompany": worked.current if worked else None,
                **custom,
            },
            "profileIdentifiers": identifiers(lead.id, lead.email, lead.linkedin_key, lead.created_at, lead.updated_at),
            "stepChangeTimestamp": millis(e.last_step_at or e.created_at),
            "businessEmail": text_or_none(custom.get("businessEmail")),
            "personalEmail": lead.email,
            "currentStep": todo.position if todo else e.done_position,
            "nextStep": ACTIONS[then.action] if then else FINISHED,
            "nextStepId": todo.id if todo else steps[-1].id if steps else None,
            "campaign": {"id": e.campaign_id, "onlyDiscoverLeads": e.campaign_id in self.only_discover},
            "tags": [{"id": t.id, "tag": t.name, "tagColor": t.color} for t in self.tagged.get(e.id, ())],
        }
        if in_campaign:
            shape["totalYearsInCareer"] = str(worked.total) if worked and worked.total is not None else None
        return shape


def standing(steps: Sequence[Step], e: Enrollment) -> tuple[Step | None, Step | None]:
    """The step that an enrollment does next, and the one after that."""
    to_come = [s for s in steps if s.position > e.done_position] if e.status in ("active", "paused") else []
    return (to_come[0] if to_come else None), (to_come[1] if len(to_come) > 1 else None)


ALL_FIELDS = ("picture", "fullName", "totalCareerPositionsCount", "phone", "occupation", "currentCompany", "email", "country",
              "collegeName", "yearsInCurrentCompany")  # fmt: skip


def added_lead(e: Enrollment, steps: Sequence[Step], lead: Lead) -> lead_types.AddedLead:
    """What adding a lead to a campaign answers."""
    todo, _ = standing(steps, e)
    return {
        "leadId": e.id,
        "campaignId": e.campaign_id,
        "identityTypeId": BASIC if lead.linkedin_key else EMAIL,
        "leadStatusId": lead_status(e),
        "currentStepId": todo.id if todo else None,
        "nextStepId": todo.id if todo else None,
        "leadGlobalStatusId": GLOBAL_STATUS[e.status],
    }


def belonged_lead(
    id: int, row: Listed, campaign: Campaign, steps: Sequence[Step], connection: Connection | None, user: User | None
) -> campaign_types.BelongedLead:
    """A lead of a thread, with its campaign. `id`: what it is known by."""
    e, lead = row.enrollment, row.lead
    todo, _ = standing(steps, e)
    return {
        "id": id,
        "campaignId": e.campaign_id,
        "leadSourceId": source_of(lead),
        "linkedinUserId": person_of_lead(lead.id),
        "identityTypeId": BASIC if lead.linkedin_key else EMAIL,
        "linkedinAccountId": campaign.seat_id,
        "leadStatusId": lead_status(e),
        "currentStepId": todo.id if todo else None,
        "nextStepId": todo.id if todo else None,
        "leadGlobalStatusId": GLOBAL_STATUS[e.status],
        "nextCampaignStep": None,
        "creationUTCTimestamp": millis(e.created_at),
        "stepChangeTimestamp": millis(e.last_step_at or e.created_at),
        "lastSetupInProgress": millis(e.due_at),
        "interactionCount": e.done_position + e.replies,
        "note": text_or_none(e.vendor.get("note")),
        "connectionDetected": e.connection == "connected",
        "isPremium": bool(user and user.premium),
        "isOpenInmail": bool(connection and connection.open_profile),
        "isDeclined": bool(connection and connection.state == "withdrawn"),
        "isBlocked": lead.bounced_at is not None,
        "checkResponseTimestamp": millis(e.last_reply_at),
        "unsubscribe": lead.unsubscribed_at is not None,
        "createdAt": iso(e.created_at),
        "updatedAt": iso(e.updated_at),
        "campaignBack": millis(e.due_at) if e.run > 1 and e.status == "active" else 0,
        "campaign": short_campaign(campaign),
    }


def source_of(lead: Lead) -> int:
    """The lead source that a lead came from; 0: none."""
    kind, _, number = (lead.source or "").partition(" ")
    return int(number) if kind == "search" and number.isdigit() else 0


# Campaigns


def flag(campaign: Campaign, name: str, default: bool = False) -> bool:
    """A switch that the vendor's campaigns have."""
    return bool(campaign.vendor.get(name, default))


STATUS_IDS = {"draft": 1, "active": 2, "paused": 3, "stopped": 4, "completed": 5, "archived": 6}


def state_of(campaign: Campaign) -> int:
    return next(n for n, statuses in STATES.items() if campaign.status in statuses)


def switches(c: Campaign) -> campaign_types.Switches:
    return {
        "onlyPremium": flag(c, "onlyPremium"),
        "onlyOpenInmail": flag(c, "onlyOpenInmail"),
        "collectInMailStatus": flag(c, "collectInMailStatus"),
        "onlyDiscoverLeads": flag(c, "onlyDiscoverLeads"),
        "isFirstConnection": flag(c, "isFirstConnection"),
        "getPersonalInfo": flag(c, "getPersonalInfo"),
        "onlyUniqueLeads": flag(c, "onlyUniqueLeads"),
        "noPendingConnections": flag(c, "noPendingConnections"),
    }


def short_campaign(c: Campaign) -> campaign_types.ShortCampaign:
    """A campaign without its figures, as leads and webhooks carry it."""
    return {
        "stepsTree": None,
        "id": c.id,
        "linkedinAccountId": c.seat_id,
        "networkId": 1,
        "statusId": STATUS_IDS[c.status],
        "statusChangeTimestamp": millis(c.completed_at or c.started_at),
        "checkTimestamp": 0,
        "name": c.name,
        "connectMessage": "{}",
        "lastProcessingTimestamp": millis(c.started_at),
        **switches(c),
        "duplicateLeadsIgnored": 0,
        "pendingLeadsIgnored": 0,
        "connectLeadsAborted": 0,
        "createdAt": iso(c.created_at),
        "updatedAt": iso(c.updated_at),
        "startAt": int(c.vendor.get("startAt") or 0),
        "stateId": state_of(c),
        "enableClickRate": c.settings.click_tracking,
        "enableOpenRate": c.settings.open_tracking,
    }


def listed_campaign(
    c: Campaign, stats: Stats, counts: Mapping[str, int], sources: Sequence[Source], now: datetime
) -> campaign_types.ListedCampaign:
    return {
        "id": c.id,
        "linkedinAccountId": c.seat_id,
        "networkId": 1,
        "statusId": STATUS_IDS[c.status],
        "checkTimestamp": 0,
        "name": c.name,
        "lastProcessingTimestamp": millis(c.started_at),
        "globalTargetingIgnoreCount": 0,
        "includeGloballyTargetedLeads": int(flag(c, "includeGloballyTargetedLeads", True)),
        "onlyPremium": int(flag(c, "onlyPremium")),
        "onlyDiscoverLeads": int(flag(c, "onlyDiscoverLeads")),
        "isFirstConnection": int(flag(c, "isFirstConnection")),
        "getPersonalInfo": int(flag(c, "getPersonalInfo")),
        "createdAt": iso(c.created_at),
        "updatedAt": iso(c.updated_at),
        "everyConnectionsSent": counts["total"] > 0 and counts["not_started"] == 0,
        "stateId": state_of(c),
        "campaignStats": {
            "campaignId": c.id,
            "profileViewsMade": stats.views,
            "inmailsSent": stats.inmails,
            "emailsSent": stats.emails,
            "connectionsRequested": stats.invites,
            "messagesSent": stats.messages,
            "connectionRequestsAccepted": stats.accepted,
            "connectionsViaEmailRequested": 0,
            "connectionReplies": stats.repliers,
            "responseRate": rate(stats.repliers, stats.reached),
            "acceptanceRate": rate(stats.accepted, stats.invites),
            "openRate": rate(stats.opened, stats.emails),
            "clickRate": rate(stats.clicked, stats.emails),
            "totalLeads": counts["total"],
            "isActive": c.status == "active",
            "totalFollowCount": stats.follows,
            "emailsVerified": stats.verified,
            "bounceRate": rate(stats.bounced, stats.emails),
            "emailsBounced": stats.bounced,
            "remainingLeads": counts["not_started"],
        },
        "leadSources": [listed_source(s, now) for s in sources],
    }


def step(s: Step, *, following: Sequence[Step] = (), done: int = 0, waiting: int = 0) -> campaign_types.Step:
    """A step of a campaign with the steps after it."""
    return {
        "nextSteps": [_next_step(n) for n in following],
        "id": s.id,
        "campaignId": s.campaign_id,
        "savedSequenceId": None,
        "action": ACTIONS[s.action],
        "step": s.position,
        "previousStepResult": "SUCCESS",
        "data": step_data(
            s.action, s.variants[0].subject if s.variants else "", s.variants[0].body if s.variants else "", s.position
        ),
        "conditions": s.condition or {},
        "doAfterPreviousStep": s.delay_seconds * 1000,
        "minRequiredStatusId": _required(s.condition),
        "maxRequiredStatusId": REPLIED,
        "ABGroup": None,
        "leadExecutedCounts": done,
        "replyToStep": None,
        "numberOfLeadsInStep": waiting,
    }


def _next_step(s: Step) -> campaign_types.NextStep:
    shown = step(s)
    return {
        "previousStepResult": shown["previousStepResult"],
        "minRequiredStatusId": shown["minRequiredStatusId"],
        "maxRequiredStatusId": shown["maxRequiredStatusId"],
        "action": shown["action"],
        "campaignId": shown["campaignId"],
        "doAfterPreviousStep": shown["doAfterPreviousStep"],
        "id": shown["id"],
        "step": shown["step"],
        "conditions": shown["conditions"],
        "ABGroup": shown["ABGroup"],
        "replyToStep": shown["replyToStep"],
        "data": shown["data"],
    }


def _required(condition: Mapping[str, object] | None) -> int:
    return CONNECTED if (condition or {}).get("if") == "connected" else DISCOVERED


def step_data(action: str, subject: str, body: str, position: int) -> campaign_types.StepData:
    return {
        "message": body,
        "outputs": [{"id": "1", "color": "#52c462", "label": "condition-node-yes"}],
        "subject": subject,
        "tagInfo": [],
        "position": {"x": 480.5, "y": 178.5 + 165 * position},
        "emailType": "PERSONAL_EMAIL" if action == "email" else "",
        "signature": "",
        "signatureId": "",
        "sourceHandle": None,
        "allowPaidInMails": action == "inmail",  # from the account's credits, where it has some
        "ultraConnectBoost": False,
        "inviteMessageOption": "option_a",
        "onlyConnectViaEmail": False,
        "personalizedImageId": None,
        "useDefaultSignature": True,
        "boostConnectViaEmail": False,
        "connectMessageViaEmail": "",
        "sentEmailIfNotConnected": False,
    }


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a saved sequence is: a seat, with the picture of its LinkedIn account, and a user of a team."""

    team_id: int
    seat: Seat
    picture: str
    user: TenantUser


def template(t: Template, owner: Owner) -> campaign_types.Template:
    """A saved sequence."""
    seat, user = owner.seat, owner.user
    steps: list[campaign_types.Step] = []
    for position, s in enumerate(t.steps, 1):
        first = s.variants[0] if s.variants else None
        data = step_data(s.action, first.subject if first else "", first.body if first else "", position)
        del data["useDefaultSignature"]  # as the vendor has a saved step
        data["signatureId"] = None
        steps.append(
            {
                "nextSteps": [],
                "id": 1000 * t.id + position,
                "campaignId": None,
                "savedSequenceId": t.id,
                "action": ACTIONS[s.action],
                "step": position,
                "previousStepResult": "SUCCESS",
                "data": data,
                "conditions": dict(s.condition or {}),
                "doAfterPreviousStep": s.delay_seconds * 1000,
                "minRequiredStatusId": _required(s.condition),
                "maxRequiredStatusId": REPLIED,
                "ABGroup": None,
                "leadExecutedCounts": 0,
                "replyToStep": None,
            }
        )
    return {
        "id": t.id,
        "title": t.title,
        "description": t.description,
        "image": None,
        "acceptanceRate": None,
        "responseRate": None,
        "whitelabelId": None,
        "userId": user.id,
        "isGlobalTemplate": t.seat_id is None,
        "linkedinAccountId": seat.id,
        "teamId": owner.team_id,
        "user_id": user.id,
        "steps": steps,
        "linkedinAccount": {"fullName": seat.name, "linkedinUser": {"picture": owner.picture}},
        "user": {"id": user.id, "fullName": user.full_name},
    }


# Lead sources


SOURCE_KINDS = {"linkedin": "LINKEDIN", "sales_navigator": "SALES_NAVIGATOR", "recruiter": "RECRUITER"}
DASHBOARDS = {"linkedin": 1, "sales_navigator": 2, "recruiter": 3}
DAY = 86_400


def discovery(s: Source, now: datetime) -> str:
    """The vendor's word for how a source is doing."""
    if s.state == "failed":
        return "LEAD_DISCOVERY_FAILED"
    between = s.runs > 0 and s.cursor is None and (s.next_at is None or s.next_at > now)
    return "LEAD_DISCOVERY_FINISHED" if between else "LEAD_DISCOVERY_ACTIVE"


def _days(s: Source) -> int | None:
    return round(s.every_seconds / DAY) if s.every_seconds else None


def listed_source(s: Source, now: datetime) -> campaign_types.ListedSource:
    return {
        "id": s.id,
        "dashboard": DASHBOARDS[s.kind],
        "generalStatus": discovery(s, now),
        "leadSourceType": SOURCE_KINDS[s.kind],
        "leadSourceUrl": s.url,
        "pageNumber": s.page,
        "csvName": "",
        "lastTimeReused": millis(s.last_run_at) or None,
        "autoReuseInterval": _days(s),
        "autoReuse": int(s.every_seconds is not None),
        "scheduledAt": None,
    }


def source(s: Source, now: datetime) -> campaign_types.Source:
    return {
        **listed_source(s, now),
        "campaignId": s.campaign_id,
        "autoReuse": s.every_seconds is not None,
        "autoReuseIntervalMs": s.every_seconds * 1000 if s.every_seconds else None,
        "statusChangeTimestamp": millis(s.last_run_at),
        "createdAt": iso(s.created_at),
        "updatedAt": iso(s.updated_at),
    }


def new_source(s: Source, now: datetime) -> campaign_types.Source:
    """A source as the answer to its making has it."""
    shown = source(s, now)
    shown.pop("scheduledAt", None)
    return shown


# Tags


def tag(t: Tag, seat_id: int) -> lead_types.Tag:
    return {
        "id": t.id,
        "linkedinAccountId": t.seat_id or seat_id,
        "tag": t.name,
        "tagColor": t.color or "#344563",
        "createdAt": iso(t.created_at),
        "updatedAt": iso(t.updated_at),
    }


# Answers that are a word, nothing, or a list


def says(request: Request, status: int, text: str = "") -> Response:
    """An answer that is a word or nothing. A client that accepts nothing but JSON could not read that: it gets an object."""
    if status != 204 and only_json(request):
        return JSONResponse({"success": True, **({"result": text} if text else {})}, status)
    return PlainTextResponse(text, status) if text else Response(status_code=status)


def items(rows: list[T]) -> answer_types.Items[T]:
    return {"result": {"items": rows}}


def counted(rows: list[T], count: int) -> answer_types.Counted[T]:
    return {"result": {"items": rows, "count": count}}
