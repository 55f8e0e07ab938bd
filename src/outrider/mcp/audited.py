"""Records every tool call: tool, arguments, outcome and duration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter
from typing import Any

from fastmcp.exceptions import ToolError
from fastmcp.server.middleware import Middleware

_LONGEST = 300  # maximum characters of an error

# Tool, arguments, outcome, seconds.
Note = Callable[[str, Mapping[str, object], str, float], Awaitable[None]]


def digest(arguments: Mapping[str, object]) -> str:
    """SHA-256 of the arguments as canonical JSON, in hex."""
    text = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


class Audited(Middleware):
    """`note`: None until the engine is opened. `mcp.noting` writes to the audit log, `mcp.journal` to a file."""

    def __init__(self, note: Callable[[], Note | None]) -> None:
        self._note = note

    async def on_call_tool(self, context: Any, call_next: Any) -> Any:
        began, outcome = perf_counter(), "done"
        try:
            result = await call_next(context)
            if getattr(result, "is_error", False):
                outcome = "failed"
            return result
        except ToolError as error:
            outcome = f"failed: {error}"[:_LONGEST]
            raise
        except Exception as error:
            outcome = f"failed: {type(error).__name__}"
            raise
        finally:
            if note := self._note():
                await note(context.message.name, context.message.arguments or {}, outcome, perf_counter() - began)
