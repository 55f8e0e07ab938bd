"""Fixed wordings found in a text, in any script, in time linear in the text's length.

Scripts that part words by blanks are read word by word, without accents and case. The others (and those whose words carry
their articles and particles) are searched as one row of letters.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product

_LONGEST = 20_000  # characters that are read
_MOST_WORDS = 4_000
_LONGEST_WORD = 40
_GAP = "…"
_WIDEST_GAP_OF_LETTERS = 20
_TOKEN = re.compile(r"[eE]-[mM]ail[^\W_]*|[^\W_]+")
# Marks that people leave out; those of Indic scripts and of Thai are letters to them.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640]"
)
_ALIKE = str.maketrans(
    {
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "-": None},
        **{"ي": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ی", "ة": "ه", "ؤ": "و"},
    }
)
# How people write on a keyboard without these letters, where they do not leave out the marks.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_LETTERS_ONLY = re.compile("[\u0590-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
# Arabic and Hebrew part words by blanks, so a word is none that begins in one and ends in the next.
_PARTED = re.compile("[\u0590-\u06ff]")
_SHORT_WORD = 5  # letters; longer ones do not come about by chance
_SENTENCE_END = re.compile(r"[.!?;…。！？\n](?:\s|$)|[。！？]|\n\s*\n")
_CLAUSE_END = re.compile(r"[,:，、：()]")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, folded, with where each stands in `text`, and the number of its sentence and clause.

    `distinct` is what words there are; `letters` is the whole text folded, without blanks, and `signs` what occurs in it.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    distinct: frozenset[str]
    letters: str
    signs: frozenset[str]
    blanks: frozenset[int] = frozenset()  # before which of `letters` there is one, in texts of scripts that part words

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: the words it was found by, the number of its first word, and whose phrase it is.

    `word` is -1 for one found among letters; then `at` is its place there. `end` is the number of the word, or the place of the
    letter, after it.
    """

    text: str
    owner: str
    word: int = -1
    at: int = -1
    end: int = -1

    def overlaps(self, other: "Found") -> bool:
        """Whether both have words, or letters, in common."""
        if (self.word < 0) != (other.word < 0):
            return False
        return max(self.word, self.at) < other.end and max(other.word, other.at) < self.end


@dataclass(frozen=True, slots=True)
class _Element:
    exact: frozenset[str]
    begins: tuple[str, ...]

    def matches(self, word: str) -> bool:
        return word in self.exact or (bool(self.begins) and word.startswith(self.begins))


@dataclass(frozen=True, slots=True)
class _Pattern:
    owner: str
    elements: tuple[_Element | None, ...]  # None: a gap


def fold(text: str) -> str:
    """Without case and accents, so that what people leave out does not matter."""
    if text.isascii():
        return text.lower().replace("-", "")
    decomposed = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", decomposed).translate(_ALIKE)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u200c", " ").replace("’", "'")


@lru_cache(maxsize=8)  # the rules ask of the same text one after another
def read(text: str) -> Words:
    """The words of a text, of its beginning where it is long."""
    text = _normal(text[:_LONGEST])
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        if len(between) > 1 or not between.isspace():
            ordinal = between.startswith(".") and words[-1:] and words[-1].isdigit() and len(words[-1]) <= 2
            sentence += bool(_SENTENCE_END.search(between[1:] if ordinal else between))
            clause += bool(_CLAUSE_END.search(between))
        words.append(fold(match.group()[:_LONGEST_WORD]))
        spans.append(match.span())
        sentences.append(sentence)
        clauses.append(clause + sentence)
        end = match.end()
        if len(words) == _MOST_WORDS:
            break
    pieces = fold(text).split()
    letters = "".join(pieces)
    blanks = frozenset(accumulate(map(len, pieces))) if _PARTED.search(letters) else frozenset[int]()
    return Words(
        text, tuple(words), tuple(spans), tuple(sentences), tuple(clauses), frozenset(words), letters, frozenset(letters), blanks
    )


