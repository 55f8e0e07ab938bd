"""The style sheet: one definition for each thing, and nothing that no page uses."""

import re
from collections import Counter
from collections.abc import Iterator

from outrider.web.kit.templates import WEB

SHEET = WEB / "static" / "app.css"
# Classes that a library or the browser sets.
OTHERS = {"u-legend", "u-marker", "htmx-request"}


def declarations(text: str) -> Iterator[tuple[str, str, str]]:
    """(the media query it stands in, a selector, a property) of every declaration."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    around: list[str] = []
    for prelude, body, end in re.findall(r"([^{}]*)(?:\{([^{}]*)\}|([{}]))", text):
        if end == "{":
            around.append(" ".join(prelude.split()))
        elif end == "}":
            around.pop()
        elif not (around and around[-1].startswith("@keyframes")):
            for selector in selectors(prelude):
                for line in body.split(";"):
                    if line.strip():
                        yield " ".join(around), selector, line.split(":")[0].strip()


def selectors(prelude: str) -> list[str]:
    """The parts of a list of selectors; commas in brackets separate nothing."""
    return [" ".join(part.split()) for part in re.split(r",(?![^(]*\))", prelude)]


def twice(text: str) -> list[str]:
    counted = Counter(declarations(text))
    return [" ".join(found) for found, n in counted.items() if n > 1]


def unused(text: str, pages: str) -> list[str]:
    names = {name for _, selector, _ in declarations(text) for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    return sorted(name for name in names - OTHERS if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", pages))


def pages() -> str:
    """Everything that may name a class."""
    files = [path for kind in ("html", "py", "js") for path in WEB.rglob(f"*.{kind}") if "vendor" not in path.parts]
    return "\n".join(path.read_text() for path in sorted(files))


def test_nothing_is_said_twice_of_one_selector() -> None:
    assert twice(SHEET.read_text()) == []


def test_every_class_is_used() -> None:
    assert unused(SHEET.read_text(), pages()) == []


def test_what_breaks_the_rules_is_seen() -> None:
    sheet = ".a { color: red; } @media (x) { .a { color: blue; } } .b:is(.c, .d) { gap: 0; } .a, .e { color: red; }"
    assert twice(sheet) == [" .a color"]
    assert unused(sheet, 'class="a b c e-f"') == ["d", "e"]
