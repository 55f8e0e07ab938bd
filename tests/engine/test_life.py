"""A long life at random: people, answers, faults and restarts in any order, and all that must hold after each of them.

The engine is the real one, on a simulated clock. Claiming, the wire and recording are steps of their own, so that whatever people
do can come between them. `OUTRIDER_LIFE=60x150` lives sixty lives of 150 steps each; without it a few short ones are lived.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from outrider.clock import SimulatedClock
from outrider.engine.engine import LEASE_SECONDS, Claimed, Engine, Outcome
from outrider.engine.sending import deliver, dispatch, queued, recover
from outrider.engine.sending.record import Result, record
from outrider.engine.work import housekeeping
from outrider.errors import OutriderError
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, figures, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.correspondence import filing, letters
from outrider.outreach.correspondence.received import Bounce, Received
from outrider.outreach.enrollments import enrollments, explain, leaving, placement_changes, staffing
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.rules import schedule
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.conftest import START
from tests.databases import TEMPLATE
from tests.engine.helpers import DAY, make_senders
from tests.working import do_due

LIVES, STEPS = map(int, os.environ.get("OUTRIDER_LIFE", "4x25").split("x"))
# Making a failing life shorter takes minutes: only where it is asked for.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if "OUTRIDER_LIFE_SHRINK" in os.environ else [])]
HOURS = {"timezone": "Europe/Berlin", "windows": [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]}
DAILY_LIMIT, GAP, CAMPAIGN_LIMIT, NEW_LEADS, DOMAIN_LIMIT = 6, 600, 4, 3, 3
PEOPLE = [f"{name}@{domain}" for domain in ("acme.example", "globex.example") for name in ("ann", "bob", "cid", "dee")]
# What a server answers. The first three may have taken the message.
ANSWERS = ("sent", "unanswered", "vanished", "later", "refused", "bounced", "sender_failed", "released")
T = TypeVar("T")
_numbers = count(1)


def sequence(*delays: int) -> list[StepInput]:
    return [StepInput([VariantInput("" if n else "Hello", f"Step {n + 1}, {{{{first_name}}}}")], delay_seconds=d)
            for n, d in enumerate(delays)]  # fmt: skip


@dataclass
class Departure:
    """A message on the wire."""

    claimed: Claimed
    at: datetime
    taken: bool = False


@dataclass
class Wire:
    """A transport whose answers come when the test says so. What nobody answers any more is looked up."""

    clock: SimulatedClock
    waiting: dict[int, asyncio.Future[Outcome]] = field(default_factory=dict)
    departures: list[Departure] = field(default_factory=list)
    left: dict[int, asyncio.Event] = field(default_factory=dict)
    found: bool = True

    async def send(self, claimed: Claimed) -> Outcome:
        self.departures.append(Departure(claimed, self.clock.now()))
        answer = self.waiting[claimed.id] = asyncio.get_running_loop().create_future()
        self.left[claimed.id].set()
        return await answer

    async def departed(self, message_id: int, task: "asyncio.Task[Outcome]") -> None:
        """Until the message is on the wire, or will not be."""
        self.left[message_id] = left = asyncio.Event()
        waiting = asyncio.create_task(left.wait())
        await asyncio.wait((waiting, task), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """True only when it is known to have been taken; 'no' is never certain for mail."""
        return True if self.found and any(d.taken for d in self.of(claimed.id)) else None

    async def close(self) -> None:
        pass

    def of(self, message_id: int) -> list[Departure]:
        return [d for d in self.departures if d.claimed.id == message_id]


class Life(RuleBasedStateMachine):
    """One workspace with two campaigns, three mailboxes and eight people, and a stranger's whose rows must not change."""

    url: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.database = f"life_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.url, autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {self.database} TEMPLATE {TEMPLATE} STRATEGY file_copy".encode())
        self.clock = SimulatedClock(START)
        self.wire = Wire(self.clock)
        self.claimed: list[tuple[Claimed, datetime]] = []  # not on the wire yet
        self.leaving: list[tuple[Claimed, asyncio.Task[Outcome]]] = []
        self.entries: dict[int, EntryInput] = {}
        self.handed: set[int] = set()  # enrollments that a person gave to another sender
        self.received = 0
        self.removed: set[int] = set()  # senders
        self.problems: list[str] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        self.opened = open_pool(urlsplit(self.url)._replace(path=f"/{self.database}").geturl(), size=4)
        self.core = Core(await self.opened.__aenter__(), self.clock, Vault("a secret of the tests"))
        self.engine = Engine(self.core, Settings(), transports={"email": self.wire})
        installed = await workspaces.install(self.core, email="owner@example.com", workspace_name="Acme")
        stranger = await workspaces.install(self.core, email="other@example.com", workspace_name="Elsewhere")
        self.workspace_id, self.stranger_id = installed.workspace_id, stranger.workspace_id
        async with self.core.scope(self.stranger_id) as scope:
            await self._campaign(scope, await make_senders(scope, 1, prefix="x"), PEOPLE[:2])
        self.untouched = await self._rows_of(self.stranger_id)
        async with self.scope() as scope:
            first = await make_senders(scope, 2, prefix="gap", min_gap_seconds=GAP, daily_limit=DAILY_LIMIT)
            quick = await make_senders(scope, 1, prefix="quick", daily_limit=DAILY_LIMIT)
            self.sender_ids = [*first, *quick]
            limits: dict[str, Any] = {"daily_limit": CAMPAIGN_LIMIT, "new_leads_per_day": NEW_LEADS, "schedule": HOURS}
            own = {"stop_for_company": True, "domain_daily_limit": DOMAIN_LIMIT}
            self.bounded = await self._campaign(scope, self.sender_ids[:2], PEOPLE, settings=own, **limits)
            self.free = await self._campaign(scope, self.sender_ids[1:], PEOPLE[:5])

    async def _campaign(self, scope: Scope, sender_ids: list[int], people: list[str], **values: Any) -> int:
        made = await campaigns.create(scope, "A campaign", **values)
        await sequences.replace(scope, made.id, sequence(0, DAY, 2 * DAY))
        await campaign_senders.attach(scope, made.id, sender_ids)
        rows = [LeadInput(email=email, first_name=email.split("@")[0].title(), company_name="Some Co") for email in people]
        ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
        await enrollments.enroll(scope, made.id, ids)
        await campaign_states.start(scope, made.id)
        return made.id

    def scope(self) -> Any:
        return self.core.scope(self.workspace_id, Actor("test"))

    def teardown(self) -> None:
        try:
            if hasattr(self, "core"):
                self.run(self._live_on())
        finally:
            if hasattr(self, "core"):
                self.run(self.opened.__aexit__(None, None, None))
            self.runner.close()
            with psycopg.connect(self.url, autocommit=True) as conn:
                conn.execute(f"DROP DATABASE {self.database} WITH (FORCE)".encode())

    # -- the engine ------------------------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 5, 30, 240, 1440, 4320]))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(60 * minutes)

    @rule()
    def time_passes_until_something_is_due(self) -> None:
        due = self.run(self._next_due())
        if due is not None and due > self.clock.now():
            self.clock.set(due)

    async def _next_due(self) -> datetime | None:
        """When something of the workspace is due: the stranger's is all the time, and nobody does it."""
        async with self.scope() as scope:
            row = await scope.one(
                """
                SELECT least(
                    (SELECT min(greatest(next_at, lease_until)) FROM senders
                     WHERE workspace_id = %(workspace_id)s AND status = 'active' AND next_at IS NOT NULL),
                    (SELECT min(m.due_at) FROM messages m
                     JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
                     WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued')) AS due
                """
            )
        return row["due"] if row else None

    @rule(fault=st.sampled_from(["", "", "", "before_claim_commit", "after_claim_commit"]))
    def claim(self, fault: str) -> None:
        self.run(self._claim(fault))

    async def _claim(self, fault: str = "") -> int:
        self.engine.crash_point = _failing_at(fault)
        claimed: list[Claimed] = []
        with suppress(psycopg.OperationalError):  # whatever was claimed is lost to this process
            claimed += await queued.claim_queued(self.engine, self.workspace_id)
            claimed += await dispatch.claim(self.engine, self.workspace_id, limit=4)
        self.engine.crash_point = _failing_at("")
        self.claimed += [(c, self.clock.now()) for c in claimed]
        return len(claimed)

    @precondition(lambda self: self.claimed)
    @rule(n=st.integers(0, 9))
    def put_on_the_wire(self, n: int) -> None:
        claimed, _ = self.claimed.pop(n % len(self.claimed))
        self.run(self._depart(claimed))

    async def _depart(self, claimed: Claimed) -> None:
        """As a delivery does it with a message that has waited: asks whether it was stopped, then sends."""
        if claimed.id in await deliver.stops.stopped(self.core, claimed.workspace_id, [claimed]):
            await record(self.engine, self.workspace_id, [Result(claimed, Outcome("released"), self.clock.now())])
            return
        why = await self._must_not_leave(claimed)
        task = asyncio.create_task(deliver.send_one(self.engine, claimed))
        await self.wire.departed(claimed.id, task)
        if why and not task.done():
            self.problems.append(f"message {claimed.id} left although {why}")
        if task.done():
            await record(self.engine, self.workspace_id, [Result(claimed, task.result(), self.clock.now())])
        else:
            self.leaving.append((claimed, task))

    async def _must_not_leave(self, claimed: Claimed) -> str:
        """Promise 2, from the rows themselves."""
        m = claimed.message
        if m.kind != "step":
            return ""
        async with self.scope() as scope:
            row = await scope.one(
                """
                SELECT e.status, e.run, c.status AS campaign, s.status AS sender, l.unsubscribed_at, l.bounced_at, l.email
                FROM enrollments e
                JOIN campaigns c ON c.workspace_id = e.workspace_id AND c.id = e.campaign_id
                JOIN leads l ON l.workspace_id = e.workspace_id AND l.id = e.lead_id
                LEFT JOIN senders s ON s.workspace_id = e.workspace_id AND s.id = %(sender)s
                WHERE e.workspace_id = %(workspace_id)s AND e.id = %(id)s
                """,
                id=m.enrollment_id,
                sender=m.sender_id,
            )
        if row is None:
            return "its enrollment is gone"
        if (row["status"], row["campaign"], row["sender"]) != ("active", "active", "active"):
            return f"things stand so: {row}"
        if row["run"] != m.run:
            return "the lead was returned meanwhile"
        if row["unsubscribed_at"] or row["bounced_at"]:
            return "the lead unsubscribed or bounced"
        email, domain = row["email"], row["email"].split("@")[1]
        return "it is suppressed" if any(e.value in (email, domain) for e in self.entries.values()) else ""

    @precondition(lambda self: self.leaving)
    @rule(
        n=st.integers(0, 9),
        answer=st.sampled_from(("sent", "sent", "sent", *ANSWERS)),
        fault=st.sampled_from(["", "", "before_record_commit", "after_record_commit"]),
    )
    def answer(self, n: int, answer: str, fault: str) -> None:
        claimed, task = self.leaving.pop(n % len(self.leaving))
        self.run(self._answer(claimed, task, answer, fault))

    async def _answer(self, claimed: Claimed, task: "asyncio.Task[Outcome]", answer: str, fault: str = "") -> None:
        departure = self.wire.of(claimed.id)[-1]
        departure.taken = answer in ("sent", "unanswered", "vanished")
        future = self.wire.waiting.pop(claimed.id)
        if answer == "vanished":  # the process died with its answer
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return
        future.set_result(Outcome(answer, detail="as it was drawn"))  # type: ignore[arg-type]
        result = Result(claimed, await task, self.clock.now())
        self.engine.crash_point = _failing_at(fault)
        with suppress(psycopg.OperationalError):
            await record(self.engine, self.workspace_id, [result])
        self.engine.crash_point = _failing_at("")
        if fault:  # a database that went away is asked again, whatever became of the first time
            await record(self.engine, self.workspace_id, [result])

    @precondition(lambda self: self.claimed)
    @rule()
    def the_process_dies(self) -> None:
        """What was claimed and not on the wire yet is forgotten; after its lease it is recovered."""
        self.claimed.clear()

    @rule(found=st.booleans())
    def recover(self, found: bool) -> None:
        self.wire.found = found
        self.run(do_due(self.engine, recover.queue))

    @rule()
    def housekeeping(self) -> None:
        self.run(self._housekeeping())

    async def _housekeeping(self) -> None:
        await do_due(self.engine, housekeeping.pauses)
        await housekeeping.wake_forgotten(self.core)

    # -- people ----------------------------------------------------------------------------------------------------------

    def by_hand(self, work: Any) -> None:
        """Let a person do something; that it may be refused is part of it."""
        self.run(self._by_hand(work))

    async def _by_hand(self, work: Any) -> None:
        with suppress(OutriderError):
            async with self.scope() as scope:
                await work(scope)

    async def _some(self, scope: Scope, n: int) -> enrollments.Enrollment | None:
        rows = await scope.all("SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s ORDER BY id")
        return await enrollments.get(scope, rows[n % len(rows)]["id"]) if rows else None

    @rule(n=st.integers(0, 20), what=st.sampled_from(["pause", "resume", "stop", "complete", "remove"]))
    def a_person_changes_an_enrollment(self, n: int, what: str) -> None:
        async def act(scope: Scope) -> None:
            if e := await self._some(scope, n):
                await getattr(enrollments, what)(scope, [e.id])

        self.by_hand(act)

    @rule(n=st.integers(0, 20), to=st.integers(0, 2))
    def a_person_hands_a_lead_to_a_sender(self, n: int, to: int) -> None:
        async def act(scope: Scope) -> None:
            if (e := await self._some(scope, n)) and await enrollments.resume(scope, [e.id], sender_id=self.sender_ids[to]):
                self.handed.add(e.id)

        self.by_hand(act)

    @rule(n=st.integers(0, 20), position=st.integers(1, 3), hours=st.sampled_from([0, 0, 5, 50]))
    def a_person_returns_a_lead(self, n: int, position: int, hours: int) -> None:
        async def act(scope: Scope) -> None:
            if e := await self._some(scope, n):
                await enrollments.return_to(scope, e.id, position, at=scope.now + timedelta(hours=hours))

        self.by_hand(act)

    @rule(n=st.integers(0, 20))
    def a_person_moves_a_lead(self, n: int) -> None:
        async def act(scope: Scope) -> None:
            if e := await self._some(scope, n):
                await placement_changes.change_campaign(scope, e.id, self.free if e.campaign_id == self.bounded else self.bounded)

        self.by_hand(act)

    @rule(n=st.integers(0, 20), what=st.sampled_from(["unsubscribe", "resubscribe", "delete", "erase", "bounce"]))
    def a_lead_leaves(self, n: int, what: str) -> None:
        async def act(scope: Scope) -> None:
            if e := await self._some(scope, n):
                match what:
                    case "unsubscribe":
                        await leaving.unsubscribe(scope, e.lead_id)
                    case "resubscribe":
                        await leaving.resubscribe(scope, e.lead_id)
                    case "delete":
                        await leaving.delete(scope, [e.lead_id])
                    case "erase":
                        await leaving.erase(scope, e.lead_id)
                    case _:
                        await leaving.mark_bounced(scope, [e.lead_id])

        self.by_hand(act)

    @rule(person=st.sampled_from(PEOPLE), kind=st.sampled_from(["email", "email", "domain"]))
    def a_person_suppresses(self, person: str, kind: str) -> None:
        async def act(scope: Scope) -> None:
            entry = EntryInput(kind, person if kind == "email" else person.split("@")[1])
            for made in (await suppression.add(scope, [entry])).created:
                self.entries[made.id] = entry

        self.by_hand(act)

    @precondition(lambda self: self.entries)
    @rule()
    def a_person_lifts_a_suppression(self) -> None:
        async def act(scope: Scope) -> None:
            id, _ = self.entries.popitem()
            await suppression.remove(scope, [id])

        self.by_hand(act)

    @rule(which=st.booleans(), n=st.integers(0, 2), what=st.sampled_from(["detach", "attach", "attach"]))
    def a_person_changes_who_sends(self, which: bool, n: int, what: str) -> None:
        async def act(scope: Scope) -> None:
            verb = staffing.detach if what == "detach" else campaign_senders.attach
            await verb(scope, self.bounded if which else self.free, [self.sender_ids[n]])

        self.by_hand(act)

    @rule(n=st.integers(0, 2), what=st.sampled_from(["pause", "resume", "resume"]))
    def a_person_changes_a_sender(self, n: int, what: str) -> None:
        self.by_hand(lambda scope: getattr(senders, what)(scope, self.sender_ids[n]))

    @rule(n=st.integers(0, 2))
    def a_person_deletes_a_sender(self, n: int) -> None:
        async def act(scope: Scope) -> None:
            if len(self.removed) < 1:
                await staffing.delete_sender(scope, self.sender_ids[n])
                self.removed.add(self.sender_ids[n])

        self.by_hand(act)

    @rule(which=st.booleans(), what=st.sampled_from(["pause", "start", "start"]))
    def a_person_changes_a_campaign(self, which: bool, what: str) -> None:
        self.by_hand(lambda scope: getattr(campaign_states, what)(scope, self.bounded if which else self.free))

    @rule(which=st.booleans(), how=st.sampled_from(["cut", "add", "turn", "slower"]))
    def a_person_edits_the_steps(self, which: bool, how: str) -> None:
        async def act(scope: Scope) -> None:
            id = self.bounded if which else self.free
            kept = [
                StepInput([VariantInput(v.subject, v.body, id=v.id) for v in s.variants], delay_seconds=s.delay_seconds, id=s.id)
                for s in await sequences.get(scope, id)
            ]
            match how:
                case "cut" if len(kept) > 1:
                    kept = kept[:-1]
                case "add" if len(kept) < 5:
                    kept = [*kept, *sequence(0, DAY)[1:]]
                case "turn" if len(kept) > 2:
                    kept = [kept[0], kept[2], kept[1], *kept[3:]]
            await sequences.replace(scope, id, kept, reopen_done=True)

        self.by_hand(act)

    @rule(person=st.sampled_from(PEOPLE), which=st.booleans())
    def a_person_adds_a_lead(self, person: str, which: bool) -> None:
        async def act(scope: Scope) -> None:
            rows = await leads.upsert(scope, [LeadInput(email=person, first_name="New")])
            ids = [u.lead_id for u in rows if u.lead_id]
            await enrollments.enroll(scope, self.bounded if which else self.free, ids)

        self.by_hand(act)

    @rule(n=st.integers(0, 20), cancelled=st.booleans())
    def a_person_writes_a_letter(self, n: int, cancelled: bool) -> None:
        async def act(scope: Scope) -> None:
            if e := await self._some(scope, n):
                lead = await leads.get(scope, e.lead_id)
                to = [lead.email or ""]
                letter = await letters.send_new(scope, self.sender_ids[n % 3], to=to, subject="By hand", body_text="A letter")
                if cancelled:
                    await letters.cancel(scope, letter.id)

        self.by_hand(act)

    # -- answers ---------------------------------------------------------------------------------------------------------

    @precondition(lambda self: any(d.taken for d in self.wire.departures))
    @rule(n=st.integers(0, 50), kind=st.sampled_from(["reply", "auto_reply", "hard", "soft", "unsubscribe", "complaint"]))
    def an_answer_comes(self, n: int, kind: str) -> None:
        taken = [d for d in self.wire.departures if d.taken]
        m = taken[n % len(taken)].claimed.message

        async def act(scope: Scope) -> None:
            bounce = Bounce(kind == "hard", m.recipient, m.wire_id) if kind in ("hard", "soft") else None
            await filing.file(
                scope,
                m.sender_id,
                Received(
                    "bounce" if bounce else kind,  # type: ignore[arg-type]
                    f"{uuid4().hex}@prospect.example",
                    scope.now,
                    "daemon@prospect.example" if bounce else m.recipient,
                    to=[m.from_address or ""],
                    subject="Re: Hello",
                    body_text="Thank you",
                    in_reply_to=m.wire_id,
                    references=[m.wire_id or ""],
                    bounce=bounce,
                    complained_of=m.recipient if kind == "complaint" else None,
                    returns_at=scope.now + timedelta(days=3) if kind == "auto_reply" else None,
                ),
            )

        self.by_hand(act)

    # -- what must hold --------------------------------------------------------------------------------------------------

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "core"):
            assert self.problems == []
            self.never_twice()
            self.never_over()
            self.from_the_sender_that_began()
            self.run(self._rows_are_right())

    def never_twice(self) -> None:
        """Promise 1: a server took a step's message for a lead once in a run, whatever was refused before."""
        taken = Counter(
            (m.enrollment_id, m.run, m.step_id)
            for d in self.wire.departures
            if d.taken and (m := d.claimed.message).kind == "step"
        )
        assert [key for key, n in taken.items() if n > 1] == []

    def never_over(self) -> None:
        """Promise 3, by what was taken."""
        by_sender: Counter[tuple[int, date]] = Counter()
        by_campaign: Counter[tuple[int | None, date]] = Counter()
        new: Counter[tuple[int | None, date]] = Counter()
        by_domain: Counter[tuple[str, date]] = Counter()
        for d in self.wire.departures:
            m = d.claimed.message
            if not d.taken or m.kind != "step":
                continue
            by_sender[m.sender_id, d.claimed.sender_day] += 1
            if m.campaign_id == self.bounded and d.claimed.campaign_day:
                by_campaign[m.campaign_id, d.claimed.campaign_day] += 1
                new[m.campaign_id, d.claimed.campaign_day] += d.claimed.starts
                by_domain[m.recipient.split("@")[1], d.claimed.campaign_day] += 1
                assert schedule.is_open(
                    schedule.from_json(HOURS), (d.claimed.lease_until or d.at) - timedelta(seconds=LEASE_SECONDS)
                )
        assert max(by_sender.values(), default=0) <= DAILY_LIMIT
        assert max(by_campaign.values(), default=0) <= CAMPAIGN_LIMIT
        assert max(new.values(), default=0) <= NEW_LEADS
        assert max(by_domain.values(), default=0) <= DOMAIN_LIMIT

    def from_the_sender_that_began(self) -> None:
        """Promise 8: unless a person gave the lead to somebody else."""
        before: dict[int | None, Claimed] = {}
        for d in self.wire.departures:
            m = d.claimed.message
            if not d.taken or m.kind != "step" or m.enrollment_id in self.handed:
                continue
            if first := before.get(m.enrollment_id):
                assert m.sender_id == first.message.sender_id
                assert m.in_reply_to is None or m.in_reply_to in self._wire_ids(m.enrollment_id)
            before[m.enrollment_id] = d.claimed

    def _wire_ids(self, enrollment_id: int | None) -> set[str | None]:
        return {d.claimed.message.wire_id for d in self.wire.departures if d.claimed.message.enrollment_id == enrollment_id}

    async def _rows_are_right(self) -> None:
        async with self.scope() as scope:
            assert await enrollment_states.find_lost(scope) == []
            assert await figures.recount(scope) == []
            for row in await scope.all("SELECT * FROM enrollments WHERE workspace_id = %(workspace_id)s ORDER BY id"):
                assert (row["due_at"] is None) or row["status"] == "active", row
                assert (row["reason"] is not None) or row["status"] == "active", row
                await self._explained(scope, row)
        assert await self._rows_of(self.stranger_id) == self.untouched

    async def _explained(self, scope: Scope, row: dict[str, Any]) -> None:
        """Promise 7: what explain says is what is so."""
        said = await explain.of_enrollment(scope, row["id"])
        assert said.code in set(Reason), said
        under_way = await scope.all(
            """
            SELECT state FROM messages WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND kind = 'step'
            AND run = %(run)s AND state IN ('queued', 'sending', 'submitted')
            """,
            id=row["id"],
            run=row["run"],
        )
        states = {found["state"] for found in under_way}
        leaving = row["status"] == "active" and bool(states & {"sending", "submitted"})
        assert (said.code == Reason.CLAIMED) == leaving, (said, row, states)
        if row["status"] == "active" and states == {"queued"}:
            assert Reason.TRY_AGAIN in {part.code for part in said.parts}, (said, row)
        assert said.code != Reason.LOST

    async def _rows_of(self, workspace_id: int) -> list[Any]:
        async with self.core.scope(workspace_id) as scope:
            return [
                await scope.all(f"SELECT * FROM {table} WHERE workspace_id = %(workspace_id)s ORDER BY id")
                for table in ("enrollments", "messages", "events", "campaigns", "leads", "senders")
            ]

    # -- and in the end --------------------------------------------------------------------------------------------------

    async def _live_on(self) -> None:
        """With nobody interfering and every server well, all that can be done is done in time: long sequences take months."""
        await self._all_leaves()
        end = self.clock.now() + timedelta(days=365)
        while (now := self.clock.now()) < end:
            due = await self._next_due() or end
            self.clock.set(min(max(due, now + timedelta(hours=6)), now + timedelta(days=7)))
            await self._housekeeping()
            await do_due(self.engine, recover.queue)
            if await self._claim():
                await self._all_leaves()
        self.everything_after_all()
        await self._rows_are_right()
        async with self.scope() as scope:
            for row in await scope.all(
                "SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND status = 'active' ORDER BY id"
            ):
                said = await explain.of_enrollment(scope, row["id"])
                assert said.code != Reason.READY, (said, await enrollments.get(scope, row["id"]))
                assert said.next_at is None, (said, await enrollments.get(scope, row["id"]))
            stuck = await scope.all(
                "SELECT id, state FROM messages WHERE workspace_id = %(workspace_id)s AND state IN ('sending', 'submitted')"
            )
            assert stuck == []

    async def _all_leaves(self) -> None:
        while self.claimed:
            await self._depart(self.claimed.pop()[0])
        while self.leaving:
            await self._answer(*self.leaving.pop(), "sent")

    def everything_after_all(self) -> None:
        assert self.problems == []
        self.never_twice()
        self.never_over()
        self.from_the_sender_that_began()


def _failing_at(point: str) -> Any:
    """A crash point at which the database goes away, once."""

    def reached(where: str) -> None:
        if where == point:
            raise psycopg.OperationalError("the database has gone away")

    return reached


@pytest.mark.timeout(0 if "OUTRIDER_LIFE" in os.environ else 300)
def test_whatever_happens_everything_holds(postgres_url: str) -> None:
    Life.url = postgres_url
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            phases=PHASES,
        ),
    )
