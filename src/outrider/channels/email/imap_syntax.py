"""IMAP's grammar, as far as a client meets it: values of a response, quoted arguments, folder names."""

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

# A response is nested lists of atoms (str), strings (bytes) and NIL (None).
Value: TypeAlias = "str | bytes | list[Value] | None"

_TOKEN = re.compile(rb'\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|((?:[^\s()"\[]|\[[^\]]*\])+))', re.DOTALL)
_QUOTABLE = re.compile(r"[ -~]*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MAX_DEPTH = 50
_FIRST_YEAR = 1982


def parse(fragments: Sequence[bytes]) -> list[Value]:
    """The values of one response. `fragments` are its text and literals in turn, text first and last.

    Raises ValueError on anything that is not IMAP.
    """
    root: list[Value] = []
    stack = [root]
    for index, fragment in enumerate(fragments):
        if index % 2:
            stack[-1].append(fragment)
            continue
        for token in _tokens(fragment):
            if token == "(":
                stack.append([])
                if len(stack) > _MAX_DEPTH:
                    raise ValueError("nested too deeply")
            elif token == ")":
                done = stack.pop()
                if not stack:
                    raise ValueError("unbalanced parentheses")
                stack[-1].append(done)
            else:
                stack[-1].append(None if token == "NIL" else token)
    while len(stack) > 1:  # some servers close fewer lists than they open
        done = stack.pop()
        stack[-1].append(done)
    return root


def _tokens(text: bytes) -> Iterator[str | bytes]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            if text[position:].strip():
                raise ValueError("not an IMAP response")
            return
        opening, closing, quoted, atom = match.groups()
        if opening or closing:
            yield "(" if opening else ")"
        elif quoted is not None:
            yield re.sub(rb"\\(.)", rb"\1", quoted)
        else:
            yield atom.decode("utf-8", "replace")
        position = match.end()


def text(value: Value) -> str:
    """A string or atom as text; '' for NIL."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def pairs(values: Value) -> dict[str, Value]:
    """An attribute list such as FETCH's, by upper-case name."""
    if not isinstance(values, list):
        return {}
    return {text(name).upper(): value for name, value in zip(values[::2], values[1::2], strict=False)}


def string(value: str) -> bytes | None:
    """`value` as a quoted string; None if it can only go as a literal."""
    if not _QUOTABLE.fullmatch(value):
        return None
    return b'"' + value.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'


def ranges(uids: Iterable[int]) -> str:
    """A sequence set: 1,2,3,7 is '1:3,7'."""
    spans: list[list[int]] = []
    for uid in sorted(uids):
        if spans and uid <= spans[-1][1] + 1:
            spans[-1][1] = uid
        else:
            spans.append([uid, uid])
    return ",".join(str(low) if low == high else f"{low}:{high}" for low, high in spans)


_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4}) +(\d\d:\d\d:\d\d)(?: *([+-]\d\d):?(\d\d))?\b")


def moment(value: str) -> datetime | None:
    """An INTERNALDATE, also without a zone (then UTC), as dates stand in letters, or in ISO format; None for anything else."""
    value = value.strip()
    with suppress(ValueError, OverflowError):
        if found := _DATE.match(value):
            day, month, year, clock, hours, minutes = found.groups()
            return _plausible(parsedate_to_datetime(f"{day} {month} {year} {clock} {hours or '+00'}{minutes or '00'}"))
        read = datetime.fromisoformat(value) if value[:4].isdecimal() else parsedate_to_datetime(value)
        return _plausible(read if read.tzinfo else read.replace(tzinfo=UTC))
    return None


def _plausible(when: datetime) -> datetime | None:
    """A time at which there was mail: servers give out their clock's zero for what they do not know."""
    return when if when.year >= _FIRST_YEAR else None


def internal_date(when: datetime) -> str:
    """`when` as INTERNALDATE, in UTC. Month names do not follow the locale."""
    when = when.astimezone(UTC)
    return f'"{when.day:02d}-{_MONTHS[when.month - 1]}-{when:%Y %H:%M:%S} +0000"'


def encode_folder(name: str) -> str:
    """A folder's name in modified UTF-7 (RFC 3501, 5.1.3)."""

    def shift(match: re.Match[str]) -> str:
        encoded = base64.b64encode(match[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{encoded.replace('/', ',')}-"

    return re.sub(r"[^ -~]+", shift, name.replace("&", "&-"))


def decode_folder(name: str) -> str:
    """The reverse; a malformed name stays as it is."""

    def unshift(match: re.Match[str]) -> str:
        if not match[1]:
            return "&"
        encoded = match[1].replace(",", "/")
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-16-be")

    try:
        return re.sub(r"&([A-Za-z0-9+,]*)-", unshift, name)
    except ValueError:
        return name
