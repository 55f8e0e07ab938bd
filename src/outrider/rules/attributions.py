"""Where a quoted or forwarded message begins in plain lines: introductions, header blocks and dividers, by language."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from outrider.rules.languages import lists, stems
from outrider.rules.phrases import Found, Words, fold, folded_words, read
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
_FOLLOWING = re.compile(rf"(?<=\w),? (?:{stems.pattern(stems.FOLLOWING)})(?= ?:$)", re.IGNORECASE)
_STAMPED = re.compile(
    r"\d{0,2}\D{1,20}(?:\d{1,2}\D{1,6})?(?:19|20)\d\d,? (?:[^\d,]{1,4} )?\d{1,2}[:.]\d\d(?: [AaPp]\.?[Mm]\.?)? "
    r"\S{1,8} <?[^\s<>@]+@[^\s<>@]+>?:"
)
# Gmail for some time: 2026-03-02 9:15 GMT+01:00 Ann Example:
_ZONED = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2},? \d{1,2}:\d\d(?::\d\d)? (?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)? "
    r"(?:[^\W\da-z_][^\s:]{0,40} ?){1,6}:"
)
# News readers: In message <7f3@example.com>, Ann Example writes:
_BY_ID = re.compile(r"[^\W\d]{1,12} (?:[^\s<>]{1,20} ){0,3}<[^\s<>@]{1,250}@[^\s<>]{1,250}>,? ([^:]{2,150}):")
# Forums and relays: ann via Forum of Examples wrote:
_VIA = re.compile(r"(?:[^\s:]{1,40} ){1,4}via (?:[^\s:]{1,40} ){1,7}([^\W\d]{3,20}):")
# Set by hand in terminals' programs: On Mar 2, 2026, Ann Example said:
_SAID = re.compile(
    r"(?:On )?[^:]{5,40}(?:19|20)\d\d(?:[^:]{0,6}\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)?,? "
    r"(?:[^\W\da-z_][^\s:,]{0,40} ){1,5}said:"
)
# Horde: Quoting Ann Example <ann@example.com>:
_QUOTING = re.compile(
    rf"(?:{stems.pattern(stems.QUOTING)}) [^<>:@]{{0,80}}<?[^\s<>()\[\]:]{{1,64}}@[^\s<>()\[\]:]{{1,255}}>? ?:", re.IGNORECASE
)
# ##- Please type your reply above this line -##
_ABOVE_LINE = re.compile(rf"[-#=_*~–—]{{2,20}}[^\n]{{0,80}}(?:{stems.pattern(stems.ABOVE_LINE)})[^\n]{{0,60}}", re.IGNORECASE)
# Zoho: On Mon, 02 Mar 2026 09:15:00 +0100 Ann Example <ann@example.com> wrote
_UNFINISHED = re.compile(r"[^<>@]{10,120}<[^\s<>@]{1,64}@[^\s<>@]{1,255}>\s([^\W\d]{1,15}(?: [^\W\d]{1,15})?)")
# Ann Example <ann@example.com> wrote:
_NAMED = re.compile(r"[^<>:@]{2,80}[<(\[]\s?(?:mailto:)?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,255}\s?[>)\]]([^<>:\d]{2,40}):")
# Lotus Notes: the writer, the date, and below them labels with their values on lines of their own.
_NOTES_LINES = 14
_RULE = re.compile(r"[_\-=*—–]{10,120}")
# GroupWise: >>> Ann <ann@example.com> 4/14/2026 8:15 AM >>>
ARROWED = re.compile(r"\s*>{2,4} [^>\d][^\n]{2,120}\d[^\n]{0,20} >{2,4}\s*")
_TABLE_ROW = re.compile(r"\s*\|\s*([^|:]{1,40}?)\s*\|(.*)")
_DASHES = "-‐‑–—_*=<>#~ \t"
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
    if _WRITER.fullmatch(first) or _is_unfinished(first):
        return 1
    following = lines[index : index + _MOST_LINES + (2 * _MOST_BLANKS if _OPENS.match(first) else 0)]
    if not any(line.rstrip("* \u202c\u200f\u200e").endswith((*_COLONS, "--")) for line in following):
        return 0
    joined = ""
    blanks = 0
    for length, line in enumerate(following, 1):
        if not line.strip() and _is_open(joined, lines[index + length : index + length + 1]) and blanks < _MOST_BLANKS:
            blanks += 1
            continue
        joined = f"{joined}{'' if joined.endswith(_WRAPPED) else ' '}{line.strip()}".strip()
        if not line.strip() or len(joined) > _LONGEST:
            return 0
        if _introduces(joined, dated):
            rests = (" ".join(map(str.strip, lines[n : index + length])) for n in range(index + 1, index + length))
            return 0 if not _OPENS.match(first) and any(_introduces(rest, dated) for rest in rests) else length
    return 0


_MOST_BLANKS = 2


def _is_open(text: str, following: Sequence[str]) -> bool:
    """Whether an address stands open, or opens below, so that a program put a blank line into an introduction."""
    opened = text.count("<") > text.count(">")
    return opened or (bool(_DATED.search(text)) and any(line.strip().startswith("<") for line in following))


def _is_unfinished(line: str) -> bool:
    """Whether a line is a date, a writer with the address, and "wrote" without a colon."""
    found = _UNFINISHED.fullmatch(line) if _OPENS.match(line) and _DATED.search(line) else None
    return found is not None and lists.of("wrote").whole(read(found[1])) is not None


def _introduces(text: str, dated: bool) -> bool:
    """Whether a line ends like an introduction, and names a date and a person; between dashes a person is enough."""
    text = text.rstrip("* ")
    if text.endswith(_COLONS):
        text = f"{text[:-1]}:"
    bare = _FOLLOWING.sub("", _DIRECTIONS.sub("", unicodedata.normalize("NFKC", text)).strip())
    stamped = _DATED.search(bare) is not None
    if _is_fixed(bare) or (stamped and _says_you_wrote(bare)):
        return True
    dashed = bare.startswith("--") and bare.endswith("--")
    bare = bare.strip(_DASHES) if dashed else bare.rstrip("* ")
    if not (bare.endswith(":") or dashed) or len(bare) < _SHORTEST:
        return False
    addressed = _BRACKETED.search(bare)
    named = addressed is not None and addressed.start() > 1 and not dated
    if not (stamped if dated else _FIGURE.search(bare)) and not dashed and not named:
        return False
    if addressed:
        return True
    words = read(bare)
    return len(words) <= _MOST_WORDS and any(_ends(words, found) for found in lists.of("wrote").all(words))


def _is_fixed(bare: str) -> bool:
    """Whether a line has the form in which one program introduces what it quotes."""
    if _STAMPED.fullmatch(bare) or _ZONED.fullmatch(bare) or (bare.endswith("said:") and _SAID.fullmatch(bare)):
        return True
    wrote = lists.of("wrote")
    if _QUOTING.fullmatch(bare):
        return True
    if (named := _NAMED.fullmatch(bare)) and wrote.whole(read(named[1])):
        return True
    if " via " in bare and (relayed := _VIA.fullmatch(bare)) and wrote.whole(read(relayed[1])):
        return not _PRONOUNS & set(read(bare).words)
    numbered = _BY_ID.fullmatch(bare) if "<" in bare else None
    if not numbered:
        return False
    words = read(numbered[1])
    return any(found.word >= 0 and _ends(words, found) for found in wrote.all(words))


def _says_you_wrote(bare: str) -> bool:
    """Whether a line with a date ends by saying that its reader wrote ("Monday, March 2, 2026, you wrote:")."""
    if not bare.endswith(":") or len(bare) > _LONGEST_TO_READER:
        return False
    words = read(bare)
    return any(
        found.word >= 0 and found.word + len(folded_words(found.text)) == len(words) for found in lists.of("you_wrote").all(words)
    )


_LONGEST_TO_READER = 120


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


_ON = re.compile(r"[a-zà-ž]{1,3}\s(?=\d)")  # "wrote on 4/14/2026 8:15 AM:"


def _ends(words: Words, verb: Found) -> bool:
    """Whether only a name, or a date in brackets, follows the verb, and its subject is not the writer."""
    if verb.word < 0:
        return len(words.letters) - verb.at <= len(verb.text) + _MOST_LETTERS_AFTER
    length = len(folded_words(verb.text))
    before = words.words[verb.word - 1] if verb.word else ""
    after = range(verb.word + length, len(words))
    if before in _PRONOUNS:
        return False
    rest = words.text[words.spans[verb.word + length - 1][1] :].strip()
    if rest.startswith("(") or (rest[:1].isdigit() and len(after) <= _MOST_WORDS_AFTER and _DATED.match(rest)):
        return True
    if (on := _ON.match(rest)) and _DATED.match(rest[on.end() :]) and len(after) <= _MOST_WORDS_AFTER + 1:
        return all(_is_of_date(words.text[slice(*words.spans[n])]) for n in after)
    if after and words.words[after[0]] in _PRONOUNS:
        return False
    if len(after) > _MOST_WORDS_AFTER or ("," in rest and not _ADDRESS.search(rest)):
        return False
    names = (words.text[slice(*words.spans[n])] for n in after)
    return all(n.lower() in _NAME_PARTICLES or not n[0].islower() or len(n) <= 2 for n in names) or bool(_ADDRESS.search(rest))


def _is_of_date(word: str) -> bool:
    """Whether a word may stand in a date: a figure, a month, "at", "Uhr"."""
    return not word.islower() or len(word) <= 3 or fold(word) in lists.calendar("months")


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
    if labels == 1 and _inline(lines[index]):
        return 1
    addressed = any(_ADDRESS.search(line) for line in lines[index : index + end])
    complete = labels >= 3 and {"sender", "sent", "to"} <= roles and (addressed or _is_stamped(lines[index : index + end]))
    titled = {"sender", "subject"} <= roles and (addressed or ("sent" in roles and labels >= 3))
    addressee = roles == {"sent", "to"} and labels == 2 and addressed
    return end if complete or titled or addressee else 0


def _is_stamped(lines: Sequence[str]) -> bool:
    """Whether the header of a writer without an address says when it was "sent", to the minute, in the order of programs."""
    found = [(line, roles) for line in lines if (roles := role_of(line))]
    order = [next((r for r in ("sender", "sent", "to", "subject") if r in roles), "") for _, roles in found[:3]]
    if order != ["sender", "sent", "to"]:
        return False
    label, _, value = _DIRECTIONS.sub("", found[1][0]).partition(":")
    return fold(label.strip("*_> ")) not in _DATE_LABELS and bool(_YEAR.search(value) and _TIME.search(value))


# People who list a route or an appointment call it so.
_DATE_LABELS = frozenset(words_of("date datum data fecha dato dag когда дата datums data kuupaev paivays")) | {
    "日期",
    "日時",
    "날짜",
}
_YEAR, _TIME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")


def _inline(line: str) -> frozenset[str]:
    """What the labels of a header say that stands on one line: the writer, with an address, first, then the date and others."""
    text = _DIRECTIONS.sub("", line.replace("\xa0", " "))[:_LONGEST_INLINE]
    if not _LABEL.match(text[:120]) or "sender" not in role_of(text):
        return frozenset()
    known = lists.labels()
    values: list[tuple[frozenset[str], int, int]] = []  # roles, where the label begins, where its value does
    for match in islice(_INSIDE.finditer(text), _MOST_INLINE):
        names = folded_words(match[1])
        roles = next((known[label] for n in range(len(names)) if (label := " ".join(names[n:])) in known), None)
        if roles:
            values.append((roles, match.start(), match.end()))
    if not values:
        return frozenset()
    ends = [begin for _, begin, _ in values[1:]] + [len(text)]
    found = frozenset[str]()
    for (roles, _, begin), end in zip(values, ends, strict=True):
        value = text[begin:end]
        stated = {"sender": _ADDRESS, "sent": _DATED}
        found |= {role for role in roles if role not in stated or stated[role].search(value)}
    return found if {"sender", "sent"} <= found else frozenset()


_LONGEST_INLINE, _MOST_INLINE = 600, 16
_INSIDE = re.compile(r"(?:^|(?<=\s))((?:[^\W\d]{1,20} ?){1,3}?)\s?[:：](?=\s|\S)")


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


def wants_answers_above(line: str) -> bool:
    """Whether a line is the one above which a help desk wants to be answered."""
    return len(line) <= _LONGEST_ABOVE_LINE and _ABOVE_LINE.fullmatch(line.strip()) is not None


_LONGEST_ABOVE_LINE = 160


def divider(lines: Sequence[str], index: int) -> int:
    """How many lines from `index` on part an original from what stands above ("--- Original message ---"); 0 if none do."""
    line = _DIRECTIONS.sub("", lines[index].replace("\xa0", " ")).strip()
    if not line:
        return 0
    if (
        (run_on := _RUN_ON.match(line))
        and " ".join(folded_words(run_on[1].rstrip(":："))) in lists.separators()
        and role_of(run_on[2])
    ):
        return 1 if _inline(run_on[2]) else 1 + header(lines, index + 1) if index + 1 < len(lines) else 1
    if wants_answers_above(line):
        return 1
    if len(line) > 120:
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
    dashed = line.startswith("--") or (line[0] in "-‐‑–—_=*>" and line.endswith(line[0]))
    if named and (dashed or bare.endswith((":", "："))):
        return 1
    if dashed and bare and line.endswith("--") and line.startswith("-----"):
        following = [text for text in lines[index + 1 : index + 7] if text.strip()]
        return int(sum(1 for text in following if _LABEL.match(text[:120])) >= 2)
    return 0


# ------ Original message ------From: ann@example.com Date: ...
_RUN_ON = re.compile(r"[-–—_=*]{3,40}\s?([^-–—_=*]{3,60}?)\s?[-–—_=*]{3,40}\s{0,3}([^-–—_=*\s].{3,600})")


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
    known = max(sum(1 for line in block if role_of(line)), len(_inline(lines[index])))
    any_language = sum(1 for line in block if _LABEL.match(line[:120]))
    if known >= 2 or (any_language >= 3 and any(_ADDRESS.search(line) for line in block)):
        return len(block)
    return 0
