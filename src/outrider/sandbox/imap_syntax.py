"""The grammar of IMAP commands: bytes to tokens, sequence sets, dates, and the quoting of answers. Pure."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

# An atom is a str, a quoted string or literal is bytes, a parenthesised list is a list.
Token = str | bytes | list["Token"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LITERAL = re.compile(rb"~?\{(\d+)\+?\}$")
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_ATOM = re.compile(rb'(?:\[[^\]]*\]|[^\s()"\[])+')
_ESCAPE = re.compile(rb"\\(.)")
_SET = re.compile(r"^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$")


class BadSyntax(ValueError):
    """The command cannot be read; the text says why and goes to the client."""


def tokens(parts: list[bytes]) -> list[Token]:
    """Read a command. `parts` are its lines without CRLF with the literals between them (line, literal, line,
    …); a line before a literal still ends in its `{n}`."""
    stack: list[list[Token]] = [[]]
    for index, part in enumerate(parts):
        if index % 2:
            stack[-1].append(part)
            continue
        line = _LITERAL.sub(b"", part) if index + 1 < len(parts) else part
        _read_line(line, stack)
    if len(stack) != 1:
        raise BadSyntax("Unclosed parenthesis")
    return stack[0]


def _read_line(line: bytes, stack: list[list[Token]]) -> None:
    at = 0
    while at < len(line):
        char = line[at : at + 1]
        if char.isspace():
            at += 1
        elif char == b"(":
            inner: list[Token] = []
            stack[-1].append(inner)
            stack.append(inner)
            at += 1
        elif char == b")":
            if len(stack) == 1:
                raise BadSyntax("Unopened parenthesis")
            stack.pop()
            at += 1
        elif found := (_QUOTED if char == b'"' else _ATOM).match(line, at):
            quoted = char == b'"'
            stack[-1].append(_ESCAPE.sub(rb"\1", found[1]) if quoted else found[0].decode("utf-8", "replace"))
            at = found.end()
        else:
            raise BadSyntax("Unexpected character")


def literal_size(line: bytes) -> tuple[int, bool] | None:
    """(size, whether the client waits for a go-ahead) when `line` announces a literal."""
    found = _LITERAL.search(line)
    return (int(found[1]), not line.endswith(b"+}")) if found else None


def text(token: Token) -> str:
    """An astring as text."""
    if isinstance(token, bytes):
        return token.decode("utf-8", "replace")
    if isinstance(token, str):
        return token
    raise BadSyntax("A list is not a string")


def atom(token: Token) -> str:
    """A keyword in upper case."""
    return text(token).upper()


def is_set(word: str) -> bool:
    return bool(_SET.match(word))


def ranges(word: str, highest: int) -> list[tuple[int, int]]:
    """`2,4:*` → [(2, 2), (4, highest)], each pair in order. `highest` is what `*` means."""
    if not is_set(word):
        raise BadSyntax("Bad sequence set")

    def number(digits: str) -> int:
        return highest if digits == "*" else int(digits)

    pairs = (piece.partition(":") for piece in word.split(","))
    bounds = ((number(first), number(last or first)) for first, _, last in pairs)
    return [(min(pair), max(pair)) for pair in bounds]


def within(value: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= value <= last for first, last in spans)


def compress(numbers: list[int]) -> str:
    """[1, 2, 3, 7] → `1:3,7`."""

    def runs() -> Iterator[str]:
        start = previous = None
        for number in numbers:
            if previous is not None and number == previous + 1:
                previous = number
                continue
            if start is not None:
                yield f"{start}" if start == previous else f"{start}:{previous}"
            start = previous = number
        if start is not None:
            yield f"{start}" if start == previous else f"{start}:{previous}"

    return ",".join(runs())


def day(word: str) -> date:
    """`2-Mar-2026`."""
    try:
        number, month, year = word.split("-")
        return date(int(year), [name.lower() for name in MONTHS].index(month.lower()) + 1, int(number))
    except ValueError:
        raise BadSyntax("Bad date") from None


def moment(word: str) -> datetime:
    """An INTERNALDATE: `02-Mar-2026 09:00:00 +0100`."""
    try:
        when, clock, zone = word.split()
        parsed = datetime.strptime(f"{day(when).isoformat()} {clock} {zone}", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        raise BadSyntax("Bad date-time") from None
    return parsed.astimezone(UTC)


def internal_date(at: datetime) -> bytes:
    at = at.astimezone(UTC)
    return f'"{at.day:2d}-{MONTHS[at.month - 1]}-{at:%Y %H:%M:%S} +0000"'.encode()


def string(value: str | bytes | None) -> bytes:
    """NIL, a quoted string, or a literal where quoting cannot carry it."""
    if value is None:
        return b"NIL"
    data = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    if b"\r" in data or b"\n" in data or b"\0" in data or not data.isascii() or len(data) > 900:
        return b"{%d}\r\n%s" % (len(data), data)
    return b'"%s"' % data.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
