"""Every route says what it answers, so that each `openapi.json` is a contract. The number of those that do not may only fall."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from outrider.dialects import ALL

DIALECTS = Path(__file__).parents[2] / "src" / "outrider" / "dialects"
METHODS = {"get", "post", "put", "patch", "delete"}
UNTYPED_NAMES = {"Any", "Json", "Result", "dict", "dict[str, Any]", "list[Json]", "list[dict[str, Any]]", "Json | None"}
# How many routes of a dialect may still answer with an object of any shape.
LEFT = {"smartlead": 0, "instantly": 0, "multilead": 0, "networkhq": 0, "makinari": 0, "outrider": 0}


def routes(source: str) -> Iterator[ast.AsyncFunctionDef]:
    """The functions that a router serves."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AsyncFunctionDef) and any(
            isinstance(d, ast.Call) and isinstance(d.func, ast.Attribute) and d.func.attr in METHODS for d in node.decorator_list
        ):
            yield node


def untyped(source: str) -> list[str]:
    return [node.name for node in routes(source) if node.returns is None or ast.unparse(node.returns) in UNTYPED_NAMES]


@pytest.mark.parametrize("dialect", ALL)
def test_answers_are_typed(dialect: str) -> None:
    found = [
        f"{path.name}: {name}"
        for path in sorted((DIALECTS / dialect / "routes").glob("*.py"))
        for name in untyped(path.read_text())
    ]
    assert len(found) <= LEFT[dialect], found


@pytest.mark.parametrize("answer", ["", " -> Json", " -> dict[str, Any]", " -> list[Json]"])
def test_the_rule_sees_a_route_without_a_type(answer: str) -> None:
    assert untyped(f'@router.get("/things")\nasync def things(){answer}: ...') == ["things"]


def test_the_rule_passes_a_typed_route() -> None:
    assert untyped('@router.get("/things")\nasync def things() -> answers.Things: ...') == []


def inheriting_generics(source: str) -> list[str]:
    """The classes that inherit from a generic type with an argument."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(b, ast.Subscript) and ast.unparse(b.value) not in ("Generic", "Protocol") for b in node.bases)
    ]


def test_answers_do_not_inherit_from_generic_types() -> None:
    """pydantic forgets the argument: the field has any type in the document."""
    files = [*DIALECTS.glob("*/*types.py"), *DIALECTS.glob("*/routes/*.py")]
    found = {path.name: names for path in files if (names := inheriting_generics(path.read_text()))}
    assert found == {}


def test_the_rule_sees_an_answer_that_inherits_from_a_generic_type() -> None:
    assert inheriting_generics("class Leads(Page[Lead]): ...") == ["Leads"]


def test_the_rule_passes_a_generic_type() -> None:
    assert inheriting_generics("class Page(TypedDict, Generic[T]): ...") == []
