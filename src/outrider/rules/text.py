"""Text of messages: from HTML to plain, safe HTML, and text of strangers without what a reader would not see."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

import nh3

from outrider.rules.substitute import FIRST_MARK, MOST_MARKS


def words_of(text: str) -> set[str]:
    """The words of a list, parted by blanks."""
    return set(text.split())


_BLOCKS = words_of(
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody tfoot thead tr ul"
)
_INLINE = words_of("a abbr b br cite code del em font i ins kbd label mark q s small span strike strong sub sup td th tt u var")
_PARAGRAPHS = words_of("blockquote h1 h2 h3 h4 h5 h6 ol p table ul")
_UNSEEN = words_of("script style template title noscript svg object iframe select textarea")
_VOID = words_of("br hr")
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity|(?:max-)?(?:height|width))\s*:\s*0(?![.\d])"
    r"|mso-hide\s*:\s*all|(?:text-indent|left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


class Layout:
    """Lines as a browser lays them out: a block begins and ends a line, a <br> ends one even when it is empty."""

    def __init__(self, links: bool) -> None:
        self.hidden = 0  # elements that a reader would not have seen
        self._links = links
        self._lines: list[str] = []
        self._line: list[str] = []
        self._gap = False  # an empty line is due before the next one
        self._skipping: list[str] = []  # open elements inside (and with) the outermost unseen one
        self._pre = 0
        self._anchors: list[tuple[str, int, int]] = []  # target, and where its text began

    def begin(self, tag: str, attributes: str) -> None:
        if self._skipping:
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        values = attributes_of(attributes)
        if "hidden" in values or _HIDING_STYLE.search(values.get("style", "")):
            self.hidden += 1
            if tag not in _VOID:
                self._skipping.append(tag)
        elif tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._border(tag)
            if tag == "li":
                self._line.append("- ")
            elif tag == "pre":
                self._pre += 1
        elif tag in ("td", "th") and self._line:
            self._line.append("\t")
        elif tag == "a":
            self._anchors.append((values.get("href", ""), len(self._lines), len(self._line)))

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping.pop()
        elif tag in _BLOCKS:
            if tag == "pre" and self._pre:
                self._end_line()
                self._pre -= 1
            self._border(tag)
        elif tag == "a" and self._anchors:
            written_href, line, at = self._anchors.pop()
            href = written_href.strip()
            written = "".join(self._line[at:] if line == len(self._lines) else self._line)
            if self._links and href.lower().startswith(("http://", "https://")) and href not in written:
                self._line.append(f" <{href}>")

    def add(self, text: str) -> None:
        if self._skipping:
            return
        if not self._pre:
            self._line.append(_SPACE.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._end_line()
            self._line.append(line)

    @property
    def length(self) -> int:
        """How many lines have ended."""
        return len(self._lines)

    def _border(self, tag: str) -> None:
        if self._line:
            if "".join(self._line).strip():
                self._end_line()
            else:
                self._line.clear()
        self._gap = self._gap or tag in _PARAGRAPHS

    def _end_line(self) -> None:
        line = "".join(self._line).replace("\xa0", " ")
        line = line.rstrip() if self._pre else " ".join(filter(None, line.split(" ")))
        if self._gap and line and self._lines and self._lines[-1]:
            self._lines.append("")
        self._gap = self._gap and not line
        self._lines.append(line)
        self._line.clear()

    def text(self) -> str:
        self._border("p")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag as it stands in cleaned HTML."""
    return {k: _unescape(v) for k, v in _ATTRIBUTE.findall(written)} if written else {}


def html_to_text(html: str, links: bool = True) -> str:
    """Plain text of an HTML body, as a reader sees it: blocks on lines of their own, lists with dashes, link targets in <>.

    Scripts, styles and hidden elements are left out. Every input gives some text.
    """
    return _parse(html, links).text()


def filled_text(skeleton: str, values: Sequence[str]) -> str | None:
    """`html_to_text` of a text that shares its skeleton with many (rules.substitute); None where it has to be asked itself."""
    text = _text_of(skeleton, len(values))
    if text is None or not all(value.isprintable() and " ".join(value.split()) == value for value in values):
        return None
    return text.translate({FIRST_MARK + n: value for n, value in enumerate(values)})


