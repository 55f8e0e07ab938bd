"""What a writer wrote, without what it quotes: for display, and so that our own words are not read as an answer.

Three rungs, each where the one before says nothing: what the text repeats of the messages of its thread, the structure of its
HTML and its ">" marks, and the introductions, header blocks and dividers of mail programs in the table's languages. Answers
between quoted lines stay, in order. Linear in the text's length.
"""

import re
from collections.abc import Iterator, Sequence

from outrider.rules import alignment, attributions, quoted_html
from outrider.rules.alignment import Run, Token
from outrider.rules.languages import footers, lists
from outrider.rules.phrases import fold, read
from outrider.rules.quoted_html import Line
from outrider.rules.text import beginning

# No person writes more; what is longer is read as far as this.
_MOST_LINES = 500
_MOST_HTML = 40_000
_LONGEST_TEXT = 30_000
# So many words in a row are not the same by chance: where nothing says that a quotation begins, and below such a place.
_COPIED = 8.0
_COPIED_BELOW = 3.0
_COPIED_ALONE = 12.0  # where nothing else would be left
_SHORTEST_SOURCE = 5.0
_BEGINNING = 300  # words
_MOST_SIGNATURE_LINES = 12
_SHORTEST_FOOTER = 12  # words
_MOST_FOOTER_LINES = 40
_MOST_FOOTERS = 60  # paragraphs that are looked at
_MOST_DEVICES = 60  # lines that are looked at for what a phone adds
_SIGNATURE = re.compile(r"(?:--|__|—|––)\s?")
_RULE = re.compile(r"[-_*=]{5,200}")
_MORE_SENTENCES = re.compile(r"[.!?…。！？]\s+\S|[。！？]\S")
_LINK_ONLY = re.compile(r"[<\[(]?(?:https?://|www\.|mailto:)\S*[>\])]?")


