"""The books of a rehearsal: a snapshot of the database, carried forward in memory.

Each method does in memory what `sending.database` does in SQL; `tests/engine/test_rehearsal.py` compares the two, message by
message. No decisions are made here.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import md5
from heapq import heappop, heappush
from itertools import count, islice
from operator import attrgetter
from typing import Any

from outrider.engine.engine import Claimed
from outrider.engine.sending.books import (
    AskedWritten,
    CampaignRow,
    DomainDay,
    DueEnrollment,
    FollowUps,
    LockedSender,
    Next,
    Place,
    T,
    Used,
    Written,
)
from outrider.outreach.base import enrollment_states, wake
from outrider.outreach.base.enrollment_states import Change, Status
from outrider.outreach.base.query import names_of
from outrider.outreach.base.reasons import Reason
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.correspondence import policies
from outrider.outreach.correspondence.policies import KeyPolicy, Policies
from outrider.outreach.leads.leads import Lead
from outrider.outreach.senders.domains import SenderDomain
from outrider.outreach.senders.senders import Sender
from outrider.outreach.senders.sending_limits import Asked
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.rules import routing, schedule
from outrider.store.crypto import Vault


@dataclass(slots=True)
class Standing:
    """A lead's state in a campaign. `steps`: those with a message in this run; `writers`: the senders of its messages, oldest
    first.
    """

    id: int
    campaign_id: int
    lead_id: int
    status: str
    reason: str | None
    reason_detail: str | None
    sender_id: int | None
    done_position: int
    run: int
    due_at: datetime | None
    last_step_at: datetime | None
    first_sent_at: datetime | None
    resume_at: datetime | None
    priority: int
    fields: Mapping[str, object]
    route: int
    created_at: datetime
    api_key_id: int | None
    steps: list[int] = field(default_factory=list[int])
    writers: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class Thread:
    """The last message of a sender to a lead, to which the next one replies."""

    wire_id: str | None
    reference_ids: list[str] | None
    subject: str | None
    conversation_id: int | None


@dataclass(slots=True)
class Snapshot:
    """The database's contents. `used`: by sender, then day and action. `links`: (campaign, sender) -> last use and the link's id.

    `related`: (lead, LinkedIn sender) -> connected, open profile. `blocked`: suppressed (lead, seat) pairs.
    """

    workspace_id: int
    at: datetime
    vault: Vault
    senders: dict[int, LockedSender]
    used: dict[int, Counter[tuple[date, str]]]
    mails: dict[int, list[datetime]]
    cooldowns: dict[int, dict[str, datetime]]
    domains: Mapping[str, SenderDomain]
    campaigns: dict[int, CampaignRow]
    links: dict[tuple[int, int], tuple[datetime | None, int]]
    campaign_days: dict[tuple[int, date], list[int]]
    groups: Mapping[int, tuple[routing.Group, ...]]
    sequences: Mapping[int, Sequence[Step]]
    standings: dict[int, Standing]
    people: dict[int, Lead]
    blocked: set[tuple[int, int]]
    threads: dict[tuple[int, int], Thread]
    related: dict[tuple[int, int], tuple[bool, bool]]
    own_texts: dict[tuple[int, int], dict[str, str]]
    domain_days: Counter[DomainDay]
    policies: dict[int, KeyPolicy]
    key_days: Counter[tuple[int, date]]
    tracking_hosts: Mapping[str, TrackingDomain]


_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_COLUMNS = names_of(Sender)
_VALUES = attrgetter(*_COLUMNS)
_NEXT_AT, _WAIT_REASON, _LAST_SENT_AT = map(_COLUMNS.index, ("next_at", "wait_reason", "last_sent_at"))


def _moved(sender: Sender, next_at: datetime | None, wait_reason: str | None, last_sent_at: datetime | None) -> Sender:
    """A copy of the sender with these values: `dataclasses.replace` in a quarter of the time. Called once per message."""
    values: list[Any] = list(_VALUES(sender))
    values[_NEXT_AT], values[_WAIT_REASON], values[_LAST_SENT_AT] = next_at, wait_reason, last_sent_at
    return Sender(*values)


def _lot(enrollment_id: int, sender_id: int) -> str:
    """The sort key that assigns each lead a sender of another channel."""
    return md5(f"{enrollment_id}/{sender_id}".encode(), usedforsecurity=False).hexdigest()


class Memory:
    """Books that start as a snapshot. The caller advances `now` to the times returned by `next_time`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.workspace_id, self.vault, self.now = snapshot.workspace_id, snapshot.vault, snapshot.at
        self.kept = snapshot
        # By UTC day, sender (None: a lead waited) and reason.
        self.waits: Counter[tuple[date, int | None, Reason]] = Counter()
        self._ids = count(1)
        self._calls: list[tuple[datetime, int]] = []  # when senders look for work; outdated entries are skipped
        self._pauses: list[tuple[datetime, int]] = []
        self._follow_ups: dict[tuple[int, int], list[tuple[datetime, int]]] = defaultdict(list)
        self._new: dict[Place, list[tuple[int, datetime, int]]] = defaultdict(list)
        self._first: dict[Place, list[tuple[datetime, int]]] = defaultdict(list)
        self._campaigns_of: dict[int, list[int]] = defaultdict(list)
        self._senders_of: dict[int, list[int]] = defaultdict(list)
        for campaign_id, sender_id in snapshot.links:
            self._campaigns_of[sender_id].append(campaign_id)
            self._senders_of[campaign_id].append(sender_id)
        for row in snapshot.senders.values():
            self._call(row.sender)
        for standing in snapshot.standings.values():
            self._file(standing)
            if standing.status == Status.PAUSED and standing.resume_at:
                heappush(self._pauses, (standing.resume_at, standing.id))

    # -- time

    def next_time(self) -> datetime | None:
        """When the next sender looks for work or the next pause ends; None if nothing more will happen."""
        while self._calls and self._is_stale(self._calls[0]):
            heappop(self._calls)
        return min((queue[0][0] for queue in (self._calls, self._pauses) if queue), default=None)

    def is_anyone_due(self) -> bool:
        """Whether a sender looks for work at this moment."""
        while self._calls and self._is_stale(self._calls[0]):
            heappop(self._calls)
        return bool(self._calls) and self._calls[0][0] <= self.now

    def _is_stale(self, call: tuple[datetime, int]) -> bool:
        sender = self.kept.senders[call[1]].sender
        return sender.next_at != call[0] or sender.status != "active"

    def end_pauses(self) -> None:
        """Resume enrollments whose temporary pause is over."""
        while self._pauses and self._pauses[0][0] <= self.now:
            standing = self.kept.standings[heappop(self._pauses)[1]]
            standing.status, standing.reason, standing.reason_detail, standing.resume_at = Status.ACTIVE, None, None, None
            step = self._step_after(standing.campaign_id, standing.done_position)
            over = standing.last_step_at and standing.last_step_at + timedelta(seconds=step.delay_seconds if step else 0)
            self._set_due(standing, max(self.now, over or self.now))
            self.wake(self._senders_of[standing.campaign_id])

    def wake(self, sender_ids: Collection[int]) -> None:
        """Wake senders, unless they wait for something of their own."""
        for id in sender_ids:
            if (row := self.kept.senders.get(id)) is None:
                continue
            sender = row.sender
            own = sender.wait_reason in wake.OWN_WAITS
            if sender.next_at is None or sender.next_at <= self.now or not own:
                self._put(_moved(sender, min(sender.next_at or self.now, self.now), None, sender.last_sent_at))

    def _put(self, sender: Sender) -> None:
        self.kept.senders[sender.id] = LockedSender(sender, self.kept.senders[sender.id].seat_status)
        self._call(sender)

    def _call(self, sender: Sender) -> None:
        if sender.next_at is not None and sender.status == "active":
            heappush(self._calls, (sender.next_at, sender.id))

    # -- senders

    async def lock_senders(self, limit: int, apart_from: Collection[int], full: Sequence[str]) -> list[LockedSender]:
        due: list[tuple[datetime, int]] = []
        while self._calls and self._calls[0][0] <= self.now:
            call = heappop(self._calls)
            if not self._is_stale(call) and (not due or due[-1] != call):
                due.append(call)
        for call in due:
            heappush(self._calls, call)
        return [self.kept.senders[id] for _, id in islice((call for call in due if call[1] not in apart_from), limit)]

    async def used(self, days: Mapping[int, date]) -> list[Used]:
        return [
            Used(id, at, action, n)
            for id, day in days.items()
            for (at, action), n in self.kept.used[id].items()
            if -2 <= (at - day).days <= 1
        ]

    async def last_day(self, asked: Sequence[Asked]) -> dict[int, list[datetime]]:
        since = self.now - timedelta(days=1)
        return {a.id: [at for at in self.kept.mails[a.id][-a.most :] if at > since] for a in asked}

    async def week_counts(self, sender_ids: Sequence[int]) -> dict[int, dict[str, int]]:
        counts: dict[int, dict[str, int]] = {}
        for id in sender_ids:
            first = schedule.local_day(self.now, self.kept.senders[id].sender.timezone) - timedelta(days=7)
            week: Counter[str] = Counter()
            for (day, action), n in self.kept.used[id].items():
                if day >= first:
                    week[action] += n
            counts[id] = dict(week)
        return counts

    async def cooldowns(self, sender_ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
        found = {id: self.kept.cooldowns[id] for id in sender_ids if id in self.kept.cooldowns}
        in_force = {id: {action: at for action, at in of.items() if at > self.now} for id, of in found.items()}
        return {id: actions for id, actions in in_force.items() if actions}

    async def domains(self, names: Sequence[str]) -> Mapping[str, SenderDomain]:
        return self.kept.domains

    async def set_next(self, updates: Sequence[Next]) -> None:
        for u in updates:
            sender = self.kept.senders[u.id].sender
            last = self.now if u.lease else sender.last_sent_at
            if u.reason:
                self.waits[self.now.date(), u.id, u.reason] += 1
            self._put(_moved(sender, u.next_at, u.reason, last))

    # -- campaigns

    async def links(self, sender_ids: Sequence[int]) -> list[tuple[int, int]]:
        found = [(self.kept.links[campaign, id], id, campaign) for id in sender_ids for campaign in self._campaigns_of[id]]
        found.sort(key=lambda row: (row[0][0] is not None, row[0][0] or _LONG_AGO, row[0][1]))
        return [(id, campaign) for _, id, campaign in found]

    async def campaigns(self, ids: Sequence[int]) -> list[CampaignRow]:
        return [self.kept.campaigns[id] for id in ids]

    async def campaign_days(self, days: Mapping[int, date]) -> dict[int, tuple[int, int]]:
        counts = {id: self.kept.campaign_days[id, day] for id, day in days.items()}
        return {id: (sent, new) for id, (sent, new) in counts.items()}

    async def working_groups(self, campaign_ids: Sequence[int]) -> Mapping[int, tuple[routing.Group, ...]]:
        return {id: self.kept.groups[id] for id in campaign_ids}

    # -- leads in campaigns

    async def follow_ups(self, wanted: Sequence[FollowUps]) -> list[DueEnrollment]:
        found: list[DueEnrollment] = []
        for wish in wanted:
            for due_at, id in self._follow_ups[wish.sender_id, wish.campaign_id][: wish.n]:
                if due_at > self.now:
                    break
                found.append(self._due(id))
        return found

    async def new_leads(self, wanted: Mapping[Place, int], apart_from: Collection[int]) -> list[DueEnrollment]:
        taken = set(apart_from)
        return [self._due(id) for place, n in wanted.items() for id in islice(self._due_new(place, taken), n)]

    def _due_new(self, place: Place, apart_from: Collection[int]) -> Iterator[int]:
        return (id for _, due_at, id in self._new[place] if due_at <= self.now and id not in apart_from)

    async def next_follow_ups(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, datetime]]:
        return [(sender, campaign, of[0][0]) for sender, campaign in pairs if (of := self._follow_ups[sender, campaign])]

    async def next_new(self, places: Sequence[Place]) -> dict[Place, datetime]:
        return {place: of[0][0] for place in places if (of := self._first[place])}

    def _due(self, id: int) -> DueEnrollment:
        s = self.kept.standings[id]
        assert s.due_at is not None
        return DueEnrollment(
            s.id,
            s.campaign_id,
            s.lead_id,
            s.sender_id,
            s.done_position,
            s.run,
            s.due_at,
            s.last_step_at,
            s.fields,
            s.route,
            s.created_at,
            s.api_key_id,
        )

    def _file(self, s: Standing) -> None:
        """Index a standing where claims look for it."""
        if s.status != Status.ACTIVE or s.due_at is None:
            return
        if s.sender_id is not None:
            insort(self._follow_ups[s.sender_id, s.campaign_id], (s.due_at, s.id))
        else:
            insort(self._new[s.campaign_id, s.route], (-s.priority, s.due_at, s.id))
            insort(self._first[s.campaign_id, s.route], (s.due_at, s.id))

    def _unfile(self, s: Standing) -> None:
        if s.status != Status.ACTIVE or s.due_at is None:
            return
        if s.sender_id is not None:
            queue = self._follow_ups[s.sender_id, s.campaign_id]
            del queue[bisect_left(queue, (s.due_at, s.id))]
        else:
            new = self._new[s.campaign_id, s.route]
            del new[bisect_left(new, (-s.priority, s.due_at, s.id))]
            first = self._first[s.campaign_id, s.route]
            del first[bisect_left(first, (s.due_at, s.id))]

    def _set_due(self, s: Standing, due_at: datetime | None, sender_id: int | None = None) -> None:
        self._unfile(s)
        s.due_at, s.sender_id = due_at, sender_id or s.sender_id
        self._file(s)

    def _step_after(self, campaign_id: int, position: int) -> Step | None:
        return next((step for step in self.kept.sequences[campaign_id] if step.position > position), None)

    # -- what a message depends on

    async def people(self, lead_ids: Sequence[int]) -> Mapping[int, Lead]:
        return self.kept.people

    async def sequences(self, campaign_ids: Sequence[int]) -> Mapping[int, Sequence[Step]]:
        return {id: self.kept.sequences[id] for id in campaign_ids}

    async def blocked(self, wishes: Sequence[tuple[Lead, int | None]]) -> set[int]:
        return {i for i, (lead, seat_id) in enumerate(wishes) if (lead.id, seat_id) in self.kept.blocked}

    async def written(self, asked: Sequence[AskedWritten]) -> dict[int, Written]:
        found: dict[int, Written] = {}
        for a in asked:
            steps, thread = self.kept.standings[a.id].steps, self.kept.threads.get((a.id, a.sender_id))
            if thread:
                found[a.id] = Written(
                    a.id, steps, False, thread.wire_id, thread.reference_ids, thread.subject, thread.conversation_id
                )
            elif steps:
                found[a.id] = Written(a.id, steps, False, None, None, None, None)
        return found

    async def connections(self, asked: Sequence[tuple[int, int, int, int | None]]) -> dict[int, tuple[bool, bool]]:
        found: dict[int, tuple[bool, bool]] = {}
        for id, lead_id, campaign_id, sender_id in asked:
            accounts = self._senders_of[campaign_id] if sender_id is None else [sender_id]
            if known := [fact for account in accounts if (fact := self.kept.related.get((lead_id, account)))]:
                found[id] = any(connected for connected, _ in known), any(is_open for _, is_open in known)
        return found

    async def own_texts(self, pairs: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], Mapping[str, str]]:
        return self.kept.own_texts

    async def tracking_hosts(self, names: Collection[str]) -> Mapping[str, TrackingDomain]:
        return self.kept.tracking_hosts

    async def domain_counts(self, counters: Sequence[DomainDay]) -> dict[DomainDay, int]:
        return {counter: self.kept.domain_days[counter] for counter in counters}

    async def policies(self, key_ids: Collection[int]) -> Policies:
        found = {id: policies.held(self.kept.policies[id], self.now) for id in key_ids if id in self.kept.policies}
        for id, of in found.items():
            of.used = self.kept.key_days[id, of.day]
        return Policies(self.now, found)

    async def count_for_policies(self, counted: Policies) -> None:
        for id, of in counted.by_key.items():
            self.kept.key_days[id, of.day] = of.used

    async def aside(self, work: Callable[[], T]) -> T:
        return work()

    # -- what was decided

    async def message_ids(self, n: int) -> list[int]:
        return list(islice(self._ids, n))

    async def link_ids(self, n: int) -> list[int]:
        return list(islice(self._ids, n))

    async def write(self, claimed: Sequence[Claimed], lease: datetime) -> None:
        for c in claimed:
            m = c.message
            assert m.enrollment_id is not None
            assert m.campaign_id is not None
            standing = self.kept.standings[m.enrollment_id]
            self._set_due(standing, None, m.sender_id)
            standing.reason = None
            link = m.campaign_id, m.sender_id
            self.kept.links[link] = self.now, self.kept.links[link][1]
            self.kept.used[m.sender_id][c.sender_day, c.counter] += 1
            if c.campaign_day is not None:
                counts = self.kept.campaign_days[m.campaign_id, c.campaign_day]
                counts[0] += 1
                counts[1] += c.starts
            if c.domain_day is not None:
                self.kept.domain_days[c.domain_day] += 1

    async def stop(self, changes: Sequence[Change]) -> None:
        self._end(changes, Status.STOPPED)

    async def pause(self, changes: Sequence[Change]) -> None:
        self._end(changes, Status.PAUSED)

    def _end(self, changes: Sequence[Change], status: Status) -> None:
        for change in changes:
            standing = self.kept.standings[change.id]
            self._set_due(standing, None)
            standing.status, standing.reason, standing.reason_detail = status, change.reason, change.detail

    async def wait(self, waits: Sequence[enrollment_states.Wait]) -> None:
        for w in waits:
            standing = self.kept.standings[w.id]
            self._set_due(standing, w.due_at)
            standing.reason = w.reason
            if w.reason:
                self.waits[self.now.date(), None, w.reason] += 1

    async def advance(self, steps: Sequence[enrollment_states.Step]) -> None:
        for step in steps:
            s = self.kept.standings[step.id]
            s.done_position = max(s.done_position, step.mark)  # nothing was renumbered here: a mark is a position
            if step.at is not None:
                s.last_step_at, s.first_sent_at = step.at, s.first_sent_at or step.at
            following = self._step_after(s.campaign_id, s.done_position)
            if following is not None:
                self._set_due(s, (step.at or self.now) + timedelta(seconds=following.delay_seconds))
            else:
                self._set_due(s, None)
                s.status, s.reason = Status.COMPLETED, Reason.DONE

    async def hand_over(self, ids: Sequence[int], channel: str) -> dict[int, int]:
        taken: dict[int, int] = {}
        for id in ids:
            s = self.kept.standings[id]
            able = [x for x in self._senders_of[s.campaign_id] if self.kept.senders[x].sender.channel == channel]
            before = [x for x in s.writers if x in able]
            working = [x for x in able if self.kept.senders[x].sender.status == "active"]
            drawn = min((_lot(id, x), x) for x in working)[1] if working else None
            sender_id = before[-1] if before else drawn
            if sender_id is not None:
                taken[id] = sender_id
                self._set_due(s, self.now, sender_id)
        self.wake(set(taken.values()))
        return taken

    # -- the wire, which takes everything at once

    async def record(self, claimed: Sequence[Claimed]) -> None:
        """Apply what `sending.record` would commit for messages sent at this moment."""
        done: list[enrollment_states.Step] = []
        for c in claimed:
            m, sender = c.message, self.kept.senders[c.sender.id].sender
            assert m.enrollment_id is not None
            standing = self.kept.standings[m.enrollment_id]
            standing.writers.append(sender.id)
            if m.step_id:
                standing.steps.append(m.step_id)
            if m.wire_id:
                thread = Thread(m.wire_id, m.reference_ids, m.subject, m.conversation_id)
                self.kept.threads[m.enrollment_id, sender.id] = thread
            if m.action == "email":
                self.kept.mails[sender.id].append(self.now)
            done.append(enrollment_states.Step(m.enrollment_id, m.run or 0, m.mark or 0, self.now))
            after = self.now + c.gap
            self._put(_moved(sender, max(sender.next_at or after, after), sender.wait_reason, self.now))
        await self.advance(done)
