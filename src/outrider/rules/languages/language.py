"""What the table of languages knows of one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Fixed words of mail programs and common wordings of people in one language.

    Lists are separated by ";". In `months` and `weekdays` the twelve and seven entries are separated by ";" and their forms
    by a blank, from January and from Monday. All others are phrases as `rules.phrases` reads them: "word", "stem*", "one/other",
    "optional?", and "…" for up to three words between.
    """

    code: str
    # How a mail program introduces what it quotes, and the labels of a quoted message's header.
    wrote: str
    sender: str
    sent: str
    to: str
    subject: str
    original: str  # between dashes above a quoted or forwarded message
    device: str  # how a line like "Sent from my phone" begins, or ends
    # Dates.
    months: str
    weekdays: str
    until: str
    back: str
    # Machines: fixed subjects of automatic answers, and what absent, acknowledging, departed and moved ones say.
    automatic: str
    away: str
    absent: str  # what keeps people away: says that they are beside a day of return only
    received: str
    ticket: str
    promise: str  # by when, or that its team, a help desk will answer
    departed: str
    moved: str
    challenge: str
    # People: requests to stop (in a sentence, and as the whole answer), refusals, the wrong person, interest, and a colleague to
    # whom they pass the message.
    stop: str
    stop_alone: str
    refusal: str
    wrong: str
    meeting: str
    interest: str
    question: str
    referral: str = ""
    you_wrote: str = ""  # how a program introduces what its reader wrote
    negation: str = ""


def phrases(text: str) -> tuple[str, ...]:
    """The entries of a list."""
    return tuple(entry for part in text.split(";") if (entry := " ".join(part.split())))
