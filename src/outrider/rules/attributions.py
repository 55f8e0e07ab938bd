"""Where a quoted or forwarded message begins in plain lines: introductions, header blocks and dividers, by language."""

import re
import unicodedata
from collections.abc import Sequence

from outrider.rules.languages import lists
from outrider.rules.phrases import Found, Words, folded_words, read
from outrider.rules.text import words_of

_SHORTEST, _LONGEST = 10, 400  # characters of an introduction
_MOST_LINES = 4
_MOST_WORDS = 30
_MOST_WORDS_AFTER = 7
_MOST_WORDS_OF_A_NAME = 5  # with the verb
_MOST_LETTERS_AFTER = 40
_NAME_PARTICLES = frozenset(words_of("von van de der den di da del della le la el al bin ibn dos das do zu"))
_PRONOUNS = frozenset(
    words_of("i we you he she they ich wir er sie du ihr jeg vi han hun ik wij hij zij je jag hon mina ja ty on ona мы я он она")
)
_WRAPPED = ("@", "<")  # where programs wrap an address
_COLONS = (":", "：", "․", "։", "՝")  # the last three are Armenian's
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']{1,64}@[^\s<>()\[\]:;,\"']{1,255}")
_BRACKETED = re.compile(r"[<(\[]\s{0,2}(?:mailto:)?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,255}")
_DATED = re.compile(
    r"(?<!\d)(?:19|20|25)\d\d(?!\d)|(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)"
    r"|\d{1,2}\s?[月월]|(?<!\d)1[34]\d\d(?!\d)"
)
_FIGURE = re.compile(r"\d")
_LABEL = re.compile(r"[*_>\s]{0,8}([^\s:：*<>][^:：<>]{0,39}?)[*_]{0,2}\s{0,2}[:：][*_]{0,2}(?:\s|$|(?=\S))")
_SHORT_RULE = re.compile(r"[-_=]{3,9}")
# Tuta: 2. März 2026, 09:15 von joe@example.com:
_STAMPED = re.compile(
    r"\d{0,2}\D{1,20}(?:\d{1,2}\D{1,6})?(?:19|20)\d\d,? (?:[^\d,]{1,4} )?\d{1,2}[:.]\d\d(?: [AaPp]\.?[Mm]\.?)? "
    r"\S{1,8} <?[^\s<>@]+@[^\s<>@]+>?:"
)
# The Bat!: Monday, March 2, 2026, 9:15:00 AM, you wrote:
_YOU_WROTE = re.compile(
    r"[^:]{8,60}(?:19|20)\d\d[^:]{0,12}\d{1,2}:\d\d(?::\d\d)?(?: [AaPp][Mm])?,? "
    r"(?:you wrote|вы писали|вы написали|sie schrieben|schrieben sie|vous avez écrit|usted escribió|lei ha scritto):",
    re.IGNORECASE,
)
# Ann Example <ann@example.com> wrote:
_NAMED = re.compile(r"[^<>:@]{2,80}[<(\[]\s?(?:mailto:)?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,255}\s?[>)\]]([^<>:\d]{2,40}):")
# Lotus Notes: the writer, the date, and below them labels with their values on lines of their own.
_NOTES_LINES = 14
_RULE = re.compile(r"[_\-=*—–]{10,120}")
# GroupWise: >>> Ann <ann@example.com> 4/14/2026 8:15 AM >>>
ARROWED = re.compile(r"\s*>{2,4} [^>\d][^\n]{2,120}\d[^\n]{0,20} >{2,4}\s*")
_TABLE_ROW = re.compile(r"\s*\|\s*([^|:]{1,40}?)\s*\|(.*)")
_DASHES = "-–—_*=<>#~ \t"
_MOST_HEADER_LINES = 14
# How introductions begin in languages that put the date first.
_OPENING = (
    r"(?:On|Am|Le|El|Em|Il(?: giorno)?|Op|Den|På|Dne|Dana|W dniu|Pe|În data de|Pada|Vào|Στις|На)\s"
    r"(?:[^\W\d]{2,12}[.,]{0,2}\s){0,3}\d"
)
_OPENS = re.compile(_OPENING)
_OPENS_INSIDE = re.compile(rf"(?<=\S)[ -]+(?={_OPENING})")


