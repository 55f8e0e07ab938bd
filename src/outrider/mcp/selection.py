"""Which of a server's tools a caller sees: selected at start-up, and narrowed further by each request's headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from outrider.dialects.kit.tools import Tool


@dataclass(frozen=True, slots=True)
class Selection:
    """The tools a caller sees; None means all. Read-only takes precedence over everything else, and exclusions over choices."""

    toolsets: frozenset[str] | None = None
    tools: frozenset[str] | None = None
    exclude: frozenset[str] = frozenset()
    read_only: bool = False
    no_destructive: bool = False

    def shows(self, tool: Tool) -> bool:
        if self.read_only and not tool.reads:
            return False
        if self.no_destructive and tool.destructive:
            return False
        if tool.name in self.exclude:
            return False
        if self.tools is None and self.toolsets is None:
            return True
        return tool.name in (self.tools or ()) or tool.toolset in (self.toolsets or ())


def from_headers(headers: Mapping[str, str]) -> Selection:
    """The selection in a request's headers; it can only narrow what the server offers.

    X-MCP-Toolsets, X-MCP-Tools, X-MCP-Exclude-Tools (comma-separated), X-MCP-Readonly, X-MCP-No-Destructive
    (true or false).
    """
    toolsets, tools = _names(headers.get("x-mcp-toolsets")), _names(headers.get("x-mcp-tools"))
    return Selection(
        toolsets=None if toolsets is None or "all" in toolsets else toolsets,
        tools=tools,
        exclude=_names(headers.get("x-mcp-exclude-tools")) or frozenset(),
        read_only=is_yes(headers.get("x-mcp-readonly")),
        no_destructive=is_yes(headers.get("x-mcp-no-destructive")),
    )


def unknown_names(headers: Mapping[str, str], tools: Sequence[Tool]) -> str | None:
    """An error message about an unknown name in the headers, or None."""
    known = {tool.name for tool in tools}
    toolsets = {tool.toolset for tool in tools} | {"all"}
    for header, there, kind in (
        ("x-mcp-toolsets", toolsets, "toolset"),
        ("x-mcp-tools", known, "tool"),
        ("x-mcp-exclude-tools", known, "tool"),
    ):
        if wrong := (_names(headers.get(header)) or frozenset()) - there:
            known_ones = f" Toolsets: {', '.join(sorted(there))}." if kind == "toolset" else ""
            return f"The header {header} names an unknown {kind}, {min(wrong)[:100]!r}.{known_ones}"
    return None


def selection(
    *,
    toolsets: Iterable[str] | None = None,
    tools: Iterable[str] | None = None,
    exclude: Iterable[str] = (),
    read_only: bool = False,
    no_destructive: bool = False,
) -> Selection:
    return Selection(
        frozenset(toolsets) if toolsets is not None else None,
        frozenset(tools) if tools is not None else None,
        frozenset(exclude),
        read_only,
        no_destructive,
    )


def _names(text: str | None) -> frozenset[str] | None:
    names = frozenset(name.strip() for name in (text or "").split(",") if name.strip())
    return names or None


def is_yes(text: str | None) -> bool:
    """Whether a header's value is affirmative."""
    return (text or "").strip().lower() in ("1", "true", "yes", "on")
