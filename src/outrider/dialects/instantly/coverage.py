"""What is served of Instantly's API, as a table made from the routes.

`python -m outrider.dialects.instantly.coverage > docs/instantly-coverage.md` writes it.
"""

from collections import defaultdict

from fastapi import FastAPI

from outrider.dialects import load
from outrider.dialects.instantly import DIALECT
from outrider.dialects.instantly.routes.unserved import UNSERVED
from outrider.settings import Settings

FILE = "docs/instantly-coverage.md"
HEAD = """# What is served of Instantly's API V2

This file is made from the routes (`python -m outrider.dialects.instantly.coverage > docs/instantly-coverage.md`); a test keeps it
current. Paths are relative to `/instantly/api/v2`. The 13 agent actions are tools of the MCP server at `/mcp/instantly`.
"""
BEHIND = """## Not served

These need a business behind them, or are done elsewhere. Each answers in the vendor's error shape, with the reason.
"""


def operations(app: FastAPI) -> dict[str, list[tuple[str, str, str]]]:
    """Group -> (method, path, first sentence of what it does), in the order of the routes."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path, item in app.openapi()["paths"].items():
        for method, operation in item.items():
            said = " ".join(str(operation.get("description") or operation.get("summary") or "").split())
            sentence = said.partition(". ")[0].rstrip(".")
            group = (operation.get("tags") or ["Other"])[0]
            found[group].append((method.upper(), path.removeprefix(DIALECT.api_base), sentence))
    return dict(found)


def table() -> str:
    """The file's text."""
    app = load("instantly").app(None, Settings())  # pyright: ignore[reportArgumentType] - nothing is asked of it
    groups = operations(app)
    count = sum(len(rows) for rows in groups.values())
    parts = [HEAD, f"{count} operations are served.\n"]
    for group, rows in groups.items():
        lines = [f"| `{method} {path}` | {_cell(said)} |" for method, path, said in rows]
        parts.append("\n".join([f"## {group}\n", "| operation | what it does |", "| --- | --- |", *lines, ""]))
    refused = [
        f"| {group.name} | {', '.join(f'`{path}`' for path in group.paths)} | {group.status} | {_cell(group.why)} |"
        for group in UNSERVED
    ]
    parts.append(
        "\n".join([BEHIND, "| group | paths | answer | why, and what to use instead |", "| --- | --- | --- | --- |", *refused])
    )
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(table(), end="")
