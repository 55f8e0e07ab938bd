"""Why nothing happens, or when it will: the answer for a lead in a campaign, a sender and a campaign.

Each answer looks at everything that could hold the thing up, in the order in which the dispatcher would meet it, and leads with
what binds: the first wait that only a person can end, else the one that ends last.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypedDict

from outrider.outreach.base.message_states import State
from outrider.outreach.base.reasons import OF_CAMPAIGN_STATUS, OF_SENDER_STATUS, SENTENCES, Reason, sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import clocks, enrollments, providers
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders, sending_limits, silence, tracking_domains
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import workspaces
from outrider.rules import pacing, routing
from outrider.rules import schedule as schedules


class Limit(TypedDict):
    """A limit that is reached: `used` of `limit` on the local day `day`."""

    name: str
    limit: int | None
    used: int
    day: str


class Whose(TypedDict):
    """The campaign or sender that is held up."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """One blocking reason. `next_at` None: until a person acts."""

    code: str
    sentence: str
    next_at: datetime | None = None
    limit: Limit | None = None
    object: Whose | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`code` and `sentence`: what binds. `next_at`: when it acts next as things stand; None: not by itself."""

    code: str
    sentence: str
    next_at: datetime | None
    limit: Limit | None
    parts: tuple[Part, ...]

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


# ---- The three questions


async def of_enrollment(scope: Scope, id: int) -> Explanation:
    """Why this lead is not written to now, and when it will be."""
    enrollment = await enrollments.get(scope, id)
    if enrollment.status in ("stopped", "completed"):
        return _binding([_part(enrollment.reason or Reason.STOPPED, detail=enrollment.reason_detail)], scope.now)
    message = await _last_message(scope, enrollment)
    if enrollment.status == "paused":
        parts = [_part(Reason.UNCERTAIN)] if message and message.uncertain else []
        parts.append(_part(enrollment.reason or Reason.PAUSED, enrollment.resume_at, detail=enrollment.reason_detail))
        return _binding(parts, scope.now)
    if message and message.state in (State.SENDING, State.SUBMITTED):
        return _binding([_part(Reason.CLAIMED)], scope.now)
    parts = await _held(scope)
    if message and message.state == State.QUEUED:
        came_back = message.sent_at is not None
        parts.append(
            _part(
                Reason.RETURNED_BY_MAIL if came_back else Reason.TRY_AGAIN,
                max(message.due_at or scope.now, scope.now),
                detail=message.state_detail if came_back else None,
            )
        )
    elif enrollment.due_at is None:
        return _binding([_part(Reason.LOST)], scope.now)
    elif enrollment.due_at > scope.now:
        noted = enrollment.reason if enrollment.reason and enrollment.reason in _LEADS_OWN else Reason.FOLLOW_UP_DELAY
        parts.append(_part(noted, enrollment.due_at))
    campaign = await campaigns.get(scope, enrollment.campaign_id)
    parts += await _of_campaign(scope, campaign, new_lead=enrollment.sender_id is None)
    at = max([scope.now, *(p.next_at for p in parts if p.next_at)])
    if campaign.settings.use_lead_timezone and campaign.status == "active":
        parts += await _by_leads_clock(scope, campaign, enrollment, at)
        at = max([at, *(p.next_at for p in parts if p.next_at)])
    if enrollment.sender_id is not None:
        parts += await _own_sender(scope, campaign, enrollment.sender_id, at)
    else:
        parts += await _first_sender(scope, campaign, enrollment, at)
    return _binding(parts, scope.now)


async def of_sender(scope: Scope, id: int) -> Explanation:
    """Why this sender does not send now, and when it will."""
    sender = await senders.get(scope, id)
    parts = await _held(scope) + (await _of_senders(scope, [sender], None, scope.now))[0]
    if sender.status == "active":
        parts += await _work_of(scope, sender)
    found = _binding(parts, scope.now)
    # A silent mailbox blocks nothing, so it is never the first reason, but an explanation of the sender should mention it.
    noted = [Part(str(Reason.MAILBOX_SILENT), s.sentence) for s in (await silence.silent(scope, [id])).values()]
    noted += await _untracked(scope, sender.tracking_domain)
    return replace(found, parts=(*found.parts, *noted))


