"""Ways to call a client: an MCP server over stdio, the commands of a command line, or the methods of a library."""

import asyncio
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from fastmcp import Client as McpClient
from fastmcp.client.transports import StdioTransport

from tests.dialects.every_route import Json
from tests.public_clients.installing import Client

INSIDE = Path(__file__).parent / "inside"
SECONDS = 60  # for one call


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the client itself made of a call."""

    fine: bool
    text: str


class Driven(Protocol):
    """A client that is ready: its calls with the schemas of their arguments, and a way to make one."""

    calls: dict[str, Json]

    def call(self, name: str, arguments: Json) -> Outcome: ...


@contextmanager
def driven(client: Client, base: str, key: str) -> Iterator[Driven]:
    """Start a client pointed at `base` with `key`."""

    def filled(text: str) -> str:
        return text.replace("{base}", base).replace("{key}", key)

    env = {**os.environ, **{name: filled(value) for name, value in client.env.items()}, "HOME": str(client.folder)}
    if client.host:
        env |= {"CLIENT_HOST": client.host, "CLIENT_BASE": base}
        env |= {"PYTHONPATH": str(INSIDE / "redirect"), "NODE_OPTIONS": f"--import={INSIDE / 'redirect.mjs'}"}
    if client.drive == "mcp":
        command = [str(client.folder / client.command[0]), *client.command[1:], *map(filled, client.arguments)]
        with asyncio.Runner() as runner:
            server = _McpServer(runner, command, env, str(client.folder))
            runner.run(server.open())
            try:
                yield server
            finally:
                runner.run(server.close())
    else:
        options = {name: filled(v) if isinstance(v, str) else v for name, v in client.options.items()}
        script = [str(client.python), str(INSIDE / f"{client.drive}.py"), client.target, json.dumps(options)]
        with subprocess.Popen(
            script, env=env, cwd=client.folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            try:
                yield _Script(process)
            finally:
                process.kill()


class _McpServer:
    def __init__(self, runner: asyncio.Runner, command: list[str], env: dict[str, str], folder: str) -> None:
        self.runner, self.calls = runner, dict[str, Json]()
        transport = StdioTransport(command[0], command[1:], env=env, cwd=folder, log_file=Path(folder) / "log")
        self.client: McpClient[StdioTransport] = McpClient(transport, timeout=SECONDS)

    async def open(self) -> None:
        await self.client.__aenter__()
        self.calls = {tool.name: _input(tool) for tool in await self.client.list_tools()}

    async def close(self) -> None:
        await self.client.__aexit__(None, None, None)

    def call(self, name: str, arguments: Json) -> Outcome:
        return self.runner.run(self._call(name, arguments))

    async def _call(self, name: str, arguments: Json) -> Outcome:
        try:
            result = await self.client.call_tool(name, arguments, raise_on_error=False)
        except Exception as error:  # whatever its protocol makes of it
            return Outcome(False, str(error))
        return Outcome(not result.is_error, "".join(getattr(part, "text", "") for part in result.content))


def _input(tool: Any) -> Json:
    return dict(getattr(tool, "input_schema", None) or getattr(tool, "inputSchema", None) or {})


class _Script:
    """A script in the client's own environment: a line of JSON with its calls, then a line for each call."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.calls: dict[str, Json] = json.loads(self._line())

    def call(self, name: str, arguments: Json) -> Outcome:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        return Outcome(*json.loads(self._line()))

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise EOFError("the client's process ended")
        return line
