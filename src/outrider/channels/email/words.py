"""What headers say: encoded words (RFC 2047), addresses, message ids and dates, however mail programs write them."""

import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import unquote

from outrider.channels.email import charsets
from outrider.rules.threads import message_ids

LONGEST = 16_000
_LONGEST_LIST = 64_000
_MOST_ADDRESSES = 2_000
# The text may hold blanks (badly formed) and question marks; a word cut off at the end of its line has no end of its own.
_WORD = re.compile(r"=\?([^?\s]{0,60})\?([bq])\?((?:[^?\r\n]|\?(?!=))*?)(?:\?=|(?==\?[^?\s]{0,60}\?[bq]\?)|$)", re.IGNORECASE)
_WORD_ALONE = re.compile(r"=\?[^?\s]{1,60}\?[bq]\?[^?\s]{1,4000}\?=", re.IGNORECASE)
_GAP = re.compile(r"\s*")
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]\\]{1,64}@(?:\[[\w.:]{1,60}\]|[^\s<>,;:\"'()\[\]\\@]{1,255})")
_ZONE = re.compile(r"(?<=:\d\d)\s+(?:GMT|UTC)?([+-]\d\d):?(\d\d)\b")  # "GMT+0100" and "+01:00"
_WIDE_BRACKETS = str.maketrans("＜＞", "<>")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def decode_words(value: str) -> str:
    """`value` with its encoded words decoded. Neighbors of one character set are joined first: a character may be split."""
    decoded = _decoded(value)
    # Some programs encode what is encoded already.
    return _decoded(decoded) if decoded != value and _WORD_ALONE.fullmatch(decoded) else decoded


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    out: list[str] = []
    run: list[tuple[str, str, str]] = []  # charset, encoding, text of words that follow each other
    position = 0
    for match in _WORD.finditer(value[:LONGEST]):
        between = value[position : match.start()]
        label = match[1].partition("*")[0].lower()
        if run and (between.strip() or run[-1][0] != label):
            out.append(_run(run))
            run = []
        if not (out or run) or between.strip():
            out.append(between)
        run.append((label, match[2].lower(), match[3]))
        position = match.end()
    if run:
        out.append(_run(run))
    return "".join(out) + value[position:]


def _run(run: Sequence[tuple[str, str, str]]) -> str:
    data = b""
    base64 = ""
    for _, encoding, text in run:
        if encoding == "b":
            base64 += "".join(text.split())
            if len(base64) % 4 == 0 or base64.endswith("="):
                data, base64 = data + _from_base64(base64), ""
        else:
            data, base64 = data + _from_base64(base64) + _from_q(text), ""
    return charsets.decode(data + _from_base64(base64), run[0][0])


def _from_base64(text: str) -> bytes:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text.replace("-", "+").replace("_", "/"))
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _from_q(text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape").replace(b"_", b" ")
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda match: bytes((int(match[1], 16),)), data)


def readable(value: str) -> str:
    """A header's text as a reader sees it: decoded, on one line, without control characters."""
    return " ".join(_printable(decode_words(value[:LONGEST])).split())


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    text = "".join(c if c.isprintable() or c.isspace() or c in "\u200c\u200d" else " " if c < " " else "" for c in text)
    return text.encode("utf-8", "replace").decode()


# -- addresses


@dataclass(slots=True)
class _Mailbox:
    """One entry of an address list while it is read."""

    phrase: str = ""
    angle: str | None = None
    comment: str = ""

    def pair(self) -> tuple[str, str] | None:
        """(name, address), if there is an address."""
        phrase, comment = readable(self.phrase), readable(self.comment)
        if self.angle is not None:
            address = _bare(readable(self.angle))
            if not address:
                return None
            name = phrase.strip(" '\"<>") or comment
            return ("" if name.lower() == address else name), address
        match = _ADDRESS.search(phrase)
        if match is None:
            return None
        name = " ".join((phrase[: match.start()] + " " + phrase[match.end() :]).split()).strip(" '\"<>[]()") or comment
        return (name if re.search(r"\w", name) and name.lower() != "mailto:" else ""), _bare(match[0])


def addresses(values: Iterable[str]) -> list[tuple[str, str]]:
    """(name, address) of every mailbox in the headers, addresses in lower case; what has no address is left out.

    Where nothing has one, the header is decoded first: some programs encode it whole.
    """
    text = ", ".join(values)[:_LONGEST_LIST]
    if "<" not in text:
        text = (unescape(text) if "&lt;" in text else text).translate(_WIDE_BRACKETS)
    found = _pairs(text)
    if not found and "=?" in text:
        found = _pairs(decode_words(text))
    if not found:
        found = [("", _bare(address)) for address in _ADDRESS.findall(readable(unescape(text)))]
    return [pair for pair in found if pair[1]][:_MOST_ADDRESSES]


