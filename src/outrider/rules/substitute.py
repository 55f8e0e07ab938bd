"""Templates that hold nothing but names and spintax, which most are: filled in without Liquid, at a tenth of its cost.

What comes out is what Liquid would make of the same; where that is not certain, the answer is None and Liquid is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

# In a skeleton each value stands as one character that no honest text has.
FIRST_MARK, MOST_MARKS = 0xE000, 0x1800
_LONGEST = 100_000  # characters; longer texts are Liquid's to refuse


@dataclass(frozen=True, slots=True)
class Tag:
    """A name; `fallback` as it goes out."""

    name: str
    fallback: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A spintax group."""

    group: int
    alternatives: tuple[tuple["Node", ...], ...]


Node = str | Tag | Choice


@dataclass(frozen=True, slots=True)
class Filled:
    """The text; and the same with marks for `values`, for whoever works on the part that many texts share."""

    text: str
    skeleton: str
    values: tuple[str, ...]


_TOKEN = re.compile(
    r"\{\{ ?(?P<name>[A-Za-z_]\w*)(?: \| default: (?P<literal>__literal\d+))? ?\}\}"
    r"|\{% case __spin(?P<group>\d+) %\}(?P<first>\{% when 0 %\})"
    r"|(?P<when>\{% when \d+ %\})"
    r"|(?P<end>\{% endcase %\})"
    r"|(?P<brace>\{\{'\{'\}\})"
    r"|(?P<other>\{\{|\{%)",
    re.ASCII,
)
_WORDS = frozenset(
    (
        "true",
        "false",
        "nil",
        "null",
        "none",
        "blank",
        "empty",
        "undefined",
        "now",
        "today",
        "and",
        "or",
        "not",
        "contains",
        "forloop",
    )
)


def parse(source: str, literals: Mapping[str, str]) -> tuple[Node, ...] | None:
    """A template as `merge` translates it into Liquid, if it is as simple as that."""
    if "\r" in source:
        return None
    levels: list[tuple[int, list[list[Node]]]] = [(-1, [[]])]
    at = 0
    for token in _TOKEN.finditer(source):
        if at < token.start():
            levels[-1][1][-1].append(source[at : token.start()])
        at = token.end()
        if token["name"]:
            if token["name"] in _WORDS:
                return None
            levels[-1][1][-1].append(Tag(token["name"], literals[token["literal"]] if token["literal"] else None))
        elif token["group"]:
            levels.append((int(token["group"]), [[]]))
        elif token["brace"]:
            levels[-1][1][-1].append("{")
        elif token["when"] and len(levels) > 1:
            levels[-1][1].append([])
        elif token["end"] and len(levels) > 1:
            group, alternatives = levels.pop()
            levels[-1][1][-1].append(Choice(group, tuple(tuple(nodes) for nodes in alternatives)))
        else:
            return None
    if len(levels) > 1:
        return None
    levels[0][1][0].append(source[at:])
    return tuple(levels[0][1][0])


def fill(
    nodes: Sequence[Node], lookup: Callable[[str], Any], signature: str, picks: Mapping[int, int], html: bool
) -> Filled | None:
    """The text. `lookup`: the value of a name, None if it has none; `signature`: HTML where `html`. None: ask Liquid."""
    text: list[str] = []
    skeleton: list[str] = []
    values: list[str] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, Choice):
            stack.extend(reversed(node.alternatives[picks[node.group]]))
            continue
        if isinstance(node, str):
            written: str | None = node
        elif node.name == "signature":
            written = signature or node.fallback or ""
        else:
            value = lookup(node.name)
            if value is not None:
                if type(value) is not str or len(values) == MOST_MARKS:
                    return None
                text.append(escape(value) if html else value)
                skeleton.append(chr(FIRST_MARK + len(values)))
                values.append(value)
                continue
            written = node.fallback
        if written is None:
            return None
        text.append(written)
        skeleton.append(written)
    done = "".join(text)
    return None if len(done) > _LONGEST or "\r" in done else Filled(done, "".join(skeleton), tuple(values))