# A value inside a tag, an entity or a link's text changes what is around it.
_MARK = f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + MOST_MARKS - 1)}]"
# Each alternative ends where it could begin again, so that a text is gone over once however many brackets it has.
_ENTANGLED = re.compile(rf"<[^<>]*{_MARK}|&[^;&\s]*{_MARK}|<a\b(?:(?!</?a\b).)*{_MARK}", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=1024)
def _text_of(skeleton: str, marks: int) -> str | None:
    """The skeleton as text; None where marks are not by themselves, or where the text has such characters of its own."""
    if len(re.findall(_MARK, skeleton)) != marks or _ENTANGLED.search(skeleton):
        return None
    return html_to_text(skeleton)


_UNSEEN_BLOCKS = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"))


def beginning(html: str, longest: int) -> str:
    """The first `longest` characters of an HTML body, not counting comments, style sheets and scripts."""
    lower = html.lower()
    if len(lower) != len(html) or not any(begin in lower for begin, _ in _UNSEEN_BLOCKS):
        return html[:longest]
    kept: list[str] = []
    at = length = 0
    next_of = {begin: lower.find(begin) for begin, _ in _UNSEEN_BLOCKS}
    ends = dict(_UNSEEN_BLOCKS)
    while length < longest:
        found = [(place, begin) for begin, place in next_of.items() if place >= 0]
        if not found:
            kept.append(html[at:])
            break
        place, begin = min(found)
        kept.append(html[at:place])
        length += place - at
        end = lower.find(ends[begin], place + len(begin))
        if end < 0:
            break
        at = end + (len(ends[begin]) if begin == "<!--" else 0)
        for name, known in next_of.items():
            if 0 <= known < at:
                next_of[name] = lower.find(name, at)
    return "".join(kept)[:longest]


def _parse(html: str, links: bool) -> Layout:
    layout = Layout(links)
    lay_out(html, layout, _TIDY)
    return layout


def lay_out(html: str, layout: Layout, cleaner: nh3.Cleaner, most: int | None = None) -> None:
    """Read HTML into a layout, up to the line `most`. The cleaner says which elements and attributes the layout is shown."""
    at = 0
    # The output is well-formed whatever the input, so a simple expression can read it.
    tidy = cleaner.clean(_tame(html))
    for tag in _TAG.finditer(tidy):
        if at < tag.start():
            layout.add(_unescape(tidy[at : tag.start()]))
        at = tag.end()
        if tag[1]:
            layout.end(tag[2])
        else:
            layout.begin(tag[2], tag[3])
        if most is not None and layout.length > most:
            return
    layout.add(_unescape(tidy[at:]))


def _unescape(text: str) -> str:
    """Text of cleaned HTML: the parser has resolved every reference, and escapes these again."""
    if "&" not in text:
        return text
    for written, character in _ESCAPED:
        text = text.replace(written, character)
    return text


_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\xa0"), ("&amp;", "&"))
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
_SPACE = re.compile(r"[ \t\r\n\f]+")


def tidier(*attributes: str) -> nh3.Cleaner:
    """A cleaner that leaves what a layout understands, and these attributes."""
    return nh3.Cleaner(
        tags=_BLOCKS | _INLINE,
        clean_content_tags=_UNSEEN,
        attributes={"*": {"style", "hidden", *attributes}, "a": {"href"}},
        link_rel=None,
    )


_TIDY = tidier()
# No honest message has so many tags, or elements within elements: parsing takes time by the square of their depth.
_MAX_TAGS = 10_000
_DEEPEST = 200
_ANY_TAG = re.compile(r"<[^<>]*>?")
_NESTING = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>?", re.IGNORECASE)
# Elements that have no end, or one that need not be written.
_ENDLESS = words_of("area base br col dd dt embed hr img input li link meta option p param source td th tr wbr")


def _tame(html: str) -> str:
    """HTML that is safe to parse: without lone surrogates (undecodable bytes), without tags when there are too many, and
    without those that lie too deep."""
    html = html.encode("utf-8", "replace").decode()
    tags = html.count("<")
    if tags > _MAX_TAGS:
        return _ANY_TAG.sub(" ", html)
    return _shallow(html) if tags > _DEEPEST else html


