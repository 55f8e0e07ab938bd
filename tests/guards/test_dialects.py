"""The dialects are furnished alike: the same files, routers in one place, put together in one way."""

import ast
from pathlib import Path

import pytest

from outrider.dialects import ALL

DIALECTS = Path(__file__).parents[2] / "src" / "outrider" / "dialects"
FILES = {"__init__.py", "answers.py", "bodies.py", "errors.py", "routes", "skill.md", "tools"}
WITHOUT_WEBHOOKS = {"makinari", "networkhq", "outrider"}  # no webhooks, or (our own) in the core's words: no events to describe


def calls(name: str) -> list[str]:
    """The modules of dialects/ that call a function of that name."""
    return sorted({
        str(path.relative_to(DIALECTS))
        for path in DIALECTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", None), getattr(node.func, "attr", None))
    })  # fmt: skip


@pytest.mark.parametrize("dialect", ALL)
def test_every_dialect_has_the_same_files(dialect: str) -> None:
    wanted = FILES if dialect in WITHOUT_WEBHOOKS else FILES | {"events.py"}
    there = {path.name for path in (DIALECTS / dialect).iterdir()}
    assert wanted - there == set()


@pytest.mark.parametrize("dialect", ALL)
def test_no_package_of_a_dialect_is_named_otherwise(dialect: str) -> None:
    packages = {path.name for path in (DIALECTS / dialect).iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert packages == {"routes", "tools"}


def test_routers_are_made_in_routes() -> None:
    assert [name for name in calls("APIRouter") if name.split("/")[1] != "routes"] == []


def test_no_router_is_included() -> None:
    """FastAPI would match its routes again at each level (`kit.routing` makes them the application's own)."""
    assert calls("include_router") == []


def test_applications_are_made_in_one_way() -> None:
    assert calls("build_app") == sorted(f"{name}/routes/__init__.py" for name in ALL)
