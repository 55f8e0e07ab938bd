"""Prepares responses for agents: untrusted text is fenced and cleaned, and long responses are shortened."""

import re
import secrets
from collections.abc import Set
from dataclasses import dataclass

from pydantic_core import to_json

from outrider.rules.text import clean_untrusted
from outrider.values import JsonObject, JsonValue

_MARK = re.compile(r"<\s{0,9}/?\s{0,9}untrusted_text\b[^<>]*>?", re.IGNORECASE)

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
_OURS = re.compile(r"</?untrusted_text [0-9a-f]{12}>")
_END = re.compile(r"</untrusted_text [0-9a-f]+>$")


@dataclass(frozen=True, slots=True)
class Fence:
    """The markers around untrusted text in one response. They contain a random word, so that no text can contain the end
    marker.
    """

    nonce: str

    @property
    def open(self) -> str:
        return f"<untrusted_text {self.nonce}>"

    @property
    def close(self) -> str:
        return f"</untrusted_text {self.nonce}>"

    def around(self, text: str) -> str:
        """The text between markers, without invisible characters and without anything that looks like a marker."""
        cleaned, _ = clean_untrusted(text)
        return f"{self.open}{_MARK.sub('[marker removed]', cleaned)}{self.close}"


def new_fence() -> Fence:
    """A fence with a new random word."""
    return Fence(secrets.token_hex(6))


Path = tuple[str, ...]  # the names on the way to a part of a value


def fence(value: JsonValue, fields: Set[str], marks: Fence, *, inside: bool = False) -> JsonValue:
    """Fence every string under a field of `fields`, and names there that are more than one short word: custom fields are named
    by whoever wrote the imported file.
    """
    if isinstance(value, dict):
        shown: JsonObject = {}
        for name, item in value.items():
            within = inside or name in fields
            # Most of what is answered is neither within a field nor holds one: not worth a call.
            part = fence(item, fields, marks, inside=within) if within or isinstance(item, dict | list) else item
            shown[marks.around(name) if inside and not _NAME.fullmatch(name) else name] = part
        return shown
    if isinstance(value, list):
        return [fence(item, fields, marks, inside=inside) for item in value]
    return marks.around(value) if inside and value and isinstance(value, str) else value


def unfenced(value: JsonValue) -> JsonValue:
    """What an agent copied from a response, without our markers: they may get into no mail."""
    match value:
        case dict():
            return {_OURS.sub("", name): unfenced(item) for name, item in value.items()}
        case list():
            return [unfenced(item) for item in value]
        case str():
            return _OURS.sub("", value)
        case _:
            return value


def shorten(value: JsonValue, most: int) -> tuple[JsonValue, str, str | None]:
    """Shorten `value` to about `most` characters of JSON. Returns (value, JSON, notice); the notice says what was omitted, or is
    None.

    The longest list is shortened from its end; if that is not enough, the longest texts are truncated, and finally the JSON
    itself. The value keeps its shape, so that it still fits its schema.
    """
    text = _as_json(value)
    size = len(text)
    if size <= most:
        return value, text, None
    notices: list[str] = []
    path, items = _longest_list(value)
    if items is not None and len(items) > 1:
        room = most - (size - _size(items))
        keep, used = 0, 0
        for item in items:
            used += _size(item) + 2
            if used > room:
                break
            keep += 1
        keep = max(keep, 1)
        if keep < len(items):
            value = _replaced(value, path, items[:keep])
            where = ".".join(map(str, path)) or "the list"
            notices.append(f"{where}: the first {keep} of {len(items)} items; ask for a smaller limit and page with offset")
    if _size(value) > most:
        longest = max(most // 20, 200)
        value = _cut_texts(value, longest)
        notices.append(f"texts longer than {longest} characters are truncated")
    text = _as_json(value)
    if len(text) > most:
        text = text[:most]
        notices.append("only the beginning is shown, as text")
    notice = f"TRUNCATED (the response had {size} characters, of which at most {most} are shown): " + "; ".join(notices)
    return value, text, notice


def _as_json(value: JsonValue) -> str:
    return to_json(value, fallback=str).decode()


def _size(value: JsonValue) -> int:
    return len(_as_json(value))


def _longest_list(value: JsonValue, path: Path = ()) -> tuple[Path, list[JsonValue] | None]:
    """The outermost list with the most JSON, and the path to it."""
    if isinstance(value, list):
        return path, value
    best: tuple[Path, list[JsonValue] | None] = (path, None)
    if isinstance(value, dict):
        for name, item in value.items():
            found_path, found = _longest_list(item, (*path, name))
            if found is not None and (best[1] is None or _size(found) > _size(best[1])):
                best = found_path, found
    return best


def _replaced(value: JsonValue, path: Path, new: JsonValue) -> JsonValue:
    if not path or not isinstance(value, dict):
        return new
    return {**value, path[0]: _replaced(value[path[0]], path[1:], new)}


def _cut_texts(value: JsonValue, longest: int) -> JsonValue:
    match value:
        case dict():
            return {name: _cut_texts(item, longest) for name, item in value.items()}
        case list():
            return [_cut_texts(item, longest) for item in value]
        case str() if len(value) > longest:
            tail = found[0] if (found := _END.search(value)) else ""
            return f"{value[:longest]} [{len(value) - longest} characters omitted]{tail}"
        case _:
            return value
