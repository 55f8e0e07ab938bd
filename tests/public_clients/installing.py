"""Clients as `clients.toml` lists them, and their installation."""

import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".clients"


@dataclass(frozen=True, slots=True)
class Client:
    """A published client: where it comes from and how it is called."""

    name: str
    registry: str
    version: str
    dialect: str
    drive: str
    package: str = ""
    target: str = ""  # module:attribute of what is called, where it is called from within
    command: tuple[str, ...] = ()  # of its server, in its folder
    arguments: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    host: str = ""
    always: dict[str, Any] = field(default_factory=dict)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)  # by call: arguments that no schema tells
    skip: tuple[str, ...] = ()
    without: dict[str, list[str]] = field(default_factory=dict)  # by call: arguments that go with no others

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"


def listed() -> list[Client]:
    table = tomllib.loads(Path(__file__).with_name("clients.toml").read_text())
    return [
        Client(name, **{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}) for name, row in table.items()
    ]


def install(client: Client) -> None:
    """Into its own folder, unless that version is there. Raises CalledProcessError."""
    pinned, mark = f"{client.package or client.name} {client.version}", client.folder / "installed"
    if mark.exists() and mark.read_text() == pinned:
        return
    shutil.rmtree(client.folder, ignore_errors=True)
    package, _, version = pinned.partition(" ")
    if client.registry == "pypi":
        uv = Path(sys.executable).with_name("uv")
        _run(uv, "venv", "-q", "--python", sys.executable, client.folder)
        _run(uv, "pip", "install", "-q", "--python", client.python, f"{package}=={version}")
    else:
        client.folder.mkdir(parents=True)
        _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", client.folder, f"{package}@{version}")
    mark.write_text(pinned)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)
