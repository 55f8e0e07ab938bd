"""What acts that wait for approval say to a person: a sentence for each, its facts in order, and what is new about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from outrider.values import is_array

# Kind of act -> what it does, in words.
SENTENCES: Mapping[str, str] = {
    "campaign.start": "Start the campaign {name}",
    "campaign.change": "Change the running campaign {name}",
    "campaign.texts": "Write other texts for a lead of {name}",
    "campaign.source": "Let the running campaign {name} take in the people of a search",
    "leads.enroll": "Add {added} leads to the running campaign {name}",
    "leads.resume": "Let {leads} leads of {name} go on",
    "lead.change": "Change leads that running campaigns write to",
    "subsequence": "Let leads into the subsequence {name}",
    "message.manual": "Write to {to}",
    "message.forward": "Forward a message to {to}",
    "message.test": "Send a test to {to}",
    "sender.create": "Connect the sender {sender}",
    "sender.change": "Change a sender",
    "sender.connect": "Sign the LinkedIn account {account} in again",
    "sender.warmup": "Warm up senders",
    "sender.resume": "Let the sender {sender} send again",
    "seat.reactivate": "Let the seat {seat} send again",
    "suppression.lift": "Allow writing again to {entries}",
    "webhook.create": "Send events to {url}",
    "webhook.change": "Change where events are sent: {url}",
    "webhook.resume": "Send events to {url} again",
    "webhook.verification": "Send what is found out about {email} to {url}",
    "job": "Run the job {kind}",
    "placement.test": "Send a placement test from {from}",
    "placement.resume": "Let a placement test go on",
}
# What a member must be allowed to do in full who decides about an act, by the first word of its kind.
_NEEDS: Mapping[str, str] = {
    "message": "inbox", "lead": "leads", "sender": "mailboxes", "suppression": "blacklist", "webhook": "webhooks", "seat": "team",
}  # fmt: skip
# Acts that a key's policy holds where they would send: what leaves by them is asked about at the claim, in the key's name.
HELD_AT_CLAIM = frozenset({"campaign.start", "leads.enroll", "subsequence", "message.manual", "message.forward", "message.test"})
_SHOWN = 5  # values of a list that a sentence names


class Noted(TypedDict):
    """An act as an approval keeps it: what kind of act, of which thing, and everything that it depends on."""

    kind: str
    id: int | None
    facts: Mapping[str, object]


class ShownText(TypedDict):
    """A message as it would be sent, or the problem because of which it would not."""

    to: str
    subject: str
    text: str
    problem: str


class Shown(TypedDict, total=False):
    """What a person sees in addition to the acts (enrollments.showing). `senders`: address, and messages today."""

    recipients: int
    texts: list[ShownText]
    opens_at: str | None
    first_day: int
    senders: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that changed since the last time; None on the side where it is absent."""

    name: str
    before: object
    after: object


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(act: Noted) -> str:
    """What an act does, e.g. 'Start the campaign Spring'."""
    kind, facts = act["kind"], act["facts"]
    template = SENTENCES.get(kind) or kind.replace(".", ": ").replace("_", " ").capitalize()
    return template.format_map(_Words({name: _word(name, value) for name, value in facts.items()}))


def permissions(acts: Sequence[Noted]) -> list[str]:
    """What a member must be allowed to do in full (tenancy.teams.PERMISSIONS) who decides about these acts."""
    return sorted({_NEEDS.get(act["kind"].partition(".")[0], "campaigns") for act in acts})


def _word(name: str, value: object) -> str:
    if not is_array(value):
        return str(value)
    if name in ("added", "leads"):
        return f"{len(value):,}"
    more = f" and {len(value) - _SHOWN:,} more" if len(value) > _SHOWN else ""
    return ", ".join(str(one) for one in value[:_SHOWN]) + more


def summary(acts: Sequence[Noted], shown: Shown) -> list[str]:
    """An approval in a few lines: what it would do, to how many, and the first text."""
    lines = [sentence(act) for act in acts]
    if n := shown.get("recipients"):
        lines.append("To 1 person." if n == 1 else f"To {n} people.")
    for text in shown.get("texts", ())[:1]:
        lines += [f"To {text['to']}: {text['subject']}", text["text"] or text["problem"]]
    return [str(one)[:1000] for one in dict.fromkeys(lines) if one]


def differences(before: Sequence[Noted], after: Sequence[Noted]) -> list[Difference]:
    """What the acts of one approval say otherwise than those of another, fact by fact, in the order of the later."""
    return [
        Difference(name, old.get(name), new.get(name))
        for old, new in _pairs(before, after)
        for name in dict.fromkeys([*new, *old])
        if old.get(name) != new.get(name)
    ]


def _pairs(before: Sequence[Noted], after: Sequence[Noted]) -> Iterator[tuple[Mapping[str, object], Mapping[str, object]]]:
    """The facts of each act with those of the first earlier one of its kind."""
    left = list(before)
    for act in after:
        found = next((old for old in left if old["kind"] == act["kind"]), None)
        if found is not None:
            left.remove(found)
        yield (found["facts"] if found is not None else {}), act["facts"]
