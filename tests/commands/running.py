"""The `outrider` command as its own process, as a person starts it.

It is forked from one that has loaded our modules (`tests.forking`), unless `fresh` asks for Python itself to be started.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests import forking
from tests.waiting import wait_until


def environment(**extra: str) -> dict[str, str]:
    """The environment without anything of Outrider's own that the person running the tests may have set."""
    ours = ("DATABASE_URL", "SMARTLEAD_API_KEY", "SMARTLEAD_BASE_URL")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OUTRIDER_") and k not in ours}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "200", **extra}


def outrider(*args: str | Path, check: bool = True, fresh: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    words, whole = [*map(str, args)], environment(**env)
    if fresh or not forking.possible(whole):
        command = [sys.executable, "-m", "outrider.cli", *words]
        return subprocess.run(command, env=whole, capture_output=True, text=True, timeout=110, check=check)
    done = forking.run("outrider.cli", words, whole, timeout=110)
    if check:
        done.check_returncode()
    return done


@dataclass
class Process:
    """A command that goes on: its lines so far."""

    popen: subprocess.Popen[str] | forking.Forked
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)

    def line(self, start: str, *, seconds: float = 90) -> str:
        """The first line on stdout or stderr that has `start`; fails when the process ends without it."""

        def found() -> str | None:
            lines = [*self.out, *self.err]
            hit = next((text for text in lines if start in text), None)
            assert hit or self.popen.poll() is None, "".join(lines)
            return hit

        return wait_until(found, seconds=seconds) or ""

    def stop(self) -> int:
        """SIGTERM, and its exit code."""
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(90)


def _started(module: str, words: list[str], env: dict[str, str], fresh: bool) -> subprocess.Popen[str] | forking.Forked:
    if fresh or not forking.possible(env):
        command = [sys.executable, "-m", module, *words]
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return forking.Forked(module, words, env, subprocess.PIPE, subprocess.PIPE)


@contextlib.contextmanager
def running(*args: str | Path, module: str = "outrider.cli", fresh: bool = False, **env: str) -> Iterator[Process]:
    """Start a command; it is killed at the end if it still runs."""
    popen = _started(module, [*map(str, args)], environment(**env), fresh)
    process = Process(popen)
    readers = [
        threading.Thread(target=lambda s=stream, kept=kept: kept.extend(iter(s.readline, "")), daemon=True)
        for stream, kept in ((popen.stdout, process.out), (popen.stderr, process.err))
    ]
    for reader in readers:
        reader.start()
    try:
        yield process
    finally:
        if popen.poll() is None:
            popen.kill()
        popen.wait(30)
        for reader in readers:
            reader.join(5)
