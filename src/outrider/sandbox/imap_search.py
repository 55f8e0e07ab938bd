"""SEARCH: a program of keys becomes one predicate over letters. Pure."""

import re
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

from outrider.sandbox.imap_fetch import header_block
from outrider.sandbox.imap_syntax import BadSyntax, Token, atom, day, is_set, ranges, text, within
from outrider.sandbox.mailboxes import Letter

# (letter, its sequence number) → whether it is found
Key = Callable[[Letter, int], bool]

FLAGS = {
    "ANSWERED": r"\Answered",
    "DELETED": r"\Deleted",
    "DRAFT": r"\Draft",
    "FLAGGED": r"\Flagged",
    "SEEN": r"\Seen",
}
ADDRESS_HEADERS = {"FROM", "TO", "CC", "BCC", "SUBJECT"}


def predicate(program: list[Token], highest_uid: int, highest_number: int) -> Key:
    """Read a whole SEARCH program; its keys are joined by AND."""
    rest = list(program)
    if rest and isinstance(rest[0], str) and rest[0].upper() == "CHARSET":
        rest = rest[2:]
    keys: list[Key] = []
    while rest:
        keys.append(_key(rest, highest_uid, highest_number))
    if not keys:
        raise BadSyntax("Nothing to search for")
    return lambda letter, number: all(key(letter, number) for key in keys)


def _key(rest: list[Token], highest_uid: int, highest_number: int) -> Key:
    """Take one key, with its arguments, off the front of `rest`."""
    token = rest.pop(0)
    if isinstance(token, list):
        return predicate(token, highest_uid, highest_number)
    word = atom(token)
    if is_set(word):
        spans = ranges(word, highest_number)
        return lambda _letter, number: within(number, spans)
    if word == "NOT":
        inner = _key(rest, highest_uid, highest_number)
        return lambda letter, number: not inner(letter, number)
    if word == "OR":
        one = _key(rest, highest_uid, highest_number)
        other = _key(rest, highest_uid, highest_number)
        return lambda letter, number: one(letter, number) or other(letter, number)
    if word == "UID":
        spans = ranges(text(_next(rest)), highest_uid)
        return lambda letter, _number: within(letter.uid, spans)
    return _flag_key(word, rest) or _date_key(word, rest) or _text_key(word, rest)


def _next(rest: list[Token]) -> Token:
    if not rest:
        raise BadSyntax("A search key lacks its argument")
    return rest.pop(0)


def _flag_key(word: str, rest: list[Token]) -> Key | None:
    if word in ("ALL", "OLD"):
        return lambda _letter, _number: True
    if word in ("NEW", "RECENT"):
        return lambda _letter, _number: False
    if word in FLAGS:
        flag = FLAGS[word]
        return lambda letter, _number: flag in letter.flags
    if word.startswith("UN") and word[2:] in FLAGS:
        flag = FLAGS[word[2:]]
        return lambda letter, _number: flag not in letter.flags
    if word in ("KEYWORD", "UNKEYWORD"):
        name, present = text(_next(rest)), word == "KEYWORD"
        return lambda letter, _number: (name in letter.flags) == present
    if word in ("LARGER", "SMALLER", "MODSEQ"):
        limit = text(_next(rest))
        if not limit.isdigit():
            raise BadSyntax("A number was expected")
        size = int(limit)
        if word == "MODSEQ":
            return lambda letter, _number: letter.modseq >= size
        larger = word == "LARGER"
        return lambda letter, _number: len(letter.raw) > size if larger else len(letter.raw) < size
    return None


def _date_key(word: str, rest: list[Token]) -> Key | None:
    sent = word.startswith("SENT")
    kind = word[4:] if sent else word
    if kind not in ("SINCE", "BEFORE", "ON"):
        return None
    limit = day(text(_next(rest)))

    def found(letter: Letter, _number: int) -> bool:
        when = _date_header(letter.raw) if sent else letter.at.date()
        if when is None:
            return False
        return when >= limit if kind == "SINCE" else when < limit if kind == "BEFORE" else when == limit

    return found


def _text_key(word: str, rest: list[Token]) -> Key:
    if word in ADDRESS_HEADERS or word == "HEADER":
        name = text(_next(rest)) if word == "HEADER" else word
        return _header_key(name, text(_next(rest)))
    if word in ("BODY", "TEXT"):
        wanted, whole = text(_next(rest)).lower().encode(), word == "TEXT"

        def found(letter: Letter, _number: int) -> bool:
            raw = letter.raw if whole else letter.raw[len(header_block(letter.raw)) :]
            return wanted in raw.lower()

        return found
    raise BadSyntax(f"Unknown search key {word[:40]}")


def _header_key(name: str, wanted: str) -> Key:
    field = rb"^%s:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)" % re.escape(name.encode())
    pattern = re.compile(field, re.MULTILINE | re.IGNORECASE)
    wanted = wanted.lower()

    def found(letter: Letter, _number: int) -> bool:
        values = pattern.findall(header_block(letter.raw))
        return any(wanted in _readable(value).lower() for value in values)

    return found


def _readable(value: bytes) -> str:
    unfolded = value.replace(b"\r\n", b"").decode("utf-8", "replace").strip()
    if "=?" not in unfolded:
        return unfolded
    try:
        return str(make_header(decode_header(unfolded)))
    except (LookupError, UnicodeDecodeError, ValueError):
        return unfolded


def _date_header(raw: bytes) -> date | None:
    value = message_from_bytes(header_block(raw)).get("Date")
    try:
        return parsedate_to_datetime(str(value)).date() if value else None
    except ValueError:
        return None
