"""Processes of our own code that begin with its modules loaded: to load them takes longer than most tests need a process for.

One process of the run loads them when the first is asked for. Each that the tests start is forked from it, with arguments, an
environment, a directory and streams of its own; from `main` on it does what a command does that was started from a shell.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import outrider

_PLACE = "TESTS_FORKING"  # the variable that says where to ask for a process
_LONGEST = 1 << 17  # bytes of a request
_ALSO = ("fastmcp", "tests.faults.shifted", "tests.engine.dying_worker")  # what some of these processes load besides


@contextlib.contextmanager
def offered() -> Iterator[None]:
    """While the body runs, this process and those that it starts can have processes forked."""
    with tempfile.TemporaryDirectory(prefix="outrider-") as folder, socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as here:
        here.bind(place := f"{folder}/forking")
        here.listen(64)
        asked = [sys.executable, "-m", __name__, str(here.fileno())]
        with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[here.fileno()], env=_plain()):
            here.close()
            os.environ[_PLACE] = place
            try:
                yield
            finally:
                del os.environ[_PLACE]


def possible(env: Mapping[str, str]) -> bool:
    """Whether a process with this environment can be forked: it is to run our code as it lies here. What its lines are counted
    of is started as usual, too.
    """
    return _PLACE in os.environ and "PYTHONPATH" not in env and not any(name.startswith("COVERAGE_") for name in env)


class Forked:
    """As `subprocess.Popen`, for `module.main()` in a process that is forked. Its stdin is empty."""

    def __init__(self, module: str, args: Sequence[str], env: Mapping[str, str], stdout: int, stderr: int) -> None:
        self.args, self.returncode = [module, *args], None
        self.stdout: Any = None
        self.stderr: Any = None
        self._ended = threading.Lock()
        self._to = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._to.connect(os.environ[_PLACE])
        asked = {"module": module, "args": self.args, "env": dict(env), "folder": str(Path.cwd())}
        with contextlib.ExitStack() as stack:
            streams = [stack.enter_context(open(os.devnull, "rb")).fileno()]
            for name, to in (("stdout", stdout), ("stderr", stderr)):
                if to == subprocess.PIPE:
                    read, to = os.pipe()
                    stack.callback(os.close, to)
                    setattr(self, name, os.fdopen(read))
                streams.append(to)
            socket.send_fds(self._to, [json.dumps(asked).encode()], streams)
        self.pid = int(self._to.recv(64) or b"0")
        assert self.pid, "no process was forked: its modules could not be loaded"

    def poll(self) -> int | None:
        with self._ended:
            if self.returncode is None and select.select([self._to], [], [], 0)[0]:
                self.returncode = int(self._to.recv(64) or -signal.SIGKILL)
                self._to.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        with contextlib.suppress(ValueError, OSError):  # another thread saw its end, and closed the socket
            select.select([self._to], [], [], timeout)
        if (code := self.poll()) is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def run(module: str, args: Sequence[str], env: Mapping[str, str], *, timeout: float) -> subprocess.CompletedProcess[str]:
    """As `subprocess.run`, with all that it said."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = Forked(module, args, env, out.fileno(), err.fileno())
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(process.args, code, out.read(), err.read())


def command(module: str = "outrider.cli") -> list[str]:
    """What others may start in place of `python -m module`, before its arguments."""
    if not possible(os.environ):
        return [sys.executable, "-m", module]
    return [sys.executable, "-S", "-E", str(Path(__file__).with_name("forked.py")), os.environ[_PLACE], module]


def _plain() -> dict[str, str]:
    """The environment of a command without settings: some modules look at it when they are loaded."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OUTRIDER_", "COVERAGE_")) and k != "DATABASE_URL"}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "200"}


# -- the process that they are forked from -------------------------------------------------------------------------------


def _load() -> None:
    warnings.simplefilter("ignore")  # as `outrider.cli.main` has it
    every = [module.name for module in pkgutil.walk_packages(outrider.__path__, "outrider.")]
    for name in (*every, *_ALSO):
        if not name.endswith(".__main__"):
            importlib.import_module(name)
    assert len(os.listdir("/proc/self/task")) == 1, "a process with threads cannot be forked"
    gc.collect()
    gc.freeze()  # what all of them share stays shared


def _next(listening: socket.socket) -> dict[str, Any] | None:
    """Fork what is asked for, and tell of the ends, until the run is over. In a forked process: what it is to do."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    asking: dict[int, socket.socket] = {}
    while True:
        ready = select.select([sys.stdin.fileno(), listening, reading], [], [])[0]
        if sys.stdin.fileno() in ready:  # closed: nothing is ever written there
            return None
        if reading in ready:
            os.read(reading, 4096)
            while asking and (ended := os.waitpid(-1, os.WNOHANG))[0]:
                with contextlib.closing(asking.pop(ended[0])) as asker, contextlib.suppress(OSError):
                    asker.send(str(os.waitstatus_to_exitcode(ended[1])).encode())
        if listening in ready:
            asker = listening.accept()[0]
            if "outrider.cli" not in sys.modules:
                _load()
            told, streams, *_ = socket.recv_fds(asker, _LONGEST, 3)
            if pid := os.fork():
                asking[pid] = asker
                with contextlib.suppress(OSError):
                    asker.send(str(pid).encode())
                for stream in streams:
                    os.close(stream)
                continue
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            for number in (*streams, reading, writing):
                os.close(number)
            for connection in (listening, asker, *asking.values()):
                connection.close()
            return json.loads(told)


def main() -> None:
    with socket.socket(fileno=int(sys.argv[1])) as listening:
        asked = _next(listening)
    if asked is None:
        return
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    sys.argv = asked["args"]
    importlib.import_module(asked["module"]).main()


if __name__ == "__main__":
    main()