async def _untracked(scope: Scope, host: str | None) -> list[Part]:
    """That messages leave untracked because a tracking domain of their sender or campaign is not verified, and why it is not."""
    found = (await tracking_domains.of(scope, [host])).get(host) if host else None
    if not host or (found and found.status == "ready"):
        return []
    return [_part(Reason.TRACKING_UNVERIFIED, detail=(found.detail if found else "") or f"{host} has not been looked up yet")]


async def of_campaign(scope: Scope, id: int) -> Explanation:
    """Why this campaign does not send now, and when it will."""
    campaign = await campaigns.get(scope, id)
    parts = await _held(scope) + await _of_campaign(scope, campaign, new_lead=False)
    if campaign.status == "active":
        parts += await _leads_of(scope, campaign) or await _matches_of(scope, campaign)
        at = max([scope.now, *(p.next_at for p in parts if p.next_at)])
        parts += await _best_sender(scope, campaign, at)
    found = _binding(parts, scope.now)
    return replace(found, parts=(*found.parts, *await _untracked(scope, campaign.settings.tracking_domain)))


# ---- What holds each thing up


async def _held(scope: Scope) -> list[Part]:
    return [_part(Reason.WORKSPACE_PAUSED)] if (await workspaces.get(scope)).paused_at else []


@dataclass(frozen=True, slots=True)
class _LastMessage:
    """The message of an enrollment's current run that is in progress, or else its last one. `state`: None of an earlier run.
    `uncertain`: whether the enrollment has a message that may or may not have been sent.
    """

    state: str | None
    state_detail: str | None
    due_at: datetime | None
    sent_at: datetime | None
    uncertain: bool


async def _last_message(scope: Scope, enrollment: enrollments.Enrollment) -> _LastMessage | None:
    return await scope.row(
        _LastMessage,
        """
        SELECT CASE WHEN m.run = %(run)s THEN m.state END AS state, m.state_detail, m.due_at, m.sent_at, EXISTS (
            SELECT FROM messages u WHERE u.workspace_id = %(workspace_id)s AND u.enrollment_id = %(id)s
            AND u.state = 'uncertain') AS uncertain
        FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = %(id)s AND m.kind = 'step'
        ORDER BY (m.run = %(run)s AND m.state IN ('queued', 'sending', 'submitted')) DESC, m.id DESC LIMIT 1
        """,
        id=enrollment.id,
        run=enrollment.run,
    )


async def _own_sender(scope: Scope, campaign: Campaign, sender_id: int, at: datetime) -> list[Part]:
    """What keeps the sender that a lead is with from writing to it."""
    row = await scope.one(
        """
        SELECT 1 FROM campaign_senders
        WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign_id)s AND sender_id = %(sender_id)s
        """,
        campaign_id=campaign.id,
        sender_id=sender_id,
    )
    sender = (await senders.get_many(scope, [sender_id])).get(sender_id) if row else None
    return (await _of_senders(scope, [sender], campaign, at))[0] if sender else [_part(Reason.SENDER_GONE)]


async def _by_leads_clock(scope: Scope, campaign: Campaign, enrollment: enrollments.Enrollment, at: datetime) -> list[Part]:
    """What keeps a lead of a campaign that goes by its leads' clocks from being written to at `at`."""
    lead = await leads.get(scope, enrollment.lead_id)
    sender = (await senders.get_many(scope, [enrollment.sender_id])).get(enrollment.sender_id) if enrollment.sender_id else None
    hours = schedules.from_json(sender.schedule if sender else None)
    opens = clocks.opens_for(lead, enrollment.fields, schedules.from_json(campaign.schedule), hours, at)
    return [_part(Reason.LEAD_OUTSIDE_WINDOW, opens)] if opens else []


