"""Claiming: which senders act now, for whom, with what; committed as `sending` before a byte leaves.

A claim is one transaction in one workspace. It locks senders that are ready, then the enrollments they will serve (both
SKIP LOCKED, so that claims never wait for each other), decides and renders each message, writes them as `sending` under a lease,
raises the counters that limits are checked against, and says when each sender shall look again. Whatever stops a message (reply,
pause, suppression) changes one of the rows locked here, so it is either seen by the claim or waits for its commit.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from outrider.engine.engine import Claimed, Engine
from outrider.engine.sending import domain_hold, recipients
from outrider.engine.sending.choose import choose
from outrider.engine.sending.decide import Candidate, Decision, Done, Hand, Later, Pause, Send, Stop, decide
from outrider.engine.sending.ready import DueEnrollment, OpenCampaign, Ready, allot, count, load_campaigns, lock_senders, set_next
from outrider.outreach.base import enrollment_states, message_states, wake
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import enrollments

AT_ONCE = 500  # messages of one claim

_Pairs = Sequence[tuple[Ready, OpenCampaign, DueEnrollment]]


async def claim(engine: Engine, workspace_id: int, *, limit: int = AT_ONCE, full: Sequence[str] = ()) -> list[Claimed]:
    """Claim up to `limit` messages of a workspace, none for the servers in `full`, and commit them as `sending`.

    Raises what the database raises.
    """
    async with engine.core.scope(workspace_id) as scope:
        ready = await lock_senders(scope, limit, full)
        if not ready:
            return []
        await domain_hold.hold(engine, scope, ready)
        await load_campaigns(scope, ready)
        allot(scope.now, ready, limit)
        await choose(scope, ready)
        pairs = [(r, campaign, enrollment) for r in ready for campaign, enrollment in r.chosen]
        ids = await _next_ids(scope, "messages", len(pairs))
        candidates = [_candidate(id, r, c, e) for id, (r, c, e) in zip(ids, pairs, strict=True)]
        decisions = await _within_caps(scope, pairs, await decide(engine, scope, candidates))
        claimed = await _write(engine, scope, pairs, decisions)
        await _write_others(scope, pairs, decisions)
        await set_next(engine, scope, ready)
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


def _candidate(message_id: int, r: Ready, campaign: OpenCampaign, enrollment: DueEnrollment) -> Candidate:
    began = max(filter(None, (enrollment.created_at, campaign.started_at)))
    return Candidate(
        message_id,
        r.sender,
        campaign.seat_id,
        campaign.id,
        campaign.settings,
        enrollment,
        began,
        campaign.postal_address,
        campaign.own_schedule,
    )


async def _within_caps(scope: Scope, pairs: _Pairs, decisions: list[Decision]) -> list[Decision]:
    """Put off actions that their sender has used up for today, and mails to domains that have had enough."""
    mails = [
        (c, d.message.recipient)
        for (r, c, _), d in zip(pairs, decisions, strict=True)
        if c.domain_rule and isinstance(d, Send) and r.sender.channel == "email"
    ]
    room = await recipients.room(scope, mails)
    for index, ((r, campaign, _), decision) in enumerate(zip(pairs, decisions, strict=True)):
        if not isinstance(decision, Send):
            continue
        if r.sender.channel == "linkedin":
            action = decision.message.action
            if r.left(action):
                r.do(action)
            else:
                decisions[index] = Later(r.again_at(action), Reason.SENDER_ACTION_LIMIT)
        elif campaign.domain_rule and (until := room.take(campaign, decision.message.recipient)):
            decisions[index] = Later(until, Reason.DOMAIN_LIMIT)
    return decisions


# -- writing it down -----------------------------------------------------------------------------------------------------

_COPY_LINKS = "COPY links (workspace_id, id, message_id, url) FROM STDIN"
_USE_CAMPAIGNS = """
UPDATE campaign_senders cs SET last_used_at = %(now)s
FROM unnest(%(campaigns)s::bigint[], %(senders)s::bigint[]) AS u (campaign_id, sender_id)
WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = u.campaign_id AND cs.sender_id = u.sender_id
"""


async def _next_ids(scope: Scope, table: str, n: int) -> list[int]:
    """Ids for rows that other rows and texts must name before they are written."""
    if not n:
        return []
    rows = await scope.all(
        "SELECT nextval(pg_get_serial_sequence(%(table)s, 'id')) AS id FROM generate_series(1, %(n)s)", table=table, n=n
    )
    return [row["id"] for row in rows]


async def _write(
    engine: Engine,
    scope: Scope,
    pairs: _Pairs,
    decisions: Sequence[Decision],
) -> list[Claimed]:
    """Write every message as `sending`, and count it."""
    sends = [(r, c, e, d) for (r, c, e), d in zip(pairs, decisions, strict=True) if isinstance(d, Send)]
    if not sends:
        return []
    lease = engine.lease()
    link_ids = iter(await _next_ids(scope, "links", sum(len(d.links) for *_, d in sends)))
    claimed = []
    for r, campaign, enrollment, decision in sends:
        r.sends += 1
        claimed.append(
            Claimed(
                workspace_id=scope.workspace_id,
                sender=r.sender,
                message=decision.message,
                seat_id=campaign.seat_id,
                sender_day=r.day,
                campaign_day=campaign.day,
                domain_day=recipients.counter_of(campaign, decision.message.recipient) if campaign.domain_rule else None,
                tickets=dict(zip(decision.links, islice(link_ids, len(decision.links)), strict=True)),
                starts=enrollment.sender_id is None,
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await message_states.insert_claimed(scope, [c.message for c in claimed], lease)
    await _copy_links(scope, claimed)
    claims = [enrollment_states.Claim(enrollment.id, r.sender.id) for r, _, enrollment, _ in sends]
    await enrollment_states.claim(scope, claims)
    used = sorted({(campaign.id, r.sender.id) for r, campaign, _, _ in sends})
    await scope.run(_USE_CAMPAIGNS, campaigns=[u[0] for u in used], senders=[u[1] for u in used])
    await count(scope, claimed, 1)
    return claimed


async def _copy_links(scope: Scope, claimed: Sequence[Claimed]) -> None:
    if any(c.tickets for c in claimed):
        async with scope.conn.cursor().copy(_COPY_LINKS.encode()) as copy:
            for c in claimed:
                for url, id in c.tickets.items():
                    await copy.write_row((scope.workspace_id, id, c.id, url))


async def _write_others(scope: Scope, pairs: _Pairs, decisions: Sequence[Decision]) -> None:
    """What becomes of the enrollments that get no message."""
    stops: list[Change] = []
    pauses: list[Change] = []
    waits: list[enrollment_states.Wait] = []
    done: list[enrollment_states.Step] = []
    handed: dict[str, list[int]] = defaultdict(list)
    for (_, _, enrollment), decision in zip(pairs, decisions, strict=True):
        match decision:
            case Stop(reason):
                stops.append(Change(enrollment.id, reason))
            case Pause(reason, detail):
                pauses.append(Change(enrollment.id, reason, detail or None))
            case Later(at, reason):
                waits.append(enrollment_states.Wait(enrollment.id, at, reason))
            case Done(position):
                done.append(enrollment_states.Step(enrollment.id, enrollment.run, None, position, None))
            case Hand(channel):
                handed[channel].append(enrollment.id)
            case Send():
                pass
    if stops:
        await enrollments.stop_each(scope, stops)
    await enrollment_states.pause(scope, pauses)
    await enrollment_states.wait(scope, waits)
    for channel, ids in handed.items():
        await _hand_over(scope, ids, channel)
    await enrollment_states.advance(scope, done)


async def _hand_over(scope: Scope, ids: Sequence[int], channel: str) -> None:
    """Give enrollments to senders of another channel, whose step is next; without such a sender they wait for one."""
    taken = await enrollment_states.hand_over(scope, ids, channel)
    if taken:
        await wake.senders(scope, sorted(set(taken.values())))
    left = sorted(set(ids) - taken.keys())
    await enrollment_states.pause(scope, [Change(id, Reason.NO_SUCH_CHANNEL, channel) for id in left])
