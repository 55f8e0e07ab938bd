"""People in pasted text: addresses with or without names, as mail programs, lists and people write them."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]|/]+@[^\s<>,;:\"()\[\]|/]+")
_BULLET = re.compile(r"\A\s*(?:[-*•–—>]+|\d{1,4}[.)])\s+")
# A header field before its addresses, in the languages of mail programs.
_LABEL = re.compile(
    r"\A\s*(?:e-?mail|mail|from|to|cc|bcc|von|an|kopie|de|à|para|da|a|aan|van|fra|til|från|till|od|do|от|кому)\s*:\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*[<(\[]\s*(?:mailto:)?\Z|\s*mailto:\Z", re.IGNORECASE)
_COMMENT = re.compile(r"\s*\(([^()@]{2,100})\)")
_BETWEEN = " \t,;>)]|/ "
_QUOTES = " \t'\"`‘’“”„«»"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A person of a pasted text."""

    email: str
    first_name: str = ""
    last_name: str = ""


def people(line: str) -> list[Pasted]:
    """Everyone that a line of text gives an address of, in order. No name is taken for the wrong one's: where it is not plain
    whose it is, it is left out."""
    line = _LABEL.sub("", _BULLET.sub("", line, 1), 1)
    addresses = [*_ADDRESS.finditer(line)]
    found: list[Pasted] = []
    at = 0
    for address in addresses:
        before = line[at : address.start()]
        at = address.end()
        name = ""
        if opening := _OPENING.search(before):
            name = before[: opening.start()]
        elif len(addresses) == 1:
            name = before
        if not name.strip(_BETWEEN + _QUOTES) and (comment := _COMMENT.match(line, at)):
            name, at = comment[1], comment.end()
        email = address[0].strip("'`.‘’“”")
        if all(one.email != email for one in found):  # as in "ann@x.com<mailto:ann@x.com>"
            found.append(Pasted(email, *split_name(name)))
    return found


# What stands before and behind names, without their full stops.
_TITLES_TEXT = """
    dr prof professor mr mrs ms miss mx sir dame rev herr frau hr fr ing dipl-ing dipling mag ddr univ-prof m mme mlle me monsieur
    madame sr sra srta don doña dott dott.ssa dottssa avv sig sig.ra sigra dhr mevr mw drs ir mgr phdr mudr judr bc pan pani paní
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_BEHIND_TEXT = "jr sr ii iii iv phd md mba msc bsc ma llm cpa cfa pmp esq dds rn pe mph jd ing ph.d m.d b.sc m.sc m.a"
_BEHIND_NAMES = frozenset(_BEHIND_TEXT.split())
_FIRM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ug|inc|llc|ltd|limited|plc|corp|corporation|company|sarl|sas|srl|s\.?r\.?l|spa|s\.?p\.?a|sa|bv|nv|oy"
    r"|ab|aps|as|kft"
    r"|s\.?r\.?o|sp\.? z o\.?o|team|support|info|office|sales|service|group|holding)\b\.?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[|/]|\s[-–—@]\s|\s(?:via|at|from|bei|chez)\s")  # what follows speaks of something else
_DECORATION = re.compile("[←-⯿️‍\U0001f000-\U0001faff]+")


def split_name(written: str) -> tuple[str, str]:
    """First and last name of a person: "Lee, Dr. Ann" is Ann Lee. Two blanks for what is no person's name."""
    name = _ASIDE.split(_DECORATION.sub(" ", written).strip(_BETWEEN + _QUOTES), 1)[0]
    name = " ".join(name.rstrip(":").split())
    if not name or "@" in name or len(name) > 100 or _FIRM.search(name) or any(map(str.isdigit, name)):
        return "", ""
    family, comma, given = name.partition(",")
    if comma and _plain(given.strip()) not in _BEHIND_NAMES and "," not in given:
        words = _without_titles(given.split())
        return (" ".join(words), family.strip(_QUOTES)) if words else _parted(family.split())
    return _parted(name.replace(",", " ").split() if comma else name.split())


def _parted(words: list[str]) -> tuple[str, str]:
    kept = _without_titles(words)
    return (kept[0].strip(_QUOTES), " ".join(kept[1:]).strip(_QUOTES)) if kept else ("", "")


def _without_titles(words: list[str]) -> list[str]:
    while words and _plain(words[0]) in _TITLES:
        words = words[1:]
    while len(words) > 1 and _plain(words[-1]) in _BEHIND_NAMES:
        words = words[:-1]
    return words


def _plain(word: str) -> str:
    return word.casefold().strip(".,()")
