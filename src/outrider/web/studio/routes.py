"""The studio's page, and the action that runs a tool. Only for owners and administrators, because a tool can do anything a key
can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from outrider import dialects
from outrider.dialects import Dialect
from outrider.dialects.kit.tools import Tool
from outrider.errors import Forbidden, NotFound
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, act, page
from outrider.web.studio import forms
from outrider.web.studio.forms import Field

if TYPE_CHECKING:
    from outrider.web.studio.running import Outcome

LONGEST = 1_000_000  # characters of an argument, at most


@dataclass(frozen=True, slots=True)
class Open:
    """The open tool, its form and the last result. `unsure`: a call that needs confirmation lacked it."""

    tool: Tool
    fields: Sequence[Field]
    outcome: "Outcome | None" = None
    unsure: bool = False

    @property
    def asks(self) -> bool:
        """Whether the tool needs confirmation before it runs."""
        return self.tool.destructive or self.tool.open_world


@dataclass(frozen=True, slots=True)
class Studio:
    """`groups`: the system's tools by toolset."""

    systems: Sequence[tuple[str, str]]
    system: str
    groups: Sequence[tuple[str, Sequence[Tool]]]
    opened: Open | None


def _require_manager(visit: Visit) -> None:
    if not visit.access.manages:
        raise Forbidden(_("Only an owner or an administrator of the workspace may run tools."))


def _dialect(name: str) -> Dialect:
    found = next((d for d in dialects.available() if d.name == name), None)
    if found is None:
        raise NotFound(_("There is no such system."))
    return found


def _tool(dialect: Dialect, name: str) -> Tool:
    found = next((tool for tool in dialect.tools() if tool.name == name), None)
    if found is None:
        raise NotFound(_("There is no such tool."))
    return found


def _render(visit: Visit, dialect: Dialect, opened: Open | None, *, status: int = 200) -> Response:
    groups: dict[str, list[Tool]] = {}
    for tool in dialect.tools():
        groups.setdefault(tool.toolset, []).append(tool)
    systems = [(d.name, d.title) for d in dialects.available()]
    return visit.render("studio/studio.html", Studio(systems, dialect.name, list(groups.items()), opened), status=status)


# The MCP libraries take a second to load, so they are imported on first use.


async def _fields(dialect: Dialect, tool: Tool) -> Sequence[Field]:
    from outrider.web.studio import running

    return forms.fields(await running.schema(dialect, tool.name))


async def _outcome(visit: Visit, dialect: Dialect, tool: Tool, filled: Sequence[Field]) -> "Outcome":
    from outrider.web.studio import running

    return await running.run(visit, dialect, tool.name, forms.arguments(filled))


async def show(visit: Visit) -> Response:
    _require_manager(visit)
    return _render(visit, _dialect(visit.request.path_params.get("system", dialects.ALL[0])), None)


async def show_tool(visit: Visit) -> Response:
    """Show a tool's form."""
    _require_manager(visit)
    dialect = _dialect(visit.request.path_params["system"])
    tool = _tool(dialect, visit.request.path_params["name"])
    return _render(visit, dialect, Open(tool, await _fields(dialect, tool)))


async def run(visit: Visit) -> Response:
    """Run the tool with the form's arguments and show the form again."""
    _require_manager(visit)
    dialect = _dialect(visit.request.path_params["system"])
    tool = _tool(dialect, visit.request.path_params["name"])
    known = await _fields(dialect, tool)
    filled = forms.filled(known, {field.name: visit.text(f"a-{field.name}", LONGEST) for field in known})
    opened = Open(tool, filled)
    unsure = opened.asks and visit.text("sure") != "yes"
    if unsure or any(field.error for field in filled):
        return _render(visit, dialect, Open(tool, filled, unsure=unsure), status=422)
    outcome = await _outcome(visit, dialect, tool, filled)
    return _render(visit, dialect, Open(tool, filled, outcome))


ROUTES = [
    page("/tools", show, needs=None),
    page("/tools/{system}", show, needs=None),
    page("/tools/{system}/{name}", show_tool, needs=None),
    act("/tools/{system}/{name}/run", run, needs=None),
]
