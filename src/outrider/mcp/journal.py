"""The record of tool calls on a vendor account, where there is no local database: a file of JSON lines.

Each line's hash covers the line before it, as in the audit log, so that changes and deletions are detectable.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from outrider.clock import Clock
from outrider.errors import Conflict
from outrider.mcp.audited import Note, digest

_LONGEST = 16 * 1024  # maximum bytes of a line


def note_in(path: Path, surface: str, clock: Clock) -> Note:
    """A function that appends a call to the file, created if missing."""

    async def note(tool: str, arguments: Mapping[str, object], outcome: str, seconds: float) -> None:
        entry = {
            "at": clock.now().isoformat(),
            "surface": surface,
            "tool": tool,
            "arguments": digest(arguments),
            "outcome": outcome,
            "milliseconds": round(seconds * 1000),
        }
        await asyncio.to_thread(_append, path, entry)

    return note


def _append(path: Path, entry: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # other servers may write to it too
        line = json.dumps({**entry, "hash": _link(_last_hash(file), entry)}, ensure_ascii=False)
        file.write(line.encode() + b"\n")


def _last_hash(file: BinaryIO) -> str:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _LONGEST))
    lines = file.read().splitlines()
    return str(json.loads(lines[-1])["hash"]) if lines else ""


def _link(before: str, entry: Mapping[str, object]) -> str:
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{before}{text}".encode(errors="surrogatepass")).hexdigest()


def verify(path: Path) -> int:
    """The number of calls in the file. Raises Conflict naming the first line that does not match its predecessor."""
    last, number = "", 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                entry = json.loads(line)
                said = entry.pop("hash")
            except (ValueError, KeyError, AttributeError):
                raise Conflict(f"Line {number} of {path} is not an entry.") from None
            last = _link(last, entry)
            if said != last:
                raise Conflict(f"Line {number} of {path} was changed, or lines before it were removed.")
    return number
