"""The ledger: for every field of every route of a dialect, what it does. Kept as `<dialect>.json` beside this file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

HERE = Path(__file__).parent
Kind = Literal["acts", "shown", "refused"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """`what` changes, or why not. `test`: the test that proves it ('path::name'); '' where the prover does."""

    kind: str
    what: str
    test: str = ""


Ledger = dict[str, dict[str, Entry]]  # route -> field -> entry


def entries_of(dialect: str) -> Ledger:
    kept = cast("dict[str, dict[str, list[str]]]", json.loads((HERE / f"{dialect}.json").read_text()))
    return {route: {field: Entry(*entry) for field, entry in fields.items()} for route, fields in kept.items()}


def write(dialect: str, ledger: Mapping[str, Mapping[str, Entry]]) -> None:
    """One line a field, in the order of the routes."""
    parts: list[str] = []
    for route, fields in ledger.items():
        lines = [
            f"  {json.dumps(field)}: {json.dumps([e.kind, e.what, *([e.test] if e.test else [])])}" for field, e in fields.items()
        ]
        parts.append(f" {json.dumps(route)}: {{" + ("\n" + ",\n".join(lines) + "\n }" if lines else "}"))
    (HERE / f"{dialect}.json").write_text("{\n" + ",\n".join(parts) + "\n}\n")
