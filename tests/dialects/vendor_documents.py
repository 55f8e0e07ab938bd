"""The vendors' own API documents: not ours to ship, used where they lie in a folder beside this repository."""

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ABSENT = "the vendor's document is not beside this repository"


def vendor_document(dialect: str) -> dict[str, Any] | None:
    """`*/contracts/<dialect>.openapi.json` next to the repository, or None."""
    found = next(ROOT.parent.glob(f"*/contracts/{dialect}.openapi.json"), None)
    return json.loads(found.read_text()) if found else None


def published_tools(dialect: str) -> dict[str, str] | None:
    """What a published MCP server says of its tools, prompts and resources, by name, from the `*/seeds/*.txt` next to the
    repository that begins with its environment (`<DIALECT>_API_KEY`); or None.
    """
    for file in ROOT.parent.glob("*/seeds/*.txt"):
        environment, schema, tables = file.read_text().partition("\nSchema\n")
        if schema and f"{dialect.upper()}_API_KEY" in environment:
            rows = re.findall(r"^\| (.+?) \| (.*?) \|$", tables, re.MULTILINE | re.DOTALL)
            return {name: text for name, text in rows if name != "Name" and set(name) != {"-"}}
    return None


def collection(dialect: str) -> dict[str, Any] | None:
    """The Postman collection `*/contracts/<dialect>.postman.json` next to the repository, or None."""
    found = next(ROOT.parent.glob(f"*/contracts/{dialect}.postman.json"), None)
    return json.loads(found.read_text())["collection"] if found else None
