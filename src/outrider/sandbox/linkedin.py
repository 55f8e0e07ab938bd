"""The sandbox's LinkedIn: people with characters, and accounts that invite them and write to them.

`LinkedInWorld` speaks Unipile's HTTP API on loopback (see `linkedin_server`), so that the engine uses its ordinary adapter and
cannot tell. Who a person is, their profile's slug says: `jane-smith--accepts--interested`. Nothing happens behind anyone's back:
what is due by the world's clock is done on the next request. In memory; the same seed and requests give the same world.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from heapq import heappop, heappush
from math import exp, log
from typing import Literal, Self

from outrider.clock import Clock
from outrider.sandbox.personas import DAY, HOUR, MINUTE, fraction, token
from outrider.sandbox.wordings import TEXTS

CODE = "246810"  # what solves every checkpoint here
TIERS = {"premium": "premium", "salesnav": "sales_navigator", "recruiter": "recruiter"}
# How the ids begin by which each of LinkedIn's products knows people: none takes another's.
PRODUCTS = {"classic": "ACoAA", "sales_navigator": "ACwAA", "recruiter": "AEMAA"}
NOT_AGAIN = timedelta(weeks=3)  # after an invitation was withdrawn: nobody is invited again before
CHECKPOINTS = {"2fa": "2FA", "otp": "OTP", "inapp": "IN_APP_VALIDATION", "captcha": "CAPTCHA"}
# What marks in a slug mean. Percent of unmarked people that have them, drawn independently.
MARKS = {
    "connected": 2.0,  # a connection from the start
    "accepts": 38.0,  # invitations, within two days
    "slow": 6.0,  # accepts, after four to ten days
    "ignores": 0.0,
    "openprofile": 8.0,  # accepts messages from anyone
    "unreachable": 0.5,  # the profile no longer exists
    "noposts": 25.0,
    "replies": 9.0,
    "interested": 7.0,
    "meeting": 2.0,
    "notinterested": 5.0,
    "silent": 0.0,
}
_WORDINGS = {"replies": "reply", "interested": "interested", "meeting": "meeting", "notinterested": "notinterested"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person on LinkedIn."""

    slug: str
    provider_id: str
    first_name: str
    last_name: str
    headline: str
    company: str
    marks: frozenset[str]

    def id_in(self, product: str) -> str:
        """The person's id in a product."""
        return PRODUCTS[product] + self.provider_id.removeprefix(PRODUCTS["classic"])

    @property
    def wording(self) -> str | None:
        return next((_WORDINGS[m] for m in ("meeting", "interested", "replies", "notinterested") if m in self.marks), None)

    @property
    def accepts(self) -> bool:
        if {"accepts", "slow"} & self.marks:
            return True
        return self.wording is not None and not {"ignores", "silent"} & self.marks


@dataclass(slots=True)
class Invite:
    id: str
    slug: str
    at: datetime
    note: str


@dataclass(slots=True)
class Written:
    """A message. `ours`: the account's owner wrote it."""

    id: str
    chat_id: str
    at: datetime
    text: str
    ours: bool
    subject: str = ""


@dataclass(slots=True)
class Room:
    """The chat between an account and a person."""

    id: str
    slug: str
    inmail: bool = False
    messages: list[Written] = field(default_factory=list[Written])


