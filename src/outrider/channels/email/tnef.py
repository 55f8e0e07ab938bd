"""winmail.dat: the envelope into which Outlook and Exchange pack text and attachments (MS-OXTNEF).

Our own small reader: the one published library was last released in 2021 and reads some lengths without a bound.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from outrider.channels.email import charsets

SIGNATURE = b"\x78\x9f\x3e\x22"
_MOST_ATTACHMENTS = 200
_MOST_PROPERTIES = 2_000
_MOST_RTF = 4_000_000

# Attributes (MS-OXTNEF 2.1.3.2) and MAPI properties (MS-OXPROPS) that matter.
_MESSAGE_PROPERTIES, _ATTACHMENT_PROPERTIES, _CODE_PAGE = 0x9003, 0x9005, 0x9007
_BODY, _ATTACHMENT_BEGINS, _ATTACHMENT_TITLE, _ATTACHMENT_DATA = 0x800C, 0x9002, 0x8010, 0x800F
_P_BODY, _P_RTF, _P_HTML, _P_CODE_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_P_DATA, _P_NAME, _P_LONG_NAME, _P_TYPE, _P_CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_FIXED = {
    0x0002: 2,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 2,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_SIZED = (0x000D, 0x001E, 0x001F, 0x0102)

_RTF_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RTF_TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_RTF_UNSEEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable generator".split()
)


@dataclass(slots=True)
class Attached:
    """A file in the envelope."""

    filename: str = ""
    content_type: str = ""
    content_id: str = ""
    content: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class Envelope:
    """What a winmail.dat holds; `text` and `html` are "" where it has no such body."""

    text: str = ""
    html: str = ""
    attached: list[Attached] = field(default_factory=list[Attached])


def read(data: bytes) -> Envelope | None:
    """The envelope's contents, as far as they can be read; None if it is something else. Never raises."""
    if not data.startswith(SIGNATURE):
        return None
    found = Envelope()
    page = "cp1252"
    rtf = b""
    for identifier, value in _attributes(data):
        if identifier == _CODE_PAGE and len(value) >= 4:
            page = f"cp{struct.unpack_from('<I', value)[0]}"
        elif identifier == _BODY:
            found.text = found.text or charsets.decode(value.rstrip(b"\0"), page)
        elif identifier == _ATTACHMENT_BEGINS:
            if len(found.attached) >= _MOST_ATTACHMENTS:
                break
            found.attached.append(Attached())
        elif identifier == _MESSAGE_PROPERTIES:
            properties = dict(_properties(value))
            if len(number := properties.get(_P_CODE_PAGE, b"")) >= 4:
                page = f"cp{struct.unpack_from('<I', number)[0]}"
            found.text = _text(properties.get(_P_BODY, b""), page) or found.text
            found.html = charsets.decode(properties.get(_P_HTML, b""), page).rstrip("\0")
            rtf = properties.get(_P_RTF, b"")
        elif found.attached:
            _into(found.attached[-1], identifier, value, page)
    if rtf and not (found.text.strip() or found.html.strip()):
        found.text, found.html = _from_rtf(decompress(rtf), page)
    found.attached = [one for one in found.attached if one.content]
    return found