async def _of_campaign(scope: Scope, campaign: Campaign, *, new_lead: bool) -> list[Part]:
    whose: Whose = {"kind": "campaign", "id": campaign.id, "name": campaign.name}
    if campaign.status != "active":
        own = campaign.status_reason
        broken = campaign.status == "paused" and own in (Reason.BOUNCE_RATE, Reason.COMPLAINT_RATE)
        code = own if broken and own else OF_CAMPAIGN_STATUS[campaign.status]
        return [_part(code, whose=whose)]
    parts: list[Part] = []
    opening = campaigns.window(campaign.opening, scope.now)
    if opening.reason:
        parts.append(_part(opening.reason, opening.opens_at, whose=whose))
    timezone = campaign.schedule.get("timezone") or "UTC"
    today = schedules.local_day(scope.now, timezone)
    row = await scope.one(
        """
        SELECT sent, new_leads FROM campaign_days
        WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND day = %(day)s
        """,
        id=campaign.id,
        day=today,
    ) or {"sent": 0, "new_leads": 0}
    limits = [(Reason.CAMPAIGN_DAILY_LIMIT, campaign.daily_limit, row["sent"])]
    if new_lead:
        limits.append((Reason.NEW_LEAD_LIMIT, campaign.new_leads_per_day, row["new_leads"]))
    for code, limit, used in limits:
        if not pacing.has_room(limit, used):
            tomorrow = schedules.day_bounds(today, timezone)[1]
            opens = schedules.next_open(schedules.from_json(campaign.opening), tomorrow)
            parts.append(_part(code, opens, _limit(code, limit, used, today), whose))
    return parts


@dataclass(frozen=True, slots=True)
class _Used:
    """What counts against a sender's limits: what it did on the local day of a moment, and when its last mails left."""

    counted: Mapping[str, int]
    recent: Sequence[datetime]


async def _of_senders(scope: Scope, found: Sequence[Sender], campaign: Campaign | None, at: datetime) -> list[list[Part]]:
    """What keeps each sender from acting at `at`, the earliest that everything else allows."""
    if campaign and campaign.settings.ignore_sender_limits:
        return [_of_sender(sender, campaign, at, None) for sender in found]
    counted = await sending_limits.counters(scope, [sender.id for sender in found], at=at)
    limits = {s.id: sending_limits.daily_limit_on(s, schedules.local_day(at, s.timezone)) for s in found if s.channel == "email"}
    recent = await sending_limits.last_day(scope, limits)
    return [_of_sender(s, campaign, at, _Used(counted[s.id], recent.get(s.id, []))) for s in found]


def _of_sender(sender: Sender, campaign: Campaign | None, at: datetime, used_up: _Used | None) -> list[Part]:
    """The same of one. `used_up` None: no limit holds."""
    whose: Whose = {"kind": "sender", "id": sender.id, "name": sender.address}
    if sender.status != "active":
        own = sender.status_code
        code: str = own if own and own in SENTENCES and own != Reason.MANUAL else OF_SENDER_STATUS[sender.status]
        return [_part(code, whose=whose, detail=sender.status_detail)]
    parts: list[Part] = []
    gap = timedelta(seconds=max(sender.min_gap_seconds, campaign.min_gap_seconds if campaign else 0))
    if sender.last_sent_at and sender.last_sent_at + gap > at:
        parts.append(_part(Reason.SENDER_GAP, sender.last_sent_at + gap, whose=whose))
    if sender.wait_reason and sender.wait_reason in _SENDERS_OWN and sender.next_at and sender.next_at > at:
        parts.append(_part(sender.wait_reason, sender.next_at, whose=whose))
    hours = schedules.from_json(sender.schedule)
    both = [hours, schedules.from_json(campaign.opening)] if campaign else [hours]
    if not schedules.is_open(hours, at):
        parts.append(_part(Reason.SENDER_OUTSIDE_WINDOW, schedules.next_all_open(both, at), whose=whose))
    if used_up is None:
        return parts
    day = schedules.local_day(at, sender.timezone)
    used = sum(used_up.counted.get(action, 0) for action in sending_limits.MAIL)
    limit = sending_limits.daily_limit_on(sender, day)
    if used >= limit:
        code = Reason.SENDER_RAMP_LIMIT if used < sender.daily_limit else Reason.SENDER_DAILY_LIMIT
        opens = schedules.next_all_open(both, schedules.day_bounds(day, sender.timezone)[1])
        parts.append(_part(code, opens, _limit(code, limit, used, day), whose))
    elif limit and sender.channel == "email":
        # Messages sent 24 hours before `at` no longer count; of later ones there must be fewer than the limit.
        recent = [t for t in used_up.recent if t > at - timedelta(days=1)]
        if len(recent) >= limit:
            opens = schedules.next_all_open(both, recent[-limit] + timedelta(days=1))
            parts.append(_part(Reason.SENDER_24H_LIMIT, opens, _limit(Reason.SENDER_24H_LIMIT, limit, len(recent), day), whose))
    return parts


