"""Users and seats as the wire shows them. A seat is shown with its LinkedIn account, its limits, its subscription and its
mailboxes; what Outrider has no counterpart for is as the vendor shows a seat that never used it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import seat_types
from outrider.dialects.multilead.access import WHITELABEL
from outrider.dialects.multilead.answer_types import Permission
from outrider.dialects.multilead.answers import BASIC, millis, person_of_user
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.campaigns.linkedin_accounts import Account, Limit
from outrider.outreach.leads import enrichment
from outrider.outreach.senders import linkedin_connections, linkedin_people, senders, tracking_domains
from outrider.outreach.senders.senders import Sender
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.users import User
from outrider.rules.schedule import day_bounds, local_day

REGULAR, PLATFORM_ADMIN, COWORKER = 1, 3, 4
TIERS = {"basic": 1, "premium": 2, "sales_navigator": 3, "recruiter": 4}
# A LinkedIn account's state. The vendor shows 1 for a seat without one, 5 for one that works, 10 for one that lost it.
NOT_CONNECTED, CONNECTING, CONNECTED, LOST = 1, 2, 5, 10
_STATES = {"active": CONNECTED, "paused": CONNECTED, "awaiting_code": CONNECTING, "connecting": CONNECTING}
PAYMENT = {"active": (1, "ACTIVE"), "suspended": (1, "ACTIVE"), "cancelled": (3, "CANCELED")}
FOREVER = -1


def user(found: User, *, kind: int, mails: int = 0) -> seat_types.User:
    return {
        "id": found.id,
        "email": found.email,
        "phone": found.settings.get("phone"),
        "fullName": found.full_name,
        "userTypeId": kind,
        "whitelabelId": WHITELABEL,
        "emailClientApplicationId": None,
        "emailConfirmed": found.confirmed_at is not None,
        "resendEmailCounter": mails,
        "createdAt": iso(found.created_at),
        "updatedAt": iso(found.updated_at),
    }


async def seats(scope: Scope, found: Sequence[Seat]) -> list[seat_types.Seat]:
    """Seats with all that belongs to them, read for all at once."""
    owned = await senders.of_seats(scope, [seat.id for seat in found])
    profiles = {seat_id: next((s for s in mine if s.channel == "linkedin"), None) for seat_id, mine in owned.items()}
    ids = [sender.id for sender in profiles.values() if sender]
    accounts, limits = await linkedin_accounts.get_many(scope, ids), await linkedin_accounts.limits(scope, ids)
    people = await linkedin_people.get_many(scope, [a.user_id for a in accounts.values() if a.user_id])
    accepted = await linkedin_connections.last_accepted(scope, ids)
    hosts = {s.tracking_domain for mine in owned.values() for s in mine if s.tracking_domain}
    domains = await tracking_domains.of(scope, hosts)
    balance = await enrichment.balance(scope)
    shown: list[seat_types.Seat] = []
    for seat in found:
        sender = profiles[seat.id]
        account = accounts.get(sender.id) if sender else None
        person = people.get(account.user_id or 0) if account else None
        mailboxes = [s for s in owned[seat.id] if s.channel == "email"]
        own = domains.get(next((s.tracking_domain for s in mailboxes if s.tracking_domain), None) or "")
        last = accepted.get(sender.id) if sender else None
        has = _Has(sender, account, limits.get(sender.id, {}) if sender else {}, person, last, mailboxes, own, balance)
        shown.append(_seat(scope, seat, has))
    return shown


@dataclass(frozen=True, slots=True)
class _Has:
    """What belongs to a seat. `sender`, `account`, `person`: its LinkedIn account; `accepted`: when it last gained a connection;
    `domain`: the tracking domain of its mailboxes; `credits`: of the team, for finding addresses.
    """

    sender: Sender | None
    account: Account | None
    limits: Mapping[str, Limit]
    person: linkedin_people.User | None
    accepted: datetime | None
    mailboxes: Sequence[Sender]
    domain: TrackingDomain | None
    credits: int


def _seat(scope: Scope, seat: Seat, has: _Has) -> seat_types.Seat:
    sender, account, mailboxes = has.sender, has.account, has.mailboxes
    cooldowns = account.cooldowns if account else {}
    vendor = seat.settings.get("vendor", {})
    payment, payment_name = PAYMENT[seat.status]
    state = NOT_CONNECTED if account is None else _STATES.get(account.status, LOST)
    checkpoint = account.checkpoint if account and account.status == "awaiting_code" else None
    local = scope.now.astimezone(ZoneInfo(seat.timezone)).replace(tzinfo=None)
    return {
        "twoFactorAuthFormInfo": [{"type": checkpoint, "field": "code"}] if checkpoint else [],
        "twoFactorAuthDocumentInfo": {"type": checkpoint} if checkpoint else {},
        "id": seat.id,
        "email": sender.address if sender else None,
        "userId": seat.user_id,
        "lastConnectionUpdate": millis(account.last_synced_at if account else None),
        "lastUserConnectionFetch": millis(account.last_synced_at if account else None),
        "connectionStatusId": 1,
        "withdrawalTimestamp": 0,
        "withdrawalStatusId": 1,
        "cooldownConnect": millis(cooldowns.get("invite")),
        "cooldownConnectViaEmail": millis(cooldowns.get("invite")),
        "cooldownSendMessage": millis(cooldowns.get("message")),
        "cooldownInMail": millis(cooldowns.get("inmail")),
        "cooldownPaidInMail": millis(cooldowns.get("inmail")),
        "cooldownAccount": millis(account.cooldown_until if account else None),
        "cooldownConnectViaBug": 0,
        "cooldownSalesSearch": 0,
        "pinFormInfo": None,
        "globalSignature": seat.settings.get("signature"),
        "accountGlobalStatusId": state,
        "linkedinUserId": person_of_user(account.user_id) if account and account.user_id else None,
        "teamId": scope.workspace_id,
        "accountPaymentStatusId": payment,
        "subscriptionId": seat.id,
        "linkedinSubscriptionId": (account and TIERS.get(account.tier)) or vendor.get("linkedin_subscription_id", 1),
        "cancelAt": seat.settings.get("cancelled_at"),
        "fullName": seat.name,
        "theme": "1",
        "createdAt": iso(seat.created_at),
        "updatedAt": iso(seat.updated_at),
        "getMessagesStatusId": 1,
        "lastGetMessagesUpdate": millis(account.last_synced_at if account else None),
        "lastListenConnectionTimestamp": millis(account.last_ran_at if account else None),
        "linkedinProfileErrors": 0,
        "lastFetchMessages": millis(account.last_synced_at if account else None),
        "tasksDelay": 0,
        "jailPoint": 0,
        "isInJail": account is not None and account.cooldown_until is not None,
        "planId": vendor.get("plan_id", 1),
        "lastConnectionAcceptedAt": millis(has.accepted),
        "pinDocumentInfo": None,
        "pinSentAt": None,
        "emailCredits": has.credits,
        "lastEmailSent": _or_none(max((box.last_sent_at for box in mailboxes if box.last_sent_at), default=None)),
        "captchaUrl": None,
        "pinTimestamp": 0,
        "contactSource": None,
        "suspended": seat.status == "suspended",
        "lastGotMessagesAt": millis(account.last_synced_at if account else None),
        "isDirtyEmailScheduler": False,
        "nextEmailLimitRestart": _next_day(scope.now, mailboxes[0].timezone if mailboxes else seat.timezone),
        "handleOutOfOfficeEmails": True,
        "lastAccountGlobalStatusChangedAt": millis(sender.status_at if sender else None),
        "lastAccountGlobalStatusId": state,
        "currentZoneTime": local.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "linkedinUser": _person(sender, account, has.person, local.date()) if account else None,
        "accountGlobalSettings": _settings(seat, has),
        "subscription": {
            "id": seat.id,
            "status": "canceled" if seat.status == "cancelled" else "active",
            "subscriptionEndsAt": FOREVER,
        },
        "accountPaymentStatus": {"id": payment, "name": payment_name},
        "emailOauths": [
            {"authenticationId": str(box.id), "type": box.provider, "status": box.status.upper(), "email": box.address}
            for box in mailboxes
        ],
    }


def _next_day(now: datetime, timezone: str) -> int:
    """When the next local day begins and daily limits count from nothing, in seconds."""
    return int(day_bounds(local_day(now, timezone), timezone)[1].timestamp())


def _or_none(at: datetime | None) -> int | None:
    return millis(at) if at else None


def _person(sender: Sender | None, account: Account, person: linkedin_people.User | None, today: date) -> seat_types.SeatPerson:
    """The seat's own LinkedIn profile."""
    profile = person.profile if person else {}
    worked = person.career(today) if person else None
    return {
        "education": profile.get("education"),
        "experience": profile.get("work_experience"),
        "volunteer": profile.get("volunteering_experience"),
        "email": None,
        "businessEmailFoundByPlatform": None,
        "linkedinPersonalEmailFoundByPlatform": None,
        "s3Picture": None,
        "currentCompanyLogo": None,
        "yearsInCurrentCompany": worked.current if worked else None,
        "totalCareerPositionsCount": worked.positions if worked else None,
        "totalYearsInCareer": str(worked.total) if worked and worked.total is not None else None,
        "collegeName": person.college if person else None,
        "temporaryField": None,
        "phone": None,
        "twitter": None,
        "website": None,
        "domain": None,
        "connectionDegree": None,
        "lastMessage": None,
        "messageSeenAt": None,
        "messageCreatedAt": None,
        "messageDashboardId": None,
        "isMessageRead": None,
        "activities": None,
        "recommendations": profile.get("recommendations"),
        "currentLinkedinCompanyId": person.company_id if person else None,
        "id": person_of_user(account.user_id) if account.user_id else None,
        "fullName": account.profile_name,
        "picture": account.picture_url,
        "occupation": person.headline if person else None,
        "headline": person.headline if person else None,
        "country": person.location if person else None,
        "currentCompany": person.company if person else None,
        "primaryIdentifier": (person.slug if person else None) or (sender.address if sender else None),
        "createdAt": iso(sender.created_at if sender else None),
        "updatedAt": iso(sender.updated_at if sender else None),
    }