def _into(attached: Attached, identifier: int, value: bytes, page: str) -> None:
    if identifier == _ATTACHMENT_TITLE:
        attached.filename = attached.filename or charsets.decode(value.rstrip(b"\0"), page)
    elif identifier == _ATTACHMENT_DATA:
        attached.content = value
    elif identifier == _ATTACHMENT_PROPERTIES:
        properties = dict(_properties(value))
        name = _text(properties.get(_P_LONG_NAME, b""), page) or _text(properties.get(_P_NAME, b""), page)
        attached.filename = name or attached.filename
        attached.content_type = _text(properties.get(_P_TYPE, b""), page).lower()
        attached.content_id = _text(properties.get(_P_CONTENT_ID, b""), page)
        attached.content = attached.content or properties.get(_P_DATA, b"")


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6
    while position + 9 <= len(data):
        identifier, length = struct.unpack_from("<HxxI", data, position + 1)
        position += 9
        yield identifier, data[position : position + length]
        position += length + 2


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """MAPI properties by number; text and bytes only in their first value. Ends where the data makes no sense."""
    if len(data) < 4:
        return
    count, position = struct.unpack_from("<I", data)[0], 4
    try:
        for _ in range(min(count, _MOST_PROPERTIES)):
            kind, number = struct.unpack_from("<HH", data, position)
            position += 4
            if number >= 0x8000:  # named: its name comes first
                named = struct.unpack_from("<I", data, position + 16)[0]
                position += 20
                length = struct.unpack_from("<I", data, position)[0]
                position += 4 + (-(-length // 4) * 4 if named == 1 else 0)
            base = kind & 0x0FFF
            several = bool(kind & 0x1000)
            values = 1
            if several or base in _SIZED:
                values = struct.unpack_from("<I", data, position)[0]
                position += 4
            first = b""
            for index in range(min(values, _MOST_PROPERTIES)):
                if base in _SIZED:
                    length = struct.unpack_from("<I", data, position)[0]
                    value = data[position + 4 : position + 4 + length]
                    position += 4 + -(-length // 4) * 4
                elif base in _FIXED:
                    width = _FIXED[base]
                    value = data[position : position + width]
                    position += -(-width // 4) * 4
                else:
                    return
                if index == 0:
                    first = value.decode("utf-16-le", "replace").encode() if base == 0x001F else value
            if base == 0x000D:
                first = first[16:]  # an object begins with the id of its interface
            yield number, first
    except struct.error:
        return


def _text(value: bytes, page: str) -> str:
    return charsets.decode(value.split(b"\0", 1)[0], page)


def decompress(data: bytes) -> bytes:
    """Compressed RTF (MS-OXRTFCP)."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<I4s", data, 4)
    if kind == b"MELA":
        return data[16 : 16 + size]
    window = bytearray(4096)
    window[: len(_RTF_DICTIONARY)] = _RTF_DICTIONARY
    write, position = len(_RTF_DICTIONARY), 16
    out = bytearray()
    most = min(size, _MOST_RTF)
    while position < len(data) and len(out) < most:
        control = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data):
                break
            if control >> bit & 1:
                if position + 2 > len(data):
                    return bytes(out[:most])
                token = data[position] << 8 | data[position + 1]
                position += 2
                offset = token >> 4
                if offset == write:
                    return bytes(out[:most])
                for _ in range((token & 15) + 2):
                    byte = window[offset]
                    offset = (offset + 1) & 4095
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) & 4095
            else:
                byte = data[position]
                position += 1
                out.append(byte)
                window[write] = byte
                write = (write + 1) & 4095
    return bytes(out[:most])


def _from_rtf(rtf: bytes, page: str) -> tuple[str, str]:
    """(text, html) of RTF; the HTML only where it was made from HTML (MS-OXRTFEX)."""
    encapsulated = b"\\fromhtml1" in rtf[:1000]
    out: list[str] = []
    pending = bytearray()  # bytes of the code page whose characters may span several escapes
    stack: list[tuple[bool, bool]] = []
    unseen, tag = False, False  # inside a group that is not shown; inside a tag of the HTML
    plain = True  # encapsulated HTML: outside \htmlrtf
    skip = 0

    def flush() -> None:
        if pending:
            out.append(charsets.decode(bytes(pending), page))
            pending.clear()

    for match in _RTF_TOKEN.finditer(rtf):
        code, word, number, sign, brace, text = match.groups()
        shown = not unseen and plain
        if brace == b"{":
            stack.append((unseen, tag))
        elif brace == b"}":
            unseen, tag = stack.pop() if stack else (False, False)
        elif word is not None:
            if word == b"ansicpg" and number:
                page = f"cp{number.decode()}"
            elif word in _RTF_UNSEEN:
                unseen = True
            elif word == b"htmltag":
                unseen, tag = False, True
            elif word == b"htmlrtf":
                plain = number == b"0"
            elif word == b"u" and number and shown:
                flush()
                out.append(chr(int(number) & 0xFFFF))
                skip = 1
            elif word in (b"par", b"line", b"row", b"sect") and shown and not tag:
                flush()
                out.append("\r\n" if encapsulated else "\n")
            elif word in (b"tab", b"cell") and shown:
                flush()
                out.append("\t")
        elif sign == b"*":
            unseen = True
        elif not shown:
            continue
        elif code is not None:
            if skip:
                skip = 0
            else:
                pending.append(int(code, 16))
        elif sign is not None and sign in b"\\{}":
            pending += sign
        elif sign == b"~":
            flush()
            out.append("\xa0")
        elif text is not None:
            pending += text[skip:]
            skip = 0
    flush()
    made = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return ("", made) if encapsulated else (made.strip(), "")
