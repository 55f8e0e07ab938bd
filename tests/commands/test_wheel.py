"""The built wheel in an environment of its own: everything the pages and the tools need is in it, and `outrider mcp` answers.

Built and installed without a network: what both need comes from uv's cache. The skip's reason says what that lacks.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastmcp import Client
from fastmcp.client.transports import StdioTransport

ROOT = Path(__file__).parents[2]
SCRIPTS = ("htmx.js", "uplot.js", "uplot.css", "swagger-ui.js", "swagger-ui.css")
UV = Path(sys.executable).parent / "uv"


@dataclass(frozen=True)
class Installed:
    wheel: Path
    bin: Path


def _run(*command: str | Path, cwd: Path) -> None:
    """Skip where it fails for want of a package that is not at hand."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=100)
    if done.returncode and ("offline" in done.stderr or "network" in done.stderr or "cache" in done.stderr):
        pytest.skip(f"uv's cache lacks what the wheel needs: {done.stderr.strip()[-300:]}")
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if not UV.exists():
        pytest.skip("no uv beside this Python: `make test` installs it")
    vendor = ROOT / "src" / "outrider" / "web" / "static" / "vendor"
    if not (vendor / "htmx.js").exists():
        pytest.skip("the pages' scripts were not fetched: `make lint` installs the project, which does")
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "hatch_build.py", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, source / name)
    # The scripts are of this lock file, so the build has none to fetch.
    stamp = hashlib.sha256((source / "package-lock.json").read_bytes() + b"standard").hexdigest()
    (source / vendor.relative_to(ROOT) / ".lock").write_text(stamp)
    _run(UV, "build", "--wheel", "--offline", "-q", "-o", place / "dist", source, cwd=place)
    (wheel,) = (place / "dist").glob("*.whl")
    _run(UV, "venv", "-q", "--python", sys.executable, place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    _run(UV, "pip", "install", "-q", "--offline", "--python", python, wheel, cwd=place)
    return Installed(wheel, python.parent)


def test_the_wheel_holds_every_file_of_the_package(installed: Installed) -> None:
    held = set(zipfile.ZipFile(installed.wheel).namelist())
    wanted = {f"outrider/web/static/vendor/{name}" for name in SCRIPTS}
    wanted |= {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "outrider").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.name != ".lock"
    }
    assert wanted - held == set()


@pytest.mark.timeout(180)
async def test_the_tools_answer_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    """As `uvx --from …whl outrider mcp outrider` and `pipx` run it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OUTRIDER_", "PYTHON"))}
    arguments = ["mcp", "outrider", "--backend", "engine", "--data", str(tmp_path)]
    transport = StdioTransport(str(installed.bin / "outrider"), arguments, env=clean, cwd=str(tmp_path), keep_alive=False)
    async with Client(transport) as client:
        tools = {tool.name for tool in await client.list_tools()}
        [view] = await client.read_resource("ui://outrider/approvals.html")
    assert "launch_campaign" in tools
    assert view.text.startswith("<!doctype html>")