def introduction(lines: Sequence[str], index: int, *, dated: bool = True) -> int:
    """How many lines from `index` on introduce a quotation ("On Monday Ann wrote:"), wrapped or not; 0 if none do.

    Without `dated` any figure does for a date: for lines with a marked quotation below them.
    """
    first = lines[index].strip()
    if not first or len(first) > _LONGEST:
        return 0
    if not any(line.rstrip("* \u202c\u200f\u200e").endswith((*_COLONS, "--")) for line in lines[index : index + _MOST_LINES]):
        return 0
    joined = ""
    for length, line in enumerate(lines[index : index + _MOST_LINES], 1):
        joined = f"{joined}{'' if joined.endswith(_WRAPPED) else ' '}{line.strip()}".strip()
        if not line.strip() or len(joined) > _LONGEST:
            return 0
        if _introduces(joined, dated):
            rests = (" ".join(map(str.strip, lines[n : index + length])) for n in range(index + 1, index + length))
            return 0 if not _OPENS.match(first) and any(_introduces(rest, dated) for rest in rests) else length
    return 0


def _introduces(text: str, dated: bool) -> bool:
    """Whether a line ends like an introduction, and names a date and a person; between dashes a person is enough."""
    text = text.rstrip("* ")
    if text.endswith(_COLONS):
        text = f"{text[:-1]}:"
    bare = _DIRECTIONS.sub("", unicodedata.normalize("NFKC", text)).strip()
    if _STAMPED.fullmatch(bare) or _YOU_WROTE.fullmatch(bare):
        return True
    if (named := _NAMED.fullmatch(bare)) and lists.of("wrote").whole(read(named[1])):
        return True
    dashed = bare.startswith("--") and bare.endswith("--")
    bare = bare.strip(_DASHES) if dashed else bare.rstrip("* ")
    if not (bare.endswith(":") or dashed) or len(bare) < _SHORTEST:
        return False
    addressed = _BRACKETED.search(bare)
    named = addressed is not None and addressed.start() > 1 and not dated
    if not (_DATED if dated else _FIGURE).search(bare) and not dashed and not named:
        return False
    if addressed:
        return True
    words = read(bare)
    return len(words) <= _MOST_WORDS and any(_ends(words, found) for found in lists.of("wrote").all(words))


def begins_inside(lines: Sequence[str], index: int) -> int:
    """Where in a line an introduction begins behind other words ("Yes! On Monday 2 March Ann wrote:"); 0 if none does."""
    line = lines[index]
    if not line[:1].strip() or len(line) > _LONGEST:
        return 0
    for match in _OPENS_INSIDE.finditer(line):
        if introduction([line[match.end() :], *lines[index + 1 : index + _MOST_LINES]], 0):
            return match.end()
    return 0


