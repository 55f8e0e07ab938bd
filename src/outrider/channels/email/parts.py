"""The tree of a message's parts, read from bytes in one pass that no nesting or number of parts makes longer.

The standard library's parser takes seconds and gigabytes for what strangers may send, recurses over nested parts, and gives up on
what mail programs still show: content types without a slash, transfer encodings followed by blanks, boundaries that are missing.
Parts keep offsets into the message, so that attachments are decoded only when requested.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from outrider.channels.email import charsets, words
from outrider.rules.text import file_name

MOST_PARTS = 500
MOST_HEADERS = 300
_LONGEST_VALUE = 16_000
_LONGEST_PARAMETERS = 2_000
_MOST_HEADER_LINES = 20_000
_MOST_DELIMITERS = 200_000  # lines that begin like one
_MOST_GUESSES = 20  # multiparts whose boundary has to be guessed
_HEADER_LINE = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_BOUNDARY_LINE = re.compile(
    rb"^--([^\s-][^\r\n]{0,198}?|-[^\r\n]{0,198}[^-\s][^\r\n]{0,10}?)[ \t]*\r?\n(?=[!-9;-~]{1,60}:|\r?\n)", re.MULTILINE
)
_MOST_STRAYS = 50  # other lines among headers
_LOOKED_AHEAD = 4_000
_EMPTY_LINE = re.compile(rb"(?:^|\n)[ \t]*\r?\n")
_OF_PARTS = re.compile(rb"^content-[a-z-]{1,40}[ \t]*:", re.MULTILINE | re.IGNORECASE)
_OF_MESSAGES = re.compile(
    rb"^(?:content-[a-z-]{1,40}|received|message-id|mime-version|return-path|delivered-to|dkim-signature|references|in-reply-to"
    rb"|(?:x|arc|authentication)-[\w-]{1,60})[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_FIRST_OF_MESSAGES = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|return-path|mime-version|x-[\w-]{1,60})[ \t]*:", re.MULTILINE | re.IGNORECASE
)
# A body that begins as a multipart does, under headers that say nothing of it.
_UNTYPED_MULTIPART = re.compile(
    rb"(?:[ \t]*\r?\n){0,9}(?:This is a (?:multi-?part|MIME)[^\n]{0,200}\n(?:[ \t]*\r?\n){0,9})?"
    rb"--([^\s-][^\r\n]{0,198}?|-[^\r\n]{0,198}[^-\s][^\r\n]{0,10}?)[ \t]*\r?\nContent-[a-z-]{1,40}:",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r'([^\s=;"]{1,100})\s{0,20}=\s{0,20}(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL)
_NEXT_PARAMETER = re.compile(r"\s+[\w*-]{1,40}=")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]*")
_GLUED = re.compile(
    r"content-transfer-encoding\s{0,9}:\s{0,9}([\w-]{1,40})", re.IGNORECASE
)  # a line end between two headers was lost
_ENCODED_BREAK = re.compile(rb"(?:=0A=0D|=0D=0A|=0D|=0A)(?=\r?\n)", re.IGNORECASE)  # a line end written both ways is one
_PADDED_BREAK = re.compile(rb"=[ \t]{1,80}(\r?\n)")  # a soft line break to which a server on the way added blanks
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{0,255})\r?\n", re.MULTILINE)
_ENCODINGS = {
    **dict.fromkeys(("base64", "base-64", "b64", "xbase64", "x-base64", "b", "based64"), "base64"),
    **dict.fromkeys(("quoted-printable", "quotedprintable", "quoted", "qp", "q", "quoted_printable", "x-quoted-printable"), "qp"),
    **dict.fromkeys(("x-uuencode", "uuencode", "x-uue", "uue", "uu", "x-uu"), "uu"),
}


@dataclass(slots=True)
class Part:
    """One part. `headers` are unfolded and in order, names in lower case; `start` and `end` are where its body lies."""

    headers: list[tuple[str, str]]
    content_type: str
    parameters: dict[str, str]
    start: int
    end: int = -1
    parts: list["Part"] = field(default_factory=list["Part"])

    def first(self, name: str) -> str:
        """The first header of this name; "" without one."""
        return next((value for found, value in self.headers if found == name), "")

    @property
    def disposition(self) -> str:
        """inline, attachment, or whatever else was written, in lower case."""
        return re.split(r"[;\s]", self.first("content-disposition").strip(), maxsplit=1)[0].strip("\"'").lower()

    @property
    def filename(self) -> str:
        """Its name, by Content-Disposition or Content-Type; "" without one."""
        name = parameters(self.first("content-disposition"))[1].get("filename") or self.parameters.get("name", "")
        return file_name(words.decode_words(name))

    @property
    def encoding(self) -> str:
        """base64, qp, uu, or "" for what stands there as it is."""
        header = self.first("content-transfer-encoding")
        if not header and (glued := _GLUED.search(self.first("content-type"))):
            header = glued[1]
        written = re.sub(r"\([^)]*\)", " ", header).strip(" \t\"';:,.").lower()
        return _ENCODINGS.get(written) or _ENCODINGS.get(re.split(r"[\s;,]", written, maxsplit=1)[0], "")

    def leaves(self) -> Iterator["Part"]:
        """The parts that hold something, in order."""
        stack: list[Part] = [self]
        while stack:
            part = stack.pop()
            if part.parts:
                stack += reversed(part.parts)
            else:
                yield part

    def all(self) -> Iterator["Part"]:
        """The part itself and all within it."""
        stack: list[Part] = [self]
        while stack:
            part = stack.pop()
            yield part
            stack += reversed(part.parts)

    def depth(self) -> int:
        """How many multiparts lie within each other at most."""
        deepest = 0
        stack: list[tuple[Part, int]] = [(self, 0)]
        while stack:
            part, level = stack.pop()
            deepest = max(deepest, level)
            stack += [(child, level + 1) for child in part.parts]
        return deepest


@dataclass(slots=True)
class _Open:
    """A multipart whose end has not been seen. `boundary` is "" when it had none."""

    part: Part
    boundary: bytes


def with_line_ends(raw: bytes) -> bytes:
    """A message as it is, or with line feeds where all its lines end in carriage returns, as on old Macs."""
    return raw if raw.find(b"\n", 0, -2) >= 0 else raw.replace(b"\r", b"\n")


def read_parts(raw: bytes) -> Part:
    """The message's parts; the bodies of attached messages are not entered."""
    return _Reader(raw).read()


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A header such as Content-Type: its value in lower case, and its parameters (RFC 2231 put together), names in lower case.

    Takes parameters that no semicolon separates, quotes that are not closed and blanks in unquoted values.
    """
    value = value[:_LONGEST_PARAMETERS]
    head = re.split(r"[;]|\s+(?=[\w*-]{1,40}\s?=)", value.strip(), maxsplit=1)[0]
    found: dict[str, str] = {}
    position = len(head)
    while match := _PARAMETER.search(value, position):
        name, quoted, bare = match.groups()
        position = match.end()
        if quoted is not None:
            text = re.sub(r'\\(["\\])', r"\1", quoted)
        else:
            following = _NEXT_PARAMETER.search(bare)
            text = (bare[: following.start()] if following else bare).strip().strip("'\"")
            position = match.start(3) + following.start() if following else position
        found.setdefault(name.lower(), text)
    return head.strip(" \t;\"'").lower(), _joined(found)


def _joined(found: dict[str, str]) -> dict[str, str]:
    """Parameters whose value is spread over several (name*0, name*1*) or names its character set (name*)."""
    plain = {name: value for name, value in found.items() if "*" not in name}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, value in found.items():
        match = re.fullmatch(r"([^*]+)(?:\*(\d{1,3}))?(\*)?", name)
        if match and "*" in name:
            pieces.setdefault(match[1], {})[int(match[2] or 0)] = value, bool(match[3])
    for name, of in pieces.items():
        charset, data = "", b""
        for index in sorted(of):
            text, encoded = of[index]
            if encoded and index == min(of) and text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            data += unquote_to_bytes(text) if encoded else text.encode("utf-8", "replace")
        plain[name] = charsets.decode(data, charset or "utf-8")
    return plain


def content_type(value: str) -> tuple[str, dict[str, str]]:
    """The type of a part, however badly it is written, and its parameters."""
    if value.lstrip().startswith("=?"):
        value = words.decode_words(value)
    head, found = parameters(re.sub(r"\([^()]*\)", " ", value) if "(" in value else value)
    head = re.sub(r"\s*/\s*", "/", head.replace("\\", "/")).partition(" ")[0]
    main, slash, sub = head.partition("/")
    sub = re.sub(r"[^a-z0-9!#$&^_.+-].*", "", sub, flags=re.DOTALL)
    if main == "multipart" or (not slash and "boundary" in found):
        return f"multipart/{sub or 'mixed'}", found
    if main in ("text", "") or not re.fullmatch(r"[a-z0-9!#$&^_.+-]+", main):
        return f"text/{'html' if sub in ('html', 'htm', 'xhtml') else sub or 'plain'}", found
    if (main in ("html", "htm") and not sub) or (main == "application" and sub in ("xhtml+xml", "html", "xhtml")):
        return "text/html", found
    if not sub:
        return ("text/plain" if main in ("plain", "plaintext") else "application/octet-stream"), found
    return f"{main}/{sub}", found


class _Reader:
    """Where the one pass over a message stands."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.open: list[_Open] = []
        self.by_boundary: dict[bytes, int] = {}
        self.leaf: Part | None = None  # whose body runs on until the next delimiter
        self.leaves = 0
        self.guesses = 0
        self.charset: str | None = None
        self.untyped = False  # a multipart that says nowhere that it is one
        self.strays = 0

    def read(self) -> Part:
        root = self._part(self._beginning(), top=True)
        looked = 0
        position = root.start
        while self.open and self.leaves < MOST_PARTS and looked < _MOST_DELIMITERS:
            at = (
                position
                if self.raw.startswith(b"--", position) and self._at_line(position)
                else self.raw.find(b"\n--", position) + 1
            )
            if not at:
                if (again := self._guess(len(self.raw))) is None:
                    break
                position = again
                continue
            looked += 1
            stop = self.raw.find(b"\n", at, at + 400)
            end = stop + 1 if stop >= 0 else min(len(self.raw), at + 400)
            position = self._delimiter(at, end)
        self._close_leaf(len(self.raw))
        while self.open:
            self._close(len(self.raw))
        if self.untyped and [part.content_type for part in root.parts] == ["text/plain", "text/html"]:
            root.content_type = "multipart/alternative"
        return root

    def _beginning(self) -> int:
        """Where the headers begin: mailboxes leave byte order marks, empty lines and "From " lines before them."""
        match = re.match(rb"(?:\xef\xbb\xbf)?(?:[ \t]{0,80}\r?\n){0,100}(?:>?From (?![ \t]{0,9}:)[^\r\n]{0,200}\r?\n)?", self.raw)
        return match.end() if match else 0

    def _at_line(self, position: int) -> bool:
        return position == 0 or self.raw[position - 1] == 10

    def _delimiter(self, at: int, end: int) -> int:
        """Read the line at `at`, which begins with two hyphens; where to continue."""
        line = self.raw[at + 2 : end].rstrip()
        index = self.by_boundary.get(line)
        closing = index is None and line.endswith(b"--")
        if closing:
            index = self.by_boundary.get(line[:-2].rstrip())
        if index is None:
            return end - 1 if end < len(self.raw) else end
        if index + 1 < len(self.open) and (again := self._guess(at, index + 1)) is not None:
            return again
        self._close_leaf(at)
        while len(self.open) > index + 1:
            self._close(at)
        if closing:
            self._close(at)
            return end - 1
        return self._part(end).start

    def _part(self, position: int, *, top: bool = False) -> Part:
        """Open the part whose headers begin at `position`."""
        headers, start = self._headers(position, top)
        kind, found = self._type([value for name, value in headers if name == "content-type"], start)
        if top:
            self.charset = found.get("charset")
        untyped = not any(name == "content-type" for name, _ in headers)
        if top and untyped and (match := _UNTYPED_MULTIPART.match(self.raw, start)):
            kind, found = "multipart/mixed", {"boundary": match[1].decode("latin-1")}
            self.untyped = True
        if untyped and self.open and self.open[-1].part.content_type == "multipart/digest":
            kind = "message/rfc822"
        part = Part(headers, kind, found, start)
        if self.open:
            self.open[-1].part.parts.append(part)
        if kind.startswith("multipart/"):
            self._push(part, found.get("boundary", "").strip().encode("utf-8", "replace"))
        else:
            self.leaf = part
            self.leaves += 1
        return part

    def _type(self, written: list[str], start: int) -> tuple[str, dict[str, str]]:
        """The type of a part; of several the multipart whose boundary there is, else the first."""
        types = [content_type(value) for value in written[:5]] or [content_type("")]
        for kind, found in types[1:]:
            boundary = found.get("boundary", "").encode("utf-8", "replace")
            if kind.startswith("multipart/") and boundary and self.raw.find(b"--" + boundary, start) >= 0:
                return (kind, found) if not types[0][0].startswith("multipart/") else types[0]
        return types[0]

    def _push(self, part: Part, boundary: bytes) -> None:
        boundary = boundary[:200].rstrip()
        if boundary in self.by_boundary:
            boundary = b""  # the same as around it: its delimiters are read as the outer one's
        self.open.append(_Open(part, boundary))
        if boundary:
            self.by_boundary[boundary] = len(self.open) - 1

    def _close(self, end: int) -> None:
        done = self.open.pop()
        done.part.end = end
        if done.boundary:
            del self.by_boundary[done.boundary]
        if not done.part.parts:
            # No boundary at all: what there is can still be read.
            beginning = self.raw[done.part.start : done.part.start + 200].lstrip().lower()
            done.part.content_type = (
                "text/html" if beginning.startswith((b"<html", b"<!doctype", b"<div", b"<p>")) else "text/plain"
            )
            self.leaves += 1

    def _close_leaf(self, at: int) -> None:
        """The line end before a delimiter belongs to the delimiter."""
        if self.leaf is not None:
            if at < len(self.raw):
                at -= 1 if self.raw[at - 1 : at] == b"\n" else 0
                at -= 1 if self.raw[at - 1 : at] == b"\r" else 0
            self.leaf.end = max(at, self.leaf.start)
            self.leaf = None

    def _guess(self, end: int, above: int = 0) -> int | None:
        """For the innermost multipart that would end without a part: the boundary that its body shows. Where to read again."""
        if len(self.open) <= above or self.open[-1].part.parts or self.leaf is not None or self.guesses >= _MOST_GUESSES:
            return None
        self.guesses += 1
        unread = self.open[-1]
        match = _BOUNDARY_LINE.search(self.raw, unread.part.start, min(end, unread.part.start + 4_000))
        if match is None or match[1] == unread.boundary or match[1] in self.by_boundary:
            return None
        self.open.pop()
        self.by_boundary.pop(unread.boundary, None)
        self._push(unread.part, match[1])
        return unread.part.start

    def _headers(self, position: int, top: bool) -> tuple[list[tuple[str, str]], int]:
        """The headers from `position` on, and where the body begins."""
        raw, size = self.raw, len(self.raw)
        lines: list[tuple[bytes, list[bytes]]] = []
        for _ in range(_MOST_HEADER_LINES):
            if position >= size:
                break
            stop = raw.find(b"\n", position)
            end = stop + 1 if stop >= 0 else size
            line = raw[position : min(end, position + _LONGEST_VALUE)].rstrip(b"\r\n")
            if not line.strip():
                position = end
                break
            if (
                line[:2] == b"--"
                and self.open
                and (line[2:].rstrip() in self.by_boundary or line[2:].rstrip(b"- \t") in self.by_boundary)
            ):
                break
            if line[0] in b" \t" and lines:
                lines[-1][1].append(line)
            elif match := _HEADER_LINE.match(line):
                lines.append((match[1], [line[match.end() :]]))
            elif not self._goes_on(end, top, lines):
                break  # the body, though no empty line came before it; or a part that has no headers at all
            position = end
        else:
            blank = re.compile(rb"\n\r?\n").search(raw, max(0, position - 1))
            position = blank.end() if blank else size
        headers: list[tuple[str, str]] = []
        for name, values in lines[:MOST_HEADERS]:
            lower = name.decode("ascii").lower()
            most = _LONGEST_PARAMETERS if lower.startswith("content-") else _LONGEST_VALUE
            headers.append((lower, self._value(b"\n".join(values)[:most])))
        return headers, position

    def _goes_on(self, position: int, top: bool, lines: list[tuple[bytes, list[bytes]]]) -> bool:
        """Whether a line that is no header stands among headers: others that no text has follow before the next empty line."""
        self.strays += 1
        if self.strays > _MOST_STRAYS or not (top or lines):
            return False
        following = self.raw[position : position + _LOOKED_AHEAD]
        blank = _EMPTY_LINE.search(following)
        wanted = _OF_PARTS if not top else _OF_MESSAGES if lines else _FIRST_OF_MESSAGES
        if wanted.search(following, 0, blank.start() + 1 if blank else len(following)):
            return True
        # A last line of the headers, or a first one of the body? Encoded content is surely not that.
        encoded = any(name.lower() == b"content-transfer-encoding" and b"64" in b"".join(values) for name, values in lines)
        return encoded and blank is not None

    def _value(self, value: bytes) -> str:
        unfolded = re.sub(rb"\r?\n[ \t]?|\r", b" ", value).strip()
        if unfolded.isascii():
            return unfolded.decode("ascii").replace("\x00", "")
        return charsets.decode(unfolded, self.charset if self.charset else None).replace("\x00", "")