def _pairs(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    before = ""  # a name that an unquoted comma cut in two
    for mailbox in _mailboxes(text):
        pair = mailbox.pair()
        if pair is None:
            before = f"{before}, {readable(mailbox.phrase)}".strip(", ") if mailbox.phrase.strip() else before
            continue
        name, address = pair
        if before and name and mailbox.angle is not None:
            name = f"{before}, {name}"
        before = ""
        found.append((name, address))
    return found


def _mailboxes(text: str) -> list[_Mailbox]:
    """The entries between commas, semicolons and group names."""
    entries: list[_Mailbox] = []
    entry = _Mailbox()
    position, size = 0, len(text)
    while position < size:
        sign = text[position]
        if sign == '"':
            quoted = _QUOTED.match(text, position)
            if quoted is None or _opens_address(text, quoted):
                position += 1  # a quotation mark of the name's own
                continue
            entry.phrase += re.sub(r"\\(.)", r"\1", quoted[1])
            position = quoted.end()
        elif sign == "(":
            comment, position = _comment(text, position)
            entry.comment = entry.comment or comment
        elif sign == "<":
            stop = text.find(">", position)
            stop = stop if stop >= 0 else size
            inside = text[position + 1 : stop].lstrip("<")
            if entry.angle is None or "@" not in entry.angle:
                if entry.angle and entry.angle.strip():
                    entry.phrase += f" {entry.angle}"
                entry.angle = inside
            position = stop + 1
        elif sign in ",;":
            entries.append(entry)
            entry = _Mailbox()
            position += 1
        elif (
            sign == ":"
            and "@" not in entry.phrase
            and "=?" not in entry.phrase
            and not entry.phrase.strip().lower().endswith("mailto")
        ):
            entry = _Mailbox()  # the name of a group
            position += 1
        elif text.startswith("=?", position) and (word := _WORD.match(text, position)):
            entry.phrase += word[0]
            position = word.end()
        else:
            entry.phrase += sign
            position += 1
    return [*entries, entry]


def _opens_address(text: str, quoted: "re.Match[str]") -> bool:
    """Whether a quotation takes in an address in brackets, so that its first mark must be a stray one."""
    return "<" in quoted[1] and "@" in quoted[1] and "<" not in text[quoted.end() : quoted.end() + 200]


def _comment(text: str, position: int) -> tuple[str, int]:
    """The comment that begins at `position`, and where it ends; None for one that never ends."""
    depth = 0
    for at in range(position, min(len(text), position + 1000)):
        if text[at] == "(" and text[at - 1 : at] != "\\":
            depth += 1
        elif text[at] == ")" and text[at - 1 : at] != "\\":
            depth -= 1
            if depth == 0:
                return text[position + 1 : at], at + 1
    return "", position + 1


def _bare(address: str) -> str:
    """An address alone, in lower case: without mailto:, routes, brackets and blanks round the @; "" if it is none."""
    text = re.sub(r"\([^()]*\)", "", address).replace("\x00", "").strip(" \t<>'")
    text = text if text.startswith('"') and '"@' in text else text.strip(" \t<>'\"")
    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    if text.startswith("@"):
        text = text.rpartition(":")[2]
    text = re.sub(r"\s*@\s*", "@", text).rstrip(".,;:>")
    if text.startswith('"') or '"@' in text:
        return text.lower() if "@" in text else ""
    match = _ADDRESS.search(text)
    return match[0].strip("'").lower() if match else ""


# -- ids and dates


def ids(values: Iterable[str]) -> tuple[str, ...]:
    """The message ids in Message-ID, In-Reply-To or References, without brackets, in order, each once."""
    text = " ".join(values)[:LONGEST]
    if "=?" in text:
        text = decode_words(text)
    if "&lt;" in text:
        text = unescape(text)
    if "<" not in text and "%3c" in text.lower():
        text = unquote(text)
    found = (identifier.strip("<>") for identifier in message_ids(text))
    return tuple(identifier.removeprefix("mailto:") for identifier in found)


def date(value: str) -> datetime | None:
    """A Date header in UTC; None for one that no program could read."""
    value = _ZONE.sub(r" \1\2", value)
    for tried in (value, re.sub(r"\([^)]*\)|\b(?:Sept)\b", lambda m: "Sep" if m[0] == "Sept" else " ", value)):
        try:
            when = parsedate_to_datetime(tried[:200])
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    try:
        when = datetime.fromisoformat(value.strip()[:40])
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
