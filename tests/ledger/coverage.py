"""docs/coverage.md: every operation that a vendor documents, every setting of every route with what becomes of it, and every
field of an answer that never changes.

`python -m tests.ledger.coverage > docs/coverage.md` writes it; a test holds the file to the routes and to the ledger.
"""

import ast
import inspect
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route

from outrider import dialects
from outrider.dialects.instantly.routes.unserved import UNSERVED as REFUSED_BY_INSTANTLY
from outrider.dialects.smartlead.routes.unserved import UNSERVED as REFUSED_BY_SMARTLEAD
from outrider.settings import Settings
from tests.ledger.constants import constants, reasons
from tests.ledger.entries import KINDS, Entry, entries_of

FILE = "docs/coverage.md"
NOT_SERVED = "Not served: "  # begins what is said of a route that only refuses
DOCUMENTED = Path(__file__).parent / "documented"
# Lists of operations by dialect: the file, and what is written above its table.
LISTS = {
    "smartlead": (
        ("smartlead", "Core host"),
        ("smartlead-other-hosts", "Other hosts: Smart Delivery, Smart Senders, SmartProspect"),
    ),
    "instantly": (("instantly", "API V2"),),
    "multilead": (("multilead", "Open API"),),
    "networkhq": (("networkhq", "Public API"),),
    "makinari": (("makinari", "Agent tools"),),
}
HEAD = """# What is served

Made from the routes and from the ledger of settings (`python -m tests.ledger.coverage > docs/coverage.md`); a test keeps it
current.

The first part lists every operation that a vendor documents. *Served* means that it does what the vendor's document says.
*Refused* means a final answer in the vendor's error shape that says what to use instead. The second part lists every field of
every body and query parameter of every route, documented by the vendor or ours, with what it does:

- **acts**: it changes what is stored, sent, found or answered. The cell names the first such difference that a test found by
  sending the request with and without the field: the statement and the value in it, or the part of the answer.
- **shown**: it is kept and echoed for the caller's own use, and decides nothing.
- **refused**: a value that would ask for something Outrider does not do is refused with a sentence.

The third part lists the fields of answers that always have the same value, and why.
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation that a vendor documents. `refusal`: what to use instead where Outrider does not serve it."""

    name: str
    is_served: bool
    does: str
    refusal: str = ""


def app_of(name: str) -> FastAPI:
    return dialects.load(name).app(None, Settings())  # pyright: ignore[reportArgumentType] - nothing is asked of it


def documented(file: str) -> list[str]:
    """'GET /path' of every operation in a list."""
    return [line for line in (DOCUMENTED / f"{file}.txt").read_text().splitlines() if line and not line.startswith("#")]


def shape(operation: str) -> str:
    """An operation with its ids alike and without a slash at its end."""
    return re.sub(r"{[^}]+}", "{}", operation).rstrip("/")


def operations(name: str, file: str) -> Iterator[Operation]:
    base, served = dialects.load(name).api_base, _served(name)
    for operation in documented(file):
        method, _, path = operation.partition(" ")
        refusal = _refusal(name, operation)
        whole = [path] if path.startswith(base) else [f"{base}{version}{path}" for version in ("", "/v1")]
        does = None if refusal else next((served[o] for o in (shape(f"{method} {p}") for p in whole) if o in served), None)
        if does and does.startswith(NOT_SERVED):
            does, refusal = None, f"{does.removeprefix(NOT_SERVED).capitalize()}."
        yield Operation(operation, does is not None, does or "", refusal)


def _served(name: str) -> dict[str, str]:
    """Every operation of a dialect, by shape, with the first sentence on what it does; other spellings of a path too."""
    found: dict[str, str] = {}
    routes = (route for route in app_of(name).routes if isinstance(route, Route))
    for route in routes:
        for method in route.methods or ():
            said = inspect.getdoc(route.endpoint) or str(getattr(route, "summary", None) or "")
            found[shape(f"{method} {route.path}")] = " ".join(said.split()).partition(". ")[0].rstrip(".")
    return found


def _refusal(name: str, operation: str) -> str:
    """Why an operation is refused; '' where nothing says so."""
    method, _, path = operation.partition(" ")
    if name == "smartlead":
        return next((why for m, p, why in REFUSED_BY_SMARTLEAD if (m, shape(p)) == (method, shape(path))), "")
    if name == "instantly":
        return next((group.why for group in REFUSED_BY_INSTANTLY if path.startswith(group.paths)), "")
    return ""


def text() -> str:
    """The file's text."""
    return "\n".join([HEAD, *_operations_part(), *_settings_part(), *_constants_part()]) + "\n"


def _operations_part() -> Iterator[str]:
    yield "## Operations\n"
    for name, lists in LISTS.items():
        title = dialects.load(name).title
        for file, heading in lists:
            rows = list(operations(name, file))
            served = sum(row.is_served for row in rows)
            yield f"### {title}: {heading}\n\n{served} of {len(rows)} documented operations are served.\n"
            yield "| operation | | what it does, or what to use instead |\n| --- | --- | --- |"
            for row in rows:
                yield f"| `{row.name}` | {'served' if row.is_served else 'refused'} | {_cell(row.does or row.refusal)} |"
            yield ""


def _settings_part() -> Iterator[str]:
    yield "## Settings\n"
    for name in dialects.ALL:
        entries = entries_of(name)
        kinds = Counter(entry.kind for fields in entries.values() for entry in fields.values())
        counts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
        yield f"### {dialects.load(name).title}\n\n{counts}. `?` marks query parameters.\n"
        yield "| route | field | | what changes |\n| --- | --- | --- | --- |"
        for route, fields in entries.items():
            for field, entry in fields.items():
                yield f"| `{route}` | `{field}` | {entry.kind} | {_cell(_evidence(entry))} |"
        yield ""


def _constants_part() -> Iterator[str]:
    yield "## Fields that never change\n"
    for name in dialects.ALL:
        why = reasons(name)
        if found := constants(name):
            yield f"### {dialects.load(name).title}\n\n| answer | always | why |\n| --- | --- | --- |"
            for field, value in found.items():
                yield f"| `{field}` | `{_cell(json.dumps(ast.literal_eval(value)))}` | {_cell(why.get(field, ''))} |"
            yield ""


def _evidence(entry: Entry) -> str:
    return f"{entry.what} (`{entry.test}`)" if entry.test else entry.what


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    print(text(), end="")