# Reasons that only the dispatcher knows, as it recorded them for a lead and for a sender.
_LEADS_OWN = (
    Reason.LEAD_OUTSIDE_WINDOW,
    Reason.DOMAIN_LIMIT,
    Reason.NOT_CONNECTED_YET,
    Reason.SENDER_ACTION_LIMIT,
    Reason.KEY_RECIPIENTS,
    Reason.KEY_DOMAINS,
    Reason.KEY_FIRST_CONTACT,
    Reason.KEY_DAILY_LIMIT,
    Reason.KEY_OUTSIDE_HOURS,
)
_SENDERS_OWN = (
    Reason.SENDER_BACKOFF,
    Reason.DOMAIN_UNCHECKED,
    Reason.DOMAIN_UNAUTHENTICATED,
    Reason.SENDER_RATE_LIMITED,
    Reason.SENDER_REFUSED,
    Reason.SENDER_BLOCKED,
    Reason.SENDER_HOST_REFUSED,
    Reason.SENDER_NOT_ALLOWED,
    Reason.SENDER_DOMAIN_UNKNOWN,
)


async def _first_sender(scope: Scope, campaign: Campaign, enrollment: enrollments.Enrollment, at: datetime) -> list[Part]:
    """What keeps a sender from writing the first message; those are asked that the campaign's routing lets write to the lead."""
    if not campaign.settings.is_routed:
        return await _best_sender(scope, campaign, at)
    row = await scope.one(
        """
        SELECT e.route, d.next_at FROM enrollments e
        JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
        LEFT JOIN mail_domains d ON d.workspace_id = %(workspace_id)s AND d.domain = l.email_domain AND d.provider IS NULL
        WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s
        """,
        id=enrollment.id,
    ) or {"route": 0, "next_at": None}
    if row["route"] == providers.UNROUTED:
        return [_part(Reason.PROVIDER_UNKNOWN, max(scope.now, row["next_at"] or scope.now))]
    working = (await providers.working_groups(scope, [campaign.id]))[campaign.id]
    able: list[routing.Group] = [
        group for group in working if row["route"] in providers.routes_for(campaign.settings, group, working)
    ]
    return await _best_sender(scope, campaign, at, able) if able else [_part(Reason.NO_MATCHING_SENDER)]


async def _best_sender(
    scope: Scope, campaign: Campaign, at: datetime, groups: Collection[routing.Group] | None = None
) -> list[Part]:
    """What the sender waits for that could act first; nothing when one is free. `groups`: only mailboxes of these providers."""
    links = await campaign_senders.links(scope, campaign.id, limit=200)
    attached = list((await senders.get_many(scope, [link.sender_id for link in links])).values())
    if groups is not None:
        attached = [sender for sender in attached if senders.mail_group(sender) in groups]
    if not attached:
        return [_part(Reason.NO_SENDERS)]
    waits: list[list[Part]] = []
    for parts in await _of_senders(scope, attached, campaign, at):
        if not parts:
            return []
        waits.append(parts)
    by_itself = [parts for parts in waits if all(p.next_at for p in parts)]
    if not by_itself:
        return [_part(Reason.NO_SENDERS), *(part for parts in waits[:10] for part in parts)]
    return min(by_itself, key=_ends)


async def _work_of(scope: Scope, sender: Sender) -> list[Part]:
    """What the sender's campaigns have for it: nothing to explain when something is due."""
    row = await scope.one(
        """
        SELECT count(*) AS campaigns, min(d.due_at) AS due_at
        FROM campaign_senders cs
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = cs.campaign_id AND c.status = 'active'
        LEFT JOIN LATERAL (
            (SELECT e.due_at FROM enrollments e
             WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = cs.campaign_id AND e.sender_id = cs.sender_id
               AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1)
            UNION ALL
            SELECT n.due_at FROM unnest(%(routes)s::smallint[]) AS r (route) CROSS JOIN LATERAL (
                SELECT e.due_at FROM enrollments e
                WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = cs.campaign_id AND e.route = r.route
                  AND e.sender_id IS NULL AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1) n) d ON true
        WHERE cs.workspace_id = %(workspace_id)s AND cs.sender_id = %(id)s
        """,
        id=sender.id,
        routes=providers.ALL_ROUTES,
    )
    assert row is not None
    if row["due_at"] is None:
        return [_part(Reason.NOTHING_DUE)]
    if row["due_at"] > scope.now:
        return [_part(Reason.FOLLOW_UP_DELAY, row["due_at"])]
    code = sender.wait_reason or ""
    if code in _CAMPAIGNS_OWN and sender.next_at and sender.next_at > scope.now:
        return [_part(code, sender.next_at)]
    return []