class Phrases:
    """A set of phrases to look for. `owners` pairs each list of phrases with a name that a find carries; `gap` is the most
    words that "…" stands for."""

    def __init__(self, owners: Iterable[tuple[str, Iterable[str]]], gap: int = 3) -> None:
        self._gap = gap
        self._exact: dict[str, list[_Pattern]] = defaultdict(list)
        self._begins: dict[str, list[_Pattern]] = defaultdict(list)
        self._letters: list[tuple[str, tuple[str, ...]]] = []
        self._single: set[str] = set()  # those that are one short word
        for owner, texts in owners:
            for text in texts:
                if _LETTERS_ONLY.search(text):
                    parts = tuple("".join(fold(_normal(part)).split()) for part in text.split(_GAP))
                    self._letters.append((owner, parts))
                    if len(parts) == 1 and len(text.split()) == 1 and len(parts[0]) <= _SHORT_WORD and _PARTED.search(text):
                        self._single.add(parts[0])
                else:
                    for pattern in _patterns(owner, text):
                        self._add(pattern)
        self._lengths = sorted({len(begin) for begin in self._begins})
        self._initials = frozenset(word[0] for word in (*self._exact, *self._begins) if word)
        # One of each phrase that is found among letters, of its own script if it can be: without any of them there is none.
        self._signs = frozenset(max(parts[0]) for _, parts in self._letters)

    def _add(self, pattern: _Pattern) -> None:
        first = pattern.elements[0]
        if first is None:
            return
        for word in first.exact:
            self._exact[word].append(pattern)
        for begin in first.begins:
            self._begins[begin].append(pattern)

    def first(self, words: Words) -> Found | None:
        """The phrase that stands first; among letters only where no phrase of words does."""
        return next(self.all(words), None)

    def all(self, words: Words, *, of_each: bool = False) -> Iterator[Found]:
        """All phrases, at most one a word; with `of_each` one of each owner, for many words are those of several."""
        known: dict[str, tuple[_Pattern, ...]] = {}  # long texts repeat their words
        for index, word in enumerate(words.words):
            if word[:1] not in self._initials:
                continue
            if (patterns := known.get(word)) is None:
                patterns = known[word] = tuple(p for p in self._candidates(word) if _can_match(p, words.distinct))
            owners: tuple[str, ...] = ()
            for pattern in patterns:
                if pattern.owner in owners:
                    continue
                end = _match(pattern.elements, 0, words, index, words.sentences[index], self._gap)
                if end is not None:
                    said = words.text[words.spans[index][0] : words.spans[end - 1][1]]
                    yield Found(said, pattern.owner, index, end=end)
                    owners = (*owners, pattern.owner)
                    if not of_each:
                        break
        if self._signs.isdisjoint(words.signs):
            return
        for owner, parts in self._letters:
            if not words.signs.issuperset(parts[0]):
                continue
            blanks = words.blanks if parts[0] in self._single else frozenset[int]()
            if (at := _find_letters(parts, words.letters, blanks)) >= 0:
                yield Found(_GAP.join(parts), owner, -1, at, at + len(parts[0]))

    def starts(self, words: Words) -> Iterator[tuple[Found, str]]:
        """The phrases that the text begins with, each with what follows it."""
        for pattern in self._candidates(words.words[0]) if words.words else ():
            if (end := _match(pattern.elements, 0, words, 0, None, self._gap)) is not None:
                cut = words.spans[end - 1][1]
                yield Found(words.text[words.spans[0][0] : cut], pattern.owner, 0), words.text[cut:].strip()
        for owner, parts in self._letters:
            if len(parts) == 1 and words.letters.startswith(parts[0]):
                yield Found(parts[0], owner, -1, 0), words.letters[len(parts[0]) :]

    def whole(self, words: Words) -> Found | None:
        """The phrase that is all there is in the text."""
        for pattern in self._candidates(words.words[0]) if words.words else ():
            if len(pattern.elements) == len(words) and _match(pattern.elements, 0, words, 0, None, self._gap) == len(words):
                return Found(words.text.strip(), pattern.owner, 0)
        bare = words.letters.strip(".!,。！、?？~〜\"'")
        return next((Found(words.text.strip(), owner, -1, 0) for owner, parts in self._letters if parts == (bare,)), None)

    def _candidates(self, word: str) -> Iterator[_Pattern]:
        yield from self._exact.get(word, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._begins.get(word[:length], ())


def _find_letters(parts: tuple[str, ...], letters: str, blanks: frozenset[int]) -> int:
    """Where the parts stand in this order, near one another, and the first has none of the blanks inside; -1 if nowhere."""
    begin = letters.find(parts[0])
    tries = 0
    while begin >= 0 and tries < 20:
        end = begin + len(parts[0])
        for part in parts[1:]:
            at = letters.find(part, end, end + _WIDEST_GAP_OF_LETTERS + len(part))
            if at < 0:
                break
            end = at + len(part)
        else:
            if not blanks or blanks.isdisjoint(range(begin + 1, begin + len(parts[0]))):
                return begin
        begin = letters.find(parts[0], begin + 1)
        tries += 1
    return -1


def _can_match(pattern: _Pattern, distinct: frozenset[str]) -> bool:
    """Whether a text of these words may hold the pattern, as far as its exact words tell."""
    return all(e is None or e.begins or not e.exact.isdisjoint(distinct) for e in pattern.elements)


def _match(
    elements: tuple[_Element | None, ...], at: int, words: Words, index: int, sentence: int | None, gap: int
) -> int | None:
    """The end of the elements from `at` on, if they match from the word `index` on within the sentence (None: any)."""
    while at < len(elements):
        element = elements[at]
        if element is None:
            for skipped in range(gap + 1):
                if (end := _match(elements, at + 1, words, index + skipped, sentence, gap)) is not None:
                    return end
            return None
        if index >= len(words.words) or (sentence is not None and words.sentences[index] != sentence):
            return None
        if not element.matches(words.words[index]):
            return None
        at, index = at + 1, index + 1
    return index


def _patterns(owner: str, text: str) -> Iterator[_Pattern]:
    """A phrase's patterns: one for each of its optional and many-word alternatives."""
    choices = [_alternatives(part) for part in text.replace(_GAP, f" {_GAP} ").split()]
    for chosen in product(*choices):
        elements = tuple(element for elements in chosen for element in elements)
        if elements:
            yield _Pattern(owner, elements)


def _alternatives(part: str) -> list[tuple[_Element | None, ...]]:
    """What may stand for one part of a phrase, each as a row of elements."""
    if part == _GAP:
        return [(None,)]
    optional = part.endswith("?")
    exact: set[str] = set()
    begins: set[str] = set()
    longer: list[tuple[_Element | None, ...]] = []
    for word in part.rstrip("?").split("/"):
        for spelling in {word, word.translate(_SPELT_OUT)}:
            row = [fold(w) for w in _TOKEN.findall(unicodedata.normalize("NFKC", spelling))]
            if len(row) > 1:
                longer.append(tuple(_element(w, word.endswith("*") and n == len(row)) for n, w in enumerate(row, 1)))
            elif row:
                (begins if word.endswith("*") else exact).add(row[0])
    found: list[tuple[_Element | None, ...]] = [*longer]
    if exact or begins:
        found.append((_Element(frozenset(exact), tuple(sorted(begins))),))
    return [*found, ()] if optional else found


def _element(word: str, begins: bool) -> _Element:
    return _Element(frozenset(() if begins else (word,)), (word,) if begins else ())


@lru_cache(maxsize=4096)
def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a short text."""
    return read(text).words
