"""Types to the end: values of no fixed shape become fewer. The numbers may only fall."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "outrider"
VALUES = SOURCE / "values.py"
PATTERNS = {
    "Any": re.compile(r"\bAny\b(?!\])"),
    "dict[str, Any] and Json": re.compile(r"\bdict\[str, Any\]|\bMapping\[str, Any\]|\bJson\b"),
}
LEFT = {"Any": 125, "dict[str, Any] and Json": 100}
DEFINITION = re.compile(r"^\w+ = dict\[str, Any\]$", re.M)


def uses(source: str) -> dict[str, int]:
    """How often a module says of a value that it may be anything; imports do not count."""
    code = re.sub(r"^(from|import) .*?(\([^)]*\))?$", "", source, flags=re.M)
    return {name: len(pattern.findall(code)) for name, pattern in PATTERNS.items()}


def test_values_of_any_shape_become_fewer() -> None:
    counts = [uses(path.read_text()) for path in SOURCE.rglob("*.py")]
    found = {name: sum(count[name] for count in counts) for name in PATTERNS}
    more = {name: (number, LEFT[name]) for name, number in found.items() if number > LEFT[name]}
    assert more == {}


def test_numbers_are_lowered_with_the_code() -> None:
    counts = [uses(path.read_text()) for path in SOURCE.rglob("*.py")]
    found = {name: sum(count[name] for count in counts) for name in PATTERNS}
    slack = {name: (number, LEFT[name]) for name, number in found.items() if number < LEFT[name] - 15}
    assert slack == {}


def test_an_object_of_json_is_named_once() -> None:
    found = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if DEFINITION.search(path.read_text())]
    assert found == []


@pytest.mark.parametrize("source", ["x: Any = 1", "def f(x: dict[str, Any]) -> None: ...", "def f() -> Json: ..."])
def test_the_rule_sees_a_value_of_any_shape(source: str) -> None:
    assert sum(uses(source).values()) == 1


def test_the_rule_passes_an_import() -> None:
    assert sum(uses("from typing import Any").values()) == 0
