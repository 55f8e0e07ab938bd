"""Placeholders of hand-written letters: `{{lead.first_name}}`, `{{lead.metadata.plan}}`, `{{site.name}}`: no logic."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from outrider.values import is_object

_TOKEN = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """The text without any placeholder, and the names of those that had no value, in order."""

    text: str
    missing: tuple[str, ...]


def fill(template: str, values: Mapping[str, object], *, html: bool = False) -> Filled:
    """The template with its values. A name without a dot is looked up in `values['lead']` too.

    A tag without a value (or with a blank or non-scalar one) is omitted from the text and listed in `missing`.
    `html`: values are escaped.
    """
    missing: list[str] = []

    def replace(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        value = _find(values, name)
        if value is None:
            missing.append(name)
            return ""
        return escape(value) if html else value

    text = _TOKEN.sub(replace, template)
    return Filled(text, tuple(dict.fromkeys(missing)))


def _find(values: Mapping[str, object], name: str) -> str | None:
    found: object = values if "." in name else values.get("lead", {})
    for part in name.split("."):
        found = found.get(part) if is_object(found) else None
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, int | float):
        return str(found)
    return found if isinstance(found, str) and found.strip() else None
