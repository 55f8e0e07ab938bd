"""Text of messages: from HTML to plain, safe HTML, and text of strangers without what a reader would not see."""

import re
from html import escape
from html.parser import HTMLParser

import nh3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody tfoot thead tr ul"
)
_PARAGRAPHS = _words("blockquote h1 h2 h3 h4 h5 h6 ol p table ul")
_UNSEEN = _words("head script style template title noscript svg object iframe select textarea")
_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?![.\d])|mso-hide\s*:\s*all|text-indent\s*:\s*-\d{3,}|(?:left|"
    r"top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


class _TextOf(HTMLParser):
    def __init__(self, links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.links = links
        self.out: list[str] = []
        self.hidden = 0  # elements that a reader would not have seen
        self._skipping: list[str] = []  # open elements inside (and with) the outermost unseen one
        self._pre = 0
        self._href: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping:
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        values = {k: v or "" for k, v in attrs}
        hiding = "hidden" in values or bool(_HIDING_STYLE.search(values.get("style", "")))
        if tag in _UNSEEN or hiding:
            if hiding:
                self.hidden += 1
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        if tag == "br":
            self.out.append("\n")
        elif tag in _BLOCKS:
            self._break(tag)
            if tag == "li":
                self.out.append("- ")
            elif tag == "pre":
                self._pre += 1
        elif tag in ("td", "th"):
            self.out.append("\t")
        elif tag == "a":
            self._href.append((values.get("href", ""), len(self.out)))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                while self._skipping.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self._break(tag)
            if tag == "pre" and self._pre:
                self._pre -= 1
        elif tag == "a" and self._href:
            href, at = self._href.pop()
            if self.links and href.startswith(("http://", "https://")) and href not in "".join(self.out[at:]):
                self.out.append(f" <{href}>")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.out.append(data if self._pre else re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        self.out.append("\n\n" if tag in _PARAGRAPHS else "\n\r")  # \r: one line break, merged with its neighbours below

    def text(self) -> str:
        text = "".join(self.out)
        # Neighbouring block borders are one break; a <br> always counts.
        text = re.sub(r"(?:[ \t]*\n\r[ \t]*)+", "\n\r", text)
        text = re.sub(r"\n\r(?=\n)|(?<=\n)\n\r", "", text).replace("\n\r", "\n")
        text = re.sub(r"[ \t\xa0]*\n[ \t]*", "\n", text.replace("\xa0", " "))
        return re.sub(r"\n{3,}", "\n\n", re.sub(r" {2,}", " ", text)).strip()


def html_to_text(html: str, links: bool = True) -> str:
    """Plain text of an HTML body, as a reader sees it: blocks on lines of their own, lists with dashes, link targets in <>.

    Scripts, styles and hidden elements are left out. Any input gives some text.
    """
    return _parse(html, links).text()


def _parse(html: str, links: bool) -> _TextOf:
    parser = _TextOf(links)
    parser.feed(html)
    parser.close()
    return parser


def text_to_html(text: str) -> str:
    """Plain text as HTML: escaped, with line breaks."""
    return escape(text, quote=False).replace("\r\n", "\n").replace("\n", "<br>\n")


def visible_text(html: str) -> tuple[str, int]:
    """`html_to_text`, cleaned like `clean_untrusted`, and how much was removed: hidden elements and unseen characters."""
    parser = _parse(html, links=True)
    text, removed = clean_untrusted(parser.text())
    return text, removed + parser.hidden


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


_TAGS = _words(
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


def safe_html(html: str) -> str:
    """A stranger's HTML fit to show in a page: no scripts, styles, forms, frames or odd links; links open apart."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
