"""`outrider mcp --setup CLIENT` and `--cost`: what to paste into a client, and how much of a model's context a server takes."""

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from outrider import dialects
from outrider.dialects import Dialect
from outrider.dialects.kit.tools import Answer
from outrider.errors import Invalid
from outrider.mcp.selection import Selection
from outrider.mcp.server import build_server

Remote = Callable[[str, str], str]  # name of the connection, address
Stdio = Callable[[str, Sequence[str]], str]  # name of the connection, command


def _json(value: object) -> str:
    return json.dumps(value, indent=2)


def _started(command: Sequence[str]) -> dict[str, object]:
    return {"command": command[0], "args": list(command[1:])}


def _toml(name: str, command: Sequence[str]) -> str:
    return f"[mcp_servers.{name}]\ncommand = {json.dumps(command[0])}\nargs = {json.dumps(list(command[1:]))}"


# By client: the set-up of a remote server (the client signs in by itself) and of a local one.
CLIENTS: Mapping[str, tuple[Remote, Stdio]] = {
    "claude-code": (
        lambda name, url: f"claude mcp add --transport http {name} {url}",
        lambda name, command: f"claude mcp add {name} -- {shlex.join(command)}",
    ),
    "claude-desktop": (
        lambda name, url: f"Settings, Connectors, Add custom connector: {url}",
        lambda name, command: _json({"mcpServers": {name: _started(command)}}),
    ),
    "cursor": (
        lambda name, url: _json({"mcpServers": {name: {"url": url}}}),
        lambda name, command: _json({"mcpServers": {name: _started(command)}}),
    ),
    "vscode": (
        lambda name, url: f"code --add-mcp '{json.dumps({'name': name, 'type': 'http', 'url': url})}'",
        lambda name, command: f"code --add-mcp '{json.dumps({'name': name, **_started(command)})}'",
    ),
    "codex": (
        lambda name, url: f'[mcp_servers.{name}]\nurl = "{url}"\n# then: codex mcp login {name}',
        _toml,
    ),
    "windsurf": (
        lambda name, url: _json({"mcpServers": {name: {"serverUrl": url}}}),
        lambda name, command: _json({"mcpServers": {name: _started(command)}}),
    ),
    "zed": (
        lambda name, url: _json({"context_servers": {name: {"url": url}}}),
        lambda name, command: _json({"context_servers": {name: _started(command)}}),
    ),
}


def program(started_as: str) -> list[str]:
    """The command with which a client starts this installation. `started_as`: how it was started (sys.argv[0]).

    A client runs in another directory and with another PATH, so the command has its full path. For uvx the uvx command is given,
    because its cache is temporary.
    """
    path = Path(started_as).absolute()
    if path.name.removesuffix(".exe") == "outrider" and path.exists() and "archive-v0" not in path.parts:
        return [str(path)]
    return ["uvx", "outrider"]


def setup(client: str, dialect_name: str, url: str | None, command: Sequence[str]) -> str:
    """What to paste into the client. `url`: the installation's URL; None: the server runs on the same machine, started by
    `command` (see `program`).
    """
    if client not in CLIENTS:
        raise Invalid(f"There is no set-up for {client!r}; there are: {', '.join(CLIENTS)}.")
    dialect = _known(dialect_name)
    remote, stdio = CLIENTS[client]
    name = f"outrider-{dialect.name}"
    if url:
        return remote(name, f"{url.rstrip('/')}/mcp/{dialect.name}")
    return stdio(name, command)


def _known(name: str) -> Dialect:
    if name not in dialects.ALL:
        raise Invalid(f"There is no dialect {name!r}; there are: {', '.join(dialects.ALL)}.")
    return dialects.load(name)


class _Unasked:
    """A backend for a server whose tools are only listed, never called."""

    facts: Mapping[str, object] = MappingProxyType({})
    as_documented = True

    async def request(self, method: str, path: str, **options: object) -> Answer:
        raise NotImplementedError


async def cost(dialect_name: str) -> list[str]:
    """A heading, then a tab-separated line for each way to offer the tools: their number, and the tokens their list takes.

    A token is counted as four characters of the JSON list, which is a good approximation for current models.
    """
    dialect = _known(dialect_name)
    toolsets = sorted({tool.toolset for tool in dialect.tools()})
    ways: list[tuple[str, Selection, bool]] = [
        ("all tools", Selection(), False),
        ("--read-only", Selection(read_only=True), False),
        ("--search", Selection(), True),
        *((f"--toolsets {name}", Selection(toolsets=frozenset({name})), False) for name in toolsets),
    ]
    lines = ["offered\ttools\ttokens"]
    for way, select, search in ways:
        server = build_server(dialect, _Unasked(), select=select, search=search, narrowed=Selection)
        tools = await server.list_tools()
        listed = [tool.to_mcp_tool().model_dump_json(by_alias=True, exclude_none=True) for tool in tools]
        lines.append(f"{way}\t{len(tools)}\t{round(sum(map(len, listed)) / 4):,}")
    return lines
