"""The vendors' own API documents: not ours to ship, used where they lie in a folder beside this repository."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ABSENT = "the vendor's document is not beside this repository"


def vendor_document(dialect: str) -> dict[str, Any] | None:
    """`*/contracts/<dialect>.openapi.json` next to the repository, or None."""
    found = next(ROOT.parent.glob(f"*/contracts/{dialect}.openapi.json"), None)
    return json.loads(found.read_text()) if found else None
