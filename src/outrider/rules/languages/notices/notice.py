"""What automatic notes add to their news, in one language: weak signs, of which several make a note (see rules.notes).

People write each of these, too; few write several of them and nothing else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notices:
    """Phrases as `rules.phrases` reads them."""

    code: str
    kept: str  # what keeps people away
    answer: str  # that an answer will come
    thanks: str  # for a message
    urgent: str  # what to do when it is urgent
    unread: str  # that mail is not read, passed on or answered at present, or late
    later: str  # that the answer comes with the return
    deputy: str  # who stands in
    left: str  # work for a company that ended; only with an address to write to instead
    changed: str  # a new address; only with that address
    filed: str  # a request that was filed, beside a number
    closed: str = ""  # that an office is closed
    gate: str = ""  # that a message waits for its sender to be known
    proof: str = ""  # what the sender has to do for it
