"""Who a prospect is and what they will do, decided by their address alone (and the world's seed). Pure.

A marked address says it itself: `jane+interested@acme.example` is interested. One marked `+reply` has a voice: a
language, a mail program and an intent, by its address alone. Every other address draws a persona by RATES. Every choice
comes from a keyed hash, never from a random generator, so that a run repeats exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from math import exp, log
from typing import Literal

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

Action = Literal["reply", "out_of_office", "bounce", "soft_bounce", "complaint", "open", "click", "one_click_unsubscribe"]


@dataclass(frozen=True, slots=True)
class Reaction:
    """One thing a prospect does, `after` so many seconds of world time. `wording` picks the text of a
    letter."""

    action: Action
    after: float
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Persona:
    """A character. `wordings` are the letters it writes in one conversation, in order: the first of its
    own accord, each later one when the sender answers it by hand. `refuse` is the SMTP code and text at
    RCPT, for the first `refusals` attempts (None: always). `every` says that it reacts to each message,
    not once a conversation."""

    name: str
    wordings: tuple[str, ...] = ()
    action: Action | None = None
    reads: bool = False
    clicks: bool = False
    within: tuple[float, float] = (4 * MINUTE, 20 * HOUR)
    refuse: tuple[int, str] | None = None
    refusals: int | None = None
    every: bool = False


_UNKNOWN = (550, "5.1.1 No such user here")
_GREYLIST = (450, "4.7.1 Greylisted, please try again later")

PERSONAS = {
    persona.name: persona
    for persona in (
        Persona("silent"),
        Persona("reply", ("reply", "reply_again"), "reply", reads=True),
        Persona("interested", ("interested", "interested_again"), "reply", reads=True),
        Persona("meeting", ("meeting", "meeting_again"), "reply", reads=True, clicks=True),
        Persona("notinterested", ("notinterested",), "reply", reads=True),
        Persona("wrongperson", ("wrongperson",), "reply", reads=True),
        Persona("unsubscribe", ("unsubscribe",), "reply", reads=True, within=(10 * MINUTE, 8 * HOUR)),
        Persona("slow", ("slow",), "reply", reads=True, within=(3 * DAY, 6 * DAY)),
        Persona("oneclick", action="one_click_unsubscribe", reads=True, within=(10 * MINUTE, 8 * HOUR)),
        Persona("ooo", ("ooo",), "out_of_office", within=(5.0, 2 * MINUTE)),
        Persona("bounce", action="bounce", within=(5.0, 90.0), every=True),
        Persona("full", action="soft_bounce", within=(5.0, 90.0), every=True),
        Persona("reject", refuse=_UNKNOWN),
        Persona("softbounce", refuse=_GREYLIST, refusals=2),
        Persona("complaint", action="complaint", within=(10 * MINUTE, 6 * HOUR)),
        Persona("open", reads=True, every=True),
        Persona("click", reads=True, clicks=True, every=True),
    )
}

VOICE_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "da", "pl", "fi", "ru", "zh", "ja")
VOICE_PROGRAMS = ("gmail", "outlook", "outlook_web", "apple_mail", "thunderbird", "yahoo", "phone", "webmail")
VoiceIntent = Literal["interested", "question", "notinterested", "away", "unsubscribe"]
# Ten parts of all voices, in order.
_VOICE_INTENTS: tuple[VoiceIntent, ...] = (
    "interested", "interested", "interested", "interested", "question", "question", "notinterested", "notinterested",
    "away", "unsubscribe",
)  # fmt: skip
_VOICED = {
    "interested": Persona("reply", ("interested", "again"), "reply", reads=True),
    "question": Persona("reply", ("question", "again"), "reply", reads=True),
    "notinterested": Persona("reply", ("notinterested",), "reply", reads=True),
    "unsubscribe": Persona("reply", ("unsubscribe",), "reply", reads=True),
    "away": Persona("reply", action="out_of_office", within=(5.0, 2 * MINUTE)),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a persona marked `+reply` answers: language, mail program and intent."""

    language: str
    program: str
    intent: VoiceIntent


# Percent of unmarked addresses; the rest, to 100, is silent.
RATES = (
    ("open", 18.0),
    ("click", 2.0),
    ("reply", 3.0),
    ("interested", 3.0),
    ("meeting", 1.0),
    ("notinterested", 1.5),
    ("wrongperson", 0.5),
    ("ooo", 3.0),
    ("bounce", 1.5),
    ("reject", 1.0),
    ("full", 0.25),
    ("softbounce", 0.25),
    ("unsubscribe", 1.5),
    ("oneclick", 0.5),
    ("slow", 0.9),
    ("complaint", 0.1),
)