def _settings(seat: Seat, has: _Has) -> seat_types.SeatSettings:
    def most(action: str) -> int:
        return has.limits[action].daily if action in has.limits else 0

    mailboxes = has.mailboxes
    emails = sum(box.daily_limit or 0 for box in mailboxes)
    warming = [box.warmup_started_at for box in mailboxes if box.warmup_enabled and box.warmup_started_at]
    windows = seat.settings.get("schedule", {}).get("windows", ())
    start, end = next(((window["start"], window["end"]) for window in windows), ("00:00", "00:00"))  # all day
    days = sorted({day for window in windows for day in window["days"]}) or [0, 6]  # 0 is Sunday
    return {
        "emailBlacklist": [],
        "bccRecipients": sorted({box.bcc for box in mailboxes if box.bcc}),
        "id": seat.id,
        "linkedinAccountId": seat.id,
        "startUTCTime": start,
        "endUTCTime": end,
        "addMaxPeople": most("invite"),
        "addMinPeople": most("invite"),
        "connectViaEmailMaxPeople": most("invite"),
        "connectViaEmailMinPeople": most("invite"),
        "viewMaxPeople": most("view_profile"),
        "viewMinPeople": most("view_profile"),
        "followMaxPeople": most("follow"),
        "followMinPeople": most("follow"),
        "sendMaxMessages": most("message"),
        "sendMinMessages": most("message"),
        "sendMaxInMails": most("inmail"),
        "sendMinInMails": most("inmail"),
        "sendMaxEmails": emails,
        "sendMinEmails": emails,
        "startUTCDay": days[0],
        "endUTCDay": days[-1],
        "timeZone": seat.timezone,
        "warmupEmailLimits": None,
        "discoverMinPages": 0,
        "discoverMaxPages": 0,
        "maxPendingAmount": 0,
        "blacklist": "[]",
        "isWarmupActive": any(box.warmup_enabled for box in mailboxes),
        "warmupStage": 1,
        "warmupStageFinishAt": None,
        "warmupStartedAt": _or_none(min(warming, default=None)),
        "warmupFinishedAt": None,
        "createdAt": iso(seat.created_at),
        "updatedAt": iso(seat.updated_at),
        "emailDelay": min((box.min_gap_seconds for box in mailboxes), default=0),
        "viewMaxPageToDiscover": 0,
        "viewMinPageToDiscover": 0,
        "minCompanyApiCalls": 0,
        "maxCompanyApiCalls": 0,
        "customDomain": has.domain.host if has.domain else None,
        "domainVerified": has.domain is not None and has.domain.status == "ready",
        "lastWorkHoursUpdate": None,
        "weekendDaysId": 1,
    }


