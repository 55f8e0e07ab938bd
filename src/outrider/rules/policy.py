"""Sending policies of keys: recipients, messages a day, and hours."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypedDict, get_args

from outrider.errors import Invalid
from outrider.rules import addresses, schedule
from outrider.rules.schedule import ALWAYS, Schedule, ScheduleJson

Recipients = Literal["anyone", "enrolled", "thread"]
Refused = Literal["key_recipients", "key_domains", "key_first_contact"]
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)(?: (?P<zone>\S+))?")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Policy:
    """The defaults allow everything.

    `recipients`: 'enrolled', only people enrolled by someone else; 'thread', only participants of the
    conversation already. `domains`: only addresses at these. `sends_a_day`: messages of the key's letters and campaigns on one
    day of the workspace. `first_contact`: whether people may be written to who never were before. `hours`: when it may send.
    """

    recipients: Recipients = "anyone"
    domains: tuple[str, ...] = ()
    sends_a_day: int | None = None
    first_contact: bool = True
    hours: Schedule = ALWAYS

    @property
    def restricts(self) -> bool:
        return self != EVERYTHING


EVERYTHING = Policy()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message's recipients, and which of them take part in its conversation, were enrolled by someone else
    than the key, and were written to before. `copies`: recipients of copies that its campaign or its sender adds."""

    addresses: Sequence[str]
    taking_part: Collection[str] = field(default=())
    enrolled: Collection[str] = field(default=())
    contacted: Collection[str] = field(default=())
    copies: Sequence[str] = ()


def refusal(policy: Policy, letter: Letter) -> Refused | None:
    """Why the key may never send this message. A message without a recipient address counts as one to a stranger."""
    given = letter.addresses or ("",)
    allowed = {"thread": letter.taking_part, "enrolled": letter.enrolled, "anyone": given}[policy.recipients]
    if any(address not in allowed for address in given):
        return "key_recipients"
    if policy.domains and any(addresses.domain(address) not in policy.domains for address in (*given, *letter.copies)):
        return "key_domains"
    if not policy.first_contact and any(a not in letter.contacted and a not in letter.taking_part for a in given):
        return "key_first_contact"
    return None


def opens(policy: Policy, at: datetime) -> datetime | None:
    """When the policy's hours begin next; None: they allow sending at `at`, or never again."""
    return None if schedule.is_open(policy.hours, at) else schedule.next_open(policy.hours, at)


@dataclass(frozen=True, slots=True)
class Asked:
    """A policy as people write it; `hours` such as 'mon-fri 09:00-17:00 Europe/Berlin', '' for always."""

    recipients: str = "anyone"
    domains: Sequence[str] = ()
    sends_a_day: int | None = None
    first_contact: bool = True
    hours: str = ""


def parse(asked: Asked) -> Policy:
    """The policy that is meant. Raises Invalid naming the field."""
    known = {name: name for name in get_args(Recipients)}
    if asked.recipients not in known:
        raise Invalid(f"Recipients are one of {', '.join(known)}, not {asked.recipients!r}.", field="recipients")
    names = {name.strip().lower().removeprefix("@") for name in asked.domains if name.strip()}
    for name in sorted(names):
        if not _DOMAIN.fullmatch(name):
            raise Invalid(f"{name[:100]!r} is not a domain.", field="domains")
    if asked.sends_a_day is not None and asked.sends_a_day < 0:
        raise Invalid("The number of sends a day is 0 or more.", field="sends_a_day")
    hours = _hours(asked.hours) if asked.hours.strip() else ALWAYS
    return Policy(known[asked.recipients], tuple(sorted(names)), asked.sends_a_day, asked.first_contact, hours)


def _hours(text: str) -> Schedule:
    found = _HOURS.fullmatch(" ".join(text.split()).replace(" - ", "-"))
    first, last = (found["first"], found["last"] or found["first"]) if found else ("", "")
    if found is None or first not in _DAYS or last not in _DAYS or _DAYS.index(first) > _DAYS.index(last):
        raise Invalid("Hours are written as 'mon-fri 09:00-17:00 Europe/Berlin'.", field="hours")
    days = [(day + 1) % 7 for day in range(_DAYS.index(first), _DAYS.index(last) + 1)]  # a schedule's week begins on Sunday
    windows = [{"days": days, "start": found["start"], "end": found["end"]}]
    try:
        return schedule.from_json({"timezone": found["zone"] or "UTC", "windows": windows})
    except Invalid as error:
        raise Invalid(error.message, field="hours") from error


class Stored(TypedDict, total=False):
    """A policy as a jsonb column keeps it: only what differs from the defaults."""

    recipients: Recipients
    domains: list[str]
    sends_a_day: int
    first_contact: bool
    hours: ScheduleJson


def from_json(stored: Stored) -> Policy:
    """What `to_json` wrote."""
    return Policy(
        stored.get("recipients", "anyone"),
        tuple(stored.get("domains", ())),
        stored.get("sends_a_day"),
        stored.get("first_contact", True),
        schedule.from_json(stored.get("hours")),
    )


def to_json(policy: Policy) -> Stored:
    """Plain data for a jsonb column."""
    found = Stored()
    if policy.recipients != "anyone":
        found["recipients"] = policy.recipients
    if policy.domains:
        found["domains"] = list(policy.domains)
    if policy.sends_a_day is not None:
        found["sends_a_day"] = policy.sends_a_day
    if not policy.first_contact:
        found["first_contact"] = False
    if policy.hours != ALWAYS:
        found["hours"] = schedule.to_json(policy.hours)
    return found


def words(policy: Policy) -> str:
    """A policy in a line, for lists; '' for one that allows everything."""
    found: list[str] = []
    if policy.recipients != "anyone":
        found.append({"enrolled": "only enrolled people", "thread": "only within threads"}[policy.recipients])
    if policy.domains:
        found.append(f"only {', '.join(policy.domains)}")
    if policy.sends_a_day is not None:
        found.append(f"{policy.sends_a_day:,} sends a day")
    if not policy.first_contact:
        found.append("no first contact")
    if policy.hours != ALWAYS:
        found.append("within its hours")
    return "; ".join(found)
