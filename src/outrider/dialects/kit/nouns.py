"""What the core says, in the nouns of a vendor."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from outrider.dialects.kit.problems import Problem

_MISSING = re.compile(
    r"There is no (?:such )?(?P<noun>[A-Za-z][A-Za-z ]*?)(?P<id> \d+)?(?P<where> (?:in|of) (?:a|an|the|this) [a-z][a-z ]*)?\."
)
_QUOTED = re.compile(r"""('[^']*'|"[^"]*")""")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The core's nouns, in the singular, and the vendor's for them; parts of addresses, paths and scopes are no nouns.

    `missing` says that a thing is not there: '{Noun} not found'. `numbered`: the vendor shows the numbers of rows, so that a
    sentence may name one.
    """

    words: Mapping[str, str]
    missing: str = "There is no such {noun}."
    numbered: bool = False

    def said(self, problem: Problem) -> Problem:
        """The problem in the vendor's nouns; texts in quotation marks are the caller's own."""
        message = problem.message
        if found := _MISSING.fullmatch(message):
            noun = self._word(found["noun"])
            if not (self.numbered and found["id"]):
                return replace(problem, message=self.missing.format(noun=noun, Noun=noun[0].upper() + noun[1:]))
        parts = _QUOTED.split(message)
        parts[::2] = [self._words(part) for part in parts[::2]]
        return replace(problem, message="".join(parts))

    def _word(self, noun: str) -> str:
        return self.words.get(noun.lower(), noun)

    def _words(self, text: str) -> str:
        ours = "|".join(sorted(self.words, key=len, reverse=True))
        return re.sub(rf"(?<![\w@./-])(an? )?({ours})(s?)(?![\w@/-]|[.:]\w)", self._as, text, flags=re.IGNORECASE)

    def _as(self, found: re.Match[str]) -> str:
        """The vendor's word with the case, number and article of ours; our word if it is already part of the vendor's."""
        article, ours, plural = found[1] or "", found[2].lower(), found[3]
        theirs = self.words[ours]
        before = theirs.partition(ours)[0] if ours in theirs else ""
        text = found.string[: found.start(2)]
        if before and text.lower().endswith(before):
            return found[0]
        if found[2][0].isupper() and text.rstrip()[-1:] not in ("", ".", ":", ";"):  # a name: Smart Senders
            return found[0]
        if plural:
            theirs = theirs[:-1] + "ies" if theirs.endswith("y") else theirs + "s"
        if article:
            theirs = ("an " if theirs[0] in "aeiouAEIO" else "a ") + theirs
        return theirs[0].upper() + theirs[1:] if found[0][0].isupper() else theirs