def new_text(text: str, html: str = "", sent: Sequence[str] = (), received: Sequence[str] = ()) -> str:
    """The writer's own words of a message, from its text and HTML bodies.

    `sent` are the texts of what we wrote in its thread, `received` of what came in before. May be empty: some answers consist
    of a quotation only.
    """
    lines = _parted(_lines(text, html))
    weak = _mark(lines)
    _take_out(lines, sent, received, weak)
    kept = list(_without_endings(lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _lines(text: str, html: str) -> list[Line]:
    """The lines of the body that says more of its structure."""
    marked: list[Line] = []
    if html:
        marked = quoted_html.lines(beginning(html, _MOST_HTML), _MOST_LINES)
        _settle(marked)
        if _is_all_quoted(marked):
            for line in marked:
                line.mark = ""
        if any(line.mark in ("quoted", "attribution", "divider", "original") for line in marked):
            return list(_first(marked))
    plain = text[:_LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n", _MOST_LINES)[:_MOST_LINES]
    found = [Line(line.replace("\xa0", " ").rstrip(), "quoted" if _is_marked(line) else "") for line in plain]
    if _is_all_quoted(found) and any(line.text.strip() for line in marked):
        return list(_first(marked))
    _mark_wrapped_links(found)
    return found


def _is_all_quoted(lines: list[Line]) -> bool:
    """Whether all is marked as quoted and nothing introduces it: what programs make of a text that they write into a mail
    program's window."""
    written = [n for n, line in enumerate(lines) if line.text.strip()]
    if not written or any(lines[n].mark != "quoted" for n in written):
        return False
    texts = [line.text.lstrip("> ") for line in lines]
    begins = (attributions.introduction, attributions.header, attributions.divider)
    return not any(begin(texts, n) for n in written[:_FARTHEST_ABOVE] for begin in begins)


def _is_marked(line: str) -> bool:
    """Whether a plain line is marked as quoted."""
    bare = line.strip()
    return bare.startswith((">", "＞")) and not attributions.ARROWED.fullmatch(line) and not _POINTED_AT.fullmatch(bare)


_POINTED_AT = re.compile(r">{2}[> ]{0,20}[^<>]{1,200}<{2,20}")  # a person's decoration: >>> www.example.com <<<


def _mark_wrapped_links(lines: list[Line]) -> None:
    """Mark the lines between marked ones onto which a program wrapped a quoted link without marking them.

    A link on a line of its own below a sentence that has ended is an answer, unless it stands in brackets.
    """
    for index in range(1, len(lines) - 1):
        above, line = lines[index - 1].text.rstrip(), lines[index].text.strip()
        if lines[index - 1].mark != "quoted" or lines[index].mark or not line:
            continue
        begins = bool(_LINK_BEGINS.match(line)) and (line[0] in "<[(" or not above.endswith((*".?!:;>", "？", "。", "！")))
        if not begins and not (_LINK_OPEN.search(above) and " " not in line):
            continue
        end = index + 1
        while end < min(index + _MOST_LINK_LINES, len(lines)) and not lines[end].mark and _goes_on(lines[end].text):
            end += 1
        if end < len(lines) and lines[end].mark == "quoted":
            for wrapped in lines[index:end]:
                wrapped.mark = "quoted"


_MOST_LINK_LINES = 4
_LINK_BEGINS = re.compile(r"[<\[(]?(?:https?://|mailto:|www\.)\S*(?: >)?$")
_LINK_OPEN = re.compile(r"[<\[(]\s?(?:https?://|mailto:)[^\s>\])]*$")


def _goes_on(text: str) -> bool:
    """Whether a line may be the rest of a link: one piece without blanks, or the bracket that closes it."""
    text = text.strip()
    return bool(text) and (text[0] in ")]>" or (" " not in text and (text[-1] in ")]>" or any(c in text for c in "/=?&%_-."))))


def _settle(lines: list[Line]) -> None:
    """Say what is quoted of what is set off: all but what the writer goes on below, with no introduction above."""
    index = 0
    while index < len(lines):
        end = index + 1
        if lines[index].mark == "set off":
            while end < len(lines) and (lines[end].mark == "set off" or not lines[end].text.strip()):
                end += 1
            goes_on = any(line.text.strip() and not line.mark for line in lines[end:])
            above = any(line.text.strip() for line in lines[:index])
            own = goes_on == above and not _introduced(lines, index)  # between other words, or all there is
            for line in lines[index:end]:
                line.mark = ("" if own else "quoted") if line.mark == "set off" else line.mark
        index = end


def _introduced(lines: list[Line], index: int) -> bool:
    """Whether one of the lines right above says that a quotation follows."""
    above = [n for n in range(max(0, index - _FARTHEST_ABOVE), index) if lines[n].text.strip()]
    texts = [line.text for line in lines]
    return any(lines[n].mark or attributions.introduction(texts, n, dated=False) or attributions.header(texts, n) for n in above)


_FARTHEST_ABOVE = 8  # lines


def _first(lines: list[Line]) -> Iterator[Line]:
    """The lines of the beginning of a text."""
    length = 0
    for line in lines:
        length += len(line.text)
        if length > _LONGEST_TEXT:
            return
        yield line


# --- introductions, headers, dividers


def _parted(lines: list[Line]) -> list[Line]:
    """The lines, each introduction that stands behind the writer's own words on a line of its own."""
    texts = [line.text for line in lines]
    result: list[Line] = []
    for index, line in enumerate(lines):
        at = attributions.begins_inside(texts, index) if line.mark != "quoted" else 0
        if at:
            result.append(Line(line.text[:at].rstrip(" -"), line.mark))
            line.text = line.text[at:]
        result.append(line)
    return result


def _mark(lines: list[Line]) -> int | None:
    """Mark what introduces quotations, and what stands below; the line at which a doubtful one of them begins, if any."""
    texts = [line.text for line in lines]
    below, weak = False, None
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.mark == "quoted":
            index += 1
            continue
        if not below and attributions.wants_answers_above(line.text) and not any(above.strip() for above in texts[:index]):
            line.mark = "attribution"  # a help desk's own message stands below
            index += 1
            continue
        length, sure = _beginning(texts, lines, index)
        if not length:
            if below and line.mark in ("", "signature"):
                line.mark = "below"
            index += 1
            continue
        for introduced in lines[index : index + length]:
            introduced.mark = "attribution"
        after = next((x for x in lines[index + length :] if x.text.strip()), None)
        if after is not None and after.mark != "quoted" and not below:
            below = True
            weak = None if sure else index
        index += length
    return weak


def _beginning(texts: list[str], lines: list[Line], index: int) -> tuple[int, bool]:
    """How many lines introduce a quotation here, and whether that is sure."""
    line = lines[index]
    if line.mark == "original":
        begin = next((n for n in range(index, min(index + 4, len(lines))) if texts[n].strip()), index)
        return max(1, begin + attributions.under_rule(texts, begin) - index), True
    if line.mark == "divider":
        begin = next((n for n in range(index, min(index + 4, len(lines))) if texts[n].strip()), index)
        length = attributions.under_rule(texts, begin)
        return (begin + length - index, True) if length else (0, True)
    if length := attributions.divider(texts, index) or attributions.header(texts, index):
        return length, True
    length = attributions.introduction(texts, index)
    if not length and _quoted_after(lines, index):
        length = attributions.introduction(texts, index, dated=False) or int(attributions.names_writer(line.text))
    if length:
        return length, any("@" in text for text in texts[index : index + length])
    return (1 if line.mark == "attribution" and line.text.strip() else 0), True


def _quoted_after(lines: list[Line], index: int) -> bool:
    """Whether marked lines follow soon after this one."""
    following = [line for line in lines[index + 1 : index + 5] if line.text.strip()]
    return any(line.mark == "quoted" for line in following[:3])


# --- what is ours


def _take_out(lines: list[Line], sent: Sequence[str], received: Sequence[str], weak: int | None) -> None:
    """Empty the lines that are not the writer's own; lines between which replies are inserted are recognized by what we sent."""
    sources = _sources([*sent, *received])
    ours, theirs = sources[: len(sent)], sources[len(sent) :]
    found: list[tuple[int, Token]] = []
    for number, line in enumerate(lines):
        if line.mark not in ("quoted", "attribution") and len(found) < alignment.MOST_TOKENS:
            found += [(number, token) for token in alignment.tokens(line.text, alignment.MOST_TOKENS - len(found))]
    runs = alignment.runs([token.word for _, token in found], ours + theirs) if ours or theirs else []
    below = sum(_weight(found, run) for run in runs if found[run.start][0] > (weak or 0))
    if weak is not None and below < _SHORTEST_SOURCE and any(len(source) >= _COPIED for source in ours):
        _trust_no_introduction(lines, weak)
    cut = _cut(lines, found, runs, ours)
    _remove(lines, found, cut)
    _keep_answers_below(lines, found, runs, ours + theirs)


def _sources(texts: Sequence[str]) -> list[list[str]]:
    """The words of the texts of a thread: all where there is room, and of every text at least the beginning."""
    found: list[list[str]] = []
    room = alignment.MOST_TOKENS - len(texts) * _BEGINNING
    for text in texts:
        found.append(alignment.words(text, _BEGINNING + max(0, room)))
        room -= max(0, len(found[-1]) - _BEGINNING)
    return found


def _trust_no_introduction(lines: list[Line], index: int) -> None:
    """Nothing of what is said to be quoted is ours: a sentence of the writer's own looked like an introduction."""
    for line in lines[index:]:
        if line.mark in ("below", "attribution"):
            line.mark = ""


def _weight(found: list[tuple[int, Token]], run: Run) -> float:
    return sum(token.weight for _, token in found[run.start : run.end])


def _cut(lines: list[Line], found: list[tuple[int, Token]], runs: list[Run], ours: list[list[str]]) -> list[Run]:
    """The runs that are quotations: below an introduction all; elsewhere those too long to be chance."""
    cut: list[Run] = []
    for chain in _chains(runs):
        weight = sum(_weight(found, run) for run in chain)
        source = ours[chain[0].source] if chain[0].source < len(ours) else []
        whole = bool(source) and sum(r.end - r.start for r in chain) >= 0.8 * len(source) and weight >= _SHORTEST_SOURCE
        copied = bool(source) and (weight >= _COPIED or whole)
        cut += [run for run in chain if copied or lines[found[run.start][0]].mark == "below" or _is_rest(lines, found, run)]
    above = [run for run in cut if lines[found[run.start][0]].mark != "below"]
    taken = {n for run in cut for n in range(run.start, run.end)}
    alone = not any(n not in taken and lines[number].mark != "below" for n, (number, _) in enumerate(found))
    if above and alone and sum(_weight(found, run) for run in above) < _COPIED_ALONE and not any(_quotes(lines)):
        cut = [run for run in cut if run not in above]
    return cut


def _is_rest(lines: list[Line], found: list[tuple[int, Token]], run: Run) -> bool:
    """Whether a run is all of the lines between two marked ones: what a program wrapped without marking it."""
    first, last = found[run.start][0], found[run.end - 1][0]
    between = first > 0 and last + 1 < len(lines) and lines[first - 1].mark == lines[last + 1].mark == "quoted"
    starts = run.start == 0 or found[run.start - 1][0] < first
    ends = run.end == len(found) or found[run.end][0] > last
    return between and starts and ends and run.end - run.start >= _SHORTEST_REST


_SHORTEST_REST = 4  # words


def _quotes(lines: list[Line]) -> Iterator[bool]:
    yield from (line.mark in ("quoted", "below") for line in lines)


def _chains(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs that follow one another in their source as they do here: one quotation, with something put in or left out."""
    chain: list[Run] = []
    for run in runs:
        last = chain[-1] if chain else None
        if last and not (run.source == last.source and 0 <= run.at - (last.at + last.end - last.start) <= 12):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _remove(lines: list[Line], found: list[tuple[int, Token]], cut: list[Run]) -> None:
    """Take the words of the runs out of their lines; a line of which nothing is left is marked as quoted."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for run in cut:
        for number, token in found[run.start : run.end]:
            known = spans.setdefault(number, [])
            if known and not any(c.isalnum() for c in lines[number].text[known[-1][1] : token.start]):
                known[-1] = (known[-1][0], token.end)
            else:
                known.append((token.start, token.end))
    for number, taken in spans.items():
        line, at, kept = lines[number], 0, ""
        for start, end in taken:
            kept, at = f"{kept} {line.text[at:start]}", end
        kept = f"{kept} {line.text[at:]}".strip()
        rest = re.sub(r"^[\s.,;:!?»«”\"')\]>*_…-]+(?=\w)", "", _LINK_ONLY.sub("", kept)).strip()
        line.text = rest if any(c.isalpha() for c in rest) else ""
        if not line.text:
            line.mark = "quoted"


def _keep_answers_below(lines: list[Line], found: list[tuple[int, Token]], runs: list[Run], known: list[list[str]]) -> None:
    """Of the lines below an introduction keep those that stand under something of the thread: answers between its lines."""
    ends: dict[int, tuple[int, int]] = {}  # by line: where its last run ends in its source
    for run in runs:
        if _weight(found, run) >= _COPIED_BELOW:
            ends[found[run.end - 1][0]] = (run.source, run.at + run.end - run.start)
    under: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        if line.mark == "attribution":
            under = None
        aligned = ends.get(number)
        if line.mark == "below":
            words = alignment.words(line.text)
            keep = (
                under is not None and bool(words) and not _continues(words, known[under[0]], under[1]) and not _is_link(line.text)
            )
            line.mark = "" if keep else "quoted"
        under = aligned or under


def _continues(words: list[str], source: list[str], at: int) -> bool:
    """Whether a line too short to compare is what comes next in the source."""
    return len(words) < 3 and any(source[n : n + len(words)] == words for n in range(at, at + 6))


def _is_link(text: str) -> bool:
    return bool(_LINK_ONLY.search(text)) and len(text.split()) <= 8


# --- what mail programs, gateways and companies add


def _without_endings(lines: list[Line]) -> Iterator[str]:
    """The new lines without signatures, "Sent from my phone", disclaimers and gateways' remarks."""
    has_words = any(line.text.strip() for line in lines if line.mark in ("", "divider"))
    footers_left, devices_left = _MOST_FOOTERS, _MOST_DEVICES
    index = 0
    written = False
    while index < len(lines):
        line = lines[index]
        if line.mark in ("quoted", "attribution", "below") or (line.mark == "signature" and has_words):
            index += 1
            continue
        text = line.text.strip()
        if written and _SIGNATURE.fullmatch(text) and (length := _signature(lines, index)):
            index += length
            continue
        if written and _LONG_DASHES.fullmatch(text) and (length := _name_below(lines, index)):
            index += length
            continue
        if footers_left and text and (length := _footer(lines, index, first=not written)) is not None:
            footers_left -= 1
            if length:
                index += length
                continue
        devices_left -= bool(text)
        if not (text and devices_left >= 0 and _is_device(text)):
            written = written or bool(text)
            yield line.text
        index += 1


def _block(lines: list[Line], index: int) -> int:
    """Where the new lines end that stand together from `index` on, blank ones included; no farther than a signature goes."""
    end, most = index, min(index + 4 * _MOST_SIGNATURE_LINES, len(lines))
    while end < most and lines[end].mark in ("", "divider", "signature"):
        end += 1
    return end


def _signature(lines: list[Line], index: int) -> int:
    """How many lines a signature has under its dashes; 0 for one too long to be one."""
    end = _block(lines, index)
    length = sum(1 for line in lines[index + 1 : end] if line.text.strip())
    return end - index if length <= _MOST_SIGNATURE_LINES else 0


def _name_below(lines: list[Line], index: int) -> int:
    """How many lines a name under a rule has, as people end letters with; 0 for anything that may be a sentence."""
    end = _block(lines, index)
    below = [line.text.strip() for line in lines[index + 1 : end] if line.text.strip()]
    short = 1 <= len(below) <= _MOST_LINES_OF_A_NAME and all(len(text) <= _LONGEST_NAME for text in below)
    named = short and all(2 <= len(text.split()) <= 4 and all(not word[0].islower() for word in text.split()) for text in below)
    named = named and below[0].replace(" ", "").replace(".", "").replace("-", "").isalpha()
    return end - index if named and not any(line.text.strip() for line in lines[end:] if line.mark == "") else 0


_LONG_DASHES = re.compile(r"-{3,4}")
_MOST_LINES_OF_A_NAME, _LONGEST_NAME = 2, 40


def _is_device(text: str) -> bool:
    """Whether a line is what a phone or mail program adds."""
    if len(text) > 120:
        return False
    words = read(_LINK_ONLY.sub("", text).strip("<>[]() "))
    if not len(words) or len(words) > 12 or _MORE_SENTENCES.search(text):
        return False
    found = lists.of("device").first(words)
    if found is None:
        return False
    if found.word >= 0:
        return found.word == 0 or words.words[-1] in fold(found.text).split()[-1:]
    return len(words.letters) - len(found.text) <= 30


def _footer(lines: list[Line], index: int, *, first: bool) -> int | None:
    """How many lines from `index` on are a paragraph that a company or a gateway puts under (or above) every message.

    None where no paragraph begins.
    """
    above = lines[index - 1] if index and not first else None
    begins = above is None or not above.text.strip() or above.mark != "" or _RULE.fullmatch(lines[index].text.strip())
    if not begins:
        return None
    end, most = index, min(index + _MOST_FOOTER_LINES, len(lines))
    while end < most and lines[end].text.strip() and lines[end].mark in ("", "divider", "signature"):
        end += 1
    paragraph = fold(" ".join(line.text for line in lines[index:end])[:4000])
    if _says(paragraph, _BANNER) and len(paragraph.split()) <= 80 and (end - index) <= 6:
        return end - index if _is_only_banner(lines[index:end]) else 0
    if first:
        return 0
    notions = [_says(paragraph, stems) for stems in (_CONFIDENTIAL, _RECIPIENT, _MISUSE)]
    long = len(paragraph.split()) >= _SHORTEST_FOOTER or len(paragraph) >= 60
    if (long and sum(notions) >= 2 and notions[0] + notions[1]) or (_says(paragraph, _SCANNED) and _RULED_OFF.search(paragraph)):
        return end - index
    return 0


_BANNER, _CONFIDENTIAL, _RECIPIENT, _MISUSE, _SCANNED = (
    tuple(fold(stem) for stem in stems)
    for stems in (footers.BANNER, footers.CONFIDENTIAL, footers.RECIPIENT, footers.MISUSE, footers.SCANNED)
)
_WARNING = re.compile(r"\W{0,5}(?:caution|warning|vorsicht|achtung|attention|external|extern|advarsel|varning|\[)")
_RULED_OFF = re.compile(
    r"[_*=-]{5}|https?://|www\.|scan|avast|avg|mimecast|barracuda|proofpoint|print|virus|вирус|вірус|病毒|ウイルス|바이러스"
)


def _says(paragraph: str, stems: tuple[str, ...]) -> bool:
    return any(stem in paragraph for stem in stems)


def _is_only_banner(lines: list[Line]) -> bool:
    """Whether the paragraph is a gateway's warning and nothing else: it begins with one."""
    start = fold(lines[0].text)[:200]
    return _says(start, _BANNER) or bool(
        re.match(r"\W{0,5}(?:caution|warning|vorsicht|achtung|attention|external|extern|advarsel|varning|\[)", start)
    )
