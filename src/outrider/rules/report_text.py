"""The words of a failure notification that are its reporter's own: without the message that it returns, without the lines that
repeat sender, subject and recipient, and without the footers that gateways add."""

import re
from collections.abc import Sequence
from itertools import islice

from outrider.rules import report_words as words
from outrider.rules.failures import REPLY_CODE, STATUS_CODE, addresses_in, aligned
from outrider.rules.languages import footers, lists
from outrider.rules.phrases import fold, folded_words

_HEADER_LINE = re.compile(
    r"[>\s|]{0,6}(?:received|return-path|message-id|from|to|cc|subject|date|mime-version|reply-to|sender|delivered-to"
    r"|content-type|dkim-signature|x-[\w-]{1,40})\s{0,2}:",
    re.I,
)
_SHOWS_THROUGH = re.compile(r"\s{0,8}(?:content-(?:type|transfer-encoding|disposition|description|id)|mime-version)\s?:", re.I)
_LABELED = re.compile(r"\W{0,6}([^\W\d_][^:：\n]{0,30}?)\s{0,3}[:：]\s")
_SCANNED = re.compile(
    r"(?:scanned|checked) (?:for|by|against)|virus[- ]?free|auf viren gepr|virenfrei|analyse par|sans virus|libre de virus|"
    r"privo di virus|virusvrij|virusfri|neobsahuje viry|wolna od wirusow"
)
_LEGAL = tuple(tuple(fold(stem) for stem in stems) for stems in (footers.CONFIDENTIAL, footers.RECIPIENT, footers.MISUSE))
_SHORTEST_SUBJECT = 4
_MOST_SUBJECTS = 5


def own_words(text: str) -> str:
    """The words of a notification without the message that it returns."""
    lines = text.splitlines()[:400]
    run, looks_like_mail = 0, False
    kept: list[str] = []
    for line in lines:
        if _HEADER_LINE.match(line):
            run += 1
            looks_like_mail = looks_like_mail or line.lstrip("> |\t").lower().startswith(
                ("received", "message-id", "return-path")
            )
            if run >= 3 and looks_like_mail and _has_said(kept[: len(kept) - run + 1]):
                return "\n".join(kept[: len(kept) - run + 1])
        elif not line[:1].isspace() or not line.strip():
            run, looks_like_mail = 0, False
        if _opens_copy(line):
            break
        kept.append(line)
    return "\n".join(kept)


def _has_said(lines: Sequence[str]) -> bool:
    """Whether a notification has come to what failed: some list the headers of the message first."""
    said = " ".join(lines)
    return bool(next(addresses_in(said), None) or REPLY_CODE.search(said.lower()) or STATUS_CODE.search(said))


def _opens_copy(line: str) -> bool:
    bare = line.strip().lower()
    if not 5 <= len(bare) <= 160:
        return False
    marked = bare[:2] in ("--", "==", "**", "__", "~~") or bare.endswith((":", "--", "==", "follows.", "follow.", "："))
    return (marked or "below this line" in bare) and says(bare, words.COPIES)


def subjects(text: str, returned: str) -> list[str]:
    """The subject of our message as a notification repeats it: on a line of its own, or in what it returns (`returned`)."""
    labeled = ((line, *_labeled(line)) for line in text.splitlines())
    found = dict.fromkeys([returned, *(line[begin:] for line, roles, begin in labeled if "subject" in roles)])
    return [subject for s in islice(found, _MOST_SUBJECTS) if len(subject := s.strip(" \t\"'")) >= _SHORTEST_SUBJECT]


def reported(text: str, ours: Sequence[str]) -> str:
    """The words of a notification that may give its reason. `ours`: subjects of the message that it is about."""
    kept = "\n".join(line for line in text.splitlines() if not _repeats(line))
    return "\n\n".join(p for p in re.split(r"\n[ \t]*\n", without(kept, ours)) if not _is_footer(p))


def without(text: str, ours: Sequence[str]) -> str:
    """A text without our subjects: what we wrote is not the reason for its failure."""
    for subject in ours:
        text = text.replace(subject, " ")
    return text


def _repeats(line: str) -> bool:
    """Whether a line repeats from, date or subject of our message, or is a header that shows through."""
    roles = _labeled(line)[0]
    return bool(_SHOWS_THROUGH.match(line)) or (bool(roles) and "to" not in roles)


def _labeled(line: str) -> tuple[frozenset[str], int]:
    """What the label at a line's beginning means (sender, sent, to, subject), and where its value begins."""
    label = _LABELED.match(line[:60])
    return (lists.labels().get(" ".join(folded_words(label[1])), frozenset[str]()), label.end()) if label else (frozenset(), 0)


def _is_footer(paragraph: str) -> bool:
    """Whether a paragraph is a scanner's or a company's own, put under every message."""
    if next(addresses_in(paragraph), None) or REPLY_CODE.search(paragraph.lower()) or STATUS_CODE.search(paragraph):
        return False
    folded = fold(paragraph[:2_000])
    return bool(_SCANNED.search(folded)) or all(any(stem in folded for stem in stems) for stems in _LEGAL)


def says(text: str, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether a text has one of the phrases, given as their pieces."""
    text = text.replace("\u2019", "'")
    return any(aligned(text, pieces) for pieces in phrases)
