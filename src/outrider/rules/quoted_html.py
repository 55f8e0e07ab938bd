"""The lines of an HTML body, each with what the mail program that wrote it says it is: new, quoted, or a signature."""

import re
from dataclasses import dataclass
from typing import Literal

from outrider.rules.text import Layout, attributes_of, lay_out, tidier, words_of

# "quoted": inside a quotation, or marked with ">". "below": under a divider, where answers may stand between the lines.
# "attribution": what introduces a quotation. "divider": a place where an original may begin. "original": one where it does.
# "set off": in an element for quotations of which no mail program says that it made it: people emphasize their own words with
# it, too.
Mark = Literal["", "quoted", "below", "attribution", "divider", "original", "signature", "set off"]


@dataclass(slots=True)
class Line:
    """A line of a message and what it is known to be ("": new, as far as is known)."""

    text: str
    mark: Mark = ""


# Classes, ids and names of elements that mail programs put around a quotation (Yahoo, Proton, Thunderbird's forwards, Front,
# Outlook for Mac and phones, Zoho, QQ and NetEase, GMX and web.de, Spark, Newton, Missive, Freshdesk, Tutanota), lower case.
_QUOTATION = words_of(
    "yahoo_quoted protonmail_quote tutanota_quote moz-forward-container front-blockquote olk_src_body_section"
    " mail-editor-reference-message-container ms-outlook-mobile-reference-message ms-outlook-ios-reference-message zmail_extra"
    " isreplycontent isforwardcontent ntes-mailmaster-quote quoted-content cm_quote missive_quote"
    " freshdesk_quote skiff_quote mimestream_quote hs_reply sh-quoted-content quote gmail_quote_attribution"
)
_ATTRIBUTION = words_of("gmail_attr moz-cite-prefix airmail_on reply-intro protonmail_attribution edo-attribution")
_SIGNATURE = words_of(
    "gmail_signature moz-signature protonmail_signature_block signature ms-outlook-mobile-signature ms-outlook-ios-signature"
    " applemailsignature messagesignaturesection tutanota-signature composer_signature linebreakatbeginningofsignature"
)
_DIVIDER = words_of("stopspelling reply-divider")
_ORIGINAL = words_of("divrplyfwdmsg zwchr")  # below these nothing but the original stands
# Outlook puts a line above the header of what it quotes.
_RULED = re.compile(r"border-top(?:-style)?\s*:\s*(?:#[0-9a-f]{3,6}\s+)?(?:solid|1(?:\.0)?p[tx])", re.IGNORECASE)
# Programs that write into Apple Mail's window put all that they write into such a quotation.
_WRAPPER = "apple-mail-urlsharewrapper"
# Gmail's and Apple's buttons for indentation make such a quotation of a person's own words.
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0|medium none)", re.IGNORECASE)
_VOID = ("br", "hr")
_TIDY = tidier("class", "id", "type", "name", "cite", "data-marker")


def lines(html: str, most: int) -> list[Line]:
    """The first `most` lines of an HTML body."""
    layout = _Marked()
    lay_out(html, layout, _TIDY, most)
    return layout.marked()[:most]


class _Marked(Layout):
    """Lines together with the innermost mark they stand in."""

    def __init__(self) -> None:
        super().__init__(links=True)
        self._mark: Mark = ""
        self._open: list[Mark] = []
        self._marks: list[Mark] = []

    def begin(self, tag: str, attributes: str) -> None:
        super().begin(tag, attributes)
        mark = _mark_of(tag, attributes_of(attributes))
        if mark in ("divider", "original"):
            self._end_line()
            self._marks[-1] = mark
            mark = None
        if tag not in _VOID:
            self._open.append(self._mark)
            if mark and self._mark not in ("quoted", "below", "set off"):
                self._mark = mark

    def end(self, tag: str) -> None:
        super().end(tag)
        if self._open:
            self._mark = self._open.pop()

    def _end_line(self) -> None:
        super()._end_line()
        self._marks.extend(self._mark for _ in range(len(self._lines) - len(self._marks)))

    def marked(self) -> list[Line]:
        self._border("p")
        return [Line(text, mark) for text, mark in zip(self._lines, self._marks, strict=True)]


def _mark_of(tag: str, attributes: dict[str, str]) -> Mark | None:
    names = {n.removeprefix("x_") for key in ("class", "id", "name") for n in attributes.get(key, "").lower().split()}
    if tag == "blockquote":
        if any(name.startswith(_WRAPPER) for name in names):
            return None
        if names or attributes.get("type") == "cite" or "cite" in attributes:
            return "quoted"
        return None if _INDENTED.search(attributes.get("style", "")) else "set off"
    if "messagereplysection" in names:  # Spark's: with an introduction and a quotation inside, or all that was written
        return "set off"
    if names & _QUOTATION or any(n.endswith("yahoo_quoted") for n in names):
        return "quoted"
    if names & _ATTRIBUTION:
        return "attribution"
    if names & _SIGNATURE:
        return "signature"
    if names & _ORIGINAL or attributes.get("data-marker") == "__DIVIDER__":
        return "original"
    return "divider" if names & _DIVIDER or (tag != "hr" and _RULED.search(attributes.get("style", ""))) else None