def fraction(*what: object) -> float:
    """A number in [0, 1) that is always the same for the same `what`."""
    digest = blake2b("\x1f".join(map(str, what)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def token(*what: object) -> str:
    """Twenty hexadecimal digits that are always the same for the same `what`."""
    return blake2b("\x1f".join(map(str, what)).encode(), digest_size=10).hexdigest()


def marked(address: str) -> Persona | None:
    """The persona an address names after its last plus sign, if it names one."""
    if own := voice(address):
        return _VOICED[own.intent]
    return PERSONAS.get(_tag(address))


def _tag(address: str) -> str:
    base, plus, tag = address.rpartition("@")[0].rpartition("+")
    return tag.lower() if plus and base else ""


def voice(address: str) -> Voice | None:
    """The voice of an address marked `+reply`: the same in every world."""
    if _tag(address) != "reply":
        return None
    return Voice(
        VOICE_LANGUAGES[int(fraction("voice", "language", address) * len(VOICE_LANGUAGES))],
        VOICE_PROGRAMS[int(fraction("voice", "program", address) * len(VOICE_PROGRAMS))],
        _VOICE_INTENTS[int(fraction("voice", "intent", address) * len(_VOICE_INTENTS))],
    )


def persona(address: str, seed: str) -> Persona:
    """Who lives at `address`."""
    if own := marked(address):
        return own
    drawn = 100 * fraction(seed, "persona", address)
    for name, percent in RATES:
        drawn -= percent
        if drawn < 0:
            return PERSONAS[name]
    return PERSONAS["silent"]


def refusal(who: Persona, attempts: int) -> tuple[int, str] | None:
    """What its server says at RCPT when it was asked `attempts` times before; None accepts."""
    if who.refuse and (who.refusals is None or attempts < who.refusals):
        return who.refuse
    return None


def answers_message(address: str, seed: str) -> int:
    """The first message of a conversation that moves this prospect to write: the second for some unmarked
    ones, as follow-ups earn part of all replies."""
    return 2 if marked(address) is None and fraction(seed, "moved", address) < 0.3 else 1


def reactions(who: Persona, address: str, seed: str, *, nth: int, acted: bool) -> Iterator[Reaction]:
    """What `address` does on receiving the `nth` message (from 1) of a conversation; `acted` once it has
    written or otherwise acted there. Opens repeat; actions happen once unless the persona does them `every`
    time."""

    def after(kind: str, bounds: tuple[float, float]) -> float:
        # Most people answer soon and a few late: even steps on a logarithmic scale.
        low, high = bounds
        return exp(log(low) + fraction(seed, kind, address, nth) * (log(high) - log(low)))

    acts = who.action is not None and (who.every or not acted) and nth >= _threshold(who, address, seed)
    when = after("act", who.within)
    if who.reads and (acts or who.every or not acted):
        opened = when * 0.6 if acts else after("open", (MINUTE, 6 * HOUR))
        yield Reaction("open", opened)
        if who.clicks:
            yield Reaction("click", opened * 1.1)
    if acts and who.action:
        yield Reaction(who.action, when, who.wordings[0] if who.wordings else "")


def again(who: Persona, address: str, seed: str, *, written: int) -> Reaction | None:
    """What it writes when the sender answers its letter number `written`; None when it has no more to say."""
    if who.action != "reply" or not 1 <= written < len(who.wordings):
        return None
    after = exp(log(2 * MINUTE) + fraction(seed, "again", address, written) * log(60))
    return Reaction("reply", after, who.wordings[written])


def _threshold(who: Persona, address: str, seed: str) -> int:
    return 1 if who.every or who.action in ("out_of_office", "complaint") else answers_message(address, seed)


LANGUAGES = ("en", "de", "fr", "es")
_BY_COUNTRY = {"de": "de", "at": "de", "fr": "fr", "es": "es", "mx": "es", "uk": "en", "us": "en"}


def language(address: str, seed: str) -> str:
    """The language this prospect writes: their domain's country, else mostly English."""
    country = address.rpartition(".")[2].lower()
    if country in _BY_COUNTRY:
        return _BY_COUNTRY[country]
    drawn = fraction(seed, "language", address)
    return "en" if drawn < 0.7 else LANGUAGES[1 + int((drawn - 0.7) * 10) % 3]


def display_name(address: str) -> str:
    """`jane.doe+reply@…` → `Jane Doe`."""
    local = address.partition("@")[0].partition("+")[0]
    words = local.replace("_", ".").replace("-", ".").split(".")
    return " ".join(word.capitalize() for word in words if word) or local