_CAMPAIGNS_OWN = (Reason.OUTSIDE_WINDOW, Reason.CAMPAIGN_DAILY_LIMIT, Reason.NEW_LEAD_LIMIT)


async def _leads_of(scope: Scope, campaign: Campaign) -> list[Part]:
    """Whether the campaign has a sequence, and leads that are due."""
    row = await scope.one(
        """
        SELECT EXISTS (SELECT FROM steps WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s
                       AND deleted_at IS NULL) AS steps,
               EXISTS (SELECT FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s) AS leads,
               least((SELECT min(n.due_at) FROM unnest(%(routes)s::smallint[]) AS r (route) CROSS JOIN LATERAL (
                          SELECT e.due_at FROM enrollments e
                          WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(id)s AND e.route = r.route
                            AND e.sender_id IS NULL AND e.status = 'active' AND e.due_at IS NOT NULL
                          ORDER BY e.due_at LIMIT 1) n),
                     (SELECT min(d.due_at) FROM campaign_senders cs CROSS JOIN LATERAL (
                          SELECT e.due_at FROM enrollments e
                          WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(id)s AND e.sender_id = cs.sender_id
                            AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1) d
                      WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = %(id)s)) AS due_at
        """,
        id=campaign.id,
        routes=providers.ALL_ROUTES,
    )
    assert row is not None
    if not row["steps"]:
        return [_part(Reason.NO_STEPS)]
    if not row["leads"]:
        return [_part(Reason.NO_LEADS)]
    if row["due_at"] is None:
        return [_part(Reason.NOTHING_DUE)]
    return [_part(Reason.FOLLOW_UP_DELAY, row["due_at"])] if row["due_at"] > scope.now else []


async def _matches_of(scope: Scope, campaign: Campaign) -> list[Part]:
    """Whether all that is due waits for DNS, or for a mailbox at another provider."""
    if not campaign.settings.is_routed:
        return []
    row = await scope.one(
        """
        SELECT EXISTS (SELECT FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s
                       AND status = 'active' AND due_at <= %(now)s AND sender_id IS NOT NULL) AS follow_ups,
               ARRAY(SELECT n FROM generate_series(0, %(most)s) AS n WHERE EXISTS (
                   SELECT FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND route = n
                     AND status = 'active' AND due_at <= %(now)s AND sender_id IS NULL)) AS routes
        """,
        id=campaign.id,
        most=max(providers.ROUTES.values()),
    )
    assert row is not None
    working = (await providers.working_groups(scope, [campaign.id]))[campaign.id]
    served = {route for group in working for route in providers.routes_for(campaign.settings, group, working)}
    if row["follow_ups"] or not row["routes"] or served & set(row["routes"]):
        return []
    return [
        _part(Reason.PROVIDER_UNKNOWN, scope.now) if providers.UNROUTED in row["routes"] else _part(Reason.NO_MATCHING_SENDER)
    ]


# ---- Putting it together


def _part(
    code: str,
    next_at: datetime | None = None,
    limit: Limit | None = None,
    whose: Whose | None = None,
    detail: str | None = None,
) -> Part:
    text = sentence(code)
    return Part(str(code), f"{text} ({detail})" if detail else text, next_at, limit, whose)


def _limit(code: str, limit: int | None, used: int, day: date) -> Limit:
    return {"name": str(code), "limit": limit, "used": used, "day": str(day)}


def _ends(parts: Sequence[Part]) -> datetime:
    return max(p.next_at for p in parts if p.next_at)


def _binding(parts: Sequence[Part], now: datetime) -> Explanation:
    """Lead with what only a person can end, else with what ends last; nothing at all means ready."""
    if not parts:
        return Explanation(str(Reason.READY), sentence(Reason.READY), now, None, ())
    stuck = [p for p in parts if p.next_at is None]
    first = stuck[0] if stuck else max(parts, key=lambda p: p.next_at or now)
    return Explanation(first.code, first.sentence, first.next_at, first.limit, tuple(parts))
