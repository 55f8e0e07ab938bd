"""What a claim reads and writes, apart from where it is kept: the database, or a rehearsal's memory.

A claim decides by what its books say and by nothing else. So what the engine does for real and what it rehearses differ only in
the books: `database.Database` for the first, `engine.rehearsal.memory.Memory` for the second.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Protocol, TypeVar

from outrider.engine.engine import Claimed
from outrider.frozen import checked
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.reasons import Reason
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.campaigns.settings import Settings, settings_of
from outrider.outreach.correspondence.policies import Policies
from outrider.outreach.leads.leads import Lead
from outrider.outreach.senders.domains import SenderDomain
from outrider.outreach.senders.senders import Sender
from outrider.outreach.senders.sending_limits import Asked
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.rules import routing, schedule
from outrider.rules.schedule import Schedule, ScheduleJson
from outrider.store.crypto import Vault

T = TypeVar("T")
Place = tuple[int, int]  # a campaign's new leads of one route
DomainDay = tuple[int, str, date]  # campaign that counts (0: the whole workspace), recipient domain, day


@dataclass(frozen=True, slots=True)
class LockedSender:
    """A sender that this claim alone may use, and the status of its seat."""

    sender: Sender
    seat_status: str


@dataclass(frozen=True, slots=True)
class Used:
    """How often a sender did an action on one of its local days."""

    sender_id: int
    day: date
    action: str
    n: int


@dataclass(frozen=True)  # without slots: what is read out of it is kept with it
class CampaignRow:
    """An active campaign. `first`: channel and action of its first step. `domain_daily_limit`: the workspace's, as kept."""

    id: int
    seat_id: int
    schedule: ScheduleJson
    settings: Mapping[str, object]
    min_gap_seconds: int
    daily_limit: int | None
    new_leads_per_day: int | None
    started_at: datetime | None
    api_key_id: int | None
    first: list[str] | None
    marks: Sequence[int]
    domain_daily_limit: object
    timezone: str
    postal_address: str | None

    @cached_property
    def hours(self) -> Schedule:
        """Its schedule. A rehearsal asks for it at every claim."""
        return schedule.from_json(self.schedule)

    @cached_property
    def wishes(self) -> Settings:
        """Its settings."""
        return settings_of(self.settings)


@checked(frozen=True, slots=True)
class DueEnrollment:
    """A locked enrollment that is due. `sender_id` None: it was not written to yet. `route`: which mailboxes may write to it."""

    id: int
    campaign_id: int
    lead_id: int
    sender_id: int | None
    done_position: int
    run: int
    due_at: datetime
    last_step_at: datetime | None
    fields: Mapping[str, object]
    route: int
    created_at: datetime
    api_key_id: int | None


@dataclass(frozen=True, slots=True)
class FollowUps:
    """A wish for up to `n` due follow-ups of a sender in a campaign."""

    sender_id: int
    campaign_id: int
    n: int


@checked(frozen=True, slots=True)
class AskedWritten:
    """Which enrollment's messages are asked for, in which run, and whose thread would be continued."""

    id: int
    run: int
    sender_id: int


@dataclass(frozen=True, slots=True)
class Written:
    """What an enrollment has been written in this run: the steps that have a message, and the last message of its thread."""

    id: int
    steps: list[int] | None
    under_way: bool | None
    wire_id: str | None
    reference_ids: list[str] | None
    subject: str | None
    conversation_id: int | None


@dataclass(frozen=True, slots=True)
class Next:
    """When a sender looks for work again (None: when it is woken), why not before, and how long its messages are in progress."""

    id: int
    next_at: datetime | None
    reason: Reason | None
    lease: datetime | None


