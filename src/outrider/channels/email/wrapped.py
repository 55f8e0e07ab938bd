"""Messages that lie as a whole within the one that arrived: signed ones in their container (S/MIME), certified ones in the
envelope of their provider (PEC, Italy's registered mail), multiparts that a gateway encoded once more.

Mail programs show what is inside, as if it had come by itself. Signatures are not verified here.
"""

import re
from collections.abc import Iterator

from outrider.channels.email.parts import Part, content_of, read_parts, with_line_ends

_DEEPEST = 3  # of wrappings
_LONGEST = 40_000_000
_ABOUT_CONTENT = re.compile(rb"^(?:content-[\w-]+|mime-version)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE | re.IGNORECASE)
_BEGINS_WITH_HEADER = re.compile(rb"[!-9;-~]{1,60}:")
_CONTAINERS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_SEQUENCE, _OID, _CONTEXT, _OCTETS = 0x30, 0x06, 0xA0, 0x04
_CONSTRUCTED = 0x20
_DEEPEST_ELEMENT = 12


def opened(raw: bytes) -> tuple[bytes, Part]:
    """A message as it is to be read, and its parts: what is inside of whatever it is wrapped in. Never raises."""
    raw = with_line_ends(raw)
    root = read_parts(raw)
    for _ in range(_DEEPEST):
        inner = _inside(raw, root) if len(raw) <= _LONGEST else None
        if inner is None:
            break
        raw = inner
        root = read_parts(raw)
    return raw, root


def _inside(raw: bytes, root: Part) -> bytes | None:
    """The message inside this one; None where it is not wrapped."""
    if root.first("x-trasporto").strip().lower() == "posta-certificata":
        return next((found for part in root.leaves() if (found := _certified(raw, part))), None)
    written = root.first("content-type").lstrip().lower()
    if not root.parts and written.startswith("multipart/") and root.encoding and (boundary := root.parameters.get("boundary")):
        decoded = content_of(raw, root)
        if b"--" + boundary.encode() in decoded and b"--" + boundary.encode() not in raw[root.start :]:
            head = re.sub(rb"(?im)^content-transfer-encoding[ \t]*:[^\n]*\n", b"", raw[: root.start])
            return head + decoded
        return None
    first = next(root.leaves(), root)  # behind it there may be a gateway's footer
    if _is_container(first) and (entity := signed_content(content_of(raw, first))) and _BEGINS_WITH_HEADER.match(entity):
        return _ABOUT_CONTENT.sub(b"", raw[: root.start].rstrip(b"\r\n") + b"\r\n") + entity
    return None


def _certified(raw: bytes, part: Part) -> bytes | None:
    if part.content_type != "message/rfc822" or not part.filename.lower().startswith("postacert"):
        return None
    content = content_of(raw, part).lstrip(b"\r\n")
    return content if _BEGINS_WITH_HEADER.match(content) else None


def _is_container(part: Part) -> bool:
    """Whether a part holds a signed message, and not a signed document: that is called after the document."""
    if part.content_type in _CONTAINERS and (kind := part.parameters.get("smime-type")):
        return kind.lower() == "signed-data"
    return part.filename.lower() == "smime.p7m" or (part.content_type in _CONTAINERS and not part.filename)


def signed_content(data: bytes) -> bytes | None:
    """What was signed, out of CMS SignedData (RFC 5652) in DER or BER; None for anything else."""
    try:
        kind, content = _children(data, *_only(data, _SEQUENCE, 0, len(data)))[:2]
        if data[kind[1] : kind[2]] != _SIGNED_DATA or content[0] != _CONTEXT:
            return None
        signed = _children(data, *_only(data, _SEQUENCE, content[1], content[2]))
        encapsulated = next(found for found in signed if found[0] == _SEQUENCE)
        _, explicit = _children(data, encapsulated[1], encapsulated[2])[:2]
        return b"".join(_octets(data, explicit[1], explicit[2], 0)) or None
    except (ValueError, IndexError, StopIteration):
        return None


_Element = tuple[int, int, int]  # tag, where its content begins and ends


def _only(data: bytes, tag: int, start: int, end: int) -> tuple[int, int]:
    found, begin, stop, _ = _element(data, start, end, 0)
    if found != tag:
        raise ValueError("another element")
    return begin, stop


def _children(data: bytes, start: int, end: int) -> list[_Element]:
    """The elements of a structure; the first few are all that is looked at."""
    found: list[_Element] = []
    while start < end and len(found) < 8:
        tag, begin, stop, start = _element(data, start, end, 0)
        found.append((tag, begin, stop))
    return found


def _octets(data: bytes, start: int, end: int, depth: int) -> Iterator[bytes]:
    """The pieces of a string of octets."""
    if depth > _DEEPEST_ELEMENT:
        raise ValueError("nested too deeply")
    while start < end:
        tag, begin, stop, start = _element(data, start, end, 0)
        if tag == _OCTETS:
            yield data[begin:stop]
        elif tag == _OCTETS | _CONSTRUCTED:
            yield from _octets(data, begin, stop, depth + 1)
        else:
            raise ValueError("not octets")


def _element(data: bytes, at: int, limit: int, depth: int) -> tuple[int, int, int, int]:
    """The element at a position: its tag, where its content begins and ends, and where the next one begins."""
    if depth > _DEEPEST_ELEMENT:
        raise ValueError("nested too deeply")
    tag, length = data[at], data[at + 1]
    start = at + 2
    if length == 0x80:  # until an end mark
        position = start
        while data[position : position + 2] != b"\0\0":
            position = _element(data, position, limit, depth + 1)[3]
        return tag, start, position, position + 2
    if length > 0x80:
        size = length & 0x7F
        if size > 4:
            raise ValueError("too long")
        length = int.from_bytes(data[start : start + size])
        start += size
    if start + length > limit:
        raise ValueError("cut off")
    return tag, start, start + length, start + length
