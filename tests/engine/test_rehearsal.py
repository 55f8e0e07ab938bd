"""A rehearsal says what then happens: the same weeks rehearsed and really lived, compared message by message."""

import os
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import Claimed, Engine
from outrider.engine.rehearsal import rehearse as rehearsing
from outrider.engine.rehearsal import snapshot
from outrider.engine.rehearsal.rehearse import rehearse
from outrider.engine.sending import ready
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.engine.helpers import DAY, Remembering, make, make_senders, steps, work
from tests.making import rows

Sent = tuple[datetime, int, int, int, int | None, str, str, str]
SEEDS = int(os.environ.get("OUTRIDER_REHEARSALS", "6"))  # how many random workspaces are rehearsed and then lived
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")


def seen(at: datetime, claimed: Claimed) -> Sent:
    """What of a message must be the same: all but the ids that its row was given."""
    m = claimed.message
    return (at, m.enrollment_id or 0, m.sender_id, m.step_position or 0, m.variant_id, m.action, m.subject, m.body_text)


async def live(engine: Engine, workspace_id: int, clock: SimulatedClock, days: int) -> None:
    """Let the engine work for so long: it acts, and the clock goes on to when something is due next."""
    end = clock.now() + timedelta(days=days)
    while True:
        await work(engine, workspace_id, rounds=10_000)
        due = await ready.next_due(engine.core)
        if due is None or due >= end:
            return
        clock.set(max(due, clock.now()))


async def both(core: Core, workspace_id: int, clock: SimulatedClock, days: int) -> tuple[list[Sent], list[Sent]]:
    """What was rehearsed of every campaign, and what then happened."""
    async with core.scope(workspace_id) as scope:
        first = await scope.count("SELECT min(id) FROM campaigns WHERE workspace_id = %(workspace_id)s")
        taken = await snapshot.take(scope, first, days)
    transport = Remembering(core)
    engine = Engine(core, Settings(), transports={"email": transport, "linkedin": transport})
    lived = await rehearsing.live(engine, taken, days)
    await live(engine, workspace_id, clock, days)
    theirs = [seen(at, c) for at, c in transport.left if c.message.campaign_id in taken.campaigns]
    return [seen(at, c) for at, c in lived.sent], theirs