# -- what a part holds


def content_of(raw: bytes, part: Part, most: int | None = None) -> bytes:
    """A part's decoded content, of which no more than `most` bytes are wanted."""
    encoding = part.encoding
    end = part.end if most is None else min(part.end, part.start + most * (3 if encoding else 1) + 1000)
    data = raw[part.start : end]
    if encoding == "base64":
        data = _from_base64(data, sure=not _of_ascii_or_utf8(part))
    elif encoding == "qp":
        data = quopri.decodestring(_PADDED_BREAK.sub(rb"=\1", _ENCODED_BREAK.sub(b"", data)))
    elif encoding == "uu":
        data = _from_uu(data)
    return data if most is None else data[:most]


def size_of(raw: bytes, part: Part) -> int:
    """How many bytes a part's content has, in base64 without decoding it."""
    length = part.end - part.start
    if part.encoding == "base64":
        signs = length - raw.count(b"\n", part.start, part.end) - raw.count(b"\r", part.start, part.end)
        tail = raw[max(part.start, part.end - 100) : part.end].strip()
        return max(0, signs * 3 // 4 - (len(tail) - len(tail.rstrip(b"="))))
    return len(content_of(raw, part)) if part.encoding and length < 1_000_000 else length


def _of_ascii_or_utf8(part: Part) -> bool:
    return part.content_type.startswith("text/") and part.parameters.get("charset", "").lower() in ("", "us-ascii", "utf-8")


def _from_base64(data: bytes, *, sure: bool = True) -> bytes:
    """Decoded; text that does not look like base64 stays, and so do lines of plain text behind it, as mailing lists add them.

    `sure`: whatever comes out may be right. Otherwise it is text in ASCII or UTF-8.
    """
    first = data.lstrip()[:400]
    if not first or not _looks_encoded(first.split(b"\n", 1)[0].strip(b"\r ")):
        return _from_spaced_base64(data)
    footer = len(data)
    if match := re.search(rb"=[ \t\r]*\n(?=[^\n]*[^A-Za-z0-9+/=\s])", data[-8_000:]):
        footer = max(0, len(data) - 8_000) + match.end()
    decoded = b"".join(map(_decoded, _PIECE_OF_BASE64.split(data[:footer])))
    if not sure and len(data) < _SHORT and b"=" not in data and not _is_text(decoded):
        return data  # a few words that were never encoded
    return decoded + b"\n" + data[footer:] if footer < len(data) else decoded


def _from_spaced_base64(data: bytes) -> bytes:
    """Base64 with blanks or other signs strewn into it, if it is that: nearly all letters of it, and text comes out."""
    bare = re.sub(rb"\s", b"", data[:_STREWN])
    letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", bare)
    if len(data) > _STREWN or len(letters) * 40 < len(bare) * 39 or len(letters.rstrip(b"=")) % 4 == 1 or len(letters) < 16:
        return data
    decoded = _decoded(letters)
    return decoded if _is_text(decoded) and b" " in decoded.strip() else data


def _is_text(data: bytes) -> bool:
    try:
        return not re.search(r"[\x00-\x08\x0e-\x1f]", data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


_SHORT, _STREWN = 60, 200_000
_PIECE_OF_BASE64 = re.compile(rb"(?<==)\s+(?=[A-Za-z0-9+/])")  # some programs encode a text line by line, or append a second one


def _decoded(data: bytes) -> bytes:
    """One text in base64, whatever else stands in it, with its padding or without."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        signs = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        decoded = binascii.a2b_base64(signs[: len(signs) // 4 * 4])
        rest = len(signs) % 4
        return decoded + (binascii.a2b_base64(signs[-rest:] + b"=" * (4 - rest)) if rest > 1 else b"")


def _looks_encoded(line: bytes) -> bool:
    """Whether a line may be of base64: nothing else in it, no words."""
    return bool(_BASE64_LINE.fullmatch(line)) and b" " not in line.strip()


def _from_uu(data: bytes) -> bytes:
    match = _UU_BEGIN.search(data)
    decoded = bytearray()
    for line in data[match.end() if match else 0 :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            wanted = (((line[0] - 32) & 63) * 4 + 5) // 3  # some programs pad or cut their lines
            try:
                decoded += binascii.a2b_uu(line[:wanted])
            except binascii.Error:
                break
    return bytes(decoded)