def listed(seat: seat_types.Seat) -> seat_types.ListedSeat:
    """A seat as the list of seats has it."""
    settings = _without(seat["accountGlobalSettings"], frozenset({"sendMaxEmails", "sendMinEmails"}))
    shown = _without(seat, frozenset({"userId"})) | {"accountGlobalSettings": settings}
    return cast(seat_types.ListedSeat, shown)


# The fields of a seat that the list of a white label's users omits.
_LEFT_OUT = frozenset({
    "twoFactorAuthFormInfo", "twoFactorAuthDocumentInfo", "email", "cooldownConnectViaEmail", "cooldownSendMessage",
    "cooldownConnectViaBug", "cooldownSalesSearch", "teamId", "linkedinProfileErrors", "captchaUrl", "pinTimestamp", "suspended",
    "lastGotMessagesAt", "isDirtyEmailScheduler", "nextEmailLimitRestart", "handleOutOfOfficeEmails",
    "lastAccountGlobalStatusChangedAt", "lastAccountGlobalStatusId", "currentZoneTime", "emailOauths",
})  # fmt: skip
_LEFT_OUT_OF_PERSON = frozenset({
    "businessEmailFoundByPlatform", "linkedinPersonalEmailFoundByPlatform", "s3Picture", "lastMessage", "messageSeenAt",
    "messageCreatedAt", "messageDashboardId", "isMessageRead", "headline", "createdAt", "updatedAt",
})  # fmt: skip
_LEFT_OUT_OF_SETTINGS = frozenset({
    "connectViaEmailMaxPeople", "connectViaEmailMinPeople", "warmupEmailLimits", "minCompanyApiCalls", "maxCompanyApiCalls",
    "customDomain", "domainVerified", "lastWorkHoursUpdate", "weekendDaysId",
})  # fmt: skip


def of_a_user(seat: seat_types.Seat) -> seat_types.OwnedSeat:
    """A seat as the list of a white label's users has it."""
    person = seat["linkedinUser"]
    shown = _without(seat, _LEFT_OUT) | {
        "lastTryEmailsFetch": 0,
        "lastEmailFetch": None,
        "localStorage": None,
        "linkedinUser": person
        and _without(person, _LEFT_OUT_OF_PERSON)
        | {
            "businessEmail": None,
            "primaryIdentifierTypeId": BASIC,
            "created_at": person["createdAt"],
            "updated_at": person["updatedAt"],
        },
        "accountGlobalSettings": _without(seat["accountGlobalSettings"], _LEFT_OUT_OF_SETTINGS)
        | {
            "currentZoneTime": seat["currentZoneTime"],
        },
    }
    return cast(seat_types.OwnedSeat, shown)


def _without(values: Mapping[str, object], names: frozenset[str]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}


def numbered(permissions: Sequence[Permission]) -> dict[str, Permission]:
    """Permissions by their number, as a new seat's answer has them."""
    return {str(p["id"]): p for p in permissions}
