"""What a text repeats of other texts, however it was wrapped, marked up or had its links rewritten.

Texts are compared as rows of words: addresses, link targets and punctuation do not count, letters of scripts without blanks
count one by one. Linear in the lengths of the texts.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

_SHINGLE = 3  # words that make two places worth comparing
_MOST_PLACES = 8  # of one shingle that are compared
_LONGEST = 60_000
MOST_TOKENS = 5_000  # of all texts that are compared with one another, on either side
_LINK = re.compile(
    r"<?(?:https?://|www\.|mailto:)[^\s<>\]]*>?|\[cid:[^\]\s]*\]|<[^\s<>@]{1,64}@[^\s<>]{1,255}>|\[(?:image"
    r"|inline)[^\]]{0,200}\]",
    re.IGNORECASE,
)
_WORD = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]|[^\\W_]+")
_SMALL = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]")


class Token(NamedTuple):
    """A word of a text and where it stands."""

    word: str
    start: int
    end: int

    @property
    def weight(self) -> float:
        """How much of a word it is: a letter of a script without blanks is a part of one."""
        return 0.4 if _SMALL.match(self.word) else 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens from `start` to before `end` stand in source number `source` in this order, from its token `at` on."""

    start: int
    end: int
    source: int
    at: int


def tokens(text: str, most: int = MOST_TOKENS) -> list[Token]:
    """The words of a text that count, the first `most` of them."""
    return [Token(_folded(match.group()), *match.span()) for match in islice(_WORD.finditer(_unlinked(text)), most)]


def words(text: str, most: int = MOST_TOKENS) -> list[str]:
    """The same without where they stand."""
    return [_folded(match.group()) for match in islice(_WORD.finditer(_unlinked(text)), most)]


def _unlinked(text: str) -> str:
    return _LINK.sub(lambda link: " " * len(link.group()), text[:_LONGEST])


def runs(words: Sequence[str], sources: Iterable[Sequence[str]]) -> list[Run]:
    """The longest runs of words that the sources have too, none overlapping another, in order; none shorter than a shingle."""
    known = list(sources)
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, source in enumerate(known):
        for at in range(len(source) - _SHINGLE + 1):
            found = places.setdefault(tuple(source[at : at + _SHINGLE]), [])
            if len(found) < _MOST_PLACES:
                found.append((number, at))
    result: list[Run] = []
    index = 0
    while index <= len(words) - _SHINGLE:
        best = Run(index, index, 0, 0)
        for number, at in places.get(tuple(words[index : index + _SHINGLE]), ()):
            length = _common(words, index, known[number], at)
            if length > best.end - best.start:
                best = Run(index, index + length, number, at)
        if best.end > best.start:
            result.append(best)
        index = max(index + 1, best.end)
    return result


def _common(words: Sequence[str], index: int, source: Sequence[str], at: int) -> int:
    """How many words from `index` on are those of the source from `at` on."""
    most = min(len(words) - index, len(source) - at)
    length = _SHINGLE
    while length < most and words[index + length] == source[at + length]:
        length += 1
    return length


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold()
