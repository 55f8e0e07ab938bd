"""Claiming: which senders send what to which leads now, committed as `sending` before a byte is sent.

A claim is one transaction in one workspace. It locks senders that are ready, then the enrollments they will serve (both SKIP
LOCKED, so that claims never wait for each other), decides and renders each message, writes them as `sending` under a lease,
raises the counters that limits are checked against, and sets when each sender should look for work again. Whatever stops a
message (reply, pause, suppression) changes one of the rows locked here, so it is either seen by the claim or waits for its
commit.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from outrider.engine.engine import Claimed, Engine
from outrider.engine.sending import domain_hold, recipients
from outrider.engine.sending.books import Books, DueEnrollment
from outrider.engine.sending.choose import choose
from outrider.engine.sending.database import Database
from outrider.engine.sending.decide import Candidate, Decision, Done, Hand, Later, Pause, Send, Stop, decide
from outrider.engine.sending.ready import OpenCampaign, Ready, allot, load_campaigns, lock_senders, set_next
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.reasons import Reason
from outrider.outreach.correspondence import policies
from outrider.outreach.correspondence.policies import Policies, StepKeys
from outrider.outreach.tenancy import workspaces
from outrider.rules import steps
from outrider.store.db import prefer_keys

AT_ONCE = 500  # messages of one claim

_Pairs = Sequence[tuple[Ready, OpenCampaign, DueEnrollment]]


async def claim(engine: Engine, workspace_id: int, *, limit: int = AT_ONCE, full: Sequence[str] = ()) -> list[Claimed]:
    """Claim up to `limit` messages of a workspace, none for the servers in `full`, and commit them as `sending`.

    Raises what the database raises.
    """
    async with engine.core.scope(workspace_id) as scope:
        await prefer_keys(scope.conn)
        if await workspaces.hold_unpaused(scope):
            return []
        claimed = await claim_in(engine, Database(scope), limit, full)
        if claimed is None:
            return []
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


async def claim_in(engine: Engine, books: Books, limit: int = AT_ONCE, full: Sequence[str] = ()) -> list[Claimed] | None:
    """The claim itself, whatever its books are kept in. None: no sender may act at this moment."""
    ready = await lock_senders(books, limit, full)
    if not ready:
        return None
    await domain_hold.hold(engine, books, ready)
    await load_campaigns(books, ready)
    allot(books.now, ready, limit)
    await choose(books, ready)
    pairs = [(r, campaign, enrollment) for r in ready for campaign, enrollment in r.chosen]
    ids = await books.message_ids(len(pairs))
    candidates = [_candidate(id, r, c, e) for id, (r, c, e) in zip(ids, pairs, strict=True)]
    decisions = await _within_caps(books, pairs, await decide(engine, books, candidates))
    decisions, held = await _within_policies(books, pairs, decisions)
    claimed = await _write(engine, books, pairs, decisions, held)
    await _write_others(books, pairs, decisions)
    await set_next(engine, books, ready)
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
        campaign.marks,
    )


async def _within_caps(books: Books, pairs: _Pairs, decisions: list[Decision]) -> list[Decision]:
    """Put off actions that their sender has used up for today, and mails to domains that have had enough."""
    mails = [
        (c, d.message.recipient)
        for (r, c, _), d in zip(pairs, decisions, strict=True)
        if c.domain_rule and isinstance(d, Send) and r.sender.channel == "email"
    ]
    room = await recipients.room(books, mails)
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


async def _within_policies(books: Books, pairs: _Pairs, decisions: list[Decision]) -> tuple[list[Decision], Policies]:
    """Put off messages that the policy of the key that started the campaign, or put the lead into it, does not let leave."""
    sends = [(i, c, e, d) for i, ((_, c, e), d) in enumerate(zip(pairs, decisions, strict=True)) if isinstance(d, Send)]
    held = await books.policies({key for _, c, e, _ in sends for key in _keys(c, e)})
    if not held.by_key:
        return decisions, held
    for index, campaign, enrollment, decision in sends:
        m, is_first = decision.message, enrollment.sender_id is None
        verdict = held.verdict(policies.of_step(_keys(campaign, enrollment), m.recipient, m.copies, is_first=is_first))
        if verdict:
            decisions[index] = Later(verdict[1], verdict[0])
    await books.count_for_policies(held)
    return decisions, held


def _keys(campaign: OpenCampaign, enrollment: DueEnrollment) -> StepKeys:
    return StepKeys(campaign.api_key_id, enrollment.api_key_id)


# -- writing it down -----------------------------------------------------------------------------------------------------


async def _write(
    engine: Engine,
    books: Books,
    pairs: _Pairs,
    decisions: Sequence[Decision],
    held: Policies,
) -> list[Claimed]:
    """Write every message as `sending`, and count it."""
    sends = [(r, c, e, d) for (r, c, e), d in zip(pairs, decisions, strict=True) if isinstance(d, Send)]
    if not sends:
        return []
    lease = engine.lease()
    link_ids = iter(await books.link_ids(sum(len(d.links) for *_, d in sends)))
    claimed: list[Claimed] = []
    for r, campaign, enrollment, decision in sends:
        r.sends += 1
        claimed.append(
            Claimed(
                workspace_id=books.workspace_id,
                sender=r.sender,
                message=decision.message,
                seat_id=campaign.seat_id,
                sender_day=r.day,
                campaign_day=campaign.day,
                domain_day=recipients.counter_of(campaign, decision.message.recipient) if campaign.domain_rule else None,
                tickets=dict(zip(decision.links, islice(link_ids, len(decision.links)), strict=True)),
                starts=enrollment.sender_id is None,
                key_days=held.days(_keys(campaign, enrollment)),
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await books.write(claimed, lease)
    return claimed


async def _write_others(books: Books, pairs: _Pairs, decisions: Sequence[Decision]) -> None:
    """What becomes of the enrollments that get no message."""
    stops: list[Change] = []
    pauses: list[Change] = []
    waits: list[enrollment_states.Wait] = []
    done: list[enrollment_states.Step] = []
    handed: dict[str, list[int]] = defaultdict(list)
    for (_, campaign, enrollment), decision in zip(pairs, decisions, strict=True):
        match decision:
            case Stop(reason):
                stops.append(Change(enrollment.id, reason))
            case Pause(reason, detail):
                pauses.append(Change(enrollment.id, reason, detail or None))
            case Later(at, reason):
                waits.append(enrollment_states.Wait(enrollment.id, at, reason))
            case Done(position):
                done.append(enrollment_states.Step(enrollment.id, enrollment.run, steps.mark_at(campaign.marks, position), None))
            case Hand(channel):
                handed[channel].append(enrollment.id)
            case Send():
                pass
    await books.stop(stops)
    await books.pause(pauses)
    await books.wait(waits)
    for channel, ids in handed.items():
        taken = await books.hand_over(ids, channel)
        left = sorted(set(ids) - taken.keys())  # without such a sender they wait for one
        await books.pause([Change(id, Reason.NO_SUCH_CHANNEL, channel) for id in left])
    await books.advance(done)
