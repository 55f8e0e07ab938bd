"""What of a message is its text, and what is attached to it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice

from outrider.channels.email import charsets, tnef
from outrider.channels.email.parts import Part, content_of, size_of
from outrider.rules.text import beginning, html_to_text

LONGEST_TEXT = 500_000
_LONGEST_HTML = 60_000  # of HTML converted to text, if there is no text part
_MOST_TNEF = 30_000_000
_REPORTS = frozenset(
    (
        "message/delivery-status", "message/global-delivery-status", "message/feedback-report", "text/rfc822-headers",
        "text/rfc822-header",
    )
)  # fmt: skip
# What a plain alternative says that was put there only because there has to be one.
_PLACEHOLDER = re.compile(
    r".{0,80}(?:(?:does|do|can)(?: not|n['’]t) (?:support|display|show|read)|unable to (?:display|view)"
    r"|html[- ](?:e-?mail|format|version|mail|viewer|capable|compatible|enabled|fähig)"
    r"|view (?:it|this (?:e-?mail|message)) in|unterstützt kein|kein html"
    r"|ne (?:supporte|prend)|no (?:admite|soporta)|non supporta).{0,200}",
    re.IGNORECASE | re.DOTALL,
)
_OF_WORDS = ("text/plain", "text/html")
_PAGE = re.compile(r"\s{0,99}(?:<!doctype html|<html[\s>])", re.IGNORECASE)  # HTML, whatever it is called
_CALENDAR_LINE = re.compile(r"^(COMMENT|SUMMARY|DESCRIPTION)(?:;[^:\r\n]{0,200})?:(.*)$", re.IGNORECASE | re.MULTILINE)


# Where Google puts what a guest wrote beside the answer.
_RESPONSE_COMMENT = re.compile(
    r'^ATTENDEE;[^\r\n]{0,500}X-RESPONSE-COMMENT=(?:"([^"\r\n]{1,4000})"|([^;:\r\n]{1,4000}))', re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """What is known of a part that is not the message's text. `size` in bytes, decoded."""

    filename: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Bodies:
    """A message's text and HTML, or "" if missing; text is made from HTML if there is no text part."""

    text: str
    html: str
    attachments: tuple[AttachmentInfo, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The text of one part. `plain`: it was sent as text, not HTML."""

    text: str = ""
    html: str = ""
    plain: bool = False


def read(raw: bytes, root: Part) -> Bodies:
    """The text a reader would be shown, and the attachments."""
    body = _body_parts(root)
    shown = _reaction(raw, root) or _shown(raw, root, body)
    envelopes = [found for part in root.leaves() if _is_envelope(part) and (found := _envelope(raw, part)) is not None]
    if not (shown.text.strip() or shown.html.strip()):
        shown = _from_elsewhere(raw, root, envelopes)
    text = shown.text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
    return Bodies(text, shown.html[:LONGEST_TEXT], tuple(info for info, _ in _attached(raw, root, body, content=False)))


def attachments(raw: bytes, root: Part) -> list[tuple[AttachmentInfo, bytes]]:
    """The attachments with their content, in the order in which `read` names them."""
    return list(_attached(raw, root, _body_parts(root), content=True))


def _body_parts(root: Part) -> list[Part]:
    """The parts that are shown as text: those without a name, or where there are none, named ones that are not attachments."""
    leaves = [part for part in root.leaves() if part.content_type.startswith("text/") and part.content_type not in _REPORTS]
    kept = [
        part
        for part in leaves
        if part.content_type not in ("text/calendar", "text/x-vcard", "text/vcard", "text/directory", "text/csv")
    ]
    if len(kept) == 1 and kept == list(islice(root.leaves(), 2)):
        return kept  # all that there is, whatever it is called
    unnamed = [part for part in kept if part.disposition != "attachment" and not part.filename]
    if unnamed:
        # What comes first, and what is an alternative, was written by a person even with a name; what has none may be a footer.
        certain = {id(next(root.leaves(), None)), *(id(one) for part in root.all() if _alternatives(part) for one in part.parts)}
        words = {id(part) for part in kept if part.disposition != "attachment" and part.content_type in _OF_WORDS}
        wanted = {*map(id, unnamed), *(certain & words)}
        return [part for part in kept if id(part) in wanted]
    named = [part for part in kept if part.disposition != "attachment" and part.content_type in _OF_WORDS]
    return named or [part for part in kept if not part.filename]


def _alternatives(part: Part) -> bool:
    return part.content_type == "multipart/alternative"


def _shown(raw: bytes, part: Part, body: list[Part]) -> _Shown:
    """A part as a reader sees it. Goes down by a stack of its own: parts may be nested as deep as they like."""
    done: dict[int, _Shown] = {}
    wanted = set(map(id, body))
    stack = [(part, False)]
    while stack:
        current, entered = stack.pop()
        if not current.parts:
            done[id(current)] = _leaf(raw, current) if id(current) in wanted else _Shown()
        elif not entered:
            stack.append((current, True))
            stack += [(child, False) for child in current.parts]
        else:
            children = [done.pop(id(child)) for child in current.parts]
            done[id(current)] = _chosen(children) if _alternatives(current) else _joined(children)
    return done[id(part)]


def _chosen(alternatives: list[_Shown]) -> _Shown:
    html = next((one.html for one in reversed(alternatives) if one.html.strip()), "")
    from_html = next((one.text for one in reversed(alternatives) if one.html.strip()), "")
    plain = next((one.text for one in alternatives if one.plain and one.text.strip()), "")
    if not plain or (from_html.strip() and _says_nothing(plain, from_html)):
        return _Shown(from_html, html)
    return _Shown(plain, html, plain=True)


def _says_nothing(plain: str, from_html: str) -> bool:
    """Whether a plain alternative stands there only because there has to be one."""
    stripped = plain.strip()
    if len(stripped) > 400 or len(from_html.strip()) < 2:
        return False
    return bool(_PLACEHOLDER.match(stripped)) or not re.search(
        r"\w", re.sub(r"https?://\S+|\[[^\]]{0,200}\]|<[^>]{0,500}>", "", stripped)
    )


def _joined(parts: list[_Shown]) -> _Shown:
    """Parts that are shown one below the other."""
    seen = [one for one in parts if one.text.strip() or one.html.strip()]
    text = "\n".join(one.text for one in seen)
    if not any(one.html for one in seen):
        return _Shown(text, "", plain=True)
    # The page shows HTML where there is some: plain neighbors must not be missing from it.
    html = "\n".join(one.html or f'<div style="white-space: pre-wrap">{escape(one.text)}</div>' for one in seen)
    return _Shown(text, html, plain=any(one.plain for one in seen))


def _leaf(raw: bytes, part: Part) -> _Shown:
    data = content_of(raw, part, LONGEST_TEXT)
    label = part.parameters.get("charset")
    if part.content_type == "text/html" and not label:
        label = _meta_charset(data)
    text = _clean(charsets.decode(data, label))
    if part.content_type == "text/html" or (part.content_type == "text/plain" and _PAGE.match(text)):
        return _Shown(to_text(text), text)
    if part.content_type == "text/enriched":
        text = re.sub(r"<[^<>]{1,100}>", "", text.replace("<<", "\x01")).replace("\x01", "<")
    elif part.content_type in ("text/x-amp-html", "text/watch-html", "text/richtext", "text/rtf"):
        return _Shown()
    if part.content_type == "text/plain" and part.parameters.get("format", "").lower() == "flowed":
        text = _reflowed(text, joint="" if part.parameters.get("delsp", "").lower() == "yes" else " ")
    return _Shown(text, "", plain=True)


def _reflowed(text: str, *, joint: str) -> str:
    """The paragraphs of flowed text (RFC 3676), of which a blank at the end of a line says that it goes on with the next."""
    paragraphs: list[list[str]] = []
    going_on: int | None = None  # how deeply quoted a line is that goes on
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        goes_on = content.endswith(" ") and content != "-- "
        if going_on != depth:
            paragraphs.append([">" * depth + " "] if depth else [])
        paragraphs[-1].append(content[:-1] + joint if goes_on else content)
        going_on = depth if goes_on else None
    joined = ("".join(pieces) for pieces in paragraphs)
    return "\n".join(line if line == "-- " else line.rstrip() for line in joined)


def _meta_charset(data: bytes) -> str | None:
    found = re.search(rb"<meta[^>]{1,200}charset=[\"']?([\w.:-]{2,40})", data[:4_000], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else None


def to_text(html: str) -> str:
    """HTML as text; "" for what cannot be read."""
    try:
        return html_to_text(beginning(html, _LONGEST_HTML))
    except (ValueError, RecursionError):
        return ""


def _clean(text: str) -> str:
    """Without what PostgreSQL cannot hold."""
    text = text.replace("\x00", "")
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()


# -- reactions


def _reaction(raw: bytes, root: Part) -> _Shown | None:
    """The sign with which someone reacted in Gmail: the other parts put it into words, in the language of the program."""
    part = next((part for part in islice(root.leaves(), _MOST_PARTS) if part.content_type == _REACTION), None)
    if part is None:
        return None
    sign = _SIGN.search(charsets.decode(content_of(raw, part, _LONGEST_REACTION), "utf-8"))
    try:
        shown = json.loads(f'"{sign[1]}"') if sign else ""
    except ValueError:
        return None
    return _Shown(_clean(shown), "", plain=True) if shown else None


_REACTION = "text/vnd.google.email-reaction+json"
_SIGN = re.compile(r'"emoji"\s{0,9}:\s{0,9}"([^"\n]{1,80})"')
_MOST_PARTS, _LONGEST_REACTION = 20, 1_000


# -- text where no text part is


def _from_elsewhere(raw: bytes, root: Part, envelopes: Iterable[tnef.Envelope]) -> _Shown:
    """What Outlook's envelope or an invitation says."""
    for envelope in envelopes:
        html = _clean(envelope.html)[:LONGEST_TEXT]
        text = _clean(envelope.text)[:LONGEST_TEXT] or to_text(html)
        if text.strip():
            return _Shown(text, html)
    for part in root.leaves():
        if part.content_type == "text/calendar":
            text = _clean(charsets.decode(content_of(raw, part, LONGEST_TEXT), part.parameters.get("charset")))
            return _Shown(_calendar(text), "", plain=True)
    return _Shown()


def _calendar(text: str) -> str:
    """The words of an invitation or of the answer to one."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found = {name.upper(): value.strip() for name, value in _CALENDAR_LINE.findall(unfolded[:100_000]) if value.strip()}
    if "COMMENT" not in found and (noted := _RESPONSE_COMMENT.search(unfolded[:100_000])):
        found["COMMENT"] = (noted[1] or noted[2]).strip()
    said = [found[name] for name in ("COMMENT", "SUMMARY", "DESCRIPTION") if name in found]
    return "\n".join(re.sub(r"\\([nN,;\\])", lambda match: "\n" if match[1] in "nN" else match[1], value) for value in said)


def invitation(raw: bytes, root: Part) -> str:
    """What the first calendar part of a message does: accepted, declined, tentative, request, counter or cancel; "" without one.

    A calendar that someone merely sends along (PUBLISH) does nothing.
    """
    part = next((part for part in islice(root.leaves(), _MOST_PARTS) if part.content_type == "text/calendar"), None)
    if part is None:
        return ""
    text = content_of(raw, part, _LONGEST_CALENDAR).decode("ascii", "replace").upper()
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    method = _METHOD.search(unfolded)
    does = method[1] if method else part.parameters.get("method", "").upper()
    if does == "REPLY":
        answer = _PARTSTAT.search(unfolded)
        return answer[1].lower() if answer else ""
    return does.lower() if does in ("REQUEST", "COUNTER", "CANCEL") else ""


_METHOD = re.compile(r"^METHOD:([A-Z]{1,20})", re.MULTILINE)
_PARTSTAT = re.compile(r"PARTSTAT=\"?(ACCEPTED|DECLINED|TENTATIVE)")
_LONGEST_CALENDAR = 100_000


# -- attachments


def _is_envelope(part: Part) -> bool:
    return part.content_type in ("application/ms-tnef", "application/vnd.ms-tnef") or part.filename.lower() == "winmail.dat"


def _envelope(raw: bytes, part: Part) -> tnef.Envelope | None:
    return tnef.read(content_of(raw, part)) if part.end - part.start <= _MOST_TNEF else None


def _attached(raw: bytes, root: Part, body: list[Part], *, content: bool) -> Iterable[tuple[AttachmentInfo, bytes]]:
    """Every part that is neither text nor a report's; contents are "" unless asked for."""
    texts = set(map(id, body))
    for part in root.leaves():
        if id(part) in texts or part.content_type in _REPORTS:
            continue
        if _is_envelope(part) and (envelope := _envelope(raw, part)) is not None:
            yield from (
                (
                    AttachmentInfo(
                        _name(one.filename), one.content_type or "application/octet-stream", len(one.content), one.content_id
                    ),
                    one.content,
                )
                for one in envelope.attached
            )
            continue
        data = content_of(raw, part) if content else b""
        size = len(data) if content else size_of(raw, part)
        content_id = _clean(part.first("content-id")).strip("<> ")[:255]
        yield (
            AttachmentInfo(_name(part.filename), _clean(part.content_type)[:255], size, content_id, part.disposition == "inline"),
            data,
        )


def _name(filename: str) -> str:
    return _clean(filename)[:255]