@dataclass
class World:
    """A workspace of campaigns that share senders, at random."""

    scope: Scope
    chance: random.Random
    holidays: random.Random = field(default_factory=lambda: random.Random(1))
    linkedin: bool = False  # whether its campaigns also act on LinkedIn

    def hours(self) -> dict[str, Any]:
        start = self.chance.randint(0, 15)
        days = self.chance.sample(range(7), self.chance.randint(3, 7))
        window = {"days": sorted(days), "start": f"{start:02}:00", "end": f"{start + self.chance.randint(1, 8):02}:30"}
        holidays = self.holidays.sample(["BG", "GH", "KR"], self.holidays.randint(0, 2))  # on 2, 3 and 6 March
        return {"timezone": self.chance.choice(ZONES), "windows": [window], "holidays": holidays}

    async def mailboxes(self) -> list[int]:
        found: list[int] = []
        for n in range(self.chance.randint(1, 4)):
            options: dict[str, Any] = {
                "daily_limit": self.chance.randint(2, 12),
                "min_gap_seconds": self.chance.choice([0, 0, 300, 3600]),
                "gap_jitter_seconds": self.chance.choice([0, 120]),
                "timezone": self.chance.choice(ZONES),
            }
            if self.chance.random() < 0.3:
                options["schedule"] = self.hours()
            if self.chance.random() < 0.3:
                today = self.scope.now.date().isoformat()
                options["limits"] = {"ramp": {"start": 1, "step": 2, "started_on": today}}
            found += await make_senders(self.scope, 1, prefix=f"m{n}", **options)
        for n in range(2 if self.linkedin else 0):
            limits = {"ramp": {"start": 1, "step": 1, "started_on": self.scope.now.date().isoformat()}} if n else {}
            given = SenderInput(
                f"account{n}", channel="linkedin", timezone=self.chance.choice(ZONES), daily_limit=self.chance.randint(2, 6),
                min_gap_seconds=self.chance.choice([0, 900]), schedule=self.hours() if n else None, limits=limits,
            )  # fmt: skip
            found.append((await senders.create(self.scope, given)).id)
        return found

    def sequence(self) -> list[StepInput]:
        found: list[StepInput] = []
        for n in range(self.chance.randint(1, 4)):
            texts = [
                VariantInput("" if n and self.chance.random() < 0.6 else f"{{Hi|Hello}} {{{{first_name}}}} {v}",
                             f"<p>Step {n} {v} {{{{company_name}}}} {{well|so}}</p>", weight=self.chance.randint(1, 5))
                for v in range(self.chance.randint(1, 3))
            ]  # fmt: skip
            delay = n and self.chance.choice([3600, DAY, 3 * DAY])
            condition = {"if": "connected", "wait_seconds": 2 * DAY} if n and self.chance.random() < 0.15 else None
            found.append(StepInput(texts, delay_seconds=delay, condition=condition))
            if self.linkedin:
                found.append(self.act())
        return found

    def act(self) -> StepInput:
        action = self.chance.choice(["view_profile", "follow", "invite", "message"])
        texts = [VariantInput("", f"{action} {v} {{{{first_name}}}}", weight=self.chance.randint(1, 5)) for v in range(2)]
        condition = {"if": "connected", "wait_seconds": DAY} if action == "message" else None
        delay = self.chance.choice([0, 3600, DAY])
        return StepInput(
            texts if action in ("invite", "message") else (), action=action, delay_seconds=delay, condition=condition
        )

    async def campaign(self, n: int, mailboxes: list[int], people: list[int]) -> int:
        pick = self.chance.random
        settings: dict[str, Any] = {
            "use_lead_timezone": pick() < 0.3,
            "prioritize_new_leads": pick() < 0.3,
            "follow_up_percentage": self.chance.choice([None, None, 30]),
            "random_wait_minutes": self.chance.choice([0, 0, 7]),
            "domain_daily_limit": self.chance.choice([None, None, 2]),
            "domain_limit_scope": self.chance.choice(["campaign", "workspace"]),
            "ignore_sender_limits": pick() < 0.1,
            "esp_matching": pick() < 0.2,
            "plain_text": pick() < 0.3,
        }
        made = await campaigns.create(
            self.scope, f"Campaign {n}", schedule=self.hours() if pick() < 0.8 else {}, settings=settings,
            daily_limit=self.chance.choice([None, None, 5]), new_leads_per_day=self.chance.choice([None, None, 3]),
            min_gap_seconds=self.chance.choice([0, 600]),
        )  # fmt: skip
        await sequences.replace(self.scope, made.id, self.sequence())
        await campaign_senders.attach(self.scope, made.id, self.chance.sample(mailboxes, self.chance.randint(1, len(mailboxes))))
        await enrollments.enroll(self.scope, made.id, self.chance.sample(people, self.chance.randint(3, len(people))))
        return made.id

    async def people(self) -> list[int]:
        given = [
            LeadInput(
                email=f"p{i}@{self.chance.choice(['acme', 'globex', f'own{i}'])}.example",
                first_name=None if self.chance.random() < 0.1 else f"Pat{i}",
                company_name=None if self.chance.random() < 0.1 else f"Company {i}",
                linkedin_url=f"https://www.linkedin.com/in/pat{i}" if self.linkedin else None,
                custom={"schedule_timezone": self.chance.choice(ZONES)} if self.chance.random() < 0.5 else {},
            )
            for i in range(self.chance.randint(5, 12))
        ]
        return [row.lead_id for row in await leads.upsert(self.scope, given) if row.lead_id]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("seed", "linkedin"), [*((n, False) for n in range(SEEDS)), *((n, True) for n in range(100, 100 + (SEEDS + 1) // 2))]
)
async def test_what_is_rehearsed_is_what_happens(
    core: Core, workspace: Installed, clock: SimulatedClock, seed: int, linkedin: bool
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        world = World(scope, random.Random(seed), random.Random(seed), linkedin)
        mailboxes, people = await world.mailboxes(), await world.people()
        made = [await world.campaign(n, mailboxes, people) for n in range(world.chance.randint(1, 3))]
        await suppression.add(scope, [EntryInput("email", "p1@own1.example"), EntryInput("domain", "globex.example")][: seed % 3])
        for id in made:
            await campaign_states.start(scope, id)
    rehearsed, happened = await both(core, workspace.workspace_id, clock, days=5)
    assert rehearsed == happened


async def test_a_campaign_under_way_goes_on_as_rehearsed(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    await make(
        core, workspace.workspace_id, n_leads=12, n_senders=2, sequence=steps(0, DAY, DAY),
        sender={"daily_limit": 5, "min_gap_seconds": 900}, new_leads_per_day=4,
    )  # fmt: skip
    await live(Engine(core, Settings(), transports={"email": Remembering(core)}), workspace.workspace_id, clock, days=2)
    rehearsed, happened = await both(core, workspace.workspace_id, clock, days=5)
    assert rehearsed == happened


async def test_it_changes_nothing(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, DAY))
    before = [await rows(core, f"SELECT * FROM {table} ORDER BY id") for table in ("enrollments", "senders")]
    await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    after = [await rows(core, f"SELECT * FROM {table} ORDER BY id") for table in ("enrollments", "senders")]
    assert before == after


async def test_it_waits_for_no_lock(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    async with core.scope(made.workspace_id) as other:
        await other.run("SELECT 1 FROM senders WHERE workspace_id = %(workspace_id)s FOR UPDATE")
        await other.run("SELECT 1 FROM enrollments WHERE workspace_id = %(workspace_id)s FOR UPDATE")
        found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert len(found.sends) == 3


async def test_a_draft_is_rehearsed_as_if_it_were_started(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, DAY), start=False)
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert [s.step_position for s in found.sends] == [1, 1, 1, 2, 2, 2]


async def test_the_day_it_ends_is_that_of_its_last_message(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, DAY))
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert found.ends_at == clock.now() + timedelta(days=1)


async def test_one_that_does_not_end_in_time_has_no_end(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=30, sender={"daily_limit": 2})
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id, days=3)
    assert (found.ends_at, found.leads["active"]) == (None, 24)


async def test_limits_that_bind_are_named(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=9, sender={"daily_limit": 2})
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert found.binds
    assert {bind.reason for bind in found.binds} <= {"sender_daily_limit", "sender_24h_limit"}


async def test_missing_values_and_suppressed_leads_are_named(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, body="{{city}}"))
    async with core.scope(made.workspace_id) as scope:
        await suppression.add(scope, [EntryInput("email", "p1@prospect.example")])
        await leads.update(scope, made.lead_ids[2], custom={"city": "Berlin"})
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert {(h.email, h.reason, h.detail) for h in found.held} == {
        ("p0@prospect.example", "missing_tag", "city"),
        ("p1@prospect.example", "suppressed", None),
    }


async def test_leads_of_other_campaigns_are_named(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2)
    async with core.scope(made.workspace_id) as scope:
        other = await campaigns.create(scope, "Another campaign")
        await enrollments.enroll(scope, other.id, made.lead_ids[:1])
    found = await rehearse(core, Settings(), made.workspace_id, other.id)
    assert [(e.lead_id, e.campaign_id) for e in found.elsewhere] == [(made.lead_ids[0], made.campaign_id)]


async def test_every_step_and_variant_is_shown_once(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=4, sequence=steps(0, DAY))
    found = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    assert [(s.step_position, s.subject) for s in found.samples] == [(1, "Hi Pat0"), (2, "Re: Hi Pat0")]


@pytest.mark.parametrize("days", [0, -1, 91])
async def test_other_numbers_of_days_are_refused(core: Core, workspace: Installed, days: int) -> None:
    with pytest.raises(Invalid, match="from 1 to 90 days"):
        await rehearse(core, Settings(), workspace.workspace_id, 1, days)


async def test_a_campaign_of_another_workspace_is_not_found(core: Core, workspace: Installed, stranger: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    with pytest.raises(NotFound):
        await rehearse(core, Settings(), stranger.workspace_id, made.campaign_id)
