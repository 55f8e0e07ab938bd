"""Fields of answers that always have the same value: found in the code that makes answers, with a reason each in constants.toml.

An answer is a dict display within a function whose names are all fields of one of the dialect's typed answers. A field is
constant where every display of its type gives it the same literal and nothing sets or fills it afterwards. What its type says
already (`Literal["success"]`) is not listed.
"""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, get_args, get_origin

from typing_extensions import is_typeddict

import outrider.dialects

SOURCES = Path(outrider.dialects.__file__).parent
REASONS = Path(__file__).with_name("constants.toml")
ACKNOWLEDGING = frozenset({"ok", "success", "message"})  # say only that a request was done
FILLING = frozenset({"append", "extend", "setdefault", "update"})
VARIES = "*"

Constants = dict[str, str]  # 'Type.field' -> the literal


def constants(dialect: str) -> Constants:
    """Every field of a dialect's answers that never changes."""
    types = _answer_types(dialect)
    seen: dict[str, set[str]] = {}
    changed: set[str] = set()
    for node in _code(SOURCES / dialect):
        if not isinstance(node, ast.Dict):
            changed |= _changed(node)
            continue
        names = {key.value for key in node.keys if isinstance(key, ast.Constant)}
        fitting = [name for name, fields in types.items() if names and names <= fields.keys()]
        if not fitting:
            continue
        made = min(fitting, key=lambda name: (len(types[name]), name))
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value not in ACKNOWLEDGING and not _says_it(types[made][key.value]):
                seen.setdefault(f"{made}.{key.value}", set()).add(_literal(value))
    same = {field: values.pop() for field, values in seen.items() if len(values) == 1}
    return {field: value for field, value in same.items() if value != VARIES and field.partition(".")[2] not in changed}


def _answer_types(dialect: str) -> dict[str, dict[str, Any]]:
    """The fields of every TypedDict of a dialect, by its name."""
    found: dict[str, dict[str, Any]] = {}
    for module in pkgutil.walk_packages([str(SOURCES / dialect)], f"outrider.dialects.{dialect}."):
        if ".tools" not in module.name:
            for value in vars(importlib.import_module(module.name)).values():
                if is_typeddict(value) and value.__module__.startswith(f"outrider.dialects.{dialect}"):
                    found[value.__name__] = value.__annotations__
    return found


def _code(room: Path) -> Iterator[ast.AST]:
    """What the functions that make answers consist of."""
    for file in sorted(room.rglob("*.py")):
        if "tools" not in file.relative_to(room).parts and file.name not in ("bodies.py", "errors.py"):
            for function in ast.walk(ast.parse(file.read_text())):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield from ast.walk(function)


def _changed(node: ast.AST) -> set[str]:
    """The fields that a statement sets or fills: `x["name"] = y`, `x["name"].append(y)`, `x.setdefault(key, {"name": []})`."""
    places: list[ast.expr] = []
    if isinstance(node, ast.Assign) and _literal(node.value) == VARIES:
        places = [place for target in node.targets for place in (target.elts if isinstance(target, ast.Tuple) else [target])]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILLING:
        begun = [given for given in node.args if isinstance(given, ast.Dict) and node.func.attr == "setdefault"]
        keys = {key.value for given in begun for key in given.keys if isinstance(key, ast.Constant)}
        return keys | _named([node.func.value])
    return _named(places)


def _named(places: Sequence[ast.expr]) -> set[str]:
    return {p.slice.value for p in places if isinstance(p, ast.Subscript) and isinstance(p.slice, ast.Constant)}


def _literal(value: ast.expr) -> str:
    try:
        return repr(ast.literal_eval(value))
    except ValueError:
        return VARIES


def _says_it(annotation: Any) -> bool:
    """Whether a type allows one literal only."""
    inner = get_args(annotation)[0] if get_origin(annotation) is NotRequired else annotation
    return get_origin(inner) is Literal and len(get_args(inner)) == 1


def reasons(dialect: str) -> dict[str, str]:
    """Why each constant field is what it is, by 'Type.field'."""
    groups: dict[str, str] = tomllib.loads(REASONS.read_text()).get(dialect, {})
    found: dict[str, str] = {}
    for named, why in groups.items():
        made, _, fields = named.partition(": ")
        found |= {f"{made}.{field}": why for field in fields.split(", ")}
    return found