_WRITER = re.compile(r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\s[^<>]{1,100}<[^\s<>@]{1,64}@[^\s<>]{1,255}>:?")


def names_writer(line: str) -> bool:
    """Whether a line is a date and the name and address of a writer, or a name and "wrote".

    Some programs introduce the marked lines below it so.
    """
    bare = line.strip()
    if _WRITER.fullmatch(bare):
        return True
    if not bare.endswith(_COLONS) or len(words := read(bare)) > _MOST_WORDS_OF_A_NAME:
        return False
    return bare[:1].isupper() and any(found.word > 0 and _ends(words, found) for found in lists.of("wrote").all(words))


def _ends(words: Words, verb: Found) -> bool:
    """Whether only a name, or a date in brackets, follows the verb, and its subject is not the writer."""
    if verb.word < 0:
        return len(words.letters) - verb.at <= len(verb.text) + _MOST_LETTERS_AFTER
    length = len(folded_words(verb.text))
    before = words.words[verb.word - 1] if verb.word else ""
    after = range(verb.word + length, len(words))
    if before in _PRONOUNS or (after and words.words[after[0]] in _PRONOUNS):
        return False
    rest = words.text[words.spans[verb.word + length - 1][1] :].strip()
    if rest.startswith("(") or (rest[:1].isdigit() and len(after) <= _MOST_WORDS_AFTER and _DATED.match(rest)):
        return True
    if len(after) > _MOST_WORDS_AFTER or ("," in rest and not _ADDRESS.search(rest)):
        return False
    names = (words.text[slice(*words.spans[n])] for n in after)
    return all(n.lower() in _NAME_PARTICLES or not n[0].islower() or len(n) <= 2 for n in names) or bool(_ADDRESS.search(rest))


def header(lines: Sequence[str], index: int) -> int:
    """How many lines from `index` on are the header of a quoted message (From:, Sent:, To:, Subject:); 0 if none are."""
    roles: set[str] = set()
    labels = blanks = loose = end = 0
    for number, line in enumerate(lines[index : index + _MOST_HEADER_LINES]):
        if not line.strip():
            blanks += 1
            if blanks > 1 or not labels:
                break
            continue
        found = role_of(line)
        if found:
            roles |= found
            labels, blanks, loose, end = labels + 1, 0, 0, number + 1
        elif not labels or blanks or loose == 2:
            break
        else:
            loose += 1
    addressed = any(_ADDRESS.search(line) for line in lines[index : index + end])
    complete = labels >= 3 and {"sender", "sent", "to"} <= roles and addressed
    titled = {"sender", "subject"} <= roles and (addressed or ("sent" in roles and labels >= 3))
    addressee = roles == {"sent", "to"} and labels == 2 and addressed
    return end if complete or titled or addressee else 0


def notes_header(lines: Sequence[str], index: int) -> int:
    """How many lines from `index` on are the header of an original as Lotus Notes puts it above: the writer, the date, and then
    labels without colons, each above its value; 0 if none are."""
    if not _ADDRESS.search(lines[index]) or len(lines[index]) > 120 or _LABEL.match(lines[index]):
        return 0
    roles: set[str] = set()
    end = 0
    dated = False
    for number, line in enumerate(lines[index + 1 : index + _NOTES_LINES], 1):
        bare = line.strip()
        found = lists.labels().get(" ".join(folded_words(bare)), frozenset()) if len(bare) <= 20 else frozenset[str]()
        if found and dated:
            roles |= found
            end = number + 1
        elif not roles and bare and not dated:
            dated = bool(_DATED.search(bare)) and len(bare) <= 60
            if not dated:
                return 0
    while end and index + end < len(lines) and not lines[index + end - 1].strip():
        end += 1
    return end + 1 if {"to", "subject"} <= roles else 0


def role_of(line: str) -> frozenset[str]:
    """What a line like "From: …" states of a message; empty when it is not such a line."""
    plain = _DIRECTIONS.sub("", line.replace("\xa0", " "))[:120]
    if row := _TABLE_ROW.match(plain):  # NetEase's text of a table
        plain = f"{row[1]}: {row[2]}"
    match = _LABEL.match(plain)
    return lists.labels().get(" ".join(folded_words(match[1])), frozenset()) if match else frozenset()


def divider(lines: Sequence[str], index: int) -> int:
    """How many lines from `index` on part an original from what stands above ("--- Original message ---"); 0 if none do."""
    line = _DIRECTIONS.sub("", lines[index].replace("\xa0", " ")).strip()
    if not line or len(line) > 120:
        return 0
    if ARROWED.fullmatch(line):
        return 1
    if length := notes_header(lines, index):
        return length
    if _RULE.fullmatch(line):
        below = next((n for n in range(index + 1, min(index + 4, len(lines))) if lines[n].strip()), None)
        if below is None or _RULE.fullmatch(lines[below].strip()):
            return 0
        length = under_rule(lines, below)
        return below + length - index if length else 0
    if _SHORT_RULE.fullmatch(line):
        length = header(lines, index + 1) or introduction(lines, index + 1) if index + 1 < len(lines) else 0
        return length + 1 if length else 0
    bare = line.strip(_DASHES)
    named = bool(bare) and " ".join(folded_words(bare.rstrip(":："))) in lists.separators()
    dashed = line.startswith("--") or (line[0] in "-–—_=*>" and line.endswith(line[0]))
    if named and (dashed or bare.endswith((":", "："))):
        return 1
    if dashed and bare and line.endswith("--") and line.startswith("-----"):
        following = [text for text in lines[index + 1 : index + 7] if text.strip()]
        return int(sum(1 for text in following if _LABEL.match(text[:120])) >= 2)
    return 0


def under_rule(lines: Sequence[str], index: int) -> int:
    """How many lines from `index` on introduce an original, given that something parts them from what stands above."""
    return header(lines, index) or introduction(lines, index) or _short_header(lines, index)


def _short_header(lines: Sequence[str], index: int) -> int:
    """Under a rule two labels, or three lines of some unknown language's labels with an address among them, are a header."""
    block: list[str] = []
    for line in lines[index : index + 8]:
        if not line.strip():
            break
        block.append(line)
    known = sum(1 for line in block if role_of(line))
    any_language = sum(1 for line in block if _LABEL.match(line[:120]))
    if known >= 2 or (any_language >= 3 and any(_ADDRESS.search(line) for line in block)):
        return len(block)
    return 0
