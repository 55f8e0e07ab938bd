"""Templates that hold nothing but names and spintax, which most are: filled in without Liquid, at a tenth of its cost.

What comes out is what Liquid would make of the same; where that is not certain, the answer is None and Liquid is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

# In a skeleton each value stands as one private-use character. A text may hold such characters of its own (icon fonts): whoever
# reads a skeleton counts the marks.
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
    """The text, and the same with placeholders for `values`, for work on the part that many texts share."""

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


def names(nodes: Sequence[Node]) -> set[str]:
    """The names that a template asks for."""
    found: set[str] = set()
    open_nodes = list(nodes)
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, Tag):
            found.add(node.name)
        elif isinstance(node, Choice):
            open_nodes.extend(inner for alternative in node.alternatives for inner in alternative)
    return found


def fill(
    nodes: Sequence[Node], lookup: Callable[[str], object], signature: str, picks: Mapping[int, int], html: bool
) -> Filled | None:
    """The text. `lookup`: the value of a name, None if it has none; `signature`: HTML where `html`. None: ask Liquid."""
    text: list[str] = []
    skeleton: list[str] = []
    values: list[str] = []
    stack = list(reversed(nodes))
    room = _LONGEST
    while stack:
        node = stack.pop()
        if isinstance(node, Choice):
            stack.extend(reversed(node.alternatives[picks[node.group]]))
            continue
        value = lookup(node.name) if isinstance(node, Tag) and node.name != "signature" else None
        if value is not None:
            if type(value) is not str or len(values) == MOST_MARKS:
                return None
            written, mark = escape(value) if html else value, chr(FIRST_MARK + len(values))
            values.append(value)
        else:
            written = mark = _own_text(node, signature)
        if written is None or mark is None or len(written) > room:
            return None
        room -= len(written)
        text.append(written)
        skeleton.append(mark)
    done = "".join(text)
    return None if "\r" in done else Filled(done, "".join(skeleton), tuple(values))


def _own_text(node: str | Tag, signature: str) -> str | None:
    """What stands there without a value of the lead's; None where that would be a hole."""
    if isinstance(node, str):
        return node
    return (signature or node.fallback or "") if node.name == "signature" else node.fallback
