"""`outrider mcp --setup CLIENT` and `--cost`: how to configure a client, and how much of a model's context a server uses."""

import json
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit
from urllib.request import url2pathname

from outrider import dialects
from outrider.dialects import Dialect
from outrider.dialects.kit.tools import Answer
from outrider.errors import Invalid
from outrider.mcp.selection import Selection
from outrider.mcp.server import build_server
from outrider.values import is_object


@dataclass(frozen=True, slots=True)
class Client:
    """How a client is configured: `remote` takes a connection's name and URL, `local` its name and command. `place` and
    `remote_place` say where the text goes.
    """

    remote: Callable[[str, str], str]
    local: Callable[[str, Sequence[str]], str]
    place: str
    remote_place: str = ""


SHELL = "Run this in a shell."


def _json(value: object) -> str:
    return json.dumps(value, indent=2)


def _entry(command: Sequence[str]) -> dict[str, object]:
    return {"command": command[0], "args": list(command[1:])}


def _servers(name: str, command: Sequence[str]) -> str:
    return _json({"mcpServers": {name: _entry(command)}})


def _toml(name: str, command: Sequence[str]) -> str:
    return f"[mcp_servers.{name}]\ncommand = {json.dumps(command[0])}\nargs = {json.dumps(list(command[1:]))}"


def _vscode(entry: dict[str, object]) -> str:
    return f"code --add-mcp {shlex.quote(json.dumps(entry))}"


CLIENTS: Mapping[str, Client] = {
    "claude-code": Client(
        lambda name, url: f"claude mcp add --transport http {name} {url}",
        lambda name, command: f"claude mcp add {name} -- {shlex.join(command)}",
        SHELL,
        "Run this in a shell, then sign in with /mcp in Claude Code.",
    ),
    # Its connectors run on Anthropic's servers, which cannot reach a local machine, so a bridge runs next to it instead.
    "claude-desktop": Client(
        lambda name, url: _servers(name, ["npx", "-y", "mcp-remote", url]),
        _servers,
        "Put this into claude_desktop_config.json (Settings, Developer, Edit Config) and restart Claude Desktop.",
        "Put this into claude_desktop_config.json (Settings, Developer, Edit Config) and restart Claude Desktop. "
        "This requires Node.js. A URL that is reachable from the internet can also be added under Settings, Connectors.",
    ),
    "cursor": Client(
        lambda name, url: _json({"mcpServers": {name: {"url": url}}}),
        _servers,
        "Put this into ~/.cursor/mcp.json, or into a project's .cursor/mcp.json.",
    ),
    "vscode": Client(
        lambda name, url: _vscode({"name": name, "type": "http", "url": url}),
        lambda name, command: _vscode({"name": name, **_entry(command)}),
        SHELL,
    ),
    "codex": Client(
        lambda name, url: f'[mcp_servers.{name}]\nurl = "{url}"',
        _toml,
        "Put this into ~/.codex/config.toml.",
        "Put this into ~/.codex/config.toml, then sign in with 'codex mcp login'.",
    ),
    "gemini-cli": Client(
        lambda name, url: _json({"mcpServers": {name: {"httpUrl": url}}}),
        _servers,
        "Put this into ~/.gemini/settings.json.",
        "Put this into ~/.gemini/settings.json, then sign in with /mcp auth in Gemini CLI.",
    ),
    "windsurf": Client(
        lambda name, url: _json({"mcpServers": {name: {"serverUrl": url}}}),
        _servers,
        "Put this into ~/.codeium/windsurf/mcp_config.json.",
    ),
    "zed": Client(
        lambda name, url: _json({"context_servers": {name: {"url": url}}}),
        lambda name, command: _json({"context_servers": {name: _entry(command)}}),
        "Put this into Zed's settings.json.",
    ),
}


def program(started_as: str, source: str | None = None) -> list[str]:
    """The command with which a client starts this installation. `started_as`: how this process was started (sys.argv[0]);
    `source`: what the package was installed from (see `installed_from`).

    Clients run in other directories and with another PATH, so the path is absolute. A program in uvx's cache, which is
    temporary, is started by uvx again.
    """
    path = Path(started_as).absolute()
    if path.name.removesuffix(".exe") == "outrider" and path.exists() and "archive-v0" not in path.parts:
        return [str(path)]
    return [shutil.which("uvx") or "uvx", *(["--from", source] if source else []), "outrider"]


def installed_from() -> str | None:
    """The wheel, directory or URL that this package was installed from (PEP 610); None for a package index."""
    try:
        recorded = distribution("outrider").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    origin: object = json.loads(recorded) if recorded else None
    url = str(origin.get("url") or "") if is_object(origin) else ""
    return url2pathname(urlsplit(url).path) if url.startswith("file:") else url or None


def setup(client: str, dialect_name: str, url: str | None, command: Sequence[str]) -> tuple[str, str]:
    """What to paste into the client, and where. `url`: the installation's URL; None: the server runs on the same machine, started
    by `command` (see `program`).
    """
    if (known := CLIENTS.get(client)) is None:
        raise Invalid(f"Unknown client {client!r}. Supported clients: {', '.join(CLIENTS)}.")
    dialect = _dialect(dialect_name)
    name = "outrider" if dialect.name == "outrider" else f"outrider-{dialect.name}"
    if url:
        return known.remote(name, f"{url.rstrip('/')}/mcp/{dialect.name}"), known.remote_place or known.place
    return known.local(name, command), known.place


def _dialect(name: str) -> Dialect:
    if name not in dialects.ALL:
        raise Invalid(f"Unknown dialect {name!r}. Dialects: {', '.join(dialects.ALL)}.")
    return dialects.load(name)


class _NeverCalled:
    """A backend for a server whose tools are only listed, never called."""

    facts: Mapping[str, object] = MappingProxyType({})
    as_documented = True

    async def request(self, method: str, path: str, **options: object) -> Answer:
        raise NotImplementedError


async def cost(dialect_name: str) -> list[str]:
    """A heading, then a tab-separated line for each way to offer the tools: how many, and how many tokens their list uses.

    Tokens are estimated at four characters of the JSON list each, which is a good approximation for current models.
    """
    dialect = _dialect(dialect_name)
    toolsets = sorted({tool.toolset for tool in dialect.tools()})
    ways: list[tuple[str, Selection, bool]] = [
        ("all tools", Selection(), False),
        ("--read-only", Selection(read_only=True), False),
        ("--search", Selection(), True),
        *((f"--toolsets {name}", Selection(toolsets=frozenset({name})), False) for name in toolsets),
    ]
    lines = ["offered\ttools\ttokens"]
    for way, select, search in ways:
        server = build_server(dialect, _NeverCalled(), select=select, search=search, narrowed=Selection)
        tools = await server.list_tools()
        listed = [tool.to_mcp_tool().model_dump_json(by_alias=True, exclude_none=True) for tool in tools]
        lines.append(f"{way}\t{len(tools)}\t{round(sum(map(len, listed)) / 4):,}")
    return lines