def _shallow(html: str) -> str:
    """HTML whose elements lie no deeper than a parser takes in its stride; a block that is taken out leaves a line break."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in _ENDLESS:
            return tag[0]
        deep = depth > _DEEPEST
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if not deep else "<br>" if name in _BLOCKS else " "

    return _NESTING.sub(kept, html)


def text_to_html(text: str) -> str:
    """Plain text as HTML: escaped, with line breaks."""
    return escape(text, quote=False).replace("\r\n", "\n").replace("\n", "<br>\n")


def text_to_paragraphs(text: str) -> str:
    """Plain text as HTML: a paragraph for each part between empty lines, with its line breaks."""
    parts = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip("\n"))
    return "".join(f"<p>{text_to_html(part)}</p>" for part in parts)


def visible_text(html: str) -> tuple[str, int]:
    """`html_to_text`, cleaned like `clean_untrusted`, and how much was removed: hidden elements and unseen characters."""
    layout = _parse(html, links=True)
    text, removed = clean_untrusted(layout.text())
    return text, removed + layout.hidden


# Zero-width, joiners outside scripts that need them, soft hyphen, BiDi controls, variation selectors, tag characters,
# fillers that draw nothing, and control characters other than tab and line feed.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
# The zero-width joiner stays between emoji and in Indic scripts, where it can be seen; elsewhere it hides.
_STRAY_JOINER = re.compile(
    r"(?<![\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|"
    r"\u200d(?![\u0900-\u0dff\u2640-\u27bf\U0001f000-\U0001faff])"
)
_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A client that renders Markdown would fetch the picture and so carry data out.
_MARKDOWN_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\](?:\([^)\n]{0,4000}\)|\[[^\]\n]{0,500}\])")


def clean_untrusted(text: str) -> tuple[str, int]:
    """A stranger's text without what a reader would not see, and how many such things were removed.

    Removed: invisible and direction-changing characters, control characters, tag characters, HTML comments, and Markdown
    images (their caption stays). Stable: cleaning the result again removes nothing.
    """
    removed = 0
    while True:
        before = removed
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for pattern, replacement in (
            (_INVISIBLE, ""),
            (_STRAY_JOINER, ""),
            (_HTML_COMMENT, ""),
            (_MARKDOWN_IMAGE, r"[image: \1]"),
        ):
            text, n = pattern.subn(replacement, text)
            removed += n
        if removed == before:
            return text, removed


def preview(text: str, n: int = 140) -> str:
    """The first `n` characters on one line, cut at a word where possible, with an ellipsis when cut."""
    line = " ".join(text[: n * 8 + 200].split())
    if len(line) <= n:
        return line
    cut = line[: max(n - 1, 0)]
    word = cut.rfind(" ")
    return (cut[:word] if word > n // 2 else cut).rstrip() + "…"


def one_line(text: str) -> str:
    """Text fit for a header: no line breaks or control characters."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).split())


LONGEST_FILE_NAME = 200


def file_name(name: str) -> str:
    """A stranger's name for a file as it may be shown and saved: the last part of a path, its printable characters (none that
    turn the direction of writing), shortened before its extension. "" where nothing is left."""
    shown = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
    shown = " ".join(shown.split())
    if not shown.strip(". "):
        return ""
    stem, dot, extension = shown.rpartition(".")
    if len(shown) <= LONGEST_FILE_NAME or not dot or len(extension) > 20:
        return shown[:LONGEST_FILE_NAME]
    return f"{stem[: LONGEST_FILE_NAME - len(extension) - 1]}.{extension}"


# What a spreadsheet begins a formula with: the signs, also as East Asian keyboards write them, and what it strips before them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d[\d ]*(?:\.\d+)?")


def cell(value: object) -> str:
    """A value as a cell of a file that spreadsheets open: what they would run as a formula begins with an apostrophe, which
    marks it as text; numbers do not. An import takes the mark away (rules.tables.cell_text)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def csv_lines(rows: Iterable[Sequence[object]], *, ending: str = "\r\n") -> str:
    """Rows as the lines of a CSV file that people open: strangers wrote some of it."""
    file = io.StringIO()
    csv.writer(file, lineterminator=ending).writerows(map(cell, row) for row in rows)
    return file.getvalue()


_TAGS = words_of(
    "a abbr b blockquote br center code col colgroup dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i img li "
    "ol p pre s small span"
    " strong sub sup table tbody td tfoot th thead tr u ul"
)
_ATTRIBUTES = {
    "*": {"align", "dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "valign", "bgcolor", "width"},
    "th": {"colspan", "rowspan", "valign", "bgcolor", "width"},
    "table": {"width", "border", "cellpadding", "cellspacing", "bgcolor"},
    "font": {"color", "size", "face"},
}


_SAFE = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "cid"},
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def safe_html(html: str) -> str:
    """A stranger's HTML fit to show in a page: no scripts, styles, forms, frames or odd links; links open in a new tab."""
    return _SAFE.clean(_tame(html))