@dataclass(slots=True)
class Member:
    """A connected account."""

    id: str
    slug: str
    username: str
    tier: str
    status: str = "OK"
    checkpoint: str | None = None
    relations: dict[str, datetime] = field(default_factory=dict[str, datetime])
    invites: dict[str, Invite] = field(default_factory=dict[str, Invite])
    withdrawn: dict[str, datetime] = field(default_factory=dict[str, datetime])
    rooms: dict[str, Room] = field(default_factory=dict[str, Room])
    invited_at: deque[datetime] = field(default_factory=deque[datetime])
    follows: set[str] = field(default_factory=set[str])
    likes: set[str] = field(default_factory=set[str])
    inmail_credits: int = 50
    product_lost: bool = False  # signed out of Sales Navigator or Recruiter, and of nothing else


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the transcript: what happened between an account and a person."""

    at: datetime
    what: str
    slug: str
    account: str
    text: str = ""


@dataclass(slots=True)
class Fault:
    """A fault at requests that fit `route` ('POST /users/invite'; shell patterns), `left` times (None: for ever)."""

    route: str
    left: int | None
    status: int = 0
    type: str = ""
    retry_after: int | None = None
    drop: Literal["before", "after"] | None = None


@dataclass(slots=True)
class Faults:
    """Injected faults, oldest first."""

    pending: list[Fault] = field(default_factory=list[Fault])

    def answer(self, status: int, kind: str, *, route: str = "*", retry_after: int | None = None, times: int | None = 1) -> None:
        """Refuse with an error instead of doing it."""
        self.pending.append(Fault(route, times, status, kind, retry_after))

    def drop_before(self, route: str = "*", *, times: int | None = 1) -> None:
        """The connection dies; nothing was done."""
        self.pending.append(Fault(route, times, drop="before"))

    def drop_after(self, route: str = "*", *, times: int | None = 1) -> None:
        """It is done, then the connection dies instead of answering."""
        self.pending.append(Fault(route, times, drop="after"))

    def clear(self) -> None:
        self.pending.clear()

    def take(self, route: str) -> Fault | None:
        for fault in self.pending:
            if fnmatchcase(route, fault.route):
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left <= 0:
                        self.pending.remove(fault)
                return fault
        return None


class LinkedInWorld:
    """`async with LinkedInWorld(clock, seed) as world:`; then `base_url` and `key` are what the adapter needs.

    For tests and displays: `faults`, `transcript`, `counts`, `members`, and the verbs that let people act of their own accord.
    """

    def __init__(
        self,
        clock: Clock,
        seed: str = "outrider",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        invites_a_week: int = 200,
        key: str = "sandbox",
    ) -> None:
        self.clock, self.seed, self.host, self.port, self.key = clock, seed, host, port, key
        self.invites_a_week = invites_a_week
        self.faults = Faults()
        self.members: dict[str, Member] = {}
        self.transcript: deque[Action] = deque(maxlen=100_000)
        self.counts: Counter[str] = Counter()
        self._people: dict[str, Person] = {}
        self._slugs: dict[str, str] = {}
        self._due: list[tuple[datetime, int, str, str, str]] = []
        self._order = 0

    async def __aenter__(self) -> Self:
        from outrider.sandbox.linkedin_server import serve

        self._server = await serve(self)
        self.port = self._server.port
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._server.close()

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    # -- people

    def person(self, slug: str) -> Person:
        """Who goes by this slug. Everybody exists."""
        slug = slug.casefold()
        if slug not in self._people:
            provider_id = PRODUCTS["classic"] + token(self.seed, "member", slug)
            first, last = _names(slug)
            job = ("Head of Sales", "Founder", "Operations Lead", "Marketing Director", "Engineer")
            company = ("Northwind", "Acme", "Globex", "Initech", "Umbra")
            pick = int(fraction(self.seed, "job", slug) * 5)
            at = company[int(fraction(self.seed, "company", slug) * 5)]
            self._people[slug] = Person(slug, provider_id, first, last, f"{job[pick]} at {at}", at, frozenset(self._marks(slug)))
            self._slugs[provider_id] = slug
        return self._people[slug]

    def by_provider_id(self, provider_id: str) -> Person | None:
        slug = self._slugs.get(provider_id)
        return self._people[slug] if slug else None

    def by_id_of(self, product: str, id: str) -> Person | None:
        """Who has this id in a product; None: nobody, or it is another product's id."""
        rest = id.removeprefix(PRODUCTS[product])
        return self.by_provider_id(PRODUCTS["classic"] + rest) if rest != id else None

    def _marks(self, slug: str) -> Iterator[str]:
        marks = [mark for mark in slug.split("--")[1:] if mark in MARKS]
        if marks:
            yield from marks
            return
        for mark, percent in MARKS.items():
            if 100 * fraction(self.seed, "mark", mark, slug) < percent:
                yield mark

    # -- accounts

    def sign_in(self, username: str, account_id: str | None = None) -> Member:
        """An account by its sign-in name; marks after plus signs set its tier or a checkpoint."""
        base, *marks = username.lower().partition("@")[0].split("+")
        id = account_id or "acc_" + token(self.seed, "account", username)
        tier = next((TIERS[m] for m in marks if m in TIERS), "basic")
        checkpoint = next((CHECKPOINTS[m] for m in marks if m in CHECKPOINTS), None)
        member = self.members.get(id)
        if member is None:
            member = self.members[id] = Member(id, base.replace(".", "-"), username, tier)
            self._slugs[self.person(member.slug).provider_id] = member.slug
        member.checkpoint = checkpoint
        member.status = "CONNECTING" if checkpoint else "OK"
        return member

    def approve(self, account_id: str) -> None:
        """The owner confirms the sign-in in LinkedIn's own app."""
        self.members[account_id].checkpoint, self.members[account_id].status = None, "OK"

    def sign_out(self, account_id: str) -> None:
        """LinkedIn ends the account's session."""
        self.members[account_id].status = "CREDENTIALS"

    def related(self, member: Member, person: Person) -> bool:
        return person.slug in member.relations or "connected" in person.marks

    def room(self, member: Member, slug: str) -> Room:
        if slug not in member.rooms:
            member.rooms[slug] = Room("2-" + token(self.seed, "chat", member.id, slug), slug)
        return member.rooms[slug]

    # -- what the account's owner does

    def invite(self, member: Member, person: Person, note: str) -> Invite:
        now = self.clock.now()
        invite = Invite(
            str(int(token(self.seed, "invite", member.id, person.slug, len(self.transcript))[:14], 16)), person.slug, now, note
        )
        member.invites[person.slug] = invite
        member.invited_at.append(now)
        self.note("invite", person.slug, member, note)
        if person.accepts:
            bounds = (4 * DAY, 10 * DAY) if "slow" in person.marks else (20 * MINUTE, 2 * DAY)
            self._later(self._after(member, person, "accept", bounds), "accept", member, person.slug)
        return invite

    def write(self, member: Member, person: Person, text: str, *, inmail: bool = False, subject: str = "") -> Written:
        room = self.room(member, person.slug)
        room.inmail = room.inmail or inmail
        written = self._add(room, self.clock.now(), text, ours=True, subject=subject)
        self.note("inmail" if inmail else "message", person.slug, member, text)
        answered = sum(not m.ours for m in room.messages)
        wording = person.wording
        if wording and answered < 2:
            kind = wording if answered == 0 else f"{wording}_again"
            if kind in TEXTS["en"]:
                bounds = (5 * MINUTE, 20 * HOUR) if answered == 0 else (2 * MINUTE, 2 * HOUR)
                self._later(self._after(member, person, kind, bounds), kind, member, person.slug)
        return written

    def invited_this_week(self, member: Member) -> int:
        week_ago = self.clock.now() - timedelta(days=7)
        while member.invited_at and member.invited_at[0] <= week_ago:
            member.invited_at.popleft()
        return len(member.invited_at)

    # -- what people do of their own accord

    def accept(self, account_id: str, slug: str, at: datetime | None = None) -> None:
        """The person accepts the account's invitation, or connects with it of their own accord."""
        member = self.members[account_id]
        invite = member.invites.pop(slug, None)
        if slug not in member.relations:
            member.relations[slug] = at or self.clock.now()
            self.note("accept", slug, member, at=at)
            if invite and invite.note:  # it begins their chat
                self._add(self.room(member, slug), at or self.clock.now(), invite.note, ours=True)

    def says(self, account_id: str, slug: str, text: str, at: datetime | None = None) -> Written:
        """The person writes to the account."""
        member = self.members[account_id]
        self.note("reply", slug, member, text, at=at)
        return self._add(self.room(member, slug), at or self.clock.now(), text, ours=False)

    def live(self) -> None:
        """Do what is due by now."""
        now = self.clock.now()
        while self._due and self._due[0][0] <= now:
            at, _, what, account_id, slug = heappop(self._due)
            member = self.members.get(account_id)
            if member is None:
                continue
            if what == "accept":
                if slug in member.invites:
                    self.accept(account_id, slug, at)
            elif not any(not m.ours for m in self.room(member, slug).messages) or what.endswith("_again"):
                self.says(account_id, slug, self._words(slug, member, what), at)

    def next_due(self) -> datetime | None:
        """When a persona acts next."""
        return self._due[0][0] if self._due else None

    # -- beneath

    def note(self, what: str, slug: str, member: Member, text: str = "", at: datetime | None = None) -> None:
        self.counts[what] += 1
        self.transcript.append(Action(at or self.clock.now(), what, slug, member.id, text))

    def _add(self, room: Room, at: datetime, text: str, *, ours: bool, subject: str = "") -> Written:
        id = token(self.seed, "message", room.id, len(room.messages))
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # the API's precision
        written = Written(id, room.id, at, text, ours, subject)
        room.messages.append(written)
        return written

    def _later(self, seconds: float, what: str, member: Member, slug: str) -> None:
        self._order += 1
        heappush(self._due, (self.clock.now() + timedelta(seconds=seconds), self._order, what, member.id, slug))

    def _after(self, member: Member, person: Person, kind: str, bounds: tuple[float, float]) -> float:
        low, high = bounds  # most act soon and a few late: even steps on a logarithmic scale
        return exp(log(low) + fraction(self.seed, kind, member.id, person.slug) * (log(high) - log(low)))

    def _words(self, slug: str, member: Member, wording: str) -> str:
        texts = TEXTS["en"][wording]
        text = texts[int(fraction(self.seed, "words", slug, wording) * len(texts))]
        return text.format(sender=self.person(member.slug).first_name, me=self.person(slug).first_name, back="")


def _names(slug: str) -> tuple[str, str]:
    words = [w for w in slug.partition("--")[0].replace("_", "-").replace(".", "-").split("-") if w and not w.isdigit()]
    names = [w.capitalize() for w in words] or [slug]
    return names[0], " ".join(names[1:])