class Books(Protocol):
    """One workspace at one moment. What is read for a claim stays as it is until the claim has been written."""

    @property
    def workspace_id(self) -> int: ...
    @property
    def now(self) -> datetime: ...
    @property
    def vault(self) -> Vault: ...

    # -- senders

    async def lock_senders(self, limit: int, apart_from: Collection[int], full: Sequence[str]) -> Sequence[LockedSender]:
        """Lock up to `limit` senders that may look for work now and are not locked, the longest waiting first.

        None of those in `apart_from`, none at the servers in `full`.
        """
        ...

    async def used(self, days: Mapping[int, date]) -> Sequence[Used]:
        """What each sender did from two days before its day to the day after it."""
        ...

    async def last_day(self, asked: Sequence[Asked]) -> Mapping[int, Sequence[datetime]]:
        """When each sender's mails of the last 24 hours left, oldest first; of each at least its newest `most`."""
        ...

    async def week_counts(self, sender_ids: Sequence[int]) -> Mapping[int, dict[str, int]]:
        """What LinkedIn accounts did today and in the seven local days before, by action."""
        ...

    async def cooldowns(self, sender_ids: Sequence[int]) -> Mapping[int, dict[str, datetime]]:
        """Until when LinkedIn accounts may not do an action."""
        ...

    async def domains(self, names: Sequence[str]) -> Mapping[str, SenderDomain]:
        """What DNS says of the senders' domains."""
        ...

    async def set_next(self, updates: Sequence[Next]) -> None: ...

    # -- campaigns

    async def links(self, sender_ids: Sequence[int]) -> Sequence[tuple[int, int]]:
        """(sender, active campaign) of these senders, those that waited longest first."""
        ...

    async def campaigns(self, ids: Sequence[int]) -> Sequence[CampaignRow]:
        """Those of the campaigns that are active, by id; a pause waits for this claim."""
        ...

    async def campaign_days(self, days: Mapping[int, date]) -> Mapping[int, tuple[int, int]]:
        """How many messages, and how many of them to new leads, each campaign has sent on its day."""
        ...

    async def working_groups(self, campaign_ids: Sequence[int]) -> Mapping[int, tuple[routing.Group, ...]]:
        """The groups of each campaign's active mailboxes."""
        ...

    # -- leads in campaigns

    async def follow_ups(self, wanted: Sequence[FollowUps]) -> Sequence[DueEnrollment]:
        """Due follow-ups, the longest due of each wish first."""
        ...

    async def new_leads(self, wanted: Mapping[Place, int], apart_from: Collection[int]) -> Sequence[DueEnrollment]:
        """Due leads that were not written to yet: so many of each place, by priority, then by time; places in order."""
        ...

    async def next_follow_ups(self, pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int, datetime]]:
        """(sender, campaign, when the first follow-up is due) for those of the pairs that have one."""
        ...

    async def next_new(self, places: Sequence[Place]) -> Mapping[Place, datetime]:
        """When the next new lead of each place is due; places without any are absent."""
        ...

    # -- what a message depends on

    async def people(self, lead_ids: Sequence[int]) -> Mapping[int, Lead]: ...
    async def sequences(self, campaign_ids: Sequence[int]) -> Mapping[int, Sequence[Step]]: ...
    async def blocked(self, wishes: Sequence[tuple[Lead, int | None]]) -> Collection[int]:
        """Of (lead, seat that wants to write): the indexes of those who are suppressed."""
        ...

    async def written(self, asked: Sequence[AskedWritten]) -> Mapping[int, Written]: ...
    async def connections(self, asked: Sequence[tuple[int, int, int, int | None]]) -> Mapping[int, tuple[bool, bool]]:
        """For each (enrollment, lead, campaign, LinkedIn sender): whether they are connected and whether the profile is open."""
        ...

    async def own_texts(self, pairs: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], Mapping[str, str]]:
        """Texts written for one (campaign, lead), by slot."""
        ...

    async def tracking_hosts(self, names: Collection[str]) -> Mapping[str, TrackingDomain]:
        """What is known of the senders' own tracking domains."""
        ...

    async def domain_counts(self, counters: Sequence[DomainDay]) -> Mapping[DomainDay, int]:
        """How many messages recipient domains have had, held until the claim is written."""
        ...

    async def policies(self, key_ids: Collection[int]) -> Policies:
        """The policies of keys and what they leave for today, held until the claim is written."""
        ...

    async def count_for_policies(self, counted: Policies) -> None:
        """Keep what has been counted since."""
        ...

    async def aside(self, work: Callable[[], T]) -> T:
        """Do work that needs the processor and nothing else."""
        ...

    # -- what was decided

    async def message_ids(self, n: int) -> Sequence[int]: ...
    async def link_ids(self, n: int) -> Sequence[int]: ...
    async def write(self, claimed: Sequence[Claimed], lease: datetime) -> None:
        """Write messages as `sending`, take their enrollments, and count them against the limits."""
        ...

    async def stop(self, changes: Sequence[Change]) -> None: ...
    async def pause(self, changes: Sequence[Change]) -> None: ...
    async def wait(self, waits: Sequence[enrollment_states.Wait]) -> None: ...
    async def advance(self, steps: Sequence[enrollment_states.Step]) -> None: ...
    async def hand_over(self, ids: Sequence[int], channel: str) -> Mapping[int, int]:
        """Give enrollments to senders of another channel and wake these; enrollment -> sender, of those that got one."""
        ...
