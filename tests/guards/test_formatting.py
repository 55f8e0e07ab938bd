"""The formatter is obeyed: `# fmt: skip` stands at literal tables alone, where a row a line reads better than ruff's layout."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "outrider"
MARK = "# fmt: skip"
PARTS = (
    ast.Constant,
    ast.Dict,
    ast.List,
    ast.Tuple,
    ast.Set,
    ast.Name,
    ast.Attribute,
    ast.Starred,
    ast.UnaryOp,
    ast.BinOp,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)


def is_table(node: ast.stmt) -> bool:
    """Whether a statement names a literal collection that holds nothing but literals and names."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    value = node.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"frozenset", "dict"}:
        value = value.args[0] if len(value.args) == 1 else value
    return isinstance(value, ast.Dict | ast.List | ast.Tuple | ast.Set) and all(isinstance(n, PARTS) for n in ast.walk(value))


def opted_out(source: str) -> list[int]:
    """The lines that opt out of the formatter outside tables of a module or class."""
    marked = {n for n, line in enumerate(source.splitlines(), 1) if line.rstrip().endswith(MARK)}
    bodies = [node.body for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Module | ast.ClassDef)]
    tables = [node for body in bodies for node in body if is_table(node)]
    return sorted(n for n in marked if not any(t.lineno <= n <= (t.end_lineno or t.lineno) for t in tables))


def test_only_tables_opt_out_of_the_formatter() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if MARK in (source := path.read_text())
        for line in opted_out(source)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        f"def f():\n    x = {{\n        1: 2,\n    }}  {MARK}",
        f"x = [\n    f(1),\n]  {MARK}",
        f"f(\n    1,\n)  {MARK}",
    ],
)
def test_the_rule_sees_what_is_not_a_table(source: str) -> None:
    assert len(opted_out(source)) == 1


def test_the_rule_passes_a_table() -> None:
    assert opted_out(f"X = {{\n    'a': (1, -2),\n}}  {MARK}") == []
